"""A row of a table cut at its bars: the tokens of each cell, and what is wrong with the row as a whole."""

from __future__ import annotations

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.lexer import Kind, Token
from rectcore.language.outline import RawClause
from rectcore.source import Span


def row_cells(raw: RawClause, columns: int | None, language: str) -> tuple[list[list[Token]], list[Diagnostic]]:
    """The cells of a row whose first bar is the clause's word.

    A row that is not closed, has an empty cell, or has not as many cells as the first row has `columns` (None: it is
    the first) is reported once.
    """
    cells: list[list[Token]] = [[]]
    bars = [raw.word]
    for token in raw.tokens:
        if token.kind is Kind.SIGN and token.text == "|":
            cells.append([])
            bars.append(token.span)
        else:
            cells[-1].append(token)
    rest = cells.pop()
    if rest or len(bars) == 1:
        last = (rest[-1] if rest else raw.tokens[-1]).span if raw.tokens else raw.word
        return [*cells, rest], [_not_closed(Span(last.source, last.end, last.end), language)]
    empty = next((at for at, cell in enumerate(cells) if not cell), None)
    if empty is not None:
        return cells, [_empty(bars[empty].to(bars[empty + 1]), language)]
    if columns is not None and len(cells) != columns:
        return cells, [_miscounted(raw.word.to(bars[-1]), language, len(cells), columns)]
    return cells, []


def _error(span: Span, language: str, message: Text, hint: Text) -> Diagnostic:
    return Diagnostic("RC130", Severity.ERROR, message, span, hint=hint, language=language)


def _not_closed(span: Span, language: str) -> Diagnostic:
    return _error(
        span,
        language,
        Text("this row of a table is not closed", "判定表的这一行没有收尾"),
        Text("write `|` behind the last cell", "请在最后一格之后写“｜”"),
    )


def _empty(span: Span, language: str) -> Diagnostic:
    return _error(
        span,
        language,
        Text("a cell of this row is empty", "这一行有空格子"),
        Text("write `any` where the input does not matter", "不论取值的，请写“不限”"),
    )


def _miscounted(span: Span, language: str, cells: int, columns: int) -> Diagnostic:
    return _error(
        span,
        language,
        Text(f"this row has {cells} cells, and the first row {columns}", f"这一行有{cells}格，首行有{columns}格"),
        Text("write one cell for each column", "每列写一格"),
    )
