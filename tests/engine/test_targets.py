"""Targets: the period a due day closes, the readings that count, and where things head until they are in."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.analysis.cover import cover
from rectcore.engine.reference.changes import next_change
from rectcore.engine.reference.scenarios import ledger_of
from rectcore.engine.trace import Row
from rectcore.io.report_json import report_dict
from rectcore.model.calendar import load_calendar

HEAD = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source" / "依据"
  if due on a holiday: next working day
series pm25 on Plan each year: decimal
series ozone on Plan each year: decimal
series hot on Plan each month: integer
"""
AIR = 'target AIR "Air" / "空气" for each Plan\n'
PLAN = "  given Plan P {issued: 2023-04-03, unit: U}\n  given Unit U\n"


def reading(series, covers, value, on, name="", **more):
    further = "".join(f", {k}: {v}" for k, v in more.items())
    id_ = name or series[0].upper() + on.replace("-", "")
    return f"  given reading {id_} {{series: {series}, covers: {covers}, value: {value}, on: {on}{further}}}\n"


def world(rules, facts, day, plan=PLAN):
    text = f'{HEAD}{rules}scenario "s" / "情"\n{plan}{facts}  as of: {day}\n  expect AIR(P) is met\n'
    policy = rectcore.load_text(text)
    return policy, ledger_of(policy.rulebook.scenarios[0], policy.rulebook)


def report(rules, facts, day, plan=PLAN):
    policy, ledger = world(rules, facts, day, plan)
    return policy.evaluate(ledger, date.fromisoformat(day))


def state(rules, facts, day, plan=PLAN):
    found = report(AIR + rules, facts, day, plan).targets
    return found[0].state.value if found else "not-required"


BOUND = "  must: pm25 at most 29\n  due: by end of 2025\n"


@pytest.mark.parametrize(
    ("due", "period"),
    [
        ("by end of 2025", "2025"),
        ("by end of 2023", "2023"),  # a Sunday: moved to 2 January 2024
        ("2026-03-31", "2025"),
        ("2025-12-30", "2024"),
        ("24 months after issued", "2024"),
    ],
)
def test_the_period_is_the_last_that_is_over_by_the_due_day_as_written(due, period):
    [found] = report(f"{AIR}  must: pm25 at most 29\n  due: {due}\n", "", "2023-06-01").targets
    assert found.period == period


@pytest.mark.parametrize(
    ("readings", "day", "expected"),
    [
        ((), "2025-06-30", "undetermined"),
        ((("2024", 29, "2025-01-15"),), "2025-06-30", "on-course"),
        ((("2024", 30, "2025-01-15"),), "2025-06-30", "off-course"),
        ((("2023", 20, "2024-01-15"), ("2024", 30, "2025-01-15")), "2025-06-30", "off-course"),
        ((("2024", 30, "2025-01-15"), ("2025", 28, "2025-06-15")), "2025-06-30", "on-course"),
        ((("2026", 20, "2025-01-15"),), "2025-06-30", "undetermined"),
        ((("2025", 28, "2025-06-15"),), "2025-12-31", "on-course"),
        ((("2025", 28, "2025-12-31"),), "2026-01-01", "undetermined"),
        ((("2025", 28, "2025-12-31"), ("2025", 30, "2026-01-01")), "2026-01-01", "not-met"),
        ((("2025", 31, "2025-12-31"), ("2025", 29, "2026-01-01")), "2026-01-01", "met"),
        ((("2025", 31, "2026-01-15"), ("2025", 29, "2026-02-15")), "2026-02-14", "not-met"),
        ((("2025", 31, "2026-01-15"), ("2025", 29, "2026-02-15")), "2026-02-15", "met"),
    ],
)
def test_readings_after_the_end_decide_and_the_latest_show_the_way(readings, day, expected):
    facts = "".join(reading("pm25", f"{p}年", v, on) for p, v, on in readings)
    assert state(BOUND, facts, day) == expected


@pytest.mark.parametrize(("value", "expected"), [(29, "met"), (30, "off-course")])
def test_before_the_due_day_readings_that_count_convict_nobody(value, expected):
    rules = "  must: pm25 at most 29\n  due: 2026-03-31\n"
    assert state(rules, reading("pm25", "2025年", value, "2026-01-15"), "2026-02-01") == expected
    after = {"met": "met", "off-course": "not-met"}[expected]
    assert state(rules, reading("pm25", "2025年", value, "2026-01-15"), "2026-04-01") == after


