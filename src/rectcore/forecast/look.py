"""Everything about a task, a unit or the plan that a forecast looks at on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from attrs import frozen

from rectcore.check.rulebook import Notice, Standing
from rectcore.check.terms import Field, Judged, Self, walk
from rectcore.engine.reference.conditions import applies, broken
from rectcore.engine.reference.duties import obligations
from rectcore.engine.reference.evaluate import answered_findings
from rectcore.engine.reference.expressions import answer, truth
from rectcore.engine.reference.findings import owners, subjects_under
from rectcore.engine.reference.gates import asked, decide, gates_on
from rectcore.engine.reference.instances import env_at, holds_on
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.targets import target_result
from rectcore.engine.reference.world import World
from rectcore.engine.results import Course, Finding, Obligation, State, TargetResult, Verdict
from rectcore.engine.trace import Row
from rectcore.model.facts import Unknown

Answer = TypeVar("Answer")


@frozen
class Look:
    """What holds about an owner on a day.

    Args:
        owed: what is owed, by what tells it from the rest.
        aimed: the targets, by rule.
        findings: by id.
        judged: the judgements that hold, by name and row.
        unknown: the standings and notices that cannot be judged, by rule and row.
        acts: whether an act on a gate may be done, by its kind; those on record are left out.
    """

    owed: dict[tuple[str, str, str, str], Obligation]
    aimed: dict[str, TargetResult]
    findings: dict[str, Finding]
    judged: frozenset[tuple[str, Row]]
    unknown: frozenset[tuple[str, Row]]
    acts: dict[str, Verdict]


def look(owner: Row, day: date, world: World) -> Look:
    """Everything about an owner on a day; it tells `world.stretches` when it turns.

    Each part is kept for as long as it holds: one that changes often does not make the rest be asked again.
    """

    def part(name: str, of: Callable[[Row, date, World], Answer]) -> Answer:
        return world.stretches.ask(("forecast", name, owner), day, lambda: of(owner, day, world))

    return Look(
        part("owed", _owed),
        part("aimed", _aimed),
        part("findings", _findings),
        part("judged", _judged),
        part("unknown", _unknown),
        part("acts", _acts),
    )


def _owed(owner: Row, day: date, world: World) -> dict[tuple[str, str, str, str], Obligation]:
    return {
        one.key: one
        for duty in world.rulebook.duties
        if owner.entity in owners(duty.entity, world)
        for one in obligations(duty, owner, day, world)
        if one.state is not State.NOT_REQUIRED
    }


def _aimed(owner: Row, day: date, world: World) -> dict[str, TargetResult]:
    targets = (t for t in world.rulebook.targets if t.entity == owner.entity)
    found = (target_result(t, owner, day, world) for t in targets)
    return {one.rule: one for one in found if one.state is not Course.NOT_REQUIRED}


def _findings(owner: Row, day: date, world: World) -> dict[str, Finding]:
    found = {one.id: one for one in answered_findings(owner, day, world)}
    for finding in found.values():
        for last in (finding.due, finding.answer_due):
            if last is not None:
                world.stretches.turns_after(day, last)
    return found


def _judged(owner: Row, day: date, world: World) -> frozenset[tuple[str, Row]]:
    """The judgements that somebody has made and that hold on the day, either way."""
    held = set()
    for judgement in world.rulebook.judgements:
        for row in subjects_under(judgement.entity, owner, day, world):
            said = truth(Judged(judgement.name.id, Self(judgement.entity)), env_at(world, day, row))
            if not isinstance(said, Unknown):
                held.add((judgement.name.id, row))
    return frozenset(held)


def _unknown(owner: Row, day: date, world: World) -> frozenset[tuple[str, Row]]:
    found = set()
    rules: tuple[Standing | Notice, ...] = (*world.rulebook.standings, *world.rulebook.notices)
    for rule in rules:
        for row in subjects_under(rule.entity, owner, day, world):
            now = broken(rule, row, day, world) if isinstance(rule, Standing) else applies(rule, row, day, world)
            if isinstance(now, Unknown):
                found.add((rule.id, row))
    return frozenset(found)


def _acts(owner: Row, day: date, world: World) -> dict[str, Verdict]:
    acts = sorted({gate.act for gate in world.rulebook.gates if gate.entity == owner.entity})
    env = env_at(world, day, owner)
    return {act: _may(act, owner, day, world) for act in acts if not known_events(env, owner, act)}


def _may(act: str, owner: Row, day: date, world: World) -> Verdict:
    """Whether an act may be done on a day.

    A decision looks at values that change from day to day, for the sake of its reasons; only the truth of its
    conditions makes the answer turn.
    """
    # Nothing new is recorded, so the last day knows what each day knows; but an act asked about is entered on its day.
    known_at = day if _entry_matters(world) else world.known_at
    with world.stretches.aside():
        state = decide(act, owner, day, world, known_at=known_at).state
    env = asked(act, owner, day, world, known_at=known_at)
    for gate in gates_on(act, owner.entity, day, world):
        for condition in gate.labels:
            answer(condition.term, env)
        for exception in world.rulebook.exceptions_of(gate.id):
            if holds_on(exception.in_force, day, world):
                truth(exception.applies_when, env)
    return state


def _entry_matters(world: World) -> bool:
    """Whether a condition may look at the day an act is entered."""
    key = ("forecast", "entry matters")
    if key not in world.memo:
        book = world.rulebook
        terms = [c.term for gate in book.gates for c in gate.labels]
        terms += [x.applies_when for x in book.exceptions] + [d.term for d in book.definitions]
        terms += [x for table in book.tables for x in table.inputs]
        world.memo[key] = any(isinstance(x, Field) and x.name == "recorded" for term in terms for x in walk(term))
    found: bool = world.memo[key]
    return found
