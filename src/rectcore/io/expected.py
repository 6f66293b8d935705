"""What a field takes, in words for the person who wrote something else."""

from __future__ import annotations

from rectcore.check.types import Kind, Type
from rectcore.diagnostics import Text

DAY = Text("a day such as 2023-10-31 or 2023年10月31日", "日期，如 2023-10-31 或 2023年10月31日")
TEXT = Text("a text", "文字")
DEADLINE = Text(
    'a day, a month, "none", or {"class": "dated", "immediate" or "long_term", "at": …}',
    '日期、月份、"none"，或 {"class": "dated"、"immediate" 或 "long_term", "at": …}',
)
STEPS = Text('a list of {"title", "unit", "deadline"}', '由 {"title", "unit", "deadline"} 组成的列表')
TEXTS = Text("a list of texts", "文字列表")
TENURE = Text('{"post", "person", "from", "to"}', '{"post", "person", "from", "to"}')
TENURE_ORDER = Text("a last day not before the first", "截止日不早于起始日")
ATTACHMENT = Text('{"name", "sha256"}', '{"name", "sha256"}')
SHA256 = Text("64 hexadecimal digits", "64 位十六进制数字")
JSON_VALUE = Text("a value that can be read", "可以读取的值")
ZONE = Text("a zone such as Asia/Shanghai", "时区，如 Asia/Shanghai")
AS_STATED = Text('"as stated", or nothing', '"as stated"，或不写')
FEED = Text('{"id": …, "through": "2023-10-31"}', '{"id": …, "through": "2023-10-31"}')
FEEDS = Text("a list of feeds", "数据来源列表")
PLAN = Text('{"id", "title", "unit", "issued"}', '{"id", "title", "unit", "issued"}')

ENTITY = {"Unit": Text("unit", "单位"), "Person": Text("person", "人员")}
"""What the entities a ledger refers to are called."""

NOT_HERE = {
    "task": Text("enter it in `tasks` of this ledger, or mend the id", "请在本台账的 `tasks` 中录入，或改正编号"),
    "unit": Text("enter it in `units` of this ledger, or mend the id", "请在本台账的 `units` 中录入，或改正编号"),
    "person": Text("enter it in `persons` of this ledger, or mend the id", "请在本台账的 `persons` 中录入，或改正编号"),
    "plan": Text("enter it as the `plan` of this ledger, or mend the id", "请在表头的 `plan` 中写明，或改正编号"),
    "event": Text("enter it in `events` of this ledger, or mend the id", "请在本台账的 `events` 中录入，或改正编号"),
}
"""What to do where nothing in a ledger goes by an id, and nothing is near."""

_EXPECTED = {
    Kind.INTEGER: Text("a whole number", "整数"),
    Kind.DAYS: Text("a whole number of days", "整数天数"),
    Kind.WORKING_DAYS: Text("a whole number of working days", "整数工作日数"),
    Kind.MONTHS: Text("a whole number of months", "整数月数"),
    Kind.DECIMAL: Text("a number", "数字"),
    Kind.PERCENT: Text('a percentage such as 35 or "35%"', '百分比，如 35 或 "35%"'),
    Kind.TEXT: TEXT,
    Kind.DATE: DAY,
    Kind.PERIOD: Text("a period such as 2023-05, 2023-Q2 or 2023-W07", "周期，如 2023-05、2023-Q2 或 2023-W07"),
    Kind.YES_NO: Text("true or false", "true 或 false"),
}


def expected(wanted: Type) -> Text:
    """What a field of that type takes."""
    if wanted.kind is Kind.ENTITY:
        one = Text(f"the id of a {ENTITY[wanted.entity or 'Unit'].en}", f"{ENTITY[wanted.entity or 'Unit'].zh}编号")
        return Text("a list, each " + one.en, one.zh + "的列表") if wanted.many else one
    if wanted.kind is Kind.ONE_OF:
        words = [f"{v.id} {'/'.join(v.aliases)}" for v in wanted.values]
        return Text("one of " + ", ".join(words), "下列之一：" + "、".join(words))
    return _EXPECTED[wanted.kind]
