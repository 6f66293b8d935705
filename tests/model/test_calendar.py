"""Working days and due days against published cases, the calendar rules K01-K18, and two independent tables."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from rectcore.diagnostics import Text
from rectcore.model.calendar import (
    Calendar,
    CalendarYear,
    DueDay,
    Notice,
    Roll,
    after_days,
    after_months,
    after_working_days,
    load_calendar,
    roll,
    working_days_between,
)
from rectcore.model.period import Period

CN = load_calendar("cn_public")
MONDAY_TO_FRIDAY = Calendar("monday-to-friday")


def days(first, last):
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


def days_of(text):
    """`2023-01-01 02-03..02-05` as days; a year is kept until another is given."""
    found, year = set(), ""
    for word in text.split():
        first, _, last = word.partition("..")
        if len(first) == 10:
            year = first[:5]
        end = date.fromisoformat((year if len(last or first) == 5 else "") + (last or first))
        found |= set(days(date.fromisoformat((year if len(first) == 5 else "") + first), end))
    return found


def older(*years):
    """A calendar of years before those shipped, from the other table."""
    return Calendar.of(
        "older",
        {
            year: (
                {day for day in chinese_calendar.holidays if day.year == year},
                {day for day in chinese_calendar.workdays if day.year == year},
            )
            for year in years
        },
    )


def counted_in(calendar, start, n):
    return after_working_days(calendar, start, n, first_day_counted=True).day


def counted_out(calendar, start, n):
    return after_working_days(calendar, start, n).day


# --- the tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", range(2020, 2027))
def test_every_day_agrees_with_chinesecalendar(year):
    """The shipped tables and the package name the same working days, every day of every year."""
    whole = days(date(year, 1, 1), date(year, 12, 31))
    assert [chinese_calendar.is_workday(day) for day in whole] == [CN.is_working(day) for day in whole]


@pytest.mark.parametrize("year", range(2020, 2027))
def test_every_day_agrees_with_holidays(year):
    """A second table, kept by other people, names the same working days."""
    holidays = pytest.importorskip("holidays")
    if tuple(map(int, holidays.__version__.split(".")[:2])) < (0, 92):
        pytest.skip("holidays before 0.92 has gaps in its table of China")
    china = holidays.CN(years=range(2020, 2027))
    whole = days(date(year, 1, 1), date(year, 12, 31))
    assert [china.is_working_day(day) for day in whole] == [CN.is_working(day) for day in whole]


def test_the_shipped_calendar_says_what_it_is():
    """Seven years, each with its notice, one amendment: version 2026.1, known to the end of 2026."""
    assert ("cn_public", "2026.1", date(2020, 1, 1), date(2026, 12, 31)) == (
        CN.id,
        CN.version,
        CN.first_day,
        CN.horizon,
    )
    assert CN.title.en
    assert CN.title.zh
    assert [len(year.notices) for year in CN.years] == [2, 1, 1, 1, 1, 1, 1]
    for year in CN.years:
        assert f"{year.year}年" in year.notices[0].title
        assert year.year - 1 == year.notices[0].published.year
        assert f"〔{year.year - 1}〕" in year.notices[0].number


def test_k01_the_days_of_2023():
    """K01: rest days and made-up days of 2023 are those of the notice."""
    table = next(year for year in CN.years if year.year == 2023)
    assert table.off == days_of("2022-12-31..2023-01-02 2023-01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06")
    assert table.work == days_of("2023-01-28 01-29 04-23 05-06 06-25 10-07 10-08")


def test_more_the_days_of_2025_and_2024():
    """Appendix A: rest and made-up days of 2025, and the October days of 2024."""
    assert days_of("2025-01-26 02-08 04-27 09-28 10-11") == CN.years[5].work
    assert days_of("2025-01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08") == CN.years[5].off
    assert days_of("2024-09-29 10-12") <= CN.years[4].work
    assert days_of("2024-10-01..10-07") <= CN.years[4].off


# --- published cases: practice, appendix A ---------------------------------------------------------------------------

CASES = [  # row, first and last day as published, calendar days, Monday to Friday only, working days with the first
    (1, date(2024, 9, 29), date(2024, 10, 9), 11, 8, 4),
    (2, date(2021, 4, 26), date(2021, 5, 25), 30, 22, 20),
    (3, date(2025, 1, 21), date(2025, 2, 8), 19, 14, 10),
    (4, date(2025, 12, 29), date(2026, 1, 12), 15, 11, 10),
    (5, date(2019, 12, 13), date(2019, 12, 19), 7, 5, 5),
    (6, date(2019, 11, 8), date(2019, 11, 18), 11, 7, 7),
    (7, date(2022, 11, 21), date(2022, 11, 27), 7, 5, 5),
    (8, date(2023, 7, 27), date(2023, 8, 9), 14, 10, 10),
    (9, date(2025, 9, 1), date(2025, 9, 12), 12, 10, 10),
    (10, date(2023, 1, 9), date(2023, 1, 20), 12, 10, 10),
]


@pytest.mark.parametrize(("row", "first", "last", "calendar_days", "weekdays", "counted"), CASES)
def test_appendix_row(row, first, last, calendar_days, weekdays, counted):
    """The three counts of each published case, and the day that each of them leads back to."""
    calendar = older(2019) if first.year == 2019 else CN
    assert (counted, False) == working_days_between(calendar, first, last)
    assert (weekdays, True) == working_days_between(MONDAY_TO_FRIDAY, first, last)
    assert last == after_days(first, calendar_days, first_day_counted=True).day
    if calendar.is_working(last):
        assert last == counted_in(calendar, first, counted)


def test_row_1_the_right_end_of_the_wrong_case():
    """Ten working days from 2024-09-29, a working Sunday, end on 2024-10-16, first day counted."""
    assert CN.is_working(date(2024, 9, 29))
    assert date(2024, 10, 16) == counted_in(CN, date(2024, 9, 29), 10)


def test_rows_5_to_7_one_instruction_two_readings():
    """ "7 days" was read as calendar days and as working days in one city in one year: the two differ by four days."""
    assert date(2019, 12, 19) == after_days(date(2019, 12, 13), 7, first_day_counted=True).day
    assert date(2019, 11, 18) == counted_in(older(2019), date(2019, 11, 8), 7)
    assert date(2022, 11, 27) == after_days(date(2022, 11, 21), 7, first_day_counted=True).day


MORE = [  # start, working days, first day in, first day out, Monday to Friday only
    (date(2023, 1, 11), 30, date(2023, 2, 24), date(2023, 2, 27), date(2023, 2, 22)),
    (date(2023, 9, 28), 5, date(2023, 10, 10), date(2023, 10, 11), date(2023, 10, 4)),
    (date(2023, 1, 18), 10, date(2023, 2, 3), date(2023, 2, 6), date(2023, 1, 31)),
]


@pytest.mark.parametrize(("start", "n", "inside", "outside", "naive"), MORE)
def test_more_vectors(start, n, inside, outside, naive):
    """Computed vectors: first day in, first day out, and the wrong answer that ignores the holidays."""
    assert inside == counted_in(CN, start, n)
    assert outside == counted_out(CN, start, n)
    assert naive in (counted_in(MONDAY_TO_FRIDAY, start, n), counted_out(MONDAY_TO_FRIDAY, start, n))


def test_more_the_plan_date_is_the_55th_working_day():
    """2023-04-03 is the 55th working day after the feedback of 2023-01-11."""
    assert working_days_between(CN, date(2023, 1, 12), date(2023, 4, 3)) == (55, False)
    assert date(2023, 4, 3) == counted_out(CN, date(2023, 1, 11), 55)


def test_more_vectors_of_2018():
    """30 working days after 2017-12-22, and 20 from an interview on 2018-09-26."""
    assert date(2018, 2, 5) == counted_out(older(2017, 2018), date(2017, 12, 22), 30)
    assert date(2018, 10, 29) == counted_out(older(2018), date(2018, 9, 26), 20)
    assert date(2018, 10, 26) == counted_in(older(2018), date(2018, 9, 26), 20)


def test_more_five_days_end_on_a_working_sunday():
    """5 working days from 2024-02-05: in 2024-02-09; out 2024-02-18, a Sunday that is worked."""
    assert date(2024, 2, 9) == counted_in(CN, date(2024, 2, 5), 5)
    due = after_working_days(CN, date(2024, 2, 5), 5)
    assert (DueDay(date(2024, 2, 18)), 6) == (due, due.day.weekday())
    assert due == roll(CN, due, Roll.NEXT_WORKING_DAY) == roll(CN, due, Roll.PREVIOUS_WORKING_DAY)


# --- the calendar rules: practice, 1.3 -------------------------------------------------------------------------------


def test_k02_made_up_weekend_days_are_working_days():
    """K02: rows 2 to 4 only add up with the made-up Saturdays and Sundays."""
    for day in days_of("2021-05-08 2025-01-26 2025-02-08 2026-01-04"):
        assert day.weekday() >= 5
        assert CN.is_working(day)


def test_k03_public_notices_count_the_first_day():
    """K03: with the first day counted it is number 1; a day of rest is not, and the next working day is."""
    assert date(2023, 7, 27) == counted_in(CN, date(2023, 7, 27), 1)
    assert date(2023, 7, 31) == counted_in(CN, date(2023, 7, 29), 1)
    assert date(2023, 7, 27) == after_days(date(2023, 7, 27), 1, first_day_counted=True).day


def test_k04_civil_law_does_not_count_the_first_day():
    """K04: by article 201 the period runs from the next day on."""
    assert DueDay(date(2023, 7, 28)) == after_days(date(2023, 7, 27), 1)
    assert date(2023, 7, 28) == counted_out(CN, date(2023, 7, 27), 1)
    assert date(2023, 7, 31) == counted_out(CN, date(2023, 7, 29), 1)


def test_k05_months_end_on_the_corresponding_day_or_the_last():
    """K05: article 202; 31 January and a month is 28 or 29 February, and the result says that it was clamped."""
    assert DueDay(date(2023, 2, 28), clamped=True) == after_months(date(2023, 1, 31), 1)
    assert DueDay(date(2024, 2, 29), clamped=True) == after_months(date(2024, 1, 31), 1)
    assert DueDay(date(2024, 3, 31)) == after_months(date(2024, 1, 31), 2)
    assert DueDay(date(2025, 2, 28), clamped=True) == after_months(date(2024, 2, 29), 12)
    assert DueDay(date(2023, 6, 28)) == after_months(date(2023, 2, 28), 4)
    assert DueDay(date(2023, 1, 31)) == after_months(date(2023, 1, 31), 0)


def test_k06_a_period_that_ends_on_a_day_of_rest_ends_after_it():
    """K06: article 203; the last day in the Spring Festival of 2023 becomes the Saturday after, which is worked."""
    due = roll(CN, DueDay(date(2023, 1, 25)), Roll.NEXT_WORKING_DAY)
    assert DueDay(date(2023, 1, 28), rolled_from=date(2023, 1, 25)) == due


def test_k07_the_way_of_counting_is_an_option():
    """K07: article 204 lets other law count otherwise: the two ways are one argument apart."""
    assert counted_in(CN, date(2024, 2, 5), 5) != counted_out(CN, date(2024, 2, 5), 5)
    assert after_days(date(2024, 2, 5), 5) != after_days(date(2024, 2, 5), 5, first_day_counted=True)


def test_k08_bare_days_are_calendar_days():
    """K08: 7 days over the National Day holiday end in it; 7 working days do not."""
    assert date(2023, 10, 5) == after_days(date(2023, 9, 28), 7).day
    assert date(2023, 10, 13) == counted_out(CN, date(2023, 9, 28), 7)


def test_k10_a_calendar_is_amended_after_publication():
    """K10: ten working days from 2020-01-20, first counted: 6 February as first published, 10 February as amended."""
    start, before, after = date(2020, 1, 20), CN.known_on(date(2020, 1, 26)), CN.known_on(date(2020, 1, 27))
    assert date(2020, 2, 6) == counted_in(before, start, 10)
    assert date(2020, 2, 10) == counted_in(after, start, 10) == counted_in(CN, start, 10)
    assert (before.version, after.version) == ("2020.0", "2020.1")
    assert before.is_working(date(2020, 2, 1))
    assert not after.is_working(date(2020, 2, 1))


def test_k10_the_labour_day_of_2019_was_lengthened():
    """K10: the notice of March 2019 gave 1 to 4 May off, with 28 April and 5 May worked for them."""
    calendar = Calendar(
        "labour-day",
        (
            CalendarYear.of_notices(
                2019,
                [
                    Notice(
                        "3", "amendment", date(2019, 3, 22), days_of("2019-05-01..05-04"), days_of("2019-04-28 05-05")
                    ),
                    Notice("15", "the year", date(2018, 12, 6), days_of("2019-05-01"), ()),
                ],
            ),
        ),
    )
    assert date(2019, 5, 5) == counted_out(calendar, date(2019, 4, 30), 1)
    assert date(2019, 5, 2) == counted_out(calendar.known_on(date(2019, 3, 21)), date(2019, 4, 30), 1)


def test_k11_an_empty_year_is_unknown():
    """K11: a year without days is one that was not announced, not one without holidays."""
    calendar = Calendar.of("empty", {2026: ([date(2026, 1, 1)], []), 2027: ([], [])})
    assert date(2026, 12, 31) == calendar.horizon
    assert calendar.is_working(date(2026, 1, 1)) is False
    assert calendar.is_working(date(2027, 1, 4)) is None
    assert calendar.version == "2026.0"


def test_k12_a_table_may_hold_days_of_the_year_before():
    """K12: that of 2023 begins on 2022-12-31, and alone it knows that day of 2022 and no other."""
    alone = Calendar("alone", tuple(year for year in CN.years if year.year == 2023))
    assert alone.is_working(date(2022, 12, 31)) is False
    assert alone.is_working(date(2022, 12, 30)) is None
    assert date(2023, 1, 1) == alone.first_day
    assert working_days_between(alone, date(2022, 12, 31), date(2023, 1, 3)) == (1, False)
    assert working_days_between(alone, date(2022, 12, 30), date(2023, 1, 3)) == (2, True)


def test_k12_the_later_table_decides_a_day_of_two():
    """K12: where two tables name one day, the later year's was published later, and holds."""
    eve = date(2018, 12, 31)
    calendar = Calendar.of("eve", {2018: ([], [eve]), 2019: ([eve], [])})
    assert calendar.is_working(eve) is False
    assert Calendar.of("eve", {2018: ([eve], []), 2019: ([], [eve])}).is_working(eve) is True


