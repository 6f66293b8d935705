"""Numbers over rows: aggregates, scores with their grades, samples, rankings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from rectcore.check.book.parts import Citation, Labelled
from rectcore.check.terms import And, Bound, Count, Rows, Term
from rectcore.check.types import DECIMAL, INTEGER, YES_NO, Name, Type
from rectcore.diagnostics import Text
from rectcore.model.period import PeriodKind


@frozen
class Aggregate:
    """A number over rows: how many, what share, their sum, least, greatest or average.

    Args:
        over: the rows; those of the whole ledger where its `of` is None.
        grouped_by: the reference, or list of references, from a row to what the number is about; None: no row is left
            out for it.
        where: which of the rows.
        how: `count`, `share`, `sum`, `least`, `greatest`, `average`.
        of: the condition that is counted (None: every row), or the value that is added up or compared.
        empty: the value over no rows; None: not applicable.
    """

    name: Name
    entity: str
    over: Bound
    where: Term
    how: str
    type: Type
    grouped_by: Term | None = None
    of: Term | None = None
    empty: Any = None
    title: Text = Text()
    cites: tuple[Citation, ...] = ()

    @property
    def asked(self) -> Term:
        """Everything it asks of a row, as one term, for those who look for what a term rests on."""
        of = (self.of,) if self.of is not None else ()
        return Count(self.over, And((self.where, *of)))


@frozen
class ScoreLine:
    """A line that takes points off (`deducts`), or adds them.

    `of` is a number of rows, something measured (`step` says by what; only what exceeds 0 counts; `whole`: unfinished
    steps do not), or a condition. `most`: no more points than that.
    """

    label: str
    deducts: bool
    points: Term
    of: Term
    step: Decimal | None = None
    whole: bool = False
    most: Term | None = None


@frozen
class PointsIf:
    """So many points where a condition holds."""

    label: str
    points: Term
    term: Term


@frozen
class Grade:
    """A grade: from `low` (included) to `high` (not included); None: open."""

    name: Name
    low: Decimal | None = None
    high: Decimal | None = None


@frozen
class Score:
    """Points of something for each period, and the grade they make.

    `start` with what is added and taken off, held between `floor` and `cap`, then under each of `capped` that holds.
    A veto gives the first of `grades`, which run from the lowest to the highest, whatever the points.
    """

    name: Name
    entity: str
    every: PeriodKind
    lines: tuple[ScoreLine, ...]
    start: Term | None = None
    floor: Term | None = None
    cap: Term | None = None
    capped: tuple[PointsIf, ...] = ()
    vetoes: tuple[Labelled, ...] = ()
    grades: tuple[Grade, ...] = ()
    title: Text = Text()
    cites: tuple[Citation, ...] = ()

    @property
    def type(self) -> Type:
        """A number."""
        return DECIMAL

    @property
    def asked(self) -> Term:
        """Everything it asks, as one term, for what looks through it."""
        found = [t for x in self.lines for t in (x.points, x.of, x.most) if t is not None]
        found += [t for t in (self.start, self.floor, self.cap) if t is not None]
        found += [t for x in self.capped for t in (x.points, x.term)]
        return And((*found, *(x.term for x in self.vetoes)))


MOST_SLIPS: Final = 100
"""The greatest weight that a row may have in a sample: more slips nobody would check by hand."""


@frozen
class Sample:
    """What is drawn by lot for each period from the rows that a plan has on the day of the draw.

    In each stratum (`by`; None: all rows are one) `share` of the rows, rounded up, and `least` at least, or all there
    are. `weight`: with how many slips a row is among them; None: with one. `inspectors` with `fit`: whom the same lot
    assigns.
    """

    name: Name
    entity: str
    every: PeriodKind
    among: Bound
    where: Term
    share: Term | None = None
    least: Term | None = None
    by: Term | None = None
    weight: Term | None = None
    inspectors: Bound | None = None
    fit: Term | None = None
    title: Text = Text()
    cites: tuple[Citation, ...] = ()

    @property
    def type(self) -> Type:
        """Yes or no: whether something was drawn."""
        return YES_NO

    @property
    def asked(self) -> Term:
        """Everything it asks, as one term, for what looks through it."""
        found = [Count(self.among, self.where)]
        if self.inspectors is not None and self.fit is not None:
            found.append(Count(self.inspectors, self.fit))
        return And((*found, *(x for x in (self.share, self.least, self.by, self.weight) if x is not None)))


@frozen
class Ranking:
    """An order of units or tasks for each period, by a number; equal numbers share a rank.

    Those for which `where` holds are ranked, but not those for which `left_out` does, nor those that have no number.
    """

    name: Name
    entity: str
    every: PeriodKind
    by: Term
    lowest_first: bool
    where: Term | None = None
    left_out: Term | None = None
    title: Text = Text()
    cites: tuple[Citation, ...] = ()

    @property
    def type(self) -> Type:
        """A whole number: the rank."""
        return INTEGER

    @property
    def asked(self) -> Term:
        """Everything it asks of each row, as one term, for what looks through it."""
        found = tuple(x for x in (self.where, self.left_out, self.by) if x is not None)
        return Count(Bound(0, Rows(self.entity)), And(found))
