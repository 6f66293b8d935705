"""The reading test: what a reader of ten rules wrote down before running them, and what the rules do.

The rules were drawn by `random.Random("reading en")` and `("reading zh")` from the ids of the rules and ladders of the
Siping pack. `reading/expected.tsv` holds what was read from the text alone; see docs/explanation/reading-test.md.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import rectcore

FOLDER = Path(__file__).parent / "reading"
RULES = Path(__file__).parents[2] / "rules"
PACKS = {"en": "siping-2023-en", "zh": "siping-2023"}
DAYS = {"a": date(2023, 9, 30), "b": date(2023, 9, 30), "c": date(2026, 3, 31)}
ROWS = list(csv.reader((FOLDER / "expected.tsv").open(encoding="utf-8"), delimiter="\t"))


@cache
def policy(language: str) -> rectcore.Policy:
    return rectcore.load(RULES / PACKS[language])


@cache
def report(language: str, ledger: str) -> rectcore.Report:
    facts = rectcore.read_ledger(FOLDER / f"ledger-{ledger}.json")
    assert () == facts.refusals
    return policy(language).evaluate(facts, DAYS[ledger])


def happened(rule: str, language: str, ledger: str) -> str:
    """What a rule comes to in a ledger, as a reader would put it down."""
    found = report(language, ledger)
    findings = [f for f in found.findings if f.rule == rule]
    measures = {(f.subject, f.period): f", {f.measure}" for f in findings if f.measure}
    said = [
        f"{o.period or o.subject.id} {o.state.value}{measures.get((o.subject, o.period), '')}"
        for o in found.obligations
        if o.rule == rule
    ]
    said += [
        t.state.value + "".join(f", {f.measure}" for f in findings if f.measure)
        for t in found.targets
        if t.rule == rule
    ]
    for f in findings:
        if f.kind == "gate":
            said.append(f"{f.id.rpartition('/')[2]} in breach since {f.since}")
        elif f.kind in ("standing", "notice"):
            said.append(f"{f.subject.id} since {f.since}{measures.get((f.subject, f.period), '')}")
    asked = {g.id for g in policy(language).rulebook.gates} | {n.id for n in policy(language).rulebook.notices}
    said += [
        f"{g.event or (g.subject.id if g.subject else '')} in doubt"
        for g in found.data_gaps
        if g.rule == rule and g.rule in asked
    ]
    return "; ".join(said) or "nothing"


@pytest.mark.parametrize(("language", "rule", "ledger", "expected"), ROWS)
def test_a_rule_does_what_was_read(language: str, rule: str, ledger: str, expected: str) -> None:
    assert expected == happened(rule, language, ledger)


def test_ten_rules_are_read_in_each_language_on_three_ledgers() -> None:
    read = {language: {row[1] for row in ROWS if row[0] == language} for language in PACKS}
    assert dict.fromkeys(PACKS, 10) == {language: len(rules) for language, rules in read.items()}
    assert {(row[0], row[1], ledger) for row in ROWS for ledger in DAYS} == {tuple(row[:3]) for row in ROWS}
