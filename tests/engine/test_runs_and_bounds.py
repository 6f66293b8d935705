"""Runs with days of which nothing is known, runs that a closure ended, and rules without a first day (20, 7 to 42).

Every expected value is worked out by hand. 2023: 6 March is a Monday; 29 April to 3 May are holidays, 23 April and
6 May are worked. The holidays of 2024 were published on 2023-10-25.
"""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore import Event, Ledger, Subject, Task, Unit
from rectcore.engine.reference.changes import next_change
from rectcore.engine.trace import Row
from rectcore.model.facts import Invalid
from rectcore.model.ledger import Plan

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  source S: "Source"
  if due on a holiday: next working day
"""
ALWAYS = HEAD.replace("  in force: from 2022-01-01\n", "")
CLEAN = """
standing W "Clean water" for each Task
  must: category is "clean"
"""
IN_TOTAL = """
ladder L "Foul"
  counting: in total
  rung 1 -> warning
  rung 2 -> supervision
  rung 3 -> interview
"""


def day(text):
    return date.fromisoformat(text)


def policy(text, head=HEAD):
    found = rectcore.load_text(head + text)
    assert [] == [d.line() for d in found.diagnostics if d.severity.value == "error"]
    return found


def event(id_, kind, on, to=("task", "T1"), recorded=None, **fields):
    return Event(id_, kind, Subject(*to), day(on), day(recorded or on), fields=fields)


def water(**by_day):
    """A task whose water is clean from the opening and changes on the days given: foul, clean, or nobody knows."""
    events = [
        event(f"A{at}", "amendment", f"2023-{at[1:3]}-{at[3:]}", field="category", value=value)
        for at, value in by_day.items()
    ]
    return ledger(*events)


def ledger(*events, through="2030-12-31", **more):
    card = Task("T1", day("2023-01-01"), title="x", category="clean", lead_unit="U1")
    return Ledger("L", through=day(through), **{"units": [Unit("U1")], "tasks": [card], "events": events, **more})


UNSURE = Invalid("?")


def found(rules, facts, on, rule, known_at=None):
    report = rules.evaluate(facts, day(on), day(known_at) if known_at else None)
    return [(str(f.episode), f.rung, f.rung_hi) for f in report.findings if f.rule == rule]


# -- days of which nothing is known -----------------------------------------------------------------------------------


def test_20_the_days_that_a_breach_may_last_are_no_part_of_it():
    """`after lasting`: with nothing unknown, the rung reached for sure is the highest that may be reached."""
    rules = policy(CLEAN + "  after lasting: 10 days\n  rung after 5 days -> warning\n")
    facts = water(d0301="foul")
    assert [("2023-03-10", None, None)] == found(rules, facts, "2023-03-13", "W")
    assert [("2023-03-10", 1, None)] == found(rules, facts, "2023-03-14", "W")


def test_20_if_all_that_is_unknown_were_bad_a_breach_would_have_lasted_from_earlier_on():
    """Foul for sure from 5 March, perhaps from the 1st: lasted ten days on the 14th, perhaps on the 10th."""
    rules = policy(CLEAN + "  after lasting: 10 days\n  rung after 5 days -> warning\n")
    facts = water(d0301=UNSURE, d0305="foul")
    assert [("2023-03-14", None, 1)] == found(rules, facts, "2023-03-14", "W")
    assert [("2023-03-14", 1, None)] == found(rules, facts, "2023-03-18", "W")


def test_20_20_a_breach_interrupted_by_ignorance_is_one_for_sure_and_perhaps_more():
    """Foul, unknown, foul: one episode if it was foul throughout, so no more than one is counted for sure."""
    rules = policy(CLEAN + "  breach goes to: L\n" + IN_TOTAL)
    facts = water(d0301="foul", d0305=UNSURE, d0308="foul")
    assert [("2023-03-01", 1, 3)] == found(rules, facts, "2023-03-10", "L")
    parted = water(d0301="foul", d0305=UNSURE, d0306="clean", d0308="foul")
    assert [("2023-03-01", 2, 3)] == found(rules, parted, "2023-03-10", "L")


def test_20_22_an_episode_that_may_have_begun_last_year_is_no_sure_one_of_this():
    """Unknown over New Year, then foul: in which year it began is not known."""
    rules = policy(CLEAN + "  breach goes to: L\n" + IN_TOTAL + "  reset: each year\n")
    unsure = ledger(
        event("A1", "amendment", "2023-12-20", field="category", value=UNSURE),
        event("A2", "amendment", "2024-01-05", field="category", value="foul"),
    )
    assert [] == found(rules, unsure, "2024-01-10", "L")
    sure = ledger(event("A2", "amendment", "2024-01-05", field="category", value="foul"))
    assert [("2024-01-05", 1, None)] == found(rules, sure, "2024-01-10", "L")


def test_20_21_working_days_that_nobody_knows_leave_an_episode_where_it_began():
    """Ten working days from an unknown day beyond the calendar are not known to have passed."""
    rules = policy(CLEAN + "  after lasting: 2 working days\n  breach goes to: L\n" + IN_TOTAL)
    facts = ledger(event("A1", "amendment", "2027-03-01", field="category", value="foul"), through="2028-01-01")
    assert [] == found(rules, facts, "2027-06-01", "L")


# -- closures and reopenings ------------------------------------------------------------------------------------------

DUTY = """
duty PAPER "Papers" for each Task
  due: 10 days after opened
  fulfilled by: evidence
