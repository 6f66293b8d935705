"""What a working day is, and arithmetic on days: published notices and days come in, due days go out.

Days off and made-up working days are data, published a year at a time and sometimes amended. Past the last published
year nobody knows them: counting goes on there, Monday to Friday, and says with `provisional` that it guessed. Raising
instead would stop every forecast in the autumn; guessing in silence would convict somebody.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen
from dateutil.relativedelta import relativedelta

from rectcore.diagnostics import Text
from rectcore.source import shipped_rules


def _days(days: Iterable[date]) -> frozenset[date]:
    return frozenset(days)


@frozen
class Notice:
    """What one notice says: `off` are days of rest, weekend days inside a holiday too; `work` are days to be worked."""

    number: str
    title: str
    published: date
    off: frozenset[date] = field(default=(), converter=_days)
    work: frozenset[date] = field(default=(), converter=_days)


@frozen
class CalendarYear:
    """The days of one year as they stand after all its notices; any other day rests on Saturday and Sunday.

    The days may lie in the year before as well: the table of 2023 begins on 2022-12-31. A year without a single day is
    an announcement that has not come, and counts as unknown.
    """

    year: int
    off: frozenset[date] = field(default=(), converter=_days)
    work: frozenset[date] = field(default=(), converter=_days)
    notices: tuple[Notice, ...] = ()

    @classmethod
    def of_notices(cls, year: int, notices: Iterable[Notice]) -> CalendarYear:
        """The year that follows from its notices: the first sets the days, each later one changes those it names."""
        ordered = tuple(sorted(notices, key=lambda notice: notice.published))
        off: frozenset[date] = frozenset()
        work: frozenset[date] = frozenset()
        for notice in ordered:
            off = (off - notice.work) | notice.off
            work = (work - notice.off) | notice.work
        return cls(year, off, work, ordered)


def _published(years: Iterable[CalendarYear]) -> tuple[CalendarYear, ...]:
    """The years that have days, in order."""
    ordered = sorted((year for year in years if year.off or year.work), key=lambda year: year.year)
    for before, after in pairwise(ordered):
        if before.year == after.year:
            raise ValueError(f"the year {after.year} is there twice")
    for year in ordered:
        if not 1 <= year.year <= date.max.year:
            raise ValueError(f"there is no year {year.year}")
        if year.off & year.work:
            raise ValueError(f"{min(year.off & year.work)} is a day off and a working day at once")
        for day in sorted(year.off | year.work):
            if not _belongs(day, year.year):
                raise ValueError(f"{day} is neither in {year.year} nor in the year before")
    return tuple(ordered)


def _belongs(day: date, year: int) -> bool:
    # The other way round is not met with: New Year's Day is announced with the year it opens.
    return day.year in (year - 1, year)


@frozen(slots=False)
class Calendar:
    """A named calendar of working days, with the years it knows.

    `years` may leave gaps; a day of a year that is missing or has no days is unknown. Where the tables of two years
    name the same day, that of the later year holds.

    Raises:
        ValueError: a year is there twice, calls a day both off and working, or names a day that is not its own.
    """

    id: str
    years: tuple[CalendarYear, ...] = field(default=(), converter=_published)
    title: Text = field(default=Text())

    @classmethod
    def of(cls, id: str, years: Mapping[int, tuple[Iterable[date], Iterable[date]]]) -> Calendar:  # noqa: A002
        """A calendar from bare days: for each year the days off and the made-up working days, known from the start."""
        return cls(id, tuple(CalendarYear(year, off, work) for year, (off, work) in years.items()))

    @property
    def version(self) -> str:
        """Which state of the data it is: the last year covered, a dot, and the number of amendments, as in `2026.1`.

        An amendment is a notice of a year after its first. A calendar that covers no year is `0.0`.
        """
        last = self.years[-1].year if self.years else 0
        return f"{last}.{sum(max(0, len(year.notices) - 1) for year in self.years)}"

    @property
    def first_day(self) -> date | None:
        """The first day of the first year covered; None if no year is."""
        return date(self.years[0].year, 1, 1) if self.years else None

    @property
    def horizon(self) -> date | None:
        """The last day up to which every day since `first_day` is known; None if no year is covered.

        It is the last day of a year. The next notice may still change the days just before it, as that of 2023 named
        2022-12-31; `known_on` shows who could have known.
        """
        last = None
        for year in self.years:
            if last is not None and year.year != last + 1:
                break
            last = year.year
        return None if last is None else date(last, 12, 31)

    def is_working(self, day: date) -> bool | None:
        """Whether people work on `day`; None where the calendar does not know."""
        table, ordinal = self._table, day.toordinal()
        if not table.knows(ordinal, ordinal):
            return None
        return table.count(ordinal) > table.count(ordinal - 1)

    def known_on(self, day: date) -> Calendar:
        """The calendar as it stood at the end of `day`: only with notices published by then.

        A year given without notices (see `of`) was always known; one whose notices all came later is unknown.
        """
        if all(notice.published <= day for year in self.years for notice in year.notices):
            return self
        return evolve(
            self,
            years=tuple(
                CalendarYear.of_notices(year.year, (n for n in year.notices if n.published <= day))
                if year.notices
                else year
                for year in self.years
            ),
        )

    @cached_property
    def _table(self) -> _Table:
        return _Table.of(self.years)


@frozen
class _Table:
    """The working days as sorted ordinals from `low` to `high`, Monday to Friday assumed before, after and in gaps.

    Ordinal 1 is Monday 1 January of the year 1, so both directions outside the table are plain division, and the n-th
    working day is an index look-up wherever it lies.
    """

    low: int
    high: int
    working: tuple[int, ...]
    known: tuple[tuple[int, int], ...]  # INVARIANT: first and last ordinals of stretches, sorted, no two touching

    @classmethod
    def of(cls, years: tuple[CalendarYear, ...]) -> _Table:
        off: set[int] = set()
        work: set[int] = set()
        stretches: list[tuple[int, int]] = []
        for year in years:
            resting = {day.toordinal() for day in year.off}
            working = {day.toordinal() for day in year.work}
            off = (off - working) | resting
            work = (work - resting) | working
            stretches.append((date(year.year, 1, 1).toordinal(), date(year.year, 12, 31).toordinal()))
        stretches += ((day, day) for day in off | work)
        known: list[tuple[int, int]] = []
        for first, last in sorted(stretches):
            if known and first <= known[-1][1] + 1:
                known[-1] = (known[-1][0], max(known[-1][1], last))
            else:
                known.append((first, last))
        low, high = (known[0][0], known[-1][1]) if known else (1, 0)
        days = range(low, high + 1)
        return cls(low, high, tuple(d for d in days if d in work or (_is_weekday(d) and d not in off)), tuple(known))

    def count(self, ordinal: int) -> int:
        """How many working days there are from the first day of all to `ordinal`, which is included."""
        if ordinal < self.low:
            return _weekdays_to(ordinal)
        inside = _weekdays_to(self.low - 1) + bisect_right(self.working, ordinal)
        return inside + (_weekdays_to(ordinal) - _weekdays_to(self.high) if ordinal > self.high else 0)

    def day(self, count: int) -> int:
        """The ordinal of the working day up to which there are `count`: the inverse of `count`."""
        before = _weekdays_to(self.low - 1)
        if count <= before:
            return _weekday(count)
        if count <= before + len(self.working):
            return self.working[count - before - 1]
        return _weekday(count - before - len(self.working) + _weekdays_to(self.high))

    def knows(self, first: int, last: int) -> bool:
        """Whether every day from `first` to `last` is known; of no day at all, everything is."""
        place = bisect_right(self.known, (first, _LAST)) - 1
        return first > last or (place >= 0 and last <= self.known[place][1])


def _is_weekday(ordinal: int) -> bool:
    return (ordinal - 1) % 7 < 5


def _weekdays_to(ordinal: int) -> int:
    weeks, days = divmod(ordinal, 7)
    return weeks * 5 + min(days, 5)


def _weekday(count: int) -> int:
    weeks, days = divmod(count - 1, 5)
    return weeks * 7 + days + 1


class Roll(Enum):
    """Where a due day goes that is no working day."""

    NEXT_WORKING_DAY = "next working day"
    PREVIOUS_WORKING_DAY = "previous working day"
    SAME_DAY = "same day"


@frozen
class DueDay:
    """A computed day, and what a reader should know of how it came about."""

    day: date
    provisional: bool = False  # rests on days no calendar has published; may move, and convicts nobody
    clamped: bool = False  # the month had no such day, so it is the month's last
    rolled_from: date | None = None  # the day before it was moved to a working day


def after_days(start: date, n: int, *, first_day_counted: bool = False) -> DueDay:
    """The last of `n` calendar days after `start`.

    The start is not counted (Civil Code, article 201) unless `first_day_counted`, which is how public notices count.
    With n = 0 nothing is counted either way, and the day is the start.

    Raises:
        ValueError: `n` is negative.
        OverflowError: the day would lie after the year 9999.
    """
    _refuse_negative(n, "days")
    return DueDay(_day(start.toordinal() + n - (first_day_counted and n > 0), start))


def after_working_days(calendar: Calendar, start: date, n: int, *, first_day_counted: bool = False) -> DueDay:
    """The `n`-th working day after `start`.

    The start is not counted (Civil Code, article 201; another way may be set, article 204), working day or not. With
    `first_day_counted` it is number 1 if it is a working day; if it is none, number 1 is the first one after it.
    Made-up working weekends count. With n = 0 nothing is counted: the day is the start, even where that is a day off.
    The day is provisional if a day that was counted or passed over is not known to `calendar`.

    Raises:
        ValueError: `n` is negative.
        OverflowError: the day would lie after the year 9999.
    """
    _refuse_negative(n, "working days")
    if n == 0:
        return DueDay(start)
    table = calendar._table
    first = start.toordinal() + (not first_day_counted)
    due = table.day(table.count(first - 1) + n)
    return DueDay(_day(due, start), provisional=not table.knows(first, due))


def after_months(start: date, n: int) -> DueDay:
    """The day `n` months after `start`: the corresponding day, or the month's last where there is none (then clamped).

    Civil Code, article 202. Add several months in one step, from the anchor: 31 January and one month and one month is
    28 March, and two months is 31 March.

    Raises:
        ValueError: `n` is negative.
        OverflowError: the day would lie after the year 9999.
    """
    _refuse_negative(n, "months")
    if start.year * 12 + start.month - 1 + n >= (date.max.year + 1) * 12:
        raise OverflowError(_too_late(start))
    day = start + relativedelta(months=n)
    return DueDay(day, clamped=day.day != start.day)


def roll(calendar: Calendar, due: DueDay, how: Roll) -> DueDay:
    """`due` on a working day: itself if it is one, else the next or the one before, or the same day if days stay.

    Civil Code, article 203: a period whose last day is a day of rest ends on the day after the rest. What was
    provisional or clamped stays so; a day whose being worked had to be guessed is provisional.

    Raises:
        OverflowError: there is no such working day between the years 1 and 9999.
    """
    if how is Roll.SAME_DAY:
        return due
    table, ordinal = calendar._table, due.day.toordinal()
    moved = table.day(table.count(ordinal - 1) + 1 if how is Roll.NEXT_WORKING_DAY else table.count(ordinal))
    return evolve(
        due,
        day=_day(moved, due.day),
        provisional=due.provisional or not table.knows(min(ordinal, moved), max(ordinal, moved)),
        rolled_from=due.rolled_from if moved == ordinal else due.rolled_from or due.day,
    )


def working_days_between(calendar: Calendar, first: date, last: date) -> tuple[int, bool]:
    """How many working days there are from `first` to `last`, both included, and whether that is provisional.

    Zero if `last` comes before `first`.
    """
    start, end = first.toordinal(), last.toordinal()
    table = calendar._table
    return max(0, table.count(end) - table.count(start - 1)), not table.knows(start, end)


def _refuse_negative(n: int, what: str) -> None:
    if n < 0:
        raise ValueError(f"cannot count {n} {what}: the number must be 0 or more")


_LAST = date.max.toordinal()


def _day(ordinal: int, start: date) -> date:
    if ordinal > _LAST:
        raise OverflowError(_too_late(start))
    if ordinal < 1:
        raise OverflowError(f"counted back from {start}, the day would lie before the year 1")
    return date.fromordinal(ordinal)


def _too_late(start: date) -> str:
    return f"counted from {start}, the day would lie after the year 9999"


@cache
def load_calendar(id: str, folder: Path | None = None) -> Calendar:  # noqa: A002
    """The calendar of that id from files, one for each year; the format is in `rules/calendars/README.md`.

    Files are read once for each id and folder while the program runs.

    Args:
        id: the name of the folder that holds the year files, such as `cn_public`.
        folder: where such folders lie; without it, the calendars that come with the library.

    Raises:
        LookupError: there is no such calendar; names those there are.
        ValueError: a file is malformed; names the file and the key.
    """
    place = shipped_rules() / "calendars" if folder is None else folder
    known = sorted(entry.name for entry in place.iterdir() if entry.is_dir()) if place.is_dir() else []
    if id not in known:  # membership, not a path join: an id is no way out of the folder
        raise LookupError(f"no calendar `{id}`; there is {', '.join(known) or 'none'}")
    title = Text(en=id)
    years = []
    for path in sorted((place / id).glob("*.toml")):
        document = _Document.read(path)
        if path.stem == "calendar":
            title = document.title()
        else:
            years.append(document.calendar_year())
    return Calendar(id, tuple(years), title)


_MISSING = object()


@frozen
class _Document:
    """A table of a calendar file with the place it stands at, so that whatever is wrong is said with file and key."""

    path: Path
    table: dict[str, Any]
    key: str = ""

    @classmethod
    def read(cls, path: Path) -> _Document:
        try:
            return cls(path, tomllib.loads(path.read_text(encoding="utf-8")))
        except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, or nested without end
            raise ValueError(f"{path}: {error}") from error

    def title(self) -> Text:
        self.only("title")
        title = _Document(self.path, self.value("title", dict, "a table"), "title.")
        title.only("en", "zh")
        return Text(en=title.value("en", str, "a text"), zh=title.value("zh", str, "a text"))

    def calendar_year(self) -> CalendarYear:
        self.only("year", "notices")
        year = self.value("year", int, "a number")
        if not 1 <= year <= date.max.year or self.path.stem != f"{year:04d}":
            raise self.wrong("year", f"is {year}; a year's file is named after it, as in 2023.toml")
        notices = [
            _Document(self.path, self.is_a(f"notices[{i}]", notice, dict, "a table"), f"notices[{i}].").notice(year)
            for i, notice in enumerate(self.value("notices", list, "a list", default=[]))
        ]
        return CalendarYear.of_notices(year, notices)

    def notice(self, year: int) -> Notice:
        self.only("number", "title", "published", "off", "work")
        off, work = self.days("off", year), self.days("work", year)
        if off & work:
            raise self.wrong("work", f"has {min(off & work)}, which is a day off as well")
        return Notice(
            self.value("number", str, "a text"),
            self.value("title", str, "a text"),
            self.value("published", date, "a date"),
            off,
            work,
        )

    def days(self, key: str, year: int) -> frozenset[date]:
        days = self.value(key, list, "a list", default=[])
        for i, day in enumerate(days):
            self.is_a(f"{key}[{i}]", day, date, "a date")
            if not _belongs(day, year):
                raise self.wrong(f"{key}[{i}]", f"is {day}, which is neither in {year} nor in the year before")
        return frozenset(days)

    def only(self, *keys: str) -> None:
        for key in self.table:
            if key not in keys:
                raise self.wrong(key, f"is not known; the keys are {', '.join(keys)}")

    def value(self, key: str, kind: type, name: str, default: object = _MISSING) -> Any:
        value = self.table.get(key, default)
        if value is _MISSING:
            raise self.wrong(key, f"is missing; it must be {name}")
        return self.is_a(key, value, kind, name)

    def is_a(self, key: str, value: object, kind: type, name: str) -> Any:
        # `type`, not isinstance: true is an int to Python, and a moment is a date.
        if type(value) is not kind:
            raise self.wrong(key, f"must be {name}")
        return value

    def wrong(self, key: str, what: str) -> ValueError:
        return ValueError(f"{self.path}: `{self.key}{key}` {what}")
