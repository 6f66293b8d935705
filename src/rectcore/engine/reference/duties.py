"""The state of each instance of a duty on a day (language note, section 5, and 20, 14 to 19)."""

from __future__ import annotations

from datetime import date

from rectcore.check.rulebook import ByEvent, Duty
from rectcore.engine.reference.exceptions import EXCUSED, NOT_REQUIRED, Exempt
from rectcore.engine.reference.instances import (
    Instance,
    current_due,
    env_of,
    exempt,
    instances,
    required,
)
from rectcore.engine.reference.rolling import chain
from rectcore.engine.reference.seen import complete
from rectcore.engine.reference.serving import Served, match
from rectcore.engine.reference.world import World
from rectcore.engine.results import Obligation, State
from rectcore.engine.trace import Row
from rectcore.model.calendar import DueDay
from rectcore.model.facts import Absent, Unknown, Why


def owed(duty: Duty, owner: Row, day: date, world: World) -> tuple[tuple[Instance, Obligation], ...]:
    """The instances of a duty that `owner` has by a day, each with its state, in order."""

    def each() -> tuple[tuple[Instance, Obligation], ...]:
        found, served = matched(duty, owner, day, world)
        return tuple((i, _obligation(i, served.get(i), day, world)) for i in found)

    return world.stretches.ask(("owed", duty.id, owner), day, each)


def obligations(duty: Duty, owner: Row, day: date, world: World) -> tuple[Obligation, ...]:
    """The states of the instances of a duty that `owner` has by a day, in order."""
    return tuple(one for _, one in owed(duty, owner, day, world))


def obligation(instance: Instance, day: date, world: World) -> Obligation:
    """The state of an instance on a day from its start on (section 5, life cycle; section 20, 14 to 19)."""
    served = _served(instance.duty, instance.owner, day, world)
    return _obligation(instance, served.get(instance), day, world)


def matched(duty: Duty, owner: Row, day: date, world: World) -> tuple[tuple[Instance, ...], dict[Instance, Served]]:
    """The instances of a duty by a day, and the event that serves each."""
    if duty.rolling:
        return chain(duty, owner, day, world)
    return instances(duty, owner, day, world), match(duty, owner, day, world)


def _served(duty: Duty, owner: Row, day: date, world: World) -> dict[Instance, Served]:
    """The event that serves each instance; an instance is not asked again each time another begins."""
    return chain(duty, owner, day, world)[1] if duty.rolling else match(duty, owner, day, world)


def _obligation(instance: Instance, served: Served | None, day: date, world: World) -> Obligation:
    key = ("obligation", instance.duty.id, instance, served)
    return world.stretches.ask(key, day, lambda: _worked_out(instance, served, day, world))


def _worked_out(instance: Instance, served: Served | None, day: date, world: World) -> Obligation:
    due = current_due(instance, day, world)
    exemption = exempt(instance, day, world)
    state, missing = _state(instance, served, due, exemption, day, world)
    sure = served is not None and served.missing is None and state in (State.FULFILLED, State.LATE)
    known_due = due if isinstance(due, DueDay) else None
    return Obligation(
        rule=instance.duty.id,
        subject=world.subject(instance.subject),
        owner=world.subject(instance.owner),
        period=instance.name,
        due=known_due.day if known_due else None,
        state=state,
        provisional=bool(known_due and known_due.provisional),
        clamped=bool(known_due and known_due.clamped),
        rolled_from=known_due.rolled_from if known_due else None,
        served_by=served.event if served and sure else None,
        served_on=served.on if served and sure else None,
        missing=missing.reasons if missing else (),
        exceptions=tuple(x.id for x in exemption.applying),
    )


def _state(
    instance: Instance,
    served: Served | None,
    due: DueDay | Absent | Unknown,
    exemption: Exempt,
    day: date,
    world: World,
) -> tuple[State, Unknown | None]:
    sure = served is not None and served.missing is None
    owed = required(instance, day, world)
    if exemption.has(NOT_REQUIRED):
        return State.NOT_REQUIRED, None
    if sure and served is not None and isinstance(due, DueDay) and served.on <= due.day:
        return State.FULFILLED, None
    if owed is False:
        return State.NOT_REQUIRED, None
    if exemption.conflict:
        return State.UNDETERMINED, _because(Why.CONFLICT, exemption.named, instance)
    if exemption.has(EXCUSED):
        return State.EXCUSED, None
    if not isinstance(due, DueDay):
        return State.UNDETERMINED, due if isinstance(due, Unknown) else None
    world.stretches.turns_after(day, due.day)
    if day <= due.day:
        return State.PENDING, None
    if isinstance(owed, Unknown):
        return State.UNDETERMINED, owed
    doubt = _doubt(instance, served, due, exemption, world)
    if doubt is not None:
        return State.UNDETERMINED, doubt
    return (State.LATE if sure else State.MISSED), None


def _because(why: Why, what: str, instance: Instance) -> Unknown:
    return Unknown.because(why, what, instance.subject.id)


def _doubt(instance: Instance, served: Served | None, due: DueDay, exemption: Exempt, world: World) -> Unknown | None:
    """Why an instance that looks missed or late must not be called so."""
    if exemption.unknown is not None:
        return exemption.unknown
    if due.provisional:
        return _because(Why.BEYOND_CALENDAR, "calendar", instance)
    by = instance.duty.fulfilled_by
    kind = by.entity if isinstance(by, ByEvent) else "judgement"
    if not complete(env_of(instance, due.day, world), instance.owner, kind):
        return _because(Why.INCOMPLETE, kind, instance)
    return served.missing if served is not None else None
