"""What became of a rule, as rows of conditions; every expectation by hand.

MONTHLY of a task opened on 1 January 2023 falls due on the fifth of the next month: January's on 5 February.
"""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.model.events import Subject
from rectcore.model.ledger import Refusal

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
entity Task
  has risk: yes/no
  has seen: optional date
duty MONTHLY for each Task
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
duty ANSWER for each warning
  due: 10 days after on
  fulfilled by: reply
duty ONCE for each Task
  due: seen
  fulfilled by: completion c where c.note is "done"
duty BOUND for each Plan
  due: by end of 2023-02
  fulfilled by: reply
standing SEEN for each Task
  must: exists inspection i where i.on within the last 30 days
standing SLOW for each Task
  must: exists inspection i where i.on within the last 30 days
  after lasting: 10 days
standing CHECKED for each Task
  every: month
  must: exists evidence e where e.on within the last 1 months
standing READ for each warning
  must: note is "read"
"""
MISSED = "m.state is missed"
REPORTS = "  given report R1 {covers: 2023-01, on: 2023-02-03}\n  given report R3 {covers: 2023-03, on: 2023-04-03}\n"


def between(number, given="", as_of="2023-06-06", more="", rules="", entity="Task", subject="T1", facts=""):
    """The least and the greatest that a number is known to be, up to 8; None where nothing bounds it above."""
    defines = "".join(f"define x{k} on {entity}\n  means: {number} at least {k}\n" for k in range(1, 9))
    expects = "".join(f"  expect x{k}({subject}) is yes\n" for k in range(1, 9))
    text = (
        f'{HEAD}{rules}{defines}scenario "s"\n  given Plan P {{issued: 2023-01-01}}\n'
        f"  given Task T1 {{opened: 2023-01-01{facts}}}\n{given}  as of: {as_of}\n{more}{expects}"
    )
    policy = rectcore.load_text(text)
    assert [] == [d.line() for d in policy.diagnostics if d.severity is Severity.ERROR]
    (result,) = policy.test()
    found = [o.found for o in result.outcomes]
    high = found.index("False") if "False" in found else None
    return found.count("True"), high


def count(rows, condition=MISSED, **how):
    return between(f"count of ({rows} m where {condition})", **how)


def row(rows, condition=MISSED, **how):
    return between(f"count in a row of ({rows} m where {condition})", **how)


# -- instances of a duty ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "counted", "in_a_row"),
    [
        # January and March came, February, April and May did not, June is not yet due
        (MISSED, (3, 3), (2, 2)),
        ("m.state is fulfilled", (2, 2), (0, 0)),
        ("m.state is pending", (1, 1), (0, 0)),
        ("m.due before as of", (5, 5), (5, 5)),
        ("m.due within the last 2 months", (2, 2), (2, 2)),
        ("m.done is none", (4, 4), (2, 2)),
        ("m.done within 2023-02", (1, 1), (0, 0)),
        ("m.begins not before 2023-04-01", (3, 3), (2, 2)),
        ("m.period is 2023-05", (1, 1), (1, 1)),
        ("m.task.opened within 2023-01", (6, 6), (5, 5)),
        ("(m.state is missed as at 2023-05-20)", (2, 2), (0, 0)),
    ],
)
def test_the_instances_of_a_duty_are_rows(condition, counted, in_a_row):
    if "as at" in condition:
        counted = (2, 3)  # there was no June yet on 20 May
    assert count("MONTHLY", condition, given=REPORTS) == counted
    assert row("MONTHLY", condition, given=REPORTS) == in_a_row


def test_what_is_not_required_is_no_row():
    """Of three instances one is not owed: the row of misses goes over it."""
    rules = "exception X overrides MONTHLY\n  applies when: this.period is 2023-02\n  effect: not required\n"
    assert count("MONTHLY", "m.due before as of", rules=rules, as_of="2023-04-06") == (2, 2)
    assert row("MONTHLY", rules=rules, as_of="2023-04-06") == (2, 2)
    assert between("count of MONTHLY", rules=rules, as_of="2023-04-06") == (3, 3)


def test_what_is_excused_is_passed_over():
    rules = "exception X overrides MONTHLY\n  applies when: this.period is 2023-02\n  effect: excused\n"
    assert count("MONTHLY", "m.state is excused", rules=rules, as_of="2023-04-06") == (1, 1)
    assert row("MONTHLY", rules=rules, as_of="2023-04-06") == (2, 2)


@pytest.mark.parametrize(
    ("effect", "counted", "in_a_row"),
    [("not required", (0, 3), (0, 3)), ("excused", (3, 3), (0, 3)), ("due instead 2023-12-31", (3, 3), (0, 3))],
)
def test_where_nobody_knows_whether_it_is_owed_it_may_be_a_row(effect, counted, in_a_row):
    """February to April: an exception may apply, since the risk was not given."""
    rules = f"exception X overrides MONTHLY\n  applies when: risk and this.period is not 2023-01\n  effect: {effect}\n"
    how = {"rules": rules, "as_of": "2023-05-06", "given": REPORTS.splitlines(keepends=True)[0]}
    assert count("MONTHLY", "m.due before as of and m.period is not 2023-01", **how)[0] == counted[0]
    assert row("MONTHLY", **how) == in_a_row
    assert between("count of MONTHLY", **how)[1] == 5


def test_exceptions_that_disagree_leave_it_open():
    rules = (
        "exception X overrides MONTHLY\n  applies when: this.period is 2023-02\n  effect: not required\n"
        "exception Y overrides MONTHLY\n  applies when: this.period is 2023-02\n  effect: excused\n"
    )
    assert between("count of MONTHLY", rules=rules, as_of="2023-04-06") == (3, 4)
    assert row("MONTHLY", rules=rules, as_of="2023-04-06") == (1, 3)
    excused = rules.replace("not required", "due instead 2023-09-01")
    assert between("count of MONTHLY", rules=excused, as_of="2023-04-06") == (4, 4)


def test_a_duty_that_may_apply_may_have_rows():
    rules = (
        "duty D for each Task\n  while: risk\n  every: month\n  due: by end of this period\n  fulfilled by: report\n"
    )
    assert between("count of D", rules=rules) == (0, 6)
    assert between("count of D", rules=rules, facts=", risk: yes") == (6, 6)
    assert between("count of D", rules=rules, facts=", risk: no") == (0, 0)
    # what was done counts, whatever the condition comes to
    assert between("count of D", rules=rules, given="  given report A {on: 2023-01-10}\n")[0] == 1


def test_where_the_ledger_does_not_reach_a_number_has_bounds():
    """Up to the end of March: January and February are known, what was due on 5 April and 5 May is not."""
    how = {
        "given": REPORTS.splitlines(keepends=True)[0],
        "as_of": "2023-05-06",
        "more": "  complete through: 2023-03-31\n",
    }
    assert count("MONTHLY", **how) == (1, 3)
    assert row("MONTHLY", **how) == (0, 3)
    # what was missed may have come late since
    assert count("MONTHLY", "m.done is none", **how) == (0, 4)


def test_a_duty_that_is_owed_once_has_one_row():
    known = {"facts": ", seen: 2023-03-01"}
    assert count("ONCE", **known) == (1, 1)
    assert count("ONCE", "m.due is 2023-03-01", **known) == (1, 1)
    assert count("ONCE", facts=", seen: none") == (0, 0)
    assert count("ONCE", "m.begins is 2023-01-01") == (0, 1)
    assert count("ONCE", "m.due before as of") == (0, 1)
    # an event of which nobody knows whether it serves
    doubt = "  given completion C {on: 2023-02-01}\n"
    assert count("ONCE", "m.done is none", given=doubt, facts=", seen: 2023-12-01") == (0, 1)


def test_a_due_day_beyond_the_calendar_is_not_known():
    rules = "duty FAR for each Task\n  due: 2000 working days after opened\n  fulfilled by: report\n"
    assert count("FAR", "m.due after as of", rules=rules) == (0, 1)


def test_rows_of_what_is_owed_for_an_event():
    given = (
        "  given warning W1 {subject: T1, on: 2023-03-01}\n  given warning W2 {subject: T1, on: 2023-04-01}\n"
        '  given reply A {subject: T1, on: 2023-04-05, answers: "R/ANSWER/warning:W2"}\n'
        "  given warning WP {subject: P, on: 2023-03-01}\n"
    )
    assert count("ANSWER", given=given) == (1, 1)
    assert count("ANSWER", "m.warning.on within 2023-04 and m.state is fulfilled", given=given) == (1, 1)
    assert count("ANSWER", "m.task.risk is missing and m.plan is none", given=given) == (2, 2)
    assert count("ANSWER", given=given, entity="Plan", subject="P") == (1, 1)
    assert count("ANSWER", "m.plan is not none", given=given, entity="Plan", subject="P") == (1, 1)
    # what is not on record may be there
    later = {"given": given, "more": "  complete through: 2023-05-01\n"}
    assert count("ANSWER", **later) == (1, None)
    assert row("ANSWER", **later) == (0, None)


def test_rows_of_every_subject():
    given = "  given Task T2 {opened: 2023-03-01}\n"
    assert between("count of (Task a where exists MONTHLY m where m.state is missed)", given=given) == (2, 2)
    everywhere = {"entity": "Plan", "subject": "P", "given": given}
    assert count("MONTHLY", "m.state is missed and m.due within 2023-05", **everywhere) == (2, 2)
    assert count("BOUND", **everywhere) == (1, 1)


def test_a_quantifier_over_rows_knows_what_may_be_none():
    rules = (
        "exception X overrides MONTHLY\n  applies when: risk\n  effect: not required\n"
        "define some on Task\n  means: exists MONTHLY m where m.begins is 2023-01-01\n"
        "define every on Task\n  means: all MONTHLY m satisfy m.begins is 2023-01-01\n"
    )
    one = {"rules": rules, "as_of": "2023-01-20"}
    for name in ("some", "every"):
        number = f"count of (Task a where {name})"
        assert between(f"count of (Task a where a.{name})", facts=", risk: no", **one) == (1, 1), number
    assert between("count of (Task a where a.some)", facts=", risk: yes", **one) == (0, 0)
    assert between("count of (Task a where a.every)", facts=", risk: yes", **one) == (1, 1)
    assert between("count of (Task a where a.some)", **one) == (0, 1)
    assert between("count of (Task a where a.every)", as_of="2023-02-20", rules=rules) == (0, 1)


def test_an_aggregate_counts_what_may_be_a_row_within_bounds():
    rules = (
        "exception X overrides MONTHLY\n  applies when: risk\n  effect: not required\n"
        "aggregate total on Plan\n  over: MONTHLY\n  value: count\n  when empty: 0\n"
    )
    assert between("total", rules=rules, entity="Plan", subject="P", as_of="2023-02-20") == (0, 2)


# -- in gates, and at other days ----------------------------------------------------------------------------------

GATE = "gate G on Task.closure\n  only if all:\n    - [few] count of (MONTHLY m where m.state is missed) at most 1\n"


def gate(given="", as_of="2023-06-06", expect="G(T1) is open", more=""):
    text = (
        f'{HEAD}{GATE}scenario "s"\n  given Task T1 {{opened: 2023-01-01}}\n{given}'
        f"  as of: {as_of}\n{more}  expect {expect}\n"
    )
    policy = rectcore.load_text(text)
    assert [] == [d.line() for d in policy.diagnostics if d.severity is Severity.ERROR]
    (result,) = policy.test()
    return result.outcomes[0].found


def test_after_a_reopening_a_gate_counts_what_was_due_from_then_on():
    assert "blocked" in gate()
    again = "  given closure C {on: 2023-05-01}\n  given reopening O {on: 2023-05-10}\n"
    assert "open" == gate(again)


def test_where_a_reopening_may_be_missing_a_gate_stays_shut():
    policy = rectcore.load_text(HEAD + GATE)
    refusal = Refusal(Diagnostic("LG201", Severity.ERROR, Text("x", "x")), "events", Subject("task", "T1"), "reopening")
    task = rectcore.Task("T1", opened=date(2023, 1, 1))
    ledger = rectcore.Ledger("L", tasks=[task], through=date(2023, 2, 1), refusals=[refusal])
    decision = policy.may("closure", "T1", ledger, as_of=date(2023, 2, 1), known_at=date(2023, 2, 1))
    assert "blocked-unknown" == decision.state.value


def test_an_act_on_record_is_judged_by_what_was_known_then():
    """The report of January came in late: on 8 March two were missing, which nothing heals."""
    late = "  given report R {covers: 2023-01, on: 2023-03-01, recorded: 2023-03-20}\n"
    act = "  given closure C {on: 2023-03-08}\n"
    assert "blocked" in gate(late + act, "2023-04-01", "G(T1, C) is open")
    assert "open" == gate(
        late.replace("recorded: 2023-03-20", "recorded: 2023-03-02") + act, "2023-04-01", "G(T1, C) is open"
    )


def test_a_row_that_was_none_on_another_day_has_no_known_fields():
    """In April the duty was not required yet; its instances of today had no state then."""
    rules = (
        "duty D for each Task\n  while: exists evidence\n  every: month\n  due: by end of this period\n"
        "  tested at: due date\n  fulfilled by: report\n"
    )
    given = "  given evidence E {on: 2023-06-05}\n"
    state = "(m.state is pending as at 2023-06-04) and m.period is 2023-06"
    assert count("D", state, rules=rules, given=given) == (0, 1)


# -- standings ----------------------------------------------------------------------------------------------------

SEEN = "  given inspection A {on: 2023-01-01}\n  given inspection B {on: 2023-03-01}\n"


@pytest.mark.parametrize(
    ("condition", "as_of", "found"),
    [
        # seen through 31 January, and from 1 to 31 March
        ("m.begins is 2023-02-01", "2023-03-31", (1, 1)),
        ("m.ends is 2023-02-28", "2023-03-31", (1, 1)),
        ("m.ends is none", "2023-03-31", (0, 0)),
        ("m.ends is none", "2023-04-02", (1, 1)),
        ("m.begins within the last 10 days", "2023-04-10", (1, 1)),
        ("m.task.risk is missing", "2023-04-10", (2, 2)),
    ],
)
def test_each_breach_of_a_standing_is_a_row(condition, as_of, found):
    assert count("SEEN", condition, given=SEEN, as_of=as_of) == found


def test_days_of_which_nobody_knows_may_hide_breaches():
    """The ledger reaches to 10 February: from then on nothing is known, until the inspection of 1 March."""
    partly = {"given": SEEN, "more": "  complete through: 2023-02-10\n"}
    assert count("SEEN", "true", as_of="2023-02-10", **partly) == (1, 1)
    assert count("SEEN", "true", as_of="2023-02-20", **partly) == (1, None)
    assert count("SEEN", "m.ends is none", as_of="2023-02-20", **partly) == (0, None)
    assert count("SEEN", "m.ends is 2023-02-10", as_of="2023-02-20", **partly) == (0, None)


def test_a_breach_behind_days_of_which_nobody_knows_may_be_the_one_before():
    """Whether there was a walk is never known; without risk none is needed, from 1 February on one is."""
    rules = (
        'event tour also "x" part of Task complete through ledger\n  has good: yes/no\n'
        "standing TOURED for each Task\n"
        "  must: no tour a where (a.good is no and a.on within the last 9 days)\n"
    )
    given = (
        "  given tour A {good: no, on: 2023-02-01}\n  given tour B {on: 2023-02-08}\n"
        "  given tour C {good: no, on: 2023-02-15}\n"
    )
    assert count("TOURED", "true", rules=rules, given=given, as_of="2023-02-20") == (1, None)
    assert count("TOURED", "m.begins is 2023-02-01", rules=rules, given=given, as_of="2023-02-20")[0] == 1


def test_a_breach_may_have_begun_earlier():
    """SLOW counts after ten days: those of which nothing is known may have been among them."""
    rules = (
        'event tour also "x" part of Task complete through ledger\n  has good: yes/no\n'
        "standing TOURED for each Task\n"
        "  must: no tour a where (a.good is no and a.on within the last 9 days)\n  after lasting: 3 days\n"
    )
    given = "  given tour B {on: 2023-02-05}\n  given tour C {good: no, on: 2023-02-08}\n"
    how = {"rules": rules, "given": given, "as_of": "2023-02-20"}
    assert count("TOURED", "m.begins no later than 2023-02-10", **how)[0] == 1
    assert count("TOURED", "m.begins is 2023-02-10", **how)[0] == 0
    assert count("TOURED", "m.begins after 2023-02-06", **how)[0] == 1
    assert count("SLOW", "m.begins is 2023-02-10", given=SEEN, as_of="2023-03-01") == (1, 1)


def test_each_check_of_a_standing_is_a_row():
    """Evidence of 10 February: January's check finds none, February's and no later one does."""
    given = "  given evidence E {on: 2023-02-10}\n"
    assert count("CHECKED", "m.state is violated", given=given, as_of="2023-04-30") == (3, 3)
    assert row("CHECKED", "m.state is violated", given=given, as_of="2023-04-30") == (2, 2)
    assert count("CHECKED", "m.on within 2023-02 and m.state is holds", given=given, as_of="2023-04-30") == (1, 1)
    partly = {"given": given, "as_of": "2023-04-30", "more": "  complete through: 2023-03-10\n"}
    assert row("CHECKED", "m.state is violated", **partly) == (0, 2)


def test_a_check_on_a_day_on_which_the_rule_was_not_in_force_is_none():
    rules = "standing LATER for each Task\n  in force: from 2023-03-01\n  every: month\n  must: exists evidence\n"
    assert count("LATER", "m.state is violated", rules=rules, as_of="2023-04-30") == (2, 2)


def test_rows_of_a_standing_for_each_event():
    given = (
        '  given warning W1 {subject: T1, on: 2023-03-01, note: "x"}\n'
        '  given warning W2 {subject: T1, on: 2023-03-02, note: "read"}\n'
    )
    assert count("READ", 'm.warning.note is "x"', given=given) == (1, 1)
    assert count("READ", "true", given=given, more="  complete through: 2023-05-01\n") == (1, None)


def test_a_standing_of_a_unit_that_begins_nowhere_has_no_rows():
    text = HEAD.replace("  in force: from 2023-01-01\n", "") + (
        "standing U for each Unit\n  must: false\ndefine x on Unit\n  means: count of U\n"
        'scenario "s"\n  given Unit D {}\n  as of: 2023-05-01\n  expect x(D) is 0\n'
    )
    (result,) = rectcore.load_text(text).test()
    assert "0" == result.outcomes[0].found


def test_rows_of_every_subject_where_one_may_be_lost():
    """A task that was refused may have instances of its own."""
    policy = rectcore.load_text(HEAD + "notice N for each Plan\n  when: (count of MONTHLY) at most 5\n")
    refusal = Refusal(Diagnostic("LG201", Severity.ERROR, Text("x", "x")), "tasks", None, None)
    plan = rectcore.Plan("P", "p", "U", date(2023, 1, 1))
    ledger = rectcore.Ledger("L", plan=plan, through=date(2023, 12, 31), refusals=[refusal])
    report = policy.evaluate(ledger, date(2023, 5, 1))
    assert "gap:undetermined:R/N/Plan:P" in [g.id for g in report.data_gaps]


# -- in a row -----------------------------------------------------------------------------------------------------


def test_events_in_a_row():
    given = (
        "  given inspection A {result: failed, on: 2023-02-01}\n  given inspection B {result: passed, on: 2023-03-01}\n"
        "  given inspection C {result: failed, on: 2023-04-01}\n  given inspection D {on: 2023-05-01}\n"
    )
    failed = "m.result is failed"
    assert row("inspection", failed, given=given, as_of="2023-04-30") == (1, 1)
    assert row("inspection", failed, given=given) == (0, 2)
    assert row("inspection", failed, given=given, more="  complete through: 2023-05-01\n") == (0, None)


def test_what_does_not_apply_is_passed_over():
    rules = (
        'aggregate share on Task\n  over: evidence\n  value: share where note is "x"\n  when empty: not applicable\n'
    )
    given = "  given inspection A {result: failed, on: 2023-02-01}\n"
    assert row("inspection", "m.task.share at least 50%", rules=rules, given=given) == (0, 0)
