"""The kind of an event row: what it says, and what it probably means where the core has no such kind."""

from __future__ import annotations

from typing import Any, Final

from rectcore.check.core import CORE
from rectcore.io.fields import Row, nearest
from rectcore.language.nearest import nearest as by_slips
from rectcore.model.events import CORRECTION, WITHDRAWAL

KINDS: Final = {word: e.id for e in CORE.entities if e.event for word in e.name.all}
"""Every word for a kind of the core, with its identifier."""
TARGET: Final = {CORRECTION: "corrects", WITHDRAWAL: "withdraws"}
"""The key under which a row names the event it changes."""

_IDS: Final = frozenset(KINDS.values())
_LONGEST: Final = 20
"""A longer word is near no kind of the core."""
_MOST: Final = 1000
"""For how many different kinds that the core lacks a near one is looked up in one ledger."""


def kind_of(value: Any) -> str | None:
    """An event kind by its identifier or Chinese name; a host's own as it stands."""
    if not isinstance(value, str) or value in ("", "none"):
        return None
    return KINDS.get(value, value)


def resembling(kind: str) -> str | None:
    """A kind of the core that is like a host's own from afar."""
    return nearest(kind, KINDS, 0.65)


class Kinds:
    """What the rows of one ledger mean by their kinds."""

    def __init__(self) -> None:
        self._near: dict[str, str | None] = {}

    def meant(self, row: Row) -> str | None:
        """The kind a row names, or that of the core it probably means; a host's own as it stands."""
        kind = kind_of(row.get("kind"))
        if kind in _IDS:
            return kind
        near = self._nearest(kind) if kind is not None else None
        if near is not None:
            return near
        # Whatever it is called: a row that names an event to be changed is somebody's attempt to change it.
        return next((change for change, key in TARGET.items() if row.peek_id(key) is not None), kind)

    def _nearest(self, kind: str) -> str | None:
        if kind not in self._near:
            if len(kind) > _LONGEST or len(self._near) >= _MOST:
                return None
            near = by_slips(kind, KINDS)
            self._near[kind] = KINDS[near] if near is not None else None
        return self._near[kind]
