"""Writing a ledger: canonical text that reads back, and what it refuses to write."""

from datetime import date
from decimal import Decimal

import pytest

from rectcore.check.vocabulary import Share
from rectcore.io.ledger_file import read_ledger_text
from rectcore.io.write import write_ledger
from rectcore.model.deadline import Deadline, DeadlineClass, Step
from rectcore.model.events import Attachment, Event, Subject
from rectcore.model.facts import NONE, Invalid
from rectcore.model.ledger import Feed, Ledger, Plan
from rectcore.model.period import Period
from rectcore.model.task import Task, TaskKind
from rectcore.model.unit import Person, Tenure, Unit

DAY = date(2023, 5, 4)
T1 = Subject("task", "T-1")


def ledger(*events: Event, **task: object) -> Ledger:
    return Ledger(
        id="demo",
        through=date(2023, 10, 31),
        plan=Plan("P", "方案", "city", date(2023, 4, 1), {"number": 3}),
        units=(
            Unit(
                "city",
                "City",
                kind="city",
                posts=(
                    Tenure("party_secretary", "p1", DAY),
                    Tenure("accepting_body", "p1"),
                ),
            ),
            Unit("east", "East", "city", "county", fields={"code": "220300"}),
        ),
        persons=(Person("p1", "One", {"phone": "none"}),),
        tasks=(Task(id="T-1", opened=date(2023, 4, 1), **task),),  # type: ignore[arg-type]
        events=events,
        feeds=(Feed("f", date(2023, 9, 30)),),
    )


def same(given: Ledger) -> Ledger:
    text = write_ledger(given)
    back = read_ledger_text(text, "ledger.json")
    for name in ("id", "timezone", "through", "plan", "units", "persons", "tasks", "events", "feeds"):
        assert getattr(given, name) == getattr(back, name)
    assert text == write_ledger(back)
    return back


def test_a_card_with_everything_reads_back():
    """Each field of a card comes back as it was, what is unknown as unknown."""
    same(
        ledger(
            kind=TaskKind.PETITION,
            title="标题 “引号” \\ \n",
            problem=NONE,
            category=Invalid("3"),
            territory="east",
            responsible_units=("east", "city"),
            supporting_units=NONE,
            deadline=Deadline.month(2023, 10),
            steps=(
                Step("s", "east", Deadline(DAY)),
                Step("t", None, Deadline(None, DeadlineClass.IMMEDIATE), {"x": 1}),
            ),
            sites=("a", "b"),
            priority=False,
            fields={"risk": Decimal("0.10"), "big": 10**30, "list": [1, {"a": "b"}], "no": False},
        )
    )
    same(ledger(deadline=Deadline(date(2023, 12, 31), DeadlineClass.LONG_TERM), steps=NONE, priority=Invalid("maybe")))
    same(ledger(deadline=Invalid("2023-02-29"), sites=Invalid("x")))


def test_events_with_everything_read_back():
    """Each kind of value comes back, corrections and withdrawals with their targets."""
    back = same(
        ledger(
            Event(
                "e1",
                "report",
                T1,
                DAY,
                DAY,
                unit="east",
                person="p1",
                post="party_secretary",
                note=NONE,
                answers="x",
                attachments=(Attachment("a.pdf", "0" * 64), Attachment("b")),
                fields={"covers": Period.month(2023, 4), "progress": Share("0.355"), "own": "v"},
            ),
            Event("e2", "extension", T1, DAY, DAY, fields={"granted": True, "new_deadline": date(2023, 12, 31)}),
            Event("e3", "extension", T1, DAY, DAY, fields={"new_deadline": Deadline(None, DeadlineClass.LONG_TERM)}),
            Event("e4", "inspection", T1, DAY, DAY, person=Invalid("p9"), fields={"result": Invalid("pased")}),
            Event("c1", "correction", T1, DAY, DAY, target="e1", changes={"progress": Share("0.4"), "on": DAY}),
            Event("c2", "correction", T1, DAY, DAY, target="c1", changes={"covers": NONE, "person": Invalid("q")}),
            Event("w1", "withdrawal", T1, DAY, DAY, target="c2"),
            Event("w2", "correction", T1, DAY, DAY, target="w1", changes={"note": "x"}),
            Event("o1", "drone", Subject("unit", "east"), DAY, DAY, fields={"z": 1, "a": "none"}),
            Event("o2", "warning", Subject("plan", "P"), DAY, date(2023, 5, 9)),
        )
    )
    assert () == back.refusals


def test_rows_recorded_as_stated_read_back():
    """An assumed day of entry stays an assumption."""
    text = (
        '{"format": "rectcore.ledger/1", "id": "x", "timezone": "Asia/Shanghai", "recorded": "as stated",'
        '"tasks": [{"id": "T-1", "opened": "2023-04-01"}],'
        '"events": [{"id": "e1", "kind": "report", "subject": {"kind": "task", "id": "T-1"}, "on": "2023-05-04"}]}'
    )
    assert ("e1",) == same(read_ledger_text(text, "x")).assumed_recorded


def test_one_row_a_line():
    """A person can read the file, and a difference between two files is a difference of rows."""
    text = write_ledger(ledger(Event("e1", "report", T1, DAY, DAY)))
    row = (
        '    {"id": "e1", "kind": "report", "subject": {"kind": "task", "id": "T-1"}, "on": "2023-05-04", '
        '"recorded": "2023-05-04"}'
    )
    assert row in text.splitlines()
    assert write_ledger(Ledger("empty")).endswith('  "events": []\n}\n')


@pytest.mark.parametrize(
    "task",
    [
        {"title": "none"},
        {"fields": {"risk": 0.5}},
        {"fields": {"risk": {1, 2}}},
        {"fields": {"risk": Decimal("NaN")}},
        {"fields": {"deadline": "2023-10-31"}},
    ],
)
def test_what_the_layout_cannot_say_raises(task: dict[str, object]):
    """A program that builds such a ledger is told at once."""
    with pytest.raises(ValueError, match=r"none|cannot"):
        write_ledger(ledger(**task))


@pytest.mark.parametrize(
    ("share", "written"),
    [("0.35", "35%"), ("0.4", "40%"), ("0.355", "35.5%"), ("0", "0%"), ("1E+30", "1E+32%"), ("1.25", "125%")],
)
def test_shares_are_written_as_percentages(share: str, written: str):
    """A share is exact both ways."""
    given = ledger(Event("e1", "report", T1, DAY, DAY, fields={"progress": Share(share)}))
    assert f'"progress": "{written}"' in write_ledger(given)
    same(given)
    nan = Event("e1", "report", T1, DAY, DAY, fields={"progress": Share("NaN")})
    with pytest.raises(ValueError, match="share"):
        write_ledger(ledger(nan))
