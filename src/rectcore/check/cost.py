"""What a rule costs at most: how often its innermost condition is asked for one subject (RC701).

The sizes are round numbers to compare rules by, not measurements: a subject has some tens of rows of a kind, a
province some ten thousand tasks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, cast

import attrs
from attrs import frozen

from rectcore.check import terms as t
from rectcore.check import time_messages as messages
from rectcore.check.desk import Desk
from rectcore.check.rulebook import Aggregate, Definition, Duty, Ranking, Rule, Score, Standing
from rectcore.check.types import Name, Type
from rectcore.source import Span

OF_ONE: Final = 20
"""Rows of a kind that belong to one subject."""
OF_ALL: Final = {"Plan": 1, "Unit": 500, "Person": 2_000, "Tenure": 3_000, "Task": 20_000}
"""Rows of a kind in a whole ledger; of any other kind, as many as all tasks have together."""
LIMIT: Final = 10_000_000
"""Beyond, a rule is reported."""


@frozen(order=True)
class Cost:
    """How often, and over the rows of which kinds, one within the other."""

    number: int = 1
    rows: tuple[str, ...] = ()


def cost(of: object, named: Mapping[str, Any]) -> Cost:
    """The cost of a rule, or of any part of one.

    Args:
        of: the rule or part.
        named: what definitions, aggregates, scores and rankings, and duties and standings ask, by id.
    """
    match of:
        case tuple():
            return max((cost(x, named) for x in of), default=Cost())
        case t.Bound(rows=rows):
            whole = rows.of is None and rows.attribute is None
            size = OF_ALL.get(rows.entity, OF_ONE * OF_ALL["Task"]) if whole else OF_ONE
            return _within([Cost(size, (rows.entity,)), cost(named.get(rows.entity, ()), named)])
        case t.Quantified(bound=bound, condition=condition):
            return _within([*(cost(b, named) for b in bound), cost(condition, named)])
        case t.Count(bound=one, condition=condition):
            return _within([cost(one, named), cost(condition, named)])
        case t.Defined(id=id_) | t.Aggregated(id=id_) | t.Scored(id=id_) | t.Ranked(id=id_):
            return max(cost(of.of, named), cost(named.get(id_, ()), named))
        case t.OfDuty(rule=id_):
            return cost(named.get(id_, ()), named)
        case Type() | Name() | Span():
            return Cost()
        case _ if attrs.has(type(of)):
            fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(of)))
            return cost(tuple(getattr(of, a.name) for a in fields), named)
        case _:
            return Cost()


class Named(Protocol):
    """What has names and rules that ask rows."""

    @property
    def definitions(self) -> Sequence[Definition]:
        """The definitions."""

    @property
    def aggregates(self) -> Sequence[Aggregate]:
        """The aggregates."""

    @property
    def scores(self) -> Sequence[Score]:
        """The scores."""

    @property
    def rankings(self) -> Sequence[Ranking]:
        """The rankings."""

    @property
    def duties(self) -> Sequence[Duty]:
        """The duties."""

    @property
    def standings(self) -> Sequence[Standing]:
        """The standings."""


def named(parts: Named) -> dict[str, object]:
    """What each definition, aggregate, score and ranking of a pack asks, and each duty and standing."""
    meant: dict[str, object] = {d.name.id: d.term for d in parts.definitions}
    asked: tuple[Aggregate | Score | Ranking, ...] = (*parts.aggregates, *parts.scores, *parts.rankings)
    meant |= {a.name.id: a.asked for a in asked}
    return meant | {rule.id: rule for rule in (*parts.duties, *parts.standings)}


def _within(costs: Iterable[Cost]) -> Cost:
    whole = Cost()
    for one in costs:
        whole = Cost(whole.number * one.number, whole.rows + one.rows)
    return whole


def dear(rules: Iterable[Rule], named: Mapping[str, Any], desks: Mapping[str, Desk]) -> None:
    """RC701: report rules that cost more than the limit."""
    for rule in rules:
        found = cost(rule, named)
        if found.number > LIMIT:
            desks[rule.id].report(messages.dear(rule.span, found.number, found.rows))
