"""Findings, gaps and obligations, in both languages."""

from __future__ import annotations

import inspect
import re
from datetime import date

import pytest
from attrs import evolve

import rectcore.policy as door
from conftest import HEAD, NONE, RULES, SECRETARY, Subject, event, ledger
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.engine.reference import evaluate
from rectcore.engine.reference.stale import PAST_REVIEW
from rectcore.engine.results import DataGap, Finding, Holding, State, Verdict
from rectcore.explain import finding_lines, finding_message, gap_message, obligation_text, state_word
from rectcore.explain.gaps import GAPS
from rectcore.explain.phrases import duration, named_amount, sentence
from rectcore.model.duration import SpanUnit
from rectcore.model.facts import Missing, Why
from rectcore.model.ledger import Ledger, Refusal


def findings(policy: door.Policy, book: Ledger, day: str) -> dict[str, Finding]:
    """Every finding by its id without the rule set."""
    report = policy.evaluate(book, as_of=date.fromisoformat(day))
    return {f.id.removeprefix("R/"): f for f in report.findings}


def said(policy: door.Policy, book: Ledger, day: str, id_: str) -> tuple[str, str]:
    """A finding's message in both languages."""
    message = findings(policy, book, day)[id_].message
    return message.en, message.zh


def test_a_missed_update(policy: door.Policy) -> None:
    assert (
        "Monthly progress update for 2023-08 was due on 2023-09-05 and has not come (6 days ago).",
        "2023-08“每月进展填报”完成时限为2023-09-05，至今未完成，已逾期6日。",
    ) == said(policy, ledger(), "2023-09-11", "MONTHLY/Task:T-1/2023-08")


def test_a_due_day_that_was_moved_says_why(policy: door.Policy) -> None:
    assert (
        "Monthly progress update for 2023-10 was due on 2023-11-06 (2023-11-05 is a Sunday, so the "
        "next working day) "
        "and has not come (1 day ago).",
        "2023-10“每月进展填报”完成时限为2023-11-06（2023-11-05为星期日，顺延至下一工作日），至今未完成，已逾期1日。",
    ) == said(policy, ledger(), "2023-11-07", "MONTHLY/Task:T-1/2023-10")
    en, zh = said(policy, ledger(), "2023-10-08", "MONTHLY/Task:T-1/2023-09")
    assert "(2023-10-05 is a public holiday, so the next working day)" in en
    assert "（2023-10-05为法定节假日，顺延至下一工作日）" in zh


def test_a_clamped_day_says_so(policy: door.Policy) -> None:
    rules = RULES.replace("from 2023-06-01: 5", "from 2023-06-01: 31")
    en, zh = said(door.load_text(rules), ledger(), "2023-10-20", "MONTHLY/Task:T-1/2023-08")
    assert "was due on 2023-10-07 (the last day of a month that has no such day; 2023-09-30 is a Saturday" in en
    assert "（当月无该日，以月末为准；2023-09-30为星期六，顺延至下一工作日）" in zh


def test_a_ladder_says_what_it_counted_and_the_measure_with_its_day(policy: door.Policy) -> None:
    assert (
        "Missed updates: 3 in a row (2023-05, 2023-06, 2023-07): interview, to be held by 2023-08-22.",
        "“未按期填报”：连续3次（2023-05、2023-06、2023-07），应至迟于2023-08-22约谈。",
    ) == said(policy, ledger(), "2023-08-11", "PROGRESS/Task:T-1")
    assert (
        "Missed updates: 1 missed (2023-05): warning called for.",
        "“未按期填报”：1次（2023-05），应予预警。",
    ) == said(policy, ledger(), "2023-06-20", "PROGRESS/Task:T-1")


def test_an_act_taken_is_named(policy: door.Policy) -> None:
    act = event("W-1", "warning", "2023-06-14")
    assert (
        "Missed updates: 1 missed (2023-05): warning called for (done: W-1).",
        "“未按期填报”：1次（2023-05），应予预警（已办理：W-1）。",
    ) == said(policy, ledger(act), "2023-06-20", "PROGRESS/Task:T-1")


