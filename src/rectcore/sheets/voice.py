"""How the sheets of an exported workbook speak: one language, rows and words as people name them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from rectcore.check.core import CORE
from rectcore.diagnostics import Text
from rectcore.engine.figures import Figure, Known
from rectcore.engine.results import Finding, Report, State
from rectcore.explain.names import Names, state_word
from rectcore.model.deadline import Deadline, DeadlineClass
from rectcore.model.escalation import MEASURES, severity
from rectcore.model.facts import Absent, Invalid
from rectcore.model.ledger import Ledger
from rectcore.model.task import TaskKind
from rectcore.sheets.grid import Cell

_CLASSES: Final = {
    DeadlineClass.IMMEDIATE: Text("immediate", "立行立改"),
    DeadlineClass.LONG_TERM: Text("long term", "长期坚持"),
}


class Voice:
    """A ledger, its report, and the words for both in one language."""

    def __init__(self, ledger: Ledger, report: Report, names: Names) -> None:
        self.ledger = ledger
        self.report = report
        self.names = names

    def say(self, en: str, zh: str) -> str:
        """One of two sentences."""
        return zh if self.names.language == "zh" else en

    def heads(self, *pairs: tuple[str, str]) -> tuple[str, ...]:
        """The heads of a table."""
        return tuple(self.say(*pair) for pair in pairs)

    def state(self, state: State) -> str:
        """The state of an obligation."""
        return state_word(state.value, self.names.language)

    def weight(self, finding: Finding) -> int:
        """How harsh the measure is that it calls for."""
        return severity(finding.measure or "", self.names.further_measures)

    def measures(self) -> dict[str, str]:
        """The colour of each measure: a reminder is yellow, what is harsher red."""
        harsher = (*MEASURES[1:], *self.names.further_measures)
        return {self.names.measure(MEASURES[0]): "look", **{self.names.measure(m): "bad" for m in harsher}}

    def text(self, value: Any) -> str | None:
        """A text of a card or a record; one that was of no use as it was given."""
        if isinstance(value, Absent):
            return self.say("none", "无")
        found: str | None = value.raw if isinstance(value, Invalid) else value
        return found

    def unit(self, value: Any) -> str | None:
        """A unit or several, by title."""
        if isinstance(value, tuple):
            return "、".join(self.names.unit(u) for u in value)
        return self.names.unit(value) if isinstance(value, str) else self.text(value)

    def deadline(self, value: Any) -> Cell:
        """A deadline as `import` reads it: a day, a month as text, or a class."""
        if not isinstance(value, Deadline):
            return self.text(value)
        if value.at is None:
            return _CLASSES[value.kind].in_(self.names.language)
        return value.at if isinstance(value.at, date) else str(value.at)

    def item_kind(self, kind: TaskKind) -> str:
        """Task or petition."""
        kinds = CORE["Task"].attribute("kind")
        name = kinds.type.value(kind.value) if kinds is not None else None
        return name.in_(self.names.language) if name is not None else kind.value

    def yes_no(self, value: Any) -> str | None:
        """Yes or no."""
        return self.say("yes", "是") if value is True else self.say("no", "否") if value is False else self.text(value)

    def figure(self, figure: Figure) -> Cell:
        """A number as far as it is known."""
        if figure.known is Known.KNOWN:
            return Decimal(figure.value) if isinstance(figure.value, int | Decimal) else str(figure.value)
        if figure.known is Known.BETWEEN:
            return " … ".join("?" if bound is None else str(bound) for bound in (figure.low, figure.high))
        return (
            self.say("not applicable", "不适用")
            if figure.known is Known.NOT_APPLICABLE
            else self.say("unknown", "不明")
        )