def test_k13_whether_the_end_of_a_month_rolls_is_a_parameter():
    """K13: October 2023 ends on a working day, September 2023 in the holiday; all three answers can be had."""
    october, september = DueDay(Period.month(2023, 10).last), DueDay(Period.month(2023, 9).last)
    assert october == roll(CN, october, Roll.NEXT_WORKING_DAY)
    assert date(2023, 10, 7) == roll(CN, september, Roll.NEXT_WORKING_DAY).day
    assert date(2023, 9, 28) == roll(CN, september, Roll.PREVIOUS_WORKING_DAY).day
    assert september is roll(CN, september, Roll.SAME_DAY)


def test_k15_four_25ths_of_2023_are_days_of_rest():
    """K15: January, February, March and November; the 25th of June is a working Sunday."""
    twenty_fifths = [date(2023, month, 25) for month in range(1, 13)]
    assert [day.month for day in twenty_fifths if not CN.is_working(day)] == [1, 2, 3, 11]
    assert (date(2023, 6, 25).weekday(), CN.is_working(date(2023, 6, 25))) == (6, True)
    assert date(2023, 2, 27) == roll(CN, DueDay(date(2023, 2, 25)), Roll.NEXT_WORKING_DAY).day
    assert date(2023, 2, 24) == roll(CN, DueDay(date(2023, 2, 25)), Roll.PREVIOUS_WORKING_DAY).day


