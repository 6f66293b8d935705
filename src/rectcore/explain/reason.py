"""A reason in words: what carried the verdict, and the rows that were looked at in vain."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from rectcore.diagnostics import Text
from rectcore.explain.phrases import both, run, shortened


@frozen
class Reason:
    """A clause without a full stop, and what was looked at, row by row."""

    text: Text
    looked: tuple[Text, ...] = ()

    def full(self) -> Text:
        """The clause with the rows looked at, five at most."""
        if not self.looked:
            return self.text
        return both("{text}; looked at: {rows}", "{text}；已查看：{rows}", text=self.text, rows=shortened(self.looked))


def several(reasons: Sequence[Reason]) -> Reason:
    """Reasons that carry a verdict together, each said once."""
    texts = list(dict.fromkeys(r.text for r in reasons))
    rows = tuple(dict.fromkeys(row for r in reasons for row in r.looked))
    return Reason(run(texts, "; ", "；"), rows)
