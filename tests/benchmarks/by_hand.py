"""The eight rules as one would write them by hand in Python: a function for each, over the program's own objects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from workload import AS_OF, HEAD, SECRETARY, Answer, Item, due_day

SENT_AFTER = (1, 30, 90)


def may_close(item: Item, as_of: date) -> list[str]:
    """The labels of the close gate that are not met on a day; none of them: the task may be closed."""
    passed = [a.on for a in item.acceptances if a.passed and a.on <= as_of]
    if not passed:
        return ["accepted", "dual"]
    signed = [s for s in item.signoffs if min(passed) <= s.on <= as_of]
    secretaries = {s.person for s in signed if s.post == SECRETARY}
    heads = {s.person for s in signed if s.post == HEAD}
    if any(a != b for a in secretaries for b in heads):
        return []
    return ["dual"]


def closed_in_breach(item: Item, _: date) -> int | None:
    return 0 if item.closed is not None and may_close(item, item.closed) else None


def months_owed(item: Item, as_of: date) -> list[tuple[int, int]]:
    """The full months since a task was opened whose day for the report is over."""
    year, month = item.opened.year, item.opened.month
    if item.opened.day > 1:
        year, month = year + month // 12, month % 12 + 1
    owed = []
    while due_day(year, month) < as_of:
        owed.append((year, month))
        year, month = year + month // 12, month % 12 + 1
    return owed


def missed_in_a_row(item: Item, as_of: date) -> int | None:
    if item.closed is not None:
        return None
    missed = 0
    for year, month in reversed(months_owed(item, as_of)):
        came = [r.on for r in item.reports if (r.year, r.month) == (year, month)]
        if came and min(came) <= due_day(year, month):
            break
        missed += 1
    return min(missed, 3) or None


def overdue(item: Item, as_of: date) -> int | None:
    if item.closed is not None:
        return None
    days = (as_of - item.deadline).days
    return sum(days >= least for least in SENT_AFTER) or None


def near(item: Item, as_of: date) -> int | None:
    close = item.closed is None and as_of <= item.deadline <= as_of + timedelta(days=30)
    return 0 if close else None


def lagging(item: Item, as_of: date) -> int | None:
    if item.closed is not None or item.deadline < as_of or not item.reports:
        return None
    progress = item.reports[-1].progress
    planned = (item.deadline - item.opened).days
    elapsed = (as_of - item.opened).days
    return 0 if planned * (progress + 20) < elapsed * 100 else None


def commended(item: Item, _: date) -> int | None:
    if item.closed is None or item.warnings:
        return None
    return 0 if item.closed + timedelta(days=15) <= item.deadline else None


def undisclosed(item: Item, as_of: date) -> int | None:
    if item.closed is None or item.disclosed is not None:
        return None
    return 0 if as_of > item.closed + timedelta(days=14) else None


def signed_twice(item: Item, _: date) -> int | None:
    secretaries = {s.person for s in item.signoffs if s.post == SECRETARY}
    heads = {s.person for s in item.signoffs if s.post == HEAD}
    return 0 if secretaries & heads else None


CHECKS: dict[str, Callable[[Item, date], int | None]] = {
    "CLOSE": closed_in_breach,
    "MONTHLY": missed_in_a_row,
    "OVERDUE": overdue,
    "NEAR": near,
    "LAGGING": lagging,
    "COMMEND": commended,
    "DISCLOSE": undisclosed,
    "SAME": signed_twice,
}


def evaluate(items: list[Item], as_of: date = AS_OF) -> list[Answer]:
    """What holds of which task."""
    found = []
    for item in items:
        for rule, check in CHECKS.items():
            rung = check(item, as_of)
            if rung is not None:
                found.append((item.id, rule, rung))
    return found
