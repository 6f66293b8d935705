"""Takes the pictures of the page that the documents show: `python tests/report/pictures.py`, with a Chromium."""

from __future__ import annotations

import base64
import tempfile
from datetime import date
from pathlib import Path

from chromium import tab

import rectcore

ROOT = Path(__file__).parents[2]
DAY = date(2023, 9, 30)
UNIT = "shuangliao"
ITEM = "T-12"
WIDTH, HEIGHT = 1080, 1210
PICTURES = {"en": ROOT / "docs" / "pictures" / "report.webp", "zh": ROOT / "docs" / "pictures" / "report.zh-CN.webp"}

_LOOKING = f"""(async () => {{
  const field = document.querySelector(".filter").elements.namedItem("q");
  field.value = "{ITEM}";
  field.dispatchEvent(new Event("input", {{bubbles: true}}));
  await new Promise(done => setTimeout(done, 500));
  document.querySelector("#send details").open = true;
  scrollTo(0, document.querySelector("#send").getBoundingClientRect().top + scrollY - 64);
}})()"""


def take() -> None:
    """The page of one county of the Siping example, one item looked for and its finding opened, in both languages."""
    policy = rectcore.load(ROOT / "rules" / "siping-2023")
    ledger = rectcore.read_ledger(ROOT / "examples" / "siping" / "ledger.json", vocabulary=policy.rulebook.vocabulary)
    report = policy.evaluate(ledger, DAY)
    for language, picture in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder, tab() as page:
            path = Path(folder) / "report.html"
            path.write_text(policy.show(report, ledger, "html", language, unit=UNIT), encoding="utf-8")
            page.size(WIDTH, HEIGHT)
            page.open(path)
            page.run(_LOOKING)
            taken = page.call("Page.captureScreenshot", format="webp", quality=70)["data"]
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_bytes(base64.b64decode(taken))


if __name__ == "__main__":
    take()
