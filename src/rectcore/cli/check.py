"""`rectcore check`: everything that is wrong with rules, and a line that counts it."""

from __future__ import annotations

import argparse

from rectcore.cli.outcome import Exit, Outcome, complaints, result
from rectcore.cli.rules import counted, language_of
from rectcore.diagnostics import has_errors


def command(args: argparse.Namespace) -> Outcome:
    """Every diagnostic on standard error, the count on standard output; 2 if one is an error."""
    from rectcore.policy import load

    policy = load(args.path)
    found = policy.diagnostics + (policy.on(args.as_of) if args.as_of is not None and policy.ok else ())
    code = Exit.BROKEN if has_errors(found) else Exit.FINE
    summary = counted(policy, args.lang or language_of(policy), found)
    return Outcome(code, (complaints(found, args.lang), result(summary)))
