"""Due days that fall on a holiday and go elsewhere than the rules say.

What the rule set says of all due days is one place, and changes for all of them at once; a due day that says something
of its own is another. A day that is written down, or a field, is never moved, so nothing changes there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from attrs import evolve

from rectcore.analysis.changes import Change
from rectcore.check import terms as t
from rectcore.check.rulebook import Due, DueOf, DueOn, DueRule, Rulebook
from rectcore.diagnostics import Text
from rectcore.model.calendar import Roll

_SAID: Final = {
    Roll.NEXT_WORKING_DAY: Text("a holiday moved to the next working day", "逢休息日改为顺延至下一工作日"),
    Roll.PREVIOUS_WORKING_DAY: Text("a holiday moved to the working day before", "逢休息日改为提前至上一工作日"),
    Roll.SAME_DAY: Text("a holiday not moved", "逢休息日改为不调整"),
}


def of_its_own(book: Rulebook) -> Callable[[Due], Iterable[Change]]:
    """The changes of a due day that does not go where the rule set says."""

    def changes(due: Due) -> Iterable[Change]:
        if _moves(due.rule) and (book.rolled is None or due.roll is not book.rolled.roll):
            for other in _others(due.roll):
                yield evolve(due, roll=other), _word(other), _SAID[other]

    return changes


def of_the_set(book: Rulebook) -> Iterator[tuple[Rulebook, str, Text]]:
    """The rule set with all due days that go where it says moved elsewhere; none where there are no such days."""
    if book.rolled is None:
        return
    for other in _others(book.rolled.roll):
        moved = {x: _moved(getattr(book, x), book.rolled.roll, other) for x in ("duties", "targets", "exceptions")}
        made: dict[str, Any] = {field: items for field, items in moved.items() if items != getattr(book, field)}
        if made:
            yield evolve(book, **made), _word(other), _SAID[other]


def _others(roll: Roll) -> list[Roll]:
    return [other for other in Roll if other is not roll]


def _word(roll: Roll) -> str:
    return roll.value.replace(" ", "-")


def _moved(items: tuple[Any, ...], roll: Roll, other: Roll) -> tuple[Any, ...]:
    return tuple(_with(item, roll, other) for item in items)


def _with(item: Any, roll: Roll, other: Roll) -> Any:
    """A rule with its due days moved elsewhere."""
    due = item.due
    if due is None or due.roll is not roll or not _moves(due.rule):
        return item
    return evolve(item, due=evolve(due, roll=other))


def _moves(rule: DueRule) -> bool:
    """Whether there is a day that is worked out."""
    if isinstance(rule, DueOf):
        return any(_moves(one) for one in rule.rules)
    return not (isinstance(rule, DueOn) and isinstance(rule.day, t.Field | t.Const))
