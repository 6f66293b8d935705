"""The value of a checked expression on a day: the language note's sections 5 to 8, word by word."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, product
from types import ModuleType
from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import Judgement, Score
from rectcore.check.types import Kind
from rectcore.engine.reference.aggregates import Asked, total
from rectcore.engine.reference.amounts import Among, Amount, Between, minus, plus, settled
from rectcore.engine.reference.extremes import extreme
from rectcore.engine.reference.fields import read
from rectcore.engine.reference.given import on_record
from rectcore.engine.reference.judgements import judged_to_be, judgements
from rectcore.engine.reference.kleene import Answer, Truth, conjunction, decided, disjunction, negate
from rectcore.engine.reference.layers import value_for
from rectcore.engine.reference.moments import asked_about, days_back, first_of_last, moved, not_yet_there, there_since
from rectcore.engine.reference.moving import moves, tell, told_by_a_day
from rectcore.engine.reference.posts import holds, territory
from rectcore.engine.reference.rankings import Candidates, Placing, candidates, is_placed, placing, rank_asked
from rectcore.engine.reference.readings import reading, relative_period
from rectcore.engine.reference.rows import rows_of
from rectcore.engine.reference.samples import Lot, lot
from rectcore.engine.reference.scores import Scored, part_asked, points_of
from rectcore.engine.reference.tables import chosen
from rectcore.engine.reference.world import Env, belongs_to
from rectcore.engine.trace import NOT_APPLICABLE, Row, Void
from rectcore.model.calendar import working_days_between
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import NONE, Unknown, Why
from rectcore.model.period import Period


def value(term: t.Term, env: Env) -> Any:
    """The value of a term: what the language calls it, `NONE`, `Between`, `NOT_APPLICABLE`, or `Unknown`."""
    return _VALUES[type(term)](term, env)


def truth(term: t.Term, env: Env) -> Truth:
    """The truth of a condition where one is needed: one that does not apply does not hold."""
    return decided(answer(term, env))


def answer(term: t.Term, env: Env) -> Answer:
    """The truth of a condition, or that it does not apply. `NONE` where a truth is wanted is false."""
    if env.world.told is not None and (told := env.world.told.truth(term, env)) is not None:
        return told
    found = value(term, env)
    return False if found is NONE else found


def _const(term: t.Const, _: Env) -> Any:
    return term.value


def _self(_: t.Self, env: Env) -> Any:
    assert env.subject is not None
    return env.subject


def _this(_: t.This, env: Env) -> Any:
    assert env.this is not None
    return env.this


def _this_period(_: t.ThisPeriod, env: Env) -> Any:
    assert env.period is not None
    return env.period


def _actor(_: t.Actor, env: Env) -> Any:
    if env.actor is not None:
        return Row("Person", env.actor)
    if env.this is not None and env.world.ledger.event(env.this.id) is not None:
        return read(evolve(env, without=None), env.this, "person")
    return Unknown.because(Why.ASKED, "actor", env.this.entity if env.this else "")


def _as_of(_: t.AsOfDay, env: Env) -> Any:
    env.world.stretches.only(env.day)
    return env.day


def _var(term: t.Var, env: Env) -> Any:
    return env.variables[term.number]


def _field(term: t.Field, env: Env) -> Any:
    of = value(term.of, env)
    if isinstance(of, Unknown) or of is NONE:
        return of
    seen = evolve(env, without=None) if of == env.this else env
    return read(seen, of, term.name)


def _param(term: t.Param, env: Env) -> Any:
    parameter = env.world.rulebook.find(term.id)
    env.world.stretches.turns_at_each(env.rules_day, sorted(parameter.days))
    found = value_for(parameter, env)
    if isinstance(found, Unknown):
        return found
    if found is None:
        return Unknown.because(Why.NO_VALUE, term.id, env.world.rulebook.id)
    if parameter.type.kind in _DURATION_UNITS:
        return Amount(Decimal(found), _DURATION_UNITS[parameter.type.kind])
    if parameter.type.kind is Kind.ENTITY:
        return on_record(Row(parameter.type.entity, found), term.id, env.world.rulebook.id, env.world)
    return found


def _defined(term: t.Defined, env: Env) -> Any:
    of = value(term.of, env)
    if isinstance(of, Unknown) or of is NONE:
        return of
    meaning, inside = env.world.rulebook.find(term.id).term, env.of(of)
    if env.world.told is not None and (told := env.world.told.truth(meaning, inside)) is not None:
        return told
    return value(meaning, inside)


def _judged(term: t.Judged, env: Env) -> Any:
    of = value(term.of, env)
    if isinstance(of, Unknown) or of is NONE:
        return of
    judgement, owner = env.world.rulebook.find(term.id), belongs_to(env, of)
    return judged_to_be(judgement, owner, env, tuple(judgements(judgement, owner, env)), validity(judgement, env))


def validity(judgement: Judgement, env: Env) -> Amount | Unknown | None:
    """For how long a judgement holds; None where it does not lapse."""
    return length(judgement.valid_for, env) if judgement.valid_for is not None else None


def _aggregated(term: t.Aggregated, env: Env) -> Any:
    of = value(term.of, env)
    if isinstance(of, Unknown) or of is NONE:
        return of
    if (before := not_yet_there(of, env)) is not None:
        return before
    aggregate = env.world.rulebook.find(term.id)
    found, missing = asked(term, of, env)
    return total(aggregate, [one for _, _, one in found], missing)


def asked(term: t.Aggregated, of: Row, env: Env) -> tuple[list[tuple[Row, Env, Asked]], Unknown | None]:
    """The rows that an aggregate counts, or may count, and why there may be more."""
    aggregate = env.world.rulebook.find(term.id)
    inner = env.of(of)
    envs, bindings, missing = choices((aggregate.over,), inner)
    found: list[tuple[Row, Env, Asked]] = []
    for here, (row,) in zip(envs, bindings, strict=True):
        inside = truth(aggregate.where, here)
        if (is_one := _is_one((aggregate.over,), (row,), env)) is not True:
            inside = decided(conjunction([is_one, inside]))
        if aggregate.grouped_by is not None and inside is not False:
            inside = decided(conjunction([_leads_to(value(aggregate.grouped_by, here), of), inside]))
        if inside is not False:
            told = True if aggregate.of is None else value(aggregate.of, here)
            found.append((row, here, Asked(inside, told)))
    return found, missing


def _relative_period(term: t.RelativePeriod, env: Env) -> Any:
    return relative_period(term, env)


def _reading(term: t.Reading, env: Env) -> Any:
    of = value(term.of, env)
    series = env.world.rulebook.find(term.id)
    assert term.period is not None
    period = value(term.period, env)
    for operand in (of, period):
        if isinstance(operand, Unknown) or operand is NONE:
            return operand
    return reading(series, belongs_to(env, of), period, env)


def _leads_to(found: Any, of: Row) -> Truth:
    if isinstance(found, Unknown):
        return found
    return of in found if isinstance(found, tuple) else found == of


def _of_duty(term: t.OfDuty, env: Env) -> Any:
    # Duties are made of conditions, and this condition asks a duty; that no circle comes of it is checked (RC412).
    from rectcore.engine.reference.chained import of_duty

    return of_duty(term.rule, term.name, env)


def _scored(term: t.Scored, env: Env) -> Any:
    of = value(term.of, env)
    if isinstance(of, Unknown) or of is NONE:
        return of
    found = scored(term, of, env)
    return found if isinstance(found, Unknown) else part_asked(term, found)


def scored(term: t.Scored, of: Row, env: Env) -> Scored | Unknown:
    """What a score comes to for the period asked about, line by line."""
    score = env.world.rulebook.find(term.id)
    period = Period.containing(score.every, env.day) if term.period is None else value(term.period, env)
    if isinstance(period, Unknown):
        return period
    if period is NONE or period.kind is not score.every:
        return Unknown.because(Why.NOT_GIVEN, term.id, of.id)
    env.world.stretches.turns(env.day, period.first)
    env.world.stretches.turns_after(env.day, period.last)
    if period.first > env.day:
        return Unknown.because(Why.NOT_GIVEN, term.id, of.id)
    before = not_yet_there(of, evolve(env, day=min(period.last, env.day)))
    return points_for(score, period, of, env) if before is None else before


def points_for(score: Score, period: Period, of: Row, env: Env) -> Scored:
    """What a score comes to for a period that has begun, line by line."""
    inner = inside_score(period, of, env)
    return points_of(score, lambda one: value(one, inner))


def inside_score(period: Period, of: Row, env: Env) -> Env:
    """Where the terms of a score are read: for its period, by the rules of the period's last day, or of the day."""
    return evolve(env, subject=of, this=None, period=period, variables={}, rules_day=min(period.last, env.day))


