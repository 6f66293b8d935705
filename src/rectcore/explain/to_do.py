"""What people would have to do so that a gate opens: sets of actions for a decision, each tried before it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, product
from typing import Final

from attrs import evolve, frozen

from rectcore.check import terms as t
from rectcore.check.rulebook import Gate
from rectcore.engine.actions import Action, ActionKind, Way
from rectcore.engine.reference.expressions import truth
from rectcore.engine.reference.gates import asked, decide, gates_on, label_names
from rectcore.engine.reference.world import Env, World
from rectcore.engine.results import Decision, LabelResult, Verdict
from rectcore.engine.trace import Row
from rectcore.explain.carried_out import carried_out, near
from rectcore.explain.facts import Scene
from rectcore.explain.phrases import both
from rectcore.explain.prose import said
from rectcore.explain.wanted import ways
from rectcore.explain.ways import MOST_WAYS

_MOST_TRIED: Final = 12
"""How many combinations of the labels' ways are tried before none is promised."""


@frozen
class _Asked:
    """The question again, so that it can be asked of another ledger."""

    act: str
    row: Row
    world: World
    env: Env

    def after(self, way: Way) -> _Asked:
        """The question once the actions have been carried out."""
        ledger = carried_out(self.world.ledger, way, self.env.day, self.env.known_at)
        world = World(self.world.rulebook, ledger, self.world.calendar, self.world.known_at)
        return _Asked(self.act, self.row, world, asked(self.act, self.row, self.env.day, world, self.env.actor))

    def open(self, way: Way) -> bool:
        """Whether the act may then be done."""
        then = self.after(way)
        return decide(self.act, self.row, self.env.day, then.world, self.env.actor).state is Verdict.OPEN


def with_actions(decision: Decision, row: Row, world: World, actor: str | None = None) -> Decision:
    """The decision with the ways to meet each label that is wanted, and what to do for each set of `to_open`."""
    if not decision.to_open:
        return decision
    gates = gates_on(decision.act, row.entity, decision.as_of, world)
    book = world.rulebook
    ledger = near(world.ledger, decision.subject, gates, book)
    small = World(book, ledger, world.calendar, world.known_at)
    question = _Asked(decision.act, row, small, asked(decision.act, row, decision.as_of, small, actor))
    names = label_names(gates)
    wanted = {label for labels in decision.to_open for label in labels}
    found: dict[str, tuple[Way, ...]] = {}
    labels: list[LabelResult] = []
    for result in decision.labels:
        name = names[result.rule, result.label]
        if name in wanted:
            found[name] = _ways(_term(gates, result), question)
        labels.append(evolve(result, ways=found.get(name, ())[:MOST_WAYS]))
    to_do = tuple(_to_do(labels_, found, question) for labels_ in decision.to_open)
    return evolve(decision, labels=tuple(labels), to_do=to_do)


def _term(gates: Sequence[Gate], result: LabelResult) -> t.Term:
    return next(c.term for g in gates if g.id == result.rule for c in g.labels if c.label == result.label)


def _ways(term: t.Term, question: _Asked) -> tuple[Way, ...]:
    """The ways to meet a condition; of those that can be carried out as they stand, the ones that do meet it."""
    env = question.env
    scene = Scene(env.world.rulebook, env.world.ledger, env.day, env.known_at, subject=question.row, day=env.day)
    found = [
        way
        for way in ways(term, env, scene)
        if not all(a.concrete for a in way) or truth(term, question.after(way).env) is True
    ]
    if found:
        return tuple(found)
    text = both("see to it that {c}", "须使{c}", c=said(term, scene))
    return ((Action(ActionKind.OTHER, env.world.subject(question.row), text),),)


def _to_do(labels: Sequence[str], found: Mapping[str, tuple[Way, ...]], question: _Asked) -> Way:
    """One way for each label, together: the first with which the gates do open, with nothing that is not needed."""
    loose: Way | None = None
    for pick in islice(product(*(found[label] for label in labels)), _MOST_TRIED):
        way = tuple(dict.fromkeys(a for part in pick for a in part))
        if not all(a.concrete for a in way):
            loose = loose if loose is not None else way
        elif question.open(way):
            return _without_needless(way, question)
    if loose is not None:
        return loose
    text = both("what these conditions ask for does not go together", "以上条件的要求无法同时满足")
    return (Action(ActionKind.OTHER, question.world.subject(question.row), text),)


def _without_needless(way: Way, question: _Asked) -> Way:
    for action in way:
        left = tuple(a for a in way if a is not action)
        if question.open(left):
            return _without_needless(left, question)
    return way
