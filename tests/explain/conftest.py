"""A small rule set with every construct, and a small ledger to run it on."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore.policy as door
from rectcore.model.deadline import Deadline
from rectcore.model.events import Event, Subject
from rectcore.model.facts import NONE
from rectcore.model.ledger import Ledger, Plan
from rectcore.model.task import Task
from rectcore.model.unit import Person, Tenure, Unit

RULES = """# dialect: en
ruleset R "Rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Measures" / "办法"
  if due on a holiday: next working day

entity Task
  has risk also "风险等级": optional one of low "低", high "高"
  has score also "评分": optional decimal

parameter report_day also "填报截止日": integer
  cite: S "1" / "第一条"
  from 2023-01-01: 10
  from 2023-06-01: 5
  review by: 2024-01-01
parameter near also "临期天数": days
  cite: S "1" / "第一条"
  from 2023-01-01: 30

define overdue also "逾期" on Task
  cite: S "2" / "第二条"
  means: current_deadline before as of
define rest also "余量" on Task
  cite: S "2" / "第二条"
  means: 100% - progress
table grade also "级数" on Task
  cite: S "2" / "第二条"
  | overdue | result | result grave also "严重": yes/no |
  | yes     | 3      | yes                              |
  | no      | 1      | no                               |
aggregate late_share also "逾期率" on Unit
  cite: S "20" / "第二十条"
  over: Task grouped by lead_unit where status is open
  value: share where overdue
  when empty: not applicable

series dust also "颗粒物浓度" on Plan each year: decimal
  cite: S "3" / "第三条"
  unit: "µg/m³"

score result also "考核得分" on Unit
  cite: S "21" / "第二十一条"
  every: year
  start: 100
  deduct:
    - [letters] 1 for each supervision where on within this.period, at most 10
    - [late] 0.5 for every 2 of count of review - 4, in whole steps
    - [told] report_day if exists warning
  add:
    - [praise] 1 for each commendation
  floor: 0
  cap: 100
  capped:
    - [circular] 89 if exists circular
  veto:
    - [blamed] exists accountability
  grade good "良好": at least 80
  grade pass "合格": at least 60, less than 80
  grade fail "不合格": less than 60

sample checks also "双随机抽查" on Plan
  cite: S "22" / "第二十二条"
  every: quarter
  among: Task where priority
  share: 30%
  at least: 2
  by: territory
  inspectors: Person

ranking neat also "销号排名" on Unit
  cite: S "23" / "第二十三条"
  every: quarter
  ranked: kind is county
  left out: parent is none
  ranked by: late_share
  order: lowest first

judgement interim_done also "阶段性成果" on Plan
  cite: S "3" / "第三条"
  decided by: rectification_office
  valid for: 90 days

gate CLOSE "Closing" / "销号条件" on Task.closure
  cite: S "4" / "第四条"
  only if all:
    - [dual] exists signature a, signature b where a by party_secretary and b by government_head
        and a.person is not b.person
    - [proof] count of evidence at least 2
    - [calm] no objection o where o.resolved is no
    - [petition] if kind is petition then exists completion
  only if any:
    - [low] risk is low
    - [far] progress at least 50%
  say: "two signatures" / "须双签字"

exception FLOOD overrides MONTHLY
  cite: S "5" / "第五条"
  applies when: exists funding
  effect: not required
exception WAIVE overrides CLOSE
  cite: S "5" / "第五条"
  applies when: exists filing
  effect: permit [proof]

duty MONTHLY "Monthly progress update" / "每月进展填报" for each Task
  cite: S "6" / "第六条"
  while: status is open
  every: month
  due: by day report_day of the next period
  fulfilled by: report where covers is this.period
  first period: full periods only
  breach goes to: PROGRESS
ladder PROGRESS "Missed updates" / "未按期填报"
  cite: S "7" / "第七条"
  counting: consecutive
  rung 1 -> warning
  rung 3 -> interview sent to lead_unit by rectification_office, due in 10 working days
duty INTERIM "Interim result" / "阶段性成果" for each Plan
  cite: S "8" / "第八条"
  due: by end of 2023-10
  fulfilled by: interim_done
  rung after 1 day -> circular
duty ANSWER "Answer a warning" / "答复预警" for each warning
  cite: S "8" / "第八条"
  due: 10 working days after on
  fulfilled by: reply

standing OVERDUE "Past its deadline" / "不得逾期" for each Task
  cite: S "9" / "第九条"
  while: status is open
  must: not overdue
  rung after 1 day -> reminder
  rung after 30 days -> supervision, due in 5 days
standing STALE "No stagnation" / "不得停滞" for each Task
  cite: S "9" / "第九条"
  must: exists report u where u.on within the last 45 days
  after lasting: 10 working days
notice NEAR "Deadline is near" / "办结期限临近" for each Task
  cite: S "9" / "第九条"
  when: current_deadline not before as of and current_deadline no later than as of + near
  call for: reminder sent to lead_unit
"""

TASK = Subject("task", "T-1")


def event(id_: str, kind: str, on: str, recorded: str | None = None, **more: object) -> Event:
    """An event on T-1."""
    own = {k: more.pop(k) for k in ("unit", "person", "post", "answers") if k in more}
    subject = more.pop("subject", TASK)
    day = date.fromisoformat(on)
    return Event(id_, kind, subject, day, date.fromisoformat(recorded or on), fields=more, **own)


def ledger(*events: Event, through: str | None = "2024-12-31", **card: object) -> Ledger:
    """A ledger with one task, in a county with both heads."""
    return Ledger(
        "L",
        through=date.fromisoformat(through) if through else None,
        plan=Plan("plan", "方案", "city", date(2023, 1, 1)),
        units=(
            Unit("city", "某市", posts=(Tenure("rectification_office", "p-office"),)),
            Unit("east", "东区", posts=(Tenure("party_secretary", "p-sec"), Tenure("government_head", "p-head"))),
        ),
        persons=(Person("p-sec", "赵甲"), Person("p-head", "钱乙"), Person("p-office", "孙丙")),
        tasks=(
            Task(
                "T-1",
                date(2023, 5, 1),
                territory="east",
                lead_unit="east",
                deadline=card.pop("deadline", Deadline.month(2023, 12)),
                fields=card,
            ),
        ),
        events=events,
    )


SECRETARY = event("S-1", "signature", "2023-08-01", person="p-sec", post="party_secretary")
HEAD = event("S-2", "signature", "2023-08-02", "2023-08-04", person="p-head", post="government_head")


@pytest.fixture(scope="session")
def policy() -> door.Policy:
    loaded = door.load_text(RULES)
    loaded.rulebook  # noqa: B018 - raises where the rules are wrong
    return loaded


__all__ = ["HEAD", "NONE", "SECRETARY", "event", "ledger"]
