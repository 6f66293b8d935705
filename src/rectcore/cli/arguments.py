"""The arguments of the command line, and what is wrong with them, as diagnostics."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NoReturn

from rectcore.check.vocabulary import parse_day
from rectcore.cli import messages
from rectcore.diagnostics import Diagnostic
from rectcore.errors import CallError
from rectcore.report.forms import FORMS as REPORT_FORMS
from rectcore.report.forms import TABLES

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

COMMANDS: Final = (
    "check",
    "fmt",
    "test",
    "evaluate",
    "may",
    "explain",
    "cover",
    "trace",
    "tree",
    "forecast",
    "import",
    "report",
    "export",
)
LANGUAGES: Final = ("en", "zh")
FORMATS: Final = {"forecast": ("table", "json", "ics"), "report": REPORT_FORMS}
"""What a command may print beside tables and JSON."""
_COLOUR: Final = re.compile("\x1b\\[[0-9;]*m")


class HelpAsked(Exception):  # noqa: N818 - it is an answer, no error
    """`--help` was asked for; `text` is what it says."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class _Parser(argparse.ArgumentParser):
    """argparse whose complaints are diagnostics, and that prints nothing itself."""

    def error(self, message: str) -> NoReturn:
        usage = " ".join(_COLOUR.sub("", self.format_usage()).split()).removeprefix("usage: ")
        raise CallError((messages.wrong_call(self.prog, message, usage),))

    def print_help(self, file: SupportsWrite[str] | None = None) -> NoReturn:  # noqa: ARG002 - as argparse calls it
        raise HelpAsked(self.format_help())


_RULES: Final = "a folder, a .rules file, or a shipped pack / 文件夹、规则文件或随库规则包"


