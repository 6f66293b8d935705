"""Findings: names, runs, measures, acts, addressees, breached gates (language note, section 20, 27 to 32, 44, 45).

Every expected value is worked out by hand. 1 March 2023 is a Wednesday; the month has no holiday.
"""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.model.deadline import Deadline, DeadlineClass
from rectcore.model.events import Event, Subject
from rectcore.model.facts import NONE
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.period import Period
from rectcore.model.task import Task, TaskKind
from rectcore.model.unit import Person, Tenure, Unit

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source"
  if due on a holiday: same day
"""

# Broken while a task is suspended: the suspension of an event says from which day to which.
BUSY = """
standing ST "Not suspended" for each Task
  must: status is not suspended
"""

ONCE = """
duty D "In time" for each Task
  due: deadline
  fulfilled by: completion
"""

MONTHLY = """
duty M "Monthly report" for each Task
  every: month
  due: by end of this period
  fulfilled by: report
  breach goes to: L

ladder L "Ladder"
  rung 1 -> warning
  rung 2 -> supervision, due in 10 working days
"""

BACKDATED = """
notice LATE_ENTRY "Entered late" for each evidence
  when: recorded after on + 3 days
  call for: reminder
"""

GATE = """
gate CLOSE "Proof before closing" on Task.closure
  only if all:
    - [proof] exists evidence
