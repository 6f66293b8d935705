"""What a quantifier runs over: binders come in, bound rows and the scope of the condition go out."""

from __future__ import annotations

from collections.abc import Sequence

from rectcore.check import messages
from rectcore.check.scope import Scope
from rectcore.check.terms import Bound, Rows, Var
from rectcore.check.vocabulary import Entity
from rectcore.diagnostics import Text
from rectcore.language import tree

MOST_NESTED = 2


def bind(
    node: tree.Node, binders: Sequence[tree.Binder | tree.Fulfilment], scope: Scope
) -> tuple[tuple[Bound, ...], Scope]:
    """The rows that binders run over, and the scope inside; a binder at fault is left out."""
    if scope.depth == MOST_NESTED:
        scope.desk.report(messages.too_deep(node))
    bound: list[Bound] = []
    variables: list[tuple[str, Var]] = []
    anonymous: list[Var] = []
    for binder in binders:
        rows = _rows(binder.entity if isinstance(binder, tree.Binder) else binder.what, scope)
        number = scope.desk.variable()
        if binder.name is not None:
            _check_new(binder.name, variables, scope)
            scope.desk.resolved(binder.name, scope.desk.spelling(binder.name.text))
        if rows is None:
            continue
        bound.append(Bound(number, rows))
        variable = Var(number, rows.entity)
        if binder.name is not None:
            variables.append((binder.name.text, variable))
        else:
            anonymous.append(variable)
    inner = scope.inside(tuple(variables), tuple(anonymous))
    return tuple(bound), inner if len(bound) == len(binders) else inner.silent()


def bind_one(node: tree.Node, binder: tree.Binder, scope: Scope) -> tuple[Bound | None, Scope]:
    """The same for one binder."""
    bound, inner = bind(node, (binder,), scope)
    return (bound[0] if bound else None), inner


def _check_new(name: tree.Word, here: list[tuple[str, Var]], scope: Scope) -> None:
    if any(n == name.text for n, _ in (*here, *scope.variables)):
        scope.desk.report(messages.declared_twice(name, name.text, None, Text("bound", "绑定的名称")))


def _rows(word: tree.Word, scope: Scope) -> Rows | None:
    vocabulary = scope.desk.world.vocabulary
    listed = scope.subject.attribute(word.text) if scope.subject is not None else None
    entity = vocabulary.entity(word.text)
    if listed is not None and listed.type.many and listed.type.entity is not None:
        if entity is not None:
            readings = (Text("a field", "属性"), Text("an entity", "对象"))
            scope.desk.report(messages.ambiguous(word, word.text, readings, Text("rename the field", "请为属性改名")))
            return None
        scope.desk.resolved(word, listed.name)
        return Rows(listed.type.entity, scope.self, listed.name.id)
    entity = scope.desk.entity(word)
    if entity is None:
        return None
    if scope.convicts and entity.event and entity.completeness is None and entity.id not in scope.desk.world.vague:
        scope.desk.report(messages.no_absence_rule(word, entity.name.in_(scope.desk.dialect)))
    return Rows(entity.id, scope.self if scope.subject is not None and belongs(entity, scope.subject) else None)


def belongs(entity: Entity, subject: Entity) -> bool:
    """Whether rows of `entity` can be part of `subject`, or of what the event `subject` is part of."""
    owners = subject.part_of if subject.event else (subject.id,)
    return any(owner in owners for owner in entity.part_of)
