"""Laws of the ledger file under any damage: rows kept and refused are the rows given, and nothing but a diagnostic."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rectcore.check.core import CORE, POSTS
from rectcore.check.types import Kind
from rectcore.check.vocabulary import Share
from rectcore.diagnostics import render
from rectcore.errors import LedgerError
from rectcore.io.event_rows import fields_of
from rectcore.io.ledger_file import read_ledger_text
from rectcore.io.write import write_ledger
from rectcore.model.deadline import Deadline, DeadlineClass, Step
from rectcore.model.events import Attachment, Event, Subject
from rectcore.model.facts import NONE, Invalid
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.period import Period, PeriodKind
from rectcore.model.task import Task, TaskKind
from rectcore.model.unit import Person, Tenure, Unit

KINDS = [e for e in CORE.entities if e.event and e.id not in ("correction", "withdrawal")]

days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
texts = st.text(st.characters(codec="utf-8"), max_size=8).filter(lambda t: t != "none")
hosts = st.dictionaries(
    st.sampled_from(["risk", "风险", "own key"]), st.one_of(texts, st.integers(), st.booleans()), max_size=2
)


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A field in each of its states: not given, known not to exist, of no use, or a value."""
    return st.one_of(st.none(), st.just(NONE), st.builds(Invalid, texts), values)


periods = st.builds(Period.containing, st.sampled_from(list(PeriodKind)), days)
months = st.builds(lambda d: Period.month(d.year, d.month), days)
deadlines = st.one_of(
    st.builds(Deadline, st.one_of(days, months)),
    st.builds(
        Deadline,
        st.one_of(st.none(), days, months),
        st.sampled_from([DeadlineClass.IMMEDIATE, DeadlineClass.LONG_TERM]),
    ),
)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: texts,
    Kind.DATE: days,
    Kind.PERIOD: periods,
    Kind.PERCENT: st.decimals(0, 2, places=4).map(Share),
    Kind.DECIMAL: st.decimals(-1000, 1000, places=3),
    Kind.YES_NO: st.booleans(),
    Kind.ENTITY: st.sampled_from(["city", "east"]),
}


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """A ledger built in code."""
    tenures = st.builds(
        lambda post, person, first, length: Tenure(post, person, first, first + timedelta(length) if length else None),
        st.sampled_from([v.id for v in POSTS.values]),
        st.sampled_from(["p1", "p2"]),
        days,
        st.integers(0, 900),
    )
    units = (
        Unit("city", draw(st.none() | texts), None, "city", tuple(draw(st.lists(tenures, max_size=2))), draw(hosts)),
        Unit("east", None, "city", draw(st.sampled_from([None, "county", "other"]))),
    )
    unit = st.sampled_from(["city", "east"])
    many = st.lists(unit, max_size=2).map(tuple)
    steps = st.lists(st.builds(Step, texts, st.none() | unit, st.none() | deadlines), max_size=2).map(tuple)
    task = st.builds(
        Task,
        id=st.sampled_from(["T-1", "T-2", "X-1"]),
        opened=days,
        kind=st.sampled_from(TaskKind),
        title=optional(texts),
        goal=optional(texts),
        territory=optional(unit),
        responsible_units=optional(many),
        deadline=optional(deadlines),
        steps=optional(steps),
        sites=optional(st.lists(texts, max_size=2).map(tuple)),
        priority=optional(st.booleans()),
        fields=hosts,
    )
    tasks = draw(st.lists(task, min_size=1, max_size=3, unique_by=lambda t: t.id))
    events: list[Event] = []
    for number in range(draw(st.integers(0, 5))):
        subject = draw(st.sampled_from([Subject("task", t.id) for t in tasks] + [Subject("unit", "east")]))
        events.append(draw(event(f"e{number}", subject, events)))
    return Ledger(
        id="demo",
        through=draw(st.none() | days),
        plan=draw(st.none() | st.just(Plan("P", "x", "city", date(2023, 4, 1)))),
        units=units,
        persons=(Person("p1", "One"), Person("p2", None, draw(hosts))),
        tasks=tuple(tasks),
        events=tuple(events),
    )


