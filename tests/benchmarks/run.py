"""How fast rectcore is, beside a hand-written program and other engines: prints a table, and writes it where asked."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from attrs import asdict
from figures import Figure, figures
from library import COMPILED
from machine import machine, versions
from measure import ROOT
from page import figure_table, page, speed_table
from speeds import AnswersDifferError, Speed, library_speed, speeds

PAGE = ROOT / "docs" / "explanation" / "performance.md"


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="at most 1 000 tasks, and nothing that takes minutes")
    parser.add_argument("--tasks", type=int, help="at most so many tasks (default: 100 000; growth to 1 000 000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--write", action="store_true", help="write docs/explanation/performance.md")
    parser.add_argument("--date", type=date.fromisoformat, help="the day the page says (default: today)")
    return parser.parse_args(given)


def as_json(taken: dict[str, Any], programs: Sequence[Speed], goals: Sequence[Figure]) -> dict[str, Any]:
    """Everything measured."""
    return {
        **taken,
        "programs": [asdict(p) | {"micros": p.micros} for p in programs],
        "figures": [asdict(f) | {"outcome": f.outcome} for f in goals],
    }


def main(given: Sequence[str] | None = None) -> int:
    """Measure, print, and write what was asked for."""
    asked = _arguments(given)
    try:
        return _measure(asked)
    except AnswersDifferError as error:
        print(f"nothing was timed: {error}", file=sys.stderr)  # noqa: T201
        return 1


def _measure(asked: argparse.Namespace) -> int:
    most = asked.tasks or (1_000 if asked.quick else 1_000_000)
    own = library_speed(COMPILED, most, budget=1 if asked.quick else 20)
    others = speeds(most, budget=0.5 if asked.quick else 5)
    goals = figures(own, others, COMPILED, whole=not asked.quick)
    on = asked.date or datetime.now().astimezone().date()
    taken = {"date": on.isoformat(), "machine": machine(), "versions": versions()}
    programs = [*others, own]
    print(speed_table(programs, "simple"), figure_table(goals, "simple"), sep="\n\n")  # noqa: T201
    if asked.json:
        text = json.dumps(as_json(taken, programs, goals), ensure_ascii=False, indent=2)
        asked.json.write_text(text + "\n", encoding="utf-8")
    if asked.write:
        PAGE.write_text(page(programs, goals, taken), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
