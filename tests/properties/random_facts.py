"""Ledgers at random for any rule set: every field its vocabulary knows, given, missing, `none` or of no use."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from rectcore import Event, Ledger, Period, Person, Subject, Task, Tenure, Unit
from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.rulebook import Rulebook
from rectcore.check.types import Kind, Type
from rectcore.check.vocabulary import Entity
from rectcore.model.deadline import Deadline, DeadlineClass, Step
from rectcore.model.facts import NONE, Invalid
from rectcore.model.ledger import Feed, Plan

FIRST = date(2022, 12, 1)
AWKWARD = (date(2023, 1, 31), date(2023, 2, 28), date(2023, 9, 30), date(2023, 10, 7), date(2024, 2, 29))
UNITS, PERSONS = ("U1", "U2", "县/区"), ("p1", "p2")
POSTS = ("party_secretary", "government_head", "rectification_office")
CHANGES = ("correction", "withdrawal")
EVERY_EVENT_HAS = frozenset({"id", "on", "recorded", "unit", "person", "post", "note", "answers", "task"})
DERIVED = frozenset({"status", "stage", "current_deadline", "deadline_class", "progress"})
CARD = frozenset(
    {"id", "kind", "title", "problem", "category", "origin", "goal", "territory", "lead_unit", "responsible_units",
     "supporting_units", "supervising_unit", "accepting_unit", "opened", "deadline", "priority", "unit", "issued",
     "parent", "name"}
)  # fmt: skip


class Facts:
    """Draws ledgers for one rule set.

    Args:
        holes: the share of fields that are missing, `none` or of no use.
    """

    def __init__(self, book: Rulebook, dice: random.Random, holes: float = 0.25) -> None:
        self.book, self.dice, self.holes = book, dice, holes

    def day(self) -> date:
        """A day of some fourteen months, the awkward ones more often."""
        if self.dice.random() < 0.2:
            return self.dice.choice(AWKWARD)
        return FIRST + timedelta(self.dice.randrange(420))

    def maybe(self, value: Any) -> Any:
        """The value, or that it is missing, known not to be, or of no use."""
        return self.dice.choice([None, NONE, Invalid("?")]) if self.dice.random() < self.holes else value

    def value(self, type_: Type) -> Any:
        """A value of a type, as a host hands it over."""
        if type_.many:
            return UNITS[:2]
        if type_.kind is Kind.ENTITY:
            return self.dice.choice({"Unit": UNITS, "Person": PERSONS}.get(type_.entity or "", ("T0",)))
        if type_.kind is Kind.ONE_OF:
            return self.dice.choice(type_.values).id
        choices: dict[Kind, tuple[Any, ...]] = {
            Kind.INTEGER: (0, 1, 2, 5),
            Kind.PERCENT: (0, 35, 100),
            Kind.TEXT: ("x", "y"),
            Kind.DATE: (self.day(),),
            Kind.PERIOD: (Period.month(2023, self.dice.randrange(1, 13)), Period.parse("2023-W20")),
            Kind.YES_NO: (True, False),
        }
        return self.dice.choice(choices.get(type_.kind, (1, 5)))

    def own_fields(self, entity: Entity, known: frozenset[str]) -> dict[str, Any]:
        """The fields a host added, and those of an event kind."""
        given = {a.name.id: self.maybe(self.value(a.type)) for a in entity.attributes if a.name.id not in known}
        return {name: value for name, value in given.items() if value is not None}

    def ledger(self, rows: int = 18) -> Ledger:
        """A ledger with up to so many events, corrections and withdrawals among them."""
        tasks = [self.task(f"T{i}") for i in range(self.dice.choice([1, 1, 2]))]
        plan = Plan("P", "plan", "U1", self.maybe_day(), fields=self.fields_of("Plan")) if self.chance(0.7) else None
        subjects = [Subject("task", t.id) for t in tasks] * 3 + [Subject("unit", "U1")]
        subjects += [Subject("plan", "P")] if plan else []
        events = [self.event(f"e{i}", subjects) for i in range(self.dice.randrange(rows))]
        for i in range(self.dice.choice([0, 0, 2, 4]) if events else 0):
            events.append(self.change(f"k{i}", events))
        return Ledger(
            id="random",
            through=self.dice.choice([None, self.day(), date(2025, 1, 1), date(2025, 1, 1)]),
            plan=plan,
            units=[
                Unit("U1", "x", None, "county", self.tenures(), fields=self.fields_of("Unit")),
                Unit("U2", parent="U1", fields=self.fields_of("Unit")),
                Unit("县/区"),
            ],
            persons=[Person("p1", "甲"), Person("p2")],
            tasks=tasks,
            events=events,
            feeds=[Feed("feed1", self.day())] if self.chance(0.5) else [],
            cut=self.chance(0.05),
        )

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.dice.random() < share

    def maybe_day(self) -> date | None:
        """A day, or none given."""
        return None if self.chance(self.holes) else self.day()

    def fields_of(self, entity: str) -> dict[str, Any]:
        """The fields a host added to a card."""
        return self.own_fields(self.book.vocabulary[entity], CARD | DERIVED)

    def tenures(self) -> list[Tenure]:
        """Posts of the one unit that has any."""
        return [
            Tenure(post, person, self.maybe_day(), self.dice.choice([None, self.day()]))
            for post in POSTS
            for person in PERSONS
            if self.chance(0.6)
        ]

    def task(self, id_: str) -> Task:
        """A card."""
        deadlines = (
            Deadline(self.day()), Deadline(self.day()), Deadline(Period.month(2023, 5)), None, NONE,
            Deadline(None, DeadlineClass.LONG_TERM), Deadline(None, DeadlineClass.IMMEDIATE), Invalid("?"),
        )  # fmt: skip
        return Task(
            id=id_,
            opened=self.dice.choice([self.day(), date(2023, 1, 1)]),
            title=self.maybe("t"),
            category=self.maybe("x"),
            territory=self.maybe("U1"),
            lead_unit=self.maybe(self.dice.choice(UNITS)),
            responsible_units=self.maybe(UNITS[:2]),
            supervising_unit=self.maybe("U2"),
            deadline=self.dice.choice(deadlines),
            steps=self.maybe((Step("x", "U1", Deadline(self.day())), Step("y"))),
            sites=self.maybe(("x",)),
            priority=self.maybe(self.chance(0.5)),
            fields=self.fields_of("Task"),
        )

    def event(self, id_: str, subjects: list[Subject]) -> Event:
        """An event of any kind that may be about one of the subjects."""
        subject = self.dice.choice(subjects)
        owner = next(e for e, kind in SUBJECT_KINDS.items() if kind == subject.kind)
        kinds = [e for e in self.book.vocabulary.entities if e.event and owner in e.part_of and e.id not in CHANGES]
        entity = self.dice.choice(kinds)
        fields = self.own_fields(entity, EVERY_EVENT_HAS)
        if entity.id == "judgement":
            fields["term"] = self.dice.choice([*(j.name.id for j in self.book.judgements), "unheard of"])
        if entity.id == "amendment":
            attribute = self.dice.choice(self.book.vocabulary[owner].attributes)
            fields |= {"field": attribute.name.id, "value": self.value(attribute.type)}
        on = self.day()
        return Event(
            id_,
            entity.id,
            subject,
            on,
            on + timedelta(self.dice.choice([0, 0, 0, 1, 12, 40])),
            unit=self.maybe("U1"),
            person=self.maybe(self.dice.choice(PERSONS)),
            answers=self.dice.choice([None, None, f"e{self.dice.randrange(8)}"]),
            fields=fields,
        )

    def change(self, id_: str, events: list[Event]) -> Event:
        """A correction or a withdrawal of one of the events."""
        target = self.dice.choice(events)
        on = self.day()
        recorded = on + timedelta(self.dice.choice([0, 3]))
        if target.kind in CHANGES or self.chance(0.4):
            return Event(id_, "withdrawal", target.subject, on, recorded, target=target.id)
        entity = self.book.vocabulary[target.kind]
        changes = {
            a.name.id: self.value(a.type)
            for a in entity.attributes
            if a.name.id not in ("id", "recorded", "task") and self.chance(0.3)
        }
        return Event(id_, "correction", target.subject, on, recorded, target=target.id, changes=changes)
