"""What the checker says: one function per message, each a diagnostic in both languages.

A message is one line, in words of the rule language, what the writer wrote in backticks. What to do about it is the
hint; a text to paste is the fix.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rectcore.check.diagnose import diagnostic as _make
from rectcore.check.types import Kind, Name, Type
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language import tree
from rectcore.language.keywords import phrase
from rectcore.language.tree import Node
from rectcore.source import Span

MOST_LISTED = 8
"""How many names a hint lists."""

KINDS = {
    Kind.INTEGER: Text("a whole number", "整数"),
    Kind.DECIMAL: Text("a number", "数"),
    Kind.PERCENT: Text("a percent", "百分比"),
    Kind.TEXT: Text("a text", "文本"),
    Kind.DATE: Text("a date", "日期"),
    Kind.PERIOD: Text("a period", "周期"),
    Kind.DAYS: Text("days", "日数"),
    Kind.WORKING_DAYS: Text("working days", "工作日数"),
    Kind.MONTHS: Text("months", "月数"),
    Kind.YES_NO: Text("yes or no", "是否"),
    Kind.ONE_OF: Text("a word of a list", "可选项"),
    Kind.ENTITY: Text("an entity", "对象"),
}

_NO_TEXT = Text()


def describe(type_: Type) -> Text:
    """A type in words."""
    if type_.many:
        return Text("a list", "列表")
    if type_.kind is Kind.ENTITY:
        return Text(f"a reference to {type_.entity}", f"对 {type_.entity} 的引用")
    return KINDS[type_.kind]


def said(node: Node, other: str = "…") -> str:
    """What the writer wrote for a node, on one line and short."""
    text = " ".join(node.span.text.split()) if node.span is not None else other
    return text if len(text) <= 60 else text[:57] + "..."


def listing(names: Sequence[Name], dialect: str) -> str:
    """Some names for a hint, in the words of the file."""
    shown = ", ".join(f"`{n.in_(dialect)}`" for n in names[:MOST_LISTED])
    return shown + (" …" if len(names) > MOST_LISTED else "")


# -- names --------------------------------------------------------------------------------------------------------


def missing_key(at: Node, kind: str, key: str) -> Diagnostic:
    """A form without a line it cannot do without."""
    return _make(
        "RC113",
        at,
        Text(f"this {kind} has no `{key}`", f"该{phrase(kind, 'zh')}缺少“{phrase(key, 'zh')}”"),
        Text(f"add `{key}`", f"请补充“{phrase(key, 'zh')}”"),
    )


def missing_day(at: Node, word: str) -> Diagnostic:
    """An event of a scenario without the day it happened."""
    return _make(
        "RC113",
        at,
        Text(f"the event `{word}` has no `on`", f"记录 `{word}` 缺少“发生日”"),
        Text("say when it happened: `{on: 2023-05-03}`", "请写明何时发生：`｛发生日：2023-05-03｝`"),
    )


def not_split(at: Node, word: str, split: str) -> Diagnostic:
    """Chinese words that ran together."""
    return _make(
        "RC115",
        at,
        Text(f"`{word}` is several words without a space between", f"`{word}` 中的词语未分开"),
        Text("put blanks between the words", "词与词之间须加空格"),
        fix=split,
    )


def not_yet(at: Node, en: str, zh: str) -> Diagnostic:
    """A part of the language that this version lacks."""
    return _make(
        "RC190",
        at,
        Text(f"{en} is not yet supported", f"暂不支持{zh}"),
        Text("say it in another way, or leave it out", "请换一种写法，或暂不写入"),
    )


def unknown_name(
    at: Node, word: str, what: Text, near: str | None = None, names: Sequence[Name] = (), dialect: str = "en"
) -> Diagnostic:
    """A word that names nothing here; `what` is what was looked for, and `names` some of what there is."""
    there = listing(names, dialect)
    hint = Text(f"there are {there}", f"可用的有 {there}") if there else _NO_TEXT
    return _make("RC201", at, Text(f"unknown {what.en} `{word}`", f"未知的{what.zh} `{word}`"), hint, fix=near)


def through(at: Node, word: str, way: str) -> Diagnostic:
    """A field of what an event is about, as if it were the event's own."""
    return _make(
        "RC201",
        at,
        Text(f"unknown name `{word}`", f"未知的名称 `{word}`"),
        Text(
            "the rule is about an event; the field is that of what the event is about",
            "本规则针对记录，该属性属于记录所针对的对象",
        ),
        fix=way,
    )


