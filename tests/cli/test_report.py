"""`rectcore report`: a page, Markdown and rows, in a file or on standard output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rectcore.report import html as of_page

from .conftest import Run, ledger_of

DAYS = ("--as-of", "2023-09-10")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(ledger_of()), encoding="utf-8")
    return path


@pytest.mark.parametrize(("language", "words"), [("en", "2 items, 2 to send today\n"), ("zh", "：2项，今日应发2项\n")])
def test_a_page_in_a_file(run: Run, ledger: Path, pack: Path, tmp_path: Path, language: str, words: str):
    """The file is written whole, and what is in it is said."""
    out = tmp_path / "new" / "report.html"
    told = run("report", ledger, "--rules", pack, *DAYS, "--lang", language, "-o", out)
    assert told.code == 0
    assert words in told.out
    text = out.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "X-01" in text
    assert "\x1b" not in text
    again = run("report", ledger, "--rules", pack, *DAYS, "--lang", language)
    assert again.out == text


def test_other_forms(run: Run, ledger: Path, pack: Path):
    assert run("report", ledger, "--rules", pack, *DAYS, "--format", "markdown").out.startswith("# ")
    rows = run("report", ledger, "--rules", pack, *DAYS, "--format", "csv", "--table", "items").out
    assert "T-01,Close the old landfill" in rows


def test_only_one_unit(run: Run, ledger: Path, pack: Path):
    text = run("report", ledger, "--rules", pack, *DAYS, "--format", "markdown", "--unit", "east").out
    assert "T-01" in text
    assert "X-01" not in text


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (("--unit", "eats"), "CL102", "did you mean `east`?"),
        (("--format", "pdf"), "CL202", "there are `html`, `markdown`, `csv`"),
        (("--table", "item"), "CL202", "did you mean `items`?"),
        (("-o", "."), "CL206", "check the path"),
    ],
)
def test_what_cannot_be_done_says_why(run: Run, ledger: Path, pack: Path, arguments, code: str, hint: str):
    told = run("report", ledger, "--rules", pack, *DAYS, *arguments)
    assert told.code == 2
    assert code in told.err
    assert hint in told.err


def test_too_many_items_are_refused_before_the_work(
    run: Run, ledger: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
):
    """Nothing is judged in vain; rows are given all the same."""
    monkeypatch.setattr(of_page, "MOST_ITEMS", 1)
    monkeypatch.setattr("rectcore.policy.evaluate", lambda *_: pytest.fail("judged in vain"))
    told = run("report", ledger, "--rules", pack, *DAYS)
    assert (told.code, told.out) == (2, "")
    assert "CL109: 2 items are too many for one page, which takes 1" in told.err
    monkeypatch.undo()
    assert run("report", ledger, "--rules", pack, *DAYS, "--format", "csv").code == 0


def test_a_missing_library_is_told_before_the_work(run: Run, ledger: Path, pack: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    told = run("report", ledger, "--rules", pack, *DAYS)
    assert told.code == 2
    assert "install it: pip install 'rectcore[report]'" in told.err


def test_refused_rows_are_told_and_the_page_is_made(run: Run, pack: Path, tmp_path: Path):
    rows = ledger_of()
    rows["tasks"] = [*rows["tasks"], {"id": "T-77"}]
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    told = run("report", path, "--rules", pack, *DAYS)
    assert told.code == 2
    assert "Rows refused: 1" in told.out
    assert "LG201" in told.err
