"""Checked terms as Python, built as `ast` nodes: no text of a rule file becomes source, constants are passed in.

A compiled condition is true, false, or None: not told, and then the reference evaluator is asked. It is told wherever
all that it looks at is given. What cannot be told in this way at all is refused (`NotCompiled`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import define, evolve, field, frozen

from rectcore.check import terms as t
from rectcore.check.rulebook import Rulebook
from rectcore.check.types import DURATIONS, Kind
from rectcore.check.vocabulary import Attribute, History
from rectcore.engine.compile import natives
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import NONE

OWN: Final = frozenset({"on", "recorded", "unit", "person", "post", "note", "answers"})
CARD: Final = {
    "Task": frozenset(
        {"id", "title", "problem", "category", "origin", "goal", "territory", "lead_unit", "supervising_unit",
         "accepting_unit", "opened", "priority", "kind"}
    ),
    "Unit": frozenset({"id", "name", "parent", "kind"}),
    "Plan": frozenset({"id", "title", "unit", "issued"}),
}  # fmt: skip
LISTS: Final = frozenset({"responsible_units", "supporting_units"})
DEEPEST: Final = 12
DERIVED: Final = {
    "status": {"closure", "reopening", "suspension"},
    "stage": {"closure", "reopening", "suspension", "report", "completion", "acceptance", "public_notice", "filing"},
    "current_deadline": {"extension"},
    "progress": {"report"},
}
"""The kinds of events that each field follows from."""
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


class NotCompiled(Exception):  # noqa: N818 - no error: the reference evaluator says it
    """A term that is left to the reference evaluator."""


@frozen
class Val:
    """Where a value is: an expression without effects, and whether it may be not told (`open`) or `NONE`."""

    at: ast.expr
    open: bool = False
    none: bool = False


@frozen
class Place:
    """What the names of a term mean where it stands.

    Args:
        subject: the entity it is about; `this` the event, if any.
        past: it is judged as of an act on record: as known then, without the act, since a reopening.
        variables: the names of rows that are bound.
        served: the variable of an event that may be taken to cover the period it is matched to.
        row: the variable that stands for what is asked about, where a rule about something else runs over it.
    """

    subject: str
    this: str | None = None
    past: bool = False
    variables: dict[int, str] = field(factory=dict)
    served: int | None = None
    row: int | None = None
    depth: int = 0


def name(id_: str) -> ast.expr:
    return ast.Name(id_, ast.Load())


def call(function: ast.expr, *args: ast.expr) -> ast.expr:
    return ast.Call(function, list(args), [])


def attribute(of: ast.expr, which: str) -> ast.expr:
    return ast.Attribute(of, which, ast.Load())


def is_(left: ast.expr, right: object, *, negated: bool = False) -> ast.expr:
    return ast.Compare(left, [ast.IsNot() if negated else ast.Is()], [ast.Constant(right)])


def assign(to: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(to, ast.Store())], value)


def when(test: ast.expr, *body: ast.stmt) -> ast.stmt:
    return ast.If(test, list(body), [])


def any_of(*tests: ast.expr) -> ast.expr:
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), list(tests))


Block = list[ast.stmt]


@define
class Writer:
    """Writes the statements that work out terms, and keeps the constants they are given.

    The functions it writes take what is asked about (`o`), the event it is about or None (`x`), a bound event or None
    (`v`), the day, the values of parameters (`P`), the days up to which absence of each kind of event says something
    (`M`), the period or None, and how the past is seen: known at `K`, since `S`. Those that are `turning` note in `T`
    the days on which a comparison with the day itself turns.

    Args:
        parameters: those that are asked, in the order of their values in `P`.
        kinds: the kinds of events whose absence is asked, in the order of `M`.
        seen: the kinds of events that an answer may change with.
        moving: an answer may change on days that are not noted.
    """

    book: Rulebook
    turning: bool = False
    constants: dict[str, Any] = field(factory=dict)
    parameters: list[str] = field(factory=list)
    kinds: list[str] = field(factory=list)
    seen: set[str] = field(factory=set)
    moving: bool = False
    _names: int = 0

    # -- names ----------------------------------------------------------------------------------------------------

    def fresh(self, prefix: str = "t") -> str:
        self._names += 1
        return f"{prefix}{self._names}"

    def constant(self, value: Any) -> ast.expr:
        if value is None or isinstance(value, bool):
            return ast.Constant(value)
        id_ = self.fresh("k")
        self.constants[id_] = value
        return name(id_)

    def kept(self, block: Block, value: ast.expr) -> ast.expr:
        """A value under a name."""
        if isinstance(value, ast.Name | ast.Constant):
            return value
        id_ = self.fresh()
        block.append(assign(id_, value))
        return name(id_)

    def parameter(self, id_: str) -> ast.expr:
        if id_ not in self.parameters:
            self.parameters.append(id_)
        return ast.Subscript(name("P"), ast.Constant(self.parameters.index(id_)), ast.Load())

    def whole(self, kind: str) -> ast.expr:
        """Whether absence of a kind of event says something on the day."""
        if kind not in self.kinds:
            self.kinds.append(kind)
        mark = ast.Subscript(name("M"), ast.Constant(self.kinds.index(kind)), ast.Load())
        return ast.Compare(mark, [ast.GtE()], [name("day")])

    # -- conditions -----------------------------------------------------------------------------------------------

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
        entities = {x.type.entity for x in (term.left, term.right)}
        if len(entities) > 1 and not any(isinstance(x, t.Const) and x.value is NONE for x in (term.left, term.right)):
            raise NotCompiled("entities of two kinds")
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
        return self._where_told(result, (left, right), block)

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
                found = self._where_told(reckoned, (span,), block)
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

    def _where_told(self, result: ast.expr, of: tuple[Val, ...], block: Block) -> Val:
        doubts = [is_(x.at, None) for x in of if x.open]
        if doubts:
            result = ast.IfExp(any_of(*doubts), ast.Constant(None), result)
        return Val(self.kept(block, result), open=bool(doubts))

    def _within(self, day: Val, period: Val, block: Block) -> Val:
        result: ast.expr = ast.Compare(day.at, [ast.In()], [period.at])
        nones = [x.at for x in (day, period) if x.none]
        if nones:
            none = any_of(*(ast.Compare(x, [ast.Is()], [self.constant(NONE)]) for x in nones))
            result = ast.IfExp(none, ast.Constant(False), result)
        return self._where_told(result, (day, period), block)

    def _within_last(self, term: t.WithinLast, at: Place, block: Block) -> Val:
        unit = SPANS.get(term.span_of.type.kind)
        if unit not in (SpanUnit.DAYS, SpanUnit.MONTHS):
            raise NotCompiled("working days back")
        self.moving = True
        day, span = self.value(term.value, at, block), self.value(term.span_of, at, block)
        if span.none:
            raise NotCompiled("a span that may be none")
        back = natives.earlier_by_days if unit is SpanUnit.DAYS else natives.earlier_by_months
        first = Val(
            self.kept(block, self._where_told(call(self.constant(back), name("day"), span.at), (span,), block).at)
        )
        inside: ast.expr = ast.Compare(first.at, [ast.LtE(), ast.LtE()], [day.at, name("day")])
        if day.none:
            inside = ast.IfExp(ast.Compare(day.at, [ast.Is()], [self.constant(NONE)]), ast.Constant(False), inside)
        return self._where_told(inside, (day, evolve(first, open=True)), block)

    # -- rows -----------------------------------------------------------------------------------------------------

    def _events(self, rows: t.Rows, at: Place) -> str:
        """The kind of event a quantifier runs over, all of what the rule is about."""
        kind = self.book.vocabulary.entity(rows.entity)
        if kind is None or not kind.event or rows.of is None or rows.attribute is not None:
            raise NotCompiled("rows other than events")
        if not self._is_subject(rows.of, at) and not (isinstance(rows.of, t.This) and at.this is not None):
            raise NotCompiled("events of something else")
        return kind.id

    def _is_subject(self, term: t.Term, at: Place) -> bool:
        """Whether a term stands for what is asked about."""
        if at.row is not None:
            return isinstance(term, t.Var) and term.number == at.row
        return isinstance(term, t.Self)

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

    def _count(self, term: t.Count, at: Place, block: Block) -> Val:
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
        event = self._row(term.event, at)
        unit = self._territory(at, block) if term.of is None else self.value(term.of, at, block)
        held = call(attribute(name("o"), "by"), event, self.constant(term.post), unit.at)
        return Val(self.kept(block, held), open=True)

    def _territory(self, at: Place, block: Block) -> Val:
        """Where a post is looked for."""
        owner = self._owner(at)
        if owner == "Unit":
            return Val(attribute(name("o"), "id"))
        return self._card(owner, "territory" if owner == "Task" else "unit", at, block)

    def _judged(self, term: t.Judged, at: Place, block: Block) -> Val:
        at = evolve(at, subject=self._asked_of(term.of, at))
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
            *self._seen_from(at, since=True),
        )
        return Val(self.kept(block, asked), open=True)

    # -- values ---------------------------------------------------------------------------------------------------

    def value(self, term: t.Term, at: Place, block: Block) -> Val:
        """A value, under a name."""
        match term:
            case t.Const(value=value):
                return Val(self.constant(_plain(term)), none=value is NONE)
            case t.AsOfDay():
                self.moving = True
                return Val(name("day"))
            case t.ThisPeriod():
                return Val(name("period"))
            case t.Param(id=id_):
                parameter = self.book.find(id_)
                if parameter.settings or parameter.type.kind is Kind.ENTITY:
                    raise NotCompiled("a parameter with layers")
                return Val(self.kept(block, self.parameter(id_)), open=True)
            case t.SpanOf(amount=amount):
                return self.value(amount, at, block)
            case t.Field():
                return self._field(term, at, block)
            case t.Defined(id=id_, of=of):
                if at.depth >= DEEPEST:
                    raise NotCompiled("definitions in definitions")
                inside = evolve(at, subject=self._asked_of(of, at), variables={}, row=None, depth=at.depth + 1)
                meaning = self.book.find(id_).term
                if term.type.kind is Kind.YES_NO:
                    return self.condition(meaning, inside, block)
                return self.value(meaning, inside, block)
            case t.Count():
                return self._count(term, at, block)
            case t.Arithmetic():
                return self._arithmetic(term, at, block)
            case t.DaysBetween(unit=SpanUnit.DAYS):
                first, last = self.value(term.first, at, block), self.value(term.last, at, block)
                if first.none or last.none:
                    raise NotCompiled("days from a day that may be none")
                between = call(self.constant(_days_between), first.at, last.at)
                return self._where_told(between, (first, last), block)
            case t.Var() | t.This() | t.Self() if self.book.vocabulary[term.type.entity or ""].event:
                return Val(attribute(self._row(term, at), "id"))
            case t.Self() | t.Var() if self._is_subject(term, at):
                return Val(attribute(name("o"), "id"))
            case _ if term.type.kind is Kind.YES_NO:
                return self.condition(term, at, block)
        raise NotCompiled(type(term).__name__)

    def _row(self, term: t.Term, at: Place) -> ast.expr:
        """An event that is at hand."""
        match term:
            case t.Var(number=number) if number in at.variables:
                return name(at.variables[number])
            case t.This() if at.this is not None:
                return name("x")
            case t.Self(entity=entity) if at.row is None and self.book.vocabulary[entity].event:
                return name("x")
        raise NotCompiled("an event found by a path")

    def _asked_of(self, term: t.Term, at: Place) -> str:
        """The entity that a named term is asked of: what the rule is about, or the task of an event at hand."""
        if self._is_subject(term, at):
            return at.subject
        if isinstance(term, t.Field) and term.name == "task" and self._owner(at) == "Task":
            self._row(term.of, at)
            return "Task"
        raise NotCompiled("a term of something else")

    def _owner(self, at: Place) -> str:
        """The entity whose card is at hand."""
        entity = self.book.vocabulary[at.subject]
        if not entity.event:
            return at.subject
        if len(entity.part_of) != 1:
            raise NotCompiled("an event of several kinds of owner")
        return entity.part_of[0]

    def _field(self, term: t.Field, at: Place, block: Block) -> Val:
        if term.type.many:
            raise NotCompiled("a list")
        if self._is_subject(term.of, at) and at.subject in CARD:
            return self._card(at.subject, term.name, at, block)
        if isinstance(term.of, t.Field) and term.of.name == "task" and self._owner(at) == "Task":
            self._row(term.of.of, at)
            return self._card("Task", term.name, at, block)
        return self._of_event(term, at, block)

    def _list(self, term: t.Field, at: Place, block: Block) -> Val:
        """A list of units on a card."""
        found = self.book.vocabulary[term.entity].attribute(term.name)
        if found is None or found.type.entity != "Unit" or not self._is_subject(term.of, at) or at.subject not in CARD:
            raise NotCompiled("a list")
        if found.history is History.CURRENT_ONLY or found.name.id not in LISTS:
            raise NotCompiled("a list that a host added")
        raw = attribute(attribute(name("o"), "card"), found.name.id)
        return Val(self.kept(block, call(self.constant(natives.reader(found.type)), raw)), open=True, none=True)

    def _read(self, raw: ast.expr, found: Attribute, block: Block) -> Val:
        """What a ledger holds for a field, as a value."""
        self._stands(found)
        return Val(self.kept(block, call(self.constant(natives.reader(found.type)), raw)), open=True, none=True)

    def _stands(self, found: Attribute) -> None:
        """A field whose value only the reference evaluator can tell: a list, a row that must be there, today's only."""
        if found.type.many or found.type.entity not in (None, "Unit", "Person"):
            raise NotCompiled("a field that names rows")
        if found.history is History.CURRENT_ONLY:
            raise NotCompiled("a field of which only today's value is known")

    def _card(self, owner: str, which: str, at: Place, block: Block) -> Val:
        found = self.book.vocabulary[owner].attribute(which)
        assert found is not None, (owner, which)
        o, id_ = name("o"), found.name.id
        if id_ == "id":
            return Val(attribute(o, "id"))
        if found.derived:
            return self._derived(id_, found, at, block)
        card = attribute(o, "card")
        if owner == "Task" and id_ == "opened":
            return Val(self.kept(block, attribute(card, "opened")))
        if owner == "Task" and id_ == "deadline":
            return Val(self.kept(block, call(self.constant(natives.last_day), attribute(card, "deadline"))), True, True)
        if id_ in CARD[owner]:
            return self._read(attribute(card, id_), found, block)
        fields = attribute(attribute(card, "fields"), "get")
        return self._read(call(fields, ast.Constant(id_)), found, block)

    def _seen_from(self, at: Place, *, since: bool = False) -> list[ast.expr]:
        """Where what follows from events is asked: the day, what was known, without which act, since when."""
        if not at.past:
            return [name("day"), attribute(attribute(name("o"), "facts"), "known_at")]
        return [name("day"), name("K"), name("x"), *([name("S")] if since else [])]

    def _derived(self, which: str, found: Attribute, at: Place, block: Block) -> Val:
        o = name("o")
        if which == "deadline_class":
            card = attribute(attribute(o, "card"), "deadline")
            return Val(self.kept(block, call(self.constant(natives.deadline_class), card)), open=True, none=True)
        self.seen |= DERIVED[which]
        asked = call(attribute(o, which), *self._seen_from(at, since=which == "progress"))
        if which == "progress":
            type_ = self.book.vocabulary["report"].attribute("progress")
            assert type_ is not None
            return self._read(asked, type_, block)
        return Val(self.kept(block, asked), open=which == "current_deadline", none=which == "current_deadline")

    def _of_event(self, term: t.Field, at: Place, block: Block) -> Val:
        event = self._row(term.of, at)
        found = self.book.vocabulary[term.entity].attribute(term.name)
        if found is None or not self.book.vocabulary[term.entity].event:
            raise NotCompiled("a field of what is no event")
        id_ = found.name.id
        if id_ in ("id", "on", "recorded"):
            return Val(self.kept(block, attribute(event, id_)))
        if id_ in OWN:
            return self._read(attribute(event, id_), found, block)
        if id_ == "task":
            raise NotCompiled("the task of an event")
        raw = call(attribute(attribute(event, "fields"), "get"), ast.Constant(id_))
        if id_ == "new_deadline":
            return Val(self.kept(block, call(self.constant(natives.new_last_day), raw)), open=True, none=True)
        value = self._read(raw, found, block)
        of_served = isinstance(term.of, t.Var) and term.of.number == at.served
        if of_served and found.type.kind is Kind.PERIOD:
            missing = is_(call(attribute(attribute(event, "fields"), "get"), ast.Constant(id_)), None)
            value = Val(self.kept(block, ast.IfExp(missing, name("period"), value.at)), open=True, none=True)
        return value

    def _arithmetic(self, term: t.Arithmetic, at: Place, block: Block) -> Val:
        left, right = self.value(term.left, at, block), self.value(term.right, at, block)
        if left.none or right.none:
            return self._with_none(term, left, right, at, block)
        found = self._where_told(self._reckoned(term, left, right, at), (left, right), block)
        return evolve(found, open=found.open or term.type.kind is Kind.DATE)

    def _with_none(self, term: t.Arithmetic, left: Val, right: Val, at: Place, block: Block) -> Val:
        """Of operands one may be none: what is not told first, then none, each from the left."""
        result = self._reckoned(term, left, right, at)
        for operand in (right, left):
            if operand.none:
                none = ast.Compare(operand.at, [ast.Is()], [self.constant(NONE)])
                result = ast.IfExp(none, operand.at, result)
            if operand.open:
                result = ast.IfExp(is_(operand.at, None), ast.Constant(None), result)
        return Val(self.kept(block, result), open=True, none=True)

    def _reckoned(self, term: t.Arithmetic, left: Val, right: Val, at: Place) -> ast.expr:
        kinds = term.left.type.kind, term.right.type.kind
        if kinds == (Kind.DATE, Kind.DATE):
            return attribute(ast.BinOp(left.at, ast.Sub(), right.at), "days")
        if Kind.DATE in kinds:
            day, span, kind = (left, right, kinds[1]) if kinds[0] is Kind.DATE else (right, left, kinds[0])
            if SPANS[kind] is SpanUnit.WORKING_DAYS:
                if term.op != "+":
                    raise NotCompiled("working days back")
                calendar = call(attribute(attribute(name("o"), "facts"), "calendar_on"), self._seen_from(at)[1])
                return call(self.constant(natives.later_by_working_days), calendar, day.at, span.at)
            return call(self.constant(SHIFTS[term.op, SPANS[kind]]), day.at, span.at)
        operator: ast.operator = {"+": ast.Add(), "-": ast.Sub(), "*": ast.Mult()}[term.op]
        return ast.BinOp(left.at, operator, right.at)


