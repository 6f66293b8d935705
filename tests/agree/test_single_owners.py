"""Bare findings of one owner: what is not known of it is asked of the reference evaluator."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import rectcore
from rectcore import Event, Ledger, Period, Subject, Task
from rectcore.engine.compile.evaluate import evaluate
from rectcore.engine.compile.program import compiled
from rectcore.engine.reference.evaluate import evaluate as as_specified

HEAD = """# dialect: en
ruleset R "R"
  in force: from 2022-12-10
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source"
"""
UNTIL = date(2030, 1, 1)
DAY = date(2023, 9, 1)
SUBJECT = Subject("task", "T")


def event(kind: str, on: date, **fields: object) -> Event:
    return Event(f"{kind}-{on}", kind, SUBJECT, on, on, fields=fields)


CLOSE = """gate CLOSE on Task.closure
  only if all:
    - [look] exists inspection i where i.on no later than this.on
"""
CASES = {
    "an event without the field that is asked": (
        "notice OF for each report\n  when: progress at least 10%\n",
        (event("report", date(2023, 5, 1)), event("report", date(2023, 6, 1), progress=Decimal(40))),
        UNTIL,
    ),
    "an act of which it is open whether it was in order": (
        CLOSE,
        (event("closure", date(2023, 5, 1)),),
        date(2023, 3, 1),
    ),
    "an act out of order": (
        CLOSE,
        (event("closure", date(2023, 5, 1)),),
        UNTIL,
    ),
    "a report that does not serve": (
        "duty MONTHLY for each Task\n  every: month\n  due: by day 5 of the next period\n"
        "  fulfilled by: report r where r.covers is this.period and r.progress at least 10%\n"
        "  first period: full periods only\n",
        (
            event("report", date(2023, 6, 1), covers=Period.month(2023, 5), progress=Decimal(4)),
            event("report", date(2023, 7, 1), covers=Period.month(2023, 6), progress=Decimal(40)),
        ),
        UNTIL,
    ),
    "a report in a month in which nothing was owed": (
        "duty MONTHLY for each Task\n  while: status is open\n  every: month\n  due: by day 5 of the next period\n"
        "  fulfilled by: report where covers is this.period\n  first period: full periods only\n",
        (
            event("closure", date(2023, 5, 20)),
            event("report", date(2023, 6, 1), covers=Period.month(2023, 5), progress=Decimal(4)),
        ),
        UNTIL,
    ),
    "an act out of order twice": (
        CLOSE,
        (event("closure", date(2023, 5, 1)), event("closure", date(2023, 6, 1))),
        UNTIL,
    ),
    "a gate left to the reference, with a definition in it": (
        "define ripe on Task\n  means: status is open and as of after opened\n"
        "gate FILE on Task.filing\n  only if all:\n    - [ripe] ripe and (exists Task t where t.status is open)\n",
        (event("filing", date(2023, 5, 1)), event("closure", date(2023, 4, 1))),
        UNTIL,
    ),
    "two reports of one month": (
        "duty MONTHLY for each Task\n  every: month\n  due: by day 5 of the next period\n"
        "  fulfilled by: report where covers is this.period\n  first period: full periods only\n",
        (
            event("report", date(2023, 6, 1), covers=Period.month(2023, 5)),
            event("report", date(2023, 6, 3), covers=Period.month(2023, 5)),
        ),
        UNTIL,
    ),
    "a report of which it is open whether it serves": (
        "duty ONCE for each Task\n  due: 10 days after opened\n"
        "  fulfilled by: report r where r.progress at least 10%\n",
        (event("report", date(2023, 1, 3)),),
        UNTIL,
    ),
    "a rung after the end of all days": (
        "standing WORKED for each Task\n  must: status is closed\n"
        "  rung after 1 day -> warning\n  rung after 4000000 days -> supervision\n",
        (),
        UNTIL,
    ),
    "a rung after a layered number of days": (
        "parameter layered: days\n  may be set by: county\n  from 2022-01-01: 2\nsetting layered for U1\n"
        "  from 2022-01-01: 3\nstanding WORKED for each Task\n  must: status is closed\n"
        "  rung after 1 day -> warning\n  rung after layered -> supervision\n",
        (),
        UNTIL,
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_bare_findings(what: str):
    rules, events, through = CASES[what]
    policy = rectcore.load_text(HEAD + rules)
    assert policy.ok, [d.line() for d in policy.diagnostics]
    ledger = Ledger("L", through=through, tasks=[Task("T", date(2023, 1, 1))], events=events)
    assert policy.calendar is not None
    found = as_specified(policy.rulebook, ledger, policy.calendar, DAY, DAY)
    assert evaluate(compiled(policy.rulebook), ledger, policy.calendar, DAY, DAY) == found
    said = [(b.rule, b.id, b.period, b.rung) for b in policy.bare_findings(ledger, DAY)]
    assert sorted(map(repr, said)) == sorted(repr((f.rule, f.subject.id, f.period, f.rung)) for f in found.findings)


def test_a_refused_row_leaves_its_task_to_the_reference():
    """The row could be the report that is missed: nobody is convicted for want of it."""
    ledger = rectcore.read_ledger_text(
        """{"format": "rectcore.ledger/1", "id": "L", "timezone": "Asia/Shanghai", "through": "2030-01-01",
        "tasks": [{"id": "T", "opened": "2023-01-01"}],
        "events": [{"id": "e", "kind": "report", "subject": {"kind": "task", "id": "T"}, "on": "2023-13-01"}]}""",
        "ledger.json",
    )
    policy = rectcore.load_text(HEAD + CASES["a report that does not serve"][0])
    assert len(ledger.refusals) == 1
    assert policy.bare_findings(ledger, DAY) == []
    assert policy.evaluate(ledger, DAY).findings == ()
