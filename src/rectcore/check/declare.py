"""Names that a pack declares: the rule set, parameters, definitions, judgements; and the registry of every identifier.

A definition's type is found when it is first asked for, so that the order of forms never matters; one that is asked for
while it is being found is part of a circle.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from attrs import define, field

from rectcore.check import name_messages, rule_messages, ruleset_messages
from rectcore.check.aggregates import aggregate
from rectcore.check.desk import Declared, Desk, World
from rectcore.check.extend import read_type
from rectcore.check.infer import infer, length
from rectcore.check.literals import literal
from rectcore.check.rankings import ranking
from rectcore.check.read_tables import table
from rectcore.check.rulebook import (
    Aggregate,
    Definition,
    Judgement,
    Parameter,
    Ranking,
    Rolled,
    Sample,
    Score,
    Validity,
)
from rectcore.check.samples import sample
from rectcore.check.scope import Scope
from rectcore.check.scores import score
from rectcore.check.table import Table
from rectcore.check.terms import Term
from rectcore.check.texts import citations, text, validity
from rectcore.check.types import Name, Type
from rectcore.check.vocabulary import Vocabulary
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.calendar import Roll

VALUES = ("parameter", "define", "judgement", "table", "series", "aggregate", "score", "sample", "ranking")
NAMED = (*VALUES, "gate", "duty", "standing", "notice", "target", "ladder", "exception")
RULES = ("gate", "duty", "standing", "notice", "target")


def register(desks: list[Desk], base: Vocabulary) -> None:
    """Put every declared name into the world of the desks; one that is taken is reported."""
    for desk in desks:
        form = desk.form
        if form.kind not in NAMED or form.id is None:
            continue
        entity = desk.world.vocabulary.entity(form.on.words[0].text) if form.on is not None and form.on.words else None
        declared = Declared(
            form.kind, Name(form.id.text, form.also), form, desk, entity.id if entity else None, form.broken
        )
        taken = _taken(declared, desk.world, base)
        if taken is not None:
            desk.report(name_messages.declared_twice(form.id, *taken))
        for name in declared.name.all:
            desk.world.declared.setdefault(name, declared)


def _taken(declared: Declared, world: World, base: Vocabulary) -> tuple[str, Any, Text] | None:
    """A name of the form that something has already, with its place or with what it is."""
    for name in declared.name.all:
        other = world.declared.get(name)
        if other is not None:
            return name, other.form.id.span if other.form.id is not None else None, Text()
        if declared.kind not in VALUES:
            continue
        for entity in (*base.entities, *world.vocabulary.entities):
            if declared.kind != "parameter" and entity.id != declared.entity:
                continue
            if entity.attribute(name) is not None:
                owner = entity.name
                return name, None, Text(f"a field of {owner.in_('en')}", f"{owner.in_('zh')}的属性")
    return None


@define
class Header:
    """What the `ruleset` form says."""

    id: str = ""
    title: Text = field(factory=Text)
    in_force: Validity = field(factory=Validity)
    calendar: str | None = None
    timezone: str | None = None
    roll: Roll | None = None
    desk: Desk | None = None

    @property
    def rolled(self) -> Rolled | None:
        """The same with its place."""
        clause = self.desk.form.get("if due on a holiday") if self.desk is not None else None
        return Rolled(self.roll, clause.span) if self.roll is not None and clause is not None else None

    @property
    def may_have_roll(self) -> bool:
        """Whether a broken line, or a rule set that is missing, may say where holidays go."""
        return self.desk is None or self.desk.form.broken


def header(desks: list[Desk]) -> Header:
    """The rule set's header; a second one is reported."""
    own = [d for d in desks if d.form.kind == "ruleset"]
    for other in own[1:]:
        other.report(ruleset_messages.second_ruleset(other.form.id or other.form, _place(own[0].form)))
    if not own:
        return Header()
    desk = own[0]
    calendar = desk.one("calendar", tree.Word)
    roll = desk.one("if due on a holiday", str)
    timezone = desk.one("timezone", tree.TextValue)
    lines = desk.every("source", tree.SourceLine)
    if not desk.form.broken:
        desk.world.sources = _sources(lines, desk)
    return Header(
        id=desk.form.id.text if desk.form.id is not None else "",
        title=text(desk.form.title),
        in_force=validity(desk),
        calendar=calendar.text if calendar is not None else None,
        timezone=timezone.value if timezone is not None else None,
        roll=Roll(roll) if roll is not None else None,
        desk=desk,
    )


def _place(form: tree.Form) -> Any:
    return form.id.span if form.id is not None else form.span


def _sources(lines: tuple[tree.SourceLine, ...], desk: Desk) -> dict[str, tree.SourceLine]:
    found: dict[str, tree.SourceLine] = {}
    for line in lines:
        first = found.setdefault(line.id.text, line)
        if first is not line:
            desk.report(name_messages.declared_twice(line.id, line.id.text, first.id.span))
    return found


