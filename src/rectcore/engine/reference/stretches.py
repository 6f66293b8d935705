"""For how long an answer holds: the days around the day of a question that would get the same answer.

With its facts given, every verdict is a function of the day, and changes only where something begins or ends. Whatever
looks at the day of a question says here on which day that look would turn out differently; the answer is then kept for
the days between, and a run of days is walked from turn to turn. Walked day by day (`daily`) the answers are the same,
which is what the tests hold this to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, TypeVar

from attrs import define, field, frozen

Answer = TypeVar("Answer")
ONE_DAY = timedelta(1)


@frozen
class Stretch:
    """An answer with the first and the last day on which it is the same; there may be more such days around."""

    answer: Any
    first: date
    last: date


@define
class _Question:
    """A question being asked for a day, with the days known so far to be answered alike."""

    day: date
    first: date
    last: date


@define
class _Kept:
    """The answers to one question, in stretches that do not overlap, in order."""

    firsts: list[date] = field(factory=list)
    stretches: list[Stretch] = field(factory=list)

    def on(self, day: date) -> Stretch | None:
        place = bisect_right(self.firsts, day) - 1
        if place < 0 or self.stretches[place].last < day:
            return None
        return self.stretches[place]

    def add(self, found: Stretch, day: date) -> None:
        place = bisect_right(self.firsts, day)
        first, last = found.first, found.last
        if place > 0:
            first = max(first, self.stretches[place - 1].last + ONE_DAY)
        if place < len(self.firsts):
            last = min(last, self.firsts[place] - ONE_DAY)
        self.firsts.insert(place, first)
        self.stretches.insert(place, Stretch(found.answer, first, last))


@define
class Stretches:
    """The questions being asked, the innermost last, and the answers kept.

    Args:
        daily: hold every answer for its own day only.
    """

    daily: bool = False
    _asking: list[_Question] = field(factory=list, init=False)
    _kept: dict[Hashable, _Kept] = field(factory=dict, init=False)
    _still: int = field(default=0, init=False)

    def ask(self, key: Hashable, day: date, question: Callable[[], Answer]) -> Answer:
        """The answer to a question for a day, worked out once for all the days around that get the same."""
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = _Kept()
        found = kept.on(day)
        if found is None:
            found = self.stretch(day, question)
            kept.add(found, day)
        else:
            self.same(day, found.first, found.last)
        answer: Answer = found.answer
        return answer

    def stretch(self, day: date, question: Callable[[], Answer]) -> Stretch:
        """The answer to a question for a day, and the days around it that get the same."""
        asking = _Question(day, day, day) if self.daily else _Question(day, date.min, date.max)
        self._asking.append(asking)
        still, self._still = self._still, 0  # a comparison speaks for its own sides, not for what they ask in turn
        try:
            answer = question()
        finally:
            self._asking.pop()
            self._still = still
        return Stretch(answer, asking.first, asking.last)

    # -- what a look at the day tells -----------------------------------------------------------------------------

    def same(self, day: date, first: date, last: date) -> None:
        """From `first` to `last`, which hold `day`, a look at the day shows the same."""
        for asking in self._asking:
            if asking.day == day:
                if first > asking.first:
                    asking.first = first
                if last < asking.last:
                    asking.last = last

    def turns(self, day: date, at: date) -> None:
        """From `at` on a look at the day shows something else than before it."""
        if day >= at:
            self.same(day, at, date.max)
        else:
            self.same(day, date.min, at - ONE_DAY)

    def turns_after(self, day: date, last: date) -> None:
        """After `last` a look at the day shows something else than up to it."""
        if day <= last:
            self.same(day, date.min, last)
        else:
            self.same(day, last + ONE_DAY, date.max)

    def turns_at_each(self, day: date, days: Sequence[date]) -> int:
        """On each of these days, in order, the look turns; the number of those that have come."""
        place = bisect_right(days, day)
        first = days[place - 1] if place else date.min
        last = days[place] - ONE_DAY if place < len(days) else date.max
        self.same(day, first, last)
        return place

    def only(self, day: date) -> None:
        """On any other day the look shows something else, unless whoever compares knows better (`moving`)."""
        if not self._still:
            self.same(day, day, day)

    # -- for those who know better --------------------------------------------------------------------------------

    def alike(self, day: date, sort: Callable[[date], object], first: date = date.min, last: date = date.max) -> None:
        """A look at the day shows the same on all days of the same sort.

        Within `first` and `last`, outside of which nothing is said, such days must lie together.
        """
        about = [asking for asking in self._asking if asking.day == day]
        if about:
            first = max(first, *(asking.first for asking in about))
            last = min(last, *(asking.last for asking in about))
            with self.aside():
                first, last = _alike(first, day, last, sort)
            self.same(day, first, last)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Values that change from day to day are looked at, and the caller says for how long what it makes of them."""
        self._still += 1
        try:
            yield
        finally:
            self._still -= 1

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is looked at here decides no answer."""
        asking, self._asking = self._asking, []
        try:
            yield
        finally:
            self._asking = asking


def _alike(first: date, day: date, last: date, sort: Callable[[date], object]) -> tuple[date, date]:
    """The days from `first` to `last` around `day` that are of the same sort, found by halving."""
    wanted = sort(day)

    def same(number: int) -> bool:
        return sort(date.fromordinal(number)) == wanted

    low, middle, high = first.toordinal(), day.toordinal(), last.toordinal()
    begin = low if same(low) else low + bisect_left(range(low, middle), True, key=same)
    end = high if same(high) else middle - 1 + bisect_left(range(middle, high + 1), True, key=lambda n: not same(n))
    return date.fromordinal(begin), date.fromordinal(end)
