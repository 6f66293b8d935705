"""Checked terms as Python, built as `ast` nodes: no text of a rule file becomes source, constants are passed in.

A compiled condition is true, false, or None: not told, and then the reference evaluator is asked. It is told wherever
all that it looks at is given. What cannot be told in this way at all is refused (`NotCompiled`).
"""

from __future__ import annotations

import ast
from datetime import date
from typing import Final

from attrs import define, evolve

from rectcore.check import terms as t
from rectcore.check.types import Kind
from rectcore.engine.compile import natives
from rectcore.engine.compile.nodes import (
    Block,
    NotCompiled,
    Place,
    Val,
    any_of,
    assign,
    attribute,
    call,
    is_,
    name,
    when,
)
from rectcore.engine.compile.values import SHIFTS, SPANS, Values
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import NONE

COMPARISONS: Final[dict[str, ast.cmpop]] = {
    "is": ast.Eq(),
    "is not": ast.NotEq(),
    "at least": ast.GtE(),
    "at most": ast.LtE(),
    "more than": ast.Gt(),
    "less than": ast.Lt(),
    "before": ast.Lt(),
    "after": ast.Gt(),
    "not before": ast.GtE(),
    "no later than": ast.LtE(),
}


@define
class Writer(Values):
    """Writes the statements that work out conditions."""

    def condition(self, term: t.Term, at: Place, block: Block) -> Val:
        """The truth of a condition, under a name."""
        match term:
            case t.Const(value=bool() as value):
                return Val(ast.Constant(value))
            case t.And(operands=operands):
                return self._joined(operands, at, block, all_of=True)
            case t.Or(operands=operands):
                return self._joined(operands, at, block, all_of=False)
            case t.Not(operand=operand):
                return self._negated(self.condition(operand, at, block), block)
            case t.IfThen(condition=condition, then=then):
                return self._joined((t.Not(condition), then), at, block, all_of=False)
            case t.Compare():
                return self._compare(term, at, block)
            case t.Within(value=day, period=period):
                return self._within(self.value(day, at, block), self.value(period, at, block), block)
            case t.WithinLast():
                return self._within_last(term, at, block)
            case t.Quantified(how="all"):
                return self._all(term, at, block)
            case t.Quantified():
                found = self._exists(term, at, block)
                return found if term.how == "exists" else self._negated(found, block)
            case t.IsKnown(value=t.Field() as path, known=known):
                found = self._list(path, at, block) if path.type.many else self.value(path, at, block)
                return Val(self.kept(block, is_(found.at, None, negated=known)))
            case t.By():
                return self._by(term, at, block)
            case t.Judged():
                return self._judged(term, at, block)
            case t.Defined() | t.Field() | t.Param():
                found = self.value(term, at, block)
                if not found.none:
                    return found
                none = ast.Compare(found.at, [ast.Is()], [self.constant(NONE)])
                return Val(self.kept(block, ast.IfExp(none, ast.Constant(False), found.at)), open=found.open)
        raise NotCompiled(type(term).__name__)

    def _negated(self, found: Val, block: Block) -> Val:
        turned: ast.expr = ast.UnaryOp(ast.Not(), found.at)
        if found.open:
            turned = ast.IfExp(is_(found.at, None), ast.Constant(None), turned)
        return Val(self.kept(block, turned), open=found.open)

    def _joined(self, operands: tuple[t.Term, ...], at: Place, block: Block, *, all_of: bool) -> Val:
        """All of them, or one of them: what decides ends it, and what is not told leaves it open."""
        result = self.fresh("c")
        block.append(assign(result, ast.Constant(all_of)))
        is_open = False
        inner = block
        for place, operand in enumerate(operands):
            if place:
                deeper: Block = []
                inner.append(ast.If(is_(name(result), not all_of, negated=True), deeper, []))
                inner = deeper
            found = self.condition(operand, at, inner)
            is_open = is_open or found.open
            inner.append(when(is_(found.at, all_of, negated=True), assign(result, found.at)))
        return Val(name(result), open=is_open)

    def _compare(self, term: t.Compare, at: Place, block: Block) -> Val:
        shifts = [self._from_day(x) for x in (term.left, term.right)]
        if [s is None for s in shifts] in ([False, True], [True, False]):
            left, right = self._with_day(term, shifts, at, block)
        else:
            left, right = self.value(term.left, at, block), self.value(term.right, at, block)
        result: ast.expr = ast.Compare(left.at, [COMPARISONS[term.op]], [right.at])
        nones = [x.at for x in (left, right) if x.none]
        if nones and term.op not in ("is", "is not"):
            none = any_of(*(ast.Compare(x, [ast.Is()], [self.constant(NONE)]) for x in nones))
            result = ast.IfExp(none, ast.Constant(False), result)
        return self.where_told(result, (left, right), block)

    def _from_day(self, term: t.Term) -> tuple[str, t.Term | None] | None:
        """How far from the day itself a value lies: a sign and a number of days; None where it is no such value."""
        match term:
            case t.AsOfDay():
                return "+", None
            case t.Arithmetic(op=op, left=t.AsOfDay(), right=span) if span.type.kind is Kind.DAYS and op in ("+", "-"):
                return None if self._looks_at_day(span) else (op, span)
        return None

    def _looks_at_day(self, term: t.Term) -> bool:
        return any(
            isinstance(x, t.AsOfDay) or (isinstance(x, t.Defined) and self._looks_at_day(self.book.find(x.id).term))
            for x in t.walk(term)
        )

    def _with_day(
        self, term: t.Compare, shifts: list[tuple[str, t.Term | None] | None], at: Place, block: Block
    ) -> tuple[Val, Val]:
        """The sides of a comparison with a day so far from the day itself; the day on which it turns is noted."""
        sides: list[Val] = []
        back: tuple[str, Val] | None = None
        for side, shift in zip((term.left, term.right), shifts, strict=True):
            if shift is None:
                sides.append(self.value(side, at, block))
            elif shift[1] is None:
                sides.append(Val(name("day")))
            else:
                span = self.value(shift[1], at, block)
                back = ("-" if shift[0] == "+" else "+"), span
                reckoned = call(self.constant(SHIFTS[shift[0], SpanUnit.DAYS]), name("day"), span.at)
                found = self.where_told(reckoned, (span,), block)
                if span.none:
                    raise NotCompiled("a span that may be none")
                sides.append(evolve(found, open=True))
                if self.turning:
                    end = self.constant(date.max if shift[0] == "+" else date.min)
                    edge = call(self.constant(SHIFTS[back[0], SpanUnit.DAYS]), end, span.at)
                    block.append(
                        when(is_(span.at, None, negated=True), ast.Expr(call(attribute(name("T"), "append"), edge)))
                    )
        if self.turning:
            still = sides[0] if shifts[0] is None else sides[1]
            turn = still.at
            if back is not None:
                turn = call(self.constant(SHIFTS[back[0], SpanUnit.DAYS]), still.at, back[1].at)
            known = ast.Call(name("isinstance"), [still.at, self.constant(date)], [])
            note = ast.Expr(call(attribute(name("T"), "append"), turn))
            told = known if back is None else ast.BoolOp(ast.And(), [known, is_(back[1].at, None, negated=True)])
            block.append(when(told, note))
        return sides[0], sides[1]

    def _within(self, day: Val, period: Val, block: Block) -> Val:
        result: ast.expr = ast.Compare(day.at, [ast.In()], [period.at])
        nones = [x.at for x in (day, period) if x.none]
        if nones:
            none = any_of(*(ast.Compare(x, [ast.Is()], [self.constant(NONE)]) for x in nones))
            result = ast.IfExp(none, ast.Constant(False), result)
        return self.where_told(result, (day, period), block)

    def _within_last(self, term: t.WithinLast, at: Place, block: Block) -> Val:
        unit = SPANS.get(term.span_of.type.kind)
        if unit not in (SpanUnit.DAYS, SpanUnit.MONTHS):
            raise NotCompiled("working days back")
        self.moving = True
        day, span = self.value(term.value, at, block), self.value(term.span_of, at, block)
        back = natives.earlier_by_days if unit is SpanUnit.DAYS else natives.earlier_by_months
        first = Val(
            self.kept(block, self.where_told(call(self.constant(back), name("day"), span.at), (span,), block).at)
        )
        inside: ast.expr = ast.Compare(first.at, [ast.LtE(), ast.LtE()], [day.at, name("day")])
        if day.none:
            inside = ast.IfExp(ast.Compare(day.at, [ast.Is()], [self.constant(NONE)]), ast.Constant(False), inside)
        return self.where_told(inside, (day, evolve(first, open=True)), block)

    # -- rows -----------------------------------------------------------------------------------------------------

    def _events(self, rows: t.Rows, at: Place) -> str:
        """The kind of event a quantifier runs over, all of what the rule is about."""
        kind = self.book.vocabulary.entity(rows.entity)
        if kind is None or not kind.event or rows.of is None or rows.attribute is not None:
            raise NotCompiled("rows other than events")
        if not self.is_subject(rows.of, at) and not (isinstance(rows.of, t.This) and at.this is not None):
            raise NotCompiled("events of something else")
        return kind.id

    def _loop(self, kind: str, at: Place, block: Block) -> tuple[ast.For, str, Block]:
        """A loop over the events that are seen, with the name of the event and the inside of the loop."""
        event = self.fresh("e")
        self.seen.add(kind)
        events = call(attribute(attribute(name("o"), "events"), "get"), ast.Constant(kind), self.constant(()))
        hidden = [ast.Compare(attribute(name(event), "on"), [ast.Gt()], [name("day")])]
        if at.past:
            hidden += [
                ast.Compare(attribute(name(event), "recorded"), [ast.Gt()], [name("K")]),
                ast.Compare(attribute(name(event), "on"), [ast.Lt()], [name("S")]),
                ast.Compare(name(event), [ast.Is()], [name("x")]),
            ]
        inside: Block = [when(any_of(*hidden), ast.Continue())]
        loop = ast.For(ast.Name(event, ast.Store()), events, inside, [])
        block.append(loop)
        return loop, event, inside

    def _exists(self, term: t.Quantified, at: Place, block: Block) -> Val:
        """Whether rows meet a condition; each part of it is asked as soon as the rows it speaks of are bound."""
        kinds = [self._events(b.rows, at) for b in term.bound]
        result = self.fresh("q")
        block.append(assign(result, ast.Constant(False)))
        waiting = list(term.condition.operands) if isinstance(term.condition, t.And) else [term.condition]
        bound = [b.number for b in term.bound]
        inside, here, doubts = block, at, []
        loops: list[Block] = []
        for depth, (one, kind) in enumerate(zip(term.bound, kinds, strict=True)):
            _, event, inner = self._loop(kind, here, inside)
            loops.append(inside)
            here = evolve(here, variables={**here.variables, one.number: event})
            later = set(bound[depth + 1 :])
            ready = [c for c in waiting if not later & _speaks_of(c)]
            waiting = [c for c in waiting if c not in ready]
            for part in ready:
                found = self.condition(part, here, inner)
                inner.append(when(is_(found.at, False), ast.Continue()))
                if found.open:
                    doubts.append(found.at)
            inside = inner
        if doubts:
            inside.append(
                when(any_of(*(is_(d, None) for d in doubts)), assign(result, ast.Constant(None)), ast.Continue())
            )
        inside += [assign(result, ast.Constant(True)), ast.Break()]
        for outer in loops[:0:-1]:
            outer.append(when(is_(name(result), True), ast.Break()))
        gaps = [ast.UnaryOp(ast.Not(), self.whole(kind)) for kind in dict.fromkeys(kinds)]
        block.append(when(is_(name(result), False), when(any_of(*gaps), assign(result, ast.Constant(None)))))
        return Val(name(result), open=True)

    def _all(self, term: t.Quantified, at: Place, block: Block) -> Val:
        exception = t.Quantified("exists", term.bound, t.Not(term.condition))
        return self._negated(self._exists(exception, at, block), block)

    def count(self, term: t.Count, at: Place, block: Block) -> Val:
        """How many rows meet a condition."""
        if term.in_a_row:
            raise NotCompiled("several in a row")
        kind = self._events(term.bound.rows, at)
        number = self.fresh("n")
        block.append(assign(number, ast.Constant(0)))
        block.append(when(ast.UnaryOp(ast.Not(), self.whole(kind)), assign(number, ast.Constant(None))))
        _, event, inside = self._loop(kind, at, block)
        here = evolve(at, variables={**at.variables, term.bound.number: event})
        inside.append(when(is_(name(number), None), ast.Break()))
        found = self.condition(term.condition, here, inside)
        if found.open:
            inside.append(when(is_(found.at, None), assign(number, ast.Constant(None)), ast.Break()))
        one_more = ast.AugAssign(ast.Name(number, ast.Store()), ast.Add(), ast.Constant(1))
        inside.append(when(is_(found.at, True), one_more))
        return Val(name(number), open=True)

    # -- people ---------------------------------------------------------------------------------------------------

    def _by(self, term: t.By, at: Place, block: Block) -> Val:
        event = self.row(term.event, at)
        unit = self._territory(at, block) if term.of is None else self.value(term.of, at, block)
        held = call(attribute(name("o"), "by"), event, self.constant(term.post), unit.at)
        return Val(self.kept(block, held), open=True)

    def _territory(self, at: Place, block: Block) -> Val:
        """Where a post is looked for."""
        owner = self.owner(at)
        if owner == "Unit":
            return Val(attribute(name("o"), "id"))
        return self.card(owner, "territory" if owner == "Task" else "unit", at, block)

    def _judged(self, term: t.Judged, at: Place, block: Block) -> Val:
        at = evolve(at, subject=self.asked_of(term.of, at))
        judgement = self.book.find(term.id)
        self.seen.add("judgement")
        length: Val = Val(ast.Constant(None))
        if judgement.valid_for is not None:
            self.moving = True
            length = self.value(judgement.valid_for[0], at, block)
        where = self._territory(at, block) if judgement.decided_by is not None else Val(ast.Constant(None))
        asked = call(
            attribute(name("o"), "judged"),
            self.constant(judgement),
            where.at,
            length.at,
            *self.seen_from(at, since=True),
        )
        return Val(self.kept(block, asked), open=True)


def _speaks_of(term: t.Term) -> set[int]:
    """The variables a term speaks of."""
    return {x.number for x in t.walk(term) if isinstance(x, t.Var)}
