"""Ladders: what they count, when a rung is reached, and when it ends (language note, section 20, 20 to 26).

Every expected value is worked out by hand. 2023: 23 April (Sunday) and 6 May (Saturday) are working days, 29 April to
3 May are holidays.
"""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

import rectcore
from rectcore.engine.reference.ladders import climb
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.deadline import Deadline
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
"""

# A month is missed without a report, excused by evidence of its last day, and undetermined by a report of which nobody
# says whether it was checked.
MONTHLY = """
event report
  has checked: yes/no

duty M "Monthly report" for each Task
  every: month
  due: by end of this period
  fulfilled by: report where covers is this.period and checked is yes
  breach goes to: L

exception X overrides M
  applies when: exists evidence e where e.on is as of
  effect: excused
"""

RUNGS = """
  rung 1 -> reminder
  rung 2 -> warning
  rung 3 -> supervision
  rung 4 -> circular
  rung 5 -> interview
"""

SUSPENDED = """
standing ST "Not suspended" for each Task
  must: status is not suspended
  {more}
"""

ONCE = """
duty D "In time" for each Task
  due: deadline
  fulfilled by: completion
  {more}
"""


def day(text):
    return date.fromisoformat(text)


def policy(*texts):
    found = rectcore.load_text(HEAD + "\n".join(texts))
    assert [] == [d.line() for d in found.diagnostics if d.severity.value == "error"]
    return found


def refused(*texts):
    return not rectcore.load_text(HEAD + "\n".join(texts)).ok


def task(id_="T1", opened="2023-01-01", **more):
    return Task(id_, day(opened), title="x", lead_unit=more.pop("lead_unit", "U1"), **more)


def event(id_, kind, on, recorded=None, to="T1", **more):
    own = {k: more.pop(k) for k in ("target", "changes", "person", "answers") if k in more}
    return Event(id_, kind, Subject("task", to), day(on), day(recorded or on), fields=more, **own)


def report(month, on, to="T1", **more):
    fields = {"covers": Period.parse(month), "checked": True, **more}
    return event(f"{to}-{month}-{on}", "report", on, to=to, **fields)


def ledger(tasks, events=(), through="2030-12-31"):
    units = (Unit("U1"), Unit("U2"))
    return Ledger("L", through=day(through), units=units, tasks=tuple(tasks), events=tuple(events))


def found(rules, facts, on, known_at=None, rule="L"):
    """The findings of a rule or ladder on a day."""
    report_ = rules.evaluate(facts, day(on), day(known_at) if known_at else None)
    return [f for f in report_.findings if f.rule == rule]


def shown(findings):
    return [(f.subject.id, f.rung, f.measure, str(f.episode), str(f.since)) for f in findings]


# -- every word over the five states, against ten lines of the note ---------------------------------------------------

STATES = ("fulfilled", "late", "missed", "excused", "undetermined")
WORDS = [w for n in range(6) for w in product(STATES, repeat=n)]


def counted_by_note(word, *, late_counts, resets, unknown_counts):
    """20.20 to 20.22: the misses since the last reset; excused ones neither count nor break a streak."""
    count = 0
    for state in word:
        if state == "fulfilled":
            count = 0 if resets else count
        elif state == "missed" or (state == "late" and late_counts) or (state == "undetermined" and unknown_counts):
            count += 1
    return count


def month_before(last, back):
    period = Period.parse(last)
    for _ in range(back):
        period = period.previous()
    return period


def facts_of(word, id_, last):
    """A task whose months up to `last` end in the states of the word; its events were entered when they happened."""
    months = [month_before(last, n) for n in range(len(word))][::-1]
    later = month_before(last, 0).next().first.replace(day=10).isoformat()
    events = []
    for month, state in zip(months, word, strict=True):
        name, inside, end = str(month), month.first.replace(day=10).isoformat(), month.last.isoformat()
        if state == "fulfilled":
            events.append(report(name, inside, id_))
        elif state == "late":
            events.append(report(name, later, id_))
        elif state == "excused":
            events.append(event(f"{id_}-{name}-E", "evidence", end, to=id_))
        elif state == "undetermined":
            events.append(report(name, inside, id_, checked=None))
    opened = months[0].first if months else month_before(last, 0).next().first
    return task(id_, opened.isoformat()), events


def table_of(last, words):
    rows = [facts_of(word, f"T{n}", last) for n, word in enumerate(words)]
    return ledger([t for t, _ in rows], [e for _, events in rows for e in events])


def all_climbs(rules, facts, on, words):
    world = World(rules.rulebook, facts, rules.calendar, day(on))
    climbs = [climb(rules.rulebook.ladder("L"), Row("Task", f"T{n}"), day(on), world) for n in range(len(words))]
    return {word: (c.low, c.high) for word, c in zip(words, climbs, strict=True)}


LADDERS = [
    ("", True, True),
    ("  counting: consecutive\n  late counts: yes\n  reset: on time\n", True, True),
    ("  late counts: no\n", False, True),
    ("  counting: in total\n", True, False),
    ("  counting: in total\n  reset: never\n  late counts: no\n", False, False),
    ("  counting: in total\n  reset: on time\n", True, True),
    ("  counting: in total\n  reset: on time\n  late counts: no\n", False, True),
]


@pytest.mark.parametrize(("clauses", "late_counts", "resets"), LADDERS)
def test_20_20_to_22_every_word_up_to_five_instances(clauses, late_counts, resets):
    """For lo undetermined instances are passed over, for hi they count as missed; late ones count unless it says no."""
    rules = policy(MONTHLY, 'ladder L "Ladder"\n', clauses, RUNGS)
    facts = table_of("2023-05", WORDS)
    expected = {
        word: tuple(
            counted_by_note(word, late_counts=late_counts, resets=resets, unknown_counts=bad) for bad in (False, True)
        )
        for word in WORDS
    }
    assert expected == all_climbs(rules, facts, "2023-06-15", WORDS)


def test_20_22_each_year_every_word_up_to_five_instances():
    """Reset each year: on 1 January, by due day. The last two of up to five months are due in the new year."""
    rules = policy(MONTHLY, 'ladder L "Ladder"\n  counting: in total\n  reset: each year\n', RUNGS)
    facts = table_of("2023-02", WORDS)
    expected = {
        word: tuple(
            counted_by_note(word[-2:], late_counts=True, resets=False, unknown_counts=bad) for bad in (False, True)
        )
        for word in WORDS
    }
    assert expected == all_climbs(rules, facts, "2023-03-15", WORDS)


@pytest.mark.parametrize("word", [w for w in WORDS if len(w) == 2], ids=lambda w: "-".join(w))
def test_20_24_the_report_of_every_word_of_two(word):
    """The highest rung reached by lo is the finding, hi is shown beside it; no rung by lo, no finding."""
    rules = policy(MONTHLY, 'ladder L "Ladder"\n', RUNGS)
    low, high = (counted_by_note(word, late_counts=True, resets=True, unknown_counts=bad) for bad in (False, True))
    measures = (None, "reminder", "warning")
    expected = [(low, high if high > low else None, measures[low])] if low else []
    findings = found(rules, table_of("2023-02", [word]), "2023-03-15")
    assert expected == [(f.rung, f.rung_hi, f.measure) for f in findings]


# -- 20 ---------------------------------------------------------------------------------------------------------------

PLAIN = MONTHLY + '\nladder L "Ladder"\n' + RUNGS


def test_20_20_counts_ended_instances_only():
    """A miss counts from the day after its due day, not while it is pending."""
    facts = ledger([task()])
    assert [] == found(policy(PLAIN), facts, "2023-01-31")
    assert [("T1", 1, "reminder", "2023-02-01", "2023-02-01")] == shown(found(policy(PLAIN), facts, "2023-02-01"))
    assert [1] == [f.rung for f in found(policy(PLAIN), facts, "2023-02-28")]


def test_20_20_an_instance_that_has_not_ended_does_not_widen_the_interval():
    """It counts ended instances: one whose due day has not come is neither missed nor, for hi, undetermined."""
    rules = policy(PLAIN.replace("  every: month", "  while: priority is yes\n  every: month"))
    doubt = event("A1", "amendment", "2023-02-05", field="priority", value="nobody can read this")
    facts = ledger([task(priority=True)], [doubt])
    assert [(1, None)] == [(f.rung, f.rung_hi) for f in found(rules, facts, "2023-02-04")]
    assert [(1, None)] == [(f.rung, f.rung_hi) for f in found(rules, facts, "2023-02-10")]
    assert [(1, 2)] == [(f.rung, f.rung_hi) for f in found(rules, facts, "2023-03-01")]


def test_20_20_a_withdrawal_raises_and_lowers_a_rung():
    """From scratch on each evaluation, as known at known-at: what is undone, and done again, moves the rung."""
    undone = event("W1", "withdrawal", "2023-04-05", target="T1-2023-02-2023-02-10")
    again = event("W2", "withdrawal", "2023-04-12", target="W1")
    facts = ledger([task()], [report("2023-02", "2023-02-10"), undone, again])
    rules = policy(PLAIN)
    assert [1] == [f.rung for f in found(rules, facts, "2023-04-15", "2023-04-04")]
    assert [3] == [f.rung for f in found(rules, facts, "2023-04-15", "2023-04-11")]
    assert [1] == [f.rung for f in found(rules, facts, "2023-04-15", "2023-04-12")]


def test_20_20_a_correction_can_lower_a_rung():
    """A report corrected to name its month makes it late; where late does not count, the rung falls."""
    rules = policy(MONTHLY, 'ladder L "Ladder"\n  late counts: no\n', RUNGS)
    shell = report("2022-12", "2023-01-20")
    right = event("C1", "correction", "2023-03-10", target=shell.id, changes={"covers": Period.parse("2023-01")})
    facts = ledger([task()], [shell, right])
    assert [2] == [f.rung for f in found(rules, facts, "2023-03-09")]
    assert [1] == [f.rung for f in found(rules, facts, "2023-03-10")]


def test_20_20_ordered_by_due_day_not_by_period():
    """January's due day is moved to 15 April: fulfilled, it comes after February and March and resets them."""
    moved = """
exception Y overrides M
  applies when: this.period is 2023-01
  effect: due instead 2023-04-15
"""
    rules = policy(PLAIN, moved)
    facts = ledger([task()], [report("2023-01", "2023-04-10")])
    assert [2] == [f.rung for f in found(rules, ledger([task()]), "2023-04-05")]
    assert [] == found(rules, facts, "2023-04-20")


