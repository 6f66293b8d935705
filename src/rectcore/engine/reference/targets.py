"""Targets: on course or not while the data are not in, then met or not, never a pass for want of data.

The data that count are readings for the period that the due day closes, made after its end. Until there are such, the
latest ones tell where things are heading.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from rectcore.check import terms as t
from rectcore.check.rulebook import Target
from rectcore.engine.reference.conditions import first_day
from rectcore.engine.reference.due import due_day
from rectcore.engine.reference.expressions import answer, truth
from rectcore.engine.reference.instances import env_at, exempted, in_force
from rectcore.engine.reference.kleene import Answer, conjunction, negate
from rectcore.engine.reference.readings import readings
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import Course, TargetResult
from rectcore.engine.trace import NOT_APPLICABLE, Row
from rectcore.model.calendar import DueDay
from rectcore.model.facts import NONE, Unknown
from rectcore.model.period import Period, PeriodKind


@frozen
class Aim:
    """Where a target stands on a day: its due day, the period that day closes, and the one whose data were looked at.

    `final`: the data that count are in.
    """

    state: Course
    due: DueDay | None = None
    period: Period | None = None
    judged_by: Period | None = None
    final: bool = False
    unknown: Unknown | None = None


_NOTHING = Aim(Course.NOT_REQUIRED)


def aim(rule: Target, row: Row, day: date, world: World) -> Aim:
    """Where a target stands on a day."""
    return world.stretches.ask(("aim", rule.id, row), day, lambda: _aim(rule, row, day, world))


def _aim(rule: Target, row: Row, day: date, world: World) -> Aim:
    first = first_day(rule, row, world)
    if first is None:
        return _NOTHING
    world.stretches.turns(day, first)
    if day < first:
        return _NOTHING
    due = due_day(rule.due, env_at(world, day, row))
    if due is NONE:
        return _NOTHING
    if not isinstance(due, DueDay):
        assert isinstance(due, Unknown)
        return Aim(Course.UNDETERMINED, unknown=due) if in_force(rule, day, world) else _NOTHING
    world.stretches.turns_after(day, due.day)
    at = min(day, due.day)
    if not in_force(rule, max(at, first), world):
        return _NOTHING
    base = Aim(Course.NOT_REQUIRED, due, closed_by(due, rule.each))
    applies = _applies(rule, row, at, world)
    if applies is False:
        return base
    found = _judged(rule, row, day, base, world)
    if isinstance(applies, Unknown) and found.state is not Course.NOT_REQUIRED:
        missing = applies if found.unknown is None else applies | found.unknown
        return evolve(found, state=Course.UNDETERMINED, unknown=missing)
    return found


def closed_by(due: DueDay, each: PeriodKind) -> Period:
    """The period that a due day closes: the last one that is over by its end, wherever a holiday moved the day to."""
    last = due.rolled_from or due.day
    period = Period.containing(each, last)
    return period if period.last == last else period.previous()


def _applies(rule: Target, row: Row, day: date, world: World) -> bool | Unknown:
    env = env_at(world, day, row)
    during = truth(rule.applies_while, env) if rule.applies_while is not None else True
    return conjunction([during, negate(exempted(rule.id, env))])


def judging(row: Row, day: date, found: Aim, world: World) -> Env:
    """Where the bound is read: the parameters of the due day, once it is over, and the data of the period looked at."""
    assert found.due is not None
    rules_day = min(day, found.due.day)
    env = env_at(world, day, row, rules_day=rules_day, period=found.judged_by or found.period)
    return evolve(env, final=found.final)


def _judged(rule: Target, row: Row, day: date, base: Aim, world: World) -> Aim:
    assert base.due is not None
    final = evolve(base, judged_by=base.period, final=True)
    told = answer(rule.must, judging(row, day, final, world))
    over = day > base.due.day
    if told is True:
        return evolve(final, state=Course.MET)
    if told is False:
        return evolve(final, state=Course.NOT_MET if over else Course.OFF_COURSE)
    if over or told is NOT_APPLICABLE:
        return _open(base, told)
    heading = evolve(base, judged_by=_latest(rule, row, day, base, world))
    told = answer(rule.must, judging(row, day, heading, world))
    if isinstance(told, bool):
        return evolve(heading, state=Course.ON_COURSE if told else Course.OFF_COURSE)
    return _open(heading, told)


def _open(found: Aim, told: Answer) -> Aim:
    """What is neither kept nor broken: for want of a fact, or since it does not apply."""
    if isinstance(told, Unknown):
        return evolve(found, state=Course.UNDETERMINED, unknown=told)
    return evolve(found, state=Course.NOT_REQUIRED)


def _latest(rule: Target, row: Row, day: date, base: Aim, world: World) -> Period | None:
    """The latest period, no later than the one the due day closes, for which every indicator has a reading."""
    assert base.period is not None
    env = env_at(world, day, row)
    known: list[set[Period]] = []
    for term in t.walk(rule.must):
        if isinstance(term, t.Reading) and isinstance(term.of, t.Self) and _closing(term):
            series = world.rulebook.find(term.id)
            known.append({p for p, _ in readings(series, row, env) if p.first <= base.period.first})
    common = set.intersection(*known) if known else set()
    return max(common, key=lambda p: p.first, default=None)


def _closing(term: t.Reading) -> bool:
    return isinstance(term.period, t.RelativePeriod) and term.period.which == t.CLOSING


def target_result(rule: Target, row: Row, day: date, world: World) -> TargetResult:
    """Where a target stands, as a report lists it."""
    found = aim(rule, row, day, world)
    return TargetResult(
        rule.id,
        world.subject(row),
        found.state,
        str(found.period) if found.period is not None else None,
        str(found.judged_by) if found.judged_by is not None else None,
        found.due.day if found.due is not None else None,
        provisional=found.due is not None and found.due.provisional,
        missing=found.unknown.reasons if found.unknown is not None else (),
    )
