"""Ladders: what they count, the rung reached, and the rung if everything unknown were bad (section 20, 20 to 26).

One that counts what is done in time praises: there what is unknown counts for nothing, and ends a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import TypeAlias

from attrs import evolve, frozen

from rectcore.check.rulebook import Duty, Ladder, Standing, Target
from rectcore.check.terms import Term
from rectcore.engine.reference.closures import closed
from rectcore.engine.reference.conditions import first_day, run_start
from rectcore.engine.reference.duties import obligations
from rectcore.engine.reference.episodes import checks as checks_of
from rectcore.engine.reference.episodes import episodes
from rectcore.engine.reference.expressions import length, value, within_last
from rectcore.engine.reference.fields import read
from rectcore.engine.reference.instances import env_at, in_force
from rectcore.engine.reference.rungs import called_off, checks, stands
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.targets import aim
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import Course, State
from rectcore.engine.trace import Row
from rectcore.model import fold
from rectcore.model.duration import SpanUnit
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


_ENDED = {
    Course.MET: State.FULFILLED,
    Course.NOT_MET: State.MISSED,
    Course.UNDETERMINED: State.UNDETERMINED,
}
Feeder: TypeAlias = Duty | Standing | Target | Ladder


def feeders(ladder: Ladder, world: World) -> tuple[Feeder, ...]:
    """The rules that feed a ladder; of one inside a rule, that rule."""
    book = world.rulebook
    rules: tuple[Duty | Standing, ...] = (*book.duties, *book.standings)
    own = tuple(r for r in rules if ladder.id in (r.ladder, r.kept))
    aimed = (r for r in book.targets if r.ladder == ladder.id)
    return (*own, *aimed, *(x for x in book.ladders if any(ladder.id in step.feeds for step in x.steps)))


def climb(ladder: Ladder, row: Row, day: date, world: World) -> Climb:
    """The rung a subject stands on, counted from 1; `high` takes what is undetermined as it would count."""
    if ladder.by_condition:
        return stands(ladder, row, day, world)[0]
    return world.stretches.ask(("climb", ladder.id, row), day, lambda: _climb(ladder, row, day, world))


def _climb(ladder: Ladder, row: Row, day: date, world: World) -> Climb:
    low, high = (len(counted(ladder, row, day, world, unknown_counts=it)) for it in (False, True))
    env = env_at(world, day, row)
    off = called_off(ladder, row, day, world)
    return Climb(_rung(ladder, low, env) if off is False else 0, _rung(ladder, high, env) if off is not True else 0)


def _rung(ladder: Ladder, count: int, env: Env) -> int:
    """The highest rung whose number is reached; one whose parameter has no value on the day is not."""
    reached = 0
    for place, step in enumerate(ladder.steps, 1):
        assert step.count is not None
        wanted = value(step.count, env)
        if not isinstance(wanted, Unknown) and max(wanted, 1) <= count:
            reached = place
    return reached


def counted(ladder: Ladder, row: Row, day: date, world: World, *, unknown_counts: bool = False) -> tuple[Entry, ...]:
    """What a ladder counts for a subject on a day, in order of due day."""
    if not in_force(ladder, day, world) or closed(row, day, world):
        return ()
    found = entries(ladder, row, day, world)
    if ladder.reset is Reset.EACH_YEAR:
        world.stretches.same(day, date(day.year, 1, 1), date(day.year, 12, 31))
        found = tuple(e for one in found if (e := one.in_year(day.year)) is not None)
    if ladder.within is not None:
        env = env_at(world, day, row)
        found = tuple(e for e in found if _lately(e.due, ladder.within, env, unknown_counts=unknown_counts))
    kept: list[Entry] = []
    for entry in found:
        effect = _effect(entry.state, ladder, unknown_counts=unknown_counts)
        if effect is Effect.COUNTS:
            kept.append(entry)
        elif effect is Effect.ENDS:
            kept = []
        elif effect is Effect.LOWERS:
            kept = _lowered(kept, ladder, env_at(world, day, row))
    return tuple(kept)


class Effect(Enum):
    """What an instance does to a count."""

    NONE = "none"
    COUNTS = "counts"
    ENDS = "ends"  # the count goes back to nothing
    LOWERS = "lowers"  # the count goes back to that of the rung below


def _effect(state: State, ladder: Ladder, *, unknown_counts: bool) -> Effect:
    """What an instance that ended in a state does to the count of a ladder."""
    row = ladder.counting is Counting.CONSECUTIVE
    if ladder.counts_on_time:
        good = state is State.FULFILLED or (state is State.UNDETERMINED and unknown_counts)
        if good:
            return Effect.COUNTS
        return Effect.ENDS if row and state in (State.MISSED, State.LATE, State.UNDETERMINED) else Effect.NONE
    if state is State.FULFILLED:
        if row or ladder.reset is Reset.ON_TIME:
            return Effect.ENDS
        return Effect.LOWERS if ladder.reset is Reset.ONE_RUNG_DOWN else Effect.NONE
    bad = state is State.MISSED or (state is State.LATE and ladder.late_counts)
    return Effect.COUNTS if bad or (state is State.UNDETERMINED and unknown_counts) else Effect.NONE


def _lowered(kept: list[Entry], ladder: Ladder, env: Env) -> list[Entry]:
    """The last of what was counted, as many as the rung below the present one needs."""
    rung = _rung(ladder, len(kept), env)
    below = ladder.steps[rung - 2].count if rung > 1 else None
    wanted = value(below, env) if below is not None else 0
    return kept[len(kept) - max(wanted, 1) :] if rung > 1 and not isinstance(wanted, Unknown) else []


def _lately(due: date, span: tuple[Term, SpanUnit], env: Env, *, unknown_counts: bool) -> bool:
    """Whether a due day is no longer ago than that, or still to come; what is not known counts only for the worst."""
    within = within_last(due, length(span, env), env)
    if due > env.day:
        return True
    return unknown_counts if isinstance(within, Unknown) else within


def entries(ladder: Ladder, row: Row, day: date, world: World) -> tuple[Entry, ...]:
    """Everything that feeds a ladder for a subject by a day, in order of due day."""

    def all_of_them() -> tuple[Entry, ...]:
        return tuple(sorted(_entries(ladder, row, day, world), key=lambda e: (e.due, e.name)))

    return world.stretches.ask(("entries", ladder.id, row), day, all_of_them)


def _entries(ladder: Ladder, row: Row, day: date, world: World) -> Iterator[Entry]:
    for rule in feeders(ladder, world):
        for owner in _owners(ladder, rule, row, day, world):
            if isinstance(rule, Duty):
                yield from _instances(rule, owner, row if ladder.for_each is None else None, day, world)
            elif isinstance(rule, Standing):
                yield from _episodes(rule, owner, day, world)
            elif isinstance(rule, Target):
                yield from _aimed(rule, owner, day, world)
            else:
                yield from (Entry(c.day, c.name, c.state) for c in checks(rule, ladder.id, owner, day, world))


def _owners(ladder: Ladder, rule: Feeder, row: Row, day: date, world: World) -> Iterator[Row]:
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
    wanted = world.subject(subject) if subject is not None else None
    for one in obligations(rule, whose, day, world):
        if one.due is None or (again is not None and one.due < again) or (wanted is not None and one.subject != wanted):
            continue
        world.stretches.turns_after(day, one.due)
        if one.state is not State.UNDETERMINED or one.due < day:
            yield Entry(one.due, f"{whose.id}/{one.period or one.subject.id}", one.state)


def _aimed(rule: Target, owner: Row, day: date, world: World) -> Iterator[Entry]:
    """A target once its due day is over, by that day."""
    found = aim(rule, owner, day, world)
    if found.due is not None and day > found.due.day and found.state in _ENDED:
        yield Entry(found.due.day, f"{owner.id}/{found.period}", _ENDED[found.state])


def _reopened(owner: Row, day: date, world: World) -> date | None:
    """The day from which a ladder counts again; None where the task was never reopened."""
    if owner.entity != "Task":
        return None
    return fold.reopened(known_events(env_at(world, day, owner), owner, "reopening"))


def _episodes(rule: Standing, owner: Row, day: date, world: World) -> Iterator[Entry]:
    """Each unbroken run of days on which a standing was violated, by its first day; with `every:` each check."""
    first = first_day(rule, owner, world)
    if first is None:
        return
    start = max(first, _reopened(world.owner(owner), day, world) or first)
    if rule.every is not None:
        world.stretches.turns(day, start)
        for at, found in checks_of(rule, owner, start, first, day, world):
            yield Entry(at, f"{owner.id}/{at}", _checked(found))
        return
    for one in episodes(rule, owner, start, day, world):
        sure = one.unknown is None and one.sure
        state = State.MISSED if sure else State.UNDETERMINED
        yield Entry(one.first, f"{owner.id}/{one.first}", state, None if one.unknown is not None else one.earliest)


def rung_run(ladder: Ladder, row: Row, day: date, first: date, world: World) -> tuple[date, date]:
    """The first day of the present run on a ladder, and the first day of the present rung in it."""
    rung = climb(ladder, row, day, world).low
    since = run_start(lambda d: climb(ladder, row, d, world).low == rung, day, first, world)
    return run_start(lambda d: climb(ladder, row, d, world).low > 0, since, first, world), since


def _checked(value: bool | Unknown) -> State:
    return State.UNDETERMINED if isinstance(value, Unknown) else (State.MISSED if value else State.FULFILLED)