def test_20_20_silence_lifts_nothing_a_report_does():
    """Undetermined instances reset nothing for lo; the next real report in time does."""
    unclear = report("2023-03", "2023-03-10", checked=None)
    facts = ledger([task()], [unclear, report("2023-04", "2023-04-10")])
    assert [(2, None)] == [(f.rung, f.rung_hi) for f in found(policy(PLAIN), facts, "2023-03-31")]
    assert [(2, 3)] == [(f.rung, f.rung_hi) for f in found(policy(PLAIN), facts, "2023-04-05")]
    assert [] == found(policy(PLAIN), facts, "2023-05-02")


def test_20_20_a_feed_that_stops_widens_the_interval():
    """Misses beyond the watermark are undetermined: lo stays, hi goes on."""
    facts = ledger([task()], through="2023-02-28")
    assert [(2, 3)] == [(f.rung, f.rung_hi) for f in found(policy(PLAIN), facts, "2023-04-10")]


# -- 21 ---------------------------------------------------------------------------------------------------------------

TWO_DUTIES = """
duty A "One" for each Task
  every: month
  due: by end of this period
  fulfilled by: report
  breach goes to: L

duty B "Other" for each Task
  every: month
  due: by end of this period
  fulfilled by: inspection
  breach goes to: L

"""


