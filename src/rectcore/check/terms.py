"""Checked expressions: every name bound, every type known, nothing left of dialect or spelling.

A variable is a number: two rules that differ only in the names of their variables are the same rule.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from attrs import field, frozen

from rectcore.check.types import DATE, DAYS, INTEGER, PERIOD, YES_NO, Kind, Type
from rectcore.model.duration import SpanUnit
from rectcore.model.period import PeriodKind
from rectcore.source import Span


@frozen(kw_only=True)
class Base:
    """What every term has: the place it was written at, which takes no part in comparison."""

    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Const(Base):
    """A value: a number, a day, a period, a text, a truth, a word of a closed list, `NONE`."""

    value: Any
    type: Type


@frozen
class Self(Base):
    """What the rule is about."""

    entity: str

    @property
    def type(self) -> Type:
        """A reference to it."""
        return Type(Kind.ENTITY, entity=self.entity)


@frozen
class This(Base):
    """The act a gate is asked about, or the event a rule is `for each` of."""

    entity: str

    @property
    def type(self) -> Type:
        """A reference to it."""
        return Type(Kind.ENTITY, entity=self.entity)


@frozen
class ThisPeriod(Base):
    """The period of a duty's instance."""

    type: Type = PERIOD


@frozen
class Actor(Base):
    """Who does the act that a gate is asked about."""

    type: Type = Type(Kind.ENTITY, entity="Person")


@frozen
class AsOfDay(Base):
    """The day the verdict is for."""

    type: Type = DATE


@frozen
class Var(Base):
    """A row that a quantifier runs over."""

    number: int
    entity: str

    @property
    def type(self) -> Type:
        """A reference to it."""
        return Type(Kind.ENTITY, entity=self.entity)


@frozen
class Field(Base):
    """A field of an entity or event."""

    of: Term
    entity: str
    name: str
    type: Type


@frozen
class Param(Base):
    """The value of a parameter."""

    id: str
    type: Type


@frozen
class Defined(Base):
    """A definition, asked of something."""

    id: str
    of: Term
    type: Type


@frozen
class Judged(Base):
    """A judgement in force, asked of something."""

    id: str
    of: Term
    type: Type = YES_NO


@frozen
class Tabled(Base):
    """What a decision table gives for something; `output` None: its nameless result."""

    id: str
    of: Term
    output: str | None
    type: Type


@frozen
class Aggregated(Base):
    """An aggregate, asked of something."""

    id: str
    of: Term
    type: Type


CLOSING: Final = "closing"
"""Which period a series is asked for in a target that does not say: the one that its due day closes."""


@frozen
class RelativePeriod(Base):
    """The period of a kind that the rule's own period ends in, or the as-of day lies in; the one before; a year before.

    `which` is `this`, `previous`, `last year`, and in a target `closing`: the period its due day closes.
    """

    kind: PeriodKind
    which: str
    type: Type = PERIOD


@frozen
class Reading(Base):
    """The value of a series for a period; None only while it is being found which."""

    id: str
    of: Term
    period: Term | None
    type: Type


@frozen
class OfDuty(Base):
    """What became of a duty that the subject owes once: `name` is `done`, `due` or `state`."""

    rule: str
    name: str
    type: Type


@frozen
class Scored(Base):
    """A score asked of something: `what` is its `value`, its `grade`, or what was `deducted`.

    `period` None: the period that holds the day of the verdict.
    """

    id: str
    of: Term
    period: Term | None
    what: str
    type: Type


@frozen
class Drawn(Base):
    """Whether something was drawn in a sample; `period` None: that which holds the day of the verdict."""

    id: str
    row: Term
    period: Term | None
    type: Type


@frozen
class Ranked(Base):
    """A ranking asked of something: `what` is its rank (`value`), or how many have one (`ranked`).

    `period` None: the period that holds the day of the verdict.
    """

    id: str
    of: Term
    period: Term | None
    what: str
    type: Type


@frozen
class Placed(Base):
    """Whether something has one of the first, or last, so many places of a ranking; `end` is `first` or `last`."""

    ranking: Ranked
    end: str
    number: Term
    type: Type = YES_NO


@frozen
class SpanOf(Base):
    """A duration."""

    amount: Term
    unit: SpanUnit
    type: Type = DAYS


@frozen
class Compare(Base):
    """A comparison; `op` is the keyword's id."""

    op: str
    left: Term
    right: Term
    type: Type = YES_NO


@frozen
class Within(Base):
    """Whether a day lies in a period."""

    value: Term
    period: Term
    type: Type = YES_NO


@frozen
class WithinLast(Base):
    """Whether a day lies in the stretch that ends with the day of the verdict."""

    value: Term
    span_of: Term
    type: Type = YES_NO


@frozen
class Arithmetic(Base):
    """`+`, `-` or `*`."""

    op: str
    left: Term
    right: Term
    type: Type


@frozen
class Extreme(Base):
    """The greatest or least of several; `op` is `greater of`, `lesser of`, `earlier of` or `later of`."""

    op: str
    operands: tuple[Term, ...]
    type: Type


