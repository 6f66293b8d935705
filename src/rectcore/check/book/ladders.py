"""Ladders: the acts that are called for, and what reaches each rung."""

from __future__ import annotations

from attrs import frozen

from rectcore.check.book.parts import Labelled, Rule
from rectcore.check.terms import Term
from rectcore.model.duration import SpanUnit
from rectcore.model.escalation import Counting, Reset
from rectcore.model.period import PeriodKind


@frozen
class ActCalled:
    """What is to be done: the measure, to whom, by whom, and by when."""

    measure: str
    sent_to: Term | None = None
    copied_to: Term | None = None
    by: str | None = None
    due_in: tuple[Term, SpanUnit] | None = None
    proposed_by: str | None = None
    approved_by: str | None = None
    answered_by: Term | None = None
    answered_within: tuple[Term, SpanUnit] | None = None


@frozen
class RungCondition:
    """What a rung is reached by: all of `all_of`, and one of each group of `any_of`."""

    all_of: tuple[Labelled, ...] = ()
    any_of: tuple[tuple[Labelled, ...], ...] = ()

    @property
    def labels(self) -> tuple[Labelled, ...]:
        """Every condition, in the order of the text."""
        return (*self.all_of, *(one for group in self.any_of for one in group))


@frozen
class LadderStep:
    """A rung with the act it calls for: reached at the n-th (`count`), on the n-th day (`after`), or by conditions
    (`when`), one of the three. `feeds` are the ladders that count how often a subject stands on it.
    """

    act: ActCalled
    count: Term | None = None
    after: tuple[Term, SpanUnit] | None = None
    when: RungCondition | None = None
    feeds: tuple[str, ...] = ()


@frozen(kw_only=True)
class Ladder(Rule):
    """Ordered rungs. `inline` ones stand inside a rule and have its id.

    Args:
        steps: the rungs, the lowest first.
        for_each: the unit it adds up for; of one by conditions, what it is about.
        counts_on_time: it counts what is done in time, not what is missed.
        within: only what was due within so long of the day counts.
        every: the conditions are asked on the last day of each period, and the answer stands until the next.
        absorbs: the ladders whose findings on the same subject are silent beside one of this.
    """

    steps: tuple[LadderStep, ...]
    for_each: str | None = None
    counting: Counting = Counting.CONSECUTIVE
    late_counts: bool = True
    reset: Reset = Reset.ON_TIME
    inline: bool = False
    counts_on_time: bool = False
    within: tuple[Term, SpanUnit] | None = None
    every: PeriodKind | None = None
    absorbs: tuple[str, ...] = ()

    @property
    def by_count(self) -> bool:
        """Whether it climbs by number."""
        return self.steps[0].count is not None

    @property
    def by_days(self) -> bool:
        """Whether it climbs by how long a breach lasts."""
        return self.steps[0].after is not None

    @property
    def by_condition(self) -> bool:
        """Whether each rung has conditions of its own."""
        return self.steps[0].when is not None

    @property
    def entity(self) -> str:
        """What a ladder by conditions is about."""
        assert self.for_each is not None
        return self.for_each
