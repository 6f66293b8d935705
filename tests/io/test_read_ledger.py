"""Reading a ledger row by row: the decisions of section 20 that concern facts, and every kind of bad row."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import rectcore
from rectcore.diagnostics import Severity
from rectcore.errors import LedgerError
from rectcore.io.ledger_file import read_ledger_text
from rectcore.model.deadline import Deadline, DeadlineClass, Step
from rectcore.model.events import Subject
from rectcore.model.facts import NONE, Invalid
from rectcore.model.ledger import Ledger
from rectcore.model.period import Period
from rectcore.model.unit import Tenure

T1 = {"kind": "task", "id": "T-1"}


def header(**more: Any) -> dict[str, Any]:
    return {
        "format": "rectcore.ledger/1",
        "id": "demo",
        "timezone": "Asia/Shanghai",
        "through": "2023-10-31",
        "plan": {"id": "P", "title": "Plan", "unit": "city", "issued": "2023-04-01"},
        "units": [
            {"id": "city", "title": "City", "kind": "city"},
            {"id": "east", "title": "East", "parent": "city", "kind": "county"},
        ],
        "persons": [{"id": "p1", "name": "One"}, {"id": "p2"}],
        "tasks": [{"id": "T-1", "title": "One", "opened": "2023-04-01"}],
        "events": [],
        **more,
    }


def event(id_: str = "e1", kind: str = "report", **more: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "subject": T1, "on": "2023-05-04", "recorded": "2023-05-04", **more}


def read(**more: Any) -> Ledger:
    """The ledger with these header fields and tables; the law of counting holds for every one of them."""
    ledger = read_ledger_text(json.dumps(header(**more), ensure_ascii=False, indent=2), "ledger.json")
    assert ledger.given == ledger.kept + len(ledger.refusals)
    for diagnostic in ledger.diagnostics:
        assert "" != diagnostic.message.en
        assert "" != diagnostic.message.zh
        assert "\n" not in diagnostic.line("en") + diagnostic.line("zh")
        assert "ledger.json" == diagnostic.where[:11]
    return ledger


def read_event(**more: Any) -> Ledger:
    return read(events=[event(**more)])


def read_task(**more: Any) -> Ledger:
    return read(tasks=[{"id": "T-1", "title": "One", "opened": "2023-04-01", **more}])


def codes(ledger: Ledger) -> list[str]:
    return [d.code for d in ledger.diagnostics]


def refused(ledger: Ledger) -> list[tuple[str, str | None, str | None, bool]]:
    return [(r.diagnostic.code, str(r.subject) if r.subject else None, r.kind, r.harmless) for r in ledger.refusals]


def test_a_fine_ledger_says_nothing():
    """What is in order gives no diagnostic, and counts as it stands."""
    ledger = read_event(covers="2023-04", progress=35)
    assert () == ledger.diagnostics
    assert () == ledger.refusals
    assert 6 == ledger.given
    assert date(2023, 10, 31) == ledger.watermark("ledger", date(2024, 1, 1))


# Facts 1-8


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-05-04", date(2023, 5, 4)),
        ("2023年5月4日", date(2023, 5, 4)),
        ("2023-05-04T23:30:00Z", date(2023, 5, 5)),
        ("2023-05-04T23:30:00+08:00", date(2023, 5, 4)),
        ("2023-05-04 16:00:00.5Z", date(2023, 5, 5)),
    ],
)
def test_20_1_a_timestamp_becomes_a_day_in_the_zone_of_the_ledger(written: str, day: date):
    """`on` and `recorded` are days; a moment with its offset is the day it falls on in the ledger's zone."""
    found = read_event(on=written, recorded=written).events[0]
    assert day == found.on
    assert day == found.recorded


def test_20_1_a_timestamp_without_offset_is_refused():
    """Without an offset the moment could be of either day."""
    ledger = read_event(on="2023-05-04T23:30:00")
    assert [("LG204", "task:T-1", "report", False)] == refused(ledger)


@pytest.mark.parametrize(
    "wrong", ["2023-02-29", "2023-5-4", "04.05.2023", "0000-01-01", "none", 20230504, True, "", {}]
)
def test_20_1_a_wrong_day_refuses_the_row(wrong: Any):
    """An event without its day cannot be kept."""
    assert [("LG202", "task:T-1", "report", False)] == refused(read_event(on=wrong))
    assert [("LG202", "task:T-1", "report", False)] == refused(read_event(recorded=wrong))


