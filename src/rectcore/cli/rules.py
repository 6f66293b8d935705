"""Loading what a command works on: rules that can be asked, a ledger with what was said about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rectcore.diagnostics import Diagnostic, Severity
from rectcore.errors import LoadError

if TYPE_CHECKING:
    from rectcore.policy import Policy


def load_rules(path: str) -> Policy:
    """Rules without errors.

    Raises:
        LoadError: they have some.
    """
    from rectcore.policy import load

    policy = load(path)
    if not policy.ok:
        raise LoadError(tuple(d for d in policy.diagnostics if d.severity is Severity.ERROR))
    return policy


def language_of(policy: Policy) -> str:
    """The language the rules are written in: that of the first file, English where there is none."""
    if policy.parsed:
        return policy.parsed[0].file.dialect
    return next((d.language for d in policy.diagnostics), "en")


UNREAD = ("RC004", "RC100", "RC119")
"""Codes of files that could not be read, and so are not among those parsed."""


def counted(policy: Policy, language: str, diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors, warnings and notes there are in how many files, on one line."""
    unread = {d.span.source.name if d.span is not None else d.place for d in diagnostics if d.code in UNREAD}
    files = len(policy.parsed) + len(unread)
    numbers = {s: sum(d.severity is s for d in diagnostics) for s in Severity}
    if language == "zh":
        words = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
        found = "、".join(f"{n} 个{words[s]}" for s, n in numbers.items() if n)
        if found and not files:
            return found
        return f"{files} 个文件中有 {found}" if found else f"{files} 个文件，没有错误"
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    listed = ", ".join(number_of(n, names[s]) for s, n in numbers.items() if n)
    return f"{listed or 'no errors'} in {number_of(files, 'file')}" if files else listed


def number_of(number: int, word: str) -> str:
    """A number with its English word."""
    return f"{number} {word}" + ("" if number == 1 else "s")
