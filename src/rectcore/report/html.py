"""The page: one file with everything in it, drawn from templates; no network, and the same input gives the same bytes.

Long lists stand in the page packed, and are opened page by page: unpacked they are what the templates drew.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from rectcore.diagnostics import harmless
from rectcore.engine.results import Course, State, Totals
from rectcore.errors import CallError
from rectcore.explain.names import ITEM_KINDS
from rectcore.explain.questions import library_missing, page_too_large, too_many_items
from rectcore.model.escalation import severity
from rectcore.model.events import Subject
from rectcore.report import findings as of_findings
from rectcore.report.axis import axis_of
from rectcore.report.charts import charts
from rectcore.report.heat import heat_of
from rectcore.report.items import deadline_of, item_of
from rectcore.report.matter import Matter
from rectcore.report.notes import notes
from rectcore.report.units import ladder_of
from rectcore.report.words import PAGE, say

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

INSTALL: Final = "pip install 'rectcore[report]'"
MOST_ITEMS: Final = 20_000
"""How many items one page takes."""
MOST_RECORDS: Final = 100_000
"""How many events one page lists under its items; where there are more, it lists none, and says so."""
MOST_BYTES: Final = 10_000_000
"""How large a page may be."""
MOST_OPEN: Final = 500
"""How many entries of a list stand in the page as they are; a longer list is packed."""
PAGE_OF: Final = 50
"""How many entries of a list are shown at a time."""
_BREAK: Final = "\x1e"
"""Stands between packed entries; no text of a page holds it, since texts are made harmless."""


@frozen
class Tile:
    """A number that matters, with its name."""

    number: int
    name: str
    bad: bool = False


@frozen
class Listing:
    """A list of the page: how long, what stands in it from the start, and all of it packed where it is long."""

    name: str
    number: int
    shown: Markup
    packed: str = ""


@frozen
class KindTotals:
    """How many items of a kind there are, by status, with the shares of a bar."""

    name: str
    numbers: tuple[int, ...]
    shares: tuple[tuple[int, int, str], ...]


def report_html(found: Matter) -> str:
    """A report as one page of HTML that needs nothing beside itself.

    Raises:
        CallError: the extra `report` is not installed, or there are more than `MOST_ITEMS` items.
    """
    language = found.language
    tasks = list(found.tasks())
    refuse_too_many(len(tasks))
    environment = _environment()
    entries = environment.get_template("entries.html").module
    words = {key: text.in_(language) for key, text in PAGE.items()}
    deadlines = {id_: deadline_of(found, id_) for id_ in tasks}
    axis = axis_of(found, deadlines)
    records = sum(len(found.ledger.events_of(Subject("task", id_))) for id_ in tasks) <= MOST_RECORDS
    items = [item_of(found, id_, axis, deadlines[id_], records=records) for id_ in tasks]
    units = _units(found)
    place = {id_: str(n) for n, (id_, _) in enumerate(units)}

    def chain(ids: Iterable[str]) -> str:
        return "".join(f" {place[x]}" for x in ids if x in place) + " "

    def listing(name: str, macro: str, rows: Iterable[Any]) -> Listing:
        draw: Callable[..., Markup] = getattr(entries, macro)
        return _listing(name, [draw(row, words, chain) for row in rows])

    heat = heat_of(found)
    page = environment.get_template("page.html").render(
        **_heading(found),
        records=records,
        w=words,
        axis=axis,
        units=[(n, name) for n, (_, name) in enumerate(units)],
        states=[(s, words[s]) for s in sorted({i.state for i in items})],
        measures=_measures(found),
        tiles=_tiles(found, items),
        totals=[_kind(kind, numbers, found) for kind, numbers in found.totals.items()],
        send=listing("send", "finding", (of_findings.told(f, found) for f in of_findings.to_send(found))),
        items=listing("items", "item", items),
        others=listing("others", "finding", (of_findings.told(f, found) for f in of_findings.others(found))),
        gaps=listing("gaps", "gap", of_findings.gaps(found)),
        ladder=ladder_of(found, items),
        heat=heat,
        outside=_outside(heat.outside, found),
        heat_legend=[(key, words[word]) for key, word in _HEAT_LEGEND],
        weekdays=words["weekdays"].split(),
        charts=list(charts(found)),
        legend=[(cls, d, words[word]) for cls, d, word in _LEGEND],
    )
    refuse_too_large(page)
    return page + "\n"


def refuse_without_library() -> None:
    """Say so where the extra `report` is not installed.

    Raises:
        CallError: it is not.
    """
    _environment()


def refuse_too_many(number: int) -> None:
    """Say so where there are more items than a page takes.

    Raises:
        CallError: there are.
    """
    if number > MOST_ITEMS:
        raise CallError((too_many_items(number, MOST_ITEMS),))


def refuse_too_large(page: str) -> None:
    """Say so where a page is larger than people can use.

    Raises:
        CallError: it is.
    """
    size = len(page.encode("utf-8", "backslashreplace"))
    if size > MOST_BYTES:
        raise CallError((page_too_large(size, MOST_BYTES),))


def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise CallError((library_missing("rectcore report", "jinja2", INSTALL),)) from None
    return Environment(
        loader=PackageLoader("rectcore.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=False,
    )


def _listing(name: str, drawn: list[Markup]) -> Listing:
    from markupsafe import Markup

    if len(drawn) <= MOST_OPEN:
        return Listing(name, len(drawn), Markup("\n").join(drawn))
    packed = zlib.compress(_BREAK.join(drawn).encode(), 9)
    return Listing(name, len(drawn), Markup("\n").join(drawn[:PAGE_OF]), base64.b64encode(packed).decode())


def _heading(found: Matter) -> dict[str, Any]:
    """The head of the page, with style and script and what a browser is told to allow: these two, and nothing else."""
    from markupsafe import Markup

    report = found.report
    style, script = (files("rectcore.report").joinpath("templates", n).read_text("utf-8") for n in _OWN)
    plan = found.ledger.plan
    return {
        "lang": "zh-CN" if found.zh else "en",
        "plan": found.names.subject(Subject("plan", plan.id)) if plan is not None else harmless(report.ledger),
        "unit": found.names.unit(found.unit) if found.unit is not None else "",
        "day": report.as_of.isoformat(),
        "known": report.known_at.isoformat(),
        "policy": harmless(report.policy),
        "policy_sha": report.policy_sha256[:12],
        "ledger": harmless(report.ledger),
        "ledger_sha": (report.ledger_sha256 or "")[:12],
        "kept": report.kept,
        "refused": report.refused,
        "calendar": report.calendar or "",
        "notes": notes(found),
        "style": Markup(style),
        "script": Markup(script),
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }


_OWN: Final = ("page.css", "page.js")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _units(found: Matter) -> list[tuple[str, str]]:
    """The units the page is about, by name; a unit stands under its id where another has the same name."""
    names = [(u.id, found.names.unit(u.id)) for u in found.ledger.units]
    inside = [(i, n) for i, n in names if found.unit is None or found.unit in found.above(i)]
    seen: dict[str, int] = {}
    for _, name in inside:
        seen[name] = seen.get(name, 0) + 1
    told = [(i, n if seen[n] == 1 else n + found.names.in_brackets(harmless(i))) for i, n in inside]
    return sorted(told, key=lambda pair: (pair[1], pair[0]))


def _measures(found: Matter) -> list[tuple[str, str]]:
    further = found.names.further_measures
    used = {f.measure for f in found.findings if f.measure is not None}
    return [(m, found.names.measure(m)) for m in sorted(used, key=lambda m: (severity(m, further), m))]


def _tiles(found: Matter, items: Iterable[Any]) -> list[Tile]:
    def name(key: str) -> str:
        return PAGE[key].in_(found.language)

    items = list(items)
    sending = of_findings.to_send(found)
    targets = [t for t in found.report.targets if found.within(t.subject)]
    missed = sum(o.state is State.MISSED for o in found.obligations)
    off = sum(t.state in (Course.OFF_COURSE, Course.NOT_MET) for t in targets)
    late = sum(i.overdue for i in items)
    tiles = [
        Tile(len(items), name("items")),
        Tile(sum(i.state != "closed" for i in items), name("open")),
        Tile(late, name("overdue"), bad=late > 0),
        Tile(len(sending), name("to send"), bad=bool(sending)),
        Tile(missed, name("missed"), bad=missed > 0),
    ]
    return [*tiles, Tile(off, name("off course"), bad=off > 0)] if targets else tiles


def _kind(kind: str, totals: Totals, found: Matter) -> KindTotals:
    name = ITEM_KINDS[kind].in_(found.language)
    numbers = (totals.all, totals.closed, totals.open, totals.suspended, totals.undetermined)
    shares: list[tuple[int, int, str]] = []
    done = 0
    for number, stands in zip(numbers[1:], ("kept", "ahead", "late", "unclear"), strict=True):
        begins = 100 * done // max(totals.all, 1)
        done += number
        if number:
            shares.append((begins, max(100 * done // max(totals.all, 1) - begins, 1), stands))
    return KindTotals(name, numbers, tuple(shares))


def _outside(number: int, found: Matter) -> str:
    if not number:
        return ""
    return say(
        found,
        "{n} more fall due outside these days; the table has them.",
        "另有{n}项的期限不在上述日期内，见下表。",
        n=number,
    )


_HEAT_LEGEND: Final = (
    ("missed", "not done"),
    ("late", "done late"),
    ("ahead", "ahead"),
    ("kept", "kept"),
    ("unclear", "unclear"),
)
_LEGEND: Final = (
    ("b", "M2 8H24", "life"),
    ("o", "M2 8H24", "late life"),
    ("d", "M10 15V1h6l-2 3 2 3h-6", "deadline"),
    ("d0", "M10 15V1h6l-2 3 2 3h-6", "first deadline"),
    ("k", "M13 8h0", "kept"),
    ("l", "M13 4l4 4-4 4-4-4z", "done late"),
    ("x", "M10 5l6 6m0-6l-6 6", "not done"),
    ("a", "M10 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0", "ahead"),
    ("u", "M10 5h6v6h-6z", "unclear"),
    ("t", "M13 4l4 7h-8z", "taken"),
    ("c", "M13 4l4 7h-8z", "called"),
    ("p", "M13 4l4 7h-8z", "passed"),
    ("g", "M10 5h6l-3 5z", "signed"),
    ("v", "M9 8l3 3 5-6", "accepted"),
    ("e", "M9 4h8v8h-8z", "closure"),
    ("ro", "M9 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "reopened"),
)
