"""The example workbooks are what their script builds, and go from import to report."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import rectcore
from rectcore.io.ledger_file import read_ledger_text
from rectcore.io.write import write_ledger
from rectcore.sheets.load import Days, import_book, read_book

FOLDER = Path(__file__).parents[2] / "examples" / "workbooks"
NAMES = ("close-out.xlsx", "county.xlsx", "clues-09.xlsx", "clues-10.xlsx")
RULES = """# dialect: en
ruleset DEMO "Demo" / "演示"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source SM: "Supervision measures" / "督办办法"
  if due on a holiday: same day

duty DONE "Done in time" / "按期完成" for each Task
  cite: SM "art 9" / "第九条"
  due: deadline
  fulfilled by: closure
"""


def test_building_again_gives_the_same_sheets(tmp_path: Path):
    """Compared by what stands in them, since zip files differ between versions of a library."""
    subprocess.run([sys.executable, str(FOLDER / "build.py"), str(tmp_path)], check=True)
    assert sorted(p.name for p in FOLDER.glob("*.xlsx")) == sorted(NAMES)
    for name in NAMES:
        assert read_book(tmp_path / name) == read_book(FOLDER / name)


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_goes_from_import_to_report(name: str):
    """What cannot be taken is named, and nobody is convicted for it."""
    found = import_book(FOLDER / name, days=Days(date(2023, 11, 6), date(2023, 4, 3), date(2023, 11, 6)))
    ledger = read_ledger_text(write_ledger(found.ledger), "ledger.json")
    report = rectcore.load_text(RULES).evaluate(ledger, date(2023, 11, 6))
    assert not ledger.refusals
    states = {o.subject.id: o.state.value for o in report.obligations}
    refused = {m.place[0] for m in found.refused}
    assert report.totals["task"].all == len(ledger.tasks) > 1
    assert not refused or "missed" not in states.values()
    assert all(m.diagnostic.hint.en and m.diagnostic.hint.zh for m in found.marks)


def test_a_close_out_table_has_its_measures_as_steps():
    """Each with its own units; the months of merged cells stay months."""
    found = import_book(FOLDER / "close-out.xlsx", days=Days(date(2023, 11, 3), date(2023, 4, 3)))
    one = found.ledger.tasks[0]
    assert [(s.title, s.unit) for s in one.steps] == [
        ("排查管网并建立台账", "市住房城乡建设局"),
        ("改造混接点", "东山区政府"),
    ]
    assert str(one.deadline.at) == "2023-10"
    assert found.ledger.events[0].note.startswith("排查管网并建立台账：已完成")
