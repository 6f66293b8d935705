"""Gates on acts that are on record: whether each was done in order, with what was known when it was recorded."""

from __future__ import annotations

from attrs import frozen

from rectcore.check.rulebook import ExceptionRule, Gate, Rulebook
from rectcore.check.terms import And, Or
from rectcore.engine.compile.functions import Compiled, condition
from rectcore.engine.compile.nodes import Place
from rectcore.engine.compile.owners import NO_EVENTS, SURE, Owner
from rectcore.model.events import Event


@frozen
class Opened:
    """A gate as one condition."""

    gate: Gate
    condition: Compiled
    exceptions: tuple[tuple[ExceptionRule, Compiled], ...]

    def judged(self, owner: Owner, act: Event) -> bool | None:
        """Whether an act on record was done in order; None: not told."""
        known = act.recorded
        since = max(
            (
                e.on
                for e in owner.events.get("reopening", NO_EVENTS)
                if e.on <= act.on and e.recorded <= known and e is not act
            ),
            default=SURE,
        )
        for rule, applies in self.exceptions:
            if act.on in rule.in_force and applies.asked_in_the_past(owner, act, since) is not False:
                return None
        found: bool | None = self.condition.asked_in_the_past(owner, act, since)
        return found


def of_gate(gate: Gate, book: Rulebook) -> Opened | None:
    """A gate as a function; None where it is left to the reference evaluator."""
    at = Place(gate.entity, this=gate.act, past=True)
    groups = tuple(Or(tuple(c.term for c in group)) for group in gate.any_of)
    found = condition(book, And((*(c.term for c in gate.all_of), *groups)), at)
    exceptions = [(x, condition(book, x.applies_when, at)) for x in book.exceptions_of(gate.id)]
    if found is None or any(applies is None for _, applies in exceptions):
        return None
    return Opened(gate, found, tuple((x, applies) for x, applies in exceptions if applies is not None))
