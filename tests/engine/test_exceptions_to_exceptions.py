"""Exceptions to exceptions on a day: each inner one takes the place of its outer (language note, sections 7 to 9)."""

from __future__ import annotations

from itertools import product

import pytest

import rectcore

HEAD = """# dialect: en
ruleset R "R" / "则"
  in force: from 2023-01-01
  if due on a holiday: same day
entity Task
  has a: yes/no
  has b: yes/no
  has c: yes/no
  has d: yes/no
"""
DUTY = "duty D for each Task\n  due: 2023-04-01\n  fulfilled by: completion\n"
STANDING = "standing S for each Task\n  must: exists completion\n"
NOTICE = "notice N for each Task\n  when: no completion\n  call for: reminder\n"
GATE = "gate G on Task.closure\n  only if all:\n    - [x] exists completion\n    - [y] exists report\n"
LADDER = (
    "duty D for each Task\n  due: 2023-04-01\n  fulfilled by: completion\n  breach goes to: L\n"
    "ladder L\n  counting: in total\n  rung 1 -> warning\n"
)
DAYS = (
    "standing S for each Task\n  must: exists completion\n  breach goes to: L\n"
    "ladder L\n  rung after 5 days -> warning\n"
)


def exception(name: str, overrides: str, effect: str) -> str:
    return f"exception {name.upper()} overrides {overrides}\n  applies when: {name}\n  effect: {effect}\n"


def facts(**given: bool | None) -> str:
    return ", ".join(f"{k}: {'yes' if v else 'no'}" for k, v in given.items() if v is not None)


def found(rules: str, asked: str, given: str = "", more: str = "") -> str:
    text = (
        HEAD
        + rules
        + f'scenario "s" / "情"\n  given Task T1 {{{given}}}\n{more}  as of: 2023-05-01\n  expect {asked}\n'
    )
    policy = rectcore.load_text(text)
    assert policy.ok, [x.line() for x in policy.diagnostics]
    outcome = policy.test()[0].outcomes[0]
    return outcome.found + (f" {list(outcome.found_labels)}" if outcome.found_labels else "")


CHAIN = DUTY + exception("a", "D", "excused") + exception("b", "A", "set aside") + exception("c", "B", "set aside")


def expected(a: bool | None, b: bool | None, c: bool | None) -> str:
    """By hand: A excuses; B sets A aside; C sets B aside."""
    aside = {(True, True): False, (False, True): False, (None, True): False, (True, False): True, (False, False): False}
    stands = aside.get((b, c))
    if b is False:
        stands = False
    if a is False:
        return "missed"
    if stands is None:
        return "undetermined"
    if stands:
        return "missed"
    return "excused" if a else "undetermined"


@pytest.mark.parametrize(("a", "b", "c"), list(product((True, False, None), repeat=3)))
def test_a_chain_of_three(a, b, c):
    assert expected(a, b, c) == found(CHAIN, "D(T1) is missed", facts(a=a, b=b, c=c))


def test_an_inner_exception_puts_its_own_effect_in_the_place_of_the_outer():
    rules = DUTY + exception("a", "D", "not required") + exception("b", "A", "excused")
    assert "not-required" == found(rules, "D(T1) is missed", facts(a=True, b=False))
    assert "excused" == found(rules, "D(T1) is missed", facts(a=True, b=True))
    assert "missed" == found(rules, "D(T1) is excused", facts(a=False, b=True))


def test_siblings_inside_that_disagree():
    rules = (
        DUTY + exception("a", "D", "not required") + exception("b", "A", "excused") + exception("c", "A", "set aside")
    )
    assert "conflict / undetermined" == found(rules, "D(T1) is missed", facts(a=True, b=True, c=True))
    assert "missed" == found(rules, "D(T1) is excused", facts(a=True, b=False, c=True))
    # C is sure, B may disagree with it: nobody is convicted on that.
    assert "undetermined" == found(rules, "D(T1) is excused", facts(a=True, c=True))


def test_a_standing_and_a_notice():
    for rules, asked, bad in ((STANDING, "S", "violated"), (NOTICE, "N", "holds / reminder")):
        tree = rules + exception("a", asked, "not required") + exception("b", "A", "set aside")
        good = "holds" if asked == "S" else "not"
        assert good == found(tree, f"{asked}(T1) is undetermined", facts(a=True, b=False))
        assert bad == found(tree, f"{asked}(T1) is undetermined", facts(a=True, b=True))
        assert bad == found(tree, f"{asked}(T1) is undetermined", facts(a=False))
        assert "undetermined" == found(tree, f"{asked}(T1) is holds", facts(a=True))


def test_a_standing_whose_exceptions_disagree_is_undetermined():
    rules = (
        STANDING
        + exception("a", "S", "not required")
        + exception("b", "A", "set aside")
        + exception("c", "A", "not required")
    )
    assert "undetermined" == found(rules, "S(T1) is holds", facts(a=True, b=True, c=True))