"""


def day(text):
    return date.fromisoformat(text)


def policy(*texts):
    found = rectcore.load_text(HEAD + "\n".join(texts))
    assert [] == [d.line() for d in found.diagnostics if d.severity.value == "error"]
    return found


def event(id_, kind, on, recorded=None, to=("task", "T1"), **more):
    own = {k: more.pop(k) for k in ("target", "changes", "person", "answers") if k in more}
    return Event(id_, kind, Subject(*to), day(on), day(recorded or on), fields=more, **own)


def suspended(id_, on, until, **more):
    return event(id_, "suspension", on, until=day(until), **more)


def task(id_="T1", opened="2023-01-01", due=None, **more):
    given = {"title": "x", "lead_unit": "U1", "deadline": Deadline(day(due)) if due else None, **more}
    return Task(id_, day(opened), **given)


def ledger(*events, tasks=None, through="2030-12-31", plan=None, **more):
    posts = [Tenure("party_secretary", "P1")]
    return Ledger(
        "L",
        through=day(through),
        plan=plan,
        units=(Unit("U1", posts=posts), Unit("U2"), Unit("U3")),
        persons=(Person("P1"), Person("P2")),
        tasks=tuple(tasks or [task()]),
        events=events,
        **more,
    )


def report_of(rules, facts, on, known_at=None):
    return rules.evaluate(facts, day(on), day(known_at) if known_at else None)


def found(rules, facts, on, known_at=None):
    return list(report_of(rules, facts, on, known_at).findings)


def runs(rules, facts, on, known_at=None):
    return [(f.id, str(f.episode), str(f.since)) for f in found(rules, facts, on, known_at)]


def acts(rules, facts, on):
    return [(f.id, f.measure, f.acted_on) for f in found(rules, facts, on)]


def to_send(rules, facts, on):
    return [f.id for f in report_of(rules, facts, on).to_send]


# -- 27: episode and since --------------------------------------------------------------------------------------------


def test_20_27_a_missed_instance_is_found_from_the_day_after():
    """Due 10 March: no finding on the 10th, one from the 11th, with that day as episode and since ever after."""
    facts = ledger(tasks=[task(due="2023-03-10")])
    assert [] == runs(policy(ONCE), facts, "2023-03-10")
    assert [("R/D/Task:T1", "2023-03-11", "2023-03-11")] == runs(policy(ONCE), facts, "2023-03-11")
    assert [("R/D/Task:T1", "2023-03-11", "2023-03-11")] == runs(policy(ONCE), facts, "2024-03-11")


def test_20_27_ends_when_an_event_serves_it():
    """Done on the 20th it is late, and a late instance is no finding."""
    facts = ledger(event("C1", "completion", "2023-03-20"), tasks=[task(due="2023-03-10")])
    assert ["R/D/Task:T1"] == [f.id for f in found(policy(ONCE), facts, "2023-03-19")]
    assert [] == found(policy(ONCE), facts, "2023-03-20")
    assert ["late"] == [o.state.value for o in report_of(policy(ONCE), facts, "2023-03-20").obligations]


def test_20_27_ends_when_the_task_is_closed():
    """A closed task is not chased for what it missed."""
    facts = ledger(event("C1", "closure", "2023-03-20"), tasks=[task(due="2023-03-10")])
    assert ["R/D/Task:T1"] == [f.id for f in found(policy(ONCE), facts, "2023-03-19")]
    assert [] == found(policy(ONCE), facts, "2023-03-20")


@pytest.mark.parametrize("effect", ["excused", "not required"])
def test_20_27_ends_when_an_exception_applies(effect):
    """The exception is tested on the due day, as known: entered on the 15th, evidence of the 9th ends it."""
    rules = policy(ONCE, "exception X overrides D\n", "  applies when: exists evidence\n", f"  effect: {effect}\n")
    facts = ledger(event("E1", "evidence", "2023-03-09", "2023-03-15"), tasks=[task(due="2023-03-10")])
    assert ["R/D/Task:T1"] == [f.id for f in found(rules, facts, "2023-03-14")]
    assert [] == found(rules, facts, "2023-03-15")


def test_20_27_episode_begins_anew_after_a_break():
    """An unbroken run: of two breaches the episode is the first day of the second."""
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-05"), suspended("S2", "2023-03-07", "2023-03-20"))
    assert [("R/ST/Task:T1", "2023-03-01", "2023-03-01")] == runs(policy(BUSY), facts, "2023-03-05")
    assert [] == runs(policy(BUSY), facts, "2023-03-06")
    assert [("R/ST/Task:T1", "2023-03-07", "2023-03-07")] == runs(policy(BUSY), facts, "2023-03-15")


def test_20_27_breaches_that_meet_are_one_run():
    """Suspended to the 5th and again from the 6th: no day between, one episode."""
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-05"), suspended("S2", "2023-03-06", "2023-03-20"))
    assert [("R/ST/Task:T1", "2023-03-01", "2023-03-01")] == runs(policy(BUSY), facts, "2023-03-15")


def test_20_27_since_is_the_first_day_of_the_present_rung():
    """The run begins with the first miss, the rung with the second."""
    assert [("R/L/Task:T1", "2023-02-01", "2023-03-01")] == [
        r for r in runs(policy(MONTHLY), ledger(), "2023-03-15") if r[0].startswith("R/L/")
    ]


def test_20_27_history_is_as_known_at_known_at():
    """Done on the 5th, withdrawn on the 20th: known on the 20th, it has been missed since the 11th."""
    undone = event("W1", "withdrawal", "2023-03-20", target="C1")
    facts = ledger(event("C1", "completion", "2023-03-05"), undone, tasks=[task(due="2023-03-10")])
    assert [] == runs(policy(ONCE), facts, "2023-03-25", "2023-03-19")
    assert [("R/D/Task:T1", "2023-03-11", "2023-03-11")] == runs(policy(ONCE), facts, "2023-03-25", "2023-03-20")
    assert [("R/D/Task:T1", "2023-03-11", "2023-03-11")] == runs(policy(ONCE), facts, "2023-03-11", "2023-03-20")


def test_20_27_a_standings_run_begins_no_earlier_than_its_subject():
    """Without any report the condition fails on every day; the task is there since 1 March."""
    rules = policy('standing ST "Reports" for each Task\n  must: exists report\n')
    assert [("R/ST/Task:T1", "2023-03-01", "2023-03-01")] == runs(
        rules, ledger(tasks=[task(opened="2023-03-01")]), "2023-03-31"
    )


def test_20_27_a_standing_on_a_plan_begins_with_the_plan():
    """A plan's start is the day it was issued."""
    rules = policy('standing ST "Reply" for each Plan\n  must: exists reply\n')
    facts = ledger(plan=Plan("P", unit="U1", issued=day("2023-03-03")))
    assert [("R/ST/Plan:P", "2023-03-03", "2023-03-03")] == runs(rules, facts, "2023-03-31")


def test_20_27_a_notice_about_an_event_begins_on_its_counted_day():
    """Evidence of 5 January entered on the 10th: the notice begins on the 10th, whatever known-at is."""
    facts = ledger(event("E1", "evidence", "2023-01-05", "2023-01-10"))
    rules = policy(BACKDATED)
    assert [] == runs(rules, facts, "2023-01-09", "2023-01-20")
    assert [("R/LATE_ENTRY/evidence:E1", "2023-01-10", "2023-01-10")] == runs(rules, facts, "2023-01-20")


def test_20_27_the_episode_id_joins_finding_and_episode():
    """A new letter for each episode: the id, `@`, the first day of the run."""
    facts = ledger(tasks=[task(due="2023-03-10")])
    assert ["R/D/Task:T1@2023-03-11"] == [
        f.episode_id.replace(" ", "") for f in found(policy(ONCE), facts, "2023-03-30")
    ]


