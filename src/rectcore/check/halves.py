"""RC602: names of a pack that have no form in the other language; who asks for them is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from rectcore.check import name_messages as messages
from rectcore.check.declare import VALUES
from rectcore.check.desk import nodes
from rectcore.check.types import Name, has_han
from rectcore.check.vocabulary import Vocabulary
from rectcore.diagnostics import Diagnostic
from rectcore.language import tree


def halves(files: Sequence[tree.File], vocabulary: Vocabulary, lacks: str | None = None) -> tuple[Diagnostic, ...]:
    """Every name that lacks its Chinese or its English, once, in the order of the files.

    Ids of rules and labels of conditions are the same in both languages and are not looked at.

    Args:
        files: the trees of a pack without an error.
        vocabulary: its words, with the core's.
        lacks: only names that lack this one, `en` or `zh`; None: either.
    """
    found: list[Diagnostic] = []
    seen: set[Name] = set()
    for file in files:
        for form in file.forms:
            for at, name, listed in _names(form, vocabulary):
                other = _lacking(name)
                if other is None or other != (lacks or other) or name in seen:
                    continue
                seen.add(name)
                found.append(evolve(messages.no_other_name(at, name.id, other, listed), language=file.dialect))
    return tuple(found)


def _lacking(name: Name) -> str | None:
    """The language in which a thing has no name; None where it has one in both."""
    written = {has_han(word) for word in name.all}
    if len(written) > 1:
        return None
    return "en" if True in written else "zh"


def _names(form: tree.Form, vocabulary: Vocabulary) -> Iterator[tuple[tree.Word, Name, bool]]:
    """The names that a form declares, where they stand, and whether they stand in a list of words."""
    if form.id is not None and form.kind in VALUES:
        yield form.id, Name(form.id.text, form.also), False
    if form.id is not None and form.kind in ("entity", "event"):
        entity = vocabulary.entity(form.id.text)
        assert entity is not None, "only rules without an error are looked at"
        yield form.id, entity.name, False
    for node in nodes(form):
        match node:
            case tree.HasLine(name=word, also=also) | tree.Column(name=tree.Word() as word, also=also):
                yield word, Name(word.text, also), False
            case tree.ValueName(word=word, also=also):
                yield word, Name(word.text, also), True
