"""RC505: a measure that hurts, and of which nobody looks whether it is taken or answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rectcore.check import ladder_messages
from rectcore.check.desk import Desk
from rectcore.check.ladders import rung_lines
from rectcore.language import tree

_ENDS_IN_ITSELF: Final = frozenset({"reminder", "circular", "accountability", "referral", "commendation"})
"""Measures that ask for nothing back: a word, a publication, a case handed to somebody else, praise."""


def follow_up(desks: Sequence[Desk]) -> None:
    """Report the last measure of a rule or ladder that has no day, no answer and no duty."""
    answered = {
        entity.id
        for desk in desks
        if desk.form.kind == "duty" and desk.form.for_each is not None
        if (entity := desk.world.vocabulary.entity(desk.form.for_each.text)) is not None
    }
    if any(desk.form.kind == "duty" and desk.form.broken for desk in desks):
        return
    told: set[str] = set()
    for desk in desks:
        for act in _last(desk):
            measure = desk.world.vocabulary.measure(act.measure.text)
            if measure is None or act.answered_by is not None or act.due_in is not None:
                continue
            if measure.id in told | answered | _ENDS_IN_ITSELF:
                continue
            told.add(measure.id)
            desk.report(ladder_messages.no_follow_up(act.measure, measure.in_("en"), measure.in_("zh")))


def _last(desk: Desk) -> Iterable[tree.Act]:
    """The act of the highest rung of a form, or the one a notice, or a target off course, calls for."""
    if desk.form.broken:
        return
    lines = rung_lines(desk)
    if lines:
        yield lines[-1].act
    for key in ("call for", "when off course"):
        act = desk.one(key, tree.Act)
        if act is not None:
            yield act
