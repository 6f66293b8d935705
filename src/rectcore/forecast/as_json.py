"""A forecast as JSON: the contract other programs rely on (`docs/reference/forecast.md`)."""

from __future__ import annotations

from typing import Any, Final

from rectcore.explain.documents import day_text, subject_dict, text_dict
from rectcore.forecast.entries import ASSUMPTION, Entry, Forecast
from rectcore.forecast.names import uids

FORMAT: Final = "rectcore.forecast/1"


def forecast_dict(forecast: Forecast) -> dict[str, Any]:
    """A forecast as `rectcore.forecast/1`."""
    return {
        "format": FORMAT,
        "as_of": forecast.as_of.isoformat(),
        "until": forecast.until.isoformat(),
        "assuming": text_dict(ASSUMPTION),
        "complete_to": day_text(forecast.through),
        "calendar": forecast.calendar,
        "calendar_to": day_text(forecast.calendar_to),
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
        "subject": subject_dict(entry.subject),
        "period": entry.period,
        "last_safe": day_text(entry.last_safe),
        "provisional": entry.provisional,
        "rung": entry.rung,
        "rung_before": entry.rung_before,
        "measure": entry.measure,
        "addressees": list(entry.addressees),
        "due": day_text(entry.due),
        "title": text_dict(entry.title),
        "message": text_dict(entry.message),
    }
