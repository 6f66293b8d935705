"""Standings and notices: whether a condition is broken, or applies, on a day, and since when (20, 15, 23, 27)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from attrs import frozen

from rectcore.check.rulebook import Notice, Rule, Standing
from rectcore.engine.reference.amounts import Amount
from rectcore.engine.reference.expressions import answer, length, truth
from rectcore.engine.reference.instances import env_at, exempted, in_force, last_day, rule_start
from rectcore.engine.reference.kleene import Truth, conjunction, decided, negate
from rectcore.engine.reference.seen import counted_day, find_event
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.world import World
from rectcore.engine.results import Holding
from rectcore.engine.trace import Row
from rectcore.model.calendar import after_days, after_working_days
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import Unknown
from rectcore.model.grid import Grid
from rectcore.model.period import Period


def first_day(rule: Rule, row: Row, world: World) -> date | None:
    """The first day a run may begin: the subject's start, for an event its counted day."""
    if world.rulebook.vocabulary[row.entity].event:
        known = find_event(env_at(world, date.max, row), row)
        return counted_day(world.rulebook.vocabulary[row.entity], known) if known else None
    return rule_start(rule, row, world)


def run_start(holds: Callable[[date], bool], day: date, first: date, world: World) -> date:
    """The first day of the unbroken run of days that ends on `day`, on which it holds; `first` at the earliest."""
    found = world.stretches.stretch(day, partial(holds, day))
    assert found.answer, "no run ends on this day"
    begun = max(found.first, first)
    while begun > first:
        before = begun - ONE_DAY
        found = world.stretches.stretch(before, partial(holds, before))
        if not found.answer:
            break
        begun = max(found.first, first)
    return begun


def broken(rule: Standing, row: Row, day: date, world: World) -> Truth:
    """Whether a standing fails on a day: `while` holds, no exception applies, and `must` does not hold."""
    return world.stretches.ask(("broken", rule.id, row), day, lambda: _broken(rule, row, day, world))


def _broken(rule: Standing, row: Row, day: date, world: World) -> Truth:
    if not _looks_at(rule, row, day, world):
        return False
    checked = day if rule.every is None else last_check(rule, row, day, world)
    if checked is None:
        return False
    env = env_at(world, checked, row)
    applies = truth(rule.applies_while, env) if rule.applies_while is not None else True
    return decided(conjunction([applies, negate(exempted(rule.id, env)), negate(answer(rule.must, env))]))


def _looks_at(rule: Standing | Notice, row: Row, day: date, world: World) -> bool:
    """Whether a rule is in force and its subject there by a day."""
    first = first_day(rule, row, world)
    if first is None:
        return False
    world.stretches.turns(day, first)
    return day >= first and in_force(rule, day, world)


def last_check(rule: Standing, row: Row, day: date, world: World) -> date | None:
    """The last check day by `day`: the end of a period that began on or after the start."""
    first = first_day(rule, row, world)
    assert rule.every is not None
    assert first is not None
    period = rule.every.on(day) if isinstance(rule.every, Grid) else Period.containing(rule.every, day)
    if period is None:
        assert isinstance(rule.every, Grid)
        world.stretches.turns(day, rule.every.anchor)
        return None
    world.stretches.turns(day, period.first)
    for last in last_day(period):
        world.stretches.turns(day, last)
        world.stretches.turns_after(day, last)
        if day == last:
            return day if period.first >= first else None
    if period.first <= first:
        return None
    before = period.previous()
    return before.last if before is not None and before.first >= first else None


@frozen
class Run:
    """Where a standing or notice is on a day, with the first day of its run and of its finding."""

    state: Holding
    run: date | None = None
    episode: date | None = None
    unknown: Unknown | None = None


def standing_run(rule: Standing, row: Row, day: date, world: World) -> Run:
    """Where a standing is on a day."""
    now = broken(rule, row, day, world)
    if isinstance(now, Unknown):
        return Run(Holding.UNDETERMINED, unknown=now)
    if now is False:
        return Run(Holding.HOLDS)
    first = first_day(rule, row, world)
    assert first is not None
    start = run_start(lambda d: broken(rule, row, d, world) is True, day, first, world)
    if not lasted(rule, row, start, day, world):
        return Run(Holding.VIOLATED_PENDING, start)
    return Run(Holding.VIOLATED, start, lasted_since(rule, row, start, day, world))


def lasted(rule: Standing, row: Row, start: date, day: date, world: World) -> bool:
    """Whether a run that began on `start` had lasted long enough by a day, by the parameters of that day."""
    if rule.lasting is None:
        return True
    return nth_day(length(rule.lasting, env_at(world, day, row)), start, day, world) is not None


def lasted_since(rule: Standing, row: Row, start: date, day: date, world: World) -> date:
    """The first day, of an unbroken run to `day`, by which a breach that began on `start` had lasted long enough."""
    if not lasted(rule, row, start, day, world):
        return day
    return run_start(lambda d: lasted(rule, row, start, d, world), day, start, world)


def nth_day(span: Amount | Unknown, start: date, day: date, world: World) -> date | None:
    """The N-th day, or working day, of a run that began on `start`, its first day counted; None if after `day`.

    Days beyond the published calendar are not counted: what is not known to have lasted has not.
    """
    if isinstance(span, Unknown):
        return None
    count = max(int(span.number), 1)
    try:
        if span.unit is SpanUnit.DAYS:
            due = after_days(start, count, first_day_counted=True)
        else:
            calendar = world.calendar_on(world.known_at)
            due = after_working_days(calendar, start, count, first_day_counted=True)
    except OverflowError:
        return None
    if due.provisional:
        return None
    world.stretches.turns(day, due.day)
    return due.day if due.day <= day else None


def applies(rule: Notice, row: Row, day: date, world: World) -> Truth:
    """Whether a notice applies on a day: `while` and `when` hold, and no exception applies."""
    return world.stretches.ask(("applies", rule.id, row), day, lambda: _applies(rule, row, day, world))


def _applies(rule: Notice, row: Row, day: date, world: World) -> Truth:
    if not _looks_at(rule, row, day, world):
        return False
    env = env_at(world, day, row)
    during = truth(rule.applies_while, env) if rule.applies_while is not None else True
    return conjunction([during, negate(exempted(rule.id, env)), truth(rule.when, env)])


def notice_run(rule: Notice, row: Row, day: date, world: World) -> Run:
    """Where a notice is on a day."""
    now = applies(rule, row, day, world)
    if isinstance(now, Unknown):
        return Run(Holding.UNDETERMINED, unknown=now)
    if now is False:
        return Run(Holding.NOT)
    first = first_day(rule, row, world)
    assert first is not None
    start = run_start(lambda d: applies(rule, row, d, world) is True, day, first, world)
    return Run(Holding.HOLDS, start, start)
