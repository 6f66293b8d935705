"""Standard output and standard error that are closed, full, or read by nobody: what is lost is said, and the code."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from rectcore.cli import main
from rectcore.cli.tables import PIPE_WIDTH, page_width

from .test_run import SRC

FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")


def shell(redirection: str, *argv: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", f'"$@" {redirection}', "sh", sys.executable, "-m", "rectcore.cli", *map(str, argv)],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": SRC},
        check=False,
    )


def commands(pack: Path, ledger: Path) -> list[list[object]]:
    """Each command with something to print, and its exit code where all goes well."""
    rules = ["--rules", pack]
    return [
        [0, "check", pack],
        [0, "fmt", pack, "--to", "zh"],
        [0, "test", pack],
        [0, "evaluate", ledger, *rules, "--as-of", "2023-08-20"],
        [0, "evaluate", ledger, *rules, "--as-of", "2023-08-20", "--format", "json"],
        [1, "may", "closure", "T-01", ledger, *rules, "--as-of", "2023-08-20"],
        [0, "explain", "MONTHLY", *rules],
        [0, "--help"],
        [0, "may", "--help"],
        [0, "--version"],
    ]


@pytest.mark.parametrize("redirection", [">&-", pytest.param(">/dev/full", marks=FULL)])
@pytest.mark.parametrize("which", range(10))
def test_a_result_that_cannot_be_written_is_an_error(pack: Path, ledger: Path, which: int, redirection: str) -> None:
    _, *argv = commands(pack, ledger)[which]
    ran = shell(redirection, *argv)
    assert 2 == ran.returncode
    assert "stdout: error CL206: the result cannot be written: " in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("redirection", ["2>&-", "<&- 2>&-", pytest.param("2>/dev/full", marks=FULL)])
@pytest.mark.parametrize("which", [0, 3, 5, 7])
def test_without_standard_error_or_input_the_result_and_its_code_stand(
    pack: Path, ledger: Path, which: int, redirection: str
) -> None:
    code, *argv = commands(pack, ledger)[which]
    ran = shell(redirection, *argv)
    assert (code, shell("", *argv).stdout) == (ran.returncode, ran.stdout)


def test_what_is_wrong_has_its_code_though_nobody_hears_of_it(tmp_path: Path) -> None:
    for redirection in ("2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
        assert 2 == shell(redirection, "check", tmp_path / "nowhere").returncode


def test_that_the_result_is_lost_is_said_in_chinese_where_that_was_asked_for(pack: Path) -> None:
    assert "stdout: 错误 CL206: 结果无法写出：输出已关闭" in shell(">&-", "check", pack, "--lang", "zh").stderr


def test_complaints_nobody_reads_do_not_take_the_result_with_them(pack: Path) -> None:
    """`check` complains first; the count still comes, and its code."""
    (pack / "demo.rules").write_text("gate G\n", encoding="utf-8")
    ran = subprocess.run(
        ["/bin/sh", "-c", '{ "$@" 2>&1 >&3 | true; } 3>&1', "sh", sys.executable, "-m", "rectcore.cli", "check", pack],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": SRC},
        check=False,
    )
    assert "in 1 file" in ran.stdout


def test_a_stream_closed_by_the_host_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = io.StringIO()
    gone.close()
    monkeypatch.setattr(sys, "stdout", gone)
    assert PIPE_WIDTH == page_width()
    assert 2 == main(["--version"])


def test_a_host_that_catches_the_output_in_memory_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    caught = io.StringIO()
    monkeypatch.setattr(sys, "stdout", caught)
    assert 0 == main(["--version"])
    assert caught.getvalue().startswith("rectcore ")


class Broken(io.StringIO):
    """A stream that takes nothing."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def write(self, _: str) -> int:
        raise self.error


def test_a_stream_without_a_file_behind_it_may_break_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(OSError("gone")))
    assert 2 == main(["--version"])
    assert "stdout: error CL206: the result cannot be written: OSError" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdout", Broken(BrokenPipeError()))
    assert 0 == main(["--version"])
    assert "" == capsys.readouterr().err
