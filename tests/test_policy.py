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


def test_where_no_name_is_near_some_of_those_there_are_stand_in_the_hint():
    """Five at most, in the language of the reader; nothing there is said to be so."""
    facts = ledger(persons=tuple(Person(f"P-{n}") for n in range(7)))
    assert [
        ("CL101", "Task", "there are `report`, `evidence`, `completion`, `inspection`, `acceptance` and 30 more"),
        ("CL102", "zzz", "there are `T-1`, `U-1`, `PLAN`"),
        ("CL103", "zzz", "there are `P-0`, `P-1`, `P-2`, `P-3`, `P-4` and 2 more"),
    ] == refusal(policy().may, "Task", "zzz", facts, DAY, actor="zzz")
    with pytest.raises(CallError) as caught:
        policy().may("Task", "T-1", ledger(persons=()), DAY, actor="zzz")
    assert [
        "可用 `进展填报`、`佐证材料`、`上报完成`、`现场核查`、`验收`，另有30个",
        "目前一个也没有",
    ] == [d.hint.zh for d in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("act", "subject", "en", "zh", "hint"),
    [
        ("closure", "U-1", "a closure is about a task, and `U-1` is a unit", "销号针对事项，而 `U-1` 是单位", "T-1"),
        ("closure", "PLAN", "a closure is about a task, and `PLAN` is a plan", "销号针对事项，而 `PLAN` 是方案", None),
        (
            "实施方案",
            "T-1",
            "a local plan is about a unit, and `T-1` is a task",
            "实施方案针对单位，而 `T-1` 是事项",
            "U-1",
        ),
        ("budget", "zzz", "unknown unit `zzz`", "没有名为 `zzz` 的单位", None),
        ("warning", "zzz", "unknown task, unit or plan `zzz`", "没有名为 `zzz` 的事项、单位或方案", None),
    ],
)
def test_an_act_is_asked_of_what_it_is_about(act, subject, en, zh, hint):
    """CL102 where a unit stands in the place of a task: no rule speaks of such an act, so `ungated` would mislead."""
    with pytest.raises(CallError) as caught:
        policy().may(act, subject, ledger(), DAY)
    (wrong,) = caught.value.diagnostics
    assert ("CL102", en, zh) == (wrong.code, wrong.message.en, wrong.message.zh)
    assert wrong.hint.en == (f"did you mean `{hint}`?" if hint else wrong.hint.en)
    assert wrong.hint.en
    assert wrong.hint.zh


def test_of_two_rows_of_one_id_the_act_is_about_the_fitting_one():
    """A unit and a task may share an id."""
    facts = ledger(units=(Unit("T-1"),))
    assert "task" == policy().may("closure", "T-1", facts, DAY).subject.kind
    assert "unit" == policy().may("budget", "T-1", facts, DAY).subject.kind


def test_a_day_too_far_from_the_first_is_refused():
    """CL106 counts from the later of the first day of the ledger and the first day in force."""
    assert [("CL106", "2080-01-01", "ask for an earlier day")] == refusal(policy().evaluate, ledger(), date(2080, 1, 1))
    assert policy().evaluate(ledger(tasks=()), date(2080, 1, 1)).complete


def test_rules_are_printed_in_their_language_or_the_other():
    """The canonical text with its name."""
    ((name, en),) = policy().print()
    assert ("demo.rules", "# dialect: en") == (name, en.splitlines()[0])
    assert policy().print("zh")[0][1].startswith("# 方言：zh")


def test_a_decision_and_a_finding_are_told_in_lines():
    """`why` answers for both, in either language."""
    decision = policy().may("closure", "T-1", ledger(), DAY)
    assert policy().why(decision, ledger())[0].startswith("closure of T-1")
    (finding,) = policy().evaluate(ledger(through=DAY), DAY).findings
    assert policy().why(finding, ledger(), "zh")[0].startswith("T-1")


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
