"""How often a duty comes round: calendar periods, a grid of its own, or so long after the last one."""

from __future__ import annotations

from rectcore.check import type_messages
from rectcore.check.desk import Desk
from rectcore.check.infer import length
from rectcore.check.rulebook import Due, DueAfterLast
from rectcore.check.scope import Scope
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.calendar import Roll
from rectcore.model.duration import SpanUnit
from rectcore.model.grid import Grid
from rectcore.model.period import PeriodKind


def has_period(form: tree.Form) -> bool:
    """Whether a form comes round in periods or stretches that `this.period` can stand for."""
    clause = form.get("every")
    return clause is not None and not isinstance(clause.value, tree.Rolling)


def every(desk: Desk, scope: Scope) -> PeriodKind | Grid | None:
    """The periods in which a rule comes round; None where there are none."""
    clause = desk.form.get("every")
    if clause is None:
        return None
    if scope.this is not None:
        desk.report(
            type_messages.wrong_place(
                clause,
                "a rule for each event has one instance each, and no `every:`",
                "逐一针对记录的规则每条只有一次，不能写“频次”",
            )
        )
    if isinstance(clause.value, tree.Rolling) and desk.form.kind != "duty":
        desk.report(
            type_messages.wrong_place(
                clause,
                "only a duty runs from the last one, since only a duty is done",
                "只有时限要求可以写“自上次起”，其他规则没有完成之日",
            )
        )
    if isinstance(clause.value, tree.OwnGrid):
        return _grid(clause.value, desk)
    return PeriodKind(clause.value) if isinstance(clause.value, str) else None


def _grid(node: tree.OwnGrid, desk: Desk) -> Grid | None:
    number, unit = node.span_of.amount, node.span_of.unit
    if not isinstance(number, tree.Number) or unit is None:
        desk.report(
            type_messages.wrong_place(
                node.span_of,
                "the step of a grid is a number written out, so that it never shifts",
                "周期的长度须直接写明，以免移位",
            )
        )
        return None
    if unit is SpanUnit.WORKING_DAYS:
        wanted = Text("days or months", "天数或月数")
        desk.report(type_messages.wrong_kind(node.span_of, wanted, Text("working days", "工作日数")))
        return None
    return Grid(int(number.value), unit, node.anchor)


def rolling(desk: Desk, scope: Scope, roll: Roll | None) -> Due | None:
    """The due day of a duty that runs from the last one; None where it does not."""
    node = desk.one("every", tree.Rolling)
    if node is None:
        return None
    own = desk.form.get("due")
    if own is not None:
        desk.report(
            type_messages.wrong_place(
                own,
                "what is due so long after the last one needs no `due:`",
                "写明“自上次起”的，不再写“完成时限”",
            )
        )
    fulfilled = desk.one("fulfilled by", tree.Fulfilment)
    judged = desk.world.declared.get(fulfilled.what.text) if fulfilled is not None else None
    if fulfilled is not None and judged is not None and judged.kind == "judgement":
        desk.report(
            type_messages.wrong_place(
                fulfilled.what,
                "what runs from the last one is fulfilled by an event, not by a judgement",
                "写明“自上次起”的，完成标志须为记录，不能为认定事项",
            )
        )
    span = length(node.span_of, scope)
    if span is None:
        return None
    return Due(DueAfterLast(*span), Roll(node.roll) if node.roll is not None else roll or Roll.SAME_DAY)
