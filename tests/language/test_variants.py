"""Spellings that mean the same, and what each construct is read as."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from rectcore.language import tree
from rectcore.language.parser import parse
from rectcore.language.print_expression import print_expression
from rectcore.language.printer import print_file, print_form
from rectcore.source import Source

HEAD = {"en": "# dialect: en\n", "zh": "# 方言：zh\n"}


def only(text):
    parsed = parse(Source("t", text))
    assert not parsed.diagnostics, [d.line() for d in parsed.diagnostics]
    (form,) = parsed.file.forms
    return form


def term(condition, dialect="en"):
    key = {"en": "define A on T\n  means: ", "zh": "定义 A 针对 T\n  是指："}[dialect]
    return only(HEAD[dialect] + key + condition).get("means").value


def due(value, dialect="en"):
    key = {
        "en": "duty A for each T\n fulfilled by: r\n due: ",
        "zh": "时限要求 A 逐一适用于 T\n完成标志：r\n完成时限：",
    }[dialect]
    return only(HEAD[dialect] + key + value).get("due").value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("count of e at least 1", "e in number at least 1"),
        ("count of (e) at least 1", "count of e at least 1"),
        ("count of (e a where a.x) at least 1", "(e a where a.x) in number at least 1"),
        ("count of (e a) is 1", "(e a) in number is 1"),
        ("x is yes", "x is true"),
        ("x is no", "x is false"),
        ("x is not known", "x is missing"),
        ("x is not missing", "x is known"),
        ("(a and b) and c", "a and b and c"),
        ("a or (b or c)", "a or b or c"),
        ("((a))", "a"),
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("not a is b", "not (a is b)"),
        ("a and b or c", "(a and b) or c"),
        ("x is 2023年3月5日", "x is 2023-03-05"),
        ("x is 2023年3月", "x is 2023-03"),
        ("a at least -5 and b at most -20%", "a at least － 5 and b at most － 20 ％".replace("20 ％", "20％")),
        ("x within the last 1 month", "x within the last 1 months"),
        ("a\n by b\n of c", "a by b of c"),
    ],
)
def test_two_spellings_of_a_condition(one, other):
    assert term(one) == term(other)


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("e in number at least 1", "e 的数量 不少于1"),
        ("count of (e a where a.x is 1) at least 1", "（e a 满足 a.x 为 1）的数量 不低于1"),
        ("a by p", "a 由 p 作出"),
        ("a by p of u", "a 由 u 的 p 作出"),
        ("x within the last 45 days", "x 在 最近45日"),
        ("x within this.p", "x 在 本.p"),
        ("exists e a, f b where a.x and b.y", "存在 e a、f b 满足 a.x 且 b.y"),
        ("no e", "不存在 e"),
        ("all e a satisfy a.x or a.y", "所有 e a 均满足 a.x 或者 a.y"),
        ("(x or else 3) more than 2 * y", "（x 缺失时按 3） 超过 2 × y"),
        ("not x and y is none", "并非 x 并且 y 为 无"),
        ("x is not no", "x 不为 否"),
        ("as of + lag working days after d", "基准日 + lag 个工作日 晚于 d"),
        ("x is 20% or this is y", "x 为 ２０％ 或 本 为 y"),
        ("greater of (x, y, 5) at least 3", "取大者（x、y，5） 不少于3"),
        ("(x is y as at 2023-06-30)", "（x 为 y 截至2023-06-30）"),
        ("(x as at d) is y", "（x 截至 d） 为 y"),
        ("(x and y held for 5 working days)", "（x 且 y 已持续5个工作日）"),
        ("(x held for near)", "（x 已持续 near）"),
        ("days from a to as of at least 5 days", "自 a 至 基准日 的天数 不少于5日"),
        ("working days from 2023-04-03 to (b + 1 day) is x", "自2023-04-03至（b + 1日） 的工作日数 为 x"),
        ("from a to b in days is x", "日 自 a 至 b 为 x"),
        ("lesser of (x, y) is earlier of (a, b)", "取小者（x，y） 为 取早者（a，b）"),
    ],
)
def test_a_condition_in_both_dialects(en, zh):
    assert term(en) == term(zh, "zh")


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("by day 5 of the next period", "次月5日截止"),
        ("by day d of this period", "当月 d 日截止"),
        ("by end of 2023-10", "2023年10月底截止"),
        ("by end of 2023", "2023年底截止"),
        ("by end of 2023-Q4", "2023-Q4 底截止"),
        ("by end of the next period", "下期 底截止"),
        ("5 working days after d", "自 d 起 5个工作日内"),
        ("1 day after 2026-01-01, first day counted", "自2026-01-01起1日内，当日计入"),
        ("3 months after on, next working day", "自 on 起 3个月内，顺延至下一工作日"),
        ("current, same day", "current，不调整"),
        ("earlier of (by end of 2023-10, 30 days after on)", "取早者（2023年10月底截止，自 on 起 30日内）"),
        ("later of (a, b), same day", "取晚者（a，b），不调整"),
        ("earlier of (a, 5 days after b, first day counted, c)", "取早者（a，自 b 起 5日内，当日计入，c）"),
        ("by day d of this period", "本期 d 日截止"),
        (
            "lag working days after on, first day counted, previous working day",
            "自 on 起 lag 个工作日，当日计入，提前至上一工作日",
        ),
    ],
)
def test_a_due_day_in_both_dialects(en, zh):
    assert due(en) == due(zh, "zh")


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("3 months from 2023-04-15", "自2023-04-15起每3个月"),
        ("every 90 days from 2023-04-15", "自2023年4月15日 起 90日"),
        ("30 days after the last one", "自上次起30日"),
        ("1 working day after the last one, same day", "自上次起1个工作日，不调整"),
        ("near after the last one, next working day", "自上次起 near，顺延至下一工作日"),
    ],
)
def test_a_rhythm_in_both_dialects(en, zh):
    one = only(HEAD["en"] + f"duty A for each T\n fulfilled by: r\n every: {en}")
    other = only(HEAD["zh"] + f"时限要求 A 逐一适用于 T\n完成标志：r\n频次：{zh}")
    assert one == other
    for dialect in ("en", "zh"):
        assert one == only(HEAD[dialect] + print_form(one, dialect))


def test_the_chinese_order_is_read_in_english_words_too():
    """The grammar knows words, not spellings: an alternative is an alternative everywhere."""
    assert due("by day 5 of the next period") == due("截至第 5 号属 次月", "zh")


def test_names_may_be_keywords_of_other_places():
    """After a dot, in brackets, before a colon in braces, and wherever the line could not use the keyword."""
    form = only(
        HEAD["en"]
        + 'entity effect\n  has days also "x": days\n  has date: optional date\n  has month: one of month, week\n'
    )
    assert ["days", "date", "month"] == [c.value.name.text for c in form.all("has")]
    assert "count" == term("count is share").left.words[0].text
    assert "is" == term("a.is is b").left.words[1].text
    scenario = only(
        HEAD["en"] + 'scenario "x"\n  as of: 2026-01-01\n  given e E {is: 1, of: [no, all], on: no, x: none}'
    )
    assert ["is", "of", "on", "x"] == [f.name.text for f in scenario.get("given").value.facts]


def test_types():
    form = only(
        HEAD["zh"]
        + "对象 X\n 属性 a：是否\n 属性 b：选填 工作日\n 属性 c：天数\n 属性 d：个月\n"
        + " 属性 e：选填 可选项 甲 “a”、乙\n 属性 f：X\n"
    )
    kinds = [(c.value.type.kind, c.value.type.optional) for c in form.all("has")]
    assert [
        ("yes/no", False),
        ("working days", True),
        ("days", False),
        ("months", False),
        ("one of", True),
        ("entity", False),
    ] == kinds


def test_events():
    form = only(HEAD["en"] + 'event e also "甲", "乙" part of A, B complete through ledger counted by recording time\n')
    assert ("甲", "乙") == form.also
    assert ["A", "B"] == [w.text for w in form.part_of]
    assert ("ledger", "recording time") == (form.complete.text, form.clock)
    assert "complete" == only(HEAD["en"] + "event e part of A complete").complete
    assert "may be incomplete" == only(HEAD["zh"] + "记录 e 归属于 A 数据可能不全 以载明日期为准").complete


def test_validity():
    def read(text):
        value = only(HEAD["zh"] + f"规则集 R\n 施行：{text}").get("in force").value
        return value.first, value.last

    assert (date(2026, 1, 1), None) == read("自2026-01-01起")
    assert (date(2026, 1, 1), date(2026, 12, 31)) == read("自2026-01-01至2026-12-31")
    assert (None, date(2026, 12, 31)) == read("至2026-12-31")


def test_texts_in_two_languages():
    cite = (
        only(HEAD["en"] + 'define A on T\n  means: x\n  cite: SM "art 9(2)" / "第九条第二款", SM “art 3”')
        .get("cite")
        .value
    )
    assert [("art 9(2)", "第九条第二款"), ("art 3", "")] == [(c.place.en, c.place.zh) for c in cite]
    gate = only(HEAD["zh"] + '前置条件 G “销号” / "Close" 针对 A.b\n须满足其一：\n- 甲\n')
    assert ("Close", "销号") == (gate.title.en, gate.title.zh)


def test_effects():
    def read(text):
        return only(HEAD["en"] + f"exception X overrides Y\n  applies when: a\n  effect: {text}").get("effect").value

    assert "permit all" == read("permit all").kind
    assert ["days", "b"] == [w.text for w in read("permit [days, b]").labels]
    assert read("due instead x, same day").due.roll == "same day"
    assert "excused" == read("excused").kind


def test_acts_in_any_order():
    """The parts of an act may stand in any order, each once."""
    one = (
        only(HEAD["en"] + "ladder L\n  rung 1 -> w by p, sent to a copied to b, due in 1 working day").get("rung").value
    )
    other = only(HEAD["zh"] + "递进措施 L\n第1次起 w，抄送 b，主送 a，限1个工作日，由 p 作出").get("rung").value
    assert one == other


def test_measures_stand_outside_any_form():
    parsed = parse(Source("t", HEAD["en"] + 'entity X\n  has a: text\nmeasures: freeze "限批", exposure\n'))
    assert ["entity", "measures"] == [f.kind for f in parsed.file.forms]
    assert ["freeze", "exposure"] == [v.word.text for v in parsed.file.forms[1].get("measures").value]


def test_expectations():
    scenario = only(
        HEAD["en"]
        + 'scenario "x"\n as of: 2026-01-01\n known at: 2026-01-02\n complete through: 2026-01-03\n'
        + " expect R(T-1, 2026) is not missed\n expect P(T) is none\n"
        + " expect Q(T, 2026-Q1) is no\n expect G(T) is blocked []\n"
    )
    first, second, third, fourth = (c.value for c in scenario.all("expect"))
    assert first.negated
    assert "2026" == str(first.args[1].value)
    assert "Nothing" == type(second.result).__name__
    assert third.result.value is False
    assert () == fourth.labels


def test_facts_may_go_over_several_lines():
    """In braces a name and a colon begin no key, but a key of the form ends them."""
    scenario = only(
        HEAD["en"] + 'scenario "x"\n  given e E {a: 1,\n    b: 2,\n    c: [1, x, "y"]}\n  as of: 2026-01-01'
    )
    assert 3 == len(scenario.get("given").value.facts)


def test_a_parameter_in_the_place_of_a_number_or_a_duration():
    rung = only(HEAD["en"] + "ladder L\n rung warn_at -> w, due in near").get("rung").value
    assert rung == only(HEAD["zh"] + "递进措施 L\n第 warn_at 次起 w，限 near").get("rung").value
    assert "warn_at" == rung.count.words[0].text
    assert rung.act.due_in.unit is None
    assert due("near after on") == due("自 on 起 near", "zh")
    assert term("x within the last near") == term("x 在 最近 near", "zh")


def test_a_rung_after_a_parameter():
    assert (
        "lag" == only(HEAD["en"] + "ladder L\n rung after lag days -> w").get("rung").value.after.amount.words[0].text
    )


def test_a_bullet_may_have_a_condition_of_its_own():
    gate = only(HEAD["zh"] + "前置条件 G 针对 A.b\n须全部满足：\n- ［x］ 若 种类 为 甲 则 存在 佐证\n")
    assert "IfThen" == type(gate.get("only if all").value[0].condition).__name__


# -- printing


def printed(text, dialect=None):
    parsed = parse(Source("t", text))
    assert not parsed.diagnostics
    return print_file(parsed.file, dialect)


def test_comments_stand_above_what_they_are_about():
    text = """# dialect: en
