"""Duties: their instances, which event serves which, and the state of each (language note, 5, and 20, 9 to 19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve, field, frozen

from rectcore.check.rulebook import ByEvent, ByJudgement, Duty, ExceptionRule, GovernedBy, Rule, TestedAt
from rectcore.check.terms import Field, walk
from rectcore.check.types import Kind
from rectcore.engine.reference.due import due_day
from rectcore.engine.reference.expressions import judged_to_be, judgements, truth
from rectcore.engine.reference.kleene import Truth, conjunction, disjunction
from rectcore.engine.reference.world import Env, World, complete, counted_day, known_events
from rectcore.engine.results import Obligation, State
from rectcore.engine.trace import Row
from rectcore.model.calendar import DueDay
from rectcore.model.events import Event
from rectcore.model.facts import NONE, Absent, Unknown, Why
from rectcore.model.fold import KnownEvent, Version
from rectcore.model.period import Period

NOT_REQUIRED = "not required"
EXCUSED = "excused"
DUE_INSTEAD = "due instead"


@frozen
class Instance:
    """One thing owed: by `owner`, for `period` or for the event `trigger`, or once."""

    duty: Duty = field(eq=False, repr=False)
    owner: Row
    start: date
    period: Period | None = None
    trigger: Row | None = None

    @property
    def subject(self) -> Row:
        """What the finding is about: the event it is owed for, else the owner."""
        return self.trigger or self.owner


@frozen
class Served:
    """The event that serves an instance, and the day it counts from; `missing` where that is not known."""

    event: str
    on: date
    missing: Unknown | None = None


def env_at(world: World, day: date, row: Row, *, rules_day: date | None = None, period: Period | None = None) -> Env:
    """Where a rule about `row` is evaluated for a day; in a rule for each event, `this` is the event."""
    this = row if world.rulebook.vocabulary[row.entity].event else None
    return Env(world, day, world.known_at, rules_day or day, subject=row, this=this, period=period)


def obligations(duty: Duty, owner: Row, day: date, world: World) -> tuple[Obligation, ...]:
    """The instances of a duty that `owner` has by a day, with their states, in order."""
    key = ("obligations", duty.id, owner, day)
    if key not in world.memo:
        found = tuple(instances(duty, owner, day, world))
        served = match(duty, found, owner, day, world)
        world.memo[key] = tuple(obligation(i, served.get(i), day, world) for i in found)
    result: tuple[Obligation, ...] = world.memo[key]
    return result


# -- instances ----------------------------------------------------------------------------------------------------


def instances(duty: Duty, owner: Row, day: date, world: World) -> Iterator[Instance]:
    """What is owed by a day: from the first period to the one that has begun, or once, or for each event."""
    if world.rulebook.vocabulary[duty.entity].event:
        for known in known_events(env_at(world, day, owner), owner):
            trigger = Row(duty.entity, known.event.id)
            if known.event.kind == duty.entity and in_force(duty, known.event.on, world):
                yield Instance(duty, owner, known.event.on, trigger=trigger)
        return
    start = rule_start(duty, owner, world)
    if owner.entity != duty.entity or start is None or start > day:
        return
    if duty.every is None:
        if in_force(duty, start, world):
            yield Instance(duty, owner, start)
    else:
        period = Period.containing(duty.every, start)
        if period.first != start and not duty.first_period_included:
            period = period.next()
        while period.first <= day:
            if in_force(duty, period.first, world):
                yield Instance(duty, owner, max(start, period.first), period=period)
            period = period.next()


def rule_start(rule: Rule, owner: Row, world: World) -> date | None:
    """The first day a rule looks at a subject: the subject's own, for a unit the rule's (section 20, 13)."""
    start = world.start(owner)
    return start if owner.entity != "Unit" else rule.in_force.first or world.rulebook.in_force.first


def in_force(rule: Rule, day: date, world: World) -> bool:
    """Whether the rule set and the rule are in force on a day."""
    return day in world.rulebook.in_force and day in rule.in_force


def env_of(instance: Instance, day: date, world: World) -> Env:
    """Where an instance is judged from: its parameters are those its duty says (`governed by rules at`)."""
    first = instance.period.first if instance.period else instance.start
    by = instance.duty.governed_by
    env = env_at(world, day, instance.subject, rules_day=first, period=instance.period)
    if by is GovernedBy.AS_OF:
        return evolve(env, rules_day=day)
    if by is GovernedBy.DUE_DATE:
        due = due_day(instance.duty.due, env)
        return evolve(env, rules_day=due.day) if isinstance(due, DueDay) else env
    return env


def test_days(instance: Instance, due: DueDay | Absent | Unknown, day: date) -> tuple[date, ...]:
    """The days on which the duty asks whether it applies, as far as they have come; today stands in for the rest."""
    days: list[date] = []
    at = instance.duty.tested_at
    if instance.period is not None and at is not TestedAt.DUE_DATE:
        days.append(instance.period.last)
    if isinstance(due, DueDay) and (instance.period is None or at is not TestedAt.PERIOD_END):
        days.append(due.day)
    return tuple(sorted({min(d, day) for d in days})) or (day,)


def original_due(instance: Instance, day: date, world: World) -> DueDay | Absent | Unknown:
    """The due day before any exception moves it, as it stands on a day."""
    return due_day(instance.duty.due, env_of(instance, day, world))


def required(instance: Instance, day: date, world: World) -> Truth:
    """Whether the instance is owed, as seen on a day: its `while` held on every test day."""
    key = ("required", instance.duty.id, instance, day)
    if key not in world.memo:
        due = original_due(instance, day, world)
        answer: Truth = True
        if due is NONE:
            answer = False
        elif instance.duty.applies_while is not None:
            condition = instance.duty.applies_while
            tested = test_days(instance, due, day)
            answer = conjunction([truth(condition, evolve(env_of(instance, d, world), day=d)) for d in tested])
        world.memo[key] = answer
    result: Truth = world.memo[key]
    return result


# -- exceptions ---------------------------------------------------------------------------------------------------


@frozen
class Exempt:
    """What the exceptions do to an instance: those that apply, whether they disagree, and what is unknown of others."""

    applying: tuple[ExceptionRule, ...] = ()
    unknown: Unknown | None = None

    @property
    def conflict(self) -> bool:
        """Whether two that apply have different effects."""
        return len({(x.effect, x.due) for x in self.applying}) > 1

    def has(self, effect: str) -> bool:
        """Whether an effect applies, undisputed."""
        return not self.conflict and any(x.effect == effect for x in self.applying)


def exempt(instance: Instance, day: date, world: World) -> Exempt:
    """Which exceptions apply to an instance as seen on a day; each is tested on the test days of `while`."""
    rules = [x for x in world.rulebook.exceptions_of(instance.duty.id) if in_force_of(x, instance, world)]
    if not rules:
        return Exempt()
    tested = test_days(instance, original_due(instance, day, world), day)
    applying: list[ExceptionRule] = []
    unknown: Unknown | None = None
    for rule in rules:
        answer = disjunction([truth(rule.applies_when, evolve(env_of(instance, d, world), day=d)) for d in tested])
        if answer is True:
            applying.append(rule)
        elif isinstance(answer, Unknown):
            unknown = answer if unknown is None else unknown | answer
    return Exempt(tuple(applying), unknown)


def in_force_of(rule: ExceptionRule, instance: Instance, _: World) -> bool:
    """Whether an exception is in force at the instance's start."""
    return (instance.period.first if instance.period else instance.start) in rule.in_force


