"""Which operands an operator takes, and what it gives: types in, a type or what is wrong out."""

from __future__ import annotations

from enum import Enum

from rectcore.check.types import DATE, DAYS, DECIMAL, DURATIONS, INTEGER, NUMBERS, PERCENT, Kind, Type

ORDER = frozenset({"at least", "at most", "more than", "less than"})
DATE_ORDER = frozenset({"before", "after", "not before", "no later than"})


class Wrong(Enum):
    """What is wrong with a pair of operands."""

    DURATIONS = "durations of different kinds"
    PERCENT = "a percent with a plain number"
    NUMBER_FOR_DAYS = "a plain number where a duration is needed"
    ORDER_OF_DATES = "dates have their own words of order"
    OTHER = "operands that do not go together"


def comparison(op: str, left: Type, right: Type) -> Wrong | None:
    """What is wrong with comparing the two by `op`; None where nothing is."""
    if left.many or right.many:
        return Wrong.OTHER
    kinds = {left.kind, right.kind}
    if op in DATE_ORDER:
        return None if kinds == {Kind.DATE} else _wrong(kinds)
    if op in ORDER:
        ordered = kinds <= NUMBERS or (len(kinds) == 1 and (kinds <= DURATIONS or kinds == {Kind.PERCENT}))
        if kinds == {Kind.DATE}:
            return Wrong.ORDER_OF_DATES
        return None if ordered else _wrong(kinds)
    if kinds <= NUMBERS:
        return None
    if len(kinds) > 1:
        return _wrong(kinds)
    alike = left.entity == right.entity and left.values == right.values
    return None if alike else Wrong.OTHER


def _wrong(kinds: set[Kind]) -> Wrong:
    if len(kinds) > 1 and kinds <= DURATIONS:
        return Wrong.DURATIONS
    if Kind.PERCENT in kinds and kinds & NUMBERS:
        return Wrong.PERCENT
    if kinds & DURATIONS and kinds & NUMBERS:
        return Wrong.NUMBER_FOR_DAYS
    return Wrong.OTHER


def arithmetic(op: str, left: Type, right: Type) -> Type | Wrong:
    """The type of the two joined by `op`, or what is wrong."""
    if left.many or right.many:
        return Wrong.OTHER
    found = _product(left.kind, right.kind) if op == "*" else _sum(op, left.kind, right.kind)
    if found is not None:
        return found
    kinds = {left.kind, right.kind}
    return Wrong.NUMBER_FOR_DAYS if Kind.DATE in kinds and kinds & NUMBERS else _wrong(kinds)


def _product(left: Kind, right: Kind) -> Type | None:
    kinds = {left, right}
    if kinds <= NUMBERS:
        return INTEGER if kinds == {Kind.INTEGER} else DECIMAL
    if kinds == {Kind.PERCENT, Kind.DAYS}:
        return DAYS
    if Kind.PERCENT in kinds and kinds & NUMBERS:
        return DECIMAL
    if kinds & DURATIONS and kinds & NUMBERS:
        return Type(left if left in DURATIONS else right)
    return None


def _sum(op: str, left: Kind, right: Kind) -> Type | None:
    if left in NUMBERS and right in NUMBERS:
        return INTEGER if left is right is Kind.INTEGER else DECIMAL
    if left is right and left in DURATIONS:
        return Type(left)
    if left is right is Kind.PERCENT:
        return PERCENT
    if left is Kind.DATE and right is Kind.DATE and op == "-":
        return DAYS
    if left is Kind.DATE and right in DURATIONS:
        return DATE if op == "+" or right is not Kind.WORKING_DAYS else None
    if right is Kind.DATE and left in DURATIONS and op == "+":
        return DATE
    return None
