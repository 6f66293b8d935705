"""Ledger files in, reports out."""
