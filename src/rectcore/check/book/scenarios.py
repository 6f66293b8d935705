"""Scenarios: facts, a day, and what is expected on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from rectcore.diagnostics import Text


@frozen
class GivenRow:
    """A fact of a scenario: `entity` with an id and its fields, as a ledger would hold them."""

    entity: str
    id: str
    fields: tuple[tuple[str, Any], ...]


@frozen
class Expectation:
    """What a scenario expects.

    `rule` None: the next change of `subject`. `what` is the kind of the rule. `result` is a state, a measure, a value.
    `part` is the result of a table that is meant.
    """

    rule: str | None
    what: str
    subject: str
    detail: Any
    result: Any
    negated: bool = False
    labels: tuple[str, ...] | None = None
    part: str | None = None
    span: Any = field(default=None, eq=False, repr=False)


@frozen
class Scenario:
    """Facts, a day, and what is expected on it."""

    title: Text
    given: tuple[GivenRow, ...]
    as_of: date
    expects: tuple[Expectation, ...]
    known_at: date | None = None
    through: date | None = None
    span: Any = field(default=None, eq=False, repr=False)
