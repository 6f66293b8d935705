"""What a form at fault leaves to those that speak of it: its own slip is told, and nothing that follows from it."""

import pytest

SHARE = "  value: share where priority\n  when empty: not applicable\n"
SAMPLE = "sample d on Plan\n  every: quarter\n  among: {among}\n  share: 30%\n"
TABLE = "table {name} on Task\n  | priority | result {output}: integer |\n  | yes | 1 |\n  | no | 2 |\n"
SCENARIO = 'scenario "s"\n  given Task T1 {{opened: 2023-01-03}}\n  as of: 2023-02-01\n  expect {expected}\n'

FAULTS = {
    "an aggregate over nothing known": ("RC201", "aggregate r on Plan\n  over: <<Tsk\n" + SHARE),
    "an aggregate on nothing known": ("RC201", "aggregate r on <<Pln\n  over: Task\n" + SHARE),
    "a sample of nothing known that is asked": (
        "RC201",
        SAMPLE.format(among="<<Tsk") + "notice N for each Task\n  when: drawn in d\n",
    ),
    "drawn of nothing known": (
        "RC201",
        SAMPLE.format(among="Task") + "notice N for each <<Tsk\n  when: drawn in d\n",
    ),
    "an unknown result of a table": (
        "RC201",
        TABLE.format(name="x", output="n") + SCENARIO.format(expected="x.<<m(T1) is 1"),
    ),
    "a result of a table at fault": (
        "RC201",
        TABLE.format(name="x", output="n").replace("priority", "<<prioriti") + SCENARIO.format(expected="x.n(T1) is 1"),
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_the_slip_is_told_once(bench, case):
    code, text = FAULTS[case]
    bench.found(code, text)


UNREAD = {
    "a value that cannot be read": "aggregate r on Plan\n  over: Task\n  value: shre where priority\n",
    "a form with another slip": "aggregate r on Plan\n  over: Task\n  value: share where priority\n  valeu: 1\n",
    "rows that cannot be read": "aggregate r on Plan\n  over: Task where\n  value: count\n",
    "an outline of nothing": 'outline\n  clause a "b"\n',
}


@pytest.mark.parametrize("case", UNREAD)
def test_a_line_that_cannot_be_read_is_the_only_fault(bench, case):
    checked = bench(UNREAD[case])
    found = [*bench.parsed, *(d for d in checked.diagnostics if d.severity.value == "error")]
    assert 1 == len(found), [d.line() for d in found]


def test_rows_of_an_entity_whose_reference_cannot_be_read(bench):
    """Which field leads to the unit is not asked where the line with such a field is at fault."""
    checked = bench("entity Well\n  has\n  has depth: integer\naggregate r on Unit\n  over: Well\n  value: count\n")
    found = [*bench.parsed, *(d for d in checked.diagnostics if d.severity.value == "error")]
    assert 1 == len(found), [d.line() for d in found]


READ = {
    "drawn of what is named": SAMPLE.format(among="Unit") + "define y on Task\n  means: territory drawn in d\n",
    "drawn in the period before": SAMPLE.format(among="Task")
    + "define y on Task\n  means: drawn in d for the previous period\n",
    "a score of the period before": "score s on Task\n  every: month\n  start: 10\n  deduct:\n"
    "    - [a] 1 if priority\ndefine low on Task\n  means: s for the previous period less than 9\n",
}


@pytest.mark.parametrize("case", READ)
def test_what_is_right_is_read(bench, case):
    bench.fine(READ[case])


def test_a_sum_with_its_word_behind(bench):
    """In Chinese `合计` may stand on either side of what is added up."""
    host = "记录 拨付\n  属性 paid 又称 “实付”：选填 小数\n"
    first, last = (
        bench.fine(f"{host}汇总 total 针对 事项\n  统计范围：拨付\n  取值：{value}\n", dialect="zh")
        for value in ("合计 实付", "实付 合计")
    )
    assert first.rulebook == last.rulebook
