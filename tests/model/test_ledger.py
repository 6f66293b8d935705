"""The ledger: what it refuses, what it finds, and how far it is complete (language note, section 20, 4, 7, 9)."""

from __future__ import annotations

from datetime import date

import pytest

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.model.events import Event, Subject
from rectcore.model.ledger import Feed, Ledger, Plan, Refusal
from rectcore.model.task import Task
from rectcore.model.unit import Person, Unit

T1 = Subject("task", "T1")
WRONG = Diagnostic("LG201", Severity.ERROR, Text("wrong", "错误"))


def day(text):
    return date.fromisoformat(text)


def event(id_, kind="report", to=T1, **more):
    return Event(id_, kind, to, day("2023-02-01"), day("2023-02-01"), **more)


def correction(id_, target):
    return event(id_, "correction", target=target)


def ledger(*events, **more):
    given = {"tasks": (Task("T1", day("2023-01-01")),), "units": (Unit("U1"),), "plan": Plan("P"), **more}
    return Ledger("L", events=events, **given)


# -- what it refuses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("unit", {"units": (Unit("X"), Unit("X"))}),
        ("person", {"persons": (Person("X"), Person("X", "Wang"))}),
        ("task", {"tasks": (Task("X", day("2023-01-01")), Task("X", day("2023-01-02")))}),
    ],
)
def test_two_rows_of_a_table_with_one_id_are_refused(name, rows):
    """An id names one row of its table; two rows with it are refused, whether they differ or not."""
    with pytest.raises(ValueError, match=f"two {name} rows have the id 'X'"):
        ledger(**rows)


def test_two_events_with_one_id_are_refused_when_they_are_added_too():
    """The law holds for events, at once or one after the other; the first ledger stays as it was."""
    with pytest.raises(ValueError, match="two event rows have the id 'E1'"):
        ledger(event("E1"), event("E1"))
    first = ledger(event("E1"))
    with pytest.raises(ValueError, match="two event rows have the id 'E1'"):
        first.with_events([event("E1", "evidence")])
    assert (event("E1"),) == first.events


def test_rows_of_different_tables_may_share_an_id():
    """Ids are per table: a unit and a task may both be called X."""
    found = ledger(units=(Unit("X"),), tasks=(Task("X", day("2023-01-01")),))
    assert (Unit("X"), "X") == (found.unit("X"), found.task("X").id)


@pytest.mark.parametrize(
    "subject", [Subject("task", "T9"), Subject("unit", "T1"), Subject("plan", "T1"), Subject("event", "T1")]
)
def test_an_event_on_something_that_is_not_here_is_refused(subject):
    """A subject is found by kind and id: the id of a task is not that of a unit, a plan, or anything else."""
    with pytest.raises(ValueError, match=f"is about {subject}, which is not in the ledger"):
        ledger(event("E1", to=subject))


def test_without_a_plan_no_event_is_about_one():
    """The plan is a subject where there is one, under its own id."""
    about = event("E1", to=Subject("plan", "P"))
    assert (about,) == ledger(about).events_of(Subject("plan", "P"))
    with pytest.raises(ValueError, match="is about plan:P"):
        ledger(about, plan=None)


@pytest.mark.parametrize("target", [None, "E9"])
@pytest.mark.parametrize("kind", ["correction", "withdrawal"])
def test_a_change_of_an_event_that_does_not_exist_is_refused(kind, target):
    """4: a correction or withdrawal without its target is refused."""
    with pytest.raises(ValueError, match=f"{kind} 'C1' names {target!r}, which is not in the ledger"):
        ledger(event("C1", kind, target=target))


@pytest.mark.parametrize(
    "changes",
    [
        (correction("C1", "C1"),),
        (correction("C1", "C2"), correction("C2", "C1")),
        (correction("C1", "C2"), correction("C2", "C3"), correction("C3", "C2")),
        (event("C1", "withdrawal", target="C2"), correction("C2", "C1")),
    ],
    ids=["itself", "two", "into a circle", "mixed"],
)
def test_a_circle_of_changes_is_refused(changes):
    """4: a circle is refused, through corrections and withdrawals alike."""
    with pytest.raises(ValueError, match="'C1' changes itself in a circle"):
        ledger(*changes)


