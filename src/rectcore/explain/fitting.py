"""A value that makes a comparison with another one true."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from rectcore.check.types import Kind, Type
from rectcore.engine.reference.amounts import Amount
from rectcore.engine.trace import Row
from rectcore.explain.phrases import percent
from rectcore.model.facts import NONE, Absent
from rectcore.model.period import Period

OPPOSITE: Final = {
    "is": "is not",
    "is not": "is",
    "at least": "less than",
    "less than": "at least",
    "at most": "more than",
    "more than": "at most",
    "before": "not before",
    "not before": "before",
    "after": "no later than",
    "no later than": "after",
}
"""The comparison that holds where the other fails."""

TURNED: Final = {
    "is": "is",
    "is not": "is not",
    "at least": "at most",
    "at most": "at least",
    "less than": "more than",
    "more than": "less than",
    "before": "after",
    "after": "before",
    "not before": "no later than",
    "no later than": "not before",
}
"""The same comparison with its sides changed."""

_MEETS = frozenset({"is", "at least", "at most", "not before", "no later than"})
_STEPS = {"more than": 1, "after": 1, "less than": -1, "before": -1}


def fitting(op: str, other: Any, type_: Type) -> tuple[Any, bool]:
    """A value for a field of that type, and whether it is plain; None stands for any value there is."""
    if other is NONE:
        return {"is": (NONE, True), "is not": (None, True)}.get(op, (None, False))
    if isinstance(other, Amount):
        other = other.number
    if not isinstance(other, Row | str | date | Period | int) and type_.kind not in _NUMBERS:
        return None, False
    if op in _MEETS:
        return other, True
    if op == "is not":
        return _another(other, type_)
    step = _STEPS[op]
    if isinstance(other, date):
        try:
            return other + timedelta(step), True
        except OverflowError:
            return None, False
    if type_.kind is Kind.INTEGER and other == int(other):
        return int(other) + step, True
    return None, False


def stored(value: Any, type_: Type) -> Any:
    """A value as a ledger holds it: a row by its id, a share with its sign."""
    if isinstance(value, Row):
        return value.id
    return percent(Decimal(value)) if type_.kind is Kind.PERCENT and not isinstance(value, Absent) else value


def _another(other: Any, type_: Type) -> tuple[Any, bool]:
    """The one value that is left beside another."""
    if isinstance(other, bool):
        return not other, True
    left = [v.id for v in type_.values if v.id != other]
    return (left[0], True) if len(left) == 1 else (None, False)


_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT, Kind.DAYS, Kind.WORKING_DAYS, Kind.MONTHS})
