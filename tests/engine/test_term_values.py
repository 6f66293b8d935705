"""The value of every kind of term, asked as the one bullet of a gate (language note, sections 5, 7 and 8).

Every expected value is worked out by hand. 30 June 2023 is a Friday; 22 and 23 June were holidays, 25 June was worked.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

import rectcore
from rectcore import NONE, Event, Ledger, Period, Person, Plan, Subject, Task, Tenure, Unit
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.model.deadline import Deadline, DeadlineClass, Step
from rectcore.model.facts import Invalid
from rectcore.model.ledger import Refusal

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
entity Task
  has p: yes/no
  has size: optional integer
  has share: optional percent
  has half: optional period
  has seen: optional date
  has again: optional date
"""


@cache
def policy(rules):
    found = rectcore.load_text(HEAD + rules)
    assert [] == [d.line() for d in found.diagnostics if d.severity is Severity.ERROR]
    return found


def day(text):
    return date.fromisoformat(text)


AS_OF = day("2023-06-30")


def task(id_="T1", **facts):
    card = {k: facts.pop(k) for k in list(facts) if k in Task.__slots__}
    return Task(id_, card.pop("opened", day("2023-01-01")), fields=facts, **card)


def event(id_, kind, on="2023-06-01", to=("task", "T1"), recorded=None, **fields):
    own = {k: fields.pop(k) for k in ("unit", "person", "target", "changes") if k in fields}
    return Event(id_, kind, Subject(*to), day(on), day(recorded or on), fields=fields, **own)


def ledger(*events, card=None, **more):
    given = {
        "plan": Plan("P", unit="CITY", issued=day("2023-01-01")),
        "units": (Unit("CITY", posts=(Tenure("party_secretary", "P1"),)), Unit("BARE", parent="CITY")),
        "persons": (Person("P1", "Wang"), Person("P2", "Li")),
        "tasks": (card or task(),),
        "through": day("2023-12-31"),
        **more,
    }
    return Ledger("L", events=events, **given)


def ask(condition, facts, *rules, of="T1", on="Task.closure", as_of=AS_OF, actor=None):
    """What a condition comes to: yes, no, or unknown (None)."""
    text = "".join(rules) + f"gate G on {on}\n  only if all:\n    - [asked] {condition}\n"
    (label,) = policy(text).may(on.partition(".")[2], of, facts, as_of, actor=actor).labels
    return label.value


def ask_all(conditions, facts, *rules, **how):
    return {c: ask(c, facts, *rules, **how) for c in conditions}


def on_unit(condition, facts, of="CITY"):
    return ask(condition, facts, of=of, on="Unit.warning")


# -- parts of a card --------------------------------------------------------------------------------------------------

STEPS = (
    Step("survey", "CITY", Deadline(day("2023-03-31"))),
    Step("build", None, Deadline.month(2023, 9)),
    Step("tend", None, Deadline(None, DeadlineClass.LONG_TERM)),
)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("count of Step is 3", True),
        ("exists Step s where s.deadline is 2023-09-30", True),
        ("exists Step s where s.deadline is none", True),
        ("exists Step s where s.deadline is 2023-09-01", False),
        ('exists Step s where s.unit.id is "CITY"', True),
        ('exists Step s where s.title is "build" and s.unit.id is "CITY"', None),
        ('exists Step s where s.unit.id is "BARE"', None),
        ("count of Site is 2", True),
        ('exists Site s where s.title is "north"', True),
        ('exists Site s where s.title is "west"', False),
    ],
)
def test_steps_and_sites_are_the_rows_of_the_card(condition, expected):
    """Each step has its title, unit and deadline, a month meaning its last day; what it leaves out is unknown."""
    assert expected is ask(condition, ledger(card=task(steps=STEPS, sites=("north", "south"))))


