"""Numbers over rows, with bounds where something is not known: what each row may be comes in, the number goes out.

Each row counted may be in or out, and what is asked of it true or false, or a value with bounds. The bounds of the
number are the least and the greatest it has over every way the unknown may turn out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context
from typing import Any, Final

from attrs import frozen

from rectcore.check.rulebook import Aggregate
from rectcore.engine.reference.amounts import Between
from rectcore.engine.reference.kleene import Truth
from rectcore.engine.trace import NOT_APPLICABLE
from rectcore.model.facts import NONE, Unknown

_DIVIDING: Final = Context(prec=34, rounding=ROUND_HALF_EVEN)


@frozen
class Asked:
    """A row: whether it is among those counted (true or unknown), and what was found for it."""

    inside: Truth
    found: Any = True

    @property
    def sure(self) -> bool:
        """Whether it is among them for certain."""
        return self.inside is True


def total(aggregate: Aggregate, rows: Sequence[Asked], missing: Unknown | None) -> Any:
    """The number over rows: exact, `Between` bounds, unknown, or `NOT_APPLICABLE`.

    Args:
        aggregate: what is asked for.
        rows: each that is, or may be, among those counted.
        missing: why there may be further rows; None where there are none.
    """
    # A value that is known not to exist, or does not apply, is nothing to add up or compare.
    told = [r for r in rows if r.found is not NONE and r.found is not NOT_APPLICABLE]
    unknown = _joined(missing, told)
    certain = any(r.sure for r in told)
    if unknown is None:
        return _FOLDS[aggregate.how]([r.found for r in told]) if certain else _empty(aggregate)
    empty = _empty(aggregate)
    if any(isinstance(r.found, Unknown) for r in told if aggregate.how not in ("count", "share")):
        return unknown
    if not certain and empty is NOT_APPLICABLE:
        return unknown
    if missing is not None:
        counted = aggregate.how == "count" and (certain or empty == 0)
        return Between(sum(1 for r in told if r.sure and r.found is True), None, unknown) if counted else unknown
    bounds = [*_BOUNDS[aggregate.how](told), *(() if certain else (empty,))]
    low, high = min(bounds), max(bounds)
    return low if low == high else Between(low, high, unknown)


def _joined(missing: Unknown | None, rows: Iterable[Asked]) -> Unknown | None:
    for row in rows:
        found = row.found.unknown if isinstance(row.found, Between) else row.found
        for part in (row.inside, found):
            if isinstance(part, Unknown):
                missing = part if missing is None else missing | part
    return missing


def _empty(aggregate: Aggregate) -> Any:
    return NOT_APPLICABLE if aggregate.empty is None else aggregate.empty


def _divided(above: Any, below: int) -> Any:
    return _DIVIDING.divide(_DIVIDING.create_decimal(above), _DIVIDING.create_decimal(below))


def _average(found: Sequence[Any]) -> Any:
    return _divided(sum(found), len(found))


_FOLDS: Final[dict[str, Callable[[Sequence[Any]], Any]]] = {
    "count": lambda found: sum(1 for x in found if x is True),
    "share": lambda found: _divided(sum(1 for x in found if x is True), len(found)),
    "sum": sum,
    "least": min,
    "greatest": max,
    "average": _average,
}


# -- bounds -------------------------------------------------------------------------------------------------------


def _count_bounds(rows: Sequence[Asked]) -> list[Any]:
    return _added([(r.sure, int(r.found is True), int(r.found is not False)) for r in rows])


def _sum_bounds(rows: Sequence[Asked]) -> list[Any]:
    return _added([(r.sure, *_ends(r.found)) for r in rows])


def _added(rows: Sequence[tuple[bool, Any, Any]]) -> list[Any]:
    """The least and the greatest sum over at least one row, each with its bounds."""
    if any(sure for sure, _, _ in rows):
        low = sum(low if sure else min(low, 0) for sure, low, _ in rows)
        return [low, sum(high if sure else max(high, 0) for sure, _, high in rows)]
    lows, highs = [low for _, low, _ in rows], [high for _, _, high in rows]
    low = sum(x for x in lows if x < 0) or min(lows)
    return [low, sum(x for x in highs if x > 0) or max(highs)]


def _share_bounds(rows: Sequence[Asked]) -> list[Any]:
    """The least and the greatest share over at least one row."""
    return [_share_towards(rows, yes=False), _share_towards(rows, yes=True)]


def _share_towards(rows: Sequence[Asked], *, yes: bool) -> Any:
    """Each row as it helps most: it tells for the wanted side if it may, else stays out if it may."""
    helping = sum(1 for r in rows if r.found is yes or isinstance(r.found, Unknown))
    against = sum(1 for r in rows if r.sure and r.found is not yes and not isinstance(r.found, Unknown))
    if helping + against == 0:
        return _divided(0 if yes else 1, 1)
    return _divided(helping if yes else against, helping + against)


def _ends(found: Any) -> tuple[Any, Any]:
    return (found.low, found.high) if isinstance(found, Between) else (found, found)


def _least_bounds(rows: Sequence[Asked]) -> list[Any]:
    lows, sure = [_ends(r.found)[0] for r in rows], [_ends(r.found)[1] for r in rows if r.sure]
    return [min(lows), min(sure) if sure else max(_ends(r.found)[1] for r in rows)]


def _greatest_bounds(rows: Sequence[Asked]) -> list[Any]:
    highs, sure = [_ends(r.found)[1] for r in rows], [_ends(r.found)[0] for r in rows if r.sure]
    return [max(sure) if sure else min(_ends(r.found)[0] for r in rows), max(highs)]


def _average_bounds(rows: Sequence[Asked]) -> list[Any]:
    return [_average_towards(rows, 0), _average_towards(rows, 1)]


def _average_towards(rows: Sequence[Asked], end: int) -> Any:
    """The lowest (0) or highest (1) average: of rows that may be out, those are in that draw it that way."""
    chosen = [_ends(r.found)[end] for r in rows if r.sure]
    open_ = sorted((_ends(r.found)[end] for r in rows if not r.sure), reverse=end == 1)
    for value in open_:
        if chosen and (value >= _average(chosen) if end == 0 else value <= _average(chosen)):
            break
        chosen.append(value)
    return _average(chosen)


_BOUNDS: Final = {
    "count": _count_bounds,
    "share": _share_bounds,
    "sum": _sum_bounds,
    "least": _least_bounds,
    "greatest": _greatest_bounds,
    "average": _average_bounds,
}
