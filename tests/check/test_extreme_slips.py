"""What may stand in `greater of` and its like: one slip is one message."""

from __future__ import annotations

import pytest

X = "define x on Task\n  means: "


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("RC211", "greater of (3, <<deadline) more than 2"),
        ("RC211", "earlier of (<<3, deadline) before as of"),
        ("RC211", 'lesser of (<<"a", 3) is 3'),
        ("RC211", "later of (<<priority, deadline) before as of"),
        ("RC211", "greater of (3, <<5 days) more than 2"),
        ("RC210", "greater of (3 working days, <<5 days) more than 2 days"),
        ("RC214", "greater of (20%, <<5) more than 20%"),
        ("RC201", "greater of (3, <<siez) more than 2"),
        ("RC211", "greater of (<<responsible_units, 5) more than 2"),
    ],
)
def test_a_slip_is_one_message_at_its_place(bench, code, text):
    bench.found(code, f"{X}{text}\n")


def test_each_operand_that_does_not_fit_is_named(bench):
    """Two slips are two messages."""
    checked = bench(f"{X}greater of (deadline, opened) more than 3\n")
    assert ["RC211", "RC211"] == [d.code for d in checked.diagnostics if d.code.startswith("RC2")]


def test_a_due_day_of_which_one_is_at_fault(bench):
    bench.found(
        "RC201", "duty D for each Task\n  due: earlier of (<<dedline, 2023-05-01)\n  fulfilled by: completion\n"
    )


def test_whole_numbers_stay_whole(bench):
    """Mixed with a decimal they are none."""
    checked = bench(f"{X}greater of (3, 4)\ndefine y on Task\n  means: greater of (3, 4.5)\n")
    assert ["integer", "decimal"] == [d.term.type.kind.value for d in checked.rulebook.definitions]