def ambiguous(at: Node, word: str, readings: Sequence[Text], example: Text) -> Diagnostic:
    """A word with two readings."""
    en = " or ".join(r.en for r in readings)
    zh = "或".join(r.zh for r in readings)
    return _make("RC202", at, Text(f"`{word}` can be {en}", f"`{word}` 既可指{zh}"), example)


def unknown_value(at: Node, word: str, near: str | None, values: Sequence[Name], dialect: str) -> Diagnostic:
    """A word that a closed list does not have."""
    shown = listing(values, dialect)
    return _make(
        "RC203",
        at,
        Text(f"`{word}` is not one of the words that can stand here", f"`{word}` 不在此处可用的词语之内"),
        Text(f"one of {shown}", f"可选 {shown}"),
        fix=near,
    )


def declared_twice(at: Node, word: str, first: Span | None, of: Text = _NO_TEXT) -> Diagnostic:
    """A name that something else has already; `of` says what, where that has no place in a file."""
    message = Text(f"`{word}` is declared twice", f"`{word}` 重复声明")
    if of.en:
        message = Text(f"`{word}` is {of.en} already", f"`{word}` 已是{of.zh}")
    return _make(
        "RC204",
        at,
        message,
        Text("choose another name", "请另取名称"),
        notes=((first, Text("first declared here", "首次声明在此")),),
    )


def too_many_names(at: Node, most: int) -> Diagnostic:
    """A quantifier over more rows at once than anybody reads."""
    return _make(
        "RC215",
        at,
        Text(f"one quantifier binds at most {most} names", f"一个量词最多使用 {most} 个名称"),
        Text("name a part of it with `define`", "请用 `定义` 为其中一部分命名"),
    )


def core_again(at: Node, word: str) -> Diagnostic:
    """A name of the core vocabulary declared as if it were new."""
    return _make(
        "RC205",
        at,
        Text(f"`{word}` is in the core vocabulary already", f"`{word}` 已在核心词表之中"),
        Text(
            "to add fields, write the name alone and `has` lines below",
            "如需增加属性，只写其名称，再在其下写“属性”行",
        ),
    )


# -- types --------------------------------------------------------------------------------------------------------


def durations_differ(at: Node, left: Type, right: Type) -> Diagnostic:
    """Days, working days and months, mixed."""
    one, other = describe(left), describe(right)
    return _make(
        "RC210",
        at,
        Text(f"{one.en} and {other.en} do not compare or add", f"{one.zh}与{other.zh}不能比较或相加"),
        Text("use one kind of duration on both sides", "两边请使用同一种时长"),
    )


def other_unit(at: Node, wanted: Type, found: Type) -> Diagnostic:
    """A duration of another unit than the type says."""
    one, other = describe(wanted), describe(found)
    return _make(
        "RC210",
        at,
        Text(
            f"here {one.en} are counted, and `{said(at)}` is in {other.en}",
            f"此处按{one.zh}计，而 `{said(at)}` 是{other.zh}",
        ),
        Text("write the number in the unit of the type, or change the type", "请按类型的单位书写，或修改类型"),
    )


