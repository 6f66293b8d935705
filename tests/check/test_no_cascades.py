"""One slip, one message; and ten slips in a sound pack, ten messages."""

import pytest
from test_twins import EN, HOST, ZH

from rectcore.diagnostics import Severity

SLIPS = {
    "en": [
        ("status is open and deadline", "status is <<opne and deadline", "RC203"),
        ("a.person is not b.person", "a.<<persn is not b.person", "RC201"),
        ("count of evidence at least 1", "count of <<evidense at least 1", "RC201"),
        ("risk is low", "<<rsik is low", "RC201"),
        ("by government_head", "by <<goverment_head", "RC203"),
        ("breach goes to: PROGRESS", "breach goes to: <<PROGRES", "RC201"),
        ("rung 2 -> supervision\n", "rung 2 -> <<supervison\n", "RC203"),
        ("overrides MONTHLY", "overrides <<MONTHLI", "RC201"),
        ("sent to lead_unit\n  rung", "sent to <<deadline\n  rung", "RC211"),
        ("as of + 30 days", "<<as of + 30", "RC211"),
        ("first period: full", "fist period: full", None),
    ],
    "zh": [
        ("状态 为 在办 且 办结期限", "状态 为 <<在力 且 办结期限", "RC203"),
        ("甲.签字人 不为", "甲.<<签子人 不为", "RC201"),
        ("风险等级 为 低\n    -", "<<风险等及 为 低\n    -", "RC201"),
        ("第2次起 督办", "第2次起 <<监办", "RC203"),
        ("优先于 MONTHLY", "优先于 <<MONTHLI", "RC201"),
        ("CLOSE（T1）为 不予办理", "CLOSE（T1）为 <<不于办理", "RC203"),
    ],
}


def seeded(dialect, slips):
    text = {"en": EN, "zh": ZH}[dialect]
    for old, new, _ in slips:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def errors(checked):
    return [d for d in checked.diagnostics if d.severity is Severity.ERROR]


@pytest.mark.parametrize("dialect", SLIPS)
def test_each_slip_is_one_error_at_its_place(bench, dialect):
    for slip in SLIPS[dialect]:
        checked = bench(seeded(dialect, [slip]), HOST, head=False)
        found = [*bench.parsed, *errors(checked)]
        assert 1 == len(found), [d.line() for d in found]
        if slip[2] is not None:
            assert (slip[2], bench.marks) == (found[0].code, [found[0].where])


@pytest.mark.parametrize("dialect", SLIPS)
def test_ten_slips_are_ten_errors(bench, dialect):
    checked = bench(seeded(dialect, SLIPS[dialect]), HOST, head=False)
    found = sorted(d.where for d in errors(checked))
    assert sorted(bench.marks) == found, [d.line() for d in checked.diagnostics]
    assert checked.rulebook is None


