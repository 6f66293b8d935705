"""The ledger as JSON Lines."""

from __future__ import annotations

from pathlib import Path

import pytest

import rectcore
from rectcore.errors import LedgerError

EXAMPLE = Path(__file__).parents[2] / "examples" / "siping" / "ledger.json"
HEADER = '{"format": "rectcore.ledger/1", "id": "demo", "timezone": "Asia/Shanghai", "through": "2023-12-31"}\n'
UNIT = '{"unit": {"id": "east"}}\n'
TASK = '{"task": {"id": "T1", "opened": "2023-04-01", "lead_unit": "east"}}\n'
EVENT = (
    '{"event": {"id": "e1", "kind": "report", "subject": {"kind": "task", "id": "T1"}, "on": "2023-05-04",'
    ' "recorded": "2023-05-04"}}\n'
)


def read(text: str, name: str = "demo") -> rectcore.Ledger:
    return rectcore.read_ledger_text(text, name)


def said(ledger: rectcore.Ledger) -> list[str]:
    return [d.line() for d in ledger.diagnostics]


def test_the_example_says_the_same_in_either_layout(tmp_path: Path) -> None:
    ledger = rectcore.read_ledger(EXAMPLE)
    path = tmp_path / "ledger.jsonl"
    path.write_text(rectcore.write_ledger(ledger, lines=True), encoding="utf-8")
    again = rectcore.read_ledger(path)
    assert rectcore.write_ledger(ledger) == rectcore.write_ledger(again)
    assert (ledger.given, 0) == (again.given, len(again.refusals))


def test_lines_are_told_by_the_name_or_by_what_follows_the_first() -> None:
    text = HEADER + UNIT + TASK + EVENT
    for name in ("demo", "demo.jsonl", "demo.ndjson"):
        ledger = read(text, name)
        assert ([], 3) == (said(ledger), ledger.given)
        assert ["e1"] == [e.id for e in ledger.events]
    assert 0 == read(HEADER, "demo.jsonl").given


def test_rows_may_stand_in_any_order_with_blank_lines_between() -> None:
    ledger = read(HEADER + "\n" + EVENT + "\n\n" + TASK + UNIT + "  \n")
    assert ([], 3) == (said(ledger), ledger.given)


def test_a_broken_line_costs_that_line_and_its_subject_is_still_read() -> None:
    broken = EVENT.replace('"on": ', '"on" ').replace("e1", "e0")
    ledger = read(HEADER + UNIT + TASK + broken + EVENT)
    assert ["demo:4:88: error LG104"] == [line[: len("demo:4:88: error LG104")] for line in said(ledger)]
    (refusal,) = ledger.refusals
    assert ("events", "T1") == (refusal.table, refusal.subject.id if refusal.subject else None)
    assert 4 == ledger.given == len(ledger.units) + len(ledger.tasks) + len(ledger.events) + len(ledger.refusals)
    assert not ledger.cut


@pytest.mark.parametrize(
    "line",
    ['{"evnt": {"id": "e0"}}', '{"event": {"id": "e0"}, "more": 1}', '["event"]', "17", '{"id": "e0"}', "nonsense"],
)
def test_a_line_that_does_not_say_what_its_row_is_leaves_room_for_any_row(line: str) -> None:
    ledger = read(HEADER + UNIT + line + "\n" + TASK)
    assert 1 == len(ledger.refusals)
    assert ("event" in line and line.startswith('{"event"')) or ledger.cut
    assert 1 == len([d for d in ledger.diagnostics if d.code == "LG104"])


def test_a_file_cut_in_its_last_line_is_cut() -> None:
    ledger = read(HEADER + UNIT + TASK + EVENT[:60])
    assert ledger.cut
    assert "the file ends here" in said(ledger)[0]
    assert not read(HEADER + UNIT + TASK.rstrip("\n")).cut


def test_keys_that_stand_twice_and_deep_nesting_are_told_with_their_line() -> None:
    twice = HEADER.replace('"id": "demo"', '"id": "demo", "id": "other"')
    ledger = read(twice + TASK.replace('"T1"', '"T1", "id": "T2"'))
    assert ["demo:1 id", "demo:2 tasks[0]"] == [d.place for d in ledger.diagnostics if d.code == "LG107"]
    deep = '{"task": {"id": "T1", "opened": "2023-04-01", "note": ' + "[" * 300 + "]" * 300 + "}}\n"
    ledger = read(HEADER + deep)
    assert any(d.place.startswith("demo:2 tasks[0]") for d in ledger.diagnostics)
    assert ["T1"] == [t.id for t in ledger.tasks]


@pytest.mark.parametrize("text", ["", "[1]\n", HEADER[:40] + "\n" + UNIT])
def test_without_a_header_nothing_can_be_kept(text: str) -> None:
    with pytest.raises(LedgerError):
        read(text, "demo.jsonl")
