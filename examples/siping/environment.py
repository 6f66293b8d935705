"""Readings, study plans, campaigns, fires, enforcement and random checks in the example ledger: fixed tables.

Every number is made up. `generate.py` calls `environment(book)` after everything else. Which enterprises are checked,
and by whom, follows from the seeds of `DRAWS`, in the way that docs/reference/language.md describes under `sample`.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

PLAN = "siping-2023"
CITY = "siping"
PLACES = ("tiexi", "tiedong", "lishu", "yitong", "shuangliao", "liaohe", "jingkai", "hongzui")
COUNTIES = PLACES[:5]
DEPARTMENTS = (
    *("ecology", "housing", "agriculture", "resources", "water", "industry", "reform"),
    *("forestry", "livestock", "city-management", "transport", "health", "market", "finance"),
)

# Year by year, 2022 and 2023: the share of good-air days falls short of its goal and so does PM2.5; good water is lower
# than the year before.
YEARS = {
    "pm25": ("31", "30"),
    "good_air_days": ("88.2", "89.3"),
    "heavy_days": ("3", "2"),
    "good_sections": ("61.5", "58.3"),
    "inferior_sections": ("1", "0"),
    "farmland_safe": ("94.1", "95.2"),
    "forest_cover": ("19.6", "19.8"),
    "grassland_cover": ("71.6", "72.0"),
    "wetland_protected": ("28.4", "29.1"),
}
# PM2.5 month by month from January 2022 to April 2024: three worse months in a row, from November 2023 to January 2024.
MONTHS = (
    *("52", "45", "38", "30", "24", "18", "16", "15", "19", "29", "35", "46"),
    *("50", "44", "37", "30", "22", "18", "15", "15", "18", "28", "38", "49"),
    *("53", "41", "36", "31"),
)

LATE_STUDY = {"transport": date(2024, 2, 20)}
NO_STUDY = ("hongzui",)
NO_DOCTRINE_AT_SCHOOL = ("shuangliao",)

FIRES = (("lishu", date(2023, 10, 21)), ("lishu", date(2023, 10, 22)), ("yitong", date(2024, 3, 18)))
CAMPAIGNS = (
    ("green_shield", date(2023, 6, 12)),
    ("river_corridor", date(2023, 5, 15)),
    ("mine_repair", date(2023, 8, 21)),
    ("manure", date(2023, 9, 4)),
    ("black_soil", date(2023, 7, 10)),
    ("river_corridor", date(2024, 4, 22)),
    ("green_shield", date(2024, 5, 20)),
    ("water_source", date(2024, 4, 17)),
)
"""That on water sources comes a fortnight late."""
FIELD_PLAN = date(2023, 11, 20)

STAGES = ("site", "inquiry", "review", "service")
# Unit, day, days of the records of the four stages (None: not yet or never), day the case was closed, damage done,
# day it was handed on for compensation.
CHECKS: tuple[tuple[str, str, tuple[str | None, ...], str | None, bool, str | None], ...] = (
    ("ecology", "2023-05-16", ("2023-05-16", "2023-05-23", "2023-06-14", "2023-06-21"), "2023-06-28", False, None),
    (
        "ecology",
        "2023-06-06",
        ("2023-06-06", "2023-06-15", "2023-07-05", "2023-07-12"),
        "2023-07-14",
        True,
        "2023-07-19",
    ),
    ("tiexi", "2023-07-11", ("2023-07-11", None, None, None), None, False, None),
    ("ecology", "2023-08-15", ("2023-08-16", "2023-08-22", "2023-09-13", "2023-09-20"), "2023-09-21", False, None),
    ("shuangliao", "2023-09-05", ("2023-09-05", "2023-09-12", None, "2023-09-28"), "2023-10-10", False, None),
    ("city-management", "2023-10-17", ("2023-10-25", None, None, None), None, False, None),
    ("yitong", "2023-11-14", ("2023-11-14", "2023-11-21", "2023-12-12", "2023-12-19"), "2023-12-20", False, None),
    ("ecology", "2024-01-16", ("2024-01-16", "2024-01-23", "2024-02-20", "2024-02-27"), "2024-02-28", True, None),
    ("lishu", "2024-03-19", ("2024-03-19", None, None, None), None, False, None),
    ("ecology", "2024-04-16", ("2024-04-16", "2024-04-23", "2024-05-14", "2024-05-21"), "2024-05-22", False, None),
)
"""In order but for these: shuangliao closed a case without a decision on record; city-management entered its record a
week later; the damage of January was never handed on."""

# The list of enterprises to draw from, by place, and the inspectors of the department of ecology.
ENTERPRISES = {
    "tiexi": ("化工", "热力"),
    "tiedong": ("机械", "食品"),
    "lishu": ("玉米加工", "屠宰", "污水处理"),
    "yitong": ("制药", "采石"),
    "shuangliao": ("发电", "玻璃"),
    "jingkai": ("酿造", "包装"),
    "hongzui": ("钢管",),
}
INSPECTORS = ("甲", "乙", "丙", "丁")
SHARE, LEAST = 15, 2
"""In percent and enterprises, as in the parameters of the rules."""

# Quarter, seed (three balls), day of the draw, day it was made public.
DRAWS = (
    ("2023-Q2", "16-03-28", "2023-05-10", "2023-05-15"),
    ("2023-Q3", "09-31-12", "2023-07-12", "2023-07-14"),
    ("2023-Q4", "22-07-05", "2023-10-12", "2023-10-31"),
    ("2024-Q1", "30-18-02", "2024-01-12", "2024-01-16"),
    ("2024-Q2", "11-25-19", "2024-04-22", "2024-04-25"),
)
"""That of October was made public late; that of April 2024 was made a week late."""

# Of each quarter the days of the checks, in the order of the lots (None: never, or not yet), and of their results made
# public.
CHECKED: dict[str, tuple[tuple[str | None, str | None], ...]] = {
    "2023-Q2": (("2023-05-24", "2023-06-12"), ("2023-06-13", "2023-07-05"), ("2023-06-14", "2023-07-05")),
    "2023-Q3": (("2023-08-23", "2023-09-14"), (None, None), ("2023-09-06", "2023-09-27")),
    "2023-Q4": (("2023-11-22", "2024-01-10"), ("2023-11-23", "2024-01-10"), ("2023-12-13", "2024-01-04")),
    "2024-Q1": (("2024-02-27", "2024-03-20"), ("2024-02-28", "2024-03-20"), ("2024-03-12", "2024-04-02")),
    "2024-Q2": (("2024-05-14", None), ("2024-05-21", None), (None, None)),
}
"""One of the third quarter was never checked; the results of November were published late."""

BY_HAND = ("2023-12-12", "2024-01-04")
"""The day on which market checked, with inspectors of its choice, an enterprise that nobody had drawn, and that of its
result."""


def environment(book: Any) -> None:
    """All of it."""
    readings(book)
    study_plans(book)
    campaigns(book)
    enforcement(book)
    checks_by_lot(book)


def _reading(book: Any, series: str, covers: str, value: str, on: date) -> None:
    person = book.clerk("ecology", on)
    more = {"series": series, "covers": covers, "value": value}
    book.add(PLAN, "reading", on, unit="ecology", person=person, name=f"{series}-{covers}", about="plan", **more)


def readings(book: Any) -> None:
    """Those from before the plan are entered a week after it was issued."""
    at_first = date(2023, 4, 10)
    for series, values in YEARS.items():
        _reading(book, series, "2022", values[0], at_first)
        _reading(book, series, "2023", values[1], date(2024, 1, 15))
    for number, value in enumerate(MONTHS):
        year, month = 2022 + number // 12, number % 12 + 1
        on = date(year + month // 12, month % 12 + 1, 8)
        _reading(book, "pm25_month", f"{year}-{month:02d}", value, max(on, at_first))


def study_plans(book: Any) -> None:
    """The study plans of 2024, and the courses of the Party schools."""
    for number, unit in enumerate((CITY, *PLACES, *DEPARTMENTS)):
        on = LATE_STUDY.get(unit, date(2024, 1, 8 + number % 5))
        person = book.clerk(unit, on)
        if unit not in NO_STUDY:
            more = {"covers": "2024", "doctrine": True}
            book.add(unit, "study_plan", on, unit=unit, person=person, about="unit", **more)
        if unit in (CITY, *COUNTIES):
            more = {"covers": "2024", "doctrine": unit not in NO_DOCTRINE_AT_SCHOOL}
            book.add(unit, "school_plan", on, unit=unit, person=person, about="unit", **more)


def campaigns(book: Any) -> None:
    """Campaigns, the plan for construction, and straw fires seen from above."""
    for name, on in CAMPAIGNS:
        book.act(PLAN, "campaign", on, name=f"campaign-{name}", about="plan", topic=name)
    book.act(PLAN, "field_plan", FIELD_PLAN, about="plan", field="construction")
    for place, on in FIRES:
        book.add(place, "straw_fire", on, unit="ecology", person=book.clerk("ecology", on), about="unit")


def enforcement(book: Any) -> None:
    """Each check with its records; that of city-management says the day itself and was entered a week later."""
    for unit, text, records, closed, damage, handed_on in CHECKS:
        on = date.fromisoformat(text)

        def event(kind: str, day: date, recorded: date | None = None, unit: str = unit, **more: Any) -> str:
            person = book.clerk(unit, day)
            return str(book.add(unit, kind, day, recorded, unit=unit, person=person, about="unit", **more))

        check = event("enforcement", on, damage=damage)
        for stage, text_of in zip(STAGES, records, strict=True):
            if text_of is not None:
                entered = date.fromisoformat(text_of)
                day = on if stage == "site" else entered
                event("enforcement_record", day, entered, answers=check, stage=stage)
        if closed is not None:
            event("case_closing", date.fromisoformat(closed), answers=check)
        if handed_on is not None:
            event("referral", date.fromisoformat(handed_on), answers=check)


def enterprises() -> list[tuple[str, str, str]]:
    """Each enterprise of the list: its id, its name, its place."""
    return [(f"{place}-ent-{n}", f"某{trade}企业", place) for place in ENTERPRISES for n, trade in _numbered(place)]


def _numbered(place: str) -> list[tuple[int, str]]:
    return list(enumerate(ENTERPRISES[place], 1))


def inspectors() -> list[tuple[str, str]]:
    """Each inspector: an id, and a placeholder for a name."""
    return [(f"ecology-inspector-{n}", f"某执法人员{mark}·生态环境") for n, mark in enumerate(INSPECTORS, 1)]


def by_lot(names: list[str], seed: str, sample: str, quarter: str) -> list[str]:
    """The names in the order of their lots."""
    return sorted(names, key=lambda name: sha256(f"{seed}|{sample}|{quarter}|{name}".encode()).hexdigest())


def drawn(quarter: str, seed: str) -> list[tuple[str, str]]:
    """The enterprises that a seed draws, each with its inspector, in the order of their lots."""
    names = [name for name, _, _ in enterprises()]
    number = max(-(-len(names) * SHARE // 100), LEAST)
    takes = by_lot([name for name, _ in inspectors()], seed, "random_draw|inspectors", quarter)
    chosen = by_lot(names, seed, "random_draw", quarter)[:number]
    return [(name, takes[turn % len(takes)]) for turn, name in enumerate(chosen)]


def checks_by_lot(book: Any) -> None:
    """Draws, checks of what was drawn, and when both were made public."""
    for quarter, seed, text, public in DRAWS:
        more: dict[str, Any] = {"sample": "random_draw", "covers": quarter, "seed": seed}
        draw = book.act(PLAN, "draw", date.fromisoformat(text), name=f"draw-{quarter}", about="plan", **more)
        more = {"name": f"draw-public-{quarter}", "about": "plan", "answers": draw}
        book.act(PLAN, "draw_publication", date.fromisoformat(public), **more)
        for (name, inspector), (checked, told) in zip(drawn(quarter, seed), CHECKED[quarter], strict=True):
            if checked is not None:
                _check(book, name, "ecology", inspector, True, checked, told)
    last = DRAWS[2]
    spared = next(name for name, _, _ in enterprises() if name not in dict(drawn(*last[:2])))
    on, told = BY_HAND
    _check(book, spared, "market", book.clerk("market", date.fromisoformat(on)), False, on, told)


def _check(book: Any, name: str, unit: str, person: str, by_draw: bool, text: str, told: str | None) -> None:
    """A check of an enterprise, with the day its result was made public."""
    on = date.fromisoformat(text)
    more: dict[str, Any] = {"unit": unit, "about": "unit"}
    check = book.add(name, "random_check", on, person=person, inspectors_drawn=by_draw, **more)
    if told is not None:
        day = date.fromisoformat(told)
        book.add(name, "check_publication", day, person=book.clerk(unit, day), answers=check, **more)
