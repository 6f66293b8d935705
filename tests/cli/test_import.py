"""`rectcore import`: what is printed, what is written, and the exit code."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from .conftest import Run

HEAD = "编号,整改任务,责任单位,整改时限,进展情况\n"
GOOD = HEAD + "T1,秸秆禁烧,农业局,2023年10月底前,打包三成\n"
BAD = GOOD + "T2,散煤,农业局,5月底前,=1+1\n"
DAYS = ("--opened", "2023-04-03", "--recorded", "2023-06-05")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_table_becomes_a_ledger(run: Run, book: Path, tmp_path: Path):
    """What came of it is printed, and the ledger can be judged."""
    out = tmp_path / "ledger.json"
    told = run("import", book, "-o", out, *DAYS)
    assert (told.code, told.err) == (0, "")
    assert "1 units, 1 items, 1 events" in told.out
    assert "added 1, recorded 1" in told.out
    assert json.loads(out.read_text("utf-8"))["tasks"][0]["deadline"] == "2023-10"
    judged = run("evaluate", out, "--rules", "siping-2023", "--as-of", "2023-06-06")
    assert (judged.code, "T1" in judged.out) == (0, True)


def test_the_same_twice_is_the_same_bytes(run: Run, book: Path, tmp_path: Path):
    """Of the ledger and of the marked copy."""
    book.write_text(BAD, encoding="utf-8")
    names = [(tmp_path / f"{n}.json", tmp_path / f"{n}.xlsx") for n in "ab"]
    for ledger, marked in names:
        run("import", book, "-o", ledger, "--marked", marked, *DAYS)
    assert names[0][0].read_bytes() == names[1][0].read_bytes()
    assert names[0][1].read_bytes() == names[1][1].read_bytes()


def test_a_refused_cell_is_named_and_marked(run: Run, book: Path, tmp_path: Path):
    """The rest is kept; the copy has the cell in red with a comment, and no text becomes a formula."""
    book.write_text(BAD, encoding="utf-8")
    out, marked = tmp_path / "ledger.json", tmp_path / "marked.xlsx"
    told = run("import", book, "-o", out, "--marked", marked, *DAYS)
    assert told.code == 2
    assert "tasks.csv tasks!D3: error LG422: `5月底前` cannot be read as one deadline" in told.err
    assert "cells refused: 1\n" in told.out
    assert len(json.loads(out.read_text("utf-8"))["tasks"]) == 2
    sheets = openpyxl.load_workbook(BytesIO(marked.read_bytes()))
    assert sheets.sheetnames == ["To mend", "tasks"]
    cell = sheets["tasks"]["D3"]
    assert (cell.value, cell.fill.fgColor.rgb, cell.comment.text[:6]) == ("5月底前", "FFFFC7CE", "LG422:")
    assert (sheets["tasks"]["E3"].value, sheets["tasks"]["E3"].data_type) == ("=1+1", "s")
    assert sheets["tasks"]["D2"].comment is None
    assert sheets["To mend"]["A2"].value == "tasks.csv tasks!D3"


def test_in_chinese(run: Run, book: Path, tmp_path: Path):
    """The summary, the complaints and the comments."""
    book.write_text(BAD, encoding="utf-8")
    told = run("import", book, "-o", tmp_path / "ledger.json", "--marked", tmp_path / "m.xlsx", *DAYS, "--lang", "zh")
    assert "未采用的单元格：1" in told.out
    assert "不能识别为一个确定的期限" in told.err
    assert openpyxl.load_workbook(tmp_path / "m.xlsx").sheetnames == ["待改正", "tasks"]


def test_a_guessed_mapping_imports_what_the_guess_would(run: Run, book: Path, tmp_path: Path):
    """Edited by hand, it says more."""
    mapping, one, two = tmp_path / "mapping.toml", tmp_path / "one.json", tmp_path / "two.json"
    printed = run("import", book, "--guess")
    told = run("import", book, "--guess", "-o", mapping)
    assert (told.code, mapping.read_text("utf-8")) == (0, printed.out)
    run("import", book, "-o", one, *DAYS)
    assert run("import", book, "-o", two, "--mapping", mapping, *DAYS).code == 0
    assert one.read_bytes() == two.read_bytes()
    text = mapping.read_text("utf-8").replace('"整改时限" = "deadline"', '"整改时限" = "skip"')
    mapping.write_text(text.replace('# opened = "2023-10-31"', 'opened = "2023-05-01"'), "utf-8")
    assert run("import", book, "-o", two, "--mapping", mapping, "--recorded", "2023-06-05").code == 0
    row = json.loads(two.read_text("utf-8"))["tasks"][0]
    assert ("deadline" in row, row["opened"]) == (False, "2023-05-01")


def test_into_the_ledger_of_the_last_time(run: Run, book: Path, tmp_path: Path):
    """In place; what changed is listed."""
    out = tmp_path / "ledger.json"
    run("import", book, "-o", out, *DAYS)
    book.write_text(GOOD.replace("打包三成", "打包五成").replace("农业局", "农业局"), encoding="utf-8")
    told = run("import", book, "-o", out, "--into", out, "--recorded", "2023-07-05")
    assert told.code == 0
    assert "recorded 1" in told.out
    assert "nothing changed" in run("import", book, "-o", out, "--into", out, "--recorded", "2023-08-05").out


def test_a_ledger_with_faults_is_not_added_to(run: Run, book: Path, tmp_path: Path):
    """What its refused rows say would be lost."""
    out = tmp_path / "ledger.json"
    run("import", book, "-o", out, *DAYS)
    out.write_text(out.read_text("utf-8").replace('"on": "2023-06-05", ', ""), "utf-8")
    before = out.read_bytes()
    told = run("import", book, "-o", out, "--into", out, "--recorded", "2023-07-05")
    assert (told.code, "LG201" in told.err, out.read_bytes()) == (2, True, before)


def test_calls_that_make_no_sense(run: Run, book: Path, tmp_path: Path):
    """Nothing is written."""
    out = tmp_path / "ledger.json"
    assert "CL201" in run("import", book, *DAYS).err
    assert "CL203" in run("import", book, "-o", out, "--recorded", "2023-02-29").err
    assert "LG411" in run("import", book, "-o", out, "--opened", "2023-04-03").err
    assert "LG401" in run("import", book, "-o", out, *DAYS, "--mapping", tmp_path / "none.toml").err
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    assert "LG403" in run("import", book, "-o", out, *DAYS, "--mapping", tmp_path / "bytes.toml").err
    assert "CL206" in run("import", book, "-o", book / "ledger.json", *DAYS).err
    assert not out.exists()


def test_long_lists_of_changes_are_cut(run: Run, book: Path, tmp_path: Path):
    """The numbers say how many there are."""
    book.write_text(HEAD + "".join(f"T{i},秸秆,农业局,2023-10,\n" for i in range(60)), encoding="utf-8")
    told = run("import", book, "-o", tmp_path / "ledger.json", *DAYS)
    assert "added 60" in told.out
    assert told.out.rstrip().endswith("and 20 more")
