"""The one door: load rules, then ask. It joins parser, checker, engine and explanation for a caller."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from attrs import evolve, field, frozen

from rectcore.analysis.cover import Coverage, cover
from rectcore.analysis.mutate import Mutant, survivors
from rectcore.analysis.trace import Trace, trace
from rectcore.check.checker import Checked, check
from rectcore.check.cost import Cost, cost, named
from rectcore.check.halves import halves
from rectcore.check.on_a_day import on_a_day
from rectcore.check.rulebook import Rulebook
from rectcore.check.undeclared import as_declared
from rectcore.check.vocabulary import Entity
from rectcore.check.windows import beyond
from rectcore.diagnostics import Diagnostic, Severity, Text, has_errors
from rectcore.engine.compile.bare import BareFinding, bare_findings
from rectcore.engine.compile.evaluate import evaluate
from rectcore.engine.compile.program import Program, compiled
from rectcore.engine.compile.spread import spread
from rectcore.engine.reference.gates import decide
from rectcore.engine.reference.scenarios import ScenarioResult, run_scenario
from rectcore.engine.reference.world import World
from rectcore.engine.results import Decision, Finding, Report
from rectcore.engine.trace import Row
from rectcore.errors import CallError, LoadError
from rectcore.explain import (
    because,
    decision_lines,
    finding_lines,
    questions,
    rule_sentence,
    with_actions,
)
from rectcore.explain.forest import forest_lines
from rectcore.explain.told import report_told
from rectcore.forecast.entries import Forecast
from rectcore.forecast.walk import forecast
from rectcore.language.pack import Pack, read_pack
from rectcore.language.parser import Parsed, parse
from rectcore.language.printer import print_file
from rectcore.language.tree import Word
from rectcore.model.calendar import Calendar, load_calendar
from rectcore.model.events import Subject
from rectcore.model.ledger import Ledger
from rectcore.report.matter import matter
from rectcore.report.show import show
from rectcore.source import Source, shipped_rules


def load(path: str | Path, *, calendars: Mapping[str, Calendar] | None = None) -> Policy:
    """Rules from a folder (a pack), a single file with what it uses, or a shipped pack by its name.

    What is wrong stands in `Policy.diagnostics`; asking a policy with errors raises `LoadError`.

    Args:
        path: a folder, a `.rules` file, or the name of a shipped pack such as `siping-2023`.
        calendars: working-day calendars of the host by id; they win over the shipped ones.
    """
    return _policy(read_pack(path), calendars or {})


def load_text(text: str, name: str = "rules", *, calendars: Mapping[str, Calendar] | None = None) -> Policy:
    """Rules from a string; `name` is what messages call it."""
    return _policy(Pack((parse(Source(name, text)),)), calendars or {})


def _policy(pack: Pack, calendars: Mapping[str, Calendar]) -> Policy:
    checked = check([p.file for p in pack.files]) if pack.files else None
    calendar: Calendar | None = None
    problems: list[Diagnostic] = []
    if checked is not None and checked.rulebook is not None:
        calendar, problems = _calendar(checked.rulebook.calendar or "cn_public", calendars, pack)
    return Policy(pack.files, checked, calendar, pack.all_diagnostics, tuple(problems))


def _calendar(name: str, calendars: Mapping[str, Calendar], pack: Pack) -> tuple[Calendar | None, list[Diagnostic]]:
    if name in calendars:
        return calendars[name], []
    try:
        return load_calendar(name), []
    except (LookupError, ValueError):
        shipped = ", ".join(sorted(p.name for p in (shipped_rules() / "calendars").iterdir() if p.is_dir()))
        message = Text(f"there is no calendar `{name}`", f"没有名为 `{name}` 的日历")
        hint = Text(
            f"shipped: {shipped}; a host passes its own when it loads the rules",
            f"随库提供的有：{shipped}；也可在载入规则时传入自己的日历",
        )
        written = [
            (clause.value.span, parsed.file.dialect)
            for parsed in pack.files
            for form in parsed.file.forms
            for clause in form.all("calendar")
            if isinstance(clause.value, Word)
        ]
        span, language = written[0] if written else (None, "en")
        return None, [Diagnostic("RC313", Severity.ERROR, message, span=span, hint=hint, language=language)]


@frozen(slots=False)
class Policy:
    """A loaded rule set. It holds no facts, never changes, and may be shared."""

    parsed: tuple[Parsed, ...] = field(repr=False)
    checked: Checked | None = field(repr=False)
    calendar: Calendar | None = field(repr=False)
    _of_files: tuple[Diagnostic, ...] = field(repr=False)
    _of_calendar: tuple[Diagnostic, ...] = field(default=(), repr=False)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the rules, or worth a look; advice is worked out when first asked for."""
        checked = self.checked.diagnostics if self.checked is not None else ()
        return (*self._of_files, *checked, *self._of_calendar)

    @property
    def ok(self) -> bool:
        """Whether it can be asked."""
        unread = has_errors(self._of_files) or self.checked is None or self.checked.rulebook is None
        return not unread and self.calendar is not None

    @cached_property
    def rulebook(self) -> Rulebook:
        """The checked rules.

        Raises:
            LoadError: the rules have errors.
        """
        if not self.ok or self.checked is None or self.checked.rulebook is None:
            raise LoadError(tuple(d for d in self.diagnostics if d.severity is Severity.ERROR))
        return self.checked.rulebook

    def costs(self) -> tuple[tuple[str, Cost], ...]:
        """What each rule costs at most for one subject, the dearest first.

        Raises:
            LoadError: the rules have errors.
        """
        book = self.rulebook
        means = named(book)
        found = [(rule.id, cost(rule, means)) for rule in book.rules]
        return tuple(sorted(found, key=lambda pair: (-pair[1].number, pair[0])))

    def on(self, day: date) -> tuple[Diagnostic, ...]:
        """What a day makes stale in the rules: values past their review, working days not yet published.

        Raises:
            LoadError: the rules have errors.
        """
        assert self.rulebook is not None
        assert self.calendar is not None
        return on_a_day([p.file for p in self.parsed], self.calendar, day)

    def beyond(self, ledger: Ledger, day: date | None = None) -> tuple[Diagnostic, ...]:
        """Where the rules look back, on a day, before the first day that a ledger knows anything of.

        Args:
            ledger: the facts.
            day: None: the day to which the ledger is complete, else that of its latest event or card.

        Raises:
            LoadError: the rules have errors.
        """
        return beyond(self.rulebook, [p.file for p in self.parsed], ledger, day)

    def untranslated(self, lacks: str | None = None) -> tuple[Diagnostic, ...]:
        """The names that the rules declare in one language only; texts of which that is so are in `diagnostics`.

        Args:
            lacks: only names that have none in this language, `en` or `zh`; None: either.

        Raises:
            LoadError: the rules have errors.
        """
        return halves([p.file for p in self.parsed], self.rulebook.vocabulary, lacks)

    @property
    def id(self) -> str:
        """The rule set's id."""
        return self.rulebook.id

    @cached_property
    def program(self) -> Program:
        """The rules as functions, compiled when they are first asked; it may be pickled and shared.

        Raises:
            LoadError: the rules have errors.
        """
        return compiled(self.rulebook)

    def evaluate(
        self,
        ledger: Ledger,
        as_of: date,
        known_at: date | None = None,
        progress: Callable[[int, int], None] = lambda *_: None,
        *,
        workers: int = 1,
    ) -> Report:
        """Everything that holds at the end of `as_of`, as known on `known_at` (default: the same day).

        Args:
            progress: told how many tasks, units and plans are done, of how many.
            workers: how many processes share the work; the report is the same. Each is a new interpreter: a program
                that asks for several keeps its main part under `if __name__ == "__main__"`.

        Raises:
            LoadError: the rules have errors.
            CallError: the ledger counts its days in another time zone than the rules; the day is more than
                `MOST_YEARS` after the ledger's first; a process ended before its work was done.
        """
        book = self.rulebook
        ledger = fitted(ledger, book)
        refuse_too_far(ledger, book.in_force.first, as_of)
        assert self.calendar is not None
        known = known_at or as_of
        if workers > 1:
            report = spread(self.program, ledger, self.calendar, as_of, known, workers, progress)
        else:
            report = evaluate(self.program, ledger, self.calendar, as_of, known, progress)
        return report_told(report, book, ledger)

    def bare_findings(self, ledger: Ledger, as_of: date, known_at: date | None = None) -> list[BareFinding]:
        """Which rule says something of which subject, and on which rung: the findings of a report and no more.

        For whoever looks at many ledgers, or at one very often: no day it began, no reasons and no words are worked
        out. Owner by owner: the plan, tasks and units by id.

        Raises:
            LoadError: the rules have errors.
            CallError: as for `evaluate`.
        """
        book = self.rulebook
        ledger = fitted(ledger, book)
        refuse_too_far(ledger, book.in_force.first, as_of)
        assert self.calendar is not None
        return bare_findings(self.program, ledger, self.calendar, as_of, known_at or as_of)

    def forecast(self, ledger: Ledger, as_of: date, until: date, subject: str | None = None) -> Forecast:
        """What will fall due, turn late, climb a rung or lapse after `as_of`, if nothing new is recorded.

        Silence is taken as nothing done, whatever day the ledger says it is complete to.

        Args:
            ledger: the facts; what was recorded after `as_of` is not seen.
            as_of: the first day; what falls due on it is told as well.
            until: the last day.
            subject: the id of the one task, unit or plan to look at.

        Raises:
            LoadError: the rules have errors.
            CallError: no such subject; `until` before `as_of`, or more than `MOST_YEARS` after the ledger's first day;
                another time zone.
        """
        book = self.rulebook
        ledger = fitted(ledger, book)
        if until < as_of:
            raise CallError((questions.ends_before(until, as_of),))
        if subject is not None and not _rows(subject, ledger):
            raise CallError((questions.unknown_subject(subject, None, book, ledger),))
        refuse_too_far(ledger, book.in_force.first, until)
        assert self.calendar is not None
        return forecast(book, ledger, self.calendar, as_of, until, subject)

    def may(
        self,
        act: str,
        task: str,
        ledger: Ledger,
        as_of: date,
        known_at: date | None = None,
        actor: str | None = None,
    ) -> Decision:
        """May this act be recorded on a task (or unit, or plan) today; if not, what is missing.

        Args:
            act: an event kind, in either language: `closure`, `销号`.
            task: the id of the task or petition; of a unit or the plan where the act is theirs.
            ledger: the facts.
            as_of: the day of the act.
            known_at: what was recorded later is not seen (default: `as_of`).
            actor: the id of the person who would do it.

        Raises:
            LoadError: the rules have errors.
            CallError: no such act, subject or person; an act that is not about such a subject; another time zone.
        """
        book = self.rulebook
        ledger = fitted(ledger, book)
        assert self.calendar is not None
        kind, row = _asked(act, task, actor, book, ledger)
        world = World(book, ledger, self.calendar, known_at or as_of)
        decision = decide(kind.id, row, as_of, world, actor)
        labels = tuple(
            evolve(x, because=because(x, book, ledger, as_of=as_of, known_at=world.known_at, subject=row))
            for x in decision.labels
        )
        return with_actions(evolve(decision, labels=labels), row, world, actor)

    def why(self, about: Decision | Finding, ledger: Ledger, language: str = "en") -> tuple[str, ...]:
        """A decision or a finding with its reasons, as lines for people."""
        ledger = as_declared(ledger, self.rulebook.vocabulary)
        if isinstance(about, Decision):
            return decision_lines(about, self.rulebook, ledger, language)
        return finding_lines(about, self.rulebook, ledger, language)

    def show(
        self,
        report: Report,
        ledger: Ledger,
        form: str = "html",
        language: str = "en",
        *,
        unit: str | None = None,
        table: str = "findings",
    ) -> str:
        """A report of `evaluate` for people to look at: `html` (one page), `markdown`, or `csv`.

        Args:
            unit: only what is about this unit and those below it.
            table: of `csv`: `findings`, `items`, `obligations` or `targets`.

        Raises:
            CallError: no such unit; a page without the extra `report`, or of more items than it takes.
            ValueError: no such form or table.
        """
        book = self.rulebook
        ledger = fitted(ledger, book)
        if unit is not None and ledger.unit(unit) is None:
            raise CallError((questions.unknown_subject(unit, None, book, ledger),))
        assert self.calendar is not None
        return show(matter(report, ledger, book, self.calendar, language, unit), form, table)

    def explain(self, id: str, day: date | None = None) -> Text:  # noqa: A002 - the word of the language
        """What a rule, ladder, parameter, definition, judgement or table does, in one sentence.

        Raises:
            CallError: nothing goes by that name.
        """
        book = self.rulebook
        names = [x.name for x in book.parameters] + [x.name for x in book.definitions]
        names += [x.name for x in book.judgements] + [x.name for x in book.tables]
        named = next((name.id for name in names if id in name.all), id)
        if book.find(named) is None:
            raise CallError((questions.unknown_rule(id, book),))
        return rule_sentence(book, named, day=day)

    def tree(self, id: str, language: str = "en") -> tuple[str, ...]:  # noqa: A002 - the word of the language
        """A rule with the exceptions to it and theirs, as a tree of lines; of an exception, that of its rule.

        Raises:
            CallError: there is no such rule, ladder or exception.
        """
        book = self.rulebook
        known = [x.id for x in (*book.rules, *book.ladders, *book.exceptions)]
        if id not in known:
            raise CallError((questions.unknown_rule(id, book),))
        return forest_lines(book, id, language)

    def test(self) -> tuple[ScenarioResult, ...]:
        """Every scenario of the rules, run."""
        book = self.rulebook
        assert self.calendar is not None
        return tuple(run_scenario(s, book, self.calendar) for s in book.scenarios)

    def cover(self) -> Coverage:
        """Which conditions, states and rungs the scenarios reach."""
        book = self.rulebook
        assert self.calendar is not None
        return cover(book, self.calendar)

    def survivors(self, progress: Callable[[int], None] = lambda _: None) -> tuple[tuple[Mutant, ...], int]:
        """The small changes of the rules that no scenario notices, and how many were tried.

        Args:
            progress: told how many are done.
        """
        book = self.rulebook
        assert self.calendar is not None
        return survivors(book, self.calendar, progress)

    def trace(self) -> Trace:
        """Where each clause of the outlines is carried out, and which scenarios show it."""
        return trace(self.rulebook)

    def print(self, dialect: str | None = None) -> tuple[tuple[str, str], ...]:
        """Every file's name with its text in canonical form, in its own dialect or another."""
        names = self.checked.names if self.checked is not None else tuple({} for _ in self.parsed)
        return tuple(
            ((p.file.span.source.name if p.file.span else ""), print_file(p.file, dialect, own))
            for p, own in zip(self.parsed, names, strict=True)
        )


