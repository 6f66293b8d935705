"""How long a breach has lasted, and the rung that is reached by days."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rectcore.check.rulebook import Ladder, Rulebook
from rectcore.engine.compile.conditions import Holds
from rectcore.engine.compile.functions import Compiled, value
from rectcore.engine.compile.nodes import Place
from rectcore.engine.compile.owners import NotTold, Owner
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.model.calendar import after_days, after_working_days
from rectcore.model.duration import SpanUnit
from rectcore.model.events import Event


@frozen
class Steps:
    """The rungs of a ladder by days: after how many days, or working days, each is reached."""

    lengths: tuple[tuple[Compiled, SpanUnit], ...]

    def rung(self, holds: Holds, owner: Owner, day: date, event: Event | None) -> int:
        """The rung of a breach that lasts to a day; 0 below the first."""
        start = begun(holds, owner, day, event)
        reached = 0
        for place, (length, unit) in enumerate(self.lengths, 1):
            number = length.asked(owner, day, x=event)
            if number is None:
                continue
            count = max(int(number), 1)
            try:
                if unit is SpanUnit.DAYS:
                    due = after_days(start, count, first_day_counted=True)
                else:
                    calendar = owner.facts.calendar_on(owner.facts.known_at)
                    due = after_working_days(calendar, start, count, first_day_counted=True)
            except OverflowError:
                continue
            if not due.provisional and due.day <= day:
                reached = place
        return reached


def begun(holds: Holds, owner: Owner, day: date, event: Event | None) -> date:
    """The first day of the unbroken run of days on which a condition holds."""
    first = holds.rule.in_force.first or date.min
    first = max(first, owner.facts.rulebook.in_force.first or date.min, owner.first_day(holds.rule, event) or date.min)
    at = day
    while True:
        found = holds.condition.stretch(owner, at, x=event, rules_day=at, period=None)
        if found is None:
            raise NotTold
        if not found[0]:
            return at + ONE_DAY
        since = max((d for d in holds.condition.turns if d <= at), default=date.min)
        at = max(found[1], since)
        if at <= first:
            return first
        at -= ONE_DAY


def by_days(ladder: Ladder, book: Rulebook) -> Steps | None:
    """A ladder by days as functions; None where it is left to the reference evaluator."""
    lengths = []
    for step in ladder.steps:
        assert step.after is not None
        number = value(book, step.after[0], Place(ladder.for_each or "Task"))
        if number is None or step.after[1] is SpanUnit.MONTHS:
            return None
        lengths.append((number, step.after[1]))
    return Steps(tuple(lengths))
