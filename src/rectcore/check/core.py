"""The core vocabulary: what every rule file may speak of without declaring it, in both languages.

One table, read by the checker, the ledger reader, the engine and the reference pages.
"""

from __future__ import annotations

from typing import Final

from rectcore.check.types import DATE, DECIMAL, PERCENT, PERIOD, TEXT, YES_NO, Name, Type, one_of, reference
from rectcore.check.vocabulary import Attribute, Completeness, Entity, Vocabulary
from rectcore.model.escalation import COMMENDATION, MEASURES

BY_LEDGER: Final = Completeness(feed="ledger")

POSTS: Final = one_of(
    ("party_secretary", "党委书记"),
    ("government_head", "政府主要负责人"),
    ("principal_officer", "主要负责人"),
    ("deputy_in_charge", "分管负责人"),
    ("rectification_office", "整改办"),
    ("accepting_body", "验收组"),
    ("discipline_body", "纪检监察机关"),
)


def _has(name: str, zh: str, type_: Type, *, derived: bool = False, also: tuple[str, ...] = ()) -> Attribute:
    return Attribute(Name(name, (zh, *also)), type_, derived)


def _optional(type_: Type) -> Type:
    return Type(type_.kind, type_.entity, type_.values, optional=True, many=type_.many)


_UNIT = Entity(
    Name("Unit", ("单位",)),
    (
        _has("id", "编号", TEXT),
        _has("title", "名称", TEXT),
        _has("parent", "上级单位", reference("Unit", optional=True)),
        _has(
            "kind",
            "类型",
            one_of(
                ("city", "市"),
                ("county", "县市区"),
                ("development_zone", "开发区"),
                ("department", "部门"),
                ("enterprise", "企业"),
                ("other", "其他"),
            ),
        ),
    ),
)

_PERSON = Entity(Name("Person", ("人员",)), (_has("id", "编号", TEXT), _has("name", "姓名", TEXT)))

_TENURE = Entity(
    Name("Tenure", ("任职",)),
    (
        _has("unit", "单位", reference("Unit")),
        _has("post", "职务", POSTS),
        _has("person", "人员", reference("Person")),
        _has("from", "自", _optional(DATE), also=("任职起",)),
        _has("to", "至", _optional(DATE), also=("任职止",)),
    ),
    part_of=("Unit",),
    completeness=Completeness(),
)

_TASK = Entity(
    Name("Task", ("事项",)),
    (
        _has("id", "编号", TEXT),
        _has("kind", "种类", one_of(("task", "整改任务"), ("petition", "信访案件"))),
        _has("title", "标题", TEXT),
        _has("problem", "反馈问题", _optional(TEXT)),
        _has("category", "问题类别", _optional(TEXT)),
        _has("origin", "来源", _optional(TEXT)),
        _has("goal", "整改目标", _optional(TEXT)),
        _has("territory", "属地", reference("Unit", optional=True)),
        _has("lead_unit", "牵头单位", reference("Unit", optional=True)),
        _has("responsible_units", "责任单位", reference("Unit", optional=True, many=True)),
        _has("supporting_units", "配合单位", reference("Unit", optional=True, many=True)),
        _has("supervising_unit", "督导单位", reference("Unit", optional=True)),
        _has("accepting_unit", "验收单位", reference("Unit", optional=True)),
        _has("opened", "立项日", DATE),
        _has("deadline", "办结期限", _optional(DATE)),
        _has(
            "deadline_class",
            "期限类别",
            one_of(("dated", "限期整改"), ("immediate", "立行立改"), ("long_term", "长期坚持")),
            derived=True,
        ),
        _has("priority", "重点件", YES_NO),
        _has(
            "status",
            "状态",
            one_of(("open", "在办"), ("closed", "已销号"), ("suspended", "中止")),
            derived=True,
        ),
        _has(
            "stage",
            "阶段",
            one_of(
                ("registered", "已立项"),
                ("in_progress", "整改中"),
                ("completion_reported", "已上报完成"),
                ("accepted", "已验收"),
                ("on_notice", "公示中"),
                ("closed", "已销号"),
                ("filed", "已备案"),
            ),
            derived=True,
        ),
        _has("current_deadline", "现行期限", _optional(DATE), derived=True),
        _has("progress", "完成进度", PERCENT, derived=True),
    ),
)

_STEP = Entity(
    Name("Step", ("整改措施",)),
    (
        _has("title", "内容", TEXT),
        _has("unit", "承担单位", reference("Unit", optional=True)),
        _has("deadline", "完成期限", _optional(DATE)),
    ),
    part_of=("Task",),
    completeness=Completeness(),
)

_SITE = Entity(Name("Site", ("点位",)), (_has("title", "名称", TEXT),), part_of=("Task",), completeness=Completeness())

