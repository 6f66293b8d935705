"""Gates: what must be true before an act."""

from __future__ import annotations

from itertools import count

from rectcore.check import rule_messages
from rectcore.check.desk import Desk
from rectcore.check.infer import condition
from rectcore.check.quantifiers import belongs, no_event
from rectcore.check.rulebook import Gate, Labelled
from rectcore.check.scope import Scope
from rectcore.check.terms import This
from rectcore.check.texts import citations, formerly, said, text, validity
from rectcore.language import tree

_BULLETED = ("only if all", "only if any", "when any", "when all")


def gate_scope(desk: Desk, on: tree.Path | None, *, report: bool = True) -> Scope:
    """What words mean in a gate, and in an exception to one."""
    if on is None:
        return Scope(desk, None, actor=True)
    vocabulary = desk.world.vocabulary
    if len(on.words) != 2:
        if report:
            desk.report(rule_messages.no_act(on))
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
    check_own_labels(desk)
    named = iter(labels(form))
    groups: dict[str, list[tuple[Labelled, ...]]] = {"only if all": [], "only if any": []}
    sound = True
    for clause in form.clauses:
        if clause.key in groups:
            found = [(next(named), condition(b.condition, scope)) for b in bullets_of(clause)]
            group = tuple(Labelled(label, term) for label, term in found if term is not None)
            groups[clause.key].append(group)
            sound = sound and len(group) == len(found)
    cites = citations(desk)
    in_force = validity(desk)
    if form.id is None or scope.subject is None or scope.this is None or not sound:
        return None
    return Gate(
        id=form.id.text,
        title=text(form.title),
        cites=cites,
        in_force=in_force,
        say=said(desk),
        formerly=formerly(desk),
        span=form.id.span,
        entity=scope.subject.id,
        act=scope.this.entity,
        all_of=tuple(one for group in groups["only if all"] for one in group),
        any_of=tuple(groups["only if any"]),
        refer=desk.one("when unknown", str) == "refer",
    )


def bullets_of(clause: tree.Clause) -> tuple[tree.Bullet, ...]:
    """The bullets behind a key."""
    value = clause.value if isinstance(clause.value, tuple) else ()
    return tuple(b for b in value if isinstance(b, tree.Bullet))


def bullets(form: tree.Form) -> tuple[tree.Bullet, ...]:
    """The bullets of a gate or ladder in the order of the text."""
    return tuple(b for c in form.clauses if c.key in _BULLETED for b in bullets_of(c))


def labels(form: tree.Form) -> tuple[str, ...]:
    """The label of each bullet of a gate or ladder, in the order of the text; those that have none are numbered."""
    own = bullets(form)
    taken = {b.label.text for b in own if b.label is not None}
    numbered = (label for n in count(1) if (label := f"c{n}") not in taken)
    return tuple(b.label.text if b.label is not None else next(numbered) for b in own)


def check_own_labels(desk: Desk) -> None:
    """Report a label that is used a second time."""
    first: dict[str, tree.Word] = {}
    for bullet in bullets(desk.form):
        if bullet.label is not None:
            before = first.setdefault(bullet.label.text, bullet.label)
            if before is not bullet.label:
                desk.report(rule_messages.label_twice(bullet.label, bullet.label.text, before.span, desk.form.kind))
