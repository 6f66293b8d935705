"""What a decision table gives, with all that can be unknown (language note, section 16)."""

from __future__ import annotations

import pytest

import rectcore

HEAD = """# dialect: en
ruleset R "R" / "则"
  in force: from 2023-01-01
entity Task
  has risk: one of low, high
  has size: optional integer
  has hot: optional yes/no
parameter old: integer
  from 2023-01-01: 30
  from 2023-06-01: repealed
parameter fast: days
  from 2023-01-01: 3
  from 2023-06-01: repealed
"""

TWO = """table tab on Task
  | risk | size         | result  | result level: one of mild, grave |
  | high | any          | fast    | grave                            |
  | low  | at most 30   | 10 days | mild                             |
  | low  | more than 30 | 5 days  | mild                             |
"""


def outcome(rules: str, facts: str, asked: str, given: str = "", day: str = "2023-05-01") -> str:
    """What is found where something else was expected."""
    text = f'{HEAD}{rules}scenario "s" / "情"\n  given Task T1 {{{facts}}}\n{given}  as of: {day}\n  expect {asked}\n'
    policy = rectcore.load_text(text)
    assert policy.ok, [d.line() for d in policy.diagnostics]
    return policy.test()[0].outcomes[0].found


ANSWERS = {
    ("risk: high, size: 3", "tab(T1)"): "3",
    ("risk: high", "tab(T1)"): "3",
    ("risk: high, size: none", "tab(T1)"): "3",
    ("risk: low, size: 30", "tab(T1)"): "10",
    ("risk: low, size: 31", "tab(T1)"): "5",
    ("risk: low", "tab(T1)"): "unknown",
    ("size: 30", "tab(T1)"): "unknown",
    ("risk: low, size: none", "tab(T1)"): "none",
    ("risk: low, size: none", "tab.level(T1)"): "none",
    ("risk: low, size: 1", "tab.level(T1)"): "mild",
    # Both rows for low say mild, but with a size that does not exist neither holds.
    ("risk: low", "tab.level(T1)"): "unknown",
    ("size: 30", "tab.level(T1)"): "unknown",
}


@pytest.mark.parametrize(("facts", "asked"), ANSWERS)
def test_the_row_that_holds(facts, asked):
    assert ANSWERS[facts, asked] == outcome(TWO, facts, f"{asked} is unknown")


SAME = """table tab on Task
  | risk | hot  | result |
  | high | any  | 7      |
  | low  | yes  | 7      |
  | low  | no   | 7      |
  | low  | none | 7      |
"""


def test_what_is_unknown_does_not_matter_where_all_rows_agree():
    assert "7" == outcome(SAME, "", "tab(T1) is unknown")
    assert "7" == outcome(SAME, "risk: low", "tab(T1) is unknown")


def test_a_parameter_without_a_value():
    rules = "table tab on Task\n  | size | result |\n  | at most old | 1 |\n  | more than old | 2 |\n"
    assert "1" == outcome(rules, "size: 3", "tab(T1) is unknown")
    assert "unknown" == outcome(rules, "size: 3", "tab(T1) is unknown", day="2023-07-01")
    assert "none" == outcome(rules, "size: none", "tab(T1) is unknown")
    assert "unknown" == outcome(TWO, "risk: high", "tab(T1) is unknown", day="2023-07-01")


def test_a_count_within_bounds():
    rules = "define visits on Task\n  means: count of evidence\n"
    rules += "table tab on Task\n  | visits | result |\n  | at most 1 | 1 |\n  | at least 2 | 2 |\n"
    one = "  given evidence E1 {on: 2023-04-20}\n"
    two = one + "  given evidence E2 {on: 2023-04-20}\n"
    assert "1" == outcome(rules, "", "tab(T1) is unknown", one)
    late = "  complete through: 2023-04-25\n"
    assert "unknown" == outcome(rules, "", "tab(T1) is unknown", one + late)
    assert "2" == outcome(rules, "", "tab(T1) is unknown", two + late)


def test_a_table_asked_of_something_that_is_not_known():
    rules = "table tab on Unit\n  | known_kind | result |\n  | yes | 1 |\n  | no | 2 |\n"
    rules += "define known_kind on Unit\n  means: kind is known\ndefine x on Task\n  means: lead_unit.tab\n"
    assert "unknown" == outcome(rules, "", "x(T1) is unknown")
    assert "none" == outcome(rules, "lead_unit: none", "x(T1) is unknown")
    assert "2" == outcome(rules, "lead_unit: D", "x(T1) is unknown")