# -- 28: measure, ladder, rung, due -----------------------------------------------------------------------------------


def test_20_28_no_measure_where_the_rule_calls_for_none():
    """A plain duty and a plain standing: no measure, ladder, rung or due day for it."""
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-20"), tasks=[task(due="2023-03-02")])
    assert [("R/D/Task:T1", None, None, None, None), ("R/ST/Task:T1", None, None, None, None)] == [
        (f.id, f.measure, f.ladder, f.rung, f.due) for f in found(policy(ONCE, BUSY), facts, "2023-03-10")
    ]


def test_20_28_a_breach_with_inline_rungs_is_one_finding_from_its_first_day():
    """Before the first rung it has no measure; later the same finding, with its episode, has one."""
    rules = policy(BUSY + "  rung after 5 days -> warning, due in 10 days\n")
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-31"))
    shown = [
        [(f.id, f.measure, f.rung, str(f.episode), str(f.since), f.due) for f in found(rules, facts, on)]
        for on in ("2023-03-01", "2023-03-04", "2023-03-05", "2023-03-20")
    ]
    before = [("R/ST/Task:T1", None, None, "2023-03-01", "2023-03-01", None)]
    after = [("R/ST/Task:T1", "warning", 1, "2023-03-01", "2023-03-05", day("2023-03-15"))]
    assert [before, before, after, after] == shown


def test_20_28_a_ladders_finding_has_the_ladders_id():
    """It carries the measure and lists what it counted; the instances are findings of their own without a measure."""
    findings = found(policy(MONTHLY), ledger(), "2023-03-15")
    assert [
        ("R/L/Task:T1", "L", "L", 2, "supervision", 2),
        ("R/M/Task:T1/2023-01", "M", None, None, None, 0),
        ("R/M/Task:T1/2023-02", "M", None, None, None, 0),
    ] == [(f.id, f.rule, f.ladder, f.rung, f.measure, len(f.counted)) for f in findings]


@pytest.mark.parametrize(
    ("within", "due"),
    [
        ("10 days", "2023-03-11"),
        ("10 working days", "2023-03-15"),  # 2, 3, 6 to 10, 13, 14, 15 March
        ("1 month", "2023-04-01"),
    ],
)
def test_20_28_due_is_counted_from_since_that_day_not_counted(within, due):
    """The rung is reached on Wednesday, 1 March."""
    rules = policy(BUSY + f"  rung after 1 day -> warning, due in {within}\n")
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-31"))
    assert [due] == [str(f.due) for f in found(rules, facts, "2023-03-20")]


def test_20_28_due_follows_the_rung():
    """The second rung has a day for taking the measure, the first has none."""
    assert [None] == [f.due for f in found(policy(MONTHLY), ledger(), "2023-02-15") if f.rung]
    assert [day("2023-03-15")] == [f.due for f in found(policy(MONTHLY), ledger(), "2023-03-30") if f.rung]


def test_20_28_rung_hi_only_where_it_is_higher():
    """January and February missed, March not known: second rung for sure; of two rungs hi can be no higher."""
    facts = ledger(through="2023-02-28")
    assert [(2, None)] == [(f.rung, f.rung_hi) for f in found(policy(MONTHLY), facts, "2023-04-10") if f.rung]
    one_known = ledger(through="2023-01-31")
    assert [(1, 2)] == [(f.rung, f.rung_hi) for f in found(policy(MONTHLY), one_known, "2023-03-10") if f.rung]


# -- 29: acted on -----------------------------------------------------------------------------------------------------

WARNED = BUSY + "  rung after 1 day -> warning\n  rung after 10 days -> supervision\n"
LONG = suspended("S1", "2023-03-01", "2023-03-31")


def test_20_29_an_act_of_that_measure_acts_on_the_finding():
    """From the act's own day on; before it the finding waits."""
    facts = ledger(LONG, event("W1", "warning", "2023-03-03"))
    assert [("R/ST/Task:T1", "warning", None)] == acts(policy(WARNED), facts, "2023-03-02")
    assert [("R/ST/Task:T1", "warning", "W1")] == acts(policy(WARNED), facts, "2023-03-03")


def test_20_29_on_the_day_of_since_and_not_before():
    """`on` is not before `since`: a warning of the day the rung is reached counts, one of the day before does not."""
    assert [("R/ST/Task:T1", "warning", "W1")] == acts(
        policy(WARNED), ledger(LONG, event("W1", "warning", "2023-03-01")), "2023-03-05"
    )
    assert [("R/ST/Task:T1", "warning", None)] == acts(
        policy(WARNED), ledger(LONG, event("W1", "warning", "2023-02-28")), "2023-03-05"
    )


