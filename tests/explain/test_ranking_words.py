"""Places as reasons: the rank, how many are ranked, the number; those left out, those not ranked, bounds."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore import Ledger, Task, Unit
from rectcore.explain import rule_sentence

HEAD = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source" / "依据"
  if due on a holiday: same day
entity Task
  has n also "数": optional integer
  has out also "另列": yes/no
ranking r also "排序" on Task
  every: quarter
  ranked: kind is task
  left out: out
  ranked by: n
  order: highest first
parameter few also "名额": integer
  cite: S "1" / "一"
  from 2023-01-01: 1
"""
GATE = "gate G on Task.closure\n  only if all:\n    - [a] "


@pytest.mark.parametrize(
    ("condition", "id_", "en", "zh"),
    [
        (
            "r among the last 2",
            "A",
            "the task is among the last 2 of “r” (rank 1 of 2, at 7)",
            "该事项在“排序”中位列后2名（2项中第1名，数值为7）",
        ),
        (
            "r among the first few",
            "A",
            "the task is among the first “few” (1) of “r” (rank 1 of 2, at 7)",
            "该事项在“排序”中位列前“名额”（1）名（2项中第1名，数值为7）",
        ),
        (
            "r for 2023-Q2 among the last 1",
            "B",
            "the task is among the last 1 of “r” for 2023-Q2 (rank 2 of 2, at 5)",
            "该事项在2023-Q2“排序”中位列后1名（2项中第2名，数值为5）",
        ),
        (
            "r among the last 1",
            "C",
            "the task is not among the last 1 of “r” (left out of the ranking)",
            "该事项在“排序”中未位列后1名（未列入排名）",
        ),
        (
            "r among the last 1",
            "N",
            "the task is not among the last 1 of “r” (not ranked)",
            "该事项在“排序”中未位列后1名（未参加排名）",
        ),
        ("r among the last 1", "U", "`n` of U was not given", "U的“数”未填写"),
        (
            "r at most 1",
            "B",
            "rank in “r” 2 to 3 (of 2 to 3, at 5) is more than 1",
            "“排序”名次2至3（共2至3项，数值为5）超过1",
        ),
        (
            "r for 2023-Q2 at most 3",
            "A",
            "rank in “r” for 2023-Q2 1 to 2 (of 2 to 3, at 7) is at most 3",
            "2023-Q2“排序”名次1至2（共2至3项，数值为7）不超过3",
        ),
        ("r at most 1", "C", "rank in “r” does not apply: it has no rank", "“排序”名次不适用：没有名次"),
        ("r.ranked at least 4", "A", "number ranked in “r” 2 is less than 4", "“排序”参加排名数2少于4"),
        ("r for 2023-Q3 among the first 1", "A", "`r` of A was not given", "A的“排序”未填写"),
        ("exists Task x where x.r among the last 2", "A", "task A", "事项A"),
    ],
)
def test_where_something_stands(condition: str, id_: str, en: str, zh: str) -> None:
    policy = rectcore.load_text(HEAD + GATE + condition + "\n")
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    day = date(2023, 1, 1)
    rows: dict[str, dict[str, object]] = {
        "A": {"n": 7},
        "B": {"n": 5},
        "C": {"n": 9, "out": True},
        "N": {"n": rectcore.NONE},
    }
    rows |= {"U": {}} if id_ == "U" or "at most" in condition else {}
    book = Ledger(
        "L",
        through=date(2023, 12, 31),
        units=[Unit("U")],
        tasks=[Task(i, day, fields={"out": False, **fields}) for i, fields in rows.items()],
    )
    (label,) = policy.may("closure", id_, ledger=book, as_of=date(2023, 5, 10)).labels
    assert (en, zh) == (label.because.en, label.because.zh)


def test_a_ranking_of_all_of_them() -> None:
    text = HEAD.replace("  ranked: kind is task\n  left out: out\n", "")
    found = rule_sentence(rectcore.load_text(text).rulebook, "r")
    assert (found.en, found.zh) == (
        "The ranking “r” puts every task in order for each quarter by n, highest first; equal numbers share a rank.",
        "“排序”每季度将全部事项按数从高到低排名；数值相同的，名次并列。",
    )
