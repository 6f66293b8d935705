"""The forecast against walking day by day, and against the reports of each of its days."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta

import pytest
import test_turns
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from random_facts import Facts
from random_rules import policy

from rectcore import Ledger, Policy, Report, State
from rectcore.engine.reference.changes import as_recorded_by
from rectcore.engine.reference.evaluate import evaluate
from rectcore.forecast.entries import Forecast, What
from rectcore.forecast.names import uids
from rectcore.forecast.walk import forecast
from rectcore.model.ledger import Feed

ONE_DAY = timedelta(1)
CASES = 400 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 12
RULE_SETS = st.integers(0, 39)
DICE = st.integers(0, 10**6)


def drawn(seed: int, dice: int, days: int) -> tuple[Policy, Ledger, date, date]:
    """A rule set, facts for it, and some days that begin near one of the facts."""
    rules, mix = policy(seed), random.Random(dice)
    ledger = Facts(rules.rulebook, mix, holes=0.1).ledger(rows=14)
    on = mix.choice([e.on for e in ledger.events] + [t.opened for t in ledger.tasks])
    as_of = min(on, date(2023, 9, 1)) + timedelta(mix.randrange(40))
    return rules, ledger, as_of, as_of + timedelta(days)


def asked(rules: Policy, ledger: Ledger, as_of: date, until: date, *, daily: bool = False) -> Forecast:
    assert rules.calendar is not None
    return forecast(rules.rulebook, ledger, rules.calendar, as_of, until, daily=daily)


@settings(deadline=None, max_examples=CASES)
@given(RULE_SETS, DICE)
def test_from_turn_to_turn_is_day_by_day(seed: int, dice: int):
    """Looking only where something can change finds what looking at every day finds, word for word."""
    rules, ledger, as_of, until = drawn(seed, dice, 16)
    quick, slow = (asked(rules, ledger, as_of, until, daily=daily) for daily in (False, True))
    assert quick == slow
    assert [e.message for e in quick.entries] == [e.message for e in slow.entries]
    assert len(set(uids(quick.entries))) == len(quick.entries)


def report(rules: Policy, ledger: Ledger, as_of: date, day: date) -> Report:
    """What holds on a later day if nothing new is recorded and the ledger is complete up to it."""
    assert rules.calendar is not None
    still = evolve(
        as_recorded_by(ledger, as_of),
        through=day,
        feeds=[Feed(f.id, day) for f in ledger.feeds],
        refusals=[r for r in ledger.refusals if r.known_by(as_of)],
    )
    return evaluate(rules.rulebook, still, rules.calendar.known_on(as_of), day, day)


@settings(deadline=None, max_examples=CASES)
@given(RULE_SETS, DICE)
def test_what_is_told_for_a_day_is_what_its_report_has_new(seed: int, dice: int):
    """Findings that come and go, rungs, and duties that turn: read off two reports, one day apart."""
    rules, ledger, as_of, until = drawn(seed, dice, 6)
    told = asked(rules, ledger, as_of, until).entries
    before = report(rules, ledger, as_of, as_of)
    day = as_of + ONE_DAY
    while day <= until:
        after = report(rules, ledger, as_of, day)
        of_day = [e for e in told if e.day == day]
        was, now = ({f.id: f for f in r.findings} for r in (before, after))
        told_new = {e.id for e in of_day if e.what in (What.BEGINS, What.RUNG_UP, What.MISSED)}
        assert {id_ for id_ in now if id_ not in was} <= told_new
        assert {e.id for e in of_day if e.what is What.ENDS} == {id_ for id_ in was if id_ not in now}
        higher = {i for i, f in now.items() if (f.rung or 0) > ((was[i].rung or 0) if i in was else 0)}
        assert {e.id for e in of_day if e.what is What.RUNG_UP} <= higher <= told_new
        for state, what in ((State.MISSED, What.MISSED), (State.UNDETERMINED, What.UNDETERMINED)):
            then = {o.key for o in before.obligations if o.state is state}
            turned = {o.key for o in after.obligations if o.state is state} - then
            duties = [e for e in of_day if e.what is what and e.kind == "duty"]
            assert {(e.rule, e.subject.kind, e.subject.id, e.period or "") for e in duties} == turned
        due = {o.key for o in before.obligations if o.state is State.PENDING and o.due == day - ONE_DAY}
        heard = [e for e in told if e.what is What.DUE and e.day == day - ONE_DAY and e.kind == "duty"]
        assert {(e.rule, e.subject.kind, e.subject.id, e.period or "") for e in heard} == due
        before, day = after, day + ONE_DAY


@settings(deadline=None, max_examples=CASES)
@given(RULE_SETS, DICE)
def test_a_later_forecast_tells_the_rest_under_the_same_names(seed: int, dice: int):
    """Nothing recorded in between, the days still to come look the same; what is provisional is never a miss."""
    rules, ledger, as_of, until = drawn(seed, dice, 16)
    assert rules.calendar is not None
    frozen = evolve(as_recorded_by(ledger, as_of), refusals=[r for r in ledger.refusals if r.known_by(as_of)])
    calendar = rules.calendar.known_on(as_of)
    early, late = (forecast(rules.rulebook, frozen, calendar, first, until) for first in (as_of, as_of + timedelta(6)))
    rest, again = (
        [(e.id, e.day, e.what, e.message) for e in told.entries if e.day > late.as_of] for told in (early, late)
    )
    assert rest == again
    names, later = (dict(zip(uids(told.entries), told.entries, strict=True)) for told in (early, late))
    once = [e.id for e in early.entries if e.what is What.DUE]
    for name, entry in names.items():
        if entry.what is What.DUE and once.count(entry.id) == 1 and entry.day > late.as_of:
            assert later[name] == entry
    assert not any(e.provisional for e in early.entries if e.what is What.MISSED)
    assert all(e.last_safe is None or e.last_safe <= e.day for e in early.entries)


def test_the_histories_have_all_kinds():
    """Over many histories every kind of entry comes up that rules at random can bring about."""
    histories = [drawn(n, n, 40) for n in range(12)]
    histories += [
        (test_turns.policy(), ledger, on, on + timedelta(40)) for ledger, on, _ in map(test_turns.facts, range(6))
    ]
    seen = {e.what for one in histories for e in asked(*one).entries}
    assert seen >= {What.DUE, What.MISSED, What.BEGINS, What.ENDS, What.UNDETERMINED, What.RUNG_UP, What.LAPSES}


@pytest.mark.parametrize("seed", range(200 if CASES > 100 else 2))
def test_rules_that_look_at_the_day_in_every_way(seed: int):
    """The same on rules made for it."""
    ledger, on, _ = test_turns.facts(seed)
    quick, slow = (asked(test_turns.policy(), ledger, on, on + timedelta(25), daily=daily) for daily in (False, True))
    assert quick == slow
    assert quick.entries
