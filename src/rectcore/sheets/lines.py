"""The lines of a sheet below its header, merged cells filled in, and the lines that belong to one item together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from rectcore.sheets.grid import Cell, Merge, Place, Sheet, shown
from rectcore.sheets.headers import Header, repeats
from rectcore.sheets.words import BLANKS

_BY_HAND = (
    "合计",
    "总计",
    "小计",
    "注：",
    "注:",
    "备注：",
    "填表",
    "填报人",
    "审核",
    "制表",
    "说明：",
    "联系人",
    "total",
)


@frozen
class Line:
    """A line of data: the value of each column by its title, and the cell where that value stands."""

    row: int
    cells: Mapping[str, tuple[Cell, Place]] = field(repr=False)

    def value(self, title: str) -> Cell:
        """The value of a column, blanks and dashes being none."""
        return self.cells[title][0]

    def place(self, title: str) -> Place:
        """Where it stands."""
        return self.cells[title][1]


@frozen
class Group:
    """The lines of one item: one, or as many as its merged number goes over."""

    lines: tuple[Line, ...]
    stray: str = ""

    @property
    def first(self) -> Line:
        """The first of its lines."""
        return self.lines[0]


class Lines:
    """Reads the lines of a sheet.

    Args:
        sheet: to read.
        header: of it.
        names: titles of the columns that name an item, best first.
        parts: titles of the columns of which an item may have several values, one below the other.
    """

    def __init__(self, sheet: Sheet, header: Header, names: Sequence[str], parts: Sequence[str]) -> None:
        self._sheet = sheet
        self._header = header
        self._titles = {title: column.index for title, column in header.titles.items()}
        self._names = names
        self._parts = parts
        self._merges: dict[int, list[Merge]] = {index: [] for index in self._titles.values()}
        for merge in sorted(sheet.merges, key=lambda m: m.top):
            if merge.top > header.last:
                for index in self._merges:
                    if merge.left <= index <= merge.right:
                        self._merges[index].append(merge)
        self._tops = {index: [m.top for m in merges] for index, merges in self._merges.items()}

    def groups(self) -> Iterator[Group]:
        """The items of the sheet; a line that is none says so in `stray`."""
        lines: list[Line] = []
        for row in range(self._header.last + 1, len(self._sheet.rows)):
            line = self._line(row)
            if all(value is None and place not in self._sheet.errors for value, place in line.cells.values()):
                continue
            stray = self._stray(line)
            if stray is None:
                continue
            if not stray and lines and self._continues(line, lines[-1]):
                lines.append(line)
                continue
            if lines:
                yield Group(tuple(lines))
                lines = []
            if stray:
                yield Group((line,), stray)
            else:
                lines = [line]
        if lines:
            yield Group(tuple(lines))

    def _line(self, row: int) -> Line:
        cells: dict[str, tuple[Cell, Place]] = {}
        for title, index in self._titles.items():
            merge = self._merge(row, index) if self._merges[index] else None
            place = (merge.top, merge.left) if merge is not None else (row, index)
            value = self._sheet.cell(*place)
            if isinstance(value, str):
                value = value.strip()
                value = None if not value or value.casefold() in BLANKS else value
            cells[title] = (value, place)
        return Line(row, cells)

    def _merge(self, row: int, index: int) -> Merge | None:
        at = bisect_right(self._tops[index], row) - 1
        if at < 0:
            return None
        merge = self._merges[index][at]
        return merge if merge.bottom >= row else None

    def _stray(self, line: Line) -> str | None:
        """What a line says that is no item; None for the header once more, empty for an item."""
        by_place = {place: shown(value) for value, place in line.cells.values() if value is not None}
        texts = list(by_place.values())
        if repeats({title: shown(value) for title, (value, _) in line.cells.items()}, self._header):
            return None
        first = texts[0] if texts else ""
        wide = len(by_place) == 1 and len(self._titles) > 2
        if wide and (
            len({place for _, place in line.cells.values()}) < len(self._titles) or first.startswith(_BY_HAND)
        ):
            return first
        return first if first.casefold().startswith(_BY_HAND[:3]) else ""

    def _continues(self, line: Line, before: Line) -> bool:
        """Whether a line goes on with the item above: its number is merged with it, or it has parts only."""
        for title in self._names:
            value, place = line.cells[title]
            if value is not None:
                return place[0] < line.row and before.cells[title][1] == place
        if not self._parts:
            return False
        said = [title for title, (value, _) in line.cells.items() if value is not None]
        return bool(said) and any(title in self._parts for title in said)
