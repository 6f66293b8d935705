"""The facts as a verdict sees them: fields of rows on a day, what a quantifier runs over, and whether all is there.

A pure function of rulebook, ledger and two days. The tables below only remember what has been worked out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import Factory, define, evolve, field, frozen

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import Rulebook
from rectcore.check.types import DURATIONS, Kind, Type
from rectcore.check.vocabulary import Attribute, Clock, Entity, convert
from rectcore.engine.reference.amounts import Amount
from rectcore.engine.reference.stretches import Stretches
from rectcore.engine.trace import Row
from rectcore.model import fold
from rectcore.model.calendar import Calendar
from rectcore.model.deadline import Deadline
from rectcore.model.duration import SpanUnit
from rectcore.model.events import AMENDMENT, NEVER_AMENDED, Event, Subject
from rectcore.model.facts import NONE, Invalid, Unknown, Why
from rectcore.model.fold import KnownEvent, Version
from rectcore.model.grid import Stretch
from rectcore.model.ledger import Ledger
from rectcore.model.period import Period
from rectcore.model.task import Task

ENTITY_OF = {kind: entity for entity, kind in SUBJECT_KINDS.items()}
_PARTS = frozenset({"Step", "Site", "Tenure"})
_LISTS = {"Step": "steps", "Site": "sites"}
NOTHING_FOR_SURE = date.max
"""The day from which events are seen where nobody knows from which: none of them is, and none is known not to be."""


@frozen(slots=False, eq=False)
class World:
    """A rulebook with a ledger.

    Args:
        memo: what does not depend on the day of a question, by what it is.
        stretches: what does, with the days on which it is the same.
    """

    rulebook: Rulebook
    ledger: Ledger
    calendar: Calendar
    known_at: date
    memo: dict[Any, Any] = field(factory=dict, repr=False)
    stretches: Stretches = field(factory=Stretches, repr=False)

    def subjects(self, entity: str) -> Iterator[Row]:
        """Every row of an entity that rules may be `for each` of, by id."""
        rows: Mapping[str, list[str]] = {
            "Task": [t.id for t in self.ledger.tasks],
            "Unit": [u.id for u in self.ledger.units],
            "Plan": [self.ledger.plan.id] if self.ledger.plan else [],
        }
        return (Row(entity, name) for name in sorted(rows[entity]))

    def subject(self, row: Row) -> Subject:
        """The name of a row in findings."""
        return Subject(SUBJECT_KINDS.get(row.entity, row.entity), row.id)

    def owner(self, row: Row) -> Row:
        """What an event belongs to; anything else itself."""
        if row.entity in SUBJECT_KINDS:
            return row
        event = self.ledger.event(row.id)
        assert event is not None, row
        return Row(ENTITY_OF[event.subject.kind], event.subject.id)

    def start(self, row: Row) -> date | None:
        """The day a subject begins: a task's `opened`, a plan's `issued`; None for a unit, which was always there."""
        if row.entity == "Task":
            task = self.ledger.task(row.id)
            return task.opened if task else None
        return self.ledger.plan.issued if row.entity == "Plan" and self.ledger.plan else None

    def first_day(self) -> date | None:
        """The first day of the ledger: the earliest on its cards; where they bear none, the earliest of its events."""
        key = "first day"
        if key not in self.memo:
            plan = self.ledger.plan
            cards = [t.opened for t in self.ledger.tasks] + ([plan.issued] if plan and plan.issued else [])
            events = (e.on for e in self.ledger.events if e.recorded <= self.known_at)
            self.memo[key] = min(cards, default=None) or min(events, default=None)
        found: date | None = self.memo[key]
        return found

    def calendar_on(self, known_at: date) -> Calendar:
        """The calendar with the notices published by a day: what came later, nobody could know."""
        key = ("calendar", known_at)
        if key not in self.memo:
            self.memo[key] = self.calendar.known_on(known_at)
        found: Calendar = self.memo[key]
        return found

    def watermark(self, entity: Entity, known_at: date) -> date | None:
        """How far absence of these events says something; `date.max` where they are declared complete."""
        completeness = entity.completeness
        if completeness is None or completeness.may_be_incomplete:
            return None
        return date.max if completeness.complete else self.ledger.watermark(completeness.feed or "", known_at)


@frozen
class Env:
    """Where and when a term is evaluated.

    Args:
        day: the verdict is as of its end.
        known_at: what was recorded later is not seen.
        subject: what the rule is about.
        this: the act asked about, or the event a rule is for.
        period: of a duty's instance; of a target the one whose data are looked at.
        rules_day: the day whose parameters judge.
        variables: rows by the number of their variable.
        versions: events to be seen as they stood in an earlier version, by id.
        since: events before this day are not seen (gates after a reopening).
        without: the recorded act that is being judged, which does not see itself.
        actor: who asks.
        final: of the readings for `period` only those made after its end are seen.
    """

    world: World = field(repr=False)
    day: date
    known_at: date
    rules_day: date
    subject: Row | None = None
    this: Row | None = None
    period: Period | Stretch | None = None
    variables: Mapping[int, Row] = Factory(dict)
    versions: Mapping[str, Event] = Factory(dict)
    since: date | None = None
    without: str | None = None
    actor: str | None = None
    final: bool = False

    @property
    def calendar(self) -> Calendar:
        """The calendar as known."""
        return self.world.calendar_on(self.known_at)

    def bind(self, number: int, row: Row) -> Env:
        """The same place with a variable bound."""
        return evolve(self, variables={**self.variables, number: row})


def belongs_to(env: Env, row: Row) -> Row:
    """What a row is about; of an act that is only asked about, what the rule is about."""
    if row == env.this and env.world.ledger.event(row.id) is None:
        assert env.subject is not None
        return env.world.owner(env.subject)
    return env.world.owner(row)


def known_events(env: Env, owner: Row, *kinds: str) -> tuple[KnownEvent, ...]:
    """The events of a task, unit or plan that this verdict sees, in order; of these kinds only, if any are named."""
    known = _known(env, owner, kinds)
    come = known.come_by(env.day, env.world.stretches.turns_at_each(env.day, known.days))
    if env.since is None and env.without is None and not env.versions:
        return come
    return tuple(seen for k in come if (seen := _seen(env, k)) is not None)


def find_event(env: Env, row: Row) -> KnownEvent | None:
    """The event of a row; None for the act that is only asked about."""
    if env.world.ledger.event(row.id) is None:
        return None
    found = _known(env, belongs_to(env, row), ()).by_id.get(row.id)
    if found is None:
        return None
    env.world.stretches.turns(env.day, found.event.on)
    return _seen(env, found) if found.event.on <= env.day else None


@define
class _Known:
    """The events of a subject as known on a day, whenever they happened."""

    events: tuple[KnownEvent, ...]
    days: list[date] = field(init=False)
    by_id: dict[str, KnownEvent] = field(init=False)
    _come: tuple[int, tuple[KnownEvent, ...]] = field(default=(0, ()), init=False)

    def __attrs_post_init__(self) -> None:
        self.days = sorted(k.event.on for k in self.events)
        self.by_id = {k.event.id: k for k in self.events}

    def come_by(self, day: date, number: int) -> tuple[KnownEvent, ...]:
        """Those that had happened by a day, of which there are so many."""
        if number == len(self.events):
            return self.events
        if self._come[0] != number:
            self._come = number, tuple(k for k in self.events if k.event.on <= day)
        return self._come[1]


def _known(env: Env, owner: Row, kinds: tuple[str, ...]) -> _Known:
    world = env.world
    key = ("events", owner, env.known_at, kinds)
    if key not in world.memo:
        if kinds:
            every = _known(env, owner, ()).events
        else:
            every = fold.known_events(world.ledger, world.subject(owner), date.max, env.known_at)
        world.memo[key] = _Known(tuple(k for k in every if not kinds or k.event.kind in kinds))
    found: _Known = world.memo[key]
    return found


def _seen(env: Env, known: KnownEvent) -> KnownEvent | None:
    """An event as it is seen from a place; None where it is not."""
    event = known.event
    if event.id == env.without:
        return None
    if env.since is not None and event.on < env.since and (env.this is None or event.id != env.this.id):
        return None
    version = env.versions.get(event.id)
    return known if version is None else KnownEvent(version, (Version(version, version.recorded),))


def counted_day(entity: Entity, known: KnownEvent) -> date:
    """The day an event counts from: the later of its two days, or the stated one where its kind says so."""
    return known.event.on if entity.clock is Clock.STATED else known.counted


def complete(env: Env, owner: Row, kind: str) -> bool:
    """Whether every event of a kind on a subject is known up to the day: absence then says it did not happen."""
    if env.since == NOTHING_FOR_SURE:
        return False
    mark = env.world.watermark(env.world.rulebook.vocabulary[kind], env.known_at)
    if mark is not None:
        env.world.stretches.turns_after(env.day, mark)
    return mark is not None and mark >= env.day and not env.world.ledger.refused(env.world.subject(owner), kind)


def reopened(env: Env, row: Row) -> date | None:
    """The day of the last reopening, from which gates look at papers; it is not known where one may be refused."""
    if env.world.ledger.refused(env.world.subject(row), "reopening", env.known_at):
        return NOTHING_FOR_SURE
    return fold.reopened(known_events(env, row, "reopening"))


def read(env: Env, row: Row, name: str) -> Any:
    """A field of a row: its value, `NONE`, or unknown with the reason."""
    attribute = env.world.rulebook.vocabulary[row.entity].attribute(name)
    assert attribute is not None, (row, name)
    return on_record(_read(env, row, name, attribute), name, row.id, env.world)


def on_record(found: Any, name: str, of: str, world: World) -> Any:
    """A value as it is; unknown where it names a row that is not in the ledger. Units and persons need no card."""
    rows = found if isinstance(found, tuple) else (found,)
    if all(not isinstance(row, Row) or _exists(row, world) for row in rows):
        return found
    return Unknown.because(Why.INVALID, name, of)


def _exists(row: Row, world: World) -> bool:
    kind = world.rulebook.vocabulary[row.entity]
    if row.entity in SUBJECT_KINDS:
        return row.entity == "Unit" or world.ledger.has(world.subject(row))
    if kind.event:
        event = world.ledger.event(row.id)
        return event is not None and event.kind == row.entity
    if row.entity in _PARTS:
        owner, _, place = row.id.rpartition("/")
        card = world.ledger.unit(owner) if row.entity == "Tenure" else world.ledger.task(owner)
        parts = getattr(card, {"Tenure": "posts", **_LISTS}[row.entity], None)
        return isinstance(parts, tuple) and place.isdecimal() and int(place) < len(parts)
    return True


def _read(env: Env, row: Row, name: str, attribute: Attribute) -> Any:
    if env.world.rulebook.vocabulary[row.entity].event:
        return _event_field(env, row, name, attribute.type)
    if row.entity in SUBJECT_KINDS and name != "id" and (doubt := _refused_amendment(env, row, attribute)) is not None:
        return doubt
    if row.entity == "Task":
        task = env.world.ledger.task(row.id)
        assert task is not None
        if attribute.derived:
            return _DERIVED[name](env, row, task)
        if name == "deadline":
            return fold.deadline_day(task.deadline, name, row.id)
        raw = getattr(task, name) if name in _TASK_FIELDS else task.fields.get(name)
        return _value(_amended(env, row, name, raw), attribute.type, name, row.id)
    if row.entity in _PARTS:
        return _part_field(env, row, name, attribute.type)
    return _value(_amended(env, row, name, _card(env, row, name)), attribute.type, name, row.id)


def _card(env: Env, row: Row, name: str) -> Any:
    ledger = env.world.ledger
    holder: Any = {"Unit": ledger.unit(row.id), "Person": ledger.person(row.id), "Plan": ledger.plan}[row.entity]
    if holder is None:
        return row.id if name == "id" else None
    return getattr(holder, name) if hasattr(holder, name) and name != "fields" else holder.fields.get(name)


def _amended(env: Env, row: Row, name: str, raw: Any) -> Any:
    """What the last amendment of that field says; the deadline and what names a card never change."""
    if row.entity not in SUBJECT_KINDS or name in NEVER_AMENDED:
        return raw
    own = env.world.rulebook.vocabulary[row.entity].attribute(name)
    last = _last_amendment(env, row, own.name.all if own else (name,))
    return last.fields.get("value") if last is not None else raw


def _last_amendment(env: Env, row: Row, names: Collection[str]) -> Event | None:
    """The amendment that holds for a field on the day."""
    known = known_events(_ever(env), row, AMENDMENT)
    changes = (k.event for k in known if k.event.fields.get("field") in names)
    return max(changes, key=lambda e: (e.on, e.recorded, e.id), default=None)


def _refused_amendment(env: Env, row: Row, attribute: Attribute) -> Unknown | None:
    """Unknown where a refused row may have set a field, and no later amendment did.

    One that names no field that can be told may have set any that amendments change (section 20, 7).
    """
    if not env.world.ledger.refusals:
        return None
    name = attribute.name.id
    names = attribute.name.all + (("deadline",) if name in ("current_deadline", "deadline_class") else ())
    amendable = not attribute.derived and name not in NEVER_AMENDED
    if _may_be_set(env, row, names, or_any=amendable):
        return Unknown.because(Why.INCOMPLETE, name, row.id)
    return None


def _may_be_set(env: Env, row: Row, names: Collection[str], *, or_any: bool = False) -> bool:
    for refusal in env.world.ledger.refusals_of(env.world.subject(row)):
        if not refusal.could_be(AMENDMENT) or not refusal.known_by(env.known_at):
            continue
        if refusal.field not in names and not (or_any and refusal.field is None):
            continue
        if refusal.on is None:
            return True
        env.world.stretches.turns(env.day, refusal.on)
        last = _last_amendment(env, row, names)
        settled = last is not None and (last.on, last.recorded) > (refusal.on, refusal.recorded or date.max)
        if refusal.on <= env.day and not settled:
            return True
    return False


def _event_field(env: Env, row: Row, name: str, type_: Type) -> Any:
    if name == "id":
        return row.id
    known = find_event(env, row)
    if known is None:
        return _asked_field(env, row, name)
    event = known.event
    if name == "task":
        return Row("Task", event.subject.id) if event.subject.kind == "task" else NONE
    if name in known.contradictory:
        return Unknown.because(Why.CONTRADICTORY, name, row.id)
    if name == "recorded":
        return known.versions[0].recorded
    if name == "new_deadline":
        return fold.deadline_day(convert_deadline(event.fields.get(name)), name, row.id)
    own = name in ("on", "unit", "person", "post", "note", "answers")
    return _value(getattr(event, name) if own else event.fields.get(name), type_, name, row.id)


def convert_deadline(value: Any) -> Any:
    """A deadline given as a month means its last day."""
    if isinstance(value, Period):
        return Deadline(value)
    return value


def _asked_field(env: Env, row: Row, name: str) -> Any:
    """A field of the act that is asked about: its days and who asks are known, the rest is not."""
    if name == "on":
        env.world.stretches.only(env.day)
        return env.day
    if name == "recorded":
        env.world.stretches.same(env.day, env.day, env.day)
        return env.known_at
    if name == "person" and env.actor is not None:
        return Row("Person", env.actor)
    if name == "task" and env.subject is not None and env.subject.entity == "Task":
        return env.subject
    return Unknown.because(Why.ASKED, name, row.entity)


def _part_field(env: Env, row: Row, name: str, type_: Type) -> Any:
    """A field of a step, a site or a tenure; such rows are named `OWNER/PLACE`."""
    owner, _, place = row.id.rpartition("/")
    index = int(place)
    ledger = env.world.ledger
    if row.entity == "Tenure":
        unit = ledger.unit(owner)
        assert unit is not None
        tenure = unit.posts[index]
        values = {
            "unit": owner,
            "post": tenure.post,
            "person": tenure.person,
            "from": tenure.since or NONE,
            "to": tenure.until or NONE,
        }
        return _value(values[name], type_, name, row.id)
    rows = _parts_of_card(env, row.entity, Row("Task", owner))
    part = rows[index]
    if isinstance(part, str):
        return _value(part if name == "title" else None, type_, name, row.id)
    if name == "deadline":
        return fold.deadline_day(part.deadline, name, row.id)
    return _value(getattr(part, name) if name in ("title", "unit") else part.fields.get(name), type_, name, row.id)


def _parts_of_card(env: Env, entity: str, owner: Row) -> tuple[Any, ...]:
    task = env.world.ledger.task(owner.id)
    parts = (task.steps if entity == "Step" else task.sites) if task else None
    return parts if isinstance(parts, tuple) else ()


def _value(raw: Any, type_: Type, name: str, of: str) -> Any:
    value = convert(raw, type_)
    if value is None:
        return Unknown.because(Why.NOT_GIVEN, name, of)
    if isinstance(value, Invalid):
        return Unknown.because(Why.INVALID, name, of)
    if type_.kind in DURATIONS and value is not NONE:
        return Amount(Decimal(value), SpanUnit(type_.kind.value))
    if type_.kind is Kind.ENTITY and value is not NONE:
        assert type_.entity is not None
        return tuple(Row(type_.entity, v) for v in value) if type_.many else Row(type_.entity, value)
    return value


def rows_of(env: Env, entity: str, owner: Row | None) -> tuple[tuple[Row, ...], bool]:
    """The rows of an entity that are part of `owner` (None: all there are), and whether none can be missing."""
    world = env.world
    kind = world.rulebook.vocabulary[entity]
    if owner is None:
        return _all_rows(env, entity, kind)
    if kind.event:
        rows = tuple(Row(entity, k.event.id) for k in known_events(env, owner, entity))
        return rows, complete(env, owner, entity)
    if entity == "Tenure":
        unit = world.ledger.unit(owner.id)
        return tuple(Row(entity, f"{owner.id}/{i}") for i in range(len(unit.posts) if unit else 0)), True
    task = world.ledger.task(owner.id)
    given = (task.steps if entity == "Step" else task.sites) if task else None
    count = len(given) if isinstance(given, tuple) else 0
    whole = (isinstance(given, tuple) or given is NONE) and not _may_be_set(env, owner, (_LISTS[entity],))
    return tuple(Row(entity, f"{owner.id}/{i}") for i in range(count)), whole


def _all_rows(env: Env, entity: str, kind: Entity) -> tuple[tuple[Row, ...], bool]:
    world = env.world
    if not kind.event:
        if entity == "Task":
            world.stretches.turns_at_each(env.day, sorted(t.opened for t in world.ledger.tasks))
        tables: dict[str, tuple[Any, ...]] = {
            "Task": tuple(t for t in world.ledger.tasks if t.opened <= env.day),
            "Unit": world.ledger.units,
            "Person": world.ledger.persons,
            "Plan": (world.ledger.plan,) if world.ledger.plan else (),
        }
        if entity in tables:
            lost = any(r.table == f"{entity.lower()}s" and not r.harmless for r in world.ledger.refusals)
            whole = not world.ledger.cut and not lost
            return tuple(Row(entity, r.id) for r in sorted(tables[entity], key=lambda r: r.id)), whole
    found: list[Row] = []
    whole = True
    for part_of in kind.part_of:
        for owner in world.subjects(part_of):
            rows, here = rows_of(env, entity, owner)
            found += rows
            whole = whole and here
    return tuple(sorted(found)), whole


def _status(env: Env, row: Row, task: Task) -> Any:
    events = known_events(_ever(env), row, "closure", "reopening", "suspension")
    for known in events:
        until = known.event.fields.get("until")
        if known.event.kind == "suspension" and isinstance(until, date):
            env.world.stretches.turns_after(env.day, until)
    return fold.status(env.world.ledger, task, events, env.day)


def _current_deadline(env: Env, row: Row, task: Task) -> Any:
    return fold.current_deadline(env.world.ledger, task, known_events(_ever(env), row, "extension"))


def _ever(env: Env) -> Env:
    """The same place, with what happened before a reopening seen as well."""
    return env if env.since is None else evolve(env, since=None)


def _deadline_class(_: Env, row: Row, task: Task) -> Any:
    if isinstance(task.deadline, Deadline):
        return task.deadline.kind.value
    return Unknown.because(Why.NOT_GIVEN, "deadline", row.id) if task.deadline is not NONE else NONE


def _progress(env: Env, row: Row, _: Task) -> Any:
    """The progress of the last report that names one."""
    type_ = env.world.rulebook.vocabulary["report"].attribute("progress")
    assert type_ is not None
    if env.world.ledger.refused(env.world.subject(row), "report"):
        return Unknown.because(Why.INCOMPLETE, "progress", row.id)
    given = [k for k in known_events(env, row, "report") if k.event.fields.get("progress") is not None]
    if not given:
        return Unknown.because(Why.NOT_GIVEN, "progress", row.id)
    last = max(given, key=lambda k: (k.event.on, k.counted, k.event.id))
    if "progress" in last.contradictory:
        return Unknown.because(Why.CONTRADICTORY, "progress", last.event.id)
    return _value(last.event.fields["progress"], type_.type, "progress", last.event.id)


_STAGES = (
    ("report", "in_progress"),
    ("completion", "completion_reported"),
    ("acceptance", "accepted"),
    ("public_notice", "on_notice"),
    ("closure", "closed"),
    ("filing", "filed"),
)


def _stage(env: Env, row: Row, task: Task) -> Any:
    """How far a task has come since it was opened, or last reopened: the furthest of what happened."""
    status = _status(env, row, task)
    if isinstance(status, Unknown):
        return status
    events = known_events(_ever(env), row)
    again = fold.reopened(events)
    stage, lost = "registered", False
    for kind, name in _STAGES:
        happened = any(
            k.event.kind == kind
            and (again is None or k.event.on >= again)
            and not (kind == "acceptance" and k.event.fields.get("result") == "failed")
            for k in events
        )
        if kind in ("closure", "filing") and status != "closed":
            continue
        if happened:
            stage, lost = name, False
        elif env.world.ledger.refused(env.world.subject(row), kind):
            lost = True
    return Unknown.because(Why.INCOMPLETE, "stage", row.id) if lost else stage


_DERIVED = {
    "status": _status,
    "stage": _stage,
    "current_deadline": _current_deadline,
    "deadline_class": _deadline_class,
    "progress": _progress,
}
_TASK_FIELDS = frozenset(
    {
        "id",
        "kind",
        "title",
        "problem",
        "category",
        "origin",
        "goal",
        "territory",
        "lead_unit",
        "responsible_units",
        "supporting_units",
        "supervising_unit",
        "accepting_unit",
        "opened",
        "priority",
    }
)
