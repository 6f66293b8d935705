"""The text of a ledger file: encodings, cuts, broken rows, doubled keys, deep nesting; never a traceback."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from rectcore.diagnostics import render
from rectcore.errors import LedgerError
from rectcore.io.ledger_file import read_ledger, read_ledger_text
from rectcore.io.write import write_ledger
from rectcore.model.facts import Invalid
from rectcore.model.ledger import Ledger

_ON = '"on": "2023-05-04", "recorded": "2023-05-04"'
FINE = f"""{{
  "format": "rectcore.ledger/1",
  "id": "demo",
  "timezone": "Asia/Shanghai",
  "through": "2023-10-31",
  "tasks": [
    {{"id": "T-1", "title": "甲", "opened": "2023-04-01"}},
    {{"id": "T-2", "title": "乙", "opened": "2023-04-01"}},
    {{"id": "T-3", "title": "丙", "opened": "2023-04-01"}}
  ],
  "events": [
    {{"id": "e1", "kind": "report", "subject": {{"kind": "task", "id": "T-1"}}, {_ON}}},
    {{"id": "e2", "kind": "report", "subject": {{"kind": "task", "id": "T-2"}}, {_ON}}},
    {{"id": "e3", "kind": "report", "subject": {{"kind": "task", "id": "T-3"}}, {_ON}}}
  ]
}}
"""


def read(text: str) -> Ledger:
    ledger = read_ledger_text(text, "ledger.json")
    assert ledger.given == ledger.kept + len(ledger.refusals)
    for diagnostic in ledger.diagnostics:
        assert render(diagnostic, "en") != render(diagnostic, "zh")
    return ledger


def codes(ledger: Ledger) -> list[str]:
    return [d.code for d in ledger.diagnostics]


def fails(text: str) -> list[str]:
    with pytest.raises(LedgerError) as caught:
        read_ledger_text(text, "ledger.json")
    return [d.code for d in caught.value.diagnostics]


def fails_to_read(path: Path | str) -> Any:
    with pytest.raises(LedgerError) as caught:
        read_ledger(path)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


# The file


def test_the_file_is_read_with_its_hash_and_name(tmp_path: Path):
    """The hash is that of the bytes, a byte order mark included; messages name the path as given."""
    path = tmp_path / "ledger.json"
    path.write_bytes(b"\xef\xbb\xbf" + FINE.encode())
    ledger = read_ledger(path)
    assert 6 == ledger.kept
    assert hashlib.sha256(path.read_bytes()).hexdigest() == ledger.sha256
    assert read_ledger(str(path)) == ledger


def test_a_path_that_does_not_exist(tmp_path: Path):
    """No file, no ledger."""
    assert "LG101" == fails_to_read(tmp_path / "no.json").code
    assert "LG101" == fails_to_read("no\0file").code


def test_a_folder_is_no_ledger(tmp_path: Path):
    """A folder is told as one."""
    assert "LG102" == fails_to_read(tmp_path).code


@pytest.mark.parametrize(
    ("encoding", "looks_like"),
    [
        ("gb18030", "gb18030"),
        ("big5", "big5"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_a_file_that_is_not_utf_8_says_what_it_looks_like(tmp_path: Path, encoding: str, looks_like: str):
    """The message names the encoding and says what to do."""
    title = "整改任務辦結期限與責任單位" if encoding == "big5" else "整改任务办结期限与责任单位"
    path = tmp_path / "ledger.json"
    path.write_bytes(FINE.replace("甲", title).encode(encoding, "replace"))
    diagnostic = fails_to_read(path)
    assert "LG103" == diagnostic.code
    assert f"the file is not UTF-8; it looks like {looks_like}" == diagnostic.message.en
    assert "UTF-8" in diagnostic.hint.zh


def test_one_damaged_byte_in_utf_8_is_told_as_that(tmp_path: Path):
    """A file that is UTF-8 up to a byte is not taken for another encoding."""
    path = tmp_path / "ledger.json"
    data = FINE.encode()
    path.write_bytes(data.replace("丙".encode(), b"\xe4\xff\x99"))
    assert "is damaged" in fails_to_read(path).message.en
    path.write_bytes(b'{"\xff\xff\xff"}')
    assert "is damaged" in fails_to_read(path).message.en


def test_a_file_cut_inside_a_character_is_a_cut(tmp_path: Path):
    """Half a character at the very end is the mark of a cut, not of an encoding."""
    path = tmp_path / "ledger.json"
    data = FINE.encode()
    path.write_bytes(data[: data.index("乙".encode()) + 1])
    ledger = read_ledger(path)
    assert ledger.cut
    assert ["T-1"] == [t.id for t in ledger.tasks]


# No ledger at all


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "hello", "[]", "3", '"x"', "[" * 10_000, "null"])
def test_what_is_no_object_is_no_ledger(text: str):
    """An empty file, a list, a word: one diagnostic."""
    assert ["LG104"] == fails(text)


@pytest.mark.parametrize("format_", ['"rectcore.ledger/2"', "null", "3", '"rectcore.ledger/1", "format": "x"'])
def test_another_format_is_refused(format_: str):
    """Only the format that this version knows is read."""
    assert "LG105" == fails('{"format": ' + format_ + "}")[-1]


def test_a_cut_before_the_format_leaves_nothing():
    """What does not say that it is a ledger is not read as one."""
    assert ["LG105", "LG104"] == fails("{")


# Cut in half


@pytest.mark.parametrize("end", range(40, len(FINE)))
def test_a_cut_anywhere_keeps_what_stands_before(end: int):
    """Rows before the cut are kept, one diagnostic points at it, and absence says nothing."""
    text = FINE[:end]
    ledger = read(text)
    whole = text.rstrip() == FINE.rstrip()
    assert (not whole) == ledger.cut
    assert len([d for d in ledger.diagnostics if "LG104" == d.code]) == (0 if whole else 1)
    complete = text.count('"recorded": "2023-05-04"}')
    assert complete == len(ledger.events)


def test_the_diagnostic_of_a_cut_has_line_and_column():
    """The place of the cut is the end of the text; `through` stays as stated and nothing is complete."""
    ledger = read(FINE[: FINE.index('"e2"') + 2])
    (diagnostic,) = [d for d in ledger.diagnostics if d.code == "LG104"]
    assert "ledger.json:13:14" == diagnostic.where
    assert (1, None) == (len(ledger.events), ledger.refusals[0].subject)
    assert None is not ledger.through
    assert None is ledger.watermark("ledger", ledger.through)


# Broken in the middle


def test_a_row_with_a_missing_quote_costs_that_row():
    """Reading goes on at the next row; the subject is taken from what stands before the fault."""
    ledger = read(FINE.replace('"T-2"}, "on": "2023-05-04"', '"T-2"}, "on": "2023-05-04'))
    assert ["e1", "e3"] == [e.id for e in ledger.events]
    assert [("LG104", "task:T-2", "report")] == [(r.diagnostic.code, str(r.subject), r.kind) for r in ledger.refusals]
    assert not ledger.cut


def test_a_broken_task_row_is_a_refused_task():
    """Its events are refused with it."""
    ledger = read(FINE.replace('"title": "乙"', '"title": 乙'))
    assert ["LG104", "LG205"] == [r.diagnostic.code for r in ledger.refusals]
    assert "the row of task `T-2` was refused; mend that one first" == ledger.refusals[1].diagnostic.hint.en


def test_the_last_row_of_a_list_may_be_broken():
    """The list ends where its bracket stands, and the next list is read as such."""
    ledger = read(FINE.replace('"title": "丙"', '"title": "丙'))
    assert (["T-1", "T-2"], ["e1", "e2"]) == ([t.id for t in ledger.tasks], [e.id for e in ledger.events])
    lost = FINE.replace('"title": "丙", "opened": "2023-04-01"}\n  ],', '"title": "丙')
    assert (["T-1", "T-2"], ["e1", "e2"]) == ([t.id for t in read(lost).tasks], [e.id for e in read(lost).events])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('},\n    {"id": "e2"', '}\n    {"id": "e2"'),
        ('},\n    {"id": "e2"', '},,\n    {"id": "e2"'),
        ('"recorded": "2023-05-04"}\n  ]', '"recorded": "2023-05-04"},\n  ]'),
        ('  ],\n  "events"', '  ]\n  "events"'),
        ("  ]\n}", "  ],\n}"),
        ('"id": "demo",', '"id": "demo",,'),
    ],
)
def test_a_comma_too_few_or_too_many_loses_nothing(old: str, new: str):
    """All rows are kept, and the comma is told."""
    assert old in FINE
    ledger = read(FINE.replace(old, new))
    assert ["LG104"] == codes(ledger)
    assert (6, False) == (ledger.kept, ledger.cut)


def test_several_rows_on_a_broken_line_make_absence_silent():
    """Rows may have been lost with the line, so the ledger counts as cut, and what follows is kept."""
    text = FINE.replace('{"id": "T-2"', '{"id": x}, {"id": "T-2"')
    ledger = read(text)
    assert ledger.cut
    assert ["T-1", "T-3"] == [t.id for t in ledger.tasks]


def test_a_broken_row_on_a_line_of_its_own_file_is_a_cut():
    """Without lines there is nothing to go on from."""
    text = json.dumps(json.loads(FINE)).replace('"id": "e2"', '"id": e2')
    ledger = read(text)
    assert ledger.cut
    assert ["e1"] == [e.id for e in ledger.events]
    assert "nothing after it can be read" in ledger.refusals[0].diagnostic.message.en


@pytest.mark.parametrize(
    ("old", "new", "cut"),
    [
        ('"through": "2023-10-31"', '"through": 2023-10-31', False),
        ('"through": "2023-10-31"', '"through": "2023-10-31', False),
        ('"through": "2023-10-31"', "through: 2023", False),
        ('"through": "2023-10-31"', '"plan": {"id": P}', True),
    ],
)
def test_a_broken_header_value_costs_that_value(old: str, new: str, cut: bool):
    """Reading goes on at the next key of the header."""
    ledger = read(FINE.replace(old, new))
    assert "LG104" in codes(ledger)
    assert (6, cut) == (ledger.kept, ledger.cut)


def test_text_after_the_end_is_told():
    """One file holds one ledger; a second one behind it is not read, and absence says nothing."""
    assert (["LG104"], False) == (codes(read(FINE + "}")), read(FINE + "}").cut)
    assert read(FINE + FINE).cut


def test_garbage_behind_a_row_is_stepped_over():
    """What stands between two rows and is none is told."""
    ledger = read(FINE.replace('"recorded": "2023-05-04"},', '"recorded": "2023-05-04"} x,', 1))
    assert ["LG104"] == codes(ledger)
    assert 6 == ledger.kept
    assert read(FINE.replace('"recorded": "2023-05-04"}\n', '"recorded": "2023-05-04"} x', 1)).cut


def test_a_file_of_broken_rows_does_not_hang():
    """After so many broken rows the rest counts as unreadable."""
    rows = "\n".join('    {"id": x},' for _ in range(3000))
    ledger = read(FINE.replace('    {"id": "e1"', rows + '\n    {"id": "e1"'))
    assert ledger.cut
    assert 1001 == len(ledger.refusals)


# Keys, numbers, nesting


def test_a_key_twice_with_one_value_is_a_warning():
    """Nothing is unclear, and it is told."""
    ledger = read(FINE.replace('"id": "e2",', '"id": "e2", "kind": "report",'))
    assert ["LG107"] == codes(ledger)
    assert 6 == ledger.kept


def test_a_key_twice_with_two_values_takes_neither():
    """A field that says two things is unknown; where the row needs it, the row is refused."""
    ledger = read(FINE.replace('"id": "e2",', '"id": "e2", "note": "a", "note": "b",'))
    assert Invalid("a / b") == ledger.events[1].note
    assert ["LG107"] == codes(ledger)
    ledger = read(FINE.replace('"id": "e2",', '"id": "e2", "on": "2023-01-01",'))
    assert ["LG202", "LG107"] == codes(ledger)
    assert 1 == len(ledger.refusals)


def test_a_header_key_twice():
    """Two values for one header field: neither; two lists of rows: both are read."""
    assert ["LG107", "LG108"] == codes(read(FINE.replace('"id": "demo"', '"id": "demo", "id": "x"')))
    ledger = read(FINE.replace('  "events"', '  "tasks": [{"id": "T-4", "opened": "2023-01-01"}],\n  "events"'))
    assert 4 == len(ledger.tasks)
    assert ["LG107"] == codes(ledger)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999999999999", "9" * 5000, "1." + "0" * 5000])
def test_numbers_of_no_use_are_unknown(number: str):
    """What is no exact number of a sensible size is unknown, in fields of the core and of a host."""
    ledger = read(FINE.replace('"id": "e2",', f'"id": "e2", "progress": {number}, "own": [{number}],'))
    assert ["LG301", "LG301"] == codes(ledger)
    assert isinstance(ledger.events[1].fields["progress"], Invalid)
    assert isinstance(ledger.events[1].fields["own"], Invalid)


@pytest.mark.parametrize("huge", ["1e1000003", "1E-99999999", "9" * 3000 + "%"])
def test_huge_percentages_do_not_break(huge: str):
    """A text that is a number beyond all measure is read or unknown, never a crash."""
    assert 6 == read(FINE.replace('"id": "e2",', f'"id": "e2", "progress": "{huge}",')).kept


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_10_000_deep_costs_that_field(opening: str):
    """The row stays; the field is unknown."""
    deep = opening * 10_000 + "1" + ("]" if opening == "[" else "}") * 10_000
    ledger = read(FINE.replace('"id": "e2",', f'"id": "e2", "own": {deep},'))
    assert ["LG301", "LG106"] == sorted(codes(ledger), reverse=True)
    assert 6 == ledger.kept
    assert "LG106" in codes(read(FINE.replace('"id": "demo",', f'"id": "demo", "plan": {deep},')))
    assert read(FINE[: FINE.index('{"id": "e2"')] + deep[:9000]).cut
    assert "LG106" in codes(read(FINE.replace('{"id": "e2",', f'{deep}, {{"id": "e2",')))
    assert "LG106" in codes(read(FINE.replace('"id": "e2",', f'"id": "e2", "own": {"[" * 70 + "]" * 70},')))


@pytest.mark.parametrize("half", ['"\\ud800"', '"\ud800"'])
def test_half_characters_are_unknown(half: str):
    """A lone surrogate cannot be printed by anybody, so it is no text."""
    ledger = read(FINE.replace('"id": "e2",', f'"id": "e2", "note": {half}, {half}: [{half}],'))
    assert isinstance(ledger.events[1].note, Invalid)
    assert b"" != "".join(render(d) for d in ledger.diagnostics).encode()
    assert "😀" == read(FINE.replace("甲", "\\ud83d\\ude00")).tasks[0].title


def test_the_example_of_the_writer_is_read_back():
    """The canonical text of a ledger is one row a line, and reads back."""
    ledger = read(FINE)
    assert ledger.events == read(write_ledger(ledger)).events


# The header


@pytest.mark.parametrize("zone", ['"Asia/Shangai"', '"Asia"', '"../etc"', '"a\\u0000b"', "3", '"' + "x" * 5000 + '"'])
def test_an_unknown_zone_falls_back(zone: str):
    """A zone that nobody knows is told, and the usual one taken."""
    ledger = read(FINE.replace('"Asia/Shanghai"', zone))
    assert ["LG108"] == codes(ledger)
    assert "Asia/Shanghai" == ledger.timezone


def test_missing_header_fields_are_told():
    """Id and zone have a fallback, and say so."""
    ledger = read('{"format": "rectcore.ledger/1"}')
    assert ["LG108"] * 3 == codes(ledger)
    assert ("ledger", "Asia/Shanghai", 0) == (ledger.id, ledger.timezone, ledger.given)


@pytest.mark.parametrize(("key", "value"), [("id", "3"), ("through", '"2023-02-29"'), ("feeds", "3"), ("plan", "3")])
def test_wrong_header_fields_are_told(key: str, value: str):
    """A header field of no use is left out or replaced, and told."""
    text = FINE.replace(f'  "{key}": ', '  "x": 0,\n  "was": ').replace(
        '"timezone"', f'"{key}": {value},\n  "timezone"'
    )
    assert "LG108" in codes(read(text))


def test_a_table_under_a_misspelt_key_makes_absence_silent():
    """The rows are not read, so what they would say is not known."""
    ledger = read(FINE.replace('"events"', '"evnets"'))
    assert ledger.cut
    assert "did you mean `events`?" == ledger.diagnostics[0].hint.en


@pytest.mark.parametrize("rows", ["{}", "3", '"none"'])
def test_a_table_that_is_no_list_makes_absence_silent(rows: str):
    """Nothing in it is read."""
    ledger = read(FINE[: FINE.index('  "events"')] + f'  "events": {rows}\n}}')
    assert (["LG108"], True) == (codes(ledger), ledger.cut)
    assert not read(FINE[: FINE.index('  "events"')] + '  "events": null\n}').cut


def test_places_name_file_line_and_path():
    """Every diagnostic points into the file."""
    ledger = read(FINE.replace('"2023-05-04", "recorded"', '"2023-02-29", "recorded"'))
    assert "ledger.json:12 events[0].on" == ledger.diagnostics[0].where
    odd = read(FINE.replace('"id": "e2",', '"id": "e2", "a b\\n": NaN,'))
    assert 'ledger.json:13 events[1]["a b\\n"]' == odd.diagnostics[0].where


def test_a_path_through_a_file_cannot_be_opened(tmp_path: Path):
    """What the system refuses to open is told, whatever its reason."""
    path = tmp_path / "ledger.json"
    path.write_text(FINE, "utf-8")
    assert "LG101" == fails_to_read(path / "inside.json").code


def test_unknown_names_without_end_do_not_hang():
    """The nearest known name is looked up for some of them only."""
    rows = ",\n".join(
        f'    {{"id": "x{i}", "kind": "report", "subject": {{"kind": "task", "id": "Q-{i}"}}, {_ON}}}'
        for i in range(2000)
    )
    ledger = read(FINE.replace('  "events": [', '  "events": [\n' + rows + ","))
    assert 2000 == len(ledger.refusals)
