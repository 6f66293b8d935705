"""Section 20 of the language note, numbers 11 to 19: duties. Each test says the law it holds the program to."""

from datetime import date
from functools import cache

import pytest

import rectcore
from rectcore import (
    NONE,
    Deadline,
    Event,
    Ledger,
    Obligation,
    Period,
    Person,
    Plan,
    Policy,
    Subject,
    Task,
    Tenure,
    Unit,
)
from rectcore.model.facts import Invalid

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
event evidence
  has type: one of review, force_majeure, other
"""

# A report for every month, due on the 5th of the next one. February is open from 1 February to 5 March 2023.
MONTHLY = (
    HEAD
    + """
duty MONTHLY for each Task
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
"""
)

# The same, and the report must show progress.
WITH_PROGRESS = MONTHLY.replace(
    "report where covers is this.period", "report r where r.covers is this.period and r.progress at least 10%"
)

# Ten days to answer a warning.
ANSWER = (
    HEAD
    + """
duty ANSWER for each warning
  due: 10 days after on
  fulfilled by: reply
"""
)

# What is owed once, by the deadline as extended.
FINISH = (
    HEAD
    + """
duty FINISH for each Task
  due: current_deadline
  fulfilled by: completion
"""
)

# The month is not required, not counted, or due on the 15th, where a paper of it speaks of force majeure.
FLOOD = (
    MONTHLY
    + """
exception FLOOD overrides MONTHLY
  applies when: exists evidence e where e.type is force_majeure and e.on within this.period
  effect: EFFECT
"""
)
NOT_REQUIRED = FLOOD.replace("EFFECT", "not required")
EXCUSED = FLOOD.replace("EFFECT", "excused")
DUE_INSTEAD = FLOOD.replace("EFFECT", "due instead by day 15 of the next period")

# A second exception, where a paper of that month is a review.
REVIEWED = """
exception REVIEWED overrides MONTHLY
  applies when: exists evidence e where e.type is review and e.on within this.period
  effect: EFFECT
"""

# The plan's interim result, which the rectification office of the issuing unit judges.
INTERIM = (
    HEAD
    + """
judgement interim_done on Plan
  decided by: rectification_office
  valid for: 90 days
duty INTERIM for each Plan
  due: by end of 2023-10
  fulfilled by: interim_done
"""
)


@cache
def policy(rules: str) -> Policy:
    return rectcore.load_text(rules)


def day(text: str) -> date:
    return date.fromisoformat(text)


def task(id_: str = "T1", opened: str = "2023-01-01", **card: object) -> Task:
    return Task(id_, day(opened), **card)


def event(id_: str, kind: str, on: str, recorded: str | None = None, about: object = "T1", **fields: object) -> Event:
    """Something that happened, entered on the same day unless another is given; to a task unless said otherwise."""
    own = {k: fields.pop(k) for k in ("unit", "person", "answers", "target", "changes", "note") if k in fields}
    subject = about if isinstance(about, Subject) else Subject("task", str(about))
    return Event(id_, kind, subject, day(on), day(recorded or on), fields=fields, **own)


def report(id_: str, on: str, recorded: str | None = None, covers: str | None = None, **fields: object) -> Event:
    named = {"covers": Period.parse(covers)} if covers else {}
    return event(id_, "report", on, recorded, **named, **fields)


def paper(id_: str, on: str, type_: str | None) -> Event:
    return event(id_, "evidence", on, type=type_)


def ledger(*events: Event, tasks: tuple[Task, ...] = (task(),), through: str | None = "2027-12-31", **more) -> Ledger:
    return Ledger("demo", through=day(through) if through else None, tasks=tasks, events=events, **more)


def obligations(rules: str, facts: Ledger, as_of: str, known_at: str | None = None) -> dict[str, Obligation]:
    """What is owed on a day, by the period, else by the id of the subject. All rules here have one duty."""
    found = policy(rules).evaluate(facts, day(as_of), day(known_at) if known_at else None)
    return {o.period or o.subject.id: o for o in found.obligations}


def states(rules: str, facts: Ledger, as_of: str, known_at: str | None = None) -> dict[str, str]:
    return {name: o.state.value for name, o in obligations(rules, facts, as_of, known_at).items()}


def state(rules: str, facts: Ledger, name: str, as_of: str, known_at: str | None = None) -> str:
    """The state of one instance; `not listed` where it is not required, or there is none."""
    return states(rules, facts, as_of, known_at).get(name, "not listed")


def served(rules: str, facts: Ledger, as_of: str) -> dict[str, str | None]:
    """Which event served which instance."""
    return {name: o.served_by for name, o in obligations(rules, facts, as_of).items()}


def findings(rules: str, facts: Ledger, as_of: str) -> list[str]:
    return [f.id for f in policy(rules).evaluate(facts, day(as_of)).findings]


def undetermined(rules: str, facts: Ledger, as_of: str) -> list[tuple[str | None, str | None]]:
    """The rule and the period of every data gap for want of a fact."""
    found = policy(rules).evaluate(facts, day(as_of)).data_gaps
    return [(g.rule, g.period) for g in found if g.reason == "undetermined"]


# -- 11: windows, and which instance an event serves ------------------------------------------------------------------


def test_20_11_an_event_without_a_period_serves_the_earliest_unmet_instance_whose_window_holds_it():
    """On 3 February the windows of January and of February are open: January first, and the next event February."""
    assert {"2023-01": "A", "2023-02": None} == served(MONTHLY, ledger(report("A", "2023-02-03")), "2023-02-28")
    both = ledger(report("A", "2023-02-03"), report("B", "2023-02-04"))
    assert {"2023-01": "A", "2023-02": "B"} == served(MONTHLY, both, "2023-02-28")


def test_20_11_one_event_never_serves_two_instances():
    """One report on the 3rd is January's; February is still owed."""
    assert {"2023-01": "fulfilled", "2023-02": "missed", "2023-03": "pending"} == states(
        MONTHLY, ledger(report("A", "2023-02-03")), "2023-03-06"
    )


