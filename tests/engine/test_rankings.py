"""Places in an order by a number: ties, ends, those left out, and every way that what is not known may turn out."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

import rectcore
from rectcore import NONE, Event, Ledger, Period, Subject, Unit
from rectcore.check.terms import Const, Param, Placed, Ranked, Self
from rectcore.check.types import INTEGER, PERIOD
from rectcore.engine.reference.amounts import Between
from rectcore.engine.reference.expressions import value
from rectcore.engine.reference.instances import env_at
from rectcore.engine.reference.world import World
from rectcore.engine.trace import NOT_APPLICABLE, Row
from rectcore.model.facts import Unknown, Why

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
entity Unit
  has n: optional integer
  has y: optional yes/no
  has z: optional yes/no
event visit part of Unit may be incomplete
parameter unset: integer
  from 2023-01-01: 5
  from 2023-01-02: repealed
parameter twice: integer
  from 2023-01-01: 1
  from 2023-06-01: 2
"""
PLAIN = "  every: month\n  ranked by: n\n  order: lowest first\n"
DAY = date(2023, 5, 31)
MAY = Const(Period.parse("2023-05"), PERIOD)


def world(lines: str, *units: Unit, day: date = DAY, **more: Any) -> World:
    policy = rectcore.load_text(HEAD + f"ranking r on Unit\n{lines}")
    assert [] == [d.line() for d in policy.diagnostics if d.severity.value == "error"]
    book = Ledger("L", through=date(2024, 12, 31), units=units, **more)
    return World(policy.rulebook, book, policy.calendar, day)


def units(*numbers: Any, **more: Any) -> list[Unit]:
    """`U1`, `U2` … with these numbers; None: not given."""
    return [Unit(f"U{i}", fields={**({} if n is None else {"n": n}), **more}) for i, n in enumerate(numbers, 1)]


def asked(w: World, unit: str, what: str = "value", period: Any = MAY, day: date = DAY) -> Any:
    return value(Ranked("r", Self("Unit"), period, what, INTEGER), env_at(w, day, Row("Unit", unit)))


def among(w: World, unit: str, end: str, number: Any, period: Any = MAY, day: date = DAY) -> Any:
    term = number if not isinstance(number, int) else Const(number, INTEGER)
    ranking = Ranked("r", Self("Unit"), period, "value", INTEGER)
    return value(Placed(ranking, end, term), env_at(w, day, Row("Unit", unit)))


def shown(answer: Any) -> Any:
    if isinstance(answer, Between):
        return answer.low, answer.high
    if answer is NOT_APPLICABLE:
        return "none"
    return "unknown" if isinstance(answer, Unknown) else answer


def ranks(w: World, what: str = "value") -> list[Any]:
    return [shown(asked(w, unit.id, what)) for unit in w.ledger.units]


def places(w: World, end: str, number: int) -> list[Any]:
    return [shown(among(w, unit.id, end, number)) for unit in w.ledger.units]


def test_equal_numbers_share_a_rank_and_the_next_is_passed_over() -> None:
    w = world(PLAIN, *units(30, 20, 30, 40, 20))
    assert [3, 1, 3, 5, 1] == ranks(w)
    assert [5] * 5 == ranks(w, "ranked")


def test_the_order_says_which_end_is_first() -> None:
    assert [2, 3, 1] == ranks(world(PLAIN.replace("lowest", "highest"), *units(30, 20, 40)))


@pytest.mark.parametrize(
    ("end", "number", "found"),
    [
        ("first", 1, [True, True, False, False, False]),
        ("first", 2, [True, True, False, False, False]),
        ("first", 3, [True, True, True, False, False]),
        ("last", 1, [False, False, False, True, True]),
        ("last", 2, [False, False, False, True, True]),
        ("last", 3, [False, False, True, True, True]),
        ("last", 9, [True] * 5),
    ],
)
def test_whoever_shares_the_last_place_that_counts_is_among_them(end: str, number: int, found: list[bool]) -> None:
    assert found == places(world(PLAIN, *units(10, 10, 20, 30, 30)), end, number)


