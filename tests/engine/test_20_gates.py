"""Gates, posts, judgements, and what would open a gate (language note, section 20, 33 to 37 and 41).

Every expected value is worked out by hand.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

import pytest

import rectcore
from rectcore.model.events import Event, Subject
from rectcore.model.facts import NONE
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.task import Task, TaskKind
from rectcore.model.unit import Person, Tenure, Unit

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source"
  if due on a holiday: same day
"""


def day(text):
    return date.fromisoformat(text)


def policy(*texts):
    found = rectcore.load_text(HEAD + "\n".join(texts))
    assert [] == [d.line() for d in found.diagnostics if d.severity.value == "error"]
    return found


def gate(*labels, on="Task.closure", name="G"):
    return f'gate {name} "Gate" on {on}\n  only if all:\n' + "".join(f"    - {x}\n" for x in labels)


def event(id_, kind, on, recorded=None, to=("task", "T1"), **more):
    own = {k: more.pop(k) for k in ("target", "changes", "person", "post", "note") if k in more}
    return Event(id_, kind, Subject(*to), day(on), day(recorded or on), fields=more, **own)


def tenure(post, person, since=None, until=None):
    return Tenure(post, person, day(since) if since else None, day(until) if until else None)


UNITS = (
    Unit("CITY", posts=(tenure("party_secretary", "P1"), tenure("government_head", "P2"))),
    Unit("COUNTY", parent="CITY", posts=(tenure("party_secretary", "P3"), tenure("rectification_office", "P5"))),
    Unit("BARE", parent="CITY"),
)


def task(id_="T1", opened="2023-01-01", **more):
    given = {"title": "x", "territory": "COUNTY", "lead_unit": "CITY", **more}
    return Task(id_, day(opened), **given)


def ledger(*events, tasks=None, units=UNITS, through="2030-12-31"):
    return Ledger(
        "L",
        through=day(through),
        plan=Plan("P", unit="CITY", issued=day("2023-01-01")),
        units=units,
        persons=tuple(Person(f"P{n}", "Wang") for n in range(1, 7)),
        tasks=tuple(tasks or [task()]),
        events=events,
    )


def may(rules, facts, on="2023-05-10", known_at=None, actor=None, act="closure", of="T1"):
    return rules.may(act, of, facts, day(on), day(known_at) if known_at else None, actor)


def label(rules, facts, *where, **how):
    """The value of the only label, or of the first."""
    return may(rules, facts, *where, **how).labels[0].value


# -- every gate of up to four labels, every valuation -----------------------------------------------------------------

NAMES = "abcd"
VALUES = (True, False, None)


def every(values):
    return False if False in values else (None if None in values else True)


def some(values):
    return True if True in values else (None if None in values else False)


def kleene(groups, values):
    """`groups`: for each gate its labels for all, and its groups of alternatives."""
    gates = [
        every([values[x] for x in alls] + [some([values[x] for x in group]) for group in anys]) for alls, anys in groups
    ]
    return "blocked" if False in gates else ("blocked-unknown" if None in gates else "open")


def minimal_sets(groups, values):
    """Every smallest set of labels that, made true, opens; by trying them all."""
    labels = sorted(values)
    opening = [
        set(some_)
        for n in range(len(labels) + 1)
        for some_ in combinations(labels, n)
        if kleene(groups, {**values, **dict.fromkeys(some_, True)}) == "open"
    ]
    return [s for s in opening if not any(other < s for other in opening)]


def gates_of(groups, condition):
    texts = []
    for number, (alls, anys) in enumerate(groups):
        text = f'gate G{number} "Gate" on Task.closure\n'
        for key, names in [("only if all", alls), *(("only if any", group) for group in anys)]:
            if names:
                text += f"  {key}:\n" + "".join(f"    - [{x}] {condition.format(x)}\n" for x in names)
        texts.append(text)
    return texts


def in_one_gate(places):
    """Labels put in `only if all` (0) or in one of two `only if any` (1, 2)."""
    at = ["".join(x for x, p in zip(NAMES, places, strict=False) if p == place) for place in range(3)]
    return ((at[0], tuple(group for group in at[1:] if group)),)


