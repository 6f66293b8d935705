"""Where a word may come from, and what is offered for one that comes from nowhere."""

import pytest

from rectcore.check import terms as t
from rectcore.check.types import DATE, YES_NO
from rectcore.diagnostics import render


def meaning(bench, condition, on="Task", more=""):
    return bench.fine(f"define x on {on}\n  means: {condition}\n" + more).rulebook.definitions[-1].term


def test_rows_of_what_is_part_of_the_subject(bench):
    term = meaning(bench, "exists report r where exists evidence e where e.on after r.on")
    assert t.Rows("report", t.Self("Task")) == term.bound[0].rows
    assert t.Rows("evidence", t.Self("Task")) == term.condition.bound[0].rows
    assert [1, 2] == [term.bound[0].number, term.condition.bound[0].number]


def test_rows_of_anything_else_are_all_there_are(bench):
    assert t.Rows("Unit") == meaning(bench, "exists Unit u where u.kind is county").bound[0].rows
    assert t.Rows("Task") == meaning(bench, "exists Task k where k.lead_unit is this", on="Unit").bound[0].rows


def test_rows_of_a_list_field(bench):
    rows = meaning(bench, 'exists responsible_units u where u.title is "a"').bound[0].rows
    assert t.Rows("Unit", t.Self("Task"), "responsible_units") == rows


def test_rows_beside_an_event_are_those_of_its_owner(bench):
    book = bench.fine("notice N for each warning\n  when: exists reply r where r.on after on and this.note is none\n")
    term = book.rulebook.notices[0].when
    assert t.Rows("reply", t.Self("warning")) == term.bound[0].rows
    assert t.This("warning") == term.condition.operands[1].left.of


def test_this_is_the_act_in_a_gate(bench):
    book = bench.fine(
        "gate G on Task.closure\n  only if all:\n    - [a] this.person is actor and this.on after opened\n"
    )
    first, second = book.rulebook.gates[0].all_of[0].term.operands
    assert (t.This("closure"), t.Actor()) == (first.left.of, first.right)
    assert (t.This("closure"), t.Self("Task")) == (second.left.of, second.right.of)


def test_a_definition_is_asked_of_the_row_it_is_on(bench):
    late = "define late on Task\n  means: deadline before as of\ndefine x on {}\n  means: {}\n"
    book = bench.fine(late.format("Task", "late")).rulebook
    assert t.Defined("late", t.Self("Task"), YES_NO) == book.find("x").term
    book = bench.fine(late.format("Unit", "exists Task where late")).rulebook
    assert t.Defined("late", t.Var(1, "Task"), YES_NO) == book.find("x").term.condition
    book = bench.fine(late.format("Unit", "exists Task k where k.late")).rulebook
    assert t.Defined("late", t.Var(1, "Task"), YES_NO) == book.find("x").term.condition
    book = bench.fine(late.format("Unit", "exists report r where r.task.late")).rulebook
    task = t.Field(t.Var(1, "report"), "report", "task", book.vocabulary["report"].attribute("task").type)
    assert t.Defined("late", task, YES_NO) == book.find("x").term.condition


def test_a_judgement_is_asked_by_name(bench):
    more = "judgement done on Task\n  decided by: rectification_office\n"
    assert t.Judged("done", t.Self("Task")) == meaning(bench, "done", more=more)


def test_a_parameter_stands_by_name(bench):
    more = "parameter near: days\n  from 2023-01-01: 30\n"
    term = meaning(bench, "deadline no later than as of + near", more=more)
    assert t.Param("near", bench.fine(more).rulebook.parameters[0].type) == term.right.right
    assert DATE == term.right.type


def test_one_reading_of_two_in_a_closed_list(bench):
    """A parameter of the same list may stand where its words may."""
    more = "entity Task\n  has risk: one of low, high\nparameter least: one of low, high\n  from 2023-01-01: low\n"
    assert isinstance(meaning(bench, "risk is least", more=more).right, t.Param)
    assert (
        t.Const("high", meaning(bench, "risk is high", more=more).left.type)
        == meaning(bench, "high is risk", more=more).left
    )


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("define x on Task\n  means: <<dedline before as of\n", "deadline"),
        (
            "parameter soon: days\n  from 2023-01-01: 5\ndefine x on Task\n  means: as of + <<soonn after as of\n",
            "soon",
        ),
        ("define late on Task\n  means: priority\ndefine x on Task\n  means: <<laet\n", "late"),
        ("define x on Task\n  means: exists report rep where <<rap.on after opened\n", "rep"),
        ("gate G on Task.closure\n  only if all:\n    - [a] <<acter is this.person\n", "actor"),
        ("gate G on Task.<<closuer\n  only if all:\n    - [a] priority\n", "closure"),
        ('define x on Task\n  means: lead_unit.<<titel is "a"\n', "title"),
    ],
)
def test_the_nearest_name_is_offered(bench, text, fix):
    found = bench.found("RC201", text)
    assert fix == found.fix.text
    assert fix in render(found)


def test_some_of_what_there_is_is_listed_in_the_language_of_the_file(bench):
    found = bench.found("RC203", "define x on Task\n  means: status is <<opne\n")
    assert "one of `open`, `closed`, `suspended`" == found.hint.en
    found = bench.found("RC203", "定义 x 针对 事项\n  是指：状态 为 <<在力\n", dialect="zh")
    assert "可选 `在办`, `已销号`, `中止`" == found.hint.zh
    assert "在办" == found.fix.text


def test_words_that_ran_together_are_taken_apart(bench):
    found = bench.found("RC115", "定义 x 针对 事项\n  是指：状态 为 在办 且 <<办结期限早于 早于 基准日\n", dialect="zh")
    assert "办结期限 早于" == found.fix.text
    bench.found("RC115", "定义 x 针对 事项\n  是指：状态 为 <<在办且重点件\n", dialect="zh")
    more = "情景 “景” / “s”\n  假设 事项 T1 ｛种类：<<信访案件或者整改任务｝\n  基准日：2023-05-01\n"
    bench.found("RC115", more, dialect="zh")
    more = "前置条件 G 针对 事项.销号\n  须全部满足：\n    - ［a］ 重点件\n"
    more += "情景 “景” / “s”\n  假设 事项 T1\n  基准日：2023-05-01\n  预期 G（T1）为 <<可以办理且符合\n"
    assert bench(more, dialect="zh").diagnostics


def test_two_names_declared_twice_are_both_shown(bench):
    found = bench.found("RC204", "define x on Task\n  means: priority\ndefine <<x on Unit\n  means: kind is county\n")
    assert ["x"] == [span.text for span, _ in found.notes]
    assert "f0.rules:8:8" in render(found)
