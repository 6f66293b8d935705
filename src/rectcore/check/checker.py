"""Trees in, one rulebook out, with everything that is wrong on the way.

All files of a pack are checked together and the order of forms never matters: first what adds to the vocabulary, then
every name, then what the names stand for, then the rules, last what only shows when all is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from attrs import define, field, frozen

from rectcore.check import lint
from rectcore.check.chained import circles as circles_of_rules
from rectcore.check.chained import conditions_of
from rectcore.check.core import CORE
from rectcore.check.cost import dear, named
from rectcore.check.declare import (
    NAMED,
    Definitions,
    Header,
    definition,
    header,
    judgement,
    register,
)
from rectcore.check.desk import Desk, World
from rectcore.check.disagreements import disagreeing
from rectcore.check.due_days import due_days
from rectcore.check.echoes import without_echoes
from rectcore.check.extend import extend
from rectcore.check.follow_up import follow_up
from rectcore.check.former import former_names
from rectcore.check.gates import gate
from rectcore.check.ladders import Feeding, circles
from rectcore.check.layers import layered, settings
from rectcore.check.logic.look import look
from rectcore.check.outlines import clauses, read_outlines
from rectcore.check.overrides import exception
from rectcore.check.prove_tables import prove
from rectcore.check.ranges import check_ranges
from rectcore.check.records import with_records
from rectcore.check.rulebook import (
    Aggregate,
    Definition,
    Duty,
    ExceptionRule,
    Gate,
    Judgement,
    Ladder,
    Notice,
    Parameter,
    Ranking,
    Rulebook,
    Sample,
    Scenario,
    Score,
    Series,
    Standing,
    Target,
    Validity,
)
from rectcore.check.rules import Pack, duty, notice, standing
from rectcore.check.ruleset_messages import no_roll, no_ruleset
from rectcore.check.rung_order import unreachable
from rectcore.check.scenarios import scenario
from rectcore.check.series import series
from rectcore.check.spelling import spelling
from rectcore.check.table import Table
from rectcore.check.targets import target
from rectcore.check.terms import And, Term
from rectcore.check.texts import text
from rectcore.check.types import Name
from rectcore.check.vocabulary import Vocabulary
from rectcore.check.windows import never_full
from rectcore.check.zones import check_zone
from rectcore.diagnostics import Diagnostic, Text, has_errors
from rectcore.language.forms import FORMS
from rectcore.language.tree import File, SourceLine

T = TypeVar("T")


@frozen(slots=False)
class Checked:
    """What a check came to.

    Args:
        rulebook: None where there is an error.
        names: for each file, the name behind each word that was resolved, by the place where the word begins.
    """

    rulebook: Rulebook | None
    names: tuple[Mapping[int, Name], ...]
    _look: Callable[[], tuple[Diagnostic, ...]] = field(eq=False, repr=False)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, by file and place. The advice on rules without an error is worked out when first asked for:
        who only wants verdicts does not wait for it.
        """
        return self._look()


def check(files: Sequence[File], base: Vocabulary = CORE) -> Checked:
    """The rulebook that the files of a pack make together.

    Args:
        files: the trees, in any order.
        base: the vocabulary that the pack extends.
    """
    checker = _Checker(tuple(files), base)
    rulebook = checker.run()
    broken = has_errors(checker.log)

    def everything() -> tuple[Diagnostic, ...]:
        if not broken:
            checker.look()
        return tuple(without_echoes(_in_order(checker.log, files), files))

    return Checked(None if broken else rulebook, tuple(checker.names), everything)


def _in_order(found: Sequence[Diagnostic], files: Sequence[File]) -> tuple[Diagnostic, ...]:
    """By file, in the order they were handed in, and then by place."""
    places = {file.span.source.name: i for i, file in enumerate(files) if file.span is not None}

    def key(diagnostic: Diagnostic) -> tuple[int, int]:
        span = diagnostic.span
        return (places.get(span.source.name, len(places)), span.start) if span is not None else (-1, 0)

    return tuple(sorted(found, key=key))


@define
class _Parts:
    parameters: list[Parameter] = field(factory=list)
    definitions: list[Definition] = field(factory=list)
    judgements: list[Judgement] = field(factory=list)
    tables: list[Table] = field(factory=list)
    series: list[Series] = field(factory=list)
    aggregates: list[Aggregate] = field(factory=list)
    scores: list[Score] = field(factory=list)
    samples: list[Sample] = field(factory=list)
    rankings: list[Ranking] = field(factory=list)
    gates: list[Gate] = field(factory=list)
    duties: list[Duty] = field(factory=list)
    standings: list[Standing] = field(factory=list)
    notices: list[Notice] = field(factory=list)
    targets: list[Target] = field(factory=list)
    ladders: list[Ladder] = field(factory=list)
    exceptions: list[ExceptionRule] = field(factory=list)
    scenarios: list[Scenario] = field(factory=list)


