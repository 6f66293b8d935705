"""What the checker says of a rule set, its days and its parameters."""

from __future__ import annotations

from datetime import date

from rectcore.check.diagnose import diagnostic as _make
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.tree import Node
from rectcore.source import Span


def no_ruleset(at: Node | Span | None) -> Diagnostic:
    """Files without a `ruleset`."""
    return _make(
        "RC222",
        at,
        Text("no file of this pack has a `ruleset`", "规则包中没有“规则集”"),
        Text(
            'begin one file with `ruleset ID "title"`; a file that is part of a pack is read with its folder',
            "请在一个文件开头写“规则集 编号 “名称””；规则包中的单个文件须连同所在文件夹一并读取",
        ),
    )


def second_ruleset(at: Node, first: Span | None) -> Diagnostic:
    """A second `ruleset`."""
    return _make(
        "RC223",
        at,
        Text("a pack has one `ruleset`, and this is the second", "一个规则包只能有一个“规则集”，此为第二个"),
        Text("delete one, or move it to a folder of its own", "请删除其中一个，或移至另一文件夹"),
        notes=((first, Text("the first is here", "第一个在此")),),
    )


def no_roll(at: Node, due: Span | None) -> Diagnostic:
    """Due days, and nobody says where they go on a holiday."""
    return _make(
        "RC310",
        at,
        Text("nothing says where a due day goes that is a holiday", "未规定期限届满日逢休息日如何处理"),
        Text(
            "add `if due on a holiday: next working day` to the rule set",
            "请在规则集中补充“届满逢休息日：顺延至下一工作日”",
        ),
        notes=((due, Text("this day is computed", "此处推算期限")),),
    )


def no_zone(at: Node, written: str, near: str | None) -> Diagnostic:
    """A time zone that the time-zone database does not have."""
    return _make(
        "RC314",
        at,
        Text(f"there is no time zone `{written}`", f"没有时区 `{written}`"),
        Text("write one such as `Asia/Shanghai`", "请写 `Asia/Shanghai` 之类的名称"),
        fix=f'"{near}"' if near is not None else None,
    )


def out_of_range(at: Node, low: int, high: int | None, used: Span | None) -> Diagnostic:
    """A value of a parameter that a place where it stands cannot have."""
    en, zh = (
        (f"from {low} on", f"不小于 {low}") if high is None else (f"from {low} to {high}", f"在 {low} 至 {high} 之间")
    )
    return _make(
        "RC117",
        at,
        Text(f"this must be a whole number {en}", f"此处须为整数，且{zh}"),
        Text("change the value", "请修改取值"),
        notes=((used, Text("it is used here", "用在此处")),),
    )


def validity_backwards(at: Node, first: date, last: date) -> Diagnostic:
    """A validity that ends before it begins."""
    return _make(
        "RC301",
        at,
        Text(f"this ends on {last}, before it begins on {first}", f"终止日 {last} 早于起始日 {first}"),
        Text("the earlier day stands behind `from`", "较早的日期写在“自”之后"),
    )


def two_values(at: Node, day: date, first: Span | None) -> Diagnostic:
    """Two values of a parameter from one day on."""
    return _make(
        "RC301",
        at,
        Text(f"two values from {day} on", f"自 {day} 起有两个取值"),
        Text("delete one, or let it begin on another day", "请删除其中一个，或改为自另一日起"),
        notes=((first, Text("the other is here", "另一个在此")),),
    )


def no_value_yet(at: Node, first: date, last: date) -> Diagnostic:
    """Days on which the rules are in force and a parameter has no value."""
    return _make(
        "RC301",
        at,
        Text(
            f"no value from {first} to {last}, while the rule set is in force",
            f"规则集已施行，而 {first} 至 {last} 没有取值",
        ),
        Text(f"begin the first value on {first} or before", f"请使首个取值自 {first} 或更早起"),
    )
