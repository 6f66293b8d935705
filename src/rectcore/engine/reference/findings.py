"""What holds about a task, a unit or the plan on a day, and the acts taken on it (section 11, and 20, 24 to 32)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from urllib.parse import quote

from attrs import evolve

from rectcore.check.rulebook import ActCalled, Duty, Ladder, Notice, Rule, Standing, Target
from rectcore.engine.reference.closures import closed_since
from rectcore.engine.reference.conditions import (
    applies,
    broken,
    first_day,
    lasted_since,
    notice_run,
    nth_day,
    run_start,
    standing_run,
)
from rectcore.engine.reference.due import measure_due
from rectcore.engine.reference.duties import obligation, owed
from rectcore.engine.reference.expressions import length, value
from rectcore.engine.reference.fields import read
from rectcore.engine.reference.gates import gates_on, in_order
from rectcore.engine.reference.instances import Instance, env_at, in_force
from rectcore.engine.reference.ladders import climb, counted, feeders, rung_run
from rectcore.engine.reference.rungs import began, called_off
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.superseded import rungs_below, speaking
from rectcore.engine.reference.targets import aim
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import Course, Finding, Obligation, State
from rectcore.engine.trace import Row
from rectcore.model.events import Event
from rectcore.model.facts import NONE, Unknown
from rectcore.model.fold import KnownEvent, supersedes


def finding_id(world: World, rule: str, row: Row, *more: str) -> str:
    """The stable name of a finding: rule set, rule, subject, and the period or act (section 11)."""
    parts = [world.rulebook.id, world.rulebook.known_as(rule)]
    tail = [m for m in more if m]
    quoted = [quote(p, safe="._-~") for p in parts]
    subject = f"{quote(row.entity, safe='._-~')}:{quote(row.id, safe='._-~')}"
    return "/".join([*quoted, subject, *(quote(m, safe="._-~") for m in tail)])


def owners(rule_entity: str, world: World) -> tuple[str, ...]:
    """The kinds among which a rule's subjects are: its own, or those its events are part of."""
    entity = world.rulebook.vocabulary[rule_entity]
    return entity.part_of if entity.event else (rule_entity,)


def subjects_under(rule_entity: str, owner: Row, day: date, world: World) -> Iterator[Row]:
    """The subjects of a rule that belong to an owner: itself, or its events of the kind."""
    if not world.rulebook.vocabulary[rule_entity].event:
        if owner.entity == rule_entity:
            yield owner
        return
    for known in known_events(env_at(world, day, owner), owner, rule_entity):
        yield Row(rule_entity, known.event.id)


def findings_on(owner: Row, day: date, world: World, measure: str | None = None) -> tuple[Finding, ...]:
    """Everything that holds about an owner and its events on a day, by id, without what was done about it.

    With `measure`, of those rules and ladders only that may call for it, unless one may silence another.
    """
    book = world.rulebook
    if any(ladder.absorbs for ladder in book.ladders):
        measure = None
    found: list[Finding] = []
    for duty in book.duties:
        if measure is None or measure in _measures(duty, world):
            found += _remembered(duty, owner, day, world, partial(_of_duty, duty, owner))
    for standing in book.standings:
        if measure is None or measure in _measures(standing, world):
            for row in subjects_under(standing.entity, owner, day, world):
                found += _remembered(standing, row, day, world, partial(_of_standing, standing, row))
    for notice in book.notices:
        if measure is None or measure in _measures(notice, world):
            for row in subjects_under(notice.entity, owner, day, world):
                found += _remembered(notice, row, day, world, partial(_of_notice, notice, row))
    for target in book.targets:
        if measure is None or measure in _measures(target, world):
            for row in subjects_under(target.entity, owner, day, world):
                found += _remembered(target, row, day, world, partial(_of_target, target, row))
    for ladder in book.ladders:
        if measure is None or measure in _measures(ladder, world):
            for row in ladder_rows(ladder, owner, day, world):
                found += _remembered(ladder, row, day, world, partial(_of_ladder, ladder, row))
    if measure is None:
        found += _of_gates(owner, day, world)
    return speaking(_one_of_each_id(found), world)


