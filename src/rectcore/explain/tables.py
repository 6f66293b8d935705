"""Decision tables in words: what a table says, row by row, and which row decided."""

from __future__ import annotations

from rectcore.check import terms as t
from rectcore.check.table import Limit, Table
from rectcore.diagnostics import Text
from rectcore.engine.trace import Trace
from rectcore.explain.facts import Scene, value_text
from rectcore.explain.phrases import both, listed, named, noun, quoted, run
from rectcore.explain.prose import compared, constant, noun_of, of_name, said, table_name
from rectcore.explain.reason import Reason
from rectcore.model.facts import NONE


def table_sentence(table: Table, scene: Scene) -> Text:
    """Every row of a table: what it gives, and when."""
    several = len(table.outputs) > 1
    rows = []
    for row in table.rows:
        gives = []
        for (name, _), result in zip(table.outputs, row.results, strict=True):
            value = constant(result, scene) if isinstance(result, t.Const) else said(result, scene)
            if several and name is not None:
                value = both("{n} {v}", "{n}为{v}", n=named(name), v=value)
            gives.append(value)
        when = row_text(table, row.cells, scene)
        value = listed(gives) if not several else run(gives, ", ", "、")
        rows.append(
            both("{v} where {c}", "{c}的，为{v}", v=value, c=when) if when.en else both("{v}", "为{v}", v=value)
        )
    return both(
        "{x} of a {e} is {r}",
        "{e}的{x}：{r}",
        x=quoted(named(table.name)),
        e=noun(scene.entity(table.entity)),
        r=run(rows, "; ", "；"),
    )


def row_text(table: Table, cells: tuple[tuple[Limit, ...], ...], scene: Scene) -> Text:
    """When a row holds; empty where it always does."""
    parts = [_limit(term, limit, scene) for term, cell in zip(table.inputs, cells, strict=True) for limit in cell]
    return listed(parts)


def _limit(term: t.Term, limit: Limit, scene: Scene) -> Text:
    if isinstance(limit.value, t.Const) and isinstance(limit.value.value, bool) and limit.op == "is":
        return said(term, scene, holds=limit.value.value)
    if isinstance(limit.value, t.Const) and limit.value.value is NONE:
        return both("{x} is none", "{x}为“无”", x=noun_of(term, scene))
    return compared(limit.op, said(term, scene), said(limit.value, scene), holds=True)


def tabled_reason(trace: Trace, scene: Scene) -> Reason:
    """The value a table gave, and the row behind it with what was asked."""
    term = trace.term
    assert isinstance(term, t.Tabled)
    value = value_text(trace.value, term.type, scene, with_id=True)
    head = both("{x} is {v}", "{x}为{v}", x=of_name(term.of, table_name(term, scene), scene), v=value)
    table = scene.rulebook.find(term.id)
    asked = [
        both("{x} {v}", "{x}{v}", x=noun_of(x.term, scene), v=value_text(x.value, x.term.type, scene))
        for place, x in enumerate(trace.parts)
        if trace.row is None or table.rows[trace.row].cells[place]
    ]
    if not asked:
        return Reason(head)
    if trace.row is None:
        return Reason(both("{h} ({a})", "{h}（{a}）", h=head, a=run(asked)))
    row = trace.row + 1
    return Reason(both("{h} (row {n} of the table: {a})", "{h}（判定表第{n}行：{a}）", h=head, a=run(asked), n=row))
