"""One rule set, two languages: the same rulebook, and the names to print it in the other."""

import attrs
import pytest

from rectcore.check.states import STATES, state
from rectcore.check.types import Name
from rectcore.diagnostics import Text

HOST = """# dialect: en
entity Task
  has risk also "风险等级": optional one of low "低", high "高"
event evidence
  has type also "类别": one of review "核查报告", force_majeure "不可抗力", other "其他"
"""

EN = """# dialect: en
ruleset RECT "Follow-up" / "督办"
  in force: from 2026-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source SM: "Supervision Measures" / "督查办法"
  if due on a holiday: next working day
use "schema.rules"

parameter report_day also "填报截止日": integer
  cite: SM "art 9(1)" / "第九条第一款"
  from 2025-01-01: 10
  from 2026-01-01: 5
  review by: 2026-12-31

define overdue also "逾期" on Task
  cite: SM "art 3" / "第三条"
  means: status is open and deadline before as of

gate CLOSE "Close a task" / "事项销号" on Task.closure
  cite: SM "art 12" / "第十二条"
  only if all:
    - [dual] exists signature a, signature b where a by party_secretary
             and b by government_head and a.person is not b.person
    - [proof] count of evidence at least 1
  only if any:
    - [lowrisk] risk is low
    - [reviewed] exists evidence e where e.type is review
  when unknown: block
  say: "two signatures" / "须两人签字"

duty MONTHLY "Monthly update" / "每月进展填报" for each Task
  cite: SM "art 9(2)" / "第九条第二款"
  while: status is open
  every: month
  due: by day report_day of the next period
  fulfilled by: report where covers is this.period
  first period: full periods only
  governed by rules at: period start
  breach goes to: PROGRESS

ladder PROGRESS "Missed updates" / "未按期填报"
  cite: SM "art 15" / "第十五条"
  counting: consecutive
  late counts: yes
  rung 1 -> warning
  rung 2 -> supervision
  rung 3 -> interview, due in 10 working days
  reset: on time

exception FLOOD overrides MONTHLY
  cite: SM "art 9(3)" / "第九条第三款"
  applies when: exists evidence e where e.type is force_majeure
  effect: not required

standing STALE "No stagnation" / "不得停滞" for each Task
  cite: SM "art 10" / "第十条"
  while: status is open
  must: exists report u where u.on within the last 45 days
  after lasting: 10 working days

judgement interim_done also "阶段性成果" on Plan
  decided by: rectification_office
  valid for: 90 days

duty INTERIM "Interim result" / "阶段性成果" for each Plan
  due: by end of 2023-10
  fulfilled by: interim_done
  rung after 1 day -> circular

standing OVERDUE "Past its deadline" / "不得逾期" for each Task
  while: status is open
  must: not overdue
  rung after 1 day -> warning sent to lead_unit
  rung after 30 days -> supervision sent to lead_unit by rectification_office, due in 10 working days

notice NEAR "Deadline is near" / "办结期限临近" for each Task
  while: status is open
  when: deadline not before as of and deadline no later than as of + 30 days
  call for: reminder sent to lead_unit

duty ANSWER "Answer a warning" / "答复预警" for each warning
  due: 10 working days after on
  fulfilled by: reply

scenario "third miss means interview" / "连续三次未报须约谈"
  given Task T1 {status: open, opened: 2026-01-03}
  given report U1 {covers: 2026-02, on: 2026-03-03}
  as of: 2026-06-06
  expect MONTHLY(T1, 2026-03) is missed
  expect PROGRESS(T1) is interview
  expect CLOSE(T1) is blocked [dual, proof]
  expect next change(T1) is 2026-06-23
"""

ZH = """# 方言：zh
规则集 RECT “督办” / “Follow-up”
  施行：自2026-01-01
  日历：cn_public
  时区：“Asia/Shanghai”
  依据文件 SM：《督查办法》 / “Supervision Measures”
  届满逢休息日：顺延至下一工作日
引用 “schema.rules”

参数 report_day 又称 “填报截止日”：整数
  依据：SM “第九条第一款” / “art 9(1)”
  自 ２０２５-01-01：10
  自 2026-01-01：５
  复核期限：2026-12-31

定义 overdue 又称 “逾期” 针对 事项
  依据：SM “第三条” / “art 3”
  是指：状态 为 在办 且 办结期限 早于 基准日

前置条件 CLOSE “事项销号” / “Close a task” 针对 事项.销号
  依据：SM “第十二条” / “art 12”
  须全部满足：
    - ［dual］ 存在 签字 甲、签字 乙 满足 甲 由 党委书记 作出
             且 乙 由 政府主要负责人 作出 且 甲.签字人 不为 乙.签字人
    - ［proof］ 佐证材料 的数量 不少于1
  须满足其一：
    - ［lowrisk］ 风险等级 为 低
    - ［reviewed］ 存在 佐证材料 材 满足 材.类别 为 核查报告
  情况不明时：暂缓办理
  提示语：“须两人签字” / “two signatures”

时限要求 MONTHLY “每月进展填报” / “Monthly update” 逐一适用于 事项
  依据：SM “第九条第二款” / “art 9(2)”
  适用条件：状态 为 在办
  频次：每月
  完成时限：次月 填报截止日 日截止
  完成标志：进展填报 满足 所属周期 为 本.周期
  首期：不足整期不计
  适用规则版本：周期起始日
  未达要求转入：PROGRESS

递进措施 PROGRESS “未按期填报” / “Missed updates”
  依据：SM “第十五条” / “art 15”
  计次：连续
  逾期补办仍计次：是
  第1次起 预警
  第2次起 督办
  第3次起 约谈，限10个工作日
  清零条件：按期完成一次

例外 FLOOD 优先于 MONTHLY
  依据：SM “第九条第三款” / “art 9(3)”
  适用情形：存在 佐证材料 材 满足 材.类别 为 不可抗力
  处理方式：免除

持续要求 STALE “不得停滞” / “No stagnation” 逐一适用于 事项
  依据：SM “第十条” / “art 10”
  适用条件：状态 为 在办
  必须：存在 进展填报 报 满足 报.发生日 在 最近45日
  持续满：10个工作日

认定事项 interim_done 又称 “阶段性成果” 针对 方案
  认定主体：整改办
  有效期：90日

时限要求 INTERIM “阶段性成果” / “Interim result” 逐一适用于 方案
  完成时限：2023年10月底截止
  完成标志：阶段性成果
  满1日起 通报

持续要求 OVERDUE “不得逾期” / “Past its deadline” 逐一适用于 事项
  适用条件：状态 为 在办
  必须：非 逾期
  满1日起 预警，主送 牵头单位
  满30日起 督办，主送 牵头单位，由 整改办 作出，限10个工作日

提示事项 NEAR “办结期限临近” / “Deadline is near” 逐一适用于 事项
  适用条件：状态 为 在办
  触发情形：办结期限 不早于 基准日 且 办结期限 不晚于 基准日 + 30日
  应采取：提醒，主送 牵头单位

时限要求 ANSWER “答复预警” / “Answer a warning” 逐一适用于 预警
  完成时限：自 发生日 起 10个工作日内
  完成标志：回复

情景 “连续三次未报须约谈” / “third miss means interview”
  假设 事项 T1 ｛状态：在办，立项日：2026-01-03｝
  假设 进展填报 U1 ｛所属周期：2026-02，发生日：2026-03-03｝
  基准日：2026-06-06
  预期 MONTHLY（T1，2026-03）为 逾期未完成
  预期 PROGRESS（T1）为 约谈
  预期 CLOSE（T1）为 不予办理 ［dual，proof］
  预期 下次变化（T1）为 2026-06-23
"""


