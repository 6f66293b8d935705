"""Aggregates: a form comes in, the number over rows that it stands for goes out, or None where it is at fault."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from attrs import evolve

from rectcore.check import aggregate_messages, type_messages, wording
from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.desk import Desk
from rectcore.check.infer import condition, wanted
from rectcore.check.literals import literal
from rectcore.check.quantifiers import bind_one
from rectcore.check.rulebook import Aggregate
from rectcore.check.scope import Scope, follow
from rectcore.check.terms import Bound, Const, Field, Rows, Term, Var
from rectcore.check.texts import citations, text
from rectcore.check.types import DECIMAL, INTEGER, NUMBERS, PERCENT, YES_NO, Kind, Name, Type
from rectcore.check.vocabulary import Entity
from rectcore.language import tree

_TRUE: Final = Const(True, YES_NO)
_ADDED: Final = NUMBERS | {Kind.PERCENT}
_ORDERED: Final = _ADDED | {Kind.DATE}
_ZERO_WHEN_EMPTY: Final = ("count", "sum")


def aggregate(desk: Desk) -> Aggregate | None:
    """An aggregate."""
    form = desk.form
    cites = citations(desk)
    entity = _subject(desk)
    node, measured = desk.one("over", tree.Over), desk.one("value", tree.Measured)
    if node is None:
        return None
    bound, inner = bind_one(tree.Binder(node.entity, node.name, span=node.span), Scope(desk, entity))
    if bound is None or entity is None:
        return None
    if node.grouped_by is not None and bound.rows.attribute is None:
        bound = evolve(bound, rows=Rows(bound.rows.entity))
    grouped = _grouped(node, bound, entity, inner)
    where = condition(node.condition, inner) if node.condition is not None else _TRUE
    if measured is None:
        return None
    of = _of(measured, inner)
    type_ = _type(measured, of)
    empty = _empty(measured, type_, desk)
    if form.id is None or where is None or type_ is None or (of is None and measured.of is not None):
        return None
    return Aggregate(
        Name(form.id.text, form.also),
        entity.id,
        bound,
        where,
        measured.how,
        type_,
        grouped,
        of,
        empty,
        text(form.title),
        cites,
    )


def _subject(desk: Desk) -> Entity | None:
    """What the number is about: a task, a unit or the plan."""
    word = desk.form.on.words[0] if desk.form.on is not None and desk.form.on.words else None
    entity = desk.entity(word)
    if entity is None or word is None or entity.id in SUBJECT_KINDS:
        return entity
    desk.report(aggregate_messages.not_about(word, word.text))
    return None


def _grouped(node: tree.Over, bound: Bound, subject: Entity, inner: Scope) -> Term | None:
    """The reference from a row to the subject, where the rows are not its own anyway."""
    desk = inner.desk
    entity = desk.world.vocabulary[bound.rows.entity]
    row = Var(bound.number, entity.id)
    own = bound.rows.of is not None or subject.id == "Plan"
    if node.grouped_by is not None:
        if own or bound.rows.attribute is not None:
            desk.report(aggregate_messages.no_group(node.grouped_by, subject.name))
            return None
        path = node.grouped_by
        if node.name is not None and len(path.words) > 1 and path.words[0].text == node.name.text:
            desk.resolved(path.words[0], desk.spelling(node.name.text))
            path = evolve(path, words=path.words[1:])
        found = follow(row, path, inner)
        if found is not None and (found.type.kind is not Kind.ENTITY or found.type.entity != subject.id):
            wanted_type = Type(Kind.ENTITY, entity=subject.id)
            desk.report(type_messages.wrong_kind(path, wording.describe(wanted_type), wording.describe(found.type)))
            return None
        return found
    if own:
        return None
    leading = [a for a in entity.attributes if a.type.kind is Kind.ENTITY and a.type.entity == subject.id]
    if len(leading) == 1 and not entity.event:
        return Field(row, entity.id, leading[0].name.id, leading[0].type)
    if entity.id not in desk.world.vague:
        desk.report(aggregate_messages.which_reference(node, entity.name, subject.name, [a.name for a in leading]))
    return None


def _of(measured: tree.Measured, inner: Scope) -> Term | None:
    if measured.of is None:
        return None
    if measured.how in ("count", "share"):
        return condition(measured.of, inner)
    if measured.how in ("least", "greatest"):
        return wanted(measured.of, inner, frozenset(_ORDERED), aggregate_messages.ORDERED)
    return wanted(measured.of, inner, frozenset(_ADDED), aggregate_messages.ADDED)


def _type(measured: tree.Measured, of: Term | None) -> Type | None:
    if measured.how == "count":
        return INTEGER
    if measured.how == "share":
        return PERCENT
    if of is None:
        return None
    if measured.how == "average" and of.type.kind in NUMBERS:
        return DECIMAL
    return of.type.required()


def _empty(measured: tree.Measured, type_: Type | None, desk: Desk) -> Any:
    """The value over no rows: 0 of a count or sum; of anything else it must be said."""
    node = desk.one("when empty", tree.WhenEmpty)
    if node is None:
        if measured.how not in _ZERO_WHEN_EMPTY:
            if not desk.form.broken:
                desk.report(aggregate_messages.say_when_empty(measured, measured.how))
            return None
        return Decimal(0) if type_ is not None and type_.kind is not Kind.INTEGER else 0
    if node.value is None or type_ is None:
        return None
    return literal(node.value, type_, desk)
