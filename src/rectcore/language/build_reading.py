"""From what the grammar recognised of a series' value to nodes of the tree."""

from __future__ import annotations

from typing import Any, Final

from rectcore.language import pieces, tree
from rectcore.language.lexer import period_of

_WHICH: Final = {
    "this period": "this",
    "the previous period": "previous",
    "the same period last year": "last year",
}


class Readings:
    """The rules for what a series is asked for."""

    def relative_period(self, c: list[Any]) -> tree.RelativePeriod:
        return tree.RelativePeriod(_WHICH[pieces.id_of(c[0])], span=pieces.span(c))

    def year(self, c: list[Any]) -> tree.PeriodValue:
        return tree.PeriodValue(pieces.year(c[0]), span=pieces.span(c))

    def reading(self, c: list[Any]) -> tree.Reading:
        return tree.Reading(c[0], c[2], span=pieces.span(c))

    def reading_reversed(self, c: list[Any]) -> tree.Reading:
        told = c[0] if isinstance(c[0], tree.RelativePeriod) else tree.PeriodValue(period_of(c[0]), span=c[0].span)
        return tree.Reading(c[2], told, span=pieces.span(c))
