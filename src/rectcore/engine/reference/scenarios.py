"""Scenarios: a ledger made of what is given, and each expectation held against the verdict on the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import frozen

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.givens import PARTS
from rectcore.check.rulebook import Expectation, Gate, GivenRow, Rulebook, Scenario
from rectcore.check.terms import Aggregated, Const, Defined, Drawn, Judged, Ranked, Scored, Self, Tabled, Term
from rectcore.check.types import DECIMAL, INTEGER, PERIOD, YES_NO, Kind
from rectcore.engine.reference.amounts import Amount, Between
from rectcore.engine.reference.changes import next_change
from rectcore.engine.reference.conditions import notice_run, standing_run
from rectcore.engine.reference.duties import obligations
from rectcore.engine.reference.evaluate import complete_findings, reaching
from rectcore.engine.reference.expressions import draw_asked, value
from rectcore.engine.reference.gates import decide, decision, gates_on, judge, recorded
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.ladders import climb
from rectcore.engine.reference.rungs import called_off
from rectcore.engine.reference.samples import Lot
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.targets import aim
from rectcore.engine.reference.world import World
from rectcore.engine.results import Decision, Finding, Obligation
from rectcore.engine.trace import NOT_APPLICABLE, Row
from rectcore.model.calendar import Calendar
from rectcore.model.deadline import Deadline, DeadlineClass, Step
from rectcore.model.events import OWN_FIELDS, Event, Subject
from rectcore.model.facts import NONE, Unknown, Why
from rectcore.model.ledger import Feed, Ledger, Plan
from rectcore.model.period import Period
from rectcore.model.task import Task, TaskKind
from rectcore.model.unit import Person, Tenure, Unit


@frozen
class Outcome:
    """What came of an expectation: whether it was met, and what was found instead."""

    expectation: Expectation
    met: bool
    found: str
    found_labels: tuple[str, ...] = ()


@frozen
class ScenarioResult:
    """What came of a scenario."""

    scenario: Scenario
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation was met."""
        return all(o.met for o in self.outcomes)


def run_scenario(scenario: Scenario, rulebook: Rulebook, calendar: Calendar) -> ScenarioResult:
    """Every expectation of a scenario against the reference evaluator."""
    ledger = ledger_of(scenario, rulebook)
    world = World(rulebook, ledger, calendar, scenario.known_at or scenario.as_of)
    return ScenarioResult(scenario, tuple(_outcome(e, scenario, world) for e in scenario.expects))


# -- the ledger of a scenario -------------------------------------------------------------------------------------


def ledger_of(scenario: Scenario, rulebook: Rulebook) -> Ledger:
    """The ledger that a scenario's facts make; feeds are complete up to its day unless it says otherwise."""
    rows = scenario.given
    units = {r.id: dict(r.fields) for r in rows if r.entity == "Unit"}
    people = {r.id: dict(r.fields) for r in rows if r.entity == "Person"}
    posts: dict[str, list[Tenure]] = {}
    for row in rows:
        if row.entity == "Tenure":
            given = dict(row.fields)
            tenure = Tenure(given["post"], given["person"], given.get("from") or None, _day(given.get("to")))
            posts.setdefault(given["unit"], []).append(tenure)
    post_names = {v.id for v in rulebook.vocabulary.posts.values}
    for id_, given in units.items():
        for name in [n for n in given if n in post_names]:
            posts.setdefault(id_, []).append(Tenure(name, given.pop(name)))
    kinds = {u: Subject("unit", u) for u in units}
    kinds |= {r.id: Subject(SUBJECT_KINDS[r.entity], r.id) for r in rows if r.entity in SUBJECT_KINDS}
    named = {e.completeness.feed for e in rulebook.vocabulary.entities if e.completeness is not None}
    feeds = sorted(name for name in named if name not in (None, "ledger"))
    mentioned_units, mentioned_people = _mentioned(rows, rulebook)
    all_units = [*units, *sorted(mentioned_units | set(posts) - set(units))]
    all_people = [*people, *sorted((mentioned_people | {t.person for ts in posts.values() for t in ts}) - set(people))]
    return Ledger(
        id="scenario",
        timezone=rulebook.timezone or "Asia/Shanghai",
        through=scenario.through or scenario.as_of,
        feeds=[Feed(name, scenario.through or scenario.as_of) for name in feeds],
        plan=next((_plan(r) for r in rows if r.entity == "Plan"), None),
        units=[_unit(u, units.get(u, {}), posts.get(u, [])) for u in dict.fromkeys(all_units)],
        persons=[_person(p, people.get(p, {})) for p in all_people],
        tasks=[_task(r, rows) for r in rows if r.entity == "Task"],
        events=[_event(r, kinds) for r in rows if rulebook.vocabulary[r.entity].event],
    )


