"""What is said about a row: refused (LG2xx), or kept with a field of no use (LG3xx); one function per message."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rectcore.diagnostics import Diagnostic, Text
from rectcore.io.expected import ENTITY, NOT_HERE
from rectcore.io.messages import did_you_mean, error, quoted, warning


def key_missing(at: str, key: str) -> Diagnostic:
    """LG201: what a row of that kind must say."""
    return error(
        "LG201",
        at,
        Text(f"{quoted(key)} is missing, and the row cannot be kept without it", f"缺少 {quoted(key)}，本行不能保留"),
        Text(f'add "{key}"', f'请补上 "{key}"'),
    )


def not_an_id(at: str, key: str, value: Any) -> Diagnostic:
    """LG201: an id is a text."""
    return error(
        "LG201",
        at,
        Text(f"{quoted(value)} cannot be {quoted(key)}", f"{quoted(value)} 不能作为 {quoted(key)}"),
        Text('an id is a text in quotes, not empty and not "none"', '编号是加引号的文字，不能为空，也不能是 "none"'),
    )


def not_a_day(at: str, key: str, value: Any) -> Diagnostic:
    """LG202: a day that the row needs and that does not exist."""
    return error(
        "LG202",
        at,
        Text(
            f"{quoted(value)} is not a day that {quoted(key)} can hold",
            f"{quoted(value)} 不是 {quoted(key)} 可用的日期",
        ),
        Text(
            "write a day of the calendar as 2023-10-31 or 2023年10月31日",
            "请写日历上有的日期，如 2023-10-31 或 2023年10月31日",
        ),
    )


def not_recorded(at: str) -> Diagnostic:
    """LG203: nobody says when it was entered."""
    return error(
        "LG203",
        at,
        Text("`recorded` is missing: nobody says on which day this was entered", "缺少 `recorded`：未写明录入日"),
        Text(
            'add the day, or write "recorded": "as stated" in the header if all rows were entered on their day',
            '请补上录入日；如各行均于当日录入，可在表头写 "recorded": "as stated"',
        ),
    )


def no_offset(at: str, key: str, value: Any) -> Diagnostic:
    """LG204: a time of day without its zone may be of either day."""
    return error(
        "LG204",
        at,
        Text(
            f"{quoted(value)} in {quoted(key)} has a time but no offset",
            f"{quoted(key)} 的 {quoted(value)} 有时刻而无时区偏移",
        ),
        Text(
            "write the day alone, or the offset: 2023-10-31T09:00:00+08:00",
            "请只写日期，或写明偏移：2023-10-31T09:00:00+08:00",
        ),
    )


def subject_kind(at: str, value: Any) -> Diagnostic:
    """LG205: events are about a task, a unit or the plan."""
    return error(
        "LG205",
        at,
        Text(f"{quoted(value)} is not a kind of subject", f"{quoted(value)} 不是可作对象的种类"),
        Text(
            'one of `task` (petitions too), `unit`, `plan`, as in {"kind": "task", "id": "T-01"}',
            '应为 `task`（信访案件亦同）、`unit` 或 `plan`，如 {"kind": "task", "id": "T-01"}',
        ),
    )


_SUBJECT_ZH = {"task": "事项", "unit": "单位", "plan": "方案"}


def unknown_subject(
    at: str, kind: str, id_: str, near: str | None, *, refused: bool, really: str | None = None
) -> Diagnostic:
    """LG205: an event on what is not in the ledger; `really` is the kind of subject that does go by that id."""
    if refused:
        hint = Text(
            f"the row of {kind} {quoted(id_)} was refused; mend that one first",
            f"该{_SUBJECT_ZH[kind]}的记录本身未被采用，请先改正",
        )
    elif really is not None:
        hint = Text(
            f'{quoted(id_)} is a {really} here: write "kind": "{really}"',
            f'{quoted(id_)} 是{_SUBJECT_ZH[really]}：应写 "kind": "{really}"',
        )
    else:
        hint = did_you_mean(near) if near else NOT_HERE[kind]
    return error(
        "LG205",
        at,
        Text(f"there is no {kind} {quoted(id_)} in this ledger", f"本台账没有{_SUBJECT_ZH[kind]} {quoted(id_)}"),
        hint,
    )


def same_row_twice(at: str, id_: str, first: str) -> Diagnostic:
    """LG206: a copy."""
    return error(
        "LG206",
        at,
        Text(
            f"the row {quoted(id_)} stands here a second time; the first is kept", f"{quoted(id_)} 一行重复；保留第一行"
        ),
        Text(f"leave this one out; the first is at {first}", f"请删去本行；第一行在 {first}"),
    )


_MEND_TWO = {
    "events": Text("to change an event, enter a correction", "要改动记录请录入更正"),
    "tasks": Text(
        "keep one row a task; what changes later is entered as an amendment", "一个事项只留一行；其后的变动请录入变更"
    ),
    "units": Text(
        "keep one row a unit, with all its posts; what changes later is entered as an amendment",
        "一个单位只留一行，任职都写在其中；其后的变动请录入变更",
    ),
    "persons": Text("keep one row a person; two persons need two ids", "一个人员只留一行；两人须用两个编号"),
}


def one_id_two_rows(at: str, table: str, id_: str, other: str) -> Diagnostic:
    """LG207: nobody can say which is right."""
    mend = _MEND_TWO[table]
    return error(
        "LG207",
        at,
        Text(
            f"two different rows have the id {quoted(id_)}; neither is kept",
            f"两行不同的记录同用编号 {quoted(id_)}；都不采用",
        ),
        Text(f"the other is at {other}; {mend.en}", f"另一行在 {other}；{mend.zh}"),
    )


def unknown_target(at: str, id_: str, near: str | None, *, refused: bool) -> Diagnostic:
    """LG208: a correction of nothing."""
    hint = (
        Text("that row was refused; mend it first", "该行记录本身未被采用，请先改正")
        if refused
        else (did_you_mean(near) if near else NOT_HERE["event"])
    )
    return error(
        "LG208", at, Text(f"there is no event {quoted(id_)} to change", f"没有可供更正或撤回的记录 {quoted(id_)}"), hint
    )


def target_circle(at: str, id_: str) -> Diagnostic:
    """LG208: a correction that in the end changes itself."""
    return error(
        "LG208",
        at,
        Text(f"changing {quoted(id_)} leads back to this row", f"更正 {quoted(id_)} 又回到本行，成为循环"),
        Text("name the event that happened, not a later correction of it", "请指明原来的记录，而不是其后的更正"),
    )


def chain_too_long(at: str, most: int) -> Diagnostic:
    """LG208: corrections of corrections without end."""
    return error(
        "LG208",
        at,
        Text(f"this is a chain of more than {most} corrections", f"更正的链条超过 {most} 次"),
        Text("name the event that happened, not a later correction of it", "请指明原来的记录，而不是其后的更正"),
    )


def target_elsewhere(at: str, id_: str) -> Diagnostic:
    """LG208: the target belongs to another subject."""
    return error(
        "LG208",
        at,
        Text(f"the event {quoted(id_)} is about another subject than this row", f"记录 {quoted(id_)} 的对象与本行不同"),
        Text(
            "a correction or withdrawal has the subject of the event it changes",
            "更正或撤回的对象须与所改记录相同",
        ),
    )


def not_correctable(at: str, key: str) -> Diagnostic:
    """LG208: a field that makes the event what it is."""
    return error(
        "LG208",
        at,
        Text(f"{quoted(key)} of an event cannot be corrected", f"记录的 {quoted(key)} 不能更正"),
        Text("withdraw the event and enter it again", "请撤回该记录并重新录入"),
    )


def no_changes(at: str) -> Diagnostic:
    """LG208: a correction whose fields are no object."""
    return error(
        "LG208",
        at,
        Text(
            "`fields` of a correction says what to put in place, as an object", "更正的 `fields` 应为写明改后内容的对象"
        ),
        Text('as in "fields": {"covers": "2023-05"}', '如 "fields": {"covers": "2023-05"}'),
    )


def misspelt_change(at: str, key: str, kind: str, near: str) -> Diagnostic:
    """LG208: a correction of a field that the event does not have, and that is like one it has."""
    hint = did_you_mean(near)
    return error(
        "LG208",
        at,
        Text(f"the event has no field {quoted(key)} to correct", f"该记录没有 {quoted(key)} 一项可供更正"),
        Text(
            f"{hint.en} A field of your own is corrected if the rules declare it for {quoted(kind)}.",
            f"{hint.zh}自定义的字段须由规则为 {quoted(kind)} 声明，方可更正。",
        ),
    )


_INSTEAD = {
    "deadline": Text("a deadline is put off by an `extension`", "期限的变动请录入延期"),
    "current_deadline": Text("a deadline is put off by an `extension`", "期限的变动请录入延期"),
    "deadline_class": Text("it stands in the `deadline` of the card", "以卡片的 `deadline` 为准"),
    "status": Text(
        "it follows from closures, reopenings and suspensions: enter those", "它由销号、重启、中止推出，请录入相应记录"
    ),
    "stage": Text("it follows from the events: enter those", "它由记录推出，请录入相应记录"),
    "progress": Text("it follows from the reports: enter one", "它由进展填报推出，请录入填报"),
}
_ON_THE_CARD = Text("if the card is wrong, mend the card", "卡片有误的，请改正卡片")


def not_amendable(at: str, word: Any, kind: str, field: str) -> Diagnostic:
    """LG212: a field that no amendment changes."""
    return error(
        "LG212",
        at,
        Text(
            f"{quoted(word)} of a {kind} is not changed by amendments", f"{_SUBJECT_ZH[kind]}的 {quoted(word)} 不能变更"
        ),
        _INSTEAD.get(field, _ON_THE_CARD),
    )


def unknown_field(at: str, word: Any, kind: str, near: str | None, fields: Iterable[str]) -> Diagnostic:
    """LG212: no field of the card."""
    words = ", ".join(f"`{f}`" for f in fields)
    hint = did_you_mean(near) if near else Text(f"one of {words}", f"应为 {words} 之一")
    return error(
        "LG212",
        at,
        Text(f"a {kind} has no field {quoted(word)} to amend", f"{_SUBJECT_ZH[kind]}没有 {quoted(word)} 一项可供变更"),
        hint,
    )


def not_a_row(at: str, value: Any) -> Diagnostic:
    """LG209: something else between the rows."""
    return error(
        "LG209",
        at,
        Text(f"{quoted(value)} is not a row", f"{quoted(value)} 不是一行记录"),
        Text('a row is an object: {"id": …}', '一行记录是一个对象：{"id": …}'),
    )


def unknown_kind(at: str, value: Any, allowed: Iterable[str], near: str | None) -> Diagnostic:
    """LG210: a task that is neither task nor petition, an event of no kind at all."""
    words = ", ".join(f"`{w}`" for w in allowed)
    listed = (
        Text(
            f"one of {words}",
            f"应为 {words} 之一",
        )
        if words
        else Text(
            "write the kind as a text",
            "请以文字写明种类",
        )
    )
    return error(
        "LG210",
        at,
        Text(f"{quoted(value)} is not a kind that a row here can have", f"{quoted(value)} 不是本表记录可有的种类"),
        did_you_mean(near) if near else listed,
    )


def misspelt_kind(at: str, kind: str, near: str) -> Diagnostic:
    """LG210: no kind of the core, and so like one that it must be taken for a slip."""
    hint = did_you_mean(near)
    return error(
        "LG210",
        at,
        Text(f"{quoted(kind)} is not a kind that a row here can have", f"{quoted(kind)} 不是本表记录可有的种类"),
        Text(
            f"{hint.en} A kind of your own is kept if the rules declare it.",
            f"{hint.zh}自定义的种类须由规则声明，方予保留。",
        ),
    )


def parent_circle(at: str, id_: str) -> Diagnostic:
    """LG211: a unit above itself."""
    return error(
        "LG211",
        at,
        Text(f"the unit {quoted(id_)} is above itself", f"单位 {quoted(id_)} 成为自己的上级"),
        Text("one of the units in the circle has a wrong `parent`", "循环中有一个单位的 `parent` 写错"),
    )


def wrong_value(at: str, key: str, value: Any, wanted: Text, near: str | None = None) -> Diagnostic:
    """LG301: given, and of no use."""
    hint = Text(f"expected: {wanted.en}", f"应为：{wanted.zh}")
    if near:
        more = did_you_mean(near)
        hint = Text(f"{more.en} {hint.en}", f"{more.zh}{hint.zh}")
    return error(
        "LG301",
        at,
        Text(
            f"{quoted(value)} cannot be {quoted(key)}, which counts as unknown",
            f"{quoted(value)} 不能作为 {quoted(key)}，该项按不明处理",
        ),
        hint,
    )


def part_left_out(at: str, value: Any, wanted: Text) -> Diagnostic:
    """LG301: one entry of a list that is left out."""
    return error(
        "LG301",
        at,
        Text(f"{quoted(value)} is left out: it is of no use here", f"{quoted(value)} 在此无法使用，不采用"),
        Text(f"expected: {wanted.en}", f"应为：{wanted.zh}"),
    )


def unknown_reference(at: str, key: str, entity: str, id_: str, near: str | None, *, refused: bool) -> Diagnostic:
    """LG302: a unit or person that is not in the ledger."""
    what = ENTITY[entity]
    hint = (
        Text("its row was refused; mend that one first", "其记录本身未被采用，请先改正")
        if refused
        else (did_you_mean(near) if near else NOT_HERE[entity.lower()])
    )
    return error(
        "LG302",
        at,
        Text(
            f"there is no {what.en} {quoted(id_)}; {quoted(key)} counts as unknown",
            f"没有{what.zh} {quoted(id_)}；{quoted(key)} 按不明处理",
        ),
        hint,
    )


def derived_key(at: str, key: str) -> Diagnostic:
    """LG303: a card does not state what events decide."""
    return warning(
        "LG303",
        at,
        Text(
            f"{quoted(key)} follows from the events and is not read from the card",
            f"{quoted(key)} 由记录推出，不从卡片读取",
        ),
        Text("leave it out, and enter the events", "请删去，并录入相应记录"),
    )


def near_key(at: str, key: str, near: str) -> Diagnostic:
    """LG304: kept as a field of the host, and looks like a slip."""
    return warning(
        "LG304",
        at,
        Text(f"{quoted(key)} is kept as a field of your own", f"{quoted(key)} 作为自定义字段保留"),
        did_you_mean(near),
    )


def near_kind(at: str, kind: str, near: str) -> Diagnostic:
    """LG305: kept as an event of the host, and looks like a slip."""
    return warning(
        "LG305",
        at,
        Text(f"{quoted(kind)} is kept as an event kind of your own", f"{quoted(kind)} 作为自定义记录种类保留"),
        did_you_mean(near),
    )
