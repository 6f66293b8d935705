"""`rectcore export`: a workbook, its name, and the exit code."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from .conftest import Run, Write


def test_a_workbook_is_written_and_named(run: Run, ledger: Path, pack: Path, tmp_path: Path):
    """In the language asked for; twice the same bytes."""
    out = tmp_path / "book.xlsx"
    told = run("export", ledger, "--rules", pack, "--as-of", "2023-09-30", "-o", out, "--lang", "zh")
    assert (told.code, told.out, told.err) == (0, f"{out}\n", "")
    assert openpyxl.load_workbook(out).sheetnames[:2] == ["今日应发", "事项"]
    first = out.read_bytes()
    run("export", ledger, "--rules", pack, "--as-of", "2023-09-30", "-o", out, "--lang", "zh")
    assert out.read_bytes() == first


def test_a_ledger_with_refused_rows_is_exported_and_told(run: Run, write: Write, pack: Path, tmp_path: Path):
    """The code says that something is broken."""
    out = tmp_path / "book.xlsx"
    path = write({"id": "e9", "kind": "report"})
    told = run("export", path, "--rules", pack, "--as-of", "2023-09-30", "-o", out)
    assert (told.code, out.exists(), "LG201" in told.err) == (2, True, True)
