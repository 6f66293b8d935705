"""Numbers, days and durations as sums: what a comparison of two of them asks of one quantity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from rectcore.check import terms as t
from rectcore.check.core import CORE
from rectcore.check.types import DURATIONS, NUMBERS, Kind
from rectcore.model.facts import NONE

NUMERIC: Final = NUMBERS | DURATIONS | {Kind.PERCENT, Kind.DATE}
_WHOLE: Final = frozenset({Kind.INTEGER, Kind.DATE})
_ZERO: Final = Decimal(0)


@frozen
class Sum:
    """So many times each of some terms, and a number; a day counts as its ordinal.

    `whole`: it can be a whole number only.
    """

    parts: tuple[tuple[t.Term, Decimal], ...] = ()
    number: Decimal = _ZERO
    whole: bool = True

    def plus(self, other: Sum, times: int = 1) -> Sum:
        """The sum of the two, the other one taken so many times."""
        found = dict(self.parts)
        for term, amount in other.parts:
            found[term] = found.get(term, _ZERO) + amount * times
        kept = tuple((term, amount) for term, amount in found.items() if amount)
        return Sum(kept, self.number + other.number * times, self.whole and other.whole)

    def scaled(self, factor: Decimal) -> Sum:
        """So many times the sum; `factor` is not 0."""
        whole = self.whole and factor == factor.to_integral_value()
        return Sum(tuple((term, amount * factor) for term, amount in self.parts), self.number * factor, whole)


def as_sum(term: t.Term, parameters: Mapping[str, Any]) -> Sum:
    """A term of a numeric kind as a sum; one that cannot be taken apart is its own only part.

    Args:
        term: a number, day, duration or percent.
        parameters: the values that parameters are taken to have.
    """
    match term:
        case t.Const(value=value):
            return _constant(value)
        case t.Param(id=id_) if id_ in parameters:
            return _constant(parameters[id_])
        case t.SpanOf(amount=amount):
            return as_sum(amount, parameters)
        case t.Arithmetic(op="*", left=left, right=right):
            return _product(term, as_sum(left, parameters), as_sum(right, parameters))
        case t.Arithmetic(op=op, left=left, right=right):
            return _added(term, op, left, right, parameters)
        case _:
            return _alone(term)


def _alone(term: t.Term) -> Sum:
    counted = isinstance(term, t.Field | t.Param) and term.type.kind in DURATIONS
    return Sum(((term, Decimal(1)),), whole=term.type.kind in _WHOLE or counted)


def _constant(value: Any) -> Sum:
    number = Decimal(value.toordinal()) if isinstance(value, date) else Decimal(value)
    return Sum(number=number, whole=number == number.to_integral_value())


def _product(term: t.Term, left: Sum, right: Sum) -> Sum:
    for factor, other in ((left, right), (right, left)):
        if not factor.parts and factor.number:
            return other.scaled(factor.number)
    return _alone(term)


def _added(term: t.Term, op: str, left: t.Term, right: t.Term, parameters: Mapping[str, Any]) -> Sum:
    kinds = {left.type.kind, right.type.kind}
    one, other = as_sum(left, parameters), as_sum(right, parameters)
    days = kinds == {Kind.DATE, Kind.DAYS} and one.whole and other.whole
    steady = kinds == {Kind.DATE} or Kind.DATE not in kinds or days
    return one.plus(other, -1 if op == "-" else 1) if steady else _alone(term)


def never_none(term: t.Term) -> bool:
    """Whether a term can never be `none`, whatever the ledger holds."""
    match term:
        case t.Const(value=value):
            return value is not NONE
        case t.Field(of=of, entity=entity, name=name):
            kind = CORE.entity(entity)
            told = _OF_TASKS if entity == "Task" else _OF_EVENTS if kind is not None and kind.event else ()
            return name in told and never_none(of)
        case t.SpanOf(amount=amount):
            return never_none(amount)
        case _:
            return isinstance(term, _PRESENT)


_OF_TASKS: Final = frozenset({"id", "status", "stage"})
_OF_EVENTS: Final = frozenset({"id", "on", "recorded"})
_PRESENT: Final = (
    t.Self, t.This, t.Var, t.ThisPeriod, t.AsOfDay, t.Param, t.Count, t.Quantified,
    t.Compare, t.Within, t.WithinLast, t.Not, t.And, t.Or, t.IfThen, t.IsKnown, t.By,
)  # fmt: skip
