"""Reading a rule file from disk: its bytes as text, or the reason why they are none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rectcore.errors import LoadError
from rectcore.language import messages
from rectcore.language.parser import MAX_FILE_BYTES
from rectcore.source import Source

_MARKS: Final = ((b"\xff\xfe", "UTF-16LE"), (b"\xfe\xff", "UTF-16BE"))


def read_source(path: Path) -> Source:
    """The text of a rule file, under the path as its name.

    Raises:
        LoadError: it is larger than a rule file may be (RC119), or it is not UTF-8 (RC100).
        OSError: it cannot be read at all.
    """
    name = str(path)
    with path.open("rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise LoadError((messages.too_big(name, "en", MAX_FILE_BYTES),))
    try:
        return Source(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        looks_like = _guess(data)
        language = "zh" if looks_like == "GB18030" else "en"
        raise LoadError((messages.not_utf8(name, language, looks_like, error.start),)) from None


def _guess(data: bytes) -> str:
    """The encoding that the bytes look like."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    zeros = data[:1000].count(0)
    if zeros > len(data[:1000]) // 4:
        return "UTF-16LE" if data[1:2] == b"\0" else "UTF-16BE"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "Latin-1"
    return "GB18030"