def test_20_1_a_moment_at_the_end_of_time_is_refused():
    """A moment whose day in the ledger's zone does not exist is no day."""
    assert ["LG202"] == codes(read_event(on="9999-12-31T23:30:00Z"))


def test_20_2_a_row_without_recorded_is_refused():
    """Nobody can say what was known when, unless the day of entry stands there."""
    assert [("LG203", "task:T-1", "report", False)] == refused(read_event(recorded=None))


def test_20_2_recorded_as_stated_takes_the_day_it_happened_and_lists_it():
    """The header may say that all rows were entered on their day; then it is an assumption by name."""
    ledger = read(recorded="as stated", events=[event(recorded=None), event("e2", recorded="2023-05-09")])
    assert [date(2023, 5, 4), date(2023, 5, 9)] == [e.recorded for e in ledger.events]
    assert ("e1",) == ledger.assumed_recorded
    assert ledger.recorded_as_stated


def test_20_2_other_words_for_recorded_are_refused():
    """Only `as stated` is understood, and nothing is guessed."""
    ledger = read(recorded="same day", events=[event(recorded=None)])
    assert ["LG108", "LG203"] == sorted(codes(ledger))


def correction(id_: str, corrects: Any, **more: Any) -> dict[str, Any]:
    return event(id_, "correction", corrects=corrects, **{"fields": {"covers": "2023-04"}, **more})


def test_20_4_a_correction_is_read_like_its_target():
    """Fields of a correction are of the target's kind, through a chain too."""
    rows = [event(covers="2023-03"), correction("c1", "e1"), correction("c2", "c1", fields={"progress": "35%"})]
    ledger = read(events=rows)
    assert {"covers": Period.month(2023, 4)} == ledger.events[1].changes
    assert {"progress": Decimal("0.35")} == ledger.events[2].changes
    assert ["e1", "c1"] == [e.target for e in ledger.events[1:]]
    assert () == ledger.diagnostics


def test_20_4_a_correction_circle_is_refused():
    """Corrections of each other are refused, and so is what hangs on them."""
    ledger = read(events=[correction("c1", "c2"), correction("c2", "c1"), correction("c3", "c1")])
    assert [("LG208", "task:T-1", None, False)] * 3 == refused(ledger)


def test_20_4_a_correction_of_nothing_is_refused():
    """A target that does not exist: refused, and every kind on that subject is incomplete."""
    ledger = read(events=[event("e10"), correction("c1", "e11"), event("w1", "withdrawal", withdraws="nothing")])
    assert [("LG208", "task:T-1", None, False)] * 2 == refused(ledger)
    assert "did you mean `e10`?" == ledger.refusals[0].diagnostic.hint.en


def test_20_4_what_changes_a_refused_row_is_refused_with_it():
    """A withdrawal of a refused closure, and a correction of that withdrawal, go with it; all are about the closure."""
    rows = [
        correction("c1", "w1", fields={"note": "x"}),
        event("w1", "withdrawal", withdraws="e1"),
        event("e1", "closure", on="2023-02-29"),
    ]
    ledger = read(events=rows)
    assert [
        ("LG208", "task:T-1", "closure", False),
        ("LG208", "task:T-1", "closure", False),
        ("LG202", "task:T-1", "closure", False),
    ] == refused(ledger)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"covres": "2023-04"}, "LG208"),
        ({"persn": "p1"}, "LG208"),
        ({"kind": "closure"}, "LG208"),
        ({"recorded": "2023-01-01"}, "LG208"),
        ({"on": "2023-02-29"}, "LG202"),
        ("x", "LG208"),
        (None, "LG208"),
    ],
)
def test_20_4_a_correction_of_what_cannot_be_corrected_is_refused(fields: Any, code: str):
    """What makes an event the one it is, stays; a wrong day corrects nothing."""
    ledger = read(events=[event(), correction("c1", "e1", fields=fields)])
    assert [(code, "task:T-1", "report", False)] == refused(ledger)


def test_20_4_a_correction_on_another_subject_is_refused():
    """A correction has the subject of the event it changes."""
    rows = [event(), correction("c1", "e1", subject={"kind": "unit", "id": "east"})]
    assert [("LG208", "unit:east", "report", False)] == refused(read(events=rows))


def test_20_4_a_correction_without_subject_is_refused_on_that_of_its_target():
    """Whom a refused correction is about can be read from the event it names."""
    rows = [event(), correction("c1", "e1", subject=None)]
    assert [("LG201", "task:T-1", "report", False)] == refused(read(events=rows))