def test_two_series_are_asked_for_one_period():
    rules = "  must: pm25 at most 29 and ozone at most 160\n  due: by end of 2025\n"
    facts = reading("pm25", "2025年", 40, "2025-06-01") + reading("pm25", "2024年", 20, "2025-01-01")
    assert state(rules, facts, "2025-06-30") == "off-course"
    assert state(rules, facts + reading("ozone", "2024年", 150, "2025-01-02"), "2025-06-30") == "on-course"


def test_a_trend_is_told_from_the_period_looked_at():
    rules = "  must: pm25 at most pm25 for the same period last year\n  due: by end of 2025\n"
    facts = reading("pm25", "2024年", 30, "2025-01-15")
    assert state(rules, facts, "2025-06-30") == "undetermined"
    assert state(rules, facts + reading("pm25", "2023年", 29, "2024-01-15"), "2025-06-30") == "off-course"
    assert state(rules, facts + reading("pm25", "2025年", 30, "2026-01-15"), "2026-01-15") == "met"


def test_the_bound_is_that_of_the_due_day_and_may_be_unknown():
    goal = "parameter bound: decimal\n  from 2023-01-01: {}\n  from 2026-01-01: 40\n"
    rules = "  must: pm25 at most bound\n  due: by end of 2025\n"
    facts = reading("pm25", "2025年", 35, "2026-01-15")

    def with_goal(value):
        [found] = report(goal.format(value) + AIR + rules, facts, "2026-02-01").targets
        return found

    assert with_goal("29").state.value == "not-met"
    unknown = with_goal("repealed")
    assert (unknown.state.value, unknown.judged_by) == ("undetermined", None)


def test_what_does_not_apply_is_not_listed():
    facts = reading("pm25", "2025年", 35, "2026-01-15")
    day = "2026-02-01"
    assert state(BOUND, facts, "2023-04-02") == "not-required"
    assert state("  while: unit is none\n" + BOUND, facts, day) == "not-required"
    assert state("  in force: from 2023-01-01 to 2025-06-30\n" + BOUND, facts, day) == "not-required"
    assert state("  in force: from 2023-01-01 to 2025-12-31\n" + BOUND, facts, day) == "not-met"
    flood = 'exception FLOOD "Flood" / "洪水" overrides AIR\n  applies when: {}\n  effect: not required\n'
    assert state(BOUND + flood.format("unit is known"), facts, day) == "not-required"
    assert state(BOUND + flood.format("unit is none"), facts, day) == "not-met"
    nobody = PLAN.replace(", unit: U", "")
    assert state("  while: unit.kind is county\n" + BOUND, facts, day, nobody) == "undetermined"
    assert state("  while: unit.kind is county\n" + BOUND, "", day, nobody) == "undetermined"
    late = "  must: pm25 at most 29\n  due: lapse working days after issued\n"
    lapse = "parameter lapse: integer\n  from 2023-01-01: repealed\n"
    assert report(lapse + AIR + late, facts, day).targets[0].state.value == "undetermined"
    gone = "  in force: from 2023-01-01 to 2023-12-31\n" + late
    assert report(lapse + AIR + gone, facts, day).targets == ()
    assert state(BOUND, facts, day, "  given Plan P\n") == "not-required"


def test_a_bound_over_a_number_that_does_not_apply_does_not_apply():
    rate = "aggregate rate on Plan\n  over: Task\n  value: share where priority\n  when empty: not applicable\n"
    rules = AIR + "  must: pm25 at most 29 and rate at most 20%\n  due: by end of 2025\n"
    good = reading("pm25", "2024年", 28, "2025-01-15")
    assert report(rate + rules, good, "2025-06-30").targets == ()
    final = reading("pm25", "2025年", 28, "2026-01-15")
    assert report(rate + rules, final, "2026-02-01").targets == ()


TASK_DUE = 'target AIR "Air" / "空气" for each Task\n  must: dust at most 29\n  due: deadline\n'


def test_without_a_due_day_nothing_is_owed():
    rules = "series dust on Task each year: decimal\n" + TASK_DUE
    given = "  given Task P {opened: 2023-04-03, deadline: none}\n"
    assert report(rules, "", "2025-06-30", given).targets == ()


OFF = """  when off course: reminder sent to unit
  rung after 1 day -> interview sent to unit
  rung after 30 days -> accountability
"""