def test_20_21_consecutive_is_fed_by_one_rule_only():
    """A second feeder of a consecutive ladder is refused, of one that counts in total it is not."""
    assert refused(TWO_DUTIES, 'ladder L "Ladder"\n  counting: consecutive\n', RUNGS)
    assert refused(TWO_DUTIES, 'ladder L "Ladder"\n', RUNGS)
    assert not refused(TWO_DUTIES, 'ladder L "Ladder"\n  counting: in total\n', RUNGS)


def test_20_21_in_total_adds_up_several_rules():
    """Two months missed under each of two duties are four."""
    rules = policy(TWO_DUTIES, 'ladder L "Ladder"\n  counting: in total\n', RUNGS)
    assert [("T1", 4, "circular", "2023-02-01", "2023-03-01")] == shown(found(rules, ledger([task()]), "2023-03-10"))


TWICE_SUSPENDED = [
    event("S1", "suspension", "2023-02-01", until=day("2023-02-20")),
    event("S2", "suspension", "2023-03-01", until=day("2023-03-05")),
]
TOTAL = '\nladder L "Ladder"\n  counting: in total\n' + RUNGS


def test_20_21_a_standing_counts_each_episode_once():
    """Two breaches of any length are two, from the first day of each."""
    rules = policy(SUSPENDED.format(more="breach goes to: L"), TOTAL)
    facts = ledger([task()], TWICE_SUSPENDED)
    assert [] == found(rules, facts, "2023-01-31")
    assert [1] == [f.rung for f in found(rules, facts, "2023-02-01")]
    assert [1] == [f.rung for f in found(rules, facts, "2023-02-28")]
    assert [("T1", 2, "warning", "2023-02-01", "2023-03-01")] == shown(found(rules, facts, "2023-04-15"))


