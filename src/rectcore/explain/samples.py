"""Samples in words: what is drawn from what, and how the lot of one fell."""

from __future__ import annotations

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import Sample
from rectcore.check.types import reference
from rectcore.diagnostics import Text
from rectcore.engine.trace import Trace
from rectcore.explain.facts import Scene, value_text
from rectcore.explain.phrases import PERIODS, both, measure_word, named, noun, plural, quoted, run
from rectcore.explain.prose import BARE, said, where
from rectcore.explain.reason import Reason


def sample_sentence(rule: Sample, scene: Scene) -> Text:
    """What a sample draws."""
    every = PERIODS[rule.every]
    inner = evolve(scene, period=every[1], names={**scene.names, rule.among.number: BARE})
    entity = scene.entity(rule.among.rows.entity)
    parts = []
    if rule.share is not None:
        parts.append(both("{x}, rounded up", "{x}（向上取整）", x=said(rule.share, inner)))
    if rule.least is not None:
        parts.append(both("at least {x}", "不少于{x}{m}", x=said(rule.least, inner), m=measure_word(entity)))
    strata = both(" in each {x}", "按{x}分别", x=said(rule.by, inner)) if rule.by is not None else Text()
    slips = Text()
    if rule.weight is not None:
        slips = both(", each with as many slips as its weight ({x})", "，签数按{x}计", x=said(rule.weight, inner))
    return both(
        "the sample {n} draws by lot for each {p}{s} {a} of all {e}{r}{w}, from the recorded seed{i}",
        "“{n}”每{p}{s}从全部{r}{e}中{w}，以记录的种子抽取{a}{i}",
        w=slips,
        n=named(rule.name),
        p=every[0],
        s=strata,
        a=run(parts, ", and ", "，"),
        e=Text(plural(noun(entity), 2), noun(entity).zh),
        r=where(rule.where, inner),
        i=_inspectors(rule, scene),
    )


def _inspectors(rule: Sample, scene: Scene) -> Text:
    if rule.inspectors is None or rule.fit is None:
        return Text()
    inner = evolve(scene, names={**scene.names, rule.inspectors.number: BARE})
    return both(
        ", and assigns each an inspector from all persons{r}",
        "，并从全部{r}人员中随机指派检查人员",
        r=where(rule.fit, inner),
    )


def drawn_reason(trace: Trace, scene: Scene) -> Reason:
    """Why something was drawn, or not: the place of its lot, and how many were drawn."""
    term = trace.term
    assert isinstance(term, t.Drawn)
    told = said(term, scene, holds=trace.value is True)
    found = {x.term.value: x.value for x in trace.parts if isinstance(x.term, t.Const)}
    if found.get("place") is None:
        return Reason(told)
    slips = both(" with {w} slips", "（{w}签）", w=found["weight"]) if found["weight"] > 1 else Text()
    more = both(
        "lot {p} of {n}{w}, {k} drawn, seed {s}",
        "{n}个签中列第{p}{w}，抽取{k}个，种子{s}",
        w=slips,
        p=found["place"],
        n=found["size"],
        k=found["number"],
        s=quoted(Text(found["seed"], found["seed"])),
    )
    if found["inspector"] is not None:
        who = value_text(found["inspector"], reference("Person"), scene, with_id=True)
        more = both("{m}; inspected by {w}", "{m}；检查人员为{w}", m=more, w=who)
    return Reason(both("{t} ({m})", "{t}（{m}）", t=told, m=more))
