"""A checked condition as a person would say it: `its date is within the last 45 days`, `其发生日在最近45日内`.

The words of the rule language stay with `terms.py`; here a negation is said where it belongs, so that "there is no
report" and "the deadline is not before" read as they do in a letter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.scored import PARTS
from rectcore.check.types import DURATIONS, Kind
from rectcore.diagnostics import Text
from rectcore.explain.chained import of_duty_text
from rectcore.explain.comparisons import COMPARISONS, NUMBERS, counts_as, judged_as, known_as
from rectcore.explain.extremes import extreme_text
from rectcore.explain.facts import Scene, value_text
from rectcore.explain.moments import as_at_text, between_text, held_for_text
from rectcore.explain.phrases import (
    DURATION_OF,
    both,
    duration,
    field_name,
    listed,
    measure_word,
    named,
    noun,
    number,
    plural,
    post_name,
    quoted,
    run,
    same,
    with_article,
)
from rectcore.explain.terms import variable_name
from rectcore.model.facts import NONE

IT = Text("it", "其")
BARE = Text()


def said(term: t.Term, scene: Scene, *, holds: bool = True) -> Text:
    """A term in words: a condition as a clause that says it holds (or does not), a value as a noun."""
    return PROSE[type(term)](term, scene, holds)


def _value(term: t.Term, scene: Scene) -> Text:
    return said(term, scene)


def _const(term: t.Const, scene: Scene, holds: bool) -> Text:
    if term.type.kind is Kind.YES_NO and isinstance(term.value, bool):
        if term.value is holds:
            return Text("this is always so", "在任何情况下")
        return Text("this is never so", "在任何情况下均不")
    return constant(term, scene)


def constant(term: t.Const, scene: Scene) -> Text:
    """A constant as a value."""
    if term.type.kind in DURATIONS and term.value is not NONE:
        return duration(number(term.value), DURATION_OF[term.type.kind])
    return value_text(term.value, term.type, scene)


def _self(term: t.Self, scene: Scene, _: bool) -> Text:
    thing = noun(scene.entity(term.entity))
    return both("the {x}", "该{x}", x=thing)


def _this(term: t.This, scene: Scene, _: bool) -> Text:
    return both("this {x}", "本次{x}", x=noun(scene.entity(term.entity)))


def _var(term: t.Var, scene: Scene, _: bool) -> Text:
    found = scene.names.get(term.number)
    return both("the {x}", "该{x}", x=noun(scene.entity(term.entity))) if found is None or found == BARE else found


def of_name(of: t.Term, what: Text, scene: Scene) -> Text:
    """Something that belongs to something: `status`, `its date`, `the person of T-07-signature-1`."""
    if isinstance(of, t.Self):
        return what
    if isinstance(of, t.Var):
        owner = scene.names.get(of.number, BARE)
        if owner == BARE:
            return what
        if owner == IT:
            return both("its {x}", "其{x}", x=what)
        return both("the {x} of {owner}", "{owner}的{x}", x=what, owner=owner)
    joint = "" if isinstance(of, t.This) else "的"
    return both("the {x} of {owner}", "{owner}" + joint + "{x}", x=what, owner=_value(of, scene))


def field_noun(term: t.Field, scene: Scene) -> Text:
    """A field as a noun."""
    return of_name(term.of, field_name(scene.entity(term.entity), term.name), scene)


def _field(term: t.Field, scene: Scene, holds: bool) -> Text:
    found = field_noun(term, scene)
    if term.type.kind is not Kind.YES_NO:
        return found
    return both("{x} is yes", "{x}为“是”", x=found) if holds else both("{x} is no", "{x}为“否”", x=found)


def declared(id_: str, scene: Scene) -> Text:
    """What a parameter, definition or judgement is called."""
    found = scene.rulebook.find(id_)
    return named(found.name) if found is not None else same(id_)


def _param(term: t.Param, scene: Scene, holds: bool) -> Text:
    name = quoted(declared(term.id, scene))
    parameter = scene.rulebook.find(term.id)
    known = parameter is not None and scene.day is not None and not parameter.settings
    found = parameter.on(scene.day) if known else None
    if found is not None:
        value = constant(t.Const(found, term.type), scene)
        name = both("{x} ({value})", "{x}（{value}）", x=name, value=value)
    elif term.type.kind in DURATIONS:
        name = Text(duration(name, DURATION_OF[term.type.kind]).en, name.zh)
    if term.type.kind is not Kind.YES_NO:
        return name
    return both("{x} is yes", "{x}为“是”", x=name) if holds else both("{x} is no", "{x}为“否”", x=name)


def _defined(term: t.Defined, scene: Scene, holds: bool) -> Text:
    name = declared(term.id, scene)
    if term.type.kind is not Kind.YES_NO:
        return of_name(term.of, name, scene)
    return counts_as(_holder(term.of, scene), name, holds=holds)


def _tabled(term: t.Tabled, scene: Scene, holds: bool) -> Text:
    name = table_name(term, scene)
    if term.type.kind is not Kind.YES_NO:
        return of_name(term.of, name, scene)
    return both("{x} is {v}", "{x}为“{v}”", x=of_name(term.of, name, scene), v=TRUTHS[holds])


def table_name(term: t.Tabled, scene: Scene) -> Text:
    """What a table, or one of its results, is called."""
    name = declared(term.id, scene)
    if term.output is None:
        return name
    output, _ = scene.rulebook.find(term.id).output(term.output)
    return both("{x} of {t}", "{t}的{x}", x=named(output), t=name)


TRUTHS = {True: Text("yes", "是"), False: Text("no", "否")}


def _holder(of: t.Term, scene: Scene) -> Text:
    if isinstance(of, t.Var) and scene.names.get(of.number, BARE) == BARE:
        return IT
    return _value(of, scene)


def _judged(term: t.Judged, scene: Scene, holds: bool) -> Text:
    return judged_as(of_name(term.of, quoted(declared(term.id, scene)), scene), holds=holds)


def _aggregated(term: t.Aggregated, scene: Scene, _: bool) -> Text:
    return of_name(term.of, declared(term.id, scene), scene)


def reading_noun(term: t.Reading, scene: Scene) -> Text:
    """A series with what it is asked for: `pm25 for the previous period`."""
    name = of_name(term.of, declared(term.id, scene), scene)
    assert term.period is not None
    if isinstance(term.period, t.RelativePeriod) and term.period.which == t.CLOSING:
        return name
    return both("{x} for {p}", "{p}的{x}", x=name, p=_value(term.period, scene))


def _reading(term: t.Reading, scene: Scene, _: bool) -> Text:
    return reading_noun(term, scene)


_RELATIVE = {
    "this": Text("this period", "本期"),
    t.CLOSING: Text("the period due", "到期所属周期"),
    "previous": Text("the previous period", "上期"),
    "last year": Text("the same period last year", "上年同期"),
}


def _relative_period(term: t.RelativePeriod, _: Scene, __: bool) -> Text:
    return _RELATIVE[term.which]


def _period_asked(term: t.Term, scene: Scene) -> Text:
    found = said(term, scene)
    return Text(found.en, f"{found.zh}年") if found.zh.isdigit() else found


def score_noun(term: t.Scored, scene: Scene) -> Text:
    """`result for 2023`, `grade of result for the year`."""
    name = declared(term.id, scene)
    if term.what != "value":
        name = both("{p} of {x}", "{x}{p}", p=named(PARTS[term.what]), x=name)
    found = of_name(term.of, name, scene)
    if term.period is None:
        return found
    return both("{x} for {p}", "{p}{x}", x=found, p=_period_asked(term.period, scene))


def _drawn(term: t.Drawn, scene: Scene, holds: bool) -> Text:
    slots = {"r": _holder(term.row, scene), "s": quoted(declared(term.id, scene)), "p": Text()}
    if term.period is not None:
        found = _period_asked(term.period, scene)
        slots["p"] = Text(f" for {found.en}", found.zh)
    if holds:
        return both("{r} is drawn in {s}{p}", "{r}被{p}{s}抽中", **slots)
    return both("{r} is not drawn in {s}{p}", "{r}未被{p}{s}抽中", **slots)


def ranked_noun(term: t.Ranked, scene: Scene) -> Text:
    """`rank in “air” for 2026-03`, `number ranked in “air”`."""
    name = quoted(declared(term.id, scene))
    found = both("rank in {x}", "{x}名次", x=name)
    if term.what != "value":
        found = both("number ranked in {x}", "{x}参加排名数", x=name)
    found = of_name(term.of, found, scene)
    if term.period is None:
        return found
    return both("{x} for {p}", "{p}{x}", x=found, p=_period_asked(term.period, scene))


def _placed(term: t.Placed, scene: Scene, holds: bool) -> Text:
    ranking = term.ranking
    slots = {"r": _holder(ranking.of, scene), "s": quoted(declared(ranking.id, scene)), "p": Text()}
    slots["n"] = _value(term.number, scene)
    if ranking.period is not None:
        found = _period_asked(ranking.period, scene)
        slots["p"] = Text(f" for {found.en}", found.zh)
    at = Text(term.end, "前" if term.end == "first" else "后")
    if holds:
        return both("{r} is among the {e} {n} of {s}{p}", "{r}在{p}{s}中位列{e}{n}名", e=at, **slots)
    return both("{r} is not among the {e} {n} of {s}{p}", "{r}在{p}{s}中未位列{e}{n}名", e=at, **slots)


def _span(term: t.SpanOf, scene: Scene, _: bool) -> Text:
    if isinstance(term.amount, t.Const):
        return duration(number(term.amount.value), term.unit)
    return duration(_value(term.amount, scene), term.unit)


def _compare(term: t.Compare, scene: Scene, holds: bool) -> Text:
    if isinstance(term.left, t.Count) and term.op in NUMBERS:
        return _number(term, term.left, scene, holds)
    if term.type.kind is Kind.YES_NO and isinstance(term.right, t.Const) and isinstance(term.right.value, bool):
        return said(term.left, scene, holds=holds is ((term.op == "is") is term.right.value))
    if term.left.type.kind is Kind.ENTITY and not isinstance(term.right, t.Const):
        slots = {"l": _value(term.left, scene), "r": _value(term.right, scene)}
        if holds is (term.op == "is"):
            return both("{l} is the same as {r}", "{l}与{r}相同", **slots)
        return both("{l} is not the same as {r}", "{l}与{r}不同", **slots)
    return compared(term.op, _value(term.left, scene), _value(term.right, scene), holds=holds)


def compared(op: str, left: Text, right: Text, *, holds: bool) -> Text:
    """A comparison of two things in words."""
    template = COMPARISONS[op][0 if holds else 1]
    return both("{l} " + template.en, "{l}" + template.zh, l=left, r=right)


def _number(term: t.Compare, count: t.Count, scene: Scene, holds: bool) -> Text:
    entity = scene.entity(count.bound.rows.entity)
    right = _value(term.right, scene)
    restr, _ = restriction(count, scene)
    several = Text(plural(noun(entity), 1 if right.en == "1" else 2), noun(entity).zh)
    what = both(*_WHAT[count.in_a_row], x=several, r=restr)
    template = NUMBERS[term.op][0 if holds else 1]
    return both(
        "there are " + template.en if right.en != "1" else "there is " + template.en,
        "{x}" + template.zh,
        x=what,
        r=right,
        m=measure_word(entity),
    )


_WHAT = {False: ("{x}{r}", "{r}{x}"), True: ("{x} in a row{r}", "{r}{x}连续")}
"""What is counted: rows, or those in a row."""


def restriction(count: t.Count, scene: Scene) -> tuple[Text, Scene]:
    """Which rows are counted, to stand after the English noun and before the Chinese one."""
    inner = evolve(scene, names={**scene.names, count.bound.number: BARE})
    return where(count.condition, inner), inner


def where(condition: t.Term, scene: Scene) -> Text:
    """A condition on a bare row, to stand after the English noun and before the Chinese one; empty where it is none."""
    if isinstance(condition, t.Const) and condition.value is True:
        return Text()
    parts = condition.operands if isinstance(condition, t.And) else (condition,)
    made = [said(p, scene) for p in parts if _says_who(p)]
    other = [_operand(p, scene, holds=True) if len(parts) > 1 else said(p, scene) for p in parts if not _says_who(p)]
    en = "".join([*(f" {m.en}" for m in made), " where " + listed(other).en if other else ""])
    return Text(en, listed([*made, *other]).zh.replace("，且", "且") + "的")


def _says_who(term: t.Term) -> bool:
    return isinstance(term, t.By) or (isinstance(term, t.Not) and isinstance(term.operand, t.By))


def _within(term: t.Within, scene: Scene, holds: bool) -> Text:
    slots = {"v": _value(term.value, scene), "p": _value(term.period, scene)}
    return (
        both("{v} is within {p}", "{v}在{p}内", **slots)
        if holds
        else both("{v} is not within {p}", "{v}不在{p}内", **slots)
    )


def _within_last(term: t.WithinLast, scene: Scene, holds: bool) -> Text:
    slots = {"v": _value(term.value, scene), "s": _value(term.span_of, scene)}
    if holds:
        return both("{v} is within the last {s}", "{v}在最近{s}内", **slots)
    return both("{v} is not within the last {s}", "{v}不在最近{s}内", **slots)


def _arithmetic(term: t.Arithmetic, scene: Scene, _: bool) -> Text:
    left, right = _value(term.left, scene), _value(term.right, scene)
    if term.left.type.kind is Kind.DATE and isinstance(term.right, t.SpanOf | t.Const):
        if term.op == "+":
            return both("{r} after {l}", "{l}后{r}", l=left, r=right)
        if term.right.type.kind in DURATIONS:
            return both("{r} before {l}", "{l}前{r}", l=left, r=right)
    if isinstance(term.left, t.Arithmetic) and term.op == "*" and term.left.op != "*":
        left = both("({x})", "（{x}）", x=left)
    if isinstance(term.right, t.Arithmetic) and (term.op == "*" or term.right.op != "*"):
        right = both("({x})", "（{x}）", x=right)
    en, zh = {"+": ("plus", "加"), "-": ("minus", "减"), "*": ("times", "乘以")}[term.op]
    return both("{l} " + en + " {r}", "{l}" + zh + "{r}", l=left, r=right)


def _as_at(term: t.AsAt, scene: Scene, holds: bool) -> Text:
    condition = term.type.kind is Kind.YES_NO
    return as_at_text(said(term.value, scene, holds=holds), _value(term.day, scene), condition=condition)


def _held_for(term: t.HeldFor, scene: Scene, holds: bool) -> Text:
    return held_for_text(said(term.condition, scene), length_text(term, scene), holds=holds)


def length_text(term: t.HeldFor, scene: Scene) -> Text:
    """For how long something must have held."""
    if isinstance(term.amount, t.Const):
        return duration(number(term.amount.value), term.unit)
    found = _value(term.amount, scene)
    return found if term.amount.type.kind in DURATIONS else duration(found, term.unit)


def _not(term: t.Not, scene: Scene, holds: bool) -> Text:
    return said(term.operand, scene, holds=not holds)


def _and(term: t.And, scene: Scene, holds: bool) -> Text:
    return listed((_operand(o, scene, holds=holds) for o in term.operands), "and" if holds else "or")


def _or(term: t.Or, scene: Scene, holds: bool) -> Text:
    return listed((_operand(o, scene, holds=holds) for o in term.operands), "or" if holds else "and")


def _operand(term: t.Term, scene: Scene, *, holds: bool) -> Text:
    """A condition among others; several of its own stand in parentheses."""
    found = said(term, scene, holds=holds)
    inner = term.operand if isinstance(term, t.Not) else term
    return both("({x})", "（{x}）", x=found) if isinstance(inner, t.And | t.Or) else found


def _if_then(term: t.IfThen, scene: Scene, holds: bool) -> Text:
    slots = {"c": said(term.condition, scene), "t": said(term.then, scene, holds=holds)}
    if holds:
        return both("if {c}, then {t}", "若{c}，则{t}", **slots)
    return both("{c}, and {t}", "{c}，而{t}", **slots)


def inside(term: t.Quantified | t.Count, scene: Scene) -> Scene:
    """The scene of a quantifier's condition: a lone row is `it`, several have letters."""
    bound = t.bound_by(term)
    nested = any(t.bound_by(x) for x in t.walk(term.condition))
    if len(bound) == 1 and not nested and not scene.names:
        return evolve(scene, names={bound[0].number: IT})
    names = dict(scene.names)
    for place, b in enumerate(bound, len(names)):
        thing = noun(scene.entity(b.rows.entity))
        letters = Text(variable_name(place, "en"), variable_name(place, "zh"))
        names[b.number] = both("{x} {l}", "{x}{l}", x=thing, l=letters)
    return evolve(scene, names=names)


