"""The greater, lesser, earlier or later of several values, as far as they are known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from rectcore.engine.reference.amounts import Amount, Between
from rectcore.engine.trace import NOT_APPLICABLE, Void
from rectcore.model.facts import NONE, Unknown


def extreme(op: str, found: Sequence[Any]) -> Any:
    """The greatest or least of them.

    One that is known not to exist, or does not apply, is passed over; where none exists there is none. Of what is
    unknown the others still give a bound: the greater of 5 and an unknown is 5 or more.
    """
    given = [x for x in found if x is not NONE and not isinstance(x, Void)]
    if not given:
        return NONE if NONE in found else NOT_APPLICABLE
    choose = max if op in ("greater of", "later of") else min
    missing = [x if isinstance(x, Unknown) else x.unknown for x in given if isinstance(x, Unknown | Between)]
    if not missing:
        return choose(given, key=_measure)
    lows, highs = zip(*map(_ends, given), strict=True)
    low, high = (_end(choose, ends, open_wins=open_) for ends, open_ in ((lows, choose is min), (highs, choose is max)))
    unknown = reduce(or_, missing)
    if low is None and high is None:
        return unknown
    return low if low == high else Between(low, high, unknown)


def _ends(value: Any) -> tuple[Any, Any]:
    if isinstance(value, Between):
        return value.low, value.high
    return (None, None) if isinstance(value, Unknown) else (value, value)


def _end(choose: Any, ends: Sequence[Any], *, open_wins: bool) -> Any:
    """One bound of the result; an open bound (None) either carries it along, or leaves it to the others."""
    known = [x for x in ends if x is not None]
    return choose(known, key=_measure) if known and (len(known) == len(ends) or not open_wins) else None


def _measure(value: Any) -> Any:
    return value.number if isinstance(value, Amount) else value
