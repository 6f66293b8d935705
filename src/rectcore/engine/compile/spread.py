"""A report worked out by several processes: each judges some of the plan, the tasks and the units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import get_context

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.engine.compile.evaluate import world_of
from rectcore.engine.compile.program import Program
from rectcore.engine.reference.evaluate import OWNERS, Held, held, report_with, with_reasons
from rectcore.engine.reference.world import World
from rectcore.engine.results import Report
from rectcore.engine.trace import Row
from rectcore.errors import CallError
from rectcore.model.calendar import Calendar
from rectcore.model.ledger import Ledger

PARTS_EACH = 4
"""How many parts of the work each process gets: so many that one slow part does not keep the others waiting."""

_world: list[tuple[World, date]] = []  # of this process, set once when it starts


def spread(
    program: Program,
    ledger: Ledger,
    calendar: Calendar,
    as_of: date,
    known_at: date,
    workers: int,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Report:
    """Everything that holds on `as_of` as known on `known_at`; the same report however many work on it.

    Raises:
        CallError: CL110, a process ended before its part was done; nothing of the others is given.
    """
    world = world_of(program, ledger, calendar, known_at)
    rows = [row for kind in OWNERS for row in world.subjects(kind)]
    parts = _parts(rows, workers * PARTS_EACH)
    given = (program, ledger, calendar, as_of, known_at)
    # A process of its own, not a copy of this one: what the host's threads hold stays with the host.
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, given) as pool:
        waiting = [pool.submit(_judge, part) for part in parts]
        everything: list[tuple[Row, Held]] = []
        for part, one in zip(parts, waiting, strict=True):
            try:
                everything += zip(part, one.result(), strict=True)
                progress(len(everything), len(rows))
            except BrokenProcessPool:
                raise CallError((_died(part),)) from None
    return report_with(everything, world, as_of)


def _parts(rows: Sequence[Row], number: int) -> list[Sequence[Row]]:
    size = max(1, -(-len(rows) // number))
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def _begin(program: Program, ledger: Ledger, calendar: Calendar, as_of: date, known_at: date) -> None:
    _world[:] = [(world_of(program, ledger, calendar, known_at), as_of)]


def _judge(part: Sequence[Row]) -> list[Held]:
    (world, day), *_ = _world
    return list(_judged(part, day, world))


def _judged(part: Sequence[Row], day: date, world: World) -> Iterator[Held]:
    for row in part:
        yield with_reasons(row, held(row, day, world), day, world)


def _died(part: Sequence[Row]) -> Diagnostic:
    first, last = part[0], part[-1]
    message = Text(
        f"a process ended before {first.entity} {first.id} to {last.entity} {last.id} were judged",
        f"{first.entity} {first.id} 至 {last.entity} {last.id} 尚未判定完，进程已退出",
    )
    hint = Text(
        "memory may have run out: ask for fewer workers, or judge the range alone to see",
        "可能是内存不足：请减少进程数，或单独判定这一范围查看原因",
    )
    return Diagnostic("CL110", Severity.ERROR, message, place="workers", hint=hint)
