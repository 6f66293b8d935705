"""The monitor: what was judged is kept, each answer for as long as it holds, and only the rest is judged again."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial

from attrs import evolve, frozen

from rectcore.check.across import looks_across
from rectcore.diagnostics import Diagnostic
from rectcore.engine.reference.evaluate import OWNERS, held, reasoned, report_from
from rectcore.engine.reference.gates import decision, gates_on, judge, recorded
from rectcore.engine.reference.onward import Onward, ground
from rectcore.engine.reference.stretches import ONE_DAY
from rectcore.engine.reference.world import ENTITY_OF, World
from rectcore.engine.results import Decision, Finding, Report
from rectcore.engine.trace import Row
from rectcore.errors import CallError
from rectcore.explain import because, questions
from rectcore.explain.told import finding_told, report_told
from rectcore.model.events import CORRECTION, WITHDRAWAL, Event
from rectcore.model.fold import KnownEvent, Version
from rectcore.model.ledger import Ledger
from rectcore.monitor import messages, state
from rectcore.monitor.changes import Changed, Changes, Recorded
from rectcore.monitor.state import Kept
from rectcore.policy import Policy, fitted, refuse_too_far


class Monitor:
    """A policy with a ledger, from day to day.

    It gives what `Policy.evaluate` gives for its ledger and its day, and looks only at what can have changed: subjects
    with new facts, those whose day has come, and all that the rules let look at them. It is not to be used by two
    threads at once.

    Args:
        policy: the rules.
        ledger: the facts; what is entered later than a day counts from the day it is entered.
        as_of: the first day; everything is judged once.

    Raises:
        LoadError: the rules have errors.
        CallError: another time zone, or a day too long after the ledger's first.
    """

    def __init__(self, policy: Policy, ledger: Ledger, as_of: date) -> None:
        ledger = fitted(ledger, policy.rulebook)
        refuse_too_far(ledger, policy.rulebook.in_force.first, as_of)
        self._begin(policy, ledger, as_of)
        self._keep(self._judged(self._rows, ledger, as_of).kept)

    @classmethod
    def restore(cls, policy: Policy, text: str, name: str = "state") -> Monitor:
        """The monitor whose state was saved; `name` is what messages call the text.

        Nothing is judged again, unless another version of the library wrote the text or the working days are others.

        Raises:
            LoadError: the rules have errors.
            StateError: the text is no such state, is cut or was changed, or is of other rules.
        """
        book = policy.rulebook
        assert policy.calendar is not None
        saved = state.read(text, name, book, policy.calendar)
        monitor = cls.__new__(cls)
        monitor._begin(policy, saved.ledger, saved.day)
        if saved.current and saved.kept.keys() == set(monitor._rows):
            monitor._keep(saved.kept)
        else:
            monitor._keep(monitor._judged(monitor._rows, saved.ledger, saved.day).kept)
        return monitor

    def save(self) -> str:
        """The state as text, for `restore`: the facts, the refused rows too, and what holds about each subject.

        Raises:
            ValueError: the ledger holds something that no file can say, such as a number that is not exact.
        """
        return state.write(self._book, self._calendar, self._ledger, self._day, self._kept)

    def _begin(self, policy: Policy, ledger: Ledger, day: date) -> None:
        assert policy.calendar is not None
        self._policy, self._calendar = policy, policy.calendar
        self._book = policy.rulebook
        self._ledger, self._day = ledger, day
        self._across = looks_across(self._book)
        self._ground = ground(self._book, ledger, self._calendar, day)
        world = self._world(ledger, day)
        self._rows = tuple(row for kind in OWNERS for row in world.subjects(kind))
        self._kept: dict[Row, Kept] = {}
        self._turning: dict[date, set[Row]] = {}
        self._coming = sorted((e.recorded, e.id) for e in ledger.events if e.recorded > day)

    # -- what holds -----------------------------------------------------------------------------------------------

    @property
    def policy(self) -> Policy:
        """The rules."""
        return self._policy

    @property
    def ledger(self) -> Ledger:
        """The facts, with everything that was recorded."""
        return self._ledger

    @property
    def day(self) -> date:
        """The day of the verdicts."""
        return self._day

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What holds on the day, by id, without reasons and words; `report` has those."""
        return _by_id(f for kept in self._kept.values() for f in kept.held.findings)

    def report(self) -> Report:
        """Everything that holds on the day: the report that `Policy.evaluate` gives for the ledger and the day."""
        kept = ((row, self._kept[row].held) for row in self._rows)
        report = report_from(kept, self._world(self._ledger, self._day), self._day)
        return report_told(report, self._book, self._ledger)

    def stable_until(self, subject: str | None = None) -> date | None:
        """The first later day on which a verdict can change if nothing happens; None where none can.

        It may be that nothing changes on that day. The ledger is taken to stay complete where it is.

        Args:
            subject: the id of a task, unit or plan; None for all of them.

        Raises:
            CallError: no such subject.
        """
        lasts: Collection[date] = self._turning
        if subject is not None:
            lasts = [self._kept[row].last for row in self._rows if row.id == subject]
            if not lasts:
                raise CallError((questions.unknown_subject(subject, None, self._book, self._ledger),))
        last = min(lasts, default=date.max)
        return last + ONE_DAY if last < date.max else None

    # -- what happens ---------------------------------------------------------------------------------------------

    def record(self, event: Event) -> Recorded:
        """Take an event into the ledger if the gates on it are open, and tell what it changes.

        A gate is asked as on the day of the event, with what is known on the day it is entered, the event included.
        Where it is closed, or a fact is missing for it, the event is refused and nothing is changed.

        Raises:
            CallError: no such event kind, subject or target; an event of that id is there; it is about something else.
        """
        event, row = self._fitting(event)
        ledger = self._ledger.with_events([event])
        outcome = Recorded(event, self._decided(event, row, ledger), Changes(self._day))
        if not outcome.accepted:
            return outcome
        if event.recorded > self._day:
            self._ledger = ledger
            insort(self._coming, (event.recorded, event.id))
            return outcome
        found = self._judged(self._touched([event]), ledger, self._day)
        return evolve(outcome, changes=self._settle(found))

    def advance(self, to: date, *, through: date | None = None) -> Changes:
        """Go on to a later day, and tell what is different from what was told last.

        Args:
            to: the day.
            through: the day up to which the ledger is complete from now on; None: as before. On a day beyond it,
                absence says nothing.

        Raises:
            CallError: `to` lies before the day of the monitor, or too long after the ledger's first; `through` lies
                before the day up to which the ledger is complete already.
        """
        if to < self._day:
            raise CallError((messages.goes_back(to, self._day),))
        refuse_too_far(self._ledger, self._book.in_force.first, to)
        return self._move(to, self._ledger if through is None else self._said_complete(through, "ledger"))

    def complete_to(self, through: date, feed: str = "ledger") -> Changes:
        """Say that the ledger, or a feed of it, is complete up to a day, and tell what that changes.

        Raises:
            CallError: it is complete up to a later day already.
        """
        return self._move(self._day, self._said_complete(through, feed))

    def _said_complete(self, through: date, feed: str) -> Ledger:
        stated = self._ledger.watermark(feed, date.max)
        if stated is not None and through < stated:
            raise CallError((messages.less_complete(through, stated, feed),))
        return self._ledger.complete_to(through, feed)

    # -- what is to be judged again -------------------------------------------------------------------------------

    def _move(self, to: date, ledger: Ledger) -> Changes:
        below = ground(self._book, ledger, self._calendar, to)
        come = self._coming[: bisect_right(self._coming, to, key=lambda pair: pair[0])]
        rows: Collection[Row] = self._rows
        if below == self._ground:
            events = (ledger.event(id_) for _, id_ in come)
            rows = self._touched([e for e in events if e is not None])
            rows = {*rows, *(row for last, turning in self._turning.items() if last < to for row in turning)}
        found = self._judged(rows, ledger, to)
        del self._coming[: len(come)]
        self._ground = below
        return self._settle(found)

    def _touched(self, events: Iterable[Event]) -> Collection[Row]:
        """Whose verdicts may rest on these events."""
        if any(event.subject.kind != "task" or "Task" in self._across for event in events):
            return self._rows
        tasks = {Row("Task", event.subject.id) for event in events}
        return {*tasks, *(row for row in self._rows if row.entity in self._across)} if tasks else tasks

    def _world(self, ledger: Ledger, day: date) -> Onward:
        return Onward(self._book, ledger, self._calendar, day, present=day)

    def _judged(self, rows: Collection[Row], ledger: Ledger, day: date) -> _Judged:
        world = self._world(ledger, day)
        found = ((row, world.stretches.stretch(day, partial(held, row, day, world))) for row in sorted(rows))
        return _Judged(world, {row: Kept(one.answer, one.last) for row, one in found})

    def _settle(self, judged: _Judged) -> Changes:
        """Keep what was judged, and tell how it differs from what was."""
        world = judged.world
        before = {f.id: (f, row) for row in judged.kept if row in self._kept for f in self._kept[row].held.findings}
        now = {f.id: (f, row) for row, kept in judged.kept.items() for f in kept.held.findings}

        def told(finding: Finding, owner: Row) -> Finding:
            whole = reasoned(finding, owner, world.present, world)
            return finding_told(whole, self._book, world.ledger, world.present, world.present)

        changes = Changes(
            world.present,
            _by_id(told(*pair) for id_, pair in now.items() if id_ not in before),
            tuple(
                Changed(before[id_][0], told(*now[id_]))
                for id_ in sorted(now)
                if id_ in before and before[id_][0] != now[id_][0]
            ),
            _by_id(finding for id_, (finding, _) in before.items() if id_ not in now),
        )
        self._ledger, self._day = world.ledger, world.present
        self._keep(judged.kept)
        return changes

    def _keep(self, new: Mapping[Row, Kept]) -> None:
        for row, kept in new.items():
            old = self._kept.get(row)
            if old is not None:
                self._turning[old.last].discard(row)
            self._kept[row] = kept
            self._turning.setdefault(kept.last, set()).add(row)
        self._turning = {last: rows for last, rows in self._turning.items() if rows}

    # -- what may be recorded -------------------------------------------------------------------------------------

    def _fitting(self, event: Event) -> tuple[Event, Row]:
        """The event under the name of its kind, and what it is about.

        Raises:
            CallError: with everything that is wrong with it.
        """
        book, ledger = self._book, self._ledger
        kind = book.vocabulary.entity(event.kind)
        kind = kind if kind is not None and kind.event else None
        problems: list[Diagnostic] = []
        if kind is None:
            problems.append(questions.unknown_act(event.kind, book))
        if not ledger.has(event.subject):
            problems.append(questions.unknown_subject(event.subject.id, kind, book, ledger))
        elif kind is not None and ENTITY_OF[event.subject.kind] not in kind.part_of:
            problems.append(questions.not_about(event.subject.id, kind, ENTITY_OF[event.subject.kind], book, ledger))
        if ledger.event(event.id) is not None:
            problems.append(messages.there_already(event))
        if kind is not None and kind.id in (CORRECTION, WITHDRAWAL):
            target = ledger.event(event.target or "")
            if target is None or target.subject != event.subject:
                problems.append(messages.no_target(event))
        if problems or kind is None:
            raise CallError(tuple(problems))
        return evolve(event, kind=kind.id), Row(ENTITY_OF[event.subject.kind], event.subject.id)

    def _decided(self, event: Event, row: Row, ledger: Ledger) -> Decision:
        """What the gates on an event say of it, once it is in the ledger."""
        world = World(self._book, ledger, self._calendar, event.recorded)
        env = recorded(KnownEvent(event, (Version(event, event.recorded),)), row, world)
        gates = gates_on(event.kind, row.entity, event.on, world)
        answer = decision(event.kind, row, tuple(judge(gate, env) for gate in gates), env)
        days = {"as_of": event.on, "known_at": event.recorded}
        labels = (evolve(x, because=because(x, self._book, ledger, **days, subject=row)) for x in answer.labels)
        return evolve(answer, labels=tuple(labels))


@frozen
class _Judged:
    """What was judged again, and the world it was judged in."""

    world: Onward
    kept: dict[Row, Kept]


def _by_id(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: f.id))
