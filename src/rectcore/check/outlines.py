"""The outline of a source: its clauses one by one, so that rules can cite them and none is forgotten."""

from __future__ import annotations

from rectcore.check import outline_messages, texts
from rectcore.check.desk import Desk, World
from rectcore.check.rulebook import Clause
from rectcore.check.types import Name
from rectcore.diagnostics import Text
from rectcore.language import tree


def read_outlines(desks: list[Desk], world: World) -> None:
    """Put the clauses of every outline into the world, by source and id; a clause that stands twice is reported."""
    for desk in (d for d in desks if d.form.kind == "outline"):
        source = desk.form.id
        if source is None:
            continue
        if world.sources is not None and source.text not in world.sources:
            desk.unknown(source, Text("source", "依据文件"), [Name(s) for s in world.sources])
        clauses = world.outlines.setdefault(source.text, {})
        for line in desk.every("clause", tree.ClauseLine):
            first = clauses.setdefault(line.id.text, line)
            if first is not line:
                desk.report(outline_messages.clause_twice(line.id, line.id.text, first.id))
        if desk.form.broken:
            world.broken_outlines.add(source.text)


def clauses(world: World) -> tuple[Clause, ...]:
    """Every clause, by source and in the order of the outline."""
    return tuple(
        Clause(source, line.id.text, texts.text(line.title), line.narrative, texts.text(line.reason))
        for source, lines in sorted(world.outlines.items())
        for line in lines.values()
    )
