"""From what the grammar recognised in an aggregate to nodes of the tree."""

from __future__ import annotations

from typing import Any

from rectcore.language import pieces, tree
from rectcore.language.pieces import Part


class Aggregates:
    """The rules for what stands behind the keys of an aggregate."""

    def over(self, c: list[Any]) -> tree.Over:
        entity, *name = pieces.words(c)
        parts = pieces.roles(c)
        at = pieces.span(c)
        return tree.Over(entity, name[0] if name else None, parts.get("grouped"), parts.get("where"), span=at)

    grouped = pieces.marked("grouped")

    def counted_rows(self, c: list[Any]) -> tree.Measured:
        return tree.Measured(pieces.id_of(c[0]), pieces.roles(c).get("where"), span=pieces.span(c))

    def fold(self, c: list[Any]) -> Part:
        return Part("fold", pieces.id_of(c[0]), pieces.span(c))

    def folded_rows(self, c: list[Any]) -> tree.Measured:
        return tree.Measured(c[0].value, c[1], span=pieces.span(c))

    def folded_rows_reversed(self, c: list[Any]) -> tree.Measured:
        return tree.Measured(c[1].value, c[0], span=pieces.span(c))

    def when_empty(self, c: list[Any]) -> tree.WhenEmpty:
        value = None if getattr(c[0], "type", "") == "NOT_APPLICABLE" else c[0]
        return tree.WhenEmpty(value, span=pieces.span(c))