def in_two_gates(places):
    """Labels put in `only if all` or `only if any` of one gate (0, 1) or of another (2, 3)."""
    at = ["".join(x for x, p in zip(NAMES, places, strict=False) if p == place) for place in range(4)]
    return tuple((alls, (any_,) if any_ else ()) for alls, any_ in ((at[0], at[1]), (at[2], at[3])) if alls or any_)


def hosts_fields(names):
    declared = "entity Task\n" + "".join(f"  has f{x}: yes/no\n" for x in names)
    rows = list(product(VALUES, repeat=len(names)))
    tasks = [
        task(f"T{n}", fields={f"f{x}": v for x, v in zip(names, values, strict=True)}) for n, values in enumerate(rows)
    ]
    return declared, "f{} is yes", ledger(tasks=tasks), {values: f"T{n}" for n, values in enumerate(rows)}


def judgements(names):
    declared = "".join(f"judgement j{x} on Task\n" for x in names)
    rows = list(product(VALUES, repeat=len(names)))
    events = [
        event(f"J{n}{x}", "judgement", "2023-02-01", to=("task", f"T{n}"), term=f"j{x}", value=v)
        for n, values in enumerate(rows)
        for x, v in zip(names, values, strict=True)
        if v is not None
    ]
    tasks = [task(f"T{n}") for n in range(len(rows))]
    return declared, "j{}", ledger(*events, tasks=tasks), {values: f"T{n}" for n, values in enumerate(rows)}


def check(groups, names, facts_of):
    """Every valuation of the labels against Kleene, and the law of `to_open` asked of the program itself."""
    declared, condition, facts, id_of = facts_of(names)
    rules = policy(declared, *gates_of(groups, condition))
    decisions = {values: may(rules, facts, of=id_) for values, id_ in id_of.items()}
    for values, decision in decisions.items():
        given = dict(zip(names, values, strict=True))
        assert kleene(groups, given) == decision.state.value, (groups, given)
        assert given == {x.label: x.value for x in decision.labels}, (groups, given)
        wanted = minimal_sets(groups, given) if decision.state.value != "open" else []
        assert [len(s) for s in sorted(wanted, key=len)[:3]] == [len(s) for s in decision.to_open], (groups, given)
        assert len(decision.to_open) == len({frozenset(s) for s in decision.to_open}), (groups, given)
        for found in decision.to_open:
            assert set(found) in wanted, (groups, given)
            for n in range(len(found) + 1):
                for part in combinations(found, n):
                    made = tuple(True if x in part else given[x] for x in names)
                    assert (n == len(found)) == (decisions[made].state.value == "open"), (groups, given, part)


@pytest.mark.parametrize("places", [p for n in range(1, 5) for p in product(range(3), repeat=n)], ids=str)
def test_20_37_every_gate_of_up_to_four_labels(places):
    """Open only if true, blocked if false, else unknown; sets to open: minimal, three at most, the shortest first."""
    check(in_one_gate(places), NAMES[: len(places)], hosts_fields)


@pytest.mark.parametrize("places", [p for n in range(1, 4) for p in product(range(4), repeat=n)], ids=str)
def test_20_37_every_two_gates_on_one_act(places):
    """All gates must be open; one that is blocked outranks one that is unknown; what opens, opens both."""
    check(in_two_gates(places), NAMES[: len(places)], hosts_fields)


@pytest.mark.parametrize("places", [(0, 0, 0), (0, 1, 1), (1, 1, 1), (1, 1, 2), (0, 1, 2)], ids=str)
def test_20_37_labels_that_are_judgements(places):
    """True, false, or nobody has decided."""
    check(in_one_gate(places), NAMES[: len(places)], judgements)


def test_20_37_three_at_most():
    """Two groups of three alternatives could be met in nine ways: three of two labels are given."""
    rules = policy(
        "entity Task\n" + "".join(f"  has f{n}: yes/no\n" for n in range(6)),
        'gate G "Gate" on Task.closure\n  only if any:\n    - [x0] f0\n    - [x1] f1\n    - [x2] f2\n'
        "  only if any:\n    - [y0] f3\n    - [y1] f4\n    - [y2] f5\n",
    )
    sets = may(rules, ledger()).to_open
    assert [2, 2, 2] == [len(s) for s in sets]
    assert all("x" in "".join(s) and "y" in "".join(s) for s in sets)


