"""What became of a rule, as rows: the instances of a duty, the checks of a standing, or else its breaches.

A form comes in, an entity goes out, by which conditions ask such a row: `count of (MONTHLY m where m.state is missed)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.desk import Declared, World
from rectcore.check.states import STATES
from rectcore.check.texts import text
from rectcore.check.types import DATE, PERIOD, Kind, Name, Type, reference
from rectcore.check.vocabulary import Attribute, Entity
from rectcore.diagnostics import Text

KEPT: Final = ("duty", "standing")
"""The forms whose rules have rows."""
OF_A_DUTY: Final = ("pending", "fulfilled", "late", "missed", "excused")
"""The states an instance of a duty can be asked for; one that is not required is no row."""
OF_A_CHECK: Final = ("holds", "violated")
"""The states a check of a standing can be asked for."""
_OWNERS: Final = {"Task": ("task", "事项"), "Unit": ("unit", "单位"), "Plan": ("plan", "方案")}


def with_records(world: World) -> None:
    """Add to the vocabulary of a pack the rows that its duties and standings have."""
    rules = {d.name.id: d for d in world.declared.values() if d.kind in KEPT and not d.broken}
    made = (record(declared, world) for declared in rules.values())
    world.vocabulary = evolve(world.vocabulary, records=tuple(one for one in made if one is not None))


def record(declared: Declared, world: World) -> Entity | None:
    """The rows of one rule; None where it is not known what the rule is for."""
    form = declared.form
    subject = world.vocabulary.entity(form.for_each.text) if form.for_each is not None else None
    if subject is None or not (subject.event or subject.id in SUBJECT_KINDS):
        return None
    clause = form.get("every")
    title = text(form.title)
    name = Text(title.en or title.zh or declared.name.id, title.zh or title.en or declared.name.id)
    if declared.kind == "duty":
        own = _of_duty(clause is not None and isinstance(clause.value, str))
        called = Text(f"instance of “{name.en}”", f"“{name.zh}”")
    elif clause is not None:
        own = (_has("state", "状态", _words(OF_A_CHECK)), _has("on", "判定日", DATE))
        called = Text(f"check of “{name.en}”", f"“{name.zh}”检查")
    else:
        own = (_has("begins", "起始日", DATE), _has("ends", "终止日", evolve(DATE, optional=True)))
        called = Text(f"breach of “{name.en}”", f"违反“{name.zh}”情形")
    return Entity(
        declared.name,
        (*own, *_about(subject)),
        subject.part_of if subject.event else (subject.id,),
        called=called,
        record=True,
        ordered=declared.kind == "duty" or clause is not None,
    )


def _of_duty(in_periods: bool) -> tuple[Attribute, ...]:
    found = (
        _has("state", "状态", _words(OF_A_DUTY)),
        _has("due", "到期日", evolve(DATE, optional=True)),
        _has("done", "完成日", evolve(DATE, optional=True)),
        _has("begins", "起始日", DATE),
    )
    return (*found, _has("period", "周期", PERIOD)) if in_periods else found


def _about(subject: Entity) -> Iterator[Attribute]:
    """The fields that lead to the event a rule is for, and to the task, unit or plan."""
    owners = subject.part_of if subject.event else (subject.id,)
    for owner in owners:
        name, zh = _OWNERS[owner]
        yield _has(name, zh, reference(owner, optional=len(owners) > 1))
    if subject.event:
        yield Attribute(subject.name, reference(subject.id), derived=True)


def _has(name: str, zh: str, type_: Type) -> Attribute:
    return Attribute(Name(name, (zh,)), type_, derived=True)


def _words(states: tuple[str, ...]) -> Type:
    return Type(Kind.ONE_OF, values=tuple(STATES[s] for s in states))
