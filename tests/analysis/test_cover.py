"""What scenarios reach."""

from __future__ import annotations

import rectcore
from rectcore.analysis.points import Point

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


SCORED = """# dialect: en
ruleset R "R" / "规"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day

score points on Unit
  every: year
  start: 10
  deduct:
    - [warned] 2 for each warning where on within this.period, at most 6
    - [talked] 8 for each interview where on within this.period
  add:
    - [found] 5 if exists commendation where on within this.period
  floor: 0
  cap: 12
  capped:
    - [held] 9 if exists accountability where on within this.period
  veto:
    - [gone] exists circular where on within this.period
  grade good: at least 10
  grade bad: less than 10
"""


def of_score(*events: str, more: str = "", result: str = "bad") -> set[tuple[str, str]]:
    given = "".join(f"  given {kind} E{n} {{on: 2023-03-{n + 1:02}, subject: U}}\n" for n, kind in enumerate(events))
    scenario = f'scenario "s"\n  given Unit U\n{given}{more}  as of: 2023-06-01\n  expect points(U, 2023) is {result}\n'
    policy = rectcore.load_text(SCORED + scenario)
    assert policy.ok, [d.line() for d in policy.diagnostics]
    return {(p.what, p.value) for p in policy.cover().reached}


def test_the_lines_bounds_and_grades_of_a_score_are_points() -> None:
    found = [(p.what, p.value) for p in rectcore.load_text(SCORED).cover().points]
    labels = [(x, y) for x in ("warned", "talked", "found", "held", "gone") for y in ("true", "false", "unknown")]
    rest = [("floor", "true"), ("cap", "true"), *(("grade", x) for x in ("bad", "good", "unknown"))]
    assert {*labels, ("warned", "most"), *rest} == set(found)
    assert len(found) == len(set(found))


def test_a_line_that_gives_points_is_true_and_bounds_are_reached_where_they_bite() -> None:
    labels = ("warned", "talked", "found", "held", "gone")
    nothing = {(x, "false") for x in labels}
    assert nothing | {("grade", "good")} == of_score(result="good")
    four = of_score("warning", "warning", "warning", "warning")
    assert {("warned", "true"), ("warned", "most"), ("grade", "bad")} == four - nothing
    assert {("talked", "true"), ("floor", "true"), ("grade", "bad")} == of_score("interview", "interview") - nothing
    praised = of_score("commendation", "accountability")
    assert {("found", "true"), ("cap", "true"), ("held", "true"), ("grade", "bad")} == praised - nothing
    assert {("gone", "true"), ("grade", "bad")} == of_score("circular") - nothing
    open_ = of_score(more="  complete through: 2023-05-01\n", result="unknown")
    assert {*((x, "unknown") for x in labels), ("grade", "unknown")} == open_


LOTS = """# dialect: en
ruleset R "R" / "规"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day

sample checks on Plan
  every: quarter
  among: Task
  share: 50%
  at least: 2

scenario "s"
  given Plan P
TASKS  given draw D {sample: "checks", covers: 2023-Q2, seed: "s", on: 2023-05-02}
  as of: 2023-06-01
  expect checks(T1, 2023-Q2) is RESULT
"""


def of_lots(tasks: int, result: str, text: str = LOTS) -> set[tuple[str, str]]:
    given = "".join(f"  given Task T{n} {{opened: 2023-04-01}}\n" for n in range(1, tasks + 1))
    policy = rectcore.load_text(text.replace("TASKS", given).replace("RESULT", result))
    assert policy.ok, [d.line() for d in policy.diagnostics]
    return {(p.what, p.value) for p in policy.cover().reached}


def test_a_lot_is_drawn_or_not_by_the_share_or_the_least_number() -> None:
    every = [(p.what, p.value) for p in rectcore.load_text(LOTS.split("scenario")[0]).cover().points]
    drawn = [("drawn", x) for x in ("true", "false", "unknown")]
    assert [*drawn, ("number drawn", "share"), ("number drawn", "at least")] == every
    assert {("drawn", "true"), ("number drawn", "at least")} == of_lots(2, "yes")
    assert ("number drawn", "share") in of_lots(9, "yes")
    assert not any(what == "number drawn" for what, _ in of_lots(4, "yes"))
    other = LOTS.replace("2023-Q2, seed", "2023-Q1, seed")
    assert {("drawn", "unknown")} == of_lots(2, "unknown", other)


CLIMB = """# dialect: en
ruleset R "R" / "规"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day

ladder L for each Task
  every: month
  rung 1 -> reminder
    when all:
      - [late] deadline before as of
  rung 2 -> warning
    when any:
      - [more] count of reminder at least 2
      - [urgent] priority

scenario "s"
  given Task T1 {opened: OPENED, deadline: 2023-04-30}
  as of: 2023-06-15
  expect L(T1) is not interview
"""


def test_conditions_of_rungs_are_seen_on_the_day_they_are_asked() -> None:
    policy = rectcore.load_text(CLIMB.replace("OPENED", "2023-03-01"))
    assert policy.ok, [d.line() for d in policy.diagnostics]
    reached = {(p.what, p.value) for p in policy.cover().reached}
    assert {("late", "true"), ("more", "false"), ("urgent", "unknown")} <= reached
    assert not rectcore.load_text(CLIMB.replace("OPENED", "2023-06-01")).cover().reached


TARGET = """# dialect: en
ruleset R "R" / "规"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day

series pm25 on Plan each year: decimal
aggregate rate on Plan
  over: Task
  value: share where status is closed
  when empty: not applicable

target AIR for each Plan
  must: pm25 at most 29
  due: 2023-12-31

target RATE for each Plan
  must: pm25 at most 29 and rate at least 50%
  due: 2023-12-31

scenario "s"
  given Plan P {issued: 2023-01-01}
READING  as of: 2024-02-01
  expect AIR(P) is not off-course
  expect RATE(P) is not off-course
"""


def test_the_bound_of_a_target_is_read_for_the_data_that_count() -> None:
    row = "  given reading R1 {{series: pm25, covers: 2023, value: {}, on: 2024-01-10}}\n"
    for given, told in ((row.format(20), "true"), (row.format(40), "false"), ("", "unknown")):
        policy = rectcore.load_text(TARGET.replace("READING", given))
        assert policy.ok, [d.line() for d in policy.diagnostics]
        reached = {(p.rule, p.value) for p in policy.cover().reached if p.what == "must"}
        assert ("AIR", told) in reached
        if told == "true":
            assert not {x for x in reached if x[0] == "RATE"}


SET = """# dialect: en
ruleset R "R" / "规"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day

parameter delay: days
  VALUES

notice BACKDATED for each report
  when: recorded after on + delay
"""


def test_a_parameter_that_always_has_a_value_is_never_unknown() -> None:
    def values(text: str) -> list[str]:
        policy = rectcore.load_text(SET.replace("VALUES", text))
        return [p.value for p in policy.cover().points if p.what == "when"]

    assert ["true", "false"] == values("from 2023-01-01: 10")
    assert ["true", "false", "unknown"] == values("from 2023-01-01: 10\n  from 2024-01-01: repealed")
