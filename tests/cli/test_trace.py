"""`rectcore trace`."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import RULES, Run

OUTLINE = """
outline SM
  clause A12 "two people sign" / "两人签字"
  clause A9 "monthly report" / "每月填报"
  clause A3 "deadlines" / "期限"
  clause A15 "missed reports" / "未按期填报"
  clause A1 "aims" / "目的", narrative "asks for nothing" / "没有要求"
"""
CITING = RULES
for _place, _id in (("art 12", "A12"), ("art 9", "A9"), ("art 15", "A15"), ("art 3", "A3")):
    CITING = CITING.replace(f'SM "{_place}"', f'SM {_id} "{_place}"')


def pack(folder: Path, text: str) -> Path:
    path = folder / "demo.rules"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_clause_stands_with_its_places_and_the_last_line_counts(run: Run, tmp_path: Path) -> None:
    ran = run("trace", pack(tmp_path, CITING + OUTLINE))
    assert 0 == ran.code
    lines = ran.out.splitlines()
    assert "gate CLOSE" in next(line for line in lines if line.startswith("A12 "))
    assert "narrative: asks for nothing" in next(line for line in lines if line.startswith("A1 "))
    assert lines[-1].startswith("5 of 5 clauses placed: 1 narrative, 4 carried out")


def test_it_speaks_chinese(run: Run, tmp_path: Path) -> None:
    ran = run("trace", pack(tmp_path, CITING + OUTLINE), "--lang", "zh")
    assert "叙述性内容：没有要求" in ran.out
    assert "5 个条款已落实 5 个" in ran.out


def test_a_clause_that_nothing_cites_exits_1(run: Run, tmp_path: Path) -> None:
    more = '  clause A99 "signs" / "标识"\n'
    for language, nowhere in (("en", "(nowhere)"), ("zh", "（未落实）")):
        ran = run("trace", pack(tmp_path, CITING + OUTLINE + more), "--lang", language)
        assert 1 == ran.code
        assert nowhere in ran.out


def test_a_rule_that_cites_no_clause_is_named_and_exits_1(run: Run, tmp_path: Path) -> None:
    path = pack(
        tmp_path,
        CITING.replace("SM A12 ", "SM ") + OUTLINE.replace('  clause A12 "two people sign" / "两人签字"\n', ""),
    )
    english, chinese = run("trace", path), run("trace", path, "--lang", "zh")
    assert (1, 1) == (english.code, chinese.code)
    assert "cites no clause: gate CLOSE" in english.out
    assert "没有引用任何条款的：前置条件 CLOSE" in chinese.out


def test_rules_without_an_outline_exit_1(run: Run, tmp_path: Path) -> None:
    for language, words in (("en", "nothing to trace"), ("zh", "无从对照")):
        ran = run("trace", pack(tmp_path, RULES), "--lang", language)
        assert 1 == ran.code
        assert words in ran.out


def test_json_has_the_whole_of_it(run: Run, tmp_path: Path) -> None:
    document = json.loads(run("trace", pack(tmp_path, CITING + OUTLINE), "--format", "json").out)
    assert "rectcore.trace/1" == document["format"]
    assert {"clauses": 5, "placed": 5, "narrative": 1} == {
        k: document["totals"][k] for k in ("clauses", "placed", "narrative")
    }
    gate = next(c for c in document["clauses"] if c["clause"] == "A12")
    assert [{"kind": "gates", "id": "CLOSE"}] == gate["places"]
    assert {"en": "two people sign", "zh": "两人签字"} == gate["title"]


def test_numbers_are_named_by_what_they_are(run: Run, tmp_path: Path) -> None:
    text = """
series pm25 on Plan each year: decimal
  cite: SM A9

aggregate reports on Task
  cite: SM A9
  over: report
  value: count

sample checks on Plan
  cite: SM A9
  every: quarter
  among: Task
  share: 30%
"""
    ran = run("trace", pack(tmp_path, CITING + OUTLINE + text), "--lang", "zh")
    assert "指标 pm25" in ran.out
    assert "汇总 reports" in ran.out
    assert "抽样 checks" in ran.out
