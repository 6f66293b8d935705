"""The greater, lesser, earlier or later of several: which operands go together, and what comes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rectcore.check import operators, type_messages, wording
from rectcore.check import terms as t
from rectcore.check.operators import Wrong
from rectcore.check.scope import Scope
from rectcore.check.types import DATE, DECIMAL, DURATIONS, INTEGER, NUMBERS, Kind, Type
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language import tree

OF_DAYS: Final = frozenset({"earlier of", "later of"})
_MEASURED: Final = NUMBERS | DURATIONS | {Kind.PERCENT}


def extreme(node: tree.Extreme, operands: Sequence[t.Term | None], scope: Scope) -> t.Term | None:
    """The term for operands that have been read; reported where they cannot be compared with one another."""
    found = [o for o in operands if o is not None]
    if len(found) < len(operands):
        return None
    fitting = {Kind.DATE} if node.op in OF_DAYS else _MEASURED
    sound = True
    for written, operand in zip(node.operands, found, strict=True):
        if operand.type.many or operand.type.kind not in fitting:
            scope.desk.report(_unfit(node.op, written, operand.type))
            sound = False
    if not sound or not _alike(node, found, scope):
        return None
    kinds = {o.type.kind for o in found}
    kind = found[0].type.kind
    plain = DATE if kind is Kind.DATE else Type(kind)
    if kinds <= NUMBERS:
        plain = INTEGER if kinds == {Kind.INTEGER} else DECIMAL
    none = all(o.type.optional for o in found)
    return t.Extreme(node.op, tuple(found), Type(plain.kind, optional=none), span=node.span)


def _unfit(op: str, written: tree.Expression, type_: Type) -> Diagnostic:
    """The message on an operand that has no such order."""
    found = wording.describe(type_)
    if op in OF_DAYS:
        hint = Text("of numbers and durations say `greater of`, `lesser of`", "数和时长请用“取大者”“取小者”")
        return type_messages.wrong_kind(
            written, wording.KINDS[Kind.DATE], found, hint if type_.kind in _MEASURED else Text()
        )
    hint = Text("of dates say `earlier of`, `later of`", "日期请用“取早者”“取晚者”")
    wanted = Text("a number, a percent or a duration", "数、百分比或时长")
    return type_messages.wrong_kind(written, wanted, found, hint if type_.kind is Kind.DATE else Text())


def _alike(node: tree.Extreme, found: Sequence[t.Term], scope: Scope) -> bool:
    """Whether every operand can be compared with the first; the first that cannot be is reported."""
    if node.op in OF_DAYS:
        return True
    first, *others = found
    for written, other in zip(node.operands[1:], others, strict=True):
        wrong = operators.comparison("at least", first.type, other.type)
        if wrong is Wrong.DURATIONS:
            scope.desk.report(type_messages.durations_differ(written, first.type, other.type))
        elif wrong is Wrong.PERCENT:
            scope.desk.report(type_messages.percent_mixed(written))
        elif wrong is not None:
            scope.desk.report(
                type_messages.operands(
                    written, node.operands[0], first.type, written, other.type, type_messages.USE_DURATION
                )
            )
        if wrong is not None:
            return False
    return True
