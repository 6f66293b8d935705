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


def test_what_is_counted_in_a_row_is_counted_anyhow() -> None:
    text = """
notice N for each Task
  when: count in a row of (report r where r.progress is known) at least 2
"""
    assert "N/when.left/not-in-a-row" in made(text)
    assert not [one for one in made(text.replace("count in a row", "count")) if "in-a-row" in one]


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


ROLLS = """
duty D for each Task
  due: 10 days after opened
  fulfilled by: report

duty E for each Task
  due: 10 days after opened, next working day
  fulfilled by: report

duty F for each Task
  due: earlier of (deadline, 5 days after opened), previous working day
  fulfilled by: report

duty W for each Task
  due: deadline, next working day
  fulfilled by: report

duty X for each Task
  every: 30 days after the last one, previous working day
  fulfilled by: inspection

exception M overrides W
  applies when: priority
  effect: due instead 30 days after deadline
"""


def test_due_days_move_elsewhere_all_at_once_or_those_that_say_so() -> None:
    assert [
        "E/due/previous-working-day",
        "E/due/same-day",
        "F/due/next-working-day",
        "F/due/same-day",
        "X/due/next-working-day",
        "X/due/same-day",
        "R/roll/next-working-day",
        "R/roll/previous-working-day",
    ] == [one for one in made(ROLLS) if one.endswith(("working-day", "same-day"))]


def test_what_the_rule_set_says_changes_in_every_rule_and_nowhere_else() -> None:
    book = rectcore.load_text(HEAD + ROLLS).rulebook
    (there,) = [m for m in mutants(book) if m.id == "R/roll/next-working-day"]
    before, after = ({x.id: x.due.roll.value for x in (*b.duties, *b.exceptions)} for b in (book, there.book))
    assert {"D": "next working day", "M": "next working day"} == {k: v for k, v in after.items() if v != before[k]}
    assert there.span is not None
    assert "if due on a holiday: same day" == there.span.text


def test_days_that_are_written_down_go_nowhere_else() -> None:
    text = "\nduty W for each Task\n  due: deadline\n  fulfilled by: report\n"
    assert not [one for one in made(text) if one.endswith("-day")]
    bare = HEAD.replace("  if due on a holiday: same day\n", "")
    own = ROLLS[ROLLS.index("duty E") : ROLLS.index("duty F")]
    ids = [
        m.id
        for m in mutants(rectcore.load_text(bare + own + ROLLS[ROLLS.index("duty W") : ROLLS.index("duty X")]).rulebook)
    ]
    assert ["E/due/previous-working-day", "E/due/same-day"] == [one for one in ids if "/due/" in one]


def test_a_due_day_on_a_holiday_notices_where_it_goes() -> None:
    """1 May 2023 is a holiday, with the days to the third; 29 April is the first of them."""
    text = ROLLS[: ROLLS.index("duty E")]
    scenario = '\nscenario "S"\n  given Task T1 {opened: 2023-04-21}\n  as of: 2023-05-0%s\n  expect D(T1) is %s\n'
    assert ["R/roll/next-working-day"] == [x for x in alive(text + scenario % (1, "pending")) if "roll" in x]
    assert ["R/roll/previous-working-day"] == [x for x in alive(text + scenario % (2, "missed")) if "roll" in x]


def test_not_required_and_excused_change_places_where_a_duty_is_overridden() -> None:
    text = ROLLS[: ROLLS.index("duty E")] + "\nstanding S for each Task\n  must: status is open\n"
    for rule, effect in (("D", "not required"), ("D", "excused"), ("S", "not required")):
        text += f"\nexception X{rule}{effect[0]} overrides {rule}\n  applies when: priority\n  effect: {effect}\n"
    assert {"XDn/excused", "XDe/not-required"} == {x for x in made(text) if x.endswith(("excused", "required"))}
