"""Measures in order of severity, and the ladders that climb through them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from attrs import frozen

from rectcore.model.duration import SpanUnit

MEASURES: Final = (
    "reminder",  # 提醒
    "warning",  # 预警
    "supervision",  # 督办
    "circular",  # 通报
    "interview",  # 约谈
    "accountability",  # 问责
    "referral",  # 移送
)
"""The acts a finding may call for, the mildest first (practice P27)."""

COMMENDATION: Final = "commendation"
"""The act that praises; it stands outside the order."""


def severity(measure: str, further: Sequence[str] = ()) -> int:
    """The place of a measure in the order, 0 the mildest; `further` are a host's own, harsher than the core's.

    A measure outside the order, commendation, is -1.
    """
    order = (*MEASURES, *further)
    return order.index(measure) if measure in order else -1


class Counting(Enum):
    """What a ladder that climbs by number counts."""

    CONSECUTIVE = "consecutive"  # missed ones since the last in time
    IN_TOTAL = "in total"  # all missed ones since the last reset


class Reset(Enum):
    """When a count goes back to nothing."""

    ON_TIME = "on time"  # one instance fulfilled in time
    EACH_YEAR = "each year"  # on 1 January, by due day
    NEVER = "never"


@frozen
class Rung:
    """A step of a ladder.

    Exactly one of `count` (reached at the n-th) and `after` (reached on the n-th day, first day counted) is set.
    """

    measure: str
    count: int | None = None
    after: int | None = None
    after_unit: SpanUnit = SpanUnit.DAYS

    def __attrs_post_init__(self) -> None:
        if (self.count is None) == (self.after is None):
            raise ValueError("a rung is reached by a count or after days, one of the two")
        if (self.count if self.after is None else self.after) < 1:  # type: ignore[operator]
            raise ValueError("a rung is reached at 1 at the earliest")


@frozen
class Climb:
    """Where a subject stands on a ladder: the rung counted from 1, 0 below the first; `high` if all that is unknown were bad."""

    low: int = 0
    high: int = 0
