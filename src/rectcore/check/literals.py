"""Values as they stand in a rule file: an expression and a type come in, a value comes out.

For parameters, and for the facts of a scenario, which are kept as a ledger would hold them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import evolve

from rectcore.check import type_messages, wording
from rectcore.check.desk import Desk
from rectcore.check.infer import UNIT_TYPES, bare_year
from rectcore.check.types import DURATIONS, Kind, Type
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.facts import NONE

_NODES = {
    Kind.TEXT: tree.TextValue,
    Kind.DATE: tree.Day,
    Kind.PERIOD: tree.PeriodValue,
    Kind.YES_NO: tree.YesNo,
    Kind.PERCENT: tree.Percent,
}


def literal(node: tree.Expression, type_: Type, desk: Desk) -> Any:
    """The value written, or None where it is not one of that type, which is reported."""
    if isinstance(node, tree.Nothing) and type_.optional:
        return NONE
    if type_.many:
        if not isinstance(node, tree.ListValue):
            _refuse(node, type_, desk)
            return None
        parts = [literal(item, evolve(type_, many=False, optional=False), desk) for item in node.items]
        return None if None in parts else tuple(parts)
    if type_.kind is Kind.ONE_OF:
        return _word(node, type_, desk)
    if type_.kind is Kind.ENTITY:
        return _id(node, type_, desk)
    if type_.kind in DURATIONS or type_.kind in (Kind.INTEGER, Kind.DECIMAL):
        return _number(node, type_, desk)
    if type_.kind is Kind.PERCENT and isinstance(node, tree.Number):
        desk.report(type_messages.percent_mixed(node, type_messages.as_percent(node)))
        return None
    if type_.kind is Kind.PERIOD:
        node = bare_year(node)
    if isinstance(node, _NODES[type_.kind]):
        return node.value  # type: ignore[union-attr]
    _refuse(node, type_, desk)
    return None


def _refuse(node: tree.Expression, type_: Type, desk: Desk) -> None:
    hint = Text() if type_.many else type_messages.written_as(type_.kind)
    desk.report(type_messages.wrong_kind(node, wording.describe(type_), _found(node), hint))


def _found(node: tree.Expression) -> Text:
    if isinstance(node, tree.Number):
        return wording.KINDS[Kind.INTEGER if node.value == node.value.to_integral_value() else Kind.DECIMAL]
    if isinstance(node, tree.Duration) and node.unit is not None:
        return wording.KINDS[UNIT_TYPES[node.unit]]
    kind = next((k for k, n in _NODES.items() if isinstance(node, n)), None)
    return wording.KINDS[kind] if kind is not None else Text("something else", "其他内容")


def _word(node: tree.Expression, type_: Type, desk: Desk) -> str | None:
    text = None
    at: tree.Node = node
    if isinstance(node, tree.Path) and len(node.words) == 1 and not node.this:
        at, text = node.words[0], node.words[0].text
    elif isinstance(node, tree.YesNo):
        names = ("true", "yes") if node.value else ("false", "no")
        text = next((n for n in names if type_.value(n) is not None), None)
    if text is None:
        _refuse(node, type_, desk)
        return None
    value = type_.value(text)
    if value is None:
        if not desk.run_together(tree.Word(text, span=at.span)):
            desk.no_value(tree.Word(text, span=at.span), text, type_.values)
        return None
    desk.resolved(at, value)
    return value.id


def _id(node: tree.Expression, type_: Type, desk: Desk) -> str | None:
    if isinstance(node, tree.TextValue):
        return node.value
    if isinstance(node, tree.Path) and len(node.words) == 1 and not node.this:
        return node.words[0].text
    _refuse(node, type_, desk)
    return None


def _number(node: tree.Expression, type_: Type, desk: Desk) -> int | Decimal | None:
    if isinstance(node, tree.Duration) and node.unit is not None and type_.kind in DURATIONS:
        if UNIT_TYPES[node.unit] is not type_.kind:
            desk.report(type_messages.other_unit(node, type_, Type(UNIT_TYPES[node.unit])))
            return None
        node = node.amount
    if isinstance(node, tree.Percent) and type_.kind is Kind.DECIMAL:
        desk.report(type_messages.percent_mixed(node))
        return None
    if not isinstance(node, tree.Number):
        _refuse(node, type_, desk)
        return None
    if type_.kind is Kind.DECIMAL:
        return node.value
    if node.value != node.value.to_integral_value():
        _refuse(node, type_, desk)
        return None
    return int(node.value)


def as_ledger(value: Any, type_: Type) -> Any:
    """A value as a ledger holds it: a percent is `35%` there."""
    if type_.kind is Kind.PERCENT and isinstance(value, Decimal):
        return f"{(value * 100).normalize():f}%"
    return value
