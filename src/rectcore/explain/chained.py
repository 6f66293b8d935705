"""What became of another duty, in words."""

from __future__ import annotations

from typing import Final

from rectcore.check.rulebook import Rulebook
from rectcore.diagnostics import Text
from rectcore.explain.phrases import both, quoted, title_of

_ASKED: Final = {
    "done": Text("the day {x} was done", "{x}完成之日"),
    "due": Text("the due day of {x}", "{x}的到期日"),
    "state": Text("the state of {x}", "{x}的状态"),
}


def of_duty_text(rulebook: Rulebook, rule: str, name: str) -> Text:
    """`the day “Fix” was done`."""
    said = _ASKED[name]
    return both(said.en, said.zh, x=quoted(title_of(rulebook, rule)))
