"""Conditions and values as Python functions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol

from attrs import define, field, frozen

from rectcore.check.rulebook import Rulebook
from rectcore.check.terms import Term
from rectcore.check.types import DURATIONS
from rectcore.engine.compile.nodes import Block, NotCompiled, Place
from rectcore.engine.compile.owners import SURE, Facts, Owner
from rectcore.engine.compile.terms import Writer
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.model.events import Event
from rectcore.model.period import Period

ARGUMENTS: Final = ("o", "x", "v", "day", "P", "M", "period", "K", "S")


class Written(Protocol):
    """A compiled condition or value."""

    def __call__(
        self,
        o: Owner,
        x: Event | None,
        v: Event | None,
        day: date,
        P: tuple[Any, ...],  # noqa: N803
        M: tuple[date, ...],  # noqa: N803
        period: Period | None,
        K: date,  # noqa: N803
        S: date,  # noqa: N803
        *T: list[date | None],  # noqa: N803
    ) -> Any:
        """The value; None where it is not told."""


@define
class Tables:
    """What has been looked up for a day."""

    parameters: dict[date, tuple[Any, ...]] = field(factory=dict)
    turning: Any = None


@frozen
class Compiled:
    """A condition or value as a function, with the parameters and the kinds of events that it is given.

    Args:
        value: the function; its answer is None where the reference evaluator is to be asked.
        turns: the days on which one of its parameters gets another value.
        seen: the kinds of events that the answer may change with.
        turning: makes the function that notes when comparisons with the day turn; None where they cannot be noted.
    """

    value: Written
    parameters: tuple[str, ...]
    turns: tuple[date, ...]
    kinds: tuple[str, ...]
    seen: tuple[str, ...]
    turning: Callable[[], Written] | None = field(eq=False, repr=False)
    tables: Tables = field(factory=Tables, eq=False, repr=False)

    def asked(
        self,
        owner: Owner,
        day: date,
        *,
        x: Event | None = None,
        v: Event | None = None,
        rules_day: date | None = None,
        period: Period | None = None,
    ) -> Any:
        """Its value for an owner on a day, as known now."""
        facts = owner.facts
        given, marks = self.given(facts, rules_day or day), self.marks(facts, facts.known_at)
        return self.value(owner, x, v, day, given, marks, period, facts.known_at, SURE)

    def stretch(
        self, owner: Owner, day: date, *, x: Event | None, rules_day: date, period: Period | None
    ) -> tuple[Any, date, date] | None:
        """Its value on a day, with the first and the last day on which it is the same, the parameters being given.

        None where that cannot be told.
        """
        if self.turning is None:
            return None
        if self.tables.turning is None:
            self.tables.turning = self.turning()
        facts = owner.facts
        given, marks = self.given(facts, rules_day), self.marks(facts, facts.known_at)
        turns: list[date | None] = []
        found = self.tables.turning(owner, x, None, day, given, marks, period, facts.known_at, SURE, turns)
        if found is None:
            return None
        first, last = owner.same(self.seen, day)
        for at in turns:
            if at is None:
                continue
            if at < day:
                first = max(first, at + ONE_DAY)
            elif at > day:
                last = min(last, at - ONE_DAY)
            else:
                first = last = day
        for mark in marks:
            if mark < day:
                first = max(first, mark + ONE_DAY)
            else:
                last = min(last, mark)
        return found, first, last

    def asked_in_the_past(self, owner: Owner, act: Event, since: date) -> Any:
        """Its value for an act on record: on its day, with what was known when it was recorded."""
        facts = owner.facts
        given, marks = self.given(facts, act.on), self.marks(facts, act.recorded)
        return self.value(owner, act, None, act.on, given, marks, None, act.recorded, since)

    def given(self, facts: Facts, rules_day: date) -> tuple[Any, ...]:
        """The values of its parameters on a day."""
        if not self.parameters:
            return ()
        found = self.tables.parameters.get(rules_day)
        if found is None:
            found = tuple(_value(facts.rulebook, id_, rules_day) for id_ in self.parameters)
            self.tables.parameters[rules_day] = found
        return found

    def marks(self, facts: Facts, known_at: date) -> tuple[date, ...]:
        """Up to which day absence of each of its kinds of events says something."""
        return facts.marks(self.kinds, known_at) if self.kinds else ()


def _value(book: Rulebook, id_: str, day: date) -> Any:
    parameter = book.find(id_)
    found = parameter.on(day)
    return Decimal(found) if found is not None and parameter.type.kind in DURATIONS else found


def condition(book: Rulebook, term: Term, at: Place) -> Compiled | None:
    """A condition as a function; None where it is left to the reference evaluator."""
    return _function(book, lambda w, block: w.condition(term, at, block).at)


def value(book: Rulebook, term: Term, at: Place) -> Compiled | None:
    """A value as a function; None where it is left to the reference evaluator."""
    return _function(book, lambda w, block: w.value(term, at, block).at)


def _function(book: Rulebook, write: Callable[[Writer, Block], ast.expr]) -> Compiled | None:
    def written(*, turning: bool) -> tuple[Writer, Written]:
        writer = Writer(book, turning)
        block: Block = []
        result = write(writer, block)
        return writer, built([*block, ast.Return(result)], writer.constants, turning=turning)

    try:
        writer, function = written(turning=False)
    except NotCompiled:
        return None
    return Compiled(
        function,
        tuple(writer.parameters),
        tuple(sorted({day for id_ in writer.parameters for day in book.find(id_).days})),
        tuple(writer.kinds),
        tuple(sorted(writer.seen)),
        None if writer.moving else lambda: written(turning=True)[1],
    )


def built(body: Block, constants: dict[str, Any], *, turning: bool) -> Written:
    """The function that such statements make."""
    names = (*ARGUMENTS, "T") if turning else ARGUMENTS
    arguments = ast.arguments([], [ast.arg(a) for a in names], None, [], [], None, [])
    function = ast.FunctionDef("written", arguments, body, [])
    module = ast.fix_missing_locations(ast.Module([function], []))
    namespace = dict(constants)
    exec(compile(module, "<rules>", "exec"), namespace)
    found: Written = namespace["written"]
    return found
