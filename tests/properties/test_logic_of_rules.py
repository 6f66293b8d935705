"""What the checker says of ladders, scores and aggregates holds in every ledger: held against the evaluator."""

from __future__ import annotations

import os
import random
import re
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from random_conditions import AS_OF, RULES, Writer
from random_facts import Facts

import rectcore
from rectcore import Policy, Report
from rectcore.engine.figures import Known
from rectcore.engine.reference.rungs import stands
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row

EXAMPLES = 3000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 100
ROWS = ("w.amount {} 1", "w.amount {} p", "w.amount {} 3", "(w.amount {} 1 and w.amount less than 3)")


def bullets(writer: Writer, name: str) -> str:
    """One or two conditions of a rung or a list."""
    return "".join(f"      - [{name}{i}] {writer.condition(1)}\n" for i in range(writer.dice.randrange(1, 3)))


def rows(writer: Writer) -> str:
    """A condition on a row of work."""
    plain = [writer.pick(*ROWS).format(writer.order()) for _ in range(writer.dice.randrange(1, 4))]
    return f" {writer.pick('and', 'or')} ".join(plain)


def ladder(writer: Writer) -> str:
    """A ladder of three rungs."""
    rungs = "".join(
        f"  rung {i} -> {act}\n    when {writer.pick('all', 'any', 'all')}:\n{bullets(writer, f'r{i}')}"
        for i, act in enumerate(("reminder", "warning", "interview"), 1)
    )
    return f"ladder L for each Task\n{rungs}"


def line(writer: Writer, label: str) -> str:
    """A line that gives or takes points."""
    points = writer.pick("0", "1", "2", "p")
    of = writer.pick(
        f"{points} if {writer.condition(1)}",
        f"{points} for each work w where {rows(writer)}",
        f"{points} for every 1 of {writer.pick('n - 3', '0 - p', 'n - n', 'p - 4', 'n')}",
    )
    return f"    - [{label}] {of}{writer.pick('', '', ', at most 2', ', at most p')}\n"


def score(writer: Writer) -> str:
    """A score with three grades."""
    low, high = sorted(writer.dice.sample(range(-3, 8), 2))
    bounds = writer.pick("", "  floor: 0\n", "  cap: 5\n", "  floor: p\n  cap: 6\n")
    veto = writer.pick("", f"  veto:\n    - [no] {writer.condition(1)}\n")
    capped = writer.pick("", f"  capped:\n    - [held] {writer.number()} if {writer.condition(1)}\n")
    lines = {
        key: "".join(line(writer, f"{key}{i}") for i in range(writer.dice.randrange(1, 3))) for key in ("deduct", "add")
    }
    return (
        f"score s on Task\n  every: month\n  start: {writer.pick('0', '3', 'p', 'n')}\n"
        + "".join(f"  {key}:\n{text}" for key, text in lines.items() if text)
        + bounds
        + capped
        + veto
        + f"  grade low: less than {low}\n  grade middle: at least {low}, less than {high}\n"
        + f"  grade top: at least {high}\n"
    )


def aggregates(writer: Writer) -> str:
    """How many rows, and what share of them."""
    over = f"  over: work w where {rows(writer)}\n"
    share = f"  value: share where {rows(writer)}\n  when empty: not applicable\n"
    return f"aggregate many on Task\n{over}  value: count\naggregate part on Task\n{over}{share}"


@cache
def policy(seed: int) -> Policy:
    """A ladder, a score and two aggregates."""
    writer = Writer(random.Random(seed))
    loaded = rectcore.load_text(RULES + ladder(writer) + score(writer) + aggregates(writer))
    assert loaded.ok, [d.line() for d in loaded.diagnostics]
    return loaded


def said(rules: Policy) -> list[tuple[str, str]]:
    """What is said of the ladder, the score and the aggregates: the code, and where; not of parts of a condition."""
    found: list[tuple[str, str]] = []
    for d in rules.diagnostics:
        assert d.span is not None
        lines = d.span.source.text.splitlines()[: d.span.source.position(d.span.start)[0]]
        whole = re.search(r"(?: if | where | every 1 of )(.*?)(?:, at most \w+)?$", lines[-1])
        if d.code == "RC405" or whole is None or whole[1] in (d.span.text, f"({d.span.text})"):
            found.append((d.code, place(lines)))
    return found


def place(lines: list[str]) -> str:
    """Where the last of some lines stands: the form, and of a ladder the rung, else the key or label."""
    head = next(line for line in reversed(lines) if not line.startswith(" ")).split()
    if head[0] == "ladder":
        return next(line for line in reversed(lines) if line.strip().startswith(("rung", "ladder"))).split(" ->")[0]
    words = lines[-1].split()
    return " ".join((*head[:2], *(words[1:2] if words[0] in ("-", "grade") else words[:1])))


def reports(rules: Policy, seed: int, ledgers: int = 8) -> list[tuple[World, Report]]:
    """What the rules come to for some ledgers."""
    dice = random.Random(seed)
    facts = Facts(rules.rulebook, dice)
    found = []
    for _ in range(ledgers):
        as_of, ledger = dice.choice(AS_OF), facts.ledger(10)
        world = World(rules.rulebook, ledger, rules.calendar, as_of)
        found.append((world, rules.evaluate(ledger, as_of)))
    return found


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 10**9))
def test_what_is_said_of_rungs_grades_lines_and_rows_holds(seed: int):
    """No subject stands on such a rung, has such a grade or gets such points; no row is counted or left out."""
    rules = policy(seed)
    claims = set(said(rules))
    grades = [g.name.id for g in rules.rulebook.scores[0].grades]
    rungs = rules.rulebook.ladder("L")
    for world, report in reports(rules, seed):
        for task in world.ledger.tasks:
            climb, _ = stands(rungs, Row("Task", task.id), report.as_of, world)
            assert climb.low != climb.high or ("RC405", f"  rung {climb.low}") not in claims, rules.print("en")
        for result in report.scores:
            assert ("RC407", f"score s {result.grade}:") not in claims, (grades, rules.print("en"))
            for one in result.lines:
                if ("RC404", f"score s [{one.label}]") in claims:
                    assert one.points.known is not Known.KNOWN or one.points.value == 0, rules.print("en")
        for number in report.aggregates:
            known = number.figure.known is Known.KNOWN
            if ("RC404", f"aggregate {number.aggregate} over:") in claims:
                assert not known or number.figure.value == 0, rules.print("en")
            if number.aggregate == "part" and ("RC404", "aggregate part value:") in claims:
                assert not known or number.figure.value == 0, rules.print("en")
            if number.aggregate == "part" and ("RC402", "aggregate part value:") in claims:
                assert not known or number.figure.value == 1, rules.print("en")


def test_enough_is_said_for_the_law_to_mean_something():
    """Of each kind."""
    found = [one for seed in range(60) for one in said(policy(seed))]
    assert sum(code == "RC405" for code, _ in found) > 5
    assert sum(code == "RC407" for code, _ in found) > 10
    assert sum(code == "RC404" and at.startswith("score s [") for code, at in found) > 10
    for code, key in (("RC404", "over:"), ("RC404", "value:"), ("RC402", "value:")):
        assert (code, f"aggregate part {key}") in found, (code, key)
