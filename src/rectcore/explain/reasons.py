"""Why a condition has its value: the trace comes in, and what carried the verdict goes out in words, with the facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import Rulebook
from rectcore.check.types import Kind
from rectcore.diagnostics import Text
from rectcore.engine.results import LabelResult
from rectcore.engine.trace import NOT_APPLICABLE, Row, Trace
from rectcore.explain.aggregates import aggregated, void
from rectcore.explain.comparisons import COMPARISONS, counts_as, judged_as, known_as
from rectcore.explain.facts import Scene, event_of, missing_text, owner_of, place_of, row_name, shown, value_text
from rectcore.explain.moments import as_at_text, held_for_text
from rectcore.explain.phrases import DURATION_OF, both, named_amount, same, shortened
from rectcore.explain.prose import (
    constant,
    declared,
    length_text,
    noun_of,
    of_name,
    poster,
    said,
)
from rectcore.explain.rankings import placed_reason, ranked_text
from rectcore.explain.readings import reading as reading_text
from rectcore.explain.reason import Reason, several
from rectcore.explain.rows import count_reason, quantified_reason
from rectcore.explain.samples import drawn_reason
from rectcore.explain.scores import scored
from rectcore.explain.tables import tabled_reason
from rectcore.model.events import Subject
from rectcore.model.facts import NONE, Unknown
from rectcore.model.ledger import Ledger


def because(
    label: LabelResult,
    rulebook: Rulebook,
    ledger: Ledger,
    *,
    as_of: date | None = None,
    known_at: date | None = None,
    subject: Row | None = None,
) -> Text:
    """Why the label has its value: what was looked at, and what of it carried the verdict.

    `as_of` and `known_at` are the days of the verdict; without them events are shown as they stand last. `subject` is
    the row the rule is about; where nothing was looked at, only it can tell which kind of row is lacking.
    """
    if label.waived_by is not None:
        return both("waived by exception {x}", "依例外规定{x}免除", x=label.waived_by)
    if label.trace is None:
        return _bare(label.value)
    return reason_of(label.trace, rulebook, ledger, as_of, known_at, subject).full()


def reason_of(
    trace: Trace,
    rulebook: Rulebook,
    ledger: Ledger,
    as_of: date | None = None,
    known_at: date | None = None,
    subject: Row | None = None,
) -> Reason:
    """The reason for a trace, with its head and what was looked at apart."""
    scene = Scene(rulebook, ledger, as_of, known_at, day=as_of)
    about = subject or _subject(trace)
    return reason(trace, evolve(scene, subject=owner_of(about, scene) if about is not None else None))


def _bare(value: bool | None) -> Text:
    if value is None:
        return Text("a fact is missing", "事实不明")
    return Text("the condition is met", "条件已满足") if value else Text("the condition is not met", "条件未满足")


def _subject(trace: Trace) -> Row | None:
    """The row a trace is about: what `this` stood for, else the first row it looked at."""
    waiting = [trace]
    seen: Row | None = None
    while waiting:
        at = waiting.pop(0)
        if isinstance(at.term, t.Self) and isinstance(at.value, Row):
            return at.value
        for look in at.looked:
            seen = seen or (look.rows[0] if look.rows else None)
            waiting.append(look.trace)
        waiting.extend(at.parts)
    return seen


def reason(trace: Trace, scene: Scene) -> Reason:
    """Why a term has the value it had."""
    if isinstance(trace.value, Unknown):
        return _unknown(trace.value, scene)
    if trace.value is NOT_APPLICABLE:
        return void(trace, scene)
    return REASONS[type(trace.term)](trace, scene)


def _unknown(value: Unknown, scene: Scene) -> Reason:
    texts = tuple(dict.fromkeys(missing_text(m, scene) for m in value.reasons))
    return Reason(shortened(texts))


# -- values -------------------------------------------------------------------------------------------------------


def shown_value(trace: Trace, scene: Scene) -> Text:
    """The value a term had, rows with their ids."""
    return value_text(trace.value, trace.term.type, scene, with_id=True)


def operand(trace: Trace, scene: Scene) -> Text:
    """A term with the value it had: `deadline 2023-10-31`."""
    term, value = trace.term, shown_value(trace, scene)
    match term:
        case t.Const():
            return constant(term, scene)
        case t.AsOfDay() | t.Self() | t.This() | t.Var() | t.Actor() | t.ThisPeriod():
            return value
        case t.SpanOf(amount=t.Const()):
            return value
        case t.Arithmetic() | t.SpanOf() | t.Extreme() | t.DaysBetween():
            return both("{v} ({x})", "{v}（{x}）", v=value, x=said(term, scene))
        case t.Scored():
            return scored(trace, scene)
        case t.Ranked():
            return ranked_text(trace, scene)
        case t.OrElse():
            return _or_else(trace, scene)
        case t.Tabled():
            return tabled_reason(trace, scene).text
        case t.Aggregated():
            return aggregated(trace, scene)
        case t.Reading():
            return reading_text(trace, scene)
    if term.type.kind in DURATION_OF:
        return named_amount(noun_of(term, scene), value, DURATION_OF[term.type.kind])
    return both("{x} {v}", "{x}{v}", x=noun_of(term, scene), v=value)


def _or_else(trace: Trace, scene: Scene) -> Text:
    given, default = trace.parts
    if not isinstance(given.value, Unknown):
        return operand(given, scene)
    what = noun_of(given.term, scene)
    value = value_text(trace.value, trace.term.type, scene)
    return both("{x} {v} (assumed, not known)", "{x}{v}（缺失，按推定）", x=what, v=value) if default else value


def _truth(trace: Trace, scene: Scene) -> Reason:
    """A term that is no condition of its own: what it is, and its value."""
    value = shown_value(trace, scene)
    if trace.value is True or trace.value is False or trace.value is NONE:
        return Reason(both("{x} is {v}", "{x}为“{v}”", x=noun_of(trace.term, scene), v=value))
    return Reason(operand(trace, scene))


def _const(trace: Trace, scene: Scene) -> Reason:
    if trace.value is True:
        return Reason(Text("this is always so", "条件恒成立"))
    if trace.value is False:
        return Reason(Text("this is never so", "条件恒不成立"))
    return Reason(operand(trace, scene))


# -- conditions ---------------------------------------------------------------------------------------------------


def _compare(trace: Trace, scene: Scene) -> Reason:
    term = trace.term
    assert isinstance(term, t.Compare)
    left, right = trace.parts
    if isinstance(term.left, t.Count):
        return count_reason(trace, left, right, scene, reason)
    holds = trace.value is True
    if term.op in ("is", "is not"):
        return Reason(_equal(left, right, scene, same_value=holds == (term.op == "is")))
    absent = next((x for x in (left, right) if x.value is NONE), None)
    if absent is not None:
        return Reason(
            both(
                "{x} is none, so it cannot be said that it " + COMPARISONS[term.op][0].en,
                "{x}为“无”，故不能认定其" + COMPARISONS[term.op][0].zh,
                x=noun_of(absent.term, scene),
                r=operand(right if absent is left else left, scene),
            )
        )
    template = COMPARISONS[term.op][0 if holds else 1]
    slots = {"l": operand(left, scene), "r": operand(right, scene)}
    return Reason(both("{l} " + template.en, "{l}" + template.zh, **slots))


_FIXED = (t.Const, t.AsOfDay)


def _equal(left: Trace, right: Trace, scene: Scene, *, same_value: bool) -> Text:
    if isinstance(left.term, _FIXED):
        left, right = right, left
    if left.term.type.kind is Kind.YES_NO and isinstance(right.term, _FIXED):
        return reason(left, scene).text
    what, value = noun_of(left.term, scene), shown_value(left, scene)
    if isinstance(left.term, t.OrElse):
        what, value = noun_of(left.term.value, scene), _or_else(left, scene)
        return value if same_value else both("{v}, not {r}", "{v}，不是{r}", v=value, r=shown_value(right, scene))
    if isinstance(right.term, _FIXED):
        if same_value:
            return both("{x} is {v}", "{x}为{v}", x=what, v=value)
        return both("{x} is {v}, not {r}", "{x}为{v}，不是{r}", x=what, v=value, r=shown_value(right, scene))
    other, others = noun_of(right.term, scene), shown_value(right, scene)
    if same_value:
        return both("{x} and {y} are the same: {v}", "{x}与{y}相同，均为{v}", x=what, y=other, v=value)
    return both("{x} is {v}, {y} is {w}", "{x}为{v}，{y}为{w}", x=what, v=value, y=other, w=others)


def _within(trace: Trace, scene: Scene) -> Reason:
    slots = {"v": operand(trace.parts[0], scene), "p": shown_value(trace.parts[1], scene)}
    if trace.value is True:
        return Reason(both("{v} is within {p}", "{v}在{p}内", **slots))
    return Reason(both("{v} is not within {p}", "{v}不在{p}内", **slots))


def _within_last(trace: Trace, scene: Scene) -> Reason:
    slots = {"v": operand(trace.parts[0], scene), "s": shown_value(trace.parts[1], scene)}
    if trace.value is True:
        return Reason(both("{v} is within the last {s}", "{v}在最近{s}内", **slots))
    return Reason(both("{v} is not within the last {s}", "{v}不在最近{s}内", **slots))


def _as_at(trace: Trace, scene: Scene) -> Reason:
    """A condition on another day, and what carried it there."""
    if trace.term.type.kind is not Kind.YES_NO or len(trace.parts) < 2:
        return _truth(trace, scene)
    then, day = trace.parts
    seen = day.value if isinstance(day.value, date) else scene.as_of
    why = reason(then, evolve(scene, as_of=seen))
    return Reason(as_at_text(why.text, shown_value(day, scene), condition=True), why.looked)


def _held_for(trace: Trace, scene: Scene) -> Reason:
    """What has held for long enough, or the last day on which it did not hold."""
    term = trace.term
    assert isinstance(term, t.HeldFor)
    head = held_for_text(said(term.condition, scene), length_text(term, scene), holds=trace.value is True)
    if trace.value is True or len(trace.parts) < 2 or not isinstance(trace.parts[1].value, date):
        return Reason(head)
    then, day = trace.parts
    why = reason(then, evolve(scene, as_of=day.value))
    shown_day = shown_value(day, scene)
    return Reason(both("{h}: on {d}, {w}", "{h}：{d}，{w}", h=head, d=shown_day, w=why.text), why.looked)


def _not(trace: Trace, scene: Scene) -> Reason:
    return reason(trace.parts[0], scene)


def _and(trace: Trace, scene: Scene) -> Reason:
    """A false one: its false operands. A true one: all of them."""
    carrying = [p for p in trace.parts if trace.value is True or not _holds(p)]
    carrying = [p for p in carrying if not isinstance(p.value, Unknown)] or carrying
    return several([reason(p, scene) for p in carrying])


def _or(trace: Trace, scene: Scene) -> Reason:
    """A true one: its true operands. A false one: all of them."""
    carrying = [p for p in trace.parts if trace.value is not True or p.value is True]
    return several([reason(p, scene) for p in carrying])


def _holds(trace: Trace) -> bool:
    return trace.value is True


def _if_then(trace: Trace, scene: Scene) -> Reason:
    condition, then = trace.parts
    first = reason(condition, scene)
    if trace.value is True and condition.value is False:
        return Reason(both("does not apply here: {c}", "此处不适用：{c}", c=first.text), first.looked)
    if trace.value is True:
        return reason(then, scene)
    return several([first, reason(then, scene)])


def _quantified(trace: Trace, scene: Scene) -> Reason:
    return quantified_reason(trace, scene, reason)


def _count(trace: Trace, scene: Scene) -> Reason:
    return count_reason(trace, trace, None, scene, reason)


def _is_known(trace: Trace, scene: Scene) -> Reason:
    term = trace.term
    assert isinstance(term, t.IsKnown)
    value = trace.parts[0]
    known = term.known is (trace.value is True)
    if known:
        return Reason(both("{x} is known", "{x}已知", x=operand(value, scene)))
    if isinstance(value.value, Unknown):
        return reason(value, scene)
    return Reason(known_as(noun_of(value.term, scene), known=False, many=value.term.type.many))


def _by(trace: Trace, scene: Scene) -> Reason:
    term = trace.term
    assert isinstance(term, t.By)
    row = trace.parts[0].value
    place: Text | None = None
    if term.of is None:
        place = place_of(scene.subject or (row if isinstance(row, Row) else None), scene)
    elif isinstance(trace.parts[1].value, Row):
        place = row_name(trace.parts[1].value, scene)
    post = poster(term, scene, place)
    event = event_of(row, scene) if isinstance(row, Row) else None
    if event is None or not isinstance(event.person, str):
        slots: dict[str, Text] = {"e": said(term.event, scene), "p": post}
        if trace.value is True:
            return Reason(both("{e} is made by {p}", "{e}由{p}作出", **slots))
        return Reason(both("{e} is not made by {p}", "{e}并非由{p}作出", **slots))
    who = row_name(Row("Person", event.person), scene)
    day = same(event.on.isoformat())
    if trace.value is True:
        return Reason(both("{w} was {p} on {d}", "{w}{d}任{p}", w=who, p=post, d=day))
    return Reason(both("{w} was not {p} on {d}", "{w}{d}不任{p}", w=who, p=post, d=day))


def _defined(trace: Trace, scene: Scene) -> Reason:
    """What falls under a definition, and why."""
    term = trace.term
    assert isinstance(term, t.Defined)
    if term.type.kind is not Kind.YES_NO:
        return _truth(trace, scene)
    holds = trace.value is True
    inner = trace.parts[0] if trace.parts else None
    name = declared(term.id, scene)
    if isinstance(term.of, t.Self | t.This) or (
        isinstance(term.of, t.Var) and not scene.names.get(term.of.number, Text()).en
    ):
        head = (
            both("“{x}” applies", "属于“{x}”", x=name) if holds else both("“{x}” does not apply", "不属于“{x}”", x=name)
        )
    else:
        head = counts_as(said(term.of, scene), name, holds=holds)
    if inner is None or not isinstance(inner.value, bool):
        return Reason(head)
    why = reason(inner, evolve(scene, names={}))
    return Reason(both("{h} ({w})", "{h}（{w}）", h=head, w=why.text), why.looked)


def _judged(trace: Trace, scene: Scene) -> Reason:
    term = trace.term
    assert isinstance(term, t.Judged)
    holds = trace.value is True
    name = both("“{x}”", "“{x}”", x=declared(term.id, scene))
    head = judged_as(of_name(term.of, name, scene), holds=holds)
    of = trace.parts[0].value if trace.parts else None
    event = _deciding(term.id, of, scene, holds=holds) if isinstance(of, Row) else None
    return Reason(head if event is None else both("{h} ({e})", "{h}（{e}）", h=head, e=event))


def _deciding(id_: str, of: Row, scene: Scene, *, holds: bool) -> Text | None:
    """The judgement that decided, where the days of the verdict say which one it was."""
    judgement = scene.rulebook.find(id_)
    if scene.as_of is None or judgement is None:
        return None
    owner = owner_of(of, scene)
    rows = [
        Row("judgement", e.id)
        for kind in ("task", "unit", "plan")
        for e in scene.ledger.events_of(Subject(kind, owner.id))
        if e.kind == "judgement"
        and e.fields.get("term") in judgement.name.all
        and e.on <= scene.as_of
        and (scene.known_at is None or e.recorded <= scene.known_at)
        and e.fields.get("value") is holds
    ]
    from_last = sorted(rows, key=lambda r: (e.on if (e := event_of(r, scene)) else date.min, r.id))
    return shown(from_last[-1], scene) if from_last else None


REASONS: dict[type, Callable[[Trace, Scene], Reason]] = {
    t.Const: _const,
    t.Self: _truth,
    t.This: _truth,
    t.ThisPeriod: _truth,
    t.Actor: _truth,
    t.AsOfDay: _truth,
    t.Var: _truth,
    t.Field: _truth,
    t.Param: _truth,
    t.Defined: _defined,
    t.Judged: _judged,
    t.Tabled: tabled_reason,
    t.Aggregated: _truth,
    t.RelativePeriod: _truth,
    t.Reading: _truth,
    t.OfDuty: _truth,
    t.Scored: _truth,
    t.Drawn: drawn_reason,
    t.Ranked: _truth,
    t.Placed: placed_reason,
    t.SpanOf: _truth,
    t.Compare: _compare,
    t.Within: _within,
    t.WithinLast: _within_last,
    t.Arithmetic: _truth,
    t.Extreme: _truth,
    t.DaysBetween: _truth,
    t.AsAt: _as_at,
    t.HeldFor: _held_for,
    t.Not: _not,
    t.And: _and,
    t.Or: _or,
    t.IfThen: _if_then,
    t.Quantified: _quantified,
    t.Count: _count,
    t.IsKnown: _is_known,
    t.By: _by,
    t.OrElse: lambda trace, scene: Reason(_or_else(trace, scene)),
}
"""How the value of each kind of term is explained."""
