"""Tables: widths, wrapping, and what a cell may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from rectcore.cli.tables import columns, table, wrap
from rectcore.diagnostics import harmless


def test_chinese_characters_count_two_columns() -> None:
    text = table(["a", "b"], [["四平", "x"], ["town", "y"]], 80)
    assert [6, 6] == [wcswidth(line[: line.index(mark)]) for line, mark in zip(text.split("\n")[2:], "xy", strict=True)]


def test_what_looks_like_a_number_stays_as_it_is() -> None:
    assert "1e5" in table(["id"], [["1e5"]], 80)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_wide_table_is_wrapped(width: int) -> None:
    rows = [["T-01", "整改" * 60, "word " * 60], ["T-02", "x" * 200, ""]]
    text = table(["id", "title", "message"], rows, width)
    assert max(map(wcswidth, text.split("\n"))) <= width
    assert 120 == text.count("整") + text.count("改")
    assert 200 == text.count("x")


def test_lines_break_between_chinese_characters_and_not_before_a_comma() -> None:
    assert "一二三\n四，五\n六" == wrap("一二三四，五六", 7)
    assert "one\n二三" == wrap("one 二三", 5)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("the “lag”, it", 9, ["the", "“lag”, it"]),
        ("不属于“逾期”, 且", 12, ["不属于“逾", "期”, 且"]),
        ("整改(四平), so", 6, ["整改", "(四", "平),", "so"]),
        ("abc“四平”", 5, ["abc", "“四", "平”"]),
        ("don’t do", 5, ["don’t", "do"]),
    ],
)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    text: str, width: int, lines: list[str]
) -> None:
    assert lines == wrap(text, width).split("\n")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("R/CLOSE/Task:T-03/T-03-closure", 20, ["R/CLOSE/Task:T-03/", "T-03-closure"]),
        ("T-02-warning-2023-08", 18, ["T-02-warning-2023-", "08"]),
        ("SIPING/" + "x" * 25, 20, ["SIPING/", "x" * 20, "xxxxx"]),
        ("x" * 25, 20, ["x" * 20, "xxxxx"]),
    ],
)
def test_an_id_is_broken_at_its_joints(text: str, width: int, lines: list[str]) -> None:
    assert lines == wrap(text, width).split("\n")


def test_a_line_end_in_a_cell_is_kept() -> None:
    assert "a\nb" == wrap("a\nb", 10)


def test_control_characters_are_shown() -> None:
    assert "a<U+001B>[2Jb<U+202E> c d" == harmless("a\x1b[2Jb\u202e\nc\u3000d")


@given(
    st.text(alphabet=st.characters(exclude_categories=["C", "Z", "M"]) | st.just(" "), max_size=80), st.integers(2, 30)
)
def test_wrapping_loses_nothing_but_spaces_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width).split("\n")
    assert "".join(text.split()) == "".join("".join(lines).split())
    assert all(columns(line) <= width for line in lines)
