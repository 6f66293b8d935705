"""Who proposes, approves, acts and answers; what is absorbed, replaced, renamed. 2023, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.engine.results import Superseded
from rectcore.model.events import Event, Subject
from rectcore.model.ledger import Ledger
from rectcore.model.task import Task
from rectcore.model.unit import Unit

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source"
  if due on a holiday: same day
entity Task
  has grade: optional integer
"""
ASKED = """
ladder L "Ladder" for each Task
  rung 1 -> interview sent to lead_unit proposed by rectification_office approved by party_secretary
      by deputy_in_charge, due in 5 days, answered by responsible_units within 10 working days
    when any:
      - [bad] grade at least 1
"""


def day(text):
    return date.fromisoformat(text)


def policy(*texts):
    found = rectcore.load_text(HEAD + "\n".join(texts))
    assert [] == [d.line() for d in found.diagnostics if d.severity.value == "error"]
    return found


def event(id_, kind, on, answers=None):
    return Event(id_, kind, Subject("task", "T1"), day(on), day(on), answers=answers)


def ledger(*events, grade=1, units=("U2",)):
    task = Task(
        "T1", day("2023-01-01"), title="x", lead_unit="U1", responsible_units=list(units), fields={"grade": grade}
    )
    return Ledger("L", through=day("2030-12-31"), units=(Unit("U1"), Unit("U2")), tasks=(task,), events=tuple(events))


def finding(rules, facts, on, rule="L"):
    return next(f for f in rules.evaluate(facts, day(on)).findings if f.rule == rule)


# -- who --------------------------------------------------------------------------------------------------------------


def test_a_finding_says_who_proposes_approves_and_acts():
    """And who will have to answer, once the act is taken."""
    one = finding(policy(ASKED), ledger(), "2023-02-01")
    assert ("rectification_office", "party_secretary", "deputy_in_charge") == (one.proposed_by, one.approved_by, one.by)
    assert (("U2",), None, None) == (one.answered_by, one.answer_due, one.answer)
    assert not one.unanswered(day("2023-12-31"))


def test_the_day_for_the_reply_is_counted_from_the_act():
    """Interviewed on Monday, 6 February: ten working days later is the 20th."""
    rules = policy(ASKED)
    facts = ledger(event("I1", "interview", "2023-02-06"))
    one = finding(rules, facts, "2023-02-20")
    assert ("I1", day("2023-02-20")) == (one.acted_on, one.answer_due)
    assert not one.unanswered(day("2023-02-20"))
    assert one.unanswered(day("2023-02-21"))
    assert one.message.en.endswith("(done: I1; to be answered by 2023-02-20).")
    assert "已办理：I1；应至迟于2023-02-20答复" in one.message.zh


def test_a_reply_on_or_after_the_act_answers_it():
    """One from before does not."""
    rules = policy(ASKED)
    act = event("I1", "interview", "2023-02-06")
    early, late = event("R0", "reply", "2023-02-05"), event("R1", "reply", "2023-02-22")
    assert finding(rules, ledger(act, early), "2023-02-22").answer is None
    one = finding(rules, ledger(act, early, late), "2023-02-22")
    assert "R1" == one.answer
    assert not one.unanswered(day("2023-02-22"))
    assert one.message.en.endswith("(done: I1; answered: R1).")


@pytest.mark.parametrize("names", ["I1", "R/L/Task:T1", "R/L/Task:T1@2023-01-01", "something else"])
def test_a_reply_that_names_something_answers_that_alone(names):
    """The act, the finding, or its episode."""
    facts = ledger(event("I1", "interview", "2023-02-06"), event("R1", "reply", "2023-02-10", names))
    assert (None if names == "something else" else "R1") == finding(policy(ASKED), facts, "2023-02-10").answer


def test_a_reply_that_names_nothing_answers_the_oldest_act():
    """Two ladders, two interviews; each reply is spent on one."""
    other = ASKED.replace("ladder L ", "ladder K ")
    first, second = event("I1", "interview", "2023-02-06"), event("I2", "interview", "2023-02-08")
    facts = [first, second, event("R1", "reply", "2023-02-10"), event("R2", "reply", "2023-02-11")]
    rules = policy(ASKED, other)
    acted = {finding(rules, ledger(*facts), "2023-02-11", r).acted_on: r for r in "LK"}
    assert "R1" == finding(rules, ledger(*facts), "2023-02-11", acted["I1"]).answer
    assert "R2" == finding(rules, ledger(*facts), "2023-02-11", acted["I2"]).answer
    assert finding(rules, ledger(*facts[:3]), "2023-02-11", acted["I2"]).answer is None


def test_a_reply_without_a_day_is_asked_of_somebody_all_the_same():
    """No last day, and never overdue."""
    rules = policy(ASKED.replace(" within 10 working days", ""))
    one = finding(rules, ledger(event("I1", "interview", "2023-02-06")), "2023-12-01")
    assert (None, False) == (one.answer_due, one.unanswered(day("2023-12-01")))


