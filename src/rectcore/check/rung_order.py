"""RC405: rungs that nobody can come to stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rectcore.check import time_messages as messages
from rectcore.check.desk import Desk
from rectcore.check.rulebook import Duty, Ladder, LadderStep, Parameter, Standing
from rectcore.check.terms import Const, Param, Term
from rectcore.language import tree
from rectcore.source import Span


def unreachable(
    ladders: Iterable[Ladder],
    feeders: Sequence[Duty | Standing],
    parameters: Mapping[str, Parameter],
    desks: Mapping[str, Desk],
) -> None:
    """Report the rungs that another one hides on some day, and those above all that can be counted."""
    for ladder in ladders:
        desk = desks[ladder.id]
        lines = [c.value for c in desk.form.clauses if isinstance(c.value, tree.RungLine)]
        places = [line.span for line in lines] if len(lines) == len(ladder.steps) else [ladder.span] * len(ladder.steps)
        _hidden(desk, ladder, places, parameters)
        most = _most(ladder, [x for x in feeders if x.ladder == ladder.id])
        for step, place in zip(ladder.steps, places, strict=True):
            if most is not None and step.count is not None and min(_all(step.count, parameters), default=0) > most:
                desk.report(messages.never_so_many(place, most))


def _hidden(desk: Desk, ladder: Ladder, places: Sequence[Span | None], parameters: Mapping[str, Parameter]) -> None:
    for day in _days(ladder, parameters):
        reached = [_number(step, day, parameters) for step in ladder.steps]
        for i, number in enumerate(reached):
            higher = [j for j in range(i + 1, len(reached)) if _no_later(reached[j], number)]
            if higher:
                desk.report(messages.hidden_rung(places[i], places[higher[0]], day))


def _no_later(higher: tuple[Any, Any] | None, lower: tuple[Any, Any] | None) -> bool:
    if higher is None or lower is None:
        return False
    return bool(higher[0] == lower[0] and higher[1] <= lower[1])


def _number(step: LadderStep, day: date, parameters: Mapping[str, Parameter]) -> tuple[Any, Any] | None:
    """The unit and the number at which a rung is reached on a day."""
    if step.count is not None:
        found = _value(step.count, day, parameters)
        return None if found is None else ("", found)
    assert step.after is not None, "only rungs by number or by days rest on parameters"
    found = _value(step.after[0], day, parameters)
    return None if found is None else (step.after[1].value, found)


def _value(term: Term, day: date, parameters: Mapping[str, Parameter]) -> Any:
    if isinstance(term, Param):
        found = parameters.get(term.id)
        return None if found is None or found.settings else found.on(day)  # what units set differs from place to place
    return term.value if isinstance(term, Const) else None


def _all(term: Term, parameters: Mapping[str, Parameter]) -> list[Any]:
    if isinstance(term, Param):
        return list(parameters[term.id].ever) if term.id in parameters else []
    return [term.value] if isinstance(term, Const) else []


def _days(ladder: Ladder, parameters: Mapping[str, Parameter]) -> Iterator[date]:
    """The days on which a number of the ladder changes; none where all are written out, which is RC242's business."""
    terms = [step.count if step.count is not None else step.after[0] if step.after else None for step in ladder.steps]
    used = [parameters[x.id] for x in terms if isinstance(x, Param) and x.id in parameters]
    yield from sorted({since for parameter in used for since in parameter.days})


def _most(ladder: Ladder, feeders: Sequence[Duty | Standing]) -> int | None:
    """How often a ladder can count for one subject; None where there is no limit."""
    if ladder.for_each is not None or not feeders:
        return None
    once = all(isinstance(x, Duty) and x.every is None and not x.rolling for x in feeders)
    return len(feeders) if once else None
