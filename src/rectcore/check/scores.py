"""Scores: a form comes in, the lines that give and take points and the grades go out, or None where it is at fault."""

from __future__ import annotations

from decimal import Decimal
from itertools import count, pairwise
from typing import Final

from rectcore.check import name_messages, rule_messages
from rectcore.check import score_messages as say
from rectcore.check.desk import Desk
from rectcore.check.infer import condition, wanted
from rectcore.check.literals import literal
from rectcore.check.quantifiers import bind_one
from rectcore.check.rulebook import Grade, Labelled, PointsIf, Score, ScoreLine
from rectcore.check.scope import Scope
from rectcore.check.terms import Const, Count, Term
from rectcore.check.texts import citations, text
from rectcore.check.types import DECIMAL, NUMBERS, YES_NO, Kind, Name
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.period import PeriodKind

LINES: Final = ("deduct", "add", "capped", "veto")
_TRUE: Final = Const(True, YES_NO)
_ENDLESS: Final = Decimal("Infinity")
_MEASURED: Final = NUMBERS | {Kind.PERCENT}


def score(desk: Desk) -> Score | None:
    """A score."""
    form = desk.form
    cites = citations(desk)
    word = form.on.words[0] if form.on is not None and form.on.words else None
    entity = desk.entity(word)
    every = desk.one("every", str)
    scope = Scope(desk, entity, period=True)
    _check_labels(desk)
    found: dict[str, list[ScoreLine | PointsIf | Labelled | None]] = {key: [] for key in LINES}
    for (key, bullet), label in zip(_bullets(form), _labels(form), strict=True):
        found[key].append(_line(key, label, bullet, scope))
    start, floor, cap = (_points(node, scope) for node in map(desk.expression, ("start", "floor", "cap")))
    grades = _grades(desk, floor, cap)
    if found["veto"] and form.get("grade") is None and not form.broken:
        desk.report(say.no_grades(form.get("veto") or form))
    sound = all(one is not None for lines in found.values() for one in lines)
    if form.id is None or entity is None or every is None or grades is None or not sound:
        return None
    lines = [one for key in ("deduct", "add") for one in found[key] if isinstance(one, ScoreLine)]
    return Score(
        Name(form.id.text, form.also),
        entity.id,
        PeriodKind(every),
        tuple(lines),
        start,
        floor,
        cap,
        tuple(one for one in found["capped"] if isinstance(one, PointsIf)),
        tuple(one for one in found["veto"] if isinstance(one, Labelled)),
        grades,
        text(form.title),
        cites,
    )


# -- lines --------------------------------------------------------------------------------------------------------


def _bullets(form: tree.Form) -> list[tuple[str, tree.Bullet]]:
    return [
        (c.key, b)
        for c in form.clauses
        if c.key in LINES and isinstance(c.value, tuple)
        for b in c.value
        if isinstance(b, tree.Bullet)
    ]


def _labels(form: tree.Form) -> list[str]:
    """The label of each line; those that have none are numbered."""
    own = [b for _, b in _bullets(form)]
    taken = {b.label.text for b in own if b.label is not None}
    numbered = (label for n in count(1) if (label := f"c{n}") not in taken)
    return [b.label.text if b.label is not None else next(numbered) for b in own]


def _check_labels(desk: Desk) -> None:
    first: dict[str, tree.Word] = {}
    for _, bullet in _bullets(desk.form):
        if bullet.label is not None:
            before = first.setdefault(bullet.label.text, bullet.label)
            if before is not bullet.label:
                desk.report(rule_messages.label_twice(bullet.label, bullet.label.text, before.span))


def _line(key: str, label: str, bullet: tree.Bullet, scope: Scope) -> ScoreLine | PointsIf | Labelled | None:
    node = bullet.condition
    if not isinstance(node, tree.Points):
        term = condition(node, scope)
        return None if term is None else Labelled(label, term)
    points, of = _points(node.points, scope), _of(node, scope)
    step = _step(node, of, scope)
    most = _points(node.most, scope)
    if points is None or of is None or (step is None and node.step is not None) or (most is None and node.most):
        return None
    if key == "capped":
        return PointsIf(label, points, of)
    return ScoreLine(label, key == "deduct", points, of, step, node.whole, most)


