"""Scenarios: what each kind of expectation is held against (language note, section 17)."""

from __future__ import annotations

import pytest

import rectcore
from rectcore import Severity

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
"""


def outcomes(rules, given, as_of, *expects):
    """Whether each expectation is met, with what was found."""
    lines = [*given, f"as of: {as_of}", *(f"expect {x}" for x in expects)]
    found = rectcore.load_text(HEAD + rules + 'scenario "S"\n' + "".join(f"  {line}\n" for line in lines))
    assert [] == [d.line() for d in found.diagnostics if d.severity is Severity.ERROR]
    (result,) = found.test()
    return [(o.met, o.found) for o in result.outcomes]


GATE = "gate G on Task.closure\n  in force: from 2023-03-01\n  only if all:\n    - [proof] exists evidence\n"
TASK = "given Task T1 {opened: 2023-01-01}"


@pytest.mark.parametrize(("as_of", "expected"), [("2023-02-28", "ungated"), ("2023-03-01", "blocked")])
def test_a_gate_that_is_not_in_force_leaves_its_act_ungated(as_of, expected):
    """Before its first day a gate stops nothing, which is not the same as being open."""
    assert [(True, expected), (False, expected)] == outcomes(
        GATE, [TASK], as_of, f"G(T1) is {expected}", "G(T1) is open"
    )


@pytest.mark.parametrize(("as_of", "expected"), [("2023-05-09", "ungated"), ("2023-05-10", "blocked")])
def test_an_act_that_is_not_yet_done_on_the_day_is_not_judged(as_of, expected):
    """An expectation of an act on record is held against it from its day on, and breaks down on no earlier day."""
    given = [TASK, "given closure C {on: 2023-05-10, subject: T1}"]
    assert [(True, expected)] == outcomes(GATE, given, as_of, f"G(C) is {expected}")


def test_exceptions_that_disagree_are_a_conflict_and_undetermined():
    """19: both words are right of such an instance, and neither `excused` nor `missed` is."""
    rules = """duty D for each Task
  due: 10 days after opened
  fulfilled by: completion
exception ONE overrides D
  applies when: opened is 2023-01-01
  effect: excused
exception TWO overrides D
  applies when: opened is 2023-01-01
  effect: due instead by end of 2023-10
"""
    words = ("conflict", "undetermined", "excused", "missed")
    found = outcomes(rules, [TASK], "2023-06-30", *(f"D(T1) is {w}" for w in words))
    assert [True, True, False, False] == [met for met, _ in found]


def test_a_field_of_a_host_may_be_called_as_the_parts_of_a_card_are():
    """A number called `steps` is a field like any other; a scenario gives no rows inside a card."""
    rules = "entity Task\n  has steps: integer\ndefine many on Task\n  means: steps at least 3\n"
    given = ["given Task T1 {opened: 2023-01-01, steps: 3}"]
    assert [(True, "True")] == outcomes(rules, given, "2023-06-30", "many(T1) is yes")


def test_a_parameter_has_no_value_before_the_rules_are_in_force():
    """What a definition says by it is unknown then."""
    rules = "parameter p: integer\n  from 2023-01-01: 3\ndefine few on Task\n  means: p is 3\n"
    given = ["given Task T1 {opened: 2022-01-01}"]
    assert [(True, "unknown")] == outcomes(rules, given, "2022-12-31", "few(T1) is unknown")
    assert [(True, "True")] == outcomes(rules, given, "2023-01-01", "few(T1) is yes")
