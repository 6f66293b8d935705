"""Two evaluators, one answer: on rules that were written for something, with ledgers at random."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from random_facts import Facts
from test_turns import RULES as OF_TURNS

import rectcore
from rectcore import Event, Policy, Subject, load_calendar
from rectcore.engine.compile.bare import bare, bare_findings
from rectcore.engine.compile.evaluate import evaluate
from rectcore.engine.compile.program import compiled
from rectcore.engine.reference.evaluate import evaluate as as_specified

TESTS = Path(__file__).parent.parent
CALENDAR = load_calendar("cn_public")

WAYS = """# dialect: en
ruleset WAYS "Ways"
  in force: from 2022-12-10
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source"
parameter near: days
  from 2022-01-01: 30
  from 2023-03-15: 12
  from 2023-09-15: repealed
parameter slow: working days
  from 2022-01-01: 5
parameter often: integer
  from 2022-01-01: 1
  from 2023-05-02: repealed
  from 2023-05-20: 2
parameter share: percent
  from 2022-01-01: 20%
entity Task
  has size: optional integer
  has wait: optional days
  has risk: optional one of high "高", low "低"
  has yes: optional yes/no
entity Unit
  has rank: integer
event visit part of Task complete
  has by: Person
  has hours: decimal
event call part of Task, Unit may be incomplete
  has with: text
event look part of Task complete through ledger counted by stated date
judgement sound on Task
  valid for: 30 days
judgement sober on Task
  decided by: party_secretary
  valid for: 2 months
judgement steady on Task
  valid for: near
judgement brisk on Task
  valid for: slow
judgement settled on Task
  decided by: government_head
judgement fit on Unit
  decided by: party_secretary
judgement meant on Plan
  decided by: party_secretary
define ripe on Task
  means: as of - opened at least 45 days
define late on Task
  means: current_deadline before as of
define soon on Task
  means: deadline + near
define marked on Task
  means: yes
notice A0 for each Task
  when: sound or sober or steady or brisk or settled
notice A1 for each Unit
  when: fit and rank at least often
notice A2 for each Plan
  when: meant or issued before as of - 20 days
notice A3 for each Task
  when: stage is closed or stage is filed
notice A4 for each Task
  when: deadline_class is dated and not (current_deadline is none)
notice A5 for each Task
  when: as of + near after deadline and as of - wait no later than current_deadline
notice A6 for each Task
  when: as of + 1 months after deadline or as of - 2 months after opened
notice A7 for each Task
  when: deadline + slow before as of or opened + wait after deadline
notice A8 for each Task
  when: current_deadline within 2023-05 or opened within 2023-Q2
notice A9 for each Task
  when: opened within the last 2 months or current_deadline within the last 20 days
notice B0 for each Task
  when: exists visit v where v.by is known and v.hours more than 1
notice B1 for each Task
  when: all report r satisfy r.progress at least share and r.covers is 2023-05
notice B2 for each Task
  when: count of (report r where r.progress at least 10%) at least often and count of visit is 0
notice B3 for each Task
  when: exists signature s, call c where s.on before c.on and s by party_secretary
notice B4 for each Task
  when: exists signature s where s by government_head of lead_unit
notice B5 for each Task
  when: responsible_units is known and risk is high
notice B6 for each Task
  when: marked and (ripe or late)
notice B7 for each Task
  when: soon after as of and size is not none
notice B8 for each warning
  when: on before as of - 10 days and task.status is open
notice B9 for each visit
  when: task.ripe and this.hours at most 5
  call for: reminder
notice C0 for each Task
  when: days from opened to as of at least 40 days or (size + 1) * 2 more than 3
notice C1 for each Unit
  when: exists Task t where t.lead_unit is known and t.status is open
notice C2 for each Task
  when: exists extension x where x.new_deadline after x.on and x.granted
notice C3 for each Task
  when: no judgement j where j.value and j.term is "sound"
notice C4 for each Task
  when: (current_deadline - opened) * 50% at least wait or as of - deadline at least near
notice C5 for each Task
  when: kind is task and lead_unit is supervising_unit and title is "t"
notice C6 for each Task
  when: as of - wait before opened
notice C7 for each closure
  when: this by party_secretary or this.person is known
notice C8 for each Unit
  when: title is known or parent is known or kind is county
notice C9 for each Plan
  when: title is known and issued is known
standing KEEP for each Task
  must: status is open or as of before deadline
  rung after 1 day -> warning
  rung after near -> supervision
standing HOLD for each Task
  while: late
  must: progress at least 50%
  after lasting: 10 days
standing EACH for each Task
  every: month
  must: progress at least 50%