def test_20_21_a_standing_with_every_counts_each_failed_check():
    """One breach that lasts two whole months fails two monthly checks."""
    long = event("S1", "suspension", "2023-02-01", until=day("2023-03-31"))
    rules = policy(SUSPENDED.format(more="every: month\n  breach goes to: L"), TOTAL)
    assert [2] == [f.rung for f in found(rules, ledger([task()], [long]), "2023-04-15")]
    once = policy(SUSPENDED.format(more="breach goes to: L"), TOTAL)
    assert [1] == [f.rung for f in found(once, ledger([task()], [long]), "2023-04-15")]


def test_20_21_an_episode_that_has_not_lasted_long_enough_is_none():
    """With `after lasting` a standing is violated only then: the breach of five days does not count."""
    rules = policy(SUSPENDED.format(more="after lasting: 10 days\n  breach goes to: L"), TOTAL)
    facts = ledger([task()], TWICE_SUSPENDED)
    assert [] == found(rules, facts, "2023-02-09")
    assert [1] == [f.rung for f in found(rules, facts, "2023-02-10")]
    assert [1] == [f.rung for f in found(rules, facts, "2023-04-15")]


# -- 22 ---------------------------------------------------------------------------------------------------------------


def test_20_22_never_is_the_default_of_in_total():
    """Missed, done, missed: two in total, one in a row."""
    facts = ledger([task()], [report("2023-02", "2023-02-10")])
    assert [2] == [f.rung for f in found(policy(MONTHLY, TOTAL), facts, "2023-04-10")]
    assert [1] == [f.rung for f in found(policy(PLAIN), facts, "2023-04-10")]


def test_20_22_each_year_begins_again_on_1_january():
    """Three misses of the old year hold until 31 December; the new year begins at nothing."""
    rules = policy(MONTHLY, 'ladder L "Ladder"\n  counting: in total\n  reset: each year\n', RUNGS)
    facts = ledger([task(opened="2022-09-01")])
    assert [("T1", 3, "supervision", "2022-10-01", "2022-12-01")] == shown(found(rules, facts, "2022-12-31"))
    assert [] == found(rules, facts, "2023-01-31")
    assert [("T1", 1, "reminder", "2023-02-01", "2023-02-01")] == shown(found(rules, facts, "2023-02-01"))


# -- 23 ---------------------------------------------------------------------------------------------------------------


def test_20_23_a_rung_is_reached_the_day_after_the_nth_due_day():
    """Due 31 January and 28 February: rung 1 on 1 February, rung 2 on 1 March, in one run."""
    facts = ledger([task()])
    assert [("T1", 1, "reminder", "2023-02-01", "2023-02-01")] == shown(found(policy(PLAIN), facts, "2023-02-28"))
    assert [("T1", 2, "warning", "2023-02-01", "2023-03-01")] == shown(found(policy(PLAIN), facts, "2023-03-20"))


