"""Section 8 of the language note: time; numbers 39 and 41 of section 20; and the sample of section 3."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

import rectcore
from rectcore import Calendar, Event, Finding, Ledger, Obligation, Period, Policy, Report, Subject, Task, Unit

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2020-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: ROLL
"""
UNMOVED = HEAD.replace("ROLL", "same day")
NEXT = HEAD.replace("ROLL", "next working day")
PREVIOUS = HEAD.replace("ROLL", "previous working day")

MONTHLY = """
duty MONTHLY for each Task
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
"""

# A report in the last 45 days, and a breach only once that has been missing for a while.
STALE = """
standing STALE for each Task
  while: status is open
  must: exists report u where u.on within the last 45 days
  after lasting: LASTING
"""


@cache
def policy(rules: str) -> Policy:
    return rectcore.load_text(rules)


def day(text: str) -> date:
    return date.fromisoformat(text)


def event(id_: str, kind: str, on: str, recorded: str | None = None, **fields: object) -> Event:
    return Event(id_, kind, Subject("task", "T1"), day(on), day(recorded or on), fields=fields)


def report(id_: str, on: str, recorded: str | None = None, covers: str | None = None) -> Event:
    return event(id_, "report", on, recorded, **({"covers": Period.parse(covers)} if covers else {}))


def ledger(*events: Event, opened: str = "2023-01-01", through: str = "2030-12-31", **card: object) -> Ledger:
    return Ledger("demo", through=day(through), tasks=(Task("T1", day(opened), **card),), events=events)


def judge(rules: str, facts: Ledger, as_of: str, known_at: str | None = None) -> Report:
    return policy(rules).evaluate(facts, day(as_of), day(known_at) if known_at else None)


def owed(rules: str, facts: Ledger, as_of: str, known_at: str | None = None) -> dict[str, Obligation]:
    return {o.period or o.subject.id: o for o in judge(rules, facts, as_of, known_at).obligations}


def state(rules: str, facts: Ledger, name: str, as_of: str, known_at: str | None = None) -> str:
    return owed(rules, facts, as_of, known_at)[name].state.value


def once(due: str, opened: str, head: str = UNMOVED, **card: object) -> Obligation:
    """What is owed once by a task opened on a day, as seen on that day."""
    rules = head + f"duty ONCE for each Task\n  due: {due}\n  fulfilled by: evidence\n"
    return owed(rules, ledger(opened=opened, **card), opened)["T1"]


def due_day(due: str, opened: str, head: str = UNMOVED) -> str:
    found = once(due, opened, head).due
    assert found is not None
    return found.isoformat()


# -- as-of and known-at -----------------------------------------------------------------------------------------------


def test_8_as_of_is_the_end_of_the_day():
    """A thing due on a day and done on that day is in time; not done, it is missed from the next day on."""
    done = ledger(report("R", "2023-03-05", covers="2023-02"))
    assert "fulfilled" == state(UNMOVED + MONTHLY, done, "2023-02", "2023-03-05")
    assert "pending" == state(UNMOVED + MONTHLY, ledger(), "2023-02", "2023-03-05")
    assert "missed" == state(UNMOVED + MONTHLY, ledger(), "2023-02", "2023-03-06")


def test_8_facts_dated_later_are_invisible():
    """What happens tomorrow is not seen today, even if somebody has entered it."""
    facts = ledger(report("R", "2023-03-04", "2023-03-01", covers="2023-02"))
    assert "pending" == state(UNMOVED + MONTHLY, facts, "2023-02", "2023-03-03")
    assert "fulfilled" == state(UNMOVED + MONTHLY, facts, "2023-02", "2023-03-04")


def test_8_known_at_is_the_as_of_day_unless_said_otherwise():
    """What was entered after the day is hidden when the day is judged without another known-at."""
    facts = ledger(report("R", "2023-03-04", "2023-03-10", covers="2023-02"))
    rules = UNMOVED + MONTHLY
    assert judge(rules, facts, "2023-03-06") == judge(rules, facts, "2023-03-06", "2023-03-06")
    assert "missed" == state(rules, facts, "2023-02", "2023-03-06")


def test_8_last_month_s_verdict_can_be_reproduced():
    """For every day: what is entered later changes nothing of what was found that day as then known."""
    rules = UNMOVED + MONTHLY + STALE.replace("LASTING", "5 days")
    rows = (
        report("R1", "2023-02-03", "2023-02-10", covers="2023-01"),
        report("R2", "2023-03-01", covers="2023-02"),
        Event(
            "C",
            "correction",
            Subject("task", "T1"),
            day("2023-03-03"),
            day("2023-03-20"),
            target="R2",
            changes={"covers": Period.parse("2023-03")},
        ),
        event("K", "closure", "2023-03-04", "2023-03-25"),
        Event("W", "withdrawal", Subject("task", "T1"), day("2023-03-26"), day("2023-03-26"), target="K"),
        report("R3", "2023-03-08", "2023-04-02", covers="2023-02"),
    )
    at = day("2023-02-01")
    while at < day("2023-04-10"):
        then = ledger(*(r for r in rows if r.recorded <= at))
        now = judge(rules, ledger(*rows), at.isoformat(), at.isoformat())
        before = judge(rules, then, at.isoformat(), at.isoformat())
        assert (before.findings, before.obligations) == (now.findings, now.obligations), at
        at += timedelta(1)


