"""From arguments to printed text and an exit code; the one place that prints, and that meets faults of our own."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module

from rectcore.cli import messages, streams
from rectcore.cli.arguments import HelpAsked, parse_arguments, wanted_language
from rectcore.cli.outcome import Exit, Outcome, Printed, broken, result
from rectcore.diagnostics import harmless
from rectcore.errors import InputError

_FRAMES = 10
_MODULES = {"import": "importing"}
"""Commands whose name is a word of Python's own."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code. Arguments are those of the process where none are given."""
    given = list(sys.argv[1:] if argv is None else argv)
    streams.use_utf8()
    try:
        outcome = _outcome(given)
        lost = streams.write(outcome.printed)
        if lost is not None:
            outcome = broken((messages.output_lost(lost),), wanted_language(given))
            streams.write(outcome.printed)
    except KeyboardInterrupt:
        return 130
    return int(outcome.code)


def _outcome(argv: Sequence[str]) -> Outcome:
    try:
        return _run(parse_arguments(argv))
    except InputError as error:
        return broken(error.diagnostics, wanted_language(argv))
    except HelpAsked as asked:
        return Outcome(printed=(result(asked.text),))
    except Exception as error:
        return Outcome(Exit.OUR_FAULT, (Printed(_our_fault(argv, error), error=True),))


def _run(args: argparse.Namespace) -> Outcome:
    if args.version:
        return Outcome(printed=(result(f"rectcore {version()}"),))
    module = _MODULES.get(args.command, args.command)
    command: Callable[[argparse.Namespace], Outcome] = import_module(f"rectcore.cli.{module}").command
    return command(args)


def version() -> str:
    """The version of the installed library."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("rectcore")
    except PackageNotFoundError:
        return "(not installed)"


def _our_fault(argv: Sequence[str], error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    said = harmless(str(error))[:400]
    command = " ".join(repr(a) if not a.isprintable() or " " in a else a for a in argv)
    lines = [
        "This is a fault of rectcore, not of your rules or data. 这是 rectcore 的缺陷，与规则和数据无关。",
        f"  version: {version()}, Python {sys.version.split()[0]}",
        f"  command: rectcore {command}",
        f"  error:   {type(error).__name__}: {said}",
        *(f"  at:      {_short(f.filename)}:{f.lineno} in {f.name}" for f in frames),
        "Please report it with these lines and, if you may, the files. 请将以上内容连同相关文件（如可提供）一并报告。",
    ]
    return "\n".join(lines) + "\n"


def _short(path: str) -> str:
    """A path from the package on, so that a report says nothing about a machine."""
    _, found, rest = path.rpartition("rectcore" + os.sep)
    return f"rectcore/{rest}" if found else os.path.basename(path)  # noqa: PTH119 - it may be no path at all