def _remembered(
    rule: Rule, row: Row, day: date, world: World, of_rule: Callable[[date, World], Iterator[Finding]]
) -> tuple[Finding, ...]:
    if world.told is not None and world.told.silent(rule, row, day):
        return ()
    key = ("findings", type(rule), rule.id, row)
    return world.stretches.ask(key, day, lambda: tuple(of_rule(day, world)))


def _measures(rule: Duty | Standing | Notice | Target | Ladder, world: World) -> frozenset[str]:
    """Every measure that a rule, or the ladder it feeds, may call for."""
    key = ("measures", type(rule), rule.id)
    if key not in world.memo:
        ladder = rule if isinstance(rule, Ladder) else world.rulebook.ladder(rule.ladder) if rule.ladder else None
        acts = [step.act for step in ladder.steps] if ladder is not None else []
        own = _own_act(rule)
        acts += [own] if own is not None else []
        world.memo[key] = frozenset(act.measure for act in acts)
    found: frozenset[str] = world.memo[key]
    return found


def _one_of_each_id(found: list[Finding]) -> Iterator[Finding]:
    """The findings by id; where a rule and its rungs, or two rules on one ladder, make one id, the highest rung."""
    by_id: dict[str, list[Finding]] = {}
    for finding in found:
        by_id.setdefault(finding.id, []).append(finding)
    for id_ in sorted(by_id):
        best = max(by_id[id_], key=lambda f: (f.rung or 0, -f.since.toordinal()))
        first = min(f.episode for f in by_id[id_])
        counts = tuple(dict.fromkeys(name for f in by_id[id_] for name in f.counted))
        owed = next((f.obligation for f in by_id[id_] if f.obligation is not None), None)
        yield evolve(best, episode=first, counted=counts, obligation=owed)


# -- by kind of rule ----------------------------------------------------------------------------------------------


def _of_duty(duty: Duty, owner: Row, day: date, world: World) -> Iterator[Finding]:
    for instance, one in owed(duty, owner, day, world):
        row = instance.subject
        if not _in_state(instance, day, world, (State.MISSED,)):
            continue
        assert one.due is not None
        missed = partial(_in_state, instance, world=world, states=(State.MISSED,))
        suspect = partial(_in_state, instance, world=world, states=(State.MISSED, State.UNDETERMINED))
        episode = run_start(missed, day, instance.start, world)
        plain = _finding(duty, "duty", row, episode, world, period=one.period, obligation=one)
        earliest = run_start(suspect, day, instance.start, world)
        yield from _with_days(duty.ladder, plain, row, day, earliest, world)


def _in_state(instance: Instance, day: date, world: World, states: tuple[State, ...]) -> bool:
    """Whether an instance was in one of these states on a day, its task not closed since it was due."""
    one = obligation(instance, day, world)
    due = one.due or day - ONE_DAY
    return one.state in states and not closed_since(instance.subject, due, day, world)


def _of_standing(rule: Standing, row: Row, day: date, world: World) -> Iterator[Finding]:
    run = standing_run(rule, row, day, world)
    if run.episode is None:
        return
    plain = _finding(rule, "standing", row, run.episode, world)
    suspect = run_start(lambda d: broken(rule, row, d, world) is not False, day, _first(rule, row, world), world)
    earliest = lasted_since(rule, row, suspect, day, world)
    yield from _with_days(rule.ladder, plain, row, day, earliest, world)


def _of_notice(rule: Notice, row: Row, day: date, world: World) -> Iterator[Finding]:
    run = notice_run(rule, row, day, world)
    if run.episode is None:
        return
    plain = _finding(rule, "notice", row, run.episode, world)
    earliest = run_start(lambda d: applies(rule, row, d, world) is not False, day, _first(rule, row, world), world)
    for one in _with_days(rule.ladder, plain, row, day, earliest, world):
        yield _calling(one, rule.act, row, day, world) if rule.act is not None else one


def _of_target(rule: Target, row: Row, day: date, world: World) -> Iterator[Finding]:
    """A target that is not met, or one off course; each has a name of its own."""
    now = aim(rule, row, day, world)
    if now.state not in (Course.NOT_MET, Course.OFF_COURSE) or now.due is None:
        return

    def since(*states: Course) -> date:
        return run_start(lambda d: aim(rule, row, d, world).state in states, day, _first(rule, row, world), world)

    plain = _finding(rule, "target", row, since(now.state), world, period=str(now.period))
    if now.state is Course.NOT_MET:
        earliest = max(since(Course.NOT_MET, Course.UNDETERMINED), now.due.day + ONE_DAY)
        yield from _with_days(rule.ladder, plain, row, day, earliest, world)
        return
    plain = evolve(plain, id=finding_id(world, rule.id, row, str(now.period), Course.OFF_COURSE.value))
    yield _calling(plain, rule.off_course, row, day, world) if rule.off_course is not None else plain


