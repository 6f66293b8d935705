"""Comparisons with a value that moves with the day: `as of`, and what is added to it or taken from it.

`deadline before as of` is asked of another value every day, and yet changes its answer once. Such a value never turns
back, so that the days on which it lies on the same side of the other lie together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.types import Kind
from rectcore.engine.reference.amounts import Between
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.world import Env, World
from rectcore.engine.trace import Void
from rectcore.model.calendar import Calendar
from rectcore.model.facts import NONE, Unknown


class Way(Enum):
    """Which way a value goes as the day goes on."""

    STILL = "still"  # it changes on some days, and those who read it say on which
    ONWARDS = "onwards"
    BACKWARDS = "backwards"
    ONE_WAY = "one way or the other"
    TO_AND_FRO = "to and fro"  # or nothing is known of it

    def turned(self) -> Way:
        """Of the negative."""
        return {Way.ONWARDS: Way.BACKWARDS, Way.BACKWARDS: Way.ONWARDS}.get(self, self)

    def plus(self, other: Way) -> Way:
        """Of the sum."""
        if Way.STILL in (self, other):
            return other if self is Way.STILL else self
        return self if self is other and self is not Way.ONE_WAY else Way.TO_AND_FRO

    def times(self, other: Way) -> Way:
        """Of the product: a factor that stands still may be negative."""
        if self is other is Way.STILL:
            return Way.STILL
        both = self.plus(other)
        return Way.ONE_WAY if Way.STILL in (self, other) and both is not Way.TO_AND_FRO else Way.TO_AND_FRO


def moves(term: t.Compare, world: World) -> bool:
    """Whether what is compared moves, one against the other, and never turns back."""
    return _remembered(term, world) not in (Way.STILL, Way.TO_AND_FRO)


def way(term: t.Term, world: World) -> Way:
    """Which way the value of a term goes; of a comparison, the difference of its sides."""
    match term:
        case t.AsOfDay() | t.Field(of=t.This(), name="on"):  # the day of an act that is asked about is the day asked
            return Way.ONWARDS
        case t.Defined(id=id_, of=of):
            still = way(of, world) is Way.STILL
            return _remembered(world.rulebook.find(id_).term, world) if still else Way.TO_AND_FRO
        case t.Tabled(id=id_, of=of):
            asked = (way(one, world) for one in (of, *world.rulebook.find(id_).inputs))
            return Way.STILL if all(one is Way.STILL for one in asked) else Way.TO_AND_FRO
        case t.Aggregated(id=id_, of=of):
            inside = (_remembered(world.rulebook.find(id_).asked, world), way(of, world))
            return Way.STILL if set(inside) == {Way.STILL} else Way.TO_AND_FRO
        case t.Scored() | t.Drawn() | t.Ranked():
            return Way.TO_AND_FRO
        case t.SpanOf(amount=amount):
            return way(amount, world)
        case t.Compare(left=left, right=right):
            return way(left, world).plus(way(right, world).turned())
        case t.Arithmetic(op=op, left=left, right=right):
            if _working_days_from(left, right, world) or _working_days_from(right, left, world):
                return Way.TO_AND_FRO
            ways = way(left, world), way(right, world)
            return ways[0].times(ways[1]) if op == "*" else ways[0].plus(ways[1] if op == "+" else ways[1].turned())
    return Way.STILL if all(way(part, world) is Way.STILL for part in t.parts(term)) else Way.TO_AND_FRO


def _remembered(term: t.Term, world: World) -> Way:
    key = ("way", id(term))
    if key not in world.memo:
        world.memo[key] = (way(term, world), term)  # with the term: else its `id` could come back as another's
    found: Way = world.memo[key][0]
    return found


def _working_days_from(span: t.Term, start: t.Term, world: World) -> bool:
    """Whether working days are counted from something that moves and is not the day itself."""
    counted = span.type.kind is Kind.WORKING_DAYS and start.type.kind is Kind.DATE
    return counted and not isinstance(start, t.AsOfDay | t.Field) and way(start, world) is not Way.STILL


def told_by_a_day(term: t.Compare, left: Any, right: Any, env: Env) -> bool:
    """Say on which days the day itself lies before, on or after a day that stands still; false where it is no such."""
    for moving, other, still in ((term.left, term.right, right), (term.right, term.left, left)):
        if isinstance(moving, t.AsOfDay) and isinstance(still, date) and _remembered(other, env.world) is Way.STILL:
            env.world.stretches.turns(env.day, still)
            env.world.stretches.turns_after(env.day, still)
            return True
    return False


def tell(term: t.Compare, env: Env, value: Callable[[t.Term, Env], Any], compared: Callable[..., Any]) -> None:
    """Say on which days around the day of `env` the two sides of a comparison lie as they do now."""

    def sort(day: date) -> object:
        at = evolve(env, day=day, rules_day=day if env.rules_day == env.day else env.rules_day)
        left, right = value(term.left, at), value(term.right, at)
        if any(isinstance(x, Unknown | Between | Void) or x is NONE for x in (left, right)):
            return "unequal", compared(term.op, left, right)
        left, right = getattr(left, "number", left), getattr(right, "number", right)
        return "side", (left > right) - (left < right)

    first, last = _published_alike(env.calendar, env.day) if _mentions_working_days(term, env.world) else ALL_DAYS
    env.world.stretches.alike(env.day, sort, first, last)


ALL_DAYS = (date.min, date.max)


def _mentions_working_days(term: t.Term, world: World) -> bool:
    return any(
        x.type.kind is Kind.WORKING_DAYS
        or (isinstance(x, t.Defined) and _mentions_working_days(world.rulebook.find(x.id).term, world))
        for x in t.walk(term)
    )


def _published_alike(calendar: Calendar, day: date) -> tuple[date, date]:
    """The days around `day` after which comes a year that is published, or one that is not: a gap would part them."""
    if day == date.max:
        return day, day
    years = {year.year for year in calendar.years}
    first = last = (day + ONE_DAY).year
    if first in years:
        while first - 1 in years:
            first -= 1
        while last + 1 in years:
            last += 1
    else:
        first = max((y + 1 for y in years if y < first), default=date.min.year)
        last = min((y - 1 for y in years if y > last), default=date.max.year)
    begin = date(first, 1, 1)
    return begin if begin == date.min else begin - ONE_DAY, date(last, 12, 31) - ONE_DAY