def test_the_rung_it_may_come_to_is_said(policy: door.Policy) -> None:
    found = findings(policy, ledger(through="2023-08-01"), "2023-08-11")["PROGRESS/Task:T-1"]
    message = found.message
    assert message.en.endswith(": warning called for; interview if what is not yet verified proves to be a breach.")
    assert message.zh.endswith("，应予预警；待核实情况如属违反要求，则应予约谈。")


def test_a_long_count_is_cut_short(policy: door.Policy) -> None:
    en, zh = said(policy, ledger(), "2024-02-01", "PROGRESS/Task:T-1")
    assert "8 in a row (2023-05, 2023-06, 2023-07, 2023-08, 2023-09, and 3 more)" in en
    assert "连续8次（2023-05、2023-06、2023-07、2023-08、2023-09，另有3项）" in zh


def test_standings(policy: door.Policy) -> None:
    assert (
        "Past its deadline: not met since 2024-01-01; “overdue” applies (current deadline 2023-12-31 is before "
        "2024-02-01): supervision order, to be issued by 2024-02-04.",
        "“不得逾期”：自2024-01-01起不符合要求，因属于“逾期”（现行期限2023-12-31早于2024-02-01），应至迟于2024-02-04督办。",
    ) == said(policy, ledger(), "2024-02-01", "OVERDUE/Task:T-1")
    assert (
        "No stagnation: not met since 2023-05-16; no report on record.",
        "“不得停滞”：自2023-05-16起不符合要求，因没有进展填报记录。",
    ) == said(policy, ledger(), "2023-06-01", "STALE/Task:T-1")


def test_a_notice(policy: door.Policy) -> None:
    assert (
        "Deadline is near: current deadline 2023-12-31 is not before 2023-12-20; current deadline "
        "2023-12-31 is no "
        "later than 2024-01-19 (the as-of day plus “near” (30 days)): reminder called for.",
        "“办结期限临近”：现行期限2023-12-31不早于2023-12-20；现行期限2023-12-31不晚于2024-01-19"
        "（基准日加“临期天数”（30日）），应予提醒。",
    ) == said(policy, ledger(), "2023-12-20", "NEAR/Task:T-1")


def test_a_breached_gate_says_which_labels_it_broke(policy: door.Policy) -> None:
    closure = event("C-1", "closure", "2023-08-10")
    assert (
        "Closing: closure of 2023-08-10 (C-1) although [dual] no signature made by the government head of 东区; "
        "[proof] 0 items of evidence, at least 2 needed.",
        "“销号条件”：2023-08-10销号（C-1）时不符合条件：[dual]没有由东区政府主要负责人作出的签字；"
        "[proof]佐证材料0条，须不少于2条。",
    ) == said(policy, ledger(SECRETARY, closure, risk="low"), "2023-09-01", "CLOSE/Task:T-1/C-1")


def test_a_duty_for_an_event_and_for_the_plan(policy: door.Policy) -> None:
    warning = event("W-1", "warning", "2023-06-14")
    assert (
        "Answer a warning (W-1) was due on 2023-06-29 and has not come (11 days ago).",
        "“答复预警”（W-1）完成时限为2023-06-29，至今未完成，已逾期11日。",
    ) == said(policy, ledger(warning), "2023-07-10", "ANSWER/warning:W-1")
    assert (
        "Interim result was due on 2023-10-31 and has not come (1 day ago): circular called for.",
        "“阶段性成果”完成时限为2023-10-31，至今未完成，已逾期1日，应予通报。",
    ) == said(policy, ledger(), "2023-11-01", "INTERIM/Plan:plan")


# -- lines --------------------------------------------------------------------------------------------------------


