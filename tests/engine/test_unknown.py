"""Section 7 of the language note: a missing fact never opens a gate and never convicts anyone."""

from datetime import date
from functools import cache
from itertools import product

import pytest

import rectcore
from rectcore import NONE, Decision, Event, Ledger, Period, Policy, Report, Subject, Task, Unit, Verdict
from rectcore.model.deadline import Deadline
from rectcore.model.facts import Invalid, Why
from rectcore.model.ledger import Feed

# Two yes-or-no facts, a number, and three kinds of event: always complete, complete through a feed, never complete.
HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
entity Task
  has p: yes/no
  has q: yes/no
  has size: optional integer
event tick part of Task complete
  has good: yes/no
event visit part of Task complete through inspections
  has good: yes/no
event rumour part of Task may be incomplete
  has good: yes/no
"""

TRUTHS = (True, False, None)


@cache
def policy(rules: str) -> Policy:
    return rectcore.load_text(rules)


def day(text: str) -> date:
    return date.fromisoformat(text)


AS_OF = day("2023-06-30")


def task(**facts: object) -> Task:
    """A task with facts of its own; one that is None is not given."""
    card = {k: facts.pop(k) for k in ("deadline", "lead_unit", "priority") if k in facts}
    return Task("T1", day("2023-01-01"), fields={k: v for k, v in facts.items() if v is not None}, **card)


def event(id_: str, kind: str, on: str = "2023-06-01", **fields: object) -> Event:
    return Event(id_, kind, Subject("task", "T1"), day(on), day(on), fields=fields)


def ledger(*events: Event, card: Task | None = None, inspected: str | None = "2023-12-31", **more: object) -> Ledger:
    feeds = (Feed("inspections", day(inspected)),) if inspected else ()
    return Ledger("demo", through=day("2023-12-31"), tasks=(card or task(),), events=events, feeds=feeds, **more)


def ask(condition: str, facts: Ledger) -> bool | None:
    """What a condition comes to on 30 June: yes, no, or unknown. It is asked as the one bullet of a gate."""
    decision = policy(HEAD + f"gate G on Task.closure\n  only if all:\n    - [asked] {condition}\n")
    (label,) = decision.may("closure", "T1", facts, AS_OF).labels
    return label.value


def gate(bullets: str, facts: Ledger) -> Decision:
    return policy(HEAD + "gate G on Task.closure\n" + bullets).may("closure", "T1", facts, AS_OF)


def report(rules: str, facts: Ledger, as_of: date = AS_OF) -> Report:
    return policy(HEAD + rules).evaluate(facts, as_of)


# -- 1: three values, in any order ------------------------------------------------------------------------------------

AND = {
    (True, True): True,
    (True, False): False,
    (True, None): None,
    (False, False): False,
    (False, None): False,
    (None, None): None,
}
OR = {
    (True, True): True,
    (True, False): True,
    (True, None): True,
    (False, False): False,
    (False, None): None,
    (None, None): None,
}


@pytest.mark.parametrize(("p", "q"), list(product(TRUTHS, TRUTHS)))
def test_7_1_and_or_not_are_kleene_s_and_symmetric(p: bool | None, q: bool | None):
    """No and unknown is no; yes or unknown is yes; not unknown is unknown; the order never matters."""
    facts = ledger(card=task(p=p, q=q))
    both = AND.get((p, q), AND.get((q, p)))
    either = OR.get((p, q), OR.get((q, p)))
    assert (both, both) == (ask("p and q", facts), ask("q and p", facts))
    assert (either, either) == (ask("p or q", facts), ask("q or p", facts))
    assert (None if p is None else not p) == ask("not p", facts)


@pytest.mark.parametrize(("p", "q"), list(product(TRUTHS, TRUTHS)))
def test_7_1_if_then_is_not_the_one_or_the_other(p: bool | None, q: bool | None):
    """A bullet with `if` is met where its condition is false, or what follows is true."""
    negated = None if p is None else not p
    expected = OR.get((negated, q), OR.get((q, negated)))
    assert expected == ask("if p then q", ledger(card=task(p=p, q=q)))


def test_7_1_reordering_bullets_never_changes_a_result():
    """The same bullets in another order: the same state and the same labels."""
    lines = ["    - [a] p\n", "    - [b] q\n", "    - [c] exists rumour\n"]
    facts = ledger(card=task(p=True, q=None))
    one = gate("  only if all:\n" + "".join(lines), facts)
    other = gate("  only if all:\n" + "".join(reversed(lines)), facts)
    assert one.state is other.state is Verdict.BLOCKED_UNKNOWN
    assert {x.label: x.value for x in one.labels} == {x.label: x.value for x in other.labels}


def reasons(condition: str, facts: Ledger) -> set[Why]:
    """Why a condition is unknown."""
    found = policy(HEAD + f"standing S for each Task\n  must: {condition}\n").evaluate(facts, AS_OF)
    return {m.why for g in found.data_gaps for m in g.missing if g.rule == "S"}


def test_7_1_unknown_has_a_reason():
    """Not given, invalid, feed not complete: each by its name."""
    assert {Why.NOT_GIVEN} == reasons("p", ledger())
    assert {Why.INVALID} == reasons("p", ledger(card=task(p="perhaps")))
    assert {Why.INCOMPLETE} == reasons("exists visit", ledger(inspected="2023-06-29"))
    assert {Why.NOT_GIVEN, Why.INVALID} == reasons("p and q", ledger(card=task(q="perhaps")))
    assert {Why.BEYOND_CALENDAR} == reasons("2026-12-30 + 10 working days after as of", ledger())


def test_7_1_a_judgement_that_nobody_made_is_unknown():
    """None in force is neither yes nor no."""
    rules = "judgement settled on Task\n  decided by: rectification_office\nstanding S for each Task\n  must: settled\n"
    found = report(rules, ledger())
    assert [] == list(found.findings)
    assert [Why.NO_JUDGEMENT] == [m.why for g in found.data_gaps for m in g.missing if g.rule == "S"]


def test_7_1_a_value_of_the_wrong_type_is_unknown_and_removes_no_rule():
    """A word where a number belongs makes that fact unknown; the other bullets are judged."""
    facts = ledger(card=task(size="big", p=False))
    assert None is ask("size at least 1", facts)
    assert None is ask("size at least 1", ledger(card=task(size=Invalid("big"))))
    assert False is ask("size at least 1 and p", facts)


# -- 2: comparisons ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        "size is 3",
        "size is not 3",
        "size at least 3",
        "size at most 3",
        "size more than 3",
        "size less than 3",
        "deadline before as of",
        "deadline after as of",
        "deadline not before as of",
        "deadline no later than as of",
        "deadline is not 2023-06-30",
        "deadline within the last 10 days",
        "deadline + 10 days before as of",
        "not deadline before as of",
        "size is size",
        "size * 0 is 0",
    ],
)
def test_7_2_a_comparison_with_an_unknown_operand_is_unknown(condition: str):
    """`is not` and `not … before` included: nobody is told that a deadline nobody gave has not passed."""
    assert None is ask(condition, ledger())


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("deadline before as of", False),
        ("deadline after as of", False),
        ("deadline not before as of", False),
        ("deadline no later than as of", False),
        ("deadline is 2023-06-30", False),
        ("deadline is not 2023-06-30", True),
        ("deadline is none", True),
        ("deadline is not none", False),
        ("deadline is known", True),
        ("not deadline before as of", True),
    ],
)
def test_7_2_none_is_knowledge(condition: str, expected: bool):
    """Compared with `none` everything is false except `is not`; a task that has no deadline is not past it."""
    assert expected is ask(condition, ledger(card=task(deadline=NONE)))


def test_7_2_a_value_is_not_none():
    """A known deadline is not `none`; of an unknown one nobody can say."""
    assert False is ask("deadline is none", ledger(card=task(deadline=Deadline(AS_OF))))
    assert True is ask("deadline is not none", ledger(card=task(deadline=Deadline(AS_OF))))
    assert None is ask("deadline is not none", ledger())


def broken(must: str, facts: Ledger) -> bool | None:
    """Whether a standing that demands this is broken on 30 June; None: undetermined."""
    found = report(f"standing S for each Task\n  must: {must}\n", facts)
    if any(g.rule == "S" and g.reason == "undetermined" for g in found.data_gaps):
        return None
    return [] != [f for f in found.findings if f.rule == "S"]


def test_7_2_is_known_is_missing_and_or_else_discharge_the_unknown():
    """Only these three turn ignorance into an answer; in a rule about data quality they are free."""
    given, missing = ledger(card=task(size=3)), ledger()
    assert (False, True) == (broken("size is known", given), broken("size is known", missing))
    assert (True, False) == (broken("size is missing", given), broken("size is missing", missing))
    assert (False, True) == (
        broken("(size or else 1) at least 2", given),
        broken("(size or else 1) at least 2", missing),
    )
    assert (False, None) == (broken("size at least 2", given), broken("size at least 2", missing))


def test_7_2_or_else_is_told_as_an_assumption():
    """Who reads the reason sees that the value was assumed; a value that was given is not called so."""
    rules = "standing S for each Task\n  must: (size or else 1) at least 2\n"
    assumed, given = (report(rules, ledger(card=task(size=n))).findings[0].reasons[0].because.en for n in (None, 0))
    assert "assumed" in assumed
    assert "assumed" not in given


def test_7_2_an_invalid_value_is_missing_too():
    """What cannot be read is not known."""
    assert True is broken("size is known", ledger(card=task(size="big")))


# -- 3: quantifiers and counts ----------------------------------------------------------------------------------------


def rows(kind: str, *good: bool | None) -> tuple[Event, ...]:
    """Events of a kind, one for each value of `good`; None where it is not given."""
    return tuple(event(f"E{i}", kind, **({} if g is None else {"good": g})) for i, g in enumerate(good))


WHERE_ALL_ARE_KNOWN = [
    # good of each row           exists  no     all
    ((), False, True, True),
    ((True,), True, False, True),
    ((False,), False, True, False),
    ((None,), None, None, None),
    ((True, None), True, False, None),
    ((False, None), None, None, False),
    ((True, False), True, False, False),
]


@pytest.mark.parametrize(("good", "exists", "none", "every"), WHERE_ALL_ARE_KNOWN)
@pytest.mark.parametrize("kind", ["tick", "visit", "evidence"])
def test_7_3_where_all_rows_are_known(
    kind: str, good: tuple[bool | None, ...], exists: bool | None, none: bool | None, every: bool | None
):
    """`exists`: true by one row, unknown by one unknown, else false; `no` and `all` dually; all of none is true."""
    rules = "event evidence\n  has good: yes/no\n" if kind == "evidence" else ""
    facts = ledger(*rows(kind, *good))

    def found(condition: str) -> bool | None:
        text = HEAD + rules + f"gate G on Task.closure\n  only if all:\n    - [asked] {condition}\n"
        return policy(text).may("closure", "T1", facts, AS_OF).labels[0].value

    assert exists is found(f"exists {kind} e where e.good")
    assert none is found(f"no {kind} e where e.good")
    assert every is found(f"all {kind} e satisfy e.good")


WHERE_SOME_MAY_BE_MISSING = [
    # good of each row           exists  no     all
    ((), None, None, None),
    ((True,), True, False, None),
    ((False,), None, None, False),
    ((None,), None, None, None),
    ((True, None), True, False, None),
    ((False, None), None, None, False),
    ((True, False), True, False, False),
]


@pytest.mark.parametrize(("good", "exists", "none", "every"), WHERE_SOME_MAY_BE_MISSING)
@pytest.mark.parametrize(("kind", "inspected"), [("rumour", "2023-12-31"), ("visit", "2023-06-29"), ("visit", None)])
def test_7_3_where_rows_may_be_missing(
    kind: str,
    inspected: str | None,
    good: tuple[bool | None, ...],
    exists: bool | None,
    none: bool | None,
    every: bool | None,
):
    """Absence says nothing where the relation is not complete up to the day: only a row that is there decides."""
    facts = ledger(*rows(kind, *good), inspected=inspected)
    assert exists is ask(f"exists {kind} e where e.good", facts)
    assert none is ask(f"no {kind} e where e.good", facts)
    assert every is ask(f"all {kind} e satisfy e.good", facts)


def test_7_3_a_feed_complete_to_the_day_itself_is_enough():
    """The watermark of the day asked about makes absence knowledge."""
    assert False is ask("exists visit", ledger(inspected="2023-06-30"))
    assert None is ask("exists visit", ledger(inspected="2023-06-29"))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("at least 1", True),
        ("at least 2", None),
        ("at least 3", None),
        ("at least 4", False),
        ("at most 0", False),
        ("at most 1", None),
        ("at most 2", None),
        ("at most 3", True),
        ("more than 0", True),
        ("more than 3", False),
        ("less than 4", True),
        ("less than 1", False),
        ("is 0", False),
        ("is 1", None),
        ("is 3", None),
        ("is 4", False),
        ("is not 0", True),
        ("is not 2", None),
        ("is not 4", True),
    ],
)
def test_7_3_a_count_is_bounds(condition: str, expected: bool | None):
    """One good row, two of which nobody knows, one bad: between one and three."""
    facts = ledger(*rows("tick", True, None, None, False))
    assert expected is ask(f"count of (tick e where e.good) {condition}", facts)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("at least 2", True),
        ("at least 3", None),
        ("at least 100", None),
        ("at most 1", False),
        ("at most 2", None),
        ("at most 100", None),
        ("is 1", False),
        ("is 2", None),
        ("is not 1", True),
        ("less than 2", False),
        ("more than 1", True),
    ],
)
def test_7_3_a_count_of_what_may_be_missing_has_no_upper_bound(condition: str, expected: bool | None):
    """Two rows are there, and nobody knows how many more."""
    assert expected is ask(f"count of rumour {condition}", ledger(*rows("rumour", True, True)))


def test_7_3_counting_twice_what_is_not_known_is_still_bounds():
    """One to three compared with a number from the rules, on either side."""
    facts = ledger(*rows("tick", True, None, None))
    assert True is ask("count of tick is 3", facts)
    assert True is ask("0 less than count of (tick e where e.good)", facts)
    assert None is ask("2 less than count of (tick e where e.good)", facts)
    assert False is ask("3 less than count of (tick e where e.good)", facts)


def test_7_3_two_rows_bound_at_once():
    """Two different good rows: yes with two, unknown with one and a doubtful one, no with one of a complete kind."""
    condition = "exists tick a, tick b where a.good and b.good and a.id is not b.id"
    assert True is ask(condition, ledger(*rows("tick", True, True)))
    assert None is ask(condition, ledger(*rows("tick", True, None)))
    assert False is ask(condition, ledger(*rows("tick", True)))
    assert None is ask(condition.replace("tick", "rumour"), ledger(*rows("rumour", True)))


# -- 4: gates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("p", "state"), [(True, Verdict.OPEN), (False, Verdict.BLOCKED), (None, Verdict.BLOCKED_UNKNOWN)]
)
def test_7_4_open_only_if_true(p: bool | None, state: Verdict):
    """False blocks; unknown blocks too, and says so."""
    assert state is gate("  only if all:\n    - [a] p\n", ledger(card=task(p=p))).state


@pytest.mark.parametrize(("p", "q"), list(product(TRUTHS, TRUTHS)))
def test_7_4_a_group_of_which_one_must_be_true(p: bool | None, q: bool | None):
    """Open by one; blocked if all are false; else blocked-unknown."""
    expected = {True: Verdict.OPEN, False: Verdict.BLOCKED, None: Verdict.BLOCKED_UNKNOWN}
    either = OR.get((p, q), OR.get((q, p)))
    found = gate("  only if any:\n    - [a] p\n    - [b] q\n", ledger(card=task(p=p, q=q)))
    assert expected[either] is found.state


def test_7_4_blocked_outranks_blocked_unknown():
    """One label is false and one is unknown: blocked, and both are told."""
    found = gate("  only if all:\n    - [a] p\n    - [b] q\n", ledger(card=task(p=False)))
    assert Verdict.BLOCKED is found.state
    assert {"a": False, "b": None} == {x.label: x.value for x in found.labels}


def test_7_4_the_answer_says_which_facts_would_decide_it():
    """A label that is unknown names the fact that is missing."""
    found = gate("  only if all:\n    - [a] p\n", ledger())
    (label,) = found.labels
    assert label.trace is not None
    assert [("p", "T1", Why.NOT_GIVEN)] == [(m.what, m.of, m.why) for m in label.trace.value.reasons]


def test_7_4_refer_sends_what_is_unknown_to_a_person_and_only_that():
    """`when unknown: refer`: the act is still not open; what is false is not referred."""
    bullets = "  only if all:\n    - [a] p\n  when unknown: refer\n"
    found = [gate(bullets, ledger(card=task(p=p))) for p in TRUTHS]
    assert [Verdict.OPEN, Verdict.BLOCKED, Verdict.BLOCKED_UNKNOWN] == [d.state for d in found]
    assert [False, False, True] == [d.refer for d in found]
    assert not gate(bullets.replace("refer", "block"), ledger()).refer


def test_7_4_there_is_no_allow():
    """`when unknown: allow` is not a word of the language."""
    rules = HEAD + "gate G on Task.closure\n  only if all:\n    - [a] p\n  when unknown: allow\n"
    assert not rectcore.load_text(rules).ok


def test_7_4_every_gate_on_an_act_must_be_open():
    """One open and one unknown: blocked-unknown; one unknown and one false: blocked."""
    rules = HEAD + "".join(f"gate G{n} on Task.closure\n  only if all:\n    - [a] {n}\n" for n in "pq")

    def state(p: bool | None, q: bool | None) -> Verdict:
        return policy(rules).may("closure", "T1", ledger(card=task(p=p, q=q)), AS_OF).state

    assert Verdict.OPEN is state(True, True)
    assert Verdict.BLOCKED_UNKNOWN is state(True, None)
    assert Verdict.BLOCKED_UNKNOWN is state(None, True)
    assert Verdict.BLOCKED is state(False, None)
    assert Verdict.BLOCKED is state(None, False)
    assert Verdict.BLOCKED is state(True, False)


def test_7_4_an_act_without_a_gate_is_ungated():
    """A fourth answer, so that whoever asks decides what it means to them."""
    policy_ = policy(HEAD + "gate G on Task.closure\n  only if all:\n    - [a] p\n")
    assert Verdict.UNGATED is policy_.may("filing", "T1", ledger(), AS_OF).state


def test_7_4_a_recorded_act_of_which_a_fact_is_missing_is_a_data_gap_and_no_breach():
    """Closed though nobody knows whether p held: no finding against anyone, and a gap that says what is missing."""
    rules = "gate G on Task.closure\n  only if all:\n    - [a] p\n"
    closed = event("C", "closure")
    unknown, breach, fine = (report(rules, ledger(closed, card=task(p=p))) for p in (None, False, True))
    assert [] == [f.rule for f in unknown.findings]
    assert ["G"] == [g.rule for g in unknown.data_gaps if g.reason == "undetermined"]
    assert ["G"] == [f.rule for f in breach.findings]
    assert [] == [g for g in breach.data_gaps if g.reason == "undetermined"]
    assert [] == [f.rule for f in fine.findings]


# -- 5: duties and standings ------------------------------------------------------------------------------------------

MONTHLY = """duty MONTHLY for each Task
  while: p
  every: month
  due: by day 5 of the next period
  fulfilled by: KIND
