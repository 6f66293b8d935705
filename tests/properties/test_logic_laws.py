"""What the checker claims of conditions holds in every ledger: held against the reference evaluator."""

from __future__ import annotations

import os
import random
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from random_conditions import AS_OF, RULES, Writer
from random_facts import Facts

import rectcore
from rectcore import Policy
from rectcore.check.logic.formula import both, negated
from rectcore.check.logic.read import Reader
from rectcore.engine.reference.expressions import truth
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row

EXAMPLES = 4000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 150


@cache
def policy(seed: int) -> Policy:
    """Six conditions as definitions."""
    writer = Writer(random.Random(seed))
    terms = "".join(f"define c{i} on Task\n  means: {writer.condition()}\n" for i in range(6))
    loaded = rectcore.load_text(RULES + terms)
    assert loaded.ok, [d.line() for d in loaded.diagnostics]
    return loaded


def worth(rules: Policy, seed: int, ledgers: int = 12) -> list[dict[str, object]]:
    """What each condition is worth for the tasks of some ledgers."""
    dice = random.Random(seed)
    facts = Facts(rules.rulebook, dice)
    found = []
    for _ in range(ledgers):
        as_of = dice.choice(AS_OF)
        world = World(rules.rulebook, facts.ledger(10), rules.calendar, as_of)
        for task in world.ledger.tasks:
            env = env_at(world, as_of, Row("Task", task.id))
            found.append({d.name.id: truth(d.term, env) for d in rules.rulebook.definitions if d.entity == "Task"})
    return found


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 10**9))
def test_what_is_claimed_of_conditions_holds(seed: int):
    """Never true, never false, never false where another is true: no ledger says otherwise."""
    rules = policy(seed)
    book = rules.rulebook
    definitions = {d.name.id: d.term for d in book.definitions}
    reader = Reader(definitions, {p.name.id: p.values[0][1] for p in book.parameters})
    formulas = {id_: reader.condition(term) for id_, term in definitions.items() if id_.startswith("c")}
    seen = worth(rules, seed)
    for id_, formula in formulas.items():
        if reader.never(formula):
            assert not any(row[id_] is True for row in seen), rules.print("en")
        if reader.never(negated(formula)):
            assert not any(row[id_] is False for row in seen), rules.print("en")
        for other, wider in formulas.items():
            if reader.never(both(formula, negated(wider))):
                assert not any(row[id_] is True and row[other] is False for row in seen), (id_, other)


def test_claims_are_made():
    """Enough of the conditions at random have something to be claimed of them for the law to mean something."""
    made = 0
    for seed in range(30):
        definitions = {d.name.id: d.term for d in policy(seed).rulebook.definitions}
        reader = Reader(definitions, {"p": 2, "near": 30})
        formulas = [reader.condition(term) for id_, term in definitions.items() if id_.startswith("c")]
        made += sum(reader.never(both(a, negated(b))) for a in formulas for b in formulas if a is not b)
    assert made > 20
