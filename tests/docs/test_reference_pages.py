"""The reference says what the program does: pages equal their tables, and what they show is run."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from diagnostic_entries import ENTRIES
from entry import HEAD, Entry
from reference_pages import FOLDER, PAGES, STATES_OF, found

import rectcore
from rectcore.check.states import STATES
from rectcore.check.types import has_han
from rectcore.engine.results import Course, Holding, State, Verdict
from rectcore.language import forms, keywords
from rectcore.language.syntax import STARTS, allowed

SOURCES = Path(rectcore.__file__).parent
LANGUAGE = (FOLDER / "language.md").read_text("utf-8")
LOOKED_AFTER = {"RC501", "RC502", "RC505", "RC607"}
"""What small examples leave out."""


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_stands_in_the_folder(name: str):
    """Run with RECTCORE_UPDATE=1 after a change of the tables."""
    text = PAGES[name]()
    if os.environ.get("RECTCORE_UPDATE") == "1":
        (FOLDER / name).write_text(text, "utf-8")
    assert text == (FOLDER / name).read_text("utf-8")


# -- diagnostics --------------------------------------------------------------------------------------------------


def test_every_code_of_the_program_has_an_entry_and_no_other():
    """A code that the sources name stands on the page."""
    used = {c for p in SOURCES.rglob("*.py") for c in re.findall(r'"((?:RC|LG|CL)[0-9]{3})"', p.read_text("utf-8"))}
    assert used == {e.code for e in ENTRIES}
    assert len(ENTRIES) == len(used)


def test_entries_stand_in_order_and_say_something_in_both_languages():
    """By group and number."""
    groups = ("RC", "LG", "CL")
    assert list(ENTRIES) == sorted(ENTRIES, key=lambda e: (groups.index(e.code[:2]), e.code))
    assert [] == [e.code for e in ENTRIES if has_han(e.en) or not has_han(e.zh)]


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.wrong], ids=lambda e: e.code)
def test_an_example_yields_its_code_and_what_to_write_instead_does_not(entry: Entry):
    """Nothing else is said of it, but for what small examples leave out."""
    said = found(entry, entry.wrong)
    assert all(en and has_han(zh) for _, _, en, zh in said)
    codes = {code for code, *_ in said}
    assert {entry.code} == codes - (LOOKED_AFTER - {entry.code})
    if entry.right:
        assert set() == {code for code, *_ in found(entry, entry.right)} - (LOOKED_AFTER - {entry.code})


def test_only_what_cannot_be_shown_has_no_example():
    """Rights of the system, sizes, what is not installed, and a fault of our own."""
    assert ["RC004", "RC119", "LG106", "LG405", "LG413", "CL108", "CL109", "CL110", "CL207"] == [
        e.code for e in ENTRIES if not e.wrong
    ]


# -- states and keywords ------------------------------------------------------------------------------------------


def test_every_state_word_is_on_the_page():
    """Those a scenario may write, among them all that the engine gives but `not`, which has no word."""
    assert list(STATES) == list(STATES_OF)
    given = {s.value for kind in (State, Holding, Course, Verdict) for s in kind}
    assert {"not"} == given - set(STATES)


def test_words_said_to_be_of_use_inside_a_line_are():
    """A keyword that no line can hold is said to be not yet supported, and no other."""
    page = PAGES["keywords.md"]()
    lines = {id_ for start in STARTS for id_ in allowed(start)}
    choices = {c for shape in forms.FORMS.values() for key in shape.keys for c in key.choices}
    usable = lines | choices
    for row in keywords.table():
        if row.place == keywords.INSIDE:
            shown = [line for line in page.splitlines() if line.startswith(f"| `{row.id}` |")]
            assert any(line.endswith("| inside a line |") for line in shown) == (row.id in usable), row.id


# -- the language -------------------------------------------------------------------------------------------------

BLOCKS = re.findall(r"```rules\n(.*?)```", LANGUAGE, re.DOTALL)


def dialect(block: str) -> str:
    return "zh" if has_han(block[0]) else "en"


def whole(block: str) -> str:
    """The rules that an example stands in."""
    head = HEAD[dialect(block)]
    return head if block in head else head + block


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.split("\n", 1)[0][:30])
def test_an_example_of_the_language_loads_and_its_scenarios_pass(block: str):
    """Every ```rules block stands behind the rule set at the top of the page."""
    policy = rectcore.load_text(whole(block))
    assert [] == [d.line() for d in policy.diagnostics if d.code not in LOOKED_AFTER]
    assert [] == [d.line() for d in policy.diagnostics if d.code == "RC607"]
    for result in policy.test():
        assert [] == [(o.expectation, o.found) for o in result.outcomes if not o.met]


def test_examples_come_in_pairs_that_mean_the_same():
    """English, then Chinese."""
    assert ["en", "zh"] * (len(BLOCKS) // 2) == [dialect(b) for b in BLOCKS]
    for one, other in zip(BLOCKS[::2], BLOCKS[1::2], strict=True):
        digests = {rectcore.load_text(whole(b)).rulebook.sha256 for b in (one, other)}
        assert 1 == len(digests), one


def test_every_form_has_an_example():
    """And a heading of its own."""
    written = {b.split(maxsplit=1)[0].rstrip(":") for block in BLOCKS for b in re.split(r"\n\n", block)}
    assert set(forms.FORMS) <= written
    for kind in set(forms.FORMS) - {"entity", "event"}:
        assert f"\n## {kind}\n" in LANGUAGE


@pytest.mark.parametrize("shape", forms.FORMS.values(), ids=lambda s: s.kind)
def test_every_key_of_a_form_is_in_its_section(shape: forms.FormShape):
    """With the group of those that must stand."""
    heading = "entity and event" if shape.kind in ("entity", "event") else shape.kind
    section = LANGUAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    for key in shape.keys:
        assert f"`{key.id}" in section or f"`{shape.kind}: " in section or key.id == shape.kind, key.id
        for choice in key.choices:
            written = keywords.phrase(choice, "en")
            assert f"`{written}`" in section or f"`{written}:" in section, choice
    for group in shape.compulsory:
        assert "must stand" in section, group


