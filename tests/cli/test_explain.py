"""`rectcore explain`: a rule in a sentence, a finding with its reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from rectcore.check.types import has_han

from .conftest import Run, Write, event

NEAR = "DEMO/NEAR/Task:X-01"
DAY = ("--as-of", "2023-08-20")


def test_a_rule_in_both_languages(run: Run, pack: Path) -> None:
    ran = run("explain", "MONTHLY", "--rules", pack)
    assert (0, "") == (ran.code, ran.err)
    english, chinese = ran.out.rstrip("\n").split("\n\n")
    assert not has_han(english)
    assert has_han(chinese)
    assert f"{english}\n" == run("explain", "MONTHLY", "--rules", pack, "--lang", "en").out


@pytest.mark.parametrize("rule", ["CLOSE", "MONTHLY", "PROGRESS", "NEAR"])
def test_every_kind_of_rule_has_a_sentence(run: Run, pack: Path, rule: str) -> None:
    assert run("explain", rule, "--rules", pack, "--as-of", "2023-09-01", "--lang", "zh").out.strip()


def test_an_unknown_rule(run: Run, pack: Path) -> None:
    ran = run("explain", "MONTHLI", "--rules", pack)
    assert 2 == ran.code
    assert "did you mean `MONTHLY`" in ran.err


@pytest.mark.parametrize("name", [NEAR, f"{NEAR}@2023-08-01"])
def test_a_finding_by_its_id_or_its_episode(run: Run, pack: Path, ledger: Path, name: str) -> None:
    ran = run("explain", name, ledger, "--rules", pack, *DAY)
    assert (0, "") == (ran.code, ran.err)
    assert "X-01" in ran.out
    assert "\x1b" not in ran.out


def test_a_finding_that_does_not_hold_that_day(run: Run, pack: Path, ledger: Path) -> None:
    ran = run("explain", NEAR, ledger, "--rules", pack, "--as-of", "2023-07-01")
    assert 2 == ran.code
    assert "CL205" in ran.err


def test_a_finding_needs_its_day(run: Run, pack: Path, ledger: Path) -> None:
    ran = run("explain", NEAR, ledger, "--rules", pack)
    assert 2 == ran.code
    assert "CL204" in ran.err


def test_a_finding_needs_its_ledger(run: Run, pack: Path) -> None:
    ran = run("explain", NEAR, "--rules", pack, *DAY)
    assert 2 == ran.code
    assert "CL204" in ran.err


def test_refused_rows_are_told_here_too(run: Run, pack: Path, write: Write) -> None:
    ran = run("explain", NEAR, write(event("bad", "report", "2023-02-30")), "--rules", pack, *DAY)
    assert 2 == ran.code
    assert "X-01" in ran.out
    assert "2023-02-30" in ran.err


def test_asked_for_a_task_or_a_rule_with_a_ledger_it_names_the_findings_about_it(
    run: Run, pack: Path, ledger: Path
) -> None:
    assert f"help: about it there are `{NEAR}`" in " ".join(
        run("explain", "NEAR", ledger, "--rules", pack, *DAY).err.split()
    )
    err = run("explain", "T-01", ledger, "--rules", pack, *DAY, "--lang", "zh").err
    assert "与其有关的有 `DEMO/MONTHLY/Task:T-01/2023-05`、" in err
    assert "，另有1个" in err


def test_no_line_begins_with_a_comma(run: Run, pack: Path) -> None:
    """The language quotes names, and a mark behind the quotation belongs to it."""
    for rule in ("CLOSE", "MONTHLY", "PROGRESS", "NEAR"):
        lines = run("explain", rule, "--rules", pack).out.splitlines()
        assert not [line for line in lines if line.lstrip()[:1] in set(",.;)，。；）")]
