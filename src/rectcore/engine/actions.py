"""What people can do so that a condition comes true: an event to be recorded, a field to be filled in, a judgement."""

from __future__ import annotations

from enum import Enum
from typing import Any

from attrs import frozen

from rectcore.diagnostics import Text
from rectcore.model.events import Subject


class ActionKind(Enum):
    """What kind of doing it is."""

    RECORD = "record"  # an event is to be recorded
    AMEND = "amend"  # a field of a card is to be filled in or changed
    CORRECT = "correct"  # an event on record lacks a field; a correction enters it
    JUDGE = "judge"  # somebody entitled is to decide
    ACT = "act"  # the act that is asked about must itself be so
    OTHER = "other"  # a condition that is not taken apart further
    NEVER = "never"  # no act can change this


@frozen
class Action:
    """One thing to be done on the day of the question.

    Args:
        subject: the card on which it is recorded; of a correction, the one whose event lacks the field.
        event: the kind of the event; of a correction, the id of the event it completes.
        count: how many of them.
        fields: what the event holds, or what a card's field is to become; None: anything will do.
        by: the posts that whoever acts must hold, each with its unit.
        persons: who could act, the one that fits beside the other actions first; empty: anybody.
        concrete: nothing is left in the text alone, so that it can be recorded as it stands here.
    """

    kind: ActionKind
    subject: Subject
    text: Text
    event: str | None = None
    count: int = 1
    fields: tuple[tuple[str, Any], ...] = ()
    by: tuple[tuple[str, str], ...] = ()
    persons: tuple[str, ...] = ()
    concrete: bool = False


Way = tuple[Action, ...]
"""Things to be done together."""