def test_20_4_a_wrong_value_in_a_correction_makes_that_field_unknown():
    """The correction stays; the field it changes is unknown from then on."""
    ledger = read(events=[event(), correction("c1", "e1", fields={"covers": "2023-13", "note": None, "own": 3})])
    assert {"covers": Invalid("2023-13"), "own": 3} == ledger.events[1].changes
    assert ["LG301"] == codes(ledger)


def test_20_4_a_correction_of_an_amendment_is_read_as_its_field_takes_it():
    """A unit that does not exist is no better in a correction."""
    rows = [
        event("a1", "amendment", field="lead_unit", value="east"),
        correction("c1", "a1", fields={"value": "nowhere"}),
        correction("c2", "a1", fields={"value": "city"}),
        correction("c3", "a1", fields={"field": "title"}),
        correction("c4", "a1", fields={"field": "priority"}),
        correction("c5", "a1", fields={"field": "deadline"}),
        correction("c6", "a1", fields={"field": "titel"}),
    ]
    ledger = read(events=rows)
    assert [
        {},
        {"value": Invalid("nowhere")},
        {"value": "city"},
        {"field": "title"},
        {"field": "priority", "value": Invalid("east")},
    ] == [e.changes for e in ledger.events]
    assert ["LG302", "LG301", "LG212", "LG212"] == codes(ledger)
    assert [None, None] == [r.field for r in ledger.refusals]


def amendment(**more: Any) -> Ledger:
    return read_event(kind="amendment", **more)


@pytest.mark.parametrize(
    ("word", "value", "kept"),
    [
        ("title", "Two", "Two"),
        ("标题", "Two", "Two"),
        ("lead_unit", "east", "east"),
        ("responsible_units", ["east", "city"], ("east", "city")),
        ("priority", True, True),
        ("goal", "none", NONE),
    ],
)
def test_an_amendment_puts_in_place_what_its_field_takes(word: str, value: Any, kept: Any):
    """A list, a truth, the knowledge that there is none: all as on the card."""
    ledger = amendment(field=word, value=value)
    assert [{"field": word, "value": kept}] == [e.fields for e in ledger.events]
    assert () == ledger.diagnostics


@pytest.mark.parametrize(
    ("word", "value", "code"),
    [("lead_unit", "nowhere", "LG302"), ("priority", 7, "LG301"), ("responsible_units", ["east", "est"], "LG302")],
)
def test_an_amendment_to_what_is_of_no_use_makes_the_field_unknown(word: str, value: Any, code: str):
    """As anywhere: the row is kept, and the one fact is unknown."""
    ledger = amendment(field=word, value=value)
    assert isinstance(ledger.events[0].fields["value"], Invalid)
    assert [code] == codes(ledger)


@pytest.mark.parametrize(
    ("word", "field", "hint"),
    [
        ("deadlin", "deadline", "did you mean `deadline`?"),
        ("teritory", "territory", "did you mean `territory`?"),
        ("deadline", "deadline", "a deadline is put off by an `extension`"),
        ("status", "status", "it follows from closures, reopenings and suspensions: enter those"),
        ("opened", "opened", "if the card is wrong, mend the card"),
        ("steps", "steps", "if the card is wrong, mend the card"),
        (7, None, "one of `title`, `problem`, "),
        ("???", None, "one of `title`, `problem`, "),
    ],
)
def test_an_amendment_of_what_is_not_amended_is_refused(word: Any, field: str | None, hint: str):
    """It says which field it would have set, as far as that can be told."""
    ledger = amendment(field=word, value=7)
    assert [("LG212", "task:T-1", "amendment", False)] == refused(ledger)
    assert field == ledger.refusals[0].field
    assert ledger.diagnostics[0].hint.en.startswith(hint)
    assert "events[0].field" == ledger.diagnostics[0].where.split()[-1]


def test_an_amendment_needs_field_and_value():
    """Without them nothing is changed, and nobody knows what was meant to be."""
    assert ["LG201", "LG201"] == codes(amendment())
    assert ["LG201"] == codes(amendment(field="title"))
    assert ["LG201"] == codes(amendment(value="x"))


def test_fields_of_a_host_are_amended_where_a_card_has_them():
    """What is on a card can change; a word that is on none is taken for a slip."""
    row = event(kind="amendment", field="risk", value="high")
    ledger = read(tasks=[{"id": "T-1", "opened": "2023-04-01", "risk": "low"}], events=[row])
    assert () == ledger.diagnostics
    assert ["LG212"] == codes(read(events=[row]))


