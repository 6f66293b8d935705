"""Rows that were refused for a word that is no word of the core: rules that declare the word keep them.

A ledger is read without rules. There a kind of event that is spelt almost like one of the core is taken for a slip.
Only the rules can say otherwise, so the row waits in its refusal until they are known.
"""

from __future__ import annotations

from attrs import evolve

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.vocabulary import Vocabulary
from rectcore.model.events import AMENDMENT, CORRECTION, Event
from rectcore.model.ledger import Ledger, Refusal

_ENTITIES = {kind: entity for entity, kind in SUBJECT_KINDS.items()}


def as_declared(ledger: Ledger, vocabulary: Vocabulary) -> Ledger:
    """The ledger as rules of this vocabulary read it, with the rows kept whose words they declare."""
    waiting = [r for r in ledger.refusals if r.undeclared is not None]
    if not waiting:
        return ledger
    events = {e.id: e for e in ledger.events}
    kept: list[Refusal] = []
    while found := [r for r in waiting if r not in kept and _declared(r, events, vocabulary)]:
        kept += found
        events |= {r.undeclared.event.id: r.undeclared.event for r in found if r.undeclared is not None}
    assumed = [r.undeclared.event.id for r in kept if r.undeclared is not None and r.undeclared.assumed]
    return evolve(
        ledger,
        events=tuple(events.values()),
        refusals=tuple(r for r in ledger.refusals if r not in kept),
        diagnostics=tuple(d for d in ledger.diagnostics if all(d is not r.diagnostic for r in kept)),
        assumed_recorded=(*ledger.assumed_recorded, *assumed),
    )


def _declared(refusal: Refusal, events: dict[str, Event], vocabulary: Vocabulary) -> bool:
    """Whether the rules declare every word a row was refused for, and what it changes is there."""
    assert refusal.undeclared is not None
    event, words = refusal.undeclared.event, refusal.undeclared.words
    if event.target is not None and event.target not in events:
        return False
    if event.kind == AMENDMENT:
        name = _ENTITIES[event.subject.kind]
    elif event.kind == CORRECTION:
        name = _corrected(event, events).kind
    else:
        entity = vocabulary.entity(event.kind)
        return not words or (entity is not None and entity.event)
    entity = vocabulary.entity(name)
    return not words or (entity is not None and all(entity.attribute(word) is not None for word in words))


def _corrected(event: Event, events: dict[str, Event]) -> Event:
    while event.kind == CORRECTION and event.target in events:
        event = events[event.target]
    return event
