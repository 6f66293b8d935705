"""What every JSON document says alike: of whom, on which day, in both languages, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rectcore.diagnostics import Text
from rectcore.model.events import Subject
from rectcore.model.facts import Missing


def subject_dict(subject: Subject) -> dict[str, str]:
    """Whom something is about."""
    return {"kind": subject.kind, "id": subject.id}


def text_dict(text: Text) -> dict[str, str]:
    """A sentence in both languages."""
    return {"en": text.en, "zh": text.zh}


def day_text(day: date | None) -> str | None:
    """A day as `2023-10-31`; None where there is none."""
    return day.isoformat() if day is not None else None


def missing_dicts(missing: Iterable[Missing]) -> list[dict[str, str]]:
    """The facts that are not known, and why."""
    return [{"what": one.what, "of": one.of, "why": one.why.value} for one in missing]
