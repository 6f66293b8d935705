"""Times and sizes. All times are processor time: another program on the same machine disturbs them least."""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time

from attrs import frozen

ROOT = Path(__file__).parents[2]
REPETITIONS = 5


@frozen
class Timed:
    """Medians over the repetitions: seconds of processor time, and the ratio to what ran beside it each time."""

    seconds: float
    ratio: float


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes, with nothing left to collect at its start."""
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


def beside(
    work: Callable[[], object], other: Callable[[], object], timer: Callable[[Callable[[], object]], float]
) -> Timed:
    """`work` against `other`, in turn, so that both meet the same machine."""
    pairs = [(timer(other), timer(work)) for _ in range(REPETITIONS)]
    return Timed(median(w for _, w in pairs), median(w / o for o, w in pairs))


def largest(work: Callable[[int], Callable[[], object]], sizes: Sequence[int], budget: float) -> int:
    """The largest size at which one repetition stays within a number of seconds, judged by the size before it."""
    for size, after in pairwise(sizes):
        if seconds(work(size)) * after / size > budget:
            return size
    return sizes[-1]


def process(*arguments: str) -> Callable[[], object]:
    """A Python process of its own; what it prints is thrown away."""

    def run() -> None:
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    return run


def child_seconds(work: Callable[[], object]) -> float:
    """The processor time of the processes that the work starts."""
    before = getrusage(RUSAGE_CHILDREN)
    work()
    after = getrusage(RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def memory(build: Callable[[], object]) -> int:
    """The bytes that what is built holds on to."""
    gc.collect()
    tracemalloc.start()
    held = build()
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del held
    return taken
