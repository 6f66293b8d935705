"""A rulebook as a program: everything in it that can be told quickly, rule by rule."""

from __future__ import annotations

from attrs import field, frozen

from rectcore.check.rulebook import Ladder, Notice, Rulebook, Standing
from rectcore.engine.compile import conditions, terms_of
from rectcore.engine.compile.counts import Counted, of_ladder
from rectcore.engine.compile.duties import of_duty
from rectcore.engine.compile.gates import Opened, of_gate
from rectcore.engine.compile.lasting import Steps, by_days
from rectcore.engine.compile.owed import Owed


@frozen(slots=False, eq=False)
class Program:
    """A compiled rulebook. It holds no facts, never changes, and may be shared; pickled, it is compiled again.

    What is not in one of the tables is left to the reference evaluator.
    """

    rulebook: Rulebook
    holds: dict[str, conditions.Holds] = field(init=False, repr=False)
    duties: dict[str, Owed] = field(init=False, repr=False)
    counts: dict[str, Counted] = field(init=False, repr=False)
    gates: dict[str, Opened] = field(init=False, repr=False)
    steps: dict[str, Steps] = field(init=False, repr=False)
    terms: dict[int, terms_of.Told] = field(init=False, repr=False)

    @holds.default
    def _holds(self) -> dict[str, conditions.Holds]:
        book = self.rulebook
        ladders = (x for x in book.ladders if x.by_condition)
        rules: tuple[Standing | Notice | Ladder, ...] = (*book.standings, *book.notices, *ladders)
        found = {rule.id: conditions.of_rule(rule, book) for rule in rules}
        return {id_: one for id_, one in found.items() if one is not None}

    @duties.default
    def _duties(self) -> dict[str, Owed]:
        found = {rule.id: of_duty(rule, self.rulebook) for rule in self.rulebook.duties}
        return {id_: one for id_, one in found.items() if one is not None}

    @counts.default
    def _counts(self) -> dict[str, Counted]:
        book = self.rulebook
        found = {x.id: of_ladder(x, book, self.duties) for x in book.ladders if x.by_count}
        return {id_: one for id_, one in found.items() if one is not None}

    @gates.default
    def _gates(self) -> dict[str, Opened]:
        found = {rule.id: of_gate(rule, self.rulebook) for rule in self.rulebook.gates}
        return {id_: one for id_, one in found.items() if one is not None}

    @steps.default
    def _steps(self) -> dict[str, Steps]:
        book = self.rulebook
        found = {x.id: by_days(x, book) for x in book.ladders if x.by_days and x.inline}
        return {id_: one for id_, one in found.items() if one is not None}

    @terms.default
    def _terms(self) -> dict[int, terms_of.Told]:
        return terms_of.told(self.rulebook)

    def __reduce__(self) -> tuple[type[Program], tuple[Rulebook]]:
        return Program, (self.rulebook,)


def compiled(rulebook: Rulebook) -> Program:
    """The program of a checked rulebook."""
    return Program(rulebook)
