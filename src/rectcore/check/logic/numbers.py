"""RC402 to RC404 of aggregates, scores, samples and rankings: rows that cannot be, lines that can never apply."""

from __future__ import annotations

from typing import Final

from rectcore.check import logic_messages as messages
from rectcore.check import terms as t
from rectcore.check.desk import Desk
from rectcore.check.logic.rules import Looker
from rectcore.check.rulebook import Aggregate, Ranking, Sample, Score
from rectcore.check.types import INTEGER, Kind

_NOTHING: Final = t.Const(0, INTEGER)


def aggregate(rule: Aggregate, looker: Looker) -> None:
    """The rows of a number, and which of them are counted."""
    desk = looker.desks[rule.name.id]
    if looker.plain(desk, rule.where) and rule.of is not None and rule.of.type.kind is Kind.YES_NO:
        _among(desk, rule.where, rule.of, looker)


def sample(rule: Sample, looker: Looker) -> None:
    """The rows that are drawn from, and those who are assigned."""
    desk = looker.desks[rule.name.id]
    looker.plain(desk, rule.where)
    if rule.fit is not None:
        looker.plain(desk, rule.fit)


def ranking(rule: Ranking, looker: Looker) -> None:
    """Who is ranked, and who is left out."""
    desk = looker.desks[rule.name.id]
    if looker.applies(desk, rule.where) and rule.left_out is not None:
        _among(desk, rule.where, rule.left_out, looker)


def score(rule: Score, looker: Looker) -> None:
    """The lines of a score: what is counted, measured or asked, and what lowers it or decides its grade."""
    desk = looker.desks[rule.name.id]
    for line in rule.lines:
        of = line.of
        if isinstance(of, t.Count):
            looker.plain(desk, of.condition)
        elif of.type.kind is Kind.YES_NO:
            looker.plain(desk, of)
        elif looker.claims.never(t.Compare("more than", of, _NOTHING)):
            desk.report(messages.never_above_nothing(of.span))
    for limit in rule.capped:
        looker.plain(desk, limit.term)
    kept = [veto for veto in rule.vetoes if looker.plain(desk, veto.term)]
    looker.redundant(desk, kept, every=False)


def _among(desk: Desk, where: t.Term | None, of: t.Term, looker: Looker) -> None:
    """A condition on rows of which another one holds already."""
    given = () if where is None else (where,)
    during = None if where is None else where.span
    if not looker.plain(desk, of) or where is None:
        return
    if looker.claims.never(*given, of):
        desk.report(messages.never(of.span, during))
    elif looker.claims.never(*given, but=of):
        desk.report(messages.always(of.span, during))
