"""The far ends: rows that are named and not there, spans no calendar holds, periods with which all days end."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import rectcore
from rectcore import Calendar, Event, Ledger, Period, Subject, Task, Tenure, Unit
from rectcore.engine.reference.changes import next_change
from rectcore.engine.reference.conditions import standing_run
from rectcore.engine.reference.gates import decide
from rectcore.engine.reference.instances import last_day, periods
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.deadline import Step
from rectcore.model.facts import Missing, Why
from rectcore.model.ledger import Plan
from rectcore.model.period import PeriodKind

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  source S: "Source"
  if due on a holiday: same day
"""
OPENED = date(2023, 1, 1)
DAY = date(2023, 5, 1)


def policy(text, head=HEAD):
    found = rectcore.load_text(head + text)
    assert [] == [d.line() for d in found.diagnostics if d.severity.value == "error"]
    return found


def ledger(*events, through=date(9999, 12, 31), opened=OPENED, **card):
    fields = card.pop("fields", {})
    task = Task("T1", opened, title="x", lead_unit="U1", territory="U1", fields=fields, **card)
    units = [Unit("U1", posts=[Tenure("party_secretary", "p")])]
    return Ledger("L", through=through, plan=Plan("P", "plan"), units=units, tasks=[task], events=events)


def standing(text, facts, on):
    rules = policy(text)
    world = World(rules.rulebook, facts, rules.calendar, on)
    return standing_run(rules.rulebook.standings[0], Row("Task", "T1"), on, world).state.value


# -- rows that are named and not there --------------------------------------------------------------------------------

NAMED = "entity Task\n  has link: {}\nnotice N for each Task\n  when: {}\n"


@pytest.mark.parametrize(
    ("kind", "condition", "there"),
    [
        ("report", "link by party_secretary", "R"),
        ("report", "link.covers is 2023-01", "R"),
        ("Task", "link.opened before as of", "T1"),
        ("Plan", "link.title is known", "P"),
        ("Step", "link.title is known", "T1/0"),
        ("Tenure", "link.person is known", "U1/0"),
        ("Unit", "link.id is known", "U1"),
    ],
)
def test_a_row_that_is_named_and_not_there_is_unknown(kind: str, condition: str, there: str):
    """A field that names a row of another kind, or none at all, is of no use; units need no card."""
    report = Event(
        "R", "report", Subject("task", "T1"), OPENED, OPENED, person="p", fields={"covers": Period.month(2023, 1)}
    )
    closure = Event("C", "closure", Subject("task", "T1"), OPENED, OPENED)
    rules = policy(NAMED.format(kind, condition))

    def gaps(link):
        facts = ledger(report, closure, steps=(Step("x"),), fields={"link": link})
        found = rules.evaluate(facts, DAY)
        return bool(found.findings), [g.missing for g in found.data_gaps if g.rule == "N"]

    assert (True, []) == gaps(there)
    if kind == "Unit":
        assert (True, []) == gaps("nobody")
        return
    for lost in ("nobody", "C", "T1/7", "T1/x"):
        missing = (Missing("link", "T1", Why.INVALID),)
        assert (False, [] if "known" in condition else [missing]) == gaps(lost), lost


def test_a_parameter_may_be_a_unit():
    """It is compared as the unit it names."""
    rules = policy("parameter p: Unit\n  from 2022-01-01: U1\nnotice N for each Task\n  when: lead_unit is p\n")
    assert 1 == len(rules.evaluate(ledger(), DAY).findings)


# -- spans that no calendar holds -------------------------------------------------------------------------------------


def test_what_must_last_for_a_time_nobody_set_has_not_lasted():
    """A parameter repealed: a missing number convicts nobody."""
    rule = """parameter p: days
  from 2022-01-01: 5
  from 2023-03-01: repealed
standing N for each Task
  must: lead_unit is none
  after lasting: p
"""
    assert "violated" == standing(rule, ledger(), date(2023, 2, 28))
    assert "violated-pending" == standing(rule, ledger(), date(2023, 3, 1))


@pytest.mark.parametrize("unit", ["days", "working days"])
def test_what_must_last_beyond_all_days_never_has(unit: str):
    """Ten million days from anywhere lie after the year 9999."""
    rule = f"standing N for each Task\n  must: lead_unit is none\n  after lasting: 9999999 {unit}\n"
    assert "violated-pending" == standing(rule, ledger(), DAY)


def test_all_days_end_with_a_week_that_has_no_last_day():
    """31 December 9999 is a Friday: the month has a last day, the week has none; nothing follows either."""
    weeks = list(periods(PeriodKind.WEEK, date(9999, 12, 20), included=False))
    assert [date(9999, 12, 20), date(9999, 12, 27)] == [w.first for w in weeks]
    assert [(date(9999, 12, 26),), ()] == [last_day(w) for w in weeks]
    assert [] == list(periods(PeriodKind.MONTH, date(9999, 12, 2), included=False))


