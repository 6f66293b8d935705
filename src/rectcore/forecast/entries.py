"""What a forecast says: entries, each with its day and the last day on which it can still be kept from coming."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum

from attrs import field, frozen

from rectcore.diagnostics import Text
from rectcore.model.events import Subject


class What(Enum):
    """What will come on a day; in the order in which a day lists them."""

    DUE = "due"  # the last day of a duty or a target
    MEASURE_DUE = "measure-due"  # the last day for taking the measure that a finding calls for
    ANSWER_DUE = "answer-due"  # the last day for the reply to a measure taken
    MISSED = "missed"  # a duty is not done, or a target not met, and its due day is over
    LATE = "late"  # a duty is done after its due day
    OVERDUE = "overdue"  # the day for taking a measure is over
    UNANSWERED = "unanswered"  # the day for a reply is over
    RUNG_UP = "rung-up"  # a finding stands on a higher rung, or on its first
    RUNG_DOWN = "rung-down"  # it stands on a lower one
    BEGINS = "begins"  # a standing is violated, a notice applies, a target is off course
    UNDETERMINED = "undetermined"  # it can no longer be judged
    LAPSES = "lapses"  # a judgement no longer holds
    CLOSES = "closes"  # an act that was open is blocked
    OPENS = "opens"  # an act that was blocked is open
    ENDS = "ends"  # a finding is over


@frozen
class Entry:
    """Something that will come about on a day, if nothing new is recorded.

    Args:
        day: the first day on which it is so; of what falls due, the last day.
        id: of the finding, the obligation, the judgement or the act; the same from one forecast to the next.
        kind: the kind of rule, as a finding has it; `judgement` and `act` besides.
        last_safe: the last day on which it can still be kept from coming; None where nobody would want to.
        provisional: the day lies beyond the published working days and may move; never a miss.
        rung_before: the rung of the day before, on a ladder.
        due: the last day of the obligation, or of the measure called for.
        title: what it is about, in some words; `message` the whole in a sentence.
    """

    day: date
    what: What
    id: str
    rule: str
    kind: str
    subject: Subject
    last_safe: date | None = None
    provisional: bool = False
    period: str | None = None
    rung: int | None = None
    rung_before: int | None = None
    measure: str | None = None
    addressees: tuple[str, ...] = ()
    due: date | None = None
    title: Text = Text()
    message: Text = field(default=Text(), repr=False)

    @property
    def month(self) -> str:
        """The month of the day: `2024-03`."""
        return f"{self.day:%Y-%m}"


@frozen
class Forecast:
    """What will come about from `as_of` to `until`, both included, if nothing new is recorded.

    What falls due on `as_of` itself is in it; what only holds already on that day is not.

    Args:
        through: the day up to which the ledger says it is complete; silence after it is taken as nothing done.
        calendar_to: the last day whose working days are published; None where none are.
        subject: the one it is about; None for all.
    """

    as_of: date
    until: date
    policy: str
    policy_sha256: str
    ledger: str
    ledger_sha256: str | None
    through: date | None
    calendar: str
    calendar_to: date | None
    subject: str | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def totals(self) -> dict[str, dict[What, int]]:
        """How many entries of each kind a month has, the months in order."""
        counts = Counter((entry.month, entry.what) for entry in self.entries)
        months = sorted({month for month, _ in counts})
        return {month: {what: counts[month, what] for what in What if counts[month, what]} for month in months}


ASSUMPTION = Text("nothing new is recorded", "此后没有新的记录")
"""What every entry rests on."""
