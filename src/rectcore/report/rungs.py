"""The rungs that an item climbed: measures taken, called for, and those it passed on the way up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from rectcore.check.rulebook import Ladder, LadderStep
from rectcore.engine.reference.conditions import nth_day
from rectcore.engine.reference.expressions import length, value
from rectcore.engine.reference.instances import env_at
from rectcore.engine.results import Finding, Obligation
from rectcore.engine.trace import Row
from rectcore.explain.facts import ENTITY_OF
from rectcore.model.escalation import COMMENDATION, severity
from rectcore.model.events import Event
from rectcore.report.axis import Axis
from rectcore.report.matter import Matter

_ROOM: Final = 17
"""The units of a timeline that a measure with its number takes."""


@frozen
class Rung:
    """A measure at its place; `level` is its place in the order, 1 the mildest, `+` praise.

    `how`: `taken`; `called` for and not yet taken; `passed`, when the item stood on it before it climbed on.
    """

    x: int
    level: str
    how: str


def rungs(
    events: Iterable[Event], findings: Iterable[Finding], owed: Iterable[Obligation], axis: Axis, matter: Matter
) -> tuple[Rung, ...]:
    """The measures of an item at their days; those that would lie over one another are one."""
    further = matter.names.further_measures
    every = list(owed)
    taken = [e for e in events if _is_measure(e.kind, further)]
    found = {(axis.x(e.on), _level(e.kind, further), "taken") for e in taken}
    for finding in findings:
        if finding.measure is not None and finding.acted_on is None and _is_measure(finding.measure, further):
            found.add((axis.x(finding.since), _level(finding.measure, further), "called"))
        for measure, day in _passed(finding, every, matter):
            if not any(e.kind == measure and e.on >= day for e in taken):
                found.add((axis.x(day), _level(measure, further), "passed"))
    return tuple(_apart(Rung(*one) for one in sorted(found, key=lambda r: (r[2], r[0], r[1]))))


def _is_measure(kind: str, further: tuple[str, ...]) -> bool:
    return severity(kind, further) >= 0 or kind == COMMENDATION


def _level(measure: str, further: tuple[str, ...]) -> str:
    return str(severity(measure, further) + 1) if measure != COMMENDATION else "+"


def _apart(found: Iterable[Rung]) -> Iterator[Rung]:
    """Those that would lie over one another become one, on the harshest level of them."""
    last: Rung | None = None
    for rung in found:
        if last is not None and rung.how == last.how and rung.x - last.x < _ROOM:
            last = Rung(last.x, max(last.level, rung.level), last.how)
            continue
        if last is not None:
            yield last
        last = rung
    if last is not None:
        yield last


def _passed(finding: Finding, owed: list[Obligation], matter: Matter) -> Iterator[tuple[str, date]]:
    """The measure of each lower rung with the day on which it was reached, where that can be told."""
    if finding.ladder is None or finding.rung is None or finding.rung < 2:
        return
    ladder: Ladder = matter.rulebook.ladder(finding.ladder)
    row = Row(ENTITY_OF.get(finding.subject.kind, finding.subject.kind), finding.subject.id)
    counted = _days_counted(finding, owed)
    for step in ladder.steps[: finding.rung - 1]:
        day = _reached(step, counted, finding, row, matter)
        if day is not None and day < finding.since:
            yield step.act.measure, day


def _days_counted(finding: Finding, owed: list[Obligation]) -> list[date]:
    """The day after each due day that the ladder counted, in order."""
    names = set(finding.counted)
    due = [o.due for o in owed if o.due is not None and f"{o.subject.id}/{o.period}" in names]
    return sorted(day + timedelta(1) for day in due if day < date.max)


def _reached(step: LadderStep, counted: list[date], finding: Finding, row: Row, matter: Matter) -> date | None:
    env = env_at(matter.world, matter.day, row)
    if step.count is not None:
        number = value(step.count, env)
        return counted[int(number) - 1] if isinstance(number, int) and 0 < number <= len(counted) else None
    if step.after is not None:
        day = nth_day(length(step.after, env), finding.episode, matter.day, matter.world)
        return day if isinstance(day, date) else None
    return None
