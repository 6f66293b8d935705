"""Days so much later in compiled conditions: where there is no such day, nothing is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

import rectcore
from rectcore import Deadline, Event, Ledger, Subject, Task, Unit, load_calendar
from rectcore.engine.compile import natives
from rectcore.engine.compile.bare import bare, bare_findings
from rectcore.engine.compile.evaluate import evaluate
from rectcore.engine.compile.program import compiled
from rectcore.engine.reference.evaluate import evaluate as as_specified

CALENDAR = load_calendar("cn_public")
DAY = date(2023, 5, 31)


def test_days():
    assert natives.later_by_days(DAY, Decimal("1.9")) == date(2023, 6, 1)
    assert natives.later_by_days(DAY, -1) == date(2023, 5, 30)
    assert natives.earlier_by_days(DAY, 31) == date(2023, 4, 30)
    assert natives.later_by_days(date.max, 1) is None
    assert natives.earlier_by_days(date.min, 1) is None


def test_months_are_clamped():
    assert natives.later_by_months(DAY, 1) == date(2023, 6, 30)
    assert natives.later_by_months(DAY, -3) == date(2023, 2, 28)
    assert natives.later_by_months(date(9999, 12, 1), 1) is None
    assert natives.earlier_by_months(date(1, 1, 1), 1) is None


def test_working_days():
    assert natives.later_by_working_days(CALENDAR, date(2023, 9, 28), 1) == date(2023, 10, 7)
    assert natives.later_by_working_days(CALENDAR, DAY, -2) == date(2023, 5, 29)
    assert natives.later_by_working_days(CALENDAR, date(2031, 1, 1), 3) is None
    assert natives.later_by_working_days(CALENDAR, date(9999, 12, 31), 3) is None


@pytest.mark.parametrize(("raw", "class_"), [(None, None), (7, None)])
def test_no_deadline_has_no_class(raw: object, class_: str | None):
    assert natives.deadline_class(raw) is class_


PIECES = """# dialect: en
ruleset R "R"
  in force: from 2022-12-10
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source"
parameter often: integer
  from 2022-01-01: 2
  from 2023-02-01: repealed
parameter span: days
  from 2022-01-01: 400000000
judgement sober on Task
  valid for: 2 months
judgement brisk on Task
  valid for: 5 working days
notice SOBER for each Task
  when: sober
notice BRISK for each Task
  when: brisk
notice FAR for each Task
  when: as of + span after opened
notice NIGH for each Task
  when: as of - 30 days before deadline
notice YES for each Task
  when: priority is true
duty MONTHLY for each Task
  every: month
  due: by day often of the next period
  fulfilled by: report where covers is this.period
  first period: full periods only
duty YEARLY for each Unit
  every: year
  due: by end of next period
  fulfilled by: review
"""


def ledger(*events: Event, opened: date = date(2023, 1, 1)) -> Ledger:
    return Ledger(
        "L",
        through=date(2030, 1, 1),
        tasks=[Task("T", opened, priority=True, deadline=Deadline(date(9999, 12, 20)))],
        events=events,
    )


@pytest.mark.parametrize("day", [date(2023, 1, 15), date(2023, 3, 31), date(2023, 5, 9), date(2023, 9, 1)])
def test_pieces_that_are_rarely_met(day: date):
    """Judgements that lapse, days no calendar has, parameters without a value, units before there was anything."""
    policy = rectcore.load_text(PIECES)
    subject = Subject("task", "T")
    said = [
        Event(f"j{i}", "judgement", subject, on, on, fields={"term": term, "value": value})
        for i, (on, term, value) in enumerate(
            [
                (date(2023, 3, 1), "sober", True),
                (date(2023, 5, 5), "brisk", True),
                (date(2023, 2, 1), "brisk", False),
                (date(2023, 5, 5), "sober", True),
                (date(2023, 5, 5), "sober", False),
            ]
        )
    ]
    book = policy.rulebook
    for facts in (ledger(*said), ledger(*said[:2]), ledger(), evolve(ledger(), tasks=[], units=[Unit("U")])):
        given = facts, CALENDAR, day, day
        assert evaluate(compiled(book), *given) == as_specified(book, *given)
        found = as_specified(book, *given).findings
        assert sorted(map(repr, bare_findings(compiled(book), *given))) == sorted(repr(bare(f)) for f in found)


def test_the_end_of_all_days():
    """Nothing is owed after it, and nothing falls over."""
    book = rectcore.load_text(PIECES).rulebook
    given = ledger(opened=date(9999, 11, 1)), CALENDAR, date.max, date.max
    assert evaluate(compiled(book), *given) == as_specified(book, *given)
