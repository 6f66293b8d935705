"""What can be asked of a ranking: a rank, how many are `ranked`, whether a place is among the first or the last."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from rectcore.check import ranking_messages, wording
from rectcore.check.desk import Declared, Desk
from rectcore.check.scored import kind_of
from rectcore.check.terms import Const, Param, Placed, Ranked, Term, ThisPeriod
from rectcore.check.types import INTEGER, Name
from rectcore.language import tree

RANKED = Name("ranked", ("参加排名数",))
"""What can be asked of a ranking besides the rank: how many have one."""


def ranked(declared: Declared, of: Term, desk: Desk, *, period: bool) -> Ranked:
    """A ranking asked of something: for the period in hand where it is of that kind, else for that of the day."""
    own = period and kind_of(desk.form) is kind_of(declared.form)
    return Ranked(declared.name.id, of, ThisPeriod() if own else None, "value", INTEGER)


def part(term: Ranked, word: tree.Word, desk: Desk) -> Ranked | None:
    """`ranked` of a ranking; None where it is another word."""
    if term.what != "value" or word.text not in RANKED.all:
        return None
    desk.resolved(word, RANKED)
    return evolve(term, what="ranked")


def placed(node: tree.Placed, ranking: Term | None, number: Term | None, desk: Desk) -> Placed | None:
    """A place at one end; reported where it is asked of no ranking, or how many places is no fixed number above 0."""
    if ranking is not None and not (isinstance(ranking, Ranked) and ranking.what == "value"):
        desk.report(ranking_messages.no_ranking(node.ranking, wording.said(node.ranking)))
        return None
    if not isinstance(ranking, Ranked) or number is None:
        return None
    if not isinstance(number, Const | Param):
        desk.report(ranking_messages.places_not_fixed(node.number))
        return None
    if any(one < 1 for one in _values(number, desk)):
        desk.report(ranking_messages.too_few(node.number))
        return None
    return Placed(ranking, node.end, number, span=node.span)


def _values(number: Const | Param, desk: Desk) -> Iterator[Decimal]:
    """The values a number of places has from one day or another."""
    if isinstance(number, Const):
        yield Decimal(number.value)
        return
    for clause in desk.world.declared[number.id].form.all("from"):
        line = clause.value
        if isinstance(line, tree.DatedValue) and isinstance(line.value, tree.Number):
            yield line.value.value