def test_a_finding_line_by_line(policy: door.Policy) -> None:
    found = findings(policy, ledger(), "2023-08-11")["PROGRESS/Task:T-1"]
    assert (
        "T-1  Missed updates: 3 in a row (2023-05, 2023-06, 2023-07): interview, to be held by 2023-08-22.",
        "  since      2023-08-08 (the breach since 2023-06-13)",
        "  due        2023-08-22",
        "  to         东区 (east)",
        "  by         rectification office",
        "  counted    T-1/2023-05, T-1/2023-06, T-1/2023-07",
        "  replaces   rung 1, warning",
        "  clause     Measures, 7",
        "  ends       one on time takes the count back to nothing; closing the task ends it too",
    ) == finding_lines(found, policy.rulebook, ledger(), "en")
    assert (
        "T-1  “未按期填报”：连续3次（2023-05、2023-06、2023-07），应至迟于2023-08-22约谈。",
        "  起始       2023-08-08（自2023-06-13起持续）",
        "  期限       2023-08-22",
        "  主送       东区（east）",
        "  作出       整改办",
        "  计入       T-1/2023-05、T-1/2023-06、T-1/2023-07",
        "  取代       第1级（预警）",
        "  依据       《办法》第七条",
        "  了结       按期完成一次即清零；事项销号后了结",
    ) == finding_lines(found, policy.rulebook, ledger(), "zh")


@pytest.mark.parametrize(
    ("id_", "day", "events", "en"),
    [
        (
            "MONTHLY/Task:T-1/2023-05",
            "2023-07-01",
            (),
            "when a report for it is recorded (late), or the task is closed; the last day in time was 2023-06-12",
        ),
        (
            "ANSWER/warning:W-1",
            "2023-07-10",
            (event("W-1", "warning", "2023-06-14"),),
            "when a reply for it is recorded (late), or the task is closed once more; the last day "
            "in time was 2023-06-29",
        ),
        ("OVERDUE/Task:T-1", "2024-02-01", (), "as soon as the task does not count as “overdue”"),
        ("NEAR/Task:T-1", "2023-12-20", (), "when the condition no longer holds"),
        (
            "CLOSE/Task:T-1/C-1",
            "2023-09-01",
            (event("C-1", "closure", "2023-08-10"),),
            "when the closure is withdrawn, recorded again in order, or the task is reopened",
        ),
    ],
)
def test_what_would_end_a_finding(policy: door.Policy, id_: str, day: str, events: tuple[object, ...], en: str) -> None:
    book = ledger(*events)
    found = findings(policy, book, day)[id_]
    assert f"  ends       {en}" == finding_lines(found, policy.rulebook, book, "en")[-1]
    assert finding_lines(found, policy.rulebook, book, "zh")[-1].startswith("  了结       ")


def test_lines_of_a_finding_without_its_texts(policy: door.Policy) -> None:
    """A finding straight from the engine is told all the same."""
    found = findings(policy, ledger(), "2024-02-01")["OVERDUE/Task:T-1"]
    bare = evolve(found, message=Text(), reasons=tuple(evolve(r, because=Text()) for r in found.reasons))
    day = date(2024, 2, 1)
    assert finding_lines(found, policy.rulebook, ledger(), "en") == finding_lines(
        bare, policy.rulebook, ledger(), "en", as_of=day
    )


