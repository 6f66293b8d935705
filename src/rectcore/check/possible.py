"""Whether conditions can all hold at once: found by trying values of what they ask, with an example.

What an input is compared with cuts its values into stretches, and one value of each is tried. A condition that is
nothing but itself (there is a paper, somebody held a post) is taken as true or false. So a pair that is shown may
after all exclude each other for reasons of the world; a pair that is not shown does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import define, field

from rectcore.check import terms as t
from rectcore.check.stretches import OPS, around, whole
from rectcore.check.types import DURATIONS, NUMBERS, YES_NO, Kind
from rectcore.model.facts import NONE

MOST_TRIES: Final = 20_000
_DENIES: Final = {
    "is not": "is",
    "at least": "less than",
    "at most": "more than",
    "not before": "before",
    "no later than": "after",
}
_ORDERED = NUMBERS | DURATIONS | {Kind.PERCENT, Kind.DATE}


def together(conditions: Sequence[t.Term], definitions: Mapping[str, t.Term]) -> dict[t.Term, Any] | None:
    """Values of what the conditions ask under which all hold; None where there are none.

    After 20 000 tries it is taken as possible, without an example.
    """
    search = _Search(t.And(tuple(_expanded(c, definitions) for c in conditions)), definitions)
    found = search.run({})
    return {} if search.tries > MOST_TRIES else found


def _expanded(term: t.Term, definitions: Mapping[str, t.Term]) -> t.Term:
    """A condition with the definitions that it asks of the same thing written out; what constants say is settled."""
    match term:
        case t.Defined(id=id_, of=t.Self()) if term.type.kind is Kind.YES_NO and id_ in definitions:
            return _expanded(definitions[id_], definitions)
        case t.Not(operand=operand):
            return t.Not(_expanded(operand, definitions))
        case t.And(operands=operands):
            return t.And(tuple(_expanded(o, definitions) for o in operands))
        case t.Or(operands=operands):
            return t.Or(tuple(_expanded(o, definitions) for o in operands))
        case t.Compare() if isinstance(left := _plain(term.left), t.Const) and isinstance(
            right := _plain(term.right), t.Const
        ):
            return t.Const(_compared(term.op, left.value, right.value), YES_NO)
        case t.Compare(op=op) if op in _DENIES and not isinstance(_plain(term.right), t.Const):
            return t.Not(t.Compare(_DENIES[op], term.left, term.right, span=term.span))
        case t.Quantified(how="no", bound=bound, condition=condition):
            return t.Not(t.Quantified("exists", bound, condition, span=term.span))
    return term


def _plain(term: t.Term) -> t.Term:
    """The number of a duration; anything else as it is."""
    return term.amount if isinstance(term, t.SpanOf) else term


def _asked(term: t.Term) -> tuple[t.Term, str, Any] | None:
    """What a comparison asks, how, and the constant it is compared with; None where it is no such comparison."""
    if not isinstance(term, t.Compare) or not isinstance(right := _plain(term.right), t.Const):
        return None
    value, kind = right.value, term.left.type.kind
    if kind not in _ORDERED and kind not in (Kind.ONE_OF, Kind.YES_NO):
        return None
    return term.left, term.op, Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


@define
class _Search:
    formula: t.Term
    definitions: Mapping[str, t.Term]
    tries: int = 0
    _values: dict[t.Term, list[Any]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        limits: dict[t.Term, set[Any]] = {}
        for atom in _atoms(self.formula):
            asked = _asked(atom)
            key = atom if asked is None else asked[0]
            limits.setdefault(key, set()).update(() if asked is None else (asked[2],))
        self._values = {term: self._tried(term, found) for term, found in limits.items()}

    def _tried(self, term: t.Term, limits: set[Any]) -> list[Any]:
        absent = [NONE] if term.type.optional else []
        kind = term.type.kind
        if kind is Kind.ONE_OF:
            return [v.id for v in term.type.values] + absent
        if kind is Kind.YES_NO:
            return [True, False, *absent]
        return [*around(sorted(limits - {NONE}), kind, whole=whole(term, self.definitions)), *absent]

    def run(self, chosen: dict[t.Term, Any]) -> dict[t.Term, Any] | None:
        """The first choice that makes the formula true."""
        self.tries += 1
        holds = _truth(self.formula, chosen)
        if holds is not None or self.tries > MOST_TRIES:
            return chosen if holds else None
        term = next(x for x in self._values if x not in chosen)
        for value in self._values[term]:
            found = self.run({**chosen, term: value})
            if found is not None:
                return found
        return None


def _atoms(term: t.Term) -> Iterator[t.Term]:
    if isinstance(term, t.Not | t.And | t.Or):
        for part in t.parts(term):
            yield from _atoms(part)
    elif not isinstance(term, t.Const):
        yield term


def _truth(term: t.Term, chosen: Mapping[t.Term, Any]) -> bool | None:
    match term:
        case t.Const(value=value):
            return value is True
        case t.Not(operand=operand):
            inner = _truth(operand, chosen)
            return None if inner is None else not inner
        case t.And(operands=operands) | t.Or(operands=operands):
            decisive = isinstance(term, t.Or)
            found = [_truth(o, chosen) for o in operands]
            return decisive if decisive in found else (None if None in found else not decisive)
    asked = _asked(term)
    if asked is None:
        value = chosen.get(term)
        return value is True if term in chosen else None
    key, op, limit = asked
    if key not in chosen:
        return None
    return _compared(op, chosen[key], limit)


def _compared(op: str, value: Any, limit: Any) -> bool:
    if op == "is not":
        return bool(value != limit)
    if value is NONE or limit is NONE:
        return op == "is" and value is limit
    return OPS[op](value, limit)