standing WORK for each Task
  must: status is not suspended
  rung after 1 working day -> warning
  rung after slow -> interview
standing OF for each report
  must: progress at least 10%
  rung after 30 days -> warning
gate CLOSE on Task.closure
  only if all:
    - [sound] sound
    - [stage] stage is accepted or stage is completion_reported
    - [due] if priority then current_deadline not before this.on
  only if any:
    - [look] exists look l where l.on before this.on and l.recorded no later than this.on + 5 working days
    - [signed] exists signature s where s by party_secretary and s.person is not this.person
gate FILE on Task.filing
  only if all:
    - [closed] status is closed
    - [progress] progress at least 50% or count of report at least 2
exception WAIVE overrides FILE
  applies when: priority
  effect: permit all
exception SPARE overrides A3
  applies when: priority
  effect: not required
duty MONTHLY for each Task
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
  first period: full periods only
  rung 1 -> warning
  rung often -> supervision
duty QUARTERLY for each Task
  every: quarter
  due: by end of this period
  fulfilled by: report r where r.covers is this.period and r.progress at least 10%
  first period: full periods only
  tested at: period end
duty YEARLY for each Unit
  every: year
  due: by end of next period
  fulfilled by: review
duty HALF for each Task
  every: half-year
  due: by day 31 of this period
  fulfilled by: visit
  governed by rules at: due date
  breach goes to: TOTAL
duty ONCE for each Task
  due: near after opened
  fulfilled by: inspection i where i.result is passed
  rung after 3 days -> reminder
duty NAMED for each Task
  due: by end of 2023-06
  fulfilled by: completion
duty FIX for each Task
  while: yes
  due: current_deadline
  fulfilled by: closure
  governed by rules at: as of
duty ANSWER for each warning
  due: 5 working days after on
  fulfilled by: reply
duty TELL for each closure
  due: 2 months after on, same day
  fulfilled by: disclosure
duty BRIEF for each Task
  due: near after opened, first day counted
  fulfilled by: look
exception FLOOD overrides BRIEF
  in force: from 2023-02-01
  applies when: size at least 2
  effect: excused
ladder TOTAL
  counting: in total
  reset: each year
  rung 1 -> warning
ladder SEEN for each Task
  rung 1 -> warning
    when all:
      - [a] count of visit at least 1
    when any:
      - [b] priority
      - [c] ripe
"""

BARE = """# dialect: en
ruleset BARE "Bare"
  in force: from 2022-12-10
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source"
parameter often: integer
  from 2022-01-01: 1
  from 2023-05-02: repealed
  from 2023-05-20: 2
parameter near: days
  from 2022-01-01: 30
  from 2023-09-15: repealed
notice OF for each report
  when: progress at least 10%
  call for: reminder
notice AGED for each Task
  when: as of - opened at least 100 days
notice PLAN for each Plan
  when: issued before as of
notice EMPTY for each Unit
  when: count of review is 0
notice THIS for each report
  when: exists report r where r is not this and r.on is this.on
standing WORKED for each Task
  must: progress at least 50%
  rung after 1 day -> warning
  rung after near -> supervision
standing AWAKE for each Task
  must: status is open
  rung after 1 working day -> warning
  rung after 9000 working days -> supervision
standing SEEN for each report
  must: progress at least 50%
  rung after 30 days -> warning
  rung after 4000000 days -> supervision
standing YOUNG for each Task
  in force: from 2023-03-01 to 2023-08-31
  must: as of before opened + 20 days
  rung after 1 day -> warning
standing OLD for each Task
  must: opened within the last 2 months
  rung after 1 day -> warning
ladder LATER for each Task
  in force: from 2023-02-01
  rung 1 -> warning
    when all:
      - [a] progress at least 90%
gate CLOSE on Task.closure
  in force: from 2023-02-01
  only if all:
    - [look] exists inspection i where i.on no later than this.on
duty MONTHLY for each Task
  while: status is open
  every: month
  due: by day often of the next period
  fulfilled by: report where covers is this.period
  first period: full periods only
  rung 1 -> warning
  rung often -> supervision
duty WEEKLY for each Task
  every: week
  due: by end of this period
  fulfilled by: report r where r.covers is this.period and r.progress at least 10%
  first period: full periods only
  breach goes to: TOTAL
duty QUARTERLY for each Task
  every: quarter
  due: by end of next period
  fulfilled by: report
  first period: full periods only
  breach goes to: TOTAL
duty HALF for each Task
  while: as of before opened + 200 days
  every: half-year
  due: by end of next period
  fulfilled by: report where covers is this.period
  kept goes to: PRAISE
duty FAR for each Plan
  due: 4000000 days after issued
  fulfilled by: warning
