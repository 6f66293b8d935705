"""Targets in words: the rule, its finding, and what would end it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import rectcore
from rectcore.cli.report_table import report_text
from rectcore.explain import rule_sentence
from rectcore.explain.lines import resolve_text
from rectcore.explain.names import Names
from rectcore.model.events import Event, Subject
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.period import Period

RULES = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source" / "依据"
  if due on a holiday: same day
series pm25 also "浓度" on Plan each year: decimal
target AIR "Air" / "空气" for each Plan
  must: pm25 at most 29
  due: by end of 2025
  when off course: reminder
  rung after 30 days -> interview
target WIND "Wind" / "风" for each Plan
  must: pm25 at most pm25 for the same period last year
  due: by end of 2025
target RAIN "Rain" / "雨" for each Plan
  must: pm25 at most 50
  due: on_the_day
define on_the_day on Plan
  means: issued + 30 days
"""


def test_a_target_in_one_sentence():
    book = rectcore.load_text(RULES).rulebook
    air = rule_sentence(book, "AIR")
    assert air.en == (
        "For each plan, by the end of 2025 (2025-12-31), it must hold that pm25 is at most 29, judged by readings made "
        "after the end of the year that this day closes; while off course, a reminder is called for; what has lasted "
        "30 days calls for an interview."
    )
    assert air.zh == (
        "每一方案，截至2025底（2025-12-31，含当日），须浓度不超过29，以该日届满的周期（年）终了后录得的监测数据为准；"
        "进展偏离的，应予提醒；持续满30日的，约谈。"
    )
    assert "pm25 is at most pm25 for the same period last year" in rule_sentence(book, "WIND").en


def report(day, *values):
    policy = rectcore.load_text(RULES)
    events = [
        Event(
            f"R{covers}",
            "reading",
            Subject("plan", "P"),
            date.fromisoformat(on),
            date.fromisoformat(on),
            fields={"series": "pm25", "covers": Period.parse(covers), "value": Decimal(number)},
        )
        for covers, number, on in values
    ]
    plan = Plan("P", "p", "U", date(2025, 1, 1))
    ledger = Ledger("L", through=date(2026, 12, 31), plan=plan, events=events)
    return policy, ledger, policy.evaluate(ledger, date.fromisoformat(day))


def test_what_ends_a_finding_and_the_list_of_targets():
    policy, ledger, found = report("2026-01-20", ("2025", 31, "2026-01-20"))
    [missed] = [f for f in found.findings if f.rule == "AIR"]
    ends = resolve_text(missed, policy.rulebook)
    assert (ends.en, ends.zh) == (
        "as soon as a later reading shows that pm25 is at most 29",
        "待新录入的数据表明浓度不超过29后了结",
    )
    shown = report_text(found, Names(ledger, policy.rulebook, "en"), 100)
    assert "== Targets (3) ==" in shown
    assert [line.split()[-2:] for line in shown.splitlines() if line.startswith("AIR")] == [["not-met", "2025"]]
    chinese = report_text(found, Names(ledger, policy.rulebook, "zh"), 100)
    assert "== 目标值（3）==" in chinese
    assert "未达标" in chinese
