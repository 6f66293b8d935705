"""What the checker says of ladders: conditions of rungs, what feeds what, and what silences what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.keywords import KEY, phrase
from rectcore.language.tree import Node
from rectcore.source import Span


def below_no_rung(at: Node, key: str) -> Diagnostic:
    """Conditions, or a ladder to count in, above the first rung."""
    return Diagnostic(
        "RC260",
        Severity.ERROR,
        Text(
            f"`{key}` is about the rung above it, and there is none", f"“{phrase(key, 'zh')}”针对其上一级，而此处没有"
        ),
        span=at.span,
        hint=Text("write it below its `rung` line", "请写在相应层级之下"),
    )


def no_condition(at: Node, place: int) -> Diagnostic:
    """A rung without conditions on a ladder whose other rungs have some."""
    return Diagnostic(
        "RC241",
        Severity.ERROR,
        Text(
            f"the other rungs are reached by conditions, and rung {place} has none",
            f"其他各级以情形为准，而第{place}级没有写明情形",
        ),
        span=at.span,
        hint=Text("write `when any:` or `when all:` below it", "请在其下写“有下列情形之一”或“同时有下列情形”"),
    )


def rung_number(at: Node, place: int) -> Diagnostic:
    """A rung by conditions whose number is not its place."""
    return Diagnostic(
        "RC242",
        Severity.ERROR,
        Text(f"this is rung {place} of its ladder", f"这是该递进措施的第{place}级"),
        span=at.span,
        hint=Text("rungs reached by conditions are numbered 1, 2, 3 …", "以情形为准的各级依次编号1、2、3……"),
    )


def no_subject(at: Node) -> Diagnostic:
    """A ladder by conditions that is about nothing."""
    return Diagnostic(
        "RC260",
        Severity.ERROR,
        Text("the conditions of these rungs are asked of nothing", "未写明各级情形针对什么"),
        span=at.span,
        hint=Text("say whom the ladder is about: `for each Task`", "请写明“逐一适用于 事项”"),
    )


def key_unfit(at: Node, key: str, why: Text, hint: Text = Text()) -> Diagnostic:  # noqa: B008 - a constant
    """A key that a ladder of this kind cannot have."""
    zh = phrase(key, "zh", KEY)
    return Diagnostic(
        "RC261",
        Severity.ERROR,
        Text(f"`{key}` has no meaning here: {why.en}", f"“{zh}”在此没有意义：{why.zh}"),
        span=at.span,
        hint=hint,
    )


def wrong_feed(at: Node, ladder: str, ladder_at: Span | None, *, kept: bool) -> Diagnostic:
    """What is kept handed to a ladder that counts what is missed, or the other way round."""
    if kept:
        message = Text(
            f"the ladder `{ladder}` counts what is missed, and this hands it what is on time",
            f"递进措施 `{ladder}` 按未达要求计次，此处转入的却是按期完成",
        )
        hint = Text(
            "write `counts: on time` in the ladder, or `breach goes to` here",
            "请在递进措施中写“计次情形：按期完成一次”，或在此改写“未达要求转入”",
        )
    else:
        message = Text(
            f"the ladder `{ladder}` counts what is on time, and this hands it what is missed",
            f"递进措施 `{ladder}` 按按期完成计次，此处转入的却是未达要求",
        )
        hint = Text("write `kept goes to` here", "请在此改写“达到要求转入”")
    return Diagnostic(
        "RC262",
        Severity.ERROR,
        message,
        span=at.span,
        hint=hint,
        notes=_notes((ladder_at, Text("the ladder", "该递进措施"))),
    )


def nothing_kept(at: Node) -> Diagnostic:
    """A standing that is asked every day has no single checks to count."""
    return Diagnostic(
        "RC262",
        Severity.ERROR,
        Text(
            "this standing is asked every day, and has no checks to be counted as kept",
            "该持续要求逐日判断，没有可计次的检查",
        ),
        span=at.span,
        hint=Text("say how often it is checked: `every: month`", "请写明检查的频次：“频次：每月”"),
    )


def circle(at: Node | Span | None, names: Sequence[str]) -> Diagnostic:
    """Ladders that silence one another."""
    path = " → ".join(f"`{n}`" for n in (*names, names[0]))
    return Diagnostic(
        "RC412",
        Severity.ERROR,
        Text(f"ladders absorb one another in a circle: {path}", f"递进措施循环吸收：{path}"),
        span=at.span if isinstance(at, Node) else at,
    )


def no_follow_up(at: Node, measure: str, zh: str) -> Diagnostic:
    """A measure after which nobody looks."""
    return Diagnostic(
        "RC505",
        Severity.INFO,
        Text(
            f"nothing follows on this {measure}: it has no day, and nobody answers it",
            f"{zh}没有后续要求：既未写明办理时限，也无人答复",
        ),
        span=at.span,
        hint=Text(
            f"say when it is due, or who answers it: `answered by lead_unit within 20 working days`, or add a duty "
            f"`for each {measure}`",
            f"请写明限期或由谁答复：“责成 牵头单位 在20个工作日内 答复”，或另设“逐一适用于 {zh}”的时限要求",
        ),
    )


def _notes(*places: tuple[Span | None, Text]) -> tuple[tuple[Span, Text], ...]:
    found: Iterable[tuple[Span | None, Text]] = places
    return tuple((span, text) for span, text in found if span is not None)
