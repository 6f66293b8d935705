"""What stands behind the keys of an aggregate, as text."""

from __future__ import annotations

from rectcore.language import tree
from rectcore.language.print_expression import condition, operand, path
from rectcore.language.style import Style


def over(node: tree.Over, style: Style) -> str:
    """`Task t grouped by lead_unit where …`."""
    parts = [style.word(node.entity)]
    if node.name is not None:
        parts.append(style.word(node.name))
    if node.grouped_by is not None:
        parts += [style.keyword("grouped by"), path(node.grouped_by, style)]
    if node.condition is not None:
        parts += [style.keyword("where"), condition(node.condition, style)]
    return " ".join(parts)


def measured(node: tree.Measured, style: Style) -> str:
    """`count`, `share where …`, `sum of …`."""
    how = style.keyword(node.how)
    if node.of is None:
        return how
    if node.how in ("count", "share"):
        return f"{how} {style.keyword('where')} {condition(node.of, style)}"
    of = operand(node.of, style)
    return f"{of} {how}" if style.wide else f"{how} {of}"


def when_empty(node: tree.WhenEmpty, style: Style) -> str:
    """`not applicable`, or a value."""
    return style.keyword("not applicable") if node.value is None else operand(node.value, style)
