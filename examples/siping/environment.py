"""Readings, study plans, campaigns, fires and enforcement in the example ledger: fixed tables, nothing drawn.

Every number is made up. `generate.py` calls `environment(book)` after everything else.
"""

from __future__ import annotations

from datetime import date
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

# Unit, day, whether the inspectors were drawn by lot, day the result was made public.
DRAWN = (
    ("ecology", "2023-05-24", True, "2023-06-12"),
    ("market", "2023-06-13", True, "2023-07-05"),
    ("ecology", "2023-08-23", True, "2023-09-14"),
    ("ecology", "2023-11-22", True, "2024-01-10"),
    ("market", "2023-12-12", False, "2024-01-04"),
    ("ecology", "2024-02-27", True, "2024-03-20"),
    ("ecology", "2024-05-21", True, None),
)
"""The checks of November were published late; in December the inspectors were picked by hand."""


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


def checks_by_lot(book: Any) -> None:
    """Checks of objects drawn by lot, and when their results were made public."""
    for unit, text, inspectors, public in DRAWN:
        on = date.fromisoformat(text)
        more: dict[str, Any] = {"objects_drawn": True, "inspectors_drawn": inspectors}
        check = book.add(unit, "random_check", on, unit=unit, person=book.clerk(unit, on), about="unit", **more)
        if public is not None:
            day = date.fromisoformat(public)
            more = {"answers": check}
            book.add(unit, "check_publication", day, unit=unit, person=book.clerk(unit, day), about="unit", **more)
