"""Other days, rhythms and chains in words: as rules say them, and as reasons."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.explain.reasons import because
from rectcore.explain.rules import rule_sentence

HEAD = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
parameter lag also "宽限期": working days
  from 2023-01-01: 5
"""


def sentence(rule):
    return rule_sentence(rectcore.load_text(HEAD + rule).rulebook, "X")


DUTY = "duty X for each Task\n  fulfilled by: report\n"


@pytest.mark.parametrize(
    ("rule", "en", "zh"),
    [
        (
            DUTY + "  every: 3 months from 2023-04-15\n  due: by end of this period\n",
            "every 3 months from",
            "起每3个月",
        ),
        (
            DUTY + "  every: 1 month from 2023-04-15\n  due: by day 5 of the next period\n",
            "every month from",
            "下一期第5日",
        ),
        (DUTY + "  every: 30 days after the last one\n", "within 30 days after the last one", "自上次完成"),
        (DUTY + "  due: earlier of (deadline, 2023-05-01)\n", "by what comes first", "较早者"),
        (
            DUTY + "  due: later of (deadline, earlier of (2023-05-01, opened))\n",
            "by what comes last",
            "（下列期限中较早者",
        ),
        ("define x on Task\n  means: as of\n" + DUTY + "  due: 3 days after opened\n", "within 3 days", "3日内"),
        (
            "notice X for each Task\n  when: (status is open held for 3 days)\n",
            "it has held for 3 days that status is open",
            "已持续3日",
        ),
        ("notice X for each Task\n  when: (status is open held for lag)\n", "lag", "宽限期"),
        (
            "notice X for each Task\n  when: not (status is open held for 3 days)\n",
            "has not held for 3 days",
            "未持续满3日",
        ),
        (
            "notice X for each Task\n  when: (status is open as at opened)\n",
            "as at opening date status is open",
            "截至立项日，",
        ),
    ],
)
def test_a_rule_in_a_sentence(rule, en, zh):
    found = sentence(rule)
    assert en in found.en
    assert zh in found.zh


LEDGER = """{"format": "rectcore.ledger/1", "id": "l", "timezone": "Asia/Shanghai", "through": "2023-12-31",
"tasks": [{"id": "T1", "opened": "2023-04-03"}], "events": [
{"id": "e1", "kind": "report", "subject": {"kind": "task", "id": "T1"}, "on": "2023-05-04", "recorded": "2023-05-04",
 "progress": "10%"},
{"id": "e2", "kind": "report", "subject": {"kind": "task", "id": "T1"}, "on": "2023-05-20", "recorded": "2023-05-20",
 "progress": "60%"}]}"""


def why(condition, as_of=date(2023, 5, 31)):
    policy = rectcore.load_text(f"{HEAD}gate G on Task.closure\n  only if all:\n    - [a] {condition}\n")
    book = rectcore.read_ledger_text(LEDGER, "l.json")
    (label,) = policy.may("closure", "T1", book, as_of).labels
    found = because(label, policy.rulebook, book, as_of=as_of, known_at=as_of)
    return f"{found.en}\n{found.zh}"


@pytest.mark.parametrize(
    ("condition", "en", "zh"),
    [
        (
            "(progress at least 50% as at 2023-05-10)",
            "as at 2023-05-10 progress 10% is less than 50%",
            "截至2023-05-10，",
        ),
        ("(progress at least 50% held for 30 days)", "on 2023-05-19, progress 10% is less than 50%", "2023-05-19，"),
        ("not (progress at least 50% held for 3 days)", "it has held for 3 days that", "已持续3日"),
        ("(status is open held for 300 days)", "it has not held for 300 days", "未持续满300日"),
        (
            "(progress at least 50% as at 2023-06-10)",
            "2023-06-10 had not come on the day judged",
            "2023-06-10晚于基准日",
        ),
        ("(progress at least 50% as at 2023-04-01)", "no T1 yet on 2023-04-01", "2023-04-01尚无T1"),
        ("later of (deadline, opened) before 2023-04-03", "2023-04-03 or later", "2023-04-03或以后"),
        ("earlier of (deadline, opened) after 2023-04-03", "2023-04-03 or earlier", "2023-04-03或以前"),
    ],
)
def test_a_reason(condition, en, zh):
    text = why(condition)
    assert en in text
    assert zh in text
