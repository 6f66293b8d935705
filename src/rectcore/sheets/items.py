"""The lines of a sheet as items: what a card says, and what the sheet says happened."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, TypeAlias

from attrs import define, evolve, field, frozen

from rectcore.check.core import CORE
from rectcore.check.vocabulary import Share
from rectcore.diagnostics import Text
from rectcore.model.deadline import Deadline, Step
from rectcore.model.facts import NONE, Absent, Invalid
from rectcore.model.period import Period
from rectcore.model.task import Task, TaskKind
from rectcore.sheets import cell_messages as messages
from rectcore.sheets.cells import Cells
from rectcore.sheets.grid import Place, shown
from rectcore.sheets.lines import Group, Line
from rectcore.sheets.meanings import Rows
from rectcore.sheets.words import STATUS_WORDS, state_of

TEXTS: Final = ("title", "problem", "category", "origin", "goal")
ONE_UNIT: Final = ("territory", "lead_unit", "supervising_unit", "accepting_unit")
SEVERAL: Final = ("responsible_units", "supporting_units")
Opened: TypeAlias = Callable[[str], date | None]
_TAKEN: Final = frozenset(a.name.id for a in CORE["Task"].attributes) | {"steps", "sites"}


@frozen
class State:
    """What a row says of the state of its item; `places` has the cell of each.

    Args:
        status: the words of the state column, and `state` how far they say that it is.
        text: of all progress columns.
        on: the day a column gives.
        fields: of one's own, where the sheet holds updates.
    """

    status: str | None = None
    state: str | None = None
    text: str | None = None
    progress: Share | Invalid | None = None
    covers: Period | Invalid | None = None
    on: date | Invalid | None = None
    recorded: date | Invalid | None = None
    done_on: date | Invalid | None = None
    accepted_on: date | Invalid | None = None
    closed_on: date | Invalid | None = None
    verdict: str | Invalid | None = None
    unit: str | Invalid | None = None
    new_deadline: Deadline | Absent | Invalid | None = None
    asked: date | Invalid | None = None
    granted: bool | Invalid | None = None
    extended_on: date | Invalid | None = None
    fields: dict[str, str] = field(factory=dict, hash=False)
    places: dict[str, Place] = field(factory=dict, hash=False)


@define
class Item:
    """An item of a sheet.

    Args:
        id: its number.
        place: the cell of its number.
        task: its card; None for a row of updates.
        state: what the row says besides.
        places: the cell of each field of the card.
    """

    id: str
    place: Place
    cells: Cells
    task: Task | None
    state: State
    places: dict[str, Place] = field(factory=dict)


def read_items(cells: Cells, groups: Iterator[Group], opened: Opened, own_words: dict[str, str]) -> Iterator[Item]:
    """The items of a sheet; a line that cannot be one is marked.

    Args:
        cells: of the sheet.
        groups: its lines.
        opened: from the number of an item to its day of opening, where no column gives one.
        own_words: words for states that the mapping file gives.
    """
    for group in groups:
        if group.stray:
            place = next(place for value, place in group.first.cells.values() if value is not None)
            cells.say(place, messages.stray, group.stray)
            continue
        named = _id(cells, group.first)
        if named is None:
            continue
        id_, place = named
        state = _state(cells, group, own_words)
        if cells.mapping.rows is Rows.UPDATE:
            yield Item(id_, place, cells, None, state)
            continue
        card = _card(cells, group, id_, opened)
        if card is not None:
            yield Item(id_, place, cells, card[0], state, card[1])


def _id(cells: Cells, line: Line) -> tuple[str, Place] | None:
    """The number of a row; where there is no column of numbers, one made of the title, the same each time."""
    for meaning in ("id", "title"):
        value, place = cells.get(line, meaning)
        if value is None and place in cells.sheet.errors:
            return None
        if value is None:
            continue
        text = shown(value)
        if text.casefold() in ("none", "无"):
            cells.say(place, messages.not_text, value)
            return None
        if meaning == "id":
            return cells.mapping.prefix + text, place
        if not cells.has("id"):
            digest = hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
            return cells.mapping.prefix + digest, place
    first = next((place for value, place in line.cells.values() if value is not None), (line.row, 0))
    cells.say(first, messages.no_id)
    return None


# The card


def _card(cells: Cells, group: Group, id_: str, opened: Opened) -> tuple[Task, dict[str, Place]] | None:
    line = group.first
    places: dict[str, Place] = {}
    values: dict[str, Any] = {}
    for meaning in (*TEXTS, "opened", "deadline", "priority", "sites"):
        places[meaning] = cells.get(line, meaning)[1]
    places["steps"] = cells.get(line, "step")[1]
    for meaning in TEXTS:
        values[meaning] = cells.text(line, meaning)
    day = cells.day(line, "opened") if cells.has("opened") else None
    if isinstance(day, Invalid):
        return None
    day = day or opened(id_)
    if day is None:
        cells.say(places["opened"], messages.day_missing, Text("the day it was opened", "立项日"))
        return None
    values |= _units(cells, line, places)
    sites = cells.text(line, "sites")
    values["sites"] = tuple(s.strip() for s in sites.split("、") if s.strip()) if isinstance(sites, str) else sites
    fields: dict[str, Any] = {_free(name): text for name, (text, _) in cells.own(line).items()}
    places |= {_free(name): place for name, (_, place) in cells.own(line).items()}
    note = cells.text(line, "note")
    if isinstance(note, str) and not _any(cells, line, ("report", "status", "progress")):
        fields["备注"] = note
    task = Task(
        id=id_,
        opened=day,
        kind=cells.item_kind(line) or (TaskKind.PETITION if cells.mapping.rows is Rows.PETITION else TaskKind.TASK),
        deadline=cells.deadline(line, "deadline"),
        priority=cells.yes_no(line, "priority"),
        steps=_steps(cells, group),
        fields=fields,
        **values,
    )
    return task, places


def _any(cells: Cells, line: Line, meanings: tuple[str, ...]) -> bool:
    return any(line.cells[title][0] is not None for meaning in meanings for title in cells.titles(meaning))


def _free(name: str) -> str:
    """A name for a field of one's own that the layout of the ledger does not have."""
    return f"{name}_" if name in _TAKEN else name