def test_20_23_rungs_may_leave_numbers_out():
    """A rung holds from its number to the next one; its place is counted from 1 whatever the numbers."""
    rules = policy(MONTHLY, 'ladder L "Ladder"\n  rung 2 -> warning\n  rung 4 -> interview\n')
    facts = ledger([task()])
    seen = [shown(found(rules, facts, on)) for on in ("2023-02-10", "2023-03-10", "2023-04-10", "2023-05-10")]
    assert [
        [],
        [("T1", 1, "warning", "2023-03-01", "2023-03-01")],
        [("T1", 1, "warning", "2023-03-01", "2023-03-01")],
        [("T1", 2, "interview", "2023-03-01", "2023-05-01")],
    ] == seen


def test_20_23_rung_after_one_day_is_one_day_overdue():
    """Due 10 March: the breach's first day is the 11th, its 30th 9 April."""
    rules = policy(ONCE.format(more="rung after 1 day -> warning\n  rung after 30 days -> supervision"))
    facts = ledger([task(deadline=Deadline(day("2023-03-10")))])
    seen = [shown(found(rules, facts, on, rule="D")) for on in ("2023-03-10", "2023-03-11", "2023-04-08", "2023-04-09")]
    assert [
        [],
        [("T1", 1, "warning", "2023-03-11", "2023-03-11")],
        [("T1", 1, "warning", "2023-03-11", "2023-03-11")],
        [("T1", 2, "supervision", "2023-03-11", "2023-04-09")],
    ] == seen


@pytest.mark.parametrize(
    ("deadline", "count", "reached"),
    [
        ("2023-03-10", 3, "2023-03-15"),  # breach from Saturday 11 March: 13, 14, 15
        ("2023-03-12", 3, "2023-03-15"),  # breach from Monday 13 March, itself counted
        ("2023-03-12", 1, "2023-03-13"),
        ("2023-03-10", 1, "2023-03-13"),
        ("2023-04-21", 5, "2023-04-27"),  # Sunday 23 April is a working day
        ("2023-04-21", 10, "2023-05-08"),  # 23 to 28 April are six, 4, 5, 6 May nine, Sunday 7 off, 8 May
    ],
)
def test_20_23_rung_after_working_days(deadline, count, reached):
    """Working days likewise: the N-th working day of the breach, its first day counted if it is one."""
    rules = policy(ONCE.format(more=f"rung after {count} working days -> warning"))
    facts = ledger([task(deadline=Deadline(day(deadline)))])
    before = date.fromordinal(day(reached).toordinal() - 1).isoformat()
    assert [] == [f for f in found(rules, facts, before, rule="D") if f.measure]
    assert [("warning", reached)] == [(f.measure, str(f.since)) for f in found(rules, facts, reached, rule="D")]


@pytest.mark.parametrize("rung", ["rung 0 -> warning", "rung after 0 days -> warning"])
def test_20_23_zero_is_refused(rung):
    """There is no zeroth miss and no zeroth day."""
    assert refused(SUSPENDED.format(more=rung))
    assert not refused(SUSPENDED.format(more=rung.replace("0", "1")))


# -- 24 ---------------------------------------------------------------------------------------------------------------


def test_20_24_a_ladders_subject_is_that_of_its_rule():
    """Two tasks climb each by itself."""
    facts = ledger([task(), task("T2", "2023-02-01")])
    assert [("T1", 2), ("T2", 1)] == [(f.subject.id, f.rung) for f in found(policy(PLAIN), facts, "2023-03-10")]


def test_20_24_for_each_unit_adds_up_the_tasks_it_leads():
    """U1 leads two tasks with two misses each, U2 one: four and two, found on the unit."""
    rules = policy(MONTHLY, 'ladder L "Ladder" for each Unit\n  counting: in total\n', RUNGS)
    facts = ledger([task(), task("T2"), task("T3", lead_unit="U2")])
    findings = found(rules, facts, "2023-03-10")
    assert [("R/L/Unit:U1", "unit", 4), ("R/L/Unit:U2", "unit", 2)] == [
        (f.id, f.subject.kind, f.rung) for f in findings
    ]
    assert [4, 2] == [len(f.counted) for f in findings]


