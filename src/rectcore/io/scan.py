"""JSON text in; header values and rows with their place out.

The top-level object is walked key by key and its lists row by row, so that one broken row, or a file cut in half, costs
that row and not the file. What may have been lost is said: `Scan.cut` means that absence says nothing.
"""

from __future__ import annotations

import json
import re
from json import JSONDecodeError
from typing import Any, Final

from attrs import field, frozen

from rectcore.diagnostics import Diagnostic
from rectcore.io import messages
from rectcore.io.values import MAX_DEPTH, Values, canonical, escape
from rectcore.model.facts import Invalid
from rectcore.source import Source, Span

TABLES: Final = ("units", "persons", "tasks", "events")
HEADER: Final = ("format", "id", "timezone", "through", "recorded", "feeds", "plan")

MAX_BROKEN: Final = 1000
"""How many broken rows are stepped over before the rest counts as unreadable."""

_ROW_AFTER_ROW = re.compile(r"\}\s*,\s*\{")
_KEY = re.compile(r'^([ \t]*)"(?:' + "|".join((*HEADER, *TABLES)) + r')"[ \t]*:', re.MULTILINE)


@frozen
class RawRow:
    """A row as it stands: its table and place, what could be read of it, and why the rest could not.

    The plan, which is no row of a table, has the index -1.
    """

    table: str
    index: int
    offset: int
    value: Any
    twice: frozenset[str] = frozenset()
    problems: tuple[Diagnostic, ...] = ()
    broken: Diagnostic | None = None


@frozen
class Scan:
    """What the text holds: header values with their offsets, rows by table, and what is wrong with the text itself."""

    source: Source
    header: dict[str, Any]
    offsets: dict[str, int]
    tables: dict[str, tuple[RawRow, ...]]
    diagnostics: tuple[tuple[int, Diagnostic], ...] = field(default=())
    cut: bool = False


