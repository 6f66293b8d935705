"""Laws of evaluation that hold for every ledger: order, late entries, and what learning a fact may change."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import rectcore
from rectcore import Event, Ledger, Period, Person, Policy, Report, Subject, Task, Tenure, Unit
from rectcore.check.rulebook import Rulebook
from rectcore.engine.reference.expressions import truth
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.world import World
from rectcore.engine.trace import Row
from rectcore.model.deadline import Deadline
from rectcore.model.facts import Unknown

RULES = """# dialect: en
ruleset LAW "Laws"
  in force: from 2023-01-01
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source"
gate CLOSE "Close" on Task.closure
  cite: S "1"
  only if all:
    - [accepted] exists acceptance a where a.result is passed
    - [dual] exists signature a, signature b where a by party_secretary and b by government_head
        and a.person is not b.person
duty MONTHLY "Monthly" for each Task
  cite: S "2"
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
  breach goes to: PROGRESS
ladder PROGRESS "Missed"
  cite: S "3"
  counting: consecutive
  rung 1 -> warning
  rung 2 -> supervision
  rung 3 -> interview, due in 10 working days
standing OVERDUE "Overdue" for each Task
  cite: S "4"
  while: status is open
  must: not current_deadline before as of
  rung after 1 day -> warning
  rung after 30 days -> supervision
duty ANSWER "Answer" for each warning
  cite: S "5"
  due: 10 working days after on
  fulfilled by: reply
notice NEAR "Near" for each Task
  cite: S "6"
  while: status is open
  when: current_deadline not before as of and current_deadline no later than as of + 30 days
  call for: reminder sent to lead_unit
"""
START = date(2023, 1, 1)
DAYS = st.dates(START, date(2023, 12, 31))


@cache
def policy() -> Policy:
    loaded = rectcore.load_text(RULES)
    assert loaded.ok, [d.line() for d in loaded.diagnostics]
    return loaded


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """One or two tasks with some thirty events at most, days apart and entered up to forty days late."""
    tasks = [
        Task(
            id=f"T{i}",
            opened=draw(st.dates(START, date(2023, 3, 31))),
            territory=draw(st.sampled_from(["d", None])),
            lead_unit=draw(st.sampled_from(["u", None])),
            deadline=draw(st.one_of(st.none(), DAYS.map(Deadline))),
        )
        for i in range(draw(st.integers(1, 2)))
    ]
    events = []
    for number in range(draw(st.integers(0, 14))):
        task = draw(st.sampled_from(tasks))
        kind = draw(
            st.sampled_from(
                ["report", "report", "report", "signature", "acceptance", "closure", "reopening", "warning", "reply",
                 "extension", "suspension"]
            )
        )  # fmt: skip
        on = draw(DAYS)
        fields: dict[str, object] = {}
        if kind == "report" and draw(st.booleans()):
            fields["covers"] = Period.month(2023, draw(st.integers(1, 12)))
        if kind == "acceptance":
            fields["result"] = draw(st.sampled_from(["passed", "failed"]))
        if kind == "extension":
            fields |= {"granted": draw(st.booleans()), "new_deadline": draw(DAYS)}
        if kind == "suspension":
            fields["until"] = on + timedelta(draw(st.integers(0, 60)))
        recorded = on + timedelta(draw(st.sampled_from([0, 0, 0, 1, 12, 40])))
        person = draw(st.sampled_from(["p", "q", None]))
        events.append(
            Event(f"E{number:02}", kind, Subject("task", task.id), on, recorded, person=person, fields=fields)
        )
    return Ledger(
        id="law",
        through=draw(st.one_of(st.none(), DAYS, st.just(date(2024, 2, 1)))),
        units=[Unit("d", posts=[Tenure("party_secretary", "p"), Tenure("government_head", "q")]), Unit("u")],
        persons=[Person("p"), Person("q")],
        tasks=tasks,
        events=events,
    )


def content(report: Report) -> tuple[object, ...]:
    """What a report says, without the size of the ledger it was read from."""
    return report.findings, report.obligations, report.data_gaps, report.totals


@settings(max_examples=60, deadline=None)
@given(ledgers(), DAYS, st.integers(0, 10))
def test_order_of_rows_never_matters(ledger: Ledger, as_of: date, seed: int):
    """Shuffled rows give the same report."""
    mix = random.Random(seed)
    shuffled = evolve(
        ledger,
        events=mix.sample(ledger.events, len(ledger.events)),
        tasks=mix.sample(ledger.tasks, len(ledger.tasks)),
        units=mix.sample(ledger.units, len(ledger.units)),
    )
    assert content(policy().evaluate(ledger, as_of)) == content(policy().evaluate(shuffled, as_of))


@settings(max_examples=60, deadline=None)
@given(ledgers(), DAYS, DAYS)
def test_what_is_recorded_later_never_changes_what_was_known(ledger: Ledger, as_of: date, known_at: date):
    """Without the rows recorded after a day, the report as known on that day is the same."""
    kept = [e for e in ledger.events if e.recorded <= known_at]
    then = evolve(ledger, events=kept)
    expected = content(policy().evaluate(then, as_of, known_at))
    assert expected == content(policy().evaluate(ledger, as_of, known_at))
    assert policy().may("closure", "T0", then, as_of, known_at) == policy().may(
        "closure", "T0", ledger, as_of, known_at
    )


@settings(max_examples=40, deadline=None)
@given(ledgers(), DAYS)
def test_what_happens_later_never_changes_an_earlier_day(ledger: Ledger, as_of: date):
    """Events dated and recorded after the day change nothing on it."""
    later = [e for e in ledger.events if not (e.on > as_of and e.recorded > as_of)]
    expected = content(policy().evaluate(evolve(ledger, events=later), as_of))
    assert expected == content(policy().evaluate(ledger, as_of))


@settings(max_examples=60, deadline=None)
@given(ledgers(), DAYS)
def test_every_finding_has_one_id_and_lies_in_its_run(ledger: Ledger, as_of: date):
    """Ids are unique; a run begins by the day, and a rung no earlier than its run."""
    found = policy().evaluate(ledger, as_of).findings
    assert len({f.id for f in found}) == len(found)
    for finding in found:
        assert finding.episode <= finding.since <= as_of
        assert finding.message.en
        assert finding.message.zh


@settings(max_examples=40, deadline=None)
@given(ledgers(), DAYS)
def test_an_episode_is_the_first_day_on_which_the_finding_holds_without_a_break(ledger: Ledger, as_of: date):
    """The same finding holds on its first day and not on the day before, as known on the same day."""
    for finding in policy().evaluate(ledger, as_of).findings:
        on_first = policy().evaluate(ledger, finding.episode, as_of).findings
        before = policy().evaluate(ledger, finding.episode - timedelta(1), as_of).findings
        assert finding.id in {f.id for f in on_first}
        assert finding.id not in {f.id for f in before}


# -- learning a fact ----------------------------------------------------------------------------------------------

FIELDS = ("p1", "p2", "n1", "n2")
ATOMS = st.sampled_from(
    ["p1", "p2", "n1 at least 1", "n2 less than 2", "n1 is n2", "n1 is not n2", "n1 + n2 more than 2", "p1 is p2"]
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.lists(inner, min_size=2, max_size=3).map(lambda xs: "(" + " and ".join(xs) + ")"),
        st.lists(inner, min_size=2, max_size=3).map(lambda xs: "(" + " or ".join(xs) + ")"),
    ),
    max_leaves=6,
)


def rulebook_for(condition: str) -> Rulebook:
    text = f"""# dialect: en