def test_k17_a_province_adds_its_own_notice():
    """K17: an emergency extension of a province is one more notice of the year in a calendar of its own."""
    extension = Notice("1", "return to work put off", date(2020, 1, 28), days_of("2020-02-03..02-09"), ())
    first, *rest = CN.years
    province = Calendar("province", (CalendarYear.of_notices(2020, (*first.notices, extension)), *rest))
    assert date(2020, 2, 10) == counted_out(province, date(2020, 1, 23), 1)
    assert date(2020, 2, 3) == counted_out(CN, date(2020, 1, 23), 1)
    assert province.version == "2026.2"


@pytest.mark.parametrize(("n", "wrong"), [(5, 0.18), (7, 0.23), (10, 0.305), (20, 0.51), (30, 0.64)])
def test_k18_how_often_monday_to_friday_is_wrong(n, wrong):
    """K18: the share of starts 2021-2026 whose end Monday-to-Friday counting misses, by at most eight days."""
    starts = [day for day in days(date(2021, 1, 1), date(2026, 12, 31)) if CN.is_working(day)]
    due = [(start, after_working_days(CN, start, n)) for start in starts]
    off = [abs((end.day - counted_out(MONDAY_TO_FRIDAY, start, n)).days) for start, end in due if not end.provisional]
    assert sum(map(bool, off)) / len(off) == pytest.approx(wrong, abs=0.01)
    assert max(off) == 8


