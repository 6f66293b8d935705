"""What an indicator was for a period: the last recorded reading, and the periods told from others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import rectcore
from rectcore.check import terms as t
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.engine.reference.expressions import value
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.readings import year_before
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.calendar import load_calendar
from rectcore.model.events import Event, Subject
from rectcore.model.facts import NONE, Unknown, Why
from rectcore.model.ledger import Ledger, Plan, Refusal
from rectcore.model.period import Period, PeriodKind

RULES = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source" / "依据"
  if due on a holiday: same day
series pm25 also "浓度" on Plan each year: decimal
series hot on Plan each month: integer
series share on Plan each year: percent
"""


def entered(series, covers, value_, on, recorded=None, id_=None):
    day = date.fromisoformat(on)
    fields = {"series": series, "covers": covers and Period.parse(covers), "value": value_}
    name = id_ or f"{series}{covers}{on}{recorded}{value_}"
    return Event(name, "reading", Subject("plan", "P"), day, date.fromisoformat(recorded or on), fields=fields)


def read(series, period, *events, **more):
    policy = rectcore.load_text(RULES)
    book = Ledger("L", through=date(2026, 12, 31), plan=Plan("P", "p", "U", date(2023, 1, 1)), events=events, **more)
    world = World(policy.rulebook, book, load_calendar("cn_public"), date(2026, 12, 31))
    rule = policy.rulebook.find(series)
    told = period if not isinstance(period, str) else t.Const(Period.parse(period), rule.type)
    env = env_at(world, date(2025, 5, 10), Row("Plan", "P"))
    return value(t.Reading(series, t.Self("Plan"), told, rule.type), env)


def why(found):
    assert isinstance(found, Unknown)
    return {m.why for m in found.missing}


def test_the_last_recorded_reading_for_exactly_that_period_counts():
    events = [
        entered("pm25", "2024", Decimal(31), "2025-01-05"),
        entered("浓度", "2024", Decimal(29), "2025-01-03", "2025-02-01"),
        entered("hot", "2024-01", 62, "2025-03-01"),
    ]
    assert read("pm25", "2024", *events) == 29
    assert why(read("pm25", "2023", *events)) == {Why.NO_READING}


@pytest.mark.parametrize(
    ("covers", "recorded", "found", "of_2023"),
    [
        # recorded before the last one that counts, it could not be the one
        (None, "2025-01-31", 29, {Why.NOT_GIVEN}),
        (None, "2025-02-01", {Why.NOT_GIVEN}, {Why.NOT_GIVEN}),
        (None, "2025-03-01", {Why.NOT_GIVEN}, {Why.NOT_GIVEN}),
        ("soon", "2025-03-01", {Why.INVALID}, {Why.INVALID}),
        # a month of a yearly series says at least which year it is not about
        ("2024-01", "2025-03-01", {Why.INVALID}, {Why.NO_READING}),
        ("2023-12", "2025-03-01", 29, {Why.INVALID}),
    ],
)
def test_a_reading_of_no_known_period_puts_the_others_in_doubt(covers, recorded, found, of_2023):
    last = entered("pm25", "2024", Decimal(29), "2025-01-03", "2025-02-01")
    fields = {"series": "pm25", "covers": covers, "value": Decimal(61)}
    day = date.fromisoformat(recorded)
    doubtful = Event("R", "reading", Subject("plan", "P"), date(2025, 1, 4), day, fields=fields)
    of_2024 = read("pm25", "2024", last, doubtful)
    assert (of_2024 if not isinstance(found, set) else why(of_2024)) == found
    assert why(read("pm25", "2023", last, doubtful)) == of_2023


def test_a_reading_of_two_periods_at_once_covers_neither_for_sure():
    first = entered("pm25", "2024", Decimal(31), "2025-01-05", id_="R")
    day = date(2025, 2, 1)
    corrections = [
        Event(f"C{n}", "correction", Subject("plan", "P"), day, day, target="R", changes={"covers": Period.parse(n)})
        for n in ("2023", "2022")
    ]
    assert why(read("pm25", "2021", first, *corrections)) == {Why.CONTRADICTORY}


