"""From checked conditions to formulas: what is compared becomes variables, definitions are looked through.

Two conditions speak of one variable where they ask the same of the same thing. What is not understood is a variable of
its own each time, so that nothing is ever claimed of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from decimal import Decimal
from itertools import count, permutations
from typing import Any, Final

import attrs
from attrs import define, evolve, field

from rectcore.check import terms as t
from rectcore.check.logic.formula import FALSE, TRUE, Formula, Settled, Test, both, either, flag, negated, tests
from rectcore.check.logic.linear import NUMERIC, Sum, as_sum, never_none
from rectcore.check.logic.solve import Domain, possible
from rectcore.check.types import DATE, INTEGER, YES_NO, Kind, Name, Type
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import NONE
from rectcore.model.period import Period
from rectcore.source import Span

_MOST_COUNTS: Final = 12
"""How many counts are compared with one another."""


@define
class Reader:
    """Reads the conditions of one place, so that what they share is one variable.

    Args:
        definitions: the term of each definition.
        parameters: the values that parameters are taken to have; one that is not there can be anything.
        domains: what each variable can be.
    """

    definitions: Mapping[str, t.Term]
    parameters: Mapping[str, Any] = field(factory=dict)
    domains: dict[Hashable, Domain] = field(factory=dict)
    _fresh: count[int] = field(factory=lambda: count(1_000_000))
    _counts: dict[Hashable, t.Count] = field(factory=dict)

    def condition(self, term: t.Term) -> Formula:
        """What a condition is worth; `none` where a truth is wanted is false."""
        term = self._open(term)
        if not isinstance(term, _CONNECTIVES) and not self._understood(term):
            return flag(("apart", next(self._fresh)))
        match term:
            case t.Const(value=bool() as value):
                return Settled(value)
            case t.Param(id=id_) if isinstance(self.parameters.get(id_), bool):
                return Settled(self.parameters[id_])
            case t.Not(operand=operand):
                return negated(self.condition(operand))
            case t.And(operands=operands):
                return both(*(self.condition(o) for o in operands))
            case t.Or(operands=operands):
                return either(*(self.condition(o) for o in operands))
            case t.IfThen(condition=condition, then=then):
                return either(negated(self.condition(condition)), self.condition(then))
            case t.Compare():
                return self._compare(term.op, self._open(term.left), self._open(term.right))
            case t.Within():
                return self._within(self._open(term.value), self._open(term.period), term)
            case t.WithinLast():
                return self._within_last(self._open(term.value), term.span_of, term)
            case t.Quantified():
                return self._quantified(term)
            case t.IsKnown(value=value, known=known):
                asked = flag(self._key("known", value))
                return asked if known else negated(asked)
            case _:
                return both(negated(self.is_none(term)), flag(self._key("is", term)))

    def is_none(self, term: t.Term) -> Formula:
        """Whether a value is known not to exist."""
        if isinstance(term, t.Const):
            return Settled(term.value is NONE)
        if never_none(term):
            return FALSE
        if isinstance(term, t.Arithmetic):
            return either(self.is_none(self._open(term.left)), self.is_none(self._open(term.right)))
        return flag(self._key("none", term))

    def never(self, formula: Formula) -> bool:
        """Whether no facts whatever make a formula true."""
        return not possible(both(formula, self._bounds(formula)), self.domains)

    # -- what is looked through -----------------------------------------------------------------------------------

    def _open(self, term: t.Term) -> t.Term:
        """A definition asked of what is certainly there as what it means."""
        while isinstance(term, t.Defined) and isinstance(term.of, t.Self | t.This | t.Var):
            term = _asked_of(self.definitions[term.id], term.of, self._fresh)
        if isinstance(term, t.Arithmetic):
            return evolve(term, left=self._open(term.left), right=self._open(term.right))
        return term

    def _understood(self, term: t.Term) -> bool:
        """Whether a term is true, false or unknown and nothing else: a number over no rows is none of them."""
        for one in t.walk(term):
            if not isinstance(one, _UNDERSTOOD):
                return False
            if isinstance(one, t.Defined) and not self._understood(self.definitions.get(one.id, _NOTHING)):
                return False
        return True

    def _key(self, what: str, term: t.Term) -> Hashable:
        return what, _renumbered(term)

    # -- comparisons ----------------------------------------------------------------------------------------------

    def _compare(self, op: str, left: t.Term, right: t.Term) -> Formula:
        if op == "is not":
            return negated(self._compare("is", left, right))
        absent = self.is_none(left), self.is_none(right)
        there = both(negated(absent[0]), negated(absent[1]))
        if any(x == TRUE for x in absent):
            return both(*absent) if op == "is" else FALSE
        kinds = {left.type.kind, right.type.kind}
        if kinds <= NUMERIC:
            answer = self._ordered(op, left, right)
        elif kinds == {Kind.YES_NO}:
            answer = self._alike(left, right)
        else:
            answer = self._same(left, right)
        return either(both(there, answer), both(*absent)) if op == "is" else both(there, answer)

    def _ordered(self, op: str, left: t.Term, right: t.Term) -> Formula:
        whole = as_sum(left, self.parameters).plus(as_sum(right, self.parameters), -1)
        return self._sign(op, evolve(whole, parts=tuple(x for x in whole.parts if not self._no_rows(x[0]))))

    def _sign(self, op: str, sum_: Sum) -> Formula:
        """How a sum compares with 0."""
        if op in _TURNED:
            return negated(self._sign(_TURNED[op], sum_))
        op = _LIKE.get(op, op)
        if not sum_.parts:
            return Settled(_HOLDS[op](sum_.number))
        parts = sorted(((_renumbered(x), n) for x, n in sum_.parts), key=repr)
        lead = parts[0][1]
        ratios = tuple((x, n / lead) for x, n in parts)
        whole = sum_.whole and all(n == n.to_integral_value() for _, n in ratios)
        key = ("sum", ratios)
        single = parts[0][0]
        if len(parts) == 1 and isinstance(single, t.Count):
            self._counts[key] = single
            self.domains[key] = Domain(whole=True, least=0)
        else:
            self.domains[key] = Domain(whole=whole)
        turned = {"at least": "at most", "at most": "at least"}.get(op, op) if lead < 0 else op
        return Test(key, turned, -sum_.number / lead)

    def _alike(self, left: t.Term, right: t.Term) -> Formula:
        one, other = (self.condition(x) for x in (left, right))
        return either(both(one, other), both(negated(one), negated(other)))

    def _same(self, left: t.Term, right: t.Term) -> Formula:
        one, other = self._value(left), self._value(right)
        if isinstance(one, t.Const) and isinstance(other, t.Const):
            return Settled(one.value == other.value)
        if isinstance(one, t.Const):
            one, other = other, one
        if isinstance(other, t.Const):
            key = self._key("value", one)
            words = tuple(v.id for v in one.type.values) if one.type.kind is Kind.ONE_OF else None
            self.domains[key] = Domain(words=words)
            return Test(key, "is", other.value)
        if one == other:
            return TRUE
        return flag(("same", tuple(sorted((_renumbered(one), _renumbered(other)), key=repr))))

    def _value(self, term: t.Term) -> t.Term:
        if isinstance(term, t.Param) and term.id in self.parameters:
            return t.Const(self.parameters[term.id], term.type)
        return term

    def _within(self, day: t.Term, period: t.Term, term: t.Term) -> Formula:
        if not isinstance(period, t.Const) or not isinstance(period.value, Period):
            return flag(self._key("is", term))
        ends = (_day(period.value.first), _day(period.value.last))
        return both(self._compare("not before", day, ends[0]), self._compare("no later than", day, ends[1]))

    def _within_last(self, day: t.Term, span: t.Term, term: t.Term) -> Formula:
        today = t.AsOfDay()
        long = as_sum(span, self.parameters)
        if span.type.kind is not Kind.DAYS or long.parts or not long.whole:
            return both(flag(self._key("is", term)), self._compare("no later than", day, today))
        first = t.Arithmetic("-", today, t.SpanOf(t.Const(int(long.number), INTEGER), SpanUnit.DAYS), DATE)
        return both(self._compare("not before", day, first), self._compare("no later than", day, today))

    # -- rows -----------------------------------------------------------------------------------------------------

    def _quantified(self, term: t.Quantified) -> Formula:
        if term.how == "all":
            return negated(self._some(evolve(term, how="exists", condition=_not(term.condition))))
        some = self._some(evolve(term, how="exists"))
        return some if term.how == "exists" else negated(some)

    def _no_rows(self, term: t.Term) -> bool:
        """Whether a number is one of rows that cannot be."""
        inner = evolve(self, domains={}, counts={})
        return isinstance(term, t.Count) and inner.never(inner.condition(term.condition))

    def _some(self, term: t.Quantified) -> Formula:
        if self._no_rows(t.Count(term.bound[0], term.condition)):
            return FALSE
        if len(term.bound) == 1:
            return self._sign("at least", Sum(((t.Count(term.bound[0], term.condition), Decimal(1)),), Decimal(-1)))
        return flag(self._key("is", term))

    def _implied(self, less: t.Term, more: t.Term) -> bool:
        inner = evolve(self, domains={}, counts={})
        return inner.never(both(inner.condition(less), negated(inner.condition(more))))

    def _bounds(self, formula: Formula) -> Formula:
        """What holds between counts: where a row that one counts is one that the other counts, there are no fewer."""
        named = {x.variable: x.value for x in tests(formula) if x.variable in self._counts}
        pairs = permutations(list(named)[:_MOST_COUNTS], 2)
        limits = sorted({x.value for x in tests(formula) if x.variable in named})
        found: list[Formula] = []
        for less, more in pairs:
            one, other = self._counts[less], self._counts[more]
            fewer = one.in_a_row or not other.in_a_row  # those in a row are among those counted
            if fewer and one.bound.rows == other.bound.rows and self._implied(one.condition, other.condition):
                found += [either(negated(Test(less, "at least", n)), Test(more, "at least", n)) for n in limits]
        return both(*found)


def _not(term: t.Term) -> t.Term:
    return term.operand if isinstance(term, t.Not) else t.Not(term)


def _day(value: date) -> t.Term:
    return t.Const(value, DATE)


def _asked_of(term: t.Term, of: t.Term, fresh: count[int]) -> t.Term:
    """What a definition means where it is asked of something; its variables get numbers that nothing else has."""
    numbers: dict[int, int] = {}

    def change(at: Any) -> Any:
        match at:
            case t.Self():
                return of
            case t.Var(number=number) if number in numbers:
                return evolve(at, number=numbers[number])
            case t.Bound(number=number, rows=rows):
                source = _mapped(rows, change)
                numbers[number] = next(fresh)
                return t.Bound(numbers[number], source)
            case _:
                return _mapped(at, change)

    changed: t.Term = change(term)
    return changed


def _renumbered(term: t.Term) -> t.Term:
    """A term with its own variables numbered as they come, and those from outside below zero."""
    numbers: dict[int, int] = {}

    def change(at: Any) -> Any:
        match at:
            case t.Var(number=number):
                return evolve(at, number=numbers.get(number, -1 - number), span=None)
            case t.Bound(number=number, rows=rows):
                source = _mapped(rows, change)
                numbers[number] = len(numbers)
                return t.Bound(numbers[number], source)
            case _:
                return _mapped(at, change)

    changed: t.Term = change(term)
    return changed


def _mapped(at: Any, change: Callable[[Any], Any]) -> Any:
    """A part of a term with its own parts changed."""
    if isinstance(at, tuple):
        return tuple(change(x) for x in at)
    if not attrs.has(type(at)) or isinstance(at, Type | Name | Span | Period):
        return at
    changes = {a.name: change(getattr(at, a.name)) for a in attrs.fields(type(at)) if a.init}
    return evolve(at, **{name: new for name, new in changes.items() if new is not getattr(at, name)})


_NOTHING: Final = t.Const(value=None, type=YES_NO)
_CONNECTIVES: Final = (t.Not, t.And, t.Or, t.IfThen)
_UNDERSTOOD: Final = (
    t.Const, t.Self, t.This, t.ThisPeriod, t.Actor, t.AsOfDay, t.Var, t.Field, t.Param, t.Defined, t.Judged, t.SpanOf,
    t.Compare, t.Within, t.WithinLast, t.Arithmetic, t.Not, t.And, t.Or, t.IfThen, t.Quantified, t.Count, t.IsKnown,
    t.By, t.OrElse,
)  # fmt: skip
"""Kinds of terms of which it is known what they can come to; of any other nothing is claimed, not even that it is what
it is."""
_TURNED: Final = {
    "more than": "at most",
    "less than": "at least",
    "before": "at least",
    "after": "at most",
}
"""The contrary of an operator."""
_LIKE: Final = {"not before": "at least", "no later than": "at most"}
_HOLDS: Final[dict[str, Callable[[Decimal], bool]]] = {
    "is": lambda n: n == 0,
    "at least": lambda n: n >= 0,
    "at most": lambda n: n <= 0,
}
