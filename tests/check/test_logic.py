"""RC220, RC224, RC401 to RC405, RC410: what is said of conditions, and what is rightly left alone."""

import pytest

from rectcore.check.logic.formula import TRUE, given

GATE = "gate G on Task.closure\n  only if all:\n"
HOST = "entity Task\n  has n: integer\n  has risk: optional one of low, high\n  has flag: optional yes/no\n"
PARAMETER = "parameter p: integer\n  from 2022-01-01: 2\n  from 2024-01-01: 4\n"
MONTHLY = "duty D for each Task\n  every: month\n  due: by day 5 of the next period\n  fulfilled by: report\n"
ONCE = "duty D for each Task\n  due: deadline\n  fulfilled by: completion\n"
SHARE = "aggregate r on Plan\n  over: Task\n  value: share where priority\n  when empty: not applicable\n"
LOGIC = {"RC220", "RC224", "RC304", "RC307", "RC401", "RC402", "RC403", "RC404", "RC405", "RC410", "RC603", "RC604"}

SAID = {
    # -- conditions that never hold
    "two words at once": ("RC401", GATE + "    - [a] risk is low\n    - [b] risk is high\n"),
    "a range that is empty": ("RC401", GATE + "    - [a] n more than 3 and n less than 4\n"),
    "with an alternative that cannot be": (
        "RC401",
        GATE + "    - [a] n at least 5\n  only if any:\n    - [b] n at most 1\n    - [c] n is 2\n",
    ),
    "for every value of a parameter": ("RC401", GATE + "    - [a] n at most 1\n    - [b] n at least p\n"),
    "days of one stretch": (
        "RC401",
        GATE + "    - [a] deadline within the last 10 days\n    - [b] deadline before as of - 30 days\n",
    ),
    "a day in two months": ("RC401", GATE + "    - [a] deadline within 2023-05 and deadline within 2023-06\n"),
    "through a definition": (
        "RC401",
        "define overdue on Task\n  means: deadline before as of\n"
        + GATE
        + "    - [a] overdue\n    - [b] deadline after as of\n",
    ),
    "rows that cannot be": ("RC401", GATE + "    - [a] exists report r where r.progress is 5% and r.progress is 6%\n"),
    "more rows than there are": ("RC401", GATE + "    - [a] no evidence\n    - [b] count of evidence at least 2\n"),
    "a notice": ("RC404", "notice N for each Task\n  when: n is 1 and n is 2\n"),
    "while and when": ("RC404", "notice N for each Task\n  while: n is 1\n  when: n is 2\n"),
    "a while": ("RC404", "standing S for each Task\n  while: n is 1 and n is 2\n  must: priority\n"),
    "a while of a notice": ("RC404", "notice N for each Task\n  while: n is 1 and n is 2\n  when: priority\n"),
    "an alternative": ("RC404", "notice N for each Task\n  when: priority or (n is 1 and n is 2)\n"),
    "an exception": (
        "RC404",
        ONCE + "exception E overrides D\n  applies when: n is 1 and n is 2\n  effect: excused\n",
    ),
    "a definition": ("RC404", "define x on Task\n  means: n is 1 and n is 2\n"),
    "a standing nobody can keep": ("RC410", "standing S for each Task\n  while: n is 1\n  must: n is 2\n"),
    "a correction": ("RC410", "duty D for each Task\n  due: deadline\n  fulfilled by: correction\n"),
    "whatever many parameters": (
        "RC401",
        "".join(
            f"parameter q{i}: integer\n" + "".join(f"  from 202{y}-01-01: {y}\n" for y in range(3)) for i in range(4)
        )
        + GATE
        + "    - [a] n at least q0 + q1 + q2 + q3 and risk is low\n    - [b] risk is high\n",
    ),
    # -- conditions that always hold
    "an or for an and": ("RC402", GATE + "    - [a] status is not open or status is not closed\n"),
    "a must": ("RC402", "standing S for each Task\n  while: n at least 5\n  must: n more than 4\n"),
    "a part of a list": ("RC402", GATE + "    - [a] priority and (count of report at least 0)\n"),
    "no rows that could be": ("RC402", GATE + "    - [a] no report r where r.progress is 5% and r.progress is 6%\n"),
    "all rows": ("RC402", GATE + "    - [a] all report r satisfy r.on is r.on\n"),
    "a word or not": ("RC402", GATE + "    - [a] risk is low or risk is not low\n"),
    "true by itself": ("RC402", GATE + "    - [a] priority\n    - [b] priority or true\n"),
    "a parameter before a field": (
        "RC401",
        "parameter level: one of low, high\n  from 2022-01-01: low\n"
        + GATE
        + "    - [a] level is risk\n    - [b] risk is high\n",
    ),
    "a parameter that is yes": (
        "RC402",
        "parameter ok: yes/no\n  from 2022-01-01: yes\n" + GATE + "    - [a] ok or priority\n",
    ),
    "a parameter that is a word": (
        "RC402",
        "parameter level: one of low, high\n  from 2022-01-01: low\n" + GATE + "    - [a] level is low or priority\n",
    ),
    "the same on both sides": ("RC402", GATE + "    - [a] kind is kind\n"),
    "yes or no": ("RC402", GATE + "    - [a] if priority then priority is yes\n"),
    # -- conditions that add nothing
    "fewer rows": ("RC403", GATE + "    - [a] exists evidence\n    - [b] count of evidence at least 2\n"),
    "rows with less asked of them": (
        "RC403",
        GATE + "    - [a] exists acceptance a\n    - [b] exists acceptance b where b.result is passed\n",
    ),
    "the same twice": (
        "RC403",
        GATE + "    - [a] lead_unit is supervising_unit\n    - [b] supervising_unit is lead_unit\n",
    ),
    "an alternative that is narrower": (
        "RC403",
        "gate G on Task.closure\n  only if any:\n    - [a] n at least 5\n    - [b] n at least 3\n",
    ),
    "in a condition": ("RC403", "notice N for each Task\n  when: n at least 5 and n at least 3\n"),
    "in an or": ("RC403", "notice N for each Task\n  when: n at least 5 or n at least 3\n"),
    # -- what is not there
    "a gate that none opens": ("RC220", GATE + "    - [a] not (deadline before as of)\n"),
    "a word that is none": ("RC220", "notice N for each Task\n  when: risk is not low\n"),
    "a standing that none breaks": ("RC224", "standing S for each Task\n  must: risk is low\n"),
    # -- rungs
    "a second time of what is owed once": ("RC405", ONCE + "  rung 1 -> reminder\n  rung 2 -> warning\n"),
    "a second time by a parameter": ("RC405", ONCE + "  rung 1 -> reminder\n  rung p -> warning\n"),
    "a higher rung that comes first": ("RC405", MONTHLY + "  rung p -> reminder\n  rung 3 -> warning\n"),
    "days by a parameter": (
        "RC405",
        "parameter q: days\n  from 2022-01-01: 9\nstanding S for each Task\n  must: priority\n"
        "  rung after q -> reminder\n  rung after 5 days -> warning\n",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_what_is_said(bench, case):
    """One warning or note, and no other of the kind."""
    code, text = SAID[case]
    checked = bench.fine(HOST + PARAMETER + text)
    assert [code] == [d.code for d in checked.diagnostics if d.code in LOGIC]


LEFT_ALONE = {
    "a waiver makes it possible": GATE
    + "    - [a] n is 1\n    - [b] n is 2\nexception E overrides G\n  applies when: priority\n  effect: permit [a]\n",
    "a waiver of one that cannot be": GATE
    + "    - [a] n is 1 and n is 2\nexception E overrides G\n  applies when: priority\n  effect: permit all\n",
    "a waiver of an alternative": GATE
    + "    - [a] n is 1\n  only if any:\n    - [b] n is 2\n    - [c] n is 3\n"
    + "exception E overrides G\n  applies when: priority\n  effect: permit [b]\n",
    "not for every value of a parameter": GATE + "    - [a] n at most 3\n    - [b] n at least p\n",
    "a number that is not whole": GATE + "    - [a] progress more than 3% and progress less than 4%\n",
    "what is known": GATE + "    - [a] goal is known or priority\n",
    "said to be none": GATE + "    - [a] deadline is none or not (deadline before as of)\n",
    "said not to be none": "standing S for each Task\n  while: deadline is not none\n"
    "  must: deadline before 2030-01-01\n",
    "not none, and so on": "notice N for each Task\n  when: deadline is not none and deadline before as of\n",
    "there for sure in the other case": "standing S for each Task\n  must: priority or risk is low\n",
    "months": GATE + "    - [a] deadline after opened + 1 months\n    - [b] deadline before opened + 40 days\n",
    "rungs by a parameter that units set": "parameter q: integer\n  may be set by: city\n  from 2022-01-01: 2\n"
    'setting q for "U1"\n  from 2022-01-01: 9\n' + MONTHLY + "  rung q -> reminder\n  rung 5 -> warning\n",
    "a condition of another behind a number over no rows": "aggregate r on Unit\n  over: Task grouped by lead_unit\n"
    "  value: share where priority\n  when empty: not applicable\ndefine much on Unit\n  means: r at least 50%\n"
    "standing S for each Task\n  must: lead_unit.much or not lead_unit.much\n",
    "a number over no rows": SHARE + "standing S for each Plan\n  must: r at least 50% or r less than 50%\n",
    "a definition of it": SHARE + "define much on Plan\n  means: r at least 50%\n"
    "gate H on Plan.warning\n  only if all:\n    - [a] much\n    - [b] not much\n",
    "asked of what may not be there": "define big on Unit\n  means: kind is city\n"
    + GATE
    + "    - [a] lead_unit.big\n    - [b] lead_unit.kind is not city\n",
    "rungs by parameters that rise": MONTHLY + "  rung p -> reminder\n  rung 5 -> warning\n",
    "a ladder that adds up": ONCE
    + "  breach goes to: L\nladder L for each Unit\n  counting: in total\n  rung 3 -> warning\n",
    "true on purpose": "notice N for each Task\n  when: true\n",
    "too many parameters": "".join(
        f"parameter q{i}: integer\n" + "".join(f"  from 202{y}-01-01: {y}\n" for y in range(3)) for i in range(4)
    )
    + GATE
    + "    - [a] n at least q0 + q1 + q2 + q3\n    - [b] n at most 90\n",
}


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_what_is_left_alone(bench, case):
    """Nothing is claimed that a ledger could gainsay."""
    checked = bench.fine(HOST + PARAMETER + LEFT_ALONE[case])
    assert [] == [d.line() for d in checked.diagnostics if d.code in LOGIC]


def test_what_is_answered_has_no_test_left():
    """Nor does an answer to one of its tests change it."""
    assert TRUE == given(TRUE, {})


def test_a_contradiction_names_the_fewest_conditions(bench):
    """Those that have nothing to do with it are left out."""
    text = GATE + "    - [x] priority\n    - [a] n is 1\n    - [y] exists evidence\n    - [b] <<n is 2\n"
    found = bench.found("RC401", HOST + text)
    assert "[a][b]" in found.message.en
    assert 1 == len(found.notes)


def test_a_last_duration_may_be_a_parameter(bench):
    """`within the last near`."""
    bench.fine("parameter near: days\n  from 2022-01-01: 3\ndefine x on Task\n  means: opened within the last near\n")
    bench.found("RC211", "define x on Task\n  means: opened within the last <<opened\n")
