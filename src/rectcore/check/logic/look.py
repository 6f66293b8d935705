"""Everything that is looked for in the conditions of a pack, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rectcore.check.desk import Desk
from rectcore.check.logic.absent import absent
from rectcore.check.logic.claims import Claims
from rectcore.check.logic.rules import Looker
from rectcore.check.rulebook import Definition, Duty, ExceptionRule, Gate, Notice, Parameter, Standing


def look(
    rules: Iterable[object],
    definitions: Sequence[Definition],
    parameters: Sequence[Parameter],
    exceptions: Sequence[ExceptionRule],
    desks: Mapping[str, Desk],
) -> None:
    """Report conditions that can never be true or false, that add nothing, and those that `none` decides."""
    claims = Claims({d.name.id: d.term for d in definitions}, {p.name.id: p for p in parameters})
    looker = Looker(claims, desks, exceptions)
    for rule in rules:
        match rule:
            case Definition():
                looker.definition(rule)
            case Gate():
                looker.gate(rule)
            case Duty():
                looker.duty(rule)
            case Standing():
                looker.standing(rule)
            case Notice():
                looker.notice(rule)
            case ExceptionRule():
                looker.exception(rule)
        if isinstance(rule, Gate | Standing | Notice | ExceptionRule):
            absent(rule, desks[rule.id], claims)
