"""From events to what holds on a day, as known on another (language note, section 20, 3, 4, 8, 10 and 40)."""

from __future__ import annotations

from datetime import date

import pytest

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.model.deadline import Deadline, DeadlineClass
from rectcore.model.events import Event, Subject
from rectcore.model.facts import NONE, Invalid, Missing, Unknown, Why
from rectcore.model.fold import before_opening, current_deadline, deadline_day, known_events, reopened, status
from rectcore.model.ledger import Ledger, Refusal
from rectcore.model.period import Period
from rectcore.model.task import Task
from rectcore.model.unit import Unit

T1 = Subject("task", "T1")
WRONG = Diagnostic("LG201", Severity.ERROR, Text("wrong", "错误"))


def day(text):
    return date.fromisoformat(text)


def task(**card):
    return Task("T1", day("2023-01-10"), **card)


def event(id_, kind, on, recorded=None, to=T1, **fields):
    own = {k: fields.pop(k) for k in ("target", "changes", "person") if k in fields}
    return Event(id_, kind, to, day(on), day(recorded or on), fields=fields, **own)


def correction(id_, target, recorded, **changes):
    return event(id_, "correction", recorded, target=target, changes=changes)


def withdrawal(id_, target, recorded):
    return event(id_, "withdrawal", recorded, target=target)


def ledger(*events, card=None, **more):
    return Ledger("L", tasks=(card or task(),), units=(Unit("U1"),), events=events, **more)


def known(facts, as_of="2023-12-31", known_at="2023-12-31", subject=T1):
    return known_events(facts, subject, day(as_of), day(known_at))


def ids(*args, **how):
    return [k.event.id for k in known(*args, **how)]


def missing(what, of, why):
    return Unknown(frozenset({Missing(what, of, why)}))


# -- which events there are -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "known_at", "expected"),
    [
        ("2023-03-01", "2023-03-05", ["E1"]),
        ("2023-02-28", "2023-03-05", []),  # not yet happened
        ("2023-03-01", "2023-03-04", []),  # not yet recorded
    ],
)
def test_an_event_is_there_from_its_day_as_far_as_it_is_recorded(as_of, known_at, expected):
    """3: `on` no later than as-of, `recorded` no later than known-at, both days included."""
    assert expected == ids(ledger(event("E1", "report", "2023-03-01", "2023-03-05")), as_of, known_at)


def test_events_stand_by_counted_day_then_day_then_id_whatever_the_order_of_rows():
    """8: counted day is the later of the two days; order of rows never matters."""
    rows = (
        event("D", "report", "2023-02-01", "2023-03-03"),
        event("C", "report", "2023-03-03"),
        event("B", "report", "2023-03-02"),
        event("A", "report", "2023-03-03"),
    )
    assert ["B", "D", "A", "C"] == ids(ledger(*rows)) == ids(ledger(*reversed(rows)))


def test_what_is_dated_before_its_task_was_opened_is_set_aside():
    """8: it is kept and named as a gap, and no rule sees it; not so a withdrawn one. Units have no opening."""
    unit = Subject("unit", "U1")
    rows = (
        event("E2", "report", "2023-01-09"),
        event("E1", "report", "2023-01-09", "2023-02-01"),
        event("E3", "report", "2023-01-10"),
        event("E4", "report", "2023-01-09"),
        withdrawal("W", "E4", "2023-01-11"),
        event("E5", "study", "2022-01-01", to=unit),
    )
    facts = ledger(*rows)
    assert (["E3"], ["E5"]) == (ids(facts), ids(facts, subject=unit))
    assert ["E1", "E2"] == [e.id for e in before_opening(facts, T1, day("2023-12-31"))]
    assert ["E2"] == [e.id for e in before_opening(facts, T1, day("2023-01-31"))]
    assert () == before_opening(facts, unit, day("2023-12-31"))


