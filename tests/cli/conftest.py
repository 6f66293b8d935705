from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from rectcore.cli import main

RULES = """# dialect: en
ruleset DEMO "Demo" / "演示"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source SM: "Supervision measures" / "督办办法"
  if due on a holiday: same day

gate CLOSE "Close a task" / "事项销号" on Task.closure
  cite: SM "art 12" / "第十二条"
  only if all:
    - [dual] exists signature a, signature b where a by party_secretary and b by government_head
        and a.person is not b.person
  say: "two people sign" / "须两人签字"

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

notice NEAR "Deadline is near" / "办结期限临近" for each Task
  cite: SM "art 3" / "第三条"
  while: status is open
  when: deadline not before as of and deadline no later than as of + 30 days
  call for: reminder sent to lead_unit

scenario "nobody signed" / "无人签字"
  given Task T1 {opened: 2023-04-01, deadline: 2023-10-31}
  as of: 2023-06-06
  expect PROGRESS(T1) is warning
"""

FAILING = """
scenario "hoped for" / "落空"
  given Task T1 {opened: 2023-04-01}
  as of: 2023-06-06
  expect PROGRESS(T1) is interview
"""

CITY = {"id": "city", "title": "四平市", "kind": "city"}
EAST = {
    "id": "east",
    "title": "East county",
    "parent": "city",
    "kind": "county",
    "posts": [
        {"post": "party_secretary", "person": "p1", "from": "2021-06-01"},
        {"post": "government_head", "person": "p2", "from": "2022-01-01"},
    ],
}
T1 = {
    "id": "T-01",
    "kind": "task",
    "title": "Close the old landfill",
    "territory": "east",
    "lead_unit": "east",
    "opened": "2023-04-01",
    "deadline": "2023-10",
}
X1 = {
    "id": "X-01",
    "kind": "petition",
    "title": "夜间异味\x1b[31m扰民",
    "territory": "east",
    "lead_unit": "city",
    "opened": "2023-06-20",
    "deadline": "2023-08-31",
}


def event(id_: str, kind: str, on: str, task: str = "T-01", **more: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "subject": {"kind": "task", "id": task}, "on": on, "recorded": on, **more}


def ledger_of(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "format": "rectcore.ledger/1",
        "id": "demo",
        "timezone": "Asia/Shanghai",
        "through": "2023-10-31",
        "plan": {"id": "P", "title": "Plan", "unit": "city", "issued": "2023-03-01"},
        "units": [CITY, EAST],
        "persons": [{"id": "p1", "name": "One"}, {"id": "p2"}],
        "tasks": [T1, X1],
        "events": [
            event("e1", "report", "2023-05-04", unit="east", covers="2023-04"),
            event("e2", "signature", "2023-08-30", person="p2"),
            *events,
        ],
        **more,
    }


@frozen
class Ran:
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def running(*argv: object) -> Ran:
        code = main([str(a) for a in argv])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Ran(code, printed.out, printed.err)

    return running


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "demo.rules").write_text(RULES, encoding="utf-8")
    return folder


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a ledger with these further events, or header fields, and give its path."""

    def writing(*events: dict[str, Any], **more: Any) -> Path:
        path = tmp_path / "ledger.json"
        path.write_text(json.dumps(ledger_of(*events, **more), ensure_ascii=False), encoding="utf-8")
        return path

    return writing


@pytest.fixture
def ledger(write: Write) -> Path:
    return write()
