"""What a command comes to: the texts it prints, in order, and its exit code. Commands print nothing themselves.

So the code is known before the first byte is written, and a closed pipe cannot change it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from attrs import frozen

from rectcore.diagnostics import Diagnostic, render


class Exit(IntEnum):
    """The exit codes."""

    FINE = 0
    FOUND = 1  # a finding that was asked for, a scenario that failed, an act that is blocked, a file not canonical
    BROKEN = 2  # rules, a ledger, rows of it, or arguments that cannot be used
    OUR_FAULT = 3  # a fault of this program


@frozen
class Printed:
    """A text for standard output, or for standard error."""

    text: str
    error: bool = False


@frozen
class Outcome:
    """What to print, in order, and the exit code."""

    code: Exit = Exit.FINE
    printed: tuple[Printed, ...] = ()


def result(text: str) -> Printed:
    """A result: on standard output."""
    return Printed(text if text.endswith("\n") or not text else text + "\n")


def document(found: dict[str, Any]) -> Printed:
    """A result as JSON: what would steer a terminal or turn a line around stands as its escape."""
    from rectcore.io.report_json import as_text

    lines = as_text(found).split("\n")
    return result("\n".join(line if line.isprintable() else "".join(map(_escaped, line)) for line in lines))


def _escaped(char: str) -> str:
    return char if char.isprintable() else json.dumps(char)[1:-1]


def complaints(diagnostics: Iterable[Diagnostic], language: str | None = None) -> Printed:
    """Diagnostics as people read them: on standard error."""
    return Printed("".join(render(d, language) + "\n" for d in diagnostics), error=True)


def broken(diagnostics: Iterable[Diagnostic], language: str | None = None) -> Outcome:
    """Nothing could be done, and why."""
    return Outcome(Exit.BROKEN, (complaints(diagnostics, language),))
