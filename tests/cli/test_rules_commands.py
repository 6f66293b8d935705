"""`rectcore check`, `fmt` and `test`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import FAILING, RULES, Run

MESSY = RULES.replace("  while: status is open", "  while:   status  is   open")
BROKEN = RULES.replace("while:", "whlie:", 1)


def put(pack: Path, text: str, name: str = "demo.rules") -> Path:
    path = pack / name
    path.write_text(text, encoding="utf-8")
    return path


# -- check --------------------------------------------------------------------------------------------------------


def test_check_counts_what_it_found(run: Run, pack: Path) -> None:
    ran = run("check", pack)
    assert 0 == ran.code
    assert ran.out.endswith("in 1 file\n")
    assert "RC502" in ran.err


def test_check_counts_files_that_could_not_be_read(run: Run, pack: Path) -> None:
    (pack / "gb.rules").write_bytes("规则集 X".encode("gb18030"))
    (pack / "utf16.rules").write_bytes("规则集 X".encode("utf-16"))
    assert run("check", pack).out.startswith("2 errors")
    assert run("check", pack).out.endswith(" in 3 files\n")
    assert "1 个文件中有 1 个错误\n" == run("check", pack / "gb.rules", "--lang", "zh").out


def test_check_counts_no_files_where_there_are_none(run: Run, tmp_path: Path) -> None:
    assert "1 error\n" == run("check", tmp_path / "nowhere").out
    assert "1 个错误\n" == run("check", tmp_path, "--lang", "zh").out


def test_check_shows_place_line_and_mark_and_exits_2(run: Run, pack: Path) -> None:
    put(pack, BROKEN)
    ran = run("check", pack)
    assert 2 == ran.code
    assert "error" in ran.out
    assert "demo.rules:18:3: error RC110" in ran.err
    assert "whlie" in ran.err
    assert "^^^^^" in ran.err


def test_check_speaks_the_language_of_the_file(run: Run, pack: Path) -> None:
    put(pack, run("fmt", pack, "--to", "zh").out.replace("适用条件", "适用条年"))
    ran = run("check", pack)
    assert 2 == ran.code
    assert "1 个文件中有" in ran.out
    assert "错误" in ran.err
    assert "error" in run("check", pack, "--lang", "en").err


# -- fmt ----------------------------------------------------------------------------------------------------------


def test_fmt_writes_only_what_changes_and_names_it(run: Run, pack: Path) -> None:
    path = put(pack, MESSY)
    ran = run("fmt", pack)
    assert (0, f"{path}\n") == (ran.code, ran.out)
    assert RULES == path.read_text(encoding="utf-8")
    assert (0, "") == (run("fmt", pack).code, run("fmt", pack).out)
    assert [path] == list(pack.iterdir())


def test_fmt_check_writes_nothing(run: Run, pack: Path) -> None:
    path = put(pack, MESSY)
    ran = run("fmt", pack, "--check")
    assert (1, f"{path}\n") == (ran.code, ran.out)
    assert MESSY == path.read_text(encoding="utf-8")
    put(pack, RULES)
    assert 0 == run("fmt", pack, "--check").code


def test_fmt_leaves_a_broken_file_alone_and_does_the_others(run: Run, pack: Path) -> None:
    other = put(pack, '# dialect: en\nscenario   "x"\n  as of: 2023-01-01\n', "other.rules")
    path = put(pack, BROKEN)
    ran = run("fmt", pack)
    assert 2 == ran.code
    assert f"{other}\n" == ran.out
    assert "RC110" in ran.err
    assert BROKEN == path.read_text(encoding="utf-8")


def test_fmt_to_chinese_and_back_is_the_same_text(run: Run, pack: Path, tmp_path: Path) -> None:
    assert 0 == run("fmt", pack, "--to", "zh", "-o", tmp_path / "zh").code
    back = run("fmt", tmp_path / "zh", "--to", "en")
    assert (0, RULES, "") == (back.code, back.out, back.err)


def test_fmt_lists_texts_that_lack_their_other_half(run: Run, pack: Path) -> None:
    put(pack, RULES.replace(' / "每月填报"', ""))
    ran = run("fmt", pack, "--to", "zh")
    assert 0 == ran.code
    assert "RC607" in ran.err
    assert "Monthly report" in ran.out


def test_fmt_lists_names_that_have_none_in_that_language(run: Run, pack: Path) -> None:
    put(pack, RULES + "\nparameter near: days\n  from 2023-01-01: 3\n")
    put(pack, '# dialect: en\ndefine far also "远" on Task\n  means: priority\n', "more.rules")
    ran = run("fmt", pack, "--to", "zh")
    assert 0 == ran.code
    assert 1 == ran.err.count("RC602")
    assert "`near` has no Chinese name" in ran.err
    assert "" == run("fmt", pack, "--to", "en").err


def test_fmt_holds_a_translation_against_a_folder(run: Run, pack: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin"
    assert 1 == run("fmt", pack, "--to", "zh", "--check", "-o", twin).code
    assert not twin.exists()
    run("fmt", pack, "--to", "zh", "-o", twin)
    assert 0 == run("fmt", pack, "--to", "zh", "--check", "-o", twin).code
    assert "CL208" in run("fmt", pack, "--to", "zh", "--check").err


def test_fmt_does_not_translate_rules_with_errors(run: Run, pack: Path) -> None:
    put(pack, RULES.replace("is open", "is opne"))
    ran = run("fmt", pack, "--to", "zh")
    assert (2, "") == (ran.code, ran.out)
    assert "opne" in ran.err


def test_fmt_that_cannot_write_says_so(run: Run, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = run("fmt", pack, "-o", tmp_path / "file")
    assert 2 == ran.code
    assert "CL206" in ran.err


def test_fmt_of_one_file_leaves_what_it_uses_alone(run: Run, pack: Path) -> None:
    used = put(pack, MESSY, "used.rules")
    path = put(pack, '# dialect: en\nuse   "used.rules"\n')
    assert f"{path}\n" == run("fmt", path).out
    assert MESSY == used.read_text(encoding="utf-8")


def test_fmt_of_a_part_of_a_pack_needs_no_rule_set(run: Run, pack: Path) -> None:
    path = put(pack, FAILING.replace("  as of", "  as   of").replace("\n", "# dialect: en\n", 1), "part.rules")
    ran = run("fmt", path)
    assert (0, f"{path}\n", "") == (ran.code, ran.out, ran.err)


def test_fmt_names_a_file_it_cannot_read(run: Run, pack: Path) -> None:
    (pack / "other.rules").write_bytes("# 方言：zh\n规则".encode("gb18030"))
    ran = run("fmt", pack, "--check")
    assert 2 == ran.code
    assert "RC100" in ran.err


# -- test ---------------------------------------------------------------------------------------------------------


def test_scenarios_that_pass(run: Run, pack: Path) -> None:
    ran = run("test", pack)
    assert (0, "pass  nobody signed\n1 scenario, 1 passed, 0 failed\n") == (ran.code, ran.out)


def test_a_scenario_that_fails_says_where_and_what_was_found(run: Run, pack: Path) -> None:
    path = put(pack, RULES + FAILING)
    ran = run("test", pack)
    assert 1 == ran.code
    assert "FAIL  hoped for" in ran.out
    assert f"{path}:{(RULES + FAILING).count(chr(10))}: PROGRESS(T1) is interview; found warning" in ran.out
    assert "未通过  落空" in run("test", pack, "--lang", "zh").out


def test_scenarios_as_json(run: Run, pack: Path) -> None:
    put(pack, RULES + FAILING)
    ran = run("test", pack, "--format", "json")
    found = json.loads(ran.out)
    assert (1, "rectcore.test/1", {"all": 2, "passed": 1, "failed": 1}) == (ran.code, found["format"], found["totals"])
    assert [False] == [e["met"] for s in found["scenarios"] if not s["passed"] for e in s["expectations"]]


@pytest.mark.parametrize("command", ["test", "fmt"])
def test_broken_rules_are_told(run: Run, pack: Path, command: str) -> None:
    put(pack, BROKEN)
    ran = run(command, pack)
    assert 2 == ran.code
    assert "RC110" in ran.err


GATE_FAILS = """
scenario "hoped to be open" / "以为可以办理"
  given Task T1 {opened: 2023-04-01}
  as of: 2023-06-06
  expect CLOSE(T1) is open
