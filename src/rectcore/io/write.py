"""A ledger in, the canonical text of its file out: one row a line, keys in a fixed order, same ledger same bytes.

Reading the text gives the same units, persons, tasks and events. What the layout cannot say (a title that is the very
word "none", a field of a host under a core name) is the mistake of a program and raises.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from rectcore.check.vocabulary import Share
from rectcore.io.event_rows import fields_of
from rectcore.io.ledger_file import FORMAT
from rectcore.io.lines import WORDS
from rectcore.model.deadline import Deadline, DeadlineClass, Step
from rectcore.model.events import CORRECTION, WITHDRAWAL, Event
from rectcore.model.facts import Absent, Fields, Invalid
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.period import Period
from rectcore.model.task import Task
from rectcore.model.unit import Person, Tenure, Unit

_TASK_KEYS = (
    "title", "problem", "category", "origin", "goal", "territory", "lead_unit", "responsible_units", "supporting_units",
    "supervising_unit", "accepting_unit", "opened", "deadline", "steps", "sites", "priority",
)  # fmt: skip


def write_ledger(ledger: Ledger, *, lines: bool = False) -> str:
    """The text of the ledger's file.

    Args:
        ledger: what to write.
        lines: as JSON Lines: the header, then a row a line.

    Raises:
        ValueError: it holds something that the layout cannot say, such as a number that is not exact.
    """
    header: dict[str, Any] = {
        "format": FORMAT,
        "id": ledger.id,
        "timezone": ledger.timezone,
        "through": ledger.through,
        "recorded": "as stated" if ledger.recorded_as_stated else None,
        "feeds": [{"id": f.id, "through": f.through} for f in ledger.feeds] or None,
        "plan": _plan(ledger.plan) if ledger.plan is not None else None,
    }
    assumed = frozenset(ledger.assumed_recorded) if ledger.recorded_as_stated else frozenset()
    tables: dict[str, Iterable[dict[str, Any]]] = {
        "units": map(_unit, ledger.units),
        "persons": map(_person, ledger.persons),
        "tasks": map(_task, ledger.tasks),
        "events": (_event(e, ledger, assumed) for e in ledger.events),
    }
    if lines:
        rows = (f"{{{_text(word)}: {_row(row)}}}\n" for word, table in WORDS.items() for row in tables[table])
        return _row(header) + "\n" + "".join(rows)
    parts = [f"  {_text(key)}: {_json(value)}" for key, value in header.items() if value is not None]
    parts += [f"  {_text(name)}: {_rows(rows)}" for name, rows in tables.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _rows(rows: Iterable[dict[str, Any]]) -> str:
    lines = ["    " + _row(row) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"


def _row(row: dict[str, Any]) -> str:
    return _json({k: v for k, v in row.items() if v is not None})


# Rows


def _plan(plan: Plan) -> dict[str, Any]:
    row = {"id": plan.id, "title": _said(plan.title), "unit": plan.unit, "issued": plan.issued}
    return {k: v for k, v in _with(row, plan.fields).items() if v is not None}


def _unit(unit: Unit) -> dict[str, Any]:
    posts = [{k: v for k, v in _tenure(t) if v is not None} for t in unit.posts] or None
    row = {"id": unit.id, "title": _said(unit.title), "parent": unit.parent, "kind": unit.kind, "posts": posts}
    return _with(row, unit.fields)


def _tenure(tenure: Tenure) -> Iterator[tuple[str, Any]]:
    yield from (("post", tenure.post), ("person", tenure.person), ("from", tenure.since), ("to", tenure.until))


def _person(person: Person) -> dict[str, Any]:
    return _with({"id": person.id, "name": _said(person.name)}, person.fields)


def _task(task: Task) -> dict[str, Any]:
    row: dict[str, Any] = {"id": task.id, "kind": task.kind.value}
    for key in _TASK_KEYS:
        value = getattr(task, key)
        if key == "steps" and isinstance(value, tuple):
            value = [_step(s) for s in value]
        row[key] = _said(value)
    return _with(row, task.fields)


def _step(step: Step) -> dict[str, Any]:
    row = _with({"title": step.title, "unit": step.unit, "deadline": step.deadline}, step.fields)
    return {k: v for k, v in row.items() if v is not None}


def _event(event: Event, ledger: Ledger, assumed: frozenset[str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": event.id,
        "kind": event.kind,
        "subject": {"kind": event.subject.kind, "id": event.subject.id},
        "on": event.on,
        "recorded": None if event.id in assumed and event.recorded == event.on else event.recorded,
        "unit": _said(event.unit),
        "person": _said(event.person),
        "post": _said(event.post),
        "note": _said(event.note),
        "answers": _said(event.answers),
        "attachments": [
            {k: v for k, v in (("name", a.name), ("sha256", a.sha256)) if v is not None} for a in event.attachments
        ]
        or None,
    }
    if event.kind == CORRECTION:
        row["corrects"] = event.target
        row["fields"] = _of_kind(event.changes, _corrected_kind(event, ledger))
    elif event.kind == WITHDRAWAL:
        row["withdraws"] = event.target
    return _with(row, _of_kind(event.fields, event.kind))


def _corrected_kind(event: Event, ledger: Ledger) -> str:
    at: Event | None = event
    while at is not None and at.kind == CORRECTION:
        at = ledger.event(at.target or "")
    return at.kind if at is not None else ""


def _of_kind(fields: Fields, kind: str) -> dict[str, Any]:
    """The fields of an event, those of its kind first, in the form in which a file gives them."""
    attributes = fields_of(kind)
    row: dict[str, Any] = {}
    for key in (*(k for k in attributes if k in fields), *sorted(set(fields) - set(attributes))):
        value = fields[key]
        if key in attributes:
            value = _said(value)
            if isinstance(value, Share):
                value = _percent(value)
        row[key] = value
    return row


def _percent(share: Decimal) -> str:
    sign, digits, exponent = share.as_tuple()
    if isinstance(exponent, str):  # NaN and infinity
        raise ValueError(f"{share} is not a share that a ledger can hold")  # noqa: TRY004 - the value is wrong
    digits = digits[: max(1, len("".join(map(str, digits)).rstrip("0")))]
    exponent = 0 if digits == (0,) else exponent + 2 + len(share.as_tuple().digits) - len(digits)
    number = Decimal((sign, digits, exponent))
    return (f"{number:f}" if exponent <= 20 and number.adjusted() >= -20 else str(number)) + "%"


def _with(row: dict[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    clash = sorted(set(row) & set(fields))
    if clash:
        raise ValueError(f"a field cannot be called `{clash[0]}`: the layout has that key")
    return {**row, **{key: fields[key] for key in fields}}


def _said(value: Any) -> Any:
    if value == "none" and isinstance(value, str):
        raise ValueError('the text "none" in a ledger says that there is no such thing; use NONE for that')
    return value


# Values


def _json(value: Any) -> str:
    match value:
        case None | bool():
            return json.dumps(value)
        case Invalid():
            return _json({"invalid": value.raw})
        case Absent():
            return '"none"'
        case Deadline():
            return _json(_deadline(value))
        case Enum():
            return _json(value.value)
        case str():
            return _text(value)
        case int():
            return str(value)
        case Decimal() if value.is_finite():
            return str(value)
        case date() | Period():
            return _text(str(value))
        case Mapping():
            return "{" + ", ".join(f"{_text(k)}: {_json(v)}" for k, v in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(_json(v) for v in value) + "]"
    raise ValueError(f"{value!r} cannot stand in a ledger")


def _deadline(deadline: Deadline) -> Any:
    if deadline.kind is DeadlineClass.DATED:
        return deadline.at
    at = {} if deadline.at is None else {"at": deadline.at}
    return {"class": deadline.kind.value, **at}


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
