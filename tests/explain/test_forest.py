"""Rules with their exceptions, drawn as a tree, and exceptions in a sentence."""

from __future__ import annotations

import pytest

import rectcore
from rectcore.errors import CallError

RULES = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  if due on a holiday: same day
  source S: "Measures" / "办法"
duty D "Finish" / "完成" for each Task
  cite: S "3" / "第三条"
  due: deadline
  fulfilled by: completion
  breach goes to: L
ladder L
  counting: in total
  rung 1 -> warning
exception FLOOD "Flood" / "汛情" overrides D
  cite: S "4" / "第四条"
  applies when: category is "flood"
  effect: excused
exception HOT overrides FLOOD
  applies when: priority
  effect: set aside
exception FAR overrides FLOOD
  applies when: progress at least 90%
  effect: due instead 5 days after deadline
exception MILD overrides L
  applies when: priority
  effect: not required
"""


def test_the_tree_of_a_rule():
    policy = rectcore.load_text(RULES)
    assert policy.tree("D") == (
        "D  Finish  (Measures, 3)",
        "└─ FLOOD  Flood  (Measures, 4)",
        "   │  when category is “flood”, what is missed of D is not counted",
        "   ├─ FAR",
        "   │     when progress is at least 90%, D is due within 5 days after its deadline instead",
        "   └─ HOT",
        "         when priority is yes, exception FLOOD does not apply",
    )
    assert policy.tree("HOT") == policy.tree("D")
    assert policy.tree("L", "zh")[-1] == "      重点件为“是”的，L不再要求采取措施"


def test_a_rule_without_exceptions_and_one_that_is_none():
    policy = rectcore.load_text(RULES.replace("overrides L", "overrides D"))
    assert policy.tree("L", "zh")[1] == "  没有例外"
    assert policy.tree("L")[1] == "  no exceptions"
    with pytest.raises(CallError):
        policy.tree("X")


def test_exceptions_in_a_sentence():
    policy = rectcore.load_text(RULES)
    assert policy.explain("HOT").en == "When priority is yes, exception FLOOD does not apply."
    assert policy.explain("FAR").en.startswith("In place of exception FLOOD: when progress is at least 90%, D is due")
    assert policy.explain("FAR").zh.startswith("代替例外FLOOD：")
    assert policy.explain("MILD").en == "When priority is yes, L calls for no measure."
