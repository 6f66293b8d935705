"""Rows of units, persons and tasks, and the plan: one row in, one object of the model out, or None where it is refused.

The reasons, and what is said of single fields, are left with the `Row`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rectcore.check.core import CORE, POSTS
from rectcore.check.types import DATE, Kind, Type, reference
from rectcore.io import expected, row_messages
from rectcore.io.fields import Known, Row, nearest
from rectcore.model.deadline import Deadline, Step
from rectcore.model.facts import Absent, Invalid
from rectcore.model.ledger import Plan
from rectcore.model.task import Task, TaskKind
from rectcore.model.unit import Person, Tenure, Unit

_UNIT_KEYS = ("id", "title", "parent", "kind", "posts")
_PERSON_KEYS = ("id", "name")
_PLAN_KEYS = ("id", "title", "unit", "issued")
_TENURE_KEYS = ("post", "person", "from", "to")
_STEP_KEYS = ("title", "unit", "deadline")

_TASK = CORE["Task"]
_DERIVED = tuple(a.name.id for a in _TASK.attributes if a.derived)
_PLAIN = tuple(a for a in _TASK.attributes if not a.derived and a.name.id not in ("id", "kind", "opened", "deadline"))
_TASK_KEYS = ("id", "kind", "opened", "deadline", "steps", "sites", *(a.name.id for a in _PLAIN))
_SITES = Type(Kind.TEXT, many=True)
_KINDS = _TASK.attribute("kind")
_UNIT_KIND = CORE["Unit"].attribute("kind")


def read_person(row: Row) -> Person | None:
    """A person."""
    id_ = row.id()
    name = row.text("name")
    fields = row.own_fields(_PERSON_KEYS)
    return None if row.errors else Person(id_, name, fields)


def parents_of(rows: Sequence[Row]) -> Mapping[str, str]:
    """The unit above each unit, as the rows say."""
    found = ((row.peek_id(), row.peek_id("parent")) for row in rows)
    return {id_: parent for id_, parent in found if id_ is not None and parent is not None}


def blame_circles(rows: Sequence[Row]) -> None:
    """Blames every unit that stands above itself."""
    parents = parents_of(rows)
    circle: set[str] = set()
    done: set[str] = set()
    for start in parents:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path[at] = len(path)
            at = parents.get(at)
        if at is not None and at in path:
            circle.update(list(path)[path[at] :])
        done.update(path)
    for row in rows:
        id_ = row.peek_id()
        if id_ in circle and row.readable:
            row.errors.append(row_messages.parent_circle(row.place("parent"), id_ or ""))


def read_unit(row: Row, known: Known) -> Unit | None:
    """A unit with those who hold its posts; `known.units` already lists all units that may be referred to."""
    id_ = row.id()
    title = row.text("title")
    # A row that is refused by now stands in a circle, and has heard so, or shares its id.
    above = None if row.errors else row.get("parent")
    parent = row.typed("parent", "parent", above, reference("Unit", optional=True), known)
    assert _UNIT_KIND is not None
    kind = row.typed("kind", "kind", row.get("kind"), _UNIT_KIND.type, known)
    posts = row.get("posts")
    tenures: list[Tenure] = []
    if isinstance(posts, list):
        read = (_tenure(row, f"posts[{i}]", entry, known) for i, entry in enumerate(posts))
        tenures = [t for t in read if t is not None]
    elif posts is not None and posts != "none":
        row.invalid("posts", "posts", posts, expected.TENURE)
    fields = row.own_fields(_UNIT_KEYS)
    if row.errors:
        return None
    return Unit(id_, title, _or_none(parent), _or_none(kind), tuple(tenures), fields)


def _or_none(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _tenure(row: Row, path: str, entry: Any, known: Known) -> Tenure | None:
    if not isinstance(entry, dict) or not set(entry) <= set(_TENURE_KEYS):
        row.notes.append(row_messages.part_left_out(row.place(path), entry, expected.TENURE))
        return None
    for key in ("post", "person"):
        if entry.get(key) in (None, "none"):
            row.notes.append(row_messages.part_left_out(row.place(path), entry, expected.TENURE))
            return None
    post = row.typed(f"{path}.post", "post", entry["post"], POSTS, known)
    person = row.typed(f"{path}.person", "person", entry["person"], reference("Person"), known)
    since = row.typed(f"{path}.from", "from", entry.get("from"), DATE, known)
    until = row.typed(f"{path}.to", "to", entry.get("to"), DATE, known)
    if any(isinstance(value, Invalid) for value in (post, person, since, until)):
        return None
    first = since if isinstance(since, date) else None
    last = until if isinstance(until, date) else None
    if first and last and last < first:
        row.notes.append(row_messages.part_left_out(row.place(path), entry, expected.TENURE_ORDER))
        return None
    return Tenure(post, person, first, last)


def read_plan(row: Row, known: Known) -> Plan | None:
    """The plan of the header."""
    id_ = row.id()
    title = row.text("title")
    unit = row.typed("unit", "unit", row.get("unit"), reference("Unit"), known)
    issued = row.typed("issued", "issued", row.get("issued"), DATE, known)
    fields = row.own_fields(_PLAN_KEYS)
    if row.errors:
        return None
    return Plan(id_, title, _or_none(unit), issued if isinstance(issued, date) else None, fields)


def read_task(row: Row, known: Known) -> Task | None:
    """A task or petition."""
    id_ = row.id()
    kind = _task_kind(row)
    opened = row.get("opened")
    day = row.day("opened", opened, known.zone) if opened is not None else None
    if opened is None:
        row.errors.append(row_messages.key_missing(row.place(), "opened"))
    values = {a.name.id: row.typed(a.name.id, a.name.id, row.get(a.name.id), a.type, known) for a in _PLAIN}
    deadline = row.deadline("deadline", "deadline", row.get("deadline"))
    steps = _steps(row, known)
    sites = row.typed("sites", "sites", row.get("sites"), _SITES, known)
    fields = row.own_fields(_TASK_KEYS, _DERIVED)
    if row.errors or day is None:
        return None
    return Task(id=id_, opened=day, kind=kind, deadline=deadline, steps=steps, sites=sites, fields=fields, **values)


def _task_kind(row: Row) -> TaskKind:
    value = row.get("kind")
    if value is None:
        return TaskKind.TASK
    assert _KINDS is not None
    found = _KINDS.type.value(value) if isinstance(value, str) else None
    if found is not None:
        return TaskKind(found.id)
    near = nearest(value, [word for v in _KINDS.type.values for word in v.all]) if isinstance(value, str) else None
    row.errors.append(row_messages.unknown_kind(row.place("kind"), value, [k.value for k in TaskKind], near))
    return TaskKind.TASK


def _steps(row: Row, known: Known) -> tuple[Step, ...] | Absent | Invalid | None:
    """The steps; one of no use makes them all unknown, since a step has no room for a value that is not known."""
    value = row.get("steps")
    if value is None:
        return None
    if value == "none":
        return Absent.NONE
    if not isinstance(value, list):
        return row.invalid("steps", "steps", value, expected.STEPS)
    steps: list[Step] = []
    spoilt: Invalid | None = None
    for i, entry in enumerate(value):
        path = f"steps[{i}]"
        if not isinstance(entry, dict) or not isinstance(entry.get("title"), str):
            spoilt = row.invalid(path, "steps", entry, expected.STEPS)
            continue
        unit = row.typed(f"{path}.unit", "unit", entry.get("unit"), reference("Unit", optional=True), known)
        deadline = row.deadline(f"{path}.deadline", "deadline", entry.get("deadline"))
        own = {k: row.raw_value(f"{path}.{k}", k, v) for k, v in entry.items() if k not in _STEP_KEYS and v is not None}
        for part in (unit, deadline):
            spoilt = part if isinstance(part, Invalid) else spoilt
        steps.append(Step(entry["title"], _or_none(unit), deadline if isinstance(deadline, Deadline) else None, own))
    return spoilt or tuple(steps)
