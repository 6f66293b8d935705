"""A forecast as JSON: the contract other programs rely on (`docs/reference/forecast.md`)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from rectcore.diagnostics import Text
from rectcore.forecast.entries import ASSUMPTION, Entry, Forecast
from rectcore.forecast.names import uids

FORMAT: Final = "rectcore.forecast/1"


def forecast_dict(forecast: Forecast) -> dict[str, Any]:
    """A forecast as `rectcore.forecast/1`."""
    return {
        "format": FORMAT,
        "as_of": forecast.as_of.isoformat(),
        "until": forecast.until.isoformat(),
        "assuming": _text(ASSUMPTION),
        "complete_to": _day(forecast.through),
        "calendar": forecast.calendar,
        "calendar_to": _day(forecast.calendar_to),
        "policy": {"id": forecast.policy, "sha256": forecast.policy_sha256},
        "ledger": {"id": forecast.ledger, "sha256": forecast.ledger_sha256},
        "subject": forecast.subject,
        "totals": [
            {"month": month, "what": {what.value: number for what, number in counts.items()}}
            for month, counts in forecast.totals.items()
        ],
        "entries": [_entry(entry, uid) for entry, uid in zip(forecast.entries, uids(forecast.entries), strict=True)],
    }


def _entry(entry: Entry, uid: str) -> dict[str, Any]:
    return {
        "uid": uid,
        "day": entry.day.isoformat(),
        "what": entry.what.value,
        "id": entry.id,
        "rule": entry.rule,
        "kind": entry.kind,
        "subject": {"kind": entry.subject.kind, "id": entry.subject.id},
        "period": entry.period,
        "last_safe": _day(entry.last_safe),
        "provisional": entry.provisional,
        "rung": entry.rung,
        "rung_before": entry.rung_before,
        "measure": entry.measure,
        "addressees": list(entry.addressees),
        "due": _day(entry.due),
        "title": _text(entry.title),
        "message": _text(entry.message),
    }


def _text(text: Text) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
