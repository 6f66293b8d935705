"""Scores as reasons: the points with the lines that made them, the grade, bounds."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore import Event, Ledger, Subject, Unit
from rectcore.explain import rule_sentence

HEAD = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source" / "依据"
  if due on a holiday: same day
entity Unit
  has n also "件数": integer
score s also "得分" on Unit
  every: year
  start: 90
  deduct:
    - [letters] 1 for each warning where on within this.period
    - [many] 2 for every 1 of n, at most 10
  add:
    - [praise] 3 if exists commendation
  grade good "良好": at least 85
  grade bad "差": less than 85
"""


@pytest.mark.parametrize(
    ("condition", "n", "en", "zh"),
    [
        (
            "s for 2023 at least 95",
            0,
            "s for 2023 92 (letters -1, praise +3) is less than 95",
            "2023年得分92（letters -1，praise +3）少于95",
        ),
        (
            "s at least 60",
            2,
            "s 88 (letters -1, many -4, praise +3) is at least 60",
            "得分88（letters -1，many -4，praise +3）不少于60",
        ),
        (
            "s at least 60",
            None,
            "s 82 to 92 (letters -1, many -10 to 0, praise +3) is at least 60",
            "得分82至92（letters -1，many -10至0，praise +3）不少于60",
        ),
        (
            "s.deducted for 2023 at most 0",
            0,
            "deducted of s for 2023 1 (letters -1) is more than 0",
            "2023年得分扣分数1（letters -1）超过0",
        ),
    ],
)
def test_what_the_points_are_made_of(condition: str, n: int | None, en: str, zh: str) -> None:
    policy = rectcore.load_text(HEAD + f"gate G on Unit.study\n  only if all:\n    - [a] {condition}\n")
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    day = date(2023, 5, 10)
    acts = [Event(f"E-{kind}", kind, Subject("unit", "U"), day, day) for kind in ("warning", "commendation")]
    units = [Unit("U", fields={} if n is None else {"n": n})]
    book = Ledger("L", through=date(2023, 12, 31), units=units, events=acts)
    (label,) = policy.may("study", "U", ledger=book, as_of=date(2023, 12, 31)).labels
    assert (en, zh) == (label.because.en, label.because.zh)


def test_one_grade_and_points_by_a_parameter() -> None:
    found = rule_sentence(rectcore.load_text(HEAD).rulebook, "s")
    assert found.zh == (
        "单位每年的“得分”：起始90分；［letters］发生日在当年内的预警每条扣1分；［many］件数大于0的，每1扣2分，最多10分；"
        "［praise］如有表扬，加3分；等次：85及以上为“良好”，不足85为“差”。"
    )
    text = HEAD + (
        "parameter each_one: decimal\n  from 2023-01-01: 2\n"
        'score t also "乙" on Unit\n  every: month\n  add:\n    - [x] each_one if n more than 3\n'
        '  grade only "通过": at least 0\n  floor: 0\n'
    )
    found = rule_sentence(rectcore.load_text(text).rulebook, "t")
    assert found.en == (
        "The “t” of a unit for each month: [x] “each one” points more if n is more than 3; not below 0 points; grades: "
        "“only” from 0."
    )