# --- the edge of what is known ---------------------------------------------------------------------------------------


def test_beyond_the_horizon_a_day_is_provisional():
    """Past the last published year Monday to Friday are taken as working, and the result says so."""
    assert CN.is_working(date(2027, 1, 1)) is None
    assert DueDay(date(2026, 12, 31)) == after_working_days(CN, date(2026, 12, 30), 1)
    assert DueDay(date(2027, 1, 1), provisional=True) == after_working_days(CN, date(2026, 12, 31), 1)
    assert DueDay(date(2027, 1, 4), provisional=True) == after_working_days(CN, date(2027, 1, 1), 1)
    assert DueDay(date(2027, 1, 1), provisional=True) == after_working_days(
        CN, date(2027, 1, 1), 1, first_day_counted=True
    )
    assert working_days_between(CN, date(2026, 12, 31), date(2027, 1, 3)) == (2, True)


def test_before_the_first_year_a_day_is_provisional():
    """Before the first published year nothing is known either; counting through it into the table is provisional."""
    assert CN.is_working(date(2019, 12, 31)) is None
    assert DueDay(date(2020, 1, 2), provisional=True) == after_working_days(CN, date(2019, 12, 30), 2)
    assert DueDay(date(2020, 1, 2)) == after_working_days(CN, date(2019, 12, 31), 1)


