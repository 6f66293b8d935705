"""A condition's value with everything it looked at, for the explanation; the value is the plain evaluator's."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.engine.reference.expressions import choices, compared, value
from rectcore.engine.reference.tables import chosen
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Looked, Row, Trace


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
    return Trace(term, found, tuple(trace(part, env) for part in t.parts(term)))
