"""The mapping file: what it may say, what is wrong with one that says something else, and sheets of units."""

from __future__ import annotations

from datetime import date

import pytest

from rectcore.errors import LedgerError
from rectcore.model.period import Period
from rectcore.sheets.guess import guess
from rectcore.sheets.mapping import BookMapping, SheetMapping, mapping_text, read_mapping
from rectcore.sheets.meanings import Rows
from rectcore.sheets.read_xlsx import read_xlsx

from .conftest import Import, codes, rows_of, workbook

HEAD = 'format = "rectcore.mapping/1"\n'
SHEET = HEAD + '[[sheet]]\nname = "清单"\nrows = "task"\n'
TABLE = [["编号", "整改任务", "单位", "状态"], ["1", "秸秆", "环保局", "收尾"]]


def test_everything_that_may_be_said_is_read():
    """Days as TOML's own or as texts; meanings in either language."""
    text = """
    format = "rectcore.mapping/1"
    id = "plan"
    timezone = "Asia/Urumqi"
    through = 2023-10-31
    units = "as found"
    [[sheet]]
    name = "清单"
    rows = "任务"
    header = 3
    prefix = "T-"
    opened = "2023年4月3日"
    recorded = 2023-06-05
    on = "2023-05-31"
    done = "2023-05-30"
    covers = "2023-05"
    [sheet.columns]
    "序号" = "编号"
    "电话" = "keep: phone"
    "其他" = "不读"
    [unit_names]
    "环保局" = "生态环境局"
    [status_words]
    "收尾" = "in_progress"
    """
    columns = {"序号": "id", "电话": "keep:phone", "其他": "skip"}
    day = date(2023, 5, 31)
    sheet = SheetMapping(
        "清单", Rows.TASK, (3, 3), columns, "T-", date(2023, 4, 3), date(2023, 6, 5), day, date(2023, 5, 30),
        Period.month(2023, 5),
    )  # fmt: skip
    assert read_mapping(text, "m.toml") == BookMapping(
        "plan", "Asia/Urumqi", date(2023, 10, 31), False, (sheet,), {"环保局": "生态环境局"}, {"收尾": "in_progress"}
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("= 1", ""),
        ("", "format"),
        (HEAD + 'unit = "x"', "unit"),
        (HEAD + 'units = "some"', "units"),
        (HEAD + "id = 1", "id"),
        (HEAD + 'through = "31.10.2023"', "through"),
        (HEAD + "sheet = 1", "sheet"),
        (HEAD + "[[sheet]]\nrows = 'task'", "sheet[0].name"),
        (HEAD + "[[sheet]]\nname = 'a'\nrows = 'tasks'", "sheet[0].rows"),
        (SHEET + "header = [3, 2]", "sheet[0].header"),
        (SHEET + 'header = "2"', "sheet[0].header"),
        (SHEET + 'covers = "soon"', "sheet[0].covers"),
        (SHEET + 'done = "soon"', "sheet[0].done"),
        (SHEET + '[sheet.columns]\n"a" = "titel"', "sheet[0].columns.a"),
        (SHEET + "[sheet.columns]\n'a' = 1", "sheet[0].columns"),
        (HEAD + "[status_words]\n'a' = 'nearly'", "status_words.a"),
    ],
)
def test_what_has_no_meaning_is_named(text: str, place: str):
    """With its place and what may stand there."""
    with pytest.raises(LedgerError) as error:
        read_mapping(text, "m.toml")
    (said,) = error.value.diagnostics
    assert (said.code, said.place) == ("LG407", f"m.toml {place}".rstrip())
    assert said.hint.en
    assert said.hint.zh


def test_a_word_that_was_nearly_right_is_offered():
    """The nearest meaning."""
    with pytest.raises(LedgerError) as error:
        read_mapping(SHEET + '[sheet.columns]\n"a" = "deadlin"', "m.toml")
    assert "`deadline`" in error.value.diagnostics[0].hint.en


def test_what_is_written_reads_back():
    """Whatever the titles hold."""
    rows = [['编号"x\\', "整改任务\n标题", "整改时限", "\x07铃"], ["1", "秸秆", "2023-10", "a"]]
    found = guess(read_xlsx(workbook({"清单": rows, "空": []}), "b.xlsx"), "plan")
    assert read_mapping(mapping_text(found), "m.toml") == found


