"""A monitor: what it tells, what it refuses, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from attrs import evolve

import rectcore
from rectcore import (
    CallError,
    Changes,
    Event,
    Ledger,
    Monitor,
    Period,
    Person,
    Plan,
    Policy,
    StateError,
    Subject,
    Task,
    Tenure,
    Unit,
    Verdict,
)
from rectcore.engine.reference import evaluate as engine
from rectcore.model.deadline import Deadline, Step
from rectcore.model.facts import NONE, Invalid
from rectcore.model.ledger import Feed
from rectcore.monitor import monitor as module

HEAD = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source" / "依据"
  if due on a holiday: next working day
"""
RULES = (
    HEAD
    + """gate CLOSE "Accepted" / "已验收" on Task.closure
  cite: S "1" / "一"
  only if all:
    - [accepted] exists acceptance a where a.result is passed
    - [signed] this by party_secretary
duty MONTHLY "Monthly report" / "每月填报" for each Task
  cite: S "2" / "二"
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
  first period: full periods only
  rung 1 -> warning, due in 3 working days
  rung 2 -> interview
"""
)
UNITS = """aggregate open_tasks on Unit
  over: Task grouped by lead_unit where status is open
  value: count
notice FULL "Full" / "已满" for each Unit
  when: open_tasks at least 2
"""
TASKS = """notice LAST "The last one" / "最后一项" for each Task
  when: status is open and (no Task t where t.status is open and t.opened after opened)
"""
T1, T2, EAST, PLAN = Subject("task", "T-1"), Subject("task", "T-2"), Subject("unit", "east"), Subject("plan", "P")


def policy(more: str = "") -> Policy:
    found = rectcore.load_text(RULES + more)
    assert found.ok, [d.line() for d in found.diagnostics if d.severity.value == "error"]
    return found


def ledger(*events: Event, **more: object) -> Ledger:
    facts = {
        "through": date(2023, 12, 31),
        "plan": Plan("P", issued=date(2023, 1, 4)),
        "units": [Unit("east", posts=[Tenure("party_secretary", "p1")]), Unit("west")],
        "persons": [Person("p1")],
        "tasks": [Task(f"T-{n}", opened=date(2023, 6, n + 1), lead_unit="east", territory="east") for n in (1, 2, 3)],
    }
    return Ledger("L", events=events, **facts | more)  # type: ignore[arg-type]


def event(id_: str, kind: str, on: date, subject: Subject = T1, recorded: date | None = None, **more: object) -> Event:
    own = {k: more.pop(k) for k in ("person", "target", "changes", "answers") if k in more}
    return Event(id_, kind, subject, on, recorded or on, fields=more, **own)  # type: ignore[arg-type]


