"""The append-only ledger: cards, units, persons, and events; what was refused of it; and how far it is complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any

from attrs import field, frozen

from rectcore.diagnostics import Diagnostic
from rectcore.model.events import CORRECTION, WITHDRAWAL, Event, Subject
from rectcore.model.facts import Fields
from rectcore.model.grown import grown
from rectcore.model.task import Task
from rectcore.model.unit import Person, Unit


@frozen
class Plan:
    """The whole: one per ledger, with the unit that issued it and the day it did."""

    id: str
    title: str | None = None
    unit: str | None = None
    issued: date | None = None
    fields: Fields = field(factory=dict, converter=dict, hash=False)


@frozen
class Feed:
    """Where events come from, and the day up to which everything that happened is in it."""

    id: str
    through: date


@frozen
class Undeclared:
    """A row as rules keep it that declare the words it was refused for.

    Args:
        event: the row.
        words: an event kind, the field of an amendment, keys of a correction; none for a row that is refused only
            because it changes such a row.
        assumed: its day of entry is the day it happened, since the file says so.
    """

    event: Event
    words: tuple[str, ...] = ()
    assumed: bool = False


@frozen
class Refusal:
    """A row that could not be kept: what is known of it, and why.

    `subject` and `kind` say whom it could be about, so that its absence convicts nobody (None: cannot be read).
    A `harmless` one, the second of two equal rows, says nothing that is not here, and makes nothing incomplete.

    Args:
        path: where the row stands in its file, such as `events[17]`.
        id: its id, if that can be read.
        target: the event it would have corrected or withdrawn, which counts neither as there nor as not there.
        field: the field it would have amended; None for any.
        on: the day from which it would have amended it; None for any.
        recorded: the day it was entered; None for any.
        undeclared: what it is to rules that know its words.
    """

    diagnostic: Diagnostic
    table: str
    subject: Subject | None = None
    kind: str | None = None
    harmless: bool = False
    path: str = ""
    id: str | None = None
    target: str | None = None
    field: str | None = None
    on: date | None = None
    recorded: date | None = None
    undeclared: Undeclared | None = None

    def known_by(self, day: date) -> bool:
        """Whether it was entered by a day, as far as can be told."""
        return self.recorded is None or self.recorded <= day

    def could_be(self, kind: str) -> bool:
        """Whether it could have been an event of that kind."""
        return not self.harmless and self.kind in (None, kind)


@frozen(slots=False)
class Ledger:
    """Everything known about a plan, in the order of entry or in any other: order of rows never matters.

    Args:
        id: names the ledger.
        timezone: of its days, such as `Asia/Shanghai`.
        through: the day up to which it is complete; None where nobody says so, and then absence says nothing.
        recorded_as_stated: the file says that rows without `recorded` were entered on the day they happened.
        refusals: the rows of the file that were not kept.
        cut: the file ended before its rows did; then absence says nothing either.

    Raises:
        ValueError: two rows with one id, an event on a subject that is not here, a correction without its target.
    """

    id: str
    timezone: str = "Asia/Shanghai"
    through: date | None = None
    plan: Plan | None = None
    units: tuple[Unit, ...] = field(default=(), converter=tuple[Unit, ...])
    persons: tuple[Person, ...] = field(default=(), converter=tuple[Person, ...])
    tasks: tuple[Task, ...] = field(default=(), converter=tuple[Task, ...])
    events: tuple[Event, ...] = field(default=(), converter=tuple[Event, ...], repr=False)
    feeds: tuple[Feed, ...] = field(default=(), converter=tuple[Feed, ...])
    recorded_as_stated: bool = False
    assumed_recorded: tuple[str, ...] = field(default=(), converter=tuple[str, ...], repr=False)
    refusals: tuple[Refusal, ...] = field(default=(), converter=tuple[Refusal, ...], repr=False)
    diagnostics: tuple[Diagnostic, ...] = field(default=(), converter=tuple[Diagnostic, ...], repr=False)
    given: int | None = None
    cut: bool = False
    sha256: str | None = None

    def __attrs_post_init__(self) -> None:
        for name, rows in (
            ("unit", self.units),
            ("person", self.persons),
            ("task", self.tasks),
            ("event", self.events),
        ):
            seen: set[str] = set()
            for row in rows:
                if row.id in seen:
                    raise ValueError(f"two {name} rows have the id {row.id!r}")
                seen.add(row.id)
        for event in self.events:
            self._check(event)

    def _check(self, event: Event) -> None:
        if not self.has(event.subject):
            raise ValueError(f"event {event.id!r} is about {event.subject}, which is not in the ledger")
        if event.kind in (CORRECTION, WITHDRAWAL):
            self._check_target(event)

    def _check_target(self, event: Event) -> None:
        seen = {event.id}
        at = event
        while at.kind in (CORRECTION, WITHDRAWAL):
            if at.target is None or at.target not in self._events:
                raise ValueError(f"{at.kind} {at.id!r} names {at.target!r}, which is not in the ledger")
            at = self._events[at.target]
            if at.id in seen:
                raise ValueError(f"{event.kind} {event.id!r} changes itself in a circle")
            seen.add(at.id)

    @property
    def kept(self) -> int:
        """The number of rows in the ledger: units, persons, tasks and events."""
        return len(self.units) + len(self.persons) + len(self.tasks) + len(self.events)

    @cached_property
    def _units(self) -> Mapping[str, Unit]:
        return {u.id: u for u in self.units}

    @cached_property
    def _tasks(self) -> Mapping[str, Task]:
        return {t.id: t for t in self.tasks}

    @cached_property
    def _events(self) -> Mapping[str, Event]:
        return {e.id: e for e in self.events}

    @cached_property
    def _persons(self) -> Mapping[str, Person]:
        return {p.id: p for p in self.persons}

    @cached_property
    def _by_subject(self) -> Mapping[tuple[str, str], tuple[Event, ...]]:
        found: dict[tuple[str, str], list[Event]] = {}  # by plain words: a `Subject` takes five times as long to find
        for event in self.events:
            subject = event.subject
            key = (subject.kind, subject.id)
            if key in found:
                found[key].append(event)
            else:
                found[key] = [event]
        return {key: tuple(events) for key, events in found.items()}

    def unit(self, id: str) -> Unit | None:  # noqa: A002 - the word of the file
        """The unit of that id."""
        return self._units.get(id)

    def task(self, id: str) -> Task | None:  # noqa: A002
        """The task or petition of that id."""
        return self._tasks.get(id)

    def person(self, id: str) -> Person | None:  # noqa: A002
        """The person of that id."""
        return self._persons.get(id)

    def event(self, id: str) -> Event | None:  # noqa: A002
        """The event of that id, as first recorded."""
        return self._events.get(id)

    def has(self, subject: Subject) -> bool:
        """Whether a task, unit or plan of that name is here."""
        if subject.kind == "task":
            return subject.id in self._tasks
        if subject.kind == "unit":
            return subject.id in self._units
        return subject.kind == "plan" and self.plan is not None and self.plan.id == subject.id

    def events_of(self, subject: Subject) -> tuple[Event, ...]:
        """All rows about a subject, corrections and withdrawals included."""
        return self._by_subject.get((subject.kind, subject.id), ())

    def with_events(self, events: Iterable[Event]) -> Ledger:
        """A ledger with these events added; the old one stays as it is.

        It takes over what the old one has looked up so far, so that a ledger to which single events are added is not
        gone through again for each of them. The digest of a file is no longer its own.

        Raises:
            ValueError: as for the ledger.
        """
        added = tuple(events)
        ids: dict[str, Event] = {}
        subjects: dict[tuple[str, str], tuple[Event, ...]] = {}
        for event in added:
            if event.id in ids or event.id in self._events:
                raise ValueError(f"two event rows have the id {event.id!r}")
            ids[event.id] = event
            key = (event.subject.kind, event.subject.id)
            subjects[key] = (*subjects.get(key, self.events_of(event.subject)), event)
        new = self._like(events=(*self.events, *added))
        vars(new).update(_events=grown(self._events, ids), _by_subject=grown(self._by_subject, subjects))
        if any(refusal.target in ids for refusal in self.refusals):
            vars(new).pop("_refusals", None)
        for event in added:
            new._check(event)
        return new

    def complete_to(self, through: date, feed: str = "ledger") -> Ledger:
        """The ledger, said to be complete up to a day; of one feed only, where one is named."""
        if feed == "ledger":
            return self._like(through=through)
        return self._like(feeds=(*(f for f in self.feeds if f.id != feed), Feed(feed, through)))

    def _like(self, **changes: Any) -> Ledger:
        """The same with some fields changed that no look-up rests on; what has been looked up is kept."""
        new = copy(self)
        vars(new).update(changes, sha256=None)
        return new

    def first_day(self, known_at: date) -> date | None:
        """The earliest day on its cards; where they bear none, the earliest of the events entered by `known_at`."""
        plan = self.plan
        cards = [t.opened for t in self.tasks] + ([plan.issued] if plan and plan.issued else [])
        events = (e.on for e in self.events if e.recorded <= known_at)
        return min(cards, default=None) or min(events, default=None)

    def watermark(self, feed: str, known_at: date) -> date | None:
        """The day up to which `feed` is complete as known on `known_at`; the feed `ledger` is the file itself."""
        if self.cut:
            return None
        stated = [f.through for f in self.feeds if f.id == feed]
        if feed == "ledger" and self.through is not None:
            stated.append(self.through)
        return min(known_at, max(stated)) if stated else None

    @cached_property
    def _refusals(self) -> Mapping[Subject, tuple[Refusal, ...]]:
        found: dict[Subject, list[Refusal]] = defaultdict(list)
        for refusal in self.refusals:
            target = self._events.get(refusal.target or "")
            subjects = {refusal.subject, target.subject if target is not None else None} - {None}
            for subject in subjects if not refusal.harmless else ():
                assert subject is not None
                found[subject].append(refusal)
        return {subject: tuple(refusals) for subject, refusals in found.items()}

    @cached_property
    def _doubts(self) -> Mapping[str, tuple[Refusal, ...]]:
        found: dict[str, list[Refusal]] = defaultdict(list)
        for refusal in self.refusals:
            if refusal.target is not None and not refusal.harmless:
                found[refusal.target].append(refusal)
        return {id_: tuple(refusals) for id_, refusals in found.items()}

    @cached_property
    def _refusals_by_path(self) -> Mapping[str, Refusal]:
        return {r.path: r for r in self.refusals if r.path}

    def refusal(self, path: str) -> Refusal | None:
        """The refused row that stands at a place of the file."""
        return self._refusals_by_path.get(path)

    def refusals_of(self, subject: Subject) -> tuple[Refusal, ...]:
        """The refused rows that could be about a subject, or would change an event of it."""
        return self._refusals.get(subject, ())

    def refused(self, subject: Subject, kind: str, known_at: date = date.max) -> bool:
        """Whether a refused row, entered by `known_at`, could have been an event of that kind on that subject."""
        return any(r.could_be(kind) and r.known_by(known_at) for r in self.refusals_of(subject))

    def in_doubt(self, id: str, known_at: date) -> bool:  # noqa: A002
        """Whether a refused row, entered by `known_at`, would have corrected or withdrawn the event of that id."""
        return any(r.known_by(known_at) for r in self._doubts.get(id, ()))
