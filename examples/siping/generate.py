"""Writes `ledger.json`, the example ledger of the Siping plan of 2023.

Usage: `python examples/siping/generate.py [PATH]`; without a path the file beside this script is written.

Real are the plan, its date, the counts of 30 tasks and 160 petitions, the units, and how many items were closed on
2024-05-24. All else is made up: what happens to a task is set by hand in `CARDS` and `COURSES` below, what happens to
a petition is drawn from `random.Random(20230403)`. Only `random()` is drawn, whose sequence Python keeps from version
to version, and no clock is read, so every run gives the same bytes. README.md says how each figure was chosen.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from environment import enterprises, environment, inspectors

Row = dict[str, Any]
T = TypeVar("T")

SEED = 20230403
PLAN_ISSUED = date(2023, 4, 3)
THROUGH = date(2024, 5, 31)
LAST_CLOSURE = date(2024, 5, 22)
RULESET = "SIPING"
"""The rule set whose findings some acts name in `answers`, with the two ladders that those findings come from."""
MONTHLY_LADDER = "PROGRESS"
OVERDUE_LADDER = "OVERDUE"

# ---------------------------------------------------------------- the calendar of the offices


def _span(first: str, last: str) -> set[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return {start + timedelta(days=n) for n in range((end - start).days + 1)}


REST = (
    _span("2022-09-10", "2022-09-12")
    | _span("2022-10-01", "2022-10-07")
    | _span("2022-12-31", "2023-01-02")
    | _span("2023-01-21", "2023-01-27")
    | _span("2023-04-05", "2023-04-05")
    | _span("2023-04-29", "2023-05-03")
    | _span("2023-06-22", "2023-06-24")
    | _span("2023-09-29", "2023-10-06")
    | _span("2023-12-30", "2024-01-01")
    | _span("2024-02-10", "2024-02-17")
    | _span("2024-04-04", "2024-04-06")
    | _span("2024-05-01", "2024-05-05")
)
WORK = {
    date.fromisoformat(day)
    for day in (
        *("2022-10-08", "2022-10-09", "2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25"),
        *("2023-10-07", "2023-10-08", "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11"),
    )
}


def works(day: date) -> bool:
    """Whether the offices work on that day."""
    return day in WORK or (day.weekday() < 5 and day not in REST)


def shift(day: date, working_days: int) -> date:
    """The working day so many working days later, or earlier if negative; 0 gives the day itself or the next one."""
    step = timedelta(days=-1 if working_days < 0 else 1)
    while not works(day):
        day += step
    for _ in range(abs(working_days)):
        day += step
        while not works(day):
            day += step
    return day


def months() -> list[tuple[int, int]]:
    """The months that are reported: May 2023, the first whole one after the plan, to April 2024."""
    return [(2023, m) for m in range(5, 13)] + [(2024, m) for m in range(1, 5)]


def after(month: tuple[int, int]) -> tuple[int, int]:
    """The next month."""
    year, number = month
    return (year, number + 1) if number < 12 else (year + 1, 1)


def name_of(month: tuple[int, int]) -> str:
    """The month as the ledger writes it."""
    return f"{month[0]}-{month[1]:02d}"


# ---------------------------------------------------------------- units and posts

CITY = "siping"
PLACES = {
    "tiexi": ("四平市铁西区", "铁西", "county"),
    "tiedong": ("四平市铁东区", "铁东", "county"),
    "lishu": ("梨树县", "梨树", "county"),
    "yitong": ("伊通满族自治县", "伊通", "county"),
    "shuangliao": ("双辽市", "双辽", "county"),
    "liaohe": ("四平辽河农垦管理区", "辽河", "development_zone"),
    "jingkai": ("四平经济开发区", "经开", "development_zone"),
    "hongzui": ("四平红嘴经济技术开发区", "红嘴", "development_zone"),
}
DEPARTMENTS = {
    "ecology": ("四平市生态环境局", "生态环境"),
    "housing": ("四平市住房和城乡建设局", "住建"),
    "agriculture": ("四平市农业农村局", "农业农村"),
    "resources": ("四平市自然资源局", "自然资源"),
    "water": ("四平市水利局", "水利"),
    "industry": ("四平市工业和信息化局", "工信"),
    "reform": ("四平市发展和改革委员会", "发改"),
    "forestry": ("四平市林业和草原局", "林草"),
    "livestock": ("四平市畜牧业管理局", "畜牧"),
    "city-management": ("四平市城市管理行政执法局", "城管"),
    "transport": ("四平市交通运输局", "交通"),
    "health": ("四平市卫生健康委员会", "卫健"),
    "market": ("四平市市场监督管理局", "市场监管"),
    "finance": ("四平市财政局", "财政"),
}
ROLES = {
    "party_secretary": ("secretary", "书记"),
    "government_head": ("head", "政府负责人"),
    "rectification_office": ("office", "整改办主任"),
    "accepting_body": ("accepting", "验收组长"),
    "discipline_body": ("discipline", "纪检负责人"),
    "principal_officer": ("officer", "局长"),
}
HANDOVER = {
    ("tiexi", "party_secretary"): "2023-09-11",
    ("yitong", "government_head"): "2023-12-16",
    ("lishu", "rectification_office"): "2024-01-08",
}
"""The first day of the second holder, where a post changes hands."""


def make_units() -> tuple[list[Row], list[Row]]:
    """The units with their posts, and the placeholder persons who hold them."""
    persons: list[Row] = []

    def posts_of(unit: str, short: str, names: Sequence[str]) -> list[Row]:
        posts: list[Row] = []
        for post in names:
            word, role = ROLES[post]
            change = HANDOVER.get((unit, post))
            ids = [f"{unit}-{word}-{n}" for n in ((1, 2) if change else (1,))]
            marks = "甲乙" if change else ("",)
            persons.extend({"id": i, "name": f"某{role}{mark}·{short}"} for i, mark in zip(ids, marks, strict=True))
            first: Row = {"post": post, "person": ids[0], "from": "2021-09-01"}
            posts.append(first)
            if change:
                first["to"] = (date.fromisoformat(change) - timedelta(days=1)).isoformat()
                posts.append({"post": post, "person": ids[1], "from": change})
        return posts

    heads = ["party_secretary", "government_head", "rectification_office", "accepting_body", "discipline_body"]
    units: list[Row] = [
        {
            "id": CITY,
            "title": "四平市",
            "kind": "city",
            "plan_due": False,
            "budget_due": True,
            "posts": posts_of(CITY, "四平", heads),
        }
    ]
    units += [
        {
            "id": unit,
            "title": title,
            "parent": CITY,
            "kind": kind,
            "plan_due": True,
            "budget_due": True,
            "posts": posts_of(unit, short, heads),
        }
        for unit, (title, short, kind) in PLACES.items()
    ]
    units += [
        {
            "id": unit,
            "title": title,
            "parent": CITY,
            "kind": "department",
            "plan_due": True,
            "budget_due": False,
            "posts": posts_of(unit, short, ["principal_officer"]),
        }
        for unit, (title, short) in DEPARTMENTS.items()
    ]
    units += [
        {
            "id": name,
            "title": f"{title}·{PLACES[place][1]}",
            "parent": place,
            "kind": "enterprise",
            "plan_due": False,
            "budget_due": False,
            "on_check_list": True,
            "posts": [],
        }
        for name, title, place in enterprises()
    ]
    for person in persons:
        person["on_inspector_list"] = False
    persons += [{"id": name, "name": shown, "on_inspector_list": True} for name, shown in inspectors()]
    return units, persons


# ---------------------------------------------------------------- the 30 tasks: cards


@dataclass(frozen=True)
class Card:
    """What the file of a task says; the lead unit stands first among `units`."""

    title: str
    problem: str
    category: str
    goal: str | None
    territory: str
    units: tuple[str, ...]
    deadline: str | dict[str, str]
    accepting: str = "ecology"
    supporting: tuple[str, ...] = ()
    supervising: str | None = None
    sector: str | None = None
    steps: tuple[tuple[str, str | None, str], ...] = ()
    sites: tuple[str, ...] = ()
    priority: bool = False
    no_responsible: bool = False


CARDS: dict[str, Card] = {
    "T-01": Card(
        "秸秆禁烧责任落实不到位",
        "个别乡镇春季露天焚烧秸秆火点反复出现，网格巡查流于形式，离田作业进度偏慢。",
        "大气",
        "全域禁烧责任到村到户，卫星监测火点明显减少，秸秆离田利用应收尽收。",
        CITY,
        ("agriculture", "ecology"),
        "2023-12",
        supporting=("lishu", "yitong", "shuangliao", "tiedong"),
        steps=(
            ("建立市县乡村四级禁烧网格", "agriculture", "2023-06"),
            ("完成秸秆离田打包作业", "agriculture", "2023-11"),
            ("组织秋季焚烧巡查", "ecology", "2023-12"),
        ),
        priority=True,
        sector="agriculture",
    ),
    "T-02": Card(
        "散煤监管体系不健全",
        "城乡结合部散煤销售点底数不清，煤质抽检不足，采暖期细颗粒物浓度偏高。",
        "大气",
        "散煤销售点全部建档，煤质抽检合格率达到要求，采暖期浓度同比下降。",
        CITY,
        ("ecology", "market"),
        "2023-10",
        accepting="reform",
        supporting=("tiexi", "tiedong"),
        steps=(("排查登记散煤销售点", "market", "2023-06"), ("开展煤质抽检", "market", "2023-09")),
        sector="reform",
    ),
    "T-03": Card(
        "铁西区燃煤小锅炉淘汰不彻底",
        "部分应淘汰的燃煤小锅炉只停不拆，存在复用可能。",
        "大气",
        "列入清单的燃煤小锅炉全部拆除或改造。",
        "tiexi",
        ("tiexi", "ecology"),
        "2023-10",
        steps=(("拆除清单内锅炉", "tiexi", "2023-08"),),
        sites=("一号锅炉房", "二号锅炉房", "三号锅炉房"),
        sector="ecology",
    ),
    "T-04": Card(
        "铁东区施工和道路扬尘管控粗放",
        "部分工地围挡、覆盖、冲洗措施不全，渣土车带泥上路。",
        "大气",
        "在建工地扬尘防治措施全部到位，渣土运输全程密闭。",
        "tiedong",
        ("tiedong", "housing", "city-management"),
        {"class": "immediate", "at": "2023-06"},
        accepting="housing",
        sites=("甲工地", "乙工地"),
        sector="housing",
        steps=(
            ("完善工地围挡、覆盖和冲洗设施", "tiedong", "2023-05"),
            ("渣土车密闭改造和路检", "city-management", "2023-06"),
        ),
    ),
    "T-05": Card(
        "铁东区城市黑臭水体治理成效不稳",
        "已完成治理的城区河段雨后返黑返臭，沿线仍有生活污水直排口。",
        "水",
        "治理河段水质稳定达标，沿线直排口全部封堵。",
        "tiedong",
        ("tiedong", "housing"),
        "2023-10",
        accepting="housing",
        supervising="ecology",
        steps=(("封堵沿线直排口", "tiedong", "2023-07"), ("河道清淤", "tiedong", "2023-09")),
        sites=("上游河段", "下游河段"),
        priority=True,
        sector="housing",
    ),
    "T-06": Card(
        "双辽市污水处理厂运行负荷过高",
        "雨季进水量超过设计能力，出水指标时有波动。",
        "水",
        "完成扩建并稳定运行，出水达到排放标准。",
        "shuangliao",
        ("shuangliao", "housing"),
        "2023-12",
        accepting="housing",
        steps=(("主体工程完工", "shuangliao", "2023-10"), ("联动调试", "shuangliao", "2023-12")),
        sector="housing",
    ),
    "T-07": Card(
        "铁西区雨污管网混接错接",
        "老旧小区雨污管网混接，雨季污水经雨水口进入河道。",
        "水",
        "完成混接点改造，旱天雨水口无污水外排。",
        "tiexi",
        ("tiexi", "housing"),
        "2023-12",
        accepting="housing",
        supervising="ecology",
        steps=(("完成管网排查", "tiexi", "2023-07"), ("完成混接点改造", "tiexi", "2023-12")),
        sites=("甲片区", "乙片区", "丙片区"),
        priority=True,
        sector="housing",
    ),
    "T-08": Card(
        "梨树县畜禽粪污收储运体系不完善",
        "部分乡镇粪污收集点未投用，散养户粪污沿沟堆放。",
        "农业农村",
        "收集点全部投用，粪污日产日清，资源化利用率达到要求。",
        "lishu",
        ("lishu", "livestock"),
        "2023-10",
        accepting="livestock",
        supervising="agriculture",
        steps=(("投用乡镇收集点", "lishu", "2023-07"), ("清理沿沟粪污", "lishu", "2023-08")),
        sites=("东片收集点", "西片收集点"),
        sector="livestock",
    ),
    "T-09": Card(
        "伊通县粪污资源化利用设施闲置",
        "已建成的有机肥设施长期未运行，配套车辆挪作他用。",
        "农业农村",
        "设施正常运行，台账完整，粪肥还田有去向。",
        "yitong",
        ("yitong", "livestock"),
        "2024-06",
        accepting="livestock",
        sector="livestock",
        steps=(
            ("恢复有机肥设施运行", "yitong", "2023-12"),
            ("建立粪肥还田台账", "livestock", "2024-05"),
        ),
    ),
    "T-10": Card(
        "伊通县露天矿山边开采边治理不到位",
        "部分矿山未按方案同步治理，采坑边坡裸露。",
        "生态修复",
        "在采矿山按方案完成年度治理面积，裸露边坡复绿。",
        "yitong",
        ("yitong", "resources"),
        "2024-12",
        accepting="resources",
        supporting=("forestry",),
        steps=(("完成边坡整形", "yitong", "2023-10"), ("完成覆土复绿", "yitong", "2024-05")),
        sector="resources",
    ),
    "T-11": Card(
        "铁东区历史遗留矿山修复进度滞后",
        "废弃采石坑修复项目开工晚，覆土厚度不足。",
        "生态修复",
        "列入计划的废弃矿山完成修复并通过验收。",
        "tiedong",
        ("tiedong", "resources"),
        "2024-06",
        accepting="resources",
        sites=("一号采坑", "二号采坑"),
        sector="resources",
        steps=(
            ("完成采坑回填和覆土", "tiedong", "2023-11"),
            ("补植复绿", "tiedong", "2024-05"),
        ),
    ),
    "T-12": Card(
        "双辽市生活垃圾填埋场渗滤液积存",
        "填埋场渗滤液处理能力不足，调节池长期高液位。",
        "固体废物",
        "积存渗滤液处理完毕，日产日清。",
        "shuangliao",
        ("shuangliao", "city-management"),
        "2023-12",
        accepting="city-management",
        supervising="ecology",
        steps=(("新增处理设备投用", "shuangliao", "2023-08"), ("清空积存渗滤液", "shuangliao", "2023-12")),
        priority=True,
        sector="city-management",
    ),
    "T-13": Card(
        "建筑垃圾处置监管薄弱",
        "城区周边建筑垃圾乱堆乱倒，消纳场管理不规范。",
        "固体废物",
        "存量堆点清理完毕，消纳场规范运行。",
        CITY,
        ("city-management", "housing", "transport"),
        "2023-10",
        supporting=("tiexi", "tiedong"),
        sector="city-management",
        steps=(
            ("清理存量堆点", "city-management", "2023-09"),
            ("规范消纳场管理", "housing", "2023-10"),
        ),
    ),
    "T-14": Card(
        "梨树县流域断面水质不稳定",
        "国控断面个别月份超标，上游农业面源影响明显。",
        "水",
        "断面年均水质达到考核目标，消除劣五类。",
        "lishu",
        ("lishu", "water", "ecology"),
        "2024-12",
        supporting=("agriculture",),
        steps=(("建设河岸缓冲带", "lishu", "2024-10"), ("完成生态湿地工程", "lishu", "2024-11")),
        sector="water",
    ),
    "T-15": Card(
        "绿水长廊项目推进偏慢",
        "河道绿化和岸线整治未按年度计划完成。",
        "水",
        "完成年度绿水长廊建设长度，岸线无乱占乱建。",
        CITY,
        ("water", "forestry"),
        "2024-06",
        accepting="resources",
        supporting=("lishu", "shuangliao", "yitong"),
        sector="water",
        steps=(
            ("完成岸线清理", "water", "2023-11"),
            ("完成年度绿化", "forestry", "2024-05"),
        ),
    ),
    "T-16": Card(
        "执法全过程记录制度执行不严",
        "部分现场检查缺少影像记录，案卷时间前后不一致。",
        "监管执法",
        "现场执法和案件办理全程留痕、全过程记录。",
        CITY,
        ("ecology",),
        "2023-10",
        accepting="market",
        steps=(("移动执法系统全员使用", "ecology", "2023-06"), ("案卷评查", "ecology", "2023-08")),
    ),
    "T-17": Card(
        "双随机抽查公开不及时",
        "抽查结果未按要求公开，问题线索移交不规范。",
        "监管执法",
        None,
        CITY,
        ("market", "ecology"),
        "2023-12",
        steps=(
            ("补录并公开抽查结果", "market", "2023-09"),
            ("建立线索移交清单", "ecology", "2023-12"),
        ),
    ),
    "T-18": Card(
        "梨树县受污染耕地安全利用措施不实",
        "部分地块措施台账与现场不符，效果评估滞后。",
        "土壤",
        "受污染耕地安全利用率达到百分之九十五以上。",
        "lishu",
        ("lishu", "agriculture"),
        "2023-12",
        accepting="agriculture",
        supervising="ecology",
        sector="agriculture",
        steps=(
            ("逐地块核对措施台账", "agriculture", "2023-08"),
            ("完成效果评估", "agriculture", "2023-12"),
        ),
    ),
    "T-19": Card(
        "重点建设用地地块管控不到位",
        "个别关闭企业地块未完成调查即进入开发程序。",
        "土壤",
        "重点地块安全利用得到保障，名录内地块全部管控。",
        CITY,
        ("resources", "ecology"),
        "2024-12",
        supporting=("tiexi", "tiedong"),
        sites=("甲地块", "乙地块"),
        sector="resources",
        steps=(
            ("完成名录内地块调查", "resources", "2024-06"),
            ("落实管控措施", "ecology", "2024-12"),
        ),
    ),
    "T-20": Card(
        "黑土地保护长效机制有待完善",
        "保护性耕作推广不平衡，监测点位管护不到位。",
        "土壤",
        "总结推广梨树模式，保护性耕作面积稳中有升。",
        "lishu",
        ("lishu", "agriculture"),
        {"class": "long_term"},
        accepting="agriculture",
        sector="agriculture",
        steps=(
            ("推广保护性耕作", "lishu", "2024-05"),
            ("管护监测点位", None, "2024-12"),
        ),
    ),
    "T-21": Card(
        "伊通县饮用水水源保护区环境问题",
        "二级保护区内存在农家院和粪污堆放点。",
        "水",
        "保护区内违规项目全部清退，隔离防护设施完好。",
        "yitong",
        ("yitong", "ecology", "water"),
        "2023-10",
        supporting=("health",),
        steps=(("清退违规项目", "yitong", "2023-08"), ("修复隔离网", "yitong", "2023-09")),
        priority=True,
        sector="water",
    ),
    "T-22": Card(
        "红嘴开发区危险废物贮存不规范",
        "个别企业危废库标识缺失、超期贮存。",
        "固体废物",
        "危险废物贮存全部规范，超期贮存清零。",
        "hongzui",
        ("hongzui", "ecology"),
        "2023-10",
        supporting=("industry",),
        sector="ecology",
        steps=(
            ("清运超期贮存的危险废物", "hongzui", "2023-07"),
            ("规范库房标识", "hongzui", "2023-08"),
        ),
    ),
    "T-23": Card(
        "辽河农垦管理区污水处理设施不正常运行",
        "集中污水处理设施时开时停，管网收集率低。",
        "水",
        "设施稳定运行，生活污水有效收集处理。",
        "liaohe",
        ("liaohe", "housing"),
        "2023-12",
        accepting="housing",
        supervising="ecology",
        steps=(("修复提升泵站", "liaohe", "2023-08"), ("完成管网补建", "liaohe", "2023-12")),
        sector="housing",
    ),
    "T-24": Card(
        "经济开发区能耗管理不严",
        "部分企业能耗台账缺失，节能改造进度慢。",
        "绿色发展",
        "重点用能企业台账完整，完成年度节能改造。",
        "jingkai",
        ("jingkai", "reform", "industry"),
        "2023-12",
        accepting="reform",
        sector="industry",
        steps=(
            ("补建能耗台账", "jingkai", "2023-08"),
            ("完成年度节能改造", "jingkai", "2023-12"),
        ),
    ),
    "T-25": Card(
        "自然保护地监管存在盲区",
        "绿盾行动发现的个别点位整改后管护不到位。",
        "生态修复",
        "点位整改全部到位，巡护记录完整。",
        CITY,
        ("forestry", "resources"),
        "2023-12",
        sector="forestry",
        steps=(
            ("复核绿盾点位", "forestry", "2023-09"),
            ("建立巡护记录", "forestry", "2023-12"),
        ),
    ),
    "T-26": Card(
        "双辽市湿地保护与恢复不足",
        "部分湿地被侵占种植，补水不足。",
        "生态修复",
        "退耕还湿完成，湿地保护率达到要求。",
        "shuangliao",
        ("shuangliao", "forestry"),
        "2024-06",
        accepting="forestry",
        no_responsible=True,
        sector="forestry",
        steps=(
            ("完成退耕还湿", "shuangliao", "2023-11"),
            ("实施生态补水", "shuangliao", "2024-05"),
        ),
    ),
    "T-27": Card(
        "双辽市草原退化治理滞后",
        "退化草原改良任务未按期完成，存在超载放牧。",
        "生态修复",
        "完成草原改良任务，植被盖度达到目标。",
        "shuangliao",
        ("shuangliao", "forestry"),
        "2024-12",
        accepting="forestry",
        supporting=("livestock",),
        sector="forestry",
        steps=(
            ("完成草原改良", "shuangliao", "2024-05"),
            ("落实禁牧轮牧", "shuangliao", "2024-10"),
        ),
    ),
    "T-28": Card(
        "铁西区餐饮油烟和商业噪声扰民",
        "油烟净化设施安装使用率低，同类投诉反复。",
        "大气",
        "餐饮单位油烟净化设施全部安装并正常使用。",
        "tiexi",
        ("tiexi", "city-management"),
        "2023-10",
        accepting="city-management",
        steps=(("安装油烟净化设施", "tiexi", "2023-06"),),
        sector="city-management",
    ),
    "T-29": Card(
        "生态环境损害赔偿案件办理偏慢",
        "线索筛查不及时，磋商程序推进缓慢。",
        "监管执法",
        "应启动的赔偿案件全部启动，年内办结到期案件。",
        CITY,
        ("ecology", "resources", "finance"),
        "2023-12",
        accepting="market",
        steps=(
            ("筛查赔偿线索", "ecology", "2023-08"),
            ("办结到期案件", "finance", "2023-12"),
        ),
    ),
    "T-30": Card(
        "经济开发区集中供热替代和污水管网建设滞后",
        "规划的集中供热替代项目和配套污水管网尚未开工。",
        "大气",
        "集中供热覆盖园区，配套污水管网建成投用。",
        "jingkai",
        ("jingkai", "industry", "housing"),
        "2025-12",
        accepting="housing",
        supervising="reform",
        steps=(("完成初步设计", "jingkai", "2023-12"), ("主体开工", "jingkai", "2024-06")),
        sector="industry",
    ),
}

# ---------------------------------------------------------------- the 30 tasks: what happens to them


@dataclass(frozen=True)
class Course:
    """What happens to a task.

    Args:
        closed: the day it is closed; None while it stays open.
        ends_at: the progress it reaches by the end of the ledger if it stays open.
        misses: months whose report never comes.
        late: months whose report is entered between the 8th and the 20th.
        backdated: months whose report says the 4th and is entered on the 25th.
        breach: what is wrong with the closure.
        failed: what fails at first, `inspection` or `acceptance`.
        disclosure: days from closure to disclosure; None for none.
        unanswered: months whose miss no act answers.
    """

    closed: str | None = None
    ends_at: int = 60
    misses: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    backdated: tuple[str, ...] = ()
    breach: str | None = None
    failed: str | None = None
    disclosure: int | None = 8
    filed: bool = False
    unanswered: tuple[str, ...] = ()


COURSES: dict[str, Course] = {
    "T-01": Course("2023-12-20", filed=True),
    "T-02": Course("2023-12-21", misses=("2023-08",)),
    "T-03": Course("2023-09-21", misses=("2023-05",), breach="former_holder"),
    "T-04": Course("2023-06-28", disclosure=6, filed=True),
    "T-05": Course("2023-11-24", misses=("2023-06", "2023-07"), failed="inspection", unanswered=("2023-07",)),
    "T-06": Course("2024-03-22", backdated=("2023-08",)),
    "T-07": Course(None, 100, misses=("2023-11",), late=("2023-07",)),
    "T-08": Course("2023-10-27", late=("2023-06",), failed="inspection", filed=True),
    "T-09": Course("2024-05-14", misses=("2023-12",)),
    "T-10": Course("2024-04-18", disclosure=5, filed=True),
    "T-11": Course("2024-05-10", misses=("2023-09",), disclosure=12),
    "T-12": Course(
        "2024-01-30", misses=("2023-06", "2023-07", "2023-08", "2023-09"), breach="no_acceptance", disclosure=None
    ),
    "T-13": Course("2023-10-24"),
    "T-14": Course(None, 65, late=("2023-09",)),
    "T-15": Course("2024-05-17", misses=("2024-02",), failed="acceptance"),
    "T-16": Course("2023-09-12", disclosure=4, filed=True),
    "T-17": Course("2024-01-19", misses=("2023-10", "2023-11"), backdated=("2023-07",), disclosure=33),
    "T-18": Course("2023-12-28", backdated=("2023-10",), breach="early_signature"),
    "T-19": Course("2024-04-26", misses=("2023-07",)),
    "T-20": Course(None, 70, late=("2024-01",), backdated=("2024-03",)),
    "T-21": Course("2023-09-26", misses=("2023-07",), disclosure=29, unanswered=("2023-07",)),
    "T-22": Course("2023-08-18", misses=("2023-06",), breach="one_signature"),
    "T-23": Course(None, 55, misses=("2023-07", "2023-08", "2023-09", "2023-10", "2024-01")),
    "T-24": Course("2023-12-22", misses=("2023-09",), breach="same_person"),
    "T-25": Course("2023-12-27", late=("2023-10",)),
    "T-26": Course("2024-05-21", misses=("2024-03",), breach="one_signature", disclosure=None),
    "T-27": Course("2024-05-22", misses=("2023-07", "2023-08"), failed="inspection", unanswered=("2023-08",)),
    "T-28": Course("2023-07-20", disclosure=7, filed=True),
    "T-29": Course("2024-02-02", misses=("2023-09", "2023-10", "2023-11"), disclosure=None),
    "T-30": Course(None, 30, misses=("2024-02", "2024-03"), unanswered=("2024-03",)),
}

# ---------------------------------------------------------------- the petitions: what they are about

CASES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "大气": (
        "达标排放，群众不再受扰。",
        (
            ("饭店油烟直排", "油烟净化设施不运行，影响楼上居民"),
            ("砂石料场扬尘", "物料未覆盖，车辆进出扬尘严重"),
            ("锅炉房冒黑烟", "采暖期早晚冒黑烟"),
            ("露天焚烧秸秆", "夜间焚烧秸秆，烟气入户"),
            ("喷漆作业异味", "露天喷漆，气味刺鼻"),
        ),
    ),
    "水": (
        "污水有效收集，沟渠水体清洁。",
        (
            ("生活污水外溢", "检查井堵塞，污水流到路面"),
            ("养殖废水入沟", "养殖废水排入村边沟渠"),
            ("河边倾倒垃圾", "河岸堆放生活垃圾和杂物"),
            ("洗车废水直排", "洗车废水直接排入雨水口"),
        ),
    ),
    "噪声": (
        "噪声达标，作业时间得到规范。",
        (
            ("工地夜间施工噪声", "夜间超时施工，影响休息"),
            ("歌厅噪声", "营业至凌晨，音响声音大"),
            ("加工点切割噪声", "居民楼旁切割板材，噪声大"),
        ),
    ),
    "固体废物": (
        "堆放物清理完毕，落实日常管护。",
        (
            ("建筑垃圾乱倒", "空地上倾倒建筑垃圾"),
            ("村屯垃圾未清运", "垃圾点长期不清运，有异味"),
            ("粪污露天堆放", "粪污露天堆放，蚊蝇多"),
        ),
    ),
    "生态": (
        "停止违规行为，恢复原状。",
        (
            ("林地内取土", "林地内有人取土，树木受损"),
            ("采石坑未复绿", "停采多年未恢复植被"),
            ("耕地上堆放砂石", "占用耕地堆放砂石料"),
        ),
    ),
}
CATEGORY_WEIGHTS = {"大气": 0.36, "水": 0.22, "噪声": 0.16, "固体废物": 0.18, "生态": 0.08}
PLACE_WEIGHTS = {
    "tiexi": 0.21,
    "tiedong": 0.23,
    "lishu": 0.18,
    "shuangliao": 0.14,
    "yitong": 0.13,
    "jingkai": 0.05,
    "liaohe": 0.03,
    "hongzui": 0.03,
}
UNFOUNDED = 11
VERDICT_WEIGHTS = {"true": 0.38, "mostly_true": 0.22, "partly_true": 0.4}
SPOTS = {
    "county": ("某街道", "某镇", "某乡", "某村", "某社区"),
    "development_zone": ("某园区", "某街道", "某村"),
}
CLOSED_PER_MONTH = {
    (2023, 4): 12,
    (2023, 5): 24,
    (2023, 6): 20,
    (2023, 7): 16,
    (2023, 8): 14,
    (2023, 9): 12,
    (2023, 10): 16,
    (2023, 11): 12,
    (2023, 12): 10,
    (2024, 1): 6,
    (2024, 2): 3,
    (2024, 3): 5,
    (2024, 4): 4,
    (2024, 5): 2,
}
"""First closures of petitions: 156; two of them are reopened for good, and four petitions are never closed."""
REOPENED_AGAIN_CLOSED = 6
REOPENED_FOR_GOOD = 2

# ---------------------------------------------------------------- the book of events


@dataclass
class Span:
    """A stretch in which an item is open: from a day, its work done on a day, closed on a day, if ever."""

    start: date
    done: date | None
    closed: date | None
    base: int
    ends_at: int = 100


@dataclass
class Book:
    """Collects the events of the ledger, draws the chances, and knows who holds which post."""

    units: Mapping[str, Row]
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))
    events: list[Row] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def draw(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.rng.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """True in that share of the draws."""
        return self.rng.random() < share

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely as the others."""
        return choices[int(self.rng.random() * len(choices))]

    def weighted(self, weights: Mapping[str, float]) -> str:
        """One of the names, as likely as its weight; the weights add up to 1."""
        at = self.rng.random()
        for name, weight in weights.items():
            at -= weight
            if at < 0:
                return name
        return next(iter(weights))

    def draw_some(self, choices: Sequence[T], count: int) -> list[T]:
        """So many different ones of the choices."""
        left = list(choices)
        return [left.pop(int(self.rng.random() * len(left))) for _ in range(count)]

    def holder(self, unit: str, post: str, day: date) -> str:
        """Who holds the post in the unit on the day."""
        text = day.isoformat()
        for tenure in self.units[unit]["posts"]:
            if tenure["post"] == post and tenure["from"] <= text <= tenure.get("to", "9999"):
                return str(tenure["person"])
        raise LookupError(f"nobody is {post} of {unit} on {text}")

    def clerk(self, unit: str, day: date) -> str:
        """Who makes the entries of a unit."""
        return self.holder(unit, "principal_officer" if unit in DEPARTMENTS else "rectification_office", day)

    def entered(self, on: date, latest: date) -> date:
        """The day an event is entered: mostly the same day, else a working day or two later, up to `latest`."""
        later = on if self.chance(0.75) else shift(on, self.draw(1, 2))
        return later if later <= latest else on

    def add(
        self,
        subject: str,
        kind: str,
        on: date,
        recorded: date | None = None,
        *,
        unit: str,
        person: str,
        name: str | None = None,
        about: str = "task",
        **fields: Any,
    ) -> str:
        """Adds an event and gives its id: the subject with `name` or the kind, and a number if there is one already."""
        base = f"{subject}-{name or kind}"
        event_id, number = base, 2
        while event_id in self.ids:
            event_id, number = f"{base}-{number}", number + 1
        self.ids.add(event_id)
        self.events.append(
            {
                "id": event_id,
                "kind": kind,
                "subject": {"kind": about, "id": subject},
                "on": on.isoformat(),
                "recorded": (recorded or on).isoformat(),
                "unit": unit,
                "person": person,
                **{key: value for key, value in fields.items() if value is not None},
            }
        )
        return event_id

    # ------------------------------------------------ acts of the office

    def act(
        self, subject: str, kind: str, on: date, *, name: str | None = None, about: str = "task", **more: Any
    ) -> str:
        """An act of the city's rectification office."""
        person = self.holder(CITY, "rectification_office", on)
        return self.add(
            subject, kind, on, unit=CITY, person=person, post="rectification_office", name=name, about=about, **more
        )

    def reply(self, subject: str, act_id: str, act_on: date, unit: str, after_days: int) -> None:
        """A unit's reply to an act."""
        on = shift(act_on, after_days)
        person = self.clerk(unit, on)
        name = f"reply-{act_id.removeprefix(subject + '-')}"
        self.add(subject, "reply", on, unit=unit, person=person, name=name, answers=act_id, note="已回复整改安排。")

    # ------------------------------------------------ monthly reports

    def report_day(self, month: tuple[int, int]) -> date:
        """A working day from the 1st to the 5th of the next month; the 4th or 5th where all are days of rest."""
        year, number = after(month)
        days = [date(year, number, day) for day in range(1, 6) if works(date(year, number, day))]
        return self.pick(days or [date(year, number, 4), date(year, number, 5)])

    def report(
        self, item: str, month: tuple[int, int], on: date, recorded: date, unit: str, progress: int, **more: Any
    ) -> str:
        """A monthly report."""
        return self.add(
            item,
            "report",
            on,
            recorded,
            unit=unit,
            person=self.clerk(unit, on),
            name=f"report-{name_of(month)}",
            **{"covers": name_of(month), **more},
            progress=progress,
        )

    def progress(self, span: Span, day: date, last: int) -> int:
        """How far the work is on a day: rising with some jitter, in steps of five, 100 only when it is done."""
        if span.done is not None and day >= span.done:
            return 100
        end = span.done or THROUGH
        share = max(0.0, (day - span.start) / max(end - span.start, timedelta(days=1)))
        value = span.base + (span.ends_at - span.base) * share + self.draw(-4, 4)
        return max(last, min(95, 5 * round(value / 5)), 5)

    # ------------------------------------------------ the way to closure

    def close(
        self,
        item: str,
        territory: str,
        lead: str,
        accepting: str,
        closed: date,
        *,
        breach: str | None = None,
        failed: str | None = None,
        verdict: str | None = None,
        inspected: bool = True,
        done: date | None = None,
    ) -> date:
        """Completion, inspection, acceptance, two signatures, closure, in this order; gives the day of completion.

        `done` sets the day of completion; else every day is counted back from that of closure.
        """
        signed = {post: shift(closed, -self.draw(0, 2)) for post in ("party_secretary", "government_head")}
        accepted = shift(min(signed.values()), -self.draw(0, 3))
        visited = shift(accepted, -self.draw(1, 4))
        completed = done or shift(visited, -self.draw(2, 6))

        def event(kind: str, on: date, person: str, unit: str, **more: Any) -> None:
            self.add(item, kind, on, self.entered(on, closed), unit=unit, person=person, **more)

        if failed is not None:
            first = shift(completed, -18)
            event("completion", first, self.clerk(lead, first), lead, verdict=verdict)
            visit = shift(first, 5)
            inspector = self.holder(territory, "accepting_body", visit)
            if failed == "acceptance":
                event("inspection", shift(first, 3), inspector, accepting, result="passed")
            more = {"accepting_unit": accepting} if failed == "acceptance" else {}
            event(failed, visit, inspector, accepting, result="failed", note="现场与上报情况不符，退回整改。", **more)
        event("completion", completed, self.clerk(lead, completed), lead, verdict=verdict)
        if inspected:
            event("inspection", visited, self.holder(territory, "accepting_body", visited), accepting, result="passed")
        if breach != "no_acceptance":
            event(
                "acceptance",
                accepted,
                self.holder(territory, "accepting_body", accepted),
                accepting,
                result="passed",
                accepting_unit=accepting,
            )
        if breach == "early_signature":
            signed["party_secretary"] = shift(accepted, -4)
        for post, on in signed.items():
            if breach == "one_signature" and post == "government_head":
                continue
            person = self.holder(territory, post, on)
            if breach == "same_person":
                person = self.holder(territory, "party_secretary", on)
            if breach == "former_holder" and post == "party_secretary":
                person = f"{territory}-secretary-1"
            event("signature", on, person, territory, post=post, name=f"signature-{ROLES[post][0]}")
        office = self.holder(CITY, "rectification_office", closed)
        self.add(item, "closure", closed, shift(closed, self.draw(0, 1)), unit=CITY, person=office)
        return completed

    def disclose(self, item: str, closed: date, days: int | None) -> None:
        """Publication so many days after closure, if at all and within the ledger."""
        on = None if days is None else shift(closed + timedelta(days=days), 0)
        if on is not None and on <= THROUGH:
            person = self.holder(CITY, "rectification_office", on)
            self.add(item, "disclosure", on, unit=CITY, person=person, note="政府网站公开整改情况。")

    def file(self, item: str, closed: date) -> None:
        """Filing with the higher level."""
        on = shift(closed, self.draw(12, 25))
        if on <= THROUGH:
            self.add(item, "filing", on, unit=CITY, person=self.holder(CITY, "rectification_office", on))


