"""What the checker says of aggregates."""

from __future__ import annotations

from collections.abc import Sequence

from rectcore.check.diagnose import diagnostic
from rectcore.check.types import Name
from rectcore.check.wording import listing
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.keywords import phrase
from rectcore.language.tree import Node

ADDED = Text("a number or a percent", "数或百分比")
ORDERED = Text("a number, a percent or a date", "数、百分比或日期")


def not_about(at: Node, word: str) -> Diagnostic:
    """An aggregate on something that is neither task, unit nor plan."""
    return diagnostic(
        "RC211",
        at,
        Text(
            f"an aggregate is about a task, a unit or the plan, and `{word}` is none",
            f"汇总只能针对事项、单位或方案，`{word}` 不在其内",
        ),
    )


def which_reference(at: Node, row: Name, subject: Name, fields: Sequence[Name]) -> Diagnostic:
    """Rows of which it is not plain whose they are."""
    if not fields:
        return diagnostic(
            "RC270",
            at,
            Text(
                f"nothing leads from a {row.in_('en')} to a {subject.in_('en')}",
                f"{row.in_('zh')}没有指向{subject.in_('zh')}的属性",
            ),
            Text("say the way: `grouped by task.lead_unit`", "请写明：`按 所属事项.牵头单位`"),
        )
    first = fields[0]
    return diagnostic(
        "RC270",
        at,
        Text(
            f"it is not said by which field a {row.in_('en')} belongs to a {subject.in_('en')}",
            f"未写明{row.in_('zh')}按哪个属性归到{subject.in_('zh')}",
        ),
        Text(
            f"write `grouped by {first.id}`, or another of {listing(fields, 'en')}",
            f"请写 `按 {first.in_('zh')}`，或另选 {listing(fields, 'zh')}",
        ),
    )


def no_group(at: Node, subject: Name) -> Diagnostic:
    """A grouping of rows that need none."""
    return diagnostic(
        "RC211",
        at,
        Text(
            f"the rows are those of the {subject.in_('en')} already; leave `grouped by` out",
            f"所统计的本来就是该{subject.in_('zh')}的，不必写“按”",
        ),
    )


def say_when_empty(at: Node, how: str) -> Diagnostic:
    """A share, least, greatest or average without a word on what it is over nothing."""
    return diagnostic(
        "RC271",
        at,
        Text(
            f"`{phrase(how, 'en')}` over no rows is nothing, and it is not said what then holds",
            f"没有对象时“{phrase(how, 'zh')}”无从计算，须写明此时如何",
        ),
        Text("add `when empty: not applicable`, or a value", "请补充“无对象时：不适用”，或写明取值"),
    )