def test_20_37_open_and_ungated_need_nothing():
    """There is nothing left to do for an open act, and nothing to do about one without a gate."""
    rules = policy("entity Task\n  has fa: yes/no\n", gate("[a] fa is yes"))
    facts = ledger(tasks=[task(fields={"fa": True})])
    assert ("open", ()) == (may(rules, facts).state.value, may(rules, facts).to_open)
    other = may(rules, facts, act="acceptance")
    assert ("ungated", (), ()) == (other.state.value, other.labels, other.to_open)


# -- 33: the act that is asked about, and the act on record -----------------------------------------------------------


def test_20_33_asking_supposes_an_act_of_today():
    """`this.on` is as-of, `this.recorded` is known-at."""
    rules = policy(gate("[on] this.on is 2023-05-10", "[recorded] this.recorded is 2023-05-12"))
    asked = may(rules, ledger(), "2023-05-10", "2023-05-12")
    assert {"on": True, "recorded": True} == {x.label: x.value for x in asked.labels}
    asked = may(rules, ledger(), "2023-05-11", "2023-05-11")
    assert {"on": False, "recorded": False} == {x.label: x.value for x in asked.labels}


def test_20_33_its_actor_is_the_one_given():
    """Whoever closes must not be who signed; nobody given, nobody known."""
    rules = policy(gate("[other] exists signature s where s.person is not this.person"))
    facts = ledger(event("S1", "signature", "2023-05-01", person="P1"))
    assert [True, False, None] == [label(rules, facts, actor=who) for who in ("P2", "P1", None)]


def test_20_33_actor_is_a_word_of_its_own():
    """`actor` is the same person."""
    rules = policy(gate("[other] exists signature s where s.person is not actor"))
    facts = ledger(event("S1", "signature", "2023-05-01", person="P1"))
    assert [True, False, None] == [label(rules, facts, actor=who) for who in ("P2", "P1", None)]


def test_20_33_a_post_may_be_asked_of_the_actor():
    """The act that is asked about is by whoever is given."""
    rules = policy(gate("[post] this by party_secretary"))
    assert [True, False, None] == [label(rules, ledger(), actor=who) for who in ("P3", "P1", None)]


def test_20_33_other_fields_are_unknown():
    """Nobody has written them yet: known neither to be so nor not to be so."""
    rules = policy(gate('[note] this.note is "done"', "[none] this.note is not none"))
    assert [None, None] == [x.value for x in may(rules, ledger(), actor="P1").labels]


PROOF = gate("[proof] exists evidence", name="CLOSE")


def breaches(facts, on="2023-12-31"):
    report = policy(PROOF).evaluate(facts, day(on))
    return [f.id for f in report.findings]


CLOSED = event("C1", "closure", "2023-05-10", "2023-05-12")


@pytest.mark.parametrize(
    ("on", "recorded", "heals"),
    [
        ("2023-05-09", "2023-05-09", True),
        ("2023-05-10", "2023-05-10", True),  # other events of the same day count
        ("2023-05-09", "2023-05-12", True),  # entered on the day the closure was first recorded
        ("2023-05-10", "2023-05-12", True),
        ("2023-05-09", "2023-05-13", False),  # papers entered later
        ("2023-05-10", "2023-05-13", False),
        ("2023-05-11", "2023-05-11", False),  # happened after the act
        ("2023-05-11", "2023-05-12", False),
    ],
)
def test_20_33_a_recorded_act_is_judged_by_what_was_known_when_it_was_first_recorded(on, recorded, heals):
    """The closure of 10 May was entered on the 12th."""
    facts = ledger(CLOSED, event("E1", "evidence", on, recorded))
    assert ([] if heals else ["R/CLOSE/Task:T1/C1"]) == breaches(facts)


def test_20_33_correcting_the_act_does_not_let_later_papers_in():
    """First recorded on the 12th it stays, whatever is corrected on the 20th."""
    fixed = event("X1", "correction", "2023-05-20", target="C1", changes={"note": "typing slip"})
    facts = ledger(CLOSED, event("E1", "evidence", "2023-05-09", "2023-05-15"), fixed)
    assert ["R/CLOSE/Task:T1/C1"] == breaches(facts)


