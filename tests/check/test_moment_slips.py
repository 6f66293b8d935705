"""What may stand around `as at`, `held for` and `days from`: one slip is one message."""

from __future__ import annotations

import pytest

X = "define x on Task\n  means: "
GATE = "gate G on Task.closure\n  only if all:\n    - [a] "


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("RC211", X + "(status is open as at <<5 days)"),
        ("RC201", X + "(<<statsu is open as at opened)"),
        ("RC201", X + "(status is open as at <<opend)"),
        ("RC212", X + "(<<deadline held for 5 days)"),
        ("RC211", X + "(status is open held for <<3 months)"),
        ("RC201", X + "(status is open held for <<lagg days)"),
        ("RC201", X + "status is open and opened within the last <<lagg"),
        ("RC211", X + "days from <<status to opened"),
        ("RC211", X + "days from opened to <<3"),
        ("RC211", X + "<<days from opened to as of at least 5"),
        ("RC210", X + "<<days from opened to as of at least 5 working days"),
        # what a missing fact could open
        ("RC221", GATE + "(<<deadline is missing as at opened)"),
        ("RC221", GATE + "(status is open as at <<(deadline or else opened))"),
        ("RC221", GATE + "(<<deadline is missing held for 3 days)"),
    ],
)
def test_a_slip_is_one_message_at_its_place(bench, code, text):
    bench.found(code, f"{text}\n")


@pytest.mark.parametrize("text", ["(deadline is known as at opened)", "not (deadline is missing held for 3 days)"])
def test_what_a_missing_fact_cannot_open_is_free(bench, text):
    assert bench(f"{GATE}{text}\n").rulebook is not None
