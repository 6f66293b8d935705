"""Why a line could not be read: one message for each line, the one that helps most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve

from rectcore.diagnostics import Diagnostic, Text
from rectcore.language import keywords, messages
from rectcore.language.nearest import nearest
from rectcore.language.split import split
from rectcore.language.syntax import Leaf, allowed
from rectcore.language.units import nearest_unit
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


# What people write for a keyword, and no slip of the pen explains.
_MEANT: Final = {
    "is": ("equals", "等于", "是"),
    "is not": ("不等于", "不是"),
    "at least": ("大于等于", "至少"),
    "at most": ("小于等于", "至多"),
    "more than": ("greater than", "大于", "高于"),
    "less than": ("smaller than", "小于", "低于"),
    "and": ("同时", "并"),
    "exists": ("有",),
    "no": ("没有",),
    "for each": ("for every", "for all", "for"),
}
_NOT_OPEN: Final = Text("no parenthesis is open here", "此前没有左括号")
_WORDS: Final = 4  # the most that a keyword has
_SHORT: Final = 3  # letters below which anything is near anything


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
        or _unit(leaves, at, set(accepted), dialect)
        or _unsplit(leaves, at, start, dialect)
        or _keyword(leaves, at, set(accepted), start, dialect)
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


def _unit(leaves: Sequence[Leaf], at: int, accepted: set[str], dialect: str) -> Diagnostic | None:
    """A misspelt unit of time behind a number, of one word or two."""
    if not at or at == len(leaves) or leaves[at - 1].type != "NUMBER" or "DAYS" not in accepted:
        return None
    for last in leaves[at : at + 2][::-1]:
        span = leaves[at].span.to(last.span)
        written = " ".join(span.text.split())
        meant = nearest_unit(written, dialect)
        if meant is not None:
            return messages.unknown_unit(span, dialect, written, meant)
    return None


def _unsplit(leaves: Sequence[Leaf], at: int, start: str, dialect: str) -> Diagnostic | None:
    usable = {p for id_ in allowed(start) for p in keywords.every_phrase(id_, dialect)}
    for item in reversed(leaves[: at + 1]):
        if item.type == "NAME":
            apart = split(item, dialect, ())
            if apart is not None and any(piece in usable for piece in apart.split(" ")):
                return messages.not_split(item.span, dialect, item, apart)
    return None


def _keyword(leaves: Sequence[Leaf], at: int, accepted: set[str], start: str, dialect: str) -> Diagnostic | None:
    """A misspelt keyword where the line fails, or one that was read as a name right before it."""
    if at == len(leaves):
        return None
    here = [keywords.by_terminal()[name] for name in sorted(accepted) if name in keywords.by_terminal()]
    for last in leaves[at : at + _WORDS][::-1]:
        span = leaves[at].span.to(last.span)
        near = near_keyword(span.text, here, dialect)
        if near is not None and leaves[at].type not in ("STRING", "NUMBER"):
            return _misspelt(span, near, dialect)
    if at and leaves[at].type == leaves[at - 1].type == "NAME":
        near = near_keyword(leaves[at - 1], sorted(allowed(start)), dialect, half=False)
        return _misspelt(leaves[at - 1].span, near, dialect) if near is not None else None
    return None


def _misspelt(span: Span, near: str, dialect: str) -> Diagnostic:
    return messages.misspelt(span, dialect, " ".join(span.text.split()), near)


def near_keyword(written: str, ids: Iterable[str], dialect: str, *, half: bool = True) -> str | None:
    """The keyword among some that a word, or several, was probably meant for; `half` as in `nearest`."""
    word = " ".join(written.split())
    phrases = {p: id_ for id_ in ids for p in keywords.every_phrase(id_, dialect) if p[0].isalpha()}
    meant = next((p for p, id_ in phrases.items() if word in _MEANT.get(id_, ())), None)
    if meant is not None or (word.isascii() and len(word) < _SHORT):
        return meant
    near = nearest(word, phrases, half=half)
    if near is None and half and not word.isascii() and " " not in word:
        near = max((p for p in phrases if word.startswith(p) or p.startswith(word)), key=len, default=None)
    return near


def _unexpected(leaves: Sequence[Leaf], at: int, accepted: set[str], dialect: str, end: Span) -> Diagnostic:
    wanted = []
    for name in sorted(accepted, key=lambda n: (_ORDER.index(n) if n in _ORDER else len(_ORDER), n)):
        if name in _PLAIN:
            wanted.append(_PLAIN[name])
        elif name in keywords.by_terminal():
            id_ = keywords.by_terminal()[name]
            wanted.append(Text(*(f"`{keywords.phrase(id_, dialect)}`",) * 2))
    if at < len(leaves):
        found = messages.unexpected(leaves[at].span, dialect, leaves[at].span.text, wanted[:_MOST])
        opened = sum((item.type == "LPAR") - (item.type == "RPAR") for item in leaves[:at])
        return evolve(found, hint=_NOT_OPEN) if leaves[at].type == "RPAR" and not opened else found
    return messages.unexpected(end, dialect, None, wanted[:_MOST])
