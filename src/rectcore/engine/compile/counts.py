"""Ladders by number: what they count of the obligations that feed them, and the rung that is reached."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from rectcore.check import terms as t
from rectcore.check.rulebook import Ladder, Rulebook
from rectcore.engine.compile.duties import stands
from rectcore.engine.compile.functions import Compiled, value
from rectcore.engine.compile.nodes import Place
from rectcore.engine.compile.owed import Owed, Stands
from rectcore.engine.compile.owners import NO_EVENTS, NotTold, Owner
from rectcore.engine.results import State
from rectcore.model.escalation import Counting, Reset


@frozen
class Counted:
    """A ladder by number that duties on the same subject feed, and nothing else."""

    ladder: Ladder
    feeders: tuple[Owed, ...]
    numbers: tuple[Compiled, ...]
    may_be_called_off: bool

    def rung(self, owner: Owner, day: date) -> int:
        """The rung of an owner on a day, 0 below the first.

        Raises:
            NotTold: the reference evaluator is to be asked.
        """
        ladder, facts = self.ladder, owner.facts
        if day not in ladder.in_force or day not in facts.rulebook.in_force:
            return 0
        count = self._count(owner, day)
        if not count or owner.status(day, facts.known_at) == "closed":
            return 0
        if self.may_be_called_off:
            raise NotTold
        reached = 0
        for place, wanted in enumerate(self._wanted(owner, day), 1):
            if wanted is not None and max(wanted, 1) <= count:
                reached = place
        return reached

    def _wanted(self, owner: Owner, day: date) -> list[Any]:
        """How many each rung needs by the parameters of a day: the same for everybody."""
        table = owner.facts.kept(self, "numbers")
        if day not in table:
            table[day] = [number.asked(owner, day) for number in self.numbers]
        found: list[Any] = table[day]
        return found

    def _count(self, owner: Owner, day: date) -> int:
        ladder = self.ladder
        again = max((e.on for e in owner.events.get("reopening", NO_EVENTS) if e.on <= day), default=date.min)
        each_year = ladder.reset is Reset.EACH_YEAR
        in_a_row = ladder.counting is Counting.CONSECUTIVE
        count = 0
        owed = [one for feeder in self.feeders for one in stands(feeder, owner, day)]
        if len(self.feeders) > 1:
            owed.sort(key=_by_due)
        for one in owed:
            due = one.due
            if due is None or due.day < again or (each_year and due.day.year != day.year):
                continue
            late = one.state is State.LATE
            missed = one.state is State.MISSED
            kept = one.state is State.FULFILLED
            if ladder.counts_on_time:
                count = count + 1 if kept else 0 if in_a_row and (late or missed) else count
            elif kept:
                count = 0 if in_a_row or ladder.reset is Reset.ON_TIME else count
            elif missed or (late and ladder.late_counts):
                count += 1
        return count


def _by_due(one: Stands) -> tuple[date, str]:
    return (one.due.day if one.due is not None else date.min, str(one.instance.period or ""))


def of_ladder(ladder: Ladder, book: Rulebook, duties: dict[str, Owed]) -> Counted | None:
    """A ladder by number as functions; None where it is left to the reference evaluator."""
    if not ladder.by_count or ladder.for_each is not None or ladder.within is not None:
        return None
    if ladder.reset is Reset.ONE_RUNG_DOWN:
        return None
    feeding = [r for r in book.duties if ladder.id in (r.ladder, r.kept)]
    others = [r.id for r in book.standings if ladder.id in (r.ladder, r.kept)]
    others += [r.id for r in book.targets if r.ladder == ladder.id]
    others += [x.id for x in book.ladders if any(ladder.id in step.feeds for step in x.steps)]
    if others or any(r.id not in duties or book.vocabulary[r.entity].event for r in feeding):
        return None
    if not feeding:
        return None
    numbers = [value(book, _number(step.count), Place(feeding[0].entity)) for step in ladder.steps]
    if any(number is None for number in numbers):
        return None
    called_off = not ladder.inline and bool(book.exceptions_of(ladder.id))
    return Counted(ladder, tuple(duties[r.id] for r in feeding), tuple(n for n in numbers if n is not None), called_off)


def _number(count: t.Term | None) -> t.Term:
    assert count is not None
    return count
