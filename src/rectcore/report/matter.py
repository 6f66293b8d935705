"""What a page is made of: a report with its ledger and rules, and the items it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from attrs import evolve, field, frozen

from rectcore.check.rulebook import Rulebook
from rectcore.check.undeclared import as_declared
from rectcore.diagnostics import Text
from rectcore.engine.reference.fields import read
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.world import World
from rectcore.engine.results import Finding, Obligation, Report, Totals
from rectcore.engine.trace import Row
from rectcore.explain.names import Names
from rectcore.model.calendar import Calendar
from rectcore.model.events import Subject
from rectcore.model.facts import Unknown
from rectcore.model.ledger import Ledger


@frozen(slots=False)
class Matter:
    """A report with what its rows are called, in one language.

    Args:
        ledger: the one that was evaluated, as the rules read it.
        unit: only what is about this unit and those below it; None: everything.
    """

    report: Report
    ledger: Ledger
    rulebook: Rulebook
    calendar: Calendar = field(repr=False)
    language: str = "en"
    unit: str | None = None

    @property
    def zh(self) -> bool:
        """Whether it is told in Chinese."""
        return self.language == "zh"

    @property
    def day(self) -> date:
        """The day of the report."""
        return self.report.as_of

    def say(self, text: Text) -> str:
        """A text in the language, harmless."""
        return text.in_(self.language)

    @cached_property
    def names(self) -> Names:
        """What rows and words are called."""
        return Names(self.ledger, self.rulebook, self.language)

    @cached_property
    def world(self) -> World:
        """Where values of the day are asked."""
        return World(self.rulebook, self.ledger, self.calendar, self.report.known_at)

    def value(self, entity: str, id: str, name: str) -> object:  # noqa: A002 - the word of the language
        """A field of a row on the day."""
        row = Row(entity, id)
        return read(env_at(self.world, self.day, row), row, name)

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {u.id: u.parent for u in self.ledger.units}

    def above(self, unit: str) -> tuple[str, ...]:
        """A unit and those above it, the nearest first."""
        chain: list[str] = []
        at: str | None = unit
        while at is not None and at not in chain:
            chain.append(at)
            at = self._parents.get(at)
        return tuple(chain)

    @cached_property
    def _lead(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for task in self.ledger.tasks:
            lead = self.value("Task", task.id, "lead_unit")
            if not isinstance(lead, Row):
                several = self.value("Task", task.id, "responsible_units")
                lead = several[0] if isinstance(several, tuple) and several else None
            found[task.id] = lead.id if isinstance(lead, Row) else None
        return found

    def lead(self, task: str) -> str | None:
        """The unit that leads a task, else the first that is responsible; None where none is on record."""
        return self._lead.get(task)

    @cached_property
    def _states(self) -> dict[str, str]:
        return {}

    def state(self, task: str) -> str:
        """The status of an item on the day; `undetermined` where it is not known."""
        if task not in self._states:
            status = self.value("Task", task, "status")
            self._states[task] = "undetermined" if isinstance(status, Unknown) else str(status)
        return self._states[task]

    def owner(self, subject: Subject) -> Subject:
        """The task, unit or plan that something belongs to; an event that is not in the ledger stands for itself."""
        event = self.ledger.event(subject.id) if subject.kind not in ("task", "unit", "plan") else None
        return event.subject if event is not None else subject

    def units_of(self, subject: Subject) -> tuple[str, ...]:
        """The unit that something is laid to, and those above it."""
        owner = self.owner(subject)
        unit = owner.id if owner.kind == "unit" else self.lead(owner.id) if owner.kind == "task" else None
        return self.above(unit) if unit is not None else ()

    def within(self, subject: Subject) -> bool:
        """Whether something is about the unit asked for."""
        return self.unit is None or self.unit in self.units_of(subject)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings the page is about."""
        return tuple(f for f in self.report.findings if self.within(f.subject))

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """The obligations the page is about."""
        return tuple(o for o in self.report.obligations if self.within(o.owner))

    @cached_property
    def owed_by(self) -> dict[Subject, list[Obligation]]:
        """The obligations by their owner."""
        found: dict[Subject, list[Obligation]] = {}
        for one in self.obligations:
            found.setdefault(one.owner, []).append(one)
        return found

    @cached_property
    def findings_of(self) -> dict[Subject, list[Finding]]:
        """The findings by the task, unit or plan they belong to."""
        found: dict[Subject, list[Finding]] = {}
        for one in self.findings:
            found.setdefault(self.owner(one.subject), []).append(one)
        return found

    @cached_property
    def totals(self) -> dict[str, Totals]:
        """How many items of a kind there are, by status; of a unit, its own."""
        if self.unit is None:
            return self.report.totals
        found = {kind: Counter[str]() for kind in self.report.totals}
        for id_ in self.tasks():
            task = self.ledger.task(id_)
            assert task is not None
            found[task.kind.value][self.state(id_)] += 1
        return {kind: Totals(all=counts.total(), **counts) for kind, counts in found.items()}

    def tasks(self) -> Iterator[str]:
        """The ids of the items that had begun by the day, in the order of the ledger."""
        for task in self.ledger.tasks:
            if task.opened <= self.day and self.within(Subject("task", task.id)):
                yield task.id


def matter(
    report: Report,
    ledger: Ledger,
    rulebook: Rulebook,
    calendar: Calendar,
    language: str = "en",
    unit: str | None = None,
) -> Matter:
    """What a page is made of, the ledger as the rules read it."""
    return evolve(Matter(report, as_declared(ledger, rulebook.vocabulary), rulebook, calendar, language), unit=unit)
