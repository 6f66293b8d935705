"""A list of tasks with Chinese headers, as plans publish it, becomes the cards of a ledger."""

from __future__ import annotations

from datetime import date

import pytest

from rectcore.io.ledger_file import read_ledger_text
from rectcore.io.write import write_ledger

from .conftest import MONTH, As, Import, codes, rows_of

HEAD = ["序号", "反馈问题", "整改目标", "责任单位", "整改时限"]
ONE = [1, "秸秆禁烧不到位", "火点减少", "市农业农村局、市生态环境局", "2023年10月底前"]


def test_a_row_becomes_a_card_and_a_month_stays_a_month(load: Import):
    """The first unit of a cell leads; the sheet's caption and blank lines are no rows."""
    found = load([["四平市整改任务清单"], [], HEAD, ONE, [], [2, "散煤监管", None, "市生态环境局", date(2023, 12, 31)]])
    assert rows_of(found.ledger, "tasks") == [
        {
            "id": "1",
            "kind": "task",
            "title": "秸秆禁烧不到位",
            "goal": "火点减少",
            "lead_unit": "市农业农村局",
            "responsible_units": ["市农业农村局", "市生态环境局"],
            "opened": "2023-04-03",
            "deadline": "2023-10",
        },
        {
            "id": "2",
            "kind": "task",
            "title": "散煤监管",
            "lead_unit": "市生态环境局",
            "responsible_units": ["市生态环境局"],
            "opened": "2023-04-03",
            "deadline": "2023-12-31",
        },
    ]
    assert [u["title"] for u in rows_of(found.ledger, "units")] == ["市农业农村局", "市生态环境局"]
    assert not found.marks
    assert found.ledger.through is None


def test_what_is_written_reads_back_as_the_same(load: Import):
    """The ledger file has no fault that its reader would name."""
    text = write_ledger(load([HEAD, ONE]).ledger)
    assert write_ledger(read_ledger_text(text, "again", strict=True)) == text


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 0, 4, 1, 3)])
def test_columns_may_stand_in_any_order(load: Import, order: tuple[int, ...]):
    """The header says what a column is."""
    plain = rows_of(load([HEAD, ONE]).ledger, "tasks")
    assert plain == rows_of(load([[HEAD[i] for i in order], [ONE[i] for i in order]]).ledger, "tasks")


def test_english_headers_say_the_same(load: Import):
    """So do English months."""
    found = load(
        [
            ["No.", "Problem", "Target", "Lead unit", "Supporting units", "Deadline"],
            [1, "Straw is burnt", "Fewer fires", "Agriculture", "Ecology; Police", "end of October 2023"],
        ]
    )
    (task,) = found.ledger.tasks
    assert (task.title, task.lead_unit, task.supporting_units) == (
        "Straw is burnt",
        "Agriculture",
        ("Ecology", "Police"),
    )
    assert task.deadline.at == found.ledger.tasks[0].deadline.at
    assert rows_of(found.ledger, "tasks")[0]["deadline"] == "2023-10"


def test_two_header_rows_with_merged_cells(load: Import):
    """What stands below a merged header is named with it."""
    found = load(
        [
            ["整改任务清单", None, None, None, None],
            ["序号", "整改任务", "单位", None, "整改时限"],
            [None, None, "牵头单位", "配合单位", None],
            [1, "秸秆禁烧", "市农业农村局", "市生态环境局、梨树县", "长期坚持"],
        ],
        merges={"清单": ["A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"]},
    )
    (row,) = rows_of(found.ledger, "tasks")
    assert (row["id"], row["lead_unit"], row["supporting_units"]) == ("1", "市农业农村局", ["市生态环境局", "梨树县"])
    assert row["deadline"] == {"class": "long_term"}
    assert not found.marks


def test_merged_body_cells_hold_for_every_row_they_cover(load: Import):
    """A unit that answers for two tasks stands once; a task with two measures too."""
    found = load(
        [
            ["编号", "整改任务", "责任单位", "整改措施", "措施时限"],
            ["T-1", "雨污管网", "铁西区", "排查", "2023年6月"],
            [None, None, None, "改造", "2023年10月"],
            ["T-2", "垃圾清运", None, "清运", None],
        ],
        merges={"清单": ["A2:A3", "B2:B3", "C2:C4"]},
    )
    one, two = rows_of(found.ledger, "tasks")
    assert one["steps"] == [{"title": "排查", "deadline": "2023-06"}, {"title": "改造", "deadline": "2023-10"}]
    assert (two["id"], two["lead_unit"], two["steps"]) == ("T-2", "铁西区", [{"title": "清运"}])


def test_without_a_number_a_row_is_named_by_its_title_each_time(load: Import):
    """Whatever stands around it."""
    head, row = HEAD[1:], ONE[1:]
    (first,) = load([head, row]).ledger.tasks
    again = load([head, ["散煤监管", None, "市生态环境局", None], row]).ledger
    assert first.id in {t.id for t in again.tasks}
    assert len(again.tasks) == 2


def test_lines_that_are_no_items_are_left(load: Import):
    """Totals, notes below the table, and the header repeated for print."""
    found = load([HEAD, ONE, HEAD, ["合计", None, "1项"], ["注：期限指当月最后一日"]])
    assert [t.id for t in found.ledger.tasks] == ["1"]
    assert codes(found) == [("A4", "LG435"), ("A5", "LG435")]
    assert not found.refused


def test_a_month_shown_in_a_cell_of_a_day_stays_a_month(load: Import):
    """Such a cell keeps the first of the month, which nobody means."""
    found = load([HEAD, [*ONE[:4], As(date(2023, 10, 1), MONTH)]])
    assert rows_of(found.ledger, "tasks")[0]["deadline"] == "2023-10"


def test_other_columns_are_kept_as_they_stand(load: Import):
    """Numbers without the point that spreadsheets add."""
    found = load([[*HEAD, "联系电话", "创建人"], [*ONE, 4343210, "张三"]])
    assert found.ledger.tasks[0].fields == {"联系电话": "4343210", "创建人": "张三"}
    assert [d.code for d in found.diagnostics] == ["LG410"]