def test_a_day_beyond_the_calendar_is_provisional_and_blames_nobody():
    """The working days of 2029 are not published."""
    rules = policy(ASKED)
    one = finding(rules, ledger(event("I1", "interview", "2029-02-06")), "2029-06-01")
    assert one.answer_due_provisional
    assert not one.unanswered(day("2029-06-01"))
    assert "to be answered" not in one.message.en


def test_units_that_nobody_knows_are_left_out():
    """No responsible unit is on record."""
    task = Task("T1", day("2023-01-01"), title="x", lead_unit="U1", fields={"grade": 1})
    facts = Ledger("L", through=day("2030-12-31"), units=(Unit("U1"),), tasks=(task,))
    assert () == finding(policy(ASKED), facts, "2023-02-01").answered_by
    one_unit = ASKED.replace("answered by responsible_units", "answered by lead_unit")
    assert ("U1",) == finding(policy(one_unit), facts, "2023-02-01").answered_by


def test_a_scenario_says_whether_it_was_answered():
    """`answered`, `unanswered`, and before that neither."""
    rules = policy(
        ASKED,
        """
scenario "In time"
  given Task T1 {grade: 1, opened: 2023-01-01}
  given interview I1 {on: 2023-02-06}
  as of: 2023-02-20
  expect L(T1) is not unanswered
  expect L(T1) is not answered
  expect next change(T1) is 2023-02-21
scenario "Too late"
  given Task T1 {grade: 1, opened: 2023-01-01}
  given interview I1 {on: 2023-02-06}
  as of: 2023-02-21
  expect L(T1) is unanswered
scenario "Answered"
  given Task T1 {grade: 1, opened: 2023-01-01}
  given interview I1 {on: 2023-02-06}
  given reply R1 {on: 2023-02-21}
  as of: 2023-02-21
  expect L(T1) is answered
""",
    )
    assert [] == [(o.expectation, o.found) for r in rules.test() for o in r.outcomes if not o.met]


def test_everybody_is_told_in_both_languages():
    """In the sentence of the rule and in the lines of the finding."""
    rules = policy(ASKED)
    told = rules.explain("L")
    assert "proposed by the rectification office" in told.en
    assert "to be answered by responsible units within 10 working days" in told.en
    assert "经党委书记批准" in told.zh
    facts = ledger(event("I1", "interview", "2023-02-06"))
    lines = rules.why(finding(rules, facts, "2023-02-10"), facts)
    assert any(line.split()[:1] == ["proposed"] for line in lines)
    assert any("U2" in line and "by 2023-02-20" in line for line in lines)
    later = ledger(event("I1", "interview", "2023-02-06"), event("R1", "reply", "2023-02-10"))
    assert any("R1" in line for line in rules.why(finding(rules, later, "2023-02-10"), later, "zh"))
    assert any("U2" in line for line in rules.why(finding(rules, ledger(), "2023-02-10"), ledger(), "zh"))
    far = ledger(event("I1", "interview", "2029-02-06"))
    assert any("provisional" in line for line in rules.why(finding(rules, far, "2029-06-01"), far))
    without = policy(ASKED.replace(" within 10 working days", ""))
    assert "to be answered by responsible units" in without.explain("L").en


# -- what a finding stands for ----------------------------------------------------------------------------------------

GRADES = """
ladder A "A" for each Task
  rung 1 -> reminder
    when any:
      - [a] grade at least 1
  rung 2 -> warning
    when any:
      - [b] grade is 2
  rung 3 -> supervision
    when any:
      - [c] grade at least 3
{more}
"""
OTHER = """
ladder {id} "{id}" for each Task
  rung 1 -> {measure}
    when any:
      - [x] grade at least 2
{more}
"""


def test_lower_rungs_whose_conditions_hold_as_well_are_listed():
    """Of grade 3 the first rung holds too, the second does not."""
    one = finding(policy(GRADES.format(more="")), ledger(grade=3), "2023-02-01", "A")
    assert (Superseded("R/A/Task:T1", "A", 1, "reminder"),) == one.superseded


def test_of_a_ladder_by_number_or_by_days_every_lower_rung_is_listed():
    """Two in a row, and thirty days."""
    rules = policy(
        'duty M "M" for each Task\n  every: month\n  due: by end of this period\n  fulfilled by: report\n'
        '  breach goes to: N\nladder N "N"\n  rung 1 -> reminder\n  rung 2 -> warning\n'
        'standing K "K" for each Task\n  must: grade is 0\n'
        "  rung after 1 day -> reminder\n  rung after 30 days -> warning\n"
    )
    facts = ledger()
    assert [(1, "reminder")] == [(s.rung, s.measure) for s in finding(rules, facts, "2023-03-02", "N").superseded]
    assert [(1, "reminder")] == [(s.rung, s.measure) for s in finding(rules, facts, "2023-03-02", "K").superseded]
    assert () == finding(rules, facts, "2023-01-05", "K").superseded