@st.composite
def event(draw: st.DrawFn, id_: str, subject: Subject, before: list[Event]) -> Event:
    """An event, or a correction or withdrawal of one before it."""
    own: dict[str, Any] = {
        "unit": draw(optional(st.sampled_from(["city", "east"]))),
        "person": draw(optional(st.sampled_from(["p1", "p2"]))),
        "post": draw(optional(st.sampled_from([v.id for v in POSTS.values]))),
        "note": draw(optional(texts)),
        "attachments": tuple(draw(st.lists(st.builds(Attachment, texts, st.none() | st.just("a" * 64)), max_size=1))),
    }
    if before and draw(st.booleans()):
        target = draw(st.sampled_from(before))
        root = target
        while root.kind == "correction":
            root = next(e for e in before if e.id == root.target)
        kind = draw(st.sampled_from(["correction", "withdrawal"]))
        changes = draw(fields(root.kind)) if kind == "correction" else {}
        return Event(id_, kind, target.subject, draw(days), draw(days), target=target.id, changes=changes, **own)
    kind = draw(st.sampled_from([e.id for e in KINDS]))
    values = {**draw(hosts), **draw(fields(kind))}
    return Event(id_, kind, subject, draw(days), draw(days), fields=values, **own)


@st.composite
def fields(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """Some of the fields of an event kind; an amendment has both of its own, and names a field that every card has."""
    if kind == "amendment":
        return {"field": "title", "value": draw(optional(texts).filter(lambda value: value is not None))}
    found = {}
    for key, attribute in fields_of(kind).items():
        words = [v.id for v in attribute.type.values]
        value = draw(optional(st.sampled_from(words) if words else VALUES[attribute.type.kind]))
        if value is not None:
            found[key] = value
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_what_is_written_is_read_back(ledger: Ledger):
    """Units, persons, tasks and events come back equal, and writing again gives the same bytes."""
    text = write_ledger(ledger)
    back = read_ledger_text(text, "ledger.json")
    assert ledger.units == back.units
    assert ledger.persons == back.persons
    assert ledger.tasks == back.tasks
    assert ledger.events == back.events
    assert ledger.plan == back.plan
    assert text == write_ledger(back)
    assert () == back.refusals


# Damage

FINE: dict[str, Any] = {
    "format": "rectcore.ledger/1",
    "id": "demo",
    "timezone": "Asia/Shanghai",
    "through": "2023-10-31",
    "feeds": [{"id": "f", "through": "2023-09-30"}],
    "plan": {"id": "P", "unit": "city", "issued": "2023-04-01"},
    "units": [
        {"id": "city", "posts": [{"post": "party_secretary", "person": "p1", "from": "2023-01-01"}]},
        {"id": "east", "parent": "city", "kind": "county"},
    ],
    "persons": [{"id": "p1", "name": "One"}],
    "tasks": [
        {
            "id": "T-1",
            "opened": "2023-04-01",
            "deadline": {"class": "dated", "at": "2023-10"},
            "steps": [{"title": "s", "deadline": "2023-09"}],
            "responsible_units": ["east"],
        },
        {"id": "T-2", "kind": "petition", "opened": "2023-04-01"},
    ],
    "events": [
        {
            "id": "e1",
            "kind": "report",
            "subject": {"kind": "task", "id": "T-1"},
            "on": "2023-05-04",
            "recorded": "2023-05-04T09:00:00Z",
            "covers": "2023-04",
            "progress": "35%",
            "attachments": [{"name": "a", "sha256": "a" * 64}],
        },
        {
            "id": "e2",
            "kind": "correction",
            "corrects": "e1",
            "subject": {"kind": "task", "id": "T-1"},
            "on": "2023-05-05",
            "recorded": "2023-05-05",
            "fields": {"covers": "2023-05"},
        },
        {
            "id": "e3",
            "kind": "withdrawal",
            "withdraws": "e2",
            "subject": {"kind": "task", "id": "T-1"},
            "on": "2023-05-05",
            "recorded": "2023-05-05",
        },
    ],
}
WORDS = [
    "e1", "e2", "e3", "T-1", "city", "east", "p1", "none", "", "2023-02-29", "2023-05-04", "2023-10", "correction",
    "withdrawal", "task", "unit", "on", "fields", "invalid", "\ud800", "2023-05-04T09:00:00", "9999-12-31T23:00:00Z",
]  # fmt: skip
junk = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 10**20),
        st.floats(),
        st.sampled_from(WORDS),
        st.text(max_size=5),
        st.builds(Decimal, st.integers()).map(str),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=3), inner),
    max_leaves=6,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every member of every object and list, as its holder and key."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            found.append((value, key))
            found += places(value[key])
    return found


