"""A ledger as JSON Lines: the header on the first line, then a row a line, each under the word for its table.

    {"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-10-31"}
    {"unit": {"id": "east"}}
    {"task": {"id": "T-01", "opened": "2023-04-01"}}
    {"event": {"id": "e1", "kind": "report", …}}

A program appends to such a file without reading it. A line that is broken costs that line.
"""

from __future__ import annotations

import re
from json import JSONDecodeError
from typing import Any, Final

from rectcore.diagnostics import Diagnostic
from rectcore.io import messages
from rectcore.io.scan import TABLES, NotAnObjectError, RawRow, Scan, step
from rectcore.io.values import MAX_DEPTH, Values
from rectcore.source import Source, Span

WORDS: Final = {table.removesuffix("s"): table for table in TABLES}
"""The word before a row, and the table it stands for."""

ENDINGS: Final = (".jsonl", ".ndjson")
_WORD = re.compile(r'\{\s*"(' + "|".join(WORDS) + r')"\s*:\s*')


def is_lines(source: Source) -> bool:
    """Whether a text is JSON Lines: by its name, or since its first line is a whole object and another follows."""
    if source.name.endswith(ENDINGS):
        return True
    first, _, rest = source.text.lstrip().partition("\n")
    if not (first.startswith("{") and rest.lstrip().startswith("{")):
        return False
    try:
        value, end = Values(first).value(0)
    except JSONDecodeError:
        return False
    return isinstance(value, dict) and not first[end:].strip()


def scan_lines(source: Source) -> Scan:
    """Everything in the text that can be read.

    Raises:
        NotAnObjectError: it is empty, or its first line is no JSON object.
    """
    scanner = _Lines(source)
    scanner.run()
    return Scan(
        source,
        scanner.header,
        dict.fromkeys(scanner.header, scanner.first),
        {name: tuple(rows) for name, rows in scanner.rows.items()},
        tuple(scanner.diagnostics),
        scanner.cut,
    )


class _Lines(Values):
    def __init__(self, source: Source) -> None:
        super().__init__(source.text)
        self.source = source
        self.header: dict[str, Any] = {}
        self.rows: dict[str, list[RawRow]] = {name: [] for name in TABLES}
        self.diagnostics: list[tuple[int, Diagnostic]] = []
        self.cut = False
        self.first = self.space(0)

    def run(self) -> None:
        """Reads line after line."""
        if self.first >= len(self.text):
            raise NotAnObjectError(messages.empty_file(self.source.name))
        at, end = self.first, self._end(self.first)
        value, fault = self._whole(at, end)
        if fault is not None or not isinstance(value, dict):
            raise NotAnObjectError(messages.not_an_object(self._span(at)))
        self.header = value
        for key, same in self.twice:
            self.diagnostics.append((at, messages.key_twice(self._place(at, key), key, same=same)))
        while (at := self.space(end)) < len(self.text):
            end = self._end(at)
            self._row(at, end)

    def _end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _whole(self, at: int, end: int, closing: str = "") -> tuple[Any, int | None]:
        """The value that fills the line but for what closes it, or the place of the fault."""
        try:
            value, after = self.value(at)
        except JSONDecodeError as error:
            return None, max(at, min(error.pos, end))
        rest = self.text[after:end].strip() if after <= end else None
        return value, None if rest == closing else min(after, end)

    def _row(self, at: int, end: int) -> None:
        word = _WORD.match(self.text, at, end)
        table = WORDS[word[1]] if word is not None else "events"
        inner = word.end() if word is not None else at
        value, fault = self._whole(inner, end, closing="}" if word is not None else "")
        rows = self.rows[table]
        if fault is None and word is not None:
            rows.append(RawRow(table, len(rows), at, value, *self._doubts(at, f"{table}[{len(rows)}]")))
            return
        if fault is not None and end == len(self.text):
            self.cut = True
            problem = messages.cut(self._span(end))
        elif fault is not None:
            problem = messages.broken_line(self._span(fault))
        else:
            problem = messages.no_table(self._span(at), WORDS)
        # What stands on a line without a known word could have been a row of any table.
        self.cut = self.cut or word is None
        inside = self.members(inner, None)[0] if word is not None and self.char(inner) == "{" else None
        rows.append(RawRow(table, len(rows), at, inside, broken=problem))

    def _doubts(self, at: int, path: str) -> tuple[frozenset[str], tuple[Diagnostic, ...]]:
        """Keys that stand twice with different values, and what is to be said of the row."""
        place = self._place(at, path)
        said = [messages.nested_too_deep(place, MAX_DEPTH)] if self.too_deep else []
        said += [messages.key_twice(place, key, same=same) for key, same in self.twice]
        return frozenset(key for key, same in self.twice if not same), tuple(said)

    def _place(self, at: int, path: str) -> str:
        return f"{self.source.name}:{self.source.position(at)[0]} {step(path).removeprefix('.')}"

    def _span(self, at: int) -> Span:
        return Span(self.source, at, min(at + 1, len(self.text)))