def _person(id_: str, given: dict[str, Any]) -> Person:
    return Person(id_, given.get("name"), {k: v for k, v in given.items() if k != "name"})


def _day(given: Any) -> date | None:
    return given if isinstance(given, date) else None


def _mentioned(rows: tuple[GivenRow, ...], rulebook: Rulebook) -> tuple[set[str], set[str]]:
    """Units and persons that facts speak of; they need not be given."""
    units: set[str] = set()
    people: set[str] = set()
    for row in rows:
        for name, given in row.fields:
            attribute = rulebook.vocabulary[row.entity].attribute(name)
            if attribute is None or attribute.type.kind is not Kind.ENTITY or given is NONE:
                continue
            into = {"Unit": units, "Person": people}.get(attribute.type.entity or "", set())
            into.update(given if isinstance(given, tuple) else (given,))
    return units, people


def _unit(id_: str, given: dict[str, Any], posts: list[Tenure]) -> Unit:
    own = {k: given.pop(k) for k in ("title", "kind", "parent") if k in given}
    return Unit(id_, posts=posts, fields=given, **own)


def _plan(row: GivenRow) -> Plan:
    given = dict(row.fields)
    own = {k: given.pop(k) for k in ("title", "unit", "issued") if k in given}
    return Plan(row.id, fields=given, **own)


def _task(row: GivenRow, rows: tuple[GivenRow, ...]) -> Task:
    given = dict(row.fields)
    parts: dict[str, Any] = {}
    for entity, name in PARTS.items():
        inside = [dict(r.fields) for r in rows if r.entity == entity and dict(r.fields).get("subject") == row.id]
        if inside or entity in given:
            parts[name] = tuple(_step(g) if entity == "Step" else g.get("title", "") for g in inside) or NONE
        given.pop(entity, None)
    others = ("fields", *PARTS.values(), "__weakref__")
    known = {a for a in Task.__slots__ if a not in others}  # type: ignore[attr-defined]
    own = {k: given.pop(k) for k in list(given) if k in known}
    own["kind"] = TaskKind(own.get("kind", "task"))
    kind = DeadlineClass(given.pop("deadline_class", DeadlineClass.DATED.value))
    deadline = own.get("deadline")
    at = deadline if isinstance(deadline, date | Period) else None
    if at is not None or kind is not DeadlineClass.DATED:
        own["deadline"] = Deadline(at, kind)
    return Task(**{"id": row.id, **own, **parts}, fields=given)


def _step(given: dict[str, Any]) -> Step:
    deadline = given.get("deadline")
    at = Deadline(deadline) if isinstance(deadline, date | Period) else None
    unit = given.get("unit")
    more = {k: v for k, v in given.items() if k not in ("subject", "title", "unit", "deadline")}
    return Step(given.get("title", ""), unit if unit is not NONE else None, at, more)


def _event(row: GivenRow, kinds: dict[str, Subject]) -> Event:
    given = dict(row.fields)
    own = {k: given.pop(k) for k in (*OWN_FIELDS, "recorded") if k in given}
    subject = given.pop("subject")
    target = given.pop("corrects", None) or given.pop("withdraws", None)
    changes = dict(given.pop("fields", ()))
    return Event(row.id, row.entity, kinds[subject], target=target, changes=changes, fields=given, **own)


# -- expectations -------------------------------------------------------------------------------------------------


def _outcome(expected: Expectation, scenario: Scenario, world: World) -> Outcome:
    found, labels = _FOUND[expected.what](expected, scenario, world)
    met = expected.result in found if isinstance(found, set) else expected.result == found
    if expected.negated:
        met = not met
    if expected.labels is not None:
        met = met and set(expected.labels) == set(labels)
    shown = sorted(map(str, found)) if isinstance(found, set) else [str(found)]
    return Outcome(expected, met, " / ".join(shown), labels)


