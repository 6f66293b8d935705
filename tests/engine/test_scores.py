"""Points, grades and what was taken off, with bounds where something is not known; numbers worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import rectcore
from rectcore import NONE, Event, Ledger, Period, Subject, Unit
from rectcore.check.terms import Const, Scored, Self
from rectcore.check.types import DECIMAL, PERIOD
from rectcore.engine.reference.amounts import Among, Between
from rectcore.engine.reference.expressions import value
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.world import World
from rectcore.model.facts import Unknown

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
entity Unit
  has n: optional integer
  has p: optional percent
  has y: optional yes/no
  has z: optional yes/no
event visit part of Unit may be incomplete
parameter unset: integer
  from 2023-01-01: 5
  from 2023-01-02: repealed
parameter each_one: decimal
  from 2023-01-01: 1
  from 2024-01-01: 2
"""
DAY = date(2023, 12, 31)
GRADES = "  grade a: at least 90\n  grade b: at least 60, less than 90\n  grade c: less than 60\n"


def found(
    lines: str, what: str = "value", period: str | None = "2023", day: date = DAY, events=(), **fields: Any
) -> Any:
    policy = rectcore.load_text(HEAD + f"score s on Unit\n  every: year\n{lines}")
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    dated = [(kind, date.fromisoformat(on)) for kind, on in events]
    rows = [Event(f"E{i}", kind, Subject("unit", "U"), on, on) for i, (kind, on) in enumerate(dated)]
    book = Ledger("L", through=date(2024, 12, 31), units=[Unit("U", fields=fields)], events=rows)
    world = World(policy.rulebook, book, policy.calendar, day)
    row = rectcore.engine.trace.Row("Unit", "U")
    asked = None if period is None else Const(Period.parse(period), PERIOD)
    return value(Scored("s", Self("Unit"), asked, what, DECIMAL), env_at(world, day, row))


def deduct(line: str, more: str = "") -> str:
    return f"  start: 100\n  deduct:\n    - [x] {line}\n{more}"


def bounds(answer: Any) -> Any:
    if isinstance(answer, Between):
        return answer.low, answer.high
    return "unknown" if isinstance(answer, Unknown) else answer


@pytest.mark.parametrize(
    ("lines", "fields", "points"),
    [
        (deduct("0.5 for every 1 of n - 29"), {"n": 33}, Decimal(98)),
        (deduct("0.5 for every 1 of n - 29"), {"n": 29}, 100),
        (deduct("0.5 for every 1 of n - 29"), {"n": 20}, 100),  # better than asked gives nothing
        (deduct("0.5 for every 2 of n - 29"), {"n": 32}, Decimal("99.25")),
        (deduct("0.5 for every 2 of n - 29, in whole steps"), {"n": 32}, Decimal("99.5")),
        (deduct("0.25 for every 1% of 85% - p"), {"p": "82.5%"}, Decimal("99.375")),
        (deduct("0.25 for every 1% of 85% - p, in whole steps"), {"p": "82.5%"}, Decimal("99.5")),
        (deduct("2 for every 1 of n, at most 5"), {"n": 9}, 95),
        (deduct("2 for every 1 of n, at most 5"), {}, (95, 100)),
        (deduct("2 for every 1 of n"), {}, (None, 100)),  # no lower bound
        (deduct("2 for every 1 of n", "  floor: 0\n"), {}, (0, 100)),
        (deduct("2 for every 1 of n"), {"n": NONE}, 100),  # known not to exist: nothing to measure
        (deduct("5 if y"), {"y": True}, 95),
        (deduct("5 if y"), {"y": False}, 100),
        (deduct("5 if y"), {"y": NONE}, 100),
        (deduct("5 if y"), {}, (95, 100)),
        (deduct("unset if y", "  floor: 0\n"), {"y": True}, (0, 100)),
        (deduct("unset if y", "  floor: 0\n"), {"y": False}, 100),
        (deduct("2 for every 1 of n, at most unset"), {"n": 3}, (94, 100)),
        ("  start: unset\n  add:\n    - [x] 5 if y\n", {"y": True}, "unknown"),
        ("  add:\n    - [x] 5 if y\n", {}, (0, 5)),
        ("  add:\n    - [x] 5 for every 1 of n\n", {}, (0, None)),
        ("  start: 98\n  cap: 100\n  add:\n    - [x] 5 if y\n", {"y": True}, 100),
        ("  start: 98\n  cap: 100\n  add:\n    - [x] 5 if y\n", {}, (98, 100)),
        ("  start: 100\n  cap: 100\n  add:\n    - [x] 5 if y\n", {}, 100),  # whatever y is
        (deduct("2 for every 1 of n", "  floor: 60\n"), {"n": 90}, 60),
        (deduct("5 if z", "  capped:\n    - [c] 89 if y\n"), {"z": False, "y": True}, 89),
        (deduct("5 if z", "  capped:\n    - [c] 89 if y\n"), {"z": False, "y": False}, 100),
        (deduct("5 if z", "  capped:\n    - [c] 89 if y\n"), {"z": False}, (89, 100)),
        (deduct("20 if z", "  capped:\n    - [c] 89 if y\n"), {"z": True}, 80),  # below it anyway
    ],
)
def test_points(lines: str, fields: dict[str, Any], points: Any) -> None:
    assert points == bounds(found(lines, **fields))


def test_rows_are_counted_and_may_be_incomplete() -> None:
    line = deduct("1 for each warning where on within this.period")
    assert 98 == found(line, events=(("warning", "2023-02-01"), ("warning", "2023-12-31"), ("warning", "2022-12-31")))
    line = deduct("1 for each visit, at most 3")
    assert (97, 98) == bounds(found(line, events=(("visit", "2023-02-01"), ("visit", "2023-03-01"))))