duty TELL for each closure
  due: 14 days after on, same day
  fulfilled by: disclosure
duty REPLY for each warning
  due: 5 working days after on
  fulfilled by: reply
ladder TOTAL
  counting: in total
  reset: each year
  rung 1 -> warning
  rung 6 -> supervision
ladder PRAISE
  counts: on time
  counting: consecutive
  rung 1 -> commendation
"""
FEW = """# dialect: en
ruleset FEW "Few"
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source"
define ripe on Task
  means: status is open and as of after opened + 20 days
notice OF for each report
  when: progress at least 10%
notice NEW for each Unit
  when: count of review is 0
gate CLOSE on Task.closure
  in force: from 2023-02-01
  only if all:
    - [look] exists inspection i where i.on no later than this.on
ladder LATER for each Task
  rung 1 -> warning
    when all:
      - [a] count of warning at least 1
duty TOLD for each Task
  every: month
  due: by end of next period
  fulfilled by: report
  first period: full periods only
  breach goes to: SPARED
ladder SPARED
  in force: from 2023-04-01
  counting: in total
  rung 1 -> warning
exception SPARE overrides SPARED
  applies when: priority
  effect: not required
"""
SOME = """# dialect: en
ruleset SOME "Some"
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source"
define ripe on Task
  means: status is open and as of after opened + 20 days
parameter late: days
  from 2022-01-01: 30
  from 2023-06-01: repealed
gate FILE on Task.filing
  only if all:
    - [ripe] ripe and (exists Task t where t.status is open)
standing WORKED for each Task
  must: count of report at least 3
  rung after 1 day -> warning
  rung after late -> supervision
gate CLOSE on Task.closure
  only if all:
    - [ripe] ripe
"""
KINDS = [
    "report",
    "report",
    "report",
    "closure",
    "reopening",
    "warning",
    "reply",
    "inspection",
    "disclosure",
    "judgement",
    "extension",
    "suspension",
    "signature",
    "visit",
    "look",
    "call",
    "review",
    "completion",
    "acceptance",
    "filing",
    "filing",
]


class Focused(Facts):
    """Draws ledgers of events that the rules here speak of."""

    def event(self, id_: str, subjects: list[Subject]) -> Event:
        """An event of one of those kinds, as far as thirty draws find one."""
        wanted = self.dice.choice(KINDS)
        found = [super(Focused, self).event(id_, subjects) for _ in range(30)]
        return next((e for e in found if e.kind == wanted), found[0])


@cache
def rules(name: str) -> Policy:
    """The rules of a name, which must be in order."""
    text = {"ways": WAYS, "bare": BARE, "few": FEW, "some": SOME, "turns": OF_TURNS}.get(name)
    if text is not None:
        return rectcore.load_text(text)
    return rectcore.load(TESTS / "benchmarks" / "workload.rules" if name == "workload" else name)


SHORT = {"ways": 70, "bare": 70, "few": 60, "some": 30, "turns": 10, "workload": 30, "siping-2023": 5, "practice-zh": 5}
TIMES = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 1
NUMBERS = {name: TIMES * number for name, number in SHORT.items()}


@pytest.mark.parametrize("name", NUMBERS)
def test_one_report(name: str):
    """With holes and without, on any day, as known then, earlier or later."""
    policy = rules(name)
    assert policy.ok, [d.line() for d in policy.diagnostics]
    book, program = policy.rulebook, compiled(policy.rulebook)
    for seed in range(NUMBERS[name]):
        dice = random.Random(f"{name}/{seed}")
        draw = dice.choice([Facts, Focused, Focused])(book, dice, holes=dice.choice([0, 0, 0.1, 0.25]))
        ledger = draw.ledger(rows=dice.choice([8, 20, 40]))
        if dice.random() < 0.5:
            ledger = evolve(ledger, events=[e for e in ledger.events if e.kind not in PLAIN_WITHOUT], cut=False)
        day = date(2023, 1, 1) + timedelta(dice.randrange(450))
        known = day + timedelta(dice.choice([0, 0, 0, -20, 30, 400]))
        fast, slow = evaluate(program, ledger, CALENDAR, day, known), as_specified(book, ledger, CALENDAR, day, known)
        for part in ("findings", "obligations", "data_gaps", "aggregates", "scores"):
            assert getattr(fast, part) == getattr(slow, part), (name, seed, part)
        assert fast == slow, (name, seed)
        found = sorted(repr(bare(f)) for f in slow.findings)
        assert sorted(map(repr, bare_findings(program, ledger, CALENDAR, day, known))) == found, (name, seed)


PLAIN_WITHOUT = ("correction", "withdrawal", "amendment")
