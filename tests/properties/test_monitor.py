"""A monitor against evaluating afresh: day by day, in jumps, with events recorded in any order, saved and restored."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta

import test_turns
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from random_facts import Facts
from random_rules import policy

from rectcore import CallError, Finding, Ledger, Monitor, Policy, Text
from rectcore.engine.reference.changes import as_recorded_by

CASES = 200 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 6
RULE_SETS = st.integers(-8, 39)
DICE = st.integers(0, 10**6)


def drawn(seed: int, dice: int) -> tuple[Policy, Ledger, date, random.Random]:
    """A rule set (below 0 one made of looks at the day), facts for it, and a day near one of them."""
    rules, mix = policy(seed) if seed >= 0 else test_turns.policy(), random.Random(dice)
    ledger = Facts(rules.rulebook, mix, holes=0.1).ledger(rows=14)
    if mix.random() < 0.5:
        ledger = evolve(ledger, through=date(2025, 1, 1), cut=False)
    on = mix.choice([e.on for e in ledger.events] + [t.opened for t in ledger.tasks])
    return rules, ledger, on - timedelta(mix.randrange(20)), mix


def hold(monitor: Monitor, told: dict[str, Finding]) -> None:
    """The report is that of its ledger, and what was told comes to what holds."""
    assert monitor.report() == monitor.policy.evaluate(monitor.ledger, monitor.day)
    assert tuple(bare(told[id_]) for id_ in sorted(told)) == monitor.findings


def bare(finding: Finding) -> Finding:
    return evolve(finding, reasons=(), message=Text())


def heard(told: dict[str, Finding], monitor: Monitor, to: date, through: date | None = None) -> None:
    """Go on, and keep count of what is told."""
    take(told, monitor.advance(to, through=through))


def take(told: dict[str, Finding], changes: object) -> None:
    for finding in changes.appeared:
        assert finding.id not in told
        assert finding.message.en
        told[finding.id] = finding
    for changed in changes.changed:
        assert bare(told[changed.was.id]) == changed.was != bare(changed.now)
        told[changed.now.id] = changed.now
    for finding in changes.ended:
        assert bare(told.pop(finding.id)) == finding


@settings(deadline=None, max_examples=CASES)
@given(RULE_SETS, DICE)
def test_day_by_day_and_in_jumps_is_as_evaluated_afresh(seed: int, dice: int):
    """Whatever is entered later comes in on its day; the ledger ends, or is said to go on."""
    rules, ledger, day, mix = drawn(seed, dice)
    monitor = Monitor(rules, ledger, day)
    jumping = Monitor(rules, ledger, day)
    told = {f.id: f for f in monitor.findings}
    hold(monitor, told)
    for _ in range(3):
        for _ in range(mix.choice([1, 2, 12])):
            day += timedelta(1)
            heard(told, monitor, day)
        through = ledger.through or ledger.watermark("ledger", date.max)
        if mix.random() < 0.3 and (through is None or through < day):
            ledger = ledger.complete_to(day)
            take(told, monitor.complete_to(day))
            jumping.advance(day, through=day)
        else:
            jumping.advance(day)
        hold(monitor, told)
        assert jumping.report() == monitor.report()
        assert (monitor.stable_until() or date.max) > day


@settings(deadline=None, max_examples=CASES)
@given(RULE_SETS, DICE)
def test_events_in_any_order_are_as_evaluated_afresh(seed: int, dice: int):
    """Recorded before their day, on it, or long after; refused ones leave everything as it was."""
    rules, whole, day, mix = drawn(seed, dice)
    early = as_recorded_by(whole, day - timedelta(30))
    monitor = Monitor(rules, early, day)
    told = {f.id: f for f in monitor.findings}
    waiting = [e for e in whole.events if early.event(e.id) is None]
    mix.shuffle(waiting)
    for event in waiting:
        before = monitor.save()
        try:
            outcome = monitor.record(event)
        except CallError:  # what it corrects was refused, or comes later
            outcome = None
        if outcome is None or not outcome.accepted:
            assert monitor.save() == before
            continue
        take(told, outcome.changes)
        if mix.random() < 0.3:
            heard(told, monitor, monitor.day + timedelta(mix.randrange(25)))
        if mix.random() < 0.3:
            hold(monitor, told)
        if mix.random() < 0.3:
            monitor = Monitor.restore(rules, monitor.save())
    hold(monitor, told)
    rebuilt = Monitor(rules, monitor.ledger, monitor.day)
    assert rebuilt.report() == monitor.report()
