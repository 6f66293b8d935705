"""Every message of the parser: the smallest text that causes it, its exact place, what it offers."""

from __future__ import annotations

import pytest

from rectcore.language import syntax
from rectcore.language.lexer import MOST_FAULTS
from rectcore.language.parser import MAX_FILE_BYTES, parse
from rectcore.source import Source

EN = "# dialect: en\n"
ZH = "# 方言：zh\n"
TERM = EN + "define A on Task\n  means: "
TERM_ZH = ZH + "定义 A 针对 事项\n  是指："
DUTY = EN + "duty A for each Task\n  fulfilled by: r\n  due: "
DUTY_ZH = ZH + "时限要求 A 逐一适用于 事项\n  完成标志：报\n  完成时限："


def found(text):
    return parse(Source("t", text)).diagnostics


def places(text):
    return [(d.code, d.where.removeprefix("t:")) for d in found(text)]


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        # characters
        (TERM + "x = y", "RC101", "3:12"),
        (TERM_ZH + "状态 为 在办。", "RC101", "3:13"),
        (EN + "define 1A on Task\n  means: x", "RC101", "2:8"),
        (TERM + "x at least 5x", "RC101", "3:21"),
        (TERM_ZH + "数 不少于1" + "日" * 20, "RC101", "3:11"),
        (EN + 'use "a', "RC102", "2:5"),
        (ZH + "引用 《甲", "RC102", "2:4"),
        (EN + 'use "a\u202eb"', "RC103", "2:7"),
        (EN + 'use "a" # b\u200bc', "RC103", "2:12"),
        (TERM + "x\u200by", "RC103", "3:11"),
        # the first line
        ("", "RC104", "1:1"),
        ('use "a"', "RC104", "1:1"),
        ('# dialect: fr\nuse "a"', "RC104", "1:1"),
        ('\ufeffuse "a"', "RC104", "1:2"),
        # words where they cannot stand
        (TERM + "x is is y", "RC105", "3:15"),
        (TERM + "x is", "RC105", "3:14"),
        (TERM, "RC105", "3:8"),
        (TERM + "x is y z", "RC105", "3:17"),
        (TERM + "(x or else y", "RC105", "3:22"),
        (TERM + "x | y", "RC105", "3:12"),
        (TERM + "(x)(y)", "RC105", "3:13"),
        (TERM + "a by b.c", "RC105", "3:15"),
        (TERM + "a by this", "RC105", "3:15"),
        (TERM + "a.b in number at least 1", "RC105", "3:10"),
        (EN + "define A on", "RC105", "2:12"),
        (EN + "gate G on Task.closure\n  only if all: x", "RC105", "3:16"),
        (EN + "gate G on Task.closure\n  only if all:", "RC105", "3:14"),
        (EN + "gate G on Task.closure\n  only if all:\n    - [a x", "RC105", "4:10"),
        (EN + "gate G on T.c\n  only if all:\n    - [a] x\n  when unknown: allow", "RC105", "5:17"),
        (EN + "gate G on T.c\n  only if all:\n    - [a] x\n  when unknown:", "RC105", "5:15"),
        (DUTY + "2026-01-01, first day counted", "RC105", "4:20"),
        (DUTY + "1 day after x, first day counted, first day counted", "RC105", "4:42"),
        (DUTY + "x, same day, next working day", "RC105", "4:21"),
        (EN + "ladder L\n  rung 1 -> w sent to a sent to b", "RC105", "3:25"),
        (EN + "exception X overrides Y\n  applies when: x\n  effect: permit", "RC105", "4:17"),
        (EN + 'scenario "x"\n  given Task T1 {status: open\n  as of: 2026-01-01', "RC105", "3:30"),
        (EN + "gate G on T.c\n  only if all:\n  - [a] x\n  only if any:\n  - [b] y\n  due in", "RC110", "7:3"),
        # days
        (TERM + "x before 2023-02-29", "RC106", "3:19"),
        (TERM_ZH + "办结期限 早于 2023年2月30日", "RC106", "3:14"),
        (TERM + "x is 2023-13", "RC106", "3:15"),
        (TERM + "x is 2026-W60", "RC106", "3:15"),
        # forms and keys
        (EN + 'hello there\nand more\nuse "a"', "RC107", "2:1"),
        (EN + "define A on Task\n  meens: x", "RC110", "3:3"),
        (EN + "define A on Task\n  means: x\n  due: y", "RC110", "4:3"),
        (EN + "define A on Task\n  means: x\n  has y: text", "RC110", "4:3"),
        (EN + "define A on Task\n  means: x\n  means: y", "RC111", "4:3"),
        (EN + "define A on Task\n  是指：x", "RC112", "3:3"),
        (EN + '定义 A 针对 Task\n  是指：x 为 y\n\nuse "a"', "RC112", "2:1"),
        (EN + '处置措施：a\n\nuse "a"', "RC112", "2:1"),
        (EN + "ladder L\n  第 1 次起 w", "RC112", "3:3"),
        (EN + "define A on Task\n  是指：x 为 y", "RC112", "3:3"),
        (EN + "ladder L\n  rung 1 -> w\n  late counts: 是", "RC112", "4:16"),
        (TERM_ZH + "状态 is 在办", "RC112", "3:9"),
        (TERM + "x 不少于 5", "RC112", "3:12"),
        (EN + "定义 A 针对 Task\n  是指：x 为 y", "RC112", "1:1"),
        (EN + 'define A on Task\n  cite: SM "a"', "RC113", "2:1"),
        (EN + "ladder L", "RC113", "2:1"),
        (EN + 'dutty A "x" for each Task\n  due: 2026-01-01', "RC114", "2:1"),
        (EN + "define A on Task\n  means: x\ngaet G on Task.closure\n  only if all:\n    - [a] x", "RC114", "4:1"),
        (TERM_ZH + "办结期限早于 基准日", "RC115", "3:6"),
        (DUTY_ZH + "次月填报截止日 日截止", "RC115", "4:8"),
        # dates and numbers
        (TERM + "x before 31/10/2023", "RC116", "3:19"),
        (TERM + "x before 10-31-2023", "RC116", "3:19"),
        (TERM + "x before 2023.10.31", "RC116", "3:19"),
        (TERM + "x before 2023/10", "RC116", "3:19"),
        (TERM + "x is 2023-1", "RC116", "3:15"),
        (TERM + "x at least 1234567890123456789", "RC117", "3:21"),
        (TERM + "x within the last 1.5 days", "RC117", "3:28"),
        (EN + "ladder L\n  rung 0 -> warning", "RC117", "3:8"),
        (EN + "ladder L\n  rung 1.5 -> warning", "RC117", "3:8"),
        (EN + "ladder L\n  rung after 0 days -> warning", "RC117", "3:14"),
        (EN + "standing S for each Task\n  must: x\n  after lasting: 0 days", "RC117", "4:18"),
        (EN + "judgement J on Task\n  valid for: 0 days", "RC117", "3:14"),
        (DUTY + "by day 32 of the next period", "RC117", "4:15"),
        (DUTY_ZH + "次月0日截止", "RC117", "4:10"),
        (DUTY + "by end of 10000", "RC117", "4:18"),
        # words that leave open what counts
        (DUTY_ZH + "次月5日前", "RC118", "4:10"),
        (DUTY_ZH + "2023年10月底前", "RC118", "4:8"),
        (DUTY_ZH + "5天之内", "RC118", "4:8"),
        (DUTY + "before the 5th", "RC118", "4:8"),
        (DUTY + "by the 5th of the next period", "RC118", "4:8"),
        (TERM_ZH + "数 3以上", "RC118", "3:8"),
        (TERM_ZH + "数 不少于3 以下", "RC118", "3:13"),
        # too deep
        (TERM + "(" * 40 + "x" + ")" * 40, "RC120", "3:42"),
        (TERM + "not " * 40 + "x", "RC120", "3:138"),
        (TERM + "1 + " * 101 + "1", "RC120", "3:412"),
        (TERM + "exists a where exists b where exists c", "RC120", "3:40"),
        (TERM + "exists a where exists b where count of c at least 1", "RC120", "3:40"),
        (EN + "ranking R on Unit\n  every: month\n  order: lowest first", "RC113", "2:1"),
        (EN + "ranking R on Unit\n  every: month\n  ranked by: 1", "RC113", "2:1"),
        (EN + "ranking R on Unit\n  ranked by: 1\n  order: lowest first", "RC113", "2:1"),
        # not yet supported
        (TERM + "x is current only", "RC105", "3:23"),
        (EN + "entity e\n  has a: integer assume constant since opened", "RC105", "3:18"),
        (TERM + "greater of (a) is c", "RC105", "3:23"),
        (DUTY + "earlier of (by end of 2023-10)", "RC105", "4:20"),
        (DUTY + "earlier of (by end of 2023-10, first day counted)", "RC105", "4:39"),
        (DUTY + "earlier of (3 days after a, first day counted, first day counted)", "RC105", "4:55"),
        (DUTY + "earlier of (3 days after a, b), first day counted", "RC105", "4:40"),
        (TERM + "x held for 3 days", "RC105", "3:12"),
        (TERM + "(x held for 0 days)", "RC117", "3:22"),
        (TERM + "x as at 2026-01-01 is y", "RC105", "3:12"),
        (TERM + "days from a + 1 to b", "RC105", "3:22"),
        (EN + "score S on T\n  start: 1\n  every: 3 months from 2023-04-15", "RC190", "4:10"),
        (EN + "score S on T\n  start: 1\n  every: near after the last one", "RC190", "4:10"),
        (DUTY + "x\n  every: month after the last one", "RC105", "5:10"),
        (DUTY + "x\n  every: 0 months from 2023-04-15", "RC117", "5:10"),
        (EN + "duty A for each T\n  fulfilled by: r\n  every: 0 days after the last one", "RC117", "4:10"),
        (DUTY + "x\n  every: 3 months", "RC105", "5:18"),
    ],
)
def test_the_smallest_text_for_each_message(text, code, where):
    """One slip is one message, at the place a person would point to."""
    assert [(code, where)] == places(text)


