"""A ledger file in, a `Ledger` out: what can be kept is kept, and what cannot is refused with place, reason and hint.

Only a text of which nothing can be kept raises. Units come first, then persons, plan, tasks and events, since each
refers to those before; nothing depends on the order of rows within a table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, timedelta, timezone, tzinfo
from pathlib import Path, PurePath
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from rectcore.check.undeclared import as_declared
from rectcore.check.vocabulary import Vocabulary, parse_day
from rectcore.diagnostics import Diagnostic, has_errors
from rectcore.errors import LedgerError
from rectcore.io import cards, expected, messages
from rectcore.io.encoding import NotUtf8Error, decode
from rectcore.io.event_rows import EventReader
from rectcore.io.fields import Known, Named, Row, nearest, settle_ids
from rectcore.io.lines import is_lines, scan_lines
from rectcore.io.scan import HEADER, TABLES, NotAnObjectError, RawRow, Scan, scan
from rectcore.model.events import Subject
from rectcore.model.ledger import Feed, Ledger, Plan, Refusal
from rectcore.model.task import Task
from rectcore.model.unit import Unit
from rectcore.source import Source

FORMAT: Final = "rectcore.ledger/1"
_ZONE: Final = "Asia/Shanghai"

Card = TypeVar("Card")


def read_ledger(path: str | PurePath, *, strict: bool = False, vocabulary: Vocabulary | None = None) -> Ledger:
    """The ledger in a JSON file, or in JSON Lines.

    Args:
        path: the file; UTF-8, with or without a byte order mark.
        strict: refuse the whole where a row is refused or a value is of no use.
        vocabulary: of the rules that are to judge it, `policy.rulebook.vocabulary`: a word they declare is no slip.
            Without it, such a row waits among the refusals until a policy that declares the word judges the ledger.

    Raises:
        LedgerError: nothing can be kept: no such file, not UTF-8, not a JSON object, not this format; or, if `strict`,
            anything is wrong. Its `diagnostics` say what.
    """
    name = str(path)
    try:
        data = Path(path).read_bytes()
    except (FileNotFoundError, ValueError):
        raise LedgerError((messages.no_such_file(name),)) from None
    except IsADirectoryError:
        raise LedgerError((messages.is_a_folder(name),)) from None
    except OSError:
        folder = Path(path).is_dir()
        raise LedgerError((messages.is_a_folder(name) if folder else messages.not_readable(name),)) from None
    try:
        text = decode(data)
    except NotUtf8Error as error:
        raise LedgerError((messages.wrong_encoding(name, error.looks_like, error.offset),)) from None
    return _read(Source(name, text), hashlib.sha256(data).hexdigest(), strict, vocabulary)


def read_ledger_text(text: str, name: str, *, strict: bool = False, vocabulary: Vocabulary | None = None) -> Ledger:
    """The ledger in a JSON text, or in JSON Lines; `name` is what messages call it. Raises as `read_ledger` does."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _read(Source(name, text.removeprefix("\ufeff")), digest, strict, vocabulary)


def _read(source: Source, digest: str, strict: bool, vocabulary: Vocabulary | None) -> Ledger:
    try:
        found = scan_lines(source) if is_lines(source) else scan(source)
    except NotAnObjectError as error:
        raise LedgerError((error.diagnostic,)) from None
    reader = _Reader(found, vocabulary)
    stated = found.header.get("format")
    if stated != FORMAT:
        place = reader.place("format") if "format" in found.header else source.name
        reader.say(found.offsets.get("format", 0), messages.wrong_format(place, stated))
        raise LedgerError(reader.diagnostics)
    ledger = reader.ledger(digest)
    if vocabulary is not None:
        ledger = as_declared(ledger, vocabulary)
    if strict and (ledger.refusals or has_errors(ledger.diagnostics)):
        raise LedgerError(ledger.diagnostics)
    return ledger


