"""The door: loading rules, and what each question refuses (language note, section 20, 1 and 39)."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore import CallError, Ledger, LoadError, Person, Plan, Task, Unit

RULES = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: CALENDAR
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
parameter span: days
  from 2023-01-01: 5
duty DONE "Done" for each Task
  due: span after opened
  fulfilled by: completion
"""
DAY = date(2023, 6, 30)


def policy(calendar="cn_public", **how):
    return rectcore.load_text(RULES.replace("CALENDAR", calendar), "demo.rules", **how)


def ledger(**more):
    given = {
        "tasks": (Task("T-1", date(2023, 1, 1)),),
        "units": (Unit("U-1"),),
        "persons": (Person("P-1"),),
        "plan": Plan("PLAN"),
        **more,
    }
    return Ledger("L", **given)


def refusal(call, *args, **how):
    """The codes, places and hints of a call that is refused."""
    with pytest.raises(CallError) as caught:
        call(*args, **how)
    return [(d.code, d.place, d.hint.en) for d in caught.value.diagnostics]


def test_a_calendar_that_does_not_exist_is_named_where_it_is_written():
    """RC313 at the word, and the policy cannot be asked, not even for its id."""
    found = policy("cn_pubic")
    (wrong,) = [d for d in found.diagnostics if d.code == "RC313"]
    assert ("demo.rules:4:13", False) == (wrong.where, found.ok)
    assert "cn_public" in wrong.hint.en
    with pytest.raises(LoadError) as caught:
        _ = found.id
    assert "RC313" in [d.code for d in caught.value.diagnostics]


def test_a_calendar_of_the_host_wins_over_a_shipped_one_and_may_have_any_name():
    """39: passed in by id; the very object is used."""
    mine = rectcore.load_calendar("cn_public")
    for name in ("cn_public", "house"):
        found = policy(name, calendars={name: mine})
        assert found.ok
        assert mine is found.calendar


def test_rules_with_errors_say_so_and_refuse_every_question():
    """What is wrong stands in the diagnostics; asking raises all errors, and no warning."""
    found = rectcore.load_text(RULES.replace("CALENDAR", "cn_public") + "gate G\n")
    errors = [d for d in found.diagnostics if d.severity is rectcore.Severity.ERROR]
    assert errors
    for ask in (lambda: found.evaluate(ledger(), DAY), lambda: found.may("closure", "T-1", ledger(), DAY), found.test):
        with pytest.raises(LoadError) as caught:
            ask()
        assert errors == list(caught.value.diagnostics)


def test_the_id_is_that_of_the_rule_set():
    """`id` is the word behind `ruleset`."""
    assert "R" == policy().id


def test_another_time_zone_is_refused():
    """1: ledger and rules must count the same days."""
    facts = ledger(timezone="Asia/Tokyo")
    expected = [("CL105", "L", "use one time zone for both")]
    assert expected == refusal(policy().evaluate, facts, DAY)
    assert expected == refusal(policy().may, "closure", "T-1", facts, DAY)


def test_everything_wrong_with_a_question_is_said_at_once():
    """The act, the subject and the person, each with the near name there is."""
    assert [
        ("CL101", "closur", "did you mean `closure`?"),
        ("CL102", "T-2", "did you mean `T-1`?"),
        ("CL103", "P-2", "did you mean `P-1`?"),
    ] == refusal(policy().may, "closur", "T-2", ledger(), DAY, actor="P-2")
    assert [("CL101", "Task", "")] == refusal(policy().may, "Task", "T-1", ledger(), DAY)


@pytest.mark.parametrize(("id_", "kind"), [("T-1", "task"), ("U-1", "unit"), ("PLAN", "plan")])
def test_an_act_may_be_on_a_task_a_unit_or_the_plan_and_is_named_in_either_language(id_, kind):
    """The subject is found by its id; without a gate the act is ungated."""
    for act in ("warning", "预警"):
        found = policy().may(act, id_, ledger(), DAY)
        assert ("warning", kind, id_, "ungated") == (found.act, found.subject.kind, found.subject.id, found.state.value)


def test_a_name_is_explained_in_both_languages_or_refused_with_the_near_one():
    """CL104 offers the name that may have been meant; a parameter says its value on the day asked for."""
    found = policy()
    assert "5 days" in found.explain("span").en
    assert found.explain("DONE").zh
    assert [("CL104", "DONNE", "did you mean `DONE`?")] == refusal(found.explain, "DONNE")
