"""From events to what holds on a day, as known on another.

An event exists when it happened by the as-of day and was recorded by the known-at day. Corrections and withdrawals
count from their recording, whatever day they name. An event that a refused correction or withdrawal names is as good as
refused itself: it is not there, and the ledger is not complete without it (`Ledger.refused`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from rectcore.model.deadline import Deadline
from rectcore.model.events import CORRECTION, OWN_FIELDS, WITHDRAWAL, Event, Subject
from rectcore.model.facts import Absent, Invalid, Unknown, Why
from rectcore.model.ledger import Ledger
from rectcore.model.task import Task


@frozen
class Version:
    """An event as it stood from the recording of a correction on."""

    event: Event
    recorded: date


@frozen
class KnownEvent:
    """An event as known: its latest version, all in order of recording, and the fields two corrections disagree on."""

    event: Event
    versions: tuple[Version, ...] = field(hash=False)
    contradictory: frozenset[str] = frozenset()

    @property
    def counted(self) -> date:
        """The later of the day it happened and the day it was first recorded."""
        return max(self.event.on, self.versions[0].recorded)

    @property
    def order(self) -> tuple[date, date, str]:
        """Where it stands among others: counted day, day it happened, id."""
        return (self.counted, self.event.on, self.event.id)


def known_events(ledger: Ledger, subject: Subject, as_of: date, known_at: date) -> tuple[KnownEvent, ...]:
    """The events of a subject that exist for a verdict on `as_of` as known on `known_at`, in order.

    Withdrawn events, those that are in doubt, and those dated before their task was opened, are left out.
    """
    rows = [e for e in ledger.events_of(subject) if e.recorded <= known_at]
    standing = _standing(rows, ledger, known_at)
    corrections: dict[str, list[Event]] = {}
    doubted: set[str] = set()
    for row in rows:
        if row.kind == CORRECTION and standing[row.id] is not False:
            root = _root(ledger, row).id
            corrections.setdefault(root, []).append(row)
            if standing[row.id] is None:
                doubted.add(root)
    known = [
        _corrected(row, corrections.get(row.id, []))
        for row in rows
        if row.kind not in (CORRECTION, WITHDRAWAL) and standing[row.id] and row.id not in doubted
    ]
    opened = _opened(ledger, subject)
    kept = [k for k in known if k.event.on <= as_of and (opened is None or k.event.on >= opened)]
    return tuple(sorted(kept, key=lambda k: k.order))


def before_opening(ledger: Ledger, subject: Subject, known_at: date) -> tuple[Event, ...]:
    """The events dated before their task was opened; they are kept, and no rule sees them."""
    opened = _opened(ledger, subject)
    if opened is None:
        return ()
    rows = [e for e in ledger.events_of(subject) if e.recorded <= known_at]
    standing = _standing(rows, ledger, known_at)
    found = [e for e in rows if standing[e.id] and e.kind not in (CORRECTION, WITHDRAWAL) and e.on < opened]
    return tuple(sorted(found, key=lambda e: e.id))


def _opened(ledger: Ledger, subject: Subject) -> date | None:
    task = ledger.task(subject.id) if subject.kind == "task" else None
    return task.opened if task else None


def _standing(rows: list[Event], ledger: Ledger, known_at: date) -> dict[str, bool | None]:
    """Whether each row stands after withdrawals, which may themselves be withdrawn; None where that is in doubt."""
    withdrawals: dict[str | None, list[Event]] = {}
    for row in rows:
        if row.kind == WITHDRAWAL:
            withdrawals.setdefault(row.target, []).append(row)

    def stands(row: Event) -> bool | None:
        against = [stands(w) for w in withdrawals.get(row.id, [])]
        if True in against:
            return False
        return None if None in against or ledger.in_doubt(row.id, known_at) else True

    return {row.id: stands(row) for row in rows}


def _root(ledger: Ledger, row: Event) -> Event:
    while row.kind == CORRECTION:
        target = ledger.event(row.target or "")
        assert target is not None
        row = target
    return row


def _corrected(event: Event, corrections: list[Event]) -> KnownEvent:
    versions = [Version(event, event.recorded)]
    contradictory: set[str] = set()
    for day in sorted({c.recorded for c in corrections}):
        same_day = [c for c in corrections if c.recorded == day]
        changed: dict[str, Any] = {}
        clash: set[str] = set()
        for correction in sorted(same_day, key=lambda c: c.id):
            for name, value in correction.changes.items():
                if name in changed and changed[name] != value:
                    clash.add(name)
                changed[name] = value
        contradictory = (contradictory - set(changed)) | clash
        versions.append(Version(_apply(versions[-1].event, changed), max(day, event.recorded)))
    return KnownEvent(versions[-1].event, tuple(versions), frozenset(contradictory))


def _apply(event: Event, changes: dict[str, Any]) -> Event:
    own = {name: value for name, value in changes.items() if name in OWN_FIELDS}
    rest = {name: value for name, value in changes.items() if name not in OWN_FIELDS}
    return evolve(event, **own, fields={**event.fields, **rest})


def status(ledger: Ledger, task: Task, events: Iterable[KnownEvent], as_of: date) -> str | Unknown:
    """`open`, `closed` or `suspended` on a day (language note, section 20, 40).

    A refused closure, reopening or suspension makes it unknown.
    """
    subject = Subject("task", task.id)
    for kind in ("closure", "reopening", "suspension"):
        if ledger.refused(subject, kind):
            return Unknown.because(Why.INCOMPLETE, "status", task.id)
    latest: KnownEvent | None = None
    suspended = False
    for known in events:
        kind = known.event.kind
        if kind in ("closure", "reopening") and (latest is None or supersedes(known, latest)):
            latest = known
        elif kind == "suspension":
            suspended = suspended or _runs(known.event, as_of)
    if latest is not None and latest.event.kind == "closure":
        return "closed"
    return "suspended" if suspended else "open"


def supersedes(one: KnownEvent, other: KnownEvent) -> bool:
    """Whether `one` holds over `other`: the later day, then the later recording, then the reopening."""

    def key(known: KnownEvent) -> tuple[date, date, bool]:
        return (known.event.on, known.versions[0].recorded, known.event.kind == "reopening")

    return key(one) >= key(other)


def _runs(suspension: Event, as_of: date) -> bool:
    until = suspension.fields.get("until")
    return not isinstance(until, date) or as_of <= until


def reopened(events: Iterable[KnownEvent]) -> date | None:
    """The day of the last reopening; None where there was none."""
    days = [k.event.on for k in events if k.event.kind == "reopening"]
    return max(days, default=None)


def current_deadline(ledger: Ledger, task: Task, events: Iterable[KnownEvent]) -> date | Absent | Unknown:
    """The day of the last extension granted, else the deadline on the card (section 20, 10)."""
    if ledger.refused(Subject("task", task.id), "extension"):
        return Unknown.because(Why.INCOMPLETE, "current_deadline", task.id)
    extensions = sorted(
        (k for k in events if k.event.kind == "extension" and k.event.fields.get("granted") is not False),
        key=lambda k: (k.event.on, k.versions[0].recorded, k.event.id),
    )
    if extensions:
        last = extensions[-1]
        new = deadline_day(last.event.fields.get("new_deadline"), "new_deadline", last.event.id)
        unsure = last.event.fields.get("granted") is not True or "new_deadline" in last.contradictory
        return Unknown.because(Why.NOT_GIVEN, "granted", last.event.id) if unsure else new
    return deadline_day(task.deadline, "deadline", task.id)


def deadline_day(value: object, what: str, of: str) -> date | Absent | Unknown:
    """The last day a deadline names; `NONE` for one that is known not to exist or holds for good."""
    if isinstance(value, Deadline):
        if value.last_day is not None:
            return value.last_day
        return Absent.NONE if value.kind.value == "long_term" else Unknown.because(Why.NOT_GIVEN, what, of)
    if isinstance(value, date | Absent):
        return value
    why = Why.INVALID if isinstance(value, Invalid) else Why.NOT_GIVEN
    return Unknown.because(why, what, of)
