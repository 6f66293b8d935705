"""What the checker says alike of samples and rankings: of what can be chosen, and how many."""

from __future__ import annotations

from rectcore.check.diagnose import diagnostic
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.tree import Node


def neither_task_nor_unit(code: str, at: Node, word: str, done: Text) -> Diagnostic:
    """Something chosen that is neither; `done` is how those are chosen that are."""
    return diagnostic(
        code,
        at,
        Text(f"tasks and units are {done.en}, not `{word}`", f"{done.zh}为事项或单位，不能是“{word}”"),
    )


def not_fixed(code: str, at: Node, number: Text) -> Diagnostic:
    """How many are chosen, worked out from facts."""
    return diagnostic(
        code,
        at,
        Text(
            f"how many {number.en} is written here, or in a parameter; it is not worked out",
            f"{number.zh}须在此写明或由参数确定，不得推算",
        ),
    )
