"""Days, months and deadlines as people write them; what could be read in two ways is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from rectcore.model.deadline import DeadlineClass
from rectcore.sheets.dates import read_day, read_deadline, read_month, read_period
from rectcore.sheets.grid import Cell, address, shown


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2023年10月底前", "2023-10"),
        ("2023 年 10 月底前完成", "2023-10"),
        ("２０２３年１０月", "2023-10"),
        ("2023年10月份", "2023-10"),
        ("2023-10", "2023-10"),
        ("2023.1", "2023-01"),
        ("202310", "2023-10"),
        ("2023年底前", "2023-12"),
        ("2023年末", "2023-12"),
        ("by the end of 2023", "2023-12"),
        ("2023年上半年", "2023-06"),
        ("2023年下半年底前", "2023-12"),
        ("2023年第三季度", "2023-09"),
        ("2023年4季度末前", "2023-12"),
        ("October 2023", "2023-10"),
        ("by end of Oct. 2023", "2023-10"),
        ("2023年10月31日前", "2023-10-31"),
        ("于2023年10月31日", "2023-10-31"),
        ("2023/10/31", "2023-10-31"),
        ("2023.10.31。", "2023-10-31"),
        ("20231031", "2023-10-31"),
        ("31 October 2023", "2023-10-31"),
        ("October 31, 2023", "2023-10-31"),
        (Decimal(20231031), "2023-10-31"),
        (Decimal(45230), "2023-10-31"),
        (date(2023, 10, 31), "2023-10-31"),
    ],
)
def test_a_deadline(text: Cell, at: str):
    """Months are months."""
    assert str(read_deadline(text).at) == at


@pytest.mark.parametrize(
    ("text", "kind"),
    [("立行立改", "immediate"), ("立行立改。", "immediate"), ("长期坚持", "long_term"), ("Long term", "long_term")],
)
def test_a_class_of_deadline(text: str, kind: str):
    """Without a day."""
    found = read_deadline(text)
    assert (found.at, found.kind) == (None, DeadlineClass(kind))


NEITHER = [
    *(
        "立行立改，长期坚持",
        "5月底前",
        "2023年10月前",
        "2023-10以前",
        "2023-02-29",
        "2023年13月",
        "2023/10-31",
        "31/10/2023",
    ),
    *("10/31/23", "2023", "soon", "", "九月底", "2023年10月至12月", "2023年第五季度", "2023 10"),
    *(Decimal("2023.1"), Decimal(3), Decimal("1e40"), True, None),
]


@pytest.mark.parametrize("text", NEITHER)
def test_no_deadline(text: Cell):
    """Nor a day."""
    for read in (read_deadline, read_day, read_month, read_period):
        with pytest.raises(ValueError, match=r"."):
            read(text)


def test_a_month_is_no_day_and_a_day_lies_in_a_month():
    """Which day of a month counts is not for the reader to say."""
    with pytest.raises(ValueError, match="month"):
        read_day("2023-10")
    assert str(read_month("2023-10-31")) == "2023-10"
    assert str(read_deadline(date(2023, 10, 1), month=True).at) == "2023-10"


@pytest.mark.parametrize(
    ("text", "period"),
    [("2023年第2季度", "2023-Q2"), ("2023年二季度", "2023-Q2"), ("2023年上半年", "2023-H1"), ("2023下半年", "2023-H2"),
     ("2023-q3", "2023-Q3"), ("2023-W07", "2023-W07"), ("2023-05-D1", "2023-05-D1"), ("2023年5月", "2023-05")],
)  # fmt: skip
def test_a_period(text: str, period: str):
    """As reports cover them."""
    assert str(read_period(text)) == period


def test_cells_are_named_and_shown_as_a_spreadsheet_does():
    """Columns go on after Z; numbers have no exponent."""
    assert [address((0, c)) for c in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]
    assert [shown(v) for v in (Decimal("1E+3"), True, False, None, date(2023, 1, 2))] == [
        "1000", "TRUE", "FALSE", "", "2023-01-02",
    ]  # fmt: skip
