"""The shipped packs: checked, in canonical form, twins equal, every scenario met, and every slip named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import rectcore
from rectcore.diagnostics import Severity

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
PACKS = ["siping-2023", "siping-2023-en"]
ALL = [*PACKS, "practice-zh"]


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_pack_has_nothing_wrong(name: str):
    """No error and no warning: every rule cites a clause and has a scenario."""
    assert [] == [d.line("en") for d in rectcore.load(RULES / name).diagnostics]


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_pack_is_in_canonical_form(name: str):
    """Printing a file in its own dialect changes nothing."""
    for file, text in rectcore.load(RULES / name).print():
        assert Path(file).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ALL)
def test_every_scenario_of_a_shipped_pack_is_met(name: str):
    """Rules and scenarios agree."""
    results = rectcore.load(RULES / name).test()
    assert len(results) > 30
    assert [] == [r.scenario.title.en for r in results if not r.passed]


def test_the_english_twin_is_the_chinese_pack_printed():
    """The twin is made by printing, means the same, and has the same digest."""
    zh, en = (rectcore.load(RULES / name) for name in PACKS)
    assert zh.rulebook == en.rulebook
    assert zh.rulebook.sha256 == en.rulebook.sha256
    for file, text in zh.print("en"):
        assert (RULES / "siping-2023-en" / Path(file).name).read_text(encoding="utf-8") == text
    for file, text in en.print("zh"):
        assert (RULES / "siping-2023" / Path(file).name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", PACKS)
def test_a_rule_fits_on_a_screen(name: str):
    """No form has more than twenty-four lines."""
    for path in sorted((RULES / name).glob("*.rules")):
        if path.name == "outline.rules":  # a list to look things up in
            continue
        forms = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        assert max(len(form.splitlines()) for form in forms) <= 24, path.name


def test_a_practice_takes_at_most_ten_lines_under_its_heading():
    """Read at a glance: ten lines, without the comments above; lists of facts and clauses and scenarios are no rules."""
    for path in sorted((RULES / "practice-zh").glob("*.rules")):
        if path.name.startswith(("outline", "vocabulary", "scenarios")):
            continue
        for form in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            lines = [line for line in form.splitlines() if not line.startswith("#")]
            assert len(lines) <= 11, form


def test_every_practice_named_is_said():
    """Each clause of the outline has a rule, with a scenario in which it bites and one in which it does not."""
    book = rectcore.load(RULES / "practice-zh").rulebook
    outline = (RULES / "practice-zh" / "outline.rules").read_text(encoding="utf-8")
    named = set(re.findall(r"条款 (P\d\d)", outline))
    rules = "".join(p.read_text(encoding="utf-8") for p in (RULES / "practice-zh").glob("*.rules"))
    assert named == set(re.findall(r"PRACTICE (P\d\d)", rules))
    assert len(named) > 30
    assert len(book.scenarios) > 100


@pytest.mark.parametrize("name", ALL)
def test_every_gate_label_is_seen_open_and_blocking(name: str):
    """For each label of a gate a scenario in which it blocks, and one in which the gate opens."""
    book = rectcore.load(RULES / name).rulebook
    expects = [e for s in book.scenarios for e in s.expects if e.what == "gate"]
    for gate in book.gates:
        mine = [e for e in expects if e.rule == gate.id]
        assert any(e.result == "open" for e in mine), gate.id
        for condition in gate.labels:
            assert any(condition.label in (e.labels or ()) for e in mine), condition.label


@pytest.mark.parametrize("name", ALL)
def test_every_rung_is_reached_in_a_scenario(name: str):
    """Each measure of each ladder is expected somewhere."""
    book = rectcore.load(RULES / name).rulebook
    expects = {(e.rule, e.result) for s in book.scenarios for e in s.expects if not e.negated}
    for ladder in book.ladders:
        for step in ladder.steps:
            assert (ladder.id, step.act.measure) in expects, ladder.id


def test_every_number_the_plan_does_not_give_is_a_parameter():
    """Outside parameters and scenarios a rule holds the plan's own numbers, `rung after 1 day`, `at least 1`, 0, 100 %."""
    targets = {"2025", "29", "90", "2", "60", "0", "95", "72.3", "30"}
    headers = ("duty", "standing", "gate", "notice", "ladder", "define", "target", "series", "judgement")
    for path in sorted((RULES / "siping-2023-en").glob("*.rules")):
        if path.name.startswith(("scenarios", "parameters", "ruleset", "outline")):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.lstrip().startswith(("cite:", "#", *headers)):
                continue
            numbers = re.findall(r"\b\d[\d.-]*", line.split(" / ")[0])
            own = {"2023-10", "2025", "30", "160", "0"} | (targets if path.name == "indicators.rules" else set())
            own |= {"1"} if re.search("rung after 1 day|at least 1\\b|- 1 day", line) else set()
            own |= {"100", "80", "60", "1"} if path.name == "score.rules" else set()  # start and grades of our own
            own |= {"100"} if "progress at least 100%" in line else set()
            assert set(numbers) <= own, line


