"""One diagnostic for rules, ledgers and calls: place, reason, hint, in both languages, with a stable code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from rectcore.source import Span


class Severity(Enum):
    """How bad it is."""

    ERROR = "error"  # what it is about cannot be used
    WARNING = "warning"  # it can be used, and somebody should look
    INFO = "info"  # worth knowing


@frozen
class Text:
    """A sentence for people in the languages it was given in; `in_` falls back on the half there is."""

    en: str = ""
    zh: str = ""

    def in_(self, language: str) -> str:
        """The half for `language`, else the other one."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


@frozen
class Fix:
    """A replacement to paste: `text` in the place of `span`."""

    span: Span
    text: str


@frozen
class Diagnostic:
    """Something wrong in a text or in data.

    `place` stands for `span` where there is no text to point into: a JSON path with its line, an argument.
    `language` is the one of the file, and the one the diagnostic is shown in unless the caller asks for another.
    """

    code: str
    severity: Severity
    message: Text
    span: Span | None = None
    place: str = ""
    hint: Text = Text()
    fix: Fix | None = None
    language: str = "en"
    notes: tuple[tuple[Span, Text], ...] = field(default=())

    @property
    def where(self) -> str:
        """`file:line:column`, or the place in data."""
        if self.span is None:
            return _visible(self.place)
        return _at(self.span)

    def line(self, language: str | None = None) -> str:
        """The diagnostic on one line."""
        language = language or self.language
        word = _WORDS[language][self.severity]
        return f"{self.where}: {word} {self.code}: {_visible(self.message.in_(language))}".lstrip(": ")


_WORDS = {
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"},
}
_HINT = {"en": "help", "zh": "提示"}
_WRITE = {"en": "write `{}`", "zh": "可改写为 `{}`"}


def render(diagnostic: Diagnostic, language: str | None = None) -> str:
    """The diagnostic as a person reads it: one line, the line of the file with the place marked, hint and fix."""
    language = language or diagnostic.language
    lines = [diagnostic.line(language)]
    if diagnostic.span is not None:
        lines += _excerpt(diagnostic.span)
    for span, note in diagnostic.notes:
        lines.append(f"  {_at(span)}: {_visible(note.in_(language))}")
        lines += _excerpt(span)
    hint = diagnostic.hint.in_(language)
    if hint:
        lines.append(f"  {_HINT[language]}: {_visible(hint)}")
    if diagnostic.fix is not None:
        lines.append(f"  {_HINT[language]}: {_WRITE[language].format(_visible(diagnostic.fix.text))}")
    return "\n".join(lines)


def _at(span: Span) -> str:
    line, column = span.source.position(span.start)
    return f"{_visible(span.source.name)}:{line}:{column}"


def _excerpt(span: Span) -> list[str]:
    number, column = span.source.position(span.start)
    text = span.source.line(number)
    shown, start, end = _window(text, column - 1, max(1, min(span.end - span.start, len(text) - column + 1)))
    gutter = f"{number:>5} | "
    return [gutter + shown, " " * (len(gutter) - 2) + "| " + _blank(shown[:start]) + "^" * _width(shown[start:end])]


def _window(text: str, start: int, length: int, most: int = 160) -> tuple[str, int, int]:
    """A stretch of a long line around the mark, invisible and control characters made visible."""
    left = max(0, start - most // 2) if len(text) > most else 0
    head = _visible(text[left:start])
    mark = _visible(text[start : start + min(length, most)]) or " "
    tail = _visible(text[start + length : left + most])
    return head + mark + tail, len(head), len(head) + len(mark)


def _visible(text: str) -> str:
    """Names and values of others stand in these texts: none of them may steer a terminal or turn a line around."""
    return "".join(c if c == "\t" or (c.isprintable() and c != "\ufeff") else f"<U+{ord(c):04X}>" for c in text)


def harmless(text: str) -> str:
    """The text on one line: spaces plain, control and invisible characters shown by their number."""
    return text if text.isprintable() else "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    if char in "\t\r\n" or unicodedata.category(char) in ("Zs", "Zl", "Zp"):
        return " "
    return f"<U+{ord(char):04X}>"


def _blank(text: str) -> str:
    return "".join("\t" if c == "\t" else " " * _width(c) for c in text)


def _width(text: str) -> int:
    from wcwidth import wcswidth

    return max(1, int(wcswidth(text)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of them forbids the use of what it is about."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
