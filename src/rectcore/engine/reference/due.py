"""The due day of an instance (section 8, and section 20, 10, 14, 17)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import ActCalled, Due, DueAfter, DueByDay, DueEndOf, DueOf, DueOn, DueRule
from rectcore.engine.reference.amounts import Amount, settled
from rectcore.engine.reference.expressions import length, value
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import NOT_APPLICABLE
from rectcore.model.calendar import Calendar, DueDay, Roll, after_days, after_months, after_working_days, roll
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import NONE, Absent, Unknown, Why
from rectcore.model.grid import Stretch
from rectcore.model.period import Period


def due_day(due: Due, env: Env) -> DueDay | Absent | Unknown:
    """The due day as seen from `env`; `NONE` owes nothing, unknown leaves the instance undetermined."""
    try:
        return _rolled(due.rule, due.roll, env)
    except OverflowError:
        return Unknown.because(Why.BEYOND_CALENDAR, "calendar", env.calendar.id)


def _rolled(rule: DueRule, how: Roll, env: Env) -> DueDay | Absent | Unknown:
    """A due day on the day it is moved to; of several, each is moved, or not, before they are compared."""
    if isinstance(rule, DueOf):
        return _chosen(rule.op, [_rolled(r, how, env) for r in rule.rules])
    found = _computed(rule, env)
    if not isinstance(found, DueDay) or is_written(rule):
        return found
    return roll(env.calendar, found, how)


def _chosen(op: str, found: list[DueDay | Absent | Unknown]) -> DueDay | Absent | Unknown:
    """The earlier or later of several due days: those that do not exist are passed over, an unknown one leaves it open.

    It is provisional if one of them is: the day it turns out to be may be the one that counts.
    """
    missing = [x for x in found if isinstance(x, Unknown)]
    if missing:
        return reduce(or_, missing)
    days = [x for x in found if isinstance(x, DueDay)]
    if not days:
        return NONE
    day = (min if op == "earlier of" else max)(days, key=lambda d: d.day)
    return evolve(day, provisional=any(d.provisional for d in days))


def _computed(rule: DueRule, env: Env) -> DueDay | Absent | Unknown:
    match rule:
        case DueByDay(day=day, next_period=next_period):
            number = value(day, env)
            if isinstance(number, Unknown):
                return number
            assert env.period is not None
            return day_of(env.period.next() if next_period else env.period, int(number))
        case DueEndOf():
            return end_of(rule, env.period)
        case DueAfter(amount=amount, unit=unit, start=start, first_day_counted=first):
            return _after(_day(start, env), length((amount, unit), env), env, first=first)
        case _:
            assert isinstance(rule, DueOn), rule
            on = _day(rule.day, env)
            return DueDay(on) if isinstance(on, date) else on


def _day(term: t.Term, env: Env) -> Any:
    """A day, or unknown, or none: the first of days of which there are none is none."""
    found = settled(value(term, env))
    return NONE if found is NOT_APPLICABLE else found


def _after(start: Any, span: Amount | Unknown, env: Env, *, first: bool) -> DueDay | Absent | Unknown:
    if isinstance(start, Unknown) or start is NONE:
        return start
    if isinstance(span, Unknown):
        return span
    return so_long_after(start, int(span.number), span.unit, env.calendar, first=first)


def day_of(period: Period | Stretch, number: int) -> DueDay:
    """The n-th day of a period, or its last if it is shorter."""
    wanted = after_days(period.first, max(number, 1) - 1).day
    return DueDay(min(wanted, period.last), clamped=wanted > period.last)


def end_of(rule: DueEndOf, period: Period | Stretch | None) -> DueDay:
    """The last day of the period that a rule names, or of the instance's own or the one after."""
    if rule.period is not None:
        return DueDay(rule.period.last)
    assert period is not None
    return DueDay((period.next() if rule.next_period else period).last)


def so_long_after(start: date, number: int, unit: SpanUnit, calendar: Calendar, *, first: bool) -> DueDay:
    """The last day of a span; `first`: the day it starts from is counted."""
    if unit is SpanUnit.WORKING_DAYS:
        return after_working_days(calendar, start, number, first_day_counted=first)
    if unit is SpanUnit.MONTHS:
        due = after_months(start, number)
        return evolve(due, day=due.day - timedelta(1)) if first and number else due
    return after_days(start, number, first_day_counted=first)


def is_written(rule: DueRule) -> bool:
    """Whether the day is written down rather than computed: such a day is never rolled."""
    return isinstance(rule, DueOn) and isinstance(rule.day, t.Field | t.Const)


def measure_due(act: ActCalled, since: date, env: Env) -> DueDay | None:
    """The last day for taking a measure, counted from `since`, that day not counted."""
    return counted_from(act.due_in, since, env) if act.due_in is not None else None


def counted_from(span: tuple[t.Term, SpanUnit], start: date, env: Env) -> DueDay | None:
    """The last day of a span that runs from a day, that day not counted, by the parameters of that day."""
    try:
        found = _after(start, length(span, evolve(env, day=start, rules_day=start)), env, first=False)
    except OverflowError:
        return None
    return found if isinstance(found, DueDay) else None
