"""What of a rulebook rests on what: rules on parameters, definitions and ladders, exceptions on their rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
from attrs import frozen

from rectcore.check.rulebook import Citation, Rulebook
from rectcore.check.terms import Const
from rectcore.check.types import Name
from rectcore.diagnostics import Text


@frozen
class Place:
    """Something of the rulebook that cites: `kind` is the class of it in the plural, as `duties`; `id` its name."""

    kind: str
    id: str


def everything(book: Rulebook) -> Iterator[tuple[Place, Any]]:
    """Everything that can cite; a ladder inside a rule cites with its rule."""
    for field in attrs.fields(type(book)):
        for item in getattr(book, field.name) if isinstance(getattr(book, field.name), tuple) else ():
            if hasattr(item, "cites") and not getattr(item, "inline", False):
                yield Place(field.name, identifier(item)), item


def identifier(item: Any) -> str:
    """How it is called."""
    return str(item.name.id if isinstance(getattr(item, "name", None), Name) else item.id)


def resting(book: Rulebook) -> dict[Place, set[Place]]:
    """For each thing, what it mentions; a rule also what its own rungs mention."""
    items = dict(everything(book))
    inline = {ladder.id: ladder for ladder in book.ladders if ladder.inline}
    return {
        place: (_mentioned(item, items) | _mentioned(inline.get(place.id), items)) - {place}
        for place, item in items.items()
    }


def _mentioned(item: Any, items: Mapping[Place, Any]) -> set[Place]:
    """What a rule rests on: parameters, definitions, judgements, ladders, the rule that an exception overrides."""
    by_id = {p.id: p for p in items}
    return {by_id[text] for text in _strings(item) if text in by_id}


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        at = waiting.pop()
        if isinstance(at, str):
            yield at
        elif isinstance(at, tuple):
            waiting.extend(at)
        elif attrs.has(type(at)) and not isinstance(at, Text | Name | Const | Citation):
            waiting.extend(getattr(at, a.name) for a in attrs.fields(type(at)) if a.eq is not False)


def dependents(places: Iterable[Place], rests_on: Mapping[Place, set[Place]]) -> set[Place]:
    """The places and everything that rests on one of them, directly or not."""
    found = set(places)
    while True:
        more = {p for p, mentioned in rests_on.items() if p not in found and mentioned & found}
        if not more:
            return found
        found |= more
