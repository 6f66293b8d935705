"""What compiled conditions call: values as a ledger gives them, days so much later, what follows from events.

A value here is the value, `NONE`, or None where it is not known or not told: then the reference evaluator is asked.
Durations are plain numbers, since the unit is known from the type; rows are named by their ids.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from dateutil.relativedelta import relativedelta

from rectcore.check.types import DURATIONS, Kind, Type
from rectcore.check.vocabulary import Share, convert
from rectcore.model.calendar import Calendar, after_days, after_months, after_working_days
from rectcore.model.deadline import Deadline
from rectcore.model.facts import NONE, Absent, Invalid
from rectcore.model.fold import deadline_day
from rectcore.model.period import Period

Reader: TypeAlias = Callable[[Any], Any]
_HUNDRED = Decimal(100)


def reader(type_: Type) -> Reader:
    """The function that turns what a ledger holds for a field of a type into a value."""
    if type_.many:
        return lambda raw: _read(raw, type_)
    if type_.kind is Kind.ONE_OF:
        words: dict[Any, Any] = {word: name.id for name in type_.values for word in name.all}
        words.setdefault("none", NONE)

        def word(raw: Any) -> Any:
            return words[raw] if raw.__class__ is str and raw in words else _read(raw, type_)

        return word
    if type_.kind is Kind.DATE:
        return lambda raw: raw if raw.__class__ is date else _read(raw, type_)
    if type_.kind is Kind.PERIOD:
        return lambda raw: raw if raw.__class__ is Period else _read(raw, type_)
    if type_.kind in (Kind.TEXT, Kind.ENTITY):
        return _text
    if type_.kind is Kind.PERCENT:
        return lambda raw: Share(raw / _HUNDRED) if raw.__class__ is Decimal and raw.is_finite() else _read(raw, type_)
    return lambda raw: _read(raw, type_)


def _text(raw: Any) -> Any:
    if raw.__class__ is str:
        return NONE if raw == "none" else raw
    return NONE if raw is NONE else None


def _read(raw: Any, type_: Type) -> Any:
    value = convert(raw, type_)
    if value is None or isinstance(value, Invalid):
        return None
    return Decimal(value) if type_.kind in DURATIONS and value is not NONE else value


def last_day(raw: Any) -> Any:
    """The last day a deadline names."""
    if raw.__class__ is Deadline and raw.at.__class__ is date:
        return raw.at
    found = deadline_day(raw, "", "")
    return found if isinstance(found, date | Absent) else None


def new_last_day(raw: Any) -> Any:
    """The last day a new deadline names; one given as a month means its last day."""
    return last_day(Deadline(raw) if isinstance(raw, Period) else raw)


def deadline_class(raw: Any) -> Any:
    """Whether a deadline is dated, at once, or for good."""
    if isinstance(raw, Deadline):
        return raw.kind.value
    return NONE if raw is NONE else None


# -- days ---------------------------------------------------------------------------------------------------------


def later_by_days(day: date, number: Any) -> date | None:
    """A day so many days later, or earlier by a number below 0."""
    try:
        return day + timedelta(int(number)) if number < 0 else after_days(day, int(number)).day
    except OverflowError:
        return None


def earlier_by_days(day: date, number: Any) -> date | None:
    """A day so many days earlier."""
    try:
        return day - timedelta(int(number))
    except OverflowError:
        return None


def later_by_months(day: date, number: Any) -> date | None:
    """The day so many months later, clamped."""
    if number < 0:
        return earlier_by_months(day, -number)
    try:
        return after_months(day, int(number)).day
    except OverflowError:
        return None


def earlier_by_months(day: date, number: Any) -> date | None:
    """The day so many months earlier, clamped."""
    try:
        return day - relativedelta(months=int(number))
    except (OverflowError, ValueError):
        return None


def later_by_working_days(calendar: Calendar, day: date, number: Any) -> date | None:
    """The day so many working days later; none where they are not published."""
    if number < 0:
        return earlier_by_days(day, -number)
    try:
        due = after_working_days(calendar, day, int(number))
    except OverflowError:
        return None
    return None if due.provisional else due.day
