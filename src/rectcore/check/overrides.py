"""Exceptions: what changes the outcome of one rule, or takes the place of another exception."""

from __future__ import annotations

from rectcore.check import exception_messages, rule_messages
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
    "ladder": ("not required",),
    "target": ("not required",),
}
SET_ASIDE = "set aside"
_OVERRIDDEN = (*EFFECTS, "exception")


def exception(desk: Desk, pack: Pack) -> ExceptionRule | None:
    """An exception."""
    form = desk.form
    cites = citations(desk)
    in_force = validity(desk)
    overridden = _overridden(desk)
    root = _root(overridden)
    scope = Scope(desk, None, actor=True) if root is None else _scope(desk, root, pack)
    node = desk.expression("applies when")
    applies = condition(node, scope) if node is not None else None
    effect = desk.one("effect", tree.Effect)
    if effect is None:
        return None
    labels = _labels(desk, effect, overridden, root)
    due_day = due(effect.due, scope, pack) if effect.due is not None and scope.subject is not None else None
    if overridden is None or root is None or applies is None or form.id is None:
        return None
    return ExceptionRule(
        id=form.id.text,
        title=text(form.title),
        cites=cites,
        in_force=in_force,
        span=form.id.span,
        overrides=overridden.name.id,
        rule=root.name.id,
        applies_when=applies,
        effect=effect.kind.removesuffix(" all"),
        labels=labels,
        due=due_day,
    )


def _overridden(desk: Desk) -> Declared | None:
    """The rule, ladder or exception that is changed; reported where there is none that can be."""
    word = desk.form.overrides
    if word is None:
        return None
    found = desk.world.declared.get(word.text)
    if found is None:
        rules = [d.name for d in desk.world.declared.values() if d.kind in _OVERRIDDEN]
        desk.unknown(word, Text("rule", "规则"), rules)
    elif found.kind not in _OVERRIDDEN:
        desk.report(rule_messages.wrong_effect(word, word.text, found.kind, ()))
    else:
        desk.resolved(word, found.name)
        return found
    return None


def _outer(declared: Declared) -> Declared | None:
    """What an exception is attached to."""
    word = declared.form.overrides
    return declared.desk.world.declared.get(word.text) if word is not None else None


def _root(overridden: Declared | None) -> Declared | None:
    """The rule or ladder at the root of a chain of exceptions; None where it has none, which is reported once."""
    chain: list[Declared] = []
    at = overridden
    while at is not None and at.kind == "exception":
        if at in chain:
            _report_circle(chain[chain.index(at) :])
            return None
        chain.append(at)
        at = _outer(at)
    return at if at is None or at.kind in EFFECTS else None


def _report_circle(circle: list[Declared]) -> None:
    first = min(range(len(circle)), key=lambda at: circle[at].name.id)
    turned = circle[first:] + circle[:first]
    at = turned[0].form.id or turned[0].form
    others = [d.form.id.span for d in turned[1:] if d.form.id is not None]
    turned[0].desk.report(exception_messages.circle(at, [d.name.id for d in turned], others))


def _scope(desk: Desk, root: Declared, pack: Pack) -> Scope:
    """What words mean in an exception: what they mean in the rule at the root."""
    form = root.form
    if root.kind == "gate":
        return gate_scope(desk, form.on, report=False)
    if root.kind == "ladder":
        entity = pack.feeding.subject(root)
    else:
        entity = desk.world.vocabulary.entity(form.for_each.text) if form.for_each is not None else None
    this = This(entity.id) if entity is not None and entity.event else None
    return Scope(desk, entity, this, period=root.kind == "duty" and has_period(form))


def _labels(desk: Desk, effect: tree.Effect, overridden: Declared | None, root: Declared | None) -> tuple[str, ...]:
    if overridden is None or root is None:
        return ()
    fitting = EFFECTS[root.kind] + ((SET_ASIDE,) if overridden is not root else ())
    if effect.kind not in fitting:
        desk.report(rule_messages.wrong_effect(effect, root.name.id, root.kind, fitting))
        return ()
    if effect.kind == "permit all":
        desk.report(rule_messages.blanket(effect))
    check_labels(desk, effect.labels, root)
    return tuple(label.text for label in effect.labels)


def check_labels(desk: Desk, labels: tuple[tree.Word, ...], gate: Declared) -> None:
    """Report labels that the gate does not have."""
    known = gate_labels(gate.form)
    sound = not gate.broken and len(set(known)) == len(known)
    for label in labels:
        if label.text not in known and sound:
            desk.unknown(label, Text("label", "标签"), [Name(one) for one in known])