def report(id_: str, on: date, month: int, subject: Subject = T1, **more: object) -> Event:
    return event(id_, "report", on, subject, covers=Period.month(2023, month), **more)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The subjects that are judged, as they are."""
    found: list[str] = []

    def counted(owner, day, world):
        if not found or found[-1] != owner.id:
            found.append(owner.id)
        return engine.held(owner, day, world)

    monkeypatch.setattr(module, "held", counted)
    return found


def ids(changes: Changes) -> tuple[list[str], list[str], list[str]]:
    def short(findings):
        return [f.id.removeprefix("R/") for f in findings]

    return short(changes.appeared), short(c.now for c in changes.changed), short(changes.ended)


# -- what it tells ------------------------------------------------------------------------------------------------


def test_findings_appear_change_and_end():
    """One report comes in late; the month after nobody reports."""
    monitor = Monitor(
        policy(),
        ledger(report("e1", date(2023, 8, 3), 7, T2), report("e2", date(2023, 8, 3), 7, Subject("task", "T-3"))),
        date(2023, 8, 7),
    )
    assert ids(monitor.advance(date(2023, 8, 7))) == ([], [], [])
    first = monitor.advance(date(2023, 8, 8))
    assert ids(first) == (["MONTHLY/Task:T-1", "MONTHLY/Task:T-1/2023-07"], [], [])
    assert first.appeared[1].message.en.startswith("Monthly report for 2023-07 was due on 2023-08-07")
    outcome = monitor.record(report("e3", date(2023, 8, 9), 7))
    assert outcome.accepted
    assert ids(outcome.changes) == ([], [], [])  # it is of tomorrow
    assert ids(monitor.advance(date(2023, 8, 9))) == ([], [], ["MONTHLY/Task:T-1/2023-07"])
    later = monitor.advance(date(2023, 9, 6))
    assert ids(later)[1] == ["MONTHLY/Task:T-1"]
    assert [(c.was.rung, c.now.rung) for c in later.changed] == [(1, 2)]
    assert monitor.report() == policy().evaluate(monitor.ledger, date(2023, 9, 6))
    assert [f.id for f in monitor.findings] == [f.id for f in monitor.report().findings]
    assert (monitor.day, monitor.policy.id) == (date(2023, 9, 6), "R")
    assert later
    assert not monitor.advance(date(2023, 9, 7))


def test_an_act_that_was_taken_is_a_change():
    """The finding is the same, and says that something was done."""
    monitor = Monitor(policy(), ledger(), date(2023, 8, 8))
    outcome = monitor.record(event("w", "warning", date(2023, 8, 8)))
    assert [(c.was.acted_on, c.now.acted_on) for c in outcome.changes.changed] == [(None, "w")]


# -- where it looks -----------------------------------------------------------------------------------------------


def test_only_the_task_with_a_new_event_is_judged_again(asked: list[str]):
    """Where no rule looks across."""
    monitor = Monitor(policy(), ledger(), date(2023, 8, 1))
    assert asked == ["P", "T-1", "T-2", "T-3", "east", "west"]
    asked.clear()
    monitor.record(report("e1", date(2023, 8, 1), 7))
    assert asked == ["T-1"]
    asked.clear()
    monitor.advance(date(2023, 8, 7))
    assert asked == []
    monitor.advance(date(2023, 8, 8))
    assert asked == ["T-1", "T-2", "T-3"]


def test_units_are_judged_again_with_a_task_where_a_rule_of_theirs_counts_tasks(asked: list[str]):
    """Every unit, for a task may change its lead; no other task."""
    monitor = Monitor(policy(UNITS), ledger(), date(2023, 8, 1))
    assert [f.id for f in monitor.findings] == ["R/FULL/Unit:east"]
    asked.clear()
    monitor.record(event("a", "amendment", date(2023, 8, 1), field="lead_unit", value="west"))
    assert asked == ["T-1", "east", "west"]
    outcome = monitor.record(event("b", "amendment", date(2023, 8, 1), T2, field="lead_unit", value="west"))
    assert ids(outcome.changes) == (["FULL/Unit:west"], [], ["FULL/Unit:east"])


def test_every_task_is_judged_again_where_tasks_look_at_one_another(asked: list[str]):
    """The one that was last is so no longer."""
    monitor = Monitor(policy(TASKS), ledger(), date(2023, 8, 1))
    asked.clear()
    closed = event("s", "suspension", date(2023, 8, 1), Subject("task", "T-3"))
    assert ids(monitor.record(closed).changes) == (["LAST/Task:T-2"], [], ["LAST/Task:T-3"])
    assert {"T-1", "T-2", "T-3"} <= set(asked)


def test_an_event_on_a_unit_or_the_plan_concerns_everything(asked: list[str]):
    """Any rule may look at its fields."""
    monitor = Monitor(policy(), ledger(), date(2023, 8, 1))
    for subject in (EAST, PLAN):
        asked.clear()
        monitor.record(event(f"a-{subject.kind}", "amendment", date(2023, 8, 1), subject, field="title", value="x"))
        assert asked == ["P", "T-1", "T-2", "T-3", "east", "west"]


def test_a_ledger_that_is_no_longer_complete_convicts_nobody(asked: list[str]):
    """And does again, once somebody says that it is."""
    monitor = Monitor(policy(), ledger(through=date(2023, 8, 4)), date(2023, 8, 4))
    asked.clear()
    assert ids(monitor.advance(date(2023, 8, 8))) == ([], [], [])
    assert asked == ["P", "T-1", "T-2", "T-3", "east", "west"]
    assert {g.reason for g in monitor.report().data_gaps} == {"past watermark", "undetermined"}
    assert len(monitor.complete_to(date(2023, 8, 8)).appeared) == 6
    assert monitor.report() == policy().evaluate(monitor.ledger, date(2023, 8, 8))
    asked.clear()
    assert ids(monitor.advance(date(2023, 8, 9), through=date(2023, 8, 9))) == ([], [], [])
    assert asked == []


def test_a_feed_is_complete_by_itself():
    """A duty that rests on another feed than the ledger."""
    more = 'event check also "抽查" part of Task complete through web\nduty CHECK "Check" / "抽查" for each Task\n'
    more += "  due: 30 days after opened\n  fulfilled by: check\n"
    monitor = Monitor(policy(more), ledger(feeds=[Feed("web", date(2023, 6, 20))]), date(2023, 8, 1))
    assert ids(monitor.complete_to(date(2023, 8, 1), "web"))[0] == [f"CHECK/Task:T-{n}" for n in (1, 2, 3)]


def test_a_field_of_which_only_the_present_is_known_speaks_of_the_last_day():
    """The day moves on with the ledger, and the day before is not known any more."""
    more = "entity Task\n  has size: integer current only\n"
    more += 'standing SMALL "Small" / "小" for each Task\n  must: size at most 1\n'
    tasks = [Task("T-1", opened=date(2023, 6, 2), fields={"size": 5})]
    monitor = Monitor(policy(more), ledger(tasks=tasks, through=date(2023, 7, 1)), date(2023, 7, 1))
    for day in (date(2023, 7, 2), date(2023, 7, 3)):
        monitor.advance(day, through=day)
        assert monitor.report() == policy(more).evaluate(monitor.ledger, day)
        assert [f.episode for f in monitor.findings if f.rule == "SMALL"] == [day]


def test_working_days_that_are_published_concern_everything(asked: list[str]):
    """What rested on days that were not known is no longer provisional on the day of the notice."""
    more = 'duty SOON "Soon" / "尽快" for each Task\n  due: 150 working days after opened\n  fulfilled by: inspection\n'
    rules, notice = policy(more), date(2023, 10, 25)

    def provisional() -> set[bool]:
        assert monitor.report() == rules.evaluate(monitor.ledger, monitor.day)
        return {o.provisional for o in monitor.report().obligations if o.rule == "SOON"}

    monitor = Monitor(rules, ledger(), notice - timedelta(1))
    assert provisional() == {True}
    asked.clear()
    monitor.advance(notice)
    assert provisional() == {False}
    assert asked == ["P", "T-1", "T-2", "T-3", "east", "west"]


def test_the_day_on_which_something_can_change():
    """Of one subject, and of all; none where nothing can."""
    monitor = Monitor(policy(), ledger(report("e", date(2023, 8, 1), 7)), date(2023, 8, 1))
    assert monitor.stable_until("T-2") == date(2023, 8, 8)
    assert monitor.stable_until() == date(2023, 8, 8)
    assert monitor.stable_until("west") is None
    with pytest.raises(CallError, match="CL102"):
        monitor.stable_until("T-9")


# -- what it refuses ----------------------------------------------------------------------------------------------


def test_an_act_that_a_gate_stops_leaves_everything_as_it_was():
    """The reasons come with the refusal; once they are met, the act goes in."""
    monitor = Monitor(policy(), ledger(), date(2023, 8, 1))
    before, report_before = monitor.save(), monitor.report()
    outcome = monitor.record(event("c", "closure", date(2023, 8, 1), person="p1"))
    assert not outcome.accepted
    assert outcome.decision.state is Verdict.BLOCKED
    assert [(x.label, x.value, x.because.en) for x in outcome.decision.labels if not x.met] == [
        ("accepted", False, "no acceptance on record")
    ]
    assert not outcome.changes
    assert (monitor.save(), monitor.report()) == (before, report_before)
    assert monitor.record(event("a", "acceptance", date(2023, 8, 1), result="passed")).accepted
    unsigned = monitor.record(event("c", "closure", date(2023, 8, 1)))
    assert unsigned.decision.state is Verdict.BLOCKED_UNKNOWN
    assert monitor.record(event("c", "closure", date(2023, 8, 1), person="p1")).accepted
    assert monitor.report().totals["task"].closed == 1


def test_an_act_goes_by_its_chinese_name_as_well():
    """It is kept under the name of the vocabulary."""
    monitor = Monitor(policy(), ledger(), date(2023, 8, 1))
    assert monitor.record(event("r", "进展填报", date(2023, 8, 1))).event.kind == "report"
    assert monitor.ledger.events[0].kind == "report"


@pytest.mark.parametrize(
    ("one", "codes"),
    [
        (event("x", "raport", date(2023, 8, 1)), ["CL101"]),
        (event("x", "Unit", date(2023, 8, 1)), ["CL101"]),
        (event("x", "report", date(2023, 8, 1), Subject("task", "T-9")), ["CL102"]),
        (event("x", "report", date(2023, 8, 1), EAST), ["CL102"]),
        (event("e", "raport", date(2023, 8, 1), Subject("task", "T-9")), ["CL101", "CL102", "CL122"]),
        (event("e", "report", date(2023, 8, 1)), ["CL122"]),
        (event("x", "correction", date(2023, 8, 1), target="y"), ["CL123"]),
        (event("x", "withdrawal", date(2023, 8, 1)), ["CL123"]),
        (event("x", "withdrawal", date(2023, 8, 1), T2, target="e"), ["CL123"]),
    ],
)
def test_an_event_that_makes_no_sense_is_refused_with_everything_wrong(one: Event, codes: list[str]):
    """Nothing is recorded."""
    monitor = Monitor(policy(), ledger(report("e", date(2023, 8, 1), 7)), date(2023, 8, 1))
    before = monitor.save()
    with pytest.raises(CallError) as caught:
        monitor.record(one)
    assert [d.code for d in caught.value.diagnostics] == codes
    assert all(d.place and d.message.zh and d.hint.en for d in caught.value.diagnostics)
    assert monitor.save() == before


def test_time_only_goes_on():
    """Neither the day nor what is complete goes back, and no day is out of all reach."""
    monitor = Monitor(policy(), ledger(), date(2023, 8, 1))
    before = monitor.save()
    for code, call in (
        ("CL121", lambda: monitor.advance(date(2023, 7, 31))),
        ("CL106", lambda: monitor.advance(date(2123, 7, 31))),
        ("CL124", lambda: monitor.advance(date(2023, 8, 2), through=date(2023, 8, 1))),
        ("CL124", lambda: monitor.complete_to(date(2023, 8, 1))),
        ("CL106", lambda: Monitor(policy(), ledger(), date(2123, 7, 31))),
        ("CL105", lambda: Monitor(policy(), ledger(timezone="Asia/Tokyo"), date(2023, 8, 1))),
    ):
        with pytest.raises(CallError, match=code):
            call()
    assert monitor.save() == before


def test_a_fault_in_the_middle_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch):
    """What was worked out is kept all at once."""
    monitor = Monitor(policy(), ledger(report("e", date(2023, 8, 1), 7, recorded=date(2023, 8, 3))), date(2023, 8, 1))
    before = monitor.save()

    def failing(owner, day, world):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "held", failing)
        for call in (
            lambda: monitor.record(event("x", "report", date(2023, 8, 1))),
            lambda: monitor.advance(date(2023, 8, 8), through=date(2024, 1, 31)),
        ):
            with pytest.raises(KeyboardInterrupt):
                call()
    assert monitor.save() == before
    monitor.advance(date(2023, 8, 8))
    assert monitor.report() == policy().evaluate(monitor.ledger, date(2023, 8, 8))


# -- its state ----------------------------------------------------------------------------------------------------


def facts() -> Ledger:
    """A ledger with everything that a row can hold, and rows that were refused."""
    text = """{"format": "rectcore.ledger/1", "id": "L", "timezone": "Asia/Shanghai", "through": "2023-12-31",
    "units": [{"id": "east"}], "tasks": [{"id": "T-1", "opened": "2023-06-01"}, {"id": "T-1", "opened": "none"}],
    "events": [{"id": "e", "kind": "raport", "subject": {"kind": "task", "id": "T-1"}, "on": "2023-07-01",
                "recorded": "2023-07-01"}]}"""
    found = rectcore.read_ledger_text(text, "L.json")
    assert found.refusals
    more = Task(
        "T-2",
        opened=date(2023, 6, 1),
        title=Invalid("?"),
        territory=NONE,
        deadline=Deadline.month(2023, 10),
        steps=(Step("s", "east", Deadline(date(2023, 9, 1))),),
        fields={"cost": Decimal("1.50"), "tags": ["a", "b"]},
    )
    return evolve(found, tasks=(*found.tasks, more)).with_events(
        [report("r", date(2023, 8, 1), 7, T2, progress=rectcore.check.vocabulary.Share("0.35"))]
    )


def test_a_state_comes_back_whole_and_nothing_is_judged_again(asked: list[str]):
    """Refused rows too, and byte by byte when saved again."""
    monitor = Monitor(policy(), facts(), date(2023, 8, 8))
    asked.clear()
    text = monitor.save()
    again = Monitor.restore(policy(), text)
    assert asked == []
    assert again.save() == text
    assert again.ledger.tasks == monitor.ledger.tasks
    assert [r.diagnostic.line() for r in again.ledger.refusals] == [
        r.diagnostic.line() for r in monitor.ledger.refusals
    ]
    assert again.report() == monitor.report()
    assert again.advance(date(2023, 9, 6)) == monitor.advance(date(2023, 9, 6))


def test_a_cut_file_stays_cut():
    """Absence says nothing, before and after."""
    monitor = Monitor(policy(), ledger(cut=True), date(2023, 8, 8))
    again = Monitor.restore(policy(), monitor.save())
    assert again.ledger.cut
    assert again.report() == monitor.report()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: "", "CL125"),
        (lambda text: "{}", "CL125"),
        (lambda text: "[" * 100_000, "CL125"),
        (lambda text: "[1]", "CL125"),
        (lambda text: rectcore.write_ledger(ledger()), "CL125"),
        (lambda text: text[:-2], "CL126"),
        (lambda text: text[: len(text) // 2], "CL126"),
        (lambda text: "\n".join(text.split("\n")[:-2]), "CL126"),
        (lambda text: text.replace("2023-06-02", "2023-06-05"), "CL126"),
    ],
)
def test_what_is_no_whole_state_is_refused(change, code: str):
    """Cut anywhere, changed anywhere, or something else."""
    text = Monitor(policy(), ledger(), date(2023, 8, 8)).save()
    with pytest.raises(StateError) as caught:
        Monitor.restore(policy(), change(text), "kept.state")
    (found,) = caught.value.diagnostics
    assert found.code == code
    assert found.place.startswith("kept.state")


def test_any_cut_is_noticed():
    """At every place."""
    text = Monitor(policy(), ledger(tasks=[]), date(2023, 8, 8)).save()
    assert Monitor.restore(policy(), text.removesuffix("\n")).save() == text
    for end in range(len(text) - 1):
        with pytest.raises(StateError, match=r"CL12[56]"):
            Monitor.restore(policy(), text[:end])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"policy":', '"polic":'),
        ('{"Task":', '{"Monitor":'),
        ('"tasks":', '"tsks":'),
        ('"day":"2023-08-08"', '"day":"2023-08-38"'),
        ('{"date":"2023-06-01"}', '{"date":7}'),
        ('{"date":"2023-06-01"}', '{"date":"2023-06-01","x":1}'),
        ('{"decimal":"1.5"}', '{"decimal":"x"}'),
        ('"rule":"MONTHLY"', '"rule":"M"'),
    ],
)
def test_a_state_that_somebody_wrote_is_refused(old: str, new: str):
    """With a digest that fits, and nothing that could be what it says."""
    from rectcore.monitor import state

    tasks = [Task("T-1", opened=date(2023, 6, 1), fields={"cost": Decimal("1.5")})]
    lines = Monitor(policy(), ledger(tasks=tasks), date(2023, 8, 8)).save().split("\n")[:-2]
    changed = [line.replace(old, new) for line in lines]
    assert changed != lines
    end = state._line({"end": {"lines": len(changed), "sha256": state._digest(changed)}})
    with pytest.raises(StateError, match="CL125"):
        Monitor.restore(policy(), "\n".join([*changed, end]))


def test_a_state_of_other_rules_is_refused():
    """By their names and digests."""
    text = Monitor(policy(), ledger(), date(2023, 8, 8)).save()
    with pytest.raises(StateError, match=r"state: error CL127: the state is of the policy `R` \w{12}, and this one is"):
        Monitor.restore(policy(UNITS), text)


def test_another_version_or_other_working_days_judge_everything_again(
    monkeypatch: pytest.MonkeyPatch, asked: list[str]
):
    """The facts are the same; what follows from them may not be."""
    text = Monitor(policy(), ledger(), date(2023, 8, 8)).save()
    asked.clear()
    monkeypatch.setattr("rectcore.monitor.state.version", lambda _: "9.9")
    again = Monitor.restore(policy(), text)
    assert asked == ["P", "T-1", "T-2", "T-3", "east", "west"]
    assert again.report() == policy().evaluate(ledger(), date(2023, 8, 8))


def test_what_no_file_can_say_is_not_saved():
    """A number that is not exact."""
    tasks = [Task("T-1", opened=date(2023, 6, 1), fields={"cost": 1.5})]
    with pytest.raises(ValueError, match=r"1\.5 cannot stand in a ledger"):
        Monitor(policy(), ledger(tasks=tasks), date(2023, 8, 8)).save()
