"""Ladders that remember: within a window, down a rung at a time, and those that praise. 2023, worked out by hand."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

import rectcore
from rectcore.engine.reference.ladders import climb
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.events import Event, Subject
from rectcore.model.ledger import Ledger
from rectcore.model.period import Period
from rectcore.model.task import Task
from rectcore.model.unit import Unit

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source"
  if due on a holiday: same day

event report
  has checked: yes/no

duty M "Monthly report" for each Task
  every: month
  due: by end of this period
  fulfilled by: report where covers is this.period and checked is yes
  {feeds} goes to: L

ladder L "Ladder"
{clauses}
"""
RUNGS = "  rung 2 -> reminder\n  rung 3 -> warning\n  rung 5 -> supervision\n"
STATES = ("fulfilled", "late", "missed", "undetermined")


def day(text):
    return date.fromisoformat(text)


def policy(clauses, feeds="breach"):
    found = rectcore.load_text(HEAD.format(clauses=clauses, feeds=feeds))
    assert [] == [d.line() for d in found.diagnostics if d.severity.value == "error"]
    return found


def report(month, on, *, checked=True):
    fields = {"covers": Period.parse(month), "checked": checked}
    return Event(f"r{month}-{on}", "report", Subject("task", "T1"), day(on), day(on), fields=fields)


def facts(word, first="2023-01"):
    """A task whose months from `first` on end in the states of the word; late is by the tenth of the next."""
    period = Period.parse(first)
    opened = period.first
    events = []
    for state in word:
        name, inside, later = str(period), period.first.replace(day=10), period.next().first.replace(day=10)
        if state == "fulfilled":
            events.append(report(name, inside.isoformat()))
        elif state == "late":
            events.append(report(name, later.isoformat()))
        elif state == "undetermined":
            events.append(report(name, inside.isoformat(), checked=None))
        period = period.next()
    task = Task("T1", opened, title="x", lead_unit="U1")
    return Ledger("L", through=day("2030-12-31"), units=(Unit("U1"),), tasks=(task,), events=tuple(events))


def stands(rules, ledger, on):
    world = World(rules.rulebook, ledger, rules.calendar, day(on))
    now = climb(rules.rulebook.ladder("L"), Row("Task", "T1"), day(on), world)
    return now.low, now.high


def rung_of(count):
    return sum(1 for needed in (2, 3, 5) if count >= needed)


# -- within -----------------------------------------------------------------------------------------------------------


def test_only_what_was_due_within_the_window_counts():
    """Missed at the end of January and of February; on 31 July the window goes back to 31 January, on 1 August not."""
    rules = policy("  counting: in total\n  within: 6 months\n" + RUNGS)
    ledger = facts(["missed", "missed", *["fulfilled"] * 7])
    assert (1, 1) == stands(rules, ledger, "2023-03-01")
    assert (1, 1) == stands(rules, ledger, "2023-07-31")
    assert (0, 0) == stands(rules, ledger, "2023-08-01")


def test_a_window_of_working_days():
    """Missed on 31 March and on 30 April; 26 working days later the first is out of it."""
    rules = policy("  counting: in total\n  within: 25 working days\n" + RUNGS)
    ledger = facts(["missed", "missed", "fulfilled"], "2023-03")
    assert (1, 1) == stands(rules, ledger, "2023-05-09")
    assert (0, 0) == stands(rules, ledger, "2023-05-10")


def test_a_window_that_nobody_knows_counts_only_for_the_worst():
    """Its parameter has no value after 2022."""
    text = "  counting: in total\n  within: window\n" + RUNGS
    text += "parameter window: days\n  from 2022-01-01: 100\n  from 2023-01-01: repealed\n"
    assert (0, 2) == stands(policy(text), facts(["missed"] * 3), "2023-04-01")


def test_what_is_done_before_its_due_day_is_within_every_window():
    """Missed twice; the third month is done on the tenth, and takes the count back on that day."""
    rules = policy("  within: 6 months\n" + RUNGS)
    ledger = facts(["missed", "missed", "fulfilled"])
    assert (1, 1) == stands(rules, ledger, "2023-03-09")
    assert (0, 0) == stands(rules, ledger, "2023-03-10")