def test_a_decision_line_by_line(policy: door.Policy) -> None:
    book = ledger(SECRETARY, HEAD, event("E-1", "evidence", "2023-08-03"))
    decision = policy.may("closure", "T-1", book, as_of=date(2023, 9, 1))
    assert (
        "closure of T-1, as of 2023-09-01: blocked",
        "  CLOSE  Closing",
        "    clause  Measures, 4",
        "    [dual]      true     signature S-1 (party secretary, 赵甲, recorded 2023-08-01) and "
        "signature S-2 (government head, 钱乙, dated 2023-08-02, recorded 2023-08-04)",
        "    [proof]     false    1 item of evidence, at least 2 needed; looked at: E-1 (recorded 2023-08-03)",
        "    [calm]      true     no objection where resolved is no",
        "    [petition]  true     does not apply here: kind is task, not petition",
        "    any of  unknown",
        "      [low]       unknown  `risk` of T-1 was not given",
        "      [far]       unknown  `progress` of T-1 was not given",
        "  to open    {proof, far}",
        "  do         1 more item of evidence",
        "  do         a report with progress 50%",
        "  to open    {proof, low}",
        "  do         1 more item of evidence",
        "  do         risk = low",
        "  two signatures",
    ) == policy.why(decision, book, "en")
    assert (
        "T-1销号，基准日2023-09-01：不予办理",
        "  CLOSE  销号条件",
        "    依据  《办法》第四条",
        "    [dual]      满足     签字S-1（党委书记，赵甲，2023-08-01录入）和"
        "签字S-2（政府主要负责人，钱乙，载明2023-08-02，2023-08-04录入）",
        "    [proof]     不满足   佐证材料1条，须不少于2条；已查看：E-1（2023-08-03录入）",
        "    [calm]      满足     没有已处理为“否”的异议",
        "    [petition]  满足     此处不适用：种类为整改任务，不是信访案件",
        "    其一  不明",
        "      [low]       不明     T-1的“风险等级”未填写",
        "      [far]       不明     T-1的“完成进度”未填写",
        "  尚须       {proof、far}",
        "  办理       再补佐证材料1条",
        "  办理       进展填报（进度为“50%”）",
        "  尚须       {proof、low}",
        "  办理       再补佐证材料1条",
        "  办理       风险等级改为低",
        "  须双签字",
    ) == policy.why(decision, book, "zh")


# -- gaps, obligations, state words -------------------------------------------------------------------------------

REFUSED = Refusal(
    Diagnostic("LD101", Severity.ERROR, Text("`on` is not a day", "“发生日”不是日期")),
    "events",
    Subject("task", "T-1"),
    "report",
)
T1 = Subject("task", "T-1")


@pytest.mark.parametrize(
    ("gap", "en", "zh"),
    [
        (
            DataGap("g", "past watermark", event="2023-08-31"),
            "The ledger is complete only to 2023-08-31; what falls due later cannot be judged.",
            "台账数据仅完整至2023-08-31，此后到期的事项无法判定。",
        ),
        (
            DataGap("g", "past watermark", event="none"),
            "The ledger does not say up to which day it is complete, so nothing counts as missed.",
            "台账未注明数据完整至何日，故不认定任何事项未完成。",
        ),
        (
            DataGap("g", "refused row", event="events:0", message=REFUSED.diagnostic.message),
            "The row events:0 was refused: `on` is not a day.",
            "记录events:0未被接收：“发生日”不是日期。",
        ),
        (
            DataGap("g", "refused row", event="events:0"),
            "The row events:0 was refused.",
            "记录events:0未被接收。",
        ),
        (
            DataGap("g", "file cut off", event="file"),
            "The ledger file is cut off, so rows may be missing.",
            "台账文件不完整，可能缺少记录。",
        ),
        (
            DataGap("g", "before opening", subject=T1, event="R-0"),
            "R-0 is dated 2023-04-01, before T-1 was opened on 2023-05-01; no rule sees it.",
            "R-0载明日期2023-04-01，早于T-1的立项日2023-05-01，不予采用。",
        ),
        (
            DataGap("g", "before opening", subject=T1, event="R-9"),
            "R-9 is dated before T-1 was opened; no rule sees it.",
            "R-9早于T-1的立项日，不予采用。",
        ),
        (
            DataGap("g", "addressee unknown", "NEAR", T1, missing=(Missing("lead_unit", "T-1", Why.NOT_GIVEN),)),
            "It is not known whom “Deadline is near” of T-1 is to be sent to: `lead_unit` of T-1 was not given.",
            "T-1的“办结期限临近”的主送单位不明：T-1的“牵头单位”未填写。",
        ),
        (
            DataGap("g", "undetermined", "MONTHLY", T1, "2023-08", missing=(Missing("report", "T-1", Why.INCOMPLETE),)),
            "“Monthly progress update” of T-1 (2023-08) cannot be judged: the ledger is complete only to 2024-12-31.",
            "T-1的“每月进展填报”（2023-08）无法判定：台账数据仅完整至2024-12-31。",
        ),
        (
            DataGap("g", "undetermined", "MONTHLY", T1),
            "“Monthly progress update” of T-1 cannot be judged: a fact is missing.",
            "T-1的“每月进展填报”无法判定：事实不明。",
        ),
        (
            DataGap("g", "not entitled", "interim_done", Subject("plan", "plan"), event="J"),
            "The judgement J on “interim done” was not made by the rectification office and is not used.",
            "关于“阶段性成果”的认定J并非由整改办作出，不予采用。",
        ),
        (
            DataGap("g", "past review", "report_day"),
            "The value of “report day” was to be reviewed by 2024-01-01.",
            "“填报截止日”的取值应于2024-01-01前复核。",
        ),
    ],
)
def test_gaps(policy: door.Policy, gap: DataGap, en: str, zh: str) -> None:
    found = gap_message(gap, policy.rulebook, ledger(event("R-0", "report", "2023-04-01")))
    assert (en, zh) == (found.en, found.zh)