def operands(at: Node, left: Node, left_type: Type, right: Node, right_type: Type, hint: Text) -> Diagnostic:
    """Two operands that do not go together."""
    one, other = describe(left_type), describe(right_type)
    return _make(
        "RC211",
        at,
        Text(
            f"`{said(left)}` is {one.en} and `{said(right)}` is {other.en}: they do not go together here",
            f"`{said(left)}` 是{one.zh}，`{said(right)}` 是{other.zh}，此处不能并用",
        ),
        hint,
    )


USE_DURATION = Text("write a duration, such as `30 days`", "请写时长，如 `30日`")
USE_DATE_WORDS = Text(
    "dates take `before`, `after`, `not before`, `no later than`", "日期请用“早于”“晚于”“不早于”“不晚于”"
)


EXAMPLES = {
    Kind.INTEGER: "5",
    Kind.DECIMAL: "0.5",
    Kind.PERCENT: "35%",
    Kind.DATE: "2023-10-31",
    Kind.PERIOD: "2023-10",
}
"""How a value of a kind is written."""


def written_as(kind: Kind) -> Text:
    """How a value of the kind is written, where one example says it."""
    if kind not in EXAMPLES:
        return _NO_TEXT
    return Text(f"write it as `{EXAMPLES[kind]}`", f"请写作 `{EXAMPLES[kind]}`")


def wrong_kind(at: Node, wanted: Text, found: Text, hint: Text = _NO_TEXT) -> Diagnostic:
    """Something of one kind where another is needed."""
    return _make(
        "RC211",
        at,
        Text(
            f"here {wanted.en} is needed, and `{said(at)}` is {found.en}",
            f"此处需要{wanted.zh}，而 `{said(at)}` 是{found.zh}",
        ),
        hint,
    )


def wrong_place(at: Node, en: str, zh: str, hint: Text = _NO_TEXT) -> Diagnostic:
    """Something that cannot be used here, in its own words."""
    return _make("RC211", at, Text(en, zh), hint)


def not_condition(at: Node, found: Type) -> Diagnostic:
    """Something other than yes or no where a condition stands."""
    words = describe(found)
    return _make(
        "RC212",
        at,
        Text(f"a condition is needed, and `{said(at)}` is {words.en}", f"此处需要条件，而 `{said(at)}` 是{words.zh}"),
        Text("compare it with something: `… is …`, `… at least …`", "请与某值比较：`… 为 …`、`… 不少于 …`"),
    )


def as_percent(number: tree.Number) -> str:
    """A plain number as the percent that was probably meant: 20 and 0.2 are both `20%`."""
    value = number.value * 100 if abs(number.value) < 1 else number.value
    return f"{value.normalize():f}%"


def percent_mixed(at: Node, fix: str | None = None) -> Diagnostic:
    """A percent beside a plain number."""
    return _make(
        "RC214",
        at,
        Text("a percent and a plain number do not mix", "百分比与普通数不能混用"),
        Text("write both as percents, such as `20%`, or both as numbers", "请两边都写作百分比（如 `20%`）或都写作数"),
        fix=fix,
    )


# -- unknown facts ------------------------------------------------------------------------------------------------


def opens_on_unknown(at: Node | Span | None, inner: Span | None = None) -> Diagnostic:
    """A missing fact that could open a gate."""
    return _make(
        "RC221",
        at,
        Text("a missing fact could make this condition true and open the gate", "事实缺失时该条件可能成立，从而放行"),
        Text(
            "a gate opens on what is known: say what must be known to hold",
            "前置条件只凭已知事实放行：请写明须已知成立的内容",
        ),
        notes=((inner, Text("through this definition", "经由此处的定义")),),
    )


def no_absence_rule(at: Node | Span | None, event: str, inner: Span | None = None) -> Diagnostic:
    """An event whose absence convicts although nobody said what absence means."""
    return _make(
        "RC230",
        at,
        Text(
            f"nobody has said what it means when no `{event}` is on record, and this can turn that into a breach",
            f"尚未声明没有 `{event}` 记录意味着什么，而此处可能据此认定未达要求",
        ),
        Text(
            "declare the event `complete through ledger`, `complete` or `may be incomplete`",
            "请在该记录的声明中写明“数据完整至 ledger”“数据完整”或“数据可能不全”",
        ),
        notes=((inner, Text("through this definition", "经由此处的定义")),),
    )


