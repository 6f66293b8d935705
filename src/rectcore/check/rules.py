"""Duties, standings and notices: a form comes in, the rule goes out, or None where it is at fault."""

from __future__ import annotations

from attrs import define

from rectcore.check import name_messages, rule_messages, type_messages
from rectcore.check.declare import Header
from rectcore.check.desk import Desk
from rectcore.check.grids import every, rolling
from rectcore.check.infer import condition, day, length, wanted
from rectcore.check.ladders import Feeding, called, inline, no_months, rung_lines
from rectcore.check.quantifiers import belongs, bind, no_event
from rectcore.check.rulebook import (
    ByEvent,
    ByJudgement,
    Due,
    DueAfter,
    DueByDay,
    DueEndOf,
    DueOf,
    DueOn,
    DueRule,
    Duty,
    GovernedBy,
    Ladder,
    Notice,
    Standing,
    TestedAt,
)
from rectcore.check.scope import Scope
from rectcore.check.subjects import rule_scope
from rectcore.check.terms import Const, Param, Term
from rectcore.check.texts import citations, formerly, said, text, validity
from rectcore.check.types import YES_NO, Kind, Name
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.calendar import Roll
from rectcore.model.duration import SpanUnit
from rectcore.model.period import Period

_TRUE = Const(True, YES_NO)


@define
class Pack:
    """What rules need beside their own form, and the inline ladders they make.

    `first_due` is the first due day without a roll of its own.
    """

    header: Header
    feeding: Feeding
    ladders: list[Ladder]
    first_due: tuple[Desk, tree.Due | tree.Rolling] | None = None


# -- duties -------------------------------------------------------------------------------------------------------


def duty(desk: Desk, pack: Pack) -> Duty | None:
    """A duty."""
    form = desk.form
    scope = rule_scope(desk, convicts=True)
    rhythm = every(desk, scope)
    applies = _condition("while", scope)
    node = desk.one("due", tree.Due)
    from_last = rolled(desk, scope, pack)
    due_day = due(node, scope, pack) if node is not None else from_last
    fulfilled = _fulfilled(desk, scope)
    ladder = _ladder(desk, scope, pack)
    kept = pack.feeding.kept(desk, scope.subject)
    cites = citations(desk)
    in_force = validity(desk)
    if form.id is None or scope.subject is None or due_day is None or fulfilled is None:
        return None
    return Duty(
        id=form.id.text,
        title=text(form.title),
        cites=cites,
        in_force=in_force,
        say=said(desk),
        formerly=formerly(desk),
        span=form.id.span,
        entity=scope.subject.id,
        due=due_day,
        fulfilled_by=fulfilled,
        applies_while=applies,
        every=rhythm,
        first_period_included=desk.one("first period", str) == "included",
        tested_at=TestedAt(desk.one("tested at", str) or TestedAt.BOTH.value),
        governed_by=GovernedBy(desk.one("governed by rules at", str) or GovernedBy.PERIOD_START.value),
        ladder=ladder,
        kept=kept,
    )


def rolled(desk: Desk, scope: Scope, pack: Pack) -> Due | None:
    """The due day of a duty that runs from the last one; one that does not needs a `due:`."""
    found = rolling(desk, scope, pack.header.roll)
    node = desk.one("every", tree.Rolling)
    if node is None and desk.form.get("due") is None and desk.form.get("every") is not None:
        desk.missing("due")
    if node is not None and node.roll is None and pack.header.roll is None and pack.first_due is None:
        pack.first_due = (desk, node)
    return found


def _condition(key: str, scope: Scope) -> Term | None:
    node = scope.desk.expression(key)
    return None if node is None else condition(node, scope)


def _ladder(desk: Desk, scope: Scope, pack: Pack) -> str | None:
    named = pack.feeding.goes_to(desk, scope.subject)
    own = inline(desk, scope, by_count=True)
    if own is not None:
        pack.ladders.append(own)
    return named or (own.id if own is not None else None)


def due(node: tree.Due, scope: Scope, pack: Pack) -> Due | None:
    """A due day."""
    roll = Roll(node.roll) if node.roll is not None else pack.header.roll
    if roll is None and pack.first_due is None:
        pack.first_due = (scope.desk, node)
    rule = _due_rule(node.rule, scope)
    return None if rule is None else Due(rule, roll or Roll.SAME_DAY)


def _due_rule(node: tree.DueRule, scope: Scope) -> DueRule | None:
    if isinstance(node, tree.DueOf):
        rules = [_due_rule(r, scope) for r in node.rules]
        found_ = tuple(r for r in rules if r is not None)
        return DueOf(node.op, found_) if len(found_) == len(rules) else None
    if isinstance(node, tree.OnDay):
        found = day(node.day, scope)
        return None if found is None else DueOn(found)
    if isinstance(node, tree.After):
        span, start = length(node.span_of, scope), day(node.start, scope)
        if span is None or start is None:
            return None
        return DueAfter(*span, start, node.first_day_counted)
    if isinstance(node, tree.EndOf) and isinstance(node.which, Period):
        return DueEndOf(node.which)
    if not _needs_period(node, scope):
        return None
    if isinstance(node, tree.EndOf):
        return DueEndOf(None, node.which == "next")
    number = _day_number(node.day, scope)
    return None if number is None else DueByDay(number, node.which == "next")


