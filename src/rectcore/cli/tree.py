"""`rectcore tree`: a rule with the exceptions to it and theirs."""

from __future__ import annotations

import argparse

from rectcore.cli.outcome import Outcome, result
from rectcore.cli.rules import language_of, load_rules
from rectcore.diagnostics import harmless


def command(args: argparse.Namespace) -> Outcome:
    """The tree, in the language of the rules unless another is asked for."""
    policy = load_rules(args.rules)
    lines = policy.tree(args.rule, args.lang or language_of(policy))
    return Outcome(printed=(result("\n".join(map(harmless, lines))),))