def test_20_29_the_kind_is_the_measure_and_the_subject_the_same():
    """Neither another measure nor a warning of another task or of the unit acts on it."""
    others = [
        event("A1", "reminder", "2023-03-03"),
        event("A2", "warning", "2023-03-03", to=("task", "T2")),
        event("A3", "warning", "2023-03-03", to=("unit", "U1")),
    ]
    facts = ledger(LONG, *others, tasks=[task(), task("T2")])
    assert [("R/ST/Task:T1", "warning", None)] == acts(policy(WARNED), facts, "2023-03-05")


def test_20_29_a_higher_rung_needs_a_new_act():
    """The warning is spent on the first rung."""
    facts = ledger(LONG, event("W1", "warning", "2023-03-03"), event("S2", "supervision", "2023-03-12"))
    assert [("R/ST/Task:T1", "supervision", None)] == acts(policy(WARNED), facts, "2023-03-10")
    assert [("R/ST/Task:T1", "supervision", "S2")] == acts(policy(WARNED), facts, "2023-03-12")


def test_20_29_a_higher_rung_of_the_same_measure_needs_a_new_act():
    """Two rungs that call for a warning each call for one."""
    rules = policy(BUSY + "  rung after 1 day -> warning\n  rung after 10 days -> warning\n")
    facts = ledger(LONG, event("W1", "warning", "2023-03-03"))
    assert [("R/ST/Task:T1", "warning", "W1")] == acts(rules, facts, "2023-03-09")
    assert [("R/ST/Task:T1", "warning", None)] == acts(rules, facts, "2023-03-10")


def test_20_29_a_new_episode_needs_a_new_act():
    """A spent act stays spent when its finding ends."""
    facts = ledger(
        suspended("S1", "2023-03-01", "2023-03-05"),
        suspended("S2", "2023-03-10", "2023-03-15"),
        event("W1", "warning", "2023-03-03"),
    )
    assert [("R/ST/Task:T1", "warning", "W1")] == acts(policy(WARNED), facts, "2023-03-05")
    assert [("R/ST/Task:T1", "warning", None)] == acts(policy(WARNED), facts, "2023-03-11")


TWO = """
standing A "One" for each Task
  must: status is not suspended
  rung after {a} days -> warning

standing B "Other" for each Task
  must: status is not suspended
  rung after {b} days -> warning
"""


def test_20_29_without_answers_it_serves_the_oldest_finding():
    """The oldest by `since`, whatever the ids; the second warning serves the other."""
    rules = policy(TWO.format(a=5, b=2))
    first, second = event("W1", "warning", "2023-03-06"), event("W2", "warning", "2023-03-07")
    assert [("R/A/Task:T1", "warning", None), ("R/B/Task:T1", "warning", "W1")] == acts(
        rules, ledger(LONG, first), "2023-03-10"
    )
    assert [("R/A/Task:T1", "warning", "W2"), ("R/B/Task:T1", "warning", "W1")] == acts(
        rules, ledger(LONG, second, first), "2023-03-10"
    )


def test_20_29_of_two_of_one_day_the_lower_id():
    """By `since`, then by id."""
    facts = ledger(LONG, event("W1", "warning", "2023-03-06"))
    assert [("R/A/Task:T1", "warning", "W1"), ("R/B/Task:T1", "warning", None)] == acts(
        policy(TWO.format(a=2, b=2)), facts, "2023-03-10"
    )


def test_20_29_only_among_the_findings_of_its_own_day():
    """On 3 March only B calls for a warning; what arises later needs another one, though nothing older is left."""
    facts = ledger(LONG, event("W1", "warning", "2023-03-03"), event("W2", "warning", "2023-03-04"))
    assert [("R/A/Task:T1", "warning", None), ("R/B/Task:T1", "warning", "W1")] == acts(
        policy(TWO.format(a=5, b=2)), facts, "2023-03-10"
    )


def test_20_29_answers_names_the_finding():
    """An act that names a finding serves that one, not the oldest, and no other when it names none that is there."""
    rules = policy(TWO.format(a=5, b=2))
    named = event("W1", "warning", "2023-03-06", answers="R/A/Task:T1")
    astray = event("W1", "warning", "2023-03-06", answers="R/C/Task:T1")
    assert [("R/A/Task:T1", "warning", "W1"), ("R/B/Task:T1", "warning", None)] == acts(
        rules, ledger(LONG, named), "2023-03-10"
    )
    assert [("R/A/Task:T1", "warning", None), ("R/B/Task:T1", "warning", None)] == acts(
        rules, ledger(LONG, astray), "2023-03-10"
    )


