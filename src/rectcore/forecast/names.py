"""A name for each entry that stays the same from one forecast to the next, so that a calendar moves what has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rectcore.forecast.entries import Entry, What

_ONCE = (What.DUE, What.MISSED, What.LATE)
"""What comes once for an id that has its period: the day may move, and the name stays."""


def uids(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The name of each entry: what comes, of which finding or obligation, and the day where it may come again."""
    seen: Counter[str] = Counter()
    named = []
    for entry in entries:
        name = f"{entry.what.value}:{entry.id}"
        if entry.what not in _ONCE:
            name += f"@{entry.day}"
        seen[name] += 1
        named.append(name if seen[name] == 1 else f"{name}~{seen[name]}")
    return tuple(named)
