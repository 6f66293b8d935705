"""What the checker says of series and what they are asked for."""

from __future__ import annotations

from rectcore.check.diagnose import diagnostic
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.keywords import phrase
from rectcore.language.tree import Node


def say_period(at: Node, word: str) -> Diagnostic:
    """A series without the period it is read for."""
    return diagnostic(
        "RC272",
        at,
        Text(
            f"`{word}` has a value for each period, and it is not said for which",
            f"`{word}` 每个周期一个数值，须写明哪一个",
        ),
        Text(
            f"such as `{word} for the previous period`",
            f"如 `上期 的 {word}`",
        ),
    )


def no_series(at: Node, word: str) -> Diagnostic:
    """A period asked of something that has none."""
    return diagnostic(
        "RC272",
        at,
        Text(
            f"`{word}` is no series: it has one value, whatever the period",
            f"`{word}` 不是指标，没有各周期的数值",
        ),
    )


def other_period(at: Node, word: str, each: str) -> Diagnostic:
    """A period of another kind than the series has values for."""
    return diagnostic(
        "RC272",
        at,
        Text(
            f"`{word}` has a value for each {each}, and this is another kind of period",
            f"`{word}` {phrase(each, 'zh')}一个数值，与此处的周期不符",
        ),
    )


def no_week_last_year(at: Node) -> Diagnostic:
    """The same week of last year."""
    return diagnostic(
        "RC272",
        at,
        Text(
            "a week has no counterpart last year",
            "每周的指标没有上年同期",
        ),
    )


def no_number(at: Node) -> Diagnostic:
    """A series of something that is no number."""
    return diagnostic(
        "RC211", at, Text("a series is a number: `integer`, `decimal` or `percent`", "指标须为整数、小数或百分比")
    )


def not_about(at: Node, word: str) -> Diagnostic:
    """A series on something that is neither task, unit nor plan."""
    return diagnostic(
        "RC211",
        at,
        Text(
            f"a series is about a task, a unit or the plan, and `{word}` is none",
            f"指标只能针对事项、单位或方案，`{word}` 不在其内",
        ),
    )