# ---------------------------------------------------------------- the tasks

SUSPENDED = {"T-14": (date(2023, 12, 1), date(2024, 3, 31))}
NO_COVERS = ("T-01", "2023-08")
SLIP = ("T-13", "2023-07")
FILED_BY_ANOTHER = {("T-15", "2023-08"): "forestry"}
INTERVIEW_HELD_BACK = {("T-12", "2023-08"): date(2023, 10, 12)}
NAMED_ANSWERS = {("T-02", "2023-08"), ("T-23", "2023-07"), ("T-29", "2023-10")}
NO_REPLY = {("T-11", "2023-09"), ("T-23", "2023-08"), ("T-23", "2023-09"), ("T-29", "2023-10"), ("T-30", "2024-02")}
RUNGS = ("warning", "supervision", "interview")
MONEY: dict[str, tuple[int, int | str]] = {
    "T-05": (420, 420),
    "T-06": (3100, 3100),
    "T-07": (1260, 1260),
    "T-10": (680, 680),
    "T-11": (640, 640),
    "T-12": (980, 980),
    "T-14": (2350, 2350),
    "T-23": (860, 520),
    "T-26": (300, 300),
    "T-30": (5200, 1800),
}
"""What the building work of a task needs and has, in 10 000 yuan; the others need none."""


