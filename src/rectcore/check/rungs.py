"""Ladders by conditions: each rung with the conditions that reach it, and the ladders that count how often."""

from __future__ import annotations

from typing import cast

from attrs import define, field

from rectcore.check import ladder_messages, rule_messages
from rectcore.check.desk import Desk
from rectcore.check.gates import bullets_of, check_own_labels, labels
from rectcore.check.infer import condition
from rectcore.check.rulebook import Labelled, RungCondition
from rectcore.check.scope import Scope
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.language.forms import BELOW_RUNG

CONDITIONS = ("when any", "when all")
_COUNTED = ("counting", "counts", "late counts", "within", "reset")
"""The keys of a ladder that counts."""


@define
class RungForm:
    """A rung as written: its line, the conditions below it, and the ladders that count it."""

    line: tree.RungLine
    groups: list[tree.Clause] = field(factory=list)
    feeds: list[tree.Word] = field(factory=list)


def by_conditions(form: tree.Form) -> bool:
    """Whether a ladder's rungs have conditions."""
    return any(c.key in CONDITIONS for c in form.clauses)


def rung_forms(desk: Desk, *, report: bool = False) -> list[RungForm]:
    """The rungs of a ladder with what stands below each; what stands above the first is reported."""
    found: list[RungForm] = []
    for clause in desk.form.clauses:
        if isinstance(clause.value, tree.RungLine):
            found.append(RungForm(clause.value))
        elif clause.key in BELOW_RUNG:
            if not found:
                if report and not desk.form.broken:
                    desk.report(ladder_messages.below_no_rung(clause, clause.key))
            elif clause.key in CONDITIONS:
                found[-1].groups.append(clause)
            else:
                found[-1].feeds.append(cast("tree.Word", clause.value))
    return found


def rung_conditions(rungs: list[RungForm], scope: Scope) -> list[RungCondition | None]:
    """The conditions of each rung; None where one is at fault."""
    desk = scope.desk
    check_own_labels(desk)
    if not desk.form.broken:
        for key in _COUNTED:
            clause = desk.form.get(key)
            if clause is not None:
                why = Text("nothing is counted on a ladder by conditions", "以情形为准的递进措施不计次")
                desk.report(ladder_messages.key_unfit(clause, key, why))
    astray = any(c.key in CONDITIONS for c in desk.form.clauses[: _first_rung(desk.form)])
    named = dict(zip(_bullets(desk.form), labels(desk.form), strict=True))
    return [_conditions(rung, place, named, scope, quiet=astray) for place, rung in enumerate(rungs, 1)]


def _first_rung(form: tree.Form) -> int:
    return next((i for i, c in enumerate(form.clauses) if isinstance(c.value, tree.RungLine)), 0)


def _bullets(form: tree.Form) -> list[int]:
    return [id(b) for c in form.clauses if c.key in CONDITIONS for b in bullets_of(c)]


def _conditions(
    rung: RungForm, place: int, named: dict[int, str], scope: Scope, *, quiet: bool
) -> RungCondition | None:
    desk = scope.desk
    if rung.line.count is None:
        desk.report(
            rule_messages.rungs_mixed(
                rung.line,
                "a ladder climbs by conditions or by days, not by both",
                "递进措施或以情形为准、或按日数，不能混用",
            )
        )
        return None
    if not rung.groups:
        if not desk.form.broken and not quiet:
            desk.report(ladder_messages.no_condition(rung.line, place))
        return None
    if not (isinstance(rung.line.count, tree.Number) and rung.line.count.value == place):
        desk.report(ladder_messages.rung_number(rung.line.count, place))
    all_of: list[Labelled] = []
    any_of: list[tuple[Labelled, ...]] = []
    sound = True
    for clause in rung.groups:
        found = [(named[id(b)], condition(b.condition, scope)) for b in bullets_of(clause)]
        group = tuple(Labelled(label, term) for label, term in found if term is not None)
        sound = sound and len(group) == len(found)
        if clause.key == "when all":
            all_of += group
        else:
            any_of.append(group)
    return RungCondition(tuple(all_of), tuple(any_of)) if sound else None