def _drawn(term: t.Drawn, env: Env) -> Any:
    found = draw_asked(term, env)
    return found.whether if isinstance(found, Lot) else found


def draw_asked(term: t.Drawn, env: Env) -> Any:
    """The lot of what is asked about: whether it was drawn, and how that came about; or unknown, or `NONE`."""
    row = value(term.row, env)
    sample = env.world.rulebook.find(term.id)
    if term.period is None:
        period: Any = Period.containing(sample.every, env.day)
        env.world.stretches.same(env.day, period.first, period.last)
    else:
        period = value(term.period, env)
    for operand in (row, period):
        if isinstance(operand, Unknown) or operand is NONE:
            return operand
    return lot(sample, row, period, env, value, choices)


def _ranked(term: t.Ranked, env: Env) -> Any:
    of = value(term.of, env)
    if isinstance(of, Unknown) or of is NONE:
        return of
    found = ranked(term, of, env)
    return found if isinstance(found, Unknown) else rank_asked(term, found)


def ranked(term: t.Ranked, of: Row, env: Env) -> Placing | Unknown:
    """The place of a row in a ranking for the period asked about."""
    found = ranking_asked(term, of, env)
    return found if isinstance(found, Unknown) else placing(of, found)


def ranking_asked(term: t.Ranked, of: Row, env: Env) -> Candidates | Unknown:
    """Those that are, or may be, in a ranking for the period asked about, worked out once for all of them."""
    ranking = env.world.rulebook.find(term.id)
    period = Period.containing(ranking.every, env.day) if term.period is None else value(term.period, env)
    if isinstance(period, Unknown):
        return period
    if period is NONE or period.kind is not ranking.every:
        return Unknown.because(Why.NOT_GIVEN, term.id, of.id)
    env.world.stretches.turns(env.day, period.first)
    env.world.stretches.turns_after(env.day, period.last)
    if period.first > env.day:
        return Unknown.because(Why.NOT_GIVEN, term.id, of.id)
    # Where an act is asked about or an event is seen in an earlier version, it is about one row, not about all.
    inner = Env(env.world, env.day, env.known_at, min(period.last, env.day), period=period, without=env.without)

    def each() -> Candidates:
        everyone = rows(t.Rows(ranking.entity), inner)
        return candidates(ranking, *everyone, lambda one, row: value(one, evolve(inner, subject=row)))

    return env.world.stretches.ask(("ranking", ranking.name.id, period, env.known_at, env.without), env.day, each)