def test_8_values_of_a_card_change_by_amendments():
    """A card's value holds from the opening, an amendment's from its day, once it is known."""
    rules = UNMOVED + 'standing WATER for each Task\n  must: not category is "water"\n'
    facts = ledger(event("A", "amendment", "2023-03-10", "2023-03-15", field="category", value="water"), category="air")

    def broken(as_of: str, known_at: str | None = None) -> bool:
        return [] != [f for f in judge(rules, facts, as_of, known_at).findings if f.rule == "WATER"]

    assert not broken("2023-03-09", "2023-03-31")
    assert broken("2023-03-10", "2023-03-31")
    assert not broken("2023-03-14")
    assert broken("2023-03-15")


def test_8_the_calendar_s_version_stands_in_the_report():
    """Calendars are amended after publication; whoever reads a verdict can tell by which days it was reached."""
    found = judge(UNMOVED + MONTHLY, ledger(), "2023-03-06").calendar
    assert found is not None
    assert found.startswith("cn_public 2023")  # as known on the day: the notice for 2024 came in October 2023


# -- days, working days, months ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "opened", "expected"),
    [
        ("10 days after opened", "2023-03-01", "2023-03-11"),
        ("10 days after opened", "2023-02-20", "2023-03-02"),
        ("10 days after opened", "2024-02-20", "2024-03-01"),
        ("10 days after opened, first day counted", "2023-03-01", "2023-03-10"),
        ("1 day after opened", "2023-12-31", "2024-01-01"),
        ("1 day after opened, first day counted", "2023-03-01", "2023-03-01"),
    ],
)
def test_8_days_after(due: str, opened: str, expected: str):
    """The start day is not counted, the last day is; with `first day counted` the start day is the first."""
    assert expected == due_day(due, opened)


@pytest.mark.parametrize(
    ("due", "opened", "expected"),
    [
        ("3 working days after opened", "2023-03-01", "2023-03-06"),  # Thursday, Friday, Monday
        ("10 working days after opened", "2023-09-25", "2023-10-13"),  # rest 29.9. to 6.10., work on 7 and 8 October
        ("1 working day after opened", "2023-04-28", "2023-05-04"),  # rest 29 April to 3 May
        ("2 working days after opened", "2023-05-04", "2023-05-06"),  # Saturday 6 May is worked
        ("1 working day after opened", "2024-02-03", "2024-02-04"),  # Sunday 4 February is worked
        ("5 working days after opened", "2024-02-02", "2024-02-08"),
        ("10 working days after opened", "2026-06-06", "2026-06-22"),  # 19 June is Dragon Boat
        ("3 working days after opened, first day counted", "2023-03-01", "2023-03-03"),
    ],
)
def test_8_working_days_after(due: str, opened: str, expected: str):
    """The n-th working day strictly after the start; make-up weekend days count, holidays do not."""
    assert expected == due_day(due, opened)


@pytest.mark.parametrize(
    ("due", "opened", "expected", "clamped"),
    [
        ("1 month after opened", "2023-01-31", "2023-02-28", True),
        ("1 month after opened", "2024-01-31", "2024-02-29", True),
        ("1 month after opened", "2023-02-28", "2023-03-28", False),
        ("2 months after opened", "2023-12-31", "2024-02-29", True),
        ("2 months after opened", "2023-01-31", "2023-03-31", False),
        ("3 months after opened", "2023-11-30", "2024-02-29", True),
        ("12 months after opened", "2024-02-29", "2025-02-28", True),
        ("6 months after opened", "2023-03-31", "2023-09-30", True),
    ],
)
def test_8_months_after_are_clamped_in_one_step(due: str, opened: str, expected: str, clamped: bool):
    """The same day, else the last day of that month, and the result says that it was clamped."""
    found = once(due, opened)
    assert (expected, clamped) == (found.due and found.due.isoformat(), found.clamped)


def test_8_a_later_start_never_gives_an_earlier_end():
    """Clamping is monotone: over every start day around the end of February, in a leap year and in another."""
    rules = UNMOVED + "duty ONCE for each Task\n  due: 1 month after opened\n  fulfilled by: evidence\n"
    for first in (day("2023-01-20"), day("2024-01-20")):
        days = [first + timedelta(n) for n in range(50)]
        tasks = tuple(Task(f"T{n:04}", d) for n, d in enumerate(days))
        found = policy(rules).evaluate(Ledger("demo", tasks=tasks), days[-1]).obligations
        ends = [o.due for o in sorted(found, key=lambda o: o.subject.id)]
        assert len(days) == len(ends)
        assert sorted(ends) == ends