def current_due(instance: Instance, day: date, world: World) -> DueDay | Absent | Unknown:
    """The due day as it stands on a day, moved by an exception that says so."""
    exemption = exempt(instance, day, world)
    if exemption.has(DUE_INSTEAD):
        moved = next(x.due for x in exemption.applying if x.due is not None)
        return due_day(moved, env_of(instance, day, world))
    return original_due(instance, day, world)


# -- which event serves which instance ----------------------------------------------------------------------------


def match(duty: Duty, found: tuple[Instance, ...], owner: Row, day: date, world: World) -> dict[Instance, Served]:
    """The event that serves each instance: one pass over the events in order, each serving one instance at most."""
    if isinstance(duty.fulfilled_by, ByJudgement):
        return {i: s for i in found if (s := _judged(duty.fulfilled_by, i, day, world)) is not None}
    by = duty.fulfilled_by
    served: dict[Instance, Served] = {}
    doubtful: dict[Instance, Served] = {}
    entity = world.rulebook.vocabulary[by.entity]
    events = [k for k in known_events(env_at(world, day, owner), owner) if k.event.kind == by.entity]
    for known in sorted(events, key=lambda k: (counted_day(entity, k), k.event.on, k.event.id)):
        candidates = _candidates(duty, by, known, found, served, world)
        doubt = _period_in_doubt(by, known, world)
        if doubt is not None:
            doubtful |= {i: Served(known.event.id, known.counted, doubt) for i in candidates if i not in doubtful}
            continue
        for instance in candidates:
            answer = _serves(by, known, instance, world)
            if answer is None or answer.on > day or not _wanted(instance, answer, world):
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
    named = period_named(by, known.event, world)
    if duty.every is not None:
        if _period_in_doubt(by, known, world) is not None:
            return unmet
        if named is not None:
            return [i for i in unmet if i.period == named]
        counted = counted_day(world.rulebook.vocabulary[by.entity], known)
        inside = [i for i in unmet if _in_window(i, counted, world)]
        outside = [i for i in reversed(unmet) if i not in inside and not exempt(i, counted, world).applying]
        return [*inside, *outside]
    answers = known.event.answers
    if isinstance(answers, str) and any(i.trigger is not None for i in found):
        prefix = f"{world.rulebook.id}/{duty.id}/"
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


