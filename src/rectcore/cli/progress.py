"""How far long work has come: on one line of a terminal, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """What long work tells how much is done, of how much (0: nobody knows); the line is wiped when the work is over.

    Where standard error is no terminal, nothing is shown.
    """
    out = sys.stderr
    if out is None or out.closed or not out.isatty():
        yield lambda *_: None
        return
    shown = ""

    def tell(done: int, of: int) -> None:
        nonlocal shown
        text = f"{done * 100 // of} %" if of else str(done)
        if text != shown:
            out.write(f"\r{text}")
            out.flush()
            shown = text

    try:
        yield tell
    finally:
        out.write("\r" + " " * len(shown) + "\r")
        out.flush()
