"""What the scenarios of a rule set reach: conditions true, false and unknown, states, rungs, exceptions, table rows.

A point counts as reached in a scenario that expects something of the rule it belongs to, on the day of the scenario and
for the subject of the expectation. What happens on the way to another rule's verdict shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

from rectcore.check import terms as t
from rectcore.check.chained import due_terms
from rectcore.check.rulebook import (
    AnyRule,
    Duty,
    ExceptionRule,
    Expectation,
    Gate,
    Ladder,
    Notice,
    Rulebook,
    Scenario,
    Standing,
    Target,
)
from rectcore.check.table import Table
from rectcore.check.terms import Term
from rectcore.check.types import YES_NO
from rectcore.engine.reference.expressions import truth
from rectcore.engine.reference.gates import asked, judge, recorded
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.kleene import Truth
from rectcore.engine.reference.scenarios import findings_about, ledger_of, owed_to, subject_of
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.targets import aim
from rectcore.engine.reference.tracing import trace
from rectcore.engine.reference.world import Env, World
from rectcore.engine.trace import Row, Trace
from rectcore.model.calendar import Calendar
from rectcore.model.facts import Unknown
from rectcore.model.period import Period

TRUTHS: Final = ("true", "false", "unknown")
STATE: Final = "state"
RUNG: Final = "rung"
ROW: Final = "row"
ALWAYS_KNOWN: Final = frozenset({"id", "kind", "status", "opened", "on", "recorded", "task"})
"""Fields that every row of a scenario has."""


@frozen(order=True)
class Point:
    """Something to be reached.

    Args:
        rule: the id of a rule, ladder, exception or table.
        what: a label of a gate, the key of a condition (`while`, `must`, `when`, `applies when`), `state`, `rung` or,
            of a table, `row`.
        value: a truth, a state, or the number of a rung or row.
    """

    rule: str
    what: str
    value: str


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
    rows = (_row_of(table.name.id, at) for table in book.tables for at in range(len(table.rows)))
    points = (*dict.fromkeys(p for rule in _rules(book) for p in _points(rule, book)), *rows)
    wanted = set(points)
    reached: dict[Point, int] = {}
    for scenario in book.scenarios:
        for point in set(_reached(scenario, book, calendar)) & wanted:
            reached[point] = reached.get(point, 0) + 1
    return Coverage(points, {p: reached[p] for p in points if p in reached})


def _rules(book: Rulebook) -> Iterator[AnyRule | Ladder | ExceptionRule]:
    yield from book.rules
    yield from book.ladders
    yield from book.exceptions


def _points(rule: AnyRule | Ladder | ExceptionRule, book: Rulebook) -> Iterator[Point]:
    doubtful = False
    for key, term in _conditions(rule):
        open_ = can_be_unknown(term, book)
        doubtful = doubtful or open_
        yield from (Point(rule.id, key, value) for value in (TRUTHS if open_ else TRUTHS[:2]))
    if isinstance(rule, Gate):
        states = ("open", "blocked", *(("blocked-unknown",) if doubtful else ()))
        yield from (Point(rule.id, STATE, value) for value in states)
    elif isinstance(rule, Duty):
        loose = rule.applies_while is not None or book.exceptions_of(rule.id)
        states = ("fulfilled", "missed", "undetermined", *(("not-required",) if loose else ()))
        yield from (Point(rule.id, STATE, value) for value in states)
    elif isinstance(rule, Target):
        yield from (Point(rule.id, STATE, value) for value in ("met", "not-met", "undetermined"))
    elif isinstance(rule, Ladder):
        yield from (Point(rule.id, RUNG, str(number)) for number in range(1, len(rule.steps) + 1))


def _row_of(table: str, row: int) -> Point:
    return Point(table, ROW, str(row + 1))


def can_be_unknown(term: Term, book: Rulebook) -> bool:
    """Whether a missing fact can make a term unknown in a scenario: cards always say some things of themselves."""
    match term:
        case t.Const() | t.AsOfDay() | t.Self() | t.This() | t.Var() | t.ThisPeriod() | t.IsKnown():
            return False
        case t.Field(of=of, name=name):
            return name not in ALWAYS_KNOWN or can_be_unknown(of, book)
        case t.Defined(id=id_):
            return can_be_unknown(book.find(id_).term, book)
        case t.Tabled(id=id_, of=of):
            table: Table = book.find(id_)
            results = (result for row in table.rows for result in row.results)
            return any(can_be_unknown(one, book) for one in (of, *table.inputs, *results))
        case t.OrElse(default=default):
            return can_be_unknown(default, book)
        case t.Not() | t.And() | t.Or() | t.IfThen() | t.Compare() | t.Arithmetic() | t.Within() | t.SpanOf():
            return any(can_be_unknown(part, book) for part in t.parts(term))
        case _:
            return True


def _conditions(rule: AnyRule | Ladder | ExceptionRule) -> Iterator[tuple[str, Term]]:
    """The conditions of a rule by label or key; those of a gate are labels."""
    match rule:
        case Gate():
            yield from ((one.label, one.term) for one in rule.labels)
            return
        case Standing():
            yield "must", rule.must
        case Notice():
            yield "when", rule.when
        case ExceptionRule():
            yield "applies when", rule.applies_when
        case Duty() | Target() | Ladder():
            pass
    during = getattr(rule, "applies_while", None)
    if during is not None:
        yield "while", during


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


def _rows(seen: Trace) -> Iterator[Point]:
    """The rows of tables that decided something within a term."""
    if isinstance(seen.term, t.Tabled) and seen.row is not None:
        yield _row_of(seen.term.id, seen.row)
    for inner in (*seen.parts, *(looked.trace for looked in seen.looked)):
        yield from _rows(inner)


def _seen(rule: AnyRule | Ladder, expected: Expectation, scenario: Scenario, world: World) -> Iterator[Point]:
    row = subject_of(expected, world)
    if not isinstance(rule, Gate):
        for finding in findings_about(row, rule.id, scenario, world):
            if finding.ladder is not None and finding.rung is not None:
                yield from (Point(finding.ladder, RUNG, str(n)) for n in range(1, finding.rung + 1))
    if isinstance(rule, Ladder):
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
    if isinstance(rule, Target):
        yield Point(rule.id, STATE, aim(rule, row, scenario.as_of, world).state.value)
    for key, term in _conditions(rule):
        yield from _rows(trace(term, env))
        if not isinstance(rule, Gate):
            yield Point(rule.id, key, _name(truth(term, env)))
    for term in due_terms(rule.due) if isinstance(rule, Duty) else ():
        yield from _rows(trace(term, env))
    yield from _excepted(rule, env)


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


def _name(value: Truth | None) -> str:
    return "unknown" if value is None or isinstance(value, Unknown) else str(value is True).lower()
