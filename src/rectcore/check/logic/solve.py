"""Whether some choice of facts makes a formula true: every case is tried, no more than a fixed number of them."""

from __future__ import annotations

import operator
from collections.abc import Hashable, Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any, Final

from attrs import define, frozen

from rectcore.check.logic.formula import Formula, Settled, Test, given, tests

MOST_STEPS: Final = 4000
"""Cases after which a question is left open."""

_OPS: Final = {"is": operator.eq, "at least": operator.ge, "at most": operator.le}


@frozen
class Other:
    """A value that no condition names."""


@frozen
class Domain:
    """What a variable can be.

    Args:
        words: all there is to choose from; None: any value, those that are named and one that is not.
        whole: only whole numbers; None: it is no number.
        least: the least of them, where there is one.
    """

    words: tuple[Any, ...] | None = None
    whole: bool | None = None
    least: int | None = None

    def cases(self, named: Iterable[Any]) -> tuple[Any, ...]:
        """A value for every case that comparing with the named values tells apart."""
        if self.words is not None:
            return self.words
        limits = sorted(set(named), key=str) if self.whole is None else sorted(set(named))
        if self.whole is None:
            return (*limits, Other())
        return tuple(n for n in sorted(_around(limits, whole=self.whole)) if self.least is None or n >= self.least)


FLAG: Final = Domain(words=(True, False))


def _around(limits: list[Decimal], *, whole: bool) -> set[Decimal]:
    if whole:
        floors = {x.to_integral_value(ROUND_FLOOR) for x in limits}
        ceilings = {x.to_integral_value(ROUND_CEILING) for x in limits}
        return floors | ceilings | {x + 1 for x in floors} | {x - 1 for x in ceilings}
    between = {(a + b) / 2 for a, b in pairwise(limits)}
    return {*limits, *between, limits[0] - 1, limits[-1] + 1}


def possible(formula: Formula, domains: Mapping[Hashable, Domain]) -> bool:
    """Whether a choice of facts may make a formula true; true as well where there are too many cases to tell.

    Args:
        formula: what is asked.
        domains: what its variables can be; one that is not there is a flag.
    """
    return _Search(formula, domains).run()


@define
class _Search:
    formula: Formula
    domains: Mapping[Hashable, Domain]
    steps: int = 0

    def run(self) -> bool:
        return self._try(self.formula)

    def _try(self, formula: Formula) -> bool:
        self.steps += 1
        if isinstance(formula, Settled) or self.steps > MOST_STEPS:
            return formula != Settled(value=False)
        left = tests(formula)
        variable = left[0].variable
        own = [x for x in left if x.variable == variable]
        seen: set[tuple[bool, ...]] = set()
        for case in self.domains.get(variable, FLAG).cases(x.value for x in own):
            answers = {x: _answer(x, case) for x in own}
            pattern = tuple(answers.values())
            if pattern not in seen:
                seen.add(pattern)
                if self._try(given(formula, answers)):
                    return True
        return False


def _answer(test: Test, case: Any) -> bool:
    return bool(_OPS[test.op](case, test.value))
