"""`rectcore forecast`: tables, JSON and a calendar, of one small ledger."""

from __future__ import annotations

import builtins
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from jsonschema import Draft202012Validator
from wcwidth import wcswidth

import rectcore

from .conftest import Run, event, ledger_of

DAYS = ("--as-of", "2023-09-05", "--until", "2023-11-30")
SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "forecast.schema.json"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(ledger_of()), encoding="utf-8")
    return path


def test_the_table_begins_with_the_months_and_goes_on_by_day(run: Run, ledger: Path, pack: Path):
    """Each day stands once; each entry says what it rests on and the last safe day."""
    told = run("forecast", ledger, "--rules", pack, *DAYS, "--subject", "T-01")
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[2] == "from 2023-09-05 to 2023-11-30, assuming nothing new is recorded"
    assert "2023-09  1" in told.out
    assert "Monthly report for 2023-08 is due." in told.out
    assert next(x for x in lines if x.startswith("2023-10-05")).split()[1] == "due"
    assert len([x for x in lines if x.startswith("2023-10-06")]) == 1


def test_columns_of_chinese_stand_below_one_another(run: Run, ledger: Path, pack: Path):
    """A character of two columns counts as two."""
    told = run("forecast", ledger, "--rules", pack, *DAYS, "--lang", "zh").out.splitlines()
    ruler = next(i for i, line in enumerate(told) if line.startswith("----") and "日期" in told[i - 1])
    starts = {i for i in range(1, len(told[ruler])) if told[ruler][i - 1] == " " and told[ruler][i] == "-"}
    for line in told[ruler + 1 :]:
        place = 0
        for before, char in zip(" " + line, line, strict=False):
            if char != " " and place in starts:
                assert before == " "
            place += wcswidth(char)


def test_json_is_what_the_schema_says(run: Run, ledger: Path, pack: Path):
    told = json.loads(run("forecast", ledger, "--rules", pack, *DAYS, "--format", "json").out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(told)
    assert told["format"] == "rectcore.forecast/1"
    assert sum(n for month in told["totals"] for n in month["what"].values()) == len(told["entries"])
    due = next(e for e in told["entries"] if e["what"] == "due")
    assert (due["uid"], due["day"], due["last_safe"]) == (
        "due:DEMO/MONTHLY/Task:T-01/2023-08",
        "2023-09-05",
        "2023-09-05",
    )
    rung = next(e for e in told["entries"] if e["what"] == "rung-up" and e["measure"] == "interview")
    assert (rung["rung_before"], rung["rung"]) == (0, 2) or rung["rung_before"] < rung["rung"]


def parsed(text: str) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar["version"] == "2.0"
    return list(calendar.walk("VEVENT"))


@pytest.mark.parametrize(
    ("language", "word"), [("en", "due: Monthly report for 2023-08"), ("zh", "到期：2023-08“每月填报”")]
)
def test_the_calendar_is_read_back(run: Run, ledger: Path, pack: Path, language: str, word: str):
    """All-day events with names of their own, stamped with the first day, in the language asked for."""
    asked = ("forecast", ledger, "--rules", pack, *DAYS, "--format", "ics", "--lang", language)
    text = run(*asked).out
    assert text == run(*asked).out
    events = parsed(text)
    told = json.loads(run("forecast", ledger, "--rules", pack, *DAYS, "--format", "json").out)["entries"]
    assert [str(e["uid"]) for e in events] == [f"{e['uid']}@rectcore" for e in told]
    assert [e["dtstart"].dt.isoformat() for e in events] == [e["day"] for e in told]
    assert all(e["dtend"].dt - e["dtstart"].dt == timedelta(1) for e in events)
    assert {e["dtstamp"].dt for e in events} == {datetime(2023, 9, 5, tzinfo=UTC)}
    assert len({str(e["uid"]) for e in events}) == len(events)
    assert str(events[0]["summary"]).startswith(word)
    assert "2023-09-05" in str(events[0]["description"])


def test_what_moves_keeps_its_name(pack: Path, ledger: Path):
    """A report that comes in takes its own entries away, and leaves the others under their names."""
    policy, facts = rectcore.load(pack), rectcore.read_ledger(ledger)
    more = rectcore.Event(
        "e9", "report", rectcore.Subject("task", "T-01"), date(2023, 9, 5), date(2023, 9, 5),
        fields={"covers": rectcore.Period.month(2023, 8)},
    )  # fmt: skip
    before, after = (
        {
            str(e["uid"])
            for e in parsed(rectcore.forecast_ics(policy.forecast(x, date(2023, 9, 5), date(2023, 10, 20)), x))
        }
        for x in (facts, facts.with_events([more]))
    )
    assert "missed:DEMO/MONTHLY/Task:T-01/2023-08@rectcore" in before - after
    assert "due:DEMO/MONTHLY/Task:T-01/2023-09@rectcore" in before & after


def test_beyond_the_calendar_is_provisional(tmp_path: Path, run: Run):
    """A due day that rests on working days nobody has published is marked, and never missed."""
    rules = tmp_path / "far.rules"
    rules.write_text(
        '# dialect: en\nruleset FAR "Far" / "远"\n  calendar: cn_public\n  if due on a holiday: next working day\n'
        'duty REPORT "Report" / "填报" for each Task\n  every: month\n  due: by day 5 of the next period\n'
        "  fulfilled by: report\n",
        encoding="utf-8",
    )
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(ledger_of(through=None)), encoding="utf-8")
    days = ("--as-of", "2028-01-01", "--until", "2028-02-10", "--subject", "T-01")
    for language, words in (("en", ("provisional", "does not say")), ("zh", ("暂定", "未注明完整至何日"))):
        told = run("forecast", path, "--rules", rules, *days, "--lang", language).out
        assert all(word in told for word in words)
    entries = json.loads(run("forecast", path, "--rules", rules, *days, "--format", "json").out)["entries"]
    assert {e["what"] for e in entries} == {"due", "undetermined"}
    assert all(e["provisional"] for e in entries)
    events = parsed(run("forecast", path, "--rules", rules, *days, "--format", "ics", "--lang", "zh").out)
    assert {str(e["status"]) for e in events} == {"TENTATIVE"}
    assert "（暂定）" in str(events[0]["summary"])


