"""A checked term in the words of the rule language, in both dialects: built as a tree, printed by the printer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from rectcore.check import terms as t
from rectcore.check.ranked import RANKED
from rectcore.check.rulebook import Rulebook
from rectcore.check.scope import ACTOR, DUTY_FIELDS, PERIOD_WORD
from rectcore.check.scored import PARTS
from rectcore.check.types import Kind
from rectcore.diagnostics import Text
from rectcore.explain.phrases import DURATION_OF
from rectcore.language import tree
from rectcore.language.printer import print_expression
from rectcore.model.facts import NONE
from rectcore.model.period import Period

VARIABLES = {"en": "abcdefghijklmnopqrstuvwxyz", "zh": "甲乙丙丁戊己庚辛壬癸"}


@frozen
class _Names:
    """Whose names are written, and which letter each variable has; None: its fields stand as plain names."""

    rulebook: Rulebook
    dialect: str
    letters: dict[int, str | None]


def term_text(term: t.Term, rulebook: Rulebook) -> Text:
    """The term as a rule file says it, in English and in Chinese."""
    return Text(*(print_expression(term_tree(term, rulebook, dialect), dialect) for dialect in ("en", "zh")))


def term_tree(term: t.Term, rulebook: Rulebook, dialect: str) -> tree.Expression:
    """The expression a rule file of that dialect would have for the term."""
    numbers = _numbers(term)
    letters: dict[int, str | None] = {n: variable_name(place, dialect) for place, n in enumerate(numbers)}
    return _tree(term, _Names(rulebook, dialect, letters))


def variable_name(place: int, dialect: str) -> str:
    """The name of the variable at a place, counted from 0: a, b, c or 甲, 乙, 丙."""
    letters = VARIABLES[dialect]
    round_, at = divmod(place, len(letters))
    return letters[at] + (str(round_ + 1) if round_ else "")


def _numbers(term: t.Term) -> list[int]:
    """The variables of a term in the order of the text, bound ones first where they are bound."""
    found: dict[int, None] = {}
    for inner in t.walk(term):
        for one in t.bound_by(inner):
            found[one.number] = None
        if isinstance(inner, t.Var):
            found[inner.number] = None
    return list(found)


def _tree(term: t.Term, names: _Names) -> tree.Expression:
    return TREES[type(term)](term, names)


def _word(name: str) -> tree.Word:
    return tree.Word(name)


def _const(term: t.Const, names: _Names) -> tree.Expression:
    return value_tree(term.value, term, names)


def value_tree(value: Any, term: t.Const, names: _Names) -> tree.Expression:
    """A value as a rule file writes it."""
    kind = term.type.kind
    if value is NONE:
        return tree.Nothing()
    if kind is Kind.ONE_OF:
        found = term.type.value(str(value))
        return tree.Path((_word(found.in_(names.dialect) if found else str(value)),))
    if kind is Kind.PERCENT:
        return tree.Percent(Decimal(value))
    if kind in DURATION_OF:
        return tree.Duration(tree.Number(Decimal(value)), DURATION_OF[kind])
    match value:
        case bool():
            return tree.YesNo(value)
        case int() | Decimal():
            return tree.Number(Decimal(value))
        case date():
            return tree.Day(value)
        case Period():
            return tree.PeriodValue(value)
    return tree.TextValue(str(value))


def _path(term: t.Term, names: _Names) -> tree.Path:
    found = _tree(term, names)
    assert isinstance(found, tree.Path), term
    return found


def _further(of: t.Term, name: str, names: _Names) -> tree.Path:
    start = tree.Path(()) if isinstance(of, t.Self) else _path(of, names)
    return evolve(start, words=(*start.words, _word(name)))


def _field(term: t.Field, names: _Names) -> tree.Expression:
    attribute = names.rulebook.vocabulary[term.entity].attribute(term.name)
    return _further(term.of, attribute.name.in_(names.dialect) if attribute else term.name, names)


def _declared(id_: str, names: _Names) -> str:
    found = names.rulebook.find(id_)
    return str(found.name.in_(names.dialect)) if found is not None else id_


def _var(term: t.Var, names: _Names) -> tree.Expression:
    letter = names.letters.get(term.number)
    return tree.Path((_word(letter),) if letter else ())


def _asked(term: t.Defined | t.Judged | t.Aggregated, names: _Names) -> tree.Expression:
    return _further(term.of, _declared(term.id, names), names)


def _tabled(term: t.Tabled, names: _Names) -> tree.Expression:
    found = _further(term.of, _declared(term.id, names), names)
    if term.output is None:
        return found
    name, _ = names.rulebook.find(term.id).output(term.output)
    return evolve(found, words=(*found.words, _word(name.in_(names.dialect))))


def _reading(term: t.Reading, names: _Names) -> tree.Expression:
    series = _further(term.of, _declared(term.id, names), names)
    assert term.period is not None
    if isinstance(term.period, t.RelativePeriod) and term.period.which == t.CLOSING:
        return series
    return tree.Reading(series, _tree(term.period, names))


def _scored(term: t.Scored, names: _Names) -> tree.Expression:
    path = _further(term.of, _declared(term.id, names), names)
    part = PARTS.get(term.what)
    if part is not None:
        path = evolve(path, words=(*path.words, _word(part.in_(names.dialect))))
    if term.period is None:
        return path
    return tree.Reading(path, _tree(term.period, names))


def _drawn(term: t.Drawn, names: _Names) -> tree.Expression:
    sample = tree.Path((_word(_declared(term.id, names)),))
    period = None if term.period is None else _tree(term.period, names)
    row = _tree(term.row, names)
    return tree.Drawn(sample, period, row if isinstance(row, tree.Path) and row.words else None)


def _ranked(term: t.Ranked, names: _Names) -> tree.Expression:
    path = _further(term.of, _declared(term.id, names), names)
    if term.what == "ranked":
        path = evolve(path, words=(*path.words, _word(RANKED.in_(names.dialect))))
    return path if term.period is None else tree.Reading(path, _tree(term.period, names))


def _span(term: t.SpanOf, names: _Names) -> tree.Duration:
    return tree.Duration(_tree(term.amount, names), term.unit)


def _within_last(term: t.WithinLast, names: _Names) -> tree.Expression:
    span = _tree(term.span_of, names)
    if not isinstance(span, tree.Duration):
        span = tree.Duration(span)  # a parameter that is itself a duration
    return tree.WithinLast(_tree(term.value, names), span)


def _length(term: t.HeldFor, names: _Names) -> tree.Duration:
    unit = None if term.amount.type.kind in DURATION_OF else term.unit
    return tree.Duration(_tree(term.amount, names), unit)


def _binder(bound: t.Bound, condition: t.Term, names: _Names) -> tree.Binder:
    entity = names.rulebook.vocabulary[bound.rows.entity].name
    if bound.rows.attribute is not None and bound.rows.of is not None:
        owner = names.rulebook.vocabulary[bound.rows.of.type.entity or ""]
        attribute = owner.attribute(bound.rows.attribute)
        entity = attribute.name if attribute is not None else entity
    used = any(isinstance(x, t.Var) and x.number == bound.number for x in t.walk(condition))
    letter = names.letters.get(bound.number) if used else None
    return tree.Binder(_word(entity.in_(names.dialect)), _word(letter) if letter else None)


def _condition(condition: t.Term, names: _Names) -> tree.Expression | None:
    return None if isinstance(condition, t.Const) and condition.value is True else _tree(condition, names)


def _quantified(term: t.Quantified, names: _Names) -> tree.Expression:
    inside = _condition(term.condition, names)
    if inside is None and term.how == "all":
        inside = tree.YesNo(True)
    return tree.Quantified(term.how, tuple(_binder(b, term.condition, names) for b in term.bound), inside)


def _count(term: t.Count, names: _Names) -> tree.Expression:
    binder = _binder(term.bound, term.condition, names)
    return tree.Count(binder, _condition(term.condition, names), term.in_a_row)


def _by(term: t.By, names: _Names) -> tree.Expression:
    post = names.rulebook.vocabulary.posts.value(term.post)
    of = None if term.of is None else _path(term.of, names)
    return tree.By(_path(term.event, names), _word(post.in_(names.dialect) if post else term.post), of)


TREES: dict[type, Callable[[Any, _Names], tree.Expression]] = {
    t.Const: _const,
    t.Self: lambda _, __: tree.Path((), this=True),
    t.This: lambda _, __: tree.Path((), this=True),
    t.ThisPeriod: lambda _, n: tree.Path((_word(PERIOD_WORD.in_(n.dialect)),), this=True),
    t.Actor: lambda _, n: tree.Path((_word(ACTOR.in_(n.dialect)),)),
    t.AsOfDay: lambda _, __: tree.AsOf(),
    t.Var: _var,
    t.Field: _field,
    t.Param: lambda term, n: tree.Path((_word(_declared(term.id, n)),)),
    t.Defined: _asked,
    t.Judged: _asked,
    t.Tabled: _tabled,
    t.Aggregated: _asked,
    t.RelativePeriod: lambda term, _: tree.RelativePeriod(term.which),
    t.Reading: _reading,
    t.OfDuty: lambda term, n: tree.Path((_word(term.rule), _word(DUTY_FIELDS[term.name][0].in_(n.dialect)))),
    t.Scored: _scored,
    t.Drawn: _drawn,
    t.Ranked: _ranked,
    t.Placed: lambda term, n: tree.Placed(_tree(term.ranking, n), term.end, _tree(term.number, n)),
    t.SpanOf: _span,
    t.Compare: lambda term, n: tree.Compare(term.op, _tree(term.left, n), _tree(term.right, n)),
    t.Within: lambda term, n: tree.Within(_tree(term.value, n), _tree(term.period, n)),
    t.WithinLast: _within_last,
    t.Arithmetic: lambda term, n: tree.Arithmetic(term.op, _tree(term.left, n), _tree(term.right, n)),
    t.Extreme: lambda term, n: tree.Extreme(term.op, tuple(_tree(o, n) for o in term.operands)),
    t.DaysBetween: lambda term, n: tree.DaysBetween(term.unit, _tree(term.first, n), _tree(term.last, n)),
    t.AsAt: lambda term, n: tree.AsAt(_tree(term.value, n), _tree(term.day, n)),
    t.HeldFor: lambda term, n: tree.HeldFor(_tree(term.condition, n), _length(term, n)),
    t.Not: lambda term, n: tree.Not(_tree(term.operand, n)),
    t.And: lambda term, n: tree.And(tuple(_tree(o, n) for o in term.operands)),
    t.Or: lambda term, n: tree.Or(tuple(_tree(o, n) for o in term.operands)),
    t.IfThen: lambda term, n: tree.IfThen(_tree(term.condition, n), _tree(term.then, n)),
    t.Quantified: _quantified,
    t.Count: _count,
    t.IsKnown: lambda term, n: tree.IsKnown(_tree(term.value, n), term.known),
    t.By: _by,
    t.OrElse: lambda term, n: tree.OrElse(_tree(term.value, n), _tree(term.default, n)),
}
"""How each kind of term is written."""
