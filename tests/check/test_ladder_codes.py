"""Ladders by conditions, with memory, and of praise: each slip said once, at its place."""

from __future__ import annotations

import pytest

import rectcore

HEAD = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  source S: "Source" / "文件"
  if due on a holiday: same day
"""
BELOW = "    when any:\n      - [{0}] priority\n"
DUTY = "duty D for each Task\n  due: deadline\n  fulfilled by: completion\n"
EVERY = "standing K for each Task\n  must: priority\n"
CASES = {
    "conditions above the first rung": (
        "RC260",
        "ladder L for each Task\n  <<when any:\n    - [x] priority\n  rung 1 -> warning\n",
    ),
    "a ladder to count in above the first rung": (
        "RC260",
        "ladder L for each Task\n  <<breach goes to: M\n  rung 1 -> warning\n" + BELOW.format("x") + "ladder M\n"
        "  rung 1 -> warning\n",
    ),
    "conditions of nothing": ("RC260", "ladder <<L\n  rung 1 -> warning\n" + BELOW.format("x")),
    "a rung without conditions": (
        "RC241",
        "ladder L for each Task\n  rung 1 -> warning\n" + BELOW.format("x") + "  rung <<2 -> circular\n",
    ),
    "a rung by days among conditions": (
        "RC241",
        "ladder L for each Task\n  rung 1 -> warning\n"
        + BELOW.format("x")
        + "  rung after <<5 days -> circular\n"
        + BELOW.format("y"),
    ),
    "a ladder by conditions that is fed": (
        "RC241",
        DUTY + "  breach goes to: <<L\nladder L for each Task\n  rung 1 -> warning\n" + BELOW.format("x"),
    ),
    "a rung counted by days": (
        "RC241",
        "ladder L for each Task\n  rung 1 -> warning\n" + BELOW.format("x") + "    breach goes to: <<M\n"
        "ladder M\n  rung after 3 days -> circular\n",
    ),
    "a number that is not its place": (
        "RC242",
        "ladder L for each Task\n  rung 1 -> warning\n"
        + BELOW.format("x")
        + "  rung <<3 -> circular\n"
        + BELOW.format("y"),
    ),
    "a number that is a parameter": (
        "RC242",
        "parameter p: integer\n  from 2023-01-01: 1\nladder L for each Task\n  rung <<p -> warning\n"
        + BELOW.format("x"),
    ),
    "a label twice": (
        "RC247",
        "ladder L for each Task\n  rung 1 -> warning\n"
        + BELOW.format("x")
        + "  rung 2 -> circular\n"
        + BELOW.format("x").replace("[x]", "[<<x]"),
    ),
    "a condition that is none": (
        "RC212",
        "ladder L for each Task\n  rung 1 -> warning\n    when any:\n      - [x] <<deadline\n",
    ),
    "a ladder that is not there": (
        "RC201",
        "ladder L for each Task\n  rung 1 -> warning\n" + BELOW.format("x") + "    breach goes to: <<M\n",
    ),
    "a ladder about people": (
        "RC211",
        "ladder L for each <<Person\n  rung 1 -> warning\n    when any:\n      - [x] 1 is 1\n",
    ),
    "absence without a meaning": (
        "RC230",
        "event visit part of Task\nladder L for each Task\n  rung 1 -> warning\n    when any:\n      - [x] "
        "no <<visit v where v.on is known\n",
    ),
    "absence without a meaning through a definition": (
        "RC230",
        "event visit part of Task\ndefine unseen on Task\n  means: no visit\nladder L for each Task\n"
        "  rung 1 -> warning\n    when any:\n      - [x] <<unseen\n",
    ),
    "a count on a ladder by conditions": (
        "RC261",
        "ladder L for each Task\n  <<counting: in total\n  rung 1 -> warning\n" + BELOW.format("x"),
    ),
    "checks of a ladder that counts": (
        "RC261",
        DUTY + "  breach goes to: L\nladder L\n  <<every: month\n  rung 1 -> warning\n",
    ),
    "a rung that counts elsewhere, by number": (
        "RC261",
        DUTY + "  breach goes to: L\nladder L\n  counting: in total\n  rung 1 -> warning\n    breach goes to: <<M\n"
        "ladder M\n  rung 1 -> circular\n",
    ),
    "a window by days": (
        "RC261",
        EVERY + "  breach goes to: L\nladder L\n  <<within: 6 months\n  rung after 3 days -> warning\n",
    ),
    "a row and one rung down": (
        "RC261",
        DUTY + "  breach goes to: L\nladder L\n  rung 1 -> warning\n  <<reset: one rung down\n",
    ),
    "praise reset by what is on time": (
        "RC261",
        DUTY + "  kept goes to: L\nladder L\n  counts: on time\n  rung 1 -> commendation\n  <<reset: on time\n",
    ),
    "praise and what is late": (
        "RC261",
        DUTY + "  kept goes to: L\nladder L\n  counts: on time\n  <<late counts: no\n  rung 1 -> commendation\n",
    ),
    "breaches to a ladder of praise": (
        "RC262",
        DUTY + "  breach goes to: <<L\nladder L\n  counts: on time\n  rung 1 -> commendation\n",
    ),
    "what is kept to a ladder of breaches": (
        "RC262",
        DUTY + "  kept goes to: <<L\nladder L\n  rung 1 -> warning\n",
    ),
    "a standing without checks": (
        "RC262",
        EVERY + "  kept goes to: <<L\nladder L\n  counts: on time\n  rung 1 -> commendation\n",
    ),
    "absorbing what is not there": (
        "RC201",
        DUTY + "  breach goes to: L\nladder L\n  rung 1 -> warning\n  absorbs: <<MM\n",
    ),
    "absorbing what is no ladder": (
        "RC211",
        DUTY + "  breach goes to: L\nladder L\n  rung 1 -> warning\n  absorbs: <<D\n",
    ),
    "absorbing itself": (
        "RC412",
        DUTY + "  breach goes to: L\nladder L\n  rung 1 -> warning\n  <<absorbs: L\n",
    ),
    "absorbing in a circle": (
        "RC412",
        "".join(
            f"ladder {one} for each Task\n  rung 1 -> warning\n{BELOW.format('x')}  {mark}absorbs: {other}\n"
            for one, other, mark in (("A", "B", "<<"), ("B", "C", ""), ("C", "A, B", ""))
        ),
    ),
    "the former name of a rule that is there": ("RC204", DUTY + "  formerly: <<D\n"),
    "one former name for two": (
        "RC204",
        DUTY + "  formerly: OLD\n" + EVERY + "  formerly: <<OLD\n",
    ),
    "a post that is not there": (
        "RC203",
        DUTY + "  rung 1 -> warning proposed by <<offise\n",
    ),
    "one who answers and is no unit": (
        "RC211",
        DUTY + "  rung 1 -> warning answered by <<deadline\n",
    ),
    "proposed twice": (
        "RC105",
        DUTY + "  rung 1 -> warning proposed by party_secretary <<proposed by party_secretary\n",
    ),
    "a label that no rung has": (
        "RC201",
        "ladder L for each Task\n  rung 1 -> warning\n"
        + BELOW.format("x")
        + 'scenario "s" / "情"\n  given Task T1\n  as of: 2023-05-01\n  expect L(T1) is warning [<<y]\n',
    ),
    "labels of a ladder that counts": (
        "RC211",
        DUTY
        + "  breach goes to: L\nladder L\n  rung 1 -> warning\n"
        + 'scenario "s" / "情"\n  given Task T1\n  as of: 2023-05-01\n  expect <<L(T1) is warning [y]\n',
    ),
    "a window of nothing": (
        "RC117",
        DUTY + "  breach goes to: L\nladder L\n  within: <<0 days\n  rung 1 -> warning\n",
    ),
}
QUIET = ("RC501", "RC502", "RC505", "RC607")


@pytest.mark.parametrize(("code", "text"), CASES.values(), ids=CASES)
def test_one_slip_is_said_once_at_its_place(code, text):
    """Nothing else is said of it."""
    at = (HEAD + text).index("<<")
    policy = rectcore.load_text((HEAD + text).replace("<<", ""))
    found = [d for d in policy.diagnostics if d.code not in QUIET]
    assert [(code, at)] == [(d.code, d.span.start) for d in found], [d.line() for d in found]
    assert found[0].message.en
    assert found[0].message.zh


@pytest.mark.parametrize("clause", ["rung 1 warning", "rung 1 -> waring", "every: mnth"])
def test_a_broken_line_brings_nothing_after_it(clause):
    """A ladder of which a line cannot be read says that, and no more."""
    text = f"ladder L for each Task\n  {clause}\n" + BELOW.format("x")
    text += "" if clause.startswith("rung") else "  rung 1 -> warning\n" + BELOW.format("y")
    found = [d for d in rectcore.load_text(HEAD + text).diagnostics if d.code not in QUIET]
    assert 1 == len(found), [d.line() for d in found]


FOLLOWED = {
    "a last rung": (1, DUTY + "  rung 1 -> reminder\n  rung 2 -> warning\n"),
    "a notice": (1, "notice N for each Task\n  when: priority\n  call for: supervision\n"),
    "the same measure twice": (
        1,
        "notice N for each Task\n  when: priority\n  call for: warning\n"
        "notice M for each Task\n  when: priority\n  call for: warning\n",
    ),
    "a day": (0, DUTY + "  rung 1 -> warning, due in 5 days\n"),
    "an answer": (0, DUTY + "  rung 1 -> warning answered by lead_unit\n"),
    "a duty": (
        0,
        DUTY + "  rung 1 -> warning\nduty A for each warning\n  due: 3 days after on\n  fulfilled by: reply\n",
    ),
    "a duty that cannot be read": (
        0,
        DUTY + "  rung 1 -> warning\nduty A for each warning\n  due: 3 dys after on\n  fulfilled by: reply\n",
    ),
    "a rule that cannot be read": (0, "notice N for each Task\n  when: priority\n  call for: supervision\n  wen: x\n"),
    "a measure that is not there": (0, DUTY + "  rung 1 -> waring\n"),
    "what ends in itself": (0, DUTY + "  rung 1 -> referral\n"),
}


@pytest.mark.parametrize(("count", "text"), FOLLOWED.values(), ids=FOLLOWED)
def test_a_measure_without_a_follow_up_is_said_once(count, text):
    """No day, no answer, no duty; a word, a publication, a case handed over and praise need none."""
    found = [d for d in rectcore.load_text(HEAD + text).diagnostics if d.code == "RC505"]
    assert count == len(found)
    assert {"info"} >= {d.severity.value for d in found}
