"""Reasons in words, in both languages, from what the engine recorded."""
