"""What the checker says about exceptions and the trees they make."""

from __future__ import annotations

from collections.abc import Sequence

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.tree import Node
from rectcore.source import Span


def circle(at: Node, names: Sequence[str], others: Sequence[Span | None]) -> Diagnostic:
    """Exceptions that override one another, with no rule at the root."""
    path = " → ".join(f"`{name}`" for name in (*names, names[0]))
    return Diagnostic(
        "RC412",
        Severity.ERROR,
        Text(f"these exceptions override one another: {path}", f"例外循环优先：{path}"),
        span=at.span,
        hint=Text("an exception overrides a rule, or an exception to a rule", "例外须最终针对某一规则"),
        notes=tuple((span, Text("also in the circle", "也在循环之中")) for span in others if span is not None),
    )


def disagree(at: Span | None, first: Span | None, pair: tuple[Text, Text], example: Text) -> Diagnostic:
    """Two exceptions of different effect that may both apply; `pair` shows each with its clause."""
    en = f"{pair[0].en} and {pair[1].en} have different effects and may both apply"
    zh = f"{pair[0].zh}与{pair[1].zh}处理方式不同，可能同时适用"
    return Diagnostic(
        "RC406",
        Severity.WARNING,
        Text(en + (f": where {example.en}" if example.en else ""), zh + (f"：{example.zh}" if example.zh else "")),
        span=at,
        hint=Text(
            "let one override the other, or make them exclude each other; where both apply it is undetermined",
            "请使其中一项优先于另一项，或使适用情形互斥；同时适用的，结果为待核实",
        ),
        notes=((first, Text("the other exception", "另一项例外")),) if first is not None else (),
    )