def _parser() -> tuple[_Parser, dict[str, _Parser]]:
    """The parser, and those of the commands by name."""
    parser = _Parser(
        prog="rectcore",
        description="Rules of a rectification circular that run. 将整改方案写成可以执行的规则。",
        epilog="Exit codes: 0 fine, 1 found or blocked, 2 broken input, 3 a fault of ours. "
        "退出码：0 正常，1 有相应结果或不予办理，2 输入有误，3 程序缺陷。",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version / 显示版本")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, words: str) -> _Parser:
        return commands.add_parser(name, help=words, description=words, allow_abbrev=False)

    check = add("check", "say what is wrong with rules / 检查规则")
    check.add_argument("path", metavar="PATH", help=_RULES)
    check.add_argument("--as-of", metavar="DAY", help="also what that day makes stale / 并检查至该日已过时的内容")
    check.add_argument(
        "--ledger", metavar="LEDGER", help="also where rules look back before it begins / 并检查规则追溯是否早于该台账"
    )
    check.add_argument(
        "--texts",
        action="store_true",
        help="also names of one language only / 并列出只有一种语言的名称",
    )
    check.add_argument("--cost", action="store_true", help="what each rule costs at most / 各规则至多须比对的次数")
    _language(check)

    fmt = add("fmt", "write rules in their canonical form, or in the other language / 排版规则，或转为另一种语言")
    fmt.add_argument("path", metavar="PATH", help="a folder or a .rules file / 文件夹或规则文件")
    fmt.add_argument("--to", metavar="en|zh", help="print in this language / 转为该语言输出")
    fmt.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not canonical / 仅检查")
    fmt.add_argument("-o", dest="out", metavar="DIR", help="write into this folder / 写入该文件夹")
    _language(fmt)

    test = add("test", "run the scenarios of rules / 运行规则中的情景")
    test.add_argument("path", metavar="PATH", help=_RULES)
    test.add_argument("--mutate", action="store_true", help="show changes no scenario notices / 列出情景未能发现的改动")
    _format(test)
    _language(test)

    evaluate = add("evaluate", "say everything that holds on a day / 给出某日的全部结果")
    evaluate.add_argument("ledger", metavar="LEDGER", help="a ledger file / 台账文件")
    _rules(evaluate)
    _days(evaluate, required=True)
    _format(evaluate)
    evaluate.add_argument(
        "--fail-on",
        metavar="MEASURE",
        help="exit 1 if this or a harsher measure is to be taken / 应采取此项或更严措施时退出码为 1",
    )
    evaluate.add_argument("--strict", action="store_true", help="refuse a ledger with any fault / 台账有误则不予评价")
    _language(evaluate)

    may = add("may", "say whether an act may be done, and what is missing / 某项办理是否可行，尚缺什么")
    may.add_argument("act", metavar="ACT", help="an event kind: closure / 事件种类：销号")
    may.add_argument("task", metavar="TASK", help="a task, unit or plan by id / 事项、单位或方案的编号")
    may.add_argument("ledger", metavar="LEDGER", help="a ledger file / 台账文件")
    _rules(may)
    _days(may, required=True)
    may.add_argument("--actor", metavar="PERSON", help="who would do it / 经办人编号")
    _format(may)
    _language(may)

    explain = add("explain", "explain a rule, or a finding of a day / 说明规则或某日的判定结果")
    explain.add_argument(
        "what", metavar="RULE|FINDING_ID", help="a rule, or a finding with its ledger / 规则或判定结果编号"
    )
    explain.add_argument("ledger", metavar="LEDGER", nargs="?", help="the ledger of the finding / 判定结果所属台账")
    _rules(explain)
    _days(explain, required=False)
    explain.add_argument("--lang", metavar="en|zh|both", help="default: both / 默认两种语言")

    cover = add("cover", "say what the scenarios of rules reach / 情景触及了规则的哪些部分")
    cover.add_argument("path", metavar="PATH", help=_RULES)
    _format(cover)
    _language(cover)

    trace = add("trace", "say where each clause of a plan is carried out / 逐条对照方案条款的落实情况")
    trace.add_argument("path", metavar="PATH", help=_RULES)
    _format(trace)
    _language(trace)

    tree = add("tree", "show a rule with its exceptions and theirs / 列出规则及其各层例外")
    tree.add_argument("rule", metavar="RULE", help="a rule, a ladder or an exception / 规则、递进措施或例外")
    _rules(tree)
    _language(tree)

    forecast = add("forecast", "say what will come if nothing new is recorded / 预报此后将到期、逾期、升档、失效的事项")
    forecast.add_argument("ledger", metavar="LEDGER", help="a ledger file / 台账文件")
    _rules(forecast)
    forecast.add_argument("--as-of", metavar="DAY", required=True, help="the first day / 起始日")
    forecast.add_argument("--until", metavar="DAY", required=True, help="the last day / 截止日")
    forecast.add_argument("--subject", metavar="ID", help="only this task, unit or plan / 仅此事项、单位或方案")
    forecast.add_argument("--format", metavar="table|json|ics", help="default: table / 默认表格")
    _language(forecast)

    imported = add("import", "read a workbook or a CSV file into a ledger / 由工作簿或 CSV 导入台账")
    imported.add_argument("book", metavar="BOOK", help="an .xlsx workbook or a CSV file / 工作簿或 CSV 文件")
    imported.add_argument("-o", dest="out", metavar="FILE", help="the ledger, or the mapping of --guess / 输出文件")
    imported.add_argument("--guess", action="store_true", help="write what each column probably means / 生成映射文件")
    imported.add_argument("--mapping", metavar="FILE", help="what each column means / 映射文件")
    imported.add_argument("--into", metavar="LEDGER", help="add to this ledger, and say what changed / 并入已有台账")
    imported.add_argument("--recorded", metavar="DAY", help="day of entry of rows without one / 录入日（表中未写时）")
    imported.add_argument("--opened", metavar="DAY", help="day of opening of items without one / 立项日（表中未写时）")
    imported.add_argument("--through", metavar="DAY", help="nothing up to this day is missing / 截至该日无遗漏")
    imported.add_argument("--marked", metavar="FILE", help="a copy with refused cells marked / 标出未采用单元格的副本")
    _language(imported)

    report = add("report", "make a page that people look at / 生成整改情况报告网页")
    report.add_argument("ledger", metavar="LEDGER", help="a ledger file / 台账文件")
    _rules(report)
    _days(report, required=True)
    report.add_argument("--unit", metavar="ID", help="only this unit and those below it / 仅此单位及其下级")
    report.add_argument("--format", metavar="html|markdown|csv", help="default: html / 默认网页")
    report.add_argument(
        "--table", metavar="findings|items|obligations|targets", help="of csv; default: findings / csv 的内容"
    )
    report.add_argument("-o", dest="out", metavar="FILE", help="write into this file / 写入该文件")
    _language(report)

    export = add("export", "write a workbook of a ledger and what holds on a day / 将台账及某日结果导出为工作簿")
    export.add_argument("ledger", metavar="LEDGER", help="a ledger file / 台账文件")
    _rules(export)
    _days(export, required=True)
    export.add_argument("-o", dest="out", metavar="BOOK", required=True, help="the .xlsx workbook / 工作簿")
    _language(export)
    return parser, commands.choices


def _rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rules", metavar="PATH", required=True, help=_RULES)


def _days(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--as-of", metavar="DAY", required=required, help="the day asked about / 基准日")
    parser.add_argument("--known-at", metavar="DAY", help="what was recorded later is not seen / 此日之后录入的不计")


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", metavar="table|json", help="default: table / 默认表格")


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", metavar="en|zh", help="the language of the output / 输出语言")


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments, days as days.

    Raises:
        CallError: they make no sense; it says everything that is wrong with them.
        HelpAsked: `--help` was asked for.
    """
    parser, of_commands = _parser()
    first = argv[0] if argv else ""
    if first.startswith("-") and first not in ("-h", "--help", "--version"):
        parser.error(f"unrecognized arguments: {first}")
    if first and not first.startswith("-") and first not in COMMANDS:
        raise CallError((messages.wrong_word("rectcore", "COMMAND", first, COMMANDS),))
    args, unknown = parser.parse_known_args(argv)
    if unknown:
        of_commands.get(args.command, parser).error(f"unrecognized arguments: {' '.join(unknown)}")
    if not args.version and args.command is None:
        parser.error("the following arguments are required: COMMAND")
    if args.command == "import" and not args.guess and args.out is None:
        of_commands["import"].error("the following arguments are required: -o FILE")
    if args.command == "explain" and args.ledger is None and args.known_at is not None:
        of_commands["explain"].error("argument --known-at: only with a ledger")
    problems: list[Diagnostic] = []
    for name in ("as_of", "known_at", "until", "recorded", "opened", "through"):
        given = getattr(args, name, None)
        if given is not None:
            setattr(args, name, _day(f"--{name.replace('_', '-')}", given, problems))
    languages = (*LANGUAGES, "both") if args.command == "explain" else LANGUAGES
    formats = FORMATS.get(args.command, ("table", "json"))
    for name, choices in (("to", LANGUAGES), ("lang", languages), ("format", formats), ("table", TABLES)):
        given = getattr(args, name, None)
        if given is not None and given not in choices:
            problems.append(messages.wrong_word(f"rectcore {args.command}", f"--{name}", given, choices))
    if problems:
        raise CallError(tuple(problems))
    return args


def _day(argument: str, given: str, problems: list[Diagnostic]) -> date | None:
    try:
        return parse_day(given)
    except ValueError:
        problems.append(messages.not_a_day(argument, given))
        return None


def wanted_language(argv: Sequence[Any]) -> str | None:
    """The language asked for, told even from arguments that cannot be used otherwise."""
    for i, argument in enumerate(argv):
        given = argument.removeprefix("--lang=") if str(argument).startswith("--lang=") else None
        if argument == "--lang" and i + 1 < len(argv):
            given = argv[i + 1]
        if given in LANGUAGES:
            return str(given)
    return None
