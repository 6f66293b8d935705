"""A copy of a workbook in which the cells that were not taken are marked, each with reason and hint in a comment.

The copy holds the values of the cells and what was merged; results of formulas stand as values.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from rectcore.diagnostics import Severity
from rectcore.sheets.book_out import new_book, put, sheet_name, width_of
from rectcore.sheets.cells import Mark
from rectcore.sheets.grid import Place, Sheet, shown

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_COMMENTS: Final = 60_000
"""How many comments a sheet gets; the list at the front has all cells."""
_MOST_LISTED: Final = 1_000_000
_LOOKED_AT: Final = 200
"""How many rows decide how wide a column is."""
_COLOURS: Final = {Severity.ERROR: "#FFC7CE", Severity.WARNING: "#FFEB9C"}


def marked_copy(sheets: Sequence[Sheet], marks: Sequence[Mark], language: str = "en") -> bytes:
    """The bytes of an .xlsx workbook: refused cells red, cells to look at yellow, and a sheet that lists them first.

    Args:
        sheets: as they were read.
        marks: what is said of their cells.
        language: of the comments, `en` or `zh`.

    Raises:
        CallError: the extra `excel` is not installed.
    """
    said = [mark for mark in marks if mark.diagnostic.severity in _COLOURS]
    with new_book("--marked") as (book, data):
        writer = _Writer(book, language)
        taken: set[str] = set()
        listed = book.add_worksheet(sheet_name("待改正" if language == "zh" else "To mend", taken))
        writer.list_of(listed, said)
        for sheet in sheets:
            out = book.add_worksheet(sheet_name(sheet.name, taken))
            by_place: dict[Place, list[Mark]] = {}
            for mark in said:
                if mark.sheet == sheet.name:
                    by_place.setdefault(mark.place, []).append(mark)
            writer.copy(out, sheet, by_place)
    return data.getvalue()


class _Writer:
    def __init__(self, book: Any, language: str) -> None:
        self._book = book
        self._language = language
        self._formats: dict[tuple[Severity | None, bool], Any] = {}
        self._bold = book.add_format({"bold": True})

    def _format(self, severity: Severity | None, *, day: bool = False) -> Any:
        key = (severity, day)
        if key not in self._formats:
            look: dict[str, Any] = {"valign": "top", "text_wrap": True}
            if severity is not None:
                look["bg_color"] = _COLOURS[severity]
            if day:
                look["num_format"] = "yyyy-mm-dd"
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def list_of(self, out: Worksheet, said: Sequence[Mark]) -> None:
        """The cells that are marked, with reason and hint."""
        heads = ("单元格", "代码", "原因", "提示") if self._language == "zh" else ("cell", "code", "reason", "hint")
        for column, head in enumerate(heads):
            out.write_string(0, column, head, self._bold)
        for row, mark in enumerate(said[:_MOST_LISTED], 1):
            found = mark.diagnostic
            texts = (found.where, found.code, found.message.in_(self._language), found.hint.in_(self._language))
            for column, text in enumerate(texts):
                put(out, row, column, text, self._format(found.severity if column == 0 else None))
        for column, width in enumerate((30, 8, 60, 60)):
            out.set_column(column, column, width)
        out.freeze_panes(1, 0)

    def copy(self, out: Worksheet, sheet: Sheet, marks: dict[Place, list[Mark]]) -> None:
        """The cells of a sheet, those that are marked in colour and with a comment."""
        from xlsxwriter.exceptions import OverlappingRange

        for merge in sheet.merges:
            if (merge.top, merge.left) != (merge.bottom, merge.right):
                try:
                    out.merge_range(merge.top, merge.left, merge.bottom, merge.right, "", self._format(None))
                except OverlappingRange:
                    continue  # a damaged workbook; the values stand all the same
        for r, cells in enumerate(sheet.rows):
            for c, value in enumerate(cells):
                here = marks.get((r, c), [])
                value = sheet.errors.get((r, c), value)
                if value is None and not here:
                    continue
                severity = min((m.diagnostic.severity for m in here), key=list(_COLOURS).index, default=None)
                put(out, r, c, value, self._format(severity, day=isinstance(value, date)))
        for place, here in sorted(marks.items())[:MOST_COMMENTS]:
            out.write_comment(*place, "\n".join(map(self._said, here)), {"x_scale": 2.5, "y_scale": 1.5})
        for column in range(sheet.width):
            texts = [shown(sheet.cell(row, column)) for row in range(min(len(sheet.rows), _LOOKED_AT))]
            out.set_column(column, column, width_of(texts))

    def _said(self, mark: Mark) -> str:
        found = mark.diagnostic
        return f"{found.code}: {found.message.in_(self._language)}\n{found.hint.in_(self._language)}"
