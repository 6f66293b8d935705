"""What scenarios reach."""

from __future__ import annotations

import rectcore
from rectcore.analysis.cover import Point

RULES = """# dialect: en
ruleset R "R" / "规"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Plan" / "方案"
  if due on a holiday: same day

define late on Task
  means: deadline before as of

gate CLOSE on Task.closure
  only if all:
    - [proof] exists evidence
    - [urgent] kind is task

duty D for each Task
  while: kind is task
  every: month
  due: by day 5 of the next period
  fulfilled by: report
  breach goes to: L

ladder L
  rung 1 -> warning
  rung 2 -> interview

standing ON_TIME for each Task
  while: status is open
  must: not late

notice NEAR for each Task
  when: lead_unit is known
  call for: reminder

exception E overrides CLOSE
  applies when: kind is petition
  effect: permit [proof]
"""
FACTS = """
scenario "s"
  given Task T1 {opened: 2023-05-01, deadline: 2023-12}
  given closure C1 {on: 2023-06-01}
  as of: 2023-06-06
  expect CLOSE(T1) is blocked
  expect CLOSE(T1, C1) is blocked
"""


def missed(text: str) -> set[Point]:
    return set(rectcore.load_text(text).cover().missed)


def test_without_scenarios_nothing_is_reached_and_every_point_is_named_once() -> None:
    found = rectcore.load_text(RULES).cover()
    assert found.points == found.missed
    assert len(found.points) == len(set(found.points))
    values = {
        (p.rule, p.what): [q.value for q in found.points if (q.rule, q.what) == (p.rule, p.what)] for p in found.points
    }
    assert {
        ("CLOSE", "proof"): ["true", "false", "unknown"],
        ("CLOSE", "urgent"): ["true", "false"],
        ("CLOSE", "state"): ["open", "blocked", "blocked-unknown"],
        ("D", "while"): ["true", "false"],
        ("D", "state"): ["fulfilled", "missed", "undetermined", "not-required"],
        ("ON_TIME", "must"): ["true", "false", "unknown"],
        ("ON_TIME", "while"): ["true", "false"],
        ("NEAR", "when"): ["true", "false"],
        ("L", "rung"): ["1", "2"],
        ("E", "applies when"): ["true", "false"],
    } == values


def test_a_gate_shows_its_labels_its_state_and_its_exception() -> None:
    text = RULES + FACTS
    assert {
        Point("CLOSE", "proof", "true"),
        Point("CLOSE", "proof", "unknown"),
        Point("CLOSE", "urgent", "false"),
        Point("CLOSE", "state", "open"),
        Point("CLOSE", "state", "blocked-unknown"),
        Point("E", "applies when", "true"),
    } == {p for p in missed(text) if p.rule in ("CLOSE", "E")}


def test_an_act_that_is_not_yet_on_record_shows_nothing() -> None:
    early = FACTS.replace("as of: 2023-06-06", "as of: 2023-05-20").replace("  expect CLOSE(T1) is blocked\n", "")
    assert missed(RULES) == missed(RULES + early.replace("is blocked", "is ungated"))


def test_duties_ladders_standings_and_notices_show_theirs_on_the_day() -> None:
    text = """
scenario "s"
  given Task T1 {opened: 2023-05-01, deadline: 2023-06, lead_unit: U}
  as of: 2023-07-06
  expect D(T1, 2023-05) is missed
  expect L(T1) is interview
  expect ON_TIME(T1) is violated
  expect NEAR(T1) is reminder
  expect next change(T1) is 2023-08-06
"""
    reached = set(rectcore.load_text(RULES + text).cover().reached)
    assert {
        Point("D", "state", "missed"),
        Point("D", "while", "true"),
        Point("L", "rung", "1"),
        Point("L", "rung", "2"),
        Point("ON_TIME", "must", "false"),
        Point("ON_TIME", "while", "true"),
        Point("NEAR", "when", "true"),
    } == reached


def test_a_point_tells_how_many_scenarios_reach_it() -> None:
    found = rectcore.load_text(RULES + FACTS + FACTS.replace('"s"', '"t"')).cover()
    assert 2 == found.reached[Point("CLOSE", "proof", "false")]


