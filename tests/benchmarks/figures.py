"""The figures that have a goal, each with what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import by_hand
import library
from attrs import frozen
from measure import REPETITIONS, ROOT, beside, child_seconds, memory, process, seconds
from speeds import GROWN, AnswersDifferError, Speed, tasks
from workload import AS_OF, Item, items, ledger

from rectcore import Event, Ledger, Monitor, Policy, Subject, Verdict, load

SIPING = ("examples/siping/ledger.json", "--rules", "rules/siping-2023", "--as-of", "2023-09-30")
ASKED = 50
WEIGHED = 2_000


@frozen
class Figure:
    """A measured figure beside its goal.

    Args:
        limit: the largest value that meets the goal; None where none is set.
        because: why it is missed, where it is.
        open: why what was measured does not decide whether the goal is met.
    """

    name: str
    goal: str
    measured: str
    value: float
    limit: float | None = None
    because: str = ""
    open: str = ""

    @property
    def outcome(self) -> str:
        """Whether the goal was met, or how many times what it allows was taken."""
        if self.open or self.limit is None:
            return self.open
        return "met" if self.value <= self.limit else f"missed: {number(self.value / self.limit)} times it"


def number(value: float) -> str:
    """Three digits, and no more than are meant."""
    if value >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def verdicts(own: Speed, engine: library.Engine) -> Figure:
    """All eight rules against the hand-written program."""
    assert own.timed is not None
    ratio = own.timed.ratio
    shown = f"{number(ratio)} × on {number(own.tasks)} tasks"
    return Figure(
        "verdicts of all eight rules, against hand-written Python", "≤ 0.5 ×", shown, ratio, 0.5, engine.because
    )


def against_peers(own: Speed, others: Sequence[Speed], engine: library.Engine) -> list[Figure]:
    """All eight rules against the fastest engines that a Python program can embed, where they are installed."""
    found = []
    assert own.timed is not None
    for name in ("zen-engine, compiled expressions", "CLIPS"):
        other = next(s for s in others if s.name == name)
        if other.timed is not None:
            ratio = own.timed.ratio / other.timed.ratio
            found.append(
                Figure(f"verdicts, against {name}", "≤ 0.2 ×", f"{number(ratio)} ×", ratio, 0.2, engine.because)
            )
    return found


def growth(own: Speed) -> Figure | None:
    """The time of a task in the largest workload against that in one of a thousand, or the least there is."""
    from_a_thousand = [point for point in own.growth if point[0] >= 1_000]
    points = from_a_thousand if len(from_a_thousand) > 1 else own.growth
    if len(points) < 2:
        return None
    (few, little), (many, much) = points[0], points[-1]
    ratio = much / little
    shown = f"{number(ratio)} × from {number(few)} to {number(many)}"
    because = "A task costs more, the more of them there are."
    undecided = "" if many == GROWN[-1] else f"open: no more than {number(many)} were asked"
    return Figure("time of a task, 1 000 → 1 000 000 tasks", "≤ 1.2 ×", shown, ratio, 1.2, because, undecided)


def may(engine: library.Engine) -> Figure:
    """One decision against the hand-written check of one task."""
    policy = library.policy()
    asked = [item for item in items(10 * ASKED) if item.closed is None][:ASKED]
    book = ledger(asked)
    compare_decisions(policy, book, asked)

    def decide() -> None:
        for item in asked:
            policy.may("closure", item.id, book, AS_OF)

    timed = beside(decide, lambda: [by_hand.evaluate(asked) for _ in range(100)], seconds)
    ratio = timed.ratio * 100
    shown = f"{number(ratio)} ×, {number(timed.seconds / ASKED * 1e6)} µs"
    because = (
        "A decision asks the reference evaluator, builds its view of the ledger anew, and writes for each label that is"
        " not met why, and what people could do about it."
    )
    return Figure("`may` with reasons, against one hand-written check", "≤ 4 ×", shown, ratio, 4, because)


def compare_decisions(policy: Policy, book: Ledger, asked: list[Item]) -> None:
    """Hold the decisions on closing against those of the hand-written program.

    Raises:
        AnswersDifferError: one on which they do not agree, or not on what is missing.
    """
    for item in asked:
        decision = policy.may("closure", item.id, book, AS_OF)
        missing = by_hand.may_close(item, AS_OF)
        found = [label.label for label in decision.labels if not label.met]
        if found != missing or (decision.state is Verdict.OPEN) != (not missing):
            raise AnswersDifferError(f"may {item.id} be closed: {found} against {missing}")


def started(whole: bool) -> list[Figure]:
    """Processes, in units of a Python that does nothing."""
    bare = process("-c", "pass")
    imported = beside(process("-c", "import rectcore"), bare, child_seconds)
    shown = f"{number(imported.ratio)} ×, {number(imported.seconds * 1e3)} ms"
    because = "It imports more than a caller needs at once."
    found = [Figure("`import rectcore`, against `python -c pass`", "≤ 5 ×", shown, imported.ratio, 5, because)]
    if whole:
        run = beside(process("-m", "rectcore", "evaluate", *SIPING), bare, child_seconds)
        shown = f"{number(run.ratio)} ×, {number(run.seconds)} s"
        because = (
            "Most of it is the reference evaluator; the rest is loading the pack, which is parsed and checked anew in"
            " each run."
        )
        name = "`rectcore evaluate` on the Siping example, against `python -c pass`"
        found.append(Figure(name, "≤ 40 ×", shown, run.ratio, 40, because))
    return found


def loading() -> Figure:
    """A shipped pack, from its files to a policy."""
    timed = beside(lambda: load(ROOT / "rules" / "siping-2023"), library.policy, seconds)
    return Figure("loading the pack `siping-2023`", "no goal", f"{number(timed.seconds)} s", timed.seconds)


def weighed() -> Figure:
    """A ledger with its indexes against the same tasks as the hand-written program holds them."""

    def indexed() -> Ledger:
        book = ledger(items(WEIGHED))
        first = book.events[0]
        book.task(first.subject.id), book.event(first.id), book.events_of(first.subject)
        return book

    own, other = memory(indexed) / WEIGHED, memory(lambda: items(WEIGHED)) / WEIGHED
    ratio = own / other
    shown = f"{number(ratio)} ×, {number(own)} bytes a task"
    because = (
        "An event of the ledger is one general row: id, subject, both days, who did it, and a dictionary for what its"
        " kind carries; the hand-written program has a small class for each kind and no ids for what happened."
    )
    return Figure("memory of the ledger, against the attrs objects", "≤ 1.5 ×", shown, ratio, 1.5, because)


def tick(size: int, day: date = AS_OF + timedelta(1)) -> Figure:
    """A day of the monitor on which one task in a hundred is reported on, against evaluating everything.

    The day is one like most others. On the first of a month nearly every task is judged again: a report may be owed.
    """
    rules, every = library.policy(), items(size)
    book = ledger(every).complete_to(day)
    touched = [Subject("task", item.id) for item in every if item.closed is None][: size // 100]
    events = [Event(f"{of.id}/new", "report", of, day, day, fields={"progress": Decimal(50)}) for of in touched]
    state = Monitor(rules, book, day - timedelta(1)).save()
    waiting = [Monitor.restore(rules, state) for _ in range(REPETITIONS + 1)]

    def go_on() -> Monitor:
        monitor = waiting.pop()
        monitor.advance(day)
        for event in events:
            monitor.record(event)
        return monitor

    new = go_on()
    if new.report() != rules.evaluate(new.ledger, day):
        raise AnswersDifferError("the monitor says something else than evaluating afresh")
    timed = beside(go_on, lambda: rules.evaluate(library.unindexed(new.ledger), day), seconds)
    shown = f"{number(timed.ratio * 100)} % at {number(size)} tasks, {number(timed.seconds)} s"
    because = (
        "Beside the tasks with new events those are judged again whose day has come, whether or not it brings anything:"
        " some one to four in a hundred on a day like most others."
    )
    undecided = "" if timed.ratio > 0.03 or size >= 100_000 else f"open: met with no more than {number(size)} asked"
    name = "one day of the monitor with 1 % of the tasks touched, against a full evaluation"
    return Figure(name, "≤ 3 % at 100 000 tasks", shown, timed.ratio, 0.03, because, undecided)


def figures(own: Speed, others: Sequence[Speed], engine: library.Engine, whole: bool) -> list[Figure]:
    """All of them; `whole` with what takes minutes."""
    grown = growth(own)
    tasks.cache_clear()
    return [
        verdicts(own, engine),
        *against_peers(own, others, engine),
        *([grown] if grown is not None else []),
        may(engine),
        tick(1_000 if whole else 200),
        *started(whole),
        weighed(),
        loading(),
    ]
