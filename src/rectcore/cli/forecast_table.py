"""A forecast as a person reads it: how much comes in each month, then day by day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from rectcore.cli.tables import table
from rectcore.diagnostics import Text, harmless
from rectcore.explain.names import Names
from rectcore.forecast.entries import ASSUMPTION, Entry, Forecast, What
from rectcore.forecast.words import WHAT

_HEADS: Final = {
    "month": Text("month", "月份"),
    "day": Text("day", "日期"),
    "what": Text("what", "事项"),
    "subject": Text("subject", "对象"),
    "safe": Text("last safe day", "最后安全日"),
    "message": Text("message", "说明"),
}


def forecast_text(forecast: Forecast, names: Names, width: int) -> str:
    """The whole forecast as text of that many columns, in the language of `names`."""
    return "\n\n".join(_parts(forecast, names, width)) + "\n"


def _parts(forecast: Forecast, names: Names, width: int) -> Iterator[str]:
    zh = names.language == "zh"
    yield _header(forecast, names, zh=zh)
    if not forecast.entries:
        yield "这些日子里没有新的事项。" if zh else "Nothing new comes in these days."
        return
    yield _totals(forecast, names, width)
    yield _days(forecast, names, width)


def _header(forecast: Forecast, names: Names, *, zh: bool) -> str:
    ledger = f"{harmless(forecast.ledger)} {(forecast.ledger_sha256 or '')[:12]}".rstrip()
    policy = f"{harmless(forecast.policy)} {forecast.policy_sha256[:12]}"
    assuming = ASSUMPTION.in_(names.language)
    if zh:
        lines = [
            f"规则 {policy}",
            f"台账 {ledger}",
            f"自 {forecast.as_of} 至 {forecast.until}，前提：{assuming}",
        ]
    else:
        lines = [
            f"policy {policy}",
            f"ledger {ledger}",
            f"from {forecast.as_of} to {forecast.until}, assuming {assuming}",
        ]
    return "\n".join([*lines, *_limits(forecast, zh=zh)])


def _limits(forecast: Forecast, *, zh: bool) -> Iterator[str]:
    """What the forecast rests on beside: how far the ledger goes, and the working days."""
    if forecast.through is None:
        yield (
            "台账未注明完整至何日，没有记录的均视为未办"
            if zh
            else ("the ledger does not say up to which day it is complete; what it does not have is taken as not done")
        )
    elif forecast.through < forecast.as_of:
        yield (
            f"台账仅完整至 {forecast.through}，此后没有记录的均视为未办"
            if zh
            else f"the ledger is complete only to {forecast.through}; what came after it is taken as not done"
        )
    if forecast.calendar_to is None or forecast.calendar_to < forecast.until:
        told = forecast.calendar_to or ("-")
        yield (
            f"工作日安排公布至 {told}，此后涉及工作日的日期为暂定"
            if zh
            else f"working days are published to {told}; days after it that rest on them are provisional"
        )


def _heads(names: Names, *keys: str) -> list[str]:
    return [_HEADS[key].in_(names.language) for key in keys]


def _totals(forecast: Forecast, names: Names, width: int) -> str:
    totals = forecast.totals
    shown = [what for what in What if any(what in counts for counts in totals.values())]
    rows = [[month, *(str(counts.get(what) or "-") for what in shown)] for month, counts in totals.items()]
    return table([*_heads(names, "month"), *(WHAT[what].in_(names.language) for what in shown)], rows, width)


def _days(forecast: Forecast, names: Names, width: int) -> str:
    rows = []
    for _, entries in groupby(forecast.entries, key=lambda e: e.day):
        rows += [_row(entry, names, first=place == 0) for place, entry in enumerate(entries)]
    return table(_heads(names, "day", "what", "subject", "safe", "message"), rows, width)


def _row(entry: Entry, names: Names, *, first: bool) -> list[str]:
    zh = names.language == "zh"
    what = WHAT[entry.what].in_(names.language)
    if entry.provisional:
        what += "（暂定）" if zh else " (provisional)"
    return [
        entry.day.isoformat() if first else "",
        what,
        names.subject(entry.subject),
        entry.last_safe.isoformat() if entry.last_safe is not None else "-",
        harmless(entry.message.in_(names.language)),
    ]