def test_a_window_may_lie_on_a_row():
    """Three in a row, of which the first is no longer within 40 days."""
    rules = policy("  within: 40 days\n" + RUNGS)
    assert (1, 1) == stands(rules, facts(["missed"] * 3), "2023-04-01")


# -- one rung down ----------------------------------------------------------------------------------------------------


WORDS = [
    "mmf", "mmmf", "mmmmmf", "mmmmmff", "mmmmmfff", "mf", "mmfm", "mmmfm", "mmmmmfm", "umuf", "mmmufu",
    "lmf", "f", "fmm",
]  # fmt: skip
LETTERS = dict(zip("flmu", STATES, strict=True))


@pytest.mark.parametrize("word", WORDS)
def test_one_in_time_takes_it_one_rung_down(word):
    """From the third rung, five, to three; from the second, three, to two; from the first to nothing."""
    rules = policy("  counting: in total\n  reset: one rung down\n" + RUNGS)
    states = [LETTERS[x] for x in word]
    expected = {"mmf": 0, "mmmf": 1, "mmmmmf": 2, "mmmmmff": 1, "mmmmmfff": 0, "mf": 0, "mmfm": 0, "mmmfm": 2}
    last = Period.parse("2023-01")
    for _ in word:
        last = last.next()
    low, high = stands(rules, facts(states), last.first.replace(day=15).isoformat())
    assert expected.get(word, low) == low
    assert (down(states, unknown=False), down(states, unknown=True)) == (low, high)


def down(word, *, unknown):
    needs = (2, 3, 5)
    count = 0
    for state in word:
        if state == "fulfilled":
            rung = rung_of(count)
            count = needs[rung - 2] if rung > 1 else 0
        elif state in ("missed", "late") or (state == "undetermined" and unknown):
            count += 1
    return rung_of(count)


def test_what_is_counted_after_a_step_down_is_the_last_of_it():
    """Five missed, one in time: three are left, the last three."""
    rules = policy("  counting: in total\n  reset: one rung down\n" + RUNGS)
    (finding,) = [
        f for f in rules.evaluate(facts(["missed"] * 5 + ["fulfilled"]), day("2023-07-10")).findings if f.rule == "L"
    ]
    assert (2, ("T1/2023-03", "T1/2023-04", "T1/2023-05")) == (finding.rung, finding.counted)


def test_a_rung_below_that_has_no_number_any_more_is_none():
    """The parameter of the second rung is repealed: from the third it goes to nothing known."""
    text = "  counting: in total\n  reset: one rung down\n  rung low -> reminder\n  rung 3 -> warning\n"
    text += "parameter low: integer\n  from 2022-01-01: 2\n  from 2023-01-01: repealed\n"
    assert (0, 0) == stands(policy(text), facts(["missed"] * 3 + ["fulfilled"]), "2023-05-10")


# -- what is on time --------------------------------------------------------------------------------------------------


def praised(word, *, row, unknown):
    """Those in time; in a row, what is missed or late ends it, and so does what is not known unless it counts."""
    count = 0
    for state in word:
        if state == "fulfilled" or (state == "undetermined" and unknown):
            count += 1
        elif row:
            count = 0
    return rung_of(count)


@pytest.mark.parametrize("row", [True, False], ids=["in a row", "in total"])
@pytest.mark.parametrize("word", list(product(STATES, repeat=3)), ids="-".join)
def test_what_is_done_in_time_is_counted(word, row):
    """For lo what is not known is held against the one to be praised, for hi it is taken for done."""
    rules = policy(f"  counting: {'consecutive' if row else 'in total'}\n  counts: on time\n" + RUNGS, "kept")
    expected = tuple(praised(word, row=row, unknown=it) for it in (False, True))
    assert expected == stands(rules, facts(word), "2023-04-15")


def test_praise_begins_on_the_day_after_the_due_day():
    """Done on the tenth, the instance has ended; it counts from the day it was done."""
    rules = policy("  counts: on time\n  rung 2 -> commendation sent to lead_unit\n", "kept")
    report_ = rules.evaluate(facts(["fulfilled"] * 2), day("2023-02-20"))
    (finding,) = [f for f in report_.findings if f.rule == "L"]
    assert ("commendation", "2023-02-10", ("U1",)) == (finding.measure, str(finding.since), finding.addressees)
    assert "Ladder: 2 on time in a row (2023-01, 2023-02): commendation called for." == finding.message.en
    assert "“Ladder”：连续按期完成2次（2023-01、2023-02），应予表扬。" == finding.message.zh


