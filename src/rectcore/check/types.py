"""The types of the rule language."""

from __future__ import annotations

from enum import Enum

from attrs import evolve, frozen


class Kind(Enum):
    """The shapes a value can have; the value is the word of the language."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"  # a decimal, 20% being 0.20
    TEXT = "text"  # compared for equality only
    DATE = "date"
    PERIOD = "period"
    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"
    YES_NO = "yes/no"
    ONE_OF = "one of"
    ENTITY = "entity"


NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL})
DURATIONS = frozenset({Kind.DAYS, Kind.WORKING_DAYS, Kind.MONTHS})


@frozen
class Name:
    """A name and what else the same thing is called; the language of an alias is told by its script."""

    id: str
    aliases: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """The identifier and the aliases."""
        return (self.id, *self.aliases)

    def in_(self, dialect: str) -> str:
        """The first of its names in the script of the dialect, else the identifier."""
        return next((name for name in self.all if has_han(name) == (dialect == "zh")), self.id)


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return any("\u3400" <= c <= "\u9fff" or "\U00020000" <= c <= "\U0003ffff" for c in text)


@frozen
class Type:
    """A type: its kind, the entity a reference points to, the words of a closed list.

    `optional` allows `none`; `many` stands for any number of them.
    """

    kind: Kind
    entity: str | None = None
    values: tuple[Name, ...] = ()
    optional: bool = False
    many: bool = False

    def value(self, word: str) -> Name | None:
        """The value of a closed list that goes by `word`."""
        return next((v for v in self.values if word in v.all), None)

    def required(self) -> Type:
        """The same type without `optional`."""
        return evolve(self, optional=False)


INTEGER = Type(Kind.INTEGER)
DECIMAL = Type(Kind.DECIMAL)
PERCENT = Type(Kind.PERCENT)
TEXT = Type(Kind.TEXT)
DATE = Type(Kind.DATE)
PERIOD = Type(Kind.PERIOD)
DAYS = Type(Kind.DAYS)
WORKING_DAYS = Type(Kind.WORKING_DAYS)
MONTHS = Type(Kind.MONTHS)
YES_NO = Type(Kind.YES_NO)


def reference(entity: str, *, optional: bool = False, many: bool = False) -> Type:
    """A reference to an entity."""
    return Type(Kind.ENTITY, entity=entity, optional=optional, many=many)


def one_of(*values: tuple[str, str], optional: bool = False) -> Type:
    """A closed list of words, each an identifier with its Chinese name."""
    return Type(Kind.ONE_OF, values=tuple(Name(i, (zh,)) for i, zh in values), optional=optional)
