"""Indicators in words: what they are, and their values with period and unit."""

from __future__ import annotations

from rectcore.check import terms as t
from rectcore.check.rulebook import Series
from rectcore.diagnostics import Text
from rectcore.engine.trace import Trace
from rectcore.explain.facts import Scene, value_text
from rectcore.explain.phrases import PERIODS, both, named, noun, quoted
from rectcore.explain.prose import declared, of_name
from rectcore.model.facts import Unknown


def series_sentence(rule: Series, scene: Scene) -> Text:
    """What a series stands for."""
    unit = both(" in {u}", "（{u}）", u=rule.unit) if rule.unit else Text()
    return both(
        "the series {x} gives a number{u} of a {e} for each {p}, as last recorded",
        "指标{x}{u}为{e}每{p}一个数值，以最后录入的为准",
        x=quoted(named(rule.name)),
        u=unit,
        e=noun(scene.entity(rule.entity)),
        p=PERIODS[rule.each][0],
    )


def reading(trace: Trace, scene: Scene) -> Text:
    """A series with its period and value: `pm25 for 2025 31 µg/m³`."""
    term = trace.term
    assert isinstance(term, t.Reading)
    value = value_text(trace.value, term.type, scene)
    rule = scene.rulebook.find(term.id)
    if rule.unit and not isinstance(trace.value, Unknown):
        value = both("{v} {u}", "{v}{u}", v=value, u=rule.unit)
    period = value_text(trace.parts[1].value, trace.parts[1].term.type, scene)
    name = of_name(term.of, declared(term.id, scene), scene)
    return both("{x} for {p} {v}", "{p}{x}{v}", x=name, p=period, v=value)
