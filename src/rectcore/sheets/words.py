"""The words of state columns, which mix how far an item is with how late it is; verdicts, yes and no.

`words.tsv` has a row per value.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final
from unicodedata import normalize

STATES: Final = ("not_started", "in_progress", "phased", "completed", "accepted", "closed", "filed", "suspended")
"""How far an item is. How late it is is never stored: the rules compute it."""


def _table() -> dict[str, dict[str, tuple[str, ...]]]:
    """The rows of `words.tsv`: by list, the words for each value."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    _, *lines = files(__package__).joinpath("words.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        list_, value, words = line.split("\t")
        found.setdefault(list_, {})[value] = tuple(words.split("|"))
    return found


_LISTS: Final = _table()
_BY_WORD: Final = {word: state for state, words in _LISTS["state"].items() for word in words}
STATUS_WORDS: Final = tuple(_BY_WORD)
"""The words of state columns that are known."""
_BY_VERDICT: Final = {word: verdict for verdict, words in _LISTS["verdict"].items() for word in words}
VERDICT_WORDS: Final = ("属实", "基本属实", "部分属实", "不属实")
"""The verdicts, as a message lists them."""
_YES: Final = frozenset(_LISTS["yes/no"]["yes"])
_NO: Final = frozenset(_LISTS["yes/no"]["no"])
BLANKS: Final = frozenset({"/", "-", "—", "——", "--", "－", "\\", "n/a"})
"""What people write into a cell that they leave empty."""
NONES: Final = frozenset({"无", "none", "无。"})
"""What says that there is no such thing."""


def plain_word(text: str) -> str:
    """A word without blanks and full stops, in small letters; what stands in brackets behind it goes."""
    text = normalize("NFKC", text).casefold()
    return re.sub(r"[\s。.;；]+", "", re.sub(r"\([^)]*\)$", "", text.strip()))


def state_of(text: str, own: dict[str, str]) -> str | None:
    """How far a state word says that an item is; None for a word that is not known."""
    word = plain_word(text)
    for mine, state in own.items():
        if plain_word(mine) == word:
            return state
    return _BY_WORD.get(word)


def verdict_of(text: str) -> str | None:
    """What a petition was found to be."""
    return _BY_VERDICT.get(plain_word(text))


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or neither."""
    word = plain_word(text)
    return True if word in _YES else False if word in _NO else None
