"""A ledger in which actions have been carried out: what follows from them is then asked of the reference evaluator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import Gate, Rulebook
from rectcore.engine.actions import Action, ActionKind
from rectcore.model.events import AMENDMENT, CORRECTION, Event, Subject
from rectcore.model.ledger import Ledger

SAMPLE = "…"
"""What stands in a field of which only that it is filled in matters."""

_WIDE = (t.Aggregated, t.Reading, t.Scored, t.Ranked, t.OfDuty)
"""Terms that look beyond the card they are asked of."""


def carried_out(ledger: Ledger, actions: Iterable[Action], day: date, known_at: date) -> Ledger:
    """The ledger with the concrete ones among the actions recorded, as happened on `day` and entered on `known_at`."""
    events: list[Event] = []
    for action in actions:
        for _ in range(action.count if action.concrete else 0):
            id_ = f"to-do {len(events) + 1}"
            while ledger.event(id_) is not None:
                id_ += "'"
            events.append(_event(action, id_, ledger, day, known_at))
    return ledger.with_events(events)


def _event(action: Action, id_: str, ledger: Ledger, day: date, known_at: date) -> Event:
    fields: dict[str, Any] = {name: SAMPLE if value is None else value for name, value in action.fields}
    person = action.persons[0] if action.persons else None
    match action.kind:
        case ActionKind.AMEND:
            ((name, value),) = fields.items()
            # The reader takes the last amendment of a day, so this one must come last by its id.
            last = max((e.id for e in ledger.events_of(action.subject) if e.kind == AMENDMENT), default="")
            return Event(
                f"{last} {id_}", AMENDMENT, action.subject, day, known_at, fields={"field": name, "value": value}
            )
        case ActionKind.CORRECT:
            return Event(id_, CORRECTION, action.subject, day, known_at, target=action.event, changes=fields)
    assert action.event is not None, action
    own: dict[str, Any] = {name: fields.pop(name) for name in ("unit", "note", "post") if name in fields}
    return Event(id_, action.event, action.subject, day, known_at, person=person, fields=fields, **own)


def near(ledger: Ledger, subject: Subject, gates: Sequence[Gate], rulebook: Rulebook) -> Ledger:
    """The part of a ledger that conditions on a task can see, so that trying an action costs little.

    Where a condition looks at other tasks, that is all of it.
    """
    conditions = [c.term for g in gates for c in g.labels] + [d.term for d in rulebook.definitions]
    conditions += [x.applies_when for g in gates for x in rulebook.exceptions_of(g.id)]
    inside = [inner for term in conditions for inner in t.walk(term)]
    everywhere = any(isinstance(x, _WIDE) or any(_wide(rows, rulebook) for rows in _ranges(x)) for x in inside)
    if everywhere or subject.kind != "task":
        return ledger
    kept = tuple(e for e in ledger.events if e.subject.kind != "task" or e.subject == subject)
    return evolve(ledger, events=kept, tasks=tuple(x for x in ledger.tasks if x.id == subject.id))


def _wide(rows: t.Rows, rulebook: Rulebook) -> bool:
    """Whether rows are not the card's own, or what became of a rule, which may look at anything."""
    return rows.of is None or rulebook.vocabulary[rows.entity].record


def _ranges(term: t.Term) -> tuple[t.Rows, ...]:
    return tuple(bound.rows for bound in t.bound_by(term))
