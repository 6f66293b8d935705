"""RC315: windows that reach further back than anything there is: than the rules are in force, or than a ledger goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import attrs
from attrs import evolve, frozen
from dateutil.relativedelta import relativedelta

from rectcore.check import terms as t
from rectcore.check import time_messages as messages
from rectcore.check.desk import Desk
from rectcore.check.rulebook import Ladder, Parameter, Rulebook, Validity
from rectcore.check.types import DURATIONS, Name, Type
from rectcore.diagnostics import Diagnostic
from rectcore.language import tree
from rectcore.model.duration import SpanUnit
from rectcore.model.ledger import Ledger
from rectcore.source import Span


@frozen
class Window:
    """So long back from the day of the question: `number` (a constant or a parameter) of `unit`."""

    at: Span | None
    number: t.Term
    unit: SpanUnit


def never_full(
    ladders: Sequence[Ladder], in_force: Validity, parameters: Mapping[str, Parameter], desks: Mapping[str, Desk]
) -> None:
    """Report ladders that count back for longer than the rules are in force: nothing is due before they are."""
    for ladder in ladders:
        firsts = [x.first for x in (in_force, ladder.in_force) if x.first is not None]
        lasts = [x.last for x in (in_force, ladder.in_force) if x.last is not None]
        if ladder.within is None or not firsts or not lasts:
            continue
        first, last = max(firsts), min(lasts)
        if _too_long(Window(None, *ladder.within), parameters, first, last):
            clause = desks[ladder.id].form.get("within")
            at = ladder.span if clause is None else getattr(clause.value, "span", None)
            desks[ladder.id].report(messages.longer_than_in_force(at, first, last))


def beyond(book: Rulebook, files: Sequence[tree.File], ledger: Ledger, day: date | None) -> tuple[Diagnostic, ...]:
    """The windows of a pack that reach back before the first day a ledger knows anything of.

    Args:
        book: the checked rules.
        files: their trees, which say in which language to speak.
        ledger: the facts; one without tasks and events is not asked.
        day: the day to look back from; None: the one the ledger is complete to, else the last of its events.
    """
    happened = [event.on for event in ledger.events]
    days = [*happened, *(task.opened for task in ledger.tasks)]
    if not days:
        return ()
    first, last = min(days), day or ledger.through or max(days)
    dialects = {file.span.source.name: file.dialect for file in files if file.span is not None}
    parameters = {p.name.id: p for p in book.parameters}
    named = (book.definitions, book.aggregates, book.scores, book.samples, book.rankings)
    found: dict[Span, Diagnostic] = {}
    for window in _windows((*named, *book.rules, book.ladders, book.exceptions)):
        if window.at is not None and _too_long(window, parameters, first, last):
            said = messages.longer_than_ledger(window.at, first, last)
            found[window.at] = evolve(said, language=dialects[window.at.source.name])
    order = {name: place for place, name in enumerate(dialects)}
    return tuple(found[at] for at in sorted(found, key=lambda at: (order[at.source.name], at.start)))


def _windows(at: Any) -> Iterator[Window]:
    """Every window in some rules or terms."""
    if isinstance(at, tuple):
        for one in at:
            yield from _windows(one)
        return
    if not attrs.has(type(at)) or isinstance(at, Type | Name | Span):
        return
    if isinstance(at, Ladder) and at.within is not None:
        yield Window(at.within[0].span or at.span, *at.within)
    if isinstance(at, t.WithinLast):
        yield Window(at.span, *_amount(at.span_of))
    if isinstance(at, t.HeldFor):
        yield Window(at.span, at.amount, at.unit)
    for a in attrs.fields(type(at)):
        yield from _windows(getattr(at, a.name))


def _amount(span: t.Term) -> tuple[t.Term, SpanUnit]:
    if isinstance(span, t.SpanOf):
        return span.amount, span.unit
    assert span.type.kind in DURATIONS, "a window is as long as a duration"
    return span, SpanUnit(span.type.kind.value)


def _too_long(window: Window, parameters: Mapping[str, Parameter], first: date, last: date) -> bool:
    """Whether a window that ends on `last` begins more than a day before `first`, whatever a parameter is set to."""
    lengths = parameters[window.number.id].ever if isinstance(window.number, t.Param) else (_constant(window.number),)
    return all(_back(last, int(n), window.unit) < first - timedelta(1) for n in lengths)


def _constant(term: t.Term) -> int:
    assert isinstance(term, t.Const), "a window is so many of something, or a parameter"
    return int(term.value)


def _back(day: date, number: int, unit: SpanUnit) -> date:
    """The day so long before; of working days at the latest."""
    try:
        return day - (relativedelta(months=number) if unit is SpanUnit.MONTHS else timedelta(number))
    except (OverflowError, ValueError):
        return date.min