def test_a_withdrawal_counts_from_its_recording_and_may_be_withdrawn_itself():
    """3, 4: whatever day it names; two withdrawals in a row leave the event, one of two is enough to remove it."""
    facts = ledger(
        event("E1", "report", "2023-02-01"),
        withdrawal("W1", "E1", "2023-03-01"),
        withdrawal("W2", "W1", "2023-04-01"),
        withdrawal("W3", "E1", "2023-05-01"),
    )
    days = ("2023-02-28", "2023-03-01", "2023-04-01", "2023-05-01")
    assert [["E1"], [], ["E1"], []] == [ids(facts, known_at=d) for d in days]


# -- corrections ------------------------------------------------------------------------------------------------------


def refused(target, recorded=None, kind="report"):
    when = day(recorded) if recorded else None
    return Refusal(WRONG, "events", T1, kind, target=target, recorded=when)


@pytest.mark.parametrize(
    ("target", "expected"),
    [("E", []), ("W", ["E", "F"]), ("X", ["F"]), ("C", ["E"]), ("nothing", ["E", "F"])],
)
def test_what_a_refused_correction_or_withdrawal_names_is_as_good_as_refused(target, expected):
    """7: the event, one whose withdrawal is in doubt, one whose correction is; not what is settled all the same."""
    rows = (
        event("E", "report", "2023-02-01"),
        event("F", "report", "2023-03-01"),
        correction("C", "F", "2023-03-02", covers="2023-02"),
    )
    if target in ("E", "W", "X"):
        rows += (withdrawal("W", "E", "2023-02-03"), withdrawal("X", "W", "2023-02-04"))
    if target == "E":
        rows = rows[:1]
    facts = ledger(*rows, refusals=(refused(target),))
    assert expected == ids(facts)
    assert facts.refused(T1, "report")


def test_what_is_withdrawn_in_order_is_gone_whatever_was_refused():
    """7: one withdrawal that stands is enough."""
    rows = (event("E", "report", "2023-02-01"), withdrawal("W", "E", "2023-02-03"))
    assert [] == ids(ledger(*rows, refusals=(refused("E"),)))


def test_a_refused_withdrawal_counts_from_its_entry_where_that_can_be_read():
    """7: before it nobody had tried."""
    facts = ledger(event("E", "report", "2023-02-01"), refusals=(refused("E", "2023-02-10"),))
    assert ["E"] == ids(facts, known_at="2023-02-09")
    assert [] == ids(facts, known_at="2023-02-10")


def test_a_refused_change_of_an_event_of_another_subject_leaves_that_one_incomplete():
    """7: it named the event, whatever it says it is about."""
    wrong = Refusal(WRONG, "events", Subject("unit", "U1"), "report", target="E")
    facts = ledger(event("E", "report", "2023-02-01"), refusals=(wrong,))
    assert [] == ids(facts)
    assert facts.refused(T1, "report")


def test_the_correction_recorded_last_holds_and_the_versions_keep_their_days():
    """4: fields not named stay; own fields and those of the kind are replaced alike; every version is on record."""
    facts = ledger(
        correction("C2", "C1", "2023-03-09", progress="30%"),
        event("E1", "report", "2023-02-01", "2023-02-03", progress="10%", covers="2023-02"),
        correction("C1", "E1", "2023-03-05", progress="20%", person="P2"),
    )
    (found,) = known(facts)
    assert ("P2", {"progress": "30%", "covers": "2023-02"}) == (found.event.person, found.event.fields)
    days = [(v.event.fields["progress"], str(v.recorded)) for v in found.versions]
    assert [("10%", "2023-02-03"), ("20%", "2023-03-05"), ("30%", "2023-03-09")] == days
    assert "10%" == known(facts, known_at="2023-03-04")[0].event.fields["progress"]


