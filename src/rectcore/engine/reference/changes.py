"""The next day on which anything about a subject differs, nothing new being recorded (section 20, 42)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from attrs import evolve

from rectcore.check.rulebook import Rulebook
from rectcore.engine.reference.conditions import notice_run, standing_run
from rectcore.engine.reference.duties import obligations
from rectcore.engine.reference.evaluate import answered_findings
from rectcore.engine.reference.findings import subjects_under
from rectcore.engine.reference.gates import decide
from rectcore.engine.reference.rungs import stands
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.targets import aim
from rectcore.engine.reference.world import World
from rectcore.engine.results import State
from rectcore.engine.trace import Row
from rectcore.model.calendar import Calendar
from rectcore.model.ledger import Feed, Ledger

HORIZON = timedelta(3 * 366)


def next_change(rulebook: Rulebook, ledger: Ledger, calendar: Calendar, row: Row, day: date) -> date | None:
    """The first later day on which a state, rung, measure or due day of `row` differs; None within three years.

    The ledger is taken as complete up to each day looked at: silence then means that nothing was done.
    """
    last = day + HORIZON
    feeds = [Feed(f.id, last) for f in ledger.feeds]
    told = calendar.known_on(day)
    world = World(rulebook, evolve(as_recorded_by(ledger, day), through=last, feeds=feeds), told, last)
    now = world.stretches.stretch(day, partial(standing_of, world, row, day))
    at = now
    while at.last < last:
        later = at.last + ONE_DAY
        at = world.stretches.stretch(later, partial(standing_of, world, row, later))
        if at.answer != now.answer:
            return later
    return None


def as_recorded_by(ledger: Ledger, day: date) -> Ledger:
    """The ledger as it stood at the end of a day: what was recorded later is not in it."""
    kept = [e for e in ledger.events if e.recorded <= day]
    while True:
        known = {e.id for e in kept}
        standing = [e for e in kept if e.target is None or e.target in known]
        if len(standing) == len(kept):
            return evolve(ledger, events=kept)
        kept = standing


def standing_of(world: World, row: Row, day: date) -> Any:
    """Everything about a subject on a day that a change could be a change of."""
    book = world.rulebook
    owed = [
        (o.key, o.state, o.due)
        for duty in book.duties
        for o in obligations(duty, row, day, world)
        if o.state is not State.NOT_REQUIRED
    ]
    conditions = [
        (rule.id, one, (standing_run(rule, one, day, world)).state)
        for rule in book.standings
        for one in subjects_under(rule.entity, row, day, world)
    ]
    notices = [
        (rule.id, one, (notice_run(rule, one, day, world)).state)
        for rule in book.notices
        for one in subjects_under(rule.entity, row, day, world)
    ]
    targets = [(rule.id, aim(rule, row, day, world).state) for rule in book.targets if rule.entity == row.entity]
    rungs = [
        (ladder.id, one, stands(ladder, one, day, world)[0])
        for ladder in book.ladders
        if ladder.by_condition
        for one in subjects_under(ladder.entity, row, day, world)
    ]
    acts = sorted({g.act for g in book.gates if g.entity == row.entity})
    gates = [(act, decide(act, row, day, world, known_at=day).state) for act in acts]
    found = []
    for finding in answered_findings(row, day, world):
        for last in (finding.due, finding.answer_due):
            if last is not None:
                world.stretches.turns_after(day, last)
        place = (finding.measure, finding.rung, finding.rung_hi)
        done = (finding.acted_on, finding.overdue(day), finding.answer, finding.unanswered(day))
        found.append((finding.id, finding.episode, *place, finding.due, *done))
    return owed, conditions, notices, targets, rungs, gates, found
