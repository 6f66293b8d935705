"""Places in an order by a number, with bounds where something is not known.

The rank of a row is one more than the number of rows that are better, so that equal numbers share a rank and the next
one is passed over (1, 1, 3). A row is among the first k where fewer than k are better, and among the last k where fewer
than k are worse: whoever shares the k-th place is among them. A row of which it is not known whether it is ranked, or
with which number, may be anywhere; what is true wherever it is, is known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from attrs import frozen

from rectcore.check.rulebook import Ranking
from rectcore.check.terms import Ranked as Asked
from rectcore.check.terms import Term
from rectcore.engine.reference.amounts import Between
from rectcore.engine.reference.kleene import Truth, conjunction, decided, negate
from rectcore.engine.trace import NOT_APPLICABLE, Row
from rectcore.model.facts import NONE, Unknown

_ENDLESS: Final = Decimal("Infinity")


@frozen
class Candidate:
    """A row that is, or may be, ranked: the best and the worst it may be, the lesser being the better.

    Args:
        unknown: why it may not be ranked at all; None where it is for certain.
        number: what it is ranked by, as far as it is known.
    """

    row: Row
    best: Decimal
    worst: Decimal
    number: Any
    unknown: Unknown | None = None

    @property
    def reason(self) -> Unknown | None:
        """Why it has no one place."""
        return self.unknown or (self.number.unknown if isinstance(self.number, Between) else None)


@frozen(slots=False)
class Candidates:
    """Those that are, or may be, ranked, by the best they may be.

    Args:
        left_out: the rows that would be ranked and are left out.
        gap: why there may be further rows; None where there are none.
    """

    each: tuple[Candidate, ...]
    left_out: frozenset[Row] = frozenset()
    gap: Unknown | None = None

    @cached_property
    def _of(self) -> dict[Row, Candidate]:
        return {c.row: c for c in self.each}

    def of(self, row: Row) -> Candidate | None:
        """The candidate that a row is."""
        return self._of.get(row)

    @cached_property
    def bests(self) -> list[Decimal]:
        """The best of all, in order."""
        return sorted(c.best for c in self.each)

    @cached_property
    def worsts(self) -> list[Decimal]:
        """The worst of all, in order."""
        return sorted(c.worst for c in self.each)

    @cached_property
    def sure_bests(self) -> list[Decimal]:
        """The best of those that are ranked for certain, in order."""
        return sorted(c.best for c in self.each if c.unknown is None)

    @cached_property
    def sure_worsts(self) -> list[Decimal]:
        """The worst of those that are ranked for certain, in order."""
        return sorted(c.worst for c in self.each if c.unknown is None)


@frozen
class Tally:
    """How many there are, at least and at most; `most` None: there is no telling."""

    least: int
    most: int | None
    unknown: Unknown | None = None

    @property
    def told(self) -> Any:
        """The number, or its bounds."""
        if self.unknown is None or self.least == self.most:
            return self.least
        return Between(self.least, self.most, self.unknown)


@frozen
class Placing:
    """Where a row stands.

    Args:
        ranked: whether it is ranked.
        ahead: how many are better.
        behind: how many are worse.
        all: how many are ranked.
        number: what it is ranked by; `NOT_APPLICABLE` where it is not ranked.
        left_out: it would be ranked, and is left out.
    """

    ranked: Truth
    ahead: Tally
    behind: Tally
    all: Tally
    number: Any
    left_out: bool = False

    @property
    def rank(self) -> Any:
        """The rank, its bounds, unknown, or not applicable."""
        if self.ranked is not True:
            return NOT_APPLICABLE if self.ranked is False else self.ranked
        found = self.ahead.told
        if isinstance(found, Between):
            return Between(found.low + 1, None if found.high is None else found.high + 1, found.unknown)
        return found + 1

    @property
    def size(self) -> Any:
        """How many are ranked."""
        return self.all.told


def rank_asked(term: Asked, found: Placing) -> Any:
    """The part of a place that is asked for."""
    return found.rank if term.what == "value" else found.size


def is_placed(end: str, number: int, found: Placing) -> Truth:
    """Whether a row is among the first, or the last, so many."""
    tally = found.ahead if end == "first" else found.behind
    if found.ranked is False or tally.least >= number:
        return False
    if isinstance(found.ranked, Unknown):
        return found.ranked
    if tally.most is not None and tally.most < number:
        return True
    assert tally.unknown is not None
    return tally.unknown


# -- who is ranked ------------------------------------------------------------------------------------------------


def candidates(
    ranking: Ranking, rows: Sequence[Row], gap: Unknown | None, value: Callable[[Term, Row], Any]
) -> Candidates:
    """Those of the rows that are, or may be, ranked, `value` giving what a term is for a row."""
    found: list[Candidate] = []
    out: list[Row] = []
    for row in rows:
        inside = True if ranking.where is None else _holds(value(ranking.where, row))
        if inside is False:
            continue
        left = False if ranking.left_out is None else _holds(value(ranking.left_out, row))
        if left is True:
            out.append(row)
            continue
        number = value(ranking.by, row)
        if number is NONE or number is NOT_APPLICABLE:
            continue
        found.append(_candidate(row, conjunction([inside, negate(left)]), number, lowest=ranking.lowest_first))
    return Candidates(tuple(sorted(found, key=lambda c: (c.best, c.worst, c.row))), frozenset(out), gap)


def _holds(found: Any) -> Truth:
    return False if found is NONE else decided(found)


def _candidate(row: Row, inside: Truth, number: Any, *, lowest: bool) -> Candidate:
    unknown = inside if isinstance(inside, Unknown) else None
    if isinstance(number, Unknown):
        unknown = number if unknown is None else unknown | number
        return Candidate(row, -_ENDLESS, _ENDLESS, number, unknown)
    low, high = (number.low, number.high) if isinstance(number, Between) else (number, number)
    least = -_ENDLESS if low is None else Decimal(low)
    most = _ENDLESS if high is None else Decimal(high)
    best, worst = (least, most) if lowest else (-most, -least)
    return Candidate(row, best, worst, number, unknown)


# -- where a row stands -------------------------------------------------------------------------------------------


def placing(row: Row, among: Candidates) -> Placing:
    """Where a row stands."""
    size = _tally(len(among.sure_bests), len(among.each), among, lambda c: c.unknown is not None)
    own = among.of(row)
    if own is None:
        nobody = Tally(0, 0)
        return Placing(False, nobody, nobody, size, NOT_APPLICABLE, row in among.left_out)
    itself = own.best < own.worst  # it is then among those that it may be better, or worse, than

    def open_(c: Candidate) -> bool:
        return c is own or c.reason is not None

    ahead = _tally(bisect_left(among.sure_worsts, own.best), bisect_left(among.bests, own.worst) - itself, among, open_)
    behind = _tally(
        len(among.sure_bests) - bisect_right(among.sure_bests, own.worst),
        len(among.worsts) - bisect_right(among.worsts, own.best) - itself,
        among,
        open_,
    )
    return Placing(True if own.unknown is None else own.unknown, ahead, behind, size, own.number)


def _tally(least: int, most: int, among: Candidates, open_: Callable[[Candidate], bool]) -> Tally:
    """A number of rows; where it is not known, because of those that are open."""
    unknown = among.gap
    if least < most:
        for one in among.each:
            if open_(one) and one.reason is not None:
                unknown = one.reason if unknown is None else unknown | one.reason
    return Tally(least, None if among.gap is not None else most, unknown)