@pytest.mark.parametrize("name", ["language.md", *PAGES])
def test_links_lead_somewhere(name: str):
    """Of the pages of the reference, to a page and a heading of it."""
    text = (FOLDER / name).read_text("utf-8")
    for page, anchor in re.findall(r"\]\(([\w.]*)#?([^)]*)\)", text):
        target = (FOLDER / (page or name)).read_text("utf-8")
        headings = re.findall(r"^#+ (.*)$", target, re.MULTILINE)
        anchors = {re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-") for h in headings}
        assert not anchor or anchor in anchors, (page, anchor)


def due_days() -> list[tuple[str, str]]:
    """Each way to write a due day in the table, in both languages."""
    section = LANGUAGE.split("\n### Due days\n", 1)[1].split("\n### ", 1)[0]
    rows = [line.split("|")[1:3] for line in section.splitlines() if line.startswith("| `")]
    return [pair for row in rows for pair in zip(*(re.findall(r"`([^`…]+)`", cell) for cell in row), strict=False)]


@pytest.mark.parametrize(("en", "zh"), due_days())
def test_a_due_day_is_read_in_both_languages_as_the_same(en: str, zh: str):
    """Of a duty that has an event and a period, as far as either can be."""
    who, whom, each = ("Task", "事项", True) if "period" in en or "deadline" in en else ("closure", "销号", False)
    every = ("  every: month\n", "  频次：每月\n") if each else ("", "")
    one = f"duty D for each {who}\n{every[0]}  due: {en}\n  fulfilled by: disclosure\n"
    other = f"时限要求 D 逐一适用于 {whom}\n{every[1]}  完成时限：{zh}\n  完成标志：公开\n"
    policies = [rectcore.load_text(HEAD["en"] + one), rectcore.load_text(HEAD["zh"] + other)]
    assert policies[0].rulebook.duties[0].due == policies[1].rulebook.duties[0].due
