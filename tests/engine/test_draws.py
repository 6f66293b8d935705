"""Draws: anybody can repeat them, and what is not known of the rows is looked at every way it may have been."""

from __future__ import annotations

import subprocess
from datetime import date
from itertools import product
from typing import Any

import pytest

import rectcore
from rectcore import NONE, Event, Ledger, Period, Person, Plan, Subject, Task, Unit
from rectcore.check import terms as t
from rectcore.check.types import PERIOD, YES_NO
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.engine.reference.amounts import Between
from rectcore.engine.reference.expressions import draw_asked, value
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.samples import number_drawn
from rectcore.engine.reference.slips import lots_of, slips_of, ticket
from rectcore.engine.reference.world import World
from rectcore.engine.trace import NOT_APPLICABLE, Row
from rectcore.model.facts import Missing, Unknown, Why
from rectcore.model.ledger import Refusal

RULES = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
entity Person
  has fit: optional yes/no
parameter half: percent
  from 2023-01-01: 50%
  from 2023-06-01: repealed
sample s also "抽" on Plan
  every: quarter
  among: Task where priority
"""
DRAW = date(2023, 4, 3)
PERIOD_Q = Period.parse("2023-Q2")
TERRITORIES = {"T1": "A", "T2": "A", "T3": "A", "T4": "B", "T5": "B"}


def draw(id_: str = "D", on: date = DRAW, *, recorded: date | None = None, **fields: Any) -> Event:
    given = {"sample": "s", "covers": "2023-Q2", "seed": "1-2-3", **fields}
    return Event(id_, "draw", Subject("plan", "P"), on, recorded or on, fields=given)


def task(id_: str, territory: Any = "A", priority: Any = True, opened: date = date(2023, 1, 1)) -> Task:
    return Task(id_, territory=territory, opened=opened, priority=priority)


def world_of(lines: str, tasks=(), events=None, day: date = date(2024, 12, 31), **more: Any) -> World:
    policy = rectcore.load_text(RULES + lines)
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    more = {"plan": Plan("P", "p", "A", date(2023, 1, 1)), "units": [Unit("A"), Unit("B")], **more}
    rows = [draw()] if events is None else events
    book = Ledger("L", through=date(2024, 12, 31), tasks=list(tasks), events=list(rows), **more)
    return World(policy.rulebook, book, policy.calendar, day)


def asked(row: str, world: World, period: Any = PERIOD_Q, day: date = date(2023, 5, 5)) -> Any:
    term = t.Drawn("s", t.Self("Task"), None if period is None else t.Const(period, PERIOD), YES_NO)
    return draw_asked(term, env_at(world, day, Row("Task", row)))


def drawn(row: str, world: World, **more: Any) -> Any:
    found = asked(row, world, **more)
    return found if isinstance(found, Unknown) else found.whether


def why(found: Any) -> set[Why]:
    assert isinstance(found, Unknown), found
    return {m.why for m in found.missing}


def by_hand(seed: str, *ids: str) -> list[str]:
    """In the order of their lots, as the reference says."""

    def lot(id_: str) -> str:
        told = subprocess.run(["sha256sum"], input=f"{seed}|s|2023-Q2|{id_}".encode(), capture_output=True, check=True)
        return told.stdout.decode()

    return sorted(ids, key=lot)


def test_the_lowest_lots_are_drawn_and_anybody_can_say_which():
    ids = [f"T{n}" for n in range(1, 11)]
    world = world_of("  share: 30%\n", [task(i) for i in ids])
    assert by_hand("1-2-3", *ids)[:3] == sorted((i for i in ids if drawn(i, world)), key=by_hand("1-2-3", *ids).index)


def test_a_lot_is_the_hash_of_seed_sample_period_and_id():
    assert ticket("07-19-23", "checks", PERIOD_Q, "A4").startswith("08942d15")


@pytest.mark.parametrize(
    ("size", "share", "least", "number"),
    [
        (7, "0.3", 0, 3),
        (10, "0.3", 0, 3),
        (3, "0.3", 2, 2),
        (1, "0.3", 2, 1),
        (0, "0.3", 2, 0),
        (5, "1", 0, 5),
        (5, "0", 0, 0),
        (3, "0.333333333333333333", 0, 1),
        (4, "0", -1, 0),
    ],
)
def test_a_share_is_rounded_up_and_never_more_than_all(size, share, least, number):
    assert number == number_drawn(size, share, least)


def test_each_stratum_is_drawn_apart_and_rows_without_one_are_a_stratum():
    tasks = [*(task(i, place) for i, place in TERRITORIES.items()), task("T6", NONE)]
    world = world_of("  at least: 1\n  by: territory\n", tasks)
    firsts = {by_hand("1-2-3", "T1", "T2", "T3")[0], by_hand("1-2-3", "T4", "T5")[0], "T6"}
    assert firsts == {i for i in (*TERRITORIES, "T6") if drawn(i, world)}


def test_what_is_entered_after_the_draw_changes_nothing():
    late = task("T9", opened=date(2023, 4, 4))
    change = Event(
        "X", "amendment", Subject("task", "T1"), DRAW, date(2023, 4, 20), fields={"field": "priority", "value": False}
    )
    before = world_of("  share: 100%\n", [task("T1")])
    after = world_of("  share: 100%\n", [task("T1"), late], [draw(), change])
    assert drawn("T1", before) is True
    assert drawn("T1", after) is True
    assert drawn("T9", after) is False


def test_no_draw_two_draws_and_draws_without_seed_are_unknown():
    tasks = [task("T1")]
    more = "  share: 100%\n"
    assert why(drawn("T1", world_of(more, tasks, []))) == {Why.NO_DRAW}
    assert why(drawn("T1", world_of(more, tasks), day=date(2023, 4, 2))) == {Why.NO_DRAW}
    assert why(drawn("T1", world_of(more, tasks), period=Period.parse("2023-Q3"))) == {Why.NO_DRAW}
    assert why(drawn("T1", world_of(more, tasks, [draw(sample="other")]))) == {Why.NO_DRAW}
    assert why(drawn("T1", world_of(more, tasks, [draw(), draw("E", seed="9")]))) == {Why.CONTRADICTORY}
    assert why(drawn("T1", world_of(more, tasks, [draw(seed=None)]))) == {Why.NOT_GIVEN}
    assert why(drawn("T1", world_of(more, tasks, [], plan=None))) == {Why.NO_DRAW}
    refusal = Refusal(Diagnostic("LG201", Severity.ERROR, Text("x", "x")), "events", Subject("plan", "P"), "draw")
    assert why(drawn("T1", world_of(more, tasks, refusals=[refusal]))) == {Why.INCOMPLETE}
    assert drawn("T1", world_of(more, tasks, [draw(sample="抽"), draw("E")])) is True


def test_without_a_period_it_is_that_of_the_day():
    world = world_of("  share: 100%\n", [task("T1")])
    assert drawn("T1", world, period=None) is True
    assert why(drawn("T1", world, period=None, day=date(2023, 7, 1))) == {Why.NO_DRAW}


def test_a_share_without_a_value_on_the_day_of_the_draw_is_unknown():
    tasks = [task("T1")]
    assert drawn("T1", world_of("  share: half\n", tasks)) is True
    late = world_of("  share: half\n", tasks, [draw(on=date(2023, 6, 2))])
    assert why(drawn("T1", late, day=date(2023, 6, 5))) == {Why.NO_VALUE}
    cut = Refusal(Diagnostic("LG201", Severity.ERROR, Text("x", "x")), "tasks", None, None)
    lost = world_of("  share: half\n", tasks, [draw(on=date(2023, 6, 2))], refusals=[cut])
    assert why(drawn("T1", lost, day=date(2023, 6, 5))) == {Why.NO_VALUE, Why.INCOMPLETE}


UNKNOWN = Unknown(frozenset({Missing("priority", "T", Why.NOT_GIVEN)}))


@pytest.mark.parametrize("known", list(product((True, False, None), repeat=4)))
@pytest.mark.parametrize("lines", ["  share: 50%\n", "  at least: 2\n"])
def test_every_way_the_rows_may_be_is_looked_at(known: tuple[bool | None, ...], lines: str):
    ids = ["T1", "T2", "T3", "T4"]
    given = dict(zip(ids, known, strict=True))
    world = world_of(lines, [task(i, priority=p) for i, p in given.items()])
    ways = product(*((True, False) if p is None else (p,) for p in known))
    answers: dict[str, set[bool]] = {i: set() for i in ids}
    for way in ways:
        there = [i for i, p in zip(ids, way, strict=True) if p]
        share, least = ("0.5", 0) if "share" in lines else ("0", 2)
        chosen = by_hand_cached(tuple(there))[: number_drawn(len(there), share, least)]
        for i in ids:
            answers[i].add(i in chosen)
    for i in ids:
        found = drawn(i, world)
        assert found in answers[i] if len(answers[i]) == 1 else isinstance(found, Unknown)


ORDER = by_hand("1-2-3", "T1", "T2", "T3", "T4")


def by_hand_cached(ids: tuple[str, ...]) -> list[str]:
    return [i for i in ORDER if i in ids]


def test_a_row_of_an_unknown_stratum_may_be_of_any():
    tasks = [task(i, place) for i, place in TERRITORIES.items()]
    first = by_hand("1-2-3", "T1", "T2", "T3")[0]
    world = world_of("  at least: 1\n  by: territory\n", [*tasks, task("T0", None)])
    own = drawn("T0", world)
    assert why(own) == {Why.NOT_GIVEN} or own is True
    lots = by_hand("1-2-3", "T0", "T1", "T2", "T3")
    found = drawn(first, world)
    assert (found is True) if lots[0] != "T0" else isinstance(found, Unknown)
    alone = world_of("  at least: 1\n  by: territory\n", [task("T0", None)])
    assert drawn("T0", alone) is True


def test_inspectors_take_turns_in_the_order_of_their_lots():
    tasks = [task(i) for i in ("T1", "T2", "T3")]
    people = [Person("LI", None, {"fit": True}), Person("WU", None, {"fit": False}), Person("YU", None, {"fit": True})]
    world = world_of("  at least: 3\n  inspectors: Person where fit\n", tasks, persons=people)
    turns = sorted(("LI", "YU"), key=lambda p: ticket("1-2-3", "s|inspectors", PERIOD_Q, p))
    order = by_hand("1-2-3", "T1", "T2", "T3")
    assert [Row("Person", turns[n % 2]) for n in range(3)] == [asked(i, world).inspector for i in order]
    some = world_of("  at least: 1\n  inspectors: Person where fit\n", tasks, persons=people)
    assert asked(order[2], some).inspector is None


def test_where_it_is_not_known_who_may_inspect_nobody_is_named():
    people = [Person("LI", None, {"fit": True}), Person("WU")]
    lines = "  at least: 1\n  inspectors: Person where fit\n"
    found = asked("T1", world_of(lines, [task("T1")], persons=people))
    assert (found.whether, found.inspector) == (True, None)
    lost = Refusal(Diagnostic("LG201", Severity.ERROR, Text("x", "x")), "persons", None, None)
    found = asked("T1", world_of(lines, [task("T1")], persons=people[:1], refusals=[lost]))
    assert (found.whether, found.inspector) == (True, None)


def test_what_is_not_known_to_be_anything_was_not_drawn():
    world = world_of("  share: 100%\n", [task("T1")])
    env = env_at(world, date(2023, 5, 5), Row("Task", "T1"))
    for row, expected in ((NONE, NONE), (UNKNOWN, UNKNOWN)):
        term = t.Drawn("s", t.Const(row, YES_NO), t.Const(PERIOD_Q, PERIOD), YES_NO)
        assert expected == value(term, env)


# -- weights ------------------------------------------------------------------------------------------------------

WEIGHED = "entity Task\n  has times: optional integer\n"


def weighed(times: dict[str, Any], lines: str = "  at least: 2\n") -> World:
    tasks = [Task(i, opened=date(2023, 1, 1), priority=True, fields={"times": n}) for i, n in times.items()]
    policy = rectcore.load_text(RULES.replace("sample s", WEIGHED + "sample s") + lines + "  weight: times\n")
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    plan = Plan("P", "p", "A", date(2023, 1, 1))
    book = Ledger("L", through=date(2024, 12, 31), plan=plan, tasks=tasks, events=[draw()])
    return World(policy.rulebook, book, policy.calendar, date(2024, 12, 31))


def lowest(id_: str, slips: int, seed: str = "1-2-3") -> str:
    return min(ticket(seed, "s", PERIOD_Q, id_, n) for n in range(1, slips + 1))


def test_further_slips_are_numbered_and_the_lowest_counts():
    told = subprocess.run(["sha256sum"], input=b"1-2-3|s|2023-Q2|T1|2", capture_output=True, check=True).stdout
    assert ticket("1-2-3", "s", PERIOD_Q, "T1", 2) == told.decode().split()[0]
    times = {"T1": 1, "T2": 3, "T3": 2, "T4": 7, "T5": 0, "T6": NONE}
    world = weighed(times)
    order = sorted(("T1", "T2", "T3", "T4"), key=lambda i: lowest(i, times[i]))
    assert {i for i in times if drawn(i, world)} == set(order[:2])
    found = asked(order[0], world)
    assert (found.place, found.size, found.number, found.weight) == (1, 4, 2, times[order[0]])


def test_who_has_more_slips_is_drawn_as_much_more_often():
    first = [min("A", "B", key=lambda i, seed=seed: lowest(i, 3 if i == "A" else 1, str(seed))) for seed in range(2000)]
    assert 1440 < first.count("A") < 1560


@pytest.mark.parametrize("weights", list(product((0, 1, 3, None), repeat=3)))
def test_every_weight_that_a_row_may_have_is_looked_at(weights: tuple[int | None, ...]):
    ids = ("T1", "T2", "T3")
    world = weighed(dict(zip(ids, weights, strict=True)))
    answers: dict[str, set[bool]] = {i: set() for i in ids}
    # Beyond the slip that brings the lowest number of all, more of them change nothing.
    for way in product(*(WAYS[i] if n is None else (n,) for i, n in zip(ids, weights, strict=True))):
        there = {i: lowest(i, n) for i, n in zip(ids, way, strict=True) if n}
        chosen = sorted(there, key=there.__getitem__)[:2]
        for i in ids:
            answers[i].add(i in chosen)
    for i in ids:
        found = drawn(i, world)
        assert found in answers[i] if len(answers[i]) == 1 else isinstance(found, Unknown)


WAYS = {i: (0, *(n for n in range(1, 101) if n == 1 or lowest(i, n) != lowest(i, n - 1))) for i in ("T1", "T2", "T3")}


@pytest.mark.parametrize("wrong", [-1, 101, 10**9])
def test_a_number_that_is_no_weight_is_not_known(wrong: int):
    found = slips_of(wrong, "T1")
    assert (found.low, found.high, why(found.unknown)) == (0, 100, {Why.INVALID})


@pytest.mark.parametrize(
    ("low", "high", "slips"),
    [(2, 5, (2, 5)), (2, None, (2, 100)), (None, 3, (0, 3)), (-1, 3, (0, 100)), (1, 101, (0, 100))],
)
def test_a_weight_within_bounds_gives_as_many_slips(low, high, slips):
    found = slips_of(Between(low, high, UNKNOWN), "T1")
    assert (found.low, found.high, found.unknown) == (*slips, UNKNOWN)


def test_a_weight_that_does_not_apply_gives_no_slip_and_a_known_one_its_number():
    assert slips_of(NOT_APPLICABLE, "T1") == slips_of(NONE, "T1") == slips_of(0, "T1")
    assert lots_of(slips_of(2, "T1"), lambda n: "ba"[n - 1]) == ("a",)
    assert lots_of(slips_of(Between(1, 3, UNKNOWN), "T1"), lambda n: "bca"[n - 1]) == ("a", "b")


def test_a_row_that_has_a_slip_for_sure_is_drawn_where_all_are():
    world = weighed({"T1": 1, "T2": None}, "  share: 100%\n")
    assert drawn("T1", world) is True
    assert isinstance(drawn("T2", world), Unknown)


@pytest.mark.parametrize(
    "whose",
    [
        "c.task is t",
        "t is c.task",
        "(c.on after t.opened and c.task is t)",
        "(t.territory is t.lead_unit or c.task is t)",
    ],
)
def test_events_of_the_row_are_asked_where_it_is_said_whose_they_are(whose):
    """Of two tasks only the one with a closure of its own is drawn from."""
    text = RULES.replace("Task where priority", f"Task t where exists closure c where {whose}")
    text += '  at least: 1\nscenario "S"\n  given Plan P\n  given Task T1 {territory: A, lead_unit: B}\n'
    text += "  given Task T2 {territory: A, lead_unit: B}\n  given closure C {subject: T2, on: 2023-02-01}\n"
    text += '  given draw D {sample: s, covers: 2023-Q2, seed: "1-2-3", on: 2023-04-03}\n  as of: 2023-05-05\n'
    policy = rectcore.load_text(text + "  expect s(T1, 2023-Q2) is no\n  expect s(T2, 2023-Q2) is yes\n")
    assert [] == [d.line() for d in policy.diagnostics if d.severity is Severity.ERROR]
    assert [True] == [r.passed for r in policy.test()]
