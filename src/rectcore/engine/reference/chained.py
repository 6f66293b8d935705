"""What became of a duty that is owed once, asked by another rule (`FIX.done`)."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from rectcore.check.rulebook import ByEvent, Duty
from rectcore.check.states import STATES
from rectcore.engine.reference.duties import matched, owed
from rectcore.engine.reference.instances import Instance
from rectcore.engine.reference.seen import complete
from rectcore.engine.reference.stretches import Stretches
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import Obligation, State
from rectcore.model.facts import NONE, Unknown, Why


def of_duty(rule: str, name: str, env: Env) -> Any:
    """The day it was done, its due day or its state on the day judged.

    `NONE` where it is not owed, or not yet done; unknown where that is open.
    """
    assert env.subject is not None
    world = as_known(env)
    duty: Duty = world.rulebook.find(rule)
    owner, subject = world.owner(env.subject), world.subject(env.subject)
    found = next(((i, o) for i, o in owed(duty, owner, env.day, world) if o.subject == subject), None)
    if found is None:
        return NONE
    instance, one = found
    if name == "state":
        return STATES[one.state.value].id if one.state is not State.UNDETERMINED else why_open(one, name)
    if name == "due":
        return due(one, env)
    return done(instance, one, evolve(env, world=world))


def due(one: Obligation, env: Env) -> Any:
    """The due day of an instance; unknown beyond the published working days, where it may still move."""
    if one.provisional:
        return Unknown.because(Why.BEYOND_CALENDAR, "calendar", env.calendar.id)
    if one.due is None and one.state is not State.NOT_REQUIRED:
        return why_open(one, "due")
    return NONE if one.due is None else one.due


def why_open(one: Obligation, name: str) -> Unknown:
    """What is missing to say it of an instance."""
    return Unknown(frozenset(one.missing)) if one.missing else Unknown.because(Why.NOT_GIVEN, name, one.subject.id)


def done(instance: Instance, one: Obligation, env: Env) -> Any:
    """The day an instance was fulfilled, in time or late; `NONE` where it was not, as far as the ledger reaches."""
    if one.served_on is not None:
        return one.served_on
    if one.state is State.UNDETERMINED:
        return why_open(one, "done")
    served = matched(instance.duty, instance.owner, env.day, env.world)[1].get(instance)
    if served is not None and served.missing is not None:
        return served.missing
    by = instance.duty.fulfilled_by
    kind = by.entity if isinstance(by, ByEvent) else "judgement"
    return NONE if complete(env, instance.owner, kind) else Unknown.because(Why.INCOMPLETE, kind, instance.owner.id)


def as_known(env: Env) -> World:
    """The world as it was known on the day the question is asked for."""
    if env.known_at == env.world.known_at:
        return env.world
    env.world.stretches.same(env.day, env.day, env.day)  # what is asked elsewhere says nothing of other days here
    key = ("known at", env.known_at)
    if key not in env.world.memo:
        aside = Stretches(daily=env.world.stretches.daily)
        env.world.memo[key] = evolve(env.world, known_at=env.known_at, told=None, memo={}, stretches=aside)
    world: World = env.world.memo[key]
    return world
