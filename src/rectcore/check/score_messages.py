"""What the checker says of scores, rankings and samples."""

from __future__ import annotations

from rectcore.check.diagnose import diagnostic
from rectcore.check.types import Name
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.tree import Node
from rectcore.model.period import PeriodKind

_EACH = {
    PeriodKind.MONTH: Text("month", "月"),
    PeriodKind.QUARTER: Text("quarter", "季度"),
    PeriodKind.HALF_YEAR: Text("half-year", "半年"),
    PeriodKind.YEAR: Text("year", "年"),
    PeriodKind.WEEK: Text("week", "周"),
    PeriodKind.DEKAD: Text("ten-day period", "旬"),
}
_SAMPLE = {
    PeriodKind.MONTH: "2026-03",
    PeriodKind.QUARTER: "2026-Q1",
    PeriodKind.HALF_YEAR: "2026-H1",
    PeriodKind.YEAR: "2026",
    PeriodKind.WEEK: "2026-W07",
    PeriodKind.DEKAD: "2026-03-D1",
}

NUMBER = Text("a number", "数")
POINTS = Text("a number of points", "分值")


def bands_apart(at: Node, low: Name, high: Name, first: str, second: str) -> Diagnostic:
    """Two grades next to each other that leave a gap, or overlap."""
    below, above = low.in_("en"), high.in_("en")
    under, over = low.in_("zh"), high.in_("zh")
    return diagnostic(
        "RC280",
        at,
        Text(
            f"`{below}` ends below {first}, and `{above}` begins at {second}",
            f"“{under}”止于不足{first}，“{over}”起于{second}",
        ),
        Text(
            "end one where the next begins: no score may have two grades, or none",
            "上下两档须首尾相接，不得交叉或留空",
        ),
    )


def band_open(at: Node, name: Name, bound: str, *, below: bool) -> Diagnostic:
    """The lowest or highest grade does not reach as far as the score can."""
    en, zh = name.in_("en"), name.in_("zh")
    if below:
        message = Text(
            f"a score below {bound} has no grade: the lowest is `{en}`",
            f"不足{bound}的得分没有等次，最低一档为“{zh}”",
        )
        hint = Text("leave `at least` out of the lowest grade", "最低一档不写“不少于”")
    else:
        message = Text(
            f"a score of {bound} or more has no grade: the highest is `{en}`",
            f"{bound}及以上的得分没有等次，最高一档为“{zh}”",
        )
        hint = Text("leave `less than` out of the highest grade", "最高一档不写“不足”")
    return diagnostic("RC280", at, message, hint)


def band_empty(at: Node, name: Name) -> Diagnostic:
    """A grade that no score can have."""
    return diagnostic(
        "RC280",
        at,
        Text(
            f"no score can have the grade `{name.in_('en')}`: it ends where it begins, or before",
            f"没有得分能评为“{name.in_('zh')}”：上限不高于下限",
        ),
    )


def no_grades(at: Node) -> Diagnostic:
    """A veto in a score without grades."""
    return diagnostic(
        "RC280",
        at,
        Text("a veto gives the lowest grade, and this score has none", "一票否决即评为最低等次，而本评分未设等次"),
        Text("add `grade` lines, or take the points off", "请补充“等次”，或改为扣分"),
    )


def out_of_range(at: Node, message: Text) -> Diagnostic:
    """A number that makes no sense where it stands."""
    return diagnostic("RC281", at, message)


def wrong_period(at: Node, word: str, every: PeriodKind) -> Diagnostic:
    """Another kind of period than it is worked out by."""
    each = _EACH[every]
    return diagnostic(
        "RC211",
        at,
        Text(f"`{word}` is worked out for each {each.en}", f"`{word}` 按{each.zh}计算"),
        Text(
            f"such as `{word} for {_SAMPLE[every]}`",
            f"如 `{word} 于 {_SAMPLE[every]}{'年' if every is PeriodKind.YEAR else ''}`",
        ),
    )
