"""Who acted, and whether they held a post that day where it counts (section 20, 34)."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from rectcore.engine.reference.fields import read
from rectcore.engine.reference.kleene import Truth
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Row
from rectcore.model.facts import NONE, Unknown, Why
from rectcore.model.signoff import holds_post


def territory(env: Env, owner: Row) -> Any:
    """Where a post is looked for: a task's territory, a plan's issuing unit, a unit itself (section 20, 34)."""
    if owner.entity == "Task":
        return read(env, owner, "territory")
    return read(env, owner, "unit") if owner.entity == "Plan" else owner


def holds(env: Env, event: Row, post: str, unit: Any) -> Truth:
    """Whether who acted held the post in that unit on the day of the act; unknown where anything of it is not known."""
    seen = evolve(env, without=None) if event == env.this else env
    with env.world.stretches.moving():  # of an act that is asked about, the day; below it is said when that matters
        person, day = read(seen, event, "person"), read(seen, event, "on")
    for needed in (person, day, unit):
        if isinstance(needed, Unknown):
            return needed
    for needed, what in ((unit, "territory"), (person, "person")):
        if needed is NONE:
            return Unknown.because(Why.NOT_GIVEN, what, event.id)
    if day == env.day:
        _turn_with_holders(env, unit.id, post)
    return holds_post(env.world.ledger, unit.id, post, person.id, day)


def _turn_with_holders(env: Env, unit: str, post: str) -> None:
    where = env.world.ledger.unit(unit)
    for tenure in where.posts if where else ():
        if tenure.post == post and tenure.since is not None:
            env.world.stretches.turns(env.day, tenure.since)
        if tenure.post == post and tenure.until is not None:
            env.world.stretches.turns_after(env.day, tenure.until)
