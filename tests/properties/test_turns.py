"""Walking from turn to turn against walking day by day, on rules that look at the day in every way the language has."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from functools import cache

import pytest
from attrs import evolve
from random_facts import Facts

import rectcore
from rectcore import Event, Ledger, Policy, Subject
from rectcore.engine.reference.changes import standing_of
from rectcore.engine.reference.evaluate import report_of
from rectcore.engine.reference.stretches import Stretches
from rectcore.engine.reference.world import World

HEAD = """# dialect: en
ruleset TURNS "Turns"
  in force: from 2022-12-10
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source"
parameter near: days
  from 2022-01-01: 30
  from 2023-03-15: 12
parameter often: integer
  from 2022-01-01: 1
  from 2023-05-02: repealed
  from 2023-05-20: 2
entity Task
  has size: optional integer current only
judgement sound on Task
  valid for: 30 days
define age on Task
  means: as of - opened
define ripe on Task
  means: age at least 45 days
ranking busy on Task
  every: month
  ranked: status is open
  left out: sound
  ranked by: count of report + count of inspection * often
  order: highest first
"""

NOTICES = (
    "current_deadline not before as of and current_deadline no later than as of + near",
    "as of + 5 working days after current_deadline",
    "as of - 1 months before opened",
    "as of is 2023-03-15 or as of within 2023-05",
    "opened within the last 7 working days",
    "opened within the last 2 months",
    "exists report r where r.on within the last 20 days",
    "ripe and not (age more than 90 days)",
    "age * 50% less than 30 days",
    "current_deadline - opened at least as of - opened",
    "sound",
    "exists signature s where s by party_secretary",
    "count of (report r where r.on + 10 days before as of) at least 1",
    "(as of - near or else as of) after opened",
    "exists Task other where other.opened after opened",
    "stage is in_progress",
    "status is suspended",
    "size at least 1",
    "busy among the last 1",
    "busy for the previous period at most 1",
    "busy for 2023-05 among the first often or busy.ranked for 2023-04 is 2",
    "count of (MONTHLY m where m.state is missed and m.due within the last 2 months) at least 2",
    "count in a row of (MONTHLY m where m.state is missed or m.state is late) at least 2",
    "count in a row of (report r where r.progress at least 10%) at least 2",
    "exists WEEKLY w where w.done is none and w.begins within the last 20 days",
    "all ONCE o satisfy o.state is not missed",
    "exists ANSWER a where a.state is missed and a.warning.on within the last 30 days",
    "count of (STALE s where s.begins within the last 45 days) at least 1",
    "exists STALE s where s.ends is none and s.begins before as of - 10 days",
    "count in a row of (CHECKED c where c.state is violated) at least 2",
    "count of (ROUND c where c.on within 2023-05) at least 1",
    "exists MONTHLY m where (m.state is pending as at m.begins + 10 days)",
)

RULES = (
    HEAD
    + "".join(f"notice N{i} for each Task\n  when: {when}\n" for i, when in enumerate(NOTICES))
    + """
gate CLOSE on Task.closure
  only if all:
    - [signed] exists signature s where s by party_secretary and s.on no later than this.on
    - [mine] this by government_head
    - [soon] this.on - opened at most 60 days
duty MONTHLY for each Task
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report r where r.covers is this.period and r.progress at least 10%
  breach goes to: PROGRESS
duty WEEKLY for each Task
  in force: from 2023-02-01 to 2023-04-30
  every: week
  due: 3 days after opened
  fulfilled by: inspection
  governed by rules at: as of
duty ONCE for each Task
  due: near after opened
  fulfilled by: sound
  rung after 3 days -> reminder
  rung after 12 days -> warning
duty ANSWER for each warning
  due: 5 working days after on
  fulfilled by: reply
  rung after 1 day -> supervision, due in 3 working days
ladder PROGRESS
  counting: consecutive
  rung often -> warning