"""


def test_20_27_what_a_closure_ended_does_not_return_with_a_reopening():
    """Missed on 12 January, closed in February, reopened in March: nobody is told again of the first round."""
    rules = policy(DUTY)
    closed = event("C", "closure", "2023-02-01")
    again = event("Z", "reopening", "2023-03-01")
    assert [("2023-01-12", None, None)] == found(rules, ledger(closed, again), "2023-01-31", "PAPER")
    assert [] == found(rules, ledger(closed, again), "2023-02-01", "PAPER")
    assert [] == found(rules, ledger(closed, again), "2023-03-01", "PAPER")
    assert [] == found(rules, ledger(closed, again), "2023-12-31", "PAPER")
    assert [("2023-01-12", None, None)] == found(rules, ledger(again), "2023-12-31", "PAPER")


def test_20_27_what_is_missed_after_a_reopening_is_told():
    """Closed and reopened before the due day: the miss comes after both."""
    facts = ledger(event("C", "closure", "2023-01-05"), event("Z", "reopening", "2023-01-08"))
    assert [("2023-01-12", None, None)] == found(policy(DUTY), facts, "2023-12-31", "PAPER")


def test_20_27_closed_on_the_day_after_the_due_day_there_was_never_a_finding():
    """Closed before it was due and reopened later: on the first day of the miss the task was closed."""
    facts = ledger(event("C", "closure", "2023-01-05"), event("Z", "reopening", "2023-02-01"))
    assert [] == found(policy(DUTY), facts, "2023-12-31", "PAPER")


def test_20_27_what_is_owed_for_an_event_ends_with_a_later_closure_for_good():
    """A first closure not disclosed: the second closure ends it, the reopening after that does not bring it back."""
    rules = policy('duty D "Disclose" for each closure\n  due: 14 days after on\n  fulfilled by: disclosure\n')
    first = [event("C1", "closure", "2023-02-01"), event("Z1", "reopening", "2023-03-01")]
    second = [event("C2", "closure", "2023-04-01"), event("Z2", "reopening", "2023-04-05")]
    # 15 February is a working day
    assert [("2023-02-16", None, None)] == found(rules, ledger(*first), "2023-03-31", "D")
    assert [("2023-04-18", None, None)] == found(rules, ledger(*first, *second), "2023-04-30", "D")


def test_20_26_a_breach_that_had_lasted_before_a_reopening_counts_from_the_reopening():
    """Foul from 1 March, on the tenth day a breach; reopened on the 20th with no closure on record: counted anew."""
    rules = policy(CLEAN + "  after lasting: 10 days\n  breach goes to: L\n" + IN_TOTAL)
    foul = event("A", "amendment", "2023-03-01", field="category", value="foul")
    again = event("Z", "reopening", "2023-03-20")
    for on in ("2023-03-20", "2023-03-21", "2023-04-30"):
        assert [("2023-03-10", 1, None)] == found(rules, ledger(foul), on, "L")
        assert [("2023-03-10", None, None)] == found(rules, ledger(foul, again), on, "W")
        assert [("2023-03-20", 1, None)] == found(rules, ledger(foul, again), on, "L")


# -- rules without a first day ----------------------------------------------------------------------------------------

PLANS = """
duty LOCAL "Local plan" for each Unit
  every: month
  due: by end of this period
  fulfilled by: local_plan