def test_20_11_the_window_ends_with_the_due_day():
    """On 5 March February's window is open; on the 6th a report without a period is March's, and then February's."""
    assert "fulfilled" == state(MONTHLY, ledger(report("A", "2023-03-05")), "2023-02", "2023-03-06")
    assert {"2023-01": None, "2023-02": None, "2023-03": "A"} == served(
        MONTHLY, ledger(report("A", "2023-03-06")), "2023-03-06"
    )


def test_20_11_the_counted_day_decides_and_not_the_day_it_happened():
    """Done on 30 January and entered on 1 February, a report for February lies in its window."""
    assert "fulfilled" == state(
        MONTHLY, ledger(report("A", "2023-01-30", "2023-02-01", "2023-02")), "2023-02", "2023-03-06"
    )


def test_20_11_a_report_before_the_period_began_serves_nothing():
    """The window runs from the first day of the period: nobody reports on February in January."""
    assert "missed" == state(MONTHLY, ledger(report("A", "2023-01-31", covers="2023-02")), "2023-02", "2023-03-06")


def test_20_11_what_no_window_wants_serves_the_latest_missed_instance_as_late():
    """January and February are missed and March is met: another report is February's, late; the one after January's."""
    facts = [report("M", "2023-03-07", covers="2023-03"), report("A", "2023-03-10"), report("B", "2023-03-11")]
    assert {"2023-01": "missed", "2023-02": "missed", "2023-03": "fulfilled"} == states(
        MONTHLY, ledger(facts[0]), "2023-03-12"
    )
    assert {"2023-01": None, "2023-02": "A", "2023-03": "M"} == served(MONTHLY, ledger(*facts[:2]), "2023-03-12")
    assert {"2023-01": "late", "2023-02": "late", "2023-03": "fulfilled"} == states(
        MONTHLY, ledger(*facts), "2023-03-12"
    )


def test_20_11_a_later_event_never_moves_an_earlier_one():
    """Whatever comes later, and whatever it covers, what was served stays served."""
    first = [report("A", "2023-02-03"), report("B", "2023-03-06")]
    before = {"2023-01": "A", "2023-02": None, "2023-03": "B"}
    assert before == served(MONTHLY, ledger(*first), "2023-03-06")
    for later in (
        report("C", "2023-03-07", covers="2023-01"),
        report("C", "2023-03-07", covers="2023-03"),
    ):
        assert before == served(MONTHLY, ledger(*first, later), "2023-03-07")
    late = report("C", "2023-03-07", covers="2023-02")
    assert before | {"2023-02": "C"} == served(MONTHLY, ledger(*first, late), "2023-03-07")


def test_20_11_an_instance_that_is_not_required_on_that_day_takes_no_event():
    """January was suspended at its end: a report of 3 February is February's, though January's window is open."""
    facts = ledger(
        event("S", "suspension", "2023-01-15", until=day("2023-02-01")),
        report("A", "2023-02-03"),
    )
    assert {"2023-02": "A"} == served(MONTHLY, facts, "2023-02-28")
    assert {"2023-02": "fulfilled"} == states(MONTHLY, facts, "2023-02-28")


def test_20_11_a_later_suspension_moves_no_earlier_event():
    """The report of 3 February was January's; suspended from the 4th on, it does not become February's."""
    report_first = report("A", "2023-02-03")
    suspended = event("S", "suspension", "2023-02-04", until=day("2023-02-20"))
    assert {"2023-01": "A", "2023-02": None} == served(MONTHLY, ledger(report_first, suspended), "2023-02-28")
    assert {"2023-01": "fulfilled", "2023-02": "missed"} == {
        k: v for k, v in states(MONTHLY, ledger(report_first, suspended), "2023-03-06").items() if k < "2023-03"
    }


def test_20_11_an_instance_excepted_from_what_is_required_takes_no_event():
    """February is not required, so the report of 3 March is March's, and nobody misses March."""
    facts = ledger(paper("E", "2023-02-10", "force_majeure"), report("J", "2023-02-03"), report("A", "2023-03-03"))
    assert {"2023-01": "J", "2023-03": "A"} == served(NOT_REQUIRED, facts, "2023-03-31")
    assert {"2023-01": "fulfilled", "2023-03": "fulfilled", "2023-04": "pending"} == states(
        NOT_REQUIRED, facts, "2023-04-06"
    )


# -- 12: events that name no period, or the same one ------------------------------------------------------------------


def test_20_12_an_event_that_names_its_period_serves_that_one():
    """On 3 March both windows are open; a report that covers March is March's, though February is unmet."""
    facts = ledger(report("A", "2023-03-03", covers="2023-03"))
    assert {"2023-01": None, "2023-02": None, "2023-03": "A"} == served(MONTHLY, facts, "2023-03-03")


def test_20_12_a_condition_on_the_period_is_true_for_the_instance_it_is_matched_to():
    """A report that names no period serves where `covers is this.period` is asked; the rest is still asked."""
    assert "fulfilled" == state(
        WITH_PROGRESS, ledger(report("A", "2023-02-20", progress="10%")), "2023-02", "2023-03-06"
    )
    assert "missed" == state(WITH_PROGRESS, ledger(report("A", "2023-02-20", progress="9%")), "2023-02", "2023-03-06")


def test_20_12_of_two_events_on_one_period_the_first_that_satisfies_serves():
    """Too little progress does not serve; of the two that do, the first; the third serves nothing and is no fault."""
    facts = ledger(
        report("A", "2023-02-10", covers="2023-02", progress="5%"),
        report("B", "2023-02-11", covers="2023-02", progress="20%"),
        report("C", "2023-02-12", covers="2023-02", progress="30%"),
    )
    assert {"2023-01": None, "2023-02": "B", "2023-03": None} == served(WITH_PROGRESS, facts, "2023-03-06")
    assert ["R/MONTHLY/Task:T1/2023-01"] == findings(WITH_PROGRESS, facts, "2023-03-06")


def test_20_12_an_event_whose_condition_is_unknown_makes_the_instance_undetermined():
    """A report for February without its progress: neither met nor missed, and a data gap says so."""
    facts = ledger(report("A", "2023-02-10", covers="2023-02"))
    assert "undetermined" == state(WITH_PROGRESS, facts, "2023-02", "2023-03-06")
    assert ("MONTHLY", "2023-02") in undetermined(WITH_PROGRESS, facts, "2023-03-06")
    assert "R/MONTHLY/Task:T1/2023-02" not in findings(WITH_PROGRESS, facts, "2023-03-06")


