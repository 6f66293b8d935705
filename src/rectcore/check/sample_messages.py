"""What the checker says of samples and of who was drawn."""

from __future__ import annotations

from decimal import Decimal

from rectcore.check.chosen_messages import neither_task_nor_unit, not_fixed
from rectcore.check.diagnose import diagnostic
from rectcore.check.rulebook import MOST_SLIPS
from rectcore.check.types import Name
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.tree import Node
from rectcore.source import Span

STRATUM = Text("a value of a closed list, a text, or what something belongs to", "可选项、文本或所属对象")


def share_out_of_range(at: Node, share: Decimal) -> Diagnostic:
    """A share of nothing, or of more than there is."""
    shown = f"{(share * 100).normalize():f}%"
    return diagnostic(
        "RC281",
        at,
        Text(
            f"a share of {shown} cannot be drawn: it is more than 0% and 100% at most",
            f"无法抽取{shown}：抽取比例须大于0%，不超过100%",
        ),
    )


def too_few(at: Node) -> Diagnostic:
    """A least number below one."""
    return diagnostic("RC281", at, Text("`at least` is 1 or more", "最少抽取数须不少于1"))


def weight_out_of_range(at: Node, weight: Decimal) -> Diagnostic:
    """A weight that no row can have."""
    return diagnostic(
        "RC281",
        at,
        Text(
            f"a weight of {weight:f} gives no draw: it is 1 to {MOST_SLIPS}",
            f"权重不能为{weight:f}：应为1至{MOST_SLIPS}",
        ),
        Text("leave out by `where` what is not to be drawn", "不应抽取的，请在抽取范围中以“满足”排除"),
    )


def number_not_fixed(at: Node) -> Diagnostic:
    """How many are drawn, worked out from facts."""
    return not_fixed("RC282", at, Text("are drawn", "抽取多少"))


def not_of_plan(at: Node, word: str) -> Diagnostic:
    """A sample on something else than the plan."""
    return diagnostic(
        "RC282",
        at,
        Text(
            f"a sample is drawn under the plan, not for a `{word}`: write `on Plan`",
            f"抽样以方案为单位进行，不能针对“{word}”：请写“针对 方案”",
        ),
        Text("`by:` draws apart in each territory or unit", "需按属地或单位分别抽取的，请用“分层依据”"),
    )


def not_drawable(at: Node, word: str) -> Diagnostic:
    """Something drawn that is neither task nor unit."""
    return neither_task_nor_unit("RC282", at, word, Text("drawn", "抽取对象"))


def not_inspectors(at: Node, word: str) -> Diagnostic:
    """Inspectors that are no persons."""
    return diagnostic(
        "RC282",
        at,
        Text(f"inspectors are persons, not `{word}`", f"检查人员从人员中抽取，不能是“{word}”"),
        Text("such as `inspectors: Person`", "如“检查人员：人员”"),
    )


def no_sample(at: Node, word: str) -> Diagnostic:
    """Something else than a sample asked who was drawn."""
    return diagnostic("RC282", at, Text(f"`{word}` is no sample", f"`{word}` 不是抽样"))


def say_row(at: Node, sample: Name, entity: Name) -> Diagnostic:
    """Nothing at hand that could have been drawn."""
    return diagnostic(
        "RC282",
        at,
        Text(
            f"`{sample.in_('en')}` draws a {entity.in_('en')}, and there is none here: say which",
            f"“{sample.in_('zh')}”抽取的是{entity.in_('zh')}，此处没有，须写明是哪一个",
        ),
        Text(f"such as `x drawn in {sample.in_('en')}`", f"如 `{sample.in_('zh')} 抽中 甲`"),
    )


def not_the_rows_own(at: Span | None, events: Name, drawn: Name, *, of_plan: bool) -> Diagnostic:
    """Events asked in a sample that are not those of the row, but the plan's or anybody's."""
    en, zh = ("the plan's", "是方案的") if of_plan else ("anybody's", "不分归属")
    return diagnostic(
        "RC282",
        at,
        Text(
            f"`{events.in_('en')}` here is {en}, not that of each {drawn.in_('en')}",
            f"此处的“{events.in_('zh')}”{zh}，不是各{drawn.in_('zh')}自己的",
        ),
        Text(
            f"put what is asked of a {drawn.in_('en')} into a definition: `define x on {drawn.in_('en')}`",
            f"请把针对{drawn.in_('zh')}的内容写成定义：“定义 x 针对 {drawn.in_('zh')}”",
        ),
    )
