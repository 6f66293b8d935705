"""The figures of a report: how far each number is known, for which subjects and periods, and who was drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import rectcore
from rectcore import NONE, Event, Ledger, Person, Plan, Subject, Task, Unit
from rectcore.check.types import Kind
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.engine.figures import Figure, Known
from rectcore.engine.reference import figures
from rectcore.engine.reference.slips import ticket
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.facts import Missing, Why
from rectcore.model.ledger import Refusal
from rectcore.model.period import Period

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
entity Task
  has size: optional integer
entity Unit
  has marks: optional integer
  has bad: optional yes/no
entity Person
  has fit: optional yes/no
"""
DAY = date(2024, 5, 24)
OPEN = date(2023, 3, 1)


def policy_of(lines: str) -> rectcore.Policy:
    policy = rectcore.load_text(HEAD + lines)
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    return policy


def world_of(lines: str, day: date = DAY, **more: Any) -> World:
    policy = policy_of(lines)
    given = {"plan": Plan("P", "p", "A", OPEN), "units": [Unit("A")], "through": date(2024, 12, 31), **more}
    return World(policy.rulebook, Ledger("L", **given), policy.calendar, day)


def task(id_: str, lead: Any = "A", opened: date = OPEN, **fields: Any) -> Task:
    return Task(id_, opened=opened, lead_unit=lead, territory="A", fields=fields)


# -- aggregates ---------------------------------------------------------------------------------------------------

NUMBER = "aggregate led on Unit\n  over: Task grouped by lead_unit\n  value: count\n"
SHARE = "aggregate big on Plan\n  over: Task\n  value: share where size more than 5\n  when empty: not applicable\n"


def one(world: World, day: date = DAY) -> Figure:
    (found,) = figures.aggregates(world, day)
    return found.figure


def test_a_number_is_known_within_bounds_or_does_not_apply():
    assert one(world_of(NUMBER, tasks=[task("T1"), task("T2")])) == Figure(Known.KNOWN, Kind.INTEGER, 2)
    doubtful = one(world_of(NUMBER, tasks=[task("T1"), task("T2", None)]))
    assert (doubtful.known, doubtful.value, doubtful.low, doubtful.high) == (Known.BETWEEN, None, 1, 2)
    assert doubtful.missing == (Missing("lead_unit", "T2", Why.NOT_GIVEN),)
    assert one(world_of(SHARE)) == Figure(Known.NOT_APPLICABLE, Kind.PERCENT)
    largest = "aggregate largest on Plan\n  over: Task\n  value: greatest of size\n  when empty: not applicable\n"
    assert one(world_of(largest, tasks=[task("T1", size=4)])).value == 4
    unknown = one(world_of(largest, tasks=[task("T1")]))
    assert (unknown.known, unknown.missing) == (Known.UNKNOWN, (Missing("size", "T1", Why.NOT_GIVEN),))


def test_numbers_are_told_for_what_has_begun_while_the_rules_are_in_force():
    each = "aggregate bits on Task\n  over: report\n  value: count\n" + NUMBER
    tasks = [task("T2", opened=date(2024, 5, 25)), task("T1")]
    told = [(a.aggregate, a.subject) for a in figures.aggregates(world_of(each, tasks=tasks), DAY)]
    assert told == [("bits", Subject("task", "T1")), ("led", Subject("unit", "A"))]
    assert figures.aggregates(world_of(NUMBER), date(2022, 12, 31)) == ()


# -- series -------------------------------------------------------------------------------------------------------

SERIES = "series air on Unit each month: percent\n"


def reading(id_: str, covers: str, value: Any, on: date, unit: str = "A") -> Event:
    fields = {"series": "air", "covers": covers, "value": value}
    return Event(id_, "reading", Subject("unit", unit), on, on, fields=fields)


def test_of_an_indicator_the_latest_period_with_a_reading_is_told():
    made = [
        reading("R1", "2024-02", 71, date(2024, 3, 2)),
        reading("R2", "2024-03", 80, date(2024, 3, 20)),
        reading("R3", "2024-04", 90, date(2024, 6, 1)),
    ]
    world = world_of(SERIES, events=made, units=[Unit("A"), Unit("B")])
    (found,) = figures.series(world, DAY)
    assert (found.series, found.subject, found.period, found.final) == ("air", Subject("unit", "A"), "2024-03", False)
    assert found.figure == Figure(Known.KNOWN, Kind.PERCENT, Decimal("0.8"))
    (found,) = figures.series(world, date(2024, 3, 5))
    assert (found.period, found.final) == ("2024-02", True)
    (lost,) = figures.series(world_of(SERIES, events=[reading("R1", "2024-02", None, OPEN)]), DAY)
    assert lost.figure.missing == (Missing("value", "R1", Why.NOT_GIVEN),)


