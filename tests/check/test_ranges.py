"""RC117: a parameter has the bounds of the places where it stands, as a plain number there has."""

from __future__ import annotations

import pytest

STANDING = "standing X for each Task\n  must: priority\n"
PLACES = {
    "the day of a month": (
        "integer",
        ("-3", "0", "32", "500"),
        ("1", "31"),
        "duty D for each Task\n  every: month\n  due: by day p of the next period\n  fulfilled by: report\n",
    ),
    "a rung": ("integer", ("0", "-1"), ("1",), STANDING + "  rung p -> warning\n"),
    "a rung after days": ("days", ("0",), ("1", "500"), STANDING + "  rung after p -> warning\n"),
    "a rung after so many days": ("integer", ("0",), ("1",), STANDING + "  rung after p days -> warning\n"),
    "lasting": ("working days", ("0",), ("1",), STANDING + "  after lasting: p\n"),
    "a judgement": (
        "months",
        ("0",),
        ("1",),
        "judgement j on Task\n  decided by: rectification_office\n  valid for: p\n",
    ),
    "an act": ("integer", ("-1",), ("0", "5"), STANDING + "  rung 1 -> warning due in p days\n"),
    "a due day": (
        "integer",
        ("-1",),
        ("0",),
        "duty D for each Task\n  due: p days after opened\n  fulfilled by: report\n",
    ),
    "a condition": ("integer", ("-1",), ("0",), "define x on Task\n  means: opened within the last p days\n"),
    "a duration anywhere": ("days", ("-1",), ("0", "99999"), "define x on Task\n  means: priority\n"),
}


def text(place, value, type_):
    return f"parameter p: {type_}\n  from 2023-01-01: {value}\n{place}"


@pytest.mark.parametrize("name", PLACES)
def test_a_value_out_of_the_bounds_of_its_place(bench, name):
    type_, wrong, right, place = PLACES[name]
    for value in wrong:
        found = bench.found("RC117", text(place, f"<<{value}", type_))
        assert found.hint.zh
        assert bool(found.notes) == (name != "a duration anywhere")
    for value in right:
        bench.fine(text(place, value, type_))


def test_a_number_without_such_a_place_may_be_anything(bench):
    bench.fine(text("define x on Task\n  means: count of report at least p\n", "-5", "integer"))


def test_only_the_value_at_fault_is_told(bench):
    place = PLACES["a rung"][3]
    bench.found("RC117", f"parameter p: integer\n  from 2023-01-01: 1\n  from 2024-01-01: <<0\n{place}")
    bench.fine(f"parameter p: integer\n  from 2023-01-01: 1\n  from 2024-01-01: repealed\n{place}")
