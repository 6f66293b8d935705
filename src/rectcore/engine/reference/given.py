"""What a ledger gives for a field, as a value the language reckons with; and the rows that are named."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.types import DURATIONS, Kind, Type
from rectcore.check.vocabulary import convert
from rectcore.engine.reference.amounts import Amount
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import NONE, Invalid, Unknown, Why

PARTS = {"Step": "steps", "Site": "sites", "Tenure": "posts"}
"""The rows that stand on a card, by the field they stand in. They are named `OWNER/PLACE`."""


def as_given(raw: Any, type_: Type, name: str, of: str) -> Any:
    """What was written for a field, by its type: a value, `NONE`, or unknown where it is not given or unusable."""
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
    if row.entity in PARTS:
        owner, _, place = row.id.rpartition("/")
        card = world.ledger.unit(owner) if row.entity == "Tenure" else world.ledger.task(owner)
        parts = getattr(card, PARTS[row.entity], None)
        return isinstance(parts, tuple) and place.isdecimal() and int(place) < len(parts)
    return True
