"""What people would have to do for a condition to come true, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

import rectcore.policy as door
from conftest import RULES, SECRETARY, event, ledger
from rectcore.check.types import DATE, DAYS, DECIMAL, INTEGER, TEXT
from rectcore.engine.actions import Action, ActionKind
from rectcore.engine.reference.amounts import Amount, Between
from rectcore.engine.results import Decision
from rectcore.explain import decision_lines
from rectcore.explain.fitting import fitting
from rectcore.model.duration import SpanUnit
from rectcore.model.events import Event, Subject
from rectcore.model.facts import NONE, Unknown
from rectcore.model.ledger import Ledger

DAY = date(2023, 9, 1)
HEAD, TAIL = RULES[: RULES.index("    - [dual]")], RULES[RULES.index('  say: "two signatures"') :]

SHARE = """aggregate low_share also "低风险率" on Unit
  cite: S "2" / "第二条"
  over: Task grouped by lead_unit
  value: share where risk is low
  when empty: not applicable
"""


def decide(condition: str, book: Ledger, *, more: str = "", actor: str | None = None) -> Decision:
    """A closing of T-1 on 2023-09-01 under one condition."""
    text = f"{HEAD}    - [x] {condition}\n{more}{TAIL}".replace("permit [proof]", "permit [x]")
    loaded = door.load_text(text)
    assert loaded.ok, [d.line() for d in loaded.diagnostics]
    return loaded.may("closure", "T-1", book, DAY, actor=actor)


def told(condition: str, *events: Event, language: str = "en", **card: object) -> list[list[str]]:
    """Each way to meet the condition, in words."""
    found = decide(condition, ledger(*events, **card))
    return [[a.text.in_(language) for a in way] for way in found.labels[0].ways]


def only(condition: str, *events: Event, **card: object) -> Action:
    """The one thing to be done."""
    ((action,),) = decide(condition, ledger(*events, **card)).labels[0].ways
    return action


DUAL = (
    "exists signature a, signature b where a by party_secretary and b by government_head and a.person is not b.person"
)
OBJECTION = event("O-1", "objection", "2023-08-01")
FAILED = event("I-1", "inspection", "2023-08-02", result="failed")

# fmt: off
# ruff: noqa: E501 - a table to be read
TABLE = [
    # what is to be recorded
    ("exists completion", "a completion", "上报完成"),
    ("not (no completion)", "a completion", "上报完成"),
    ("count of evidence at least 2", "2 items of evidence", "佐证材料2条"),
    ("2 at most (count of evidence)", "2 items of evidence", "佐证材料2条"),
    ("count of evidence more than 2", "3 items of evidence", "佐证材料3条"),
    ("count of evidence is not 0", "an item of evidence", "佐证材料"),
    ("exists acceptance a where a.result is passed and a.accepting_unit is lead_unit", "an acceptance with result passed and accepting unit 东区", "验收（结论为“通过”，验收单位为“东区”）"),
    ("exists inspection a where a.result is not failed", "an inspection with result passed", "现场核查（结论为“通过”）"),
    ("exists objection a where a.resolved", "an objection with resolved yes", "异议（已处理为“是”）"),
    ("exists objection a where not a.resolved", "an objection with resolved no", "异议（已处理为“否”）"),
    ("exists report a where a.progress at least 50% and a.on within the last 10 days", "a report with progress 50%", "进展填报（进度为“50%”）"),
    ("exists evidence a where a.on is as of and a.recorded is as of", "an item of evidence", "佐证材料"),
    ("exists public_notice a where a.until not before as of + 5 days and a.from before as of", "a public notice with end 2023-09-06 and beginning 2023-08-31", "公示（公示止为“2023-09-06”，公示起为“2023-08-31”）"),
    ("exists public_notice a where a.until after as of and a.until not before as of", "a public notice with end 2023-09-02", "公示（公示止为“2023-09-02”）"),
    ("exists evidence a where a.note is known", "an item of evidence with note filled in", "佐证材料（填明备注）"),
    ("exists completion a where not (a.verdict is unfounded)", "a completion where verdict is not unfounded", "上报完成（查实结论不为不属实）"),
    ("exists signature a where a.person is not none", "a signature", "签字"),
    ("not (all evidence e satisfy e.note is none)", "an item of evidence with note filled in", "佐证材料（填明备注）"),
    ("progress at least 50%", "a report with progress 50%", "进展填报（进度为“50%”）"),
    ("exists judgement a where a.value", "a judgement with value yes", "认定结论（认定值为“是”）"),
    # what is to be filled in or changed
    ("risk is low", "risk = low", "风险等级改为低"),
    ("low is risk", "risk = low", "风险等级改为低"),
    ("risk is not high", "risk = low", "风险等级改为低"),
    ("priority", "priority = yes", "重点件改为是"),
    ("not priority", "priority = no", "重点件改为否"),
    ("priority is no", "priority = no", "重点件改为否"),
    ("score at least 3", "score = 3", "评分改为3"),
    ("score more than 3", "score is more than 3", "评分超过3"),
    ("goal is known", "goal: to be filled in", "整改目标：待填写"),
    ("goal is not none", "goal: to be filled in", "整改目标：待填写"),
    ("supervising_unit is lead_unit", "supervising unit = 东区", "督导单位改为东区"),
    ("lead_unit is not territory", "lead unit is not 东区", "牵头单位不为东区"),
    ("count of responsible_units at least 2", "responsible units: at least 2 to be entered", "责任单位：至少填写2项"),
    ("count of Step at least 1", "steps: at least 1 to be entered", "整改措施：至少填写1项"),
    ("exists Step s where s.unit is lead_unit", "steps: at least 1 to be entered", "整改措施：至少填写1项"),
    # what no act can change, and what is left as it is
    ("kind is petition", "no act can change this: needed is that kind is petition", "无法以办理行为改变：须种类为信访案件"),
    ("status is closed", "no act can change this: needed is that status is closed", "无法以办理行为改变：须状态为已销号"),
    ("deadline before as of", "no act can change this: needed is that deadline is before the as-of day", "无法以办理行为改变：须办结期限早于基准日"),
    ("as of after 2024-01-01", "no act can change this: needed is that the as-of day is after 2024-01-01", "无法以办理行为改变：须基准日晚于2024-01-01"),
    ("near is 5 days", "no act can change this: needed is that “near” (30 days) is 5 days", "无法以办理行为改变：须“临期天数”（30日）为5日"),
    ("title is problem", "see to it that title is problem", "须使标题为反馈问题"),
    ("stage is accepted", "see to it that stage is accepted", "须使阶段为已验收"),
    ("overdue", "see to it that current deadline is before the as-of day", "须使现行期限早于基准日"),
    ("exists evidence a where a.on after as of", "see to it that there is an item of evidence where date is after the as-of day", "须使有发生日晚于基准日的佐证材料"),
    ("this.unit is lead_unit", "of the closure itself: the unit of this closure is the same as lead unit", "销号本身：本次销号填报单位与牵头单位相同"),
    ("this by party_secretary", "of the closure itself: this closure was made by the party secretary", "销号本身：本次销号由党委书记作出"),
    ("actor is known", "of the closure itself: whoever acts is known", "销号本身：办理人已知"),
]
# fmt: on


@pytest.mark.parametrize(("condition", "en", "zh"), TABLE)
def test_one_thing_is_to_be_done(condition: str, en: str, zh: str) -> None:
    """For each form of condition, what would make it true."""
    assert ([[en]], [[zh]]) == (told(condition), told(condition, language="zh"))


def test_a_signature_by_somebody_else_than_who_signed() -> None:
    """One signature is on record: the other must come from the post that lacks, and from another person."""
    action = only(DUAL, SECRETARY)
    assert "a signature by the government head of 东区, a person other than 赵甲" == action.text.en
    assert "签字（由东区政府主要负责人作出，作出人非赵甲）" == action.text.zh
    assert (ActionKind.RECORD, "signature", (("government_head", "east"),), ("p-head",), True) == (
        action.kind, action.event, action.by, action.persons, action.concrete
    )  # fmt: skip


def test_two_signatures_by_two_people() -> None:
    """With none on record both are asked for, and the second says that it must be another person's."""
    assert [
        ["a signature by the party secretary of 东区", "a signature by the government head of 东区, another person"]
    ] == told(DUAL)
    anyone = "exists signature a, signature b where a.person is not b.person"
    ((a, b),) = decide(anyone, ledger()).labels[0].ways
    assert ("a signature", "a signature by another person") == (a.text.en, b.text.en)
    assert a.persons[0] != b.persons[0]
    assert [["a signature by a person other than 赵甲"]] == told(anyone, SECRETARY)
    assert ("p-sec",) == only("exists signature a, evidence b where a.person is b.person", SECRETARY).persons