SPANS: Final = {
    Kind.DAYS: SpanUnit.DAYS,
    Kind.WORKING_DAYS: SpanUnit.WORKING_DAYS,
    Kind.MONTHS: SpanUnit.MONTHS,
}
SHIFTS: Final[dict[tuple[str, SpanUnit], Callable[..., Any]]] = {
    ("+", SpanUnit.DAYS): natives.later_by_days,
    ("-", SpanUnit.DAYS): natives.earlier_by_days,
    ("+", SpanUnit.MONTHS): natives.later_by_months,
    ("-", SpanUnit.MONTHS): natives.earlier_by_months,
}


def _days_between(first: Any, last: Any) -> int:
    return max((last - first).days + 1, 0)


def _plain(term: t.Const) -> Any:
    """A constant as compiled conditions hold it: a duration as its number, a row by its id."""
    value = getattr(term.value, "number", term.value)
    if term.type.kind in DURATIONS and not isinstance(value, Decimal) and value is not NONE:
        return Decimal(value)
    if term.type.kind is Kind.ENTITY and value is not NONE:
        raise NotCompiled("a row that is written out")
    return value


def _speaks_of(term: t.Term) -> set[int]:
    """The variables a term speaks of."""
    return {x.number for x in t.walk(term) if isinstance(x, t.Var)}
