"""Which field of a card an amendment changes, and what that field takes.

An amendment names a field of its subject's card by identifier or Chinese name. What follows from events, and what makes
a card the one it is, no amendment changes. A field that the core lacks is the host's where a card has it; any other is
taken for a slip, unless the rules declare it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from attrs import frozen

from rectcore.check.core import CORE, SUBJECT_KINDS
from rectcore.check.types import Type
from rectcore.io import row_messages
from rectcore.io.fields import Known, Row
from rectcore.language.nearest import nearest
from rectcore.model.events import NEVER_AMENDED, Subject
from rectcore.model.facts import Invalid

_PARTS: Final = {"task": ("steps", "sites"), "unit": ("posts",), "plan": ()}

_ENTITIES: Final = {kind: CORE[entity] for entity, kind in SUBJECT_KINDS.items()}
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    kind: {word: a.name.id for a in entity.attributes for word in a.name.all} | {part: part for part in _PARTS[kind]}
    for kind, entity in _ENTITIES.items()
}
_LONGEST: Final = 40
"""A word longer than that is near no name of a field."""


@frozen
class Named:
    """The field that a word means.

    Args:
        field: its identifier, or that of the nearest where the word is a slip; None where it cannot be told.
        type: what it takes; None for a field of the host.
        near: the name that was probably meant.
        unchanged: it is a field that no amendment changes.
        unknown: the card has no such field.
    """

    field: str | None = None
    type: Type | None = None
    near: str | None = None
    unchanged: bool = False
    unknown: bool = False


def field_named(word: Any, kind: str, own: Collection[str]) -> Named:
    """The field of a subject's card that goes by `word`; `own` are the fields of the host on cards of its kind."""
    if not isinstance(word, str) or word in ("", "none"):
        return Named()
    names = _NAMES[kind]
    if word in names:
        return _of_core(names[word], kind)
    near = nearest(word, names) if len(word) <= _LONGEST else None
    if near is not None:
        return Named(names[near], near=near, unknown=True)
    return Named(word) if word in own else Named(unknown=True)


def settable(kind: str) -> tuple[str, ...]:
    """The fields of a card that an amendment may change."""
    return tuple(id_ for word, id_ in _NAMES[kind].items() if word == id_ and not _of_core(id_, kind).unchanged)


def read_change(row: Row, subject: Subject, known: Known) -> dict[str, Any]:
    """`field` and `value` of an amendment; what is wrong with them is left with the row."""
    word, value = row.get("field"), row.get("value")
    for key in ("field", "value"):
        if row.get(key) is None:
            row.errors.append(row_messages.key_missing(row.place(), key))
    if word is None:
        return {}
    named = field_named(word, subject.kind, known.own_fields(subject.kind))
    blame_field(row, "field", word, named, subject.kind)
    return {"field": word, "value": amended_value(row, "value", word, value, named, known)}


def corrected_change(row: Row, given: Mapping[str, Any], root: Row, subject: Subject, known: Known) -> dict[str, Any]:
    """What a correction of the amendment `root` puts in the place of its `field` and `value`."""
    word, value = given.get("field"), given.get("value")
    named = field_named(word if word is not None else root.get("field"), subject.kind, known.own_fields(subject.kind))
    changes: dict[str, Any] = {}
    if word is not None:
        blame_field(row, "fields.field", word, named, subject.kind)
        changes["field"] = word
    if value is not None:
        changes["value"] = amended_value(row, "fields.value", word or root.get("field"), value, named, known)
    elif word is not None and root.get("value") is not None:
        # The value stays and must be one that the other field takes.
        left = amended_value(row, "fields.field", word, root.get("value"), named, known)
        changes |= {"value": left} if isinstance(left, Invalid) else {}
    return changes


def blame_field(row: Row, path: str, word: Any, named: Named, kind: str) -> None:
    """Says of a row that it names no field that can be amended; a word that rules may declare is left as its slip."""
    place = row.place(path)
    if named.unchanged:
        row.errors.append(row_messages.not_amendable(place, word, kind, named.field or ""))
    elif named.unknown:
        row.slips.append((word, row_messages.unknown_field(place, word, kind, named.near, settable(kind))))
    elif named.field is None:
        row.errors.append(row_messages.unknown_field(place, word, kind, None, settable(kind)))


def amended_value(row: Row, path: str, word: Any, value: Any, named: Named, known: Known) -> Any:
    """What an amendment puts into a field, as that field takes it."""
    if named.type is None or named.unchanged or named.unknown:
        return row.raw_value(path, "value", value)
    return row.typed(path, word, value, named.type, known)


def _of_core(field: str, kind: str) -> Named:
    attribute = _ENTITIES[kind].attribute(field)
    if attribute is None or attribute.derived or field in NEVER_AMENDED:
        return Named(field, unchanged=True)
    return Named(field, attribute.type)
