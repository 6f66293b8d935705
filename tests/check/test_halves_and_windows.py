"""RC602 and RC315: names of one language, and windows that reach further back than anything there is."""

from datetime import date

import pytest

import rectcore
from rectcore import Deadline, Event, Ledger, Subject, Task

LADDER = "ladder L\n  counting: in total\n  within: {}\n  rung 2 -> reminder\n"
FED = "duty D for each Task\n  every: month\n  due: by day 5 of the next period\n  fulfilled by: report\n"
FED += "  breach goes to: L\n"
HEAD = '# dialect: en\nruleset R "r" / "规"\n  in force: {}\n  calendar: cn_public\n  if due on a holiday: same day\n'
YEAR = "from 2023-01-01 to 2023-12-31"


def untranslated(text: str, lacks: str | None = None) -> list[str]:
    """The names that lack the other half, by themselves."""
    policy = rectcore.load_text(text)
    found = policy.untranslated(lacks)
    assert {"RC602"} >= {d.code for d in found}
    return [d.span.text for d in found if d.span is not None]


NAMES = """
measures: scolding, fine "罚款"
entity Task
  has age: integer
  has 件数: integer
  has risk also "风险": one of low "低", high
entity pond also "池塘"
  has depth also "深度": integer
event visit part of Task may be incomplete
  has kind_of also "类型": one of high, long "长"
parameter near: days
  from 2023-01-01: 3
define old on Task
  means: age at least 3
judgement sound also "合理" on Task
  decided by: party_secretary
duty D for each Task
  due: deadline
  fulfilled by: visit
"""


def test_every_name_that_has_one_language_only_is_told_once(bench):
    found = untranslated(bench.head["en"] + NAMES)
    assert ["scolding", "age", "件数", "high", "visit", "near", "old"] == found


def test_only_one_language_can_be_asked_for(bench):
    text = bench.head["en"] + "entity Task\n  has age: integer\n  has 件数: integer\n"
    assert ["age"] == untranslated(text, "zh")
    assert ["件数"] == untranslated(text, "en")


def test_an_entity_that_others_add_to_is_named_where_it_is_declared(bench):
    text = 'entity pond also {}\n  has depth also "深度": integer\nentity pond\n  has width also "宽度": integer\n'
    assert [] == untranslated(bench.head["en"] + text.format('"池塘"'))
    assert ["pond"] == untranslated(bench.head["en"] + text.format('"water"'))


def test_what_is_said_of_a_name_is_said_in_the_language_of_its_file(bench):
    en = "entity Task\n  has risk: one of low\n  has 件数: integer\n"
    zh = "对象 事项\n  属性 risk：可选项 low\n"
    (risk, low, number), (_, low_zh) = (
        rectcore.load_text(bench.head[language] + text).untranslated() for language, text in (("en", en), ("zh", zh))
    )
    assert ("`risk` has no Chinese name", 'write `risk also "…"`') == (risk.message.in_("en"), risk.hint.in_("en"))
    assert 'write `low "…"`' == low.hint.in_("en")
    assert "`件数` 没有英文名称" == number.message.in_("zh")
    assert ("zh", "请写 `low “…”`") == (low_zh.language, low_zh.hint.in_("zh"))


def test_columns_and_grades_have_names_as_well(bench):
    table = (
        'table fee on Task\n  | priority | result amount: integer | result note also "注": integer |\n'
        "  | yes | 1 | 1 |\n  | no | 2 | 2 |\n"
    )
    assert ["fee", "amount"] == untranslated(bench.head["en"] + table)


