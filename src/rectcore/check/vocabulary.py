"""Where the language and the domain meet: entities, events, their fields, and what absence of an event means.

A vocabulary is the core one (`core.py`), extended by what a rule set declares. The checker resolves names in it, the
ledger reader holds rows against it, the engine reads facts by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from rectcore.check.types import Kind, Name, Type
from rectcore.diagnostics import Text
from rectcore.model.deadline import Deadline
from rectcore.model.facts import NONE, Absent, Invalid
from rectcore.model.period import Period


class History(Enum):
    """What is known of a field of a card on a day that has passed."""

    KEPT = "kept"  # the card's value holds from the start, and amendments say from when another does
    CURRENT_ONLY = "current only"  # the host has today's value, and nothing says what it was before
    ASSUMED_CONSTANT = "assume constant since opened"  # the same, taken to have been so from the start


@frozen
class Attribute:
    """A field of an entity or event. `derived` ones are worked out from events and never given."""

    name: Name
    type: Type
    derived: bool = False
    history: History = History.KEPT


class Clock(Enum):
    """Which day of an event decides whether it is in time."""

    RECORDED = "recording time"  # the later of the two days: a back-dated entry does not help
    STATED = "stated date"  # the day it says it happened


@frozen
class Completeness:
    """What absence of an event says: it did not happen (`complete`), not up to a feed's watermark, or nothing."""

    complete: bool = False
    feed: str | None = None

    @property
    def may_be_incomplete(self) -> bool:
        """Whether absence never says anything."""
        return not self.complete and self.feed is None


@frozen(slots=False)
class Entity:
    """A kind of thing rules speak of.

    Args:
        name: its identifier and aliases.
        attributes: its fields.
        part_of: the entities it is a part of; events always have one.
        event: whether it is an event, with the fields every event has.
        act: whether a rung or notice may call for it.
        completeness: what absence means; None where nobody has said, which makes convicting by absence an error.
        called: what people call one of its rows, where its name will not do.
        record: whether its rows are what became of a rule: instances of a duty, breaches or checks of a standing.
        ordered: whether its rows follow one another, so that several in a row can be counted.
    """

    name: Name
    attributes: tuple[Attribute, ...] = ()
    part_of: tuple[str, ...] = ()
    event: bool = False
    act: bool = False
    completeness: Completeness | None = None
    clock: Clock = Clock.RECORDED
    called: Text | None = None
    record: bool = False
    ordered: bool = False

    @property
    def id(self) -> str:
        """The identifier."""
        return self.name.id

    @cached_property
    def _by_name(self) -> dict[str, Attribute]:
        return {word: a for a in reversed(self.attributes) for word in a.name.all}

    def attribute(self, word: str) -> Attribute | None:
        """The field that goes by `word`."""
        return self._by_name.get(word)


@frozen(slots=False)
class Vocabulary:
    """Entities and events by name, measures in order of severity, posts.

    `records` are the rows that rules have: no row of a ledger is of such a kind, and only quantifiers run over them.
    """

    entities: tuple[Entity, ...]
    measures: tuple[Name, ...]
    posts: Type
    further_measures: tuple[str, ...] = field(default=())
    records: tuple[Entity, ...] = field(default=(), eq=False)

    def entity(self, word: str) -> Entity | None:
        """The entity or event that goes by `word`."""
        return self._by_name.get(word)

    @cached_property
    def _by_name(self) -> dict[str, Entity]:
        return {word: e for e in reversed(self.entities) for word in e.name.all}

    def record(self, word: str) -> Entity | None:
        """What the rule that goes by `word` has rows of."""
        return self._records.get(word)

    @cached_property
    def _records(self) -> dict[str, Entity]:
        return {word: e for e in self.records for word in e.name.all}

    def __getitem__(self, entity: str) -> Entity:
        found = self.entity(entity) or self.record(entity)
        if found is None:
            raise KeyError(entity)
        return found

    @property
    def assumed_constant(self) -> tuple[str, ...]:
        """The fields of cards that are taken to have been always what they are today, as `Task.risk`, in order."""
        found = (
            f"{e.id}.{a.name.id}" for e in self.entities for a in e.attributes if a.history is History.ASSUMED_CONSTANT
        )
        return tuple(sorted(found))

    def measure(self, word: str) -> Name | None:
        """The act that goes by `word`."""
        return next((m for m in self.measures if word in m.all), None)

    def with_entity(self, entity: Entity) -> Vocabulary:
        """The vocabulary with an entity added, or put in the place of the one of that name."""
        kept = tuple(entity if e.id == entity.id else e for e in self.entities)
        return evolve(self, entities=kept if entity in kept else (*kept, entity))

    def names(self) -> Iterable[str]:
        """Every word of the vocabulary: entities, fields, values, measures, posts."""
        for entity in self.entities:
            yield from entity.name.all
            for attribute in entity.attributes:
                yield from attribute.name.all
                for value in attribute.type.values:
                    yield from value.all
        for name in (*self.measures, *self.posts.values):
            yield from name.all


