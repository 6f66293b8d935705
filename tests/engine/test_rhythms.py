"""Grids of their own, and duties that run from the last one; every expectation by hand."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore
from rectcore.diagnostics import Severity
from rectcore.model.duration import SpanUnit
from rectcore.model.grid import Grid, Stretch

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: next working day
parameter gap: days
  from 2022-01-01: 30
"""


def found(form, expect, events=(), as_of="2023-06-30", opened="2023-04-03", known_at=None, word="excused"):
    lines = "".join(f"  given {e}\n" for e in events)
    known = f"  known at: {known_at}\n" if known_at else ""
    text = (
        f'{HEAD}{form}\nscenario "s"\n  given Task T1 {{opened: {opened}}}\n{lines}'
        f"  as of: {as_of}\n{known}  expect {expect} is {word}\n"
    )
    policy = rectcore.load_text(text)
    assert [] == [d.line() for d in policy.diagnostics if d.severity is Severity.ERROR]
    (result,) = policy.test()
    return result.outcomes[0].found


def grid(expect, rest="", by="report", **how):
    form = f"duty D for each Task\n  every: 3 months from 2023-01-31\n  due: by end of this period, same day\n{rest}"
    return found(f"{form}  fulfilled by: {by}", f"D(T1, {expect})", **how)


def test_a_stretch_is_computed_from_the_anchor():
    """31 January, 30 April, 31 July, 31 October: never 30 July after 30 April."""
    stretch = Stretch(Grid(3, SpanUnit.MONTHS, date(2023, 1, 31)))
    seen = [stretch.first]
    for _ in range(3):
        stretch = stretch.next()
        seen.append(stretch.first)
    assert seen == [date(2023, 1, 31), date(2023, 4, 30), date(2023, 7, 31), date(2023, 10, 31)]
    assert date(2024, 1, 30) == stretch.last
    assert date(2024, 1, 30) in stretch
    assert date(2024, 1, 31) not in stretch
    assert "2023-10-31" == str(stretch)


@pytest.mark.parametrize(
    ("expect", "how", "state"),
    [
        ("2023-04-30", {}, "pending"),
        ("2023-04-30", {"as_of": "2023-07-30"}, "pending"),
        ("2023-04-30", {"as_of": "2023-07-31"}, "missed"),
        ("2023-04-30", {"as_of": "2023-07-31", "events": ["report R {on: 2023-05-04}"]}, "fulfilled"),
        ("2023-04-30", {"as_of": "2023-07-31", "events": ["report R {on: 2023-04-29}"]}, "missed"),
        # a month named is no stretch: the day it was entered decides
        ("2023-04-30", {"as_of": "2023-07-31", "events": ["report R {on: 2023-05-04, covers: 2023-04}"]}, "fulfilled"),
        ("2023-07-31", {}, "upcoming"),
        ("2023-01-31", {}, "not-required"),
        ("2023-01-31", {"rest": "  first period: included\n", "as_of": "2023-05-01"}, "missed"),
        ("2023-01-31", {"rest": "  in force: from 2023-03-01\n", "opened": "2023-01-02"}, "not-required"),
        (
            "2023-04-30",
            {"by": "report r where r.on within this.period", "events": ["report R {on: 2023-05-04}"]},
            "fulfilled",
        ),
    ],
)
def test_an_instance_of_a_grid(expect, how, state):
    assert state == grid(expect, **how)


def rolling(expect="D(T1)", rest="", by="inspection", every="30 days after the last one, same day", **how):
    return found(f"duty D for each Task\n  every: {every}\n{rest}  fulfilled by: {by}", expect, **how)


N1, N2 = "inspection N1 {on: 2023-04-20}", "inspection N2 {on: 2023-04-20}"


@pytest.mark.parametrize(
    ("expect", "how", "state"),
    [
        ("D(T1)", {"as_of": "2023-05-03"}, "pending"),
        ("D(T1)", {"as_of": "2023-05-04"}, "missed"),
        ("D(T1)", {"every": "gap after the last one, same day", "as_of": "2023-05-04"}, "missed"),
        ("D(T1)", {"every": "1 month after the last one", "as_of": "2023-05-04"}, "pending"),  # 3 May is a holiday
        ("D(T1, 2023-04-03)", {"events": [N1]}, "fulfilled"),
        ("D(T1)", {"events": [N1], "as_of": "2023-05-20"}, "pending"),
        ("D(T1)", {"events": [N1], "as_of": "2023-05-21"}, "missed"),
        # twice on one day is once
        ("D(T1)", {"events": [N1, N2], "as_of": "2023-05-20"}, "pending"),
        ("D(T1, 2023-04-20)", {"events": [N1, N2], "as_of": "2023-05-21"}, "missed"),
        # done on the first day, it is due on the same day again
        ("D(T1, 2023-04-03)", {"events": ["inspection N {on: 2023-04-03}"], "as_of": "2023-05-03"}, "pending"),
        ("D(T1, 2023-04-03)", {"events": ["inspection N {on: 2023-04-03}"], "as_of": "2023-05-04"}, "missed"),
        # not in force, not yet begun
        ("D(T1)", {"rest": "  in force: from 2023-05-01\n"}, "not-required"),
        ("D(T1, 2023-07-03)", {"opened": "2023-07-03"}, "upcoming"),
        # back-dated: it counts from the day it was entered
        ("D(T1, 2023-05-10)", {"events": ["inspection N {on: 2023-04-20, recorded: 2023-05-10}"]}, "missed"),
    ],
)
def test_what_runs_from_the_last_one(expect, how, state):
    """Opened on 3 April; thirty days after are 3 May, and after 20 April 20 May."""
    assert state == rolling(expect, **how)