# -- scores -------------------------------------------------------------------------------------------------------

SCORE = """score r on Unit
  every: year
  start: 100
  deduct:
    - [each] 10 for every 1 of marks
  veto:
    - [bad] bad
  grade top: at least 90
  grade fair: at least 60, less than 90
  grade low: less than 60
"""


@pytest.mark.parametrize(
    ("fields", "grade", "grades", "line"),
    [
        ({"marks": 2, "bad": False}, "fair", ("fair",), (Known.KNOWN, Decimal(-20))),
        ({"marks": 2, "bad": True}, "low", ("low",), (Known.KNOWN, Decimal(-20))),
        ({"marks": 0}, None, ("low", "top"), (Known.KNOWN, Decimal(0))),
        ({"bad": False}, None, ("low", "fair", "top"), (Known.BETWEEN, None)),
    ],
)
def test_a_score_has_its_grade_or_those_it_may_have(fields, grade, grades, line):
    found = figures.scores(world_of(SCORE, units=[Unit("A", fields=fields)]), DAY)
    assert [f.period for f in found] == ["2023", "2024"]
    assert (found[1].grade, found[1].grades) == (grade, grades)
    (told,) = found[1].lines
    assert (told.label, (told.points.known, told.points.value)) == ("each", line)


def test_a_score_without_grades_has_none():
    bare = "score r on Unit\n  every: year\n  start: 100\n  add:\n    - [each] 10 for every 1 of marks\n"
    found = figures.scores(world_of(bare, units=[Unit("A", fields={"marks": 1})]), DAY)[1]
    assert (found.grade, found.grades, found.points.value) == (None, (), Decimal(110))
    assert (found.deducted.value, found.lines[0].points.value) == (Decimal(0), Decimal(10))


def test_a_score_is_told_for_periods_in_force_and_of_what_was_there():
    on_task = SCORE.replace("on Unit", "on Task").replace("of marks", "of size").replace("[bad] bad", "[bad] priority")
    tasks = [task("T1", opened=date(2023, 5, 1)), task("T2", opened=date(2024, 2, 1))]
    told = [(f.subject.id, f.period) for f in figures.scores(world_of(on_task, tasks=tasks), DAY)]
    assert told == [("T1", "2023"), ("T1", "2024"), ("T2", "2024")]
    assert [f.period for f in figures.scores(world_of(SCORE), date(2023, 5, 1))] == ["2023"]


def test_at_both_ends_of_all_days_there_are_as_many_periods_as_there_are():
    lines = SCORE.replace("every: year", "every: week")
    policy = rectcore.load_text((HEAD + lines).replace("from 2023-01-01", "from 0001-01-01"))
    world = World(policy.rulebook, Ledger("L", units=[Unit("A")]), policy.calendar, date.max)
    assert [f.period for f in figures.scores(world, date(1, 1, 1))] == ["0001-W01"]
    assert [f.period for f in figures.scores(world, date.max)] == ["9999-W51"]


# -- samples ------------------------------------------------------------------------------------------------------

SAMPLE = "sample s on Plan\n  every: quarter\n  among: Task\n  at least: 1\n"
PERIOD = Period.parse("2024-Q2")


def draw(id_: str = "D", seed: str = "1-2-3") -> Event:
    on = date(2024, 4, 2)
    return Event(id_, "draw", Subject("plan", "P"), on, on, fields={"sample": "s", "covers": "2024-Q2", "seed": seed})


def lot(id_: str) -> str:
    return ticket("1-2-3", "s", PERIOD, id_)


