"""Ladders by conditions: the highest rung that holds is the finding; 2023, every day worked out by hand."""

from __future__ import annotations

from datetime import date

import rectcore
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

PLAIN = """
ladder L "Ladder" for each Task
  rung 1 -> reminder
    when any:
      - [one] grade at least 1
  rung 2 -> warning
    when all:
      - [two] grade at least 2
      - [work] status is open
  rung 3 -> circular
    when any:
      - [three] grade at least 3
      - [first] priority
"""


def day(text):
    return date.fromisoformat(text)


def policy(*texts):
    found = rectcore.load_text(HEAD + "\n".join(texts))
    assert [] == [d.line() for d in found.diagnostics if d.severity.value == "error"]
    return found


def task(grade=None, id_="T1", opened="2023-01-01", **more):
    fields = {} if grade is None else {"grade": grade}
    return Task(
        id_, day(opened), title="x", lead_unit="U1", priority=more.pop("priority", False), fields=fields, **more
    )


def graded(id_, on, value, to="T1"):
    """An amendment of the grade."""
    return Event(id_, "amendment", Subject("task", to), day(on), day(on), fields={"field": "grade", "value": value})


def event(id_, kind, on, to="T1", **more):
    own = {k: more.pop(k) for k in ("person", "answers") if k in more}
    return Event(id_, kind, Subject("task", to), day(on), day(on), fields=more, **own)


def ledger(tasks, events=()):
    return Ledger(
        "L", through=day("2030-12-31"), units=(Unit("U1"), Unit("U2")), tasks=tuple(tasks), events=tuple(events)
    )


def found(rules, facts, on, rule="L"):
    return [f for f in rules.evaluate(facts, day(on)).findings if f.rule == rule]


def shown(findings):
    return [(f.rung, f.rung_hi, f.measure, str(f.episode), str(f.since)) for f in findings]


def test_the_highest_rung_that_holds_is_the_finding_and_it_skips_and_comes_down_by_itself():
    """1 in January, 3 from 10 March without ever being 2, 2 from 1 April, nothing from 1 May."""
    changes = [graded("A1", "2023-03-10", 3), graded("A2", "2023-04-01", 2), graded("A3", "2023-05-01", 0)]
    facts = ledger([task(1)], changes)
    rules = policy(PLAIN)
    assert [(1, None, "reminder", "2023-01-01", "2023-01-01")] == shown(found(rules, facts, "2023-03-09"))
    assert [(3, None, "circular", "2023-01-01", "2023-03-10")] == shown(found(rules, facts, "2023-03-31"))
    assert [(2, None, "warning", "2023-01-01", "2023-04-01")] == shown(found(rules, facts, "2023-04-30"))
    assert [] == found(rules, facts, "2023-05-01")


def test_the_reasons_are_the_conditions_that_hold():
    """Of alternatives those that are true; what is false is no reason."""
    (finding,) = found(policy(PLAIN), ledger([task(0, priority=True)]), "2023-02-01")
    assert [("first", True)] == [(r.label, r.value) for r in finding.reasons]
    assert "R/L/Task:T1" == finding.id


def test_what_is_not_known_gives_a_higher_bound_and_a_gap_and_convicts_nobody():
    """No grade: nothing is called for, each rung is possible. With the first mark the third rung is certain."""
    rules = policy(PLAIN)
    report = rules.evaluate(ledger([task()]), day("2023-02-01"))
    assert () == report.findings
    assert ["gap:undetermined:R/L/Task:T1"] == [g.id for g in report.data_gaps]
    report = rules.evaluate(ledger([task(priority=True)]), day("2023-02-01"))
    assert [3] == [f.rung for f in report.findings]
    assert () == report.data_gaps


def test_a_lower_rung_that_is_certain_stands_beside_a_higher_one_that_is_not():
    """Rung 1 holds, rung 2 needs a grade that nobody gave."""
    rules = policy(PLAIN.replace("[one] grade at least 1", "[one] status is open"))
    facts = ledger([task()])
    assert [(1, 3, "reminder", "2023-01-01", "2023-01-01")] == shown(found(rules, facts, "2023-02-01"))
    assert 1 == len(rules.evaluate(facts, day("2023-02-01")).data_gaps)


def test_a_closed_task_stands_on_no_rung_and_a_reopened_one_begins_anew():
    """Closed on 1 March, reopened on 20 April."""
    facts = ledger([task(1)], [event("C", "closure", "2023-03-01"), event("O", "reopening", "2023-04-20")])
    rules = policy(PLAIN)
    assert 1 == len(found(rules, facts, "2023-02-28"))
    assert [] == found(rules, facts, "2023-03-01")
    assert [(1, None, "reminder", "2023-04-20", "2023-04-20")] == shown(found(rules, facts, "2023-05-10"))


