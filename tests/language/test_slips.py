"""What is said of units, keys and headers that were misspelt, joined, doubled or left out."""

from __future__ import annotations

import os

import pytest

from rectcore.language.lexer import seen
from rectcore.language.pack import read_pack
from rectcore.language.parser import parse
from rectcore.language.printer import print_file
from rectcore.language.slips import near_keyword
from rectcore.language.units import nearest_unit
from rectcore.source import Source

EN = "# dialect: en\n"
ZH = "# 方言：zh\n"
DUTY = EN + "duty D for each Task\n  fulfilled by: r\n  due: "
DUTY_ZH = ZH + "时限要求 D 逐一适用于 事项\n  完成标志：报\n  完成时限："
TERM = EN + "define A on Task\n  means: "
TERM_ZH = ZH + "定义 A 针对 事项\n  是指："
GATE = EN + "gate G on Task.closure\n"


def found(text):
    return parse(Source("t", text)).diagnostics


def only(text):
    (one,) = found(text)
    return one


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        (DUTY + "5 dya after x", "day"),
        (DUTY + "5 wroking days after x", "working days"),
        (DUTY + "5 working dyas after x", "working days"),
        (DUTY + "5dya after x", "day"),
        (TERM + "x - 1 mnth after y", "months"),
        (DUTY_ZH + "自 甲 起 5工作曰", "个工作日"),
        (DUTY_ZH + "自 甲 起 5工作曰内", "个工作日"),
        (DUTY_ZH + "自 甲 起 5个工做日内", "个工作日内"),
        (DUTY_ZH + "自 甲 起 5 工做日", "个工作日"),
        (DUTY_ZH + "自 甲 起 5 工作日", "个工作日"),
        (DUTY_ZH + "自 甲 起 5月", "个月"),
    ],
)
def test_a_misspelt_unit(text, fix):
    assert ("RC105", fix) == (only(text).code, only(text).fix.text)


@pytest.mark.parametrize("written", ["fortnights", "hours", "季", "week"])
def test_what_is_near_no_unit(written):
    assert nearest_unit(written, "zh" if not written.isascii() else "en") is None
    assert only(DUTY + "5 fortnights after x").fix is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (TERM + "x before 2023-02-30", "1 to 28"),
        (TERM + "x before 2024-02-30", "1 to 29"),
        (TERM + "x is 2023-13", "months go from 1 to 12"),
        (TERM + "x is 2026-W60", "1 to 53"),
        (TERM + "x before 0000-01-01", "years"),
        (TERM + "x at least 20 %", "35%"),
        (TERM + "x = 5", "`is`"),
        (TERM + "x >= 5", "at least"),
        (EN + 'use "a"\n<<<<<<< HEAD', "merge"),
        (TERM + "x) is 5", "no parenthesis is open"),
    ],
)
def test_hints(text, hint):
    assert hint in only(text).hint.en
    assert only(text).hint.zh


def test_a_percent_with_a_blank_is_mended():
    assert ("20 %", "20%") == (only(TERM + "x at least 20 %").fix.span.text, only(TERM + "x at least 20 %").fix.text)


