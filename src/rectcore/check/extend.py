"""What a pack adds to the vocabulary: `entity`, `event` and `measures` forms come in, the larger vocabulary goes out.

Names first, then fields, so that a field may refer to an entity declared further down.
"""

from __future__ import annotations

from attrs import evolve

from rectcore.check import name_messages, type_messages
from rectcore.check.core import EVENT_FIELDS, SUBJECT_KINDS
from rectcore.check.desk import Desk
from rectcore.check.types import Kind, Name, Type
from rectcore.check.vocabulary import Attribute, Clock, Completeness, Entity, History, Vocabulary
from rectcore.diagnostics import Text
from rectcore.language import keywords, tree
from rectcore.source import Span

_KINDS = {kind.value: kind for kind in Kind}
_SUBJECTS = tuple(SUBJECT_KINDS)


def extend(desks: list[Desk], base: Vocabulary) -> None:
    """Put the entities, events, fields and measures of the forms into the vocabulary of their world."""
    first: dict[str, Span | None] = {}
    for desk in desks:
        if desk.form.kind in ("entity", "event") and desk.form.id is not None:
            _declare(desk, desk.form.id, base, first)
        elif desk.form.kind == "measures":
            _measures(desk, first)
    for desk in desks:
        if desk.form.kind in ("entity", "event") and desk.form.id is not None:
            _fields(desk, desk.form.id)


def _declare(desk: Desk, word: tree.Word, base: Vocabulary, first: dict[str, Span | None]) -> None:
    form, world = desk.form, desk.world
    known = world.vocabulary.entity(word.text)
    plain = not (form.also or form.part_of or form.complete or form.clock)
    if known is not None:
        if form.broken:
            world.vague.add(known.id)
        if plain and known.event == (form.kind == "event"):
            desk.resolved(word, known.name)
        elif base.entity(word.text) is not None:
            desk.report(name_messages.core_again(word, word.text))
        else:
            desk.report(name_messages.declared_twice(word, word.text, first.get(known.id)))
        return
    first[word.text] = word.span
    for alias in form.also:
        if world.vocabulary.entity(alias) is not None:
            desk.report(name_messages.declared_twice(word, alias, first.get(alias), Text("an entity", "对象")))
    entity = Entity(Name(word.text, form.also), event=form.kind == "event", part_of=_owners(desk))
    if entity.event:
        entity = evolve(
            entity,
            attributes=EVENT_FIELDS,
            completeness=_completeness(form.complete),
            clock=Clock.STATED if form.clock == Clock.STATED.value else Clock.RECORDED,
        )
    if form.broken:
        world.vague.add(entity.id)
    world.vocabulary = world.vocabulary.with_entity(entity)


def _owners(desk: Desk) -> tuple[str, ...]:
    form = desk.form
    if form.kind == "event" and not form.part_of:
        desk.missing("part of")
    found: list[str] = []
    for word in form.part_of:
        entity = desk.entity(word)
        if entity is None:
            continue
        if entity.id in _SUBJECTS:
            found.append(entity.id)
        else:
            desk.report(
                type_messages.wrong_place(
                    word,
                    f"nothing is part of `{word.text}`: events belong to a task, a unit or the plan",
                    f"`{word.text}` 之下不能有记录：记录属于事项、单位或方案",
                )
            )
    return tuple(found)


def _completeness(said: tree.Word | str | None) -> Completeness | None:
    if isinstance(said, tree.Word):
        return Completeness(feed=said.text)
    return None if said is None else Completeness(complete=said == "complete")


def _measures(desk: Desk, first: dict[str, Span | None]) -> None:
    world = desk.world
    clauses = (c.value for c in desk.form.clauses if isinstance(c.value, tuple))
    for value in (v for values in clauses for v in values if isinstance(v, tree.ValueName)):
        name = Name(value.word.text, value.also)
        clash = next((n for n in name.all if world.vocabulary.entity(n) is not None), None)
        if clash is not None:
            what = Text("an entity or event", "对象或记录")
            desk.report(name_messages.declared_twice(value.word, clash, first.get(clash), what))
            continue
        first[name.id] = value.word.span
        act = Entity(name, EVENT_FIELDS, _SUBJECTS, event=True, act=True, completeness=Completeness(feed="ledger"))
        world.vocabulary = evolve(
            world.vocabulary.with_entity(act),
            measures=(*world.vocabulary.measures, name),
            further_measures=(*world.vocabulary.further_measures, name.id),
        )


def _fields(desk: Desk, word: tree.Word) -> None:
    world = desk.world
    for line in desk.every("has", tree.HasLine):
        entity = world.vocabulary[word.text]
        name = Name(line.name.text, line.also)
        clash = next((n for n in name.all if entity.attribute(n) is not None), None)
        if clash is not None:
            of = Text(f"a field of {entity.name.in_('en')}", f"{entity.name.in_('zh')}的属性")
            desk.report(name_messages.declared_twice(line.name, clash, None, of))
            continue
        type_ = read_type(line.type, desk)
        if type_ is None:
            world.vague.add(entity.id)
            continue
        history = _history(line)
        if history is not History.KEPT and entity.event:
            desk.report(name_messages.dated_by_its_event(line, entity.name))
            continue
        world.vocabulary = world.vocabulary.with_entity(
            evolve(entity, attributes=(*entity.attributes, Attribute(name, type_, history=history)))
        )


def _history(line: tree.HasLine) -> History:
    if line.constant:
        return History.ASSUMED_CONSTANT
    return History.CURRENT_ONLY if line.current_only else History.KEPT


def _type_words() -> tuple[Name, ...]:
    """What may stand where a type does, beside the name of an entity."""
    return tuple(
        Name(r.phrases["en"][0], (r.phrases["zh"][0],))
        for r in keywords.table()
        if r.place == keywords.TYPE and r.id not in ("yes", "no")
    )


def read_type(node: tree.TypeName, desk: Desk) -> Type | None:
    """The type that is written; None where it names nothing, which is reported."""
    values = tuple(Name(v.word.text, v.also) for v in node.values)
    seen: set[str] = set()
    for value, at in zip(values, node.values, strict=True):
        twice = next((n for n in value.all if n in seen), None)
        if twice is not None:
            desk.report(
                name_messages.declared_twice(at.word, twice, None, Text("a word of this list", "该列表中的词语"))
            )
        seen |= set(value.all)
    if node.entity is None:
        return Type(_KINDS[node.kind], values=values, optional=node.optional)
    entity = desk.world.vocabulary.entity(node.entity.text)
    if entity is None:
        entities = [e.name for e in desk.world.vocabulary.entities if not e.event]
        desk.unknown(node.entity, Text("type", "类型"), [*_type_words(), *entities])
        return None
    desk.resolved(node.entity, entity.name)
    return Type(Kind.ENTITY, entity.id, optional=node.optional)
