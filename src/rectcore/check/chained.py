"""Duties that rest on other duties: what can be asked of one, and that no circle arises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
)
from rectcore.diagnostics import Text

_Graph = Mapping[str, Sequence[str]]


def circles(
    desks: Mapping[str, Desk],
    duties: Sequence[Duty],
    exceptions: Sequence[ExceptionRule],
    definitions: Mapping[str, t.Term],
) -> None:
    """RC412: report duties that wait for one another, each circle once, with the whole path."""
    graph = {d.id: sorted(set(_asks(d, exceptions, definitions))) for d in duties}
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
        said = Text(f"duties wait for one another in a circle: {names}", f"时限要求循环引用：{names}")
        hint = Text("let one of them not ask another", "其中一项不能再引用其他时限要求")
        turned[0].report(evolve(found, message=said, hint=hint))


def _path_back(start: str, graph: _Graph) -> list[str] | None:
    """The shortest way from a duty back to itself."""
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


def _asks(duty: Duty, exceptions: Sequence[ExceptionRule], definitions: Mapping[str, t.Term]) -> Iterator[str]:
    """The duties that a duty asks about, through definitions and its exceptions too."""
    waiting = [*due_terms(duty.due)]
    if duty.applies_while is not None:
        waiting.append(duty.applies_while)
    if isinstance(duty.fulfilled_by, ByEvent):
        waiting.append(duty.fulfilled_by.condition)
    for one in exceptions:
        if one.rule == duty.id:
            waiting += [one.applies_when, *(due_terms(one.due) if one.due is not None else ())]
    asked = t.Defined | t.Tabled | t.Aggregated
    looked_up: set[str] = set()
    while waiting:
        for inner in t.walk(waiting.pop()):
            if isinstance(inner, t.OfDuty):
                yield inner.rule
            elif isinstance(inner, asked) and inner.id in definitions and inner.id not in looked_up:
                looked_up.add(inner.id)
                waiting.append(definitions[inner.id])


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
