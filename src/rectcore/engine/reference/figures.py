"""What the numbers of a rule set come to on a day, and who was drawn: a world and a day in, figures in order out.

Numbers over rows are those of the day; of an indicator the latest period with a reading; scores and draws are told for
the period that holds the day and the one before it (decision 0069).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import Aggregate, Ranking, Sample, Score, Series
from rectcore.check.types import DECIMAL, INTEGER, PERIOD, Kind
from rectcore.engine.figures import (
    AggregateResult,
    DrawnRow,
    Figure,
    Known,
    LineResult,
    RankResult,
    ReadingResult,
    SampleResult,
    ScoreResult,
)
from rectcore.engine.reference.amounts import Among, Between
from rectcore.engine.reference.expressions import choices, points_for, ranking_asked, value
from rectcore.engine.reference.instances import env_at, holds_on, last_day
from rectcore.engine.reference.rankings import placing
from rectcore.engine.reference.readings import reading, readings
from rectcore.engine.reference.samples import Draw, draw, lots
from rectcore.engine.reference.world import World
from rectcore.engine.trace import NOT_APPLICABLE, Row
from rectcore.model.facts import Unknown
from rectcore.model.period import Period, PeriodKind


def figure_of(found: Any, kind: Kind) -> Figure:
    """A value as far as it is known."""
    if found is NOT_APPLICABLE:
        return Figure(Known.NOT_APPLICABLE, kind)
    if isinstance(found, Unknown):
        return Figure(Known.UNKNOWN, kind, missing=found.reasons)
    if isinstance(found, Between):
        return Figure(Known.BETWEEN, kind, low=found.low, high=found.high, missing=found.unknown.reasons)
    return Figure(Known.KNOWN, kind, found)


def aggregates(world: World, day: date) -> tuple[AggregateResult, ...]:
    """What each aggregate comes to on a day, for everything it is about that has begun by then."""
    return tuple(
        AggregateResult(rule.name.id, world.subject(row), figure_of(_aggregated(rule, row, day, world), rule.type.kind))
        for rule in sorted(world.rulebook.aggregates, key=_name)
        for row in _rows(rule, day, world)
    )


def _name(declared: Aggregate | Series | Score | Sample | Ranking) -> str:
    return declared.name.id


def _rows(declared: Aggregate | Series | Score | Ranking, day: date, world: World) -> Iterator[Row]:
    """What a number is about and has begun by a day; nothing on a day on which the rule set is not in force."""
    if holds_on(world.rulebook.in_force, day, world):
        for row in world.subjects(declared.entity):
            start = world.start(row)
            if start is None or start <= day:
                yield row


def _aggregated(rule: Aggregate, row: Row, day: date, world: World) -> Any:
    return value(t.Aggregated(rule.name.id, t.Self(row.entity), rule.type), env_at(world, day, row))


def series(world: World, day: date) -> tuple[ReadingResult, ...]:
    """What each indicator was, as known, for the latest period with a reading; nothing where there is no reading."""
    found = (
        _latest(rule, row, day, world)
        for rule in sorted(world.rulebook.series, key=_name)
        for row in _rows(rule, day, world)
    )
    return tuple(one for one in found if one is not None)


def _latest(rule: Series, row: Row, day: date, world: World) -> ReadingResult | None:
    env = env_at(world, day, row)
    made: dict[Period, list[date]] = {}
    for period, known in readings(rule, row, env):
        made.setdefault(period, []).append(known.event.on)
    if not made:
        return None
    latest = max(made)
    figure = figure_of(reading(rule, row, latest, env), rule.type.kind)
    final = any(on > last for on in made[latest] for last in last_day(latest))
    return ReadingResult(rule.name.id, world.subject(row), str(latest), figure, final)


# -- scores -------------------------------------------------------------------------------------------------------


def scores(world: World, day: date) -> tuple[ScoreResult, ...]:
    """What each score comes to for the period that holds the day, so far, and for the one before."""
    return tuple(
        _scored(rule, period, row, day, world)
        for rule in sorted(world.rulebook.scores, key=_name)
        for row in _rows(rule, day, world)
        for period in _told(rule.every, row, day, world)
    )


def _told(every: PeriodKind, row: Row, day: date, world: World) -> Iterator[Period]:
    """The period that holds a day and the one before, as far as the rules were in force in them and the row there."""
    here = Period.containing(every, day)
    start = world.start(row) or date.min
    for period in (*([here.previous()] if here.first > date.min else []), here):
        if any(last >= start and holds_on(world.rulebook.in_force, min(last, day), world) for last in last_day(period)):
            yield period


def _scored(rule: Score, period: Period, row: Row, day: date, world: World) -> ScoreResult:
    found = points_for(rule, period, row, env_at(world, day, row))
    grade = found.grade
    if isinstance(grade, Unknown):
        assert isinstance(grade, Among), "every grade there is may be among those possible"
        grades = tuple(g.name.id for g in rule.grades if g.name.id in grade.possible)
    else:
        grades = () if grade is None else (grade,)
    return ScoreResult(
        rule.name.id,
        world.subject(row),
        str(period),
        figure_of(found.value.told, DECIMAL.kind),
        figure_of(found.deducted.told, DECIMAL.kind),
        grades,
        tuple(LineResult(line.label, figure_of(line.told, DECIMAL.kind)) for line in found.lines),
    )


# -- samples ------------------------------------------------------------------------------------------------------


def samples(world: World, day: date) -> tuple[SampleResult, ...]:
    """What each sample drew for the period that holds the day, and for the one before."""
    return tuple(
        _drawn(rule, period, row, day, world)
        for rule in sorted(world.rulebook.samples, key=_name)
        for row in world.subjects(rule.entity)
        for period in _told(rule.every, row, day, world)
        if (world.start(row) or date.min) <= day
    )


def _drawn(rule: Sample, period: Period, row: Row, day: date, world: World) -> SampleResult:
    result = SampleResult(rule.name.id, str(period))
    found = draw(rule, period, env_at(world, day, row), value, choices)
    if isinstance(found, Unknown):
        return evolve(result, missing=found.reasons)
    missing = found.missing
    inspectors = found.inspectors if isinstance(found.inspectors, tuple) else ()
    return evolve(
        result,
        draw=found.event.id,
        on=found.event.on,
        seed=found.seed,
        missing=missing.reasons if missing is not None else (),
        inspectors=tuple(one.id for one in inspectors),
        rows=tuple(_rows_drawn(found, world)),
    )


def _rows_drawn(found: Draw, world: World) -> Iterator[DrawnRow]:
    for candidate, lot in lots(found):
        stratum = candidate.stratum
        yield DrawnRow(
            world.subject(candidate.row),
            None if isinstance(stratum, Unknown) else stratum,
            candidate.lot if len(candidate.lots) == 1 else None,
            candidate.slips.low if candidate.slips.unknown is None else None,
            lot.place,
            lot.whether if isinstance(lot.whether, bool) else None,
            lot.inspector.id if lot.inspector is not None else None,
        )


# -- rankings -----------------------------------------------------------------------------------------------------


def rankings(world: World, day: date) -> tuple[RankResult, ...]:
    """The place of everything that takes part in a ranking, for the period that holds the day and the one before."""
    found = [
        _ranked(rule, period, row, day, world)
        for rule in sorted(world.rulebook.rankings, key=_name)
        for row in _rows(rule, day, world)
        for period in _told(rule.every, row, day, world)
    ]
    return tuple(one for one in found if one is not None)


def _ranked(rule: Ranking, period: Period, row: Row, day: date, world: World) -> RankResult | None:
    term = t.Ranked(rule.name.id, t.Self(row.entity), t.Const(period, PERIOD), "value", INTEGER)
    among = ranking_asked(term, row, env_at(world, day, row))
    assert not isinstance(among, Unknown), "the period has begun"
    if among.of(row) is None and row not in among.left_out:
        return None
    found = placing(row, among)
    return RankResult(
        rule.name.id,
        world.subject(row),
        str(period),
        figure_of(found.rank, Kind.INTEGER),
        figure_of(found.number, rule.by.type.kind),
        figure_of(found.size, Kind.INTEGER),
        found.left_out,
    )
