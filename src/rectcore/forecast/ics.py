"""A forecast as a calendar that other programs subscribe to (RFC 5545), one all-day event for each entry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from rectcore.diagnostics import Text
from rectcore.errors import CallError
from rectcore.explain.questions import library_missing
from rectcore.forecast.entries import Entry, Forecast
from rectcore.forecast.names import uids
from rectcore.forecast.words import WHAT, assumption_of, subject_of
from rectcore.model.ledger import Ledger

INSTALL: Final = "pip install 'rectcore[ics]'"
_TITLE: Final = Text("Forecast", "预报")
_HELD: Final = {"en": "provisional", "zh": "暂定"}


def forecast_ics(forecast: Forecast, ledger: Ledger, language: str = "en") -> str:
    """A forecast as the text of an iCalendar file: the same forecast gives the same bytes.

    The stamp of each event is the beginning of the forecast's first day in UTC, never the clock.

    Args:
        forecast: what to write.
        ledger: names the subjects.
        language: `en` or `zh`, of the summaries.

    Raises:
        CallError: the extra `ics` is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise CallError((library_missing("--format ics", "icalendar", INSTALL),)) from None
    calendar = Calendar()
    calendar.add("prodid", "-//rectcore//forecast//" + ("ZH" if language == "zh" else "EN"))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{forecast.ledger} {_TITLE.in_(language)}")
    for entry, uid in zip(forecast.entries, uids(forecast.entries), strict=True):
        calendar.add_component(_event(entry, uid, forecast, ledger, language))
    text: bytes = calendar.to_ical()
    return text.decode("utf-8")


def _event(entry: Entry, uid: str, forecast: Forecast, ledger: Ledger, language: str):  # type: ignore[no-untyped-def]
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@rectcore")
    event.add("dtstamp", datetime.combine(forecast.as_of, datetime.min.time(), UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(1))
    event.add("summary", _summary(entry, ledger, language), {"language": "zh-CN" if language == "zh" else "en"})
    event.add("description", "\n".join((entry.message.in_(language), assumption_of(entry).in_(language), entry.id)))
    event.add("categories", [WHAT[entry.what].in_(language)])
    event.add("status", "TENTATIVE" if entry.provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _summary(entry: Entry, ledger: Ledger, language: str) -> str:
    colon, dash = ("：", "－") if language == "zh" else (": ", " - ")
    held = (f"（{_HELD['zh']}）" if language == "zh" else f" ({_HELD['en']})") if entry.provisional else ""
    about = subject_of(entry.subject, ledger)
    return f"{WHAT[entry.what].in_(language)}{held}{colon}{entry.title.in_(language)}{dash}{about}"