def _quantified(term: t.Quantified, scene: Scene, holds: bool) -> Text:
    inner = inside(term, scene)
    always = isinstance(term.condition, t.Const) and term.condition.value is True
    if term.how == "all":
        every = run((_each(b, scene, inner) for b in term.bound), " and every ", "、")
        slots = {"x": every, "c": said(term.condition, inner)}
        if holds:
            return both("for every {x}, {c}", "每一{x}均满足：{c}", **slots)
        return both("not for every {x} is it so that {c}", "并非每一{x}均满足：{c}", **slots)
    there = holds == (term.how == "exists")
    if len(term.bound) == 1 and (always or inner.names.get(term.bound[0].number) == IT):
        bare = evolve(scene, names={term.bound[0].number: BARE})
        thing = _thing(term.bound[0], scene)
        slots = {
            "x": with_article(thing) if there else both("no {x}", "{x}", x=thing),
            "c": where(term.condition, bare),
        }
        return both("there is {x}{c}", "有{c}{x}" if there else "没有{c}{x}", **slots)
    named_rows = listed((inner.names[b.number] for b in term.bound), "and")
    slots = {"x": Text(named_rows.en, run(inner.names[b.number] for b in term.bound).zh)}
    slots["c"] = said(term.condition, inner)
    number_ = "is" if len(term.bound) == 1 else "are"
    if there:
        return both("there " + number_ + " {x} such that {c}", "有{x}，满足：{c}", **slots)
    return both("there " + number_ + " no {x} such that {c}", "没有符合下列条件的{x}：{c}", **slots)


