"""Entries of what is said about workbooks, CSV files and mapping files."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import xlsxwriter
from entry import Entry

_ON = "-o ledger.json --opened 2023-04-03 --recorded 2023-06-05"
_GOOD = "编号,整改任务,责任单位,整改时限\n1,秸秆禁烧,农业局,2023年10月底前\n"
_STATE = "编号,整改任务,整改时限,状态,完成时间\n"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_MAPPING = """format = "rectcore.mapping/1"
[[sheet]]
name = "{sheet}"
rows = "{rows}"
[sheet.columns]
"{title}" = "{is_}"
"""
_CARDS = (
    '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai",'
    ' "units": [{"id": "农业局"}],'
    ' "tasks": [{"id": "1", "title": "秸秆禁烧", "opened": "2023-04-03", "deadline": "2023-10", "goal": "减少"}],'
    ' "events": []}'
)
_CLOSED = _CARDS.replace(
    '"events": []',
    '"events": [{"id": "e1", "kind": "closure", "subject": {"kind": "task", "id": "1"}, "on": "2023-06-01",'
    ' "recorded": "2023-06-01"}]',
)


def _cell(code: str, en: str, zh: str, wrong: str, right: str, **files: str | bytes) -> Entry:
    """An example of two tables: what is wrong in one is right in the other."""
    return Entry(
        code,
        en,
        zh,
        f"rectcore import wrong.csv {_ON}{_into(files)}",
        f"rectcore import right.csv {_ON}{_into(files)}",
        "command",
        {"wrong.csv": wrong, "right.csv": right, **{f"{name}.json": text for name, text in files.items()}},
    )


def _into(files: dict[str, str | bytes]) -> str:
    return " --into earlier.json" if "earlier" in files else ""


def _mapped(code: str, en: str, zh: str, wrong: str, right: str) -> Entry:
    files = {"tasks.csv": _GOOD, "wrong.toml": wrong, "right.toml": right}
    command = f"rectcore import tasks.csv {_ON} --mapping"
    return Entry(code, en, zh, f"{command} wrong.toml", f"{command} right.toml", "command", files)


def _mapping(sheet: str = "tasks", rows: str = "task", title: str = "编号", is_: str = "id") -> str:
    return _MAPPING.format(sheet=sheet, rows=rows, title=title, is_=is_)


def _file(code: str, en: str, zh: str, name: str, data: bytes) -> Entry:
    return Entry(
        code,
        en,
        zh,
        f"rectcore import {name} {_ON}",
        f"rectcore import tasks.csv {_ON}",
        "command",
        {name: data, "tasks.csv": _GOOD},
    )


def _book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - spreadsheets know no zones
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
    book.close()
    return data.getvalue()


_TABLE: list[list[object]] = [line.split(",") for line in _GOOD.split()]

SHEETS = (
    Entry(
        "LG401",
        "Nothing that can be opened stands at the path of the workbook or mapping file.",
        "工作簿或映射文件的路径下没有可打开的文件。",
        f"rectcore import task.csv {_ON}",
        f"rectcore import tasks.csv {_ON}",
        "command",
        {"tasks.csv": _GOOD},
    ),
    _file(
        "LG402",
        "The workbook has a password. Take it out, save, and import again.",
        "工作簿设有打开密码。请取消密码、保存后再导入。",
        "locked.xlsx",
        _OLD + "EncryptedPackage".encode("utf-16-le") + bytes(480),
    ),
    _file(
        "LG403",
        "The file is of another format than .xlsx or CSV, whatever its name says: there, cells with errors and days "
        "shown as months cannot be told apart from others.",
        "文件不是 .xlsx 或 CSV 格式（与文件名无关）：其他格式无法辨别公式错误和只显示月份的日期。",
        "renamed.xlsx",
        _OLD,
    ),
    _file(
        "LG404",
        "The file begins as a workbook and cannot be read to its end.",
        "文件开头是工作簿，但无法读完。",
        "cut.xlsx",
        b"PK\x03\x04 and no more",
    ),
    Entry(
        "LG405",
        "The used part of a sheet has more than 20 million cells, or a part of the workbook more than 600 MB. There is "
        "no example.",
        "工作表已用区域超过2000万个单元格，或工作簿某部分超过600 MB。无示例。",
    ),
    Entry(
        "LG406",
        "No sheet has a header row of which at least two columns are understood.",
        "各工作表均没有至少两列可识别的表头。",
        f"rectcore import wrong.csv {_ON}",
        f"rectcore import tasks.csv {_ON}",
        "command",
        {"wrong.csv": "甲,乙\n1,秸秆禁烧\n", "tasks.csv": _GOOD},
    ),
    _mapped(
        "LG407",
        "The mapping file is no TOML, or a key or a word in it has no meaning.",
        "映射文件不是 TOML，或其中的键或词没有含义。",
        _mapping(rows="tasks"),
        _mapping(),
    ),
    _mapped(
        "LG408",
        "The mapping file names a sheet or a column that is not there.",
        "映射文件写明的工作表或列不存在。",
        _mapping(title="编码"),
        _mapping(),
    ),
    Entry(
        "LG409",
        "A sheet is not read, since no header row in it is understood; or it is read, and hidden.",
        "工作表没有可识别的表头，未读取；或工作表已隐藏，仍予读取。",
        f"rectcore import two.xlsx {_ON}",
        f"rectcore import two.xlsx {_ON} --mapping two.toml",
        "command",
        {"two.xlsx": _book(("清单", _TABLE), ("说明", [["填写说明"]])), "two.toml": _mapping(sheet="清单")},
    ),
    Entry(
        "LG410",
        "A column means nothing to rectcore. Its texts are kept as fields of your own; a mapping file can say more.",
        "某列含义未识别，其内容作为自有字段保留；可在映射文件中注明。",
        f"rectcore import kept.csv {_ON}",
        f"rectcore import kept.csv {_ON} --mapping kept.toml",
        "command",
        {"kept.csv": "编号,整改任务,电话\n1,秸秆禁烧,3210\n", "kept.toml": _mapping(sheet="kept")},
    ),
    Entry(
        "LG411",
        "Neither a column nor anybody says when the items were opened, or when the rows were entered. "
        "No clock is asked.",
        "没有列、也没有人说明立项日或录入日。程序不读取系统时钟。",
        "rectcore import tasks.csv -o ledger.json",
        "rectcore import tasks.csv -o ledger.json --opened 2023-04-03",
        "command",
        {"tasks.csv": _GOOD},
    ),
    _mapped(
        "LG412",
        "No column names the rows.",
        "没有可区分各行的列。",
        _mapping(title="编号", is_="keep"),
        _mapping(),
    ),
    Entry(
        "LG413",
        "Somebody says that nothing is missing, and cells were refused: the ledger does not say that it is complete. "
        "It comes with what is said of those cells.",
        "已说明无遗漏，但有单元格未采用：台账不注明完整至何日。与各单元格的提示一并出现。",
    ),
    _cell(
        "LG421",
        "The formula of a cell came to an error. The fact is unknown; the row stays.",
        "单元格的公式结果为错误值。该项未知，本行保留。",
        _GOOD.replace("2023年10月底前", "#REF!"),
        _GOOD,
    ),
    _cell(
        "LG422",
        "A cell is no day, deadline or period, or could be read in two ways. The fact is unknown; the row stays.",
        "单元格不是日期、期限或周期，或可有两种理解。该项未知，本行保留。",
        _GOOD.replace("2023年10月底前", "10月底前"),
        _GOOD,
    ),
    Entry(
        "LG423",
        "A cell of days shows a number, as spreadsheets keep days. It is taken as that day.",
        "日期单元格显示为数字，即表格软件内部的日期序号；按该日期采用。",
        f"rectcore import serial.xlsx {_ON}",
        f"rectcore import tasks.csv {_ON}",
        "command",
        {"serial.xlsx": _book(("清单", [_TABLE[0], [1, "秸秆禁烧", "农业局", 45230]])), "tasks.csv": _GOOD},
    ),
    _cell(
        "LG424",
        "A unit that the ledger does not have; the nearest one is offered.",
        "台账中没有的单位；给出最接近的名称。",
        _GOOD.replace("农业局", "农业厅"),
        _GOOD,
        earlier=_CARDS,
    ),
    _cell(
        "LG425",
        "A state, verdict, answer or kind of unit that is not known.",
        "未知的状态、查实结论、是否值或单位类型。",
        _STATE + "1,秸秆禁烧,2023-10,快好了,\n",
        _STATE + "1,秸秆禁烧,2023-10,推进中,\n",
    ),
    _cell(
        "LG426",
        "A number of at most 1 may be a share or a percentage, and nothing says which.",
        "不大于1的数字可能是比例，也可能是百分数，无从判断。",
        "编号,整改任务,进度\n1,秸秆禁烧,0.35\n",
        "编号,整改任务,进度\n1,秸秆禁烧,35%\n",
    ),
    _cell(
        "LG427",
        "A row has neither number nor title. It is not read.",
        "一行既无编号也无标题，不予读取。",
        _GOOD + ",,农业局,2023-10\n",
        _GOOD,
    ),
    _cell(
        "LG428",
        "Two rows have one number and say different things. Neither is taken.",
        "两行编号相同而内容不同，均不采用。",
        _GOOD + "1,秸秆禁烧,农业局,2023年12月\n",
        _GOOD + "2,秸秆离田,农业局,2023年12月\n",
    ),
    _cell(
        "LG429",
        "An update of a task that is not there.",
        "所填进展对应的事项不存在。",
        "编号,进展情况\n11,已收集三成\n",
        "编号,进展情况\n1,已收集三成\n",
        earlier=_CARDS,
    ),
    _cell(
        "LG430",
        "The sheet says that an item is done, after its deadline, and not on which day: that day would decide whether "
        "it was late.",
        "表中写明已完成，期限已过而无完成日期：日期决定是否逾期。",
        _STATE + "1,秸秆禁烧,2023-04,已完成,\n",
        _STATE + "1,秸秆禁烧,2023-04,已完成,2023-04-20\n",
    ),
    _cell(
        "LG431",
        "Something happened before its item was opened, or after it was entered.",
        "发生日早于立项日，或晚于录入日。",
        _STATE + "1,秸秆禁烧,2023-04,已完成,2023-03-20\n",
        _STATE + "1,秸秆禁烧,2023-04,已完成,2023-04-20\n",
    ),
    _cell(
        "LG432",
        "The sheet has another deadline than the ledger. A deadline moves by an extension only.",
        "表中期限与台账不同。期限只能通过延期变更。",
        _GOOD.replace("10月", "12月"),
        _GOOD,
        earlier=_CARDS,
    ),
    _cell(
        "LG433",
        "Two cells say two things: done and not done; closed in the ledger, under way in the sheet.",
        "两处说法不一：已完成与未完成；台账已销号而表中仍在推进。",
        _STATE + "1,秸秆禁烧,2023-10,推进中,\n",
        _STATE + "1,秸秆禁烧,2023-10,已销号,\n",
        earlier=_CLOSED,
    ),
    _cell(
        "LG434",
        "A cell cannot be recorded while another of its row is empty.",
        "本行另一单元格为空，无法登记。",
        "编号,整改任务,整改时限,延期后期限,延期批准日\n1,秸秆禁烧,2023-04,2023-12,\n",
        "编号,整改任务,整改时限,延期后期限,延期批准日\n1,秸秆禁烧,2023-04,2023-12,2023-04-20\n",
    ),
    _cell(
        "LG435",
        "A line is no item: a total, a note, a heading inside the table.",
        "该行不是事项：合计、注释或表内小标题。",
        _GOOD + "合计,,,\n",
        _GOOD,
    ),
    _cell(
        "LG436",
        "A unit stands above itself.",
        "单位隶属于自身。",
        "单位名称,上级单位\n市,县\n县,市\n",
        "单位名称,上级单位\n市,\n县,市\n",
    ),
)
