"""What an evaluation looked at, as data: explanations, logs and costs are views of it."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

from attrs import frozen

from rectcore.check.terms import Term


class Void(Enum):
    """What a number over no rows is, and every condition that rests on it: not true, not false, and not unknown."""

    NOT_APPLICABLE = "not applicable"


NOT_APPLICABLE: Final = Void.NOT_APPLICABLE


@frozen(order=True, cache_hash=True)
class Row:
    """An entity of the ledger by name: a task, a unit, a person, an event."""

    entity: str
    id: str


@frozen
class Looked:
    """A row that a quantifier looked at, and what came of it."""

    rows: tuple[Row, ...]
    trace: Trace


@frozen
class Trace:
    """A term with the value it had, the traces of what is inside it, and the rows a quantifier looked at.

    `complete` is false where rows may be missing, so that absence said nothing. `row` is the row of a table that held,
    counted from 0, where it is known.
    """

    term: Term
    value: Any
    parts: tuple[Trace, ...] = ()
    looked: tuple[Looked, ...] = ()
    complete: bool = True
    row: int | None = None
