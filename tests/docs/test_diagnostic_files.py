"""A bad and a good file for each code that has an example, in `tests/cases/diagnostics`, and why the code matters.

A rule file, a ledger, a call (`.sh`) with the folder of that code's name to run it in, or one in Python (`.txt`).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from attrs import evolve
from diagnostic_entries import ENTRIES, RULES
from entry import HEAD, Entry
from reference_pages import found, ledger_text

import rectcore
from rectcore.check.types import has_han
from rectcore.diagnostics import has_errors

FOLDER = Path(__file__).parents[1] / "cases" / "diagnostics"
UPDATE = os.environ.get("RECTCORE_UPDATE") == "1"
LOOKED_AFTER = {"RC501", "RC502", "RC505", "RC607"}
"""What small files leave out."""
UNSHOWN = ("RC004", "RC119", "LG106", "LG405", "LG413", "CL108", "CL109", "CL110", "CL207")
"""Rights of the system, sizes, what is not installed, and a fault of our own."""
READ = (*HEAD, "file")
"""How an example is read that is a rule file."""


def ending(entry: Entry) -> str:
    """How the name of its files ends."""
    return "rules" if entry.via in READ else {"command": "sh", "call": "txt"}.get(entry.via, "json")


def whole(entry: Entry, text: str) -> str:
    """An example with all that it stands in."""
    if entry.via in READ:
        return HEAD.get(entry.via, "") + text.rstrip("\n") + "\n"
    return text + "\n" if entry.via in ("command", "call") else ledger_text(entry, text).rstrip("\n") + "\n"


FILES = {
    f"{e.code}-{kind}.{ending(e)}": (e, text)
    for e in ENTRIES
    if e.wrong
    for kind, text in (("bad", e.wrong), ("good", e.right))
}
BESIDE = {f"{e.code}/{name}": content for e in ENTRIES for name, content in e.files.items()}
"""What stands in the folder of a call."""


def written(name: str, content: str | bytes) -> bytes:
    """A file of the folder, written anew after a change of an entry with RECTCORE_UPDATE=1."""
    path = FOLDER / name
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path.read_bytes()


def codes(entry: Entry, name: str, text: str) -> set[str]:
    """What is said of a file of the folder."""
    if ending(entry) == "rules":
        return {d.code for d in rectcore.load_text(text).diagnostics}
    if ending(entry) == "json":
        return {code for code, *_ in found(evolve(entry, via="ledger"), text)}
    beside = {x: (FOLDER / entry.code / x).read_bytes() for x in entry.files}
    return {code for code, *_ in found(evolve(entry, files=beside), text)}


@pytest.mark.parametrize("name", BESIDE)
def test_what_a_call_needs_stands_beside_it(name: str):
    """To the byte, but for workbooks: how they are packed is the affair of the library that writes them."""
    content = BESIDE[name]
    found = written(name, content)
    assert name.endswith(".xlsx") or (content if isinstance(content, bytes) else content.encode()) == found


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_what_stands_in_the_folder_and_says_what_its_name_says(name: str):
    """Of a good one nothing is said but what small files leave out."""
    entry, example = FILES[name]
    for beside in entry.files:
        written(f"{entry.code}/{beside}", entry.files[beside])
    text = written(name, whole(entry, example)).decode()
    assert whole(entry, example) == text
    assert ({entry.code} if "-bad" in name else set()) == codes(entry, name, text) - (LOOKED_AFTER - {entry.code})


def test_no_file_stands_there_without_its_code():
    """Files of codes that are gone."""
    assert sorted([*FILES, *BESIDE]) == sorted(
        p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()
    )


def test_every_code_has_a_bad_and_a_good_file():
    """But those of which there is no example."""
    shown = {e.code for e in ENTRIES} - set(UNSHOWN)
    assert {f"{code}-{kind}" for code in shown for kind in ("bad", "good")} == {Path(name).stem for name in FILES}
    assert set(UNSHOWN) == {e.code for e in ENTRIES if not e.wrong}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.code)
def test_every_code_says_why_it_matters_in_both_languages(entry: Entry):
    """A sentence each, and not what it finds said again."""
    assert entry.why.endswith(".")
    assert not has_han(entry.why)
    assert entry.why_zh.endswith("。")
    assert has_han(entry.why_zh)
    assert entry.why != entry.en
    assert entry.why_zh != entry.zh


def test_no_two_codes_matter_for_the_same_words():
    """What is copied from one to another says nothing of the other."""
    for said in ([e.why for e in ENTRIES], [e.why_zh for e in ENTRIES]):
        assert [] == [x for x in set(said) if said.count(x) > 1]


SOUND = [
    e for e in RULES if e.wrong and e.via in READ and not has_errors(rectcore.load_text(whole(e, e.wrong)).diagnostics)
]
"""Codes that are no error: their files can be translated."""


@pytest.mark.parametrize("entry", SOUND, ids=lambda e: e.code)
def test_the_other_language_is_told_the_same(entry: Entry):
    """A file is printed in the other language, and says the same of itself."""
    text = whole(entry, entry.wrong)
    policy = rectcore.load_text(text)
    other = "en" if policy.parsed[0].file.dialect == "zh" else "zh"
    assert entry.code in {d.code for d in policy.diagnostics}
    for _, printed in policy.print(other):
        assert {d.code for d in policy.diagnostics} == {d.code for d in rectcore.load_text(printed).diagnostics}
    assert all(d.message.zh and d.message.en for d in policy.diagnostics)
