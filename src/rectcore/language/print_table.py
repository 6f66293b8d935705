"""A table as text, its bars under one another, and the types that stand in its first row as in headers."""

from __future__ import annotations

from collections.abc import Iterable

from rectcore.language import keywords, tree
from rectcore.language.print_expression import path, value
from rectcore.language.style import Style, width


def print_type(type_: tree.TypeName, style: Style) -> str:
    """A type."""
    parts = [style.keyword("optional", keywords.TYPE)] if type_.optional else []
    if type_.entity is not None:
        parts.append(style.word(type_.entity))
    else:
        parts.append(style.keyword(type_.kind, keywords.TYPE))
    if type_.values:
        parts.append(value_names(type_.values, style))
    return " ".join(parts)


def print_also(also: tuple[str, ...], style: Style) -> list[str]:
    """Further names, behind their word."""
    return [style.keyword("also"), style.and_so_on.join(map(style.text, also))] if also else []


def value_names(values: object, style: Style) -> str:
    """The words of a closed list with their aliases."""
    names = (v for v in (values if isinstance(values, tuple) else ()) if isinstance(v, tree.ValueName))
    return style.and_so_on.join(" ".join([style.word(n.word), *map(style.text, n.also)]) for n in names)


def table_lines(clauses: Iterable[tree.Clause], style: Style) -> list[str]:
    """The rows of a table, the first one with its columns."""
    rows = [_cells(c.value, style) for c in clauses if c.key == "|"]
    columns = max((len(row) for row in rows), default=0)
    widths = [max((width(row[at]) for row in rows if at < len(row)), default=0) for at in range(columns)]
    bar = "｜" if style.wide else "|"
    padded = ([cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(row)] for row in rows)
    return [f"{bar} " + f" {bar} ".join(row) + f" {bar}" for row in padded]


def _cells(row: tree.Value, style: Style) -> list[str]:
    if isinstance(row, tree.TableHead):
        return [_column(column, style) for column in row.columns]
    assert isinstance(row, tree.TableRow), row
    return [_cell(cell, style) for cell in row.cells]


def _column(column: tree.Column, style: Style) -> str:
    if column.input is not None:
        return path(column.input, style)
    parts = [style.keyword("result")] + ([style.word(column.name)] if column.name is not None else [])
    parts += print_also(column.also, style)
    typed = "" if column.type is None else style.colon + print_type(column.type, style)
    return " ".join(parts) + typed


def _cell(cell: tree.Expression | tree.AnyCell | tree.RangeCell, style: Style) -> str:
    if isinstance(cell, tree.AnyCell):
        return style.keyword("any")
    if isinstance(cell, tree.RangeCell):
        limits = (_limit(limit, style) for limit in cell.limits)
        return f" {style.keyword('and')} ".join(limits)
    return value(cell, style)


def _limit(limit: tree.Limit, style: Style) -> str:
    word, bound = style.keyword(limit.op), value(limit.value, style)
    if limit.op in ("at least", "at most", "more than", "less than"):
        return style.close(word, bound)
    return f"{word} {bound}"
