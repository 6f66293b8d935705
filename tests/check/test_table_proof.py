"""Decision tables: what may stand in them, and the proof that exactly one row holds."""

from __future__ import annotations

import pytest

from rectcore.check import prove_tables

FIELDS = """entity Task
  has risk: one of low "低", high "高"
  has days_open: integer
  has rate: percent
  has left: days
  has seen: optional date
  has hot: optional yes/no
  has near: Unit
parameter old: integer
  from 2023-01-01: 30
  from 2024-01-01: 60
parameter gone: integer
  from 2023-01-01: 30
  from 2023-06-01: repealed
"""


def table(*rows: str, name: str = "tab") -> str:
    return f"{FIELDS}table <<{name} on Task\n" + "".join(f"  {row}\n" for row in rows)


SOUND = {
    "words": ("| risk | result |", "| low | 1 |", "| high | 2 |"),
    "integers have nothing between": ("| days_open | result |", "| at most 30 | 1 |", "| at least 31 | 2 |"),
    "a range": (
        "| days_open | result |",
        "| at most 10 | 1 |",
        "| more than 10 and at most 30 | 2 |",
        "| more than 30 | 3 |",
    ),
    "percents": ("| rate | result |", "| less than 50% | 1 |", "| at least 50% | 2 |"),
    "whole days": ("| left | result |", "| at most 30 days | 1 |", "| at least 31 days | 2 |"),
    "a difference of days": (
        "| left | result |",
        "| at most 30 days | 1 |",
        "| more than 30 days | 2 |",
    ),
    "dates": ("| deadline | result |", "| before 2023-07-01 | 1 |", "| not before 2023-07-01 | 2 |"),
    "the first and the last day there is": (
        "| deadline | result |",
        "| 0001-01-01 | 1 |",
        "| after 0001-01-01 and before 9999-12-31 | 2 |",
        "| 9999-12-31 | 3 |",
    ),
    "none where no row speaks of it": ("| hot | result |", "| yes | 1 |", "| no | 2 |"),
    "none with a row": ("| hot | result |", "| yes | 1 |", "| no | 2 |", "| none | 3 |"),
    "a parameter": ("| days_open | result |", "| at most old | 1 |", "| more than old | 2 |"),
    "a parameter on the days it has a value": (
        "| days_open | result |",
        "| at most gone | 1 |",
        "| more than gone | 2 |",
    ),
    "a parameter as a number of days": (
        "| left | result |",
        "| at most old days | 1 |",
        "| more than old days | 2 |",
    ),
    "any": ("| days_open | result |", "| any | 1 |"),
    "any date": ("| deadline | hot | result |", "| any | yes | 1 |", "| any | no | 1 |"),
    "two inputs": (
        "| risk | days_open | result |",
        "| high | any | 3 |",
        "| low | at most 30 | 10 |",
        "| low | more than 30 | 5 |",
    ),
}


@pytest.mark.parametrize("case", SOUND)
def test_a_table_that_is_total(bench, case):
    bench.fine(table(*SOUND[case]).replace("<<", ""))


GAPS = {
    "a word": (("| risk | result |", "| low | 1 |"), "`risk` is high"),
    "yes or no": (("| hot | result |", "| yes | 1 |"), "`hot` is no"),
    "none": (
        ("| hot | risk | result |", "| yes | any | 1 |", "| no | any | 2 |", "| none | low | 3 |"),
        "`hot` is none, `risk` is high",
    ),
    "a number": (("| days_open | result |", "| at most 30 | 1 |", "| more than 31 | 2 |"), "`days_open` is 31"),
    "between two": (("| rate | result |", "| at most 50% | 1 |", "| at least 51% | 2 |"), "`rate` is 50.5%"),
    "days": (("| left | result |", "| at least 1 days | 1 |"), "`left` is 0 days"),
    "dates": (("| deadline | result |", "| after 2023-07-01 | 1 |", "| before 2023-07-01 | 2 |"), "2023-07-01"),
    "a parameter from a day on": (
        ("| days_open | result |", "| at most old | 1 |", "| more than 60 | 3 |"),
        "`days_open` is 31 (old is 30 from 2023-01-01)",
    ),
    "behind a row that is not reached": (
        ("| risk | days_open | result |", "| low | at most 30 | 1 |", "| high | any | 1 |"),
        "`risk` is low, `days_open` is 31",
    ),
}