def fitted(ledger: Ledger, book: Rulebook) -> Ledger:
    """The ledger as these rules read it.

    Raises:
        CallError: it counts its days in another time zone.
    """
    if book.timezone is not None and book.timezone != ledger.timezone:
        message = Text(
            f"the ledger counts days in `{ledger.timezone}`, the rules in `{book.timezone}`",
            f"台账的时区为 `{ledger.timezone}`，规则的时区为 `{book.timezone}`",
        )
        hint = Text("use one time zone for both", "两处请使用同一时区")
        raise CallError((Diagnostic("CL105", Severity.ERROR, message, place=ledger.id, hint=hint),))
    return as_declared(ledger, book.vocabulary)


MOST_YEARS = 50
"""How long after a ledger's first day it may be judged: every day between the two may have to be looked at."""

_SUBJECTS = (("Task", "task"), ("Unit", "unit"), ("Plan", "plan"))


def refuse_too_far(ledger: Ledger, in_force: date | None, as_of: date) -> None:
    """Refuse a day that lies too long after the ledger's first.

    Raises:
        CallError: it does.
    """
    first = min((t.opened for t in ledger.tasks), default=as_of)
    first = max(first, in_force or first)
    if as_of.year - first.year > MOST_YEARS:
        message = Text(
            f"{as_of} lies more than {MOST_YEARS} years after the first day of the ledger, {first}",
            f"{as_of} 距台账最早的日期 {first} 超过 {MOST_YEARS} 年",
        )
        hint = Text("ask for an earlier day", "请改用较早的日期")
        raise CallError((Diagnostic("CL106", Severity.ERROR, message, place=str(as_of), hint=hint),))