def _each(bound: t.Bound, scene: Scene, inner: Scene) -> Text:
    name = inner.names[bound.number]
    return _thing(bound, scene) if name == IT else name


def _thing(bound: t.Bound, scene: Scene) -> Text:
    entity = scene.entity(bound.rows.entity)
    of = bound.rows.of
    if bound.rows.attribute is None or of is None:
        return noun(entity)
    listed_in = field_name(scene.entity(of.type.entity or ""), bound.rows.attribute)
    return both("{x} among the {of}", "{of}", x=noun(entity), of=listed_in)


def _count(term: t.Count, scene: Scene, _: bool) -> Text:
    entity = scene.entity(term.bound.rows.entity)
    restr, _inner = restriction(term, scene)
    slots = {"x": Text(plural(noun(entity), 2), noun(entity).zh), "r": restr}
    if term.in_a_row:
        return both("the number of {x} in a row{r}", "{r}{x}的连续次数", **slots)
    return both("the number of {x}{r}", "{r}{x}的数量", **slots)


def _is_known(term: t.IsKnown, scene: Scene, holds: bool) -> Text:
    return known_as(noun_of(term.value, scene), known=holds is term.known, many=term.value.type.many)


def noun_of(term: t.Term, scene: Scene) -> Text:
    """A term as the name of a value, a truth among them."""
    if isinstance(term, t.Field):
        return field_noun(term, scene)
    if isinstance(term, t.Defined | t.Judged) and term.type.kind is Kind.YES_NO:
        return of_name(term.of, quoted(declared(term.id, scene)), scene)
    if isinstance(term, t.Tabled):
        return of_name(term.of, table_name(term, scene), scene)
    return said(term, scene)


