"""Targets: a form comes in, a bound on an indicator with its day goes out, or None where it is at fault."""

from __future__ import annotations

from attrs import evolve

from rectcore.check import target_messages
from rectcore.check import terms as t
from rectcore.check.desk import Desk
from rectcore.check.infer import condition
from rectcore.check.ladders import called, inline
from rectcore.check.rulebook import Target
from rectcore.check.rules import Pack, due
from rectcore.check.subjects import rule_scope
from rectcore.check.texts import citations, formerly, said, text, validity
from rectcore.language import tree
from rectcore.model.period import PeriodKind


def target(desk: Desk, pack: Pack) -> Target | None:
    """A target."""
    form = desk.form
    scope = rule_scope(desk, convicts=True)
    if scope.this is not None and form.for_each is not None:
        desk.report(target_messages.for_event(form.for_each, form.for_each.text))
        return None
    during, bound = desk.expression("while"), desk.expression("must")
    applies = condition(during, scope) if during is not None else None
    must = condition(bound, evolve(scope, closing=True)) if bound is not None else None
    each = _each(must, bound, desk) if must is not None and bound is not None else None
    node = desk.one("due", tree.Due)
    due_day = due(node, scope, pack) if node is not None else None
    act = desk.one("when off course", tree.Act)
    off_course = called(act, scope) if act is not None else None
    named = pack.feeding.goes_to(desk, scope.subject)
    own = inline(desk, scope, by_count=False)
    if own is not None:
        pack.ladders.append(own)
    cites = citations(desk)
    in_force = validity(desk)
    if form.id is None or scope.subject is None or must is None or due_day is None or each is None:
        return None
    return Target(
        id=form.id.text,
        title=text(form.title),
        cites=cites,
        in_force=in_force,
        say=said(desk),
        formerly=formerly(desk),
        span=form.id.span,
        entity=scope.subject.id,
        must=must,
        due=due_day,
        each=each,
        applies_while=applies,
        off_course=off_course,
        ladder=named or (own.id if own is not None else None),
    )


def _each(must: t.Term, node: tree.Expression, desk: Desk) -> PeriodKind | None:
    """The kind of period of the series that are asked for the one the due day closes."""
    found = [x for x in t.walk(must) if isinstance(x, t.RelativePeriod) and x.which == t.CLOSING]
    if not found:
        desk.report(target_messages.no_reading(node))
        return None
    other = next((x for x in found if x.kind is not found[0].kind), None)
    if other is not None:
        at = tree.Node(span=other.span)
        desk.report(target_messages.other_series(at, found[0].kind.value, other.kind.value))
        return None
    return found[0].kind