def test_20_29_known_to_answer_nothing_in_particular():
    """`answers` given as none names none: it serves the oldest."""
    facts = ledger(LONG, event("W1", "warning", "2023-03-06", answers=NONE))
    assert [("R/A/Task:T1", "warning", None), ("R/B/Task:T1", "warning", "W1")] == acts(
        policy(TWO.format(a=5, b=2)), facts, "2023-03-10"
    )


def test_20_29_for_a_finding_about_an_event_the_act_is_on_its_task():
    """A reminder on the task answers the notice about its evidence."""
    facts = ledger(
        event("E1", "evidence", "2023-01-05", "2023-01-10"), event("A1", "reminder", "2023-01-11"), tasks=[task()]
    )
    assert [("R/LATE_ENTRY/evidence:E1", "reminder", "A1")] == acts(policy(BACKDATED), facts, "2023-01-20")


def test_20_29_an_act_that_was_withdrawn_acts_on_nothing():
    """As known: the withdrawal takes the act away."""
    facts = ledger(LONG, event("W1", "warning", "2023-03-03"), event("X1", "withdrawal", "2023-03-05", target="W1"))
    assert [("R/ST/Task:T1", "warning", "W1")] == acts(policy(WARNED), facts, "2023-03-04")
    assert [("R/ST/Task:T1", "warning", None)] == acts(policy(WARNED), facts, "2023-03-05")


def test_20_29_a_hosts_own_measure_is_an_act_too():
    """`measures:` declares an act; an event of that name acts on the finding."""
    rules = policy('measures: shutdown "停产"\n', BUSY + "  rung after 1 day -> shutdown\n")
    facts = ledger(LONG, event("A1", "shutdown", "2023-03-03"))
    assert [("R/ST/Task:T1", "shutdown", "A1")] == acts(rules, facts, "2023-03-05")


def test_20_29_acts_on_a_unit_and_on_a_plan():
    """The subject may be a unit or the plan."""
    rules = policy(
        'standing U "Study" for each Unit\n  must: exists study\n  rung after 1 day -> reminder\n',
        'standing V "Reply" for each Plan\n  must: exists reply\n  rung after 1 day -> circular\n',
    )
    facts = ledger(
        event("A1", "reminder", "2023-03-03", to=("unit", "U2")),
        event("A2", "circular", "2023-03-03", to=("plan", "P")),
        plan=Plan("P", unit="U1", issued=day("2023-03-01")),
    )
    assert [
        ("R/U/Unit:U1", "reminder", None),
        ("R/U/Unit:U2", "reminder", "A1"),
        ("R/U/Unit:U3", "reminder", None),
        ("R/V/Plan:P", "circular", "A2"),
    ] == acts(rules, facts, "2023-03-10")


# -- 30: addressees ---------------------------------------------------------------------------------------------------


def addressed(rules, facts, on="2023-03-10"):
    report = report_of(rules, facts, on)
    return [(f.id, f.addressees) for f in report.findings], [g.reason for g in report.data_gaps]


def test_20_30_sent_to_names_them():
    """A path to a unit, or to several."""
    facts = ledger(LONG, tasks=[task(supervising_unit="U2", responsible_units=("U2", "U3"))])
    one = policy(BUSY + "  rung after 1 day -> warning sent to supervising_unit\n")
    many = policy(BUSY + "  rung after 1 day -> warning sent to responsible_units\n")
    assert ([("R/ST/Task:T1", ("U2",))], []) == addressed(one, facts)
    assert ([("R/ST/Task:T1", ("U2", "U3"))], []) == addressed(many, facts)


def test_20_30_without_it_the_lead_unit_the_unit_itself_the_issuing_unit():
    """With or without a measure."""
    rules = policy(
        WARNED,
        'standing U "Study" for each Unit\n  must: exists study\n',
        'standing V "Reply" for each Plan\n  must: exists reply\n',
    )
    facts = ledger(
        LONG,
        event("S2", "study", "2023-01-01", to=("unit", "U1")),
        event("S3", "study", "2023-01-01", to=("unit", "U3")),
        plan=Plan("P", unit="U3", issued=day("2023-03-01")),
    )
    assert ([("R/ST/Task:T1", ("U1",)), ("R/U/Unit:U2", ("U2",)), ("R/V/Plan:P", ("U3",))], []) == addressed(
        rules, facts
    )