def _needs_period(node: tree.Node, scope: Scope) -> bool:
    if not scope.period:
        scope.desk.no_period(
            type_messages.wrong_place(
                node,
                "a day of a period needs a duty that comes round: `every: month`",
                "以周期中的某日为期限时，须写明“频次”",
            )
        )
    return scope.period


def _day_number(node: tree.Expression, scope: Scope) -> Term | None:
    whole = Text("the number of a day", "日序")
    term = wanted(node, scope, frozenset({Kind.INTEGER}), whole)
    if term is not None and not isinstance(term, Const | Param):
        scope.desk.report(type_messages.wrong_kind(node, whole, Text("worked out", "推算所得")))
        return None
    return term


def _fulfilled(desk: Desk, scope: Scope) -> ByEvent | ByJudgement | None:
    node = desk.one("fulfilled by", tree.Fulfilment)
    if node is None:
        return None
    event = desk.world.vocabulary.entity(node.what.text)
    declared = desk.world.declared.get(node.what.text)
    if declared is not None and declared.kind == "judgement":
        if event is not None:
            readings = (Text("an event", "记录"), Text("a judgement", "认定事项"))
            desk.report(name_messages.ambiguous(node.what, node.what.text, readings, Text("rename one", "请改名")))
            return None
        return _by_judgement(node, declared.entity, declared.name, scope)
    if event is None or not event.event:
        if declared is None or not declared.broken:
            _no_fulfilment(node, event is not None or declared is not None, scope)
        return None
    if scope.subject is not None and not belongs(event, scope.subject):
        no_event(node.what, scope.subject, event, scope)
        return None
    bound, inner = bind((node,), scope)
    inside = condition(node.condition, inner) if node.condition is not None else _TRUE
    return ByEvent(event.id, bound[0].number, inside) if bound and inside is not None else None


def _by_judgement(node: tree.Fulfilment, entity: str | None, name: Name, scope: Scope) -> ByJudgement | None:
    if scope.subject is not None and entity is not None and entity != scope.subject.id:
        owner, about = scope.desk.world.vocabulary[entity].name, scope.subject.name
        scope.desk.report(
            type_messages.wrong_place(
                node.what,
                f"`{node.what.text}` is judged of a {owner.in_('en')}, and this rule is about a {about.in_('en')}",
                f"`{node.what.text}` 针对{owner.in_('zh')}，而本规则针对{about.in_('zh')}",
            )
        )
        return None
    if node.condition is not None or node.name is not None:
        scope.desk.report(
            type_messages.wrong_place(
                node, "a judgement fulfils as it is, without `where`", "以认定事项为完成标志时不能附条件"
            )
        )
        return None
    scope.desk.resolved(node.what, name)
    return ByJudgement(name.id)


def _no_fulfilment(node: tree.Fulfilment, known: bool, scope: Scope) -> None:
    desk = scope.desk
    if known:
        desk.report(
            type_messages.wrong_place(
                node.what,
                f"`{node.what.text}` is neither an event nor a judgement",
                f"`{node.what.text}` 既不是记录，也不是认定事项",
            )
        )
        return
    names = [d.name for d in desk.world.declared.values() if d.kind == "judgement"]
    events = [e for e in desk.world.vocabulary.entities if e.event]
    fitting = [e.name for e in events if scope.subject is None or belongs(e, scope.subject)]
    desk.unknown(node.what, Text("event", "记录"), [*fitting, *dict.fromkeys(names)])


# -- standings and notices ----------------------------------------------------------------------------------------


def standing(desk: Desk, pack: Pack) -> Standing | None:
    """A standing."""
    form = desk.form
    scope = rule_scope(desk, convicts=True)
    checked = every(desk, scope)
    applies = _condition("while", scope)
    must = _condition("must", scope)
    ladder = _ladder(desk, scope, pack)
    kept = pack.feeding.kept(desk, scope.subject)
    span = desk.one("after lasting", tree.Duration)
    lasting = length(span, scope) if span is not None else None
    if span is not None and lasting is not None and lasting[1] is SpanUnit.MONTHS:
        desk.report(no_months(span))
    cites = citations(desk)
    in_force = validity(desk)
    if form.id is None or scope.subject is None or must is None:
        return None
    return Standing(
        id=form.id.text,
        title=text(form.title),
        cites=cites,
        in_force=in_force,
        say=said(desk),
        formerly=formerly(desk),
        span=form.id.span,
        entity=scope.subject.id,
        must=must,
        applies_while=applies,
        lasting=lasting,
        every=checked,
        ladder=ladder,
        kept=kept,
    )


def notice(desk: Desk, pack: Pack) -> Notice | None:
    """A notice."""
    form = desk.form
    scope = rule_scope(desk)
    applies = _condition("while", scope)
    when = _condition("when", scope)
    node = desk.one("call for", tree.Act)
    act = called(node, scope) if node is not None else None
    lines = rung_lines(desk)
    if node is not None and lines:
        desk.report(rule_messages.both_ladders(lines[0], node.span, "call for", "应采取"))
    own = inline(desk, scope, by_count=False)
    if own is not None:
        pack.ladders.append(own)
    cites = citations(desk)
    in_force = validity(desk)
    if form.id is None or scope.subject is None or when is None:
        return None
    return Notice(
        id=form.id.text,
        title=text(form.title),
        cites=cites,
        in_force=in_force,
        say=said(desk),
        formerly=formerly(desk),
        span=form.id.span,
        entity=scope.subject.id,
        when=when,
        applies_while=applies,
        act=act,
        ladder=own.id if own is not None else None,
    )
