"""Tables for a terminal: cells in, text out, Chinese characters counted as two columns.

A table that is too wide has its widest columns wrapped. No character of uncertain width is used, and nothing in a cell
can steer the terminal.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from rectcore.diagnostics import harmless

PIPE_WIDTH: Final = 120
"""Columns where the output goes to no terminal: the same text whatever the machine."""

_NARROWEST_PAGE: Final = 60
_LONGEST_WORD: Final = 16
"""A column is no narrower than its longest word, but for words beyond this."""
_GAP: Final = 2
_HEAD_ROOM: Final = 2
"""What the table printer adds to the width of a heading."""

_WIDE: Final = (
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    r"\U00020000-\U0003ffff]"
)
_OPENING: Final = "（《〈「『【〔［｛“‘"
_CLOSING: Final = "，。、；：？！）》〉」』】〕］｝”’％"
_NARROW_OPENING: Final = re.escape("([{")
_NARROW_CLOSING: Final = re.escape(",.;:?!)]}%")
_RUN: Final = rf"(?:(?!{_WIDE}|[“‘{_NARROW_OPENING}]{_WIDE})[^\s{re.sub('[“”‘’]', '', _OPENING + _CLOSING)}])+"
"""Characters that belong together: no Chinese ones, and an opening mark only where none follows it."""

_ATOM: Final = re.compile(rf"\s+|[{_OPENING}{_NARROW_OPENING}]*(?:{_WIDE}|{_RUN})?[{_CLOSING}{_NARROW_CLOSING}]*")
_JOINTS: Final = ("/", ":-_")
"""An id that must be broken is broken behind a mark of the first of these that it has, and else anywhere."""


def page_width() -> int:
    """The columns of the terminal; `PIPE_WIDTH` where there is none."""
    if sys.stdout is None or sys.stdout.closed or not sys.stdout.isatty():
        return PIPE_WIDTH
    return max(_NARROWEST_PAGE, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)


def columns(text: str) -> int:
    """How many columns a line takes."""
    from wcwidth import wcwidth

    return sum(max(0, int(wcwidth(char))) for char in text)


def wrap(text: str, width: int) -> str:
    """The text in lines of at most `width` columns, broken at spaces and between Chinese characters."""
    return "\n".join(line for part in text.split("\n") for line in _lines(part, width))


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for atom in (a for found in _ATOM.findall(text) for a in _pieces(found, width)):
        size = columns(atom)
        if used + size > width and line:
            yield line.rstrip()
            line, used = "", 0
        if not line and atom.isspace():
            continue
        line, used = line + atom, used + size
    yield line.rstrip()


def _pieces(atom: str, width: int) -> Iterator[str]:
    """An atom that fits a line, or else what is left of it line by line."""
    while True:
        fits = _fitting(atom, width)
        if fits == len(atom):
            break
        joints = (1 + max(atom.rfind(mark, 0, fits) for mark in marks) for marks in _JOINTS)
        cut = next((joint for joint in joints if joint), fits)
        yield atom[:cut]
        atom = atom[cut:]
    if atom:
        yield atom


def _fitting(atom: str, width: int) -> int:
    """How many of its characters fit a line; one at least."""
    used = 0
    for place, char in enumerate(atom):
        used += columns(char)
        if used > width and place:
            return place
    return len(atom)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """The rows under their headings; a line end inside a cell is kept."""
    from tabulate import tabulate

    cells = [["\n".join(map(harmless, cell.split("\n"))) for cell in row] for row in rows]
    widths = _widths([list(headings), *cells], width)
    wrapped = [[wrap(cell, most) for cell, most in zip(row, widths, strict=True)] for row in cells]
    text = tabulate(wrapped, headers=list(headings), tablefmt="simple", disable_numparse=True)
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _word(cell: str) -> int:
    """The columns of the longest piece that is not broken if it can be helped."""
    return max(map(columns, _ATOM.findall(cell)))


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """What each column may take, so that the whole fits.

    Room is shared by the two-thirds power of what a column would like: long texts get more of it, and short ones are
    not starved. In whole numbers, so that it comes out the same everywhere.
    """
    heads = [columns(head) + _HEAD_ROOM for head in rows[0]]
    cells = [max(columns(line) for cell in column for line in cell.split("\n")) for column in zip(*rows, strict=True)]
    longest = [max(pair) for pair in zip(heads, cells, strict=True)]
    room = width - _GAP * (len(longest) - 1)
    words = [max(_word(cell) for cell in column) for column in zip(*rows, strict=True)]
    floor = [max(head, min(_LONGEST_WORD, word)) for head, word in zip(heads, words, strict=True)]
    widths = [min(natural, max(room, 1)) for natural in longest]
    while sum(widths) > room:
        loose = [i for i, taken in enumerate(widths) if taken > floor[i]]
        if not loose:
            break
        widest = max(loose, key=lambda i: (1000 * widths[i] ** 3 // longest[i] ** 2, i))
        widths[widest] -= 1
    return widths