def grid(every: str, due: str, as_of: str, opened: str = "2023-01-01", head: str = UNMOVED) -> dict[str, str]:
    """The due day of every instance up to a day."""
    rules = head + f"duty D for each Task\n  every: {every}\n  due: {due}\n  fulfilled by: evidence\n"
    return {name: o.due.isoformat() for name, o in owed(rules, ledger(opened=opened), as_of).items() if o.due}


def test_8_by_day_n_is_clamped_to_the_month_s_last_day():
    """By day 31 of the next month: 28 February, 31 March, 30 April; no month is skipped and none slips."""
    assert {"2023-01": "2023-02-28", "2023-02": "2023-03-31", "2023-03": "2023-04-30"} == grid(
        "month", "by day 31 of the next period", "2023-03-31"
    )
    assert {"2024-01": "2024-01-30", "2024-02": "2024-02-29", "2024-03": "2024-03-30"} == grid(
        "month", "by day 30 of this period", "2024-03-31", opened="2024-01-01"
    )


def test_8_a_clamped_due_day_says_so():
    """The explanation has to tell when a clamp happened."""
    rules = (
        UNMOVED + "duty D for each Task\n  every: month\n  due: by day 31 of the next period\n  fulfilled by: report\n"
    )
    found = owed(rules, ledger(), "2023-03-31")
    assert {"2023-01": True, "2023-02": False, "2023-03": True} == {k: o.clamped for k, o in found.items()}


def test_8_by_end_of():
    """The last day of the month named, or of this or the next period, inclusive."""
    assert "2023-10-31" == due_day("by end of 2023-10", "2023-01-01")
    assert "2024-02-29" == due_day("by end of 2024-02", "2023-01-01")
    assert {"2023-01": "2023-01-31", "2023-02": "2023-02-28"} == grid("month", "by end of this period", "2023-02-28")
    assert {"2023-01": "2023-02-28", "2023-02": "2023-03-31"} == grid(
        "month", "by end of the next period", "2023-02-28"
    )


def test_8_every_is_a_grid_of_calendar_periods():
    """Quarters, half-years, years and ten-day periods are those of the calendar, whenever the task was opened."""
    by_end = "by end of this period"
    assert {"2023-Q2": "2023-06-30", "2023-Q3": "2023-09-30"} == grid("quarter", by_end, "2023-09-30", "2023-01-02")
    assert {"2023-H1": "2023-06-30", "2023-H2": "2023-12-31"} == grid("half-year", by_end, "2023-07-01")
    assert {"2024": "2024-12-31"} == grid("year", by_end, "2024-01-01", "2023-01-02")
    thirds = grid("ten-day period", by_end, "2023-02-28")
    assert ["2023-01-10", "2023-01-20", "2023-01-31", "2023-02-10", "2023-02-20", "2023-02-28"] == list(thirds.values())


def fresh(as_of: str, within: str, *on: str) -> bool:
    rules = UNMOVED + f"standing FRESH for each Task\n  must: exists report u where u.on within the last {within}\n"
    facts = ledger(*(report(f"R{n}", d) for n, d in enumerate(on)))
    return [] == [f for f in judge(rules, facts, as_of).findings if f.rule == "FRESH"]


def test_8_within_the_last_n_days():
    """d is no earlier than as-of minus N: 3 March and 45 days reach to 17 April; the day itself is within."""
    assert fresh("2026-04-17", "45 days", "2026-03-03")
    assert not fresh("2026-04-18", "45 days", "2026-03-03")
    assert fresh("2026-03-03", "45 days", "2026-03-03")
    assert fresh("2026-03-04", "1 day", "2026-03-03")
    assert not fresh("2026-03-05", "1 day", "2026-03-03")


def test_8_within_the_last_months_is_clamped():
    """One month before 31 March is 28 February."""
    assert fresh("2023-03-31", "1 month", "2023-02-28")
    assert not fresh("2023-03-31", "1 month", "2023-02-27")


