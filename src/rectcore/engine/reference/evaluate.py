"""A report on a day: every finding with what was done about it, every obligation, every gap in the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from urllib.parse import unquote

from attrs import evolve, frozen

from rectcore.check.rulebook import Duty, Gate, Ladder, Notice, Rule, Rulebook, Standing, Target
from rectcore.engine.reference import figures
from rectcore.engine.reference.answers import Asked, with_answers
from rectcore.engine.reference.conditions import notice_run, standing_run
from rectcore.engine.reference.duties import obligations
from rectcore.engine.reference.expressions import truth, value
from rectcore.engine.reference.fields import read
from rectcore.engine.reference.findings import (
    act_of,
    acted_on,
    addressees,
    finding_id,
    findings_on,
    ladder_rows,
    owners,
    rung_by_days,
    subjects_under,
    units,
)
from rectcore.engine.reference.gates import in_order, reasons_recorded
from rectcore.engine.reference.instances import env_at, in_force
from rectcore.engine.reference.judgements import entitled_to, judgements
from rectcore.engine.reference.ladders import climb
from rectcore.engine.reference.layers import ignored
from rectcore.engine.reference.readings import covered
from rectcore.engine.reference.rungs import asked_on, called_off, stands
from rectcore.engine.reference.seen import find_event, known_events
from rectcore.engine.reference.stale import past_review
from rectcore.engine.reference.targets import aim, judging, target_result
from rectcore.engine.reference.tracing import trace
from rectcore.engine.reference.world import World
from rectcore.engine.results import (
    Course,
    DataGap,
    Finding,
    LabelResult,
    Obligation,
    Report,
    State,
    TargetResult,
    Totals,
)
from rectcore.engine.trace import Row
from rectcore.model.calendar import Calendar
from rectcore.model.facts import Missing, Unknown
from rectcore.model.fold import before_opening
from rectcore.model.ledger import Ledger

OWNERS = ("Plan", "Task", "Unit")
STATE_UNDETERMINED = "undetermined"


def evaluate(
    rulebook: Rulebook,
    ledger: Ledger,
    calendar: Calendar,
    as_of: date,
    known_at: date,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Report:
    """Everything that holds on `as_of` as known on `known_at`. Same input, same report.

    Args:
        progress: told how many tasks, units and plans are done, of how many.
    """
    return report_of(World(rulebook, ledger, calendar, known_at), as_of, progress)


def report_of(world: World, as_of: date, progress: Callable[[int, int], None] = lambda *_: None) -> Report:
    """Everything that holds in a world on a day."""
    everything = [row for kind in OWNERS for row in world.subjects(kind)]

    def judged() -> Iterator[tuple[Row, Held]]:
        for done, row in enumerate(everything, 1):
            yield row, held(row, as_of, world)
            progress(done, len(everything))

    return report_from(judged(), world, as_of)


@frozen
class Held:
    """What holds about a task, a unit or the plan on a day; its findings have neither reasons nor words."""

    findings: tuple[Finding, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    targets: tuple[TargetResult, ...] = ()
    gaps: tuple[DataGap, ...] = ()


def held(owner: Row, day: date, world: World) -> Held:
    """What holds about an owner on a day; it tells `world.stretches` when that turns."""
    findings: list[Finding] = []
    gaps: list[DataGap] = []
    owed: list[Obligation] = []
    for finding in addressed_findings(owner, day, world):
        findings.append(finding)
        gaps += _gap_of_addressee(finding, owner, day, world)
    gaps += _gaps_of_events(owner, world)
    gaps += _gaps_of_rules(owner, day, world)
    for duty in world.rulebook.duties:
        if owner.entity in owners(duty.entity, world):
            owed += (o for o in _owed(duty, owner, day, world) if o.state is not State.NOT_REQUIRED)
    aimed = (target_result(t, owner, day, world) for t in world.rulebook.targets if t.entity == owner.entity)
    targets = tuple(t for t in aimed if t.state is not Course.NOT_REQUIRED)
    return Held(tuple(findings), tuple(owed), targets, tuple(gaps))


def report_from(everything: Iterable[tuple[Row, Held]], world: World, as_of: date) -> Report:
    """The report made of what holds about each owner on a day."""
    return report_with(((owner, with_reasons(owner, here, as_of, world)) for owner, here in everything), world, as_of)


def with_reasons(owner: Row, here: Held, day: date, world: World) -> Held:
    """What holds about an owner, its findings with their reasons."""
    return evolve(here, findings=tuple(reasoned(finding, owner, day, world) for finding in here.findings))


def report_with(everything: Iterable[tuple[Row, Held]], world: World, as_of: date) -> Report:
    """The report made of what holds about each owner on a day, reasons and all."""
    rulebook, ledger = world.rulebook, world.ledger
    findings: list[Finding] = []
    owed: list[Obligation] = []
    gaps: list[DataGap] = [*_gaps_of_ledger(world, as_of), *past_review(rulebook, as_of)]
    targets: list[TargetResult] = []
    for _, here in everything:
        findings += here.findings
        owed += here.obligations
        targets += here.targets
        gaps += here.gaps
    return Report(
        as_of=as_of,
        known_at=world.known_at,
        policy=rulebook.id,
        policy_sha256=rulebook.sha256,
        ledger=ledger.id,
        ledger_sha256=ledger.sha256,
        kept=ledger.kept,
        refused=len(ledger.refusals),
        complete=not ledger.cut and not any(r.subject is None and not r.harmless for r in ledger.refusals),
        calendar=f"{world.calendar.id} {world.calendar_on(world.known_at).version}",
        totals=totals(world, as_of),
        findings=tuple(sorted(findings, key=lambda f: f.id)),
        obligations=tuple(sorted(owed, key=lambda o: o.key)),
        targets=tuple(sorted(targets, key=_by_target)),
        aggregates=figures.aggregates(world, as_of),
        series=figures.series(world, as_of),
        scores=figures.scores(world, as_of),
        samples=figures.samples(world, as_of),
        rankings=figures.rankings(world, as_of),
        data_gaps=tuple(sorted(set(gaps), key=lambda g: g.id)),
        assumptions=tuple(sorted(ledger.assumed_recorded)),
        assumed_constant=rulebook.vocabulary.assumed_constant,
    )


def _owed(duty: Duty, owner: Row, day: date, world: World) -> tuple[Obligation, ...]:
    told = world.told.obligations(duty, owner, day) if world.told is not None else None
    return obligations(duty, owner, day, world) if told is None else told


def _silent(rule: Rule, row: Row, day: date, world: World) -> bool:
    return world.told is not None and world.told.silent(rule, row, day)


def _by_target(result: TargetResult) -> tuple[str, str, str]:
    return result.rule, result.subject.kind, result.subject.id


def totals(world: World, day: date) -> dict[str, Totals]:
    """How many tasks and petitions were open on a day, by status."""
    found: dict[str, Totals] = {}
    for kind in ("task", "petition"):
        statuses = [
            read(env_at(world, day, Row("Task", t.id)), Row("Task", t.id), "status")
            for t in world.ledger.tasks
            if t.kind.value == kind and t.opened <= day
        ]
        found[kind] = Totals(
            all=len(statuses),
            closed=statuses.count("closed"),
            open=statuses.count("open"),
            suspended=statuses.count("suspended"),
            undetermined=sum(1 for s in statuses if isinstance(s, Unknown)),
        )
    return found


def answered_findings(owner: Row, day: date, world: World) -> Iterator[Finding]:
    """What holds about an owner on a day, with what was done about it, and what was replied to that."""
    taken = acted_on(owner, day, world)
    told: list[Finding] = []
    asked: list[Asked] = []
    for finding in findings_on(owner, day, world):
        told.append(evolve(finding, acted_on=taken.get((finding.id, finding.since, finding.measure or ""))))
        act = act_of(finding, world)
        if act is not None and act.answered_by is not None:
            asked.append(Asked(told[-1], _row(finding, owner), act))
    answered = with_answers(asked, owner, day, world)
    yield from (answered.get(finding.id, finding) for finding in told)


def addressed_findings(owner: Row, day: date, world: World) -> Iterator[Finding]:
    """What holds about an owner on a day, with what was done about it, and whom it goes to."""
    for finding in answered_findings(owner, day, world):
        row = _row(finding, owner)
        env = env_at(world, day, row)
        act = act_of(finding, world)
        names, _ = addressees(row, act, env)
        copies = units(value(act.copied_to, env))[0] if act is not None and act.copied_to is not None else ()
        yield evolve(finding, addressees=names, copied_to=copies)


def complete_findings(owner: Row, day: date, world: World) -> Iterator[Finding]:
    """What holds about an owner on a day, with what was done about it, whom it goes to, and why."""
    return (reasoned(finding, owner, day, world) for finding in addressed_findings(owner, day, world))


def reasoned(finding: Finding, owner: Row, day: date, world: World) -> Finding:
    """A finding about an owner with the conditions behind it on a day."""
    return evolve(finding, reasons=tuple(reasons(finding, _row(finding, owner), day, world)))


def _row(finding: Finding, owner: Row) -> Row:
    subject = finding.subject
    return (
        owner if subject.id == owner.id and subject.kind in ("task", "unit", "plan") else Row(subject.kind, subject.id)
    )


def reasons(finding: Finding, row: Row, day: date, world: World) -> Iterator[LabelResult]:
    """The conditions behind a finding, by the key they stand under, with what they looked at."""
    rule = world.rulebook.find(finding.rule)
    conditions = []
    env = env_at(world, day, row)
    if isinstance(rule, Gate):
        act = find_event(env, Row(rule.act, unquote(finding.id.rpartition("/")[2])))
        assert act is not None, "a breach is of an act on record"
        yield from reasons_recorded(rule, act, row, world)
        return
    if isinstance(rule, Target):
        env = judging(row, day, aim(rule, row, day, world), world)
        conditions = [("must", rule.must)]
    elif isinstance(rule, Standing):
        conditions = [("must", rule.must)]
    elif isinstance(rule, Notice):
        conditions = [("when", rule.when)]
    elif isinstance(rule, Ladder) and rule.by_condition and finding.rung is not None:
        when = rule.steps[finding.rung - 1].when
        day = asked_on(rule, row, day, world) or day
        env = env_at(world, day, row)
        conditions = [(c.label, c.term) for c in when.labels if truth(c.term, env) is True] if when is not None else []
    for label, term in conditions:
        seen = trace(term, env)
        known = None if isinstance(seen.value, Unknown) else seen.value is True
        yield LabelResult(rule.id, label, known, seen, None, rule.cites)


# -- data gaps ----------------------------------------------------------------------------------------------------


def _gap(world: World, reason: str, row: Row | None = None, rule: str | None = None, **more: object) -> DataGap:
    period = str(more["period"]) if more.get("period") else None
    event = str(more["event"]) if more.get("event") else None
    parts = [p for p in (rule, period, event) if p]
    subject = finding_id(world, parts[0] if parts else reason, row, *parts[1:]) if row else world.rulebook.id
    missing = more.get("missing", ())
    return DataGap(
        id=f"gap:{reason}:{subject}" + (f"/{event}" if row is None and event else ""),
        reason=reason,
        rule=rule,
        subject=world.subject(row) if row else None,
        period=period,
        event=event,
        missing=missing if isinstance(missing, tuple) else (),
    )


def _gaps_of_ledger(world: World, day: date) -> Iterator[DataGap]:
    ledger = world.ledger
    mark = ledger.watermark("ledger", world.known_at)
    if mark is None or mark < day:
        yield _gap(world, "past watermark", event=mark.isoformat() if mark else "none")
    for place, refusal in enumerate(ledger.refusals):
        if refusal.harmless:
            continue
        gap = _gap(world, "refused row", event=refusal.path or f"{refusal.table}:{place}")
        yield evolve(gap, subject=refusal.subject, message=refusal.diagnostic.message)
    if ledger.cut:
        yield _gap(world, "file cut off", event="file")


def _gaps_of_events(owner: Row, world: World) -> Iterator[DataGap]:
    for event in before_opening(world.ledger, world.subject(owner), world.known_at):
        yield _gap(world, "before opening", owner, event=event.id)


def _gap_of_addressee(finding: Finding, owner: Row, day: date, world: World) -> Iterator[DataGap]:
    row = _row(finding, owner)
    _, unknown = addressees(row, act_of(finding, world), env_at(world, day, row))
    if unknown is not None:
        yield _gap(world, "addressee unknown", row, finding.rule, period=finding.period, missing=unknown.reasons)


def reaching(ladder: Ladder, owner: Row, day: date, world: World) -> Iterator[Row]:
    """The rows that may stand on a rung by number or by days, unless an exception is known to call it off."""
    if not ladder.by_days:
        yield from (r for r in ladder_rows(ladder, owner, day, world) if climb(ladder, r, day, world).high)
        return
    lasting: dict[Row, None] = {}
    for finding in findings_on(owner, day, world):
        row = _row(finding, owner)
        fed = getattr(world.rulebook.find(finding.rule), "ladder", None) == ladder.id
        if fed and rung_by_days(ladder, row, finding.episode, day, world):
            lasting[row] = None
    yield from lasting


def _gaps_of_rules(owner: Row, day: date, world: World) -> Iterator[DataGap]:
    """What could not be judged: the rule is not broken and not kept, and somebody owes the missing fact."""
    book = world.rulebook

    def undetermined(rule: str, row: Row, missing: tuple[Missing, ...], **more: object) -> DataGap:
        return _gap(world, STATE_UNDETERMINED, row, rule, missing=missing, **more)

    for duty in book.duties:
        for one in _owed(duty, owner, day, world):
            if one.state is State.UNDETERMINED:
                row = owner if one.subject == one.owner else Row(one.subject.kind, one.subject.id)
                yield undetermined(duty.id, row, one.missing, period=one.period)
    conditions: tuple[Standing | Notice, ...] = (*book.standings, *book.notices)
    for rule in conditions:
        for row in subjects_under(rule.entity, owner, day, world):
            if _silent(rule, row, day, world):
                continue
            run = (
                standing_run(rule, row, day, world) if isinstance(rule, Standing) else notice_run(rule, row, day, world)
            )
            if run.unknown is not None:
                yield undetermined(rule.id, row, run.unknown.reasons)
    for target in (x for x in book.targets if x.entity == owner.entity):
        found = aim(target, owner, day, world)
        if found.unknown is not None:
            yield undetermined(target.id, owner, found.unknown.reasons, period=found.period)
    for ladder in (x for x in book.ladders if x.by_condition):
        for row in subjects_under(ladder.entity, owner, day, world):
            if _silent(ladder, row, day, world):
                continue
            rung, unknown = stands(ladder, row, day, world)
            if unknown is not None and rung.high > rung.low:
                yield undetermined(ladder.id, row, unknown.reasons)
    for ladder in (x for x in book.ladders if not x.by_condition and book.exceptions_of(x.id)):
        for row in reaching(ladder, owner, day, world):
            off = called_off(ladder, row, day, world)
            if isinstance(off, Unknown):
                yield undetermined(ladder.id, row, off.reasons)
    env = env_at(world, day, owner)
    for parameter in book.parameters if owner.entity == "Unit" else ():
        if owner.id in ignored(parameter, env):
            yield _gap(world, "setting ignored", owner, parameter.name.id)
    for series in (x for x in book.series if x.entity == owner.entity):
        for reading in covered(series, owner, env):
            if reading.unknown is not None:
                yield _gap(
                    world,
                    "unusable reading",
                    owner,
                    series.name.id,
                    event=reading.known.event.id,
                    missing=reading.unknown.reasons,
                )
    for gate in (g for g in book.gates if g.entity == owner.entity):
        for known in known_events(env, owner, gate.act):
            if in_force(gate, known.event.on, world):
                answer = in_order(gate, known, owner, world)
                if isinstance(answer, Unknown):
                    yield undetermined(gate.id, owner, answer.reasons, event=known.event.id)
    for judgement in book.judgements:
        for known in judgements(judgement, owner, env):
            if judgement.entity == owner.entity and entitled_to(judgement, known, owner, env) is False:
                yield _gap(world, "not entitled", owner, judgement.name.id, event=known.event.id)