def subject_of(expected: Expectation, world: World) -> Row:
    """The subject an expectation names: a task, a unit, the plan, or an event."""
    id_ = expected.subject
    if expected.what in ("duty", "notice", "standing", "define") and isinstance(expected.detail, str):
        id_ = expected.detail
    for entity, kind in SUBJECT_KINDS.items():
        if world.ledger.has(Subject(kind, id_)):
            return Row(entity, id_)
    event = world.ledger.event(id_)
    assert event is not None, id_
    return Row(event.kind, id_)


def findings_about(row: Row, rule: str | None, scenario: Scenario, world: World) -> list[Finding]:
    """The findings of a rule or ladder on a subject, on the day of the scenario."""
    owner = world.owner(row)
    subject = world.subject(row)
    return [
        f
        for f in complete_findings(owner, scenario.as_of, world)
        if rule in (f.rule, f.ladder) and f.subject == subject
    ]


def _words(findings: list[Finding], day: date) -> set[str]:
    """What findings let a scenario say of a rule: its measure, that it was acted on, and whether that was answered."""
    words = {f.measure for f in findings if f.measure is not None}
    words |= {"acted on"} if any(f.acted_on for f in findings) else set()
    words |= {"answered"} if any(f.answer for f in findings) else set()
    return words | ({"unanswered"} if any(f.unanswered(day) for f in findings) else set())


def owed_to(expected: Expectation, row: Row, scenario: Scenario, world: World) -> list[Obligation]:
    """The instances of a duty that are asked about: of a period if it names one, of a rolling one the last."""
    duty = world.rulebook.find(expected.rule or "")
    period = str(expected.detail) if isinstance(expected.detail, Period | date) else None
    owed = [
        o
        for o in obligations(duty, world.owner(row), scenario.as_of, world)
        if o.subject == world.subject(row) and (period is None or o.period == period)
    ]
    return owed[-1:] if duty.rolling else owed


