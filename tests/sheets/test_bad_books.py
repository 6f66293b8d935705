"""Whatever is handed in ends in a place and a hint, never in a crash."""

from __future__ import annotations

import builtins
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from rectcore.diagnostics import Diagnostic
from rectcore.errors import CallError, LedgerError
from rectcore.io.ledger_file import read_ledger_text
from rectcore.io.write import write_ledger
from rectcore.sheets.load import Days, import_book
from rectcore.sheets.read_xlsx import read_xlsx

from .conftest import As, Import, codes, rows_of, workbook

HEAD = ["编号", "整改任务", "责任单位", "整改时限"]
DAYS = Days(recorded=date(2023, 6, 5), opened=date(2023, 4, 3))
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


def refusal(path: Path) -> str:
    with pytest.raises(LedgerError) as error:
        import_book(path, days=DAYS)
    (said,) = error.value.diagnostics
    assert said.place
    assert said.hint.en
    assert said.hint.zh
    return said.code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("old.xls", OLD, "LG403"),
        ("renamed.xlsx", OLD, "LG403"),
        ("locked.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "LG402"),
        ("cut.xlsx", workbook({"清单": [HEAD]})[:900], "LG404"),
        ("no.csv", b"\x00\x01\x02\x03", "LG403"),
        ("neither.csv", "编号,标题\n".encode("gb18030") + b"\xff\xff\xff", "LG403"),
        ("empty.csv", b"", "LG406"),
        ("words.csv", "没有表头\n".encode(), "LG406"),
    ],
)
def test_a_file_that_is_no_table(tmp_path: Path, name: str, data: bytes, code: str):
    """The name of a file is not believed."""
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path) == code


def test_no_file_and_a_folder(tmp_path: Path):
    """Neither can be opened."""
    assert refusal(tmp_path / "none.xlsx") == "LG401"
    assert refusal(tmp_path) == "LG401"


def repacked(data: bytes, part: str, change: Any) -> bytes:
    """A workbook with one of its parts changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content) if info.filename == part else content)
    return out.getvalue()


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize("change", [lambda c: c[: len(c) // 2], lambda c: b"", lambda c: c.replace(b"<", b"<<", 9)])
def test_a_broken_part_is_a_damaged_book_or_harmless(part: str, change: Any):
    """The reader says so, or reads what there is."""
    data = repacked(workbook({"清单": [HEAD, ["1", "秸秆", "农业局", "2023-10"]]}), part, change)
    said: tuple[Diagnostic, ...] = ()
    try:
        sheets = read_xlsx(data, "book.xlsx")
    except LedgerError as error:
        sheets, said = (), error.diagnostics
    assert bool(sheets) or {d.code for d in said} <= {"LG403", "LG404"}


def test_one_stray_cell_far_outside_is_too_large():
    """Reading it would need the memory of all the cells between."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = repacked(workbook({"清单": [HEAD]}), "xl/worksheets/sheet1.xml", lambda c: c.replace(b"</sheetData>", far))
    with pytest.raises(LedgerError) as error:
        read_xlsx(data, "book.xlsx")
    assert [d.code for d in error.value.diagnostics] == ["LG405"]


