"""What a quantifier runs over: the rows of an entity, and whether none can be missing."""

from __future__ import annotations

from typing import Any

from rectcore.check.vocabulary import Entity
from rectcore.engine.reference.amended import may_be_set
from rectcore.engine.reference.given import PARTS
from rectcore.engine.reference.seen import complete, known_events
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Row
from rectcore.model.facts import NONE


def rows_of(env: Env, entity: str, owner: Row | None) -> tuple[tuple[Row, ...], bool]:
    """The rows of an entity that are part of `owner` (None: all there are), and whether none can be missing."""
    world = env.world
    kind = world.rulebook.vocabulary[entity]
    if owner is None:
        return _all_rows(env, entity, kind)
    if kind.event:
        rows = tuple(Row(entity, k.event.id) for k in known_events(env, owner, entity))
        return rows, complete(env, owner, entity)
    if entity == "Tenure":
        unit = world.ledger.unit(owner.id)
        return tuple(Row(entity, f"{owner.id}/{i}") for i in range(len(unit.posts) if unit else 0)), True
    task = world.ledger.task(owner.id)
    given = (task.steps if entity == "Step" else task.sites) if task else None
    count = len(given) if isinstance(given, tuple) else 0
    whole = (isinstance(given, tuple) or given is NONE) and not may_be_set(env, owner, (PARTS[entity],))
    return tuple(Row(entity, f"{owner.id}/{i}") for i in range(count)), whole


def _all_rows(env: Env, entity: str, kind: Entity) -> tuple[tuple[Row, ...], bool]:
    world = env.world
    if not kind.event:
        if entity == "Task":
            world.stretches.turns_at_each(env.day, sorted(t.opened for t in world.ledger.tasks))
        tables: dict[str, tuple[Any, ...]] = {
            "Task": tuple(t for t in world.ledger.tasks if t.opened <= env.day),
            "Unit": world.ledger.units,
            "Person": world.ledger.persons,
            "Plan": (world.ledger.plan,) if world.ledger.plan else (),
        }
        if entity in tables:
            lost = any(r.table == f"{entity.lower()}s" and not r.harmless for r in world.ledger.refusals)
            whole = not world.ledger.cut and not lost
            return tuple(Row(entity, r.id) for r in sorted(tables[entity], key=lambda r: r.id)), whole
    found: list[Row] = []
    whole = True
    for part_of in kind.part_of:
        for owner in world.subjects(part_of):
            rows, here = rows_of(env, entity, owner)
            found += rows
            whole = whole and here
    return tuple(sorted(found)), whole
