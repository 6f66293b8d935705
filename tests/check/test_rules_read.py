"""What forms come to in the rulebook: defaults, rungs, due days, vocabulary, values."""

from datetime import date
from decimal import Decimal

import attrs
import pytest

from rectcore.check import rulebook as r
from rectcore.check import terms as t
from rectcore.check.checker import check
from rectcore.check.types import DATE, INTEGER, PERCENT, YES_NO, Kind, Name, Type
from rectcore.check.vocabulary import Clock, Completeness
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.language.parser import parse
from rectcore.model.calendar import Roll
from rectcore.model.duration import SpanUnit
from rectcore.model.escalation import Counting, Reset
from rectcore.model.facts import NONE
from rectcore.model.period import Period, PeriodKind
from rectcore.source import Source

DUTY = "duty D for each Task\n  due: deadline\n  fulfilled by: completion\n"


def book(bench, text):
    return bench.fine(text).rulebook


def test_defaults_of_a_duty(bench):
    duty = book(bench, DUTY).duties[0]
    assert (None, None, False, r.TestedAt.BOTH, r.GovernedBy.PERIOD_START, None) == (
        duty.applies_while,
        duty.every,
        duty.first_period_included,
        duty.tested_at,
        duty.governed_by,
        duty.ladder,
    )
    assert r.ByEvent("completion", 1, t.Const(True, YES_NO)) == duty.fulfilled_by
    assert Roll.NEXT_WORKING_DAY is duty.due.roll


def test_choices_of_a_duty(bench):
    text = "  every: quarter\n  first period: included\n  tested at: due date\n  governed by rules at: as of\n"
    text += '  in force: from 2023-05-01 to 2024-05-01\n  say: "do it" / "请办理"\n'
    duty = book(bench, DUTY + text).duties[0]
    assert (PeriodKind.QUARTER, True, r.TestedAt.DUE_DATE, r.GovernedBy.AS_OF) == (
        duty.every,
        duty.first_period_included,
        duty.tested_at,
        duty.governed_by,
    )
    assert r.Validity(date(2023, 5, 1), date(2024, 5, 1)) == duty.in_force
    assert Text("do it", "请办理") == duty.say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by day 5 of the this period", r.DueByDay(t.Const(5, INTEGER), False)),
        ("by day n of the next period", r.DueByDay(t.Param("n", INTEGER), True)),
        ("by end of this period", r.DueEndOf(None, False)),
        ("by end of the next period", r.DueEndOf(None, True)),
        ("by end of 2023-10", r.DueEndOf(Period.month(2023, 10))),
        (
            "n months after 2023-05-01",
            r.DueAfter(t.Param("n", INTEGER), SpanUnit.MONTHS, t.Const(date(2023, 5, 1), DATE)),
        ),
        (
            "3 days after 2023-05-01, first day counted",
            r.DueAfter(t.Const(3, INTEGER), SpanUnit.DAYS, t.Const(date(2023, 5, 1), DATE), True),
        ),
        ("2023-05-01", r.DueOn(t.Const(date(2023, 5, 1), DATE))),
    ],
)
def test_due_days(bench, text, expected):
    duty = (
        f"parameter n: integer\n  from 2023-01-01: 5\nduty D for each Task\n  every: month\n  due: {text}, same day\n"
    )
    found = book(bench, duty + "  fulfilled by: report\n").duties[0].due
    assert (expected, Roll.SAME_DAY) == (found.rule, found.roll)


@pytest.mark.parametrize("text", ["5 days after <<title", "<<title days after opened"])
def test_a_due_day_at_fault(bench, text):
    bench.found("RC211", f"duty D for each Task\n  due: {text}\n  fulfilled by: completion\n")


def test_a_roll_of_ones_own_needs_no_other(bench):
    text = (
        '# dialect: en\nruleset R "r" / "规"\nduty D for each Task\n  due: deadline, same day\n'
        "  fulfilled by: completion\n"
    )
    assert Roll.SAME_DAY is bench.fine(text, head=False).rulebook.duties[0].due.roll


