"""Points and grades, with bounds where something is not known: the lines of a score come in, what they make goes out.

A line of which something is not known gives or takes anything between nothing and the most it may; a condition that is
not known may hold or not. The grade is known where every score within the bounds has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import Any, Final

from attrs import evolve, frozen

from rectcore.check.rulebook import Grade, PointsIf, Score, ScoreLine
from rectcore.check.terms import Scored as Asked
from rectcore.check.terms import Term
from rectcore.check.types import Kind
from rectcore.engine.reference.amounts import Among, Between
from rectcore.model.facts import Unknown

_EXACT: Final = Context(prec=34, rounding=ROUND_HALF_EVEN)
_ENDLESS: Final = Decimal("Infinity")
_ZERO: Final = Decimal(0)


@frozen
class Points:
    """A number of points between two bounds; `unknown` says why they differ."""

    low: Decimal
    high: Decimal
    unknown: Unknown | None = None

    @property
    def told(self) -> Any:
        """The number, its bounds, or unknown where it has none."""
        if self.low == self.high:
            return self.low
        assert self.unknown is not None
        if self.low == -_ENDLESS and self.high == _ENDLESS:
            return self.unknown
        low, high = (None if end.is_infinite() else end for end in (self.low, self.high))
        return Between(low, high, self.unknown)


@frozen
class LinePoints:
    """What a line came to: points added, or taken off (below zero)."""

    label: str
    points: Points

    @property
    def told(self) -> Any:
        """The points as a value."""
        return self.points.told


@frozen
class Scored:
    """What a score came to: the points, what was taken off, the grade, and each line."""

    value: Points
    deducted: Points
    grade: str | Unknown | None
    lines: tuple[LinePoints, ...]


def part_asked(term: Asked, found: Scored) -> Any:
    """The part of a score that is asked for."""
    if term.what == "grade":
        return found.grade
    return found.value.told if term.what == "value" else found.deducted.told


def points_of(score: Score, value: Callable[[Term], Any]) -> Scored:
    """What a score comes to, `value` giving what its terms are."""
    lines = [(line.deducts, line.label, _line(line, value)) for line in score.lines]
    taken = _sum(points for deducts, _, points in lines if deducts)
    added = _sum(points for deducts, _, points in lines if not deducts)
    found = _sum((_amount(score.start, value), added, _negative(taken)))
    if score.floor is not None:
        found = _apply(max, found, _amount(score.floor, value))
    if score.cap is not None:
        found = _apply(min, found, _amount(score.cap, value))
    for limit in score.capped:
        found = _capped(limit, found, value)
    shown = tuple(LinePoints(label, _negative(points) if deducts else points) for deducts, label, points in lines)
    return Scored(found, taken, _grade(score, found, value), shown)


# -- points -------------------------------------------------------------------------------------------------------


def _amount(term: Term | None, value: Callable[[Term], Any]) -> Points:
    """A number of points that a rule names; one that is not known may be any."""
    found = _ZERO if term is None else value(term)
    if isinstance(found, Unknown):
        return Points(-_ENDLESS, _ENDLESS, found)
    return _measured(found)


def _measured(found: Any) -> Points:
    """A number, with bounds; what is known not to exist, or does not apply, measures nothing."""
    if isinstance(found, Between):
        low = -_ENDLESS if found.low is None else Decimal(found.low)
        return Points(low, _ENDLESS if found.high is None else Decimal(found.high), found.unknown)
    number = Decimal(found) if isinstance(found, int | Decimal) else _ZERO
    return Points(number, number)


def _line(line: ScoreLine, value: Callable[[Term], Any]) -> Points:
    """The points of a line, never below zero."""
    points, units = _above_zero(_amount(line.points, value)), _units(line, value(line.of))
    found = Points(
        _times(points.low, units.low), _times(points.high, units.high), _joined(points.unknown, units.unknown)
    )
    if line.most is not None:
        found = _apply(min, found, _above_zero(_amount(line.most, value)))
    return found


def _units(line: ScoreLine, found: Any) -> Points:
    """How often the points of a line are given."""
    if isinstance(found, Unknown):
        most = Decimal(1) if line.of.type.kind is Kind.YES_NO else _ENDLESS
        return Points(_ZERO, most, found)
    if line.of.type.kind is Kind.YES_NO:
        return Points(Decimal(found is True), Decimal(found is True))
    measured = _above_zero(_measured(found))
    return evolve(measured, low=_steps(line, measured.low), high=_steps(line, measured.high))


def _steps(line: ScoreLine, measured: Decimal) -> Decimal:
    if line.step is None or measured == _ENDLESS:
        return measured
    steps = _EXACT.divide(measured, line.step)
    return steps.to_integral_value(ROUND_FLOOR) if line.whole else steps


def _times(points: Decimal, units: Decimal) -> Decimal:
    return _ZERO if _ZERO in (points, units) else _EXACT.multiply(points, units)


def _above_zero(points: Points) -> Points:
    return evolve(points, low=max(points.low, _ZERO), high=max(points.high, _ZERO))


def _negative(points: Points) -> Points:
    return evolve(points, low=-points.high, high=-points.low)


def _sum(points: Iterable[Points]) -> Points:
    low = high = _ZERO
    unknown: Unknown | None = None
    for one in points:
        low, high = _EXACT.add(low, one.low), _EXACT.add(high, one.high)
        unknown = _joined(unknown, one.unknown)
    return Points(low, high, unknown)


def _apply(pick: Callable[[Decimal, Decimal], Decimal], points: Points, bound: Points) -> Points:
    """The greater, or lesser, of two numbers within their bounds."""
    unknown = _joined(points.unknown, bound.unknown)
    return Points(pick(points.low, bound.low), pick(points.high, bound.high), unknown)


def _capped(limit: PointsIf, points: Points, value: Callable[[Term], Any]) -> Points:
    """No more than so many points where a condition holds; where that is not known, perhaps."""
    holds = value(limit.term)
    if not (holds is True or isinstance(holds, Unknown)):
        return points
    under = _apply(min, points, _amount(limit.points, value))
    if holds is True:
        return under
    return Points(under.low, points.high, _joined(under.unknown, holds))


def _joined(one: Unknown | None, other: Unknown | None) -> Unknown | None:
    if one is None or other is None:
        return one or other
    return one | other


# -- grades -------------------------------------------------------------------------------------------------------


def _grade(score: Score, points: Points, value: Callable[[Term], Any]) -> str | Unknown | None:
    """The grade, or unknown where it may be one of several; None: the score has none."""
    if not score.grades:
        return None
    vetoes = [value(v.term) for v in score.vetoes]
    lowest = score.grades[0].name.id
    if any(v is True for v in vetoes):
        return lowest
    unknown = points.unknown
    possible = {g.name.id for g in score.grades if _may_have(g, points)}
    for veto in vetoes:
        if isinstance(veto, Unknown):
            unknown = _joined(unknown, veto)
            possible.add(lowest)
    if len(possible) == 1:
        return possible.pop()
    assert unknown is not None
    return Among(unknown.missing, frozenset(possible))


def _may_have(grade: Grade, points: Points) -> bool:
    return (grade.low is None or points.high >= grade.low) and (grade.high is None or points.low < grade.high)
