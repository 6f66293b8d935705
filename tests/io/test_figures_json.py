"""Figures in a report: exact numbers, bounds and reasons for the unknown, draws that can be made again."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

import rectcore
from rectcore import NONE, Event, Ledger, Plan, Subject, Task, Unit
from rectcore.io.report_json import report_dict

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "report.schema.json"
RULES = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
entity Task
  has size: optional integer
entity Unit
  has marks: optional integer
series air on Unit each month: percent
aggregate big on Plan
  over: Task
  value: share where size more than 5
  when empty: not applicable
aggregate last on Plan
  over: Task
  value: greatest of opened
  when empty: not applicable
aggregate led on Unit
  over: Task grouped by lead_unit
  value: count
score r on Unit
  every: year
  start: 100
  deduct:
    - [each] 10 for every 1 of marks
  grade top: at least 90
  grade low: less than 90
sample s on Plan
  every: quarter
  among: Task
  at least: 1
  by: lead_unit
"""
DAY = date(2024, 5, 24)
OPEN = date(2023, 3, 1)


def task(id_: str, lead: Any = "A", size: int | None = None) -> Task:
    return Task(id_, opened=OPEN, lead_unit=lead, territory="A", fields={} if size is None else {"size": size})


def event(id_: str, kind: str, on: date, subject: Subject, **fields: Any) -> Event:
    return Event(id_, kind, subject, on, on, fields=fields)


def told(*tasks: Task, marks: int | None = 3) -> dict[str, Any]:
    events = [
        event("D", "draw", date(2024, 4, 2), Subject("plan", "P"), sample="s", covers="2024-Q2", seed="1-2-3"),
        event("R", "reading", date(2024, 4, 20), Subject("unit", "A"), series="air", covers="2024-03", value="62.5"),
    ]
    units = [Unit("A", fields={} if marks is None else {"marks": marks})]
    book = Ledger("L", through=DAY, plan=Plan("P", "p", "A", OPEN), units=units, tasks=tasks, events=events)
    report = json.loads(json.dumps(report_dict(rectcore.load_text(RULES).evaluate(book, DAY))))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [] == [e.message for e in Draft202012Validator(schema).iter_errors(report)]
    return report


def test_numbers_are_written_as_a_ledger_has_them():
    report = told(task("T1", size=9), task("T2", NONE, size=1), task("T3", size=2))
    big, last, led = report["aggregates"]
    assert (big["value"], last["value"], led["value"]) == ("33." + "3" * 32 + "%", "2023-03-01", 2)
    assert [x["known"] for x in report["aggregates"]] == ["known"] * 3
    assert [(r["period"], r["final"], r["value"]) for r in report["series"]] == [("2024-03", True, "62.5%")]
    score = report["scores"][1]
    assert (score["value"], score["deducted"]["value"], score["grade"], score["grades"]) == ("70", "30", "low", ["low"])
    assert score["lines"] == [{"label": "each", "value": "-30", "low": None, "high": None}]


def test_what_is_not_known_has_bounds_and_says_what_is_missing():
    report = told(task("T1", None), task("T2"), marks=None)
    big, _, led = report["aggregates"]
    assert (big["known"], big["value"], big["low"], big["high"]) == ("between", None, "0%", "100%")
    assert (led["known"], led["low"], led["high"]) == ("between", 1, 2)
    assert led["missing"] == [{"what": "lead_unit", "of": "T1", "why": "not given"}]
    score = report["scores"][1]
    assert (score["known"], score["low"], score["high"]) == ("between", None, "100")
    assert (score["grade"], score["grades"]) == (None, ["low", "top"])
    assert score["lines"][0] == {"label": "each", "value": None, "low": None, "high": "0"}


def test_a_draw_can_be_made_again_from_the_report():
    report = told(task("T1"), task("T2", NONE), task("T3"), task("T4"))
    before, sample = report["samples"]
    assert (before["period"], before["draw"], before["rows"]) == ("2024-Q1", None, [])
    assert before["missing"] == [{"what": "s 2024-Q1", "of": "L", "why": "no draw recorded"}]
    assert (sample["draw"], sample["on"], sample["seed"], sample["missing"]) == ("D", "2024-04-02", "1-2-3", [])
    lots = {
        row["subject"]["id"]: hashlib.sha256(f"1-2-3|s|2024-Q2|{row['subject']['id']}".encode()).hexdigest()
        for row in sample["rows"]
    }
    assert lots == {row["subject"]["id"]: row["lot"] for row in sample["rows"]}
    led = sorted(("T1", "T3", "T4"), key=lots.__getitem__)
    assert [(r["subject"]["id"], r["stratum"], r["rank"], r["drawn"]) for r in sample["rows"]] == [
        (led[0], "A", 1, True),
        (led[1], "A", 2, False),
        (led[2], "A", 3, False),
        ("T2", "none", 1, True),
    ]


def test_places_in_a_ranking_are_told_with_their_number() -> None:
    """B has no marks, so that A, with 3, is first or second; C is left out."""
    text = (
        RULES + 'ranking order on Unit\n  every: month\n  left out: title is "out"\n'
        "  ranked by: marks\n  order: lowest first\n"
    )
    policy = rectcore.load_text(text)
    units = [Unit("A", "a", fields={"marks": 3}), Unit("B", "b"), Unit("C", "out", fields={"marks": 1})]
    book = Ledger("L", through=date(2024, 12, 31), units=units)
    report = report_dict(policy.evaluate(book, DAY))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(report)
    first, *_, left_out = [one for one in report["rankings"] if one["period"] == "2024-05"]
    assert ["A", "B", "C"] == [one["subject"]["id"] for one in report["rankings"] if one["period"] == "2024-04"]
    assert {
        "ranking": "order",
        "subject": {"kind": "unit", "id": "A"},
        "period": "2024-05",
        "known": "between",
        "value": None,
        "low": 1,
        "high": 2,
        "missing": [{"what": "marks", "of": "B", "why": "not given"}],
        "by": {"value": 3, "low": None, "high": None},
        "ranked": {"value": None, "low": 1, "high": 2},
        "left_out": False,
    } == first
    assert ("not-applicable", None, True) == (left_out["known"], left_out["value"], left_out["left_out"])
