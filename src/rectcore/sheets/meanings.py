"""What a column may mean, and the headers it is known by, in Chinese as ledgers of practice write them, and in English.

`columns.tsv` has a row per meaning.
"""

from __future__ import annotations

import re
from enum import Enum
from importlib.resources import files
from typing import Final
from unicodedata import normalize

from attrs import frozen


class Rows(Enum):
    """What the rows of a sheet are."""

    TASK = "task"  # items, with their state if the sheet has it
    PETITION = "petition"  # the same, of petitions
    UPDATE = "update"  # updates of items that stand elsewhere
    UNIT = "unit"  # the units and the units above them
    SKIP = "skip"  # nothing that is read


@frozen
class Meaning:
    """What a column means.

    Args:
        id: the word of a mapping file; of a field of the card, that of the ledger file.
        zh: the same in Chinese.
        headers: what a header may say, without blanks and brackets, in small letters.
        many: several columns may mean it.
    """

    id: str
    zh: str
    headers: tuple[str, ...] = ()
    many: bool = False


KEEP: Final = "keep"
SKIP: Final = "skip"


def _table() -> tuple[Meaning, ...]:
    """The rows of `columns.tsv`, in their order."""
    _, *lines = files(__package__).joinpath("columns.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return tuple(Meaning(id_, zh, tuple(headers.split("|")), bool(many)) for id_, zh, many, headers in rows)


_ALL: Final = _table()
MEANINGS: Final = {meaning.id: meaning for meaning in _ALL}
"""Every meaning, by the word of a mapping file."""
WORDS: Final = {word: meaning.id for meaning in _ALL for word in (meaning.id, meaning.zh)}
"""The words a mapping file may write."""
_BY_HEADER: Final = {header: meaning.id for meaning in _ALL for header in meaning.headers}
_BRACKETS: Final = re.compile(r"[(\[【][^)\]】]*[)\]】]")


def plain(header: str) -> str:
    """A header without blanks, brackets and what stands in them, in small letters."""
    text = normalize("NFKC", header).casefold()
    return re.sub(r"[\s:_*]+", "", _BRACKETS.sub("", text)).strip("、,.。") or re.sub(r"\s+", "", text)


def meaning_of(*parts: str) -> str | None:
    """The meaning of a header, upper part first: `措施` over `责任单位` is the unit of a measure."""
    names = [plain(part) for part in parts if part]
    for name in ("".join(names), *reversed(names)):
        found = _BY_HEADER.get(name)
        if found is not None:
            above = _BY_HEADER.get(names[0]) if len(names) > 1 else None
            return _OF_A_MEASURE.get(found, found) if above == "step" and name != names[0] else found
    return None


_OF_A_MEASURE: Final = {
    "responsible_units": "step_unit",
    "lead_unit": "step_unit",
    "deadline": "step_deadline",
    "report": "step_state",
    "status": "step_state",
}
"""What a header means that stands below the one of the measures."""
