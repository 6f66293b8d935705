"""Mutation of rules: small changes of meaning, each of which some scenario ought to notice.

A mutant drops a condition, line or bound, shifts a number or a day by one, turns a comparison, swaps two rungs, drops
an exception or changes its effect. It is killed when a scenario fails; one that survives says that no scenario holds
what was changed.
Mutants are made on the checked rulebook, so that rules in two languages have the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final, TypeAlias

import attrs
from attrs import evolve, frozen

from rectcore.analysis.changes import OF_PARTS, Change, groups, of_exceptions
from rectcore.analysis.resting import Place, dependents, everything, identifier, resting
from rectcore.analysis.rolls import of_its_own, of_the_set
from rectcore.check import terms as t
from rectcore.check.rulebook import Due, ExceptionRule, Gate, Ladder, Parameter, Ranking, Rulebook, Scenario
from rectcore.check.table import Table
from rectcore.check.types import Kind
from rectcore.diagnostics import Text
from rectcore.engine.reference.scenarios import run_scenario
from rectcore.model.calendar import Calendar
from rectcore.source import Span

Own: TypeAlias = dict[type, Callable[[Any], Iterable[Change]]]
"""What each kind of node may become."""


@frozen
class Mutant:
    """A rulebook with one change; `place` None: in more than one rule.

    `id` is stable: the rule, where in it, and what was done.
    """

    id: str
    place: Place | None
    what: Text
    span: Span | None
    book: Rulebook


def mutants(book: Rulebook) -> Iterator[Mutant]:
    """Every mutant of a rulebook, by kind of rule, rule, and place in it; last what it says of all due days."""
    own: Own = {**_OWN, Due: of_its_own(book), ExceptionRule: of_exceptions(book)}
    for kind in _kinds(book):
        items: tuple[Any, ...] = getattr(book, kind)
        for number, item in enumerate(items):
            for at, changed, word, what, span in _changes(item, "", own):
                made = _with(book, kind, (*items[:number], changed, *items[number + 1 :]))
                yield Mutant(_id(identifier(item), at, word), Place(kind, identifier(item)), what, span, made)
            if kind == "exceptions":
                made = _with(book, kind, (*items[:number], *items[number + 1 :]))
                what = Text("the exception dropped", "去掉该例外")
                yield Mutant(_id(identifier(item), "", "drop"), Place(kind, identifier(item)), what, item.span, made)
    for made, word, what in of_the_set(book):
        place = book.rolled.span if book.rolled is not None else None
        yield Mutant(_id(book.id, "roll", word), None, what, place, made)


def survivors(
    book: Rulebook, calendar: Calendar, progress: Callable[[int], None] = lambda _: None
) -> tuple[tuple[Mutant, ...], int]:
    """The mutants that no scenario notices, and how many there were.

    Args:
        book: rules whose scenarios all pass.
        calendar: the working days.
        progress: told how many mutants are done.
    """
    rests_on = resting(book)
    alive: list[Mutant] = []
    number = 0
    for number, mutant in enumerate(mutants(book), 1):
        if not any(_fails(s, mutant.book, calendar) for s in _touching(book, mutant.place, rests_on)):
            alive.append(mutant)
        progress(number)
    return tuple(alive), number


def _fails(scenario: Scenario, book: Rulebook, calendar: Calendar) -> bool:
    return not run_scenario(scenario, book, calendar).passed


def _touching(book: Rulebook, place: Place | None, rests_on: dict[Place, set[Place]]) -> Iterable[Scenario]:
    """The scenarios that expect something of what may be judged otherwise."""
    if place is None:
        return book.scenarios
    touched = dependents([place], rests_on)
    touched |= {p for one in touched for p in rests_on.get(one, ()) if p.kind == "ladders"}
    ids = {p.id for p in touched}
    return (s for s in book.scenarios if any(e.rule is None or e.rule in ids for e in s.expects))


def _with(book: Rulebook, kind: str, items: tuple[Any, ...]) -> Rulebook:
    changed: dict[str, Any] = {kind: items}
    return evolve(book, **changed)


def _id(rule: str, at: str, word: str) -> str:
    return "/".join(part for part in (rule, at, word) if part)


def _kinds(book: Rulebook) -> tuple[str, ...]:
    """The fields of a rulebook that hold what can be judged otherwise."""
    return tuple(dict.fromkeys(p.kind for p, _ in everything(book))) + (
        ("ladders",) if all(x.inline for x in book.ladders) and book.ladders else ()
    )


# -- changes ------------------------------------------------------------------------------------------------------


def _changes(node: Any, at: str, own: Own) -> Iterator[tuple[str, Any, str, Text, Span | None]]:
    """Each change of a node or of something inside it: where, the node changed, a word, what, and the place."""
    span = getattr(node, "span", None)
    for changed, word, what in own.get(type(node), _none)(node):
        yield at, changed, word, what, span
    if isinstance(node, tuple):
        for number, one in enumerate(node):
            for where, changed, word, what, place in _changes(one, f"{at}.{number}", own):
                yield where, (*node[:number], changed, *node[number + 1 :]), word, what, place
    if not attrs.has(type(node)):
        return
    for field in attrs.fields(type(node)):
        if field.name in _LEFT or field.eq is False:
            continue
        inside = getattr(node, field.name)
        for where, changed, word, what, place in _changes(inside, f"{at}.{field.name}".lstrip("."), own):
            yield where, evolve(node, **{field.name: changed}), word, what, place or span
        if field.name == "applies_while" and inside is not None:
            what, place = Text("`while` dropped", "去掉适用条件"), getattr(inside, "span", None)
            yield f"{at}.while".lstrip("."), evolve(node, applies_while=None), "drop", what, place or span


_LEFT: Final = frozenset({"cites", "title", "say", "name", "type", "in_force", "span", "labels"})


def _none(_: Any) -> Iterable[Change]:
    return ()


_TURNED: Final = {
    "is": "is not",
    "is not": "is",
    "at least": "more than",
    "more than": "at least",
    "at most": "less than",
    "less than": "at most",
    "before": "no later than",
    "no later than": "before",
    "after": "not before",
    "not before": "after",
}


def _compare(node: t.Compare) -> Iterable[Change]:
    other = _TURNED[node.op]
    yield (
        evolve(node, op=other),
        other.replace(" ", "-"),
        Text(f"`{node.op}` as `{other}`", f"`{node.op}` 改为 `{other}`"),
    )


def _several(node: t.And | t.Or) -> Iterable[Change]:
    for number, one in enumerate(node.operands):
        rest = (*node.operands[:number], *node.operands[number + 1 :])
        changed = rest[0] if len(rest) == 1 else evolve(node, operands=rest)
        shown = _written(one)
        yield changed, f"drop-{number}", Text(f"without `{shown}`", f"去掉 `{shown}`")


def _if_then(node: t.IfThen) -> Iterable[Change]:
    yield node.then, "drop-if", Text("without its `if`", "去掉“若”")


def _quantified(node: t.Quantified) -> Iterable[Change]:
    if not isinstance(node.condition, t.Const):
        yield evolve(node, condition=t.Const(True, node.type)), "any", Text("for any row", "不论条件")


def _count(node: t.Count) -> Iterable[Change]:
    if node.in_a_row:
        what = Text("counted whether in a row or not", "不论是否连续，均计数")
        yield evolve(node, in_a_row=False), "not-in-a-row", what


def _const(node: t.Const) -> Iterable[Change]:
    for changed, word, what in _number(node.value, node.type.kind):
        yield evolve(node, value=changed), word, what


def _number(value: Any, kind: Kind) -> Iterable[Change]:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return
    step = Decimal("0.01") if kind is Kind.PERCENT else 1
    for word, changed in (("more", value + step), ("less", value - step)):
        if changed > 0:  # a number that was not nothing stays something
            yield changed, word, Text(f"{value} as {changed}", f"{value} 改为 {changed}")


def _parameter(node: Parameter) -> Iterable[Change]:
    for number, (since, value) in enumerate(node.values):
        for changed, word, what in _number(value, node.type.kind):
            values = (*node.values[:number], (since, changed), *node.values[number + 1 :])
            yield evolve(node, values=values), f"{since}-{word}", what
    for place, setting in enumerate(node.settings):
        for number, (since, value) in enumerate(setting.values):
            for changed, word, what in _number(value, node.type.kind):
                values = (*setting.values[:number], (since, changed), *setting.values[number + 1 :])
                settings = (*node.settings[:place], evolve(setting, values=values), *node.settings[place + 1 :])
                yield evolve(node, settings=settings), f"{setting.unit}-{since}-{word}", what


def _table(node: Table) -> Iterable[Change]:
    for number in range(len(node.rows) - 1):
        one, other = node.rows[number], node.rows[number + 1]
        if one.results == other.results:
            continue
        rows = (
            *node.rows[:number],
            evolve(one, results=other.results),
            evolve(other, results=one.results),
            *node.rows[number + 2 :],
        )
        first, second = number + 1, number + 2
        what = Text(f"the results of rows {first} and {second} swapped", f"第{first}行与第{second}行的结果对调")
        yield evolve(node, rows=rows), f"swap-{first}", what


def _gate(node: Gate) -> Iterable[Change]:
    return groups(node, node.all_of, node.any_of)


def _ranking(node: Ranking) -> Iterable[Change]:
    what = Text("the other way round", "次序颠倒")
    yield evolve(node, lowest_first=not node.lowest_first), "turned", what
    if node.where is not None:
        yield evolve(node, where=None), "drop-ranked", Text("all of them ranked", "全部参加排名")
    if node.left_out is not None:
        yield evolve(node, left_out=None), "drop-left-out", Text("none of them left out", "不排除任何对象")


def _placed(node: t.Placed) -> Iterable[Change]:
    other = "last" if node.end == "first" else "first"
    what = Text(f"among the {other} instead", "前后颠倒")
    yield evolve(node, end=other), other, what


def _ladder(node: Ladder) -> Iterable[Change]:
    for number in range(len(node.steps) - 1):
        one, other = node.steps[number], node.steps[number + 1]
        if one.act == other.act:
            continue
        steps = (
            *node.steps[:number],
            evolve(one, act=other.act),
            evolve(other, act=one.act),
            *node.steps[number + 2 :],
        )
        first, second = number + 1, number + 2
        what = Text(f"rungs {first} and {second} swapped", f"第{first}级与第{second}级对调")
        yield evolve(node, steps=steps), f"swap-{first}", what


def _written(term: t.Term) -> str:
    return " ".join(term.span.text.split()) if term.span is not None else type(term).__name__


_OWN: Final[Own] = {
    t.Compare: _compare,
    t.And: _several,
    t.Or: _several,
    t.IfThen: _if_then,
    t.Quantified: _quantified,
    t.Count: _count,
    t.Const: _const,
    Parameter: _parameter,
    Table: _table,
    Gate: _gate,
    Ranking: _ranking,
    t.Placed: _placed,
    Ladder: _ladder,
    **OF_PARTS,
}