def test_20_33_withdrawing_the_papers_later_breaks_nothing():
    """What was known on the day counts: the evidence was withdrawn after the closure was entered."""
    gone = event("W1", "withdrawal", "2023-06-01", target="E1")
    assert [] == breaches(ledger(CLOSED, event("E1", "evidence", "2023-05-09"), gone))


def test_20_33_asking_sees_the_events_of_the_day():
    """Evidence of today counts for a closure of today, if it is known."""
    today = ledger(event("E1", "evidence", "2023-05-10", "2023-05-11"))
    rules = policy(PROOF)
    assert False is label(rules, today, "2023-05-10", "2023-05-10")
    assert True is label(rules, today, "2023-05-10", "2023-05-11")


# -- 34: by a post ----------------------------------------------------------------------------------------------------

SIGNED = gate("[signed] exists signature s where s by party_secretary")


def signed(*, units=UNITS, card=None, **more):
    facts = ledger(event("S1", "signature", "2023-05-01", **more), units=units, tasks=[card or task()])
    return label(policy(SIGNED), facts)


def county(*posts):
    return (UNITS[0], Unit("COUNTY", parent="CITY", posts=posts))


def test_20_34_the_holder_in_the_territory():
    """P3 is party secretary of the county where the task lies; P5 holds another post there."""
    assert [True, False] == [signed(person=who) for who in ("P3", "P5")]


def test_20_34_it_never_climbs_to_a_higher_unit():
    """The city's secretary signs nothing for the county: somebody else holds the post there."""
    assert False is signed(person="P1")


def test_20_34_it_never_falls_back_on_the_lead_unit():
    """In a territory without a holder on record nobody is known to be the secretary, the lead unit's least."""
    assert [None, None] == [signed(person=who, card=task(territory="BARE")) for who in ("P1", "P3")]


@pytest.mark.parametrize("territory", [None, NONE, "NOWHERE"], ids=["not given", "none", "not in the ledger"])
def test_20_34_no_territory_is_unknown(territory):
    """Where is not known, so who is not."""
    assert None is signed(person="P1", card=task(territory=territory))


@pytest.mark.parametrize("person", [None, NONE], ids=["not given", "none"])
def test_20_34_no_person_is_unknown(person):
    """Nobody is named as having signed."""
    assert None is signed(person=person)


def test_20_34_the_claimed_post_is_no_evidence():
    """It neither makes a secretary nor unmakes one."""
    assert False is signed(person="P5", post="party_secretary")
    assert True is signed(person="P3", post="deputy_in_charge")
    assert None is signed(post="party_secretary")


def test_20_34_several_holders_any_of_them():
    """Two are on record on that day."""
    posts = (tenure("party_secretary", "P3", "2023-01-01"), tenure("party_secretary", "P4", "2023-04-01"))
    assert [True, True, False] == [signed(person=who, units=county(*posts)) for who in ("P3", "P4", "P5")]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2023-05-01", None, True),  # the first day
        (None, "2023-05-01", True),  # the last day
        ("2023-05-01", "2023-05-01", True),
        (None, "2023-04-30", None),  # nobody on record on the day
        ("2023-05-02", None, None),
        (None, None, True),
    ],
)
def test_20_34_a_tenure_includes_its_last_day(since, until, expected):
    """Signed on 1 May 2023 by the only holder ever on record."""
    assert expected is signed(person="P3", units=county(tenure("party_secretary", "P3", since, until)))


def test_20_34_a_successor_on_the_last_day():
    """Both held it on 1 May; the day after, only the successor."""
    posts = (
        tenure("party_secretary", "P3", None, "2023-05-01"),
        tenure("party_secretary", "P4", "2023-05-01", None),
    )
    assert [True, True] == [signed(person=who, units=county(*posts)) for who in ("P3", "P4")]
    facts = ledger(event("S1", "signature", "2023-05-02", person="P3"), units=county(*posts))
    assert False is label(policy(SIGNED), facts)


def test_20_34_the_day_is_the_day_it_happened():
    """Entered on the 5th, when another held the post: what counts is 1 May, and today counts least."""
    posts = (
        tenure("party_secretary", "P3", None, "2023-05-01"),
        tenure("party_secretary", "P4", "2023-05-02", None),
    )
    facts = ledger(event("S1", "signature", "2023-05-01", "2023-05-05", person="P3"), units=county(*posts))
    assert True is label(policy(SIGNED), facts)


