"""Layered parameters: who may set one, and what units have set, held against the parameter's own values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import evolve

from rectcore.check import layer_messages, name_messages, ruleset_messages
from rectcore.check.declare import parameter
from rectcore.check.desk import Desk
from rectcore.check.literals import literal
from rectcore.check.rulebook import Parameter, Setting, Validity
from rectcore.check.texts import citations
from rectcore.check.types import DURATIONS, NUMBERS, Kind, Type
from rectcore.diagnostics import Text
from rectcore.language import tree

_ORDERED = NUMBERS | DURATIONS | {Kind.PERCENT, Kind.DATE}


def layered(desk: Desk, type_: Type | None, in_force: Validity) -> Parameter | None:
    """A parameter with who may set it."""
    made = parameter(desk, type_, in_force)
    node = desk.one("may be set by", tree.Layers)
    if node is None:
        return made
    levels = tuple(level for word in node.levels if (level := _level(word, desk)) is not None)
    if node.only is not None and type_ is not None and type_.kind not in _ORDERED:
        desk.report(layer_messages.no_order(node))
    return None if made is None else evolve(made, set_by=levels, only=node.only)


def _level(word: tree.Word, desk: Desk) -> str | None:
    """The kind of unit that a word names; reported where there is none."""
    kind = desk.world.vocabulary["Unit"].attribute("kind")
    assert kind is not None
    found = kind.type.value(word.text)
    if found is None:
        desk.no_value(word, word.text, kind.type.values)
        return None
    desk.resolved(word, found)
    return found.id


def settings(desks: Sequence[Desk], parameters: Sequence[Parameter]) -> list[Parameter]:
    """The parameters with what units have set, each setting held against the parameter's own values."""
    by_id = {p.name.id: p for p in parameters}
    found: dict[tuple[str, str], tuple[Setting, tree.Form]] = {}
    for desk in desks:
        made = _setting(desk, by_id)
        if made is None:
            continue
        key = (made[0].name.id, made[1].unit)
        if key in found:
            first = found[key][1]
            at = desk.form.unit or desk.form
            desk.report(name_messages.declared_twice(at, made[1].unit, first.unit.span if first.unit else None))
            continue
        found[key] = (made[1], desk.form)
    own: dict[str, list[Setting]] = {}
    for (parameter_id, _), (setting, _form) in sorted(found.items(), key=lambda one: one[0]):
        own.setdefault(parameter_id, []).append(setting)
    return [evolve(p, settings=tuple(own.get(p.name.id, ()))) for p in parameters]


def _setting(desk: Desk, parameters: dict[str, Parameter]) -> tuple[Parameter, Setting] | None:
    form = desk.form
    cites = citations(desk)
    own = _parameter(form.id, desk, parameters) if form.id is not None else None
    unit = form.unit.text if isinstance(form.unit, tree.Word) else form.unit.value if form.unit is not None else None
    if own is None or form.id is None or unit is None:
        return None
    if not own.set_by:
        desk.report(layer_messages.not_to_be_set(form.id, own.name.in_(desk.dialect)))
        return None
    values = _values(desk, own)
    return own, Setting(unit, tuple(sorted(values.items())), cites, span=form.id.span)


def _parameter(word: tree.Word, desk: Desk, parameters: dict[str, Parameter]) -> Parameter | None:
    """The parameter that is set; reported where there is none."""
    declared = desk.world.declared.get(word.text)
    if declared is None or declared.kind != "parameter":
        desk.unknown(word, Text("parameter", "参数"), [p.name for p in parameters.values()])
        return None
    desk.resolved(word, declared.name)
    return None if declared.broken else parameters.get(declared.name.id)


def _values(desk: Desk, own: Parameter) -> dict[date, Any]:
    """What is set, by day; a value that the parameter's own does not allow on some day is reported."""
    values: dict[date, Any] = {}
    lines: dict[date, tree.DatedValue] = {}
    for line in desk.every("from", tree.DatedValue):
        if line.since in lines:
            desk.report(ruleset_messages.two_values(line, line.since, lines[line.since].span))
            continue
        lines[line.since] = line
        values[line.since] = None if line.value is None else literal(line.value, own.type, desk)
    for since, until in zip(sorted(values), [*sorted(values)[1:], date.max], strict=True):
        days = [since, *sorted(d for d in own.days if since < d < until)]
        wrong = next((d for d in days if values[since] is not None and not own.allows(values[since], own.on(d))), None)
        if wrong is not None and own.type.kind in _ORDERED:
            desk.report(layer_messages.looser(lines[since], own, wrong, desk.dialect))
    return values
