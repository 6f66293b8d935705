"""What follows from one fault is not told again, and what is told helps."""

from __future__ import annotations

import os

import pytest

from rectcore.check.checker import check
from rectcore.check.zones import zones
from rectcore.diagnostics import Severity
from rectcore.language.pack import read_pack
from rectcore.language.parser import parse
from rectcore.source import Source

RULESET = """# dialect: en
ruleset R "r" / "规"
  in force: from 2023-01-01
  source S: "s" / "文"
  if due on a holiday: same day
"""
NAMES = '# dialect: en\nparameter p also "数"{zwsp}: integer\n  cite: S "1" / "一"\n  from 2023-01-01: 1\n'
USES = '# dialect: en\ndefine x on Task\n  cite: S "1" / "一"\n  means: count of report at least p and nothing is p\n'


def told(path):
    pack = read_pack(path)
    found = [*pack.all_diagnostics, *check([p.file for p in pack.files]).diagnostics]
    return [d.code for d in found if d.severity is not Severity.INFO]


def pack(at, **files):
    for name, text in {"ruleset": RULESET, "uses": USES, **files}.items():
        data = text if isinstance(text, bytes) else text.encode()
        (at / f"{name}.rules").write_bytes(data)
    return at


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (NAMES.format(zwsp="").encode("utf-16"), "RC100"),
        (b'{"format": "rectcore.ledger/1"}', "RC108"),
        (b"", "RC104"),
        (b"some words", "RC104"),
        (NAMES.format(zwsp="").replace("parameter p also", "parameter also").encode(), "RC105"),
        (NAMES.format(zwsp="").replace("parameter p", "nonsense\nparameter q").encode(), "RC107"),
    ],
)
def test_a_file_that_was_not_read_hides_the_names_it_may_declare(tmp_path, data, code):
    assert [code] == told(pack(tmp_path, names=data))


def test_a_link_that_leads_nowhere_is_a_file_that_was_not_read(tmp_path):
    os.symlink(tmp_path / "nothing", pack(tmp_path) / "names.rules")  # noqa: PTH211
    assert ["RC004"] == told(tmp_path)


def test_a_file_that_is_used_and_missing_hides_its_names(tmp_path):
    pack(tmp_path, uses=USES + 'use "ruleset.rules"\nuse "namse.rules"\n')
    assert ["RC003"] == told(tmp_path / "uses.rules")


def test_a_file_of_a_pack_alone_lacks_its_rule_set_and_says_no_more(tmp_path):
    assert ["RC222"] == told(pack(tmp_path) / "uses.rules")


def test_an_unreadable_file_does_not_make_a_rulebook(tmp_path):
    files = [p.file for p in read_pack(pack(tmp_path, names=b"\xff")).files]
    assert check(files).rulebook is None


@pytest.mark.parametrize("place", ["parameter rep\u200bort_day", "parameter \u200breport_day"])
def test_a_name_torn_by_an_invisible_character_is_known(bench, place):
    checked = bench(
        f"{place}: integer\n  from 2023-01-01: 1\ndefine x on Task\n  means: count of report is report_day\n"
    )
    assert ["RC103"] == [d.code for d in bench.parsed]
    assert [] == [d.code for d in checked.diagnostics if d.severity is Severity.ERROR]


def test_a_word_with_an_invisible_character_is_not_told_twice(bench):
    checked = bench("define x on Task\n  means: dead\u200blinee before as of\n")
    assert ["RC103"] == [d.code for d in bench.parsed]
    assert [] == [d.code for d in checked.diagnostics if d.severity is Severity.ERROR]


def test_an_unknown_word_is_told_once_with_its_other_places(bench):
    uses = "".join(f"define x{i} on Task\n  means: {'' if i else '<<'}nothing is priority\n" for i in range(6))
    assert 3 == len(bench.found("RC201", uses).notes)


