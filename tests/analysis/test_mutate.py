"""Small changes of rules, and whether a scenario notices them."""

from __future__ import annotations

import rectcore
from rectcore.analysis.mutate import mutants

HEAD = """# dialect: en
ruleset R "R" / "规"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Plan" / "方案"
  if due on a holiday: same day
"""


def made(text: str) -> list[str]:
    return [m.id for m in mutants(rectcore.load_text(HEAD + text).rulebook)]


def alive(text: str) -> list[str]:
    found, number = rectcore.load_text(HEAD + text).survivors()
    assert number >= len(found)
    return [m.id for m in found]


GATE = """
gate G on Task.closure
  only if all:
    - [proof] count of evidence at least 2
    - [urgent] if kind is task then priority
  only if any:
    - [a] exists report r where r.progress at least 50% and r.on before this.on
    - [b] exists completion
"""


def test_a_gate_loses_conditions_bounds_shift_and_comparisons_turn() -> None:
    assert [
        "G/drop-proof",
        "G/drop-urgent",
        "G/drop-a",
        "G/drop-b",
        "G/all_of.0.term/more-than",
        "G/all_of.0.term.right/more",
        "G/all_of.0.term.right/less",
        "G/all_of.1.term/drop-if",
        "G/all_of.1.term.condition/is-not",
        "G/any_of.0.0.term/any",
        "G/any_of.0.0.term.condition/drop-0",
        "G/any_of.0.0.term.condition/drop-1",
        "G/any_of.0.0.term.condition.operands.0/more-than",
        "G/any_of.0.0.term.condition.operands.0.right/more",
        "G/any_of.0.0.term.condition.operands.0.right/less",
        "G/any_of.0.0.term.condition.operands.1/no-later-than",
    ] == made(GATE)


LADDER = """
parameter twice: integer
  from 2023-01-01: 2

duty D for each Task
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report
  breach goes to: L

ladder L
  rung 1 -> warning
  rung twice -> interview

exception E overrides D
  applies when: priority
  effect: excused
"""
SCENARIOS = """
scenario "two misses" / "两次"
  given Task T1 {opened: 2023-05-01, priority: no}
  given Task T2 {opened: 2023-06-01, priority: no}
  as of: 2023-07-06
  expect L(T1) is interview
  expect L(T2) is warning
"""


def test_rungs_are_swapped_exceptions_dropped_parameters_shifted() -> None:
    found = made(LADDER)
    for wanted in ("L/swap-1", "E/drop", "twice/2023-01-01-more", "twice/2023-01-01-less", "D/while/drop"):
        assert wanted in found
    assert "L/steps.0.count/less" not in found  # a first rung at nought would be no rung


def test_what_no_scenario_notices_survives() -> None:
    assert {"L/swap-1", "twice/2023-01-01-more", "D/due.rule.day/more"} <= set(alive(LADDER))
    rest = alive(LADDER + SCENARIOS)
    assert not {"L/swap-1", "twice/2023-01-01-more", "D/due.rule.day/more"} & set(rest)
    assert {"E/drop", "D/while/drop", "D/due.rule.day/less"} <= set(rest)


def test_progress_is_told() -> None:
    told: list[int] = []
    rectcore.load_text(HEAD + LADDER).survivors(told.append)
    assert list(range(1, len(told) + 1)) == told


TABLE = """
table pace on Task
  | priority | result |
  | yes      | 3      |
  | no       | 10     |

table flat on Task
  | priority | result |
  | yes      | 7      |
  | no       | 7      |

parameter notice_days: integer
  may be set by: city, only higher
  from 2023-01-01: 5

setting notice_days for "u1"
  from 2023-03-01: 8
"""


def test_rows_swap_their_results_and_settings_shift() -> None:
    found = made(TABLE)
    for wanted in ("pace/swap-1", "notice_days/u1-2023-03-01-more", "notice_days/u1-2023-03-01-less"):
        assert wanted in found
    assert "flat/swap-1" not in found
    scenario = 'scenario "s"\n  given Task T1 {priority: yes}\n  as of: 2023-05-01\n  expect pace(T1) is 3\n'
    assert "pace/swap-1" in alive(TABLE)
    assert "pace/swap-1" not in alive(TABLE + scenario)