def test_two_keys_missing_are_two_messages():
    assert [("RC113", "2:1"), ("RC113", "2:1")] == places(EN + "duty A for each Task")


def test_a_misspelt_key_is_not_reported_as_missing_too():
    assert ["RC110"] == [d.code for d in found(EN + "duty A for each Task\n  dew: x\n  fulfilled by: r")]


def test_a_fault_in_a_compulsory_key_does_not_make_it_missing():
    assert ["RC105"] == [d.code for d in found(TERM + "is")]


def test_a_second_fault_of_a_line_is_not_told():
    assert [("RC101", "3:12")] == places(TERM + "x ; y ; z is is")


@pytest.mark.parametrize(
    "text",
    [
        EN + "define A on Task\n  cite: SM ;\n  means: x",
        EN + "gate G on T.c\n  only if all: ;\n",
        EN + "duty A for each Task\n  every: ;\n  due: x\n  fulfilled by: y",
        EN + "define A on ;\n  means: x",
    ],
)
def test_a_stray_character_anywhere_is_one_message(text):
    assert ["RC101"] == [d.code for d in found(text)]


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ('# dialect: fr\nuse "a"', "# dialect: en"),
        ("# 方言：汉\n引用 “甲”", "# 方言：zh"),
        (EN + "定义 A 针对 Task\n  是指：x 为 y", "# 方言：zh"),
        (ZH + "define A on Task\n  means: x is y", "# dialect: en"),
        (EN + "define A on Task\n  meens: x", "means"),
        (EN + "define A on Task\n  是指：x", "means"),
        (TERM_ZH + "状态 is 在办", "为"),
        (TERM_ZH + "办结期限早于 基准日", "办结期限 早于"),
        (TERM + "x before 2023.10.31", "2023-10-31"),
        (TERM + "x is 2023-1", "2023-01"),
        (EN + 'dutty A "x" for each Task\n  due: 2026-01-01', "duty"),
        (EN + "ladder L\n  rung 1 -> w\n  late counts: 否", "no"),
    ],
)
def test_what_is_offered(text, write):
    (diagnostic,) = found(text)
    assert write == diagnostic.fix.text