# -- rolls ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opened", "unmoved", "next_day", "previous_day"),
    [
        ("2026-04-04", "2026-04-05", "2026-04-07", "2026-04-03"),  # a Sunday inside the Qingming holiday
        ("2023-03-03", "2023-03-04", "2023-03-06", "2023-03-03"),  # an ordinary Saturday
        ("2023-03-05", "2023-03-06", "2023-03-06", "2023-03-06"),  # a Monday stays
        ("2023-10-04", "2023-10-05", "2023-10-07", "2023-09-28"),  # the holiday ends with a worked Saturday
        ("2023-06-24", "2023-06-25", "2023-06-25", "2023-06-25"),  # a worked Sunday stays
        ("2023-06-22", "2023-06-23", "2023-06-25", "2023-06-21"),
        ("2023-04-29", "2023-04-30", "2023-05-04", "2023-04-28"),  # into the next month
        ("2022-12-30", "2022-12-31", "2023-01-03", "2022-12-30"),  # into the next year
    ],
)
def test_8_rolls(opened: str, unmoved: str, next_day: str, previous_day: str):
    """A computed day of rest moves to the next working day, to the one before, or stays, as the rule set says."""
    due = "1 day after opened"
    assert (unmoved, next_day, previous_day) == tuple(due_day(due, opened, head) for head in (UNMOVED, NEXT, PREVIOUS))
    moved = once(due, opened, NEXT).rolled_from
    assert (None if unmoved == next_day else unmoved) == (moved and moved.isoformat())


def test_8_a_due_date_may_have_a_roll_of_its_own():
    """What a due date says holds over what the rule set says."""
    assert "2026-04-03" == due_day("1 day after opened, previous working day", "2026-04-04", NEXT)
    assert "2026-04-05" == due_day("1 day after opened, same day", "2026-04-04", NEXT)
    assert "2026-04-07" == due_day("1 day after opened, next working day", "2026-04-04", PREVIOUS)


def test_8_the_rolled_day_is_included():
    """Due on Sunday 5 March 2023, moved to Monday the 6th: in time on Monday, missed from Tuesday."""
    rules = NEXT + MONTHLY
    assert "pending" == state(rules, ledger(), "2023-02", "2023-03-06")
    assert "missed" == state(rules, ledger(), "2023-02", "2023-03-07")
    assert "fulfilled" == state(rules, ledger(report("R", "2023-03-06", covers="2023-02")), "2023-02", "2023-03-07")


def test_8_a_rule_set_with_a_duty_says_what_becomes_of_holidays():
    """A missing setting is an error if there is any duty."""
    silent = HEAD.replace("  if due on a holiday: ROLL\n", "")
    found = rectcore.load_text(silent + MONTHLY)
    assert "RC310" in [d.code for d in found.diagnostics]
    assert not found.ok


# -- beyond the calendar ----------------------------------------------------------------------------------------------


def test_8_beyond_the_last_published_year_a_day_is_provisional_and_never_missed():
    """December 2026 is due in January 2027, of which nobody knows the holidays: pending, then undetermined for good."""
    rules = NEXT + MONTHLY
    facts = ledger(opened="2026-11-01")
    found = owed(rules, facts, "2027-01-05")
    assert {"2026-11": False, "2026-12": True, "2027-01": True} == {k: o.provisional for k, o in found.items()}
    assert ("missed", "pending") == tuple(state(rules, facts, p, "2027-01-05") for p in ("2026-11", "2026-12"))
    assert "undetermined" == state(rules, facts, "2026-12", "2027-01-20")
    assert ["2026-11"] == [f.period for f in judge(rules, facts, "2027-02-28").findings if f.rule == "MONTHLY"]


def test_8_working_days_that_end_with_the_calendar_are_sure():
    """Three working days from Monday 28 December 2026 end on the 31st; a fourth is in a year nobody has published."""
    sure = once("3 working days after opened", "2026-12-28")
    assert (day("2026-12-31"), False) == (sure.due, sure.provisional)
    assert once("4 working days after opened", "2026-12-28").provisional


def test_8_a_host_s_calendar_wins_and_lifts_the_doubt():
    """With the days of 2027 in hand, a miss is a miss: 5 January 2027 is a Tuesday."""
    shipped = rectcore.load_calendar("cn_public")
    longer = Calendar("cn_public", (*shipped.years, *Calendar.of("x", {2027: ([day("2027-01-01")], [])}).years))
    rules = rectcore.load_text(NEXT + MONTHLY, calendars={"cn_public": longer})
    facts = ledger(opened="2026-12-01")
    found = {d: rules.evaluate(facts, day(d)).obligations[0] for d in ("2027-01-05", "2027-01-06")}
    assert [("pending", False), ("missed", False)] == [(o.state.value, o.provisional) for o in found.values()]


def test_8_an_empty_year_is_unknown_and_not_without_holidays():
    """A calendar that names a year without a single day knows nothing of it."""
    rules = rectcore.load_text(NEXT + MONTHLY, calendars={"cn_public": Calendar.of("cn_public", {2023: ([], [])})})
    found = rules.evaluate(ledger(), day("2023-03-07")).obligations
    assert {"undetermined"} == {o.state.value for o in found if o.period in ("2023-01", "2023-02")}


# -- versions of parameters -------------------------------------------------------------------------------------------

BY_PARAMETER = (
    UNMOVED.replace("2020-01-01", "2025-01-01")
    + """
parameter report_day: integer
  from 2025-01-01: 10
  from 2026-01-01: 5
  from 2026-02-01: repealed
duty MONTHLY for each Task
  every: month
  due: by day report_day of the next period
  fulfilled by: report
"""
)