_PLAN = Entity(
    Name("Plan", ("方案",)),
    (
        _has("id", "编号", TEXT),
        _has("title", "名称", TEXT),
        _has("unit", "印发单位", reference("Unit")),
        _has("issued", "印发日", DATE),
    ),
)

EVENT_FIELDS: Final = (
    _has("id", "编号", TEXT),
    _has("on", "发生日", DATE),
    _has("recorded", "录入日", DATE),
    _has("unit", "填报单位", reference("Unit", optional=True), also=("作出单位",)),
    _has("person", "签字人", reference("Person", optional=True), also=("经办人", "作出人")),
    _has("post", "所称职务", _optional(POSTS)),
    _has("note", "备注", _optional(TEXT)),
    _has("answers", "对应事由", _optional(TEXT)),
    _has("task", "所属事项", reference("Task", optional=True), derived=True, also=("事项",)),
)

_RESULT = one_of(("passed", "通过"), ("failed", "不通过"))


def _event(name: str, zh: str, *fields: Attribute, part_of: tuple[str, ...] = ("Task",), act: bool = False) -> Entity:
    return Entity(Name(name, (zh,)), (*EVENT_FIELDS, *fields), part_of, event=True, act=act, completeness=BY_LEDGER)


_SUBJECTS = ("Task", "Unit", "Plan")

_TASK_EVENTS = (
    _event("report", "进展填报", _has("covers", "所属周期", _optional(PERIOD)), _has("progress", "进度", PERCENT)),
    _event("evidence", "佐证材料"),
    _event(
        "completion",
        "上报完成",
        _has(
            "verdict",
            "查实结论",
            one_of(("true", "属实"), ("mostly_true", "基本属实"), ("partly_true", "部分属实"), ("unfounded", "不属实")),
        ),
    ),
    _event("inspection", "现场核查", _has("result", "结论", _RESULT)),
    _event(
        "acceptance",
        "验收",
        _has("result", "结论", _RESULT),
        _has("accepting_unit", "验收单位", reference("Unit", optional=True)),
    ),
    _event("public_notice", "公示", _has("from", "公示起", DATE), _has("until", "公示止", DATE)),
    _event("objection", "异议", _has("resolved", "已处理", YES_NO)),
    _event("signature", "签字"),
    _event(
        "extension",
        "延期",
        _has("asked", "申请日", DATE),
        _has("granted", "已批准", YES_NO),
        _has("new_deadline", "新期限", DATE),
    ),
    _event("suspension", "中止", _has("until", "中止至", _optional(DATE))),
    _event("closure", "销号"),
    _event("filing", "备案"),
    _event("disclosure", "公开"),
    _event("reopening", "重启"),
    _event("funding", "拨付"),
    _event("recurrence", "反弹"),
)

_ACT_NAMES = {
    "reminder": "提醒",
    "warning": "预警",
    "supervision": "督办",
    "circular": "通报",
    "interview": "约谈",
    "accountability": "问责",
    "referral": "移送",
    "commendation": "表扬",
}

_ACTS = tuple(_event(name, zh, part_of=_SUBJECTS, act=True) for name, zh in _ACT_NAMES.items())

_OTHER_EVENTS = (
    _event("reply", "回复", part_of=_SUBJECTS),
    _event("local_plan", "实施方案", part_of=("Unit",)),
    _event("study", "学习", part_of=("Unit",)),
    _event("budget", "预算", part_of=("Unit",)),
    _event("review", "研判", part_of=("Unit",)),
    _event(
        "reading",
        "监测数据",
        _has("series", "指标", TEXT),
        _has("covers", "所属周期", PERIOD),
        _has("value", "数值", DECIMAL),
        part_of=_SUBJECTS,
    ),
    _event(
        "draw",
        "抽签",
        _has("sample", "抽样", TEXT),
        _has("covers", "所属周期", PERIOD),
        _has("seed", "种子", TEXT),
        part_of=("Plan",),
    ),
    _event("judgement", "认定结论", _has("term", "认定事项", TEXT), _has("value", "认定值", YES_NO), part_of=_SUBJECTS),
    _event("amendment", "变更", _has("field", "变更字段", TEXT), _has("value", "变更为", TEXT), part_of=_SUBJECTS),
    _event("correction", "更正", part_of=_SUBJECTS),
    _event("withdrawal", "撤回", part_of=_SUBJECTS),
)

CORE: Final = Vocabulary(
    entities=(_UNIT, _PERSON, _TENURE, _TASK, _STEP, _SITE, _PLAN, *_TASK_EVENTS, *_ACTS, *_OTHER_EVENTS),
    measures=tuple(Name(m, (_ACT_NAMES[m],)) for m in (*MEASURES, COMMENDATION)),
    posts=POSTS,
)

SUBJECT_KINDS: Final = {"Task": "task", "Unit": "unit", "Plan": "plan"}
"""How the ledger file names the entities an event may be about."""
