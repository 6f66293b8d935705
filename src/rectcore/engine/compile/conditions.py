"""Standings, notices and ladders by conditions: whether they say something on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from attrs import frozen

from rectcore.check.rulebook import Ladder, Notice, Rule, Rulebook, RungCondition, Standing
from rectcore.check.terms import And, Not, Or, Term
from rectcore.engine.compile.functions import Compiled, condition
from rectcore.engine.compile.nodes import Place
from rectcore.engine.compile.owners import SURE, Facts, Owner
from rectcore.model.events import Event


@frozen
class Holds:
    """A rule made of one condition, which it is silent without.

    Args:
        ends_with_closure: it says nothing of a closed task.
    """

    rule: Rule
    condition: Compiled
    ends_with_closure: bool = False

    def on(self, owner: Owner, day: date, event: Event | None = None) -> bool | None:
        """Whether the condition holds on a day on which the rule looks at the subject; None: not told."""
        return self.prepared(owner.facts, day)(owner, event)

    def prepared(self, facts: Facts, day: date) -> Asked:
        """The same for whomever it is asked on a day."""
        rule, condition = self.rule, self.condition
        if day not in rule.in_force or day not in facts.rulebook.in_force:
            return _never
        value, known = condition.value, facts.known_at
        given, marks = condition.given(facts, day), condition.marks(facts, known)

        def asked(owner: Owner, event: Event | None) -> bool | None:
            first = owner.first_day(rule, event)
            if first is None or day < first:
                return False
            if self.ends_with_closure and owner.status(day, known) == "closed":
                return False
            found: bool | None = value(owner, event, None, day, given, marks, None, known, SURE)
            return found

        return asked


Asked: TypeAlias = Callable[[Owner, Event | None], bool | None]


def _never(_: Owner, __: Event | None) -> bool:
    return False


def of_rule(rule: Standing | Notice | Ladder, book: Rulebook) -> Holds | None:
    """The condition of a rule; None where it is left to the reference evaluator."""
    term = _term(rule)
    if term is None:
        return None
    is_event = book.vocabulary[rule.entity].event
    if isinstance(rule, Ladder) and is_event:
        return None
    found = condition(book, term, Place(rule.entity, this=rule.entity if is_event else None))
    if found is None:
        return None
    return Holds(rule, found, ends_with_closure=isinstance(rule, Ladder))


def _term(rule: Standing | Notice | Ladder) -> Term | None:
    """What has to hold for a rule to say something, whatever its exceptions come to."""
    if isinstance(rule, Ladder):
        return None if rule.every is not None else Or(tuple(_rung(s.when) for s in rule.steps if s.when is not None))
    if isinstance(rule, Standing):
        if rule.every is not None:
            return None
        said: Term = Not(rule.must)
    else:
        said = rule.when
    return And((rule.applies_while, said)) if rule.applies_while is not None else said


def _rung(when: RungCondition) -> Term:
    groups = tuple(Or(tuple(c.term for c in group)) for group in when.any_of)
    return And((*(c.term for c in when.all_of), *groups))
