"""The forms a report comes in, and its tables."""

from __future__ import annotations

from typing import Final

FORMS: Final = ("html", "markdown", "csv")
TABLES: Final = ("findings", "items", "obligations", "targets")
