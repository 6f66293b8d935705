"""What became of a duty that is owed once, asked by another rule (`FIX.done`)."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from rectcore.check.rulebook import ByEvent, Duty
from rectcore.check.states import STATES
from rectcore.engine.reference.duties import matched, obligations
from rectcore.engine.reference.seen import complete
from rectcore.engine.reference.stretches import Stretches
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import Obligation, State
from rectcore.engine.trace import Row
from rectcore.model.facts import NONE, Unknown, Why


def of_duty(rule: str, name: str, env: Env) -> Any:
    """The day it was done, its due day or its state on the day judged.

    `NONE` where it is not owed, or not yet done; unknown where that is open.
    """
    assert env.subject is not None
    world = _as_known(env)
    duty: Duty = world.rulebook.find(rule)
    owner, subject = world.owner(env.subject), world.subject(env.subject)
    one = next((o for o in obligations(duty, owner, env.day, world) if o.subject == subject), None)
    if one is None:
        return NONE
    unknown = Unknown(frozenset(one.missing)) if one.missing else Unknown.because(Why.NOT_GIVEN, name, subject.id)
    if name == "state":
        return unknown if one.state is State.UNDETERMINED else STATES[one.state.value].id
    if name == "due":
        nothing = NONE if one.state is State.NOT_REQUIRED else unknown
        return one.due if one.due is not None else nothing
    return _done(one, duty, owner, unknown, evolve(env, world=world))


def _done(one: Obligation, duty: Duty, owner: Row, unknown: Unknown, env: Env) -> Any:
    if one.served_on is not None:
        return one.served_on
    if one.state is State.UNDETERMINED:
        return unknown
    for instance, served in matched(duty, owner, env.day, env.world)[1].items():
        if instance.subject == env.subject and served.missing is not None:
            return served.missing
    by = duty.fulfilled_by
    kind = by.entity if isinstance(by, ByEvent) else "judgement"
    return NONE if complete(env, owner, kind) else Unknown.because(Why.INCOMPLETE, kind, owner.id)


def _as_known(env: Env) -> World:
    """The world as it was known on the day the question is asked for."""
    if env.known_at == env.world.known_at:
        return env.world
    env.world.stretches.same(env.day, env.day, env.day)  # what is asked elsewhere says nothing of other days here
    key = ("known at", env.known_at)
    if key not in env.world.memo:
        aside = Stretches(daily=env.world.stretches.daily)
        env.world.memo[key] = evolve(env.world, known_at=env.known_at, memo={}, stretches=aside)
    world: World = env.world.memo[key]
    return world
