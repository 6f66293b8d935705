"""The instances of a duty, each with its due day, the event that serves it, and its state."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import define, frozen

from rectcore.check import terms as t
from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import (
    ByEvent,
    DueAfter,
    DueByDay,
    DueEndOf,
    DueOn,
    Duty,
    ExceptionRule,
    GovernedBy,
    Rulebook,
    TestedAt,
)
from rectcore.check.types import Kind
from rectcore.check.vocabulary import Clock, Entity
from rectcore.engine.compile.functions import Compiled, condition, value
from rectcore.engine.compile.nodes import Place
from rectcore.engine.compile.owners import NO_EVENTS, Facts, Owner, counted_day
from rectcore.engine.results import Obligation, State
from rectcore.model.calendar import DueDay, after_days, after_months, after_working_days, roll
from rectcore.model.duration import SpanUnit
from rectcore.model.events import Event, Subject
from rectcore.model.facts import NONE
from rectcore.model.period import Period, PeriodKind


class NotTold(Exception):  # noqa: N818 - no error: the reference evaluator is asked
    """Something is not known, or not plain."""


@define(eq=False)
class Instance:
    """One thing owed, for a period, or for an event `x`, or once."""

    start: date
    period: Period | None
    x: Event | None

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


@define(eq=False)
class _Row:
    """A period with its first and last day, and when it is due."""

    first: date
    last: date
    due: DueDay
    instance: Instance


class _During:
    """Whether a duty applies on a day, kept for the days on which it is the same."""

    __slots__ = ("condition", "first", "last", "owner", "value")

    def __init__(self, condition: Compiled | None, owner: Owner) -> None:
        self.condition, self.owner = condition, owner
        self.value, self.first, self.last = condition is None, date.min, date.max if condition is None else date.min

    def throughout(self, first: date, last: date) -> bool:
        """Whether it applies on each of these days; false where it does not, or that is not so easily told."""
        return self.at(first) and last <= self.last

    def at(self, day: date) -> bool:
        if self.first <= day <= self.last:
            return self.value
        assert self.condition is not None
        found = self.condition.stretch(self.owner, day, x=None, rules_day=day, period=None)
        if found is None:
            raise NotTold
        self.value, self.first, self.last = found
        return self.value


@frozen
class Owed:
    """A duty as it is worked out natively."""

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
    constant: Any = None

    # -- what is owed ---------------------------------------------------------------------------------------------

    def obligations(self, owner: Owner, day: date) -> tuple[Obligation, ...] | None:
        """Every instance that has begun by a day, with its state; None where the reference evaluator is to be asked."""
        try:
            return self.owed(owner, day)
        except NotTold:
            return None

    def owed(self, owner: Owner, day: date) -> tuple[Obligation, ...]:
        """Every instance that has begun by a day, with its state.

        Raises:
            NotTold: the reference evaluator is to be asked.
        """
        about = Subject(SUBJECT_KINDS[owner.entity], owner.id)
        return tuple(self._obligation(one, about) for one in self.stands(owner, day))

    def _obligation(self, found: Stands, owner: Subject) -> Obligation:
        one, due, by = found.instance, found.due, found.by
        done = by is not None and found.state in (State.FULFILLED, State.LATE)
        return Obligation(
            rule=self.duty.id,
            subject=owner if one.x is None else Subject(one.x.kind, one.x.id),
            owner=owner,
            period=str(one.period) if one.period is not None else None,
            due=due.day if due is not None else None,
            state=found.state,
            provisional=due is not None and due.provisional,
            clamped=due is not None and due.clamped,
            rolled_from=due.rolled_from if due is not None else None,
            served_by=by[0].id if by is not None and done else None,
            served_on=by[1] if by is not None and done else None,
        )

    def stands(self, owner: Owner, day: date) -> list[Stands]:
        """Where every instance that has begun by a day stands.

        Raises:
            NotTold: the reference evaluator is to be asked.
        """
        key = (id(self), day)
        found: list[Stands] | None = owner.owed.get(key)
        if found is None:
            found = owner.owed[key] = self._by_period(owner, day) if self.fixed else self._one_by_one(owner, day)
        return found

    def _one_by_one(self, owner: Owner, day: date) -> list[Stands]:
        if self.trigger is not None and self.duty.entity not in owner.events:
            return []
        instances = self._instances(owner, day)
        served = self._match(owner, instances, day) if instances else {}
        found = []
        for one in instances:
            due = self._due(owner, one, day)
            found.append(Stands(one, due, *self._state(owner, one, served.get(id(one)), due, day)))
        return found

    # -- duties whose periods are due on the same days for everybody ------------------------------------------------

    def _by_period(self, owner: Owner, day: date) -> list[Stands]:
        """The same, where due days are a table and every event names its period: no order of events to be kept."""
        start = owner.first_day(self.duty, None)
        if owner.entity != self.duty.entity or start is None or start > day:
            return []
        rows = self._table(owner.facts, start, day)
        applies = _During(self.during, owner)
        always = applies.throughout(start, day)
        best = self._first_to_serve(owner, rows, applies, day, always=always)
        if best is None:
            return self._one_by_one(owner, day)
        marked = owner.facts.mark(self.by.entity, owner.facts.known_at)
        found = []
        for first, row in rows.items():
            by, due = best.get(first), row.due
            last = due.day
            if by is not None and by[1] <= last:
                state = State.FULFILLED
            elif not (always or (applies.at(min(row.last, day)) and applies.at(min(last, day)))):
                state, by = State.NOT_REQUIRED, None
            elif day <= last:
                state, by = State.PENDING, None
            elif due.provisional or marked < last:
                raise NotTold
            else:
                state = State.LATE if by is not None else State.MISSED
            found.append(Stands(row.instance, due, state, by))
        return found

    def _first_to_serve(
        self, owner: Owner, rows: dict[date, _Row], applies: _During, day: date, *, always: bool
    ) -> dict[date, tuple[Event, date]] | None:
        """The first event that serves each period, with the day it counts from; None where one names no period."""
        best: dict[date, tuple[Event, date]] = {}
        (named,) = self.named
        every, stated = self.duty.every, self.kind.clock is Clock.STATED
        for event in owner.events.get(self.by.entity, NO_EVENTS):
            counted = event.on
            if counted > day:
                continue
            covers = event.fields.get(named)
            if covers.__class__ is not Period:
                return None
            row = rows.get(covers.first)
            if row is None or covers.kind is not every:
                continue
            if not stated and event.recorded > counted:
                counted = event.recorded
            if not row.first <= counted <= day:
                continue
            other = best.get(row.first)
            if other is not None and (other[1], other[0].on, other[0].id) < (counted, event.on, event.id):
                continue
            if not (self.any_will_do or self._meets(owner, row.instance, event)):
                continue
            if always or (applies.at(min(row.last, counted)) and applies.at(min(row.due.day, counted))):
                best[row.first] = event, counted
        return best

    def _table(self, facts: Facts, start: date, day: date) -> dict[date, _Row]:
        """The periods of everybody who began in the same one, with their due days."""
        assert isinstance(self.duty.every, PeriodKind)
        key = (start, day)
        table = facts.due_days(self)
        if key not in table:
            in_force = facts.rulebook.in_force
            table[key] = {
                period.first: self._row(facts, period, table)
                for period in facts.periods(self.duty.every, start, day, included=False)
                if period.first in in_force and period.first in self.duty.in_force
            }
        rows: dict[date, _Row] = table[key]
        return rows

    def _row(self, facts: Facts, period: Period, table: dict[Any, Any]) -> _Row:
        if period.first not in table:
            number = self.constant
            if self.number is not None and self.number.parameters:
                number = self.number.given(facts, period.first)[0]
            if number is None and self.number is not None:
                raise NotTold
            due = self._computed(facts, period, period, number)
            table[period.first] = _Row(period.first, period.last, due, Instance(period.first, period, None))
        row: _Row = table[period.first]
        return row

    def _instances(self, owner: Owner, day: date) -> list[Instance]:
        duty, whole = self.duty, owner.facts.rulebook.in_force
        if self.trigger is not None:
            events = [e for e in owner.events.get(duty.entity, NO_EVENTS) if e.on <= day]
            events.sort(key=lambda e: (max(e.on, e.recorded), e.on, e.id))
            return [Instance(e.on, None, e) for e in events if e.on in whole and e.on in duty.in_force]
        start = owner.first_day(duty, None)
        if owner.entity != duty.entity or start is None or start > day:
            return []
        if not isinstance(duty.every, PeriodKind):
            return [Instance(start, None, None)] if start in whole and start in duty.in_force else []
        return [
            Instance(max(start, period.first), period, None)
            for period in owner.facts.periods(duty.every, start, day, included=duty.first_period_included)
            if period.first in whole and period.first in duty.in_force
        ]

    # -- when it is due -------------------------------------------------------------------------------------------

    def _rules_day(self, owner: Owner, one: Instance, day: date) -> date:
        by = self.duty.governed_by
        if by is GovernedBy.AS_OF:
            return day
        if by is GovernedBy.DUE_DATE:
            due = self._due_by(owner, one, day, one.first)
            return due.day if due is not None else one.first
        return one.first

    def _due(self, owner: Owner, one: Instance, day: date) -> DueDay | None:
        """The due day as it stands on a day; None where there is none."""
        return self._due_by(owner, one, day, self._rules_day(owner, one, day))

    def _due_by(self, owner: Owner, one: Instance, day: date, rules_day: date) -> DueDay | None:
        rule = self.duty.due.rule
        number = None
        if self.number is not None:
            number = self._asked(self.number, owner, one, day, rules_day)
        if isinstance(rule, DueByDay | DueEndOf):
            key = (one.period, number)
            if isinstance(rule, DueEndOf) and rule.period is not None:
                key = (rule.period, None)
        else:
            assert self.start is not None
            start = self._asked(self.start, owner, one, day, rules_day, none=True)
            if start is NONE:
                return None
            key = (start, number)
        table = owner.facts.due_days(self)
        if key not in table:
            table[key] = self._computed(owner.facts, one.period, *key)
        found: DueDay = table[key]
        return found

    def _computed(self, facts: Facts, period: Period | None, start: Any, number: Any) -> DueDay:
        rule = self.duty.due.rule
        calendar = facts.calendar_on(facts.known_at)
        try:
            if isinstance(rule, DueByDay):
                assert period is not None
                period = period.next() if rule.next_period else period
                wanted = after_days(period.first, max(int(number), 1) - 1).day
                due = DueDay(min(wanted, period.last), clamped=wanted > period.last)
            elif isinstance(rule, DueEndOf):
                if rule.period is not None:
                    due = DueDay(rule.period.last)
                else:
                    assert period is not None
                    due = DueDay((period.next() if rule.next_period else period).last)
            elif isinstance(rule, DueAfter):
                due = _after(calendar, rule, start, int(number))
            else:
                due = DueDay(start)
            written = isinstance(rule, DueOn) and isinstance(rule.day, t.Field | t.Const)
            return due if written else roll(calendar, due, self.duty.due.roll)
        except OverflowError:
            raise NotTold from None

    def _asked(
        self, what: Compiled, owner: Owner, one: Instance, day: date, rules_day: date, *, none: bool = False
    ) -> Any:
        found = what.asked(owner, day, x=one.x, rules_day=rules_day, period=one.period)
        if found is None or (found is NONE and not none):
            raise NotTold
        return found

    # -- whether it is owed ---------------------------------------------------------------------------------------

    def _required(self, owner: Owner, one: Instance, day: date) -> bool:
        """Whether it is owed, as seen on a day; where an exception may apply, the reference evaluator is asked."""
        due = self._due(owner, one, day)
        days = self._test_days(one, due, day) if self.during is not None or self.exceptions else ()
        for rule, applies in self.exceptions:
            for at in days if one.first in rule.in_force else ():
                rules_day = self._rules_day(owner, one, at)
                if applies.asked(owner, at, x=one.x, rules_day=rules_day, period=one.period) is not False:
                    raise NotTold
        if due is None:
            return False
        if self.during is None:
            return True
        doubt = False
        for at in days:
            found = self.during.asked(owner, at, x=one.x, rules_day=self._rules_day(owner, one, at), period=one.period)
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

    def _match(self, owner: Owner, found: list[Instance], day: date) -> dict[int, tuple[Event, date]]:
        """The event that serves each instance, and the day it counts from; each serves one at most."""
        events = [(counted_day(self.kind, e), e) for e in owner.events.get(self.by.entity, NO_EVENTS) if e.on <= day]
        served: dict[int, tuple[Event, date]] = {}
        if not events:
            return served
        events.sort(key=lambda pair: (pair[0], pair[1].on, pair[1].id))
        for counted, event in events:
            for one in self._candidates(owner, found, served, event, counted):
                if not self._meets(owner, one, event) or counted > day:
                    continue
                if counted < one.first or not self._required(owner, one, counted):
                    continue
                served[id(one)] = (event, counted)
                break
        return served

    def _named(self, event: Event) -> Period | None:
        fields = event.fields
        for name in self.named:
            covers = fields.get(name)
            if isinstance(covers, Period):
                return covers
        return None

    def _candidates(
        self, owner: Owner, found: list[Instance], served: dict[int, Any], event: Event, counted: date
    ) -> list[Instance]:
        """The instances an event may serve, the first wanted first."""
        if self.duty.every is not None:
            named = self._named(event)
            if named is not None:
                return [i for i in found if i.period == named and id(i) not in served]
            unmet = [i for i in found if id(i) not in served]
            inside = [i for i in unmet if self._in_window(owner, i, counted)]
            return [*inside, *(i for i in reversed(unmet) if i not in inside)]
        unmet = [i for i in found if id(i) not in served and (i.x is None or i.x.id != event.id)]
        if isinstance(event.answers, str) and any(i.x is not None for i in found):
            book = owner.facts.rulebook
            prefix = f"{book.id}/{book.known_as(self.duty.id)}/"
            return [i for i in unmet if i.x is not None and event.answers in (i.x.id, f"{prefix}{i.x.kind}:{i.x.id}")]
        return sorted(unmet, key=lambda i: (i.start, i.x.id if i.x is not None else ""))

    def _in_window(self, owner: Owner, one: Instance, counted: date) -> bool:
        if one.first > counted:
            self._required(owner, one, counted)
            return False
        self._required(owner, one, counted)  # an exception may move the due day
        due = self._due(owner, one, counted)
        return due is not None and counted <= due.day

    def _meets(self, owner: Owner, one: Instance, event: Event) -> bool:
        day = max(event.on, event.recorded, one.start)
        found = self.serves.asked(
            owner, day, x=one.x, v=event, rules_day=self._rules_day(owner, one, day), period=one.period
        )
        if found is None:
            raise NotTold
        return found is True

    # -- its state ------------------------------------------------------------------------------------------------

    def _state(
        self, owner: Owner, one: Instance, served: tuple[Event, date] | None, due: DueDay | None, day: date
    ) -> tuple[State, tuple[Event, date] | None]:
        required = self._required(owner, one, day)
        if served is not None and due is not None and served[1] <= due.day:
            return State.FULFILLED, served
        if not required or due is None:
            return State.NOT_REQUIRED, None
        if day <= due.day:
            return State.PENDING, None
        if due.provisional or owner.facts.mark(self.by.entity, owner.facts.known_at) < due.day:
            raise NotTold
        return (State.LATE, served) if served is not None else (State.MISSED, None)


def _after(calendar: Any, rule: DueAfter, start: date, count: int) -> DueDay:
    if rule.unit is SpanUnit.WORKING_DAYS:
        return after_working_days(calendar, start, count, first_day_counted=rule.first_day_counted)
    if rule.unit is SpanUnit.MONTHS:
        due = after_months(start, count)
        if rule.first_day_counted and count:
            raise NotTold
        return due
    return after_days(start, count, first_day_counted=rule.first_day_counted)


def of_duty(duty: Duty, book: Rulebook) -> Owed | None:
    """A duty as functions; None where it is left to the reference evaluator."""
    by = duty.fulfilled_by
    if not isinstance(by, ByEvent) or not (duty.every is None or isinstance(duty.every, PeriodKind)) or duty.rolling:
        return None
    if by.entity in _runs_over(by.condition, book):
        return None
    entity = book.vocabulary[duty.entity]
    at = Place(duty.entity, this=duty.entity if entity.event else None)
    needed: list[Compiled | None] = []

    def said(term: t.Term) -> Compiled | None:
        needed.append(condition(book, term, at))
        return needed[-1]

    serving = Place(duty.entity, at.this, variables={by.number: "v"}, served=by.number)
    needed.append(serves := condition(book, by.condition, serving))
    during = said(duty.applies_while) if duty.applies_while is not None else None
    exceptions = tuple((x, said(x.applies_when)) for x in book.exceptions_of(duty.id))
    number = start = None
    rule = duty.due.rule
    if isinstance(rule, DueByDay):
        needed.append(number := value(book, rule.day, at))
    elif isinstance(rule, DueAfter):
        needed.append(number := value(book, rule.amount, at))
        needed.append(start := value(book, rule.start, at))
    elif isinstance(rule, DueOn):
        needed.append(start := value(book, rule.day, at))
    elif not isinstance(rule, DueEndOf):
        return None
    if any(x is None for x in needed):
        return None
    assert serves is not None
    named = tuple(a.name.id for a in book.vocabulary[by.entity].attributes if a.type.kind is Kind.PERIOD)
    return Owed(
        duty,
        by,
        serves,
        named,
        during,
        tuple((x, applies) for x, applies in exceptions if applies is not None),
        number,
        start,
        entity if entity.event else None,
        book.vocabulary[by.entity],
        not exceptions and _is_fixed(duty, named, during, number),
        _any_will_do(by.condition),
        rule.day.value if isinstance(rule, DueByDay) and isinstance(rule.day, t.Const) else None,
    )


def _any_will_do(condition: t.Term) -> bool:
    """Whether every event that names a period serves that period."""
    match condition:
        case t.Const(value=True):
            return True
        case t.Compare(op="is", left=t.Field(of=t.Var(), type=type_), right=t.ThisPeriod()):
            return type_.kind is Kind.PERIOD
    return False


def _is_fixed(duty: Duty, named: tuple[str, ...], during: Compiled | None, number: Compiled | None) -> bool:
    """Whether its periods are due on the same days for everybody, and it applies as its events alone decide."""
    rule = duty.due.rule
    if (
        duty.every is None
        or duty.first_period_included
        or len(named) != 1
        or duty.governed_by is not GovernedBy.PERIOD_START
    ):
        return False
    if duty.tested_at is not TestedAt.BOTH or (during is not None and (during.turning is None or during.parameters)):
        return False
    if isinstance(rule, DueByDay):
        return isinstance(rule.day, t.Const | t.Param) and number is not None
    return isinstance(rule, DueEndOf) and rule.period is None


def _runs_over(term: t.Term, book: Rulebook) -> set[str]:
    """The kinds of rows that a term, or one named in it, runs over."""
    found: set[str] = set()
    for one in t.walk(term):
        found |= {bound.rows.entity for bound in t.bound_by(one)}
        if isinstance(one, t.Defined):
            found |= _runs_over(book.find(one.id).term, book)
    return found
