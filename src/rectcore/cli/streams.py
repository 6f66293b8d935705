"""Standard output and standard error: in UTF-8, written part by part, whatever has become of them.

A reader that went away wants no more, and that is no fault. Output that is lost in any other way is. What standard
error does not take is lost in silence, for there is nobody left to tell.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from rectcore.cli.outcome import Printed


def use_utf8() -> None:
    """UTF-8 and plain line ends whatever the locale; a lone half of a character becomes its escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(printed: Iterable[Printed]) -> OSError | None:
    """Print every part; why standard output did not take what it should have, if so."""
    lost: dict[bool, OSError] = {}
    for part in printed:
        if not part.text or part.error in lost:
            continue
        error = _put(sys.stderr if part.error else sys.stdout, part.text)
        if error is not None:
            lost[part.error] = error
    found = lost.get(False)
    return None if isinstance(found, BrokenPipeError) else found


def _put(stream: TextIO | None, text: str) -> OSError | None:
    """Python has no stream at all where a process starts with it closed."""
    if stream is None or stream.closed:
        return OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _mute(stream)
        return error
    return None


def _mute(stream: TextIO) -> None:
    """Let the interpreter's last flush of what is left go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