@pytest.mark.parametrize("other", ["2023-02-09", "2023-02-10", "2023-02-11", "2023-03-05"])
def test_20_12_unless_another_serves_it(other: str):
    """Before or after the doubtful one, a report that does satisfy fulfils the month."""
    facts = ledger(report("A", "2023-02-10", covers="2023-02"), report("B", other, covers="2023-02", progress="50%"))
    assert ("fulfilled", "B") == (
        state(WITH_PROGRESS, facts, "2023-02", "2023-03-06"),
        served(WITH_PROGRESS, facts, "2023-03-06")["2023-02"],
    )


def test_20_12_an_event_that_names_another_kind_of_period_serves_none():
    """A report that covers the quarter is no month's."""
    facts = ledger(report("A", "2023-02-20", covers="2023-Q1"))
    assert "missed" == state(MONTHLY, facts, "2023-02", "2023-03-06")


def test_20_12_a_period_of_no_use_makes_the_instance_undetermined():
    """A report of 20 February whose period cannot be read may be February's: February is not called missed."""
    facts = ledger(event("A", "report", "2023-02-20", covers=Invalid("2023-13")))
    assert "undetermined" == state(MONTHLY, facts, "2023-02", "2023-03-06")


# -- 13: the first instance -------------------------------------------------------------------------------------------


def test_20_13_instances_start_with_the_first_whole_period_from_the_start_on():
    """Opened on the 1st, that month counts; opened on the 2nd, the next one does."""
    assert ["2023-02", "2023-03"] == list(states(MONTHLY, ledger(tasks=(task(opened="2023-02-01"),)), "2023-03-06"))
    assert ["2023-03"] == list(states(MONTHLY, ledger(tasks=(task(opened="2023-02-02"),)), "2023-03-06"))


def test_20_13_included_takes_the_period_that_contains_the_start():
    """With `first period: included`, a task opened on 20 February owes February."""
    rules = MONTHLY + "  first period: included\n"
    assert ["2023-02", "2023-03"] == list(states(rules, ledger(tasks=(task(opened="2023-02-20"),)), "2023-03-06"))


def test_20_13_full_periods_only_is_the_default_by_name():
    """`first period: full periods only` says what holds without it."""
    rules = MONTHLY + "  first period: full periods only\n"
    assert ["2023-03"] == list(states(rules, ledger(tasks=(task(opened="2023-02-20"),)), "2023-03-06"))


def test_20_13_a_plan_starts_when_it_is_issued():
    """A plan issued on 20 February owes March first."""
    rules = MONTHLY.replace("for each Task", "for each Plan").replace("  while: status is open\n", "")
    rules = rules.replace("report where covers is this.period", "reply")
    plan = Plan("P", unit="city", issued=day("2023-02-20"))
    facts = Ledger("demo", through=day("2023-12-31"), plan=plan, units=(Unit("city"),))
    assert ["2023-03"] == list(states(rules, facts, "2023-03-06"))


def test_20_13_a_unit_starts_with_the_rule():
    """A unit was always there: its first period is the first whole one of the rule's validity, or the rule set's."""
    rules = MONTHLY.replace("for each Task", "for each Unit").replace("  while: status is open\n", "")
    rules = rules.replace("report where covers is this.period", "study")
    facts = Ledger("demo", through=day("2023-12-31"), units=(Unit("city"),))
    assert ["2023-01", "2023-02", "2023-03"] == list(states(rules, facts, "2023-03-06"))
    assert ["2023-03"] == list(states(rules + "  in force: from 2023-02-10\n", facts, "2023-03-06"))


def test_20_13_the_rule_must_be_in_force_on_the_first_day_of_the_period():
    """In force from 10 February to 15 March: March is owed, February and April are not, included or not."""
    rules = MONTHLY + "  first period: included\n  in force: from 2023-02-10 to 2023-03-15\n"
    assert ["2023-03"] == list(states(rules, ledger(), "2023-04-30"))


def test_20_13_a_week_is_monday_to_sunday():
    """Opened on Wednesday 1 February 2023, the first whole week is 6 to 12 February, due on that Sunday."""
    rules = HEAD + "duty WEEKLY for each Task\n  every: week\n  due: by end of this period\n  fulfilled by: report\n"
    facts = ledger(tasks=(task(opened="2023-02-01"),))
    assert {} == states(rules, facts, "2023-02-05")
    assert {"2023-W06": "pending"} == states(rules, facts, "2023-02-12")
    assert {"2023-W06": "missed", "2023-W07": "pending"} == states(rules, facts, "2023-02-13")
    assert day("2023-02-12") == obligations(rules, facts, "2023-02-12")["2023-W06"].due


# -- 14: states -------------------------------------------------------------------------------------------------------


def test_20_14_pending_until_the_end_of_the_due_day_then_missed():
    """February is pending from 1 February to 5 March inclusive, and missed from the 6th."""
    stands = [state(MONTHLY, ledger(), "2023-02", d) for d in ("2023-01-31", "2023-02-01", "2023-03-05", "2023-03-06")]
    assert ["not listed", "pending", "pending", "missed"] == stands


def test_20_14_upcoming_before_its_window():
    """Before 1 April the month of April is upcoming, and from then on pending."""
    scenario = """scenario "April"
  given Task T1 {opened: 2023-01-01}
  as of: DAY
  expect MONTHLY(T1, 2023-04) is STATE
"""
    for as_of, word in (("2023-03-31", "upcoming"), ("2023-04-01", "pending")):
        (found,) = policy(MONTHLY + scenario.replace("DAY", as_of).replace("STATE", word)).test()
        assert found.passed, found.outcomes


def test_20_14_fulfilled_early_is_fulfilled_at_once_and_while_is_not_asked_again():
    """Reported on 20 February; that the task is closed on 1 March takes nothing back."""
    facts = ledger(report("A", "2023-02-20", covers="2023-02"), event("C", "closure", "2023-02-25"))
    assert "pending" == state(MONTHLY, facts, "2023-02", "2023-02-19")
    assert "fulfilled" == state(MONTHLY, facts, "2023-02", "2023-02-20")
    assert "fulfilled" == state(MONTHLY, facts, "2023-02", "2023-03-06")