WAIVED = (
    GATE + exception("a", "G", "permit [x, y]") + exception("b", "A", "set aside") + exception("c", "A", "permit [x]")
)


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({"a": True, "b": False, "c": False}, "open"),
        ({"a": True, "b": True, "c": False}, "blocked ['x', 'y']"),
        ({"a": True, "b": False, "c": True}, "blocked ['y']"),
        ({"a": True, "b": True, "c": True}, "blocked ['x', 'y']"),
        ({"a": True}, "blocked ['x', 'y']"),
        ({"c": True}, "blocked ['x', 'y']"),
    ],
)
def test_a_gate_with_waivers_of_waivers(given, answer):
    assert answer == found(WAIVED, "G(T1) is ungated", facts(**given))


@pytest.mark.parametrize("given", [{"a": True, "b": True, "c": True}, {"a": True}, {"b": True}])
def test_an_act_on_record_is_no_breach_where_a_waiver_may_stand(given):
    text = HEAD + WAIVED
    task = rectcore.Task("T1", opened=rectcore_day("2023-02-01"), fields=dict(given))
    act = rectcore.Event(
        "e",
        "closure",
        rectcore.Subject("task", "T1"),
        on=rectcore_day("2023-04-01"),
        recorded=rectcore_day("2023-04-01"),
    )
    ledger = rectcore.Ledger("l", tasks=[task], events=[act], through=rectcore_day("2023-12-31"))
    report = rectcore.load_text(text).evaluate(ledger, rectcore_day("2023-05-01"))
    assert () == report.findings
    assert ["gap:undetermined:R/G/Task:T1/e"] == [g.id for g in report.data_gaps]


def rectcore_day(text: str):
    from datetime import date

    return date.fromisoformat(text)


CONDITION = "ladder L for each Task\n  rung 1 -> warning\n    when all:\n      - [x] no completion\n"
CONDITIONS = CONDITION + "  rung 2 -> circular\n    when all:\n      - [y] b\n"
COLOURS = (
    "ladder C for each Task\n  every: month\n  rung 1 -> reminder\n    when all:\n      - [x] no completion\n"
    "    breach goes to: L\nladder L\n  counting: in total\n  rung 2 -> warning\n"
)
PRAISE = (
    "duty D for each Task\n  due: 2023-04-01\n  fulfilled by: completion\n  kept goes to: L\n"
    "ladder L\n  counts: on time\n  counting: in total\n  rung 1 -> commendation\n"
)


@pytest.mark.parametrize("rules", [LADDER, DAYS, CONDITION])
def test_an_exception_to_a_ladder_keeps_its_measures_back(rules):
    tree = rules + exception("a", "L", "not required") + exception("b", "A", "set aside")
    assert "warning" == found(tree, "L(T1) is none", facts(a=False)).removesuffix(" ['x']")
    assert "none" == found(tree, "L(T1) is warning", facts(a=True, b=False))
    assert "warning" == found(tree, "L(T1) is none", facts(a=True, b=True)).removesuffix(" ['x']")
    assert "none / undetermined" == found(tree, "L(T1) is warning", "")


def test_the_rung_that_may_be_called_off_may_be_a_higher_one():
    rules = CONDITIONS + exception("a", "L", "not required")
    assert "circular ['y']" == found(rules, "L(T1) is none", facts(a=False, b=True))
    assert "none" == found(rules, "L(T1) is circular", facts(a=True))
    assert "none / undetermined" == found(rules, "L(T1) is circular", facts(b=True))
    # Of no rung, nothing is called off.
    done = "  given completion E {on: 2023-02-01}\n"
    assert "none" == found(rules, "L(T1) is circular", facts(b=False), done)


@pytest.mark.parametrize(("a", "answer"), [(False, "warning"), (True, "none"), (None, "none / undetermined")])
def test_a_colour_that_is_called_off_does_not_count(a, answer):
    rules = COLOURS + exception("a", "C", "not required")
    assert answer == found(
        rules, "L(T1) is superseded", "opened: 2023-01-01" + (f", {facts(a=a)}" if a is not None else "")
    )


@pytest.mark.parametrize(("a", "answer"), [(False, "commendation"), (True, "none"), (None, "none / undetermined")])
def test_praise_may_be_called_off(a, answer):
    rules = PRAISE + exception("a", "L", "not required")
    done = "  given completion E {on: 2023-03-01}\n"
    assert answer == found(rules, "L(T1) is superseded", facts(a=a), done)


@pytest.mark.parametrize(
    ("rules", "before"), [(LADDER, "2023-03-01"), (DAYS, "2023-02-03"), (CONDITIONS, "2023-01-31")]
)
def test_what_may_be_called_off_is_a_gap(rules, before):
    task = rectcore.Task("T1", opened=rectcore_day("2023-02-01"), lead_unit="U", fields={"b": False})
    ledger = rectcore.Ledger("l", tasks=[task], through=rectcore_day("2023-12-31"))
    policy = rectcore.load_text(HEAD + rules + exception("a", "L", "not required"))
    assert ["gap:undetermined:R/L/Task:T1"] == [
        g.id for g in policy.evaluate(ledger, rectcore_day("2023-05-01")).data_gaps
    ]
    # Before anything is missed there is nothing to call off.
    assert () == policy.evaluate(ledger, rectcore_day(before)).data_gaps


def test_an_exception_of_other_days_does_nothing():
    later = "exception A overrides S\n  in force: from 2024-01-01\n  applies when: a\n  effect: not required\n"
    assert "violated" == found(STANDING + later, "S(T1) is holds", facts(a=True))
