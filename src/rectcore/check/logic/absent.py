"""RC220 and RC224: what comes of a condition where a value is known not to exist, and nobody has said so.

A comparison with `none` is false, and `not` of it true. Where that alone decides a rule, the writer says what is meant:
a condition that speaks of `none` itself is taken to be meant as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from rectcore.check import logic_messages as messages
from rectcore.check import terms as t
from rectcore.check.desk import Desk
from rectcore.check.logic.claims import Claims
from rectcore.check.rulebook import ExceptionRule, Gate, Notice, Standing
from rectcore.check.types import Kind
from rectcore.model.facts import NONE


def absent(rule: Gate | Standing | Notice | ExceptionRule, desk: Desk, claims: Claims) -> None:
    """Report the first optional value of each condition that decides it by not being there."""
    if isinstance(rule, Standing):
        during = () if rule.applies_while is None else (rule.applies_while,)
        for field in _optional(rule.must, claims):
            if _spoken_of(field, (*during, rule.must), claims) or claims.never(*during, _none(field)):
                continue
            if claims.never(*during, _none(field), rule.must) and not claims.never(*during, rule.must):
                desk.report(messages.convicts(rule.must.span, _name(field, desk)))
                return
        return
    for condition in _conditions(rule):
        for field in _optional(condition, claims):
            if not _spoken_of(field, (condition,), claims) and _true_without(field, condition, claims):
                desk.report(messages.true_of_none(condition.span, _name(field, desk)))
                break


def _conditions(rule: Gate | Notice | ExceptionRule) -> Iterator[t.Term]:
    match rule:
        case Gate():
            yield from (one.term for one in rule.labels)
        case Notice():
            yield rule.when
        case _:
            yield rule.applies_when


def _true_without(field: t.Field, condition: t.Term, claims: Claims) -> bool:
    return claims.never(_none(field), but=condition) and not claims.always(condition)


def _none(field: t.Field) -> t.Term:
    return t.Compare("is", field, t.Const(NONE, field.type))


def _optional(term: t.Term, claims: Claims) -> Iterator[t.Field]:
    """The optional fields of what a rule is about, each once, in order."""
    seen: dict[t.Field, None] = {}
    for one in claims.inside(term):
        own = isinstance(one, t.Field) and isinstance(one.of, t.Self | t.This) and one.type.kind is not Kind.YES_NO
        if isinstance(one, t.Field) and own and one.type.optional and one not in seen:
            seen[one] = None
            yield one


def _spoken_of(field: t.Field, conditions: tuple[t.Term, ...], claims: Claims) -> bool:
    """Whether the conditions say themselves what holds where there is none."""
    for condition in conditions:
        for one in claims.inside(condition):
            sides = (one.left, one.right) if isinstance(one, t.Compare) else ()
            if field in sides and any(isinstance(x, t.Const) and x.value is NONE for x in sides):
                return True
            if isinstance(one, t.IsKnown | t.OrElse) and one.value == field:
                return True
    return False


def _name(field: t.Field, desk: Desk) -> str:
    attribute = desk.world.vocabulary[field.entity].attribute(field.name)
    return field.name if attribute is None else attribute.name.in_(desk.dialect)