def test_a_chain_of_changes_is_kept():
    """4: chains are allowed, and their rows may stand in any order."""
    chain = (event("W1", "withdrawal", target="C2"), correction("C2", "C1"), correction("C1", "E1"), event("E1"))
    assert chain == ledger(*chain).events_of(T1)


# -- what it finds ----------------------------------------------------------------------------------------------------


def test_rows_are_found_by_their_ids_and_counted():
    """Each table answers for its own ids and says None for others; `kept` counts the rows of the four tables."""
    found = ledger(event("E1"), event("E2"), persons=(Person("P1"),))
    here = (found.unit("U1"), found.person("P1"), found.task("T1"), found.event("E2"))
    assert (Unit("U1"), Person("P1"), Task("T1", day("2023-01-01")), event("E2")) == here
    assert (None, None, None, None) == (found.unit("T1"), found.person("U1"), found.task("E1"), found.event("P1"))
    assert 5 == found.kept


def test_adding_events_makes_another_ledger():
    """`with_events` leaves the ledger as it was, and the new one finds the event under its subject."""
    old = ledger(event("E1"))
    assert (event("E1"),) == old.events_of(T1)
    new = old.with_events(iter([event("E2")]))
    assert ((event("E1"),), None) == (old.events_of(T1), old.event("E2"))
    assert ((event("E1"), event("E2")), event("E2")) == (new.events_of(T1), new.event("E2"))
    assert () == new.events_of(Subject("unit", "U1"))


# -- how far it is complete -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feed", "known_at", "expected"),
    [
        ("ledger", "2023-06-30", "2023-05-31"),  # what the file itself says
        ("ledger", "2023-03-31", "2023-03-31"),  # never later than what was known
        ("inspections", "2023-12-31", "2023-07-31"),  # the greatest day stated for it
        ("weather", "2023-12-31", None),
    ],
)
def test_a_watermark_is_the_lesser_of_known_at_and_the_greatest_day_stated(feed, known_at, expected):
    """9: per feed; a feed nobody speaks of has none."""
    feeds = (Feed("inspections", day("2023-07-31")), Feed("inspections", day("2023-02-28")))
    found = ledger(through=day("2023-05-31"), feeds=feeds).watermark(feed, day(known_at))
    assert expected == (str(found) if found else None)


def test_the_feed_of_the_file_may_be_stated_beside_the_header():
    """9: a feed called `ledger` and the `through` of the header speak of one thing; the greater counts."""
    feeds = (Feed("ledger", day("2023-08-31")),)
    assert day("2023-08-31") == ledger(through=day("2023-05-31"), feeds=feeds).watermark("ledger", day("2023-12-31"))
    assert day("2023-08-31") == ledger(feeds=feeds).watermark("ledger", day("2023-12-31"))
    assert None is ledger().watermark("ledger", day("2023-12-31"))


def test_a_file_that_was_cut_is_complete_in_nothing():
    """What ended before its rows did says nothing by silence, whatever its header states."""
    feeds = (Feed("inspections", day("2023-07-31")),)
    found = ledger(through=day("2023-05-31"), feeds=feeds, cut=True)
    assert (None, None) == tuple(found.watermark(f, day("2023-12-31")) for f in ("ledger", "inspections"))


@pytest.mark.parametrize(
    ("subject", "kind", "expected"),
    [
        (T1, "closure", (True, False, False)),
        (T1, None, (True, True, False)),
        (None, "closure", (False, False, False)),
    ],
)
def test_a_refused_row_stands_against_the_subject_and_kind_it_names(subject, kind, expected):
    """7: of a kind that could not be read it could be any; where the subject could not be read, verdicts stand."""
    found = ledger(refusals=(Refusal(WRONG, "events", subject, kind),))
    asked = ((T1, "closure"), (T1, "report"), (Subject("unit", "U1"), "closure"))
    assert expected == tuple(found.refused(*x) for x in asked)
