"""`rectcore import`: a workbook or a CSV file into a ledger; with `--guess`, what its columns mean."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rectcore.cli.files import write_file
from rectcore.cli.outcome import Exit, Outcome, Printed, broken, complaints, result
from rectcore.cli.tables import page_width, table
from rectcore.diagnostics import Diagnostic, Severity, Text, harmless, has_errors
from rectcore.errors import LedgerError

if TYPE_CHECKING:
    from rectcore.sheets.load import Imported
    from rectcore.sheets.mapping import BookMapping

_SHOWN: Final = 40
"""How many changes are listed; the rest is counted."""

_CHANGES: Final = {
    "added": Text("added", "新增"),
    "amended": Text("amended", "变更"),
    "recorded": Text("recorded", "登记"),
    "mended": Text("mended", "补正"),
    "corrected": Text("corrected", "更正"),
    "left blank": Text("left blank, kept", "表中空白，保留"),
    "not in the sheet": Text("not in the sheet, kept", "表中已无，保留"),
}


def command(args: argparse.Namespace) -> Outcome:
    """What the ledger has that it had not, then what was refused; 2 if a cell was."""
    from rectcore.io.ledger_file import read_ledger
    from rectcore.io.write import write_ledger
    from rectcore.sheets.load import Days, guess_mapping, import_sheets, read_book
    from rectcore.sheets.mapping import mapping_text

    language = args.lang or "en"
    if args.guess:
        text = mapping_text(guess_mapping(args.book, again=args.into is not None))
        if args.out is None:
            return Outcome(printed=(Printed(text),))
        write_file(Path(args.out), text.encode())
        return Outcome(printed=(result(args.out),))
    mapping = _mapping(args.mapping)
    into = read_ledger(args.into) if args.into is not None else None
    if into is not None and (into.refusals or into.cut or any(map(_of_the_file, into.diagnostics))):
        return broken(into.diagnostics, args.lang)
    sheets = read_book(args.book)
    days = Days(args.recorded, args.opened, args.through)
    found = import_sheets(sheets, Path(args.book).name, mapping, days, into)
    write_file(Path(args.out), write_ledger(found.ledger).encode("utf-8", "surrogatepass"))
    if args.marked is not None:
        from rectcore.sheets.marked import marked_copy

        write_file(Path(args.marked), marked_copy(sheets, found.marks, language))
    said = (*found.diagnostics, *(mark.diagnostic for mark in found.marks))
    printed = (result("\n".join(_summary(found, args.out, args.marked, language))), complaints(said, args.lang))
    return Outcome(Exit.BROKEN if has_errors(said) else Exit.FINE, printed)


def _of_the_file(found: Diagnostic) -> bool:
    """Whether something of the file as a whole is wrong, which would be lost when it is written again."""
    return found.code.startswith("LG1") and found.severity is Severity.ERROR


def _mapping(path: str | None) -> BookMapping | None:
    from rectcore.sheets import messages
    from rectcore.sheets.mapping import read_mapping

    if path is None:
        return None
    try:
        return read_mapping(Path(path).read_bytes().decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        raise LedgerError((messages.not_decoded(path),)) from None
    except (OSError, ValueError):
        raise LedgerError((messages.no_such_file(path),)) from None


def _summary(found: Imported, out: str, marked: str | None, language: str) -> Iterator[str]:
    zh = language == "zh"
    ledger = found.ledger
    numbers = (len(ledger.units), len(ledger.tasks), len(ledger.events))
    said = "{} 个单位，{} 个事项，{} 条记录" if zh else "{} units, {} items, {} events"
    yield f"{harmless(out)}: {said.format(*numbers)}"
    for sheet, number in found.rows.items():
        yield f"  {harmless(sheet)}: " + (f"{number} 行" if zh else f"{number} rows")
    if found.changes:
        counts = Counter(change.change.value for change in found.changes)
        yield ""
        yield ("，" if zh else ", ").join(f"{_CHANGES[k].in_(language)} {n}" for k, n in counts.items())
        yield ""
        heads = ["变化", "编号", "项目", "原为", "现为"] if zh else ["change", "item", "what", "before", "after"]
        rows = [
            [_CHANGES[c.change.value].in_(language), *(harmless(x)[:60] for x in (c.item, c.what, c.before, c.after))]
            for c in found.changes[:_SHOWN]
        ]
        yield table(heads, rows, page_width())
        more = len(found.changes) - _SHOWN
        if more > 0:
            yield f"另有 {more} 项" if zh else f"and {more} more"
    else:
        yield "没有变化" if zh else "nothing changed"
    refused = len(found.refused)
    if refused:
        yield ""
        if zh:
            yield f"未采用的单元格：{refused}" + ("" if marked else "；加 `--marked 文件` 可得标出这些单元格的副本")
        else:
            yield f"cells refused: {refused}" + ("" if marked else "; `--marked FILE` writes a copy with them marked")