"""


def may_state(kind: str, facts: Ledger) -> str:
    """How May stands on 30 June; it was due on 5 June. `not listed` where it is not required."""
    found = report(MONTHLY.replace("KIND", kind), facts).obligations
    return next((o.state.value for o in found if o.period == "2023-05"), "not listed")


def test_7_5_an_unknown_condition_makes_a_duty_undetermined():
    """Nobody knows whether it applied: no miss, no finding, a data gap of its own."""
    assert ["missed", "not listed", "undetermined"] == [may_state("tick", ledger(card=task(p=p))) for p in TRUTHS]
    found = report(MONTHLY.replace("KIND", "tick"), ledger())
    assert [] == list(found.findings)
    gaps = [g for g in found.data_gaps if g.rule == "MONTHLY"]
    assert len({g.id for g in gaps}) == len(gaps)
    assert {"2023-05"} <= {g.period for g in gaps}


def test_7_5_absence_convicts_only_where_the_relation_is_complete():
    """No tick is a miss; no visit is one if the feed reaches the due day."""
    owing = task(p=True)
    assert "missed" == may_state("tick", ledger(card=owing))
    assert "missed" == may_state("visit", ledger(card=owing, inspected="2023-06-05"))
    assert "undetermined" == may_state("visit", ledger(card=owing, inspected="2023-06-04"))
    assert "undetermined" == may_state("visit", ledger(card=owing, inspected=None))


def test_7_5_a_feed_that_stopped_is_itself_reported():
    """Silence never looks like compliance: a data gap for every instance that cannot be judged."""
    found = report(MONTHLY.replace("KIND", "visit"), ledger(card=task(p=True), inspected="2023-04-30"))
    gaps = [(g.period, m.why) for g in found.data_gaps if g.reason == "undetermined" for m in g.missing]
    assert [("2023-04", Why.INCOMPLETE), ("2023-05", Why.INCOMPLETE)] == gaps


def test_7_5_a_ledger_cut_in_half_convicts_nobody():
    """Where the file ends before its rows do, absence says nothing at all."""
    found = policy(HEAD + MONTHLY.replace("KIND", "report")).evaluate(ledger(card=task(p=True), cut=True), AS_OF)
    assert [] == list(found.findings)
    assert not found.complete
    assert {"undetermined"} == {o.state.value for o in found.obligations if o.due and o.due < AS_OF}


def test_7_5_an_unknown_standing_is_undetermined():
    """Neither kept nor broken, with a gap that names what is missing."""
    assert [False, True, None] == [broken("p", ledger(card=task(p=p))) for p in TRUTHS]
    assert [True, False, None] == [broken("not p", ledger(card=task(p=p))) for p in TRUTHS]


def test_7_5_a_notice_on_a_missing_fact_says_nothing():
    """Unknown is not a reason to write to anybody."""
    rules = "notice N for each Task\n  when: p\n  call for: reminder\n"
    found = [report(rules, ledger(card=task(p=p, lead_unit="U"), units=(Unit("U"),))) for p in TRUTHS]
    assert [["N"], [], []] == [[f.rule for f in r.findings] for r in found]
    assert [[], [], ["N"]] == [[g.rule for g in r.data_gaps if g.reason == "undetermined"] for r in found]


# -- 6: ladders -------------------------------------------------------------------------------------------------------

LADDER = """duty MONTHLY for each Task
  every: month
  due: by day 5 of the next period
  fulfilled by: report r where r.covers is this.period and r.progress at least 10%
  breach goes to: PROGRESS
