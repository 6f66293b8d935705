"""A ledger and its report as a workbook: what to send, items, findings, obligations, units, records, data gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rectcore.engine.results import Report
from rectcore.explain.names import Names
from rectcore.model.ledger import Ledger
from rectcore.sheets import export_ledger, export_report
from rectcore.sheets.grid import Cell
from rectcore.sheets.table import Table, write_tables
from rectcore.sheets.voice import Voice


def export_book(ledger: Ledger, report: Report, names: Names) -> bytes:
    """The bytes of an .xlsx workbook of a ledger and what holds of it on the day of the report.

    Args:
        ledger: that was judged.
        report: on it, with its messages.
        names: what rows and words are called, and the language of the workbook.

    Raises:
        CallError: the extra `excel` is not installed.
    """
    return write_tables(_tables(Voice(ledger, report, names)))


def _tables(voice: Voice) -> Iterator[Table]:
    yield export_report.to_send(voice)
    yield export_ledger.items(voice)
    yield export_report.findings(voice)
    yield export_report.obligations(voice)
    yield export_ledger.units(voice)
    if voice.report.scores or voice.report.rankings:
        yield export_report.ratings(voice)
    yield export_ledger.records(voice)
    yield export_report.gaps(voice)
    yield about(voice)


def about(voice: Voice) -> Table:
    """Of which rules and ledger, and of which day."""
    report = voice.report
    pairs: Sequence[tuple[tuple[str, str], Cell]] = (
        (("rules", "规则"), f"{report.policy} {report.policy_sha256}"),
        (("ledger", "台账"), f"{report.ledger} {report.ledger_sha256 or ''}".rstrip()),
        (("as of", "基准日"), report.as_of),
        (("as known on", "以何日所知为准"), report.known_at),
        (("rows kept", "采用的行"), Decimal(report.kept)),
        (("rows refused", "未采用的行"), Decimal(report.refused)),
        (("calendar", "日历"), report.calendar),
    )
    rows = [[voice.say(*head), value] for head, value in pairs]
    return Table(voice.say("About", "说明"), voice.heads(("what", "项目"), ("value", "内容")), rows)
