"""Duties and standings as rows: one slip is one message, and no rule comes back to itself."""

from __future__ import annotations

import pytest

from rectcore.check.cost import Cost, cost, named
from rectcore.diagnostics import Severity

M = "duty M for each Task\n  every: month\n  due: by end of this period\n  fulfilled by: report\n"
S = "standing S for each Task\n  must: exists report\n"
C = "standing C for each Task\n  every: month\n  must: exists report\n"
X = "define x on Task\n  means: "


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("RC201", M + X + "exists M m where m.<<sttae is missed\n"),
        ("RC203", M + X + "exists M m where m.state is <<undetermined\n"),
        ("RC203", C + X + "exists C c where c.state is <<missed\n"),
        ("RC201", M + X + "exists <<MM m where m.state is missed\n"),
        ("RC201", S + X + "exists S s where s.<<state is violated\n"),
        # other rules have no rows
        ("RC211", "notice N for each Task\n  when: priority\n" + X + "exists <<N n where n.task.priority\n"),
        # a name that is both
        ("RC202", M.replace("duty M", "duty warning") + X + "exists <<warning w where w.on before as of\n"),
        # in a row
        ("RC211", X + "count in a row of (<<Task a where a.priority) at least 2\n"),
        ("RC211", X + "count in a row of (<<responsible_units u where u.title is known) at least 2\n"),
        ("RC211", S + X + "count in a row of (<<S s where s.ends is known) at least 2\n"),
        ("RC211", M + "define x on Unit\n  means: count in a row of (<<M m where m.state is missed) at least 2\n"),
        # the rows of a duty of tasks lead to a unit by a field that must be said
        ("RC270", M + "aggregate n on Unit\n  over: <<M\n  value: count\n"),
        # only a duty runs from the last one
        ("RC211", "standing S for each Task\n  <<every: 30 days after the last one\n  must: exists report\n"),
        # a rule that is broken is no fault of who asks it
        ("RC201", M.replace("Task", "<<Tsak") + X + "exists M m where m.state is missed\n"),
        (
            "RC211",
            "duty B for each <<Step\n  due: deadline\n  fulfilled by: report\n"
            + X
            + "exists B b where b.due is known\n",
        ),
        # what is missing must not open a gate, through the rules it asks
        (
            "RC221",
            "duty D for each Task\n  while: deadline is missing\n  due: deadline\n  fulfilled by: report\n"
            "gate G on Task.closure\n  only if all:\n    - [a] <<no D d where d.state is missed\n",
        ),
        (
            "RC221",
            "duty D for each Task\n  while: deadline is missing\n  due: deadline\n  fulfilled by: report\n"
            "gate G on Task.closure\n  only if all:\n    - [a] <<count of (D d where d.state is missed) at most 0\n",
        ),
        (
            "RC221",
            "duty D for each Task\n  while: deadline is missing\n  due: deadline\n  fulfilled by: report\n"
            "gate G on Task.closure\n  only if all:\n    - [a] <<D.state is fulfilled\n",
        ),
        # circles
        (
            "RC412",
            M.replace("duty M", "duty <<M").replace("  every", "  while: no M m where m.state is missed\n  every"),
        ),
        ("RC412", "standing <<S for each Task\n  must: no S s where s.ends is none\n"),
        (
            "RC412",
            M.replace("duty M", "duty <<M").replace("  every", "  while: no S s where s.ends is none\n  every")
            + "standing S for each Task\n  must: many at most 3\n"
            + "aggregate many on Task\n  over: M where state is missed\n  value: count\n",
        ),
        (
            "RC412",
            M.replace("duty M", "duty <<M").replace("  every", "  while: points at least 60\n  every")
            + "score points on Task\n  every: year\n  deduct:\n    - [a] 1 for each M where state is missed\n",
        ),
        (
            "RC412",
            M.replace("duty M", "duty <<M")
            + "exception E overrides M\n  applies when: exists M m where m.state is late\n  effect: excused\n",
        ),
    ],
)
def test_a_slip_is_one_message_at_its_place(bench, code, text):
    bench.found(code, text)


def test_a_circle_of_duties_and_standings_is_said_to_be_one_of_rules(bench):
    found = bench.found(
        "RC412",
        M.replace("duty M", "duty <<M").replace("  every", "  while: no S s where s.ends is none\n  every")
        + "standing S for each Task\n  must: no M m where m.state is missed\n",
    )
    assert "rules ask one another in a circle: `M` → `S` → `M`" == found.message.en
    assert "规则循环引用：`M` → `S` → `M`" == found.message.zh


def test_a_gate_that_asks_a_circle_is_no_second_fault(bench):
    bench.found(
        "RC412",
        M.replace("duty M", "duty <<M").replace("  every", "  while: no M m where m.state is missed\n  every")
        + "gate G on Task.closure\n  only if all:\n    - [a] no M m where m.state is missed\n",
    )


def test_a_rule_costs_what_the_rules_cost_that_it_asks(bench):
    checked = bench(
        M.replace("  every", "  while: no Task a where a.priority\n  every")
        + X
        + "exists M m where m.state is missed\n"
        + "define y on Task\n  means: O.state is missed\n"
        + "duty O for each Task\n  while: exists Task a where a.priority\n  due: deadline\n  fulfilled by: report\n"
    )
    assert [] == [d for d in checked.diagnostics if d.severity is Severity.ERROR]
    assert checked.rulebook is not None
    means = named(checked.rulebook)
    assert Cost(20 * 20_000, ("M", "Task")) == cost(means["x"], means)
    assert Cost(20_000, ("Task",)) == cost(means["y"], means)
