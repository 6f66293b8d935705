"""Three-valued truth (Kleene): true, false, or unknown with what is missing. Order of operands never matters.

A condition may also be not applicable: it rests on a number over no rows. That is knowledge, and stands between true
and false as unknown does; what is unknown outranks it, since learning it may settle the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, overload

from rectcore.engine.trace import NOT_APPLICABLE, Void
from rectcore.model.facts import Unknown

Truth: TypeAlias = bool | Unknown
Answer: TypeAlias = Truth | Void


@overload
def negate(value: Truth) -> Truth: ...
@overload
def negate(value: Answer) -> Answer: ...
def negate(value: Answer) -> Answer:
    """Unknown stays unknown, and not applicable so."""
    return not value if isinstance(value, bool) else value


@overload
def conjunction(values: Iterable[Truth]) -> Truth: ...
@overload
def conjunction(values: Iterable[Answer]) -> Answer: ...
def conjunction(values: Iterable[Answer]) -> Answer:
    """False if one is false; else unknown if one is unknown; else not applicable if one is; else true."""
    missing: Unknown | None = None
    void = False
    for value in values:
        if value is False:
            return False
        if isinstance(value, Unknown):
            missing = value if missing is None else missing | value
        void = void or value is NOT_APPLICABLE
    if missing is not None:
        return missing
    return NOT_APPLICABLE if void else True


@overload
def disjunction(values: Iterable[Truth]) -> Truth: ...
@overload
def disjunction(values: Iterable[Answer]) -> Answer: ...
def disjunction(values: Iterable[Answer]) -> Answer:
    """True if one is true; else unknown if one is unknown; else not applicable if one is; else false."""
    return negate(conjunction(negate(v) for v in values))


def decided(value: Answer, otherwise: bool = False) -> Truth:
    """The truth of a condition where one is needed; one that does not apply is `otherwise`."""
    return otherwise if isinstance(value, Void) else value
