"""What a host hands to an engine that cannot read its objects: a dictionary for each task, days as numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from tuned import calendar
from workload import AS_OF, Item

NEVER = 9_999_999
"""The day of a report that did not come."""

RUNGS = 3
"""So many months decide how far the ladder of missed reports is climbed."""


def contexts(items: list[Item], as_of: date = AS_OF) -> list[dict[str, Any]]:
    """A dictionary for each task: no closure or disclosure is 0, no progress -1; months only of an open task."""
    months = [(number, year, month, due.toordinal()) for number, year, month, due in calendar(as_of)][:RUNGS]
    today = as_of.toordinal()
    return [_context(item, today, months) for item in items]


def _context(item: Item, today: int, months: list[tuple[int, int, int, int]]) -> dict[str, Any]:
    first = item.opened.year * 12 + item.opened.month + (item.opened.day > 1)
    owed: list[dict[str, int]] = []
    if item.closed is None:
        came = {(r.year, r.month): r.on.toordinal() for r in reversed(item.reports)}
        for number, year, month, due in months:
            if number >= first:
                owed.append({"due": due, "on": came.get((year, month), NEVER)})
    return {
        "today": today,
        "opened": item.opened.toordinal(),
        "deadline": item.deadline.toordinal(),
        "closed": item.closed.toordinal() if item.closed is not None else 0,
        "disclosed": item.disclosed.toordinal() if item.disclosed is not None else 0,
        "progress": item.reports[-1].progress if item.reports else -1,
        "warnings": len(item.warnings),
        "signoffs": [{"post": s.post, "person": s.person, "on": s.on.toordinal()} for s in item.signoffs],
        "acceptances": [{"on": a.on.toordinal(), "passed": a.passed} for a in item.acceptances],
        "months": owed,
    }
