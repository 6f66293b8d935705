"""`rectcore evaluate`: what it prints, in which order, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

from .conftest import Run, Write, event

DAY = ("--as-of", "2023-08-20")


def test_the_report_is_json_in_the_order_of_the_contract(run: Run, pack: Path, ledger: Path) -> None:
    ran = run("evaluate", ledger, "--rules", pack, *DAY, "--format", "json")
    assert (0, "") == (ran.code, ran.err)
    report = json.loads(ran.out)
    assert "rectcore.report/1" == report["format"]
    assert {"id": "DEMO", "sha256": report["policy"]["sha256"]} == report["policy"]
    assert {"all": 1, "closed": 0, "open": 1, "suspended": 0, "undetermined": 0} == report["totals"]["petition"]
    ladder = next(f for f in report["findings"] if f["id"] == "DEMO/PROGRESS/Task:T-01")
    assert ("interview", 2, ["east"], "2023-08-06") == tuple(
        ladder[k] for k in ("measure", "rung", "addressees", "since")
    )


def test_what_to_send_comes_first_and_the_harshest_leads(run: Run, pack: Path, ledger: Path) -> None:
    out = run("evaluate", ledger, "--rules", pack, *DAY).out
    places = [
        out.index(x)
        for x in (
            "policy DEMO",
            "petitions",
            "What to send today (3)",
            "interview",
            "warning",
            "reminder",
            "== Obligations",
        )
    ]
    assert sorted(places) == places
    assert out.index("== Obligations") < out.index("== Other findings") < out.index("== Data gaps")


def test_a_measure_past_its_day_says_so(run: Run, pack: Path, ledger: Path) -> None:
    assert "overdue" in run("evaluate", ledger, "--rules", pack, *DAY).out
    assert "overdue" not in run("evaluate", ledger, "--rules", pack, "--as-of", "2023-08-18").out


def test_titles_cannot_steer_the_terminal(run: Run, pack: Path, ledger: Path) -> None:
    out = run("evaluate", ledger, "--rules", pack, *DAY).out
    assert "\x1b" not in out
    assert "夜间异味" in out
    assert "<U+001B>[31m" in out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_is_wider_than_120_columns(run: Run, pack: Path, ledger: Path, language: str) -> None:
    out = run("evaluate", ledger, "--rules", pack, *DAY, "--lang", language).out
    assert max(map(wcswidth, out.splitlines())) <= 120


def test_chinese_words_and_units_are_shown(run: Run, pack: Path, ledger: Path) -> None:
    out = run("evaluate", ledger, "--rules", pack, *DAY, "--lang", "zh").out
    for word in ("今日应发", "约谈", "四平市", "逾期未完成", "信访案件", "数据完整", "MONTHLY 每月填报"):
        assert word in out


@pytest.mark.parametrize(
    ("measure", "code"), [("reminder", 1), ("interview", 1), ("约谈", 1), ("accountability", 0), ("commendation", 0)]
)
def test_fail_on_a_measure_or_a_harsher_one(run: Run, pack: Path, ledger: Path, measure: str, code: int) -> None:
    assert code == run("evaluate", ledger, "--rules", pack, *DAY, "--fail-on", measure).code


def test_a_measure_that_was_taken_fails_nothing(run: Run, pack: Path, write: Write) -> None:
    """`acted_on` takes a finding from what is to be sent; it moves to the other findings."""
    path = write(event("a1", "interview", "2023-08-10", unit="city"))
    ran = run("evaluate", path, "--rules", pack, *DAY, "--fail-on", "interview")
    assert 0 == ran.code
    assert "a1" in ran.out[ran.out.index("== Other findings") :]


def test_known_at_hides_what_was_recorded_later(run: Run, pack: Path, ledger: Path) -> None:
    def fulfilled(*more: str) -> int:
        report = json.loads(run("evaluate", ledger, "--rules", pack, *DAY, "--format", "json", *more).out)
        return sum(o["state"] == "fulfilled" for o in report["obligations"])

    assert (1, 0) == (fulfilled(), fulfilled("--known-at", "2023-05-01"))


def test_days_may_be_written_in_chinese(run: Run, pack: Path, ledger: Path) -> None:
    both = [run("evaluate", ledger, "--rules", pack, "--as-of", day).out for day in ("2023-08-20", "2023年8月20日")]
    assert both[0] == both[1]


def test_a_refused_row_is_reported_after_the_report_and_the_code_is_2(run: Run, pack: Path, write: Write) -> None:
    path = write(event("bad", "report", "2023-02-30"))
    ran = run("evaluate", path, "--rules", pack, *DAY, "--format", "json", "--fail-on", "reminder")
    assert 2 == ran.code
    assert 1 == json.loads(ran.out)["ledger"]["refused"]
    assert "2023-02-30" in ran.err


def test_a_field_of_no_use_is_reported_too(run: Run, pack: Path, write: Write) -> None:
    path = write(event("e3", "extension", "2023-08-01", asked="2023-07-01", granted=True, new_deadline="2023-02-29"))
    ran = run("evaluate", path, "--rules", pack, *DAY)
    assert 2 == ran.code
    assert "What to send today" in ran.out
    assert "2023-02-29" in ran.err


def test_a_row_about_nobody_makes_the_report_incomplete(run: Run, pack: Path, write: Write) -> None:
    row: dict[str, Any] = {"id": "b", "kind": "report", "on": "2023-05-04", "recorded": "2023-05-04"}
    ran = run("evaluate", write(row), "--rules", pack, *DAY)
    assert 2 == ran.code
    assert "NOT complete" in ran.out
    assert "rows refused (1)" in ran.out


def test_strict_judges_nothing(run: Run, pack: Path, write: Write) -> None:
    ran = run("evaluate", write(event("bad", "report", "2023-02-30")), "--rules", pack, *DAY, "--strict")
    assert (2, "") == (ran.code, ran.out)
    assert "2023-02-30" in ran.err


def test_five_gaps_of_a_reason_are_shown_and_json_has_all(run: Run, pack: Path, write: Write) -> None:
    path = write(*(event(f"early{n}", "report", "2023-01-04") for n in range(7)))
    out = run("evaluate", path, "--rules", pack, *DAY).out
    assert "events dated before their task was opened (7)" in out
    assert "and 2 more; --format json has all" in out
    gaps = json.loads(run("evaluate", path, "--rules", pack, *DAY, "--format", "json").out)["data_gaps"]
    assert 7 == sum(g["reason"] == "before opening" for g in gaps)


@pytest.mark.parametrize(
    ("more", "en", "zh"),
    [
        ({}, ", complete\n", "，数据完整\n"),
        ({"through": None}, ", NOT complete: it does not say up to which day\n", "，数据不完整：未注明完整至何日\n"),
        ({"through": "2023-07-31"}, ", complete only to 2023-07-31\n", "，数据仅完整至 2023-07-31\n"),
    ],
)
def test_the_head_says_how_far_the_ledger_is_complete(
    run: Run, pack: Path, write: Write, more: dict[str, Any], en: str, zh: str
) -> None:
    path = write(**more)
    if more.get("through", "") is None:
        document = {k: v for k, v in json.loads(path.read_text("utf-8")).items() if k != "through"}
        path.write_text(json.dumps(document), "utf-8")
    assert en in run("evaluate", path, "--rules", pack, *DAY).out
    assert zh in run("evaluate", path, "--rules", pack, *DAY, "--lang", "zh").out


def test_the_head_says_that_a_file_is_cut_off(run: Run, pack: Path, ledger: Path) -> None:
    text = ledger.read_text("utf-8")
    ledger.write_text(text[: text.index('"e2"')], "utf-8")
    assert ", NOT complete: the file is cut off\n" in run("evaluate", ledger, "--rules", pack, *DAY).out


def test_chinese_tables_have_chinese_punctuation(run: Run, pack: Path, write: Write) -> None:
    answer = """
