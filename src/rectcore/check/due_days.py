"""RC304 and RC307: due days that may come before the period is over, or that some months do not have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rectcore.check import time_messages as messages
from rectcore.check.desk import Desk
from rectcore.check.rulebook import DueByDay, DueEndOf, DueOf, DueRule, Duty, Parameter, TestedAt
from rectcore.check.terms import Const, Param
from rectcore.model.calendar import Roll
from rectcore.model.period import PeriodKind
from rectcore.source import Span

_LAST_SURE_DAY = 28


def due_days(duties: Iterable[Duty], parameters: Mapping[str, Parameter], desks: Mapping[str, Desk]) -> None:
    """Report due days of duties that come round."""
    for duty in duties:
        if duty.every is None:
            continue
        desk = desks[duty.id]
        place = _place(desk)
        asked = duty.applies_while is not None and duty.tested_at is not TestedAt.DUE_DATE
        if asked and _may_be_early(duty.due.rule, duty.due.roll):
            desk.report(messages.early(place))
        rule = duty.due.rule
        if isinstance(rule, DueByDay) and duty.every is PeriodKind.MONTH:
            days = [d for d in _numbers(rule, parameters) if d > _LAST_SURE_DAY]
            if days:
                desk.report(messages.clamped(place, max(days)))


def _may_be_early(rule: DueRule, roll: Roll) -> bool:
    match rule:
        case DueByDay(next_period=later):
            return not later
        case DueEndOf(period=None, next_period=later):
            return not later and roll is Roll.PREVIOUS_WORKING_DAY
        case DueOf(op=op, rules=rules):
            found = [_may_be_early(one, roll) for one in rules]
            return all(found) if op == "later of" else any(found)
        case _:
            return True


def _numbers(rule: DueByDay, parameters: Mapping[str, Parameter]) -> list[int]:
    if isinstance(rule.day, Const):
        return [rule.day.value]
    assert isinstance(rule.day, Param), "the number of a day is not worked out"
    return list(parameters[rule.day.id].ever)


def _place(desk: Desk) -> Span | None:
    clause = desk.form.get("due")
    return getattr(clause.value, "span", None) or clause.span if clause is not None else None
