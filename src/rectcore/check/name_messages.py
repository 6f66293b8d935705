"""What the checker says of names: what is missing, unknown, ambiguous or declared twice."""

from __future__ import annotations

from collections.abc import Sequence

from rectcore.check.diagnose import diagnostic as _make
from rectcore.check.types import Name
from rectcore.check.wording import NO_TEXT, listing
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.keywords import phrase
from rectcore.language.tree import Node
from rectcore.source import Span


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


def unknown_name(
    at: Node, word: str, what: Text, near: str | None = None, names: Sequence[Name] = (), dialect: str = "en"
) -> Diagnostic:
    """A word that names nothing here; `what` is what was looked for, and `names` some of what there is."""
    there = listing(names, dialect)
    hint = Text(f"there are {there}", f"可用的有 {there}") if there else NO_TEXT
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


def declared_twice(at: Node, word: str, first: Span | None, of: Text = NO_TEXT) -> Diagnostic:
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


def dated_by_its_event(at: Node, event: Name) -> Diagnostic:
    """A field of an event of which only today's value is said to be known."""
    return _make(
        "RC250",
        at,
        Text(
            f"a field of a {event.in_('en')} belongs to the day it happened: it has no other value today",
            f"{event.in_('zh')}的属性以发生当日为准，没有另外的现值",
        ),
        Text("take `current only` away; a correction changes what was entered", "请删去“仅有现值”；录入有误的用更正"),
    )


def no_other_name(at: Node, word: str, lacks: str, listed: bool) -> Diagnostic:
    """A name that has none in the other language; `listed` where it stands among the words of a list."""
    other = Text("English", "英文") if lacks == "en" else Text("Chinese", "中文")
    more = Text('"…"', "“…”") if listed else Text('also "…"', "又称“…”")
    return _make(
        "RC602",
        at,
        Text(f"`{word}` has no {other.en} name", f"`{word}` 没有{other.zh}名称"),
        Text(f"write `{word} {more.en}`", f"请写 `{word} {more.zh}`"),
        severity=Severity.INFO,
    )
