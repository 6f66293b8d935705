"""Numbers as at a day on which there was not yet what they are asked of; every expectation by hand."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.diagnostics import Severity

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source"
series level on Task each month: integer
series load on Unit each month: integer
aggregate reports on Task
  over: report
  value: count
aggregate tasks on Unit
  over: Task grouped by lead_unit
  value: count
aggregate rate on Unit
  over: Task grouped by lead_unit
  value: share where status is open
  when empty: not applicable
score marks on Task
  every: year
  start: 100
  deduct:
    - [w] 1 for each warning
score points on Unit
  every: year
  start: 100
  deduct:
    - [w] 1 for each warning
define twice on Unit
  means: tasks * 2
"""


def value(kind, means, entity="Task", subject="T1", given=""):
    text = (
        f'{HEAD}define x on {entity}\n  means: {means}\n\nscenario "s"\n  given Unit U\n'
        "  given Task T1 {opened: 2023-04-03, lead_unit: U}\n"
        f"{given}  as of: 2023-06-30\n  expect x({subject}) is {kind}\n"
    )
    policy = rectcore.load_text(text)
    assert [] == [d.line() for d in policy.diagnostics if d.severity is Severity.ERROR]
    (result,) = policy.test()
    return result.outcomes[0].found


@pytest.mark.parametrize(
    ("means", "found"),
    [
        ("(reports as at 2023-04-02)", "unknown"),
        ("(reports as at 2023-04-03)", "0"),
        ("(marks for 2023 as at 2023-04-02)", "unknown"),
        ("(marks for 2023 as at 2023-04-03)", "100"),
        # a year that was over before the task was opened was not scored
        ("marks for 2022", "unknown"),
        ("(level for 2023-03 as at 2023-04-02)", "unknown"),
    ],
)
def test_nothing_is_known_of_a_task_before_it_was_opened(means, found):
    assert found == value("1", means)


@pytest.mark.parametrize(
    ("means", "found"),
    [
        # there, and empty: the rule set is in force, and the ledger would know of a task
        ("(tasks as at 2023-01-01)", "0"),
        ("(tasks as at 2022-12-31)", "unknown"),
        ("(twice as at 2022-12-31)", "unknown"),
        ("(tasks as at 2023-04-03)", "1"),
        ("(points for 2023 as at 2023-01-01)", "100"),
        ("points for 2022", "unknown"),
        ("(load for 2022-11 as at 2022-12-31)", "unknown"),
    ],
)
def test_a_unit_is_counted_from_the_first_day_of_the_rule_set_or_the_ledger(means, found):
    assert found == value("1", means, "Unit", "U")


def test_where_the_ledger_begins_earlier_a_unit_is_counted_from_then():
    earlier = "  given Task T2 {opened: 2022-05-04, lead_unit: U}\n"
    assert "1" == value("1", "(tasks as at 2022-05-04)", "Unit", "U", earlier)
    assert "unknown" == value("1", "(tasks as at 2022-05-03)", "Unit", "U", earlier)


def test_with_no_first_day_at_all_a_number_is_what_it_is():
    text = HEAD.replace("  in force: from 2023-01-01\n", "")
    ledger = rectcore.Ledger("L", units=[rectcore.Unit("U", "u")], through=date(2023, 12, 31))
    policy = rectcore.load_text(text + "notice N for each Unit\n  when: tasks at most 0\n")
    assert () == policy.evaluate(ledger, date(2023, 12, 31)).data_gaps