# fmt: off
# ruff: noqa: E501 - a table of slips
# Each slip: what is looked for in a file, and what is put in its place; a file is broken wherever it has the text.
SLIPS = {
    "a header word": [("时限要求 ", "时限要球 "), ("持续要求 ", "持续要球 "), ("前置条件 ", "前置条牛 "), ("提示事项 ", "提示事顶 ")],
    "a key": [("适用条件：", "适用条牛："), ("完成标志：", "完成标质："), ("须全部满足：", "须全部满族："), ("是指：", "是旨：")],
    "a field": [("整改目标 为", "整改目彪 为"), ("现行期限 早于", "现行期线 早于"), ("a.发生日 不晚于", "a.发生目 不晚于")],
    "a value": [("状态 为 在办", "状态 为 再办"), ("结论 为 通过", "结论 为 通国")],
    "a measure": [("次起 预警", "次起 预惊"), ("应采取：提醒", "应采取：提星"), ("应采取：表扬", "应采取：表阳")],
    "an unclosed quotation": [("逐一建档立卡” /", "逐一建档立卡 /"), ("按月调度” /", "按月调度 /")],
    "a word of the other dialect": [("适用条件：", "while："), ("情况不明时：", "when unknown：")],
    "a wrong date": [("自 2023-04-03：5", "自 2023-02-29：5"), ("自2023-04-03", "自2023-13-01")],
    "an ambiguous day": [("下期 填报截止日 日截止", "5日前"), ("2023年10月底截止", "10月底前")],
    "an invisible character": [("状态 为", "状\u200b态 为"), ("是指：", "是指：\u202e")],
    "a ladder that is not there": [("未达要求转入：PROGRESS", "未达要求转入：PROGRES")],
    "a source that is not there": [("依据：PLAN ", "依据：PLANE ")],
}
# fmt: on


def slips() -> list[tuple[str, str, str, str]]:
    found = []
    for what, pairs in SLIPS.items():
        for path in sorted((RULES / "siping-2023").glob("*.rules")):
            text = path.read_text(encoding="utf-8")
            found += [(what, path.name, old, new) for old, new in pairs if old in text]
    return found


@pytest.mark.parametrize(("what", "file", "old", "new"), slips())
def test_one_slip_is_one_error_at_its_line(what: str, file: str, old: str, new: str, tmp_path: Path):
    """A broken pack says once what is wrong, in Chinese, on the line of the slip; the rest is still understood."""
    pack = tmp_path / "pack"
    shutil.copytree(RULES / "siping-2023", pack)
    text = (pack / file).read_text(encoding="utf-8")
    (pack / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    policy = rectcore.load(pack)
    errors = [d for d in policy.diagnostics if d.severity is Severity.ERROR]
    assert [(file, line)] == [(Path(d.where.split(":")[0]).name, int(d.where.split(":")[1])) for d in errors], [
        d.line() for d in errors
    ]
    assert errors[0].language == "zh"
    assert errors[0].message.zh
    assert not policy.ok


HEAD = '# dialect: en\nruleset R "Rules" / "规则"\n  in force: from 2023-01-01\n  source S: "Source" / "文件"\n'
NAMED = 'define late on Task\n  cite: S "1" / "一"\n  means: deadline before as of\n'


def test_20_38_a_pack_is_the_rule_files_directly_in_a_folder(tmp_path: Path):
    """Files in folders below, and files with another ending, are not read."""
    (tmp_path / "below").mkdir()
    (tmp_path / "a.rules").write_text(HEAD, encoding="utf-8")
    (tmp_path / "b.rules").write_text("# dialect: en\n" + NAMED, encoding="utf-8")
    (tmp_path / "below" / "c.rules").write_text("not rules", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not rules", encoding="utf-8")
    assert ["late"] == [d.name.id for d in rectcore.load(tmp_path).rulebook.definitions]


def test_20_38_a_file_alone_brings_in_what_it_uses_from_its_folder_and_nothing_else(tmp_path: Path):
    """`use` names a file of the same folder; other files of the folder stay out, and a path is no name."""
    (tmp_path / "a.rules").write_text(HEAD + 'use "b.rules"\n', encoding="utf-8")
    (tmp_path / "b.rules").write_text("# dialect: en\n" + NAMED, encoding="utf-8")
    (tmp_path / "c.rules").write_text("# dialect: en\n" + NAMED.replace("late", "later"), encoding="utf-8")
    assert ["late"] == [d.name.id for d in rectcore.load(tmp_path / "a.rules").rulebook.definitions]
    (tmp_path / "a.rules").write_text(HEAD + 'use "../b.rules"\n', encoding="utf-8")
    assert ["RC003"] == [d.code for d in rectcore.load(tmp_path / "a.rules").diagnostics]


def test_20_38_the_digest_is_taken_without_dialect_comments_and_positions(tmp_path: Path):
    """Comments, blank lines and the order of files change nothing; a number does."""
    text = HEAD + NAMED
    digest = rectcore.load_text(text).rulebook.sha256
    assert (
        digest == rectcore.load_text("# dialect: en\n# said\n\n" + text.removeprefix("# dialect: en\n")).rulebook.sha256
    )
    assert digest == rectcore.load_text(dict(rectcore.load_text(text, "x").print("zh"))["x"]).rulebook.sha256
    assert digest != rectcore.load_text(text.replace("before as of", "after as of")).rulebook.sha256
