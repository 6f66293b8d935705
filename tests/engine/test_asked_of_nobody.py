"""Numbers, readings and tables asked of a unit that nobody has named, or that is known not to be there."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore import NONE, Ledger, Task, Unit
from rectcore.engine.results import Verdict

RULES = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
entity Task
  has supporting_unit: optional Unit
entity Unit
  has large: yes/no
aggregate load on Unit
  over: Task grouped by lead_unit
  value: count
series pm25 on Unit each year: decimal
table size on Unit
  | large | result: integer |
  | yes   | 10              |
  | no    | 3               |
"""
ASKED = {
    "a number over rows": "supporting_unit.load at least 1",
    "a reading": "supporting_unit.pm25 for 2023 at most 29",
    "a table": "supporting_unit.size at least 3",
}


def decided(condition, unit):
    gate = f"gate G on Task.closure\n  only if all:\n    - [asked] {condition}\n"
    policy = rectcore.load_text(RULES + gate)
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    task = Task("T1", date(2023, 1, 5), lead_unit="U1", fields={} if unit is None else {"supporting_unit": unit})
    units = [Unit("U1", fields={"large": True})]
    ledger = Ledger("L", through=date(2023, 12, 31), units=units, tasks=[task])
    return policy.may("closure", "T1", ledger, date(2023, 6, 1))


@pytest.mark.parametrize("case", ASKED)
def test_of_a_unit_nobody_named_it_is_unknown(case):
    decision = decided(ASKED[case], None)
    assert Verdict.BLOCKED_UNKNOWN is decision.state
    assert "supporting_unit" in decision.labels[0].because.en


@pytest.mark.parametrize("case", ASKED)
def test_of_a_unit_that_is_not_there_it_does_not_hold(case):
    assert Verdict.BLOCKED is decided(ASKED[case], NONE).state


def test_of_a_unit_that_is_there_it_is_what_it_is():
    assert Verdict.OPEN is decided(ASKED["a number over rows"], "U1").state
    assert Verdict.OPEN is decided(ASKED["a table"], "U1").state
    assert Verdict.BLOCKED_UNKNOWN is decided(ASKED["a reading"], "U1").state
