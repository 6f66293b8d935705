"""Other days than the one judged: a term as at an earlier day, and how far back a stretch of days goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from rectcore.check import terms as t
from rectcore.engine.reference.amounts import Amount
from rectcore.engine.reference.seen import find_event
from rectcore.engine.reference.world import Env, belongs_to
from rectcore.engine.trace import Row
from rectcore.model.calendar import working_days_between
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import Unknown, Why


def moved(term: t.Term, env: Env, day: date) -> Env | Unknown:
    """The place to evaluate a term from as at another day: facts are those of that day as known today, by the
    parameters of the day judged.

    Unknown where that day has not come, or where there was not yet what the term asks about.
    """
    env.world.stretches.turns(env.day, day)
    if day > env.day:
        return Unknown.because(Why.NOT_YET, day.isoformat(), env.subject.id if env.subject else "")
    for row in asked_about(term, env):
        since = there_since(row, env)
        if since is not None and day < since:
            return Unknown.because(Why.BEFORE, day.isoformat(), row.id)
    return evolve(env, day=day)


def not_yet_there(of: Row, env: Env) -> Unknown | None:
    """Why a number asked of a subject is not known: there was nothing yet to count or measure on the day.

    Units were always there; the first day of which anything is said of them is that of the rule set or of the ledger.
    """
    since = start_of_numbers(of, env)
    if since is None:
        return None
    env.world.stretches.turns(env.day, since)
    return Unknown.because(Why.BEFORE, env.day.isoformat(), of.id) if env.day < since else None


def start_of_numbers(of: Row, env: Env) -> date | None:
    """The first day of which a number can be asked of a subject; None where that is every day."""
    if of.entity != "Unit":
        return there_since(of, env)
    days = (env.world.rulebook.in_force.first, env.world.first_day())
    return min((day for day in days if day is not None), default=None)


def asked_about(term: t.Term, env: Env) -> Iterator[Row]:
    """The rows from outside a term whose fields, or whose rows, it asks about; of an event its owner's rows."""
    for inner in t.walk(term):
        match inner:
            case t.OfDuty() if env.subject is not None:
                yield env.subject
            case (
                t.Field(of=of)
                | t.Defined(of=of)
                | t.Judged(of=of)
                | t.Tabled(of=of)
                | t.By(event=of)
                | t.Drawn(row=of)
                | t.Ranked(of=of)
            ):
                row = _row(of, env)
                if row is not None:
                    yield row
            case t.Quantified() | t.Count():
                for bound in inner.bound if isinstance(inner, t.Quantified) else (inner.bound,):
                    row = _row(bound.rows.of, env)
                    if row is not None:
                        yield belongs_to(env, row)


def _row(of: t.Term | None, env: Env) -> Row | None:
    """The row that a term stands for, where it comes from outside."""
    if isinstance(of, t.Self):
        return env.subject
    if isinstance(of, t.This):
        return env.this
    return env.variables.get(of.number) if isinstance(of, t.Var) else None


def there_since(row: Row, env: Env) -> date | None:
    """The first day of a row; None for what was always there. An act that is only asked about is there today."""
    world = env.world
    if world.rulebook.vocabulary[row.entity].record:
        from rectcore.engine.reference.records import record

        found = record(env, row)
        return found.begins if found is not None else env.day
    if world.rulebook.vocabulary[row.entity].event:
        known = find_event(env, row)
        return known.event.on if known is not None else env.day
    return world.start(row)


def first_of_last(span: Amount, env: Env) -> date | Unknown:
    """The first of the last so many days, the day judged included; of working days, the first of so many of them."""
    count = max(int(span.number), 1)
    if span.unit is SpanUnit.DAYS:
        return date.fromordinal(max(env.day.toordinal() - count + 1, 1))
    first = env.day
    while True:
        found, provisional = working_days_between(env.calendar, first, env.day)
        if provisional:
            return Unknown.because(Why.BEYOND_CALENDAR, "calendar", env.calendar.id)
        if found >= count:
            return first
        first -= timedelta(1)


def days_back(first: date, env: Env) -> Iterator[date]:
    """From the day judged back to the first."""
    return map(date.fromordinal, range(env.day.toordinal(), first.toordinal() - 1, -1))