def test_a_standing_and_its_own_ladder(bench):
    text = "standing X for each Task\n  must: priority\n  every: week\n  after lasting: 10 working days\n"
    text += "  rung after 1 working day -> reminder\n"
    text += "  rung after 5 working days -> warning sent to responsible_units copied to lead_unit, due in n days\n"
    text += "parameter n: integer\n  from 2023-01-01: 5\n"
    found = book(bench, text)
    standing, ladder = found.standings[0], found.ladders[0]
    assert (t.Const(10, INTEGER), SpanUnit.WORKING_DAYS) == standing.lasting
    assert (PeriodKind.WEEK, "X") == (standing.every, standing.ladder)
    assert ("X", True, False) == (ladder.id, ladder.inline, ladder.by_count)
    assert ("warning", None, (t.Const(5, INTEGER), SpanUnit.WORKING_DAYS)) == (
        ladder.steps[1].act.measure,
        ladder.steps[1].count,
        ladder.steps[1].after,
    )
    act = ladder.steps[1].act
    assert (t.Param("n", INTEGER), SpanUnit.DAYS) == act.due_in
    assert ("responsible_units", "lead_unit") == (act.sent_to.name, act.copied_to.name)


def test_defaults_of_a_ladder(bench):
    feeder = DUTY + "  breach goes to: L\nladder L\n"
    ladder = book(bench, feeder + "  rung 1 -> warning\n").ladders[0]
    assert (Counting.CONSECUTIVE, True, Reset.ON_TIME, None, False) == (
        ladder.counting,
        ladder.late_counts,
        ladder.reset,
        ladder.for_each,
        ladder.inline,
    )
    text = "  counting: in total\n  late counts: no\n  rung 1 -> warning\n"
    ladder = book(bench, feeder + text).ladders[0]
    assert (Counting.IN_TOTAL, False, Reset.NEVER) == (ladder.counting, ladder.late_counts, ladder.reset)
    ladder = book(bench, feeder.replace("ladder L", "ladder L for each Unit") + text + "  reset: each year\n").ladders[
        0
    ]
    assert ("Unit", Reset.EACH_YEAR) == (ladder.for_each, ladder.reset)


def test_several_rules_feed_a_ladder_in_total(bench):
    text = DUTY + "  breach goes to: L\n" + DUTY.replace("D for", "E for") + "  breach goes to: L\n"
    text += "ladder L\n  counting: in total\n  rung 1 -> warning sent to lead_unit\n"
    found = book(bench, text)
    assert ["L", "L"] == [d.ladder for d in found.duties]


def test_a_standing_may_feed_a_ladder_by_days(bench):
    text = "standing X for each Task\n  must: priority\n  breach goes to: L\nladder L\n  rung after 5 days -> warning\n"
    assert not book(bench, text).ladders[0].by_count


def test_bullets_without_a_label_are_numbered(bench):
    text = "gate G on Task.closure\n  only if any:\n    - priority\n    - [c2] status is open\n  only if all:\n"
    text += (
        "    - status is open\n  when unknown: refer\nexception E overrides G\n"
        "  applies when: priority\n  effect: permit [c3]\n"
    )
    gate = book(bench, text).gates[0]
    assert ["c3"] == [x.label for x in gate.all_of]
    assert [["c1", "c2"]] == [[x.label for x in group] for group in gate.any_of]
    assert gate.refer


def test_exceptions(bench):
    text = DUTY + "  every: month\nexception E overrides D\n  applies when: this.period is 2023-05\n"
    text += "  effect: due instead by end of the next period\n"
    found = book(bench, text).exceptions[0]
    assert ("D", "due instead", r.DueEndOf(None, True)) == (found.overrides, found.effect, found.due.rule)
    text = "gate G on Task.closure\n  only if all:\n    - [a] priority\nexception E overrides G\n"
    text += "  applies when: actor is this.person\n  effect: permit all\n"
    found = book(bench, text).exceptions[0]
    assert ("permit", ()) == (found.effect, found.labels)
    text = (
        "notice N for each warning\n  when: this.on after on\nexception E overrides N\n"
        "  applies when: this.on after on\n"
    )
    assert "not required" == book(bench, text + "  effect: not required\n").exceptions[0].effect