def test_20_30_for_an_event_those_of_its_subject():
    """The notice about a task's evidence goes to the task's lead unit."""
    facts = ledger(event("E1", "evidence", "2023-01-05", "2023-01-10"))
    assert ([("R/LATE_ENTRY/evidence:E1", ("U1",))], []) == addressed(policy(BACKDATED), facts)


def test_20_30_an_event_may_name_its_tasks_unit():
    """In a rule for each event `task` leads to the task it belongs to."""
    rules = policy(BACKDATED.replace("call for: reminder", "call for: reminder sent to task.supervising_unit"))
    facts = ledger(event("E1", "evidence", "2023-01-05", "2023-01-10"), tasks=[task(supervising_unit="U3")])
    assert ([("R/LATE_ENTRY/evidence:E1", ("U3",))], []) == addressed(rules, facts)


@pytest.mark.parametrize("to", ["", " sent to supervising_unit"], ids=["by default", "sent to"])
def test_20_30_an_unknown_addressee_leaves_the_finding_and_adds_a_gap(to):
    """Nobody says who leads or supervises the task: the finding stays, nobody else is put in their place."""
    card = task(lead_unit=None) if not to else task()
    rules = policy(BUSY + f"  rung after 1 day -> warning{to}\n")
    findings, gaps = addressed(rules, ledger(LONG, tasks=[card]))
    assert [("R/ST/Task:T1", ())] == findings
    assert ["addressee unknown"] == gaps


# -- 31: notices and what to send -------------------------------------------------------------------------------------


def test_20_31_a_notice_stays_acted_on_or_not():
    """What to send today is the findings with a measure that nobody has taken."""
    facts = ledger(event("E1", "evidence", "2023-01-05", "2023-01-10"), event("A1", "reminder", "2023-01-12"))
    rules = policy(BACKDATED)
    assert ["R/LATE_ENTRY/evidence:E1"] == to_send(rules, facts, "2023-01-11")
    assert [] == to_send(rules, facts, "2023-01-12")
    assert [("R/LATE_ENTRY/evidence:E1", "2023-01-10", "2023-01-10")] == runs(rules, facts, "2024-01-12")


def test_20_31_nothing_to_send_without_a_measure():
    """A breach that calls for nothing is found and not sent."""
    assert [] == to_send(policy(BUSY), ledger(LONG), "2023-03-10")
    assert ["R/ST/Task:T1"] == to_send(policy(WARNED), ledger(LONG), "2023-03-10")


# -- 32: breached gates -----------------------------------------------------------------------------------------------


def breaches(rules, facts, on, known_at=None):
    return [(f.id, f.subject.id, str(f.episode)) for f in found(rules, facts, on, known_at) if f.kind == "gate"]


def statuses(rules, facts, on):
    total = report_of(rules, facts, on).totals["task"]
    return total.open, total.closed


def test_20_32_a_breached_gate_is_a_finding_on_the_task():
    """From the act's day on; its id ends with the act's; the closure has its effect all the same."""
    facts = ledger(event("C1", "closure", "2023-03-10", "2023-03-12"))
    rules = policy(GATE)
    assert [] == breaches(rules, facts, "2023-03-09", "2023-03-12")
    assert [("R/CLOSE/Task:T1/C1", "T1", "2023-03-10")] == breaches(rules, facts, "2023-03-10", "2023-03-12")
    assert [("R/CLOSE/Task:T1/C1", "T1", "2023-03-10")] == breaches(rules, facts, "2024-03-10")
    assert (0, 1) == statuses(rules, facts, "2023-03-12")


def test_20_32_until_it_is_withdrawn():
    """The withdrawal ends the finding and the closure."""
    facts = ledger(event("C1", "closure", "2023-03-10"), event("W1", "withdrawal", "2023-03-20", target="C1"))
    assert 1 == len(breaches(policy(GATE), facts, "2023-03-19"))
    assert [] == breaches(policy(GATE), facts, "2023-03-20")
    assert (1, 0) == statuses(policy(GATE), facts, "2023-03-20")


def test_20_32_until_the_task_is_reopened():
    """From the reopening on it is over, and a new closure in breach is a new finding."""
    facts = ledger(
        event("C1", "closure", "2023-03-10"),
        event("O1", "reopening", "2023-03-20"),
        event("C2", "closure", "2023-04-10"),
    )
    assert ["R/CLOSE/Task:T1/C1"] == [b[0] for b in breaches(policy(GATE), facts, "2023-03-19")]
    assert [] == breaches(policy(GATE), facts, "2023-03-20")
    assert [("R/CLOSE/Task:T1/C2", "T1", "2023-04-10")] == breaches(policy(GATE), facts, "2023-04-10")


