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


def test_an_act_on_what_it_is_not_about_is_refused(run: Run, pack: Path, ledger: Path) -> None:
    ran = run("may", "closure", "east", ledger, "--rules", pack, *DAY)
    assert (2, "") == (ran.code, ran.out)
    assert "east: error CL102: a closure is about a task, and `east` is a unit" in ran.err
    assert "help: there are `T-01`, `X-01`" in ran.err


def test_a_subject_is_found_by_its_title_and_words_the_other_way_round_are_told(
    run: Run, pack: Path, ledger: Path
) -> None:
    assert "its id is `T-01`" in run("may", "closure", "Close the old landfill", ledger, "--rules", pack, *DAY).err
    err = run("may", "T-01", "closure", ledger, "--rules", pack, *DAY).err
    assert "T-01: error CL101: `T-01` is no act, and `closure` is one" in err
    assert "help: the act comes first: `closure`, then `T-01`" in err
    assert "CL102" not in err


def test_before_the_rules_apply_it_says_so(run: Run, pack: Path, ledger: Path) -> None:
    argv = ("may", "closure", "T-01", ledger, "--rules", pack, "--as-of", "2022-12-31")
    assert "no rule sets conditions for it: the rules are in force only from 2023-01-01" in run(*argv).out
    assert "没有规则对此设有条件：规则自 2023-01-01 起施行" in run(*argv, "--lang", "zh").out


def test_a_waived_condition_says_by_what(run: Run, pack: Path, ledger: Path) -> None:
    rules = pack / "demo.rules"
    waiver = "exception WAIVE overrides CLOSE\n  applies when: kind is task\n  effect: permit [dual]\n"
    rules.write_text(rules.read_text("utf-8").replace("duty MONTHLY", waiver + "duty MONTHLY", 1), "utf-8")
    assert "not met (waived WAIVE)" in " ".join(
        run("may", "closure", "T-01", ledger, "--rules", pack, *DAY).out.split()
    )
    out = run("may", "closure", "T-01", ledger, "--rules", pack, *DAY, "--lang", "zh").out
    assert "不满足（免除" in "".join(out.split())