def test_names_and_words_of_the_mapping_file(load: Import):
    """Another name of a unit, a word of one's own for a state, a field under another name."""
    text = SHEET + '[sheet.columns]\n"编号" = "id"\n"整改任务" = "title"\n"单位" = "units"\n"状态" = "status"\n'
    text += '[unit_names]\n"环保局" = "生态环境局"\n[status_words]\n"收尾" = "in_progress"\n'
    found = load(TABLE, mapping=read_mapping(text, "m.toml"))
    assert found.ledger.tasks[0].lead_unit == "生态环境局"
    assert [e.kind for e in found.ledger.events] == ["report"]
    kept = load(TABLE, mapping=read_mapping(text.replace('"units"', '"keep:office"'), "m.toml"))
    assert kept.ledger.tasks[0].fields == {"office": "环保局"}


@pytest.mark.parametrize(("change", "code"), [(("清单", "清单表"), "LG408"), (("编号", "编码"), "LG408")])
def test_what_the_workbook_lacks_is_named(load: Import, change: tuple[str, str], code: str):
    """Nothing is read then."""
    text = (SHEET + '[sheet.columns]\n"编号" = "id"\n').replace(*change)
    with pytest.raises(LedgerError) as error:
        load(TABLE, mapping=read_mapping(text, "m.toml"))
    assert [d.code for d in error.value.diagnostics] == [code]


def test_a_sheet_of_units_is_the_tree(load: Import):
    """Other sheets name its units by title; no other unit is taken."""
    units = [
        ["单位编号", "单位名称", "上级单位", "单位类型"],
        [None, "四平市", "无", "市"],
        [None, "铁西区", "四平市", "县市区"],
    ]
    tasks = [["编号", "整改任务", "牵头单位"], ["1", "秸秆", "铁西区"], ["2", "散煤", "铁东区"]]
    found = load({"单位": units, "清单": tasks})
    assert rows_of(found.ledger, "units") == [
        {"id": "四平市", "title": "四平市", "kind": "city"},
        {"id": "铁西区", "title": "铁西区", "parent": "四平市", "kind": "county"},
    ]
    assert codes(found) == [("C3", "LG424")]
    assert "`铁西区`" in found.marks[0].diagnostic.hint.en


def test_units_in_a_circle_or_below_nobody(load: Import):
    """Each wrong cell is named, and the unit stays without what stands above."""
    rows = [
        ["单位名称", "上级单位", "单位类型"],
        ["甲", "乙", "县市区"],
        ["乙", "甲", "州"],
        ["丙", "丁", None],
        [None, "甲", None],
        ["丙", "甲", None],
    ]
    found = load({"单位": rows, "清单": [["编号", "整改任务"], ["1", "秸秆"]]})
    assert codes(found) == [("B3", "LG436"), ("C3", "LG425"), ("B4", "LG424"), ("B5", "LG427")]
    assert [(u.id, u.parent) for u in found.ledger.units] == [("甲", "乙"), ("乙", None), ("丙", "甲")]


def test_units_named_with_what_they_do(load: Import):
    """Labels, a leader that is not the first, brackets with marks in them."""
    head = ["编号", "整改任务", "责任单位"]
    cells = [
        "市住建局、市生态环境局（牵头）",
        "牵头单位：市水务局；责任单位：东区、西区；配合单位：市公安局；督导单位：省厅",
        "各县（市、区）政府 市城管局",
        "无",
        "A, B/C",
    ]
    found = load([head, *([str(i), "秸秆", cell] for i, cell in enumerate(cells))])
    tasks = found.ledger.tasks
    assert (tasks[0].lead_unit, tasks[0].responsible_units) == ("市生态环境局", ("市生态环境局", "市住建局"))
    assert (tasks[1].lead_unit, tasks[1].responsible_units) == ("市水务局", ("东区", "西区"))
    assert (tasks[1].supporting_units, tasks[1].supervising_unit) == (("市公安局",), "省厅")
    assert tasks[2].responsible_units == ("各县（市、区）政府", "市城管局")
    assert (tasks[3].lead_unit, tasks[3].responsible_units) == (None, None)
    assert tasks[4].responsible_units == ("A", "B", "C")
