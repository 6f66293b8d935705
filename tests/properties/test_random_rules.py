"""What holds for every rule set and every ledger: rule sets at random, with ledgers at random for each.

A failing case is named by its seed: `random_rules.policy(SEED).print("en")` shows its rules. `HYPOTHESIS_PROFILE=long`
runs through many more.
"""

from __future__ import annotations

import os
import random
from datetime import date, timedelta

import pytest
from attrs import evolve
from random_facts import Facts
from random_rules import policy

import rectcore
from rectcore import Ledger, Policy, Report
from rectcore.check import terms as t
from rectcore.check.rulebook import Rulebook
from rectcore.engine.reference.changes import as_recorded_by, next_change, standing_of
from rectcore.engine.reference.evaluate import evaluate
from rectcore.engine.reference.expressions import truth
from rectcore.engine.reference.gates import asked
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.stretches import Stretches
from rectcore.engine.reference.world import Env, World
from rectcore.engine.trace import Row
from rectcore.model.facts import Unknown
from rectcore.model.ledger import Feed

SEEDS = range(4000) if os.environ.get("HYPOTHESIS_PROFILE") == "long" else range(40)
AS_OF = (
    date(2022, 12, 31),
    date(2023, 3, 31),
    date(2023, 6, 30),
    date(2023, 9, 30),
    date(2023, 10, 7),
    date(2024, 6, 30),
)
each_seed = pytest.mark.parametrize("seed", SEEDS)
some_seeds = pytest.mark.parametrize("seed", SEEDS[:: 1 if len(SEEDS) > 40 else 4])


def dice(seed: int) -> random.Random:
    return random.Random(7 * seed + 1)


def content(report: Report) -> tuple[object, ...]:
    """What a report says, without the size of the ledger it was read from."""
    return report.findings, report.obligations, report.data_gaps, report.totals


def subjects(world: World) -> list[Row]:
    return [row for entity in ("Plan", "Task", "Unit") for row in world.subjects(entity)]


@each_seed
def test_what_is_printed_says_the_same(seed: int):
    """In either dialect, text and checked rules come back as they were."""
    rules = policy(seed)
    for dialect in ("en", "zh"):
        again = rectcore.load_text(rules.print(dialect)[0][1])
        assert again.ok, [d.line() for d in again.diagnostics]
        assert again.rulebook == rules.rulebook
        assert again.rulebook.sha256 == rules.rulebook.sha256


@each_seed
def test_a_report_is_the_same_again_and_in_any_order_of_rows(seed: int):
    """Nothing falls over; the same rows give the same report, shuffled ones too; every name is there once."""
    rules, mix = policy(seed), dice(seed)
    facts = Facts(rules.rulebook, mix)
    for _ in range(3):
        ledger, as_of = facts.ledger(), mix.choice(AS_OF)
        known_at = mix.choice([as_of, as_of, date(2023, 6, 1), date(2024, 6, 30)])
        report = rules.evaluate(ledger, as_of, known_at)
        shuffled = evolve(
            ledger,
            events=mix.sample(ledger.events, len(ledger.events)),
            tasks=mix.sample(ledger.tasks, len(ledger.tasks)),
            units=mix.sample(ledger.units, len(ledger.units)),
            persons=ledger.persons[::-1],
        )
        assert content(report) == content(rules.evaluate(shuffled, as_of, known_at))
        assert content(report) == content(rules.evaluate(as_recorded_by(ledger, known_at), as_of, known_at))
        for named in (
            [f.id for f in report.findings],
            [g.id for g in report.data_gaps],
            [o.key for o in report.obligations],
        ):
            assert len(named) == len(set(named))
        for finding in report.findings:
            assert finding.episode <= finding.since <= as_of
            assert finding.message.en
            assert finding.message.zh


@each_seed
def test_every_act_is_answered(seed: int):
    """Asking about an act never falls over, whoever asks."""
    rules, mix = policy(seed), dice(seed)
    ledger, as_of = Facts(rules.rulebook, mix).ledger(), mix.choice(AS_OF)
    acts = sorted({(g.act, g.entity) for g in rules.rulebook.gates} | {("closure", "Task")})
    names = {"Task": "T0", "Unit": "U1", "Plan": "P" if ledger.plan else None}
    for act, entity in acts:
        for actor in (None, "p1"):
            if (name := names[entity]) is not None:
                assert rules.may(act, name, ledger, as_of, actor=actor).act == act


# -- learning a fact ----------------------------------------------------------------------------------------------


def conditions(book: Rulebook) -> list[tuple[str, str | None, t.Term]]:
    """Every condition on a card, with the entity it is asked of and the act it is asked about."""
    found: list[tuple[str, str | None, t.Term]] = [
        (d.entity, None, d.term) for d in book.definitions if d.term.type.kind.value == "yes/no"
    ]
    found += [(s.entity, None, s.must) for s in book.standings] + [(n.entity, None, n.when) for n in book.notices]
    return found + [(g.entity, g.act, label.term) for g in book.gates for label in g.labels]


