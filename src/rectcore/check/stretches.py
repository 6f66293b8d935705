"""The values of an input, cut by what it is compared with: one value stands for all of a stretch.

For what is proved by cases: that a table is total, that two conditions exclude each other.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from rectcore.check import terms as t
from rectcore.check.types import DURATIONS, Kind, Type
from rectcore.diagnostics import Text
from rectcore.model.facts import NONE

OPS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "is": operator.eq,
    "at least": operator.ge,
    "at most": operator.le,
    "more than": operator.gt,
    "less than": operator.lt,
    "before": operator.lt,
    "after": operator.gt,
    "not before": operator.ge,
    "no later than": operator.le,
}
"""What each comparison of one value with another asks."""

_UNITS = {Kind.DAYS: ("days", "日"), Kind.WORKING_DAYS: ("working days", "个工作日"), Kind.MONTHS: ("months", "个月")}


def around(limits: Sequence[Any], kind: Kind, *, whole: bool) -> Iterator[Any]:
    """The limits themselves and a value on either side of each."""
    if not limits:
        yield date(2000, 1, 1) if kind is Kind.DATE else Decimal(0)
        return
    step: Any = timedelta(1) if kind is Kind.DATE else Decimal(1)
    for at, limit in enumerate(limits):
        if at == 0 and limit != date.min:
            yield limit - step
        yield limit
        if limit == date.max:
            continue
        after = limit + step
        if not whole and at + 1 < len(limits):
            after = (limit + limits[at + 1]) / 2
        if at + 1 == len(limits) or after < limits[at + 1]:
            yield after


def whole(term: t.Term, definitions: Mapping[str, t.Term]) -> bool:
    """Whether a value has no fractions: an integer, a day, and a duration that nothing was multiplied into."""
    if term.type.kind in DURATIONS:
        return not any(isinstance(x, t.Arithmetic) and x.op == "*" for x in _through(term, definitions))
    return term.type.kind in (Kind.INTEGER, Kind.DATE)


def _through(term: t.Term, definitions: Mapping[str, t.Term]) -> Iterator[t.Term]:
    for inner in t.walk(term):
        yield inner
        if isinstance(inner, t.Defined) and inner.id in definitions:
            yield from _through(definitions[inner.id], definitions)


def shown_value(value: Any, type_: Type) -> Text:
    """A value in the words of an example."""
    if value is NONE:
        return Text("none", "无")
    if isinstance(value, bool):
        return Text("yes", "是") if value else Text("no", "否")
    if isinstance(value, str):
        found = type_.value(value)
        return Text(f"`{value}`", f"`{value}`") if found is None else Text(found.in_("en"), found.in_("zh"))
    if isinstance(value, date):
        return Text(value.isoformat(), value.isoformat())
    number = f"{(value * 100 if type_.kind is Kind.PERCENT else value).normalize():f}"
    if type_.kind is Kind.PERCENT:
        return Text(number + "%", number + "%")
    en, zh = _UNITS.get(type_.kind, ("", ""))
    return Text(f"{number} {en}".strip(), number + zh)