@pytest.mark.parametrize("case", GAPS)
def test_a_gap_is_shown_with_an_example(bench, case):
    rows, example = GAPS[case]
    found = bench.found("RC408", table(*rows))
    assert f"no row says what holds where {example}" == found.message.en or example in found.message.en
    assert found.hint.en == "add a row, or widen a cell"


def test_an_overlap_shows_both_rows(bench):
    text = table(
        "| risk | days_open | result |", "| high | any | 1 |", "| any | at least 5 | 1 |", "| low | less than 5 | 1 |"
    )
    found = bench.found("RC408", text.replace("<<", "").replace("| any | at", "<<| any | at"))
    assert "two rows hold where `risk` is high, `days_open` is 5" == found.message.en
    assert "`risk` 为高，`days_open` 为5时，有两行同时适用" == found.message.zh
    assert "| high | any | 1 |" == found.notes[0][0].text


def test_the_first_gap_of_several_is_said_once(bench):
    rows = ("| days_open | result |", "| less than old | 1 |", "| more than old | 2 |")
    assert "(old is 30 from 2023-01-01)" in bench.found("RC408", table(*rows)).message.en


def test_a_duration_that_was_multiplied_may_be_a_fraction(bench):
    text = table("| part | result |", "| at most 30 days | 1 |", "| at least 31 days | 2 |")
    assert "30.5 days" in bench.found("RC408", text + "define part on Task\n  means: left * 50%\n").message.en


def test_a_table_too_large_to_be_proved(bench, monkeypatch):
    monkeypatch.setattr(prove_tables, "MOST_CASES", 3)
    rows = (
        "| risk | days_open | result |",
        "| high | any | 3 |",
        "| low | at most 9 | 1 |",
        "| low | more than 9 | 2 |",
    )
    assert "too many cases" in bench.found("RC408", table(*rows)).message.en


FAULTS = {
    "a text asked": ("RC211", ("| <<title | result |", "| any | 1 |")),
    "a list asked": ("RC211", ("| <<responsible_units | result |", "| any | 1 |")),
    "a reference asked": ("RC211", ("| <<near | result |", "| any | 1 |")),
    "an unknown input": ("RC201", ("| <<rsik | result |", "| any | 1 |")),
    "nothing asked": ("RC211", ("<<| result |", "| 1 |")),
    "no result": ("RC211", ("<<| risk |", "| low |")),
    "no rows": ("RC211", ("<<| risk | result |",)),
    "a result twice": ("RC204", ("| risk | result a | <<result a |", "| any | 1 | 1 |")),
    "two results without a name": ("RC204", ("| risk | result | <<result |", "| any | 1 | 1 |")),
    "an unknown word": ("RC203", ("| risk | result |", "| <<hihg | 1 |", "| low | 1 |")),
    "a number for days": ("RC211", ("| left | result |", "| <<30 | 1 |")),
    "a cell worked out": ("RC211", ("| days_open | result |", "| at most <<old + 1 | 1 |")),
    "a field in a cell": ("RC211", ("| deadline | result |", "| before <<opened | 1 |")),
    "any as a result": ("RC211", ("| risk | result |", "| any | <<any |")),
    "a range as a result": ("RC211", ("| risk | result |", "| any | <<at most 5 |")),
    "a result worked out": ("RC211", ("| risk | result |", "| any | <<old + 5 |")),
    "results of two kinds": ("RC211", ("| risk | result |", "| low | 5 |", "| high | <<5 days |")),
    "a result of another type": ("RC211", ("| risk | result: days |", "| any | <<5 |")),
    "an unknown result word": ("RC203", ("| risk | result: one of a, b |", "| any | <<c |")),
    "a word that is taken": ("RC204", ("| risk | result: one of a, <<a |", "| any | a |")),
    "a type that is none": ("RC201", ("| risk | result: <<Uint |", "| any | 1 |")),
}


