"""What may stand behind `every:`: one slip is one message."""

from __future__ import annotations

import pytest

DUTY = "duty D for each Task\n  fulfilled by: inspection\n"
GRID = DUTY + "  due: by end of this period\n  every: 3 months from 2023-01-31\n"
ROLL = DUTY + "  every: 30 days after the last one\n"
SCENARIO = 'scenario "s" / "甲"\n  given Task T1 {}\n  as of: 2023-05-01\n  expect '


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("RC211", DUTY + "  due: by end of this period\n  every: <<10 working days from 2023-01-31\n"),
        ("RC211", DUTY + "  due: by end of this period\n  every: <<lag days from 2023-01-31\n"),
        ("RC211", ROLL + "  <<due: deadline\n"),
        (
            "RC211",
            "judgement done on Task\n  decided by: rectification_office\n" + ROLL.replace("inspection", "<<done"),
        ),
        ("RC201", DUTY + "  every: <<lag after the last one\n"),
        ("RC113", DUTY.replace("D for", "<<D for") + "  every: month\n"),
        ("RC211", ROLL.replace("fulfilled", "while: deadline within <<this.period\n  fulfilled")),
        (
            "RC211",
            "duty D for each warning\n  fulfilled by: reply\n  <<every: 30 days after the last one\n",
        ),
        ("RC211", GRID + SCENARIO + "D(<<T1) is missed\n"),
        ("RC211", GRID + SCENARIO + "D(T1, <<2023-05) is missed\n"),
        ("RC211", ROLL + SCENARIO + "D(T1, <<2023-05) is missed\n"),
        ("RC211", DUTY + "  due: deadline\n" + SCENARIO + "D(T1, <<2023-05-01) is missed\n"),
    ],
)
def test_a_slip_is_one_message_at_its_place(bench, code, text):
    bench.found(code, text)


def test_a_rhythm_of_days_needs_to_know_about_holidays(bench):
    """As a due day does, unless it says so itself."""
    lines = [line for line in bench.head["en"].splitlines(keepends=True) if "holiday" not in line]
    checked = bench("".join(lines) + ROLL, head=False)
    assert "RC310" in [d.code for d in checked.diagnostics]
    checked = bench("".join(lines) + ROLL.replace("one\n", "one, same day\n"), head=False)
    assert "RC310" not in [d.code for d in checked.diagnostics]
