"""Parameters in the places where a plain number has bounds: the day of a month, the number of a rung, a duration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

import attrs

from rectcore.check.desk import Desk
from rectcore.check.rulebook import ActCalled, DueAfter, DueByDay, Judgement, LadderStep, Parameter, Standing
from rectcore.check.ruleset_messages import out_of_range
from rectcore.check.terms import Param, SpanOf, Term
from rectcore.check.types import DURATIONS, Name, Type
from rectcore.language import tree
from rectcore.source import Span

_Bounds = tuple[int, int | None]


def check_ranges(parameters: Iterable[Parameter], desks: Iterable[Desk], rules: Iterable[object]) -> None:
    """RC117: no value of a parameter is out of the bounds of a place where it stands."""
    used: dict[str, list[tuple[_Bounds, Span | None]]] = {}
    for rule in rules:
        for term, bounds in _bounded(rule):
            if isinstance(term, Param):
                used.setdefault(term.id, []).append((bounds, term.span))
    own = {desk.form.id.text: desk for desk in desks if desk.form.id is not None}
    for parameter in parameters:
        places = used.get(parameter.name.id, [])
        if parameter.type.kind in DURATIONS:
            places = [*places, ((0, None), None)]
        desk = own[parameter.name.id]
        nodes = {line.since: line.value for line in reversed(desk.every("from", tree.DatedValue))}
        for since, value in parameter.values:
            wrong = next((p for p in places if isinstance(value, int) and not _inside(value, p[0])), None)
            node = nodes.get(since)
            if wrong is not None and node is not None:
                desk.report(out_of_range(node, *wrong[0], wrong[1]))


def _inside(value: int, bounds: _Bounds) -> bool:
    low, high = bounds
    return low <= value and (high is None or value <= high)


def _bounded(root: object) -> Iterator[tuple[Term, _Bounds]]:
    """The terms of a rule that stand where a number has bounds."""
    for node in _nodes(root):
        match node:
            case DueByDay(day=term):
                yield term, (1, 31)
            case LadderStep(count=None, after=(term, _)) | Standing(lasting=(term, _)) | Judgement(valid_for=(term, _)):
                yield term, (1, None)
            case LadderStep(count=term) if term is not None:
                yield term, (1, None)
            case ActCalled(due_in=(term, _)) | DueAfter(amount=term) | SpanOf(amount=term):
                yield term, (0, None)


def _nodes(root: object) -> Iterator[Any]:
    """A rule and everything in it."""
    waiting: list[object] = [root]
    while waiting:
        at = waiting.pop()
        if isinstance(at, tuple):
            waiting.extend(reversed(at))
        elif attrs.has(type(at)) and not isinstance(at, Type | Name | Span):
            yield at
            fields: tuple[Any, ...] = attrs.fields(cast("type[attrs.AttrsInstance]", type(at)))
            waiting.extend(getattr(at, a.name) for a in reversed(fields))