BROKEN = {
    "a name on the way": "define late on Task\n  means: priority priority\ndefine x on Task\n  means: late.foo is 5\n",
    "a form without a name": 'define "late" on Task\n  means: priority\ndefine x on Task\n  means: priority\n',
    "a row of a scenario": 'gate G on Task.closure\n  only if all:\n    - [a] priority\nscenario "s" / "景"\n'
    "  given Task T1 {priority yes}\n  given withdrawal W {withdraws: R, on: 2023-05-01, subject: T1}\n"
    "  as of: 2023-05-01\n  expect G(T1) is open\n",
    "a ladder that is fed": "duty D for each Task\n  due: deadline\n  fulfilled by: completion\n  breach goes to: L\n"
    "define L on\n  means: priority\n",
    "a ladder without a name": 'ladder "L"\n  rung 1 -> warning\n',
    "a definition": "define late on Task\n  means: deadline befor as of\ndefine x on Task\n  means: late or priority\n",
    "a definition without its header": "define late on\n  means: priority\ndefine x on Task\n"
    "  means: late or priority\n",
    "a judgement": "judgement j on Task\n  decided: rectification_office\n"
    "duty D for each Task\n  due: deadline\n  fulfilled by: j\n",
    "a judgement without its header": "judgement j on\nduty D for each Task\n  due: deadline\n  fulfilled by: j\n",
    "a parameter": "parameter p integer\n  from 2023-01-01: 5\ndefine x on Task\n"
    "  means: opened within the last p days\n",
    "an entity": "entity Task\n  has risk: optional one off low\ndefine x on Task\n  means: risk is low\n"
    'scenario "s" / "景"\n  given Task T1 {risk: low}\n  as of: 2023-05-01\n',
    "an entity of a path": "entity Unit\n  has size integer\ndefine x on Task\n  means: lead_unit.size at least 5\n",
    "an event": "event visit part off Task\ndefine x on Task\n  means: exists visit v where v.on after opened\n",
    "an event whose absence convicts": "event visit part of Task\n  has x integer\n"
    "standing X for each Task\n  must: exists visit v where v.x at least 5\n",
    "a ladder": "duty D for each Task\n  due: deadline\n  fulfilled by: completion\n  breach goes to: L\n"
    "ladder L\n  rung 1 => warning\n",
    "a feeder": "duty D for each Task\n  due: deadline deadline\n  fulfilled by: completion\n  breach goes to: L\n"
    "ladder L\n  rung 1 -> warning\n",
    "a gate": "gate G on Task.closure\n  only if all:\n    - [a] prioritys is is yes\n"
    "exception E overrides G\n  applies when: priority\n  effect: permit [b]\n"
    'scenario "s" / "景"\n  given Task T1\n  as of: 2023-05-01\n  expect G(T1) is blocked [b]\n',
    "a duty without its period": "duty D for each Task\n  evry: month\n  due: by day 5 of the next period\n"
    "  fulfilled by: report where covers is this.period\n",
    "a rule without its header": "duty D for\n  due: deadline\n  fulfilled by: completion\n",
    "an exception to it": "duty D for\n  due: deadline\n  fulfilled by: completion\n"
    "exception E overrides D\n  applies when: prioriti\n  effect: excused\n",
    "a gate without its act": "gate G on\n  only if all:\n    - [a] prioriti\n",
    "a definition that is judged by": "define late on\n  means: priority\nduty D for each Task\n"
    "  due: deadline\n  fulfilled by: late\n",
    "a rule in a definition": "duty D for each Task\n  due: deadline deadline\n  fulfilled by: completion\n"
    "define x on Task\n  means: D\n",
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_follows_from_a_broken_form_is_not_said_again(bench, case):
    checked = bench(BROKEN[case])
    assert 1 == len(bench.parsed), [d.line() for d in bench.parsed]
    assert [] == [d.line() for d in errors(checked)]


def test_a_broken_rule_set_hides_what_it_may_have_said(bench):
    text = '# dialect: en\nruleset R "r" / "规"\n  calender: cn_public\nduty D for each Task\n'
    text += '  cite: S "1" / "一"\n  due: deadline\n  fulfilled by: completion\n'
    checked = bench(text, head=False)
    assert 1 == len(bench.parsed)
    assert [] == errors(checked)


def test_a_fault_in_a_definition_is_not_repeated_where_it_is_used(bench):
    bench.found(
        "RC201",
        "define late on Task\n  means: <<dedline before as of\ndefine x on Task\n  means: late and priority\n"
        "standing X for each Task\n  must: not late and (exists Task k where k.late)\n"
        'scenario "s" / "景"\n  given Task T1\n  as of: 2023-05-01\n  expect late(T1) is yes\n',
    )


def test_a_fault_in_a_quantifier_hides_what_its_rows_would_have(bench):
    bench.found("RC201", "define x on Task\n  means: exists <<raport r where r.progres at least 5%\n")


def test_a_parameter_of_an_unknown_entity_is_reported_once(bench):
    bench.found(
        "RC201",
        'parameter p: <<Unitt\n  from 2023-01-01: "D"\ndefine x on Task\n  means: lead_unit is p\n',
    )


def test_a_duty_without_its_period_says_so_once(bench):
    bench.found(
        "RC211", EN.replace("  every: month\n", "").replace("by day report", "<<by day report"), HOST, head=False
    )


def test_no_rule_set_at_all(bench):
    text = '<<# dialect: en\nstanding X for each Task\n  cite: S "1" / "一"\n  must: priority\n'
    assert bench.found("RC222", text, head=False).hint.en
