"""The JSON contract: what the schemas say is what is written, in one order, byte for byte the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import rectcore
from rectcore.diagnostics import Text
from rectcore.engine.results import Finding, Report, Totals
from rectcore.io.report_json import as_text, decision_dict, report_dict
from rectcore.model.deadline import Deadline
from rectcore.model.events import Event, Subject
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.task import Task, TaskKind
from rectcore.model.unit import Person, Tenure, Unit

ROOT = Path(__file__).parents[2]
SIPING = ROOT / "examples" / "siping" / "ledger.json"
PACK = ROOT / "rules" / "siping-2023"

REPORT_KEYS = [
    "format",
    "as_of",
    "known_at",
    "complete",
    "calendar",
    "policy",
    "ledger",
    "totals",
    "findings",
    "obligations",
    "targets",
    "aggregates",
    "series",
    "scores",
    "samples",
    "rankings",
    "data_gaps",
    "assumptions",
    "assumed_constant",
]
FINDING_KEYS = [
    "id",
    "rule",
    "kind",
    "subject",
    "period",
    "measure",
    "ladder",
    "rung",
    "rung_hi",
    "addressees",
    "copied_to",
    "proposed_by",
    "approved_by",
    "by",
    "episode",
    "episode_id",
    "since",
    "due",
    "due_provisional",
    "acted_on",
    "answered_by",
    "answer_due",
    "answer_due_provisional",
    "answer",
    "counted",
    "superseded",
    "cites",
    "message",
    "reasons",
]
OBLIGATION_KEYS = ["rule", "subject", "period", "due", "state", "provisional", "served_by"]
GAP_KEYS = ["id", "reason", "rule", "subject", "period", "event", "message"]
DECISION_KEYS = ["format", "act", "subject", "as_of", "known_at", "state", "refer", "say", "labels", "to_open"]
DECISION_KEYS += ["to_open_facts"]
LABEL_KEYS = ["gate", "label", "value", "waived_by", "because", "cites", "ways"]

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
    - [signed] exists signature a where a by party_secretary
    - [proof] exists evidence
  say: "signed and proved" / "须签字并附佐证"

duty MONTHLY "Monthly report" / "每月填报" for each Task
  cite: SM "art 9" / "第九条"
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
  rung 1 -> warning
  rung 2 -> interview, due in 10 working days
"""


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "reference" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def valid(document: dict[str, Any], name: str) -> dict[str, Any]:
    again: dict[str, Any] = json.loads(as_text(document))
    assert document == again
    problems = [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(again)]
    assert [] == problems[:5]
    return again


def ledger(*events: Event, through: date | None = date(2023, 12, 31)) -> Ledger:
    return Ledger(
        id="demo",
        through=through,
        plan=Plan("P", "Plan", "city", date(2023, 3, 1)),
        units=[Unit("city", "City", posts=[Tenure("party_secretary", "p1")])],
        persons=[Person("p1")],
        tasks=[
            Task(
                "T-1",
                date(2023, 4, 1),
                title="One",
                territory="city",
                lead_unit="city",
                deadline=Deadline.month(2023, 10),
            ),
            Task("X-1", date(2023, 4, 1), TaskKind.PETITION, title="信访", territory="city", lead_unit="city"),
        ],
        events=events,
    )


def happened(id_: str, kind: str, on: date, **more: Any) -> Event:
    return Event(id_, kind, Subject("task", "T-1"), on, on, **more)


CASES = {
    "nothing happened": ledger(),
    "one report": ledger(happened("e1", "report", date(2023, 5, 3), fields={"covers": "2023-04"})),
    "acted on": ledger(happened("a1", "interview", date(2023, 7, 10), unit="city")),
    "closed in breach": ledger(happened("c1", "closure", date(2023, 7, 10), person="p1")),
    "nobody says how far it goes": ledger(through=None),
    "before opening": ledger(happened("e0", "report", date(2023, 1, 1))),
}


@cache
def policy() -> rectcore.Policy:
    return rectcore.load_text(RULES)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2023, 5, 20), date(2023, 7, 31), date(2024, 2, 29)])
def test_every_report_is_as_the_schema_says(case: str, day: date) -> None:
    report = valid(report_dict(policy().evaluate(CASES[case], day)), "report")
    assert REPORT_KEYS == list(report)
    for rows, keys in (("findings", FINDING_KEYS), ("obligations", OBLIGATION_KEYS), ("data_gaps", GAP_KEYS)):
        assert all(keys == list(row) for row in report[rows])
    assert ["task", "petition"] == list(report["totals"])


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("act", ["closure", "report"])
def test_every_decision_is_as_the_schema_says(case: str, act: str) -> None:
    decision = valid(decision_dict(policy().may(act, "T-1", CASES[case], date(2023, 7, 31))), "decision")
    assert DECISION_KEYS == list(decision)
    assert all(LABEL_KEYS == list(label) for label in decision["labels"])


