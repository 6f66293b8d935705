"""The words of tables and headings, in both languages, and how rows of a ledger are named in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from rectcore.check.core import CORE
from rectcore.check.rulebook import Rulebook
from rectcore.check.states import STATES
from rectcore.diagnostics import Text, harmless
from rectcore.model.events import Subject
from rectcore.model.ledger import Ledger

ITEM_KINDS: Final = {"task": Text("tasks", "整改任务"), "petition": Text("petitions", "信访案件")}

REASONS: Final = {
    "undetermined": Text("could not be judged", "待核实"),
    "refused row": Text("rows refused", "未采用的行"),
    "file cut off": Text("the file is cut off", "文件不完整"),
    "past watermark": Text("the ledger is not complete up to that day", "台账未完整至当日"),
    "before opening": Text("events dated before their task was opened", "早于立项日的记录"),
    "addressee unknown": Text("not known whom to send it to", "主送单位不明"),
    "not entitled": Text("judgements by somebody not entitled", "无权作出的认定"),
    "past review": Text("values past their day of review", "已过复核期限的取值"),
    "setting ignored": Text("settings of a parameter that have no effect", "不生效的参数设定"),
    "unusable reading": Text("readings that do not say which period they cover", "所属周期不明的监测数据"),
}
"""Why something is a data gap; a reason of another name is shown as it stands."""


def state_word(state: str, language: str) -> str:
    """A state or verdict in a language."""
    name = STATES.get(state)
    return name.in_(language) if name is not None and language == "zh" else state


class Names:
    """Rows of a ledger and words of a vocabulary, as a person reads them; harmless on a terminal."""

    def __init__(self, ledger: Ledger | None, book: Rulebook | None, language: str) -> None:
        self._ledger = ledger
        self._book = book
        self._vocabulary = book.vocabulary if book is not None else CORE
        self.language = language

    @property
    def further_measures(self) -> tuple[str, ...]:
        """The host's own measures, harsher than the core's."""
        return self._vocabulary.further_measures

    def not_in_force(self, day: date) -> str:
        """From when on, or up to when, the rules apply, where that day is outside; else nothing."""
        if self._book is None or day in self._book.in_force:
            return ""
        first, last = self._book.in_force.first, self._book.in_force.last
        if first is not None and day < first:
            return f"规则自 {first} 起施行" if self.language == "zh" else f"the rules are in force only from {first}"
        return f"规则施行至 {last}" if self.language == "zh" else f"the rules are in force only to {last}"

    def field(self, path: str) -> str:
        """A field of an entity, `Task.risk`, in the words of the language."""
        entity, _, name = path.partition(".")
        of = self._vocabulary[entity]
        attribute = of.attribute(name)
        own = attribute.name.in_(self.language) if attribute is not None else name
        return f"{of.name.in_(self.language)}{'的' if self.language == 'zh' else '.'}{own}"

    def subject(self, subject: Subject | None) -> str:
        """A task by id and title, a unit by title, an event with what it is about."""
        if subject is None:
            return ""
        ledger = self._ledger
        if subject.kind == "task":
            task = ledger.task(subject.id) if ledger is not None else None
            title = task.title if task is not None and isinstance(task.title, str) else ""
            return harmless(f"{subject.id} {title}".rstrip())
        if subject.kind == "unit":
            return self.unit(subject.id)
        if subject.kind == "plan":
            plan = ledger.plan if ledger is not None else None
            return harmless((plan.title if plan is not None and plan.id == subject.id else None) or subject.id)
        kind = self._vocabulary.entity(subject.kind)
        word = kind.name.in_(self.language) if kind is not None else subject.kind
        event = ledger.event(subject.id) if ledger is not None else None
        about = self.in_brackets(self.subject(event.subject)) if event is not None else ""
        return harmless(f"{word} {subject.id}") + about

    def in_brackets(self, text: str) -> str:
        """A remark behind something, in the brackets of the language."""
        return f"（{text}）" if self.language == "zh" else f" ({text})"

    def unit(self, id_: str) -> str:
        """A unit by its title."""
        unit = self._ledger.unit(id_) if self._ledger is not None else None
        return harmless((unit.title if unit is not None else None) or id_)

    def units(self, ids: Iterable[str]) -> str:
        """Units by title, one after the other."""
        return ("、" if self.language == "zh" else ", ").join(map(self.unit, ids))

    def measure(self, measure: str | None) -> str:
        """A measure in the language."""
        name = self._vocabulary.measure(measure) if measure else None
        return name.in_(self.language) if name is not None else (measure or "")

    def event_kind(self, kind: str) -> str:
        """An act in the language."""
        entity = self._vocabulary.entity(kind)
        return entity.name.in_(self.language) if entity is not None else kind

    def post(self, post: str | None) -> str:
        """A post in the language."""
        name = self._vocabulary.posts.value(post) if post else None
        return (name.in_(self.language) if name is not None else (post or "")).replace("_", " ")

    def rule(self, id_: str | None) -> str:
        """A rule by id and title."""
        found = self._book.find(id_) if self._book is not None and id_ else None
        title = getattr(found, "title", None)
        return harmless(f"{id_ or ''} {title.in_(self.language) if title is not None else ''}".strip())