class Share(Decimal):
    """A percent already read as a share: 0.35. Any other number stands for percent points, 35."""


def convert(value: Any, wanted: Type) -> Any:
    """A value from a ledger or a host as the language's own: the value, `NONE`, None (not given), or `Invalid`.

    Takes both what JSON holds and what a program builds: `"2023-05"` or a `Period`, `"12.5%"`, `Decimal`, `"none"`.
    Floats are refused: they are not exact. Converting twice changes nothing.
    """
    if value is None or isinstance(value, Invalid):
        return value
    if value is NONE or value == "none":
        return NONE
    if wanted.many:
        if not isinstance(value, list | tuple):
            return Invalid(_raw(value))
        parts = tuple(convert(v, evolve(wanted, many=False)) for v in value)
        return Invalid(_raw(value)) if any(p is None or isinstance(p, Absent | Invalid) for p in parts) else parts
    try:
        return _CONVERTERS[wanted.kind](value, wanted)
    except (ValueError, TypeError, ArithmeticError):
        return Invalid(_raw(value))


def _raw(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _integer(value: Any, _: Type) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _decimal(value: Any, _: Type) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise TypeError(value)
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return number


def _percent(value: Any, wanted: Type) -> Share:
    """A share from what ledgers write: 35 and `"35%"` are both thirty-five percent, 0.35."""
    if isinstance(value, Share):
        return value
    if isinstance(value, str):
        value = value.strip().removesuffix("%").removesuffix("％")
    return Share(_decimal(value, wanted) / 100)


def _text(value: Any, _: Type) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def parse_day(text: str) -> date:
    """A day written `2023-10-31` or `2023年10月31日`.

    Raises:
        ValueError: any other form, and a day that does not exist.
    """
    if "年" in text and text.endswith("日"):
        year, rest = text[:-1].split("年")
        month, day = rest.split("月")
        return date(int(year), int(month), int(day))
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise ValueError(f"`{text}` is not a day")
    return date.fromisoformat(text)


def _date(value: Any, _: Type) -> date:
    if isinstance(value, Deadline):
        if value.last_day is None:
            raise TypeError(value)
        return value.last_day
    if isinstance(value, date):
        return value
    return parse_day(_text(value, _))


def _period(value: Any, _: Type) -> Period:
    return value if isinstance(value, Period) else Period.parse(_text(value, _))


def _yes_no(value: Any, _: Type) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _word(value: Any, wanted: Type) -> str:
    raw = value.value if isinstance(value, Enum) else value
    found = wanted.value(_text(raw, wanted))
    if found is None:
        raise ValueError(value)
    return found.id


_CONVERTERS = {
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.PERCENT: _percent,
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.PERIOD: _period,
    Kind.DAYS: _integer,
    Kind.WORKING_DAYS: _integer,
    Kind.MONTHS: _integer,
    Kind.YES_NO: _yes_no,
    Kind.ONE_OF: _word,
    Kind.ENTITY: _text,
}
