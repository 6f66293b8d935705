"""What the checker says of samples and of who was drawn."""

from __future__ import annotations

from decimal import Decimal

from rectcore.check.rulebook import MOST_SLIPS
from rectcore.check.types import Name
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.tree import Node

_NO_TEXT = Text()
STRATUM = Text("a value of a closed list, a text, or what something belongs to", "可选项、文本或所属对象")


def _error(code: str, at: Node, message: Text, hint: Text = _NO_TEXT) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span=at.span, hint=hint)


def share_out_of_range(at: Node, share: Decimal) -> Diagnostic:
    """A share of nothing, or of more than there is."""
    shown = f"{(share * 100).normalize():f}%"
    return _error(
        "RC281",
        at,
        Text(
            f"a share of {shown} cannot be drawn: it is more than 0% and 100% at most",
            f"无法抽取{shown}：抽取比例须大于0%，不超过100%",
        ),
    )


def too_few(at: Node) -> Diagnostic:
    """A least number below one."""
    return _error("RC281", at, Text("`at least` is 1 or more", "最少抽取数须不少于1"))


def weight_out_of_range(at: Node, weight: Decimal) -> Diagnostic:
    """A weight that no row can have."""
    return _error(
        "RC281",
        at,
        Text(
            f"a weight of {weight:f} gives no draw: it is 1 to {MOST_SLIPS}",
            f"权重不能为{weight:f}：应为1至{MOST_SLIPS}",
        ),
        Text("leave out by `where` what is not to be drawn", "不应抽取的，请在抽取范围中以“满足”排除"),
    )


def not_fixed(at: Node) -> Diagnostic:
    """How many are drawn, worked out from facts."""
    return _error(
        "RC282",
        at,
        Text(
            "how many are drawn is written here, or in a parameter; it is not worked out",
            "抽取多少须在此写明或由参数确定，不得推算",
        ),
    )


def not_of_plan(at: Node, word: str) -> Diagnostic:
    """A sample on something else than the plan."""
    return _error(
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
    return _error(
        "RC282",
        at,
        Text(f"tasks and units are drawn, not `{word}`", f"抽取对象为事项或单位，不能是“{word}”"),
    )


def not_inspectors(at: Node, word: str) -> Diagnostic:
    """Inspectors that are no persons."""
    return _error(
        "RC282",
        at,
        Text(f"inspectors are persons, not `{word}`", f"检查人员从人员中抽取，不能是“{word}”"),
        Text("such as `inspectors: Person`", "如“检查人员：人员”"),
    )


def no_sample(at: Node, word: str) -> Diagnostic:
    """Something else than a sample asked who was drawn."""
    return _error("RC282", at, Text(f"`{word}` is no sample", f"`{word}` 不是抽样"))


def say_row(at: Node, sample: Name, entity: Name) -> Diagnostic:
    """Nothing at hand that could have been drawn."""
    return _error(
        "RC282",
        at,
        Text(
            f"`{sample.in_('en')}` draws a {entity.in_('en')}, and there is none here: say which",
            f"“{sample.in_('zh')}”抽取的是{entity.in_('zh')}，此处没有，须写明是哪一个",
        ),
        Text(f"such as `x drawn in {sample.in_('en')}`", f"如 `{sample.in_('zh')} 抽中 甲`"),
    )
