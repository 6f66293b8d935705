"""`rectcore fmt`: rules in their canonical layout, or in the other language.

In its own language a file keeps every word; only its layout changes. Nothing is written that would not read back as
the same: a file is parsed again and its trees compared, a translation is checked again and its digests compared.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rectcore.cli import messages
from rectcore.cli.files import replace_file
from rectcore.cli.outcome import Exit, Outcome, Printed, complaints, result
from rectcore.cli.rules import UNREAD
from rectcore.diagnostics import Diagnostic, harmless, has_errors
from rectcore.errors import CallError, InputError, LoadError

if TYPE_CHECKING:
    from rectcore.language.parser import Parsed
    from rectcore.policy import Policy

_ONE_LANGUAGE = "RC607"
_NOTHING = ("RC001", "RC002")
"""Codes of a path behind which there are no rules."""


def command(args: argparse.Namespace) -> Outcome:
    """Names of changed files, or the text itself; 1 under `--check` if one would change."""
    from rectcore.policy import load

    if args.to is not None and args.check and args.out is None:
        raise CallError((messages.nothing_to_compare(),))
    policy = load(args.path)
    if not policy.parsed:
        raise LoadError(policy.diagnostics)
    said: list[Diagnostic] = []
    texts = _translated(policy, args, said) if args.to is not None else _laid_out(policy, args, said)
    code = Exit.BROKEN if has_errors(said) else Exit.FINE
    printed: tuple[Printed, ...] = (complaints(said, args.lang),)
    if args.to is not None and args.out is None:
        return Outcome(code, (result(_joined(texts)), *printed))
    try:
        changed = _written(_places(texts, args.out), check=args.check)
    except InputError as error:
        return Outcome(Exit.BROKEN, (*printed, complaints(error.diagnostics, args.lang)))
    if code is Exit.FINE and args.check and changed:
        code = Exit.FOUND
    return Outcome(code, (result("".join(f"{harmless(str(path))}\n" for path in changed)), *printed))


def _wanted(policy: Policy, path: str) -> list[Parsed]:
    """The file named, or all of the folder; what a file uses is read and left alone."""
    if not Path(path).is_file():
        return list(policy.parsed)
    return [p for p in policy.parsed if Path(_name(p)) == Path(path)]


def _name(parsed: Parsed) -> str:
    return parsed.file.span.source.name if parsed.file.span is not None else ""


def _laid_out(policy: Policy, args: argparse.Namespace, said: list[Diagnostic]) -> list[tuple[str, str]]:
    """Every file that parses, in its own language; the others are reported and left alone."""
    from rectcore.language.parser import parse
    from rectcore.language.printer import print_file
    from rectcore.source import Source

    said += [d for d in policy.diagnostics if d.code in (*_NOTHING, *UNREAD)]
    found: list[tuple[str, str]] = []
    for parsed in _wanted(policy, args.path):
        name = _name(parsed)
        if has_errors(parsed.diagnostics):
            said += parsed.diagnostics
            continue
        text = print_file(parsed.file)
        if parse(Source(name, text)).file != parsed.file:
            said.append(messages.not_same(name))
            continue
        found.append((name, text))
    return found


def _translated(policy: Policy, args: argparse.Namespace, said: list[Diagnostic]) -> list[tuple[str, str]]:
    """The files in the other language; rules with errors are not translated."""
    from rectcore.check.checker import check
    from rectcore.language.parser import parse
    from rectcore.source import Source

    book = policy.rulebook
    wanted = {_name(p) for p in _wanted(policy, args.path)}
    halves = [d for d in policy.diagnostics if d.code == _ONE_LANGUAGE] + list(policy.untranslated(args.to))
    said += [d for d in halves if d.span is None or d.span.source.name in wanted]
    texts = policy.print(args.to)
    again = check([parse(Source(name, text)).file for name, text in texts])
    if again.rulebook is None or again.rulebook.sha256 != book.sha256:
        raise LoadError((messages.not_same(args.path),))
    return [(name, text) for name, text in texts if name in wanted]


def _joined(texts: list[tuple[str, str]]) -> str:
    """One text as it is; several with their names between them."""
    if len(texts) == 1:
        return texts[0][1]
    return "\n".join(f"# ==== {harmless(Path(name).name)} ====\n{text}" for name, text in texts)


def _places(texts: list[tuple[str, str]], out: str | None) -> list[tuple[Path, str]]:
    return [(Path(out) / Path(name).name if out is not None else Path(name), text) for name, text in texts]


def _written(texts: list[tuple[Path, str]], *, check: bool) -> list[Path]:
    """The files whose bytes are others, put right unless only checked."""
    changed: list[Path] = []
    for path, text in texts:
        data = text.encode()
        try:
            if path.is_file() and path.read_bytes() == data:
                continue
            if not check:
                replace_file(path, data)
        except OSError as error:
            raise CallError((messages.not_written(str(path), error),)) from None
        changed.append(path)
    return changed