@pytest.mark.parametrize(("language", "word"), [("en", "Nothing new"), ("zh", "没有新的事项")])
def test_nothing_comes(run: Run, ledger: Path, pack: Path, language: str, word: str):
    days = ("--as-of", "2023-03-01", "--until", "2023-03-02", "--subject", "city")
    assert word in run("forecast", ledger, "--rules", pack, *days, "--lang", language).out


@pytest.mark.parametrize(("language", "word"), [("en", "complete only to 2023-10-31"), ("zh", "仅完整至 2023-10-31")])
def test_a_ledger_that_ends_before_the_day_is_told(run: Run, ledger: Path, pack: Path, language: str, word: str):
    days = ("--as-of", "2023-11-10", "--until", "2023-11-12", "--lang", language)
    assert word in run("forecast", ledger, "--rules", pack, *days).out


def test_what_makes_no_sense_is_refused(run: Run, ledger: Path, pack: Path):
    asked = ("forecast", ledger, "--rules", pack, "--as-of", "2023-09-05")
    assert "CL107" in run(*asked, "--until", "2023-09-04").err
    assert "CL102" in run(*asked, "--until", "2023-09-06", "--subject", "T-02").err
    assert "CL106" in run(*asked, "--until", "2123-09-06").err
    assert "CL203" in run(*asked, "--until", "2023-02-30").err
    assert "CL201" in run(*asked).err
    assert "CL202" in run(*asked, "--until", "2023-09-06", "--format", "csv").err


def test_a_ledger_with_a_fault_is_told_after_the_forecast(run: Run, tmp_path: Path, pack: Path):
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(ledger_of(event("bad", "report", "2023-99-99"))), encoding="utf-8")
    told = run("forecast", path, "--rules", pack, *DAYS)
    assert told.code == 2
    assert told.out.startswith("policy DEMO")
    assert "events[2]" in told.err


def test_without_the_library_the_line_that_installs_it(
    run: Run, ledger: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
):
    """Only the calendar needs it."""
    real = builtins.__import__

    def missing(name: str, *more: Any, **named: Any) -> Any:
        if name == "icalendar":
            raise ImportError(name)
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    asked = ("forecast", ledger, "--rules", pack, *DAYS)
    told = run(*asked, "--format", "ics")
    assert (told.code, told.out) == (2, "")
    assert "pip install 'rectcore[ics]'" in told.err
    assert run(*asked).code == 0
