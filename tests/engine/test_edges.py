"""Where a computation meets an end: of the calendar, of the years, of what is on record (language note, sections 7, 8).

Every expected value is worked out by hand.
"""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore import Event, Ledger, Person, Severity, State, Subject, Task, Tenure, Unit
from rectcore.engine.reference.changes import as_recorded_by
from rectcore.model.facts import NONE, Invalid, Why

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
"""


def policy(rules):
    found = rectcore.load_text(HEAD + rules)
    assert [] == [d.line() for d in found.diagnostics if d.severity is Severity.ERROR]
    return found


def day(text):
    return date.fromisoformat(text)


def event(id_, kind, on, recorded=None, **fields):
    own = {k: fields.pop(k) for k in ("person", "target", "changes") if k in fields}
    return Event(id_, kind, Subject("task", "T1"), day(on), day(recorded or on), fields=fields, **own)


def ledger(*events, **card):
    given = {"opened": day("2023-01-01"), "lead_unit": "U1", "territory": "U1", **card}
    return Ledger(
        "L",
        through=day("9998-12-31"),
        units=(Unit("U1", posts=(Tenure("party_secretary", "P1"),)),),
        persons=(Person("P1"), Person("P2")),
        tasks=(Task("T1", **given),),
        events=events,
    )


def owed(rules, facts, on):
    (found,) = policy(rules).evaluate(facts, day(on)).obligations
    return found


# -- due days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("due", ["3000000 days after opened", "100000 months after opened"])
def test_a_due_day_after_the_last_year_is_unknown(due):
    """No day is named that does not exist: the instance is undetermined, and the calendar is what is missing."""
    found = owed(f"duty D for each Task\n  due: {due}\n  fulfilled by: completion\n", ledger(), "2023-06-30")
    assert (State.UNDETERMINED, {Why.BEYOND_CALENDAR}) == (found.state, {m.why for m in found.missing})


@pytest.mark.parametrize(
    ("deadline", "expected"), [(None, [State.UNDETERMINED]), (Invalid("soon"), [State.UNDETERMINED]), (NONE, [])]
)
def test_a_due_day_counted_from_what_is_not_there(deadline, expected):
    """17: from an unknown day it is unknown; from a day that does not exist nothing is owed."""
    rules = policy("duty D for each Task\n  due: 5 working days after deadline\n  fulfilled by: completion\n")
    found = rules.evaluate(ledger(deadline=deadline), day("2023-06-30")).obligations
    assert expected == [o.state for o in found]


def test_a_measure_due_after_the_last_year_has_no_due_day():
    """The finding and its measure stand; only their last day cannot be named."""
    rules = policy("notice N for each evidence\n  when: on is recorded\n  call for: warning, due in 3000000 days\n")
    (found,) = rules.evaluate(ledger(event("E1", "evidence", "2023-06-01")), day("2023-06-30")).findings
    assert ("warning", None, False) == (found.measure, found.due, found.due_provisional)


def test_a_parameter_of_the_due_date_is_the_one_in_force_on_that_day():
    """By the forty days of its start it is due on 10 February; the fifty in force on that day make it the 20th."""
    rules = """parameter span: days
  from 2022-01-01: 40
  from 2023-02-01: 50
duty D for each Task
  due: span after opened
  fulfilled by: completion where on no later than opened + span
  governed by rules at: due date
"""
    done = event("E1", "completion", "2023-02-18")
    found = owed(rules, ledger(done), "2023-06-30")
    assert (State.FULFILLED, day("2023-02-20")) == (found.state, found.due)
    found = owed(rules.replace("  governed by rules at: due date\n", ""), ledger(done), "2023-06-30")
    assert (State.MISSED, day("2023-02-10")) == (found.state, found.due)


def test_a_duty_that_was_not_in_force_when_its_task_began_owes_nothing():
    """13: a one-off duty begins with its subject; in force only later, it asks nothing of it."""
    rules = (
        "duty D for each Task\n  in force: from 2023-01-02\n  due: 5 days after opened\n  fulfilled by: completion\n"
    )
    found = policy(rules)
    assert () == found.evaluate(ledger(), day("2023-06-30")).obligations
    later = ledger(opened=day("2023-01-02"))
    assert [State.MISSED] == [o.state for o in found.evaluate(later, day("2023-06-30")).obligations]


# -- corrections that disagree ----------------------------------------------------------------------------------------


def test_a_serving_event_whose_corrections_disagree_on_a_field_asked_for_leaves_it_open():
    """4: the result is contradictory, so that nobody knows whether the inspection served; the note is not asked for."""
    rules = """duty D for each Task
  due: 30 days after opened
  fulfilled by: acceptance where result is passed