def test_nobody_on_record_can_do_it() -> None:
    """Where nobody holds the post, or only who may not, the words stand and nothing is promised."""
    assert not only("exists signature a where a by deputy_in_charge").concrete
    other = "exists signature a, signature b where a by party_secretary and b by party_secretary and a.person is not b.person"
    assert not only(other, SECRETARY).concrete
    away = evolve(ledger(), tasks=(evolve(ledger().tasks[0], territory=None),))
    (way,) = decide("exists signature a where a by party_secretary", away).labels[0].ways
    assert ["a signature made by the party secretary"] == [a.text.en for a in way]
    named = "exists signature a, signature b where a by party_secretary and b by government_head of a.unit"
    assert not any(a.concrete for way in decide(named, ledger()).labels[0].ways for a in way[1:])


def test_who_is_to_act_is_named_where_it_is_known() -> None:
    """A person other than whoever closes: left to the words until it is said who that is."""
    text = "exists signature b where b by government_head and b.person is not actor"
    found = decide(text, ledger(), actor="p-sec").labels[0].ways
    assert "a signature by the government head of 东区, a person other than 赵甲" == found[0][0].text.en
    assert not only(text).concrete


def test_more_of_what_is_there() -> None:
    """What is on record counts."""
    one = event("E-1", "evidence", "2023-08-03")
    assert [["1 more item of evidence"]] == told("count of evidence at least 2", one)
    assert [["再补佐证材料1条"]] == told("count of evidence at least 2", one, language="zh")
    assert "see to it" in told("count of evidence at most 0", one)[0][0]
    assert "see to it" in told("count of evidence is 0", one)[0][0]


