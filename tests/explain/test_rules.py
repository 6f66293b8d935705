"""What a rule does, in one sentence of each language."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

import rectcore.policy as door
from conftest import RULES
from rectcore.explain import rule_sentence
from rectcore.explain.phrases import number, percent

SENTENCES = {
    "report_day": (
        "The parameter “report day” is 10 from 2023-01-01, 5 from 2023-06-01; to be reviewed by 2024-01-01.",
        "参数“填报截止日”自2023-01-01起为10，自2023-06-01起为5；应于2024-01-01前复核。",
    ),
    "overdue": (
        "A task counts as “overdue” when current deadline is before the as-of day.",
        "事项“逾期”，是指现行期限早于基准日。",
    ),
    "rest": ("“rest” of a task is 100% minus progress.", "事项的“余量”，是指100%减完成进度。"),
    "late_share": (
        "The “late share” of a unit is the share of those where it counts as “overdue” among the tasks that have it as "
        "lead unit where status is open; where there are none, it is not applicable.",
        "单位的“逾期率”，是指以其为牵头单位的状态为在办的事项中属于“逾期”的占比；没有对象时不适用。",
    ),
    "dust": (
        "The series “dust” gives a number in µg/m³ of a plan for each year, as last recorded.",
        "指标“颗粒物浓度”（µg/m³）为方案每年一个数值，以最后录入的为准。",
    ),
    "result": (
        "The “result” of a unit for each year: from 100 points; [letters] 1 point off for each supervision order where "
        "date is within the year, 10 points at most; [late] 0.5 points off for every 2 of the number of reviews "
        "minus 4 above 0, unfinished steps not counted; [told] “report day” points off if there is a "
        "warning; [praise] 1 point more for each commendation; not below 0 points; "
        "not above 100 points; [circular] no more than 89 points if "
        "there is a circular; [blamed] “fail” whatever the points if there is an accountability measure; grades: "
        "“good” from 80, “pass” from 60 to below 80, “fail” below 60.",
        "单位每年的“考核得分”：起始100分；［letters］发生日在当年内的督办每条扣1分，最多10分；"
        "［late］研判的数量减4大于0的，"
        "每2扣0.5分，不足一档不计；"
        "［told］如有预警，扣“填报截止日”分；［praise］表扬每条加1分；最低0分；最高100分；［circular］如有通报，最高89分；"
        "［blamed］如有问责，一票否决，评为“不合格”；等次：80及以上为“良好”，60及以上不足80为“合格”，不足60为“不合格”。",
    ),
    "checks": (
        "The sample checks draws by lot for each quarter in each territory 30%, rounded up, and at least 2 of all "
        "tasks where priority is yes, from the recorded seed, and assigns each an inspector from all persons.",
        "“双随机抽查”每季度按属地分别从全部重点件为“是”的事项中，以记录的种子抽取30%（向上取整），不少于2项，并从全部人员中随机指派检查人员。",
    ),
    "neat": (
        "The ranking “neat” puts the units of which kind is county, leaving out those of which pare"
        "nt is none, in order for each quarter by late share, lowest first; equal numbers share a rank.",
        "“销号排名”每季度将符合“类型为县市区”的单位（上级单位为无的不列入）按逾期率从低到高排名；数值相同的，名次并列。",
    ),
    "interim_done": (
        "Whether “interim done” holds for a plan is decided by the rectification office; a decision "
        "is valid for 90 days.",
        "方案的“阶段性成果”由整改办认定，认定有效期90日。",
    ),
    "PROGRESS": (
        "What is missed of MONTHLY is counted in a row, late ones counted: 1 missed in a row calls "
        "for a warning; 3 for an "
        "interview (sent to lead unit, by the rectification office, within 10 working days); one on "
        "time takes the count "
        "back to nothing.",
        "对MONTHLY的未按期次数连续计算，逾期补办仍计次：连续未按期1次的，预警；3次的，约谈"
        "（主送牵头单位，由整改办作出，限10个工作日内）；按期完成一次即清零。",
    ),
    "FLOOD": ("When there is an item of funding, MONTHLY asks for nothing.", "有拨付的，免除MONTHLY的要求。"),
    "WAIVE": ("When there is a filing, [proof] of CLOSE is waived.", "有备案的，免除CLOSE的[proof]。"),
    "CLOSE": (
        "Before the closure of a task, this must hold: [dual] there are signature a and signature b "
        "such that signature a "
        "was made by the party secretary, signature b was made by the government head and the person "
        "of signature a is "
        "not the same as the person of signature b; [proof] there are at least 2 items of evidence; [calm] there "
        "is no objection "
        "where resolved is no; [petition] if kind is petition, then there is a completion; and at "
        "least one of: [low] "
        "risk is low; [far] progress is at least 50%; if a fact is missing, it is put off.",
        "事项销号前，须满足：[dual]有签字甲、签字乙，满足：签字甲由党委书记作出，签字乙由政府主要负责人作出，"
        "且签字甲的签字人与签字乙的签字人不同；[proof]佐证材料不少于2条；[calm]没有已处理为“否”的异议；"
        "[petition]若种类为信访案件，则有上报完成；并至少满足其一：[low]风险等级为低；[far]完成进度不少于50%；"
        "情况不明的，暂缓办理。",
    ),
    "ANSWER": (
        "For each warning, a reply is owed within 10 working days after its date, or on the next "
        "working day if that is a "
        "day of rest.",
        "每次预警，须完成回复，完成时限为自其发生日起10个工作日内，逢休息日顺延至下一工作日。",
    ),
    "INTERIM": (
        "For each plan, a judgement that “interim done” holds is owed by the end of 2023-10 "
        "(2023-10-31), or on the next "
        "working day if that is a day of rest; a delay of 1 day calls for a circular.",
        "每一方案，须对“阶段性成果”作出肯定认定，完成时限为2023年10月底（2023-10-31，含当日），"
        "逢休息日顺延至下一工作日；逾期满1日的，通报。",
    ),
    "MONTHLY": (
        "For each task or petition, while status is open, a report where period covered is the month is owed "
        "every month by day “report "
        "day” of the next month, or on the next working day if that is a day of rest; under "
        "PROGRESS, 1 missed in a row "
        "calls for a warning; 3 for an interview (sent to lead unit, by the rectification office, "
        "within 10 working days).",
        "每一事项，在状态为在办期间，每月须完成所属周期为当月的进展填报，完成时限为次月“填报截止日”所定之日（含当日），"
        "逢休息日顺延至下一工作日；按PROGRESS，连续未按期1次的，预警；3次的，约谈"
        "（主送牵头单位，由整改办作出，限10个工作日内）。",
    ),
    "OVERDUE": (
        "For each task or petition, while status is open, it must hold at all times that the task does not count "
        "as “overdue”; a breach "
        "of 1 day calls for a reminder; 30 days for a supervision order (within 5 days).",
        "每一事项，在状态为在办期间，必须始终符合：该事项不属于“逾期”；不符合满1日的，提醒；不符合满30日的，督办（限5日内）。",
    ),
    "STALE": (
        "For each task or petition, it must hold at all times that there is a report where date is within the "
        "last 45 days; a breach "
        "counts once it has lasted 10 working days.",
        "每一事项，必须始终符合：有发生日在最近45日内的进展填报；不符合持续满10个工作日的，视为违反。",
    ),
    "NEAR": (
        "For each task or petition, when current deadline is not before the as-of day and current deadline is no "
        "later than the as-of "
        "day plus “near” days, a reminder (sent to lead unit) is called for.",
        "每一事项，如现行期限不早于基准日，且现行期限不晚于基准日加“临期天数”，应予提醒（主送牵头单位）。",
    ),
}


@pytest.mark.parametrize("id_", SENTENCES)
def test_what_a_rule_does(policy: door.Policy, id_: str) -> None:
    found = rule_sentence(policy.rulebook, id_)
    assert SENTENCES[id_] == (found.en, found.zh)


def test_parameters_are_shown_with_their_value_of_a_day(policy: door.Policy) -> None:
    early, late = (rule_sentence(policy.rulebook, "MONTHLY", day=date(2023, month, 1)) for month in (3, 9))
    assert "by day “report day” (10) of the next month" in early.en
    assert "次月“填报截止日”（5）所定之日（含当日）" in late.zh
    near = rule_sentence(policy.rulebook, "near", day=date(2023, 9, 1))
    assert "The parameter “near” is 30 days from 2023-01-01; on 2023-09-01 it is 30 days." == near.en
    assert "on 2022-01-01 it has no value" in rule_sentence(policy.rulebook, "near", day=date(2022, 1, 1)).en


def test_a_rule_that_is_not_there(policy: door.Policy) -> None:
    with pytest.raises(KeyError):
        rule_sentence(policy.rulebook, "NOWHERE")


VARIANTS = [
    ("MONTHLY", "first period: full periods only", "first period: included", "the period it begins in included"),
    ("MONTHLY", "first period: full periods only", "tested at: period end", "the condition is tested at the end"),
    ("MONTHLY", "first period: full periods only", "tested at: due date", "the condition is tested on the due day"),
    (
        "MONTHLY",
        "first period: full periods only",
        "governed by rules at: due date",
        "parameters are those of the due day",
    ),
    (
        "MONTHLY",
        "first period: full periods only",
        "governed by rules at: as of",
        "parameters are those of the as-of day",
    ),
    (
        "MONTHLY",
        "due: by day report_day of the next period",
        "due: by day 5 of the next period",
        "by day 5 of the next month,",
    ),
    (
        "MONTHLY",
        "due: by day report_day of the next period",
        "due: by end of the next period",
        "by the end of the next month",
    ),
    (
        "ANSWER",
        "due: 10 working days after on",
        "due: 3 days after on, first day counted",
        "within 3 days of its date, that day",
    ),
    ("ANSWER", "due: 10 working days after on", "due: on, same day", "is owed by its date."),
    (
        "ANSWER",
        "due: 10 working days after on",
        "due: 2 months after on, previous working day",
        "or on the working day before",
    ),
    ("PROGRESS", "counting: consecutive", "counting: in total", "1 missed in total calls for"),
    (
        "PROGRESS",
        "counting: consecutive",
        "counting: in total\n  reset: each year",
        "the count begins anew on 1 January",
    ),
    ("PROGRESS", "counting: consecutive", "counting: in total\n  late counts: no", "late ones not counted"),
    ("CLOSE", '  say: "two', '  when unknown: refer\n  say: "two', "if a fact is missing, a person decides"),
    ("FLOOD", "effect: not required", "effect: excused", "what is missed of MONTHLY is not counted"),
    (
        "FLOOD",
        "effect: not required",
        "effect: due instead by day 20 of the next period",
        "MONTHLY is due by day 20 of the",
    ),
    ("WAIVE", "effect: permit [proof]", "effect: permit all", "every condition of CLOSE is waived"),
    ("STALE", "after lasting: 10 working days", "every: quarter", "it must hold at the end of every quarter that"),
    ("interim_done", "  valid for: 90 days\n", "", "decided by the rectification office."),
    ("report_day", "from 2023-06-01: 5", "from 2023-06-01: repealed", "10 from 2023-01-01, repealed from 2023-06-01"),
]


@pytest.mark.parametrize(("id_", "old", "new", "en"), VARIANTS)
def test_every_choice_is_told(id_: str, old: str, new: str, en: str) -> None:
    """A clause that changes what the rule does changes what is said of it, in both languages."""
    before, after = (door.load_text(RULES.replace(old, x) if x != old else RULES).rulebook for x in (old, new))
    was, now = rule_sentence(before, id_), rule_sentence(after, id_)
    assert en in now.en
    assert was.en != now.en
    assert was.zh != now.zh


def test_both_halves_show_the_same_numbers(policy: door.Policy) -> None:
    """The two come from one structure: no number stands in one alone."""
    for id_ in SENTENCES:
        found = rule_sentence(policy.rulebook, id_, day=date(2023, 9, 1))
        assert not re.search(r"[{}<]|\bNone\b", found.en + found.zh)
        plain = found.zh.replace("2023年10月底", "2023-10").replace("至少满足其一", "")
        assert sorted(re.findall(r"\d+", found.en)) == sorted(re.findall(r"\d+", plain)), id_


@pytest.mark.parametrize(
    ("value", "plain", "share"),
    [("1.50", "1.5", "150%"), ("0.125", "0.125", "12.5%"), ("100", "100", "10000%"), ("0.00", "0", "0%")],
)
def test_numbers_are_exact_and_without_trailing_zeros(value: str, plain: str, share: str) -> None:
    assert plain == number(Decimal(value))
    assert share == percent(Decimal(value))
    assert "1." + "1" * 40 == number(Decimal("1." + "1" * 40))


PHRASES = {
    "status is open or risk is low": (
        "status is open or risk is low",
        "状态为在办，或者风险等级为低",
    ),
    "not (status is open or risk is low)": (
        "status is not open and risk is not low",
        "状态不为在办，且风险等级不为低",
    ),
    "not (status is open and risk is low)": (
        "status is not open or risk is not low",
        "状态不为在办，或者风险等级不为低",
    ),
    "deadline is known": (
        "deadline is known",
        "办结期限已知",
    ),
    "not (deadline is known)": (
        "deadline is missing",
        "办结期限缺失",
    ),
    "deadline is missing": (
        "deadline is missing",
        "办结期限缺失",
    ),
    "responsible_units is known": (
        "responsible units are known",
        "责任单位已知",
    ),
    "not (opened within 2023-05)": (
        "opening date is not within 2023-05",
        "立项日不在2023-05内",
    ),
    "opened within 2023-05": (
        "opening date is within 2023-05",
        "立项日在2023-05内",
    ),
    "not (opened within the last 45 days)": (
        "opening date is not within the last 45 days",
        "立项日不在最近45日内",
    ),
    "not late": (
        "the task does not count as “late”",
        "该事项不属于“超时”",
    ),
    "rest more than 10%": (
        "rest is more than 10%",
        "余量超过10%",
    ),
    "priority is yes": (
        "priority is yes",
        "重点件为“是”",
    ),
    "not (priority is yes)": (
        "priority is no",
        "重点件为“否”",
    ),
    "priority is no": (
        "priority is no",
        "重点件为“否”",
    ),
    "(score or else 1) less than 2": (
        "score (where that is not known, 1) is less than 2",
        "评分（缺失时按1）少于2",
    ),
    "score * (score + 1) at least 2": (
        "score times (score plus 1) is at least 2",
        "评分乘以（评分加1）不少于2",
    ),
    "as of - 30 days after opened": (
        "30 days before the as-of day is after opening date",
        "基准日前30日晚于立项日",
    ),
    "opened + 2 months before as of": (
        "2 months after opening date is before the as-of day",
        "立项日后2个月早于基准日",
    ),
    "exists signature a where a by party_secretary": (
        "there is a signature made by the party secretary",
        "有由党委书记作出的签字",
    ),
    "no signature a where a by party_secretary of lead_unit": (
        "there is no signature made by the party secretary of lead unit",
        "没有由牵头单位党委书记作出的签字",
    ),
    "all signature a satisfy a by party_secretary": (
        "for every signature, it was made by the party secretary",
        "每一签字均满足：其由党委书记作出",
    ),
    "not (all signature a satisfy a by party_secretary)": (
        "not for every signature is it so that it was made by the party secretary",
        "并非每一签字均满足：其由党委书记作出",
    ),
    "exists responsible_units u where u.kind is county": (
        "there is a unit among the responsible units where kind is county",
        "有类型为县市区的责任单位",
    ),
    "all signature a, inspection b satisfy a.on after b.on": (
        "for every signature a and every inspection b, the date of signature a is after the date of inspection b",
        "每一签字甲、现场核查乙均满足：签字甲的发生日晚于现场核查乙的发生日",
    ),
    "exists inspection a where no signature b where b.on after a.on": (
        "there is inspection a such that there is no signature b such that the date of "
        "signature b is after the date of inspection a",
        "有现场核查甲，满足：没有符合下列条件的签字乙：签字乙的发生日晚于现场核查甲的发生日",
    ),
    "no signature a, signature b where a.person is b.person": (
        "there are no signature a and signature b such that the person of signature a is the "
        "same as the person of signature b",
        "没有符合下列条件的签字甲、签字乙：签字甲的签字人与签字乙的签字人相同",
    ),
    "count of evidence at least 1": (
        "there is at least 1 item of evidence",
        "佐证材料不少于1条",
    ),
    "not (count of evidence at least 1)": (
        "there is fewer than 1 item of evidence",
        "佐证材料少于1条",
    ),
    "count of (signature a where a by party_secretary) is 2": (
        "there are exactly 2 signatures made by the party secretary",
        "由党委书记作出的签字为2条",
    ),
    "count of evidence + 1 more than 2": (
        "the number of items of evidence plus 1 is more than 2",
        "佐证材料的数量加1超过2",
    ),
    'lead_unit.title is "x"': (
        "the title of lead unit is “x”",
        "牵头单位的名称为“x”",
    ),
    "lead_unit is territory": (
        "lead unit is the same as territory",
        "牵头单位与属地相同",
    ),
    "exists signature a where not (a by party_secretary)": (
        "there is a signature not made by the party secretary",
        "有并非由党委书记作出的签字",
    ),
    "exists signature a where a.task.late": (
        "there is a signature where task counts as “late”",
        "有所属事项属于“超时”的签字",
    ),
    "all report a satisfy not a.task.late": (
        "for every report, its task does not count as “late”",
        "每一进展填报均满足：其所属事项不属于“超时”",
    ),
    "status is open and (risk is low or priority is yes)": (
        "status is open and (risk is low or priority is yes)",
        "状态为在办，且（风险等级为低，或者重点件为“是”）",
    ),
    "exists inspection a where (a.result is passed or a.on before as of) and a.on after opened": (
        "there is an inspection where (result is passed or date is before the as-of day) and "
        "date is after opening date",
        "有（结论为通过，或者发生日早于基准日）且发生日晚于立项日的现场核查",
    ),
}


@pytest.mark.parametrize("condition", PHRASES)
def test_how_a_condition_is_said(condition: str) -> None:
    """Every form of the expression language, and what its denial sounds like."""
    rules = RULES.replace("means: current_deadline before as of", f"means: {condition}")
    further = '\ndefine late also "超时" on Task\n  cite: S "2" / "第二条"\n  means: status is open\n'
    found = rule_sentence(door.load_text(rules + further).rulebook, "overdue")
    en, zh = PHRASES[condition]
    assert f"A task counts as “overdue” when {en}." == found.en
    assert f"事项“逾期”，是指{zh}。" == found.zh


def test_rungs_and_durations_set_by_parameters() -> None:
    """A number that is a parameter is told by its name, and with its value of a day."""
    rules = RULES.replace("rung 3 -> interview", "rung report_day -> interview").replace(
        "rung after 30 days", "rung after near"
    )
    book = door.load_text(rules).rulebook
    assert "“report day” for an interview" in rule_sentence(book, "PROGRESS").en
    assert "“填报截止日”（5）次的，约谈" in rule_sentence(book, "PROGRESS", day=date(2023, 9, 1)).zh
    assert "; “near” days for a supervision order" in rule_sentence(book, "OVERDUE").en
    assert "不符合满“临期天数”（30日）的，督办" in rule_sentence(book, "OVERDUE", day=date(2023, 9, 1)).zh