def _placed(term: t.Placed, env: Env) -> Truth:
    found = placed_asked(term, env)
    if not isinstance(found, Placing):
        return False if found is NONE else found
    number = value(term.number, env)
    return number if isinstance(number, Unknown) else is_placed(term.end, number, found)


def placed_asked(term: t.Placed, env: Env) -> Any:
    """The place that is asked about; or unknown, or `NONE`."""
    of = value(term.ranking.of, env)
    return of if isinstance(of, Unknown) or of is NONE else ranked(term.ranking, of, env)


def _span(term: t.SpanOf, env: Env) -> Any:
    amount = value(term.amount, env)
    return amount if isinstance(amount, Unknown) or amount is NONE else Amount(Decimal(amount), term.unit)


def length(pair: tuple[t.Term, SpanUnit], env: Env) -> Amount | Unknown:
    """The duration that a rule names, in a number with its unit or in a parameter that is one."""
    found = value(pair[0], env)
    if isinstance(found, Amount | Unknown):
        return found
    return Amount(Decimal(found), pair[1])


# -- conditions ---------------------------------------------------------------------------------------------------


def _compare(term: t.Compare, env: Env) -> Answer:
    if not moves(term, env.world):
        return compared(term.op, value(term.left, env), value(term.right, env))
    with env.world.stretches.moving():
        left, right = value(term.left, env), value(term.right, env)
    if not told_by_a_day(term, left, right, env):
        tell(term, env, value, compared)
    return compared(term.op, left, right)


def compared(op: str, left: Any, right: Any) -> Answer:
    """What a comparison of two values says."""
    if isinstance(left, Void) or isinstance(right, Void):
        return NOT_APPLICABLE
    if isinstance(left, Among) and isinstance(right, str) and right not in left.possible:
        return op == "is not"
    missing = [x for x in (left, right) if isinstance(x, Unknown)]
    if missing:
        return missing[0] if len(missing) == 1 else missing[0] | missing[1]
    if isinstance(left, Between) or isinstance(right, Between):
        return _compare_between(op, left, right)
    if left is NONE or right is NONE:
        same = left is NONE and right is NONE
        return same if op == "is" else (not same if op == "is not" else False)
    if isinstance(left, Amount) and isinstance(right, Amount):
        left, right = left.number, right.number
    return bool(_COMPARISONS[op](left, right))