@st.composite
def mangled(draw: st.DrawFn) -> Any:
    """A ledger in which keys and values are deleted, replaced, renamed, doubled or moved."""
    value = json.loads(json.dumps(FINE))
    for _ in range(draw(st.integers(1, 6))):
        holder, key = draw(st.sampled_from(places(value)))
        if isinstance(holder, dict) and key == "format":
            continue
        act = draw(st.sampled_from(["delete", "replace", "replace", "rename", "double", "move"]))
        if act == "replace":
            holder[key] = draw(junk)
        elif act == "delete":
            del holder[key]
        elif act == "rename" and isinstance(holder, dict):
            holder[draw(st.sampled_from(WORDS))] = holder.pop(key)
        elif act == "double" and isinstance(holder, list):
            holder.append(json.loads(json.dumps(holder[key])))
        elif act == "move":
            other, there = draw(st.sampled_from(places(value)))
            holder[key] = json.loads(json.dumps(other[there]))
        if not places(value):
            break
    return value


def check(text: str) -> Ledger | None:
    """The laws that hold for any text at all."""
    try:
        ledger = read_ledger_text(text, "ledger.json")
    except LedgerError:
        return None
    assert ledger.given == ledger.kept + len(ledger.refusals)
    assert {r.diagnostic for r in ledger.refusals} <= set(ledger.diagnostics)
    for diagnostic in ledger.diagnostics:
        for language in ("en", "zh"):
            assert 1 == len(diagnostic.line(language).splitlines())
            assert render(diagnostic, language).encode()
    again = read_ledger_text(text, "ledger.json")
    assert ledger == again
    written = write_ledger(ledger) if not ledger.cut else ""
    assert written.encode() or ledger.cut
    return ledger


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mangled(), st.sampled_from([None, 1]))
def test_rows_kept_and_refused_are_the_rows_given(value: Any, indent: int | None):
    """Whatever is deleted or replaced, each row is kept or refused, and nothing but a diagnostic comes of it."""
    ledger = check(json.dumps(value, indent=indent, ensure_ascii=True))
    tables = [value.get(name) for name in ("units", "persons", "tasks", "events")]
    if ledger is not None:
        assert ledger.given == sum(len(t) for t in tables if isinstance(t, list))


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 3000), st.sampled_from([None, 0, 2]))
def test_a_text_cut_anywhere_is_read_as_far_as_it_goes(end: int, indent: int | None):
    """A cut is a cut: what stands before is kept, and the ledger says that it is not whole."""
    whole = json.dumps(FINE, indent=indent, ensure_ascii=False)
    ledger = check(whole[:end])
    if ledger is not None:
        assert (end < len(whole)) == ledger.cut


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_a_text_damaged_anywhere_gives_diagnostics(data: st.DataObject):
    """Any stretch of the text may be lost or replaced."""
    text = json.dumps(FINE, indent=data.draw(st.sampled_from([None, 0, 2])), ensure_ascii=False)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        put = data.draw(st.text(alphabet='{}[]",:\\ \n0aeT-', max_size=4) | st.text(max_size=2))
        text = text[:start] + put + text[end:]
    check(text)


@settings(max_examples=300, deadline=None)
@given(st.text())
@example("{" * 5000)
@example('{"format": "rectcore.ledger/1", "events": [' + "{" * 5000)
@example('{"format": "rectcore.ledger/1", "events": [' + "[" * 5000)
@example('{"format": "rectcore.ledger/1", "' + "\\" * 5000)
def test_any_text_at_all_gives_diagnostics(text: str):
    """No text leads to anything but a ledger or a `LedgerError`."""
    check(text)
    check('{"format": "rectcore.ledger/1", ' + text)
