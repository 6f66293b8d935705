"""Samples: a form comes in, what is drawn from which rows goes out, or None where it is at fault."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from rectcore.check import sample_messages as say
from rectcore.check import wording
from rectcore.check.desk import Desk
from rectcore.check.infer import condition, wanted
from rectcore.check.quantifiers import belongs, bind_one
from rectcore.check.rulebook import MOST_SLIPS, Sample
from rectcore.check.scope import Scope
from rectcore.check.terms import Bound, Compare, Const, Param, Term, Var, bound_by, walk
from rectcore.check.texts import citations, text
from rectcore.check.types import YES_NO, Kind, Name
from rectcore.language import tree
from rectcore.model.period import PeriodKind

_TRUE: Final = Const(True, YES_NO)
_STRATA: Final = frozenset({Kind.ENTITY, Kind.ONE_OF, Kind.TEXT, Kind.YES_NO})
_DRAWABLE: Final = ("Task", "Unit")


def sample(desk: Desk) -> Sample | None:
    """A sample."""
    form = desk.form
    cites = citations(desk)
    word = form.on.words[0] if form.on is not None and form.on.words else None
    entity = desk.entity(word)
    if word is not None and entity is not None and entity.id != "Plan":
        desk.report(say.not_of_plan(word, word.text))
        entity = None
    every = desk.one("every", str)
    scope = Scope(desk, entity, period=True)
    rows, inner = _rows("among", scope)
    share, least = _share(desk, scope), _least(desk, scope)
    node = desk.expression("by")
    by = None if node is None else wanted(node, inner, _STRATA, say.STRATUM)
    weight = _weight(desk, inner)
    inspectors, _ = _rows("inspectors", scope)
    parts = ((share, "share"), (least, "at least"), (by, "by"), (weight, "weight"), (inspectors, "inspectors"))
    faulty = any(found is None and form.get(key) is not None for found, key in parts)
    if form.id is None or entity is None or every is None or rows is None or faulty:
        return None
    asked = [term for term in (rows[1], by, weight) if term is not None]
    if any(_of_the_plan(term, rows[0], desk) for term in asked):
        return None
    return Sample(
        Name(form.id.text, form.also),
        entity.id,
        PeriodKind(every),
        rows[0],
        rows[1],
        share,
        least,
        by,
        weight,
        None if inspectors is None else inspectors[0],
        None if inspectors is None else inspectors[1],
        text(form.title),
        cites,
    )


def _rows(key: str, scope: Scope) -> tuple[tuple[Bound, Term] | None, Scope]:
    """The rows behind a key with their condition, and the scope in which they are asked something."""
    desk = scope.desk
    node = desk.one(key, tree.Over)
    if node is None:
        return None, scope.silent()
    bound, inner = bind_one(tree.Binder(node.entity, node.name, span=node.entity.span), scope)
    where = _TRUE if node.condition is None else condition(node.condition, inner)
    if bound is not None and key == "among" and bound.rows.entity not in _DRAWABLE:
        desk.report(say.not_drawable(node.entity, node.entity.text))
        return None, inner
    if bound is not None and key == "inspectors" and bound.rows.entity != "Person":
        desk.report(say.not_inspectors(node.entity, node.entity.text))
        return None, inner
    return (None if bound is None or where is None else (bound, where)), inner


def _of_the_plan(term: Term, row: Bound, desk: Desk) -> bool:
    """Whether something is asked of events or instances that are not those of the row; reported where it is.

    A quantifier runs over what is the plan's, or over everything, though a row may have such events of its own: that is
    asked only where a condition says whose they are.
    """
    vocabulary = desk.world.vocabulary
    drawn = vocabulary[row.rows.entity]
    for one in walk(term):
        for bound in bound_by(one):
            events = vocabulary[bound.rows.entity]
            if belongs(events, drawn) and not _says_whose(one, bound, row):
                desk.report(say.not_the_rows_own(one.span, events.name, drawn.name, of_plan=bound.rows.of is not None))
                return True
    return False


def _says_whose(quantifier: Term, bound: Bound, row: Bound) -> bool:
    """Whether a condition says what an event has to do with the row: `w.unit is u`."""

    def mentions(term: Term, number: int) -> bool:
        return any(isinstance(x, Var) and x.number == number for x in walk(term))

    for one in walk(quantifier):
        if isinstance(one, Compare) and one.left.type.kind is Kind.ENTITY:
            sides = (one.left, one.right), (one.right, one.left)
            if any(mentions(a, bound.number) and mentions(b, row.number) for a, b in sides):
                return True
    return False


def _share(desk: Desk, scope: Scope) -> Term | None:
    """A share, or a parameter that is one: more than nothing, and no more than everything."""
    node = desk.expression("share")
    term = _fixed(node, scope, Kind.PERCENT)
    if node is None or term is None:
        return None
    for share in _values(term, desk):
        if not 0 < share <= 1:
            desk.report(say.share_out_of_range(node, share))
            return None
    return term


def _fixed(node: tree.Expression | None, scope: Scope, kind: Kind) -> Term | None:
    """A number that is written, or a parameter that is one: what is worked out could be settled after the draw."""
    term = None if node is None else wanted(node, scope, frozenset({kind}), wording.KINDS[kind])
    if node is not None and term is not None and not isinstance(term, Const | Param):
        scope.desk.report(say.number_not_fixed(node))
        return None
    return term


def _values(term: Term, desk: Desk) -> list[Decimal]:
    """The values a share has from one day or another."""
    if isinstance(term, Const):
        return [Decimal(term.value)]
    assert isinstance(term, Param)
    return _dated(term, desk)


def _dated(term: Param, desk: Desk) -> list[Decimal]:
    """The numbers and percents that a parameter has from one day or another."""
    lines = [clause.value for clause in desk.world.declared[term.id].form.all("from")]
    values = [x.value for x in lines if isinstance(x, tree.DatedValue)]
    return [x.value for x in values if isinstance(x, tree.Percent | tree.Number)]


def _least(desk: Desk, scope: Scope) -> Term | None:
    node = desk.expression("at least")
    term = _fixed(node, scope, Kind.INTEGER)
    if node is not None and isinstance(term, Const) and term.value < 1:
        desk.report(say.too_few(node))
        return None
    return term


def _weight(desk: Desk, inner: Scope) -> Term | None:
    """With how many slips a row is among those drawn from: a whole number, written or worked out for each row."""
    node = desk.expression("weight")
    term = None if node is None else wanted(node, inner, frozenset({Kind.INTEGER}), wording.KINDS[Kind.INTEGER])
    if node is None or term is None:
        return None
    for weight in _whole_numbers(term, desk):
        if not 1 <= weight <= MOST_SLIPS:
            desk.report(say.weight_out_of_range(node, weight))
            return None
    return term


def _whole_numbers(term: Term, desk: Desk) -> list[Decimal]:
    """The numbers that a weight has for every row: the one that is written, or those of a parameter."""
    if isinstance(term, Const):
        return [Decimal(term.value)]
    return _dated(term, desk) if isinstance(term, Param) else []
