"""The greater, lesser, earlier or later of several, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rectcore.diagnostics import Text
from rectcore.explain.phrases import both, run

WORDS: Final = {
    "greater of": Text("the greater", "较大者"),
    "lesser of": Text("the lesser", "较小者"),
    "earlier of": Text("the earlier", "较早者"),
    "later of": Text("the later", "较晚者"),
}


def extreme_text(op: str, operands: Iterable[Text]) -> Text:
    """`the earlier of the deadline and 2023-10-31`, `办结期限与2023-10-31中较早者`."""
    *most, last = operands
    slots = {"w": WORDS[op], "a": run(most), "b": last}
    return both("{w} of {a} and {b}", "{a}与{b}中{w}", **slots)


def due_of_text(op: str, days: Iterable[Text]) -> Text:
    """Several due days of which one counts."""
    first = Text("first", "较早者") if op == "earlier of" else Text("last", "较晚者")
    return both("by what comes {w}: {d}", "下列期限中{w}：{d}", w=first, d=run(days, ", or ", "；或"))
