"""What rows and words are called in the tables of the command line."""

from __future__ import annotations

from datetime import date

import pytest

from rectcore import Event, Ledger, Plan, Subject, Task, Unit
from rectcore.explain.names import Names, state_word

DAY = date(2023, 5, 1)
LEDGER = Ledger(
    "L",
    tasks=(Task("T-1", DAY, title="Landfill"),),
    units=(Unit("U-1", title="East"), Unit("U-2")),
    plan=Plan("P", title="The plan"),
    events=(Event("w1", "warning", Subject("task", "T-1"), DAY, DAY),),
)


@pytest.mark.parametrize(
    ("subject", "en", "zh"),
    [
        (None, "", ""),
        (Subject("task", "T-1"), "T-1 Landfill", "T-1 Landfill"),
        (Subject("task", "T-9"), "T-9", "T-9"),
        (Subject("unit", "U-1"), "East", "East"),
        (Subject("unit", "U-2"), "U-2", "U-2"),
        (Subject("plan", "P"), "The plan", "The plan"),
        (Subject("plan", "Q"), "Q", "Q"),
        (Subject("warning", "w1"), "warning w1 (T-1 Landfill)", "预警 w1（T-1 Landfill）"),
        (Subject("warning", "w9"), "warning w9", "预警 w9"),
        (Subject("visit", "v1"), "visit v1", "visit v1"),
    ],
)
def test_a_subject(subject: Subject | None, en: str, zh: str) -> None:
    assert (en, zh) == tuple(Names(LEDGER, None, language).subject(subject) for language in ("en", "zh"))


def test_without_a_ledger_ids_stand_for_titles() -> None:
    names = Names(None, None, "zh")
    assert ("T-1", "U-1、U-2", "P") == (
        names.subject(Subject("task", "T-1")),
        names.units(["U-1", "U-2"]),
        names.subject(Subject("plan", "P")),
    )


def test_words_that_no_vocabulary_has_stand_as_they_are() -> None:
    names = Names(None, None, "en")
    assert ("visit", "slap", "night watch", "", "") == (
        names.event_kind("visit"),
        names.measure("slap"),
        names.post("night_watch"),
        names.post(None),
        names.measure(None),
    )
    assert ("open", "可以办理", "strange") == (
        state_word("open", "en"),
        state_word("open", "zh"),
        state_word("strange", "zh"),
    )


def test_without_rules_no_day_is_outside_them() -> None:
    assert "" == Names(None, None, "en").not_in_force(DAY)
