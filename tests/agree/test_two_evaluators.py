"""Two evaluators, one answer: the fast one against the reference on rules and ledgers at random.

A failing case is named by its seed: `random_rules.policy(SEED).print("en")` shows its rules. `HYPOTHESIS_PROFILE=long`
runs through 20 000.
"""

from __future__ import annotations

import os
import pickle
import random
from datetime import date, timedelta

import pytest
from random_facts import AWKWARD, Facts
from random_rules import policy

from rectcore import Ledger, load_calendar
from rectcore.check.rulebook import Rulebook
from rectcore.engine.compile.bare import bare, bare_findings
from rectcore.engine.compile.evaluate import evaluate
from rectcore.engine.compile.program import Program, compiled
from rectcore.engine.reference.evaluate import evaluate as as_specified

SEEDS = range(5000) if os.environ.get("HYPOTHESIS_PROFILE") == "long" else range(60)
LEDGERS = 4
CALENDAR = load_calendar("cn_public")


def asked(seed: int) -> list[tuple[Ledger, date, date]]:
    """Ledgers for the rule set of a seed, with holes or without, and days to judge them on."""
    found = []
    for number in range(LEDGERS):
        dice = random.Random(f"{seed}/{number}")
        ledger = Facts(policy(seed).rulebook, dice, holes=dice.choice([0, 0.1, 0.25])).ledger()
        turns = [e.on + timedelta(dice.choice([-1, 0, 1])) for e in ledger.events]
        day = dice.choice([*AWKWARD, *turns, date(2023, 1, 1) + timedelta(dice.randrange(450))])
        found.append((ledger, day, day + timedelta(dice.choice([0, 0, 0, -20, 30, 400]))))
    return found


def differences(program: Program, book: Rulebook, ledger: Ledger, day: date, known: date) -> list[str]:
    """What only one of the two says."""
    fast, slow = evaluate(program, ledger, CALENDAR, day, known), as_specified(book, ledger, CALENDAR, day, known)
    if fast == slow:
        return []
    found = []
    for name in ("findings", "obligations", "targets", "data_gaps", "totals", "aggregates", "rankings"):
        ours, theirs = getattr(fast, name), getattr(slow, name)
        found += [f"only the fast one: {x}" for x in ours if x not in theirs]
        found += [f"only the reference: {x}" for x in theirs if x not in ours]
    return found or ["the reports differ"]


@pytest.mark.parametrize("seed", SEEDS)
def test_one_report(seed: int):
    book = policy(seed).rulebook
    program = compiled(book)
    for ledger, day, known in asked(seed):
        assert differences(program, book, ledger, day, known) == [], (seed, day, known)


@pytest.mark.parametrize("seed", SEEDS)
def test_bare_findings_are_findings_without_words(seed: int):
    book = policy(seed).rulebook
    program = compiled(book)
    for ledger, day, known in asked(seed):
        said = bare_findings(program, ledger, CALENDAR, day, known)
        found = as_specified(book, ledger, CALENDAR, day, known).findings
        assert sorted(map(repr, said)) == sorted(repr(bare(f)) for f in found), (seed, day, known)


def test_a_program_survives_pickling():
    """What comes back says the same, on ledgers of its own rule set."""
    book = policy(3).rulebook
    again = pickle.loads(pickle.dumps(compiled(book)))
    assert again.rulebook == book
    for ledger, day, known in asked(3):
        assert differences(again, book, ledger, day, known) == []
