"""The exported workbook: its sheets and cells, no formula, the same bytes, and its items import again."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve

import rectcore
from rectcore.explain.names import Names
from rectcore.io.ledger_file import read_ledger_text
from rectcore.model.ledger import Ledger
from rectcore.sheets.export import export_book
from rectcore.sheets.load import Days, import_book
from rectcore.sheets.table import Table, write_tables

AS_OF = date(2023, 9, 30)
RULES = """# dialect: en
ruleset DEMO "Demo" / "演示"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source SM: "Supervision measures" / "督办办法"
  if due on a holiday: same day

duty MONTHLY "Monthly report" / "每月填报" for each Task
  cite: SM "art 9" / "第九条"
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
  breach goes to: PROGRESS

ladder PROGRESS "Missed reports" / "未按期填报"
  cite: SM "art 15" / "第十五条"
  counting: consecutive
  rung 1 -> warning
  rung 3 -> interview, due in 10 working days
"""
CITY = {"id": "city", "title": "四平市", "kind": "city"}
EAST = {"id": "east", "title": "East county", "parent": "city", "kind": "county"}
T1 = {
    "id": "T-01", "kind": "task", "title": "Close the old landfill", "territory": "east", "lead_unit": "east",
    "opened": "2023-04-01", "deadline": "2023-10",
}  # fmt: skip
X1 = {
    "id": "X-01", "kind": "petition", "title": "夜间异味\x1b[31m扰民", "lead_unit": "city", "opened": "2023-06-20",
    "deadline": "2023-08-31",
}  # fmt: skip


def event(id_: str, kind: str, on: str, task: str = "T-01", **more: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "subject": {"kind": "task", "id": task}, "on": on, "recorded": on, **more}


def ledger_of(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "format": "rectcore.ledger/1",
        "id": "demo",
        "timezone": "Asia/Shanghai",
        "through": "2023-10-31",
        "units": [CITY, EAST],
        "persons": [{"id": "p2"}],
        "tasks": [T1, X1],
        "events": [
            event("e1", "report", "2023-05-04", unit="east", covers="2023-04"),
            event("e2", "signature", "2023-08-30", person="p2"),
            *events,
        ],
        **more,
    }


def exported(ledger: Ledger, language: str = "en", rules: str = RULES) -> Any:
    policy = rectcore.load_text(rules)
    report = policy.evaluate(ledger, AS_OF)
    return openpyxl.load_workbook(BytesIO(export_book(ledger, report, Names(ledger, policy.rulebook, language))))


def ledger(*events: dict[str, Any], **more: Any) -> Ledger:
    return read_ledger_text(json.dumps(ledger_of(*events, **more)), "ledger.json", strict=True)


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_the_sheets_and_what_stands_in_them():
    """What the report says, by row."""
    book = exported(ledger(event("c1", "closure", "2023-08-20", task="X-01")))
    assert book.sheetnames == [
        "To send", "Items", "Findings", "Obligations", "Units", "Records", "Data gaps", "About",
    ]  # fmt: skip
    one, two = rows(book["Items"])
    assert (one["ID"], one["lead unit"], one["deadline"]) == ("T-01", "East county", "2023-10")
    assert (one["current deadline"].date(), one["current state"]) == (date(2023, 10, 31), "open")
    assert (two["kind of item"], two["current state"], two["current deadline"]) == ("petition", "closed", None)
    sent = rows(book["To send"])
    assert {r["call for"] for r in sent} >= {"interview"}
    assert all(r["finding id"].startswith("DEMO/") for r in sent)
    outcomes = {r["outcome"] for r in rows(book["Obligations"])}
    assert {"fulfilled", "missed"} <= outcomes
    units = {r["unit"]: r for r in rows(book["Units"])}
    assert (units["East county"]["items led"], units["East county"]["items open"]) == (1, 1)
    assert units["East county"]["harshest measure"] == "interview"
    assert len(rows(book["Records"])) == 3


def test_each_sheet_can_be_filtered_and_its_head_stays():
    """States and measures are coloured."""
    book = exported(ledger())
    for sheet in book:
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes == "B2"
        assert all(sheet.column_dimensions[c.column_letter].width >= 6 for c in sheet[1])
    coloured = [r for area in book["Obligations"].conditional_formatting for r in area.rules]
    assert {r.formula[0] for r in coloured} >= {'"missed"', '"fulfilled"'}


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "http://x", "<b>", "\x1b[31m", "0001", "{=1}"])
def test_a_text_is_a_text_in_every_cell(title: str):
    """Nothing that a spreadsheet program would run or follow."""
    data = ledger(tasks=[{**T1, "title": title}, {**X1, "owner": title}])
    book = exported(data)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [c for c in cells if c.data_type == "f" or c.hyperlink]
    shown = rows(book["Items"])[0]["title"]
    assert shown in (title, title.replace("\x1b", "_x001B_"))


def test_the_same_report_is_the_same_bytes():
    """Whatever the clock says."""
    data = ledger()
    policy = rectcore.load_text(RULES)
    report = policy.evaluate(data, AS_OF)
    names = Names(data, policy.rulebook, "zh")
    assert export_book(data, report, names) == export_book(data, report, names)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_exported_is_imported_as_it_was(tmp_path: Path, language: str):
    """Cards with their kinds, units, months, classes and fields of one's own."""
    steps = {**T1, "responsible_units": ["east", "city"], "supporting_units": "none", "priority": True, "risk": "high"}
    before = ledger(tasks=[steps, {**X1, "deadline": {"class": "long_term"}, "title": "异味", "priority": False}])
    policy = rectcore.load_text(RULES)
    path = tmp_path / "book.xlsx"
    names = Names(before, policy.rulebook, language)
    path.write_bytes(export_book(before, policy.evaluate(before, AS_OF), names))
    found = import_book(path, days=Days(recorded=date(2023, 10, 1)), into=evolve(before, events=()))
    assert not found.refused
    cards = [c for c in found.changes if c.what not in _MORE]
    assert cards == []


_MORE = {"现行期限", "当前状态", "今日应发数", "current deadline", "current state", "to send today"}


def test_a_table_longer_than_a_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch):
    """And a text longer than a cell is cut so that one sees it."""
    monkeypatch.setattr("rectcore.sheets.table.MOST_ROWS", 3)
    data = write_tables([Table("a/b", ("x", "y"), [["z" * 40_000, Decimal(1)], ["2", True], ["3", date(1, 1, 1)]])])
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["a b", "a b 2"]
    assert book["a b"]["A2"].value == "z" * 32_766 + "…"
    assert book["a b 2"]["B2"].value == "0001-01-01"


SCORED = (
    RULES
    + """
score result also "得分" on Unit
  every: month
  start: 100
  deduct:
    - [late] 5 for each warning where on within this.period
  grade good "好": at least 95
  grade weak "差": less than 95

ranking order also "排名" on Unit
  every: month
  ranked by: result for this.period
  order: highest first
"""
)


def test_scores_and_rankings_have_a_sheet_of_their_own():
    """Each number as far as it is known."""
    found = rows(exported(ledger(), "zh", SCORED)["评级"])
    scores = [r for r in found if r["规则"].startswith("result")]
    assert {(r["受评单位"], r["所属时段"], r["等次或名次"]) for r in scores if r["数值"] == 100} >= {
        ("East county", "2023-09", "good")
    }
    assert any(r["规则"].startswith("order") and r["参评数"] == 2 for r in found)