class _Checker:
    def __init__(self, files: tuple[File, ...], base: Vocabulary) -> None:
        self.files = files
        self.base = base
        self.log: list[Diagnostic] = []
        self.names: list[dict[int, Name]] = [{} for _ in files]
        self.definitions = Definitions()
        self.world = World(base, type_of=self.definitions.type_of, table_of=self.definitions.table_of)
        self.desks = [
            Desk(self.world, form, file.dialect, self.log, names)
            for file, names in zip(files, self.names, strict=True)
            for form in file.forms
        ]
        self.parts = _Parts()
        self.in_force = Validity()

    def of(self, *kinds: str) -> list[Desk]:
        """The desks of the forms of some kinds."""
        return [d for d in self.desks if d.form.kind in kinds]

    def made(self, kind: str, make: Callable[[Desk], T | None], into: list[T]) -> None:
        """What the forms of a kind make."""
        for desk in self.of(kind):
            one = make(desk)
            if one is not None:
                into.append(one)

    def run(self) -> Rulebook:
        """Everything in its turn."""
        for desk in self.desks:
            _compulsory(desk)
        extend(self.desks, self.base)
        head = header(self.desks)
        self.in_force = head.in_force
        if head.desk is None:
            self._report(no_ruleset(self.files[0] if self.files else None))
        else:
            check_zone(head.desk)
        read_outlines(self.desks, self.world)
        register(self.of(*NAMED), self.base)
        with_records(self.world)
        former_names(self.desks)
        self._names(head)
        self._rules(head)
        self.made("scenario", lambda desk: scenario(desk, head), self.parts.scenarios)
        check_ranges(self.parts.parameters, self.of("parameter"), self._bounded())
        self._lint()
        return self._rulebook(head)

    def _report(self, diagnostic: Diagnostic) -> None:
        self.log.append(diagnostic)

    def _names(self, head: Header) -> None:
        declared = {id(d.desk): d for d in self.world.declared.values()}
        for desk in self.of("parameter"):
            own = declared.get(id(desk))
            type_ = self.definitions.type_of(own) if own is not None else None
            one = layered(desk, type_, head.in_force)
            if one is not None:
                self.parts.parameters.append(one)
        self.parts.parameters = settings(self.of("setting"), self.parts.parameters)
        for desk in self.of("define"):
            own = declared.get(id(desk))
            term = self.definitions.term_of(own) if own is not None else None
            meant = None if isinstance(term, Score | Sample | Ranking) else term
            made = definition(desk, meant, own.entity if own is not None else None)
            if made is not None:
                self.parts.definitions.append(made)
        for desk in self.of("series"):
            own = declared.get(id(desk))
            type_ = self.definitions.type_of(own) if own is not None else None
            indicator = series(desk, type_)
            if indicator is not None:
                self.parts.series.append(indicator)
        for desk in self.of("aggregate"):
            own = declared.get(id(desk))
            found = self.definitions.term_of(own) if own is not None else None
            if isinstance(found, Aggregate):
                self.parts.aggregates.append(found)
        for desk in self.of("score"):
            own = declared.get(id(desk))
            found = self.definitions.term_of(own) if own is not None else None
            if isinstance(found, Score):
                self.parts.scores.append(found)
        for desk in self.of("sample"):
            own = declared.get(id(desk))
            found = self.definitions.term_of(own) if own is not None else None
            if isinstance(found, Sample):
                self.parts.samples.append(found)
        for desk in self.of("ranking"):
            own = declared.get(id(desk))
            found = self.definitions.term_of(own) if own is not None else None
            if isinstance(found, Ranking):
                self.parts.rankings.append(found)
        self.made("judgement", judgement, self.parts.judgements)
        for desk in self.of("table"):
            own = declared.get(id(desk))
            table = self.definitions.table_of(own) if own is not None else None
            if table is not None:
                self.parts.tables.append(table)

    def _rules(self, head: Header) -> None:
        feeding = Feeding(self.world)
        pack = Pack(head, feeding, self.parts.ladders)
        self.made("gate", gate, self.parts.gates)
        self.made("duty", lambda desk: duty(desk, pack), self.parts.duties)
        self.made("standing", lambda desk: standing(desk, pack), self.parts.standings)
        self.made("notice", lambda desk: notice(desk, pack), self.parts.notices)
        self.made("target", lambda desk: target(desk, pack), self.parts.targets)
        for desk in self.of("ladder"):
            feeding.note(desk)
        self.made("ladder", feeding.ladder, self.parts.ladders)
        circles(self.of("ladder"), self.parts.ladders)
        self.made("exception", lambda desk: exception(desk, pack), self.parts.exceptions)
        if pack.first_due is not None and head.desk is not None and not head.may_have_roll:
            head.desk.report(no_roll(head.desk.form.id or head.desk.form, pack.first_due[1].span))

    def _bounded(self) -> list[object]:
        """Everything a parameter can stand in."""
        p = self.parts
        rules: tuple[Sequence[object], ...] = (p.definitions, p.judgements, p.gates, p.duties, p.standings, p.notices)
        return [rule for some in (*rules, p.targets, p.ladders, p.exceptions) for rule in some]

    def _named_desks(self) -> dict[str, Desk]:
        return {desk.form.id.text: desk for desk in self.of(*NAMED) if desk.form.id is not None}

    def _lint(self) -> None:
        desks = self._named_desks()
        definitions: dict[str, Term] = {d.name.id: d.term for d in self.parts.definitions}
        definitions |= {a.name.id: a.asked for a in self.parts.aggregates}
        definitions |= {s.name.id: s.asked for s in self.parts.scores}
        definitions |= {s.name.id: s.asked for s in self.parts.samples}
        definitions |= {r.name.id: r.asked for r in self.parts.rankings}
        for table in self.parts.tables:
            prove(desks[table.name.id], table, definitions, self.parts.parameters)
        # A table asks its inputs as a definition asks what it means, whichever of them decides.
        definitions |= {table.name.id: And(table.inputs) for table in self.parts.tables}
        rules: list[Duty | Standing] = [*self.parts.duties, *self.parts.standings]
        circular = circles_of_rules(desks, rules, self.parts.exceptions, definitions)
        self._open_gates(desks, definitions, [rule for rule in rules if rule.id not in circular])
        disagreeing(self.parts.exceptions, desks, definitions)
        named = [x for x in self.parts.ladders if not x.inline]
        owed: list[Duty | Standing | Target | Ladder] = [
            *self.parts.duties,
            *self.parts.standings,
            *self.parts.targets,
            *named,
        ]
        for rule_ in owed:
            lint.absence(desks[rule_.id], rule_, definitions, self.world)
        for desk in self.desks:
            lint.cites(desk)
        lint.scenarios(self.desks)
        follow_up(self.desks)
        lint.languages(self.desks)

    def _open_gates(
        self, desks: Mapping[str, Desk], definitions: Mapping[str, Term], rules: Sequence[Duty | Standing]
    ) -> None:
        """RC221, through the rules that gates ask as through definitions."""
        meant = {rule.id: And(tuple(conditions_of(rule, self.parts.exceptions))) for rule in rules}
        gates = {rule.id for rule in self.parts.gates}
        for gate_ in self.parts.gates:
            lint.gate_opens(desks[gate_.id], gate_, {**definitions, **meant})
        for waiver in self.parts.exceptions:
            if waiver.rule in gates:
                lint.gate_opens(desks[waiver.id], waiver, {**definitions, **meant})

    def look(self) -> None:
        """What only rules without an error can be looked at for; it finds none."""
        if any(desk.form.broken for desk in self.desks):
            return
        desks, parts = self._named_desks(), self.parts
        values = {p.name.id: p for p in parts.parameters}
        lint.both_ways(self.desks, parts.scenarios)
        numbers = (*parts.aggregates, *parts.scores, *parts.samples, *parts.rankings)
        look((*self._bounded(), *numbers), parts.definitions, parts.parameters, parts.exceptions, desks)
        due_days(parts.duties, values, desks)
        spelling(self.desks)
        dear((*parts.gates, *parts.duties, *parts.standings, *parts.notices), named(parts), desks)
        unreachable(parts.ladders, (*parts.duties, *parts.standings), values, desks)
        never_full(parts.ladders, self.in_force, values, desks)

    def _rulebook(self, head: Header) -> Rulebook:
        parts = self.parts
        return Rulebook(
            id=head.id,
            title=head.title,
            in_force=head.in_force,
            calendar=head.calendar,
            timezone=head.timezone,
            sources=tuple(_source(line) for line in (self.world.sources or {}).values()),
            vocabulary=self.world.vocabulary,
            parameters=tuple(sorted(parts.parameters, key=lambda p: p.name.id)),
            definitions=tuple(sorted(parts.definitions, key=lambda d: d.name.id)),
            judgements=tuple(sorted(parts.judgements, key=lambda j: j.name.id)),
            tables=tuple(sorted(parts.tables, key=lambda x: x.name.id)),
            series=tuple(sorted(parts.series, key=lambda s: s.name.id)),
            aggregates=tuple(sorted(parts.aggregates, key=lambda a: a.name.id)),
            scores=tuple(sorted(parts.scores, key=lambda s: s.name.id)),
            samples=tuple(sorted(parts.samples, key=lambda s: s.name.id)),
            rankings=tuple(sorted(parts.rankings, key=lambda r: r.name.id)),
            gates=_by_id(parts.gates),
            duties=_by_id(parts.duties),
            standings=_by_id(parts.standings),
            notices=_by_id(parts.notices),
            targets=_by_id(parts.targets),
            ladders=_by_id(parts.ladders),
            exceptions=_by_id(parts.exceptions),
            scenarios=tuple(parts.scenarios),
            clauses=clauses(self.world),
            rolled=head.rolled,
        )


def _compulsory(desk: Desk) -> None:
    """Report keys that a form cannot do without; a tree need not come from a text."""
    for group in FORMS[desk.form.kind].compulsory:
        if all(desk.form.get(key) is None for key in group):
            desk.missing(group[0])


R = TypeVar("R", Gate, Duty, Standing, Notice, Target, Ladder, ExceptionRule)


def _by_id(rules: Sequence[R]) -> tuple[R, ...]:
    return tuple(sorted(rules, key=lambda rule: rule.id))


def _source(line: SourceLine) -> tuple[str, Text]:
    return line.id.text, text(line.title)
