"""Rankings: a form comes in, what is ranked by what goes out, or None where it is at fault."""

from __future__ import annotations

from typing import Final

from rectcore.check import ranking_messages as say
from rectcore.check.desk import Desk
from rectcore.check.infer import condition, wanted
from rectcore.check.rulebook import Ranking
from rectcore.check.scope import Scope
from rectcore.check.score_messages import NUMBER
from rectcore.check.terms import Term
from rectcore.check.texts import citations, text
from rectcore.check.types import NUMBERS, Kind, Name
from rectcore.model.period import PeriodKind

_MEASURED: Final = NUMBERS | {Kind.PERCENT}
_RANKABLE: Final = ("Task", "Unit")


def ranking(desk: Desk) -> Ranking | None:
    """A ranking."""
    form = desk.form
    cites = citations(desk)
    word = form.on.words[0] if form.on is not None and form.on.words else None
    entity = desk.entity(word)
    if word is not None and entity is not None and entity.id not in _RANKABLE:
        desk.report(say.not_rankable(word, word.text))
        entity = None
    every, order = desk.one("every", str), desk.one("order", str)
    scope = Scope(desk, entity, period=True)
    where, left_out = _condition("ranked", scope), _condition("left out", scope)
    node = desk.expression("ranked by")
    by = None if node is None else wanted(node, scope, _MEASURED, NUMBER)
    asked = ((where, "ranked"), (left_out, "left out"))
    faulty = any(found is None and form.get(key) is not None for found, key in asked)
    if form.id is None or entity is None or every is None or order is None or by is None or faulty:
        return None
    return Ranking(
        Name(form.id.text, form.also),
        entity.id,
        PeriodKind(every),
        by,
        order == "lowest first",
        where,
        left_out,
        text(form.title),
        cites,
    )


def _condition(key: str, scope: Scope) -> Term | None:
    node = scope.desk.expression(key)
    return None if node is None else condition(node, scope)
