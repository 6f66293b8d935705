"""`rectcore cover`: what the scenarios of rules reach, per rule and per clause."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from rectcore.cli.outcome import Exit, Outcome, Printed, document, result
from rectcore.cli.rules import language_of, load_rules
from rectcore.cli.tables import page_width, table
from rectcore.explain.names import state_word

if TYPE_CHECKING:
    from rectcore.analysis.cover import Coverage
    from rectcore.analysis.points import Point
    from rectcore.analysis.trace import Trace

FORMAT: Final = "rectcore.cover/1"
_VALUES: Final = {
    "true": "是",
    "false": "否",
    "unknown": "不明",
    "most": "达到上限",
    "share": "按比例",
    "at least": "按最少数",
}
_OWN: Final = {
    "state": "状态",
    "rung": "级次",
    "row": "判定表",
    "grade": "等次",
    "drawn": "抽中",
    "number drawn": "抽取数",
}
_KEYS: Final = frozenset({"while", "must", "when", "applies when", "floor", "cap"})


def command(args: argparse.Namespace) -> Outcome:
    """The points reached and missed; 1 if one is missed."""
    policy = load_rules(args.path)
    found, clauses = policy.cover(), policy.trace()
    code = Exit.FOUND if found.missed else Exit.FINE
    if args.format == "json":
        return Outcome(code, (_json(found, clauses),))
    return Outcome(code, (result(_text(found, clauses, args.lang or language_of(policy))),))


def _text(found: Coverage, clauses: Trace, language: str) -> str:
    zh = language == "zh"
    groups: dict[tuple[str, str], list[Point]] = {}
    for point in found.points:
        groups.setdefault((point.rule, point.what), []).append(point)
    heads = ("规则", "条件", "已触及", "未触及") if zh else ("rule", "condition", "reached", "not reached")
    rows = []
    for (rule, what), points in groups.items():
        there = [f"{_value(p, language)} {found.reached[p]}" for p in points if p in found.reached]
        gone = [_value(p, language) for p in points if p not in found.reached]
        comma = "、" if zh else ", "
        rows.append((rule, _what(what, language), comma.join(there), comma.join(gone)))
    parts = [table(heads, rows, page_width())]
    missing = _by_clause(found, clauses)
    if missing:
        names = ("条款", "已触及", "应触及") if zh else ("clause", "reached", "of")
        parts.append(table(names, [(c, str(a), str(b)) for c, a, b in missing], page_width()))
    reached, all_ = len(found.reached), len(found.points)
    parts.append(f"情景触及 {reached}/{all_} 处" if zh else f"{reached} of {all_} points reached by the scenarios")
    return "\n\n".join(parts)


def _value(point: Point, language: str) -> str:
    if point.what == "rung":
        return f"第{point.value}级" if language == "zh" else f"rung {point.value}"
    if point.what == "row":
        return f"第{point.value}行" if language == "zh" else f"row {point.value}"
    if point.what == "state":
        return state_word(point.value, language)
    return _VALUES.get(point.value, point.value) if language == "zh" else point.value


def _what(what: str, language: str) -> str:
    from rectcore.language.keywords import KEY, phrase

    if what in _OWN:
        return _OWN[what] if language == "zh" else what
    return phrase(what, language, KEY) if what in _KEYS else f"[{what}]"


def _by_clause(found: Coverage, clauses: Trace) -> list[tuple[str, int, int]]:
    """Clauses whose rules have points that are missed: how many are reached, of how many."""
    rows = []
    for one in clauses.clauses:
        ids = {p.id for p in one.places}
        mine = [p for p in found.points if p.rule in ids]
        there = sum(p in found.reached for p in mine)
        if there < len(mine):
            rows.append((one.clause.id, there, len(mine)))
    return rows


def _json(found: Coverage, clauses: Trace) -> Printed:
    def row(points: Iterable[Point]) -> list[dict[str, Any]]:
        return [
            {"rule": p.rule, "what": p.what, "value": p.value, "scenarios": found.reached.get(p, 0)} for p in points
        ]

    missing = [{"clause": c, "reached": a, "of": b} for c, a, b in _by_clause(found, clauses)]
    totals = {"points": len(found.points), "reached": len(found.reached)}
    return document({"format": FORMAT, "totals": totals, "points": row(found.points), "clauses": missing})
