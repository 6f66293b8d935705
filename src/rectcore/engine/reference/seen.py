"""The events of a subject as a verdict sees them: what is known of it, and whether all is there."""

from __future__ import annotations

from datetime import date

from attrs import define, evolve, field

from rectcore.check.vocabulary import Clock, Entity
from rectcore.engine.reference.world import Env, belongs_to
from rectcore.engine.trace import Row
from rectcore.model import fold
from rectcore.model.fold import KnownEvent, Version

NOTHING_FOR_SURE = date.max
"""The day from which events are seen where nobody knows from which: none of them is, and none is known not to be."""


def known_events(env: Env, owner: Row, *kinds: str) -> tuple[KnownEvent, ...]:
    """The events of a task, unit or plan that this verdict sees, in order; of these kinds only, if any are named."""
    known = _known(env, owner, kinds)
    come = known.come_by(env.day, env.world.stretches.turns_at_each(env.day, known.days))
    if env.since is None and env.without is None and not env.versions:
        return come
    return tuple(seen for k in come if (seen := _seen(env, k)) is not None)


def find_event(env: Env, row: Row) -> KnownEvent | None:
    """The event of a row; None for the act that is only asked about."""
    if env.world.ledger.event(row.id) is None:
        return None
    found = _known(env, belongs_to(env, row), ()).by_id.get(row.id)
    if found is None:
        return None
    env.world.stretches.turns(env.day, found.event.on)
    return _seen(env, found) if found.event.on <= env.day else None


@define
class _Known:
    """The events of a subject as known on a day, whenever they happened."""

    events: tuple[KnownEvent, ...]
    days: list[date] = field(init=False)
    by_id: dict[str, KnownEvent] = field(init=False)
    _come: tuple[int, tuple[KnownEvent, ...]] = field(default=(0, ()), init=False)

    def __attrs_post_init__(self) -> None:
        self.days = sorted(k.event.on for k in self.events)
        self.by_id = {k.event.id: k for k in self.events}

    def come_by(self, day: date, number: int) -> tuple[KnownEvent, ...]:
        """Those that had happened by a day, of which there are so many."""
        if number == len(self.events):
            return self.events
        if self._come[0] != number:
            self._come = number, tuple(k for k in self.events if k.event.on <= day)
        return self._come[1]


def _known(env: Env, owner: Row, kinds: tuple[str, ...]) -> _Known:
    world = env.world
    key = ("events", owner, env.known_at, kinds)
    if key not in world.memo:
        if kinds:
            every = _known(env, owner, ()).events
        else:
            every = fold.known_events(world.ledger, world.subject(owner), date.max, env.known_at)
        world.memo[key] = _Known(tuple(k for k in every if not kinds or k.event.kind in kinds))
    found: _Known = world.memo[key]
    return found


def _seen(env: Env, known: KnownEvent) -> KnownEvent | None:
    """An event as it is seen from a place; None where it is not."""
    event = known.event
    if event.id == env.without:
        return None
    if env.since is not None and event.on < env.since and (env.this is None or event.id != env.this.id):
        return None
    version = env.versions.get(event.id)
    return known if version is None else KnownEvent(version, (Version(version, version.recorded),))


def counted_day(entity: Entity, known: KnownEvent) -> date:
    """The day an event counts from: the later of its two days, or the stated one where its kind says so."""
    return known.event.on if entity.clock is Clock.STATED else known.counted


def complete(env: Env, owner: Row, kind: str) -> bool:
    """Whether every event of a kind on a subject is known up to the day: absence then says it did not happen."""
    if env.since == NOTHING_FOR_SURE:
        return False
    mark = env.world.watermark(env.world.rulebook.vocabulary[kind], env.known_at)
    if mark is not None:
        env.world.stretches.turns_after(env.day, mark)
    return mark is not None and mark >= env.day and not env.world.ledger.refused(env.world.subject(owner), kind)


def reopened(env: Env, row: Row) -> date | None:
    """The day of the last reopening, from which gates look at papers; it is not known where one may be refused."""
    if env.world.ledger.refused(env.world.subject(row), "reopening", env.known_at):
        return NOTHING_FOR_SURE
    return fold.reopened(known_events(env, row, "reopening"))


def ever(env: Env) -> Env:
    """The same place, with what happened before a reopening seen as well."""
    return env if env.since is None else evolve(env, since=None)