@pytest.mark.parametrize("every", ["month", "week"])
def test_duties_and_checks_come_to_an_end_with_all_days(every: str):
    """Judged on the last day there is: nothing falls over, and nothing is owed after it."""
    rules = policy(
        f"duty D for each Task\n  every: {every}\n  due: by end of this period\n  fulfilled by: report\n"
        f"standing N for each Task\n  every: {every}\n  must: lead_unit is none\n  breach goes to: L\n"
        "ladder L\n  counting: in total\n  rung 1 -> warning\n"
    )
    report = rules.evaluate(ledger(opened=date(9999, 11, 1)), date.max)
    assert {f.rule for f in report.findings} >= {"L", "N"}


# -- turns at the calendar's ends -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "asked", "expected"),
    [
        # Working days of 2027 are not published: from 21 December 2026 on the tenth lies beyond (31st is the ninth).
        ("as of + 10 working days after 2023-01-01", "2026-11-02", "2026-12-18"),
        ("(as of + 0 working days) after 2027-03-01", "2027-02-01", "2027-03-02"),
        ("as of + 5 days - 10 days after 2023-03-01", "2023-02-01", "2023-03-07"),
        ("(as of + 2 days) + 3 working days after 2023-05-03", "2023-04-20", "2023-04-24"),
        ("(as of - opened) + (as of - opened) at least 60 days", "2023-01-10", "2023-01-31"),
        ("(as of - opened) * 2 - (as of - opened) at least 30 days", "2023-01-10", "2023-01-31"),
        ("opened - as of at most 0 days - (as of - opened)", "2023-01-10", None),
    ],
)
def test_conditions_turn_where_their_days_do(condition: str, asked: str, expected: str | None):
    """Also where the value is known on some days only, or nothing is known of the way it goes."""
    rules = policy(f'notice N "N" for each Task\n  when: {condition}\n')
    found = next_change(rules.rulebook, ledger(), rules.calendar, Row("Task", "T1"), date.fromisoformat(asked))
    assert expected == (str(found) if found else None)


def test_a_gate_turns_with_the_holder_of_a_post():
    """Whether who asks may sign changes with the tenure: in office from 1 March to 31 May."""
    rules = policy("gate G on Task.closure\n  only if all:\n    - [mine] this by party_secretary\n")
    posts = [Tenure("party_secretary", "p", date(2023, 3, 1), date(2023, 5, 31)), Tenure("government_head", "q")]
    facts = Ledger("L", through=DAY, units=[Unit("U1", posts=posts)], tasks=[Task("T1", OPENED, territory="U1")])
    world = World(rules.rulebook, facts, rules.calendar, DAY)

    def asked(on):
        found = world.stretches.stretch(on, lambda: decide("closure", Row("Task", "T1"), on, world, "p").state.value)
        return found.answer, found.first, found.last

    assert asked(date(2023, 2, 1)) == ("blocked-unknown", date(2022, 1, 1), date(2023, 2, 28))
    assert asked(date(2023, 4, 1)) == ("open", date(2023, 3, 1), date(2023, 5, 31))
    assert asked(date(2023, 7, 1)) == ("blocked-unknown", date(2023, 6, 1), date.max)


# -- rules that have nothing to look at -------------------------------------------------------------------------------


def test_an_event_before_a_duty_was_in_force_owes_nothing():
    """The duty for each warning begins in March; that of February owes no reply."""
    rules = policy(
        "duty A for each warning\n  in force: from 2023-03-01\n  due: 5 days after on\n  fulfilled by: reply\n"
    )
    early, later = (
        Event(f"W{m}", "warning", Subject("task", "T1"), date(2023, m, 1), date(2023, m, 1)) for m in (2, 3)
    )
    assert ["W3"] == [o.subject.id for o in rules.evaluate(ledger(early, later), DAY).obligations]


def test_a_ladder_by_days_that_is_not_in_force_calls_for_nothing():
    """Rungs of their own in a ladder of 2024: before it the breach is plain."""
    text = """standing N for each Task
  must: lead_unit is none
  breach goes to: L
ladder L
  in force: from 2024-01-01
  rung after 1 day -> warning
"""
    assert ["N"] == [f.rule for f in policy(text).evaluate(ledger(), DAY).findings]
    assert ["L", "N"] == [f.rule for f in policy(text).evaluate(ledger(), date(2024, 1, 1)).findings]


def test_a_standing_of_a_plan_without_a_day_counts_nothing():
    """Nobody knows since when the plan has been there."""
    rules = policy(
        "standing N for each Plan\n  must: title is none\n  breach goes to: L\n"
        "ladder L\n  counting: in total\n  rung 1 -> warning\n"
    )
    assert () == rules.evaluate(ledger(), DAY).findings


