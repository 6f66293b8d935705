"""What an indicator was, period by period: the last recorded reading for exactly that period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen

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


@frozen
class Covered:
    """A reading of a series with the period it covers, or with why that is of no use.

    A period of another kind than the series' is of no use and kept: it says which periods it cannot be about.
    """

    known: KnownEvent
    period: Period | None
    unknown: Unknown | None = None

    @property
    def order(self) -> tuple[date, date]:
        """By which the last recorded one is told."""
        return self.known.event.recorded, self.known.event.on

    def may_cover(self, period: Period) -> bool:
        """Whether a reading of which the period is of no use may be about one."""
        own = self.period
        return own is None or (own.first <= period.last and period.first <= own.last)


def covered(series: Series, of: Row, env: Env) -> Iterator[Covered]:
    """The readings of a series, each with the period it covers."""
    covers = env.world.rulebook.vocabulary["reading"].attribute("covers")
    assert covers is not None
    for known in known_events(env, of, "reading"):
        event = known.event
        if event.fields.get("series") not in series.name.all:
            continue
        period = convert(event.fields.get("covers"), covers.type)
        if "covers" in known.contradictory:
            yield Covered(known, None, Unknown.because(Why.CONTRADICTORY, "covers", event.id))
        elif not isinstance(period, Period):
            why = Why.INVALID if isinstance(period, Invalid) else Why.NOT_GIVEN
            yield Covered(known, None, Unknown.because(why, "covers", event.id))
        elif period.kind is not series.each:
            yield Covered(known, period, Unknown.because(Why.INVALID, "covers", event.id))
        else:
            yield Covered(known, period)


def readings(series: Series, of: Row, env: Env) -> Iterator[tuple[Period, KnownEvent]]:
    """The readings of a series that say which of its periods they cover."""
    for one in covered(series, of, env):
        if one.unknown is None and one.period is not None:
            yield one.period, one.known


def reading(series: Series, of: Row, period: Period, env: Env) -> Any:
    """The value for a period; one that may be of a later reading is unknown."""
    seen = tuple(covered(series, of, env))
    found = [one for one in seen if one.unknown is None and one.period == period]
    doubtful = [one for one in seen if one.unknown is not None and one.may_cover(period)]
    absent = Why.NO_READING
    if env.final and period == env.period:
        absent = Why.NO_FINAL_READING if found else absent
        found, doubtful = ([one for one in some if one.known.event.on > period.last] for some in (found, doubtful))
    if env.world.ledger.refused(env.world.subject(of), "reading"):
        return Unknown.because(Why.INCOMPLETE, "reading", of.id)
    last = max((one.order for one in found), default=None)
    doubts = [one.unknown for one in doubtful if one.unknown is not None and (last is None or one.order >= last)]
    if doubts:
        return Unknown(frozenset(missing for doubt in doubts for missing in doubt.missing))
    if not found:
        return Unknown.because(absent, f"{series.name.id} {period}", of.id)
    values = {_value(series, one.known) for one in found if one.order == last}
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