MONTHLY = PLAIN.replace("for each Task\n", "for each Task\n  every: month\n")


def test_with_every_the_last_day_of_the_period_decides_until_the_next():
    """Opened on 10 January: February is the first whole month. 2 from 15 March, nothing from 1 April."""
    changes = [graded("A1", "2023-03-15", 2), graded("A2", "2023-04-01", 0)]
    facts = ledger([task(1, opened="2023-01-10")], changes)
    rules = policy(MONTHLY)
    assert [] == found(rules, facts, "2023-02-27")
    assert [(1, None, "reminder", "2023-02-28", "2023-02-28")] == shown(found(rules, facts, "2023-03-30"))
    assert [(2, None, "warning", "2023-02-28", "2023-03-31")] == shown(found(rules, facts, "2023-04-29"))
    assert [] == found(rules, facts, "2023-04-30")


def test_the_reasons_of_a_period_are_those_of_its_last_day():
    """In April the grade is nothing, and the finding of March still says why."""
    changes = [graded("A2", "2023-04-01", 0)]
    (finding,) = found(policy(MONTHLY), ledger([task(1)], changes), "2023-04-10")
    assert [("one", True)] == [(r.label, r.value) for r in finding.reasons]


def test_before_the_ladder_is_in_force_nothing_is_asked():
    """In force from 10 March: the check of February is not asked, that of March is."""
    rules = policy(MONTHLY.replace("  every: month\n", "  every: month\n  in force: from 2023-03-10\n"))
    facts = ledger([task(1)])
    assert [] == found(rules, facts, "2023-03-30")
    assert 1 == len(found(rules, facts, "2023-03-31"))


COUNTED = """
ladder N "Again"
  counting: {how}
  rung 1 -> reminder
  rung 2 -> warning
  rung 3 -> supervision
"""


def feeding(text, rung, ladder="N"):
    """The ladder with one of its rungs counted in another."""
    head, tail = text.split(f"  rung {rung + 1} ") if rung < 3 else (text, "")
    rest = f"  rung {rung + 1} {tail}" if rung < 3 else ""
    return f"{head}    breach goes to: {ladder}\n{rest}"


def test_each_check_on_a_rung_counts_once_in_the_ladder_it_goes_to():
    """On rung 2 at the end of January, February and April; on rung 3 at the end of March, which counts nowhere."""
    changes = [graded("A1", "2023-03-01", 3), graded("A2", "2023-04-01", 2), graded("A3", "2023-05-01", 0)]
    facts = ledger([task(2)], changes)
    rules = policy(feeding(MONTHLY, 2), COUNTED.format(how="in total"))
    assert [] == found(rules, facts, "2023-01-30", "N")
    (finding,) = found(rules, facts, "2023-05-31", "N")
    assert ("T1/2023-01", "T1/2023-02", "T1/2023-04") == finding.counted
    assert (3, "supervision", "2023-04-30") == (finding.rung, finding.measure, str(finding.since))


def test_what_counts_the_rungs_of_another_says_how_often_and_when():
    """Once, and in total."""
    rules = policy(feeding(MONTHLY, 2), COUNTED.format(how="in total"))
    (once,) = found(rules, ledger([task(2)]), "2023-01-31", "N")
    assert "Again: 1 time (2023-01): reminder called for." == once.message.en
    (twice,) = found(rules, ledger([task(2)]), "2023-02-28", "N")
    assert "“Again”：累计2次（2023-01、2023-02），应予预警。" == twice.message.zh
    assert "The times on L (rung 2) are counted in total" in rules.explain("N").en
    assert "1 in a row calls for" in policy(feeding(MONTHLY, 2), COUNTED.format(how="consecutive")).explain("N").en


def test_the_units_ladder_adds_up_the_rungs_of_its_tasks():
    """Two tasks of one unit, each once on rung 2."""
    rules = policy(feeding(MONTHLY, 2), COUNTED.format(how="in total").replace('"Again"', '"Again" for each Unit'))
    facts = ledger([task(2), task(2, "T2")])
    (finding,) = found(rules, facts, "2023-01-31", "N")
    assert ("U1", ("T1/2023-01", "T2/2023-01")) == (finding.subject.id, finding.counted)


def test_in_a_row_a_higher_rung_does_not_break_the_row_and_a_check_on_none_does():
    """2, 3, 2 are two in a row; 2, nothing, 2 is one."""
    up = [graded("A1", "2023-02-01", 3), graded("A2", "2023-03-01", 2)]
    down = [graded("A1", "2023-02-01", 0), graded("A2", "2023-03-01", 2)]
    rules = policy(feeding(MONTHLY, 2), COUNTED.format(how="consecutive"))
    assert [2] == [f.rung for f in found(rules, ledger([task(2)], up), "2023-03-31", "N")]
    assert [1] == [f.rung for f in found(rules, ledger([task(2)], down), "2023-03-31", "N")]


