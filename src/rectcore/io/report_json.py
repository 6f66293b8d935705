"""Reports and decisions as JSON: the contract other programs rely on (`docs/reference/report.md`).

Keys stand in the order of the documents, lists in the order of the results: the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from rectcore.check.rulebook import Citation
from rectcore.engine.actions import Action
from rectcore.engine.results import DataGap, Decision, Finding, LabelResult, Obligation, Report, TargetResult, Totals
from rectcore.explain.documents import day_text, subject_dict, text_dict
from rectcore.io.figures_json import aggregate_dict, rank_dict, reading_dict, sample_dict, score_dict
from rectcore.model.facts import NONE

REPORT: Final = "rectcore.report/1"
DECISION: Final = "rectcore.decision/1"


def as_text(document: dict[str, Any]) -> str:
    """A document as it is written: indented, not escaped, with a line end."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def report_dict(report: Report) -> dict[str, Any]:
    """A report as `rectcore.report/1`."""
    return {
        "format": REPORT,
        "as_of": day_text(report.as_of),
        "known_at": day_text(report.known_at),
        "complete": report.complete,
        "calendar": report.calendar,
        "policy": {"id": report.policy, "sha256": report.policy_sha256},
        "ledger": {
            "id": report.ledger,
            "sha256": report.ledger_sha256,
            "kept": report.kept,
            "refused": report.refused,
        },
        "totals": {kind: _totals(found) for kind, found in report.totals.items()},
        "findings": [_finding(f) for f in report.findings],
        "obligations": [_obligation(o) for o in report.obligations],
        "targets": [_target(t) for t in report.targets],
        "aggregates": [aggregate_dict(a) for a in report.aggregates],
        "series": [reading_dict(r) for r in report.series],
        "scores": [score_dict(s) for s in report.scores],
        "samples": [sample_dict(s) for s in report.samples],
        "rankings": [rank_dict(r) for r in report.rankings],
        "data_gaps": [_gap(g) for g in report.data_gaps],
        "assumptions": list(report.assumptions),
        "assumed_constant": list(report.assumed_constant),
    }


def decision_dict(decision: Decision) -> dict[str, Any]:
    """A decision as `rectcore.decision/1`."""
    return {
        "format": DECISION,
        "act": decision.act,
        "subject": subject_dict(decision.subject),
        "as_of": day_text(decision.as_of),
        "known_at": day_text(decision.known_at),
        "state": decision.state.value,
        "refer": decision.refer,
        "say": [text_dict(t) for t in decision.say],
        "labels": [_label(x) for x in decision.labels],
        "to_open": [list(labels) for labels in decision.to_open],
        "to_open_facts": [[action_dict(a) for a in way] for way in decision.to_do],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "kind": finding.kind,
        "subject": subject_dict(finding.subject),
        "period": finding.period,
        "measure": finding.measure,
        "ladder": finding.ladder,
        "rung": finding.rung,
        "rung_hi": _higher(finding),
        "addressees": list(finding.addressees),
        "copied_to": list(finding.copied_to),
        "proposed_by": finding.proposed_by,
        "approved_by": finding.approved_by,
        "by": finding.by,
        "episode": day_text(finding.episode),
        "episode_id": finding.episode_id,
        "since": day_text(finding.since),
        "due": day_text(finding.due),
        "due_provisional": finding.due_provisional,
        "acted_on": finding.acted_on,
        "answered_by": list(finding.answered_by),
        "answer_due": day_text(finding.answer_due),
        "answer_due_provisional": finding.answer_due_provisional,
        "answer": finding.answer,
        "counted": list(finding.counted),
        "superseded": [
            {"id": s.id, "ladder": s.ladder, "rung": s.rung, "measure": s.measure} for s in finding.superseded
        ],
        "cites": _cites(finding.cites),
        "message": text_dict(finding.message),
        "reasons": [{"label": r.label, "value": r.value, "because": text_dict(r.because)} for r in finding.reasons],
    }


def _higher(finding: Finding) -> int | None:
    high = finding.rung_hi
    return high if high is not None and high > (finding.rung or 0) else None


def _obligation(obligation: Obligation) -> dict[str, Any]:
    return {
        "rule": obligation.rule,
        "subject": subject_dict(obligation.subject),
        "period": obligation.period,
        "due": day_text(obligation.due),
        "state": obligation.state.value,
        "provisional": obligation.provisional,
        "served_by": obligation.served_by,
    }


def _target(result: TargetResult) -> dict[str, Any]:
    return {
        "rule": result.rule,
        "subject": subject_dict(result.subject),
        "period": result.period,
        "judged_by": result.judged_by,
        "due": day_text(result.due),
        "state": result.state.value,
        "provisional": result.provisional,
    }


def _gap(gap: DataGap) -> dict[str, Any]:
    return {
        "id": gap.id,
        "reason": gap.reason,
        "rule": gap.rule,
        "subject": subject_dict(gap.subject) if gap.subject is not None else None,
        "period": gap.period,
        "event": gap.event,
        "message": text_dict(gap.message),
    }


def _label(label: LabelResult) -> dict[str, Any]:
    return {
        "gate": label.rule,
        "label": label.label,
        "value": label.value,
        "waived_by": label.waived_by,
        "because": text_dict(label.because),
        "cites": _cites(label.cites),
        "ways": [[action_dict(a) for a in way] for way in label.ways],
    }


def action_dict(action: Action) -> dict[str, Any]:
    """One thing that people would have to do."""
    return {
        "kind": action.kind.value,
        "subject": subject_dict(action.subject),
        "event": action.event,
        "count": action.count,
        "fields": {name: _plain(value) for name, value in action.fields},
        "by": [{"post": post, "unit": unit} for post, unit in action.by],
        "persons": list(action.persons),
        "concrete": action.concrete,
        "text": text_dict(action.text),
    }


def _plain(value: Any) -> Any:
    """A value as a ledger file has it: days and exact numbers as text, `none` for what is known not to exist."""
    if value is NONE:
        return "none"
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _cites(cites: Iterable[Citation]) -> list[dict[str, Any]]:
    return [{"source": c.source, "place": text_dict(c.place)} for c in cites]


def _totals(totals: Totals) -> dict[str, int]:
    return {
        "all": totals.all,
        "closed": totals.closed,
        "open": totals.open,
        "suspended": totals.suspended,
        "undetermined": totals.undetermined,
    }
