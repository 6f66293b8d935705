"""A report as rows for a spreadsheet: comma-separated values, where no text becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rectcore.diagnostics import harmless
from rectcore.explain.lines import resolve_text
from rectcore.explain.names import state_word
from rectcore.explain.phrases import clause, title_of
from rectcore.report import findings as of_findings
from rectcore.report.charts import charts
from rectcore.report.markdown import all_items
from rectcore.report.matter import Matter
from rectcore.report.words import PAGE

MARK: Final = "\ufeff"
"""Stands first, so that a spreadsheet reads the text as UTF-8."""
_STARTS_FORMULA: Final = ("=", "+", "-", "@")


def report_csv(found: Matter, table: str = "findings") -> str:
    """One table of a report as comma-separated values."""
    heads, rows = _TABLES[table](found)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([PAGE[key].in_(found.language) for key in heads])
    writer.writerows([[plain(cell) for cell in row] for row in rows])
    return MARK + text.getvalue()


def plain(text: str) -> str:
    """A cell that a spreadsheet takes for text: one that would begin a formula has an apostrophe before it."""
    text = harmless(text)
    return "'" + text if text.lstrip().startswith(_STARTS_FORMULA) else text


Table = tuple[Sequence[str], Iterable[Sequence[str]]]


def _findings(found: Matter) -> Table:
    heads = ("to send", "measure", "subject", "to", "since", "due", "overdue", "acted", "rule", "message", "facts")
    return (*heads, "clause", "ends", "id"), _finding_rows(found)


def _finding_rows(found: Matter) -> Iterable[Sequence[str]]:
    yes, no = (PAGE[k].in_(found.language) for k in ("yes", "no"))
    for finding in (*of_findings.to_send(found), *of_findings.others(found)):
        told = of_findings.told(finding, found)
        cites = ("；" if found.zh else "; ").join(clause(c).in_(found.language) for c in finding.cites)
        yield (
            yes if told.sending else no,
            told.measure_word,
            told.subject,
            told.to,
            told.since,
            told.due,
            yes if told.overdue else no,
            finding.acted_on or "",
            told.rule,
            told.message,
            ("；" if found.zh else "; ").join(told.facts),
            cites,
            resolve_text(finding, found.rulebook).in_(found.language),
            told.id,
        )


def _items(found: Matter) -> Table:
    rows = (
        (i.id, i.title, i.kind_word, i.unit, i.word, ("；" if found.zh else "; ").join(i.tells))
        for i in all_items(found)
    )
    return ("id", "task", "kind", "by unit", "state", "details"), rows


def _obligations(found: Matter) -> Table:
    rows = (
        (
            found.names.subject(o.owner),
            o.rule,
            title_of(found.rulebook, o.rule).in_(found.language),
            o.period or "",
            o.due.isoformat() if o.due is not None else "",
            state_word(o.state.value, found.language),
            o.served_by or "",
        )
        for o in found.obligations
    )
    return ("subject", "rule", "details", "period", "due", "state", "served by"), rows


def _targets(found: Matter) -> Table:
    rows = ((c.title, c.subject, c.must, c.latest, c.judged_by, c.trend, c.word, c.due) for c in charts(found))
    return ("rule", "subject", "bound", "latest", "period", "trend", "state", "due"), rows


_TABLES: Final[dict[str, Callable[[Matter], Table]]] = {
    "findings": _findings,
    "items": _items,
    "obligations": _obligations,
    "targets": _targets,
}
"""The tables of a report by name."""