def _asked(act: str, task: str, actor: str | None, book: Rulebook, ledger: Ledger) -> tuple[Entity, Row]:
    """The act and the row it is to be done on.

    Raises:
        CallError: with everything that is wrong with the question.
    """
    kind = _act(act, book)
    rows = _rows(task, ledger)
    fitting = [row for row in rows if kind is None or row.entity in kind.part_of]
    problems: list[Diagnostic] = []
    if kind is None and not rows and _act(task, book) is not None and _rows(act, ledger):
        problems.append(questions.other_way_round(act, task))
    else:
        if kind is None:
            problems.append(questions.unknown_act(act, book))
        if not rows:
            problems.append(questions.unknown_subject(task, kind, book, ledger))
        elif not fitting and kind is not None:
            problems.append(questions.not_about(task, kind, rows[0].entity, book, ledger))
    if actor is not None and ledger.person(actor) is None:
        problems.append(questions.unknown_person(actor, ledger))
    if problems or kind is None:
        raise CallError(tuple(problems))
    return kind, fitting[0]


def _act(word: str, book: Rulebook) -> Entity | None:
    kind = book.vocabulary.entity(word)
    return kind if kind is not None and kind.event else None


def _rows(id_: str, ledger: Ledger) -> list[Row]:
    return [Row(entity, id_) for entity, kind in _SUBJECTS if ledger.has(Subject(kind, id_))]
