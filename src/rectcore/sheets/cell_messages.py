"""What is said about one cell (LG42x to LG44x): one function per message, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from rectcore.diagnostics import Diagnostic, Text
from rectcore.sheets.grid import Cell, quoted
from rectcore.sheets.messages import did_you_mean, error, info, perhaps, warning


def formula_error(at: str, value: str) -> Diagnostic:
    """LG421: the formula of a cell came to an error."""
    return error(
        "LG421",
        at,
        Text(f"the formula of this cell came to {quoted(value)}", f"本单元格的公式结果为错误值 {quoted(value)}"),
        Text("mend the formula, or write the value", "请改正公式，或直接填写数值"),
    )


def not_a_day(at: str, value: Cell) -> Diagnostic:
    """LG422: no day, or one that can be read in two ways."""
    return error(
        "LG422",
        at,
        Text(f"{quoted(value)} is not a day", f"{quoted(value)} 不是有效的日期"),
        Text("write 2023-10-31 or 2023年10月31日", "请写 2023-10-31 或 2023年10月31日"),
    )


def not_a_deadline(at: str, value: Cell) -> Diagnostic:
    """LG422: no deadline, or one that can be read in two ways."""
    return error(
        "LG422",
        at,
        Text(f"{quoted(value)} cannot be read as one deadline", f"{quoted(value)} 不能识别为一个确定的期限"),
        Text(
            "write a day, a month with its year (2023年10月底前), or one of 立行立改 and 长期坚持",
            "请写日期、带年份的月份（2023年10月底前），或立行立改、长期坚持之一",
        ),
    )


def not_a_period(at: str, value: Cell) -> Diagnostic:
    """LG422: no month or other period."""
    return error(
        "LG422",
        at,
        Text(f"{quoted(value)} is not a period", f"{quoted(value)} 不是有效的周期"),
        Text("write 2023-10, 2023年10月 or 2023-Q4", "请写 2023-10、2023年10月 或 2023-Q4"),
    )


def shown_as_number(at: str, value: Cell, day: str) -> Diagnostic:
    """LG423: a day that the sheet shows as the number it is kept as."""
    return warning(
        "LG423",
        at,
        Text(f"{quoted(value)} is a number; taken as the day {day}", f"{quoted(value)} 是数字；按日期 {day} 采用"),
        Text("format the cell as a date", "请将单元格格式设为日期"),
    )


def unknown_unit(at: str, name: str, near: str | None) -> Diagnostic:
    """LG424: a unit that the ledger does not have."""
    asked = perhaps(near)
    return error(
        "LG424",
        at,
        Text(f"there is no unit {quoted(name)}", f"没有 {quoted(name)} 这一单位"),
        Text(
            f"{asked.en}write the unit as the ledger names it, add it to the sheet of units, "
            "or give its other name under [unit_names] of the mapping file",
            f"{asked.zh}请按台账中的名称填写，或补入单位表，或在映射文件的 [unit_names] 中注明别名",
        ),
    )


def unknown_word(at: str, value: Cell, what: Text, words: Iterable[str], section: str = "") -> Diagnostic:
    """LG425: a word outside a closed list."""
    words = tuple(words)
    near = did_you_mean(str(value), words)
    listed = Text(*(mark.join(f"`{w}`" for w in words[:12]) for mark in (", ", "、")))
    own = (
        Text(f"; or give its meaning under [{section}] of the mapping file", f"；或在映射文件的 [{section}] 中注明含义")
        if section
        else Text()
    )
    return error(
        "LG425",
        at,
        Text(f"{quoted(value)} is no {what.en} that is known", f"{quoted(value)} 不是已知的{what.zh}"),
        Text(f"{near.en}there are {listed.en}{own.en}", f"{near.zh}可用 {listed.zh}{own.zh}"),
    )


def not_a_percent(at: str, value: Cell) -> Diagnostic:
    """LG426: no percentage, or a number that may be a share or a percentage."""
    return error(
        "LG426",
        at,
        Text(f"{quoted(value)} cannot be read as one percentage", f"{quoted(value)} 不能识别为一个确定的百分比"),
        Text("write 35%, or format the cell as a percentage", "请写 35%，或将单元格格式设为百分比"),
    )


def no_id(at: str) -> Diagnostic:
    """LG427: a row that nothing names."""
    return error(
        "LG427",
        at,
        Text("the row has neither number nor title; it is not read", "本行既无编号也无标题；不予读取"),
        Text("fill in the number, or delete the row", "请补上编号，或删除本行"),
    )


def twice(at: str, id_: str, other: str) -> Diagnostic:
    """LG428: two rows with one number that say different things."""
    return error(
        "LG428",
        at,
        Text(
            f"{quoted(id_)} stands here and in {other}, and they differ; neither is taken",
            f"{quoted(id_)} 在此处和 {other} 各出现一次且内容不同；均不采用",
        ),
        Text(
            "delete the wrong one; where both are right, give the sheets a `prefix` each in a mapping file",
            "请删去错误的一行；如两行都对，请在映射文件中为各表写明 `prefix`",
        ),
    )


def unknown_item(at: str, id_: str, near: str | None) -> Diagnostic:
    """LG429: an update of a task that is not there."""
    asked = perhaps(near)
    return error(
        "LG429",
        at,
        Text(f"there is no task {quoted(id_)}", f"没有编号为 {quoted(id_)} 的事项"),
        Text(
            f"{asked.en}correct the number, or import the task list first (`--into LEDGER`)",
            f"{asked.zh}请改正编号，或先导入任务清单（`--into 台账`）",
        ),
    )


def done_without_day(at: str, value: Cell) -> Diagnostic:
    """LG430: done, and after the deadline nobody says when."""
    return error(
        "LG430",
        at,
        Text(
            f"{quoted(value)} says that it is done, and no day; the deadline is over, "
            "so the day decides whether it was late",
            f"{quoted(value)} 表示已完成，但无日期；期限已过，日期决定是否逾期",
        ),
        Text(
            'add a column with the day, or write `done = "2023-10-31"` for the sheet if you vouch for that day',
            '请增加日期列；如能确认日期，可在映射文件中为该表写 `done = "2023-10-31"`',
        ),
    )


def before_opened(at: str, day: str, opened: str) -> Diagnostic:
    """LG431: an event before its item was opened; no rule would see it."""
    return error(
        "LG431",
        at,
        Text(f"the day {day} is before the item was opened, {opened}", f"日期 {day} 早于立项日 {opened}"),
        Text("correct the day, or the day of opening", "请改正该日期或立项日"),
    )


def recorded_before(at: str, day: str, recorded: str) -> Diagnostic:
    """LG431: entered before it happened."""
    return error(
        "LG431",
        at,
        Text(f"the day {day} lies after the day of entry, {recorded}", f"日期 {day} 晚于录入日 {recorded}"),
        Text("correct the day, or the day of entry", "请改正该日期或录入日"),
    )


def deadline_moved(at: str, now: str, then: str) -> Diagnostic:
    """LG432: another deadline than the ledger has."""
    return error(
        "LG432",
        at,
        Text(
            f"the deadline was {then}, and the sheet now says {now}; a deadline moves by an extension only",
            f"期限原为 {then}，表中现为 {now}；期限只能通过延期变更",
        ),
        Text(
            "give the extension in columns of its own (asked, granted, new deadline), and leave the deadline as it was",
            "请用单独的列填写延期（申请日、是否批准、新期限），原期限保持不变",
        ),
    )


def never_changes(at: str, field: str) -> Diagnostic:
    """LG432: a field of the card that no event changes."""
    return warning(
        "LG432",
        at,
        Text(
            f"{quoted(field)} of the card stays as it was first recorded", f"卡片的 {quoted(field)} 保持首次记录的内容"
        ),
        Text("no event changes it; say so in a report or a note", "没有事件可变更该项；请在填报或备注中说明"),
    )


def status_back(at: str, value: Cell) -> Diagnostic:
    """LG433: the ledger says closed, and the sheet that it goes on."""
    return error(
        "LG433",
        at,
        Text(
            f"{quoted(value)}, and the ledger has the item as closed", f"表中为 {quoted(value)}，而台账中该事项已销号"
        ),
        Text(
            "record the reopening with its day and reason, or correct the cell",
            "请登记重启及其日期、原因，或改正本单元格",
        ),
    )


def says_two_things(at: str, value: Cell, status: str) -> Diagnostic:
    """LG433: a day of completion beside a state that is not done."""
    return error(
        "LG433",
        at,
        Text(
            f"{quoted(value)} says when it was done, and the state is {quoted(status)}",
            f"{quoted(value)} 为完成日期，而状态为 {quoted(status)}",
        ),
        Text("correct one of the two cells", "请改正其中一个单元格"),
    )


def not_text(at: str, value: Cell) -> Diagnostic:
    """LG427: a word that a ledger keeps for what does not exist, where a number or title should be."""
    return error(
        "LG427",
        at,
        Text(f"{quoted(value)} cannot name an item", f"{quoted(value)} 不能作为编号或标题"),
        Text("write the number or title of the item", "请填写事项的编号或标题"),
    )


def not_yes_or_no(at: str, value: Cell) -> Diagnostic:
    """LG425: neither yes nor no."""
    return unknown_word(at, value, Text("answer", "是否值"), ("是", "否", "yes", "no"))


def day_missing(at: str, what: Text) -> Diagnostic:
    """LG434: a cell that cannot be used while another of its row is empty."""
    return error(
        "LG434",
        at,
        Text(f"this cannot be recorded without {what.en}", f"缺少{what.zh}，无法登记"),
        Text("fill in that cell of the row", "请补填本行的该单元格"),
    )


def stray(at: str, value: Cell) -> Diagnostic:
    """LG435: a line below the rows that is no row."""
    return info(
        "LG435",
        at,
        Text(f"the line {quoted(value)} is no item; not read", f"{quoted(value)} 一行不是事项；未读取"),
        Text("nothing to do", "无需处理"),
    )


def above_itself(at: str, value: Cell) -> Diagnostic:
    """LG436: units that stand above one another in a circle."""
    return error(
        "LG436",
        at,
        Text(f"{quoted(value)} stands below this unit itself", f"{quoted(value)} 本身隶属于该单位"),
        Text("correct the unit above", "请改正上级单位"),
    )
