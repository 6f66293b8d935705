"""From the clauses of a plan to the rules that carry them out, and to the scenarios that show it.

A clause is placed when something cites it, or when the outline calls it narrative. What cites it is a rule, a
parameter, a judgement, a definition. A scenario shows a clause by what it expects of a rule that cites it, or of a rule
that rests on what cites it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen

from rectcore.analysis.resting import Place, dependents, everything, resting
from rectcore.check.rulebook import Citation, Clause, Expectation, Rulebook, Scenario
from rectcore.diagnostics import Text

BITING: Final = frozenset({"missed", "late", "violated", "violated-pending", "blocked", "not-met", "off-course"})
"""The states in which a rule has something against its subject."""

SPARING: Final = frozenset({"fulfilled", "not-required", "excused", "holds", "open", "none", "met", "on-course"})
"""The states in which it was looked at and has nothing against it."""


@frozen
class TracedClause:
    """A clause with what cites it; titles of the scenarios in which that bites, and of those in which it does not."""

    clause: Clause
    places: tuple[Place, ...]
    biting: tuple[Text, ...]
    sparing: tuple[Text, ...]

    @property
    def placed(self) -> bool:
        """Whether it is carried out somewhere, or is declared narrative."""
        return bool(self.places) or self.clause.narrative

    @property
    def shown(self) -> bool:
        """Whether scenarios show it both biting and sparing; a narrative clause has nothing to show."""
        return self.clause.narrative or (bool(self.biting) and bool(self.sparing))


@frozen
class Trace:
    """The clauses in the order of the outline, and what of the rulebook cites none of them."""

    clauses: tuple[TracedClause, ...]
    without: tuple[Place, ...]

    @property
    def whole(self) -> bool:
        """Whether every clause is placed, and everything that can cite does."""
        return all(c.placed for c in self.clauses) and not self.without


def trace(book: Rulebook) -> Trace:
    """Where each clause of the outlines is carried out. Without an outline there is nothing to trace."""
    items = dict(everything(book))
    rests_on = resting(book)
    traced = []
    for clause in book.clauses:
        places = tuple(p for p, item in items.items() if _cites(item, clause))
        shown = dependents(places, rests_on)
        biting, sparing = _scenarios(book, {p.id for p in shown})
        traced.append(TracedClause(clause, places, biting, sparing))
    outlined = {c.source for c in book.clauses}
    without = tuple(p for p, item in items.items() if outlined and not any(c.clause for c in item.cites))
    return Trace(tuple(traced), without)


def _cites(item: Any, clause: Clause) -> bool:
    set_below = (c for setting in getattr(item, "settings", ()) for c in setting.cites)
    cites: tuple[Citation, ...] = (*item.cites, *set_below)
    return any(c.source == clause.source and c.clause == clause.id for c in cites)


def _scenarios(book: Rulebook, ids: set[str]) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    biting: list[Text] = []
    sparing: list[Text] = []
    for scenario in book.scenarios:
        for into, wanted in ((biting, True), (sparing, False)):
            if any(_bites(e, book) is wanted for e in _about(scenario, ids)):
                into.append(scenario.title)
    return tuple(biting), tuple(sparing)


def _about(scenario: Scenario, ids: set[str]) -> Iterator[Expectation]:
    return (e for e in scenario.expects if e.rule in ids)


def _bites(expectation: Expectation, book: Rulebook) -> bool | None:
    """Whether the rule has something against its subject there; None where that is not known."""
    result = expectation.result
    measures = {m.id for m in book.vocabulary.measures}
    if expectation.what == "notice" and result == "holds":
        return not expectation.negated
    if result in BITING or result in measures:
        return not expectation.negated
    return True if result in SPARING and expectation.negated else (False if result in SPARING else None)
