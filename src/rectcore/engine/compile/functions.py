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
from rectcore.engine.compile.owners import SURE, Facts, Owner
from rectcore.engine.compile.terms import Block, NotCompiled, Place, Writer
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
    ) -> Any: ...


@define
class Tables:
    """What has been looked up for a day."""

    parameters: dict[date, tuple[Any, ...]] = field(factory=dict)


@frozen
class Compiled:
    """A condition or value as a function, with the parameters and the kinds of events that it is given.

    Args:
        value: the function; its answer is None where the reference evaluator is to be asked.
    """

    value: Written
    parameters: tuple[str, ...]
    kinds: tuple[str, ...]
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
    writer = Writer(book)
    block: Block = []
    try:
        result = write(writer, block)
    except NotCompiled:
        return None
    return Compiled(built([*block, ast.Return(result)], writer.constants), tuple(writer.parameters), tuple(writer.kinds))


def built(body: Block, constants: dict[str, Any]) -> Written:
    """The function that such statements make."""
    arguments = ast.arguments([], [ast.arg(a) for a in ARGUMENTS], None, [], [], None, [])
    function = ast.FunctionDef("written", arguments, body, [])
    module = ast.fix_missing_locations(ast.Module([function], []))
    namespace = dict(constants)
    exec(compile(module, "<rules>", "exec"), namespace)  # noqa: S102 - nodes of our own making, no text
    found: Written = namespace["written"]
    return found
