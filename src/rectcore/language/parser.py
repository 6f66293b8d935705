"""Text to tree, with everything that is wrong on the way.

The text is cut by the beginnings of its lines into forms and clauses (`outline.py`); each header and each value is
then read on its own, so that one slip is one message and everything beside it is still understood.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve, frozen

from rectcore.diagnostics import Diagnostic
from rectcore.language import keywords, messages, tree
from rectcore.language.dialect import settle
from rectcore.language.forms import FORMS
from rectcore.language.lexer import MOST_FAULTS, Kind, tokens
from rectcore.language.outline import RawForm, outline
from rectcore.source import Source, Span

MAX_FILE_BYTES: Final = 4 << 20
_HEAD: Final = 4096  # characters in which a ledger says that it is one


@frozen
class Parsed:
    """A file's tree and what is wrong with it; forms not yet supported are left out of the tree."""

    file: tree.File
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source) -> Parsed:
    """The tree of a text. Whatever the text, nothing is raised: what is wrong stands in `diagnostics`."""
    if len(source.text) > MAX_FILE_BYTES or len(source.text.encode("utf-8", "replace")) > MAX_FILE_BYTES:
        return Parsed(_unread(source, "en"), (messages.too_big(source.name, "en", MAX_FILE_BYTES),))
    dialect, body, found = settle(source)
    if not body and source.text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return Parsed(_unread(source, dialect), (_data(source, dialect),))
    lexed, faults = tokens(source, dialect)
    found += _first_of_each_line(faults)
    raw = outline([t for t in lexed if t.span.start >= body], dialect)
    example = f"{keywords.phrase('use', dialect)} …"
    found += [messages.outside(span, dialect, example) for span in raw.outside[:MOST_FAULTS]]
    forms = tuple(form for form in (_form(r, dialect, found) for r in raw.forms) if form is not None)
    whole = not raw.outside and not any(r.lost for r in raw.forms)
    if not body and not raw.forms:
        return Parsed(_unread(source, dialect), tuple(found[:1]))
    file = tree.File(dialect, forms, raw.trailing, whole, span=Span(source, 0, len(source.text)))
    return Parsed(file, tuple(_without_echoes(found)[:MOST_FAULTS]))


def _unread(source: Source, dialect: str) -> tree.File:
    """The tree of a text of which nothing is known."""
    return tree.File(dialect, whole=False, span=Span(source, 0, len(source.text)))


def _data(source: Source, dialect: str) -> Diagnostic:
    start = next(i for i, char in enumerate(source.text) if char in "{[")
    ledger = "rectcore.ledger" in source.text[:_HEAD]
    return messages.not_rules(Span(source, start, start + 1), dialect, ledger=ledger)


def _form(raw: RawForm, dialect: str, found: list[Diagnostic]) -> tree.Form | None:
    """The form, or None where it is of a kind that does not exist or is not yet supported."""
    from rectcore.language.read_form import read_form  # brings Lark: only where there is a form

    if raw.near is not None and not any(t.kind is Kind.BAD for t in raw.tokens):
        kinds = [keywords.phrase(kind, dialect) for kind in FORMS]
        found.append(messages.unknown_header(raw.word, dialect, raw.word.text, raw.near, kinds))
    if raw.lost:
        example = f"{keywords.phrase('duty', dialect)} …"
        found.append(messages.outside(raw.word, dialect, example))
    if raw.stray is not None:
        header = messages.quoted(raw.word.text)
        found.append(messages.unexpected(raw.stray, dialect, raw.stray.text, (header,)))
    if raw.twice is not None:
        found.append(messages.header_twice(raw.word, dialect, raw.word.text, raw.twice))
    if raw.write is not None:
        found.append(messages.other_dialect(raw.word, dialect, raw.word.text, raw.write))
    raw.kind = raw.kind or _likely(raw)
    form, faults = read_form(raw, FORMS[raw.kind], dialect)
    if raw.near != "" and not raw.lost:
        found += faults
    sound = raw.near is None and raw.stray is None and not raw.lost
    return form if sound else evolve(form, broken=True)


def _likely(raw: RawForm) -> str:
    """The kind of form that has most of the keys which stand below a header that says nothing."""
    ids = {clause.id for clause in raw.clauses}
    return max(FORMS, key=lambda kind: sum(key.id in ids for key in FORMS[kind].keys))


def _first_of_each_line(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    lines: dict[int, Diagnostic] = {}
    for diagnostic in sorted(found, key=_start):
        lines.setdefault(_line(diagnostic), diagnostic)
    return list(lines.values())


def _without_echoes(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """In the order of the text, without those that another one on the same line explains."""
    firmest: dict[int, int] = {}
    ordered = sorted(found, key=_start)
    for diagnostic in ordered:
        line = _line(diagnostic)
        firmest[line] = min(_weakness(diagnostic), firmest.get(line, _WEAKEST))
    kept = [d for d in ordered if _weakness(d) == firmest[_line(d)]]
    spoken: dict[int, Diagnostic] = {}
    for diagnostic in kept:
        if diagnostic.code == "RC112":
            spoken.setdefault(_line(diagnostic), diagnostic)
    return [d for d in kept if d.code != "RC112" or spoken[_line(d)] is d]


_WEAKEST: Final = 2


def _weakness(diagnostic: Diagnostic) -> int:
    """A word that cannot stand somewhere, and still more a missing key, may follow from what else is wrong; anything
    may follow from what nobody sees."""
    return {"RC103": -1, "RC105": 1, "RC115": 1, "RC113": _WEAKEST}.get(diagnostic.code, 0)


def _start(diagnostic: Diagnostic) -> int:
    return diagnostic.span.start if diagnostic.span else 0


def _line(diagnostic: Diagnostic) -> int:
    return diagnostic.span.source.position(diagnostic.span.start)[0] if diagnostic.span else 0
