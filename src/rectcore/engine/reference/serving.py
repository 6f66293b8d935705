"""Which event serves which instance of a duty (language note, section 4, and 20, 5, 11, 12, 16 and 18)."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from rectcore.check.rulebook import ByEvent, ByJudgement, Duty
from rectcore.check.terms import Field, walk
from rectcore.check.types import Kind
from rectcore.engine.reference.exceptions import NOT_REQUIRED
from rectcore.engine.reference.expressions import truth, validity
from rectcore.engine.reference.instances import (
    Instance,
    current_due,
    env_at,
    env_of,
    exempt,
    instances,
    required,
)
from rectcore.engine.reference.judgements import judged_to_be, judgements
from rectcore.engine.reference.kleene import Truth
from rectcore.engine.reference.seen import counted_day, known_events
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.calendar import DueDay
from rectcore.model.events import Event
from rectcore.model.facts import Unknown, Why
from rectcore.model.fold import KnownEvent, Version
from rectcore.model.grid import Stretch
from rectcore.model.period import Period, PeriodKind


@frozen
class Served:
    """The event that serves an instance, and the day it counts from; `missing` where that is not known."""

    event: str
    on: date
    missing: Unknown | None = None


def match(duty: Duty, owner: Row, day: date, world: World) -> dict[Instance, Served]:
    """The event that serves each instance: one pass over the events in order, each serving one instance at most."""
    return world.stretches.ask(("match", duty.id, owner), day, lambda: _match(duty, owner, day, world))


def _match(duty: Duty, owner: Row, day: date, world: World) -> dict[Instance, Served]:
    by = duty.fulfilled_by
    kind = by.entity if isinstance(by, ByEvent) else "judgement"
    events = known_events(env_at(world, day, owner), owner, kind)
    if not events:
        return {}
    found = instances(duty, owner, day, world)
    if isinstance(by, ByJudgement):
        return {i: s for i in found if (s := _judged(by, i, day, world)) is not None}
    served: dict[Instance, Served] = {}
    doubtful: dict[Instance, Served] = {}
    entity = world.rulebook.vocabulary[by.entity]
    for known in sorted(events, key=lambda k: (counted_day(entity, k), k.event.on, k.event.id)):
        candidates = _candidates(duty, by, known, found, served, world)
        doubt = _period_in_doubt(by, known, world)
        if doubt is not None:
            doubtful |= {i: Served(known.event.id, known.counted, doubt) for i in candidates if i not in doubtful}
            continue
        for instance in candidates:
            answer = serves(by, known, instance, world)
            if answer is not None:
                world.stretches.turns(day, answer.on)
            if answer is None or answer.on > day or not wanted(instance, answer, world):
                continue
            if answer.missing is not None:
                doubtful.setdefault(instance, answer)
            else:
                served[instance] = answer
            break
    return {**doubtful, **served}


def _candidates(
    duty: Duty,
    by: ByEvent,
    known: KnownEvent,
    found: tuple[Instance, ...],
    served: dict[Instance, Served],
    world: World,
) -> list[Instance]:
    """The instances an event may serve, the first wanted first."""
    unmet = [i for i in found if i not in served and (i.trigger is None or i.trigger.id != known.event.id)]
    named = period_named(by, known.event, world) if isinstance(duty.every, PeriodKind) else None
    if duty.every is not None:
        if isinstance(duty.every, PeriodKind) and _period_in_doubt(by, known, world) is not None:
            return unmet
        if named is not None:
            return [i for i in unmet if i.period == named]
        counted = counted_day(world.rulebook.vocabulary[by.entity], known)
        inside = [i for i in unmet if _in_window(i, counted, world)]
        outside = [i for i in reversed(unmet) if i not in inside and not exempt(i, counted, world).applying]
        return [*inside, *outside]
    answers = known.event.answers
    if isinstance(answers, str) and any(i.trigger is not None for i in found):
        prefix = f"{world.rulebook.id}/{world.rulebook.known_as(duty.id)}/"
        return [
            i for i in unmet if i.trigger and answers in (i.trigger.id, f"{prefix}{i.trigger.entity}:{i.trigger.id}")
        ]
    return sorted(unmet, key=lambda i: (i.start, i.trigger.id if i.trigger else ""))


def _period_in_doubt(by: ByEvent, known: KnownEvent, world: World) -> Unknown | None:
    """Why it is not known which period an event covers, where two corrections of one day disagree on it."""
    for attribute in world.rulebook.vocabulary[by.entity].attributes:
        if attribute.type.kind is Kind.PERIOD and attribute.name.id in known.contradictory:
            return Unknown.because(Why.CONTRADICTORY, attribute.name.id, known.event.id)
    return None


def period_named(by: ByEvent, event: Event, world: World) -> Period | None:
    """The period an event says it covers; None where it names none."""
    for attribute in world.rulebook.vocabulary[by.entity].attributes:
        if attribute.type.kind is Kind.PERIOD:
            named = event.fields.get(attribute.name.id)
            if isinstance(named, Period):
                return named
    return None


def _in_window(instance: Instance, counted: date, world: World) -> bool:
    due = current_due(instance, counted, world)
    first = instance.period.first if instance.period else instance.start
    return first <= counted and isinstance(due, DueDay) and counted <= due.day


def wanted(instance: Instance, served: Served, world: World) -> bool:
    """Whether an instance wants an event that meets it: begun, and required as seen on the day the event counts."""
    first = instance.period.first if instance.period else instance.start
    if served.on < first or required(instance, served.on, world) is False:
        return False
    return not exempt(instance, served.on, world).has(NOT_REQUIRED)


def serves(by: ByEvent, known: KnownEvent, instance: Instance, world: World) -> Served | None:
    """The day from which an event meets an instance: that of the first version that does and was not undone since.

    None where the latest version does not meet it.
    """
    key = ("serves", instance.duty.id, known.event.id, instance)
    if key not in world.memo:
        world.memo[key] = _first_to_serve(by, known, instance, world)
    found: Served | None = world.memo[key]
    return found


def _first_to_serve(by: ByEvent, known: KnownEvent, instance: Instance, world: World) -> Served | None:
    serving: Served | None = None
    doubt: Unknown | None = None
    for version in reversed(known.versions):
        answer = _meets(by, known, version, instance, world)
        if isinstance(answer, Unknown) and serving is None:
            doubt = answer
            break
        if answer is not True:
            break
        serving = Served(known.event.id, _version_day(by, version, world))
    if doubt is not None:
        return Served(known.event.id, known.counted, doubt)
    return serving


def _version_day(by: ByEvent, version: Version, world: World) -> date:
    """The day a version counts from; a host may let the stated date decide."""
    return counted_day(world.rulebook.vocabulary[by.entity], KnownEvent(version.event, (version,)))


def _meets(by: ByEvent, known: KnownEvent, version: Version, instance: Instance, world: World) -> Truth:
    event = version.event
    if instance.period is not None and period_named(by, event, world) is None:
        event = evolve(event, fields={**event.fields, **_assumed_period(by, instance.period, event, world)})
    elif isinstance(instance.period, Period) and period_named(by, event, world) != instance.period:
        return False
    day = max(version.event.on, version.recorded, instance.start)
    env = env_of(instance, day, world)
    seen = evolve(env, day=day, versions={event.id: event})
    if version is known.versions[-1]:
        clash = sorted(t.name for t in walk(by.condition) if isinstance(t, Field) and t.name in known.contradictory)
        if clash:
            return Unknown.because(Why.CONTRADICTORY, clash[0], event.id)
    return truth(by.condition, seen.bind(by.number, Row(by.entity, event.id)))


def _assumed_period(by: ByEvent, period: Period | Stretch, event: Event, world: World) -> dict[str, Period | Stretch]:
    """An event that names no period counts as covering the instance it is matched to (section 20, 12)."""
    entity = world.rulebook.vocabulary[by.entity]
    return {
        a.name.id: period
        for a in entity.attributes
        if a.type.kind is Kind.PERIOD and event.fields.get(a.name.id) is None
    }


def _judged(by: ByJudgement, instance: Instance, day: date, world: World) -> Served | None:
    """The first day from the start on which the term is true, with the judgement that made it so.

    Only a day on which a judgement counts can be such a day; on it, those that count later are not seen.
    """
    judgement = world.rulebook.find(by.term)
    env = env_of(instance, day, world)
    all_of_them = tuple(judgements(judgement, instance.owner, env))
    doubt: Served | None = None
    for counted in sorted({k.counted for k in all_of_them}):
        world.stretches.turns(day, counted)
        if not instance.start <= counted <= day or required(instance, counted, world) is False:
            continue
        at = evolve(env, day=counted)
        seen = tuple(k for k in all_of_them if k.counted <= counted)
        said = judged_to_be(judgement, instance.owner, at, seen, validity(judgement, at))
        by_whom = max(seen, key=lambda k: (k.event.on, k.counted, k.event.id)).event.id
        if said is True:
            return Served(by_whom, counted)
        if isinstance(said, Unknown) and not _nobody_judged(said):
            doubt = doubt or Served(by_whom, counted, said)
        elif said is False:
            doubt = None
    return doubt


def _nobody_judged(unknown: Unknown) -> bool:
    return all(m.why is Why.NO_JUDGEMENT for m in unknown.missing)
