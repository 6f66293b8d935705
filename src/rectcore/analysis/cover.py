"""What the scenarios of a rule set reach of the points there are.

A point counts as reached in a scenario that expects something of the rule it belongs to, on the day of the scenario and
for the subject of the expectation. What happens on the way to another rule's verdict shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from rectcore.analysis.points import (
    DRAWN,
    GRADE,
    LEAST,
    MOST,
    NUMBER,
    RUNG,
    SHARE,
    STATE,
    Point,
    conditions,
    points,
    row_of,
    settling,
)
from rectcore.check import terms as t
from rectcore.check.chained import due_terms
from rectcore.check.rulebook import (
    AnyRule,
    Duty,
    Expectation,
    Gate,
    Ladder,
    Notice,
    Rulebook,
    Sample,
    Scenario,
    Score,
    Standing,
    Target,
)
from rectcore.check.table import Table
from rectcore.check.types import YES_NO
from rectcore.engine.reference.expressions import answer, choices, inside_score, truth, value
from rectcore.engine.reference.gates import asked, judge, recorded
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.kleene import Answer
from rectcore.engine.reference.rungs import asked_on
from rectcore.engine.reference.samples import Draw, draw, lot_in, number_drawn
from rectcore.engine.reference.scenarios import findings_about, ledger_of, owed_to, subject_of
from rectcore.engine.reference.scores import Points, Scored, points_of
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.targets import aim, judging
from rectcore.engine.reference.tracing import trace
from rectcore.engine.reference.world import Env, World
from rectcore.engine.trace import NOT_APPLICABLE, Row, Trace
from rectcore.model.calendar import Calendar
from rectcore.model.facts import Unknown
from rectcore.model.period import Period


@frozen
class Coverage:
    """Every point in the order of the rules, and for those that are reached how many scenarios reach them."""

    points: tuple[Point, ...]
    reached: dict[Point, int] = field(hash=False)

    @property
    def missed(self) -> tuple[Point, ...]:
        """The points that no scenario reaches."""
        return tuple(p for p in self.points if p not in self.reached)


def cover(book: Rulebook, calendar: Calendar) -> Coverage:
    """What the scenarios reach."""
    wanted = tuple(dict.fromkeys(points(book)))
    reached: dict[Point, int] = dict.fromkeys(wanted, 0)
    for scenario in book.scenarios:
        for point in set(_reached(scenario, book, calendar)) & reached.keys():
            reached[point] += 1
    return Coverage(wanted, {p: number for p, number in reached.items() if number})


def _reached(scenario: Scenario, book: Rulebook, calendar: Calendar) -> Iterator[Point]:
    world = World(book, ledger_of(scenario, book), calendar, scenario.known_at or scenario.as_of)
    for expected in scenario.expects:
        rule = book.find(expected.rule) if expected.rule is not None else None
        if isinstance(rule, Gate | Duty | Standing | Notice | Target | Ladder):
            yield from _seen(rule, expected, scenario, world)
        elif isinstance(rule, Table):
            row = subject_of(expected, world)
            asked_ = t.Tabled(rule.name.id, t.Self(row.entity), expected.part, YES_NO)
            yield from _rows(trace(asked_, env_at(world, scenario.as_of, row)))
        elif isinstance(rule, Score):
            yield from _scored(rule, expected, scenario, world)
        elif isinstance(rule, Sample):
            yield from _drawn(rule, expected, scenario, world)


def _rows(seen: Trace) -> Iterator[Point]:
    """The rows of tables that decided something within a term."""
    if isinstance(seen.term, t.Tabled) and seen.row is not None:
        yield row_of(seen.term.id, seen.row)
    for inner in (*seen.parts, *(looked.trace for looked in seen.looked)):
        yield from _rows(inner)


def _seen(rule: AnyRule | Ladder, expected: Expectation, scenario: Scenario, world: World) -> Iterator[Point]:
    row = subject_of(expected, world)
    if not isinstance(rule, Gate):
        for finding in findings_about(row, rule.id, scenario, world):
            if finding.ladder is not None and finding.rung is not None:
                yield from (Point(finding.ladder, RUNG, str(n)) for n in range(1, finding.rung + 1))
    if isinstance(rule, Ladder):
        yield from _climbed(rule, row, scenario.as_of, world)
        yield from _excepted(rule, env_at(world, scenario.as_of, row))
        return
    env = _env(rule, expected, row, scenario, world)
    if env is None:
        return
    if isinstance(rule, Gate):
        judged = judge(rule, env)
        yield from (Point(rule.id, x.label, _name(x.value)) for x in judged.labels)
        states = {True: "open", False: "blocked"}
        yield Point(rule.id, STATE, "blocked-unknown" if isinstance(judged.value, Unknown) else states[judged.value])
    elif isinstance(rule, Duty):
        yield from (Point(rule.id, STATE, o.state.value) for o in owed_to(expected, row, scenario, world))
    bound = env
    if isinstance(rule, Target):
        found = aim(rule, row, scenario.as_of, world)
        yield Point(rule.id, STATE, found.state.value)
        bound = judging(row, scenario.as_of, found, world) if found.due is not None else env
    for key, term in conditions(rule):
        there = bound if key == "must" else env
        yield from _rows(trace(term, there))
        if not isinstance(rule, Gate):
            told = answer(term, there)
            yield from () if told is NOT_APPLICABLE else (Point(rule.id, key, _name(told)),)
    for term in due_terms(rule.due) if isinstance(rule, Duty) else ():
        yield from _rows(trace(term, env))
    yield from _excepted(rule, env)


def _climbed(ladder: Ladder, row: Row, day: date, world: World) -> Iterator[Point]:
    """The conditions of rungs, on the day whose facts decide."""
    asked_day = asked_on(ladder, row, day, world) if ladder.by_condition else None
    if asked_day is not None:
        env = env_at(world, asked_day, row)
        for label, term in conditions(ladder):
            yield from _rows(trace(term, env))
            yield Point(ladder.id, label, _name(truth(term, env)))


def _scored(score: Score, expected: Expectation, scenario: Scenario, world: World) -> Iterator[Point]:
    """What each line and bound of a score did in the period asked about, and the grade."""
    id_, row = score.name.id, subject_of(expected, world)
    env = env_at(world, scenario.as_of, row)
    if expected.detail.first > env.day:
        return  # it has not begun

    inner = inside_score(expected.detail, row, env)

    def worth(**changed: Any) -> Scored:
        return points_of(evolve(score, **changed), lambda one: value(one, inner))

    found, free = worth(), worth(lines=tuple(evolve(x, most=None) for x in score.lines))
    for line, told, without in zip(score.lines, found.lines, free.lines, strict=True):
        yield from _rows(trace(line.of, inner))
        yield Point(id_, line.label, _gave(told.points))
        if _bites(told.points, without.points):
            yield Point(id_, line.label, MOST)
    for label, term in settling(score):
        yield from _rows(trace(term, inner))
        yield Point(id_, label, _name(truth(term, inner)))
    if _bites(worth(capped=(), cap=None).value, worth(capped=(), cap=None, floor=None).value):
        yield Point(id_, "floor", "true")
    if _bites(worth(capped=()).value, worth(capped=(), cap=None).value):
        yield Point(id_, "cap", "true")
    if found.grade is not None:
        yield Point(id_, GRADE, "unknown" if isinstance(found.grade, Unknown) else found.grade)


def _bites(bounded: Points, free: Points) -> bool:
    """Whether a bound changes points, whatever is not known of them."""
    return bounded.low != free.low and bounded.high != free.high


def _gave(points_: Points) -> str:
    """Whether a line gave or took points."""
    if points_.low > 0 or points_.high < 0:
        return "true"
    return "false" if points_.low == points_.high else "unknown"


def _drawn(sample: Sample, expected: Expectation, scenario: Scenario, world: World) -> Iterator[Point]:
    """Whether the row asked about was drawn, and which of two numbers decided how many were."""
    id_, row = sample.name.id, subject_of(expected, world)
    made = draw(sample, expected.detail, env_at(world, scenario.as_of, row), value, choices)
    if not isinstance(made, Draw):
        yield Point(id_, DRAWN, "unknown")
        return
    lot = lot_in(made, row)
    yield Point(id_, DRAWN, _name(lot.whether))
    if lot.place is not None:
        by_share, by_least = number_drawn(lot.size, made.share, 0), number_drawn(lot.size, 0, made.least)
        if by_share != by_least:
            yield Point(id_, NUMBER, SHARE if by_share > by_least else LEAST)


def _excepted(rule: AnyRule | Ladder, env: Env) -> Iterator[Point]:
    """What the exceptions to a rule, and those to them, ask."""
    for exception in (x for x in env.world.rulebook.exceptions if x.rule == rule.id):
        yield from _rows(trace(exception.applies_when, env))
        yield Point(exception.id, "applies when", _name(truth(exception.applies_when, env)))


def _env(rule: AnyRule, expected: Expectation, row: Row, scenario: Scenario, world: World) -> Env | None:
    """Where the conditions are read; None for an act that is not, or no longer, on record."""
    period = expected.detail if isinstance(expected.detail, Period) else None
    plain = env_at(world, scenario.as_of, row, period=period)
    if not isinstance(rule, Gate):
        return plain
    if not isinstance(expected.detail, str):
        return asked(rule.act, row, scenario.as_of, world)
    act = next((k for k in known_events(plain, row) if k.event.id == expected.detail), None)
    return recorded(act, row, world) if act is not None else None


def _name(told: Answer | None) -> str:
    return "unknown" if told is None or isinstance(told, Unknown) else str(told is True).lower()
