"""What has come about between two looks at one owner, and what falls due while nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from rectcore.engine.reference.findings import finding_id
from rectcore.engine.reference.world import ENTITY_OF, World
from rectcore.engine.results import Course, Finding, Obligation, State, TargetResult, Verdict
from rectcore.engine.trace import Row
from rectcore.forecast.entries import Entry, What
from rectcore.forecast.look import Look
from rectcore.model.events import Subject

ONE_DAY = timedelta(1)
_STATES = {State.MISSED: What.MISSED, State.LATE: What.LATE, State.UNDETERMINED: What.UNDETERMINED}
_NOT_YET = (Course.ON_COURSE, Course.OFF_COURSE, Course.UNDETERMINED)


def row_of(subject: Subject) -> Row:
    """The row that a subject of findings is."""
    return Row(ENTITY_OF.get(subject.kind, subject.kind), subject.id)


def falling_due(seen: Look, first: date, last: date, world: World) -> Iterator[Entry]:
    """The last days that lie within a stretch of days on which nothing changes."""
    for one in seen.owed.values():
        if one.state is State.PENDING and one.due is not None and first <= one.due <= last:
            yield _of_obligation(one, What.DUE, one.due, world)
    for aim in seen.aimed.values():
        if aim.state in _NOT_YET and aim.due is not None and first <= aim.due <= last:
            yield _of_target(aim, What.DUE, aim.due, world)
    for found in seen.findings.values():
        if found.due is not None and found.acted_on is None and first <= found.due <= last:
            yield _of_finding(found, What.MEASURE_DUE, found.due)
        if found.answer_due is not None and found.answer is None and first <= found.answer_due <= last:
            yield _of_finding(found, What.ANSWER_DUE, found.answer_due)


def come_about(before: Look, after: Look, day: date, world: World) -> Iterator[Entry]:
    """What is so on `day` and was not so on the day before."""
    missed = set()
    for key, one in after.owed.items():
        was = before.owed.get(key)
        if one.state in _STATES and (was is None or was.state is not one.state):
            entry = _of_obligation(one, _STATES[one.state], day, world)
            found = after.findings.get(entry.id)
            if entry.what is What.MISSED:
                missed.add(entry.id)
                entry = entry if found is None else _with_measure(entry, found)
            yield entry
    for rule, aim in after.aimed.items():
        aimed = before.aimed.get(rule)
        what = What.MISSED if aim.state is Course.NOT_MET else What.UNDETERMINED
        if aim.state in (Course.NOT_MET, Course.UNDETERMINED) and (aimed is None or aimed.state is not aim.state):
            entry = _of_target(aim, what, day, world)
            found = after.findings.get(entry.id)
            missed.add(entry.id)
            yield entry if found is None else _with_measure(entry, found)
    for id_, found in after.findings.items():
        yield from _found(before.findings.get(id_), found, day, told=id_ in missed)
    for id_, found in before.findings.items():
        if id_ not in after.findings:
            yield evolve(_of_finding(found, What.ENDS, day), last_safe=None)
    for name, row in sorted(before.judged - after.judged, key=str):
        yield _of_rule(name, row, What.LAPSES, "judgement", day, world)
    for name, row in sorted(after.unknown - before.unknown, key=str):
        kind = "standing" if any(s.id == name for s in world.rulebook.standings) else "notice"
        yield _of_rule(name, row, What.UNDETERMINED, kind, day, world)


def _found(was: Finding | None, found: Finding, day: date, *, told: bool) -> Iterator[Entry]:
    """What is new about a finding; one that is `told` with what was missed says nothing of its own beginning."""
    rung, rung_before = found.rung or 0, (was.rung or 0) if was is not None else 0
    if rung > rung_before and not told:
        yield _of_finding(found, What.RUNG_UP, day, rung_before)
    elif rung < rung_before:
        yield evolve(_of_finding(found, What.RUNG_DOWN, day, rung_before), last_safe=None)
    elif was is None and not told:
        yield _of_finding(found, What.BEGINS, day)
    if found.overdue(day) and (was is None or not was.overdue(day - ONE_DAY)):
        yield _of_finding(found, What.OVERDUE, day)
    if found.unanswered(day) and (was is None or not was.unanswered(day - ONE_DAY)):
        yield _of_finding(found, What.UNANSWERED, day)


def acts(before: Look, after: Look, owner: Row, day: date, world: World) -> Iterator[Entry]:
    """The acts whose gate has opened or closed."""
    for act, verdict in after.acts.items():
        was = before.acts.get(act, verdict)
        open_now, open_then = (v in (Verdict.OPEN, Verdict.UNGATED) for v in (verdict, was))
        if open_now != open_then:
            what = What.OPENS if open_now else What.CLOSES
            entry = _of_rule(act, owner, what, "act", day, world)
            yield evolve(entry, last_safe=None) if open_now else entry


def _of_obligation(one: Obligation, what: What, day: date, world: World) -> Entry:
    last = one.due if one.due is not None else day - ONE_DAY
    return Entry(
        day=day,
        what=what,
        id=finding_id(world, one.rule, row_of(one.subject), one.period or ""),
        rule=one.rule,
        kind="duty",
        subject=one.subject,
        last_safe=min(last, day - ONE_DAY) if what is not What.DUE else last,
        provisional=one.provisional,
        period=one.period,
        due=one.due,
    )


def _of_target(aim: TargetResult, what: What, day: date, world: World) -> Entry:
    return Entry(
        day=day,
        what=what,
        id=finding_id(world, aim.rule, row_of(aim.subject), aim.period or ""),
        rule=aim.rule,
        kind="target",
        subject=aim.subject,
        last_safe=day if what is What.DUE else day - ONE_DAY,
        provisional=aim.provisional,
        period=aim.period,
        due=aim.due,
    )


def _of_finding(found: Finding, what: What, day: date, rung_before: int | None = None) -> Entry:
    provisional = {What.MEASURE_DUE: found.due_provisional, What.ANSWER_DUE: found.answer_due_provisional}
    entry = Entry(
        day=day,
        what=what,
        id=found.id,
        rule=found.rule,
        kind=found.kind,
        subject=found.subject,
        last_safe=day if what in provisional else day - ONE_DAY,
        provisional=provisional.get(what, False),
        period=found.period,
        rung_before=rung_before,
    )
    return _with_measure(entry, found)


def _with_measure(entry: Entry, found: Finding) -> Entry:
    due = found.answer_due if entry.what in (What.ANSWER_DUE, What.UNANSWERED) else found.due
    return evolve(entry, rung=found.rung, measure=found.measure, due=due if due is not None else entry.due)


def _of_rule(name: str, row: Row, what: What, kind: str, day: date, world: World) -> Entry:
    return Entry(
        day=day,
        what=what,
        id=finding_id(world, name, row),
        rule=name,
        kind=kind,
        subject=world.subject(row),
        last_safe=day - ONE_DAY,
    )