def test_a_corrected_day_moves_the_event_and_not_its_first_recording():
    """3: the counted day is the later of the corrected day and the first recording."""
    moved = correction("C1", "E1", "2023-03-05", on=day("2023-02-20"))
    facts = ledger(event("E1", "report", "2023-02-01", "2023-02-03"), moved)
    (before,), (after,) = known(facts, known_at="2023-03-04"), known(facts)
    assert (day("2023-02-03"), day("2023-02-20")) == (before.counted, after.counted)
    assert [] == ids(facts, as_of="2023-02-19")


@pytest.mark.parametrize(
    ("values", "clash"), [(("20%", "30%"), {"progress"}), (("20%", "20%"), set()), (("20%",), set())]
)
def test_two_corrections_of_one_day_that_differ_make_the_field_contradictory(values, clash):
    """4: only the field they differ in; a later correction of that field settles it, one of another does not."""
    rows = [event("E1", "report", "2023-02-01", progress="10%")]
    rows += [correction(f"C{n}", "E1", "2023-03-05", progress=v) for n, v in enumerate(values)]
    assert clash == known(ledger(*rows))[0].contradictory
    other = correction("C8", "E1", "2023-03-06", note="x")
    assert clash == known(ledger(*rows, other))[0].contradictory
    settled = correction("C9", "E1", "2023-03-07", progress="40%")
    assert set() == known(ledger(*rows, other, settled))[0].contradictory


# -- status -----------------------------------------------------------------------------------------------------------


def status_on(facts, on="2023-12-31"):
    return status(facts, facts.task("T1"), known(facts, as_of=on), day(on))


CLOSED = event("C", "closure", "2023-03-01")
PAUSED = event("S", "suspension", "2023-03-01", until=day("2023-03-31"))


@pytest.mark.parametrize(
    ("events", "on", "expected"),
    [
        ((), "2023-03-01", "open"),
        ((CLOSED,), "2023-02-28", "open"),
        ((CLOSED,), "2023-03-01", "closed"),
        ((CLOSED, event("R", "reopening", "2023-04-01")), "2023-03-31", "closed"),
        ((CLOSED, event("R", "reopening", "2023-04-01")), "2023-04-01", "open"),
        ((CLOSED, event("R", "reopening", "2023-03-01")), "2023-03-01", "open"),  # in doubt open
        ((CLOSED, event("R", "reopening", "2023-03-01", "2023-03-02")), "2023-03-02", "open"),
        (
            (event("R", "reopening", "2023-03-01"), event("C", "closure", "2023-03-01", "2023-03-02")),
            "2023-03-02",
            "closed",
        ),
        ((PAUSED,), "2023-02-28", "open"),
        ((PAUSED,), "2023-03-31", "suspended"),
        ((PAUSED,), "2023-04-01", "open"),
        ((event("S", "suspension", "2023-03-01"),), "2023-12-31", "suspended"),  # until further notice
        ((PAUSED, event("S2", "suspension", "2023-03-02", until=day("2023-03-05"))), "2023-03-10", "suspended"),
        ((PAUSED, withdrawal("W", "S", "2023-03-15")), "2023-03-20", "open"),
        ((PAUSED, CLOSED), "2023-03-20", "closed"),
        ((CLOSED, event("E", "report", "2023-03-02")), "2023-03-20", "closed"),  # a report changes nothing
    ],
)
def test_the_status_on_a_day(events, on, expected):
    """40: closed until reopened; of one day what was recorded last, and in doubt open; suspended through `until`."""
    assert expected == status_on(ledger(*events), on)


@pytest.mark.parametrize("kind", ["closure", "reopening", "suspension", None])
def test_a_refused_row_that_may_have_changed_the_status_leaves_it_unknown(kind):
    """7: whatever else is on record; a refused report changes nothing."""
    refused = Refusal(WRONG, "events", T1, kind)
    assert missing("status", "T1", Why.INCOMPLETE) == status_on(ledger(CLOSED, refusals=(refused,)))
    assert "closed" == status_on(ledger(CLOSED, refusals=(Refusal(WRONG, "events", T1, "report"),)))


