"""What a duty owes: its instances, whether each is required, what excepts it, and its due day (20, 13 to 19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve, field, frozen

from rectcore.check.rulebook import (
    Due,
    DueAfter,
    DueAfterLast,
    Duty,
    ExceptionRule,
    GovernedBy,
    Rule,
    TestedAt,
    Validity,
)
from rectcore.check.terms import Const
from rectcore.check.types import DATE
from rectcore.engine.reference.due import due_day
from rectcore.engine.reference.exceptions import DUE_INSTEAD, NOT_REQUIRED, Exempt, exceptions_to
from rectcore.engine.reference.expressions import truth
from rectcore.engine.reference.kleene import Truth, conjunction, disjunction
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.world import Env, World
from rectcore.engine.trace import Row
from rectcore.model.calendar import DueDay
from rectcore.model.facts import NONE, Absent, Unknown, Why
from rectcore.model.grid import Grid, Stretch
from rectcore.model.period import Period, PeriodKind


@frozen(cache_hash=True)
class Instance:
    """One thing owed: by `owner`, for `period` or for the event `trigger`, or once."""

    duty: Duty = field(eq=False, repr=False)
    owner: Row
    start: date
    period: Period | Stretch | None = None
    trigger: Row | None = None

    @property
    def name(self) -> str | None:
        """What tells it from the duty's others on the same subject: its period, or the day it runs from."""
        if self.period is not None:
            return str(self.period)
        return self.start.isoformat() if self.duty.rolling else None

    @property
    def due(self) -> Due:
        """When it is due; what is due after the last one, as so long after the day it runs from."""
        rule = self.duty.due.rule
        if not isinstance(rule, DueAfterLast):
            return self.duty.due
        return evolve(self.duty.due, rule=DueAfter(rule.amount, rule.unit, Const(self.start, DATE)))

    @property
    def subject(self) -> Row:
        """What the finding is about: the event it is owed for, else the owner."""
        return self.trigger or self.owner


def env_at(
    world: World, day: date, row: Row, *, rules_day: date | None = None, period: Period | Stretch | None = None
) -> Env:
    """Where a rule about `row` is evaluated for a day; in a rule for each event, `this` is the event."""
    this = row if world.rulebook.vocabulary[row.entity].event else None
    return Env(world, day, world.known_at, rules_day or day, subject=row, this=this, period=period)


def instances(duty: Duty, owner: Row, day: date, world: World) -> tuple[Instance, ...]:
    """What is owed by a day: from the first period to the one that has begun, or once, or for each event."""
    key = ("instances", duty.id, owner)
    return world.stretches.ask(key, day, lambda: tuple(_instances(duty, owner, day, world)))


def _instances(duty: Duty, owner: Row, day: date, world: World) -> Iterator[Instance]:
    if world.rulebook.vocabulary[duty.entity].event:
        for known in known_events(env_at(world, day, owner), owner, duty.entity):
            if in_force(duty, known.event.on, world):
                yield Instance(duty, owner, known.event.on, trigger=Row(duty.entity, known.event.id))
        return
    start = rule_start(duty, owner, world)
    if owner.entity != duty.entity or start is None:
        return
    world.stretches.turns(day, start)
    if start > day:
        return
    if duty.every is None:
        if in_force(duty, start, world):
            yield Instance(duty, owner, start)
        return
    for period in periods(duty.every, start, included=duty.first_period_included):
        world.stretches.turns(day, period.first)
        if period.first > day:
            return
        if in_force(duty, period.first, world):
            yield Instance(duty, owner, max(start, period.first), period=period)


def periods(every: PeriodKind | Grid, start: date, *, included: bool) -> Iterator[Period | Stretch]:
    """The periods that begin on or after the start, or with the one that contains it, to the end of all days."""
    period = Stretch(every) if isinstance(every, Grid) else Period.containing(every, start)
    try:
        while period.first < start and not (included and period.last >= start):
            period = period.next()
        while True:
            yield period
            period = period.next()
    except OverflowError:
        return


def last_day(period: Period | Stretch) -> tuple[date, ...]:
    """The last day of a period; none of the week in which all days end."""
    try:
        return (period.last,)
    except OverflowError:
        return ()


def rule_start(rule: Rule, owner: Row, world: World) -> date | None:
    """The first day a rule looks at a subject: its own; for a unit the rule's, else the ledger's (section 20, 13)."""
    if owner.entity != "Unit":
        return world.start(owner)
    return rule.in_force.first or world.rulebook.in_force.first or world.first_day()


def in_force(rule: Rule, day: date, world: World) -> bool:
    """Whether the rule set and the rule are in force on a day."""
    return holds_on(world.rulebook.in_force, day, world) and holds_on(rule.in_force, day, world)


