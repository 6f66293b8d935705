"""The name somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or None where none is near enough.

    A slip in every three characters is allowed. Below four characters that would allow nothing in Chinese, so a Chinese
    candidate of the same length that shares half the characters, each in its place, is near enough as well.
    """
    best: tuple[int, str] | None = None
    for candidate in candidates:
        if candidate == word:
            continue
        distance = _distance(word, candidate)
        if _near(word, candidate, distance) and (best is None or (distance, candidate) < best):
            best = distance, candidate
    return best[1] if best else None


def _near(word: str, candidate: str, distance: int) -> bool:
    longest = max(len(word), len(candidate))
    if longest < 4 and not word.isascii():
        same = sum(a == b for a, b in zip(word, candidate, strict=False))
        return len(word) == len(candidate) and 2 * same >= len(word)
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
