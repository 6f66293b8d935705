"""Entries of the static checks that look at what rules can come to: each with why it matters."""

from __future__ import annotations

from entry import HEAD, Entry

_NEAR = "parameter near: days\n  from 2023-01-01: 30\n  review by: 2024-03-31\n"
_GATE = "gate G on Task.closure\n  only if all:\n"
_REPORT = "duty D for each Task\n  while: status is open\n  every: month\n  due: {}\n  fulfilled by: report"
_ONCE = "duty D for each Task\n  due: deadline\n  fulfilled by: completion\n"
_MONTHLY = "duty D for each Task\n  every: month\n  due: by day 5 of the next period\n  fulfilled by: report\n"
_SEEN = 'scenario "{}" / "{}"\n  given Task T1 {{priority: {}}}\n  as of: 2023-05-01\n  expect G(T1) is {}\n'
_YES = _SEEN.format("A priority item", "重点件", "yes", "open")
_NO = _SEEN.format("Another", "其他", "no", "blocked [urgent]")

_YEAR = HEAD["en"].replace("from 2023-01-01", "from 2023-01-01 to 2023-12-31")
_COUNTED = "ladder L\n  counting: in total\n  within: {}\n  rung 2 -> reminder\n" + _MONTHLY + "  breach goes to: L"

_SCORE = "score result on Unit\n  every: year\n  start: 100\n  deduct:\n    - [warned] 5 for each warning, at most 30\n"
_GRADES = "  grade pass: at least {}\n  grade fail: less than {}"

