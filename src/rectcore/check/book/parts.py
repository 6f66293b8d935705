"""What every part of a rulebook is made of: how long it is in force, what it cites, its labelled conditions."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from rectcore.check.terms import Term
from rectcore.diagnostics import Text


@frozen
class Validity:
    """From a day to a day, both included; None: open."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@frozen
class Citation:
    """A place in a source: which clause says so; `clause` is its id where the source has an outline."""

    source: str
    title: Text
    place: Text
    clause: str = ""


@frozen
class Clause:
    """A clause of a source's outline; a narrative one asks for nothing, and `reason` says why."""

    source: str
    id: str
    title: Text
    narrative: bool = False
    reason: Text = Text()


@frozen
class Labelled:
    """A condition with the name it is cited, explained and waived by."""

    label: str
    term: Term


@frozen(kw_only=True)
class Rule:
    """What every rule has."""

    id: str
    title: Text = Text()
    cites: tuple[Citation, ...] = ()
    in_force: Validity = Validity()
    say: Text = Text()
    formerly: str | None = None
    span: Any = field(default=None, eq=False, repr=False)
