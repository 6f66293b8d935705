"""Standings and notices: their states, how long they must last, checks, runs, rungs (language note, 5, 7, 8, and 20).

Every expected value is worked out by hand. 2023: 1 March is a Wednesday; 23 April (Sunday) and 6 May (Saturday) are
working days, 29 April to 3 May are holidays. 2026: 1 to 5 May are holidays.
"""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.engine.reference.conditions import notice_run, standing_run
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.deadline import Deadline
from rectcore.model.events import Event, Subject
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.task import Task
from rectcore.model.unit import Unit

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

NEAR = """
notice N "Deadline is near" for each Task
  while: status is open
  when: deadline not before as of and deadline no later than as of + 30 days
  call for: reminder, due in 5 working days
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


def ledger(*events, tasks=None, through="2030-12-31", plan=None):
    return Ledger(
        "L",
        through=day(through),
        plan=plan,
        units=(Unit("U1"),),
        tasks=tuple(tasks or [task()]),
        events=events,
    )


def state(rules, facts, on, rule="ST", row=None):
    """Where a standing or notice is on a day."""
    world = World(rules.rulebook, facts, rules.calendar, day(on))
    found = rules.rulebook.find(rule)
    run = standing_run if found in rules.rulebook.standings else notice_run
    return run(found, row or Row("Task", "T1"), day(on), world).state.value


def states(rules, facts, *days, rule="ST"):
    return [state(rules, facts, on, rule) for on in days]


def found(rules, facts, on, known_at=None):
    report = rules.evaluate(facts, day(on), day(known_at) if known_at else None)
    return [(f.id, f.measure, f.rung, str(f.episode), str(f.since)) for f in report.findings]


def gaps(rules, facts, on):
    report = rules.evaluate(facts, day(on))
    return [(g.reason, g.rule) for g in report.data_gaps if g.reason != "past watermark"]


# -- the states of a standing -----------------------------------------------------------------------------------------


def test_a_standing_holds_or_is_violated_day_by_day():
    """Without `after lasting` it is violated on the first day on which `must` fails."""
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-05"))
    seen = states(policy(BUSY), facts, "2023-02-28", "2023-03-01", "2023-03-05", "2023-03-06")
    assert ["holds", "violated", "violated", "holds"] == seen


def test_a_standing_asks_while_on_every_day():
    """Where `while` is false it is kept, and a run begins when `while` begins."""
    rules = policy('standing ST "Reports" for each Task\n  while: status is open\n  must: exists report\n')
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-10"))
    seen = states(rules, facts, "2023-02-28", "2023-03-01", "2023-03-10", "2023-03-11")
    assert ["violated", "holds", "holds", "violated"] == seen
    assert [("R/ST/Task:T1", None, None, "2023-03-11", "2023-03-11")] == found(rules, facts, "2023-03-20")


def test_a_standing_is_undetermined_where_a_fact_is_missing():
    """No finding, a data gap with the rule's name."""
    rules = policy('standing ST "In time" for each Task\n  must: deadline not before as of\n')
    assert "undetermined" == state(rules, ledger(), "2023-03-01")
    assert [] == found(rules, ledger(), "2023-03-01")
    assert [("undetermined", "ST")] == gaps(rules, ledger(), "2023-03-01")


def test_a_standing_is_not_undetermined_where_while_is_false():
    """Closed, it matters to nobody that the deadline is missing."""
    rules = policy('standing ST "In time" for each Task\n  while: status is open\n  must: deadline not before as of\n')
    facts = ledger(event("C1", "closure", "2023-03-01"))
    assert ["undetermined", "holds"] == states(rules, facts, "2023-02-28", "2023-03-01")
    assert [] == gaps(rules, facts, "2023-03-01")


def test_a_standing_convicts_nobody_beyond_the_watermark():
    """A window that ends at as-of needs a watermark that reaches it."""
    rules = policy('standing ST "Reports" for each Task\n  must: exists report u where u.on within the last 10 days\n')
    facts = ledger(event("R1", "report", "2023-03-01"), through="2023-03-20")
    seen = states(rules, facts, "2023-03-11", "2023-03-12", "2023-03-20", "2023-03-21")
    assert ["holds", "violated", "violated", "undetermined"] == seen


