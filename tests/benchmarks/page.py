"""The figures as tables, for the terminal and for the documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from figures import Figure, number
from speeds import Speed
from tabulate import tabulate
from workload import RULES

HEAD = """# Performance

How long verdicts take, what other programs need for the same rules, and what memory it costs.
The figures of this page are written by `.venv/bin/python tests/benchmarks/run.py --write`; the
[documents](../README.md#figures) say how to have one's own.

## What is measured

Tasks as of 15 September 2023, with monthly reports, signatures, acceptance, closure and disclosure, made from a seed.
Every program is asked the same eight rules, in rectcore's language [a file](../../tests/benchmarks/workload.rules):
a closure that was not accepted first, or not signed by two different persons in both posts on or after the acceptance;
the monthly report, with three rungs by misses in a row; overdue, with rungs at 0, 30 and 90 days; a deadline within 30
days; progress more than 20 points below the share of time gone; commendation for closing 15 days early with nothing
missed; not disclosed within 14 days; one person in both posts.

*Nothing missed* is asked as no warning on record, of all programs alike, since some of them cannot count what was
missed. The post of a signature is the one it states.

- Answers are compared before anything is timed: the same tasks, rules and rungs, or there is no table.
- A ratio is to the hand-written program on the same tasks in the same run, the two in turn; medians of five.
- The hand-written program is measured against itself too: as far as it is from 1, so far may any ratio be off.
- It is idiomatic and no more: it works out due days anew for each task. How fast Python can be, the tuned one shows.
- Times are processor time. What a host has to do so that an engine can read its objects is counted, and so are the
  indexes of the ledger. Loading rules is not.
- The number of tasks is the largest at which one repetition stays within some seconds.
"""


def _name(speed: Speed) -> str:
    if speed.timed is None:
        return f"{speed.name}: not installed"
    return speed.name


def _rules(speed: Speed) -> str:
    unsaid = [rule for rule in RULES if rule not in speed.says]
    return f"{len(speed.says)}, not {', '.join(unsaid)}" if unsaid else str(len(speed.says))


def speed_table(speeds: Sequence[Speed], form: str) -> str:
    """One line for each program."""
    rows = [
        (
            _name(s),
            number(s.tasks) if s.timed is not None else "",
            number(s.micros) if s.micros is not None else "",
            number(s.timed.ratio) if s.timed is not None else "",
            _rules(s),
        )
        for s in speeds
    ]
    head = ("program", "tasks", "µs a task", "× hand-written", "rules it says")
    return tabulate(
        rows, head, tablefmt=form, disable_numparse=True, colalign=("left", "right", "right", "right", "left")
    )


def figure_table(figures: Sequence[Figure], form: str) -> str:
    """One line for each figure, beside its goal."""
    rows = [(f.name, f.goal, f.measured, f.outcome) for f in figures]
    return tabulate(rows, ("figure", "goal", "measured", "outcome"), tablefmt=form, disable_numparse=True)


def page(speeds: Sequence[Speed], figures: Sequence[Figure], taken: dict[str, Any]) -> str:
    """The document."""
    missed = [f for f in figures if f.outcome.startswith("missed")]
    reasons: dict[str, list[str]] = {}
    for figure in missed:
        reasons.setdefault(figure.because, []).append(
            f"{figure.name}: {figure.measured}, {number(figure.value / (figure.limit or 1))} times what the goal allows"
        )
    why = [f"- {'; '.join(names)}. {because}" for because, names in reasons.items()]
    machine = [(key, value) for part in ("machine", "versions") for key, value in taken[part].items()]
    parts = [
        HEAD,
        "## Programs\n",
        speed_table(speeds, "github") + "\n",
        "## Goals\n",
        figure_table(figures, "github") + "\n",
        *(["## Where a goal is missed\n", "\n".join(why) + "\n"] if missed else []),
        "## Taken on\n",
        tabulate([("date", taken["date"]), *machine], ("", ""), tablefmt="github", disable_numparse=True) + "\n",
    ]
    return "\n".join(parts)
