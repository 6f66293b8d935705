"""What people have decided on a term that only people can decide (section 20, 36)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rectcore.check.rulebook import Judgement
from rectcore.engine.reference.amounts import Amount, plus
from rectcore.engine.reference.fields import read
from rectcore.engine.reference.kleene import Truth
from rectcore.engine.reference.posts import holds, territory
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Row
from rectcore.model.facts import Unknown, Why
from rectcore.model.fold import KnownEvent


def judged_to_be(
    judgement: Judgement,
    owner: Row,
    env: Env,
    recorded: tuple[KnownEvent, ...],
    valid_for: Amount | Unknown | None,
) -> Truth:
    """What follows from the judgements recorded on a term: the latest by somebody entitled, while it holds."""
    if env.world.ledger.refused(env.world.subject(owner), "judgement", env.known_at):
        return Unknown.because(Why.INCOMPLETE, "judgement", owner.id)
    rights = {k.event.id: entitled_to(judgement, k, owner, env) for k in recorded}
    entitled = [k for k in recorded if rights[k.event.id] is not False]
    if not entitled:
        return Unknown.because(Why.NO_JUDGEMENT, judgement.name.id, owner.id)
    day = max(k.event.on for k in entitled)
    latest = [k for k in entitled if k.event.on == day]
    lapsed = _lapsed(judgement, day, owner, env, valid_for)
    if lapsed is not None:
        return lapsed
    said = [read(env, Row("judgement", k.event.id), "value") for k in latest]
    for answer in (*(rights[k.event.id] for k in latest), *said):
        if isinstance(answer, Unknown):
            return answer
    if len(set(said)) > 1:
        return Unknown.because(Why.CONTRADICTORY, judgement.name.id, owner.id)
    return bool(said[0])


def _lapsed(
    judgement: Judgement, day: date, owner: Row, env: Env, valid_for: Amount | Unknown | None
) -> Unknown | None:
    """Why a judgement of that day no longer holds, or may no longer; None while it does."""
    if valid_for is None:
        return None
    last = valid_for if isinstance(valid_for, Unknown) else plus(env.calendar, day, valid_for)
    if isinstance(last, Unknown):
        return last
    env.world.stretches.turns_after(env.day, last)
    return None if env.day <= last else Unknown.because(Why.NO_JUDGEMENT, judgement.name.id, owner.id)


def judgements(judgement: Judgement, owner: Row, env: Env) -> Iterator[KnownEvent]:
    """The judgements recorded on a term, by whomever."""
    for known in known_events(env, owner, "judgement"):
        if known.event.fields.get("term") in judgement.name.all:
            yield known


def entitled_to(judgement: Judgement, known: KnownEvent, owner: Row, env: Env) -> Truth:
    """Whether who judged held the deciding post on that day; anybody may where no post is named."""
    if judgement.decided_by is None:
        return True
    return holds(env, Row("judgement", known.event.id), judgement.decided_by, territory(env, owner))