@pytest.mark.parametrize(("steps", "expected"), [(None, None), (Invalid("x"), None), (NONE, False), ((), False)])
def test_steps_that_were_not_given_are_not_absent(steps, expected):
    """Nobody said whether there are steps: unknown; the card says there are none: none."""
    assert expected is ask("exists Step", ledger(card=task(steps=steps)))
    assert expected is ask("exists Site", ledger(card=task(sites=steps)))


POSTS = (
    Tenure("party_secretary", "P1", day("2023-01-01"), day("2023-05-31")),
    Tenure("rectification_office", "P2"),
)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("count of Tenure is 2", True),
        ("exists Tenure t where t.post is party_secretary and t.to is 2023-05-31", True),
        ('exists Tenure t where t.from is 2023-01-01 and t.person.name is "Wang"', True),
        ("exists Tenure t where t.post is rectification_office and t.from is none and t.to is none", True),
        ("exists Tenure t where t.post is accepting_body", False),
        ('exists Tenure t where t.unit.id is "BARE"', False),
    ],
)
def test_the_posts_of_a_unit_are_its_rows(condition, expected):
    """A tenure without a first or last day has none; all the posts on record are all there are."""
    assert expected is on_unit(condition, ledger(units=(Unit("CITY", posts=POSTS), Unit("BARE"))))


# -- rows of the whole ledger -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("count of Unit is 2", True),
        ("count of Person is 2", True),
        ("count of Plan is 1", True),
        ("exists Plan x where x.issued is 2023-01-01", True),
        ('exists Unit x where x.parent.id is "CITY"', True),
    ],
)
def test_units_persons_and_the_plan_are_all_there_are(condition, expected):
    """What does not belong to the subject is looked for in the whole ledger."""
    assert expected is ask(condition, ledger())


def test_a_task_is_there_from_the_day_it_was_opened():
    """A quantifier over tasks sees those opened by the day, the last one included."""
    tasks = (task("T1"), task("T2", opened=day("2023-06-30")), task("T3", opened=day("2023-07-01")))
    facts = ledger(tasks=tasks)
    expected = {"count of Task is 2": True, "count of Task is 3": False}
    assert expected == {c: on_unit(c, facts) for c in expected}


WRONG = Diagnostic("LG201", Severity.ERROR, Text("wrong", "错误"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, False),
        ({"refusals": (Refusal(WRONG, "tasks"),)}, None),
        ({"refusals": (Refusal(WRONG, "units"),)}, False),
        ({"refusals": (Refusal(WRONG, "tasks", harmless=True),)}, False),
        ({"cut": True}, None),
    ],
    ids=["whole", "a task refused", "a unit refused", "the same task twice", "cut"],
)
def test_a_refused_row_of_a_table_makes_that_table_incomplete(more, expected):
    """6, 7: no task is found where all are here; the second of two equal rows takes nothing away."""
    assert expected is on_unit('exists Task t where t.title is "missing"', ledger(card=task(title="x"), **more))


def test_events_of_the_whole_ledger_are_those_of_all_it_can_be_part_of():
    """An event kind that is no part of the subject runs over every owner's; one owner in doubt leaves it open."""
    facts = ledger(event("E1", "study", to=("unit", "BARE")))
    expected = {"count of study is 1": True, "exists study s where s.on after 2023-06-01": False}
    assert expected == ask_all(expected, facts)
    doubt = ledger(refusals=(Refusal(WRONG, "events", Subject("unit", "CITY"), "study"),))
    assert None is ask("exists study", doubt)


