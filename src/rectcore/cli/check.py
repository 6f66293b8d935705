"""`rectcore check`: everything that is wrong with rules, and a line that counts it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from rectcore.cli.outcome import Exit, Outcome, complaints, result
from rectcore.cli.rules import counted, language_of
from rectcore.diagnostics import has_errors

if TYPE_CHECKING:
    from rectcore.policy import Policy


def cost_table(policy: Policy) -> str:
    """What each rule costs, a line each, the dearest first."""
    shown = [(f"{cost.number:,}", rule, " × ".join(cost.rows)) for rule, cost in policy.costs()]
    widths = [max((len(row[i]) for row in shown), default=0) for i in range(2)]
    return "".join(f"{n:>{widths[0]}}  {rule:<{widths[1]}}  {rows}".rstrip() + "\n" for n, rule, rows in shown)


def command(args: argparse.Namespace) -> Outcome:
    """Every diagnostic on standard error, the count on standard output; 2 if one is an error."""
    from rectcore.io.ledger_file import read_ledger
    from rectcore.policy import load

    policy = load(args.path)
    found = policy.diagnostics
    broken = False
    if policy.ok:
        found += policy.on(args.as_of) if args.as_of is not None else ()
        found += policy.untranslated() if args.texts else ()
        if args.ledger is not None:
            ledger = read_ledger(args.ledger, vocabulary=policy.rulebook.vocabulary)
            found += (*policy.beyond(ledger, args.as_of), *ledger.diagnostics)
            broken = bool(ledger.refusals) or ledger.cut
    code = Exit.BROKEN if broken or has_errors(found) else Exit.FINE
    costs = cost_table(policy) if args.cost and policy.ok else ""
    summary = costs + counted(policy, args.lang or language_of(policy), found)
    return Outcome(code, (complaints(found, args.lang), result(summary)))
