"""Expressions: from the tree to terms, every name bound and every type checked.

A part that is at fault has been reported and is None; what stands around it says no more about it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from rectcore.check import drawn as samples
from rectcore.check import extremes, operators, ranked, scored, series_messages, type_messages, wording
from rectcore.check import terms as t
from rectcore.check.operators import Wrong
from rectcore.check.quantifiers import bind, bind_one, in_order
from rectcore.check.scope import Scope, readings, resolve
from rectcore.check.types import (
    DATE,
    DECIMAL,
    DURATIONS,
    INTEGER,
    PERCENT,
    PERIOD,
    TEXT,
    YES_NO,
    Kind,
    Type,
    reference,
)
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import NONE
from rectcore.model.period import Period, PeriodKind

UNIT_TYPES = {SpanUnit.DAYS: Kind.DAYS, SpanUnit.WORKING_DAYS: Kind.WORKING_DAYS, SpanUnit.MONTHS: Kind.MONTHS}
_TRUTHS = {True: ("true", "yes"), False: ("false", "no")}


def infer(node: tree.Expression, scope: Scope, like: Type | None = None) -> t.Term | None:
    """The term of an expression.

    Args:
        node: what was written.
        scope: what its words can mean.
        like: the type of what it is compared with: a single word is then looked up in that closed list first.
    """
    if like is not None and like.kind is Kind.ONE_OF and not isinstance(node, tree.Nothing):
        word = _lone_word(node)
        value = like.value(word) if word is not None else _truth_word(node, like)
        if value is not None:
            scope.desk.resolved(node.words[0] if isinstance(node, tree.Path) else node, value)
            return t.Const(value.id, evolve(like, optional=False, many=False), span=node.span)
        if word is not None and isinstance(node, tree.Path) and not readings(word, scope):
            if not scope.desk.run_together(node.words[0]):
                scope.desk.no_value(node.words[0], word, like.values)
            return None
    if like is not None and like.kind is Kind.PERIOD:
        node = bare_year(node)
    return _INFER[type(node)](node, scope, like)


def condition(node: tree.Expression, scope: Scope) -> t.Term | None:
    """The term of a condition: yes or no."""
    term = infer(node, scope)
    if term is not None and (term.type.kind is not Kind.YES_NO or term.type.many):
        scope.desk.report(type_messages.not_condition(node, term.type))
        return None
    return term


def wanted(node: tree.Expression, scope: Scope, kinds: frozenset[Kind], words: Text) -> t.Term | None:
    """The term of an expression that must be of one of some kinds."""
    term = infer(node, scope)
    if term is not None and (term.type.kind not in kinds or term.type.many):
        scope.desk.report(type_messages.wrong_kind(node, words, wording.describe(term.type)))
        return None
    return term


def bare_year(node: tree.Expression) -> tree.Expression:
    """A year in digits as the period it is, where a period is wanted; anything else as it was."""
    if isinstance(node, tree.Number) and node.value == node.value.to_integral_value() and 1000 <= node.value <= 9999:
        return tree.PeriodValue(Period.parse(str(int(node.value))), span=node.span)
    return node


def day(node: tree.Expression, scope: Scope) -> t.Term | None:
    """The term of an expression that must be a date."""
    return wanted(node, scope, frozenset({Kind.DATE}), wording.KINDS[Kind.DATE])


def units(path: tree.Path, scope: Scope) -> t.Term | None:
    """The term of a path that must reach a unit, or several."""
    term = resolve(path, scope)
    if term is not None and (term.type.kind is not Kind.ENTITY or term.type.entity != "Unit"):
        unit = wording.describe(reference("Unit"))
        scope.desk.report(type_messages.wrong_kind(path, unit, wording.describe(term.type)))
        return None
    return term


def amount(node: tree.Duration, scope: Scope) -> t.Term | None:
    """The number of a duration: a whole number, or a parameter that is one."""
    term = infer(node.amount, scope)
    if term is None:
        return None
    if term.type.kind is not Kind.INTEGER or not isinstance(term, t.Const | t.Param):
        whole = Text("a whole number or a parameter that is one", "整数或取值为整数的参数")
        found = wording.describe(term.type)
        if term.type.kind is Kind.INTEGER:
            found = Text("worked out", "推算所得")
        scope.desk.report(type_messages.wrong_kind(node.amount, whole, found))
        return None
    return term


def _lone_word(node: tree.Expression) -> str | None:
    return node.words[0].text if isinstance(node, tree.Path) and len(node.words) == 1 and not node.this else None


def _truth_word(node: tree.Expression, like: Type) -> Any:
    if not isinstance(node, tree.YesNo):
        return None
    return next((v for v in map(like.value, _TRUTHS[node.value]) if v is not None), None)


# -- values -------------------------------------------------------------------------------------------------------


def _number(node: tree.Number, *_: Any) -> t.Term:
    whole = node.value == node.value.to_integral_value()
    return t.Const(int(node.value) if whole else node.value, INTEGER if whole else DECIMAL, span=node.span)


def _simple(type_: Type) -> Callable[..., t.Term]:
    return lambda node, *_: t.Const(node.value, type_, span=node.span)


def _nothing(node: tree.Nothing, scope: Scope, like: Type | None) -> t.Term | None:
    if like is None:
        scope.desk.report(
            type_messages.wrong_place(
                node, "`none` stands only after `is` and `is not`", "“无”只能用在“为”或“不为”之后"
            )
        )
        return None
    return t.Const(NONE, evolve(like, optional=True), span=node.span)


def _list(node: tree.ListValue, scope: Scope, _: Type | None) -> None:
    scope.desk.report(
        type_messages.wrong_place(node, "a list stands only in the facts of a scenario", "列表只能用在情景的事实中")
    )


def _as_of(node: tree.AsOf, *_: Any) -> t.Term:
    return t.AsOfDay(span=node.span)


def _path(node: tree.Path, scope: Scope, _: Type | None) -> t.Term | None:
    term = resolve(node, scope)
    if isinstance(term, t.Reading) and scope.closing:
        each = PeriodKind(scope.desk.world.each(term.id))
        return evolve(term, period=t.RelativePeriod(each, t.CLOSING, span=node.span), span=node.span)
    if isinstance(term, t.Reading):  # without a period: `_reading` gives it one
        scope.desk.report(series_messages.say_period(node, wording.said(node)))
        return None
    return None if term is None else evolve(term, span=node.span)


def _reading(node: tree.Reading, scope: Scope, _: Type | None) -> t.Term | None:
    term = resolve(node.series, scope)
    if isinstance(term, t.Scored | t.Ranked):
        return _scored(node, term, scope)
    if term is not None and not isinstance(term, t.Reading):
        scope.desk.report(series_messages.no_series(node.series, wording.said(node.series)))
        return None
    period = _period_of(node, PeriodKind(scope.desk.world.each(term.id)) if term is not None else None, scope)
    return None if term is None or period is None else evolve(term, period=period, span=node.span)


def _scored(node: tree.Reading, term: t.Scored | t.Ranked, scope: Scope) -> t.Term | None:
    every = scored.kind_of(scope.desk.world.declared[term.id].form)
    if isinstance(node.period, tree.RelativePeriod):
        period = _period_of(node, every, scope)
    else:
        period = wanted(node.period, scope, frozenset({Kind.PERIOD}), wording.KINDS[Kind.PERIOD])
    return None if period is None else scored.for_period(node, term, period, scope.desk)


def _period_of(node: tree.Reading, each: PeriodKind | None, scope: Scope) -> t.Term | None:
    """The period a series is read for; reported where the series has no value for such a one."""
    asked = node.period
    if isinstance(asked, tree.RelativePeriod):
        if each is PeriodKind.WEEK and asked.which == "last year":
            scope.desk.report(series_messages.no_week_last_year(asked))
            return None
        return t.RelativePeriod(each, asked.which, span=asked.span) if each is not None else None
    period = wanted(asked, scope, frozenset({Kind.PERIOD}), wording.KINDS[Kind.PERIOD])
    every = scope.desk.form.get("every")
    other = isinstance(period, t.Const) and period.value.kind is not each
    other = other or (isinstance(period, t.ThisPeriod) and every is not None and every.value != (each and each.value))
    if each is not None and other:
        scope.desk.report(series_messages.other_period(asked, wording.said(node.series), each.value))
        return None
    return period


def _drawn(node: tree.Drawn, scope: Scope, _: Type | None) -> t.Term | None:
    found = samples.asked(node, scope)
    if found is None:
        return None
    every = scored.kind_of(found.form)
    asked = node.period
    if asked is None:
        period: t.Term | None = samples.own_period(every, scope)
    elif isinstance(asked, tree.RelativePeriod):
        period = _period_of(tree.Reading(node.sample, asked, span=node.span), every, scope)
    else:
        period = wanted(asked, scope, frozenset({Kind.PERIOD}), wording.KINDS[Kind.PERIOD])
    if asked is not None and (period is None or not scored.fits(asked, period, found, scope.desk)):
        return None
    row = samples.row(node, found, None if node.row is None else resolve(node.row, scope), scope)
    return None if row is None else t.Drawn(found.name.id, row, period, YES_NO, span=node.span)


def _placed(node: tree.Placed, scope: Scope, _: Type | None) -> t.Term | None:
    ranking = infer(node.ranking, scope)
    number = wanted(node.number, scope, frozenset({Kind.INTEGER}), wording.KINDS[Kind.INTEGER])
    return ranked.placed(node, ranking, number, scope.desk)


def _duration(node: tree.Duration, scope: Scope, _: Type | None) -> t.Term | None:
    if node.unit is None:
        named = length(node, scope)
        return None if named is None else named[0]
    number = amount(node, scope)
    return None if number is None else t.SpanOf(number, node.unit, Type(UNIT_TYPES[node.unit]), span=node.span)


def length(node: tree.Duration, scope: Scope) -> tuple[t.Term, SpanUnit] | None:
    """How many of what: a number with its unit, or a parameter that is a duration."""
    if node.unit is not None:
        number = amount(node, scope)
        return None if number is None else (number, node.unit)
    term = infer(node.amount, scope)
    if term is None:
        return None
    if term.type.kind not in DURATIONS or not isinstance(term, t.Param):
        wanted = Text("a duration or a parameter that is one", "时长或取值为时长的参数")
        scope.desk.report(type_messages.wrong_kind(node.amount, wanted, wording.describe(term.type)))
        return None
    return term, SpanUnit(term.type.kind.value)


# -- conditions ---------------------------------------------------------------------------------------------------


def _compare(node: tree.Compare, scope: Scope, _: Type | None) -> t.Term | None:
    left, right = _sides(node, scope)
    if left is None or right is None:
        return None
    wrong = operators.comparison(node.op, left.type, right.type)
    if wrong is not None and not (_is_none(left) or _is_none(right)):
        _report(wrong, node, left, right, scope)
        return None
    return t.Compare(node.op, left, right, span=node.span)


def _is_none(term: t.Term) -> bool:
    """Whether it is `none`, which anything may be compared with, a list too."""
    return isinstance(term, t.Const) and term.value is NONE


def _sides(node: tree.Compare, scope: Scope) -> tuple[t.Term | None, t.Term | None]:
    if node.op not in ("is", "is not"):
        return infer(node.left, scope), infer(node.right, scope)
    if _open_side(node.left, scope) and not _open_side(node.right, scope):
        right, left = _in_turn(node.right, node.left, scope)
    else:
        left, right = _in_turn(node.left, node.right, scope)
    return left, right


def _open_side(node: tree.Expression, scope: Scope) -> bool:
    """Whether a side says nothing without the other: `none`, or a word that names nothing here."""
    word = _lone_word(node)
    return isinstance(node, tree.Nothing) or (word is not None and not readings(word, scope))


def _in_turn(first: tree.Expression, second: tree.Expression, scope: Scope) -> tuple[t.Term | None, t.Term | None]:
    one = infer(first, scope)
    if one is None and _open_side(second, scope):
        return None, None
    return one, infer(second, scope, one.type if one is not None else None)


def _report(wrong: Wrong, node: tree.Compare | tree.Arithmetic, left: t.Term, right: t.Term, scope: Scope) -> None:
    if wrong is Wrong.DURATIONS:
        scope.desk.report(type_messages.durations_differ(node, left.type, right.type))
    elif wrong is Wrong.PERCENT:
        plain = node.right if right.type.kind is not Kind.PERCENT else node.left
        fix = type_messages.as_percent(plain) if isinstance(plain, tree.Number) else None
        scope.desk.report(type_messages.percent_mixed(plain, fix))
    else:
        hint = {Wrong.NUMBER_FOR_DAYS: type_messages.USE_DURATION, Wrong.ORDER_OF_DATES: type_messages.USE_DATE_WORDS}
        scope.desk.report(
            type_messages.operands(node, node.left, left.type, node.right, right.type, hint.get(wrong, Text()))
        )


def _within(node: tree.Within, scope: Scope, _: Type | None) -> t.Term | None:
    value = day(node.value, scope)
    period = wanted(bare_year(node.period), scope, frozenset({Kind.PERIOD}), wording.KINDS[Kind.PERIOD])
    return None if value is None or period is None else t.Within(value, period, span=node.span)


def _within_last(node: tree.WithinLast, scope: Scope, _: Type | None) -> t.Term | None:
    value, span = day(node.value, scope), infer(node.span_of, scope)
    return None if value is None or span is None else t.WithinLast(value, span, span=node.span)


def _arithmetic(node: tree.Arithmetic, scope: Scope, _: Type | None) -> t.Term | None:
    left, right = infer(node.left, scope), infer(node.right, scope)
    if left is None or right is None:
        return None
    found = operators.arithmetic(node.op, left.type, right.type)
    if isinstance(found, Wrong):
        _report(found, node, left, right, scope)
        return None
    return t.Arithmetic(node.op, left, right, found, span=node.span)


def _extreme(node: tree.Extreme, scope: Scope, _: Type | None) -> t.Term | None:
    return extremes.extreme(node, [infer(o, scope) for o in node.operands], scope)


def _days_between(node: tree.DaysBetween, scope: Scope, _: Type | None) -> t.Term | None:
    first, last = day(node.first, scope), day(node.last, scope)
    if first is None or last is None:
        return None
    return t.DaysBetween(first, last, node.unit, Type(UNIT_TYPES[node.unit]), span=node.span)


def _as_at(node: tree.AsAt, scope: Scope, like: Type | None) -> t.Term | None:
    value, on = infer(node.value, scope, like), day(node.day, scope)
    return None if value is None or on is None else t.AsAt(value, on, value.type, span=node.span)


def _held_for(node: tree.HeldFor, scope: Scope, _: Type | None) -> t.Term | None:
    held, span = condition(node.condition, scope), length(node.span_of, scope)
    if span is not None and span[1] is SpanUnit.MONTHS:
        days = Text("days or working days", "天数或工作日数")
        scope.desk.report(type_messages.wrong_kind(node.span_of, days, wording.KINDS[Kind.MONTHS]))
        return None
    return None if held is None or span is None else t.HeldFor(held, *span, span=node.span)


def _not(node: tree.Not, scope: Scope, _: Type | None) -> t.Term | None:
    operand = condition(node.operand, scope)
    return None if operand is None else t.Not(operand, span=node.span)


def _several(node: tree.And | tree.Or, scope: Scope, _: Type | None) -> t.Term | None:
    found = [condition(o, scope) for o in node.operands]
    operands = tuple(o for o in found if o is not None)
    if len(operands) < len(found):
        return None
    return t.And(operands, span=node.span) if isinstance(node, tree.And) else t.Or(operands, span=node.span)


def _if_then(node: tree.IfThen, scope: Scope, _: Type | None) -> t.Term | None:
    first, then = condition(node.condition, scope), condition(node.then, scope)
    return None if first is None or then is None else t.IfThen(first, then, span=node.span)


def _quantified(node: tree.Quantified, scope: Scope, _: Type | None) -> t.Term | None:
    bound, inner = bind(node.binders, scope)
    inside = t.Const(True, YES_NO) if node.condition is None else condition(node.condition, inner)
    if inside is None or len(bound) < len(node.binders):
        return None
    return t.Quantified(node.how, bound, inside, span=node.span)


def _count(node: tree.Count, scope: Scope, _: Type | None) -> t.Term | None:
    bound, inner = bind_one(node.binder, scope)
    inside = t.Const(True, YES_NO) if node.condition is None else condition(node.condition, inner)
    if bound is None or inside is None or (node.in_a_row and not in_order(node.binder, bound.rows, scope)):
        return None
    return t.Count(bound, inside, in_a_row=node.in_a_row, span=node.span)


def _is_known(node: tree.IsKnown, scope: Scope, _: Type | None) -> t.Term | None:
    value = infer(node.value, scope)
    return None if value is None else t.IsKnown(value, node.known, span=node.span)


def _by(node: tree.By, scope: Scope, _: Type | None) -> t.Term | None:
    event = resolve(node.event, scope)
    post = scope.desk.post(node.post)
    of = units(node.of, scope) if node.of is not None else None
    if event is None or post is None or (of is None and node.of is not None):
        return None
    vocabulary = scope.desk.world.vocabulary
    if event.type.kind is not Kind.ENTITY or event.type.entity is None or not vocabulary[event.type.entity].event:
        scope.desk.report(type_messages.wrong_kind(node.event, Text("an event", "记录"), wording.describe(event.type)))
        return None
    if of is not None and of.type.many:
        scope.desk.report(
            type_messages.wrong_kind(node.of or node, wording.describe(reference("Unit")), wording.describe(of.type))
        )
        return None
    return t.By(evolve(event, span=node.event.span), post, of, span=node.span)


def _or_else(node: tree.OrElse, scope: Scope, like: Type | None) -> t.Term | None:
    value = infer(node.value, scope, like)
    if value is None:
        return None
    default = infer(node.default, scope, value.type)
    if default is None:
        return None
    wrong = operators.comparison("is", value.type, default.type)
    if wrong is not None:
        scope.desk.report(type_messages.operands(node, node.value, value.type, node.default, default.type, Text()))
        return None
    return t.OrElse(value, default, value.type, span=node.span)


_INFER: dict[type, Callable[..., t.Term | None]] = {
    tree.Number: _number,
    tree.Percent: _simple(PERCENT),
    tree.TextValue: _simple(TEXT),
    tree.Day: _simple(DATE),
    tree.PeriodValue: _simple(PERIOD),
    tree.YesNo: _simple(YES_NO),
    tree.Nothing: _nothing,
    tree.AsOf: _as_of,
    tree.ListValue: _list,
    tree.Path: _path,
    tree.Duration: _duration,
    tree.Compare: _compare,
    tree.Within: _within,
    tree.WithinLast: _within_last,
    tree.Arithmetic: _arithmetic,
    tree.Extreme: _extreme,
    tree.DaysBetween: _days_between,
    tree.AsAt: _as_at,
    tree.HeldFor: _held_for,
    tree.Not: _not,
    tree.And: _several,
    tree.Or: _several,
    tree.IfThen: _if_then,
    tree.Quantified: _quantified,
    tree.Count: _count,
    tree.IsKnown: _is_known,
    tree.By: _by,
    tree.Reading: _reading,
    tree.Drawn: _drawn,
    tree.Placed: _placed,
    tree.OrElse: _or_else,
}