def test_an_exception_says_what_is_wrong_without_a_sound_rule(bench):
    bench.found("RC201", "exception E overrides <<D\n  applies when: this.x is y\n  effect: due instead foo\n")
    bench.found(
        "RC245",
        "gate G on <<closure\n  only if all:\n    - [a] as of after 2023-05-01\n"
        "exception E overrides G\n  applies when: as of after 2023-05-01\n  effect: permit [a]\n",
    )
    bench.found(
        "RC245",
        "gate G on Task.<<study\n  only if all:\n    - [a] priority\n"
        "exception E overrides G\n  applies when: priority\n  effect: permit [a]\n",
    )
    bench.found(
        "RC201",
        "gate G on <<Tosk.closure\n  only if all:\n    - [a] as of after 2023-05-01\n"
        "exception E overrides G\n  applies when: as of after 2023-05-01\n  effect: permit [a]\n",
    )


@pytest.mark.parametrize(
    ("type_", "text", "expected"),
    [
        ("integer", "5", 5),
        ("decimal", "5", Decimal(5)),
        ("decimal", "2.5", Decimal("2.5")),
        ("percent", "20%", Decimal("0.20")),
        ("text", '"a"', "a"),
        ("date", "2023-05-01", date(2023, 5, 1)),
        ("period", "2023-05", Period.month(2023, 5)),
        ("days", "5", 5),
        ("days", "5 days", 5),
        ("working days", "5 working days", 5),
        ("months", "5 months", 5),
        ("yes/no", "yes", True),
        ("yes/no", "no", False),
        ('one of low "低", high', "低", "low"),
        ("one of true, other", "yes", "true"),
        ("Unit", "D1", "D1"),
        ("Unit", '"D 1"', "D 1"),
        ("optional Unit", "none", NONE),
        ("integer", "repealed", None),
    ],
)
def test_values_of_parameters(bench, type_, text, expected):
    found = book(bench, f"parameter p: {type_}\n  from 2022-01-01: {text}\n  review by: 2024-01-01\n").parameters[0]
    assert ((date(2022, 1, 1), expected),) == found.values
    assert date(2024, 1, 1) == found.review_by
    assert type(expected) is type(found.values[0][1])


def test_values_of_a_parameter_are_in_the_order_of_days(bench):
    found = book(bench, "parameter p: integer\n  from 2024-01-01: 2\n  from 2022-01-01: 1\n").parameters[0]
    assert [1, 1, 2] == [found.on(date(y, 6, 1)) for y in (2022, 2023, 2024)]


def test_a_value_may_begin_late_where_the_rule_set_has_no_beginning(bench):
    text = '# dialect: en\nruleset R "r" / "规"\nparameter p: integer\n  from 2024-01-01: 2\n'
    assert r.Validity() == bench.fine(text, head=False).rulebook.in_force


def test_the_vocabulary_grows(bench):
    text = 'event visit also "走访" part of Task, Unit complete counted by stated date\n  has length: days\n'
    text += "event call part of Unit may be incomplete\nevent note part of Plan complete through feed1\n"
    text += 'entity Camp also "营地"\n  has owner: optional Person\nentity Camp\n  has size: decimal\n'
    text += 'measures: naming "点名", shaming\n'
    text += "standing X for each Task\n  must: exists visit v where v.length at least 5 days and v.task is known\n"
    text += "  rung after 1 day -> 点名\n"
    words = book(bench, text).vocabulary
    visit = words["走访"]
    assert (("Task", "Unit"), Completeness(complete=True), Clock.STATED) == (
        visit.part_of,
        visit.completeness,
        visit.clock,
    )
    assert Completeness() == words["call"].completeness
    assert Completeness(feed="feed1") == words["note"].completeness
    assert Type(Kind.ENTITY, "Person", optional=True) == words["Camp"].attribute("owner").type
    assert words["Camp"].attribute("size") is not None
    assert (Name("naming", ("点名",)), Name("shaming")) == words.measures[-2:]
    assert ("naming", "shaming") == words.further_measures
    assert words["naming"].act
    assert ("Task", "Unit", "Plan") == words["naming"].part_of


def test_vocabulary_slips(bench):
    bench.found("RC201", "event visit part of <<Tosk\n")
    bench.found("RC201", "entity Task\n  has x: <<Uniit\n")
    bench.found("RC204", "measures: naming, <<naming\n")
    bench.found(
        "RC230",
        "event visit part of Task\ndefine seen on Task\n  means: (exists visit a) and (count of visit at least 1)\n"
        "standing X for each Task\n  must: <<seen and not seen2\ndefine seen2 on Task\n  means: priority\n",
    )


