"""Where a piece of text stands: a file's text with its lines, a span in it, and the folder of the shipped rules.

Offsets and columns count code points, so that a message points at the character a person sees.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from attrs import field, frozen

_LINE_END = re.compile("\r\n|\n|\r")


@frozen(slots=False)
class Source:
    """A text and the name it goes by in messages. A line ends with LF, CR LF or a CR alone."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts = [0]
        starts.extend(match.end() for match in _LINE_END.finditer(self.text))
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@frozen
class Span:
    """A stretch of a source, `start` included and `end` not, in code points."""

    source: Source
    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The stretch from here to the end of `other`."""
        return Span(self.source, self.start, max(self.end, other.end))

    @property
    def text(self) -> str:
        """What stands there."""
        return self.source.text[self.start : self.end]


def shipped_rules() -> Path:
    """The folder of the shipped packs and calendars: in a wheel inside the library, in a checkout beside `src`."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rules"
