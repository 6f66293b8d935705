"""Ledgers that grow event by event: each a new one, as if it had been made whole."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from rectcore import Event, Ledger, Subject, Task
from rectcore.diagnostics import Diagnostic, Severity
from rectcore.model.grown import grown
from rectcore.model.ledger import Feed, Refusal

DAY = date(2023, 5, 4)
T1, T2 = Subject("task", "T1"), Subject("task", "T2")


def event(id_: str, subject: Subject = T1, kind: str = "report", **more: object) -> Event:
    return Event(id_, kind, subject, DAY, DAY, **more)  # type: ignore[arg-type]


def ledger(*events: Event, **more: object) -> Ledger:
    tasks = [Task("T1", opened=DAY), Task("T2", opened=DAY)]
    return Ledger("L", tasks=tasks, events=events, sha256="of the file", **more)  # type: ignore[arg-type]


def test_growing_by_single_events_is_being_made_with_all_of_them():
    """Look-ups are those of a ledger made whole, however many events come one by one."""
    book = ledger(event("e0"))
    for number in range(1, 40):
        before, had = book, book.events_of(T2)
        book = book.with_events([event(f"e{number}", (T1, T2)[number % 2])])
        assert before.event(f"e{number}") is None
        assert before.events_of(T2) == had
    whole = evolve(ledger(*book.events), sha256=None)
    assert book == whole
    assert [book.events_of(s) for s in (T1, T2)] == [whole.events_of(s) for s in (T1, T2)]
    assert all(book.event(e.id) is e for e in book.events)
    assert book.kept == whole.kept == 42


def test_a_mapping_that_grew_is_a_mapping():
    """Few new entries beside many old ones: those in the place of others count once."""
    old = dict.fromkeys(range(100), "old")
    new = grown(grown(old, {100: "new"}), {7: "new"})
    assert len(old) == 100
    assert dict(new) == {**old, 100: "new", 7: "new"}
    assert (len(new), new[7], new.get(8), new.get(200)) == (101, "new", "old", None)
    assert isinstance(grown(new, dict.fromkeys(range(20), "many")), dict)


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ([event("e1")], "two event rows have the id 'e1'"),
        ([event("e2"), event("e2")], "two event rows have the id 'e2'"),
        ([event("e2", Subject("task", "T9"))], "event 'e2' is about task:T9, which is not in the ledger"),
        ([event("e2", kind="withdrawal", target="e9")], "withdrawal 'e2' names 'e9', which is not in the ledger"),
    ],
)
def test_what_does_not_fit_is_refused(added: list[Event], said: str):
    """As when the ledger is made."""
    book = ledger(event("e1"))
    with pytest.raises(ValueError, match=said):
        book.with_events(added)
    assert book.events == (event("e1"),)


def test_a_refused_correction_of_an_event_that_comes_later_concerns_its_subject():
    """Which subject a refused row is about is known once its target is there."""
    diagnostic = Diagnostic("LG201", Severity.ERROR, "no")  # type: ignore[arg-type]
    refusal = Refusal(diagnostic, "events", target="e2", kind="correction")
    book = ledger(event("e1"), refusals=[refusal])
    assert book.refusals_of(T2) == ()
    assert book.with_events([event("e3", T2)]).refusals_of(T2) == ()
    assert book.with_events([event("e2", T2)]).refusals_of(T2) == (refusal,)


def test_a_ledger_is_said_to_be_complete_up_to_a_later_day():
    """The ledger, or one feed of it; the digest is that of a file no longer."""
    book = ledger(through=DAY, feeds=[Feed("a", DAY), Feed("b", DAY)])
    later = date(2023, 6, 1)
    assert book.complete_to(later).through == later
    assert book.complete_to(later).sha256 is None
    fed = book.complete_to(later, "a")
    assert [fed.watermark(feed, date.max) for feed in ("ledger", "a", "b")] == [DAY, later, DAY]
    assert book.complete_to(later, "new").watermark("new", date.max) == later
    assert book.sha256 == "of the file"