@pytest.mark.parametrize("text", [TERM + "x is 2023.13.31", TERM + "x before 31/10/2023", "", TERM + "x is"])
def test_nothing_is_offered_where_nothing_is_sure(text):
    (diagnostic,) = found(text)
    assert diagnostic.fix is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DUTY_ZH + "次月5日前", ["5 日截止", "早于"]),
        (DUTY_ZH + "2023年10月底前", ["底截止", "早于"]),
        (DUTY_ZH + "10天以内", ["日内"]),
        (TERM_ZH + "数 3以上", ["不少于", "超过"]),
        (TERM_ZH + "数 3以下", ["不超过", "不足"]),
        (DUTY + "before the 5th", ["by day 5", "before"]),
        (TERM + "x is", ["a name", "a text in quotes", "a number"]),
        (TERM + "x is y z", ["and", "or"]),
        (EN + "gate G on T.c\n  only if all: x", ["- [label] condition"]),
        (DUTY + "x\n  every: fortnight", ["month", "quarter"]),
    ],
)
def test_hints_name_what_to_write(text, words):
    (diagnostic,) = found(text)
    assert all(w in diagnostic.hint.in_(diagnostic.language) for w in words)


def test_at_most_four_words_are_expected():
    (diagnostic,) = found(TERM + "x is")
    assert 3 == diagnostic.hint.en.count(" or ")


