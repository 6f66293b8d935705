"""The facts and expectations of scenarios."""

from datetime import date

import pytest

from rectcore.check.rulebook import GivenRow
from rectcore.model.facts import NONE
from rectcore.model.period import Period

RULES = """gate CLOSE on Task.closure
  only if all:
    - [proof] priority
duty MONTHLY for each Task
  every: month
  due: by day 5 of the next period
  fulfilled by: report
duty ANSWER for each warning
  due: 10 working days after on
  fulfilled by: reply
notice NEAR for each Unit
  when: kind is county
ladder LAST
  rung 1 -> warning
duty ONCE for each Task
  due: deadline
  fulfilled by: completion
  breach goes to: LAST
define late on Task
  means: deadline before as of
define pace on Task
  means: kind
judgement settled also "已定" on Task
  decided by: rectification_office
parameter p: integer
  from 2023-01-01: 1
"""

DAY = "  as of: 2023-06-30\n"


def scenario(*lines):
    return RULES + 'scenario "s" / "景"\n' + "".join(f"  {line}\n" for line in lines) + DAY


CASES = {
    "a fact of no field": ("RC201", "given Task T1 {<<prioritty: yes}"),
    "a row of no entity": ("RC201", "given <<Tsk T1 {priority: yes}"),
    "a subject that is not given": ("RC201", "given Task T1", "given report R {on: 2023-05-01, subject: <<T2}"),
    "a unit where a task is needed": (
        "RC201",
        "given Task T1",
        "given Unit D",
        "given report R {on: 2023-05-01, subject: <<D}",
    ),
    "a target that is not given": (
        "RC201",
        "given Task T1",
        "given withdrawal W {withdraws: <<R9, on: 2023-05-01, subject: T1}",
    ),
    "a rule that is not there": ("RC201", "given Task T1", "expect <<CLOZE(T1) is open"),
    "a subject of an expectation": ("RC201", "given Task T1", "expect CLOSE(<<T2) is open"),
    "an event of an expectation": ("RC201", "given Task T1", "expect CLOSE(T1, <<C1) is open"),
    "a label": ("RC201", "given Task T1", "expect CLOSE(T1) is blocked [<<prof]"),
    "a word of a list": ("RC203", "given Task T1 {kind: <<petishun}"),
    "a state": ("RC203", "given Task T1", "expect CLOSE(T1) is <<opne"),
    "an id again": ("RC204", "given Task T1", "given Task <<T1"),
    "a fact again": ("RC204", "given Task T1 {priority: yes, <<priority: no}"),
    "a wrong day": ("RC211", "given Task T1 {opened: <<5}"),
    "a wrong word": ("RC211", "given Task T1 {kind: <<5}"),
    "a wrong holder": ("RC211", "given Unit D {party_secretary: <<5}"),
    "a wrong subject": ("RC211", "given report R {on: 2023-05-01, subject: <<5}", "given Task T1"),
    "a list that is none": ("RC211", "given Task T1 {responsible_units: <<2023-01-01}"),
    "a wrong member of a list": ("RC211", "given Task T1 {responsible_units: [D, <<5]}"),
    "an id in braces": ("RC211", 'given Task T1 {<<id: "x"}'),
    "a parameter": ("RC211", "given Task T1", "expect <<p(T1) is 1"),
    "a period first": (
        "RC211",
        "given Task T1",
        "<<expect MONTHLY(2023-05) is missed".replace("<<expect ", "expect <<"),
    ),
    "three things": ("RC211", "given Task T1", "expect <<MONTHLY(T1, 2023-05, T1) is missed"),
    "no period": ("RC211", "given Task T1", "expect MONTHLY(<<T1) is missed"),
    "a period of another kind": ("RC211", "given Task T1", "expect MONTHLY(T1, <<2023-Q1) is missed"),
    "a period of a gate": ("RC211", "given Task T1", "expect CLOSE(T1, <<2023-05) is open"),
    "a period of an event": (
        "RC211",
        "given Task T1",
        "given warning W {on: 2023-05-01}",
        "expect ANSWER(W, <<2023-05) is missed",
    ),
    "a number for a state": ("RC211", "given Task T1", "expect CLOSE(T1) is <<5"),
    "labels of a duty": ("RC211", "given Task T1", "expect <<ONCE(T1) is missed [proof]"),
    "a wrong value": ("RC211", "given Task T1", "expect late(T1) is <<5"),
    "a wrong judgement": ("RC211", "given Task T1", "expect settled(T1) is <<5"),
    "a wrong next change": ("RC211", "given Task T1", "expect next change(T1) is <<5"),
    "a number for a percent": ("RC214", "given Task T1", "given report R {on: 2023-05-01, progress: <<35}"),
    "a derived field": ("RC248", "given Task T1 {<<status: closed}"),
    "another derived field": ("RC248", "given Task T1 {<<stage: closed}"),
    "several tasks a step may belong to": ("RC249", "given Task T1", "given Task T2", "given Step <<S {unit: D}"),
    "no task for a step": ("RC249", "given Step <<S {unit: D}"),
    "several tasks": ("RC249", "given Task T1", "given Task T2", "given report <<R {on: 2023-05-01}"),
    "no task": ("RC249", "given report <<R {on: 2023-05-01}"),
    "no day": ("RC113", "given Task T1", "given report <<R {progress: 5%}"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_slip_is_one_message_at_its_place(bench, case):
    code, *lines = CASES[case]
    bench.found(code, scenario(*lines))


def only(bench, *lines):
    return bench.fine(scenario(*lines)).rulebook.scenarios[0]


def test_facts_are_kept_as_a_ledger_holds_them(bench):
    found = only(
        bench,
        "given Task T1 {status: open, priority: yes, deadline: 2023-10, lead_unit: D, responsible_units: [D, E]}",
        "given Task T2 {deadline: none, opened: 2023-02-01}",
        "given Unit D {party_secretary: wang, kind: county}",
        "given Tenure X {unit: D, post: government_head, person: li, from: 2023-01-01}",
        'given report R {subject: T1, on: 2023-05-01, progress: 12.5%, covers: 2023-04, note: "n"}',
    )
    assert (
        GivenRow(
            "Task",
            "T1",
            (
                ("priority", True),
                ("deadline", Period.month(2023, 10)),
                ("lead_unit", "D"),
                ("responsible_units", ("D", "E")),
                ("opened", date(2023, 1, 1)),
            ),
        ),
        GivenRow("Task", "T2", (("deadline", NONE), ("opened", date(2023, 2, 1)))),
        GivenRow("Unit", "D", (("party_secretary", "wang"), ("kind", "county"))),
        GivenRow(
            "Tenure", "X", (("unit", "D"), ("post", "government_head"), ("person", "li"), ("from", date(2023, 1, 1)))
        ),
        GivenRow(
            "report",
            "R",
            (
                ("subject", "T1"),
                ("on", date(2023, 5, 1)),
                ("progress", "12.5%"),
                ("covers", Period.month(2023, 4)),
                ("note", "n"),
                ("recorded", date(2023, 5, 1)),
            ),
        ),
    ) == found.given


def test_an_event_without_a_subject_is_about_the_one_there_is(bench):
    found = only(bench, "given warning W {on: 2023-05-01}", "given Unit D", "given Plan P", "given Task T1")
    assert ("subject", "T1") in found.given[0].fields
    found = only(bench, "given study W {on: 2023-05-01}", "given Unit D", "given Task T1")
    assert ("subject", "D") in found.given[0].fields


def test_a_unit_need_not_be_given(bench):
    found = only(bench, "given study W {on: 2023-05-01, subject: D}", "expect NEAR(D) is undetermined")
    assert ("subject", "D") in found.given[0].fields


def test_a_correction_names_its_target_and_gives_its_fields(bench):
    found = only(
        bench,
        "given Task T1",
        "given Task T2",
        "given correction C {corrects: R, progress: 50%, on: 2023-05-03}",
        "given report R {on: 2023-05-01, subject: T2, progress: 5%}",
        "given withdrawal W {withdraws: R, on: 2023-05-04, recorded: 2023-05-05}",
    )
    assert (
        ("corrects", "R"),
        ("on", date(2023, 5, 3)),
        ("recorded", date(2023, 5, 3)),
        ("subject", "T2"),
        ("fields", (("progress", "50%"),)),
    ) == found.given[2].fields
    assert ("subject", "T2") in found.given[4].fields


def test_a_judgement_names_its_term(bench):
    found = only(
        bench,
        "given Task T1",
        "given judgement J {term: settled, value: yes, on: 2023-05-01}",
        'given judgement K {term: "settled", value: no, on: 2023-05-01}',
    )
    assert ["settled", "settled"] == [dict(row.fields)["term"] for row in found.given[1:]]
    bench.found("RC211", scenario("given Task T1", "given judgement J {term: <<late, value: yes, on: 2023-05-01}"))
    bench.found("RC211", scenario("given Task T1", "given judgement J {term: <<x.y, value: yes, on: 2023-05-01}"))


def test_expectations(bench):
    found = only(
        bench,
        "given Task T1",
        "given warning W1 {on: 2023-05-01}",
        "given closure C1 {on: 2023-05-01}",
        "expect CLOSE(T1) is blocked [proof]",
        "expect CLOSE(T1, C1) is not open",
        "expect MONTHLY(T1, 2023-05) is missed",
        "expect ANSWER(W1) is pending",
        "expect LAST(T1) is warning",
        "expect LAST(T1) is none",
        "expect NEAR(T1) is acted-on",
        "expect late(T1) is yes",
        "expect late(T1) is unknown",
        "expect settled(T1) is unknown",
        "expect pace(T1) is petition",
        "expect next change(T1) is 2023-07-01",
    )
    assert [
        ("CLOSE", "gate", "T1", None, "blocked", False, ("proof",)),
        ("CLOSE", "gate", "T1", "C1", "open", True, None),
        ("MONTHLY", "duty", "T1", Period.month(2023, 5), "missed", False, None),
        ("ANSWER", "duty", "T1", "W1", "pending", False, None),
        ("LAST", "ladder", "T1", None, "warning", False, None),
        ("LAST", "ladder", "T1", None, "none", False, None),
        ("NEAR", "notice", "T1", None, "acted on", False, None),
        ("late", "define", "T1", None, True, False, None),
        ("late", "define", "T1", None, "unknown", False, None),
        ("settled", "judgement", "T1", None, "unknown", False, None),
        ("pace", "define", "T1", None, "petition", False, None),
        (None, "next change", "T1", None, date(2023, 7, 1), False, None),
    ] == [(e.rule, e.what, e.subject, e.detail, e.result, e.negated, e.labels) for e in found.expects]


def test_the_days_of_a_scenario(bench):
    text = scenario("given Task T1", "known at: 2023-07-01", "complete through: 2023-06-15")
    found = bench.fine(text).rulebook.scenarios[0]
    assert (date(2023, 6, 30), date(2023, 7, 1), date(2023, 6, 15)) == (found.as_of, found.known_at, found.through)


def test_a_day_that_is_at_fault_is_not_missing(bench):
    bench.found("RC211", scenario("given Task T1", "given report R {on: <<5}"))


def test_words_that_ran_together(bench):
    more = "前置条件 G 针对 事项.销号\n  须全部满足：\n    - ［a］ 重点件\n情景 “景” / “s”\n  假设 事项 T1\n"
    found = bench.found("RC115", more + "  基准日：2023-05-01\n  预期 G（T1）为 <<督办或预警\n", dialect="zh")
    assert "督办 或 预警" == found.fix.text


def test_a_broken_given_hides_what_it_may_have_given(bench):
    checked = bench(
        scenario("given Task T1 {priority yes}", "given report R {on: 2023-05-01}", "expect CLOSE(T1) is open")
    )
    assert 1 == len(bench.parsed)
    assert [] == [d.line() for d in checked.diagnostics if d.severity.value == "error"]


def test_steps_and_sites_are_rows_of_a_card(bench):
    found = only(
        bench,
        "given Task T1 {Site: none}",
        "given Task T2 {整改措施: none}",
        'given Step S1 {subject: T1, title: "dig", unit: D, deadline: 2023-10}',
        'given Site P1 {subject: T2, title: "pond"}',
    )
    rows = {r.id: dict(r.fields) for r in found.given}
    assert (NONE, NONE) == (rows["T1"]["Site"], rows["T2"]["Step"])
    assert ("T1", "dig", "D") == tuple(rows["S1"][k] for k in ("subject", "title", "unit"))
    assert {"subject": "T2", "title": "pond"} == rows["P1"]


def test_the_class_of_a_deadline_may_be_given(bench):
    found = only(
        bench, "given Task T1 {deadline_class: long_term}", "given Task T2 {期限类别: immediate, deadline: 2023-10}"
    )
    assert ["long_term", "immediate"] == [dict(r.fields)["deadline_class"] for r in found.given]