def test_20_14_a_one_off_instance_is_never_upcoming():
    """Due in December, it is pending from the day the task was opened."""
    facts = ledger(tasks=(task(opened="2023-02-10", deadline=Deadline(day("2023-12-29"))),))
    assert "not listed" == state(FINISH, facts, "T1", "2023-02-09")
    assert "pending" == state(FINISH, facts, "T1", "2023-02-10")


def test_20_14_late_holds_for_the_due_day_as_it_stands():
    """Completed on 10 April against 31 March: late, until an extension of 12 April to the 30th makes it fulfilled."""
    done = event("A", "completion", "2023-04-10")
    extended = event("X", "extension", "2023-04-12", granted=True, new_deadline=day("2023-04-30"))
    facts = ledger(done, extended, tasks=(task(deadline=Deadline(day("2023-03-31"))),))
    assert "missed" == state(FINISH, facts, "T1", "2023-04-09")
    assert "late" == state(FINISH, facts, "T1", "2023-04-11")
    assert "fulfilled" == state(FINISH, facts, "T1", "2023-04-12")


def test_20_14_an_extension_short_of_the_day_of_completion_leaves_it_late():
    """Extended to 9 April only, completion on the 10th stays late."""
    done = event("A", "completion", "2023-04-10")
    extended = event("X", "extension", "2023-04-12", granted=True, new_deadline=day("2023-04-09"))
    facts = ledger(done, extended, tasks=(task(deadline=Deadline(day("2023-03-31"))),))
    assert "late" == state(FINISH, facts, "T1", "2023-04-12")


# -- 15: when `while` is tested ---------------------------------------------------------------------------------------


def test_20_15_until_a_test_day_has_come_today_stands_in_for_it():
    """Closed on 10 February, February is not owed that day; reopened on the 20th, it is owed again."""
    facts = ledger(event("C", "closure", "2023-02-10"), event("O", "reopening", "2023-02-20"))
    stands = [state(MONTHLY, facts, "2023-02", d) for d in ("2023-02-09", "2023-02-10", "2023-02-19", "2023-02-20")]
    assert ["pending", "not listed", "not listed", "pending"] == stands
    assert "missed" == state(MONTHLY, facts, "2023-02", "2023-03-06")


def test_20_15_closed_between_period_end_and_due_day_owes_nothing():
    """`while` is tested at period end and at the due date, both: open on 28 February, closed on 5 March."""
    facts = ledger(event("C", "closure", "2023-03-05"))
    assert "pending" == state(MONTHLY, facts, "2023-02", "2023-03-04")
    assert "not listed" == state(MONTHLY, facts, "2023-02", "2023-03-05")
    assert "not listed" == state(MONTHLY, facts, "2023-02", "2023-03-06")


def test_20_15_open_only_on_the_due_day_owes_nothing_for_the_past_period():
    """Closed on 28 February and reopened on 2 March: the month was not owed at its end."""
    facts = ledger(event("C", "closure", "2023-02-28"), event("O", "reopening", "2023-03-02"))
    assert "not listed" == state(MONTHLY, facts, "2023-02", "2023-03-02")
    assert "not listed" == state(MONTHLY, facts, "2023-02", "2023-03-06")


def test_20_15_after_the_due_day_it_is_final():
    """Missed is not undone by a closure on 10 March, nor is not-required undone by a reopening then."""
    closed_later = ledger(event("C", "closure", "2023-03-10"))
    assert "missed" == state(MONTHLY, closed_later, "2023-02", "2023-03-10")
    reopened_later = ledger(event("C", "closure", "2023-03-01"), event("O", "reopening", "2023-03-10"))
    assert "not listed" == state(MONTHLY, reopened_later, "2023-02", "2023-03-10")


def test_20_15_final_as_known_at_known_at():
    """A closure of 1 March that was entered on the 20th: missed as known on the 19th, not owed as known on the 20th."""
    facts = ledger(event("C", "closure", "2023-03-01", "2023-03-20"))
    assert "missed" == state(MONTHLY, facts, "2023-02", "2023-03-19", "2023-03-19")
    assert "not listed" == state(MONTHLY, facts, "2023-02", "2023-03-19", "2023-03-20")
    assert "not listed" == state(MONTHLY, facts, "2023-02", "2023-03-20", "2023-03-20")


def test_20_15_tested_at_one_of_the_two_days():
    """`tested at: period end` asks only on 28 February, `due date` only on 5 March."""
    closed_after = ledger(event("C", "closure", "2023-03-02"))
    closed_between = ledger(event("C", "closure", "2023-02-28"), event("O", "reopening", "2023-03-02"))
    at_end, at_due = (MONTHLY + f"  tested at: {at}\n" for at in ("period end", "due date"))
    assert "missed" == state(at_end, closed_after, "2023-02", "2023-03-06")
    assert "not listed" == state(at_due, closed_after, "2023-02", "2023-03-06")
    assert "not listed" == state(at_end, closed_between, "2023-02", "2023-03-06")
    assert "missed" == state(at_due, closed_between, "2023-02", "2023-03-06")


def test_20_15_while_of_a_one_off_duty_is_tested_on_the_due_day():
    """Closed before and reopened by the due day, it is owed; closed on the due day, it is not."""
    rules = (
        HEAD
        + "duty ONCE for each Task\n  while: status is open\n  due: 20 days after opened\n  fulfilled by: evidence\n"
    )
    back = ledger(event("C", "closure", "2023-01-05"), event("O", "reopening", "2023-01-21"))
    gone = ledger(event("C", "closure", "2023-01-21"))
    assert ["not listed", "pending", "missed"] == [
        state(rules, back, "T1", d) for d in ("2023-01-20", "2023-01-21", "2023-01-22")
    ]
    assert ["pending", "not listed", "not listed"] == [
        state(rules, gone, "T1", d) for d in ("2023-01-20", "2023-01-21", "2023-01-22")
    ]


