"""Former names: a rule that has a new name keeps the id of its findings, and no other rule may take the old one."""

from __future__ import annotations

from collections.abc import Iterable

from rectcore.check import name_messages
from rectcore.check.desk import Desk
from rectcore.diagnostics import Text
from rectcore.language import tree


def former_names(desks: Iterable[Desk]) -> None:
    """Report former names that a rule has, or had: two rules would share the ids of their findings."""
    first: dict[str, tree.Word] = {}
    for desk in desks:
        word = desk.one("formerly", tree.Word)
        if word is None:
            continue
        declared = desk.world.declared.get(word.text)
        if declared is not None:
            own = declared.form.id.span if declared.form.id is not None else None
            desk.report(
                name_messages.declared_twice(word, word.text, own, Text("the name of a rule", "一条规则的名称"))
            )
        before = first.setdefault(word.text, word)
        if before is not word:
            desk.report(name_messages.declared_twice(word, word.text, before.span))