def test_an_exception_takes_a_standing_away():
    """`not required` while it applies."""
    rules = policy(BUSY, "exception X overrides ST\n  applies when: exists evidence\n  effect: not required\n")
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-31"), event("E1", "evidence", "2023-03-10"))
    assert ["violated", "holds"] == states(rules, facts, "2023-03-09", "2023-03-10")


def test_a_standing_on_a_unit_begins_with_the_rule():
    """A unit was always there: the run begins on the rule's own first day."""
    rules = policy('standing ST "Study" for each Unit\n  in force: from 2023-02-01\n  must: exists study\n')
    assert [] == found(rules, ledger(), "2023-01-31")
    assert [("R/ST/Unit:U1", None, None, "2023-02-01", "2023-02-01")] == found(rules, ledger(), "2023-03-01")


def test_a_standing_is_judged_while_it_is_in_force():
    """Both days of `in force` are included."""
    rules = policy(BUSY.replace("  must", "  in force: from 2023-03-03 to 2023-03-10\n  must"))
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-31"))
    seen = states(rules, facts, "2023-03-02", "2023-03-03", "2023-03-10", "2023-03-11")
    assert ["holds", "violated", "violated", "holds"] == seen
    assert [("R/ST/Task:T1", None, None, "2023-03-03", "2023-03-03")] == found(rules, facts, "2023-03-05")


# -- after lasting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lasting", "start", "complete"),
    [
        ("1 day", "2023-03-01", "2023-03-01"),
        ("3 days", "2023-03-01", "2023-03-03"),
        ("1 working day", "2023-03-04", "2023-03-06"),  # from a Saturday
        ("3 working days", "2023-03-01", "2023-03-03"),
        ("5 working days", "2023-04-22", "2023-04-27"),  # Sunday 23 April is one
        ("10 working days", "2023-04-22", "2023-05-08"),  # 23 to 28 April, 4, 5, 6 and 8 May
    ],
)
def test_after_lasting_is_complete_on_the_nth_day_of_the_run(lasting, start, complete):
    """Its first day counted; pending before, violated from then on, and that day is the finding's first."""
    rules = policy(BUSY + f"  after lasting: {lasting}\n")
    facts = ledger(suspended("S1", start, "2023-12-31"))
    day_before = date.fromordinal(day(complete).toordinal() - 1).isoformat()
    if day_before >= start:
        assert "violated-pending" == state(rules, facts, start)
        assert "violated-pending" == state(rules, facts, day_before)
        assert [] == found(rules, facts, day_before)
    assert "violated" == state(rules, facts, complete)
    assert [("R/ST/Task:T1", None, None, complete, complete)] == found(rules, facts, "2023-06-01")


def test_after_lasting_the_run_must_be_unbroken():
    """Twice four days with a day between are no five days; the second run completes by itself."""
    rules = policy(BUSY + "  after lasting: 5 days\n")
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-04"), suspended("S2", "2023-03-06", "2023-03-20"))
    seen = states(rules, facts, "2023-03-04", "2023-03-05", "2023-03-06", "2023-03-09", "2023-03-10")
    assert ["violated-pending", "holds", "violated-pending", "violated-pending", "violated"] == seen


def test_after_lasting_stagnation_of_2026():
    """Last report 3 March, 45 days: violated from 18 April, for ten working days on 6 May."""
    rules = policy(
        'standing ST "No stagnation" for each Task\n  while: status is open\n'
        "  must: exists report u where u.on within the last 45 days\n  after lasting: 10 working days\n"
    )
    facts = ledger(event("R1", "report", "2026-03-03"), tasks=[task(opened="2026-01-03")])
    seen = states(rules, facts, "2026-04-17", "2026-04-18", "2026-05-05", "2026-05-06")
    assert ["holds", "violated-pending", "violated-pending", "violated"] == seen
    assert [("R/ST/Task:T1", None, None, "2026-05-06", "2026-05-06")] == found(rules, facts, "2026-06-06")


def test_after_lasting_no_state_is_kept():
    """From scratch on each evaluation: a suspension withdrawn on the 10th never was, as known from then on."""
    rules = policy(BUSY + "  after lasting: 5 days\n")
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-31"), event("W1", "withdrawal", "2023-03-10", target="S1"))
    assert ["violated", "holds"] == states(rules, facts, "2023-03-09", "2023-03-10")


