"""Words that messages share: kinds of values, what the writer wrote, lists of names.

A message is one line, in words of the rule language, what the writer wrote in backticks. What to do about it is the
hint; a text to paste is the fix.
"""

from __future__ import annotations

from collections.abc import Sequence

from rectcore.check.types import Kind, Name, Type
from rectcore.diagnostics import Text
from rectcore.language.tree import Node

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

NO_TEXT = Text()
"""Nothing to say."""


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
