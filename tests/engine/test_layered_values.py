"""Layered parameters on a day: the nearest unit above that has set one, with all that can be missing."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore import Ledger, Task, Unit
from rectcore.model.facts import NONE
from rectcore.model.ledger import Plan

RULES = """# dialect: en
ruleset R "R" / "则"
  in force: from 2023-01-01
parameter p: integer
  may be set by: city, county, only higher
  from 2023-01-01: 5
setting p for city
  from 2023-02-01: 7
setting p for county
  from 2023-02-01: 9
  from 2023-09-01: repealed
setting p for zone
  from 2023-02-01: 20
setting p for lax
  from 2023-02-01: 6
setting p for elsewhere
  from 2023-02-01: 50
define v on Task
  means: p
define w on Unit
  means: p
define x on Plan
  means: p
define y on Task
  means: lead_unit.w
"""

UNITS = (
    Unit("top", kind="other", parent=NONE),
    Unit("city", kind="city", parent="top"),
    Unit("county", kind="county", parent="city"),
    Unit("office", kind="department", parent="county"),
    Unit("zone", kind="development_zone", parent="county"),
    Unit("lax", kind="county", parent="city"),
    Unit("orphan", kind="county"),
    Unit("ring", kind="other", parent="ring"),
)


def scenario(expectation: str, *given: str, day: str = "2023-05-01") -> str:
    units = "".join(
        f"  given Unit {u.id} {{kind: {u.kind}"
        + (f", parent: {'none' if u.parent is NONE else u.parent}" if u.parent else "")
        + "}\n"
        for u in UNITS
    )
    lines = "".join(f"  given {one}\n" for one in given)
    text = RULES + f'scenario "s" / "情"\n{units}{lines}  as of: {day}\n  expect {expectation}\n'
    policy = rectcore.load_text(text)
    assert policy.ok, [d.line() for d in policy.diagnostics]
    return policy.test()[0].outcomes[0].found


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("top", "5"),
        ("city", "7"),
        ("county", "9"),
        ("office", "9"),
        ("zone", "9"),  # a zone may not set it
        ("lax", "7"),  # below what its city set
        ("orphan", "unknown"),  # the city, or the county, may stand above it
        ("ring", "5"),
    ],
)
def test_the_nearest_unit_above(unit, value):
    assert value == scenario(f"w({unit}) is unknown")
    assert value == scenario("v(T1) is unknown", f"Task T1 {{territory: {unit}}}")


def test_a_setting_holds_from_its_day_to_the_day_it_is_repealed():
    assert "5" == scenario("w(county) is unknown", day="2023-01-31")
    assert "9" == scenario("w(county) is unknown", day="2023-08-31")
    assert "7" == scenario("w(county) is unknown", day="2023-09-01")


def test_a_territory_that_is_not_given_or_none():
    assert "unknown" == scenario("v(T1) is unknown", "Task T1 {opened: 2023-01-05}")
    assert "5" == scenario("v(T1) is unknown", "Task T1 {territory: none}")
    assert "5" == scenario("v(T1) is unknown", "Task T1 {opened: 2023-01-05}", day="2023-01-20")


def test_a_plan_and_something_asked_of_a_unit():
    assert "7" == scenario("x(P) is unknown", "Plan P {unit: city}")
    assert "9" == scenario("y(T1) is unknown", "Task T1 {territory: city, lead_unit: county}")


def test_a_kind_that_is_not_given():
    ledger = Ledger(
        "l", units=[Unit("top", parent=NONE), Unit("city", parent="top")], tasks=[], through=date(2023, 12, 31)
    )
    rules = RULES + "notice N for each Unit\n  when: p at least 7\n"
    report = rectcore.load_text(rules).evaluate(ledger, date(2023, 5, 1))
    assert ["gap:undetermined:R/N/Unit:city"] == [g.id for g in report.data_gaps]
    assert () == report.findings


def test_settings_without_effect_are_gaps():
    task = Task("T1", opened=date(2023, 2, 1), territory="zone")
    ledger = Ledger("l", units=UNITS, tasks=[task], plan=Plan("P", unit="top"), through=date(2023, 12, 31))
    policy = rectcore.load_text(RULES)
    report = policy.evaluate(ledger, date(2023, 5, 1))
    assert ["gap:setting ignored:R/p/Unit:lax", "gap:setting ignored:R/p/Unit:zone"] == [g.id for g in report.data_gaps]
    assert report.data_gaps[0].message.en == (
        "What lax has set for “p” has no effect: it may not set it, or it is looser than the layer above."
    )
    assert () == policy.evaluate(ledger, date(2023, 1, 20)).data_gaps


def test_a_parameter_without_a_value_of_its_own():
    rules = RULES.replace("from 2023-01-01: 5\n", "from 2023-01-01: 5\n  from 2023-03-01: repealed\n")
    policy = rectcore.load_text(
        rules + 'scenario "s" / "情"\n  given Unit city {kind: city, parent: none}\n'
        "  given Unit far {kind: other, parent: none}\n"
        "  as of: 2023-05-01\n  expect w(city) is 7\n  expect w(far) is unknown\n"
    )
    assert policy.ok, [d.line() for d in policy.diagnostics]
    assert [True, True] == [o.met for o in policy.test()[0].outcomes]


def test_a_unit_that_is_not_in_the_ledger_sets_nothing():
    """Nobody says what stands above the only unit; none of those that have set something can."""
    rules = RULES + "notice N for each Unit\n  when: p at least 7\nnotice M for each Unit\n  when: p is 5\n"
    ledger = Ledger("l", units=[Unit("lone", kind="county")], through=date(2023, 12, 31))
    report = rectcore.load_text(rules).evaluate(ledger, date(2023, 5, 1))
    assert (["R/M/Unit:lone"], ()) == ([f.id for f in report.findings], report.data_gaps)