def parameter(desk: Desk, type_: Type | None, in_force: Validity) -> Parameter | None:
    """A parameter with its values by day."""
    form = desk.form
    cites = citations(desk)
    if type_ is None or form.id is None:
        return None
    dated = desk.every("from", tree.DatedValue)
    values: dict[date, Any] = {}
    places: dict[date, tree.DatedValue] = {}
    for line in dated:
        if line.since in places:
            desk.report(ruleset_messages.two_values(line, line.since, places[line.since].span))
            continue
        places[line.since] = line
        values[line.since] = None if line.value is None else literal(line.value, type_, desk)
    if values and in_force.first is not None and min(values) > in_force.first and not form.broken:
        first = min(values)
        desk.report(ruleset_messages.no_value_yet(places[first], in_force.first, first - timedelta(days=1)))
    review = desk.one("review by", tree.Day)
    return Parameter(
        Name(form.id.text, form.also),
        type_,
        tuple(sorted(values.items())),
        cites,
        review.value if review is not None else None,
    )


@define
class Definitions:
    """The terms of definitions, the aggregates, and the types of parameters, found as they are asked for."""

    terms: dict[str, Term | Aggregate | Score | Sample | Ranking | None] = field(factory=dict)
    tables: dict[str, Table | None] = field(factory=dict)
    types: dict[str, Type | None] = field(factory=dict)
    _open: list[Declared] = field(factory=list)
    _circular: set[str] = field(factory=set)

    def type_of(self, declared: Declared) -> Type | None:
        """The type of a parameter, definition, series, aggregate or table (of its first result); None if at fault."""
        if declared.kind in ("parameter", "series"):
            return self._parameter(declared)
        if declared.kind == "table":
            made = self.table_of(declared)
            return None if made is None else (made.output(None) or made.outputs[0])[1]
        term = self.term_of(declared)
        return None if term is None else term.type

    def _parameter(self, declared: Declared) -> Type | None:
        key = declared.name.id
        if key not in self.types:
            node = declared.form.type
            self.types[key] = None if node is None else read_type(node, declared.desk)
        return self.types[key]

    def term_of(self, declared: Declared) -> Term | Aggregate | Score | Sample | Ranking | None:
        """The term of a definition, the aggregate, the score, the sample, or the ranking; None where it is at fault."""
        found: Term | Aggregate | Score | Sample | Ranking | None = self._once(declared, self.terms, self._infer)
        return found

    def table_of(self, declared: Declared) -> Table | None:
        """The table of a form; None where it is at fault."""
        found: Table | None = self._once(declared, self.tables, lambda one: table(one.desk))
        return found

    def _once(self, declared: Declared, kept: dict[str, Any], make: Callable[[Declared], Any]) -> Any:
        """What a form makes, made when it is first asked for; None in a circle, which is reported."""
        key = declared.name.id
        if declared in self._open:
            self._report_cycle(self._open[self._open.index(declared) :])
            return None
        if key not in kept:
            self._open.append(declared)
            made = make(declared)
            self._open.pop()
            kept[key] = None if key in self._circular else made
        return kept[key]

    def _infer(self, declared: Declared) -> Term | Aggregate | Score | Sample | Ranking | None:
        desk = declared.desk
        if declared.kind == "aggregate":
            return aggregate(desk)
        if declared.kind == "score":
            return score(desk)
        if declared.kind == "sample":
            return sample(desk)
        if declared.kind == "ranking":
            return ranking(desk)
        means = desk.expression("means")
        on = desk.form.on
        entity = desk.entity(on.words[0]) if on is not None and on.words else None
        if means is None:
            return None
        return infer(means, Scope(desk, entity))

    def _report_cycle(self, circle: list[Declared]) -> None:
        names = [d.name.id for d in circle]
        first = names.index(min(names))
        turned = circle[first:] + circle[:first]
        fresh = self._circular.isdisjoint(names)
        self._circular |= set(names)
        if fresh:
            desk = turned[0].desk
            shown = [d.name.in_(desk.dialect) for d in turned]
            at = turned[0].form.id or turned[0].form
            desk.report(rule_messages.cycle(at, shown, [_place(d.form) for d in turned[1:]]))


def definition(desk: Desk, term: Term | Aggregate | None, entity: str | None) -> Definition | None:
    """A definition whose term has been found."""
    cites = citations(desk)
    if term is None or isinstance(term, Aggregate) or entity is None or desk.form.id is None:
        return None
    return Definition(Name(desk.form.id.text, desk.form.also), entity, term, text(desk.form.title), cites)


def judgement(desk: Desk) -> Judgement | None:
    """A judgement: who decides, and for how long it holds."""
    form = desk.form
    cites = citations(desk)
    entity = desk.entity(form.on.words[0]) if form.on is not None and form.on.words else None
    decider = desk.one("decided by", tree.Word)
    post = desk.post(decider) if decider is not None else None
    if decider is None and not form.broken and form.id is not None:
        desk.report(rule_messages.no_decider(form.id, form.id.text))
    span = desk.one("valid for", tree.Duration)
    holds = None if span is None else length(span, Scope(desk, None))
    if entity is None or form.id is None:
        return None
    return Judgement(Name(form.id.text, form.also), entity.id, post, holds, text(form.title), cites)