def test_what_an_event_on_record_lacks_is_entered_and_what_it_says_stays() -> None:
    """A correction fills in; nobody is told to rewrite what happened."""
    text = "no objection o where o.resolved is no"
    action = only(text, OBJECTION)
    assert (ActionKind.CORRECT, "O-1", (("resolved", True),)) == (action.kind, action.event, action.fields)
    assert "异议O-1：补录已处理“是”" == action.text.zh
    assert [["objection O-1: enter resolved = yes"]] == told("all objection o satisfy o.resolved is yes", OBJECTION)
    ((said,),) = told("no inspection i where i.result is failed", FAILED)
    assert said.startswith("no act can change this, for it is on record (I-1 (result failed, recorded 2023-08-02))")
    ((said,),) = told("no signature s where s by party_secretary", SECRETARY)
    assert "no act can change this, for it is on record (S-1" in said


def test_a_relation_that_may_be_incomplete_promises_nothing() -> None:
    """Absence cannot be brought about where rows may be missing."""
    book = ledger(through=None)
    ((action,),) = decide("no objection o where o.resolved is no", book).labels[0].ways
    assert ActionKind.OTHER is action.kind


def test_branches_that_cannot_be_gone_fall_away() -> None:
    """The kind of a card stays: of `if … then` the other side is to be met; of `or` the shortest ways come first."""
    assert [["a completion"]] == told("if kind is task then exists completion")
    assert [["risk = low"]] == told("kind is petition or risk is low")
    either = "((exists completion) and (exists evidence)) or (exists filing) or risk is low or (exists funding)"
    assert [["a filing"], ["risk = low"], ["an item of funding"]] == told(either)
    assert [["a filing"], ["a completion"]] == told("not ((no filing) and (no completion))")
    assert [["a completion"], ["risk = high"]] == told("if risk is low then exists completion")
    split = "exists acceptance a where (a.result is failed or a.accepting_unit is lead_unit)"
    assert [["an acceptance with result failed"], ["an acceptance with accepting unit 东区"]] == told(split)


def test_a_definition_is_looked_through_and_a_judgement_is_asked_for() -> None:
    """`not overdue` past the deadline: an extension; the result of a plan: the office that decides."""
    late = ledger(deadline=None)
    assert "extension" == decide("not overdue", late).labels[0].ways[0][0].event
    ((action,),) = decide("not overdue", late).labels[0].ways
    assert ("an extension granted to 2023-09-01", "批准延期至2023-09-01") == (action.text.en, action.text.zh)
    action = only("exists Plan p where p.interim_done")
    assert (ActionKind.JUDGE, Subject("plan", "plan"), (("term", "interim_done"), ("value", True))) == (
        action.kind, action.subject, action.fields
    )  # fmt: skip
    assert "by the rectification office of 某市" in action.text.en
    assert "认定结论：“阶段性成果”为“是”（由某市整改办作出）" in action.text.zh


def test_cards_of_others_are_named() -> None:
    """What is to be changed elsewhere says where."""
    book = ledger()
    two = evolve(book, tasks=(*book.tasks, evolve(book.tasks[0], id="T-2", fields={"risk": "high"})))
    assert ["risk = low", "of T-2: risk = low"] == [
        a.text.en for a in decide("all Task t satisfy t.risk is low", two).labels[0].ways[0]
    ]


