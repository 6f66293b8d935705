"""Rules: gates, duties, standings, notices, targets, and the exceptions to them."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from attrs import frozen

from rectcore.check.book.due import Due, DueAfterLast
from rectcore.check.book.ladders import ActCalled
from rectcore.check.book.parts import Labelled, Rule
from rectcore.check.terms import Term
from rectcore.model.duration import SpanUnit
from rectcore.model.grid import Grid
from rectcore.model.period import PeriodKind


@frozen(kw_only=True)
class Gate(Rule):
    """What must be true before an act. `any_of` are groups of which one condition each must hold."""

    entity: str
    act: str
    all_of: tuple[Labelled, ...] = ()
    any_of: tuple[tuple[Labelled, ...], ...] = ()
    refer: bool = False

    @property
    def labels(self) -> tuple[Labelled, ...]:
        """Every condition, in the order of the text."""
        return (*self.all_of, *(one for group in self.any_of for one in group))


@frozen
class ByEvent:
    """An event that fulfils, with its condition on variable `number`."""

    entity: str
    number: int
    condition: Term


@frozen
class ByJudgement:
    """A judgement whose truth fulfils."""

    term: str


class TestedAt(Enum):
    """On which day a duty asks whether it applies."""

    BOTH = "both"
    PERIOD_END = "period end"
    DUE_DATE = "due date"


class GovernedBy(Enum):
    """Which day's parameters judge an instance."""

    PERIOD_START = "period start"
    DUE_DATE = "due date"
    AS_OF = "as of"


@frozen(kw_only=True)
class Duty(Rule):
    """Something owed, once or every period, fulfilled by an event or a judgement.

    `every`: calendar periods, or a grid of its own. A duty that is due after the last one has neither.
    """

    entity: str
    due: Due
    fulfilled_by: ByEvent | ByJudgement
    applies_while: Term | None = None
    every: PeriodKind | Grid | None = None
    first_period_included: bool = False
    tested_at: TestedAt = TestedAt.BOTH
    governed_by: GovernedBy = GovernedBy.PERIOD_START
    ladder: str | None = None
    kept: str | None = None

    @property
    def rolling(self) -> bool:
        """Whether each instance runs from the last time it was fulfilled."""
        return isinstance(self.due.rule, DueAfterLast)


@frozen(kw_only=True)
class Standing(Rule):
    """A condition that must hold all the time, or at each check: `every`, calendar periods or a grid of its own."""

    entity: str
    must: Term
    applies_while: Term | None = None
    lasting: tuple[Term, SpanUnit] | None = None
    every: PeriodKind | Grid | None = None
    ladder: str | None = None
    kept: str | None = None


@frozen(kw_only=True)
class Notice(Rule):
    """A condition with something to be said when it holds, and no breach behind it."""

    entity: str
    when: Term
    applies_while: Term | None = None
    act: ActCalled | None = None
    ladder: str | None = None


@frozen(kw_only=True)
class Target(Rule):
    """A bound that an indicator must keep to by a day.

    Args:
        must: the bound; a series without a period is asked for the period that the due day closes.
        due: the day by which it must hold.
        each: the kind of that period.
        off_course: the act that is called for while the latest data do not keep to it.
        ladder: what a target that is not met leads to.
    """

    entity: str
    must: Term
    due: Due
    each: PeriodKind
    applies_while: Term | None = None
    off_course: ActCalled | None = None
    ladder: str | None = None


@frozen(kw_only=True)
class ExceptionRule(Rule):
    """What changes the outcome of one rule, or of an exception to it.

    Args:
        overrides: the rule, ladder or exception it is attached to; `rule` is the one at the root.
        effect: `not required`, `excused`, `due instead`, `permit`, or, of an exception, `set aside`.
    """

    overrides: str
    rule: str
    applies_when: Term
    effect: str
    labels: tuple[str, ...] = ()
    due: Due | None = None


AnyRule: TypeAlias = Gate | Duty | Standing | Notice | Target
