"""Ladders by conditions: the rung a subject stands on, since when, and what is not known of it.

The highest rung whose conditions hold is the one: it may be skipped to, and left again, without a step between.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from rectcore.check.rulebook import Ladder, RungCondition
from rectcore.engine.reference.closures import closed
from rectcore.engine.reference.conditions import first_day
from rectcore.engine.reference.expressions import truth
from rectcore.engine.reference.instances import env_at, exempted, in_force
from rectcore.engine.reference.kleene import Truth, conjunction, disjunction
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import State
from rectcore.engine.trace import Row
from rectcore.model import fold
from rectcore.model.escalation import Climb
from rectcore.model.facts import Unknown
from rectcore.model.period import Period


@frozen
class Check:
    """How a subject was found on a day, as a ladder counts it."""

    day: date
    name: str
    state: State


def began(ladder: Ladder, row: Row, day: date, world: World) -> date | None:
    """The first day a ladder looks at a subject: its start, or the day its task was last reopened."""
    first = first_day(ladder, row, world)
    owner = world.owner(row)
    if first is None or owner.entity != "Task":
        return first
    again = fold.reopened(known_events(env_at(world, day, owner), owner, "reopening"))
    return first if again is None else max(first, again)


def asked_on(ladder: Ladder, row: Row, day: date, world: World) -> date | None:
    """The day whose facts decide the rung on a day: the day itself, or the last day of a period; None where none."""
    first = began(ladder, row, day, world)
    if first is None:
        return None
    world.stretches.turns(day, first)
    if day < first or not in_force(ladder, day, world) or closed(row, day, world):
        return None
    if ladder.every is None:
        return day
    period = Period.containing(ladder.every, day)
    if period.last == day:
        world.stretches.same(day, day, day)
    else:
        world.stretches.same(day, period.first, period.last - ONE_DAY)
        period = period.previous()
    return period.last if period.first >= first and in_force(ladder, period.last, world) else None


def holds(when: RungCondition, env: Env) -> Truth:
    """Whether the conditions of a rung hold."""
    groups = (disjunction([truth(c.term, env) for c in group]) for group in when.any_of)
    return conjunction([*(truth(c.term, env) for c in when.all_of), *groups])


def stands(ladder: Ladder, row: Row, day: date, world: World) -> tuple[Climb, Unknown | None]:
    """The rung a subject stands on, and what is not known where it may be a higher one."""
    asked = asked_on(ladder, row, day, world)
    if asked is None:
        return Climb(), None
    return world.stretches.ask(("stands", ladder.id, row), asked, lambda: _stands(ladder, row, asked, world))


def called_off(ladder: Ladder, row: Row, day: date, world: World) -> Truth:
    """Whether an exception to a named ladder keeps its measures from being called for."""
    return False if ladder.inline else exempted(ladder.id, env_at(world, day, row))


def _stands(ladder: Ladder, row: Row, day: date, world: World) -> tuple[Climb, Unknown | None]:
    climb, unknown = _highest(ladder, env_at(world, day, row))
    off = called_off(ladder, row, day, world)
    if off is False or climb.high == 0:
        return climb, unknown
    if off is True:
        return Climb(), None
    return Climb(0, climb.high), off if unknown is None else unknown | off


def _highest(ladder: Ladder, env: Env) -> tuple[Climb, Unknown | None]:
    high = 0
    unknown: Unknown | None = None
    for place in range(len(ladder.steps), 0, -1):
        when = ladder.steps[place - 1].when
        assert when is not None
        answer = holds(when, env)
        if answer is True:
            return Climb(place, max(place, high)), unknown
        if isinstance(answer, Unknown):
            high = max(high, place)
            unknown = answer if unknown is None else unknown | answer
    return Climb(0, high), unknown


def checks(ladder: Ladder, fed: str, row: Row, day: date, world: World) -> Iterator[Check]:
    """How often a subject stood on a rung that counts in the ladder `fed`: at each check, or each time anew.

    On a higher rung neither counts nor takes the count back; on none, or a lower one, it is as if done in time.
    """
    world.stretches.only(day)
    rungs = frozenset(place for place, step in enumerate(ladder.steps, 1) if fed in step.feeds)
    at = began(ladder, row, day, world)
    before: State | None = None
    while at is not None and at <= day:
        asked = asked_on(ladder, row, at, world)
        state = _state(rungs, stands(ladder, row, at, world)[0]) if asked is not None else None
        if ladder.every is not None:
            if asked == at and state is not None:
                yield Check(at, f"{row.id}/{Period.containing(ladder.every, at)}", state)
        elif state is not before and state in (State.MISSED, State.UNDETERMINED):
            yield Check(at, f"{row.id}/{at}", state)
        before = state
        at += ONE_DAY


def _state(rungs: frozenset[int], climb: Climb) -> State | None:
    if climb.low == climb.high:
        if climb.low in rungs:
            return State.MISSED
        return State.FULFILLED if climb.low < min(rungs) else None
    return State.UNDETERMINED if any(climb.low <= r <= climb.high for r in rungs) else None