def _compare_between(op: str, left: Any, right: Any) -> Truth:
    """A comparison that holds, or fails, for every number within the bounds; else unknown."""
    unknowns = [x.unknown for x in (left, right) if isinstance(x, Between)]
    unknown = unknowns[0] if len(unknowns) == 1 else unknowns[0] | unknowns[1]
    if left is NONE or right is NONE:
        return op == "is not"
    dates = any(isinstance(end, date) for x in (left, right) for end in (_ends(x)))
    lows, highs = zip(*(_bounds(x, dates=dates) for x in (left, right)), strict=True)
    corners = [(a, b) for a in (lows[0], highs[0]) for b in (lows[1], highs[1])]
    answers = {bool(_COMPARISONS[op](a, b)) for a, b in corners}
    if op in ("is", "is not"):
        apart = highs[0] < lows[1] or highs[1] < lows[0]
        return (op == "is not") if apart else unknown
    return answers.pop() if len(answers) == 1 else unknown


def _ends(found: Any) -> tuple[Any, Any]:
    return (_number(found.low), _number(found.high)) if isinstance(found, Between) else (_number(found),) * 2


def _bounds(found: Any, *, dates: bool) -> tuple[Any, Any]:
    """The least and the greatest it can be; where there is no bound, the least and greatest there is."""
    low, high = _ends(found)
    least, most = (date.min, date.max) if dates else (Decimal("-Infinity"), Decimal("Infinity"))
    return least if low is None else low, most if high is None else high


def _within(term: t.Within, env: Env) -> Answer:
    day, period = settled(value(term.value, env)), value(term.period, env)
    for operand in (day, period):
        if isinstance(operand, Unknown | Void):
            return operand
    return day is not NONE and period is not NONE and day in period


def _within_last(term: t.WithinLast, env: Env) -> Answer:
    day, span = settled(value(term.value, env)), settled(value(term.span_of, env))
    for operand in (day, span):
        if isinstance(operand, Unknown | Void):
            return operand
    return day is not NONE and within_last(day, span, env)


def within_last(day: date, span: Amount | Unknown, env: Env) -> Truth:
    """Whether a day lies so long before the as-of day at most, and not after it."""
    if isinstance(span, Unknown):
        return span
    env.world.stretches.turns(env.day, day)
    if day > env.day:
        return False
    env.world.stretches.alike(env.day, lambda at: _in_the_last(span, day, at, env), first=day)
    return _in_the_last(span, day, env.day, env)


def _in_the_last(span: Amount, day: date, at: date, env: Env) -> Truth:
    """Whether a day lies in the stretch so long that ends on another, not earlier one."""
    if span.unit is SpanUnit.WORKING_DAYS:
        if day == at:
            return True
        count, provisional = working_days_between(env.calendar, day + timedelta(1), at)
        beyond = Unknown.because(Why.BEYOND_CALENDAR, "calendar", env.calendar.id)
        return beyond if provisional else count <= span.number
    first = minus(at, span)
    return first if isinstance(first, Unknown) else day >= first


def _not(term: t.Not, env: Env) -> Answer:
    return negate(answer(term.operand, env))


def _days_between(term: t.DaysBetween, env: Env) -> Any:
    first, last = settled(value(term.first, env)), settled(value(term.last, env))
    for operand in (first, last):
        if isinstance(operand, Unknown | Void) or operand is NONE:
            return operand
    if term.unit is SpanUnit.DAYS:
        return Amount(Decimal(max((last - first).days + 1, 0)), term.unit)
    count, provisional = working_days_between(env.calendar, first, last)
    if provisional and first <= last:
        return Unknown.because(Why.BEYOND_CALENDAR, "calendar", env.calendar.id)
    return Amount(Decimal(count), term.unit)


def _as_at(term: t.AsAt, env: Env) -> Any:
    day = settled(value(term.day, env))
    if isinstance(day, Unknown | Void) or day is NONE:
        return day
    there = moved(term.value, env, day)
    return there if isinstance(there, Unknown) else value(term.value, there)


