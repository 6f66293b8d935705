"""What the numbers of a rule set come to on a day, and who was drawn: aggregates, series, scores, samples, rankings.

Plain data, ordered. A number that is not known is never guessed: it has bounds, or nothing.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from attrs import frozen

from rectcore.check.types import Kind
from rectcore.engine.trace import Row
from rectcore.model.events import Subject
from rectcore.model.facts import Absent, Missing


class Known(Enum):
    """How far a number is known."""

    KNOWN = "known"
    BETWEEN = "between"  # only bounds are known
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"  # it is over no rows, and the rule says that it then does not apply


@frozen
class Figure:
    """A number as far as it is known.

    Args:
        kind: of its type. A percent is a share: 0.35 for 35 %.
        value: only where it is known; else None.
        low: the lower bound where only bounds are known; None: there is none. So `high`.
        missing: what is not known, where something is not.
    """

    known: Known
    kind: Kind
    value: Any = None
    low: Any = None
    high: Any = None
    missing: tuple[Missing, ...] = ()


@frozen
class AggregateResult:
    """What an aggregate came to for a subject on the day."""

    aggregate: str
    subject: Subject
    figure: Figure


@frozen
class ReadingResult:
    """What an indicator was for the latest period with a reading.

    Args:
        final: a reading was made after the period's end, as one that decides a target must be.
    """

    series: str
    subject: Subject
    period: str
    figure: Figure
    final: bool


@frozen
class LineResult:
    """What a line of a score gave (above zero) or took off (below)."""

    label: str
    points: Figure


@frozen
class ScoreResult:
    """What a score came to for a period: so far, while the period is not over.

    Args:
        deducted: what was taken off in all.
        grades: those it may have, the lowest first: one where the grade is known, none where the score has no grades.
        lines: each with its points, as the rules list them.
    """

    score: str
    subject: Subject
    period: str
    points: Figure
    deducted: Figure
    grades: tuple[str, ...]
    lines: tuple[LineResult, ...]

    @property
    def grade(self) -> str | None:
        """The grade; None where it is not known, or there are none."""
        return self.grades[0] if len(self.grades) == 1 else None


@frozen
class DrawnRow:
    """A row that was, or may have been, among those drawn from.

    Args:
        stratum: a row, a word, a text or a truth, or that there is none; None: the sample has no strata, or it is not
            known which.
        lot: its number; None where it is not known.
        weight: with how many slips it was among them; None where that is not known.
        rank: its place among the rows of its stratum, from 1 on; None where that is not known.
        drawn: None where that is not known.
        inspector: who is to inspect it; None: nobody, or that is not known.
    """

    subject: Subject
    stratum: Row | Absent | str | bool | None
    lot: str | None
    weight: int | None
    rank: int | None
    drawn: bool | None
    inspector: str | None = None


@frozen
class SampleResult:
    """What a sample drew for a period, in the order of drawing: by stratum, then by lot.

    Args:
        draw: the recorded draw, with its `seed` and its day; None where none counts.
        missing: what is not known, where something is not.
        inspectors: in the order of their lots; none where the sample has none, or they are not known.
    """

    sample: str
    period: str
    draw: str | None = None
    on: date | None = None
    seed: str | None = None
    missing: tuple[Missing, ...] = ()
    inspectors: tuple[str, ...] = ()
    rows: tuple[DrawnRow, ...] = ()


@frozen
class RankResult:
    """Where a subject stands in a ranking for a period: so far, while the period is not over.

    Args:
        rank: from 1 on; equal numbers share one. Not applicable where it is left out.
        by: the number it is ranked by; not applicable where it is left out.
        ranked: how many have a rank.
        left_out: it takes part, and is left out by the rules.
    """

    ranking: str
    subject: Subject
    period: str
    rank: Figure
    by: Figure
    ranked: Figure
    left_out: bool = False
