"""The frame around the commands: help, version, our own faults, a reader that stops, the same bytes everywhere."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import rectcore
from rectcore.cli import evaluate

from .conftest import Run

SRC = str(Path(rectcore.__file__).parents[1])


def process(*argv: object, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "rectcore.cli", *map(str, argv)],
        capture_output=True,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": SRC, **env},
        check=False,
    )


def test_help_and_version(run: Run) -> None:
    for argv in (["--help"], ["evaluate", "--help"]):
        ran = run(*argv)
        assert (0, "") == (ran.code, ran.err)
        assert "usage: rectcore" in ran.out
    assert run("--version").out.startswith("rectcore ")


def test_a_fault_of_ours_prints_our_own_report(
    run: Run, pack: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no\x1bway")

    monkeypatch.setattr(evaluate, "report_dict", fail)
    ran = run("evaluate", ledger, "--rules", pack, "--as-of", "2023-08-20", "--format", "json")
    assert (3, "") == (ran.code, ran.out)
    for part in (
        "fault of rectcore",
        "version:",
        "command: rectcore evaluate",
        "ZeroDivisionError: no<U+001B>way",
        "report",
    ):
        assert part in ran.err
    assert "rectcore/cli/evaluate.py:" in ran.err
    assert SRC not in ran.err


def test_a_process_gives_the_same_bytes_whatever_its_surroundings(pack: Path, ledger: Path) -> None:
    argv = ("evaluate", ledger, "--rules", pack, "--as-of", "2023-08-20", "--lang", "zh")
    first = process(*argv, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    second = process(*argv, PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C", PYTHONUTF8="0", COLUMNS="70")
    assert 0 == first.returncode, first.stderr.decode()
    assert first.stdout == second.stdout
    assert "今日应发".encode() in first.stdout


def test_a_reader_that_stops_is_no_fault(pack: Path, ledger: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "rectcore.cli",
        "evaluate",
        str(ledger),
        "--rules",
        str(pack),
        "--as-of",
        "2023-08-20",
    ]
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env={"PYTHONPATH": SRC}, check=False)
    os.close(write)
    assert (0, b"") == (ran.returncode, ran.stderr)


def test_importing_the_command_line_loads_neither_grammar_nor_tables() -> None:
    code = "import rectcore.cli, sys; print(sorted({'lark', 'tabulate', 'wcwidth'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env={"PYTHONPATH": SRC}, check=True)
    assert b"[]" == ran.stdout.strip()


@pytest.mark.parametrize("module", ["rectcore", "rectcore.cli"])
def test_as_a_module_it_ends_with_the_code_of_the_command(
    module: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for argv, code in ((["--version"], 0), (["nonsense"], 2)):
        monkeypatch.setattr(sys, "argv", ["rectcore", *argv])
        with pytest.raises(SystemExit) as stopped:
            runpy.run_module(module, run_name="__main__")
        assert code == stopped.value.code
    assert capsys.readouterr().out.startswith("rectcore ")


def test_stopped_by_hand_it_says_nothing(run: Run, pack: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(evaluate, "report_dict", stop)
    ran = run("evaluate", ledger, "--rules", pack, "--as-of", "2023-08-20", "--format", "json")
    assert (130, "", "") == (ran.code, ran.out, ran.err)