def test_20_34_persons_are_compared_by_id_not_by_name():
    """Two persons of one name are two: both signatures are there."""
    rules = policy(
        gate(
            "[dual] exists signature a, signature b where a by party_secretary and b by rectification_office"
            " and a.person is not b.person"
        )
    )
    two = [event("S1", "signature", "2023-05-01", person="P3"), event("S2", "signature", "2023-05-01", person="P5")]
    assert [True, False] == [label(rules, ledger(*signatures)) for signatures in (two, two[:1])]


def test_20_34_one_person_of_both_posts_signs_once():
    """Two signatures of the one who holds both posts are not two different persons."""
    rules = policy(
        gate(
            "[dual] exists signature a, signature b where a by party_secretary and b by government_head"
            " and a.person is not b.person"
        )
    )
    both = county(tenure("party_secretary", "P3"), tenure("government_head", "P3"))
    two = [event("S1", "signature", "2023-05-01", person="P3"), event("S2", "signature", "2023-05-02", person="P3")]
    assert False is label(rules, ledger(*two, units=both))


def test_20_34_of_another_unit():
    """`by POST of lead_unit` asks the unit that is named."""
    rules = policy(gate("[signed] exists signature s where s by party_secretary of lead_unit"))
    facts = [ledger(event("S1", "signature", "2023-05-01", person=who)) for who in ("P1", "P3")]
    assert [True, False] == [label(rules, one) for one in facts]
    nowhere = ledger(event("S1", "signature", "2023-05-01", person="P1"), tasks=[task(lead_unit=None)])
    assert None is label(rules, nowhere)


def test_20_34_on_a_plan_it_asks_the_issuing_unit():
    """The city issued the plan."""
    rules = policy(gate("[replied] exists reply s where s by party_secretary", on="Plan.circular"))
    seen = [
        label(rules, ledger(event("A1", "reply", "2023-05-01", to=("plan", "P"), person=who)), act="circular", of="P")
        for who in ("P1", "P3")
    ]
    assert [True, False] == seen


def test_20_34_on_a_unit_it_asks_that_unit():
    """Each unit its own secretary."""
    rules = policy(gate("[studied] exists study s where s by party_secretary", on="Unit.budget"))
    seen = [
        label(rules, ledger(event("A1", "study", "2023-05-01", to=("unit", of), person="P3")), act="budget", of=of)
        for of in ("COUNTY", "CITY", "BARE")
    ]
    assert [True, False, None] == seen


def test_20_34_the_subject_is_the_events_own():
    """A rule on the plan looks at a task's signature: its post is asked of the task's territory."""
    rules = policy('notice N "Signed" for each Plan\n  when: exists signature s where s by party_secretary\n')
    seen = [
        [
            f.id
            for f in rules.evaluate(
                ledger(event("S1", "signature", "2023-05-01", person=who)), day("2023-05-10")
            ).findings
        ]
        for who in ("P3", "P1")
    ]
    assert [["R/N/Plan:P"], []] == seen


# -- 35: after a reopening --------------------------------------------------------------------------------------------

REOPENED = [
    event("E1", "evidence", "2023-02-01"),
    event("C1", "closure", "2023-02-10"),
    event("O1", "reopening", "2023-03-10"),
]


def test_20_35_after_a_reopening_only_what_came_since():
    """The old evidence does not close the task a second time; evidence of the reopening's day does."""
    rules = policy(PROOF)
    assert [True, True] == [label(rules, ledger(*REOPENED), on) for on in ("2023-02-10", "2023-03-09")]
    assert [False, False] == [label(rules, ledger(*REOPENED), on) for on in ("2023-03-10", "2023-05-10")]
    assert True is label(rules, ledger(*REOPENED, event("E2", "evidence", "2023-03-10")))
    assert False is label(rules, ledger(*REOPENED, event("E2", "evidence", "2023-03-09")))


def test_20_35_the_last_reopening_counts():
    """Reopened twice: evidence between the two is old."""
    events = [*REOPENED, event("E2", "evidence", "2023-03-15"), event("O2", "reopening", "2023-04-10")]
    assert [True, False] == [label(policy(PROOF), ledger(*events), on) for on in ("2023-04-09", "2023-04-10")]


