"""From what the grammar recognised to the nodes of the tree.

Each method belongs to the rule of `grammar.lark` with its name and gets what the rule is made of. Texts know their
dialect from the token they came in, so nothing is kept between two calls.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import attrs

from rectcore.language import messages, pieces, tree
from rectcore.language.build_aggregate import Aggregates
from rectcore.language.build_expression import Expressions
from rectcore.language.build_reading import Readings
from rectcore.language.build_sample import Samples
from rectcore.language.build_score import Scores
from rectcore.language.lexer import day_of, period_of
from rectcore.language.pieces import Fault, Part
from rectcore.source import Span


class _Headers:
    """The rules for headers; each gives the fields of the form."""

    def h_ruleset(self, c: list[Any]) -> dict[str, Any]:
        return {"id": pieces.word(c[0]), "title": pieces.first(c, tree.Bilingual)}

    def h_use(self, c: list[Any]) -> dict[str, Any]:
        # A file's name is no text in a language: it stands in both halves, so that it reads the same in every dialect.
        return {"title": tree.Bilingual(str(c[0]), str(c[0]), span=c[0].span)}

    def h_entity(self, c: list[Any]) -> dict[str, Any]:
        return {"id": pieces.word(c[0]), **pieces.roles(c)}

    h_event = h_entity

    def h_outline(self, c: list[Any]) -> dict[str, Any]:
        return {"id": pieces.word(c[0])}

    def h_parameter(self, c: list[Any]) -> dict[str, Any]:
        return {"id": pieces.word(c[0]), "type": c[-1], **pieces.roles(c)}

    def h_setting(self, c: list[Any]) -> dict[str, Any]:
        unit = pieces.word(c[2]) if c[2].type == "NAME" else tree.TextValue(str(c[2]), span=c[2].span)
        return {"id": pieces.word(c[0]), "unit": unit}

    def h_term(self, c: list[Any]) -> dict[str, Any]:
        return {"id": pieces.word(c[0]), "on": tree.Path((pieces.word(c[-1]),), span=c[-1].span), **pieces.roles(c)}

    def h_series(self, c: list[Any]) -> dict[str, Any]:
        on = next(after for before, after in pairwise(c) if getattr(before, "type", "") == "ON")
        return {
            "id": pieces.word(c[0]),
            "on": tree.Path((pieces.word(on),), span=on.span),
            "type": c[-1],
            **pieces.roles(c),
        }

    def each(self, c: list[Any]) -> Part:
        return Part("each", pieces.id_of(c[0]), pieces.span(c))

    def h_gate(self, c: list[Any]) -> dict[str, Any]:
        return {"id": pieces.word(c[0]), "title": pieces.first(c, tree.Bilingual), "on": c[-1]}

    def h_rule(self, c: list[Any]) -> dict[str, Any]:
        return {"id": pieces.word(c[0]), "title": pieces.first(c, tree.Bilingual), "for_each": pieces.word(c[-1])}

    def h_ladder(self, c: list[Any]) -> dict[str, Any]:
        return {"id": pieces.word(c[0]), "title": pieces.first(c, tree.Bilingual), **pieces.roles(c)}

    def h_exception(self, c: list[Any]) -> dict[str, Any]:
        return {"id": pieces.word(c[0]), "title": pieces.first(c, tree.Bilingual), "overrides": pieces.word(c[-1])}

    def h_scenario(self, c: list[Any]) -> dict[str, Any]:
        return {"title": c[0]}

    def also(self, c: list[Any]) -> Part:
        return Part("also", pieces.texts(c), pieces.span(c))

    def part_of(self, c: list[Any]) -> Part:
        return Part("part_of", pieces.words(c), pieces.span(c))

    def for_each(self, c: list[Any]) -> Part:
        return Part("for_each", pieces.word(c[1]), pieces.span(c))

    def complete(self, c: list[Any]) -> Part:
        return Part("complete", pieces.id_of(c[0]), pieces.span(c))

    may_be_incomplete = complete

    def complete_through(self, c: list[Any]) -> Part:
        return Part("complete", pieces.word(c[1]), pieces.span(c))

    def clock(self, c: list[Any]) -> Part:
        return Part("clock", pieces.id_of(c[0]).removeprefix("counted by "), pieces.span(c))


class _Values:
    """The rules for what stands behind a key."""

    def name(self, c: list[Any]) -> tree.Word:
        return pieces.word(c[0])

    def name_list(self, c: list[Any]) -> tuple[tree.Word, ...]:
        return pieces.words(c)

    def bilingual(self, c: list[Any]) -> tree.Bilingual:
        own, other = str(c[0]), str(c[2]) if len(c) > 1 else ""
        halves = (other, own) if c[0].dialect == "zh" else (own, other)
        return tree.Bilingual(*halves, span=pieces.span(c))

    def cites(self, c: list[Any]) -> tuple[tree.Cite, ...]:
        return pieces.nodes(c, tree.Cite)

    def cite(self, c: list[Any]) -> tree.Cite:
        return tree.Cite(pieces.word(c[0]), c[1], span=pieces.span(c))

    def cite_clause(self, c: list[Any]) -> tree.Cite:
        place = pieces.first(c, tree.Bilingual)
        return tree.Cite(pieces.word(c[0]), place, pieces.word(c[1]), span=pieces.span(c))

    def clause_line(self, c: list[Any]) -> tree.ClauseLine:
        return tree.ClauseLine(pieces.word(c[0]), c[1], span=pieces.span(c))

    def narrative_line(self, c: list[Any]) -> tree.ClauseLine:
        reason = pieces.first(c[3:], tree.Bilingual)
        return tree.ClauseLine(pieces.word(c[0]), c[1], narrative=True, reason=reason, span=pieces.span(c))

    def bullet(self, c: list[Any]) -> tree.Bullet:
        return tree.Bullet(pieces.roles(c).get("label"), c[-1], span=pieces.span(c))

    def label(self, c: list[Any]) -> Part:
        return Part("label", pieces.word(c[1]), pieces.span(c))

    def if_then(self, c: list[Any]) -> tree.IfThen:
        return tree.IfThen(c[1], c[3], span=pieces.span(c))

    def value_names(self, c: list[Any]) -> tuple[tree.ValueName, ...]:
        return pieces.nodes(c, tree.ValueName)

    def value_name(self, c: list[Any]) -> tree.ValueName:
        return tree.ValueName(pieces.word(c[0]), pieces.texts(c), span=pieces.span(c))

    def source_line(self, c: list[Any]) -> tree.SourceLine:
        return tree.SourceLine(pieces.word(c[0]), c[-1], span=pieces.span(c))

    def has_line(self, c: list[Any]) -> tree.HasLine:
        (type_,) = pieces.nodes(c, tree.TypeName)
        current = any(getattr(leaf, "type", "") == "CURRENT_ONLY" for leaf in c)
        constant = "constant" in pieces.roles(c)
        also = pieces.roles(c).get("also", ())
        return tree.HasLine(pieces.word(c[0]), type_, also, current, constant, span=pieces.span(c))

    def constant(self, c: list[Any]) -> Part:
        return Part("constant", True, pieces.span(c))

    def optional_type(self, c: list[Any]) -> tree.TypeName:
        plain: tree.TypeName = c[1]
        return attrs.evolve(plain, optional=True, span=pieces.span(c))

    def plain_type(self, c: list[Any]) -> tree.TypeName:
        found: tree.TypeName = c[0]
        return found

    def base_type(self, c: list[Any]) -> tree.TypeName:
        return tree.TypeName(pieces.id_of(c[0]), span=pieces.span(c))

    def entity_type(self, c: list[Any]) -> tree.TypeName:
        return tree.TypeName("entity", entity=pieces.word(c[0]), span=pieces.span(c))

    def one_of_type(self, c: list[Any]) -> tree.TypeName:
        return tree.TypeName("one of", values=c[1], span=c[0].span.to(c[1][-1].span))

    def validity(self, c: list[Any]) -> tree.Validity:
        days = {before.type: day_of(leaf) for before, leaf in pairwise(c) if leaf.type == "DATE"}
        return tree.Validity(days.get("FROM"), days.get("TO"), span=pieces.span(c))

    def dated_value(self, c: list[Any]) -> tree.DatedValue:
        value = None if getattr(c[2], "type", "") == "REPEALED" else c[2]
        return tree.DatedValue(day_of(c[0]), value, span=pieces.span(c))

    def layers(self, c: list[Any]) -> tree.Layers:
        parts = [p for p in c if isinstance(p, Part)]
        for place, part in enumerate(parts):
            if part.role == "only" and place + 1 < len(parts):
                raise pieces.misplaced(part, c)
        levels = (pieces.word(c[0]), *(p.value for p in parts if p.role == "level"))
        return tree.Layers(levels, pieces.roles(c).get("only"), span=pieces.span(c))

    def layer(self, c: list[Any]) -> Part:
        if c[0].type == "NAME":
            return Part("level", pieces.word(c[0]), pieces.span(c))
        return Part("only", pieces.id_of(c[0]), pieces.span(c))

    def fulfilment(self, c: list[Any]) -> tree.Fulfilment:
        what, *name = pieces.words(c)
        return tree.Fulfilment(what, name[0] if name else None, pieces.roles(c).get("where"), span=pieces.span(c))

    def effect(self, c: list[Any]) -> tree.Effect:
        parts = pieces.roles(c)
        return tree.Effect(pieces.id_of(c[0]), parts.get("names", ()), pieces.first(c, tree.Due), span=pieces.span(c))

    def names(self, c: list[Any]) -> Part:
        return Part("names", pieces.words(c), pieces.span(c))

    def own_grid(self, c: list[Any]) -> tree.OwnGrid:
        span, anchor = pieces.first(c, tree.Duration), next(x for x in c if getattr(x, "type", "") == "DATE")
        if isinstance(span.amount, tree.Number) and span.amount.value < 1:
            raise Fault(messages.out_of_range(span.amount.span, anchor.dialect, 1, None))
        return tree.OwnGrid(span, day_of(anchor), span=pieces.span(c))

    def rolling(self, c: list[Any]) -> tree.Rolling:
        span = pieces.first(c, tree.Duration)
        if isinstance(span.amount, tree.Number) and span.amount.value < 1:
            dialect = next(x.dialect for x in c if hasattr(x, "dialect"))
            raise Fault(messages.out_of_range(span.amount.span, dialect, 1, None))
        return tree.Rolling(span, pieces.roles(c).get("roll"), span=pieces.span(c))

    def roll(self, c: list[Any]) -> Part:
        return Part("roll", pieces.id_of(c[0]), pieces.span(c))

    def due(self, c: list[Any]) -> tree.Due:
        rule, roll = c[0], None
        for mod in pieces.with_role(c, "mod"):
            if mod.value == "first day counted":
                if not isinstance(rule, tree.After) or rule.first_day_counted:
                    raise pieces.misplaced(mod, c)
                rule = attrs.evolve(rule, first_day_counted=True)
            elif roll is not None:
                raise pieces.misplaced(mod, c)
            else:
                roll = mod.value
        return tree.Due(rule, roll, span=pieces.span(c))

    def due_mod(self, c: list[Any]) -> Part:
        return Part("mod", pieces.id_of(c[0]), pieces.span(c))

    def by_day(self, c: list[Any]) -> tree.ByDay:
        return _by_day(c[1], c[3], c[0].dialect, pieces.span(c))

    def by_day_reversed(self, c: list[Any]) -> tree.ByDay:
        return _by_day(c[1], c[0], c[2].dialect, pieces.span(c))

    def end_of(self, c: list[Any]) -> tree.EndOf:
        return tree.EndOf(c[1].value, span=pieces.span(c))

    def end_of_reversed(self, c: list[Any]) -> tree.EndOf:
        return tree.EndOf(c[0].value, span=pieces.span(c))

    def after(self, c: list[Any]) -> tree.After:
        return tree.After(c[0], c[2], span=pieces.span(c))

    def after_reversed(self, c: list[Any]) -> tree.After:
        return tree.After(c[3], c[1], span=pieces.span(c))

    def on_day(self, c: list[Any]) -> tree.OnDay | tree.DueOf:
        return _on_day(c[0])

    def due_of(self, c: list[Any]) -> tree.DueOf:
        if len(c[2].value) < 2:
            raise pieces.misplaced(c[2], c)
        return tree.DueOf(c[0].value, c[2].value, span=pieces.span(c))

    def due_list(self, c: list[Any]) -> Part:
        first, *more = c[0].value if isinstance(c[0], Part) else (c[0],)
        if isinstance(c[0], Part) and c[0].role == "sums":
            first, more = _on_day(first), [_on_day(x) for x in more]
        rules = [first, *more]
        added = c[-1] if len(c) == 3 else None
        if isinstance(added, Part):
            if not isinstance(rules[-1], tree.After) or rules[-1].first_day_counted:
                raise pieces.misplaced(added, c)
            rules[-1] = attrs.evolve(rules[-1], first_day_counted=True)
        elif added is not None:
            rules.append(added)
        return Part("due_list", tuple(rules), pieces.span(c))

    def first_day(self, c: list[Any]) -> Part:
        return Part("mod", "first day counted", pieces.span(c))

    def which(self, c: list[Any]) -> Part:
        return Part("which", "this" if c[0].type == "THIS_PERIOD" else "next", pieces.span(c))

    def end(self, c: list[Any]) -> Part:
        if isinstance(c[0], Part):
            return c[0]
        return Part("end", pieces.year(c[0]) if c[0].type == "NUMBER" else period_of(c[0]), pieces.span(c))

    def act(self, c: list[Any]) -> tree.Act:
        parts = [p for p in c if isinstance(p, Part)]
        for i, part in enumerate(parts):
            if part.role in {p.role for p in parts[:i]}:
                raise pieces.misplaced(part, c)
        fields = pieces.roles(c)
        fields |= fields.pop("answered", {})
        return tree.Act(pieces.word(c[0]), **fields, span=pieces.span(c))

    sent_to = pieces.marked("sent_to")
    copied_to = pieces.marked("copied_to")

    def due_in(self, c: list[Any]) -> Part:
        return Part("due_in", c[-1], pieces.span(c))

    def acting(self, c: list[Any]) -> Part:
        return Part("by", pieces.words(c)[0], pieces.span(c))

    def proposed(self, c: list[Any]) -> Part:
        return Part("proposed_by", pieces.words(c)[0], pieces.span(c))

    def approved(self, c: list[Any]) -> Part:
        return Part("approved_by", pieces.words(c)[0], pieces.span(c))

    def answered(self, c: list[Any]) -> Part:
        path, within = pieces.first(c, tree.Path), pieces.first(c, tree.Duration)
        return Part("answered", {"answered_by": path, "answered_within": within}, pieces.span(c))

    def rung(self, c: list[Any]) -> tree.RungLine:
        count = c[0] if isinstance(c[0], tree.Path) else tree.Number(Decimal(pieces.whole(c[0], 1)), span=c[0].span)
        return tree.RungLine(c[2], count=count, span=pieces.span(c))

    def rung_after(self, c: list[Any]) -> tree.RungLine:
        amount = c[0].amount
        if isinstance(amount, tree.Number) and amount.value < 1:
            raise Fault(messages.out_of_range(amount.span, c[1].dialect, 1, None))
        return tree.RungLine(c[2], after=c[0], span=pieces.span(c))

    def input_column(self, c: list[Any]) -> tree.Column:
        return tree.Column(c[0], span=c[0].span)

    def result_column(self, c: list[Any]) -> tree.Column:
        name = next(iter(pieces.words(c)), None)
        also = pieces.roles(c).get("also", ())
        return tree.Column(name=name, also=also, type=pieces.first(c, tree.TypeName), span=pieces.span(c))

    def any_cell(self, c: list[Any]) -> tree.AnyCell:
        return tree.AnyCell(span=c[0].span)

    def range_cell(self, c: list[Any]) -> tree.RangeCell:
        return tree.RangeCell(pieces.nodes(c, tree.Limit), span=pieces.span(c))

    def limit(self, c: list[Any]) -> tree.Limit:
        return tree.Limit(c[0].value, c[1], span=pieces.span(c))

    def limit_word(self, c: list[Any]) -> Part:
        return Part("op", pieces.id_of(c[0]), pieces.span(c))

    def given(self, c: list[Any]) -> tree.Given:
        return tree.Given(pieces.word(c[0]), pieces.word(c[1]), pieces.roles(c).get("facts", ()), span=pieces.span(c))

    def facts(self, c: list[Any]) -> Part:
        return Part("facts", pieces.nodes(c, tree.Fact), pieces.span(c))

    def fact(self, c: list[Any]) -> tree.Fact:
        return tree.Fact(pieces.word(c[0]), c[2], span=pieces.span(c))

    def list_value(self, c: list[Any]) -> tree.ListValue:
        return tree.ListValue(pieces.nodes(c, tree.Node), span=pieces.span(c))

    def expect(self, c: list[Any]) -> tree.Expect:
        rule, part, args = c[0].value
        labels = pieces.roles(c).get("labels")
        return tree.Expect(rule, args, c[2], c[1].value == "is not", labels, part, span=pieces.span(c))

    def call(self, c: list[Any]) -> Part:
        rule, part = [*pieces.words(c), None, None][:2]
        return Part("call", (rule, part, c[-2].value), pieces.span(c))

    def arguments(self, c: list[Any]) -> Part:
        return Part("arguments", tuple(i for i in c if isinstance(i, tree.Node)), pieces.span(c))

    def argument(self, c: list[Any]) -> tree.Word | tree.PeriodValue | tree.Day:
        leaf = c[0]
        if leaf.type == "DATE":
            return tree.Day(day_of(leaf), span=leaf.span)
        if leaf.type == "NAME":
            return pieces.word(leaf)
        return tree.PeriodValue(pieces.year(leaf) if leaf.type == "NUMBER" else period_of(leaf), span=leaf.span)

    def labels(self, c: list[Any]) -> Part:
        return Part("labels", c[1].value if len(c) == 3 else (), pieces.span(c))


class Builder(_Headers, _Values, Expressions, Aggregates, Readings, Scores, Samples):
    """What Lark calls for each rule it has recognised."""


def _on_day(day: Any) -> tree.OnDay | tree.DueOf:
    """A day as a due day; of the earlier or later of several, each is one by itself."""
    if isinstance(day, tree.Extreme) and day.op in ("earlier of", "later of"):
        return tree.DueOf(day.op, tuple(_on_day(x) for x in day.operands), span=day.span)
    return tree.OnDay(day, span=day.span)


def _by_day(day: Any, which: Part, dialect: str, span: Span) -> tree.ByDay:
    if isinstance(day, tree.Number) and not (day.value == day.value.to_integral_value() and 1 <= day.value <= 31):
        raise Fault(messages.out_of_range(day.span, dialect, 1, 31))
    return tree.ByDay(day, which.value, span=span)
