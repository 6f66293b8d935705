"""A condition's value with everything it looked at, for the explanation; the value is the plain evaluator's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.types import DATE, TEXT, YES_NO
from rectcore.engine.reference.expressions import (
    asked,
    choices,
    compared,
    draw_asked,
    placed_asked,
    ranked,
    scored,
    value,
)
from rectcore.engine.reference.moments import moved
from rectcore.engine.reference.rankings import Placing
from rectcore.engine.reference.samples import Lot
from rectcore.engine.reference.scores import Scored
from rectcore.engine.reference.tables import chosen
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Looked, Row, Trace
from rectcore.model.facts import Unknown


def trace(term: t.Term, env: Env) -> Trace:
    """The trace of a term: its value, and the traces of what is inside it."""
    found = value(term, env)
    with env.world.stretches.aside():  # what is inside may change from day to day while the term does not
        return _trace(term, found, env)


def _trace(term: t.Term, found: Any, env: Env) -> Trace:
    if isinstance(term, t.Quantified | t.Count):
        bound = term.bound if isinstance(term, t.Quantified) else (term.bound,)
        envs, bindings, missing = choices(bound, env)
        looked = tuple(
            Looked(binding, trace(term.condition, inner)) for inner, binding in zip(envs, bindings, strict=True)
        )
        return Trace(term, found, looked=looked, complete=missing is None)
    if isinstance(term, t.Scored):
        of = value(term.of, env)
        result = scored(term, of, env) if isinstance(of, Row) else None
        if isinstance(result, Scored):
            parts = tuple(Trace(t.Const(one.label, TEXT), one.told) for one in result.lines)
            return Trace(term, found, parts)
        return Trace(term, found)
    if isinstance(term, t.Drawn):
        lot = draw_asked(term, env)
        parts = (
            tuple(Trace(t.Const(name, TEXT), told) for name, told in attrs.asdict(lot, recurse=False).items())
            if isinstance(lot, Lot)
            else ()
        )
        return Trace(term, found, (trace(term.row, env), *parts))
    if isinstance(term, t.Ranked):
        of = value(term.of, env)
        return Trace(term, found, _place(ranked(term, of, env)) if isinstance(of, Row) else ())
    if isinstance(term, t.Placed):
        asked_for = placed_asked(term, env)
        return Trace(term, found, (trace(term.ranking.of, env), trace(term.number, env), *_place(asked_for)))
    if isinstance(term, t.Defined):
        of = value(term.of, env)
        definition = env.world.rulebook.find(term.id)
        if isinstance(of, Row):
            return Trace(term, found, (trace(definition.term, evolve(env, subject=of, variables={})),))
    if isinstance(term, t.Tabled):
        of = value(term.of, env)
        if isinstance(of, Row):
            inner = evolve(env, subject=of, variables={})
            inputs = tuple(trace(one, inner) for one in env.world.rulebook.find(term.id).inputs)
            return Trace(term, found, inputs, row=chosen(term, of, env, value, compared).row)
    if isinstance(term, t.Aggregated) and isinstance(of := value(term.of, env), Row):
        aggregate = env.world.rulebook.find(term.id)
        rows, missing = asked(term, of, env)
        told = aggregate.of or t.Const(True, YES_NO)
        return Trace(
            term,
            found,
            tuple(trace(part, env) for part in t.parts(term)),
            tuple(Looked((row,), trace(told, here)) for row, here, _ in rows),
            complete=missing is None,
        )
    if isinstance(term, t.AsAt):
        day = trace(term.day, env)
        there = moved(term.value, env, day.value) if isinstance(day.value, date) else None
        return Trace(term, found, (trace(term.value, there), day) if isinstance(there, Env) else (day,))
    if isinstance(term, t.HeldFor) and not isinstance(found, Unknown):
        return Trace(term, found, tuple(_of_the_day(term, env, held=found is True)))
    return Trace(term, found, tuple(trace(part, env) for part in t.parts(term)))


def _place(found: Any) -> tuple[Trace, ...]:
    """What is told of a place: each part under its name."""
    if not isinstance(found, Placing):
        return ()
    told = (("rank", found.rank), ("size", found.size), ("number", found.number), ("behind", found.behind.told))
    return tuple(Trace(t.Const(name, TEXT), value_) for name, value_ in (*told, ("left out", found.left_out)))


def _of_the_day(term: t.HeldFor, env: Env, *, held: bool) -> Iterator[Trace]:
    """The condition on the day that decided: the day judged, or the last on which it did not hold; and that day.

    Nothing where there was not yet anything for it to hold of.
    """
    day = env.day
    seen = trace(term.condition, env)
    while not held and seen.value is True:
        day -= timedelta(1)
        there = moved(term.condition, env, day)
        if isinstance(there, Unknown):
            return
        seen = trace(term.condition, there)
    yield seen
    yield Trace(t.Const(day, DATE), day)
