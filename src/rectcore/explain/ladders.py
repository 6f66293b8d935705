"""Ladders in words: what is counted, what each rung is reached by, and what takes it back."""

from __future__ import annotations

from rectcore.check.rulebook import Labelled, Ladder, LadderStep
from rectcore.diagnostics import Text
from rectcore.explain.acts import act_text, amount_text, counts_checks, steps_text
from rectcore.explain.facts import Scene
from rectcore.explain.phrases import PERIODS, both, noun, run, same
from rectcore.explain.prose import said
from rectcore.model.escalation import Counting, Reset


def ladder_text(rule: Ladder, scene: Scene) -> Text:
    """What a ladder does, without a full stop."""
    return both("{x}{a}", "{x}{a}", x=_of_kind(rule, scene), a=_absorbing(rule))


def _of_kind(rule: Ladder, scene: Scene) -> Text:
    if rule.by_condition:
        return _by_conditions(rule, scene)
    fed = feeders_text(rule, scene)
    whose = Text()
    if rule.for_each is not None:
        whose = both(", added up for each {x}", "，按{x}合计", x=noun(scene.entity(rule.for_each)))
    if rule.by_days:
        return both(
            "by how long a breach of {f} has lasted{w}, {s}",
            "按违反{f}的持续时间{w}，{s}",
            f=fed,
            w=whose,
            s=steps_text(rule, scene),
        )
    slots = {
        "f": fed,
        "how": Text("in a row", "连续") if rule.counting is Counting.CONSECUTIVE else Text("in total", "累计"),
        "w": whose,
        "n": _window(rule, scene),
        "s": steps_text(rule, scene),
        "reset": reset_text(rule),
    }
    if rule.counts_on_time:
        return both(
            "what is kept of {f} is counted {how}{w}{n}: {s}; {reset}",
            "对{f}的按期完成次数{how}计算{w}{n}：{s}；{reset}",
            **slots,
        )
    if counts_checks(rule, scene):
        return both(
            "the times on {f} are counted {how}{w}{n}: {s}; {reset}",
            "处于{f}的次数{how}计算{w}{n}：{s}；{reset}",
            **slots,
        )
    late = Text("late ones counted", "逾期补办仍计次")
    if not rule.late_counts:
        late = Text("late ones not counted", "逾期补办不计次")
    return both(
        "what is missed of {f} is counted {how}{w}{n}, {late}: {s}; {reset}",
        "对{f}的未按期次数{how}计算{w}{n}，{late}：{s}；{reset}",
        late=late,
        **slots,
    )


def feeders_text(rule: Ladder, scene: Scene) -> Text:
    """The rules that feed a ladder, by their ids; of a ladder by conditions, with the rungs it counts."""
    book = scene.rulebook
    feeding = (*((x.id, x.ladder, x.kept) for x in book.duties), *((x.id, x.ladder, x.kept) for x in book.standings))
    names = [same(id_) for id_, *ladders in feeding if rule.id in ladders]
    for other in book.ladders:
        places = [same(str(p)) for p, step in enumerate(other.steps, 1) if rule.id in step.feeds]
        if places:
            names.append(both("{x} (rung {n})", "{x}（第{n}级）", x=other.id, n=run(places, " and ", "、")))
    return run(names, " and ", "、") if names else Text("no rule", "（尚无规则）")


def _window(rule: Ladder, scene: Scene) -> Text:
    if rule.within is None:
        return Text()
    return both(" within the last {n}", "（最近{n}内）", n=amount_text(*rule.within, scene))


def reset_text(ladder: Ladder) -> Text:
    """What takes a count back to nothing."""
    if ladder.by_condition:
        return Text("it ends as soon as the conditions of no rung hold", "各级情形均不再存在时了结")
    if ladder.counts_on_time:
        if ladder.counting is Counting.CONSECUTIVE:
            return Text("one missed or late takes the count back to nothing", "未按期或逾期完成一次即清零")
    elif ladder.reset is Reset.ON_TIME or ladder.counting is Counting.CONSECUTIVE:
        return Text("one on time takes the count back to nothing", "按期完成一次即清零")
    if ladder.reset is Reset.ONE_RUNG_DOWN:
        return Text("each one on time takes it one rung down", "每按期完成一次降一级")
    if ladder.reset is Reset.EACH_YEAR:
        return Text("the count begins anew on 1 January", "每年1月1日清零")
    return Text("the count is never taken back", "不清零")


def _absorbing(rule: Ladder) -> Text:
    if not rule.absorbs:
        return Text()
    names = run((same(x) for x in rule.absorbs), " and ", "、")
    return both("; while it calls for something, {x} is silent", "；本措施作出判定时，{x}不再另行判定", x=names)


# -- by conditions ------------------------------------------------------------------------------------------------


def _by_conditions(rule: Ladder, scene: Scene) -> Text:
    entity = scene.entity(rule.entity)
    when = Text("at any time", "随时")
    if rule.every is not None:
        when = both("at the end of every {p}", "每{p}末", p=PERIODS[rule.every][0])
    texts = [_step(place, step, scene) for place, step in enumerate(rule.steps, 1)]
    return both(
        "for each {x}, {when}, the highest rung whose conditions hold: {s}",
        "{x}{when}按情形定级，以符合的最高一级为准：{s}",
        x=noun(entity),
        when=when,
        s=run(texts, "; ", "；"),
    )


def _step(place: int, step: LadderStep, scene: Scene) -> Text:
    assert step.when is not None
    groups = []
    if step.when.all_of:
        groups.append(both("{c}", "{c}", c=_labelled(step.when.all_of, scene, " and ", "，且")))
    for group in step.when.any_of:
        lead = ("one of: {c}", "有下列情形之一：{c}") if len(group) > 1 else ("{c}", "{c}")
        groups.append(both(*lead, c=_labelled(group, scene, ", or ", "，或")))
    return both(
        "rung {n}, {a}, when {c}",
        "第{n}级{a}，条件是{c}",
        n=str(place),
        a=act_text(step.act, scene),
        c=run(groups, ", and ", "，且"),
    )


def _labelled(labels: tuple[Labelled, ...], scene: Scene, en: str, zh: str) -> Text:
    return run((both("[{n}] {c}", "[{n}]{c}", n=x.label, c=said(x.term, scene)) for x in labels), en, zh)
