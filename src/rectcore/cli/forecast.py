"""`rectcore forecast`: what will come if nothing new is recorded, as tables, JSON or a calendar."""

from __future__ import annotations

import argparse

from rectcore.cli.forecast_table import forecast_text
from rectcore.cli.outcome import Exit, Outcome, Printed, complaints, document, result
from rectcore.cli.rules import load_rules
from rectcore.cli.tables import page_width
from rectcore.diagnostics import has_errors
from rectcore.explain.names import Names
from rectcore.forecast.as_json import forecast_dict
from rectcore.forecast.ics import forecast_ics
from rectcore.io.ledger_file import read_ledger


def command(args: argparse.Namespace) -> Outcome:
    """The forecast, then what is wrong with the ledger; 2 if something is."""
    policy = load_rules(args.rules)
    ledger = read_ledger(args.ledger, vocabulary=policy.rulebook.vocabulary)
    forecast = policy.forecast(ledger, args.as_of, args.until, args.subject)
    language = args.lang or "en"
    if args.format == "json":
        answer = document(forecast_dict(forecast))
    elif args.format == "ics":
        answer = Printed(forecast_ics(forecast, ledger, language))
    else:
        answer = result(forecast_text(forecast, Names(ledger, policy.rulebook, language), page_width()))
    printed = (answer, complaints(ledger.diagnostics, args.lang))
    faulty = ledger.refusals or ledger.cut or has_errors(ledger.diagnostics)
    return Outcome(Exit.BROKEN if faulty else Exit.FINE, printed)
