"""From a workbook to a first mapping: what its sheets and columns probably are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import evolve

from rectcore.model.period import Period
from rectcore.sheets.dates import read_day, read_period
from rectcore.sheets.grid import Sheet, shown
from rectcore.sheets.headers import Header, find_header
from rectcore.sheets.mapping import BookMapping, SheetMapping
from rectcore.sheets.meanings import KEEP, MEANINGS, SKIP, Rows, meaning_of

_PETITION: Final = re.compile("信访|举报|交办件|受理编号|petition", re.IGNORECASE)
_AS_OF: Final = re.compile(r"截至\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)")
_MONTH: Final = re.compile(r"(\d{4}\s*年\s*\d{1,2}\s*月)(?!\s*\d{1,2}\s*日)")
_CARD: Final = frozenset({
    "deadline", "goal", "problem", "opened", "units", "lead_unit", "responsible_units", "territory", "step",
})  # fmt: skip
_STATE: Final = frozenset({"report", "progress", "status", "covers"})


def guess(sheets: Sequence[Sheet], name: str, *, again: bool = False) -> BookMapping:
    """The mapping that fits the headers; sheets without a header that is understood are skipped.

    Args:
        sheets: of the book.
        name: of the ledger.
        again: there is a ledger that the rows are added to, so that a sheet may hold nothing but updates of its items.
    """
    found: list[SheetMapping] = []
    for sheet in sheets:
        header = find_header(sheet)
        found.append(_sheet(sheet, header) if header is not None else SheetMapping(sheet.name, Rows.SKIP))
    if not again and not any(s.rows in (Rows.TASK, Rows.PETITION) for s in found):
        found = [_as_items(s) if s.rows is Rows.UPDATE else s for s in found]
    prefixes = _prefixes(found)
    return BookMapping(id=name, sheets=tuple(evolve(s, prefix=prefixes[i]) for i, s in enumerate(found)))


def _as_items(sheet: SheetMapping) -> SheetMapping:
    """Updates of items that stand nowhere else are items, if they have titles."""
    titles = [t for t, m in sheet.columns.items() if m == SKIP and meaning_of(*t.split("/")) == "title"]
    if not titles:
        return sheet
    return evolve(sheet, rows=Rows.TASK, columns={**sheet.columns, titles[0]: "title"})


def _sheet(sheet: Sheet, header: Header) -> SheetMapping:
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for title, column in header.titles.items():
        meaning = column.meaning
        if meaning is None or (meaning in taken and not MEANINGS[meaning].many):
            columns[title] = KEEP
            continue
        taken.add(meaning)
        columns[title] = meaning
    if not taken & {"id", "serial", "title", "problem"}:
        return SheetMapping(sheet.name, Rows.SKIP)
    title_of = " ".join([sheet.name, *(shown(v) for row in sheet.rows[: header.first] for v in row), *columns])
    rows = _rows(taken, title_of)
    _settle(columns, taken, rows)
    caption = " ".join([*(shown(v) for row in sheet.rows[: header.first] for v in row), sheet.name])
    states = rows is not Rows.UNIT and bool(taken & _STATE)
    return SheetMapping(
        name=sheet.name,
        rows=rows,
        header=(header.first + 1, header.last + 1),
        columns=columns,
        on=_as_of(caption) if states else None,
        covers=_month(caption) if states and "covers" not in taken else None,
    )


def _rows(taken: set[str], said: str) -> Rows:
    if "parent" in taken and taken & {"title", "id"}:
        return Rows.UNIT
    if taken & {"id", "serial", "title"} and taken & _STATE and not taken & _CARD:
        return Rows.UPDATE
    return Rows.PETITION if "verdict" in taken or _PETITION.search(said) else Rows.TASK


def _settle(columns: dict[str, str], taken: set[str], rows: Rows) -> None:
    """What a column means beside others: a serial number names a row where no other number does."""
    by_meaning = {meaning: title for title, meaning in columns.items()}
    if "serial" in taken:
        columns[by_meaning["serial"]] = SKIP if "id" in taken else "id"
    if "problem" in taken and "title" not in taken:
        columns[by_meaning["problem"]] = "title"
    if "responsible_units" in taken and "lead_unit" not in taken and rows is not Rows.UNIT:
        first = next(title for title, meaning in columns.items() if meaning == "responsible_units")
        columns[first] = "units"
    if rows is Rows.UPDATE and "title" in taken and columns:
        columns[by_meaning["title"]] = SKIP if taken & {"id", "serial"} else "title"
    if rows is not Rows.UNIT and "kind" in taken:
        columns[by_meaning["kind"]] = KEEP
    if rows is Rows.UNIT and "category" in taken and "kind" not in taken:
        columns[by_meaning["category"]] = "kind"


def _prefixes(sheets: Sequence[SheetMapping]) -> list[str]:
    """`T-` and `P-` where rows of two kinds may count from 1."""
    kinds = {s.rows for s in sheets if s.rows in (Rows.TASK, Rows.PETITION)}
    if len(kinds) < 2:
        return [""] * len(sheets)
    return [{Rows.TASK: "T-", Rows.PETITION: "P-"}.get(s.rows, "") for s in sheets]


def _as_of(caption: str) -> date | None:
    match = _AS_OF.search(caption)
    try:
        return read_day(match[1]) if match else None
    except ValueError:
        return None


def _month(caption: str) -> Period | None:
    months = {m.replace(" ", "") for m in _MONTH.findall(caption)}
    try:
        return read_period(months.pop()) if len(months) == 1 else None
    except ValueError:
        return None
