"""The facts of a scenario: `given` lines come in, rows as a ledger would hold them go out."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import define, field

from rectcore.check import name_messages, rule_messages, type_messages
from rectcore.check.desk import Desk
from rectcore.check.literals import as_ledger, literal
from rectcore.check.rulebook import GivenRow
from rectcore.check.types import Kind, Name, Type, reference
from rectcore.check.vocabulary import Attribute, Entity
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.facts import NONE

SUBJECT = Name("subject", ("对象",))
TARGETS = {"correction": Name("corrects", ("更正记录",)), "withdrawal": Name("withdraws", ("撤回记录",))}
"""How a scenario names the event that another one changes."""

PARTS = {"Step": "steps", "Site": "sites"}
"""Rows inside the card of a task, and the list of it that they stand in."""

_OWN = frozenset({SUBJECT.id, *(name.id for name in TARGETS.values())})
_PERSON = reference("Person")
_NAMED = {("judgement", "term"): "judgement", ("reading", "series"): "series", ("draw", "sample"): "sample"}


@define
class Givens:
    """What a scenario gives: rows by id with their entity, and units that are only mentioned."""

    desk: Desk
    opened: date | None
    entities: dict[str, Entity] = field(factory=dict)
    subjects: dict[str, str] = field(factory=dict)
    mentioned: set[str] = field(factory=set)
    broken: bool = False
    unread: set[str] = field(factory=set)

    def rows(self, lines: tuple[tree.Given, ...]) -> tuple[GivenRow, ...]:
        """The rows; what is at fault is left out."""
        known: list[tuple[tree.Given, Entity]] = []
        places: dict[str, tree.Word] = {}
        for line in lines:
            entity = self.desk.entity(line.entity)
            first = places.setdefault(line.id.text, line.id)
            if first is not line.id:
                self.desk.report(name_messages.declared_twice(line.id, line.id.text, first.span))
            elif entity is None:
                self.broken = True
            else:
                self.entities[line.id.text] = entity
                known.append((line, entity))
        # Cards first: what a row is about may be given below it; then events, whose target may be as well.
        known.sort(key=lambda one: (one[1].event or one[1].id in PARTS, one[1].id in TARGETS))
        made = {line.id.text: self._row(line, entity) for line, entity in known}
        return tuple(made[line.id.text] for line in lines if line.id.text in made)

    def _row(self, line: tree.Given, entity: Entity) -> GivenRow:
        values: dict[str, Any] = {}
        changes: dict[str, Any] = {}
        target = self._target(line, entity)
        seen: dict[str, tree.Word] = {}
        for fact in line.facts:
            first = seen.setdefault(fact.name.text, fact.name)
            if first is not fact.name:
                self.desk.report(name_messages.declared_twice(fact.name, fact.name.text, first.span))
                continue
            own = self._fact(fact, entity, target)
            if own is not None:
                changed = own[0] not in _OWN and entity.attribute(own[0]) is None and entity.event
                (changes if changed else values)[own[0]] = own[1]
        if entity.event:
            self._event(line, entity, values)
        elif entity.id in PARTS:
            self._about(line, entity, values)
        elif entity.id == "Task" and self.opened is not None:
            values.setdefault("opened", self.opened)
        if changes:
            values["fields"] = tuple(changes.items())
        return GivenRow(entity.id, line.id.text, tuple(values.items()))

    def _target(self, line: tree.Given, entity: Entity) -> Entity | None:
        """The entity of the event that a correction or withdrawal changes."""
        name = TARGETS.get(entity.id)
        fact = next((f for f in line.facts if name is not None and f.name.text in name.all), None)
        value = fact.value if fact is not None else None
        word = value.words[0].text if isinstance(value, tree.Path) and value.words else ""
        if word in self.subjects:
            self.subjects[line.id.text] = self.subjects[word]
        return self.entities.get(word)

    def _fact(self, fact: tree.Fact, entity: Entity, target: Entity | None) -> tuple[str, Any] | None:
        """The field and the value that a fact gives; None where it is dropped or at fault."""
        desk, word = self.desk, fact.name.text
        special = TARGETS.get(entity.id)
        for name in (SUBJECT, *((special,) if special is not None else ())):
            if (entity.event or entity.id in PARTS) and word in name.all:
                desk.resolved(fact.name, name)
                return self._reference(fact, name)
        if entity.id == "Task" and isinstance(fact.value, tree.Nothing):
            inside = desk.world.vocabulary.entity(word)
            if inside is not None and inside.id in PARTS:
                desk.resolved(fact.name, inside.name)
                return inside.id, NONE
        post = desk.world.vocabulary.posts.value(word) if entity.id == "Unit" else None
        if post is not None:
            desk.resolved(fact.name, post)
            holder = literal(fact.value, _PERSON, desk)
            return None if holder is None else (post.id, holder)
        owner = entity
        attribute = entity.attribute(word)
        if attribute is None and target is not None:
            owner, attribute = target, target.attribute(word)
        if attribute is None:
            if owner.id not in desk.world.vague:
                what = Text(f"field of {owner.name.in_('en')}", f"{owner.name.in_('zh')}属性")
                desk.unknown(fact.name, what, [a.name for a in owner.attributes if not a.derived])
            self.unread.add(fact.name.text)
            return None
        desk.resolved(fact.name, attribute.name)
        return self._value(fact, owner, attribute)

    def _reference(self, fact: tree.Fact, name: Name) -> tuple[str, Any] | None:
        """What an event is about, or which one it changes: a row that is given, or a unit."""
        found = literal(fact.value, _PERSON, self.desk)
        if found is None:
            return None
        if found not in self.entities and name is not SUBJECT:
            self._not_given(fact.value, found)
            return None
        return name.id, found

    def _not_given(self, at: tree.Node, id_: str) -> None:
        if not self.broken:
            word = tree.Word(id_, span=at.span)
            self.desk.unknown(word, Text("row", "给定项"), [Name(given) for given in self.entities])

    def _value(self, fact: tree.Fact, owner: Entity, attribute: Attribute) -> tuple[str, Any] | None:
        desk, name = self.desk, attribute.name.id
        if name == "id":
            desk.report(
                type_messages.wrong_place(fact.name, "the id stands before the braces", "编号写在括号之前，不在其中")
            )
            return None
        if attribute.derived:
            value = literal(fact.value, attribute.type, desk)
            if owner.id == "Task" and name == "deadline_class":
                return None if value is None else (name, value)
            if not (owner.id == "Task" and name == "status" and value in ("open", None)):
                desk.report(rule_messages.derived(fact.name, fact.name.text))
            return None
        if name in ("deadline", "new_deadline") and isinstance(fact.value, tree.PeriodValue):
            return name, fact.value.value
        term = self._named(fact, owner, name)
        if term is not None:
            return name, term
        if (owner.id, name) == ("reading", "value") and isinstance(fact.value, tree.Percent):
            return name, fact.value.value.scaleb(2)
        value = literal(fact.value, attribute.type, desk)
        if value is None:
            return None
        self._mention(value, attribute.type)
        return name, as_ledger(value, attribute.type)

    def _named(self, fact: tree.Fact, owner: Entity, name: str) -> str | None:
        """The term of a judgement, the series of a reading, or the sample of a draw, written by its name."""
        kind = _NAMED.get((owner.id, name))
        if kind is None or not isinstance(fact.value, tree.Path):
            return None
        word = fact.value.words[0] if len(fact.value.words) == 1 else None
        declared = self.desk.world.declared.get(word.text) if word is not None else None
        if word is None or declared is None or declared.kind != kind:
            return None
        self.desk.resolved(word, declared.name)
        return declared.name.id

    def _mention(self, value: Any, type_: Type) -> None:
        if type_.kind is Kind.ENTITY and type_.entity == "Unit":
            self.mentioned |= set(value) if isinstance(value, tuple) else {value} if isinstance(value, str) else set()

    def _event(self, line: tree.Given, entity: Entity, values: dict[str, Any]) -> None:
        """What every event has: the day it happened, the day it was recorded, its subject."""
        if "on" not in values:
            day = entity.attribute("on")
            if not any(f.name.text in self.unread or entity.attribute(f.name.text) is day for f in line.facts):
                self.desk.report(name_messages.missing_day(line.id, line.id.text))
        else:
            values.setdefault("recorded", values["on"])
        self._about(line, entity, values)

    def _about(self, line: tree.Given, entity: Entity, values: dict[str, Any]) -> None:
        """What a row is about: as it says, else the only one there is."""
        about = values.get("subject") or self.subjects.get(line.id.text) or self._only(line, entity)
        if about is None:
            return
        given = self.entities.get(about)
        if (given is not None and given.id not in entity.part_of) or (given is None and "Unit" not in entity.part_of):
            fact = next((f for f in line.facts if f.name.text in SUBJECT.all), None)
            self._not_given(fact.value if fact is not None else line.id, about)
            return
        if given is None:
            self.mentioned.add(about)
        values["subject"] = about
        self.subjects[line.id.text] = about

    def _only(self, line: tree.Given, entity: Entity) -> str | None:
        """The one row that an event without a subject can be about: the task, else the plan, else the unit."""
        for kind in ("Task", "Plan", "Unit"):
            fitting = [i for i, e in self.entities.items() if e.id == kind and kind in entity.part_of]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                self.desk.report(rule_messages.no_subject(line.id, line.id.text, several=True))
                return None
        if not self.broken:
            self.desk.report(rule_messages.no_subject(line.id, line.id.text, several=False))
            self.broken = True  # the row that is missing is missing once
        return None
