"""`rectcore evaluate`: a report on a day, as JSON or as tables."""

from __future__ import annotations

import argparse

from rectcore.check.vocabulary import Vocabulary
from rectcore.cli import messages
from rectcore.cli.outcome import Exit, Outcome, Printed, complaints, document, result
from rectcore.cli.progress import progress
from rectcore.cli.report_table import report_text
from rectcore.cli.rules import load_rules
from rectcore.cli.tables import page_width
from rectcore.diagnostics import has_errors
from rectcore.engine.results import Report
from rectcore.errors import CallError
from rectcore.explain.names import Names
from rectcore.io.ledger_file import read_ledger
from rectcore.io.report_json import report_dict
from rectcore.model.escalation import severity


def command(args: argparse.Namespace) -> Outcome:
    """The report, then what is wrong with the ledger; 2 if something is, else 1 if `--fail-on` says so."""
    policy = load_rules(args.rules)
    vocabulary = policy.rulebook.vocabulary
    if args.fail_on is not None and vocabulary.measure(args.fail_on) is None:
        words = [name for measure in vocabulary.measures for name in measure.all]
        raise CallError((messages.wrong_word("rectcore evaluate", "--fail-on", args.fail_on, words),))
    ledger = read_ledger(args.ledger, strict=args.strict, vocabulary=vocabulary)
    with progress() as told:
        report = policy.evaluate(ledger, args.as_of, args.known_at, told)
    if args.format == "json":
        answer = document(report_dict(report))
    else:
        answer = result(report_text(report, Names(ledger, policy.rulebook, args.lang or "en"), page_width()))
    printed: tuple[Printed, ...] = (answer, complaints(ledger.diagnostics, args.lang))
    if ledger.refusals or ledger.cut or has_errors(ledger.diagnostics):
        return Outcome(Exit.BROKEN, printed)
    found = args.fail_on is not None and _calls_for(args.fail_on, report, vocabulary)
    return Outcome(Exit.FOUND if found else Exit.FINE, printed)


def _calls_for(word: str, report: Report, vocabulary: Vocabulary) -> bool:
    """Whether this measure or a harsher one is to be taken; one outside the order is matched by itself only."""
    name = vocabulary.measure(word)
    assert name is not None
    least = severity(name.id, vocabulary.further_measures)
    return any(
        f.measure == name.id or (least >= 0 and severity(f.measure or "", vocabulary.further_measures) >= least)
        for f in report.to_send
    )
