"""Periods: what their first and last days are, what they are called, and which one comes next."""

from datetime import date, datetime

import pytest

from rectcore.model.period import Period, PeriodKind

NAMED = [
    ("2023-05", PeriodKind.MONTH, date(2023, 5, 1), date(2023, 5, 31)),
    ("2023-02", PeriodKind.MONTH, date(2023, 2, 1), date(2023, 2, 28)),
    ("2024-02", PeriodKind.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ("2023-Q1", PeriodKind.QUARTER, date(2023, 1, 1), date(2023, 3, 31)),
    ("2023-Q2", PeriodKind.QUARTER, date(2023, 4, 1), date(2023, 6, 30)),
    ("2023-Q3", PeriodKind.QUARTER, date(2023, 7, 1), date(2023, 9, 30)),
    ("2023-Q4", PeriodKind.QUARTER, date(2023, 10, 1), date(2023, 12, 31)),
    ("2023-H1", PeriodKind.HALF_YEAR, date(2023, 1, 1), date(2023, 6, 30)),
    ("2023-H2", PeriodKind.HALF_YEAR, date(2023, 7, 1), date(2023, 12, 31)),
    ("2023", PeriodKind.YEAR, date(2023, 1, 1), date(2023, 12, 31)),
    ("0987", PeriodKind.YEAR, date(987, 1, 1), date(987, 12, 31)),
    ("2023-W07", PeriodKind.WEEK, date(2023, 2, 13), date(2023, 2, 19)),
    ("2020-W53", PeriodKind.WEEK, date(2020, 12, 28), date(2021, 1, 3)),
    ("2023-05-D1", PeriodKind.DEKAD, date(2023, 5, 1), date(2023, 5, 10)),
    ("2023-05-D2", PeriodKind.DEKAD, date(2023, 5, 11), date(2023, 5, 20)),
    ("2023-05-D3", PeriodKind.DEKAD, date(2023, 5, 21), date(2023, 5, 31)),
    ("2023-02-D3", PeriodKind.DEKAD, date(2023, 2, 21), date(2023, 2, 28)),
]


@pytest.mark.parametrize(("text", "kind", "first", "last"), NAMED)
def test_a_text_names_the_days_of_its_period(text, kind, first, last):
    """The canonical text says the kind and both ends, and is written back as it was read."""
    period = Period.parse(text)
    assert (kind, first, last, text) == (period.kind, period.first, period.last, str(period))


@pytest.mark.parametrize("text", ["2023年5月", "2023年05月"])
def test_a_month_may_be_written_in_chinese(text):
    """`2023年5月` and `2023-05` are one month; the canonical text is the second."""
    assert Period.month(2023, 5) == Period.parse(text)
    assert str(Period.parse(text)) == "2023-05"


@pytest.mark.parametrize(
    "text", ["2023-13", "2023-00", "2023年13月", "0000", "0000-Q1", "2023-W53", "2023-W00", "2023-13-D1"]
)
def test_a_period_that_does_not_exist_is_refused_by_name(text):
    """A text of the right form for a period there is not says so, with the text."""
    with pytest.raises(ValueError, match=f"there is no period `{text}`"):
        Period.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 2023",
        "2023-5",
        "23-05",
        "2023-Q5",
        "2023-H3",
        "2023-05-D4",
        "2023-05-01",
        " 2023-05",
        "２０２３",
        "2023-05\n",
    ],
)
def test_any_other_text_is_refused_with_the_forms_there_are(text):
    """What is no period is refused with the forms to write; blanks and other digits are not guessed at."""
    with pytest.raises(ValueError, match="is not a period; write a month as 2023-05"):
        Period.parse(text)


def test_a_week_belongs_to_the_year_of_its_thursday():
    """30 December 2024 is a Monday and begins the first week of 2025 (ISO 8601)."""
    assert str(Period.containing(PeriodKind.WEEK, date(2024, 12, 30))) == "2025-W01"
    assert Period.parse("2025-W01") == Period.containing(PeriodKind.WEEK, date(2025, 1, 5))


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_a_day_lies_in_the_period_that_contains_it_and_in_no_neighbour(kind):
    """First and last day are in; the days before and after are in the neighbours."""
    period = Period.containing(kind, date(2024, 2, 29))
    assert period.first in period
    assert period.last in period
    assert period.last not in period.next()
    assert period.next().first not in period
    assert period == period.next().previous() == period.previous().next()


def test_next_and_previous_cross_the_year():
    """The period after the last of a year is the first of the next."""
    for last, first in [
        ("2023-12", "2024-01"),
        ("2023-Q4", "2024-Q1"),
        ("2023-H2", "2024-H1"),
        ("2023", "2024"),
        ("2023-W52", "2024-W01"),
        ("2023-12-D3", "2024-01-D1"),
    ]:
        assert first == str(Period.parse(last).next())
        assert last == str(Period.parse(first).previous())


def test_periods_are_ordered_by_their_first_day():
    """Later first day, later period; those that begin together keep the order of the kinds. Equal ones hash alike."""
    texts = ["2023-01", "2023-Q1", "2023-H1", "2023", "2023-01-D1", "2023-W01", "2023-01-D2", "2023-02"]
    assert texts == [str(period) for period in sorted(map(Period.parse, reversed(texts)))]
    assert len({Period.parse("2023-05"), Period.month(2023, 5)}) == 1


def test_a_period_begins_where_its_kind_begins():
    """A quarter from 1 February is a mistake of the caller, and so is one that begins at a moment."""
    with pytest.raises(ValueError, match="2023-02-01 is not the first day of a quarter"):
        Period(date(2023, 2, 1), PeriodKind.QUARTER)
    with pytest.raises(ValueError, match="is not the first day of a month"):
        Period(datetime(2023, 2, 1), PeriodKind.MONTH)  # noqa: DTZ001
    with pytest.raises(ValueError, match="month"):
        Period.month(2023, 13)


@pytest.mark.parametrize("text", ["9999-12", "9999-Q4", "9999-H2", "9999", "9999-12-D3"])
def test_nothing_follows_the_year_9999(text):
    """At the end of the calendar the next period is an error that says so, and the last one still has its days."""
    period = Period.parse(text)
    assert date.max == period.last
    with pytest.raises(OverflowError, match="the calendar ends with the year 9999"):
        period.next()


def test_the_last_week_of_9999_has_no_end():
    """Its Sunday lies in the year 10000: asking for it is an error, asking whether a day lies in it is not."""
    week = Period.containing(PeriodKind.WEEK, date.max)
    assert date.max in week
    for ask in (lambda: week.last, week.next):
        with pytest.raises(OverflowError, match="9999-W52 ends after the year 9999"):
            ask()


def test_nothing_comes_before_the_year_1():
    """At the beginning of the calendar there is no previous period, of any kind."""
    for kind in PeriodKind:
        with pytest.raises(OverflowError, match="the calendar begins with the year 1"):
            Period.containing(kind, date.min).previous()


def test_k13_before_the_end_of_october_includes_the_31st():
    """K13: the end of October 2023 is the 31st, a Tuesday."""
    end = Period.parse("2023年10月").last
    assert (date(2023, 10, 31), 1) == (end, end.weekday())
