"""What may be changed in the parts of a rule that are no conditions: lines and grades of scores, samples, rungs, days.

Each function gives what a part becomes, a word for the id of the mutant, and what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.rulebook import (
    DueAfter,
    ExceptionRule,
    Labelled,
    Rulebook,
    RungCondition,
    Sample,
    Score,
    ScoreLine,
    Standing,
    Target,
)
from rectcore.check.types import YES_NO
from rectcore.diagnostics import Text

Change: TypeAlias = tuple[Any, str, Text]
"""What a node becomes, a word for the id, and what was done."""


def without(node: Any, field: str, word: str, what: Text) -> Iterable[Change]:
    """A part left out, where there is one."""
    if getattr(node, field) is not None:
        yield evolve(node, **{field: None}), f"drop-{word}", what


def groups(node: Any, all_of: tuple[Labelled, ...], any_of: tuple[tuple[Labelled, ...], ...]) -> Iterable[Change]:
    """One condition less, of those of which all, or one of each group, must hold."""
    for number, one in enumerate(all_of):
        rest = (*all_of[:number], *all_of[number + 1 :])
        yield evolve(node, all_of=rest), f"drop-{one.label}", _dropped(one.label)
    for number, group in enumerate(any_of):
        for one in group:
            left = tuple(x for x in group if x != one)
            kept = (*any_of[:number], *((left,) if left else ()), *any_of[number + 1 :])
            yield evolve(node, any_of=kept), f"drop-{one.label}", _dropped(one.label)


def _dropped(label: str) -> Text:
    return Text(f"without [{label}]", f"去掉［{label}］")


def _rung(node: RungCondition) -> Iterable[Change]:
    if len(node.labels) > 1:  # a rung without a condition is no rung
        yield from groups(node, node.all_of, node.any_of)


def _score(node: Score) -> Iterable[Change]:
    for field in ("lines", "capped", "vetoes"):
        items: tuple[Any, ...] = getattr(node, field)
        for number, one in enumerate(items):
            rest: dict[str, Any] = {field: (*items[:number], *items[number + 1 :])}
            yield evolve(node, **rest), f"drop-{one.label}", _dropped(one.label)
    yield from without(node, "floor", "floor", Text("without `floor`", "去掉最低分"))
    yield from without(node, "cap", "cap", Text("without `cap`", "去掉最高分"))
    for number in range(len(node.grades) - 1):
        lower, upper = node.grades[number], node.grades[number + 1]
        bound = upper.low
        if bound is None:
            continue
        for word, moved in (("more", bound + 1), ("less", bound - 1)):
            grades = (
                *node.grades[:number],
                evolve(lower, high=moved),
                evolve(upper, low=moved),
                *node.grades[number + 2 :],
            )
            what = Text(f"{upper.name.id} from {moved} on", f"{upper.name.id} 改为自{moved}分起")
            yield evolve(node, grades=grades), f"{upper.name.id}-{word}", what


def _line(node: ScoreLine) -> Iterable[Change]:
    yield from without(node, "most", "most", Text(f"[{node.label}] without its most", f"［{node.label}］去掉上限"))
    if node.step is not None:
        whole = Text("unfinished steps too", "不足一档也计") if node.whole else Text("whole steps only", "不足一档不计")
        yield evolve(node, whole=not node.whole), "whole", whole
        step = node.step * 2
        yield evolve(node, step=step), "step", Text(f"every {node.step} as {step}", f"每{node.step}改为每{step}")


def _sample(node: Sample) -> Iterable[Change]:
    if node.share is not None and node.least is not None:
        yield from without(node, "share", "share", Text("without `share`", "去掉比例"))
        yield from without(node, "least", "least", Text("without `at least`", "去掉最少数"))
    yield from without(node, "by", "by", Text("all in one stratum", "不分层"))
    if not isinstance(node.where, t.Const):
        yield evolve(node, where=t.Const(True, YES_NO)), "any", Text("among any rows", "不论条件")
    if node.fit is not None and not isinstance(node.fit, t.Const):
        yield evolve(node, fit=t.Const(True, YES_NO)), "anybody", Text("anybody inspects", "检查人员不论条件")


def _standing(node: Standing) -> Iterable[Change]:
    yield from without(node, "lasting", "lasting", Text("without `after lasting`", "去掉持续时间"))


def _target(node: Target) -> Iterable[Change]:
    yield from without(node, "off_course", "off-course", Text("nothing when off course", "偏离进度不作处理"))


def of_exceptions(book: Rulebook) -> Callable[[ExceptionRule], Iterable[Change]]:
    """The changes of an exception: of a duty `excused` and `not required` change places, of a gate a label is kept."""
    duties = {duty.id for duty in book.duties}

    def changes(node: ExceptionRule) -> Iterable[Change]:
        other = _OTHER_EFFECT.get(node.effect) if node.rule in duties else None
        if other is not None:
            what = Text(f"`{node.effect}` as `{other}`", f"{_EFFECTS[node.effect]}改为{_EFFECTS[other]}")
            yield evolve(node, effect=other), other.replace(" ", "-"), what
        for number, label in enumerate(node.labels if len(node.labels) > 1 else ()):
            rest = (*node.labels[:number], *node.labels[number + 1 :])
            yield evolve(node, labels=rest), f"keep-{label}", Text(f"[{label}] not waived", f"［{label}］不免")

    return changes


_OTHER_EFFECT: Final = {"excused": "not required", "not required": "excused"}
_EFFECTS: Final = {"excused": "不计次", "not required": "免除"}


def _after(node: DueAfter) -> Iterable[Change]:
    counted = Text("the first day not counted", "首日不计入") if node.first_day_counted else _COUNTED
    yield evolve(node, first_day_counted=not node.first_day_counted), "first-day", counted


_COUNTED: Final = Text("the first day counted", "首日计入")

OF_PARTS: Final[dict[type, Callable[[Any], Iterable[Change]]]] = {
    RungCondition: _rung,
    Score: _score,
    ScoreLine: _line,
    Sample: _sample,
    Standing: _standing,
    Target: _target,
    DueAfter: _after,
}
