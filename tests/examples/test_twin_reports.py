"""The Siping pack and its English twin give the same report on the example ledger, byte for byte.

The whole ledger is asked on an early day, when little has happened, and a cut of it, six tasks, four petitions and all
units, on the days that the documents show: the whole ledger takes seconds a day, twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

import rectcore
from rectcore import Ledger, Policy
from rectcore.io.report_json import as_text, report_dict

ROOT = Path(__file__).parents[2]
KEPT = {"T-01", "T-03", "T-07", "T-12", "T-18", "T-30"}
PETITIONS = 4


@cache
def policies() -> tuple[Policy, Policy]:
    return rectcore.load(ROOT / "rules" / "siping-2023"), rectcore.load(ROOT / "rules" / "siping-2023-en")


@cache
def whole() -> Ledger:
    return rectcore.read_ledger(ROOT / "examples" / "siping" / "ledger.json")


@cache
def cut() -> Ledger:
    petitions = [t.id for t in whole().tasks if t.id not in KEPT and t.kind.value == "petition"][:PETITIONS]
    tasks = [t for t in whole().tasks if t.id in KEPT or t.id in petitions]
    assert len(KEPT) + PETITIONS == len(tasks)
    there = {t.id for t in tasks}
    events = [e for e in whole().events if e.subject.kind != "task" or e.subject.id in there]
    return evolve(whole(), tasks=tasks, events=events)


@pytest.mark.parametrize(
    ("ledger", "day"), [(whole, date(2023, 4, 30)), (cut, date(2023, 9, 30)), (cut, date(2024, 5, 24))]
)
def test_both_packs_give_the_same_report(ledger: Callable[[], Ledger], day: date) -> None:
    chinese, english = (as_text(report_dict(policy.evaluate(ledger(), day))) for policy in policies())
    assert chinese == english
    assert chinese.count('"served_by"') > len(KEPT)  # obligations: the report says something
