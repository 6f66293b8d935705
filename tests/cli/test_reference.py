"""The reference pages name every command, option, code, state and reason there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rectcore.cli.arguments import COMMANDS
from rectcore.engine.results import State, Verdict
from rectcore.explain.names import REASONS

from .conftest import Run

ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
REPORT = (ROOT / "docs" / "reference" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_described(run: Run, command: str) -> None:
    assert f"\n## {command}\n" in CLI
    for option in set(re.findall(r"--[a-z-]+", run(command, "--help").out)) - {"--help"}:
        assert option in CLI


def test_every_code_is_described() -> None:
    source = ROOT / "src" / "rectcore"
    texts = [
        (source / name).read_text(encoding="utf-8") for name in ("cli/messages.py", "explain/questions.py", "policy.py")
    ]
    codes = set(re.findall(r'"(CL\d{3})"', "".join(texts)))
    assert codes == set(re.findall(r"\| (CL\d{3}) \|", CLI))


def test_every_state_and_reason_is_described() -> None:
    for word in [*REASONS, *(s.value for s in State if s is not State.NOT_REQUIRED)]:
        assert f"| `{word}` |" in REPORT
    assert all(f"| `{verdict.value}` |" in CLI for verdict in Verdict)


def test_every_reason_the_engine_gives_has_words() -> None:
    text = (ROOT / "src" / "rectcore" / "engine" / "reference" / "evaluate.py").read_text(encoding="utf-8")
    assert set(re.findall(r'_gap\(\s*world, "([a-z ]+)"', text)) <= set(REASONS)
