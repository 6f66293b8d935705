"""Days so much later in compiled conditions: where there is no such day, nothing is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from rectcore import load_calendar
from rectcore.engine.compile import natives

CALENDAR = load_calendar("cn_public")
DAY = date(2023, 5, 31)


def test_days():
    assert natives.later_by_days(DAY, Decimal("1.9")) == date(2023, 6, 1)
    assert natives.later_by_days(DAY, -1) == date(2023, 5, 30)
    assert natives.earlier_by_days(DAY, 31) == date(2023, 4, 30)
    assert natives.later_by_days(date.max, 1) is None
    assert natives.earlier_by_days(date.min, 1) is None


def test_months_are_clamped():
    assert natives.later_by_months(DAY, 1) == date(2023, 6, 30)
    assert natives.later_by_months(DAY, -3) == date(2023, 2, 28)
    assert natives.later_by_months(date(9999, 12, 1), 1) is None
    assert natives.earlier_by_months(date(1, 1, 1), 1) is None


def test_working_days():
    assert natives.later_by_working_days(CALENDAR, date(2023, 9, 28), 1) == date(2023, 10, 7)
    assert natives.later_by_working_days(CALENDAR, DAY, -2) == date(2023, 5, 29)
    assert natives.later_by_working_days(CALENDAR, date(2031, 1, 1), 3) is None
    assert natives.later_by_working_days(CALENDAR, date(9999, 12, 31), 3) is None


@pytest.mark.parametrize(("raw", "class_"), [(None, None), (7, None)])
def test_no_deadline_has_no_class(raw: object, class_: str | None):
    assert natives.deadline_class(raw) is class_
