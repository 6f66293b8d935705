"""Values as at another day, conditions held for some days, and days counted; every expectation by hand.

May Day 2023: rest from 29 April to 3 May, 23 April and 6 May worked. 30 June is a Friday.
"""

from __future__ import annotations

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
  has seen: optional date
  has again: optional date
parameter yardstick: percent
  from 2022-01-01: 10%
  from 2023-06-01: 60%
parameter lag: working days
  from 2022-01-01: 3
define half on Task
  means: progress at least 50%
judgement sound on Task
  valid for: 30 days
"""
EVENTS = """  given report R1 {on: 2023-05-10, progress: 20%}
  given report R2 {on: 2023-06-10, recorded: 2023-06-20, progress: 60%}
  given inspection N1 {on: 2023-05-20, result: failed}
  given inspection N2 {on: 2023-06-15, result: passed}
  given judgement J1 {on: 2023-05-01, term: sound, value: yes}
"""


def run(form, expect, as_of="2023-06-30", facts="", more=""):
    """What a scenario finds for the one thing it expects."""
    text = (
        f'{HEAD}{form}\nscenario "s"\n  given Task T1 {{opened: 2023-04-03{facts}}}\n{EVENTS}'
        f"  as of: {as_of}\n{more}  expect {expect}\n"
    )
    policy = rectcore.load_text(text)
    assert [] == [d.line() for d in policy.diagnostics if d.severity is Severity.ERROR]
    (result,) = policy.test()
    return result.outcomes[0].found


def value(means, as_of="2023-06-30", facts="", more=""):
    return run(f"define x on Task\n  means: {means}", "x(T1) is unknown", as_of, facts, more)


# -- as at ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("means", "found"),
    [
        ("(progress as at 2023-06-09)", "0.2"),
        ("(progress as at 2023-06-10)", "0.6"),
        ("(progress as at as of)", "0.6"),
        ("(half as at 2023-06-09)", "False"),
        ("progress more than (progress as at as of - 1 month)", "True"),
        ("((count of report) as at 2023-05-10)", "1"),
        ("(count of (inspection n where n.result is failed) as at 2023-05-19)", "0"),
        ("(exists inspection n where n.on within the last 5 days as at 2023-05-25)", "True"),
        ("(as of as at 2023-05-25)", "2023-05-25"),
        ("(sound as at 2023-05-31)", "True"),
        ("(sound as at 2023-06-01)", "unknown"),
        # the yardstick is today's
        ("(progress at least yardstick as at 2023-05-10)", "False"),
        # a day that has not come, that nobody knows, that does not exist
        ("(progress as at 2023-07-01)", "unknown"),
        ("(progress as at seen)", "unknown"),
        ("(progress as at later of (seen, opened))", "unknown"),
        # what was not there yet
        ("(status as at 2023-04-02)", "unknown"),
        ("(status as at 2023-04-03)", "open"),
        ("(exists evidence as at 2023-04-02)", "unknown"),
        ("exists report r where (r.progress is 60% as at 2023-06-09)", "unknown"),
        ("exists report r where (r.progress is 60% as at 2023-06-10)", "True"),
        ("exists Task t where (t.half as at 2023-06-10)", "True"),
        ("(exists Task t where t.half as at 2023-04-01)", "False"),
        ("exists inspection n where (n by party_secretary as at 2023-05-19)", "unknown"),
    ],
)
def test_a_value_as_at_another_day(means, found):
    """Facts of that day, known as today; within it, the as-of day is that day."""
    assert found == value(means)


def test_as_at_a_day_that_does_not_exist():
    assert "none" == value("(progress as at seen)", facts=", seen: none")


def test_what_was_entered_later_is_not_known_earlier():
    """Known on 19 June, the report of 10 June is not."""
    assert "0.2" == value("(progress as at 2023-06-10)", more="  known at: 2023-06-19\n")


def test_in_a_gate_this_was_not_there_before_it_is_done():
    """What is asked of the act itself has no yesterday; what is asked of the task has one."""
    gate = "gate G on Task.closure\n  only if all:\n    - [a] (this.on is known as at 2023-06-29)"
    assert "blocked-unknown" == run(gate, "G(T1) is open")
    gate = "gate G on Task.closure\n  only if all:\n    - [a] (status is open as at 2023-06-29)"
    assert "open" == run(gate, "G(T1) is open")


def test_in_a_rule_for_each_event_rows_are_those_of_its_task():
    """On the day before the inspection there was one report; of the inspection itself nothing was known."""
    notice = "notice N for each inspection\n  when: "
    assert "{'holds'}" == str(set(run(f"{notice}(count of report as at on - 1 day) is 1", "N(N1) is holds").split()))
    assert "undetermined" == run(f"{notice}(result is failed as at on - 1 day)", "N(N1) is holds")


# -- held for ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("means", "found"),
    [
        ("(half held for 21 days)", "True"),  # 10 to 30 June are 21 days
        ("(half held for 22 days)", "False"),
        ("(half held for 1 day)", "True"),
        ("(not half held for 1 day)", "False"),
        ("(half held for lag)", "True"),
        # 12 to 30 June: 19 days, 4 of them weekends and 22 to 24 of the festival; the 25th was worked
        ("(half held for 14 working days)", "True"),
        ("(half held for 15 working days)", "False"),
        ("(status is open held for 89 days)", "True"),  # from 3 April
        ("(status is open held for 90 days)", "False"),
        ("(half held for 9000000 days)", "False"),
        ("(again is known held for 3 days)", "False"),
        ("(again before as of held for 3 days)", "unknown"),
        ("(status is open held for 9000 working days)", "unknown"),
        ("(exists Unit u where u.title is known held for 3 days)", "False"),
    ],
)
def test_a_condition_that_has_held(means, found):
    """On each of the last days, the as-of day being the last; nothing holds before it is there."""
    assert found == value(means)


def test_on_a_working_day_the_stretch_of_working_days_begins():
    """On Sunday 2 July the last working day is Friday: one working day is three days."""
    assert "True" == value("(half held for 1 working day)", as_of="2023-07-02")
    assert "False" == value("(as of after 2023-06-30 held for 1 working day)", as_of="2023-07-02")
    assert "True" == value("(as of after 2023-06-29 held for 1 working day)", as_of="2023-07-02")


# -- days from a day to a day -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("means", "found"),
    [
        ("days from opened to opened", "1"),
        ("days from 2023-04-03 to 2023-05-04", "32"),
        ("days from 2023-05-04 to 2023-04-03", "0"),
        ("working days from 2023-05-04 to 2023-04-03", "0"),
        ("working days from 2023-04-28 to 2023-05-06", "4"),  # 28 April, 4, 5 and the made-up 6 May
        ("working days from 2023-04-29 to 2023-05-03", "0"),
        ("working days from 2023-04-28 to (opened + 33 days)", "4"),
        ("working days from 2023-04-28 to 2043-05-06", "unknown"),
        ("days from seen to as of", "unknown"),
        ("days from later of (seen, opened) to as of", "unknown"),
    ],
)
def test_days_from_a_day_to_a_day(means, found):
    """Both are counted."""
    assert found == value(means)


def test_days_to_a_day_that_does_not_exist():
    assert "none" == value("days from seen to as of", facts=", seen: none")


# -- a stretch that is a parameter ------------------------------------------------------------------------------------


def test_within_the_last_so_many_of_a_parameter():
    """Three working days back from 30 June: from the 28th on; the counted day itself is not one of them."""
    assert "True" == value("seen within the last lag", facts=", seen: 2023-06-28")
    assert "False" == value("seen within the last lag", facts=", seen: 2023-06-25")
