"""What follows from a fault that has been told is not told again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.lexer import flat, seen
from rectcore.language.tree import File, Form

_HERE_TOO = Text("and here", "此处亦同")
_NAMES = frozenset({"RC115", "RC201", "RC203"})
_ELSEWHERE = _NAMES | {"RC222", "RC244", "RC502"}  # what another file of the pack may settle


_TELLING = 4  # characters of a word that are hardly part of another by chance
_MOST_PLACES = 3  # where else an unknown word stands


def without_echoes(found: Sequence[Diagnostic], files: Sequence[File]) -> list[Diagnostic]:
    """The diagnostics without those that an unreadable file or header, or an unseen character, explains.

    A word that is unknown in many places is told once: it is one slip where it should have been declared.
    """
    whole = all(file.whole and not any(_nameless(form) for form in file.forms) for file in files)
    told_elsewhere = frozenset() if whole else _ELSEWHERE
    if not told_elsewhere and any(d.code == "RC222" for d in found):
        told_elsewhere = _ELSEWHERE - {"RC222"}  # a file of a pack, read alone
    headers = [_header(form) for file in files for form in file.forms if form.broken]
    kept: list[Diagnostic] = []
    told: dict[str, int] = {}
    for diagnostic in found:
        word = diagnostic.span.text if diagnostic.span is not None else ""
        hidden = diagnostic.code in _NAMES and seen(word) != word
        declared = diagnostic.code == "RC201" and any(_names(header, word) for header in headers)
        if not hidden and not declared and diagnostic.code not in told_elsewhere:
            first = told.setdefault(word, len(kept)) if diagnostic.code == "RC201" else len(kept)
            if first == len(kept):
                kept.append(diagnostic)
            elif diagnostic.span is not None and len(kept[first].notes) < _MOST_PLACES:
                kept[first] = evolve(kept[first], notes=(*kept[first].notes, (diagnostic.span, _HERE_TOO)))
    return kept


def _nameless(form: Form) -> bool:
    """Whether a form that could not be read has lost the name it declares."""
    return form.broken and form.id is None and form.kind not in ("use", "measures", "scenario")


def _header(form: Form) -> str:
    """The line that a form begins with, as it is seen."""
    assert form.span is not None  # what is broken came from a text
    return seen(flat(form.span.source.text[form.span.start :]).partition("\n")[0])


def _names(header: str, word: str) -> bool:
    """Whether a header that could not be read has the word in it, and so may declare it."""
    if not word.isascii():
        return word in header
    if len(word) >= _TELLING and word in header.replace(" ", ""):
        return True
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", header) is not None
