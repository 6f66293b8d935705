"""What can be said of rules only with a day in mind: values past their review, working days not yet published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from attrs import evolve

from rectcore.check import time_messages as messages
from rectcore.diagnostics import Diagnostic
from rectcore.language import tree
from rectcore.model.calendar import Calendar

AHEAD: Final = timedelta(days=365)
"""How far from the day a forecast is expected to look."""


def on_a_day(files: Sequence[tree.File], calendar: Calendar, day: date) -> tuple[Diagnostic, ...]:
    """RC503 and RC312 for a day, in the order of the files."""
    found: list[Diagnostic] = []
    for file in files:
        for form in file.forms:
            found += [evolve(x, language=file.dialect) for x in _of_form(form, calendar, day)]
    return tuple(found)


def _of_form(form: tree.Form, calendar: Calendar, day: date) -> Iterator[Diagnostic]:
    if form.kind == "parameter" and form.id is not None:
        for clause in form.all("review by"):
            if isinstance(clause.value, tree.Day) and clause.value.value < day:
                yield messages.past_review(clause.value, form.id.text, clause.value.value)
    if form.kind == "ruleset" and (calendar.horizon is None or calendar.horizon < day + AHEAD):
        clause_ = form.get("calendar")
        at = clause_.value if clause_ is not None and isinstance(clause_.value, tree.Node) else form.id
        yield messages.calendar_ends(at or form, calendar.id, calendar.horizon)
