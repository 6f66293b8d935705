"""Which rules may look at tasks beside the one they are about: told from the rules alone, and never too little."""

from __future__ import annotations

import pytest

import rectcore
from rectcore.check.across import looks_across

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  if due on a holiday: same day
entity Unit
  has model: optional Task
entity Task
  has sample_of: optional Unit
parameter pilot: Unit
  from 2023-01-01: east
parameter pattern: Task
  from 2023-01-01: T1
define busy on Unit
  means: count of (Task t where t.lead_unit.title is title and t.status is open) at least 3
define quiet on Unit
  means: no review
define alone on Task
  means: no Task other where other.opened after opened
judgement sound on Task
aggregate load on Unit
  over: Task grouped by lead_unit
  value: count
duty REPORT for each Task
  every: month
  due: by day 5 of the next period
  fulfilled by: report
duty ONCE for each Task
  due: 5 days after opened
  fulfilled by: completion
duty STUDY for each Unit
  every: month
  due: by day 5 of the next period
  fulfilled by: study
"""
ON_TASK = "notice N for each Task\n  when: "
ON_UNIT = "notice N for each Unit\n  when: "


def across(text: str) -> frozenset[str]:
    policy = rectcore.load_text(HEAD + text)
    assert policy.ok, [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    return looks_across(policy.rulebook)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ON_TASK + "exists report r where r.on after opened and r.task.status is open and sound",
        ON_TASK + "count of (REPORT m where m.state is missed) at least 2",
        ON_TASK + "ONCE.done is none",
        ON_TASK + "lead_unit is pilot and lead_unit.title is territory.title",
        ON_TASK + "exists Unit u where u.title is title",
        ON_TASK + "exists responsible_units u where u.title is title",
        ON_TASK + "exists Step s where s.unit is lead_unit",
        ON_UNIT + "quiet",
        "notice N for each warning\n  when: this.on after 2023-05-01",
        "ladder L\n  counting: in total\n  rung 1 -> warning\nstanding S for each Task\n  must: exists report\n"
        "  breach goes to: L",
        "ladder L for each Unit\n  counting: in total\n  rung 1 -> warning\nstanding S for each Unit\n"
        "  must: exists review\n  breach goes to: L",
        "exception X overrides REPORT\n  applies when: priority\n  effect: excused",
    ],
)
def test_rules_about_one_subject(text: str):
    """Its own events, cards of units and persons, what became of its own duties: no other task."""
    assert across(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (ON_TASK + "exists Task other where other.opened after opened", {"Task"}),
        (ON_TASK + "alone", {"Task"}),
        (ON_TASK + "lead_unit.model.status is open", {"Task"}),
        (ON_TASK + "pattern.status is open", {"Task"}),
        (ON_UNIT + "busy", {"Unit"}),
        (ON_UNIT + "load at least 2", {"Unit"}),
        (ON_UNIT + "exists report r where r.unit.title is title", {"Unit"}),
        ("exception X overrides STUDY\n  applies when: busy\n  effect: excused", {"Unit"}),
        (
            "exception X overrides ONCE\n  applies when: alone\n  effect: excused\n" + ON_TASK + "ONCE.due is none",
            {"Task"},
        ),
        ("notice N for each warning\n  when: exists Task t where t.opened after this.on", {"Task", "Unit", "Plan"}),
        (
            "ladder L for each Unit\n  counting: in total\n  rung 1 -> warning\nstanding S for each Task\n"
            "  must: exists report\n  breach goes to: L",
            {"Unit"},
        ),
        (
            "ladder L\n  counting: in total\n  rung 1 -> warning\nstanding S for each Task\n  must: alone\n"
            "  breach goes to: L",
            {"Task"},
        ),
        (
            "ladder TOTAL for each Unit\n  counting: in total\n  rung 1 -> warning\nladder C for each Task\n"
            "  every: month\n  rung 1 -> reminder\n    when any:\n      - [a] priority\n    breach goes to: TOTAL",
            {"Unit"},
        ),
    ],
)
def test_rules_that_look_at_other_tasks(text: str, kinds: set[str]):
    """Rows of the whole ledger, numbers over them, references to tasks, ladders that add up over tasks."""
    assert across(text) == kinds


def test_the_siping_rules_look_across_for_units_and_the_plan():
    """A task is judged by itself, so a report on one concerns no other."""
    assert looks_across(rectcore.load("siping-2023").rulebook) == {"Plan", "Unit"}