def test_messages_are_in_the_language_of_the_file():
    assert ["zh"] == [d.language for d in found(TERM_ZH + "状态 is 在办")]
    assert ["en"] == [d.language for d in found(EN + "define A on Task\n  是指：x")]


def test_a_key_given_twice_shows_the_first():
    (diagnostic,) = found(EN + "define A on Task\n  means: x\n  means: y")
    assert [(3, 3)] == [span.source.position(span.start) for span, _ in diagnostic.notes]


def test_a_form_with_a_fault_keeps_the_rest():
    """Clauses and bullets that did parse are there, and the form says it is broken."""
    parsed = parse(Source("t", EN + 'gate G on T.c\n  only if all:\n    - [a] x is\n    - [b] y\n  say: "z"\n'))
    (form,) = parsed.file.forms
    assert form.broken
    assert ["b"] == [b.label.text for b in form.get("only if all").value]
    assert form.get("say") is not None


@pytest.mark.parametrize("header", ["define A on", "gate B", 'ladder C "x', "duty D on Task"])
def test_a_form_with_a_broken_header_keeps_its_name(header):
    (form,) = parse(Source("t", EN + header)).file.forms
    assert form.broken
    assert header.split()[1] == form.id.text


@pytest.mark.parametrize("header", ["use x", "scenario", "define 1 on Task"])
def test_a_form_without_a_name_has_none(header):
    (form,) = parse(Source("t", EN + header)).file.forms
    assert form.id is None


def test_a_form_in_the_other_dialect_is_read_all_the_same():
    """One message for its header, none for its keys and words."""
    parsed = parse(Source("t", EN + '定义 A 针对 Task\n  是指：x 为 y\n\nuse "a"\n'))
    assert ["RC112"] == [d.code for d in parsed.diagnostics]
    assert parsed.file.forms[0].get("means") is not None


def test_the_own_dialect_in_a_form_of_the_other_is_reported():
    parsed = parse(Source("t", EN + '定义 A 针对 Task\n  means: x\n\nuse "a"\n'))
    assert ["RC112", "RC112"] == [d.code for d in parsed.diagnostics]


def test_a_file_that_is_too_large():
    for text in (" " * (MAX_FILE_BYTES + 1), "甲" * (MAX_FILE_BYTES // 2)):
        assert ["RC119"] == [d.code for d in found(text)]


def test_faults_are_not_told_without_end():
    assert MOST_FAULTS == len(found(EN + ";\n" * 3000))
    assert MOST_FAULTS == len(found(EN + "use x\n" * 3000))


def test_a_long_name_is_not_quoted_in_full():
    (diagnostic,) = found(TERM + "x is y " + "z" * 5000)
    assert len(diagnostic.message.en) < 400


@pytest.mark.parametrize("limit", [syntax.MAX_NESTING])
def test_the_limit_of_nesting_itself_is_allowed(limit):
    assert not found(TERM + "(" * limit + "x" + ")" * limit)
    assert not found(TERM + "exists a where exists b where c")


def test_a_dialect_line_is_read_in_either_language():
    for line in ("# 方言: en", "#dialect:en", "\n\n  # Dialect: en  ", "\ufeff# dialect: en"):
        assert not found(line + '\nuse "a"')


def test_the_dialect_of_a_file_without_forms_is_guessed():
    assert "zh" == parse(Source("t", "整改事项")).file.dialect
    assert "en" == parse(Source("t", "hello")).file.dialect