"""


def test_a_gate_that_is_blocked_is_told_with_its_labels_in_both_languages(run: Run, pack: Path) -> None:
    put(pack, RULES + GATE_FAILS)
    assert "CLOSE(T1) is open; found blocked [dual]" in run("test", pack).out
    out = run("test", pack, "--lang", "zh").out
    assert "未通过  以为可以办理" in out
    assert "写的是 CLOSE(T1) is open，得到 不予办理 [dual]" in out
    assert "2 个情景，通过 1 个，未通过 1 个" in out


def test_check_says_what_a_day_makes_stale(run: Run, pack: Path) -> None:
    put(pack, RULES + "\nparameter near: days\n  from 2023-01-01: 3\n  review by: 2024-03-31\n")
    assert "RC503" not in run("check", pack).err
    ran = run("check", pack, "--as-of", "2024-04-01")
    assert 0 == ran.code
    assert "warning RC503" in ran.err


def test_check_shows_what_rules_cost(run: Run, pack: Path) -> None:
    lines = run("check", pack, "--cost").out.splitlines()
    assert lines[-1].endswith("in 1 file")
    assert len(lines) > 1
    put(pack, BROKEN)
    assert 1 == len(run("check", pack, "--cost").out.splitlines())


# -- tree ---------------------------------------------------------------------------------------------------------


def test_tree_shows_a_rule_with_its_exceptions(run: Run, pack: Path) -> None:
    own = 'exception OLD "Old ones" / "旧件" overrides MONTHLY\n  applies when: priority\n  effect: excused\n'
    put(pack, RULES + own)
    ran = run("tree", "MONTHLY", "--rules", pack)
    assert (0, "") == (ran.code, ran.err)
    assert "MONTHLY  Monthly report  (Supervision measures, art 9)\n└─ OLD  Old ones\n" in ran.out
    assert "旧件" in run("tree", "OLD", "--rules", pack, "--lang", "zh").out
    assert 2 == run("tree", "MONTHLEY", "--rules", pack).code


def test_check_lists_names_of_one_language(run: Run, pack: Path) -> None:
    put(pack, RULES + "\nparameter near: days\n  from 2023-01-01: 3\n")
    assert "RC602" not in run("check", pack).err
    ran = run("check", pack, "--texts")
    assert 0 == ran.code
    assert "info RC602: `near` has no Chinese name" in ran.err
    put(pack, BROKEN)
    assert "RC602" not in run("check", pack, "--texts").err


def test_check_says_where_rules_look_back_before_a_ledger_begins(run: Run, pack: Path, tmp_path: Path) -> None:
    put(pack, RULES + "\ndefine lately on Task\n  means: exists report r where r.on within the last 10 months\n")
    rows = '"units": [{"id": "u"}], "tasks": [{"id": "T1", "opened": "2023-04-01"}], "events": []}'
    head = '{"format": "rectcore.ledger/1", "id": "l", "timezone": "Asia/Shanghai", "through": "2023-12-31", '
    ledger = tmp_path / "ledger.json"
    ledger.write_text(head + rows, encoding="utf-8")
    ran = run("check", pack, "--ledger", ledger)
    assert 0 == ran.code
    assert "info RC315: on 2023-12-31 this reaches back before the first day the ledger knows of, 2023-04-01" in ran.err
    assert "RC315" not in run("check", pack, "--ledger", ledger, "--as-of", "2024-02-01").err
    ledger.write_text(head + rows.replace("[]}", '[{"id": "e1"}]}'), encoding="utf-8")
    ran = run("check", pack, "--ledger", ledger)
    assert 2 == ran.code
    assert "LG" in ran.err
    assert "RC315" in ran.err