def test_every_reason_of_a_gap_has_its_words() -> None:
    source = inspect.getsource(evaluate)
    named = set(re.findall(r'_gap\(\s*world,\s*"([a-z ]+)"', source)) | {evaluate.STATE_UNDETERMINED, PAST_REVIEW}
    assert named == set(GAPS)


@pytest.mark.parametrize("why", Why)
def test_every_way_to_be_missing_has_its_words(policy: door.Policy, why: Why) -> None:
    """Whatever is missing, of whatever, both halves say so."""
    book = ledger(event("W-1", "warning", "2023-06-14"))
    for what in (
        "report",
        "progress",
        "status",
        "actor",
        "due",
        "near",
        "interim_done",
        "party_secretary",
        "calendar",
        "x",
    ):
        for of in ("T-1", "W-1", "east", "plan", "p-sec", "closure", "L", ""):
            gap = DataGap("g", "undetermined", "NEAR", T1, missing=(Missing(what, of, why),))
            message = gap_message(gap, policy.rulebook, book)
            assert "：" in message.zh
            assert ": " in message.en


def test_a_refused_row_makes_absence_say_nothing(policy: door.Policy) -> None:
    book = evolve(ledger(), refusals=(REFUSED,))
    gap = DataGap("g", "undetermined", "MONTHLY", T1, missing=(Missing("report", "T-1", Why.INCOMPLETE),))
    assert (
        "T-1的“每月进展填报”无法判定：T-1有记录未被接收，可能涉及“进展填报”。"
        == gap_message(gap, policy.rulebook, book).zh
    )
    cut = evolve(ledger(), cut=True)
    assert "台账文件不完整" in gap_message(gap, policy.rulebook, cut).zh


def test_obligations(policy: door.Policy) -> None:
    book = ledger(event("R-1", "report", "2023-06-08"), event("W-1", "warning", "2023-06-14"))
    owed = policy.evaluate(book, as_of=date(2023, 7, 10)).obligations
    texts = [obligation_text(o, policy.rulebook, book) for o in owed]
    assert [
        "T-1: Answer a warning (W-1), due 2023-06-29: missed",
        "方案: Interim result, due 2023-10-31: pending",
        "T-1: Monthly progress update for 2023-05, due 2023-06-12 (2023-06-10 is a Saturday, so the "
        "next working day): "
        "fulfilled (R-1, 2023-06-08)",
        "T-1: Monthly progress update for 2023-06, due 2023-07-05: missed",
        "T-1: Monthly progress update for 2023-07, due 2023-08-07 (2023-08-05 is a Saturday, so the "
        "next working day): pending",
    ] == [x.en for x in texts]
    assert "T-1“答复预警”（W-1），期限2023-06-29：逾期未完成" == texts[0].zh


