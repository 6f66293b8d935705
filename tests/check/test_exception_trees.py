"""Exceptions to exceptions: what may stand where, circles, and siblings that disagree."""

from __future__ import annotations

import pytest

from rectcore.check import possible

HEAD = """entity Task
  has risk: one of low "低", high "高"
  has size: optional integer
  has hot: optional yes/no
  has wet: yes/no
event visit part of Task complete
parameter old: integer
  from 2023-01-01: 30
duty D for each Task
  due: deadline
  fulfilled by: completion
  breach goes to: L
ladder L
  counting: in total
  rung 1 -> warning
gate G on Task.closure
  only if all:
    - [a] wet
    - [b] risk is low
"""


def exception(name: str, overrides: str, when: str, effect: str, more: str = "") -> str:
    return f"exception {name} overrides {overrides}\n{more}  applies when: {when}\n  effect: {effect}\n"


def test_words_mean_what_they_mean_in_the_rule_at_the_root(bench):
    text = HEAD + exception("A", "D", "wet", "excused") + exception("B", "A", "hot", "due instead 5 days after opened")
    text += exception("C", "B", "risk is low", "set aside") + exception("E", "L", "size at least 3", "not required")
    text += exception("F", "G", "wet", "permit [a]") + exception(
        "H", "F", "exists report r where r.person is actor", "set aside"
    )
    book = bench.fine(text).rulebook
    assert ["A", "B", "C"] == [x.id for x in book.exceptions if x.rule == "D"]
    assert ["B"] == [x.id for x in book.exceptions_of("A")]


def test_a_ladder_for_each_unit_and_one_that_nobody_feeds(bench):
    text = HEAD.replace("ladder L", "ladder L for each Unit")
    bench.fine(text + exception("E", "L", "kind is known", "not required"))
    bench.found("RC201", text + exception("E", "L", "<<wet", "not required"))
    alone = HEAD.replace("  breach goes to: L\n", "").replace("ladder L", "ladder <<L")
    bench.found("RC244", alone + exception("E", "L", "wet", "not required"))


FAULTS = {
    "an effect the root has not": (
        "RC246",
        exception("A", "D", "wet", "excused") + exception("B", "A", "hot", "<<permit [a]"),
    ),
    "nothing to set aside": ("RC246", exception("A", "D", "wet", "<<set aside")),
    "an excuse from a ladder": ("RC246", exception("A", "L", "wet", "<<excused")),
    "a label of the root": (
        "RC201",
        exception("A", "G", "wet", "permit [a]") + exception("B", "A", "hot", "permit [<<c]"),
    ),
    "an unknown exception": (
        "RC201",
        exception("A", "D", "wet", "excused") + exception("B", "<<AA", "hot", "set aside"),
    ),
    "a circle of one": ("RC412", exception("<<A", "A", "wet", "set aside")),
    "a circle of two": ("RC412", exception("B", "A", "wet", "set aside") + exception("<<A", "B", "wet", "set aside")),
    "what leads into a circle": (
        "RC412",
        exception("<<B", "C", "wet", "set aside")
        + exception("C", "B", "wet", "set aside")
        + exception("A", "B", "wet", "set aside"),
    ),
    "a missing fact that sets a waiver aside or not": (
        "RC221",
        exception("A", "G", "wet", "permit [a]") + exception("B", "A", "<<(hot or else wet)", "set aside"),
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_each_fault_is_said_where_it_is(bench, case):
    code, text = FAULTS[case]
    found = bench.found(code, HEAD + text)
    if code == "RC412" and case != "a circle of one":
        assert found.notes
        assert " → " in found.message.en


def pair(one: str, other: str, more: str = "") -> str:
    return HEAD + exception("A", "D", one, "excused") + exception("<<B", "D", other, "not required", more)


APART = {
    "words": ("risk is low", "risk is high"),
    "not the word": ("risk is low", "risk is not low"),
    "numbers": ("size at most 30", "size more than 30"),
    "durations": ("as of - opened at most 30 days", "as of - opened at least 31 days"),
    "dates": ("deadline before 2023-07-01", "deadline not before 2023-07-01"),
    "days that move": ("deadline before as of", "deadline not before as of"),
    "a parameter": ("size at most old", "size more than old"),
    "its denial": ("wet", "not wet"),
    "papers": ("exists visit", "no visit"),
    "through a definition": ("big", "size less than 3"),
    "none": ("hot is none", "hot is yes"),
    "parts": ("wet and (risk is low or size is 5)", "wet and risk is high and size is not 5"),
    "numbers written out": ("wet", "priority and 1 is 2"),
    "always and never": ("wet or not wet", "wet and not wet"),
}


@pytest.mark.parametrize("case", APART)
def test_exceptions_that_exclude_each_other(bench, case):
    text = pair(*APART[case]).replace("<<", "") + "define big on Task\n  means: size at least 3\n"
    assert "RC406" not in [d.code for d in bench.fine(text).diagnostics]


TOGETHER = {
    ("wet", "risk is low"): "where `wet` is yes, `risk` is low",
    ("wet", "not hot"): "where `wet` is yes, `hot` is no",
    ("size at least 3", "size at most 5"): "where `size` is 3",
    ("deadline after 2023-05-01", "priority"): "where `deadline` is 2023-05-02, `priority` is yes",
    ("exists visit", "no report"): "where `exists visit`, not `no report`",
    ("hot is none", "wet"): "where `hot` is none, `wet` is yes",
    ("as of after 2023-05-01", "wet"): "where `as of` is 2023-05-02, `wet` is yes",
    ("wet and 1 is 1", "hot and not (1 is none)"): "where `wet` is yes, `hot` is yes",
    ("lead_unit is territory", "wet"): "where `lead_unit is territory`, `wet` is yes",
    ('title is "x"', "wet"): 'where `title is "x"`, `wet` is yes',
}


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_exceptions_that_may_both_apply(bench, one, other):
    message = bench.found("RC406", pair(one, other)).message
    assert "`A` and `B` have different effects and may both apply: " + TOGETHER[one, other] == message.en
    assert message.zh.startswith("`A`与`B`处理方式不同，可能同时适用：")


def test_both_clauses_are_shown(bench):
    cite = '  cite: S "9" / "第九条"\n'
    text = HEAD + exception("A", "D", "wet", "excused", cite) + exception("<<B", "D", "wet", "not required", cite)
    message = bench.found("RC406", text).message
    assert "`A` (source, 9) and `B` (source, 9)" in message.en
    assert "`A`（《文件》第九条）与`B`（《文件》第九条）" in message.zh


def test_only_siblings_of_different_effect_on_the_same_days_are_held_against_each_other(bench):
    alike = HEAD + exception("A", "D", "wet", "excused") + exception("B", "D", "wet", "excused")
    nested = HEAD + exception("A", "D", "wet", "excused") + exception("B", "A", "wet", "not required")
    apart = pair("wet", "wet", "  in force: from 2024-01-01\n").replace("<<", "")
    apart = apart.replace("exception A overrides D\n", "exception A overrides D\n  in force: to 2023-12-31\n")
    for text in (alike, nested, apart):
        assert "RC406" not in [d.code for d in bench.fine(text).diagnostics]


def test_what_cannot_be_tried_out_may_be(bench, monkeypatch):
    monkeypatch.setattr(possible, "MOST_TRIES", 1)
    message = bench.found("RC406", pair("wet", "risk is low")).message
    assert "`A` and `B` have different effects and may both apply" == message.en
