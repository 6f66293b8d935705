"""Which operands go together, and what they give (language note, sections 5 and 6)."""

import pytest

from rectcore.check.operators import Wrong, arithmetic, comparison
from rectcore.check.types import (
    DATE,
    DAYS,
    DECIMAL,
    INTEGER,
    MONTHS,
    PERCENT,
    PERIOD,
    TEXT,
    WORKING_DAYS,
    YES_NO,
    one_of,
    reference,
)

SUMS = [
    ("+", INTEGER, INTEGER, INTEGER),
    ("-", INTEGER, DECIMAL, DECIMAL),
    ("*", INTEGER, INTEGER, INTEGER),
    ("*", DECIMAL, INTEGER, DECIMAL),
    ("+", PERCENT, PERCENT, PERCENT),
    ("-", PERCENT, PERCENT, PERCENT),
    ("*", PERCENT, INTEGER, DECIMAL),
    ("*", PERCENT, DAYS, DAYS),
    ("*", PERCENT, WORKING_DAYS, Wrong.OTHER),
    ("*", PERCENT, PERCENT, Wrong.OTHER),
    ("+", DAYS, DAYS, DAYS),
    ("-", MONTHS, MONTHS, MONTHS),
    ("*", DAYS, INTEGER, DAYS),
    ("*", INTEGER, WORKING_DAYS, WORKING_DAYS),
    ("+", DATE, DAYS, DATE),
    ("+", DAYS, DATE, DATE),
    ("-", DATE, MONTHS, DATE),
    ("+", DATE, WORKING_DAYS, DATE),
    ("-", DATE, WORKING_DAYS, Wrong.OTHER),
    ("-", DAYS, DATE, Wrong.OTHER),
    ("-", DATE, DATE, DAYS),
    ("+", DATE, DATE, Wrong.OTHER),
    ("+", DAYS, WORKING_DAYS, Wrong.DURATIONS),
    ("+", PERCENT, INTEGER, Wrong.PERCENT),
    ("+", DAYS, INTEGER, Wrong.NUMBER_FOR_DAYS),
    ("+", DATE, INTEGER, Wrong.NUMBER_FOR_DAYS),
    ("+", TEXT, TEXT, Wrong.OTHER),
    ("*", DATE, DAYS, Wrong.OTHER),
    ("+", reference("Unit", many=True), INTEGER, Wrong.OTHER),
]


@pytest.mark.parametrize(("op", "left", "right", "expected"), SUMS)
def test_arithmetic(op, left, right, expected):
    assert expected == arithmetic(op, left, right)


LIST = one_of(("low", "低"), ("high", "高"))
OTHER = one_of(("low", "低"), ("top", "顶"))

COMPARISONS = [
    ("is", INTEGER, DECIMAL, None),
    ("is", TEXT, TEXT, None),
    ("is", PERIOD, PERIOD, None),
    ("is not", LIST, LIST, None),
    ("is", LIST, OTHER, Wrong.OTHER),
    ("is", reference("Unit", optional=True), reference("Unit"), None),
    ("is", reference("Unit"), reference("Person"), Wrong.OTHER),
    ("is", YES_NO, INTEGER, Wrong.OTHER),
    ("is", PERCENT, DECIMAL, Wrong.PERCENT),
    ("at least", INTEGER, DECIMAL, None),
    ("at most", PERCENT, PERCENT, None),
    ("more than", DAYS, DAYS, None),
    ("less than", DAYS, MONTHS, Wrong.DURATIONS),
    ("less than", DAYS, INTEGER, Wrong.NUMBER_FOR_DAYS),
    ("at least", DATE, DATE, Wrong.ORDER_OF_DATES),
    ("at least", TEXT, TEXT, Wrong.OTHER),
    ("before", DATE, DATE, None),
    ("no later than", DATE, PERIOD, Wrong.OTHER),
    ("after", INTEGER, INTEGER, Wrong.OTHER),
    ("is", reference("Unit", many=True), reference("Unit"), Wrong.OTHER),
]


@pytest.mark.parametrize(("op", "left", "right", "expected"), COMPARISONS)
def test_comparison(op, left, right, expected):
    assert expected is comparison(op, left, right)
