"""Gates: what must be true before an act."""

from __future__ import annotations

from rectcore.check import messages
from rectcore.check.desk import Desk
from rectcore.check.infer import condition
from rectcore.check.quantifiers import belongs, no_event
from rectcore.check.rulebook import Gate, Labelled
from rectcore.check.scope import Scope
from rectcore.check.terms import This
from rectcore.check.texts import citations, said, text, validity
from rectcore.language import tree


def gate_scope(desk: Desk, on: tree.Path | None, *, report: bool = True) -> Scope:
    """What words mean in a gate, and in an exception to one."""
    if on is None:
        return Scope(desk, None, actor=True)
    vocabulary = desk.world.vocabulary
    if len(on.words) != 2:
        if report:
            desk.report(messages.no_act(on))
        return Scope(desk, None, actor=True)
    entity = desk.entity(on.words[0]) if report else vocabulary.entity(on.words[0].text)
    event = vocabulary.entity(on.words[1].text)
    if entity is None:
        return Scope(desk, None, actor=True)
    if event is None or not event.event or not belongs(event, entity):
        scope = Scope(desk, entity, actor=True)
        if report:
            no_event(on.words[1], entity, event, scope)
        return scope
    if report:
        desk.resolved(on.words[1], event.name)
    return Scope(desk, entity, This(event.id), actor=True)


def gate(desk: Desk) -> Gate | None:
    """A gate."""
    form = desk.form
    scope = gate_scope(desk, form.on)
    groups = {key: [_bullets(c) for c in form.all(key)] for key in ("only if all", "only if any")}
    labels = _labels(desk)
    all_of = [_labelled(b, labels, scope) for bullets in groups["only if all"] for b in bullets]
    any_of = [[_labelled(b, labels, scope) for b in bullets] for bullets in groups["only if any"]]
    cites = citations(desk)
    in_force = validity(desk)
    if form.id is None or scope.subject is None or scope.this is None:
        return None
    if None in all_of or any(None in group for group in any_of):
        return None
    return Gate(
        id=form.id.text,
        title=text(form.title),
        cites=cites,
        in_force=in_force,
        say=said(desk),
        span=form.id.span,
        entity=scope.subject.id,
        act=scope.this.entity,
        all_of=tuple(b for b in all_of if b is not None),
        any_of=tuple(tuple(b for b in group if b is not None) for group in any_of),
        refer=desk.one("when unknown", str) == "refer",
    )


def _bullets(clause: tree.Clause) -> tuple[tree.Bullet, ...]:
    value = clause.value if isinstance(clause.value, tuple) else ()
    return tuple(b for b in value if isinstance(b, tree.Bullet))


def bullets(form: tree.Form) -> tuple[tree.Bullet, ...]:
    """The bullets of a gate in the order of the text."""
    return tuple(b for c in form.clauses if c.key in ("only if all", "only if any") for b in _bullets(c))


def _labels(desk: Desk) -> dict[int, str]:
    """The label of each bullet, by identity; one that has none is numbered, and a second use is reported."""
    own = bullets(desk.form)
    first: dict[str, tree.Word] = {}
    for bullet in own:
        if bullet.label is not None:
            before = first.setdefault(bullet.label.text, bullet.label)
            if before is not bullet.label:
                desk.report(messages.label_twice(bullet.label, bullet.label.text, before.span))
    found: dict[int, str] = {}
    number = 0
    for bullet in own:
        if bullet.label is not None:
            found[id(bullet)] = bullet.label.text
            continue
        number += 1
        while f"c{number}" in first:
            number += 1
        found[id(bullet)] = f"c{number}"
    return found


def _labelled(bullet: tree.Bullet, labels: dict[int, str], scope: Scope) -> Labelled | None:
    term = condition(bullet.condition, scope)
    return None if term is None else Labelled(labels[id(bullet)], term)
