"""What the checker says of names that cannot be written, or are easily taken for others."""

from __future__ import annotations

from rectcore.check.diagnose import diagnostic
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.tree import Node
from rectcore.source import Span


def is_keyword(at: Node, word: str) -> Diagnostic:
    """A further name that is a keyword of its language."""
    return diagnostic(
        "RC603",
        at,
        Text(
            f"`{word}` is a keyword, so this cannot be called by that name",
            f"“{word}”是关键词，不能用作名称",
        ),
        Text("choose another name", "请另取名称"),
        severity=Severity.WARNING,
    )


def strange_letter(at: Node, word: str, letter: str, name: str) -> Diagnostic:
    """A letter of another script that looks like a Latin one."""
    return diagnostic(
        "RC604",
        at,
        Text(
            f"`{word}` is written with a letter of another script (U+{ord(letter):04X} {name})",
            f"`{word}` 中有形近的其他文字字母（U+{ord(letter):04X} {name}）",
        ),
        Text("write it with Latin letters", "请改用拉丁字母"),
        severity=Severity.WARNING,
    )


def look_alike(at: Node, word: str, other: str, first: Span | None) -> Diagnostic:
    """A name that is easily taken for another."""
    return diagnostic(
        "RC604",
        at,
        Text(f"`{word}` is easily taken for `{other}`", f"`{word}` 易与 `{other}` 混淆"),
        Text("choose another name", "请另取名称"),
        severity=Severity.WARNING,
        notes=[(first, Text("the other is here", "另一个在此"))],
    )