def test_20_15_while_of_a_standing_is_tested_on_every_day():
    """A standing asks anew each day: closed it is kept, reopened it is broken again."""
    rules = HEAD + "standing PAPER for each Task\n  while: status is open\n  must: exists evidence\n"
    facts = ledger(event("C", "closure", "2023-01-05"), event("O", "reopening", "2023-01-07"))
    broken = [findings(rules, facts, d) != [] for d in ("2023-01-04", "2023-01-05", "2023-01-06", "2023-01-07")]
    assert [True, False, False, True] == broken


# -- 16: one-off duties and duties for each event ---------------------------------------------------------------------


def warned(*replies: Event) -> Ledger:
    """A task with two warnings, of 1 March (due on the 11th) and of 3 March (due on the 13th), and replies."""
    return ledger(event("W1", "warning", "2023-03-01"), event("W2", "warning", "2023-03-03"), *replies)


def reply(id_: str, on: str, recorded: str | None = None, answers: str | None = None, about: str = "T1") -> Event:
    return event(id_, "reply", on, recorded, about=about, answers=answers)


def test_20_16_one_instance_for_each_event_which_is_its_subject():
    """Each warning is owed an answer of its own, ten days from the day it was given."""
    found = obligations(ANSWER, warned(), "2023-03-11")
    assert {"W1": ("2023-03-11", "pending"), "W2": ("2023-03-13", "pending")} == {
        k: (o.due.isoformat(), o.state.value) for k, o in found.items()
    }
    assert [Subject("warning", "W1"), Subject("warning", "W2")] == [o.subject for o in found.values()]
    assert {"W1": "missed", "W2": "pending"} == states(ANSWER, warned(), "2023-03-12")
    assert ["R/ANSWER/warning:W1"] == findings(ANSWER, warned(), "2023-03-12")


def test_20_16_it_starts_on_the_day_of_the_event_however_late_it_was_entered():
    """A warning of 1 March entered on the 5th is to be answered by the 11th."""
    facts = ledger(event("W1", "warning", "2023-03-01", "2023-03-05"))
    assert day("2023-03-11") == obligations(ANSWER, facts, "2023-03-05")["W1"].due


def test_20_16_a_reply_that_names_nothing_serves_the_oldest_unmet():
    """One reply for the older warning, the next for the other, a third for none."""
    one, two, three = reply("P1", "2023-03-05"), reply("P2", "2023-03-06"), reply("P3", "2023-03-07")
    assert {"W1": "P1", "W2": None} == served(ANSWER, warned(one), "2023-03-12")
    assert {"W1": "P1", "W2": "P2"} == served(ANSWER, warned(one, two), "2023-03-12")
    assert {"W1": "P1", "W2": "P2"} == served(ANSWER, warned(one, two, three), "2023-03-12")


def test_20_16_the_oldest_unmet_comes_first_even_when_it_is_missed():
    """On 12 March the answer to the first warning is overdue: a reply is for that one, late."""
    facts = warned(reply("P1", "2023-03-12"))
    assert {"W1": "late", "W2": "pending"} == states(ANSWER, facts, "2023-03-12")


def test_20_16_a_reply_that_names_a_warning_serves_that_one_or_none():
    """Two replies to the second warning leave the first unanswered."""
    facts = warned(reply("P1", "2023-03-05", answers="W2"), reply("P2", "2023-03-06", answers="W2"))
    assert {"W1": None, "W2": "P1"} == served(ANSWER, facts, "2023-03-12")
    assert {"W1": "missed", "W2": "fulfilled"} == states(ANSWER, facts, "2023-03-12")


def test_20_16_a_reply_may_name_the_finding():
    """`answers` may hold the warning, or the finding that its answer is missing."""
    facts = warned(reply("P1", "2023-03-14", answers="R/ANSWER/warning:W2"))
    assert {"W1": None, "W2": "P1"} == served(ANSWER, facts, "2023-03-14")


def test_20_16_named_and_unnamed_replies_are_taken_in_one_pass():
    """The unnamed reply came first and took the first warning; a later one that names it serves nothing."""
    facts = warned(reply("P1", "2023-03-05"), reply("P2", "2023-03-06", answers="W1"))
    assert {"W1": "P1", "W2": None} == served(ANSWER, facts, "2023-03-12")
    other = warned(reply("P1", "2023-03-05", answers="W1"), reply("P2", "2023-03-06"))
    assert {"W1": "P1", "W2": "P2"} == served(ANSWER, other, "2023-03-12")


def test_20_16_only_events_counted_from_its_start_on_serve():
    """A reply entered before the warning answers nothing; one written before and entered after it does."""
    assert {"W1": None, "W2": None} == served(ANSWER, warned(reply("P1", "2023-02-28")), "2023-03-12")
    assert {"W1": "P1", "W2": None} == served(ANSWER, warned(reply("P1", "2023-02-28", "2023-03-01")), "2023-03-12")


def test_20_16_a_reply_between_two_warnings_is_for_the_first_only():
    """Counted on 2 March, before the second warning, it can only be for the first; named for the second, for none."""
    assert {"W1": "P1", "W2": None} == served(ANSWER, warned(reply("P1", "2023-03-02")), "2023-03-12")
    assert {"W1": None, "W2": None} == served(ANSWER, warned(reply("P1", "2023-03-02", answers="W2")), "2023-03-12")


def test_20_16_only_events_on_the_same_task_serve():
    """A reply on another task answers no warning of this one."""
    tasks = (task("T1"), task("T2"))
    facts = ledger(event("W1", "warning", "2023-03-01"), reply("P1", "2023-03-05", about="T2"), tasks=tasks)
    assert {"W1": None} == served(ANSWER, facts, "2023-03-12")


def test_20_16_a_one_off_duty_starts_with_its_subject():
    """Twenty days after a task was opened: listed from the opening on, and what came in between serves."""
    rules = HEAD + "duty ONCE for each Task\n  due: 20 days after opened\n  fulfilled by: evidence\n"
    facts = ledger(event("E", "evidence", "2023-02-10"), tasks=(task(opened="2023-02-10"),))
    assert "not listed" == state(rules, facts, "T1", "2023-02-09")
    assert "fulfilled" == state(rules, facts, "T1", "2023-02-10")


# -- 17: due days that are none, unknown, or provisional --------------------------------------------------------------


