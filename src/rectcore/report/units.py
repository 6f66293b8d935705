"""Which rung each unit stands on: the measures called for and taken, by the unit that leads the item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from rectcore.model.escalation import MEASURES, severity
from rectcore.model.events import Subject
from rectcore.report.items import Item
from rectcore.report.matter import Matter


@frozen
class Cell:
    """How often a measure is called for and not taken, and how often it was taken while the reason still holds."""

    called: int
    taken: int


@frozen
class UnitRow:
    """A unit with its open and overdue items and a cell for each measure; `highest` is the rung it stands on."""

    name: str
    chain: tuple[str, ...]
    open: int
    late: int
    cells: tuple[Cell, ...]
    highest: int
    done: int


@frozen
class UnitLadder:
    """The measures that occur, the mildest first, and a row for each unit with something on it."""

    measures: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    steps: int = len(MEASURES)
    rows: tuple[UnitRow, ...] = ()


def ladder_of(matter: Matter, items: Iterable[Item]) -> UnitLadder:
    """A row for each unit that measures are called for; the one on the highest rung first."""
    further = matter.names.further_measures
    order = {m: severity(m, further) for f in matter.findings if (m := f.measure) is not None}
    measures = sorted(order, key=lambda m: (order[m], m))
    called: Counter[tuple[str, str]] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    for finding in matter.findings:
        if finding.measure is not None:
            unit = _unit(matter, finding.subject, finding.addressees)
            (taken if finding.acted_on is not None else called)[unit, finding.measure] += 1
    opened: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for item in items:
        if item.chain and item.state != "closed":
            opened[item.chain[0]] += 1
            late[item.chain[0]] += item.overdue
    units = {unit for unit, _ in (*called, *taken)}
    rows = [
        UnitRow(
            name=matter.names.unit(unit) if unit else "-",
            chain=matter.above(unit) if unit else (),
            open=opened[unit],
            late=late[unit],
            cells=tuple(Cell(called[unit, m], taken[unit, m]) for m in measures),
            highest=max((order[m] + 1 for m in measures if called[unit, m]), default=0),
            done=max((order[m] + 1 for m in measures if taken[unit, m]), default=0),
        )
        for unit in units
    ]
    rows.sort(key=lambda r: (-r.highest, -sum(c.called for c in r.cells), r.name, r.chain))
    return UnitLadder(
        measures=tuple(matter.names.measure(m) for m in measures),
        levels=tuple(order[m] + 1 for m in measures),
        steps=len(MEASURES) + len(further),
        rows=tuple(rows),
    )


def _unit(matter: Matter, subject: Subject, addressees: tuple[str, ...]) -> str:
    chain = matter.units_of(subject)
    return chain[0] if chain else (addressees[0] if addressees else "")
