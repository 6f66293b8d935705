"""What the checker claims of conditions holds in every ledger: held against the reference evaluator."""

from __future__ import annotations

import os
import random
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from random_facts import Facts

import rectcore
from rectcore import Policy
from rectcore.check.logic.formula import both, negated
from rectcore.check.logic.read import Reader
from rectcore.engine.reference.expressions import truth
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row

RULES = """# dialect: en
ruleset LAW "Laws" / "法则"
  in force: from 2023-01-01
  calendar: cn_public
entity Task
  has n: integer
  has share: percent
  has risk: optional one of low, high
  has flag: optional yes/no
event work part of Task may be incomplete
  has amount: integer
parameter p: integer
  from 2022-01-01: 2
parameter near: days
  from 2022-01-01: 30
define overdue on Task
  means: deadline before as of
define big on work
  means: amount at least p
"""
DAYS = ("2023-03-31", "2023-05-01", "2023-06-30")
EXAMPLES = 4000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 150
AS_OF = (date(2023, 3, 31), date(2023, 5, 1), date(2023, 6, 30), date(2024, 2, 1))


class Writer:
    """Conditions that speak of few things, so that they often have to do with one another."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice

    def pick(self, *options: str) -> str:
        return self.dice.choice(options)

    def number(self) -> str:
        return self.pick("0", "1", "2", "3")

    def order(self) -> str:
        return self.pick("at least", "at most", "more than", "less than", "is", "is not")

    def day(self) -> str:
        return self.pick(*DAYS, "as of", "as of + 30 days", "as of - near", "opened", "(opened + 1 months)")

    def condition(self, depth: int = 2) -> str:
        how = self.pick("and", "or", "not", "plain", "plain") if depth else "plain"
        if how == "plain":
            return self.plain()
        if how == "not":
            return f"(not {self.condition(depth - 1)})"
        return f"({self.condition(depth - 1)} {how} {self.condition(depth - 1)})"

    def plain(self) -> str:
        kind = self.dice.randrange(16)
        dates = self.pick("before", "after", "not before", "no later than", "is", "is not")
        work = self.pick("w.amount at least 1", "w.amount at least p", "w.amount at least 3", "w.big", "w.amount is 1")
        match kind:
            case 0 | 1 | 2:
                return f"({self.pick('deadline', 'current_deadline')} {dates} {self.day()})"
            case 3 | 4:
                return f"(n {self.order()} {self.pick(self.number(), 'p', '(n + 1)', '(2 * p)')})"
            case 5:
                return f"(risk {self.pick('is', 'is not')} {self.pick('low', 'high', 'none')})"
            case 6:
                return f"(status {self.pick('is', 'is not')} {self.pick('open', 'closed', 'suspended')})"
            case 7:
                return self.pick("flag", "(flag is yes)", "(flag is no)", "(flag is none)", "(flag is known)")
            case 8:
                return self.pick("overdue", "(deadline is none)", "(deadline is not none)", "(deadline is missing)")
            case 9:
                return f"(count of work {self.order()} {self.number()})"
            case 10 | 11:
                return f"({self.pick('exists', 'no')} work w where {work})"
            case 12:
                return self.pick("(exists work)", f"(all work w satisfy {work})", "(exists report)")
            case 13:
                return f"(share {self.pick('at least', 'less than')} {self.pick('0%', '35%', '50%')})"
            case 14:
                return self.pick("(lead_unit is none)", "(lead_unit is supervising_unit)", '(category is "x")')
            case _:
                last, other = self.pick("10", "30", "near"), self.pick("2023-05", "2023-Q2")
                span = last if last == "near" else f"{last} days"
                return self.pick(
                    f"(opened within {other})",
                    f"(deadline within the last {span})",
                    f"(deadline - opened at least {self.pick('10', '30')} days)",
                    "((deadline or else 2023-05-01) before 2023-06-30)",
                )


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
