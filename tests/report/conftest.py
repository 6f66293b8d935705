"""A small plan whose report has something of everything, and pages of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import rectcore
from rectcore import Deadline, Event, Ledger, Period, Plan, Policy, Report, Subject, Task, TaskKind, Unit

RULES = (Path(__file__).parent / "demo.rules").read_text(encoding="utf-8")
DAY = date(2023, 8, 10)
NASTY = "<script>alert(1)</script><b>\x1b[31mred\u202e|`*_"


def event(id_: str, kind: str, on: str, task: str = "T-1", recorded: str | None = None, **more: Any) -> Event:
    own = {k: more.pop(k) for k in ("unit", "person", "post", "note", "answers") if k in more}
    subject = Subject("plan", "P") if task == "P" else Subject("task", task)
    day = date.fromisoformat(on)
    return Event(id_, kind, subject, day, date.fromisoformat(recorded or on), fields=more, **own)


def reading(id_: str, on: str, year: int, value: str) -> Event:
    return event(id_, "reading", on, "P", series="air", covers=Period.parse(str(year)), value=value)


UNITS = (
    Unit("city", title="四平市"),
    Unit("east", title="East county", parent="city"),
    Unit("mill", title="Paper mill", parent="east"),
    Unit("west", title=f"West {NASTY}", parent="city"),
)
TASKS = (
    Task("T-1", date(2023, 4, 1), title="Close the old landfill", lead_unit="mill", goal="No leachate",
         deadline=Deadline(date(2023, 7, 1))),
    Task("T-2", date(2023, 4, 1), title=NASTY, responsible_units=("west", "east"), deadline=Deadline.month(2027, 1)),
    Task("T-3", date(2023, 4, 1), title="=1+1", lead_unit="east", deadline=Deadline(date(2023, 7, 1))),
    Task("X-1", date(2023, 5, 10), TaskKind.PETITION, title="夜间异味", lead_unit="west"),
    Task("X-9", date(2024, 1, 1), TaskKind.PETITION, title="Not yet there", lead_unit="west"),
)  # fmt: skip
EVENTS = (
    event("r1", "report", "2023-06-02", covers="2023-05", note="all is <well>"),
    event("r2", "report", "2023-07-20", covers="2023-06"),
    event("x1", "extension", "2023-06-20", new_deadline=Deadline(date(2023, 7, 31)), granted=True),
    event("w1", "warning", "2023-07-07", "T-2"),
    event("r3", "report", "2023-06-02", "T-3", covers="2023-05"),
    event("a3", "acceptance", "2023-07-10", "T-3", result="passed"),
    event("s3", "signature", "2023-07-11", "T-3", post="party_secretary"),
    event("s4", "signature", "2023-07-12", "T-3", post="government_head"),
    event("y3", "closure", "2023-07-12", "T-3"),
    event("j1", "judgement", "2023-05-20", "X-1", term="smell_gone", value=True),
    event("c1", "closure", "2023-06-01", "X-1"),
    event("o1", "reopening", "2023-06-15", "X-1"),
    event("z1", "suspension", "2023-07-01", "X-1", until=date(2023, 12, 31)),
    reading("g1", "2022-01-10", 2021, "40"),
    reading("g2", "2023-01-10", 2022, "36"),
)
LEDGER = Ledger(
    "demo", through=DAY, plan=Plan("P", title="The plan", unit="city", issued=date(2021, 1, 1)),
    units=UNITS, tasks=TASKS, events=EVENTS,
)  # fmt: skip


@pytest.fixture(scope="session")
def policy() -> Policy:
    found = rectcore.load_text(RULES, "demo.rules")
    assert found.ok, [rectcore.render(d) for d in found.diagnostics]
    return found


@pytest.fixture(scope="session")
def report(policy: Policy) -> Report:
    return policy.evaluate(LEDGER, DAY)


Page = Callable[..., str]


@pytest.fixture(scope="session")
def page(policy: Policy, report: Report) -> Page:
    """A form of the report, with the arguments of `Policy.show`."""

    def show(form: str = "html", language: str = "en", **more: Any) -> str:
        return policy.show(report, LEDGER, form, language, **more)

    return show


def many(number: int, report: Report) -> tuple[Ledger, Report]:
    """A ledger of so many items with a report on it: every third owes something that is missed."""
    first = date(2023, 1, 1)
    units = tuple(Unit(f"U-{n}", title=f"第{n}县", parent="U-0" if n else None) for n in range(60))
    tasks, events, owed, findings = [], [], [], []
    sample = next(f for f in report.findings if f.kind == "ladder")
    missed = next(o for o in report.obligations if o.state is rectcore.State.MISSED)
    for n in range(number):
        id_ = f"T-{n:05d}"
        tasks.append(
            Task(id_, first + timedelta(n % 90), title=f"第{n}项 某镇某村污水直排、垃圾未清运问题整改",
                 lead_unit=f"U-{n % 60}", deadline=Deadline(first + timedelta(120 + n % 200)))
        )  # fmt: skip
        subject = Subject("task", id_)
        for month in (4, 5, 6, 7):
            day = date(2023, month + 1, 1 + n % 20)
            events.append(Event(f"{id_}-{month}", "report", subject, day, day, unit=f"U-{n % 60}"))
            state = rectcore.State.MISSED if n % 3 == 0 and month > 5 else rectcore.State.FULFILLED
            owed.append(
                evolve(missed, subject=subject, owner=subject, period=f"2023-0{month}", state=state,
                       due=date(2023, month + 1, 5))
            )  # fmt: skip
        if n % 3 == 0:
            findings.append(
                evolve(sample, id=f"DEMO/PROGRESS/Task:{id_}", subject=subject, addressees=(f"U-{n % 60}",),
                       counted=(f"{id_}/2023-06", f"{id_}/2023-07"))
            )  # fmt: skip
    ledger = Ledger("many", through=DAY, units=units, tasks=tuple(tasks), events=tuple(events))
    totals = {"task": evolve(report.totals["task"], all=number, open=number, closed=0), "petition": rectcore_totals()}
    return ledger, evolve(
        report, ledger="many", totals=totals, findings=tuple(findings), obligations=tuple(owed), targets=(),
        data_gaps=(),
    )  # fmt: skip


def rectcore_totals() -> Any:
    from rectcore.engine.results import Totals

    return Totals()
