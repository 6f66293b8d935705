"""Rules that rest on what became of other rules: that no circle arises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from rectcore.check import rule_messages
from rectcore.check import terms as t
from rectcore.check.desk import Desk
from rectcore.check.rulebook import (
    ByEvent,
    Due,
    DueAfter,
    DueAfterLast,
    DueByDay,
    DueOf,
    DueOn,
    DueRule,
    Duty,
    ExceptionRule,
    Standing,
)
from rectcore.diagnostics import Text

_Graph = Mapping[str, Sequence[str]]


def circles(
    desks: Mapping[str, Desk],
    rules: Sequence[Duty | Standing],
    exceptions: Sequence[ExceptionRule],
    definitions: Mapping[str, t.Term],
) -> frozenset[str]:
    """RC412: report duties and standings that ask one another in a circle, each circle once, with the whole path.

    Returns:
        The rules in any of them.
    """
    graph = {r.id: sorted(set(_asks(r, exceptions, definitions))) for r in rules}
    reported: set[str] = set()
    for start in sorted(graph):
        path = _path_back(start, graph)
        if path is None or not reported.isdisjoint(path):
            continue
        reported |= set(path)
        first = path.index(min(path))
        turned = [desks[id_] for id_ in path[first:] + path[:first]]
        places = [desk.form.id.span for desk in turned if desk.form.id is not None]
        found = rule_messages.cycle(turned[0].form.id or turned[0].form, [p.text for p in places if p], places[1:])
        names = " → ".join(f"`{p.text}`" for p in (*places, places[0]) if p)
        turned[0].report(evolve(found, message=_said(turned, names), hint=_hint(turned)))
    return frozenset(id_ for id_ in graph if _path_back(id_, graph) is not None)


def _said(desks: Sequence[Desk], names: str) -> Text:
    if all(desk.form.kind == "duty" for desk in desks):
        return Text(f"duties wait for one another in a circle: {names}", f"时限要求循环引用：{names}")
    return Text(f"rules ask one another in a circle: {names}", f"规则循环引用：{names}")


def _hint(desks: Sequence[Desk]) -> Text:
    if all(desk.form.kind == "duty" for desk in desks):
        return Text("let one of them not ask another", "其中一项不能再引用其他时限要求")
    return Text("let one of them not ask another", "其中一项不能再引用其他规则")


def _path_back(start: str, graph: _Graph) -> list[str] | None:
    """The shortest way from a rule back to itself."""
    ways: list[list[str]] = [[start]]
    seen = {start}
    for way in ways:
        for further in graph[way[-1]]:
            if further == start:
                return way
            if further in graph and further not in seen:
                seen.add(further)
                ways.append([*way, further])
    return None


def _asks(
    rule: Duty | Standing, exceptions: Sequence[ExceptionRule], definitions: Mapping[str, t.Term]
) -> Iterator[str]:
    """The rules that a rule asks about, through definitions and its exceptions too."""
    waiting = list(conditions_of(rule, exceptions))
    looked_up: set[str] = set()
    while waiting:
        for inner in t.walk(waiting.pop()):
            if isinstance(inner, t.OfDuty):
                yield inner.rule
            elif isinstance(inner, _ASKED) and inner.id in definitions and inner.id not in looked_up:
                looked_up.add(inner.id)
                waiting.append(definitions[inner.id])
            yield from (bound.rows.entity for bound in t.bound_by(inner))


_ASKED: Final = t.Defined | t.Tabled | t.Aggregated | t.Scored | t.Ranked | t.Drawn


def conditions_of(rule: Duty | Standing, exceptions: Sequence[ExceptionRule]) -> Iterator[t.Term]:
    """Everything that what became of a rule hangs on."""
    if rule.applies_while is not None:
        yield rule.applies_while
    if isinstance(rule, Standing):
        yield rule.must
    else:
        yield from due_terms(rule.due)
        if isinstance(rule.fulfilled_by, ByEvent):
            yield rule.fulfilled_by.condition
    for one in exceptions:
        if one.rule == rule.id:
            yield one.applies_when
            yield from due_terms(one.due) if one.due is not None else ()


def due_terms(due: Due) -> tuple[t.Term, ...]:
    """The terms that a due day is worked out from."""
    return tuple(_terms(due.rule))


def _terms(rule: DueRule) -> Iterator[t.Term]:
    match rule:
        case DueByDay(day=day) | DueOn(day=day):
            yield day
        case DueAfter(amount=amount, start=start):
            yield from (amount, start)
        case DueAfterLast(amount=amount):
            yield amount
        case DueOf(rules=rules):
            for one in rules:
                yield from _terms(one)
