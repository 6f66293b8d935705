"""Measures in order of severity, and the ladders that climb through them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from attrs import frozen

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
    ONE_RUNG_DOWN = "one rung down"  # each instance fulfilled in time takes it to the rung below
    EACH_YEAR = "each year"  # on 1 January, by due day
    NEVER = "never"


@frozen
class Climb:
    """The rung a subject stands on, from 1, 0 below the first; `high` if all that is unknown were bad."""

    low: int = 0
    high: int = 0
