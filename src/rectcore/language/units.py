"""The units of time, and the one that a misspelt word behind a number was meant for."""

from __future__ import annotations

from typing import Final

from rectcore.language import keywords
from rectcore.language.nearest import nearest

UNITS: Final = ("days", "working days", "months")


def nearest_unit(written: str, dialect: str) -> str | None:
    """The unit as it is written behind a number; what is a part of its name, as `月` of `个月`, is near enough."""
    spelt = {phrase: id_ for id_ in UNITS for phrase in keywords.every_phrase(id_, dialect)}
    near = nearest(written, spelt) if written not in spelt else written
    near = near or next((p for p in spelt if not written.isascii() and written in p), None)
    if near is None:
        return None
    inside = keywords.phrases(spelt[near], dialect, keywords.INSIDE)
    return near if near in inside else inside[0]
