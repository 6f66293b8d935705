"""What is claimed of conditions: the same for every value that the parameters in them ever have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any, Final

from attrs import define

from rectcore.check import terms as t
from rectcore.check.logic.formula import both, negated
from rectcore.check.logic.read import Reader
from rectcore.check.rulebook import Parameter

MOST_SETTINGS: Final = 64
"""How many sets of parameter values are tried one by one; beyond, a parameter can be anything."""


@define
class Claims:
    """Answers about the conditions of a pack; no answer is ever wrong, and where it cannot tell it claims nothing.

    Args:
        definitions: the term of each definition.
        parameters: the parameters by id.
    """

    definitions: Mapping[str, t.Term]
    parameters: Mapping[str, Parameter]

    def never(self, *conditions: t.Term, but: t.Term | None = None) -> bool:
        """Whether the conditions are never all true, or never while `but` is false."""
        every = (*conditions, but) if but is not None else conditions
        for values in self._settings(every):
            reader = Reader(self.definitions, values)
            formula = both(*(reader.condition(c) for c in conditions))
            if but is not None:
                formula = both(formula, negated(reader.condition(but)))
            if not reader.never(formula):
                return False
        return True

    def always(self, condition: t.Term) -> bool:
        """Whether a condition is never false."""
        return self.never(but=condition)

    def inside(self, term: t.Term) -> Iterator[t.Term]:
        """A term and all terms inside it, those of definitions that are asked of the same subject among them."""
        for one in t.walk(term):
            yield one
            if isinstance(one, t.Defined) and isinstance(one.of, t.Self | t.This) and one.id in self.definitions:
                yield from self.inside(self.definitions[one.id])

    def _settings(self, conditions: Sequence[t.Term]) -> Iterator[Mapping[str, Any]]:
        used = dict.fromkeys(one.id for c in conditions for one in self._everything(c) if isinstance(one, t.Param))
        values = {id_: self._values(id_) for id_ in used}
        fitting = {id_: found for id_, found in values.items() if found}
        if prod(len(found) for found in fitting.values()) > MOST_SETTINGS:
            yield {}
            return
        for chosen in product(*fitting.values()):
            yield dict(zip(fitting, chosen, strict=True))

    def _everything(self, term: t.Term) -> Iterator[t.Term]:
        for one in t.walk(term):
            yield one
            if isinstance(one, t.Defined) and one.id in self.definitions:
                yield from self._everything(self.definitions[one.id])

    def _values(self, id_: str) -> list[Any]:
        found = self.parameters.get(id_)
        return [] if found is None else list(found.ever)
