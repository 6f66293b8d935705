"""Bare findings: which rule says something of which subject, and on which rung; no day, no reasons, no words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeAlias

from attrs import define, field

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import Duty, Gate, Ladder, Notice, Rulebook, Standing
from rectcore.engine.compile.conditions import Holds
from rectcore.engine.compile.counts import Counted
from rectcore.engine.compile.duties import stands
from rectcore.engine.compile.evaluate import world_of
from rectcore.engine.compile.gates import Opened
from rectcore.engine.compile.owed import Owed
from rectcore.engine.compile.owners import NO_EVENTS, Facts, NotTold, Owner
from rectcore.engine.compile.program import Program
from rectcore.engine.reference.findings import findings_on
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.world import World
from rectcore.engine.results import Finding, State
from rectcore.engine.trace import Row
from rectcore.model.calendar import Calendar
from rectcore.model.events import Event
from rectcore.model.ledger import Ledger


class BareFinding(NamedTuple):
    """A rule that has something to say of a subject.

    Args:
        rule: the id of the rule or ladder.
        kind, id: the subject, as in `Subject`.
        period: of a duty's instance or a target; None where there is none.
        rung: counted from 1; None where the rule has none, or none is reached.
    """

    rule: str
    kind: str
    id: str
    period: str | None
    rung: int | None


Check: TypeAlias = Callable[[Owner, list[BareFinding]], None]
"""Adds what a rule says of an owner; raises `NotTold` where the reference evaluator is to be asked."""

Prepared: TypeAlias = Callable[[Facts, date], Check]
"""What a rule asks on a day, with what is the same for everybody looked up."""


def bare(finding: Finding) -> BareFinding:
    """What a finding says, without its words."""
    return BareFinding(finding.rule, finding.subject.kind, finding.subject.id, finding.period, finding.rung)


def bare_findings(
    program: Program, ledger: Ledger, calendar: Calendar, as_of: date, known_at: date
) -> list[BareFinding]:
    """Every finding on `as_of` as known on `known_at`, owner by owner: the plan, tasks and units by id."""
    facts = Facts(program.rulebook, ledger, calendar, known_at)
    asked = _Asked(program, facts)
    found: list[BareFinding] = []
    for entity, ids in (
        ("Plan", [ledger.plan.id] if ledger.plan is not None else []),
        ("Task", sorted(t.id for t in ledger.tasks)),
        ("Unit", sorted(u.id for u in ledger.units)),
    ):
        prepared = checks_of(program, entity)
        checks = [one(facts, as_of) for one in prepared] if prepared is not None and ids else None
        for id_ in ids:
            owner = facts.once(entity, id_) if checks is not None else None
            if owner is None or checks is None:
                found += asked.of(entity, id_, as_of)
                continue
            here: list[BareFinding] = []
            try:
                for check in checks:
                    check(owner, here)
            except NotTold:
                here = asked.of(entity, id_, as_of)
            found += here
    return found


@define(eq=False)
class _Asked:
    """The reference evaluator, for the owners of which not everything can be told."""

    program: Program
    facts: Facts
    _world: World | None = field(default=None, init=False)

    def of(self, entity: str, id_: str, day: date) -> list[BareFinding]:
        if self._world is None:
            facts = self.facts
            self._world = world_of(self.program, facts.ledger, facts.calendar, facts.known_at)
        return [bare(f) for f in findings_on(Row(entity, id_), day, self._world)]


# -- by kind of rule ----------------------------------------------------------------------------------------------


def checks_of(program: Program, entity: str) -> tuple[Prepared, ...] | None:
    """What is asked of each owner of a kind; None where one of its rules is left to the reference evaluator."""
    book = program.rulebook
    found: list[Prepared | None] = []

    def here(of: str) -> bool:
        kind = book.vocabulary[of]
        return entity in (kind.part_of if kind.event else (of,))

    if any(ladder.absorbs for ladder in book.ladders) or any(t.entity == entity for t in book.targets):
        return None
    for duty in book.duties:
        if here(duty.entity):
            found.append(_duty(duty, program.duties.get(duty.id), book))
    rules: tuple[Standing | Notice, ...] = (*book.standings, *book.notices)
    for rule in rules:
        if here(rule.entity):
            found.append(_rule(rule, program))
    for ladder in book.ladders:
        if ladder.by_condition and here(ladder.entity):
            found.append(_silent(program.holds.get(ladder.id), ladder.entity))
        elif ladder.by_count:
            counted = program.counts.get(ladder.id)
            if counted is None or here(counted.feeders[0].duty.entity):
                found.append(_count(ladder, counted))
    for gate in book.gates:
        if gate.entity == entity:
            found.append(_gate(gate, program.gates.get(gate.id)))
    return None if None in found else tuple(one for one in found if one is not None)


def _duty(duty: Duty, written: Owed | None, book: Rulebook) -> Prepared | None:
    if written is None or (duty.ladder is not None and book.ladder(duty.ladder).by_days):
        return None
    missed, id_ = State.MISSED, duty.id

    def prepared(_: Facts, day: date) -> Check:
        def check(owner: Owner, found: list[BareFinding]) -> None:
            for one in stands(written, owner, day):
                if one.state is missed:
                    x, period = one.instance.x, one.instance.period
                    assert one.due is not None
                    if "closure" in owner.events and _closed_since(owner, x, one.due.day, day):
                        continue
                    about = (SUBJECT_KINDS[owner.entity], owner.id) if x is None else (x.kind, x.id)
                    found.append(BareFinding(id_, *about, str(period) if period is not None else None, None))

        return check

    return prepared


def _closed_since(owner: Owner, x: Event | None, due: date, day: date) -> bool:
    """Whether the task has been closed after a due day; what is owed for an event of it ends with a later closure."""
    closures = owner.events["closure"]
    if x is not None:
        if len(closures) > 1 or closures[0] is not x:
            raise NotTold
        return False
    known = owner.facts.known_at
    days = {due + ONE_DAY, *(e.on for e in closures)}
    return any(owner.status(at, known) == "closed" for at in days if due < at <= day)


def _rule(rule: Standing | Notice, program: Program) -> Prepared | None:
    holds = program.holds.get(rule.id)
    steps = program.steps.get(rule.id)
    lasts = isinstance(rule, Standing) and rule.lasting is not None
    by_another = rule.ladder is not None and steps is None
    if holds is None or lasts or by_another or program.rulebook.exceptions_of(rule.id):
        return _silent(holds, rule.entity)
    kind, entity, id_ = SUBJECT_KINDS.get(rule.entity), rule.entity, rule.id

    def prepared(facts: Facts, day: date) -> Check:
        ask = holds.prepared(facts, day)

        def check(owner: Owner, found: list[BareFinding]) -> None:
            if kind is not None:
                answer = ask(owner, None)
                if answer:
                    rung = steps.rung(holds, owner, day, None) if steps is not None else None
                    found.append(BareFinding(id_, kind, owner.id, None, rung or None))
                elif answer is None:
                    raise NotTold
                return
            for event in owner.events.get(entity, NO_EVENTS):
                if event.on <= day:
                    answer = ask(owner, event)
                    if answer is None:
                        raise NotTold
                    if answer:
                        rung = steps.rung(holds, owner, day, event) if steps is not None else None
                        found.append(BareFinding(id_, entity, event.id, None, rung or None))

        return check

    return prepared


def _silent(holds: Holds | None, entity: str) -> Prepared | None:
    """A rule of which only silence is told."""
    if holds is None:
        return None
    of_events = entity not in SUBJECT_KINDS

    def prepared(facts: Facts, day: date) -> Check:
        ask = holds.prepared(facts, day)

        def check(owner: Owner, _: list[BareFinding]) -> None:
            for event in owner.events.get(entity, NO_EVENTS) if of_events else (None,):
                if (event is None or event.on <= day) and ask(owner, event) is not False:
                    raise NotTold

        return check

    return prepared


def _count(ladder: Ladder, written: Counted | None) -> Prepared | None:
    if written is None:
        return None

    def prepared(_: Facts, day: date) -> Check:
        def check(owner: Owner, found: list[BareFinding]) -> None:
            rung = written.rung(owner, day)
            if rung:
                found.append(BareFinding(ladder.id, SUBJECT_KINDS[owner.entity], owner.id, None, rung))

        return check

    return prepared


def _gate(gate: Gate, written: Opened | None) -> Prepared:
    act, id_ = gate.act, gate.id

    def prepared(facts: Facts, day: date) -> Check:
        whole = facts.rulebook.in_force

        def check(owner: Owner, found: list[BareFinding]) -> None:
            if act not in owner.events:
                return
            for event in owner.events[act]:
                if event.on > day or event.on not in gate.in_force or event.on not in whole:
                    continue
                if written is None or (answer := written.judged(owner, event)) is None:
                    raise NotTold
                if not answer:
                    if len(owner.events[act]) > 1 or "reopening" in owner.events:
                        raise NotTold
                    found.append(BareFinding(id_, SUBJECT_KINDS[owner.entity], owner.id, None, None))

        return check

    return prepared
