"""Layouts: what stands over a table, tables without merged cells, large ones, and any table at all."""

from __future__ import annotations

import string
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectcore.diagnostics import Diagnostic
from rectcore.errors import CallError, LedgerError
from rectcore.io.ledger_file import read_ledger_text
from rectcore.io.write import write_ledger
from rectcore.sheets.book_out import sheet_name, width_of
from rectcore.sheets.grid import Merge, Sheet
from rectcore.sheets.guess import guess
from rectcore.sheets.load import Days, import_book, import_sheets
from rectcore.sheets.marked import marked_copy
from rectcore.sheets.read_csv import read_csv
from rectcore.sheets.read_xlsx import read_xlsx

from .conftest import As, Import, codes, workbook

DAYS = Days(recorded=date(2023, 6, 5), opened=date(2023, 4, 3))


def test_the_caption_says_which_month_and_day_it_speaks_of(load: Import):
    """The day is that of the updates, the month what they cover."""
    head = ["编号", "整改任务", "整改时限", "进展情况"]
    found = load([["整改进展（截至2023年5月31日）"], head, ["1", "秸秆", "2023-10", "三成"]])
    assert found.ledger.events[0].on == date(2023, 5, 31)
    found = load([["2023年5月整改进展表"], head, ["1", "秸秆", "2023-10", "三成"]])
    assert str(found.ledger.events[0].fields["covers"]) == "2023-05"
    assert "covers" not in load([["2023年5月至2023年6月"], head, ["1", "秸秆", None, "三成"]]).ledger.events[0].fields
    assert load([["截至2023年2月30日"], head, ["1", "秸秆", None, "三成"]]).ledger.events[0].on == date(2023, 6, 5)


def test_a_line_with_measures_only_goes_on_with_the_item_above(tmp_path: Path):
    """A CSV file has no merged cells."""
    path = tmp_path / "book.csv"
    path.write_text(
        "编号,整改任务,整改措施,措施责任单位,措施完成情况\nT1,管网,排查,市局,完成\n,,改造,县局,半\n,,,县局,\n", "utf-8"
    )
    found = import_book(path, days=DAYS)
    (task,) = found.ledger.tasks
    assert [(s.title, s.unit) for s in task.steps] == [("排查", "市局"), ("改造", "县局")]
    assert found.ledger.events[0].note == "排查：完成\n改造：半"


def test_an_item_under_one_problem_is_an_item_of_its_own(load: Import):
    """A merged problem goes over two tasks with numbers of their own."""
    rows = [["编号", "反馈问题", "整改任务"], ["1", "污水直排", "建管网"], ["2", None, "建污水厂"]]
    found = load(rows, merges={"清单": ["B2:B3"]})
    assert [(t.title, t.problem) for t in found.ledger.tasks] == [("建管网", "污水直排"), ("建污水厂", "污水直排")]


def test_a_heading_inside_the_table_is_no_item(load: Import):
    """Merged across."""
    rows = [["编号", "整改任务", "整改时限"], ["一、大气"], ["1", "秸秆", "2023-10"]]
    found = load(rows, merges={"清单": ["A2:C2"]})
    assert ([t.id for t in found.ledger.tasks], codes(found)) == (["1"], [("A2", "LG435")])


def test_moments_and_times_are_texts_or_days():
    """A moment with hours is no day."""
    data = BytesIO()
    book = openpyxl.Workbook()
    book.active.append([datetime(2023, 10, 31), datetime(2023, 10, 31, 9, 30), time(), 1.5, True])  # noqa: DTZ001
    book.save(data)
    (sheet,) = read_xlsx(data.getvalue(), "b.xlsx")
    assert [str(v) for v in sheet.rows[0]] == ["2023-10-31", "2023-10-31 09:30:00", "00:00:00", "1.5", "True"]


def test_a_large_sheet_is_looked_through_as_a_small_one():
    """Errors and months far down."""
    rows = [["编号", "整改任务", "整改时限"], *([f"T{i}", "秸秆禁烧", "2023-10"] for i in range(3_000))]
    rows[-1] = ["T", As(None, error="#N/A"), As(date(2023, 10, 1), 'yyyy"年"m"月"')]
    (sheet,) = read_xlsx(workbook({"清单": rows}), "b.xlsx")
    assert sheet.errors == {(3_000, 1): "#N/A"}
    assert (3_000, 2) in sheet.months


