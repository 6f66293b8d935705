"""A duty whose periods are due on the same days for everybody: a table of them, and no order of events to be kept."""

from __future__ import annotations

from datetime import date

from attrs import define

from rectcore.check.vocabulary import Clock
from rectcore.engine.compile.functions import Compiled
from rectcore.engine.compile.owed import Instance, Owed, Stands
from rectcore.engine.compile.owners import NO_EVENTS, NotTold, Owner
from rectcore.engine.results import State
from rectcore.model.calendar import DueDay
from rectcore.model.events import Event
from rectcore.model.period import Period, PeriodKind


@define(eq=False)
class _Row:
    """A period with its first and last day, and when it is due."""

    first: date
    last: date
    due: DueDay
    instance: Instance


class _During:
    """Whether a duty applies on a day, kept for the days on which it is the same."""

    __slots__ = ("condition", "first", "last", "owner", "value")

    def __init__(self, condition: Compiled | None, owner: Owner) -> None:
        self.condition, self.owner = condition, owner
        self.value, self.first, self.last = condition is None, date.min, date.max if condition is None else date.min

    def throughout(self, first: date, last: date) -> bool:
        """Whether it applies on each of these days; false where it does not, or that is not so easily told."""
        return self.at(first) and last <= self.last

    def at(self, day: date) -> bool:
        if self.first <= day <= self.last:
            return self.value
        assert self.condition is not None
        found = self.condition.stretch(self.owner, day, x=None, rules_day=day, period=None)
        if found is None:
            raise NotTold
        self.value, self.first, self.last = found
        return self.value


def by_period(owed: Owed, owner: Owner, day: date) -> list[Stands] | None:
    """Where every instance that has begun by a day stands; None where an event names no period."""
    start = owner.first_day(owed.duty, None)
    if owner.entity != owed.duty.entity or start is None or start > day:
        return []
    rows = _table(owed, owner, start, day)
    applies = _During(owed.during, owner)
    always = applies.throughout(start, day)
    best = _first_to_serve(owed, owner, rows, applies, day, always=always)
    if best is None:
        return None
    found = []
    for first, row in rows.items():
        by, last = best.get(first), row.due.day
        if by is not None and by[1] <= last:
            state = State.FULFILLED
        elif not (always or (applies.at(min(row.last, day)) and applies.at(min(last, day)))):
            state, by = State.NOT_REQUIRED, None
        elif day <= last:
            state, by = State.PENDING, None
        elif not owed.sure_to_be_missed(owner, row.due):
            raise NotTold
        else:
            state = State.LATE if by is not None else State.MISSED
        found.append(Stands(row.instance, row.due, state, by))
    return found


def _first_to_serve(
    owed: Owed, owner: Owner, rows: dict[date, _Row], applies: _During, day: date, *, always: bool
) -> dict[date, tuple[Event, date]] | None:
    """The first event that serves each period, with the day it counts from; None where one names no period."""
    best: dict[date, tuple[Event, date]] = {}
    (named,) = owed.named
    every, stated = owed.duty.every, owed.kind.clock is Clock.STATED
    for event in owner.events.get(owed.by.entity, NO_EVENTS):
        counted = event.on
        if counted > day:
            continue
        covers = event.fields.get(named)
        if covers.__class__ is not Period:
            return None
        row = rows.get(covers.first)
        if row is None or covers.kind is not every:
            continue
        if not stated and event.recorded > counted:
            counted = event.recorded
        if not row.first <= counted <= day:
            continue
        other = best.get(row.first)
        if other is not None and (other[1], other[0].on, other[0].id) < (counted, event.on, event.id):
            continue
        if not (owed.any_will_do or owed.meets(owner, row.instance, event)):
            continue
        if always or (applies.at(min(row.last, counted)) and applies.at(min(row.due.day, counted))):
            best[row.first] = event, counted
    return best


def _table(owed: Owed, owner: Owner, start: date, day: date) -> dict[date, _Row]:
    """The periods of everybody who began on the same day, by their first, with their due days."""
    facts, duty = owner.facts, owed.duty
    assert isinstance(duty.every, PeriodKind)
    tables = facts.kept(owed, "periods")
    if (start, day) not in tables:
        tables[start, day] = {
            period.first: _row(owed, owner, period)
            for period in facts.periods(duty.every, start, day, included=False)
            if period.first in facts.rulebook.in_force and period.first in duty.in_force
        }
    found: dict[date, _Row] = tables[start, day]
    return found


def _row(owed: Owed, owner: Owner, period: Period) -> _Row:
    rows = owner.facts.kept(owed, "rows")
    if period.first not in rows:
        one = Instance(period.first, period)
        due = owed.due(owner, one, period.first)
        assert due is not None, "what a period is due by is a day"
        rows[period.first] = _Row(period.first, period.last, due, one)
    found: _Row = rows[period.first]
    return found