def test_findings_off_course_and_not_met_have_names_of_their_own():
    facts = reading("pm25", "2024年", 31, "2025-01-15") + reading("pm25", "2025年", 30, "2026-01-20")
    [off] = report(AIR + BOUND + OFF, facts, "2025-06-30").findings
    assert (off.id, off.kind, off.measure, off.addressees) == (
        "R/AIR/Plan:P/2025/off-course",
        "target",
        "reminder",
        ("U",),
    )
    assert off.episode == date(2025, 1, 15)
    assert report(AIR + BOUND + OFF, facts, "2026-01-10").findings == ()
    [missed] = report(AIR + BOUND + OFF, facts, "2026-01-21").findings
    assert (missed.id, missed.measure, missed.rung) == ("R/AIR/Plan:P/2025", "interview", 1)
    assert missed.episode == date(2026, 1, 20)
    assert missed.rung_hi is None
    [worst] = report(AIR + BOUND + OFF, facts, "2026-02-10").findings
    assert (worst.measure, worst.rung_hi) == ("interview", 2)  # it may have been missed since the day after the due day
    [plain] = report(AIR + BOUND, facts, "2025-06-30").findings
    assert plain.measure is None


def test_messages_and_lists_in_both_languages():
    facts = reading("pm25", "2024年", 31, "2025-01-15") + reading("pm25", "2025年", 30, "2026-01-20")
    [off] = report(AIR + BOUND + OFF, facts, "2025-06-30").findings
    assert "off course for 2025 since 2025-01-15; pm25 for 2024 31 is more than 29" in off.message.en
    found = report(AIR + BOUND + OFF, facts, "2026-01-21")
    [missed] = found.findings
    assert "2025未达标（自2026-01-20起可以认定）" in missed.message.zh
    assert report_dict(found)["targets"] == [
        {
            "rule": "AIR",
            "subject": {"kind": "plan", "id": "P"},
            "period": "2025",
            "judged_by": "2025",
            "due": "2025-12-31",
            "state": "not-met",
            "provisional": False,
        }
    ]
    early = reading("pm25", "2025年", 30, "2025-10-20")
    [gap] = [g for g in report(AIR + BOUND, early, "2026-01-21").data_gaps if g.rule == "AIR"]
    assert "made after its end" in gap.message.en
    assert "周期终了后录得的" in gap.message.zh


def test_what_is_not_met_feeds_a_ladder():
    ladder = 'ladder L "L" / "梯"\n  counting: in total\n  rung 1 -> interview\n  rung 2 -> accountability\n'
    first = AIR + BOUND.replace("2025", "2024") + "  breach goes to: L\n"
    second = first.replace("AIR", "WIND").replace("2024", "2025")
    facts = reading("pm25", "2024年", 31, "2025-01-15") + reading("pm25", "2025年", 29, "2026-01-15")

    def measures(day):
        return {f.measure for f in report(first + second + ladder, facts, day).findings if f.kind == "ladder"}

    assert measures("2024-12-31") == set()
    assert measures("2025-01-15") == {"interview"}
    assert measures("2026-02-15") == {"interview"}
    [found] = [f for f in report(first + second + ladder, facts, "2026-01-10").findings if f.kind == "ladder"]
    assert (found.rung, found.rung_hi) == (1, 2)


def test_the_next_change_and_what_scenarios_cover():
    policy, ledger = world(AIR + BOUND, reading("pm25", "2025年", 30, "2025-06-01"), "2025-06-30")
    calendar = load_calendar("cn_public")
    assert next_change(policy.rulebook, ledger, calendar, Row("Plan", "P"), date(2025, 6, 30)) == date(2026, 1, 1)
    missing = {(p.rule, p.value) for p in cover(policy.rulebook, calendar).missed if p.rule == "AIR"}
    assert ("AIR", "met") in missing


@pytest.mark.parametrize(
    ("rules", "codes"),
    [
        ("  must: unit is known\n  due: by end of 2025\n", ["RC279"]),
        ("  must: pm25 for 2025 at most 29\n  due: by end of 2025\n", ["RC279"]),
        ("  must: pm25 at most 29 and hot at most 3\n  due: by end of 2025\n", ["RC279"]),
        ("  while: pm25 at most 3\n  must: pm25 at most 29\n  due: by end of 2025\n", ["RC272"]),
        ("  must: pm25 at most 29\n", ["RC113"]),
        ("  must: pm25 at most 29\n  due: by end of 2025\n  rung 1 -> interview\n", ["RC241"]),
        ("  must: pm25 at most 29\n  due: by end of this period\n", ["RC211"]),
        ("  must: pm25 at most 29%\n  due: by end of 2025\n", ["RC214"]),
    ],
)
def test_slips(rules, codes):
    found = rectcore.load_text(HEAD + AIR + rules)
    assert [d.code for d in found.diagnostics if d.severity.value == "error"] == codes


def test_a_target_for_each_event_is_refused():
    found = rectcore.load_text(HEAD + "target AIR for each report\n  must: on is known\n  due: by end of 2025\n")
    assert [d.code for d in found.diagnostics if d.severity.value == "error"] == ["RC211"]
