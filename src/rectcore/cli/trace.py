"""`rectcore trace`: every clause of a plan, where it is carried out, and which scenarios show it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

from rectcore.cli.outcome import Exit, Outcome, Printed, document, result
from rectcore.cli.rules import language_of, load_rules
from rectcore.cli.tables import page_width, table

if TYPE_CHECKING:
    from rectcore.analysis.resting import Place
    from rectcore.analysis.trace import Trace, TracedClause

FORMAT: Final = "rectcore.trace/1"

_KINDS: Final = {
    "parameters": ("parameter", "参数"),
    "definitions": ("definition", "定义"),
    "judgements": ("judgement", "认定事项"),
    "series": ("series", "指标"),
    "aggregates": ("aggregate", "汇总"),
    "scores": ("score", "评分"),
    "rankings": ("ranking", "排名"),
    "samples": ("sample", "抽样"),
    "tables": ("table", "判定表"),
    "gates": ("gate", "前置条件"),
    "duties": ("duty", "时限要求"),
    "standings": ("standing", "持续要求"),
    "notices": ("notice", "提示事项"),
    "targets": ("target", "目标值"),
    "ladders": ("ladder", "递进措施"),
    "exceptions": ("exception", "例外"),
}


def command(args: argparse.Namespace) -> Outcome:
    """The clauses with their places; 1 if one has none, or if something cites no clause."""
    policy = load_rules(args.path)
    found = policy.trace()
    code = Exit.FINE if found.whole and found.clauses else Exit.FOUND
    if args.format == "json":
        return Outcome(code, (_json(found),))
    return Outcome(code, (result(_text(found, args.lang or language_of(policy))),))


def _text(found: Trace, language: str) -> str:
    zh = language == "zh"
    if not found.clauses:
        return "规则集没有条款目录，无从对照" if zh else "the rules have no outline, so there is nothing to trace"
    english, chinese = ("clause", "says", "placed in", "bites/spares"), ("条款", "内容", "落实于", "触发/不触发")
    heads = chinese if zh else english
    parts = [table(heads, [_row(c, language) for c in found.clauses], page_width()), _summary(found, language)]
    if found.without:
        named = ("、" if zh else ", ").join(_place(p, language) for p in found.without)
        parts.append(f"没有引用任何条款的：{named}" if zh else f"cites no clause: {named}")
    return "\n\n".join(parts)


def _row(one: TracedClause, language: str) -> tuple[str, str, str, str]:
    zh = language == "zh"
    where = ("、" if zh else ", ").join(_place(p, language) for p in one.places)
    if one.clause.narrative:
        reason = one.clause.reason.in_(language)
        where = ("叙述性内容" if zh else "narrative") + ((f"：{reason}" if zh else f": {reason}") if reason else "")
    shown = "" if one.clause.narrative else f"{len(one.biting)}/{len(one.sparing)}"
    return one.clause.id, one.clause.title.in_(language), where or ("（未落实）" if zh else "(nowhere)"), shown


def _place(place: Place, language: str) -> str:
    en, zh = _KINDS[place.kind]
    return f"{zh} {place.id}" if language == "zh" else f"{en} {place.id}"


def _summary(found: Trace, language: str) -> str:
    total = len(found.clauses)
    placed = sum(c.placed for c in found.clauses)
    narrative = sum(c.clause.narrative for c in found.clauses)
    carried = [c for c in found.clauses if c.places and not c.clause.narrative]
    shown = sum(c.shown for c in carried)
    if language == "zh":
        return (
            f"{total} 个条款已落实 {placed} 个：叙述性内容 {narrative} 个，规则或参数 {len(carried)} 个，"
            f"其中 {shown} 个既有触发的情景又有不触发的情景"
        )
    return (
        f"{placed} of {total} clauses placed: {narrative} narrative, {len(carried)} carried out, "
        f"{shown} of these shown both biting and sparing"
    )


def _json(found: Trace) -> Printed:
    def texts(one: Any) -> dict[str, str]:
        return {"en": one.en, "zh": one.zh}

    clauses = [
        {
            "source": c.clause.source,
            "clause": c.clause.id,
            "title": texts(c.clause.title),
            "narrative": c.clause.narrative,
            "reason": texts(c.clause.reason),
            "places": [{"kind": p.kind, "id": p.id} for p in c.places],
            "biting": [texts(t) for t in c.biting],
            "sparing": [texts(t) for t in c.sparing],
        }
        for c in found.clauses
    ]
    totals = {
        "clauses": len(found.clauses),
        "placed": sum(c.placed for c in found.clauses),
        "narrative": sum(c.clause.narrative for c in found.clauses),
        "shown": sum(c.shown for c in found.clauses),
    }
    without = [{"kind": p.kind, "id": p.id} for p in found.without]
    return document({"format": FORMAT, "totals": totals, "clauses": clauses, "without": without})
