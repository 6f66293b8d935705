"""From what the grammar recognised to the nodes of the tree.

Each method belongs to the rule of `grammar.lark` with its name and gets what the rule is made of. Texts know their
dialect from the token they came in, so nothing is kept between two calls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from rectcore.diagnostics import Diagnostic
from rectcore.language import keywords, messages, tree
from rectcore.language.lexer import day_of, period_of
from rectcore.model.duration import SpanUnit
from rectcore.model.period import Period
from rectcore.source import Span

if TYPE_CHECKING:
    from rectcore.language.syntax import Leaf


class Fault(Exception):  # noqa: N818 - a fault of the text, not of the program
    """What is wrong in a line; `unsupported` leaves the whole form out."""

    def __init__(self, diagnostic: Diagnostic, *, unsupported: bool = False) -> None:
        super().__init__(diagnostic.line())
        self.diagnostic = diagnostic
        self.unsupported = unsupported


@frozen
class Part:
    """A piece of a node."""

    role: str
    value: Any
    span: Span


def _span(children: Sequence[Any]) -> Span:
    first: Span = children[0].span
    return first.to(children[-1].span)


def _id(leaf: Leaf) -> str:
    return keywords.by_terminal()[leaf.type]


def _word(leaf: Leaf) -> tree.Word:
    return tree.Word(str(leaf), span=leaf.span)


def _words(children: Sequence[Any]) -> tuple[tree.Word, ...]:
    return tuple(_word(c) for c in children if getattr(c, "type", "") == "NAME")


def _texts(children: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(c) for c in children if getattr(c, "type", "") == "STRING")


def _parts(children: Sequence[Any]) -> dict[str, Any]:
    return {c.role: c.value for c in children if isinstance(c, Part)}


def _nodes(children: Sequence[Any], kind: type) -> tuple[Any, ...]:
    return tuple(c for c in children if isinstance(c, kind))


def _first(children: Sequence[Any], kind: type) -> Any:
    return next(iter(_nodes(children, kind)), None)


def _part(role: str) -> Callable[[Any, list[Any]], Part]:
    """A method for a rule of a marking word and one thing behind it."""

    def method(_: Any, c: list[Any]) -> Part:
        return Part(role, c[-1], _span(c))

    return method


class _Headers:
    """The rules for headers; each gives the fields of the form."""

    def h_ruleset(self, c: list[Any]) -> dict[str, Any]:
        return {"id": _word(c[0]), "title": _first(c, tree.Bilingual)}

    def h_use(self, c: list[Any]) -> dict[str, Any]:
        # A file's name is no text in a language: it stands in both halves, so that it reads the same in every dialect.
        return {"title": tree.Bilingual(str(c[0]), str(c[0]), span=c[0].span)}

    def h_entity(self, c: list[Any]) -> dict[str, Any]:
        return {"id": _word(c[0]), **_parts(c)}

    h_event = h_entity

    def h_parameter(self, c: list[Any]) -> dict[str, Any]:
        return {"id": _word(c[0]), "type": c[-1], **_parts(c)}

    def h_term(self, c: list[Any]) -> dict[str, Any]:
        return {"id": _word(c[0]), "on": tree.Path((_word(c[-1]),), span=c[-1].span), **_parts(c)}

    def h_gate(self, c: list[Any]) -> dict[str, Any]:
        return {"id": _word(c[0]), "title": _first(c, tree.Bilingual), "on": c[-1]}

    def h_rule(self, c: list[Any]) -> dict[str, Any]:
        return {"id": _word(c[0]), "title": _first(c, tree.Bilingual), "for_each": _word(c[-1])}

    def h_ladder(self, c: list[Any]) -> dict[str, Any]:
        return {"id": _word(c[0]), "title": _first(c, tree.Bilingual), **_parts(c)}

    def h_exception(self, c: list[Any]) -> dict[str, Any]:
        return {"id": _word(c[0]), "title": _first(c, tree.Bilingual), "overrides": _word(c[-1])}

    def h_scenario(self, c: list[Any]) -> dict[str, Any]:
        return {"title": c[0]}

    def also(self, c: list[Any]) -> Part:
        return Part("also", _texts(c), _span(c))

    def part_of(self, c: list[Any]) -> Part:
        return Part("part_of", _words(c), _span(c))

    def for_each(self, c: list[Any]) -> Part:
        return Part("for_each", _word(c[1]), _span(c))

    def complete(self, c: list[Any]) -> Part:
        return Part("complete", _id(c[0]), _span(c))

    may_be_incomplete = complete

    def complete_through(self, c: list[Any]) -> Part:
        return Part("complete", _word(c[1]), _span(c))

    def clock(self, c: list[Any]) -> Part:
        return Part("clock", _id(c[0]).removeprefix("counted by "), _span(c))


class _Values:
    """The rules for what stands behind a key."""

    def name(self, c: list[Any]) -> tree.Word:
        return _word(c[0])

    def bilingual(self, c: list[Any]) -> tree.Bilingual:
        own, other = str(c[0]), str(c[2]) if len(c) > 1 else ""
        halves = (other, own) if c[0].dialect == "zh" else (own, other)
        return tree.Bilingual(*halves, span=_span(c))

    def cites(self, c: list[Any]) -> tuple[tree.Cite, ...]:
        return _nodes(c, tree.Cite)

    def cite(self, c: list[Any]) -> tree.Cite:
        return tree.Cite(_word(c[0]), c[1], span=_span(c))

    def bullet(self, c: list[Any]) -> tree.Bullet:
        return tree.Bullet(_parts(c).get("label"), c[-1], span=_span(c))

    def label(self, c: list[Any]) -> Part:
        return Part("label", _word(c[1]), _span(c))

    def if_then(self, c: list[Any]) -> tree.IfThen:
        return tree.IfThen(c[1], c[3], span=_span(c))

    def value_names(self, c: list[Any]) -> tuple[tree.ValueName, ...]:
        return _nodes(c, tree.ValueName)

    def value_name(self, c: list[Any]) -> tree.ValueName:
        return tree.ValueName(_word(c[0]), _texts(c), span=_span(c))

    def source_line(self, c: list[Any]) -> tree.SourceLine:
        return tree.SourceLine(_word(c[0]), c[-1], span=_span(c))

    def has_line(self, c: list[Any]) -> tree.HasLine:
        return tree.HasLine(_word(c[0]), c[-1], _parts(c).get("also", ()), span=_span(c))

    def optional_type(self, c: list[Any]) -> tree.TypeName:
        plain: tree.TypeName = c[1]
        return attrs.evolve(plain, optional=True, span=_span(c))

    def plain_type(self, c: list[Any]) -> tree.TypeName:
        found: tree.TypeName = c[0]
        return found

    def base_type(self, c: list[Any]) -> tree.TypeName:
        return tree.TypeName(_id(c[0]), span=_span(c))

    def entity_type(self, c: list[Any]) -> tree.TypeName:
        return tree.TypeName("entity", entity=_word(c[0]), span=_span(c))

    def one_of_type(self, c: list[Any]) -> tree.TypeName:
        return tree.TypeName("one of", values=c[1], span=c[0].span.to(c[1][-1].span))

    def validity(self, c: list[Any]) -> tree.Validity:
        days = {before.type: day_of(leaf) for before, leaf in pairwise(c) if leaf.type == "DATE"}
        return tree.Validity(days.get("FROM"), days.get("TO"), span=_span(c))

    def dated_value(self, c: list[Any]) -> tree.DatedValue:
        value = None if getattr(c[2], "type", "") == "REPEALED" else c[2]
        return tree.DatedValue(day_of(c[0]), value, span=_span(c))

    def fulfilment(self, c: list[Any]) -> tree.Fulfilment:
        what, *name = _words(c)
        return tree.Fulfilment(what, name[0] if name else None, _parts(c).get("where"), span=_span(c))

    def effect(self, c: list[Any]) -> tree.Effect:
        parts = _parts(c)
        return tree.Effect(_id(c[0]), parts.get("names", ()), _first(c, tree.Due), span=_span(c))

    def names(self, c: list[Any]) -> Part:
        return Part("names", _words(c), _span(c))

    def due(self, c: list[Any]) -> tree.Due:
        rule, roll = c[0], None
        for mod in _parts_of(c, "mod"):
            if mod.value == "first day counted":
                if not isinstance(rule, tree.After) or rule.first_day_counted:
                    raise _misplaced(mod, c)
                rule = attrs.evolve(rule, first_day_counted=True)
            elif roll is not None:
                raise _misplaced(mod, c)
            else:
                roll = mod.value
        return tree.Due(rule, roll, span=_span(c))

    def due_mod(self, c: list[Any]) -> Part:
        return Part("mod", _id(c[0]), _span(c))

    def by_day(self, c: list[Any]) -> tree.ByDay:
        return _by_day(c[1], c[3], c[0].dialect, _span(c))

    def by_day_reversed(self, c: list[Any]) -> tree.ByDay:
        return _by_day(c[1], c[0], c[2].dialect, _span(c))

    def end_of(self, c: list[Any]) -> tree.EndOf:
        return tree.EndOf(c[1].value, span=_span(c))

    def end_of_reversed(self, c: list[Any]) -> tree.EndOf:
        return tree.EndOf(c[0].value, span=_span(c))

    def after(self, c: list[Any]) -> tree.After:
        return tree.After(c[0], c[2], span=_span(c))

    def after_reversed(self, c: list[Any]) -> tree.After:
        return tree.After(c[3], c[1], span=_span(c))

    def on_day(self, c: list[Any]) -> tree.OnDay:
        return tree.OnDay(c[0], span=_span(c))

    def which(self, c: list[Any]) -> Part:
        return Part("which", "this" if c[0].type == "THIS_PERIOD" else "next", _span(c))

    def end(self, c: list[Any]) -> Part:
        if isinstance(c[0], Part):
            return c[0]
        return Part("end", _year(c[0]) if c[0].type == "NUMBER" else period_of(c[0]), _span(c))

    def act(self, c: list[Any]) -> tree.Act:
        parts = [p for p in c if isinstance(p, Part)]
        for i, part in enumerate(parts):
            if part.role in {p.role for p in parts[:i]}:
                raise _misplaced(part, c)
        return tree.Act(_word(c[0]), **_parts(c), span=_span(c))

    sent_to = _part("sent_to")
    copied_to = _part("copied_to")

    def due_in(self, c: list[Any]) -> Part:
        return Part("due_in", c[-1], _span(c))

    def acting(self, c: list[Any]) -> Part:
        return Part("by", _words(c)[0], _span(c))

    def rung(self, c: list[Any]) -> tree.RungLine:
        return tree.RungLine(c[2], count=_whole(c[0], 1), span=_span(c))

    def rung_after(self, c: list[Any]) -> tree.RungLine:
        amount = c[0].amount
        if isinstance(amount, tree.Number) and amount.value < 1:
            raise Fault(messages.out_of_range(amount.span, c[1].dialect, 1, None))
        return tree.RungLine(c[2], after=c[0], span=_span(c))

    def given(self, c: list[Any]) -> tree.Given:
        return tree.Given(_word(c[0]), _word(c[1]), _parts(c).get("facts", ()), span=_span(c))

    def facts(self, c: list[Any]) -> Part:
        return Part("facts", _nodes(c, tree.Fact), _span(c))

    def fact(self, c: list[Any]) -> tree.Fact:
        return tree.Fact(_word(c[0]), c[2], span=_span(c))

    def list_value(self, c: list[Any]) -> tree.ListValue:
        return tree.ListValue(_nodes(c, tree.Node), span=_span(c))

    def expect(self, c: list[Any]) -> tree.Expect:
        rule, args = c[0].value
        return tree.Expect(rule, args, c[2], c[1].value == "is not", _parts(c).get("labels"), span=_span(c))

    def call(self, c: list[Any]) -> Part:
        rule = _word(c[0]) if c[0].type == "NAME" else None
        return Part("call", (rule, c[2].value), _span(c))

    def arguments(self, c: list[Any]) -> Part:
        return Part("arguments", tuple(i for i in c if isinstance(i, tree.Node)), _span(c))

    def argument(self, c: list[Any]) -> tree.Word | tree.PeriodValue:
        leaf = c[0]
        if leaf.type == "NAME":
            return _word(leaf)
        return tree.PeriodValue(_year(leaf) if leaf.type == "NUMBER" else period_of(leaf), span=leaf.span)

    def labels(self, c: list[Any]) -> Part:
        return Part("labels", c[1].value if len(c) == 3 else (), _span(c))


class _Expressions:
    """The rules for conditions and arithmetic."""

    def quantified(self, c: list[Any]) -> tree.Quantified:
        return tree.Quantified(_id(c[0]), c[1].value, _parts(c).get("where"), span=_span(c))

    def quantified_all(self, c: list[Any]) -> tree.Quantified:
        return tree.Quantified("all", c[1].value, c[3], span=_span(c))

    where = _part("where")

    def binders(self, c: list[Any]) -> Part:
        return Part("binders", _nodes(c, tree.Binder), _span(c))

    def binder(self, c: list[Any]) -> tree.Binder:
        entity, *name = _words(c)
        return tree.Binder(entity, name[0] if name else None, span=_span(c))

    def any_of(self, c: list[Any]) -> tree.Or:
        flat = [o for part in c[::2] for o in (part.operands if isinstance(part, tree.Or) else (part,))]
        return tree.Or(tuple(flat), span=_span(c))

    def all_of(self, c: list[Any]) -> tree.And:
        flat = [o for part in c[::2] for o in (part.operands if isinstance(part, tree.And) else (part,))]
        return tree.And(tuple(flat), span=_span(c))

    def negated(self, c: list[Any]) -> tree.Not:
        return tree.Not(c[1], span=_span(c))

    def compare(self, c: list[Any]) -> tree.Compare:
        return tree.Compare(c[1].value, c[0], c[2], span=_span(c))

    def compare_no(self, c: list[Any]) -> tree.Compare:
        return tree.Compare(c[1].value, c[0], tree.YesNo(value=False, span=c[2].span), span=_span(c))

    def known(self, c: list[Any]) -> tree.IsKnown:
        return tree.IsKnown(c[0], (c[2].type == "KNOWN") == (c[1].value == "is"), span=_span(c))

    def within(self, c: list[Any]) -> tree.Within:
        return tree.Within(c[0], c[2], span=_span(c))

    def within_last(self, c: list[Any]) -> tree.WithinLast:
        return tree.WithinLast(c[0], c[3], span=_span(c))

    def by_post(self, c: list[Any]) -> tree.By:
        return tree.By(c[0], _single(c[2], c[1].dialect), span=_span(c))

    def by_post_of(self, c: list[Any]) -> tree.By:
        # `a by POST of UNIT`, and `甲 由 UNIT 的 POST 作出`: the closing word tells which.
        post, of = (c[4], c[2]) if len(c) == 6 else (c[2], c[4])
        return tree.By(c[0], _single(post, c[1].dialect), of, span=_span(c))

    def comparison(self, c: list[Any]) -> Part:
        return c[0] if isinstance(c[0], Part) else Part("op", _id(c[0]), _span(c))

    def is_or_not(self, c: list[Any]) -> Part:
        return Part("op", _id(c[0]), _span(c))

    def arithmetic(self, c: list[Any]) -> tree.Arithmetic:
        return tree.Arithmetic(_id(c[1]), c[0], c[2], span=_span(c))

    def number(self, c: list[Any]) -> tree.Number:
        return tree.Number(Decimal(c[0]), span=_span(c))

    def percent(self, c: list[Any]) -> tree.Percent:
        return tree.Percent(Decimal(c[0][:-1]).scaleb(-2), span=_span(c))

    def negative(self, c: list[Any]) -> tree.Number | tree.Percent:
        found = self.number(c[1:]) if c[1].type == "NUMBER" else self.percent(c[1:])
        return attrs.evolve(found, value=-found.value, span=_span(c))

    def text(self, c: list[Any]) -> tree.TextValue:
        return tree.TextValue(str(c[0]), span=_span(c))

    def day(self, c: list[Any]) -> tree.Day:
        return tree.Day(day_of(c[0]), span=_span(c))

    def period(self, c: list[Any]) -> tree.PeriodValue:
        return tree.PeriodValue(period_of(c[0]), span=_span(c))

    def yes(self, c: list[Any]) -> tree.YesNo:
        return tree.YesNo(value=True, span=_span(c))

    def no_value(self, c: list[Any]) -> tree.YesNo:
        return tree.YesNo(value=False, span=_span(c))

    def nothing(self, c: list[Any]) -> tree.Nothing:
        return tree.Nothing(span=_span(c))

    def as_of(self, c: list[Any]) -> tree.AsOf:
        return tree.AsOf(span=_span(c))

    def group(self, c: list[Any]) -> Any:
        return c[1]

    def or_else(self, c: list[Any]) -> tree.OrElse:
        return tree.OrElse(c[1], c[3], span=_span(c))

    def path(self, c: list[Any]) -> tree.Path:
        return tree.Path(_words(c), this=c[0].type == "THIS", span=_span(c))

    def duration(self, c: list[Any]) -> tree.Duration:
        amount = c[0] if isinstance(c[0], tree.Path) else tree.Number(Decimal(_whole(c[0], 0)), span=c[0].span)
        return tree.Duration(amount, c[1].value, span=_span(c))

    def unit(self, c: list[Any]) -> Part:
        return Part("unit", SpanUnit.MONTHS if c[0].type == "MONTH" else SpanUnit(_id(c[0])), _span(c))

    def count(self, c: list[Any]) -> tree.Count:
        return tree.Count(tree.Binder(_word(c[1]), span=c[1].span), span=_span(c))

    def count_group(self, c: list[Any]) -> tree.Count:
        return tree.Count(tree.Binder(_word(c[2]), span=c[2].span), span=_span(c))

    def count_binder(self, c: list[Any]) -> tree.Count:
        return tree.Count(*c[1].value, span=_span(c))

    def count_reversed(self, c: list[Any]) -> tree.Count:
        return tree.Count(tree.Binder(_single(c[0], c[1].dialect), span=c[0].span), span=_span(c))

    def count_binder_reversed(self, c: list[Any]) -> tree.Count:
        return tree.Count(*c[0].value, span=_span(c))

    def binder_group(self, c: list[Any]) -> Part:
        binder = c[1] if isinstance(c[1], tree.Binder) else self.binder(c[1:3])
        return Part("group", (binder, _parts(c).get("where")), _span(c))


class Builder(_Headers, _Values, _Expressions):
    """What Lark calls for each rule it has recognised."""


def _parts_of(children: Sequence[Any], role: str) -> list[Part]:
    return [c for c in children if isinstance(c, Part) and c.role == role]


def _misplaced(part: Part, children: Sequence[Any]) -> Fault:
    dialect = next(c.dialect for c in children if hasattr(c, "dialect"))
    return Fault(messages.unexpected(part.span, dialect, part.span.text, ()))


def _single(path: tree.Path, dialect: str) -> tree.Word:
    if path.this or len(path.words) != 1:
        assert path.span is not None  # what comes from a text has its place
        raise Fault(messages.unexpected(path.span, dialect, path.span.text, ()))
    return path.words[0]


def _whole(leaf: Any, low: int, high: int | None = None) -> int:
    value = Decimal(leaf)
    if value != value.to_integral_value() or value < low or (high is not None and value > high):
        raise Fault(messages.out_of_range(leaf.span, leaf.dialect, low, high))
    return int(value)


def _year(leaf: Any) -> Period:
    return period_of(f"{_whole(leaf, 1, 9999):04d}")


def _by_day(day: Any, which: Part, dialect: str, span: Span) -> tree.ByDay:
    if isinstance(day, tree.Number) and not (day.value == day.value.to_integral_value() and 1 <= day.value <= 31):
        raise Fault(messages.out_of_range(day.span, dialect, 1, 31))
    return tree.ByDay(day, which.value, span=span)
