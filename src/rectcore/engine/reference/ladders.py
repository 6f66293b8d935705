"""Ladders: what they count, the rung reached, and the rung if everything unknown were bad (section 20, 20 to 26)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import evolve, frozen

from rectcore.check.rulebook import Duty, Ladder, Standing
from rectcore.engine.reference.closures import closed
from rectcore.engine.reference.conditions import broken, first_day, lasted_since, run_start, standing_run
from rectcore.engine.reference.duties import obligations
from rectcore.engine.reference.expressions import value
from rectcore.engine.reference.instances import env_at, exempted, in_force, last_day, periods
from rectcore.engine.reference.kleene import Truth
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.world import Env, World, known_events, read
from rectcore.engine.results import Holding, State
from rectcore.engine.trace import Row
from rectcore.model import fold
from rectcore.model.escalation import Climb, Counting, Reset
from rectcore.model.facts import Unknown


@frozen
class Entry:
    """Something a ladder may count: when it was due, how it ended, and its name.

    `earliest` is the day it may have begun on if all that is unknown were bad; None: it began when it says.
    """

    due: date
    name: str
    state: State
    earliest: date | None = None

    def in_year(self, year: int) -> Entry | None:
        """As counted in a year: an episode that may belong to the year before is no sure one of this."""
        if self.due.year != year:
            return None
        return self if self.earliest is None or self.earliest.year == year else evolve(self, state=State.UNDETERMINED)


def feeders(ladder: Ladder, world: World) -> tuple[Duty | Standing, ...]:
    """The rules that feed a ladder; of one inside a rule, that rule."""
    rules: tuple[Duty | Standing, ...] = (*world.rulebook.duties, *world.rulebook.standings)
    return tuple(r for r in rules if r.ladder == ladder.id)


def climb(ladder: Ladder, row: Row, day: date, world: World) -> Climb:
    """The rung a subject stands on, counted from 1; `high` takes what is undetermined as missed."""
    return world.stretches.ask(("climb", ladder.id, row), day, lambda: _climb(ladder, row, day, world))


def _climb(ladder: Ladder, row: Row, day: date, world: World) -> Climb:
    low, high = (len(counted(ladder, row, day, world, unknown_is_bad=bad)) for bad in (False, True))
    env = env_at(world, day, row)
    off = called_off(ladder, row, day, world)
    return Climb(_rung(ladder, low, env) if off is False else 0, _rung(ladder, high, env) if off is not True else 0)


def called_off(ladder: Ladder, row: Row, day: date, world: World) -> Truth:
    """Whether an exception to a named ladder keeps its measures from being called for."""
    return False if ladder.inline else exempted(ladder.id, env_at(world, day, row))


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
    if not in_force(ladder, day, world) or closed(row, day, world):
        return ()
    found = sorted(entries(ladder, row, day, world), key=lambda e: (e.due, e.name))
    if ladder.reset is Reset.EACH_YEAR:
        world.stretches.same(day, date(day.year, 1, 1), date(day.year, 12, 31))
        found = [e for one in found if (e := one.in_year(day.year)) is not None]
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
        if one.due is not None:
            world.stretches.turns_after(day, one.due)
        ended = one.state is not State.UNDETERMINED or (one.due is not None and one.due < day)
        if ended and one.due is not None and (again is None or one.due >= again):
            yield Entry(one.due, f"{world.subject(whose).id}/{one.period or one.subject.id}", one.state)


def _reopened(owner: Row, day: date, world: World) -> date | None:
    """The day from which a ladder counts again; None where the task was never reopened."""
    if owner.entity != "Task":
        return None
    return fold.reopened(known_events(env_at(world, day, owner), owner, "reopening"))


def _episodes(rule: Standing, owner: Row, day: date, world: World) -> Iterator[Entry]:
    """Each unbroken run of days on which a standing was violated, by its first day; with `every:` each check.

    Days on which nobody knows part no run from the next: that it was one run is as likely as that it was two.
    """
    first = first_day(rule, owner, world)
    if first is None:
        return
    start = max(first, _reopened(world.owner(owner), day, world) or first)
    world.stretches.turns(day, start)
    if rule.every is not None:
        yield from _checks(rule, owner, start, first, day, world)
        return
    before, began, sure = Holding.HOLDS, start, False
    at = start
    while at <= day:
        found = world.stretches.stretch(at, partial(standing_run, rule, owner, at, world))
        state = found.answer.state
        if state is Holding.HOLDS:
            sure = False
        elif before is Holding.HOLDS:
            began = at
        if state is Holding.UNDETERMINED and before is not state:
            yield Entry(at, f"{owner.id}/{at}", State.UNDETERMINED)
        if state is Holding.VIOLATED and before is not state:
            earliest = lasted_since(rule, owner, began, at, world)
            yield Entry(at, f"{owner.id}/{at}", State.UNDETERMINED if sure else State.MISSED, earliest)
            sure = True
        before = state
        if found.last >= day:
            world.stretches.same(day, at, found.last)
            return
        at = found.last + ONE_DAY


def _checks(rule: Standing, owner: Row, start: date, first: date, day: date, world: World) -> Iterator[Entry]:
    """Each check from `start` on, of a standing that looks at its subject from `first` on."""
    assert rule.every is not None
    for period in periods(rule.every, first, included=False):
        for at in last_day(period):
            world.stretches.turns(day, at)
            if at > day:
                return
            if at >= start:
                yield Entry(at, f"{owner.id}/{at}", _checked(broken(rule, owner, at, world)))


def rung_run(ladder: Ladder, row: Row, day: date, first: date, world: World) -> tuple[date, date]:
    """The first day of the present run on a ladder, and the first day of the present rung in it."""
    rung = climb(ladder, row, day, world).low
    since = run_start(lambda d: climb(ladder, row, d, world).low == rung, day, first, world)
    return run_start(lambda d: climb(ladder, row, d, world).low > 0, since, first, world), since


def _checked(value: bool | Unknown) -> State:
    return State.UNDETERMINED if isinstance(value, Unknown) else (State.MISSED if value else State.FULFILLED)