"""


def owed(rules, facts, on):
    return [o.period for o in rules.evaluate(facts, day(on)).obligations]


def test_20_13_a_rule_for_each_unit_without_a_first_day_begins_with_the_ledger():
    """Neither the rule nor the rule set says from when: the earliest day on a card."""
    rules = policy(PLANS, ALWAYS)
    assert ["2023-01", "2023-02"] == owed(rules, ledger(), "2023-02-10")
    plan = Plan("P", "plan", "U1", day("2022-12-15"))
    assert ["2023-01", "2023-02"] == owed(rules, ledger(plan=plan), "2023-02-10")
    assert ["2023-02"] == owed(policy(PLANS, HEAD.replace("2022-01-01", "2023-02-01")), ledger(), "2023-02-10")


def test_20_13_without_a_dated_card_the_first_event_known_begins_it():
    """A ledger of units: the earliest event as known; without one, nothing."""
    rules = policy(PLANS, ALWAYS)
    study = event("S", "study", "2023-01-20", to=("unit", "U1"), recorded="2023-02-05")
    facts = ledger(study, tasks=[])
    assert ["2023-02"] == owed(rules, facts, "2023-02-10")
    assert [] == owed(rules, facts, "2023-02-04")
    assert [] == owed(rules, ledger(tasks=[]), "2023-02-10")


def test_20_13_without_a_first_day_nobody_stands_on_a_ladder():
    """A ledger of units: on the ladder from the earliest event on; without one, on none."""
    rung = "  rung 1 -> warning\n    when all:\n      - [a] kind is city\n"
    rules = policy('ladder L "Cities" for each Unit\n' + rung, ALWAYS)
    city = [Unit("U1", kind="city")]
    study = event("S", "study", "2023-01-20", to=("unit", "U1"))
    assert [("2023-01-20", 1, None)] == found(rules, ledger(study, tasks=[], units=city), "2023-02-10", "L")
    assert [] == found(rules, ledger(tasks=[], units=city), "2023-02-10", "L")


# -- the calendar as it was known -------------------------------------------------------------------------------------

LATER = """
duty D "Ten working days" for each Task
  due: 10 working days after opened
  fulfilled by: evidence
"""


def test_8_a_verdict_as_known_then_counts_by_the_calendar_as_known_then():
    """From 20 January 2020 ten working days ended on 7 February, and on the 11th once the rest was lengthened."""
    rules = policy(LATER, HEAD.replace("2022-01-01", "2019-01-01"))
    facts = ledger(tasks=[Task("T1", day("2020-01-20"))])

    def due(known_at):
        (one,) = rules.evaluate(facts, day("2020-01-22"), day(known_at)).obligations
        return str(one.due), one.provisional

    assert ("2020-02-07", False) == due("2020-01-26")
    assert ("2020-02-11", False) == due("2020-01-27")


def test_8_days_not_yet_published_are_provisional_until_they_are():
    """In October 2023 nobody knows the working days of 2024 before the notice of the 25th."""
    rules = policy(LATER)
    facts = ledger(tasks=[Task("T1", day("2023-12-25"))])

    def known(known_at):
        (one,) = rules.evaluate(facts, day("2023-12-26"), day(known_at)).obligations
        return one.provisional, rules.evaluate(facts, day("2023-12-26"), day(known_at)).calendar

    assert (True, "cn_public 2023.1") == known("2023-10-24")
    assert (False, "cn_public 2024.1") == known("2023-10-25")


# -- the next change --------------------------------------------------------------------------------------------------


def test_20_42_an_instance_that_is_not_required_changes_nothing():
    """The task is closed: each new month begins an instance that nobody owes."""
    rules = policy(
        'duty M "Monthly" for each Task\n  while: status is open\n  every: month\n'
        "  due: by day 5 of the next period\n  fulfilled by: report\n"
    )
    closed = ledger(event("C", "closure", "2023-02-01"))
    assert next_change(rules.rulebook, closed, rules.calendar, Row("Task", "T1"), day("2023-02-10")) is None
    # Open: February is owed from its first day on, not from the day after the task was opened
    assert next_change(rules.rulebook, ledger(), rules.calendar, Row("Task", "T1"), day("2023-01-10")) == day(
        "2023-02-01"
    )


@pytest.mark.parametrize(
    ("condition", "asked", "expected"),
    [
        ("as of - opened at least 30 days", "2023-01-10", "2023-01-31"),
        ("as of + 1 months after 2023-03-05", "2023-01-10", "2023-02-06"),
        ("as of - 1 months not before 2023-02-28", "2023-03-01", "2023-03-28"),
        ("(as of - opened) * 50% more than 10 days", "2023-01-10", "2023-01-22"),
        # 27 and 28 April are worked, then 4, 5 and 6 May
        ("as of + 3 working days after 2023-05-03", "2023-04-20", "2023-04-26"),
        ("as of is 2023-03-03", "2023-03-02", "2023-03-03"),
        ("as of is 2023-03-03", "2023-03-03", "2023-03-04"),
        ("as of within 2023-03", "2023-02-10", "2023-03-01"),
        ("opened within the last 3 working days", "2023-01-03", "2023-01-06"),
    ],
)
def test_20_42_conditions_on_the_day_itself_change_on_their_day(condition: str, asked: str, expected: str):
    """Values that move with the day: each comparison turns on the day worked out by hand."""
    rules = policy(f'notice N "N" for each Task\n  when: {condition}\n')
    assert day(expected) == next_change(rules.rulebook, ledger(), rules.calendar, Row("Task", "T1"), day(asked))
