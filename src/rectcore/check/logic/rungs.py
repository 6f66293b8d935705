"""RC402 to RC405 of ladders by conditions: rungs that nobody can come to stand on, conditions that decide nothing."""

from __future__ import annotations

from collections.abc import Sequence

from rectcore.check import logic_messages as messages
from rectcore.check import terms as t
from rectcore.check.desk import Desk
from rectcore.check.logic.rules import Looker, one_of
from rectcore.check.rulebook import Labelled, Ladder, RungCondition
from rectcore.language import tree


def rungs(rule: Ladder, looker: Looker) -> None:
    """Each rung by itself, and beside the higher ones: the highest whose conditions hold is the one."""
    desk = looker.desks[rule.id]
    places = [c.value for c in desk.form.clauses if isinstance(c.value, tree.RungLine)]
    whens = [step.when for step in rule.steps if step.when is not None]
    for place, when in enumerate(whens):
        if not _by_itself(desk, when, looker):
            continue
        wanted = _all_of(when)
        higher = [_whole(other) for other in whens[place + 1 :]]
        by = next((j for j, one in enumerate(higher) if looker.claims.never(*wanted, but=one)), None)
        if by is not None:
            desk.report(messages.hidden_rung(places[place].span, places[place + 1 + by].span))
        elif higher and looker.claims.never(*wanted, but=t.Or(tuple(higher))):
            desk.report(messages.hidden_rung(places[place].span, None))


def _by_itself(desk: Desk, when: RungCondition, looker: Looker) -> bool:
    """What can be said of a rung alone; whether somebody may stand on it, as far as can be told."""
    settled = {one.label for one in when.labels if not looker.plain(desk, one.term)}
    for group, every in ((when.all_of, True), *((group, False) for group in when.any_of)):
        looker.redundant(desk, [one for one in group if one.label not in settled], every=every)
    if settled:
        return False
    clash = looker.clash({one.label: one.term for one in when.all_of} | {_label(g): one_of(g) for g in when.any_of})
    if clash:
        *rest, last = clash.values()
        desk.report(messages.never_stood_on(last.span, tuple(clash), [x.span for x in rest]))
    return not clash


def _label(group: Sequence[Labelled]) -> str:
    return "/".join(one.label for one in group)


def _all_of(when: RungCondition) -> list[t.Term]:
    return [*(one.term for one in when.all_of), *map(one_of, when.any_of)]


def _whole(when: RungCondition) -> t.Term:
    return t.And(tuple(_all_of(when)))
