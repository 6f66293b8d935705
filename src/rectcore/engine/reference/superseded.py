"""What a finding of a ladder stands for beside itself: the rungs below, and the ladders it absorbs (section 10)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from rectcore.check.rulebook import Ladder
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.rungs import asked_on, holds
from rectcore.engine.reference.world import World
from rectcore.engine.results import Finding, Superseded
from rectcore.engine.trace import Row


def rungs_below(ladder: Ladder, finding: Finding, row: Row, world: World) -> tuple[Superseded, ...]:
    """The lower rungs that are reached as well, the lowest first; by conditions, those whose own hold."""
    below = range(1, finding.rung or 1)
    if ladder.by_condition:
        below = [place for place in below if _holds(ladder, place, finding, row, world)]  # type: ignore[assignment]
    return tuple(Superseded(finding.id, ladder.id, place, ladder.steps[place - 1].act.measure) for place in below)


def _holds(ladder: Ladder, place: int, finding: Finding, row: Row, world: World) -> bool:
    when = ladder.steps[place - 1].when
    asked = asked_on(ladder, row, finding.since, world)
    return when is not None and asked is not None and holds(when, env_at(world, asked, row)) is True


def speaking(findings: Iterable[Finding], world: World) -> tuple[Finding, ...]:
    """The findings without those that another one on the same subject absorbs, which are listed with it.

    What an absorbed ladder absorbs is silent too.
    """
    every = tuple(findings)
    silenced = {f.id: _silenced(f, every, world) for f in every}
    silent = {other.id for others in silenced.values() for other in others}
    return tuple(_listing(f, silenced, every) for f in every if f.id not in silent)


def _silenced(finding: Finding, every: tuple[Finding, ...], world: World) -> tuple[Finding, ...]:
    if finding.kind != "ladder" or finding.ladder is None:
        return ()
    names = world.rulebook.ladder(finding.ladder).absorbs
    return tuple(f for f in every if f.kind == "ladder" and f.ladder in names and f.subject == finding.subject)


def _listing(finding: Finding, silenced: dict[str, tuple[Finding, ...]], every: tuple[Finding, ...]) -> Finding:
    under: set[str] = set()
    waiting = [finding]
    while waiting:
        for other in silenced[waiting.pop().id]:
            if other.id not in under:
                under.add(other.id)
                waiting.append(other)
    listed = (Superseded(f.id, f.ladder or f.rule, f.rung or 0, f.measure or "") for f in every if f.id in under)
    return evolve(finding, superseded=(*finding.superseded, *listed)) if under else finding
