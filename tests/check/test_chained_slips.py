"""What can be asked of a duty: one slip is one message, and a circle is shown whole."""

from __future__ import annotations

import pytest

FIX = "duty FIX for each Task\n  due: deadline\n  fulfilled by: completion\n"
X = "define x on Task\n  means: "


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("RC201", FIX + X + "FIX.<<dnoe before as of\n"),
        ("RC211", FIX + X + "<<FIX is known\n"),
        ("RC211", FIX + "define x on Unit\n  means: <<FIX.done before as of\n"),
        ("RC211", FIX + X + "FIX.done.<<done before as of\n"),
        ("RC203", FIX + X + "FIX.state is <<mised\n"),
        (
            "RC211",
            "duty M for each Task\n  every: month\n  due: by end of this period\n  fulfilled by: report\n"
            + X
            + "<<M.done before as of\n",
        ),
        (
            "RC201",
            "duty FIX for each <<Tsak\n  due: deadline\n  fulfilled by: completion\n" + X + "FIX.done before as of\n",
        ),
        # circles
        ("RC412", "duty <<A for each Task\n  due: 3 days after A.done\n  fulfilled by: completion\n"),
        (
            "RC412",
            "duty B for each Task\n  due: earlier of (by end of 2023-10, A.due)\n  fulfilled by: completion\n"
            "duty <<A for each Task\n  due: 3 days after C.done\n  fulfilled by: completion\n"
            "duty C for each Task\n  due: deadline\n  fulfilled by: completion where y\n"
            "define y on Task\n  means: B.done is known and z\ndefine z on Task\n  means: B.done is known\n",
        ),
        (
            "RC412",
            FIX.replace("FIX", "<<FIX")
            + "exception E overrides FIX\n  applies when: priority\n  effect: due instead FIX.due\n",
        ),
    ],
)
def test_a_slip_is_one_message_at_its_place(bench, code, text):
    bench.found(code, text)


def test_a_circle_is_shown_whole(bench):
    """From the first name on, with the other places."""
    found = bench.found(
        "RC412",
        "duty B for each Task\n  due: 3 days after A.done\n  fulfilled by: completion\n"
        "duty <<A for each Task\n  while: B.done is known\n  due: deadline\n  fulfilled by: completion\n",
    )
    assert "`A` → `B` → `A`" in found.message.en
    assert "`A` → `B` → `A`" in found.message.zh
    assert 1 == len(found.notes)


def test_what_is_no_circle(bench):
    """Two that ask the same, and one that comes round beside them."""
    month = "duty M for each Task\n  every: month\n  due: by day 5 of the next period\n  fulfilled by: report\n"
    roll = "duty R for each Task\n  every: 30 days after the last one\n  fulfilled by: inspection\n"
    judged = "judgement ok on Task\n  decided by: rectification_office\n"
    judged += "duty J for each Task\n  due: 3 days after FIX.done\n  fulfilled by: ok\n"
    other = "duty K for each Task\n  due: 3 days after FIX.done\n  fulfilled by: inspection\n"
    assert bench(FIX + month + roll + judged + other).rulebook is not None