def test_20_24_for_each_unit_counts_the_episodes_of_a_standing_too():
    """Three breaches of two tasks of one unit are three."""
    rules = policy(
        SUSPENDED.format(more="breach goes to: L"), 'ladder L "Ladder" for each Unit\n  counting: in total\n', RUNGS
    )
    third = event("S3", "suspension", "2023-03-10", to="T2", until=day("2023-03-12"))
    facts = ledger([task(), task("T2")], [*TWICE_SUSPENDED, third])
    assert [("R/L/Unit:U1", 3)] == [(f.id, f.rung) for f in found(rules, facts, "2023-04-01")]


def test_20_24_one_finding_per_ladder_and_subject():
    """The highest rung reached is the finding: two breaches at once on a ladder by days are one finding."""
    rules = policy(
        SUSPENDED.format(more="breach goes to: L"),
        SUSPENDED.format(more="breach goes to: L")
        .replace("standing ST", "standing SU")
        .replace("must:", "must: priority is yes and"),
        'ladder L "Ladder"\n  counting: in total\n  rung after 1 day -> warning\n  rung after 10 days -> supervision\n',
    )
    facts = ledger([task(priority=False)], TWICE_SUSPENDED[:1])
    assert [("R/L/Task:T1", 2, "supervision")] == [(f.id, f.rung, f.measure) for f in found(rules, facts, "2023-02-05")]


# -- 25 ---------------------------------------------------------------------------------------------------------------


def test_20_25_inline_rungs_are_a_ladder_with_the_rules_id():
    """The ladder of a finding with inline rungs is named as its rule."""
    rules = policy(ONCE.format(more="rung after 1 day -> warning"))
    facts = ledger([task(deadline=Deadline(day("2023-03-10")))])
    assert [("R/D/Task:T1", "D", "D")] == [
        (f.id, f.rule, f.ladder) for f in rules.evaluate(facts, day("2023-03-11")).findings
    ]


def test_20_25_each_instance_climbs_by_itself():
    """By 10 March January is missed for 38 days, February for 10."""
    rules = policy(
        MONTHLY.replace("breach goes to: L", "rung after 1 day -> warning\n  rung after 30 days -> supervision")
    )
    assert [("R/M/Task:T1/2023-01", 2, "2023-03-02"), ("R/M/Task:T1/2023-02", 1, "2023-03-01")] == [
        (f.id, f.rung, str(f.since)) for f in found(rules, ledger([task()]), "2023-03-10", rule="M")
    ]


def test_20_25_each_episode_climbs_by_itself():
    """A second breach begins at the first rung again."""
    rules = policy(SUSPENDED.format(more="rung after 1 day -> warning\n  rung after 5 days -> supervision"))
    facts = ledger([task()], TWICE_SUSPENDED)
    seen = [
        shown(found(rules, facts, on, rule="ST")) for on in ("2023-02-20", "2023-02-21", "2023-03-04", "2023-03-05")
    ]
    assert [
        [("T1", 2, "supervision", "2023-02-01", "2023-02-05")],
        [],
        [("T1", 1, "warning", "2023-03-01", "2023-03-01")],
        [("T1", 2, "supervision", "2023-03-01", "2023-03-05")],
    ] == seen


def test_20_25_not_both_inline_rungs_and_a_named_ladder():
    """A rule has either inline rungs or `breach goes to`."""
    assert refused(ONCE.format(more="breach goes to: L\n  rung 1 -> warning"), TOTAL)
    assert refused(SUSPENDED.format(more="breach goes to: L\n  rung after 1 day -> warning"), TOTAL)


@pytest.mark.parametrize("rule", [ONCE, SUSPENDED], ids=["duty", "standing"])
def test_20_25_inline_rungs_by_count_give_no_id_twice(rule):
    """Identity is rule set, rule and subject: no two findings of a report have one id."""
    rules = policy(rule.format(more="rung 1 -> warning"))
    facts = ledger([task(deadline=Deadline(day("2023-01-31")))], TWICE_SUSPENDED[:1])
    ids = [f.id for f in rules.evaluate(facts, day("2023-02-10")).findings]
    assert sorted(set(ids)) == ids