def test_a_reading_of_no_known_period_is_a_data_gap():
    policy = rectcore.load_text(RULES)
    fields = {"series": "pm25", "value": Decimal(61)}
    events = (Event("R", "reading", Subject("plan", "P"), date(2025, 1, 4), date(2025, 1, 4), fields=fields),)
    book = Ledger("L", through=date(2026, 12, 31), plan=Plan("P", "p", "U", date(2023, 1, 1)), events=events)
    (gap,) = policy.evaluate(book, as_of=date(2025, 5, 10)).data_gaps
    assert gap.id == "gap:unusable reading:R/pm25/Plan:P/R"
    said = (
        "The reading R of “pm25” is of no use, and periods it may be about are in doubt: `covers` of R was not given."
    )
    assert gap.message.en.replace("浓度", "pm25") == said
    assert "“浓度”的监测数据R不能采用" in gap.message.zh


def test_two_of_one_day_that_differ_and_values_of_no_use_are_unknown():
    one, other = (entered("pm25", "2024", Decimal(n), "2025-01-05") for n in (31, 32))
    assert why(read("pm25", "2024", one, other)) == {Why.CONTRADICTORY}
    assert why(read("pm25", "2024", entered("pm25", "2024", "much", "2025-01-05"))) == {Why.INVALID}
    assert why(read("pm25", "2024", entered("pm25", "2024", None, "2025-01-05"))) == {Why.NOT_GIVEN}
    assert why(read("pm25", "2024", entered("pm25", "2024", NONE, "2025-01-05"))) == {Why.NOT_GIVEN}
    refusal = Refusal(Diagnostic("LG201", Severity.ERROR, Text("x", "x")), "events", Subject("plan", "P"), "reading")
    assert why(read("pm25", "2024", one, refusals=[refusal])) == {Why.INCOMPLETE}


def test_two_corrections_of_one_day_that_differ_are_unknown():
    first = entered("pm25", "2024", Decimal(31), "2025-01-05", id_="R")
    day = date(2025, 2, 1)
    corrections = [
        Event(f"C{n}", "correction", Subject("plan", "P"), day, day, target="R", changes={"value": Decimal(n)})
        for n in (29, 30)
    ]
    assert why(read("pm25", "2024", first, *corrections)) == {Why.CONTRADICTORY}


def test_a_value_is_of_the_type_of_its_series():
    assert read("hot", "2024-03", entered("hot", "2024-03", Decimal(3), "2024-04-01")) == 3
    assert why(read("hot", "2024-03", entered("hot", "2024-03", Decimal("3.5"), "2024-04-01"))) == {Why.INVALID}
    assert read("share", "2024", entered("share", "2024", Decimal("72.3"), "2025-01-01")) == Decimal("0.723")


@pytest.mark.parametrize(("which", "name"), [("this", "2025-05"), ("previous", "2025-04"), ("last year", "2024-05")])
def test_without_a_period_of_its_own_a_rule_tells_them_from_the_day(which, name):
    event = entered("hot", name, 7, "2025-05-02")
    assert read("hot", t.RelativePeriod(PeriodKind.MONTH, which), event) == 7


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2024-02", "2023-02"),
        ("2024-Q1", "2023-Q1"),
        ("2024-H2", "2023-H2"),
        ("2024", "2023"),
        ("2024-02-D3", "2023-02-D3"),
    ],
)
def test_the_period_a_year_before(period, before):
    assert year_before(Period.parse(period)) == Period.parse(before)


def test_in_a_duty_the_previous_period_is_the_one_before_its_own():
    rules = """
duty D for each Plan
  every: month
  while: hot for the previous period more than 3
  due: by end of next period
  fulfilled by: reply

scenario "s" / "情"
  given Plan P {issued: 2023-01-01}
  given reading R1 {series: hot, covers: 2023-02, value: 4, on: 2023-03-01}
  given reading R2 {series: hot, covers: 2023-01, value: 3, on: 2023-03-01}
  given reading R3 {series: share, covers: 2023年, value: 72.3%, on: 2023-03-01}
  as of: 2023-05-01
  expect D(P, 2023-03) is missed
  expect D(P, 2023-02) is not-required
  expect D(P, 2023-01) is undetermined
"""
    policy = rectcore.load_text(RULES + rules)
    assert [d.line() for d in policy.diagnostics if d.severity.value == "error"] == []
    (result,) = policy.test()
    assert [o.found for o in result.outcomes if not o.met] == []