@pytest.mark.parametrize(
    ("text", "code", "where", "fix"),
    [
        # a key without its colon, or with another sign
        (EN + "define A on Task\n  means x is 5", "RC105", "3:3", "means:"),
        (EN + "define A on Task\n  means. x is 5", "RC105", "3:3", "means:"),
        (EN + 'scenario "s"\n  given Task T\n  as of 2023-01-01', "RC105", "4:3", "as of:"),
        (GATE + "  only if all\n    - [a] x\n    - [b] y", "RC105", "3:3", "only if all:"),
        (DUTY + "x\n  every: month\n  tested at due date", "RC105", "6:3", "tested at:"),
        (ZH + "定义 A 针对 事项\n  依据PLAN “一”\n  是指：甲", "RC105", "3:3", "依据："),
        # a line word that is misspelt, or nothing at all
        (EN + "parameter p: integer\n  fromm 2023-01-01: 5", "RC110", "3:3", "from"),
        (ZH + "参数 p：整数\n  白 2023-01-01：5", "RC110", "3:3", None),
        (EN + "entity E\n  hsa x: text", "RC110", "3:3", "has"),
        (EN + "parameter p: integer\n  2023-01-01: 5", "RC105", "3:3", None),
        (TERM + "x is 5\n  foo bar", "RC110", "4:3", None),
        (TERM + "x is 5\n  // note", "RC105", "4:3", None),
        (TERM + "x is 5\n    y is 6", "RC105", "4:5", None),
        (GATE + "    - [a] x", "RC105", "3:5", None),
        (GATE + "  only if all:\n    - [a] x\n---", "RC105", "5:3", None),
        (EN + "ladder L\n  rung 1 -> w\n---", "RC105", "4:1", None),
        # a key in the middle of a line
        (DUTY + "x every: month", "RC105", "4:10", None),
        (DUTY + "x, every: month", "RC105", "4:11", None),
        (DUTY + "x\n  every: month tested at: due date", "RC105", "5:16", None),
        (DUTY + "x rung 1 -> w", "RC105", "4:10", None),
        (EN + 'parameter p: integer\n  cite: S "1" from 2023-01-01: 5', "RC105", "3:15", None),
        # a header that stands twice, or is spoilt, or missing
        (EN + 2 * "define A on Task\n" + "  means: x", "RC111", "3:1", None),
        (EN + "Define A on Task\n  means: x", "RC114", "2:1", "define"),
        (TERM + 'x\n\nsenario "s"\n  as of: 2023-01-01', "RC114", "5:1", "scenario"),
        (TERM + "x\n\nrule R for each Task\n  due: x\n  fulfilled by: y", "RC114", "5:1", None),
        (EN + "rule R for each Task\n  due: x\n  fulfilled by: y", "RC114", "2:1", None),
        (TERM + "x\n\n  due: x\n  fulfilled by: y", "RC107", "5:3", None),
        (TERM + "x\n\n  means: y", "RC107", "5:3", None),
        (EN + "ladder L\n  rung 1 -> w\n\n  means: y", "RC107", "5:3", None),
        (TERM + "x\n\n  B on Task\n  means: y", "RC114", "5:3", None),
        (EN + 'scenario "s"\n  as of: 2023-01-01\n\n  given Task T\n  as of: 2023-01-02', "RC107", "5:3", None),
        (TERM + "x\n\n.define B on Task\n  means: y", "RC105", "5:1", None),
        (EN + ".define B on Task\n  means: y", "RC105", "2:1", None),
        (TERM + 'x\n\n"define B on Task\n  means: y', "RC102", "5:1", None),
        (TERM + 'x\n\n"B on Task\n  means: y', "RC102", "5:1", None),
        (TERM + 'x\n\ndefine "B on Task\n  means: y', "RC102", "5:8", None),
        # data
        ('{"format": "rectcore.ledger/1"}', "RC108", "1:1", None),
        ("\ufeff [1]", "RC108", "1:3", None),
        ("some words\nand more", "RC104", "1:1", None),
    ],
)
def test_one_slip_of_a_line(text, code, where, fix):
    one = only(text)
    assert (code, where) == (one.code, one.where.removeprefix("t:"))
    assert fix == (one.fix.text if one.fix else None)


def test_what_stands_behind_a_key_without_colon_is_read():
    (form,) = parse(Source("t", GATE + "  only if all\n    - [a] x\n    - [b] y")).file.forms
    assert ["a", "b"] == [b.label.text for b in form.get("only if all").value]


def test_a_header_twice_is_one_form():
    assert ["A"] == [f.id.text for f in parse(Source("t", EN + 2 * "define A on Task\n" + "  means: x")).file.forms]
    assert ["define", "define"] == [f.kind for f in parse(Source("t", EN + "define A on T\ndefine B on T")).file.forms]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("  due: x\n  fulfilled by: y", "duty"), ("  means: y", "define"), ("  applies when: x", "exception")],
)
def test_a_form_without_a_header_is_what_its_keys_say(text, kind):
    parsed = parse(Source("t", EN + "ladder L\n  rung 1 -> w\n\n" + text)).file
    assert (["ladder", kind], False) == ([f.kind for f in parsed.forms], parsed.whole)