def test_a_rule_at_fault_and_a_scenario_at_fault_ask_for_no_scenario(bench):
    rule = 'gate {} on Task.closure\n  cite: S "1" / "一"\n  only if all:\n    - [a] {}\n'
    scenario = 'scenario "s" / "景"\n  given Task T1\n  as of: 2023-05-01\n  expect {}(T1) is open\n'
    sound = rule.format("G", "priority")

    def codes(text):
        return [d.code for d in bench(text).diagnostics if d.severity is not Severity.INFO]

    assert ["RC502"] == codes(sound)
    assert ["RC201"] == codes(rule.format("G", "prioritee"))
    assert ["RC201"] == codes(sound + scenario.format("GG"))
    assert ["RC504"] == codes(sound + scenario.format("G"))
    blocked = scenario.format("G").replace("T1\n", "T1 {priority: no}\n").replace("open", "blocked")
    assert [] == codes(sound + scenario.format("G") + blocked)


# -- hints -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("Asia/Shanghia", '"Asia/Shanghai"'),
        ("Shanghai", '"Asia/Shanghai"'),
        ("shanghai", '"Asia/Shanghai"'),
        ("nowhere at all", None),
    ],
)
def test_the_time_zone_of_a_rule_set(bench, written, fix):
    text = bench.head["en"].replace('"Asia/Shanghai"', f'<<"{written}"')
    found = bench.found("RC314", text, head=False)
    assert fix == (found.fix.text if found.fix else None)
    assert len(zones()) > 500


@pytest.mark.parametrize(
    ("dialect", "text", "fix"),
    [
        ("en", "duty D for each closure\n  due: <<deadline\n  fulfilled by: disclosure\n", "task.deadline"),
        ("zh", "时限要求 D 逐一适用于 销号\n  完成时限：<<办结期限\n  完成标志：公开\n", "所属事项.办结期限"),
        ("en", "duty D for each closure\n  due: <<zzzzz\n  fulfilled by: disclosure\n", None),
        ("zh", "提示事项 N 逐一适用于 事项\n  触发情形：<<牵头部门 为 已知\n", "牵头单位"),
        ("en", "define x on Task\n  means: deadline before <<today\n", "as of"),
        ("zh", "定义 x 针对 事项\n  是指：办结期限 早于 <<今天\n", "基准日"),
        ("en", "parameter p: <<intger\n  from 2023-01-01: 1\n", "integer"),
        ("zh", "参数 p：<<百分此\n  自2023-01-01：1%\n", "百分比"),
    ],
)
def test_what_is_offered_for_an_unknown_name(bench, dialect, text, fix):
    found = bench.found("RC201", text, dialect=dialect)
    assert fix == (found.fix.text if found.fix else None)


@pytest.mark.parametrize(("number", "fix"), [("50", "50%"), ("0.2", "20%"), ("1", "1%")])
def test_a_share_is_offered_as_the_percent_it_probably_is(bench, number, fix):
    assert fix == bench.found("RC214", f"parameter p: percent\n  from 2023-01-01: <<{number}\n").fix.text


def test_how_a_value_is_written(bench):
    assert "`35%`" in bench.found("RC211", "parameter p: percent\n  from 2023-01-01: <<thirty\n").hint.en


# -- years -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["2021", "2021年"])
def test_a_year_in_digits_is_a_period_where_one_is_wanted(bench, year):
    own = f"define a on Task\n  means: exists report r where r.covers is {year}\n"
    own += f"define b on Task\n  means: opened within {year}\nparameter p: period\n  from 2023-01-01: {year}\n"
    own += 'scenario "s" / "景"\n  given Task T1\n  as of: 2023-05-01\n'
    own += f"  given report R {{covers: {year}, on: 2023-05-01}}\n"
    book = bench.fine(own).rulebook
    assert book == bench.fine(own.replace(year, "2021年")).rulebook


def test_a_number_that_is_no_year_stays_one(bench):
    bench.found("RC211", "define a on Task\n  means: opened within <<99\n")


# -- ends of lines ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line_is_one(end):
    text = RULESET + "define x on Task # note\n  means: dedline before as of\n"
    parsed = parse(Source("t", text.replace("\n", end)))
    (found,) = [d for d in check([parsed.file]).diagnostics if d.code == "RC201"]
    assert ((), "t:7:10", "  means: dedline before as of") == (
        parsed.diagnostics,
        found.where,
        found.span.source.line(7),
    )
