"""Draws as reasons: the place of the lot, how many were drawn, the seed, who inspects."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore import Event, Ledger, Person, Plan, Subject, Task, Unit
from rectcore.explain import rule_sentence

HEAD = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source" / "依据"
  if due on a holiday: same day
sample checks also "抽查" on Plan
  every: quarter
  among: Task
  share: 30%
"""
GATE = "gate G on Task.closure\n  only if all:\n    - [a] "
DAY = date(2023, 4, 3)


@pytest.mark.parametrize(
    ("condition", "more", "id_", "en", "zh"),
    [
        (
            "drawn in checks",
            "",
            "A4",
            "the task is drawn in “checks” (lot 1 of 2, 1 drawn, seed “07-19-23”)",
            "该事项被“抽查”抽中（2个签中列第1，抽取1个，种子“07-19-23”）",
        ),
        (
            "drawn in checks for 2023-Q2",
            "  inspectors: Person\n",
            "A4",
            "the task is drawn in “checks” for 2023-Q2 (lot 1 of 2, 1 drawn, seed “07-19-23”; inspected by 李 (LI))",
            "该事项被2023-Q2“抽查”抽中（2个签中列第1，抽取1个，种子“07-19-23”；检查人员为李（LI））",
        ),
        (
            "drawn in checks",
            "  weight: 2\n",
            "A4",
            "the task is drawn in “checks” (lot 1 of 2 with 2 slips, 1 drawn, seed “07-19-23”)",
            "该事项被“抽查”抽中（2个签中列第1（2签），抽取1个，种子“07-19-23”）",
        ),
        (
            "drawn in checks for the previous period",
            "",
            "A4",
            "no draw of checks for 2023-Q1 is recorded",
            "没有2023-Q1“抽查”的抽签记录",
        ),
        (
            "drawn in checks",
            "",
            "A5",
            "the task is not drawn in “checks” (lot 2 of 2, 1 drawn, seed “07-19-23”)",
            "该事项未被“抽查”抽中（2个签中列第2，抽取1个，种子“07-19-23”）",
        ),
        ("drawn in checks", "", "A9", "the task is not drawn in “checks”", "该事项未被“抽查”抽中"),
    ],
)
def test_how_a_lot_fell(condition: str, more: str, id_: str, en: str, zh: str) -> None:
    policy = rectcore.load_text(HEAD + more + GATE + condition + "\n")
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    fields = {"sample": "checks", "covers": "2023-Q2", "seed": "07-19-23"}
    book = Ledger(
        "L",
        through=date(2023, 12, 31),
        plan=Plan("P", "p", "U", date(2023, 1, 1)),
        units=[Unit("U")],
        persons=[Person("LI", "李")],
        tasks=[*(Task(i, date(2023, 1, 1)) for i in ("A4", "A5")), Task("A9", date(2023, 4, 4))],
        events=[Event("D", "draw", Subject("plan", "P"), DAY, DAY, fields=fields)],
    )
    (label,) = policy.may("closure", id_, ledger=book, as_of=date(2023, 5, 10)).labels
    assert (en, zh) == (label.because.en, label.because.zh)


def test_a_least_number_alone_and_inspectors_by_a_condition() -> None:
    text = HEAD.replace("  share: 30%\n", '  at least: 3\n  inspectors: Person where name is "x"\n')
    found = rule_sentence(rectcore.load_text(text).rulebook, "checks")
    assert found.en == (
        "The sample checks draws by lot for each quarter at least 3 of all tasks, from the recorded seed, and assigns "
        "each an inspector from all persons where name is “x”."
    )


def test_a_weight_is_so_many_slips() -> None:
    text = HEAD + '  weight: times\ndefine times also "次数" on Task\n  means: 1 + count of warning\n'
    found = rule_sentence(rectcore.load_text(text).rulebook, "checks")
    assert found.en == (
        "The sample checks draws by lot for each quarter 30%, rounded up of all tasks, each with as many "
        "slips as its weight (times), from the recorded seed."
    )
    assert found.zh == "“抽查”每季度从全部事项中，签数按次数计，以记录的种子抽取30%（向上取整）。"
