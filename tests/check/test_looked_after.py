"""RC304, RC307, RC312, RC503, RC504, RC603, RC604, RC701: due days, days of review, scenarios, names, cost."""

from datetime import date

import pytest

import rectcore
from rectcore import Ledger
from rectcore.check.cost import OF_ONE, Cost
from rectcore.check.on_a_day import on_a_day
from rectcore.model.calendar import Calendar

DUTY = "duty D for each Task\n  while: priority\n  every: month\n  due: {}\n  fulfilled by: report\n"
NEAR = 'parameter near also "临近": days\n  from 2022-01-01: 3\n  review by: 2024-03-31\n'
LOOKED_FOR = {"RC304", "RC307", "RC503", "RC504", "RC603", "RC604", "RC701"}


def said(checked):
    return [d.code for d in checked.diagnostics if d.code in LOOKED_FOR]


@pytest.mark.parametrize(
    ("due", "codes"),
    [
        ("by day 5 of this period", ["RC304"]),
        ("by day 5 of the next period", []),
        ("by day 30 of the next period", ["RC307"]),
        ("by day late of the next period", ["RC307"]),
        ("by end of this period", []),
        ("by end of this period, previous working day", ["RC304"]),
        ("by end of 2023-10", ["RC304"]),
        ("deadline", ["RC304"]),
        ("later of (by day 5 of the next period, deadline)", []),
        ("earlier of (by day 5 of the next period, deadline)", ["RC304"]),
    ],
)
def test_due_days_of_what_comes_round(bench, due, codes):
    parameter = "parameter late: integer\n  from 2022-01-01: 31\n"
    assert codes == said(bench.fine(parameter + DUTY.format(due)))


def test_a_duty_that_is_tested_on_its_due_day_may_fall_due_early(bench):
    early = DUTY.format("by day 5 of this period")
    assert [] == said(bench.fine(early + "  tested at: due date\n"))
    assert [] == said(bench.fine(early.replace("  while: priority\n", "")))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('entity Task\n  has age also "已知": integer\n', ["RC603"]),
        ('entity Task\n  has age also "件龄": integer\n', []),
        ("entity Task\n  has r\u0456sk: integer\n", ["RC604"]),
        ("entity Task\n  has row1: integer\n  has rowl: integer\n", ["RC604"]),
        ("entity Task\n  has row: one of a1, al\n", ["RC604"]),
        ('entity Task\n  has p also "期末": integer\n  has q also "期未": integer\n', ["RC604"]),
        ("define late on Task\n  means: priority\nstanding LATE for each Task\n  must: priority\n", []),
    ],
)  # fmt: skip
def test_names(bench, text, codes):
    assert codes == said(bench.fine(text))


def test_a_gate_seen_one_way_only(bench):
    gate = "gate G on Task.closure\n  only if all:\n    - [a] priority\n"
    scenario = 'scenario "s" / "景"\n  given Task T1\n  as of: 2023-05-01\n  expect G(T1) is {}\n'
    assert [] == said(bench.fine(gate))
    assert ["RC504"] == said(bench.fine(gate + scenario.format("open")))
    assert ["RC504"] == said(bench.fine(gate + scenario.format("blocked-unknown")))
    assert [] == said(bench.fine(gate + scenario.format("open") + scenario.format("not open")))


def test_what_a_rule_costs(bench):
    rules = (
        "define close on Task\n  means: exists report a, report b where a.on is b.on\n"
        "standing S for each Task\n  must: close and (exists evidence)\n"
        "standing U for each Unit\n  must: count of (Task a where a.close) is 0\n"
        "standing W for each Task\n  must: no Task a, Task b where a.opened is b.opened\n"
    )
    assert ["RC701"] == said(bench.fine(rules))
    costs = dict(rectcore.load_text(bench.head["en"] + rules).costs())
    assert Cost(OF_ONE**2, ("report", "report")) == costs["S"]
    assert Cost(20_000 * OF_ONE**2, ("Task", "report", "report")) == costs["U"]
    assert ["W", "U", "S"] == list(costs)


def test_what_a_day_makes_stale(bench):
    policy = rectcore.load_text(bench.head["en"] + NEAR)
    assert [] == [d.code for d in policy.on(date(2024, 3, 31))]
    assert ["RC503"] == [d.code for d in policy.on(date(2024, 4, 1))]
    assert ["RC312", "RC503"] == [d.code for d in policy.on(date(2026, 4, 1))]
    files = [p.file for p in policy.parsed]
    assert ["RC312"] == [d.code for d in on_a_day(files, Calendar("none"), date(2024, 1, 1))]
    assert "nowhere" in on_a_day(files, Calendar("none"), date(2024, 1, 1))[0].message.en
    bare = rectcore.load_text('# dialect: en\nruleset R "r" / "规"\n')
    assert ["RC312"] == [d.code for d in bare.on(date(2026, 4, 1))]


def test_a_report_names_values_past_their_review(bench):
    policy = rectcore.load_text(bench.head["en"] + NEAR)
    ledger = Ledger(id="l", through=date(2025, 1, 1), timezone="Asia/Shanghai")
    assert [] == list(policy.evaluate(ledger, date(2024, 3, 31)).data_gaps)
    (gap,) = policy.evaluate(ledger, date(2024, 4, 1)).data_gaps
    assert ("gap:past review:R/near", "past review", "near") == (gap.id, gap.reason, gap.rule)
    assert "2024-03-31" in gap.message.en
    assert "复核" in gap.message.zh