# -- fields of the card that are worked out ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline(None, DeadlineClass.IMMEDIATE), (True, None)),
        (Deadline(None, DeadlineClass.LONG_TERM), (False, True)),
        (None, (None, None)),
        (NONE, (False, True)),
        (Invalid("soon"), (None, None)),
    ],
)
def test_the_class_of_a_deadline(deadline, expected):
    """`immediate` without a day: the day is unknown; for good: there is none; no deadline: neither class nor day."""
    facts = ledger(card=task(deadline=deadline))
    assert expected == (ask("deadline_class is immediate", facts), ask("deadline is none", facts))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], True),
        (["50"], False),
        (["50", "75"], None),
    ],
)
def test_progress_is_that_of_the_last_report_that_names_one(changes, expected):
    """A later report without one takes nothing away; a report whose corrections differ makes it unknown."""
    fixes = [
        event(f"C{n}", "correction", "2023-06-20", target="R2", changes={"progress": Decimal(change)})
        for n, change in enumerate(changes)
    ]
    given = [
        event("R1", "report", "2023-05-01", progress=Decimal(90)),
        event("R2", "report", "2023-06-01", progress=Decimal(60)),
        event("R3", "report", "2023-06-10"),
    ]
    assert expected is ask("progress is 60%", ledger(*given, *fixes))


LIFE = ("report", "completion", "acceptance", "public_notice", "closure", "filing")
STAGES = ("in_progress", "completion_reported", "accepted", "on_notice", "closed", "filed")


def stage_of(facts):
    (found,) = [s for s in ("registered", *STAGES) if ask(f"stage is {s}", facts)]
    return found


@pytest.mark.parametrize("so_far", range(len(LIFE) + 1))
def test_the_stage_is_the_furthest_of_what_happened(so_far):
    """Registered, and then as far as it came."""
    done = [event(f"E{n}", kind) for n, kind in enumerate(LIFE[:so_far])]
    assert ("registered", *STAGES)[so_far] == stage_of(ledger(*done))


def test_a_failed_acceptance_is_no_stage_and_a_reopening_begins_again():
    """Only a passed acceptance counts; after a reopening only what happened from that day on."""
    completed = event("E1", "completion", "2023-05-01")
    assert "completion_reported" == stage_of(ledger(completed, event("E2", "acceptance", result="failed")))
    assert "accepted" == stage_of(ledger(completed, event("E2", "acceptance", result="passed")))
    closed = (completed, event("E3", "closure", "2023-05-10"), event("E4", "filing", "2023-05-11"))
    again = event("E5", "reopening", "2023-06-01")
    assert "registered" == stage_of(ledger(*closed, again))
    assert "in_progress" == stage_of(ledger(*closed, again, event("E6", "report", "2023-06-01")))


def test_a_refused_closure_leaves_the_stage_unknown():
    """7: a closure that could not be read may have happened."""
    facts = ledger(refusals=(Refusal(WRONG, "events", Subject("task", "T1"), "closure"),))
    assert {None} == {ask(f"stage is {s}", facts) for s in STAGES}


@pytest.mark.parametrize(
    ("given", "expected"),
    [(day("2023-09-30"), True), (Period.month(2023, 9), True), (None, None), (Invalid("x"), None)],
)
def test_the_new_deadline_of_an_extension_may_be_a_month(given, expected):
    """10: a month means its last day, of an extension too."""
    facts = ledger(event("E1", "extension", granted=True, **({"new_deadline": given} if given else {})))
    assert expected is ask("exists extension e where e.new_deadline is 2023-09-30", facts)


@pytest.mark.parametrize(("granted", "expected"), [(False, (True, False)), (True, (False, True)), (None, (None, None))])
def test_only_a_granted_extension_moves_the_deadline(granted, expected):
    """10: refused, it changes nothing; where nobody says whether it was granted, the deadline is unknown."""
    said = {} if granted is None else {"granted": granted}
    extension = event("E1", "extension", new_deadline=day("2023-09-30"), **said)
    facts = ledger(extension, card=task(deadline=Deadline(day("2023-06-30"))))
    assert expected == tuple(ask(f"current_deadline is 2023-{d}", facts) for d in ("06-30", "09-30"))


# -- arithmetic, and what is not there --------------------------------------------------------------------------------

