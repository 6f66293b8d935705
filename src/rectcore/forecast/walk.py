"""The forecast: each task, unit and plan walked from turn to turn (section 13, and section 20, 42).

With the facts given, everything about an owner is a function of the day, and the evaluator tells for how long an answer
holds. So each owner is looked at once for every stretch of days that are alike, never for every day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import evolve

from rectcore.check.rulebook import Rulebook
from rectcore.engine.reference.changes import as_recorded_by
from rectcore.engine.reference.evaluate import OWNERS, reasons
from rectcore.engine.reference.findings import act_of, addressees
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.stretches import ONE_DAY, Stretches
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.explain.findings import finding_message
from rectcore.forecast.differences import acts, come_about, falling_due, row_of
from rectcore.forecast.entries import Entry, Forecast, What
from rectcore.forecast.look import Look, look
from rectcore.forecast.words import message_of, title_of_entry
from rectcore.model.calendar import Calendar
from rectcore.model.ledger import Feed, Ledger

_ORDER = {what: place for place, what in enumerate(What)}
_TOLD_BY_FINDING = (What.MISSED, What.RUNG_UP, What.BEGINS)


def forecast(
    rulebook: Rulebook,
    ledger: Ledger,
    calendar: Calendar,
    as_of: date,
    until: date,
    subject: str | None = None,
    *,
    daily: bool = False,
) -> Forecast:
    """Everything that will come about from `as_of` to `until`, as known at the end of `as_of`.

    The ledger is taken as complete up to each day looked at: silence then means that nothing was done.

    Args:
        rulebook: the rules.
        ledger: the facts; what was recorded after `as_of` is not seen.
        calendar: of which the notices published by `as_of` are seen.
        as_of: the first day.
        until: the last day.
        subject: the id of a task, unit or plan; None for all of them.
        daily: look at every day, for whoever doubts the short way.
    """
    world = _frozen(rulebook, ledger, calendar, as_of, until, daily=daily)
    owners = (row for kind in OWNERS for row in world.subjects(kind))
    entries = [e for row in owners if subject in (None, row.id) for e in _entries(row, as_of, until, world)]
    return Forecast(
        as_of=as_of,
        until=until,
        policy=rulebook.id,
        policy_sha256=rulebook.sha256,
        ledger=ledger.id,
        ledger_sha256=ledger.sha256,
        through=None if ledger.cut else ledger.through,
        calendar=f"{world.calendar.id} {world.calendar.version}",
        calendar_to=world.calendar.horizon,
        subject=subject,
        entries=tuple(sorted(entries, key=lambda e: (e.day, _ORDER[e.what], e.id))),
    )


def _frozen(rulebook: Rulebook, ledger: Ledger, calendar: Calendar, as_of: date, until: date, *, daily: bool) -> World:
    """The facts and working days as known at the end of `as_of`, and nothing new up to `until`."""
    kept = as_recorded_by(ledger, as_of)
    still = evolve(
        kept,
        through=until,
        feeds=[Feed(f.id, until) for f in ledger.feeds],
        refusals=[r for r in ledger.refusals if r.known_by(as_of)],
    )
    return World(rulebook, still, calendar.known_on(as_of), until, stretches=Stretches(daily=daily))


def _entries(owner: Row, as_of: date, until: date, world: World) -> Iterator[Entry]:
    before: Look | None = None
    day = as_of
    while day <= until:
        seen = world.stretches.stretch(day, partial(look, owner, day, world))
        last = min(seen.last, until)
        if before is not None:
            for entry in come_about(before, seen.answer, day, world):
                yield _told(entry, seen.answer, world)
            for entry in acts(before, seen.answer, owner, day, world):
                yield _told(entry, seen.answer, world)
        for entry in falling_due(seen.answer, day, last, world):
            yield _told(entry, seen.answer, world)
        before = seen.answer
        day = last + ONE_DAY


def _told(entry: Entry, seen: Look, world: World) -> Entry:
    """An entry with its words, and whom the measure goes to."""
    book, ledger = world.rulebook, world.ledger
    entry = evolve(entry, title=title_of_entry(entry, book))
    found = seen.findings.get(entry.id)
    if found is None:
        return evolve(entry, message=message_of(entry, book))
    row = row_of(found.subject)
    with world.stretches.aside():
        names, _ = addressees(row, act_of(found, world), env_at(world, entry.day, row))
        found = evolve(found, reasons=found.reasons or tuple(reasons(found, row, entry.day, world)))
    said = finding_message(found, book, ledger, entry.day) if entry.what in _TOLD_BY_FINDING else None
    return evolve(entry, addressees=names, message=said or message_of(entry, book))
