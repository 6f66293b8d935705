"""Several processes: the same report, and no report where one of them dies."""

from __future__ import annotations

import os
from datetime import date

import pytest

import rectcore
from rectcore import CallError, Event, Ledger, Policy, Subject, Task
from rectcore.engine.compile import spread as of_processes
from rectcore.engine.trace import Row

RULES = """# dialect: en
ruleset R "R"
  if due on a holiday: same day
  source S: "Source"
duty MONTHLY for each Task
  cite: S "1"
  every: month
  due: by day 5 of the next period
  fulfilled by: report
notice OPEN for each Task
  cite: S "2"
  when: status is open and as of after opened + 30 days
  call for: reminder
"""
DAY = date(2023, 9, 15)


def ledger() -> Ledger:
    tasks = [Task(f"T{i}", date(2023, 1 + i % 6, 3)) for i in range(23)]
    done = [Event(f"e{i}", "closure", Subject("task", f"T{i}"), DAY, DAY) for i in range(0, 23, 4)]
    return Ledger("L", through=DAY, tasks=tasks, events=done)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return rectcore.load_text(RULES)


def test_the_report_is_the_same(policy: Policy):
    assert policy.evaluate(ledger(), DAY, workers=2) == policy.evaluate(ledger(), DAY)


def test_nobody_to_judge(policy: Policy):
    nothing = Ledger("L", through=DAY)
    assert policy.evaluate(nothing, DAY, workers=2) == policy.evaluate(nothing, DAY)


def _die(_: object) -> None:
    os._exit(1)


def test_a_process_that_dies_is_an_error_that_names_its_part(policy: Policy, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(of_processes, "_judge", _die)
    with pytest.raises(CallError, match="CL110: a process ended before Task T0 to Task T10 were judged") as told:
        policy.evaluate(ledger(), DAY, workers=2)
    assert told.value.diagnostics[0].message.zh == "Task T0 至 Task T10 尚未判定完，进程已退出"


def test_a_part_is_judged_by_itself(policy: Policy):
    """What each process does, in this one."""
    assert policy.calendar is not None
    of_processes._begin(policy.program, ledger(), policy.calendar, DAY, DAY)
    (found,) = of_processes._judge([Row("Task", "T1")])
    report = policy.evaluate(ledger(), DAY)
    assert [f.id for f in found.findings] == [f.id for f in report.findings if f.subject.id == "T1"]
    assert [len(part) for part in of_processes._parts([Row("Task", str(i)) for i in range(7)], 3)] == [3, 3, 1]