def test_without_the_extra_the_line_that_installs_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A CSV file needs no extra."""
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name.startswith("python_calamine"):
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook({"清单": [HEAD]}))
    with pytest.raises(CallError) as error:
        import_book(path, days=DAYS)
    assert "pip install 'rectcore[excel]'" in error.value.diagnostics[0].hint.en
    path.write_text("编号,整改任务\n1,秸秆\n", encoding="utf-8")
    assert len(import_book(path, days=DAYS).ledger.tasks) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_in_every_dress_is_the_same(tmp_path: Path, encoding: str, mark: str):
    """What office programs of either country save."""
    path = tmp_path / "book.csv"
    rows = [HEAD, ["1", '"秸秆\n禁烧"', '"市、县"', "2023年10月底前"]]
    path.write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    (task,) = import_book(path, days=DAYS).ledger.tasks
    assert (task.title, task.responsible_units, str(task.deadline.at)) == ("秸秆\n禁烧", ("市", "县"), "2023-10")


# -- cells --------------------------------------------------------------------------------------------------------


def test_the_error_of_a_formula_is_unknown_and_named(load: Import):
    """An empty cell would say that nobody knows; this one says that something is broken."""
    found = load([HEAD, ["1", "秸秆", "农业局", As(None, error="#REF!")], ["2", "散煤", As(None, error="#N/A"), None]])
    assert codes(found) == [("D2", "LG421"), ("C3", "LG421")]
    one, two = rows_of(found.ledger, "tasks")
    assert one["deadline"] == {"invalid": "#REF!"}
    assert "lead_unit" not in two


def test_dates_as_text_and_as_numbers(load: Import):
    """A number that only a spreadsheet can mean is taken, and told; 2023.1 may be January or October."""
    cells = ["2023.10.31", 20231031, 45230, "2023-02-29", "31/10/2023", 2023.1, "2023年10月前", 7, True]
    found = load([HEAD, *([str(i), "秸秆", None, cell] for i, cell in enumerate(cells))])
    deadlines = [row["deadline"] for row in rows_of(found.ledger, "tasks")]
    assert deadlines[:3] == ["2023-10-31"] * 3
    assert [list(d) for d in deadlines[3:]] == [["invalid"]] * 6
    assert codes(found) == [("D4", "LG423"), *((f"D{n}", "LG422") for n in range(5, 11))]


def test_hidden_rows_are_rows(load: Import):
    """What is filtered away is not gone; a hidden sheet is read too, and told."""
    rows = [HEAD, ["1", "秸秆", "农业局", "2023-10"], ["2", "散煤", "农业局", "2023-10"]]
    found = load({"清单": rows}, hidden_rows={"清单": [2]})
    assert [t.id for t in found.ledger.tasks] == ["1", "2"]
    found = load({"说明": [["填写说明"]], "清单": rows}, hidden=["清单"])
    assert [d.code for d in found.diagnostics] == ["LG409", "LG409"]
    assert len(found.ledger.tasks) == 2


def test_the_same_task_twice_with_different_deadlines_is_neither(load: Import):
    """Said the same, it is one."""
    row = ["1", "秸秆", "农业局", "2023-10"]
    found = load([HEAD, row, [*row[:3], "2023-12"], ["2", "散煤", None, None]])
    assert codes(found) == [("A2", "LG428"), ("A3", "LG428")]
    assert [t.id for t in found.ledger.tasks] == ["2"]
    assert "清单!A3" in found.marks[0].diagnostic.message.en
    assert len(load([HEAD, row, row]).ledger.tasks) == 1


def test_two_sheets_that_count_from_one_have_prefixes(load: Import):
    """Tasks and petitions are told apart."""
    petitions = [["序号", "举报内容", "是否属实"], [1, "异味", "属实"]]
    found = load({"任务": [["序号", "整改任务", "整改时限"], [1, "秸秆", "2023-10"]], "信访": petitions})
    assert [t.id for t in found.ledger.tasks] == ["T-1", "P-1"]


NASTY = [
    "<script>alert(1)</script>",
    "\x1b[2J\x1b]0;x\x07",
    '=HYPERLINK("http://x")',
    "@SUM(1)",
    "+1",
    "\u202eabc",
    "none",
]


@pytest.mark.parametrize("title", NASTY)
def test_a_title_is_a_text_whatever_it_looks_like(load: Import, title: str):
    """It is kept, but for the word that says that there is none."""
    found = load([HEAD, ["1", title, None, "2023-10"]])
    again = read_ledger_text(write_ledger(found.ledger), "again", strict=True)
    kept = rows_of(again, "tasks")[0]["title"]
    assert kept == title.strip()
    assert not found.marks
    refused = load([HEAD, ["1", "秸秆", None, title]])
    assert all(c.isprintable() or c == "\n" for m in refused.marks for c in m.diagnostic.message.en)


def test_an_unknown_state_is_refused_with_the_nearest(load: Import):
    """A mapping file may give its meaning."""
    found = load([[*HEAD, "状态"], ["1", "秸秆", None, "2023-10", "己完成"]])
    (mark,) = found.refused
    assert mark.diagnostic.code == "LG425"
    assert "`已完成`" in mark.diagnostic.hint.en
