"""Whether a missing fact could make a condition true (RC221): by polarity, looking through definitions.

`is missing` and `or else` turn what is not known into a truth. Where that truth would help to open a gate it is
refused; where it could only keep the gate shut it is free.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from attrs import frozen

from rectcore.check import terms as t
from rectcore.check.operators import ORDER
from rectcore.source import Span


class Helps(Enum):
    """Which truth of a part helps the whole to be true."""

    TRUE = 1
    FALSE = -1
    EITHER = 0

    def turned(self) -> Helps:
        """Under a negation."""
        return Helps(-self.value)


@frozen
class Danger:
    """A place where a missing fact helps; `inner` is the place in a definition that it comes through."""

    span: Span | None
    inner: Span | None = None


def dangers(term: t.Term, definitions: Mapping[str, t.Term], helps: Helps = Helps.TRUE) -> tuple[Danger, ...]:
    """The places in a condition where a missing fact could make it true."""
    return tuple(dict.fromkeys(_find(term, helps, definitions, valued=False)))


def _find(term: t.Term, helps: Helps, definitions: Mapping[str, t.Term], *, valued: bool) -> list[Danger]:
    """The dangers in a term; `valued`: it is part of a comparison, count or sum, where no default is safe."""
    match term:
        case t.IsKnown(value=value, known=known):
            bad = helps is Helps.EITHER or helps is (Helps.FALSE if known else Helps.TRUE)
            own = [Danger(term.span)] if bad else []
            return own + _find(value, Helps.EITHER, definitions, valued=True)
        case t.OrElse(value=value, default=default):
            safe = isinstance(default, t.Const) and default.value is (helps is Helps.FALSE)
            bad = valued or helps is Helps.EITHER or not safe
            return ([Danger(term.span)] if bad else []) + _find(value, helps, definitions, valued=valued)
        case t.Not(operand=operand):
            return _find(operand, helps.turned(), definitions, valued=valued)
        case t.AsAt(value=value, day=day):
            return _find(value, helps, definitions, valued=valued) + _find(day, Helps.EITHER, definitions, valued=True)
        case t.HeldFor(condition=condition):
            return _find(condition, helps, definitions, valued=valued)
        case t.IfThen(condition=condition, then=then):
            return [
                *_find(condition, helps.turned(), definitions, valued=valued),
                *_find(then, helps, definitions, valued=valued),
            ]
        case t.Quantified(bound=bound, how="no", condition=condition):
            return _of_rows(bound, term, definitions) + _find(condition, helps.turned(), definitions, valued=valued)
        case t.OfDuty(rule=id_):
            return _of_rule(id_, term, definitions)
        case t.Defined(id=id_, of=of):
            inside = _find(definitions[id_], helps, definitions, valued=valued) if id_ in definitions else []
            through = [Danger(term.span, inside[0].inner or inside[0].span)] if inside else []
            return through + _find(of, Helps.EITHER, definitions, valued=True)
        case t.Tabled(id=id_, of=of):
            inside = _find(definitions[id_], Helps.EITHER, definitions, valued=True) if id_ in definitions else []
            through = [Danger(term.span, inside[0].inner or inside[0].span)] if inside else []
            return through + _find(of, Helps.EITHER, definitions, valued=True)
        case t.Aggregated(id=id_) if id_ in definitions:
            inside = _find(definitions[id_], Helps.EITHER, definitions, valued=True)
            return [Danger(term.span, inside[0].inner or inside[0].span)] if inside else []
        case t.Scored(id=id_, of=of) | t.Ranked(id=id_, of=of):
            inside = _find(definitions[id_], Helps.EITHER, definitions, valued=True) if id_ in definitions else []
            through = [Danger(term.span, inside[0].inner or inside[0].span)] if inside else []
            return through + _find(of, Helps.EITHER, definitions, valued=True)
        case t.Drawn(id=id_, row=row):
            inside = _find(definitions[id_], Helps.EITHER, definitions, valued=True) if id_ in definitions else []
            through = [Danger(term.span, inside[0].inner or inside[0].span)] if inside else []
            return through + _find(row, Helps.EITHER, definitions, valued=True)
        case t.Compare(op=op, left=left, right=right):
            grows = helps if op in ("at least", "more than") else helps.turned()
            left_helps, right_helps = (grows, grows.turned()) if op in ORDER else (Helps.EITHER, Helps.EITHER)
            return [
                *_find(left, left_helps if isinstance(left, t.Count) else Helps.EITHER, definitions, valued=True),
                *_find(right, right_helps if isinstance(right, t.Count) else Helps.EITHER, definitions, valued=True),
            ]
        case t.And() | t.Or() | t.Quantified() | t.Count():
            bound = t.bound_by(term)
            inside = [d for part in t.parts(term) for d in _find(part, helps, definitions, valued=valued)]
            return _of_rows(bound, term, definitions) + inside
        case _:
            return [d for part in t.parts(term) for d in _find(part, Helps.EITHER, definitions, valued=True)]


def _of_rows(bound: Sequence[t.Bound], term: t.Term, definitions: Mapping[str, t.Term]) -> list[Danger]:
    """The dangers in the rules whose instances or breaches a quantifier runs over."""
    return [d for one in bound for d in _of_rule(one.rows.entity, term, definitions)]


def _of_rule(id_: str, term: t.Term, definitions: Mapping[str, t.Term]) -> list[Danger]:
    """What became of a rule hangs on its conditions, whichever way they turn out."""
    inside = _find(definitions[id_], Helps.EITHER, definitions, valued=True) if id_ in definitions else []
    return [Danger(term.span, inside[0].inner or inside[0].span)] if inside else []