RANKING = """
ranking busy on Unit
  every: month
  ranked: kind is county
  left out: parent is none
  ranked by: count of review
  order: highest first
notice LOW for each Unit
  when: busy among the last 2
"""
PLAIN = """
ranking busy on Unit
  every: month
  ranked by: count of review
  order: lowest first
"""


def test_a_ranking_is_turned_round_and_an_end_becomes_the_other() -> None:
    assert [
        "busy/turned",
        "busy/drop-ranked",
        "busy/drop-left-out",
        "busy/where/is-not",
        "busy/left_out/is-not",
        "LOW/when/first",
        "LOW/when.number/more",
        "LOW/when.number/less",
    ] == made(RANKING)
    assert ["busy/turned"] == made(PLAIN)


def test_a_scenario_notices_which_end_is_first() -> None:
    given = (
        'scenario "x"\n  given Unit A {kind: county}\n  given Unit B {kind: county}\n'
        "  given review R {subject: A, on: 2023-05-02}\n  as of: 2023-05-10\n"
    )
    assert [] == alive(PLAIN + given + "  expect busy(A, 2023-05) is 2\n")
    assert ["busy/turned"] == alive(PLAIN + given + "  expect busy(A, 2023-05) is not 3\n")


SCORE = """
score points on Unit
  every: year
  start: 10
  deduct:
    - [warned] 2 for each warning where on within this.period, at most 6
    - [tasks] 1 for every 2 of count of warning, in whole steps
  floor: 0
  cap: 12
  capped:
    - [held] 9 if exists accountability
  veto:
    - [gone] exists circular
  grade good: at least 9
  grade bad: less than 9
"""


def test_scores_lose_lines_and_bounds_and_their_grades_move() -> None:
    found = made(SCORE)
    dropped = ("warned", "tasks", "held", "gone", "floor", "cap")
    assert {f"points/drop-{x}" for x in dropped} | {"points/good-more", "points/good-less"} <= set(found)
    assert {"points/lines.0/drop-most", "points/lines.1/whole", "points/lines.1/step"} <= set(found)
    assert "points/lines.0/step" not in found
    scenario = """
scenario "warned once" / "一次预警"
  given Unit U
  given warning W {subject: U, on: 2023-03-01}
  as of: 2023-06-01
  expect points(U, 2023) is 8
  expect points(U, 2023) is bad
"""
    rest = alive(SCORE + scenario)
    assert "points/drop-warned" not in rest
    assert {"points/drop-tasks", "points/good-more"} <= set(rest)


SAMPLE = """
sample checks on Plan
  every: quarter
  among: Task t where t.status is open
  share: 30%
  at least: 2
  by: t.lead_unit
  inspectors: Person p where p.name is "a"

sample plain on Plan
  every: quarter
  among: Task
  share: 30%
"""


def test_samples_lose_a_number_their_strata_and_their_conditions() -> None:
    found = made(SAMPLE)
    assert {f"checks/{x}" for x in ("drop-share", "drop-least", "drop-by", "any", "anybody")} <= set(found)
    assert ["plain/share/more", "plain/share/less"] == [x for x in found if x.startswith("plain")]


PARTS = """
ladder L for each Task
  rung 1 -> reminder
    when all:
      - [late] deadline before as of
  rung 2 -> warning
    when all:
      - [open] status is open
    when any:
      - [more] priority
      - [old] opened before 2023-01-01

standing S for each Task
  must: priority
  after lasting: 5 days
  rung 1 -> warning

series pm25 on Plan each year: decimal
target AIR for each Plan
  must: pm25 at most 29
  due: 2023-12-31
  when off course: reminder

duty D for each Task
  due: 10 days after opened
  fulfilled by: report

duty F for each Task
  due: 10 days after opened, first day counted
  fulfilled by: report

exception E overrides D
  applies when: priority
  effect: excused

gate G on Task.closure
  only if all:
    - [a] priority
    - [b] exists report
    - [c] exists evidence

exception P overrides G
  applies when: status is suspended
  effect: permit [a, b]
"""


def test_rungs_stretches_first_days_and_effects_change() -> None:
    found = set(made(PARTS))
    assert {f"L/steps.1.when/drop-{x}" for x in ("open", "more", "old")} <= found
    assert "L/steps.0.when/drop-late" not in found
    assert {"S/drop-lasting", "AIR/drop-off-course", "E/not-required", "P/keep-a", "P/keep-b"} <= found
    assert {"D/due.rule/first-day", "F/due.rule/first-day"} <= found
