"""What the checker says about decision tables."""

from __future__ import annotations

from rectcore.check.diagnose import diagnostic
from rectcore.check.table import Table
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.tree import Node
from rectcore.source import Span


def _error(code: str, at: Node | Span | None, message: Text, hint: Text, first: Span | None = None) -> Diagnostic:
    return diagnostic(code, at, message, hint, notes=[(first, Text("the other row", "另一行"))])


def gap(at: Node | Span | None, example: Text) -> Diagnostic:
    """No row for some input."""
    return _error(
        "RC408",
        at,
        Text(f"no row says what holds where {example.en}", f"没有一行适用于{example.zh}的情形"),
        Text("add a row, or widen a cell", "请增加一行，或放宽某格"),
    )


def overlap(at: Span | None, first: Span | None, example: Text) -> Diagnostic:
    """Two rows for one input."""
    return _error(
        "RC408",
        at,
        Text(f"two rows hold where {example.en}", f"{example.zh}时，有两行同时适用"),
        Text("rows have no order: make the cells exclude each other", "各行不分先后：请使各格互不重叠"),
        first,
    )


def too_many_cases(at: Node | Span | None) -> Diagnostic:
    """A table that cannot be proved within bounds."""
    return _error(
        "RC408",
        at,
        Text("this table has too many cases to be proved", "该判定表情形过多，无法证明其完整"),
        Text("divide it into two tables", "请拆分为两张判定表"),
    )


def shape(at: Node | None, en: str, zh: str) -> Diagnostic:
    """A first row that makes no table."""
    return _error("RC211", at, Text(en, zh), Text("such as `| risk | result |`", "如“｜ 风险等级 ｜ 结果 ｜”"))


def no_output(at: Node | Span | None, table: Table, dialect: str) -> Diagnostic:
    """A table whose results have names, asked without one."""
    word = table.name.in_(dialect)
    outputs = ", ".join(f"`{word}.{name.in_(dialect)}`" for name, _ in table.outputs if name is not None)
    return _error(
        "RC211",
        at,
        Text(f"it is not said which result of `{word}` is meant", f"未写明 `{word}` 的哪一个结果"),
        Text(f"write {outputs}", f"请写 {outputs}"),
    )