def test_8_the_version_of_the_period_s_first_day_judges_an_instance():
    """December 2025 is due on the 10th though the new day holds by then; January on the 5th; February has none."""
    found = owed(BY_PARAMETER, ledger(opened="2025-12-01"), "2026-03-31")
    days = {k: o.due and o.due.isoformat() for k, o in found.items()}
    assert {"2025-12": "2026-01-10", "2026-01": "2026-02-05", "2026-02": None, "2026-03": None} == days
    assert {"2026-02": "undetermined", "2026-03": "undetermined"} == {
        k: o.state.value for k, o in found.items() if k > "2026-01"
    }


def test_8_governed_by_rules_at_as_of():
    """With `as of` the version of the day judged holds for all instances."""
    rules = BY_PARAMETER + "  governed by rules at: as of\n"
    facts = ledger(opened="2025-12-01")
    assert day("2026-01-10") == owed(rules, facts, "2025-12-31")["2025-12"].due
    assert day("2026-01-05") == owed(rules, facts, "2026-01-01")["2025-12"].due


# -- 39 and 41: validity ----------------------------------------------------------------------------------------------


def test_20_39_in_force_includes_both_days():
    """A gate in force from 1 to 31 March stands on both of these days, and neither before nor after."""
    rules = (
        UNMOVED
        + "gate G on Task.closure\n  in force: from 2023-03-01 to 2023-03-31\n  only if all:\n    - [a] priority\n"
    )
    facts = ledger(priority=False)
    days = ("2023-02-28", "2023-03-01", "2023-03-31", "2023-04-01")
    assert ["ungated", "blocked", "blocked", "ungated"] == [
        policy(rules).may("closure", "T1", facts, day(d)).state.value for d in days
    ]


def test_20_39_a_hash_outside_quotes_begins_a_comment():
    """Inside quotes it is a sign like others."""
    rules = (
        UNMOVED
        + """gate G on Task.closure  # the closing of tasks
  # what has to be there
  only if all:
    - [a] priority  # a word
  say: "paper #1 first"  # said to people
"""
    )
    assert ["paper #1 first"] == [t.en for t in policy(rules).may("closure", "T1", ledger(), day("2023-03-01")).say]


NEEDED = (
    UNMOVED.replace("2020-01-01", "2023-01-01")
    + """
parameter needed: integer
  from 2023-01-01: 1
  from 2023-03-01: 2
gate G on Task.closure
  only if all:
    - [papers] count of evidence at least needed
standing S for each Task
  must: count of evidence at least needed
"""
)


def test_20_41_a_gate_uses_the_parameters_of_the_day_and_of_a_recorded_act_its_own():
    """One paper is enough until 28 February, two are needed from 1 March; a closure of February stays in order."""
    paper = event("E", "evidence", "2023-01-10")
    assert ["open", "blocked"] == [
        policy(NEEDED).may("closure", "T1", ledger(paper), day(d)).state.value for d in ("2023-02-28", "2023-03-01")
    ]

    def breaches(closed_on: str) -> list[str]:
        facts = ledger(paper, event("C", "closure", closed_on))
        return [f.rule for f in judge(NEEDED, facts, "2023-03-06").findings if f.kind == "gate"]

    assert [] == breaches("2023-02-28")
    assert ["G"] == breaches("2023-03-01")


def test_20_41_a_standing_uses_the_parameters_of_each_day_judged():
    """With one paper it is kept on 28 February and broken from 1 March on, also when asked on 6 March."""
    facts = ledger(event("E", "evidence", "2023-01-01"))
    assert [] == list(judge(NEEDED, facts, "2023-02-28").findings)
    (found,) = judge(NEEDED, facts, "2023-03-06").findings
    assert ("S", day("2023-03-01")) == (found.rule, found.episode)


# -- what lasts -------------------------------------------------------------------------------------------------------


def stale(lasting: str, facts: Ledger, as_of: str, known_at: str | None = None) -> bool:
    found = judge(UNMOVED + STALE.replace("LASTING", lasting), facts, as_of, known_at).findings
    return [] != [f for f in found if f.rule == "STALE"]


def first_day_stale(lasting: str, facts: Ledger, start: str) -> str:
    """The first day on which the standing is violated, asking day by day."""
    at = day(start)
    while not stale(lasting, facts, at.isoformat()):
        at += timedelta(1)
    return at.isoformat()


ONE_REPORT = ledger(report("R1", "2026-03-03"), opened="2026-03-01")


