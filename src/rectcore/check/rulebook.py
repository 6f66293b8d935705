"""The checked rulebook: the one form that the engine, the explanation and every later back end read.

Free of dialect, positions left out of comparison, immutable. Rules are kept by kind in the order of their ids.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

import attrs
from attrs import field, frozen

from rectcore.check.book.due import Due, DueAfter, DueAfterLast, DueByDay, DueEndOf, DueOf, DueOn, DueRule, Rolled
from rectcore.check.book.ladders import ActCalled, Ladder, LadderStep, RungCondition
from rectcore.check.book.names import Definition, Judgement, Parameter, Series, Setting, value_on
from rectcore.check.book.numbers import MOST_SLIPS, Aggregate, Grade, PointsIf, Ranking, Sample, Score, ScoreLine
from rectcore.check.book.parts import Citation, Clause, Labelled, Rule, Validity
from rectcore.check.book.rules import (
    AnyRule,
    ByEvent,
    ByJudgement,
    Duty,
    ExceptionRule,
    Gate,
    GovernedBy,
    Notice,
    Standing,
    Target,
    TestedAt,
)
from rectcore.check.book.scenarios import Expectation, GivenRow, Scenario
from rectcore.check.table import Table
from rectcore.check.vocabulary import Vocabulary
from rectcore.diagnostics import Text

__all__ = [
    "MOST_SLIPS",
    "ActCalled",
    "Aggregate",
    "AnyRule",
    "ByEvent",
    "ByJudgement",
    "Citation",
    "Clause",
    "Definition",
    "Due",
    "DueAfter",
    "DueAfterLast",
    "DueByDay",
    "DueEndOf",
    "DueOf",
    "DueOn",
    "DueRule",
    "Duty",
    "ExceptionRule",
    "Expectation",
    "Gate",
    "GivenRow",
    "GovernedBy",
    "Grade",
    "Judgement",
    "Labelled",
    "Ladder",
    "LadderStep",
    "Notice",
    "Parameter",
    "PointsIf",
    "Ranking",
    "Rolled",
    "Rule",
    "Rulebook",
    "RungCondition",
    "Sample",
    "Scenario",
    "Score",
    "ScoreLine",
    "Series",
    "Setting",
    "Standing",
    "Target",
    "TestedAt",
    "Validity",
    "value_on",
]


@frozen(slots=False)
class Rulebook:
    """Everything a rule set says, checked."""

    id: str
    title: Text
    in_force: Validity
    calendar: str | None
    timezone: str | None
    sources: tuple[tuple[str, Text], ...]
    vocabulary: Vocabulary
    parameters: tuple[Parameter, ...] = ()
    definitions: tuple[Definition, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    tables: tuple[Table, ...] = ()
    series: tuple[Series, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    scores: tuple[Score, ...] = ()
    samples: tuple[Sample, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    gates: tuple[Gate, ...] = ()
    duties: tuple[Duty, ...] = ()
    standings: tuple[Standing, ...] = ()
    notices: tuple[Notice, ...] = ()
    targets: tuple[Target, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    exceptions: tuple[ExceptionRule, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    clauses: tuple[Clause, ...] = ()
    rolled: Rolled | None = field(default=None, eq=False)

    @property
    def rules(self) -> Iterator[AnyRule]:
        """Gates, duties, standings, notices and targets, by kind and then by id."""
        yield from self.gates
        yield from self.duties
        yield from self.standings
        yield from self.notices
        yield from self.targets

    @cached_property
    def _by_id(self) -> dict[str, Any]:
        found: dict[str, Any] = {p.name.id: p for p in self.parameters}
        found |= {d.name.id: d for d in self.definitions}
        found |= {j.name.id: j for j in self.judgements}
        found |= {x.name.id: x for x in self.tables}
        found |= {s.name.id: s for s in self.series}
        found |= {a.name.id: a for a in self.aggregates}
        found |= {s.name.id: s for s in self.scores}
        found |= {s.name.id: s for s in self.samples}
        found |= {r.name.id: r for r in self.rankings}
        found |= {x.id: x for x in self.ladders if not x.inline}
        found |= {x.id: x for x in self.exceptions}
        found |= {x.id: x for x in self.rules}
        return found

    def find(self, id: str) -> Any:  # noqa: A002 - the word of the language
        """The rule, name (parameter, definition …) or ladder outside a rule of that id; None where there is none."""
        return self._by_id.get(id)

    @cached_property
    def _ladders(self) -> dict[str, Ladder]:
        return {x.id: x for x in self.ladders}

    def ladder(self, id: str) -> Ladder:  # noqa: A002
        """The ladder of that id; an inline one has the id of its rule."""
        return self._ladders[id]

    @cached_property
    def _former(self) -> dict[str, str]:
        return {r.id: r.formerly for r in (*self.rules, *self.ladders) if r.formerly is not None}

    def known_as(self, id: str) -> str:  # noqa: A002
        """The name a rule goes by in its findings: its former one, where it says so."""
        return self._former.get(id, id)

    def exceptions_of(self, rule: str) -> tuple[ExceptionRule, ...]:
        """The exceptions attached to a rule, a ladder or an exception."""
        return tuple(x for x in self.exceptions if x.overrides == rule)

    @cached_property
    def sha256(self) -> str:
        """The digest of what it means, with its texts: the same for complete twins in two languages."""
        text = json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A value as JSON can hold it, positions left out, every class by its name."""
    if attrs.has(type(value)):
        fields = {a.name: _plain(getattr(value, a.name)) for a in attrs.fields(type(value)) if a.eq is not False}
        return {"": type(value).__name__, **fields}
    if isinstance(value, Enum):
        return {"": type(value).__name__, "value": value.value}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, date | Decimal):
        return str(value)
    return value
