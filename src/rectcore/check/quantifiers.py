"""What a quantifier runs over: binders come in, bound rows and the scope of the condition go out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rectcore.check import name_messages, rule_messages, type_messages
from rectcore.check.records import KEPT
from rectcore.check.scope import Scope
from rectcore.check.terms import Bound, Rows, Var
from rectcore.check.vocabulary import Entity
from rectcore.diagnostics import Text
from rectcore.language import tree

MOST_NAMES: Final = 3


def bind(binders: Sequence[tree.Binder | tree.Fulfilment], scope: Scope) -> tuple[tuple[Bound, ...], Scope]:
    """The rows that binders run over, and the scope inside; a binder at fault is left out."""
    if len(binders) > MOST_NAMES:
        scope.desk.report(name_messages.too_many_names(binders[MOST_NAMES], MOST_NAMES))
    bound: list[Bound] = []
    variables: list[tuple[str, Var]] = []
    anonymous: list[Var] = []
    for binder in binders:
        rows = _rows(binder.entity if isinstance(binder, tree.Binder) else binder.what, scope)
        number = scope.desk.variable()
        if rows is None or (binder.name is not None and not _is_new(binder.name, variables, scope)):
            continue
        bound.append(Bound(number, rows))
        variable = Var(number, rows.entity)
        if binder.name is None:
            anonymous.append(variable)
        else:
            scope.desk.resolved(binder.name, scope.desk.spelling(binder.name.text))
            variables.append((binder.name.text, variable))
    inner = scope.inside(tuple(variables), tuple(anonymous))
    return tuple(bound), inner if len(bound) == len(binders) else inner.silent()


def bind_one(binder: tree.Binder, scope: Scope) -> tuple[Bound | None, Scope]:
    """The same for one binder."""
    bound, inner = bind((binder,), scope)
    return (bound[0] if bound else None), inner


def _is_new(name: tree.Word, here: list[tuple[str, Var]], scope: Scope) -> bool:
    """Whether no other row has that name; reported where one has."""
    if all(n != name.text for n, _ in (*here, *scope.variables)):
        return True
    scope.desk.report(
        name_messages.declared_twice(name, name.text, None, Text("the name of another row", "其他记录的名称"))
    )
    return False


def _rows(word: tree.Word, scope: Scope) -> Rows | None:
    vocabulary = scope.desk.world.vocabulary
    listed = scope.subject.attribute(word.text) if scope.subject is not None else None
    entity = vocabulary.entity(word.text)
    if listed is not None and listed.type.many and listed.type.entity is not None:
        if entity is not None:
            readings = (Text("a field", "属性"), Text("an entity", "对象"))
            scope.desk.report(
                name_messages.ambiguous(word, word.text, readings, Text("rename the field", "请为属性改名"))
            )
            return None
        scope.desk.resolved(word, listed.name)
        return Rows(listed.type.entity, scope.self, listed.name.id)
    entity = _entity(word, entity, scope)
    if entity is None:
        return None
    if scope.convicts and entity.event and entity.completeness is None and entity.id not in scope.desk.world.vague:
        scope.desk.report(type_messages.no_absence_rule(word, entity.name.in_(scope.desk.dialect)))
    return Rows(entity.id, scope.self if scope.subject is not None and belongs(entity, scope.subject) else None)


def _entity(word: tree.Word, entity: Entity | None, scope: Scope) -> Entity | None:
    """What a word names that has rows: an entity, or a rule; reported where it is neither, or both."""
    record = scope.desk.world.vocabulary.record(word.text)
    if record is None:
        declared = scope.desk.world.declared.get(word.text)
        if entity is not None or declared is None:
            return scope.desk.entity(word, [r.id for r in scope.desk.world.vocabulary.records])
        if declared.kind not in KEPT:
            scope.desk.report(rule_messages.no_rows(word, word.text))
        return None
    if entity is not None:
        readings = (Text("an entity", "对象"), Text("a rule", "规则"))
        hint = Text("rename the rule", "请为规则改名")
        scope.desk.report(name_messages.ambiguous(word, word.text, readings, hint))
        return None
    scope.desk.resolved(word, record.name)
    return record


def in_order(binder: tree.Binder, rows: Rows, scope: Scope) -> bool:
    """Whether rows follow one another, so that those in a row can be counted; reported where they do not."""
    entity = scope.desk.world.vocabulary[rows.entity]
    if rows.of is not None and rows.attribute is None and (entity.event or entity.ordered):
        return True
    scope.desk.report(rule_messages.not_in_order(binder.entity, binder.entity.text))
    return False


def no_event(word: tree.Word, subject: Entity, event: Entity | None, scope: Scope) -> None:
    """Report a word that names no event of the subject: none at all, or one of something else."""
    desk = scope.desk
    events = [e.name for e in desk.world.vocabulary.entities if e.event and belongs(e, subject)]
    if event is None:
        desk.unknown(word, Text(f"event of {subject.name.in_('en')}", f"{subject.name.in_('zh')}记录"), events)
    else:
        desk.report(rule_messages.not_part_of(word, word.text, subject.name.in_(desk.dialect), events, desk.dialect))


def belongs(entity: Entity, subject: Entity) -> bool:
    """Whether rows of `entity` can be part of `subject`, or of what the event `subject` is part of."""
    owners = subject.part_of if subject.event else (subject.id,)
    return any(owner in owners for owner in entity.part_of)