ruleset INFO "Information"
  in force: from 2023-01-01
  source S: "Source"
entity Task
  has p1: yes/no
  has p2: yes/no
  has n1: integer
  has n2: integer
define cond on Task
  cite: S "1"
  means: {condition}
"""
    loaded = rectcore.load_text(text)
    assert loaded.ok, [d.line() for d in loaded.diagnostics]
    return loaded.rulebook


def value_of(book: Rulebook, fields: dict[str, object]) -> object:
    ledger = Ledger(id="x", through=date(2023, 12, 31), tasks=[Task("T", START, fields=fields)])
    world = World(book, ledger, rectcore.load_calendar("cn_public"), date(2023, 6, 1))
    row = Row("Task", "T")
    return truth(book.find("cond").term, env_at(world, date(2023, 6, 1), row))


VALUES = {
    "p1": st.booleans(),
    "p2": st.booleans(),
    "n1": st.integers(0, 3),
    "n2": st.integers(0, 3),
}


@settings(max_examples=120, deadline=None)
@given(CONDITIONS, st.fixed_dictionaries(VALUES), st.sets(st.sampled_from(FIELDS)), st.sampled_from(FIELDS))
def test_a_value_for_a_missing_fact_turns_unknown_into_known_and_nothing_else(
    condition: str, values: dict[str, object], known: set[str], learnt: str
):
    """Section 7, 9: what was true or false stays so when a fact is learnt."""
    book = rulebook_for(condition)
    before = value_of(book, {k: values[k] for k in known})
    after = value_of(book, {k: values[k] for k in known | {learnt}})
    if not isinstance(before, Unknown):
        assert before == after
    assert not isinstance(value_of(book, values), Unknown)