def _by(term: t.By, scene: Scene, holds: bool) -> Text:
    maker = poster(term, scene)
    bare = isinstance(term.event, t.Var) and scene.names.get(term.event.number, BARE) == BARE
    if bare:
        if holds:
            return both("made by {p}", "由{p}作出", p=maker)
        return both("not made by {p}", "并非由{p}作出", p=maker)
    slots = {"e": _value(term.event, scene), "p": maker}
    if holds:
        return both("{e} was made by {p}", "{e}由{p}作出", **slots)
    return both("{e} was not made by {p}", "{e}并非由{p}作出", **slots)


def poster(term: t.By, scene: Scene, place: Text | None = None) -> Text:
    """The holder of a post, with the unit where it is named."""
    post = post_name(scene.rulebook, term.post)
    if place is None and term.of is not None:
        place = _value(term.of, scene)
    if place is None:
        return both("the {p}", "{p}", p=post)
    return both("the {p} of {u}", "{u}{p}", p=post, u=place)


def _or_else(term: t.OrElse, scene: Scene, holds: bool) -> Text:
    slots = {"v": said(term.value, scene, holds=holds), "d": said(term.default, scene, holds=holds)}
    return both("{v} (where that is not known, {d})", "{v}（缺失时按{d}）", **slots)


PROSE: dict[type, Callable[[Any, Scene, bool], Text]] = {
    t.Const: _const,
    t.Self: _self,
    t.This: _this,
    t.ThisPeriod: lambda _, scene, __: scene.period,
    t.Actor: lambda _, __, ___: Text("whoever acts", "办理人"),
    t.AsOfDay: lambda _, __, ___: Text("the as-of day", "基准日"),
    t.Var: _var,
    t.Field: _field,
    t.Param: _param,
    t.Defined: _defined,
    t.Judged: _judged,
    t.Tabled: _tabled,
    t.Aggregated: _aggregated,
    t.RelativePeriod: _relative_period,
    t.Reading: _reading,
    t.OfDuty: lambda term, scene, _: of_duty_text(scene.rulebook, term.rule, term.name),
    t.Scored: lambda term, scene, _: score_noun(term, scene),
    t.Drawn: _drawn,
    t.Ranked: lambda term, scene, _: ranked_noun(term, scene),
    t.Placed: _placed,
    t.SpanOf: _span,
    t.Compare: _compare,
    t.Within: _within,
    t.WithinLast: _within_last,
    t.Arithmetic: _arithmetic,
    t.Extreme: lambda term, scene, _: extreme_text(term.op, (_value(o, scene) for o in term.operands)),
    t.DaysBetween: lambda term, scene, _: between_text(term.unit, _value(term.first, scene), _value(term.last, scene)),
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
    t.OrElse: _or_else,
}
"""How each kind of term is said."""
