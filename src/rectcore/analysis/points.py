"""What there is to reach in a rule set.

Conditions true, false and unknown, states, rungs, exceptions, rows of tables, lines and grades of scores, lots.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from rectcore.check import terms as t
from rectcore.check.rulebook import (
    AnyRule,
    Duty,
    ExceptionRule,
    Gate,
    Ladder,
    Notice,
    Rulebook,
    Sample,
    Score,
    ScoreLine,
    Standing,
    Target,
)
from rectcore.check.table import Table
from rectcore.check.terms import Term

TRUTHS: Final = ("true", "false", "unknown")
STATE: Final = "state"
RUNG: Final = "rung"
ROW: Final = "row"
GRADE: Final = "grade"
DRAWN: Final = "drawn"
NUMBER: Final = "number drawn"
MOST: Final = "most"
SHARE: Final = "share"
LEAST: Final = "at least"
ALWAYS_KNOWN: Final = frozenset({"id", "kind", "status", "opened", "on", "recorded", "task"})
"""Fields that every row of a scenario has."""


@frozen(order=True)
class Point:
    """Something to be reached.

    Args:
        rule: the id of a rule, ladder, exception, table, score or sample.
        what: a label of a gate, a rung or a score, the key of a condition (`while`, `must`, `when`, `applies when`), a
            bound of a score (`floor`, `cap`), `state`, `rung`, `grade`, of a table `row`, of a sample `drawn` and
            `number drawn`.
        value: a truth, a state, a grade, the number of a rung or row, `most` of a line that gives no more, and what
            decided how many are drawn: `share` or `at least`.
    """

    rule: str
    what: str
    value: str


def points(book: Rulebook) -> Iterator[Point]:
    """Every point of a rule set, in the order of its rules; one may come twice."""
    for rule in (*book.rules, *book.ladders, *book.exceptions):
        yield from _of_rule(rule, book)
    for score in book.scores:
        yield from _of_score(score, book)
    for sample in book.samples:
        yield from _of_sample(sample)
    for table in book.tables:
        yield from (row_of(table.name.id, at) for at in range(len(table.rows)))


def _of_rule(rule: AnyRule | Ladder | ExceptionRule, book: Rulebook) -> Iterator[Point]:
    doubtful = False
    for key, term in conditions(rule):
        open_ = can_be_unknown(term, book)
        doubtful = doubtful or open_
        yield from _truths(rule.id, key, open_=open_)
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


def _truths(rule: str, what: str, *, open_: bool) -> Iterator[Point]:
    return (Point(rule, what, value) for value in (TRUTHS if open_ else TRUTHS[:2]))


def _of_score(score: Score, book: Rulebook) -> Iterator[Point]:
    """A line gives points (true) or none (false); bounds are reached where they change the points."""
    id_ = score.name.id
    doubtful = False
    for line in score.lines:
        open_ = _line_can_be_unknown(line, book)
        doubtful = doubtful or open_
        yield from _truths(id_, line.label, open_=open_)
        if line.most is not None:
            yield Point(id_, line.label, MOST)
    for label, term in settling(score):
        open_ = can_be_unknown(term, book)
        doubtful = doubtful or open_
        yield from _truths(id_, label, open_=open_)
    yield from (Point(id_, key, TRUTHS[0]) for key in ("floor", "cap") if getattr(score, key) is not None)
    yield from (Point(id_, GRADE, grade.name.id) for grade in score.grades)
    if score.grades and doubtful:
        yield Point(id_, GRADE, TRUTHS[2])


def settling(score: Score) -> Iterator[tuple[str, Term]]:
    """The conditions that hold a score down or veto it, by label."""
    yield from ((one.label, one.term) for one in score.capped)
    yield from ((one.label, one.term) for one in score.vetoes)


def _line_can_be_unknown(line: ScoreLine, book: Rulebook) -> bool:
    return any(can_be_unknown(one, book) for one in (line.points, line.of, line.most) if one is not None)


def _of_sample(sample: Sample) -> Iterator[Point]:
    """Something is drawn, is not, or that cannot be told; of two numbers each decides once."""
    yield from _truths(sample.name.id, DRAWN, open_=True)
    if sample.share is not None and sample.least is not None:
        yield from (Point(sample.name.id, NUMBER, by) for by in (SHARE, LEAST))


def row_of(table: str, row: int) -> Point:
    """The point that a row of a table is; rows are counted from 0."""
    return Point(table, ROW, str(row + 1))


def can_be_unknown(term: Term, book: Rulebook) -> bool:
    """Whether a missing fact can make a term unknown in a scenario: cards always say some things of themselves."""
    match term:
        case t.Const() | t.AsOfDay() | t.Self() | t.This() | t.Var() | t.ThisPeriod() | t.IsKnown():
            return False
        case t.Param(id=id_):
            return any(found is None for _, found in book.find(id_).values)
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


def conditions(rule: AnyRule | Ladder | ExceptionRule) -> Iterator[tuple[str, Term]]:
    """The conditions of a rule by label or key; those of a gate and of rungs are labels."""
    match rule:
        case Gate():
            yield from ((one.label, one.term) for one in rule.labels)
            return
        case Standing() | Target():
            yield "must", rule.must
        case Notice():
            yield "when", rule.when
        case ExceptionRule():
            yield "applies when", rule.applies_when
        case Ladder():
            yield from ((one.label, one.term) for step in rule.steps if step.when for one in step.when.labels)
            return
        case Duty():
            pass
    during = getattr(rule, "applies_while", None)
    if during is not None:
        yield "while", during
