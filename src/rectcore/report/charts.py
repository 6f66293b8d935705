"""A target against its bound: the readings period by period, where the bound runs, and where things are heading."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from rectcore.check import terms as t
from rectcore.check.rulebook import Target
from rectcore.diagnostics import Text
from rectcore.engine.reference.expressions import value
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.readings import reading, readings
from rectcore.engine.reference.targets import aim, judging
from rectcore.engine.results import Course, TargetResult
from rectcore.engine.trace import Row
from rectcore.explain.facts import ENTITY_OF, Scene, value_text
from rectcore.explain.names import state_word
from rectcore.explain.phrases import title_of
from rectcore.explain.prose import said
from rectcore.model.period import Period
from rectcore.report.matter import Matter

WIDTH: Final = 260
HEIGHT: Final = 96
_LEFT: Final = 14
_RIGHT: Final = 70
_TOP: Final = 16
_BOTTOM: Final = 22
_NEAR: Final = 11
_MOST: Final = 24
_BAD: Final = {Course.OFF_COURSE, Course.NOT_MET}
_GOOD: Final = {Course.ON_COURSE, Course.MET}


@frozen
class Dot:
    """A reading: its place, its period and its value in words; `named` where the chart has room for the period."""

    x: int
    y: int
    period: str
    text: str
    named: bool


@frozen
class Chart:
    """A target with its readings.

    Args:
        must: the bound in words.
        bound: the height at which it runs, `bound_text` its value; None where it is not one number.
        trend: where the last two readings are heading; empty where there are not two.
        state: `good`, `bad` or `open`, for the colour.
    """

    title: str
    subject: str
    rule: str
    must: str
    word: str
    state: str
    due: str
    provisional: bool
    latest: str
    judged_by: str
    trend: str
    dots: tuple[Dot, ...]
    bound: int | None
    bound_text: str
    bound_label: int
    tells: str


def charts(matter: Matter) -> Iterator[Chart]:
    """A chart for each target of the report."""
    for result in matter.report.targets:
        rule = matter.rulebook.find(result.rule)
        if isinstance(rule, Target) and matter.within(result.subject):
            yield _chart(rule, result, matter)


def _chart(rule: Target, result: TargetResult, matter: Matter) -> Chart:
    row = Row(ENTITY_OF[result.subject.kind], result.subject.id)
    scene = Scene(matter.rulebook, matter.ledger, matter.day, matter.report.known_at, subject=row, day=matter.day)
    asked = next((x for x in t.walk(rule.must) if isinstance(x, t.Reading) and isinstance(x.of, t.Self)), None)
    values = _values(asked, row, matter) if asked is not None else []
    bound = _bound(rule, asked, row, matter)
    ends = [v for _, v in values] + ([bound] if bound is not None else [])
    heights = _Heights(min(ends), max(ends)) if ends else None
    type_ = asked.type if asked is not None else None

    def told(number: Any) -> str:
        return value_text(number, type_, scene).in_(matter.language) if type_ is not None else ""

    dots = tuple(
        Dot(_x(n, len(values)), heights.y(v), str(period), told(v), n in (0, len(values) - 1))
        for n, (period, v) in enumerate(values)
        if heights is not None
    )
    unit = getattr(matter.rulebook.find(asked.id), "unit", "") if asked is not None else ""
    latest = f"{dots[-1].text} {unit}".strip() if dots else ""
    return Chart(
        title=title_of(matter.rulebook, rule.id).in_(matter.language),
        subject=matter.names.subject(result.subject),
        rule=rule.id,
        must=said(rule.must, scene).in_(matter.language),
        word=state_word(result.state.value, matter.language),
        state="good" if result.state in _GOOD else "bad" if result.state in _BAD else "open",
        due=result.due.isoformat() if result.due is not None else "",
        provisional=result.provisional,
        latest=latest,
        judged_by=result.judged_by or "",
        trend=_trend(rule, values, bound).in_(matter.language),
        dots=dots,
        bound=heights.y(bound) if heights is not None and bound is not None else None,
        bound_text=told(bound) if bound is not None else "",
        bound_label=_label(heights.y(bound), dots) if heights is not None and bound is not None else 0,
        tells=("；" if matter.zh else "; ").join(f"{d.period} {d.text}" for d in dots),
    )


def _values(asked: t.Reading, row: Row, matter: Matter) -> list[tuple[Period, Decimal]]:
    """The known readings of a series, the latest of them, in order."""
    series = matter.rulebook.find(asked.id)
    env = env_at(matter.world, matter.day, row)
    periods = sorted({period for period, _ in readings(series, row, env)})[-_MOST:]
    found = [(period, reading(series, row, period, env)) for period in periods]
    return [(period, Decimal(v)) for period, v in found if isinstance(v, int | Decimal)]


def _bound(rule: Target, asked: t.Reading | None, row: Row, matter: Matter) -> Decimal | None:
    """The number the series is compared with, where it is compared with one."""
    must = rule.must
    if not isinstance(must, t.Compare) or must.left != asked:
        return None
    found = aim(rule, row, matter.day, matter.world)
    if found.due is None:
        return None
    bound = value(must.right, judging(row, matter.day, found, matter.world))
    return Decimal(bound) if isinstance(bound, int | Decimal) else None


_BETTER_BELOW: Final = ("at most", "less than")
_BETTER_ABOVE: Final = ("at least", "more than")


def _trend(rule: Target, values: list[tuple[Period, Decimal]], bound: Decimal | None) -> Text:
    """Whether the last reading lies nearer to what is asked than the one before."""
    if len(values) < 2:
        return Text()
    before, last = values[-2][1], values[-1][1]
    if last == before:
        return Text("unchanged", "持平")
    op = rule.must.op if isinstance(rule.must, t.Compare) else ""
    if op in _BETTER_BELOW or op in _BETTER_ABOVE:
        better = (last < before) == (op in _BETTER_BELOW)
    elif bound is not None:
        better = abs(last - bound) < abs(before - bound)
    else:
        return Text("rising", "上升") if last > before else Text("falling", "下降")
    return Text("improving", "好转") if better else Text("worsening", "变差")


@frozen
class _Heights:
    low: Decimal
    high: Decimal

    def y(self, number: Decimal) -> int:
        room = HEIGHT - _TOP - _BOTTOM
        if self.high == self.low:
            return _TOP + room // 2
        return _TOP + int((self.high - number) * room / (self.high - self.low))


def _label(bound: int, dots: tuple[Dot, ...]) -> int:
    """The height of the text of the bound: beside its line, but not over the text of the last reading."""
    if not dots:
        return bound
    last = dots[-1].y
    return bound if abs(last - bound) > _NEAR else bound + (_NEAR if last <= bound else -_NEAR)


def _x(n: int, number: int) -> int:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * n // max(number - 1, 1)