def test_a_gap_between_years_is_unknown_and_what_follows_is_known():
    """A missing year ends the horizon; the years after it answer for themselves."""
    calendar = Calendar.of("gap", {2022: ([date(2022, 1, 3)], []), 2020: ([date(2020, 1, 1)], [])})
    assert (date(2020, 1, 1), date(2020, 12, 31), "2022.0") == (calendar.first_day, calendar.horizon, calendar.version)
    assert calendar.is_working(date(2021, 6, 1)) is None
    assert calendar.is_working(date(2022, 1, 3)) is False
    assert DueDay(date(2022, 1, 4)) == after_working_days(calendar, date(2021, 12, 31), 1)
    assert DueDay(date(2022, 1, 4), provisional=True) == after_working_days(calendar, date(2021, 12, 30), 2)


def test_a_calendar_of_no_years_knows_nothing():
    """Without a year there is neither first day nor horizon; counting is Monday to Friday and provisional."""
    assert (
        MONDAY_TO_FRIDAY.first_day,
        MONDAY_TO_FRIDAY.horizon,
        MONDAY_TO_FRIDAY.version,
    ) == (None, None, "0.0")
    assert MONDAY_TO_FRIDAY.is_working(date(2023, 5, 8)) is None
    assert DueDay(date(2023, 10, 2), provisional=True) == after_working_days(MONDAY_TO_FRIDAY, date(2023, 9, 29), 1)


