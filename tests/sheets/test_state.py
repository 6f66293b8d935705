"""What a sheet says of the state of an item: how far it is becomes events, how late it is does not."""

from __future__ import annotations

from datetime import date

import pytest

from .conftest import As, Import, codes, rows_of

HEAD = ["编号", "整改任务", "整改时限", "状态", "完成时间"]


def events(load: Import, *rows: list[object], head: list[str] = HEAD, **more: object) -> list[tuple[str, str]]:
    found = load([head, *rows], **more)
    return [(e.kind, e.on.isoformat()) for e in found.ledger.events]


@pytest.mark.parametrize("word", ["序时推进", "滞后", "超期未完成", "达到序时进度", "未启动", "Behind schedule"])
def test_late_or_not_an_item_under_way_is_reported_and_no_more(load: Import, word: str):
    """The words are kept with the report; the day is that of the sheet."""
    found = load([HEAD, ["1", "秸秆", "2023-10", word, None]])
    (event,) = rows_of(found.ledger, "events")
    assert (event["kind"], event["on"], event["stated"]) == ("report", "2023-06-05", word)


@pytest.mark.parametrize(("word", "kind"), [("已完成", "completion"), ("超期完成", "completion")])
def test_an_item_that_is_done_is_done_on_the_day_of_its_column(load: Import, word: str, kind: str):
    """Whatever the word says of lateness."""
    assert events(load, ["1", "秸秆", "2023-04", word, "2023.4.20"]) == [(kind, "2023-04-20")]


def test_accepted_on_a_day_of_its_own(load: Import):
    """The day of completion is not that of the acceptance."""
    assert events(load, ["1", "秸秆", "2023-04", "已验收", "2023-04-20"]) == [("completion", "2023-04-20")]
    row = ["1", "秸秆", "2023-04", "已验收", "2023-04-20", "2023-05-08"]
    assert events(load, row, head=[*HEAD, "验收时间"]) == [("completion", "2023-04-20"), ("acceptance", "2023-05-08")]


def test_closed_after_done_is_two_events(load: Import):
    """Each with its own day."""
    head = [*HEAD, "销号时间"]
    row = ["1", "秸秆", "2023-10", "已销号", "2023-05-01", date(2023, 5, 20)]
    assert events(load, row, head=head) == [("completion", "2023-05-01"), ("closure", "2023-05-20")]


def test_done_without_a_day_counts_as_of_the_sheet_while_in_time(load: Import):
    """On 5 June a deadline of October is not over."""
    assert events(load, ["1", "秸秆", "2023-10", "已完成", None]) == [("completion", "2023-06-05")]


@pytest.mark.parametrize("deadline", ["2023-04", "4月底前"])
def test_done_without_a_day_after_the_deadline_is_refused(load: Import, deadline: str):
    """The day of the sheet would convict, and so might any under a deadline nobody can read."""
    found = load([HEAD, ["1", "秸秆", deadline, "已完成", None]])
    assert not found.ledger.events
    assert ("D2", "LG430") in codes(found)


def test_a_ledger_with_refused_cells_is_not_called_complete(load: Import):
    """Absence would speak where a cell could not."""
    whole = load([HEAD, ["1", "秸秆", "2023-10", "已完成", None]], through=date(2023, 6, 5))
    assert whole.ledger.through == date(2023, 6, 5)
    found = load([HEAD, ["1", "秸秆", "2023-04", "已完成", None]], through=date(2023, 6, 5))
    assert found.ledger.through is None
    assert [d.code for d in found.diagnostics] == ["LG413"]


def test_a_day_beside_a_state_that_is_not_done_is_refused(load: Import):
    """One of the two cells is wrong."""
    found = load([HEAD, ["1", "秸秆", "2023-10", "推进中", "2023-05-01"]])
    assert codes(found) == [("E2", "LG433")]
    assert [e.kind for e in found.ledger.events] == ["report"]


