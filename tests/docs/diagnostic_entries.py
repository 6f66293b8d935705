"""What each code means, the smallest text that yields it, and what to write instead; data of one reference page."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve
from entry import HEAD, Entry
from logic_entries import LOGIC
from sheet_entries import SHEETS
from whys import OF_RULES
from whys_of_data import OF_DATA
from whys_of_sheets import OF_SHEETS

LEDGER_HEAD = """{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31",
"units": [{"id": "east"}],
"tasks": [{"id": "T-01", "opened": "2023-04-01"}],
"""
"""The ledger that a row stands in."""

EVENT, TASK = "event", "task"


def _event(more: str, id_: str = "e1", kind: str = "report") -> str:
    return f'{{"id": "{id_}", "kind": "{kind}", "subject": {{"kind": "task", "id": "T-01"}}, {more}}}'


_DAYS = '"on": "2023-05-04", "recorded": "2023-05-04"'
_DUTY = "duty D for each Task\n  due: deadline\n  fulfilled by: completion\n"
_MONTHLY = "duty D for each Task\n  every: month\n  due: by day 5 of the next period\n  fulfilled by: report\n"
_GATE = "gate G on Task.closure\n  only if all:\n"
_RULES = HEAD["en"] + _DUTY
_LEDGER = LEDGER_HEAD + '"events": []}'
_FILES: dict[str, str | bytes] = {"my.rules": _RULES, "ledger.json": _LEDGER}
_ON = "ledger.json --rules my.rules --as-of 2023-10-31"

_RECORD = 'monitor.record(Event("{}", "{}", Subject("task", "T-01"), date(2023, 10, 9), date(2023, 10, 9){}))'

_SCORE = "score result on Unit\n  every: year\n  start: 100\n  deduct:\n    - [warned] 1 for each warning\n"

_SAMPLE = "sample checks on Plan\n  every: quarter\n  among: Task\n"

_RANKING = "ranking busy on Unit\n  every: month\n  ranked by: count of review\n  order: highest first\n"

_WRITTEN = (
    Entry(
        "RC001",
        "Nothing stands at the path that was given, and no shipped pack has that name.",
        "给出的路径不存在，也没有这个名称的随库规则包。",
        "rectcore check sipping-2023",
        "rectcore check siping-2023",
        "command",
    ),
    Entry(
        "RC002",
        "The folder has no rule file. Rules are read from the folder itself, not from folders in it.",
        "文件夹中没有规则文件。只读取文件夹本身，不读取子文件夹。",
        "rectcore check pack",
        "rectcore check pack/rules",
        "command",
        {"pack/rules/a.rules": _RULES},
    ),
    Entry(
        "RC003",
        "`use` names a file that is not in the folder of this file.",
        "引用的文件不在本文件所在的文件夹中。",
        "rectcore check a.rules",
        "rectcore check b.rules",
        "command",
        {
            "a.rules": HEAD["en"] + 'use "schema.rule"\n',
            "b.rules": HEAD["en"] + 'use "schema.rules"\n',
            "schema.rules": "# dialect: en\nentity Task\n  has risk: integer\n",
        },
    ),
    Entry(
        "RC004",
        "The file or folder is there and the system does not let it be read. There is no example.",
        "文件或文件夹存在，但系统不允许读取。无示例。",
    ),
    Entry(
        "RC100",
        "A rule file is not UTF-8. The message says which encoding it looks like.",
        "规则文件不是 UTF-8 编码。提示会说明看起来是哪种编码。",
        "rectcore check gbk.rules",
        "rectcore check utf8.rules",
        "command",
        {"gbk.rules": HEAD["zh"].encode("gb18030"), "utf8.rules": HEAD["zh"]},
    ),
    Entry(
        "RC101",
        "A character that means nothing outside quotes, or a name that begins with a digit.",
        "引号之外没有意义的字符，或以数字开头的名称。",
        "define done on Task\n  means: status is closed;",
        "define done on Task\n  means: status is closed",
    ),
    Entry(
        "RC102",
        "A text in quotes does not end on its line.",
        "加引号的文本没有在本行内结束。",
        'define done also "已完成 on Task\n  means: status is closed',
        'define done also "已完成" on Task\n  means: status is closed',
    ),
    Entry(
        "RC103",
        "A character that nobody sees, or that turns the order of what is seen; here a blank of no width.",
        "看不见的字符，或使显示次序颠倒的字符；此处为零宽空格。",
        "define done on Task\n  means: status is \u200bclosed",
        "define done on Task\n  means: status is closed",
    ),
    Entry(
        "RC104",
        "The first line does not say which language the file is in.",
        "首行没有注明文件所用的方言。",
        'ruleset DEMO "Demo" / "示例"',
        '# dialect: en\nruleset DEMO "Demo" / "示例"',
        "file",
    ),
    Entry(
        "RC105",
        "A word that cannot stand where it stands, or a line that ends too early.",
        "词语不能出现在此处，或一行结束得太早。",
        "define done on Task\n  means: status is is closed",
        "define done on Task\n  means: status is closed",
    ),
    Entry(
        "RC106",
        "A day, month, week or other period that the calendar does not have.",
        "日历上没有的日期或周期。",
        "define old on Task\n  means: opened before 2023-02-29",
        "define old on Task\n  means: opened before 2023-03-01",
    ),
    Entry(
        "RC107",
        "A line before the first form, which belongs to nothing.",
        "首项规则之前的一行，不属于任何规则。",
        '# dialect: en\nour rules\nruleset DEMO "Demo" / "示例"',
        '# dialect: en\n# our rules\nruleset DEMO "Demo" / "示例"',
        "file",
    ),
    Entry(
        "RC108",
        "A file of data, such as a ledger, where rules are read.",
        "应为规则文件，而给出的是台账等数据文件。",
        LEDGER_HEAD + '"events": []}',
        '# dialect: en\nruleset DEMO "Demo" / "示例"',
        "file",
    ),
    Entry(
        "RC110",
        "A key that this form does not have. The nearest one it has is offered.",
        "该种规则没有这一项。提示会给出最接近的一项。",
        "define done on Task\n  meens: status is closed",
        "define done on Task\n  means: status is closed",
    ),
    Entry(
        "RC111",
        "A key that stands once at most stands twice.",
        "只能出现一次的项出现了两次。",
        "define done on Task\n  means: status is closed\n  means: status is open",
        "define done on Task\n  means: status is closed or status is open",
    ),
    Entry(
        "RC112",
        "A keyword of the other language. A file is written in one.",
        "使用了另一种方言的关键词。一个文件只用一种方言。",
        "define done on Task\n  means: status 为 closed",
        "define done on Task\n  means: status is closed",
    ),
    Entry(
        "RC113",
        "A form lacks a key that it must have, or an event of a scenario the day it happened.",
        "缺少必备的项，或情景中的记录缺少发生日。",
        "duty D for each Task\n  due: deadline",
        "duty D for each Task\n  due: deadline\n  fulfilled by: completion",
    ),
    Entry(
        "RC114",
        "A line has the shape of a form, and no form begins with that word.",
        "形似规则首行，但没有以该词开头的规则。",
        "dutty D for each Task\n  due: deadline\n  fulfilled by: completion",
        "duty D for each Task\n  due: deadline\n  fulfilled by: completion",
    ),
    Entry(
        "RC115",
        "Chinese words that stand together without a blank are read as one name.",
        "中文词语之间没有空格，被视为一个名称。",
        "定义 late 针对 事项\n  是指：办结期限早于 基准日",
        "定义 late 针对 事项\n  是指：办结期限 早于 基准日",
        "zh",
    ),
    Entry(
        "RC116",
        "A date in an order or with signs that are not read.",
        "日期的次序或符号不能识别。",
        "define old on Task\n  means: opened before 31/10/2023",
        "define old on Task\n  means: opened before 2023-10-31",
    ),
    Entry(
        "RC117",
        "A number out of the range that makes sense there, or with more than 18 digits.",
        "数字超出此处的合理范围，或超过18位。",
        _DUTY + "  rung 0 -> warning",
        _DUTY + "  rung 1 -> warning",
    ),
    Entry(
        "RC118",
        "A word that leaves open whether the day or number itself counts.",
        "词语未说明是否包含当日或本数。",
        "时限要求 D 逐一适用于 事项\n  频次：每月\n  完成时限：次月5日前\n  完成标志：进展填报",
        "时限要求 D 逐一适用于 事项\n  频次：每月\n  完成时限：次月 5 日截止\n  完成标志：进展填报",
        "zh",
    ),
    Entry(
        "RC119",
        "A rule file is larger than a rule file may be. Divide it. There is no example.",
        "规则文件超过上限，请拆分。无示例。",
    ),
    Entry(
        "RC120",
        "Quantifiers nested more than two deep, parentheses more than 32 deep, or more than 100 signs of arithmetic.",
        "量词嵌套超过两层、括号嵌套超过32层，或运算符超过100个。",
        "define seen on Task\n  means: exists report r where (exists evidence e where (exists signature s))",
        "define signed on Task\n  means: exists signature s\n"
        "define seen on Task\n  means: exists report r where (exists evidence e where r.task.signed)",
    ),
    Entry(
        "RC130",
        "A row of a table without its last bar, with an empty cell, or with more or fewer cells than the first row.",
        "判定表的某行没有收尾、有空格子，或格数与首行不同。",
        "table answer_days on Task\n  | priority | result |\n  | yes | 3 |\n  | no | 10",
        "table answer_days on Task\n  | priority | result |\n  | yes | 3 |\n  | no | 10 |",
    ),
    Entry(
        "RC190",
        "Something the language is to have and this version does not understand: a rhythm of its own of a score.",
        "语言将来支持、本版本尚不支持的内容：评分自定的频次。",
        "score warned on Unit\n  every: 3 months from 2023-04-15\n  deduct:\n    - [w] 1 for each warning",
        "score warned on Unit\n  every: quarter\n  deduct:\n    - [w] 1 for each warning",
    ),
    Entry(
        "RC201",
        "A name that names nothing here. The nearest known one is offered.",
        "未知的名称。提示会给出最接近的已知名称。",
        "define late on Task\n  means: dedline before as of",
        "define late on Task\n  means: deadline before as of",
    ),
    Entry(
        "RC202",
        "A name with two readings: nothing hides anything.",
        "名称有两种解释，须写明所指。",
        "duty D for each Task\n  due: deadline\n  fulfilled by: report where progress at least 50%",
        "duty D for each Task\n  due: deadline\n  fulfilled by: report r where r.progress at least 50%",
    ),
    Entry(
        "RC203",
        "A word that is not in the closed list that stands there: an enum value, a post, a measure, a state.",
        "词语不在该处可用的列表内：可选项、职务、处置措施或状态。",
        "define done on Task\n  means: status is clsoed",
        "define done on Task\n  means: status is closed",
    ),
    Entry(
        "RC204",
        "A name or alias that something else has already.",
        "名称或别名已被占用。",
        "entity Task\n  has deadline: date",
        "entity Task\n  has first_deadline: date",
    ),
    Entry(
        "RC205",
        "A core entity or event declared as if it were new.",
        "把核心词表中的对象或记录当作新的来声明。",
        'entity Task also "任务"\n  has risk: integer',
        "entity Task\n  has risk: integer",
    ),
    Entry(
        "RC210",
        "Days, working days and months do not compare with or add to one another.",
        "日、工作日与月不能相互比较或相加。",
        "define old on Task\n  means: as of - opened at least 5 working days",
        "define old on Task\n  means: as of - opened at least 7 days",
    ),
    Entry(
        "RC211",
        "A value of one type where another is needed, or a construct where it means nothing.",
        "此处需要另一种类型的值，或该写法在此处没有意义。",
        "define near on Task\n  means: deadline before as of + 30",
        "define near on Task\n  means: deadline before as of + 30 days",
    ),
    Entry(
        "RC212",
        "A condition is needed, and this is neither true nor false.",
        "此处需要条件，而所写内容不是是非判断。",
        "define late on Task\n  means: not deadline",
        "define late on Task\n  means: not deadline before as of",
    ),
    Entry(
        "RC214",
        "A percent beside a plain number.",
        "百分比与普通数并用。",
        "define half on Task\n  means: progress at least 50",
        "define half on Task\n  means: progress at least 50%",
    ),
    Entry(
        "RC215",
        "A quantifier over more than three rows at once.",
        "一个量词同时用于三条以上的记录。",
        "define busy on Task\n  means: exists report a, report b, report c, report d where a.on before d.on",
        "define busy on Task\n  means: exists report a, report b, report c where a.on before c.on",
    ),
    Entry(
        "RC221",
        "`is missing` or `or else` could make a condition of a gate true for want of a fact.",
        "“缺失”或“缺失时按”可能使前置条件在事实缺失时成立。",
        _GATE + "    - [first] (priority or else yes)",
        _GATE + "    - [first] priority",
    ),
    Entry(
        "RC222",
        "None of the files has a `ruleset`.",
        "各文件中都没有“规则集”。",
        "# dialect: en\ndefine done on Task\n  means: status is closed",
        '# dialect: en\nruleset DEMO "Demo" / "示例"\ndefine done on Task\n  means: status is closed',
        "file",
    ),
    Entry(
        "RC223",
        "A second `ruleset`.",
        "出现第二个“规则集”。",
        'ruleset MORE "More" / "更多"',
        "define done on Task\n  means: status is closed",
    ),
    Entry(
        "RC230",
        "Absence of an event could become a breach, and nobody has said what its absence means.",
        "可能因没有某种记录而认定未达要求，却未声明没有记录意味着什么。",
        "event visit part of Task\nduty D for each Task\n  due: deadline\n  fulfilled by: visit",
        "event visit part of Task complete through ledger\n"
        "duty D for each Task\n  due: deadline\n  fulfilled by: visit",
    ),
    Entry(
        "RC240",
        "A rule with rungs of its own and also `breach goes to`, or a notice with rungs and also `call for`.",
        "规则既自带层级又写“未达要求转入”，或提示事项既有层级又写“应采取”。",
        _DUTY + "  breach goes to: L\n  rung 1 -> warning\nladder L\n  rung 1 -> warning",
        _DUTY + "  breach goes to: L\nladder L\n  rung 1 -> warning",
    ),
    Entry(
        "RC241",
        "Rungs in two ways in one ladder (by number, by days, by conditions), or by days where misses are counted, or "
        "by number in a notice.",
        "同一递进措施混用次数、日数与情形，或在计次处用日数，或在提示事项中用次数。",
        _DUTY + "  rung 1 -> reminder\n  rung after 5 days -> warning",
        _DUTY + "  rung after 1 day -> reminder\n  rung after 5 days -> warning",
    ),
    Entry(
        "RC242",
        "A rung that is not above the one before it, or, by conditions, whose number is not its place.",
        "某级并不高于前一级；以情形为准的，其编号与所处层级不符。",
        _MONTHLY + "  rung 2 -> reminder\n  rung 1 -> warning",
        _MONTHLY + "  rung 1 -> reminder\n  rung 2 -> warning",
    ),
    Entry(
        "RC243",
        "A second rule feeds a ladder that counts in a row, or one about another entity feeds it.",
        "连续计次的递进措施有第二条规则转入，或转入的规则针对其他对象。",
        _DUTY
        + "  breach goes to: L\nstanding E for each Task\n  must: priority\n  breach goes to: L\n"
        + "ladder L\n  rung 1 -> warning",
        _DUTY
        + "  breach goes to: L\nstanding E for each Task\n  must: priority\n  breach goes to: L\n"
        + "ladder L\n  counting: in total\n  rung 1 -> warning",
    ),
    Entry(
        "RC244",
        "No rule feeds the ladder.",
        "没有规则转入该递进措施。",
        "ladder L\n  rung 1 -> warning",
        _DUTY + "  breach goes to: L\nladder L\n  rung 1 -> warning",
    ),
    Entry(
        "RC245",
        "An event of something else, or a gate that does not name an act.",
        "记录属于其他对象，或前置条件未指明行为。",
        "gate G on Task.study\n  only if all:\n    - [first] priority",
        "gate G on Task.closure\n  only if all:\n    - [first] priority",
    ),
    Entry(
        "RC246",
        "An effect that the overridden rule cannot have.",
        "例外的处理方式不适用于所针对的规则。",
        _GATE + "    - [proof] exists evidence\nexception E overrides G\n  applies when: priority\n  effect: excused",
        _GATE
        + "    - [proof] exists evidence\nexception E overrides G\n  applies when: priority\n  effect: permit [proof]",
    ),
    Entry(
        "RC247",
        "One label for two conditions of a gate or ladder.",
        "同一前置条件或递进措施中两个条件使用同一标签。",
        _GATE + "    - [first] priority\n    - [first] exists evidence",
        _GATE + "    - [first] priority\n    - [proof] exists evidence",
    ),
    Entry(
        "RC248",
        "A scenario gives a fact that follows from events. (`status: open` may stand, and says nothing.)",
        "情景直接给定了应由记录推算的事实。（“状态：在办”可以写，不起作用。）",
        'scenario "Closed" / "已销号"\n  given Task T1 {status: closed}\n  as of: 2023-05-01',
        'scenario "Closed" / "已销号"\n  given Task T1\n  given closure C1 {on: 2023-04-20}\n  as of: 2023-05-01',
    ),
    Entry(
        "RC249",
        "An event of a scenario does not say what it is about, and several rows could be meant, or none.",
        "情景中的记录没有写明对象，而可指的有多个或没有。",
        'scenario "Two" / "两项"\n  given Task T1\n  given Task T2\n  given closure C1 {on: 2023-04-20}\n'
        "  as of: 2023-05-01",
        'scenario "Two" / "两项"\n  given Task T1\n  given Task T2\n  given closure C1 {subject: T1, on: 2023-04-20}\n'
        "  as of: 2023-05-01",
    ),
    Entry(
        "RC250",
        "A field of an event that is said to be known only as it is today.",
        "把记录的属性写成仅有现值。",
        "event report\n  has staff: integer current only",
        "event report\n  has staff: integer",
        why="An event has a day, and so has what it says. As today's value only, it would be unknown on its own day.",
        why_zh="记录有发生日，其内容以当日为准；若视为仅有现值，当日反而不明。",
    ),
    Entry(
        "RC260",
        "Conditions of a rung that stand below no rung, or that are asked of nothing.",
        "层级的情形没有写在层级之下，或未写明针对什么。",
        "ladder L\n  rung 1 -> circular\n    when any:\n      - [first] priority",
        "ladder L for each Task\n  rung 1 -> circular\n    when any:\n      - [first] priority",
    ),
    Entry(
        "RC261",
        "A key that a ladder of this kind cannot have: `counting` by conditions, `every` by number, `within` by days, "
        "`reset: one rung down` in a row, `late counts` where what is on time is counted.",
        "此类递进措施不能有的项：以情形为准的写“计次”，按次数的写“频次”，按日数的写“计次期间”，连续计次的写“每按期完成一次降一级”，"
        "按按期完成计次的写“逾期补办仍计次”。",
        _DUTY + "  breach goes to: L\nladder L\n  rung 1 -> circular\n  reset: one rung down",
        _DUTY + "  breach goes to: L\nladder L\n  counting: in total\n  rung 1 -> circular\n  reset: one rung down",
    ),
    Entry(
        "RC262",
        "`breach goes to` a ladder that counts what is on time, `kept goes to` one that counts what is missed, or "
        "`kept goes to` in a standing that is never checked.",
        "“未达要求转入”指向按按期完成计次的递进措施，“达到要求转入”指向按未达要求计次的，或没有检查频次的持续要求写了“达到要求转入”。",
        _DUTY + "  breach goes to: L\nladder L\n  counts: on time\n  rung 1 -> commendation",
        _DUTY + "  kept goes to: L\nladder L\n  counts: on time\n  rung 1 -> commendation",
    ),
    Entry(
        "RC270",
        "An aggregate about a unit or a task does not say by which field its rows belong to it, and several could.",
        "针对单位或事项的汇总，未写明所统计的对象按哪个属性归到它，而可选的不止一个。",
        "aggregate led on Unit\n  over: Task\n  value: count",
        "aggregate led on Unit\n  over: Task grouped by lead_unit\n  value: count",
    ),
    Entry(
        "RC271",
        "A share, least, greatest or average does not say what it is over no rows. Nothing of nothing is not 0 %.",
        "占比、最小值、最大值或平均值未写明没有对象时如何。零除以零不是0%。",
        "aggregate urgent on Plan\n  over: Task\n  value: share where priority",
        "aggregate urgent on Plan\n  over: Task\n  value: share where priority\n  when empty: not applicable",
    ),
    Entry(
        "RC272",
        "A series without the period it is read for, a period of another kind than it has values for, or a period of "
        "something that is no series.",
        "指标未写明读取哪个周期，周期种类与指标不符，或对不是指标的名称指定了周期。",
        "series pm25 on Plan each year: decimal\ndefine clean on Plan\n  means: pm25 for 2023-05 at most 29",
        "series pm25 on Plan each year: decimal\ndefine clean on Plan\n  means: pm25 for 2023 at most 29",
    ),
    Entry(
        "RC279",
        "A target without a series that it is a bound on, or on series with values for periods of different kinds.",
        "目标值没有就某一指标而定，或所用指标的周期种类不同。",
        "target CLEAN for each Plan\n  must: unit is known\n  due: by end of 2025",
        "series pm25 on Plan each year: decimal\ntarget CLEAN for each Plan\n  must: pm25 at most 29\n"
        "  due: by end of 2025",
    ),
    Entry(
        "RC280",
        "Grades of a score that overlap or leave a gap, a grade no score can have, or a veto without grades.",
        "评分的等次交叉、留空或无从评定，或者设了一票否决而未设等次。",
        _SCORE + "  grade good: at least 80\n  grade fail: less than 60",
        _SCORE + "  grade good: at least 60\n  grade fail: less than 60",
    ),
    Entry(
        "RC281",
        "A number that makes no sense where it stands: points below zero, a step of nothing, a share of more than all, "
        "a weight of nothing, no places at all.",
        "数值不合理：分值为负，每档为零，抽取比例超过100%，权重为零，或所取名次不足1名。",
        _SAMPLE + "  share: 130%",
        _SAMPLE + "  share: 30%",
    ),
    Entry(
        "RC282",
        "A sample of, by or for something it cannot be of, by or for; or nothing that could have been drawn.",
        "抽样的对象、人员或主体不当，或此处没有可抽取的对象。",
        _SAMPLE + "  share: 30%\n  inspectors: Unit",
        _SAMPLE + "  share: 30%\n  inspectors: Person",
    ),
    Entry(
        "RC283",
        "A ranking of something that cannot be ranked, places asked of what is no ranking, or a number of places "
        "that is worked out.",
        "参加排名的对象不当，向不是排名的内容询问名次，或名额由推算得出。",
        _RANKING + 'define last also "末位" on Unit\n  means: busy.ranked among the last 3',
        _RANKING + 'define last also "末位" on Unit\n  means: busy among the last 3',
    ),
    Entry(
        "RC301",
        "A validity that ends before it begins, two values of a parameter for one day, or none for days in force.",
        "终止日早于起始日，参数同日有两个取值，或施行期内没有取值。",
        "parameter near: days\n  from 2023-01-01: 30\n  from 2023-01-01: 15",
        "parameter near: days\n  from 2023-01-01: 30\n  from 2024-01-01: 15",
    ),
    Entry(
        "RC302",
        "A unit sets a parameter that no unit may set, or to a value looser than the parameter's own on some day where "
        "only a stricter one is allowed.",
        "参数不得由下级设定而被设定，或只许从严而所设取值在某日宽于该参数本身。",
        "parameter near: days\n  may be set by: county, only higher\n  from 2023-01-01: 30\n"
        "setting near for hedong\n  from 2023-07-01: 20",
        "parameter near: days\n  may be set by: county, only higher\n  from 2023-01-01: 30\n"
        "setting near for hedong\n  from 2023-07-01: 40",
    ),
    Entry(
        "RC310",
        "A due day is computed, and nothing says where it goes if it is a holiday.",
        "需要推算届满日，却未规定逢休息日如何处理。",
        '# dialect: en\nruleset DEMO "Demo" / "示例"\n  in force: from 2023-01-01\n'
        "duty D for each closure\n  due: 10 days after on\n  fulfilled by: disclosure",
        '# dialect: en\nruleset DEMO "Demo" / "示例"\n  in force: from 2023-01-01\n'
        "  if due on a holiday: next working day\n"
        "duty D for each closure\n  due: 10 days after on\n  fulfilled by: disclosure",
        "file",
    ),
    Entry(
        "RC313",
        "The calendar that the rule set names is neither shipped nor passed in.",
        "规则集所写的日历既非随库提供，也未由宿主传入。",
        '# dialect: en\nruleset DEMO "Demo" / "示例"\n  calendar: cn_publik',
        '# dialect: en\nruleset DEMO "Demo" / "示例"\n  calendar: cn_public',
        "file",
    ),
    Entry(
        "RC314",
        "The time zone is no name of the time-zone database.",
        "时区名称不在时区数据库之中。",
        '# dialect: en\nruleset DEMO "Demo" / "示例"\n  timezone: "Asia/Shanghia"',
        '# dialect: en\nruleset DEMO "Demo" / "示例"\n  timezone: "Asia/Shanghai"',
        "file",
    ),
    Entry(
        "RC406",
        "Two exceptions to one thing have different effects, and nothing keeps both from applying; an example is "
        "shown. What both apply to is undetermined, a gate stays shut. That two papers are not there at once, or that "
        "one fact of the world excludes another, the check cannot know: then make one override the other.",
        "针对同一规则的两项例外处理方式不同，且可能同时适用，信息中给出例子。同时适用的，结果为待核实，"
        "前置条件不予放行。检查无法知道现实中两种情形是否互斥；确属互斥的，可使其中一项优先于另一项。",
        _DUTY + "exception A overrides D\n  applies when: priority\n  effect: excused\n"
        'exception B overrides D\n  applies when: category is "flood"\n  effect: not required',
        _DUTY + "exception A overrides D\n  applies when: priority\n  effect: excused\n"
        'exception B overrides A\n  applies when: category is "flood"\n  effect: not required',
    ),
    Entry(
        "RC408",
        "No row of a table holds for some input, or two do. The message shows such an input, and both rows. Rows have "
        "no order, so two that hold are an error even where they say the same.",
        "判定表对某种情形没有适用的行，或有两行同时适用。信息中给出该情形和相关两行。各行不分先后，两行结果相同也不允许。",
        "table answer_days on Task\n  | progress | result |\n  | at most 30% | 10 |\n  | at least 30% | 5 |",
        "table answer_days on Task\n  | progress | result |\n  | at most 30% | 10 |\n  | more than 30% | 5 |",
    ),
    Entry(
        "RC412",
        "Definitions or tables that need one another, or exceptions that override one another.",
        "定义或判定表循环引用，或例外循环优先。",
        "define early on Task\n  means: not late\ndefine late on Task\n  means: not early",
        "define late on Task\n  means: deadline before as of\ndefine early on Task\n  means: not late",
    ),
    Entry(
        "RC501",
        "A rule, ladder, exception, parameter or definition cites nothing.",
        "规则、递进措施、例外、参数或定义未注明依据。",
        "define late on Task\n  means: deadline before as of",
        'define late on Task\n  cite: S "3" / "三"\n  means: deadline before as of',
    ),
    Entry(
        "RC502",
        "No scenario expects anything of a gate, duty, standing or notice.",
        "没有情景检验该前置条件、要求或提示事项。",
        'notice N for each Task\n  cite: S "3" / "三"\n  when: priority',
        'notice N for each Task\n  cite: S "3" / "三"\n  when: priority\n'
        'scenario "First things" / "重点件"\n  given Task T1 {priority: yes}\n  as of: 2023-05-01\n'
        "  expect N(T1) is holds",
    ),
    Entry(
        "RC505",
        "The last measure of a rule or ladder has no day by which it is taken, nobody answers it, and no duty is for "
        "each of it.",
        "规则或递进措施的最后一项措施没有办理时限，无人答复，也没有针对它的时限要求。",
        "notice N for each Task\n  when: priority\n  call for: interview",
        "notice N for each Task\n  when: priority\n  call for: interview, answered by lead_unit within 20 working days",
    ),
    Entry(
        "RC506",
        "Nothing says whose judgement it is, so anybody's counts.",
        "未写明由谁认定，任何人的认定都算数。",
        "judgement sound on Task",
        "judgement sound on Task\n  decided by: rectification_office",
    ),
    Entry(
        "RC508",
        "An exception waives every condition of a gate.",
        "例外免除了前置条件的全部条件。",
        _GATE
        + "    - [proof] exists evidence\nexception E overrides G\n  applies when: priority\n  effect: permit all",
        _GATE
        + "    - [proof] exists evidence\nexception E overrides G\n  applies when: priority\n  effect: permit [proof]",
    ),
    Entry(
        "RC510",
        "A clause stands in an outline twice.",
        "条款在目录中出现两次。",
        'outline S\n  clause A1 "art 1" / "第一条"\n  clause A1 "art 2" / "第二条"',
        'outline S\n  clause A1 "art 1" / "第一条"\n  clause A2 "art 2" / "第二条"',
    ),
    Entry(
        "RC511",
        "A clause is cited by its id, and its source has no outline that lists it.",
        "按编号引用条款，而该依据文件没有条款目录。",
        "define urgent on Task\n  cite: S A1\n  means: priority",
        'define urgent on Task\n  cite: S A1\n  means: priority\noutline S\n  clause A1 "art 1" / "第一条"',
    ),
    Entry(
        "RC512",
        "A rule cites a clause that the outline calls narrative.",
        "引用了目录列为叙述性内容的条款。",
        'define urgent on Task\n  cite: S A1\n  means: priority\noutline S\n  clause A1 "art 1" / "第一条", narrative',
        "define urgent on Task\n  cite: S A2\n  means: priority\n"
        'outline S\n  clause A1 "art 1" / "第一条", narrative\n  clause A2 "art 2" / "第二条"',
    ),
    Entry(
        "RC607",
        "A text stands in one language only; messages in the other fall back on it.",
        "文字只有一种语言；另一种语言的信息以其代替。",
        'notice N "Look at it first" for each Task\n  when: priority',
        'notice N "Look at it first" / "优先办理" for each Task\n  when: priority',
    ),
)

_LEDGERS = (
    Entry(
        "LG101",
        "No ledger stands at the path, or it cannot be opened.",
        "给出的路径没有台账，或无法打开。",
        "rectcore evaluate ledgr.json --rules my.rules --as-of 2023-10-31",
        f"rectcore evaluate {_ON}",
        "command",
        _FILES,
    ),
    Entry(
        "LG102",
        "The path is that of a folder.",
        "给出的路径是文件夹。",
        "rectcore evaluate . --rules my.rules --as-of 2023-10-31",
        f"rectcore evaluate {_ON}",
        "command",
        _FILES,
    ),
    Entry(
        "LG103",
        "The ledger is not UTF-8.",
        "台账不是 UTF-8 编码。",
        "rectcore evaluate gbk.json --rules my.rules --as-of 2023-10-31",
        f"rectcore evaluate {_ON}",
        "command",
        {**_FILES, "gbk.json": '{"format": "整改台账"}'.encode("gb18030")},
    ),
    Entry(
        "LG104",
        "This is not JSON, or the file was cut in half. What stands before is kept, and absence says nothing then.",
        "此处不是 JSON，或文件中断。此前内容保留，缺少的记录不作任何认定。",
        '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31",',
        '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31"}',
        "ledger",
    ),
    Entry(
        "LG105",
        "The file does not say that it is a ledger, or is of another version of the format.",
        "文件没有说明自己是台账，或格式版本不同。",
        '{"id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31"}',
        '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31"}',
        "ledger",
    ),
    Entry(
        "LG106",
        "Brackets nested more than 64 deep. There is no example.",
        "括号嵌套超过64层。无示例。",
    ),
    Entry(
        "LG107",
        "A key stands twice in one object. With two values neither is taken.",
        "同一对象中某项出现两次；值不相同时都不采用。",
        _event(_DAYS + ', "progress": "20%", "progress": "30%"'),
        _event(_DAYS + ', "progress": "30%"'),
        "event",
    ),
    Entry(
        "LG108",
        "A field of the header is missing, wrong or unknown.",
        "表头的某项缺失、有误或未知。",
        '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Beijing", "through": "2023-12-31"}',
        '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31"}',
        "ledger",
    ),
    Entry(
        "LG201",
        "A row lacks a key it cannot be kept without, or has an id that is none. The row is refused.",
        "缺少必备的项，或编号无效。本行不采用。",
        '{"id": "T-02"}',
        '{"id": "T-02", "opened": "2023-04-01"}',
        "task",
    ),
    Entry(
        "LG202",
        "A day that the row needs does not exist, or is written in another way. The row is refused.",
        "必备的日期不存在或写法有误。本行不采用。",
        '{"id": "T-02", "opened": "2023-02-29"}',
        '{"id": "T-02", "opened": "2023-03-01"}',
        "task",
    ),
    Entry(
        "LG203",
        "Nobody says on which day an event was entered. The row is refused.",
        "记录未写明录入日。本行不采用。",
        _event('"on": "2023-05-04"'),
        _event(_DAYS),
        "event",
    ),
    Entry(
        "LG204",
        "A time of day without its offset may be of either day. The row is refused.",
        "有时刻而无时区偏移，无法确定是哪一日。本行不采用。",
        _event('"on": "2023-05-04T09:00:00", "recorded": "2023-05-04"'),
        _event('"on": "2023-05-04T09:00:00+08:00", "recorded": "2023-05-04"'),
        "event",
    ),
    Entry(
        "LG205",
        "An event is about something that is not in the ledger. The row is refused.",
        "记录所针对的对象不在台账中。本行不采用。",
        _event(_DAYS).replace("T-01", "T-11"),
        _event(_DAYS),
        "event",
    ),
    Entry(
        "LG206",
        "The same row stands twice. The first is kept.",
        "同一行重复。保留第一行。",
        _event(_DAYS) + ",\n" + _event(_DAYS),
        _event(_DAYS),
        "event",
    ),
    Entry(
        "LG207",
        "Two different rows have one id. Both are refused.",
        "两行不同的记录编号相同。都不采用。",
        _event(_DAYS + ', "progress": "20%"') + ",\n" + _event(_DAYS + ', "progress": "30%"'),
        _event(_DAYS + ', "progress": "20%"') + ",\n" + _event(_DAYS + ', "progress": "30%"', "e2"),
        "event",
    ),
    Entry(
        "LG208",
        "A correction or withdrawal of nothing, of itself, of another subject's event, or of what cannot be corrected.",
        "更正或撤回的对象不存在、是其自身、属于其他对象，或该项不能更正。",
        _event(_DAYS + ', "withdraws": "e9"', "e2", "withdrawal"),
        _event(_DAYS) + ",\n" + _event(_DAYS + ', "withdraws": "e1"', "e2", "withdrawal"),
        "event",
    ),
    Entry(
        "LG209",
        "Something between the rows that is no row.",
        "行与行之间有不是记录的内容。",
        '"T-02"',
        '{"id": "T-02", "opened": "2023-04-01"}',
        "task",
    ),
    Entry(
        "LG210",
        "A kind that a row here cannot have, or an event kind spelt almost like one of the core. The row is refused, "
        "unless the rules declare the kind.",
        "本表记录不能有的种类，或与核心种类仅有笔误之差的记录种类。除非规则声明该种类，本行不采用。",
        _event(_DAYS, kind="reprot"),
        _event(_DAYS),
        "event",
    ),
    Entry(
        "LG211",
        "A unit that is, in the end, above itself.",
        "单位成为自己的上级。",
        '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31",\n'
        '"units": [{"id": "east", "parent": "east"}]}',
        '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31",\n'
        '"units": [{"id": "city"}, {"id": "east", "parent": "city"}]}',
        "ledger",
    ),
    Entry(
        "LG212",
        "An amendment of a field that the card does not have, or that amendments do not change. The row is refused, "
        "and the field it means is unknown.",
        "变更的字段卡片上没有，或不能变更。本行不采用，所指的字段按不明处理。",
        _event(_DAYS + ', "field": "deadlin", "value": "2023-12"', kind="amendment"),
        _event(_DAYS + ', "asked": "2023-05-04", "granted": true, "new_deadline": "2023-12"', kind="extension"),
        "event",
    ),
    Entry(
        "LG301",
        "A value of no use in a field that the row can be without. The row is kept, that fact is unknown.",
        "可以没有的某项取值无效。本行保留，该项按不明处理。",
        _event(_DAYS + ', "progress": "a third"'),
        _event(_DAYS + ', "progress": "33%"'),
        "event",
    ),
    Entry(
        "LG302",
        "A unit or person that is not in the ledger. The row is kept, that fact is unknown.",
        "所写的单位或人员不在台账中。本行保留，该项按不明处理。",
        _event(_DAYS + ', "unit": "eest"'),
        _event(_DAYS + ', "unit": "east"'),
        "event",
    ),
    Entry(
        "LG303",
        "A card states what follows from events. It is not read.",
        "卡片写了应由记录推出的内容，不予读取。",
        '{"id": "T-02", "opened": "2023-04-01", "status": "closed"}',
        '{"id": "T-02", "opened": "2023-04-01"}',
        "task",
    ),
    Entry(
        "LG304",
        "A key is kept as a field of your own, and looks like a slip.",
        "某项作为自定义字段保留，但像是笔误。",
        '{"id": "T-02", "opened": "2023-04-01", "deadlin": "2023-10"}',
        '{"id": "T-02", "opened": "2023-04-01", "deadline": "2023-10"}',
        "task",
    ),
    Entry(
        "LG305",
        "An event kind is kept as your own, and resembles one of the core from afar.",
        "记录种类作为自定义种类保留，但与核心种类有些相像。",
        _event(_DAYS + ', "field": "title", "value": "Landfill"', kind="amend"),
        _event(_DAYS + ', "field": "title", "value": "Landfill"', kind="amendment"),
        "event",
    ),
    *SHEETS,
)

_CALLS = (
    Entry(
        "CL101",
        "The act that is asked about is no event kind.",
        "所问的行为不是记录种类。",
        f"rectcore may clozure T-01 {_ON}",
        f"rectcore may closure T-01 {_ON}",
        "command",
        _FILES,
    ),
    Entry(
        "CL102",
        "No task, unit or plan of the ledger has that id.",
        "台账中没有该编号的事项、单位或方案。",
        f"rectcore may closure T-11 {_ON}",
        f"rectcore may closure T-01 {_ON}",
        "command",
        _FILES,
    ),
    Entry(
        "CL103",
        "No person of the ledger has that id.",
        "台账中没有该编号的人员。",
        f"rectcore may closure T-01 {_ON} --actor p9",
        f"rectcore may closure T-01 {_ON}",
        "command",
        _FILES,
    ),
    Entry(
        "CL104",
        "The rule set has no rule, ladder, exception, parameter, definition or judgement of that name.",
        "规则集中没有该名称的规则、递进措施、例外、参数、定义或认定事项。",
        "rectcore explain MONTLY --rules siping-2023",
        "rectcore explain MONTHLY --rules siping-2023",
        "command",
    ),
    Entry(
        "CL105",
        "The ledger counts its days in another time zone than the rules.",
        "台账与规则的时区不同。",
        "rectcore evaluate tokyo.json --rules my.rules --as-of 2023-10-31",
        f"rectcore evaluate {_ON}",
        "command",
        {**_FILES, "tokyo.json": _LEDGER.replace("Asia/Shanghai", "Asia/Tokyo")},
    ),
    Entry(
        "CL106",
        "The day lies so long after the ledger's first that every answer would be about a lapsed plan.",
        "所问日期距台账最早日期过久。",
        "rectcore evaluate ledger.json --rules my.rules --as-of 2223-10-31",
        f"rectcore evaluate {_ON}",
        "command",
        _FILES,
    ),
    Entry(
        "CL107",
        "The last day of a forecast lies before its first.",
        "预报的截止日早于起始日。",
        f"rectcore forecast {_ON} --until 2023-10-01",
        f"rectcore forecast {_ON} --until 2023-12-31",
        "command",
        _FILES,
    ),
    Entry(
        "CL108",
        "What was asked for needs a library of an extra that is not installed. There is no example.",
        "所需的可选库尚未安装。无示例。",
    ),
    Entry(
        "CL109",
        "A page takes no more than 20 000 items and 10 MB. There is no example.",
        "一页最多容纳20000项、10 MB。无示例。",
    ),
    Entry(
        "CL110",
        "One of several processes that work on a report ended before its part was done. There is no example.",
        "多进程判定时，某一进程中途退出。无示例。",
    ),
    Entry(
        "CL121",
        "A monitor is to go back to a day before its own.",
        "监测不能退回到较早的日期。",
        "monitor.advance(date(2023, 10, 30))",
        "monitor.advance(date(2023, 11, 1))",
        "call",
    ),
    Entry(
        "CL122",
        "An event is to be recorded, and there is one with its id.",
        "要录入的记录与已有记录编号相同。",
        _RECORD.format("e1", "report", ""),
        _RECORD.format("e2", "report", ""),
        "call",
    ),
    Entry(
        "CL123",
        "A correction or withdrawal names no event of its subject.",
        "更正或撤回所指的记录不在该对象名下。",
        _RECORD.format("e2", "withdrawal", ', target="e7"'),
        _RECORD.format("e2", "withdrawal", ', target="e1"'),
        "call",
    ),
    Entry(
        "CL124",
        "A ledger or feed is said to be complete up to an earlier day than it is already.",
        "所述完整日期早于台账或数据来源已完整的日期。",
        "monitor.complete_to(date(2023, 11, 30))",
        "monitor.complete_to(date(2024, 1, 31))",
        "call",
    ),
    Entry(
        "CL125",
        "What is to be restored is no state of a monitor.",
        "要恢复的文本不是监测状态。",
        "Monitor.restore(policy, write_ledger(ledger))",
        "Monitor.restore(policy, monitor.save())",
        "call",
    ),
    Entry(
        "CL126",
        "The saved state of a monitor is cut or was changed.",
        "保存的监测状态已截断或被改动。",
        "Monitor.restore(policy, monitor.save()[:-100])",
        "Monitor.restore(policy, monitor.save())",
        "call",
    ),
    Entry(
        "CL127",
        "The saved state of a monitor is of another rule set, or of another version of it.",
        "保存的监测状态属于其他规则集或其他版本。",
        "Monitor.restore(earlier, monitor.save())",
        "Monitor.restore(policy, monitor.save())",
        "call",
    ),
    Entry(
        "CL201",
        "Arguments are missing, unknown or too many.",
        "参数缺失、未知或过多。",
        "rectcore check",
        "rectcore check my.rules",
        "command",
        _FILES,
    ),
    Entry(
        "CL202",
        "A word that is not among those that may stand there.",
        "该处不能使用这个词。",
        f"rectcore evaluate {_ON} --format tabel",
        f"rectcore evaluate {_ON} --format table",
        "command",
        _FILES,
    ),
    Entry(
        "CL203",
        "An argument that should be a day is none.",
        "应为日期的参数不是有效日期。",
        "rectcore evaluate ledger.json --rules my.rules --as-of 2023-02-29",
        "rectcore evaluate ledger.json --rules my.rules --as-of 2023-03-01",
        "command",
        _FILES,
    ),
    Entry(
        "CL204",
        "A finding is to be explained, and its ledger or its day is not given.",
        "要说明判定结果，却未给出台账或基准日。",
        "rectcore explain DEMO/D/Task:T-01 --rules my.rules",
        "rectcore explain D --rules my.rules",
        "command",
        _FILES,
    ),
    Entry(
        "CL205",
        "No finding of that id holds on that day.",
        "当日没有该编号的判定结果。",
        f"rectcore explain DEMO/D/Task:T-01 {_ON}",
        "rectcore explain D --rules my.rules",
        "command",
        _FILES,
    ),
    Entry(
        "CL206",
        "The system does not let a file be written there.",
        "系统不允许在该处写入文件。",
        "rectcore fmt my.rules -o ledger.json",
        "rectcore fmt my.rules -o out",
        "command",
        _FILES,
    ),
    Entry(
        "CL207",
        "What `fmt` would write does not mean the same, so it wrote nothing: a fault of rectcore. There is no example.",
        "`fmt` 拟写出的内容含义有变，因此没有写出：这是 rectcore 的缺陷。无示例。",
    ),
    Entry(
        "CL208",
        "`--to` with `--check` compares with files, and no folder is given.",
        "`--to` 与 `--check` 同用时须指明对照文件夹。",
        "rectcore fmt siping-2023 --to en --check",
        "rectcore fmt siping-2023 --to en",
        "command",
    ),
    Entry(
        "CL209",
        "The list of survivors beside the rules cannot be read.",
        "规则旁的幸存变体清单无法读取。",
        "rectcore test wrong --mutate",
        "rectcore test right --mutate",
        "command",
        {
            "wrong/demo.rules": HEAD["en"],
            "wrong/survivors.toml": '[[survivor]]\nen = "its id is not here"\n',
            "right/demo.rules": HEAD["en"],
        },
    ),
)


def _with_why(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    whys = {**OF_RULES, **OF_DATA, **OF_SHEETS}
    found = [evolve(e, why=whys[e.code][0], why_zh=whys[e.code][1]) if e.code in whys else e for e in entries]
    return tuple(sorted(found, key=lambda e: e.code))


RULES = _with_why((*_WRITTEN, *LOGIC))
LEDGERS = _with_why(_LEDGERS)
CALLS = _with_why(_CALLS)
ENTRIES = (*RULES, *LEDGERS, *CALLS)