@pytest.mark.parametrize(
    ("start", "more", "fields", "grade"),
    [
        (90, "", {"y": False}, "a"),  # half-open: 90 is in the upper one
        (Decimal("89.9"), "", {"y": False}, "b"),
        (59, "", {"y": False}, "c"),
        (100, "", {}, "a"),  # 95 or 100: the same grade
        (92, "", {}, {"a", "b"}),
        (60, "", {}, {"b", "c"}),
        (100, "  veto:\n    - [v] z\n", {"y": False, "z": True}, "c"),
        (100, "  veto:\n    - [v] z\n", {"y": False, "z": False}, "a"),
        (100, "  veto:\n    - [v] z\n", {"y": False}, {"a", "c"}),
        (92, "  veto:\n    - [v] z\n", {}, {"a", "b", "c"}),
        (50, "  veto:\n    - [v] z\n", {"y": False}, "c"),  # whatever z is
    ],
)
def test_grades(start: Any, more: str, fields: dict[str, Any], grade: Any) -> None:
    lines = f"  start: {start}\n  deduct:\n    - [x] 5 if y\n{more}{GRADES}"
    answer = found(lines, "grade", **fields)
    assert grade == (set(answer.possible) if isinstance(answer, Among) else answer)


def test_a_score_without_grades_has_none() -> None:
    assert None is found(deduct("5 if y"), "grade", y=False)


def test_what_was_taken_off_does_not_count_what_was_added() -> None:
    lines = "  start: 100\n  deduct:\n    - [x] 5 if y\n    - [w] 1 for every 1 of n\n  add:\n    - [z] 9 if z\n"
    assert 7 == found(lines, "deducted", y=True, z=True, n=2)


def test_the_period_asked_about() -> None:
    line = deduct("1 for each warning where on within this.period")
    events = (("warning", "2023-02-01"), ("warning", "2024-02-01"), ("warning", "2024-03-01"))
    day = date(2024, 3, 1)
    assert 99 == found(line, events=events, day=day)
    assert 98 == found(line, period=None, events=events, day=day)  # that of the day
    assert "unknown" == bounds(found(line, period="2025", events=events, day=day))  # has not begun
    assert "unknown" == bounds(found(line, period="2024-03", events=events, day=day))  # not of its kind


def test_parameters_are_those_of_the_end_of_the_period() -> None:
    line = deduct("each_one if y")
    assert 99 == found(line, day=date(2024, 6, 1), y=True)
    assert 98 == found(line, period="2024", day=date(2024, 6, 1), y=True)


def test_where_no_period_is_known_there_is_no_score() -> None:
    policy = rectcore.load_text(
        HEAD
        + "score s on Unit\n  every: month\n  add:\n    - [x] 1 for each review\n"
        + "entity Unit\n  has half: optional period\n"
        + "define low on Unit\n  means: s for half at most 1\n"
        + "define of_parent on Unit\n  means: parent.s for 2023-05 is 0\n"
        + "gate G on Unit.study\n  only if all:\n    - [a] low\n"
        + "gate H on Unit.budget\n  only if all:\n    - [b] of_parent\n"
    )
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    units = [Unit("U"), Unit("V", parent="U", fields={"half": Period.month(2023, 5)}), Unit("W", parent=NONE)]
    book = Ledger("L", through=DAY, units=units)
    answers = {
        (act, unit): policy.may(act, unit, ledger=book, as_of=DAY).state.value
        for act in ("study", "budget")
        for unit in ("U", "V", "W")
    }
    assert answers == {
        ("study", "U"): "blocked-unknown",
        ("study", "V"): "open",
        ("study", "W"): "blocked-unknown",
        ("budget", "U"): "blocked-unknown",
        ("budget", "V"): "open",
        ("budget", "W"): "blocked",
    }
    reasons = {x.because.en for u in ("U", "V", "W") for x in policy.may("budget", u, ledger=book, as_of=DAY).labels}
    assert "“of parent” applies (the s of parent for 2023-05 is 0)" in reasons


def test_a_score_changes_when_its_year_ends_and_when_the_parameters_do() -> None:
    policy = rectcore.load_text(
        HEAD
        + "score s on Unit\n  every: year\n  start: 100\n  deduct:\n"
        + "    - [x] each_one for each warning where on within this.period\n"
        + "standing ABOVE for each Unit\n  must: s more than 98\n"
        + "standing BEFORE for each Unit\n  must: s for 2023 more than 98\n"
        + 'scenario "x"\n  given Unit U\n  given warning W1 {subject: U, on: 2023-05-10}\n'
        + "  given warning W2 {subject: U, on: 2023-06-12}\n  as of: 2023-07-01\n"
        + "  expect ABOVE(U) is violated\n  expect BEFORE(U) is violated\n  expect next change(U) is 2024-01-01\n"
        + 'scenario "y"\n  given Unit U\n  given warning W1 {subject: U, on: 2023-05-10}\n'
        + "  given warning W2 {subject: U, on: 2023-06-12}\n  as of: 2024-07-01\n"
        + "  expect ABOVE(U) is holds\n  expect BEFORE(U) is violated\n  expect next change(U) is none\n"
    )
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    assert [] == [o.found for result in policy.test() for o in result.outcomes if not o.met]


def test_lines_without_a_label_are_numbered() -> None:
    text = (
        "score s on Unit\n  every: year\n  deduct:\n    - 1 if y\n    - [c1] 1 if z\n  add:\n    - 1 for each review\n"
    )
    (score,) = rectcore.load_text(HEAD + text).rulebook.scores
    assert ["c2", "c1", "c3"] == [line.label for line in score.lines]
