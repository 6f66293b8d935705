"""What the checker says of due days, rungs and values that a day makes meaningless."""

from __future__ import annotations

from datetime import date

from rectcore.check.diagnose import diagnostic
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.tree import Node
from rectcore.source import Span


def early(at: Span | None) -> Diagnostic:
    """A due day that may lie before the end of the period it is about."""
    return diagnostic(
        "RC304",
        at,
        Text(
            "this may fall before the period ends, when it is not yet known whether the duty applies",
            "该期限可能早于周期届满日，届时尚不能确定是否适用",
        ),
        Text(
            "let it be due in the next period, or write `tested at: due date`",
            "请改为下期截止，或写明“判定时点：到期日”",
        ),
        severity=Severity.WARNING,
    )


def clamped(at: Span | None, day: int) -> Diagnostic:
    """A day that some months do not have."""
    return diagnostic(
        "RC307",
        at,
        Text(f"months without a day {day} count to their last day", f"没有 {day} 日的月份，以当月最后一日为准"),
        Text("if the last day is meant, write `by end of`", "如指月底，请写“底截止”"),
        severity=Severity.INFO,
    )


def hidden_rung(at: Span | None, by: Span | None, day: date) -> Diagnostic:
    """A rung that a higher one hides."""
    return diagnostic(
        "RC405",
        at,
        Text(
            f"from {day} on a higher rung is reached no later than this one, so nobody ever stands here",
            f"自 {day} 起，更高一级不晚于此级达到，此级永远不会适用",
        ),
        Text("change a value so that the numbers rise", "请修改取值，使各级由低到高"),
        severity=Severity.WARNING,
        notes=[(by, Text("the higher rung is here", "更高一级在此"))],
    )


def never_so_many(at: Span | None, most: int) -> Diagnostic:
    """A rung above all that can be counted."""
    times = "once" if most == 1 else f"{most} times"
    return diagnostic(
        "RC405",
        at,
        Text(
            f"what is owed here can be missed {times} at most, so this rung is never reached",
            f"此项要求至多未完成 {most} 次，该级永远不会达到",
        ),
        Text("write `rung after N days`, or let the duty come round: `every:`", "请改用“满N日起”，或写明“频次”"),
        severity=Severity.WARNING,
    )


def one_sided(at: Node, word: str, *, opens: bool) -> Diagnostic:
    """A gate that scenarios see open only, or blocking only."""
    en, zh = ("in which it opens", "准予办理") if opens else ("in which it blocks", "不予办理")
    state, mark = ("open", "可以办理") if opens else ("blocked", "不予办理")
    return diagnostic(
        "RC504",
        at,
        Text(f"no scenario for `{word}` {en}", f"没有 `{word}` {zh}的情景"),
        Text(f"add one with `expect {word}(…) is {state}`", f"请补充含“预期 {word}（…）为 {mark}”的情景"),
        severity=Severity.WARNING,
    )


def past_review(at: Node, word: str, day: date) -> Diagnostic:
    """A parameter that should have been looked at."""
    return diagnostic(
        "RC503",
        at,
        Text(f"`{word}` was to be reviewed by {day}", f"`{word}` 应于 {day} 前复核"),
        Text(
            "look whether the value still stands, then write the next day of review",
            "请核实取值是否仍然适用，再写明下次复核期限",
        ),
        severity=Severity.WARNING,
    )


def calendar_ends(at: Node, calendar: str, last: date | None) -> Diagnostic:
    """A calendar whose published days end before a forecast does."""
    en, zh = ("nowhere", "无") if last is None else (str(last), str(last))
    return diagnostic(
        "RC312",
        at,
        Text(
            f"the working days of `{calendar}` are published up to {en}; due days after that are provisional",
            f"日历 `{calendar}` 的工作日公布至 {zh}，此后的期限为暂定",
        ),
        Text("add the next year's notice when it is out", "次年安排公布后请补充"),
        severity=Severity.INFO,
    )


def longer_than_in_force(at: Span | None, first: date, last: date) -> Diagnostic:
    """A window that is longer than the rules are in force."""
    return diagnostic(
        "RC315",
        at,
        Text(
            f"this counts back for longer than the rules are in force, from {first} to {last}",
            f"计次范围长于规则的施行期（{first} 至 {last}）",
        ),
        Text("leave it out: nothing is due before the rules are in force", "可以删去：规则施行之前不产生要求"),
        severity=Severity.INFO,
    )


def longer_than_ledger(at: Span, first: date, last: date) -> Diagnostic:
    """A window that begins before the ledger does."""
    return diagnostic(
        "RC315",
        at,
        Text(
            f"on {last} this reaches back before the first day the ledger knows of, {first}",
            f"以 {last} 为准，此处追溯的时间早于台账最早的日期 {first}",
        ),
        Text(
            "what happened before is not counted: add the older records, or a shorter time",
            "更早发生的不会计入：请补录更早的记录，或缩短时间",
        ),
        severity=Severity.INFO,
    )


def dear(at: Span | None, number: int, rows: tuple[str, ...]) -> Diagnostic:
    """A rule that looks at very many combinations of rows."""
    shown = " × ".join(f"`{row}`" for row in rows)
    return diagnostic(
        "RC701",
        at,
        Text(
            f"this may look at some {number:,} combinations of {shown} for each subject",
            f"对每个对象可能须比对约 {number:,} 组 {shown}",
        ),
        Text("let it run over rows of its own subject, or fewer at once", "请只针对本对象的记录，或减少同时比对的种类"),
        severity=Severity.WARNING,
    )
