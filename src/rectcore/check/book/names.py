"""What a rulebook gives a name: parameters with what units set, definitions, judgements, series."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from rectcore.check.book.parts import Citation
from rectcore.check.terms import Term
from rectcore.check.types import Name, Type
from rectcore.diagnostics import Text
from rectcore.model.duration import SpanUnit
from rectcore.model.period import PeriodKind


def value_on(values: tuple[tuple[date, Any], ...], day: date) -> Any:
    """The last value that has begun by a day; None where there is none, or it was repealed."""
    return next((v for since, v in sorted(values, key=lambda p: p[0], reverse=True) if since <= day), None)


@frozen
class Setting:
    """What a unit has set a parameter to, for itself and all below it; None: repealed."""

    unit: str
    values: tuple[tuple[date, Any], ...]
    cites: tuple[Citation, ...] = ()
    span: Any = field(default=None, eq=False, repr=False)

    def on(self, day: date) -> Any:
        """The value set on a day; None where there is none."""
        return value_on(self.values, day)


@frozen
class Parameter:
    """A number or choice that the text leaves to be set, with its values by day; None: repealed.

    Args:
        set_by: the kinds of units that may set it.
        only: `only higher` or `only lower` than the layer above; None: either.
        settings: what units have set, by unit.
    """

    name: Name
    type: Type
    values: tuple[tuple[date, Any], ...]
    cites: tuple[Citation, ...] = ()
    review_by: date | None = None
    set_by: tuple[str, ...] = ()
    only: str | None = None
    settings: tuple[Setting, ...] = ()

    def on(self, day: date) -> Any:
        """The value in force on a day where no unit has set another; None where there is none."""
        return value_on(self.values, day)

    @property
    def ever(self) -> tuple[Any, ...]:
        """Every value it has at any time, for whomever."""
        tables = (self.values, *(s.values for s in self.settings))
        return tuple(dict.fromkeys(v for values in tables for _, v in values if v is not None))

    @property
    def days(self) -> frozenset[date]:
        """The days on which a value begins, for whomever."""
        return frozenset(since for values in (self.values, *(s.values for s in self.settings)) for since, _ in values)

    def possible(self, day: date) -> tuple[Any, ...]:
        """The values it can have on a day, for whomever."""
        found = [self.on(day), *(s.on(day) for s in self.settings)]
        return tuple(dict.fromkeys(v for v in found if v is not None))

    def allows(self, value: Any, above: Any) -> bool:
        """Whether a unit may set a value where the layer above it has another, or none."""
        if self.only is None or above is None:
            return True
        return bool(value >= above if self.only == "only higher" else value <= above)


@frozen
class Definition:
    """A named condition or value on an entity."""

    name: Name
    entity: str
    term: Term
    title: Text = Text()
    cites: tuple[Citation, ...] = ()


@frozen
class Judgement:
    """A term only people can decide: the post that decides, and for how long it holds."""

    name: Name
    entity: str
    decided_by: str | None
    valid_for: tuple[Term, SpanUnit] | None = None
    title: Text = Text()
    cites: tuple[Citation, ...] = ()


@frozen
class Series:
    """An indicator: a number of something for each period of a kind, as recorded readings give it."""

    name: Name
    entity: str
    each: PeriodKind
    type: Type
    unit: str = ""
    cites: tuple[Citation, ...] = ()
