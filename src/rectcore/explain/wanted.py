"""What would have to be done for a condition to come true: its parts are followed down to the facts people can make so.

A part that holds asks for nothing. What follows from nothing that can be recorded is said to be so, and what is not
taken apart is given back as the condition it is: nothing is promised that was not worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.types import Kind
from rectcore.diagnostics import Text
from rectcore.engine.actions import Action, ActionKind, Way
from rectcore.engine.reference.expressions import choices, truth, value
from rectcore.engine.reference.posts import territory
from rectcore.engine.reference.world import Env, belongs_to
from rectcore.engine.trace import Row, Void
from rectcore.explain import new_rows
from rectcore.explain.facts import Scene, row_name, shown, value_text
from rectcore.explain.fitting import OPPOSITE, TURNED, fitting, stored
from rectcore.explain.new_rows import holders
from rectcore.explain.phrases import both, field_name, noun, one, percent, post_name, quoted
from rectcore.explain.prose import compared, declared, said
from rectcore.explain.ways import minimal, together
from rectcore.model.events import NEVER_AMENDED, Subject
from rectcore.model.facts import NONE, Missing, Unknown, Why


def ways(term: t.Term, env: Env, scene: Scene, *, want: bool = True) -> list[Way]:
    """Sets of actions of which each would give the condition the value wanted, minimal ones, the shortest first."""
    if truth(term, env) is want:
        return [()]
    handler = _WAYS.get(type(term))
    found = handler(term, env, scene, want) if handler is not None else []
    return minimal(found) or [(_leaf(term, env, scene, want),)]


def _not(term: t.Not, env: Env, scene: Scene, want: bool) -> list[Way]:
    return ways(term.operand, env, scene, want=not want)


def _and(term: t.And | t.Or, env: Env, scene: Scene, want: bool) -> list[Way]:
    parts = [ways(o, env, scene, want=want) for o in term.operands]
    if isinstance(term, t.And) is want:
        return together(parts)
    return minimal(way for part in parts for way in part)


def _if_then(term: t.IfThen, env: Env, scene: Scene, want: bool) -> list[Way]:
    condition, then = ways(term.condition, env, scene, want=not want), ways(term.then, env, scene, want=want)
    return minimal([*then, *condition]) if want else together([condition, then])


def _defined(term: t.Defined, env: Env, scene: Scene, want: bool) -> list[Way]:
    of = value(term.of, env)
    if not isinstance(of, Row):
        return []
    inner = evolve(env, subject=of, variables={})
    return ways(env.world.rulebook.find(term.id).term, inner, evolve(scene, subject=of), want=want)


def _judged(term: t.Judged, env: Env, scene: Scene, want: bool) -> list[Way]:
    of = value(term.of, env)
    if not isinstance(of, Row):
        return []
    owner = belongs_to(env, of)
    judgement = env.world.rulebook.find(term.id)
    name = quoted(declared(term.id, scene))
    answer = Text("yes", "是") if want else Text("no", "否")
    what = both("a judgement {x} = {v}", "认定结论：{x}为“{v}”", x=name, v=answer)
    what = _of_other(what, owner, scene)
    fields = (("term", term.id), ("value", want))
    subject = env.world.subject(owner)
    if judgement.decided_by is None:
        return [(Action(ActionKind.JUDGE, subject, what, "judgement", fields=fields, concrete=True),)]
    post = post_name(scene.rulebook, judgement.decided_by)
    unit = territory(env, owner)
    if not isinstance(unit, Row):
        text = both("{x} by the {p}", "{x}（由{p}作出）", x=what, p=post)
        return [(Action(ActionKind.JUDGE, subject, text, "judgement", fields=fields),)]
    place = row_name(unit, scene)
    text = both("{x} by the {p} of {u}", "{x}（由{u}{p}作出）", x=what, p=post, u=place)
    able = holders(env, unit.id, judgement.decided_by)
    by = ((judgement.decided_by, unit.id),)
    return [(Action(ActionKind.JUDGE, subject, text, "judgement", 1, fields, by, able, bool(able)),)]


# -- values -------------------------------------------------------------------------------------------------------


def _field(term: t.Field, env: Env, scene: Scene, want: bool) -> list[Way]:
    return _set(term, "is", want, env, scene)


def _compare(term: t.Compare, env: Env, scene: Scene, want: bool) -> list[Way]:
    op = term.op if want else OPPOSITE[term.op]
    for left, how, right in ((term.left, op, term.right), (term.right, TURNED[op], term.left)):
        if isinstance(right, t.Const) and isinstance(right.value, bool) and how in ("is", "is not"):
            return ways(left, env, scene, want=right.value is (how == "is"))
        other = value(right, env)
        if isinstance(other, Unknown | Void):
            continue
        if isinstance(left, t.Count):
            found = new_rows.counted(left, how, other, env, scene)
        else:
            found = _set(left, how, other, env, scene) if isinstance(left, t.Field) else []
        if found:
            return found
    return []


def _is_known(term: t.IsKnown, env: Env, scene: Scene, want: bool) -> list[Way]:
    if want is not term.known or not isinstance(term.value, t.Field):
        return []
    return _set(term.value, "is not", NONE, env, scene)


def _set(term: t.Field, op: str, other: Any, env: Env, scene: Scene) -> list[Way]:
    """A field of a card amended, a deadline extended, or a field that an event on record lacks entered."""
    of = value(term.of, env)
    if not isinstance(of, Row) or of == env.this:
        return []
    entity = scene.entity(of.entity)
    attribute = entity.attribute(term.name)
    assert attribute is not None, term
    wanted, sure = fitting(op, other, attribute.type)
    shown_as = Text("to be filled in", "待填写") if wanted is None else None
    name = field_name(entity, attribute.name.id)
    if of.entity not in SUBJECT_KINDS:
        return _entered(term, of, wanted, name, env, scene) if entity.event and sure and wanted is not None else []
    subject = env.world.subject(of)
    if attribute.derived and sure and wanted is not None:
        return _followed(attribute.name.id, op, wanted, subject, scene)
    if attribute.derived or attribute.name.id in NEVER_AMENDED:
        return []
    if wanted is None and not sure:
        text = compared(op, name, value_text(other, attribute.type, scene), holds=True)
        text = _of_other(text, of, scene)
        return [(Action(ActionKind.AMEND, subject, text, fields=((attribute.name.id, None),)),)]
    if shown_as is not None:
        text = both("{x}: {v}", "{x}：{v}", x=name, v=shown_as)
    else:
        text = both("{x} = {v}", "{x}改为{v}", x=name, v=value_text(wanted, attribute.type, scene))
    concrete = sure and (wanted is not None or attribute.type.kind is Kind.TEXT)
    fields_ = ((attribute.name.id, stored(wanted, attribute.type)),)
    return [(Action(ActionKind.AMEND, subject, _of_other(text, of, scene), fields=fields_, concrete=concrete),)]


def _followed(name: str, op: str, wanted: Any, subject: Subject, scene: Scene) -> list[Way]:
    """The event that a field of a card follows: an extension moves its deadline, a report its progress."""
    if name == "current_deadline" and op not in ("before", "no later than"):
        text = both("an extension granted to {d}", "批准延期至{d}", d=wanted.isoformat())
        fields = (("granted", True), ("new_deadline", wanted))
        return [(Action(ActionKind.RECORD, subject, text, "extension", fields=fields, concrete=True),)]
    if name == "progress":
        share = percent(wanted)
        text = both("{r} with progress {n}", "{r}（进度为“{n}”）", r=one(scene.entity("report")), n=share)
        return [(Action(ActionKind.RECORD, subject, text, "report", fields=(("progress", share),), concrete=True),)]
    return []


def _of_other(text: Text, of: Row, scene: Scene) -> Text:
    """The text with the name of the card where it is another than the one asked about."""
    if of == scene.subject:
        return text
    return both("of {o}: {x}", "{o}：{x}", o=row_name(of, scene, with_id=True), x=text)


def _entered(term: t.Field, of: Row, wanted: Any, name: Text, env: Env, scene: Scene) -> list[Way]:
    now = value(term, env)
    reason = Missing(term.name, of.id, Why.NOT_GIVEN)
    if not isinstance(now, Unknown) or now.missing != {reason} or term.name in ("on", "recorded", "person", "unit"):
        return []
    event = env.world.ledger.event(of.id)
    assert event is not None, of
    slots = {"e": both("{k} {i}", "{k}{i}", k=noun(scene.entity(of.entity)), i=of.id), "x": name}
    text = both("{e}: enter {x} = {v}", "{e}：补录{x}“{v}”", v=value_text(wanted, term.type, scene), **slots)
    fields = ((term.name, stored(wanted, term.type)),)
    return [(Action(ActionKind.CORRECT, event.subject, text, of.id, fields=fields, concrete=True),)]


# -- rows ---------------------------------------------------------------------------------------------------------


def _quantified(term: t.Quantified, env: Env, scene: Scene, want: bool) -> list[Way]:
    if term.how == "all":
        other = evolve(term, how="exists", condition=t.Not(term.condition))
        return _each(term, env, scene, holds=True) if want else _found(other, env, scene)
    there = want is (term.how == "exists")
    return _found(term, env, scene) if there else _each(term, env, scene, holds=False)


def _found(term: t.Quantified, env: Env, scene: Scene) -> list[Way]:
    """Some row that meets the condition: a new event, or a card on record that is changed."""
    if all(scene.entity(b.rows.entity).event for b in term.bound):
        return new_rows.one_more(term, env, scene)
    envs, _, _ = choices(term.bound, env)
    mended = [way for inner in envs for way in ways(term.condition, inner, scene)]
    return minimal([*mended, *new_rows.listed_on_card(term.bound, env, scene)])


def _each(term: t.Quantified, env: Env, scene: Scene, *, holds: bool) -> list[Way]:
    """Every row made to meet the condition, or not to; nothing where rows may be missing."""
    envs, _, missing = choices(term.bound, env)
    if missing is not None:
        return []
    return together([ways(term.condition, inner, scene, want=holds) for inner in envs])


# -- what cannot be followed further ------------------------------------------------------------------------------


def _leaf(term: t.Term, env: Env, scene: Scene, want: bool) -> Action:
    """A condition that no handler could make so: what no act changes, what the act itself must carry, or itself."""
    subject = env.world.subject(env.subject) if env.subject is not None else None
    assert subject is not None
    names = {n: row_name(row, scene) for n, row in env.variables.items()}
    words = said(term, evolve(scene, names={**scene.names, **names}), holds=want)
    inside = t.walk(term)
    if any(_of_the_act(x) for x in inside):
        assert env.this is not None
        act = noun(scene.entity(env.this.entity))
        text = both("of the {a} itself: {c}", "{a}本身：{c}", a=act, c=words)
        return Action(ActionKind.ACT, subject, text, env.this.entity)
    if any(_open(x, env, scene) for x in inside):
        return Action(ActionKind.OTHER, subject, both("see to it that {c}", "须使{c}", c=words))
    fixed = next((x for x in inside if _on_record(x, env, scene)), None)
    if fixed is not None:
        assert isinstance(fixed, t.Field | t.By)
        row = value(fixed.of if isinstance(fixed, t.Field) else fixed.event, env)
        text = both(
            "no act can change this, for it is on record ({e}): needed is that {c}",
            "无法以办理行为改变（{e}已记录在案）：须{c}",
            e=shown(row, scene),
            c=words,
        )
        return Action(ActionKind.NEVER, subject, text)
    return Action(
        ActionKind.NEVER,
        subject,
        both("no act can change this: needed is that {c}", "无法以办理行为改变：须{c}", c=words),
    )


def _of_the_act(term: t.Term) -> bool:
    if isinstance(term, t.Actor):
        return True
    if isinstance(term, t.By):
        return isinstance(term.event, t.This)
    return isinstance(term, t.Field) and isinstance(term.of, t.This) and term.name not in ("on", "recorded", "task")


def _on_record(term: t.Term, env: Env, scene: Scene) -> bool:
    """Whether it reads what an event on record says, which stays as it happened."""
    if isinstance(term, t.By):
        return not isinstance(term.event, t.This)
    if not isinstance(term, t.Field):
        return False
    of = value(term.of, env)
    return isinstance(of, Row) and scene.entity(of.entity).event and of != env.this


def _open(term: t.Term, env: Env, scene: Scene) -> bool:
    """Whether something recorded later might give it another value, in a way that is not worked out here."""
    if isinstance(term, t.Field):
        of = value(term.of, env)
        if not isinstance(of, Row):
            return True
        entity = scene.entity(of.entity)
        attribute = entity.attribute(term.name)
        assert attribute is not None
        if entity.event:
            return of != env.this and isinstance(value(term, env), Unknown)
        return not (attribute.name.id in NEVER_AMENDED or attribute.name.id in _FOLLOWS)
    return not isinstance(term, _FIXED)


_FOLLOWS = frozenset({"status", "deadline_class"})
_FIXED = (
    t.Const, t.Self, t.This, t.AsOfDay, t.Var, t.Param, t.SpanOf, t.Compare, t.Within, t.WithinLast, t.Arithmetic,
    t.Extreme, t.DaysBetween, t.Not, t.And, t.Or, t.IfThen, t.IsKnown, t.OrElse, t.By,
)  # fmt: skip
_WAYS: dict[type, Callable[[Any, Env, Scene, bool], list[Way]]] = {
    t.Not: _not,
    t.And: _and,
    t.Or: _and,
    t.IfThen: _if_then,
    t.Defined: _defined,
    t.Judged: _judged,
    t.Field: _field,
    t.Compare: _compare,
    t.IsKnown: _is_known,
    t.Quantified: _quantified,
}