def test_20_32_until_the_act_is_recorded_again_in_order():
    """Proof on the 15th heals nothing by itself; the closure recorded again after it does."""
    proof = event("E1", "evidence", "2023-03-15")
    first, again = event("C1", "closure", "2023-03-10"), event("C2", "closure", "2023-03-20")
    assert [("R/CLOSE/Task:T1/C1", "T1", "2023-03-10")] == breaches(policy(GATE), ledger(first, proof), "2023-03-31")
    assert 1 == len(breaches(policy(GATE), ledger(first, proof, again), "2023-03-19"))
    assert [] == breaches(policy(GATE), ledger(first, proof, again), "2023-03-20")


def test_20_32_recorded_again_in_breach_is_a_second_finding():
    """Neither act was in order."""
    facts = ledger(event("C1", "closure", "2023-03-10"), event("C2", "closure", "2023-03-20"))
    assert ["R/CLOSE/Task:T1/C1", "R/CLOSE/Task:T1/C2"] == [b[0] for b in breaches(policy(GATE), facts, "2023-03-31")]


def test_20_32_in_order_is_judged_by_the_gates_in_force_on_that_day():
    """The second gate comes into force in 2024: the closure of 20 March 2023 is in order without it."""
    later = (
        'gate CLOSE2 "Inspection" on Task.closure\n  in force: from 2024-01-01\n'
        "  only if all:\n    - [seen] exists inspection\n"
    )
    facts = ledger(
        event("C1", "closure", "2023-03-10"),
        event("E1", "evidence", "2023-03-15"),
        event("C2", "closure", "2023-03-20"),
    )
    assert [] == breaches(policy(GATE, later), facts, "2023-03-31")


def test_20_32_a_reopening_recorded_before_the_closure_of_its_day_ends_nothing():
    """Of a closure and a reopening on one day the one recorded last holds (40): the task is closed, in breach."""
    facts = ledger(event("O1", "reopening", "2023-03-10"), event("C1", "closure", "2023-03-10", "2023-03-11"))
    assert (0, 1) == statuses(policy(GATE), facts, "2023-03-20")
    assert [("R/CLOSE/Task:T1/C1", "T1", "2023-03-10")] == breaches(policy(GATE), facts, "2023-03-20")


def test_20_32_unknown_is_a_gap_and_no_breach():
    """On 10 March nobody knew whether there was proof: no finding, a data gap."""
    facts = ledger(event("C1", "closure", "2023-03-10"), through="2023-03-01")
    report = report_of(policy(GATE), facts, "2023-03-20")
    assert () == report.findings
    assert [("undetermined", "CLOSE", "C1")] == [
        (g.reason, g.rule, g.event) for g in report.data_gaps if g.reason != "past watermark"
    ]


def test_20_32_any_act_may_be_gated():
    """An acceptance without completion is a finding of its own, and no act that was in order is one."""
    rules = policy('gate ACCEPT "First done" on Task.acceptance\n  only if all:\n    - [done] exists completion\n')
    facts = ledger(
        event("A1", "acceptance", "2023-03-01", result="passed"),
        event("D2", "completion", "2023-03-05", to=("task", "T2")),
        event("A2", "acceptance", "2023-03-05", to=("task", "T2"), result="passed"),
        tasks=[task(), task("T2")],
    )
    assert [("R/ACCEPT/Task:T1/A1", "T1", "2023-03-01")] == breaches(rules, facts, "2023-03-31")


# -- 44: names --------------------------------------------------------------------------------------------------------


def test_20_44_petitions_are_tasks_in_names():
    """`subject.kind` is `task`, and the id says Task."""
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-31"), tasks=[task(kind=TaskKind.PETITION)])
    assert [("R/ST/Task:T1", "task", "T1")] == [
        (f.id, f.subject.kind, f.subject.id) for f in found(policy(BUSY), facts, "2023-03-10")
    ]


def test_20_44_a_period_stands_behind_the_subject():
    """RULESET/RULE/Task:ID/PERIOD."""
    rules = policy(MONTHLY.replace("every: month", "every: quarter"))
    assert ["R/L/Task:T1", "R/M/Task:T1/2023-Q1"] == [f.id for f in found(rules, ledger(), "2023-04-10")]


def test_20_44_parts_of_a_name_are_percent_encoded_where_needed():
    """A task whose id holds a slash and a space keeps three parts apart."""
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-31", to=("task", "a/b c")), tasks=[task("a/b c")])
    assert ["R/ST/Task:a%2Fb%20c"] == [f.id for f in found(policy(BUSY), facts, "2023-03-10")]