class NotAnObjectError(Exception):
    """The text is no JSON object, and nothing of it can be kept."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.line())
        self.diagnostic = diagnostic


def scan(source: Source) -> Scan:
    """Everything in the text that can be read.

    Raises:
        NotAnObjectError: it is empty, or no JSON object.
    """
    scanner = _Scanner(source)
    scanner.run()
    return Scan(
        source,
        scanner.header,
        scanner.offsets,
        {name: tuple(rows) for name, rows in scanner.rows.items()},
        tuple(scanner.diagnostics),
        scanner.cut,
    )


class _Scanner(Values):
    def __init__(self, source: Source) -> None:
        super().__init__(source.text)
        self.source = source
        self.header: dict[str, Any] = {}
        self.offsets: dict[str, int] = {}
        self.rows: dict[str, list[RawRow]] = {name: [] for name in TABLES}
        self.diagnostics: list[tuple[int, Diagnostic]] = []
        self.cut = False
        self._broken = 0
        self._resume = -1
        self._over = False
        self._indent: str | None = None

    # The top-level object

    def run(self) -> None:
        """Walks the text to its end, or as far as it can be read."""
        pos = self.space(0)
        if pos >= len(self.text):
            raise NotAnObjectError(messages.empty_file(self.source.name))
        if self.text[pos] != "{":
            raise NotAnObjectError(messages.not_an_object(self._span(pos)))
        pos = self.space(pos + 1)
        comma: int | None = None
        while True:
            char = self.char(pos)
            if char == "":
                self._ends(pos)
                return None
            if char == "}":
                if comma is not None:
                    self._say(comma, messages.comma_too_many(self._span(comma)))
                return self._tail(pos + 1)
            if char == ",":
                self._say(pos, messages.comma_too_many(self._span(pos)))
                pos = self.space(pos + 1)
                continue
            after = self._member(pos)
            if self._over:
                return None
            if after is None:
                after = self._next_key(pos)
                if after is None:
                    return None
                pos, comma = after, None
                continue
            pos, comma = self._comma(after)

    def _comma(self, pos: int) -> tuple[int, int | None]:
        """Past what stands between two members, and where the comma was."""
        pos = self.space(pos)
        char = self.char(pos)
        if char == ",":
            return self.space(pos + 1), pos
        if char == '"' and not self._resumed(pos):
            self._say(pos, messages.comma_missing(self._span(pos)))
        return pos, None

    def _resumed(self, pos: int) -> bool:
        """Whether the text before was given up, so that a missing comma is no news."""
        return self._resume == pos

    def _member(self, pos: int) -> int | None:
        """Reads `"key": value`; None where it is broken."""
        try:
            key, after = self.decoder.raw_decode(self.text, pos)
        except (JSONDecodeError, RecursionError):
            return None
        after = self.space(after)
        if not isinstance(key, str) or self.char(after) != ":":
            return None
        if self._indent is None:
            self._indent = self._indent_of(pos)
        key = escape(key)
        value_at = self.space(after + 1)
        if key in TABLES and self.char(value_at) == "[":
            if key in self.offsets:
                self._say(pos, messages.table_twice(self.place(pos, key), key))
            self.offsets[key] = pos
            return self._table(key, value_at)
        try:
            value, end = self.value(value_at)
        except JSONDecodeError:
            return None
        if self.too_deep:
            self._say(pos, messages.nested_too_deep(self.place(pos, key), MAX_DEPTH))
        for name, same in self.twice:
            self._say(pos, messages.key_twice(self.place(pos, key), name, same=same))
        self._keep(key, value, pos)
        return end

    def _keep(self, key: str, value: Any, pos: int) -> None:
        if key in TABLES:
            if value is not None:
                self._say(pos, messages.table_wrong(self.place(pos, key), key))
                self.cut = True
            self.offsets.setdefault(key, pos)
            return
        if key in self.header:
            same = canonical(self.header[key]) == canonical(value)
            self._say(pos, messages.key_twice(self.place(pos, key), key, same=same))
            if not same:
                value = Invalid(f"{messages.json_text(self.header[key])} / {messages.json_text(value)}")
        self.header[key] = value
        self.offsets[key] = pos

    def _next_key(self, pos: int) -> int | None:
        """Where reading goes on after a broken header value; None, and a cut, where it cannot."""
        for match in _KEY.finditer(self.text, pos + 1):
            if match[1] == self._indent:
                at = match.end(1)
                self._say(pos, messages.broken_header(self._span(pos), self.source.position(at)[0]))
                self.cut = self.cut or "{" in self.text[pos:at]
                return at
        self._ends(pos)
        return None

    def _ends(self, pos: int) -> None:
        """The text is over, or cannot be read any further."""
        self._say(pos, self._end_message(pos))
        self.cut = self._over = True

    def _end_message(self, pos: int) -> Diagnostic:
        text = self.text.rstrip()
        if pos >= len(text) or not text.endswith("}"):
            return messages.cut(self._span(len(self.text)))
        return messages.unreadable_rest(self._span(pos))

    def _tail(self, pos: int) -> None:
        pos = self.space(pos)
        if pos < len(self.text):
            self._say(pos, messages.text_after_end(self._span(pos)))
            rest = self.text[pos:]
            self.cut = self.cut or "{" in rest or '"' in rest

    # A list of rows

    def _table(self, name: str, pos: int) -> int | None:
        """Reads a list of rows from its bracket on; the offset after it, or None where the text is over."""
        pos = self.space(pos + 1)
        while True:
            char = self.char(pos)
            if char == "":
                self._ends(pos)
                return None
            if char == "]":
                return pos + 1
            if char == ",":
                self._say(pos, messages.comma_too_many(self._span(pos)))
                pos = self.space(pos + 1)
                continue
            after = self._row(name, pos)
            if after is not None and not self._resumed(after):
                after = self._between(name, after)
            if after is None:
                return None
            pos = after
            if self._resumed(pos) and self.char(pos) == '"':
                return pos

    def _row(self, name: str, pos: int) -> int | None:
        try:
            value, after = self.value(pos)
        except JSONDecodeError as error:
            return self._broken_row(name, pos, max(pos, min(error.pos, len(self.text))))
        index = len(self.rows[name])
        problems: list[Diagnostic] = []
        if self.too_deep or self.twice:
            place = self.place(pos, f"{name}[{index}]")
            if self.too_deep:
                problems.append(messages.nested_too_deep(place, MAX_DEPTH))
            problems += [messages.key_twice(place, key, same=same) for key, same in self.twice]
        twice = frozenset(key for key, same in self.twice if not same)
        self.rows[name].append(RawRow(name, index, pos, value, twice, tuple(problems)))
        return after

    def _broken_row(self, name: str, pos: int, fault: int) -> int | None:
        """Keeps what can be read of a broken row, and finds where the next begins."""
        again = self._next_row(pos, pos)
        if again is None:
            # A cut in the middle of a list ends the text; both are told at one place, by one diagnostic.
            diagnostic = self._end_message(fault)
            self.cut = self._over = True
        else:
            diagnostic = messages.broken_row(self._span(fault), self.source.position(again)[0])
            self.cut = self.cut or _ROW_AFTER_ROW.search(self.text, pos, again) is not None
        rows = self.rows[name]
        readable = self.members(pos, None)[0] if self.char(pos) == "{" else None
        rows.append(RawRow(name, len(rows), pos, readable, broken=diagnostic))
        return again

    def _between(self, name: str, pos: int) -> int | None:
        """Past what stands between two rows of a list."""
        pos = self.space(pos)
        char = self.char(pos)
        if char in ("", "]"):
            return pos
        if char == ",":
            after = self.space(pos + 1)
            if self.char(after) == "]":
                self._say(pos, messages.comma_too_many(self._span(pos)))
            return after
        if char == "{":
            self._say(pos, messages.comma_missing(self._span(pos)))
            return pos
        again = self._next_row(self.rows[name][-1].offset, pos)
        if again is None:
            self._ends(pos)
            return None
        self._say(pos, messages.broken_row(self._span(pos), self.source.position(again)[0]))
        self.cut = self.cut or "{" in self.text[pos:again]
        return again

    def _next_row(self, start: int, after: int) -> int | None:
        """The next line with a row, the end of the list or the next key, told by its indent."""
        indent = self._indent_of(start)
        self._broken += 1
        if indent is None or self._broken > MAX_BROKEN:
            return None
        shorter = f"{{0,{max(0, len(indent) - 1)}}}"
        keys = "|".join(TABLES)
        pattern = rf'^(?:{indent}(?=\{{)|[ \t]{shorter}(?=\]|"(?:{keys})"[ \t]*:[ \t]*\[))'
        match = re.compile(pattern, re.MULTILINE).search(self.text, after + 1)
        if match is None:
            return None
        self._resume = match.end()
        return match.end()

    # Places

    def place(self, pos: int, path: str = "") -> str:
        """`file:line path`."""
        return f"{self.source.name}:{self.source.position(pos)[0]} {step(path).removeprefix('.')}".rstrip()

    def _say(self, pos: int, diagnostic: Diagnostic) -> None:
        self.diagnostics.append((pos, diagnostic))

    def _span(self, pos: int) -> Span:
        return Span(self.source, pos, min(pos + 1, len(self.text)))

    def _indent_of(self, pos: int) -> str | None:
        """The white space before a value that is the first of its line; None for any other."""
        before = self.text[self.text.rfind("\n", 0, pos) + 1 : pos]
        return before if before.strip(" \t") == "" else None


def step(key: str) -> str:
    """A key as a step of a JSON path."""
    if key == "" or re.fullmatch(r"[\w\[\].-]+", key):
        return "." + key
    return "[" + json.dumps(escape(key)) + "]"
