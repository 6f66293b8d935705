"""What the checker says of conditions that can never hold, always hold, or add nothing."""

from __future__ import annotations

from collections.abc import Sequence

from rectcore.check.diagnose import diagnostic
from rectcore.check.types import Name
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.source import Span

_HERE = Text("together with this", "与此处合看")


def never_opens(at: Span | None, labels: Sequence[str], others: Sequence[Span | None] = ()) -> Diagnostic:
    """A gate with a condition, or several together, that nothing can meet."""
    named = "".join(f"[{x}]" for x in labels)
    en, zh = (
        (f"{named} can never be met, so the gate never opens", f"{named}不可能满足，该事项永远不得办理")
        if len(labels) == 1
        else (
            f"{named} can never be met together, so the gate never opens",
            f"{named}不可能同时满足，该事项永远不得办理",
        )
    )
    return diagnostic(
        "RC401",
        at,
        Text(en, zh),
        Text("change a bound, or put them in a list of which one is enough", "请修改界限，或改为“须满足其一”"),
        severity=Severity.WARNING,
        notes=[(x, _HERE) for x in others],
    )


def always(at: Span | None, during: Span | None = None) -> Diagnostic:
    """A condition that nothing can break."""
    return diagnostic(
        "RC402",
        at,
        Text("this can never be false, so it decides nothing", "此处不可能不成立，写了不起作用"),
        Text("leave it out, or change what is compared", "请删去，或修改所比较的内容"),
        severity=Severity.WARNING,
        notes=[(during, _HERE)],
    )


def implied(at: Span | None, by: Span | None, label: str | None, *, every: bool) -> Diagnostic:
    """A condition that another one of its list makes superfluous."""
    other = f"[{label}]" if label is not None else ""
    if every:
        said = Text(
            f"this cannot be false where {other or 'the other'} is met, so it adds nothing",
            f"{other or '另一处'}满足时此处不可能不成立，写了不起作用",
        )
    else:
        said = Text(
            f"wherever this is met, {other or 'the other'} is not unmet, so it adds nothing",
            f"此处满足时{other or '另一处'}不可能不成立，写了不起作用",
        )
    return diagnostic(
        "RC403",
        at,
        said,
        Text("leave it out, or change a bound", "请删去，或修改界限"),
        severity=Severity.WARNING,
        notes=[(by, Text("the other is here", "另一处在此"))],
    )


def never(at: Span | None, during: Span | None = None) -> Diagnostic:
    """A condition that nothing can meet, outside a gate."""
    return diagnostic(
        "RC404",
        at,
        Text("this can never be true, so nothing ever comes of it", "此处不可能成立，永远不起作用"),
        Text("change a bound, or what is compared", "请修改界限或所比较的内容"),
        severity=Severity.WARNING,
        notes=[(during, _HERE)],
    )


def never_stood_on(at: Span | None, labels: Sequence[str], others: Sequence[Span | None]) -> Diagnostic:
    """A rung with conditions that nothing can meet together."""
    named = "".join(f"[{x}]" for x in labels)
    en, zh = (" together", "同时") if len(labels) > 1 else ("", "")
    return diagnostic(
        "RC405",
        at,
        Text(
            f"{named} can never be met{en}, so nobody ever stands on this rung",
            f"{named}不可能{zh}满足，此级永远不会适用",
        ),
        Text("change a bound, or put them below `when any`", "请修改界限，或改为“有下列情形之一”"),
        severity=Severity.WARNING,
        notes=[(x, _HERE) for x in others],
    )


def hidden_rung(at: Span | None, by: Span | None) -> Diagnostic:
    """A rung of which a higher one holds wherever it does; `by` where it is always the same one."""
    return diagnostic(
        "RC405",
        at,
        Text(
            "wherever this rung is reached a higher one is not out of reach, so nobody ever stands just here",
            "达到此级时，更高一级不可能不成立，此级永远不会单独适用",
        ),
        Text("change a bound, or let the rungs change places", "请修改界限，或调换层级次序"),
        severity=Severity.WARNING,
        notes=[(by, Text("the higher rung is here", "更高一级在此"))],
    )


def never_above_nothing(at: Span | None) -> Diagnostic:
    """Something measured that can never be more than nothing, so that no points are given or taken for it."""
    return diagnostic(
        "RC404",
        at,
        Text(
            "this can never be more than 0, so no points ever come of it",
            "此处不可能大于0，永远不会因此加分或扣分",
        ),
        Text("turn the difference round, or change what is measured", "请调换相减的次序，或修改所计量的内容"),
        severity=Severity.WARNING,
    )


def no_such_grade(at: Span | None, grade: Name, end: str, *, most: bool) -> Diagnostic:
    """A grade that no points can come to; `end` is the most, or the least, that the score can be."""
    en, zh = ("at most", "不高于") if most else ("at least", "不低于")
    return diagnostic(
        "RC407",
        at,
        Text(
            f"nobody can have the grade `{grade.in_('en')}`: the score is {en} {end}",
            f"不可能评为“{grade.in_('zh')}”：得分{zh}{end}",
        ),
        Text("change the bounds of the grade, or what is added and taken off", "请修改等次界限，或加分扣分"),
        severity=Severity.WARNING,
    )


def unfulfillable(at: Span | None) -> Diagnostic:
    """A duty whose event can never meet its condition."""
    return diagnostic(
        "RC410",
        at,
        Text("no event can ever meet this, so nobody can fulfil the duty", "没有记录能够满足此处，无人能够完成"),
        Text("change a bound, or what is compared", "请修改界限或所比较的内容"),
        severity=Severity.WARNING,
    )


def unseen(at: Span | None, event: str) -> Diagnostic:
    """A duty that is to be fulfilled by an event that no rule sees."""
    return diagnostic(
        "RC410",
        at,
        Text(
            f"a `{event}` only changes another event and no rule sees it, so nobody can fulfil the duty",
            f"`{event}` 只用于改动其他记录，规则看不到，无人能够完成",
        ),
        Text("name the event that is owed", "请写明应有的记录"),
        severity=Severity.WARNING,
    )


def unkeepable(at: Span | None, during: Span | None = None) -> Diagnostic:
    """A standing that can never be kept."""
    return diagnostic(
        "RC410",
        at,
        Text("this can never be true, so nobody can keep it", "此处不可能成立，无人能够做到"),
        Text("change a bound, or what is compared", "请修改界限或所比较的内容"),
        severity=Severity.WARNING,
        notes=[(during, _HERE)],
    )


def true_of_none(at: Span | None, name: str) -> Diagnostic:
    """A condition that holds because something does not exist."""
    return diagnostic(
        "RC220",
        at,
        Text(f"this is true where `{name}` is none", f"`{name}` 为无时此处即成立"),
        Text(f"if that is meant, say so: `{name} is none or …`", f"如本意如此，请写明：`{name} 为 无 或 …`"),
        severity=Severity.INFO,
    )


def convicts(at: Span | None, name: str) -> Diagnostic:
    """A requirement that is broken because something does not exist."""
    return diagnostic(
        "RC224",
        at,
        Text(
            f"whoever has no `{name}` breaks this: a comparison with `none` is false",
            f"`{name}` 为无的一律不符合：与“无”比较均不成立",
        ),
        Text(
            f"say what holds then: `{name} is none or …`, or `while: {name} is not none`",
            f"请写明此时如何：`{name} 为 无 或 …`，或“适用条件：{name} 不为 无”",
        ),
        severity=Severity.WARNING,
    )
