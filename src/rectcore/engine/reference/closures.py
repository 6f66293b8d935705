"""When a task is closed, and what a closure puts an end to (section 20, 26 and 27)."""

from __future__ import annotations

from datetime import date

from rectcore.engine.reference.fields import read
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row


def closed(row: Row, day: date, world: World) -> bool:
    """Whether the task is closed on a day, as far as that ends what is owed about `row`.

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
    return any(k.event.on > trigger.on for k in known_events(env, owner, "closure"))


def closed_since(row: Row, due: date, day: date, world: World) -> bool:
    """Whether the task has been closed on any day after `due`, up to `day`: a reopening brings nothing back."""
    owner = world.owner(row)
    closures = (k.event.on for k in known_events(env_at(world, day, owner), owner, "closure"))
    return any(closed(row, at, world) for at in {due + ONE_DAY, *closures} if due < at <= day)
