"""The page: whole, closed to the network, the same every time, and what the report says stands on it."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import zlib
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve

import rectcore
from rectcore import Policy, Report
from rectcore.report import html as of_page

from .conftest import DAY, LEDGER, NASTY, RULES, Page, many

VOID = {"meta", "link", "input", "br"}


class Outline(HTMLParser):
    """Whether every element is closed, and what the page holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, key, value) for key, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, key, value) for key, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["script"], ["style"]):
            self.texts.append(data)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_is_whole(page: Page, language: str):
    """Every element is closed, ids stand once, and every label and link has what it names."""
    found = Outline(page(language=language))
    assert (found.wrong, found.open) == ([], [])
    ids = [value for _, key, value in found.attributes if key == "id"]
    assert len(ids) == len(set(ids))
    named = [v for _, key, v in found.attributes if key in ("aria-labelledby", "href") and v and v != "data:,"]
    assert {v.removeprefix("#") for v in named} <= set(ids)
    lang = next(value for tag, key, value in found.attributes if tag == "html" and key == "lang")
    assert lang == ("zh-CN" if language == "zh" else "en")


def test_nothing_comes_from_elsewhere(page: Page):
    """No address, and a policy that lets a browser run the page's own style and script and nothing else."""
    text = page()
    assert not re.search(r"https?://|src=|@import|url\(", text)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    for tag in ("style", "script"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in unescape(policy[1])
    assert "default-src 'none'" in unescape(policy[1])
    assert not [key for _, key, _ in Outline(text).attributes if key.startswith("on") or key == "style"]


@pytest.mark.parametrize("form", ["html", "markdown", "csv"])
def test_the_same_report_gives_the_same_bytes(policy: Policy, report: Report, form: str):
    """Whatever the seed that strings are hashed with."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);from tests.report.conftest import *\n"
        "p = rectcore.load_text(RULES, 'demo.rules'); r = p.evaluate(LEDGER, DAY)\n"
        f"sys.stdout.buffer.write(p.show(r, LEDGER, {form!r}, 'zh').encode())"
    )
    root = str(Path(__file__).parents[2])
    for seed in ("1", "77"):
        run = subprocess.run(
            [sys.executable, "-c", program, root],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        )
        assert run.stdout.decode() == policy.show(report, LEDGER, form, "zh")


def test_what_stands_in_the_ledger_stays_text(page: Page):
    """A title with markup, terminal codes or a mark that turns the line around is shown as it is, and does nothing."""
    text = page()
    assert "<script>alert" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    seen = "".join(Outline(text).texts)
    assert "<script>alert(1)</script><b><U+001B>[31mred<U+202E>|`*_" in seen
    assert "all is <well>" in seen


def test_a_title_without_end_is_cut(policy: Policy, report: Report):
    task = evolve(LEDGER.tasks[0], title="长" * 100_000)
    text = policy.show(report, evolve(LEDGER, tasks=(task, *LEDGER.tasks[1:])))
    assert "长" * 300 + "…" in text
    assert len(text) < 400_000


def test_what_the_report_says_is_on_the_page(page: Page, report: Report):
    """Every finding with its message, its clause and what would end it; every gap; the totals."""
    seen = re.sub(r"\s+", " ", "".join(Outline(page()).texts))
    for finding in report.findings:
        assert finding.message.en in seen
        assert finding.id in seen
    assert "Supervision measures, art 15" in seen
    assert "one on time takes the count back to nothing" in seen
    assert "T-1: Monthly report for 2023-06, due 2023-07-05: late" in seen
    assert "T-1: Monthly report for 2023-07, due 2023-08-05: missed" in seen
    for gap in report.data_gaps:
        assert gap.message.en in seen
    assert "X-9" not in seen, "what is opened later is not there yet"


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (DAY.replace(year=2020), "en", "the rules are in force only from 2021-01-01."),
        (DAY.replace(year=2024), "zh", "台账数据仅完整至2023-08-10。"),
    ],
)
def test_a_page_that_must_not_be_trusted_says_so(policy: Policy, day, language: str, words: str):
    assert words in policy.show(policy.evaluate(LEDGER, day), LEDGER, language=language)


def test_a_ledger_that_is_not_whole_is_told_first(policy: Policy, report: Report):
    gap = report.data_gaps[0]
    broken = evolve(
        report, complete=False, refused=2, data_gaps=(evolve(gap, reason="past watermark", event="none"), gap)
    )
    text = policy.show(broken, LEDGER)
    assert "nobody knows whom they are about" in text
    assert "does not say up to which day" in text
    assert "Rows refused: 2" in text
    cut = evolve(broken, data_gaps=(evolve(gap, reason="file cut off"),))
    assert "the file is cut off" in policy.show(cut, LEDGER)


def test_only_one_unit(policy: Policy, report: Report, page: Page):
    """Its own items and those of the units below it, and nothing of the others."""
    text = page(unit="east")
    seen = "".join(Outline(text).texts)
    assert "only for East county" in seen
    assert all(x in seen for x in ("T-1", "T-3"))
    assert not [x for x in ("T-2", "X-1", "DEMO/AIR") if x in seen]
    assert re.search(r"tasks</th><td class=\"n\">2</td><td class=\"n\">1</td>", text)
    with pytest.raises(rectcore.CallError, match=r"(?s)esat"):
        policy.show(report, LEDGER, unit="esat")


def test_no_such_form(policy: Policy, report: Report):
    with pytest.raises(ValueError, match="pdf"):
        policy.show(report, LEDGER, "pdf")


def test_a_plan_of_nothing(policy: Policy):
    """A ledger without rows gives a page that says so."""
    empty = rectcore.Ledger("empty", through=DAY)
    text = policy.show(policy.evaluate(empty, DAY), empty)
    words = ("Nothing is to be sent today.", "No measure is called for.", "Nothing with a due day.")
    assert all(x in text for x in words)

    assert Outline(text).wrong == []


# -- long lists ---------------------------------------------------------------------------------------------------


def test_a_long_list_is_packed(policy: Policy, report: Report):
    """The first entries stand in the page; unpacked, all of them do, as the templates drew them."""
    ledger, long = many(600, report)
    text = policy.show(long, ledger)
    packed = re.search(r'data-packed="items">([^<]*)<', text)
    assert packed is not None
    entries = zlib.decompress(base64.b64decode(packed[1])).decode().split("\x1e")
    shown = text[text.index('data-list="items">') : text.index("</section>", text.index('data-list="items">'))]
    assert len(entries) == 600
    assert shown.count('<li class="item"') == 50
    assert entries[49] in shown
    assert Outline(entries[599]).wrong == []
    assert 'data-packed="send"' not in text, "200 findings are no long list"


def test_a_page_takes_only_so_many(policy: Policy, report: Report, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(of_page, "MOST_ITEMS", 3)
    with pytest.raises(rectcore.CallError) as told:
        policy.show(report, LEDGER)
    (problem,) = told.value.diagnostics
    assert problem.code == "CL109"
    assert "4 items" in problem.message.en
    assert "--unit" in problem.hint.en
    assert policy.show(report, LEDGER, unit="east")


def test_a_page_is_only_so_large(policy: Policy, report: Report, monkeypatch: pytest.MonkeyPatch):
    """It lists no records where they are too many, and is refused where it is larger than people can use."""
    whole = policy.show(report, LEDGER)
    monkeypatch.setattr(of_page, "MOST_RECORDS", 3)
    without = policy.show(report, LEDGER)
    assert "too many items to list their records" in without
    assert "all is &lt;well&gt;" in whole
    assert "all is &lt;well&gt;" not in without
    assert "On record (5)" in without
    monkeypatch.setattr(of_page, "MOST_BYTES", 20_000)
    with pytest.raises(rectcore.CallError, match=r"CL109: the page would be 0\.1 MB"):
        policy.show(report, LEDGER)


def test_the_page_needs_its_library(policy: Policy, report: Report, monkeypatch: pytest.MonkeyPatch):
    """Without the extra it says the line that installs it; Markdown and rows need nothing."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(rectcore.CallError) as told:
        policy.show(report, LEDGER)
    (problem,) = told.value.diagnostics
    assert problem.code == "CL108"
    assert "pip install 'rectcore[report]'" in problem.hint.en
    assert policy.show(report, LEDGER, "markdown")
    assert policy.show(report, LEDGER, "csv")


def test_the_nasty_title_is_nasty():
    """So that the tests above test something."""
    assert {"<", "\x1b", "\u202e"} <= set(NASTY)
    assert "series air" in RULES
