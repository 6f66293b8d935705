"""Why a line could not be read: one message for each line, the one that helps most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rectcore.diagnostics import Diagnostic, Text
from rectcore.language import keywords, messages
from rectcore.language.split import split
from rectcore.language.syntax import Leaf, allowed
from rectcore.source import Span

_MOST: Final = 4  # words in "expected …"

# What a person would write, the likeliest first; whatever else could stand there is not said.
_PLAIN: Final = {
    "NAME": Text("a name", "名称"),
    "STRING": Text("a text in quotes", "引号中的文本"),
    "DATE": Text("a day such as 2026-01-31", "日期，如 2026-01-31"),
    "NUMBER": Text("a number", "数字"),
    "COLON": Text("`:`", "`：`"),
    "LSQB": Text("`[`", "`［`"),
    "RPAR": Text("`)`", "`）`"),
    "RSQB": Text("`]`", "`］`"),
    "RBRACE": Text("`}`", "`｝`"),
    "LPAR": Text("`(`", "`（`"),
    "COMMA": Text("`,`", "`，`"),
    "$END": Text("the end of the line", "行末"),
}
_ORDER: Final = (
    *("NAME", "STRING", "NUMBER", "COLON", "RPAR", "RSQB", "RBRACE"),
    *("FOR_EACH", "ON", "OVERRIDES", "ARROW", "THEN", "SATISFY", "OF_THE", "COUNTING_FROM", "DAYS_CUT_OFF"),
    *("IS", "AND", "OR", "COMMA", "$END", "NEXT_PERIOD", "DAYS", "WORKING_DAYS", "MONTHS", "DATE", "LPAR"),
)


def explain(
    leaves: Sequence[Leaf], at: int, accepted: Iterable[str], start: str, dialect: str, end: Span
) -> Diagnostic:
    """The message for a line that fails.

    Args:
        leaves: the line.
        at: the first word that could not stand where it stands; `len(leaves)` where the line ends too early.
        accepted: the terminals that could have stood there.
        start: the rule that should have read the line.
        dialect: the dialect of the file.
        end: the place right behind the line.
    """
    return (
        _unclear(leaves, at, dialect)
        or _other_dialect(leaves, at, start, dialect)
        or _unsplit(leaves, at, start, dialect)
        or _unexpected(leaves, at, set(accepted), dialect, end)
    )


def _unclear(leaves: Sequence[Leaf], at: int, dialect: str) -> Diagnostic | None:
    for item in leaves[max(0, at - 2) : at + 2]:
        if item.type == "NAME" and item.endswith(messages.UNCLEAR):
            return messages.unclear(item.span, dialect)
    for i, item in enumerate(leaves):
        if i and item in ("st", "nd", "rd", "th") and leaves[i - 1].type == "NUMBER":
            first = i - 1
            while first > 0 and leaves[first - 1] in ("before", "the", "by"):
                first -= 1
            return messages.unclear(leaves[first].span.to(item.span), dialect)
    return None


def _other_dialect(leaves: Sequence[Leaf], at: int, start: str, dialect: str) -> Diagnostic | None:
    """A keyword of another dialect at the word that fails, or next to it."""
    words = [str(item) if item.type in ("NAME", "SIGN") else "" for item in leaves]
    hits: list[tuple[int, Diagnostic]] = []
    for other in keywords.dialects():
        i = 0
        while other != dialect and i < len(words):
            found = keywords.match(words, i, other, keywords.INSIDE, allowed(start)) if words[i] else None
            found = found or (keywords.match(words, i, other, keywords.TYPE, allowed(start)) if words[i] else None)
            if found is None:
                i += 1
                continue
            id_, taken = found
            away = max(i - at, at - (i + taken - 1), 0)
            span = leaves[i].span.to(leaves[i + taken - 1].span)
            hits.append((away, messages.other_dialect(span, dialect, span.text, keywords.phrase(id_, dialect))))
            i += taken
    near = min((h for h in hits if h[0] <= 1), key=lambda h: h[0], default=None)
    return near[1] if near else None


def _unsplit(leaves: Sequence[Leaf], at: int, start: str, dialect: str) -> Diagnostic | None:
    usable = {p for id_ in allowed(start) for p in keywords.every_phrase(id_, dialect)}
    for item in reversed(leaves[: at + 1]):
        if item.type == "NAME":
            apart = split(item, dialect, ())
            if apart is not None and any(piece in usable for piece in apart.split(" ")):
                return messages.not_split(item.span, dialect, item, apart)
    return None


def _unexpected(leaves: Sequence[Leaf], at: int, accepted: set[str], dialect: str, end: Span) -> Diagnostic:
    wanted = []
    for name in sorted(accepted, key=lambda n: (_ORDER.index(n) if n in _ORDER else len(_ORDER), n)):
        if name in _PLAIN:
            wanted.append(_PLAIN[name])
        elif name in keywords.by_terminal():
            id_ = keywords.by_terminal()[name]
            wanted.append(Text(*(f"`{keywords.phrase(id_, dialect)}`",) * 2))
    if at < len(leaves):
        return messages.unexpected(leaves[at].span, dialect, leaves[at].span.text, wanted[:_MOST])
    return messages.unexpected(end, dialect, None, wanted[:_MOST])
