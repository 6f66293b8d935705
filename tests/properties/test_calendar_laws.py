"""Laws of periods and of counting days, for any calendar and any day."""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rectcore.model.calendar import (
    Calendar,
    DueDay,
    Roll,
    after_days,
    after_months,
    after_working_days,
    load_calendar,
    roll,
    working_days_between,
)
from rectcore.model.period import Period, PeriodKind

CN = load_calendar("cn_public")
law = settings(deadline=None)  # the only clock in the tests would be this one

any_day = st.dates()
near_day = st.dates(date(2017, 1, 1), date(2029, 12, 31))
number = st.integers(0, 400)
in_or_out = st.booleans()
to_working_day = st.sampled_from([Roll.NEXT_WORKING_DAY, Roll.PREVIOUS_WORKING_DAY])


@st.composite
def calendars(draw):
    """The shipped calendar, or one of a few years with days of any kind, gaps and days of the year before included."""
    if draw(st.booleans()):
        return CN
    years = draw(st.sets(st.integers(2018, 2028), max_size=5))
    tables = {}
    for year in years:
        off = draw(st.sets(st.dates(date(year - 1, 12, 1), date(year, 12, 31)), max_size=30))
        work = draw(st.sets(st.dates(date(year - 1, 12, 1), date(year, 12, 31)), max_size=10))
        tables[year] = (off, work - off)
    return Calendar.of("drawn", tables)


def works(calendar, day):
    known = calendar.is_working(day)
    return day.weekday() < 5 if known is None else known


@law
@given(calendars(), near_day, near_day, number, in_or_out)
def test_a_later_start_is_never_due_earlier(calendar, one, two, n, counted):
    """Counting working days, days and months is monotone in the start."""
    early, late = sorted((one, two))
    assert (
        after_working_days(calendar, early, n, first_day_counted=counted).day
        <= after_working_days(calendar, late, n, first_day_counted=counted).day
    )
    assert after_days(early, n, first_day_counted=counted).day <= after_days(late, n, first_day_counted=counted).day
    assert after_months(early, n).day <= after_months(late, n).day


@law
@given(calendars(), near_day, number, number, in_or_out)
def test_more_time_is_never_due_earlier(calendar, start, one, two, counted):
    """Counting is monotone in the number as well."""
    few, many = sorted((one, two))
    assert (
        after_working_days(calendar, start, few, first_day_counted=counted).day
        <= after_working_days(calendar, start, many, first_day_counted=counted).day
    )
    assert after_months(start, few).day <= after_months(start, many).day


@law
@given(calendars(), near_day, st.integers(1, 400), in_or_out)
def test_the_nth_working_day_is_a_working_day_with_n_up_to_it(calendar, start, n, counted):
    """`working_days_between` finds the n days that `after_working_days` counted, and doubts what it doubted."""
    due = after_working_days(calendar, start, n, first_day_counted=counted)
    first = start if counted else start + timedelta(days=1)
    assert works(calendar, due.day)
    assert (n, due.provisional) == working_days_between(calendar, first, due.day)


@law
@given(calendars(), near_day, near_day)
def test_the_count_is_that_of_the_single_days(calendar, one, two):
    """Between two days there are as many working days as one meets on the way, provisional if one is unknown."""
    first, last = sorted((one, two))
    assume((last - first).days <= 1500)
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    assert (
        sum(works(calendar, day) for day in days),
        any(calendar.is_working(day) is None for day in days),
    ) == working_days_between(calendar, first, last)


@law
@given(calendars(), near_day, to_working_day)
def test_a_rolled_day_is_the_nearest_working_day(calendar, day, how):
    """Rolling ends on a working day, passes over none, says where it came from, and rolls no further."""
    rolled = roll(calendar, DueDay(day), how)
    assert works(calendar, rolled.day)
    assert (rolled.day >= day) if how is Roll.NEXT_WORKING_DAY else (rolled.day <= day)
    assert working_days_between(calendar, min(day, rolled.day), max(day, rolled.day))[0] == 1
    assert (None if rolled.day == day else day) == rolled.rolled_from
    assert rolled == roll(calendar, rolled, how)


@law
@given(calendars(), near_day, near_day, to_working_day)
def test_rolling_keeps_the_order(calendar, one, two, how):
    """Of two due days the later one is not earlier after rolling."""
    early, late = sorted((one, two))
    assert roll(calendar, DueDay(early), how).day <= roll(calendar, DueDay(late), how).day


@law
@given(near_day, st.integers(0, 500))
def test_months_clamp_into_the_right_month(start, n):
    """The n-th month after is the n-th by the calendar; the day is the same, or the last, and then it says so."""
    due = after_months(start, n)
    assert (start.year * 12 + start.month + n) == (due.day.year * 12 + due.day.month)
    if due.clamped:
        assert due.day.day < start.day
        assert (due.day + timedelta(days=1)).day == 1
    else:
        assert start.day == due.day.day


@law
@given(st.dates(date(2019, 1, 1), date(2027, 12, 31)), st.dates(date(2019, 11, 1), date(2026, 12, 31)))
def test_what_was_known_is_never_contradicted_but_by_an_amendment(day, on):
    """Once known, a day stays as it was published, but for the days that the amendment of 2020 names."""
    then, now = CN.known_on(on).is_working(day), CN.is_working(day)
    assume(then is not None)
    assert then == now or day in CN.years[0].notices[1].off or day == date(2022, 12, 31)


@law
@given(st.sampled_from(PeriodKind), any_day)
def test_a_period_is_read_back_from_its_text(kind, day):
    """Writing and reading a period changes nothing, and the day is in it."""
    period = Period.containing(kind, day)
    assert period == Period.parse(str(period))
    assert day in period
    assert period.first in period


@law
@given(st.sampled_from(PeriodKind), st.dates(date(1, 1, 11), date(9997, 12, 31)))
def test_next_and_previous_are_inverse_and_leave_no_day_out(kind, day):
    """The next period begins the day after the last one ends, and going back returns."""
    period = Period.containing(kind, day)
    following = period.next()
    assert timedelta(days=1) == following.first - period.last
    assert period == following.previous()
    assert period < following
    assert kind is following.kind


@law
@given(st.text(max_size=12))
def test_any_text_is_a_period_or_refused(text):
    """Reading never fails but with the error it names."""
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert period == Period.parse(str(period))
