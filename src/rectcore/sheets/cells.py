"""One cell, as what its column means; a cell of no use is marked, and the fact it holds is unknown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from attrs import define, field, frozen

from rectcore.check.core import CORE
from rectcore.check.vocabulary import Share
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.nearest import nearest
from rectcore.model.deadline import Deadline
from rectcore.model.facts import NONE, Absent, Invalid
from rectcore.model.period import Period
from rectcore.model.task import TaskKind
from rectcore.sheets import cell_messages as messages
from rectcore.sheets import dates
from rectcore.sheets.grid import Cell, Place, Sheet, address, shown
from rectcore.sheets.lines import Line
from rectcore.sheets.mapping import SheetMapping
from rectcore.sheets.units import Named, Units, read_units
from rectcore.sheets.words import NONES, VERDICT_WORDS, plain_word, verdict_of, yes_or_no

MOST_GUESSES: Final = 50
"""For how many different unknown names the nearest known one is looked up in one import."""
MOST_CANDIDATES: Final = 5_000
"""Among how many known names at most."""
_POINTS: Final = Decimal(100)


@frozen
class Mark:
    """A cell about which something is said."""

    sheet: str
    place: Place
    diagnostic: Diagnostic

    @property
    def refused(self) -> bool:
        """Whether its value is not taken."""
        return self.diagnostic.severity is Severity.ERROR


@define
class Marks:
    """Everything said about the cells of a book, in the order in which it is found."""

    book: str
    found: list[Mark] = field(factory=list)
    _seen: set[tuple[str, Place, str]] = field(factory=set)
    _near: dict[tuple[str, str], str | None] = field(factory=dict)

    def add(self, sheet: str, place: Place, diagnostic: Diagnostic) -> None:
        """Say something of a cell, once: a merged cell is read for each of its rows."""
        key = (sheet, place, diagnostic.code)
        if key not in self._seen:
            self._seen.add(key)
            self.found.append(Mark(sheet, place, diagnostic))

    def near(self, table: str, word: str, known: Collection[str]) -> str | None:
        """The known name nearest to one that is not; looked up for the first few names, among not too many."""
        key = (table, word)
        if key not in self._near:
            if len(self._near) >= MOST_GUESSES or len(known) > MOST_CANDIDATES:
                return None
            self._near[key] = nearest(word, known)
        return self._near[key]

    def at(self, sheet: str, place: Place) -> str:
        """A cell as messages name it: `tasks.xlsx 清单!B7`."""
        return f"{self.book} {sheet}!{address(place)}"


class Cells:
    """Reads the cells of one sheet by what their columns mean."""

    def __init__(self, sheet: Sheet, mapping: SheetMapping, marks: Marks, units: Units) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self._marks = marks
        self._units = units
        self._titles: dict[str, list[str]] = {}
        for title, meaning in mapping.columns.items():
            self._titles.setdefault(meaning.partition(":")[0], []).append(title)

    def titles(self, meaning: str) -> list[str]:
        """The titles of the columns that mean something."""
        return self._titles.get(meaning, [])

    def has(self, meaning: str) -> bool:
        """Whether a column means it."""
        return meaning in self._titles

    def at(self, place: Place) -> str:
        """A cell as messages name it."""
        return self._marks.at(self.sheet.name, place)

    def say(self, place: Place, make: Callable[..., Diagnostic], *args: Any) -> None:
        """Say something of a cell."""
        self._marks.add(self.sheet.name, place, make(self.at(place), *args))

    def get(self, line: Line, meaning: str) -> tuple[Cell, Place]:
        """The value of the first column that means it and has one, and its place; a formula's error is marked."""
        place: Place = (line.row, 0)
        for title in self.titles(meaning):
            value, place = line.cells[title]
            if value is not None or self.error(place):
                return value, place
        return None, place

    def error(self, place: Place) -> bool:
        """Whether a cell holds the error of a formula; says so."""
        value = self.sheet.errors.get(place)
        if value is not None:
            self.say(place, messages.formula_error, value)
        return value is not None

    # What a cell holds

    def text(self, line: Line, meaning: str) -> str | Absent | Invalid | None:
        """A text; 无 says that there is none."""
        value, place = self.get(line, meaning)
        if value is None:
            return Invalid(self.sheet.errors[place]) if place in self.sheet.errors else None
        text = shown(value)
        return NONE if text.casefold() in NONES else text

    def texts(self, line: Line, meaning: str) -> list[tuple[str, str, Place]]:
        """The texts of all columns that mean it: header, text and place."""
        found: list[tuple[str, str, Place]] = []
        for title in self.titles(meaning):
            value, place = line.cells[title]
            if value is None:
                self.error(place)
            else:
                found.append((title, shown(value), place))
        return found

    def _typed(self, line: Line, meaning: str, read: Callable[[Cell], Any], make: Callable[..., Diagnostic]) -> Any:
        if meaning not in self._titles:
            return None
        value, place = self.get(line, meaning)
        if value is None:
            return Invalid(self.sheet.errors[place]) if place in self.sheet.errors else None
        try:
            found = read(value)
        except (ValueError, OverflowError):
            self.say(place, make, value)
            return Invalid(shown(value))
        if dates.is_serial(value) and isinstance(found, date):
            self.say(place, messages.shown_as_number, value, found.isoformat())
        return found

    def day(self, line: Line, meaning: str) -> date | Invalid | None:
        """A day."""
        found: date | Invalid | None = self._typed(line, meaning, dates.read_day, messages.not_a_day)
        return found

    def deadline(self, line: Line, meaning: str) -> Deadline | Absent | Invalid | None:
        """A deadline; 无 says that there is none."""
        value, place = self.get(line, meaning)
        if isinstance(value, str) and value.casefold() in NONES:
            return NONE
        month = place in self.sheet.months
        found: Deadline | Invalid | None = self._typed(
            line, meaning, lambda v: dates.read_deadline(v, month=month), messages.not_a_deadline
        )
        if dates.is_serial(value) and isinstance(found, Deadline):
            self.say(place, messages.shown_as_number, value, str(found.at))
        return found

    def period(self, line: Line, meaning: str) -> Period | Invalid | None:
        """A period."""
        found: Period | Invalid | None = self._typed(line, meaning, dates.read_period, messages.not_a_period)
        return found

    def percent(self, line: Line, meaning: str) -> Share | Invalid | None:
        """A percentage; a number of at most 1 is refused unless the cell shows what it is."""
        _, place = self.get(line, meaning)
        as_shown = place in self.sheet.percents
        found: Share | Invalid | None = self._typed(
            line, meaning, lambda v: _share(v, as_shown=as_shown), messages.not_a_percent
        )
        return found

    def yes_no(self, line: Line, meaning: str) -> bool | Invalid | None:
        """Yes or no."""

        def read(value: Cell) -> bool:
            found = value if isinstance(value, bool) else yes_or_no(shown(value))
            if found is None:
                raise ValueError(value)
            return found

        found: bool | Invalid | None = self._typed(line, meaning, read, messages.not_yes_or_no)
        return found

    def verdict(self, line: Line) -> str | Invalid | None:
        """What a petition was found to be."""

        def read(value: Cell) -> str:
            found = verdict_of(shown(value))
            if found is None:
                raise ValueError(value)
            return found

        def make(at: str, value: Cell) -> Diagnostic:
            return messages.unknown_word(at, value, Text("verdict", "查实结论"), VERDICT_WORDS)

        found: str | Invalid | None = self._typed(line, "verdict", read, make)
        return found

    def item_kind(self, line: Line) -> TaskKind | None:
        """Whether an item is a task or a petition, where a column says so."""
        if "item_kind" not in self._titles:
            return None
        kinds = CORE["Task"].attribute("kind")
        assert kinds is not None
        words = [name for value in kinds.type.values for name in value.all]
        value, place = self.get(line, "item_kind")
        found = next((v for v in kinds.type.values if plain_word(shown(value)) in v.all), None)
        if value is not None and found is None:
            self.say(place, messages.unknown_word, value, Text("kind of item", "事项种类"), words)
        return TaskKind(found.id) if found is not None else None

    def named_units(self, line: Line, meaning: str) -> tuple[Named, list[str], Place] | None:
        """What the cells of a meaning name, with the names that are no unit; None where they are empty."""
        if meaning not in self._titles:
            return None
        plain: list[str] = []
        roles: dict[str, tuple[str, ...]] = {}
        unknown: list[str] = []
        texts = self.texts(line, meaning)
        for _, text, place in texts:
            named = read_units(text)
            plain += self._ids(named.plain, place, unknown)
            for role, names in named.roles.items():
                roles[role] = (*roles.get(role, ()), *self._ids(names, place, unknown))
        if not texts:
            return None
        return Named(tuple(dict.fromkeys(plain)), roles), unknown, texts[0][2]

    def _ids(self, names: Iterable[str], place: Place, unknown: list[str]) -> list[str]:
        found: list[str] = []
        for name in names:
            if name.casefold() in NONES:
                continue
            id_ = self._units.find(name)
            if id_ is None:
                unknown.append(name)
                near = self._marks.near("unit", name, self._units.known)
                self.say(place, messages.unknown_unit, name, near)
            else:
                found.append(id_)
        return found

    def own(self, line: Line) -> Mapping[str, tuple[str, Place]]:
        """The fields of one's own: every column that is kept."""
        found: dict[str, tuple[str, Place]] = {}
        for title in self.titles("keep"):
            value, place = line.cells[title]
            if value is None:
                self.error(place)
                continue
            found[self._own_name(title)] = (shown(value), place)
        return found

    def _own_name(self, title: str) -> str:
        return self.mapping.columns[title].partition(":")[2] or title


def _share(value: Cell, *, as_shown: bool) -> Share:
    if isinstance(value, Decimal) and as_shown:
        number = value * _POINTS
    else:
        text = shown(value).strip().replace("％", "%")
        try:
            number = Decimal(text.removesuffix("%").strip())
        except InvalidOperation:
            raise ValueError(value) from None
        if not number.is_finite() or (not text.endswith("%") and 0 < number <= 1):
            raise ValueError(value)
    if not 0 <= number <= _POINTS:
        raise ValueError(value)
    return Share(number / _POINTS)
