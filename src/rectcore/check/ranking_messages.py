"""What the checker says of rankings and of places in them."""

from __future__ import annotations

from rectcore.check.chosen_messages import neither_task_nor_unit, not_fixed
from rectcore.check.diagnose import diagnostic
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.tree import Node


def not_rankable(at: Node, word: str) -> Diagnostic:
    """Something ranked that is neither task nor unit."""
    return neither_task_nor_unit("RC283", at, word, Text("ranked", "参加排名的"))


def no_ranking(at: Node, word: str) -> Diagnostic:
    """Something else than a ranking asked for its first or last places."""
    return diagnostic(
        "RC283",
        at,
        Text(f"`{word}` is no ranking, and has no places", f"`{word}` 不是排名，没有名次"),
        Text(
            "write the name of a ranking, such as `air_rank among the last 3`",
            "请写排名的名称，如 `空气质量排名 位列后3名`",
        ),
    )


def places_not_fixed(at: Node) -> Diagnostic:
    """A number of places that is worked out from facts."""
    return not_fixed("RC283", at, Text("places", "取多少名"))


def too_few(at: Node) -> Diagnostic:
    """Fewer than one place."""
    return diagnostic("RC281", at, Text("the places asked for are 1 or more", "所取名次须不少于1名"))