duty ANSWER "Answer" / "回复" for each warning
  due: 1 days after on
  fulfilled by: reply
"""
    rules = pack / "demo.rules"
    rules.write_text(rules.read_text("utf-8").replace("\nscenario", answer + "\nscenario", 1), "utf-8")
    path = write(event("w1", "warning", "2023-07-03"), event("early", "report", "2023-01-04"))
    out = run("evaluate", path, "--rules", pack, *DAY, "--lang", "zh").out
    assert "预警 w1（T-01" in out
    assert "T-01 Close the old landfill：early载明日期" in out
    assert "warning w1 (T-01" in run("evaluate", path, "--rules", pack, *DAY).out


def test_json_cannot_steer_the_terminal_and_says_the_same(run: Run, pack: Path, write: Write) -> None:
    path = write(id="demo\u202e\x9b")
    out = run("evaluate", path, "--rules", pack, *DAY, "--format", "json").out
    assert all(c.isprintable() or c == "\n" for c in out)
    assert "demo\\u202e\\u009b" in out
    assert "demo\u202e\x9b" == json.loads(out)["ledger"]["id"]


def test_the_head_says_that_the_rules_do_not_apply_on_that_day(run: Run, pack: Path, ledger: Path) -> None:
    early = ("evaluate", ledger, "--rules", pack, "--as-of", "2022-12-31")
    assert ", the rules are in force only from 2023-01-01\n" in run(*early).out
    assert "，规则自 2023-01-01 起施行\n" in run(*early, "--lang", "zh").out
    rules = pack / "demo.rules"
    rules.write_text(rules.read_text("utf-8").replace("from 2023-01-01", "from 2023-01-01 to 2023-06-30", 1), "utf-8")
    assert ", the rules are in force only to 2023-06-30\n" in run("evaluate", ledger, "--rules", pack, *DAY).out
    assert "，规则施行至 2023-06-30\n" in run("evaluate", ledger, "--rules", pack, *DAY, "--lang", "zh").out
    assert "in force" not in run("evaluate", ledger, "--rules", pack, "--as-of", "2023-06-30").out


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ("proposed:", "approved:", "party")),
        ("zh", ("提请：", "批准：")),
    ],
)
def test_who_proposes_and_approves_stands_with_whom_it_goes_to(
    run: Run, pack: Path, ledger: Path, language: str, shown: tuple[str, ...]
) -> None:
    """Of a measure that is to be sent."""
    rules = pack / "demo.rules"
    who = "interview proposed by rectification_office approved by party_secretary, due"
    rules.write_text(rules.read_text(encoding="utf-8").replace("interview, due", who), encoding="utf-8")
    out = run("evaluate", ledger, "--rules", pack, *DAY, "--lang", language).out
    for words in shown:
        assert words in out, out
