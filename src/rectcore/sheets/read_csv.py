"""A CSV file in, a sheet out: UTF-8, else GB18030; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import sys
from io import StringIO
from pathlib import PurePath
from typing import Final

from rectcore.errors import LedgerError
from rectcore.sheets import messages
from rectcore.sheets.grid import Cell, Sheet

ERRORS: Final = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""What spreadsheets write into a CSV file where a formula came to an error."""


def read_csv(data: bytes, name: str) -> Sheet:
    """The rows of a CSV file; its sheet is called as the file.

    Raises:
        LedgerError: it is in neither encoding, or is no text.
    """
    text = _decoded(data, name)
    head = text[:20_000]
    mark = max(",;\t", key=lambda c: (head.count(c), c == ","))
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        read = list(csv.reader(StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise LedgerError((messages.damaged(name, str(error)),)) from None
    rows: list[list[Cell]] = [[value if value.strip() else None for value in row] for row in read]
    places = ((r, c, value.strip()) for r, row in enumerate(read) for c, value in enumerate(row) if value[:1] == "#")
    errors = {(r, c): value for r, c, value in places if value in ERRORS}
    for r, c in errors:
        rows[r][c] = None
    return Sheet(PurePath(name).stem, rows, errors=errors)


def _decoded(data: bytes, name: str) -> str:
    if b"\0" in data[:4000]:
        raise LedgerError((messages.no_workbook(name),))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LedgerError((messages.not_decoded(name),))
