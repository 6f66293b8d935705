"""The mapping file: what the columns of a workbook mean, guessed by the program and edited by people. TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from rectcore.check.vocabulary import parse_day
from rectcore.diagnostics import Diagnostic, Text
from rectcore.errors import LedgerError
from rectcore.model.period import Period
from rectcore.sheets.grid import quoted
from rectcore.sheets.meanings import WORDS, Rows
from rectcore.sheets.messages import bad_mapping, did_you_mean
from rectcore.sheets.words import STATES

FORMAT: Final = "rectcore.mapping/1"

_ROWS: Final = {
    **{rows.value: rows for rows in Rows},
    "任务": Rows.TASK,
    "信访": Rows.PETITION,
    "进展": Rows.UPDATE,
    "单位": Rows.UNIT,
    "不读": Rows.SKIP,
}
_BOOK_KEYS: Final = ("format", "id", "timezone", "through", "units", "sheet", "unit_names", "status_words")
_SHEET_KEYS: Final = ("name", "rows", "header", "prefix", "opened", "recorded", "on", "done", "covers", "columns")


@frozen
class SheetMapping:
    """What the rows and columns of one sheet are.

    Args:
        name: of the sheet.
        rows: what its rows are.
        header: the first and last row of its header, from 1 on, as a spreadsheet counts; None: found by the program.
        columns: the meaning of each column by its title; a column left out is kept as a field of one's own.
        prefix: stands before each number, so that two sheets may count from 1.
        opened: the day of opening of items for which no column gives it.
        recorded: the day of entry of rows for which no column gives it.
        on: the day the sheet speaks of.
        done: the day taken for what is done and has no day of its own; somebody vouches for it.
        covers: the period that its updates cover.
    """

    name: str
    rows: Rows
    header: tuple[int, int] | None = None
    columns: dict[str, str] = field(factory=dict, hash=False)
    prefix: str = ""
    opened: date | None = None
    recorded: date | None = None
    on: date | None = None
    done: date | None = None
    covers: Period | None = None


@frozen
class BookMapping:
    """What a workbook holds.

    Args:
        id: of the ledger.
        timezone: of the ledger.
        through: the day up to which somebody says that the ledger is complete.
        listed: units are those of a sheet of units or of the ledger; otherwise names found are units.
        sheets: those that are read.
        unit_names: other names of units, to the names they stand for.
        status_words: words of the state column, to one of the states of `rectcore.sheets.words`.
    """

    id: str | None = None
    timezone: str = "Asia/Shanghai"
    through: date | None = None
    listed: bool | None = None
    sheets: tuple[SheetMapping, ...] = ()
    unit_names: dict[str, str] = field(factory=dict, hash=False)
    status_words: dict[str, str] = field(factory=dict, hash=False)


def read_mapping(text: str, name: str) -> BookMapping:
    """The mapping in a TOML text; `name` is what messages call it.

    Raises:
        LedgerError: it is no TOML, or says something that has no meaning; everything wrong is listed.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = Text('write `key = "value"`; texts stand in double quotes', '请写成 `键 = "值"`；文字加双引号')
        raise LedgerError(
            (bad_mapping(name, Text(f"this is not TOML: {error}", f"不是 TOML：{error}"), hint),)
        ) from None
    reader = _Reader(name)
    mapping = reader.book(found)
    if reader.problems:
        raise LedgerError(tuple(reader.problems))
    return mapping


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self.problems: list[Diagnostic] = []

    def _wrong(self, at: str, value: Any, wanted: Text, known: Iterable[str] = ()) -> None:
        near = did_you_mean(value, known) if isinstance(value, str) else Text()
        self.problems.append(
            bad_mapping(
                f"{self._name} {at}",
                Text(f"{quoted(str(value))} cannot stand here", f"此处不能写 {quoted(str(value))}"),
                Text(f"{near.en}expected: {wanted.en}", f"{near.zh}应为：{wanted.zh}"),
            )
        )

    def book(self, found: dict[str, Any]) -> BookMapping:
        self._keys("", found, _BOOK_KEYS)
        if found.get("format") != FORMAT:
            self._wrong("format", found.get("format"), Text(f'format = "{FORMAT}"', f'format = "{FORMAT}"'))
        units = found.get("units")
        if units not in (None, "listed", "as found"):
            self._wrong(
                "units", units, Text('"listed" or "as found"', '"listed"（限于单位表）或 "as found"（按出现者）')
            )
        sheets = found.get("sheet", [])
        if not isinstance(sheets, list) or not all(isinstance(s, dict) for s in sheets):
            self._wrong("sheet", sheets, Text("[[sheet]] tables", "[[sheet]] 表"))
            sheets = []
        words = self._texts("status_words", found.get("status_words", {}))
        for word, state in words.items():
            if state not in STATES:
                self._wrong(f"status_words.{word}", state, Text(", ".join(STATES), "、".join(STATES)), STATES)
        return BookMapping(
            id=self._text("id", found.get("id")),
            timezone=self._text("timezone", found.get("timezone")) or "Asia/Shanghai",
            through=self._day("through", found.get("through")),
            listed=None if units is None else units == "listed",
            sheets=tuple(self._sheet(i, sheet) for i, sheet in enumerate(sheets)),
            unit_names=self._texts("unit_names", found.get("unit_names", {})),
            status_words=words,
        )

    def _sheet(self, i: int, found: dict[str, Any]) -> SheetMapping:
        at = f"sheet[{i}]"
        self._keys(at, found, _SHEET_KEYS)
        name = self._text(f"{at}.name", found.get("name"))
        if name is None:
            self._wrong(f"{at}.name", found.get("name"), Text("the name of the sheet", "工作表的名称"))
        rows = _ROWS.get(str(found.get("rows")))
        if rows is None:
            wanted = Text(", ".join(r.value for r in Rows), "、".join(r.value for r in Rows))
            self._wrong(f"{at}.rows", found.get("rows"), wanted, _ROWS)
        columns: dict[str, str] = {}
        for title, word in self._texts(f"{at}.columns", found.get("columns", {})).items():
            head, colon, own = word.partition(":")
            meaning = WORDS.get(head.strip())
            if meaning is None:
                known = tuple(WORDS)
                self._wrong(f"{at}.columns.{title}", word, Text("a meaning, keep or skip", "含义、保留或不读"), known)
            else:
                columns[title] = f"{meaning}:{own.strip()}" if colon else meaning
        return SheetMapping(
            name=name or "",
            rows=rows or Rows.SKIP,
            header=self._header(f"{at}.header", found.get("header")),
            columns=columns,
            prefix=self._text(f"{at}.prefix", found.get("prefix")) or "",
            opened=self._day(f"{at}.opened", found.get("opened")),
            recorded=self._day(f"{at}.recorded", found.get("recorded")),
            on=self._day(f"{at}.on", found.get("on")),
            done=self._day(f"{at}.done", found.get("done")),
            covers=self._period(f"{at}.covers", found.get("covers")),
        )

    def _keys(self, at: str, found: Mapping[str, Any], known: Sequence[str]) -> None:
        for key in found:
            if key not in known:
                wanted = Text(", ".join(known), "、".join(known))
                self._wrong(f"{at}.{key}".lstrip("."), key, wanted, known)

    def _text(self, at: str, value: Any) -> str | None:
        if value is None or (isinstance(value, str) and value != "none"):
            return value or None
        self._wrong(at, value, Text("a text in quotes", "加引号的文字"))
        return None

    def _texts(self, at: str, value: Any) -> dict[str, str]:
        if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            return value
        self._wrong(at, value, Text("texts by name", "名称与文字的对照"))
        return {}

    def _day(self, at: str, value: Any) -> date | None:
        if value is None or type(value) is date:
            return value
        try:
            return parse_day(value)
        except (ValueError, TypeError):
            self._wrong(at, value, Text('a day, "2023-10-31"', '日期，如 "2023-10-31"'))
            return None

    def _period(self, at: str, value: Any) -> Period | None:
        try:
            return None if value is None else Period.parse(value)
        except (ValueError, TypeError):
            self._wrong(at, value, Text('a period, "2023-10"', '周期，如 "2023-10"'))
            return None

    def _header(self, at: str, value: Any) -> tuple[int, int] | None:
        if value is None:
            return None
        rows = [value] if isinstance(value, int) else value
        if isinstance(rows, list) and rows and all(type(r) is int and r >= 1 for r in rows) and rows[0] <= rows[-1]:
            return rows[0], rows[-1]
        self._wrong(at, value, Text("the row of the header, or [first, last]", "表头所在行，或 [首行, 末行]"))
        return None