def test_a_circle_is_reported_once_with_its_whole_path(bench):
    found = bench.found(
        "RC412",
        "define c on Task\n  means: a and a\ndefine b on Task\n  means: c\ndefine <<a on Task\n  means: b\n"
        "define d on Task\n  means: a\n",
    )
    assert "definitions go round in a circle: `a` → `b` → `c` → `a`" == found.message.en
    assert ["b", "c"] == [span.text for span, _ in found.notes]


def test_definitions_of_every_kind_of_value(bench):
    text = "define due on Task\n  means: (current_deadline or else as of) + 5 days\n"
    text += (
        "define share on Task\n  means: 20% + 5%\ndefine many on Unit\n"
        "  means: count of (Task k where k.lead_unit is this)\n"
    )
    text += (
        "define far on Task\n  means: if_far or due after as of\ndefine if_far on Task\n"
        "  means: opened within 2023-05\n"
    )
    found = {d.name.id: d.term.type for d in book(bench, text).definitions}
    assert (DATE, PERCENT, INTEGER, YES_NO) == (found["due"].required(), found["share"], found["many"], found["far"])


def test_a_list_may_be_none(bench):
    term = book(bench, "define x on Task\n  means: responsible_units is none\n").definitions[0].term
    assert NONE is term.right.value


def test_negative_and_broken_numbers(bench):
    term = (
        book(bench, "entity Task\n  has x: decimal\ndefine a on Task\n  means: x at least 2.5 and x more than -1\n")
        .definitions[0]
        .term
    )
    assert [Decimal("2.5"), -1] == [o.right.value for o in term.operands]


def test_sound_posts_and_units(bench):
    text = (
        "define x on Task\n"
        "  means: exists signature a where a by party_secretary of lead_unit and a by accepting_body\n"
    )
    term = book(bench, text).definitions[0].term.condition
    assert ("party_secretary", "lead_unit") == (term.operands[0].post, term.operands[0].of.name)
    assert (None, "accepting_body") == (term.operands[1].of, term.operands[1].post)


def test_what_stands_around_a_fault_says_no_more(bench):
    for condition in (
        "(<<prioriti or else false)",
        "(priority or else <<prioriti)",
        "not <<prioriti",
        "<<prioriti and priority",
        "<<prioriti is known",
        "<<prioriti is petishun",
        "<<prioriti within 2023-05",
        "<<prioriti within the last 5 days",
        "<<prioriti + 5 is 6",
        "5 is <<prioriti",
        "opened within the last <<prioriti days",
        "<<prioriti.x is 5",
        "<<prioriti by party_secretary",
        "exists evidence e where e.<<typp is known",
        "count of (evidence e where e.<<typp is known) at least 1",
        "count of <<evidense at least 1",
    ):
        bench.found("RC201", f"define x on Task\n  means: {condition}\n")
    bench.found("RC201", "gate G on Task.closure\n  only if all:\n    - if <<prioriti then priority\n")
    bench.found("RC201", "standing X for each Task\n  must: priority\n  rung 1 -> warning, due in <<prioriti days\n")


def without_spans(node):
    if isinstance(node, tuple):
        return tuple(without_spans(n) for n in node)
    if isinstance(node, tree.Node):
        values = {a.name: without_spans(getattr(node, a.name)) for a in attrs.fields(type(node))}
        return attrs.evolve(node, **{**values, "span": None})
    return node


def test_a_tree_need_not_come_from_a_text():
    from test_twins import EN, HOST

    files = [parse(Source(n, text)).file for n, text in (("a.rules", EN), ("b.rules", HOST))]
    assert check(files).rulebook == check([without_spans(f) for f in files]).rulebook
    assert ["RC222"] == [d.code for d in check([]).diagnostics]


def test_keys_that_a_tree_lacks():
    kinds = ("define", "gate", "duty", "standing", "notice", "ladder", "exception", "parameter", "scenario")
    forms = [tree.Form("ruleset", id=tree.Word("R"))]
    forms += [tree.Form(kind, id=tree.Word(kind.upper()) if kind != "scenario" else None) for kind in kinds]
    found = check([tree.File("en", tuple(forms))]).diagnostics
    wanted = [
        "means",
        "only if all",
        "due",
        "fulfilled by",
        "must",
        "when",
        "rung",
        "applies when",
        "effect",
        "from",
        "as of",
    ]
    assert sorted(wanted) == sorted(
        d.hint.en.removeprefix("add `").removesuffix("`") for d in found if d.code == "RC113"
    )


