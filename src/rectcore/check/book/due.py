"""Due days."""

from __future__ import annotations

from typing import Any, TypeAlias

from attrs import field, frozen

from rectcore.check.terms import Term
from rectcore.model.calendar import Roll
from rectcore.model.duration import SpanUnit
from rectcore.model.period import Period


@frozen
class DueByDay:
    """A day of the instance's period or of the one after, clamped to the month's last day."""

    day: Term
    next_period: bool


@frozen
class DueEndOf:
    """The last day of a period: a named one, or the instance's own or the one after."""

    period: Period | None
    next_period: bool = False


@frozen
class DueAfter:
    """So long after a day."""

    amount: Term
    unit: SpanUnit
    start: Term
    first_day_counted: bool = False


@frozen
class DueOn:
    """A day."""

    day: Term


@frozen
class DueAfterLast:
    """So long after the last time it was fulfilled, or after the start."""

    amount: Term
    unit: SpanUnit


@frozen
class DueOf:
    """The earlier or later of several due days; `op` is `earlier of` or `later of`."""

    op: str
    rules: tuple[DueRule, ...]


DueRule: TypeAlias = DueByDay | DueEndOf | DueAfter | DueOn | DueOf | DueAfterLast


@frozen
class Due:
    """When something is due, and where that day goes when it falls on a holiday."""

    rule: DueRule
    roll: Roll


@frozen
class Rolled:
    """Where every due day goes that falls on a holiday and says nothing of its own; `Due` holds it as well."""

    roll: Roll
    span: Any = field(default=None, eq=False, repr=False)
