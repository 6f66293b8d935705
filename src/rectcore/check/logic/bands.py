"""RC407: grades that no points can come to, by what a score can be at least and at most."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from attrs import frozen

from rectcore.check import logic_messages as messages
from rectcore.check import terms as t
from rectcore.check.logic.rules import Looker
from rectcore.check.rulebook import Score, ScoreLine
from rectcore.check.types import Kind
from rectcore.language import tree

_ENDLESS: Final = Decimal("Infinity")
_ZERO: Final = Decimal(0)


@frozen
class Reach:
    """From a least to a greatest number, both included."""

    low: Decimal
    high: Decimal

    def plus(self, other: Reach) -> Reach:
        """The sum of a number of each."""
        return Reach(self.low + other.low, self.high + other.high)


def bands(rule: Score, looker: Looker) -> None:
    """Report the grades of a score that cannot be had; the lowest can where there is a veto."""
    reach = reachable(rule, looker)
    lines = {line.name.word.text: line for line in looker.desks[rule.name.id].every("grade", tree.GradeLine)}
    for place, grade in enumerate(rule.grades):
        below = grade.low is not None and reach.high < grade.low
        above = grade.high is not None and reach.low >= grade.high
        if (below or above) and not (place == 0 and rule.vetoes):
            end = reach.high if below else reach.low
            desk = looker.desks[rule.name.id]
            desk.report(
                messages.no_such_grade(lines[grade.name.id].span, grade.name, f"{end.normalize():f}", most=below)
            )


def reachable(rule: Score, looker: Looker) -> Reach:
    """What a score can be, at least and at most, whatever the facts are and whatever parameters are set to.

    Every line may give or take anything from nothing to the most it can; that no step comes to a number between is not
    seen.
    """
    found = _amount(rule.start, looker)
    for line in rule.lines:
        most = _most(line, looker)
        found = found.plus(Reach(-most, _ZERO) if line.deducts else Reach(_ZERO, most))
    if rule.floor is not None:
        floor = _amount(rule.floor, looker)
        found = Reach(max(found.low, floor.low), max(found.high, floor.high))
    if rule.cap is not None:
        cap = _amount(rule.cap, looker)
        found = Reach(min(found.low, cap.low), min(found.high, cap.high))
    for limit in rule.capped:
        found = Reach(min(found.low, _amount(limit.points, looker).low), found.high)
    return found


def _amount(term: t.Term | None, looker: Looker) -> Reach:
    """A number that a rule names; one that is worked out may be any."""
    match term:
        case None:
            return Reach(_ZERO, _ZERO)
        case t.Const(value=value):
            return _around((value,))
        case t.Param(id=id_) if looker.claims.parameters[id_].ever:
            return _around(looker.claims.parameters[id_].ever)
        case _:
            return Reach(-_ENDLESS, _ENDLESS)


def _around(values: Iterable[object]) -> Reach:
    numbers = [Decimal(str(value)) for value in values]
    return Reach(min(numbers), max(numbers))


def _most(line: ScoreLine, looker: Looker) -> Decimal:
    """The most points that a line can give or take."""
    points = max(_amount(line.points, looker).high, _ZERO)
    found = points if line.of.type.kind is Kind.YES_NO else (_ENDLESS if points else _ZERO)
    return found if line.most is None else min(found, max(_amount(line.most, looker).high, _ZERO))