def _held_for(term: t.HeldFor, env: Env) -> Truth:
    env.world.stretches.same(env.day, env.day, env.day)  # other days are looked at, which tell nothing of this one
    span = length((term.amount, term.unit), env)
    first = span if isinstance(span, Unknown) else first_of_last(span, env)
    if isinstance(first, Unknown):
        return first
    starts = (there_since(row, env) for row in asked_about(term.condition, env))
    if any(since is not None and first < since for since in starts):
        return False
    return conjunction(truth(term.condition, evolve(env, day=day)) for day in days_back(first, env))


def _and(term: t.And, env: Env) -> Answer:
    return conjunction(answer(o, env) for o in term.operands)


def _or(term: t.Or, env: Env) -> Answer:
    return disjunction(answer(o, env) for o in term.operands)


def _if_then(term: t.IfThen, env: Env) -> Answer:
    if (unless := negate(answer(term.condition, env))) is True:
        return True
    return disjunction([unless, answer(term.then, env)])


def rows(source: t.Rows, env: Env) -> tuple[tuple[Row, ...], Unknown | None]:
    """What a quantifier runs over, and, where rows may be missing, why."""
    of_a_rule = env.world.rulebook.vocabulary[source.entity].record
    if source.of is None:
        if of_a_rule:
            return _of_a_rule(source.entity, None, env)
        found, whole = rows_of(env, source.entity, None)
        return found, None if whole else Unknown.because(Why.INCOMPLETE, source.entity, env.world.ledger.id)
    of = value(source.of, env)
    assert isinstance(of, Row), "what a rule is about is there"
    if source.attribute is not None:
        listed = read(env, of, source.attribute)
        if isinstance(listed, Unknown):
            return (), listed
        return (() if listed is NONE else listed), None
    owner = belongs_to(env, of)
    if of_a_rule:
        return _of_a_rule(source.entity, owner, env)
    found, whole = rows_of(env, source.entity, owner)
    return found, None if whole else Unknown.because(Why.INCOMPLETE, source.entity, owner.id)


def _records() -> ModuleType:
    # What became of a rule is made of conditions, and these conditions ask a rule; no circle comes of it (RC412).
    from rectcore.engine.reference import records

    return records


def _of_a_rule(rule: str, owner: Row | None, env: Env) -> tuple[tuple[Row, ...], Unknown | None]:
    found: tuple[tuple[Row, ...], Unknown | None] = _records().rows_of_rule(env, rule, owner)
    return found


def _is_one(bound: Sequence[t.Bound], rows_bound: tuple[Row, ...], env: Env) -> Truth:
    """Whether what a quantifier is at are rows at all; only of what became of a rule can that be open."""
    kinds = env.world.rulebook.vocabulary
    if not any(kinds[one.rows.entity].record for one in bound):
        return True
    found: Truth = _records().is_one(env, rows_bound)
    return found


def choices(bound: tuple[t.Bound, ...], env: Env) -> tuple[list[Env], list[tuple[Row, ...]], Unknown | None]:
    """Every way to bind the variables, with the rows bound, and what may be missing."""
    ranges = [rows(b.rows, env) for b in bound]
    missing: Unknown | None = None
    for _, gap in ranges:
        if gap is not None:
            missing = gap if missing is None else missing | gap
    envs: list[Env] = []
    bindings = list(product(*(found for found, _ in ranges)))
    for binding in bindings:
        inner = env
        for one, row in zip(bound, binding, strict=True):
            inner = inner.bind(one.number, row)
        envs.append(inner)
    return envs, bindings, missing


def _quantified(term: t.Quantified, env: Env) -> Answer:
    envs, bindings, missing = choices(term.bound, env)
    # A row for which the condition does not apply is passed over.
    found = ((answer(term.condition, inner), binding) for inner, binding in zip(envs, bindings, strict=True))
    answers = ((a, _is_one(term.bound, binding, env)) for a, binding in found if not isinstance(a, Void))
    gap = (missing,) if missing else ()
    if term.how == "all":
        return conjunction(
            chain((a if inside is True else disjunction([a, negate(inside)]) for a, inside in answers), gap)
        )
    exists = disjunction(chain((a if inside is True else conjunction([a, inside]) for a, inside in answers), gap))
    return exists if term.how == "exists" else negate(exists)


