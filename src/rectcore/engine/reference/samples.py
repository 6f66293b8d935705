"""Draws that anybody can repeat: the recorded seed comes in, who was drawn and by whom they are inspected goes out.

Every row of a stratum has a number: the SHA-256 of `seed|sample|period|id` in UTF-8, as hexadecimal digits. The lowest
numbers are drawn. A row that counts more has several slips, the second with the number of `seed|sample|period|id|2` and
so on, and its lowest number counts. The rows are those of the day of the draw, as known on that day, so that nothing
entered afterwards changes what was drawn. Where it is not known which rows there were, or with how many slips, every
way it may have been is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, Context, Decimal
from functools import partial
from typing import Any, Final

from attrs import frozen

from rectcore.check.rulebook import Sample
from rectcore.check.terms import Bound, Term
from rectcore.check.vocabulary import convert
from rectcore.engine.reference.kleene import Truth
from rectcore.engine.reference.seen import known_events
from rectcore.engine.reference.slips import ONE_SLIP, Slips, lots_of, slips_of, ticket
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Row
from rectcore.model.events import Event
from rectcore.model.facts import NONE, Unknown, Why
from rectcore.model.period import Period

_EXACT: Final = Context(prec=34)

Value = Callable[[Term, Env], Any]
Choices = Callable[[tuple[Bound, ...], Env], tuple[list[Env], list[tuple[Row, ...]], Unknown | None]]


@frozen
class Lot:
    """The lot of a row.

    Args:
        whether: it was drawn, it was not, or that is not known.
        seed: of the draw.
        place: among the rows of its stratum, from 1 on; None: it is not among them, or that is not known.
        size: of its stratum.
        number: how many of the stratum were drawn.
        inspector: who is to inspect it; None: nobody, or that is not known.
        weight: with how many slips it was among them.
    """

    whether: Truth
    seed: str
    place: int | None = None
    size: int = 0
    number: int = 0
    inspector: Row | None = None
    weight: int = 1


@frozen
class Candidate:
    """A row that is, or may be, among those drawn from, with its stratum (unknown: any).

    `lots`: those it may have, the lowest first: several where it is not known with how many slips it is among them.
    """

    row: Row
    inside: Truth
    stratum: Any
    slips: Slips
    lots: tuple[str, ...]

    @property
    def lot(self) -> str:
        """The lowest lot it may have."""
        return self.lots[0]

    @property
    def sure(self) -> bool:
        """Whether it is among those drawn from for certain."""
        return self.inside is True and self.slips.low > 0

    @property
    def missing(self) -> Unknown | None:
        """Why it is not known whether it is there, in which stratum, or with how many slips."""
        return next((x for x in (self.inside, self.stratum, self.slips.unknown) if isinstance(x, Unknown)), None)


@frozen
class Draw:
    """A draw, `event` being its record: the rows it was made from by their lots, and the inspectors by theirs."""

    event: Event
    seed: str
    candidates: tuple[Candidate, ...]
    share: Any
    least: Any
    inspectors: tuple[Row, ...] | Unknown
    gap: Unknown | None

    @property
    def missing(self) -> Unknown | None:
        """Why it is not known which rows there were, of what strata, or how many are drawn; None where it is."""
        found = self.gap
        for candidate in self.candidates:
            missing = candidate.missing
            if missing is not None:
                found = missing if found is None else found | missing
        return found


def lot(sample: Sample, row: Row, period: Period, env: Env, value: Value, choices: Choices) -> Lot | Unknown:
    """What a sample came to for a row; unknown where no draw, or more than one, is recorded."""
    drawn = draw(sample, period, env, value, choices)
    return drawn if isinstance(drawn, Unknown) else lot_in(drawn, row)


def draw(sample: Sample, period: Period, env: Env, value: Value, choices: Choices) -> Draw | Unknown:
    """The draw that was made for a period; unknown where none, or more than one, is recorded."""
    event = _event(sample, period, env)
    return event if isinstance(event, Unknown) else _draw(sample, period, event, env, value, choices)


def lot_in(drawn: Draw, row: Row) -> Lot:
    """What a draw came to for a row."""
    return Lot(drawn.gap, drawn.seed) if isinstance(drawn.gap, Unknown) else _lot(row, drawn)


def lots(drawn: Draw) -> list[tuple[Candidate, Lot]]:
    """Every row that was, or may have been, among those drawn from: by stratum, unknown ones last, then by lot."""
    rows = sorted(drawn.candidates, key=lambda c: _by_stratum(c.stratum))
    if drawn.missing is not None:
        return [(c, lot_in(drawn, c.row)) for c in rows]
    sizes = Counter(c.stratum for c in rows)
    chosen = _chosen(drawn)
    turns = {c.row: place for place, c in enumerate(chosen)}
    inspectors = drawn.inspectors if isinstance(drawn.inspectors, tuple) else ()
    found, places = [], Counter[Any]()
    for one in rows:
        places[one.stratum] += 1
        turn, size = turns.get(one.row), sizes[one.stratum]
        inspector = inspectors[turn % len(inspectors)] if inspectors and turn is not None else None
        number = number_drawn(size, drawn.share, drawn.least)
        lot = Lot(turn is not None, drawn.seed, places[one.stratum], size, number, inspector, one.slips.low)
        found.append((one, lot))
    return found


def _by_stratum(stratum: Any) -> tuple[int, str]:
    """Strata by name; rows that have none stand behind them, and then those of which that is not known."""
    if isinstance(stratum, Unknown):
        return 2, ""
    return (1, "") if stratum is NONE else (0, stratum.id if isinstance(stratum, Row) else str(stratum))


def _event(sample: Sample, period: Period, env: Env) -> Event | Unknown:
    """The recorded draw."""
    plan = next(env.world.subjects("Plan"), None)
    missing = Unknown.because(Why.NO_DRAW, f"{sample.name.id} {period}", env.world.ledger.id)
    if plan is None:
        return missing
    if env.world.ledger.refused(env.world.subject(plan), "draw"):
        return Unknown.because(Why.INCOMPLETE, "draw", plan.id)
    covers = env.world.rulebook.vocabulary["draw"].attribute("covers")
    assert covers is not None
    known = [
        k
        for k in known_events(env, plan, "draw")
        if k.event.fields.get("sample") in sample.name.all
        and convert(k.event.fields.get("covers"), covers.type) == period
    ]
    if not known:
        return missing
    if (
        any("seed" in k.contradictory for k in known)
        or len({(k.event.fields.get("seed"), k.event.on) for k in known}) > 1
    ):
        return Unknown.because(Why.CONTRADICTORY, "seed", known[0].event.id)
    if not isinstance(known[0].event.fields.get("seed"), str):
        return Unknown.because(Why.NOT_GIVEN, "seed", known[0].event.id)
    return known[0].event


def _draw(sample: Sample, period: Period, event: Event, env: Env, value: Value, choices: Choices) -> Draw:
    """The draw as it was made on its day, worked out once."""
    known_at = min(env.known_at, event.on)
    key = ("draw", sample.name.id, period, event.id, event.fields["seed"], event.on, known_at)
    if key not in env.world.memo:
        with env.world.stretches.aside():
            plan = next(env.world.subjects("Plan"))
            there = Env(env.world, event.on, known_at, event.on, subject=plan, period=period)
            env.world.memo[key] = _made(sample, period, event, there, value, choices)
    found: Draw = env.world.memo[key]
    return found


def _made(sample: Sample, period: Period, event: Event, env: Env, value: Value, choices: Choices) -> Draw:
    name, seed = sample.name.id, str(event.fields["seed"])
    envs, rows, gap = choices((sample.among,), env)
    candidates = []
    for here, (row,) in zip(envs, rows, strict=True):
        inside = value(sample.where, here)
        if inside is True or isinstance(inside, Unknown):
            stratum = value(sample.by, here) if sample.by is not None else None
            slips = slips_of(value(sample.weight, here), row.id) if sample.weight is not None else ONE_SLIP
            if slips.high:
                numbers = lots_of(slips, partial(ticket, seed, name, period, row.id))
                candidates.append(Candidate(row, inside, stratum, slips, numbers))
    candidates.sort(key=lambda c: (c.lot, c.row))
    share = value(sample.share, env) if sample.share is not None else Decimal(0)
    least = value(sample.least, env) if sample.least is not None else 0
    for amount in (share, least):
        if isinstance(amount, Unknown):
            gap = amount if gap is None else gap | amount
    inspectors = _inspectors(sample, f"{name}|inspectors", period, seed, env, value, choices)
    return Draw(event, seed, tuple(candidates), share, least, inspectors, gap)


def _inspectors(
    sample: Sample, name: str, period: Period, seed: str, env: Env, value: Value, choices: Choices
) -> tuple[Row, ...] | Unknown:
    """Who inspects, in the order of their lots; unknown where it is not known who there is."""
    if sample.inspectors is None or sample.fit is None:
        return ()
    envs, rows, gap = choices((sample.inspectors,), env)
    fit: list[Row] = []
    for here, (row,) in zip(envs, rows, strict=True):
        found = value(sample.fit, here)
        if isinstance(found, Unknown):
            return found
        if found is True:
            fit.append(row)
    return gap if gap is not None else tuple(sorted(fit, key=lambda r: ticket(seed, name, period, r.id)))


# -- who is drawn -------------------------------------------------------------------------------------------------


def number_drawn(size: int, share: Any, least: Any) -> int:
    """How many of so many rows are drawn: the share rounded up, the least number at least, never more than all."""
    part = _EXACT.multiply(Decimal(size), Decimal(share)).to_integral_value(ROUND_CEILING)
    return max(0, min(size, max(int(part), int(least))))


def _lot(row: Row, draw: Draw) -> Lot:
    own = next((c for c in draw.candidates if c.row == row), None)
    if own is None:
        return Lot(whether=False, seed=draw.seed)
    strata = _strata(own, draw.candidates)
    whether = {_whether(own, at, stratum, draw) for stratum in strata for at in own.lots}
    missing = next((c.missing for c in draw.candidates if c.missing is not None), None)
    answers = set().union(*whether) | (set() if own.sure else {False})
    if len(answers) > 1 or missing is not None:
        told = answers.pop() if len(answers) == 1 else missing
        assert told is not None
        return Lot(told, draw.seed)
    peers = [c for c in draw.candidates if c.stratum == own.stratum]
    place, number = peers.index(own) + 1, number_drawn(len(peers), draw.share, draw.least)
    return Lot(answers.pop(), draw.seed, place, len(peers), number, _inspector(own, draw), own.slips.low)


def _strata(own: Candidate, candidates: Sequence[Candidate]) -> list[Any]:
    """The strata a row may be of: any there is, or one of its own."""
    if not isinstance(own.stratum, Unknown):
        return [own.stratum]
    return [*{c.stratum for c in candidates if not isinstance(c.stratum, Unknown)}, object()]


_SIDES: Final = (frozenset({True}), frozenset({True, False}), frozenset({False}))
"""Where another may stand: before for sure, before or behind, behind for sure."""


def _whether(own: Candidate, at: str, stratum: Any, draw: Draw) -> frozenset[bool]:
    """Whether a row of a stratum with that lot is drawn, in every way the others may be there and before it."""
    ways: Counter[tuple[bool, frozenset[bool]]] = Counter()
    for other in draw.candidates:
        unsure = isinstance(other.stratum, Unknown)
        if other is not own and (unsure or other.stratum == stratum):
            sides = frozenset((lot, other.row) < (at, own.row) for lot in other.lots)
            ways[other.sure and not unsure, sides] += 1
    before, either, after = (ways[True, side] for side in _SIDES)
    may_before, may_either, may_after = (ways[False, side] for side in _SIDES)
    answers: set[bool] = set()
    for more in range(may_before + may_either + may_after + 1):
        number = number_drawn(1 + before + either + after + more, draw.share, draw.least)
        fewest = before + max(0, more - may_either - may_after)
        most = before + either + min(more, may_before + may_either)
        answers |= {fewest < number, most < number}
    return frozenset(answers)


def _inspector(own: Candidate, draw: Draw) -> Row | None:
    """Whoever's turn it is: those drawn, in the order of their lots, take the inspectors in the order of theirs."""
    if isinstance(draw.inspectors, Unknown) or not draw.inspectors:
        return None
    drawn = _chosen(draw)
    return draw.inspectors[drawn.index(own) % len(draw.inspectors)] if own in drawn else None


def _chosen(draw: Draw) -> list[Candidate]:
    """Those drawn, in the order of their lots, where nothing is missing."""
    chosen: list[Candidate] = []
    for stratum in {c.stratum for c in draw.candidates}:
        peers = [c for c in draw.candidates if c.stratum == stratum]
        chosen += peers[: number_drawn(len(peers), draw.share, draw.least)]
    return sorted(chosen, key=lambda c: (c.lot, c.row))
