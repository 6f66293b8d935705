"""Formulas over finitely many choices: what a condition comes to, once what it compares is cut into cases.

A formula says what a condition is worth where every fact is known. Since `and`, `or` and `not` never turn what is known
around when more is learnt, what no choice makes true is true in no ledger, known facts or not.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, TypeAlias

from attrs import frozen


@frozen
class Settled:
    """True or false whatever the facts are."""

    value: bool


TRUE, FALSE = Settled(value=True), Settled(value=False)


@frozen
class Test:
    """Whether a variable compares so with a value: `is`, `at least` or `at most`. A flag is compared with `True`."""

    variable: Hashable
    op: str
    value: Any


@frozen
class Negated:
    """Not."""

    operand: Formula


@frozen
class Joined:
    """All of them (`every`), or one of them."""

    operands: tuple[Formula, ...]
    every: bool


Formula: TypeAlias = Settled | Test | Negated | Joined


def flag(variable: Hashable) -> Formula:
    """Something that is so or is not."""
    return Test(variable, "is", value=True)


def negated(formula: Formula) -> Formula:
    """The contrary."""
    match formula:
        case Settled(value=value):
            return FALSE if value else TRUE
        case Negated(operand=operand):
            return operand
        case _:
            return Negated(formula)


def both(*formulas: Formula) -> Formula:
    """All of them."""
    return _joined(formulas, every=True)


def either(*formulas: Formula) -> Formula:
    """One of them."""
    return _joined(formulas, every=False)


def _joined(formulas: tuple[Formula, ...], *, every: bool) -> Formula:
    kept: dict[Formula, None] = {}
    for formula in formulas:
        if isinstance(formula, Settled):
            if formula.value is not every:
                return formula
            continue
        kept[formula] = None
    if len(kept) < 2:
        return next(iter(kept), Settled(every))
    return Joined(tuple(kept), every)


def tests(formula: Formula) -> tuple[Test, ...]:
    """Every test in a formula, in order, each once."""
    found: dict[Test, None] = {}
    waiting = [formula]
    while waiting:
        at = waiting.pop()
        match at:
            case Test():
                found[at] = None
            case Negated(operand=operand):
                waiting.append(operand)
            case Joined(operands=operands):
                waiting.extend(reversed(operands))
    return tuple(found)


def given(formula: Formula, answers: Mapping[Test, bool]) -> Formula:
    """What is left of a formula where some of its tests are answered."""
    match formula:
        case Test():
            return Settled(answers[formula]) if formula in answers else formula
        case Negated(operand=operand):
            return negated(given(operand, answers))
        case Joined(operands=operands, every=every):
            return _joined(tuple(given(o, answers) for o in operands), every=every)
        case _:
            return formula
