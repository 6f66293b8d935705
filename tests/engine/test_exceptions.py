"""Section 9 of the language note and number 19 of section 20: exceptions to duties, standings, notices and gates."""

from datetime import date
from functools import cache
from itertools import product

import pytest

import rectcore
from rectcore import Decision, Event, Ledger, Obligation, Period, Policy, Report, Subject, Task, Unit, Verdict

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
entity Task
  has a: yes/no
  has b: yes/no
  has x: yes/no
  has y: yes/no
event evidence
  has type: one of flood, drought, other
"""

# A report for every month, due on the 5th of the next one; three months missed in a row make an interview.
MONTHLY = """
duty MONTHLY for each Task
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
  breach goes to: PROGRESS
ladder PROGRESS
  counting: consecutive
  rung 1 -> warning
  rung 2 -> supervision
  rung 3 -> interview
"""

# An exception of a name and an effect, for the months in which a paper of some type was filed.
EXCEPTION = """
exception NAME overrides MONTHLY
  applies when: exists evidence e where e.type is TYPE and e.on within this.period
  effect: EFFECT
"""

ONCE = """
duty ONCE for each Task
  while: status is open
  due: 20 days after opened
  fulfilled by: evidence
exception X overrides ONCE
  applies when: x
  effect: EFFECT
"""

GATE = """
gate CLOSE on Task.closure
  only if all:
    - [a] a
    - [b] b
"""

PERMIT = """
exception X overrides CLOSE
  applies when: x
  effect: permit [a]