def test_a_decision_says_what_to_do_for_each_set_of_labels() -> None:
    """`to_do` runs beside `to_open`; what two labels share is done once, and what is not needed is left out."""
    both_ = "    - [y] exists evidence\n"
    found = decide("count of evidence at least 2", ledger(), more=both_)
    assert (("x", "y"),) == found.to_open
    assert ["2 items of evidence"] == [a.text.en for a in found.to_do[0]]
    assert ("2 items of evidence", "an item of evidence") == tuple(x.ways[0][0].text.en for x in found.labels)
    lines = decision_lines(found, door.load_text(RULES).rulebook, ledger(), "en")
    assert "  do         2 items of evidence" in lines
    open_ = decide("kind is task", ledger())
    assert ((), ()) == (open_.to_do, open_.labels[0].ways)


def test_conditions_that_contradict_each_other_promise_nothing() -> None:
    """Low and high at once: each has its way, and no way leads to both."""
    found = decide("risk is low", ledger(), more="    - [y] risk is high\n")
    assert [["what these conditions ask for does not go together"]] == [[a.text.en for a in w] for w in found.to_do]


def test_what_does_not_turn_the_label_is_not_promised() -> None:
    """A way that is tried and changes nothing is given back as the condition it is."""
    text = "exists completion a where a.id is id"
    assert ActionKind.RECORD is only(text).kind
    assert not only(text).concrete
    early = evolve(ledger(), tasks=(evolve(ledger().tasks[0], opened=date(2023, 10, 1)),))
    assert "see to it that there is a completion" == decide("exists completion", early).labels[0].ways[0][0].text.en


def test_forms_that_are_rarely_written() -> None:
    """Periods, days that cannot be, fields that follow from others, and rows of which none can be added."""
    assert [["a report"]] == told("exists report r where r.on within 2023-09")
    assert "see to it" in told("exists report r where r.on within 2023-08")[0][0]
    assert [["a report where date is within period covered"]] == told("exists report r where r.on within r.covers")
    assert "see to it" in told("exists withdrawal x")[0][0]
    assert [["an item of evidence where task is not none"]] == told("exists evidence e where e.task is not none")
    assert [["an item of evidence where note is answers"]] == told("exists evidence e where e.note is e.answers")
    ways = told("exists signature a, evidence b where a.note is b.note")
    assert [["a signature where note is the note of the other", "an item of evidence"]] == ways
    assert [["an inspection with result passed"]] == told(
        "exists inspection a where a.result is passed and a.result is not failed"
    )
    assert [["an objection with resolved yes"]] == told("exists objection a where a.resolved is not no")
    assert [["a report"]] == told("exists report r where r.on within the last near")


def test_an_id_that_is_taken_is_not_taken_again() -> None:
    """Trying an action leaves no trace and stumbles over no name."""
    assert [["a completion"]] == told("exists completion", event("to-do 1", "evidence", "2023-08-01"))


def test_a_value_that_fits() -> None:
    """One step beyond a bound, the other of two words, and nothing where there is no telling."""
    assert [(4, True), (2, True), (None, False)] == [
        fitting("more than", 3, INTEGER), fitting("less than", 3, INTEGER), fitting("less than", Decimal(3), DECIMAL)
    ]  # fmt: skip
    assert [(None, False), (None, False)] == [
        fitting("after", date.max, DATE), fitting("is", Between(0, 2, Unknown(frozenset())), TEXT)
    ]  # fmt: skip
    assert (Decimal(5), True) == fitting("is", Amount(Decimal(5), SpanUnit.DAYS), DAYS)
    assert [(NONE, True), (None, True), (None, False)] == [
        fitting("is", NONE, TEXT), fitting("is not", NONE, TEXT), fitting("before", NONE, DATE)
    ]  # fmt: skip
    assert (None, False) == fitting("is not", "x", TEXT)


def test_what_is_tried_sees_what_the_condition_sees() -> None:
    """A share over every task of a unit is not taken for a share over the one asked about."""
    book = ledger()
    others = (evolve(book.tasks[0], id=f"T-{n}", fields={"risk": "high"}) for n in (2, 3))
    three = evolve(book, tasks=(*book.tasks, *others))
    text = RULES.replace("define rest", SHARE + "define rest")
    loaded = door.load_text(
        text[: text.index("    - [dual]")]
        + "    - [x] risk is low and lead_unit.low_share at least 50%\n"
        + TAIL.replace("[proof]", "[x]")
    )
    assert loaded.ok, [d.line() for d in loaded.diagnostics]
    found = loaded.may("closure", "T-1", three, DAY)
    assert [["risk = low", "see to it that the low share of lead unit is at least 50%"]] == [
        [a.text.en for a in way] for way in found.labels[0].ways
    ]
    assert found.to_do == found.labels[0].ways