def _first(rule: Standing | Notice | Target, row: Row, world: World) -> date:
    first = first_day(rule, row, world)
    assert first is not None, "what runs has begun"
    return first


def _with_days(
    ladder_id: str | None, plain: Finding, row: Row, day: date, earliest: date, world: World
) -> Iterator[Finding]:
    """A breach with the rung its length has reached; a named ladder makes a finding of its own.

    `earliest` is the day the breach began on if all that is unknown were bad.
    """
    ladder = world.rulebook.ladder(ladder_id) if ladder_id is not None else None
    if ladder is None or not ladder.by_days:
        yield plain
        return

    def place(at: date, since: date = plain.episode) -> int:
        return rung_by_days(ladder, row, since, at, world) if called_off(ladder, row, at, world) is False else 0

    rung = place(day)
    high = max(rung, place(day, min(earliest, plain.episode)))
    on = plain
    if not ladder.inline:
        yield plain
        if rung == 0:
            return
        begun = run_start(lambda d: place(d) > 0, day, plain.episode, world)
        on = evolve(_finding(ladder, "ladder", row, begun, world), counted=(plain.id,))
    on = evolve(on, ladder=ladder.id, rung_hi=high if high > rung else None)
    if rung == 0:
        yield on
        return
    on = evolve(on, since=run_start(lambda d: place(d) == rung, day, plain.episode, world), rung=rung)
    on = evolve(on, superseded=rungs_below(ladder, on, row, world))
    yield _calling(on, ladder.steps[rung - 1].act, row, day, world)


def rung_by_days(ladder: Ladder, row: Row, episode: date, day: date, world: World) -> int:
    """The highest rung a breach has lasted to by a day, by the parameters of that day; 0 below the first.

    Whether an exception calls it off is another question.
    """
    if not in_force(ladder, day, world):
        return 0
    env = env_at(world, day, row)
    reached = [
        place
        for place, step in enumerate(ladder.steps, 1)
        if step.after is not None and nth_day(length(step.after, env), episode, day, world) is not None
    ]
    return max(reached, default=0)


def ladder_rows(ladder: Ladder, owner: Row, day: date, world: World) -> Iterator[Row]:
    """The rows under an owner that a ladder by number counts for, or one by conditions is asked of."""
    if ladder.by_days:
        return
    if ladder.by_condition:
        yield from subjects_under(ladder.entity, owner, day, world)
        return
    if ladder.for_each is not None:
        if ladder.for_each == owner.entity:
            yield owner
        return
    for entity in dict.fromkeys(r.entity for r in feeders(ladder, world)):
        yield from subjects_under(entity, owner, day, world)


def _of_ladder(ladder: Ladder, row: Row, day: date, world: World) -> Iterator[Finding]:
    now = climb(ladder, row, day, world)
    if now.low == 0:
        return
    seen = () if ladder.by_condition else counted(ladder, row, day, world)
    first = began(ladder, row, day, world) if ladder.by_condition else min(e.due for e in seen)
    assert first is not None
    episode, since = rung_run(ladder, row, day, first, world)
    plain = evolve(
        _finding(ladder, "ladder", row, episode, world),
        since=since,
        ladder=ladder.id,
        rung=now.low,
        rung_hi=now.high if now.high > now.low else None,
        counted=tuple(e.name for e in seen),
    )
    plain = evolve(plain, superseded=rungs_below(ladder, plain, row, world))
    yield _calling(plain, ladder.steps[now.low - 1].act, row, day, world)


