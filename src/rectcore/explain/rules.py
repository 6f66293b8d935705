"""What a rule does, in one sentence of each language, made from the checked rule and never from its title."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from rectcore.check import terms as t
from rectcore.check.rulebook import (
    Aggregate,
    ByEvent,
    Definition,
    Duty,
    ExceptionRule,
    Gate,
    GovernedBy,
    Judgement,
    Labelled,
    Ladder,
    Notice,
    Parameter,
    Ranking,
    Rulebook,
    Sample,
    Score,
    Series,
    Standing,
    Target,
    TestedAt,
)
from rectcore.check.table import Table
from rectcore.check.types import Kind
from rectcore.diagnostics import Text
from rectcore.explain.acts import BROKEN, LASTING, OVERDUE, act_text, amount_text, due_text, steps_text
from rectcore.explain.aggregates import aggregate_sentence
from rectcore.explain.facts import Scene, nothing
from rectcore.explain.grids import often, words
from rectcore.explain.ladders import ladder_text
from rectcore.explain.layers import dated_texts, layers_text
from rectcore.explain.phrases import (
    both,
    named,
    noun,
    one,
    post_name,
    quoted,
    run,
    same,
    sentence,
)
from rectcore.explain.prose import BARE, constant, said, where
from rectcore.explain.rankings import ranking_sentence
from rectcore.explain.readings import series_sentence
from rectcore.explain.samples import sample_sentence
from rectcore.explain.scores import score_sentence
from rectcore.explain.tables import table_sentence
from rectcore.explain.targets import target_sentence


def rule_sentence(rulebook: Rulebook, id: str, *, day: date | None = None) -> Text:  # noqa: A002
    """What the rule, ladder, parameter, definition, judgement, gate or exception of that id does, in one sentence.

    With `day`, parameters are shown with their value on it.

    Raises:
        KeyError: there is no such rule.
    """
    rule = rulebook.find(id)
    if rule is None:
        raise KeyError(id)
    return sentence(SENTENCES[type(rule)](rule, Scene(rulebook, nothing(rulebook.id), day=day)))


# -- what rules have in common ------------------------------------------------------------------------------------


def _each(entity: str, scene: Scene) -> Text:
    kind = scene.entity(entity)
    # A reader of English takes a task for no petition; 事项 is either.
    what = Text("task or petition", noun(kind).zh) if entity == "Task" else noun(kind)
    return both("for each {x}", "每次{x}" if kind.event else "每一{x}", x=what)


def _while(condition: t.Term | None, scene: Scene) -> Text:
    if condition is None:
        return Text()
    found = said(condition, scene)
    if isinstance(condition, t.And):
        *first, last = (said(o, scene).zh for o in condition.operands)
        found = Text(found.en, "、".join(first) + "且" + last)
    return both(", while {c}", "，在{c}期间", c=found)


def _ladder(id_: str | None, scene: Scene, lasting: Text) -> Text:
    """What a breach leads to: the rungs of a ladder inside the rule, or of the one it counts towards."""
    if id_ is None:
        return Text()
    ladder = scene.rulebook.ladder(id_)
    steps = steps_text(ladder, scene, lasting)
    if ladder.inline:
        return both("; {s}", "；{s}", s=steps)
    return both("; under {x}, {s}", "；按{x}，{s}", x=id_, s=steps)


# -- rules --------------------------------------------------------------------------------------------------------


def _duty(rule: Duty, scene: Scene) -> Text:
    period = words(rule.every)[1] if rule.every is not None else scene.period
    inner = Scene(scene.rulebook, scene.ledger, day=scene.day, period=period)
    return both(
        "{each}{during}, {what} is owed{often} {due}{more}{ladder}",
        "{each}{during}，{often}须{what}，完成时限为{due}{more}{ladder}",
        each=_each(rule.entity, scene),
        during=_while(rule.applies_while, inner),
        what=_fulfilment(rule, inner),
        often=often(rule.every),
        due=due_text(rule.due, rule.every, inner),
        more=_fine_print(rule),
        ladder=_ladder(rule.ladder, inner, OVERDUE),
    )


def _fulfilment(rule: Duty, scene: Scene) -> Text:
    by = rule.fulfilled_by
    if not isinstance(by, ByEvent):
        name = quoted(named(scene.rulebook.find(by.term).name))
        return both("a judgement that {x} holds", "对{x}作出肯定认定", x=name)
    bare = Scene(scene.rulebook, scene.ledger, day=scene.day, period=scene.period, names={by.number: BARE})
    restr = where(by.condition, bare)
    return both("{x}{r}", "完成{r}{x}", x=one(scene.entity(by.entity)), r=restr)


def _fine_print(rule: Duty) -> Text:
    notes: list[Text] = []
    if rule.first_period_included:
        notes.append(Text("the period it begins in included", "首个不足整期的周期也计入"))
    if rule.tested_at is TestedAt.PERIOD_END:
        notes.append(Text("the condition is tested at the end of the period", "适用条件以周期届满日为准"))
    if rule.tested_at is TestedAt.DUE_DATE:
        notes.append(Text("the condition is tested on the due day", "适用条件以到期日为准"))
    if rule.governed_by is GovernedBy.DUE_DATE:
        notes.append(Text("parameters are those of the due day", "参数以到期日为准"))
    if rule.governed_by is GovernedBy.AS_OF:
        notes.append(Text("parameters are those of the as-of day", "参数以基准日为准"))
    return both(" ({n})", "（{n}）", n=run(notes, ", ", "，")) if notes else Text()


def _standing(rule: Standing, scene: Scene) -> Text:
    always = Text("it must hold at all times that", "必须始终符合")
    if rule.every is not None:
        always = both("it must hold at the end of{p} that", "{p}末必须符合", p=often(rule.every))
    lasting = Text()
    if rule.lasting is not None:
        lasting = both(
            "; a breach counts once it has lasted {n}",
            "；不符合持续满{n}的，视为违反",
            n=amount_text(*rule.lasting, scene),
        )
    return both(
        "{each}{during}, {always} {must}{lasting}{ladder}",
        "{each}{during}，{always}：{must}{lasting}{ladder}",
        each=_each(rule.entity, scene),
        during=_while(rule.applies_while, scene),
        always=always,
        must=said(rule.must, scene),
        lasting=lasting,
        ladder=_ladder(rule.ladder, scene, BROKEN),
    )


def _notice(rule: Notice, scene: Scene) -> Text:
    act = act_text(rule.act, scene) if rule.act is not None else None
    call = both(", {a} is called for", "，应予{a}", a=act) if act else Text(", this is reported", "，予以提示")
    return both(
        "{each}{during}, when {when}{call}{ladder}",
        "{each}{during}，如{when}{call}{ladder}",
        each=_each(rule.entity, scene),
        during=_while(rule.applies_while, scene),
        when=said(rule.when, scene),
        call=call,
        ladder=_ladder(rule.ladder, scene, LASTING),
    )


def _target(rule: Target, scene: Scene) -> Text:
    each, during = _each(rule.entity, scene), _while(rule.applies_while, scene)
    return target_sentence(rule, each, during, _ladder(rule.ladder, scene, LASTING), scene)


def _gate(rule: Gate, scene: Scene) -> Text:
    groups: list[Text] = []
    if rule.all_of:
        groups.append(_conditions(rule.all_of, scene))
    for group in rule.any_of:
        groups.append(both("at least one of: {c}", "至少满足其一：{c}", c=_conditions(group, scene)))
    act, entity = noun(scene.entity(rule.act)), noun(scene.entity(rule.entity))
    put_off = Text("if a fact is missing, it is put off", "情况不明的，暂缓办理")
    if rule.refer:
        put_off = Text("if a fact is missing, a person decides", "情况不明的，转人工审核")
    return both(
        "before the {act} of a {entity}, this must hold: {c}; {u}",
        "{entity}{act}前，须满足：{c}；{u}",
        act=act,
        entity=entity,
        c=run(groups, "; and ", "；并"),
        u=put_off,
    )


def _conditions(labels: tuple[Labelled, ...], scene: Scene) -> Text:
    return run((both("[{n}] {c}", "[{n}]{c}", n=x.label, c=said(x.term, scene)) for x in labels), "; ", "；")


def _exception(rule: ExceptionRule, scene: Scene) -> Text:
    if rule.overrides == rule.rule:
        return effect_text(rule, scene)
    slots = {"o": same(rule.overrides), "e": effect_text(rule, scene)}
    if rule.effect == "set aside":
        return slots["e"]
    return both("in place of exception {o}: {e}", "代替例外{o}：{e}", **slots)


def effect_text(rule: ExceptionRule, scene: Scene) -> Text:
    """When an exception applies, and what it then does."""
    when = said(rule.applies_when, scene)
    slots: dict[str, Text] = {"x": same(rule.rule), "w": when}
    match rule.effect:
        case "set aside":
            slots["o"] = same(rule.overrides)
            return both("when {w}, exception {o} does not apply", "{w}的，不适用例外{o}", **slots)
        case "not required" if isinstance(scene.rulebook.find(rule.rule), Ladder):
            return both("when {w}, {x} calls for no measure", "{w}的，{x}不再要求采取措施", **slots)
        case "not required":
            return both("when {w}, {x} asks for nothing", "{w}的，免除{x}的要求", **slots)
        case "excused":
            return both("when {w}, what is missed of {x} is not counted", "{w}的，{x}未按期不计次", **slots)
        case "due instead" if rule.due is not None:
            overridden = scene.rulebook.find(rule.rule)
            every = overridden.every if isinstance(overridden, Duty) else None
            slots["d"] = due_text(rule.due, every, scene)
            return both("when {w}, {x} is due {d} instead", "{w}的，{x}的完成时限改为{d}", **slots)
    if rule.labels:
        slots["l"] = run((same(f"[{x}]") for x in rule.labels), " and ", "、")
        return both("when {w}, {l} of {x} is waived", "{w}的，免除{x}的{l}", **slots)
    return both("when {w}, every condition of {x} is waived", "{w}的，免除{x}的全部条件", **slots)


def _parameter(rule: Parameter, scene: Scene) -> Text:
    name = quoted(named(rule.name))
    texts = dated_texts(rule.values, rule.type, scene)
    said_values = run(texts, ", ", "，") if texts else Text("without a value", "未设取值")
    found = both("the parameter {x} is {v}", "参数{x}{v}", x=name, v=said_values)
    if scene.day is not None:
        now = rule.on(scene.day)
        day = scene.day.isoformat()
        if now is None:
            found = both("{f}; on {d} it has no value", "{f}；{d}无有效取值", f=found, d=day)
        else:
            value = constant(t.Const(now, rule.type), scene)
            found = both("{f}; on {d} it is {v}", "{f}；{d}为{v}", f=found, d=day, v=value)
    if rule.set_by:
        found = both("{f}; {l}", "{f}；{l}", f=found, l=layers_text(rule, scene))
    if rule.review_by is not None:
        found = both("{f}; to be reviewed by {d}", "{f}；应于{d}前复核", f=found, d=rule.review_by.isoformat())
    return found


def _definition(rule: Definition, scene: Scene) -> Text:
    slots = {"e": noun(scene.entity(rule.entity)), "x": quoted(named(rule.name)), "c": said(rule.term, scene)}
    if rule.term.type.kind is Kind.YES_NO:
        return both("a {e} counts as {x} when {c}", "{e}{x}，是指{c}", **slots)
    return both("{x} of a {e} is {c}", "{e}的{x}，是指{c}", **slots)


def _judgement(rule: Judgement, scene: Scene) -> Text:
    who = Text("whoever is asked", "有关方面")
    if rule.decided_by is not None:
        who = both("the {p}", "{p}", p=post_name(scene.rulebook, rule.decided_by))
    slots = {"x": quoted(named(rule.name)), "e": noun(scene.entity(rule.entity)), "w": who}
    if rule.valid_for is None:
        return both("whether {x} holds for a {e} is decided by {w}", "{e}的{x}由{w}认定", **slots)
    return both(
        "whether {x} holds for a {e} is decided by {w}; a decision is valid for {n}",
        "{e}的{x}由{w}认定，认定有效期{n}",
        n=amount_text(*rule.valid_for, scene),
        **slots,
    )


SENTENCES: dict[type, Callable[[Any, Scene], Text]] = {
    Duty: _duty,
    Standing: _standing,
    Notice: _notice,
    Target: _target,
    Gate: _gate,
    Ladder: ladder_text,
    ExceptionRule: _exception,
    Parameter: _parameter,
    Definition: _definition,
    Judgement: _judgement,
    Table: table_sentence,
    Aggregate: aggregate_sentence,
    Series: series_sentence,
    Score: score_sentence,
    Sample: sample_sentence,
    Ranking: ranking_sentence,
}
"""How each kind of rule is told."""
