"""Scores in words: which lines give and take points, what a total is made of, which grade it makes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import Grade, Score, ScoreLine
from rectcore.check.types import DECIMAL
from rectcore.diagnostics import Text
from rectcore.engine.reference.amounts import Between
from rectcore.engine.trace import Trace
from rectcore.explain.facts import Scene, value_text
from rectcore.explain.phrases import PERIODS, both, measure_word, named, noun, number, quoted, run, same
from rectcore.explain.prose import BARE, constant, said, score_noun, where


def score_sentence(rule: Score, scene: Scene) -> Text:
    """What a score is made of."""
    every = PERIODS[rule.every]
    inner = evolve(scene, period=every[1])
    parts = [both("from {p}", "起始{p}", p=_points(rule.start, inner))] if rule.start is not None else []
    parts += [_line(x, inner) for x in rule.lines]
    parts += _ends(rule, inner)
    for limit in rule.capped:
        slots: dict[str, Text | str | int] = {
            "n": limit.label,
            "p": _points(limit.points, inner),
            "c": said(limit.term, inner),
        }
        parts.append(both("[{n}] no more than {p} if {c}", "［{n}］如{c}，最高{p}", **slots))
    for veto in rule.vetoes:
        slots = {
            "n": veto.label,
            "c": said(veto.term, inner),
            "g": named(rule.grades[0].name),
        }
        parts.append(both("[{n}] “{g}” whatever the points if {c}", "［{n}］如{c}，一票否决，评为“{g}”", **slots))
    grades = run([_grade(g) for g in reversed(rule.grades)], ", ", "，")
    more = both("; grades: {g}", "；等次：{g}", g=grades) if rule.grades else Text()
    return both(
        "the {x} of a {e} for each {p}: {l}{g}",
        "{e}每{p}的{x}：{l}{g}",
        x=quoted(named(rule.name)),
        e=noun(scene.entity(rule.entity)),
        p=every[0],
        l=run(parts, "; ", "；"),
        g=more,
    )


def _ends(rule: Score, scene: Scene) -> list[Text]:
    found = []
    if rule.floor is not None:
        found.append(both("not below {p}", "最低{p}", p=_points(rule.floor, scene)))
    if rule.cap is not None:
        found.append(both("not above {p}", "最高{p}", p=_points(rule.cap, scene)))
    return found


def _points(term: t.Term, scene: Scene) -> Text:
    if isinstance(term, t.Const):
        shown = number(term.value)
        return Text(f"{shown} point" + ("" if shown == "1" else "s"), f"{shown}分")
    return both("{x} points", "{x}分", x=said(term, scene))


def _line(line: ScoreLine, scene: Scene) -> Text:
    slots: dict[str, Text | str | int] = {
        "n": line.label,
        "p": _points(line.points, scene),
        "w": _for_what(line, scene),
        "m": _limits(line, scene),
    }
    if line.deducts:
        return both("[{n}] {p} off {w}{m}", "［{n}］{w}扣{p}{m}", **slots)
    return both("[{n}] {p} more {w}{m}", "［{n}］{w}加{p}{m}", **slots)


def _for_what(line: ScoreLine, scene: Scene) -> Text:
    of = line.of
    if isinstance(of, t.Count) and line.step is None:
        inner = evolve(scene, names={**scene.names, of.bound.number: BARE})
        entity = scene.entity(of.bound.rows.entity)
        slots: dict[str, Text | str | int] = {
            "x": noun(entity),
            "r": where(of.condition, inner),
            "m": measure_word(entity),
        }
        return both("for each {x}{r}", "{r}{x}每{m}", **slots)
    if line.step is None:
        return both("if {c}", "如{c}，", c=said(of, scene))
    step = constant(t.Const(line.step, of.type), scene)
    return both("for every {s} of {x} above 0", "{x}大于0的，每{s}", s=step, x=said(of, scene))


def _limits(line: ScoreLine, scene: Scene) -> Text:
    parts = [Text(", unfinished steps not counted", "，不足一档不计")] if line.whole else []
    if line.most is not None:
        parts.append(both(", {p} at most", "，最多{p}", p=_points(line.most, scene)))
    return run(parts, "", "")


def _grade(grade: Grade) -> Text:
    low, high = grade.low, grade.high
    slots: dict[str, Text | str | int] = {
        "g": named(grade.name),
        "l": number(low or Decimal(0)),
        "h": number(high or Decimal(0)),
    }
    if low is None:
        return both("“{g}” below {h}", "不足{h}为“{g}”", **slots)
    if high is None:
        return both("“{g}” from {l}", "{l}及以上为“{g}”", **slots)
    return both("“{g}” from {l} to below {h}", "{l}及以上不足{h}为“{g}”", **slots)


# -- asked in a condition -----------------------------------------------------------------------------------------


def scored(trace: Trace, scene: Scene) -> Text:
    """A score with what it is made of: `result for 2023 94.5 (letters -1, red -2)`."""
    term = trace.term
    assert isinstance(term, t.Scored)
    lines = [
        _told(part.term.value, part.value, scene)
        for part in trace.parts
        if isinstance(part.term, t.Const) and _shown(part.value, term.what)
    ]
    more = both(" ({l})", "（{l}）", l=run(lines, ", ", "，")) if lines else Text()
    value = value_text(trace.value, term.type, scene)
    if term.what == "grade":
        value = quoted(value)
    return both("{x} {v}{m}", "{x}{v}{m}", x=score_noun(term, scene), v=value, m=more)


def _shown(points: Any, what: str) -> bool:
    """A line that gave or took nothing is not told, nor one that gave, where what was taken off is asked."""
    return points != 0 and not (what == "deducted" and isinstance(points, Decimal) and points > 0)


def _told(label: str, points: Any, scene: Scene) -> Text:
    return both("{n} {v}", "{n} {v}", n=label, v=_signed(points, scene))


def _signed(value: Any, scene: Scene) -> Text:
    if isinstance(value, Between) or not isinstance(value, Decimal):
        return value_text(value, DECIMAL, scene)
    return same(("+" if value > 0 else "") + number(value))