LOGIC = (
    Entry(
        "RC220",
        "A condition of a gate, notice or exception is true because a value is `none`, without saying so.",
        "前置条件、提示事项或例外的条件，因某值为“无”而成立，却没有写明。",
        _GATE + "    - [ontime] not (deadline before as of)",
        _GATE + "    - [ontime] deadline is none or not (deadline before as of)",
        why="A comparison with `none` is false, so `not` of it is true: the gate opens for every task without a "
        "deadline, which may be meant and may be a slip.",
        why_zh="与“无”比较均不成立，其否定即成立：没有期限的事项一律放行，可能是本意，也可能是疏忽。",
    ),
    Entry(
        "RC224",
        "A standing is broken by whoever has no such value, and does not say so.",
        "没有该值的一律被认定为不符合，却没有写明。",
        "standing ONTIME for each Task\n  must: current_deadline not before as of",
        "standing ONTIME for each Task\n  while: current_deadline is not none\n"
        "  must: current_deadline not before as of",
        why="A comparison with `none` is false, so a task that has no deadline is held to be past it.",
        why_zh="与“无”比较均不成立，没有期限的事项会被认定为逾期。",
    ),
    Entry(
        "RC304",
        "A duty that comes round and has a `while` may fall due before its period is over.",
        "有适用条件的周期性要求，其期限可能早于周期届满日。",
        _REPORT.format("by day 20 of this period"),
        _REPORT.format("by day 5 of the next period"),
        why="`while` is asked at the period's end and on the due day; here the due day comes first, so somebody can "
        "have missed what later turns out not to be owed.",
        why_zh="适用条件在周期届满日和到期日判定；到期日在前，则可能先认定未完成，后又发现无需办理。",
    ),
    Entry(
        "RC307",
        "A monthly duty is due on a day that some months do not have.",
        "每月的期限定在有的月份没有的日子。",
        _REPORT.format("by day 31 of the next period"),
        _REPORT.format("by end of the next period"),
        why="In shorter months the last day counts; who reads the rule should not have to know that.",
        why_zh="较短的月份以最后一日为准，读规则的人不一定知道。",
    ),
    Entry(
        "RC312",
        "With `--as-of DAY`: the calendar ends less than a year after that day.",
        "使用 `--as-of` 时：日历公布的工作日距该日不足一年。",
        "rectcore check my.rules --as-of 2026-06-01",
        "rectcore check my.rules --as-of 2024-06-01",
        "command",
        {"my.rules": HEAD["en"]},
        why="A due day beyond the published working days is provisional: forecasts show it, and nobody can miss it.",
        why_zh="超出已公布工作日的期限为暂定：可用于预测，不作为认定未完成的依据。",
    ),
    Entry(
        "RC315",
        "A ladder counts back longer than the rules are in force; with `--ledger`, a rule looks back before the ledger "
        "begins.",
        "递进措施的计次期间长于规则的施行期；使用 `--ledger` 时：规则追溯的时间早于台账最早的日期。",
        _YEAR + _COUNTED.format("24 months"),
        _YEAR + _COUNTED.format("6 months"),
        "file",
        why="The line changes nothing, or counts too few: what came before is on no record.",
        why_zh="这一行不起作用，或计得偏少：更早的情况没有记录。",
    ),
    Entry(
        "RC401",
        "A gate has a condition that nothing can meet, or several that nothing can meet together.",
        "前置条件中有不可能满足的条件，或有不可能同时满足的条件。",
        _GATE + "    - [far] progress at least 80%\n    - [begun] progress less than 50%",
        _GATE + "    - [far] progress at least 80%",
        why="The gate never opens, whatever is done and proved.",
        why_zh="无论做了什么、证明什么，该事项永远不得办理。",
    ),
    Entry(
        "RC402",
        "A condition that can never be false.",
        "不可能不成立的条件。",
        _GATE + "    - [live] status is not closed or status is not suspended",
        _GATE + "    - [live] status is not closed and status is not suspended",
        why="It decides nothing: the rule reads as if something were asked, and nothing is. Often an `or` should "
        "be an `and`, or a bound is the wrong way round.",
        why_zh="看似有要求，其实没有；往往是“且”误作“或”，或界限写反了。",
    ),
    Entry(
        "RC403",
        "A condition that another one in the same list makes superfluous.",
        "同一列表中，因另一条件而成为多余的条件。",
        _GATE + "    - [proof] exists evidence\n    - [two] count of evidence at least 2",
        _GATE + "    - [two] count of evidence at least 2",
        why="It never decides anything by itself. Perhaps the bounds are not those that were meant.",
        why_zh="它本身从不起作用，也许界限并非本意。",
    ),
    Entry(
        "RC404",
        "A condition outside a gate that can never be true, or a measure of a score that can never be above 0.",
        "前置条件以外，不可能成立的条件，或评分所计量的内容不可能大于0。",
        "notice N for each Task\n  when: deadline before 2023-05-01 and deadline after 2023-06-30",
        "notice N for each Task\n  when: deadline after 2023-05-01 and deadline before 2023-06-30",
        why="The rule, or this part of it, is there and never says anything.",
        why_zh="规则或其中这一部分虽在，却永远不起作用。",
    ),
    Entry(
        "RC405",
        "A rung that nobody can come to stand on: more than can be counted, hidden by a higher one, or with conditions "
        "that cannot hold together.",
        "永远不会适用的层级：超过可能的次数，被更高一级盖过，或所列情形不可能同时成立。",
        _ONCE + "  rung 1 -> reminder\n  rung 2 -> warning",
        _MONTHLY + "  rung 1 -> reminder\n  rung 2 -> warning",
        why="The measure stands in the rules and is never called for.",
        why_zh="措施写在规则中，却永远不会提出。",
    ),
    Entry(
        "RC407",
        "A grade that no points can come to, by what the score begins with, adds, takes off and is held between.",
        "任何得分都不能评为的等次：按起评分、加分、扣分和上下限推算。",
        _SCORE + _GRADES.format(50, 50),
        _SCORE + _GRADES.format(80, 80),
        why="Nobody is ever given the grade, and what is to follow from it never follows.",
        why_zh="该等次永远不会评出，与之挂钩的处理也就永远不会发生。",
    ),
    Entry(
        "RC410",
        "A duty that nothing can fulfil, or a standing that nobody can keep.",
        "没有任何记录能够完成的时限要求，或无人能够做到的持续要求。",
        "duty D for each Task\n  due: deadline\n"
        "  fulfilled by: report r where r.progress at least 80% and r.progress less than 50%",
        "duty D for each Task\n  due: deadline\n  fulfilled by: report r where r.progress at least 80%",
        why="Everybody it applies to is in breach, whatever they do.",
        why_zh="凡适用者无论怎样做都不符合。",
    ),
    Entry(
        "RC503",
        "With `--as-of DAY`: a parameter whose `review by` is over. A report on such a day lists it as a data gap.",
        "使用 `--as-of` 时：参数已过复核期限。该日的报告将其列为数据缺口。",
        "rectcore check my.rules --as-of 2024-06-01",
        "rectcore check my.rules --as-of 2024-01-01",
        "command",
        {"my.rules": HEAD["en"] + _NEAR},
        why="The value goes on holding, and perhaps should not: whoever set it asked for it to be looked at.",
        why_zh="取值继续有效，但也许已不适宜：设定者要求到期复核。",
    ),
    Entry(
        "RC504",
        "The scenarios see a gate open and never blocking, or blocking and never open.",
        "情景中只有准予办理，或只有不予办理。",
        _GATE + "    - [urgent] priority\n" + _YES,
        _GATE + "    - [urgent] priority\n" + _YES + _NO,
        why="A gate that was only ever seen open may be one that never blocks.",
        why_zh="只见过放行的前置条件，可能根本不会拦阻。",
    ),
    Entry(
        "RC602",
        "With `check --texts` or `fmt --to`: a name that the rules declare in one language only.",
        "使用 `check --texts` 或 `fmt --to` 时：名称只有一种语言。",
        "rectcore check my.rules --texts",
        "rectcore check both.rules --texts",
        "command",
        {"my.rules": HEAD["en"] + _NEAR, "both.rules": HEAD["en"] + _NEAR.replace("near:", 'near also "临近":')},
        why="In the other language the name stands as it is, in the middle of a sentence that nobody there can read.",
        why_zh="在另一种语言的文本中，该名称只能照原样写出，读者看不懂。",
    ),
    Entry(
        "RC603",
        "A further name of something is a keyword of its language.",
        "别名与该语言的关键词相同。",
        'entity Task\n  has age also "已知": integer',
        'entity Task\n  has age also "件龄": integer',
        why="In a file of that language the word is read as the keyword, and what it was to name cannot be named.",
        why_zh="在该语言的文件中会读作关键词，所指的内容无从写出。",
    ),
    Entry(
        "RC604",
        "Names that are easily taken for one another, or with letters of another script that look like Latin ones.",
        "两个名称极易混淆，或名称中有形近拉丁字母的其他文字字母。",
        "entity Task\n  has row1: integer\n  has rowl: integer",
        "entity Task\n  has row1: integer\n  has last_row: integer",
        why="Who reads the rule, or checks it before it is signed, sees one name where there are two.",
        why_zh="读规则或签发前核对的人，会把两个名称看成一个。",
    ),
    Entry(
        "RC701",
        "A rule looks at more than ten million combinations of rows for one subject, by round numbers.",
        "按约数估计，规则对每个对象须比对一千万组以上的记录。",
        "standing S for each Task\n  must: no Task a, Task b where a.goal is b.goal and a.opened before b.opened",
        "standing S for each Task\n  must: no Task a where a.goal is goal and a.opened before opened",
        why="It may take hours for a province. `rectcore check --cost` shows what each rule costs.",
        why_zh="用于全省数据时可能要数小时。`rectcore check --cost` 列出各规则的比对次数。",
    ),
)
