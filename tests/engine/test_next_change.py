"""The next change of a subject, nothing new being recorded (language note, section 20, 42).

Every expected day is worked out by hand. 2026: 4 to 6 April, 1 to 5 May and 19 to 21 June are holidays.
1 March 2023 is a Wednesday.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import rectcore
from rectcore.engine.reference.changes import next_change
from rectcore.engine.reference.conditions import standing_run
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.deadline import Deadline
from rectcore.model.events import Event, Subject
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.period import Period
from rectcore.model.task import Task
from rectcore.model.unit import Person, Tenure, Unit

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source"
  if due on a holiday: next working day
"""

ONCE = """
duty D "In time" for each Task
  due: deadline
  fulfilled by: completion
"""

MONTHLY = """
duty M "Monthly report" for each Task
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
  breach goes to: L

ladder L "Missed reports"
  counting: consecutive
  rung 1 -> warning
  rung 2 -> supervision
  rung 3 -> interview, due in 10 working days
"""

STALE = """
standing ST "No stagnation" for each Task
  while: status is open
  must: exists report u where u.on within the last 45 days
  after lasting: 10 working days
"""

NEAR = """
notice N "Deadline is near" for each Task
  when: deadline not before as of and deadline no later than as of + 30 days
  call for: reminder
"""

BUSY = """
standing ST "Not suspended" for each Task
  must: status is not suspended
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


def report(month, on, recorded=None):
    return event(f"U-{month}-{on}", "report", on, recorded, covers=Period.parse(month))


def task(opened="2023-01-01", due=None, **more):
    return Task("T1", day(opened), title="x", lead_unit="U1", deadline=Deadline(day(due)) if due else None, **more)


def ledger(*events, card=None, through="2040-12-31"):
    return Ledger(
        "L",
        through=day(through),
        plan=Plan("P", unit="U1", issued=day("2023-04-03")),
        units=(Unit("U1", posts=(Tenure("rectification_office", "P1"),)),),
        persons=(Person("P1"),),
        tasks=(card or task(),),
        events=events,
    )


def after(rules, facts, on, row=None):
    found = next_change(rules.rulebook, facts, rules.calendar, row or Row("Task", "T1"), day(on))
    return str(found) if found else None


# -- by hand ----------------------------------------------------------------------------------------------------------

THIRD_MISS = """
scenario "third miss means interview"
  given Task T1 {status: open, opened: 2026-01-03}
  given report U1 {covers: 2026-02, on: 2026-03-03}
  as of: 2026-06-06
  expect M(T1, 2026-02) is fulfilled
  expect M(T1, 2026-03) is missed
  expect L(T1) is interview
  expect ST(T1) is violated
  expect next change(T1) is 2026-06-23
