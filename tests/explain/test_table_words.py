"""Decision tables in words."""

from __future__ import annotations

from datetime import date

import rectcore
from rectcore import Event, Ledger, Subject, Task

RULES = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  source S: "Measures" / "办法"
entity Task
  has risk also "风险等级": one of low "低", high "高"
  has size also "数量": optional integer
  has hot also "重大": optional yes/no
table span also "天数" on Task
  cite: S "8" / "第八条"
  | risk | size         | result  | result level also "级别": one of mild "一般", grave "严重" |
  | high | any          | 3 days  | grave                                                      |
  | low  | at most 30   | 10 days | mild                                                       |
  | low  | more than 30 | 5 days  | mild                                                       |
table serious also "重要" on Task
  cite: S "8" / "第八条"
  | hot  | result: yes/no |
  | yes  | yes            |
  | no   | no             |
  | none | no             |
table always also "恒定" on Task
  cite: S "8" / "第八条"
  | hot | result |
  | any | 5      |
gate CLOSE on Task.closure
  only if all:
    - [mild] span.level is mild
    - [hot] serious
    - [long] span at least 8 days
    - [five] always at least 6
    - [five_too] always is always
"""


def test_a_table_in_one_sentence():
    policy = rectcore.load_text(RULES)
    assert policy.ok, [d.line() for d in policy.diagnostics]
    assert policy.explain("span").en == (
        "“span” of a task is 3 days, level grave where risk is high; 10 days, level mild where risk is low and size is "
        "at most 30; 5 days, level mild where risk is low and size is more than 30."
    )
    assert policy.explain("span").zh == (
        "事项的“天数”：风险等级为高的，为3日、级别为严重；风险等级为低，且数量不超过30的，为10日、级别为一般；"
        "风险等级为低，且数量超过30的，为5日、级别为一般。"
    )
    assert policy.explain("serious").en == (
        "“serious” of a task is yes where hot is yes; no where hot is no; no where hot is none."
    )
    assert policy.explain("always").zh == "事项的“恒定”：为5。"
    assert "level of span is mild" in policy.explain("CLOSE").en
    assert "重要为“是”" in policy.explain("CLOSE").zh


def reasons(**facts) -> dict[str, rectcore.Text]:
    policy = rectcore.load_text(RULES)
    task = Task("T1", opened=date(2023, 1, 3), fields=facts)
    event = Event("e1", "evidence", Subject("task", "T1"), on=date(2023, 2, 1), recorded=date(2023, 2, 1))
    ledger = Ledger("L", tasks=[task], events=[event], through=date(2023, 12, 31))
    decision = policy.may("closure", "T1", ledger, date(2023, 5, 1))
    return {x.label: x.because for x in decision.labels}


def test_the_row_that_decided_is_named():
    found = reasons(risk="low", size=40, hot=False)
    assert "level of span is mild" in found["mild"].en
    assert "span is 5 days (row 3 of the table: risk low, size 40)" in found["long"].en
    assert "天数为5日（判定表第3行：风险等级低、数量40）" in found["long"].zh
    assert "always is 5" in found["five"].en
    assert found["hot"].en == "serious is no (row 2 of the table: hot no)"


def test_rows_that_agree_need_no_number():
    found = reasons(risk="high")
    assert "row 1 of the table: risk high" in found["long"].en
    assert reasons(size=3)["mild"].en == "`risk` of T1 was not given"