def test_20_35_a_withdrawn_reopening_is_none():
    """The old evidence counts again."""
    events = [*REOPENED, event("W1", "withdrawal", "2023-04-01", target="O1")]
    assert [False, True] == [label(policy(PROOF), ledger(*events), on) for on in ("2023-03-31", "2023-04-01")]


def test_20_35_recorded_acts_are_judged_likewise():
    """The first closure was in order, the second rests on papers from before the reopening."""
    events = [*REOPENED, event("C2", "closure", "2023-04-10")]
    assert [] == breaches(ledger(*events), "2023-04-09")
    assert ["R/CLOSE/Task:T1/C2"] == breaches(ledger(*events))


def test_20_35_a_gate_on_closure_covers_petitions():
    """A bullet for one kind says so."""
    rules = policy(gate("[proof] if kind is task then exists evidence", "[done] exists completion"))
    facts = ledger(
        event("D1", "completion", "2023-05-01", to=("task", "T2")), tasks=[task(), task("T2", kind=TaskKind.PETITION)]
    )
    assert ("blocked", "open") == tuple(may(rules, facts, of=of).state.value for of in ("T1", "T2"))


# -- 36: judgements ---------------------------------------------------------------------------------------------------

FIT = "judgement fit on Task\n  decided by: party_secretary\n  valid for: 90 days\n\n" + gate("[fit] fit")


def judged(id_, on, value, person="P3", recorded=None, **more):
    return event(id_, "judgement", on, recorded, person=person, term="fit", value=value, **more)


def fit(*events, on="2023-05-10", known_at=None, **more):
    return label(policy(FIT), ledger(*events, **more), on, known_at)


def gaps(*events, on="2023-05-10"):
    return [(g.reason, g.event) for g in policy(FIT).evaluate(ledger(*events), day(on)).data_gaps]


def test_20_36_none_in_force_is_unknown():
    """Nobody has decided."""
    assert None is fit()
    assert [] == gaps()


def test_20_36_the_judgement_of_the_post_holds():
    """True or false, as decided."""
    assert [True, False] == [fit(judged("J1", "2023-05-01", value)) for value in (True, False)]


def test_20_36_a_later_one_replaces_it():
    """The latest holds, whichever way."""
    assert False is fit(judged("J1", "2023-04-01", True), judged("J2", "2023-05-01", False))
    assert True is fit(judged("J1", "2023-04-01", False), judged("J2", "2023-05-01", True))
    assert True is fit(judged("J1", "2023-04-01", True), judged("J2", "2023-05-01", False), on="2023-04-30")


def test_20_36_not_before_its_day_nor_before_it_is_known():
    """`on` ≤ as-of, recorded ≤ known-at."""
    one = judged("J1", "2023-05-05", True, recorded="2023-05-08")
    assert [None, True] == [fit(one, on=on, known_at="2023-05-08") for on in ("2023-05-04", "2023-05-05")]
    assert [None, True] == [fit(one, known_at=at) for at in ("2023-05-07", "2023-05-08")]


def test_20_36_valid_for_counts_from_on_that_day_not_counted():
    """1 March and 90 days: 30 to the end of March, 30 in April, 30 more to 30 May."""
    one = judged("J1", "2023-03-01", True)
    assert [True, None] == [fit(one, on=on) for on in ("2023-05-30", "2023-05-31")]


def test_20_36_validity_counts_from_the_day_it_was_made_not_entered():
    """Entered late it lapses on the same day."""
    one = judged("J1", "2023-03-01", True, recorded="2023-04-01")
    assert [True, None] == [fit(one, on=on) for on in ("2023-05-30", "2023-05-31")]


def test_20_36_two_of_one_day_that_differ_are_unknown():
    """Two of one day that agree are one answer."""
    assert None is fit(judged("J1", "2023-05-01", True), judged("J2", "2023-05-01", False))
    assert True is fit(judged("J1", "2023-05-01", True), judged("J2", "2023-05-01", True))


def test_20_36_a_later_one_settles_a_contradiction():
    """The latest alone holds."""
    two = (judged("J1", "2023-05-01", True), judged("J2", "2023-05-01", False))
    assert True is fit(*two, judged("J3", "2023-05-02", True))


