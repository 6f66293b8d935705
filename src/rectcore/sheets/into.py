"""Rows into a ledger that is there already: what is new is added as an event, what is the same is left, nothing goes.

A card that changed is amended, an update that changed is corrected; what was corrected on the same day before is
withdrawn, since of two corrections of one day neither holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from attrs import evolve, frozen

from rectcore.model.deadline import Deadline
from rectcore.model.events import AMENDMENT, CORRECTION, OWN_FIELDS, WITHDRAWAL, Event, Subject
from rectcore.model.facts import Absent, Invalid
from rectcore.model.fold import KnownEvent, known_events
from rectcore.model.ledger import Ledger
from rectcore.model.task import Task
from rectcore.sheets import cell_messages as messages
from rectcore.sheets.grid import shown
from rectcore.sheets.happened import Happened
from rectcore.sheets.items import Item

AMENDED: Final = (
    "title", "problem", "category", "origin", "goal", "territory", "lead_unit", "responsible_units", "supporting_units",
    "supervising_unit", "accepting_unit", "priority",
)  # fmt: skip
_OPEN: Final = ("not_started", "in_progress", "phased")
_ONCE: Final = frozenset({"completion", "closure", "acceptance", "filing", "suspension"})


class Change(Enum):
    """What an import did to an item."""

    ADDED = "added"  # a new card
    AMENDED = "amended"  # a field of the card has another value from a day on
    RECORDED = "recorded"  # a new event
    MENDED = "mended"  # what was not given, or of no use, on a card, in a field that no event changes
    CORRECTED = "corrected"  # an event of an earlier import says something else now
    BLANK = "left blank"  # the sheet says no longer what the ledger has; that is kept
    GONE = "not in the sheet"  # an item of the ledger is in no sheet any more; it is kept


@frozen
class Changed:
    """One change: of which item, in which field or by which event, from what to what."""

    change: Change
    item: str
    what: str = ""
    before: str = ""
    after: str = ""


class Into:
    """A ledger that grows: cards and events are added to `base`, and every change is listed."""

    def __init__(self, base: Ledger) -> None:
        self._base = base
        self._ids = {event.id for event in base.events}
        self.tasks: list[Task] = []
        self.mended: dict[str, Task] = {}
        self.events: list[Event] = []
        self.changes: list[Changed] = []

    def card(self, item: Item, recorded: date | None) -> None:
        """A card: added, or held against the one there is."""
        task = item.task
        assert task is not None
        old = self._base.task(task.id)
        if old is None:
            self.tasks.append(task)
            self.changes.append(Changed(Change.ADDED, task.id, after=text_of(task.title)))
            return
        known = known_events(self._base, Subject("task", task.id), date.max, date.max)
        now = _current(old, known)
        for name in (*AMENDED, *sorted({*old.fields, *task.fields})):
            value = getattr(task, name) if name in AMENDED else task.fields.get(name)
            if value == now.get(name):
                continue
            if value is None:
                self.changes.append(Changed(Change.BLANK, task.id, name, before=text_of(now[name])))
            elif recorded is None or isinstance(value, Invalid):
                continue  # the cell is marked
            elif name not in AMENDED and name not in old.fields:
                item.cells.say(item.places[name], messages.never_changes, name)
            else:
                self._amend(task.id, name, value, now.get(name), known, item, recorded)
        self._fixed(item, old, known)

    def _fixed(self, item: Item, old: Task, known: Iterable[KnownEvent]) -> None:
        """What no event changes: the deadline moves by an extension, measures stay; what was not known is put in."""
        task = item.task
        assert task is not None
        for name in ("deadline", "steps"):
            before, now = getattr(old, name), getattr(task, name)
            if (before is None or isinstance(before, Invalid)) and now is not None and not isinstance(now, Invalid):
                old = self.mended[task.id] = evolve(old, **{name: now})
                after = text_of(now) if name == "deadline" else str(len(now))
                self.changes.append(Changed(Change.MENDED, task.id, name, text_of(before), after))
        extended = {k.event.fields.get("new_deadline") for k in known if k.event.kind == "extension"}
        new, was = task.deadline, old.deadline
        if isinstance(new, Deadline) and new != was and new.last_day not in extended:
            item.cells.say(item.places["deadline"], messages.deadline_moved, text_of(new), text_of(was) or "-")
        if task.opened != old.opened:
            item.cells.say(item.places["opened"], messages.never_changes, "opened")
        if task.steps is not None and task.steps != old.steps:
            item.cells.say(item.places.get("steps", item.place), messages.never_changes, "steps")

    def _amend(
        self, id_: str, name: str, value: Any, before: Any, known: Iterable[KnownEvent], item: Item, recorded: date
    ) -> None:
        subject = Subject("task", id_)
        on = item.cells.mapping.on or recorded
        for other in known:
            event = other.event
            if (
                event.kind == AMENDMENT
                and event.fields.get("field") == name
                and (event.on, event.recorded) == (on, recorded)
            ):
                self._withdraw(event, recorded)
        id_of = self._free(f"{id_}-{name}-{on}")
        fields = {"field": name, "value": value}
        self.events.append(Event(id_of, AMENDMENT, subject, on, recorded, fields=fields))
        self.changes.append(Changed(Change.AMENDED, id_, name, text_of(before), text_of(value)))

    # Events

    def event(self, item: Item, told: Happened) -> None:
        """An event: added, left where the ledger has it, or a correction of the one it has."""
        subject = Subject("task", item.id)
        known = [k for k in self._known(subject) if k.event.kind == told.kind]
        same = self._same(known, told, subject)
        if same is None:
            key = told.fields.get("covers") if told.kind == "report" else None
            key = key if key is not None and not isinstance(key, Invalid) else told.on
            id_ = self._free(f"{item.id}-{told.kind}-{key}")
            new = Event(
                id_, told.kind, subject, told.on, told.recorded, unit=told.unit, note=told.note, fields=told.fields
            )
            self.events.append(new)
            self.changes.append(Changed(Change.RECORDED, item.id, told.kind, after=str(key)))
            return
        changes = _differences(same.event, told)
        if changes:
            self._correct(same, changes, told.recorded)

    def state(self, item: Item) -> None:
        """Marks a state that says less than the ledger: it was closed, and nobody has recorded a reopening."""
        told = item.state
        if told.state in _OPEN and self._closed(Subject("task", item.id)):
            item.cells.say(told.places["status"], messages.status_back, told.status)

    def _known(self, subject: Subject) -> tuple[KnownEvent, ...]:
        if self._base.task(subject.id) is None:
            return ()
        return known_events(self._base, subject, date.max, date.max)

    def _closed(self, subject: Subject) -> bool:
        ends = [k.event for k in self._known(subject) if k.event.kind in ("closure", "reopening")]
        return bool(ends) and max(ends, key=lambda e: (e.on, e.recorded)).kind == "closure"

    def _same(self, known: list[KnownEvent], told: Happened, subject: Subject) -> KnownEvent | None:
        """The event of the ledger that a row tells of again."""
        equal = [k for k in known if not _differences(k.event, told)]
        if told.kind in _ONCE:
            reopened = max((k.event.on for k in self._known(subject) if k.event.kind == "reopening"), default=date.min)
            equal = [k for k in known if k.event.on >= reopened]
            return equal[-1] if equal else None
        if equal:
            return equal[-1]
        if told.kind == "extension":
            return None
        covers = told.fields.get("covers")
        if covers is not None:
            alike = [
                k for k in known if k.event.fields.get("covers") == covers and (not told.dated or k.event.on == told.on)
            ]
        else:
            alike = [k for k in known if k.event.fields.get("covers") is None and k.event.on == told.on]
        return alike[-1] if alike else None

    def _correct(self, known: KnownEvent, changes: dict[str, Any], recorded: date) -> None:
        event = known.event
        rows = self._base.events_of(event.subject)
        withdrawn = {row.target for row in rows if row.kind == WITHDRAWAL}
        for row in rows:
            if (
                row.kind == CORRECTION
                and row.target == event.id
                and row.recorded == recorded
                and row.id not in withdrawn
            ):
                self._withdraw(row, recorded)
                changes = {**row.changes, **changes}
        id_ = self._free(f"{event.id}-correction-{recorded}")
        self.events.append(Event(id_, CORRECTION, event.subject, recorded, recorded, target=event.id, changes=changes))
        for name, value in changes.items():
            before = getattr(event, name) if name in OWN_FIELDS else event.fields.get(name)
            what = f"{event.id} {name}"
            self.changes.append(Changed(Change.CORRECTED, event.subject.id, what, text_of(before), text_of(value)))

    def _withdraw(self, event: Event, recorded: date) -> None:
        id_ = self._free(f"{event.id}-withdrawal")
        self.events.append(Event(id_, WITHDRAWAL, event.subject, recorded, recorded, target=event.id))

    def _free(self, id_: str) -> str:
        found, n = id_, 1
        while found in self._ids:
            n += 1
            found = f"{id_}-{n}"
        self._ids.add(found)
        return found


def _current(task: Task, known: Iterable[KnownEvent]) -> dict[str, Any]:
    """The fields of a card as amendments have left them."""
    now: dict[str, Any] = {name: getattr(task, name) for name in AMENDED} | dict(task.fields)
    amendments = [k.event for k in known if k.event.kind == AMENDMENT]
    for event in sorted(amendments, key=lambda e: (e.on, e.recorded)):
        now[event.fields["field"]] = event.fields["value"]
    return now


def _differences(event: Event, told: Happened) -> dict[str, Any]:
    """What a row says otherwise than an event; what it leaves blank is no difference."""
    changes: dict[str, Any] = {}
    if told.dated and told.on != event.on:
        changes["on"] = told.on
    for name, value in (("unit", told.unit), ("note", told.note)):
        if value is not None and not isinstance(value, Invalid) and value != getattr(event, name):
            changes[name] = value
    for name, value in told.fields.items():
        if not isinstance(value, Invalid) and value != event.fields.get(name):
            changes[name] = value
    return changes


def text_of(value: Any) -> str:
    """A value of a card or an event as a person reads it."""
    match value:
        case None:
            return ""
        case Absent():
            return "none"
        case Invalid():
            return value.raw
        case tuple() | list():
            return "、".join(map(text_of, value))
        case Deadline():
            return str(value.at) if value.at is not None else value.kind.value
        case Mapping():
            return "、".join(f"{k}: {text_of(v)}" for k, v in value.items())
    return shown(value) if isinstance(value, str | bool | date) else str(value)
