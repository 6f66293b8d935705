"""Parameters that somebody should have looked at by now: a reminder in the report, never a change of a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rectcore.check.rulebook import Rulebook
from rectcore.engine.results import DataGap

PAST_REVIEW = "past review"


def past_review(rulebook: Rulebook, day: date) -> Iterator[DataGap]:
    """A gap for each parameter whose `review by` lies before a day; that day itself is still in time."""
    for parameter in rulebook.parameters:
        if parameter.review_by is not None and parameter.review_by < day:
            name = parameter.name.id
            yield DataGap(id=f"gap:{PAST_REVIEW}:{rulebook.id}/{name}", reason=PAST_REVIEW, rule=name)