exception FLOOD overrides MONTHLY
  in force: from 2023-02-01
  applies when: exists evidence e where e.on within this.period
  effect: excused
exception LATER overrides ONCE
  applies when: exists extension
  effect: due instead by end of 2023-04
standing LATE for each Task
  while: status is open
  must: not current_deadline before as of
  after lasting: 5 working days
  rung after near -> warning
standing STALE for each Task
  must: exists report r where r.on within the last 15 days
  breach goes to: TOTAL
ladder TOTAL
  counting: in total
  reset: each year
  rung 1 -> reminder
  rung 2 -> warning
standing ROUND for each Task
  every: 20 days from 2023-01-10
  must: exists report r where r.on within the last 20 days
standing CHECKED for each Task
  every: month
  must: exists inspection
  breach goes to: CHECKS
ladder CHECKS
  counting: consecutive
  rung 2 -> circular
ladder COLOUR for each Task
  rung 1 -> reminder
    when any:
      - [near] current_deadline no later than as of + near
  rung 2 -> warning
    when all:
      - [ripe] ripe
      - [open] status is open
ladder MONTHS for each Task
  every: month
  rung 1 -> reminder
    when any:
      - [quiet] no report r where r.on within the last 20 days
exception SPARED overrides COLOUR
  applies when: exists evidence e where e.on within the last 9 days
  effect: not required
"""
)


SEEDS = range(200) if os.environ.get("HYPOTHESIS_PROFILE") == "long" else range(6)


@cache
def policy() -> Policy:
    loaded = rectcore.load_text(RULES)
    assert loaded.ok, [d.line() for d in loaded.diagnostics if d.severity.value == "error"]
    return loaded


def facts(seed: int) -> tuple[Ledger, date, random.Random]:
    """A ledger at random, and a day from which on each thing that ends by itself happens in it as well."""
    mix = random.Random(seed)
    ledger = Facts(policy().rulebook, mix, holes=0.1).ledger(rows=20)
    task, on = Subject("task", "T0"), date(2023, 1, 10) + timedelta(mix.randrange(120))
    further = [
        Event("J", "judgement", task, on, on, fields={"term": "sound", "value": True}),
        Event("P", "suspension", task, on, on, fields={"until": on + timedelta(9)}),
        Event("R", "report", task, on, on, fields={"progress": 0}),
        Event("C", "correction", task, on, on + timedelta(12), target="R", changes={"progress": 30}),
    ]
    tasks = [evolve(one, opened=date(2023, 1, 2)) for one in ledger.tasks]
    return evolve(ledger.with_events(further), tasks=tasks, through=date(2025, 1, 1), cut=False), on, mix


@pytest.mark.parametrize("seed", SEEDS[::2])
def test_every_look_at_the_day_says_when_it_turns(seed: int):
    """Asked in any order, each day shows what it shows when nothing is kept from one day to another."""
    ledger, on, mix = facts(seed)
    calendar = policy().calendar
    assert calendar is not None
    quick = World(policy().rulebook, ledger, calendar, date(2024, 6, 30))
    daily = World(policy().rulebook, ledger, calendar, date(2024, 6, 30), stretches=Stretches(daily=True))
    days = [on + timedelta(n) for n in range(-3, 36)]
    for day in mix.sample(days, len(days)):
        for row in quick.subjects("Task"):
            for one, other in zip(standing_of(quick, row, day), standing_of(daily, row, day), strict=True):
                assert one == other, (row, day)


@pytest.mark.parametrize("seed", SEEDS[1::2])
def test_a_report_is_the_same_as_day_by_day(seed: int):
    """Findings with their runs, obligations, gaps: all of it."""
    ledger, on, _ = facts(seed)
    calendar = policy().calendar
    assert calendar is not None
    as_of = on + timedelta(35)
    quick, daily = (
        report_of(World(policy().rulebook, ledger, calendar, as_of, stretches=kept), as_of)
        for kept in (Stretches(), Stretches(daily=True))
    )
    assert quick == daily
