"""One field of a row: what the file says in, the model's value out, and a note where it is of no use.

A field that is wrong becomes `Invalid` and the row stays; only what a row cannot be without refuses it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any, Final
from unicodedata import normalize

from attrs import field, frozen

from rectcore.check.types import Kind, Type
from rectcore.check.vocabulary import convert, parse_day
from rectcore.diagnostics import Diagnostic, Text
from rectcore.io import expected, messages, row_messages
from rectcore.io.scan import RawRow, step
from rectcore.io.values import canonical
from rectcore.language.nearest import nearest as by_slips
from rectcore.model.deadline import Deadline, DeadlineClass
from rectcore.model.events import Subject
from rectcore.model.facts import NONE, Absent, Invalid
from rectcore.model.ledger import Refusal
from rectcore.model.period import Period
from rectcore.source import Source

MOST_GUESSES: Final = 50
"""For how many different unknown names a nearest known one is looked up in one ledger."""
MOST_CANDIDATES: Final = 5_000
"""Among how many known names at most."""

_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


@frozen
class Named:
    """The ids of one table: those kept, and those whose row was refused."""

    kept: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


class Known:
    """What rows may refer to; filled table by table as the ledger is read.

    `kinds` are the words of event kinds that the rules declare: none of them is a slip.
    """

    def __init__(self, zone: tzinfo, *, as_stated: bool, kinds: frozenset[str] = frozenset()) -> None:
        self.zone = zone
        self.kinds = kinds
        self.as_stated = as_stated
        self.units = Named()
        self.persons = Named()
        self.tasks = Named()
        self.plan: str | None = None
        self.own: dict[str, frozenset[str]] = {}
        self._guesses: dict[tuple[str, str], str | None] = {}
        self._plain: dict[str, dict[str, str]] = {}

    def entity(self, name: str) -> Named:
        """The table that holds an entity of the vocabulary."""
        return self.units if name == "Unit" else self.persons

    def subjects(self, kind: str) -> Named:
        """The table that holds subjects of a kind."""
        if kind == "plan":
            return Named(frozenset({self.plan} if self.plan else ()))
        return self.tasks if kind == "task" else self.units

    def own_fields(self, kind: str) -> frozenset[str]:
        """The fields of the host on the cards of a kind of subject."""
        return self.own.get(kind, frozenset())

    def near(self, table: str, word: str, known: Collection[str]) -> str | None:
        """The known id nearest to an unknown one, if one is near; of very many, one alike but for capitals."""
        key = (table, word)
        if key not in self._guesses:
            if len(self._guesses) >= MOST_GUESSES:
                return None
            self._guesses[key] = self._nearest_id(table, word, known)
        return self._guesses[key]

    def _nearest_id(self, table: str, word: str, known: Collection[str]) -> str | None:
        if table not in self._plain:
            self._plain[table] = {_plain(k): k for k in sorted(known, reverse=True)}
        alike = self._plain[table].get(_plain(word))
        if alike is not None or len(known) > MOST_CANDIDATES:
            return alike
        return nearest(word, sorted(known)) or by_slips(word, [k for k in known if abs(len(k) - len(word)) <= 1])


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word nearest to another, if one is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return found[0] if found else None


def _plain(id_: str) -> str:
    """An id without what is a difference of typing only: capitals, the width of letters, spaces around it."""
    return normalize("NFKC", id_).casefold().strip()


def slip_of(key: str, known: Collection[str], given: Collection[str]) -> str | None:
    """The core key of which an unknown key looks like a misspelling, one letter more or less at most."""
    return nearest(key, (k for k in sorted(known) if k not in given and abs(len(k) - len(key)) <= 1), 0.8)


@frozen
class Row:
    """A row while it is read: its values, what forbids to keep it (`errors`), and what is only worth a note.

    `slips` are words that forbid it unless the rules declare them, each with what is said of it.
    """

    raw: RawRow
    source: Source
    values: Mapping[str, Any]
    errors: list[Diagnostic] = field(factory=list)
    notes: list[Diagnostic] = field(factory=list)
    slips: list[tuple[str, Diagnostic]] = field(factory=list)

    @classmethod
    def of(cls, raw: RawRow, source: Source) -> Row:
        """A row with what the scanner found wrong with it."""
        row = cls(raw, source, raw.value if isinstance(raw.value, dict) else {})
        row.notes.extend(raw.problems)
        if raw.broken is not None:
            row.errors.append(raw.broken)
        elif not isinstance(raw.value, dict):
            row.errors.append(row_messages.not_a_row(row.place(), raw.value))
        return row

    @property
    def readable(self) -> bool:
        """Whether it is an object at all."""
        return self.raw.broken is None and isinstance(self.raw.value, dict)

    @property
    def path(self) -> str:
        """`table[index]`."""
        return self.raw.table if self.raw.index < 0 else f"{self.raw.table}[{self.raw.index}]"

    def place(self, path: str = "") -> str:
        """`file:line table[index].path`."""
        line, _ = self.source.position(self.raw.offset)
        return f"{self.source.name}:{line} {self.path}{step(path) if path else ''}"

    def get(self, key: str) -> Any:
        """What stands under a key; None for nothing."""
        return self.values.get(key)

    def peek_id(self, key: str = "id") -> str | None:
        """The id under a key, where there is one."""
        value = self.values.get(key)
        return value if isinstance(value, str) and value not in ("", "none") else None

    def id(self, key: str = "id") -> str:
        """The id under a key; its lack refuses the row."""
        found = self.peek_id(key)
        if found is not None:
            return found
        value = self.values.get(key)
        missing = value is None
        self.errors.append(
            row_messages.key_missing(self.place(), key)
            if missing
            else row_messages.not_an_id(self.place(key), key, value)
        )
        return ""

    def day(self, key: str, value: Any, zone: tzinfo, path: str | None = None) -> date | None:
        """The day under a key that the row needs; a wrong one refuses the row."""
        place = self.place(path or key)
        if isinstance(value, str):
            try:
                return _day(value, zone)
            except _NoOffsetError:
                self.errors.append(row_messages.no_offset(place, key, value))
                return None
            except (ValueError, OverflowError):
                pass
        self.errors.append(row_messages.not_a_day(place, key, value))
        return None

    def peek_day(self, key: str, zone: tzinfo) -> date | None:
        """The day under a key, where there is one."""
        value = self.values.get(key)
        try:
            return _day(value, zone) if isinstance(value, str) else None
        except (_NoOffsetError, ValueError, OverflowError):
            return None

    def refusal(self, subject: Subject | None, kind: str | None = None, *, harmless: bool = False) -> Refusal:
        """The refusal of this row, by the first thing that forbids to keep it."""
        return Refusal(self.errors[0], self.raw.table, subject, kind, harmless, self.path, self.peek_id())

    # Fields that stay when they are wrong

    def invalid(self, path: str, key: str, value: Any, wanted: Text, near: str | None = None) -> Invalid:
        """`Invalid` for a value, with a note unless the file itself was already blamed for it."""
        value = _revived(value)
        if key not in self.raw.twice:
            self.notes.append(row_messages.wrong_value(self.place(path), key, value, wanted, near))
        return value if isinstance(value, Invalid) else Invalid(messages.json_text(value))

    def typed(self, path: str, key: str, value: Any, wanted: Type, known: Known) -> Any:
        """A value as a type of the vocabulary wants it, references held against what is in the ledger."""
        if value is None:
            return None
        value = _revived(value)
        found = _converted(value, wanted)
        if isinstance(found, Invalid):
            near = None
            if wanted.kind is Kind.ONE_OF and isinstance(value, str):
                near = nearest(value, [word for v in wanted.values for word in v.all])
            return self.invalid(path, key, value, expected.expected(wanted), near)
        if wanted.kind is Kind.ENTITY and not isinstance(found, Absent):
            return self._references(path, key, found, wanted, known)
        return found

    def _references(self, path: str, key: str, found: Any, wanted: Type, known: Known) -> Any:
        entity = wanted.entity or ""
        table = known.entity(entity)
        unknown = [i for i in (found if wanted.many else (found,)) if i not in table.kept]
        for id_ in unknown:
            refused = id_ in table.refused
            near = None if refused else known.near(entity, id_, table.kept)
            self.notes.append(row_messages.unknown_reference(self.place(path), key, entity, id_, near, refused=refused))
        return Invalid(messages.json_text(unknown[0])) if unknown else found

    def text(self, key: str) -> str | None:
        """A text of a unit, person or plan, which have no room for `Invalid`: None where it is none."""
        value = self.get(key)
        if value is None or value == "none":
            return None
        if not isinstance(value, str):
            self.invalid(key, key, value, expected.TEXT)
            return None
        return value

    def deadline(self, path: str, key: str, value: Any) -> Deadline | Absent | Invalid | None:
        """A deadline as plans write it."""
        if value is None:
            return None
        if value == "none":
            return NONE
        try:
            return _deadline(value)
        except (ValueError, TypeError):
            return self.invalid(path, key, value, expected.DEADLINE)

    def raw_value(self, path: str, key: str, value: Any) -> Any:
        """A field of a host: kept as it stands, unless there is something in it that cannot be read."""
        value = _revived(value)
        return self.invalid(path, key, value, expected.JSON_VALUE) if _spoilt(value) else value

    def own_fields(self, taken: Collection[str], derived: Collection[str] = ()) -> dict[str, Any]:
        """The fields a host adds: every key that the layout does not have."""
        fields: dict[str, Any] = {}
        for key, value in self.values.items():
            if key in taken or value is None:
                continue
            if key in derived:
                self.notes.append(row_messages.derived_key(self.place(key), key))
                continue
            near = slip_of(key, taken, self.values)
            if near:
                self.notes.append(row_messages.near_key(self.place(key), key, near))
            fields[key] = self.raw_value(key, key, value)
        return fields


def settle_ids(rows: Iterable[Row]) -> frozenset[int]:
    """Blames rows that share an id: equal ones from the second on, different ones all; the index of each copy."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        id_ = row.peek_id()
        if id_ is not None and row.readable:
            groups.setdefault(id_, []).append(row)
    copies: set[int] = set()
    for id_, group in groups.items():
        if len(group) == 1:
            continue
        first, *others = group
        if len({canonical(row.values) for row in group}) == 1:
            for row in others:
                row.errors.append(row_messages.same_row_twice(row.place(), id_, first.place()))
                copies.add(row.raw.index)
        else:
            first.errors.append(row_messages.one_id_two_rows(first.place(), first.raw.table, id_, others[0].place()))
            for row in others:
                row.errors.append(row_messages.one_id_two_rows(row.place(), row.raw.table, id_, first.place()))
    return frozenset(copies)


