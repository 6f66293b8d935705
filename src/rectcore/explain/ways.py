"""Sets of actions: joined, cut down to minimal ones, the shortest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, product
from typing import Final

from rectcore.engine.actions import ActionKind, Way

MOST_WAYS: Final = 3
"""How many sets are told."""
_MOST_TRIED: Final = 64


def together(parts: Sequence[Sequence[Way]]) -> list[Way]:
    """One way of each part, taken together; what two parts share is done once."""
    picks = islice(product(*parts), _MOST_TRIED)
    return minimal(tuple(dict.fromkeys(a for way in pick for a in way)) for pick in picks)


def minimal(ways: Iterable[Way]) -> list[Way]:
    """Without those that hold another; one that cannot be gone only where there is no other; the shortest first."""
    found = list(dict.fromkeys(ways))
    passable = [w for w in found if not blocked(w)]
    found = passable or found
    sets = [frozenset(w) for w in found]
    kept = [w for w, own in zip(found, sets, strict=True) if not any(other < own for other in sets)]
    return sorted(kept, key=lambda w: (_vague(w), len(w)))[:_MOST_TRIED]


def blocked(way: Way) -> bool:
    """Whether something in it no act can change."""
    return any(a.kind is ActionKind.NEVER for a in way)


def _vague(way: Way) -> bool:
    return any(a.kind is ActionKind.OTHER for a in way)
