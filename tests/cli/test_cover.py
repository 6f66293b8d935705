"""`rectcore cover` and `rectcore test --mutate`."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run

RULES = """# dialect: en
ruleset DEMO "Demo" / "演示"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source SM: "Measures" / "办法"
  if due on a holiday: same day

outline SM
  clause A1 "proof" / "佐证"

gate CLOSE "Close" / "销号" on Task.closure
  cite: SM A1
  only if all:
    - [proof] count of evidence at least 1

scenario "proof" / "有佐证"
  given Task T1 {opened: 2023-05-01}
  given evidence E1 {on: 2023-05-03}
  as of: 2023-06-06
  expect CLOSE(T1) is open
"""
BARE = """
scenario "none" / "无佐证"
  given Task T1 {opened: 2023-05-01}
  as of: 2023-06-06
  expect CLOSE(T1) is blocked [proof]
"""
DOUBT = """
scenario "doubt" / "不明"
  given Task T1 {opened: 2023-05-01}
  complete through: 2023-05-31
  as of: 2023-06-06
  expect CLOSE(T1) is blocked-unknown [proof]
"""


def pack(folder: Path, text: str) -> Path:
    path = folder / "demo.rules"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_reached_exits_1(run: Run, tmp_path: Path) -> None:
    ran = run("cover", pack(tmp_path, RULES))
    assert 1 == ran.code
    assert "[proof]" in ran.out
    assert "false, unknown" in ran.out
    assert "2 of 6 points reached by the scenarios" in ran.out
    assert ["A1", "2", "6"] in [line.split() for line in ran.out.splitlines()]


def test_when_all_is_reached_it_exits_0_in_either_language(run: Run, tmp_path: Path) -> None:
    path = pack(tmp_path, RULES + BARE + DOUBT)
    assert (0, "6 of 6 points reached by the scenarios") == (
        run("cover", path).code,
        run("cover", path).out.splitlines()[-1],
    )
    assert "情景触及 6/6 处" in run("cover", path, "--lang", "zh").out
    document = json.loads(run("cover", path, "--format", "json").out)
    assert ("rectcore.cover/1", {"points": 6, "reached": 6}, []) == (
        document["format"],
        document["totals"],
        document["clauses"],
    )
    assert {"rule": "CLOSE", "what": "proof", "value": "true", "scenarios": 1} in document["points"]


def test_survivors_are_printed_with_their_place(run: Run, tmp_path: Path) -> None:
    ran = run("test", pack(tmp_path, RULES), "--mutate")
    assert 1 == ran.code
    assert f"SURVIVED  CLOSE/drop-proof  {tmp_path / 'demo.rules'}:12  without [proof]" in ran.out
    assert "2 mutants" in ran.out or "3 mutants" in ran.out
    assert "幸存  CLOSE/drop-proof" in run("test", pack(tmp_path, RULES), "--mutate", "--lang", "zh").out


def test_nothing_survives_good_scenarios(run: Run, tmp_path: Path) -> None:
    ran = run("test", pack(tmp_path, RULES + BARE), "--mutate")
    assert (0, "0 survived") == (ran.code, ran.out.strip().split(", ")[2])


def test_a_listed_survivor_is_passed_over_and_an_idle_entry_is_named(run: Run, tmp_path: Path) -> None:
    path = pack(tmp_path, RULES)
    rows = [m["id"] for m in json.loads(run("test", path, "--mutate", "--format", "json").out)["survivors"]]
    listed = "".join(f'[[survivor]]\nid = "{row}"\nen = "looked at"\n' for row in rows)
    (tmp_path / "survivors.toml").write_text(listed, encoding="utf-8")
    assert 0 == run("test", path, "--mutate").code
    document = json.loads(run("test", path, "--mutate", "--format", "json").out)
    assert {"en": "looked at", "zh": ""} == document["survivors"][0]["listed"]
    (tmp_path / "survivors.toml").write_text(listed + '[[survivor]]\nid = "GONE"\n', encoding="utf-8")
    ran = run("test", tmp_path, "--mutate")
    assert 1 == ran.code
    assert "listed, and it does not survive: GONE" in ran.out
    assert "清单中的 GONE 并未幸存" in run("test", tmp_path, "--mutate", "--lang", "zh").out


def test_a_list_that_cannot_be_read_exits_2(run: Run, tmp_path: Path) -> None:
    path = pack(tmp_path, RULES)
    for wrong in ("[[survivor]", '[[survivor]]\nen = "no id"\n', 'survivor = "x"\n'):
        (tmp_path / "survivors.toml").write_text(wrong, encoding="utf-8")
        ran = run("test", path, "--mutate")
        assert 2 == ran.code
        assert "CL209" in ran.err


def test_rules_with_a_failing_scenario_are_not_changed(run: Run, tmp_path: Path) -> None:
    ran = run("test", pack(tmp_path, RULES + BARE.replace("blocked", "open").replace(" [proof]\n", "\n")), "--mutate")
    assert 1 == ran.code
    assert "FAIL" in ran.out
    assert "mutants" not in ran.out