def test_where_all_are_equal_all_are_first_and_last() -> None:
    w = world(PLAIN, *units(7, 7, 7))
    assert [1, 1, 1] == ranks(w)
    assert [True] * 3 == places(w, "first", 1) == places(w, "last", 1)


def test_who_is_not_ranked_has_no_rank_and_takes_no_place() -> None:
    """Not taking part, left out, known to have no number."""
    w = world(
        "  every: month\n  ranked: y\n  left out: z\n  ranked by: n\n  order: lowest first\n",
        Unit("A", fields={"n": 5, "y": False, "z": False}),
        Unit("B", fields={"n": 6, "y": True, "z": True}),
        Unit("C", fields={"n": NONE, "y": True, "z": False}),
        Unit("D", fields={"n": 7, "y": True, "z": NONE}),
        Unit("E", fields={"n": 8, "y": True, "z": False}),
        Unit("F", fields={"n": 1, "y": NONE, "z": False}),
    )
    assert ["none", "none", "none", 1, 2, "none"] == ranks(w)
    assert [2] * 6 == ranks(w, "ranked")
    assert [False, False, False, True, True, False] == places(w, "first", 9) == places(w, "last", 9)


def test_a_number_that_does_not_apply_is_none() -> None:
    lines = (
        "  every: month\n  ranked by: rate\n  order: highest first\n"
        "aggregate rate on Unit\n  over: Task grouped by territory\n  value: share where status is closed\n"
        "  when empty: not applicable\n"
    )
    assert ["none", "none"] == ranks(world(lines, *units(1, 2)))


def test_a_missing_number_bounds_the_others() -> None:
    w = world(PLAIN, *units(10, None, 20, 30))
    assert [(1, 2), "unknown", (2, 3), (3, 4)] == ranks(w)
    assert [(3, 4)] * 4 == ranks(w, "ranked")
    assert [True, "unknown", True, "unknown"] == places(w, "first", 3)
    assert ["unknown", "unknown", True, True] == places(w, "last", 3)
    assert [False, "unknown", "unknown", True] == places(w, "last", 2)


def test_a_number_within_bounds_is_as_good_as_it_may_matter() -> None:
    """Visits may be missing, so that their number is what is recorded or more."""
    policy = rectcore.load_text(
        HEAD + "ranking r on Unit\n  every: month\n  ranked by: count of visit\n  order: highest first\n"
    )
    rows = [Event(f"E{i}", "visit", Subject("unit", u), DAY, DAY) for i, u in enumerate("AAB")]
    book = Ledger("L", through=DAY, units=[Unit(u) for u in "ABC"], events=rows)
    w = World(policy.rulebook, book, policy.calendar, DAY)
    assert [(1, 3)] * 3 == ranks(w)
    assert [3] * 3 == ranks(w, "ranked")
    assert [True] * 3 == places(w, "first", 3)


def test_what_may_be_missing_altogether_leaves_the_end_open() -> None:
    """The file was cut in half: there may be more units."""
    w = world(PLAIN, *units(10, 20), cut=True)
    assert [(1, None), (2, None)] == ranks(w)
    assert ["unknown", False] == places(w, "first", 1)
    assert [False, "unknown"] == places(w, "last", 1)
    assert [(2, None)] * 2 == ranks(w, "ranked")


@pytest.mark.parametrize("seed", range(60))
def test_what_is_told_is_so_in_every_way_it_may_turn_out(seed: int) -> None:
    """Every number that is missing as each of a few numbers, or as none; every row that may be out, in or out."""
    dice = random.Random(seed)
    order = dice.choice(["lowest", "highest"])
    lines = f"  every: month\n  ranked: y\n  ranked by: n\n  order: {order} first\n"
    cards: list[dict[str, Any]] = [
        {"n": dice.choice([10, 20, 20, 30, None]), "y": dice.choice([True, True, True, False, None])}
        for _ in range(dice.choice([2, 3, 4]))
    ]
    ways = [
        [
            {"n": n, "y": y}
            for n in ([card["n"]] if card["n"] is not None else [5, 10, 20, 25, 30, 35, NONE])
            for y in ([card["y"]] if card["y"] is not None else [True, False])
        ]
        for card in cards
    ]

    def told(fields: Any) -> list[list[Any]]:
        given = [Unit(f"U{i}", fields={k: v for k, v in f.items() if v is not None}) for i, f in enumerate(fields)]
        w = world(lines, *given)
        ends = [places(w, end, k) for end in ("first", "last") for k in (1, 2, 3)]
        return [list(each) for each in zip(ranks(w), *ends, strict=True)]

    seen = [told(way) for way in product(*ways)]
    for at, (rank, *ends) in enumerate(told(cards)):
        possible = {way[at][0] for way in seen}
        if rank == "unknown":
            assert len(possible) > 1
        elif isinstance(rank, tuple):
            assert possible == set(range(rank[0], rank[1] + 1))
        else:
            assert {rank} == possible
        for place, end in enumerate(ends, 1):
            assert {way[at][place] for way in seen} == ({True, False} if end == "unknown" else {end})