def test_20_25_inline_rungs_by_count_of_a_periodic_duty():
    """The misses of a task are counted together on a ladder with the duty's id."""
    rules = policy(MONTHLY.replace("breach goes to: L", "rung 2 -> warning"))
    findings = found(rules, ledger([task()]), "2023-03-10", rule="M")
    assert [("M", 1, "warning", "2023-03-01")] == [
        (f.ladder, f.rung, f.measure, str(f.since)) for f in findings if f.rung
    ]


# -- 26 ---------------------------------------------------------------------------------------------------------------


def test_20_26_ends_when_the_count_falls_below_the_first_rung():
    """A report in time resets the count, and the finding is gone, on the day it is known."""
    facts = ledger([task()], [report("2023-03", "2023-03-10")])
    assert [2] == [f.rung for f in found(policy(PLAIN), facts, "2023-03-09")]
    assert [] == found(policy(PLAIN), facts, "2023-04-01")


def test_20_26_ends_when_the_task_is_closed():
    """A closed task stands on no rung."""
    facts = ledger([task()], [event("C", "closure", "2023-03-10")])
    assert [2] == [f.rung for f in found(policy(PLAIN), facts, "2023-03-09")]
    assert [] == found(policy(PLAIN), facts, "2023-03-10")


def test_20_26_after_a_reopening_earlier_misses_do_not_return():
    """Reopened on 31 March, it counts what is due from that day on: March itself is the first."""
    closed = [event("C", "closure", "2023-03-10"), event("O", "reopening", "2023-03-31")]
    facts = ledger([task()], closed)
    assert [] == found(policy(PLAIN), facts, "2023-03-31")
    assert [("T1", 1, "reminder", "2023-04-01", "2023-04-01")] == shown(found(policy(PLAIN), facts, "2023-04-01"))
    assert [("T1", 2, "warning", "2023-04-01", "2023-05-01")] == shown(found(policy(PLAIN), facts, "2023-05-10"))


def test_20_26_earlier_misses_do_not_return_in_total_either():
    """`never` is about reports in time; a reopening still begins anew."""
    closed = [event("C", "closure", "2023-03-10"), event("O", "reopening", "2023-04-01")]
    assert [1] == [f.rung for f in found(policy(MONTHLY, TOTAL), ledger([task()], closed), "2023-05-10")]


def test_20_26_earlier_episodes_of_a_standing_do_not_return():
    """Two breaches before the closure; after the reopening the third is the first that counts."""
    rules = policy(SUSPENDED.format(more="breach goes to: L"), TOTAL)
    again = [event("C", "closure", "2023-03-10"), event("O", "reopening", "2023-04-01")]
    third = event("S3", "suspension", "2023-04-10", until=day("2023-04-12"))
    assert [2] == [f.rung for f in found(rules, ledger([task()], TWICE_SUSPENDED), "2023-04-05")]
    assert [] == found(rules, ledger([task()], [*TWICE_SUSPENDED, *again]), "2023-04-05")
    assert [1] == [f.rung for f in found(rules, ledger([task()], [*TWICE_SUSPENDED, *again, third]), "2023-04-15")]


def test_20_26_a_ladder_about_an_event_ends_when_its_task_is_closed():
    """A warning nobody answered: the task it was given to is closed later, and its ladder ends."""
    rules = policy(
        'duty A "Answer" for each warning\n  due: 3 days after on\n  fulfilled by: reply\n  breach goes to: L\n', TOTAL
    )
    events = [event("W1", "warning", "2023-03-01"), event("C", "closure", "2023-03-20")]
    assert ["R/L/warning:W1"] == [f.id for f in found(rules, ledger([task()], events), "2023-03-19")]
    assert [] == found(rules, ledger([task()], events), "2023-03-20")


# -- a ladder is a rule -----------------------------------------------------------------------------------------------


def test_20_24_a_ladder_calls_for_nothing_before_it_is_in_force():
    """The duty is old, the ladder begins on 1 March 2023."""
    rules = policy(PLAIN.replace('ladder L "Ladder"', 'ladder L "Ladder"\n  in force: from 2023-03-01'))
    facts = ledger([task()])
    assert [] == found(rules, facts, "2023-02-28")
    assert 1 == len(found(rules, facts, "2023-04-01"))
