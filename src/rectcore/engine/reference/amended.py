"""What amendments say of the fields of a card, and where a refused one leaves a doubt."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.vocabulary import Attribute
from rectcore.engine.reference.seen import ever, known_events
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Row
from rectcore.model.events import AMENDMENT, NEVER_AMENDED, Event
from rectcore.model.facts import Unknown, Why


def amended(env: Env, row: Row, name: str, raw: Any) -> Any:
    """What the last amendment of that field says; the deadline and what names a card never change."""
    if row.entity not in SUBJECT_KINDS or name in NEVER_AMENDED:
        return raw
    own = env.world.rulebook.vocabulary[row.entity].attribute(name)
    last = _last_amendment(env, row, own.name.all if own else (name,))
    return last.fields.get("value") if last is not None else raw


def _last_amendment(env: Env, row: Row, names: Collection[str]) -> Event | None:
    """The amendment that holds for a field on the day."""
    known = known_events(ever(env), row, AMENDMENT)
    changes = (k.event for k in known if k.event.fields.get("field") in names)
    return max(changes, key=lambda e: (e.on, e.recorded, e.id), default=None)


def refused_amendment(env: Env, row: Row, attribute: Attribute) -> Unknown | None:
    """Unknown where a refused row may have set a field, and no later amendment did.

    One that names no field that can be told may have set any that amendments change (section 20, 7).
    """
    if not env.world.ledger.refusals:
        return None
    name = attribute.name.id
    names = attribute.name.all + (("deadline",) if name in ("current_deadline", "deadline_class") else ())
    amendable = not attribute.derived and name not in NEVER_AMENDED
    if may_be_set(env, row, names, or_any=amendable):
        return Unknown.because(Why.INCOMPLETE, name, row.id)
    return None


def may_be_set(env: Env, row: Row, names: Collection[str], *, or_any: bool = False) -> bool:
    """Whether a refused amendment may have set one of these fields by the day, and no later one settles it."""
    for refusal in env.world.ledger.refusals_of(env.world.subject(row)):
        if not refusal.could_be(AMENDMENT) or not refusal.known_by(env.known_at):
            continue
        if refusal.field not in names and not (or_any and refusal.field is None):
            continue
        if refusal.on is None:
            return True
        env.world.stretches.turns(env.day, refusal.on)
        last = _last_amendment(env, row, names)
        settled = last is not None and (last.on, last.recorded) > (refusal.on, refusal.recorded or date.max)
        if refusal.on <= env.day and not settled:
            return True
    return False