"""

TRUTHS = (True, False, None)


@cache
def policy(rules: str) -> Policy:
    return rectcore.load_text(HEAD + rules)


def day(text: str) -> date:
    return date.fromisoformat(text)


def event(id_: str, kind: str, on: str, **fields: object) -> Event:
    return Event(id_, kind, Subject("task", "T1"), day(on), day(on), fields=fields)


def report(id_: str, on: str, covers: str) -> Event:
    return event(id_, "report", on, covers=Period.parse(covers))


def ledger(*events: Event, **facts: bool | None) -> Ledger:
    """A task opened on 1 February with yes-or-no facts of its own; one that is None is not given."""
    card = Task("T1", day("2023-02-01"), lead_unit="U", fields={k: v for k, v in facts.items() if v is not None})
    return Ledger("demo", through=day("2023-12-31"), units=(Unit("U"),), tasks=(card,), events=events)


def judge(rules: str, facts: Ledger, as_of: str) -> Report:
    return policy(rules).evaluate(facts, day(as_of))


def owed(rules: str, facts: Ledger, as_of: str) -> dict[str | None, Obligation]:
    return {o.period: o for o in judge(rules, facts, as_of).obligations}


def state(rules: str, facts: Ledger, as_of: str, period: str | None = None) -> str:
    found = owed(rules, facts, as_of).get(period)
    return found.state.value if found else "not listed"


def rung(rules: str, facts: Ledger, as_of: str) -> tuple[int | None, int | None]:
    """The rung of the ladder, by the lower bound and by the upper one where it is higher."""
    return next(
        ((f.rung, f.rung_hi) for f in judge(rules, facts, as_of).findings if f.ladder == "PROGRESS"), (None, None)
    )


def exception(name: str, type_: str, effect: str) -> str:
    return EXCEPTION.replace("NAME", name).replace("TYPE", type_).replace("EFFECT", effect)


def close(rules: str, as_of: str = "2023-03-06", **facts: bool | None) -> Decision:
    return policy(rules).may("closure", "T1", ledger(**facts), day(as_of))


# -- duties: what each effect does ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "before", "after"),
    [
        ("not required", "not listed", "not listed"),
        ("excused", "excused", "excused"),
        ("due instead 30 days after opened", "pending", "pending"),
    ],
)
def test_9_what_an_exception_does_to_a_duty(effect: str, before: str, after: str):
    """Due on 21 February: on that day and on the next, with the exception and without it."""
    rules = ONCE.replace("EFFECT", effect)
    assert [before, after] == [state(rules, ledger(x=True), d) for d in ("2023-02-21", "2023-02-22")]
    assert ["pending", "missed"] == [state(rules, ledger(x=False), d) for d in ("2023-02-21", "2023-02-22")]


def test_9_due_instead_ends_on_its_own_day():
    """Thirty days from 1 February are 3 March: missed from the 4th, and a paper of the 3rd is in time."""
    rules = ONCE.replace("EFFECT", "due instead 30 days after opened")
    assert day("2023-03-03") == owed(rules, ledger(x=True), "2023-02-22")[None].due
    assert ["pending", "missed"] == [state(rules, ledger(x=True), d) for d in ("2023-03-03", "2023-03-04")]
    in_time = ledger(event("E", "evidence", "2023-03-03"), x=True)
    assert "fulfilled" == state(rules, in_time, "2023-03-04")
    assert "late" == state(rules, ledger(event("E", "evidence", "2023-03-04"), x=True), "2023-03-04")


def test_9_due_instead_may_come_earlier():
    """Moved to 11 February, a paper of the 15th is late."""
    rules = ONCE.replace("EFFECT", "due instead 10 days after opened")
    assert "missed" == state(rules, ledger(x=True), "2023-02-12")
    assert "late" == state(rules, ledger(event("E", "evidence", "2023-02-15"), x=True), "2023-02-15")


def test_9_the_exception_that_applied_is_named():
    """Whoever reads the list of what is owed sees by which clause it was excused."""
    assert ("X",) == owed(ONCE.replace("EFFECT", "excused"), ledger(x=True), "2023-02-22")[None].exceptions
    assert () == owed(ONCE.replace("EFFECT", "excused"), ledger(x=False), "2023-02-22")[None].exceptions


@pytest.mark.parametrize("effect", ["not required", "excused", "due instead 30 days after opened"])
def test_9_unknown_applicability_convicts_nobody_and_changes_nothing_else(effect: str):
    """Pending stays pending, what was done in time stays fulfilled, what would be missed or late is undetermined."""
    rules = ONCE.replace("EFFECT", effect)
    assert "pending" == state(rules, ledger(), "2023-02-21")
    assert "undetermined" == state(rules, ledger(), "2023-02-22")
    assert "undetermined" == state(rules, ledger(event("E", "evidence", "2023-02-25")), "2023-02-25")
    assert "fulfilled" == state(rules, ledger(event("E", "evidence", "2023-02-21")), "2023-02-25")
    found = judge(rules, ledger(), "2023-02-22")
    assert [] == list(found.findings)
    assert [("ONCE", "x")] == [(g.rule, m.what) for g in found.data_gaps for m in g.missing]


def test_9_not_required_and_excused_neither_count_nor_break_a_streak():
    """Missed, excepted, missed: two in a row, whichever of the two effects it was."""
    flood = event("E", "evidence", "2023-03-10", type="flood")
    for effect in ("not required", "excused"):
        rules = MONTHLY + exception("FLOOD", "flood", effect)
        assert (2, None) == rung(rules, ledger(flood), "2023-05-06")
        assert (3, None) == rung(rules, ledger(), "2023-05-06")


def test_9_an_exception_that_may_apply_widens_the_ladder():
    """The type of the paper is not given: two misses are sure, three are possible."""
    rules = MONTHLY + exception("FLOOD", "flood", "excused")
    assert (2, 3) == rung(rules, ledger(event("E", "evidence", "2023-03-10")), "2023-05-06")


def test_9_a_finding_ends_when_an_exception_applies():
    """Missed from 6 March; the paper on the flood comes to light on the 20th, and nothing is held against anyone."""
    late_paper = Event(
        "E", "evidence", Subject("task", "T1"), day("2023-02-10"), day("2023-03-20"), fields={"type": "flood"}
    )
    rules = MONTHLY + exception("FLOOD", "flood", "excused")
    assert ["MONTHLY", "PROGRESS"] == [f.rule for f in judge(rules, ledger(late_paper), "2023-03-19").findings]
    assert [] == [f.rule for f in judge(rules, ledger(late_paper), "2023-03-20").findings]


# -- several exceptions -----------------------------------------------------------------------------------------------

FLOOD_AND_DROUGHT = (
    event("E", "evidence", "2023-02-10", type="flood"),
    event("F", "evidence", "2023-02-11", type="drought"),
)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("excused", "not required"),
        ("excused", "due instead by day 15 of the next period"),
        ("not required", "due instead by day 15 of the next period"),
        ("due instead by day 15 of the next period", "due instead by day 20 of the next period"),
    ],
)
def test_9_different_effects_are_a_conflict_in_either_order(one: str, two: str):
    """Shown with both clauses, judged undetermined, and nothing is a finding; the order in the file never matters."""
    flood, drought = exception("FLOOD", "flood", one), exception("DROUGHT", "drought", two)
    for rules in (MONTHLY + flood + drought, MONTHLY + drought + flood, flood + drought + MONTHLY):
        found = owed(rules, ledger(*FLOOD_AND_DROUGHT), "2023-03-31")["2023-02"]
        assert ("undetermined", {"FLOOD", "DROUGHT"}) == (found.state.value, set(found.exceptions))
        assert [] == list(judge(rules, ledger(*FLOOD_AND_DROUGHT), "2023-03-31").findings)


def test_9_a_conflict_touches_only_its_own_month():
    """In March there was neither flood nor drought: March is missed."""
    rules = MONTHLY + exception("FLOOD", "flood", "excused") + exception("DROUGHT", "drought", "not required")
    assert "missed" == state(rules, ledger(*FLOOD_AND_DROUGHT), "2023-04-06", "2023-03")


@pytest.mark.parametrize("effect", ["excused", "not required", "due instead by day 15 of the next period"])
def test_9_the_same_effect_twice_is_fine(effect: str):
    """Two that say the same do not disagree."""
    once, twice = exception("FLOOD", "flood", effect), exception("DROUGHT", "drought", effect)
    assert state(MONTHLY + once, ledger(*FLOOD_AND_DROUGHT), "2023-03-10", "2023-02") == state(
        MONTHLY + once + twice, ledger(*FLOOD_AND_DROUGHT), "2023-03-10", "2023-02"
    )


def test_9_an_exception_holds_from_and_to_its_days():
    """`in force` belongs to an exception too: not in force at the instance's start, it changes nothing."""
    rules = MONTHLY + exception("FLOOD", "flood", "excused") + "  in force: from 2023-03-01\n"
    facts = ledger(FLOOD_AND_DROUGHT[0], event("G", "evidence", "2023-03-10", type="flood"))
    assert ["missed", "excused"] == [state(rules, facts, "2023-04-06", p) for p in ("2023-02", "2023-03")]