def test_after_lasting_begins_no_earlier_than_the_subject():
    """The task is there since 1 March: on the 5th it has failed for five days, not more."""
    rules = policy('standing ST "Reports" for each Task\n  must: exists report\n  after lasting: 5 days\n')
    facts = ledger(tasks=[task(opened="2023-03-01")])
    assert ["violated-pending", "violated"] == states(rules, facts, "2023-03-04", "2023-03-05")


# -- every ------------------------------------------------------------------------------------------------------------

CHECKED = BUSY + "  every: month\n"


def test_every_a_breach_between_two_checks_is_none():
    """Broken from 5 to 10 March, kept at every end and beginning of a month."""
    facts = ledger(suspended("S1", "2023-03-05", "2023-03-10"))
    assert ["holds"] * 3 == states(policy(CHECKED), facts, "2023-03-07", "2023-03-31", "2023-04-15")


def test_every_a_failed_check_stands_until_the_next_one():
    """Broken from 1 February to 3 March, kept on 31 March and 1 April."""
    facts = ledger(suspended("S1", "2023-02-01", "2023-03-03"))
    assert ["violated", "holds"] == states(policy(CHECKED), facts, "2023-03-15", "2023-04-15")
    assert 1 == len(found(policy(CHECKED), facts, "2023-03-15"))
    assert [] == found(policy(CHECKED), facts, "2023-04-15")


# -- notices ----------------------------------------------------------------------------------------------------------


def test_a_notice_holds_or_not():
    """Due 30 June 2023: near from 31 May (30 June less 30 days) to 30 June itself."""
    facts = ledger(tasks=[task(due="2023-06-30")])
    seen = states(policy(NEAR), facts, "2023-05-30", "2023-05-31", "2023-06-30", "2023-07-01", rule="N")
    assert ["not", "holds", "holds", "not"] == seen


def test_a_notice_is_undetermined_where_a_fact_is_missing():
    """No finding, a data gap."""
    assert "undetermined" == state(policy(NEAR), ledger(), "2023-06-01", "N")
    assert [] == found(policy(NEAR), ledger(), "2023-06-01")
    assert [("undetermined", "N")] == gaps(policy(NEAR), ledger(), "2023-06-01")


def test_a_notice_asks_while():
    """Closed, it is no longer near."""
    facts = ledger(event("C1", "closure", "2023-06-10"), tasks=[task(due="2023-06-30")])
    assert ["holds", "not"] == states(policy(NEAR), facts, "2023-06-09", "2023-06-10", rule="N")


def test_a_notice_calls_for_its_measure():
    """From its first day, 31 May; five working days after it: 1, 2, 5, 6, 7 June."""
    facts = ledger(tasks=[task(due="2023-06-30")])
    assert [("R/N/Task:T1", "reminder", None, "2023-05-31", "2023-05-31")] == found(policy(NEAR), facts, "2023-06-20")
    findings = policy(NEAR).evaluate(facts, day("2023-06-20")).findings
    assert ["2023-06-07"] == [str(f.due) for f in findings]


def test_a_notice_without_a_measure_is_a_finding_all_the_same():
    """It says something and calls for nothing."""
    rules = policy(NEAR.replace("  call for: reminder, due in 5 working days\n", ""))
    facts = ledger(tasks=[task(due="2023-06-30")])
    assert [("R/N/Task:T1", None, None, "2023-05-31", "2023-05-31")] == found(rules, facts, "2023-06-20")


def test_an_exception_takes_a_notice_away():
    """`not required` while it applies."""
    rules = policy(NEAR, "exception X overrides N\n  applies when: exists evidence\n  effect: not required\n")
    facts = ledger(event("E1", "evidence", "2023-06-10"), tasks=[task(due="2023-06-30")])
    assert ["holds", "not"] == states(rules, facts, "2023-06-09", "2023-06-10", rule="N")


# -- notices about events ---------------------------------------------------------------------------------------------

FAILED = """
notice F "Failed" for each inspection
  when: result is failed
  call for: warning
"""


def test_a_notice_about_an_event_is_one_for_each():
    """Each with a name of its own; those to which it does not apply are none."""
    facts = ledger(
        event("I1", "inspection", "2023-03-01", result="failed"),
        event("I2", "inspection", "2023-03-02", result="passed"),
        event("I3", "inspection", "2023-03-03", result="failed"),
    )
    assert [
        ("R/F/inspection:I1", "warning", None, "2023-03-01", "2023-03-01"),
        ("R/F/inspection:I3", "warning", None, "2023-03-03", "2023-03-03"),
    ] == found(policy(FAILED), facts, "2023-03-10")


