"""What a decision table gives (language note, section 16): the row that holds, or what all rows say that may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from rectcore.check import terms as t
from rectcore.check.table import Limit, Table
from rectcore.engine.reference.kleene import Answer, conjunction
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import NOT_APPLICABLE, Void
from rectcore.model.facts import NONE, Unknown

Value = Callable[[t.Term, Env], Any]
Compare = Callable[[str, Any, Any], Answer]


@frozen
class Chosen:
    """What a table came to: the value, and the row that gave it where it is known, counted from 0."""

    value: Any
    row: int | None = None


def chosen(term: t.Tabled, of: Any, env: Env, value: Value, compare: Compare) -> Chosen:
    """The result of a table for something; of what is unknown or `none`, that."""
    if isinstance(of, Unknown) or of is NONE:
        return Chosen(of)
    table: Table = env.world.rulebook.find(term.id)
    inner = evolve(env, subject=of, variables={})
    inputs = [value(one, inner) for one in table.inputs]
    asks = _Asked(table, table.place(term.output), inner, value, compare)
    missing = [x if isinstance(x, Unknown) else x.unknown for x in inputs if not _settled(x)]
    if not missing:
        answers = [asks.holds(at, inputs) for at in range(len(table.rows))]
        unknown = [answer for answer in answers if isinstance(answer, Unknown)]
        if True in answers:
            return Chosen(asks.result(answers.index(True)), answers.index(True))
        if not unknown:
            return Chosen(NOT_APPLICABLE if NOT_APPLICABLE in answers else NONE)
        missing = unknown
    results = list(asks.possible(inputs))
    if any(isinstance(x, Unknown) or x != results[0] for x in results):
        return Chosen(_all(missing))
    rows = [at for at in range(len(table.rows)) if asks.holds(at, inputs) is not False]
    return Chosen(results[0], rows[0] if len(rows) == 1 and results[0] is not NOT_APPLICABLE else None)


def _settled(value: Any) -> bool:
    """Whether a value is one value, and neither unknown nor within bounds."""
    return not isinstance(value, Unknown) and not hasattr(value, "unknown")


def _all(missing: Sequence[Unknown]) -> Unknown:
    found = missing[0]
    for one in missing[1:]:
        found = found | one
    return found


@frozen
class _Asked:
    """A table with where it is asked."""

    table: Table
    place: int
    env: Env
    value: Value
    compare: Compare

    def holds(self, row: int, inputs: Sequence[Any]) -> Answer:
        """Whether a row holds for these inputs."""
        return conjunction(self._cells(row, inputs))

    def _cells(self, row: int, inputs: Sequence[Any]) -> Iterator[Answer]:
        cells = self.table.rows[row].cells
        return (self._fits(limit, x) for cell, x in zip(cells, inputs, strict=True) for limit in cell)

    def _fits(self, limit: Limit, found: Any) -> Answer:
        return self.compare(limit.op, found, self.value(limit.value, self.env))

    def result(self, row: int) -> Any:
        """What a row gives."""
        return self.value(self.table.rows[row].results[self.place], self.env)

    def possible(self, inputs: Sequence[Any]) -> Iterator[Any]:
        """Everything the table may come to, an unknown input that may be `none` taken as that too.

        With an input that is `none` and that no cell speaks of, no row need hold: the table then gives `none`.
        """
        for at, (term, x) in enumerate(zip(self.table.inputs, inputs, strict=True)):
            if isinstance(x, Unknown) and term.type.optional and not isinstance(x, _Something):
                yield from self.possible([*inputs[:at], NONE, *inputs[at + 1 :]])
                yield from self.possible([*inputs[:at], _Something(x.missing), *inputs[at + 1 :]])
                return
        answers = [self.holds(row, inputs) for row in range(len(self.table.rows))]
        for row, answer in enumerate(answers):
            if answer is not False:
                void = any(isinstance(cell, Void) for cell in self._cells(row, inputs))
                yield NOT_APPLICABLE if void else self.result(row)
        if True not in answers and any(x is NONE and not self._names_none(at) for at, x in enumerate(inputs)):
            yield NONE

    def _names_none(self, at: int) -> bool:
        """Whether a cell of a column says what holds of `none`: the table is then total there too."""
        limits = (limit.value for row in self.table.rows for limit in row.cells[at])
        return any(isinstance(bound, t.Const) and bound.value is NONE for bound in limits)


class _Something(Unknown):
    """A value that is not known, and is not `none`."""