def test_which_period_is_asked() -> None:
    """By itself that of the day; one that has not begun, or that is not known, has no ranks."""
    w = world(PLAIN, *units(1, 2))
    assert 2 == asked(w, "U2", period=None)
    assert "unknown" == shown(asked(w, "U2", period=Const(Period.parse("2023-06"), PERIOD)))
    assert "unknown" == shown(asked(w, "U2", period=Const(Period.parse("2023"), PERIOD)))
    assert "unknown" == shown(asked(w, "U2", period=Const(NONE, PERIOD)))
    missing = Const(Unknown.because(Why.NOT_GIVEN, "x", "y"), PERIOD)
    assert "unknown" == shown(asked(w, "U2", period=missing))
    assert "unknown" == shown(among(w, "U2", "last", 1, period=missing))


def test_parameters_are_those_of_the_last_day_of_the_period() -> None:
    """`twice` is 1 in May and 2 from June on."""
    lines = "  every: month\n  ranked: n at least twice\n  ranked by: n\n  order: lowest first\n"
    w = world(lines, *units(1, 2), day=date(2023, 7, 5))
    june = Const(Period.parse("2023-06"), PERIOD)
    assert [1, 2] == [shown(asked(w, u, day=date(2023, 7, 5))) for u in ("U1", "U2")]
    assert ["none", 1] == [shown(asked(w, u, period=june, day=date(2023, 7, 5))) for u in ("U1", "U2")]


def test_a_number_of_places_that_is_not_known() -> None:
    w = world(PLAIN, *units(1, 2))
    assert "unknown" == shown(among(w, "U1", "first", Param("unset", INTEGER)))
    assert among(w, "U1", "first", Param("twice", INTEGER)) is True
    assert among(w, "U2", "first", Param("twice", INTEGER)) is False


def test_a_rank_is_asked_of_something_that_may_be_missing_or_none() -> None:
    """`parent.r`, where the parent is not given or known not to be there."""
    policy = rectcore.load_text(
        HEAD
        + f"ranking r on Unit\n{PLAIN}define up on Unit\n  means: parent.r at most 1\n"
        + "define last on Unit\n  means: parent.r among the last 1\n"
    )
    book = Ledger(
        "L",
        through=DAY,
        units=[
            Unit("A", fields={"n": 1}, parent=NONE),
            Unit("B", fields={"n": 2}),
            Unit("C", fields={"n": 3}, parent="B"),
        ],
    )
    w = World(policy.rulebook, book, policy.calendar, DAY)
    found = {
        (unit, d.name.id): shown(value(d.term, env_at(w, DAY, Row("Unit", unit))))
        for unit in "ABC"
        for d in policy.rulebook.definitions
    }
    assert {
        ("A", "up"): False, ("A", "last"): False,
        ("B", "up"): "unknown", ("B", "last"): "unknown",
        ("C", "up"): False, ("C", "last"): False,
    } == found  # fmt: skip


def test_each_ranking_is_worked_out_once_for_a_period_and_day() -> None:
    w = world(PLAIN, *units(*range(30)))
    ranks(w)
    kept = [key for key in w.stretches._kept if key[0] == "ranking"]
    assert 1 == len(kept)
    assert Decimal(1) == asked(w, "U1")
