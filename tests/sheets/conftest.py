from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from attrs import frozen

from rectcore.io.write import write_ledger
from rectcore.model.ledger import Ledger
from rectcore.sheets.load import Days, Imported, import_book

MONTH = 'yyyy"年"m"月"'


@frozen
class As:
    """A value with the format it is shown in, or the error that its formula came to."""

    value: Any
    shown: str = ""
    error: str = ""


Rows = Sequence[Sequence[Any]]


def workbook(
    sheets: dict[str, Rows],
    merges: dict[str, Sequence[str]] | None = None,
    hidden: Sequence[str] = (),
    hidden_rows: dict[str, Sequence[int]] | None = None,
) -> bytes:
    """A workbook of these rows; merged ranges keep the value of their first cell."""
    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for area in (merges or {}).get(name, ()):
            sheet.merge_range(area, "")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                look = None
                if isinstance(value, As):
                    if value.error:
                        sheet.write_formula(r, c, "=1/0", None, value.error)
                        continue
                    look = book.add_format({"num_format": value.shown})
                    value = value.value
                if isinstance(value, date):
                    look = look or book.add_format({"num_format": "yyyy-mm-dd"})
                    sheet.write_datetime(r, c, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif value is not None:
                    sheet.write(r, c, value, look)
        for row in (hidden_rows or {}).get(name, ()):
            sheet.set_row(row - 1, None, None, {"hidden": True})
        if name in hidden:
            sheet.hide()
    book.close()
    return data.getvalue()


Import = Callable[..., Imported]


@pytest.fixture
def load(tmp_path: Path) -> Import:
    """Import a workbook of one sheet (or of several, by name), with days that rows lack."""

    def loading(
        sheets: Rows | dict[str, Rows], into: Ledger | None = None, mapping: Any = None, **more: Any
    ) -> Imported:
        days = Days(
            recorded=more.pop("recorded", date(2023, 6, 5)),
            opened=more.pop("opened", date(2023, 4, 3)),
            through=more.pop("through", None),
        )
        named = sheets if isinstance(sheets, dict) else {"清单": sheets}
        path = tmp_path / "book.xlsx"
        path.write_bytes(workbook(named, **more))
        return import_book(path, mapping, days, into)

    return loading


def rows_of(ledger: Ledger, table: str) -> list[dict[str, Any]]:
    """A table of the ledger as its file writes it."""
    return json.loads(write_ledger(ledger))[table]


def codes(found: Imported) -> list[tuple[str, str]]:
    """The cells about which something is said: place and code."""
    return [(m.diagnostic.place.rpartition("!")[2], m.diagnostic.code) for m in found.marks]
