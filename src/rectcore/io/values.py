"""The offset of a JSON value in, the value out: exact numbers, doubled keys told, nothing too deep.

What is of no use in it becomes `Invalid` where it stands, so that the rest of a row can be kept.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from json import JSONDecodeError
from typing import Any, Final

from rectcore.io import messages
from rectcore.model.facts import Invalid

MAX_DEPTH: Final = 64
"""How deep a value may nest."""
MAX_DIGITS: Final = 1000
"""How many digits a number may have, before or after the point."""

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|[\[\]{}]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_IN_TEXT = re.compile(r"\\u[dD][89a-fA-F]|[" + "\ud800-\udfff]")


def canonical(value: Any) -> str:
    """A text that two values share if and only if they say the same; a key with `null` is a key left out."""
    if isinstance(value, dict):
        value = {k: v for k, v in value.items() if v is not None}
    return json.dumps(value, sort_keys=True, default=repr)


class Values:
    """Decodes values of a text; `twice` and `too_deep` collect what was found in the last one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.twice: list[tuple[str, bool]] = []
        self.too_deep = False
        self._surrogates = _SURROGATE_IN_TEXT.search(text) is not None
        self.decoder = json.JSONDecoder(
            object_pairs_hook=self._object_of, parse_float=_decimal, parse_int=_integer, parse_constant=Invalid
        )

    def value(self, pos: int) -> tuple[Any, int]:
        """The value there and the offset after it; what nests too deep becomes `Invalid`.

        Raises:
            JSONDecodeError: it is not JSON.
        """
        self.twice = []
        self.too_deep = False
        try:
            value, end = self.decoder.raw_decode(self.text, pos)
        except RecursionError:
            return self._shallow(pos)
        brackets = self.text.count("[", pos, end) + self.text.count("{", pos, end)
        if brackets > MAX_DEPTH and self._skip(pos)[1] > MAX_DEPTH:
            return self._shallow(pos)
        return (_clean(value) if self._surrogates else value), end

    def _shallow(self, pos: int) -> tuple[Any, int]:
        """An object member by member, so that one that nests too deep does not cost the others."""
        end, _ = self._skip(pos)
        if end is None:
            raise JSONDecodeError("", self.text, len(self.text))
        self.twice = []
        self.too_deep = True
        if self.text[pos] != "{":
            return Invalid(self.text[pos : pos + 20]), end
        members, after = self.members(pos, end)
        if after is None:
            raise JSONDecodeError("", self.text, pos)
        return members, after

    def members(self, pos: int, end: int | None) -> tuple[dict[str, Any], int | None]:
        """The members of an object up to the first that is broken, and the offset after it if none is."""
        pairs: list[tuple[str, Any]] = []
        pos = self.space(pos + 1)
        while self.char(pos) == '"':
            try:
                key, after = self.decoder.raw_decode(self.text, pos)
                at = self.space(after)
                if self.char(at) != ":":
                    break
                at = self.space(at + 1)
                after_value, depth = self._skip(at)
                if depth >= MAX_DEPTH and after_value is not None:
                    value: Any = Invalid(self.text[at : at + 20])
                    pos = after_value
                else:
                    value, pos = self.decoder.raw_decode(self.text, at)
            except (JSONDecodeError, RecursionError):
                break
            pairs.append((escape(key), _clean(value)))
            pos = self.space(pos)
            if self.char(pos) == "}":
                return self._object_of(pairs), pos + 1
            if self.char(pos) != ",":
                break
            pos = self.space(pos + 1)
        done = end is not None and self.char(pos) == "}"
        return self._object_of(pairs), pos + 1 if done else None

    def _skip(self, pos: int) -> tuple[int | None, int]:
        """The end of the bracket that opens at `pos`, None where it stays open, and how deep it nests."""
        depth = deepest = 0
        if self.char(pos) not in ("{", "["):
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
            self.twice.append((key, same))
            if not same:
                found[key] = Invalid(f"{messages.json_text(found[key])} / {messages.json_text(value)}")
        return found

    def space(self, pos: int) -> int:
        """The offset past white space."""
        match = _SPACE.match(self.text, pos)
        assert match is not None
        return match.end()

    def char(self, pos: int) -> str:
        """The character there, empty at the end of the text."""
        return self.text[pos] if pos < len(self.text) else ""


def _decimal(text: str) -> Decimal | Invalid:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Invalid(text[:MAX_DIGITS])
    return number if len(text) <= MAX_DIGITS and abs(number.adjusted()) <= MAX_DIGITS else Invalid(text[:MAX_DIGITS])


def _integer(text: str) -> int | Invalid:
    return int(text) if len(text) <= MAX_DIGITS else Invalid(text[:MAX_DIGITS])


def escape(text: str) -> str:
    """The text with half characters written out, so that it can be printed."""
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _clean(value: Any) -> Any:
    """The value with half characters (lone surrogates), which no output could print, made `Invalid`."""
    if isinstance(value, str):
        return Invalid(escape(value)) if _SURROGATE.search(value) else value
    if isinstance(value, list):
        return [_clean(v) for v in value]
    if isinstance(value, dict):
        return {escape(k): _clean(v) for k, v in value.items()}
    return value
