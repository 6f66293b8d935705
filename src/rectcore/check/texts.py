"""Texts, citations and validities of a form: as they stand in the tree, and as the rulebook keeps them."""

from __future__ import annotations

from rectcore.check import outline_messages, ruleset_messages
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


def formerly(desk: Desk) -> str | None:
    """The former name that a rule's findings keep."""
    word = desk.one("formerly", tree.Word)
    return word.text if word is not None else None


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
                line = _cited_clause(desk, cite)
                place = text(cite.place if cite.place is not None or line is None else line.title)
                found.append(
                    Citation(source.id.text, text(source.title), place, cite.clause.text if cite.clause else "")
                )
    return tuple(found)


def _cited_clause(desk: Desk, cite: tree.Cite) -> tree.ClauseLine | None:
    """The clause that a citation names; one that does not exist is reported."""
    if cite.clause is None:
        return None
    known = desk.world.outlines.get(cite.source.text, {})
    line = known.get(cite.clause.text)
    if line is None and cite.source.text not in desk.world.broken_outlines:
        if known:
            desk.unknown(cite.clause, Text("clause", "条款"), [Name(c) for c in known])
        else:
            desk.report(outline_messages.no_outline(cite.clause, cite.source.text))
    elif line is not None and line.narrative:
        desk.report(outline_messages.cites_narrative(cite.clause, cite.clause.text, line.id))
    return line


def validity(desk: Desk) -> Validity:
    """From when to when a form is in force."""
    node = desk.one("in force", tree.Validity)
    if node is None:
        return Validity()
    if node.first is not None and node.last is not None and node.last < node.first:
        desk.report(ruleset_messages.validity_backwards(node, node.first, node.last))
    return Validity(node.first, node.last)