def test_gaps_and_folded_lines_are_no_slips():
    assert not found(
        EN + 'gate G on Task.closure\n\n  cite: S "a",\n    T "b"\n\n  only if all:\n\n    - [a] x\n      and y\n'
    )
    assert not found(EN + 'measures: a "甲",\n  b "乙"\nentity E\n\n  has x: text\n\n  has y: text\n')


@pytest.mark.parametrize("word", ["本期底截止", "下期底截止", "当月底截止", "次月底截止"])
def test_the_end_of_a_period_needs_no_blank(word):
    parsed = parse(Source("t", DUTY_ZH + word))
    assert () == parsed.diagnostics
    apart = parse(Source("t", DUTY_ZH + f"{word[:2]} {word[2:]}"))
    assert parsed.file == apart.file


def test_a_word_torn_by_an_invisible_character_is_one():
    parsed = parse(Source("t", EN + 'define re\u200bport also "逾\u200b期" on Ta\u200bsk\n  me\u200bans: x is 5'))
    assert ["RC103", "RC103"] == [d.code for d in parsed.diagnostics]
    (form,) = parsed.file.forms
    assert ("report", ("逾期",), "Task") == (form.id.text, form.also, form.on.words[0].text)
    assert form.get("means") is not None
    assert "ab" == seen("a\u200bb")


def test_an_invisible_character_between_two_scripts_parts_them():
    assert ["RC103"] == [d.code for d in found(TERM_ZH + "甲\u200bb 为 5")]
    assert ["RC103"] == [d.code for d in found(TERM_ZH + "5\u200bb 为 5")]


@pytest.mark.parametrize(
    ("written", "ids", "wanted"),
    [
        ("monthly", ("month", "year"), "month"),
        ("equals", ("is",), "is"),
        ("for  every", ("for each",), "for each"),
        ("ye", ("year",), None),
        ("z", ("is",), None),
    ],
)
def test_the_nearest_keyword(written, ids, wanted):
    assert wanted == near_keyword(written, ids, "en")


def test_the_nearest_keyword_of_a_choice_is_no_guess():
    assert "次起" == near_keyword("次", ("->",), "zh")
    assert near_keyword("不予办理", ("block", "refer"), "zh", half=False) is None
    assert "暂缓办理" == near_keyword("不予办理", ("block", "refer"), "zh")


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        (TERM + "exist report r", "exists"),
        (TERM + "x not befor y", "not before"),
        (TERM + "x no later then y", "no later than"),
        (TERM_ZH + "甲 大于等于 5", "不少于"),
        (TERM_ZH + "有 报告 甲", "存在"),
        (TERM_ZH + "存在 报告 甲 满意 乙", "满足"),
        (DUTY + "x\n  every: monthly", "month"),
        (EN + "duty D for evry Task\n  due: x\n  fulfilled by: y", "for each"),
        (TERM + "alpha beta", None),
    ],
)
def test_a_misspelt_keyword(text, fix):
    one = only(text)
    assert ("RC105", fix) == (one.code, one.fix.text if one.fix else None)


def test_the_end_of_a_line_is_a_carriage_return_as_well():
    text = "# dialect: en\r# note\rdefine A on Task # more\r  means: x is is y\r"
    (one,) = found(text)
    assert ("t:4:15", "  means: x is is y") == (one.where, one.span.source.line(4))


def test_links_in_a_folder(tmp_path):
    (tmp_path / "a.rules").write_text(EN, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    os.symlink(tmp_path / "folder", tmp_path / "b.rules")  # noqa: PTH211
    os.symlink(tmp_path / "a.rules", tmp_path / "c.rules")  # noqa: PTH211
    os.symlink(tmp_path / "d.rules", tmp_path / "d.rules")  # noqa: PTH211
    pack = read_pack(tmp_path)
    assert ([False, False], ["RC004"]) == ([p.file.whole for p in pack.files], [d.code for d in pack.diagnostics])


@pytest.mark.parametrize(
    "text",
    [
        EN + "event visit part of Task complete through ledger counted by stated date\n",
        EN + "exception E overrides G\n  applies when: x\n  effect: permit [a, b]\n",
        EN + "exception E overrides D\n  applies when: x\n  effect: due instead 2026-01-01\n",
    ],
)
def test_printed_and_read_again(text):
    file = parse(Source("t", text)).file
    assert file.forms == parse(Source("t", print_file(file))).file.forms
