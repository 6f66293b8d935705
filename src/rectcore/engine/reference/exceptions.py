"""What the exceptions to a rule come to: a forest, in which an inner one takes the place of its outer (section 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import frozen

from rectcore.check.rulebook import ExceptionRule, Rulebook
from rectcore.engine.reference.kleene import Truth
from rectcore.model.facts import Unknown

NOT_REQUIRED = "not required"
EXCUSED = "excused"
DUE_INSTEAD = "due instead"
SET_ASIDE = "set aside"

Applies: TypeAlias = Callable[[ExceptionRule], Truth]


@frozen
class Exempt:
    """What the exceptions come to.

    Args:
        applying: those whose effect is had; with several effects they disagree, and none is had.
        unknown: what is missing to tell of others.
        doubts: those others.
    """

    applying: tuple[ExceptionRule, ...] = ()
    unknown: Unknown | None = None
    doubts: tuple[ExceptionRule, ...] = ()

    @property
    def conflict(self) -> bool:
        """Whether two that apply have different effects."""
        return len({(x.effect, x.due) for x in self.applying}) > 1

    @property
    def named(self) -> str:
        """Those that apply, by their ids."""
        return ", ".join(x.id for x in self.applying)

    def has(self, effect: str) -> bool:
        """Whether an effect applies, undisputed."""
        return not self.conflict and any(x.effect == effect for x in self.applying)


def exceptions_to(rule: str, book: Rulebook, applies: Applies) -> Exempt:
    """What the exceptions attached to a rule, or to an exception, come to, each with those attached to it."""
    applying: list[ExceptionRule] = []
    doubts: list[ExceptionRule] = []
    unknown: Unknown | None = None
    for one in book.exceptions_of(rule):
        found = _comes_to(one, book, applies)
        applying += found.applying
        doubts += found.doubts
        if found.unknown is not None:
            unknown = found.unknown if unknown is None else unknown | found.unknown
    return Exempt(tuple(applying), unknown, tuple(doubts))


def _comes_to(one: ExceptionRule, book: Rulebook, applies: Applies) -> Exempt:
    answer = applies(one)
    if answer is False:
        return Exempt()
    inner = exceptions_to(one.id, book, applies)
    if inner.has(SET_ASIDE) and inner.unknown is None:
        return Exempt()  # whether it applies or not
    if isinstance(answer, Unknown):
        return Exempt((), answer, (one, *_all_in(one, book)))
    if inner.has(SET_ASIDE):
        return Exempt((), inner.unknown, inner.doubts)
    if inner.applying:
        return inner
    if inner.unknown is not None:
        return Exempt((), inner.unknown, (one, *inner.doubts))
    return Exempt((one,))


def _all_in(one: ExceptionRule, book: Rulebook) -> tuple[ExceptionRule, ...]:
    return tuple(x for child in book.exceptions_of(one.id) for x in (child, *_all_in(child, book)))
