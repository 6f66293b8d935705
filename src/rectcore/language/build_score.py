"""From what the grammar recognised in a score to nodes of the tree."""

from __future__ import annotations

from typing import Any

import attrs

from rectcore.language import pieces, tree
from rectcore.language.pieces import Part


class Scores:
    """The rules for the lines of a score."""

    def score_line(self, c: list[Any]) -> tree.Bullet:
        points: tree.Points = pieces.first(c, tree.Points)
        for limit in pieces.with_role(c, "limit"):
            name, value = limit.value
            if (name == "whole" and points.by != "step") or getattr(points, name):
                raise pieces.misplaced(limit, [points, *c])
            points = attrs.evolve(points, **{name: value})
        points = attrs.evolve(points, span=points.span.to(c[-1].span) if points.span else None)
        return tree.Bullet(pieces.roles(c).get("label"), points, span=pieces.span(c))

    def capped_line(self, c: list[Any]) -> tree.Bullet:
        return tree.Bullet(pieces.roles(c).get("label"), c[-1], span=pieces.span(c))

    def points(self, c: list[Any]) -> Part:
        return Part("points", c[0], pieces.span(c))

    def points_limit(self, c: list[Any]) -> Part:
        found = ("most", c[1].value) if len(c) == 2 else ("whole", True)
        return Part("limit", (*found,), pieces.span(c))

    def per_row(self, c: list[Any]) -> tree.Points:
        return self._per_row(c[0].value, c[2:], c)

    def per_row_reversed(self, c: list[Any]) -> tree.Points:
        return self._per_row(c[-1].value, c[1:-2], c)

    def _per_row(self, points: Any, rows: list[Any], c: list[Any]) -> tree.Points:
        return tree.Points(points, "row", rows[0], pieces.roles(rows).get("where"), span=pieces.span(c))

    def per_step(self, c: list[Any]) -> tree.Points:
        return tree.Points(c[0], "step", step=c[-3], of=c[-1], span=pieces.span(c))

    def per_step_reversed(self, c: list[Any]) -> tree.Points:
        return tree.Points(c[-1].value, "step", step=c[2], of=c[0], span=pieces.span(c))

    def points_if(self, c: list[Any]) -> tree.Points:
        return tree.Points(c[0].value, "if", condition=c[2], span=pieces.span(c))

    def points_if_reversed(self, c: list[Any]) -> tree.Points:
        return tree.Points(c[-1].value, "if", condition=c[1], span=pieces.span(c))

    def grade_line(self, c: list[Any]) -> tree.GradeLine:
        bounds: dict[str, Any] = {}
        for part in pieces.with_role(c, "bound"):
            which, value = part.value
            if which in bounds:
                raise pieces.misplaced(part, c)
            bounds[which] = value
        return tree.GradeLine(c[0], bounds.get("at least"), bounds.get("less than"), span=pieces.span(c))

    def bound(self, c: list[Any]) -> Part:
        return Part("bound", (pieces.id_of(c[0]), c[1]), pieces.span(c))