@pytest.mark.parametrize(
    ("lasting", "expected"),
    [
        ("1 day", "2026-04-18"),
        ("2 days", "2026-04-19"),
        ("10 days", "2026-04-27"),
        ("1 working day", "2026-04-20"),
        ("5 working days", "2026-04-24"),
        ("9 working days", "2026-04-30"),
        ("10 working days", "2026-05-06"),
        ("13 working days", "2026-05-09"),
        ("14 working days", "2026-05-11"),
    ],
)
def test_8_after_lasting_is_complete_on_the_n_th_day_the_first_counted(lasting: str, expected: str):
    """Stale from Saturday 18 April 2026 on; 1 to 5 May is rest, Saturday 9 May is worked."""
    assert expected == first_day_stale(lasting, ONE_REPORT, "2026-04-10")


def test_8_a_run_that_is_broken_starts_anew():
    """A report of 25 April is fresh until 9 June: the next run begins on the 10th, ten days end on the 19th."""
    facts = ledger(report("R1", "2026-03-03"), report("R2", "2026-04-25"), opened="2026-03-01")
    assert not stale("10 days", facts, "2026-04-27")
    assert "2026-06-19" == first_day_stale("10 days", facts, "2026-04-10")


def test_8_a_day_on_which_the_standing_does_not_apply_breaks_the_run():
    """Closed on 22 April and reopened on the 23rd: the run of ten days begins on the 23rd and is full on 2 May."""
    closed = event("K", "closure", "2026-04-22"), event("O", "reopening", "2026-04-23")
    facts = ledger(report("R1", "2026-03-03"), *closed, opened="2026-03-01")
    assert "2026-05-02" == first_day_stale("10 days", facts, "2026-04-10")


def test_8_a_run_begins_no_earlier_than_its_subject():
    """Opened on 1 March without any report: three days have lasted on 3 March."""
    assert "2026-03-03" == first_day_stale("3 days", ledger(opened="2026-03-01"), "2026-03-01")


def test_8_no_state_is_kept():
    """Any day in any order gives the same answer, as known then."""
    days = ["2026-05-06", "2026-04-18", "2026-05-05", "2026-05-20", "2026-04-17"]
    assert [True, False, False, True, False] == [stale("10 working days", ONE_REPORT, d) for d in days]
    assert [False, True, False, False, True] == [stale("10 working days", ONE_REPORT, d) for d in reversed(days)]


def test_8_the_history_of_a_run_is_as_known_at_known_at():
    """A report of 20 March entered on 30 April: stale as known on the 29th, and not as known on the 30th."""
    facts = ledger(report("R1", "2026-03-03"), report("R2", "2026-03-20", "2026-04-30"), opened="2026-03-01")
    assert stale("10 days", facts, "2026-04-29", "2026-04-29")
    assert not stale("10 days", facts, "2026-04-29", "2026-04-30")


# -- the sample of section 3 ------------------------------------------------------------------------------------------

SCHEMA = """# dialect: en
entity Task
  has risk also "风险等级": optional one of low "低", high "高"
  has open_days also "在办天数": integer
event evidence
  has type also "类别": one of review "核查报告", force_majeure "不可抗力", other "其他"
"""

ENGLISH = """# dialect: en
ruleset RECT "Rectification follow-up"
  in force: from 2026-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source SM: "Supervision Measures"
  if due on a holiday: next working day
use "schema.rules"

parameter report_day also "填报截止日": integer
  cite: SM "art 9(1)"
  from 2025-01-01: 10
  from 2026-01-01: 5
  review by: 2026-12-31

define overdue also "逾期" on Task
  cite: SM "art 3"
  means: status is open and deadline before as of

gate CLOSE "Close a task" on Task.closure
  cite: SM "art 12"
  only if all:
    - [dual] exists signature a, signature b where a by party_secretary
             and b by government_head and a.person is not b.person
    - [proof] count of evidence at least 1
  only if any:
    - [lowrisk] risk is low
    - [reviewed] exists evidence e where e.type is review
  when unknown: block
  say: "needs two different signatures and proof"

duty MONTHLY "Monthly progress update" for each Task
  cite: SM "art 9(2)"
  while: status is open
  every: month
  due: by day report_day of the next period
  fulfilled by: report where covers is this.period
  first period: full periods only
  governed by rules at: period start
  breach goes to: PROGRESS

ladder PROGRESS "Missed updates"
  cite: SM "art 15"
  counting: consecutive
  late counts: yes
  rung 1 -> warning
  rung 2 -> supervision
  rung 3 -> interview, due in 10 working days
  reset: on time

exception FLOOD overrides MONTHLY
  cite: SM "art 9(3)"
  applies when: exists evidence e where e.type is force_majeure
  effect: not required

standing STALE "No stagnation" for each Task
  cite: SM "art 10"
  while: status is open
  must: exists report u where u.on within the last 45 days
  after lasting: 10 working days

scenario "third miss means interview"
  given Task T1 {status: open, opened: 2026-01-03}
  given report U1 {covers: 2026-02, on: 2026-03-03}
  as of: 2026-06-06
  expect MONTHLY(T1, 2026-03) is missed
  expect PROGRESS(T1) is interview
  expect CLOSE(T1) is blocked [dual, proof]
  expect next change(T1) is 2026-06-23
"""

