"""Numbers over rows: exact, with bounds, over nothing (language note, 7.6 and 7.7).

The bounds are held against every way in which what is unknown may turn out.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rectcore
from rectcore.check.rulebook import Aggregate
from rectcore.check.terms import Bound, Const, Rows
from rectcore.check.types import DECIMAL, INTEGER, YES_NO, Name
from rectcore.engine.reference.aggregates import Asked, total
from rectcore.engine.reference.amounts import Between
from rectcore.engine.reference.kleene import conjunction, decided, disjunction, negate
from rectcore.engine.trace import NOT_APPLICABLE
from rectcore.model.facts import NONE, Unknown, Why

U = Unknown.because(Why.NOT_GIVEN, "x", "T1")
TRUE = Const(True, YES_NO)


def about(how, empty=None):
    type_ = INTEGER if how == "count" else DECIMAL
    return Aggregate(Name("a"), "Plan", Bound(1, Rows("Task")), TRUE, how, type_, None, TRUE, empty)


insides = st.sampled_from([True, U])
truths = st.sampled_from([True, False, U])
numbers = st.integers(-3, 3)
values = numbers | st.tuples(numbers, numbers).map(lambda p: Between(min(p), max(p), U) if p[0] != p[1] else p[0])


def ways(row, how):
    """What a row may turn out to be: out (None), or in with a value."""
    found = row.found
    if isinstance(found, Unknown):
        inside = [True, False]
    elif isinstance(found, Between):
        inside = [found.low, found.high]
    else:
        inside = [found]
    return inside if row.sure else [None, *inside]


def exactly(how, found, empty):
    if not found:
        return empty
    match how:
        case "count":
            return Fraction(sum(found))
        case "share":
            return Fraction(sum(found), len(found))
        case "sum":
            return Fraction(sum(found))
        case "average":
            return Fraction(sum(found), len(found))
    return Fraction(min(found) if how == "least" else max(found))


@pytest.mark.parametrize("how", ["count", "share", "sum", "least", "greatest", "average"])
@given(data=st.data(), empty=st.sampled_from([None, 0, 2]))
def test_the_bounds_are_those_of_every_way_it_may_turn_out(how, data, empty):
    found = truths if how in ("count", "share") else values
    rows = data.draw(st.lists(st.builds(Asked, insides, found), max_size=4))
    answer = total(about(how, empty), rows, None)
    outcomes = [
        exactly(how, [x for x in way if x is not None], empty) for way in product(*(ways(r, how) for r in rows))
    ]
    if outcomes == [None]:
        assert answer is NOT_APPLICABLE
    elif None in outcomes:
        assert isinstance(answer, Unknown)
    else:
        low, high = (answer.low, answer.high) if isinstance(answer, Between) else (answer, answer)
        assert abs(Fraction(low) - min(outcomes)) < Fraction(1, 10**30)
        assert abs(Fraction(high) - max(outcomes)) < Fraction(1, 10**30)


@pytest.mark.parametrize(
    ("how", "empty", "rows", "answer"),
    [
        ("count", 0, [], Between(0, None, U)),
        ("count", 0, [Asked(True), Asked(U)], Between(1, None, U)),
        ("count", None, [Asked(True)], Between(1, None, U)),
        ("count", None, [Asked(U)], U),
        ("count", 3, [Asked(U)], U),
        ("share", None, [Asked(True)], U),
        ("sum", 0, [Asked(True, 1)], U),
    ],
)
def test_where_rows_may_be_missing_only_a_count_has_a_lower_bound(how, empty, rows, answer):
    assert total(about(how, empty), rows, U) == answer


def test_a_value_that_is_not_known_leaves_no_bounds():
    assert total(about("sum", 0), [Asked(True, 1), Asked(True, U)], None) == U


def test_a_row_without_a_value_is_passed_over():
    rows = [Asked(True, NONE), Asked(True, NOT_APPLICABLE), Asked(True, 4)]
    assert total(about("average"), rows, None) == 4
    assert total(about("least"), rows[:2], None) is NOT_APPLICABLE


def test_dates_have_a_first_and_a_last():
    days = [Asked(True, date(2023, 5, 1)), Asked(True, date(2023, 4, 1)), Asked(U, date(2023, 3, 1))]
    assert total(about("least"), days[:2], None) == date(2023, 4, 1)
    assert total(about("least"), days, None) == Between(date(2023, 3, 1), date(2023, 4, 1), U)


def test_a_quotient_does_not_hang_on_the_context_of_the_caller():
    third = total(about("share"), [Asked(True, True), Asked(True, False), Asked(True, False)], None)
    assert str(third) == "0." + "3" * 34


def test_not_applicable_stands_between_true_and_false_and_below_unknown():
    assert negate(NOT_APPLICABLE) is NOT_APPLICABLE
    assert conjunction([NOT_APPLICABLE, True]) is NOT_APPLICABLE
    assert conjunction([NOT_APPLICABLE, False]) is False
    assert conjunction([NOT_APPLICABLE, U]) == U
    assert disjunction([NOT_APPLICABLE, False]) is NOT_APPLICABLE
    assert disjunction([NOT_APPLICABLE, True]) is True
    assert decided(NOT_APPLICABLE) is False
    assert decided(NOT_APPLICABLE, otherwise=True) is True


# -- in rules -----------------------------------------------------------------------------------------------------

HEAD = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Source" / "依据"
  if due on a holiday: same day

entity Task
  has cost: optional decimal
  has seen: optional date
entity Unit
  has far: yes/no

define late on Task
  means: current_deadline before as of
aggregate rate on Unit
  over: Task grouped by lead_unit
  value: share where late
  when empty: not applicable
aggregate spent on Unit
  over: Task grouped by lead_unit
  value: sum of cost
aggregate seen_first on Unit
  over: Task grouped by responsible_units
  value: least of seen
  when empty: not applicable
aggregate units_rate on Plan
  over: Unit
  value: average of rate
  when empty: not applicable
aggregate worst on Plan
  over: Unit u where u.far
  value: greatest of u.rate
  when empty: not applicable
aggregate below on Unit
  over: Unit
  value: count
aggregate reports on Task
  over: report r where r.progress at least 50%
  value: count
aggregate warned on Unit
  over: warning w grouped by w.task.lead_unit
  value: count
"""