PARAMETERS = """parameter wait: working days
  from 2022-01-01: 5
"""


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("seen + 10 days is 2023-06-30", True),
        ("10 days + seen is 2023-06-30", True),
        ("seen - 1 month is 2023-05-20", True),
        ("seen + 1 month is 2023-07-20", True),
        ("seen + wait is 2023-06-28", True),
        ("seen - again is 9 days", True),
        ("seen - again + 1 day is 10 days", True),
        ("seen + (again - seen) is again", True),
        ("size * 2 + 1 is 7", True),
        ("seen + 3000000 days after seen", None),
        ("seen + 200000 months after seen", None),
        ("seen - 3000000 days before seen", None),
        ("seen - 200000 months before seen", None),
        ("count of rumour + 1 is 1", None),
    ],
)
def test_days_and_durations(condition, expected):
    """Days move by days, working days and months; beyond the years there are, and without a value, it is unknown."""
    own = "event rumour part of Task may be incomplete\n"
    facts = ledger(card=task(seen=day("2023-06-20"), again=day("2023-06-11"), size=3))
    assert expected is ask(condition, facts, own, PARAMETERS)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (day("2023-06-30"), True),  # today is no working day ago
        (day("2023-06-27"), True),  # 28, 29 and 30
        (day("2023-06-26"), False),  # 27 to 30
        (day("2023-07-01"), False),  # not yet
        (NONE, False),
        (None, None),
        (day("2001-01-05"), None),  # no working days are published for those years
    ],
)
def test_within_the_last_working_days(seen, expected):
    """The working days after the day, the present one included, are at most N; a day to come is in none of them."""
    assert expected is ask("seen within the last 3 working days", ledger(card=task(seen=seen)))


@pytest.mark.parametrize(
    ("seen", "half", "expected"),
    [
        (day("2023-06-30"), Period.parse("2023-H1"), True),
        (day("2023-07-01"), Period.parse("2023-H1"), False),
        (None, Period.parse("2023-H1"), None),
        (day("2023-06-30"), None, None),
        (NONE, Period.parse("2023-H1"), False),
        (day("2023-06-30"), NONE, False),
    ],
)
def test_within_a_period(seen, half, expected):
    """Both ends belong to it; what does not exist lies in no period, and no period holds anything."""
    assert expected is ask("seen within half", ledger(card=task(seen=seen, half=half)))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("size is none", False),  # `none` is no number between bounds
        ("count of rumour is size", False),
        ("count of rumour is not size", True),
        ("count of rumour at least size", False),
        ('lead_unit.parent.title is "x"', False),
        ("lead_unit is none", True),
        ("supporting_units is known", True),
    ],
)
def test_what_does_not_exist_equals_nothing_that_may_be(condition, expected):
    """A count of which only bounds are known is a number: it is not `none`, and in no order with it."""
    own = "event rumour part of Task may be incomplete\n"
    facts = ledger(card=task(size=NONE if "rumour" in condition else 3, lead_unit=NONE, supporting_units=NONE))
    assert expected is ask(condition, facts, own)


@pytest.mark.parametrize(
    ("units", "expected"), [(("CITY",), True), (("BARE",), False), (NONE, False), (None, None), (Invalid("x"), None)]
)
def test_a_listed_field_is_a_range(units, expected):
    """A quantifier runs over the units a card lists; over none where it lists none, over nobody knows whom else."""
    facts = ledger(card=task(responsible_units=units))
    assert expected is ask('exists responsible_units u where u.id is "CITY"', facts)


PROPER = "define proper on Unit\n  means: parent is none\njudgement good on Unit\n  decided by: party_secretary\n"


@pytest.mark.parametrize("name", ["proper", "good"])
@pytest.mark.parametrize(("lead", "expected"), [(NONE, False), (None, None), (Invalid("x"), None)])
def test_a_definition_asked_of_nothing_is_false_and_of_the_unknown_unknown(name, lead, expected):
    """What does not exist has no quality, and of what is not known nothing is known."""
    assert expected is ask(f"lead_unit.{name}", ledger(card=task(lead_unit=lead)), PROPER)
