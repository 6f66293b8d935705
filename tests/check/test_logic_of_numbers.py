"""RC402 to RC405 and RC407 of ladders by conditions, scores, aggregates, samples, rankings and targets."""

import pytest

HOST = "entity Task\n  has n: integer\n  has risk: optional one of low, high\n"
PARAMETER = "parameter p: integer\n  from 2022-01-01: 2\n  from 2024-01-01: 4\n"
LOGIC = {"RC401", "RC402", "RC403", "RC404", "RC405", "RC407", "RC410"}
LADDER = "ladder L for each Task\n"
ONE, TWO, THREE = "  rung 1 -> reminder\n", "  rung 2 -> warning\n", "  rung 3 -> interview\n"
ALL, ANY = "    when all:\n", "    when any:\n"
SCORE = "score s on Task\n  every: year\n  start: 100\n"
GRADES = "  grade top: at least 90\n  grade middle: at least 60, less than 90\n  grade bottom: less than 60\n"
AGGREGATE = "aggregate a on Plan\n  over: {}\n  value: {}\n  when empty: not applicable\n"
SAMPLE = "sample c on Plan\n  every: quarter\n  among: Task{}\n  at least: 5\n"
RANKING = "ranking r on Task\n  every: month\n  ranked by: n\n  order: highest first\n"
TARGET = (
    "series pm on Plan each year: decimal\n"
    "target T for each Plan\n  while: issued before 2023-01-01 and issued after 2023-06-30\n  must: pm at most 40\n"
    "  due: by end of 2025\n"
)

