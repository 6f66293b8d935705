"""Replies to acts: who owes one, by when, and which reply it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from rectcore.check.rulebook import ActCalled
from rectcore.engine.reference.due import counted_from
from rectcore.engine.reference.expressions import value
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.world import World
from rectcore.engine.results import Finding
from rectcore.engine.trace import Row
from rectcore.model.events import Event
from rectcore.model.facts import NONE, Unknown


@frozen
class Asked:
    """A finding whose act asks for a reply: the row it is about, and the act as its rule words it."""

    finding: Finding
    row: Row
    act: ActCalled


def with_answers(asked: Iterable[Asked], owner: Row, day: date, world: World) -> Mapping[str, Finding]:
    """The findings by id with who owes a reply, its last day once the act is taken, and the reply."""
    every = tuple(asked)
    taken = {a.finding.id: _event(a.finding.acted_on, world) for a in every if a.finding.acted_on is not None}
    replies = _replies(every, taken, owner, day, world)
    return {a.finding.id: _told(a, taken.get(a.finding.id), replies, day, world) for a in every}


def _event(id_: str, world: World) -> Event:
    found = world.ledger.event(id_)
    assert found is not None, id_
    return found


def _told(asked: Asked, act: Event | None, replies: Mapping[str, str], day: date, world: World) -> Finding:
    finding = asked.finding
    env = env_at(world, day, asked.row)
    due = None
    if act is not None and asked.act.answered_within is not None:
        due = counted_from(asked.act.answered_within, act.on, env)
    assert asked.act.answered_by is not None
    found = value(asked.act.answered_by, env)
    rows = () if isinstance(found, Unknown) or found is NONE else (found if isinstance(found, tuple) else (found,))
    return evolve(
        finding,
        answered_by=tuple(r.id for r in rows),
        answer_due=due.day if due is not None else None,
        answer_due_provisional=bool(due and due.provisional),
        answer=replies.get(finding.id),
    )


def _replies(
    every: tuple[Asked, ...], taken: Mapping[str, Event], owner: Row, day: date, world: World
) -> Mapping[str, str]:
    """The reply to each finding's act: one that names it, else one that names nothing and finds it the oldest."""
    waiting = sorted(
        (a.finding for a in every if a.finding.id in taken), key=lambda f: (taken[f.id].on, taken[f.id].id)
    )
    found: dict[str, str] = {}
    for known in known_events(env_at(world, day, owner), owner):
        reply = known.event
        if reply.kind != "reply":
            continue
        fitting = (f for f in waiting if f.id not in found and taken[f.id].on <= reply.on)
        if isinstance(reply.answers, str):
            names = reply.answers
            fitting = (f for f in fitting if names in (taken[f.id].id, f.id, f.episode_id))
        chosen = next(fitting, None)
        if chosen is not None:
            found[chosen.id] = reply.id
    return found