def test_a_list_has_no_place_in_a_condition():
    item = tree.Number(Decimal(1))
    means = tree.Clause("means", tree.Compare("is", tree.ListValue((item,)), item))
    on = tree.Path((tree.Word("Task"),))
    form = tree.Form("define", id=tree.Word("x"), on=on, clauses=(means,))
    found = check([tree.File("en", (tree.Form("ruleset", id=tree.Word("R")), form))]).diagnostics
    assert "RC211" in [d.code for d in found]


def test_a_text_is_mentioned_once(bench):
    text = 'standing X "one" for each Task\n  cite: S "art 1"\n  must: priority\n'
    text += 'standing Y "two" for each Task\n  cite: S "art 1"\n  must: priority\n'
    found = [d for d in bench.fine(text).diagnostics if d.code == "RC607"]
    assert 3 == len(found)
    assert {"this text has no Chinese half"} == {d.message.en for d in found}
    found = [
        d
        for d in bench.fine("持续要求 X “一” 逐一适用于 事项\n  必须：重点件\n", dialect="zh").diagnostics
        if d.code == "RC607"
    ]
    assert ["this text has no English half"] == [d.message.en for d in found]


def test_a_scenario_for_each_rule(bench):
    text = 'standing X for each Task\n  cite: S "1" / "一"\n  must: priority\n'
    text += 'scenario "s" / "景"\n  given Task T1\n  as of: 2023-05-01\n  expect X(T1) is holds\n'
    assert [] == [d.line() for d in bench.fine(text).diagnostics]


def test_circles_that_meet_are_one_message(bench):
    bench.found(
        "RC412",
        "define <<x on Task\n  means: y and z\ndefine y on Task\n  means: x\ndefine z on Task\n  means: x\n",
    )


def test_a_path_beside_a_closed_list(bench):
    text = "define x on Task\n  means: exists inspection a, acceptance b where a.result is b.result\n"
    assert "result" == book(bench, text).definitions[0].term.condition.right.name


def test_a_due_day_of_another_kind_leaves_the_rule_out(bench):
    assert bench("duty D for each Task\n  due: title\n  fulfilled by: completion\n").rulebook is None


def test_what_is_found_by_name(bench):
    found = book(bench, DUTY + "  rung 1 -> warning\nparameter p: integer\n  from 2023-01-01: 5\n")
    assert ["D"] == [rule.id for rule in found.rules]
    assert (5, None, "D") == (found.find("p").on(date(2023, 5, 1)), found.find("q"), found.ladder("D").id)
    assert date(2023, 1, 1) in found.in_force
    assert date(2022, 1, 1) not in found.in_force


def test_the_parts_of_a_term(bench):
    condition = "if lead_unit is missing then exists signature a where a by party_secretary of lead_unit"
    text = "define x on Task\n  means: (opened within the last 5 days) and not (priority or else false)\n"
    text += "define y on Task\n  means: x and (exists Unit u where u.kind is city) and (1 + count of Unit at least 1)\n"
    text += f"gate G on Task.closure\n  only if all:\n    - [a] {condition}\n    - [b] opened within 2023-05\n"
    found = book(bench, text)
    terms = [found.find("x").term, found.find("y").term, *(one.term for one in found.gates[0].all_of)]
    kinds = {type(inner) for term in terms for inner in t.walk(term)}
    assert {t.By, t.IfThen, t.Within, t.WithinLast, t.SpanOf, t.Arithmetic, t.OrElse, t.Count, t.IsKnown} <= kinds


def test_an_event_with_a_period_of_its_own(bench):
    text = "event visit part of Task\n  has period: period\nnotice N for each visit\n  when: this.period is 2023-05\n"
    assert "period" == book(bench, text).notices[0].when.left.name


def test_events_of_the_core_may_convict(bench):
    text = "define seen on Task\n  means: exists report\nstanding X for each Task\n  must: seen\n"
    assert "X" == book(bench, text).standings[0].id
