"""What is said about a workbook, a CSV file or a mapping file as a whole (LG40x): one function per message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.explain.questions import library_missing
from rectcore.language.nearest import nearest
from rectcore.sheets.grid import quoted

INSTALL = "pip install 'rectcore[excel]'"


def error(code: str, at: str, message: Text, hint: Text) -> Diagnostic:
    """Something that is not taken."""
    return Diagnostic(code, Severity.ERROR, message, place=at, hint=hint)


def warning(code: str, at: str, message: Text, hint: Text) -> Diagnostic:
    """Something that is taken, and that somebody should look at."""
    return Diagnostic(code, Severity.WARNING, message, place=at, hint=hint)


def info(code: str, at: str, message: Text, hint: Text) -> Diagnostic:
    """Something worth knowing."""
    return Diagnostic(code, Severity.INFO, message, place=at, hint=hint)


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """The nearest known word, if there is one."""
    return perhaps(_nearest(word, tuple(known)))


@lru_cache(1_000)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    return nearest(word, known)


def perhaps(near: str | None) -> Text:
    """The word that somebody probably meant, as a question."""
    return Text(f"did you mean {quoted(near)}? ", f"是否为 {quoted(near)}？") if near else Text()


def extra_missing(command: str, library: str) -> Diagnostic:
    """CL108: a library of the extra is not installed."""
    return library_missing(command, library, INSTALL)


def no_such_file(name: str) -> Diagnostic:
    """LG401: nothing that can be opened stands under that path."""
    return error(
        "LG401",
        name,
        Text("there is no such file, or it cannot be opened", "没有这个文件，或文件无法打开"),
        Text("check the path and the right to read it", "请检查路径和读取权限"),
    )


def locked(name: str) -> Diagnostic:
    """LG402: only who knows the password can read it."""
    return error(
        "LG402",
        name,
        Text("the workbook is protected with a password", "工作簿设有打开密码"),
        Text(
            "open it, take the password out (File, Info, Protect Workbook), save it, and import that",
            "请打开后取消密码（文件—信息—保护工作簿），保存后再导入",
        ),
    )


def old_format(name: str, kind: str) -> Diagnostic:
    """LG403: a workbook of another format, whatever its name says."""
    return error(
        "LG403",
        name,
        Text(f"this is a {kind} workbook, whatever it is called", f"文件内容是 {kind} 格式的工作簿（与文件名无关）"),
        Text("save it as .xlsx (Save As, Excel Workbook), and import that", "请另存为 .xlsx 格式后再导入"),
    )


def no_workbook(name: str) -> Diagnostic:
    """LG403: neither a workbook nor a CSV file."""
    return error(
        "LG403",
        name,
        Text("this is neither an .xlsx workbook nor a CSV file", "这既不是 .xlsx 工作簿，也不是 CSV 文件"),
        Text("save it as .xlsx or as CSV", "请另存为 .xlsx 或 CSV"),
    )


def not_decoded(name: str) -> Diagnostic:
    """LG403: a CSV file in an encoding that is not read."""
    return error(
        "LG403",
        name,
        Text("the file is neither UTF-8 nor GB18030", "文件既不是 UTF-8 编码，也不是 GB18030 编码"),
        Text("save it as CSV UTF-8", "请另存为 CSV UTF-8"),
    )


def damaged(name: str, said: str) -> Diagnostic:
    """LG404: it cannot be read to its end."""
    said = " ".join(said.split())[:100]
    return error(
        "LG404",
        name,
        Text(f"the file is damaged and cannot be read: {said}", f"文件已损坏，无法读取：{said}"),
        Text("open it in a spreadsheet program and save it again", "请用表格软件打开后重新保存"),
    )


def too_large(at: str) -> Diagnostic:
    """LG405: more than is read; often one stray cell far outside."""
    return error(
        "LG405",
        at,
        Text("the sheet is larger than 20 million cells or 600 MB", "工作表超过2000万个单元格或600 MB"),
        Text(
            "delete stray cells far below or to the right (Ctrl+End shows the last), or split the sheet",
            "请删除远处的多余单元格（Ctrl+End 可跳到最后一格），或拆分工作表",
        ),
    )


def no_rows(name: str) -> Diagnostic:
    """LG406: no sheet has a line of headers that is understood."""
    return error(
        "LG406",
        name,
        Text("no sheet has a header row with columns that are understood", "各工作表均未找到可识别的表头"),
        Text(
            "write a mapping file: `rectcore import BOOK --guess -o mapping.toml`, and name the sheet and its header",
            "请写映射文件：`rectcore import BOOK --guess -o mapping.toml`，注明工作表和表头所在行",
        ),
    )


def bad_mapping(at: str, message: Text, hint: Text) -> Diagnostic:
    """LG407: the mapping file cannot be used."""
    return error("LG407", at, message, hint)


def column_gone(at: str, title: str, titles: Iterable[str]) -> Diagnostic:
    """LG408: a column of the mapping file that the sheet lacks."""
    near = did_you_mean(title, titles)
    return error(
        "LG408",
        at,
        Text(f"the sheet has no column {quoted(title)}", f"工作表没有 {quoted(title)} 一列"),
        Text(
            f"{near.en}take the line out of the mapping file, or write the column as its header does",
            f"{near.zh}请从映射文件中删去该行，或按表头写法改正",
        ),
    )


def sheet_gone(at: str, name: str, names: Iterable[str]) -> Diagnostic:
    """LG408: a sheet of the mapping file that the workbook lacks."""
    near = did_you_mean(name, names)
    return error(
        "LG408",
        at,
        Text(f"the workbook has no sheet {quoted(name)}", f"工作簿没有 {quoted(name)} 工作表"),
        Text(f"{near.en}correct the name in the mapping file", f"{near.zh}请改正映射文件中的表名"),
    )


def sheet_skipped(at: str, *, hidden: bool) -> Diagnostic:
    """LG409: a sheet of which nothing is read."""
    what = Text("a hidden sheet", "隐藏的工作表") if hidden else Text("a sheet", "工作表")
    return info(
        "LG409",
        at,
        Text(f"{what.en} without a header row that is understood; not read", f"{what.zh}没有可识别的表头；未读取"),
        Text("name it in a mapping file if it holds rows", "如有记录，请在映射文件中注明"),
    )


def sheet_hidden(at: str) -> Diagnostic:
    """LG409: a sheet nobody sees, and that is read."""
    return warning(
        "LG409",
        at,
        Text("the sheet is hidden, and it is read", "工作表已隐藏，仍予读取"),
        Text(
            'write `rows = "skip"` in the mapping file to leave it out', '如不需读取，请在映射文件中写 `rows = "skip"`'
        ),
    )


def columns_kept(at: str, titles: Sequence[str]) -> Diagnostic:
    """LG410: columns that are not understood, and whose texts are kept."""
    listed = Text(*(mark.join(map(quoted, titles)) for mark in (", ", "、")))
    return info(
        "LG410",
        at,
        Text(
            f"not understood, and kept as fields of your own: {listed.en}",
            f"含义未识别，作为自有字段保留：{listed.zh}",
        ),
        Text("say in a mapping file what they mean, or `skip`", "可在映射文件中注明其含义，或写 `skip`"),
    )


def day_needed(at: str, what: str, option: str) -> Diagnostic:
    """LG411: a day that every row needs, and that neither a column nor anybody gives."""
    words = {
        "opened": Text("the day the items were opened", "立项日"),
        "recorded": Text("the day the rows were entered", "录入日"),
    }[what]
    return error(
        "LG411",
        at,
        Text(f"no column says {words.en}", f"没有{words.zh}一列"),
        Text(
            f'add `{option} 2023-10-31`, or `{what} = "2023-10-31"` in the mapping file',
            f'请加上 `{option} 2023-10-31`，或在映射文件中写 `{what} = "2023-10-31"`',
        ),
    )


def no_id_column(at: str) -> Diagnostic:
    """LG412: rows that nothing names."""
    return error(
        "LG412",
        at,
        Text("no column holds a number or a title, so rows cannot be told apart", "没有编号或标题列，各行无从区分"),
        Text('map a column to "id" or "title"', '请将某一列映射为 "id" 或 "title"'),
    )


def not_complete(at: str) -> Diagnostic:
    """LG413: a ledger whose cells were refused is not said to be complete."""
    return warning(
        "LG413",
        at,
        Text(
            "cells were refused, so the ledger does not say that it is complete up to a day",
            "有单元格未采用，因此台账不注明完整至何日",
        ),
        Text(
            "mend them and import again; until then absence convicts nobody",
            "改正后重新导入；在此之前缺少的记录不作任何认定",
        ),
    )
