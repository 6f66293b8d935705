"""A name for each entry that stays the same from one forecast to the next, so that a calendar moves what has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rectcore.forecast.entries import Entry, What

_ONCE = (What.DUE, What.MISSED, What.LATE)
"""What mostly comes once for an id, which has its period: the day may move, and the name stays."""


def uids(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The name of each entry: what comes, of which finding or obligation, and the day where it may come again.

    A due day that is put off each day, as one counted from `as of` is, comes again and bears its days as well.
    """
    every = tuple(entries)
    times = Counter((entry.what, entry.id) for entry in every)
    return tuple(
        f"{entry.what.value}:{entry.id}"
        if entry.what in _ONCE and times[entry.what, entry.id] == 1
        else f"{entry.what.value}:{entry.id}@{entry.day}"
        for entry in every
    )
