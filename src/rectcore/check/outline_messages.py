"""What the checker says about outlines and the clauses that rules cite."""

from __future__ import annotations

from rectcore.check.diagnose import diagnostic
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.tree import Node


def clause_twice(at: Node, clause: str, first: Node) -> Diagnostic:
    """RC510: a clause stands in an outline twice."""
    return diagnostic(
        "RC510",
        at,
        Text(f"clause `{clause}` stands in the outline twice", f"条款 `{clause}` 在目录中出现两次"),
        Text("give each clause one line", "每个条款只列一行"),
        notes=[(first.span, Text("first here", "首次出现在此处"))],
    )


def no_outline(at: Node, source: str) -> Diagnostic:
    """RC511: a clause is cited by its id, and its source has no outline."""
    return diagnostic(
        "RC511",
        at,
        Text(f"`{source}` has no outline with clauses to cite", f"依据文件 `{source}` 没有条款目录，不能按编号引用"),
        Text(
            f'write `outline {source}` with a line `clause ID "…"` for each, or cite the place in quotes',
            f"请写 `条款目录 {source}`，逐条列出 `条款 编号 “…”`；或者用引号写明出处",
        ),
    )


def cites_narrative(at: Node, clause: str, line: Node) -> Diagnostic:
    """RC512: a rule cites a clause that the outline calls narrative."""
    return diagnostic(
        "RC512",
        at,
        Text(
            f"clause `{clause}` is narrative by the outline, and a rule cites it",
            f"目录把条款 `{clause}` 列为叙述性内容，这里却引用了它",
        ),
        Text("cite another clause, or take `narrative` from its line", "请引用别的条款，或者删去目录中的“叙述性内容”"),
        notes=[(line.span, Text("called narrative here", "在此处列为叙述性内容"))],
    )
