"""A finding as the page opens it: what it says, to whom, why, by which clause, on which facts, what would end it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from attrs import frozen

from rectcore.diagnostics import harmless
from rectcore.engine.results import DataGap, Finding, Obligation
from rectcore.explain import finding_parts, obligation_text
from rectcore.explain.names import REASONS
from rectcore.model.escalation import severity
from rectcore.report.items import clipped
from rectcore.report.matter import Matter
from rectcore.report.words import say


@frozen
class Told:
    """A finding with its words.

    Args:
        id: of the finding.
        parts: the word and the text of each line under it.
        facts: the obligations behind it, as they came out.
        state: of the item it belongs to; empty where it belongs to a unit or the plan.
    """

    id: str
    measure: str
    measure_word: str
    level: int
    rung: str
    subject: str
    owner: str
    to: str
    due: str
    overdue: bool
    since: str
    message: str
    rule: str
    parts: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    chain: tuple[str, ...]
    state: str
    sending: bool


def to_send(matter: Matter) -> list[Finding]:
    """What to send today, the harshest first."""
    further = matter.names.further_measures
    found = [f for f in matter.findings if f.measure is not None and f.acted_on is None]
    return sorted(found, key=lambda f: (-severity(f.measure or "", further), f.since, f.id))


def others(matter: Matter) -> list[Finding]:
    """The findings that call for nothing, or were acted on."""
    return [f for f in matter.findings if f.measure is None or f.acted_on is not None]


def told(finding: Finding, matter: Matter) -> Told:
    """A finding as the page shows it."""
    names = matter.names
    owner = matter.owner(finding.subject)
    parts = finding_parts(finding, matter.rulebook, matter.ledger, matter.day)
    return Told(
        id=harmless(finding.id),
        measure=finding.measure or "",
        measure_word=names.measure(finding.measure),
        level=severity(finding.measure or "", names.further_measures) + 1,
        rung=say(matter, "rung {n}", "第{n}级", n=finding.rung) if finding.rung is not None else "",
        subject=clipped(names.subject(finding.subject)),
        owner=harmless(owner.id),
        to=names.units(finding.addressees),
        due=_due(finding, matter),
        overdue=finding.overdue(matter.day),
        since=finding.since.isoformat(),
        message=harmless(finding.message.in_(matter.language)) or names.rule(finding.rule),
        rule=names.rule(finding.rule),
        parts=tuple((matter.say(word), harmless(matter.say(text))) for word, text in parts),
        facts=tuple(_facts(finding, matter)),
        chain=matter.units_of(finding.subject) or tuple(finding.addressees),
        state=matter.state(owner.id) if owner.kind == "task" else "",
        sending=finding.measure is not None and finding.acted_on is None,
    )


def _due(finding: Finding, matter: Matter) -> str:
    if finding.due is None:
        return ""
    if finding.due_provisional:
        return say(matter, "{d} (provisional)", "{d}（暂定）", d=finding.due)
    return finding.due.isoformat()


def _facts(finding: Finding, matter: Matter) -> Iterable[str]:
    """The obligations a finding rests on: its own, and those a ladder counted."""
    found = [finding.obligation] if finding.obligation is not None else []
    counted = set(finding.counted)
    found += [o for o in matter.owed_by.get(matter.owner(finding.subject), ()) if _name(o) in counted]
    for one in found:
        yield harmless(obligation_text(one, matter.rulebook, matter.ledger).in_(matter.language))


def _name(owed: Obligation) -> str:
    """What a ladder calls an instance it counts."""
    return f"{owed.subject.id}/{owed.period}" if owed.period is not None else owed.subject.id


@frozen
class Gap:
    """Something that could not be judged, and why."""

    id: str
    reason: str
    about: str
    message: str
    chain: tuple[str, ...]


def gaps(matter: Matter) -> list[Gap]:
    """The data gaps, by reason."""
    order = list(REASONS)
    found = [g for g in matter.report.data_gaps if g.subject is None or matter.within(g.subject)]
    place = cache(lambda reason: order.index(reason) if reason in REASONS else len(order))
    return [_gap(g, matter) for g in sorted(found, key=lambda g: (place(g.reason), g.reason, g.id))]


def _gap(gap: DataGap, matter: Matter) -> Gap:
    reason = REASONS[gap.reason].in_(matter.language) if gap.reason in REASONS else gap.reason
    about = [matter.names.subject(gap.subject), matter.names.rule(gap.rule), gap.period or "", gap.event or ""]
    return Gap(
        harmless(gap.id),
        harmless(reason),
        clipped(("，" if matter.zh else ", ").join(x for x in about if x)),
        harmless(gap.message.in_(matter.language)),
        matter.units_of(gap.subject) if gap.subject is not None else (),
    )