SAID = {
    # -- rungs
    "two words at once": ("RC405", LADDER + ONE + ALL + "      - [a] risk is low\n      - [b] <<risk is high\n"),
    "with one of several": (
        "RC405",
        LADDER + ONE + ALL + "      - [a] n at least 5\n" + ANY + "      - [b] n is 1\n      - [c] <<n is 2\n",
    ),
    "a definition that is false": (
        "RC405",
        "define nope on Task\n  means: false\n" + LADDER + ONE + ALL + "      - [a] <<nope\n",
    ),
    "a condition of a rung": ("RC404", LADDER + ONE + ANY + "      - [a] <<n is 1 and n is 2\n      - [b] n is 3\n"),
    "a condition that always holds": ("RC402", LADDER + ONE + ALL + "      - [a] <<kind is kind\n"),
    "a condition that adds nothing": (
        "RC403",
        LADDER + ONE + ALL + "      - [a] n at least 5\n      - [b] <<n at least 3\n",
    ),
    "an alternative that adds nothing": (
        "RC403",
        LADDER + ONE + ANY + "      - [a] <<n at least 5\n      - [b] n at least 3\n",
    ),
    "a list inside": ("RC403", LADDER + ONE + ALL + "      - [a] n at least 5 and <<n at least 3\n"),
    "a wider rung above": (
        "RC405",
        LADDER + "  rung <<1 -> reminder\n" + ALL + "      - [a] n at least 5\n" + TWO + ALL
        + "      - [b] n at least p\n",
    ),
    "two rungs above together": (
        "RC405",
        LADDER + "  rung <<1 -> reminder\n" + ALL + "      - [a] n at least 1\n" + TWO + ALL
        + "      - [b] n at most 5\n      - [c] n at least 1\n" + THREE + ANY + "      - [d] n at least 5\n",
    ),
    # -- scores
    "a deduction for rows that cannot be": (
        "RC404",
        SCORE + "  deduct:\n    - [x] 1 for each report where <<note is \"a\" and note is \"b\"\n",
    ),
    "a deduction if": ("RC404", SCORE + "  deduct:\n    - [x] 1 if <<n is 1 and n is 2\n"),
    "a deduction that everybody has": ("RC402", SCORE + "  deduct:\n    - [x] 1 if <<kind is kind\n"),
    "a measure that is never above nothing": (
        "RC404",
        SCORE + "  deduct:\n    - [x] 1 for every 1 of <<p - 9\n",
    ),
    "a cap under a condition": (
        "RC404",
        SCORE + "  deduct:\n    - [x] 1 if priority\n  capped:\n    - [y] 60 if <<n is 1 and n is 2\n",
    ),
    "a veto": ("RC404", SCORE + "  deduct:\n    - [x] 60 if priority\n  veto:\n    - <<n is 1 and n is 2\n" + GRADES),
    "a veto that another one covers": (
        "RC403",
        SCORE + "  deduct:\n    - [x] 60 if priority\n  veto:\n    - <<n at least 5\n    - n at least 3\n" + GRADES,
    ),
    # -- grades
    "too low": ("RC407", SCORE + "  deduct:\n    - [x] 30 if priority\n" + GRADES.replace("grade b", "grade <<b")),
    "too high": (
        "RC407",
        SCORE.replace("100", "80") + "  deduct:\n    - [x] 30 if priority\n  add:\n    - [y] 9 if n is 1\n"
        + GRADES.replace("grade t", "grade <<t"),
    ),
    "below a floor": (
        "RC407",
        SCORE + "  deduct:\n    - [x] 1 for each report\n  floor: 60\n" + GRADES.replace("grade b", "grade <<b"),
    ),
    "above a cap by a parameter": (
        "RC407",
        "parameter most: integer\n  from 2022-01-01: 70\n  from 2024-01-01: 89\n"
        + SCORE + "  deduct:\n    - [x] 1 for each report\n  cap: most\n" + GRADES.replace("grade t", "grade <<t"),
    ),
    "no more than so many for a line": (
        "RC407",
        SCORE + "  deduct:\n    - [x] 2 for each report, at most 20\n" + GRADES.replace("grade b", "grade <<b"),
    ),
    "nothing for each": (
        "RC407",
        SCORE + "  deduct:\n    - [x] 0 for each report\n    - [y] 20 if priority\n"
        + GRADES.replace("grade b", "grade <<b"),
    ),
    "a middle one with a veto": (
        "RC407",
        SCORE + "  deduct:\n    - [x] 5 if priority\n  veto:\n    - [no] n is 1\n"
        + GRADES.replace("grade m", "grade <<m"),
    ),
    # -- aggregates
    "rows that cannot be": ("RC404", AGGREGATE.format("Task where <<n is 1 and n is 2", "count")),
    "all rows": ("RC402", AGGREGATE.format("Task where <<kind is kind", "count")),
    "a share of none": ("RC404", AGGREGATE.format("Task", "share where <<n is 1 and n is 2")),
    "a share of none of these": ("RC404", AGGREGATE.format("Task where n is 1", "share where <<n is 2")),
    "a share of all of these": ("RC402", AGGREGATE.format("Task where n at least 5", "share where <<n at least 3")),
    "a count of rows that cannot be": (
        "RC404",
        "notice N for each Task\n  when: <<count of (report r where r.note is \"a\" and r.note is \"b\") at least 1\n",
    ),
    # -- samples, rankings, targets
    "a sample of none": ("RC404", SAMPLE.format(" where <<n is 1 and n is 2")),
    "inspectors nobody can be": (
        "RC404",
        SAMPLE.format("") + "  inspectors: Person where <<name is \"a\" and name is \"b\"\n",
    ),
    "a ranking of nobody": ("RC404", RANKING + "  ranked: <<n is 1 and n is 2\n"),
    "everybody left out": ("RC402", RANKING + "  ranked: n at least 5\n  left out: <<n at least 3\n"),
    "nobody left out": ("RC404", RANKING + "  ranked: n at least 5\n  left out: <<n is 2\n"),
    "nobody can be left out": ("RC404", RANKING + "  left out: <<n is 1 and n is 2\n"),
    "a target that never applies": ("RC404", TARGET.replace("while: ", "while: <<")),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_what_is_said(bench, case):
    """One warning, at its place, and no other of the kind."""
    code, text = SAID[case]
    found = bench.found(code, HOST + PARAMETER + text)
    assert found.message.en
    assert found.message.zh
    checked = bench(HOST + PARAMETER + text)
    assert [code] == [d.code for d in checked.diagnostics if d.code in LOGIC]


LEFT_ALONE = {
    "colours": LADDER + ONE + ALL + "      - [a] n at least 1\n" + TWO + ALL + "      - [b] n at least 3\n",
    "not for every value of a parameter": LADDER + ONE + ALL + "      - [a] n at least 3\n" + TWO + ALL
    + "      - [b] n at least p\n",
    "a green rung": LADDER + ONE + ALL + "      - [a] true\n" + TWO + ALL + "      - [b] n at least p\n",
    "almost covered": LADDER + ONE + ALL + "      - [a] n at least 1\n" + TWO + ALL + "      - [b] n at most 5\n"
    + THREE + ANY + "      - [d] n more than 6\n",
    "rungs that count": "duty D for each Task\n  every: month\n  due: by day 5 of the next period\n"
    "  fulfilled by: report\n  rung 1 -> reminder\n  rung 2 -> warning\n",
    "just reached": SCORE + "  deduct:\n    - [x] 41 if priority\n" + GRADES,
    "just reached from above": SCORE.replace("100", "80") + "  deduct:\n    - [x] 50 if priority\n  add:\n"
    "    - [y] 10 if n is 1\n" + GRADES,
    "a start that is worked out": SCORE.replace("100", "n") + "  deduct:\n    - [x] 1 if priority\n" + GRADES,
    "no start and much to add": "score s on Task\n  every: year\n  add:\n    - [x] 1 for each report\n" + GRADES,
    "a veto gives the lowest": SCORE + "  deduct:\n    - [x] 30 if priority\n  veto:\n    - [no] n is 1\n" + GRADES,
    "held down under a condition": SCORE + "  deduct:\n    - [x] 30 if priority\n  capped:\n"
    "    - [y] 50 if n is 1\n" + GRADES,
    "a parameter without a value": "parameter q: integer\n  from 2022-01-01: repealed\n" + SCORE.replace("100", "q")
    + "  deduct:\n    - [x] 1 if priority\n" + GRADES,
    "a measure that may be above": SCORE + "  deduct:\n    - [x] 1 for every 1 of n - 4\n",
    "every row": AGGREGATE.format("Task", "count"),
    "an average": AGGREGATE.format("Task where priority", "average of n"),
    "a share": AGGREGATE.format("Task where n at least 3", "share where n at least 5"),
    "a sample": SAMPLE.format(""),
    "a ranking": RANKING,
    "a ranking of some": RANKING + "  ranked: priority\n  left out: n is 2\n",
    "a ranking of all but some": RANKING + "  left out: n is 2\n",
}  # fmt: skip


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_what_is_left_alone(bench, case):
    """Nothing is claimed that a ledger could gainsay."""
    checked = bench.fine(HOST + PARAMETER + LEFT_ALONE[case])
    assert [] == [d.line() for d in checked.diagnostics if d.code in LOGIC]


def test_a_rung_that_always_holds_hides_those_below(bench):
    """And is said to decide nothing, unless it is true on purpose."""
    for condition, codes in (("kind is kind", ["RC405", "RC402"]), ("true", ["RC405"])):
        text = LADDER + ONE + ALL + "      - [a] n at least 1\n" + TWO + ALL + f"      - [b] {condition}\n"
        assert codes == [d.code for d in bench.fine(HOST + text).diagnostics if d.code in LOGIC]


def test_a_hidden_rung_points_to_the_one_that_hides_it(bench):
    """Where it is one; several together are not pointed to."""
    one = bench.found("RC405", HOST + PARAMETER + SAID["a wider rung above"][1])
    several = bench.found("RC405", HOST + PARAMETER + SAID["two rungs above together"][1])
    assert ["更高一级在此"] == [note.zh for _, note in one.notes]
    assert () == several.notes


def test_a_rung_of_contradictions_names_the_fewest(bench):
    """And says so in the singular where one is enough."""
    text = LADDER + ONE + ALL + "      - [x] priority\n      - [a] n is 1\n      - [b] <<n is 2\n"
    found = bench.found("RC405", HOST + text)
    assert "[a][b] can never be met together, so nobody ever stands on this rung" == found.message.en
    assert "[a] can never be met, so" in bench.found("RC405", SAID["a definition that is false"][1]).message.en


@pytest.mark.parametrize(
    ("case", "en", "zh"),
    [
        ("too low", "`bottom`: the score is at least 70", "“bottom”：得分不低于70"),
        ("too high", "`top`: the score is at most 89", "“top”：得分不高于89"),
    ],
)
def test_a_grade_that_nobody_can_have_is_told_with_the_bound(bench, case, en, zh):
    """What the score is at most, or at least."""
    found = bench.found("RC407", HOST + PARAMETER + SAID[case][1])
    assert en in found.message.en
    assert zh in found.message.zh
