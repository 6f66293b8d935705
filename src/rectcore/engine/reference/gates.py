"""Gates: may an act be done, label by label; and was one that is on record done in order (section 20, 32 to 37)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice, product

from attrs import evolve, frozen

from rectcore.check.rulebook import Gate, Labelled
from rectcore.engine.reference.exceptions import exceptions_to
from rectcore.engine.reference.expressions import truth
from rectcore.engine.reference.expressions import value as value_of
from rectcore.engine.reference.instances import holds_on, in_force
from rectcore.engine.reference.kleene import Truth, conjunction, disjunction
from rectcore.engine.reference.seen import reopened
from rectcore.engine.reference.tracing import trace
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import Decision, LabelResult, Verdict
from rectcore.engine.trace import NOT_APPLICABLE, Row, Trace
from rectcore.model.facts import Unknown, Why
from rectcore.model.fold import KnownEvent

MOST_WAYS = 3


@frozen
class Judged:
    """A gate with the value of each condition and of the whole."""

    gate: Gate
    labels: tuple[LabelResult, ...]
    value: Truth


def gates_on(act: str, entity: str, day: date, world: World) -> tuple[Gate, ...]:
    """The gates in force on an act."""
    gates = world.rulebook.gates
    return tuple(g for g in gates if g.act == act and g.entity == entity and in_force(g, day, world))


def asked(act: str, row: Row, day: date, world: World, actor: str | None = None, known_at: date | None = None) -> Env:
    """Where an act is judged that nobody has recorded yet: on the day, known at known-at, by the actor."""
    env = Env(world, day, known_at or world.known_at, day, subject=row, this=Row(act, ""), actor=actor)
    return evolve(env, since=reopened(env, row))


def recorded(known: KnownEvent, row: Row, world: World) -> Env:
    """Where an act on record is judged: on its day, with what was known on the day it was first recorded."""
    first = known.versions[0].event
    env = Env(
        world,
        first.on,
        first.recorded,
        first.on,
        subject=row,
        this=Row(first.kind, first.id),
        without=first.id,
        actor=first.person if isinstance(first.person, str) else None,
    )
    return evolve(env, since=reopened(env, row))


def judge_recorded(gate: Gate, known: KnownEvent, row: Row, world: World) -> Judged:
    """What a gate says of an act on record, without what each condition looked at (`reasons_recorded`)."""
    key = ("judged", gate.id, known.event.id)
    if key not in world.memo:
        with world.stretches.aside():  # judged on its own day, whatever day is asked about
            world.memo[key] = judge(gate, recorded(known, row, world), traced=False)
    found: Judged = world.memo[key]
    return found


def in_order(gate: Gate, known: KnownEvent, row: Row, world: World) -> Truth:
    """Whether an act on record was done in order."""
    told = world.told.in_order(gate, known.event, row) if world.told is not None else None
    return judge_recorded(gate, known, row, world).value if told is None else told


def reasons_recorded(gate: Gate, known: KnownEvent, row: Row, world: World) -> tuple[LabelResult, ...]:
    """Every condition of a gate on an act on record, with what it looked at."""
    with world.stretches.aside():
        return judge(gate, recorded(known, row, world)).labels


def judge(gate: Gate, env: Env, *, traced: bool = True) -> Judged:
    """Every condition of a gate with its value, waivers counted in, and with what it looked at where that is asked for.

    A waiver that may apply opens nothing where an act is asked about, and convicts nobody where it is on record.
    """
    exempt = exceptions_to(
        gate.id,
        env.world.rulebook,
        lambda x: truth(x.applies_when, env) if holds_on(x.in_force, env.day, env.world) else False,
    )
    # Waivers add up; only one that is set aside beside others disagrees with them, and then nothing is waived.
    waivers = () if exempt.conflict else exempt.applying
    unknown, possible = exempt.unknown, exempt.doubts
    if exempt.conflict:
        assert env.subject is not None
        unknown = Unknown.because(Why.CONFLICT, exempt.named, env.subject.id)
        possible += exempt.applying
    doubts = [(x, unknown) for x in possible if unknown is not None and env.without is not None]

    def result(condition: Labelled) -> LabelResult:
        seen = trace(condition.term, env) if traced else Trace(condition.term, value_of(condition.term, env))
        waiver = next((x.id for x in waivers if not x.labels or condition.label in x.labels), None)
        value = None if isinstance(seen.value, Unknown) else (seen.value is True or seen.value is NOT_APPLICABLE)
        return LabelResult(gate.id, condition.label, value, seen, waiver, gate.cites)

    def settled(result: LabelResult) -> Truth:
        found = _truth(result)
        doubt = next((a for x, a in doubts if not x.labels or result.label in x.labels), None)
        return doubt if found is False and doubt is not None else found

    all_of = [result(c) for c in gate.all_of]
    groups = [[result(c) for c in group] for group in gate.any_of]
    value = conjunction([*map(settled, all_of), *(disjunction(map(settled, group)) for group in groups)])
    return Judged(gate, (*all_of, *(one for group in groups for one in group)), value)


def _truth(result: LabelResult) -> Truth:
    if result.met:
        return True
    if result.value is None:
        assert result.trace is not None
        assert isinstance(result.trace.value, Unknown)
        return result.trace.value
    return False


def decide(
    act: str, row: Row, day: date, world: World, actor: str | None = None, known_at: date | None = None
) -> Decision:
    """May this act be done on that day, as known on `known_at` (default: the world's); and if not, what is missing."""
    env = asked(act, row, day, world, actor, known_at)
    return decision(act, row, tuple(judge(g, env) for g in gates_on(act, row.entity, day, world)), env)


def decision(act: str, row: Row, judged: tuple[Judged, ...], env: Env) -> Decision:
    """The answer of several gates: all must be open; blocked outranks blocked-unknown."""
    if not judged:
        state = Verdict.UNGATED
    elif any(j.value is False for j in judged):
        state = Verdict.BLOCKED
    else:
        state = Verdict.OPEN if all(j.value is True for j in judged) else Verdict.BLOCKED_UNKNOWN
    closed = [j for j in judged if j.value is not True]
    return Decision(
        act=act,
        subject=env.world.subject(row),
        as_of=env.day,
        known_at=env.known_at,
        state=state,
        labels=tuple(label for j in judged for label in j.labels),
        to_open=to_open(judged),
        refer=state is Verdict.BLOCKED_UNKNOWN and any(j.gate.refer for j in closed),
        say=tuple(j.gate.say for j in closed if j.gate.say.en or j.gate.say.zh),
    )


def label_names(gates: Sequence[Gate]) -> dict[tuple[str, str], str]:
    """What each label of several gates is called beside the others: with its gate where two gates have it."""
    every = [label for g in gates for label in {x.label for x in g.labels}]
    return {
        (g.id, x.label): x.label if every.count(x.label) == 1 else f"{g.id}.{x.label}" for g in gates for x in g.labels
    }


def to_open(judged: tuple[Judged, ...]) -> tuple[tuple[str, ...], ...]:
    """At most three minimal sets of labels that would have to become true, the shortest first."""
    names = label_names([j.gate for j in judged])
    needed: list[str] = []
    choices: list[list[str]] = []

    for one in judged:
        met = {r.label for r in one.labels if r.met}
        needed += [names[one.gate.id, c.label] for c in one.gate.all_of if c.label not in met]
        choices += [
            [names[one.gate.id, c.label] for c in group]
            for group in one.gate.any_of
            if not any(c.label in met for c in group)
        ]
    if not needed and not choices:
        return ()
    # Names are unique, so every pick is minimal and as long as any other.
    picks = islice(product(*(sorted(group) for group in choices)), MOST_WAYS)
    return tuple((*needed, *picked) for picked in picks)