@frozen
class DaysBetween(Base):
    """How many days, or working days, there are from a day to a day, both counted."""

    first: Term
    last: Term
    unit: SpanUnit
    type: Type


@frozen
class AsAt(Base):
    """A value as it was on another day, as far as it is known today."""

    value: Term
    day: Term
    type: Type


@frozen
class HeldFor(Base):
    """Whether a condition has held on each of the last days; `amount` and `unit` say of how many."""

    condition: Term
    amount: Term
    unit: SpanUnit
    type: Type = YES_NO


@frozen
class Not(Base):
    """Negation."""

    operand: Term
    type: Type = YES_NO


@frozen
class And(Base):
    """All of them."""

    operands: tuple[Term, ...]
    type: Type = YES_NO


@frozen
class Or(Base):
    """One of them."""

    operands: tuple[Term, ...]
    type: Type = YES_NO


@frozen
class IfThen(Base):
    """The second where the first holds; true where it does not."""

    condition: Term
    then: Term
    type: Type = YES_NO


@frozen
class Rows(Base):
    """What a quantifier runs over: the rows of `entity` that are part of `of`, a list field of it, or all there are.

    `attribute` names a list field; `of` None stands for every row in the ledger.
    """

    entity: str
    of: Term | None = None
    attribute: str | None = None


@frozen
class Bound(Base):
    """A variable with what it runs over."""

    number: int
    rows: Rows


@frozen
class Quantified(Base):
    """`exists`, `no` or `all`."""

    how: str
    bound: tuple[Bound, ...]
    condition: Term
    type: Type = YES_NO


@frozen
class Count(Base):
    """How many rows meet the condition; `in_a_row`: how many of the last ones, without one between that does not."""

    bound: Bound
    condition: Term
    type: Type = INTEGER
    in_a_row: bool = False


@frozen
class IsKnown(Base):
    """Whether a value is known (`known`), or is missing."""

    value: Term
    known: bool
    type: Type = YES_NO


@frozen
class By(Base):
    """Whether who acted held a post that day: in the subject's territory, or in the unit `of`."""

    event: Term
    post: str
    of: Term | None = None
    type: Type = YES_NO


@frozen
class OrElse(Base):
    """A value, or another where it is not known."""

    value: Term
    default: Term
    type: Type


Term: TypeAlias = (
    Const
    | Self
    | This
    | ThisPeriod
    | Actor
    | AsOfDay
    | Var
    | Field
    | Param
    | Defined
    | Judged
    | Tabled
    | Aggregated
    | RelativePeriod
    | Reading
    | OfDuty
    | Scored
    | Drawn
    | Ranked
    | Placed
    | SpanOf
    | Compare
    | Within
    | WithinLast
    | Arithmetic
    | Extreme
    | DaysBetween
    | AsAt
    | HeldFor
    | Not
    | And
    | Or
    | IfThen
    | Quantified
    | Count
    | IsKnown
    | By
    | OrElse
)


def bound_by(term: Term) -> tuple[Bound, ...]:
    """The variables a term binds, each with the rows it runs over."""
    if isinstance(term, Quantified):
        return term.bound
    return (term.bound,) if isinstance(term, Count) else ()


def parts(term: Term) -> tuple[Term, ...]:
    """The terms directly inside a term, in order."""
    match term:
        case Field(of=of) | Defined(of=of) | Judged(of=of) | Tabled(of=of) | Aggregated(of=of):
            return (of,)
        case Reading(of=of, period=period):
            return (of,) if period is None else (of, period)
        case Scored(of=of, period=period_) | Ranked(of=of, period=period_):
            return (of,) if period_ is None else (of, period_)
        case Drawn(row=row, period=period_of):
            return (row,) if period_of is None else (row, period_of)
        case Placed(ranking=ranking, number=number):
            return (ranking, number)
        case SpanOf(amount=amount):
            return (amount,)
        case Compare(left=left, right=right) | Arithmetic(left=left, right=right):
            return (left, right)
        case Within(value=value, period=period):
            return (value, period)
        case WithinLast(value=value, span_of=span_of):
            return (value, span_of)
        case Not(operand=operand):
            return (operand,)
        case And(operands=operands) | Or(operands=operands) | Extreme(operands=operands):
            return operands
        case DaysBetween(first=first, last=last):
            return (first, last)
        case AsAt(value=value, day=day):
            return (value, day)
        case HeldFor(condition=condition, amount=amount):
            return (condition, amount)
        case IfThen(condition=condition, then=then):
            return (condition, then)
        case Quantified(bound=bound, condition=condition):
            return (*(b.rows.of for b in bound if b.rows.of is not None), condition)
        case Count(bound=one, condition=condition):
            return (one.rows.of, condition) if one.rows.of is not None else (condition,)
        case IsKnown(value=value):
            return (value,)
        case By(event=event, of=of_):
            return (event,) if of_ is None else (event, of_)
        case OrElse(value=value, default=default):
            return (value, default)
        case _:
            return ()


def walk(term: Term) -> tuple[Term, ...]:
    """A term and all terms inside it, outermost first."""
    found: list[Term] = []
    waiting = [term]
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting.extend(reversed(parts(at)))
    return tuple(found)