def _wanted(instance: Instance, served: Served, world: World) -> bool:
    """Whether an instance wants an event that meets it: begun, and required as seen on the day the event counts."""
    first = instance.period.first if instance.period else instance.start
    if served.on < first or required(instance, served.on, world) is False:
        return False
    return not exempt(instance, served.on, world).has(NOT_REQUIRED)


def _serves(by: ByEvent, known: KnownEvent, instance: Instance, world: World) -> Served | None:
    """The day from which an event meets an instance: that of the first version that does and was not undone since.

    None where the latest version does not meet it.
    """
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
    elif instance.period is not None and period_named(by, event, world) != instance.period:
        return False
    day = max(version.event.on, version.recorded, instance.start)
    env = env_of(instance, day, world)
    seen = evolve(env, day=day, versions={event.id: event})
    if version is known.versions[-1]:
        clash = sorted(t.name for t in walk(by.condition) if isinstance(t, Field) and t.name in known.contradictory)
        if clash:
            return Unknown.because(Why.CONTRADICTORY, clash[0], event.id)
    return truth(by.condition, seen.bind(by.number, Row(by.entity, event.id)))


def _assumed_period(by: ByEvent, period: Period, event: Event, world: World) -> dict[str, Period]:
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
    all_of_them = tuple(judgements(judgement, instance.owner, evolve(env, day=day)))
    doubt: Served | None = None
    for counted in sorted({k.counted for k in all_of_them}):
        if not instance.start <= counted <= day or required(instance, counted, world) is False:
            continue
        at = evolve(env, day=counted)
        seen = tuple(k for k in all_of_them if k.counted <= counted)
        said = judged_to_be(judgement, instance.owner, at, seen)
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


# -- states -------------------------------------------------------------------------------------------------------


def obligation(instance: Instance, served: Served | None, day: date, world: World) -> Obligation:
    """The state of an instance on a day (section 5, life cycle; section 20, 14 to 19)."""
    due = current_due(instance, day, world)
    exemption = exempt(instance, day, world)
    state, missing = _state(instance, served, due, exemption, day, world)
    sure = served is not None and served.missing is None and state in (State.FULFILLED, State.LATE)
    known_due = due if isinstance(due, DueDay) else None
    return Obligation(
        rule=instance.duty.id,
        subject=world.subject(instance.subject),
        owner=world.subject(instance.owner),
        period=str(instance.period) if instance.period else None,
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
        return State.UNDETERMINED, _because(Why.CONFLICT, exemption.applying[0].id, instance)
    if exemption.has(EXCUSED):
        return State.EXCUSED, None
    if not isinstance(due, DueDay):
        return State.UNDETERMINED, due if isinstance(due, Unknown) else None
    if isinstance(owed, Unknown):
        return State.UNDETERMINED, owed
    if day <= due.day:
        return State.PENDING, None
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
    env = evolve(env_of(instance, due.day, world), day=due.day)
    if not complete(env, instance.owner, kind):
        return _because(Why.INCOMPLETE, kind, instance)
    return served.missing if served is not None else None
