"""Who was drawn: which sample is asked, for which period, and of what."""

from __future__ import annotations

from rectcore.check import sample_messages, type_messages, wording
from rectcore.check.desk import Declared
from rectcore.check.scope import Scope
from rectcore.check.scored import kind_of
from rectcore.check.terms import Term, ThisPeriod
from rectcore.check.types import Kind, reference
from rectcore.check.vocabulary import Entity
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.period import PeriodKind


def asked(node: tree.Drawn, scope: Scope) -> Declared | None:
    """The sample that is asked; reported where there is none of that name."""
    desk = scope.desk
    if node.sample.this or len(node.sample.words) != 1:
        desk.report(sample_messages.no_sample(node.sample, wording.said(node.sample)))
        return None
    (word,) = node.sample.words
    found = desk.world.declared.get(word.text)
    if found is None or found.kind != "sample":
        known = {d.name.id: d.name for d in desk.world.declared.values() if d.kind == "sample"}
        if found is not None:
            desk.report(sample_messages.no_sample(node.sample, wording.said(node.sample)))
        else:
            desk.unknown(word, Text("sample", "抽样"), list(known.values()))
        return None
    desk.resolved(word, found.name)
    return None if found.broken or desk.world.type_of(found) is None else found


def own_period(every: PeriodKind | None, scope: Scope) -> Term | None:
    """The period in hand, where it is of that kind."""
    return ThisPeriod() if scope.period and kind_of(scope.desk.form) is every else None


def row(node: tree.Drawn, declared: Declared, named: Term | None, scope: Scope) -> Term | None:
    """What may have been drawn: what is named, else the innermost row without a name, else what the rule is about."""
    desk = scope.desk
    entity = _drawn(declared)
    assert entity is not None, "a sample of nothing known is asked by nobody"
    if node.row is not None:
        if named is not None and (
            named.type.kind is not Kind.ENTITY or named.type.entity != entity.id or named.type.many
        ):
            wanted = wording.describe(reference(entity.id))
            desk.report(type_messages.wrong_kind(node.row, wanted, wording.describe(named.type)))
            return None
        return named
    rows: list[Term] = [v for v in reversed(scope.anonymous) if v.entity == entity.id]
    if scope.self is not None and scope.self.entity == entity.id:
        rows.append(scope.self)
    if not rows:
        if scope.subject is not None:
            desk.report(sample_messages.say_row(node, declared.name, entity.name))
        return None
    return rows[0]


def _drawn(declared: Declared) -> Entity | None:
    """What a sample draws."""
    clause = declared.form.get("among")
    over = clause.value if clause is not None else None
    word = over.entity.text if isinstance(over, tree.Over) else ""
    return declared.desk.world.vocabulary.entity(word)
