"""Checked terms in the words of the rule language."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from attrs import evolve

import rectcore.policy as door
from conftest import NONE, RULES, event, ledger
from rectcore.check import terms as t
from rectcore.check.types import DATE, DECIMAL, INTEGER, PERCENT, PERIOD, WORKING_DAYS, YES_NO, Kind, Type
from rectcore.engine.reference.amounts import Amount, Between
from rectcore.engine.trace import Row, Trace
from rectcore.explain import term_text
from rectcore.explain.facts import Scene
from rectcore.explain.prose import PROSE, said
from rectcore.explain.reasons import REASONS, reason_of
from rectcore.explain.terms import TREES, variable_name
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import Unknown
from rectcore.model.period import Period, PeriodKind

CONDITIONS = {
    "status is open": "状态 为 在办",
    "progress at least 50%": "完成进度 不少于50%",
    "risk is not none": "风险等级 不为 无",
    "deadline is known": "办结期限 为 已知",
    "overdue or not (risk is low)": "逾期 或 非 （风险等级 为 低）",
    "current_deadline no later than as of + near": "现行期限 不晚于 基准日 + 临期天数",
    'lead_unit.title is "x"': "牵头单位.名称 为 “x”",
    "exists signature a where a by party_secretary of lead_unit": "存在 签字 甲 满足 甲 由 牵头单位 的 党委书记 作出",
    "no objection a where a.resolved is no": "不存在 异议 甲 满足 甲.已处理 为 否",
    "all inspection a satisfy a.result is passed": "所有 现场核查 甲 均满足 甲.结论 为 通过",
    "count of evidence at least 1": "佐证材料 的数量 不少于1",
    "exists report a where a.covers is 2023-05": "存在 进展填报 甲 满足 甲.所属周期 为 2023-05",
    "exists report a where a.on within 2023-05": "存在 进展填报 甲 满足 甲.发生日 在 2023-05",
    "exists report a where a.on within the last 45 days": "存在 进展填报 甲 满足 甲.发生日 在 最近45日",
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_term_is_written_as_a_rule_would_write_it(condition: str) -> None:
    """What is printed in English is what was read, and the Chinese says the same."""
    book = door.load_text(RULES.replace("risk is low", condition)).rulebook
    text = term_text(book.gates[0].any_of[0][0].term, book)
    assert condition == text.en
    assert CONDITIONS[condition] == text.zh


@pytest.mark.parametrize(
    ("condition", "zh"),
    [
        ("deadline is missing", "办结期限 为 缺失"),
        ("(score or else 1.5) more than 1", "（评分 缺失时按 1.5） 超过1"),
    ],
)
def test_forms_that_a_gate_refuses(condition: str, zh: str) -> None:
    """What turns a missing fact into a known one is free outside gates."""
    book = door.load_text(RULES.replace("must: not overdue", f"must: {condition}")).rulebook
    text = term_text(next(s for s in book.standings if s.id == "OVERDUE").must, book)
    assert (condition, zh) == (text.en, text.zh)


def test_printing_and_reading_again_gives_the_same_term(policy: door.Policy) -> None:
    """Every condition of the rules reads back as the term it came from."""
    book = policy.rulebook
    for label in book.gates[0].labels:
        text = term_text(label.term, book).en
        again = door.load_text(RULES.replace("    - [low] risk is low", f"    - [low] {text}")).rulebook
        found = next(x for x in again.gates[0].labels if x.label == "low")
        assert _renumbered(label.term) == _renumbered(found.term)


def _renumbered(term: t.Term) -> str:
    numbers: dict[str, str] = {}
    text = repr(term)
    for found in (x for x in t.walk(term) if isinstance(x, t.Var | t.Quantified | t.Count)):
        bound = [] if isinstance(found, t.Var) else found.bound if isinstance(found, t.Quantified) else (found.bound,)
        for one in bound:
            numbers.setdefault(f"number={one.number},", f"number=#{len(numbers)},")
    for old, new in numbers.items():
        text = text.replace(old, new)
    return text


def test_every_kind_of_term_has_its_words() -> None:
    """A kind of term without a template would vanish from explanations."""
    for table in (TREES, PROSE, REASONS):
        assert set(get_args(t.Term)) == set(table)


def test_variables_never_run_out() -> None:
    assert ["a", "z", "a2"] == [variable_name(n, "en") for n in (0, 25, 26)]
    assert ["甲", "癸", "甲2"] == [variable_name(n, "zh") for n in (0, 9, 10)]


SELF = t.Self("Task")
OPENED = t.Field(SELF, "Task", "opened", DATE)
YEAR = Period.parse("2023")
RISK = t.Const(True, YES_NO)
SAMPLES: tuple[tuple[t.Term, object], ...] = (
    (t.Const(True, YES_NO), True),
    (t.Const(False, YES_NO), False),
    (t.Const(3, INTEGER), 3),
    (SELF, Row("Task", "T-1")),
    (t.This("closure"), Row("closure", "")),
    (t.ThisPeriod(), Period.month(2023, 5)),
    (t.Actor(), Row("Person", "p-sec")),
    (t.AsOfDay(), date(2023, 5, 1)),
    (t.Var(0, "report"), Row("report", "R-1")),
    (OPENED, date(2023, 5, 1)),
    (t.Field(SELF, "Task", "priority", YES_NO), NONE),
    (t.Param("near", Type(Kind.DAYS)), Amount(Decimal(30), SpanUnit.DAYS)),
    (t.Param("report_day", INTEGER), 5),
    (t.Defined("overdue", SELF, YES_NO), True),
    (t.Defined("rest", SELF, PERCENT), Decimal("0.4")),
    (t.Judged("interim_done", t.Self("Plan")), True),
    (t.Tabled("grade", SELF, None, INTEGER), 3),
    (t.Tabled("grade", SELF, "grave", YES_NO), False),
    (t.Aggregated("late_share", t.Self("Unit"), PERCENT), Decimal("0.25")),
    (t.RelativePeriod(PeriodKind.YEAR, "previous"), Period.parse("2022")),
    (t.Reading("dust", t.Self("Plan"), t.Const(Period.parse("2022"), PERIOD), DECIMAL), Decimal(31)),
    (t.Scored("result", t.Self("Unit"), None, "value", DECIMAL), Decimal("94.5")),
    (t.Scored("result", t.Self("Unit"), t.Const(YEAR, PERIOD), "grade", Type(Kind.ONE_OF)), "good"),
    (t.Scored("result", t.Self("Unit"), t.ThisPeriod(), "deducted", DECIMAL), Between(1, None, Unknown(frozenset()))),
    (t.Drawn("checks", SELF, None, YES_NO), True),
    (t.Drawn("checks", SELF, t.ThisPeriod(), YES_NO), False),
    (t.Ranked("neat", t.Self("Unit"), None, "value", INTEGER), 3),
    (t.Ranked("neat", t.Self("Unit"), t.Const(YEAR, PERIOD), "value", INTEGER), Between(1, None, Unknown(frozenset()))),
    (t.Ranked("neat", t.Self("Unit"), t.ThisPeriod(), "ranked", INTEGER), 8),
    (t.Placed(t.Ranked("neat", t.Self("Unit"), None, "value", INTEGER), "last", t.Const(3, INTEGER)), True),
    (t.Placed(t.Ranked("neat", t.Self("Unit"), t.ThisPeriod(), "value", INTEGER), "first", t.Const(3, INTEGER)), False),
    (t.SpanOf(t.Const(3, INTEGER), SpanUnit.DAYS), Amount(Decimal(3), SpanUnit.DAYS)),
    (t.SpanOf(t.Param("report_day", INTEGER), SpanUnit.DAYS), Amount(Decimal(5), SpanUnit.DAYS)),
    (t.Compare("before", OPENED, t.AsOfDay()), False),
    (t.Within(OPENED, t.Const(Period.month(2023, 5), PERIOD)), True),
    (t.Within(OPENED, t.ThisPeriod()), False),
    (t.WithinLast(OPENED, t.SpanOf(t.Const(3, INTEGER), SpanUnit.DAYS)), True),
    (t.Arithmetic("+", t.Const(1, INTEGER), t.Const(2, INTEGER), INTEGER), 3),
    (t.Extreme("later of", (OPENED, t.AsOfDay()), DATE), date(2023, 5, 1)),
    (
        t.DaysBetween(OPENED, t.AsOfDay(), SpanUnit.WORKING_DAYS, WORKING_DAYS),
        Amount(Decimal(3), SpanUnit.WORKING_DAYS),
    ),
    (t.AsAt(RISK, OPENED, YES_NO), True),
    (t.AsAt(RISK, OPENED, YES_NO), False),
    (t.AsAt(OPENED, t.AsOfDay(), DATE), date(2023, 5, 1)),
    (t.HeldFor(RISK, t.Const(3, INTEGER), SpanUnit.DAYS), True),
    (t.HeldFor(RISK, t.Const(3, INTEGER), SpanUnit.DAYS), False),
    (t.OfDuty("INTERIM", "done", DATE), date(2023, 5, 1)),
    (t.Not(RISK), False),
    (t.And((RISK, RISK)), True),
    (t.Or((RISK, RISK)), True),
    (t.IfThen(RISK, RISK), True),
    (t.Quantified("exists", (t.Bound(0, t.Rows("report", SELF)),), RISK), False),
    (t.Count(t.Bound(0, t.Rows("report", SELF)), RISK), 0),
    (t.Count(t.Bound(0, t.Rows("report", SELF)), RISK), Between(1, None, Unknown(frozenset()))),
    (t.IsKnown(OPENED, True), True),
    (t.By(t.This("closure"), "party_secretary"), True),
    (t.By(t.This("closure"), "party_secretary"), False),
    (t.OrElse(OPENED, t.AsOfDay(), DATE), date(2023, 5, 1)),
)


@pytest.mark.parametrize(("term", "value"), SAMPLES, ids=lambda x: type(x).__name__)
def test_every_kind_of_term_is_said_in_both_languages(policy: door.Policy, term: t.Term, value: object) -> None:
    """As a rule writes it, as a person says it, as its denial, and as a reason: never an empty half, never Python."""
    book = ledger(event("R-1", "report", "2023-06-08"))
    scene = Scene(policy.rulebook, book, date(2023, 9, 1))
    values = {id(x): v for x, v in SAMPLES}

    def traced(one: t.Term) -> Trace:
        return Trace(one, values.get(id(one), True), tuple(traced(p) for p in t.parts(one)))

    seen = evolve(traced(term), value=value)
    because = reason_of(seen, policy.rulebook, book, date(2023, 9, 1)).full()
    texts = [term_text(term, policy.rulebook), said(term, scene), said(term, scene, holds=False), because]
    for text in texts:
        assert text.en.strip()
        assert re.search("[\u4e00-\u9fff0-9]|R-1|T-1", text.zh)
        assert not re.search(r"<|\w+\(\w+=|\bNone\b|\bTrue\b", text.en + text.zh)


def test_the_samples_leave_no_kind_out() -> None:
    assert set(get_args(t.Term)) == {type(term) for term, _ in SAMPLES}
