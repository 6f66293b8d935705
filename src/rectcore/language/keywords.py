"""The keyword table as data: which phrase stands for which keyword, in every dialect.

`keywords.tsv` has a row per keyword and place: its id, the place where it counts as a keyword (`K` as a key before a
colon, `H` at the start of a line, `T` where a type stands, nothing inside a line), and a column of phrases for every
dialect. All phrases of a row are read, the first is printed. A further dialect is a further column.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from attrs import field, frozen

KEY: Final = "K"
LINE_START: Final = "H"
TYPE: Final = "T"
INSIDE: Final = ""

# `DATE`, `PERCENT` and `PERIOD` are what the lexer finds; the words for these types need other names.
_TERMINALS: Final = {
    "+": "PLUS",
    "-": "MINUS",
    "*": "TIMES",
    "->": "ARROW",
    "|": "BAR",
    "date": "DATE_",
    "percent": "PERCENT_",
    "period": "PERIOD_",
}
_PIECE = re.compile(r"\w+(?:-\w+)*|->|\S")


@frozen
class Keyword:
    """A row of the table; `phrases` maps a dialect to what is read there."""

    id: str
    place: str
    phrases: dict[str, tuple[str, ...]] = field(hash=False)


@cache
def table() -> tuple[Keyword, ...]:
    """The rows, in the order of the file."""
    head, *lines = files(__package__).joinpath("keywords.tsv").read_text(encoding="utf-8").splitlines()
    columns = head.split("\t")[2:]
    rows = []
    for line in lines:
        id_, place, *cells = line.split("\t")
        phrases = {d: tuple(cell.split(" | ")) for d, cell in zip(columns, cells, strict=True)}
        rows.append(Keyword(id_, place, phrases))
    return tuple(rows)


@cache
def dialects() -> tuple[str, ...]:
    """The dialects there are, `en` and `zh` among them."""
    return tuple(table()[0].phrases)


@cache
def phrases(id_: str, dialect: str, place: str | None = None) -> tuple[str, ...]:
    """How a keyword is written, the phrase to print first; where two rows have the id, `place` chooses."""
    return next(r.phrases[dialect] for r in table() if r.id == id_ and place in (None, r.place))


@cache
def every_phrase(id_: str, dialect: str) -> tuple[str, ...]:
    """All that is read as the keyword, in whatever place."""
    return tuple(p for r in table() if r.id == id_ for p in r.phrases[dialect])


def phrase(id_: str, dialect: str, place: str | None = None) -> str:
    """How a keyword is printed."""
    return phrases(id_, dialect, place)[0]


@cache
def terminal(id_: str) -> str:
    """The name of a keyword in the grammar: `is not` is `IS_NOT`."""
    return _TERMINALS.get(id_) or re.sub(r"\W", "_", id_).upper()


@cache
def by_terminal() -> dict[str, str]:
    """The keyword behind each name in the grammar."""
    return {terminal(r.id): r.id for r in table()}


@cache
def pieces(text: str) -> tuple[str, ...]:
    """The words and signs of a phrase: `yes/no` is three."""
    return tuple(_PIECE.findall(text))


@cache
def _index(dialect: str, place: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in table():
        if row.place == place:
            for written in row.phrases[dialect]:
                words = pieces(written)
                found.setdefault(words[0], []).append((words, row.id))
    return {w: tuple(sorted(rows, key=lambda r: -len(r[0]))) for w, rows in found.items()}


def match(
    words: Sequence[str], start: int, dialect: str, place: str, among: Collection[str] | None = None
) -> tuple[str, int] | None:
    """The keyword whose phrase stands in `words` from `start` on, and the number of words it takes; the longest wins.

    Args:
        words: words and signs of a line.
        start: where to look.
        dialect: whose phrases to look for.
        place: the place of the keyword (`KEY`, `LINE_START`, `TYPE`, `INSIDE`).
        among: ids to choose from; None for all.
    """
    for wanted, id_ in _index(dialect, place).get(words[start], ()):
        if (among is None or id_ in among) and tuple(words[start : start + len(wanted)]) == wanted:
            return id_, len(wanted)
    return None


@cache
def single_words(dialect: str) -> frozenset[str]:
    """The phrases of one word, of every place: where the script changes, they end a name."""
    return frozenset(p for r in table() for p in r.phrases[dialect] if pieces(p) == (p,))


@cache
def joined(dialect: str) -> dict[str, tuple[str, str]]:
    """The words that are two keywords and are read without a blank between: `本期底截止`."""
    ends = phrases("by end of", dialect)
    return {a + b: (a, b) for id_ in ("this period", "next period") for a in phrases(id_, dialect) for b in ends}


def key(words: Sequence[str], dialect: str) -> str | None:
    """The id of a key by the words before its colon, or None."""
    found = match(words, 0, dialect, KEY)
    return found[0] if found and found[1] == len(words) else None
