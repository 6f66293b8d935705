"""The door of the room: a workbook or a CSV file in, a ledger out, with what was refused and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path, PurePath
from typing import Final

from attrs import evolve, field, frozen

from rectcore.diagnostics import Diagnostic
from rectcore.errors import LedgerError
from rectcore.model.deadline import Deadline
from rectcore.model.events import Subject
from rectcore.model.facts import Invalid
from rectcore.model.fold import known_events
from rectcore.model.ledger import Ledger
from rectcore.model.task import Task
from rectcore.sheets import cell_messages, messages
from rectcore.sheets.cells import Cells, Mark, Marks
from rectcore.sheets.grid import Sheet
from rectcore.sheets.guess import guess
from rectcore.sheets.happened import happened
from rectcore.sheets.headers import Header, find_header, header_at
from rectcore.sheets.into import Change, Changed, Into
from rectcore.sheets.items import Item, read_items
from rectcore.sheets.lines import Lines
from rectcore.sheets.mapping import BookMapping, SheetMapping
from rectcore.sheets.meanings import KEEP, Rows
from rectcore.sheets.read_csv import read_csv
from rectcore.sheets.read_xlsx import read_xlsx
from rectcore.sheets.unit_rows import read_unit_rows
from rectcore.sheets.units import Units

_PARTS: Final = ("step", "step_unit", "step_deadline", "step_state")


@frozen
class Days:
    """Days that a caller gives for rows for which neither a column nor the mapping does."""

    recorded: date | None = None
    opened: date | None = None
    through: date | None = None


@frozen
class Imported:
    """What came of an import.

    Args:
        ledger: with everything that could be kept.
        marks: what is said of single cells, in the order of the book.
        diagnostics: what is said of sheets and of the book.
        changes: what the ledger has that it had not.
        rows: how many items and updates each sheet gave.
    """

    ledger: Ledger
    marks: tuple[Mark, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    changes: tuple[Changed, ...] = ()
    rows: dict[str, int] = field(factory=dict, hash=False)

    @property
    def refused(self) -> tuple[Mark, ...]:
        """The cells that were not taken."""
        return tuple(m for m in self.marks if m.refused)


def read_book(path: str | PurePath) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx workbook or a CSV file, told apart by what is in it.

    Raises:
        LedgerError: nothing in it can be read.
        CallError: it is a workbook, and the extra `excel` is not installed.
    """
    name = str(path)
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError):
        raise LedgerError((messages.no_such_file(name),)) from None
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return read_xlsx(data, name)
    return (read_csv(data, name),)


def guess_mapping(path: str | PurePath, *, again: bool = False) -> BookMapping:
    """The mapping that fits the headers of a book; `again`: its rows will be added to a ledger.

    Raises:
        LedgerError, CallError: as `read_book` does.
    """
    return guess(read_book(path), _id_of(path), again=again)


def _id_of(path: str | PurePath) -> str:
    return PurePath(path).stem or "ledger"


def import_book(
    path: str | PurePath,
    mapping: BookMapping | None = None,
    days: Days = Days(),
    into: Ledger | None = None,
) -> Imported:
    """The ledger that a book holds, or that an earlier one becomes with it.

    Args:
        path: of the workbook or CSV file.
        mapping: what its columns mean; None: as their headers say.
        days: for rows for which neither a column nor the mapping gives them.
        into: the ledger that its rows are added to.

    Raises:
        LedgerError: nothing can be read, or rows lack a day or a number that every row of a sheet needs.
        CallError: it is a workbook, and the extra `excel` is not installed.
    """
    sheets = read_book(path)
    return import_sheets(sheets, PurePath(path).name, mapping, days, into)


def import_sheets(
    sheets: Sequence[Sheet],
    name: str,
    mapping: BookMapping | None = None,
    days: Days = Days(),
    into: Ledger | None = None,
) -> Imported:
    """As `import_book`, of sheets that were read already; `name` is what messages call the book."""
    guessed = mapping is None
    mapping = mapping or guess(sheets, _id_of(name), again=into is not None)
    return _Import(sheets, name, mapping, days, into, guessed=guessed).run()