@pytest.mark.parametrize("kind", ["unit", "plan"])
def test_amendments_of_units_and_the_plan(kind: str):
    """They have fields of their own."""
    subject = {"kind": kind, "id": "east" if kind == "unit" else "P"}
    assert [] == codes(amendment(subject=subject, field="title", value="x"))
    assert ["LG212"] == codes(amendment(subject=subject, field="territory", value="east"))


def test_20_4_a_chain_without_end_is_refused():
    """Corrections of corrections have a limit, which bounds what reading them costs."""
    rows = [event("e0"), *(correction(f"e{i}", f"e{i - 1}") for i in range(1, 300))]
    ledger = read(events=rows)
    assert {"LG208"} == set(codes(ledger))
    assert 100 == len(ledger.events)


def test_20_6_same_row_twice_is_kept_once():
    """The second of two equal rows is refused without further effect."""
    ledger = read(
        events=[event(note=None), event()],
        persons=[{"id": "p1", "name": "One"}, {"name": "One", "id": "p1"}],
        units=[{"id": "city"}, {"id": "city"}],
        tasks=[{"id": "T-1", "opened": "2023-04-01"}] * 3,
    )
    assert 1 == len(ledger.events)
    assert [("LG206", None, None, True)] * 5 == refused(ledger)


def test_20_6_two_rows_with_one_id_are_both_refused():
    """Nobody can say which of two different rows is right; `true` and 1 differ."""
    ledger = read(events=[event(kind="extension", granted=True), event(kind="extension", granted=1)])
    assert [("LG207", "task:T-1", "extension", False)] * 2 == refused(ledger)


def test_20_6_cards_with_one_id_are_both_refused():
    """Two different tasks of one id are refused, and the events on them too."""
    tasks = [{"id": "T-1", "opened": "2023-04-01"}, {"id": "T-1", "opened": "2023-04-02"}]
    ledger = read(tasks=tasks, events=[event()], persons=[{"id": "p1"}, {"id": "p1", "name": "x"}])
    assert ["LG207", "LG207", "LG207", "LG207", "LG205"] == [r.diagnostic.code for r in ledger.refusals]
    assert Subject("task", "T-1") == ledger.refusals[-1].subject


def test_20_7_a_refused_row_names_whom_and_what_it_could_be_about():
    """Subject and kind as far as they can be read; None for a subject that cannot."""
    rows = [
        event("e1", on="x"),
        event("e2", "", on="x"),
        event("e3", subject=None),
        event("e4", subject={"kind": "petition", "id": "T-1"}),
        event("e5", subject={"id": "T-1"}),
        event("e6", subject="T-1"),
        event("e7", subject={"kind": "task", "id": 7}),
        event("e8", subject={"kind": "task"}),
        {"id": "e9"},
        "what",
    ]
    assert [
        ("LG202", "task:T-1", "report", False),
        ("LG210", "task:T-1", None, False),
        ("LG201", None, "report", False),
        ("LG205", "task:T-1", "report", False),
        ("LG201", "task:T-1", "report", False),
        ("LG205", None, "report", False),
        ("LG201", None, "report", False),
        ("LG201", None, "report", False),
        ("LG201", None, None, False),
        ("LG209", None, None, False),
    ] == refused(read(events=rows))


def test_20_7_refusals_make_that_kind_incomplete_for_that_subject():
    """The ledger answers for what a refused row could have been."""
    ledger = read_event(on="x")
    assert ledger.refused(Subject("task", "T-1"), "report")
    assert not ledger.refused(Subject("task", "T-1"), "closure")


def test_20_8_an_event_before_its_task_opened_is_kept():
    """Nothing is lost; whoever evaluates reports it."""
    ledger = read_event(on="2023-03-01")
    assert 1 == len(ledger.events)
    assert () == ledger.diagnostics


def test_20_8_order_of_rows_never_matters():
    """A correction may stand before its event, a unit before the one above it."""
    ledger = read(events=[correction("c1", "e1"), event()], units=[{"id": "east", "parent": "city"}, {"id": "city"}])
    assert () == ledger.diagnostics


def test_20_9_feeds_state_how_far_they_reach():
    """Each source has its own watermark; a wrong one says nothing."""
    feeds = [{"id": "f", "through": "2023-09-30"}, {"id": "g", "through": "2023-09-31"}, 3]
    ledger = read(feeds=feeds)
    assert date(2023, 9, 30) == ledger.watermark("f", date(2024, 1, 1))
    assert None is ledger.watermark("g", date(2024, 1, 1))
    assert ["LG108", "LG108"] == codes(ledger)


