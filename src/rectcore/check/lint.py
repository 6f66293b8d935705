"""What is looked for once all forms are read: gates that a missing fact could open, absence without a meaning,
rules without a citation or a scenario, texts in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rectcore.check import rule_messages, terms, time_messages, type_messages
from rectcore.check.declare import RULES
from rectcore.check.desk import Desk, World, nodes
from rectcore.check.polarity import Helps, dangers
from rectcore.check.rulebook import ByEvent, Duty, ExceptionRule, Gate, Ladder, Scenario, Standing, Target
from rectcore.check.terms import Term
from rectcore.language import tree

CITED = (
    *RULES,
    "ladder",
    "exception",
    "parameter",
    "setting",
    "define",
    "table",
    "series",
    "aggregate",
    "score",
    "sample",
    "ranking",
)

_NAMED = (terms.Defined, terms.Tabled, terms.Aggregated, terms.Scored, terms.Drawn, terms.Ranked)
"""Terms that stand for what a form of that name asks."""


def gate_opens(desk: Desk, rule: Gate | ExceptionRule, definitions: Mapping[str, Term]) -> None:
    """RC221: what is missing must not open a gate."""
    conditions = [one.term for one in rule.labels] if isinstance(rule, Gate) else [rule.applies_when]
    # An exception to an exception opens by not applying as well.
    nested = isinstance(rule, ExceptionRule) and rule.overrides != rule.rule
    for condition in conditions:
        for danger in dangers(condition, definitions, Helps.EITHER if nested else Helps.TRUE):
            desk.report(type_messages.opens_on_unknown(danger.span, danger.inner))


def absence(desk: Desk, rule: Duty | Standing | Target | Ladder, definitions: Mapping[str, Term], world: World) -> None:
    """RC230, through definitions: absence that nobody has given a meaning must not convict."""
    own: list[Term | None] = []
    if isinstance(rule, Ladder):
        own += [c.term for step in rule.steps if step.when is not None for c in step.when.labels]
    else:
        own.append(rule.applies_while)
    if isinstance(rule, Standing | Target):
        own.append(rule.must)
    elif isinstance(rule, Duty) and isinstance(rule.fulfilled_by, ByEvent):
        own.append(rule.fulfilled_by.condition)
    for term in own:
        for inner in terms.walk(term) if term is not None else ():
            if isinstance(inner, _NAMED):
                for event, place in _meaningless(inner.id, definitions, world):
                    desk.report(type_messages.no_absence_rule(inner.span, event, place.span))


def _meaningless(id_: str, definitions: Mapping[str, Term], world: World) -> Iterator[tuple[str, Term]]:
    """The events without a rule of absence that a definition runs over."""
    for inner in terms.walk(definitions[id_]) if id_ in definitions else ():
        if isinstance(inner, _NAMED):
            yield from _meaningless(inner.id, definitions, world)
        for one in terms.bound_by(inner):
            entity = world.vocabulary[one.rows.entity]
            if entity.event and entity.completeness is None and entity.id not in world.vague:
                yield entity.id, inner


def cites(desk: Desk) -> None:
    """RC501: a rule says where it comes from."""
    form = desk.form
    if form.kind in CITED and form.id is not None and not form.broken and form.get("cite") is None:
        desk.report(rule_messages.no_cite(form.id, form.id.text))


def scenarios(desks: Sequence[Desk]) -> None:
    """RC502: a rule has a scenario that expects something of it.

    What is at fault is left alone until it is mended: such a rule, and all of them where a scenario is.
    """
    expected = {
        value.rule.text
        for desk in desks
        if desk.form.kind == "scenario"
        for value in desk.every("expect", tree.Expect)
        if value.rule is not None
    }
    if any(desk.form.kind == "scenario" and (desk.form.broken or desk.faulty) for desk in desks):
        return
    for desk in desks:
        form = desk.form
        sound = not (form.broken or desk.faulty)
        if form.kind in RULES and form.id is not None and sound and form.id.text not in expected:
            desk.report(rule_messages.no_scenario(form.id, form.id.text))


def both_ways(desks: Sequence[Desk], scenarios: Sequence[Scenario]) -> None:
    """RC504: a gate that scenarios look at is seen open in one and blocking in another."""
    seen: dict[str, set[bool]] = {}
    for expected in (e for scenario in scenarios for e in scenario.expects):
        if expected.rule is not None and expected.what == "gate":
            seen.setdefault(expected.rule, set()).add((expected.result == "open") is not expected.negated)
    for desk in desks:
        form = desk.form
        if form.id is not None and len(seen.get(form.id.text, "ab")) < 2:
            desk.report(time_messages.one_sided(form.id, form.id.text, opens=True not in seen[form.id.text]))


def languages(desks: Sequence[Desk]) -> None:
    """RC607: a text is given in both languages; one text is mentioned once."""
    seen: set[tree.Bilingual] = set()
    for desk in desks:
        if desk.form.kind == "use":
            continue
        for node in nodes(desk.form):
            if isinstance(node, tree.Bilingual) and bool(node.en) != bool(node.zh) and node not in seen:
                seen.add(node)
                desk.report(rule_messages.one_language(node, node.en or node.zh, "zh" if node.en else "en"))
