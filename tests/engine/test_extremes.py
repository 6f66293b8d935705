"""Greater, lesser, earlier and later of several, as values and as due days; every expectation by hand."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.diagnostics import Severity

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: next working day
entity Task
  has size: optional integer
  has quota: optional decimal
  has share: optional percent
  has seen: optional date
  has again: optional date
parameter lag: days
  from 2022-01-01: 30
"""


def outcome(form, expect, facts="", as_of="2023-06-30", events=""):
    """What a scenario finds for the one thing it expects."""
    text = (
        f'{HEAD}{form}\nscenario "s"\n  given Task T1 {{opened: 2023-04-03{facts}}}\n{events}'
        f"  as of: {as_of}\n  expect {expect}\n"
    )
    policy = rectcore.load_text(text)
    assert [] == [d.line() for d in policy.diagnostics if d.severity is Severity.ERROR]
    (result,) = policy.test()
    return result.outcomes[0].found


def value(means, facts=""):
    return outcome(f"define x on Task\n  means: {means}", "x(T1) is unknown", facts)


@pytest.mark.parametrize(
    ("means", "facts", "found"),
    [
        ("greater of (3, 5, 4)", "", "5"),
        ("lesser of (3, 2.5)", "", "2.5"),
        ("greater of (size, quota)", ", size: 3, quota: 3.5", "3.5"),
        ("lesser of (20%, share)", ", share: 30%", "0.20"),
        ("greater of (20 days, as of - opened)", "", "88"),
        ("lesser of (5 working days, 3 working days)", "", "3"),
        ("earlier of (opened, 2023-04-01)", "", "2023-04-01"),
        ("later of (opened, 2023-04-01, seen)", ", seen: 2023-05-01", "2023-05-01"),
        # what is known not to exist is passed over
        ("greater of (size, 2)", ", size: none", "2"),
        ("greater of (size, quota)", ", size: none, quota: none", "none"),
        ("earlier of (seen, opened)", ", seen: none", "2023-04-03"),
        # what is not known leaves it open
        ("greater of (size, 2)", "", "unknown"),
        ("earlier of (seen, again)", "", "unknown"),
        ("earlier of (seen, opened) + 3 days", "", "unknown"),
        ("greater of (lesser of (size, 2), 2)", "", "2"),
        ("(greater of (size, 2) or else 7)", "", "7"),
    ],
)
def test_a_value(means, facts, found):
    assert found == value(means, facts)


@pytest.mark.parametrize(
    ("means", "found"),
    [
        # 5 or more
        ("greater of (size, 5) at least 5", "True"),
        ("greater of (size, 5) less than 5", "False"),
        ("greater of (size, 5) more than 5", "unknown"),
        ("greater of (size, 5) is 4", "False"),
        ("greater of (size, 5) is not 4", "True"),
        ("greater of (size, 5) is 6", "unknown"),
        ("greater of (size, quota) at least 5", "unknown"),
        # 5 or less
        ("lesser of (size, 5) at most 5", "True"),
        ("5 at least lesser of (size, 5)", "True"),
        ("lesser of (size, 5) more than 5", "False"),
        ("lesser of (size, 5) less than greater of (quota, 6)", "True"),
        ("lesser of (size, 5) less than greater of (quota, 5)", "unknown"),
        ("greater of (as of - seen, 5 days) at least 5 days", "True"),
        # 3 April 2023 or earlier, or later
        ("earlier of (seen, opened) no later than 2023-04-03", "True"),
        ("earlier of (seen, opened) after 2023-04-03", "False"),
        ("earlier of (seen, opened) before 2023-04-03", "unknown"),
        ("later of (seen, opened) not before 2023-04-03", "True"),
        ("later of (seen, opened) before 2023-04-03", "False"),
        ("later of (seen, opened) is known", "False"),
        ("later of (seen, opened) is none", "False"),
        ("later of (seen, opened) is not none", "True"),
        ("earlier of (later of (seen, opened), 2023-05-01) within 2023-04", "unknown"),
        ("later of (earlier of (seen, opened), 2023-04-03) within 2023-04", "True"),
        ("later of (seen, opened) within the last 10 days", "unknown"),
        # counts know bounds of their own
        ("greater of (count of (report r where r.progress more than 50%), 1) at most 2", "True"),
        ("greater of (count of (report r where r.progress more than 50%), 1) at most 1", "unknown"),
    ],
)
def test_of_what_is_not_known_the_others_give_a_bound(means, found):
    """A comparison that holds for everything within the bounds holds. Two reports name no progress."""
    reports = "  given report R1 {on: 2023-05-04}\n  given report R2 {on: 2023-05-05}\n"
    assert found == outcome(f"define x on Task\n  means: {means}", "x(T1) is unknown", events=reports)


def due(rule, facts="", as_of="2023-06-30"):
    return outcome(f"duty D for each Task\n  due: {rule}\n  fulfilled by: completion", "D(T1) is excused", facts, as_of)


@pytest.mark.parametrize(
    ("rule", "facts", "last"),
    [
        ("earlier of (by end of 2023-10, 30 days after opened)", "", "2023-05-04"),  # 3 May is a holiday
        ("earlier of (30 days after opened, by end of 2023-10), same day", "", "2023-05-03"),
        ("earlier of (30 days after opened, first day counted, by end of 2023-10), same day", "", "2023-05-02"),
        ("earlier of (by end of 2023-10, 30 days after opened, first day counted), same day", "", "2023-05-02"),
        ("later of (2023-05-01, 10 days after opened, 2023-04-20)", "", "2023-05-01"),  # written out: not moved
        ("earlier of (deadline, 30 days after opened)", ", deadline: 2023-05-03", "2023-05-03"),
        ("earlier of (deadline, 30 days after opened)", ", deadline: none", "2023-05-04"),
        ("earlier of (by end of 2023-10, later of (deadline, 10 days after opened))", ", deadline: none", "2023-04-13"),
        ("earlier of (lag after opened, deadline)", ", deadline: 2023-06-01", "2023-05-04"),
        ("earlier of (deadline, opened + 5 days)", ", deadline: none", "2023-04-10"),  # 8 April is a Saturday
    ],
)
def test_a_due_day(rule, facts, last):
    """Each is moved off holidays, or not, by itself; then the earlier or later counts."""
    day = date.fromisoformat(last)
    after = date.fromordinal(day.toordinal() + 1)
    assert ["pending", "missed"] == [due(rule, facts, d.isoformat()) for d in (day, after)]


def test_a_due_day_that_is_not_known_convicts_nobody():
    """One of the days is unknown, or rests on days not yet published: open what it comes to."""
    assert "undetermined" == due("earlier of (deadline, 2023-05-01)")
    assert "undetermined" == due("earlier of (2023-05-01, 1200 working days after opened)", as_of="2023-06-01")
    assert "not-required" == due("earlier of (deadline, seen)", ", deadline: none, seen: none")
    assert "undetermined" == due("later of (seen, opened) + 1 day")
    assert "undetermined" == due("3 days after later of (seen, opened)")