def task_row(item: str, card: Card) -> Row:
    """The card of a task as the ledger writes it."""
    row: Row = {
        "id": item,
        "kind": "task",
        "title": card.title,
        "problem": card.problem,
        "category": card.category,
        "origin": "第二轮省级生态环境保护督察反馈",
        "goal": card.goal,
        "territory": card.territory,
        "lead_unit": card.units[0],
        "responsible_units": None if card.no_responsible else list(card.units),
        "supporting_units": list(card.supporting) or None,
        "accepting_unit": card.accepting,
        "supervising_unit": card.supervising,
        "sector_unit": card.sector or "none",
        "opened": PLAN_ISSUED.isoformat(),
        "deadline": card.deadline,
        "steps": [{"title": t, **({"unit": u} if u else {}), "deadline": d} for t, u, d in card.steps] or None,
        "sites": list(card.sites) or None,
        "priority": card.priority,
        "funds_needed": MONEY.get(item, ("none", "none"))[0],
        "funds_secured": MONEY.get(item, ("none", "none"))[1],
    }
    return {key: value for key, value in row.items() if value is not None}


def run_task(book: Book, item: str, card: Card, course: Course) -> None:
    """All ordinary events of a task."""
    lead = card.units[0]
    closed = date.fromisoformat(course.closed) if course.closed else None
    done = date(2024, 4, 24) if item == "T-07" else None
    if closed is not None:
        done = book.close(
            item, card.territory, lead, card.accepting, closed, breach=course.breach, failed=course.failed
        )
        book.disclose(item, closed, course.disclosure)
        if course.filed:
            book.file(item, closed)
    span = Span(PLAN_ISSUED, done, closed, 0, course.ends_at if closed is None else 100)
    run, last = 0, 0
    for month in months():
        on = book.report_day(month)
        label = name_of(month)
        pause = SUSPENDED.get(item)
        if (closed is not None and closed <= on) or (pause is not None and pause[0] <= on <= pause[1]):
            continue
        last = book.progress(span, on, last)
        year, number = after(month)
        if label in course.misses:
            run += 1
            if label not in course.unanswered:
                answer_miss(book, item, lead, month, run)
            continue
        run = 0
        if label in course.late:
            on = shift(date(year, number, book.draw(8, 18)), 0)
            book.report(item, month, on, on, lead, last)
        elif label in course.backdated:
            book.report(item, month, date(year, number, 4), shift(date(year, number, 25), 0), lead, last)
        elif (item, label) == NO_COVERS:
            book.report(item, month, on, on, lead, last, covers=None)
        elif (item, label) == SLIP:
            slip = book.report(item, month, on, on, lead, last // 10)
            fixed = shift(on, 4)
            person = book.clerk(lead, fixed)
            book.add(
                item,
                "correction",
                fixed,
                unit=lead,
                person=person,
                corrects=slip,
                fields={"progress": last},
                note="进度少录一位。",
            )
        else:
            unit = FILED_BY_ANOTHER.get((item, label), lead)
            book.report(item, month, on, book.entered(on, max(on, date(year, number, 5))), unit, last)
    visits = book.draw(1, 3)
    for number in range(visits):
        on = shift(PLAN_ISSUED + ((done or THROUGH) - PLAN_ISSUED) * (number + 1) // (visits + 2), 0)
        book.add(
            item,
            "evidence",
            on,
            book.entered(on, THROUGH),
            unit=lead,
            person=book.clerk(lead, on),
            note=book.pick(("现场照片", "监测报告", "施工合同和进度单", "会议纪要", "检查记录")),
        )


def answer_miss(book: Book, item: str, lead: str, month: tuple[int, int], run: int) -> None:
    """The office answers a missed report: warning, supervision, interview at the first, second, third in a row."""
    year, number = after(month)
    key = (item, name_of(month))
    kind = RUNGS[min(run, 3) - 1]
    if run > 3:
        return
    on = INTERVIEW_HELD_BACK.get(key) or shift(date(year, number, 9), book.draw(0, 4))
    answers = f"{RULESET}/{MONTHLY_LADDER}/Task:{item}" if key in NAMED_ANSWERS else None
    act = book.act(item, kind, on, name=f"{kind}-{key[1]}", answers=answers, note=f"{key[1]}进展未按时填报。")
    if key not in NO_REPLY:
        book.reply(item, act, on, lead, book.draw(3, 7))


def extend(
    book: Book, item: str, asked: str, on: str, new: str, *, granted: bool, recorded: str | None = None, note: str
) -> None:
    """The city decides on a request for a later deadline."""
    day = date.fromisoformat(on)
    book.add(
        item,
        "extension",
        day,
        date.fromisoformat(recorded) if recorded else day,
        unit=CITY,
        person=book.holder(CITY, "rectification_office", day),
        asked=asked,
        granted=granted,
        new_deadline=new,
        note=note,
    )


def special_tasks(book: Book) -> None:
    """What happens once only: extensions, a suspension, overdue tasks, praise, an almost finished task, data faults."""
    extend(book, "T-02", "2023-10-16", "2023-10-25", "2023-12-31", granted=True, note="采暖期抽检需跨季完成。")
    extend(
        book,
        "T-06",
        "2023-12-11",
        "2023-12-28",
        "2024-03-31",
        granted=True,
        recorded="2024-01-12",
        note="冬季停工，批复后补录。",
    )
    extend(book, "T-07", "2023-12-08", "2023-12-20", "2024-03-31", granted=True, note="冬季无法开挖。")
    extend(book, "T-17", "2023-12-05", "2023-12-15", "2024-03-31", granted=False, note="理由不充分。")
    extend(book, "T-23", "2023-12-12", "2023-12-22", "2024-06-30", granted=False, note="前期进展未按时填报，不予延期。")
    extend(book, "T-29", "2024-01-10", "2024-01-16", "2024-02-29", granted=True, note="期满后提出申请。")

    start, until = SUSPENDED["T-14"]
    office = book.holder(CITY, "rectification_office", start)
    book.add(
        "T-14",
        "suspension",
        start,
        unit=CITY,
        person=office,
        until=until.isoformat(),
        note="封冻期停工，恢复条件为解冻。",
    )

    for item, on in (("T-13", "2023-10-10"), ("T-08", "2023-10-10"), ("T-02", "2023-10-10"), ("T-05", "2023-10-11")):
        book.act(item, "reminder", date.fromisoformat(on), note="整改期限临近。")
    for item, on in (("T-01", "2023-12-11"), ("T-18", "2023-12-11"), ("T-06", "2023-12-08"), ("T-29", "2023-12-20")):
        book.act(item, "reminder", date.fromisoformat(on), note="整改期限临近。")
    overdue = (
        ("T-05", "2023-11-03", "warning", True, True),
        ("T-12", "2024-01-04", "warning", False, True),
        ("T-17", "2024-01-05", "warning", False, False),
        ("T-23", "2024-01-04", "warning", True, True),
        ("T-23", "2024-02-05", "supervision", False, True),
        ("T-23", "2024-03-14", "interview", False, False),
        ("T-07", "2024-04-09", "warning", False, True),
    )
    for item, text, kind, named, answered in overdue:
        day = date.fromisoformat(text)
        answers = f"{RULESET}/{OVERDUE_LADDER}/Task:{item}" if named else None
        act = book.act(item, kind, day, name=f"{kind}-overdue", answers=answers, note="超过整改期限仍未销号。")
        if answered:
            book.reply(item, act, day, CARDS[item].units[0], 5)
    book.act("T-23", "circular", date(2024, 4, 11), note="进度明显滞后，全市通报。")
    book.act("T-30", "supervision", date(2023, 11, 15), name="supervision-lagging", note="前期工作进度明显滞后。")
    book.act("liaohe", "circular", date(2024, 1, 22), about="unit", note="四季度整改进展排名靠后。")
    for item, on in (("T-28", "2023-08-10"), ("T-16", "2023-10-19")):
        book.act(item, "commendation", date.fromisoformat(on), note="提前完成整改，通报表扬。")

    accepting = CARDS["T-07"].accepting
    steps: tuple[tuple[str, str, str, str, Row], ...] = (
        ("completion", "2024-04-24", "tiexi", "rectification_office", {}),
        ("inspection", "2024-05-10", accepting, "accepting_body", {"result": "passed"}),
        ("acceptance", "2024-05-15", accepting, "accepting_body", {"result": "passed", "accepting_unit": accepting}),
        (
            "signature",
            "2024-05-20",
            "tiexi",
            "party_secretary",
            {"post": "party_secretary", "name": "signature-secretary"},
        ),
    )
    for kind, text, unit, post, more in steps:
        day = date.fromisoformat(text)
        book.add("T-07", kind, day, unit=unit, person=book.holder("tiexi", post, day), **more)

    clerk = book.clerk("yitong", date(2023, 11, 3))
    wrong = book.add(
        "T-09",
        "report",
        date(2023, 11, 3),
        unit="yitong",
        person=clerk,
        name="report-2023-10-misfiled",
        covers="2023-10",
        progress=95,
    )
    book.add(
        "T-09",
        "withdrawal",
        date(2023, 11, 6),
        unit="yitong",
        person=clerk,
        withdraws=wrong,
        note="误录为其他任务的进展。",
    )
    resources = book.clerk("resources", date(2023, 4, 6))
    book.add(
        "T-19",
        "evidence",
        date(2023, 3, 28),
        date(2023, 4, 6),
        unit="resources",
        person=resources,
        name="evidence-before-opening",
        note="立项前的地块调查材料。",
    )


# ---------------------------------------------------------------- the petitions


def petition_rows(book: Book) -> list[Row]:
    """The cards of the petitions, in 20 batches of 8, without their deadlines."""
    rows: list[Row] = []
    for number in range(1, 161):
        batch, place_in_batch = (number - 1) // 8 + 1, (number - 1) % 8 + 1
        origin = f"第{batch}批，信访编号 {batch:02d}-{place_in_batch:02d}"
        before = rows[: (batch - 1) * 8]
        repeated = book.pick(before) if batch >= 13 and book.chance(0.3) else None
        if repeated is not None:
            category, territory, goal = repeated["category"], repeated["territory"], repeated["goal"]
            title = f"{repeated['title'].removesuffix('（重复信访）')}（重复信访）"
            problem = f"再次反映{repeated['id']}所反映的问题。"
        else:
            category, territory = book.weighted(CATEGORY_WEIGHTS), book.weighted(PLACE_WEIGHTS)
            goal, cases = CASES[category]
            matter, detail = book.pick(cases)
            full, _, kind = PLACES[territory]
            spot = book.pick(SPOTS[kind])
            title = f"{full}{spot}{matter}"
            problem = f"反映{spot}{matter}：{detail}。"
        rows.append(
            {
                "id": f"P-{number:03d}",
                "kind": "petition",
                "title": title,
                "problem": problem,
                "category": category,
                "origin": origin,
                "goal": goal,
                "territory": territory,
                "lead_unit": territory,
                "responsible_units": [territory],
                "accepting_unit": "ecology",
                "opened": (date(2022, 9, 7) + timedelta(days=batch)).isoformat(),
                "deadline": "",
                "priority": book.chance(0.1),
                "funds_needed": "none",
                "funds_secured": "none",
            }
        )
    return rows


def closing_days(book: Book) -> list[date]:
    """The days of the first closures, drawn within each month; none in its first week, when reports are due."""
    found: list[date] = []
    for (year, month), count in CLOSED_PER_MONTH.items():
        first = 24 if (year, month) == (2023, 4) else 8
        last = LAST_CLOSURE.day if (year, month) == (2024, 5) else 28
        days = [date(year, month, day) for day in range(first, last + 1) if works(date(year, month, day))]
        found += sorted(book.pick(days) for _ in range(count))
    return found


def deadline_of(book: Book, closed: date) -> str:
    """A deadline that about two thirds of the petitions keep."""
    if book.chance(0.2):
        behind = book.draw(1, 3)
        month = closed.year * 12 + closed.month - 1 - behind
        return name_of((month // 12, month % 12 + 1))
    if book.chance(0.2):
        return (closed + timedelta(days=book.draw(3, 20))).isoformat()
    return name_of((closed.year, closed.month) if book.chance(0.7) else after((closed.year, closed.month)))


def run_petitions(book: Book, rows: Sequence[Row]) -> None:
    """Sets the deadlines and adds all events of the petitions."""
    order = book.draw_some(rows, len(rows))
    days = closing_days(book)
    reopen_from = [n for n, day in enumerate(days) if date(2023, 5, 8) <= day <= date(2023, 12, 8)]
    reopened = book.draw_some(reopen_from, REOPENED_AGAIN_CLOSED + REOPENED_FOR_GOOD)
    for_good = set(reopened[:REOPENED_FOR_GOOD])
    early = set(range(5))  # finished in 2022 already, closed only when the plan asked for two signatures
    failed = set(book.draw_some(range(40, len(days)), 4))
    unfounded = set(book.draw_some([n for n in range(len(days)) if n not in reopened], UNFOUNDED))
    spans: dict[str, list[Span]] = {}
    for number, (row, closed) in enumerate(zip(order, days, strict=False)):
        item, place = row["id"], row["territory"]
        done_early = shift(date(2022, 10, 10) + timedelta(days=book.draw(0, 75)), 0) if number in early else None
        row["deadline"] = "2022-12-31" if number < 8 else deadline_of(book, closed)
        done = book.close(
            item,
            place,
            place,
            "ecology",
            closed,
            verdict="unfounded" if number in unfounded else book.weighted(VERDICT_WEIGHTS),
            inspected=book.chance(0.35) or number in failed,
            failed="inspection" if number in failed else None,
            done=done_early,
        )
        publish(book, item, closed)
        spans[item] = [Span(PLAN_ISSUED, done, closed, 40)]
        if number in reopened:
            again = reopen(book, item, place, closed, for_good=number in for_good)
            spans[item].append(again)
    for row, (deadline, ends_at) in zip(
        order[len(days) :], (("2023-12", 85), ("2023-10", 70), ("2024-06", 80), ("2023-12", 90)), strict=True
    ):
        row["deadline"] = deadline
        spans[row["id"]] = [Span(PLAN_ISSUED, None, None, 20, ends_at)]
    for row, (asked, on) in zip(order[-2:], (("2024-01-15", "2024-01-22"), ("2023-12-04", "2023-12-11")), strict=True):
        extend(book, row["id"], asked, on, "2024-06-30", granted=True, note="涉及工程措施，需要跨冬实施。")
    for row in rows:
        report_petition(book, row["id"], row["territory"], spans[row["id"]])


def publish(book: Book, item: str, closed: date) -> None:
    """Most closures are published within two weeks, some late, some never; a tenth is filed."""
    at = book.rng.random()
    book.disclose(item, closed, None if at < 0.05 else book.draw(18, 40) if at < 0.11 else book.draw(1, 11))
    if book.chance(0.1):
        book.file(item, closed)


def reopen(book: Book, item: str, place: str, closed: date, *, for_good: bool) -> Span:
    """A repeat petition opens a closed one again; most are closed once more."""
    later = closed + timedelta(days=book.draw(30, 70))
    on = shift(later.replace(day=9 + later.day % 14), 0)
    office = book.holder(CITY, "rectification_office", on)
    book.add(item, "reopening", on, unit=CITY, person=office, note="重复信访：群众再次反映同一问题，重新办理。")
    if for_good:
        return Span(on, None, None, 50, 85)
    end = on + timedelta(days=book.draw(45, 80))
    again = shift(end.replace(day=9 + end.day % 14), 0)
    done = book.close(item, place, place, "ecology", again, verdict="true")
    publish(book, item, again)
    return Span(on, done, again, 50)


def report_petition(book: Book, item: str, place: str, spans: Sequence[Span]) -> None:
    """The monthly reports of a petition while it is open, with misses, late ones and back-dated ones."""
    missed, last, seen = False, 0, spans[0]
    for month in months():
        on = book.report_day(month)
        span = next((s for s in spans if s.start <= on and (s.closed is None or on < s.closed)), None)
        if span is None:
            continue
        if span is not seen:
            seen, last, missed = span, 0, False
        last = book.progress(span, on, last)
        year, number = after(month)
        limit = span.closed or THROUGH
        at = book.rng.random()
        if at < 0.04 and not missed:
            missed = True
            act_on = shift(date(year, number, 9), book.draw(0, 4))
            if act_on < limit and book.chance(0.6):
                note = f"{name_of(month)}进展未按时填报。"
                act = book.act(item, "warning", act_on, name=f"warning-{name_of(month)}", note=note)
                if book.chance(0.7) and shift(act_on, 7) < limit:
                    book.reply(item, act, act_on, place, book.draw(2, 6))
            continue
        missed = False
        if at < 0.075:
            on = shift(date(year, number, book.draw(8, 18)), 0)
            if on < limit:
                book.report(item, month, on, on, place, last)
                continue
            on = book.report_day(month)
        elif at < 0.085:
            recorded = shift(date(year, number, 25), 0)
            if recorded < limit:
                book.report(item, month, date(year, number, 4), recorded, place, last)
                continue
        book.report(item, month, on, on, place, last)


# ---------------------------------------------------------------- what the other mechanisms of the plan leave behind

FILED_ON = date(2023, 4, 14)
NOT_EVALUABLE = ("T-19",)
NO_ROOT_CAUSE, NO_MECHANISM = ("T-04",), ("T-25",)
NO_SIMILAR_CHECK, LATE_SIMILAR_CHECK = ("T-12", "T-23"), ("T-27",)
REVIEWS = ("2023-06-28", "2023-09-26", "2024-03-28")
"""The last three months of 2023 went by without a review."""
PLANS_OF_DEPARTMENTS = {
    "ecology": "2023-04-28",
    "housing": "2023-05-19",
    "agriculture": "2023-05-12",
    "resources": "2023-05-24",
    "water": "2023-05-30",
    "industry": "2023-06-08",
    "reform": "2023-05-31",
    "forestry": "2023-06-15",
    "livestock": "2023-06-20",
    "city-management": "2023-05-26",
    "transport": "2023-06-29",
    "health": "2023-07-12",
    "finance": "2023-06-16",
}
"""The plan of the market department came in November only, once it had been asked for."""
LATE_PLAN = ("market", "2023-11-08")
REVIEWED = {"yitong": ("2023-06-02", "2023-06-16"), "livestock": ("2023-07-04", None)}
"""Local plans found looser than the city's, and the day on which a new one was issued, if ever."""
UNANSWERED, CONCERN_NOT_MET, NOT_LOOKED_AT, LATE_LOOK = 0.02, 0.02, 0.03, 0.04


def office(book: Book, item: str, territory: str, term: str, on: date, *, value: bool = True) -> None:
    """A judgement of the rectification office of a place."""
    person = book.holder(territory, "rectification_office", on)
    name = f"judgement-{term.replace('_', '-')}"
    book.add(item, "judgement", on, unit=territory, person=person, name=name, term=term, value=value)


def file_tasks(book: Book) -> None:
    """The tasks are found operable, checkable and evaluable, and filed."""
    for item, card in CARDS.items():
        on = shift(FILED_ON, -book.draw(1, 4))
        for term in ("operable", "checkable", "evaluable"):
            value = not (term == "evaluable" and item in NOT_EVALUABLE)
            office(book, item, card.territory, term, on, value=value)
        person = book.holder(CITY, "rectification_office", FILED_ON)
        book.add(item, "registration", FILED_ON, unit=CITY, person=person)


def file_petitions(book: Book, rows: Sequence[Row]) -> None:
    """The petitions are filed one by one."""
    for row in rows:
        on = shift(FILED_ON, -book.draw(0, 5))
        book.add(row["id"], "registration", on, unit=CITY, person=book.holder(CITY, "rectification_office", on))


def root_and_branch(book: Book) -> None:
    """Causes, lasting mechanisms, and the search for the same problem elsewhere."""
    done = {e["subject"]["id"]: date.fromisoformat(e["on"]) for e in book.events if e["kind"] == "completion"}
    for item, card in CARDS.items():
        lead = card.units[0]

        def event(kind: str, on: date, note: str, item: str = item, lead: str = lead) -> None:
            book.add(item, kind, on, unit=lead, person=book.clerk(lead, on), note=note)

        if item not in NO_ROOT_CAUSE:
            event("root_cause", shift(PLAN_ISSUED, book.draw(20, 45)), "剖析问题产生的原因。")
        if item in done and item not in NO_MECHANISM:
            event("mechanism", shift(done[item], -book.draw(1, 8)), "建立长效管理制度。")
        if item in NO_SIMILAR_CHECK:
            continue
        on = date(2023, 7, 20) if item in LATE_SIMILAR_CHECK else shift(PLAN_ISSUED, book.draw(25, 58))
        event("similar_check", on, "在辖区或行业内排查同类问题。")


def answer_the_public(book: Book, territories: Mapping[str, str]) -> None:
    """Before a petition is closed the petitioner is answered, and the office finds that the concern is met."""
    for closure in [e for e in book.events if e["kind"] == "closure" and e["subject"]["id"] in territories]:
        item, closed = closure["subject"]["id"], date.fromisoformat(closure["on"])
        place = territories[item]
        answered = shift(closed, -book.draw(1, 3))
        if not book.chance(UNANSWERED):
            person = book.clerk(place, answered)
            satisfied = book.chance(0.86)
            contact = "none" if book.chance(0.02) else book.pick(("电话回访", "入户回访", "书面答复签收"))
            more: Row = {"satisfied": satisfied, "contact": contact, "note": "已向反映人答复办理结果。"}
            book.add(item, "public_response", answered, unit=place, person=person, **more)
        office(book, item, place, "concern_met", answered, value=not book.chance(CONCERN_NOT_MET))


def look_back(book: Book, territories: Mapping[str, str]) -> None:
    """Closed items are looked at again within half a year; what has come back is written down, and opened again."""
    reopened: dict[str, list[date]] = {}
    for event in book.events:
        if event["kind"] == "reopening":
            reopened.setdefault(event["subject"]["id"], []).append(date.fromisoformat(event["on"]))
    for closure in [e for e in book.events if e["kind"] == "closure"]:
        item, closed = closure["subject"]["id"], date.fromisoformat(closure["on"])
        again = min((day for day in reopened.get(item, ()) if day > closed), default=None)
        at = book.rng.random()
        days = book.draw(185, 230) if at < NOT_LOOKED_AT + LATE_LOOK else book.draw(60, 172)
        on = shift(closed + timedelta(days=days), 0)
        if again is not None:
            on = shift(again, -book.draw(2, 7))
        elif at < NOT_LOOKED_AT or on > THROUGH:
            continue
        inspector = book.holder(territories[item], "accepting_body", on)
        place = territories[item]
        book.add(item, "look_back", on, unit=place, person=inspector, answers=closure["id"], note="现场回头看。")
        if again is not None:
            book.add(item, "recurrence", on, unit=place, person=inspector, note="同一问题再次出现。")


def local_plans(book: Book) -> None:
    """The plans of the departments, and the plans that the city sends back because they ask for less."""

    def issue(unit: str, text: str, note: str) -> None:
        on = date.fromisoformat(text)
        book.add(unit, "local_plan", on, unit=unit, person=book.clerk(unit, on), about="unit", note=note)

    for unit, text in [*PLANS_OF_DEPARTMENTS.items(), LATE_PLAN]:
        issue(unit, text, "印发本部门实施方案。")
    for unit in [*PLACES, *PLANS_OF_DEPARTMENTS]:
        if unit == "liaohe":
            continue  # nothing to review
        failed, again = REVIEWED.get(unit, (None, None))
        on = date.fromisoformat(failed) if failed else shift(date(2023, 7, 14), book.draw(0, 8))
        result = "failed" if failed else "passed"
        note = "时限宽于市方案，退回重新制定。" if failed else "与市方案要求一致。"
        book.act(unit, "local_review", on, about="unit", result=result, note=note)
        if again:
            issue(unit, again, "重新印发本地实施方案。")


def reviews(book: Book) -> None:
    """The city looks over the whole of the work once a quarter."""
    for text in REVIEWS:
        on = date.fromisoformat(text)
        book.act(CITY, "review", on, name=f"review-{text}", about="unit", note="研判全市整改形势。")


ISSUED_BY = (("party_secretary", "party_office"), ("government_head", "government_office"))
PAID = {
    "T-05": ("budget", "grant"),
    "T-06": ("grant", "loan"),
    "T-07": ("budget", "grant"),
    "T-10": ("private",),
    "T-11": ("grant",),
    "T-12": ("budget", "private"),
    "T-14": ("grant",),
    "T-23": ("budget", "grant"),
    "T-26": ("grant",),
    "T-30": ("budget",),
}
NO_BUDGET, LATE_BUDGET = "liaohe", "jingkai"
NUMBERED = ("会议纪要", "施工合同和进度单")
"""Papers that carry a number."""
NUMBER_TWICE = {"T-13-evidence-3": "T-13-evidence-2"}
"""A paper, and the one whose number it carries too."""
SAME_WORDS = ("T-30", ("2023-08", "2023-09", "2023-10"), "前期工作正在有序推进。")
NO_WATCH = (2023, 10)
PRESS = (
    ("2023-08-15", "praise", "T-28", "油烟治理经验。"),
    ("2023-09-05", "exposure", "T-23", "污水处理设施时开时停。"),
    ("2023-11-16", "praise", "T-16", "执法全程留痕的做法。"),
    ("2024-02-21", "praise", "T-02", "散煤监管见成效。"),
    ("2024-03-07", "exposure", "T-12", "渗滤液整改未经验收即销号。"),
    ("2024-04-25", "praise", "T-26", "湿地恢复见成效。"),
)
"""No bad example in the last quarter of 2023; T-26 was praised before it had been accepted."""


def issue_plan(book: Book) -> None:
    """The plan is weighed, signed by both offices, issued, made public, and its progress published."""

    def event(kind: str, text: str, post: str = "rectification_office", **more: Any) -> None:
        on = date.fromisoformat(text)
        person = book.holder(CITY, post, on)
        book.add("siping-2023", kind, on, unit=CITY, person=person, about="plan", **more)

    issued = PLAN_ISSUED.isoformat()
    for term in ("target_reachable", "measures_feasible", "limits_reasonable"):
        event("judgement", issued, name=f"judgement-{term.replace('_', '-')}", term=term, value=True)
    for post, seal in ISSUED_BY:
        event("office_seal", issued, post, name=f"office-seal-{ROLES[post][0]}", office=seal)
    event("issue", issued, note="印发并公开。")
    event("publication", "2023-04-10", name="disclosure-plan", content="plan", note="政府网站公开整改方案。")
    for text in ("2024-01-19", "2024-05-24"):
        event("publication", text, name=f"disclosure-{text}", content="progress", note="公开整改落实情况。")
    for text, tone, item, note in PRESS:
        event("media_report", text, name=f"media-{text}", tone=tone, item=item, note=note)
    for month in months():
        if month != NO_WATCH:
            on = shift(date(*month, book.draw(18, 26)), 0).isoformat()
            event("opinion_watch", on, name=f"opinion-watch-{name_of(month)}")


def stirs(book: Book) -> None:
    """Sudden stirs of public opinion: one handled in time, one late, one never."""
    for subject, about, start, end, note in (
        ("T-08", "task", "2023-07-18", "2023-07-20", "网上反映粪污异味。"),
        ("lishu", "unit", "2023-11-09", "2023-11-14", "网传秸秆焚烧视频。"),
        ("jingkai", "unit", "2024-03-12", None, "网传园区锅炉冒黑烟。"),
    ):
        book.act(subject, "opinion_event", date.fromisoformat(start), about=about, note=note)
        if end is not None:
            book.act(subject, "opinion_response", date.fromisoformat(end), about=about, note="发布处置情况。")


def money(book: Book) -> None:
    """The budgets of 2024, and what is paid for the building work."""
    for number, unit in enumerate([CITY, *PLACES]):
        if unit == NO_BUDGET:
            continue
        on = date(2024, 4, 15) if unit == LATE_BUDGET else shift(date(2024, 1, 8), book.draw(0, 14))
        person = book.holder(unit, "government_head", on)
        more: Row = {"fiscal_year": "2024", "environment": 26000 if unit == CITY else 1800 + 350 * number}
        book.add(unit, "budget", on, unit=unit, person=person, about="unit", **more)
    for item, sources in PAID.items():
        for source in sources:
            on = shift(PLAN_ISSUED, book.draw(30, 110))
            person = book.clerk("finance", on)
            book.add(item, "funding", on, unit="finance", person=person, name=f"funding-{source}", source=source)


def discipline(book: Book) -> None:
    """What the discipline body asks to see, what it finds, and who is held to account."""

    def event(
        subject: str, kind: str, text: str, *, about: str = "task", post: str = "discipline_body", **more: Any
    ) -> None:
        on = date.fromisoformat(text)
        book.add(subject, kind, on, unit=CITY, person=book.holder(CITY, post, on), about=about, **more)

    for subject, about, asked, given in (
        ("T-03", "task", "2023-10-11", "2023-10-13"),
        ("T-12", "task", "2024-02-20", "2024-02-22"),
        ("liaohe", "unit", "2024-03-05", None),
    ):
        event(subject, "access", asked, about=about, note="调阅整改档案。")
        if given is not None:
            event(subject, "papers", given, about=about, post="rectification_office", note="已提供。")
    for unit, item, form, found, unit_held, person_held, note in (
        ("liaohe", "T-23", "slow_action", "2024-02-28", "2024-03-27", None, "多次未填报，设施整改拖延。"),
        ("shuangliao", "T-12", "wrong_action", "2024-03-06", "2024-03-27", "2024-04-11", "未经验收即销号。"),
    ):
        event(unit, "misconduct", found, about="unit", item=item, form=form, note=note)
        for target, text in (("unit", unit_held), ("person", person_held)):
            if text is not None:
                event(unit, "accountability", text, about="unit", name=f"accountability-{target}", target=target)


def papers_and_notices(book: Book) -> None:
    """Numbers of papers, words of reports, public notices, and changes of goals."""
    papers = {event["id"]: event for event in book.events if event["kind"] == "evidence"}
    for number, (name, event) in enumerate(sorted(papers.items()), 1):
        year = event["on"][:4]
        event["number"] = f"四整改〔{year}〕{number}号" if event["note"] in NUMBERED else "none"
        if event["id"] in NUMBER_TWICE.values() and event["number"] == "none":
            raise AssertionError(f"{name} carries no number")
    for name, other in NUMBER_TWICE.items():
        papers[name]["number"] = papers[other]["number"]
    item, spoken, words = SAME_WORDS
    for event in book.events:
        if event["kind"] == "report" and event["subject"]["id"] == item and event.get("covers") in spoken:
            event["note"] = words
    for subject, begin, end in (("T-15", "2024-05-14", "2024-05-16"), ("T-07", "2024-05-16", "2024-05-24")):
        on = date.fromisoformat(begin)
        more: Row = {"from": begin, "until": end, "note": "拟销号公示。"}
        book.add(
            subject,
            "public_notice",
            on,
            unit=CITY,
            person=book.holder(CITY, "rectification_office", on),
            **more,
        )
    for subject, approved, text, value in (
        ("T-15", "2024-01-08", "2024-01-10", "完成调整后的年度绿水长廊建设长度，岸线无乱占乱建。"),
        ("T-18", None, "2023-11-20", "受污染耕地安全利用率达到百分之九十以上。"),
    ):
        if approved is not None:
            book.act(subject, "amendment_approval", date.fromisoformat(approved), note="报请批准后调整。")
        on, lead = date.fromisoformat(text), CARDS[subject].units[0]
        book.add(subject, "amendment", on, unit=lead, person=book.clerk(lead, on), field="goal", value=value)


def mechanisms(book: Book, petitions: Sequence[Row]) -> None:
    """All of it, from a draw of its own, so that what is drawn above stays as it is."""
    book.rng = random.Random(SEED + 1)
    places = {row["id"]: row["territory"] for row in petitions}
    file_tasks(book)
    file_petitions(book, petitions)
    root_and_branch(book)
    answer_the_public(book, places)
    look_back(book, {**places, **{item: card.territory for item, card in CARDS.items()}})
    local_plans(book)
    reviews(book)
    issue_plan(book)
    stirs(book)
    money(book)
    discipline(book)
    papers_and_notices(book)
    environment(book)


# ---------------------------------------------------------------- the whole


def plan_events(book: Book) -> None:
    """The two judgements on the milestone of October 2023, and the plans of the places."""
    for text, value, note in (
        ("2023-10-30", False, "任务和信访件整改尚有缺口，暂不认定取得阶段性成果。"),
        ("2023-11-06", True, "认定取得阶段性整改成果。"),
    ):
        on = date.fromisoformat(text)
        book.act(
            "siping-2023",
            "judgement",
            on,
            name=f"judgement-{text}",
            about="plan",
            term="interim_done",
            value=value,
            note=note,
        )
    for unit in PLACES:
        if unit == "liaohe":
            continue  # its own plan never came
        on = shift(PLAN_ISSUED, book.draw(10, 40))
        book.add(
            unit,
            "local_plan",
            on,
            book.entered(on, THROUGH),
            unit=unit,
            person=book.clerk(unit, on),
            about="unit",
            note="印发本地实施方案。",
        )


def closed_on(events: Sequence[Row], prefix: str, day: str) -> int:
    """How many items whose id begins so are closed on a day."""
    last: dict[str, tuple[str, str]] = {}
    for event in sorted(events, key=lambda e: (e["on"], e["recorded"])):
        if event["kind"] in ("closure", "reopening") and event["on"] <= day and event["recorded"] <= day:
            last[event["subject"]["id"]] = (event["on"], event["kind"])
    return sum(1 for item, (_, kind) in last.items() if item.startswith(prefix) and kind == "closure")


def make_ledger() -> Row:
    """The whole ledger."""
    units, persons = make_units()
    book = Book({unit["id"]: unit for unit in units})
    tasks = [task_row(item, card) for item, card in CARDS.items()]
    for item, card in CARDS.items():
        run_task(book, item, card, COURSES[item])
    special_tasks(book)
    plan_events(book)
    petitions = petition_rows(book)
    run_petitions(book, petitions)
    mechanisms(book, petitions)
    events = sorted(book.events, key=lambda e: (e["recorded"], e["on"], e["id"]))
    if (closed_on(events, "T-", "2024-05-24"), closed_on(events, "P-", "2024-05-24")) != (25, 154):
        raise AssertionError("the published totals are 25 tasks and 154 petitions closed on 2024-05-24")
    return {
        "format": "rectcore.ledger/1",
        "id": "siping-2023",
        "timezone": "Asia/Shanghai",
        "through": THROUGH.isoformat(),
        "plan": {
            "id": "siping-2023",
            "title": "四平市贯彻落实第二轮省级生态环境保护督察报告整改方案",
            "unit": CITY,
            "issued": PLAN_ISSUED.isoformat(),
            "tasks_expected": 30,
            "petitions_expected": 160,
        },
        "units": units,
        "persons": persons,
        "tasks": tasks + petitions,
        "events": events,
    }


def render(ledger: Row) -> str:
    """The ledger as JSON with one row on each line."""
    parts = []
    for key, value in ledger.items():
        if isinstance(value, list):
            rows = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in value)
            parts.append(f"  {json.dumps(key)}: [\n{rows}\n  ]")
        else:
            parts.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: Sequence[str]) -> None:
    """Writes the ledger to the path given, or beside this script."""
    path = Path(arguments[0]) if arguments else Path(__file__).with_name("ledger.json")
    path.write_text(render(make_ledger()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