def test_the_last_reopening_is_the_latest_by_its_day():
    """Of several, the latest; none where there was none."""
    facts = ledger(event("R2", "reopening", "2023-05-01"), event("R1", "reopening", "2023-04-01", "2023-06-01"), CLOSED)
    assert (day("2023-05-01"), None) == (reopened(known(facts)), reopened(known(ledger(CLOSED))))


# -- deadlines --------------------------------------------------------------------------------------------------------

DUE = day("2023-06-30")


def extension(id_="X", on="2023-05-01", recorded=None, **fields):
    return event(id_, "extension", on, recorded, **{"granted": True, "new_deadline": day("2023-09-30"), **fields})


def deadline_on(*events, on="2023-12-31", **more):
    facts = ledger(*events, card=task(deadline=Deadline(DUE)), **more)
    return current_deadline(facts, facts.task("T1"), known(facts, as_of=on))


@pytest.mark.parametrize(
    ("events", "on", "expected"),
    [
        ((), "2023-12-31", DUE),
        ((extension(),), "2023-04-30", DUE),
        ((extension(),), "2023-05-01", day("2023-09-30")),
        ((extension(granted=False),), "2023-12-31", DUE),
        ((extension(), extension("Y", "2023-06-01", new_deadline=day("2023-08-31"))), "2023-12-31", day("2023-08-31")),
        ((extension(), extension("Y", "2023-06-01", granted=False)), "2023-12-31", day("2023-09-30")),
        ((extension(granted=None),), "2023-12-31", missing("granted", "X", Why.NOT_GIVEN)),
        ((extension(new_deadline=None),), "2023-12-31", missing("new_deadline", "X", Why.NOT_GIVEN)),
        ((extension(new_deadline=Invalid("?")),), "2023-12-31", missing("new_deadline", "X", Why.INVALID)),
    ],
)
def test_the_current_deadline_is_that_of_the_last_extension_granted(events, on, expected):
    """10: the last by its day, even an earlier date; a refused one changes nothing, one in doubt leaves it unknown."""
    assert expected == deadline_on(*events, on=on)


def test_an_extension_whose_corrections_disagree_leaves_the_deadline_unknown():
    """4, 10: two corrections of one day name two new deadlines; of another field they may say what they like."""
    fixes = [correction(f"C{n}", "X", "2023-05-05", new_deadline=day(f"2023-{n}-01")) for n in (10, 11)]
    assert isinstance(deadline_on(extension(), *fixes), Unknown)
    notes = [correction(f"C{n}", "X", "2023-05-05", note=str(n)) for n in (10, 11)]
    assert day("2023-09-30") == deadline_on(extension(), *notes)


def test_a_refused_extension_leaves_the_current_deadline_unknown():
    """7: it may have moved the deadline; a refused report may not."""
    refused = (Refusal(WRONG, "events", T1, "extension"),)
    assert missing("current_deadline", "T1", Why.INCOMPLETE) == deadline_on(refusals=refused)
    assert DUE == deadline_on(refusals=(Refusal(WRONG, "events", T1, "report"),))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Deadline(DUE), DUE),
        (Deadline(Period.month(2023, 2)), day("2023-02-28")),
        (Deadline(None, DeadlineClass.LONG_TERM), NONE),
        (Deadline(None, DeadlineClass.IMMEDIATE), missing("deadline", "T1", Why.NOT_GIVEN)),
        (Deadline(DUE, DeadlineClass.LONG_TERM), DUE),
        (DUE, DUE),
        (NONE, NONE),
        (None, missing("deadline", "T1", Why.NOT_GIVEN)),
        (Invalid("soon"), missing("deadline", "T1", Why.INVALID)),
    ],
)
def test_the_day_a_deadline_names(value, expected):
    """A month its last day; for good none; at once a day that nobody gave; a day, and none, themselves."""
    assert expected == deadline_day(value, "deadline", "T1")
