"""Chinese words written without a blank between them, taken apart."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from rectcore.language import keywords
from rectcore.language.lexer import HAN

_LONGEST = 60  # characters of a word that is taken apart


def split(word: str, dialect: str, known: Collection[str]) -> str | None:
    """`办结期限早于` as `办结期限 早于`, or None where it does not come apart.

    Args:
        word: what the lexer read as one name.
        dialect: whose keywords to look for.
        known: names that may stand in it. Where there are none, any two or more characters may be a name, and only
            keywords of two or more characters are looked for.
    """
    if len(word) > _LONGEST or not re.search(f"[{HAN}]", word):
        return None
    # best[i]: the pieces of word[:i], the fewest there can be; the flag says whether a keyword is among them.
    best: list[tuple[int, tuple[str, ...], bool] | None] = [(0, (), False)] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before = best[start]
            piece = word[start:end]
            if before is None:
                continue
            keyword = piece in _inside(dialect) and (bool(known) or len(piece) > 1)
            if not (
                keyword or piece in known or (not known and len(piece) > 1) or (piece.isascii() and piece.isalnum())
            ):
                continue
            # A name of anything is the last resort: two of them cost more than a keyword and a shorter name.
            cost = before[0] + (1 if keyword or piece in known else 2)
            now = best[end]
            if now is None or (not (before[2] or keyword), cost) < (not now[2], now[0]):
                best[end] = (cost, (*before[1], piece), before[2] or keyword)
    found = best[-1]
    if found is None or len(found[1]) < 2 or not (found[2] or known):
        return None
    return " ".join(found[1])


@cache
def _inside(dialect: str) -> frozenset[str]:
    rows = (r for r in keywords.table() if r.place == keywords.INSIDE)
    return frozenset(p for r in rows for p in r.phrases[dialect])
