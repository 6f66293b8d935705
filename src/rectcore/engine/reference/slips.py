"""Slips: with how many of them a row is in the drum, and what the lowest of their numbers may be.

A row that counts more has more slips, each with a number of its own, and its lot is the lowest. So a row of three slips
is drawn before a row of one with three chances in four, and from what is left is drawn in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

from attrs import frozen

from rectcore.check.rulebook import MOST_SLIPS
from rectcore.engine.reference.amounts import Between
from rectcore.engine.trace import NOT_APPLICABLE
from rectcore.model.facts import NONE, Unknown, Why
from rectcore.model.period import Period


@frozen
class Slips:
    """With how many slips a row may be among those drawn from: from `low` to `high`; `unknown` says why they differ."""

    low: int
    high: int
    unknown: Unknown | None = None


ONE_SLIP: Final = Slips(1, 1)


def ticket(seed: str, sample: str, period: Period, id_: str, slip: int = 1) -> str:
    """The number of a slip of a row: 64 hexadecimal digits; the lower is drawn first."""
    text = f"{seed}|{sample}|{period}|{id_}"
    return sha256((text if slip == 1 else f"{text}|{slip}").encode()).hexdigest()


def slips_of(weight: Any, id_: str) -> Slips:
    """With how many slips a row of that weight is among those drawn from.

    What is known not to exist, or does not apply, gives none; a number that no weight can be, any.
    """
    if weight is NONE or weight is NOT_APPLICABLE:
        return Slips(0, 0)
    if isinstance(weight, Unknown):
        return Slips(0, MOST_SLIPS, weight)
    if isinstance(weight, Between):
        low, high = weight.low or 0, MOST_SLIPS if weight.high is None else weight.high
        usable = low >= 0 and high <= MOST_SLIPS
        return Slips(low, high, weight.unknown) if usable else Slips(0, MOST_SLIPS, weight.unknown)
    if 0 <= weight <= MOST_SLIPS:
        return Slips(weight, weight)
    return Slips(0, MOST_SLIPS, Unknown.because(Why.INVALID, "weight", id_))


def lots_of(slips: Slips, number: Callable[[int], str]) -> tuple[str, ...]:
    """The lots that a row may have, the lowest first: the lowest number of as many slips as it may have."""
    found: set[str] = set()
    lowest = number(1)
    for slip in range(1, slips.high + 1):
        lowest = min(lowest, number(slip))
        if slip >= slips.low:
            found.add(lowest)
    return tuple(sorted(found))