def mapping_text(mapping: BookMapping) -> str:
    """The text of a mapping file: what is to be edited stands there, what nobody has said as a comment."""
    lines = [
        "# What the columns of this workbook mean. Change what stands on the right; `keep` keeps a column as a field",
        '# of your own, `skip` leaves it out. Days are written "2023-10-31".',
        '# 各列的含义。可修改等号右边的内容；keep 为保留为自有字段，skip 为不读。日期写作 "2023-10-31"。',
        f"format = {_quoted(FORMAT)}",
        f"id = {_quoted(mapping.id or 'ledger')}",
        f"timezone = {_quoted(mapping.timezone)}",
        _maybe("through", mapping.through, "write it if nothing up to that day is missing 如截至该日无遗漏，请写明"),
        _maybe("units", None, "only those that are known; or as found 限于已知单位；或 as found（按出现者）", "listed"),
    ]
    for sheet in mapping.sheets:
        lines += ["", "[[sheet]]", f"name = {_quoted(sheet.name)}", f"rows = {_quoted(sheet.rows.value)}"]
        if sheet.rows is Rows.SKIP:
            continue
        if sheet.header is not None:
            lines.append(f"header = [{sheet.header[0]}, {sheet.header[1]}]")
        if sheet.rows is not Rows.UNIT:
            lines.append(f"prefix = {_quoted(sheet.prefix)}")
            meanings = set(sheet.columns.values())
            if "opened" not in meanings and sheet.rows is not Rows.UPDATE:
                lines.append(_maybe("opened", sheet.opened, "the day the items were opened 立项日"))
            if "recorded" not in meanings:
                lines.append(_maybe("recorded", sheet.recorded, "the day the rows were entered 录入日"))
            lines.append(_maybe("on", sheet.on, "the day the sheet speaks of 表中情况截至日"))
            if "status" in meanings and "done_on" not in meanings:
                lines.append(
                    _maybe("done", sheet.done, "the day of what is done and has none; vouch for it 完成日，须能确认")
                )
            if "covers" not in meanings and meanings & {"report", "progress"}:
                lines.append(
                    _maybe("covers", sheet.covers, "the period that the updates cover 填报所属周期", "2023-10")
                )
        lines.append("[sheet.columns]")
        lines += [f"{_quoted(title)} = {_quoted(meaning)}" for title, meaning in sheet.columns.items()]
    for name, words, comment in (
        ("unit_names", mapping.unit_names, "other names of units 单位别名"),
        ("status_words", mapping.status_words, f"words for {', '.join(STATES)} 状态用语"),
    ):
        lines += ["", f"[{name}]  # {comment}", *(f"{_quoted(k)} = {_quoted(v)}" for k, v in words.items())]
    return "\n".join(lines) + "\n"


def _maybe(key: str, value: object, comment: str, example: str = "2023-10-31") -> str:
    if value is None:
        return f'# {key} = "{example}"  # {comment}'
    return f"{key} = {_quoted(str(value))}  # {comment}"


def _quoted(text: str) -> str:
    out = "".join(
        "\\" + c if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08X}"
        for c in text.encode("utf-8", "replace").decode()
    )
    return f'"{out}"'