def test_20_17_a_due_day_that_is_none_owes_nothing():
    """A task known to have no deadline owes no completion, and nothing is missing."""
    facts = ledger(tasks=(task(deadline=NONE),))
    assert {} == states(FINISH, facts, "2023-12-31")
    assert [] == undetermined(FINISH, facts, "2023-12-31")


@pytest.mark.parametrize("deadline", [None, Invalid("2023-02-29")])
def test_20_17_a_due_day_that_needs_an_unknown_date_is_undetermined(deadline: object):
    """Not given, or of no use: the instance is undetermined, with a data gap, and nobody has missed anything."""
    facts = ledger(tasks=(task(deadline=deadline),))
    assert {"T1": "undetermined"} == states(FINISH, facts, "2023-12-31")
    assert None is obligations(FINISH, facts, "2023-12-31")["T1"].due
    assert [("FINISH", None)] == undetermined(FINISH, facts, "2023-12-31")
    assert [] == findings(FINISH, facts, "2023-12-31")


def test_20_17_a_provisional_due_day_never_yields_a_miss():
    """Ten working days from 28 December 2026 end in 2027, whose holidays nobody knows: undetermined after that day."""
    rules = HEAD + "duty SOON for each Task\n  due: 10 working days after opened\n  fulfilled by: evidence\n"
    facts = ledger(tasks=(task(opened="2026-12-28"),))
    found = obligations(rules, facts, "2026-12-31")["T1"]
    assert found.provisional
    assert found.due is not None
    assert "pending" == state(rules, facts, "T1", found.due.isoformat())
    after = date.fromordinal(found.due.toordinal() + 1).isoformat()
    assert "undetermined" == state(rules, facts, "T1", after)
    assert [] == findings(rules, facts, after)
    assert "undetermined" == state(rules, facts, "T1", "2027-06-30")


def test_20_17_what_was_done_by_a_provisional_due_day_is_fulfilled():
    """What is on record on the next day is in time whatever the holidays."""
    rules = HEAD + "duty SOON for each Task\n  due: 10 working days after opened\n  fulfilled by: evidence\n"
    facts = ledger(event("E", "evidence", "2026-12-29"), tasks=(task(opened="2026-12-28"),))
    assert "fulfilled" == state(rules, facts, "T1", "2027-06-30")


# -- 18: fulfilled by a judgement -------------------------------------------------------------------------------------

PLAN = Subject("plan", "P")


def judged(id_: str, on: str, value: bool | None, recorded: str | None = None, person: str | None = "office") -> Event:
    return event(id_, "judgement", on, recorded, about=PLAN, term="interim_done", value=value, person=person)


def plan_with(*events: Event) -> Ledger:
    """A plan of the city, whose rectification office is held by one person; the county's by another."""
    return Ledger(
        "demo",
        through=day("2023-12-31"),
        plan=Plan("P", unit="city", issued=day("2023-04-01")),
        units=(
            Unit("city", posts=(Tenure("rectification_office", "office"),)),
            Unit("county", posts=(Tenure("rectification_office", "other"),)),
        ),
        persons=(Person("office"), Person("other")),
        events=events,
    )


def test_20_18_met_on_the_first_day_on_which_the_term_is_true():
    """Judged done on 20 October: fulfilled from that day, and what is judged later takes nothing back."""
    facts = plan_with(
        judged("J1", "2023-10-10", False), judged("J2", "2023-10-20", True), judged("J3", "2023-10-25", False)
    )
    assert "pending" == state(INTERIM, facts, "P", "2023-10-19")
    assert "fulfilled" == state(INTERIM, facts, "P", "2023-10-20")
    assert "fulfilled" == state(INTERIM, facts, "P", "2023-11-01")
    assert "J2" == served(INTERIM, facts, "2023-11-01")["P"]


def test_20_18_without_a_judgement_it_is_missed_after_the_end_of_october():
    """Judgements are events like others: nobody judged by 31 October, and the ledger is complete."""
    assert "pending" == state(INTERIM, plan_with(), "P", "2023-10-31")
    assert "missed" == state(INTERIM, plan_with(), "P", "2023-11-01")
    assert "missed" == state(INTERIM, plan_with(judged("J", "2023-10-20", False)), "P", "2023-11-01")


def test_20_18_the_judgement_counts_with_its_counted_day():
    """Judged on 30 October and entered on 2 November is late; entered on the 31st it is in time."""
    assert "fulfilled" == state(INTERIM, plan_with(judged("J", "2023-10-30", True, "2023-10-31")), "P", "2023-11-01")
    late = plan_with(judged("J", "2023-10-30", True, "2023-11-02"))
    assert "missed" == state(INTERIM, late, "P", "2023-11-01")
    assert "late" == state(INTERIM, late, "P", "2023-11-02")


def test_20_18_a_judgement_entered_late_fulfils_nothing_before_it_was_entered():
    """Entered on 2 November, it did not count on the 1st, though it is known today."""
    late = plan_with(judged("J", "2023-10-30", True, "2023-11-02"))
    assert "missed" == state(INTERIM, late, "P", "2023-11-01", "2023-11-02")


def test_20_18_a_term_that_lapsed_was_true():
    """Valid for 90 days from 1 May, it was true on 1 May: that it lapsed in July takes nothing back."""
    assert "fulfilled" == state(INTERIM, plan_with(judged("J", "2023-05-01", True)), "P", "2023-11-01")


def test_20_18_somebody_else_s_judgement_fulfils_nothing():
    """The post is that of the issuing unit: the county's office does not decide."""
    assert "missed" == state(INTERIM, plan_with(judged("J", "2023-10-20", True, person="other")), "P", "2023-11-01")


def test_20_18_a_judgement_of_which_a_fact_is_missing_convicts_nobody():
    """By whom it was judged, or what, is not known: undetermined."""
    assert "undetermined" == state(INTERIM, plan_with(judged("J", "2023-10-20", True, person=None)), "P", "2023-11-01")
    assert "undetermined" == state(INTERIM, plan_with(judged("J", "2023-10-20", None)), "P", "2023-11-01")


def test_20_18_two_judgements_of_one_day_that_differ_do_not_fulfil():
    """The term is unknown from that day on, never true: undetermined, neither fulfilled nor missed."""
    facts = plan_with(judged("J1", "2023-10-20", True), judged("J2", "2023-10-20", False))
    assert "undetermined" == state(INTERIM, facts, "P", "2023-11-01")


