"""The command line: `rectcore check`, `fmt`, `test`, `evaluate`, `may`, `explain`."""

from __future__ import annotations

from rectcore.cli.run import main

__all__ = ["main"]
