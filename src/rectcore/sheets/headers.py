"""The header of a sheet: which rows it is, and what each column is called. One, two or three rows, merged or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from attrs import frozen

from rectcore.sheets.grid import Merge, Sheet, shown
from rectcore.sheets.meanings import MEANINGS, meaning_of, plain

_LOOKED_AT: Final = 20
_MOST_ROWS: Final = 3


@frozen
class Column:
    """A column: where it stands, and its header, upper part first where it has two rows."""

    index: int
    parts: tuple[str, ...]

    @property
    def meaning(self) -> str | None:
        """What its header says that it means."""
        return meaning_of(*self.parts)

    @property
    def title(self) -> str:
        """The header in one: `整改措施/责任单位`."""
        return "/".join(self.parts)


@frozen(slots=False)
class Header:
    """The rows of a header, from 0 on, both inside, and its columns; titles that stand twice are numbered."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @cached_property
    def titles(self) -> Mapping[str, Column]:
        """The columns by title; the second of one title is `title (2)`."""
        found: dict[str, Column] = {}
        for column in self.columns:
            title, n = column.title, 1
            while title in found:
                n += 1
                title = f"{column.title} ({n})"
            found[title] = column
        return found


def header_at(sheet: Sheet, first: int, last: int) -> Header:
    """The header that stands in these rows."""
    above = _over(sheet.merges, first, last)
    columns: list[Column] = []
    for index in range(sheet.width):
        parts: list[str] = []
        for row in range(first, last + 1):
            merge = above.get((row, index))
            place = (merge.top, merge.left) if merge is not None else (row, index)
            text = " ".join(shown(sheet.cell(*place)).split())
            if text and text not in parts[-1:]:
                parts.append(text)
        if parts:
            columns.append(Column(index, tuple(parts)))
    return Header(first, last, tuple(columns))


def find_header(sheet: Sheet) -> Header | None:
    """The rows near the top with the most columns that are understood; None where no row has two."""
    best: tuple[tuple[int, int], Header] | None = None
    for first in range(min(_LOOKED_AT, len(sheet.rows))):
        for last in range(first, min(first + _MOST_ROWS, len(sheet.rows))):
            header = header_at(sheet, first, last)
            known = [c.meaning for c in header.columns if c.meaning is not None]
            score = len(set(known)) + sum(MEANINGS[m].many for m in set(known) if known.count(m) > 1)
            rank = (score, first - last)
            if len(set(known)) >= 2 and (best is None or rank > best[0]) and _is_header(header, sheet):
                best = (rank, header)
    return _whole(best[1], sheet) if best else None


def _whole(header: Header, sheet: Sheet) -> Header:
    """The header with all the rows over which its merged cells go."""
    here = [m for m in sheet.merges if m.top <= header.last and m.bottom >= header.first]
    first = min([header.first, *(m.top for m in here if header.last - m.top < _MOST_ROWS)])
    last = max([header.last, *(m.bottom for m in here if m.bottom - first < _MOST_ROWS)])
    return header if (first, last) == (header.first, header.last) else header_at(sheet, first, last)


def _is_header(header: Header, sheet: Sheet) -> bool:
    """Whether every row adds names of columns: a row of data below, or a title over all, does not."""
    if len(header.columns) and all(
        len(c.parts) > 1 and c.parts[0] == header.columns[0].parts[0] for c in header.columns
    ):
        return False
    if header.first == header.last:
        return True
    below = [shown(v) for v in sheet.rows[header.last] if v is not None]
    return bool(below) and all(len(text) <= 20 and meaning_of(text) is not None for text in below)


def repeats(texts: Mapping[str, str], header: Header) -> bool:
    """Whether a row, by titles of columns, is the header once more, as at the top of each printed page."""
    titles = header.titles
    said = {title: text for title, text in texts.items() if text}
    return len(said) >= 2 and all(plain(titles[title].parts[-1]) == plain(text) for title, text in said.items())


def _over(merges: Sequence[Merge], first: int, last: int) -> dict[tuple[int, int], Merge]:
    """The merge that each cell of these rows lies in."""
    found: dict[tuple[int, int], Merge] = {}
    for merge in merges:
        for row in range(max(merge.top, first), min(merge.bottom, last) + 1):
            for column in range(merge.left, merge.right + 1):
                found[row, column] = merge
    return found
