"""RC408: for whatever its inputs are, exactly one row of a table holds. Proved by splitting the inputs into cases.

The limits of an input cut its values into points and stretches; within one of them every cell of the column says the
same, so that one value stands for it. Parameters are taken at each of their values, day by day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Final, TypeAlias

from attrs import define, field

from rectcore.check import table_messages
from rectcore.check import terms as t
from rectcore.check.desk import Desk
from rectcore.check.rulebook import Parameter
from rectcore.check.stretches import OPS, around, shown_value, whole
from rectcore.check.table import Limit, Table
from rectcore.check.types import Kind
from rectcore.diagnostics import Text
from rectcore.model.facts import NONE

MOST_CASES: Final = 100_000
"""Splits after which a table is refused as too large to be proved."""

Values: TypeAlias = Mapping[str, Any]
Cell: TypeAlias = tuple[tuple[str, Any], ...]


def prove(desk: Desk, table: Table, definitions: Mapping[str, t.Term], parameters: Sequence[Parameter]) -> None:
    """Report the first gap and the first overlap of a table, each with an example."""
    by_id = {p.name.id: p for p in parameters}
    used = sorted({x.id for row in table.rows for cell in row.cells for limit in cell for x in _params(limit.value)})
    gap = overlap = False
    budget = MOST_CASES
    for day, values in _settings([by_id[name] for name in used]):
        cells = [[_cell(cell, values) for cell in row.cells] for row in table.rows]
        columns = [_column(term, [row[at] for row in cells], definitions) for at, term in enumerate(table.inputs)]
        found = _Split(columns, cells, budget)
        found.run()
        if found.steps > budget:
            desk.report(table_messages.too_many_cases(table.span))
            return
        budget -= found.steps
        when = _when(day, values, by_id)
        if found.gap is not None and not gap:
            gap = True
            desk.report(table_messages.gap(table.span, _example(table, found.gap, when)))
        if found.overlap is not None and not overlap:
            overlap = True
            first, second, point = found.overlap
            places = table.rows[second].span, table.rows[first].span
            desk.report(table_messages.overlap(*places, _example(table, point, when)))


# -- parameters ---------------------------------------------------------------------------------------------------


def _params(term: t.Term) -> Iterator[t.Param]:
    return (x for x in t.walk(term) if isinstance(x, t.Param))


def _settings(parameters: Sequence[Parameter]) -> Iterator[tuple[date | None, Values]]:
    """Every set of values that the parameters have on some day, with the first such day; once where there are none."""
    if not parameters:
        yield None, {}
        return
    seen: set[tuple[Any, ...]] = set()
    for day in sorted({since for p in parameters for since in p.days}):
        for values in product(*(p.possible(day) for p in parameters)):
            if values not in seen:
                seen.add(values)
                yield day, dict(zip((p.name.id for p in parameters), values, strict=True))


def _cell(cell: tuple[Limit, ...], values: Values) -> Cell:
    return tuple((limit.op, _constant(limit.value, values)) for limit in cell)


def _constant(term: t.Term, values: Values) -> Any:
    """The plain value of a limit: a number for a duration, the days' own order for dates."""
    if isinstance(term, t.SpanOf):
        return _constant(term.amount, values)
    found = values[term.id] if isinstance(term, t.Param) else term.value if isinstance(term, t.Const) else None
    return Decimal(found) if isinstance(found, int) and not isinstance(found, bool) else found


# -- the values of an input ---------------------------------------------------------------------------------------


def _column(term: t.Term, cells: Sequence[Cell], definitions: Mapping[str, t.Term]) -> list[Any]:
    """A value for every case that the cells of a column tell apart."""
    named = {value for cell in cells for _, value in cell}
    absent = [NONE] if NONE in named else []
    kind = term.type.kind
    if kind is Kind.ONE_OF:
        points: Iterable[Any] = [v.id for v in term.type.values]
    elif kind is Kind.YES_NO:
        points = [True, False]
    else:
        points = around(sorted(named - {NONE}), kind, whole=whole(term, definitions))
    found: dict[tuple[bool, ...], Any] = {}
    for point in [*points, *absent]:
        found.setdefault(tuple(_fits(point, cell) for cell in cells), point)
    return list(found.values())


def _fits(point: Any, cell: Cell) -> bool:
    if point is NONE or any(value is NONE for _, value in cell):
        return all(value is NONE and point is NONE for _, value in cell)
    return all(OPS[op](point, value) for op, value in cell)


# -- splitting ----------------------------------------------------------------------------------------------------


@define
class _Split:
    """The first gap and overlap among all cases; rows that no later column tells apart are looked at once."""

    columns: Sequence[Sequence[Any]]
    cells: Sequence[Sequence[Cell]]
    budget: int
    steps: int = 0
    gap: tuple[Any, ...] | None = None
    overlap: tuple[int, int, tuple[Any, ...]] | None = None
    _seen: set[tuple[int, tuple[int, ...]]] = field(factory=set)

    def run(self) -> None:
        """Look at all cases, or as many as the budget allows."""
        self._split(0, tuple(range(len(self.cells))), ())

    def _split(self, at: int, rows: tuple[int, ...], chosen: tuple[Any, ...]) -> None:
        self.steps += 1
        if (at, rows) in self._seen or self.steps > self.budget:
            return
        self._seen.add((at, rows))
        if at == len(self.columns) or not rows:
            rest = tuple(column[0] for column in self.columns[at:])
            if not rows and self.gap is None:
                self.gap = chosen + rest
            if len(rows) > 1 and self.overlap is None:
                self.overlap = (rows[0], rows[1], chosen)
            return
        for point in self.columns[at]:
            fitting = tuple(row for row in rows if _fits(point, self.cells[row][at]))
            self._split(at + 1, fitting, (*chosen, point))


# -- saying it ----------------------------------------------------------------------------------------------------


def _example(table: Table, point: Sequence[Any], when: Text) -> Text:
    shown = [_input(term, value) for term, value in zip(table.inputs, point, strict=True)]
    en, zh = ", ".join(x.en for x in shown), "，".join(x.zh for x in shown)
    return Text(f"{en}{when.en}", f"{zh}{when.zh}")


def _input(term: t.Term, value: Any) -> Text:
    name = " ".join(term.span.text.split()) if term.span is not None else "?"
    shown = shown_value(value, term.type)
    return Text(f"`{name}` is {shown.en}", f"`{name}` 为{shown.zh}")


def _when(day: date | None, values: Values, parameters: Mapping[str, Parameter]) -> Text:
    """The values of the parameters, and the day they begin to hold."""
    if day is None:
        return Text()
    shown = [(p.name, shown_value(_plain(values[id_]), p.type)) for id_, p in parameters.items() if id_ in values]
    en = ", ".join(f"{name.in_('en')} is {value.en}" for name, value in shown)
    zh = "，".join(f"{name.in_('zh')}为{value.zh}" for name, value in shown)
    return Text(f" ({en} from {day})", f"（{day}起{zh}）")


def _plain(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