# about the form
define A on T # at its header
  # about the clause
  means: x # behind it
  # in its middle
    and y
gate G on A.b
  # all
  only if all:
    # one
    - [a] x # same
    - [b] y
# the end
"""
    assert """# dialect: en
# about the form
# at its header
define A on T
  # about the clause
  # behind it
  # in its middle
  means: x and y

gate G on A.b
  # all
  only if all:
    # one
    # same
    - [a] x
    - [b] y

# the end
""" == printed(text)


def test_bullets_get_labels():
    """A missing label is added, and none that is there already."""
    text = printed(HEAD["en"] + "gate G on A.b\nonly if all:\n- x\n- [c2] y\n- z\nonly if any:\n- w\n")
    assert ["[c1] x", "[c2] y", "[c3] z", "[c4] w"] == [line.strip(" -") for line in text.splitlines() if "- [" in line]


def test_long_conditions_are_broken_before_and_and_or():
    names = [f"name_number_{i}" for i in range(20)]
    text = printed(HEAD["en"] + "define A on T\n means: " + " or ".join(names))
    lines = text.splitlines()[2:]
    assert len(lines) > 1
    assert all(len(line) <= 100 for line in lines)
    assert all(line.startswith("      or ") for line in lines[1:])


def test_names_are_spelt_as_told():
    class Name:
        def in_(self, dialect):
            return {"en": "status", "zh": "状态"}[dialect]

    file = parse(Source("t", HEAD["en"] + "define A on T\n  means: status is open")).file
    at = file.forms[0].get("means").value.left.words[0].span.start
    assert "是指：状态 为 open" in print_file(file, "zh", {at: Name()})
    assert "status is open" in print_form(file.forms[0], "en", {at: Name()})
    assert "状态 为 open" == print_expression(file.forms[0].get("means").value, "zh", {at: Name()})


def test_a_text_missing_in_one_language_leaves_its_place_open():
    """Nothing is lost on the way to the other dialect and back."""
    there = printed(HEAD["en"] + 'ruleset R "Rules"\n', "zh")
    assert '规则集 R “” / "Rules"' in there
    assert 'ruleset R "Rules"' in printed(there, "en")


@pytest.mark.parametrize("text", ['a"b', "a”b", "a“b”", 'a"b”c」', "《x》"])
def test_quotes_do_not_end_within_a_text(text):
    for dialect in HEAD:
        condition = print_expression(term(f"x is 『{text}』"), dialect)
        assert text == term(condition, dialect).right.value


def test_one_day_is_singular():
    assert "1 day" == print_expression(term("1 days"), "en")
    assert "1 month" == print_expression(term("1 months"), "en")
    assert "2 months" == print_expression(term("2 months"), "en")
    assert "1个工作日" == print_expression(term("1 working day"), "zh")


def test_a_year_is_no_number():
    assert term("2023年") != term("2023")
    assert "2023年" == print_expression(term("2023年"), "en")


def test_broken_forms_print_what_there_is():
    parsed = parse(Source("t", HEAD["en"] + "measures: ;\n\nuse x\n\nduty A\n\ngate"))
    assert "# dialect: en\nmeasures:\n\nuse\n\nduty A\n\ngate\n" == print_file(parsed.file).replace(
        "measures: ", "measures:"
    )


def test_an_empty_file():
    assert "# dialect: en\n" == printed("# dialect: en\n\n\n")


def test_no_is_a_value_behind_is():
    assert "x is no and (no e)" == print_expression(term("x is false and (no e)"), "en")
    assert "x 不为 否" == print_expression(term("x is not no"), "zh")


def test_what_has_no_text_is_a_fault_of_ours():
    with pytest.raises(AssertionError):
        print_form(tree.Form("duty", clauses=(tree.Clause("rung", tree.Word("x")),)), "en")
    with pytest.raises(AssertionError):
        print_expression(None, "en")
    assert Decimal(1) == term("1").value


def test_from_and_to_are_names_where_no_days_are_counted():
    """A field may be called so, in both languages; behind `days` they are the ends of what is counted."""
    assert term("from is none or to before as of") == tree.Or(
        (
            tree.Compare("is", tree.Path((tree.Word("from"),)), tree.Nothing()),
            tree.Compare("before", tree.Path((tree.Word("to"),)), tree.AsOf()),
        )
    )
    assert isinstance(term("自 为 无 且 至 早于 基准日", "zh"), tree.And)
    assert isinstance(term("days from this.from to this.to"), tree.DaysBetween)


def act(value, dialect="en"):
    key = {"en": "notice A for each T\n when: x\n call for: ", "zh": "提示事项 A 逐一适用于 T\n触发情形：x\n应采取："}
    return only(HEAD[dialect] + key[dialect] + value).get("call for").value


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("w proposed by p approved by q by r", "w，由 p 提请，经 q 批准，由 r 作出"),
        ("w, by r, approved by q, proposed by p", "w 提请主体 p 批准主体 q 由 r 作出"),
        ("w answered by u within 10 working days", "w，责成 u 在10个工作日内 答复"),
        ("w, due in 5 days, answered by u.v", "w，限5日，责成 u.v 答复"),
        ("w answered by u within near", "w，责成 u 在 near 答复"),
    ],
)
def test_who_acts_reads_the_same_in_both_languages(en, zh):
    """Whatever the order of the parts."""
    assert act(en) == act(zh, "zh")


def test_a_rung_reached_by_conditions_is_a_level_in_chinese():
    """By number it is the n-th time."""
    text = HEAD["en"] + "ladder A for each T\n  rung 1 -> w\n    when any:\n      - [x] y\n"
    text += "\nladder B\n  rung 1 -> w\n"
    told = print_file(parse(Source("t", text)).file, "zh")
    assert "第1级 w\n    有下列情形之一：\n      - ［x］ y\n" in told
    assert "第1次起 w\n" in told
    assert parse(Source("t", text)).file == parse(Source("t", told)).file