def test_before_any_notice_nothing_is_known():
    """A year whose notices all came later is unknown; one given without notices was always known."""
    assert Calendar(CN.id, (), CN.title) == CN.known_on(date(2019, 11, 20))
    assert date(2020, 12, 31) == CN.known_on(date(2019, 11, 21)).horizon
    assert CN is CN.known_on(date(2025, 11, 4))
    mixed = Calendar("mixed", (CalendarYear(2019, off=[date(2019, 1, 1)]), *CN.years))
    assert date(2019, 12, 31) == mixed.known_on(date(2019, 1, 1)).horizon


def test_a_roll_keeps_what_was_known_of_the_day():
    """Provisional and clamped stay; the day it was rolled from is the first one; guessing makes it provisional."""
    due = DueDay(date(2023, 1, 22), provisional=True, clamped=True)
    rolled = roll(CN, due, Roll.PREVIOUS_WORKING_DAY)
    assert DueDay(date(2023, 1, 20), True, True, date(2023, 1, 22)) == rolled
    assert rolled == roll(CN, rolled, Roll.NEXT_WORKING_DAY)
    again = DueDay(date(2023, 1, 21), rolled_from=date(2023, 1, 22))
    assert date(2023, 1, 22) == roll(CN, again, Roll.PREVIOUS_WORKING_DAY).rolled_from
    assert DueDay(date(2027, 1, 1), provisional=True) == roll(CN, DueDay(date(2027, 1, 1)), Roll.NEXT_WORKING_DAY)
    assert DueDay(date(2027, 1, 2)) == roll(CN, DueDay(date(2027, 1, 2)), Roll.SAME_DAY)
    assert DueDay(date(2026, 12, 31)) == roll(CN, DueDay(date(2026, 12, 31)), Roll.NEXT_WORKING_DAY)


def test_counting_nothing_gives_the_start():
    """With n = 0 the day is the start, a day of rest too, whichever way is counted."""
    sunday = date(2023, 10, 1)
    for first_day_counted in (False, True):
        assert DueDay(sunday) == after_days(sunday, 0, first_day_counted=first_day_counted)
        assert DueDay(sunday) == after_working_days(CN, sunday, 0, first_day_counted=first_day_counted)


def test_an_empty_stretch_has_no_working_day():
    """If the last day comes before the first there is nothing to count, and nothing to doubt."""
    assert working_days_between(CN, date(2023, 5, 9), date(2023, 5, 8)) == (0, False)
    assert working_days_between(CN, date(2030, 5, 9), date(2030, 4, 8)) == (0, False)


def test_a_negative_number_is_refused():
    """Nothing is due a negative number of days after its start."""
    with pytest.raises(ValueError, match="cannot count -1 days"):
        after_days(date(2023, 1, 1), -1)
    with pytest.raises(ValueError, match="cannot count -1 working days"):
        after_working_days(CN, date(2023, 1, 1), -1)
    with pytest.raises(ValueError, match="cannot count -1 months"):
        after_months(date(2023, 1, 1), -1)


@pytest.mark.parametrize("n", [10, 10**9, 10**40])
def test_past_the_year_9999_is_an_error_at_once(n):
    """However large the number, the answer is an error with the start in it, not a wait."""
    start = date(9999, 12, 30)
    for ask in (
        lambda: after_days(start, n),
        lambda: after_working_days(CN, start, n),
        lambda: after_months(start, n),
    ):
        with pytest.raises(OverflowError, match="counted from 9999-12-30, the day would lie after the year 9999"):
            ask()