def test_a_notice_about_an_event_begins_on_its_counted_day():
    """Entered on the 10th it begins on the 10th; by the stated date where the host says so."""
    facts = ledger(event("I1", "inspection", "2023-03-01", "2023-03-10", result="failed"))
    assert [] == found(policy(FAILED), facts, "2023-03-09", "2023-03-31")
    assert ["2023-03-10"] == [f[3] for f in found(policy(FAILED), facts, "2023-03-31")]
    own = "event probe part of Task complete through ledger {}\n  has result: one of passed, failed\n"
    probe = ledger(event("I1", "probe", "2023-03-01", "2023-03-10", result="failed"))
    text = FAILED.replace("inspection", "probe")
    recorded = policy(own.format("counted by recording time"), text)
    stated = policy(own.format("counted by stated date"), text)
    assert ["2023-03-10"] == [f[3] for f in found(recorded, probe, "2023-03-31")]
    assert ["2023-03-01"] == [f[3] for f in found(stated, probe, "2023-03-31")]


def test_a_notice_about_an_event_ends_with_its_condition():
    """Corrected to passed on the 20th, as known from then on; withdrawn, it is gone."""
    failed = event("I1", "inspection", "2023-03-01", result="failed")
    fixed = event("X1", "correction", "2023-03-20", target="I1", changes={"result": "passed"})
    gone = event("W1", "withdrawal", "2023-03-20", target="I1")
    for undone in (fixed, gone):
        assert 1 == len(found(policy(FAILED), ledger(failed, undone), "2023-03-19"))
        assert [] == found(policy(FAILED), ledger(failed, undone), "2023-03-20")


def test_a_notice_about_an_event_sees_no_event_before_its_task():
    """An event dated before `opened` is a data gap, and no rule sees it."""
    facts = ledger(event("I1", "inspection", "2022-12-31", result="failed"))
    assert [] == found(policy(FAILED), facts, "2023-03-10")
    assert [("before opening", None)] == gaps(policy(FAILED), facts, "2023-03-10")


def test_a_notice_about_an_event_of_a_unit_and_of_a_plan():
    """Acts belong to tasks, units and the plan."""
    rules = policy('notice W "Warned" for each warning\n  when: note is known\n')
    facts = ledger(
        Event("A1", "warning", Subject("unit", "U1"), day("2023-03-01"), day("2023-03-01"), note="x"),
        Event("A2", "warning", Subject("plan", "P"), day("2023-03-02"), day("2023-03-02"), note="x"),
        Event("A3", "warning", Subject("task", "T1"), day("2023-03-03"), day("2023-03-03")),
        plan=Plan("P", unit="U1", issued=day("2023-01-01")),
    )
    assert ["R/W/warning:A1", "R/W/warning:A2"] == [f[0] for f in found(rules, facts, "2023-03-10")]


# -- inline rungs by days ---------------------------------------------------------------------------------------------


def test_inline_rungs_of_a_standing_climb_with_its_length():
    """One finding, whose rung rises on the N-th day; `since` is the day the rung was reached."""
    rules = policy(BUSY + "  rung after 2 days -> warning\n  rung after 30 days -> supervision\n")
    facts = ledger(suspended("S1", "2023-03-01", "2023-12-31"))
    seen = [found(rules, facts, on) for on in ("2023-03-01", "2023-03-02", "2023-03-29", "2023-03-30")]
    assert [
        [("R/ST/Task:T1", None, None, "2023-03-01", "2023-03-01")],
        [("R/ST/Task:T1", "warning", 1, "2023-03-01", "2023-03-02")],
        [("R/ST/Task:T1", "warning", 1, "2023-03-01", "2023-03-02")],
        [("R/ST/Task:T1", "supervision", 2, "2023-03-01", "2023-03-30")],
    ] == seen


