"""Text to tokens: words, numbers, days, texts and signs, each with its place.

Full-width signs and digits are read as half-width ones, one for one, so that offsets stay right. A word is what stands
between blanks, signs and changes of script; the lexer splits it by the keyword table alone and never by a schema, so
that a new field cannot change how an old file reads. Which words are keywords is decided later, line by line
(`resolve.py`).
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Final

from attrs import frozen

from rectcore.diagnostics import Diagnostic
from rectcore.language import keywords, messages
from rectcore.language.units import nearest_unit
from rectcore.model.period import Period
from rectcore.source import Source, Span

MOST_DIGITS: Final = 18  # of a number, before and after the point together
MOST_FAULTS: Final = 1000  # reported of one file


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    PERIOD = "period"
    STRING = "string"
    SIGN = "sign"
    COMMENT = "comment"
    BAD = "bad"  # reported already; the line it stands in is not read any further


@frozen
class Token:
    """A piece of text; `text` is normalised, of a string or comment it is the content as written.

    `first` says that it begins a line, `glued` that nothing stands between it and the token before.
    """

    kind: Kind
    text: str
    span: Span
    first: bool = False
    glued: bool = False


HAN: Final = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN: Final = rf"(?:[^\W\d_{HAN}]|_)(?:[^\W{HAN}]|[\u0300-\u036f])*(?:-(?:[^\W{HAN}])+)*"
_PIECE = re.compile(rf"(?P<han>[{HAN}]+)|(?P<latin>{_LATIN})|[0-9]+")
_RUN = re.compile(rf"(?:[{HAN}]+|{_LATIN})(?:[{HAN}]+|{_LATIN}|[0-9]+){{0,40}}")
_QUOTES: Final = {'"': '"', "“": "”", "”": "”", "「": "」", "『": "』", "《": "》", "〈": "〉", "‘": "’"}
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<line>\n)",
            r"(?P<blank>[ \t\r]+)",
            r"(?P<comment>#[^\n]*)",
            *(f"(?P<string{i}>{a}[^{b}\n]*{b})" for i, (a, b) in enumerate(_QUOTES.items())),
            f"(?P<unclosed>[{''.join(_QUOTES)}][^\n]*)",
            r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)",
            r"(?P<period>[0-9]{4}-(?:[0-9]{2}-D[1-3]|Q[1-4]|H[12]|W[0-9]{2})(?![0-9A-Za-z_-])"
            r"|[0-9]{4}-[0-9]{2}(?!-?[0-9])|[0-9]{4}年[0-9]{1,2}月|[0-9]{4}年)",
            r"(?P<odd>[0-9]{1,4}(?P<by>[-/])[0-9]{1,2}(?P=by)[0-9]{1,4}|[0-9]{4}[-/][0-9]{1,2}(?![0-9])"
            r"|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})",
            r"(?P<percent>[0-9]+(?:\.[0-9]+)?%)",
            r"(?P<number>[0-9]+(?:\.[0-9]+)?)",
            rf"(?P<word>{_RUN.pattern})",
            r"(?P<sign>->|→|[()\[\]{},:.|/+*×-])",
        )
    )
)
_SIGNS: Final = {
    "\u3000": " ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "、": ",",
    "【": "[",
    "】": "]",
    "〔": "(",
    "〕": ")",
    "—": "-",
    "–": "-",
    "−": "-",
    "｡": "。",
} | {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}
_NARROW: Final = str.maketrans(_SIGNS)


def narrow(text: str) -> str:
    """The text with half-width signs, digits and letters, character for character."""
    return text.translate(_NARROW)


def flat(text: str) -> str:
    """The same with one sign for the end of a line: a lone carriage return is one as well."""
    return re.sub("\r(?!\n)", "\n", narrow(text))


def seen(text: str) -> str:
    """What a person sees of a text: without its invisible characters."""
    return _INVISIBLE.sub("", text)


def tokens(source: Source, dialect: str) -> tuple[list[Token], list[Diagnostic]]:
    """The tokens of a text in the dialect, comments among them, and what is wrong with its characters."""
    return _Lexer(source, dialect).run()


class _Lexer:
    def __init__(self, source: Source, dialect: str) -> None:
        self.source = source
        self.dialect = dialect
        self.tokens: list[Token] = []
        self.found: list[Diagnostic] = []
        self.keywords = keywords.single_words(dialect)
        self.first = True
        self.end = 0  # of the last token

    def run(self) -> tuple[list[Token], list[Diagnostic]]:
        hidden = invisible(self.source)
        self.found += [messages.invisible(Span(self.source, i, i + 1), self.dialect) for i in hidden[:MOST_FAULTS]]
        text = flat(_INVISIBLE.sub(" ", self.source.text))
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                at = self._stray(at)
                continue
            group = match.lastgroup or ""
            if group == "line":
                self.first = True
            elif group != "blank":
                at = self._token(group, match)
                continue
            at = match.end()
        return self.tokens, self.found

    def _add(self, kind: Kind, text: str, start: int, end: int) -> int:
        glued = bool(self.tokens) and self.end == start and not self.first
        self.tokens.append(Token(kind, text, Span(self.source, start, end), self.first, glued))
        self.first = False
        self.end = end
        return end

    def _bad(self, start: int, end: int, diagnostic: Diagnostic) -> int:
        if len(self.found) < MOST_FAULTS:
            self.found.append(diagnostic)
        return self._add(Kind.BAD, "", start, end)

    def _stray(self, at: int) -> int:
        before = self.tokens[-1] if self.tokens and not self.first else None
        number = before.span if before is not None and before.kind is Kind.NUMBER else None
        return self._bad(at, at + 1, messages.stray(Span(self.source, at, at + 1), self.dialect, number))

    def _token(self, group: str, match: re.Match[str]) -> int:
        start, end, text = match.start(), match.end(), match.group()
        span = Span(self.source, start, end)
        if group.startswith("string"):
            return self._add(Kind.STRING, seen(self.source.text[start + 1 : end - 1]), start, end)
        if group == "comment":
            return self._add(Kind.COMMENT, self.source.text[start + 1 : end].strip(), start, end)
        if group == "unclosed":
            return self._bad(start, end, messages.unclosed(Span(self.source, start, start + 1), self.dialect))
        if group == "word":
            return self._word(match)
        if group == "sign":
            return self._add(Kind.SIGN, "->" if text == "→" else text, start, end)
        if group == "odd" or group == "by":
            return self._bad(start, end, messages.date_order(span, self.dialect, _iso(text)))
        if group in ("date", "period") and not _exists(group, text):
            return self._bad(start, end, messages.no_such_day(span, self.dialect, _why_not(text)))
        if group in ("number", "percent") and len(text) > MOST_DIGITS:
            return self._bad(start, end, messages.too_large(span, self.dialect, MOST_DIGITS))
        self._add(Kind(group), text, start, end)
        return self._after_number(match.string, end)

    def _after_number(self, text: str, at: int) -> int:
        """What stands right behind a number is keywords (`10个工作日内`, `30日起`), or the number was none."""
        piece = _PIECE.match(text, at)
        if piece is None or not (piece["han"] or piece["latin"]):
            return at
        word, end = piece.group(), piece.end()
        span = Span(self.source, at, end)
        split = _segments(word, self.dialect)
        if split is not None:
            for part in split:
                at = self._add(Kind.WORD, part, at, at + len(part))
            return at
        number = self.tokens[-1].span
        if word.endswith(messages.UNCLEAR):
            return self._bad(at, end, messages.unclear(number.to(span), self.dialect))
        if re.fullmatch("st|nd|rd|th", word):
            return self._add(Kind.WORD, word, at, end)
        unit = self._unit(word)
        if unit is not None:
            written, meant = unit
            place = Span(self.source, at, at + len(written))
            return self._bad(at, end, messages.unknown_unit(place, self.dialect, written, meant))
        return self._bad(at, end, messages.digit_first(number.to(span), self.dialect))

    def _unit(self, word: str) -> tuple[str, str] | None:
        """The misspelt unit that a word behind a number begins with, and the right one; keywords may follow it."""
        for cut in range(len(word), 0, -1) if _is_han(word[0]) else (len(word),):
            meant = nearest_unit(word[:cut], self.dialect)
            if meant is not None and _segments(word[cut:], self.dialect) is not None:
                return word[:cut], meant
        return None

    def _word(self, match: re.Match[str]) -> int:
        start, end = match.span()
        parts = list(_PIECE.finditer(match.string, start, end))
        if len(parts) > 1 and any(p.group() in self.keywords for p in parts):
            end = parts[0].end()
        text = unicodedata.normalize("NFC", match.string[start:end])
        joined = keywords.joined(self.dialect).get(text)
        if joined is not None:
            for part in joined:
                start = self._add(Kind.WORD, part, start, start + len(part))
            return end
        if self._torn(start, text):
            before = self.tokens.pop()
            text, start, self.first = before.text + text, before.span.start, before.first
        return self._add(Kind.WORD, text, start, end)

    def _torn(self, start: int, text: str) -> bool:
        """Whether only invisible characters part a word from the one before, so that both are seen as one."""
        if self.first or not self.tokens or self.tokens[-1].kind is not Kind.WORD:
            return False
        if start == self.end or seen(self.source.text[self.end : start]):
            return False
        return _is_han(self.tokens[-1].text[-1]) == _is_han(text[0])


def _is_han(char: str) -> bool:
    return re.match(f"[{HAN}]", char) is not None


@lru_cache(maxsize=1024)
def _segments(word: str, dialect: str) -> tuple[str, ...] | None:
    """The keywords a word behind a number is made of, as few as can be, or None."""
    if not word:
        return ()
    if len(word) > 16:
        return None
    for cut in range(len(word), 0, -1):
        if word[:cut] in keywords.single_words(dialect):
            rest = _segments(word[cut:], dialect)
            if rest is not None:
                return (word[:cut], *rest)
    return None


_CHINESE_DAY = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")


def day_of(text: str) -> date:
    """The day that a `DATE` token names."""
    match = _CHINESE_DAY.fullmatch(text)
    return date(*map(int, match.groups())) if match else date.fromisoformat(text)


def period_of(text: str) -> Period:
    """The period that a `PERIOD` token names, or a year in digits."""
    return Period.parse(text.removesuffix("年"))


def _exists(group: str, text: str) -> bool:
    try:
        if group == "date":
            day_of(text)
        else:
            period_of(text)
    except ValueError:
        return False
    return True


def _why_not(text: str) -> tuple[str, int, int]:
    """What of a day or period is too large or nought: the part, and its bounds."""
    year, *rest = [int(n) for n in re.findall("[0-9]+", text)]
    if year < 1:
        return "year", 1, 9999
    if "W" in text:
        return "week", 1, date(year, 12, 28).isocalendar().week
    if not 1 <= rest[0] <= 12:
        return "month", 1, 12
    return "day", 1, monthrange(year, rest[0])[1]


def _iso(text: str) -> str | None:
    """An odd date in the form to write, where the order is beyond doubt: the year first."""
    parts = [int(p) for p in re.split("[-/.]", text)]
    if not re.match("[0-9]{4}", text):
        return None
    written = f"{parts[0]:04d}-{parts[1]:02d}" + (f"-{parts[2]:02d}" if len(parts) == 3 else "")
    return written if _exists("date" if len(parts) == 3 else "period", written) else None


_INVISIBLE = re.compile(
    # Control and format characters, separators that look like blanks, letters that are drawn as nothing, halves of
    # pairs. A mark at the very start of the file is only its encoding.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


def invisible(source: Source) -> list[int]:
    """Where invisible and control characters stand, the first of every line; a mark at the start of a file is fine."""
    places: list[int] = []
    line = 0
    for match in _INVISIBLE.finditer(source.text):
        number = source.position(match.start())[0]
        if number != line and not (match.start() == 0 and match.group() == "\ufeff"):
            places.append(match.start())
            line = number
    return places