PASSED = "inspection n where n.result is passed"


@pytest.mark.parametrize(
    ("expect", "events", "as_of", "state"),
    [
        # nobody knows whether the first was passed
        ("D(T1)", [N1], "2023-05-03", "pending"),
        ("D(T1)", [N1], "2023-05-04", "undetermined"),
        # one that was came in time
        ("D(T1, 2023-04-03)", [N1, "inspection N3 {on: 2023-05-02, result: passed}"], "2023-05-10", "fulfilled"),
        # it came too late, and the first may have done
        ("D(T1, 2023-04-03)", [N1, "inspection N3 {on: 2023-05-09, result: passed}"], "2023-05-10", "undetermined"),
        ("D(T1)", [N1, "inspection N3 {on: 2023-05-09, result: passed}"], "2023-06-08", "pending"),
        ("D(T1)", [N1, "inspection N3 {on: 2023-05-09, result: passed}"], "2023-06-09", "missed"),
        ("D(T1)", ["inspection N3 {on: 2023-05-09, result: failed}"], "2023-06-09", "missed"),
    ],
)
def test_what_may_have_done_convicts_nobody(expect, events, as_of, state):
    assert state == rolling(expect, by=PASSED, events=events, as_of=as_of)


def test_excused_it_goes_on_from_the_due_day():
    """Excused on 3 May, the next runs to 2 June."""
    flood = "\nexception E overrides D\n  applies when: as of no later than 2023-05-03\n  effect: excused"
    form = "duty D for each Task\n  every: 30 days after the last one, same day\n  fulfilled by: inspection"
    states = [found(form + flood, f"D(T1, {d})", as_of="2023-06-03") for d in ("2023-04-03", "2023-05-03")]
    assert ["excused", "missed"] == states


def test_a_rolling_duty_by_the_parameters_of_its_due_day():
    assert "missed" == rolling(rest="  governed by rules at: due date\n", as_of="2023-05-04")


def test_nothing_is_asked_before_the_subject_begins():
    assert "{'not-required'}" == str({rolling(opened="2023-07-03")})


def checked(every, as_of, events=(), opened="2023-01-01", expect="S(T1)"):
    form = f"standing S for each Task\n  every: {every}\n  must: exists inspection i where i.on within the last 20 days"
    return found(form, expect, events, as_of, opened, word="undetermined")


@pytest.mark.parametrize(
    ("every", "as_of", "events", "state"),
    [
        # stretches of 31 January to 29 April, 30 April to 30 July; the first check is on 29 April
        ("3 months from 2023-01-31", "2023-04-28", [], "holds"),
        ("3 months from 2023-01-31", "2023-04-29", [], "violated"),
        ("3 months from 2023-01-31", "2023-07-29", ["inspection N {on: 2023-05-01}"], "violated"),
        ("3 months from 2023-01-31", "2023-07-29", ["inspection N {on: 2023-04-28}"], "holds"),
        ("3 months from 2023-01-31", "2023-07-30", ["inspection N {on: 2023-04-28}"], "violated"),
        # before the anchor nothing is checked, nor in the first stretch before its end
        ("10 days from 2023-03-01", "2023-02-20", [], "holds"),
        ("10 days from 2023-03-01", "2023-03-09", [], "holds"),
        ("10 days from 2023-03-01", "2023-03-10", [], "violated"),
        ("10 days from 2023-03-01", "2023-03-15", ["inspection N {on: 2023-03-02}"], "holds"),
        # a stretch that began before the task was opened is not checked
        ("10 days from 2022-12-27", "2023-01-05", [], "holds"),
        ("10 days from 2022-12-27", "2023-01-15", [], "violated"),
    ],
)
def test_a_standing_is_checked_in_a_rhythm_of_its_own(every, as_of, events, state):
    assert state == checked(every, as_of, events)


def test_a_grid_knows_the_stretch_of_a_day():
    months, days = Grid(1, SpanUnit.MONTHS, date(2023, 1, 31)), Grid(10, SpanUnit.DAYS, date(2023, 1, 1))
    assert months.on(date(2023, 1, 30)) is None
    for day, first in (("2023-02-27", "2023-01-31"), ("2023-02-28", "2023-02-28"), ("2023-03-30", "2023-02-28")):
        stretch = months.on(date.fromisoformat(day))
        assert first == str(stretch)
        assert date.fromisoformat(day) in stretch
    assert "2023-01-11" == str(days.on(date(2023, 1, 20)))
    assert "2023-01-01" == str(days.on(date(2023, 1, 20)).previous())
    assert days.on(date(2023, 1, 10)).previous() is None