# -- windows ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("in_force", "within", "said"),
    [
        (YEAR, "24 months", True),
        (YEAR, "12 months", False),  # the whole of it, to a day
        (YEAR, "366 days", True),
        (YEAR, "365 days", False),
        (YEAR, "300 working days", False),  # longer, and that cannot be told
        ("from 2023-01-01", "99 months", False),
        ("to 2023-12-31", "99 months", False),
        (YEAR, "p", True),
        (YEAR, "q", False),
        (YEAR, "999999 months", True),
        (YEAR, "9999999 days", True),
    ],
)
def test_a_ladder_that_counts_back_longer_than_the_rules_are_in_force(in_force: str, within: str, said: bool):
    parameters = "parameter p: days\n  from 2022-01-01: 400\n  from 2023-06-01: 500\n"
    parameters += "parameter q: days\n  from 2022-01-01: 400\n  from 2023-06-01: 300\n"
    text = HEAD.format(in_force) + parameters + LADDER.format(within) + FED
    policy = rectcore.load_text(text)
    assert policy.ok, [d.line() for d in policy.diagnostics]
    found = [d.span.text for d in policy.diagnostics if d.code == "RC315" and d.span is not None]
    assert found == ([within] if said else [])


def test_a_ladder_may_be_in_force_for_less_than_its_rules():
    text = HEAD.format(YEAR) + LADDER.format("6 months") + "  in force: {}\n" + FED
    for own, said in (("to 2023-03-31", True), ("from 2023-03-01 to 2023-12-01", False), ("from 2023-09-01", True)):
        found = {d.code for d in rectcore.load_text(text.format(own)).diagnostics}
        assert ("RC315" in found) is said, own


def test_rules_that_have_no_window_are_left_alone():
    text = HEAD.format(YEAR) + LADDER.format("6 months").replace("  within: 6 months\n", "") + FED
    assert "RC315" not in {d.code for d in rectcore.load_text(text).diagnostics}


WINDOWS = (
    "parameter p: months\n  from 2022-01-01: 8\n"
    "define lately on Task\n  means: exists report r where r.on within the last 9 months\n"
    "define soon on Task\n  means: exists report r where r.on within the last 30 days\n"
    "standing S for each Task\n  must: no report r where r.on within the last p\n"
    "notice N for each Task\n  when: (status is open held for 270 days)\n"
    "notice M for each Task\n  when: (status is open held for 30 days)\n"
) + LADDER.format("10 months")  # fmt: skip


def ledger(*tasks: Task, events: tuple[Event, ...] = (), through: date | None = None) -> Ledger:
    return Ledger("l", through=through, tasks=tasks, events=events)


def beyond(facts: Ledger, day: date | None = None) -> list[str]:
    """The windows that are too long, as they are written."""
    policy = rectcore.load_text(HEAD.format("from 2023-01-01") + WINDOWS + FED)
    found = policy.beyond(facts, day)
    assert {"RC315"} >= {d.code for d in found}
    return [d.span.text for d in found if d.span is not None]


TASK = Task("T1", date(2023, 4, 1), Deadline(date(2023, 12, 31)))
LONG = ["r.on within the last 9 months", "r.on within the last p", "(status is open held for 270 days)", "10"]


def test_what_reaches_back_before_the_first_day_of_a_ledger():
    assert LONG == beyond(ledger(TASK, through=date(2023, 11, 30)))
    assert [LONG[0], LONG[3]] == beyond(ledger(TASK, through=date(2023, 12, 29)))
    assert [] == beyond(ledger(TASK), date(2024, 2, 1))


def test_the_day_to_look_back_from_is_the_last_that_is_known():
    event = Event("e1", "report", Subject("task", "T1"), date(2023, 12, 29), date(2023, 12, 29))
    assert [LONG[0], LONG[3]] == beyond(ledger(TASK, events=(event,)))
    early = Event("e1", "report", Subject("task", "T1"), date(2022, 4, 1), date(2023, 12, 29))
    assert [] == beyond(ledger(TASK, events=(early,), through=date(2023, 11, 30)))


def test_an_empty_ledger_is_not_asked():
    assert [] == beyond(ledger(), date(2023, 1, 1))


def test_windows_are_told_in_the_language_of_their_file():
    text = rectcore.load_text(HEAD.format("from 2023-01-01") + WINDOWS + FED).print("zh")[0][1]
    found = rectcore.load_text(text).beyond(ledger(TASK, through=date(2023, 11, 30)))
    assert [("zh", 4)] == [(found[0].language, len(found))]
    assert "早于台账最早的日期 2023-04-01" in found[0].line()
