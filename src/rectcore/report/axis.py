"""Days as places on a line: one scale for every timeline of a page, so that they can be compared."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from attrs import frozen

from rectcore.report.matter import Matter

WIDTH: Final = 420
"""The units of a timeline from its first day to its last."""
_MARGIN: Final = 8
_MOST_TICKS: Final = 10
_YEARS_BEHIND: Final = 8
_AHEAD: Final = timedelta(days=366)
_LEAST: Final = timedelta(days=45)
_STEPS: Final = (1, 2, 3, 6, 12)


@frozen
class Tick:
    """A month that the scale names: its place, its name, and whether a year begins there."""

    x: int
    name: str
    year: bool


@frozen
class Axis:
    """A scale from a day to a day."""

    first: date
    last: date
    today: date

    def x(self, day: date) -> int:
        """The place of a day; one beyond an end stands at that end."""
        inside = min(max(day, self.first), self.last)
        length = max((self.last - self.first).days, 1)
        return _MARGIN + (WIDTH - 2 * _MARGIN) * (inside - self.first).days // length

    def beyond(self, day: date) -> bool:
        """Whether a day lies after the last one."""
        return day > self.last

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Beginnings of months, so many that their names have room."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((s for s in _STEPS if months <= s * _MOST_TICKS), _STEPS[-1])
        found: list[Tick] = []
        for n in range(months):
            at = self.first.year * 12 + self.first.month - 1 + n
            year, month = divmod(at, 12)
            if month % step:
                continue
            day = date(year, month + 1, 1)
            if day >= self.first:
                found.append(Tick(self.x(day), f"{year}-{month + 1:02d}", month == 0))
        return tuple(found)


def axis_of(matter: Matter, deadlines: dict[str, date | None]) -> Axis:
    """From the first opening to the last deadline: eight years before the day of the report at most, and one after."""
    day = matter.day
    opened = [t.opened for t in matter.ledger.tasks if t.id in deadlines]
    earliest = date(max(day.year - _YEARS_BEHIND, 1), 1, 1)
    first = max(min(opened, default=day), earliest)
    room = min(_AHEAD, date.max - day)
    ends = [d for d in deadlines.values() if d is not None and d <= day + room]
    last = max([day + min(_LEAST, room), *ends])
    return Axis(first.replace(day=1), last, day)