def test_20_9_without_through_absence_says_nothing():
    """A ledger that does not say how far it is complete is read, with a warning."""
    ledger = read(through=None)
    assert None is ledger.through
    assert [("LG108", Severity.WARNING)] == [(d.code, d.severity) for d in ledger.diagnostics]


@pytest.mark.parametrize(
    ("written", "deadline"),
    [
        ("2023-10-31", Deadline(date(2023, 10, 31))),
        ("2023-10", Deadline.month(2023, 10)),
        ("2023年10月31日", Deadline(date(2023, 10, 31))),
        ("2023年10月", Deadline.month(2023, 10)),
        ({"class": "dated", "at": "2023-10"}, Deadline.month(2023, 10)),
        ({"class": "immediate"}, Deadline(None, DeadlineClass.IMMEDIATE)),
        ({"class": "立行立改", "at": None}, Deadline(None, DeadlineClass.IMMEDIATE)),
        ({"class": "long_term", "at": "2023-12-31"}, Deadline(date(2023, 12, 31), DeadlineClass.LONG_TERM)),
        ("none", NONE),
        (None, None),
    ],
)
def test_20_10_a_deadline_is_a_day_or_a_month_or_a_class(written: Any, deadline: Any):
    """A deadline as plans write it; a month is its last day."""
    ledger = read_task(deadline=written, steps=[{"title": "s", "deadline": written}])
    assert deadline == ledger.tasks[0].deadline
    step = deadline if isinstance(deadline, Deadline) else None
    assert (Step("s", deadline=step),) == ledger.tasks[0].steps
    assert () == ledger.diagnostics


@pytest.mark.parametrize(
    "wrong",
    [
        "2023-02-29",
        "2023-Q4",
        "soon",
        "",
        3,
        [],
        {},
        {"class": "dated"},
        {"class": "x"},
        {"class": "immediate", "by": 1},
    ],
)
def test_20_10_a_wrong_deadline_is_unknown(wrong: Any):
    """The card stays; that it has a deadline is known, and which is not."""
    ledger = read_task(deadline=wrong)
    assert isinstance(ledger.tasks[0].deadline, Invalid)
    assert ["LG301"] == codes(ledger)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2023-12-31", date(2023, 12, 31)),
        ("2023-12", date(2023, 12, 31)),
        ({"class": "long_term"}, Deadline(None, DeadlineClass.LONG_TERM)),
        ("2023-02-30", Invalid("2023-02-30")),
    ],
)
def test_20_10_a_new_deadline_may_be_a_month(written: Any, kept: Any):
    """An extension names its new deadline as a card does."""
    assert kept == read_event(kind="extension", new_deadline=written).events[0].fields["new_deadline"]


# Rows and forms


def test_20_43_left_out_null_and_none_differ():
    """Not given is not the same as known not to exist."""
    ledger = read(
        events=[event("e1"), event("e2", covers=None, person=None), event("e3", covers="none", person="none")]
    )
    assert [{}, {}, {"covers": NONE}] == [e.fields for e in ledger.events]
    assert [None, None, NONE] == [e.person for e in ledger.events]


def test_20_43_posts_of_a_unit():
    """Posts have first and last days; a wrong one is left out and said."""
    posts = [
        {"post": "party_secretary", "person": "p1", "from": "2023-01-01"},
        {"post": "政府主要负责人", "person": "p2", "to": "2023-08-31"},
        {"post": "boss", "person": "p1"},
        {"post": "party_secretary", "person": "p9"},
        {"post": "party_secretary", "person": "p1", "from": "2023-02-29"},
        {"post": "party_secretary", "person": "p1", "from": "2023-02-02", "to": "2023-02-01"},
        {"post": "party_secretary"},
        {"post": "party_secretary", "person": "p1", "since": "2023-01-01"},
        3,
    ]
    ledger = read(units=[{"id": "city", "posts": posts}])
    kept = (Tenure("party_secretary", "p1", date(2023, 1, 1)), Tenure("government_head", "p2", None, date(2023, 8, 31)))
    assert kept == ledger.units[0].posts
    assert ["LG301", "LG302", "LG301", "LG301", "LG301", "LG301", "LG301"] == codes(ledger)


def test_20_44_words_of_closed_lists_in_either_language():
    """Enum words are read in both languages and kept as identifiers; a petition is a task of that kind."""
    ledger = read(
        tasks=[{"id": "T-1", "kind": "信访案件", "opened": "2023-04-01"}],
        events=[event("e1", "现场核查", result="通过"), event("e2", "completion", verdict="mostly_true")],
    )
    assert "petition" == ledger.tasks[0].kind.value
    assert [
        ("inspection", {"result": "passed"}),
        ("completion", {"verdict": "mostly_true"}),
    ] == [(e.kind, e.fields) for e in ledger.events]
    assert () == ledger.diagnostics


