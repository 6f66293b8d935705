"""What is said about a ledger file as a whole (LG1xx): one function per message, a diagnostic in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.model.facts import Invalid
from rectcore.source import Span

MOST_SHOWN = 60
"""How many characters of somebody's text a message repeats."""


def json_text(value: Any) -> str:
    """A value of the file as the file writes it, short enough for a message."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, Invalid):
        text = value.raw
    else:
        text = json.dumps(value, ensure_ascii=False, default=_plain)
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "..."


def _plain(value: Any) -> Any:
    if isinstance(value, Invalid):
        return value.raw
    return str(value) if isinstance(value, date | Decimal) else repr(value)


def quoted(value: Any) -> str:
    """A value in backticks, on one line, nothing in it invisible."""
    text = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in json_text(value))
    return f"`{text}`"


def error(code: str, at: str | Span, message: Text, hint: Text = Text()) -> Diagnostic:  # noqa: B008 - immutable
    """Something that cannot be used."""
    return _diagnostic(code, Severity.ERROR, at, message, hint)


def warning(code: str, at: str | Span, message: Text, hint: Text = Text()) -> Diagnostic:  # noqa: B008
    """Something that is used, and that somebody should look at."""
    return _diagnostic(code, Severity.WARNING, at, message, hint)


def _diagnostic(code: str, severity: Severity, at: str | Span, message: Text, hint: Text) -> Diagnostic:
    if isinstance(at, Span):
        return Diagnostic(code, severity, message, span=at, hint=hint)
    return Diagnostic(code, severity, message, place=at, hint=hint)


def did_you_mean(near: str | None) -> Text:
    """The nearest known word, if there is one."""
    return Text(f"did you mean {quoted(near)}?", f"是否为 {quoted(near)}？") if near else Text()


def no_such_file(name: str) -> Diagnostic:
    """LG101: nothing stands under that path."""
    return error(
        "LG101",
        name,
        Text("there is no such file", "没有这个文件"),
        Text("check the path; a ledger is one JSON file", "请检查路径；台账是一个 JSON 文件"),
    )


def not_readable(name: str) -> Diagnostic:
    """LG101: the system does not let us read it."""
    return error(
        "LG101",
        name,
        Text("the file cannot be opened", "文件无法打开"),
        Text("check the path and the right to read it", "请检查路径和读取权限"),
    )


def is_a_folder(name: str) -> Diagnostic:
    """LG102: a folder."""
    return error(
        "LG102",
        name,
        Text("this is a folder, not a ledger file", "这是文件夹，不是台账文件"),
        Text("give the path of the JSON file in it", "请给出其中 JSON 文件的路径"),
    )


def wrong_encoding(name: str, looks_like: str | None, offset: int) -> Diagnostic:
    """LG103: the bytes are not UTF-8."""
    if looks_like is None:
        return error(
            "LG103",
            name,
            Text(f"the file is not UTF-8: byte {offset} is damaged", f"文件不是 UTF-8 编码：第 {offset} 字节损坏"),
            Text("export the ledger again as UTF-8", "请重新以 UTF-8 导出台账"),
        )
    return error(
        "LG103",
        name,
        Text(f"the file is not UTF-8; it looks like {looks_like}", f"文件不是 UTF-8 编码，看来是 {looks_like}"),
        Text(
            f"save it as UTF-8, or convert it: iconv -f {looks_like} -t UTF-8",
            f"请另存为 UTF-8，或转换：iconv -f {looks_like} -t UTF-8",
        ),
    )


def empty_file(at: str) -> Diagnostic:
    """LG104: nothing in it."""
    return error(
        "LG104",
        at,
        Text("the file is empty", "文件是空的"),
        Text('a ledger begins with {"format": "rectcore.ledger/1"', '台账以 {"format": "rectcore.ledger/1" 开头'),
    )


def not_an_object(at: Span) -> Diagnostic:
    """LG104: JSON or not, it is no object."""
    return error(
        "LG104",
        at,
        Text("a ledger is one JSON object, and this is not one", "台账应为一个 JSON 对象，此处不是"),
        Text('a ledger begins with {"format": "rectcore.ledger/1"', '台账以 {"format": "rectcore.ledger/1" 开头'),
    )


def cut(at: Span) -> Diagnostic:
    """LG104: the text ends before the ledger does."""
    return error(
        "LG104",
        at,
        Text("the file ends here, before the ledger does", "文件在此中断，台账并未结束"),
        Text(
            "export or copy it again; what stands before is kept, and absence says nothing until then",
            "请重新导出或复制；此前的内容保留，在此之前缺少的记录不作任何认定",
        ),
    )


def unreadable_rest(at: Span) -> Diagnostic:
    """LG104: a fault from which reading cannot go on."""
    return error(
        "LG104",
        at,
        Text("this is not JSON, and nothing after it can be read", "此处不是 JSON，其后内容无法读取"),
        Text(
            "mend the comma, quote or bracket here; what stands before is kept",
            "请改正此处的逗号、引号或括号；此前的内容保留",
        ),
    )


def broken_row(at: Span, line: int) -> Diagnostic:
    """LG104: one row is not JSON; reading goes on at the next."""
    return error(
        "LG104",
        at,
        Text(
            f"this row is not JSON from here; reading goes on at line {line}",
            f"本行记录自此处起不是 JSON；从第 {line} 行继续读取",
        ),
        Text("look for a missing comma, quote or bracket", "请检查是否缺少逗号、引号或括号"),
    )


def broken_line(at: Span) -> Diagnostic:
    """LG104: a line of JSON Lines is not JSON; reading goes on at the next."""
    return error(
        "LG104",
        at,
        Text("this line is not JSON from here; reading goes on at the next", "本行自此处起不是 JSON；从下一行继续读取"),
        Text("write each row on one line of its own, as one JSON object", "每条记录单独占一行，写成一个 JSON 对象"),
    )


def no_table(at: Span, words: Iterable[str]) -> Diagnostic:
    """LG104: a line of JSON Lines does not say which table its row is of."""
    listed = ", ".join(f"`{word}`" for word in words)
    return error(
        "LG104",
        at,
        Text("this line does not say what its row is", "本行没有写明是哪一类记录"),
        Text(
            f'write {{"event": {{…}}}}; the words are {listed}',
            f'请写成 {{"event": {{…}}}}；可用的词有 {listed}',
        ),
    )


def broken_header(at: Span, line: int) -> Diagnostic:
    """LG104: a value of the header is not JSON."""
    return error(
        "LG104",
        at,
        Text(f"this is not JSON; reading goes on at line {line}", f"此处不是 JSON；从第 {line} 行继续读取"),
        Text("texts and days stand in double quotes", "文字和日期须加双引号"),
    )


def comma_missing(at: Span) -> Diagnostic:
    """LG104: two values with nothing between."""
    return error(
        "LG104",
        at,
        Text("a comma is missing before this", "此前缺少逗号"),
        Text("nothing is lost; write the comma", "内容未丢失；请补上逗号"),
    )


def comma_too_many(at: Span) -> Diagnostic:
    """LG104: a comma with nothing after it."""
    return error(
        "LG104",
        at,
        Text("there is a comma too many here", "此处多了一个逗号"),
        Text("nothing is lost; take the comma out", "内容未丢失；请删去逗号"),
    )


def text_after_end(at: Span) -> Diagnostic:
    """LG104: the object is closed, and the file goes on."""
    return error(
        "LG104",
        at,
        Text("the ledger ended before this, and the file goes on", "台账在此前已结束，文件仍有内容"),
        Text("one file holds one ledger; look for a bracket too many", "一个文件只含一个台账；请检查是否多了括号"),
    )


def wrong_format(at: str, found: Any) -> Diagnostic:
    """LG105: not this layout, or another version of it."""
    hint = Text('write "format": "rectcore.ledger/1"', '应写 "format": "rectcore.ledger/1"')
    if found is None:
        return error("LG105", at, Text("the file does not say that it is a ledger", "文件没有说明自己是台账"), hint)
    return error(
        "LG105",
        at,
        Text(f"{quoted(found)} is not a format this version reads", f"本版本不读取格式 {quoted(found)}"),
        hint,
    )


def nested_too_deep(at: str, most: int) -> Diagnostic:
    """LG106: brackets in brackets in brackets."""
    return error(
        "LG106",
        at,
        Text(f"this is nested more than {most} deep, and not read", f"此处嵌套超过 {most} 层，不予读取"),
        Text("a row holds plain values; look for repeated brackets", "记录中只有简单的值；请检查是否有重复的括号"),
    )


def key_twice(at: str, key: str, *, same: bool) -> Diagnostic:
    """LG107: one object says a thing twice."""
    if same:
        return warning(
            "LG107",
            at,
            Text(f"{quoted(key)} stands twice, with one value", f"{quoted(key)} 出现两次，值相同"),
            Text("leave one out", "请删去一个"),
        )
    return error(
        "LG107",
        at,
        Text(f"{quoted(key)} stands twice, with two values", f"{quoted(key)} 出现两次，值不相同"),
        Text("neither is taken; leave the wrong one out", "两个值都不采用；请删去错误的一个"),
    )


def table_twice(at: str, key: str) -> Diagnostic:
    """LG107: two lists of rows of one name."""
    return error(
        "LG107",
        at,
        Text(f"{quoted(key)} stands twice; the rows of both are read", f"{quoted(key)} 出现两次；两处的记录都读取"),
        Text("put the rows into one list", "请并为一个列表"),
    )


def header_missing(at: str, key: str, instead: str) -> Diagnostic:
    """LG108: a header field that a ledger needs."""
    return error(
        "LG108",
        at,
        Text(
            f"the ledger has no {quoted(key)}; {quoted(instead)} is taken",
            f"台账没有 {quoted(key)}；取 {quoted(instead)}",
        ),
        Text(f'write "{key}": "{instead}", or what is right', f'请写明 "{key}": "{instead}" 或正确的值'),
    )


def no_through(at: str) -> Diagnostic:
    """LG108: nobody says how far the ledger is complete."""
    return warning(
        "LG108",
        at,
        Text(
            "the ledger does not say up to which day it is complete, so what is not in it convicts nobody",
            "台账没有写明完整至哪一日，因此缺少的记录不作任何认定",
        ),
        Text('write "through": "2023-10-31"', '请写明 "through": "2023-10-31"'),
    )


def header_wrong(at: str, key: str, value: Any, wanted: Text, instead: str = "") -> Diagnostic:
    """LG108: a header field of no use."""
    taken = (
        Text(f"; {quoted(instead)} is taken", f"；取 {quoted(instead)}")
        if instead
        else Text("; it is left out", "；不采用")
    )
    return error(
        "LG108",
        at,
        Text(f"{quoted(value)} cannot be {quoted(key)}{taken.en}", f"{quoted(value)} 不能作为 {quoted(key)}{taken.zh}"),
        Text(f"expected: {wanted.en}", f"应为：{wanted.zh}"),
    )


def table_wrong(at: str, key: str) -> Diagnostic:
    """LG108: rows that are no list."""
    return error(
        "LG108",
        at,
        Text(
            f"{quoted(key)} is not a list of rows; nothing in it is read", f"{quoted(key)} 不是记录列表；其中内容不读取"
        ),
        Text(f'write "{key}": [{{…}}, {{…}}]', f'应写 "{key}": [{{…}}, {{…}}]'),
    )


def header_unknown(at: str, key: str, near: str | None) -> Diagnostic:
    """LG108: a key that the layout does not have."""
    message = Text(f"a ledger has no {quoted(key)}; it is not read", f"台账没有 {quoted(key)} 一项；不予读取")
    make = error if near else warning
    return make("LG108", at, message, did_you_mean(near))
