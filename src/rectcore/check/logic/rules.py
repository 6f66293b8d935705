"""RC401 to RC404, RC410: conditions of rules that can never hold, always hold, or add nothing to those beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import permutations
from typing import Final, TypeVar

from attrs import define

from rectcore.check import logic_messages as messages
from rectcore.check import terms as t
from rectcore.check.desk import Desk
from rectcore.check.logic.claims import Claims
from rectcore.check.rulebook import ByEvent, Definition, Duty, ExceptionRule, Gate, Labelled, Notice, Standing, Target
from rectcore.diagnostics import Diagnostic
from rectcore.model.facts import NONE
from rectcore.source import Span

T = TypeVar("T")

UNSEEN: Final = frozenset({"correction", "withdrawal"})
"""Events that change others and are themselves seen by no rule."""


@define
class Looker:
    """Looks at the conditions of rules one by one; each slip is reported once.

    Args:
        claims: what can be claimed of conditions.
        desks: where the rules were worked on.
        exceptions: those of the pack.
    """

    claims: Claims
    desks: Mapping[str, Desk]
    exceptions: Sequence[ExceptionRule] = ()

    def definition(self, rule: Definition) -> None:
        """A definition that is a condition."""
        if rule.term.type.kind.value == "yes/no":
            self.plain(self.desks[rule.name.id], rule.term)

    def gate(self, rule: Gate) -> None:
        """A gate: each condition, all of them together, and what one says of another."""
        desk = self.desks[rule.id]
        own = [x for x in self.exceptions if x.rule == rule.id and x.effect == "permit"]
        waived = {label for x in own for label in x.labels}
        blanket = any(not x.labels for x in own)
        settled = {one.label for one in rule.labels if self._settled(desk, one, waived=blanket or one.label in waived)}
        if not blanket and not settled:
            self._together(desk, rule, waived)
        for group, every in ((rule.all_of, True), *((group, False) for group in rule.any_of)):
            kept = [one for one in group if one.label not in settled]
            self.redundant(desk, kept, every=every, waived=waived)
        for one in rule.labels:
            if one.label not in settled:
                self.lists(desk, one.term)

    def duty(self, rule: Duty) -> None:
        """A duty: when it applies, and what fulfils it."""
        desk = self.desks[rule.id]
        self.applies(desk, rule.applies_while)
        by = rule.fulfilled_by
        if not isinstance(by, ByEvent):
            return
        if by.entity in UNSEEN:
            clause = desk.form.get("fulfilled by")
            desk.report(messages.unseen(_span(clause), by.entity))
        elif self.claims.never(by.condition):
            desk.report(messages.unfulfillable(by.condition.span))
        else:
            self.plain(desk, by.condition)

    def standing(self, rule: Standing) -> None:
        """A standing: when it applies, and what must hold then."""
        desk = self.desks[rule.id]
        during = [rule.applies_while] if rule.applies_while is not None else []
        if not self.applies(desk, rule.applies_while):
            return
        if self.claims.never(*during, rule.must):
            desk.report(messages.unkeepable(rule.must.span, _span(rule.applies_while)))
        elif not _named(rule.must) and self.claims.never(*during, but=rule.must):
            desk.report(messages.always(rule.must.span, _span(rule.applies_while)))
        else:
            self.lists(desk, rule.must)

    def notice(self, rule: Notice) -> None:
        """A notice: when it applies, and when it is said."""
        desk = self.desks[rule.id]
        if not self.applies(desk, rule.applies_while):
            return
        during = [rule.applies_while] if rule.applies_while is not None else []
        if not self.claims.never(rule.when) and self.claims.never(*during, rule.when):
            desk.report(messages.never(rule.when.span, _span(rule.applies_while)))
        else:
            self.plain(desk, rule.when)

    def target(self, rule: Target) -> None:
        """A target: when it applies."""
        self.applies(self.desks[rule.id], rule.applies_while)

    def exception(self, rule: ExceptionRule) -> None:
        """An exception: when it applies."""
        self.plain(self.desks[rule.id], rule.applies_when)

    def applies(self, desk: Desk, term: t.Term | None) -> bool:
        """Whether a rule applies at all, as far as can be told."""
        return term is None or self.plain(desk, term)

    def plain(self, desk: Desk, term: t.Term) -> bool:
        """A condition by itself; whether nothing is settled about it."""
        if isinstance(term, t.Const) or _named(term):
            return True  # said on purpose, or at the definition
        if self.claims.never(term):
            desk.report(messages.never(term.span))
            return False
        if self.claims.always(term):
            desk.report(messages.always(term.span))
            return False
        self.lists(desk, term)
        return True

    # -- gates ----------------------------------------------------------------------------------------------------

    def _settled(self, desk: Desk, one: Labelled, *, waived: bool) -> bool:
        if self.claims.never(one.term):
            if not waived:
                desk.report(messages.never_opens(one.term.span, (one.label,)))
            return True
        if not isinstance(one.term, t.Const) and not _named(one.term) and self.claims.always(one.term):
            desk.report(messages.always(one.term.span))
            return True
        return False

    def _together(self, desk: Desk, rule: Gate, waived: set[str]) -> None:
        """Report a gate whose conditions contradict one another, at the last of the fewest that do."""
        wanted: dict[str, t.Term] = {one.label: one.term for one in rule.all_of if one.label not in waived}
        for group in rule.any_of:
            if waived.isdisjoint(one.label for one in group):
                wanted["/".join(one.label for one in group)] = one_of(group)
        clash = self.clash(wanted)
        if clash:
            *rest, last = clash.values()
            desk.report(messages.never_opens(last.span, tuple(clash), [x.span for x in rest]))

    def clash(self, wanted: Mapping[str, t.Term]) -> dict[str, t.Term]:
        """The fewest of some conditions, by their labels, that can never hold together; none where all can."""
        found = dict(wanted)
        if not self.claims.never(*found.values()):
            return {}
        for label in wanted:
            others = {x: term for x, term in found.items() if x != label}
            if self.claims.never(*others.values()):
                found = others
        return found

    def redundant(self, desk: Desk, group: Sequence[Labelled], *, every: bool, waived: Set[str] = frozenset()) -> None:
        """Report the conditions of a list that another one of it makes superfluous; none that can be waived is."""
        gone: set[str] = set()
        for one, other in _pairs(group, every=every):
            # Where both are to hold, the wider one adds nothing; where either will do, the narrower one.
            extra, because = (other, one) if every else (one, other)
            settled = {one.label, other.label} & (gone | waived) or _says_there_is_one(extra.term)
            if settled or not self.claims.never(one.term, but=other.term):
                continue
            gone.add(extra.label)
            desk.report(messages.implied(extra.term.span, because.term.span, because.label, every=every))

    # -- lists inside a condition ---------------------------------------------------------------------------------

    def lists(self, desk: Desk, term: t.Term) -> None:
        """Report what adds nothing to the lists inside a condition."""
        for list_ in (x for x in t.walk(term) if isinstance(x, t.And | t.Or)):
            for found in self._list(list_):
                desk.report(found)

    def _list(self, list_: t.And | t.Or) -> Iterator[Diagnostic]:
        """What adds nothing to a list: what is settled by itself, or by another operand."""
        every = isinstance(list_, t.And)
        gone: set[int] = set()
        for place, term in enumerate(list_.operands):
            if isinstance(term, t.Const) or _named(term):
                continue
            if every and self.claims.always(term):
                gone.add(place)
                yield messages.always(term.span)
            elif not every and self.claims.never(term):
                gone.add(place)
                yield messages.never(term.span)
        for (i, one), (j, other) in _pairs(tuple(enumerate(list_.operands)), every=every):
            extra, because = ((j, other), one) if every else ((i, one), other)
            if not gone.isdisjoint((i, j)) or _says_there_is_one(extra[1]):
                continue
            if self.claims.never(one, but=other):
                gone.add(extra[0])
                yield messages.implied(extra[1].span, because.span, None, every=every)


def one_of(group: Sequence[Labelled]) -> t.Term:
    """A group of which one condition is to hold, as one."""
    return t.Or(tuple(x.term for x in group), span=group[-1].term.span)


def _named(term: t.Term) -> bool:
    """Whether a condition is only the name of a definition, at which everything about it is said."""
    return isinstance(term, t.Defined)


def _span(node: object) -> Span | None:
    return getattr(node, "span", None)


def _says_there_is_one(term: t.Term) -> bool:
    """Whether a condition only says that something is, or is not, `none`: said for the reader."""
    return isinstance(term, t.Compare) and any(
        isinstance(x, t.Const) and x.value is NONE for x in (term.left, term.right)
    )


def _pairs(found: Sequence[T], *, every: bool) -> Iterator[tuple[T, T]]:
    """Every pair both ways round; of two that say the same, first the one that makes the later superfluous."""
    return permutations(found if every else found[::-1], 2)
