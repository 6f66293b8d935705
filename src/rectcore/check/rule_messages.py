"""What the checker says of gates, duties and ladders, and of what they lack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rectcore.check.diagnose import diagnostic as _make
from rectcore.check.types import Name
from rectcore.check.wording import listing, said
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.keywords import phrase
from rectcore.language.tree import Node
from rectcore.source import Span


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


def no_rows(at: Node, word: str) -> Diagnostic:
    """A quantifier over a rule that has no rows."""
    return _make(
        "RC211",
        at,
        Text(
            f"`{word}` has no rows: only duties and standings have",
            f"`{word}` 没有可逐一查看的情况，只有时限要求和持续要求有",
        ),
    )


def not_in_order(at: Node, word: str) -> Diagnostic:
    """Rows counted in a row that do not follow one another."""
    return _make(
        "RC211",
        at,
        Text(f"the rows of `{word}` do not follow one another here", f"此处的 `{word}` 没有先后次序，不能计连续次数"),
        Text(
            "count in a row what the subject itself has: instances of a duty, checks of a standing, events",
            "只能计所针对对象自己的时限要求、有频次的持续要求或记录的连续次数",
        ),
    )


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
