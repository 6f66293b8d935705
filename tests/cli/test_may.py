"""`rectcore may`: the decision, what is missing, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run, Write, event

DAY = ("--as-of", "2023-09-01")


def test_a_blocked_act_says_what_is_missing(run: Run, pack: Path, ledger: Path) -> None:
    ran = run("may", "closure", "T-01", ledger, "--rules", pack, *DAY)
    assert (1, "") == (ran.code, ran.err)
    for part in ("closure of T-01 Close the old landfill: blocked", "dual", "not met", "SM art 12", "two people sign"):
        assert part in ran.out


def test_it_speaks_chinese(run: Run, pack: Path, ledger: Path) -> None:
    ran = run("may", "销号", "T-01", ledger, "--rules", pack, *DAY, "--lang", "zh")
    assert 1 == ran.code
    for part in ("销号", "不予办理", "不满足", "SM 第十二条", "须两人签字", "尚缺"):
        assert part in ran.out


def test_an_open_act(run: Run, pack: Path, write: Write) -> None:
    path = write(event("e3", "signature", "2023-08-31", person="p1"))
    ran = run("may", "closure", "T-01", path, "--rules", pack, *DAY, "--format", "json", "--actor", "p1")
    assert 0 == ran.code
    decision = json.loads(ran.out)
    assert ("rectcore.decision/1", "closure", "open", []) == tuple(
        decision[k] for k in ("format", "act", "state", "to_open")
    )
    assert [("CLOSE", "dual", True)] == [(x["gate"], x["label"], x["value"]) for x in decision["labels"]]


def test_an_act_no_rule_speaks_of_is_ungated(run: Run, pack: Path, ledger: Path) -> None:
    ran = run("may", "report", "T-01", ledger, "--rules", pack, *DAY)
    assert 0 == ran.code
    assert "ungated" in ran.out


def test_everything_unknown_in_a_call_is_said_at_once(run: Run, pack: Path, ledger: Path) -> None:
    ran = run("may", "closur", "T-02", ledger, "--rules", pack, *DAY, "--actor", "p9")
    assert (2, "") == (ran.code, ran.out)
    for code, near in (("CL101", "closure"), ("CL102", "T-01"), ("CL103", "p1")):
        assert code in ran.err
        assert f"did you mean `{near}`" in ran.err


def test_a_refused_row_outranks_a_blocked_act(run: Run, pack: Path, write: Write) -> None:
    ran = run("may", "closure", "T-01", write(event("bad", "report", "2023-02-30")), "--rules", pack, *DAY)
    assert 2 == ran.code
    assert "blocked" in ran.out
