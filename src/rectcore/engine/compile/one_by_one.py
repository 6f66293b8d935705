"""A duty worked out instance by instance, its events matched to them in order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from rectcore.engine.compile.owed import Instance, Owed, Stands
from rectcore.engine.compile.owners import NO_EVENTS, NotTold, Owner, counted_day
from rectcore.engine.results import State
from rectcore.model.events import Event
from rectcore.model.period import Period, PeriodKind


def one_by_one(owed: Owed, owner: Owner, day: date) -> list[Stands]:
    """Where every instance that has begun by a day stands."""
    if owed.trigger is not None and owed.trigger.id not in owner.events:
        return []
    instances = _instances(owed, owner, day)
    served = _match(owed, owner, instances, day) if instances else {}
    return [_stands(owed, owner, one, served.get(id(one)), day) for one in instances]


def _instances(owed: Owed, owner: Owner, day: date) -> list[Instance]:
    duty, whole = owed.duty, owner.facts.rulebook.in_force
    if owed.trigger is not None:
        events = [e for e in owner.events[duty.entity] if e.on <= day]
        events.sort(key=lambda e: (max(e.on, e.recorded), e.on, e.id))
        return [Instance(e.on, x=e) for e in events if e.on in whole and e.on in duty.in_force]
    start = owner.first_day(duty, None)
    if owner.entity != duty.entity or start is None or start > day:
        return []
    if not isinstance(duty.every, PeriodKind):
        return [Instance(start)] if start in whole and start in duty.in_force else []
    return [
        Instance(max(start, period.first), period)
        for period in owner.facts.periods(duty.every, start, day, included=duty.first_period_included)
        if period.first in whole and period.first in duty.in_force
    ]


def _match(owed: Owed, owner: Owner, found: list[Instance], day: date) -> dict[int, tuple[Event, date]]:
    """The event that serves each instance, and the day it counts from; each serves one at most."""
    events = [(counted_day(owed.kind, e), e) for e in owner.events.get(owed.by.entity, NO_EVENTS) if e.on <= day]
    events.sort(key=lambda pair: (pair[0], pair[1].on, pair[1].id))
    served: dict[int, tuple[Event, date]] = {}
    for counted, event in events:
        for one in _candidates(owed, owner, found, served, event, counted):
            if not owed.meets(owner, one, event) or counted > day:
                continue
            if counted < one.first or not owed.required(owner, one, counted):
                continue
            served[id(one)] = (event, counted)
            break
    return served


def _candidates(
    owed: Owed, owner: Owner, found: list[Instance], served: Collection[int], event: Event, counted: date
) -> list[Instance]:
    """The instances an event may serve, the first wanted first."""
    unmet = [i for i in found if id(i) not in served]
    if owed.duty.every is not None:
        named = next((p for name in owed.named if isinstance(p := event.fields.get(name), Period)), None)
        if named is not None:
            return [i for i in unmet if i.period == named]
        inside = [i for i in unmet if _in_window(owed, owner, i, counted)]
        return [*inside, *(i for i in reversed(unmet) if i not in inside)]
    unmet = [i for i in unmet if i.x is None or i.x.id != event.id]
    if isinstance(event.answers, str) and any(i.x is not None for i in found):
        book = owner.facts.rulebook
        prefix = f"{book.id}/{book.known_as(owed.duty.id)}/"
        return [i for i in unmet if i.x is not None and event.answers in (i.x.id, f"{prefix}{i.x.kind}:{i.x.id}")]
    return sorted(unmet, key=lambda i: (i.start, i.x.id if i.x is not None else ""))


def _in_window(owed: Owed, owner: Owner, one: Instance, counted: date) -> bool:
    owed.required(owner, one, counted)  # an exception may move the due day: then it is not told
    due = owed.due(owner, one, counted)
    return one.first <= counted and due is not None and counted <= due.day


def _stands(owed: Owed, owner: Owner, one: Instance, served: tuple[Event, date] | None, day: date) -> Stands:
    due = owed.due(owner, one, day)
    required = owed.required(owner, one, day)
    if served is not None and due is not None and served[1] <= due.day:
        return Stands(one, due, State.FULFILLED, served)
    if not required or due is None:
        return Stands(one, due, State.NOT_REQUIRED, None)
    if day <= due.day:
        return Stands(one, due, State.PENDING, None)
    if not owed.sure_to_be_missed(owner, due):
        raise NotTold
    return Stands(one, due, State.LATE if served is not None else State.MISSED, served)
