"""Evaluation of a checked rulebook on a ledger."""
