"""Durations as values, bounds of a count, and days so much earlier or later."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from attrs import frozen
from dateutil.relativedelta import relativedelta

from rectcore.model.calendar import Calendar, after_days, after_months, after_working_days
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import Unknown, Why


@frozen
class Amount:
    """A duration as a value: an exact number of days, working days or months."""

    number: Decimal
    unit: SpanUnit


@frozen
class Between:
    """A value of which only bounds are known; `low` or `high` None: there is no bound on that side."""

    low: Any
    high: Any
    unknown: Unknown


def settled(value: Any) -> Any:
    """The value where no bounds will do: one that is known only within bounds is unknown."""
    return value.unknown if isinstance(value, Between) else value


@frozen
class Among(Unknown):
    """A word of a closed list of which only some are possible."""

    possible: frozenset[str] = frozenset()


def plus(calendar: Calendar, day: date, span: Amount) -> Any:
    """A day so much later; beyond the published working days, or the last day there is, it is unknown."""
    if span.number < 0:
        return minus(day, Amount(-span.number, span.unit))
    count = int(span.number)
    try:
        if span.unit is SpanUnit.DAYS:
            return after_days(day, count).day
        if span.unit is SpanUnit.MONTHS:
            return after_months(day, count).day
        due = after_working_days(calendar, day, count)
    except OverflowError:
        return Unknown.because(Why.BEYOND_CALENDAR, "calendar", calendar.id)
    return Unknown.because(Why.BEYOND_CALENDAR, "calendar", calendar.id) if due.provisional else due.day


def minus(day: date, span: Amount) -> Any:
    """A day so much earlier, in days or months (clamped); working days are not counted backwards."""
    try:
        if span.unit is SpanUnit.MONTHS:
            return day - relativedelta(months=int(span.number))
        return day - timedelta(int(span.number))
    except (OverflowError, ValueError):
        return Unknown.because(Why.BEYOND_CALENDAR, "calendar", "")
