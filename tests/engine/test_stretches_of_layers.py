"""Tables, exceptions to exceptions and settings within stretches of days: the same as looked at day by day."""

from __future__ import annotations

from datetime import date, timedelta

import rectcore
from rectcore import Event, Ledger, Subject, Task, Unit
from rectcore.engine.reference.changes import standing_of
from rectcore.engine.reference.stretches import Stretches
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.facts import NONE

RULES = """# dialect: en
ruleset R "R" / "则"
  in force: from 2023-01-01
  calendar: cn_public
  if due on a holiday: same day
entity Task
  has hot: yes/no
parameter slow: days
  may be set by: city, county, only lower
  from 2023-01-01: 40
  from 2023-05-01: 30
setting slow for city
  from 2023-04-01: 25
setting slow for county
  from 2023-04-10: 20
  from 2023-06-01: 28
define age on Task
  means: as of - opened
table grace on Task
  | age            | result  | result hard: yes/no |
  | at most slow   | 9 days  | no                  |
  | more than slow | 4 days  | yes                 |
standing S for each Task
  must: exists report u where u.on within the last 20 days
  while: not grace.hard
  after lasting: 3 days
  breach goes to: L
ladder L
  rung after 4 days -> warning
standing FRESH for each Task
  must: exists report r where r.on + grace not before as of
exception CALM overrides S
  in force: from 2023-02-20
  applies when: hot
  effect: not required
exception AGAIN overrides CALM
  applies when: grace.hard or age less than slow
  effect: set aside
exception MILD overrides L
  in force: to 2023-05-20
  applies when: age more than 60 days
  effect: not required
"""


def test_stepping_changes_nothing():
    policy = rectcore.load_text(RULES)
    assert policy.ok, [d.line() for d in policy.diagnostics]
    assert policy.calendar is not None
    units = [
        Unit("city", kind="city", parent=NONE),
        Unit("county", kind="county", parent="city"),
        Unit("x", kind="county"),
    ]
    tasks = [
        Task("T1", opened=date(2023, 2, 1), territory="county", lead_unit="city", fields={"hot": True}),
        Task("T2", opened=date(2023, 3, 7), territory="city", lead_unit="city", fields={"hot": False}),
        Task("T3", opened=date(2023, 3, 7), territory="x", lead_unit="city"),
    ]
    events = [
        Event(f"r{n}{t}", "report", Subject("task", t), on=day, recorded=day)
        for t in ("T1", "T2", "T3")
        for n, day in enumerate((date(2023, 2, 9), date(2023, 3, 20), date(2023, 4, 28)))
        if day >= date(2023, 3, 7) or t == "T1"
    ]
    ledger = Ledger("l", units=units, tasks=tasks, events=events, through=date(2023, 12, 31))
    known = date(2023, 12, 31)
    quick = World(policy.rulebook, ledger, policy.calendar, known)
    daily = World(policy.rulebook, ledger, policy.calendar, known, stretches=Stretches(daily=True))
    found = {f.rule for day in (date(2023, 3, 12), date(2023, 6, 20)) for f in policy.evaluate(ledger, day).findings}
    assert {"S", "L", "FRESH"} <= found
    for offset in range(0, 190, 3):
        day = date(2023, 2, 1) + timedelta(offset)
        for task in tasks:
            row = Row("Task", task.id)
            assert standing_of(quick, row, day) == standing_of(daily, row, day), (task.id, day)
