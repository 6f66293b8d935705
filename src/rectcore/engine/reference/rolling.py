"""Duties that run from the last one: each instance begins where the one before was fulfilled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rectcore.check.rulebook import ByEvent, Duty
from rectcore.engine.reference.exceptions import EXCUSED, NOT_REQUIRED
from rectcore.engine.reference.instances import (
    Instance,
    current_due,
    env_at,
    exempt,
    in_force,
    required,
    rule_start,
)
from rectcore.engine.reference.seen import counted_day, known_events
from rectcore.engine.reference.serving import Served, serves, wanted
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.calendar import DueDay


def chain(duty: Duty, owner: Row, day: date, world: World) -> tuple[tuple[Instance, ...], dict[Instance, Served]]:
    """The instances by a day, one after the other, and the event that serves each.

    The first runs from the subject's start, each further one from the day the one before was fulfilled, in time or
    late. One that was not required, or excused, on its due day is followed by one that runs from that day. There is
    never more than one that waits.
    """
    return world.stretches.ask(("chain", duty.id, owner), day, lambda: _chain(duty, owner, day, world))


def _chain(duty: Duty, owner: Row, day: date, world: World) -> tuple[tuple[Instance, ...], dict[Instance, Served]]:
    found: list[Instance] = []
    served: dict[Instance, Served] = {}
    at = rule_start(duty, owner, world) if owner.entity == duty.entity else None
    while at is not None and _has_come(at, day, world) and in_force(duty, at, world):
        one = Instance(duty, owner, at)
        sure, doubtful = _first(one, day, world)
        found.append(one)
        due = current_due(one, day, world)
        late = not isinstance(due, DueDay) or (sure is not None and sure.on > due.day)
        if sure is not None:
            # What may have come in time before it leaves open whether it was late; what follows runs from here anyway.
            served[one] = doubtful if late and doubtful is not None and doubtful.on < sure.on else sure
            at = sure.on
        elif (
            doubtful is None and isinstance(due, DueDay) and _is_over(due.day, day, world) and _let_off(one, day, world)
        ):
            at = max(due.day, at + timedelta(1))
        else:
            if doubtful is not None:
                served[one] = doubtful
            at = None
    return tuple(found), served


def _has_come(day: date, today: date, world: World) -> bool:
    world.stretches.turns(today, day)
    return day <= today


def _is_over(day: date, today: date, world: World) -> bool:
    world.stretches.turns_after(today, day)
    return day < today


def _let_off(one: Instance, day: date, world: World) -> bool:
    exemption = exempt(one, day, world)
    return required(one, day, world) is False or exemption.has(NOT_REQUIRED) or exemption.has(EXCUSED)


def _first(one: Instance, day: date, world: World) -> tuple[Served | None, Served | None]:
    """The first event that surely fulfils an instance, and the first of which that is not known.

    One on the very day it runs from is passed over: what runs from it would be due on the same day.
    """
    sure: Served | None = None
    doubtful: Served | None = None
    for answer in _answers(one, world, day):
        if answer.on <= one.start or not _has_come(answer.on, day, world) or not wanted(one, answer, world):
            continue
        if answer.missing is not None:
            doubtful = doubtful or answer
        else:
            sure = answer
            break
    return sure, doubtful


def _answers(one: Instance, world: World, day: date) -> Iterator[Served]:
    by = one.duty.fulfilled_by
    assert isinstance(by, ByEvent)  # the checker sees to it
    entity = world.rulebook.vocabulary[by.entity]
    events = [k for k in known_events(env_at(world, day, one.owner), one.owner) if k.event.kind == by.entity]
    for known in sorted(events, key=lambda k: (counted_day(entity, k), k.event.on, k.event.id)):
        answer = serves(by, known, one, world)
        if answer is not None:
            yield answer
