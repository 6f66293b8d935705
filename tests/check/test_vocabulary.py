"""The words rules may use, and values from outside held against them."""

from datetime import date
from decimal import Decimal

import pytest

from rectcore.check.core import CORE
from rectcore.check.types import (
    DATE,
    DAYS,
    DECIMAL,
    INTEGER,
    PERCENT,
    PERIOD,
    TEXT,
    YES_NO,
    Name,
    Type,
    has_han,
    one_of,
    reference,
)
from rectcore.check.vocabulary import convert
from rectcore.model.deadline import Deadline, DeadlineClass
from rectcore.model.facts import NONE, Invalid
from rectcore.model.period import Period
from rectcore.model.task import TaskKind

KINDS = CORE["Task"].attribute("kind").type


@pytest.mark.parametrize(
    ("value", "type_", "expected"),
    [
        (None, INTEGER, None),
        ("none", DATE, NONE),
        (NONE, DATE, NONE),
        (Invalid("x"), DATE, Invalid("x")),
        (5, INTEGER, 5),
        (True, INTEGER, Invalid("True")),
        (5, DAYS, 5),
        ("2.5", DECIMAL, Decimal("2.5")),
        (2.5, DECIMAL, Invalid("2.5")),
        ("NaN", DECIMAL, Invalid("NaN")),
        (35, PERCENT, Decimal("0.35")),
        ("12.5%", PERCENT, Decimal("0.125")),
        ("12 %", PERCENT, Decimal("0.12")),
        ("a", TEXT, "a"),
        (5, TEXT, Invalid("5")),
        ("x" * 100, INTEGER, Invalid("x" * 77 + "...")),
        ("2023-05-03", DATE, date(2023, 5, 3)),
        ("2023年5月3日", DATE, date(2023, 5, 3)),
        ("2023-5-3", DATE, Invalid("2023-5-3")),
        (date(2023, 5, 3), DATE, date(2023, 5, 3)),
        (Deadline.month(2023, 10), DATE, date(2023, 10, 31)),
        ("2023-05", PERIOD, Period.month(2023, 5)),
        (Period.month(2023, 5), PERIOD, Period.month(2023, 5)),
        (True, YES_NO, True),
        ("yes", YES_NO, Invalid("yes")),
        ("信访案件", KINDS, "petition"),
        (TaskKind.PETITION, KINDS, "petition"),
        ("other", KINDS, Invalid("other")),
        ("D1", reference("Unit"), "D1"),
        (["D1", "D2"], reference("Unit", many=True), ("D1", "D2")),
        ("D1", reference("Unit", many=True), Invalid("D1")),
    ],
)
def test_values_from_outside(value, type_, expected):
    assert expected == convert(value, type_)


def test_a_list_with_a_fault_in_it_is_of_no_use():
    assert isinstance(convert(["D1", 5], reference("Unit", many=True)), Invalid)


def test_a_share_stays_as_it_is():
    assert convert("35%", PERCENT) == convert(convert("35%", PERCENT), PERCENT)


def test_a_deadline_for_good_is_no_day():
    assert isinstance(convert(Deadline(None, DeadlineClass.LONG_TERM), DATE), Invalid)


def test_names_go_by_script():
    name = Name("report", ("进展填报", "月报"))
    assert ("report", "进展填报") == (name.in_("en"), name.in_("zh"))
    assert "report" == Name("report").in_("zh")
    assert has_han("PM浓度")
    assert not has_han("PM2.5")


def test_types_and_lists():
    type_ = one_of(("low", "低"), ("high", "高"), optional=True)
    assert "low" == type_.value("低").id
    assert type_.value("mid") is None
    assert not type_.required().optional
    assert Type(type_.kind, values=type_.values) == type_.required()


def test_every_word_of_the_core():
    words = set(CORE.names())
    assert {
        "Task",
        "事项",
        "status",
        "在办",
        "warning",
        "预警",
        "party_secretary",
        "党委书记",
        "task",
        "所属事项",
    } <= words
    with pytest.raises(KeyError):
        CORE["nothing"]
    assert "warning" == CORE.measure("预警").id
    assert CORE.measure("report") is None
    assert CORE.entity("Task").completeness is None
    assert not CORE["report"].completeness.may_be_incomplete