CHINESE = """# 方言：zh
规则集 R “规则”
  施行：自2022-01-01
  日历：cn_public
  时区：“Asia/Shanghai”
  依据文件 S：“文件”
  届满逢休息日：不调整

提示事项 N “核查不通过” 逐一适用于 现场核查
  触发情形：结论 为 不通过

提示事项 V “属实” 逐一适用于 上报完成
  触发情形：查实结论 为 基本属实

提示事项 K “长期坚持” 逐一适用于 事项
  触发情形：期限类别 为 长期坚持
"""


def test_20_44_results_verdicts_and_classes_in_both_languages():
    """The values of core enums have one meaning, whatever the language of the rule."""
    english = HEAD + (
        'notice N "Failed" for each inspection\n  when: result is failed\n\n'
        'notice V "Mostly true" for each completion\n  when: verdict is mostly_true\n\n'
        'notice K "For good" for each Task\n  when: deadline_class is long_term\n'
    )
    facts = ledger(
        event("I1", "inspection", "2023-03-01", result="failed"),
        event("I2", "inspection", "2023-03-01", result="passed"),
        event("C1", "completion", "2023-03-02", verdict="mostly_true"),
        event("C2", "completion", "2023-03-02", verdict="partly_true"),
        tasks=[task(deadline=Deadline(None, DeadlineClass.LONG_TERM))],
    )
    expected = ["R/K/Task:T1", "R/N/inspection:I1", "R/V/completion:C1"]
    assert expected == [f.id for f in found(rectcore.load_text(english), facts, "2023-03-10")]
    assert expected == [f.id for f in found(rectcore.load_text(CHINESE), facts, "2023-03-10")]


# -- 45: obligations --------------------------------------------------------------------------------------------------

BY_NEXT_MONTH = """
duty M "Monthly report" for each Task
  {more}
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
"""


def owed(rules, facts, on):
    return [(o.period, str(o.due), o.state.value) for o in report_of(rules, facts, on).obligations]


def test_20_45_from_the_first_period_to_the_one_whose_window_holds_the_day():
    """On 3 March February is pending until the 5th and March, whose window began on the 1st, until 5 April."""
    facts = ledger(event("R1", "report", "2023-02-03", covers=Period.parse("2023-01")))
    rules = policy(BY_NEXT_MONTH.format(more="while: status is open"))
    assert [
        ("2023-01", "2023-02-05", "fulfilled"),
        ("2023-02", "2023-03-05", "pending"),
        ("2023-03", "2023-04-05", "pending"),
    ] == owed(rules, facts, "2023-03-03")
    assert ["missed", "pending"] == [s for _, _, s in owed(rules, facts, "2023-03-06")[1:]]


def test_20_45_not_required_ones_are_left_out():
    """Suspended over the end of February and the 5th of March: February is not owed and not listed."""
    facts = ledger(suspended("S1", "2023-02-20", "2023-03-20"), through="2023-12-31")
    rules = policy(BY_NEXT_MONTH.format(more="while: status is open"))
    assert ["2023-01", "2023-03"] == [period for period, _, _ in owed(rules, facts, "2023-03-31")]


def test_20_45_excused_ones_stay_in_the_list():
    """`excused` keeps the instance in lists and out of counts."""
    rules = policy(
        BY_NEXT_MONTH.format(more="while: status is open"),
        "exception X overrides M\n  applies when: this.period is 2023-01\n  effect: excused\n",
    )
    assert ["excused", "pending"] == [s for _, _, s in owed(rules, ledger(), "2023-02-20")]


def test_20_45_of_a_closed_task_what_was_owed_stays():
    """Closed on 10 March: January and February were owed and are listed, later months are not required."""
    facts = ledger(event("C1", "closure", "2023-03-10"))
    rules = policy(BY_NEXT_MONTH.format(more="while: status is open"))
    assert [("2023-01", "missed"), ("2023-02", "missed")] == [(p, s) for p, _, s in owed(rules, facts, "2023-06-15")]


def test_20_45_ordered_by_rule_subject_and_period():
    """Same bytes whatever the order of rows."""
    rules = policy(ONCE, BY_NEXT_MONTH.format(more="while: status is open"))
    facts = ledger(tasks=[task("T2", due="2023-03-10"), task("T1", due="2023-03-12")])
    assert [("D", "T1"), ("D", "T2"), ("M", "T1"), ("M", "T1"), ("M", "T2"), ("M", "T2")] == [
        (o.rule, o.subject.id) for o in report_of(rules, facts, "2023-02-10").obligations
    ]