def test_an_unknown_word_of_a_closed_list_is_unknown_and_the_nearest_is_offered():
    """A misspelt word makes that fact unknown."""
    ledger = read_event(kind="acceptance", result="pased")
    assert {"result": Invalid("pased")} == ledger.events[0].fields
    assert ledger.diagnostics[0].hint.en.startswith("did you mean `passed`?")


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("progress", "much"), ("progress", True), ("covers", "2023-13"), ("covers", 5), ("note", 5), ("post", "boss")],
)
def test_a_wrong_field_keeps_the_event(key: str, wrong: Any):
    """One slip costs one fact, and the message has no word of the programming language."""
    ledger = read_event(**{key: wrong})
    assert 1 == len(ledger.events)
    assert ["LG301"] == codes(ledger)
    assert "True" not in ledger.diagnostics[0].message.en


def test_references_are_held_against_the_ledger():
    """An unknown unit or person is unknown, with the nearest one offered; the whole list if it stands in one."""
    ledger = read(
        tasks=[{"id": "T-1", "opened": "2023-04-01", "territory": "esat", "responsible_units": ["east", "wst", "x"]}],
        events=[event(person="p3", unit="city")],
    )
    assert Invalid("esat") == ledger.tasks[0].territory
    assert Invalid("wst") == ledger.tasks[0].responsible_units
    assert Invalid("p3") == ledger.events[0].person
    assert "city" == ledger.events[0].unit
    assert ["LG302"] * 4 == codes(ledger)
    assert "did you mean `east`?" == ledger.diagnostics[0].hint.en


@pytest.mark.parametrize("wrong", [["east", None], ["east", "none"], ["east", 3], "east", {}])
def test_a_list_with_a_gap_is_unknown(wrong: Any):
    """A list one of whose entries is not known is not known."""
    assert isinstance(read_task(responsible_units=wrong).tasks[0].responsible_units, Invalid)


def test_lists_on_a_card():
    """Units and sites of a card are kept in order; `none` says that there are none."""
    task = read_task(responsible_units=["east", "city"], supporting_units="none", sites=["a", "b"]).tasks[0]
    assert (("east", "city"), NONE, ("a", "b")) == (task.responsible_units, task.supporting_units, task.sites)


@pytest.mark.parametrize(
    "steps", [3, [3], [{"unit": "east"}], [{"title": "s", "unit": "x"}], [{"title": "s", "deadline": "x"}]]
)
def test_a_step_of_no_use_makes_the_steps_unknown(steps: Any):
    """Steps have no room for an unknown part, so all of them are unknown."""
    ledger = read_task(steps=steps)
    assert isinstance(ledger.tasks[0].steps, Invalid)
    assert 1 == len(ledger.diagnostics)


def test_an_event_on_an_unknown_task_is_refused_with_the_nearest():
    """Whom it is about cannot be known, so its refusal names no subject."""
    ledger = read_event(subject={"kind": "task", "id": "T-7"})
    assert [("LG205", None, "report", False)] == refused(ledger)
    assert "did you mean `T-1`?" == ledger.diagnostics[0].hint.en


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("t1", "did you mean `T1`?"),
        ("Ｔ１", "did you mean `T1`?"),
        ("1T", "did you mean `T1`?"),
        ("east", '`east` is a unit here: write "kind": "unit"'),
        ("nothing like it", "enter it in `tasks` of this ledger, or mend the id"),
    ],
)
def test_an_unknown_task_always_has_a_hint(word: str, hint: str):
    """Short ids are near each other too; an id may be another table's."""
    tasks = [{"id": "T1", "opened": "2023-04-01"}]
    ledger = read(tasks=tasks, events=[event(subject={"kind": "task", "id": word})])
    assert hint == ledger.diagnostics[0].hint.en


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        ({"person": "P1"}, "did you mean `p1`?"),
        ({"unit": "East"}, "did you mean `east`?"),
        ({"person": "somebody else"}, "enter it in `persons` of this ledger, or mend the id"),
        ({"kind": "withdrawal", "withdraws": "E9"}, "did you mean `e9`?"),
        ({"kind": "withdrawal", "withdraws": "the letter"}, "enter it in `events` of this ledger, or mend the id"),
    ],
)
def test_an_unknown_name_always_has_a_hint(more: dict[str, Any], hint: str):
    """The nearest there is, else where it would have to be entered."""
    assert hint == read(events=[event("e9"), event(**more)]).diagnostics[0].hint.en


