"""The name somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str], *, half: bool = True) -> str | None:
    """The candidate most like `word`, or None where none is near enough.

    A slip in every three characters is allowed, and a difference of capitals is none. In a short Chinese word that
    would allow next to nothing: there, up to four characters, a candidate of the same length that shares half of
    them, each in its place, is near enough, unless `half` forbids it: `不予办理` is not `暂缓办理`.
    """
    best: tuple[int, bool, str] | None = None
    for candidate in candidates:
        if candidate == word:
            continue
        distance = _distance(word.casefold(), candidate.casefold())
        rank = distance, candidate[:1] != word[:1], candidate  # who slips seldom does so in the first letter
        if _near(word, candidate, distance, half=half) and (best is None or rank < best):
            best = rank
    return best[2] if best else None


def _near(word: str, candidate: str, distance: int, *, half: bool) -> bool:
    longest = max(len(word), len(candidate))
    if longest <= 4 and not word.isascii():
        same = sum(a == b for a, b in zip(word, candidate, strict=False))
        if half and len(word) == len(candidate) and (2 * same >= len(word) or sorted(word) == sorted(candidate)):
            return True
        if longest < 4:
            return False
    return 3 * distance <= max(longest, 3)


def _distance(a: str, b: str, most: int = 64) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two words, cut to `most` characters each."""
    a, b = a[:most], b[:most]
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
