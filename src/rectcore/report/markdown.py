"""A report as Markdown: to be mailed, kept beside the ledger, or turned into a document by other programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rectcore.diagnostics import harmless
from rectcore.engine.results import Finding
from rectcore.explain.names import ITEM_KINDS
from rectcore.model.events import Subject
from rectcore.report import findings as of_findings
from rectcore.report.axis import axis_of
from rectcore.report.charts import charts
from rectcore.report.items import Item, deadline_of, item_of
from rectcore.report.matter import Matter
from rectcore.report.notes import notes
from rectcore.report.units import ladder_of
from rectcore.report.words import PAGE

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]|~]|(?<![^\s])[#>+-](?=\s)|(?<![^\s])\d+(?=[.)]\s))")


def report_markdown(found: Matter) -> str:
    """A report as Markdown, in the order of the page."""
    return "\n\n".join(part for part in _parts(found) if part) + "\n"


def all_items(found: Matter) -> list[Item]:
    """Every item the report is about."""
    deadlines = {id_: deadline_of(found, id_) for id_ in found.tasks()}
    axis = axis_of(found, deadlines)
    return [item_of(found, id_, axis, deadline) for id_, deadline in deadlines.items()]


def escaped(text: str) -> str:
    """A text that Markdown shows as it stands: no heading, no link, no markup of another kind."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(lambda m: m[1] + "\\" if m[1].isdigit() else "\\" + m[1], text)


def _parts(found: Matter) -> Iterator[str]:
    report = found.report

    def word(key: str) -> str:
        return PAGE[key].in_(found.language)

    plan = found.ledger.plan
    title = found.names.subject(Subject("plan", plan.id)) if plan is not None else harmless(report.ledger)
    yield f"# {escaped(title)}"
    facts = [
        (word("as of"), report.as_of.isoformat()),
        (word("known"), report.known_at.isoformat()),
        (word("rules"), f"{report.policy} {report.policy_sha256[:12]}"),
        (word("ledger"), f"{report.ledger} {(report.ledger_sha256 or '')[:12]}".rstrip()),
        (word("rows"), str(report.kept)),
        (word("refused"), str(report.refused)),
        (word("calendar"), report.calendar or ""),
    ]
    if found.unit is not None:
        facts.append((word("unit"), found.names.unit(found.unit)))
    yield "\n".join(f"- {key}: {escaped(harmless(value))}" for key, value in facts)
    for note in notes(found):
        yield f"> {escaped(note)}"
    yield f"## {word('totals')}"
    keys = ("kind", "all", "closed", "open", "suspended", "undetermined")
    yield _table(
        [word(k) for k in keys],
        [
            [ITEM_KINDS[k].in_(found.language), t.all, t.closed, t.open, t.suspended, t.undetermined]
            for k, t in found.totals.items()
        ],
    )
    sending = of_findings.to_send(found)
    yield f"## {word('send')} ({len(sending)})"
    yield _findings(sending, found) if sending else word("nothing to send")
    items = all_items(found)
    ladder = ladder_of(found, items)
    yield f"## {word('ladder')}"
    if ladder.rows:
        yield word("ladder note")
        yield _table(
            [word("by unit"), *ladder.measures, word("items open"), word("items late")],
            [[r.name, *(_cell(c.called, c.taken) for c in r.cells), r.open, r.late] for r in ladder.rows],
        )
    else:
        yield word("no ladder")
    yield f"## {word('items')} ({len(items)})"
    if items:
        yield _table(
            [word(k) for k in ("id", "task", "by unit", "state", "details")],
            [[i.id, i.title, i.unit, i.word, _joined(i.tells, found)] for i in items],
        )
    targets = list(charts(found))
    if targets:
        yield f"## {word('targets')} ({len(targets)})"
        yield _table(
            [word(k) for k in ("rule", "state", "latest", "bound", "due")],
            [
                [t.title, f"{t.word} {t.trend}".strip(), t.latest or word("no data"), t.bound_text or t.must, t.due]
                for t in targets
            ],
        )
    others = of_findings.others(found)
    yield f"## {word('findings')} ({len(others)})"
    if others:
        yield _findings(others, found)
    gaps = of_findings.gaps(found)
    yield f"## {word('gaps')} ({len(gaps)})"
    if gaps:
        yield "\n".join(f"- {escaped(_joined((g.reason, g.about, g.message), found))}" for g in gaps)


def _cell(called: int, taken: int) -> str:
    return " ".join(x for x in (f"**{called}**" if called else "", f"+{taken}" if taken else "") if x)


def _joined(texts: Iterable[str], found: Matter) -> str:
    return ("；" if found.zh else "; ").join(x for x in texts if x)


def _findings(findings: Iterable[Finding], found: Matter) -> str:
    """Each finding with what stands under it."""
    lines: list[str] = []
    for finding in findings:
        told = of_findings.told(finding, found)
        head = f"**{told.measure_word}** " if told.measure_word else ""
        lines.append(f"- {head}{escaped(told.subject)}: {escaped(told.message)}")
        lines += [f"  - {escaped(word)}: {escaped(text)}" for word, text in told.parts]
        facts = PAGE["facts"].in_(found.language)
        lines += [f"  - {facts}: {escaped(fact)}" for fact in told.facts]
        lines.append(f"  - {PAGE['id'].in_(found.language)}: {escaped(told.id)}")
    return "\n".join(lines)


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_in_cell(cell, n) for cell in line) + " |" for n, line in enumerate(lines))


def _in_cell(cell: object, line: int) -> str:
    text = str(cell)
    return text if line == 1 or text.startswith("**") else escaped(text)
