"""Duties as functions: their instances, each with its due day, the event that serves it, and its state."""

from __future__ import annotations

from datetime import date

from rectcore.check import terms as t
from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import ByEvent, DueAfter, DueByDay, DueEndOf, DueOn, Duty, GovernedBy, Rulebook, TestedAt
from rectcore.check.types import Kind
from rectcore.engine.compile.by_period import by_period
from rectcore.engine.compile.functions import Compiled, condition, value
from rectcore.engine.compile.nodes import Place
from rectcore.engine.compile.one_by_one import one_by_one
from rectcore.engine.compile.owed import Owed, Stands
from rectcore.engine.compile.owners import Owner
from rectcore.engine.results import Obligation, State
from rectcore.model.events import Subject
from rectcore.model.period import PeriodKind


def stands(owed: Owed, owner: Owner, day: date) -> list[Stands]:
    """Where every instance that has begun by a day stands.

    Raises:
        NotTold: the reference evaluator is to be asked.
    """
    key = (id(owed), day)
    found: list[Stands] | None = owner.owed.get(key)
    if found is None:
        found = by_period(owed, owner, day) if owed.fixed else None
        found = owner.owed[key] = one_by_one(owed, owner, day) if found is None else found
    return found


def obligations(owed: Owed, owner: Owner, day: date) -> tuple[Obligation, ...]:
    """Every instance that has begun by a day, with its state.

    Raises:
        NotTold: the reference evaluator is to be asked.
    """
    about = Subject(SUBJECT_KINDS[owner.entity], owner.id)
    return tuple(_obligation(one, owed.duty.id, about) for one in stands(owed, owner, day))


def _obligation(found: Stands, rule: str, owner: Subject) -> Obligation:
    one, due = found.instance, found.due
    by = found.by if found.state in (State.FULFILLED, State.LATE) else None
    return Obligation(
        rule=rule,
        subject=owner if one.x is None else Subject(one.x.kind, one.x.id),
        owner=owner,
        period=str(one.period) if one.period is not None else None,
        due=due.day if due is not None else None,
        state=found.state,
        provisional=due is not None and due.provisional,
        clamped=due is not None and due.clamped,
        rolled_from=due.rolled_from if due is not None else None,
        served_by=by[0].id if by is not None else None,
        served_on=by[1] if by is not None else None,
    )


def of_duty(duty: Duty, book: Rulebook) -> Owed | None:
    """A duty as functions; None where it is left to the reference evaluator."""
    by = duty.fulfilled_by
    if not isinstance(by, ByEvent) or not (duty.every is None or isinstance(duty.every, PeriodKind)) or duty.rolling:
        return None
    if not isinstance(duty.due.rule, DueByDay | DueAfter | DueOn | DueEndOf):
        return None
    if by.entity in _runs_over(by.condition, book):
        return None
    entity = book.vocabulary[duty.entity]
    at = Place(duty.entity, this=duty.entity if entity.event else None)
    needed: list[Compiled | None] = []

    def needs(found: Compiled | None) -> Compiled | None:
        needed.append(found)
        return found

    serves = needs(
        condition(book, by.condition, Place(at.subject, at.this, variables={by.number: "v"}, served=by.number))
    )
    during = needs(condition(book, duty.applies_while, at)) if duty.applies_while is not None else None
    exceptions = [(x, needs(condition(book, x.applies_when, at))) for x in book.exceptions_of(duty.id)]
    number, start = (needs(value(book, term, at)) if term is not None else None for term in _due_terms(duty))
    if serves is None or None in needed:
        return None
    named = tuple(a.name.id for a in book.vocabulary[by.entity].attributes if a.type.kind is Kind.PERIOD)
    return Owed(
        duty=duty,
        by=by,
        serves=serves,
        named=named,
        during=during,
        exceptions=tuple((x, applies) for x, applies in exceptions if applies is not None),
        number=number,
        start=start,
        trigger=entity if entity.event else None,
        kind=book.vocabulary[by.entity],
        fixed=not exceptions and len(named) == 1 and _is_fixed(duty, during),
        any_will_do=_any_will_do(by.condition),
    )


def _due_terms(duty: Duty) -> tuple[t.Term | None, t.Term | None]:
    """The number that a due day is counted with, and the day it is counted from, or is."""
    match duty.due.rule:
        case DueByDay(day=day):
            return day, None
        case DueAfter(amount=amount, start=start):
            return amount, start
        case DueOn(day=day):
            return None, day
    return None, None


def _any_will_do(condition: t.Term) -> bool:
    """Whether every event that names a period serves that period."""
    match condition:
        case t.Const(value=True):
            return True
        case t.Compare(op="is", left=t.Field(of=t.Var(), type=type_), right=t.ThisPeriod()):
            return type_.kind is Kind.PERIOD
    return False


def _is_fixed(duty: Duty, during: Compiled | None) -> bool:
    """Whether its periods are due on the same days for everybody, and its events alone decide whether it applies."""
    if duty.every is None or duty.first_period_included or duty.governed_by is not GovernedBy.PERIOD_START:
        return False
    if duty.tested_at is not TestedAt.BOTH or (during is not None and (during.turning is None or during.parameters)):
        return False
    rule = duty.due.rule
    if isinstance(rule, DueByDay):
        return isinstance(rule.day, t.Const | t.Param)
    return isinstance(rule, DueEndOf) and rule.period is None


def _runs_over(term: t.Term, book: Rulebook) -> set[str]:
    """The kinds of rows that a term, or one named in it, runs over."""
    found: set[str] = set()
    for one in t.walk(term):
        found |= {bound.rows.entity for bound in t.bound_by(one)}
        if isinstance(one, t.Defined):
            found |= _runs_over(book.find(one.id).term, book)
    return found
