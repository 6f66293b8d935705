"""The facts as a verdict sees them: fields of rows on a day, what a quantifier runs over, and whether all is there.

A pure function of rulebook, ledger and two days. The tables below only remember what has been worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import Factory, evolve, field, frozen

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import Rulebook
from rectcore.check.types import Kind, Type
from rectcore.check.vocabulary import Clock, Entity, convert
from rectcore.engine.trace import Row
from rectcore.model import fold
from rectcore.model.calendar import Calendar
from rectcore.model.deadline import Deadline
from rectcore.model.events import Event, Subject
from rectcore.model.facts import NONE, Invalid, Unknown, Why
from rectcore.model.fold import KnownEvent, Version
from rectcore.model.ledger import Ledger
from rectcore.model.period import Period
from rectcore.model.task import Task

ENTITY_OF = {kind: entity for entity, kind in SUBJECT_KINDS.items()}
_PARTS = frozenset({"Step", "Site", "Tenure"})
UNCHANGED = frozenset({"id", "kind", "opened", "deadline"})


@frozen(slots=False, eq=False)
class World:
    """A rulebook with a ledger."""

    rulebook: Rulebook
    ledger: Ledger
    calendar: Calendar
    known_at: date
    memo: dict[Any, Any] = field(factory=dict, repr=False)

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
        period: of a duty's instance.
        rules_day: the day whose parameters judge.
        variables: rows by the number of their variable.
        versions: events to be seen as they stood in an earlier version, by id.
        since: events before this day are not seen (gates after a reopening).
        without: the recorded act that is being judged, which does not see itself.
        actor: who asks.
    """

    world: World = field(repr=False)
    day: date
    known_at: date
    rules_day: date
    subject: Row | None = None
    this: Row | None = None
    period: Period | None = None
    variables: Mapping[int, Row] = Factory(dict)
    versions: Mapping[str, Event] = Factory(dict)
    since: date | None = None
    without: str | None = None
    actor: str | None = None

    def bind(self, number: int, row: Row) -> Env:
        """The same place with a variable bound."""
        return evolve(self, variables={**self.variables, number: row})


def belongs_to(env: Env, row: Row) -> Row:
    """What a row is about; of an act that is only asked about, what the rule is about."""
    if row == env.this and env.world.ledger.event(row.id) is None:
        assert env.subject is not None
        return env.world.owner(env.subject)
    return env.world.owner(row)


def known_events(env: Env, owner: Row) -> tuple[KnownEvent, ...]:
    """The events of a task, unit or plan that this verdict sees, in order."""
    world = env.world
    key = ("events", owner, env.known_at)
    if key not in world.memo:
        world.memo[key] = fold.known_events(world.ledger, world.subject(owner), date.max, env.known_at)
    found: tuple[KnownEvent, ...] = tuple(k for k in world.memo[key] if k.event.on <= env.day)
    if env.since is not None or env.without is not None:
        found = tuple(k for k in found if k.event.id != env.without and (env.since is None or k.event.on >= env.since))
    if env.versions:
        found = tuple(_as_version(k, env.versions.get(k.event.id)) for k in found)
    return found


def _as_version(known: KnownEvent, event: Event | None) -> KnownEvent:
    return known if event is None else KnownEvent(event, (Version(event, event.recorded),))


def find_event(env: Env, row: Row) -> KnownEvent | None:
    """The event of a row; None for the act that is only asked about."""
    if env.world.ledger.event(row.id) is None:
        return None
    owner = belongs_to(env, row)
    return next((k for k in known_events(env, owner) if k.event.id == row.id), None)


def counted_day(entity: Entity, known: KnownEvent) -> date:
    """The day an event counts from: the later of its two days, or the stated one where its kind says so."""
    return known.event.on if entity.clock is Clock.STATED else known.counted


def complete(env: Env, owner: Row, kind: str) -> bool:
    """Whether every event of a kind on a subject is known up to the day: absence then says it did not happen."""
    mark = env.world.watermark(env.world.rulebook.vocabulary[kind], env.known_at)
    return mark is not None and mark >= env.day and not env.world.ledger.refused(env.world.subject(owner), kind)


def read(env: Env, row: Row, name: str) -> Any:
    """A field of a row: its value, `NONE`, or unknown with the reason."""
    entity = env.world.rulebook.vocabulary[row.entity]
    attribute = entity.attribute(name)
    assert attribute is not None, (row, name)
    if entity.event:
        return _event_field(env, row, name, attribute.type)
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
    if row.entity not in SUBJECT_KINDS or name in UNCHANGED:
        return raw
    own = env.world.rulebook.vocabulary[row.entity].attribute(name)
    names = own.name.all if own else (name,)
    changes = [
        k.event
        for k in known_events(evolve(env, since=None), row)
        if k.event.kind == "amendment" and k.event.fields.get("field") in names
    ]
    return max(changes, key=lambda e: (e.on, e.recorded, e.id)).fields.get("value") if changes else raw


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
        return env.day
    if name == "recorded":
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
        rows = tuple(Row(entity, k.event.id) for k in known_events(env, owner) if k.event.kind == entity)
        return rows, complete(env, owner, entity)
    if entity == "Tenure":
        unit = world.ledger.unit(owner.id)
        return tuple(Row(entity, f"{owner.id}/{i}") for i in range(len(unit.posts) if unit else 0)), True
    task = world.ledger.task(owner.id)
    given = (task.steps if entity == "Step" else task.sites) if task else None
    count = len(given) if isinstance(given, tuple) else 0
    return tuple(Row(entity, f"{owner.id}/{i}") for i in range(count)), isinstance(given, tuple) or given is NONE


def _all_rows(env: Env, entity: str, kind: Entity) -> tuple[tuple[Row, ...], bool]:
    world = env.world
    if not kind.event:
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
    return fold.status(env.world.ledger, task, known_events(evolve(env, since=None), row), env.day)


def _current_deadline(env: Env, row: Row, task: Task) -> Any:
    return fold.current_deadline(env.world.ledger, task, known_events(evolve(env, since=None), row))


def _deadline_class(_: Env, row: Row, task: Task) -> Any:
    if isinstance(task.deadline, Deadline):
        return task.deadline.kind.value
    return Unknown.because(Why.NOT_GIVEN, "deadline", row.id) if task.deadline is not NONE else NONE


def _progress(env: Env, row: Row, _: Task) -> Any:
    """The progress of the last report that names one."""
    type_ = env.world.rulebook.vocabulary["report"].attribute("progress")
    assert type_ is not None
    given = [
        k for k in known_events(env, row) if k.event.kind == "report" and k.event.fields.get("progress") is not None
    ]
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
    events = known_events(evolve(env, since=None), row)
    again = fold.reopened(events)
    stage = "registered"
    for kind, name in _STAGES:
        happened = any(
            k.event.kind == kind
            and (again is None or k.event.on >= again)
            and not (kind == "acceptance" and k.event.fields.get("result") == "failed")
            for k in events
        )
        if happened and (kind not in ("closure", "filing") or status == "closed"):
            stage = name
    return stage


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
