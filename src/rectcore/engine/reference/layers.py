"""The value of a layered parameter for a subject: that of the nearest unit above it that has set one, else its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rectcore.check.rulebook import Parameter, Setting
from rectcore.engine.reference.fields import read
from rectcore.engine.reference.world import Env, belongs_to
from rectcore.engine.trace import Row
from rectcore.model.facts import NONE, Unknown


def value_for(parameter: Parameter, env: Env) -> Any:
    """The value for the subject on the day whose parameters judge; None where there is none, or unknown."""
    own = parameter.on(env.rules_day)
    settings = {s.unit: s for s in parameter.settings if s.on(env.rules_day) is not None}
    if not settings or env.subject is None:
        return own
    chain, missing = above(_unit(env), env)
    if missing is not None and any(_may_be_above(s, chain, env) for s in settings.values()):
        return missing
    value = own
    for unit in reversed(chain):
        if unit.id in settings:
            found = settings[unit.id].on(env.rules_day)
            allowed = _may_set(parameter, unit, env)
            if isinstance(allowed, Unknown):
                return allowed
            if allowed and parameter.allows(found, value):
                value = found
    return value


def ignored(parameter: Parameter, env: Env) -> Iterator[str]:
    """The units whose setting has no effect on a day: of a kind that may not set it, or looser than the layer above."""
    for setting in parameter.settings:
        found, unit = setting.on(env.rules_day), Row("Unit", setting.unit)
        if found is None or env.world.ledger.unit(setting.unit) is None:
            continue
        kind = _may_set(parameter, unit, env)
        if kind is False or (kind is True and value_for(parameter, _at(env, unit)) != found):
            yield setting.unit


def _at(env: Env, unit: Row) -> Env:
    return Env(env.world, env.day, env.known_at, env.rules_day, subject=unit)


def _unit(env: Env) -> Any:
    """The unit whose layer a subject is in: a task's territory, the unit that issued the plan, the unit itself."""
    assert env.subject is not None
    owner = belongs_to(env, env.subject)
    field = {"Task": "territory", "Plan": "unit"}.get(owner.entity)
    if field is None:
        return owner if owner.entity == "Unit" else NONE
    return read(_at(env, owner), owner, field)


def above(unit: Any, env: Env) -> tuple[list[Row], Unknown | None]:
    """A unit and those above it, from below, and why the rest is not known."""
    chain: list[Row] = []
    while isinstance(unit, Row) and unit not in chain:
        chain.append(unit)
        unit = read(_at(env, unit), unit, "parent")
    return chain, unit if isinstance(unit, Unknown) else None


def _may_be_above(setting: Setting, chain: list[Row], env: Env) -> bool:
    """Whether a unit may stand above the last one known: it is in the ledger, and not below one of them."""
    if env.world.ledger.unit(setting.unit) is None:
        return False
    own, _ = above(Row("Unit", setting.unit), env)
    return not any(unit in chain for unit in own)


def _may_set(parameter: Parameter, unit: Row, env: Env) -> bool | Unknown:
    kind = read(_at(env, unit), unit, "kind")
    return kind if isinstance(kind, Unknown) else kind in parameter.set_by
