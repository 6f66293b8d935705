"""The three kinds of duration."""

from __future__ import annotations

from enum import Enum


class SpanUnit(Enum):
    """What a duration counts; the three kinds neither compare nor add to each other."""

    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"