def test_twins_make_one_rulebook(bench):
    en = bench.fine(EN, HOST, head=False)
    zh = bench.fine(ZH, HOST, head=False)
    assert [] == [d.line() for d in en.diagnostics if d.code == "RC607"]
    assert en.rulebook == zh.rulebook
    assert en.rulebook.sha256 == zh.rulebook.sha256


def test_the_order_of_files_and_forms_is_of_no_matter(bench):
    one = bench.fine(EN, HOST, head=False).rulebook
    other = bench.fine(HOST, EN, head=False).rulebook
    assert one == other


def test_what_the_sample_comes_to(bench):
    book = bench.fine(EN, HOST, head=False).rulebook
    assert ("RECT", "cn_public", "Asia/Shanghai") == (book.id, book.calendar, book.timezone)
    assert [("SM", Text("Supervision Measures", "督查办法"))] == list(book.sources)
    assert ["ANSWER", "INTERIM", "MONTHLY"] == [d.id for d in book.duties]
    assert ["INTERIM", "OVERDUE", "PROGRESS"] == [x.id for x in book.ladders]
    assert [True, True, False] == [x.inline for x in book.ladders]
    assert ["MONTHLY"] == [x.overrides for x in book.exceptions_of("MONTHLY")]
    assert ["dual", "proof", "lowrisk", "reviewed"] == [x.label for x in book.gates[0].labels]


def test_every_resolved_word_has_a_name_in_both_languages(bench):
    en = bench.fine(EN, HOST, head=False)
    for text, checked in ((EN, en), (ZH, bench.fine(ZH, HOST, head=False))):
        for at, name in checked.names[0].items():
            assert any(text.startswith(written, at) for written in name.all), (at, name)
    found = {n.id: n for n in en.names[0].values()}
    assert Name("party_secretary", ("党委书记",)) == found["party_secretary"]
    assert Name("low", ("低",)) == found["low"]
    assert Name("overdue", ("逾期",)) == found["overdue"]
    assert Name("missed", ("逾期未完成",)) == found["missed"]
    assert Name("period", ("周期",)) == found["period"]


def test_variables_change_their_letters(bench):
    text = "define x on Task\n  means: exists signature {0}, signature {1} where {0}.person is {1}.person\n"
    written = bench.fine(text.format("a", "乙"))
    assert {Name("a", ("甲",)), Name("b", ("乙",))} <= set(written.names[0].values())
    clash = bench.fine(text.format("a", "甲"))
    assert {Name("a"), Name("甲")} <= set(clash.names[0].values())
    assert bench.fine(text.format("u", "w")).rulebook == bench.fine(text.format("a", "甲")).rulebook


def test_a_value_and_a_field_of_the_other_language_are_names_too(bench):
    checked = bench.fine(
        "define x on Task\n  means: 状态 is 在办 and completion_ok\ndefine completion_ok on Task\n"
        "  means: no completion c where c.verdict is true\n"
    )
    assert {"status", "open", "verdict", "true"} <= {n.id for n in checked.names[0].values()}


@pytest.mark.parametrize("word", STATES)
def test_states_are_one_word_in_each_language(word):
    name = STATES[word]
    assert word == state(name.id) == state(name.in_("zh"))
    assert all(" " not in w for w in name.all)


def test_terms_keep_their_places_and_compare_without_them(bench):
    one = bench.fine("define x on Task\n  means: priority\n").rulebook.definitions[0]
    other = bench.fine("define x on Task\n\n  means:    priority\n").rulebook.definitions[0]
    assert one == other
    assert one.term.span != other.term.span
    assert "priority" == one.term.span.text
    assert one != attrs.evolve(other, entity="Unit")