def _points(node: tree.Expression | None, scope: Scope) -> Term | None:
    """A number of points, not below zero."""
    if node is None:
        return None
    term = wanted(node, scope, NUMBERS, say.POINTS)
    if isinstance(term, Const) and term.value < 0:
        scope.desk.report(
            say.out_of_range(
                node, Text("points are not below zero: say `deduct` or `add`", "分值不得为负数，请用“扣分”或“加分”区分")
            )
        )
        return None
    return term


def _of(node: tree.Points, scope: Scope) -> Term | None:
    """What is counted, measured or asked."""
    if node.by == "step":
        assert node.of is not None
        return wanted(node.of, scope, _MEASURED, say.NUMBER)
    if node.by == "if":
        assert node.condition is not None
        return condition(node.condition, scope)
    assert node.binder is not None
    bound, inner = bind_one(node.binder, scope)
    where = _TRUE if node.condition is None else condition(node.condition, inner)
    return None if bound is None or where is None else Count(bound, where, span=node.span)


def _step(node: tree.Points, of: Term | None, scope: Scope) -> Decimal | None:
    """How much makes a step: a number or percent as what is measured, and more than nothing."""
    if node.step is None or of is None:
        return None
    step = literal(node.step, DECIMAL if of.type.kind in NUMBERS else of.type.required(), scope.desk)
    if step is not None and step <= 0:
        scope.desk.report(say.out_of_range(node.step, Text("a step is more than 0", "每档须大于0")))
        return None
    return None if step is None else Decimal(step)


# -- grades -------------------------------------------------------------------------------------------------------


def _grades(desk: Desk, floor: Term | None, cap: Term | None) -> tuple[Grade, ...] | None:
    """The grades from the lowest to the highest, without gap or overlap."""
    lines = desk.every("grade", tree.GradeLine)
    grades = [(_grade(line, desk), line) for line in lines]
    names: dict[str, tree.GradeLine] = {}
    for line in lines:
        for name in (line.name.word.text, *line.name.also):
            before = names.setdefault(name, line)
            if before is not line:
                desk.report(name_messages.declared_twice(line.name, name, before.name.span))
    known = [(grade, line) for grade, line in grades if grade is not None]
    if len(known) < len(lines) or desk.form.broken:
        return None
    known.sort(key=lambda pair: (_end(pair[0].low, -_ENDLESS), _end(pair[0].high, _ENDLESS)))
    if known:
        _check_bands(known, desk, floor, cap)
    return tuple(grade for grade, _ in known)


def _grade(line: tree.GradeLine, desk: Desk) -> Grade | None:
    low, high = (None if node is None else literal(node, DECIMAL, desk) for node in (line.low, line.high))
    if (low is None) != (line.low is None) or (high is None) != (line.high is None):
        return None
    grade = Grade(Name(line.name.word.text, line.name.also), low, high)
    if low is not None and high is not None and low >= high:
        desk.report(say.band_empty(line, grade.name))
        return None
    return grade


def _end(bound: Decimal | None, otherwise: Decimal) -> Decimal:
    return otherwise if bound is None else bound


def _check_bands(bands: list[tuple[Grade, tree.GradeLine]], desk: Desk, floor: Term | None, cap: Term | None) -> None:
    for (lower, _), (upper, line) in pairwise(bands):
        if lower.high is None or lower.high != upper.low:
            first = "∞" if lower.high is None else f"{lower.high:f}"
            second = "-∞" if upper.low is None else f"{upper.low:f}"
            desk.report(say.bands_apart(line, lower.name, upper.name, first, second))
    (lowest, line), (highest, last) = bands[0], bands[-1]
    if lowest.low is not None and not (isinstance(floor, Const) and floor.value >= lowest.low):
        desk.report(say.band_open(line, lowest.name, f"{lowest.low:f}", below=True))
    if highest.high is not None and not (isinstance(cap, Const) and cap.value < highest.high):
        desk.report(say.band_open(last, highest.name, f"{highest.high:f}", below=False))
