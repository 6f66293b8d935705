"""The life of an item as a line: opened, what it owed, its deadline and extensions, measures, signatures, closure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import field, frozen

from rectcore.diagnostics import Text, harmless
from rectcore.engine.results import Finding, Obligation, State
from rectcore.explain.facts import Scene, event_details
from rectcore.explain.names import state_word
from rectcore.explain.phrases import named, noun, quoted, run
from rectcore.model.deadline import Deadline
from rectcore.model.escalation import severity
from rectcore.model.events import Event, Subject
from rectcore.model.fold import KnownEvent, deadline_day, known_events
from rectcore.model.task import Task
from rectcore.report.axis import Axis
from rectcore.report.matter import Matter
from rectcore.report.rungs import Rung, rungs
from rectcore.report.words import KIND_OF_ITEM, PAGE, say

LONGEST_TITLE: Final = 300
"""Characters of a title that a page shows."""

_KEPT = {State.FULFILLED, State.EXCUSED}
_AHEAD = {State.PENDING, State.UPCOMING}


@frozen
class Life:
    """Where the marks of a timeline stand; a mark that is not there is None or missing from its list."""

    start: int
    end: int
    late_from: int | None = None
    open_to: int | None = None
    deadline: int | None = None
    beyond: bool = False
    original: int | None = None
    moved: tuple[tuple[int, int], ...] = ()
    kept: tuple[int, ...] = ()
    late: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    ahead: tuple[int, ...] = ()
    unclear: tuple[int, ...] = ()
    rungs: tuple[Rung, ...] = ()
    signed: tuple[int, ...] = ()
    accepted: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()
    suspended: tuple[tuple[int, int], ...] = ()


@frozen
class Line:
    """An event of an item: its day, what it is, and what matters of it."""

    on: str
    what: str
    more: str


@frozen
class Item:
    """An item with its timeline.

    Args:
        lines: an event each, and `records` how many there are.
        state: `open`, `closed`, `suspended` or `undetermined`, `word` what that is called.
        tells: the timeline in words, for those who do not see it.
        chain: the places of its unit and those above in the list of units.
        calls: the measures called for.
        wrong: whether it is overdue, or owes something that is missed.
    """

    id: str
    title: str
    kind: str
    kind_word: str
    state: str
    word: str
    unit: str
    tells: tuple[str, ...]
    life: Life
    lines: tuple[Line, ...]
    records: int = 0
    chain: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    wrong: bool = False
    overdue: bool = False
    findings: int = 0
    goal: str = field(default="", repr=False)


def deadline_of(matter: Matter, task: str) -> date | None:
    """The deadline in force on the day; None where there is none, or it is not known."""
    found = matter.value("Task", task, "current_deadline")
    return found if isinstance(found, date) else None


def item_of(matter: Matter, id_: str, axis: Axis, deadline: date | None, *, records: bool = False) -> Item:
    """An item as the page shows it, with a line for each event if `records`."""
    task = matter.ledger.task(id_)
    assert task is not None
    subject = Subject("task", id_)
    events = known_events(matter.ledger, subject, matter.day, matter.report.known_at)
    owed = matter.owed_by.get(subject, [])
    findings = matter.findings_of.get(subject, [])
    state = matter.state(id_)
    closed = max((k.event.on for k in events if k.event.kind == "closure"), default=None) if state == "closed" else None
    overdue = deadline is not None and deadline < (closed or matter.day)
    lead = matter.lead(id_)
    title = matter.value("Task", id_, "title")
    goal = matter.value("Task", id_, "goal")
    calls = _called_for(findings, matter)
    return Item(
        id=harmless(id_),
        title=clipped(title) if isinstance(title, str) else "",
        kind=task.kind.value,
        kind_word=matter.say(KIND_OF_ITEM[task.kind.value]),
        state=state,
        word=matter.say(PAGE[state]),
        unit=matter.names.unit(lead) if lead is not None else "",
        tells=tuple(_tells(matter, task, events, owed, deadline, closed, calls)),
        life=_life(task, events, owed, findings, axis, deadline, closed, matter),
        lines=tuple(_line(k, matter) for k in events) if records else (),
        records=len(events),
        chain=matter.units_of(subject),
        calls=tuple(calls),
        wrong=any(o.state is State.MISSED for o in owed) or (overdue and closed is None),
        overdue=overdue and closed is None,
        findings=len(findings),
        goal=clipped(goal) if isinstance(goal, str) else "",
    )


def clipped(text: str) -> str:
    """A text of the ledger, harmless, and cut where it is longer than a page has room for."""
    return harmless(text if len(text) <= LONGEST_TITLE else text[:LONGEST_TITLE] + "…")


def _called_for(findings: Iterable[Finding], matter: Matter) -> list[str]:
    """The measures called for and not yet taken, the harshest first."""
    further = matter.names.further_measures
    found = {f.measure for f in findings if f.measure is not None and f.acted_on is None}
    return sorted(found, key=lambda m: (-severity(m, further), m))


def _line(known: KnownEvent, matter: Matter) -> Line:
    event = known.event
    scene = Scene(matter.rulebook, matter.ledger, matter.day, matter.report.known_at)
    details = [*_decided(event, matter), *event_details(event, scene)]
    told = matter.say(run(details, ", ", "，"))
    if isinstance(event.note, str):
        told = say(matter, "{t}: {n}", "{t}：{n}", t=told, n=event.note)
    what = noun(matter.rulebook.vocabulary[event.kind])
    return Line(event.on.isoformat(), harmless(matter.say(what)), clipped(told))


def _decided(event: Event, matter: Matter) -> list[Text]:
    """What a judgement decided, or a reading measured, by its name."""
    book = matter.rulebook
    asked = event.fields.get("term" if event.kind == "judgement" else "series")
    names = [x.name for x in book.judgements] + [x.name for x in book.series]
    return [quoted(named(name)) for name in names if asked in name.all]


def _life(
    task: Task,
    events: Iterable[KnownEvent],
    owed: Iterable[Obligation],
    findings: Iterable[Finding],
    axis: Axis,
    deadline: date | None,
    closed: date | None,
    matter: Matter,
) -> Life:
    every = [k.event for k in events]

    def at(*kinds: str) -> tuple[int, ...]:
        return tuple(sorted({axis.x(e.on) for e in every if e.kind in kinds}))

    def due(*states: State) -> tuple[int, ...]:
        days = ((o.served_on or o.due) for o in owed if o.state in states)
        return tuple(sorted({axis.x(day) for day in days if day is not None}))

    end = closed or axis.today
    given = task.deadline.last_day if isinstance(task.deadline, Deadline) else None
    return Life(
        start=axis.x(task.opened),
        end=axis.x(end),
        late_from=axis.x(deadline) if deadline is not None and deadline < end else None,
        open_to=axis.x(deadline) if closed is None and deadline is not None and deadline > axis.today else None,
        deadline=axis.x(deadline) if deadline is not None else None,
        beyond=deadline is not None and axis.beyond(deadline),
        original=axis.x(given) if given is not None and given != deadline else None,
        moved=_moved(every, given, axis),
        kept=due(*_KEPT),
        late=due(State.LATE),
        missed=due(State.MISSED),
        ahead=due(*_AHEAD),
        unclear=due(State.UNDETERMINED),
        rungs=rungs(every, findings, owed, axis, matter),
        signed=at("signature"),
        accepted=at("acceptance"),
        closed=at("closure"),
        reopened=at("reopening"),
        suspended=tuple(_suspended(every, axis)),
    )


def _moved(events: Iterable[Event], given: date | None, axis: Axis) -> tuple[tuple[int, int], ...]:
    """From each deadline to the one that an extension put in its place."""
    found: list[tuple[int, int]] = []
    for event in events:
        day = deadline_day(event.fields.get("new_deadline"), "new_deadline", event.id)
        if event.kind == "extension" and event.fields.get("granted") is not False and isinstance(day, date):
            if given is not None:
                found.append((axis.x(given), axis.x(day)))
            given = day
    return tuple(found)


def _suspended(events: Iterable[Event], axis: Axis) -> Iterable[tuple[int, int]]:
    for event in events:
        if event.kind == "suspension":
            until = event.fields.get("until")
            yield axis.x(event.on), axis.x(min(until, axis.today) if isinstance(until, date) else axis.today)


# -- in words -----------------------------------------------------------------------------------------------------


def _tells(
    matter: Matter,
    task: Task,
    events: Iterable[KnownEvent],
    owed: Iterable[Obligation],
    deadline: date | None,
    closed: date | None,
    calls: Iterable[str],
) -> Iterable[str]:
    yield say(matter, "{d} opened", "{d}立项", d=task.opened)
    yield _deadline_told(matter, task, events, deadline, closed)
    counts = Counter(o.state for o in owed)
    told = [f"{state_word(s.value, matter.language)} {counts[s]}" for s in State if counts[s]]
    if told:
        listed = ("、" if matter.zh else ", ").join(told)
        yield say(matter, "obligations: {x}", "应办事项：{x}", x=listed)
    signed = sum(k.event.kind == "signature" for k in events)
    if signed:
        yield say(matter, "signatures: {n}", "签字{n}次", n=signed)
    measures = ("、" if matter.zh else ", ").join(matter.names.measure(m) for m in calls)
    if measures:
        yield say(matter, "called for: {m}", "应予：{m}", m=measures)


def _deadline_told(
    matter: Matter, task: Task, events: Iterable[KnownEvent], deadline: date | None, closed: date | None
) -> str:
    given = task.deadline.last_day if isinstance(task.deadline, Deadline) else None
    extended = sum(k.event.kind == "extension" and k.event.fields.get("granted") is not False for k in events)
    if closed is not None:
        late = deadline is not None and closed > deadline
        if late:
            return say(matter, "closed {c}, deadline {d}", "{c}销号，时限{d}", c=closed, d=deadline)
        return say(matter, "closed {c}", "{c}销号", c=closed)
    if deadline is None:
        return say(matter, "no deadline on record", "无确定时限")
    more = ""
    if extended and given is not None and given != deadline:
        more = say(matter, " (first {g}, extended {n}×)", "（原{g}，延期{n}次）", g=given, n=extended)
    left = (deadline - matter.day).days
    if left < 0:
        return say(matter, "deadline {d}{m}, {n} days over", "时限{d}{m}，已超期{n}日", d=deadline, m=more, n=-left)
    return say(matter, "deadline {d}{m}, {n} days left", "时限{d}{m}，还有{n}日", d=deadline, m=more, n=left)
