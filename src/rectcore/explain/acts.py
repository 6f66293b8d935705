"""What is called for and when: measures, due days, durations, as rules and findings word them."""

from __future__ import annotations

from datetime import date

from rectcore.check import terms as t
from rectcore.check.rulebook import (
    ActCalled,
    Due,
    DueAfter,
    DueAfterLast,
    DueByDay,
    DueEndOf,
    DueOf,
    DueOn,
    DueRule,
    Ladder,
)
from rectcore.check.types import DURATIONS
from rectcore.diagnostics import Text
from rectcore.explain.extremes import due_of_text
from rectcore.explain.facts import Scene
from rectcore.explain.grids import words
from rectcore.explain.phrases import both, duration, measure_name, number, post_name, run, with_article
from rectcore.explain.prose import said
from rectcore.model.calendar import Roll
from rectcore.model.duration import SpanUnit
from rectcore.model.escalation import Counting
from rectcore.model.facts import Absent
from rectcore.model.grid import Grid
from rectcore.model.period import PeriodKind

_TAKEN = {
    "interview": ("to be held", "约谈"),
    "accountability": ("to be taken", "问责"),
    "referral": ("to be made", "移送"),
    "commendation": ("to be given", "表扬"),
}


def measure_by(scene: Scene, measure: str, due: date | None) -> Text:
    """`interview, to be held by 2023-09-20`."""
    name = measure_name(scene.rulebook, measure)
    if due is None:
        return both("{m} called for", "应予{m}", m=name)
    en = _TAKEN.get(measure, ("to be issued", ""))[0]
    return both("{m}, " + en + " by {d}", "应至迟于{d}{m}", m=name, d=due.isoformat())


def act_text(act: ActCalled, scene: Scene) -> Text:
    """`a supervision order to lead unit by the rectification office within 10 working days`."""
    en = with_article(measure_name(scene.rulebook, act.measure))
    details: list[Text] = []
    if act.sent_to is not None:
        details.append(both("sent to {x}", "主送{x}", x=said(act.sent_to, scene)))
    if act.copied_to is not None:
        details.append(both("copied to {x}", "抄送{x}", x=said(act.copied_to, scene)))
    if act.proposed_by is not None:
        details.append(both("proposed by the {x}", "由{x}提请", x=post_name(scene.rulebook, act.proposed_by)))
    if act.approved_by is not None:
        details.append(both("approved by the {x}", "经{x}批准", x=post_name(scene.rulebook, act.approved_by)))
    if act.by is not None:
        details.append(both("by the {x}", "由{x}作出", x=post_name(scene.rulebook, act.by)))
    if act.due_in is not None:
        details.append(both("within {x}", "限{x}内", x=amount_text(*act.due_in, scene)))
    if act.answered_by is not None:
        details.append(_answer(act.answered_by, act.answered_within, scene))
    if not details:
        return en
    return both("{m} ({d})", "{m}（{d}）", m=en, d=run(details, ", ", "，"))


def _answer(by: t.Term, within: tuple[t.Term, SpanUnit] | None, scene: Scene) -> Text:
    if within is None:
        return both("to be answered by {x}", "由{x}答复", x=said(by, scene))
    slots = {"x": said(by, scene), "n": amount_text(*within, scene)}
    return both("to be answered by {x} within {n}", "由{x}在{n}内答复", **slots)


def amount_text(amount: t.Term, unit: SpanUnit, scene: Scene) -> Text:
    """A duration whose number may be a parameter; one that is of days itself says so."""
    if isinstance(amount, t.Const) and not isinstance(amount.value, Absent):
        return duration(number(amount.value), unit)
    found = said(amount, scene)
    return found if amount.type.kind in DURATIONS else duration(found, unit)


def due_text(due: Due, every: PeriodKind | Grid | None, scene: Scene) -> Text:
    """`by day 5 of the next month, or on the next working day if that is a day of rest`."""
    return both("{d}{r}", "{d}{r}", d=_day(due.rule, every, scene), r=_roll(due))


