"""Values of terms as Python: fields of cards and events, days, numbers."""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from attrs import define, evolve, fields

from rectcore.check import terms as t
from rectcore.check.types import Kind
from rectcore.check.vocabulary import Attribute, History
from rectcore.engine.compile import natives
from rectcore.engine.compile.nodes import Block, NotCompiled, Notes, Place, Val, attribute, call, is_, name
from rectcore.engine.reference.fields import TASK_FIELDS
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import NONE
from rectcore.model.ledger import Plan
from rectcore.model.unit import Unit

OWN: Final = frozenset({"on", "recorded", "unit", "person", "post", "note", "answers"})
CARD: Final = {
    "Task": TASK_FIELDS,
    "Unit": frozenset(a.name for a in fields(Unit)) - {"fields"},
    "Plan": frozenset(a.name for a in fields(Plan)) - {"fields"},
}
"""The fields that stand on each card by themselves; the others are those a host added."""
DEEPEST: Final = 12
DERIVED: Final = {
    "status": {"closure", "reopening", "suspension"},
    "stage": {"closure", "reopening", "suspension", "report", "completion", "acceptance", "public_notice", "filing"},
    "current_deadline": {"extension"},
    "progress": {"report"},
}
"""The kinds of events that each field follows from."""


@define
class Values(Notes):
    """Writes the statements that work out values."""

    @abstractmethod
    def condition(self, term: t.Term, at: Place, block: Block) -> Val:
        """The truth of a condition, under a name."""

    @abstractmethod
    def count(self, term: t.Count, at: Place, block: Block) -> Val:
        """How many rows meet a condition."""

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
                inside = evolve(at, subject=self.asked_of(of, at), variables={}, row=None, depth=at.depth + 1)
                meaning = self.book.find(id_).term
                if term.type.kind is Kind.YES_NO:
                    return self.condition(meaning, inside, block)
                return self.value(meaning, inside, block)
            case t.Count():
                return self.count(term, at, block)
            case t.Arithmetic():
                return self._arithmetic(term, at, block)
            case t.DaysBetween(unit=SpanUnit.DAYS):
                first, last = self.value(term.first, at, block), self.value(term.last, at, block)
                if first.none or last.none:
                    raise NotCompiled("days from a day that may be none")
                between = call(self.constant(_days_between), first.at, last.at)
                return self.where_told(between, (first, last), block)
            case t.Var() | t.This() | t.Self() if self.book.vocabulary[term.type.entity or ""].event:
                return Val(attribute(self.row(term, at), "id"))
            case t.Self() | t.Var() if self.is_subject(term, at):
                return Val(attribute(name("o"), "id"))
        raise NotCompiled(type(term).__name__)

    def row(self, term: t.Term, at: Place) -> ast.expr:
        """An event that is at hand."""
        match term:
            case t.Var(number=number) if number in at.variables:
                return name(at.variables[number])
            case t.This() if at.this is not None:
                return name("x")
            case t.Self(entity=entity) if at.row is None and self.book.vocabulary[entity].event:
                return name("x")
        raise NotCompiled("an event found by a path")

    def is_subject(self, term: t.Term, at: Place) -> bool:
        """Whether a term stands for what is asked about."""
        if at.row is not None:
            return isinstance(term, t.Var) and term.number == at.row
        return isinstance(term, t.Self)

    def asked_of(self, term: t.Term, at: Place) -> str:
        """The entity that a named term is asked of: what the rule is about, or the task of an event at hand."""
        if self.is_subject(term, at):
            return at.subject
        if isinstance(term, t.Field) and term.name == "task" and self.owner(at) == "Task":
            self.row(term.of, at)
            return "Task"
        raise NotCompiled("a term of something else")

    def owner(self, at: Place) -> str:
        """The entity whose card is at hand."""
        entity = self.book.vocabulary[at.subject]
        if not entity.event:
            return at.subject
        if len(entity.part_of) != 1:
            raise NotCompiled("an event of several kinds of owner")
        return entity.part_of[0]

    def _field(self, term: t.Field, at: Place, block: Block) -> Val:
        if self.is_subject(term.of, at) and at.subject in CARD:
            return self.card(at.subject, term.name, at, block)
        if isinstance(term.of, t.Field) and term.of.name == "task" and self.owner(at) == "Task":
            self.row(term.of.of, at)
            return self.card("Task", term.name, at, block)
        return self._of_event(term, at, block)

    def _list(self, term: t.Field, at: Place, block: Block) -> Val:
        """A list of units on a card."""
        found = self.book.vocabulary[term.entity].attribute(term.name)
        if found is None or found.type.entity != "Unit" or not self.is_subject(term.of, at) or at.subject not in CARD:
            raise NotCompiled("a list")
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

    def card(self, owner: str, which: str, at: Place, block: Block) -> Val:
        """A field of the card of what is asked about."""
        found = self.book.vocabulary[owner].attribute(which)
        assert found is not None, (owner, which)
        o, id_ = name("o"), found.name.id
        if id_ == "id":
            return Val(attribute(o, "id"))
        if found.derived:
            return self._derived(id_, at, block)
        card = attribute(o, "card")
        if owner == "Task" and id_ == "opened":
            return Val(self.kept(block, attribute(card, "opened")))
        if owner == "Task" and id_ == "deadline":
            return Val(self.kept(block, call(self.constant(natives.last_day), attribute(card, "deadline"))), True, True)
        if id_ in CARD[owner]:
            return self._read(attribute(card, id_), found, block)
        fields = attribute(attribute(card, "fields"), "get")
        return self._read(call(fields, ast.Constant(id_)), found, block)

    def seen_from(self, at: Place, *, since: bool = False) -> list[ast.expr]:
        """Where what follows from events is asked: the day, what was known, without which act, since when."""
        if not at.past:
            return [name("day"), attribute(attribute(name("o"), "facts"), "known_at")]
        return [name("day"), name("K"), name("x"), *([name("S")] if since else [])]

    def _derived(self, which: str, at: Place, block: Block) -> Val:
        o = name("o")
        if which == "deadline_class":
            card = attribute(attribute(o, "card"), "deadline")
            return Val(self.kept(block, call(self.constant(natives.deadline_class), card)), open=True, none=True)
        self.seen |= DERIVED[which]
        asked = call(attribute(o, which), *self.seen_from(at, since=which == "progress"))
        if which == "progress":
            type_ = self.book.vocabulary["report"].attribute("progress")
            assert type_ is not None
            return self._read(asked, type_, block)
        return Val(self.kept(block, asked), open=which == "current_deadline", none=which == "current_deadline")

    def _of_event(self, term: t.Field, at: Place, block: Block) -> Val:
        event = self.row(term.of, at)
        found = self.book.vocabulary[term.entity].attribute(term.name)
        assert found is not None, term.name
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
        found = self.where_told(self._reckoned(term, left, right, at), (left, right), block)
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
                assert term.op == "+", "working days are not counted backwards"
                calendar = call(attribute(attribute(name("o"), "facts"), "calendar_on"), self.seen_from(at)[1])
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


def _days_between(first: date, last: date) -> int:
    return max((last - first).days + 1, 0)


def _plain(term: t.Const) -> Any:
    """A constant as compiled conditions hold it: a duration as its number."""
    return getattr(term.value, "number", term.value)