class _NoOffsetError(Exception):
    """A time of day that could be of either day."""


def _day(text: str, zone: tzinfo) -> date:
    stamp = _TIMESTAMP.fullmatch(text)
    if stamp is None:
        return parse_day(text)
    moment = datetime.fromisoformat(text)
    if stamp[1] is None:
        raise _NoOffsetError
    return moment.astimezone(zone).date()


def _converted(value: Any, wanted: Type) -> Any:
    try:
        found = convert(value, wanted)
    except ArithmeticError:
        return Invalid(messages.json_text(value))
    # A list with a gap, or with "none" among its entries, says nothing that can be used.
    whole = value == "none" or not wanted.many
    return Invalid(messages.json_text(value)) if not whole and (found is None or found is NONE) else found


def _deadline(value: Any) -> Deadline:
    if isinstance(value, str):
        return Deadline(_day_or_month(value))
    if not isinstance(value, dict) or not set(value) <= {"class", "at"}:
        raise TypeError(value)
    kind = _CLASSES[value["class"]] if isinstance(value.get("class"), str) else None
    if kind is None:
        raise ValueError(value)
    at = value.get("at")
    if at is not None and not isinstance(at, str):
        raise TypeError(at)
    return Deadline(None if at is None or at == "none" else _day_or_month(at), kind)


class _Classes(dict[str, DeadlineClass]):
    def __missing__(self, word: str) -> DeadlineClass:
        raise ValueError(word)


_CLASSES = _Classes(
    {c.value: c for c in DeadlineClass}
    | {"限期整改": DeadlineClass.DATED, "立行立改": DeadlineClass.IMMEDIATE, "长期坚持": DeadlineClass.LONG_TERM}
)


def _day_or_month(text: str) -> date | Period:
    try:
        return parse_day(text)
    except ValueError:
        return Period.parse(text)


def _revived(value: Any) -> Any:
    """`{"invalid": TEXT}` is how a ledger that is written again says that a value was of no use."""
    if isinstance(value, dict) and set(value) == {"invalid"} and isinstance(value["invalid"], str):
        return Invalid(value["invalid"])
    return value


def _spoilt(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_spoilt(v) for v in value.values())
    if isinstance(value, list):
        return any(_spoilt(v) for v in value)
    return isinstance(value, Invalid)
