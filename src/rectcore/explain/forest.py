"""A rule with the exceptions to it and theirs, drawn as a tree."""

from __future__ import annotations

from collections.abc import Iterator

from rectcore.check.rulebook import ExceptionRule, Rulebook
from rectcore.diagnostics import Text
from rectcore.explain.facts import Scene, nothing
from rectcore.explain.phrases import both, clause, run, title_of
from rectcore.explain.rules import effect_text


def forest_lines(rulebook: Rulebook, id: str, language: str) -> tuple[str, ...]:  # noqa: A002
    """The tree of the rule or ladder of that id; of an exception, of the rule it is an exception to.

    Under each name stands what an exception does; those below it, where one of them applies, take its place.
    """
    found = rulebook.find(id)
    root = found.rule if isinstance(found, ExceptionRule) else id
    lines = [_name(rulebook, root).in_(language), *_below(rulebook, root, "", language)]
    if len(lines) == 1:
        lines.append("  " + Text("no exceptions", "没有例外").in_(language))
    return tuple(lines)


def _below(rulebook: Rulebook, of: str, indent: str, language: str) -> Iterator[str]:
    children = rulebook.exceptions_of(of)
    scene = Scene(rulebook, nothing(rulebook.id))
    for at, child in enumerate(children, 1):
        last = at == len(children)
        further = indent + ("   " if last else "│  ")
        yield f"{indent}{'└─ ' if last else '├─ '}{_name(rulebook, child.id).in_(language)}"
        bar = "│  " if rulebook.exceptions_of(child.id) else "   "
        yield f"{further}{bar}{effect_text(child, scene).in_(language)}"
        yield from _below(rulebook, child.id, further, language)


def _name(rulebook: Rulebook, id_: str) -> Text:
    """A rule by its id, its title and its clauses."""
    title = title_of(rulebook, id_)
    name = Text(*(id_ if half == id_ else f"{id_}  {half}" for half in (title.en, title.zh)))
    cites = run((clause(c) for c in rulebook.find(id_).cites), "; ", "；")
    return both("{n}  ({c})", "{n}  （{c}）", n=name, c=cites) if cites.en else name
