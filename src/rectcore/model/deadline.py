"""A deadline as plans write it: a day, or a month meaning its last day; dated, at once, or for good."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from rectcore.model.period import Period, PeriodKind


class DeadlineClass(Enum):
    """How a plan means a deadline."""

    DATED = "dated"  # 限期整改: by a day
    IMMEDIATE = "immediate"  # 立行立改: at once
    LONG_TERM = "long_term"  # 长期坚持: never simply ends


@frozen
class Deadline:
    """A deadline of a task.

    `at` is a day, or a month (practice: ledgers hold months), or None where the class gives no day.
    """

    at: date | Period | None
    kind: DeadlineClass = DeadlineClass.DATED

    def __attrs_post_init__(self) -> None:
        if isinstance(self.at, Period) and self.at.kind is not PeriodKind.MONTH:
            raise ValueError(f"a deadline is a day or a month, not {self.at}")
        if self.at is None and self.kind is DeadlineClass.DATED:
            raise ValueError("a dated deadline needs a day or a month")

    @property
    def last_day(self) -> date | None:
        """The last day on which the task is in time; a month means its last day (practice K13)."""
        return self.at.last if isinstance(self.at, Period) else self.at

    @classmethod
    def month(cls, year: int, month: int) -> Deadline:
        """The deadline "by the end of that month"."""
        return cls(Period.month(year, month))


@frozen
class Step:
    """One measure inside a task (整改措施), often with a unit and a deadline of its own."""

    title: str
    unit: str | None = None
    deadline: Deadline | None = None
    fields: dict[str, object] = field(factory=dict, converter=dict, hash=False)