def _count(term: t.Count, env: Env) -> Any:
    envs, bindings, missing = choices((term.bound,), env)
    found = [settled(answer(term.condition, inner)) for inner in envs]
    if term.in_a_row:
        pairs = [(row, one) for (row,), one in zip(bindings, found, strict=True)]
        return _records().in_a_row(env, pairs, missing)
    insides = [_is_one((term.bound,), binding, env) for binding in bindings]
    answers = [a if i is True else conjunction([a, i]) for a, i in zip(found, insides, strict=True)]
    sure = sum(1 for a in answers if a is True)
    for one in answers:
        if isinstance(one, Unknown):
            missing = one if missing is None else missing | one
    if missing is None:
        return sure
    open_ended = rows(term.bound.rows, env)[1] is not None
    return Between(sure, None if open_ended else sum(1 for a in answers if a is not False), missing)


def _is_known(term: t.IsKnown, env: Env) -> Truth:
    return (not isinstance(value(term.value, env), Unknown | Between)) is term.known


def _by(term: t.By, env: Env) -> Truth:
    event = value(term.event, env)
    if isinstance(event, Unknown) or event is NONE:
        return event if isinstance(event, Unknown) else False
    unit = territory(env, belongs_to(env, event)) if term.of is None else value(term.of, env)
    return holds(env, event, term.post, unit)


def _or_else(term: t.OrElse, env: Env) -> Any:
    found = value(term.value, env)
    return value(term.default, env) if isinstance(found, Unknown | Between) else found


# -- arithmetic ---------------------------------------------------------------------------------------------------


def _arithmetic(term: t.Arithmetic, env: Env) -> Any:
    left, right = value(term.left, env), value(term.right, env)
    if isinstance(left, Void) or isinstance(right, Void):
        return NOT_APPLICABLE
    for operand in (left, right):
        if isinstance(operand, Unknown) or operand is NONE:
            return operand
        if isinstance(operand, Between):
            return operand.unknown
    if isinstance(left, date):
        if isinstance(right, date):
            return Amount(Decimal((left - right).days), SpanUnit.DAYS)
        return plus(env.calendar, left, right) if term.op == "+" else minus(left, right)
    if isinstance(right, date):
        return plus(env.calendar, right, left)
    if isinstance(left, Amount) or isinstance(right, Amount):
        unit = left.unit if isinstance(left, Amount) else right.unit
        return Amount(Decimal(_ARITHMETIC[term.op](_number(left), _number(right))), unit)
    return _ARITHMETIC[term.op](left, right)


def _number(operand: Any) -> Any:
    return operand.number if isinstance(operand, Amount) else operand


_DURATION_UNITS = {
    Kind.DAYS: SpanUnit.DAYS,
    Kind.WORKING_DAYS: SpanUnit.WORKING_DAYS,
    Kind.MONTHS: SpanUnit.MONTHS,
}
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "is": operator.eq,
    "is not": operator.ne,
    "at least": operator.ge,
    "at most": operator.le,
    "more than": operator.gt,
    "less than": operator.lt,
    "before": operator.lt,
    "after": operator.gt,
    "not before": operator.ge,
    "no later than": operator.le,
}
_VALUES: dict[type, Callable[[Any, Env], Any]] = {
    t.Const: _const,
    t.Self: _self,
    t.This: _this,
    t.ThisPeriod: _this_period,
    t.Actor: _actor,
    t.AsOfDay: _as_of,
    t.Var: _var,
    t.Field: _field,
    t.Param: _param,
    t.Defined: _defined,
    t.Judged: _judged,
    t.Tabled: lambda term, env: chosen(term, value(term.of, env), env, value, compared).value,
    t.Aggregated: _aggregated,
    t.RelativePeriod: _relative_period,
    t.Reading: _reading,
    t.OfDuty: _of_duty,
    t.Scored: _scored,
    t.Drawn: _drawn,
    t.Ranked: _ranked,
    t.Placed: _placed,
    t.SpanOf: _span,
    t.Compare: _compare,
    t.Within: _within,
    t.WithinLast: _within_last,
    t.DaysBetween: _days_between,
    t.AsAt: _as_at,
    t.HeldFor: _held_for,
    t.Not: _not,
    t.And: _and,
    t.Or: _or,
    t.IfThen: _if_then,
    t.Quantified: _quantified,
    t.Count: _count,
    t.IsKnown: _is_known,
    t.By: _by,
    t.OrElse: _or_else,
    t.Arithmetic: _arithmetic,
    t.Extreme: lambda term, env: extreme(term.op, [value(o, env) for o in term.operands]),
}