def test_9_an_exception_overrides_one_rule():
    """Another duty with the same due day is owed as before."""
    other = (
        "\nduty PAPERS for each Task\n  every: month\n  due: by day 5 of the next period\n  fulfilled by: completion\n"
    )
    rules = MONTHLY + exception("FLOOD", "flood", "excused") + other
    found = {
        o.rule: o.state.value
        for o in judge(rules, ledger(*FLOOD_AND_DROUGHT), "2023-03-06").obligations
        if o.period == "2023-02"
    }
    assert {"MONTHLY": "excused", "PAPERS": "missed"} == found


# -- standings and notices --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("x", "found", "gaps"), [(True, [], []), (False, ["S"], []), (None, [], ["S"])])
def test_9_an_exception_to_a_standing(x: bool | None, found: list[str], gaps: list[str]):
    """Where it applies the standing asks nothing, where it may apply nobody is convicted."""
    rules = "standing S for each Task\n  must: a\nexception X overrides S\n  applies when: x\n  effect: not required\n"
    seen = judge(rules, ledger(a=False, x=x), "2023-03-06")
    assert (found, gaps) == (
        [f.rule for f in seen.findings],
        [g.rule for g in seen.data_gaps if g.reason == "undetermined"],
    )
    kept = judge(rules, ledger(a=True, x=x), "2023-03-06")
    assert ([], []) == (
        [f.rule for f in kept.findings],
        [g.rule for g in kept.data_gaps if g.reason == "undetermined"],
    )


@pytest.mark.parametrize(("x", "found"), [(True, []), (False, ["N"]), (None, [])])
def test_9_an_exception_to_a_notice(x: bool | None, found: list[str]):
    """Where it applies, or may apply, nobody is written to."""
    rules = (
        "notice N for each Task\n  when: a\n  call for: reminder\n"
        "exception X overrides N\n  applies when: x\n  effect: not required\n"
    )
    assert found == [f.rule for f in judge(rules, ledger(a=True, x=x), "2023-03-06").findings]


# -- gates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("a", "b", "x"), list(product(TRUTHS, TRUTHS, TRUTHS)))
def test_9_a_permit_waives_the_labels_it_names_and_no_other(a: bool | None, b: bool | None, x: bool | None):
    """With the permit, [a] is met whatever it is; [b] stands. Without it, or where nobody knows, nothing is waived."""
    values = ([] if x is True else [a]) + [b]
    expected = Verdict.BLOCKED if False in values else Verdict.BLOCKED_UNKNOWN if None in values else Verdict.OPEN
    found = close(GATE + PERMIT, a=a, b=b, x=x)
    assert expected is found.state
    assert {"a": a, "b": b} == {label.label: label.value for label in found.labels}
    assert {"a": "X" if x is True else None, "b": None} == {label.label: label.waived_by for label in found.labels}