def test_inline_rungs_of_a_notice_climb_with_its_length():
    """A notice about an event has its first day counted from the counted day."""
    rules = policy(
        FAILED.replace("call for: warning", "rung after 1 day -> warning\n  rung after 10 days -> interview")
    )
    facts = ledger(event("I1", "inspection", "2023-03-01", "2023-03-05", result="failed"))
    seen = [found(rules, facts, on) for on in ("2023-03-05", "2023-03-13", "2023-03-14")]
    assert [
        [("R/F/inspection:I1", "warning", 1, "2023-03-05", "2023-03-05")],
        [("R/F/inspection:I1", "warning", 1, "2023-03-05", "2023-03-05")],
        [("R/F/inspection:I1", "interview", 2, "2023-03-05", "2023-03-14")],
    ] == seen


def test_inline_rungs_by_working_days_over_a_holiday():
    """From Saturday 22 April 2023: the fifth working day is 27 April, the tenth 8 May."""
    rules = policy(BUSY + "  rung after 5 working days -> warning\n  rung after 10 working days -> supervision\n")
    facts = ledger(suspended("S1", "2023-04-22", "2023-12-31"))
    seen = [found(rules, facts, on)[0][1:3] for on in ("2023-04-26", "2023-04-27", "2023-05-07", "2023-05-08")]
    assert [(None, None), ("warning", 1), ("warning", 1), ("supervision", 2)] == seen


def test_inline_rungs_show_hi_where_unknown_days_would_make_the_breach_longer():
    """Nobody knows about 1 to 9 March; broken for sure from the 10th: by lo the first rung, by hi the second."""
    rules = policy(
        "entity Task\n  has dirty: yes/no\n",
        'standing ST "Clean" for each Task\n  must: not (dirty is yes)\n'
        "  rung after 1 day -> warning\n  rung after 10 days -> supervision\n",
    )
    facts = ledger(event("A1", "amendment", "2023-03-10", field="dirty", value=True), tasks=[task(opened="2023-03-01")])
    assert ["undetermined", "violated"] == states(rules, facts, "2023-03-09", "2023-03-10")
    seen = [(f.rung, f.rung_hi) for f in rules.evaluate(facts, day("2023-03-10")).findings]
    assert [(1, 2)] == seen
    seen = [(f.rung, f.rung_hi) for f in rules.evaluate(facts, day("2023-03-19")).findings]
    assert [(2, None)] == seen


def test_a_closed_breach_leaves_no_rung_behind():
    """Kept again, the finding is gone with its rungs."""
    rules = policy(BUSY + "  rung after 1 day -> warning\n")
    facts = ledger(suspended("S1", "2023-03-01", "2023-03-05"))
    assert [1, 0] == [len(found(rules, facts, on)) for on in ("2023-03-05", "2023-03-06")]


# -- parameters of the day judged (20, 41) ----------------------------------------------------------------------------

SHORTER = """
parameter span: days
  from 2022-01-01: 10
  from 2023-03-08: 5

"""


def test_20_41_a_rung_is_reached_by_the_parameter_of_the_day_judged():
    """Ten days until 7 March, five from the 8th: the rung is reached on the 8th, not looking back on the 5th."""
    rules = policy(SHORTER, BUSY + "  rung after span -> warning, due in 10 days\n")
    facts = ledger(suspended("S1", "2023-03-01", "2023-12-31"))
    assert [("R/ST/Task:T1", None, None, "2023-03-01", "2023-03-01")] == found(rules, facts, "2023-03-07")
    assert [("R/ST/Task:T1", "warning", 1, "2023-03-01", "2023-03-08")] == found(rules, facts, "2023-03-08")
    assert [("R/ST/Task:T1", "warning", 1, "2023-03-01", "2023-03-08")] == found(rules, facts, "2023-03-20")
    assert ["2023-03-18"] == [str(f.due) for f in rules.evaluate(facts, day("2023-03-20")).findings]


def test_20_41_a_standing_has_lasted_by_the_parameter_of_the_day_judged():
    """Pending until 7 March, violated from the 8th: the finding's run begins on the 8th."""
    rules = policy(SHORTER, BUSY + "  after lasting: span\n")
    facts = ledger(suspended("S1", "2023-03-01", "2023-12-31"))
    assert ["violated-pending", "violated"] == states(rules, facts, "2023-03-07", "2023-03-08")
    assert [("R/ST/Task:T1", None, None, "2023-03-08", "2023-03-08")] == found(rules, facts, "2023-03-08")
    assert [("R/ST/Task:T1", None, None, "2023-03-08", "2023-03-08")] == found(rules, facts, "2023-03-20")
