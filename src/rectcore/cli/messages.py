"""What is said about a call of the command line (CL2xx): one function per message, in both languages."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Sequence

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language.nearest import nearest

_SHOWN = 3


def _error(code: str, place: str, message: Text, hint: Text) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, place=place, hint=hint)


def wrong_call(command: str, message: str, usage: str) -> Diagnostic:
    """CL201: arguments that are missing, unknown, or too many; `message` is that of the argument parser."""
    return _error(
        "CL201",
        command,
        _reason(message),
        Text(f"{usage}; `{command} --help` tells more", f"用法：{usage}；详见 `{command} --help`"),
    )


def wrong_word(command: str, argument: str, given: str, choices: Iterable[str]) -> Diagnostic:
    """CL202: a word that is not among those that may stand there."""
    choices = tuple(choices)
    plain = _MEANT.get(given.lower(), given.lower())
    near = plain if plain in choices else nearest(given, choices)
    listed = Text(*(mark.join(f"`{c}`" for c in choices) for mark in (", ", "、")))
    asked = Text(f"did you mean `{near}`? ", f"是否想写 `{near}`？") if near else Text()
    return _error(
        "CL202",
        command,
        Text(f"`{given}` cannot be {argument}", f"`{given}` 不能作为 {argument}"),
        Text(f"{asked.en}there are {listed.en}", f"{asked.zh}可用 {listed.zh}"),
    )


_MEANT = {"cn": "zh", "zh-cn": "zh", "zh_cn": "zh", "chinese": "zh", "中文": "zh", "english": "en", "英文": "en"}
"""Other words for a language."""


def not_a_day(argument: str, given: str) -> Diagnostic:
    """CL203: a day that does not exist, or is written in another way."""
    return _error(
        "CL203",
        argument,
        Text(f"`{given}` is not a day", f"`{given}` 不是有效的日期"),
        Text(
            "write a day of the calendar as 2023-10-31 or 2023年10月31日",
            "请写日历上有的日期，如 2023-10-31 或 2023年10月31日",
        ),
    )


def day_missing(argument: str) -> Diagnostic:
    """CL204: a finding belongs to a day."""
    return _error(
        "CL204",
        argument,
        Text("a finding is explained as of a day, and none is given", "说明判定结果须指明基准日"),
        Text(f"add `{argument} 2023-10-31`", f"请加上 `{argument} 2023-10-31`"),
    )


def ledger_missing(given: str) -> Diagnostic:
    """CL204: a finding belongs to a ledger."""
    return _error(
        "CL204",
        given,
        Text("this is the id of a finding, and no ledger is given", "这是判定结果的编号，须指明所属台账"),
        Text("add the ledger file and `--as-of DAY`", "请加上台账文件和 `--as-of DAY`"),
    )


def no_finding(given: str, day: str, near: str | None, about: Sequence[str], *, any_holds: bool) -> Diagnostic:
    """CL205: no finding of that id holds on the day; `about` are those of a task or rule of that id."""
    if about:
        shown = [f"`{x}`" for x in about[:_SHOWN]]
        left = len(about) - len(shown)
        hint = Text(
            f"about it there are {', '.join(shown)}" + (f" and {left} more" if left else ""),
            f"与其有关的有 {'、'.join(shown)}" + (f"，另有{left}个" if left else ""),
        )
    elif near:
        hint = Text(f"did you mean `{near}`?", f"是否想写 `{near}`？")
    elif any_holds:
        hint = Text("`rectcore evaluate` lists the ids of the day", "`rectcore evaluate` 会列出当日的全部编号")
    else:
        hint = Text("no finding holds on that day", "该日没有任何判定结果")
    return _error("CL205", given, Text(f"there is no such finding on {day}", f"{day} 没有这一判定结果"), hint)


def not_written(path: str, error: OSError) -> Diagnostic:
    """CL206: the system does not let us write."""
    reason = _of_system(error)
    return _error(
        "CL206",
        path,
        Text(f"this cannot be written: {reason.en}", f"无法写入：{reason.zh}"),
        Text("check the path and the right to write there", "请检查路径和写入权限"),
    )


def output_lost(error: OSError) -> Diagnostic:
    """CL206: standard output is closed, or the disk behind it is full."""
    reason = _of_system(error)
    return _error(
        "CL206",
        "stdout",
        Text(f"the result cannot be written: {reason.en}", f"结果无法写出：{reason.zh}"),
        Text("check where standard output goes, and run it again", "请检查标准输出的去向，然后重新运行"),
    )


_SYSTEM = {
    errno.EACCES: Text("there is no right to write there", "没有写入权限"),
    errno.EBADF: Text("it is closed", "输出已关闭"),
    errno.EISDIR: Text("it is a folder", "该处是文件夹"),
    errno.ENOSPC: Text("no room is left", "空间不足"),
    errno.ENOTDIR: Text("a file stands where a folder should be", "应为文件夹之处是文件"),
    errno.EPERM: Text("there is no right to write there", "没有写入权限"),
    errno.EROFS: Text("nothing can be written on that disk", "该磁盘只读"),
}
"""What the system says in one language only, in both."""


def _of_system(error: OSError) -> Text:
    said = error.strerror or type(error).__name__
    return _SYSTEM.get(error.errno or 0, Text(said, said))


def not_same(path: str) -> Diagnostic:
    """CL207: printing and reading again gave another tree, so the file is left as it is."""
    return _error(
        "CL207",
        path,
        Text(
            "what would be written does not mean the same, so nothing is written",
            "拟写出的内容含义有变，因此没有写出",
        ),
        Text("this is a fault of rectcore; please report it with the file", "这是 rectcore 的缺陷，请连同文件一并报告"),
    )


def nothing_to_compare() -> Diagnostic:
    """CL208: a translation is checked against files that stand somewhere."""
    return _error(
        "CL208",
        "rectcore fmt",
        Text(
            "`--to` with `--check` compares with files, and no folder is given",
            "`--to` 与 `--check` 同用时须指明对照文件夹",
        ),
        Text("add `-o DIR`, the folder of the translation", "请加上 `-o DIR`，即译文所在文件夹"),
    )


_SHAPES = (
    (r"the following arguments are required: (?P<x>.*)", "missing: {x}", "缺少参数：{x}"),
    (r"unrecognized arguments: (?P<x>.*)", "unknown argument: {x}", "无法识别的参数：{x}"),
    (r"argument (?P<x>\S+): expected one argument", "{x} needs a value", "{x} 后须有值"),
    (r"argument (?P<x>.*?): .*", "{x} cannot be used like this", "{x} 的用法不对"),
)


def _reason(message: str) -> Text:
    for pattern, en, zh in _SHAPES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return Text(en.format(x=found["x"]), zh.format(x=found["x"].replace(", ", "、")))
    return Text(message, message)


def no_list(path: str) -> Diagnostic:
    """CL209: the list of survivors beside the rules cannot be read."""
    return _error(
        "CL209",
        path,
        Text("the list of survivors cannot be read", "幸存变体清单无法读取"),
        Text(
            'write `[[survivor]]` with `id = "…"`, `en = "why"`, `zh = "原因"` for each',
            '每个变体写一段 `[[survivor]]`，含 `id = "…"`、`en = "why"`、`zh = "原因"`',
        ),
    )