def test_20_18_a_contradiction_that_is_settled_counts_from_then():
    """Two that differ on 20 October, and a third on the 25th that says yes: true from the 25th on."""
    facts = plan_with(
        judged("J1", "2023-10-20", True), judged("J2", "2023-10-20", False), judged("J3", "2023-10-25", True)
    )
    assert "fulfilled" == state(INTERIM, facts, "P", "2023-11-01")
    assert "J3" == served(INTERIM, facts, "2023-11-01")["P"]


# -- 19: exceptions to a duty -----------------------------------------------------------------------------------------

FLOOD_IN_FEBRUARY = paper("E", "2023-02-10", "force_majeure")
TYPE_NOT_GIVEN = paper("E", "2023-02-10", None)


def february(rules: str, as_of: str, *events: Event) -> str:
    return state(rules, ledger(*events), "2023-02", as_of)


def test_20_19_an_exception_is_tested_for_each_instance_by_itself():
    """A flood in February excuses February, and neither January nor March."""
    found = states(EXCUSED, ledger(FLOOD_IN_FEBRUARY), "2023-04-06")
    assert {"2023-01": "missed", "2023-02": "excused", "2023-03": "missed", "2023-04": "pending"} == found


def test_20_19_excused_stays_in_the_list_at_once_and_is_no_finding():
    """`excused` counts at once, before period end and due day; the instance stays listed, and is not missed."""
    assert "pending" == february(EXCUSED, "2023-02-09", FLOOD_IN_FEBRUARY)
    assert "excused" == february(EXCUSED, "2023-02-10", FLOOD_IN_FEBRUARY)
    assert "excused" == february(EXCUSED, "2023-03-06", FLOOD_IN_FEBRUARY)
    assert "R/MONTHLY/Task:T1/2023-02" not in findings(EXCUSED, ledger(FLOOD_IN_FEBRUARY), "2023-03-06")


def test_20_19_a_fulfilled_instance_is_not_excused():
    """Who reported in time has reported in time."""
    assert "fulfilled" == february(
        EXCUSED, "2023-03-06", FLOOD_IN_FEBRUARY, report("A", "2023-03-03", covers="2023-02")
    )


def test_20_19_not_required_takes_it_out_of_the_list_a_fulfilled_one_too():
    """`not required` takes an instance out of lists and counts, fulfilled or not."""
    assert "not listed" == february(NOT_REQUIRED, "2023-03-06", FLOOD_IN_FEBRUARY)
    done = report("A", "2023-02-20", covers="2023-02")
    assert "fulfilled" == february(NOT_REQUIRED, "2023-03-06", done)
    assert "not listed" == february(NOT_REQUIRED, "2023-03-06", FLOOD_IN_FEBRUARY, done)


def test_20_19_due_instead_moves_the_due_day_before_states_are_worked_out():
    """February is due on 15 March: pending until then, missed from the 16th; on the 12th still in time."""
    assert day("2023-03-15") == obligations(DUE_INSTEAD, ledger(FLOOD_IN_FEBRUARY), "2023-03-06")["2023-02"].due
    assert "pending" == february(DUE_INSTEAD, "2023-03-15", FLOOD_IN_FEBRUARY)
    assert "missed" == february(DUE_INSTEAD, "2023-03-16", FLOOD_IN_FEBRUARY)
    in_time = report("A", "2023-03-12", covers="2023-02")
    assert "fulfilled" == february(DUE_INSTEAD, "2023-03-16", FLOOD_IN_FEBRUARY, in_time)
    assert "missed" == february(DUE_INSTEAD, "2023-03-06")


def test_20_19_the_window_ends_with_the_moved_due_day():
    """A report of 12 March that names no period is February's, whose window is still open, not March's."""
    facts = ledger(FLOOD_IN_FEBRUARY, report("A", "2023-03-12"))
    assert {"2023-01": None, "2023-02": "A", "2023-03": None} == served(DUE_INSTEAD, facts, "2023-03-31")


def test_20_19_where_it_is_unknown_only_a_miss_or_a_late_report_becomes_undetermined():
    """The type of the paper is not given: pending and fulfilled stay so, the rest is undetermined."""
    for rules in (NOT_REQUIRED, EXCUSED, DUE_INSTEAD):
        assert "pending" == february(rules, "2023-03-05", TYPE_NOT_GIVEN)
        assert "undetermined" == february(rules, "2023-03-06", TYPE_NOT_GIVEN)
        in_time = report("A", "2023-03-03", covers="2023-02")
        assert "fulfilled" == february(rules, "2023-03-06", TYPE_NOT_GIVEN, in_time)
        late = report("A", "2023-03-10", covers="2023-02")
        assert "undetermined" == february(rules, "2023-03-10", TYPE_NOT_GIVEN, late)


def test_20_19_unknown_for_one_month_touches_no_other():
    """The paper of February says nothing about January."""
    assert "missed" == state(EXCUSED, ledger(TYPE_NOT_GIVEN), "2023-01", "2023-03-06")


def test_20_19_two_exceptions_of_one_effect_are_both_cited():
    """Same effect: fine, and all are named."""
    rules = EXCUSED + REVIEWED.replace("EFFECT", "excused")
    facts = ledger(FLOOD_IN_FEBRUARY, paper("F", "2023-02-11", "review"))
    found = obligations(rules, facts, "2023-03-06")["2023-02"]
    assert ("excused", {"FLOOD", "REVIEWED"}) == (found.state.value, set(found.exceptions))


@pytest.mark.parametrize(
    ("one", "two"), [(EXCUSED, "not required"), (NOT_REQUIRED, "excused"), (DUE_INSTEAD, "excused")]
)
def test_20_19_two_exceptions_that_differ_are_a_conflict(one: str, two: str):
    """Nobody can say which holds: undetermined, whichever stands first in the file; no finding."""
    rules = one + REVIEWED.replace("EFFECT", two)
    facts = ledger(FLOOD_IN_FEBRUARY, paper("F", "2023-02-11", "review"))
    assert "undetermined" == state(rules, facts, "2023-02", "2023-03-31")
    assert "R/MONTHLY/Task:T1/2023-02" not in findings(rules, facts, "2023-03-31")
    assert ("MONTHLY", "2023-02") in undetermined(rules, facts, "2023-03-31")


