"""Other days than the one judged, in words: as at a day, held for so long, days from a day to a day."""

from __future__ import annotations

from typing import Final

from rectcore.diagnostics import Text
from rectcore.explain.phrases import both
from rectcore.model.duration import SpanUnit

COUNTED: Final = {
    SpanUnit.DAYS: Text("the number of days", "天数"),
    SpanUnit.WORKING_DAYS: Text("the number of working days", "工作日数"),
}


def between_text(unit: SpanUnit, first: Text, last: Text) -> Text:
    """How many days there are, both counted."""
    return both("{u} from {a} to {b}", "自{a}至{b}的{u}", u=COUNTED[unit], a=first, b=last)


def as_at_text(what: Text, day: Text, *, condition: bool) -> Text:
    """A condition, or a value, on another day."""
    if condition:
        return both("as at {d} {x}", "截至{d}，{x}", x=what, d=day)
    return both("{x} as at {d}", "截至{d}的{x}", x=what, d=day)


def held_for_text(what: Text, span: Text, *, holds: bool) -> Text:
    """That something has been so for some time, or has not."""
    if holds:
        return both("it has held for {n} that {x}", "“{x}”已持续{n}", x=what, n=span)
    return both("it has not held for {n} that {x}", "“{x}”未持续满{n}", x=what, n=span)
