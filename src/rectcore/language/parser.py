"""Text to tree, with everything that is wrong on the way.

The text is cut by the beginnings of its lines into forms and clauses (`outline.py`); each header and each value is
then read on its own, so that one slip is one message and everything beside it is still understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs
from attrs import frozen

from rectcore.diagnostics import Diagnostic
from rectcore.language import keywords, messages, tree
from rectcore.language.dialect import settle
from rectcore.language.forms import FORMS, UNSUPPORTED_FORMS, UNSUPPORTED_KEYS, FormShape, Key
from rectcore.language.lexer import Kind, Token, tokens
from rectcore.language.nearest import nearest
from rectcore.language.outline import Outline, RawClause, RawForm, outline
from rectcore.source import Source, Span

MAX_FILE_BYTES: Final = 4 << 20


@frozen
class Parsed:
    """A file's tree and what is wrong with it; forms not yet supported are left out of the tree."""

    file: tree.File
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source) -> Parsed:
    """The tree of a text. Whatever the text, nothing is raised: what is wrong stands in `diagnostics`."""
    if len(source.text) > MAX_FILE_BYTES or len(source.text.encode("utf-8", "replace")) > MAX_FILE_BYTES:
        return Parsed(tree.File("en"), (messages.too_big(source.name, "en", MAX_FILE_BYTES),))
    dialect, body, found = settle(source)
    lexed, faults = tokens(source, dialect)
    return _Parser(source, dialect).file(outline([t for t in lexed if t.span.start >= body], dialect), [*found, *faults])


class _Parser:
    def __init__(self, source: Source, dialect: str) -> None:
        self.source = source
        self.dialect = dialect
        self.found: list[Diagnostic] = []

    def file(self, raw: Outline, found: list[Diagnostic]) -> Parsed:
        self.found += found
        for span in raw.outside:
            example = f"{keywords.phrase('use', self.dialect)} …"
            self.found.append(messages.outside(span, self.dialect, example))
        forms = tuple(form for form in map(self.form, raw.forms) if form is not None)
        text = self.source.text
        file = tree.File(self.dialect, forms, raw.trailing, span=Span(self.source, 0, len(text)))
        return Parsed(file, _sorted(self.found))

    def form(self, raw: RawForm) -> tree.Form | None:
        """The form, or None where it is of a kind that does not exist or is not yet supported."""
        if raw.kind in UNSUPPORTED_FORMS:
            self.found.append(messages.not_supported(raw.word, self.dialect, raw.word.text))
            return None
        if raw.near is not None:
            self.found.append(messages.unknown_header(raw.word, self.dialect, raw.word.text, raw.near))
            return None
        return _FormReader(self, raw, FORMS[raw.kind]).read()

    def expression(self, *_: object) -> None:
        """Kept for symmetry."""


def _sorted(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda d: d.span.start if d.span else -1))