def test_20_19_an_exception_that_does_not_apply_makes_no_conflict():
    """Only those that apply are compared."""
    rules = EXCUSED + REVIEWED.replace("EFFECT", "not required")
    assert "excused" == february(rules, "2023-03-06", FLOOD_IN_FEBRUARY)
    assert "not listed" == february(rules, "2023-03-06", paper("F", "2023-02-11", "review"))


# -- 45 to 48: what is listed, and forms ------------------------------------------------------------------------------


def test_20_45_obligations_run_from_the_first_to_the_one_whose_window_holds_the_day():
    """On 3 March: January, February, and March, which began; not April, and not what is not required."""
    assert ["2023-01", "2023-02", "2023-03"] == list(states(MONTHLY, ledger(), "2023-03-03"))
    gone = ledger(event("C", "closure", "2023-02-20"))
    assert ["2023-01"] == list(states(MONTHLY, gone, "2023-03-03"))


COMPLETE_FORMS = {
    "gate G on Task.closure\n": "  only if all:\n    - [a] priority\n",
    "duty D for each Task\n  fulfilled by: report\n": "  due: 10 days after opened\n",
    "duty E for each Task\n  due: 10 days after opened\n": "  fulfilled by: report\n",
    "standing S for each Task\n": "  must: priority\n",
    "notice N for each Task\n": "  when: priority\n",
    "ladder L\n": "  rung 1 -> warning\n",
}


@pytest.mark.parametrize("form", COMPLETE_FORMS)
def test_20_46_compulsory_keys(form: str):
    """With its compulsory keys a form is fine, even without `cite`, title and scenario; without one it is not."""
    assert rectcore.load_text(HEAD + form + COMPLETE_FORMS[form]).ok
    assert not rectcore.load_text(HEAD + form).ok


def test_20_46_when_unknown_is_block_if_left_out():
    """Nothing is referred unless the gate says so."""
    found = policy(HEAD + "gate G on Task.closure\n  only if all:\n    - [a] priority\n").may(
        "closure", "T1", ledger(), day("2023-03-06")
    )
    assert ("blocked-unknown", False) == (found.state.value, found.refer)


def holds(condition: str, facts: Ledger, as_of: str = "2023-03-06") -> bool:
    """Whether a condition holds for the task, asked as a standing."""
    return [] == findings(HEAD + f"standing S for each Task\n  must: {condition}\n", facts, as_of)


def test_20_47_a_binder_may_stand_without_where():
    """`exists evidence` asks for any; `exists evidence e` too."""
    for condition in ("exists evidence", "exists evidence e"):
        assert holds(condition, ledger(paper("E", "2023-02-10", "other")))
        assert not holds(condition, ledger())


def test_20_47_one_quantifier_binds_up_to_three_names():
    """Three different papers; four names are refused."""
    three = "exists evidence a, evidence b, evidence c where a.id is not b.id and b.id is not c.id and a.id is not c.id"
    papers = [paper(i, "2023-02-10", "other") for i in ("E1", "E2", "E3")]
    assert holds(three, ledger(*papers))
    assert not holds(three, ledger(*papers[:2]))
    four = "exists evidence a, evidence b, evidence c, evidence d"
    assert not rectcore.load_text(HEAD + f"standing S for each Task\n  must: {four}\n").ok


def test_20_47_two_levels_and_no_more():
    """A quantifier inside a quantifier is read, a third level has to be named."""
    two = "exists evidence a where (exists report b where b.on after a.on)"
    assert holds(two, ledger(paper("E", "2023-02-10", "other"), report("R", "2023-02-11")))
    assert not holds(two, ledger(paper("E", "2023-02-10", "other"), report("R", "2023-02-10")))
    three = "exists evidence a where (exists report b where (exists reply c where c.on after b.on))"
    assert not rectcore.load_text(HEAD + f"standing S for each Task\n  must: {three}\n").ok


def test_20_47_in_a_rule_for_each_event_its_fields_are_plain_names_and_this_is_the_event():
    """`on` is the warning's day, and `this.on` as well."""
    for due in ("10 days after on", "10 days after this.on"):
        rules = ANSWER.replace("10 days after on", due)
        assert day("2023-03-11") == obligations(rules, warned(), "2023-03-05")["W1"].due


@pytest.mark.parametrize(
    ("type_", "value", "near", "far"),
    [
        ("days", "10", "2023-03-16", "2023-03-17"),
        ("working days", "10", "2023-03-20", "2023-03-21"),
        ("months", "1", "2023-04-06", "2023-04-07"),
    ],
)
def test_20_48_a_parameter_may_be_a_duration(type_: str, value: str, near: str, far: str):
    """`deadline no later than as of + near`, on Monday 6 March 2023, in days, working days and months."""
    rules = (
        HEAD
        + f"parameter near: {type_}\n  from 2023-01-01: {value}\n"
        + "notice NEAR for each Task\n  when: deadline no later than as of + near\n"
    )
    for deadline, found in ((near, ["R/NEAR/Task:T1"]), (far, [])):
        facts = ledger(tasks=(task(deadline=Deadline(day(deadline))),))
        assert found == findings(rules, facts, "2023-03-06")


def test_20_48_a_parameter_may_be_the_time_a_duty_gives():
    """`near` days after the opening."""
    rules = HEAD + "parameter near: days\n  from 2023-01-01: 10\nduty D for each Task\n  due: near after opened\n"
    found = obligations(rules + "  fulfilled by: evidence\n", ledger(), "2023-01-01")["T1"]
    assert day("2023-01-11") == found.due


def test_20_48_within_this_period_tests_a_day_against_the_instance_s_period():
    """The first and the last day of February are within it, the days around are not."""
    for on, found in (
        ("2023-01-31", "missed"),
        ("2023-02-01", "excused"),
        ("2023-02-28", "excused"),
        ("2023-03-01", "missed"),
    ):
        assert found == february(EXCUSED, "2023-03-06", paper("E", on, "force_majeure"))
