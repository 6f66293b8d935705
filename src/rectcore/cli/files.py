"""Files that commands write: the old content or the new, never half of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from rectcore.cli import messages
from rectcore.errors import CallError


def write_file(path: Path, data: bytes) -> None:
    """Write a file, its folder if need be.

    Raises:
        CallError: the system does not let us.
    """
    try:
        replace_file(path, data)
    except (OSError, ValueError) as error:
        raise CallError((messages.not_written(str(path), _as_system(error)),)) from None


def _as_system(error: OSError | ValueError) -> OSError:
    return error if isinstance(error, OSError) else OSError(str(error))


def replace_file(path: Path, data: bytes) -> None:
    """Old content or new, never half of it.

    Raises:
        OSError: the system does not let us.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if path.exists():
            shutil.copymode(path, name)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