def test_a_draw_has_every_row_in_the_order_of_drawing_with_its_lot():
    people = [Person("LI", None, {"fit": True}), Person("YU", None, {"fit": True})]
    lines = SAMPLE + "  by: lead_unit\n  inspectors: Person where fit\n"
    tasks = [task(f"T{n}", "A" if n < 4 else "B") for n in range(1, 6)] + [task("T6", NONE)]
    world = world_of(lines, tasks=tasks, events=[draw()], persons=people, units=[Unit("A"), Unit("B")])
    before, found = figures.samples(world, DAY)
    assert (before.period, before.draw, before.rows) == ("2024-Q1", None, ())
    assert before.missing == (Missing("s 2024-Q1", "L", Why.NO_DRAW),)
    assert (found.draw, found.on, found.seed, found.missing) == ("D", date(2024, 4, 2), "1-2-3", ())
    groups = {"A": ["T1", "T2", "T3"], "B": ["T4", "T5"], "none": ["T6"]}
    expected = [(i, n, lot(i)) for ids in groups.values() for n, i in enumerate(sorted(ids, key=lot), 1)]
    assert sorted(expected) == sorted((r.subject.id, r.rank, r.lot) for r in found.rows)
    assert [r.stratum for r in found.rows if r.drawn] == [Row("Unit", "A"), Row("Unit", "B"), NONE]
    assert [r.drawn for r in found.rows] == [r.rank == 1 for r in found.rows]
    turns = sorted(("LI", "YU"), key=lambda p: ticket("1-2-3", "s|inspectors", PERIOD, p))
    assert list(found.inspectors) == turns
    drawn = sorted((r for r in found.rows if r.drawn), key=lambda r: r.lot)
    assert [r.inspector for r in drawn] == [turns[0], turns[1], turns[0]]
    assert [r.inspector for r in found.rows if not r.drawn] == [None] * 3


def test_the_whole_draw_says_of_each_row_what_is_said_when_it_is_asked_alone():
    tasks = [task(f"T{n}") for n in range(1, 8)]
    policy = policy_of(SAMPLE + "  share: 30%\ndefine hit on Task\n  means: drawn in s\n")
    book = Ledger("L", through=DAY, plan=Plan("P", "p", "A", OPEN), tasks=tasks, events=[draw()])
    world = World(policy.rulebook, book, policy.calendar, DAY)
    alone = {
        t.id: figures.value(policy.rulebook.find("hit").term, figures.env_at(world, DAY, Row("Task", t.id)))
        for t in tasks
    }
    assert alone == {r.subject.id: r.drawn for r in figures.samples(world, DAY)[1].rows}


def test_of_rows_that_may_be_missing_it_is_told_as_far_as_it_is_known():
    lines = SAMPLE.replace("among: Task", "among: Task where size more than 5")
    first, second = sorted(("T1", "T2"), key=lot)
    world = world_of(lines, tasks=[task(first), task(second, size=9)], events=[draw()])
    found = figures.samples(world, DAY)[1]
    assert found.missing == (Missing("size", first, Why.NOT_GIVEN),)
    assert [(r.subject.id, r.rank, r.drawn) for r in found.rows] == [(first, None, None), (second, None, None)]
    cut = Refusal(Diagnostic("LG201", Severity.ERROR, Text("x", "x")), "tasks", None, None)
    found = figures.samples(world_of(lines, tasks=[task("T1")], events=[draw()], refusals=[cut]), DAY)[1]
    assert {m.why for m in found.missing} == {Why.INCOMPLETE, Why.NOT_GIVEN}
    assert [r.drawn for r in found.rows] == [None]


def test_rows_of_no_known_stratum_stand_last_and_inspectors_that_may_be_others_are_not_named():
    lines = SAMPLE + "  by: lead_unit\n  inspectors: Person where fit\n"
    world = world_of(lines, tasks=[task("T1"), task("T0", None)], events=[draw()], persons=[Person("WU")])
    found = figures.samples(world, DAY)[1]
    assert [(r.subject.id, r.stratum) for r in found.rows] == [("T1", Row("Unit", "A")), ("T0", None)]
    assert found.inspectors == ()


def test_before_the_plan_was_issued_nothing_is_drawn():
    assert figures.samples(world_of(SAMPLE, events=[draw()]), date(2023, 2, 1)) == ()


def test_a_row_has_its_weight_and_no_lot_where_that_is_not_known():
    world = world_of(SAMPLE + "  weight: size\n", tasks=[task("T1", size=3), task("T2")], events=[draw()])
    rows = {r.subject.id: r for r in figures.samples(world, DAY)[1].rows}
    assert (rows["T1"].weight, rows["T2"].weight, rows["T2"].lot) == (3, None, None)
    assert rows["T1"].lot == min(ticket("1-2-3", "s", PERIOD, "T1", n) for n in (1, 2, 3))