def _day(rule: DueRule, every: PeriodKind | Grid | None, scene: Scene) -> Text:
    own, following_one = words(every)[1:]
    monthly = every in (None, PeriodKind.MONTH)
    match rule:
        case DueByDay(day=day, next_period=following):
            fixed = isinstance(day, t.Const)
            zh = ("{p}{n}日" if monthly else "{p}第{n}日") if fixed else "{p}{n}所定之日"
            zh += "（含当日）"
            return both("by day {n} of {p}", zh, n=said(day, scene), p=following_one if following else own)
        case DueEndOf(period=None, next_period=following):
            return both("by the end of {p}", "{p}最后一日（含当日）", p=following_one if following else own)
        case DueEndOf(period=named):
            assert named is not None
            name = Text(str(named), str(named))
            if named.kind is PeriodKind.MONTH:
                name = Text(name.en, f"{named.first.year}年{named.first.month}月")
            return both("by the end of {p} ({d})", "{p}底（{d}，含当日）", p=name, d=named.last.isoformat())
        case DueAfter(amount=amount, unit=unit, start=start, first_day_counted=first):
            slots = {"n": amount_text(amount, unit, scene), "s": _start(start, scene)}
            if first:
                return both("within {n} of {s}, that day counted", "自{s}起{n}内（当日计入）", **slots)
            return both("within {n} after {s}", "自{s}起{n}内", **slots)
        case DueAfterLast(amount=amount, unit=unit):
            span = amount_text(amount, unit, scene)
            return both(
                "within {n} after the last one, or after the start", "自上次完成（首次自起始日）起{n}内", n=span
            )
        case DueOf(op=op, rules=rules):
            return due_of_text(op, (_one_of(r, every, scene) for r in rules))
        case DueOn(day=on):
            return both("by {d}", "{d}（含当日）", d=_start(on, scene))


def _one_of(rule: DueRule, every: PeriodKind | Grid | None, scene: Scene) -> Text:
    found = _day(rule, every, scene)
    return both("({x})", "（{x}）", x=found) if isinstance(rule, DueOf) else found


def _start(term: t.Term, scene: Scene) -> Text:
    """A day by its name: `its date` where it belongs to an event, `the deadline` where to a card."""
    found = said(term, scene)
    if isinstance(term, t.Field) and isinstance(term.of, t.Self | t.This):
        return both("its {x}", "其{x}", x=said(t.Field(t.Self(term.entity), term.entity, term.name, term.type), scene))
    return found


def _roll(due: Due) -> Text:
    if _written(due.rule) or due.roll is Roll.SAME_DAY:
        return Text()
    if due.roll is Roll.NEXT_WORKING_DAY:
        return Text(", or on the next working day if that is a day of rest", "，逢休息日顺延至下一工作日")
    return Text(", or on the working day before if that is a day of rest", "，逢休息日提前至上一工作日")


def _written(rule: DueRule) -> bool:
    """Whether the day is written down rather than computed: such a day is never rolled."""
    if isinstance(rule, DueOf):
        return all(map(_written, rule.rules))
    return isinstance(rule, DueOn) and isinstance(rule.day, t.Field | t.Const)


LASTING = Text("what has lasted {s}", "持续满{s}的")
OVERDUE = Text("a delay of {s}", "逾期满{s}的")
BROKEN = Text("a breach of {s}", "不符合满{s}的")


def steps_text(ladder: Ladder, scene: Scene, lasting: Text = LASTING) -> Text:
    """The rungs one after the other: `1 missed in a row calls for a warning; 2 for an interview`."""
    texts: list[Text] = []
    for place, step in enumerate(ladder.steps):
        act = act_text(step.act, scene)
        if step.count is not None:
            count, checks = said(step.count, scene), counts_checks(ladder, scene)
            texts.append(_counted_step(ladder, count, act, first=place == 0, checks=checks))
        elif step.after is not None:
            span = amount_text(*step.after, scene)
            head = both(lasting.en if place == 0 else "{s}", lasting.zh, s=span)
            texts.append(both("{h} calls for {a}" if place == 0 else "{h} for {a}", "{h}，{a}", h=head, a=act))
    return run(texts, "; ", "；")


def counts_checks(ladder: Ladder, scene: Scene) -> bool:
    """Whether a ladder counts how often a subject stands on a rung of another one."""
    return any(ladder.id in step.feeds for other in scene.rulebook.ladders for step in other.steps)


def _counted_step(ladder: Ladder, count: Text, act: Text, *, first: bool, checks: bool) -> Text:
    if not first:
        return both("{n} for {a}", "{n}次的，{a}", n=count, a=act)
    verb = "calls for" if count.en == "1" else "call for"
    if checks:
        how = Text("in a row", "连续") if ladder.counting is Counting.CONSECUTIVE else Text("in total", "累计")
        return both("{n} {h} " + verb + " {a}", "{h}{n}次的，{a}", n=count, h=how, a=act)
    if ladder.counts_on_time:
        how = Text("in a row", "连续") if ladder.counting is Counting.CONSECUTIVE else Text("in total", "累计")
        return both("{n} on time {h} " + verb + " {a}", "{h}按期完成{n}次的，{a}", n=count, h=how, a=act)
    if ladder.counting is Counting.CONSECUTIVE:
        return both("{n} missed in a row " + verb + " {a}", "连续未按期{n}次的，{a}", n=count, a=act)
    return both("{n} missed in total " + verb + " {a}", "累计未按期{n}次的，{a}", n=count, a=act)
