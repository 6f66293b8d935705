"""The conditions of a rulebook, wherever it asks one, as functions."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rectcore.check import terms as t
from rectcore.check.rulebook import Duty, Notice, Rulebook, Standing
from rectcore.check.types import Kind
from rectcore.engine.compile.functions import Compiled, condition
from rectcore.engine.compile.nodes import Place
from rectcore.engine.compile.values import CARD

BARE = (t.Const, t.Field, t.Param, t.Defined, t.Quantified, t.Var, t.OrElse)
"""Terms that may be `none` where a condition is false, or that are compiled for what is inside them."""


@frozen
class Told:
    """A condition as a function.

    Args:
        term: kept, so that nothing else can come to be at its place.
        row: the variable it is about; None: what the rule is about.
    """

    term: t.Term
    compiled: Compiled
    row: int | None


def told(book: Rulebook) -> dict[int, Told]:
    """The conditions that can be told, by the identity of their terms."""
    found: dict[int, Told] = {}
    for term, at in _asked(book):
        if id(term) in found or isinstance(term, t.Const):
            continue
        compiled = condition(book, term, at)
        if compiled is not None and compiled.turning is not None:
            found[id(term)] = Told(term, compiled, at.row)
    return found


def _asked(book: Rulebook) -> Iterator[tuple[t.Term, Place]]:
    for term, entity in _conditions(book):
        this = entity if book.vocabulary[entity].event else None
        yield term, Place(entity, this=this)
        yield from _of_rows(term)
    for one in book.definitions:
        if one.term.type.kind is Kind.YES_NO and not isinstance(one.term, BARE):
            yield one.term, Place(one.entity, this=one.entity if book.vocabulary[one.entity].event else None)
        yield from _of_rows(one.term)
    for aggregate in book.aggregates:
        if aggregate.over.rows.entity in CARD:
            yield aggregate.where, Place(aggregate.over.rows.entity, row=aggregate.over.number)
            if aggregate.of is not None and aggregate.how in ("count", "share") and not isinstance(aggregate.of, BARE):
                yield aggregate.of, Place(aggregate.over.rows.entity, row=aggregate.over.number)


def _of_rows(term: t.Term) -> Iterator[tuple[t.Term, Place]]:
    """The conditions on the tasks, units or plans that a term runs over."""
    for one in t.walk(term):
        bound = t.bound_by(one)
        if len(bound) == 1 and bound[0].rows.entity in CARD and isinstance(one, t.Quantified | t.Count):
            yield one.condition, Place(bound[0].rows.entity, row=bound[0].number)


def _conditions(book: Rulebook) -> Iterator[tuple[t.Term, str]]:
    rules: tuple[Standing | Notice | Duty, ...] = (*book.standings, *book.notices, *book.duties)
    for rule in rules:
        if rule.applies_while is not None:
            yield rule.applies_while, rule.entity
    for standing in book.standings:
        yield standing.must, standing.entity
    for notice in book.notices:
        yield notice.when, notice.entity
    for ladder in book.ladders:
        for step in ladder.steps if ladder.by_condition else ():
            assert step.when is not None
            yield from ((label.term, ladder.entity) for label in step.when.labels)
    asked = {rule.id: rule.entity for rule in rules}
    asked |= {ladder.id: ladder.entity for ladder in book.ladders if ladder.by_condition}
    for one in book.exceptions:
        if one.rule in asked:
            yield one.applies_when, asked[one.rule]
