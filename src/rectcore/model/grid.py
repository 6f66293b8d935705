"""A grid of its own: so many days or months, again and again from an anchor.

Every stretch is computed from the anchor and never from the one before: three months on from 31 January are 30 April,
and three months further 31 July.
"""

from __future__ import annotations

from datetime import date, timedelta

from attrs import frozen

from rectcore.model.calendar import after_days, after_months
from rectcore.model.duration import SpanUnit


@frozen
class Grid:
    """`number` days or months from `anchor` on, again and again."""

    number: int
    unit: SpanUnit
    anchor: date

    def on(self, day: date) -> Stretch | None:
        """The stretch that holds a day; None before the anchor."""
        if day < self.anchor:
            return None
        if self.unit is SpanUnit.MONTHS:
            months = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
            index = months // self.number
        else:
            index = (day - self.anchor).days // self.number
        return Stretch(self, index if self.first_day(index) <= day else index - 1)

    def first_day(self, index: int) -> date:
        """The first day of a stretch, counted from 0; `OverflowError` after the year 9999."""
        after = after_months if self.unit is SpanUnit.MONTHS else after_days
        return after(self.anchor, self.number * index).day


@frozen
class Stretch:
    """A stretch of a grid, named by its first day; both ends are days of it."""

    grid: Grid
    index: int = 0

    @property
    def first(self) -> date:
        """The first day; `OverflowError` after the year 9999."""
        return self.grid.first_day(self.index)

    @property
    def last(self) -> date:
        """The last day, the one before the next begins; `OverflowError` after the year 9999."""
        return self.grid.first_day(self.index + 1) - timedelta(1)

    def previous(self) -> Stretch | None:
        """The stretch right before; None before the first."""
        return Stretch(self.grid, self.index - 1) if self.index else None

    def next(self) -> Stretch:
        """The stretch right after."""
        return Stretch(self.grid, self.index + 1)

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """Its first day."""
        return self.first.isoformat()