"""


def test_20_42_third_miss_means_interview():
    """The interview is due on 22 June (19 June is a holiday): the next change is the 23rd, not 7 July."""
    results = policy(MONTHLY, STALE, THIRD_MISS).test()
    assert [] == [(o.expectation.result, o.found) for r in results for o in r.outcomes if not o.met]


def test_20_42_a_pending_duty_changes_when_it_is_missed():
    """Due 10 March: from any day before, and from the 10th itself, the 11th."""
    facts = ledger(card=task(due="2023-03-10"))
    assert ["2023-03-11"] * 2 == [after(policy(ONCE), facts, on) for on in ("2023-02-01", "2023-03-10")]


def test_20_42_a_missed_duty_changes_with_its_rungs():
    """Missed from 11 March; its 30th day is 9 April."""
    rules = policy(ONCE + "  rung after 1 day -> warning\n  rung after 30 days -> supervision\n")
    facts = ledger(card=task(due="2023-03-10"))
    assert ["2023-04-09", "2023-04-09"] == [after(rules, facts, on) for on in ("2023-03-11", "2023-04-08")]


def test_20_42_the_day_for_a_measure_passes():
    """Reached on Saturday 11 March, to be taken within five working days, 13 to 17 March: a change on the 18th."""
    rules = policy(ONCE + "  rung after 1 day -> warning, due in 5 working days\n")
    facts = ledger(card=task(due="2023-03-10"))
    assert ["2023-03-18", "2023-03-18"] == [after(rules, facts, on) for on in ("2023-03-11", "2023-03-17")]


def test_20_42_a_measure_that_was_taken_is_not_overdue():
    """Warned on 12 March: nothing changes on the 18th; the second rung is reached on the 20th day, 30 March."""
    rungs = "  rung after 1 day -> warning, due in 5 working days\n  rung after 20 days -> supervision\n"
    facts = ledger(event("W1", "warning", "2023-03-12"), card=task(due="2023-03-10"))
    assert "2023-03-30" == after(policy(ONCE + rungs), facts, "2023-03-12")


def test_20_42_nothing_to_come():
    """Fulfilled, and no other rule: no later day differs."""
    facts = ledger(event("C1", "completion", "2023-02-01"), card=task(due="2023-03-10"))
    assert None is after(policy(ONCE), facts, "2023-02-01")


def test_20_42_a_periodic_duty():
    """February 2023 is due Sunday 5 March, rolled to the 6th. Reported: 1 April brings the next window."""
    rules = policy(MONTHLY)
    done = [report("2023-01", "2023-02-01"), report("2023-02", "2023-03-02")]
    assert "2023-03-07" == after(rules, ledger(done[0]), "2023-03-02")
    assert "2023-04-01" == after(rules, ledger(*done), "2023-03-02")


def test_20_42_a_standing_goes_from_kept_to_pending_to_violated():
    """Last report 3 March 2026: kept to 17 April, broken from the 18th, for ten working days on 6 May."""
    facts = ledger(event("U1", "report", "2026-03-03"), card=task(opened="2026-01-03"))
    assert ["2026-04-18", "2026-05-06"] == [after(policy(STALE), facts, on) for on in ("2026-03-03", "2026-04-18")]


def test_20_42_a_notice_begins_and_ends():
    """Near from 31 May to 30 June."""
    facts = ledger(card=task(due="2023-06-30"))
    assert ["2023-05-31", "2023-07-01"] == [after(policy(NEAR), facts, on) for on in ("2023-02-01", "2023-05-31")]


def test_20_42_a_suspension_runs_out():
    """Suspended through the 20th."""
    facts = ledger(event("S1", "suspension", "2023-03-01", until=day("2023-03-20")))
    assert "2023-03-21" == after(policy(BUSY), facts, "2023-03-01")


def test_20_42_a_judgement_lapses():
    """Ninety days from 1 March: in force to 30 May; then the gate is no longer open."""
    rules = policy(
        "judgement fit on Task\n  valid for: 90 days\n",
        'gate G "Gate" on Task.closure\n  only if all:\n    - [fit] fit\n',
    )
    facts = ledger(event("J1", "judgement", "2023-03-01", person="P1", term="fit", value=True))
    assert "2023-05-31" == after(rules, facts, "2023-03-01")


def test_20_42_a_parameter_changes_what_a_gate_asks():
    """One piece of evidence is enough until the end of May."""
    rules = policy(
        "parameter needed: integer\n  from 2022-01-01: 1\n  from 2023-06-01: 2\n",
        'gate G "Gate" on Task.closure\n  only if all:\n    - [enough] count of evidence at least needed\n',
    )
    assert "2023-06-01" == after(rules, ledger(event("E1", "evidence", "2023-03-01")), "2023-03-01")


def test_20_42_a_gate_that_looks_at_the_day_of_entry():
    """Whoever asks on a day supposes an act entered on that day (33): open to 31 May."""
    rules = policy('gate G "Gate" on Task.closure\n  only if all:\n    - [soon] this.recorded before 2023-06-01\n')
    assert "2023-06-01" == after(rules, ledger(), "2023-05-10")


def test_20_42_a_ladder_of_the_new_year_begins_anew():
    """October's report was due on Monday, 6 November 2023; the rule ended; on 1 January the count begins anew."""
    rules = policy(
        MONTHLY.replace("counting: consecutive", "counting: in total\n  reset: each year").replace(
            "while: status is open", "while: status is open\n  in force: from 2023-10-01 to 2023-10-31"
        )
    )
    facts = ledger(card=task(opened="2023-10-01"))
    assert ["2023-11-07", "2024-01-01"] == [after(rules, facts, on) for on in ("2023-11-01", "2023-11-07")]


