"""Reasons in words, in both languages, from what the engine recorded."""

from __future__ import annotations

from rectcore.explain.findings import finding_message
from rectcore.explain.gaps import gap_message
from rectcore.explain.lines import decision_lines, finding_lines, finding_parts, obligation_text, resolve_text, why
from rectcore.explain.phrases import state_word
from rectcore.explain.reasons import because
from rectcore.explain.rules import rule_sentence
from rectcore.explain.terms import term_text
from rectcore.explain.to_do import with_actions

__all__ = [
    "because",
    "decision_lines",
    "finding_lines",
    "finding_message",
    "finding_parts",
    "gap_message",
    "obligation_text",
    "resolve_text",
    "rule_sentence",
    "state_word",
    "term_text",
    "why",
    "with_actions",
]
