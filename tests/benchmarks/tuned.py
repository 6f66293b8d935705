"""The eight rules tuned by hand: one function, the calendar once, loops that leave early, a mask for results."""

from __future__ import annotations

from datetime import date, timedelta

from workload import AS_OF, HEAD, RULES, SECRETARY, Answer, Item, due_day

SHIFT = {rule: 2 * place for place, rule in enumerate(RULES)}
"""Where the two bits of a rule stand in a mask: 0 nothing, else the rung, or 1 where the rule has none."""

WITH_RUNGS = frozenset({"MONTHLY", "OVERDUE"})


def calendar(as_of: date) -> list[tuple[int, int, int, date]]:
    """The months whose day for the report is over, the last first: number, year, month, that day."""
    found = []
    for month in range(1, 13):
        due = due_day(as_of.year, month)
        if due < as_of:
            found.append((as_of.year * 12 + month, as_of.year, month, due))
    return found[::-1]


def evaluate(items: list[Item], as_of: date = AS_OF) -> list[int]:
    """A mask for each task."""
    months = calendar(as_of)
    near, disclose, early = as_of + timedelta(30), as_of - timedelta(14), timedelta(15)
    today = as_of.toordinal()
    secretary, head = SECRETARY, HEAD
    masks = []
    for item in items:
        mask = 0
        signoffs = item.signoffs
        closed = item.closed
        if signoffs:
            for a in signoffs:
                if a.post == secretary:
                    person = a.person
                    for b in signoffs:
                        if b.post == head and b.person == person:
                            mask = 1 << 14
        if closed is None:
            opened, deadline, reports = item.opened, item.deadline, item.reports
            first = opened.year * 12 + opened.month + (opened.day > 1)
            missed = 0
            for number, year, month, due in months:
                if number < first or missed == 3:
                    break
                for report in reports:
                    if report.month == month and report.year == year and report.on <= due:
                        break
                else:
                    missed += 1
                    continue
                break
            mask |= missed << 2
            if deadline < as_of:
                days = today - deadline.toordinal()
                mask |= (3 if days >= 90 else 2 if days >= 30 else 1) << 4
            else:
                if deadline <= near:
                    mask |= 1 << 6
                if reports:
                    start = opened.toordinal()
                    if (deadline.toordinal() - start) * (reports[-1].progress + 20) < (today - start) * 100:
                        mask |= 1 << 8
        else:
            passed = None
            for acceptance in item.acceptances:
                if acceptance.passed and acceptance.on <= closed:
                    passed = acceptance.on
                    break
            mask |= 1
            if passed is not None:
                for a in signoffs:
                    if a.post == secretary and passed <= a.on <= closed:
                        for b in signoffs:
                            if b.post == head and b.person != a.person and passed <= b.on <= closed:
                                mask &= ~1
            if not item.warnings and closed + early <= item.deadline:
                mask |= 1 << 10
            if item.disclosed is None and closed < disclose:
                mask |= 1 << 12
        masks.append(mask)
    return masks


def answers(masks: list[int], items: list[Item]) -> set[Answer]:
    """Masks as the other engines give their answers."""
    found = set()
    for item, mask in zip(items, masks, strict=True):
        for rule, shift in SHIFT.items():
            bits = mask >> shift & 3
            if bits:
                found.add((item.id, rule, bits if rule in WITH_RUNGS else 0))
    return found
