"""A bad and a good rule file for each code that a rule file can have, in `tests/cases/diagnostics`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from diagnostic_entries import RULES
from entry import HEAD, Entry

import rectcore
from rectcore.diagnostics import has_errors

FOLDER = Path(__file__).parents[1] / "cases" / "diagnostics"
SHOWN = [e for e in RULES if e.wrong and e.via in (*HEAD, "file")]
LOOKED_AFTER = {"RC501", "RC502", "RC505", "RC607"}
"""What small files leave out."""


def files(entry: Entry) -> dict[str, str]:
    """The files of a code: what is wrong, and what to write instead where that is a file as well."""
    texts = {"bad": entry.wrong, "good": entry.right}
    head = HEAD.get(entry.via, "")
    return {f"{entry.code}-{kind}.rules": head + text.rstrip("\n") + "\n" for kind, text in texts.items() if text}


ALL = {name: (entry, text) for entry in SHOWN for name, text in files(entry).items()}


def codes(text: str) -> set[str]:
    """What is said of a file."""
    return {d.code for d in rectcore.load_text(text).diagnostics}


@pytest.mark.parametrize("name", ALL)
def test_a_file_is_what_stands_in_the_folder_and_says_what_its_name_says(name: str):
    """Run with RECTCORE_UPDATE=1 after a change of an entry."""
    entry, text = ALL[name]
    if os.environ.get("RECTCORE_UPDATE") == "1":
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / name).write_bytes(text.encode())
    written = (FOLDER / name).read_bytes().decode()
    assert text == written
    assert ({entry.code} if "-bad" in name else set()) == codes(written) - (LOOKED_AFTER - {entry.code})


def test_no_file_stands_there_without_its_code():
    """Files of codes that are gone."""
    assert sorted(ALL) == sorted(p.name for p in FOLDER.glob("*.rules"))


@pytest.mark.parametrize("entry", [e for e in SHOWN if e.why], ids=lambda e: e.code)
def test_the_other_language_is_told_the_same(entry: Entry):
    """What is no error is printed in Chinese, and says the same of itself."""
    policy = rectcore.load_text(HEAD["en"] + entry.wrong)
    if has_errors(policy.diagnostics):
        return
    for _, text in policy.print("zh"):
        assert codes(HEAD["en"] + entry.wrong) == codes(text)
        assert all(d.message.zh and d.message.en for d in policy.diagnostics)
