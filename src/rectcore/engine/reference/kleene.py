"""Three-valued truth (Kleene): true, false, or unknown with what is missing. Order of operands never matters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from rectcore.model.facts import Unknown

Truth: TypeAlias = bool | Unknown


def negate(value: Truth) -> Truth:
    """Unknown stays unknown."""
    return value if isinstance(value, Unknown) else not value


def conjunction(values: Iterable[Truth]) -> Truth:
    """False if one is false; else unknown if one is unknown; else true."""
    missing: Unknown | None = None
    for value in values:
        if value is False:
            return False
        if isinstance(value, Unknown):
            missing = value if missing is None else missing | value
    return True if missing is None else missing


def disjunction(values: Iterable[Truth]) -> Truth:
    """True if one is true; else unknown if one is unknown; else false."""
    return negate(conjunction(negate(v) for v in values))
