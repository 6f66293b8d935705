"""Exceptions: what changes the outcome of one rule."""

from __future__ import annotations

from rectcore.check import messages
from rectcore.check.declare import RULES
from rectcore.check.desk import Declared, Desk
from rectcore.check.gates import gate_scope
from rectcore.check.gates import labels as gate_labels
from rectcore.check.grids import has_period
from rectcore.check.infer import condition
from rectcore.check.rulebook import ExceptionRule
from rectcore.check.rules import Pack, due
from rectcore.check.scope import Scope
from rectcore.check.terms import This
from rectcore.check.texts import citations, text, validity
from rectcore.check.types import Name
from rectcore.diagnostics import Text
from rectcore.language import tree

EFFECTS = {
    "gate": ("permit", "permit all"),
    "duty": ("not required", "excused", "due instead"),
    "standing": ("not required",),
    "notice": ("not required",),
    "target": ("not required",),
}


def exception(desk: Desk, pack: Pack) -> ExceptionRule | None:
    """An exception."""
    form = desk.form
    cites = citations(desk)
    in_force = validity(desk)
    overridden = _overridden(desk)
    scope = Scope(desk, None, actor=True) if overridden is None else _scope(desk, overridden)
    node = desk.expression("applies when")
    applies = condition(node, scope) if node is not None else None
    effect = desk.one("effect", tree.Effect)
    if effect is None:
        return None
    labels = _labels(desk, effect, overridden)
    due_day = due(effect.due, scope, pack) if effect.due is not None and scope.subject is not None else None
    if overridden is None or applies is None or form.id is None:
        return None
    return ExceptionRule(
        id=form.id.text,
        title=text(form.title),
        cites=cites,
        in_force=in_force,
        span=form.id.span,
        overrides=overridden.name.id,
        applies_when=applies,
        effect=effect.kind.removesuffix(" all"),
        labels=labels,
        due=due_day,
    )


def _overridden(desk: Desk) -> Declared | None:
    """The rule that is changed; reported where there is none that can be."""
    word = desk.form.overrides
    if word is None:
        return None
    found = desk.world.declared.get(word.text)
    if found is None:
        rules = [d.name for d in desk.world.declared.values() if d.kind in RULES]
        desk.unknown(word, Text("rule", "规则"), rules)
    elif found.kind == "exception":
        desk.report(messages.not_yet(word, "an exception to an exception", "针对例外的例外"))
    elif found.kind not in RULES:
        desk.report(messages.wrong_effect(word, word.text, found.kind, ()))
    else:
        return found
    return None


def _scope(desk: Desk, overridden: Declared) -> Scope:
    """What words mean in an exception: what they mean in the rule it changes."""
    form = overridden.form
    if overridden.kind == "gate":
        return gate_scope(desk, form.on, report=False)
    entity = desk.world.vocabulary.entity(form.for_each.text) if form.for_each is not None else None
    this = This(entity.id) if entity is not None and entity.event else None
    return Scope(desk, entity, this, period=overridden.kind == "duty" and has_period(form))


def _labels(desk: Desk, effect: tree.Effect, overridden: Declared | None) -> tuple[str, ...]:
    if overridden is None:
        return ()
    if effect.kind not in EFFECTS[overridden.kind]:
        desk.report(messages.wrong_effect(effect, overridden.name.id, overridden.kind, EFFECTS[overridden.kind]))
        return ()
    if effect.kind == "permit all":
        desk.report(messages.blanket(effect))
    check_labels(desk, effect.labels, overridden)
    return tuple(label.text for label in effect.labels)


def check_labels(desk: Desk, labels: tuple[tree.Word, ...], gate: Declared) -> None:
    """Report labels that the gate does not have."""
    known = gate_labels(gate.form)
    sound = not gate.broken and len(set(known)) == len(known)
    for label in labels:
        if label.text not in known and sound:
            desk.unknown(label, Text("label", "标签"), [Name(one) for one in known])