def test_the_last_days_there_are_can_be_reached():
    """The end of the year 9999 itself is a day like any other."""
    assert date.max == after_days(date(9999, 12, 30), 1).day
    assert date.max == counted_out(CN, date(9999, 12, 30), 1)
    assert date.max == after_months(date(9998, 12, 31), 12).day
    assert date(9999, 12, 31) == after_months(date(1, 12, 31), 9998 * 12).day


def test_no_working_day_before_the_year_1():
    """Rolled back from a first day that is off there is nothing, and no hang."""
    calendar = Calendar.of("one", {1: ([date.min], [])})
    with pytest.raises(OverflowError, match="before the year 1"):
        roll(calendar, DueDay(date.min), Roll.PREVIOUS_WORKING_DAY)
    assert date(1, 1, 2) == roll(calendar, DueDay(date.min), Roll.NEXT_WORKING_DAY).day


# --- calendars of hosts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "what"),
    [
        (
            (CalendarYear(2023, [date(2023, 1, 1)]), CalendarYear(2023, [date(2023, 1, 2)])),
            "the year 2023 is there twice",
        ),
        ((CalendarYear(2023, [date(2023, 1, 1)], [date(2023, 1, 1)]),), "2023-01-01 is a day off and a working day"),
        ((CalendarYear(2023, [date(2024, 1, 1)]),), "2024-01-01 is neither in 2023 nor in the year before"),
        ((CalendarYear(10000, [date(9999, 12, 31)]),), "there is no year 10000"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(years, what):
    """A host's slip is named when the calendar is made, not when a deadline comes out wrong."""
    with pytest.raises(ValueError, match=what):
        Calendar("wrong", years)


def test_calendars_are_values():
    """Equal days, equal calendars, whatever was asked of them before; they serve as keys."""
    one, two = (Calendar.of("x", {2023: ([date(2023, 1, 1)], [])}) for _ in range(2))
    assert one.is_working(date(2023, 1, 1)) is False
    assert one == two
    assert hash(one) == hash(two)


YEAR = """
year = 2026
[[notices]]
number = "1"
title = "t"
published = 2025-11-04
off = [2025-12-31, 2026-01-01]
work = [2026-01-04]
"""


def write(folder, text, name="2026.toml"):
    (folder / "ours").mkdir(exist_ok=True)
    (folder / "ours" / name).write_text(text, encoding="utf-8")
    return folder


def test_a_host_brings_its_own_folder(tmp_path):
    """A folder of year files is a calendar; without a title it goes by its id."""
    calendar = load_calendar("ours", write(tmp_path, YEAR))
    assert (Text(en="ours"), "2026.0") == (calendar.title, calendar.version)
    assert [calendar.is_working(day) for day in sorted(days_of("2025-12-31..2026-01-01 2026-01-04"))] == [
        False,
        False,
        True,
    ]
    assert str(calendar.years[0].notices[0].published) == "2025-11-04"


def test_a_calendar_is_called_what_its_title_file_says(tmp_path):
    """`calendar.toml` names the calendar in both languages."""
    write(tmp_path, YEAR)
    write(tmp_path, '[title]\nen = "Ours"\nzh = "我们的"\n', "calendar.toml")
    assert load_calendar("ours", tmp_path).title == Text("Ours", "我们的")


def test_a_calendar_is_read_once():
    """Loading again gives the same object, with its table already built."""
    assert CN is load_calendar("cn_public")


@pytest.mark.parametrize("id_", ["cn_pubic", "", ".", "..", "../calendars/cn_public", "cn_public/2023.toml"])
def test_an_unknown_calendar_names_the_known_ones(id_):
    """An id is a name in the list, never a path."""
    with pytest.raises(LookupError, match=f"no calendar `{id_}`; there is cn_public"):
        load_calendar(id_)


def test_where_there_is_no_calendar_the_error_says_so(tmp_path):
    """An empty folder, or none, has no calendar."""
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(LookupError, match="no calendar `ours`; there is none"):
            load_calendar("ours", folder)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("year = 2026", "year = 2025", "`year` is 2025; a year's file is named after it"),
        ("year = 2026", "year = 0", "`year` is 0; a year's file is named after it"),
        ("year = 2026", "year = true", "`year` must be a number"),
        ("year = 2026", "", "`year` is missing; it must be a number"),
        ("year = 2026", "year = 2026\nyears = 1", "`years` is not known; the keys are year, notices"),
        ("[[notices]]", "[notices]", "`notices` must be a list"),
        ("[[notices]]", "notices = [1]\n[[x]]", "`x` is not known"),
        ("work", "worked", r"`notices\[0\]\.worked` is not known; the keys are number, title, published, off, work"),
        ('number = "1"', "number = 1", r"`notices\[0\]\.number` must be a text"),
        ('title = "t"', "", r"`notices\[0\]\.title` is missing; it must be a text"),
        ("2025-11-04", "2025-11-04T08:00:00", r"`notices\[0\]\.published` must be a date"),
        ("work = [2026-01-04]", "work = 2026-01-04", r"`notices\[0\]\.work` must be a list"),
        ("work = [2026-01-04]", 'work = ["2026-01-04"]', r"`notices\[0\]\.work\[0\]` must be a date"),
        (
            "work = [2026-01-04]",
            "work = [2027-01-04]",
            r"`notices\[0\]\.work\[0\]` is 2027-01-04, which is neither in 2026",
        ),
        (
            "work = [2026-01-04]",
            "work = [2026-01-01]",
            r"`notices\[0\]\.work` has 2026-01-01, which is a day off as well",
        ),
        ("work = [2026-01-04]", "work = [", "2026.toml: "),
        ("work = [2026-01-04]", "work = " + "[" * 100_000, "2026.toml: "),
    ],
)
def test_a_malformed_file_is_refused_with_file_and_key(tmp_path, old, new, what):
    """Whatever is wrong in a calendar file, the message has the file and the key."""
    write(tmp_path, YEAR.replace(old, new))
    with pytest.raises(ValueError, match=what) as caught:
        load_calendar("ours", tmp_path)
    assert str(tmp_path / "ours" / "2026.toml") in str(caught.value)