"""
    base = event("E1", "acceptance", "2023-01-10", result="failed")
    fixes = [
        event(f"C{n}", "correction", "2023-01-20", target="E1", changes={"result": r})
        for n, r in enumerate(("passed", "failed"))
    ]
    found = owed(rules, ledger(base, *fixes), "2023-06-30")
    assert (State.UNDETERMINED, {Why.CONTRADICTORY}) == (found.state, {m.why for m in found.missing})
    notes = [event(f"C{n}", "correction", "2023-01-20", target="E1", changes={"note": r}) for n, r in enumerate("ab")]
    assert State.MISSED is owed(rules, ledger(base, *notes), "2023-06-30").state


# -- acts and judgements ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "finds"), [("P1", True), ("P2", False), (None, False), (Invalid("?"), False), (NONE, False)]
)
def test_the_actor_of_an_act_on_record_is_who_signed_it(person, finds):
    """33: where it is not known who closed, nobody is convicted of having closed what he signed himself."""
    rules = policy(
        "gate G on Task.closure\n  only if all:\n    - [other] all signature s satisfy s.person is not actor\n"
    )
    facts = ledger(
        event("S", "signature", "2023-05-01", person="P1"), event("C", "closure", "2023-05-10", person=person)
    )
    found = rules.evaluate(facts, day("2023-06-30")).findings
    assert (["R/G/Task:T1/C"] if finds else []) == [f.id for f in found]


@pytest.mark.parametrize(
    ("valid_for", "value"), [("10 working days", True), ("9 working days", None), ("3000000 days", None)]
)
def test_a_judgement_holds_as_long_as_it_says(valid_for, value):
    """36: ten working days after 1 June 2023 are 15 June; beyond the last year nobody can say how long it holds."""
    rules = policy(
        f"judgement good on Task\n  decided by: party_secretary\n  valid for: {valid_for}\n"
        "gate G on Task.closure\n  only if all:\n    - [good] good\n"
    )
    facts = ledger(event("J", "judgement", "2023-06-01", person="P1", term="good", value=True))
    (label,) = rules.may("closure", "T1", facts, day("2023-06-15")).labels
    assert value is label.value


def test_what_blocks_is_each_label_once_in_the_order_of_the_text():
    """`blocking` names the labels that would have to become true, alternatives all, no label twice."""
    rules = policy(
        "gate G on Task.closure\n  only if all:\n    - [a] exists evidence\n    - [met] opened before 2023-02-01\n"
        "  only if any:\n    - [b] exists acceptance\n    - [c] exists public_notice\n"
    )
    facts = ledger()
    assert ("a", "b", "c") == rules.may("closure", "T1", facts, day("2023-06-30")).blocking
    done = ledger(event("E1", "evidence", "2023-06-01"), event("E2", "acceptance", "2023-06-01"))
    assert () == rules.may("closure", "T1", done, day("2023-06-30")).blocking


# -- closures and ladders ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("again", "found"), [(None, True), ("2023-03-02", False)])
def test_what_is_owed_for_an_event_ends_with_a_later_closure_only(again, found):
    """27: disclosure missed after a closure stays a finding although the task is closed; a later closure ends it."""
    rules = policy("duty D for each closure\n  due: 5 days after on\n  fulfilled by: disclosure\n")
    more = [event("C2", "closure", again)] if again else []
    facts = ledger(event("C1", "closure", "2023-02-01"), *more)
    missed = [f.id for f in rules.evaluate(facts, day("2023-03-03")).findings]
    assert found == ("R/D/closure:C1" in missed)


@pytest.mark.parametrize(
    ("on", "rungs"), [("2023-01-01", []), ("2023-01-02", [1]), ("2023-01-08", [1]), ("2023-01-09", [2])]
)
def test_a_named_ladder_by_days_is_a_finding_of_its_own_from_its_first_rung_on(on, rungs):
    """28: the breach runs from the day the task was opened; its second day is the first rung, its ninth the second."""
    rules = policy(
        "standing S for each Task\n  must: exists evidence\n  breach goes to: L\n"
        "ladder L\n  rung after 2 days -> warning\n  rung after 9 days -> supervision\n"
    )
    found = rules.evaluate(ledger(), day(on)).findings
    assert ["R/S/Task:T1"] == [f.id for f in found if f.rule == "S"]
    assert rungs == [f.rung for f in found if f.rule == "L"]


# -- what was on record -----------------------------------------------------------------------------------------------


def test_a_correction_entered_before_its_event_waits_for_it():
    """The ledger as it stood on a day holds no change of what was not yet in it, through chains too."""
    base = event("E1", "completion", "2023-06-20", "2023-07-05")
    first = event("C1", "correction", "2023-07-01", target="E1", changes={"note": "x"})
    second = event("C2", "correction", "2023-07-01", target="C1", changes={"note": "y"})
    facts = ledger(second, first, base, event("E2", "report", "2023-06-30"))
    assert ["E2"] == [e.id for e in as_recorded_by(facts, day("2023-07-04")).events]
    assert ["C2", "C1", "E1", "E2"] == [e.id for e in as_recorded_by(facts, day("2023-07-05")).events]


# -- durations on a card ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "given", "findings", "missing"),
    [
        ("2023-01-11", 10, [], []),
        ("2023-01-12", 10, ["2023-01-12"], []),
        ("2023-01-02", NONE, ["2023-01-01"], []),
        ("2023-01-12", None, [], [Why.NOT_GIVEN]),
        ("2023-01-12", Invalid("ten"), [], [Why.INVALID]),
    ],
)
def test_a_duration_that_a_card_gives_is_held_against_days_that_have_passed(on, given, findings, missing):
    """Ten days from 1 January are over after the 11th; no number is at most `none`; what is not known is a gap."""
    rules = policy(
        "entity Task\n  has wait: optional days\nstanding S for each Task\n  must: as of - opened at most wait\n"
    )
    report = rules.evaluate(ledger(fields={"wait": given}), day(on))
    assert findings == [str(f.since) for f in report.findings]
    assert missing == [m.why for gap in report.data_gaps for m in gap.missing]
