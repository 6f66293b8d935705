"""Layered parameters: who may set one, and what a unit may set it to."""

from __future__ import annotations

import pytest

PARAMETERS = """parameter p also "数": days
  may be set by: city, county, only higher
  from 2023-01-01: 5
  from 2024-01-01: 10
parameter low: percent
  may be set by: county, only lower
  from 2023-01-01: 50%
parameter free: text
  may be set by: county
  from 2023-01-01: "a"
parameter fixed: integer
  from 2023-01-01: 5
parameter late: date
  may be set by: city, only lower
  from 2023-01-01: 2023-06-30
"""


def setting(name: str, *lines: str, unit: str = "east") -> str:
    return f"setting {name} for {unit}\n" + "".join(f"  from {line}\n" for line in lines)


def test_what_units_may_set(bench):
    text = PARAMETERS + setting("p", "2023-03-01: 5", "2023-05-01: 12") + setting("p", "2024-01-01: 30", unit='"a b"')
    text += setting("low", "2023-03-01: 40%", "2023-06-01: repealed") + setting("free", '2023-03-01: "b"')
    text += setting("late", "2023-03-01: 2023-05-31")
    book = bench.fine(text.replace("2023-03-01: 5\n", "2023-03-01: 5\n", 1)).rulebook
    found = book.find("p")
    assert (("city", "county"), "only higher") == (found.set_by, found.only)
    assert ["a b", "east"] == [s.unit for s in found.settings]
    assert 4 == len({*found.days})


def test_the_same_in_chinese(bench):
    english = bench.fine(PARAMETERS + setting("p", "2023-03-01: 12", unit="hedong")).rulebook
    chinese = """参数 p 又称 “数”：天数
  可由下级设定：市、县市区，只许提高
  自 2023-01-01：5
  自 2024-01-01：10
参数设定 数 于 hedong
  自 2023-03-01：12
"""
    assert english.find("p") == bench.fine(chinese, dialect="zh").rulebook.find("p")


FAULTS = {
    "nobody may": ("RC302", setting("<<fixed", "2023-03-01: 7")),
    "looser": ("RC302", setting("p", "<<2023-03-01: 4")),
    "looser from a later day on": ("RC302", setting("p", "<<2023-03-01: 7")),
    "looser downwards": ("RC302", setting("low", "<<2023-03-01: 51%")),
    "a later day": ("RC302", setting("late", "<<2023-03-01: 2023-07-01")),
    "no parameter": ("RC201", setting("<<pp", "2023-03-01: 7")),
    "a rule": ("RC201", "define x on Task\n  means: priority\n" + setting("<<x", "2023-03-01: 7")),
    "another type": ("RC211", setting("free", "2023-03-01: <<7")),
    "a day twice": ("RC301", setting("free", '2023-03-01: "b"', '<<2023-03-01: "c"')),
    "a unit twice": (
        "RC204",
        setting("free", '2023-03-01: "b"') + setting("free", '2023-04-01: "c"', unit="<<east"),
    ),
    "an unknown level": ("RC203", "parameter q: days\n  may be set by: <<cuonty\n  from 2023-01-01: 5\n"),
    "an order where there is none": (
        "RC211",
        'parameter q: text\n  may be set by: <<city, only higher\n  from 2023-01-01: "a"\n',
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_each_fault_is_said_where_it_is(bench, case):
    code, text = FAULTS[case]
    bench.found(code, PARAMETERS + text)


def test_the_value_and_the_day_are_shown(bench):
    message = bench.found("RC302", PARAMETERS + setting("p", "<<2023-03-01: 7"))
    assert "`p` may only be set higher, and is 10 days on 2024-01-01" == message.message.en
    assert "set 10 days or higher" == message.hint.en


def test_no_order_is_said_once(bench):
    text = 'parameter q: text\n  may be set by: <<city, only lower\n  from 2023-01-01: "b"\n' + setting(
        "q", '2023-02-01: "c"'
    )
    bench.found("RC211", text)


def test_a_broken_parameter_says_nothing_of_its_settings(bench):
    text = "parameter q: dyas\n  from 2023-01-01: 5\n" + setting("q", "2023-02-01: 5")
    assert ["RC201"] == [d.code for d in bench(text).diagnostics if d.severity.name == "ERROR"]


@pytest.mark.parametrize("line", ["only higher", "only higher, city", "city, only lower, county", "city,"])
def test_levels_come_first_and_one_direction_behind_them(bench, line):
    bench(f"parameter q: days\n  may be set by: {line}\n  from 2023-01-01: 5\n")
    assert ["RC105"] == [d.code for d in bench.parsed]


def test_a_table_is_proved_for_every_value_that_is_set(bench):
    table = "table <<t on Task\n  | progress | result |\n  | at most low | 1 |\n  | more than 50% | 2 |\n"
    bench.fine(PARAMETERS + table.replace("<<", ""))
    found = bench.found("RC408", PARAMETERS + setting("low", "2023-03-01: 40%") + table)
    assert "(low is 40% from 2023-03-01)" in found.message.en