def test_each_year_begins_anew_for_praise():
    """Two in December and January are one each."""
    rules = policy("  counting: in total\n  counts: on time\n  reset: each year\n  rung 2 -> commendation\n", "kept")
    assert (0, 0) == stands(rules, facts(["fulfilled"] * 2, "2022-12"), "2023-02-10")
    assert (1, 1) == stands(rules, facts(["fulfilled"] * 3, "2022-12"), "2023-03-10")


def test_a_duty_may_feed_a_ladder_of_each_kind():
    """What is missed goes to one, what is kept to the other."""
    text = "  counts: on time\n  rung 2 -> commendation\n"
    text += 'duty N "N" for each Task\n  every: month\n  due: by end of this period\n  fulfilled by: inspection\n'
    text += '  breach goes to: B\n  kept goes to: G\nladder B "B"\n  rung 1 -> warning\n'
    text += 'ladder G "G"\n  counts: on time\n  rung 1 -> commendation\n'
    rules = policy(text, "kept")
    seen = Event("i", "inspection", Subject("task", "T1"), day("2023-02-10"), day("2023-02-10"))
    ledger = facts(["fulfilled"] * 2)
    names = [f.rule for f in rules.evaluate(ledger, day("2023-02-09")).findings]
    assert "B" in names
    assert "G" not in names
    both = Ledger("L", through=day("2030-12-31"), units=ledger.units, tasks=ledger.tasks, events=(*ledger.events, seen))
    names = [f.rule for f in rules.evaluate(both, day("2023-02-10")).findings]
    assert "G" in names
    assert "B" not in names


def test_a_standing_that_is_checked_may_be_praised():
    """Checked at the end of each month, kept in January and February."""
    text = "  counts: on time\n  rung 2 -> commendation\n"
    text += 'standing K "K" for each Task\n  every: month\n  must: status is open\n  kept goes to: P\n'
    text += 'ladder P "P"\n  counts: on time\n  rung 2 -> commendation\n'
    report_ = policy(text, "kept").evaluate(facts(["missed"] * 2), day("2023-02-28"))
    assert [("P", "commendation")] == [(f.rule, f.measure) for f in report_.findings if f.kind == "ladder"]


@pytest.mark.parametrize(
    ("force", "measure"),
    [
        ("from 2022-01-01", "commendation"),
        ("from 2022-01-01 to 2023-02-28", "warning"),
        ("from 2022-01-01 to 2023-02-27", "reminder"),
        ("from 2022-01-01 to 2023-01-30", None),
    ],
)
def test_a_check_on_a_day_on_which_the_rule_was_not_in_force_is_none(force, measure):
    """Checked at the end of January, February and March: afterwards it is neither kept nor broken."""
    text = "  counts: on time\n  rung 2 -> commendation\n"
    text += f'standing K "K" for each Task\n  in force: {force}\n  every: month\n  must: status is open\n'
    text += '  kept goes to: P\nladder P "P"\n  counts: on time\n  rung 1 -> reminder\n  rung 2 -> warning\n'
    text += "  rung 3 -> commendation\n"
    report_ = policy(text, "kept").evaluate(facts(["missed"] * 3), day("2023-03-31"))
    assert measure == {f.rule: f.measure for f in report_.findings}.get("P")


@pytest.mark.parametrize(
    ("clauses", "feeds", "en", "zh"),
    [
        ("  counting: in total\n  within: 6 months\n", "breach", "within the last 6 months", "最近6个月内"),
        ("  counting: in total\n  reset: one rung down\n", "breach", "one rung down", "降一级"),
        ("  counts: on time\n", "kept", "one missed or late takes the count back to nothing", "逾期完成一次即清零"),
        ("  counts: on time\n  counting: in total\n", "kept", "the count is never taken back", "不清零"),
    ],
)
def test_the_sentence_says_what_is_remembered(clauses, feeds, en, zh):
    """In both languages."""
    told = policy(clauses + RUNGS, feeds).explain("L")
    assert en in told.en
    assert zh in told.zh