def discharging(term: t.Term, book: Rulebook) -> bool:
    """Whether ignorance may make a condition true or false: these three forms are there for that."""
    inside = t.walk(term)
    named = [book.find(x.id).term for x in inside if isinstance(x, t.Defined)]
    return any(isinstance(x, t.IsKnown | t.OrElse) for x in inside) or any(discharging(n, book) for n in named)


def truths(rules: Policy, ledger: Ledger, day: date) -> dict[tuple[int, Row], object]:
    """The truth of every condition, of every card, on a day."""
    assert rules.calendar is not None
    world = World(rules.rulebook, ledger, rules.calendar, day)
    found: dict[tuple[int, Row], object] = {}
    for place, (entity, act, term) in enumerate(conditions(rules.rulebook)):
        if entity in ("Task", "Unit", "Plan") and not discharging(term, rules.rulebook):
            for row in world.subjects(entity):
                env: Env = env_at(world, day, row) if act is None else asked(act, row, day, world)
                found[place, row] = truth(term, env)
    return found


@each_seed
def test_a_fact_learnt_turns_no_truth_round(seed: int):
    """Section 7, 9: a value for a missing field of a card turns unknown into true or false, and nothing else."""
    rules, mix = policy(seed), dice(seed)
    facts = Facts(rules.rulebook, mix)
    learnt = facts.ledger()
    card = learnt.tasks[0]
    names = [
        "title",
        "category",
        "territory",
        "lead_unit",
        "responsible_units",
        "supervising_unit",
        "deadline",
        "sites",
    ]
    for name in names:
        ignorant = evolve(learnt, tasks=[evolve(card, **{name: None}), *learnt.tasks[1:]])
        day = mix.choice(AS_OF)
        before, after = truths(rules, ignorant, day), truths(rules, learnt, day)
        for key, value in before.items():
            assert isinstance(value, Unknown) or value == after[key], (name, key)


# -- stretches of days --------------------------------------------------------------------------------------------


def around_the_facts(ledger: Ledger, mix: random.Random, number: int) -> list[date]:
    """Days on and next to those that stand in the ledger, and so long after as rules are fond of."""
    days = {task.opened for task in ledger.tasks} | {day for e in ledger.events for day in (e.on, e.recorded)}
    days |= {v for e in ledger.events for v in e.fields.values() if isinstance(v, date)}
    near = {day + timedelta(after) for day in days for after in (-1, 0, 1, 2, 9, 10, 30, 31, 45, 46)}
    near |= {date(2022, 12, 1) + timedelta(mix.randrange(600)) for _ in range(60)}
    return mix.sample(sorted(d for d in near if d <= AS_OF[-2]), number)


@some_seeds
def test_walking_from_turn_to_turn_is_walking_day_by_day(seed: int):
    """Whatever holds about a subject on a day is what it is when every single day is looked at."""
    rules, mix = policy(seed), dice(seed)
    assert rules.calendar is not None
    ledger = Facts(rules.rulebook, mix, holes=0.1).ledger(rows=12)
    known_at = mix.choice([date(2023, 6, 1), date(2024, 6, 30)])
    quick = World(rules.rulebook, ledger, rules.calendar, known_at)
    daily = World(rules.rulebook, ledger, rules.calendar, known_at, stretches=Stretches(daily=True))
    for day in around_the_facts(ledger, mix, 8):
        for row in subjects(quick):
            assert standing_of(quick, row, day) == standing_of(daily, row, day), (row, day)


@some_seeds
def test_nothing_differs_before_the_next_change(seed: int):
    """Each day up to it shows what the first one shows, and it itself does not."""
    rules, mix = policy(seed), dice(seed)
    assert rules.calendar is not None
    ledger = Facts(rules.rulebook, mix, holes=0.1).ledger()
    first = mix.choice(AS_OF)
    last = first + timedelta(2000)
    complete = evolve(as_recorded_by(ledger, first), through=last, feeds=[Feed(f.id, last) for f in ledger.feeds])
    told = rules.calendar.known_on(first)
    daily = World(rules.rulebook, complete, told, last, stretches=Stretches(daily=True))
    row = mix.choice(subjects(daily))
    found = next_change(rules.rulebook, ledger, rules.calendar, row, first)
    now = standing_of(daily, row, first)
    for after in range(1, min((found - first).days if found else 12, 12)):
        assert standing_of(daily, row, first + timedelta(after)) == now
    if found is not None:
        assert standing_of(daily, row, found) != now


def test_the_rule_sets_are_worth_the_name():
    """Among them there is every kind of rule, and findings and gaps come of them."""
    books = [policy(seed).rulebook for seed in SEEDS[:40]]
    kinds = ("gates", "duties", "standings", "notices", "ladders", "exceptions", "judgements", "parameters")
    assert all(any(getattr(book, kind) for book in books) for kind in kinds)
    reports = [
        evaluate(policy(s).rulebook, Facts(policy(s).rulebook, dice(s)).ledger(), calendar, AS_OF[3], AS_OF[3])
        for s in SEEDS[:40]
        if (calendar := policy(s).calendar) is not None
    ]
    assert sum(len(r.findings) for r in reports) > 40
    assert {f.kind for r in reports for f in r.findings} == {"duty", "standing", "notice", "gate", "ladder"}
