"""What the checker says of targets."""

from __future__ import annotations

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.keywords import phrase
from rectcore.language.tree import Node


def no_reading(at: Node) -> Diagnostic:
    """A target whose bound is on nothing that is measured."""
    return Diagnostic(
        "RC279",
        Severity.ERROR,
        Text(
            "a target is a bound on a `series`, and there is none here without a period of its own",
            "目标值须就某一指标而定，此处没有不带周期的指标",
        ),
        span=at.span,
        hint=Text(
            "name a series without a period, as in `must: pm25 at most 29`; for any other condition use a `standing`",
            "请写不带周期的指标，如“必须：细颗粒物浓度 不高于 29”；其他条件请用“持续要求”",
        ),
    )


def other_series(at: Node, each: str, other: str) -> Diagnostic:
    """A target on series that have values for different periods."""
    return Diagnostic(
        "RC279",
        Severity.ERROR,
        Text(
            f"this series has a value for each {other}, and the one before it for each {each}",
            f"该指标{phrase(other, 'zh')}一个数值，与前面{phrase(each, 'zh')}一个数值的指标不能放在一个目标里",
        ),
        span=at.span,
        hint=Text(
            "write two targets, or say the period: `for 2025`", "请分写为两个目标值，或写明周期，如 `2025年 的 …`"
        ),
    )


def for_event(at: Node, word: str) -> Diagnostic:
    """A target for each event."""
    return Diagnostic(
        "RC211",
        Severity.ERROR,
        Text(
            f"a target is for each task, unit or plan, and `{word}` is an event",
            f"目标值只能针对事项、单位或方案，`{word}` 是记录",
        ),
        span=at.span,
    )