class _Import:
    def __init__(
        self,
        sheets: Sequence[Sheet],
        name: str,
        mapping: BookMapping,
        days: Days,
        into: Ledger | None,
        *,
        guessed: bool,
    ) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._name = name
        self._mapping = mapping
        self._days = days
        self._guessed = guessed
        self._again = into is not None
        self._base = into or Ledger(id=mapping.id or _id_of(name), timezone=mapping.timezone)
        self._marks = Marks(name)
        self._said: list[Diagnostic] = []
        self._rows: dict[str, int] = {}

    def run(self) -> Imported:
        read = self._headers()
        units = self._units(read)
        items = self._items(read, units)
        grown = Into(self._base)
        once = self._once([i for i in items if i.task is not None])
        for item in once:
            grown.card(item, self._recorded(item))
        known = {t.id: t for t in (*self._base.tasks, *grown.mended.values(), *grown.tasks)}
        for item in (*once, *(i for i in items if i.task is None)):
            card = known.get(item.id)
            if card is None:
                near = self._marks.near("task", item.id, known)
                item.cells.say(item.place, cell_messages.unknown_item, item.id, near)
                continue
            grown.state(item)
            for event in happened(item, self._recorded(item), card.opened, self._deadline(item, card)):
                grown.event(item, event)
            self._rows[item.cells.sheet.name] = self._rows.get(item.cells.sheet.name, 0) + 1
        return self._imported(grown, units, {i.id for i in items})

    def _deadline(self, item: Item, card: Task) -> date | None:
        """The last day on which the item is in time, with extensions; the first of all days where it cannot be read."""
        if isinstance(card.deadline, Invalid):
            return date.min
        on_card = card.deadline.last_day if isinstance(card.deadline, Deadline) else None
        return max((d for d in (on_card, *self._extended(item.id)) if d is not None), default=None)

    def _extended(self, id_: str) -> list[date]:
        """The new deadlines of extensions that the ledger has."""
        if self._base.task(id_) is None:
            return []
        known = known_events(self._base, Subject("task", id_), date.max, date.max)
        days = (k.event.fields.get("new_deadline") for k in known if k.event.kind == "extension")
        return [d for d in days if isinstance(d, date)]

    def _imported(self, grown: Into, units: Units, seen: set[str]) -> Imported:
        order = {name: i for i, name in enumerate(self._sheets)}
        marks = tuple(sorted(self._marks.found, key=lambda m: (order[m.sheet], m.place)))
        through = self._mapping.through or self._days.through
        if through is not None and any(m.refused for m in marks):
            self._said.append(messages.not_complete(self._name))
            through = None
        if self._again and any(s.rows in (Rows.TASK, Rows.PETITION) for s in self._mapping.sheets):
            gone = [t.id for t in self._base.tasks if t.id not in seen]
            grown.changes.extend(Changed(Change.GONE, id_) for id_ in gone)
        ledger = evolve(
            self._base,
            units=units.all,
            tasks=(*(grown.mended.get(t.id, t) for t in self._base.tasks), *grown.tasks),
            events=(*self._base.events, *grown.events),
            through=through or self._base.through,
            sha256=None,
            given=None,
        )
        return Imported(ledger, marks, tuple(self._said), tuple(grown.changes), self._rows)

    # Sheets

    def _headers(self) -> list[tuple[Sheet, SheetMapping, Header]]:
        """The sheets that are read, with their headers.

        Raises:
            LedgerError: there is none, or one lacks what its rows need.
        """
        found: list[tuple[Sheet, SheetMapping, Header]] = []
        problems: list[Diagnostic] = []
        for wanted in self._mapping.sheets:
            sheet = self._sheets.get(wanted.name)
            if sheet is None:
                problems.append(messages.sheet_gone(self._name, wanted.name, self._sheets))
                continue
            place = f"{self._name} {sheet.name}"
            if wanted.rows is Rows.SKIP:
                if self._guessed and any(v is not None for row in sheet.rows for v in row):
                    self._said.append(messages.sheet_skipped(place, hidden=sheet.hidden))
                continue
            header = (
                find_header(sheet)
                if wanted.header is None
                else header_at(sheet, wanted.header[0] - 1, wanted.header[1] - 1)
            )
            titles = header.titles if header is not None else {}
            problems += [messages.column_gone(place, title, titles) for title in wanted.columns if title not in titles]
            if header is None or any(title not in titles for title in wanted.columns):
                continue
            columns = {title: wanted.columns.get(title, KEEP) for title in titles}
            if self._guessed:
                kept = [t for t, m in columns.items() if m == KEEP]
                self._said += [messages.columns_kept(place, kept)] if kept else []
            if sheet.hidden and self._guessed:
                self._said.append(messages.sheet_hidden(place))
            mapped = evolve(wanted, columns=columns)
            problems += self._lacking(mapped, place)
            found.append((sheet, mapped, header))
        if problems:
            raise LedgerError(tuple(problems))
        if not found:
            raise LedgerError((messages.no_rows(self._name),))
        return found

    def _lacking(self, mapped: SheetMapping, place: str) -> Iterable[Diagnostic]:
        meanings = {m.partition(":")[0] for m in mapped.columns.values()}
        if not meanings & {"id", "title"}:
            yield messages.no_id_column(place)
        if mapped.rows is Rows.UNIT:
            return
        cards = mapped.rows is not Rows.UPDATE and not self._again
        if cards and "opened" not in meanings and self._opened(mapped, "") is None:
            yield messages.day_needed(place, "opened", "--opened")
        told = meanings & {
            "report",
            "status",
            "progress",
            "done_on",
            "accepted_on",
            "closed_on",
            "verdict",
            "new_deadline",
            "step_state",
        }
        if (told or self._again) and "recorded" not in meanings and not (mapped.recorded or self._days.recorded):
            yield messages.day_needed(place, "recorded", "--recorded")

    def _opened(self, mapped: SheetMapping, id_: str) -> date | None:
        """The day of opening of an item for which no column gives it; that of the ledger comes first."""
        plan, card = self._base.plan, self._base.task(id_)
        if card is not None:
            return card.opened
        return mapped.opened or self._days.opened or (plan.issued if plan is not None else None)

    def _recorded(self, item: Item) -> date | None:
        day = item.state.recorded
        return day if isinstance(day, date) else item.cells.mapping.recorded or self._days.recorded

    # Rows

    def _units(self, read: list[tuple[Sheet, SheetMapping, Header]]) -> Units:
        listed = self._mapping.listed
        rows = [(s, m, h) for s, m, h in read if m.rows is Rows.UNIT]
        if listed is None:
            listed = bool(rows or self._base.units)
        units = Units(self._base.units, self._mapping.unit_names, listed=listed or bool(rows))
        for sheet, mapped, header in rows:
            cells = Cells(sheet, mapped, self._marks, units)
            groups = Lines(sheet, header, _named(cells), ()).groups()
            self._rows[sheet.name] = read_unit_rows(cells, groups, units)
        return Units(units.all, self._mapping.unit_names, listed=listed)

    def _items(self, read: list[tuple[Sheet, SheetMapping, Header]], units: Units) -> list[Item]:
        items: list[Item] = []
        for sheet, mapped, header in read:
            if mapped.rows is Rows.UNIT:
                continue
            cells = Cells(sheet, mapped, self._marks, units)
            parts = [title for meaning in _PARTS for title in cells.titles(meaning)]
            groups = Lines(sheet, header, _named(cells), parts).groups()
            items += read_items(cells, groups, partial(self._opened, mapped), dict(self._mapping.status_words))
        return items

    def _once(self, items: list[Item]) -> list[Item]:
        """The items that stand once, or twice and say the same; of two that differ neither is kept."""
        first: dict[str, Item] = {}
        twice: dict[str, list[Item]] = {}
        for item in items:
            other = first.setdefault(item.id, item)
            if other is not item and (other.task != item.task or other.state != item.state):
                twice.setdefault(item.id, [other]).append(item)
        for id_, several in twice.items():
            for item in several:
                other = next(o for o in several if o is not item)
                item.cells.say(item.place, cell_messages.twice, id_, other.cells.at(other.place))
        return [item for id_, item in first.items() if id_ not in twice]


def _named(cells: Cells) -> list[str]:
    return [title for meaning in ("id", "title") for title in cells.titles(meaning)]
