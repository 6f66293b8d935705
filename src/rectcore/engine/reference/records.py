"""What became of a rule, as rows: the instances of a duty, the checks of a standing, or else its breaches.

An instance that is not required is no row; where nobody knows whether it is, it may be one. A row is named by the
subject of its rule, and behind a stroke by its period or day: `T1/2023-05`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, frozen

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import Duty, Standing
from rectcore.check.states import STATES
from rectcore.engine.reference.amounts import Between
from rectcore.engine.reference.chained import as_known, done, due, why_open
from rectcore.engine.reference.conditions import first_day
from rectcore.engine.reference.duties import owed
from rectcore.engine.reference.episodes import Episode, checks, episodes
from rectcore.engine.reference.exceptions import EXCUSED, NOT_REQUIRED
from rectcore.engine.reference.findings import subjects_under
from rectcore.engine.reference.instances import Instance, current_due, exempt, required
from rectcore.engine.reference.kleene import Answer, Truth, conjunction
from rectcore.engine.reference.rows import rows_of
from rectcore.engine.reference.seen import NOTHING_FOR_SURE, complete
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import Holding, Obligation, State
from rectcore.engine.trace import Row, Void
from rectcore.model.facts import NONE, Unknown, Why


@frozen
class Record:
    """A row with what is known of it.

    Args:
        about: what the rule was asked of: a task, a unit, the plan, or an event.
        begins: its first day; of a check the day itself.
        counts_from: the day by which it is told whether a reopening lies between.
        inside: whether it is a row at all.
        ended: whether it has ended, so that it counts in a row or ends one.
        read: a field of its own, asked from a place.
    """

    row: Row
    about: Row
    begins: date
    counts_from: date
    inside: Truth
    ended: Truth
    read: Callable[[str, Env], Any]


@frozen
class Records:
    """The rows of a rule about one owner, the last one last, and why there may be more."""

    rows: Mapping[Row, Record]
    missing: Unknown | None = None


def records(env: Env, owner: Row, rule: str) -> Records:
    """The rows that a rule has about a task, a unit or the plan by a day; in a gate, since the last reopening."""
    if env.since == NOTHING_FOR_SURE:
        return Records({}, Unknown.because(Why.INCOMPLETE, "reopening", owner.id))
    world = as_known(env)
    key = ("records", rule, owner)
    found = world.stretches.ask(key, env.day, lambda: _records(world.rulebook.find(rule), owner, env.day, world))
    if env.since is None:
        return found
    return Records({row: one for row, one in found.rows.items() if one.counts_from >= env.since}, found.missing)


def record(env: Env, row: Row) -> Record | None:
    """One of these rows, whether or not a reopening lies between; None where there is no such row on the day."""
    return records(evolve(env, since=None), env.world.owner(row), row.entity).rows.get(row)


def rows_of_rule(env: Env, rule: str, owner: Row | None) -> tuple[tuple[Row, ...], Unknown | None]:
    """The rows that a rule has about an owner (None: about everything there is), and why there may be more."""
    owners: list[Row] = [] if owner is None else [owner]
    missing: Unknown | None = None
    for entity in env.world.rulebook.vocabulary[rule].part_of if owner is None else ():
        found, whole = rows_of(env, entity, None)
        owners += found
        if not whole:
            gap = Unknown.because(Why.INCOMPLETE, entity, env.world.ledger.id)
            missing = gap if missing is None else missing | gap
    rows: list[Row] = []
    for one in owners:
        here = records(env, one, rule)
        rows += here.rows
        if here.missing is not None:
            missing = here.missing if missing is None else missing | here.missing
    return tuple(rows), missing


def is_one(env: Env, rows: Iterable[Row]) -> Truth:
    """Whether what a quantifier is at are rows at all: nobody may know whether an instance is required."""
    kinds = env.world.rulebook.vocabulary
    found = (record(env, row) for row in rows if kinds[row.entity].record)
    return conjunction(one.inside for one in found if one is not None)


def in_a_row(env: Env, asked: Sequence[tuple[Row, Answer]], missing: Unknown | None) -> Any:
    """How many of the last rows meet a condition without one between that does not; with bounds where that is open.

    What has not ended, or does not apply, is passed over. The bounds are the least and the greatest that it can be.

    Args:
        asked: the rows in order, the last one last, each with what came of the condition.
        missing: why there may be further rows.
    """
    low, high = 0, 0
    sure = missing is None
    unknown = missing
    for row, answer in reversed(asked):
        one = record(env, row) if env.world.rulebook.vocabulary[row.entity].record else None
        counts = True if one is None else conjunction([one.inside, one.ended])
        if counts is False or isinstance(answer, Void):
            continue
        for open_ in (counts, answer):
            if isinstance(open_, Unknown):
                unknown = open_ if unknown is None else unknown | open_
        low += sure and counts is True and answer is True
        sure = sure and answer is True
        if answer is False and counts is True:
            break
        high += answer is not False
    if missing is not None:
        return Between(0, None, missing)
    return low if low == high or unknown is None else Between(low, high, unknown)


def field_of(env: Env, row: Row, name: str) -> Any:
    """A field of one of these rows; unknown for a row that is not there on the day."""
    about, owner = env.world.about(row), env.world.owner(row)
    if name in _OWNERS:
        return owner if owner.entity == _OWNERS[name] else NONE
    if about != owner and name == about.entity:
        return about
    found = record(env, row)
    return Unknown.because(Why.NOT_GIVEN, name, row.id) if found is None else found.read(name, env)


_OWNERS = {kind: entity for entity, kind in SUBJECT_KINDS.items()}


def _records(rule: Duty | Standing, owner: Row, day: date, world: World) -> Records:
    if isinstance(rule, Duty):
        return _of_duty(rule, owner, day, world)
    found: list[Record] = []
    missing: Unknown | None = None
    for about in subjects_under(rule.entity, owner, day, world):
        first = first_day(rule, about, world)
        if first is None:
            continue
        if rule.every is not None:
            found += _checked(rule, about, first, day, world)
            continue
        for one in episodes(rule, about, first, day, world):
            if one.unknown is None:
                found.append(_breach(one, rule, about))
            else:
                missing = one.unknown if missing is None else missing | one.unknown
    gap = _gap(rule, owner, day, world)
    if gap is not None:
        missing = gap if missing is None else missing | gap
    return Records({one.row: one for one in sorted(found, key=lambda r: (r.begins, r.row))}, missing)


def _gap(rule: Duty | Standing, owner: Row, day: date, world: World) -> Unknown | None:
    """Why a rule for each event may have more rows."""
    if not world.rulebook.vocabulary[rule.entity].event:
        return None
    env = Env(world, day, world.known_at, day, subject=owner)
    return None if complete(env, owner, rule.entity) else Unknown.because(Why.INCOMPLETE, rule.entity, owner.id)


# -- instances of a duty ------------------------------------------------------------------------------------------


def _of_duty(duty: Duty, owner: Row, day: date, world: World) -> Records:
    found = [
        _instance(instance, one, day, world)
        for instance, one in owed(duty, owner, day, world)
        if one.state is not State.NOT_REQUIRED
    ]
    ordered = sorted(found, key=lambda r: (r.counts_from, r.begins, r.row))
    return Records({one.row: one for one in ordered}, _gap(duty, owner, day, world))


def _instance(instance: Instance, one: Obligation, day: date, world: World) -> Record:
    about = instance.subject
    row = Row(instance.duty.id, about.id if instance.name is None else f"{about.id}/{instance.name}")

    def read(name: str, env: Env) -> Any:
        return _of_instance(name, instance, one, evolve(env, world=world, since=None))

    return Record(
        row,
        about,
        instance.start,
        one.due or instance.start,
        _is_owed(instance, one, day, world),
        _has_ended(instance, one, day, world),
        read,
    )


def _is_owed(instance: Instance, one: Obligation, day: date, world: World) -> Truth:
    """Whether an instance that is not known not to be required is."""
    exemption = exempt(instance, day, world)
    doubts: list[Truth] = []
    if exemption.conflict and any(x.effect == NOT_REQUIRED for x in exemption.applying):
        doubts.append(Unknown.because(Why.CONFLICT, exemption.named, instance.subject.id))
    if exemption.unknown is not None and any(x.effect == NOT_REQUIRED for x in exemption.doubts):
        doubts.append(exemption.unknown)
    if one.state is not State.FULFILLED:
        due = current_due(instance, day, world)
        doubts += [required(instance, day, world), due if isinstance(due, Unknown) else True]
    return conjunction(doubts)


def _has_ended(instance: Instance, one: Obligation, day: date, world: World) -> Truth:
    if one.state is not State.UNDETERMINED:
        return one.state in (State.FULFILLED, State.LATE, State.MISSED)
    exemption = exempt(instance, day, world)
    excused = any(x.effect == EXCUSED for x in (*exemption.applying, *exemption.doubts))
    if excused or one.due is None:
        return why_open(one, "state")
    world.stretches.turns_after(day, one.due)
    return True if day > one.due else why_open(one, "state")


def _of_instance(name: str, instance: Instance, one: Obligation, env: Env) -> Any:
    if name == "state":
        return STATES[one.state.value].id if one.state is not State.UNDETERMINED else why_open(one, name)
    if name == "due":
        return due(one, env)
    if name == "done":
        return done(instance, one, env)
    return instance.start if name == "begins" else instance.period


# -- checks and breaches of a standing ----------------------------------------------------------------------------


def _checked(rule: Standing, about: Row, first: date, day: date, world: World) -> Iterator[Record]:
    """Each check, found kept or broken."""
    world.stretches.turns(day, first)
    for at, broken in checks(rule, about, first, first, day, world):
        state = broken if isinstance(broken, Unknown) else (Holding.VIOLATED if broken else Holding.HOLDS).value
        yield Record(Row(rule.id, f"{about.id}/{at}"), about, at, at, True, True, _told(state=state, on=at))


def _breach(one: Episode, rule: Standing, about: Row) -> Record:
    """A run of days on which a standing was violated."""
    begins: Any = one.first
    if one.doubt is not None and one.earliest < one.first:
        begins = Between(one.earliest, one.first, one.doubt)
    ends: Any = NONE if one.last is None else one.followed or one.last
    inside: Truth = True if one.sure or one.doubt is None else one.doubt
    row = Row(rule.id, f"{about.id}/{one.first}")
    return Record(row, about, one.first, one.first, inside, True, _told(begins=begins, ends=ends))


def _told(**values: Any) -> Callable[[str, Env], Any]:
    return lambda name, _: values[name]
