"""Tokens: what ends a word, what is one, and where it stands."""

from __future__ import annotations

import unicodedata

import pytest

from rectcore.language.lexer import Kind, day_of, invisible, narrow, period_of, tokens
from rectcore.source import Source


def lex(text, dialect="zh"):
    found, faults = tokens(Source("t", text), dialect)
    assert not faults
    return [t.text for t in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("第1次起", ["第", "1", "次起"]),
        ("不少于1", ["不少于", "1"]),
        ("最近45日", ["最近", "45", "日"]),
        ("限10个工作日", ["限", "10", "个工作日"]),
        ("满30日起", ["满", "30", "日", "起"]),
        ("自2026-01-01起30日内", ["自", "2026-01-01", "起", "30", "日内"]),
        ("2023年10月底截止", ["2023年10月", "底截止"]),
        ("2023年底截止", ["2023年", "底截止"]),
        ("次月5日截止", ["次月", "5", "日截止"]),
        ("2023年10月31日", ["2023年10月31日"]),
        ("PM浓度", ["PM浓度"]),
        ("甲1", ["甲1"]),
        ("PM25浓度 T-07", ["PM25浓度", "T-07"]),
        ("办结期限早于", ["办结期限早于"]),
        ("不少于T1", ["不少于", "T1"]),
        ("本．周期", ["本", ".", "周期"]),
        ("５％，（甲、乙）", ["5%", ",", "(", "甲", ",", "乙", ")"]),
        ("１２．５", ["12.5"]),
        ("2026-Q1 2026-H2 2026-W07 2026-03-D1 2026-03", ["2026-Q1", "2026-H2", "2026-W07", "2026-03-D1", "2026-03"]),
        ("a → b × c — d", ["a", "->", "b", "×", "c", "-", "d"]),
        ("《办法》「甲」“乙”", ["办法", "甲", "乙"]),
    ],
)
def test_where_words_end(text, wanted):
    assert wanted == lex(text)


def test_english_words_hold_hyphens_and_digits():
    assert ["not-required", "T-07", "a_1", "x", "-", "1", "30", "days"] == lex(
        "not-required T-07 a_1 x - 1 30days", "en"
    )


def test_offsets_point_into_the_text_as_written():
    found, _ = tokens(Source("t", "　状态：５"), "zh")
    assert [(1, 3), (3, 4), (4, 5)] == [(t.span.start, t.span.end) for t in found]
    assert "５" == found[2].span.text


def test_texts_keep_their_characters():
    assert ["（甲），#１"] == lex("“（甲），#１”")


def test_a_comment_runs_to_the_end_of_the_line():
    found, _ = tokens(Source("t", "a # 甲 “b\n＃c"), "en")
    assert [(Kind.WORD, "a"), (Kind.COMMENT, "甲 “b"), (Kind.COMMENT, "c")] == [(t.kind, t.text) for t in found]
    assert [True, False, True] == [t.first for t in found]


def test_names_are_composed():
    """A letter and its accent in two characters are the same name as in one."""
    assert [unicodedata.normalize("NFC", "cafe\u0301")] == lex("cafe\u0301", "en")


def test_first_and_glued():
    found, _ = tokens(Source("t", "限10 日\n内"), "zh")
    assert [(True, False), (False, True), (False, False), (True, False)] == [(t.first, t.glued) for t in found]


def test_days_and_periods():
    assert day_of("2023年3月5日") == day_of("2023-03-05")
    assert "2023" == str(period_of("2023年"))
    assert "(1:%" == narrow("（１：％")


def test_one_invisible_character_a_line():
    assert [1, 5] == invisible(Source("t", "a\u200b\u200bc\n\u202ed"))
    assert [] == invisible(Source("t", "\ufeffa"))
    assert [1] == invisible(Source("t", "a\ufeff"))
