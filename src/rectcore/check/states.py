"""The words for what a rule came to: legal after `is` in an `expect` line, and used in every report.

They are no keywords; each has its identifier and its Chinese word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rectcore.check.types import Name

_WORDS = (
    ("not-required", "无需办理", "免除"),
    ("upcoming", "未开始"),
    ("pending", "待完成"),
    ("fulfilled", "按期完成"),
    ("late", "逾期完成"),
    ("missed", "逾期未完成"),
    ("excused", "不计次"),
    ("undetermined", "待核实"),
    ("holds", "符合"),
    ("violated-pending", "不符合未满期"),
    ("violated", "不符合"),
    ("met", "达标"),
    ("not-met", "未达标"),
    ("on-course", "进展正常"),
    ("off-course", "进展偏离"),
    ("open", "可以办理"),
    ("blocked", "不予办理"),
    ("blocked-unknown", "情况不明暂缓"),
    ("ungated", "未设条件"),
    ("acted on", "已处置"),
    ("answered", "已答复"),
    ("unanswered", "逾期未答复"),
    ("superseded", "已被吸收"),
    ("conflict", "冲突"),
    ("unknown", "不明"),
    ("not-applicable", "不适用"),
    ("none", "无"),
)

FITTING: Final[Mapping[str, tuple[str, ...]]] = {
    "duty": (
        "not-required",
        "upcoming",
        "pending",
        "fulfilled",
        "late",
        "missed",
        "excused",
        "undetermined",
        "acted on",
        "answered",
        "unanswered",
        "conflict",
    ),
    "standing": ("holds", "violated-pending", "violated", "undetermined", "acted on", "answered", "unanswered"),
    "notice": ("holds", "undetermined", "acted on", "answered", "unanswered"),
    "target": (
        "met",
        "not-met",
        "on-course",
        "off-course",
        "not-required",
        "undetermined",
        "acted on",
        "answered",
        "unanswered",
    ),
    "gate": ("open", "blocked", "blocked-unknown", "ungated"),
    "ladder": ("none", "undetermined", "superseded", "acted on", "answered", "unanswered"),
}
"""The states that each kind of rule can come to."""

STATES: Final[Mapping[str, Name]] = {word: Name(word.replace(" ", "-"), tuple(zh)) for word, *zh in _WORDS}
"""Every state word by its identifier; the name is how a scenario writes it, in one word."""

_BY_WORD = {word: id_ for id_, name in STATES.items() for word in name.all}


def state(word: str) -> str | None:
    """The identifier of the state that goes by `word`."""
    return _BY_WORD.get(word)
