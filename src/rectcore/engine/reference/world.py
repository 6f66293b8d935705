"""Where verdicts are asked: a rulebook with a ledger, and the place and day of a question.

A pure function of rulebook, ledger and two days. The tables below only remember what has been worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from attrs import Factory, field, frozen

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import Duty, Gate, Rule, Rulebook, Standing
from rectcore.check.terms import Term
from rectcore.check.vocabulary import Entity
from rectcore.engine.reference.stretches import Stretches
from rectcore.engine.results import Obligation
from rectcore.engine.trace import Row
from rectcore.model.calendar import Calendar
from rectcore.model.events import Event, Subject
from rectcore.model.grid import Stretch
from rectcore.model.ledger import Ledger
from rectcore.model.period import Period

ENTITY_OF = {kind: entity for entity, kind in SUBJECT_KINDS.items()}


class Told(Protocol):
    """What is known of a world without asking: a faster evaluator says it, where it is sure."""

    def silent(self, rule: Rule, row: Row, day: date) -> bool:
        """Whether a rule has certainly nothing to say of a row on a day, and misses no fact for it."""

    def obligations(self, duty: Duty, owner: Row, day: date) -> tuple[Obligation, ...] | None:
        """What an owner owes by a duty; None where that is not known."""

    def truth(self, term: Term, env: Env) -> bool | None:
        """Whether a condition holds where it is asked, having told the stretch on which it does; None: not known."""

    def in_order(self, gate: Gate, act: Event, owner: Row) -> bool | None:
        """Whether an act on record was done in order; None where that is not known."""


@frozen(slots=False, eq=False)
class World:
    """A rulebook with a ledger.

    Args:
        told: what need not be asked; None where everything is.
        memo: what does not depend on the day of a question, by what it is.
        stretches: what does, with the days on which it is the same.
    """

    rulebook: Rulebook
    ledger: Ledger
    calendar: Calendar
    known_at: date
    told: Told | None = field(default=None, repr=False)
    memo: dict[Any, Any] = field(factory=dict, repr=False)
    stretches: Stretches = field(factory=Stretches, repr=False)

    def subjects(self, entity: str) -> Iterator[Row]:
        """Every row of an entity that rules may be `for each` of, by id."""
        rows: Mapping[str, list[str]] = {
            "Task": [t.id for t in self.ledger.tasks],
            "Unit": [u.id for u in self.ledger.units],
            "Plan": [self.ledger.plan.id] if self.ledger.plan else [],
        }
        return (Row(entity, name) for name in sorted(rows[entity]))

    def subject(self, row: Row) -> Subject:
        """The name of a row in findings."""
        return Subject(SUBJECT_KINDS.get(row.entity, row.entity), row.id)

    def owner(self, row: Row) -> Row:
        """What an event belongs to; anything else itself."""
        if row.entity in SUBJECT_KINDS:
            return row
        if self.rulebook.vocabulary[row.entity].record:
            return self.owner(self.about(row))
        event = self.ledger.event(row.id)
        assert event is not None, row
        return Row(ENTITY_OF[event.subject.kind], event.subject.id)

    def about(self, row: Row) -> Row:
        """What the rule of a row was asked of: its instances, checks and breaches are named by that and their day."""
        rule: Duty | Standing = self.rulebook.find(row.entity)
        named = isinstance(rule, Standing) or rule.every is not None or rule.rolling
        return Row(rule.entity, row.id.rpartition("/")[0] if named else row.id)

    def start(self, row: Row) -> date | None:
        """The day a subject begins: a task's `opened`, a plan's `issued`; None for a unit, which was always there."""
        if row.entity == "Task":
            task = self.ledger.task(row.id)
            return task.opened if task else None
        return self.ledger.plan.issued if row.entity == "Plan" and self.ledger.plan else None

    def first_day(self) -> date | None:
        """The first day of the ledger: the earliest on its cards; where they bear none, the earliest of its events."""
        key = "first day"
        if key not in self.memo:
            self.memo[key] = self.ledger.first_day(self.known_at)
        found: date | None = self.memo[key]
        return found

    def calendar_on(self, known_at: date) -> Calendar:
        """The calendar with the notices published by a day: what came later, nobody could know."""
        key = ("calendar", known_at)
        if key not in self.memo:
            self.memo[key] = self.calendar.known_on(known_at)
        found: Calendar = self.memo[key]
        return found

    def watermark(self, entity: Entity, known_at: date) -> date | None:
        """How far absence of these events says something; `date.max` where they are declared complete."""
        return watermark(self.ledger, entity, known_at)


def watermark(ledger: Ledger, entity: Entity, known_at: date) -> date | None:
    """How far absence of such events in a ledger says something; `date.max` where they are declared complete."""
    completeness = entity.completeness
    if completeness is None or completeness.may_be_incomplete:
        return None
    return date.max if completeness.complete else ledger.watermark(completeness.feed or "", known_at)


@frozen
class Env:
    """Where and when a term is evaluated.

    Args:
        day: the verdict is as of its end.
        known_at: what was recorded later is not seen.
        subject: what the rule is about.
        this: the act asked about, or the event a rule is for.
        period: of a duty's instance; of a target the one whose data are looked at.
        rules_day: the day whose parameters judge.
        variables: rows by the number of their variable.
        versions: events to be seen as they stood in an earlier version, by id.
        since: events before this day are not seen (gates after a reopening).
        without: the recorded act that is being judged, which does not see itself.
        actor: who asks.
        final: of the readings for `period` only those made after its end are seen.
    """

    world: World = field(repr=False)
    day: date
    known_at: date
    rules_day: date
    subject: Row | None = None
    this: Row | None = None
    period: Period | Stretch | None = None
    variables: Mapping[int, Row] = Factory(dict)
    versions: Mapping[str, Event] = Factory(dict)
    since: date | None = None
    without: str | None = None
    actor: str | None = None
    final: bool = False

    @property
    def calendar(self) -> Calendar:
        """The calendar as known."""
        return self.world.calendar_on(self.known_at)

    def bind(self, number: int, row: Row) -> Env:
        """The same place with a variable bound."""
        return Env(
            self.world,
            self.day,
            self.known_at,
            self.rules_day,
            self.subject,
            self.this,
            self.period,
            {**self.variables, number: row},
            self.versions,
            self.since,
            self.without,
            self.actor,
            self.final,
        )

    def of(self, subject: Row) -> Env:
        """The same place for a term that is asked of something."""
        return Env(
            self.world,
            self.day,
            self.known_at,
            self.rules_day,
            subject,
            self.this,
            self.period,
            {},
            self.versions,
            self.since,
            self.without,
            self.actor,
            self.final,
        )


def belongs_to(env: Env, row: Row) -> Row:
    """What a row is about; of an act that is only asked about, what the rule is about."""
    if row == env.this and env.world.ledger.event(row.id) is None:
        assert env.subject is not None
        return env.world.owner(env.subject)
    return env.world.owner(row)
