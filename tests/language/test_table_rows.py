"""Tables as text: rows, cells, columns, and each way in which a row can be wrong."""

from __future__ import annotations

import pytest

from rectcore.language import tree
from rectcore.language.parser import parse
from rectcore.language.printer import print_file
from rectcore.language.style import width
from rectcore.source import Source

EN = """# dialect: en
table tab on Task
  | risk | this.rate | result | result level also "级": one of a "甲", b "乙" |
"""
ZH = """# 方言：zh
判定表 tab 针对 事项
  ｜ 风险 ｜ 本.比率 ｜ 结果 ｜ 结果 级 又称 “level”：可选项 a “甲”、b “乙” ｜
"""


def rows(text, dialect="en"):
    parsed = parse(Source("x", (EN if dialect == "en" else ZH) + text))
    assert [] == [d.line() for d in parsed.diagnostics]
    return [c.value for c in parsed.file.forms[0].clauses]


def test_cells_are_values_limits_ranges_or_any():
    head, row, last = rows("  | high | more than 10% and at most 30% | 3 | a |\n  | no | any | none | b |\n")
    assert [c.input is None for c in head.columns] == [False, False, True, True]
    assert ("level", ("级",), "one of") == (
        head.columns[3].name.text,
        head.columns[3].also,
        head.columns[3].type.kind,
    )
    assert isinstance(row.cells[0], tree.Path)
    assert ["more than", "at most"] == [limit.op for limit in row.cells[1].limits]
    assert isinstance(last.cells[0], tree.YesNo)
    assert isinstance(last.cells[1], tree.AnyCell)
    assert isinstance(last.cells[2], tree.Nothing)


def test_the_same_rows_in_chinese():
    english = rows("  | high | more than 10% and at most 30% | 3 days | a |\n  | no | any | none | b |\n")[1:]
    chinese = rows("  ｜ high ｜ 超过10% 且 不超过30% ｜ 3日 ｜ a ｜\n  ｜ 否 ｜ 不限 ｜ 无 ｜ b ｜\n", "zh")[1:]
    assert english == chinese


def test_bars_are_printed_under_one_another():
    text = EN + "# the dear ones\n| high | any | 3 | a |\n| low | at most 30% | 10 | b |\n"
    printed = print_file(parse(Source("x", text)).file)
    lines = [line for line in printed.splitlines() if line.startswith("  |")]
    assert 1 == len({tuple(width(line[:i]) for i, c in enumerate(line) if c == "|") for line in lines})
    assert "  # the dear ones" in printed


def test_a_bar_in_a_text_parts_nothing():
    assert "a | b" == rows('  | high | any | "a | b" | a |\n')[1].cells[2].value


WRONG = {
    "| high | any | 3 | a": ("RC130", "4:23", "not closed"),
    "| high | any | 3 | a | 5": ("RC130", "4:27", "not closed"),
    "|": ("RC130", "4:4", "not closed"),
    "| high | any | 3 |": ("RC130", "4:3", "3 cells, and the first row 4"),
    "| high | | 3 | a |": ("RC130", "4:10", "empty"),
    "| high | any any | 3 | a |": ("RC105", "4:16", ""),
    "| high | any | 3 | 5.5.2023 |": ("RC116", "4:22", ""),
}


@pytest.mark.parametrize("row", WRONG)
def test_a_wrong_row_is_said_once(row):
    parsed = parse(Source("x", EN + "  " + row + "\n  | low | any | 3 | a |\n"))
    code, place, part = WRONG[row]
    assert [(code, f"x:{place}")] == [(d.code, d.where) for d in parsed.diagnostics]
    assert part in parsed.diagnostics[0].message.en
    assert parsed.file.forms[0].broken


def test_two_wrong_cells_are_two_slips():
    parsed = parse(Source("x", EN + "  | high high | any any | 3 | a |\n"))
    assert ["x:4:10", "x:4:21"] == [d.where for d in parsed.diagnostics]


def test_a_row_outside_a_table():
    parsed = parse(Source("x", "# dialect: en\ndefine x on Task\n  | a | b |\n  means: a\n"))
    assert ["RC110"] == [d.code for d in parsed.diagnostics]


def test_a_table_has_rows():
    parsed = parse(Source("x", "# dialect: en\ntable x on Task\n"))
    assert ["RC113"] == [d.code for d in parsed.diagnostics]


def test_an_expectation_names_a_result():
    text = '# dialect: en\nscenario "x"\n  as of: 2023-05-01\n  expect tab.level(T1) is a\n'
    parsed = parse(Source("x", text))
    assert () == parsed.diagnostics
    assert "level" == parsed.file.forms[0].clauses[1].value.part.text
    assert parse(Source("y", print_file(parsed.file, "zh"))).file == parsed.file
