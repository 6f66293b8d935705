"""Findings and reports with their words."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote

from attrs import evolve

from rectcore.check.rulebook import Rulebook
from rectcore.engine.reference.world import ENTITY_OF
from rectcore.engine.results import Finding, Report
from rectcore.engine.trace import Row
from rectcore.explain.findings import finding_message
from rectcore.explain.gaps import gap_message
from rectcore.explain.reasons import because
from rectcore.model.ledger import Ledger


def report_told(report: Report, rulebook: Rulebook, ledger: Ledger) -> Report:
    """A report with a sentence for each finding and gap, and the reasons of findings."""
    day, known_at = report.as_of, report.known_at
    return evolve(
        report,
        findings=tuple(finding_told(f, rulebook, ledger, day, known_at) for f in report.findings),
        data_gaps=tuple(evolve(g, message=gap_message(g, rulebook, ledger)) for g in report.data_gaps),
    )


def finding_told(finding: Finding, rulebook: Rulebook, ledger: Ledger, as_of: date, known_at: date) -> Finding:
    """A finding with its words; the reasons of a breached gate belong to the day of the act."""
    day = as_of
    if finding.kind == "gate":
        act = ledger.event(unquote(finding.id.rpartition("/")[2]))
        day, known_at = finding.episode, act.recorded if act is not None else known_at
    kind = finding.subject.kind
    row = Row(ENTITY_OF.get(kind, kind), finding.subject.id)
    words = tuple(
        evolve(r, because=because(r, rulebook, ledger, as_of=day, known_at=known_at, subject=row))
        for r in finding.reasons
    )
    told = evolve(finding, reasons=words)
    return evolve(told, message=finding_message(told, rulebook, ledger, as_of))
