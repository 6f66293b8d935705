"""What the checker says of kinds of values that do not fit, and of facts that may be unknown."""

from __future__ import annotations

from rectcore.check.diagnose import diagnostic as _make
from rectcore.check.types import Kind, Type
from rectcore.check.wording import NO_TEXT, describe, said
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language import tree
from rectcore.language.tree import Node
from rectcore.source import Span


def durations_differ(at: Node, left: Type, right: Type) -> Diagnostic:
    """Days, working days and months, mixed."""
    one, other = describe(left), describe(right)
    return _make(
        "RC210",
        at,
        Text(f"{one.en} and {other.en} do not compare or add", f"{one.zh}与{other.zh}不能比较或相加"),
        Text("use one kind of duration on both sides", "两边请使用同一种时长"),
    )


def other_unit(at: Node, wanted: Type, found: Type) -> Diagnostic:
    """A duration of another unit than the type says."""
    one, other = describe(wanted), describe(found)
    return _make(
        "RC210",
        at,
        Text(
            f"here {one.en} are counted, and `{said(at)}` is in {other.en}",
            f"此处按{one.zh}计，而 `{said(at)}` 是{other.zh}",
        ),
        Text("write the number in the unit of the type, or change the type", "请按类型的单位书写，或修改类型"),
    )


def operands(at: Node, left: Node, left_type: Type, right: Node, right_type: Type, hint: Text) -> Diagnostic:
    """Two operands that do not go together."""
    one, other = describe(left_type), describe(right_type)
    return _make(
        "RC211",
        at,
        Text(
            f"`{said(left)}` is {one.en} and `{said(right)}` is {other.en}: they do not go together here",
            f"`{said(left)}` 是{one.zh}，`{said(right)}` 是{other.zh}，此处不能并用",
        ),
        hint,
    )


USE_DURATION = Text("write a duration, such as `30 days`", "请写时长，如 `30日`")
USE_DATE_WORDS = Text(
    "dates take `before`, `after`, `not before`, `no later than`", "日期请用“早于”“晚于”“不早于”“不晚于”"
)


EXAMPLES = {
    Kind.INTEGER: "5",
    Kind.DECIMAL: "0.5",
    Kind.PERCENT: "35%",
    Kind.DATE: "2023-10-31",
    Kind.PERIOD: "2023-10",
}
"""How a value of a kind is written."""


def written_as(kind: Kind) -> Text:
    """How a value of the kind is written, where one example says it."""
    if kind not in EXAMPLES:
        return NO_TEXT
    return Text(f"write it as `{EXAMPLES[kind]}`", f"请写作 `{EXAMPLES[kind]}`")


def wrong_kind(at: Node, wanted: Text, found: Text, hint: Text = NO_TEXT) -> Diagnostic:
    """Something of one kind where another is needed."""
    return _make(
        "RC211",
        at,
        Text(
            f"here {wanted.en} is needed, and `{said(at)}` is {found.en}",
            f"此处需要{wanted.zh}，而 `{said(at)}` 是{found.zh}",
        ),
        hint,
    )


def wrong_place(at: Node, en: str, zh: str, hint: Text = NO_TEXT) -> Diagnostic:
    """Something that cannot be used here, in its own words."""
    return _make("RC211", at, Text(en, zh), hint)


def not_condition(at: Node, found: Type) -> Diagnostic:
    """Something other than yes or no where a condition stands."""
    words = describe(found)
    return _make(
        "RC212",
        at,
        Text(f"a condition is needed, and `{said(at)}` is {words.en}", f"此处需要条件，而 `{said(at)}` 是{words.zh}"),
        Text("compare it with something: `… is …`, `… at least …`", "请与某值比较：`… 为 …`、`… 不少于 …`"),
    )


def as_percent(number: tree.Number) -> str:
    """A plain number as the percent that was probably meant: 20 and 0.2 are both `20%`."""
    value = number.value * 100 if abs(number.value) < 1 else number.value
    return f"{value.normalize():f}%"


def percent_mixed(at: Node, fix: str | None = None) -> Diagnostic:
    """A percent beside a plain number."""
    return _make(
        "RC214",
        at,
        Text("a percent and a plain number do not mix", "百分比与普通数不能混用"),
        Text("write both as percents, such as `20%`, or both as numbers", "请两边都写作百分比（如 `20%`）或都写作数"),
        fix=fix,
    )


def opens_on_unknown(at: Node | Span | None, inner: Span | None = None) -> Diagnostic:
    """A missing fact that could open a gate."""
    return _make(
        "RC221",
        at,
        Text("a missing fact could make this condition true and open the gate", "事实缺失时该条件可能成立，从而放行"),
        Text(
            "a gate opens on what is known: say what must be known to hold",
            "前置条件只凭已知事实放行：请写明须已知成立的内容",
        ),
        notes=((inner, Text("through this definition", "经由此处的定义")),),
    )


def no_absence_rule(at: Node | Span | None, event: str, inner: Span | None = None) -> Diagnostic:
    """An event whose absence convicts although nobody said what absence means."""
    return _make(
        "RC230",
        at,
        Text(
            f"nobody has said what it means when no `{event}` is on record, and this can turn that into a breach",
            f"尚未声明没有 `{event}` 记录意味着什么，而此处可能据此认定未达要求",
        ),
        Text(
            "declare the event `complete through ledger`, `complete` or `may be incomplete`",
            "请在该记录的声明中写明“数据完整至 ledger”“数据完整”或“数据可能不全”",
        ),
        notes=((inner, Text("through this definition", "经由此处的定义")),),
    )
