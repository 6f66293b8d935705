"""Aggregates in words: what they stand for, how a number came about, why none does apply."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.explain import rule_sentence
from rectcore.model.deadline import Deadline
from rectcore.model.ledger import Ledger
from rectcore.model.task import Task
from rectcore.model.unit import Unit

HEAD = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source" / "依据"
  if due on a holiday: same day
define overdue also "逾期" on Task
  means: current_deadline before as of
aggregate rate also "逾期率" on Unit
  over: Task grouped by lead_unit
  value: share where overdue
  when empty: not applicable
"""

SENTENCES = {
    "over: report\n  value: count": (
        "The “n” of a task is the number of its reports.",
        "事项的“数”，是指进展填报的数量。",
    ),
    "over: report\n  value: count where on after 2023-05-01": (
        "The “n” of a task is the number of those where date is after 2023-05-01 among its reports.",
        "事项的“数”，是指进展填报中发生日晚于2023-05-01的数量。",
    ),
    "over: report r\n  value: least of r.progress\n  when empty: 0%": (
        "The “n” of a task is the least progress over its reports; where there are none, it is 0%.",
        "事项的“数”，是指进展填报的进度最小值；没有对象时为0%。",
    ),
    "over: inspection i\n  value: greatest of i.on\n  when empty: not applicable": (
        "The “n” of a task is the greatest date over its inspections; where there are none, it is not applicable.",
        "事项的“数”，是指现场核查的发生日最大值；没有对象时不适用。",
    ),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_what_it_stands_for(text: str) -> None:
    policy = rectcore.load_text(HEAD + f'aggregate n also "数" on Task\n  {text}\n')
    found = rule_sentence(policy.rulebook, "n")
    assert SENTENCES[text] == (found.en, found.zh)


def test_all_there_are_on_the_plan_and_members_of_a_list() -> None:
    policy = rectcore.load_text(
        HEAD
        + "aggregate n on Plan\n  over: Task\n  value: count\n"
        + "aggregate m on Unit\n  over: Task grouped by responsible_units\n  value: count\n"
    )
    found = rule_sentence(policy.rulebook, "n")
    assert found.en == "The “n” of a plan is the number of all tasks."
    assert found.zh == "方案的“n”，是指全部事项的数量。"
    found = rule_sentence(policy.rulebook, "m")
    assert found.en == "The “m” of a unit is the number of the tasks that have it among their responsible units."
    assert found.zh == "单位的“m”，是指以其为责任单位之一的事项的数量。"


def because(condition: str, unit: str, more: str = "") -> tuple[str, str]:
    policy = rectcore.load_text(HEAD + more + f"gate G on Unit.study\n  only if all:\n    - [a] {condition}\n")
    assert [d.line() for d in policy.diagnostics if d.severity.value == "error"] == []
    day = date(2023, 5, 10)
    tasks = [Task(f"T{n}", day, lead_unit="U", deadline=Deadline(date(2023, 4, n)), fields={"cost": n}) for n in (1, 2)]
    tasks.append(Task("T3", day, lead_unit="U", deadline=Deadline(date(2023, 12, 1)), fields={"cost": 2}))
    book = Ledger("L", through=date(2023, 12, 31), units=[Unit("U"), Unit("V")], tasks=tasks)
    (label,) = policy.may("study", unit, ledger=book, as_of=day).labels
    return label.because.en, label.because.zh


SPENT = """entity Task
  has cost: integer
aggregate spent also "支出" on Unit
  over: Task grouped by lead_unit
  value: average of cost
  when empty: not applicable
aggregate led also "牵头事项数" on Unit
  over: Task grouped by lead_unit
  value: count
aggregate mean on Unit
  over: Unit u grouped by parent
  value: average of u.rate
  when empty: not applicable
"""


@pytest.mark.parametrize(
    ("condition", "unit", "en", "zh"),
    [
        (
            "rate at most 20%",
            "U",
            "rate 66.6667% (2 of 3 tasks) is more than 20%",
            "逾期率66.6667%（事项3项中有2项）超过20%",
        ),
        ("spent at least 2", "U", "spent 1.666667 (over 3 tasks) is less than 2", "支出1.666667（事项3项）少于2"),
        ("led at most 2", "U", "led 3 is more than 2", "牵头事项数3超过2"),
        ("rate at most 20%", "V", "rate does not apply: there is nothing to count", "逾期率不适用：没有统计对象"),
        (
            "not (rate + 1% at most 20%) and led at most 2",
            "V",
            "rate does not apply: there is nothing to count",
            "逾期率不适用：没有统计对象",
        ),
    ],
)
def test_how_a_number_came_about(condition: str, unit: str, en: str, zh: str) -> None:
    assert (en, zh) == because(condition, unit, SPENT)
