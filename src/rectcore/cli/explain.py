"""`rectcore explain`: what a rule does in a sentence, or a finding of a day with its reasons."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from rectcore.cli import messages
from rectcore.cli.outcome import Exit, Outcome, Printed, complaints, result
from rectcore.cli.rules import load_rules
from rectcore.cli.tables import columns, page_width, wrap
from rectcore.diagnostics import harmless, has_errors
from rectcore.errors import CallError
from rectcore.language.nearest import nearest

if TYPE_CHECKING:
    from rectcore.policy import Policy

_HEAD: Final = re.compile(r" +\S+ {2,}| *")


def command(args: argparse.Namespace) -> Outcome:
    """A rule, or with a ledger a finding; in both languages unless one is asked for."""
    if args.ledger is None and "/" in args.what:
        raise CallError((messages.ledger_missing(args.what),))
    if args.ledger is not None and args.as_of is None:
        raise CallError((messages.day_missing("--as-of"),))
    policy = load_rules(args.rules)
    languages = ("en", "zh") if args.lang in (None, "both") else (args.lang,)
    if args.ledger is not None:
        return _finding(policy, args, languages)
    sentence = policy.explain(args.what, args.as_of)
    return Outcome(printed=(_texts(sentence.in_(language) for language in languages),))


def _finding(policy: Policy, args: argparse.Namespace, languages: Iterable[str]) -> Outcome:
    from rectcore.io.ledger_file import read_ledger

    ledger = read_ledger(args.ledger, vocabulary=policy.rulebook.vocabulary)
    report = policy.evaluate(ledger, args.as_of, args.known_at)
    found = [f for f in report.findings if args.what in (f.id, f.episode_id)]
    if not found:
        near = nearest(args.what, [f.id for f in report.findings])
        about = [f.id for f in report.findings if args.what in (f.subject.id, f.rule, f.ladder)]
        problem = messages.no_finding(args.what, args.as_of.isoformat(), near, about, any_holds=bool(report.findings))
        raise CallError((problem,))
    texts = ("\n".join(line for f in found for line in policy.why(f, ledger, language)) for language in languages)
    bad = bool(ledger.refusals) or ledger.cut or has_errors(ledger.diagnostics)
    lang = args.lang if args.lang in ("en", "zh") else None
    return Outcome(Exit.BROKEN if bad else Exit.FINE, (_texts(texts), complaints(ledger.diagnostics, lang)))


def _texts(texts: Iterable[str]) -> Printed:
    width = page_width()
    return result("\n\n".join("\n".join(_line(line, width) for line in text.split("\n")) for text in texts))


def _line(line: str, width: int) -> str:
    """A line wrapped under where its text begins: behind the blanks, or behind a heading and two blanks."""
    line = harmless(line)
    head = _HEAD.match(line)
    assert head is not None
    text = line[head.end() :]
    indent = columns(head.group())
    return head.group() + wrap(text, max(width - indent, width // 2)).replace("\n", "\n" + " " * indent)
