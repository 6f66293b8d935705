"""What a field of a card or an event may hold besides a value, and why something is not known.

Three states of input: a value, `NONE` (known not to exist), and nothing given (`None` in Python). A value that was
given and cannot be used is `Invalid`: the fact is unknown, and the row stays.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Final, TypeAlias

from attrs import frozen


class Absent(Enum):
    """The knowledge that there is no such thing, as against not knowing it."""

    NONE = "none"


NONE: Final = Absent.NONE


@frozen
class Invalid:
    """A value that was given and is of no use; `raw` is its text for messages."""

    raw: str


class Why(Enum):
    """Why a value is not known."""

    NOT_GIVEN = "not given"  # nobody entered it
    INVALID = "invalid"  # what was entered is of no use
    CONTRADICTORY = "contradictory"  # two corrections, or two judgements, of one day differ
    INCOMPLETE = "feed not complete"  # absence says nothing: the feed does not reach so far, or a row was refused
    BEYOND_CALENDAR = "beyond calendar"  # the working days of that year are not published
    NO_JUDGEMENT = "no judgement in force"  # nobody entitled has decided, or it has lapsed
    CURRENT_ONLY = "only its present value is known"  # and the day asked about lies before that
    NO_DRAW = "no draw recorded"  # nobody has entered the draw of that sample for that period
    NO_READING = "no reading recorded"  # nobody has entered the indicator's value for that period
    NO_FINAL_READING = "no reading recorded after the period"  # what was measured within it decides nothing
    NO_HOLDER = "no holder on record"  # nobody is recorded as holding that post on that day
    NO_VALUE = "no value in force"  # a parameter has no value on that day
    ASKED = "not part of the question"  # a field of an act that is asked about and not yet recorded
    NOT_YET = "day not yet come"  # asked as at a day after the one that is judged
    BEFORE = "before its start"  # asked as at a day on which there was no such thing yet
    CONFLICT = "conflict"  # two exceptions disagree


@frozen(order=True)
class Missing:
    """One thing that is not known: `what` names the field, event kind or post, `of` its owner."""

    what: str
    of: str
    why: Why


@frozen
class Unknown:
    """A value that is not known, with everything that is missing for it."""

    missing: frozenset[Missing]

    def __or__(self, other: Unknown) -> Unknown:
        return Unknown(self.missing | other.missing)

    @classmethod
    def because(cls, why: Why, what: str, of: str) -> Unknown:
        """Unknown for one reason."""
        return cls(frozenset({Missing(what, of, why)}))

    @property
    def reasons(self) -> tuple[Missing, ...]:
        """What is missing, in a fixed order."""
        return tuple(sorted(self.missing, key=lambda m: (m.of, m.what, m.why.value)))


Fields: TypeAlias = dict[str, Any]
"""Values by field name: what the ledger file says, not yet held against a vocabulary."""
