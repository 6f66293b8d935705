"""Every engine on the same tasks: answers compared first, then timed beside the hand-written program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

import by_hand
import library
import tuned
from attrs import field, frozen
from measure import Timed, beside, largest, seconds
from peers import PEERS, Peer
from workload import AS_OF, RULES, Answer, Item, items, ledger

COMPARED = (100, 1_000, 10_000, 100_000)
GROWN = (*COMPARED, 1_000_000)


@frozen
class Program:
    """Something to be timed: `asked` gives, for a number of tasks, the work and what makes answers of its outcome."""

    name: str
    asked: Callable[[int], tuple[Callable[[], object], Callable[[object], set[Answer]]]]
    says: Sequence[str] = RULES


@frozen
class Speed:
    """How fast a program was: tasks in a repetition, seconds for them, ratio to the hand-written program.

    `timed` is None where the engine is not installed.
    """

    name: str
    tasks: int = 0
    timed: Timed | None = None
    says: Sequence[str] = RULES
    growth: tuple[tuple[int, float], ...] = field(default=())

    @property
    def micros(self) -> float | None:
        """Microseconds for a task."""
        return self.timed.seconds / self.tasks * 1e6 if self.timed is not None else None


class AnswersDifferError(Exception):
    """Two programs do not agree, so that their times say nothing."""


@cache
def tasks(number: int) -> list[Item]:
    """The workload of a size."""
    return items(number)


def _of_list(name: str, ask: Callable[[list[Item]], list[Answer]], says: Sequence[str] = RULES) -> Program:
    return Program(name, lambda number: (partial(ask, tasks(number)), set), says)  # type: ignore[arg-type]


def tuned_program() -> Program:
    """The eight rules tuned by hand."""

    def asked(number: int) -> tuple[Callable[[], object], Callable[[object], set[Answer]]]:
        of = tasks(number)
        return (lambda: tuned.evaluate(of)), lambda masks: tuned.answers(masks, of)  # type: ignore[arg-type]

    return Program("tuned Python", asked)


def library_program(engine: library.Engine) -> Program:
    """rectcore with one of its evaluators."""
    policy = library.policy()

    def asked(number: int) -> tuple[Callable[[], object], Callable[[object], set[Answer]]]:
        of = ledger(tasks(number))

        def evaluate() -> object:
            return engine.verdicts(policy, library.unindexed(of), AS_OF)

        return evaluate, lambda report: library.answers(report, of)  # type: ignore[arg-type]

    return Program(f"rectcore, {engine.name}", asked)


def check(program: Program, number: int) -> None:
    """Hold a program's answers against those of the hand-written one.

    Raises:
        AnswersDifferError: an answer that only one of them gives.
    """
    work, answers = program.asked(number)
    given = answers(work())
    wanted = {answer for answer in by_hand.evaluate(tasks(number)) if answer[1] in program.says}
    if given != wanted:
        raise AnswersDifferError(
            f"{program.name}: {len(given - wanted)} answers too many, {len(wanted - given)} too few of {len(wanted)}, "
            f"such as {sorted(given ^ wanted)[:3]}"
        )


def time(program: Program, number: int) -> Timed:
    """A program against the hand-written one on so many tasks."""
    work, _ = program.asked(number)
    of = tasks(number)
    return beside(work, lambda: by_hand.evaluate(of), seconds)


def _up_to(most: int, sizes: Sequence[int]) -> list[int]:
    return [size for size in sizes if size <= most] or [most]


def _speed(program: Program, sizes: Sequence[int], budget: float) -> Speed:
    check(program, sizes[0])
    number = largest(lambda size: program.asked(size)[0], sizes, budget)
    check(program, number)
    return Speed(program.name, number, time(program, number), program.says)


def library_speed(engine: library.Engine, most: int, budget: float) -> Speed:
    """rectcore at every size that stays within the budget, for its growth, and at the largest for its speed."""
    program = library_program(engine)
    sizes = _up_to(most, GROWN)
    check(program, sizes[0])
    number = largest(lambda size: program.asked(size)[0], sizes, budget)
    check(program, number)
    timed = {size: time(program, size) for size in sizes if size <= number}
    growth = tuple((size, found.seconds / size) for size, found in timed.items())
    return Speed(program.name, number, timed[number], growth=growth)


def peer_program(peer: Peer) -> Program:
    """A peer with its rules loaded."""
    return _of_list(peer.name, peer.build(), peer.says)


def _peer(peer: Peer, sizes: Sequence[int], budget: float) -> Speed:
    if peer.version is None:
        return Speed(peer.name, says=peer.says)
    return _speed(peer_program(peer), sizes, budget)


def speeds(most: int, budget: float) -> list[Speed]:
    """Hand-written, tuned, and the peers, the fastest program first and what is not installed last."""
    sizes = _up_to(most, COMPARED)
    found = [
        _speed(_of_list("hand-written Python", by_hand.evaluate), sizes, budget),
        _speed(tuned_program(), sizes, budget),
    ]
    found += [_peer(peer, sizes, budget) for peer in PEERS]
    return sorted(found, key=lambda s: s.timed.ratio if s.timed is not None else float("inf"))
