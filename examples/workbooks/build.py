"""Builds the example workbooks: three layouts met in practice, with places and people that do not exist.

Run `python examples/workbooks/build.py` to write them beside this file, or name another folder.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]
STAMP = datetime(2023, 1, 1)  # noqa: DTZ001 - spreadsheets know no time zones


def write(path: Path, sheets: dict[str, tuple[Rows, Sequence[str]]]) -> None:
    """Write a workbook: for each sheet its rows and what is merged; a merged range keeps its first value."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": STAMP})
    look = book.add_format({"text_wrap": True, "valign": "vcenter", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "vcenter", "border": 1})
    month = book.add_format({"num_format": 'yyyy"年"m"月"', "valign": "vcenter", "border": 1})
    for name, (rows, merges) in sheets.items():
        sheet = book.add_worksheet(name)
        for area in merges:
            sheet.merge_range(area, "", look)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(r, c, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                elif isinstance(value, tuple):  # a month, kept as its first day
                    sheet.write_datetime(r, c, datetime(value[0], value[1], 1), month)  # noqa: DTZ001
                elif value is not None:
                    sheet.write(r, c, value, look)
        sheet.set_column(0, len(rows[1]) - 1, 16)
    book.close()


def close_out() -> dict[str, tuple[Rows, Sequence[str]]]:
    """A public close-out table: two header rows, a task over as many rows as it has measures, units lead first."""
    rows: Rows = [
        ["青川市生态环境保护督察整改任务完成情况公开表", *[None] * 8],
        ["序号", "整改任务", "整改时限", "整改目标", "责任单位", "联系电话", "整改措施", None, None],
        [None, None, None, None, None, None, "主要措施", "责任单位", "完成情况"],
        [
            1,
            "城区污水管网雨污混接",
            (2023, 10),
            "消除混接点，污水集中处理率达到95%",
            "市住房城乡建设局、东山区政府",
            "0816-2101",
            "排查管网并建立台账",
            "市住房城乡建设局",
            "已完成，查明混接点214处。",
        ],
        [None, None, None, None, None, None, "改造混接点", "东山区政府、市水务局", "已完成，改造214处。"],
        [
            2,
            "河滩地非法采砂",
            (2023, 6),
            "全面停止，恢复岸线",
            "市水利局、西河县政府",
            "0816-2102",
            "取缔采砂点",
            "西河县政府",
            "已完成，取缔5处。",
        ],
        [None, None, None, None, None, None, "修复岸线", "市水利局", "已完成，修复3.2公里。"],
        [
            3,
            "垃圾填埋场渗滤液处理能力不足",
            "长期坚持",
            "渗滤液日产日清",
            "市城市管理局",
            "0816-2103",
            "扩建处理设施",
            "市城市管理局",
            "已投运，持续运行。",
        ],
        ["注：整改时限为当月最后一日。", *[None] * 8],
    ]
    merges = ["A1:I1", *(f"{c}2:{c}3" for c in "ABCDEF"), "G2:I2"]
    merges += [f"{c}{top}:{c}{top + 1}" for top in (4, 6) for c in "ABCDEF"]
    return {"公开表": (rows, merges)}


def county() -> dict[str, tuple[Rows, Sequence[str]]]:
    """What a county's system exports: no number, a day of creation, state words that mix stage and lateness."""
    head = [
        "轮次",
        "项目名称",
        "问题内容",
        "具体要求",
        "进展及存在问题",
        "区",
        "市",
        "责任人及电话",
        "牵头领导",
        "责任单位",
        "牵头单位",
        "责任部门",
        "配合单位",
        "涉及人员及部门",
        "创建时间",
        "整改期限",
        "状态",
    ]
    rows: Rows = [
        head,
        [
            "第二轮",
            "石材加工粉尘整治",
            "加工企业无组织排放",
            "全部入棚、喷淋",
            "入棚率八成，两家拒不配合",
            "南浦县",
            "海州市",
            "林一 1390000",
            "副县长甲",
            "南浦镇政府",
            "县工业和信息化局",
            "县生态环境局",
            "县供电公司",
            "林一、县工信局",
            date(2023, 5, 8),
            "2023年9月底前",
            "滞后",
        ],
        [
            "第二轮",
            "入海排污口溯源",
            "排污口底数不清",
            "一口一策",
            "溯源完成",
            "南浦县",
            "海州市",
            "林二 1390001",
            "副县长乙",
            "沿海镇政府",
            "县生态环境局",
            "县海洋与渔业局",
            None,
            None,
            date(2023, 5, 8),
            date(2023, 12, 31),
            "序时推进",
        ],
        [
            "第一轮",
            "养殖场粪污还田",
            "粪污直排",
            "配套消纳地",
            "已验收交账",
            "南浦县",
            "海州市",
            "林三 1390002",
            "副县长甲",
            "石坑镇政府",
            "县农业农村局",
            None,
            None,
            None,
            date(2022, 3, 1),
            "2023年8月",
            "交账销号",
        ],
    ]
    return {"整改项目": (rows, [])}


def clues(month: int) -> dict[str, tuple[Rows, Sequence[str]]]:
    """A ledger of clues that is sent round each month: deadlines as months, the progress of this month only."""
    head = [
        "编号",
        "新增或已报",
        "类别",
        "权属",
        "摘要",
        "详情",
        "责任单位",
        "整改时限",
        "本月进展",
        "存在问题",
        "下一步工作",
        "完成类别",
        "牵头单位",
    ]
    september: list[list[Any]] = [
        [
            "XS-01",
            "已报",
            "水",
            "市级",
            "黑臭水体返黑",
            "柳溪下游返黑",
            "城南区政府、市水务局",
            (2023, 10),
            "清淤1.2公里",
            "截污未完",
            "加快截污",
            "达到序时进度",
            "市水务局",
        ],
        [
            "XS-02",
            "已报",
            "大气",
            "省级",
            "渣土车带泥上路",
            "环城路扬尘",
            "市城市管理局",
            "2023年9月底前",
            "查处12起",
            None,
            "夜间巡查",
            "已完成",
            "市城市管理局",
        ],
    ]
    october: list[list[Any]] = [
        [*september[0][:8], "截污干管贯通", None, "巩固", "已完成", "市水务局"],
        [*september[1][:8], None, None, None, "已完成", "市城市管理局"],
        [
            "XS-03",
            "新增",
            "固废",
            "市级",
            "工业固废露天堆放",
            "北郊堆场",
            "北郊区政府",
            "12月底",
            "清运三成",
            "去向不明",
            "核查去向",
            "滞后",
            "市生态环境局",
        ],
    ]
    rows: Rows = [[f"问题线索台账（2023年{month}月）", *[None] * 12], head, *(september if month == 9 else october)]
    return {"线索台账": (rows, ["A1:M1"])}


BOOKS: dict[str, Callable[[], dict[str, tuple[Rows, Sequence[str]]]]] = {
    "close-out.xlsx": close_out,
    "county.xlsx": county,
    "clues-09.xlsx": lambda: clues(9),
    "clues-10.xlsx": lambda: clues(10),
}


def main(folder: Path) -> None:
    """Write every workbook into a folder."""
    for name, content in BOOKS.items():
        write(folder / name, content())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
