"""Aggregates in words: what the number is, how it came about, and why it does not apply."""

from __future__ import annotations

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import Aggregate
from rectcore.diagnostics import Text
from rectcore.engine.trace import NOT_APPLICABLE, Trace
from rectcore.explain.facts import Scene, value_text
from rectcore.explain.phrases import both, counted, measure_word, named, noun, plural, quoted
from rectcore.explain.prose import BARE, constant, declared, of_name, said, where
from rectcore.explain.reason import Reason


def aggregate_sentence(rule: Aggregate, scene: Scene) -> Text:
    """What an aggregate stands for."""
    inner = evolve(scene, names={**scene.names, rule.over.number: BARE})
    slots = {
        "x": quoted(named(rule.name)),
        "e": noun(scene.entity(rule.entity)),
        "w": _number(rule, inner),
        "n": _when_empty(rule, scene),
    }
    return both("the {x} of a {e} is {w}{n}", "{e}的{x}，是指{w}{n}", **slots)


def _number(rule: Aggregate, scene: Scene) -> Text:
    rows = _rows(rule, scene)
    if rule.how == "share":
        assert rule.of is not None
        return both("the share of those{c} among {r}", "{r}中{c}占比", r=rows, c=_those(rule.of, scene))
    if rule.how == "count":
        if rule.of is None:
            return both("the number of {r}", "{r}的数量", r=rows)
        return both("the number of those{c} among {r}", "{r}中{c}数量", r=rows, c=_those(rule.of, scene))
    assert rule.of is not None
    en, zh = _FOLDED[rule.how]
    return both("the " + en + " {v} over {r}", "{r}的{v}" + zh, v=said(rule.of, scene), r=rows)


def _those(condition: t.Term, scene: Scene) -> Text:
    found = where(condition, scene)
    return Text(found.en, found.zh.removeprefix("其"))


_FOLDED = {
    "sum": ("sum of", "合计"),
    "least": ("least", "最小值"),
    "greatest": ("greatest", "最大值"),
    "average": ("average", "平均值"),
}


def _rows(rule: Aggregate, scene: Scene) -> Text:
    """`the tasks of which it is the lead unit, with status open`."""
    entity = scene.entity(rule.over.rows.entity)
    things = Text(plural(noun(entity), 2), noun(entity).zh)
    whose = Text("its ", "") if rule.over.rows.of is not None else Text("all ", "全部")
    group = Text()
    if rule.grouped_by is not None:
        whose = Text("the ", "")
        by = said(rule.grouped_by, scene)
        several = rule.grouped_by.type.many
        group = both(
            " that have it " + ("among their {f}" if several else "as {f}"),
            "以其为{f}" + ("之一" if several else "") + "的",
            f=by,
        )
    return both("{w}{x}{g}{r}", "{g}{r}{w}{x}", w=whose, x=things, g=group, r=where(rule.where, scene))


def _when_empty(rule: Aggregate, scene: Scene) -> Text:
    if rule.empty is None:
        return Text("; where there are none, it is not applicable", "；没有对象时不适用")
    if rule.how in ("count", "sum") and rule.empty == 0:
        return Text()
    value = constant(t.Const(rule.empty, rule.type), scene)
    return both("; where there are none, it is {v}", "；没有对象时为{v}", v=value)


def aggregated(trace: Trace, scene: Scene) -> Text:
    """An aggregate with its value: `overdue rate 25% (1 of 4 tasks)`."""
    term = trace.term
    assert isinstance(term, t.Aggregated)
    name = of_name(term.of, declared(term.id, scene), scene)
    value = value_text(trace.value, term.type, scene)
    rule = scene.rulebook.find(term.id)
    rows = counted(scene.entity(rule.over.rows.entity), len(trace.looked))
    if rule.how == "share":
        yes = sum(1 for x in trace.looked if x.trace.value is True)
        more = measure_word(scene.entity(rule.over.rows.entity))
        return both("{x} {v} ({n} of {r})", "{x}{v}（{r}中有{n}{m}）", x=name, v=value, n=yes, r=rows, m=more)
    if rule.how == "count":
        return both("{x} {v}", "{x}{v}", x=name, v=value)
    return both("{x} {v} (over {r})", "{x}{v}（{r}）", x=name, v=value, r=rows)


def void(trace: Trace, scene: Scene) -> Reason:
    """Why a condition does not apply: a number in it is over no rows, or a rank is asked of what has none."""
    at = trace
    while not isinstance(at.term, t.Aggregated | t.Ranked):
        at = next(part for part in at.parts if part.value is NOT_APPLICABLE)
    if isinstance(at.term, t.Ranked):
        return Reason(both("{x} does not apply: it has no rank", "{x}不适用：没有名次", x=said(at.term, scene)))
    return Reason(
        both("{x} does not apply: there is nothing to count", "{x}不适用：没有统计对象", x=said(at.term, scene))
    )