def _of_gates(owner: Row, day: date, world: World) -> Iterator[Finding]:
    """Acts on record that a gate would have stopped, until undone, reopened, or done again in order."""
    for gate in world.rulebook.gates:
        if gate.entity != owner.entity:
            continue
        events = known_events(env_at(world, day, owner), owner, gate.act, "reopening")
        acts = [k for k in events if k.event.kind == gate.act and in_force(gate, k.event.on, world)]
        for place, known in enumerate(acts):
            if any(k.event.kind == "reopening" and supersedes(k, known) for k in events):
                continue
            if in_order(gate, known, owner, world) is not False or any(
                _in_order(k, owner, world) for k in acts[place + 1 :]
            ):
                continue
            one = _finding(gate, "gate", owner, known.event.on, world)
            yield evolve(one, id=finding_id(world, gate.id, owner, known.event.id))


def _in_order(known: KnownEvent, owner: Row, world: World) -> bool:
    gates = gates_on(known.event.kind, owner.entity, known.event.on, world)
    return all(in_order(g, known, owner, world) is True for g in gates)


# -- what a finding calls for -------------------------------------------------------------------------------------


def _finding(
    rule: Rule,
    kind: str,
    row: Row,
    episode: date,
    world: World,
    period: str | None = None,
    obligation: Obligation | None = None,
) -> Finding:
    return Finding(
        id=finding_id(world, rule.id, row, period or ""),
        rule=rule.id,
        kind=kind,
        subject=world.subject(row),
        episode=episode,
        since=episode,
        period=period,
        cites=rule.cites,
        obligation=obligation,
    )


def _calling(finding: Finding, act: ActCalled, row: Row, day: date, world: World) -> Finding:
    env = env_at(world, day, row)
    due = measure_due(act, finding.since, env)
    return evolve(
        finding,
        measure=act.measure,
        by=act.by,
        proposed_by=act.proposed_by,
        approved_by=act.approved_by,
        due=due.day if due else None,
        due_provisional=bool(due and due.provisional),
    )


def addressees(row: Row, act: ActCalled | None, env: Env) -> tuple[tuple[str, ...], Unknown | None]:
    """Whom a finding is sent to: `sent to`, else the lead unit, the unit itself, the plan's issuing unit."""
    if act is not None and act.sent_to is not None:
        return units(value(act.sent_to, env))
    owner = env.world.owner(row)
    field = {"Task": "lead_unit", "Plan": "unit"}.get(owner.entity)
    return units(read(env, owner, field) if field else owner)


def units(found: object) -> tuple[tuple[str, ...], Unknown | None]:
    """The ids of the units a path reached; unknown gives none, with the reason."""
    if isinstance(found, Unknown):
        return (), found
    if found is NONE:
        return (), None
    rows = found if isinstance(found, tuple) else (found,)
    return tuple(r.id for r in rows), None


def act_of(finding: Finding, world: World) -> ActCalled | None:
    """The act a finding calls for, as its rule words it."""
    if finding.rung is not None and finding.ladder is not None:
        return world.rulebook.ladder(finding.ladder).steps[finding.rung - 1].act
    rule = world.rulebook.find(finding.rule)
    return _own_act(rule) if finding.measure is not None else None


def _own_act(rule: Rule) -> ActCalled | None:
    """The act a rule calls for without a rung."""
    if isinstance(rule, Notice):
        return rule.act
    return rule.off_course if isinstance(rule, Target) else None


# -- what was done about it ---------------------------------------------------------------------------------------


def acted_on(owner: Row, day: date, world: World) -> dict[tuple[str, date, str], str]:
    """The act taken on each finding, by its id, `since` and measure (section 20, 29).

    Each act is matched on its own day and spent on one finding: the one it names, else the oldest not yet acted on.
    """
    taken: dict[tuple[str, date, str], str] = {}
    measures = {m.id for m in world.rulebook.vocabulary.measures}
    for known in known_events(env_at(world, day, owner), owner, *sorted(measures)):
        act = known.event
        open_then = [
            f
            for f in findings_on(owner, act.on, world, act.kind)
            if f.measure == act.kind and (f.id, f.since, act.kind) not in taken
        ]
        chosen = _chosen(act, open_then)
        if chosen is not None:
            taken[(chosen.id, chosen.since, act.kind)] = act.id
    return taken


def _chosen(act: Event, open_then: list[Finding]) -> Finding | None:
    if isinstance(act.answers, str):
        return next((f for f in open_then if act.answers in (f.id, f.episode_id)), None)
    return min(open_then, key=lambda f: (f.since, f.id), default=None)
