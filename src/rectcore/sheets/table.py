"""A table of a workbook: heads, rows, words in colour; written with filters, widths and a head that stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

from rectcore.sheets.book_out import MOST_ROWS, new_book, put, sheet_name, width_of
from rectcore.sheets.grid import Cell, shown

_LOOKED_AT: Final = 500
"""How many rows decide how wide a column is."""
COLOURS: Final = {
    "bad": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "look": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "good": {"bg_color": "#C6EFCE", "font_color": "#006100"},
}
"""Red, yellow and green, as spreadsheet programs offer them."""


@frozen
class Table:
    """A sheet to be written.

    Args:
        title: of the sheet.
        heads: of the columns.
        rows: as long as the heads.
        colours: for a column, by its head, the words that are coloured and how.
        before: for a column of days, by its head: a day before this one is bad.
    """

    title: str
    heads: tuple[str, ...]
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    colours: Mapping[str, Mapping[str, str]] = field(factory=dict)
    before: Mapping[str, date] = field(factory=dict)


def write_tables(tables: Iterable[Table]) -> bytes:
    """The bytes of an .xlsx workbook with a sheet for each table; one that is too long goes on in another.

    Raises:
        CallError: the extra `excel` is not installed.
    """
    with new_book("export") as (book, data):
        taken: set[str] = set()
        looks = {name: book.add_format(look) for name, look in COLOURS.items()}
        head = book.add_format({"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "valign": "top", "border": 1})
        formats = {
            date: book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            Decimal: book.add_format({"valign": "top"}),
            str: book.add_format({"text_wrap": True, "valign": "top"}),
        }
        most = MOST_ROWS - 1
        for table in tables:
            for start in range(0, max(1, len(table.rows)), most):
                out = book.add_worksheet(sheet_name(table.title, taken))
                _write(out, table, table.rows[start : start + most], head, formats, looks)
    return data.getvalue()


def _write(
    out: Any,
    table: Table,
    rows: Sequence[Sequence[Cell]],
    head: Any,
    formats: Mapping[type, Any],
    looks: Mapping[str, Any],
) -> None:
    for column, title in enumerate(table.heads):
        out.write_string(0, column, title, head)
        texts = [title, *(line for row in rows[:_LOOKED_AT] for line in shown(row[column]).split("\n"))]
        out.set_column(column, column, width_of(texts))
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row):
            if value is not None:
                put(out, r, c, value, formats.get(type(value), formats[str]))
    last = max(1, len(rows))
    out.freeze_panes(1, 1)
    out.autofilter(0, 0, last, len(table.heads) - 1)
    for column, title in enumerate(table.heads):
        for word, colour in table.colours.get(title, {}).items():
            criteria = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": looks[colour]}
            out.conditional_format(1, column, last, column, criteria)
        if title in table.before:
            day = table.before[title]
            criteria = {
                "type": "date", "criteria": "less than", "value": _as_moment(day), "format": looks["bad"]
            }  # fmt: skip
            out.conditional_format(1, column, last, column, criteria)


def _as_moment(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - spreadsheets know no time zones