ladder PROGRESS
  counting: consecutive
  rung 1 -> warning
  rung 2 -> supervision
  rung 3 -> interview
"""


def monthly(*months: str) -> tuple[Event, ...]:
    """A report for each month on its last day but one: `ok` in order, `?` without its progress; `-` none."""
    found = []
    for number, sign in enumerate(months, 1):
        period = Period.month(2023, number)
        progress = {"ok": {"progress": "50%"}, "?": {}}.get(sign)
        if progress is not None:
            found.append(event(f"R{number}", "report", f"2023-{number:02}-27", covers=period, **progress))
    return tuple(found)


@pytest.mark.parametrize(
    ("months", "low", "high"),
    [
        (("ok", "-", "-", "-"), 3, None),
        (("ok", "ok", "-", "?"), 1, 2),
        (("-", "-", "?", "-"), 3, None),
        (("ok", "-", "?", "-"), 2, 3),
        (("ok", "?", "?", "-"), 1, 3),
        (("-", "-", "?", "ok"), None, None),
        (("ok", "?", "?", "?"), None, None),
    ],
)
def test_7_6_a_ladder_is_worked_out_twice(months: tuple[str, ...], low: int | None, high: int | None):
    """Measures that hurt use the lower bound; the upper one is shown beside it where it is higher."""
    found = report(LADDER, ledger(*monthly(*months)), day("2023-05-06"))
    rungs = [(f.rung, f.rung_hi) for f in found.findings if f.ladder == "PROGRESS"]
    assert ([] if low is None else [(low, high)]) == rungs


# -- 8: exceptions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("p", "q", "state"),
    [
        (False, True, Verdict.OPEN),
        (False, None, Verdict.BLOCKED),
        (False, False, Verdict.BLOCKED),
        (None, True, Verdict.OPEN),
        (None, None, Verdict.BLOCKED_UNKNOWN),
        (None, False, Verdict.BLOCKED_UNKNOWN),
        (True, None, Verdict.OPEN),
    ],
)
def test_7_8_an_exception_that_may_apply_opens_no_gate(p: bool | None, q: bool | None, state: Verdict):
    """Unknown applicability leaves the gate as it is without the exception, and blocked stays blocked."""
    rules = "  only if all:\n    - [a] p\nexception E overrides G\n  applies when: q\n  effect: permit [a]\n"
    assert state is gate(rules, ledger(card=task(p=p, q=q))).state


@pytest.mark.parametrize("effect", ["not required", "excused", "due instead by day 15 of the next period"])
def test_7_8_an_exception_that_may_apply_convicts_nobody(effect: str):
    """An instance that would be missed becomes undetermined."""
    rules = MONTHLY.replace("KIND", "tick") + f"exception E overrides MONTHLY\n  applies when: q\n  effect: {effect}\n"
    found = report(rules, ledger(card=task(p=True)))
    assert [] == list(found.findings)
    assert ["undetermined"] == [o.state.value for o in found.obligations if o.period == "2023-05"]


# -- 9: learning a fact never turns yes into no -----------------------------------------------------------------------

CONDITIONS = [
    "p and not q",
    "p or (q and size at least 2)",
    "if p then not q",
    "not (p or q)",
    "exists tick e where e.good and p",
    "no tick e where e.good or q",
    "all tick e satisfy e.good",
    "count of (tick e where e.good) at least 1",
    "count of (tick e where e.good) at most 1",
    "count of (tick e where e.good) is 1",
    "size is not 2",
    "size + 1 more than 2 and p",
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_7_9_learning_a_fact_changes_only_what_was_unknown(condition: str):
    """Every way to fill in what is missing leaves a yes a yes and a no a no; where all is known, nothing is unknown."""

    def with_facts(p: object, q: object, size: object, *good: bool | None) -> bool | None:
        return ask(condition, ledger(*rows("tick", *good), card=task(p=p, q=q, size=size)))

    values = [TRUTHS, TRUTHS, (1, 2, None), TRUTHS, TRUTHS]
    answers = {facts: with_facts(*facts) for facts in product(*values)}
    for facts, answer in answers.items():
        if None not in facts:
            assert answer is not None, facts
        for place, value in enumerate(facts):
            if value is None and answer is not None:
                for more in values[place]:
                    assert answer is answers[(*facts[:place], more, *facts[place + 1 :])], (facts, more)


@pytest.mark.parametrize("kind", ["visit", "rumour"])
def test_7_9_an_event_that_comes_to_light_changes_only_what_was_unknown(kind: str):
    """Where the relation is not complete, a further row turns unknown into an answer and never an answer round."""
    for how in ("exists {} e where e.good", "no {} e where e.good", "count of {} at least 2", "count of {} at most 1"):
        condition = how.format(kind)
        for before in ((), (True,), (False,), (None,), (True, True)):
            old = ask(condition, ledger(*rows(kind, *before), inspected=None))
            for more in TRUTHS:
                new = ask(condition, ledger(*rows(kind, *before, more), inspected=None))
                assert old is None or old is new, (condition, before, more)


@pytest.mark.parametrize("condition", ["size is missing", "(p or else yes)", "not (size is known)"])
def test_7_9_what_turns_ignorance_into_yes_is_refused_in_a_gate(condition: str):
    """Without this check one word would open a gate on a missing fact."""
    rules = rectcore.load_text(HEAD + f"gate G on Task.closure\n  only if all:\n    - [a] {condition}\n")
    assert "RC221" in [d.code for d in rules.diagnostics]
    assert not rules.ok


@pytest.mark.parametrize("condition", ["size is known", "(p or else false)", "not (size is missing)"])
def test_7_9_what_turns_ignorance_into_no_is_free(condition: str):
    """It can only keep the gate shut."""
    assert False is ask(condition, ledger())
