"""Calendar periods: a day or a text comes in, a `Period` with its first and last day goes out.

Both ends are days of the period. A period is named by what a person writes (`2023-05`, `2023-W07`), and the next one is
found from its own last day, never by adding days to the one before: a dekad has eight to eleven days, a month 28 to 31.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum

from attrs import field, frozen


class PeriodKind(Enum):
    """The kinds of period that a duty may come round in."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    WEEK = "week"  # Monday to Sunday, numbered as in ISO 8601
    DEKAD = "dekad"  # 旬: days 1-10, 11-20, 21 to the end of the month


_KINDS = tuple(PeriodKind)
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_ONE_DAY = timedelta(days=1)


@frozen(order=True)
class Period:
    """One month, quarter, half-year, year, week or dekad.

    Periods are ordered by their first day; those that begin together, in the order in which `PeriodKind` lists them.

    Raises:
        ValueError: `first` is not the first day of a period of that kind.
    """

    first: date = field()
    kind: PeriodKind = field(order=_KINDS.index)

    @first.validator
    def _begins_a_period(self, _: object, first: date) -> None:
        # `type`, not isinstance: a moment is a date to Python, and compares with none.
        if type(first) is not date or first != _first_day(self.kind, first):
            raise ValueError(f"{first} is not the first day of a {self.kind.value}")

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> Period:
        """The period of that kind that `day` lies in."""
        return cls(_first_day(kind, day), kind)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """The month `month` (1 to 12) of `year` (1 to 9999); else `ValueError`."""
        return cls(date(year, month, 1), PeriodKind.MONTH)

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that `text` names: `2023-05`, `2023年5月`, `2023-Q2`, `2023-H1`, `2023`, `2023-W07`, `2023-05-D1`.

        Raises:
            ValueError: the text is of none of these forms, or names a period that does not exist.
        """
        for pattern, build in _FORMS:
            match = pattern.fullmatch(text)
            if match is not None:
                try:
                    return build(*map(int, match.groups()))
                except ValueError:
                    raise ValueError(f"there is no period `{text}`") from None
        raise ValueError(
            f"`{text}` is not a period; write a month as 2023-05 or 2023年5月, a quarter as 2023-Q2, "
            "a half-year as 2023-H1, a year as 2023, a week as 2023-W07, a dekad as 2023-05-D1"
        )

    @property
    def last(self) -> date:
        """The last day, itself in the period; `OverflowError` for the last week of 9999, which has none."""
        months = _MONTHS.get(self.kind)
        if months is not None:
            return _end_of_month(self.first.replace(month=self.first.month + months - 1))
        if self.kind is PeriodKind.DEKAD:
            return self.first.replace(day=self.first.day + 9) if self.first.day < 21 else _end_of_month(self.first)
        try:
            return self.first + timedelta(days=6)
        except OverflowError:
            raise OverflowError(f"the week {self} ends after the year 9999") from None

    def next(self) -> Period:
        """The period of the same kind right after; `OverflowError` after the year 9999."""
        last = self.last
        if last == date.max:
            raise OverflowError(f"no {self.kind.value} follows {self}: the calendar ends with the year 9999")
        return Period.containing(self.kind, last + _ONE_DAY)

    def previous(self) -> Period:
        """The period of the same kind right before; `OverflowError` before the year 1."""
        if self.first == date.min:
            raise OverflowError(f"no {self.kind.value} comes before {self}: the calendar begins with the year 1")
        return Period.containing(self.kind, self.first - _ONE_DAY)

    def __contains__(self, day: date) -> bool:
        """Whether `day` lies in the period, first and last day included."""
        return _first_day(self.kind, day) == self.first

    def __str__(self) -> str:
        """The canonical text, which `parse` reads back."""
        first, year = self.first, f"{self.first.year:04d}"
        match self.kind:
            case PeriodKind.MONTH:
                return f"{year}-{first.month:02d}"
            case PeriodKind.QUARTER:
                return f"{year}-Q{first.month // 3 + 1}"
            case PeriodKind.HALF_YEAR:
                return f"{year}-H{first.month // 6 + 1}"
            case PeriodKind.YEAR:
                return year
            case PeriodKind.WEEK:
                # The year of the week, not of its Monday: 2024-12-30 begins 2025-W01.
                iso = first.isocalendar()
                return f"{iso.year:04d}-W{iso.week:02d}"
        return f"{year}-{first.month:02d}-D{first.day // 10 + 1}"


def _first_day(kind: PeriodKind, day: date) -> date:
    months = _MONTHS.get(kind)
    if months is not None:
        return date(day.year, day.month - (day.month - 1) % months, 1)
    if kind is PeriodKind.DEKAD:
        return date(day.year, day.month, min((day.day - 1) // 10, 2) * 10 + 1)
    return date.fromordinal(day.toordinal() - day.weekday())


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _part(kind: PeriodKind) -> Callable[[int, int], Period]:
    """The builder for the n-th quarter or half-year of a year."""
    return lambda year, number: Period(date(year, (number - 1) * _MONTHS[kind] + 1, 1), kind)


# [0-9], not \d: full-width and other digits are for the reader of the file to translate, not for this one to guess.
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(r"([0-9]{4})-([0-9]{2})"), Period.month),
    (re.compile(r"([0-9]{4})年([0-9]{1,2})月"), Period.month),
    (re.compile(r"([0-9]{4})-Q([1-4])"), _part(PeriodKind.QUARTER)),
    (re.compile(r"([0-9]{4})-H([12])"), _part(PeriodKind.HALF_YEAR)),
    (re.compile(r"([0-9]{4})"), lambda year: Period(date(year, 1, 1), PeriodKind.YEAR)),
    (
        re.compile(r"([0-9]{4})-W([0-9]{2})"),
        lambda year, week: Period(date.fromisocalendar(year, week, 1), PeriodKind.WEEK),
    ),
    (
        re.compile(r"([0-9]{4})-([0-9]{2})-D([1-3])"),
        lambda year, month, number: Period(date(year, month, number * 10 - 9), PeriodKind.DEKAD),
    ),
)
