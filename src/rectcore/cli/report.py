"""`rectcore report`: a report as a page, as Markdown, or as rows for a spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path

from rectcore.cli.files import write_file
from rectcore.cli.outcome import Exit, Outcome, Printed, complaints, result
from rectcore.cli.progress import progress
from rectcore.cli.rules import load_rules
from rectcore.diagnostics import harmless, has_errors
from rectcore.engine.results import Report
from rectcore.errors import CallError
from rectcore.explain.questions import unknown_subject
from rectcore.io.ledger_file import read_ledger


def command(args: argparse.Namespace) -> Outcome:
    """The report, in a file or on standard output, then what is wrong with the ledger; 2 if something is."""
    policy = load_rules(args.rules)
    as_page = args.format in (None, "html")
    if as_page:
        from rectcore.report.html import refuse_too_many, refuse_without_library

        refuse_without_library()
    ledger = read_ledger(args.ledger, vocabulary=policy.rulebook.vocabulary)
    if args.unit is not None and ledger.unit(args.unit) is None:
        raise CallError((unknown_subject(args.unit, None, policy.rulebook, ledger),))
    if as_page and args.unit is None:
        refuse_too_many(sum(t.opened <= args.as_of for t in ledger.tasks))
    with progress() as told:
        report = policy.evaluate(ledger, args.as_of, args.known_at, told)
    form, language, table = args.format or "html", args.lang or "en", args.table or "findings"
    text = policy.show(report, ledger, form, language, unit=args.unit, table=table)
    if args.out is None:
        answer: Printed = Printed(text)
    else:
        write_file(Path(args.out), text.encode("utf-8", "backslashreplace"))
        answer = result(_written(args.out, report, language))
    faulty = ledger.refusals or ledger.cut or has_errors(ledger.diagnostics)
    return Outcome(Exit.BROKEN if faulty else Exit.FINE, (answer, complaints(ledger.diagnostics, args.lang)))


def _written(path: str, report: Report, language: str) -> str:
    items = sum(t.all for t in report.totals.values())
    if language == "zh":
        return f"{harmless(path)}：{items}项，今日应发{len(report.to_send)}项"
    return f"{harmless(path)}: {items} items, {len(report.to_send)} to send today"
