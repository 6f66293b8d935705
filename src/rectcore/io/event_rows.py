"""Event rows: one row in, one event of the model out, or a refusal that says whom it could be about.

A refusal names the subject and kind as far as they can be read, those of the corrected event for a correction: what the
row would have said is then unknown there, and nobody is convicted by its absence (language note, section 20, 7). It
names the event that a correction or withdrawal would have changed, and the field an amendment would have set, as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import evolve

from rectcore.check.core import CORE, EVENT_FIELDS, POSTS
from rectcore.check.types import TEXT, reference
from rectcore.check.vocabulary import Attribute
from rectcore.io import amendments, expected, row_messages
from rectcore.io.fields import Known, Row, slip_of
from rectcore.io.kinds import KINDS, TARGET, Kinds, kind_of, resembling
from rectcore.language.nearest import nearest as by_slips
from rectcore.model.deadline import Deadline
from rectcore.model.events import AMENDMENT, CORRECTION, OWN_FIELDS, WITHDRAWAL, Attachment, Event, Subject
from rectcore.model.ledger import Refusal, Undeclared

MAX_CHAIN: Final = 100
"""How many corrections of corrections may hang on one event."""

_SUBJECT_KINDS: Final = ("task", "unit", "plan")
_COMMON: Final = frozenset(a.name.id for a in EVENT_FIELDS)
_ROW_KEYS: Final = (
    "id",
    "kind",
    "subject",
    "on",
    "recorded",
    "unit",
    "person",
    "post",
    "note",
    "answers",
    "attachments",
)
_FIXED: Final = ("id", "kind", "subject", "recorded", "attachments", "corrects", "withdraws", "fields")
_OWN_TYPES: Final = {
    "unit": reference("Unit"),
    "person": reference("Person"),
    "post": POSTS,
    "note": TEXT,
    "answers": TEXT,
}
_FIELDS: Final = {
    e.id: {a.name.id: a for a in e.attributes if a.name.id not in _COMMON} for e in CORE.entities if e.event
}
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def fields_of(kind: str) -> Mapping[str, Attribute]:
    """The fields that the core vocabulary gives an event kind besides those of every event."""
    return _FIELDS.get(kind, {})


class EventReader:
    """Reads all event rows of a ledger, whose units, persons and tasks are known."""

    def __init__(self, rows: Sequence[Row], copies: frozenset[int], known: Known) -> None:
        self._rows = rows
        self._known = known
        self._copies = copies
        self._by_id: dict[str, Row] = {}
        self._kinds = Kinds()
        self._undeclared: dict[int, Undeclared] = {}
        # A row that is not even JSON stands for its id only where no other does.
        for row in sorted(rows, key=lambda row: not row.readable):
            id_ = row.peek_id()
            if id_ is not None and row.raw.index not in copies:
                self._by_id.setdefault(id_, row)

    def read(self) -> tuple[tuple[Event, ...], tuple[Refusal, ...], tuple[str, ...]]:
        """The events kept, the refusals, and the ids of events whose day of entry is assumed."""
        events: dict[str, Event] = {}
        assumed: set[str] = set()
        for row in self._rows:
            if row.raw.index in self._copies:
                continue
            event = self._event(row)
            if event is not None:
                events[event.id] = event
                if row.get("recorded") is None:
                    assumed.add(event.id)
        self._drop_orphans(events)
        refusals = [self._refusal(row) for row in self._rows if row.errors]
        return tuple(events.values()), tuple(refusals), tuple(i for i in events if i in assumed)

    def _event(self, row: Row) -> Event | None:
        if not row.readable:
            return None
        id_ = row.id()
        kind = self._kind(row)
        subject = self._subject(row)
        on = self._day(row, "on")
        recorded = self._recorded(row, on)
        own = {key: row.typed(key, key, row.get(key), type_, self._known) for key, type_ in _OWN_TYPES.items()}
        attachments = _attachments(row)
        target: str | None = None
        changes: dict[str, Any] = {}
        taken: tuple[str, ...] = _ROW_KEYS
        if kind in TARGET:
            taken = (*taken, TARGET[kind])
            target = self._target(row, kind)
            if kind == CORRECTION:
                taken = (*taken, "fields")
                changes = self._changes(row)
        attributes = fields_of(kind)
        fields: dict[str, Any] = {}
        if kind == AMENDMENT:
            fields = amendments.read_change(row, subject, self._known) if subject is not None else {}
        else:
            for key, attribute in attributes.items():
                value = self._field(row, key, key, row.get(key), attribute)
                if value is not None:
                    fields[key] = value
        fields |= row.own_fields((*taken, *attributes))
        if row.errors or subject is None or on is None or recorded is None:
            row.errors.extend(slip for _, slip in row.slips)
            return None
        event = Event(
            id=id_,
            kind=kind,
            subject=subject,
            on=on,
            recorded=recorded,
            attachments=attachments,
            target=target,
            changes=changes,
            fields=fields,
            **own,
        )
        if row.slips:
            row.errors.extend(slip for _, slip in row.slips)
            words = tuple(word for word, _ in row.slips)
            self._undeclared[row.raw.index] = Undeclared(event, words, row.get("recorded") is None)
            return None
        return event

    # What a row cannot be without

    def _kind(self, row: Row) -> str:
        value = row.get("kind")
        if value is None:
            row.errors.append(row_messages.key_missing(row.place(), "kind"))
            return ""
        kind = kind_of(value)
        if kind is None:
            row.errors.append(row_messages.unknown_kind(row.place("kind"), value, (), None))
            return ""
        if kind not in KINDS:
            meant = self._kinds.meant(row)
            near = resembling(kind)
            if meant is not None and meant != kind:
                row.slips.append((kind, row_messages.misspelt_kind(row.place("kind"), kind, meant)))
            elif near and kind not in self._known.kinds:
                row.notes.append(row_messages.near_kind(row.place("kind"), kind, near))
        return kind

    def _subject(self, row: Row) -> Subject | None:
        value = row.get("subject")
        if value is None:
            row.errors.append(row_messages.key_missing(row.place(), "subject"))
            return None
        if not isinstance(value, dict):
            row.errors.append(row_messages.subject_kind(row.place("subject"), value))
            return None
        kind, id_ = value.get("kind"), value.get("id")
        if kind is None:
            row.errors.append(row_messages.key_missing(row.place("subject"), "kind"))
        elif kind not in _SUBJECT_KINDS:
            row.errors.append(row_messages.subject_kind(row.place("subject.kind"), kind))
        if id_ is None:
            row.errors.append(row_messages.key_missing(row.place("subject"), "id"))
        elif not isinstance(id_, str):
            row.errors.append(row_messages.not_an_id(row.place("subject.id"), "id", id_))
        elif isinstance(kind, str) and kind in _SUBJECT_KINDS:
            table = self._known.subjects(kind)
            if id_ in table.kept:
                return Subject(kind, id_)
            refused = id_ in table.refused
            near = None if refused else self._known.near(kind, id_, table.kept)
            really = next((k for k in _SUBJECT_KINDS if id_ in self._known.subjects(k).kept), None)
            place = row.place("subject.id")
            row.errors.append(row_messages.unknown_subject(place, kind, id_, near, refused=refused, really=really))
        return None

    def _day(self, row: Row, key: str) -> date | None:
        value = row.get(key)
        if value is None:
            row.errors.append(row_messages.key_missing(row.place(), key))
            return None
        return row.day(key, value, self._known.zone)

    def _recorded(self, row: Row, on: date | None) -> date | None:
        if row.get("recorded") is not None:
            return self._day(row, "recorded")
        if not self._known.as_stated:
            row.errors.append(row_messages.not_recorded(row.place()))
            return None
        return on

    # Corrections and withdrawals

    def _target(self, row: Row, kind: str) -> str | None:
        key = TARGET[kind]
        target = row.id(key)
        if not target:
            return None
        place = row.place(key)
        if target not in self._by_id:
            row.errors.append(row_messages.unknown_target(place, target, self._near_event(target), refused=False))
            return target
        seen = {row.peek_id()}
        at: str | None = target
        while at is not None and at in self._by_id:
            if at in seen:
                row.errors.append(row_messages.target_circle(place, target))
                return target
            seen.add(at)
            if len(seen) > MAX_CHAIN:
                row.errors.append(row_messages.chain_too_long(place, MAX_CHAIN))
                return target
            at = self._target_of(self._by_id[at])
        own, other = self._guess(row), self._guess(self._by_id[target])
        if own is not None and other is not None and own != other:
            row.errors.append(row_messages.target_elsewhere(place, target))
        return target

    def _near_event(self, target: str) -> str | None:
        return self._known.near("event", target, self._by_id.keys())

    def _root(self, row: Row, *, through_withdrawals: bool) -> Row | None:
        """The row that a chain of corrections ends at; None for a circle or a missing one."""
        at = row
        for _ in range(MAX_CHAIN + 1):
            kind = self._kinds.meant(at)
            if kind != CORRECTION and not (kind == WITHDRAWAL and through_withdrawals):
                return at
            target = self._target_of(at)
            if target is None or target not in self._by_id:
                return None
            at = self._by_id[target]
        return None

    def _changes(self, row: Row) -> dict[str, Any]:
        value = row.get("fields")
        if not isinstance(value, dict):
            row.errors.append(row_messages.no_changes(row.place("fields")))
            return {}
        root = self._root(row, through_withdrawals=False)
        kind = (kind_of(root.get("kind")) if root else None) or ""
        attributes = fields_of(kind)
        changes: dict[str, Any] = {}
        subject = self._guess(root) if root is not None and kind == AMENDMENT else None
        if root is not None and subject is not None:
            changes = amendments.corrected_change(row, value, root, subject, self._known)
        for key, given in value.items():
            path = f"fields.{key}"
            if given is None or (kind == AMENDMENT and key in attributes):
                continue
            if key in _FIXED:
                row.errors.append(row_messages.not_correctable(row.place(path), key))
            elif key == "on":
                changes[key] = row.day(key, given, self._known.zone, path)
            elif key in OWN_FIELDS:
                changes[key] = row.typed(path, key, given, _OWN_TYPES[key], self._known)
            elif key in attributes:
                changes[key] = self._field(row, path, key, given, attributes[key])
            else:
                near = _near_field(key, (*OWN_FIELDS, *attributes), value) if root and root.get(key) is None else None
                if near is not None:
                    row.slips.append((key, row_messages.misspelt_change(row.place(path), key, kind, near)))
                changes[key] = row.raw_value(path, key, given)
        return changes

    def _drop_orphans(self, events: dict[str, Event]) -> None:
        """Refuses what changes a refused row, and what changes that in turn."""
        changing = [e for e in events.values() if e.target is not None]
        undeclared = {u.event.id for u in self._undeclared.values()}
        while True:
            orphans = [e for e in changing if e.id in events and e.target not in events]
            if not orphans:
                return
            for event in orphans:
                del events[event.id]
                row = self._by_id[event.id]
                place = row.place(TARGET[event.kind])
                row.errors.append(row_messages.unknown_target(place, event.target or "", None, refused=True))
                if event.target in undeclared:
                    undeclared.add(event.id)
                    self._undeclared[row.raw.index] = Undeclared(event, (), row.get("recorded") is None)

    # Fields

    def _field(self, row: Row, path: str, key: str, value: Any, attribute: Attribute) -> Any:
        if key != "new_deadline":
            return row.typed(path, key, value, attribute.type, self._known)
        found = row.deadline(path, key, value)
        return found.last_day or found if isinstance(found, Deadline) else found

    # Whom a refused row could be about

    def _refusal(self, row: Row) -> Refusal:
        if row.raw.index in self._copies:
            return row.refusal(None, None, harmless=True)
        root = self._root(row, through_withdrawals=True)
        kind = self._kinds.meant(root) if root is not None else None
        subject = self._guess(row)
        target = self._target_of(row)
        on = row.peek_day("on", self._known.zone)
        recorded = row.peek_day("recorded", self._known.zone)
        return evolve(
            row.refusal(subject, kind),
            target=target if target in self._by_id else None,
            field=self._amended(row, root, subject) if kind == AMENDMENT and root is not None else None,
            on=on if root is row else None,
            recorded=on if self._known.as_stated and row.get("recorded") is None else recorded,
            undeclared=self._undeclared.get(row.raw.index),
        )

    def _amended(self, row: Row, root: Row, subject: Subject | None) -> str | None:
        """The field that an amendment sets, or that a change of it would touch; None where that cannot be told."""
        changes = row.get("fields")
        if subject is None or (isinstance(changes, dict) and changes.get("field") is not None):
            return None
        return amendments.field_named(root.get("field"), subject.kind, self._known.own_fields(subject.kind)).field

    def _target_of(self, row: Row) -> str | None:
        """The event that a row would change, if it is one that changes any."""
        key = TARGET.get(self._kinds.meant(row) or "")
        return row.peek_id(key) if key is not None else None

    def _guess(self, row: Row) -> Subject | None:
        """The subject a row names, if it is one that is here or was refused; else that of the event it changes."""
        value = row.get("subject")
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            id_ = value["id"]
            named = value.get("kind")
            kinds = (named,) if named in _SUBJECT_KINDS else _SUBJECT_KINDS
            found = [
                Subject(k, id_)
                for k in kinds
                if id_ in self._known.subjects(k).kept or id_ in self._known.subjects(k).refused
            ]
            return found[0] if len(found) == 1 else None
        root = self._root(row, through_withdrawals=True)
        return self._guess(root) if value is None and root is not None and root is not row else None


def _near_field(key: str, known: Iterable[str], given: Mapping[str, Any]) -> str | None:
    """The field that an unknown key of a correction looks like a slip of; `on` is too short to be like anything."""
    names = [k for k in known if k not in given and len(k) > len("on")]
    return slip_of(key, names, given) or by_slips(key, [k for k in names if len(k) == len(key)])


def _attachments(row: Row) -> tuple[Attachment, ...]:
    value = row.get("attachments")
    if value is None or value == "none":
        return ()
    if not isinstance(value, list):
        row.invalid("attachments", "attachments", value, expected.ATTACHMENT)
        return ()
    found = []
    for i, entry in enumerate(value):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            row.notes.append(row_messages.part_left_out(row.place(f"attachments[{i}]"), entry, expected.ATTACHMENT))
            continue
        digest = entry.get("sha256")
        if digest in (None, "none") or (isinstance(digest, str) and _SHA256.fullmatch(digest)):
            found.append(Attachment(name, None if digest == "none" else digest))
            continue
        row.notes.append(row_messages.part_left_out(row.place(f"attachments[{i}].sha256"), digest, expected.SHA256))
        found.append(Attachment(name))
    return tuple(found)
