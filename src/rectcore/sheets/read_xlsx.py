"""An xlsx workbook in, its sheets out.

calamine reads the cells. It does not say which cells hold the error of a formula, of which days only the month is
shown, or which numbers are shown as percentages; the XML of each sheet is looked through for these three.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from attrs import field, frozen

from rectcore.errors import CallError, LedgerError
from rectcore.sheets import messages
from rectcore.sheets.grid import Cell, Merge, Place, Sheet

MOST_CELLS: Final = 20_000_000
"""How many cells the used part of a sheet may have."""
MOST_BYTES: Final = 600_000_000
"""How large a part of a workbook may be once unpacked."""

_CELL: Final = rb"<(?:\w+:)?c\s[^>]*?"
_COLUMNS: Final = re.compile(_CELL + rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR: Final = re.compile(_CELL + rb'\bt="e"[^>]*>(.*?)</(?:\w+:)?c>', re.DOTALL)
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_FORMAT: Final = re.compile(rb'<(?:\w+:)?numFmt\s[^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_FORMAT_TURNED: Final = re.compile(rb'<(?:\w+:)?numFmt\s[^>]*?formatCode="([^"]*)"[^>]*?numFmtId="(\d+)"')
_STYLES: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE: Final = re.compile(rb"<(?:\w+:)?xf\s[^>]*")
_SHOWN_AS: Final = re.compile(rb'numFmtId="(\d+)"')
_PERCENTS: Final = frozenset({9, 10})
_MONTHS: Final = frozenset({17, 27, 36, 50, 52, 57})
"""Formats of every spreadsheet that show a month: `mmm-yy`, and `yyyy"年"m"月"` where Excel is Chinese."""


def read_xlsx(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook.

    Raises:
        LedgerError: it has a password, is of another format, is damaged, or is too large.
        CallError: the extra `excel` is not installed.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum
    except ImportError:
        raise CallError((messages.extra_missing("import", "python-calamine"),)) from None
    look = _Look.of(data, name)
    sheets: list[Sheet] = []
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for meta, part in zip(book.sheets_metadata, look.parts(book.sheet_names), strict=True):
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            seen = look.sheet(part, f"{name} {meta.name}") if part else _Seen()
            sheet = book.get_sheet_by_name(meta.name)
            merges = tuple(Merge(a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
            hidden = str(meta.visible) != "SheetVisibleEnum.Visible"
            rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            sheets.append(Sheet(meta.name, rows, merges, hidden, seen.errors, seen.months, seen.percents))
    except (CalamineError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise LedgerError((messages.damaged(name, str(error)),)) from None
    return tuple(sheets)


def _cell(value: Any) -> Cell:
    match value:
        case "" | None:
            return None
        case bool() | str():
            return value
        case datetime():
            return value.date() if value.time() == time() else value.isoformat(" ")
        case date():
            return value
        case int() | float():
            number = Decimal(repr(value))
            return (
                number.quantize(Decimal(1)) if number == number.to_integral_value() and abs(number) < 10**20 else number
            )
        case timedelta() | time():
            return str(value)
    return str(value)


@frozen
class _Seen:
    errors: dict[Place, str] = field(factory=dict)
    months: frozenset[Place] = frozenset()
    percents: frozenset[Place] = frozenset()


class _Look:
    """Looks into the XML of a workbook."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        styles = self._part("xl/styles.xml")
        shown = {int(n): code for n, code in _FORMAT.findall(styles)}
        shown |= {int(n): code for code, n in _FORMAT_TURNED.findall(styles)}
        table = _STYLES.search(styles)
        ids = [_SHOWN_AS.search(xf) for xf in _STYLE.findall(table[0])] if table else []
        formats = [int(found[1]) if found else 0 for found in ids]
        self._months = [i for i, f in enumerate(formats) if f in _MONTHS or _is_month(shown.get(f, b""))]
        self._percents = [i for i, f in enumerate(formats) if f in _PERCENTS or b"%" in shown.get(f, b"")]

    @classmethod
    def of(cls, data: bytes, name: str) -> _Look:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            locked = "EncryptedPackage".encode("utf-16-le") in data or _locked(data)
            raise LedgerError((messages.locked(name) if locked else messages.old_format(name, ".xls"),))
        try:
            archive = zipfile.ZipFile(BytesIO(data))
            names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise LedgerError((messages.damaged(name, str(error)),)) from None
        if "xl/workbook.xml" not in names:
            other = ".xlsb" if "xl/workbook.bin" in names else ".ods" if "content.xml" in names else ""
            raise LedgerError((messages.old_format(name, other) if other else messages.no_workbook(name),))
        return cls(archive, name)

    def _part(self, path: str) -> bytes:
        try:
            info = self._archive.getinfo(path)
        except KeyError:
            return b""
        if info.file_size > MOST_BYTES:
            raise LedgerError((messages.too_large(self._name),))
        try:
            return self._archive.read(info)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
            raise LedgerError((messages.damaged(self._name, str(error)),)) from None
        except Exception as error:  # zlib.error has no base of its own
            raise LedgerError((messages.damaged(self._name, str(error)),)) from None

    def parts(self, sheets: Iterable[str]) -> list[str]:
        """The path of each sheet, in their order; empty where it cannot be told."""
        from html import unescape

        strings = self._archive.getinfo("xl/sharedStrings.xml") if self._has("xl/sharedStrings.xml") else None
        if strings is not None and strings.file_size > MOST_BYTES:
            raise LedgerError((messages.too_large(self._name),))
        book = self._part("xl/workbook.xml").decode("utf-8", "replace")
        relations = self._part("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        targets: dict[str, str] = {}
        for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", relations):
            id_, target = re.search(r'\bId="([^"]*)"', tag), re.search(r'\bTarget="([^"]*)"', tag)
            if id_ and target:
                path = target[1].lstrip("/")
                targets[id_[1]] = path if target[1].startswith("/") else f"xl/{path}"
        found: dict[str, str] = {}
        for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book):
            title, id_ = re.search(r'\bname="([^"]*)"', tag), re.search(r'\b\w+:id="([^"]*)"', tag)
            if title and id_:
                found[unescape(title[1])] = targets.get(id_[1], "")
        return [found.get(sheet, "") for sheet in sheets]

    def _has(self, path: str) -> bool:
        return path in self._archive.NameToInfo

    def sheet(self, path: str, where: str) -> _Seen:
        """What is seen in the XML of one sheet.

        Raises:
            LedgerError: its used part has more than `MOST_CELLS` cells.
        """
        data = self._part(path)
        width = height = 0
        for letters, row in set(_COLUMNS.findall(data)) if len(data) < 100_000 else _corners(data):
            width, height = max(width, _column(letters) + 1), max(height, int(row))
        if width * height > MOST_CELLS:
            raise LedgerError((messages.too_large(where),))
        errors: dict[Place, str] = {}
        for match in _ERROR.finditer(data):
            place = _PLACE.search(match[0])
            value = _VALUE.search(match[1])
            if place:
                errors[_place(place)] = value[1].decode("utf-8", "replace") if value else "#ERROR!"
        return _Seen(errors, self._styled(data, self._months), self._styled(data, self._percents))

    def _styled(self, data: bytes, styles: list[int]) -> frozenset[Place]:
        if not styles:
            return frozenset()
        ids = b"|".join(str(i).encode() for i in styles)
        found = re.finditer(_CELL + rb'\bs="(?:' + ids + rb')"[^>]*>', data)
        places = (_PLACE.search(match[0]) for match in found)
        return frozenset(_place(place) for place in places if place)


def _corners(data: bytes) -> Iterable[tuple[bytes, bytes]]:
    """The widest and lowest cells of a large sheet: every column that is used, and every row."""
    columns = {letters for letters, _ in _COLUMNS.findall(data)}
    rows = {int(row) for row in re.findall(rb'<(?:\w+:)?row\s[^>]*?\br="([0-9]{1,7})"', data)}
    rows |= {int(row) for _, row in _COLUMNS.findall(data[-100_000:])}
    last = str(max(rows, default=1)).encode()
    return [(letters, last) for letters in columns]


def _locked(data: bytes) -> bool:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        return True
    except (CalamineError, OSError, ValueError):
        return False
    return False


def _place(match: re.Match[bytes]) -> Place:
    return int(match[2]) - 1, _column(match[1])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _is_month(code: bytes) -> bool:
    """Whether a format shows year and month and no day."""
    text = code.replace(b"&quot;", b'"').lower()
    plain = re.sub(rb'"[^"]*"|\\.|\[[^\]]*\]', b"", text).split(b";")[0]
    return b"y" in plain and b"m" in plain and not any(sign in plain for sign in b"dhs")
