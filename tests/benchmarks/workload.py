"""The workload: tasks as of one day, from a seed, as objects of a hand-written program and as a ledger of rectcore."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from attrs import define

from rectcore import Deadline, Event, Ledger, Period, Subject, Task, Unit, load_calendar

AS_OF = date(2023, 9, 15)
UNTIL = date(2023, 12, 31)
SECRETARY, HEAD = "party_secretary", "government_head"
RULES = ("CLOSE", "MONTHLY", "OVERDUE", "NEAR", "LAGGING", "COMMEND", "DISCLOSE", "SAME")

Answer = tuple[str, str, int]
"""A task, a rule that has something to say of it, and the rung (0 where the rule has none)."""


@define
class Report:
    """A progress report: the month it covers, the day it came, and the progress in percent points."""

    year: int
    month: int
    on: date
    progress: int


@define
class SignOff:
    """A signature in a post."""

    post: str
    person: str
    on: date


@define
class Acceptance:
    """An acceptance, passed or failed."""

    on: date
    passed: bool


@define
class Item:
    """A task as a program of its own would hold it, each list in the order of days."""

    id: str
    opened: date
    deadline: date
    reports: list[Report]
    signoffs: list[SignOff]
    acceptances: list[Acceptance]
    warnings: list[date]
    closed: date | None = None
    disclosed: date | None = None


def days_off() -> frozenset[date]:
    """The days of 2023 on which nobody works."""
    calendar = load_calendar("cn_public")
    days = (date(2023, 1, 1) + timedelta(n) for n in range(365))
    return frozenset(day for day in days if not calendar.is_working(day))


OFF = days_off()


def due_day(year: int, month: int) -> date:
    """The last day for the report of a month: the fifth of the next, or the next working day."""
    day = date(year + month // 12, month % 12 + 1, 5)
    while day in OFF:
        day += timedelta(1)
    return day


def items(number: int, seed: int = 2023) -> list[Item]:
    """So many tasks; the first of a larger number are those of a smaller one."""
    return [_item(n, Random(f"{seed}/{n}")) for n in range(number)]


def _item(number: int, draw: Random) -> Item:
    opened = date(2023, 1, 5) + timedelta(draw.randrange(170))
    item = Item(f"T-{number:07}", opened, opened + timedelta(draw.randrange(45, 330)), [], [], [], [])
    if draw.random() < 0.35:
        item.closed = min(opened + timedelta(draw.randrange(20, 250)), AS_OF - timedelta(draw.randrange(30)))
        item.closed = max(item.closed, opened + timedelta(10))
        if draw.random() < 0.7:
            item.disclosed = min(item.closed + timedelta(draw.randrange(25)), AS_OF)
    _report(item, draw)
    _sign(item, draw)
    return item


def _report(item: Item, draw: Random) -> None:
    end = item.closed or AS_OF
    careful = draw.choice((1.0, 0.95, 0.7, 0.3))
    progress = 0
    month = date(item.opened.year, item.opened.month, 1)
    while month <= end:
        after = (month + timedelta(31)).replace(day=1)
        if draw.random() < careful:
            latest = due_day(month.year, month.month)
            on = max(latest - timedelta(draw.randrange(12)), item.opened)
        else:
            on = after + timedelta(draw.randrange(9, 60))
        progress = min(100, progress + draw.randrange(30))
        if on <= end:
            item.reports.append(Report(month.year, month.month, on, progress))
        month = after
    item.reports.sort(key=lambda r: r.on)
    if careful < 1 and draw.random() < 0.6:
        item.warnings.append(min(item.opened + timedelta(70), end))


def _sign(item: Item, draw: Random) -> None:
    end = item.closed or AS_OF
    if item.closed is None and draw.random() < 0.7:
        return
    accepted = max(end - timedelta(draw.randrange(12)), item.opened)
    if draw.random() < 0.1:
        item.acceptances.append(Acceptance(max(accepted - timedelta(5), item.opened), passed=False))
    if draw.random() < 0.95:
        item.acceptances.append(Acceptance(accepted, passed=True))
    clerk = draw.randrange(40)
    for post in (SECRETARY, HEAD):
        if draw.random() < 0.95:
            person = f"P-{clerk}" if draw.random() < 0.1 else f"P-{post}-{clerk}"
            on = accepted + timedelta(draw.randrange(-1, 6))
            item.signoffs.append(SignOff(post, person, max(min(on, end), item.opened)))


def ledger(of: list[Item]) -> Ledger:
    """The same tasks as a ledger."""
    units = [Unit("east")]
    tasks = [Task(item.id, item.opened, lead_unit="east", deadline=Deadline(item.deadline)) for item in of]
    events = [event for item in of for event in _events(item)]
    return Ledger("bench", through=AS_OF, units=units, tasks=tasks, events=events)


def _events(item: Item) -> Iterator[Event]:
    subject = Subject("task", item.id)
    number = 0

    def event(kind: str, on: date, **more: object) -> Event:
        nonlocal number
        number += 1
        own = {key: more.pop(key) for key in ("person", "post") if key in more}
        return Event(f"{item.id}/{number}", kind, subject, on, on, fields=more, **own)  # type: ignore[arg-type]

    for report in item.reports:
        covers = Period.month(report.year, report.month)
        yield event("report", report.on, covers=covers, progress=Decimal(report.progress))
    for acceptance in item.acceptances:
        yield event("acceptance", acceptance.on, result="passed" if acceptance.passed else "failed")
    for signoff in item.signoffs:
        yield event("signature", signoff.on, post=signoff.post, person=signoff.person)
    for warned in item.warnings:
        yield event("warning", warned)
    if item.closed is not None:
        yield event("closure", item.closed)
    if item.disclosed is not None:
        yield event("disclosure", item.disclosed)