def test_every_state_has_its_word() -> None:
    for state in (*State, *Holding, *Verdict):
        assert state_word(state, "en")
        assert re.search("[\u4e00-\u9fff]", state_word(state, "zh"))
    assert "逾期未完成" == state_word(State.MISSED, "zh")
    assert "blocked-unknown" == state_word(Verdict.BLOCKED_UNKNOWN, "en")


def test_no_half_is_empty_and_none_speaks_the_other_language(policy: door.Policy) -> None:
    """Over many days and ledgers: both halves are there, and a Chinese one has no English word but ids."""
    ids = set(re.findall("[A-Za-z]+", "MONTHLY PROGRESS CLOSE dual proof calm petition low far T W S C E R"))
    books = (
        ledger(),
        ledger(through=None),
        ledger(deadline=NONE, risk="low"),
        ledger(SECRETARY, event("C-1", "closure", "2023-08-10")),
        ledger(event("W-1", "warning", "2023-06-14"), event("E-1", "evidence", "2023-05-02")),
    )
    seen = 0
    for book in books:
        for day in (date(2023, 6, 20), date(2023, 9, 11), date(2024, 2, 1)):
            report = policy.evaluate(book, as_of=day)
            for one in (*report.findings, *report.data_gaps):
                seen += 1
                _well_said(one.message, ids)
                if isinstance(one, Finding):
                    assert one.message == finding_message(one, policy.rulebook, book, day)
                    for label in one.reasons:
                        _well_said(label.because, ids)
    assert seen > 50


def _well_said(text: Text, ids: set[str]) -> None:
    for half in (text.en, text.zh):
        assert half.strip()
        assert not re.search(r"<|=|\bNone\b|\bTrue\b|\(\)|（）|  ", half), half
    assert set(re.findall("[A-Za-z]+", text.zh)) <= ids, text.zh
    assert text.en.isprintable()


@pytest.mark.parametrize(
    ("en", "zh", "expected"),
    [
        ("a row was refused", "有记录未被接收", "A row was refused."),
        ("e1 is dated 2023-01-04", "e1载明日期2023-01-04", "e1 is dated 2023-01-04."),
        ("t-01/x is late", "事项t-01/x逾期", "t-01/x is late."),
        ("the ledger", "the-ledger", "The ledger."),
        ("“near” of T-1", "T-1的“near”", "“near” of T-1."),
        ("is it so?", "是否？", "Is it so?"),
    ],
)
def test_a_sentence_begins_with_a_capital_letter_but_an_id_stays_as_it_is(en: str, zh: str, expected: str) -> None:
    assert expected == sentence(Text(en, zh)).en


@pytest.mark.parametrize(
    ("en", "zh", "unit", "expected"),
    [
        ("elapsed days", "已过天数", SpanUnit.DAYS, ("elapsed days 180", "已过天数180")),
        ("delay", "延误", SpanUnit.DAYS, ("delay 180 days", "延误180日")),
        ("working days", "天数", SpanUnit.DAYS, ("working days 180 days", "天数180")),
    ],
)
def test_a_name_that_says_its_unit_is_not_followed_by_it_again(
    en: str, zh: str, unit: SpanUnit, expected: tuple[str, str]
) -> None:
    found = named_amount(Text(en, zh), duration("180", unit), unit)
    assert expected == (found.en, found.zh)


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        (Text("“grace days”", "“宽限天数”"), SpanUnit.DAYS, ("“grace days”", "“宽限天数”")),
        (Text("“grace days” (5)", "“宽限天数”（5）"), SpanUnit.DAYS, ("“grace days” (5)", "“宽限天数”（5）")),
        (Text("“grace days”", "“宽限”"), SpanUnit.WORKING_DAYS, ("“grace days” working days", "“宽限”个工作日")),
        (Text("1", "1"), SpanUnit.MONTHS, ("1 month", "1个月")),
    ],
)
def test_a_duration_by_a_name_says_its_unit_once(name: Text, unit: SpanUnit, expected: tuple[str, str]) -> None:
    found = duration(name, unit)
    assert expected == (found.en, found.zh)