def test_a_list_of_other_things_than_notices_is_refused(tmp_path):
    """A notice is a table."""
    write(tmp_path, "year = 2026\nnotices = [1]\n")
    with pytest.raises(ValueError, match=r"`notices\[0\]` must be a table"):
        load_calendar("ours", tmp_path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    """Bytes of another encoding are a malformed file, not a traceback from the depths."""
    write(tmp_path, "")
    (tmp_path / "ours" / "2026.toml").write_bytes("year = 2026 # 年".encode("gb18030"))
    with pytest.raises(ValueError, match=r"2026\.toml"):
        load_calendar("ours", tmp_path)


def test_a_year_file_without_days_is_unknown(tmp_path):
    """K11 for files: `notices` left out, or without days, is a year that has not been announced."""
    write(tmp_path, YEAR)
    write(tmp_path, "year = 2027\n", "2027.toml")
    assert date(2026, 12, 31) == load_calendar("ours", tmp_path).horizon


def test_counting_agrees_with_going_day_by_day():
    """The index look-up gives what a person gets who walks along the calendar."""
    for start in days(date(2019, 12, 20), date(2020, 3, 1)) + days(date(2026, 12, 1), date(2027, 1, 20)):
        day = start
        for n in range(1, 30):
            day += timedelta(days=1)
            while not (CN.is_working(day) if CN.is_working(day) is not None else day.weekday() < 5):
                day += timedelta(days=1)
            assert day == counted_out(CN, start, n)
