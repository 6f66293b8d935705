"""Figures as JSON: aggregates, series, scores, samples and rankings of a report (`docs/reference/report.md`).

Numbers are written as a ledger writes them: whole ones as numbers, others as exact text, a percent as `"35%"`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from rectcore.check.types import Kind
from rectcore.engine.figures import (
    AggregateResult,
    DrawnRow,
    Figure,
    LineResult,
    RankResult,
    ReadingResult,
    SampleResult,
    ScoreResult,
)
from rectcore.engine.trace import Row
from rectcore.explain.documents import day_text, missing_dicts, subject_dict
from rectcore.explain.phrases import number, percent
from rectcore.model.facts import NONE


def aggregate_dict(result: AggregateResult) -> dict[str, Any]:
    """A number over rows."""
    return {"aggregate": result.aggregate, "subject": subject_dict(result.subject), **_figure(result.figure)}


def reading_dict(result: ReadingResult) -> dict[str, Any]:
    """The latest reading of an indicator."""
    return {
        "series": result.series,
        "subject": subject_dict(result.subject),
        "period": result.period,
        "final": result.final,
        **_figure(result.figure),
    }


def score_dict(result: ScoreResult) -> dict[str, Any]:
    """A score for a period, with its grade and its lines."""
    return {
        "score": result.score,
        "subject": subject_dict(result.subject),
        "period": result.period,
        **_figure(result.points),
        "deducted": _ends(result.deducted),
        "grade": result.grade,
        "grades": list(result.grades),
        "lines": [_line(line) for line in result.lines],
    }


def sample_dict(result: SampleResult) -> dict[str, Any]:
    """A draw, with every row that was, or may have been, among those drawn from."""
    return {
        "sample": result.sample,
        "period": result.period,
        "draw": result.draw,
        "on": day_text(result.on),
        "seed": result.seed,
        "missing": missing_dicts(result.missing),
        "inspectors": list(result.inspectors),
        "rows": [_row(row) for row in result.rows],
    }


def rank_dict(result: RankResult) -> dict[str, Any]:
    """A place in a ranking for a period."""
    return {
        "ranking": result.ranking,
        "subject": subject_dict(result.subject),
        "period": result.period,
        **_figure(result.rank),
        "by": _ends(result.by),
        "ranked": _ends(result.ranked),
        "left_out": result.left_out,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"known": figure.known.value, **_ends(figure), "missing": missing_dicts(figure.missing)}


def _ends(figure: Figure) -> dict[str, Any]:
    """The value, or the bounds; all `null` where neither is known."""
    told = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {name: _number(found, figure.kind) for name, found in told.items()}


def _line(line: LineResult) -> dict[str, Any]:
    return {"label": line.label, **_ends(line.points)}


def _number(found: Any, kind: Kind) -> int | str | None:
    if kind is Kind.PERCENT and found is not None:
        return percent(Decimal(found))
    if isinstance(found, date):
        return found.isoformat()
    return number(found) if isinstance(found, Decimal) and kind is not Kind.INTEGER else _whole(found)


def _whole(found: Any) -> int | None:
    return None if found is None else int(found)


def _row(row: DrawnRow) -> dict[str, Any]:
    stratum = row.stratum.id if isinstance(row.stratum, Row) else row.stratum
    return {
        "subject": subject_dict(row.subject),
        "stratum": "none" if stratum is NONE else stratum,
        "rank": row.rank,
        "lot": row.lot,
        "weight": row.weight,
        "drawn": row.drawn,
        "inspector": row.inspector,
    }
