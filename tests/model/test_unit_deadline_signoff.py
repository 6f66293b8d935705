"""Units with posts, deadlines as plans write them, and who may sign (language note, section 20, 10 and 34)."""

from __future__ import annotations

from datetime import date

import pytest

from rectcore.model.deadline import Deadline, DeadlineClass
from rectcore.model.facts import Invalid, Missing, Unknown, Why
from rectcore.model.ledger import Ledger
from rectcore.model.period import Period
from rectcore.model.signoff import SignOff, holds_post, sign_off
from rectcore.model.unit import Person, Tenure, Unit


def day(text):
    return date.fromisoformat(text)


CITY = Unit("CITY", posts=(Tenure("mayor", "P1"),))
COUNTY = Unit(
    "COUNTY",
    parent="CITY",
    posts=(
        Tenure("mayor", "P2", until=day("2023-03-31")),
        Tenure("mayor", "P3", since=day("2023-04-15")),
        Tenure("office", "P4", since=day("2023-01-01"), until=day("2023-06-30")),
        Tenure("office", "P5", since=day("2023-06-30")),
    ),
)
BARE = Unit("BARE", parent="CITY")
PERSONS = (Person("P1", "王强"), Person("P2", "李明"), Person("P3", "李明"))
LEDGER = Ledger("L", units=(CITY, COUNTY, BARE), persons=PERSONS)


def nobody(unit, post):
    return Unknown(frozenset({Missing(post, unit, Why.NO_HOLDER)}))


# -- units ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (None, None, (True, True, True, True, True)),
        ("2023-04-01", None, (False, True, True, True, True)),
        (None, "2023-04-30", (True, True, True, True, False)),
        ("2023-04-01", "2023-04-30", (False, True, True, True, False)),
    ],
)
def test_a_tenure_includes_its_first_and_last_day_and_is_open_where_no_day_is_given(since, until, held):
    """34: a tenure includes both its days; without `from` it was always held, without `to` it still is."""
    tenure = Tenure("mayor", "P1", day(since) if since else None, day(until) if until else None)
    days = ("2023-03-31", "2023-04-01", "2023-04-15", "2023-04-30", "2023-05-01")
    assert held == tuple(tenure.covers(day(d)) for d in days)


@pytest.mark.parametrize(
    ("post", "on", "expected"),
    [
        ("mayor", "2023-03-31", {"P2"}),
        ("mayor", "2023-04-01", set()),
        ("mayor", "2023-04-15", {"P3"}),
        ("office", "2023-06-29", {"P4"}),
        ("office", "2023-06-30", {"P4", "P5"}),
        ("secretary", "2023-06-30", set()),
    ],
)
def test_the_holders_of_a_post_are_those_on_record_that_day(post, on, expected):
    """Nobody between two tenures, both on a day of handing over, nobody in a post that is not there."""
    assert expected == COUNTY.holders(post, day(on))


# -- deadlines --------------------------------------------------------------------------------------------------------


def test_a_deadline_written_as_a_month_is_its_last_day():
    """10: a month means its last day, in a leap year too; a day means itself."""
    assert day("2024-02-29") == Deadline.month(2024, 2).last_day
    assert Deadline(Period.parse("2024-02")) == Deadline.month(2024, 2)
    assert day("2024-02-10") == Deadline(day("2024-02-10")).last_day


@pytest.mark.parametrize("period", ["2023", "2023-Q2", "2023-H1", "2023-W07", "2023-05-D1"])
def test_a_deadline_is_no_period_but_a_month(period):
    """Practice holds days and months; another period is refused and named."""
    with pytest.raises(ValueError, match=f"not {period}$"):
        Deadline(Period.parse(period))


def test_only_a_deadline_that_is_not_dated_goes_without_a_day():
    """`at once` and `for good` need no day; `dated` without one says nothing and is refused."""
    assert None is Deadline(None, DeadlineClass.IMMEDIATE).last_day
    assert None is Deadline(None, DeadlineClass.LONG_TERM).last_day
    with pytest.raises(ValueError, match="needs a day or a month"):
        Deadline(None)


# -- signatures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "on", "expected"),
    [
        ("P2", "2023-03-31", True),
        ("P3", "2023-03-31", False),
        ("P3", "2023-04-15", True),
        ("P2", "2023-04-15", False),
        ("P1", "2023-04-15", False),
    ],
)
def test_a_signature_is_good_where_the_signer_held_the_post_that_day(person, on, expected):
    """34: persons are compared by id, never by name (P2 and P3 share one); who holds the post higher up counts not."""
    assert expected is holds_post(LEDGER, "COUNTY", "mayor", person, day(on))


@pytest.mark.parametrize("person", ["P4", "P5"])
def test_any_of_several_holders_may_sign(person):
    """34: where several hold a post on the day, each of them is a holder."""
    assert True is holds_post(LEDGER, "COUNTY", "office", person, day("2023-06-30"))


@pytest.mark.parametrize(
    ("unit", "post", "on"),
    [
        ("COUNTY", "mayor", "2023-04-01"),  # between two holders
        ("BARE", "mayor", "2023-04-15"),  # held in the unit above only
        ("COUNTY", "secretary", "2023-04-15"),
        ("NOWHERE", "mayor", "2023-04-15"),
    ],
)
def test_without_a_holder_on_record_a_signature_is_neither_good_nor_bad(unit, post, on):
    """34: no holder on record that day, or no such unit: unknown, saying which post of which unit; nothing climbs."""
    assert nobody(unit, post) == holds_post(LEDGER, unit, post, "P1", day(on))


@pytest.mark.parametrize(
    ("person", "on", "valid"),
    [
        ("P3", "2023-04-15", True),
        ("P2", "2023-04-15", False),
        ("P2", "2023-04-01", nobody("COUNTY", "mayor")),
    ],
)
def test_a_signature_says_who_signed_as_what_and_whether_it_holds(person, on, valid):
    """The signature carries what it was given, and the verdict of `holds_post` beside it."""
    expected = SignOff(person, "mayor", "COUNTY", day(on), valid)
    assert expected == sign_off(LEDGER, "COUNTY", "mayor", person, day(on))


# -- what is not known ------------------------------------------------------------------------------------------------


def test_two_unknowns_together_miss_what_either_misses_in_a_fixed_order():
    """Joined in either order they are equal; reasons come by owner, then name, then why."""
    one = Unknown.because(Why.NOT_GIVEN, "unit", "T2") | Unknown.because(Why.INVALID, "goal", "T1")
    other = Unknown.because(Why.INVALID, "goal", "T1") | Unknown.because(Why.NOT_GIVEN, "unit", "T2")
    assert one == other
    expected = (Missing("goal", "T1", Why.INVALID), Missing("unit", "T2", Why.NOT_GIVEN))
    assert expected == one.reasons == other.reasons


def test_a_useless_value_is_no_value():
    """A value that cannot be used keeps its text for messages, and equals only another with that text."""
    assert Invalid("soon") == Invalid("soon")
    assert Invalid("soon") != Invalid("later")
