"""Which dialect a file is in: what its first line says, and what its words say where that is missing or wrong."""

from __future__ import annotations

import re
from functools import cache

from rectcore.diagnostics import Diagnostic
from rectcore.language import keywords, messages
from rectcore.language.forms import HEADERS
from rectcore.language.lexer import HAN, flat
from rectcore.source import Source, Span

_LINE = re.compile(
    r"[\ufeff\s]*(?P<line>#[ \t]*(?:dialect|方言)[ \t]*:[ \t]*(?P<name>[^\s#]*)[^\n]*)(?:\n|$)", re.IGNORECASE
)


def dialect_line(dialect: str) -> str:
    """The first line of a file in the dialect."""
    return "# 方言：zh" if dialect == "zh" else f"# dialect: {dialect}"


def settle(source: Source) -> tuple[str, int, list[Diagnostic]]:
    """The dialect of a text, where the line that says so ends, and what is wrong with that line."""
    text = flat(source.text)
    match = _LINE.match(text)
    if match is None:
        start = 1 if text.startswith("\ufeff") else 0
        dialect = _guess(text)
        return dialect, 0, [messages.no_dialect(Span(source, start, start), dialect, None, keywords.dialects())]
    written = match["name"]
    end = match.end("line")
    span = Span(source, match.start("line"), match.start("line") + len(match["line"].rstrip()))
    if written not in keywords.dialects():
        dialect = _guess(text[end:])
        return dialect, end, [messages.no_dialect(span, dialect, written, keywords.dialects())]
    headers = {d: len(_headers(d).findall(text, end)) for d in keywords.dialects()}
    likely = max(headers, key=lambda d: headers[d])
    if not headers[written] and headers[likely]:
        return likely, end, [messages.wrong_dialect(span, likely, written)]
    return written, end, []


@cache
def _headers(dialect: str) -> re.Pattern[str]:
    every = sorted((p for id_ in HEADERS for p in keywords.phrases(id_, dialect, keywords.LINE_START)), key=len)
    return re.compile(rf"^[ \t]*(?:{'|'.join(map(re.escape, reversed(every)))})(?=[ \t\"“「『《])", re.MULTILINE)


def _guess(text: str) -> str:
    headers = {d: len(_headers(d).findall(text)) for d in keywords.dialects()}
    if any(headers.values()):
        return max(headers, key=lambda d: headers[d])
    return "zh" if len(re.findall(f"[{HAN}]", text)) > len(re.findall("[A-Za-z]", text)) else "en"
