"""The lines of a score: what they are read as, and that both word orders mean the same."""

from __future__ import annotations

import pytest

from rectcore.language import tree
from rectcore.language.parser import parse
from rectcore.source import Source

HEADS = {
    "en": "# dialect: en\nscore s on Unit\n  every: year\n  deduct:\n    - [x] ",
    "zh": "# 方言：zh\n评分 s 针对 Unit\n  频次：每年\n  扣分：\n    - ［x］ ",
}


def line(text: str, dialect: str = "en") -> tree.Points:
    parsed = parse(Source("t", HEADS[dialect] + text))
    assert not parsed.diagnostics, [d.line() for d in parsed.diagnostics]
    (form,) = parsed.file.forms
    (bullet,) = form.get("deduct").value
    return bullet.condition


@pytest.mark.parametrize(
    ("one", "other", "dialect"),
    [
        ("1 for each warning where a", "1 point for each warning where a", "en"),
        ("1 for each warning where a", "for each warning where a, 1", "en"),
        ("1 for each warning w, at most 5 points", "for each warning w, 1, at most 5", "en"),
        ("2 for every 1 of a - 3", "a - 3 for every 1, 2", "en"),
        ("2 for every 1 of a", "2 points for every 1 of a", "en"),
        ("2 for every 1 of a, in whole steps, at most 4", "a for every 1, 2, at most 4, in whole steps", "en"),
        ("5 if a", "if a, 5 points", "en"),
        ("5 if a", "若 a，5分", "zh"),
        ("1 for each warning where a", "每有 warning 满足 a，1分", "zh"),
        ("2 for every 1 of a, in whole steps, at most 4", "a 每达1，2分，不足一档不计，不超过4分", "zh"),
    ],
)
def test_two_spellings_are_one_line(one: str, other: str, dialect: str) -> None:
    assert line(one) == line(other, dialect)


@pytest.mark.parametrize(
    "text",
    [
        "5 if a, in whole steps",
        "5 if a, at most 3, at most 4",
        "1 for every 1 of a, in whole steps, in whole steps",
        "1 for each",
    ],
)
def test_a_limit_stands_once_and_where_it_means_something(text: str) -> None:
    (found,) = parse(Source("t", HEADS["en"] + text)).diagnostics
    assert "RC105" == found.code


def test_a_bound_of_a_grade_stands_once() -> None:
    (found,) = parse(Source("t", HEADS["en"] + "1 if a\n  grade g: at least 1, at least 2")).diagnostics
    assert "RC105" == found.code