def _units(cells: Cells, line: Line, places: dict[str, Place]) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    wrong: dict[str, str] = {}
    none: set[str] = set()
    for meaning in ("units", *ONE_UNIT, *SEVERAL):
        read = cells.named_units(line, meaning)
        if read is None:
            continue
        named, unknown, place = read
        plain = {meaning: named.plain}
        if meaning == "units":
            plain = {"lead_unit": named.plain[:1], "responsible_units": named.plain}
        for field_, ids in (*plain.items(), *named.roles.items()):
            places.setdefault(field_, place)
            found.setdefault(field_, []).extend(i for i in ids if i not in found.get(field_, ()))
            if unknown:
                wrong[field_] = "、".join(unknown)
        if not named.plain and not named.roles and not unknown:
            none.add(meaning)
    lead = found.get("lead_unit", [])
    if len(lead) > 1:  # those after the first help
        named_too = found.get("responsible_units", [])
        found["responsible_units"] = [*(u for u in lead if u not in named_too), *named_too]
    values: dict[str, Any] = {m: NONE for m in none if m != "units"}
    for field_, units in found.items():
        if field_ in wrong:
            values[field_] = Invalid(wrong[field_])
        elif units:
            values[field_] = tuple(units) if field_ in SEVERAL else units[0]
    return values


def _steps(cells: Cells, group: Group) -> tuple[Step, ...] | None:
    steps: list[Step] = []
    seen: set[Place] = set()
    for line in group.lines:
        value, place = cells.get(line, "step")
        if value is None or place in seen:
            continue
        seen.add(place)
        named = cells.named_units(line, "step_unit")
        units = named[0].plain if named is not None else ()
        deadline = cells.deadline(line, "step_deadline")
        fields: dict[str, Any] = {"units": list(units)} if len(units) > 1 else {}
        at = deadline if isinstance(deadline, Deadline) else None
        steps.append(Step(shown(value), units[0] if units else None, at, fields))
    return tuple(steps) or None


# The state


def _state(cells: Cells, group: Group, own_words: dict[str, str]) -> State:
    line = group.first
    status = cells.text(line, "status")
    state: str | None = None
    if isinstance(status, str):
        state = state_of(status, own_words)
        if state is None:
            _, place = cells.get(line, "status")
            cells.say(place, messages.unknown_word, status, Text("state", "状态"), STATUS_WORDS, "status_words")
    read = State(
        status=status if isinstance(status, str) else None,
        state=state,
        text=_report(cells, group),
        progress=cells.percent(line, "progress"),
        covers=cells.period(line, "covers") or cells.mapping.covers,
        on=cells.day(line, "on"),
        recorded=cells.day(line, "recorded"),
        done_on=cells.day(line, "done_on"),
        accepted_on=cells.day(line, "accepted_on"),
        closed_on=cells.day(line, "closed_on"),
        verdict=cells.verdict(line),
        unit=_reporter(cells, line),
        new_deadline=cells.deadline(line, "new_deadline"),
        asked=cells.day(line, "extension_asked"),
        granted=cells.yes_no(line, "extension_granted"),
        extended_on=cells.day(line, "extension_on"),
        places={m: cells.get(line, m)[1] for m in _STATE_CELLS if cells.has(m)},
    )
    if cells.mapping.rows is Rows.UPDATE:
        return evolve(read, fields={name: text for name, (text, _) in cells.own(line).items()})
    return read


_STATE_CELLS: Final = (
    "status", "report", "progress", "covers", "on", "recorded", "done_on", "accepted_on", "closed_on", "verdict",
    "reporter", "new_deadline", "extension_on", "step_state",
)  # fmt: skip


def _report(cells: Cells, group: Group) -> str | None:
    """The texts of all progress columns; where there are several, each behind its header."""
    several = len(cells.titles("report")) > 1
    parts = [f"{title}：{text}" if several else text for title, text, _ in cells.texts(group.first, "report")]
    seen: set[Place] = set()
    for line in group.lines:
        for title, text, place in cells.texts(line, "step_state"):
            if place not in seen:
                seen.add(place)
                measure = shown(cells.get(line, "step")[0])
                parts.append(f"{measure or title}：{text}")
    note = cells.text(group.first, "note")
    if isinstance(note, str) and (parts or cells.has("status") or cells.has("progress")):
        parts.append(f"{cells.titles('note')[0]}：{note}")
    text = "\n".join(parts)
    return text if text and text.casefold() != "none" else None


def _reporter(cells: Cells, line: Line) -> str | Invalid | None:
    named = cells.named_units(line, "reporter")
    if named is None:
        return None
    units, unknown, _ = named
    if unknown:
        return Invalid("、".join(unknown))
    return units.plain[0] if units.plain else None
