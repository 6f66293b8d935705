"""A calendar of what is due: a square for each day, by how much falls on it and how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from rectcore.engine.results import State
from rectcore.explain.names import state_word
from rectcore.report.matter import Matter
from rectcore.report.words import say

STEP: Final = 12
"""The side of a square with the gap to the next."""
LEFT: Final = 28
TOP: Final = 16
_BEFORE: Final = 53
_AFTER: Final = 26
_WEEK: Final = timedelta(days=7)
_LEVELS: Final = 4
_STATES: Final = tuple(s for s in State if s is not State.NOT_REQUIRED)


@frozen
class Square:
    """A day with its place, how it stands (`missed`, `late`, `ahead`, `kept`, `unclear`), how dark it is, its text."""

    x: int
    y: int
    stands: str
    level: int
    text: str


@frozen
class Month:
    """A month of the table: how many obligations fall due in it, by state."""

    name: str
    all: int
    counts: tuple[int, ...]


@frozen
class Heat:
    """The calendar: squares, names of months over the columns, the square of today, and the same by month."""

    width: int
    height: int
    squares: tuple[Square, ...] = ()
    months: tuple[tuple[int, str], ...] = ()
    today: tuple[int, int] | None = None
    states: tuple[str, ...] = ()
    rows: tuple[Month, ...] = ()
    outside: int = 0


def heat_of(matter: Matter) -> Heat:
    """From a year before the day of the report to half a year after it, as far as something is due."""
    due: dict[date, Counter[State]] = {}
    for one in matter.obligations:
        if one.due is not None:
            due.setdefault(one.due, Counter())[one.state] += 1
    if not due:
        return Heat(0, 0)
    first = max(min(due), _weeks(matter.day, -_BEFORE))
    last = min(max(due), _weeks(matter.day, _AFTER))
    last = max(last, matter.day)
    monday = min(first, matter.day) - timedelta(days=min(first, matter.day).weekday())
    weeks = (last - monday).days // 7 + 1
    inside = {day: counts for day, counts in due.items() if monday <= day <= last}
    most = max((c.total() for c in inside.values()), default=1)
    squares = tuple(_square(day, inside[day], most, monday, matter) for day in sorted(inside))
    states = tuple(s for s in _STATES if any(c[s] for c in due.values()))
    return Heat(
        width=LEFT + weeks * STEP,
        height=TOP + 7 * STEP,
        squares=squares,
        months=tuple(_months(monday, weeks)),
        today=_place(matter.day, monday),
        states=tuple(state_word(s.value, matter.language) for s in states),
        rows=tuple(_rows(due, states)),
        outside=sum(c.total() for day, c in due.items() if day not in inside),
    )


def _weeks(day: date, number: int) -> date:
    try:
        return day + number * _WEEK
    except OverflowError:
        return date.min if number < 0 else date.max


def _place(day: date, monday: date) -> tuple[int, int]:
    week, weekday = divmod((day - monday).days, 7)
    return LEFT + week * STEP, TOP + weekday * STEP


def _square(day: date, counts: Counter[State], most: int, monday: date, matter: Matter) -> Square:
    x, y = _place(day, monday)
    total = counts.total()
    level = 1 + (_LEVELS - 1) * (total.bit_length() - 1) // max(most.bit_length() - 1, 1)
    parts = [f"{state_word(s.value, matter.language)} {counts[s]}" for s in _STATES if counts[s]]
    text = say(matter, "{d}: {n} due ({p})", "{d}：到期{n}项（{p}）", d=day, n=total, p=_listed(parts, matter))
    return Square(x, y, _stands(counts), level, text)


def _listed(parts: Iterable[str], matter: Matter) -> str:
    return ("、" if matter.zh else ", ").join(parts)


def _stands(counts: Counter[State]) -> str:
    """The worst of a day gives it its colour."""
    for state, name in (
        (State.MISSED, "missed"),
        (State.UNDETERMINED, "unclear"),
        (State.LATE, "late"),
        (State.PENDING, "ahead"),
        (State.UPCOMING, "ahead"),
    ):
        if counts[state]:
            return name
    return "kept"


def _months(monday: date, weeks: int) -> Iterable[tuple[int, str]]:
    """A month is named over the week in which it begins, where there is room."""
    last = -3
    for week in range(weeks):
        begins = monday + week * _WEEK
        if begins.day <= 7 and week - last >= 3:
            yield (
                LEFT + week * STEP,
                f"{begins.year:04d}-{begins.month:02d}" if begins.month == 1 or last < 0 else f"{begins.month}",
            )
            last = week


def _rows(due: dict[date, Counter[State]], states: Iterable[State]) -> Iterable[Month]:
    months: dict[str, Counter[State]] = {}
    for day, counts in due.items():
        months.setdefault(f"{day.year:04d}-{day.month:02d}", Counter()).update(counts)
    for name in sorted(months):
        counts = months[name]
        yield Month(name, counts.total(), tuple(counts[s] for s in states))