GIVEN = """
scenario "s" / "情"
  given Plan P {issued: 2023-01-01}
  given Unit U {far: yes, parent: none}
  given Unit V {far: no, parent: U}
  given Unit W {far: no, parent: none}
  given Task T1 {lead_unit: U, responsible_units: [U, V], deadline: 2023-04-01, cost: 1.5, seen: 2023-02-03}
  given Task T2 {lead_unit: U, responsible_units: [V], deadline: none, cost: none, seen: 2023-02-01}
  given report R1 {subject: T1, on: 2023-02-01, progress: 50%}
  given report R2 {subject: T1, on: 2023-02-02, progress: 40%}
  given report R3 {subject: T1, on: 2023-02-03}
  given warning W1 {subject: T1, on: 2023-02-01}
  as of: 2023-05-01
"""


def run(rules, *expected, given_=GIVEN):
    lines = "".join(f"  expect {line}\n" for line in expected)
    policy = rectcore.load_text(HEAD + rules + given_ + lines)
    assert [d.line() for d in policy.diagnostics if d.severity.value == "error"] == []
    (result,) = policy.test()
    return [(o.expectation.rule, o.expectation.subject, o.found) for o in result.outcomes if not o.met]


def test_each_kind_of_number_in_a_scenario():
    assert (
        run(
            "",
            "rate(U) is 50%",
            "rate(V) is not-applicable",
            "spent(U) is 1.5",
            "spent(V) is 0",
            "seen_first(U) is 2023-02-03",
            "seen_first(V) is 2023-02-01",
            "units_rate(P) is 50%",
            "worst(P) is 50%",
            "below(U) is 1",
            "below(V) is 0",
            "reports(T1) is unknown",
            "reports(T2) is 0",
            "warned(U) is 1",
        )
        == []
    )


RULES = """
standing KEPT for each Unit
  must: rate at most 20%
standing TURNED for each Unit
  must: not (rate more than 20% and far)
standing EITHER for each Unit
  must: rate at most 20% or far
notice HIGH for each Unit
  when: rate more than 20%
duty STUDY for each Unit
  while: rate at most 20%
  due: 2023-04-10
  fulfilled by: study
duty SEEN for each Unit
  due: 1 day after seen_first
  fulfilled by: study
duty FIRST for each Unit
  due: seen_first
  fulfilled by: study
standing DURING for each Unit
  must: not (seen_first within 2023-02)
standing SOME for each Plan
  must: exists Unit u where u.rate at most 20%
standing EACH for each Plan
  must: all Unit u satisfy u.rate at most 60%
standing FEW for each Plan
  must: count of (Unit u where u.rate at most 60%) is 1
standing SUMS for each Unit
  must: rate + 10% at most 50% and (rate or else 0%) at most 90% and seen_first within the last 100 days
standing KNOWN for each Unit
  must: rate is known
gate MEET on Unit.study
  only if all:
    - [rate] rate at most 20%
exception FAR overrides KEPT
  applies when: rate at most 10%
  effect: not required
"""


def test_a_rule_over_a_number_that_does_not_apply_does_not_apply():
    assert (
        run(
            RULES,
            "KEPT(U) is violated",
            "KEPT(V) is holds",
            "TURNED(U) is violated",
            "TURNED(V) is holds",
            "EITHER(U) is holds",
            "EITHER(V) is holds",
            "HIGH(U) is holds",
            "HIGH(V) is not holds",
            "STUDY(U) is not-required",
            "STUDY(V) is not-required",
            "SEEN(U) is missed",
            "SEEN(W) is not-required",
            "FIRST(W) is not-required",
            "SUMS(U) is violated",
            "SUMS(V) is holds",
            "KNOWN(V) is holds",
            "SOME(P) is violated",
            "EACH(P) is holds",
            "FEW(P) is holds",
            "MEET(U) is blocked [rate]",
            "MEET(V) is open",
        )
        == []
    )


BOUNDS = """
scenario "s" / "情"
  given Unit X {far: no, parent: none}
  given Task T1 {lead_unit: X, responsible_units: [X], deadline: none, cost: none, seen: 2023-02-05}
  given Task T2 {lead_unit: X, deadline: none, cost: none, seen: 2022-02-05}
  as of: 2023-05-01
"""


def test_where_a_day_has_only_bounds_what_hangs_on_it_is_undetermined():
    """T2 may be one of the unit's, and then the first day is a year earlier."""
    expected = (
        "FIRST(X) is undetermined",
        "SEEN(X) is undetermined",
        "SUMS(X) is undetermined",
        "DURING(X) is undetermined",
    )
    assert run(RULES, *expected, given_=BOUNDS) == []