# -- the rule set -------------------------------------------------------------------------------------------------


def no_ruleset(at: Node | Span | None) -> Diagnostic:
    """Files without a `ruleset`."""
    return _make(
        "RC222",
        at,
        Text("no file of this pack has a `ruleset`", "规则包中没有“规则集”"),
        Text(
            'begin one file with `ruleset ID "title"`; a file that is part of a pack is read with its folder',
            "请在一个文件开头写“规则集 编号 “名称””；规则包中的单个文件须连同所在文件夹一并读取",
        ),
    )


def second_ruleset(at: Node, first: Span | None) -> Diagnostic:
    """A second `ruleset`."""
    return _make(
        "RC223",
        at,
        Text("a pack has one `ruleset`, and this is the second", "一个规则包只能有一个“规则集”，此为第二个"),
        Text("delete one, or move it to a folder of its own", "请删除其中一个，或移至另一文件夹"),
        notes=((first, Text("the first is here", "第一个在此")),),
    )


def no_roll(at: Node, due: Span | None) -> Diagnostic:
    """Due days, and nobody says where they go on a holiday."""
    return _make(
        "RC310",
        at,
        Text("nothing says where a due day goes that is a holiday", "未规定期限届满日逢休息日如何处理"),
        Text(
            "add `if due on a holiday: next working day` to the rule set",
            "请在规则集中补充“届满逢休息日：顺延至下一工作日”",
        ),
        notes=((due, Text("this day is computed", "此处推算期限")),),
    )


def no_zone(at: Node, written: str, near: str | None) -> Diagnostic:
    """A time zone that the time-zone database does not have."""
    return _make(
        "RC314",
        at,
        Text(f"there is no time zone `{written}`", f"没有时区 `{written}`"),
        Text("write one such as `Asia/Shanghai`", "请写 `Asia/Shanghai` 之类的名称"),
        fix=f'"{near}"' if near is not None else None,
    )


def out_of_range(at: Node, low: int, high: int | None, used: Span | None) -> Diagnostic:
    """A value of a parameter that a place where it stands cannot have."""
    en, zh = (
        (f"from {low} on", f"不小于 {low}") if high is None else (f"from {low} to {high}", f"在 {low} 至 {high} 之间")
    )
    return _make(
        "RC117",
        at,
        Text(f"this must be a whole number {en}", f"此处须为整数，且{zh}"),
        Text("change the value", "请修改取值"),
        notes=((used, Text("it is used here", "用在此处")),),
    )


def validity_backwards(at: Node, first: date, last: date) -> Diagnostic:
    """A validity that ends before it begins."""
    return _make(
        "RC301",
        at,
        Text(f"this ends on {last}, before it begins on {first}", f"终止日 {last} 早于起始日 {first}"),
        Text("the earlier day stands behind `from`", "较早的日期写在“自”之后"),
    )


def two_values(at: Node, day: date, first: Span | None) -> Diagnostic:
    """Two values of a parameter from one day on."""
    return _make(
        "RC301",
        at,
        Text(f"two values from {day} on", f"自 {day} 起有两个取值"),
        Text("delete one, or let it begin on another day", "请删除其中一个，或改为自另一日起"),
        notes=((first, Text("the other is here", "另一个在此")),),
    )


def no_value_yet(at: Node, first: date, last: date) -> Diagnostic:
    """Days on which the rules are in force and a parameter has no value."""
    return _make(
        "RC301",
        at,
        Text(
            f"no value from {first} to {last}, while the rule set is in force",
            f"规则集已施行，而 {first} 至 {last} 没有取值",
        ),
        Text(f"begin the first value on {first} or before", f"请使首个取值自 {first} 或更早起"),
    )


