"""One thing owed by a duty: the days it looks at, whether it is owed, and whether an event serves it."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import define, frozen

from rectcore.check.rulebook import (
    ByEvent,
    DueAfter,
    DueByDay,
    DueEndOf,
    Duty,
    ExceptionRule,
    GovernedBy,
    TestedAt,
)
from rectcore.check.vocabulary import Entity
from rectcore.engine.compile.functions import Compiled
from rectcore.engine.compile.owners import Facts, NotTold, Owner
from rectcore.engine.reference.due import day_of, end_of, is_written, so_long_after
from rectcore.engine.results import State
from rectcore.model.calendar import DueDay, roll
from rectcore.model.events import Event
from rectcore.model.facts import NONE
from rectcore.model.period import Period


@define(eq=False)
class Instance:
    """One thing owed, for a period, or for an event `x`, or once."""

    start: date
    period: Period | None = None
    x: Event | None = None

    @property
    def first(self) -> date:
        """The first day of its window."""
        return self.period.first if self.period is not None else self.start


@define(eq=False)
class Stands:
    """Where an instance stands: its due day, its state, and the event that serves it with the day it counts from."""

    instance: Instance
    due: DueDay | None
    state: State
    by: tuple[Event, date] | None


@frozen(kw_only=True)
class Owed:
    """A duty as functions. Every method raises `NotTold` where the reference evaluator is to be asked.

    Args:
        serves: whether an event serves an instance.
        named: the fields in which an event may name its period.
        during: the `while`.
        number: how many days, or which; `start` the day it is counted from, or the due day itself.
        trigger: the event it is owed for; `kind` the one that fulfils it.
        fixed: its periods are due on the same days for everybody, and its events alone decide whether it applies.
        any_will_do: every event that names a period serves that period.
    """

    duty: Duty
    by: ByEvent
    serves: Compiled
    named: tuple[str, ...]
    during: Compiled | None
    exceptions: tuple[tuple[ExceptionRule, Compiled], ...]
    number: Compiled | None
    start: Compiled | None
    trigger: Entity | None
    kind: Entity
    fixed: bool
    any_will_do: bool

    # -- when it is due -------------------------------------------------------------------------------------------

    def rules_day(self, owner: Owner, one: Instance, day: date) -> date:
        """The day whose parameters judge an instance."""
        by = self.duty.governed_by
        if by is GovernedBy.AS_OF:
            return day
        if by is GovernedBy.DUE_DATE:
            due = self._due_by(owner, one, day, one.first)
            return due.day if due is not None else one.first
        return one.first

    def due(self, owner: Owner, one: Instance, day: date) -> DueDay | None:
        """The due day as it stands on a day; None where there is none."""
        return self._due_by(owner, one, day, self.rules_day(owner, one, day))

    def _due_by(self, owner: Owner, one: Instance, day: date, rules_day: date) -> DueDay | None:
        number = self._asked(self.number, owner, one, day, rules_day) if self.number is not None else None
        start = self._asked(self.start, owner, one, day, rules_day) if self.start is not None else None
        if start is NONE:
            return None
        table = owner.facts.kept(self, "due days")
        key = (one.period, start, number)
        if key not in table:
            table[key] = self._computed(owner.facts, *key)
        found: DueDay = table[key]
        return found

    def _computed(self, facts: Facts, period: Period | None, start: date | None, number: Any) -> DueDay:
        rule = self.duty.due.rule
        calendar = facts.calendar_on(facts.known_at)
        try:
            if isinstance(rule, DueByDay):
                assert period is not None
                due = day_of(period.next() if rule.next_period else period, int(number))
            elif isinstance(rule, DueEndOf):
                due = end_of(rule, period)
            else:
                assert start is not None
                due = DueDay(start)
                if isinstance(rule, DueAfter):
                    due = so_long_after(start, int(number), rule.unit, calendar, first=rule.first_day_counted)
            return due if is_written(rule) else roll(calendar, due, self.duty.due.roll)
        except OverflowError:
            raise NotTold from None

    def _asked(self, what: Compiled, owner: Owner, one: Instance, day: date, rules_day: date) -> Any:
        found = what.asked(owner, day, x=one.x, rules_day=rules_day, period=one.period)
        if found is None:
            raise NotTold
        return found

    # -- whether it is owed ---------------------------------------------------------------------------------------

    def required(self, owner: Owner, one: Instance, day: date) -> bool:
        """Whether it is owed, as seen on a day; where an exception may apply, the reference evaluator is asked."""
        due = self.due(owner, one, day)
        days = self._test_days(one, due, day) if self.during is not None or self.exceptions else ()
        for rule, applies in self.exceptions:
            for at in days if one.first in rule.in_force else ():
                rules_day = self.rules_day(owner, one, at)
                if applies.asked(owner, at, x=one.x, rules_day=rules_day, period=one.period) is not False:
                    raise NotTold
        if due is None:
            return False
        doubt = False
        for at in days if self.during is not None else ():
            assert self.during is not None
            found = self.during.asked(owner, at, x=one.x, rules_day=self.rules_day(owner, one, at), period=one.period)
            if found is False:
                return False
            doubt = doubt or found is None
        if doubt:
            raise NotTold
        return True

    def _test_days(self, one: Instance, due: DueDay | None, day: date) -> tuple[date, ...]:
        days = []
        at = self.duty.tested_at
        if one.period is not None and at is not TestedAt.DUE_DATE:
            days.append(one.period.last)
        if due is not None and (one.period is None or at is not TestedAt.PERIOD_END):
            days.append(due.day)
        return tuple(dict.fromkeys(min(d, day) for d in days)) or (day,)

    # -- what serves it -------------------------------------------------------------------------------------------

    def meets(self, owner: Owner, one: Instance, event: Event) -> bool:
        """Whether an event of its period meets its condition."""
        day = max(event.on, event.recorded, one.start)
        rules_day = self.rules_day(owner, one, day)
        found = self.serves.asked(owner, day, x=one.x, v=event, rules_day=rules_day, period=one.period)
        if found is None:
            raise NotTold
        return found is True

    def sure_to_be_missed(self, owner: Owner, due: DueDay) -> bool:
        """Whether absence by a due day says that it was not done."""
        return not due.provisional and due.day <= owner.facts.mark(self.by.entity, owner.facts.known_at)
