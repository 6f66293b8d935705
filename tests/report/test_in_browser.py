"""The page in a browser: no complaint, no request, everything by keyboard, in an order that can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import rectcore
from rectcore import Policy, Report

from .chromium import Tab, browser, tab
from .conftest import DAY, LEDGER, RULES, many

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(browser() is None, reason="there is no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return rectcore.load_text(RULES, "demo.rules")


@pytest.fixture(scope="module")
def report(policy: Policy) -> Report:
    return policy.evaluate(LEDGER, DAY)


@pytest.fixture(scope="module")
def small(policy: Policy, report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "report.html"
    path.write_text(policy.show(report, LEDGER), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def large(policy: Policy, report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger, found = many(20_000, report)
    path = tmp_path_factory.mktemp("large") / "report.html"
    path.write_text(policy.show(found, ledger, language="zh"), encoding="utf-8")
    return path


@pytest.fixture
def page() -> Iterator[Tab]:
    with tab() as opened:
        opened.size(1280, 900)
        yield opened


def quiet(page: Tab, path: Path) -> None:
    """It said nothing, and asked for nothing but itself."""
    assert page.said == []
    assert page.asked == [path.as_uri()]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_wide_and_narrow_light_and_dark(page: Tab, small: Path, width: int, scheme: str):
    """Nothing sticks out at the side; text stands out from what is behind it."""
    page.size(width, 800)
    page.media(scheme=scheme)
    page.open(small)
    assert page.run("document.documentElement.scrollWidth") <= width
    for name in ("body", ".dim", ".mark", ".bad", "a", ".badge", "button"):
        assert page.run(_CONTRAST.replace("NAME", name)) >= 4.5, name
    quiet(page, small)


_CONTRAST = """(() => {
  const one = document.querySelector("NAME");
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r / 255) + .7152 * linear(g / 255) + .0722 * linear(b / 255);
  let behind = one;
  while (behind && !(parts(getComputedStyle(behind).backgroundColor)[3] ?? 1)) behind = behind.parentElement;
  const [a, b] = [getComputedStyle(one).color, behind ? getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)"]
    .map(parts).map(light);
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
})()"""


def test_it_can_be_read_aloud_in_order(page: Tab, small: Path):
    """Headings in order, one first; every control has a name; drawings are silent or have their words."""
    page.open(small)
    order = page.reading_order()
    heads = [name for role, name in order if role == "heading"]
    wanted = ["The plan", "Totals", "What to send today (6)", "Ladder by unit", "Tasks and petitions (4)"]
    places = [heads.index(name) for name in wanted]
    assert places == sorted(places)
    assert next(r for r, _ in order if r in ("link", "heading")) == "link", "what skips the head is first"
    names = {name for role, name in order if role in ("textbox", "searchbox", "combobox", "checkbox", "button")}
    assert {"Search", "only missed or overdue", "Clear", "Open all shown"} <= names
    levels = page.run("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    mute = "s => !s.closest('[aria-hidden=true]') && !s.getAttribute('aria-label')"
    assert page.run(f"[...document.querySelectorAll('svg')].filter({mute}).length") == 0


def test_the_keyboard_is_enough(page: Tab, small: Path):
    """From the top: the link that skips, the contents, the search; a finding opens with Enter and shows its clause."""
    page.open(small)
    page.press("Tab", 9)
    assert page.run("document.activeElement.className") == "skip"
    page.press("Enter", 13, "\r")
    assert page.run("location.hash") == "#send"
    page.press("Tab", 9)
    assert page.run("document.activeElement.tagName") == "SUMMARY"
    page.press("Enter", 13, "\r")
    assert page.run("document.activeElement.parentElement.open") is True
    shown = page.run("document.activeElement.parentElement.innerText")
    assert "Supervision measures, art 15" in shown
    assert "one on time takes the count back to nothing" in shown
    outline = page.run("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "one sees where one is"


def ask(page: Tab, name: str, value: str) -> None:
    """Fill in a field of the search."""
    what = "checked" if name == "w" else "value"
    page.run(
        f"(() => {{ const f = document.querySelector('.filter').elements.namedItem('{name}');"
        f" f.{what} = {value}; f.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
    )
    page.run("new Promise(done => setTimeout(done, 300))")


def shown(page: Tab, name: str) -> list[str]:
    return page.run(f"[...document.querySelectorAll('[data-list={name}] > li')].map(x => x.innerText)")


def test_search_and_filter(page: Tab, small: Path):
    """All lists at once: by words, by unit with those below it, by status, by measure, by what is wrong."""
    page.open(small)
    assert len(shown(page, "items")) == 4
    ask(page, "q", "'LANDFILL t-1'")
    assert len(shown(page, "items")) == 1
    assert page.run("document.querySelector('#items [role=status]').textContent") == "1 / 4 · 1 / 1"
    ask(page, "q", "'=T-'")
    assert shown(page, "items") == [], "with an equals sign a word is whole"
    ask(page, "q", "'=t-2'")
    assert len(shown(page, "items")) == 1
    ask(page, "q", "'no such thing'")
    assert shown(page, "items") == []
    assert page.run("document.querySelector('#items .none-found').hidden") is False
    page.run("document.querySelector('.filter [type=reset]').click()")
    page.run("new Promise(done => setTimeout(done, 100))")
    east = page.run(
        "[...document.querySelectorAll('[name=u] option')].find(o => o.textContent === 'East county').value"
    )
    ask(page, "u", repr(east))
    assert [x.split()[0] for x in shown(page, "items")] == ["T-1", "T-3"]
    ask(page, "u", "''")
    ask(page, "s", "'suspended'")
    assert [x.split()[0] for x in shown(page, "items")] == ["X-1"]
    ask(page, "s", "''")
    ask(page, "m", "'interview'")
    assert [x.split()[0] for x in shown(page, "items")] == ["T-2"]
    assert len(shown(page, "send")) == 1
    ask(page, "m", "''")
    ask(page, "w", "true")
    assert [x.split()[1] for x in shown(page, "send")] == ["T-2"], "the only measure that is overdue"
    assert shown(page, "gaps") == []
    quiet(page, small)


def test_from_an_item_to_its_findings(page: Tab, small: Path):
    page.open(small)
    page.run("document.querySelector('[data-find=\"T-1\"]').click()")
    assert len(shown(page, "send")) == 2
    assert page.run("document.activeElement.id") == "h-send"


def test_it_prints_on_white_without_its_controls(page: Tab, small: Path):
    page.media(scheme="dark", kind="print")
    page.open(small)
    assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.run("getComputedStyle(document.querySelector('.filter')).display") == "none"
    pdf = page.call("Page.printToPDF")["data"]
    assert len(pdf) > 10_000
    assert len(shown(page, "items")) == 4, "what was turned for the printer is turned back"


def test_twenty_thousand_items(page: Tab, large: Path):
    """Less than 10 MB; opened, turned and searched in the time that people wait."""
    assert large.stat().st_size < 10_000_000
    page.open(large)
    assert page.run("performance.now()") < 20_000
    assert len(shown(page, "items")) == 50
    assert page.run("document.querySelector('#items [role=status]').textContent") == "20000 / 20000 · 1 / 400"
    page.run("document.querySelectorAll('#items .pager button')[1].click()")
    assert shown(page, "items")[0].startswith("T-00050")
    took = page.run(
        "(async () => { const f = document.querySelector('.filter').elements.namedItem('q'); f.value = '第19999项';"
        " const began = performance.now(); f.dispatchEvent(new Event('input', {bubbles: true}));"
        " const alone = () => document.querySelectorAll('[data-list=items] > li').length === 1;"
        " await new Promise(done => { const look = () => alone() ? done() : setTimeout(look, 20); look(); });"
        " return performance.now() - began; })()"
    )
    assert took < 10_000
    assert re.match(r"T-19999", shown(page, "items")[0])
    assert page.run("document.querySelector('#items .packed').hidden") is True
    quiet(page, large)


def test_without_scripts_the_first_page_and_a_note_stay(page: Tab, small: Path, large: Path):
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.load(small)
    root = page.call("DOM.getDocument", depth=1)["root"]["nodeId"]

    def number(selector: str) -> int:
        return len(page.call("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"])

    assert number("[data-list=items] > li") == 4
    page.load(large)
    root = page.call("DOM.getDocument", depth=1)["root"]["nodeId"]
    assert number("[data-list=items] > li") == 50
    assert number(".packed:not([hidden])") == 2
