"""How words, signs, texts and numbers are written in a dialect, and where a long line is broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, Protocol

from attrs import frozen

from rectcore.language import keywords, tree
from rectcore.language.lexer import narrow
from rectcore.model.period import Period, PeriodKind

WIDTH: Final = 100
BREAK: Final = "\x1f"  # stands for the blank before `and` and `or`, where a line may be broken

_NARROW_QUOTES: Final = ('""', "“”", "「」", "《》", "『』")
_WIDE_QUOTES: Final = ("“”", "「」", "《》", "『』", '""')


class Spelt(Protocol):
    """A name that knows how it is written in each dialect."""

    def in_(self, dialect: str, /) -> str:
        """The name in the dialect."""


@frozen
class Style:
    """A dialect to print in; `names` gives the names of words by where they stand in the file."""

    dialect: str
    names: Mapping[int, Spelt] | None = None

    @property
    def wide(self) -> bool:
        """Whether signs are full-width, and words come in the Chinese order."""
        return self.dialect == "zh"

    @property
    def colon(self) -> str:
        """What stands behind a key."""
        return "：" if self.wide else ": "

    @property
    def comma(self) -> str:
        """What stands between two parts."""
        return "，" if self.wide else ", "

    @property
    def and_so_on(self) -> str:
        """What stands between two of a kind."""
        return "、" if self.wide else ", "

    def keyword(self, id_: str, place: str = keywords.INSIDE) -> str:
        """A keyword."""
        return keywords.phrase(id_, self.dialect, place)

    def word(self, word: tree.Word) -> str:
        """A name."""
        name = self.names.get(word.span.start) if self.names is not None and word.span is not None else None
        return word.text if name is None else name.in_(self.dialect)

    def words(self, words: Iterable[tree.Word], between: str) -> str:
        """Names in a row."""
        return between.join(map(self.word, words))

    def text(self, text: str, *, wide: bool | None = None) -> str:
        """A text in quotes that do not end within it."""
        content = narrow(text)
        pairs = _WIDE_QUOTES if (self.wide if wide is None else wide) else _NARROW_QUOTES
        pair = next((p for p in pairs if p[1] not in content and p[0] not in content), None)
        pair = pair or next((p for p in pairs if p[1] not in content), pairs[0])
        return f"{pair[0]}{text}{pair[1]}"

    def bilingual(self, text: tree.Bilingual) -> str:
        """A text in the file's language, and in the other one where it is given; a missing half is `""`."""
        own, other = (text.zh, text.en) if self.wide else (text.en, text.zh)
        return self.text(own) + (f" / {self.text(other, wide=False)}" if other else "")

    def round(self, inner: str) -> str:
        """In parentheses."""
        return f"（{inner}）" if self.wide else f"({inner})"

    def square(self, inner: str) -> str:
        """In brackets."""
        return f"［{inner}］" if self.wide else f"[{inner}]"

    def curly(self, inner: str) -> str:
        """In braces."""
        return f"｛{inner}｝" if self.wide else f"{{{inner}}}"

    def close(self, word: str, number: str) -> str:
        """A keyword and what follows it, without a blank where Chinese meets a digit."""
        return word + ("" if self.wide and number[:1].isdigit() else " ") + number


def number(value: Decimal) -> str:
    """A number without an exponent."""
    return format(value, "f")


def period(value: Period) -> str:
    """A period where a bare year would be a number."""
    return f"{value}年" if value.kind is PeriodKind.YEAR else str(value)


def width(text: str) -> int:
    """The columns that a text takes, a Chinese character being two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fold(line: str, indent: str) -> list[str]:
    """A line in pieces of `WIDTH` columns at most where it can be broken, the further ones indented."""
    lines: list[str] = []
    at = ""
    for part in line.split(BREAK):
        if at and width(at) + 1 + width(part) > WIDTH:
            lines.append(at)
            at = indent + part
        else:
            at = f"{at} {part}" if at else part
    return [*lines, at]