def test_20_36_one_by_somebody_else_is_ignored_and_a_gap():
    """P1 is secretary of the city, not of the county: neither alone nor over an earlier one does it say anything."""
    astray = judged("J2", "2023-05-01", False, person="P1")
    assert None is fit(astray)
    assert True is fit(judged("J1", "2023-04-01", True), astray)
    assert [("not entitled", "J2")] == gaps(judged("J1", "2023-04-01", True), astray)


def test_20_36_the_post_is_asked_on_the_day_of_the_judgement():
    """P3 held it until 30 April; what was decided then stands."""
    posts = (tenure("party_secretary", "P3", None, "2023-04-30"), tenure("party_secretary", "P4", "2023-05-01"))
    assert True is fit(judged("J1", "2023-04-30", True), units=county(*posts))
    assert None is fit(judged("J1", "2023-05-01", True), units=county(*posts))


def test_20_36_without_a_holder_on_record_it_is_unknown():
    """Nobody knows whether who judged held the post."""
    assert None is fit(judged("J1", "2023-05-01", True), units=county())


def test_20_36_a_doubtful_one_before_the_latest_changes_nothing():
    """The latest is by the holder; that an older one is by nobody knows whom says nothing about it."""
    posts = (tenure("party_secretary", "P3", "2023-04-01"),)
    old, new = judged("J1", "2023-03-01", False, person="P4"), judged("J2", "2023-05-01", True)
    assert True is fit(new, units=county(*posts))
    assert True is fit(old, new, units=county(*posts))


def test_20_36_a_doubtful_one_after_a_sure_one_leaves_it_open():
    """If it is by the holder it says no: nobody knows."""
    posts = (tenure("party_secretary", "P3", None, "2023-04-30"),)
    sure, doubtful = judged("J1", "2023-04-01", True), judged("J2", "2023-05-01", False, person="P4")
    assert None is fit(sure, doubtful, units=county(*posts))


def test_20_36_of_another_term_or_another_subject_it_says_nothing():
    """Term and subject are its own."""
    other = event("J1", "judgement", "2023-05-01", person="P3", term="unfit", value=True)
    assert None is fit(other)
    assert None is fit(judged("J2", "2023-05-01", True, to=("task", "T2")), tasks=[task(), task("T2")])


def test_20_36_a_withdrawn_one_is_none():
    """The one before holds again."""
    gone = event("W1", "withdrawal", "2023-05-05", target="J2")
    events = (judged("J1", "2023-04-01", True), judged("J2", "2023-05-01", False), gone)
    assert [False, True] == [fit(*events, on=on) for on in ("2023-05-04", "2023-05-05")]


def test_20_36_on_a_plan_the_issuing_units_holder_decides():
    """The city issued the plan; the county's secretary decides nothing about it."""
    rules = policy(
        "judgement fit on Plan\n  decided by: party_secretary\n", gate("[fit] fit", on="Plan.circular", name="G")
    )
    seen = [
        label(rules, ledger(judged("J1", "2023-05-01", True, person=who, to=("plan", "P"))), act="circular", of="P")
        for who in ("P1", "P3")
    ]
    assert [True, None] == seen


# -- section 10: blocked, unknown, refer ------------------------------------------------------------------------------


def test_20_37_when_unknown_refer_sends_it_to_a_person():
    """The act is stopped all the same."""
    rules = policy("entity Task\n  has fa: yes/no\n", gate("[a] fa is yes") + "  when unknown: refer\n")
    unknown, no = may(rules, ledger()), may(rules, ledger(tasks=[task(fields={"fa": False})]))
    assert (("blocked-unknown", True), ("blocked", False)) == tuple((d.state.value, d.refer) for d in (unknown, no))


PERMIT = """
exception X overrides G
  applies when: {when}
  effect: permit [a]
"""


def test_20_37_a_waived_label_need_not_become_true():
    """The exception permits without [a]; what is left is [b]."""
    rules = policy(
        "entity Task\n  has fa: yes/no\n  has fb: yes/no\n",
        gate("[a] fa is yes", "[b] fb is yes"),
        PERMIT.format(when="exists evidence"),
    )
    card = task(fields={"fa": False, "fb": False})
    proof = event("E1", "evidence", "2023-05-01")
    assert (("a", "b"),) == tuple(tuple(sorted(s)) for s in may(rules, ledger(tasks=[card])).to_open)
    assert (("b",),) == may(rules, ledger(proof, tasks=[card])).to_open
    assert "open" == may(rules, ledger(proof, tasks=[task(fields={"fb": True})])).state.value


