"""JSON text in; header values and rows with their place out.

The top-level object is walked key by key and its lists row by row, so that one broken row, or a file cut in half, costs
that row and not the file. What may have been lost is said: `Scan.cut` means that absence says nothing.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from json import JSONDecodeError
from typing import Any, Final

from attrs import field, frozen

from rectcore.diagnostics import Diagnostic
from rectcore.io import messages
from rectcore.model.facts import Invalid
from rectcore.source import Source, Span

TABLES: Final = ("units", "persons", "tasks", "events")
HEADER: Final = ("format", "id", "timezone", "through", "recorded", "feeds", "plan")

MAX_DEPTH: Final = 64
"""How deep a value may nest."""
MAX_BROKEN: Final = 1000
"""How many broken rows are stepped over before the rest counts as unreadable."""
MAX_DIGITS: Final = 1000
"""How many digits a number may have, before or after the point."""

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|[\[\]{}]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_IN_TEXT = re.compile(r"\\u[dD][89a-fA-F]|[" + "\ud800-\udfff]")
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


def canonical(value: Any) -> str:
    """A text that two values share if and only if they say the same; a key with `null` is a key left out."""
    if isinstance(value, dict):
        value = {k: v for k, v in value.items() if v is not None}
    return json.dumps(value, sort_keys=True, default=repr)


class _Scanner:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.header: dict[str, Any] = {}
        self.offsets: dict[str, int] = {}
        self.rows: dict[str, list[RawRow]] = {name: [] for name in TABLES}
        self.diagnostics: list[tuple[int, Diagnostic]] = []
        self.cut = False
        self._broken = 0
        self._resume = -1
        self._over = False
        self._indent: str | None = None
        self._twice: list[tuple[str, bool]] = []
        self._surrogates = _SURROGATE_IN_TEXT.search(self.text) is not None
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object_of, parse_float=_decimal, parse_int=_integer, parse_constant=Invalid
        )

    # The top-level object

    def run(self) -> None:
        """Walks the text to its end, or as far as it can be read."""
        pos = self._space(0)
        if pos >= len(self.text):
            raise NotAnObjectError(messages.empty_file(self.source.name))
        if self.text[pos] != "{":
            raise NotAnObjectError(messages.not_an_object(self._span(pos)))
        pos = self._space(pos + 1)
        comma: int | None = None
        while True:
            char = self._char(pos)
            if char == "":
                self._ends(pos)
                return None
            if char == "}":
                if comma is not None:
                    self._say(comma, messages.comma_too_many(self._span(comma)))
                return self._tail(pos + 1)
            if char == ",":
                self._say(pos, messages.comma_too_many(self._span(pos)))
                pos = self._space(pos + 1)
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
        pos = self._space(pos)
        char = self._char(pos)
        if char == ",":
            return self._space(pos + 1), pos
        if char == '"' and not self._resumed(pos):
            self._say(pos, messages.comma_missing(self._span(pos)))
        return pos, None

    def _resumed(self, pos: int) -> bool:
        """Whether the text before was given up, so that a missing comma is no news."""
        return self._resume == pos

    def _member(self, pos: int) -> int | None:
        """Reads `"key": value`; None where it is broken."""
        try:
            key, after = self._decoder.raw_decode(self.text, pos)
        except (JSONDecodeError, RecursionError):
            return None
        after = self._space(after)
        if not isinstance(key, str) or self._char(after) != ":":
            return None
        if self._indent is None:
            self._indent = self._indent_of(pos)
        key = _escape(key)
        value_at = self._space(after + 1)
        if key in TABLES and self._char(value_at) == "[":
            if key in self.offsets:
                self._say(pos, messages.table_twice(self.place(pos, key), key))
            self.offsets[key] = pos
            return self._table(key, value_at)
        self._twice = []
        try:
            value, end = self._value(value_at, self.place(pos, key))
        except JSONDecodeError:
            return None
        for name, same in self._twice:
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
        pos = self._space(pos)
        if pos < len(self.text):
            self._say(pos, messages.text_after_end(self._span(pos)))
            rest = self.text[pos:]
            self.cut = self.cut or "{" in rest or '"' in rest

    # A list of rows

    def _table(self, name: str, pos: int) -> int | None:
        """Reads a list of rows from its bracket on; the offset after it, or None where the text is over."""
        pos = self._space(pos + 1)
        while True:
            char = self._char(pos)
            if char == "":
                self._ends(pos)
                return None
            if char == "]":
                return pos + 1
            if char == ",":
                self._say(pos, messages.comma_too_many(self._span(pos)))
                pos = self._space(pos + 1)
                continue
            after = self._row(name, pos)
            if after is not None and not self._resumed(after):
                after = self._between(name, after)
            if after is None:
                return None
            pos = after
            if self._resumed(pos) and self._char(pos) == '"':
                return pos

    def _row(self, name: str, pos: int) -> int | None:
        self._twice = []
        index = len(self.rows[name])
        place = f"{self.place(pos)} {name}[{index}]"
        depth_notes = len(self.diagnostics)
        try:
            value, after = self._value(pos, place)
        except JSONDecodeError as error:
            return self._broken_row(name, pos, max(pos, min(error.pos, len(self.text))))
        problems = [d for _, d in self.diagnostics[depth_notes:]]
        del self.diagnostics[depth_notes:]
        problems += [messages.key_twice(place, key, same=same) for key, same in self._twice]
        twice = frozenset(key for key, same in self._twice if not same)
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
        self._twice = []
        rows = self.rows[name]
        readable = self._members(pos, None)[0] if self._char(pos) == "{" else None
        rows.append(RawRow(name, len(rows), pos, readable, broken=diagnostic))
        return again

    def _between(self, name: str, pos: int) -> int | None:
        """Past what stands between two rows of a list."""
        pos = self._space(pos)
        char = self._char(pos)
        if char in ("", "]"):
            return pos
        if char == ",":
            after = self._space(pos + 1)
            if self._char(after) == "]":
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

    # Values

    def _value(self, pos: int, place: str) -> tuple[Any, int]:
        """The value there and the offset after it; what nests too deep becomes `Invalid`.

        Raises:
            JSONDecodeError: it is not JSON.
        """
        try:
            value, end = self._decoder.raw_decode(self.text, pos)
        except RecursionError:
            return self._shallow(pos, place)
        brackets = self.text.count("[", pos, end) + self.text.count("{", pos, end)
        if brackets > MAX_DEPTH and self._skip(pos)[1] > MAX_DEPTH:
            return self._shallow(pos, place)
        return (_clean(value) if self._surrogates else value), end

    def _shallow(self, pos: int, place: str) -> tuple[Any, int]:
        """An object member by member, so that one that nests too deep does not cost the others."""
        end, _ = self._skip(pos)
        if end is None:
            raise JSONDecodeError("", self.text, len(self.text))
        self._say(pos, messages.nested_too_deep(place, MAX_DEPTH))
        if self.text[pos] != "{":
            return Invalid(self.text[pos : pos + 20]), end
        members, after = self._members(pos, end)
        if after is None:
            raise JSONDecodeError("", self.text, pos)
        return members, after

    def _members(self, pos: int, end: int | None) -> tuple[dict[str, Any], int | None]:
        """The members of an object up to the first that is broken, and the offset after it if none is."""
        pairs: list[tuple[str, Any]] = []
        pos = self._space(pos + 1)
        while self._char(pos) == '"':
            try:
                key, after = self._decoder.raw_decode(self.text, pos)
                at = self._space(after)
                if self._char(at) != ":":
                    break
                at = self._space(at + 1)
                after_value, depth = self._skip(at)
                if depth >= MAX_DEPTH and after_value is not None:
                    value: Any = Invalid(self.text[at : at + 20])
                    pos = after_value
                else:
                    value, pos = self._decoder.raw_decode(self.text, at)
            except (JSONDecodeError, RecursionError):
                break
            pairs.append((key, _clean(value)))
            pos = self._space(pos)
            if self._char(pos) == "}":
                return self._object_of(pairs), pos + 1
            if self._char(pos) != ",":
                break
            pos = self._space(pos + 1)
        done = end is not None and self._char(pos) == "}"
        return self._object_of(pairs), pos + 1 if done else None

    def _skip(self, pos: int) -> tuple[int | None, int]:
        """The end of the bracket that opens at `pos`, None where it stays open, and how deep it nests."""
        depth = deepest = 0
        if self._char(pos) not in ("{", "["):
            return pos, 0
        for match in _TOKEN.finditer(self.text, pos):
            if match[0] in "{[":
                depth += 1
                deepest = max(deepest, depth)
            elif match[0] in "}]":
                depth -= 1
                if depth == 0:
                    return match.end(), deepest
        return None, deepest

    def _object_of(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = dict(pairs)
        if len(found) == len(pairs):
            return found
        found = {}
        for key, value in pairs:
            if key not in found:
                found[key] = value
                continue
            same = canonical(found[key]) == canonical(value)
            self._twice.append((key, same))
            if not same:
                found[key] = Invalid(f"{messages.json_text(found[key])} / {messages.json_text(value)}")
        return found

    # Places

    def place(self, pos: int, path: str = "") -> str:
        """`file:line path`."""
        return f"{self.source.name}:{self.source.position(pos)[0]} {step(path).removeprefix('.')}".rstrip()

    def _say(self, pos: int, diagnostic: Diagnostic) -> None:
        self.diagnostics.append((pos, diagnostic))

    def _span(self, pos: int) -> Span:
        return Span(self.source, pos, min(pos + 1, len(self.text)))

    def _space(self, pos: int) -> int:
        match = _SPACE.match(self.text, pos)
        assert match is not None
        return match.end()

    def _char(self, pos: int) -> str:
        return self.text[pos] if pos < len(self.text) else ""

    def _indent_of(self, pos: int) -> str | None:
        """The white space before a value that is the first of its line; None for any other."""
        before = self.text[self.text.rfind("\n", 0, pos) + 1 : pos]
        return before if before.strip(" \t") == "" else None


def step(key: str) -> str:
    """A key as a step of a JSON path."""
    if key == "" or re.fullmatch(r"[\w\[\].-]+", key):
        return "." + key
    return "[" + json.dumps(_escape(key)) + "]"


def _decimal(text: str) -> Decimal | Invalid:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Invalid(text[:MAX_DIGITS])
    return number if len(text) <= MAX_DIGITS and abs(number.adjusted()) <= MAX_DIGITS else Invalid(text[:MAX_DIGITS])


def _integer(text: str) -> int | Invalid:
    return int(text) if len(text) <= MAX_DIGITS else Invalid(text[:MAX_DIGITS])


def _escape(text: str) -> str:
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _clean(value: Any) -> Any:
    """The value with half characters (lone surrogates), which no output could print, made `Invalid`."""
    if isinstance(value, str):
        return Invalid(_escape(value)) if _SURROGATE.search(value) else value
    if isinstance(value, list):
        return [_clean(v) for v in value]
    if isinstance(value, dict):
        return {_escape(k): _clean(v) for k, v in value.items()}
    return value
