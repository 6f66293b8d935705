"""Long work says how far it has come on a terminal, and nothing in a pipe."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from rectcore.cli.progress import progress

from .conftest import Run, ledger_of


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_line_grows_and_is_wiped(monkeypatch: pytest.MonkeyPatch):
    """A share where the whole is known, else a number; each is shown once, and at the end nothing is left of it."""
    out = Terminal()
    monkeypatch.setattr("sys.stderr", out)
    with progress() as told:
        for done in (1, 1, 2, 4):
            told(done, 4)
        told(7, 0)
    assert out.getvalue() == "\r25 %\r50 %\r100 %\r7\r \r"


@pytest.mark.parametrize("out", [io.StringIO(), None])
def test_elsewhere_it_is_silent(monkeypatch: pytest.MonkeyPatch, out: io.StringIO | None):
    monkeypatch.setattr("sys.stderr", out)
    with progress() as told:
        told(1, 2)
    assert out is None or out.getvalue() == ""


def test_an_evaluation_tells_how_far_it_is(run: Run, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(ledger_of()), encoding="utf-8")
    out = Terminal()
    monkeypatch.setattr("sys.stderr", out)
    assert run("evaluate", path, "--rules", pack, "--as-of", "2023-09-10").code == 0
    assert "100 %" in out.getvalue()
