"""`rectcore export`: a workbook of a ledger and what holds of it on a day."""

from __future__ import annotations

import argparse
from pathlib import Path

from rectcore.cli.files import write_file
from rectcore.cli.outcome import Exit, Outcome, Printed, complaints, result
from rectcore.cli.rules import load_rules
from rectcore.diagnostics import harmless, has_errors
from rectcore.explain.names import Names
from rectcore.io.ledger_file import read_ledger


def command(args: argparse.Namespace) -> Outcome:
    """The name of the workbook, then what is wrong with the ledger; 2 if something is."""
    from rectcore.sheets.export import export_book

    policy = load_rules(args.rules)
    ledger = read_ledger(args.ledger, vocabulary=policy.rulebook.vocabulary)
    report = policy.evaluate(ledger, args.as_of, args.known_at)
    names = Names(ledger, policy.rulebook, args.lang or "en")
    write_file(Path(args.out), export_book(ledger, report, names))
    printed: tuple[Printed, ...] = (result(harmless(args.out)), complaints(ledger.diagnostics, args.lang))
    faulty = ledger.refusals or ledger.cut or has_errors(ledger.diagnostics)
    return Outcome(Exit.BROKEN if faulty else Exit.FINE, printed)
