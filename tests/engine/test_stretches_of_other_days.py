"""Answers kept for days on end are those of every single day, whatever other days a rule looks at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import rectcore
from rectcore.engine.reference.changes import standing_of
from rectcore.engine.reference.stretches import Stretches
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row

RULES = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: next working day
parameter lag: working days
  from 2023-01-01: 4
  from 2023-06-01: 2
notice AS_AT for each Task
  when: progress at most (progress as at as of - 20 days)
notice FIXED for each Task
  when: (progress as at 2023-05-20) at least 20%
notice HELD for each Task
  when: (progress at least 20% held for lag)
notice LONG for each Task
  when: working days from opened to as of at least 30 working days
notice LATER for each Task
  when: later of (current_deadline, opened + 60 days) before as of
standing OFTEN for each Task
  must: not ((no report u where u.on within the last 10 days) held for 5 days)
  after lasting: 3 days
duty GRID for each Task
  every: 45 days from 2023-01-31
  due: earlier of (by end of this period, 10 working days after opened, current_deadline)
  fulfilled by: report
duty ROLL for each Task
  while: status is open
  every: 20 days after the last one
  fulfilled by: inspection where result is passed
  breach goes to: L
ladder L
  counting: in total
  rung 1 -> reminder
  rung 2 -> warning
exception E overrides ROLL
  applies when: exists funding f where f.on within the last 30 days
  effect: excused
duty FIX for each Task
  due: current_deadline
  fulfilled by: completion
duty CHECK for each Task
  due: 5 working days after FIX.done
  fulfilled by: inspection
  rung after 1 day -> warning
notice NEXT for each Task
  when: FIX.state is missed or CHECK.due before as of
gate CLOSE on Task.closure
  only if all:
    - [fixed] FIX.done is not none
"""
LEDGER = """{"format": "rectcore.ledger/1", "id": "l", "timezone": "Asia/Shanghai", "through": "2023-08-20",
"tasks": [{"id": "T1", "opened": "2023-04-03", "deadline": "2023-06-10"},
 {"id": "T2", "opened": "2023-04-20"}],
"events": [%s]}"""
EVENTS = (
    ("report", "2023-04-20", "2023-04-20", '"progress": "10%"'),
    ("report", "2023-05-15", "2023-05-18", '"progress": "20%"'),
    ("report", "2023-06-20", "2023-06-20", '"progress": "20%"'),
    ("inspection", "2023-05-01", "2023-05-01", '"result": "passed"'),
    ("inspection", "2023-05-17", "2023-05-19", '"note": "which result?"'),
    ("inspection", "2023-06-25", "2023-06-25", '"result": "passed"'),
    ("suspension", "2023-07-01", "2023-07-01", '"until": "2023-07-25"'),
    ("funding", "2023-05-28", "2023-05-28", '"note": "x"'),
    ("completion", "2023-06-12", "2023-06-14", '"note": "x"'),
    ("closure", "2023-06-13", "2023-06-13", '"note": "x"'),
    ("reopening", "2023-06-21", "2023-06-21", '"note": "x"'),
)


def test_kept_answers_are_those_of_every_day() -> None:
    rows = [
        f'{{"id": "e{n}", "kind": "{kind}", "subject": {{"kind": "task", "id": "T1"}}, "on": "{on}", '
        f'"recorded": "{recorded}", {more}}}'
        for n, (kind, on, recorded, more) in enumerate(EVENTS)
    ]
    policy = rectcore.load_text(RULES)
    ledger = rectcore.read_ledger_text(LEDGER % ",\n".join(rows), "l.json")
    assert ledger.kept == len(EVENTS) + 2
    assert policy.calendar is not None
    known = date(2023, 9, 1)
    quick = World(policy.rulebook, ledger, policy.calendar, known)
    daily = World(policy.rulebook, ledger, policy.calendar, known, stretches=Stretches(daily=True))
    days = [date(2023, 6, 30), *(date(2023, 4, 1) + timedelta(2 * n) for n in range(75))]
    for day in days:
        for id_ in ("T1", "T2"):
            assert standing_of(quick, Row("Task", id_), day) == standing_of(daily, Row("Task", id_), day), (id_, day)


@pytest.mark.parametrize("unknown", ["T1", "T2"])
def test_a_report_of_everything_can_be_made(unknown: str) -> None:
    """With its reasons and sentences in both languages."""
    policy = rectcore.load_text(RULES)
    row = (
        f'{{"id": "e", "kind": "report", "subject": {{"kind": "task", "id": "{unknown}"}}, '
        '"on": "2023-05-04", "recorded": "2023-05-04", "progress": "30%"}'
    )
    report = policy.evaluate(rectcore.read_ledger_text(LEDGER % row, "l.json"), date(2023, 7, 31), date(2023, 7, 31))
    for finding in report.findings:
        assert finding.message.en
        assert finding.message.zh