def test_20_37_an_exception_that_may_apply_opens_nothing():
    """Nobody knows whether it applies: the gate stays blocked."""
    rules = policy(
        "entity Task\n  has fa: yes/no\n  has fb: yes/no\n", gate("[a] fa is yes"), PERMIT.format(when="fb is yes")
    )
    states = [
        may(rules, ledger(tasks=[task(fields={"fa": False, "fb": fb})])).state.value for fb in (None, False, True)
    ]
    assert ["blocked", "blocked", "open"] == states


# -- 41: which day's parameters ---------------------------------------------------------------------------------------

NEEDED = """
parameter needed: integer
  from 2022-01-01: 1
  from 2023-06-01: 2

"""
ENOUGH = NEEDED + gate("[enough] count of evidence at least needed")


def test_20_41_a_gate_uses_the_parameters_of_the_as_of_day():
    """One is enough until 31 May, two are needed from 1 June."""
    facts = ledger(event("E1", "evidence", "2023-05-01"))
    assert [True, False] == [label(policy(ENOUGH), facts, on) for on in ("2023-05-31", "2023-06-01")]


def test_20_41_a_recorded_act_uses_those_of_its_day():
    """Closed on 31 May, entered on 2 June: one was enough. Closed on 1 June: it was not."""
    facts = ledger(
        event("E1", "evidence", "2023-05-01"),
        event("C1", "closure", "2023-05-31", "2023-06-02"),
        event("E2", "evidence", "2023-05-01", to=("task", "T2")),
        event("C2", "closure", "2023-06-01", to=("task", "T2")),
        tasks=[task(), task("T2")],
    )
    assert ["R/G/Task:T2/C2"] == [f.id for f in policy(ENOUGH).evaluate(facts, day("2023-07-01")).findings]


def test_20_41_a_standing_uses_those_of_the_day_judged():
    """With one piece of evidence it is broken from 1 June on, on the day and looking back."""
    rules = policy(NEEDED, 'standing ST "Enough" for each Task\n  must: count of evidence at least needed\n')
    facts = ledger(event("E1", "evidence", "2023-01-01"))
    assert [] == list(rules.evaluate(facts, day("2023-05-31")).findings)
    assert ["2023-06-01"] == [str(f.episode) for f in rules.evaluate(facts, day("2023-07-15")).findings]


def test_20_41_a_notice_uses_those_of_the_day_judged():
    """It applies while one is enough."""
    rules = policy(NEEDED, 'notice N "Enough" for each Task\n  when: count of evidence at least needed\n')
    facts = ledger(event("E1", "evidence", "2023-01-01"))
    assert ["2023-01-01"] == [str(f.episode) for f in rules.evaluate(facts, day("2023-05-31")).findings]
    assert [] == list(rules.evaluate(facts, day("2023-06-01")).findings)


def test_20_41_where_no_value_is_in_force_it_is_unknown():
    """Repealed from 1 June: the gate is not open, and not blocked."""
    rules = policy(ENOUGH.replace("from 2023-06-01: 2", "from 2023-06-01: repealed"))
    facts = ledger(event("E1", "evidence", "2023-01-01"))
    assert [True, None] == [label(rules, facts, on) for on in ("2023-05-31", "2023-06-01")]


def test_20_41_a_gate_stands_while_it_is_in_force():
    """From 1 June on: asked on 31 May the act is ungated, closed on 31 May it broke nothing."""
    rules = policy(PROOF.replace("  only if all", "  in force: from 2023-06-01\n  only if all"))
    assert ["ungated", "blocked"] == [may(rules, ledger(), on).state.value for on in ("2023-05-31", "2023-06-01")]
    closures = [
        event("C1", "closure", "2023-05-31", "2023-06-02"),
        event("C2", "closure", "2023-06-01", to=("task", "T2")),
    ]
    facts = ledger(*closures, tasks=[task(), task("T2")])
    assert ["R/CLOSE/Task:T2/C2"] == [f.id for f in rules.evaluate(facts, day("2023-07-01")).findings]