def test_a_decision_says_what_is_missing() -> None:
    decision = decision_dict(policy().may("closure", "T-1", CASES["nothing happened"], date(2023, 7, 31)))
    assert ("blocked", [["signed", "proof"]]) == (decision["state"], decision["to_open"])
    assert [{"en": "signed and proved", "zh": "须签字并附佐证"}] == decision["say"]
    label = decision["labels"][0]
    assert ("CLOSE", "signed", False, None) == tuple(label[k] for k in ("gate", "label", "value", "waived_by"))
    assert [{"source": "SM", "place": {"en": "art 12", "zh": "第十二条"}}] == label["cites"]


def test_an_act_that_was_taken_is_named() -> None:
    report = report_dict(policy().evaluate(CASES["acted on"], date(2023, 7, 31)))
    assert ["a1"] == [f["acted_on"] for f in report["findings"] if f["acted_on"] is not None]


def finding(**more: Any) -> Finding:
    return Finding("R/X/Task:T", "X", "ladder", Subject("task", "T"), date(2023, 5, 1), date(2023, 6, 1), **more)


def report_of(*findings: Finding) -> dict[str, Any]:
    totals = {"task": Totals(), "petition": Totals()}
    return report_dict(
        Report(date(2023, 7, 1), date(2023, 7, 1), "R", "0" * 64, "l", None, 0, 0, True, None, totals, findings)
    )


@pytest.mark.parametrize(
    ("low", "high", "shown"), [(1, 1, None), (1, 3, 3), (None, 2, 2), (None, None, None), (2, None, None)]
)
def test_rung_hi_is_there_only_where_it_is_higher(low: int | None, high: int | None, shown: int | None) -> None:
    report = valid(report_of(finding(rung=low, rung_hi=high)), "report")
    assert shown == report["findings"][0]["rung_hi"]


def test_episode_id_is_the_id_with_the_first_day_of_the_run() -> None:
    assert "R/X/Task:T@2023-05-01" == report_of(finding())["findings"][0]["episode_id"]


def test_chinese_stands_as_itself_and_days_are_iso() -> None:
    text = as_text(report_of(finding(due=date(2023, 6, 9), message=Text("late", "逾期"))))
    assert '"zh": "逾期"' in text
    assert '"due": "2023-06-09"' in text
    assert text.endswith("}\n")


@pytest.fixture(scope="module")
def siping() -> tuple[rectcore.Policy, Ledger]:
    return rectcore.load(PACK), rectcore.read_ledger(SIPING)


@pytest.mark.parametrize("day", [date(2023, 4, 30), date(2023, 9, 30), date(2024, 5, 24)])
def test_the_siping_example_is_as_the_schema_says(siping: tuple[rectcore.Policy, Ledger], day: date) -> None:
    rules, facts = siping
    report = valid(report_dict(rules.evaluate(facts, day)), "report")
    assert len({f["id"] for f in report["findings"]}) == len(report["findings"])
    assert len({g["id"] for g in report["data_gaps"]}) == len(report["data_gaps"])
    for found in report["findings"]:
        assert found["message"]["en"]
        assert found["message"]["zh"]
        assert found["episode"] <= found["since"] <= day.isoformat()
    if day == date(2024, 5, 24):
        totals = [(report["totals"][kind]["all"], report["totals"][kind]["closed"]) for kind in ("task", "petition")]
        assert [(30, 25), (160, 154)] == totals


@pytest.mark.parametrize("command", ["evaluate", "may"])
def test_the_same_input_gives_the_same_bytes(command: str) -> None:
    asked = [str(SIPING), "--rules", str(PACK), "--as-of", "2023-09-30", "--format", "json"]
    argv = [command, *asked] if command == "evaluate" else [command, "closure", "T-07", *asked]
    source = str(Path(rectcore.__file__).parents[1])

    def printed(**env: str) -> bytes:
        ran = subprocess.run(
            [sys.executable, "-m", "rectcore.cli", *argv],
            capture_output=True,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": source, **env},
            check=False,
        )
        assert ran.returncode in (0, 1), ran.stderr.decode()
        return ran.stdout

    first = printed(PYTHONHASHSEED="1", TZ="UTC")
    assert first == printed(PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C")
    valid(json.loads(first), "report" if command == "evaluate" else "decision")
