"""From what the grammar recognised in conditions and arithmetic to nodes of the tree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from rectcore.language import messages, pieces, tree
from rectcore.language.lexer import day_of, period_of
from rectcore.language.pieces import Part
from rectcore.model.duration import SpanUnit


class Expressions:
    """The rules for conditions and arithmetic, a method for each."""

    def quantified(self, c: list[Any]) -> tree.Quantified:
        return tree.Quantified(pieces.id_of(c[0]), c[1].value, pieces.roles(c).get("where"), span=pieces.span(c))

    def quantified_all(self, c: list[Any]) -> tree.Quantified:
        return tree.Quantified("all", c[1].value, c[3], span=pieces.span(c))

    where = pieces.marked("where")

    def binders(self, c: list[Any]) -> Part:
        return Part("binders", pieces.nodes(c, tree.Binder), pieces.span(c))

    def binder(self, c: list[Any]) -> tree.Binder:
        entity, *name = pieces.words(c)
        return tree.Binder(entity, name[0] if name else None, span=pieces.span(c))

    def any_of(self, c: list[Any]) -> tree.Or:
        flat = [o for part in c[::2] for o in (part.operands if isinstance(part, tree.Or) else (part,))]
        return tree.Or(tuple(flat), span=pieces.span(c))

    def all_of(self, c: list[Any]) -> tree.And:
        flat = [o for part in c[::2] for o in (part.operands if isinstance(part, tree.And) else (part,))]
        return tree.And(tuple(flat), span=pieces.span(c))

    def negated(self, c: list[Any]) -> tree.Not:
        return tree.Not(c[1], span=pieces.span(c))

    def compare(self, c: list[Any]) -> tree.Compare:
        return tree.Compare(c[1].value, c[0], c[2], span=pieces.span(c))

    def compare_no(self, c: list[Any]) -> tree.Compare:
        return tree.Compare(c[1].value, c[0], tree.YesNo(value=False, span=c[2].span), span=pieces.span(c))

    def known(self, c: list[Any]) -> tree.IsKnown:
        return tree.IsKnown(c[0], (c[2].type == "KNOWN") == (c[1].value == "is"), span=pieces.span(c))

    def within(self, c: list[Any]) -> tree.Within:
        return tree.Within(c[0], c[2], span=pieces.span(c))

    def within_last(self, c: list[Any]) -> tree.WithinLast:
        return tree.WithinLast(c[0], c[3], span=pieces.span(c))

    def placed(self, c: list[Any]) -> tree.Placed:
        return tree.Placed(c[0], pieces.id_of(c[1]).removeprefix("among the "), c[2], span=pieces.span(c))

    def by_post(self, c: list[Any]) -> tree.By:
        return tree.By(c[0], pieces.single(c[2], c[1].dialect), span=pieces.span(c))

    def by_post_of(self, c: list[Any]) -> tree.By:
        # `a by POST of UNIT`, and `甲 由 UNIT 的 POST 作出`: the closing word tells which.
        post, of = (c[4], c[2]) if len(c) == 6 else (c[2], c[4])
        return tree.By(c[0], pieces.single(post, c[1].dialect), of, span=pieces.span(c))

    def comparison(self, c: list[Any]) -> Part:
        return c[0] if isinstance(c[0], Part) else Part("op", pieces.id_of(c[0]), pieces.span(c))

    def is_or_not(self, c: list[Any]) -> Part:
        return Part("op", pieces.id_of(c[0]), pieces.span(c))

    def arithmetic(self, c: list[Any]) -> tree.Arithmetic:
        return tree.Arithmetic(pieces.id_of(c[1]), c[0], c[2], span=pieces.span(c))

    def extreme(self, c: list[Any]) -> tree.Extreme:
        return tree.Extreme(c[0].value, (*c[2].value, c[4]), span=pieces.span(c))

    def number_word(self, c: list[Any]) -> Part:
        return Part("op", pieces.id_of(c[0]), pieces.span(c))

    day_word = number_word

    def sums(self, c: list[Any]) -> Part:
        found = (*c[0].value, c[2]) if len(c) == 3 else (c[0],)
        return Part("sums", found, pieces.span(c))

    def days_between(self, c: list[Any]) -> tree.DaysBetween:
        return tree.DaysBetween(SpanUnit(pieces.id_of(c[0])), c[2], c[4], span=pieces.span(c))

    def days_between_reversed(self, c: list[Any]) -> tree.DaysBetween:
        unit = SpanUnit(pieces.id_of(c[4]).removeprefix("in "))
        return tree.DaysBetween(unit, c[1], c[3], span=pieces.span(c))

    def as_at(self, c: list[Any]) -> tree.AsAt:
        return tree.AsAt(c[1], c[3], span=pieces.span(c))

    def held_for(self, c: list[Any]) -> tree.HeldFor:
        if c[3].amount == tree.Number(Decimal(0)):
            raise pieces.Fault(messages.out_of_range(c[3].amount.span, c[0].dialect, 1, None))
        return tree.HeldFor(c[1], c[3], span=pieces.span(c))

    def number(self, c: list[Any]) -> tree.Number:
        return tree.Number(Decimal(c[0]), span=pieces.span(c))

    def percent(self, c: list[Any]) -> tree.Percent:
        return tree.Percent(Decimal(c[0][:-1]).scaleb(-2), span=pieces.span(c))

    def negative(self, c: list[Any]) -> tree.Number | tree.Percent:
        found = self.number(c[1:]) if c[1].type == "NUMBER" else self.percent(c[1:])
        return attrs.evolve(found, value=-found.value, span=pieces.span(c))

    def text(self, c: list[Any]) -> tree.TextValue:
        return tree.TextValue(str(c[0]), span=pieces.span(c))

    def day(self, c: list[Any]) -> tree.Day:
        return tree.Day(day_of(c[0]), span=pieces.span(c))

    def period(self, c: list[Any]) -> tree.PeriodValue:
        return tree.PeriodValue(period_of(c[0]), span=pieces.span(c))

    def yes(self, c: list[Any]) -> tree.YesNo:
        return tree.YesNo(value=True, span=pieces.span(c))

    def no_value(self, c: list[Any]) -> tree.YesNo:
        return tree.YesNo(value=False, span=pieces.span(c))

    def nothing(self, c: list[Any]) -> tree.Nothing:
        return tree.Nothing(span=pieces.span(c))

    def as_of(self, c: list[Any]) -> tree.AsOf:
        return tree.AsOf(span=pieces.span(c))

    def group(self, c: list[Any]) -> Any:
        return c[1]

    def or_else(self, c: list[Any]) -> tree.OrElse:
        return tree.OrElse(c[1], c[3], span=pieces.span(c))

    def path(self, c: list[Any]) -> tree.Path:
        return tree.Path(pieces.words(c), this=c[0].type == "THIS", span=pieces.span(c))

    def duration(self, c: list[Any]) -> tree.Duration:
        amount = c[0] if isinstance(c[0], tree.Path) else tree.Number(Decimal(pieces.whole(c[0], 0)), span=c[0].span)
        return tree.Duration(amount, c[1].value, span=pieces.span(c))

    def named_span(self, c: list[Any]) -> tree.Duration:
        return tree.Duration(c[0], span=pieces.span(c))

    def unit(self, c: list[Any]) -> Part:
        return Part("unit", SpanUnit.MONTHS if c[0].type == "MONTH" else SpanUnit(pieces.id_of(c[0])), pieces.span(c))

    def count(self, c: list[Any]) -> tree.Count:
        return tree.Count(tree.Binder(pieces.word(c[1]), span=c[1].span), span=pieces.span(c))

    def count_group(self, c: list[Any]) -> tree.Count:
        return tree.Count(tree.Binder(pieces.word(c[2]), span=c[2].span), span=pieces.span(c))

    def count_binder(self, c: list[Any]) -> tree.Count:
        return tree.Count(*c[1].value, span=pieces.span(c))

    def count_reversed(self, c: list[Any]) -> tree.Count:
        return tree.Count(tree.Binder(pieces.single(c[0], c[1].dialect), span=c[0].span), span=pieces.span(c))

    def count_binder_reversed(self, c: list[Any]) -> tree.Count:
        return tree.Count(*c[0].value, span=pieces.span(c))

    def count_in_a_row(self, c: list[Any]) -> tree.Count:
        binder, condition = c[1].value
        return tree.Count(binder, condition, in_a_row=True, span=pieces.span(c))

    def count_in_a_row_reversed(self, c: list[Any]) -> tree.Count:
        binder, condition = c[0].value
        return tree.Count(binder, condition, in_a_row=True, span=pieces.span(c))

    def binder_group(self, c: list[Any]) -> Part:
        binder = c[1] if isinstance(c[1], tree.Binder) else self.binder(c[1:3])
        return Part("group", (binder, pieces.roles(c).get("where")), pieces.span(c))