def test_9_a_waived_label_need_not_come_true():
    """What would open the gate is the other label only."""
    assert (("b",),) == close(GATE + PERMIT, a=False, b=False, x=True).to_open
    assert (("a", "b"),) == close(GATE + PERMIT, a=False, b=False, x=False).to_open


def test_9_a_permit_inside_a_group():
    """A waived label of a group of which one is needed opens the group."""
    group = "gate CLOSE on Task.closure\n  only if any:\n    - [a] a\n    - [b] b\n"
    assert Verdict.OPEN is close(group + PERMIT, a=False, b=False, x=True).state
    assert Verdict.BLOCKED is close(group + PERMIT, a=False, b=False, x=False).state
    assert Verdict.BLOCKED is close(group + PERMIT, a=False, b=False, x=None).state


def test_9_permit_all_waives_every_label_and_draws_a_lint():
    """A blanket permit needs `permit all`, and is pointed out."""
    blanket = GATE + PERMIT.replace("permit [a]", "permit all")
    assert Verdict.OPEN is close(blanket, a=False, b=None, x=True).state
    assert Verdict.BLOCKED is close(blanket, a=False, b=None, x=False).state
    assert Verdict.BLOCKED is close(blanket, a=False, b=None, x=None).state
    assert "RC508" in [d.code for d in policy(blanket).diagnostics]
    assert "RC508" not in [d.code for d in policy(GATE + PERMIT).diagnostics]


def test_9_a_permit_names_labels_the_gate_has():
    """A misspelt label waives nothing, and is an error."""
    found = rectcore.load_text(HEAD + GATE + PERMIT.replace("[a]", "[aa]"))
    assert not found.ok
    assert "RC201" in [d.code for d in found.diagnostics]


def test_9_a_permit_opens_one_gate_and_not_another_on_the_same_act():
    """All gates on an action must be open."""
    other = "gate SIGN on Task.closure\n  only if all:\n    - [y] y\n"
    assert Verdict.BLOCKED is close(GATE + PERMIT + other, a=False, b=True, x=True, y=False).state
    assert Verdict.OPEN is close(GATE + PERMIT + other, a=False, b=True, x=True, y=True).state


def test_9_a_permitted_act_on_record_is_no_breach():
    """Closed while the permit applied: no finding; without it the gate was broken; unknown, a data gap."""
    rules = GATE + PERMIT
    closed = event("C", "closure", "2023-03-01")
    found = {x: judge(rules, ledger(closed, a=False, b=True, x=x), "2023-03-06") for x in TRUTHS}
    assert [] == [f.rule for f in found[True].findings]
    assert ["CLOSE"] == [f.rule for f in found[False].findings]


def test_9_a_permit_that_may_apply_to_an_act_on_record_convicts_nobody():
    """Closed with [a] false, and nobody knows whether the permit applied: a missing fact must never convict."""
    closed = event("C", "closure", "2023-03-01")
    found = judge(GATE + PERMIT, ledger(closed, a=False, b=True), "2023-03-06")
    assert [] == [f.rule for f in found.findings]
    assert ["CLOSE"] == [g.rule for g in found.data_gaps if g.reason == "undetermined"]


def test_9_two_permits_that_say_the_same_are_fine():
    """The same labels waived twice."""
    second = PERMIT.replace("exception X", "exception Y").replace("when: x", "when: y")
    assert Verdict.OPEN is close(GATE + PERMIT + second, a=False, b=True, x=True, y=True).state
    assert Verdict.OPEN is close(GATE + PERMIT + second, a=False, b=True, x=False, y=True).state


def test_9_an_exception_overrides_something():
    """A rule that is not there cannot be overridden, and a gate's effect fits no duty."""
    for rules in (
        "exception X overrides NOWHERE\n  applies when: 1 is 1\n  effect: excused\n",
        GATE + "exception X overrides CLOSE\n  applies when: x\n  effect: excused\n",
        ONCE.replace("EFFECT", "permit [a]"),
    ):
        assert not rectcore.load_text(HEAD + rules).ok
