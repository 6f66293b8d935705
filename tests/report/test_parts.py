"""The parts of a page, one by one: timelines, ladder by unit, calendar, charts, rows, Markdown."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from attrs import evolve

import rectcore
from rectcore import Deadline, Event, Policy, Report, State, Subject, Task, Text
from rectcore.report.axis import Axis, axis_of
from rectcore.report.charts import charts
from rectcore.report.heat import heat_of
from rectcore.report.items import Item, deadline_of, item_of
from rectcore.report.markdown import escaped
from rectcore.report.matter import Matter, matter
from rectcore.report.rows import plain
from rectcore.report.rungs import Rung
from rectcore.report.units import Cell, ladder_of

from .conftest import DAY, LEDGER, RULES, Page, event


def matter_of(policy: Policy, report: Report, language: str = "en", ledger=LEDGER) -> Matter:
    assert policy.calendar is not None
    return matter(report, ledger, policy.rulebook, policy.calendar, language)


def item(policy: Policy, report: Report, id_: str, language: str = "en", ledger=LEDGER) -> tuple[Item, Axis]:
    found = matter_of(policy, report, language, ledger)
    deadlines = {x: deadline_of(found, x) for x in found.tasks()}
    axis = axis_of(found, deadlines)
    return item_of(found, id_, axis, deadlines[id_], records=True), axis


def test_the_life_of_a_task(policy: Policy, report: Report):
    """Done in time, late and missed each at their day; the deadline with the one before it; the time past it."""
    found, axis = item(policy, report, "T-1")
    x = axis.x
    life = found.life
    assert (life.start, life.end, x(DAY)) == (x(date(2023, 4, 1)), x(DAY), axis.x(axis.today))
    assert life.kept == (x(date(2023, 6, 2)),)
    assert life.late == (x(date(2023, 7, 20)),)
    assert life.missed == (x(date(2023, 5, 5)), x(date(2023, 8, 5)))
    assert life.ahead == (x(date(2023, 9, 5)),)
    assert (life.deadline, life.original) == (x(date(2023, 7, 31)), x(date(2023, 7, 1)))
    assert life.moved == ((x(date(2023, 7, 1)), x(date(2023, 7, 31))),)
    assert life.late_from == life.deadline
    assert (found.overdue, found.wrong, found.calls) == (True, True, ("supervision", "warning"))
    assert found.tells[:3] == (
        "2023-04-01 opened",
        "deadline 2023-07-31 (first 2023-07-01, extended 1×), 10 days over",
        "obligations: pending 1, fulfilled 1, late 1, missed 2",
    )


def test_a_rung_passed_on_the_way_up_stays_to_be_seen(policy: Policy, report: Report):
    """Late since 1 August: a reminder was called for on that day, supervision on the fifth."""
    found, axis = item(policy, report, "T-1")
    assert Rung(axis.x(date(2023, 8, 1)), "1", "passed") in found.life.rungs
    assert Rung(axis.x(date(2023, 8, 5)), "3", "called") in found.life.rungs


def test_measures_stand_at_their_day(policy: Policy, report: Report):
    """The warning was given, the interview is called for; what would lie over one another becomes one."""
    found, axis = item(policy, report, "T-2")
    called = [r for r in found.life.rungs if r.how == "called"]
    assert Rung(axis.x(date(2023, 7, 7)), "2", "taken") in found.life.rungs
    assert [r.level for r in called] == ["5"]
    assert [r for r in found.life.rungs if r.how == "passed"] == [], "the warning was given, late"
    ungiven, _ = item(policy, report, "T-2", ledger=evolve(LEDGER, events=[e for e in LEDGER.events if e.id != "w1"]))
    assert Rung(axis.x(date(2023, 5, 6)), "2", "passed") in ungiven.life.rungs
    assert found.life.beyond
    assert axis.beyond(date(2027, 1, 31))
    assert found.unit.startswith("West <script>")
    assert found.chain == ("west", "city")
    twice = LEDGER.with_events(
        [event("w2", "reminder", "2023-07-08", "T-2"), event("k", "commendation", "2023-04-02", "T-2")]
    )
    again, _ = item(policy, report, "T-2", ledger=twice)
    assert [r.level for r in again.life.rungs if r.how == "taken"] == ["+", "2"]


def test_signed_accepted_closed(policy: Policy, report: Report):
    found, axis = item(policy, report, "T-3")
    life = found.life
    assert life.signed == tuple(axis.x(date(2023, 7, d)) for d in (11, 12))
    assert life.accepted == (axis.x(date(2023, 7, 10)),)
    assert life.closed == (axis.x(date(2023, 7, 12)),) == (life.end,)
    assert life.late_from == axis.x(date(2023, 7, 1))
    assert (found.state, found.word, found.overdue) == ("closed", "closed", False)
    assert "closed 2023-07-12, deadline 2023-07-01" in found.tells
    assert [line.what for line in found.lines] == ["report", "acceptance", "signature", "signature", "closure"]


@pytest.mark.parametrize(("language", "words"), [("en", "no deadline on record"), ("zh", "无确定时限")])
def test_reopened_and_suspended(policy: Policy, report: Report, language: str, words: str):
    found, axis = item(policy, report, "X-1", language)
    assert found.life.reopened == (axis.x(date(2023, 6, 15)),)
    decided = {"en": ("judgement", "“smell gone”"), "zh": ("认定结论", "“异味消除”")}[language]
    assert (found.lines[0].what, found.lines[0].more.split("，")[0].split(",")[0]) == decided
    assert found.life.suspended == ((axis.x(date(2023, 7, 1)), axis.x(DAY)),)
    assert found.state == "suspended"
    assert words in found.tells
    assert found.life.deadline is None


def test_days_left_and_closed_in_time(policy: Policy, report: Report):
    tasks = (
        evolve(LEDGER.tasks[1], deadline=Deadline(DAY + timedelta(5))),
        Task("T-8", DAY, deadline=Deadline(DAY)),
    )
    ledger = evolve(LEDGER, tasks=(*tasks, *LEDGER.tasks[2:4], LEDGER.tasks[0])).with_events(
        [Event("c8", "closure", Subject("task", "T-8"), DAY, DAY)]
    )
    found, axis = item(policy, report, "T-2", "zh", ledger)
    assert "时限2023-08-15，还有5日" in found.tells
    assert found.life.open_to == axis.x(DAY + timedelta(5))
    closed, _ = item(policy, report, "T-8", "zh", ledger)
    assert "2023-08-10销号" in closed.tells
    assert (closed.title, closed.unit, closed.chain, closed.goal) == ("", "", (), "")


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [("2023-01-01", "2023-06-30", 6), ("2022-05-01", "2024-06-30", 8), ("2015-01-01", "2024-06-30", 10)],
)
def test_months_are_named_as_far_as_there_is_room(first: str, last: str, number: int):
    axis = Axis(date.fromisoformat(first), date.fromisoformat(last), date.fromisoformat(last))
    assert len(axis.ticks) == number
    assert [t.x for t in axis.ticks] == sorted({t.x for t in axis.ticks})
    assert all(0 <= t.x <= 420 for t in axis.ticks)
    assert axis.x(date.min) == axis.x(axis.first) < axis.x(date.max) == axis.x(axis.last)


def test_a_task_from_long_ago_does_not_stretch_the_others(policy: Policy, report: Report):
    """Eight years are shown; what was opened before begins at the edge."""
    old = evolve(LEDGER, tasks=(*LEDGER.tasks[1:], evolve(LEDGER.tasks[0], opened=date.min)))
    found, axis = item(policy, report, "T-1", ledger=old)
    assert axis.first == date(2015, 1, 1)
    assert found.life.start == axis.x(axis.first)


def test_the_ladder_of_each_unit(policy: Policy, report: Report):
    found = matter_of(policy, report)
    deadlines = {x: deadline_of(found, x) for x in found.tasks()}
    items = [item_of(found, x, axis_of(found, deadlines), d) for x, d in deadlines.items()]
    ladder = ladder_of(found, items)
    assert ladder.measures == ("reminder", "warning", "supervision", "interview")
    rows = {row.name[:5]: row for row in ladder.rows}
    west, mill, east, city = (rows[name] for name in ("West ", "Paper", "East ", "四平市"))
    assert [row.highest for row in ladder.rows] == [5, 3, 1, 1], "the one on the highest rung first"
    assert east.cells[0] == Cell(1, 0), "for an event it is the unit of its task"
    assert (west.highest, west.cells, west.open) == (5, (Cell(1, 0), Cell(0, 0), Cell(0, 0), Cell(1, 0)), 2)
    assert (mill.name, mill.highest, mill.late) == ("Paper mill", 3, 1)
    assert city.cells[0] == Cell(1, 0)
    acted = evolve(report, findings=tuple(evolve(f, acted_on="w1") for f in report.findings))
    done = ladder_of(matter_of(policy, acted), items)
    assert {(r.highest, r.done) for r in done.rows} == {(0, 5), (0, 3), (0, 1)}


def test_the_calendar_of_what_is_due(policy: Policy, report: Report):
    """The worst of a day gives the colour, the number the darkness; the table has every month."""
    heat = heat_of(matter_of(policy, report))
    by_text = {s.text[:10]: s for s in heat.squares}
    assert by_text["2023-06-05"].stands == "missed"
    assert by_text["2023-09-05"].stands == "ahead"
    assert by_text["2023-06-05"].text == "2023-06-05: 3 due (fulfilled 2, missed 1)"
    assert [(m.name, m.all) for m in heat.rows] == [
        ("2023-05", 3), ("2023-06", 4), ("2023-07", 4), ("2023-08", 2), ("2023-09", 2)
    ]  # fmt: skip
    assert heat.outside == 0
    assert heat.today is not None
    zh = heat_of(matter_of(policy, report, "zh"))
    assert "2023-06-05：到期3项（按期完成2、逾期未完成1）" in [s.text.replace(" ", "") for s in zh.squares]


@pytest.mark.parametrize(
    ("state", "stands"),
    [(State.LATE, "late"), (State.UNDETERMINED, "unclear"), (State.UPCOMING, "ahead"), (State.FULFILLED, "kept")],
)
def test_how_a_day_stands(policy: Policy, report: Report, state: State, stands: str):
    one = evolve(report.obligations[0], state=state)
    (square,) = heat_of(matter_of(policy, evolve(report, obligations=(one,)))).squares
    assert square.stands == stands


def test_what_lies_far_away_is_only_in_the_table(policy: Policy, report: Report):
    far = [evolve(report.obligations[0], due=day) for day in (date.min, date(2019, 1, 1), DAY, date.max)]
    heat = heat_of(matter_of(policy, evolve(report, obligations=tuple(far))))
    assert (len(heat.squares), heat.outside, len(heat.rows)) == (1, 3, 4)
    nowhere = evolve(report.obligations[0], due=None)
    assert heat_of(matter_of(policy, evolve(report, obligations=(nowhere,)))).squares == ()


def test_targets_with_their_bound(policy: Policy, report: Report):
    air, water = charts(matter_of(policy, report))
    assert [(d.period, d.text) for d in air.dots] == [("2021", "40"), ("2022", "36")]
    assert air.bound is not None
    assert air.dots[0].y < air.dots[1].y < air.bound, "higher readings stand higher, and both are over the bound"
    assert (air.bound_text, air.trend, air.state, air.latest) == ("35", "improving", "bad", "36 µg/m³")
    assert (water.dots, water.state, water.latest, water.trend) == ((), "open", "", "")


@pytest.mark.parametrize(("values", "trend"), [(("30", "30"), "持平"), (("30", "34"), "变差"), (("34", "30"), "好转")])
def test_where_a_target_is_heading(policy: Policy, values: tuple[str, str], trend: str):
    changed = evolve(
        LEDGER,
        events=tuple(
            evolve(e, fields={**e.fields, "value": values[e.id == "g2"]}) if e.kind == "reading" else e
            for e in LEDGER.events
        ),
    )
    air = next(charts(matter_of(policy, policy.evaluate(changed, DAY), "zh", changed)))
    assert (air.trend, air.state) == (trend, "good")


def test_of_another_ledger(policy: Policy, report: Report):
    """A finding on an event that is not there stands for itself."""
    stray = evolve(report.findings[0], subject=Subject("closure", "nowhere"), id="DEMO/TOLD/closure:nowhere")
    found = matter_of(policy, evolve(report, findings=(stray,)))
    assert found.owner(stray.subject) == stray.subject
    assert found.units_of(stray.subject) == ()
    assert "nowhere" in policy.show(found.report, LEDGER)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"due": DAY, "due_provisional": True, "message": Text()}, ("2023-08-10 (provisional)", "IN_TIME")),
        ({"acted_on": "w1", "answered_by": ("east",), "answer_due": DAY}, ("East county (east), by 2023-08-10",)),
    ],
)
def test_what_a_finding_may_have_besides(policy: Policy, report: Report, changes, told):
    one = evolve(next(f for f in report.findings if f.rule == "IN_TIME"), **changes)
    text = policy.show(evolve(report, findings=(one,)), LEDGER)
    assert all(word in text for word in told)


def test_a_target_of_another_form(policy: Policy, report: Report):
    """Where the bound is not one number, the readings stand without it; what does not compare only rises or falls."""
    rules = RULES.replace("must: air at most goal_air", "must: air at most 40 or air at least 50")
    other = rectcore.load_text(rules, "demo.rules")
    air = next(charts(matter_of(other, other.evaluate(LEDGER, DAY))))
    assert (air.bound, air.bound_text, air.trend) == (None, "", "falling")
    same = rectcore.load_text(RULES.replace("air at most goal_air", "air is goal_air"), "demo.rules")
    assert next(charts(matter_of(same, same.evaluate(LEDGER, DAY)))).trend == "improving"


# -- rows and Markdown --------------------------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_findings_as_rows(page: Page, report: Report):
    found = rows(page("csv"))
    assert {r["id"] for r in found} == {f.id for f in report.findings}
    assert [r["measure"] for r in found][:3] == ["interview", "supervision", "warning"]
    first = found[0]
    assert (first["to send"], first["overdue"], first["due"]) == ("yes", "yes", "2023-07-10")
    assert first["clause"] == "Supervision measures, art 15"
    assert first["facts"].count("missed") == 4


def test_the_other_tables(page: Page, report: Report):
    assert [r["编号"] for r in rows(page("csv", "zh", table="items"))] == ["T-1", "T-2", "T-3", "X-1"]
    assert len(rows(page("csv", table="obligations"))) == len(report.obligations)
    assert [r["trend"] for r in rows(page("csv", table="targets"))] == ["improving", ""]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        (" =1", "' =1"),
        ("\t=1", "' =1"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_text_becomes_a_formula(text: str, cell: str):
    assert plain(text) == cell


def test_a_title_like_a_formula_is_text(page: Page):
    assert "'=1+1" in [r["item"] for r in rows(page("csv", table="items"))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<b>", "&lt;b&gt;"),
        ("a|b", "a\\|b"),
        ("# x", "\\# x"),
        ("1. x", "1\\. x"),
        ("12) x", "12\\) x"),
        ("[x](y)", "\\[x\\](y)"),
        ("2023-10-31", "2023-10-31"),
        ("`*_", "\\`\\*\\_"),
    ],
)
def test_markdown_shows_a_text_as_it_stands(text: str, told: str):
    assert escaped(text) == told


@pytest.mark.parametrize("language", ["en", "zh"])
def test_markdown_has_every_part(page: Page, report: Report, language: str):
    text = page("markdown", language)
    heads = re.findall(r"^## (.*)$", text, re.M)
    assert len(heads) == 7
    assert ("What to send today (6)" if language == "en" else "今日应发 (6)") in heads
    for finding in report.findings:
        assert escaped(finding.id) in text
    assert "<script" not in text
    assert "\x1b" not in text


def test_markdown_of_nothing(policy: Policy):
    from rectcore import Ledger

    empty = Ledger("empty", through=DAY)
    text = policy.show(policy.evaluate(empty, DAY), empty, "markdown")
    assert "Nothing is to be sent today." in text
    assert "No measure is called for." in text
