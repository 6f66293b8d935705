"""What amendments say of the fields of a card, and where a refused one leaves a doubt."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.vocabulary import Attribute, History
from rectcore.engine.reference.seen import ever, known_events
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Row
from rectcore.model.events import AMENDMENT, NEVER_AMENDED, Event
from rectcore.model.facts import Unknown, Why


def amended(env: Env, row: Row, attribute: Attribute, raw: Any) -> Any:
    """What the last amendment of a field says; the deadline and what names a card never change.

    Unknown where there is none, and the card has only the present value.
    """
    name = attribute.name.id
    if row.entity in SUBJECT_KINDS and name not in NEVER_AMENDED:
        last = _last_amendment(env, row, attribute.name.all)
        if last is not None:
            return last.fields.get("value")
    if attribute.history is History.CURRENT_ONLY and not _is_present(env):
        return Unknown.because(Why.CURRENT_ONLY, name, row.id)
    return raw


def _is_present(env: Env) -> bool:
    """Whether the ledger speaks of the day: what it says is of the day that it is complete through."""
    through = env.world.ledger.through
    if through is None or env.known_at < through:
        return False
    env.world.stretches.turns(env.day, through)
    return env.day >= through


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
