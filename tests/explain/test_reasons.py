"""Why a condition has its value, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore.policy as door
from conftest import HEAD, NONE, RULES, SECRETARY, Subject, event, ledger
from rectcore.engine.reference.gates import decide
from rectcore.engine.reference.world import World
from rectcore.engine.results import LabelResult
from rectcore.engine.trace import Row
from rectcore.explain import because
from rectcore.model.calendar import load_calendar
from rectcore.model.ledger import Ledger

DAY = date(2023, 9, 1)


def reason(policy: door.Policy, label: str, book: Ledger) -> tuple[str, str]:
    """The reason for a label of CLOSE on 2023-09-01."""
    world = World(policy.rulebook, book, load_calendar("cn_public"), DAY)
    found = next(x for x in decide("closure", Row("Task", "T-1"), DAY, world).labels if x.label == label)
    text = because(found, policy.rulebook, book, as_of=DAY, known_at=DAY, subject=Row("Task", "T-1"))
    return text.en, text.zh


def condition(text: str, book: Ledger) -> tuple[str, str]:
    """The reason for any condition."""
    return reason(door.load_text(RULES.replace("risk is low", text)), "low", book)


def test_a_missing_signature_names_the_post_the_place_and_who_did_sign(policy: door.Policy) -> None:
    assert (
        "no signature made by the government head of 东区; looked at: S-1 (party secretary, 赵甲, recorded 2023-08-01)",
        "没有由东区政府主要负责人作出的签字；已查看：S-1（党委书记，赵甲，2023-08-01录入）",
    ) == reason(policy, "dual", ledger(SECRETARY))


def test_a_post_that_is_claimed_and_not_held_is_said(policy: door.Policy) -> None:
    """The post an event claims is no evidence, and the reader is told so."""
    false = event("S-2", "signature", "2023-08-02", person="p-sec", post="government_head")
    en, zh = reason(policy, "dual", ledger(SECRETARY, false))
    assert (
        "S-2 (government head, 赵甲, recorded 2023-08-02): 赵甲 was not the government head of 东区 on 2023-08-02" in en
    )
    assert "S-2（政府主要负责人，赵甲，2023-08-02录入）：赵甲2023-08-02不任东区政府主要负责人" in zh


def test_rows_that_fit_alone_and_not_together() -> None:
    text = "exists signature a, signature b where a by party_secretary and b by government_head and a.on after b.on"
    assert (
        "no signatures that will do together: the date of S-1 2023-08-01 is not after the date "
        "of S-2 2023-08-02; "
        "looked at: S-1 (party secretary, 赵甲, recorded 2023-08-01); "
        "S-2 (government head, 钱乙, dated 2023-08-02, recorded 2023-08-04)",
        "没有能同时满足条件的签字：S-1的发生日2023-08-01不晚于S-2的发生日2023-08-02；"
        "已查看：S-1（党委书记，赵甲，2023-08-01录入）；S-2（政府主要负责人，钱乙，载明2023-08-02，2023-08-04录入）",
    ) == condition(text, ledger(SECRETARY, HEAD))


def test_what_is_true_names_its_witness(policy: door.Policy) -> None:
    assert (
        "signature S-1 (party secretary, 赵甲, recorded 2023-08-01) and "
        "signature S-2 (government head, 钱乙, dated 2023-08-02, recorded 2023-08-04)",
        "签字S-1（党委书记，赵甲，2023-08-01录入）和签字S-2（政府主要负责人，钱乙，载明2023-08-02，2023-08-04录入）",
    ) == reason(policy, "dual", ledger(SECRETARY, HEAD))


def test_nothing_on_record(policy: door.Policy) -> None:
    assert ("no signature on record", "没有签字记录") == reason(policy, "dual", ledger())


def test_counts_say_what_is_there_and_what_is_needed(policy: door.Policy) -> None:
    assert ("0 items of evidence, at least 2 needed", "佐证材料0条，须不少于2条") == reason(policy, "proof", ledger())
    one = event("E-1", "evidence", "2023-08-03")
    assert (
        "1 item of evidence, at least 2 needed; looked at: E-1 (recorded 2023-08-03)",
        "佐证材料1条，须不少于2条；已查看：E-1（2023-08-03录入）",
    ) == reason(policy, "proof", ledger(one))


def test_a_row_in_the_way_is_named(policy: door.Policy) -> None:
    objection = event("O-1", "objection", "2023-08-03", resolved=False)
    assert (
        "there is objection O-1 (resolved no, recorded 2023-08-03)",
        "有异议O-1（已处理否，2023-08-03录入）",
    ) == reason(policy, "calm", ledger(objection))
    assert ("no objection where resolved is no", "没有已处理为“否”的异议") == reason(policy, "calm", ledger())


def test_a_condition_meant_for_others_does_not_apply(policy: door.Policy) -> None:
    assert (
        "does not apply here: kind is task, not petition",
        "此处不适用：种类为整改任务，不是信访案件",
    ) == reason(policy, "petition", ledger())


def test_a_waiver_is_named(policy: door.Policy) -> None:
    assert ("waived by exception WAIVE", "依例外规定WAIVE免除") == reason(
        policy, "proof", ledger(event("F", "filing", "2023-08-01"))
    )


def test_without_a_trace_the_value_alone_is_said(policy: door.Policy) -> None:
    found = [because(LabelResult("CLOSE", "x", v), policy.rulebook, ledger()).en for v in (True, False, None)]
    assert ["the condition is met", "the condition is not met", "a fact is missing"] == found


@pytest.mark.parametrize(
    ("text", "card", "en", "zh"),
    [
        ("risk is low", {"risk": "low"}, "risk is low", "风险等级为低"),
        ("risk is low", {"risk": "high"}, "risk is high, not low", "风险等级为高，不是低"),
        ("risk is not low", {"risk": "low"}, "risk is low", "风险等级为低"),
        ("risk is low", {"risk": NONE}, "risk is none, not low", "风险等级为无，不是低"),
        ("risk is low", {}, "`risk` of T-1 was not given", "T-1的“风险等级”未填写"),
        (
            "risk is low",
            {"risk": "??"},
            "what was given for `risk` of T-1 cannot be used",
            "T-1的“风险等级”填写有误，不能采用",
        ),
        ("risk is known", {"risk": "low"}, "risk low is known", "风险等级低已知"),
        ("score more than 2", {"score": "2.50"}, "score 2.5 is more than 2", "评分2.5超过2"),
        (
            "score more than 2",
            {"score": NONE},
            "score is none, so it cannot be said that it is more than 2",
            "评分为“无”，故不能认定其超过2",
        ),
        (
            "deadline before as of",
            {},
            "deadline 2023-12-31 is not before 2023-09-01",
            "办结期限2023-12-31不早于2023-09-01",
        ),
        (
            "deadline no later than as of + near",
            {},
            "deadline 2023-12-31 is later than 2023-10-01 (the as-of day plus “near” (30 days))",
            "办结期限2023-12-31晚于2023-10-01（基准日加“临期天数”（30日））",
        ),
        (
            "not overdue",
            {},
            "“overdue” does not apply (current deadline 2023-12-31 is not before 2023-09-01)",
            "不属于“逾期”（现行期限2023-12-31不早于2023-09-01）",
        ),
        (
            "overdue or priority is yes",
            {"risk": "low"},
            "`priority` of T-1 was not given",
            "T-1的“重点件”未填写",
        ),
        (
            "overdue or kind is petition",
            {},
            "“overdue” does not apply (current deadline 2023-12-31 is not before 2023-09-01); kind "
            "is task, not petition",
            "不属于“逾期”（现行期限2023-12-31不早于2023-09-01）；种类为整改任务，不是信访案件",
        ),
        (
            "kind is petition and status is open",
            {},
            "kind is task, not petition",
            "种类为整改任务，不是信访案件",
        ),
        ("opened within 2023-05", {}, "opening date 2023-05-01 is within 2023-05", "立项日2023-05-01在2023-05内"),
        (
            "opened within the last 45 days",
            {},
            "opening date 2023-05-01 is not within the last 45 days",
            "立项日2023-05-01不在最近45日内",
        ),
        (
            "lead_unit is territory",
            {},
            "lead unit and territory are the same: 东区 (east)",
            "牵头单位与属地相同，均为东区（east）",
        ),
        (
            "actor is this.person",
            {},
            "it was not said who is to act; `person` of the closure is not known before it is recorded",
            "未说明由谁办理；销号尚未录入，“签字人”不明",
        ),
    ],
)
def test_both_sides_of_a_comparison_are_shown(text: str, card: dict[str, object], en: str, zh: str) -> None:
    assert (en, zh) == condition(text, ledger(**card))


def test_each_row_that_fails_is_shown_five_at_most() -> None:
    rows = [event(f"I-{n}", "inspection", f"2023-08-0{n}", result="failed") for n in range(1, 8)]
    en, zh = condition("exists inspection a where a.result is passed and a.on after as of", ledger(*rows))
    assert en.startswith(
        "no inspection where result is passed and date is after the as-of day; looked at: "
        "I-1 (result failed, recorded 2023-08-01): result is failed, not passed; date 2023-08-01 is "
        "not after 2023-09-01; "
    )
    assert en.endswith("; and 2 more")
    assert zh.endswith("；另有2项")
    assert 5 == en.count("result is failed, not passed")


def test_all_names_the_rows_that_break_it() -> None:
    rows = [
        event("I-1", "inspection", "2023-08-01", result="passed"),
        event("I-2", "inspection", "2023-08-02", result="failed"),
    ]
    text = "all inspection a satisfy a.result is passed"
    assert (
        "not so for 1 inspection; looked at: I-2 (result failed, recorded 2023-08-02): result is failed, not passed",
        "现场核查1条不满足；已查看：I-2（结论不通过，2023-08-02录入）：结论为不通过，不是通过",
    ) == condition(text, ledger(*rows))
    assert (
        "true of every one of 1 inspection: its result is passed",
        "全部现场核查1条均满足：其结论为通过",
    ) == condition(text, ledger(rows[0]))
    assert ("no inspection on record, so none fails", "没有现场核查记录，故无不符合的") == condition(text, ledger())


@pytest.mark.parametrize(
    ("through", "en", "zh"),
    [
        ("2023-08-31", "the ledger is complete only to 2023-08-31", "台账数据仅完整至2023-08-31"),
        (None, "the ledger does not say to which day it is complete", "台账未注明数据完整至何日"),
    ],
)
def test_absence_that_says_nothing(policy: door.Policy, through: str | None, en: str, zh: str) -> None:
    assert (en, zh) == reason(policy, "dual", ledger(through=through))


def test_nobody_on_record_as_holding_the_post() -> None:
    text = "exists signature a where a by discipline_body"
    assert (
        "nobody is on record as discipline body of 东区 on that day",
        "东区当日无“纪检监察机关”的任职记录",
    ) == condition(text, ledger(SECRETARY))


@pytest.mark.parametrize(
    ("must", "en", "zh"),
    [
        ("risk is known", "`risk` of T-1 was not given", "T-1的“风险等级”未填写"),
        ("not (risk is missing)", "`risk` of T-1 was not given", "T-1的“风险等级”未填写"),
        ("deadline is missing", "deadline 2023-12-31 is known", "办结期限2023-12-31已知"),
        (
            "(score or else 1) more than 2",
            "score 1 (assumed, not known) is not more than 2",
            "评分1（缺失，按推定）未超过2",
        ),
    ],
)
def test_what_a_standing_fails_on(must: str, en: str, zh: str) -> None:
    """The forms that discharge a missing fact say that it is missing, or what was assumed for it."""
    policy = door.load_text(RULES.replace("must: not overdue", f"must: {must}"))
    book = ledger()
    found = next(f for f in policy.evaluate(book, as_of=DAY).findings if f.rule == "OVERDUE")
    text = because(found.reasons[0], policy.rulebook, book)
    assert (en, zh) == (text.en, text.zh)


STANDING = RULES + '\nstanding DONE "Done" / "取得成果" for each Plan\n  cite: S "9" / "第九条"\n  must: interim_done\n'


def test_a_judgement_names_who_made_it() -> None:
    """The judgement in force is named; where there is none, that is said."""
    policy = door.load_text(STANDING)
    plan = Subject("plan", "plan")
    no = event("J-1", "judgement", "2023-08-20", person="p-office", subject=plan, term="interim_done", value=False)
    for book, en, zh in (
        (
            ledger(no),
            "Done: not met since 2023-08-20; “interim done” has been judged not to hold "
            "(J-1 (孙丙, value no, recorded 2023-08-20)).",
            "“取得成果”：自2023-08-20起不符合要求，因“阶段性成果”已认定为“否”（J-1（孙丙，认定值否，2023-08-20录入））。",
        ),
        (
            ledger(),
            "“Done” of 方案 cannot be judged: no judgement on `interim_done` in force for 方案.",
            "方案的“取得成果”无法判定：方案的“阶段性成果”尚无有效认定。",
        ),
    ):
        report = policy.evaluate(book, as_of=DAY)
        told = [x.message for x in (*report.findings, *report.data_gaps) if x.rule == "DONE"]
        assert [(en, zh)] == [(x.en, x.zh) for x in told]


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        (
            "exists responsible_units u where u.kind is county",
            "`responsible_units` of T-1 was not given",
            "T-1的“责任单位”未填写",
        ),
        ("no evidence", "no item of evidence on record", "没有佐证材料记录"),
        ('lead_unit.title is "东区"', "the title of lead unit is “东区”", "牵头单位的名称为“东区”"),
        (
            "count of (inspection a where a.result is passed) is 0",
            "0 inspections where result is passed, exactly 0 needed; looked at: I-1 (result failed, "
            "recorded 2023-08-01): result is failed, not passed",
            "结论为通过的现场核查0条，须为0条；已查看：I-1（结论不通过，2023-08-01录入）：结论为不通过，不是通过",
        ),
        (
            "exists signature a where a by party_secretary of territory",
            "signature S-1 (party secretary, 赵甲, recorded 2023-08-01)",
            "签字S-1（党委书记，赵甲，2023-08-01录入）",
        ),
        (
            "if kind is task then overdue",
            "kind is task; “overdue” does not apply (current deadline 2023-12-31 is not before 2023-09-01)",
            "种类为整改任务；不属于“逾期”（现行期限2023-12-31不早于2023-09-01）",
        ),
        ("if kind is task then status is open", "status is open", "状态为在办"),
        (
            "exists inspection a where no signature b where b.on after a.on",
            "inspection I-1 (result failed, recorded 2023-08-01)",
            "现场核查I-1（结论不通过，2023-08-01录入）",
        ),
        (
            "as of + 3 working days after deadline",
            "2023-09-06 (3 working days after the as-of day) is not after deadline 2023-12-31",
            "2023-09-06（基准日后3个工作日）不晚于办结期限2023-12-31",
        ),
        (
            "all signature a satisfy a by government_head",
            "not so for 1 signature; looked at: S-1 (party secretary, 赵甲, recorded 2023-08-01): 赵甲 "
            "was not the government head of 东区 on 2023-08-01",
            "签字1条不满足；已查看：S-1（党委书记，赵甲，2023-08-01录入）：赵甲2023-08-01不任东区政府主要负责人",
        ),
    ],
)
def test_further_forms(text: str, en: str, zh: str) -> None:
    book = ledger(SECRETARY, event("I-1", "inspection", "2023-08-01", result="failed"))
    assert (en, zh) == condition(text, book)
