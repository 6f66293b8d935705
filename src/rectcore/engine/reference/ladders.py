"""Ladders: what they count, the rung reached, and the rung if everything unknown were bad (section 20, 20 to 26)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from rectcore.check.rulebook import Duty, Ladder, Standing
from rectcore.engine.reference.conditions import (
    ONE_DAY,
    broken,
    ended_by_closure,
    first_day,
    last_check,
    run_start,
    standing_run,
)
from rectcore.engine.reference.duties import obligations
from rectcore.engine.reference.expressions import value
from rectcore.engine.reference.instances import env_at, in_force
from rectcore.engine.reference.world import Env, World, known_events, read
from rectcore.engine.results import Holding, State
from rectcore.engine.trace import Row
from rectcore.model import fold
from rectcore.model.escalation import Climb, Counting, Reset
from rectcore.model.facts import Unknown


@frozen
class Entry:
    """Something a ladder may count: when it was due, how it ended, and its name."""

    due: date
    name: str
    state: State


def feeders(ladder: Ladder, world: World) -> tuple[Duty | Standing, ...]:
    """The rules that feed a ladder; of one inside a rule, that rule."""
    rules: tuple[Duty | Standing, ...] = (*world.rulebook.duties, *world.rulebook.standings)
    return tuple(r for r in rules if r.ladder == ladder.id)


def climb(ladder: Ladder, row: Row, day: date, world: World) -> Climb:
    """The rung a subject stands on, counted from 1; `high` takes what is undetermined as missed."""
    key = ("climb", ladder.id, row, day)
    if key not in world.memo:
        low, high = (len(counted(ladder, row, day, world, unknown_is_bad=bad)) for bad in (False, True))
        env = env_at(world, day, row)
        world.memo[key] = Climb(_rung(ladder, low, env), _rung(ladder, high, env))
    result: Climb = world.memo[key]
    return result


def _rung(ladder: Ladder, count: int, env: Env) -> int:
    """The highest rung whose number is reached; one whose parameter has no value on the day is not."""
    reached = 0
    for place, step in enumerate(ladder.steps, 1):
        assert step.count is not None
        wanted = value(step.count, env)
        if not isinstance(wanted, Unknown) and max(wanted, 1) <= count:
            reached = place
    return reached


def counted(ladder: Ladder, row: Row, day: date, world: World, *, unknown_is_bad: bool = False) -> tuple[Entry, ...]:
    """What a ladder counts for a subject on a day, in order of due day."""
    if not in_force(ladder, day, world) or ended_by_closure(row, day, world):
        return ()
    found = sorted(entries(ladder, row, day, world), key=lambda e: (e.due, e.name))
    if ladder.reset is Reset.EACH_YEAR:
        found = [e for e in found if e.due.year == day.year]
    kept: list[Entry] = []
    for entry in found:
        if entry.state is State.FULFILLED:
            if ladder.counting is Counting.CONSECUTIVE or ladder.reset is Reset.ON_TIME:
                kept = []
        elif entry.state is State.MISSED or _also_counts(entry.state, ladder, unknown_is_bad=unknown_is_bad):
            kept.append(entry)
    return tuple(kept)


def _also_counts(state: State, ladder: Ladder, *, unknown_is_bad: bool) -> bool:
    return (state is State.LATE and ladder.late_counts) or (state is State.UNDETERMINED and unknown_is_bad)


def entries(ladder: Ladder, row: Row, day: date, world: World) -> Iterator[Entry]:
    """Everything that feeds a ladder for a subject by a day."""
    for rule in feeders(ladder, world):
        for owner in _owners(ladder, rule, row, day, world):
            if isinstance(rule, Duty):
                yield from _instances(rule, owner, row if ladder.for_each is None else None, day, world)
            else:
                yield from _episodes(rule, owner, day, world)


def _owners(ladder: Ladder, rule: Duty | Standing, row: Row, day: date, world: World) -> Iterator[Row]:
    """The subjects whose instances count: the row itself, or for a unit the tasks it leads."""
    if ladder.for_each is None or ladder.for_each == rule.entity:
        yield row
        return
    for task in world.subjects("Task"):
        lead = read(env_at(world, day, task), task, "lead_unit")
        if lead == row:
            yield task


def _instances(rule: Duty, owner: Row, subject: Row | None, day: date, world: World) -> Iterator[Entry]:
    whose = world.owner(owner)
    again = _reopened(whose, day, world)
    for one in obligations(rule, whose, day, world):
        if subject is not None and one.subject != world.subject(subject):
            continue
        ended = one.state is not State.UNDETERMINED or (one.due is not None and one.due < day)
        if ended and one.due is not None and (again is None or one.due >= again):
            yield Entry(one.due, f"{world.subject(whose).id}/{one.period or one.subject.id}", one.state)


def _reopened(owner: Row, day: date, world: World) -> date | None:
    """The day from which a ladder counts again; None where the task was never reopened."""
    return fold.reopened(known_events(env_at(world, day, owner), owner)) if owner.entity == "Task" else None


def _episodes(rule: Standing, owner: Row, day: date, world: World) -> Iterator[Entry]:
    """Each unbroken run of days on which a standing was violated, by its first day; with `every:` each failed check."""
    first = first_day(rule, owner, world)
    if first is None:
        return
    before: State | None = None
    at = max(first, _reopened(world.owner(owner), day, world) or first)
    while at <= day:
        state = _STATES[standing_run(rule, owner, at, world).state]
        if rule.every is not None:
            if last_check(rule, at, first) == at:
                yield Entry(at, f"{owner.id}/{at}", _checked(broken(rule, owner, at, world)))
        elif state is not None and state is not before:
            yield Entry(at, f"{owner.id}/{at}", state)
        before = state
        at += ONE_DAY


_STATES = {
    Holding.VIOLATED: State.MISSED,
    Holding.UNDETERMINED: State.UNDETERMINED,
    Holding.HOLDS: None,
    Holding.VIOLATED_PENDING: None,
}


def rung_run(ladder: Ladder, row: Row, day: date, first: date, world: World) -> tuple[date, date]:
    """The first day of the present run on a ladder, and the first day of the present rung in it."""
    rung = climb(ladder, row, day, world).low
    since = run_start(lambda d: climb(ladder, row, d, world).low == rung, day, first)
    return run_start(lambda d: climb(ladder, row, d, world).low > 0, since, first), since


def _checked(value: bool | Unknown) -> State:
    return State.UNDETERMINED if isinstance(value, Unknown) else (State.MISSED if value else State.FULFILLED)
