"""What a monitor tells: the findings that appeared, changed or ended, and what became of an event."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rectcore.engine.results import Decision, Finding, Verdict
from rectcore.model.events import Event


@frozen
class Changed:
    """A finding that is about the same as before, and says something else: another rung, due day, act or addressee.

    Args:
        was: as it was, without reasons and words.
        now: as it is.
    """

    was: Finding
    now: Finding


@frozen
class Changes:
    """How the findings of a day differ from those told last, each part by the ids of the findings.

    Args:
        day: the day of the findings.
        appeared: those that were not there.
        changed: those that were there, and say something else.
        ended: those that are no longer there, as they were, without reasons and words.
    """

    day: date
    appeared: tuple[Finding, ...] = ()
    changed: tuple[Changed, ...] = ()
    ended: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.appeared or self.changed or self.ended)


@frozen
class Recorded:
    """What became of an event that was to be recorded.

    Args:
        event: the event.
        decision: what the gates on it say of it, label by label, with reasons where it is refused.
        changes: what it changed; nothing where it was refused, or is entered on a later day than the monitor's.
    """

    event: Event
    decision: Decision
    changes: Changes

    @property
    def accepted(self) -> bool:
        """Whether it is in the ledger now: no gate on it is closed, and none lacks a fact."""
        return self.decision.state in (Verdict.OPEN, Verdict.UNGATED)