CHINESE = """# 方言：zh
规则集 RECT “整改事项督办”
  施行：自2026-01-01
  日历：cn_public
  时区：“Asia/Shanghai”
  依据文件 SM：《督查办法》
  届满逢休息日：顺延至下一工作日
引用 “schema.rules”

参数 report_day 又称 “填报截止日”：整数
  依据：SM “第九条第一款”
  自 ２０２５-01-01：10
  自 2026-01-01：５
  复核期限：2026-12-31

定义 overdue 又称 “逾期” 针对 事项
  依据：SM “第三条”
  是指：状态 为 在办 且 办结期限 早于 基准日

前置条件 CLOSE “事项销号” 针对 事项.销号
  依据：SM “第十二条”
  须全部满足：
    - ［dual］ 存在 签字 甲、签字 乙 满足 甲 由 党委书记 作出
             且 乙 由 政府主要负责人 作出 且 甲.签字人 不为 乙.签字人
    - ［proof］ 佐证材料 的数量 不少于1
  须满足其一：
    - ［lowrisk］ 风险等级 为 低
    - ［reviewed］ 存在 佐证材料 材 满足 材.类别 为 核查报告
  情况不明时：暂缓办理
  提示语：“须两人分别签字并附佐证材料”

时限要求 MONTHLY “每月进展填报” 逐一适用于 事项
  依据：SM “第九条第二款”
  适用条件：状态 为 在办
  频次：每月
  完成时限：次月 填报截止日 日截止
  完成标志：进展填报 满足 所属周期 为 本.周期
  首期：不足整期不计
  适用规则版本：周期起始日
  未达要求转入：PROGRESS

递进措施 PROGRESS “未按期填报”
  依据：SM “第十五条”
  计次：连续
  逾期补办仍计次：是
  第1次起 预警
  第2次起 督办
  第3次起 约谈，限10个工作日
  清零条件：按期完成一次

例外 FLOOD 优先于 MONTHLY
  依据：SM “第九条第三款”
  适用情形：存在 佐证材料 材 满足 材.类别 为 不可抗力
  处理方式：免除

持续要求 STALE “不得停滞” 逐一适用于 事项
  依据：SM “第十条”
  适用条件：状态 为 在办
  必须：存在 进展填报 报 满足 报.发生日 在 最近45日
  持续满：10个工作日

情景 “连续三次未报须约谈”
  假设 事项 T1 ｛状态：在办，立项日：2026-01-03｝
  假设 进展填报 U1 ｛所属周期：2026-02，发生日：2026-03-03｝
  基准日：2026-06-06
  预期 MONTHLY（T1，2026-03）为 逾期未完成
  预期 PROGRESS（T1）为 约谈
  预期 CLOSE（T1）为 不予办理 ［dual，proof］
  预期 下次变化（T1）为 2026-06-23
"""

BOTH = pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["English", "Chinese"])


def sample(text: str, folder: Path) -> Policy:
    """The sample as a folder of two files: the rules, and what the host adds to the vocabulary."""
    (folder / "schema.rules").write_text(SCHEMA, "utf-8")
    (folder / "rect.rules").write_text(text, "utf-8")
    found = rectcore.load(folder)
    assert found.ok, [d.line() for d in found.diagnostics]
    return found


def facts(as_of: date) -> Ledger:
    """T1, opened on 3 January 2026, with one report, on February, of 3 March; complete up to the day judged."""
    one = (report("U1", "2026-03-03", covers="2026-02"),)
    tasks = (Task("T1", day("2026-01-03"), lead_unit="county"),)
    return Ledger("scenario", through=as_of, units=(Unit("county"),), tasks=tasks, events=one)


def on(rules: Policy, text: str) -> Report:
    return rules.evaluate(facts(day(text)), day(text))


def finding(rules: Policy, rule: str, text: str) -> Finding | None:
    return next((f for f in on(rules, text).findings if f.rule == rule), None)


@BOTH
def test_3_the_scenario_passes_as_it_is_written(text: str, tmp_path: Path):
    """Every expectation of the sample, in either language, with exactly the labels it names."""
    (result,) = sample(text, tmp_path).test()
    assert 4 == len(result.outcomes)
    for outcome in result.outcomes:
        assert outcome.met, outcome


@BOTH
def test_3_due_days_follow_the_published_calendar(text: str, tmp_path: Path):
    """February: Thursday 5 March. March: 5 April, in Qingming, to the 7th. April: 5 to 6 May. May: Friday 5 June."""
    found = {o.period: o.due.isoformat() for o in on(sample(text, tmp_path), "2026-06-06").obligations if o.due}
    assert {
        "2026-02": "2026-03-05",
        "2026-03": "2026-04-07",
        "2026-04": "2026-05-06",
        "2026-05": "2026-06-05",
        "2026-06": "2026-07-06",  # 5 July is a Sunday
    } == found