def test_an_absorbed_ladder_is_silent_and_listed_and_speaks_again():
    """While the other one calls for something on the same task."""
    rules = policy(GRADES.format(more=""), OTHER.format(id="B", measure="circular", more="  absorbs: A"))
    report = rules.evaluate(ledger(grade=3), day("2023-02-01"))
    assert ["R/B/Task:T1"] == [f.id for f in report.findings]
    assert (Superseded("R/A/Task:T1", "A", 3, "supervision"),) == report.findings[0].superseded
    assert ["R/A/Task:T1"] == [f.id for f in rules.evaluate(ledger(grade=1), day("2023-02-01")).findings]


def test_an_act_is_not_spent_on_a_silent_finding():
    """The supervision recorded while A is silent was nobody's."""
    rules = policy(GRADES.format(more=""), OTHER.format(id="B", measure="circular", more="  absorbs: A"))
    act = event("S1", "supervision", "2023-02-01")
    down = Event(
        "X", "amendment", Subject("task", "T1"), day("2023-03-01"), day("2023-03-01"),
        fields={"field": "grade", "value": 1},
    )  # fmt: skip
    assert finding(rules, ledger(act, down, grade=3), "2023-02-10", "B").acted_on is None
    assert finding(rules, ledger(act, down, grade=3), "2023-03-10", "A").acted_on is None


def test_what_an_absorbed_ladder_absorbs_is_silent_too():
    """C absorbs B, B absorbs A: one finding, both listed."""
    rules = policy(
        GRADES.format(more=""),
        OTHER.format(id="B", measure="circular", more="  absorbs: A"),
        OTHER.format(id="C", measure="interview", more="  absorbs: B, A"),
    )
    (one,) = rules.evaluate(ledger(grade=3), day("2023-02-01")).findings
    assert ("C", [("A", 3), ("B", 1)]) == (one.rule, [(s.ladder, s.rung) for s in one.superseded])
    lines = rules.why(one, ledger(grade=3))
    assert any("A rung 3, supervision order; B rung 1" in line for line in lines), lines


def test_a_ladder_of_another_subject_is_not_absorbed():
    """What the task has done says nothing of the unit."""
    unit = 'ladder U "U" for each Unit\n  rung 1 -> warning\n    when any:\n      - [x] id is "U1"\n  absorbs: A\n'
    rules = policy(GRADES.format(more=""), unit)
    assert ["A", "U"] == [f.rule for f in rules.evaluate(ledger(), day("2023-02-01")).findings]


def test_the_sentence_of_a_ladder_says_what_it_absorbs():
    """In both languages."""
    told = policy(GRADES.format(more=""), OTHER.format(id="B", measure="circular", more="  absorbs: A")).explain("B")
    assert "A is silent" in told.en
    assert "A不再另行判定" in told.zh


def test_a_scenario_says_that_a_ladder_is_absorbed():
    """`superseded`, and `none` where it calls for nothing."""
    rules = policy(
        GRADES.format(more=""),
        OTHER.format(id="B", measure="circular", more="  absorbs: A"),
        """
scenario "Both"
  given Task T1 {grade: 3}
  as of: 2023-02-01
  expect A(T1) is superseded
  expect B(T1) is circular
scenario "Neither"
  given Task T1 {grade: 0}
  as of: 2023-02-01
  expect A(T1) is none
  expect A(T1) is not superseded
""",
    )
    assert [] == [(o.expectation, o.found) for r in rules.test() for o in r.outcomes if not o.met]


# -- former names -----------------------------------------------------------------------------------------------------

RENAMED = """
duty NEW "New" for each Task
  every: month
  due: by end of this period
  fulfilled by: report
  formerly: OLD

gate SHUT "Shut" on Task.closure
  only if all:
    - [graded] grade is 0
  formerly: CLOSE

duty ANSWER "Answer" for each warning
  due: 3 days after on
  fulfilled by: reply
  formerly: REPLY
"""


def test_a_rule_with_a_new_name_keeps_the_ids_of_its_findings():
    """The rule is named anew, the id is not; of a gate and of a data gap as well."""
    rules = policy(RENAMED)
    facts = ledger(event("C", "closure", "2023-04-01"), event("W", "warning", "2023-02-01"))
    report = rules.evaluate(facts, day("2023-03-01"))
    assert ["R/OLD/Task:T1/2023-01", "R/OLD/Task:T1/2023-02", "R/REPLY/warning:W"] == [f.id for f in report.findings]
    assert ["NEW", "NEW", "ANSWER"] == [f.rule for f in report.findings]
    assert "R/CLOSE/Task:T1/C" in [f.id for f in rules.evaluate(facts, day("2023-04-01")).findings]
    assert "R/SHUT" not in str([f.id for f in rules.evaluate(facts, day("2023-04-01")).findings])


def test_a_reply_may_name_what_it_answers_by_the_old_id():
    """The id a host has stored."""
    rules = policy(RENAMED)
    facts = ledger(event("W", "warning", "2023-02-01"), event("P", "reply", "2023-02-02", "R/REPLY/warning:W"))
    report = rules.evaluate(facts, day("2023-02-03"))
    assert ["fulfilled"] == [o.state.value for o in report.obligations if o.rule == "ANSWER"]