def _duty(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    row = subject_of(expected, world)
    detail = expected.detail
    period = str(detail) if isinstance(detail, Period | date) else None
    owed = owed_to(expected, row, scenario, world)
    states = {o.state.value for o in owed}
    if any(m.why is Why.CONFLICT for o in owed for m in o.missing):
        states.add("conflict")
    if not states and isinstance(detail, Period | date):
        first = detail.first if isinstance(detail, Period) else detail
        states = {"upcoming"} if first > scenario.as_of else {"not-required"}
    findings = [
        f for f in findings_about(row, expected.rule, scenario, world) if period is None or f.period in (period, None)
    ]
    return (states or {"not-required"}) | _words(findings, scenario.as_of), ()


def _condition(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    row = subject_of(expected, world)
    rule = world.rulebook.find(expected.rule or "")
    run = standing_run if expected.what == "standing" else notice_run
    state = run(rule, row, scenario.as_of, world).state.value
    return {state} | _words(findings_about(row, expected.rule, scenario, world), scenario.as_of), ()


def _target(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    row = subject_of(expected, world)
    state = aim(world.rulebook.find(expected.rule or ""), row, scenario.as_of, world).state.value
    return {state} | _words(findings_about(row, expected.rule, scenario, world), scenario.as_of), ()


def _ladder(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    row = subject_of(expected, world)
    findings = findings_about(row, expected.rule, scenario, world)
    words = _words(findings, scenario.as_of)
    if not words:
        words = {"superseded"} if _absorbed(expected.rule or "", row, scenario, world) else {"none"}
    ladder = world.rulebook.ladder(expected.rule or "")
    if ladder.by_days:
        reached = row in set(reaching(ladder, world.owner(row), scenario.as_of, world))
        unclear = reached and isinstance(called_off(ladder, row, scenario.as_of, world), Unknown)
    else:
        now = climb(ladder, row, scenario.as_of, world)
        unclear = now.high > now.low
    words |= {"undetermined"} if unclear else set()
    return words, tuple(r.label for f in findings for r in f.reasons)


def _absorbed(rule: str, row: Row, scenario: Scenario, world: World) -> bool:
    """Whether the finding of a ladder is silent beside that of another one."""
    subject = world.subject(row)
    found = complete_findings(world.owner(row), scenario.as_of, world)
    return any(s.ladder == rule and f.ladder != rule for f in found if f.subject == subject for s in f.superseded)


def _gate(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    row = subject_of(expected, world)
    gate = world.rulebook.find(expected.rule or "")
    if isinstance(expected.detail, str):
        events = known_events(env_at(world, scenario.as_of, row), row)
        act = next((k for k in events if k.event.id == expected.detail), None)
        if act is None:
            return "ungated", ()  # not yet done, or withdrawn
        env = recorded(act, row, world)
        verdict = decision(gate.act, row, (judge(gate, env),), env)
    else:
        verdict = decide(gate.act, row, scenario.as_of, world)
        if gate not in gates_on(gate.act, row.entity, scenario.as_of, world):
            return "ungated", ()
    state, labels = _answer_of(gate, verdict)
    return state, labels


def _answer_of(gate: Gate, verdict: Decision) -> tuple[str, tuple[str, ...]]:
    """The answer of one gate among those on the act, with the labels that make it so.

    Blocked: those that are false, the labels of a group counting where all of it is. Blocked-unknown: those unknown.
    """
    found = {x.label: x for x in verdict.labels if x.rule == gate.id}
    groups = [[found[c.label]] for c in gate.all_of] + [[found[c.label] for c in group] for group in gate.any_of]
    standing = [g for g in groups if not any(x.met for x in g)]
    refused = [g for g in standing if all(x.value is False for x in g)]
    if refused:
        return "blocked", tuple(x.label for g in refused for x in g)
    unknown = tuple(x.label for g in standing for x in g if x.value is None)
    return ("blocked-unknown", unknown) if standing else ("open", ())


def _value(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    row = subject_of(expected, world)
    me = Self(row.entity)
    made: dict[str, Term] = {
        "define": Defined(expected.rule or "", me, YES_NO),
        "judgement": Judged(expected.rule or "", me),
        "table": Tabled(expected.rule or "", me, expected.part, YES_NO),
        "aggregate": Aggregated(expected.rule or "", me, YES_NO),
    }
    found = value(made[expected.what], env_at(world, scenario.as_of, row))
    if isinstance(found, Amount):
        return found.number, ()
    if found is NOT_APPLICABLE:
        return "not-applicable", ()
    return ("unknown" if isinstance(found, Unknown | Between) else "none" if found is NONE else found), ()


def _score(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    """The points of a period and the grade: either may be expected."""
    row = subject_of(expected, world)
    env = env_at(world, scenario.as_of, row)
    parts = [
        value(Scored(expected.rule or "", Self(row.entity), Const(expected.detail, PERIOD), what, DECIMAL), env)
        for what in ("value", "grade")
    ]
    return {"unknown" if isinstance(p, Unknown | Between) else p for p in parts if p is not None}, ()


def _ranking(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    """The rank in a period."""
    row = subject_of(expected, world)
    asked = Ranked(expected.rule or "", Self(row.entity), Const(expected.detail, PERIOD), "value", INTEGER)
    found = value(asked, env_at(world, scenario.as_of, row))
    if found is NOT_APPLICABLE:
        return "not-applicable", ()
    return "unknown" if isinstance(found, Unknown | Between) else found, ()


def _drawn(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    """Whether something was drawn, and who inspects it: either may be expected."""
    row = subject_of(expected, world)
    asked = Drawn(expected.rule or "", Self(row.entity), Const(expected.detail, PERIOD), YES_NO)
    found = draw_asked(asked, env_at(world, scenario.as_of, row))
    if not isinstance(found, Lot) or isinstance(found.whether, Unknown):
        return "unknown", ()
    return {found.whether, *(() if found.inspector is None else (found.inspector.id,))}, ()


def _next(expected: Expectation, scenario: Scenario, world: World) -> tuple[Any, tuple[str, ...]]:
    row = subject_of(expected, world)
    return next_change(world.rulebook, world.ledger, world.calendar, row, scenario.as_of) or "none", ()


_FOUND: dict[str, Callable[[Expectation, Scenario, World], tuple[Any, tuple[str, ...]]]] = {
    "duty": _duty,
    "standing": _condition,
    "notice": _condition,
    "target": _target,
    "ladder": _ladder,
    "gate": _gate,
    "define": _value,
    "judgement": _value,
    "table": _value,
    "aggregate": _value,
    "score": _score,
    "sample": _drawn,
    "ranking": _ranking,
    "next change": _next,
}