@BOTH
def test_3_february_is_in_time_and_three_in_a_row_are_missed(text: str, tmp_path: Path):
    """Reported on 3 March, in time; nothing came for March, April and May; June is open."""
    found = {o.period: o.state.value for o in on(sample(text, tmp_path), "2026-06-06").obligations}
    assert {
        "2026-02": "fulfilled",
        "2026-03": "missed",
        "2026-04": "missed",
        "2026-05": "missed",
        "2026-06": "pending",
    } == found


@BOTH
def test_3_each_miss_begins_on_the_day_after_its_due_day(text: str, tmp_path: Path):
    """The finding on March is RECT/MONTHLY/Task:T1/2026-03, its run began on 8 April."""
    found = {
        f.id: f.episode.isoformat() for f in on(sample(text, tmp_path), "2026-06-06").findings if f.rule == "MONTHLY"
    }
    assert {
        "RECT/MONTHLY/Task:T1/2026-03": "2026-04-08",
        "RECT/MONTHLY/Task:T1/2026-04": "2026-05-07",
        "RECT/MONTHLY/Task:T1/2026-05": "2026-06-06",
    } == found


@BOTH
def test_3_the_ladder_climbs_with_each_miss(text: str, tmp_path: Path):
    """Warning from 8 April, supervision from 7 May, interview from 6 June, to be held by 22 June."""
    rules = sample(text, tmp_path)
    assert None is finding(rules, "PROGRESS", "2026-04-07")
    steps = {
        "2026-04-08": ("warning", "2026-04-08", None),
        "2026-05-06": ("warning", "2026-04-08", None),
        "2026-05-07": ("supervision", "2026-05-07", None),
        "2026-06-05": ("supervision", "2026-05-07", None),
        "2026-06-06": ("interview", "2026-06-06", "2026-06-22"),
        "2026-06-22": ("interview", "2026-06-06", "2026-06-22"),
    }
    for text_day, (measure, since, due) in steps.items():
        found = finding(rules, "PROGRESS", text_day)
        assert found is not None
        assert (measure, since, due) == (found.measure, found.since.isoformat(), found.due and found.due.isoformat())
        assert "2026-04-08" == found.episode.isoformat()


@BOTH
def test_3_stale_from_18_april_and_violated_on_6_may(text: str, tmp_path: Path):
    """3 March + 45 days = 17 April is the last good day; the run has lasted ten working days on 6 May."""
    rules = sample(text, tmp_path)
    assert None is finding(rules, "STALE", "2026-05-05")
    found = finding(rules, "STALE", "2026-05-06")
    assert found is not None
    assert "2026-05-06" == found.episode.isoformat()


def test_3_stale_is_violated_pending_in_between(tmp_path: Path):
    """Kept on 17 April, broken but not for long enough from 18 April to 5 May, violated on 6 May."""
    states = {"2026-04-17": "holds", "2026-04-18": "violated-pending", "2026-05-05": "violated-pending"}
    states["2026-05-06"] = "violated"
    given = ENGLISH[ENGLISH.index("  given Task") : ENGLISH.index("  as of: 2026-06-06")]
    more = "".join(f'scenario "{d}"\n{given}  as of: {d}\n  expect STALE(T1) is {word}\n' for d, word in states.items())
    results = sample(ENGLISH + more, tmp_path).test()[1:]
    assert len(states) == len(results)
    for result in results:
        assert result.passed, result.outcomes


@BOTH
def test_3_both_labels_of_the_gate_are_false(text: str, tmp_path: Path):
    """No signature and no paper: false both; of the group, risk is not given and nothing was reviewed."""
    decision = sample(text, tmp_path).may("closure", "T1", facts(day("2026-06-06")), day("2026-06-06"))
    assert "blocked" == decision.state.value
    values = {x.label: x.value for x in decision.labels}
    assert {"dual": False, "proof": False, "lowrisk": None, "reviewed": False} == values
    assert (("dual", "lowrisk", "proof"), ("dual", "proof", "reviewed")) == tuple(
        sorted(tuple(sorted(way)) for way in decision.to_open)
    )


def test_3_both_languages_find_the_same(tmp_path: Path):
    """The same findings by id, day, measure and due, on every tenth day of the story."""
    folders = [tmp_path / name for name in ("en", "zh")]
    for folder in folders:
        folder.mkdir()
    english, chinese = (sample(text, folder) for text, folder in zip((ENGLISH, CHINESE), folders, strict=True))
    at = day("2026-01-03")
    while at < day("2026-07-31"):
        one, other = (
            [(f.id, f.episode, f.since, f.measure, f.rung, f.due) for f in on(rules, at.isoformat()).findings]
            for rules in (english, chinese)
        )
        assert one == other
        at += timedelta(10)
