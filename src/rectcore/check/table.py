"""A checked decision table: inputs, rows of cells, results. Total and non-overlapping, so rows have no order."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from rectcore.check.terms import Term
from rectcore.check.types import Name, Type


@frozen
class Limit:
    """What a cell asks of its input: a comparison (the keyword's id) with a value or parameter."""

    op: str
    value: Term


@frozen
class TableRow:
    """A row: what each input must be (no limit: anything), and the result of each result column."""

    cells: tuple[tuple[Limit, ...], ...]
    results: tuple[Term, ...]
    span: Any = field(default=None, eq=False, repr=False)


@frozen
class Table:
    """A decision table on an entity.

    Args:
        inputs: the terms its first columns ask, each about the entity.
        outputs: the result columns, None for the name of one that has none.
        rows: exactly one holds for whatever the inputs are; with an input that is `none`, at most one.
    """

    name: Name
    entity: str
    inputs: tuple[Term, ...]
    outputs: tuple[tuple[Name | None, Type], ...]
    rows: tuple[TableRow, ...]
    cites: tuple[Any, ...] = ()
    span: Any = field(default=None, eq=False, repr=False)

    def place(self, output: str | None) -> int:
        """The place of a result column among them, by its identifier."""
        return next(at for at, (name, _) in enumerate(self.outputs) if (name.id if name else None) == output)

    def output(self, word: str | None) -> tuple[Name | None, Type] | None:
        """The result column that goes by `word`, with its type; None where there is none."""
        return next((o for o in self.outputs if (word in o[0].all if o[0] else word is None)), None)
