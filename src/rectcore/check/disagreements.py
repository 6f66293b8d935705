"""RC406: exceptions of one rule that differ in what they do, and may both apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from rectcore.check import exception_messages
from rectcore.check import terms as t
from rectcore.check.desk import Desk
from rectcore.check.possible import together
from rectcore.check.rulebook import ExceptionRule, Validity
from rectcore.check.stretches import shown_value
from rectcore.diagnostics import Text


def disagreeing(exceptions: Sequence[ExceptionRule], desks: Mapping[str, Desk], definitions: Mapping[str, Any]) -> None:
    """Report each pair of exceptions to one thing that may both apply with different effects, at the later one."""
    for one, other in combinations(exceptions, 2):
        alike = (one.effect, one.due) == (other.effect, other.due)
        if one.overrides != other.overrides or alike or not _meet(one.in_force, other.in_force):
            continue
        found = together((one.applies_when, other.applies_when), definitions)
        if found is not None:
            pair = (_clause(one), _clause(other))
            desks[other.id].report(exception_messages.disagree(other.span, one.span, pair, _example(found)))


def _meet(one: Validity, other: Validity) -> bool:
    """Whether there is a day on which both are in force."""
    first = max((v.first for v in (one, other) if v.first is not None), default=None)
    last = min((v.last for v in (one, other) if v.last is not None), default=None)
    return first is None or last is None or first <= last


def _clause(rule: ExceptionRule) -> Text:
    """An exception with the clause it rests on."""
    if not rule.cites:
        return Text(f"`{rule.id}`", f"`{rule.id}`")
    cite = rule.cites[0]
    en = f"{cite.title.in_('en') or cite.source}, {cite.place.in_('en')}"
    zh = f"《{cite.title.in_('zh') or cite.source}》{cite.place.in_('zh')}"
    return Text(f"`{rule.id}` ({en})", f"`{rule.id}`（{zh}）")


def _example(found: Mapping[t.Term, Any]) -> Text:
    shown = [_fact(term, value) for term, value in found.items() if term.span is not None]
    return Text(", ".join(x.en for x in shown), "，".join(x.zh for x in shown))


def _fact(term: t.Term, value: Any) -> Text:
    name = " ".join(term.span.text.split()) if term.span is not None else ""
    if not isinstance(term, t.Field | t.Defined | t.Judged | t.Param) and isinstance(value, bool):
        return Text(f"`{name}`" if value else f"not `{name}`", f"`{name}`" if value else f"并非 `{name}`")
    said = shown_value(value, term.type)
    return Text(f"`{name}` is {said.en}", f"`{name}` 为{said.zh}")
