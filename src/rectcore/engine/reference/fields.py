"""The fields of rows on a day: of cards, of events, of the parts of cards."""

from __future__ import annotations

from typing import Any

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.types import Type
from rectcore.check.vocabulary import Attribute
from rectcore.engine.reference.amended import amended, refused_amendment
from rectcore.engine.reference.given import PARTS, as_given, on_record
from rectcore.engine.reference.seen import find_event
from rectcore.engine.reference.task_fields import DERIVED
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Row
from rectcore.model import fold
from rectcore.model.deadline import Deadline
from rectcore.model.facts import NONE, Unknown, Why
from rectcore.model.period import Period


def read(env: Env, row: Row, name: str) -> Any:
    """A field of a row: its value, `NONE`, or unknown with the reason."""
    attribute = env.world.rulebook.vocabulary[row.entity].attribute(name)
    assert attribute is not None, (row, name)
    return on_record(_read(env, row, name, attribute), name, row.id, env.world)


def _read(env: Env, row: Row, name: str, attribute: Attribute) -> Any:
    if env.world.rulebook.vocabulary[row.entity].record:
        # What became of a rule is worked out from fields, and this field asks a rule; no circle comes of it (RC412).
        from rectcore.engine.reference.records import field_of

        return field_of(env, row, name)
    if env.world.rulebook.vocabulary[row.entity].event:
        return _event_field(env, row, name, attribute.type)
    if row.entity in SUBJECT_KINDS and name != "id" and (doubt := refused_amendment(env, row, attribute)) is not None:
        return doubt
    if row.entity == "Task":
        task = env.world.ledger.task(row.id)
        assert task is not None
        if attribute.derived:
            return DERIVED[name](env, row, task)
        if name == "deadline":
            return fold.deadline_day(task.deadline, name, row.id)
        raw = getattr(task, name) if name in TASK_FIELDS else task.fields.get(name)
        return _as_amended(env, row, attribute, raw)
    if row.entity in PARTS:
        return _part_field(env, row, name, attribute.type)
    return _as_amended(env, row, attribute, _card(env, row, name))


def _as_amended(env: Env, row: Row, attribute: Attribute, raw: Any) -> Any:
    found = amended(env, row, attribute, raw)
    return found if isinstance(found, Unknown) else as_given(found, attribute.type, attribute.name.id, row.id)


def _card(env: Env, row: Row, name: str) -> Any:
    ledger = env.world.ledger
    holder: Any = {"Unit": ledger.unit(row.id), "Person": ledger.person(row.id), "Plan": ledger.plan}[row.entity]
    if holder is None:
        return row.id if name == "id" else None
    return getattr(holder, name) if hasattr(holder, name) and name != "fields" else holder.fields.get(name)


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
    return as_given(getattr(event, name) if own else event.fields.get(name), type_, name, row.id)


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
        return as_given(values[name], type_, name, row.id)
    rows = _parts_of_card(env, row.entity, Row("Task", owner))
    part = rows[index]
    if isinstance(part, str):
        return as_given(part if name == "title" else None, type_, name, row.id)
    if name == "deadline":
        return fold.deadline_day(part.deadline, name, row.id)
    return as_given(getattr(part, name) if name in ("title", "unit") else part.fields.get(name), type_, name, row.id)


def _parts_of_card(env: Env, entity: str, owner: Row) -> tuple[Any, ...]:
    task = env.world.ledger.task(owner.id)
    parts = (task.steps if entity == "Step" else task.sites) if task else None
    return parts if isinstance(parts, tuple) else ()


TASK_FIELDS = frozenset(
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
