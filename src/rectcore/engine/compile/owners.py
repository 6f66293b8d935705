"""Tasks, units and plans as compiled conditions see them: the card, and the events by kind, as they stand.

Only plain ones: where a row was refused, corrected, withdrawn or amended, what is known depends on when it was, and
the reference evaluator is asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Any

from attrs import define, field

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import Judgement, Rule, Rulebook
from rectcore.check.vocabulary import Clock, Entity
from rectcore.engine.compile.natives import (
    last_day,
    later_by_days,
    later_by_months,
    later_by_working_days,
    new_last_day,
)
from rectcore.engine.reference.instances import periods
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.task_fields import STAGES
from rectcore.engine.reference.world import watermark
from rectcore.model.calendar import Calendar
from rectcore.model.duration import SpanUnit
from rectcore.model.events import AMENDMENT, CORRECTION, WITHDRAWAL, Event, Subject
from rectcore.model.facts import NONE, Invalid
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.period import Period, PeriodKind
from rectcore.model.signoff import holds_post
from rectcore.model.task import Task
from rectcore.model.unit import Unit

CHANGES = frozenset({CORRECTION, WITHDRAWAL, AMENDMENT})
NO_EVENTS: tuple[Event, ...] = ()
SURE = date.min
"""The day before which no event is left out for a reopening."""


class NotTold(Exception):  # noqa: N818 - no error: the reference evaluator is asked
    """Something is not known, or not plain."""


@define(eq=False, slots=False)
class Facts:
    """A ledger as known on a day, with the plain owners in it."""

    rulebook: Rulebook
    ledger: Ledger
    calendar: Calendar
    known_at: date
    _owners: dict[tuple[str, str], Owner | None] = field(factory=dict, init=False)
    _holders: dict[Any, bool | None] = field(factory=dict, init=False)
    _marks: dict[Any, date] = field(factory=dict, init=False)
    _several: dict[Any, tuple[date, ...]] = field(factory=dict, init=False)
    _kept: dict[tuple[int, str], dict[Any, Any]] = field(factory=dict, init=False)
    _periods: dict[Any, tuple[Period, ...]] = field(factory=dict, init=False)
    _calendars: dict[date, Calendar] = field(factory=dict, init=False)

    @cached_property
    def first_day(self) -> date | None:
        """The first day of the ledger."""
        return self.ledger.first_day(self.known_at)

    def owner(self, entity: str, id_: str) -> Owner | None:
        """A task, unit or plan; None where it is not plain."""
        key = (entity, id_)
        if key not in self._owners:
            self._owners[key] = self.once(entity, id_)
        return self._owners[key]

    def once(self, entity: str, id_: str) -> Owner | None:
        """The same, not kept: for whoever asks of each one only once."""
        card: Task | Unit | Plan | None
        if entity == "Task":
            card = self.ledger.task(id_)
        elif entity == "Unit":
            card = self.ledger.unit(id_)
        else:
            card = self.ledger.plan
        assert card is not None, (entity, id_)
        subject = Subject(SUBJECT_KINDS[entity], id_)
        if self.ledger.refusals and self.ledger.refusals_of(subject):
            return None
        opened = card.opened if isinstance(card, Task) else date.min
        events: dict[str, list[Event]] = {}
        known = self.known_at
        for event in self.ledger.events_of(subject):
            kind = event.kind
            if kind in CHANGES:
                return None
            if event.recorded <= known and event.on >= opened:
                if kind in events:
                    events[kind].append(event)
                else:
                    events[kind] = [event]
        return Owner(self, entity, id_, card, events)

    def kept(self, of: object, what: str) -> dict[Any, Any]:
        """What a compiled rule has looked up that is the same for every owner."""
        return self._kept.setdefault((id(of), what), {})

    def periods(self, every: PeriodKind, start: date, day: date, *, included: bool) -> tuple[Period, ...]:
        """The periods from a day on, or with the one that holds it, that have begun by another."""
        first = Period.containing(every, start)
        key = (first, included or first.first == start, day)
        if key not in self._periods:
            found = takewhile(lambda p: p.first <= day, periods(every, start, included=included))
            self._periods[key] = tuple(p for p in found if isinstance(p, Period))
        return self._periods[key]

    def calendar_on(self, known_at: date) -> Calendar:
        """The calendar with the notices published by a day."""
        if known_at not in self._calendars:
            self._calendars[known_at] = self.calendar.known_on(known_at)
        return self._calendars[known_at]

    def mark(self, kind: str, known_at: date) -> date:
        """The day up to which absence of events of a kind says something; the first day of all where it never does."""
        key = (kind, known_at)
        if key not in self._marks:
            mark = watermark(self.ledger, self.rulebook.vocabulary[kind], known_at)
            self._marks[key] = date.min if mark is None else mark
        return self._marks[key]

    def marks(self, kinds: tuple[str, ...], known_at: date) -> tuple[date, ...]:
        """The same for several kinds."""
        key = (kinds, known_at)
        found = self._several.get(key)
        if found is None:
            found = self._several[key] = tuple(self.mark(kind, known_at) for kind in kinds)
        return found

    def holds(self, unit: str, post: str, person: str, day: date) -> bool | None:
        """Whether a person held a post of a unit on a day; None where nobody is on record."""
        key = (unit, post, person, day)
        if key not in self._holders:
            found = holds_post(self.ledger, unit, post, person, day)
            self._holders[key] = found if isinstance(found, bool) else None
        return self._holders[key]


@define(eq=False)
class Owner:
    """A plain task, unit or plan: its card, and its events by kind in the order of the ledger."""

    facts: Facts
    entity: str
    id: str
    card: Any
    events: Mapping[str, list[Event]]
    owed: dict[Any, Any] = field(factory=dict, init=False, repr=False)
    _turns: dict[tuple[str, ...], list[date]] = field(factory=dict, init=False, repr=False)

    def first_day(self, rule: Rule, event: Event | None) -> date | None:
        """The first day a rule looks at it, or at an event of it; None where it never does."""
        if event is not None:
            return counted_day(self.facts.rulebook.vocabulary[event.kind], event)
        card = self.card
        if isinstance(card, Task):
            return card.opened
        if isinstance(card, Plan):
            return card.issued
        return rule.in_force.first or self.facts.rulebook.in_force.first or self.facts.first_day

    def same(self, kinds: tuple[str, ...], day: date) -> tuple[date, date]:
        """The first and the last day around one on which the same events of these kinds are there."""
        turns = self._turns.get(kinds)
        if turns is None:
            if self.events.keys().isdisjoint(kinds):
                return date.min, date.max
            turns = self._turns[kinds] = sorted(set(self._days(kinds)))
        place = bisect_right(turns, day)
        first = turns[place - 1] if place else date.min
        return first, turns[place] - ONE_DAY if place < len(turns) else date.max

    def _days(self, kinds: tuple[str, ...]) -> Iterator[date]:
        for kind in kinds:
            for event in self.events.get(kind, NO_EVENTS):
                yield event.on
                until = event.fields.get("until") if kind == "suspension" else None
                if isinstance(until, date) and until < date.max:
                    yield until + ONE_DAY

    # -- what follows from events: as seen on a day, known on a day, without one of them ---------------------------

    def _seen(self, kind: str, day: date, known: date, without: Event | None) -> list[Event]:
        return [e for e in self.events.get(kind, NO_EVENTS) if e.on <= day and e.recorded <= known and e is not without]

    def status(self, day: date, known: date, without: Event | None = None) -> str:
        """`open`, `closed` or `suspended`."""
        events = self.events
        if "closure" in events:
            latest = None
            for event in (*events["closure"], *events.get("reopening", NO_EVENTS)):
                if event.on <= day and event.recorded <= known and event is not without:
                    key = (event.on, event.recorded, event.kind == "reopening")
                    latest = key if latest is None or key > latest else latest
            if latest is not None and not latest[2]:
                return "closed"
        if "suspension" in events:
            for event in self._seen("suspension", day, known, without):
                until = event.fields.get("until")
                if not isinstance(until, date) or day <= until:
                    return "suspended"
        return "open"

    def current_deadline(self, day: date, known: date, without: Event | None = None) -> Any:
        """The day of the last extension granted, else the deadline on the card."""
        if "extension" in self.events:
            granted = [e for e in self._seen("extension", day, known, without) if e.fields.get("granted") is not False]
            if granted:
                last = max(granted, key=lambda e: (e.on, e.recorded, e.id))
                return new_last_day_of(last) if last.fields.get("granted") is True else None
        return last_day(self.card.deadline)

    def progress(self, day: date, known: date, without: Event | None = None, since: date = SURE) -> Any:
        """What the last report says that names a progress, as it stands there; None where none does."""
        last = None
        for event in self.events.get("report", NO_EVENTS):
            if event.on > day or event.recorded > known or event is without or event.on < since:
                continue
            if event.fields.get("progress") is None:
                continue
            key = (event.on, max(event.on, event.recorded), event.id)
            if last is None or key > last[0]:
                last = (key, event)
        return last[1].fields["progress"] if last is not None else None

    def stage(self, day: date, known: date, without: Event | None = None) -> str:
        """How far the task has come since it was opened, or last reopened."""
        status = self.status(day, known, without)
        again = max((e.on for e in self._seen("reopening", day, known, without)), default=None)
        stage = "registered"
        for kind, name in STAGES:
            if kind in ("closure", "filing") and status != "closed":
                continue
            for event in self._seen(kind, day, known, without):
                passed = not (kind == "acceptance" and event.fields.get("result") == "failed")
                if passed and (again is None or event.on >= again):
                    stage = name
        return stage

    def judged(
        self,
        judgement: Judgement,
        territory: Any,
        valid_for: Any,
        day: date,
        known: date = date.max,
        without: Event | None = None,
        since: date = SURE,
    ) -> bool | None:
        """What the latest judgement on a term says, by somebody entitled, while it holds; None where that is open."""
        latest: list[Event] = []
        for event in self._seen("judgement", day, known, without):
            if event.on < since or event.fields.get("term") not in judgement.name.all:
                continue
            right = self.by(event, judgement.decided_by, territory) if judgement.decided_by is not None else True
            if right is None:
                return None
            if right and (not latest or event.on >= latest[0].on):
                latest = [*latest, event] if latest and event.on == latest[0].on else [event]
        if not latest:
            return None
        if judgement.valid_for is not None:
            last = None if valid_for is None else self._later(latest[0].on, valid_for, judgement.valid_for[1], known)
            if last is None or day > last:
                return None
        said = {value if isinstance(value := e.fields.get("value"), bool) else None for e in latest}
        return said.pop() if len(said) == 1 else None

    def _later(self, day: date, number: Any, unit: SpanUnit, known: date) -> date | None:
        if unit is SpanUnit.DAYS:
            return later_by_days(day, number)
        if unit is SpanUnit.MONTHS:
            return later_by_months(day, number)
        return later_by_working_days(self.facts.calendar_on(known), day, number)

    def by(self, event: Event, post: str, unit: Any) -> bool | None:
        """Whether who acted held a post of a unit on the day of the act; None where that is not known."""
        person = event.person
        if person.__class__ is not str or person == "none" or unit is None or unit is NONE:
            return None
        assert isinstance(person, str)
        return self.facts.holds(unit, post, person, event.on)


def counted_day(entity: Entity, event: Event) -> date:
    """The day an event counts from: the later of its two days, or the stated one where its kind says so."""
    return event.on if entity.clock is Clock.STATED or event.on >= event.recorded else event.recorded


def new_last_day_of(extension: Event) -> Any:
    """The last day that an extension names; None where it names none that is of use."""
    raw = extension.fields.get("new_deadline")
    return None if raw is None or isinstance(raw, Invalid) else new_last_day(raw)
