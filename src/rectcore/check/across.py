"""Whose verdicts may rest on what is recorded about other tasks: what has to be judged again when one task changes.

Told from the rules alone, and never too little: a number over rows, a draw, a place in a ranking and a reference to a
task count as looks at all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

import attrs

from rectcore.check import terms as t
from rectcore.check.rulebook import AnyRule, Ladder, Rule, Rulebook
from rectcore.check.types import Name, Type
from rectcore.source import Span

_CARDS: Final = frozenset({"Unit", "Person", "Plan", "Tenure"})
"""Rows of which nothing that is recorded about a task says anything."""


def looks_across(book: Rulebook) -> frozenset[str]:
    """The kinds of owners (`Task`, `Unit`, `Plan`) with a rule that may look at tasks beside the one it is about."""
    found: set[str] = set()
    for rule in (*book.rules, *book.ladders):
        kinds = _kinds(rule, book)
        if not kinds <= found and any(_goes_beyond(part, book) for part in _inside(rule, book, set())):
            found |= kinds
    for ladder in book.ladders:
        if ladder.for_each is not None and any(ladder.for_each not in _kinds(r, book) for r in _feeders(ladder, book)):
            found.add(ladder.for_each)
    return frozenset(found)


def _kinds(rule: AnyRule | Ladder, book: Rulebook) -> frozenset[str]:
    """What a rule has findings about: of a rule for each event, what such events are about."""
    if isinstance(rule, Ladder) and rule.for_each is None:
        return frozenset(kind for feeder in _feeders(rule, book) for kind in _kinds(feeder, book))
    entity = book.vocabulary[rule.entity]
    return frozenset(entity.part_of if entity.event else (entity.id,))


def _feeders(ladder: Ladder, book: Rulebook) -> Iterator[AnyRule | Ladder]:
    for rule in book.rules:
        if ladder.id in (getattr(rule, "ladder", None), getattr(rule, "kept", None)):
            yield rule
    yield from (other for other in book.ladders if any(ladder.id in step.feeds for step in other.steps))


def _goes_beyond(part: object, book: Rulebook) -> bool:
    match part:
        case t.Aggregated() | t.Scored() | t.Ranked() | t.Drawn():
            return True
        case t.Rows():
            return (part.of is None or part.attribute is not None) and part.entity not in _CARDS
        case t.Field(type=Type(entity=str() as entity)):
            whose = book.vocabulary[part.entity]
            own = part.name == "task" and (whose.event or whose.record)
            return entity not in _CARDS and not own
        case t.Param(type=Type(entity=str() as entity)):
            return entity not in _CARDS
        case _:
            return False


def _inside(of: object, book: Rulebook, seen: set[str]) -> Iterator[object]:
    """Everything that stands in a rule, and in what it names."""
    if isinstance(of, tuple):
        for one in of:
            yield from _inside(one, book, seen)
    elif attrs.has(type(of)) and not isinstance(of, Type | Name | Span):
        yield of
        fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(of)))
        yield from _inside(tuple(getattr(of, a.name) for a in fields), book, seen)
        for name in _named(of):
            if name not in seen:
                seen.add(name)
                yield from _inside((book.find(name), book.exceptions_of(name)), book, seen)


def _named(of: object) -> tuple[str, ...]:
    """What a part names that asks something in turn; a rule names itself, for the exceptions to it."""
    match of:
        case t.Defined() | t.Tabled() | t.Judged() | Rule():
            return (of.id,)
        case t.OfDuty():
            return (of.rule,)
        case t.Rows():
            return (of.entity,)  # of a rule, where it has rows
        case _:
            return ()
