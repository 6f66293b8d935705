"""How often a duty comes round, in words."""

from __future__ import annotations

from datetime import date

from rectcore.diagnostics import Text
from rectcore.explain.phrases import PERIODS, both, duration
from rectcore.model.grid import Grid
from rectcore.model.period import PeriodKind

_STRETCH = (Text("stretch", "期"), Text("the stretch", "当期"), Text("the next one", "下一期"))


def words(every: PeriodKind | Grid | None) -> tuple[Text, Text, Text]:
    """The word for a period, for the one an instance is for, and for the one after."""
    return PERIODS[every or PeriodKind.MONTH] if not isinstance(every, Grid) else _STRETCH


def often(every: PeriodKind | Grid | None) -> Text:
    """` every month`, ` every 3 months from 2023-04-15`; nothing where it comes once."""
    if every is None:
        return Text()
    if isinstance(every, PeriodKind):
        return both(" every {p}", "每{p}", p=PERIODS[every][0])
    return both(" every {n} from {d} on", "自{d}起每{n}", n=_step(every), d=_day(every.anchor))


def _step(grid: Grid) -> Text:
    found = duration(str(grid.number), grid.unit)
    return Text(found.en.removeprefix("1 "), found.zh)


def _day(day: date) -> str:
    return day.isoformat()