def test_days_out_of_order_are_refused(load: Import):
    """Before the opening no rule sees an event; after the entry nobody can have known of it."""
    found = load([HEAD, ["1", "甲", "2023-10", "已完成", "2023-03-01"], ["2", "乙", "2023-10", "已完成", "2023-07-01"]])
    assert codes(found) == [("E2", "LG431"), ("E3", "LG431")]
    assert not found.ledger.events


def test_an_update_covers_its_month_with_a_percentage(load: Import):
    """A number is a percentage where the cell shows one; the reporting unit and the text stand with it."""
    found = load(
        {
            "清单": [["编号", "整改任务", "牵头单位"], ["1", "秸秆", "农业局"], ["2", "散煤", "农业局"]],
            "进展": [
                ["编号", "填报月份", "完成进度", "进展情况", "填报单位", "填报日期"],
                ["1", "2023年5月", As(0.35, "0%"), "已收集三成", "农业局", "2023-06-03"],
                ["2", "2023年5月", "40%", None, None, "2023-06-04"],
                ["3", "2023年5月", "40%", None, None, "2023-06-04"],
            ],
        }
    )
    one, two = rows_of(found.ledger, "events")
    assert (one["covers"], one["progress"], one["note"], one["unit"]) == ("2023-05", "35%", "已收集三成", "农业局")
    assert (one["on"], one["recorded"], two["progress"]) == ("2023-06-03", "2023-06-05", "40%")
    assert codes(found) == [("A4", "LG429")]


def test_a_row_of_updates_left_blank_reports_nothing(load: Import):
    """The month alone is no update."""
    head = ["编号", "整改任务", "整改时限", "填报月份", "进展情况"]
    assert events(load, ["1", "秸秆", "2023-10", "2023-05", None], head=head) == []


def test_several_progress_columns_stand_behind_their_headers(load: Import):
    """As one note."""
    head = ["编号", "整改任务", "整改时限", "本月进展", "存在问题", "下一步工作"]
    found = load([head, ["1", "秸秆", "2023-10", "打包三成", "缺车辆", "调车"]])
    assert found.ledger.events[0].note == "本月进展：打包三成\n存在问题：缺车辆\n下一步工作：调车"


def test_a_petition_done_carries_its_verdict(load: Import):
    """Where it is not done, what it was found to be stands with the report."""
    head = ["受理编号", "举报内容", "属地", "重点件", "是否属实", "办理情况", "办结情况", "办结时间"]
    found = load(
        [
            head,
            ["X1", "异味", "铁西区", "是", "基本属实", "已清运", "已办结", "2023-05-20"],
            ["X2", "噪声", "铁东区", "否", "不属实", "核查", "办理中", None],
        ]
    )
    cards = rows_of(found.ledger, "tasks")
    assert [(t["kind"], t["priority"]) for t in cards] == [("petition", True), ("petition", False)]
    done = next(e for e in rows_of(found.ledger, "events") if e["kind"] == "completion")
    assert (done["verdict"], done["on"]) == ("mostly_true", "2023-05-20")
    assert rows_of(found.ledger, "events")[-1]["stated_verdict"] == "unfounded"


def test_an_extension_needs_the_day_it_was_granted_once_the_deadline_is_over(load: Import):
    """Granted in time, it moves what may still be done."""
    head = ["编号", "整改任务", "整改时限", "延期申请日", "延期批准", "延期批准日", "延期后期限", "状态"]
    row = ["1", "秸秆", "2023-05", "2023-05-10", "是", "2023-05-20", "2023年12月底前", "已完成"]
    found = load([head, row])
    extension, completion = rows_of(found.ledger, "events")
    assert (extension["on"], extension["asked"], extension["granted"]) == ("2023-05-20", "2023-05-10", True)
    assert (extension["new_deadline"], completion["on"]) == ("2023-12-31", "2023-06-05")
    late = load([head, [*row[:5], None, *row[6:]]])
    assert codes(late) == [("G2", "LG434"), ("H2", "LG430")]
