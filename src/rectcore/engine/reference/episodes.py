"""When a standing was broken: run by run, or check by check where it has checks (section 20, 21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import evolve, frozen

from rectcore.check.rulebook import Standing
from rectcore.engine.reference.conditions import broken, lasted_since, standing_run
from rectcore.engine.reference.instances import last_day, periods
from rectcore.engine.reference.kleene import Truth
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.world import World
from rectcore.engine.results import Holding
from rectcore.engine.trace import Row
from rectcore.model.facts import Unknown


@frozen
class Episode:
    """A run of days on which a standing was violated, or on which nobody knows.

    Args:
        first: its first day.
        last: its last day; None: it still lasts.
        earliest: the day it may have begun on if all that is unknown were bad.
        unknown: why nobody knows; None: it was violated.
        sure: whether it is another run than the one before.
        doubt: what is not known of the days between it and the last day on which the standing held.
        followed: what is not known of the day after its last one.
    """

    first: date
    last: date | None
    earliest: date
    unknown: Unknown | None = None
    sure: bool = True
    doubt: Unknown | None = None
    followed: Unknown | None = None


def episodes(rule: Standing, owner: Row, start: date, day: date, world: World) -> Iterator[Episode]:
    """Each unbroken run from `start` to a day.

    Days on which nobody knows part no run from the next: that it was one run is as likely as that it was two.
    """
    world.stretches.turns(day, start)
    before, began, known = Holding.HOLDS, start, False
    doubt: Unknown | None = None
    open_: Episode | None = None
    at = start
    while at <= day:
        found = world.stretches.stretch(at, partial(standing_run, rule, owner, at, world))
        run = found.answer
        if run.state is not before and open_ is not None:
            yield evolve(open_, last=at - ONE_DAY, followed=run.unknown)
            open_ = None
        if run.state is Holding.HOLDS:
            known, doubt = False, None
        elif before is Holding.HOLDS:
            began = at
        if run.state is Holding.UNDETERMINED:
            doubt = run.unknown
            open_ = open_ or Episode(at, None, at, run.unknown)
        if run.state is Holding.VIOLATED and before is not run.state:
            earliest = lasted_since(rule, owner, began, at, world)
            open_ = Episode(at, None, earliest, sure=not known, doubt=doubt)
            known = True
        before = run.state
        if found.last >= day:
            world.stretches.same(day, at, found.last)
            break
        at = found.last + ONE_DAY
    if open_ is not None:
        yield open_


def checks(
    rule: Standing, owner: Row, start: date, first: date, day: date, world: World
) -> Iterator[tuple[date, Truth]]:
    """The day of each check from `start` on, and whether the standing was broken on it.

    Of a day on which the rule was not in force nothing is said: it was neither kept nor broken.

    Args:
        first: the day from which it looks at its subject.
    """
    assert rule.every is not None
    held = world.rulebook.in_force, rule.in_force
    for period in periods(rule.every, first, included=False):
        for at in last_day(period):
            world.stretches.turns(day, at)
            if at > day:
                return
            if at >= start and all(at in validity for validity in held):
                yield at, broken(rule, owner, at, world)
