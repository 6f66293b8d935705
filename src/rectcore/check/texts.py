"""Texts, citations and validities of a form: as they stand in the tree, and as the rulebook keeps them."""

from __future__ import annotations

from rectcore.check import messages
from rectcore.check.desk import Desk
from rectcore.check.rulebook import Citation, Validity
from rectcore.check.types import Name
from rectcore.diagnostics import Text
from rectcore.language import tree


def text(node: tree.Bilingual | None) -> Text:
    """A text in both languages."""
    return Text() if node is None else Text(node.en, node.zh)


def said(desk: Desk) -> Text:
    """What a rule says."""
    return text(desk.one("say", tree.Bilingual))


def citations(desk: Desk) -> tuple[Citation, ...]:
    """What a form cites; an unknown source is reported."""
    sources = desk.world.sources
    found: list[Citation] = []
    for clause in desk.form.all("cite"):
        for cite in clause.value if isinstance(clause.value, tuple) else ():
            if not isinstance(cite, tree.Cite) or sources is None:
                continue
            source = sources.get(cite.source.text)
            if source is None:
                desk.unknown(cite.source, Text("source", "依据文件"), [Name(s) for s in sources])
            else:
                found.append(Citation(source.id.text, text(source.title), text(cite.place)))
    return tuple(found)


def validity(desk: Desk) -> Validity:
    """From when to when a form is in force."""
    node = desk.one("in force", tree.Validity)
    if node is None:
        return Validity()
    if node.first is not None and node.last is not None and node.last < node.first:
        desk.report(messages.validity_backwards(node, node.first, node.last))
    return Validity(node.first, node.last)
