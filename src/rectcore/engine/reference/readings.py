"""What an indicator was, period by period: the last recorded reading for exactly that period."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rectcore.check.rulebook import Series
from rectcore.check.terms import CLOSING, RelativePeriod
from rectcore.check.types import DECIMAL, Kind
from rectcore.check.vocabulary import convert
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Row
from rectcore.model.facts import NONE, Invalid, Unknown, Why
from rectcore.model.fold import KnownEvent
from rectcore.model.period import Period


def readings(series: Series, of: Row, env: Env) -> Iterator[tuple[Period, KnownEvent]]:
    """The readings of a series, each with the period it covers."""
    covers = env.world.rulebook.vocabulary["reading"].attribute("covers")
    assert covers is not None
    for known in known_events(env, of, "reading"):
        event = known.event
        if event.fields.get("series") in series.name.all:
            period = convert(event.fields.get("covers"), covers.type)
            if isinstance(period, Period) and period.kind is series.each:
                yield period, known


def reading(series: Series, of: Row, period: Period, env: Env) -> Any:
    """The value for a period."""
    found = [k for p, k in readings(series, of, env) if p == period]
    absent = Why.NO_READING
    if found and env.final and period == env.period:
        found = [k for k in found if k.event.on > period.last]
        absent = Why.NO_FINAL_READING
    if env.world.ledger.refused(env.world.subject(of), "reading"):
        return Unknown.because(Why.INCOMPLETE, "reading", of.id)
    if not found:
        return Unknown.because(absent, f"{series.name.id} {period}", of.id)
    last = max((k.event.recorded, k.event.on) for k in found)
    values = {_value(series, k) for k in found if (k.event.recorded, k.event.on) == last}
    if len(values) > 1:
        return Unknown.because(Why.CONTRADICTORY, series.name.id, of.id)
    return values.pop()


def _value(series: Series, known: KnownEvent) -> Any:
    event = known.event
    if "value" in known.contradictory:
        return Unknown.because(Why.CONTRADICTORY, "value", event.id)
    value = convert(event.fields.get("value"), series.type if series.type.kind is Kind.PERCENT else DECIMAL)
    if series.type.kind is Kind.INTEGER and isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else Invalid(str(value))
    if value is None or value is NONE:
        return Unknown.because(Why.NOT_GIVEN, "value", event.id)
    return Unknown.because(Why.INVALID, "value", event.id) if isinstance(value, Invalid) else value


def relative_period(term: RelativePeriod, env: Env) -> Period:
    """The period that is told from the rule's own, or from the as-of day."""
    here = Period.containing(term.kind, env.period.last if env.period is not None else env.day)
    if env.period is None:
        env.world.stretches.same(env.day, here.first, here.last)
    if term.which in ("this", CLOSING):
        return here
    return here.previous() if term.which == "previous" else year_before(here)


def year_before(period: Period) -> Period:
    """The period of that name in the year before."""
    first = period.first
    return Period.containing(period.kind, first.replace(year=first.year - 1, day=min(first.day, 28)))
