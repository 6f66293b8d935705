"""What a decision says would have to be done does open the gate: on ledgers at random, with the shipped rules."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_facts import FIRST, Facts

import rectcore
from rectcore import Event, Ledger, Policy, Verdict
from rectcore.engine.actions import Action, ActionKind
from rectcore.engine.results import Decision
from rectcore.model.events import AMENDMENT, CORRECTION

ROOT = Path(__file__).parents[2]
ACTS = ("closure", "acceptance", "registration")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return rectcore.load(ROOT / "rules" / "siping-2023")


def recorded(action: Action, id_: str, day: date) -> Event:
    """An event as somebody would enter it who reads the action and nothing else."""
    fields = {name: "filled in" if value is None else value for name, value in action.fields}
    person = action.persons[0] if action.persons else None
    if action.kind is ActionKind.AMEND:
        ((name, value),) = fields.items()
        return Event(id_, AMENDMENT, action.subject, day, day, fields={"field": name, "value": value})
    if action.kind is ActionKind.CORRECT:
        return Event(id_, CORRECTION, action.subject, day, day, target=action.event, changes=fields)
    assert action.event is not None
    return Event(id_, action.event, action.subject, day, day, person=person, fields=fields)


def done(ledger: Ledger, actions: tuple[Action, ...], day: date) -> Ledger:
    """The ledger once all of it is entered; the ids sort behind every other."""
    every = [a for a in actions for _ in range(a.count)]
    return ledger.with_events(recorded(a, f"z{i:02}", day) for i, a in enumerate(every))


def asked(policy: Policy, act: str, ledger: Ledger, day: date) -> Decision:
    return policy.may(act, ledger.tasks[0].id, ledger, day)


def value_of(decision: Decision, gate: str, label: str) -> bool | None:
    return next(x.value for x in decision.labels if (x.rule, x.label) == (gate, label))


@given(seed=st.integers(0, 2**32), act=st.sampled_from(ACTS), after=st.integers(60, 420))
@settings(max_examples=60, deadline=None)
def test_what_is_said_to_be_missing_turns_the_label_and_opens_the_gate(
    policy: Policy, seed: int, act: str, after: int
) -> None:
    """Each way that can be entered as it stands makes its label true, and each set of `to_do` opens the gate."""
    facts = Facts(policy.rulebook, random.Random(seed), holes=0.1)
    ledger, day = facts.ledger(), FIRST + timedelta(after)
    decision = asked(policy, act, ledger, day)
    assert len(decision.to_do) == len(decision.to_open)
    for label in decision.labels:
        assert len(label.ways) <= 3
        assert not (label.met and label.ways)
        for way in label.ways:
            if all(a.concrete for a in way):
                then = asked(policy, act, done(ledger, way, day), day)
                assert value_of(then, label.rule, label.label) is True, (label.label, way)
    for way in decision.to_do:
        assert way
        if all(a.concrete for a in way):
            assert asked(policy, act, done(ledger, way, day), day).state is Verdict.OPEN, way
            for left_out in way:
                rest = tuple(a for a in way if a is not left_out)
                assert asked(policy, act, done(ledger, rest, day), day).state is not Verdict.OPEN, left_out


def test_most_ways_can_be_entered_as_they_stand(policy: Policy) -> None:
    """The law above is not kept by saying nothing: of the wanted labels a good half have a way that is plain."""
    plain = wanted = 0
    for seed in range(40):
        ledger = Facts(policy.rulebook, random.Random(seed), holes=0.1).ledger()
        for act in ACTS:
            for label in asked(policy, act, ledger, date(2023, 10, 9)).labels:
                wanted += bool(label.ways)
                plain += any(all(a.concrete for a in way) for way in label.ways)
    assert wanted > 100
    assert plain * 2 > wanted