@pytest.mark.parametrize(
    ("table", "hint"),
    [("tasks", "amendment"), ("units", "amendment"), ("persons", "two ids"), ("events", "enter a correction")],
)
def test_what_to_do_about_two_rows_of_one_id_depends_on_the_table(table: str, hint: str):
    """Only an event is changed by a correction."""
    rows = [event("x"), event("x", note="n")] if table == "events" else [{"id": "x"}, {"id": "x", "note": "n"}]
    ledger = read(**{table: rows})
    assert hint in next(d for d in ledger.diagnostics if d.code == "LG207").hint.en


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ({"opened": "2023-04-01"}, "LG201"),
        ({"id": "T-1"}, "LG201"),
        ({"id": "T-1", "opened": "2023-02-29"}, "LG202"),
        ({"id": "T-1", "opened": "2023-04-01", "kind": "taks"}, "LG210"),
        ({"id": 7, "opened": "2023-04-01"}, "LG201"),
        ({"id": "none", "opened": "2023-04-01"}, "LG201"),
        ([], "LG209"),
    ],
)
def test_a_task_row_that_cannot_be_kept_takes_its_events_with_it(task: Any, code: str):
    """Its events are refused too, and the hint says why."""
    ledger = read(tasks=[task], events=[event()])
    assert [code, "LG205"] == codes(ledger)
    if isinstance(task, dict) and task.get("id") == "T-1":
        assert "the row of task `T-1` was refused; mend that one first" == ledger.diagnostics[1].hint.en
        assert [Subject("task", "T-1")] * 2 == [r.subject for r in ledger.refusals]


def test_every_fault_of_a_row_is_told():
    """All faults in one pass, and one refusal."""
    ledger = read_event(id_="", on="x", recorded=None, person="p9", subject={"kind": "task", "id": "T-2"})
    assert ["LG201", "LG205", "LG202", "LG203", "LG302"] == codes(ledger)
    assert 1 == len(ledger.refusals)


def test_units_above_themselves_are_refused():
    """A circle is refused whole; what refers to it is unknown, and a unit below it has no unit above."""
    units = [
        {"id": "a", "parent": "b"},
        {"id": "b", "parent": "a"},
        {"id": "c", "parent": "a"},
        {"id": "d", "parent": "d"},
    ]
    ledger = read(units=units, plan=None, tasks=[{"id": "T-1", "opened": "2023-04-01", "territory": "a"}])
    assert [
        ("LG211", "unit:a", None, False),
        ("LG211", "unit:b", None, False),
        ("LG211", "unit:d", None, False),
    ] == refused(ledger)
    assert (None, Invalid("a")) == (ledger.units[0].parent, ledger.tasks[0].territory)
    assert "its row was refused; mend that one first" == ledger.diagnostics[-1].hint.en


def test_wrong_fields_of_units_persons_and_plan():
    """Cards that have no room for an unknown value go without it, and say so."""
    ledger = read(
        units=[{"id": "city", "title": 3, "kind": "town", "parent": "x", "posts": 3}],
        persons=[{"id": "p1", "name": []}],
        plan={"id": "P", "title": 3, "unit": "x", "issued": "2023-02-29", "own": 1},
    )
    assert 7 == len([c for c in codes(ledger) if c in ("LG301", "LG302")]) - 1
    assert ({"own": 1}) == ledger.plan.fields if ledger.plan else None
    assert () == ledger.refusals


@pytest.mark.parametrize("plan", [{"title": "x"}, {"id": 3}, 3])
def test_a_plan_without_id_is_none(plan: Any):
    """Events on a plan that could not be read are refused."""
    ledger = read(plan=plan, events=[event(subject={"kind": "plan", "id": "P"})])
    assert None is ledger.plan
    assert ["LG205"] == [r.diagnostic.code for r in ledger.refusals]


def test_keys_of_a_host_are_kept_as_they_stand():
    """What the layout does not name is the host's; a slip is asked about, and what events decide is not read."""
    ledger = read_task(risk="high", dedline="2023-10", status="open", share=1.5)
    assert {"risk": "high", "dedline": "2023-10", "share": Decimal("1.5")} == ledger.tasks[0].fields
    assert {"LG303", "LG304"} == set(codes(ledger))
    assert {Severity.WARNING} == {d.severity for d in ledger.diagnostics}


