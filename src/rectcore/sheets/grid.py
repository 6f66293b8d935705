"""A sheet as it was read: its cells, the merged ranges, and what a value alone does not tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import field, frozen

Cell: TypeAlias = str | Decimal | bool | date | None
"""A text, an exact number, a yes or no, a day, or nothing."""

Place: TypeAlias = tuple[int, int]
"""Row and column, both from 0 on."""

MOST_SHOWN: Final = 60


@frozen
class Merge:
    """A merged range; its value stands in the first cell. Both ends are inside."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Sheet:
    """A sheet of a workbook, or a CSV file as one.

    Args:
        rows: from the first row of the sheet on; rows may differ in length. Values of merged cells stand in the first.
        merges: ranges that were merged.
        hidden: nobody sees the sheet who opens the workbook.
        errors: cells whose formula came to an error, and the error.
        months: cells with a day of which only the month is shown.
        percents: cells with a number that is shown as a percentage: 0.35 is shown as 35%.
    """

    name: str
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    merges: tuple[Merge, ...] = field(default=(), repr=False)
    hidden: bool = False
    errors: dict[Place, str] = field(factory=dict, hash=False, repr=False)
    months: frozenset[Place] = field(default=frozenset(), repr=False)
    percents: frozenset[Place] = field(default=frozenset(), repr=False)

    def cell(self, row: int, column: int) -> Cell:
        """The value of a cell; nothing outside the rows."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row) for row in self.rows), default=0)


def address(place: Place) -> str:
    """A cell as a spreadsheet names it: `B7`."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def shown(value: Cell) -> str:
    """A value as a person writes it: numbers plain, days as 2023-10-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return f"{value:f}" if value.adjusted() < 30 else str(value)
    return str(value)


def quoted(value: Cell) -> str:
    """A value in backticks, short, on one line, nothing in it invisible."""
    text = shown(value)
    text = text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "..."
    return "`" + "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text) + "`"
