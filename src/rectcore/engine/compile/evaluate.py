"""A report by the fast evaluator: what is told quickly is told so, and the reference evaluator is asked for the rest.

The report is the reference evaluator's, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from attrs import define, field

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import Duty, Gate, Ladder, Rule
from rectcore.check.terms import Term
from rectcore.engine.compile.duties import obligations, stands
from rectcore.engine.compile.owners import Facts, NotTold, Owner
from rectcore.engine.compile.program import Program
from rectcore.engine.reference.evaluate import report_of
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import Obligation, Report, State
from rectcore.engine.trace import Row
from rectcore.model.calendar import Calendar
from rectcore.model.events import Event
from rectcore.model.grid import Stretch
from rectcore.model.ledger import Ledger


def evaluate(
    program: Program,
    ledger: Ledger,
    calendar: Calendar,
    as_of: date,
    known_at: date,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Report:
    """Everything that holds on `as_of` as known on `known_at`; the same as `engine.reference` gives."""
    return report_of(world_of(program, ledger, calendar, known_at), as_of, progress)


def world_of(program: Program, ledger: Ledger, calendar: Calendar, known_at: date) -> World:
    """A world of which a program tells what it can."""
    told = Quick(program, Facts(program.rulebook, ledger, calendar, known_at))
    return World(program.rulebook, ledger, calendar, known_at, told=told)


@define(eq=False)
class Quick:
    """What a program tells of a ledger."""

    program: Program
    facts: Facts
    _acts: dict[tuple[str, str], bool | None] = field(factory=dict, init=False)

    def silent(self, rule: Rule, row: Row, day: date) -> bool:
        """Whether a rule has certainly nothing to say of a row on a day, and misses no fact for it."""
        if isinstance(rule, Duty):
            written, found = self.program.duties.get(rule.id), self._owner(row)
            if written is None or found is None:
                return False
            try:
                return all(one.state is not State.MISSED for one in stands(written, found[0], day))
            except NotTold:
                return False
        if isinstance(rule, Ladder) and not rule.by_condition:
            return self._rung(rule, row, day) == 0
        holds = self.program.holds.get(rule.id)
        if holds is None:
            return False
        found = self._owner(row)
        return found is not None and holds.on(found[0], day, found[1]) is False

    def truth(self, term: Term, env: Env) -> bool | None:
        """Whether a condition holds where it is asked; None where that is not told. It says for how long it does."""
        told = self.program.terms.get(id(term))
        if told is None or env.known_at != self.facts.known_at or env.period.__class__ is Stretch:
            return None
        if env.since is not None or env.without is not None or env.versions or env.actor is not None or env.final:
            return None
        row = env.subject if told.row is None else env.variables.get(told.row)
        found = self._owner(row) if row is not None else None
        if found is None or (found[1] is not None and env.this != row):
            return None
        period = env.period
        assert not isinstance(period, Stretch)
        answer = told.compiled.stretch(found[0], env.day, x=found[1], rules_day=env.rules_day, period=period)
        if answer is None:
            return None
        value: bool
        value, first, last = answer
        env.world.stretches.same(env.day, first, last)
        if told.compiled.turns:
            env.world.stretches.turns_at_each(env.rules_day, told.compiled.turns)
        return value

    def _rung(self, ladder: Ladder, row: Row, day: date) -> int | None:
        """The rung on a ladder by number; None where it is not told."""
        counts = self.program.counts.get(ladder.id)
        found = self._owner(row)
        if counts is None or found is None or found[1] is not None:
            return None
        try:
            return counts.rung(found[0], day)
        except NotTold:
            return None

    def obligations(self, duty: Duty, owner: Row, day: date) -> tuple[Obligation, ...] | None:
        """What an owner owes by a duty; None where that is not told."""
        written = self.program.duties.get(duty.id)
        if written is None:
            return None
        found = self._owner(owner)
        try:
            return obligations(written, found[0], day) if found is not None else None
        except NotTold:
            return None

    def in_order(self, gate: Gate, act: Event, owner: Row) -> bool | None:
        """Whether an act on record was done in order; None where that is not told."""
        written = self.program.gates.get(gate.id)
        if written is None:
            return None
        key = (gate.id, act.id)
        if key not in self._acts:
            found = self._owner(owner)
            self._acts[key] = written.judged(found[0], act) if found is not None else None
        return self._acts[key]

    def _owner(self, row: Row) -> tuple[Owner, Event | None] | None:
        """The owner of a row, and the row itself where it is an event."""
        if row.entity in SUBJECT_KINDS:
            found = self.facts.owner(row.entity, row.id)
            return (found, None) if found is not None else None
        event = self.facts.ledger.event(row.id)
        assert event is not None, row
        entity = next(e for e, kind in SUBJECT_KINDS.items() if kind == event.subject.kind)
        found = self.facts.owner(entity, event.subject.id)
        return (found, event) if found is not None else None