def holds_on(validity: Validity, day: date, world: World) -> bool:
    """Whether something with a first and a last day is in force on a day."""
    if validity.first is not None:
        world.stretches.turns(day, validity.first)
    if validity.last is not None:
        world.stretches.turns_after(day, validity.last)
    return day in validity


def env_of(instance: Instance, day: date, world: World) -> Env:
    """Where an instance is judged from: its parameters are those its duty says (`governed by rules at`)."""
    first = instance.period.first if instance.period else instance.start
    by = instance.duty.governed_by
    env = env_at(world, day, instance.subject, rules_day=first, period=instance.period)
    if by is GovernedBy.AS_OF:
        return evolve(env, rules_day=day)
    if by is GovernedBy.DUE_DATE:
        due = due_day(instance.due, env)
        return evolve(env, rules_day=due.day) if isinstance(due, DueDay) else env
    return env


def test_days(instance: Instance, due: DueDay | Absent | Unknown, day: date, world: World) -> tuple[date, ...]:
    """The days on which the duty asks whether it applies, as far as they have come; today stands in for the rest."""
    days: list[date] = []
    at = instance.duty.tested_at
    if instance.period is not None and at is not TestedAt.DUE_DATE:
        days.append(instance.period.last)
    if isinstance(due, DueDay) and (instance.period is None or at is not TestedAt.PERIOD_END):
        days.append(due.day)
    for test_day in days:
        world.stretches.turns_after(day, test_day)
    return tuple(sorted({min(d, day) for d in days})) or (day,)


def original_due(instance: Instance, day: date, world: World) -> DueDay | Absent | Unknown:
    """The due day before any exception moves it, as it stands on a day."""
    return due_day(instance.due, env_of(instance, day, world))


def required(instance: Instance, day: date, world: World) -> Truth:
    """Whether the instance is owed, as seen on a day: its `while` held on every test day."""
    return world.stretches.ask(("required", instance.duty.id, instance), day, lambda: _required(instance, day, world))


def _required(instance: Instance, day: date, world: World) -> Truth:
    due = original_due(instance, day, world)
    if due is NONE:
        return False
    condition = instance.duty.applies_while
    if condition is None:
        return True
    return conjunction([truth(condition, env_of(instance, d, world)) for d in test_days(instance, due, day, world)])


# -- exceptions ---------------------------------------------------------------------------------------------------


def exempt(instance: Instance, day: date, world: World) -> Exempt:
    """What the exceptions to an instance come to as seen on a day; each is tested on the test days of `while`."""
    if not world.rulebook.exceptions_of(instance.duty.id):
        return Exempt()
    return world.stretches.ask(("exempt", instance.duty.id, instance), day, lambda: _exempt(instance, day, world))


def _exempt(instance: Instance, day: date, world: World) -> Exempt:
    tested = test_days(instance, original_due(instance, day, world), day, world)

    def applies(rule: ExceptionRule) -> Truth:
        if not in_force_of(rule, instance):
            return False
        return disjunction([truth(rule.applies_when, env_of(instance, d, world)) for d in tested])

    return exceptions_to(instance.duty.id, world.rulebook, applies)


def exempted(rule: str, env: Env) -> Truth:
    """Whether a standing, a notice or a ladder asks nothing on a day; unknown where exceptions disagree."""

    def applies(one: ExceptionRule) -> Truth:
        return truth(one.applies_when, env) if holds_on(one.in_force, env.day, env.world) else False

    found = exceptions_to(rule, env.world.rulebook, applies)
    if found.conflict:
        return Unknown.because(Why.CONFLICT, found.named, env.subject.id if env.subject is not None else rule)
    if found.has(NOT_REQUIRED):
        return True
    return False if found.unknown is None else found.unknown


def in_force_of(rule: ExceptionRule, instance: Instance) -> bool:
    """Whether an exception is in force at the instance's start."""
    return (instance.period.first if instance.period else instance.start) in rule.in_force


def current_due(instance: Instance, day: date, world: World) -> DueDay | Absent | Unknown:
    """The due day as it stands on a day, moved by an exception that says so."""
    return world.stretches.ask(("due", instance.duty.id, instance), day, lambda: _current_due(instance, day, world))


def _current_due(instance: Instance, day: date, world: World) -> DueDay | Absent | Unknown:
    exemption = exempt(instance, day, world)
    if exemption.has(DUE_INSTEAD):
        moved = next(x.due for x in exemption.applying if x.due is not None)
        return due_day(moved, env_of(instance, day, world))
    return original_due(instance, day, world)
