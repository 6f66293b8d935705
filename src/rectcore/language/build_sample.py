"""From what the grammar recognised in a sample, and of who was drawn, to nodes of the tree."""

from __future__ import annotations

from typing import Any

from rectcore.language import messages, pieces, tree
from rectcore.language.pieces import Fault


class Samples:
    """The rules for what stands behind the keys of a sample, and for the question who was drawn."""

    def rows(self, c: list[Any]) -> tree.Over:
        entity, *name = pieces.words(c)
        where = pieces.roles(c).get("where")
        return tree.Over(entity, name[0] if name else None, None, where, span=pieces.span(c))

    def drawn(self, c: list[Any]) -> tree.Drawn:
        """English says `x drawn in SAMPLE`, Chinese the sample first."""
        at = next(i for i, part in enumerate(c) if getattr(part, "type", "") == "DRAWN_IN")
        before, after = (c[0] if at else None), (c[-1] if at < len(c) - 1 else None)
        sample: Any = before if c[at].dialect == "zh" else after
        row: Any = after if c[at].dialect == "zh" else before
        period = None
        if isinstance(sample, tree.Reading):
            sample, period = sample.series, sample.period
        for part in (sample, *(() if row is None else (row,))):
            if not isinstance(part, tree.Path):
                span = c[at].span if part is None else part.span
                raise Fault(messages.unexpected(span, c[at].dialect, span.text, ()))
        return tree.Drawn(sample, period, row, span=pieces.span(c))