def test_event_kinds_of_a_host_are_kept():
    """The core does not know them; one that a kind of the core resembles from afar is asked about."""
    ledger = read(events=[event("e1", "drone_flight", height=30), event("e2", "amend")])
    assert [("drone_flight", {"height": 30}), ("amend", {})] == [(e.kind, e.fields) for e in ledger.events]
    assert ["LG305"] == codes(ledger)


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("reprot", "report"),
        ("Report", "report"),
        ("closuer", "closure"),
        ("wihdrawal", None),
        ("进展填抱", "report"),
        ("销好", "closure"),
    ],
)
def test_a_misspelt_kind_is_refused_as_the_one_it_is_like(kind: str, meant: str | None):
    """It is a row of the kind it probably means; a withdrawal of nothing could be about any."""
    ledger = read_event(kind=kind)
    assert () == ledger.events
    assert [("LG210", "task:T-1", meant, False)] == refused(ledger)
    assert ledger.diagnostics[0].hint.en.startswith("did you mean `")


def test_a_row_that_names_an_event_to_be_changed_changes_it_whatever_it_is_called():
    """No kind there is, and the keys of one: somebody tried to take the event back."""
    rows = [
        event(),
        event("w1", "cancelled", withdraws="e1"),
        event("w2", 7, withdraws="e1"),
        event("w3", corrects="x"),
    ]
    ledger = read(events=rows)
    assert ["e1", "w3"] == [e.id for e in ledger.events]
    assert [("LG210", "task:T-1", "report", False)] * 2 == refused(ledger)
    assert ["e1", "e1"] == [r.target for r in ledger.refusals]
    assert ledger.in_doubt("e1", date(2023, 5, 4))
    assert not ledger.in_doubt("w3", date(2023, 5, 4))


@pytest.mark.parametrize("day", ["2023-05-03", "2023-05-04"])
def test_20_7_what_a_refused_withdrawal_names_is_in_doubt_from_its_entry(day: str):
    """Where its day of entry can be read, the row was not there before."""
    rows = [event(), event("w1", "withdrawal", withdraws="e1", on="2023-02-29")]
    assert (day == "2023-05-04") == read(events=rows).in_doubt("e1", date.fromisoformat(day))
    rows[1]["recorded"] = "soon"
    assert read(events=rows).in_doubt("e1", date.fromisoformat(day))


def test_20_7_a_refused_row_is_named_by_its_place_and_id():
    """Whoever mends the file looks for `events[1]`."""
    ledger = read(events=[event(), event("e2", on="x"), {"id": 3}])
    assert [("events[1]", "e2"), ("events[2]", None)] == [(r.path, r.id) for r in ledger.refusals]
    found = ledger.refusal("events[1]")
    assert found is not None
    assert "e2" == found.id


def test_attachments_keep_what_can_be_used():
    """A paper has a name; a hash that is none is left out, and said."""
    papers = [{"name": "a.pdf", "sha256": "0" * 64}, {"name": "b.pdf", "sha256": "x"}, {"sha256": "0" * 64}]
    ledger = read(events=[event(attachments=papers), event("e2", attachments="none"), event("e3", attachments=3)])
    assert [("a.pdf", "0" * 64), ("b.pdf", None)] == [(a.name, a.sha256) for a in ledger.events[0].attachments]
    assert ["LG301"] * 3 == codes(ledger)


def test_strict_refuses_a_ledger_with_any_fault():
    """`strict` is all or nothing; warnings do not count."""
    wrong = json.dumps(header(events=[event(person="p9"), event("e2", on="x")]))
    with pytest.raises(LedgerError) as caught:
        read_ledger_text(wrong, "ledger.json", strict=True)
    assert ["LG302", "LG202"] == [d.code for d in caught.value.diagnostics]
    fine = read_ledger_text(json.dumps(header(through=None)), "ledger.json", strict=True)
    assert 5 == fine.given


def test_a_kind_that_the_rules_declare_is_not_taken_for_a_slip() -> None:
    text = (
        '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31",'
        ' "units": [{"id": "east"}], "events": [{"id": "e1", "kind": "local_review",'
        ' "subject": {"kind": "unit", "id": "east"}, "on": "2023-05-04", "recorded": "2023-05-04"}]}'
    )
    rules = rectcore.load_text("# dialect: en\nruleset R\nevent local_review part of Unit complete through ledger\n")
    vocabulary = rules.rulebook.vocabulary
    assert ["LG305"] == [d.code for d in read_ledger_text(text, "demo").diagnostics]
    assert () == read_ledger_text(text, "demo", vocabulary=vocabulary).diagnostics
