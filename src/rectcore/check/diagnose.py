"""How the checker says something: one line, a hint, and a text to paste where there is one."""

from __future__ import annotations

from collections.abc import Iterable

from rectcore.diagnostics import Diagnostic, Fix, Severity, Text
from rectcore.language.tree import Node
from rectcore.source import Span

_NO_TEXT = Text()


def diagnostic(
    code: str,
    at: Node | Span | None,
    message: Text,
    hint: Text = _NO_TEXT,
    *,
    severity: Severity = Severity.ERROR,
    fix: str | None = None,
    notes: Iterable[tuple[Span | None, Text]] = (),
) -> Diagnostic:
    """A diagnostic at a node of the tree or at a place; a note without a place is left out."""
    span = at.span if isinstance(at, Node) else at
    return Diagnostic(
        code,
        severity,
        message,
        span=span,
        hint=hint,
        fix=Fix(span, fix) if fix is not None and span is not None else None,
        notes=tuple((place, text) for place, text in notes if place is not None),
    )