@pytest.mark.parametrize("case", FAULTS)
def test_each_fault_is_said_where_it_is(bench, case):
    code, rows = FAULTS[case]
    bench.found(code, table(*rows).replace("table <<", "table "))


def test_a_broken_row_hides_no_gap_that_it_may_close(bench):
    checked = bench(table("| risk | result |", "| low | 1 |", "| high | 1 ").replace("<<", ""))
    assert ["RC130"] == [d.code for d in bench.parsed]
    assert [] == [d.code for d in checked.diagnostics if d.severity.name == "ERROR"]


def test_a_broken_parameter_hides_no_proof(bench):
    text = (
        FIELDS
        + "parameter p: Uint\n  from 2023-01-01: 1\ntable x on Task\n  | days_open | result |\n  | at most p | 1 |\n"
    )
    codes = [d.code for d in bench(text).diagnostics if d.severity.name == "ERROR"]
    assert ["RC201"] == codes


NAMED = ("| risk | result days | result level: one of a, b |", "| any | 5 | a |")


def test_a_result_is_asked_by_its_name(bench):
    text = table(*NAMED).replace("<<", "")
    bench.fine(text + "define x on Task\n  means: tab.level is a and this.tab.days at least 3\n")
    bench.found("RC211", text + "define x on Task\n  means: <<tab is 5\n")
    bench.found("RC211", text + "define x on Task\n  means: tab.<<other is 5\n")
    bench.found("RC211", text + "define x on Task\n  means: tab.days.<<level is 5\n")


def test_a_result_is_expected_by_its_name(bench):
    text = table(*NAMED).replace("<<", "") + "define x on Task\n  means: hot\n"
    given = 'scenario "s" / "情"\n  given Task T1 {risk: low}\n  as of: 2023-05-01\n  expect '
    bench.fine(text + given + "tab.level(T1) is a")
    bench.found("RC203", text + given + "tab.level(T1) is <<c")
    bench.found("RC211", text + given + "<<tab(T1) is 5")
    bench.found("RC201", text + given + "tab.<<other(T1) is 5")
    bench.found("RC201", text + given + "x.<<other(T1) is yes")


def test_a_circle_through_a_table(bench):
    text = table("| y | result: yes/no |", "| yes | no |", "| no | yes |", name="x").replace("<<", "")
    found = bench.found("RC412", text.replace("table x", "table <<x") + "define y on Task\n  means: x\n")
    assert "`x`" in found.message.en
    assert "`y`" in found.message.en


def test_a_table_takes_no_name_of_a_field(bench):
    bench.found("RC204", table("| risk | result |", "| any | 1 |", name="deadline"))


def test_a_missing_fact_opens_no_gate_through_a_table(bench):
    rows = ("| guess | result: yes/no |", "| yes | yes |", "| no | no |")
    text = table(*rows).replace("<<", "") + "define guess on Task\n  means: (hot or else yes)\n"
    bench.found("RC221", text + "gate G on Task.closure\n  only if all:\n    - [a] <<tab\n")
    fine = table("| hot | result: yes/no |", "| yes | yes |", "| no | no |").replace("<<", "")
    bench.fine(fine + "gate G on Task.closure\n  only if all:\n    - [a] tab\n")


def test_absence_counts_through_a_table(bench):
    text = "event visit part of Task\n" + table("| been | result: yes/no |", "| yes | yes |", "| no | no |").replace(
        "<<", ""
    )
    text += "define been on Task\n  means: exists visit\n"
    bench.found("RC230", text + "standing S for each Task\n  must: <<tab\n")