# -- rules --------------------------------------------------------------------------------------------------------


def both_ladders(at: Node, other: Span | None, en: str, zh: str) -> Diagnostic:
    """Rungs beside something else that decides the measure."""
    return _make(
        "RC240",
        at,
        Text(f"a rule has either rungs of its own or `{en}`, not both", f"一条规则只能自带层级或写“{zh}”，不能并用"),
        Text("delete one of the two", "请删除其中一处"),
        notes=((other, Text("the other is here", "另一处在此")),),
    )


def rungs_mixed(at: Node, en: str, zh: str) -> Diagnostic:
    """Rungs that climb in two ways, or in one the feeding rule does not have."""
    return _make("RC241", at, Text(en, zh))


def rung_order(at: Node) -> Diagnostic:
    """A rung no higher than the one before."""
    return _make(
        "RC242",
        at,
        Text("this rung is not reached after the one before it", "该级并非在前一级之后达到"),
        Text("write rungs in rising order, each once", "各级请由低到高书写，不得重复"),
    )


def second_feeder(at: Node, ladder: str, first: Span | None, *, same_entity: bool) -> Diagnostic:
    """A second rule that feeds a ladder which cannot take it."""
    why = (
        Text("counts in a row, so one rule only can feed it", "按连续次数计，只能由一条规则转入")
        if same_entity
        else Text("is fed by rules about another entity", "已由针对其他对象的规则转入")
    )
    return _make(
        "RC243",
        at,
        Text(f"the ladder `{ladder}` {why.en}", f"递进措施 `{ladder}` {why.zh}"),
        Text("use `counting: in total`, or a ladder of its own", "请改用“计次：累计”，或另设一项递进措施"),
        notes=((first, Text("the first rule is here", "第一条规则在此")),),
    )


def unfed(at: Node, ladder: str) -> Diagnostic:
    """A ladder that nothing feeds."""
    return _make(
        "RC244",
        at,
        Text(f"no rule feeds the ladder `{ladder}`", f"没有规则转入递进措施 `{ladder}`"),
        Text(f"write `breach goes to: {ladder}` in a duty or standing", f"请在要求中写“未达要求转入：{ladder}”"),
        severity=Severity.WARNING,
    )


def not_part_of(at: Node, event: str, entity: str, names: Sequence[Name], dialect: str) -> Diagnostic:
    """An event that does not happen to the entity."""
    shown = listing(names, dialect)
    return _make(
        "RC245",
        at,
        Text(f"`{event}` is no event of {entity}", f"`{event}` 不是 {entity} 的记录"),
        Text(f"events of {entity}: {shown}", f"{entity} 的记录有 {shown}"),
    )


def no_act(at: Node) -> Diagnostic:
    """A gate on something that is no act."""
    return _make(
        "RC245",
        at,
        Text(f"`{said(at)}` does not name an act", f"`{said(at)}` 未指明行为"),
        Text("write the entity and the event: `Task.closure`", "请写明对象与记录：`事项.销号`"),
    )


def wrong_effect(at: Node, rule: str, kind: str, fitting: Sequence[str]) -> Diagnostic:
    """An effect that the rule it changes cannot have."""
    en = ", ".join(f"`{e}`" for e in fitting)
    zh = "、".join(f"“{phrase(e, 'zh')}”" for e in fitting)
    if not fitting:
        hint = Text(
            "an exception changes a gate, a duty, a standing or a notice", "例外只能针对前置条件、各项要求或提示事项"
        )
    else:
        hint = Text(f"for a {kind}: {en}", f"{phrase(kind, 'zh')}可用 {zh}")
    message = Text(f"`{rule}` is a {kind}, which this cannot change", f"`{rule}` 是{phrase(kind, 'zh')}，此处不能改变")
    return _make("RC246", at, message, hint)