def test_errors_of_formulas_in_csv():
    """Programs write them as they show them; a text with the same sign is a text."""
    sheet = read_csv(b"a,b\n#REF!,#hash\n", "b.csv")
    assert (sheet.errors, sheet.rows[1]) == ({(1, 0): "#REF!"}, [None, "#hash"])


def test_the_marked_copy_has_what_was_merged_and_its_days():
    """Also where merged ranges overlap, as no program writes them."""
    merges = (Merge(0, 0, 0, 1), Merge(0, 1, 1, 1), Merge(2, 0, 2, 0))
    sheet = Sheet("a", [["x"], [date(2023, 1, 2), True], ["y"]], merges, errors={(2, 1): "#N/A"})
    book = openpyxl.load_workbook(BytesIO(marked_copy([sheet, Sheet("A", [])], [], "zh")))
    assert book.sheetnames == ["待改正", "a", "A 2"]
    assert [str(r) for r in book["a"].merged_cells.ranges] == ["A1:B1"]
    assert (book["a"]["A2"].value.date(), book["a"]["B2"].value) == (date(2023, 1, 2), True)


def test_the_extra_is_needed_to_write(monkeypatch: pytest.MonkeyPatch):
    """The line that installs it is told."""
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(CallError) as error:
        marked_copy([], [])
    assert "pip install 'rectcore[excel]'" in error.value.diagnostics[0].hint.en


def test_names_of_sheets_and_widths():
    """What spreadsheet programs forbid is left out, and no name stands twice."""
    taken: set[str] = set()
    names = [sheet_name(n, taken) for n in ("a/b", "A B", "'", "x" * 40, "x" * 40, "History", "\x07")]
    assert names == ["a b", "A B 2", "Sheet", "x" * 31, "x" * 29 + " 2", "History 2", "Sheet 2"]
    assert (width_of([]), width_of(["汉字汉字"]), width_of(["x" * 99])) == (6, 10, 48)


HEADERS = """编号 序号 整改任务 反馈问题 责任单位 牵头单位 整改时限 状态 进展情况 进度 填报月份 完成时间 整改措施
是否属实 上级单位 单位名称 录入日期 立项时间 延期后期限 其他 id title"""
TITLES = st.sampled_from(HEADERS.split())
CELLS = st.one_of(
    st.none(),
    st.text(max_size=6),
    st.text(alphabet=string.printable + "年月日底前完成、（）", max_size=8),
    st.sampled_from(["1", "T1", "2023年10月", "2023-05-06", "已完成", "推进中", "属实", "甲、乙", "35%"]),
    st.sampled_from(["无", "合计", "=1+1", "none"]),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.dates(),
    st.booleans(),
)
SHEETS = st.tuples(
    st.lists(TITLES, min_size=1, max_size=8),
    st.lists(st.lists(CELLS, max_size=8), max_size=6),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 7), st.integers(0, 2), st.integers(0, 2)), max_size=3),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SHEETS, min_size=1, max_size=2))
def test_any_table_is_a_ledger_or_a_reason(tables: list[tuple[list[str], list[list[object]], list[tuple[int, ...]]]]):
    """What is written reads back; the same again changes nothing; every mark says where, why and what to do."""
    sheets = [
        Sheet(f"s{i}", [head, *body], tuple(Merge(top, left, top + h, left + w) for top, left, h, w in merges))
        for i, (head, body, merges) in enumerate(tables)
    ]
    mapping = guess(sheets, "b")
    said: tuple[Diagnostic, ...] = ()
    try:
        found = import_sheets(sheets, "b.xlsx", mapping, DAYS)
    except LedgerError as error:
        said = error.diagnostics
    assert all(d.place and d.hint.en and d.hint.zh for d in said)
    if said:
        return
    text = write_ledger(found.ledger)
    again = read_ledger_text(text, "ledger.json")
    assert not again.refusals
    assert write_ledger(again) == text
    assert all(m.diagnostic.place and m.diagnostic.message.zh and m.diagnostic.hint.en for m in found.marks)
    marked_copy(sheets, found.marks)
    try:
        second = import_sheets(sheets, "b.xlsx", mapping, DAYS, again)
    except LedgerError:
        return
    assert [c for c in second.changes if c.change.value not in ("left blank", "not in the sheet")] == []
