"""Decision tables: the form comes in, the table goes out, or None where it is at fault."""

from __future__ import annotations

from attrs import evolve

from rectcore.check import name_messages, operators, table_messages, type_messages, wording
from rectcore.check import terms as t
from rectcore.check.desk import Desk
from rectcore.check.extend import read_type
from rectcore.check.infer import infer
from rectcore.check.scope import Scope
from rectcore.check.table import Limit, Table, TableRow
from rectcore.check.texts import citations
from rectcore.check.types import DECIMAL, DURATIONS, NUMBERS, Kind, Name, Type
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.facts import NONE

_INPUTS = NUMBERS | DURATIONS | {Kind.ONE_OF, Kind.YES_NO, Kind.PERCENT, Kind.DATE}
_A_VALUE = Text("a value or a parameter", "取值或参数")
_AN_INPUT = Text(
    "a word of a list, yes or no, a number, a percent, a duration or a date", "可选项、是否、数、百分比、时长或日期"
)


def table(desk: Desk) -> Table | None:
    """A table whose columns and cells fit together; whether it is total is proved when all is known."""
    form = desk.form
    entity = desk.entity(form.on.words[0]) if form.on is not None and form.on.words else None
    head = desk.one("|", tree.TableHead)
    rows = tuple(r for r in desk.every("|", tree.TableRow) if head is not None and len(r.cells) == len(head.columns))
    if entity is None or form.id is None or head is None or not _shaped(head, desk):
        return None
    if not rows and not form.broken:
        desk.report(table_messages.shape(head, "this table has no rows below its first", "该判定表首行之下没有行"))
    scope = Scope(desk, entity)
    inputs = [_input(c, scope) if c.input is not None else None for c in head.columns]
    limits = [_limits(column, at, rows, inputs[at], scope) for at, column in enumerate(head.columns)]
    results = {
        at: _results(column, [row.cells[at] for row in rows], scope)
        for at, column in enumerate(head.columns)
        if column.input is None
    }
    if form.broken or not rows:
        return None
    asked = [at for at, column in enumerate(head.columns) if column.input is not None]
    terms = [term for at in asked if (term := inputs[at]) is not None]
    typed = [made for made in results.values() if made is not None]
    if len(terms) < len(asked) or len(typed) < len(results) or any(limits[at] is None for at in asked):
        return None
    made_rows = tuple(
        TableRow(
            tuple((limits[at] or ())[place] for at in asked), tuple(made[1][place] for made in typed), span=row.span
        )
        for place, row in enumerate(rows)
    )
    names = [_name(c) for c in head.columns if c.input is None]
    outputs = tuple((name, made[0]) for name, made in zip(names, typed, strict=True))
    name = Name(form.id.text, form.also)
    return Table(name, entity.id, tuple(terms), outputs, made_rows, citations(desk), span=form.id.span)


def _shaped(head: tree.TableHead, desk: Desk) -> bool:
    """Whether the first row has inputs and results, each result with a name of its own; reported where not."""
    outputs = [c for c in head.columns if c.input is None]
    if not outputs:
        desk.report(table_messages.shape(head, "this table has no `result`", "该判定表没有“结果”列"))
    elif len(outputs) == len(head.columns):
        desk.report(table_messages.shape(head, "this table asks for nothing", "该判定表没有条件列"))
    names: dict[str, tree.Column] = {}
    for column in outputs:
        own = _name(column)
        for word in own.all if own is not None else ("",):
            first = names.setdefault(word, column)
            if first is not column:
                desk.report(name_messages.declared_twice(column, word or "result", first.span))
                return False
    return 0 < len(outputs) < len(head.columns)


def _name(column: tree.Column) -> Name | None:
    return None if column.name is None else Name(column.name.text, column.also)


def _input(column: tree.Column, scope: Scope) -> t.Term | None:
    assert column.input is not None
    term = infer(column.input, scope)
    if term is not None and (term.type.kind not in _INPUTS or term.type.many):
        scope.desk.report(type_messages.wrong_kind(column, _AN_INPUT, wording.describe(term.type)))
        return None
    return term


# -- cells of inputs ----------------------------------------------------------------------------------------------


def _limits(
    column: tree.Column, at: int, rows: tuple[tree.TableRow, ...], term: t.Term | None, scope: Scope
) -> list[tuple[Limit, ...]] | None:
    """What the cells of a column ask, row by row; None where one is at fault."""
    if column.input is None or term is None:
        return None
    found = [_cell(row.cells[at], column.input, scope) for row in rows]
    sound = [limits for limits in found if limits is not None]
    return sound if len(sound) == len(found) else None


def _cell(cell: tree.Node, asked: tree.Path, scope: Scope) -> tuple[Limit, ...] | None:
    if isinstance(cell, tree.AnyCell):
        return ()
    wanted = [(limit.op, limit.value) for limit in cell.limits] if isinstance(cell, tree.RangeCell) else [("is", cell)]
    found: list[Limit] = []
    for op, value in wanted:
        # The cell is read as the comparison it stands for, and says what such a comparison would say.
        term = infer(tree.Compare(op, asked, value, span=cell.span), scope)  # type: ignore[arg-type]
        if not isinstance(term, t.Compare) or not _plain(term.right, value, scope):
            return None
        found.append(Limit(op, term.right))
    return tuple(found)


def _plain(term: t.Term, node: tree.Node, scope: Scope) -> bool:
    """Whether a term is a value or a parameter, also as a number of days; reported where it is not."""
    inner = term.amount if isinstance(term, t.SpanOf) else term
    if not isinstance(inner, t.Const | t.Param):
        scope.desk.report(type_messages.wrong_kind(node, _A_VALUE, Text("something to work out", "需要推算的内容")))
        return False
    return True


# -- cells of results ---------------------------------------------------------------------------------------------


def _results(
    column: tree.Column, cells: list[tree.Expression | tree.AnyCell | tree.RangeCell], scope: Scope
) -> tuple[Type, list[t.Term]] | None:
    """The type of a result column and its terms; None where it is at fault."""
    type_ = read_type(column.type, scope.desk) if column.type is not None else None
    if column.type is not None and type_ is None:
        return None
    values = [(cell, _result(cell, type_, scope)) for cell in cells if not isinstance(cell, tree.Nothing)]
    if any(term is None for _, term in values):
        return None
    first = type_
    for cell, term in values:
        assert term is not None
        if first is None or (first.kind in NUMBERS and term.type.kind is Kind.DECIMAL and type_ is None):
            first = term.type.required()
        elif operators.comparison("is", first, term.type) is not None:
            scope.desk.report(type_messages.wrong_kind(cell, wording.describe(first), wording.describe(term.type)))
            return None
    if first is None:
        first = DECIMAL
    optional = first.optional or len(values) < len(cells)
    first = evolve(first, optional=optional)
    found = iter(values)
    return first, [
        t.Const(NONE, first, span=cell.span)
        if isinstance(cell, tree.Nothing)
        else next(found)[1] or t.Const(NONE, first)
        for cell in cells
    ]


def _result(cell: tree.Node, type_: Type | None, scope: Scope) -> t.Term | None:
    if isinstance(cell, tree.AnyCell | tree.RangeCell):
        scope.desk.report(type_messages.wrong_place(cell, "a result is one value", "结果须为一个取值"))
        return None
    term = infer(cell, scope, type_)  # type: ignore[arg-type]
    return term if term is not None and _plain(term, cell, scope) else None