def label_twice(at: Node, label: str, first: Span | None, kind: str = "gate") -> Diagnostic:
    """A label that a gate or ladder has already."""
    return _make(
        "RC247",
        at,
        Text(f"the label `{label}` is used twice in this {kind}", f"标签 `{label}` 在该{phrase(kind, 'zh')}中重复"),
        Text("choose another label", "请另取标签"),
        notes=((first, Text("first used here", "首次使用在此")),),
    )


def derived(at: Node, word: str) -> Diagnostic:
    """A fact that follows from events, given outright."""
    return _make(
        "RC248",
        at,
        Text(f"`{word}` is worked out from events and cannot be given", f"`{word}` 由记录推算，不能直接给定"),
        Text("give the event it follows from, such as a closure", "请给出相应记录，如销号"),
    )


def no_subject(at: Node, event: str, *, several: bool) -> Diagnostic:
    """An event of a scenario of which nobody can tell what it is about."""
    return _make(
        "RC249",
        at,
        Text(f"which one is `{event}` about? several are given", f"`{event}` 针对哪一个？已给定多个")
        if several
        else Text(f"`{event}` is about nothing that is given", f"没有给定 `{event}` 所针对的对象"),
        Text("name it: `{subject: T1, …}`", "请写明：`｛对象：T1，…｝`"),
    )


def cycle(at: Node, names: Sequence[str], notes: Iterable[Span | None]) -> Diagnostic:
    """Definitions that need one another."""
    path = " → ".join(f"`{n}`" for n in (*names, names[0]))
    return _make(
        "RC412",
        at,
        Text(f"definitions go round in a circle: {path}", f"定义循环引用：{path}"),
        Text("say one of them without the others", "其中一个定义不能再引用其他定义"),
        notes=((place, Text("and this", "以及此处")) for place in notes),
    )


# -- looked after -------------------------------------------------------------------------------------------------


def no_cite(at: Node, word: str) -> Diagnostic:
    """A rule that cites nothing."""
    return _make(
        "RC501",
        at,
        Text(f"`{word}` cites no source", f"`{word}` 未注明依据"),
        Text('add `cite: SOURCE "place"`', "请补充“依据：文件 “条款””"),
        severity=Severity.WARNING,
    )


def no_scenario(at: Node, word: str) -> Diagnostic:
    """A rule that no scenario mentions."""
    return _make(
        "RC502",
        at,
        Text(f"no scenario expects anything of `{word}`", f"没有情景检验 `{word}`"),
        Text(f"add a scenario with `expect {word}(…) is …`", f"请补充含“预期 {word}（…）为 …”的情景"),
        severity=Severity.WARNING,
    )


def no_decider(at: Node, word: str) -> Diagnostic:
    """A judgement that anybody may give."""
    return _make(
        "RC506",
        at,
        Text(f"nothing says who decides `{word}`", f"未写明由谁认定 `{word}`"),
        Text("add `decided by: POST`", "请补充“认定主体：职务”"),
        severity=Severity.WARNING,
    )


def blanket(at: Node) -> Diagnostic:
    """An exception that waives every condition."""
    return _make(
        "RC508",
        at,
        Text("this waives every condition of the gate", "此例外免除该前置条件的全部条件"),
        Text("name the labels it waives: `permit [proof]`", "请列明所免除的标签：“准予办理［proof］”"),
        severity=Severity.WARNING,
    )


def one_language(at: Node, text: str, lacks: str) -> Diagnostic:
    """A text without its other half."""
    other = Text("English", "英文") if lacks == "en" else Text("Chinese", "中文")
    return _make(
        "RC607",
        at,
        Text(f"this text has no {other.en} half", f"该文字缺少{other.zh}"),
        Text(f'write both: `"{text}" / "…"`', f"请写出两种文字：`“{text}” / “…”`"),
        severity=Severity.INFO,
    )
