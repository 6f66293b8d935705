"""Everything that is looked for in the conditions of a pack, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rectcore.check.desk import Desk
from rectcore.check.logic import numbers
from rectcore.check.logic.absent import absent
from rectcore.check.logic.bands import bands
from rectcore.check.logic.claims import Claims
from rectcore.check.logic.rules import Looker
from rectcore.check.logic.rungs import rungs
from rectcore.check.rulebook import (
    Aggregate,
    Definition,
    Duty,
    ExceptionRule,
    Gate,
    Ladder,
    Notice,
    Parameter,
    Ranking,
    Sample,
    Score,
    Standing,
    Target,
)


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
            case Target():
                looker.target(rule)
            case ExceptionRule():
                looker.exception(rule)
            case Ladder() if rule.by_condition:
                rungs(rule, looker)
            case Aggregate():
                numbers.aggregate(rule, looker)
            case Score():
                numbers.score(rule, looker)
                bands(rule, looker)
            case Sample():
                numbers.sample(rule, looker)
            case Ranking():
                numbers.ranking(rule, looker)
        if isinstance(rule, Gate | Standing | Notice | ExceptionRule):
            absent(rule, desks[rule.id], claims)