class _Reader:
    def __init__(self, found: Scan, vocabulary: Vocabulary | None) -> None:
        self._scan = found
        self._kinds = _kinds(vocabulary)
        self._said = list(found.diagnostics)
        self._refusals: list[Refusal] = []
        self._copies: dict[str, frozenset[int]] = {}
        self._cut = found.cut

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything said, in the order of the file."""
        return tuple(d for _, d in sorted(self._said, key=lambda pair: pair[0]))

    def say(self, offset: int, diagnostic: Diagnostic) -> None:
        self._said.append((offset, diagnostic))

    def place(self, key: str) -> str:
        offset = self._scan.offsets.get(key)
        source = self._scan.source
        return f"{source.name}:{source.position(offset)[0]} {key}" if offset is not None else f"{source.name} {key}"

    def ledger(self, digest: str) -> Ledger:
        self._unknown_keys()
        zone_name, zone = self._zone()
        as_stated = self._as_stated()
        known = Known(zone, as_stated=as_stated, kinds=self._kinds)
        rows = {name: [Row.of(raw, self._scan.source) for raw in self._scan.tables[name]] for name in TABLES}
        self._copies = {name: settle_ids(table) for name, table in rows.items()}

        # A unit refers to persons and persons to nobody, so persons are read first.
        persons = self._cards(rows, "persons", cards.read_person)
        known.persons = _named(rows["persons"], (p.id for p in persons))
        cards.blame_circles([row for row in rows["units"] if not row.errors])
        known.units = _upward(rows["units"])
        units = self._cards(rows, "units", lambda row: cards.read_unit(row, known))
        plan = self._plan(known)
        known.plan = plan.id if plan is not None else None
        tasks = self._cards(rows, "tasks", lambda row: cards.read_task(row, known))
        known.tasks = _named(rows["tasks"], (t.id for t in tasks))
        known.own = {"task": _own(tasks), "unit": _own(units), "plan": _own((plan,) if plan is not None else ())}
        events, refusals, assumed = EventReader(rows["events"], self._copies["events"], known).read()
        self._tell(rows["events"])
        return Ledger(
            id=self._id(),
            timezone=zone_name,
            through=self._through(),
            plan=plan,
            units=units,
            persons=persons,
            tasks=tasks,
            events=events,
            feeds=self._feeds(),
            recorded_as_stated=as_stated,
            assumed_recorded=assumed,
            refusals=(*self._refusals, *refusals),
            diagnostics=self.diagnostics,
            given=sum(len(table) for table in rows.values()),
            cut=self._cut,
            sha256=digest,
        )

    # Rows

    def _cards(self, tables: dict[str, list[Row]], table: str, read: Callable[[Row], Card | None]) -> tuple[Card, ...]:
        rows = tables[table]
        kept: list[Card] = []
        for row in rows:
            if row.raw.index in self._copies[table]:
                self._refusals.append(row.refusal(None, None, harmless=True))
                continue
            card = read(row) if row.readable else None
            if card is not None:
                kept.append(card)
            else:
                self._refusals.append(row.refusal(_subject(row, table.removesuffix("s"))))
        self._tell(rows)
        return tuple(kept)

    def _tell(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._said.extend((row.raw.offset, d) for d in (*row.errors, *row.notes))

    # The header

    def _get(self, key: str) -> Any:
        return self._scan.header.get(key)

    def _wrong(self, key: str, wanted: Any, instead: str = "") -> None:
        self.say(self._scan.offsets[key], messages.header_wrong(self.place(key), key, self._get(key), wanted, instead))

    def _unknown_keys(self) -> None:
        for key in self._scan.header:
            if key in HEADER:
                continue
            missing = [k for k in (*HEADER, *TABLES) if k not in self._scan.offsets]
            near = nearest(key, missing)
            self.say(self._scan.offsets[key], messages.header_unknown(self.place(key), key, near))
            # Rows under a misspelt key are not read, so what they would say is not known.
            self._cut = self._cut or near in TABLES

    def _id(self) -> str:
        value = self._get("id")
        if isinstance(value, str) and value not in ("", "none"):
            return value
        instead = PurePath(self._scan.source.name).stem or "ledger"
        if value is None:
            self.say(0, messages.header_missing(self.place("id"), "id", instead))
        else:
            self._wrong("id", expected.TEXT, instead)
        return instead

    def _zone(self) -> tuple[str, tzinfo]:
        value = self._get("timezone")
        if isinstance(value, str):
            zone = _zone(value)
            if zone is not None:
                return value, zone
        if value is None:
            self.say(0, messages.header_missing(self.place("timezone"), "timezone", _ZONE))
        else:
            self._wrong("timezone", expected.ZONE, _ZONE)
        return _ZONE, _zone(_ZONE) or timezone(timedelta(hours=8))

    def _as_stated(self) -> bool:
        value = self._get("recorded")
        if value not in (None, "as stated"):
            self._wrong("recorded", expected.AS_STATED)
        return bool(value == "as stated")

    def _through(self) -> date | None:
        value = self._get("through")
        if value is None or value == "none":
            self.say(self._scan.offsets.get("through", 0), messages.no_through(self.place("through")))
            return None
        day = _day(value)
        if day is None:
            self._wrong("through", expected.DAY)
        return day

    def _feeds(self) -> tuple[Feed, ...]:
        value = self._get("feeds")
        if value is None:
            return ()
        if not isinstance(value, list):
            self._wrong("feeds", expected.FEEDS)
            return ()
        feeds = []
        for i, entry in enumerate(value):
            id_ = entry.get("id") if isinstance(entry, dict) else None
            through = _day(entry.get("through")) if isinstance(entry, dict) else None
            if isinstance(id_, str) and id_ and through is not None:
                feeds.append(Feed(id_, through))
                continue
            place = f"{self.place('feeds')}[{i}]"
            self.say(self._scan.offsets["feeds"], messages.header_wrong(place, "feeds", entry, expected.FEED))
        return tuple(feeds)

    def _plan(self, known: Known) -> Plan | None:
        value = self._get("plan")
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong("plan", expected.PLAN)
            return None
        row = Row.of(RawRow("plan", -1, self._scan.offsets["plan"], value), self._scan.source)
        plan = cards.read_plan(row, known)
        self._tell([row])
        return plan


def _kinds(vocabulary: Vocabulary | None) -> frozenset[str]:
    """The words for event kinds that rules declare."""
    entities = vocabulary.entities if vocabulary is not None else ()
    return frozenset(word for entity in entities if entity.event for word in entity.name.all)


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _day(value: Any) -> date | None:
    try:
        return parse_day(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _named(rows: Iterable[Row], kept: Iterable[str]) -> Named:
    """The ids of a table that has been read."""
    ids = frozenset(kept)
    given = {row.peek_id() for row in rows}
    return Named(ids, frozenset(i for i in given if i is not None) - ids)


def _own(cards_: Iterable[Unit | Task | Plan]) -> frozenset[str]:
    """The fields that a host adds to cards of a table."""
    return frozenset(key for card in cards_ for key in card.fields)


def _upward(rows: Iterable[Row]) -> Named:
    """The ids of the units that will be kept, told before they are read, since a unit may name one further down."""
    rows = tuple(rows)
    return _named(rows, (i for row in rows if row.readable and not row.errors and (i := row.peek_id()) is not None))


def _subject(row: Row, kind: str) -> Subject | None:
    """Whom a refused card is about."""
    id_ = row.peek_id()
    return Subject(kind, id_) if id_ is not None else None
