"""Standings and notices: whether a condition is broken, or applies, on a day, and since when (20, 15, 23, 27)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from attrs import frozen

from rectcore.check.rulebook import Notice, Standing
from rectcore.engine.reference.amounts import Amount
from rectcore.engine.reference.expressions import length, truth
from rectcore.engine.reference.instances import env_at, in_force, rule_start
from rectcore.engine.reference.kleene import Truth, conjunction, disjunction, negate
from rectcore.engine.reference.world import World, counted_day, find_event, known_events, read
from rectcore.engine.results import Holding
from rectcore.engine.trace import Row
from rectcore.model.calendar import working_days_between
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import Unknown
from rectcore.model.period import Period

ONE_DAY = timedelta(1)


def first_day(rule: Standing | Notice, row: Row, world: World) -> date | None:
    """The first day a run may begin: the subject's start, for an event its counted day."""
    if world.rulebook.vocabulary[row.entity].event:
        known = find_event(env_at(world, date.max, row), row)
        return counted_day(world.rulebook.vocabulary[row.entity], known) if known else None
    return rule_start(rule, row, world)


def run_start(holds: Callable[[date], bool], day: date, first: date) -> date:
    """The first day of the unbroken run of days that ends on `day`, on which it holds."""
    while day > first and holds(day - ONE_DAY):
        day -= ONE_DAY
    return day


def broken(rule: Standing, row: Row, day: date, world: World) -> Truth:
    """Whether a standing fails on a day: `while` holds, no exception applies, and `must` does not hold."""
    key = ("broken", rule.id, row, day)
    if key not in world.memo:
        world.memo[key] = _broken(rule, row, day, world)
    result: Truth = world.memo[key]
    return result


def _broken(rule: Standing, row: Row, day: date, world: World) -> Truth:
    first = first_day(rule, row, world)
    if first is None or day < first or not in_force(rule, day, world):
        return False
    checked: date | None = day
    if rule.every is not None:
        checked = last_check(rule, day, first)
        if checked is None:
            return False
    env = env_at(world, checked or day, row)
    applies = truth(rule.applies_while, env) if rule.applies_while is not None else True
    exempted = _exempted(rule.id, row, checked or day, world)
    return conjunction([applies, negate(exempted), negate(truth(rule.must, env))])


def last_check(rule: Standing, day: date, first: date) -> date | None:
    """The last check day by `day`: the end of a period that began on or after the start."""
    assert rule.every is not None
    period = Period.containing(rule.every, day)
    if period.last > day:
        period = period.previous()
    return period.last if period.first >= first else None


def _exempted(rule: str, row: Row, day: date, world: World) -> Truth:
    env = env_at(world, day, row)
    return disjunction([truth(x.applies_when, env) for x in world.rulebook.exceptions_of(rule) if day in x.in_force])


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
    start = run_start(lambda d: broken(rule, row, d, world) is True, day, first)
    if not lasted(rule, row, start, day, world):
        return Run(Holding.VIOLATED_PENDING, start)
    return Run(Holding.VIOLATED, start, run_start(lambda d: lasted(rule, row, start, d, world), day, start))


def lasted(rule: Standing, row: Row, start: date, day: date, world: World) -> bool:
    """Whether a run that began on `start` had lasted long enough by a day, by the parameters of that day."""
    if rule.lasting is None:
        return True
    return nth_day(length(rule.lasting, env_at(world, day, row)), start, day, world) is not None


def ended_by_closure(row: Row, day: date, world: World) -> bool:
    """Whether the task has been closed since: what was missed of it is no finding any more (section 20, 26, 27).

    What is owed for an event, disclosure after a closure above all, ends with a later closure only.
    """
    owner = world.owner(row)
    env = env_at(world, day, owner)
    if owner.entity != "Task" or read(env, owner, "status") != "closed":
        return False
    if row == owner:
        return True
    trigger = world.ledger.event(row.id)
    assert trigger is not None
    return any(k.event.kind == "closure" and k.event.on > trigger.on for k in known_events(env, owner))


def nth_day(span: Amount | Unknown, start: date, day: date, world: World) -> date | None:
    """The N-th day, or working day, of a run that began on `start`, its first day counted; None if after `day`.

    Days beyond the published calendar are not counted: what is not known to have lasted has not.
    """
    if isinstance(span, Unknown):
        return None
    count = max(int(span.number), 1)
    if span.unit is SpanUnit.DAYS:
        return start + timedelta(count - 1) if count <= (day - start).days + 1 else None
    for offset in range((day - start).days + 1):
        at = start + timedelta(offset)
        counted, provisional = working_days_between(world.calendar, start, at)
        if not provisional and counted >= count:
            return at
    return None


def applies(rule: Notice, row: Row, day: date, world: World) -> Truth:
    """Whether a notice applies on a day: `while` and `when` hold, and no exception applies."""
    key = ("applies", rule.id, row, day)
    if key not in world.memo:
        first = first_day(rule, row, world)
        if first is None or day < first or not in_force(rule, day, world):
            world.memo[key] = False
        else:
            env = env_at(world, day, row)
            during = truth(rule.applies_while, env) if rule.applies_while is not None else True
            exempted = _exempted(rule.id, row, day, world)
            world.memo[key] = conjunction([during, negate(exempted), truth(rule.when, env)])
    result: Truth = world.memo[key]
    return result


def notice_run(rule: Notice, row: Row, day: date, world: World) -> Run:
    """Where a notice is on a day."""
    now = applies(rule, row, day, world)
    if isinstance(now, Unknown):
        return Run(Holding.UNDETERMINED, unknown=now)
    if now is False:
        return Run(Holding.NOT)
    first = first_day(rule, row, world)
    assert first is not None
    start = run_start(lambda d: applies(rule, row, d, world) is True, day, first)
    return Run(Holding.HOLDS, start, start)
