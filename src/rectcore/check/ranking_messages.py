"""What the checker says of rankings and of places in them."""

from __future__ import annotations

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.tree import Node

_NO_TEXT = Text()


def _error(code: str, at: Node, message: Text, hint: Text = _NO_TEXT) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span=at.span, hint=hint)


def not_rankable(at: Node, word: str) -> Diagnostic:
    """Something ranked that is neither task nor unit."""
    return _error(
        "RC283",
        at,
        Text(f"tasks and units are ranked, not `{word}`", f"参加排名的为事项或单位，不能是“{word}”"),
    )


def no_ranking(at: Node, word: str) -> Diagnostic:
    """Something else than a ranking asked for its first or last places."""
    return _error(
        "RC283",
        at,
        Text(f"`{word}` is no ranking, and has no places", f"`{word}` 不是排名，没有名次"),
        Text(
            "write the name of a ranking, such as `air_rank among the last 3`",
            "请写排名的名称，如 `空气质量排名 位列后3名`",
        ),
    )


def not_fixed(at: Node) -> Diagnostic:
    """A number of places that is worked out from facts."""
    return _error(
        "RC283",
        at,
        Text(
            "how many places is written here, or in a parameter; it is not worked out",
            "取多少名须在此写明或由参数确定，不得推算",
        ),
    )


def too_few(at: Node) -> Diagnostic:
    """Fewer than one place."""
    return _error("RC281", at, Text("the places asked for are 1 or more", "所取名次须不少于1名"))
