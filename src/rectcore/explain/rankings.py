"""Rankings in words: what is put in which order, and where something stands in it."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import Ranking
from rectcore.diagnostics import Text
from rectcore.engine.trace import NOT_APPLICABLE, Trace
from rectcore.explain.facts import Scene, value_text
from rectcore.explain.phrases import PERIODS, both, measure_word, named, noun, plural, quoted
from rectcore.explain.prose import ranked_noun, said
from rectcore.explain.reason import Reason
from rectcore.model.facts import Unknown


def ranking_sentence(rule: Ranking, scene: Scene) -> Text:
    """What a ranking puts in which order."""
    every = PERIODS[rule.every]
    inner = evolve(scene, period=every[1])
    entity = noun(scene.entity(rule.entity))
    who = Text(f"every {entity.en}", f"全部{entity.zh}")
    if rule.where is not None:
        slots = {"e": Text(plural(entity, 2), entity.zh), "c": said(rule.where, inner)}
        who = both("the {e} of which {c}", "符合“{c}”的{e}", **slots)
    out = Text()
    if rule.left_out is not None:
        out = both(", leaving out those of which {c},", "（{c}的不列入）", c=said(rule.left_out, inner))
    order = Text("lowest first", "从低到高") if rule.lowest_first else Text("highest first", "从高到低")
    return both(
        "the ranking {n} puts {w}{l} in order for each {p} by {x}, {o}; equal numbers share a rank",
        "{n}每{p}将{w}{l}按{x}{o}排名；数值相同的，名次并列",
        n=quoted(named(rule.name)),
        w=who,
        l=out,
        p=every[0],
        x=said(rule.by, inner),
        o=order,
    )


def ranked_text(trace: Trace, scene: Scene) -> Text:
    """A rank with what it rests on: `rank in “air” for 2026-03 8 (of 10, at 45.2)`."""
    term = trace.term
    assert isinstance(term, t.Ranked)
    shown = both("{x} {v}", "{x}{v}", x=ranked_noun(term, scene), v=value_text(trace.value, term.type, scene))
    more = _standing(term, _parts(trace), scene, rank=False)
    return both("{s} ({m})", "{s}（{m}）", s=shown, m=more) if more is not None and term.what == "value" else shown


def placed_reason(trace: Trace, scene: Scene) -> Reason:
    """Why something has one of the first or last places, or not: its rank and its number."""
    term = trace.term
    assert isinstance(term, t.Placed)
    told = said(term, scene, holds=trace.value is True)
    more = _standing(term.ranking, _parts(trace), scene, rank=True)
    return Reason(told if more is None else both("{t} ({m})", "{t}（{m}）", t=told, m=more))


def _parts(trace: Trace) -> dict[str, Any]:
    """What is told of a place, by name."""
    return {x.term.value: x.value for x in trace.parts if isinstance(x.term, t.Const) and isinstance(x.term.value, str)}


def _standing(term: t.Ranked, found: dict[str, Any], scene: Scene, *, rank: bool) -> Text | None:
    """Where something stands: `rank 8 of 10, at 45.2`; None where there is nothing to tell."""
    if "rank" not in found or isinstance(found["rank"], Unknown):
        return None
    if found["left out"]:
        return Text("left out of the ranking", "未列入排名")
    if found["rank"] is NOT_APPLICABLE:
        return Text("not ranked", "未参加排名")
    ranking = scene.rulebook.find(term.id)
    slots: dict[str, Text | str | int] = {
        "r": value_text(found["rank"], term.type, scene),
        "n": value_text(found["size"], term.type, scene),
        "v": value_text(found["number"], ranking.by.type, scene),
        "m": measure_word(scene.entity(ranking.entity)),
    }
    if rank:
        return both("rank {r} of {n}, at {v}", "{n}{m}中第{r}名，数值为{v}", **slots)
    return both("of {n}, at {v}", "共{n}{m}，数值为{v}", **slots)
