"""Workbooks as bytes: texts stay texts, and the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Final

from rectcore.errors import CallError
from rectcore.sheets import messages
from rectcore.sheets.grid import Cell, shown

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_TEXT: Final = 32_767
"""How many characters a cell can hold."""
MOST_ROWS: Final = 1_048_576
"""How many rows a sheet can hold."""
_STAMP: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_EXACT: Final = 15
"""How many digits of a number a spreadsheet keeps."""
_FIRST_YEAR: Final = 1900
"""The first year of which a spreadsheet knows days."""
_FORBIDDEN: Final = "[]:*?/\\"


@contextmanager
def new_book(command: str) -> Iterator[tuple[Workbook, BytesIO]]:
    """A workbook, closed at the end, and where its bytes are then.

    Raises:
        CallError: the extra `excel` is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise CallError((messages.extra_missing(command, "XlsxWriter"),)) from None
    data = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = Workbook(data, options)
    book.set_properties({"created": _STAMP})
    yield book, data
    book.close()


def put(sheet: Worksheet, row: int, column: int, value: Cell, look: Format) -> None:
    """Write a value; a text is never a formula, whatever it begins with, and one that is too long is cut visibly."""
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, Decimal) and len(value.as_tuple().digits) <= _EXACT:
        sheet.write_number(row, column, float(value), look)
    elif isinstance(value, date) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001
    else:
        text = shown(value).encode("utf-8", "replace").decode()
        text = text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 1] + "…"
        sheet.write_string(row, column, text, look)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that a workbook takes: without the signs it forbids, at most 31 characters, not there yet."""
    name = "".join(" " if c in _FORBIDDEN or not c.isprintable() else c for c in wanted).strip(" '")[:31] or "Sheet"
    found, n = name, 1
    while found.casefold() in taken or found.casefold() == "history":
        n += 1
        found = f"{name[: 30 - len(str(n))]} {n}"
    taken.add(found.casefold())
    return found


def width_of(texts: list[str], least: int = 6, most: int = 48) -> int:
    """A width for a column: that of its texts, a Chinese character being two, within bounds."""
    longest = max((sum(2 if ord(c) > 0x2E7F else 1 for c in text) for text in texts), default=0)
    return max(least, min(most, longest + 2))