def test_20_42_of_a_plan():
    """Interim results by the end of October 2023, resting on a judgement nobody has made."""
    rules = policy(
        "judgement interim on Plan\n  decided by: rectification_office\n",
        'duty I "Interim results" for each Plan\n  due: by end of 2023-10\n  fulfilled by: interim\n'
        "  rung after 1 day -> circular\n",
    )
    assert "2023-11-01" == after(rules, ledger(), "2023-09-30", Row("Plan", "P"))
    done = event("J1", "judgement", "2023-09-15", to=("plan", "P"), person="P1", term="interim", value=True)
    assert None is after(rules, ledger(done), "2023-09-30", Row("Plan", "P"))


def test_20_42_of_a_unit():
    """A reminder to study within ten days of the rule's first day."""
    rules = policy(
        'standing ST "Study" for each Unit\n  in force: from 2023-02-01\n  must: exists study\n'
        "  rung after 1 day -> reminder, due in 10 days\n"
    )
    assert ["2023-02-01", "2023-02-12"] == [
        after(rules, ledger(), on, Row("Unit", "U1")) for on in ("2023-01-10", "2023-02-01")
    ]


# -- nothing new being recorded ---------------------------------------------------------------------------------------


def test_20_42_what_is_recorded_later_is_not_seen():
    """The ledger already holds a completion of 5 March: asked on 1 March, the next change is the miss of the 11th."""
    facts = ledger(event("C1", "completion", "2023-03-05"), card=task(due="2023-03-10"))
    assert "2023-03-11" == after(policy(ONCE), facts, "2023-03-01")


def test_20_42_what_is_entered_later_about_an_earlier_day_is_not_seen():
    """A completion of 1 February entered on the 7th."""
    facts = ledger(event("C1", "completion", "2023-02-01", "2023-02-07"), card=task(due="2023-03-10"))
    assert "2023-03-11" == after(policy(ONCE), facts, "2023-02-05")


def test_20_42_a_later_withdrawal_is_not_seen():
    """Withdrawn on 20 February, as nobody knows on the 10th: the suspension runs to 20 March."""
    facts = ledger(
        event("S1", "suspension", "2023-02-01", until=day("2023-03-20")),
        event("W1", "withdrawal", "2023-02-20", target="S1"),
    )
    assert "2023-03-21" == after(policy(BUSY), facts, "2023-02-10")


def test_20_42_what_is_known_of_a_later_day_is_seen():
    """A suspension from 1 March, entered in February, is on record: that day is the change."""
    facts = ledger(event("S1", "suspension", "2023-03-01", "2023-02-01", until=day("2023-03-20")))
    assert "2023-03-01" == after(policy(BUSY), facts, "2023-02-10")


# -- the law ----------------------------------------------------------------------------------------------------------


def shown(rules, facts, on):
    """States, rungs, measures, due days and whether one has passed, what a standing says, what a gate answers."""
    found = rules.evaluate(facts, on)
    owed = [(o.rule, o.period, o.state, o.due) for o in found.obligations]
    holds = [(f.id, f.rung, f.rung_hi, f.measure, f.due, f.acted_on, f.overdue(on)) for f in found.findings]
    world = World(rules.rulebook, facts, rules.calendar, on)
    standings = [standing_run(r, Row("Task", "T1"), on, world).state for r in rules.rulebook.standings]
    return owed, holds, standings, rules.may("closure", "T1", facts, on).state


EVERYTHING = (
    MONTHLY,
    ONCE + "  rung after 1 day -> warning\n  rung after 20 days -> supervision, due in 3 days\n",
    STALE,
    NEAR,
    'gate G "Gate" on Task.closure\n  only if all:\n    - [fresh] exists report u where u.on within the last 20 days\n',
)


@pytest.mark.parametrize("on", ["2023-01-10", "2023-02-01", "2023-03-01", "2023-03-31"])
def test_20_42_no_day_before_it_differs_and_it_does(on):
    """Every day before the next change says what today says, and the day itself does not; four changes in a row."""
    rules = policy(*EVERYTHING)
    events = [report("2023-01", "2023-01-05"), event("W1", "warning", "2023-03-25")]
    facts = ledger(*(e for e in events if e.recorded <= day(on)), card=task(due="2023-03-20"))
    start = day(on)
    for _ in range(4):
        end = day(after(rules, facts, start.isoformat()))
        now = shown(rules, facts, start)
        assert [now] * ((end - start).days - 1) == [
            shown(rules, facts, start + timedelta(n)) for n in range(1, (end - start).days)
        ]
        assert now != shown(rules, facts, end)
        start = end
