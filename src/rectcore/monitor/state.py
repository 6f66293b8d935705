"""The state of a monitor as text and back, line by line; see docs/reference/monitor.md for the format.

What holds about each subject is kept with the facts, so that the next tick costs what it would have cost without the
break. A text that is not whole, or not of these rules, is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.metadata import version
from typing import Any, Final

from attrs import evolve, frozen

from rectcore.check.rulebook import Rule, Rulebook
from rectcore.diagnostics import Diagnostic
from rectcore.engine.reference.evaluate import Held
from rectcore.engine.results import Finding
from rectcore.engine.trace import Row
from rectcore.errors import StateError
from rectcore.model.calendar import Calendar
from rectcore.model.ledger import Ledger, Refusal
from rectcore.monitor import messages
from rectcore.monitor.codec import decode, encode

FORMAT: Final = "rectcore.monitor/1"
_TABLES: Final = ("units", "persons", "tasks", "events", "refusals")


@frozen
class Kept:
    """What holds about an owner, and the last day on which it is so if nothing happens."""

    held: Held
    last: date


@frozen
class State:
    """What was saved.

    Args:
        ledger: the facts.
        day: of the verdicts.
        kept: what holds about each owner on it.
        current: whether that still holds: it was worked out by this version of the library, with these working days.
    """

    ledger: Ledger
    day: date
    kept: Mapping[Row, Kept]
    current: bool


def write(book: Rulebook, calendar: Calendar, ledger: Ledger, day: date, kept: Mapping[Row, Kept]) -> str:
    """The text of a state.

    Raises:
        ValueError: the ledger holds something that no file can say, such as a number that is not exact.
    """
    lines = [_line(one) for one in _rows(book, calendar, ledger, day, kept)]
    return "\n".join((*lines, _line({"end": {"lines": len(lines), "sha256": _digest(lines)}}), ""))


def _rows(
    book: Rulebook, calendar: Calendar, ledger: Ledger, day: date, kept: Mapping[Row, Kept]
) -> Iterator[dict[str, Any]]:
    yield {
        "format": FORMAT,
        "library": version("rectcore"),
        "policy": {"id": book.id, "sha256": book.sha256},
        "calendar": _calendar(calendar),
        "day": day.isoformat(),
    }
    said = tuple(map(_placed, ledger.diagnostics))
    yield {"ledger": encode(evolve(ledger, units=(), persons=(), tasks=(), events=(), refusals=(), diagnostics=said))}
    for name in _TABLES:
        for row in getattr(ledger, name):
            yield {name: encode(_without_text(row) if isinstance(row, Refusal) else row)}
    for owner, one in sorted(kept.items()):
        findings = (evolve(f, cites=()) for f in one.held.findings)  # they are those of the rule
        held = evolve(one.held, findings=tuple(findings))
        yield {"held": encode(held), "of": encode(owner), "last": one.last.isoformat()}


def _without_text(refusal: Refusal) -> Refusal:
    return evolve(refusal, diagnostic=_placed(refusal.diagnostic))


def _placed(diagnostic: Diagnostic) -> Diagnostic:
    """A diagnostic that names its place, without the text of the file around it."""
    return evolve(diagnostic, span=None, place=diagnostic.where, fix=None, notes=())


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _calendar(calendar: Calendar) -> str:
    days = [(y.year, sorted(map(str, y.off)), sorted(map(str, y.work)), y.notices) for y in calendar.years]
    return hashlib.sha256(repr((calendar.id, days)).encode()).hexdigest()


def read(text: str, name: str, book: Rulebook, calendar: Calendar) -> State:
    """What was saved.

    Raises:
        StateError: it is no state, it is cut or was changed, or it is of other rules.
    """
    lines = text.removesuffix("\n").split("\n")
    head = _object(lines[0])
    if head.get("format") != FORMAT:
        raise StateError((messages.no_state(name, FORMAT),))
    end = _object(lines[-1]).get("end")
    if end != {"lines": len(lines) - 1, "sha256": _digest(lines[:-1])}:
        raise StateError((messages.damaged(name, len(lines)),))
    try:
        was = (head["policy"]["id"], head["policy"]["sha256"])
        if was != (book.id, book.sha256):
            raise StateError((messages.other_policy(name, was, (book.id, book.sha256)),))
        current = (head["library"], head["calendar"]) == (version("rectcore"), _calendar(calendar))
        return _read(head, [json.loads(line) for line in lines[1:-1]], book, current=current)
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError):
        # Somebody wrote this text by hand, with a digest that fits.
        raise StateError((messages.no_state(name, FORMAT),)) from None


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(head: Mapping[str, Any], rows: list[dict[str, Any]], book: Rulebook, *, current: bool) -> State:
    tables: dict[str, list[Any]] = {name: [] for name in _TABLES}
    kept: dict[Row, Kept] = {}
    ledger = decode(rows[0]["ledger"])
    for row in rows[1:]:
        if "held" in row:
            held = decode(row["held"])
            findings = tuple(evolve(f, cites=_rule_of(f, book).cites) for f in held.findings)
            kept[decode(row["of"])] = Kept(evolve(held, findings=findings), date.fromisoformat(row["last"]))
        else:
            ((name, value),) = row.items()
            tables[name].append(decode(value))
    return State(evolve(ledger, **tables), date.fromisoformat(head["day"]), kept, current)


def _rule_of(finding: Finding, book: Rulebook) -> Rule:
    """The rule of a finding; a ladder inside a rule has its id."""
    found: Rule = book.ladder(finding.rule) if finding.kind == "ladder" else book.find(finding.rule)
    return found
