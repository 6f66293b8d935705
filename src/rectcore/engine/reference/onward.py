"""The world as seen from a day on: for how long what holds on the day goes on to hold if nothing happens.

A verdict is asked for a day as known on that day, and both move on together. What a later day knows more is told
apart: events that were entered meanwhile concern their subject; the rest (`ground`) may concern everything.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from rectcore.check.rulebook import Rulebook
from rectcore.check.vocabulary import Entity, History
from rectcore.engine.reference.world import World
from rectcore.model.calendar import Calendar
from rectcore.model.ledger import Ledger


@frozen(slots=False, eq=False)
class Onward(World):
    """A world in which a ledger that is complete up to the day of the question is taken to stay so.

    Args:
        present: the day of the question, as known on that day.
    """

    present: date = field(kw_only=True)

    def watermark(self, entity: Entity, known_at: date) -> date | None:
        """How far absence of these events says something; without end where it is as far as can be known."""
        mark = super().watermark(entity, known_at)
        return date.max if known_at == self.present == mark else mark


def ground(book: Rulebook, ledger: Ledger, calendar: Calendar, day: date) -> tuple[Any, ...]:
    """What any verdict of a day may rest on beside the day and the events; as long as it is the same, none is touched.

    How far the ledger is complete, as far as that is not up to the day; the working days published; the refused rows.
    A field of which only the present value is known speaks of the day the ledger is complete through.
    """
    marks = {feed: ledger.watermark(feed, date.max) for feed in ("ledger", *(f.id for f in ledger.feeds))}
    short = tuple((feed, mark) for feed, mark in sorted(marks.items()) if mark is None or mark < day)
    present = None
    if any(a.history is History.CURRENT_ONLY for e in book.vocabulary.entities for a in e.attributes):
        present = (ledger.through, ledger.through is not None and day >= ledger.through)
    return short, present, calendar.known_on(day), sum(r.known_by(day) for r in ledger.refusals)
