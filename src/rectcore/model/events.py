"""Events with two clocks: the day a thing happened (`on`) and the day it was entered (`recorded`).

Nothing is overwritten. A correction or a withdrawal is an event that names the one it changes.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import field, frozen

from rectcore.model.facts import Absent, Fields, Invalid

CORRECTION: Final = "correction"
WITHDRAWAL: Final = "withdrawal"
AMENDMENT: Final = "amendment"

NEVER_AMENDED: Final = frozenset({"id", "kind", "opened", "deadline"})
"""The fields of a card that no amendment changes: what names it, when it begins, and its original deadline."""


@frozen(order=True)
class Subject:
    """What an event or a finding is about: `kind` is `task` (petitions too), `unit`, `plan`, or an event kind."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@frozen
class Attachment:
    """A paper that belongs to an event, with the hash of its content."""

    name: str
    sha256: str | None = None


@frozen
class Event:
    """Something that happened to a task, a unit or the plan, as somebody entered it.

    Args:
        id: unique in the ledger.
        kind: an event kind of the vocabulary, `report` or `signature`; `correction` and `withdrawal` name `target`.
        subject: what it belongs to.
        on: the day it happened.
        recorded: the day it was entered.
        unit, person, post: who did it; the post is what the event claims and is no evidence.
        answers: the finding that an act, or the event that a reply, answers.
        target: the event that a correction or a withdrawal changes.
        changes: what a correction puts in the place of the target's fields.
        fields: what this kind of event carries besides.
    """

    id: str
    kind: str
    subject: Subject
    on: date
    recorded: date
    unit: str | Absent | Invalid | None = None
    person: str | Absent | Invalid | None = None
    post: str | Absent | Invalid | None = None
    note: str | Absent | Invalid | None = None
    answers: str | Absent | Invalid | None = None
    attachments: tuple[Attachment, ...] = field(default=(), converter=tuple[Attachment, ...])
    target: str | None = None
    changes: Fields = field(factory=dict, converter=dict, hash=False)
    fields: Fields = field(factory=dict, converter=dict, hash=False)


OWN_FIELDS: Final = ("on", "unit", "person", "post", "note", "answers")
"""The fields of every event that a correction may change beside those of its kind."""
