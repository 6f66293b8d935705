"""What the state of a row says happened, as events: an update, a completion, a closure, an extension.

How late an item is is not taken from the sheet: it follows from the days. Where a day would decide whether an item was
late, and nobody gives it, no event is made: the cell is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from rectcore.diagnostics import Text
from rectcore.model.deadline import Deadline
from rectcore.model.facts import Invalid
from rectcore.sheets import cell_messages as messages
from rectcore.sheets.grid import Place
from rectcore.sheets.items import Item

_FINAL: Final = {
    "completed": ("completion", "done_on"),
    "accepted": ("acceptance", "accepted_on"),
    "closed": ("closure", "closed_on"),
    "filed": ("filing", "closed_on"),
}
"""What a state that ends something is an event of, and the column with its day; in the order of a life."""
_GOES_ON: Final = ("not_started", "in_progress", "phased", "suspended")


@frozen
class Happened:
    """An event that a row tells of.

    Args:
        kind: of the event.
        on: the day, `dated` where a column gives it.
        recorded: the day of entry.
        place: the cell that says so.
        unit: who reported.
        note: the text.
        fields: those of its kind and of one's own.
    """

    kind: str
    on: date
    recorded: date
    place: Place
    dated: bool = False
    unit: str | Invalid | None = None
    note: str | None = None
    fields: dict[str, Any] = field(factory=dict, hash=False)


def happened(item: Item, recorded: date | None, opened: date | None, deadline: date | None) -> Iterator[Happened]:
    """The events that a row tells of; a cell that tells of one that cannot be recorded is marked.

    Args:
        item: the row.
        recorded: the day of entry where no column gives it.
        opened: the day its item was opened, where that is known.
        deadline: the last day on which it is in time, where that is known.
    """
    told = item.state
    entered = told.recorded or recorded
    if isinstance(told.on, Invalid) or isinstance(entered, Invalid):
        return  # the cell is marked, and without these days nothing of the row can be recorded
    for event in _all(item, entered, deadline):
        if event.on > event.recorded:
            item.cells.say(event.place, messages.recorded_before, str(event.on), str(event.recorded))
        elif opened is not None and event.on < opened:
            item.cells.say(event.place, messages.before_opened, str(event.on), str(opened))
        else:
            yield event


def _all(item: Item, entered: date | None, deadline: date | None) -> Iterator[Happened]:
    told = item.state
    day = told.on or item.cells.mapping.on or entered
    if not _says_anything(item):
        return
    if entered is None or day is None or isinstance(day, Invalid):
        item.cells.say(item.place, messages.day_missing, Text("the day it was entered", "录入日"))
        return
    update = _update(item, day, entered)
    if update is not None:
        yield update
    for extension in _extension(item, day, entered, deadline):
        yield extension
        if deadline is not None and extension.fields.get("granted") is not False:
            deadline = max(deadline, extension.fields["new_deadline"])
    yield from _ends(item, day, entered, deadline)


def _says_anything(item: Item) -> bool:
    told = item.state
    days = (told.done_on, told.accepted_on, told.closed_on, told.new_deadline)
    return any(value is not None for value in (told.status, told.text, told.progress, told.verdict, *days))


def _update(item: Item, day: date, entered: date) -> Happened | None:
    told = item.state
    ended = told.state in _FINAL
    if told.text is None and told.progress is None and (told.state is None or (ended and told.covers is None)):
        return None
    fields: dict[str, Any] = {}
    if told.covers is not None:
        fields["covers"] = told.covers
    if told.progress is not None:
        fields["progress"] = told.progress
    if told.status is not None:
        fields["stated"] = told.status
    if told.verdict is not None and not ended:
        fields["stated_verdict"] = told.verdict
    own = {name: text for name, text in told.fields.items() if name not in fields}
    place = next(told.places[c] for c in ("report", "step_state", "progress", "status", "covers") if c in told.places)
    return Happened("report", day, entered, place, told.on is not None, told.unit, told.text, {**fields, **own})


def _extension(item: Item, day: date, entered: date, deadline: date | None) -> Iterator[Happened]:
    told = item.state
    if not isinstance(told.new_deadline, Deadline):
        return
    last = told.new_deadline.last_day
    place = told.places["new_deadline"]
    if last is None:
        item.cells.say(place, messages.not_a_deadline, str(told.new_deadline.kind.value))
        return
    if isinstance(told.extended_on, Invalid):
        return
    if told.extended_on is None and deadline is not None and day > deadline:
        item.cells.say(place, messages.day_missing, Text("the day of the extension", "延期批准日"))
        return
    fields: dict[str, Any] = {"new_deadline": last}
    if told.asked is not None:
        fields["asked"] = told.asked
    if told.granted is not None:
        fields["granted"] = told.granted
    yield Happened(
        "extension", told.extended_on or day, entered, place, told.extended_on is not None, None, None, fields
    )


def _ends(item: Item, day: date, entered: date, deadline: date | None) -> Iterator[Happened]:
    told = item.state
    days = {"done_on": told.done_on, "accepted_on": told.accepted_on, "closed_on": told.closed_on}
    if told.state in _GOES_ON:
        for column, given in days.items():
            if isinstance(given, date):
                item.cells.say(told.places[column], messages.says_two_things, str(given), told.status)
        if told.state == "suspended":
            yield Happened("suspension", day, entered, told.places["status"])
        return
    kinds = {pair for pair in _FINAL.values() if pair[0] != "filing" and days[pair[1]] is not None}
    if told.state is not None:
        kinds.add(_FINAL[told.state])
    for kind, column in (pair for pair in _FINAL.values() if pair in kinds):
        given = days[column] if kind != "filing" else None
        if isinstance(given, Invalid):
            continue
        place = told.places[column if given is not None else "status"]
        on = given or item.cells.mapping.done
        if on is None and deadline is not None and day > deadline:
            item.cells.say(place, messages.done_without_day, told.status)
            continue
        fields: dict[str, Any] = {}
        if kind == "acceptance":
            fields["result"] = "passed"
        if kind == "completion" and told.verdict is not None:
            fields["verdict"] = told.verdict
        yield Happened(kind, on or day, entered, place, on is not None, told.unit, None, fields)
