"""A sheet of units: what each is called, what stands above it, and of which kind it is."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from rectcore.check.core import CORE
from rectcore.diagnostics import Text
from rectcore.language.nearest import nearest
from rectcore.model.unit import Unit
from rectcore.sheets import cell_messages as messages
from rectcore.sheets.cells import Cells
from rectcore.sheets.grid import shown
from rectcore.sheets.lines import Group, Line
from rectcore.sheets.units import Units


def read_unit_rows(cells: Cells, groups: Iterator[Group], units: Units) -> int:
    """Adds the units of a sheet to those there are; how many rows it has."""
    rows: list[tuple[Unit, Line]] = []
    for group in groups:
        line = group.first
        if group.stray:
            continue
        id_, title = cells.text(line, "id"), cells.text(line, "title")
        name = id_ if isinstance(id_, str) else title
        if not isinstance(name, str):
            place = next((place for value, place in line.cells.values() if value is not None), (line.row, 0))
            cells.say(place, messages.no_id)
            continue
        unit = Unit(name, title if isinstance(title, str) else name, None, _kind(cells, line))
        units.add(unit)
        rows.append((unit, line))
    above: dict[str, str] = {u.id: u.parent for u in units.all if u.parent is not None}
    for unit, line in rows:
        value, place = cells.get(line, "parent")
        if value is None or shown(value) in ("无", "none"):
            continue
        parent = units.find(shown(value))
        if parent is None:
            cells.say(place, messages.unknown_unit, shown(value), nearest(shown(value), units.known))
        elif _reaches(parent, unit.id, above):
            cells.say(place, messages.above_itself, shown(value))
        else:
            above[unit.id] = parent
            units.add(evolve(unit, parent=parent))
    return len(rows)


def _reaches(start: str, end: str, above: dict[str, str]) -> bool:
    at: str | None = start
    while at is not None:
        if at == end:
            return True
        at = above.get(at)
    return False


def _kind(cells: Cells, line: Line) -> str | None:
    value, place = cells.get(line, "kind")
    if value is None:
        return None
    kinds = CORE["Unit"].attribute("kind")
    assert kinds is not None
    found = kinds.type.value(shown(value))
    if found is None:
        words = [name for v in kinds.type.values for name in v.all]
        cells.say(place, messages.unknown_word, value, Text("kind of unit", "单位类型"), words)
    return found.id if found is not None else None