def test_checks_before_a_reopening_are_not_counted_after_it():
    """Failed at the ends of January to April; reopened on 1 March, two are left."""
    rules = policy(
        "standing N for each Task\n  every: month\n  must: lead_unit is none\n  breach goes to: L\n"
        "ladder L\n  counting: in total\n  rung 1 -> warning\n"
    )
    again = Event("Z", "reopening", Subject("task", "T1"), date(2023, 3, 1), date(2023, 3, 1))

    def counted(*events):
        return next(len(f.counted) for f in rules.evaluate(ledger(*events), DAY).findings if f.rule == "L")

    assert 4 == counted()
    assert 2 == counted(again)


def test_an_instance_of_which_nothing_is_known_counts_from_its_due_day_on():
    """Two exceptions that differ make it undetermined at once; a ladder looks at it when it is due."""
    rules = policy(
        "duty D for each Task\n  due: 2023-06-30\n  fulfilled by: report\n  breach goes to: L\n"
        "ladder L\n  counting: in total\n  rung 1 -> warning\n"
        "exception X overrides D\n  applies when: true\n  effect: excused\n"
        "exception Y overrides D\n  applies when: true\n  effect: due instead 2023-07-31\n"
    )
    (one,) = rules.evaluate(ledger(), DAY).obligations
    assert "undetermined" == one.state.value
    assert () == rules.evaluate(ledger(), DAY).findings


def test_an_event_that_was_withdrawn_is_named_in_vain():
    """Its row is there, and no rule sees it."""
    rules = policy(NAMED.format("report", "link.covers is 2023-01"))
    on = Subject("task", "T1")
    report = Event("R", "report", on, OPENED, OPENED, fields={"covers": Period.month(2023, 1)})
    gone = Event("W", "withdrawal", on, OPENED, OPENED, target="R")
    assert 1 == len(rules.evaluate(ledger(report, fields={"link": "R"}), DAY).findings)
    assert () == rules.evaluate(ledger(report, gone, fields={"link": "R"}), DAY).findings


def test_a_value_asked_of_what_is_asked_itself_goes_any_way():
    """The age of a task that a warning is about, by way of a definition: day by day, and right."""
    rules = policy(
        "define age on Task\n  means: as of - opened\n"
        "define twice on Task\n  means: age + age\n"
        "notice N for each warning\n  when: task.twice at least 62 days\n"
    )
    warning = Event("W", "warning", Subject("task", "T1"), OPENED, OPENED)
    row = Row("Task", "T1")
    assert date(2023, 2, 1) == next_change(rules.rulebook, ledger(warning), rules.calendar, row, date(2023, 1, 10))


def test_working_days_between_two_years_that_are_published_are_not_known():
    """2027 is missing: on its last day the next day is known again, and nothing is known on the last day of all."""
    years = {2026: ([date(2026, 1, 1)], []), 2028: ([date(2028, 1, 1)], [])}
    rules = rectcore.load_text(
        HEAD.replace("cn_public", "gaps") + "notice N for each Task\n  when: as of + 1 working days after 2026-12-01\n",
        calendars={"gaps": Calendar.of("gaps", years)},
    )
    row = Row("Task", "T1")

    def turn(on):
        found = next_change(rules.rulebook, ledger(), rules.calendar, row, date.fromisoformat(on))
        return str(found) if found else None

    assert "2026-12-01" == turn("2026-11-02")
    assert "2026-12-31" == turn("2026-12-02")
    assert "2027-12-31" == turn("2026-12-31")
    assert "2028-12-29" == turn("2027-12-31")
    assert turn("2028-12-29") is None


def test_working_days_from_the_last_day_there_is():
    """No day follows it whose year could be published."""
    rules = policy("notice N for each Task\n  when: as of + 5 working days after opened\n")
    report = rules.evaluate(ledger(opened=date(9999, 11, 1)), date.max)
    assert [Why.BEYOND_CALENDAR] == [m.why for gap in report.data_gaps for m in gap.missing]


def test_rules_without_a_first_day_look_at_units_from_the_first_day_of_the_ledger():
    """Every unit from the same day: that of the earliest card."""
    head = '# dialect: en\nruleset R "Rules"\n  calendar: cn_public\n'
    rules = policy("notice N for each Unit\n  when: title is known\n", head=head)
    facts = ledger()
    facts = attrs.evolve(facts, units=[Unit("U1", title="a"), Unit("U2", title="b")])
    report = rules.evaluate(facts, DAY)
    assert [("U1", OPENED), ("U2", OPENED)] == [(f.subject.id, f.episode) for f in report.findings]