TABLED = """# dialect: en
ruleset R "R" / "规"
  in force: from 2023-01-01
  if due on a holiday: same day

entity Task
  has a: yes/no
  has b: yes/no

table pace on Task
  | a   | result  |
  | yes | 3 days  |
  | no  | 10 days |

table fixed on Task
  | is_open | result |
  | yes     | 1      |
  | no      | 2      |

define is_open on Task
  means: status is open

define at_most on Task
  means: fixed at most 1

standing S for each Task
  must: pace less than 5 days

gate G on Task.closure
  only if all:
    - [quick] at_most

duty D for each Task
  due: opened + pace
  fulfilled by: completion
  breach goes to: L

ladder L
  counting: in total
  rung 1 -> warning

exception E overrides L
  applies when: b
  effect: not required

exception F overrides E
  applies when: pace more than 5 days
  effect: set aside
"""


def rows(expected: str, given: str = "") -> set[tuple[str, str]]:
    scenario = f'scenario "s"\n  given Task T1 {{{given}}}\n  as of: 2023-05-01\n  expect {expected}\n'
    policy = rectcore.load_text(TABLED + scenario)
    assert policy.ok, [d.line() for d in policy.diagnostics]
    return {(p.rule, p.value) for p in policy.cover().reached if p.what == "row"}


def test_a_row_of_a_table_is_reached_where_it_decides() -> None:
    points = {(p.rule, p.value) for p in rectcore.load_text(TABLED).cover().points if p.what == "row"}
    assert {("pace", "1"), ("pace", "2"), ("fixed", "1"), ("fixed", "2")} == points
    assert {("pace", "1")} == rows("pace(T1) is 3 days", "a: yes")
    assert {("pace", "2")} == rows("S(T1) is violated", "a: no")
    assert set() == rows("pace(T1) is unknown")
    assert {("fixed", "1")} == rows("G(T1) is open")
    assert {("pace", "2")} == rows("D(T1) is missed", "a: no, opened: 2023-02-01")
    assert {("pace", "2")} == rows("L(T1) is warning", "a: no")


def test_a_table_of_what_is_always_known_cannot_be_unknown() -> None:
    points = [p.value for p in rectcore.load_text(TABLED).cover().points if p.what in ("quick", "must")]
    assert ["true", "false", "true", "false", "unknown"] == points


def test_exceptions_to_a_ladder_and_to_exceptions_are_reached_with_it() -> None:
    scenario = 'scenario "s"\n  given Task T1 {a: yes, b: yes}\n  as of: 2023-05-01\n  expect L(T1) is none\n'
    reached = set(rectcore.load_text(TABLED + scenario).cover().reached)
    assert {
        Point("E", "applies when", "true"),
        Point("F", "applies when", "false"),
        Point("pace", "row", "1"),
    } == reached


def test_a_duty_due_after_the_last_one_shows_the_instance_asked_about() -> None:
    text = """
duty ROUND for each Task
  every: 30 days after the last one
  fulfilled by: inspection

scenario "s"
  given Task T1 {opened: 2023-05-01}
  given inspection N1 {on: 2023-05-10}
  as of: 2023-05-20
"""
    first, last = "  expect ROUND(T1, 2023-05-01) is fulfilled\n", "  expect ROUND(T1) is pending\n"
    assert Point("ROUND", "state", "fulfilled") not in missed(RULES + text + first)
    assert Point("ROUND", "state", "fulfilled") in missed(RULES + text + last)


def test_a_condition_on_a_period_is_seen_for_the_period_of_the_expectation() -> None:
    text = """
series pm25 on Task each month: decimal

duty BETTER for each Task
  while: pm25 for this period is known
  every: month
  due: by day 20 of the next period
  fulfilled by: reading where pm25 for this period at most 30

scenario "s"
  given Task T1 {opened: 2023-05-01}
  given reading R1 {series: pm25, covers: 2023-05, value: 29, on: 2023-06-08}
  as of: 2023-06-21
  expect BETTER(T1, 2023-05) is fulfilled
"""
    assert Point("BETTER", "while", "true") not in missed(RULES + text)