def test_without_every_each_time_it_comes_to_the_rung_anew_counts():
    """On rung 1 until 9 February, again from 1 March: twice; how long does not matter."""
    changes = [graded("A1", "2023-02-10", 0), graded("A2", "2023-03-01", 1)]
    rules = policy(feeding(PLAIN, 1), COUNTED.format(how="in total"))
    (finding,) = found(rules, ledger([task(1)], changes), "2023-04-15", "N")
    assert ("T1/2023-01-01", "T1/2023-03-01") == finding.counted


def test_a_check_that_cannot_be_decided_counts_only_for_the_worst():
    """No grade in February: for lo passed over."""
    changes = [graded("A1", "2023-02-01", "x"), graded("A2", "2023-03-01", 2)]
    rules = policy(feeding(MONTHLY, 2), COUNTED.format(how="in total"))
    assert [(2, 3)] == [(f.rung, f.rung_hi) for f in found(rules, ledger([task(2)], changes), "2023-03-31", "N")]


def test_a_ladder_for_each_event_is_about_the_event():
    """A warning that nobody answered within 10 days; the task closed afterwards ends it."""
    rules = policy(
        """
ladder W "Unanswered" for each warning
  rung 1 -> circular
    when all:
      - [old] on before as of - 10 days
      - [silent] no reply r where r.on not before on
"""
    )
    facts = ledger([task(0)], [event("W1", "warning", "2023-03-01"), event("C", "closure", "2023-04-01")])
    assert [] == found(rules, facts, "2023-03-11", "W")
    assert ["R/W/warning:W1"] == [f.id for f in found(rules, facts, "2023-03-12", "W")]
    assert [] == found(rules, facts, "2023-04-01", "W")


def test_a_scenario_may_expect_that_a_ladder_cannot_be_judged():
    """`undetermined` where a higher rung is possible, beside what is certain."""
    rules = policy(
        PLAIN.replace("[one] grade at least 1", "[one] status is open"),
        """
scenario "No grade"
  given Task T1 {priority: no}
  as of: 2023-02-01
  expect L(T1) is undetermined
  expect L(T1) is reminder
scenario "Graded"
  given Task T1 {priority: no, grade: 1}
  as of: 2023-02-01
  expect L(T1) is not undetermined
""",
    )
    assert all(r.passed for r in rules.test())


def test_a_scenario_may_name_the_conditions_that_hold():
    """Those of the rung reached; with other labels the expectation is not met."""
    rules = policy(
        PLAIN,
        """
scenario "Two conditions"
  given Task T1 {priority: no, grade: 2}
  as of: 2023-02-01
  expect L(T1) is warning [two, work]
  expect L(T1) is warning [two]
  expect L(T1) is warning []
scenario "None"
  given Task T1 {priority: no, grade: 0}
  as of: 2023-02-01
  expect L(T1) is none []
""",
    )
    assert [True, False, False, True] == [o.met for r in rules.test() for o in r.outcomes]


def test_the_next_change_is_a_rung_that_may_be_reached():
    """Nobody knows the grade; from 1 March it matters."""
    rules = policy(
        'ladder L "L" for each Task\n  rung 1 -> reminder\n    when all:\n      - [bad] grade at least 1\n'
        "      - [late] as of not before 2023-03-01\n",
        """
scenario "From March on"
  given Task T1
  as of: 2023-02-01
  expect next change(T1) is 2023-03-01
""",
    )
    assert all(r.passed for r in rules.test())


def test_the_message_says_since_when_and_why_in_both_languages():
    """Each in its own words."""
    (finding,) = found(policy(PLAIN), ledger([task(1)]), "2023-02-01")
    assert "Ladder: since 2023-01-01; grade 1 is at least 1: reminder called for." == finding.message.en
    assert "自2023-01-01起" in finding.message.zh


def test_the_sentence_of_a_ladder_names_every_rung_and_label():
    """In both languages."""
    rules = policy(feeding(MONTHLY, 2), COUNTED.format(how="in total"))
    told = rules.explain("L")
    for label in ("one", "two", "work", "three", "first"):
        assert f"[{label}]" in told.en
        assert f"［{label}］" in told.zh or f"[{label}]" in told.zh
    assert "at the end of every month" in told.en
    assert "每月末" in told.zh
    assert "L (rung 2)" in rules.explain("N").en
    assert "L（第2级）" in rules.explain("N").zh
    assert "at any time" in policy(PLAIN).explain("L").en
